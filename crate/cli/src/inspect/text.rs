//! Objects as text for people.

use anchorlight_inspect::{
    Certificate, CertificationRequest, Content, Extension, Fingerprints, Inspection, Object,
    OcspRequest, OcspResponse, PublicKey, RevocationList,
};
use anchorlight_inspect::{NameHash, Serial};
use serde::Serialize;
use serde_json::Value;

use super::tree;
use super::way;
use super::words::{line, lines, value};
use crate::say::{title, told};

pub(super) fn text(file: &str, inspection: &Inspection, with_tree: bool) -> String {
    let mut out = String::new();
    for problem in &inspection.problems {
        out += &format!("{}: ", anchorlight::safe_text(file));
        out += &told("problem", &problem.kind, &[format!("at byte {}", problem.offset)]);
    }
    for (object, name) in inspection.objects.iter().zip(way::names(inspection)) {
        out += &format!("{}{name}\n", anchorlight::safe_text(file));
        if object.origin.ber {
            out += &line("encoding", "BER; what it holds is counted in the same in DER");
        }
        out += &content(object);
        if let Some(problem) = &object.problem {
            let of = match object.content {
                Content::Unopened => "its container",
                _ => "it",
            };
            out +=
                &told("problem", &problem.kind, &[format!("at byte {} of {of}", problem.offset)]);
        }
        if let Some(tree) = object.tree() {
            // What is not read any further is shown as it stands.
            if with_tree || matches!(object.content, Content::Other) {
                out += &tree::text(&tree);
            }
            out += &tree::faults(&tree);
        }
        out.push('\n');
    }
    out
}

/// What an object is, in the words that the page has as well.
pub(super) fn kind(content: &Content) -> String {
    let id = match content {
        Content::Certificate(_) => "object.certificate",
        Content::RevocationList(_) => "object.revocationList",
        Content::CertificationRequest(_) => "object.certificationRequest",
        Content::PublicKey(_) => "object.publicKey",
        Content::OcspRequest(_) => "object.ocspRequest",
        Content::OcspResponse(_) => "object.ocspResponse",
        Content::TrustSettings(_) => "object.trustSettings",
        Content::SignedData(_) => "object.signedData",
        Content::Container(container) => return super::container::kind(container.format),
        Content::PrivateKey { .. } => "object.privateKey",
        Content::Unopened => "object.unopened",
        _ => "object.other",
    };
    title(id, &())
}

fn content(object: &Object) -> String {
    match &object.content {
        Content::Certificate(certificate) => of_certificate(certificate),
        Content::RevocationList(list) => of_list(list),
        Content::CertificationRequest(request) => of_request(request),
        Content::PublicKey(key) => of_key(key),
        Content::OcspRequest(request) => of_ocsp_request(request),
        Content::OcspResponse(response) => of_response(response),
        Content::TrustSettings(settings) => value(&json(settings), 1),
        Content::SignedData(signed) => {
            line("content", &signed.content_type.text())
                + &line("certificates", &signed.certificates.to_string())
                + &line("lists", &signed.lists.to_string())
                + &line("signers", &signed.signers.to_string())
        }
        Content::Container(container) => super::container::content(container),
        Content::PrivateKey { label, public_key, encrypted } => {
            let id = serde_json::json!({ "id": "input.private_key", "label": label });
            let mut out = told("note", &id, &[]);
            out += &line("encrypted", if *encrypted { "yes" } else { "no" });
            match public_key {
                Some(key) => out + "  its public key\n" + &of_key(key),
                None => out,
            }
        }
        _ => String::new(),
    }
}

fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

fn of_certificate(certificate: &Certificate) -> String {
    let mut out = line("subject", &certificate.subject.rfc4514);
    out += &line("issuer", &certificate.issuer.rfc4514);
    out += &serial(&certificate.serial);
    out += &line("valid from", &certificate.not_before.to_string());
    out += &line("valid to", &certificate.not_after.to_string());
    out += &line("version", &certificate.version.to_string());
    out += &of_key(&certificate.public_key);
    for (what, id) in [
        ("issuer unique id", &certificate.issuer_unique_id),
        ("subject unique id", &certificate.subject_unique_id),
    ] {
        if let Some(id) = id {
            out += &line(what, &id.to_string());
        }
    }
    out += &of_extensions(&certificate.extensions);
    out += &lines("signed with", &json(&certificate.signature_algorithm));
    out += &of_fingerprints(&certificate.fingerprints);
    out += &line("subject hash", &hash(&certificate.subject_hash));
    out + &line("issuer hash", &hash(&certificate.issuer_hash))
}

fn of_list(list: &RevocationList) -> String {
    let mut out = line("issuer", &list.issuer.rfc4514);
    out += &line("this update", &list.this_update.to_string());
    if let Some(next) = &list.next_update {
        out += &line("next update", &next.to_string());
    }
    out += &line("version", &list.version.to_string());
    out += &of_extensions(&list.extensions);
    out += &lines("signed with", &json(&list.signature_algorithm));
    out += &of_fingerprints(&list.fingerprints);
    out += &line("entries", &list.entries.to_string());
    for entry in &list.first {
        let said: Vec<String> =
            entry.extensions.iter().map(|one| format!("; {}", in_one_line(one))).collect();
        let date = entry.revocation_date;
        out += &format!("    {} on {date}{}\n", entry.serial.upper, said.concat());
    }
    if list.entries > list.first.len() {
        out += &format!("    and {} more\n", list.entries - list.first.len());
    }
    out
}

