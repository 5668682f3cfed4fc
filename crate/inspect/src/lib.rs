//! What do these bytes say, all of it?
//!
//! Beside `anchorlight-pki`, which reads what a check rests on, this reads everything that a person may
//! want to look at: [`Tree`] shows any bytes as ASN.1, damaged ones as far as they go.
//! It decides nothing, and no check loads it.

mod names;
mod number;
mod tree;

pub use names::{named, of as name_of};
pub use tree::{Class, Fault, MOST_DEPTH, MOST_NODES, Node, Tree, Unread};
