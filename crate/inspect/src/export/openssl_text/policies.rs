//! Certificate policies (i2r_certpol).

use anchorlight_pki::read::Tlv;
use der::Tag;

use super::extensions::{each, name, text_of};
use super::general_name::line;

const FIELD: &str = "PolicyInformation";

pub(super) fn text(value: &Tlv<'_>, indent: usize) -> Option<String> {
    let mut parts = Vec::new();
    for policy in each(value)? {
        let mut inside = policy.inside();
        let mut part = line(indent, &format!("Policy: {}", name(&inside.any(FIELD).ok()?)?));
        if !inside.is_done() {
            for qualifier in each(&inside.any(FIELD).ok()?)? {
                part += &format!("\n{}", of_qualifier(&qualifier, indent + 2)?);
            }
        }
        parts.push(part);
    }
    Some(parts.join("\n"))
}

fn of_qualifier(qualifier: &Tlv<'_>, indent: usize) -> Option<String> {
    let mut inside = qualifier.inside();
    let id = inside.any(FIELD).ok()?;
    let value = inside.any(FIELD).ok()?;
    match name(&id)?.as_str() {
        "Policy Qualifier CPS" => Some(line(indent, &format!("CPS: {}", text_of(value.value)))),
        "Policy Qualifier User Notice" => {
            let notice = of_notice(&value, indent + 2)?;
            Some(line(indent, "User Notice:\n") + &notice)
        }
        other => Some(line(indent + 2, &format!("Unknown Qualifier: {other}"))),
    }
}

fn of_notice(notice: &Tlv<'_>, indent: usize) -> Option<String> {
    let mut lines = Vec::new();
    for field in each(notice)? {
        if field.tag == Some(Tag::Sequence) {
            let mut inside = field.inside();
            let organization = text_of(inside.any(FIELD).ok()?.value);
            lines.push(line(indent, &format!("Organization: {organization}")));
            let numbers = each(&inside.any(FIELD).ok()?)?;
            let several = if numbers.len() > 1 { "s" } else { "" };
            let all: Vec<String> =
                numbers.iter().map(|number| crate::number::decimal(number.value)).collect();
            lines.push(line(indent, &format!("Number{several}: {}", all.join(", "))));
        } else {
            lines.push(line(indent, &format!("Explicit Text: {}", text_of(field.value))));
        }
    }
    Some(lines.join("\n"))
}
