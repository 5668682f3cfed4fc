//! `openssl verify`, one process per question.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::extensions::dotted;
use crate::issue::{Hierarchy, TIME};
use crate::judge::Answer;
use crate::plan::{Host, Policy, Purpose, Question};

/// The version that the list of explanations was written for.
pub(crate) const VERSION: &str = "OpenSSL 3.0.";

pub(crate) struct OpenSsl {
    /// Where the questions are laid out; each thread has its own.
    folder: PathBuf,
}

/// What `openssl version` says.
pub(crate) fn version() -> Option<String> {
    let output = Command::new("openssl").arg("version").output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

impl OpenSsl {
    pub(crate) fn new(folder: PathBuf) -> Result<Self> {
        std::fs::create_dir_all(&folder)?;
        Ok(Self { folder })
    }

    pub(crate) fn ask(
        &self,
        hierarchy: &Hierarchy,
        question: &Question,
        strict: bool,
    ) -> Result<Answer> {
        write_pem(&self.folder, hierarchy)?;
        let output = Command::new("openssl")
            .args(arguments(hierarchy, question, strict))
            .current_dir(&self.folder)
            .output()
            .context("openssl")?;
        let errors: Vec<String> = String::from_utf8_lossy(&output.stderr)
            .lines()
            .filter_map(|line| line.strip_prefix("error ")?.split(' ').next()?.parse().ok())
            .map(name_of)
            .collect();
        match (output.status.success(), errors.is_empty()) {
            (true, _) => Ok(Answer::Accepted),
            (false, false) => Ok(Answer::Refused(errors)),
            (false, true) => bail!("openssl: {}", String::from_utf8_lossy(&output.stderr)),
        }
    }
}

/// leaf.pem, chain.pem and store.pem.
pub(crate) fn write_pem(folder: &Path, hierarchy: &Hierarchy) -> Result<()> {
    let write = |name: &str, certificates: &[Vec<u8>]| {
        let text: String = certificates.iter().map(|der| pem(der)).collect();
        std::fs::write(folder.join(name), text)
    };
    write("leaf.pem", &hierarchy.chain[..1])?;
    write("chain.pem", &hierarchy.chain[1..])?;
    write("store.pem", &hierarchy.anchors)?;
    Ok(())
}

fn pem(der: &[u8]) -> String {
    let text = BASE64_STANDARD.encode(der);
    let mut out = String::from("-----BEGIN CERTIFICATE-----\n");
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (line, more) = rest.split_at(rest.len().min(64));
        out.push_str(line);
        out.push('\n');
        rest = more;
    }
    out.push_str("-----END CERTIFICATE-----\n");
    out
}

pub(crate) fn arguments(hierarchy: &Hierarchy, question: &Question, strict: bool) -> Vec<String> {
    let mut arguments: Vec<String> = Vec::new();
    let mut add = |words: &[&str]| arguments.extend(words.iter().map(|word| (*word).to_owned()));
    // Every certificate of the store is an anchor, a self-signed one or not.
    add(&["verify", "-no-CApath", "-no-CAstore", "-partial_chain", "-policy_check"]);
    if hierarchy.anchors.is_empty() {
        add(&["-no-CAfile"]);
    } else {
        add(&["-CAfile", "store.pem"]);
    }
    if hierarchy.chain.len() > 1 {
        add(&["-untrusted", "chain.pem"]);
    }
    add(&["-attime", &TIME.to_string()]);
    let purpose = match question.purpose {
        Purpose::Any => "any",
        Purpose::ServerAuth => "sslserver",
        Purpose::ClientAuth => "sslclient",
    };
    add(&["-purpose", purpose]);
    match question.host {
        Some(Host::Dns(name)) => add(&["-verify_hostname", name]),
        Some(Host::Ip(address)) => add(&["-verify_ip", &address.to_string()]),
        None => {}
    }
    for policy in &question.acceptable {
        add(&["-policy", &dotted(*policy)]);
    }
    // RFC 5280 §6.1.1 (c): whoever minds no policy asks for anyPolicy; nothing would be no policy.
    if question.acceptable.is_empty() {
        add(&["-policy", &dotted(Policy::Any)]);
    }
    let flags = [
        (question.require_explicit, "-explicit_policy"),
        (question.inhibit_mapping, "-inhibit_map"),
        (question.inhibit_any, "-inhibit_any"),
        (strict, "-x509_strict"),
    ];
    for (_, flag) in flags.iter().filter(|(set, _)| *set) {
        add(&[flag]);
    }
    add(&["leaf.pem"]);
    arguments
}

/// X509_V_ERR_… of include/openssl/x509_vfy.h, without that beginning.
fn name_of(number: u32) -> String {
    let known = ERRORS.iter().find(|(known, _)| *known == number);
    known.map_or_else(|| format!("error {number}"), |(_, name)| (*name).to_owned())
}

const ERRORS: &[(u32, &str)] = &[
    (1, "UNSPECIFIED"),
    (7, "CERT_SIGNATURE_FAILURE"),
    (9, "CERT_NOT_YET_VALID"),
    (10, "CERT_HAS_EXPIRED"),
    (18, "DEPTH_ZERO_SELF_SIGNED_CERT"),
    (19, "SELF_SIGNED_CERT_IN_CHAIN"),
    (20, "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"),
    (21, "UNABLE_TO_VERIFY_LEAF_SIGNATURE"),
    (22, "CERT_CHAIN_TOO_LONG"),
    (24, "NO_ISSUER_PUBLIC_KEY"),
    (25, "PATH_LENGTH_EXCEEDED"),
    (26, "INVALID_PURPOSE"),
    (27, "CERT_UNTRUSTED"),
    (32, "KEYUSAGE_NO_CERTSIGN"),
    (34, "UNHANDLED_CRITICAL_EXTENSION"),
    (37, "INVALID_NON_CA"),
    (41, "INVALID_EXTENSION"),
    (42, "INVALID_POLICY_EXTENSION"),
    (43, "NO_EXPLICIT_POLICY"),
    (47, "PERMITTED_VIOLATION"),
    (48, "EXCLUDED_VIOLATION"),
    (51, "UNSUPPORTED_CONSTRAINT_TYPE"),
    (52, "UNSUPPORTED_CONSTRAINT_SYNTAX"),
    (53, "UNSUPPORTED_NAME_SYNTAX"),
    (62, "HOSTNAME_MISMATCH"),
    (64, "IP_ADDRESS_MISMATCH"),
    (77, "SIGNATURE_ALGORITHM_MISMATCH"),
    (78, "SIGNATURE_ALGORITHM_INCONSISTENCY"),
    (79, "INVALID_CA"),
    (80, "PATHLEN_INVALID_FOR_NON_CA"),
    (81, "PATHLEN_WITHOUT_KU_KEY_CERT_SIGN"),
    (82, "KU_KEY_CERT_SIGN_INVALID_FOR_NON_CA"),
    (83, "ISSUER_NAME_EMPTY"),
    (84, "SUBJECT_NAME_EMPTY"),
    (85, "MISSING_AUTHORITY_KEY_IDENTIFIER"),
    (86, "MISSING_SUBJECT_KEY_IDENTIFIER"),
    (88, "EMPTY_SUBJECT_SAN_NOT_CRITICAL"),
    (89, "CA_BCONS_NOT_CRITICAL"),
    (92, "CA_CERT_MISSING_KEY_USAGE"),
    (93, "EXTENSIONS_REQUIRE_VERSION_3"),
];
