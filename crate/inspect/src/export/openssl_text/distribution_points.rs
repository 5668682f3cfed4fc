//! CRL distribution points (i2r_crldp), with the line ends that OpenSSL leaves out and the one that it adds.

use anchorlight_pki as pki;
use anchorlight_pki::read::Tlv;

use super::extensions::{bits, each};
use super::general_name::{self, line};

const FIELD: &str = "DistributionPoint";

const REASONS: [&str; 9] = [
    "Unused",
    "Key Compromise",
    "CA Compromise",
    "Affiliation Changed",
    "Superseded",
    "Cessation Of Operation",
    "Certificate Hold",
    "Privilege Withdrawn",
    "AA Compromise",
];

pub(super) fn text(value: &Tlv<'_>, indent: usize) -> Option<String> {
    let points: Option<Vec<String>> = each(value)?.iter().map(|one| point(one, indent)).collect();
    Some(points?.join("\n"))
}

fn point(point: &Tlv<'_>, indent: usize) -> Option<String> {
    let mut out = String::new();
    for field in each(point)? {
        out += &match field.context_number()? {
            0 => name(&field.sole(FIELD).ok()?, indent)?,
            1 => {
                let set = bits(&field, &REASONS)?;
                let all = if set.is_empty() { "<EMPTY>".to_owned() } else { set.join(", ") };
                line(indent, "Reasons:\n") + &line(indent + 2, &all) + "\n"
            }
            _ => line(indent, "CRL Issuer:\n") + &names(&field, indent)?,
        };
    }
    Some(out)
}

/// fullName [0] or nameRelativeToCRLIssuer [1].
fn name(choice: &Tlv<'_>, indent: usize) -> Option<String> {
    if choice.context_number()? == 0 {
        return Some(line(indent, "Full Name:\n") + &names(choice, indent)?);
    }
    // A name of one RDN.
    let rdn = crate::encode::tlv(0x31, choice.value);
    let name = crate::encode::tlv(0x30, &rdn);
    let read = pki::read::Cursor::new(&name).any(FIELD).ok()?;
    let read = pki::Name::read(&read, FIELD).ok()?;
    let text = crate::name::openssl_text(&read);
    Some(line(indent, "Relative Name:\n") + &line(indent + 2, &text) + "\n")
}

fn names(list: &Tlv<'_>, indent: usize) -> Option<String> {
    let one = |name: &Tlv<'_>| general_name::alone(name).map(|text| line(indent + 2, &text));
    let all: Option<Vec<String>> = each(list)?.iter().map(one).collect();
    Some(all?.join("\n"))
}
