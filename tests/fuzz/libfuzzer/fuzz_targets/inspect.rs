#![no_main]

anchorlight_libfuzzer::fuzz!("inspect");
