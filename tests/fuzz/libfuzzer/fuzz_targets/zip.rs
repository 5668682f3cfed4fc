#![no_main]

anchorlight_libfuzzer::fuzz!("zip");
