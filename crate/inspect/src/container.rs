//! Containers that are not ASN.1 objects themselves: one file each, told by their content.

use std::borrow::Cow;

use serde::Serialize;

use crate::inspection::text::is_plain;
use crate::private_key::Told;
use crate::problem::{ContainerProblem, Problem};

mod bks;
mod detail;
mod document;
mod gzip;
mod headers;
mod java;
pub(crate) mod pkcs12;
mod s_client;
mod tar;
mod unpack;
mod zip;

pub use detail::{Detail, Said};
pub(crate) use document::held;

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
    /// Where it has a code over its contents that takes the password.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integrity: Option<Integrity>,
}

/// Whether a container is what whoever made it wrote.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Integrity {
    Holds,
    /// It was altered: the password is right and its code is wrong.
    Broken,
    /// Nobody gave the password, or not the right one.
    Unchecked,
}

/// The formats that are opened.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
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
    /// Header fields of HTTP.
    Headers,
    /// What `openssl s_client` prints.
    OpensslClient,
    /// An object of Kubernetes, or several.
    Kubernetes,
    SignedTrustStore,
    TrustStore,
    /// Of Bouncy Castle; named and not read.
    Bks,
    Gzip,
    Jceks,
    Jks,
    Pkcs12,
    Tar,
    Zip,
}

/// A container with what it holds.
pub(crate) struct Opened<'a> {
    pub container: Container,
    pub members: Vec<Member<'a>>,
    /// Why it could not be opened whole; an offset in it.
    pub problem: Option<Problem>,
}

/// As many objects as there can be of one input.
const MOST_MEMBERS: usize = 100_000;

impl<'a> Opened<'a> {
    /// Without anything in it yet.
    fn new(format: Format) -> Self {
        let container = Container {
            format,
            entries: 0,
            details: Vec::new(),
            problems: Vec::new(),
            integrity: None,
        };
        Self { container, members: Vec::new(), problem: None }
    }

    fn push(&mut self, member: Member<'a>) {
        if self.members.len() < MOST_MEMBERS {
            self.members.push(member);
        } else {
            let problem = ContainerProblem::TooMany { limit: MOST_MEMBERS };
            self.problem = Some(Problem::fatal(problem, 0));
        }
    }

    /// From there on it could not be read.
    fn damaged(&mut self, offset: usize) {
        self.problem = Some(Problem::fatal(ContainerProblem::Damaged, offset));
    }
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
        // The whole of a document, or of a line, has none.
        Self { entry: Some(entry).filter(|entry| !entry.is_empty()), offset: 0, octets }
    }

    /// Anything under a name; offsets in it count from its first octet.
    fn file(name: String, octets: impl Into<Cow<'a, [u8]>>) -> Self {
        Self { entry: Some(name), offset: 0, octets: Octets::Open(octets.into()) }
    }

    /// A key of which nothing but this is told.
    fn private(name: String, label: &str) -> Self {
        Self::key(name, label, Told::default())
    }

    /// A key, with what is told of it.
    fn key(name: String, label: &str, told: Told) -> Self {
        Self { entry: Some(name), offset: 0, octets: Octets::PrivateKey(label.to_owned(), told) }
    }

    /// Nothing but a name; the problem's offset counts in the container.
    fn unopened(name: String, problem: Problem) -> Self {
        Self { entry: Some(name), offset: 0, octets: Octets::Unopened(problem) }
    }
}

/// What an entry holds.
pub(crate) enum Octets<'a> {
    /// Anything, opened as an input of its own.
    Open(Cow<'a, [u8]>),
    /// A private key in a form of this container; named and matched, never kept.
    PrivateKey(String, Told),
    /// Nobody knows; where it is only in part what it should be, that part follows under the same name.
    Unopened(Problem),
}

/// What is left of the octets that may come out of compression, base64 and encryption, and of the work that
/// passwords may ask for.
pub(crate) struct Room {
    left: usize,
    rounds_left: u64,
}

/// A full web root store as PEM is a quarter of a million octets; a hundred of the largest stores fit.
const MOST_UNPACKED: usize = 64 << 20;

/// OWASP's Password Storage Cheat Sheet asks for 1.3 million rounds at most (PBKDF2 with SHA-1): seven of these.
const MOST_ROUNDS: u64 = 10_000_000;

impl Default for Room {
    fn default() -> Self {
        Self { left: MOST_UNPACKED, rounds_left: MOST_ROUNDS }
    }
}

impl Room {
    /// Whether so many octets can be taken.
    fn has(&self, octets: usize) -> Result<(), ContainerProblem> {
        let is_room = octets <= self.left;
        is_room.then_some(()).ok_or(ContainerProblem::TooLarge { limit: MOST_UNPACKED })
    }

    /// Takes what is about to be unpacked.
    pub fn take(&mut self, octets: usize) -> Result<(), ContainerProblem> {
        self.left = self
            .left
            .checked_sub(octets)
            .ok_or(ContainerProblem::TooLarge { limit: MOST_UNPACKED })?;
        Ok(())
    }

    /// Takes the rounds of hashing that a key is about to be derived from a password with.
    pub fn derive(&mut self, rounds: u64) -> Result<(), ContainerProblem> {
        self.rounds_left = self
            .rounds_left
            .checked_sub(rounds)
            .ok_or(ContainerProblem::TooSlow { limit: MOST_ROUNDS })?;
        Ok(())
    }
}

/// `None`: the input is none of them.
pub(crate) fn open<'a>(input: &'a [u8], passwords: &[&str], room: &mut Room) -> Option<Opened<'a>> {
    zip::open(input, room)
        .or_else(|| gzip::open(input, room))
        .or_else(|| tar::open(input))
        .or_else(|| java::open(input, passwords, room))
        .or_else(|| bks::open(input))
}

/// The same for what is text.
pub(crate) fn open_text<'a>(text: &'a str, room: &mut Room) -> Option<Opened<'a>> {
    // In JSON any character may stand, in the others those of text.
    document::json(text, room).or_else(|| {
        let text = Some(text).filter(|text| is_plain(text))?;
        let yaml = document::yaml(text, room);
        yaml.or_else(|| headers::open(text)).or_else(|| s_client::open(text))
    })
}
