#![no_main]

anchorlight_libfuzzer::fuzz!("s_client");
