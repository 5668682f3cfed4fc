//! What commands of the AWS command line print. Their keys are the members of the service models.

use super::{Document, Known, Value};
use crate::container::{Detail, Format, Said};

/// Commands with the same output; keys that it has; whether it has no others; where certificates and lists
/// are. More special ones stand before those that would take them as well.
type Row = (&'static str, &'static [&'static str], bool, &'static [&'static str]);

const CERTIFICATES: &[&str] = &["Certificate", "CertificateChain"];

const ROWS: &[Row] = &[
    ("acm export-certificate", &["Certificate", "PrivateKey"], false, CERTIFICATES),
    ("acm describe-certificate", &["Certificate/CertificateArn"], false, &[]),
    (
        "acm get-certificate, acm-pca get-certificate, acm-pca get-certificate-authority-certificate",
        CERTIFICATES,
        true,
        CERTIFICATES,
    ),
    ("acm-pca get-certificate-authority-certificate", &["Certificate"], true, CERTIFICATES),
    ("acm-pca get-certificate-authority-csr", &["Csr"], true, &["Csr"]),
    ("acm-pca list-certificate-authorities", &["CertificateAuthorities"], false, &[]),
    ("acm-pca describe-certificate-authority", &["CertificateAuthority/Arn"], false, &[]),
    ("acm list-certificates", &["CertificateSummaryList"], false, &[]),
    (
        "acm-pca issue-certificate, acm import-certificate, acm request-certificate",
        &["CertificateArn"],
        true,
        &[],
    ),
    ("iam list-server-certificates", &["ServerCertificateMetadataList"], false, &[]),
    (
        "iam get-server-certificate",
        &["ServerCertificate/CertificateBody"],
        false,
        &["ServerCertificate/CertificateBody", "ServerCertificate/CertificateChain"],
    ),
    (
        "rolesanywhere list-trust-anchors",
        &["trustAnchors/*/source"],
        false,
        &["trustAnchors/*/source/sourceData/x509CertificateData"],
    ),
    (
        "rolesanywhere get-trust-anchor",
        &["trustAnchor/source"],
        false,
        &["trustAnchor/source/sourceData/x509CertificateData"],
    ),
    ("rolesanywhere list-crls", &["crls/*/crlData"], false, &["crls/*/crlData"]),
    ("rolesanywhere get-crl", &["crl/crlData"], false, &["crl/crlData"]),
    (
        "rolesanywhere get-subject",
        &["subject/credentials"],
        false,
        &["subject/credentials/*/x509CertificateData"],
    ),
    ("elbv2 describe-trust-stores", &["TrustStores"], false, &[]),
    ("elbv2 describe-trust-store-revocations", &["TrustStoreRevocations"], false, &[]),
    (
        "elbv2 get-trust-store-ca-certificates-bundle, elbv2 get-trust-store-revocation-content",
        &["Location"],
        true,
        &[],
    ),
    (
        "workspaces-web get-trust-store-certificate",
        &["certificate/thumbprint"],
        false,
        &["certificate/body"],
    ),
    ("workspaces-web list-trust-store-certificates", &["certificateList/*/thumbprint"], false, &[]),
    // What that command takes, not what it prints.
    ("workspaces-web create-trust-store", &["certificateList"], false, &["certificateList/*"]),
    ("workspaces-web update-trust-store", &["certificatesToAdd"], false, &["certificatesToAdd/*"]),
    ("cloudfront get-trust-store", &["TrustStore/Id", "ETag"], false, &[]),
    ("apigateway get-domain-name", &["mutualTlsAuthentication"], false, &[]),
    ("apigatewayv2 get-domain-name", &["MutualTlsAuthentication"], false, &[]),
    (
        "apigateway get-client-certificate",
        &["pemEncodedCertificate"],
        false,
        &["pemEncodedCertificate"],
    ),
    (
        "iot describe-ca-certificate",
        &["certificateDescription/certificatePem"],
        false,
        &["certificateDescription/certificatePem"],
    ),
    ("secretsmanager get-secret-value", &["SecretString"], false, &[]),
    ("secretsmanager get-secret-value", &["SecretBinary"], false, &[]),
];

pub(super) fn known(document: &Document<'_>, root: usize) -> Option<Known> {
    let has = |path: &&str| !document.at(root, path).is_empty();
    let only = |keys: &[&str]| {
        document.members(root).all(|one| document.key(one).is_some_and(|key| keys.contains(&key)))
    };
    let is = |(_, keys, is_all, _): &&Row| keys.iter().all(has) && (!is_all || only(keys));
    let (command, _, _, certificates) = ROWS.iter().find(is)?;
    let at = certificates.iter().flat_map(|path| document.at(root, path));
    // A root has no chain: null.
    let expected = at.filter(|one| !matches!(document.nodes[*one].value, Value::Other)).collect();
    let details = vec![Detail::of(Said::Command, String::new(), command)];
    Some(Known { format: Format::Aws, details, expected })
}
