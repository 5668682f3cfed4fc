//! The targets of `anchorlight-fuzz` behind libFuzzer's entry points.

use anchorlight_fuzz::TARGETS;
use libfuzzer_sys::Corpus;

#[doc(hidden)]
pub use libfuzzer_sys;

#[must_use]
pub fn run(target: &str, data: &[u8]) -> Corpus {
    let (_, work) = TARGETS.iter().find(|(name, _)| *name == target).expect("a known target");
    if work(data) { Corpus::Keep } else { Corpus::Reject }
}

/// Changes the input; 0 where that led nowhere, and libFuzzer tries again.
pub fn mutate(target: &str, data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut bytes = |buffer: &mut [u8], length: usize| {
        let room = buffer.len();
        libfuzzer_sys::fuzzer_mutate(buffer, length, room)
    };
    let changed = anchorlight_fuzz::mutate(target, &data[..size], seed.into(), &mut bytes);
    put(changed, &mut data[..max_size])
}

pub fn crossover(target: &str, one: &[u8], other: &[u8], out: &mut [u8], seed: u32) -> usize {
    put(anchorlight_fuzz::crossover(target, one, other, seed.into()), out)
}

fn put(input: Option<Vec<u8>>, out: &mut [u8]) -> usize {
    let input = input.unwrap_or_default();
    match out.get_mut(..input.len()) {
        Some(place) => place.copy_from_slice(&input),
        None => return 0,
    }
    input.len()
}

/// A whole fuzz target, by its name.
#[macro_export]
macro_rules! fuzz {
    ($target:literal) => {
        use $crate::libfuzzer_sys;
        libfuzzer_sys::fuzz_target!(|data: &[u8]| -> libfuzzer_sys::Corpus {
            $crate::run($target, data)
        });
        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
            $crate::mutate($target, data, size, max_size, seed)
        });
        libfuzzer_sys::fuzz_crossover!(|one: &[u8], other: &[u8], out: &mut [u8], seed: u32| {
            $crate::crossover($target, one, other, out, seed)
        });
    };
}
