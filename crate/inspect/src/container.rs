//! Containers that are not ASN.1 objects themselves: one file each, told by their content.

use std::borrow::Cow;

use serde::Serialize;

use crate::problem::{ContainerProblem, Problem};

/// What a container says of itself. What it holds follows it, as objects within it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Container {
    pub format: Format,
    /// How many entries it has, of whatever kind.
    pub entries: usize,
}

/// The formats that are opened.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Format {}

/// A container with what it holds.
pub(crate) struct Opened<'a> {
    pub container: Container,
    pub members: Vec<Member<'a>>,
    /// Why it could not be opened whole; an offset in it.
    pub problem: Option<Problem>,
}

/// One entry of a container.
pub(crate) struct Member<'a> {
    /// Its name in the container.
    pub entry: Option<String>,
    /// Of an entry without a name: where it begins in the container.
    pub offset: usize,
    pub octets: Octets<'a>,
}

/// What an entry holds.
pub(crate) enum Octets<'a> {
    /// Anything, opened as an input of its own.
    Open(Cow<'a, [u8]>),
    /// A private key in a form of this container; named, never kept.
    PrivateKey(String),
}

/// What is left of the octets that may come out of compression, base64 and encryption.
pub(crate) struct Room {
    left: usize,
}

/// A full web root store as PEM is a quarter of a million octets; a hundred of the largest stores fit.
const MOST_UNPACKED: usize = 64 << 20;

impl Default for Room {
    fn default() -> Self {
        Self { left: MOST_UNPACKED }
    }
}

impl Room {
    /// Takes what is about to be unpacked.
    pub fn take(&mut self, octets: usize) -> Result<(), ContainerProblem> {
        self.left = self
            .left
            .checked_sub(octets)
            .ok_or(ContainerProblem::TooLarge { limit: MOST_UNPACKED })?;
        Ok(())
    }
}

/// `None`: the input is none of them.
pub(crate) fn open<'a>(
    _input: &'a [u8],
    _passwords: &[&str],
    _room: &mut Room,
) -> Option<Opened<'a>> {
    None
}
