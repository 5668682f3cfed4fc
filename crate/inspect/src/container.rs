//! Containers that are not ASN.1 objects themselves: one file each, told by their content.

use std::borrow::Cow;

use anchorlight_pki::safe_text;
use serde::Serialize;

use crate::problem::{ContainerProblem, Problem};

mod document;

/// What a container says of itself. What it holds follows it, as objects within it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Container {
    pub format: Format,
    /// How many entries it has, of whatever kind.
    pub entries: usize,
    /// What it says of itself and of its entries.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<Detail>,
    /// Faults that left it readable.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Problem>,
}

/// The formats that are opened.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Format {
    /// What a command of the AWS command line printed.
    Aws,
    ChromePolicies,
    FirefoxPolicies,
    Har,
    Json,
    /// RFC 7517 §4.
    Jwk,
    /// RFC 7517 §5.
    Jwks,
    SignedTrustStore,
    TrustStore,
}

/// One thing that a container says.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Detail {
    pub said: Said,
    /// Of which entry, or of what in the container; of the container itself where it is empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub entry: String,
    /// Safe to show.
    pub text: String,
}

/// What a [`Detail`] is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Said {
    /// Whose output it is.
    Command,
    /// A member of it.
    Field,
    /// A file that it names and does not hold.
    File,
    /// What is said of a key beside its numbers.
    Key,
    PermittedCidrs,
    PermittedDnsNames,
}

/// What is longer is cut: nobody reads it, and it was made to be long.
const LONGEST_TEXT: usize = 1_000;

impl Detail {
    pub(crate) fn of(said: Said, entry: String, text: &str) -> Self {
        let cut: String = text.chars().take(LONGEST_TEXT).collect();
        let more = if cut.len() < text.len() { "…" } else { "" };
        Self { said, entry, text: safe_text(&cut) + more }
    }
}

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

impl<'a> Member<'a> {
    /// An entry that has a name.
    pub fn named(entry: String, octets: Octets<'a>) -> Self {
        Self { entry: Some(entry), offset: 0, octets }
    }
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

/// The same for what is text.
pub(crate) fn open_text<'a>(text: &'a str, room: &mut Room) -> Option<Opened<'a>> {
    document::open(text, room)
}
