//! JSON on its way out, handed over in pieces: memory of a module never shrinks, and a report can
//! be longer than the files it is about.

use std::io::{Error, ErrorKind, Result, Write};

use serde::Serialize;
use wasm_bindgen::JsValue;

use crate::js::{self, Text};

const PIECE: usize = 1 << 16;

struct Pieces {
    text: Text,
    pending: Vec<u8>,
}

/// What serde_json makes of a value, as JavaScript reads it.
pub(crate) fn value(value: &impl Serialize) -> serde_json::Result<JsValue> {
    let text = Text::from(JsValue::from_str(""));
    let mut pieces = Pieces { text, pending: Vec::with_capacity(PIECE) };
    serde_json::to_writer(&mut pieces, value)?;
    pieces.flush().map_err(serde_json::Error::io)?;
    Ok(js::parse(&pieces.text))
}

impl Pieces {
    /// What is written at once is whole characters, so that a piece is too.
    fn append(&mut self, piece: &[u8]) -> Result<()> {
        let piece = str::from_utf8(piece).map_err(|_| Error::from(ErrorKind::InvalidData))?;
        self.text = self.text.concat(piece);
        Ok(())
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        if self.pending.len() + bytes.len() > PIECE {
            self.flush()?;
        }
        if bytes.len() > PIECE {
            self.append(bytes)?;
        } else {
            self.pending.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        let mut pending = std::mem::take(&mut self.pending);
        self.append(&pending)?;
        pending.clear();
        self.pending = pending;
        Ok(())
    }
}
