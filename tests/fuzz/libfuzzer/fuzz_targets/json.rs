#![no_main]

anchorlight_libfuzzer::fuzz!("json");
