//! The golden inputs give the golden reports through the JavaScript boundary, in Node.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

mod common;

use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn golden_inputs_give_golden_reports() {
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