fn of_request(request: &CertificationRequest) -> String {
    let mut out = line("subject", &request.subject.rfc4514);
    out += &of_key(&request.public_key);
    out += &of_extensions(&request.extensions);
    if !request.attributes.is_empty() {
        out += &lines("attributes", &json(&request.attributes));
    }
    out += &lines("signed with", &json(&request.signature_algorithm));
    out + &of_fingerprints(&request.fingerprints)
}

fn of_ocsp_request(request: &OcspRequest) -> String {
    let mut out = String::new();
    if let Some(requestor) = &request.requestor {
        out += &lines("requestor", &json(requestor));
    }
    out += &lines("requests", &json(&request.requests));
    out += &of_extensions(&request.extensions);
    if let Some(algorithm) = &request.signature_algorithm {
        out += &lines("signed with", &json(algorithm));
        out += &line("certificates", &request.certificates.to_string());
    }
    out + &of_fingerprints(&request.fingerprints)
}

fn of_response(response: &OcspResponse) -> String {
    match response {
        OcspResponse::Successful(basic) => {
            let mut out = line("produced at", &basic.produced_at.to_string());
            if let Some(name) = &basic.responder_name {
                out += &line("responder", &name.rfc4514);
            }
            if let Some(key) = &basic.responder_key {
                out += &line("responder key", &key.to_string());
            }
            out += &lines("responses", &json(&basic.responses));
            out += &of_extensions(&basic.extensions);
            out += &lines("signed with", &json(&basic.signature_algorithm));
            for certificate in &basic.certificates {
                out += &line("comes with", &certificate.subject.rfc4514);
            }
            out + &of_fingerprints(&basic.fingerprints)
        }
        OcspResponse::Refused { reason } => lines("refused", &json(reason)),
    }
}

fn of_key(key: &PublicKey) -> String {
    let bits = key.bits.map(|bits| format!(", {bits} bits")).unwrap_or_default();
    let mut out = line("key", &format!("{}{bits}", key.algorithm.oid.text()));
    if let Some(parameters) = &key.algorithm.parameters {
        out += &lines("key parameters", &json(parameters));
    }
    let numbers = json(&key.key);
    if numbers.get("kind").and_then(Value::as_str) != Some("other") {
        out += &lines("key numbers", &numbers);
    }
    if let Some(octets) = &key.octets {
        out += &line("key octets", &super::words::cut(&octets.to_string()));
    }
    out += &line("key pin", &format!("sha256/{}", key.pin.base64));
    out += &line("key pin (hex)", &key.pin.hex.to_string());
    out += &line("key id (SHA-1)", &key.key_ids.sha1.to_string());
    for weakness in &key.weaknesses {
        out += &told("  weakness", weakness, &[]);
    }
    out
}

fn of_extensions(extensions: &[Extension]) -> String {
    let mut out = String::new();
    for extension in extensions {
        let critical = if extension.critical { ", critical" } else { "" };
        let spec = extension.spec.map(|spec| format!(" [{spec}]")).unwrap_or_default();
        out += &format!("  {}{critical}{spec}\n", extension.oid.text());
        if let Some(said) = &extension.value {
            out += &value(json(said).get("data").unwrap_or(&Value::Null), 2);
        }
        if let Some(problem) = &extension.problem {
            out += &told("  problem", &problem.kind, &[format!("at byte {}", problem.offset)]);
        }
        if let Some(tree) = &extension.tree {
            out += &tree::text(tree);
        }
    }
    out
}

fn in_one_line(extension: &Extension) -> String {
    let said = extension.value.as_ref().map(json).unwrap_or_default();
    let said = value(said.get("data").unwrap_or(&Value::Null), 0);
    let said: Vec<&str> = said.split_whitespace().collect();
    format!("{} {}", extension.oid.text(), said.join(" "))
}

fn of_fingerprints(fingerprints: &Fingerprints) -> String {
    line("SHA-1", &fingerprints.sha1.to_string())
        + &line("SHA-256", &fingerprints.sha256.to_string())
        + &line("SHA-512", &fingerprints.sha512.to_string())
}

fn hash(hash: &NameHash) -> String {
    format!("{}, before OpenSSL 1.0 {}", hash.current, hash.old)
}

/// In the notation of each tool that asks for one.
fn serial(serial: &Serial) -> String {
    let Serial { colons, upper, upper_signed, hex, decimal, .. } = serial;
    let mut out = line("serial number", colons);
    out += &line("  hexadecimal", upper);
    out += &line("  with sign octet", upper_signed);
    out += &line("  in lower case", hex);
    if let Some(decimal) = decimal {
        out += &line("  decimal", decimal);
    }
    out
}
