//! What a PKCS #12 file holds: bags (RFC 7292 §4.2), with the names that somebody gave them.

use anchorlight_pki::read::{Cursor, Tlv, characters, private_key};
use anchorlight_pki::{Oid, Problem, hex};
use der::Tag;

use crate::container::{Member, Octets};
use crate::private_key::Told;
use crate::problem::{ContainerProblem, Problem as Fault};

/// Bags in bags: nobody makes even one.
const MOST_DEEP: usize = 8;

/// Gives each bag to the caller; the first fault ends it.
pub(super) fn each(
    mut bags: Cursor<'_>,
    depth: usize,
    give: &mut dyn FnMut(Member<'static>),
) -> Result<(), Problem> {
    while !bags.is_done() {
        let bag = bags.expect(Tag::Sequence, "SafeBag")?;
        let mut fields = bag.inside();
        let kind = fields.expect(Tag::ObjectIdentifier, "bagId")?;
        let value = fields.any("bagValue")?.sole("bagValue")?;
        let attributes = fields.optional(Tag::Set, "bagAttributes")?;
        let entry = attributes.as_ref().and_then(name);
        let kind = Oid::from_contents(kind.value).map(|oid| oid.to_string()).unwrap_or_default();
        let octets = match kind.strip_prefix("1.2.840.113549.1.12.10.1.") {
            // Keys, plain and encrypted; what they are is told like that of any other.
            Some("1" | "2") if private_key(value.whole).is_some() => {
                Octets::Open(value.whole.to_vec().into())
            }
            Some("1" | "2") => Octets::PrivateKey("PRIVATE KEY".to_owned(), Told::default()),
            // Certificates and lists.
            Some("3" | "4") => of_type(&value)?,
            Some("5") => Octets::PrivateKey("SECRET KEY".to_owned(), Told::default()),
            Some("6") if depth < MOST_DEEP => {
                let bags = Cursor::new(value.whole).expect(Tag::Sequence, "SafeContents")?;
                each(bags.inside(), depth + 1, give)?;
                continue;
            }
            _ => unsupported(&format!("bag {kind}"), bag.start),
        };
        give(Member { entry, offset: 0, octets });
    }
    Ok(())
}

/// Whether there is no key in a bag but an encrypted one.
pub(super) fn is_public(member: &Member<'_>) -> bool {
    let Octets::Open(octets) = &member.octets else { return false };
    matches!(private_key(octets), None | Some("ENCRYPTED PRIVATE KEY"))
}

/// A certificate or a list says of which type it is; all but X.509 (RFC 7292 §4.2.3, §4.2.4) were never in use.
fn of_type(value: &Tlv<'_>) -> Result<Octets<'static>, Problem> {
    let mut fields = value.inside();
    let kind = fields.expect(Tag::ObjectIdentifier, "certId")?;
    let contents = fields.any("certValue")?.sole("certValue")?;
    let oid = Oid::from_contents(kind.value).map(|oid| oid.to_string()).unwrap_or_default();
    Ok(match oid.as_str() {
        "1.2.840.113549.1.9.22.1" | "1.2.840.113549.1.9.23.1" => {
            Octets::Open(contents.value.to_vec().into())
        }
        _ => unsupported(&oid, value.start),
    })
}

fn unsupported(method: &str, at: usize) -> Octets<'static> {
    let kind = ContainerProblem::MethodUnsupported { method: method.to_owned() };
    Octets::Unopened(Fault::fatal(kind, at))
}

/// The friendlyName (RFC 2985 §5.5.1), or else the localKeyId (§5.5.2).
fn name(attributes: &Tlv<'_>) -> Option<String> {
    let mut inside = attributes.inside();
    let (mut friendly, mut local) = (None, None);
    while !inside.is_done() {
        let mut attribute = inside.expect(Tag::Sequence, "attribute").ok()?.inside();
        let kind = attribute.expect(Tag::ObjectIdentifier, "attrId").ok()?;
        let values = attribute.expect(Tag::Set, "attrValues").ok()?;
        let Ok(value) = values.inside().any("attrValues") else { continue };
        match Oid::from_contents(kind.value).map(|oid| oid.to_string()).as_deref() {
            // A BMPString, whatever its tag says.
            Some("1.2.840.113549.1.9.20") => friendly = characters(30, value.value),
            Some("1.2.840.113549.1.9.21") => local = Some(hex::encode(value.value)),
            _ => {}
        }
    }
    friendly.or(local)
}
