//! Every finding there ever was, and a short walk from what the repository holds.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use std::fs;
use std::path::Path;

use anchorlight_fuzz::{Random, TARGETS, crossover, first, mutate};

/// Each file of `regressions/TARGET`.
#[test]
fn what_was_found_once_is_not_found_again() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions");
    for entry in fs::read_dir(folder).unwrap() {
        let folder = entry.unwrap().path();
        if !folder.is_dir() {
            continue;
        }
        let name = folder.file_name().unwrap().to_str().unwrap();
        let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).unwrap();
        for file in fs::read_dir(&folder).unwrap() {
            let file = file.unwrap().path();
            assert!(target(&fs::read(&file).unwrap()), "{}: no input of {name}", file.display());
        }
    }
}

/// As libFuzzer does it, but blindly.
fn walk(name: &str, steps: u64) {
    let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).unwrap();
    let mut inputs: Vec<Vec<u8>> = first()
        .unwrap()
        .into_iter()
        .filter_map(|(of, input)| (of == name).then_some(input))
        .collect();
    assert!(!inputs.is_empty());
    for input in &inputs {
        assert!(target(input), "{name} does not take its own seeds");
    }
    let mut random = Random::new(2026);
    let (mut changed, mut taken) = (0, 0);
    for seed in 0..steps {
        let at = random.below(inputs.len());
        let mut bytes = |buffer: &mut [u8], length: usize| change_bytes(buffer, length, seed);
        let other = random.pick(&inputs).unwrap();
        let input = crossover(name, &inputs[at], other, seed)
            .filter(|_| seed % 8 == 0)
            .or_else(|| mutate(name, &inputs[at], seed, &mut bytes));
        let Some(input) = input.filter(|input| input.len() < 20_000) else { continue };
        changed += usize::from(input != inputs[at]);
        taken += usize::from(target(&input));
        // Some changes build on others; most start from what holds together.
        if seed % 16 == 0 {
            inputs.push(input);
        }
    }
    let most = usize::try_from(steps).unwrap() / 2;
    assert!(changed > most && taken > most, "{name}: {changed} changed, {taken} taken of {steps}");
}

/// Flips, sets, inserts or removes a byte.
fn change_bytes(buffer: &mut [u8], length: usize, seed: u64) -> usize {
    let mut random = Random::new(seed ^ 0x5eed);
    let at = random.below(length);
    match (random.below(4), length) {
        (0, 1..) => buffer[at] ^= 1 << random.below(8),
        (1, 1..) => buffer[at] = [0, 0x7f, 0x80, 0xff][random.below(4)],
        (2, 1..) => {
            buffer.copy_within(at + 1..length, at);
            return length - 1;
        }
        _ if length < buffer.len() => {
            buffer.copy_within(at..length, at + 1);
            return length + 1;
        }
        _ => {}
    }
    length
}

#[test]
fn paths() {
    walk("paths", 300);
}

#[test]
fn validate() {
    walk("validate", 600);
}

#[test]
fn crl() {
    walk("crl", 600);
}

#[test]
fn ocsp() {
    walk("ocsp", 600);
}

#[test]
fn intake() {
    walk("intake", 300);
}

#[test]
fn document() {
    walk("document", 1500);
}

#[test]
fn update() {
    walk("update", 1500);
}

#[test]
fn inspect() {
    walk("inspect", 3000);
}

#[test]
fn certificates() {
    walk("certificates", 3000);
}

#[test]
fn zip() {
    walk("zip", 1000);
}

#[test]
fn gzip() {
    walk("gzip", 1000);
}

#[test]
fn tar() {
    walk("tar", 1000);
}

#[test]
fn java() {
    walk("java", 1000);
}

#[test]
fn pkcs12() {
    walk("pkcs12", 1000);
}

#[test]
fn signed_data() {
    walk("signed_data", 1000);
}

#[test]
fn json() {
    walk("json", 1500);
}

#[test]
fn yaml() {
    walk("yaml", 1500);
}

#[test]
fn headers() {
    walk("headers", 1500);
}

#[test]
fn s_client() {
    walk("s_client", 1500);
}

#[test]
fn keys() {
    walk("keys", 3000);
}

#[test]
fn exports() {
    walk("exports", 1000);
}
