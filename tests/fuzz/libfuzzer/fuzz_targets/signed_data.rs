#![no_main]

anchorlight_libfuzzer::fuzz!("signed_data");
