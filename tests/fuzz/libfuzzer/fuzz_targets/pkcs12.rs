#![no_main]

anchorlight_libfuzzer::fuzz!("pkcs12");
