#![no_main]

anchorlight_libfuzzer::fuzz!("certificates");
