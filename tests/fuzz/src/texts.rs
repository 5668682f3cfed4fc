//! First inputs of the targets for textual containers: one of each format, around certificates of the repository.

use std::fs;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::own::repository;

/// By target.
///
/// # Errors
///
/// Where the repository is not as it was when this was built.
pub(crate) fn seeds() -> anyhow::Result<Vec<(&'static str, Vec<u8>)>> {
    let der = fs::read(repository("crate/engine/testdata/revocation/good.der"))?;
    let issuer = fs::read(repository("crate/engine/testdata/revocation/issuer.der"))?;
    let (one, two) = (pem(&der), pem(&issuer));
    let mut all = Vec::new();
    for document in documents(&der, &one, &two) {
        all.push(("json", serde_json::to_vec(&document)?));
    }
    let indented = two.trim_end().replace('\n', "\n    ");
    let (one64, two64) = (STANDARD.encode(&one), STANDARD.encode(&two));
    let secret = format!(
        "apiVersion: v1\nkind: Secret\nmetadata: {{ name: a }}\ntype: kubernetes.io/tls\ndata:\n  \
         tls.crt: {one64}\n  ca.crt: \"{two64}\"\n"
    );
    let map =
        format!("apiVersion: v1\nkind: ConfigMap\ndata: &d\n  ca.crt: |\n    {indented}\nb: *d\n");
    all.push(("yaml", format!("---\n{secret}---\n{map}...\n").into_bytes()));
    all.push(("yaml", map.into_bytes()));
    let escaped = one.replace('\n', "%0A").replace(' ', "%20").replace('=', "%3D");
    let (base64, other) = (STANDARD.encode(&der), STANDARD.encode(&issuer));
    for fields in [
        format!("X-Amzn-Mtls-Clientcert: {escaped}\r\nX-Amzn-Mtls-Clientcert-Subject: CN=a\r\n"),
        format!("Client-Cert: :{base64}:\r\nClient-Cert-Chain: :{other}:, :{base64}:\r\n"),
        format!(
            "By=a;Subject=\"CN=\\\"b\\\",O=c;d\";Cert=\"{escaped}\",Hash=00;Chain=\"{escaped}\""
        ),
        escaped.clone(),
    ] {
        all.push(("headers", fields.into_bytes()));
    }
    let said = format!(
        "CONNECTED(00000003)\n---\nCertificate chain\n 0 s:CN = a\n   i:CN = b\n{one} 1 s:CN = b\n{two}---\n\
         Server certificate\n{one}---\nVerify return code: 0 (ok)\n---\n"
    );
    all.push(("s_client", said.into_bytes()));
    Ok(all)
}

/// A certificate in the other writings of PEM: UTF-16 in both orders, as Windows writes it, and base64url.
///
/// # Errors
///
/// Where the repository is not as it was when this was built.
pub(crate) fn pems() -> anyhow::Result<Vec<Vec<u8>>> {
    let der = fs::read(repository("crate/engine/testdata/revocation/good.der"))?;
    let units: Vec<u16> = format!("\u{feff}{}", pem(&der)).encode_utf16().collect();
    let little = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let url = pem(&der).replace('+', "-").replace('/', "_");
    Ok(vec![little, big, url.into_bytes()])
}

fn documents(der: &[u8], one: &str, two: &str) -> Vec<Value> {
    let base64 = STANDARD.encode(der);
    let number = URL_SAFE_NO_PAD.encode([7; 32]);
    let url = URL_SAFE_NO_PAD.encode(der);
    vec![
        json!({ "Certificate": one, "CertificateChain": two }),
        json!({ "certificate": { "thumbprint": "00", "body": STANDARD.encode(one) } }),
        json!({ "keys": [
            { "kty": "EC", "crv": "P-256", "x": number, "y": number, "x5c": [base64], "x5t": "AA" },
            { "kty": "RSA", "n": url, "e": "AQAB", "d": number },
            { "kty": "OKP", "crv": "Ed25519", "x": number },
        ] }),
        json!({ "chromePolicies": {
            "CACertificates": { "value": [base64] },
            "CACertificatesWithConstraints": { "value": [{ "certificate": base64,
                "constraints": { "permitted_dns_names": ["a.example"] } }] },
        } }),
        json!({ "policies": { "Certificates": { "Install": ["a.pem"] } } }),
        json!({ "log": { "creator": {}, "entries": [
            { "response": { "content": { "text": base64, "encoding": "base64" } } },
        ] } }),
        json!({ "name": "a", "version": 1, "issued": "x", "expires": "y",
            "anchors": [{ "certificate": one }] }),
        json!({ "payload": URL_SAFE_NO_PAD.encode(json!({ "a": one }).to_string()),
            "signatures": [{ "protected": "e30", "signature": "AA" }] }),
        json!({ "apiVersion": "v1", "kind": "List", "items": [
            { "apiVersion": "v1", "kind": "Secret", "data": { "tls.crt": STANDARD.encode(one) } },
        ] }),
    ]
}

fn pem(der: &[u8]) -> String {
    let base64 = STANDARD.encode(der);
    let lines = base64.as_bytes().chunks(64).map(String::from_utf8_lossy);
    let lines: Vec<_> = lines.collect();
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_writing_of_pem_is_the_certificate() {
        for seed in pems().unwrap() {
            let objects = anchorlight_inspect::inspect(&seed, Default::default()).objects;
            assert!(matches!(objects[0].content, anchorlight_inspect::Content::Certificate(_)));
        }
    }

    #[test]
    fn every_seed_is_a_container_with_something_in_it() {
        let mut formats = Vec::new();
        for (target, seed) in seeds().unwrap() {
            let objects = anchorlight_inspect::inspect(&seed, Default::default()).objects;
            let anchorlight_inspect::Content::Container(container) = &objects[0].content else {
                panic!("{target}: {:?}", objects[0].content)
            };
            // Firefox's policies name files.
            assert!(objects.len() > 1 || !container.details.is_empty(), "{target}");
            formats.push(format!("{:?}", container.format));
        }
        formats.sort();
        formats.dedup();
        assert_eq!(formats.len(), 10, "{formats:?}");
    }
}
