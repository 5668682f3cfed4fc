//! Inspection for JavaScript: octets in, JSON out. Nothing is kept between two calls.

use std::io::{self, Write};

use anchorlight_inspect::{Form, Inspection, Object, Options, Tree};
use js_sys::{Array, Error, Reflect, Uint8Array, Uint32Array};
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

/// Engines have strings of up to 2^29 characters (V8: String::kMaxLength); half of that can be read again.
const MOST_TEXT: usize = 1 << 28;

/// Makes a panic, which is a fault of ours, readable in the console before the trap.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Inspects files. Gives for each an array: of its `Inspection` (see the JSON Schema) each object as JSON text, and
/// the problems, then the encodings of its objects one after another, and the length of each; a private key has
/// none. Where they are asked for, `Relations` of all of them follow as JSON text.
///
/// What was found is not freed, which takes time: whoever calls replaces the instance after each call.
///
/// # Errors
///
/// An `Error` with the `id` `request.too_large` where the texts of a file would be longer than a string can be.
#[wasm_bindgen]
pub fn inspect(
    files: Vec<Uint8Array>,
    passwords: Vec<String>,
    with_relations: bool,
) -> Result<Array, Error> {
    let passwords: Vec<_> = passwords.into_iter().map(Zeroizing::new).collect();
    let passwords: Vec<&str> = passwords.iter().map(|password| password.as_str()).collect();
    let options = Options { passwords: &passwords };
    // A file can be a secret as much as a password.
    let read =
        |file| anchorlight_inspect::inspect(&Zeroizing::new(Uint8Array::to_vec(file)), options);
    let all: Vec<Inspection> = files.iter().map(read).collect();
    let answer = Array::new();
    for inspection in &all {
        answer.push(&file(inspection)?.into());
    }
    if with_relations {
        let relations = anchorlight_inspect::relations(&all.iter().collect::<Vec<_>>());
        answer.push(&Json::default().text(&relations)?.into());
    }
    std::mem::forget(all);
    Ok(answer)
}

fn file(inspection: &Inspection) -> Result<Array, Error> {
    let encodings: Vec<&[u8]> = inspection.objects.iter().map(Object::der).collect();
    // Octets are counted in 32 bits here, so no length is longer.
    let lengths: Vec<u32> =
        encodings.iter().map(|der| u32::try_from(der.len()).unwrap_or(u32::MAX)).collect();
    let mut json = Json::default();
    // Engines have room for short texts at hand; for a long one they ask the system each time.
    let objects = Array::new();
    for object in &inspection.objects {
        objects.push(&json.text(object)?.into());
    }
    Ok(Array::of4(
        &objects.into(),
        &json.text(&inspection.problems)?.into(),
        &Uint8Array::from(encodings.concat().as_slice()),
        &Uint32Array::from(lengths.as_slice()),
    ))
}

/// The object of an encoding as a file for other programs; nothing where it has no such form.
///
/// # Errors
///
/// An `Error` with the `id` `request.shape` where there is no such form.
#[wasm_bindgen]
pub fn export_object(der: &[u8], form: &str) -> Result<Option<Vec<u8>>, Error> {
    let form = match form {
        "pem" => Form::Pem,
        "der" => Form::Der,
        "pkcs7" => Form::Pkcs7,
        "pkcs7Pem" => Form::Pkcs7Pem,
        "opensslText" => Form::OpensslText,
        _ => return Err(typed("request.shape", &format!("unknown form {form:?}"))),
    };
    let inspection = anchorlight_inspect::inspect(der, Options::default());
    Ok(inspection.objects.first().and_then(|object| anchorlight_inspect::export(object, form)))
}

/// An encoding as ASN.1. Gives a `Tree` as JSON text.
///
/// # Errors
///
/// As those of `inspect`.
#[wasm_bindgen]
pub fn tree(der: &[u8]) -> Result<String, Error> {
    Json::default().text(&Tree::read(der)).map(str::to_owned)
}

/// Texts one after another that together end where strings do.
#[derive(Default)]
struct Json {
    text: Vec<u8>,
    /// How long the texts before this one are.
    before: usize,
}

impl Json {
    fn text(&mut self, value: &impl Serialize) -> Result<&str, Error> {
        self.before += self.text.len();
        self.text.clear();
        value.serialize(&mut Serializer::with_formatter(&mut *self, Ascii)).map_err(|_| {
            let message = format!("the answer would be longer than {MOST_TEXT} characters");
            typed("request.too_large", &message)
        })?;
        // What is written is ASCII.
        str::from_utf8(&self.text)
            .map_err(|error| typed("report.unserialisable", &error.to_string()))
    }
}

impl Write for Json {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.write_all(octets).map(|()| octets.len())
    }

    fn write_all(&mut self, octets: &[u8]) -> io::Result<()> {
        if self.before + self.text.len() + octets.len() > MOST_TEXT {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.text.extend_from_slice(octets);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Escapes all that is not ASCII: engines keep such a text in half the memory, and read it in half the time.
struct Ascii;

impl Formatter for Ascii {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        if fragment.is_ascii() {
            return writer.write_all(fragment.as_bytes());
        }
        for unit in fragment.encode_utf16() {
            match u8::try_from(unit) {
                Ok(octet) if octet.is_ascii() => writer.write_all(&[octet])?,
                _ => write!(writer, "\\u{unit:04x}")?,
            }
        }
        Ok(())
    }
}

fn typed(id: &str, message: &str) -> Error {
    let error = Error::new(message);
    // A new Error is an ordinary object; setting a property on it cannot fail.
    let _ = Reflect::set(&error, &"id".into(), &id.into());
    error
}
