//! The engine for JavaScript: values in, values out, nothing decided here.

use std::cell::RefCell;

use anchorlight::{Engine, Request, RequestError};
use js_sys::{Error, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

thread_local! {
    /// One per module; a page that wants two loads it twice.
    static ENGINE: RefCell<Engine> = RefCell::default();
}

/// Makes a panic, which is a fault of ours, readable in the console before the trap.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Checks a chain. Takes a `Request`, gives a `Report` (see the JSON Schemas).
///
/// # Errors
///
/// An `Error` with an `id` where the request itself cannot be answered.
#[wasm_bindgen]
pub fn check(request: JsValue) -> Result<JsValue, Error> {
    let request: Request = serde_wasm_bindgen::from_value(request)
        .map_err(|error| typed("request.shape", &error.to_string()))?;
    let report = ENGINE
        .with_borrow(|engine| engine.check_owned(request))
        .map_err(|error: RequestError| typed(error.id(), &error.to_string()))?;
    value(&report)
}

/// Reads a file and keeps it open. Gives an `Opened` (see the JSON Schemas), by whose digest a
/// `Request` can name the file instead of giving its bytes.
///
/// # Errors
///
/// None that is known: whatever is wrong with the file is in what is returned.
#[wasm_bindgen]
pub fn open(data: Vec<u8>) -> Result<JsValue, Error> {
    value(&ENGINE.with_borrow_mut(|engine| engine.open(data)))
}

/// Lets go of a file; false where none with this digest is open.
#[wasm_bindgen]
#[must_use]
pub fn close(digest: &str) -> bool {
    ENGINE.with_borrow_mut(|engine| engine.close(digest))
}

/// The version of the engine.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn value(value: &impl Serialize) -> Result<JsValue, Error> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(|error| typed("report.unserialisable", &error.to_string()))
}

fn typed(id: &str, message: &str) -> Error {
    let error = Error::new(message);
    // A new Error is an ordinary object; setting a property on it cannot fail.
    let _ = Reflect::set(&error, &"id".into(), &id.into());
    error
}
