//! Every finding there ever was, and a short walk from what the repository holds.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use std::fs;
use std::path::Path;

use anchorlight_fuzz::{Random, TARGETS, Target, crossover, first, mutate};

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
fn walk((name, target): Target, steps: u64) {
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
    walk(TARGETS[0], 300);
}

#[test]
fn validate() {
    walk(TARGETS[1], 600);
}

#[test]
fn crl() {
    walk(TARGETS[2], 600);
}

#[test]
fn ocsp() {
    walk(TARGETS[3], 600);
}

#[test]
fn intake() {
    walk(TARGETS[4], 300);
}

#[test]
fn document() {
    walk(TARGETS[5], 1500);
}

#[test]
fn update() {
    walk(TARGETS[6], 1500);
}

#[test]
fn inspect() {
    walk(TARGETS[7], 3000);
}

#[test]
fn keys() {
    walk(TARGETS[8], 3000);
}

#[test]
fn exports() {
    walk(TARGETS[9], 1000);
}
