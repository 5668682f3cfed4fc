//! The same in a page of a real browser.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

mod common;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn golden_inputs_give_golden_reports() {
    assert!(web_sys::window().and_then(|window| window.document()).is_some(), "not in a page");
    common::all_golden();
}

#[wasm_bindgen_test]
fn open_files_give_the_golden_reports() {
    common::all_golden_opened();
}

#[wasm_bindgen_test]
fn a_bad_request_is_a_typed_error() {
    common::bad_requests();
}
