//! The engine for JavaScript: values in, values out, nothing decided here.

use std::cell::RefCell;

use anchorlight::{Engine, Request, RequestError};
use js_sys::{Error, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
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
    answer(request, |engine, request: Request| engine.check_owned(request))
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

/// Lets go of a file, or of a store; false where none with this digest is open.
#[wasm_bindgen]
#[must_use]
pub fn close(digest: &str) -> bool {
    ENGINE.with_borrow_mut(|engine| engine.close(digest))
}

/// Asks something about trust store documents: what each verb takes and gives is in the JSON Schemas.
///
/// # Errors
///
/// An `Error` with an `id`, and where a document cannot be read with its `problems`.
#[wasm_bindgen]
pub fn store(verb: &str, request: JsValue) -> Result<JsValue, Error> {
    match verb {
        "open" => answer(request, Engine::open_store),
        "describe" => answer(request, Engine::describe_store),
        "advise" => answer(request, |engine, request| engine.advise(request)),
        "calendar" => answer(request, |engine, request| engine.calendar(request)),
        "diff" => answer(request, |engine, request| engine.diff(request)),
        "edit" => answer(request, |engine, request| engine.edit(request)),
        "export" => answer(request, |engine, request| engine.export(request)),
        "ics" => answer(request, |engine, request| engine.ics(request)),
        "preview" => answer(request, |engine, request| engine.preview(request)),
        "simulate" => answer(request, |engine, request| engine.simulate(request)),
        "update" => answer(request, |engine, request| engine.update(request)),
        _ => Err(typed("request.shape", &format!("unknown verb {verb:?}"))),
    }
}

/// The version of the engine.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn answer<Question: DeserializeOwned, Answer: Serialize>(
    request: JsValue,
    ask: impl FnOnce(&mut Engine, Question) -> Result<Answer, RequestError>,
) -> Result<JsValue, Error> {
    let request = serde_wasm_bindgen::from_value(request)
        .map_err(|error| typed("request.shape", &error.to_string()))?;
    match ENGINE.with_borrow_mut(|engine| ask(engine, request)) {
        Ok(answer) => value(&answer),
        Err(error) => {
            let thrown = typed(error.id(), &error.to_string());
            if let RequestError::Store { problems } = &error {
                // As in `typed`, this cannot fail.
                let _ = Reflect::set(&thrown, &"problems".into(), &value(problems)?);
            }
            Err(thrown)
        }
    }
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
