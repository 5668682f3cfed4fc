#![no_main]

anchorlight_libfuzzer::fuzz!("exports");
