//! What must hold whatever is given to the engine.
//!
//! Each target takes bytes and stops where the engine breaks a promise. `npm run fuzz` feeds them
//! through libFuzzer (the package in `libfuzzer/`, a Cargo workspace of its own, because it needs a
//! C++ compiler and code built for coverage); `cargo test` replays `regressions/` and a short walk
//! from what the repository holds.

mod case;
mod der_tree;
mod inspection;
mod invariants;
mod json_tree;
mod mutate;
mod objects;
pub mod own;
mod random;
mod seeds;
mod stores;
mod targets;
mod texts;

pub use mutate::{Bytes, crossover, mutate};
pub use random::Random;
pub use seeds::{first, seeds};
pub use targets::{TARGETS, Target};
