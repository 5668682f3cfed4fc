//! What comes out of compression, as much of it as there is room for.

use std::io::Read;

use super::Room;
use crate::problem::ContainerProblem;

/// All of it, or what came before the damage; nothing of what is too large.
pub(super) fn all(mut packed: impl Read, room: &mut Room) -> (Vec<u8>, Option<ContainerProblem>) {
    let mut octets = Vec::new();
    let mut chunk = [0; 1 << 13];
    loop {
        let read = match packed.read(&mut chunk) {
            Ok(0) => return (octets, None),
            Ok(read) => &chunk[..read],
            Err(_) => return (octets, Some(ContainerProblem::Damaged)),
        };
        // What was taken stays taken: unpacking costs time, wherever it ends.
        if let Err(problem) = room.take(read.len()) {
            return (Vec::new(), Some(problem));
        }
        octets.extend_from_slice(read);
    }
}
