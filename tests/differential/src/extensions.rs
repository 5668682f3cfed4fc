//! The extensions of one certificate.

use crate::der::{
    OCTET_STRING, boolean, explicit, implicit, named_bits, object_identifier, oid, sequence,
    small_integer, tlv,
};
use crate::names;
use crate::plan::{
    BasicConstraints, Body, KeyPurpose, Leaf, Name, NameConstraints, Policies, Policy,
};

/// What the certificate says of its own key and its issuer's.
pub(crate) struct KeyIdentifiers {
    pub(crate) subject: Option<Vec<u8>>,
    pub(crate) authority: Option<Vec<u8>>,
    /// The issuer's name, to go with a serial number that is not the issuer's.
    pub(crate) wrong_serial: Option<Vec<u8>>,
}

pub(crate) fn all(body: &Body, ids: &KeyIdentifiers, leaf: Option<&Leaf>) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    if let Some(id) = &ids.subject {
        all.push(extension("2.5.29.14", false, tlv(OCTET_STRING, id)));
    }
    if let Some(id) = &ids.authority {
        all.push(extension("2.5.29.35", false, sequence(&[implicit(0, id)])));
    }
    if let Some(issuer) = &ids.wrong_serial {
        let names = explicit(1, &names::directory_names(issuer));
        all.push(extension("2.5.29.35", false, sequence(&[names, implicit(2, &[0x7f, 0xff])])));
    }
    match body.basic_constraints {
        BasicConstraints::Absent => {}
        BasicConstraints::NotCa => all.push(extension("2.5.29.19", true, sequence(&[]))),
        BasicConstraints::Ca { path_length, critical } => {
            let mut parts = vec![boolean(true)];
            parts.extend(path_length.map(small_integer));
            all.push(extension("2.5.29.19", critical, sequence(&parts)));
        }
    }
    if let Some(usage) = body.key_usage {
        all.push(extension("2.5.29.15", true, named_bits(usage)));
    }
    if let Some(purposes) = &body.purposes {
        let purposes: Vec<_> = purposes.iter().map(|purpose| oid_of(*purpose)).collect();
        all.push(extension("2.5.29.37", false, sequence(&purposes)));
    }
    if let Some(leaf) = leaf
        && let Some(present) = &leaf.names
    {
        let present: Vec<_> = present.iter().map(names::general_name).collect();
        all.push(extension("2.5.29.17", leaf.names_critical, sequence(&present)));
    }
    if let Some(constraints) = &body.name_constraints {
        all.push(name_constraints(constraints));
    }
    policies(&body.policies, &mut all);
    if let Some(critical) = body.unknown {
        all.push(extension("1.3.6.1.4.1.99999.1", critical, sequence(&[])));
    }
    all
}

fn extension(kind: &str, critical: bool, value: Vec<u8>) -> Vec<u8> {
    let mut parts = vec![oid(&object_identifier(kind))];
    // DER leaves the default out.
    if critical {
        parts.push(boolean(true));
    }
    parts.push(tlv(OCTET_STRING, &value));
    sequence(&parts)
}

fn oid_of(purpose: KeyPurpose) -> Vec<u8> {
    oid(&object_identifier(match purpose {
        KeyPurpose::ServerAuth => "1.3.6.1.5.5.7.3.1",
        KeyPurpose::ClientAuth => "1.3.6.1.5.5.7.3.2",
        KeyPurpose::CodeSigning => "1.3.6.1.5.5.7.3.3",
        KeyPurpose::Any => "2.5.29.37.0",
    }))
}

fn name_constraints(constraints: &NameConstraints) -> Vec<u8> {
    let list = |number, subtrees: &[Name]| {
        let subtrees: Vec<_> = subtrees.iter().map(|name| sequence(&[names::base(name)])).collect();
        (!subtrees.is_empty()).then(|| explicit(number, &subtrees.concat()))
    };
    let lists = [list(0, &constraints.permitted), list(1, &constraints.excluded)];
    let lists: Vec<_> = lists.into_iter().flatten().collect();
    extension("2.5.29.30", constraints.critical, sequence(&lists))
}

/// In dotted form.
pub(crate) fn dotted(policy: Policy) -> String {
    match policy {
        Policy::Any => "2.5.29.32.0".to_owned(),
        Policy::Numbered(number) => format!("1.3.6.1.4.1.99999.2.{number}"),
    }
}

fn policies(policies: &Policies, all: &mut Vec<Vec<u8>>) {
    let id = |policy: &Policy| oid(&object_identifier(&dotted(*policy)));
    if let Some(stated) = &policies.stated {
        let stated: Vec<_> = stated.iter().map(|policy| sequence(&[id(policy)])).collect();
        all.push(extension("2.5.29.32", policies.critical, sequence(&stated)));
    }
    if !policies.mappings.is_empty() {
        let mappings = policies.mappings.iter();
        let mappings: Vec<_> = mappings.map(|(from, to)| sequence(&[id(from), id(to)])).collect();
        all.push(extension("2.5.29.33", policies.critical, sequence(&mappings)));
    }
    let skip = |number, value: Option<u8>| value.map(|value| implicit(number, &[value]));
    let constraints =
        [skip(0, policies.require_explicit), skip(1, policies.inhibit_mapping)].into_iter();
    let constraints: Vec<_> = constraints.flatten().collect();
    if !constraints.is_empty() {
        all.push(extension("2.5.29.36", true, sequence(&constraints)));
    }
    if let Some(skip) = policies.inhibit_any {
        all.push(extension("2.5.29.54", true, small_integer(skip)));
    }
}
