#![no_main]

anchorlight_libfuzzer::fuzz!("update");
