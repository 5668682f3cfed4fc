#![no_main]

anchorlight_libfuzzer::fuzz!("java");
