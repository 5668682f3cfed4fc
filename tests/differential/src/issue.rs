//! From a plan to certificates: who issues whom, encoded and signed.

use std::sync::OnceLock;

use p256::ecdsa::{DerSignature, SigningKey, signature::Signer};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::der::{self, bits, explicit, sequence, tlv};
use crate::extensions;
use crate::names;
use crate::plan::{
    BasicConstraints, Body, Dates, Extra, KeyIds, Leaf, Placed, Plan, Policies, Signature, Style,
};

/// The time that every question is asked for: 2026-06-01T00:00:00Z.
pub(crate) const TIME: i64 = 1_780_272_000;

/// A hierarchy, ready to be judged.
#[derive(Clone, Debug)]
pub(crate) struct Hierarchy {
    /// The end entity first.
    pub(crate) chain: Vec<Vec<u8>>,
    pub(crate) anchors: Vec<Vec<u8>>,
    /// What the chain and the store hold, by DER.
    pub(crate) issued: Vec<Issued>,
}

/// One certificate with what it was made from.
#[derive(Clone, Debug)]
pub(crate) struct Issued {
    pub(crate) body: Body,
    pub(crate) der: Vec<u8>,
    /// The number of its subject's name.
    pub(crate) name: usize,
    pub(crate) self_issued: bool,
}

/// A name with a key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Entity {
    name: usize,
    key: usize,
}

/// Names and keys are numbered alike; beyond the largest possible hierarchy there are a few more.
const KEYS: usize = 16;
const NOBODY: usize = KEYS - 1;
const LEAF: usize = KEYS - 2;
const STRANGER: usize = 90;

fn key(number: usize) -> &'static SigningKey {
    static ALL: OnceLock<Vec<SigningKey>> = OnceLock::new();
    let make = |number: usize| {
        // A hash is a valid scalar for P-256 but for one in 2^32; these sixteen are.
        let seed = Sha256::digest(format!("anchorlight differential key {number}"));
        SigningKey::from_slice(&seed)
    };
    let all = ALL.get_or_init(|| (0..KEYS).filter_map(|number| make(number).ok()).collect());
    &all[number]
}

fn public_key(number: usize) -> Vec<u8> {
    key(number).verifying_key().to_sec1_point(false).as_bytes().to_vec()
}

/// RFC 5280 §4.2.1.2, method 1.
fn key_id(number: usize) -> Vec<u8> {
    Sha1::digest(public_key(number)).to_vec()
}

/// A CA that has nothing to do with any hierarchy.
pub(crate) fn stranger() -> Vec<u8> {
    let body = Body {
        placed: Placed::Chain,
        version1: false,
        dates: Dates::Around,
        signature: Signature::Good,
        issuer_style: Style::Same,
        key_ids: KeyIds::Both,
        basic_constraints: BasicConstraints::Ca { path_length: None, critical: true },
        key_usage: None,
        purposes: None,
        unknown: None,
        name_constraints: None,
        policies: Policies::default(),
    };
    let entity = |number| Entity { name: number, key: NOBODY };
    let subject = names::ca(STRANGER, Style::Same);
    certificate(0, entity(STRANGER), subject, entity(STRANGER + 1), &body, None).der
}

pub(crate) fn issue(plan: &Plan) -> Hierarchy {
    let mut maker = Maker { plan, entities: Vec::new(), issued: Vec::new() };
    maker.all();
    let turn = usize::from(plan.question.turn);
    let of = |places: [Placed; 2]| {
        let mut found: Vec<Vec<u8>> = Vec::new();
        for issued in maker.issued.iter().filter(|issued| places.contains(&issued.body.placed)) {
            if !found.contains(&issued.der) {
                found.push(issued.der.clone());
            }
        }
        found
    };
    let mut chain = of([Placed::Chain, Placed::Both]);
    let mut anchors = of([Placed::Store, Placed::Both]);
    // The end entity stays first, as in a handshake.
    let others = chain.len() - 1;
    chain[1..].rotate_left(if others > 0 { turn % others } else { 0 });
    let stored = anchors.len().max(1);
    anchors.rotate_left(turn % stored);
    Hierarchy { chain, anchors, issued: maker.issued }
}

struct Maker<'a> {
    plan: &'a Plan,
    entities: Vec<Entity>,
    issued: Vec<Issued>,
}

