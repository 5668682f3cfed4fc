//! The native half of `crl.mjs`. Takes lists with as many serial numbers as look-ups are to be timed,
//! one hexadecimal line each; prints, per list, microseconds for opening it, and for every look-up.

#![allow(clippy::unwrap_used)] // A measurement that cannot go on should stop.

use std::hint::black_box;
use std::time::Instant;

use anchorlight_pki::{Crl, hex};
use serde_json::json;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rows: Vec<_> = arguments.chunks(2).map(|pair| row(&pair[0], &pair[1])).collect();
    println!("{}", serde_json::to_string(&rows).unwrap());
}

fn row(list: &str, serials: &str) -> serde_json::Value {
    let der = std::fs::read(list).unwrap();
    let text = std::fs::read_to_string(serials).unwrap();
    let serials: Vec<Vec<u8>> = text.lines().map(|line| hex::decode(line).unwrap()).collect();
    let start = Instant::now();
    let crl = Crl::read(der).unwrap();
    let open = micros(start);
    let mut lookups = Vec::with_capacity(serials.len());
    let mut found = 0;
    for serial in &serials {
        let start = Instant::now();
        let entry = black_box(crl.find(&crl.issuer, serial).unwrap());
        lookups.push(micros(start));
        found += usize::from(entry.is_some());
    }
    json!({ "entries": crl.entries(), "open": open, "lookups": lookups, "found": found })
}

fn micros(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e6
}
