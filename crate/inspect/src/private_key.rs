//! Private keys: their kind, and the public key that belongs to them. Nothing else of them is kept.

use anchorlight_pki as pki;
use anchorlight_pki::read::{Cursor, Tlv, private_key as kind_of_der};
use der::Tag;
use zeroize::Zeroizing;

use crate::container::Room;
use crate::key::PublicKey;
use crate::problem::{ContainerProblem, Problem};

mod dsa;
mod ec;
mod encrypted;
mod microsoft;
mod openssh;
pub(crate) mod pkcs1;
mod pkcs8;
mod sec1;
mod traditional;

/// What is told of a private key.
#[derive(Default)]
pub(crate) struct Told {
    /// `None`: it is encrypted, damaged, or of a kind whose public key nobody here derives.
    pub public_key: Option<Box<PublicKey>>,
    pub encrypted: bool,
    pub problem: Option<Problem>,
}

/// What a value is called that is a private key, told by its content.
pub(crate) fn kind(value: &[u8]) -> Option<&'static str> {
    kind_of_der(value).or_else(|| microsoft::kind(value))
}

/// The keys of an AsymmetricKeyPackage (RFC 5958 §2).
pub(crate) fn package(value: &[u8]) -> Option<Vec<Tlv<'_>>> {
    let mut members = Cursor::new(value).expect(Tag::Sequence, "package").ok()?.inside();
    let mut keys = Vec::new();
    while !members.is_done() {
        keys.push(members.any("package").ok().filter(|key| kind(key.whole).is_some())?);
    }
    Some(keys).filter(|keys| !keys.is_empty())
}

/// Reads one private key; each password is tried on one that is encrypted.
pub(crate) fn read(der: &[u8], passwords: &[&str], room: &mut Room) -> Told {
    if kind(der) == Some("ENCRYPTED PRIVATE KEY") {
        return Told::encrypted(encrypted::open(der, passwords, room));
    }
    if microsoft::is_encrypted(der) {
        let opened = microsoft::open(der, passwords, room);
        // Of one whose numbers contradict each other there is no public key.
        let is_key = |plain: &Zeroizing<Vec<u8>>| microsoft::public(plain).is_some();
        let opened = opened
            .and_then(|plain| is_key(&plain).then_some(plain).ok_or(ContainerProblem::Damaged));
        return Told::encrypted(opened);
    }
    Told::plain(public(der))
}

/// What `openssl sess_id` and `s_client -sess_out` write: the master key of a session stands in it as it is.
const SESSION: &str = "SSL SESSION PARAMETERS";

/// Whether the label of a PEM block says that there is a private key in it.
pub(crate) fn is_named(label: &str) -> bool {
    label.contains("PRIVATE KEY") || label == SESSION
}

/// Those labels of PEM blocks whose contents are read.
const LABELS: [&str; 5] = [
    "DSA PRIVATE KEY",
    "EC PRIVATE KEY",
    "ENCRYPTED PRIVATE KEY",
    "PRIVATE KEY",
    "RSA PRIVATE KEY",
];

/// Reads what stands in a PEM block whose label says that it is a private key.
pub(crate) fn read_block(
    label: &str,
    text: &[u8],
    body: Result<Vec<u8>, Problem>,
    passwords: &[&str],
    room: &mut Room,
) -> Told {
    let is_openssh = label == "OPENSSH PRIVATE KEY";
    match body.map(Zeroizing::new) {
        Err(problem) => Told { problem: Some(problem), ..Told::default() },
        Ok(body) if is_openssh => {
            Told { encrypted: openssh::is_encrypted(&body), ..Told::plain(openssh::public(&body)) }
        }
        _ if !LABELS.contains(&label) => Told::default(),
        Ok(body) if traditional::is_encrypted(text) => {
            Told::encrypted(traditional::open(text, &body, passwords, room))
        }
        Ok(body) => read(&body, passwords, room),
    }
}

impl Told {
    /// Of a key that nothing protects: the SubjectPublicKeyInfo that belongs to it, or that there is none to be had.
    pub fn plain(spki: Option<Vec<u8>>) -> Self {
        let key = spki.and_then(|spki| pki::PublicKey::open(&spki).ok());
        let public_key = key.map(|key| Box::new(PublicKey::of(&key)));
        let unknown = || Problem::note(ContainerProblem::PublicKeyUnknown, 0);
        let problem = public_key.is_none().then(unknown);
        Self { public_key, encrypted: false, problem }
    }

    pub fn encrypted(opened: Result<Zeroizing<Vec<u8>>, ContainerProblem>) -> Self {
        match opened {
            Ok(plain) => Self { encrypted: true, ..Self::plain(public(&plain)) },
            Err(problem) => Self {
                public_key: None,
                encrypted: true,
                problem: Some(Problem::fatal(problem, 0)),
            },
        }
    }
}

/// SubjectPublicKeyInfo.
fn public(der: &[u8]) -> Option<Vec<u8>> {
    match kind(der)? {
        "PRIVATE KEY" => pkcs8::public(der),
        "RSA PRIVATE KEY" => pkcs1::public(der),
        "DSA PRIVATE KEY" => dsa::public(der),
        "EC PRIVATE KEY" => sec1::public(der),
        _ => microsoft::public(der),
    }
}
