//! What a generated hierarchy consists of, before it is encoded and signed.
//!
//! Every field is a small choice with a usual value, so that shrinking leads to the usual
//! hierarchy with only that left which matters.

use std::net::IpAddr;

/// A hierarchy and the question asked about it.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// From the root down; each is issued by the one before it, the first by itself.
    pub(crate) spine: Vec<Ca>,
    pub(crate) leaf: Leaf,
    pub(crate) extras: Vec<Extra>,
    pub(crate) question: Question,
}

/// One CA of the spine.
#[derive(Clone, Debug)]
pub(crate) struct Ca {
    /// It has its issuer's name: a key rollover, or the root again.
    pub(crate) self_issued: bool,
    pub(crate) body: Body,
}

/// Everything of a certificate but who issued it to whom.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) placed: Placed,
    pub(crate) version1: bool,
    pub(crate) dates: Dates,
    pub(crate) signature: Signature,
    pub(crate) issuer_style: Style,
    pub(crate) key_ids: KeyIds,
    pub(crate) basic_constraints: BasicConstraints,
    /// RFC 5280 §4.2.1.3, bit 0 first.
    pub(crate) key_usage: Option<u16>,
    pub(crate) purposes: Option<Vec<KeyPurpose>>,
    /// An extension that nobody knows, critical or not.
    pub(crate) unknown: Option<bool>,
    pub(crate) name_constraints: Option<NameConstraints>,
    pub(crate) policies: Policies,
}

/// Where a certificate is put.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Placed {
    Chain,
    Store,
    Both,
    Nowhere,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Dates {
    Around,
    Past,
    Future,
    /// notBefore is the time asked for.
    FromNow,
    /// notAfter is the time asked for.
    UntilNow,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Signature {
    Good,
    Damaged,
    /// Made by a key that is nobody's.
    OtherKey,
    /// The algorithm inside is ecdsa-with-SHA384, outside it is ecdsa-with-SHA256.
    OtherAlgorithmInside,
}

/// How the issuer's name is written, compared with the issuer's own subject.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Style {
    Same,
    Printable,
    UpperCase,
    MoreSpaces,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum KeyIds {
    Both,
    Neither,
    SubjectOnly,
    AuthorityOnly,
    /// The authority's is somebody else's.
    WrongAuthority,
    /// By the issuer's name and serial number, which are those of another certificate.
    WrongSerial,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum BasicConstraints {
    Ca { path_length: Option<u8>, critical: bool },
    NotCa,
    Absent,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum KeyPurpose {
    ServerAuth,
    ClientAuth,
    CodeSigning,
    Any,
}

#[derive(Clone, Debug)]
pub(crate) struct NameConstraints {
    pub(crate) critical: bool,
    pub(crate) permitted: Vec<Name>,
    pub(crate) excluded: Vec<Name>,
}

/// A name of a certificate, or the base of a subtree.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Name {
    Dns(&'static str),
    Email(&'static str),
    Uri(&'static str),
    /// With a prefix length only as a subtree.
    Ip(IpAddr, u8),
    Directory(Directory),
    /// registeredID: a form for which no comparison is defined.
    Registered,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Directory {
    /// O=Example
    Example,
    /// O=Example, OU=Inside
    Inside,
    /// O=Other
    Other,
}

/// Everything that RFC 5280 says of policies.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Policies {
    pub(crate) critical: bool,
    pub(crate) stated: Option<Vec<Policy>>,
    pub(crate) mappings: Vec<(Policy, Policy)>,
    pub(crate) require_explicit: Option<u8>,
    pub(crate) inhibit_mapping: Option<u8>,
    pub(crate) inhibit_any: Option<u8>,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Policy {
    Any,
    Numbered(u8),
}

#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    pub(crate) body: Body,
    /// Issued by itself although there are CAs.
    pub(crate) self_signed: bool,
    pub(crate) subject: Subject,
    pub(crate) names: Option<Vec<Name>>,
    pub(crate) names_critical: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Subject {
    /// `None`: the empty name.
    pub(crate) directory: Option<Directory>,
    pub(crate) common_name: Option<&'static str>,
    pub(crate) email: Option<&'static str>,
}

/// A certificate beside the spine.
#[derive(Clone, Debug)]
pub(crate) enum Extra {
    /// An entity's name and key, certified by another.
    Cross { of: u8, by: u8, body: Body },
    /// Another root.
    Root { body: Body },
    /// An entity's name with another key: by another entity, or self-signed.
    Twin { of: u8, by: Option<u8>, body: Body },
    /// A spine certificate issued again, with other contents.
    Again { of: u8, body: Body },
}

#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) purpose: Purpose,
    pub(crate) host: Option<Host>,
    pub(crate) acceptable: Vec<Policy>,
    pub(crate) require_explicit: bool,
    pub(crate) inhibit_mapping: bool,
    pub(crate) inhibit_any: bool,
    /// By how much the order of the files is turned.
    pub(crate) turn: u8,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Purpose {
    Any,
    ServerAuth,
    ClientAuth,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Host {
    Dns(&'static str),
    Ip(IpAddr),
}
