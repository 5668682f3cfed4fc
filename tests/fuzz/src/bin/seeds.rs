//! Writes the first inputs of every target: `seeds FOLDER [FILE…]`, where each file is what
//! `npm run conformance -- SUITE … --reports FILE` writes, and each target gets a folder in FOLDER.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;

use anchorlight::Request;
use anchorlight_fuzz::{TARGETS, first, seeds};
use anyhow::{Context, Result};
use serde_json::Value;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().context("the folder to write to")?;
    let folder = Path::new(&folder);
    for (target, _) in TARGETS {
        fs::create_dir_all(folder.join(target))?;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut write = |inputs: Vec<(&'static str, Vec<u8>)>| -> Result<()> {
        for (target, input) in inputs {
            let count = counts.entry(target).or_default();
            fs::write(folder.join(target).join(format!("seed-{count:05}")), input)?;
            *count += 1;
        }
        Ok(())
    };
    write(first()?)?;
    for file in arguments {
        let lines = BufReader::new(File::open(&file).with_context(|| file.clone())?).lines();
        for line in lines {
            let mut line: Value = serde_json::from_str(&line?)?;
            // Others are of files that requests name by a digest.
            if line["request"].is_object() {
                let request: Request = serde_json::from_value(line["request"].take())?;
                write(seeds(&request))?;
            }
        }
    }
    println!("{counts:?}");
    Ok(())
}