impl Maker<'_> {
    fn all(&mut self) {
        let plan = self.plan;
        let mut named: Vec<Entity> = Vec::new();
        for (number, ca) in plan.spine.iter().enumerate() {
            let above = named.last().copied();
            let name = above.filter(|_| ca.self_issued).map_or(number, |above| above.name);
            named.push(Entity { name, key: number });
        }
        self.entities = named;
        for number in 0..plan.extras.len() {
            self.extra_entity(number);
        }
        self.leaf(&plan.leaf);
        for (number, ca) in plan.spine.iter().enumerate() {
            let issuer = self.entities[number.saturating_sub(1)];
            self.ca(self.entities[number], issuer, &ca.body);
        }
        let mut added = plan.spine.len();
        for extra in &plan.extras {
            self.extra(extra, &mut added);
        }
    }

    /// Roots and twins are entities of their own.
    fn extra_entity(&mut self, number: usize) {
        let next = self.entities.len();
        match &self.plan.extras[number] {
            Extra::Root { .. } => self.entities.push(Entity { name: next, key: next }),
            Extra::Twin { of, .. } => {
                let name = self.pick(*of).map_or(next, |of| of.name);
                self.entities.push(Entity { name, key: next });
            }
            Extra::Cross { .. } | Extra::Again { .. } => {}
        }
    }

    fn pick(&self, number: u8) -> Option<Entity> {
        let count = self.entities.len();
        (count > 0).then(|| self.entities[usize::from(number) % count])
    }

    fn extra(&mut self, extra: &Extra, added: &mut usize) {
        match extra {
            Extra::Root { body } => {
                let own = self.entities[*added];
                *added += 1;
                self.ca(own, own, body);
            }
            Extra::Twin { by, body, .. } => {
                let own = self.entities[*added];
                *added += 1;
                let issuer = by.and_then(|by| self.pick(by)).unwrap_or(own);
                self.ca(own, issuer, body);
            }
            Extra::Cross { of, by, body } => {
                if let (Some(subject), Some(issuer)) = (self.pick(*of), self.pick(*by)) {
                    self.ca(subject, issuer, body);
                }
            }
            Extra::Again { of, body } => {
                let count = self.plan.spine.len();
                if count > 0 {
                    let number = usize::from(*of) % count;
                    let issuer = self.entities[number.saturating_sub(1)];
                    self.ca(self.entities[number], issuer, body);
                }
            }
        }
    }

    fn ca(&mut self, subject: Entity, issuer: Entity, body: &Body) {
        let name = names::ca(subject.name, Style::Same);
        let made = certificate(self.issued.len(), subject, name, issuer, body, None);
        self.issued.push(made);
    }

    fn leaf(&mut self, leaf: &Leaf) {
        let own = Entity { name: LEAF, key: LEAF };
        let issuer = self.plan.spine.len().checked_sub(1).map(|last| self.entities[last]);
        let issuer = issuer.filter(|_| !leaf.self_signed).unwrap_or(own);
        let name = names::leaf(&leaf.subject, Style::Same);
        self.issued.push(certificate(0, own, name, issuer, &leaf.body, Some(leaf)));
    }
}

fn certificate(
    number: usize,
    subject: Entity,
    subject_name: Vec<u8>,
    issuer: Entity,
    body: &Body,
    leaf: Option<&Leaf>,
) -> Issued {
    let style = body.issuer_style;
    let issuer_name = match leaf {
        Some(leaf) if issuer.name == LEAF => names::leaf(&leaf.subject, style),
        _ => names::ca(issuer.name, style),
    };
    let serial = [&[1], (number as u16 + 1).to_be_bytes().as_slice()].concat();
    let ids = extensions::KeyIdentifiers {
        subject: matches!(
            body.key_ids,
            KeyIds::Both | KeyIds::SubjectOnly | KeyIds::WrongAuthority | KeyIds::WrongSerial
        )
        .then(|| key_id(subject.key)),
        authority: match body.key_ids {
            KeyIds::Both | KeyIds::AuthorityOnly => Some(key_id(issuer.key)),
            KeyIds::WrongAuthority => Some(key_id(NOBODY)),
            _ => None,
        },
        wrong_serial: (body.key_ids == KeyIds::WrongSerial)
            .then(|| names::ca(issuer.name, Style::Same)),
    };
    let inner = match body.signature {
        Signature::OtherAlgorithmInside => ecdsa_with_sha384(),
        _ => ecdsa_with_sha256(),
    };
    let mut fields = Vec::new();
    if !body.version1 {
        fields.push(explicit(0, &der::small_integer(2)));
    }
    fields.extend([
        tlv(der::INTEGER, &serial),
        inner,
        issuer_name.clone(),
        validity(body.dates),
        subject_name.clone(),
        subject_public_key_info(subject.key),
    ]);
    if !body.version1 {
        let all = extensions::all(body, &ids, leaf);
        if !all.is_empty() {
            fields.push(explicit(3, &sequence(&all)));
        }
    }
    let signed = sequence(&fields);
    let signer = if body.signature == Signature::OtherKey { NOBODY } else { issuer.key };
    let made: DerSignature = key(signer).sign(&signed);
    let mut signature = made.as_bytes().to_vec();
    if body.signature == Signature::Damaged
        && let Some(last) = signature.last_mut()
    {
        *last ^= 1;
    }
    let der = sequence(&[signed, ecdsa_with_sha256(), bits(&signature)]);
    Issued { body: body.clone(), der, name: subject.name, self_issued: subject.name == issuer.name }
}

fn ecdsa_with_sha256() -> Vec<u8> {
    sequence(&[der::oid(&der::object_identifier("1.2.840.10045.4.3.2"))])
}

fn ecdsa_with_sha384() -> Vec<u8> {
    sequence(&[der::oid(&der::object_identifier("1.2.840.10045.4.3.3"))])
}

fn subject_public_key_info(number: usize) -> Vec<u8> {
    let algorithm = sequence(&[
        der::oid(&der::object_identifier("1.2.840.10045.2.1")),
        der::oid(&der::object_identifier("1.2.840.10045.3.1.7")),
    ]);
    sequence(&[algorithm, bits(&public_key(number))])
}

fn validity(dates: Dates) -> Vec<u8> {
    // UTCTime; TIME is 260601000000Z.
    let (from, until) = match dates {
        Dates::Around => ("250101000000Z", "280101000000Z"),
        Dates::Past => ("240101000000Z", "260531235959Z"),
        Dates::Future => ("260601000001Z", "280101000000Z"),
        Dates::FromNow => ("260601000000Z", "280101000000Z"),
        Dates::UntilNow => ("250101000000Z", "260601000000Z"),
    };
    let time = |text: &str| tlv(0x17, text.as_bytes());
    sequence(&[time(from), time(until)])
}
