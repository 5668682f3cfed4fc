#![no_main]

anchorlight_libfuzzer::fuzz!("headers");
