//! Inspection for JavaScript: octets in, JSON out. Nothing is kept between two calls.

use std::io::{self, Write};

use anchorlight_inspect::{Object, Options, Tree};
use js_sys::{Array, Error, Reflect, Uint8Array, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

/// Engines have strings of up to 2^29 characters (V8: String::kMaxLength); half of that can be read again.
const MOST_TEXT: usize = 1 << 28;

/// Makes a panic, which is a fault of ours, readable in the console before the trap.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Inspects a file. Gives an `Inspection` as JSON text (see the JSON Schema), the encodings of its objects
/// one after another, and the length of each; a private key has none.
///
/// # Errors
///
/// An `Error` with the `id` `request.too_large` where the answer would be longer than a string can be.
#[wasm_bindgen]
pub fn inspect(data: Vec<u8>, passwords: Vec<String>) -> Result<Array, Error> {
    // Either can be a secret.
    let data = Zeroizing::new(data);
    let passwords: Vec<_> = passwords.into_iter().map(Zeroizing::new).collect();
    let passwords: Vec<&str> = passwords.iter().map(|password| password.as_str()).collect();
    let inspection = anchorlight_inspect::inspect(&data, Options { passwords: &passwords });
    let encodings: Vec<&[u8]> = inspection.objects.iter().map(Object::der).collect();
    // Octets are counted in 32 bits here, so no length is longer.
    let lengths: Vec<u32> =
        encodings.iter().map(|der| u32::try_from(der.len()).unwrap_or(u32::MAX)).collect();
    let whole = encodings.concat();
    let text = json(&inspection)?;
    Ok(Array::of3(
        &text.into(),
        &Uint8Array::from(whole.as_slice()),
        &Uint32Array::from(lengths.as_slice()),
    ))
}

/// An encoding as ASN.1. Gives a `Tree` as JSON text.
///
/// # Errors
///
/// As those of `inspect`.
#[wasm_bindgen]
pub fn tree(der: &[u8]) -> Result<String, Error> {
    json(&Tree::read(der))
}

fn json(value: &impl Serialize) -> Result<String, Error> {
    let mut text = Text(Vec::with_capacity(1 << 20));
    serde_json::to_writer(&mut text, value).map_err(|_| {
        let message = format!("the answer would be longer than {MOST_TEXT} characters");
        typed("request.too_large", &message)
    })?;
    // What serde_json writes is UTF-8.
    String::from_utf8(text.0).map_err(|error| typed("report.unserialisable", &error.to_string()))
}

/// A text that ends where strings do.
struct Text(Vec<u8>);

impl Write for Text {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        if self.0.len() + octets.len() > MOST_TEXT {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(octets);
        Ok(octets.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn typed(id: &str, message: &str) -> Error {
    let error = Error::new(message);
    // A new Error is an ordinary object; setting a property on it cannot fail.
    let _ = Reflect::set(&error, &"id".into(), &id.into());
    error
}
