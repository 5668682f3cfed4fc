//! What a certificate is to be used for.

use anchorlight_pki::{KeyUsageBit, Oid};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912 as known;
use serde::{Deserialize, Serialize};

use crate::check::Citation;

/// The purpose asked for (RFC 5280 §4.2.1.12).
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Purpose {
    /// No purpose in particular: extended key usage is not looked at.
    Any,
    /// Signing of C2PA manifests, which tell where a picture or text comes from.
    C2paManifest,
    /// Time stamps on C2PA manifests.
    C2paTimeStamping,
    /// TLS client authentication.
    ClientAuth,
    /// Signing of code.
    CodeSigning,
    /// Protection of mail.
    EmailProtection,
    /// Signing of OCSP responses.
    OcspSigning,
    /// Clients of Rich Communication Services that encrypt end to end with MLS.
    RcsMlsClient,
    /// TLS server authentication.
    #[default]
    ServerAuth,
    /// Binding hashes to times.
    TimeStamping,
}

/// Whether the purpose must be stated by name, and by whom.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum StrictPurpose {
    /// By nobody: no extension, or any purpose, will do.
    #[default]
    Off,
    /// By the end entity.
    EndEntity,
    /// By the end entity; and a CA that states purposes must name this one.
    Path,
}

/// What a purpose asks of the certificates of a path.
pub(crate) struct Rules {
    /// Where they are written, if not in RFC 5280.
    pub(crate) citation: Option<Citation>,
    /// The key purposes of which one will do.
    pub(crate) one_of: &'static [ObjectIdentifier],
    /// What may be stated beside it.
    pub(crate) beside: Beside,
    /// Whether the end entity must state it by name: neither no extension nor anyExtendedKeyUsage will do.
    pub(crate) by_name: bool,
    pub(crate) in_ca: InCa,
    pub(crate) key_usage: Usage,
    /// Critical extensions of which whoever serves this purpose takes care.
    pub(crate) processed: &'static [ObjectIdentifier],
}

/// Key purposes beside the one asked for.
pub(crate) enum Beside {
    Anything,
    NoneOf(&'static [ObjectIdentifier]),
    Nothing,
}

/// What a purpose asks of CAs below the anchor.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum InCa {
    /// Nothing: what they state binds nobody.
    Ignored,
    /// Where they state purposes, this must be one of them.
    IfStated,
    /// They must state it.
    Stated,
}

/// Key usages of an end entity that has the extension.
pub(crate) enum Usage {
    /// Consistent with the purpose where it has at least one of them (RFC 5280 §4.2.1.12).
    OneOf(&'static [KeyUsageBit]),
    /// These and no others; the extension must be there.
    Exactly(&'static [KeyUsageBit]),
}

/// A purpose of RFC 5280 §4.2.1.12.
const fn rfc5280(one_of: &'static [ObjectIdentifier], usages: &'static [KeyUsageBit]) -> Rules {
    Rules {
        citation: None,
        one_of,
        beside: Beside::Anything,
        by_name: false,
        in_ca: InCa::IfStated,
        key_usage: Usage::OneOf(usages),
        processed: &[],
    }
}

use KeyUsageBit::{DigitalSignature, KeyAgreement, KeyEncipherment, NonRepudiation};

static CLIENT_AUTH: Rules = rfc5280(&[known::ID_KP_CLIENT_AUTH], &[DigitalSignature, KeyAgreement]);
static CODE_SIGNING: Rules = rfc5280(&[known::ID_KP_CODE_SIGNING], &[DigitalSignature]);
static EMAIL_PROTECTION: Rules = rfc5280(
    &[known::ID_KP_EMAIL_PROTECTION],
    &[DigitalSignature, NonRepudiation, KeyEncipherment, KeyAgreement],
);
static OCSP_SIGNING: Rules =
    rfc5280(&[known::ID_KP_OCSP_SIGNING], &[DigitalSignature, NonRepudiation]);
static SERVER_AUTH: Rules =
    rfc5280(&[known::ID_KP_SERVER_AUTH], &[DigitalSignature, KeyEncipherment, KeyAgreement]);
static TIME_STAMPING: Rules =
    rfc5280(&[known::ID_KP_TIME_STAMPING], &[DigitalSignature, NonRepudiation]);

/// RFC 9336.
const DOCUMENT_SIGNING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.36");
/// c2pa-kp-claimSigning.
const CLAIM_SIGNING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.4.1.62558.2.1");

/// C2PA Technical Specification §14.5.1: a certificate is authorised for no more than one of signing manifests,
/// signing time stamps and signing OCSP responses; key purposes that are none of these change nothing.
const C2PA: Citation = Citation { source: "C2PA", section: "14.5.1" };
const MANIFEST: &[ObjectIdentifier] =
    &[CLAIM_SIGNING, DOCUMENT_SIGNING, known::ID_KP_EMAIL_PROTECTION];

static C2PA_MANIFEST: Rules = Rules {
    citation: Some(C2PA),
    one_of: MANIFEST,
    beside: Beside::NoneOf(&[
        known::ANY_EXTENDED_KEY_USAGE,
        known::ID_KP_OCSP_SIGNING,
        known::ID_KP_TIME_STAMPING,
    ]),
    by_name: true,
    in_ca: InCa::Ignored,
    key_usage: Usage::OneOf(&[DigitalSignature]),
    processed: &[],
};

static C2PA_TIME_STAMPING: Rules = Rules {
    citation: Some(C2PA),
    one_of: &[known::ID_KP_TIME_STAMPING],
    beside: Beside::NoneOf(&[
        known::ANY_EXTENDED_KEY_USAGE,
        known::ID_KP_OCSP_SIGNING,
        CLAIM_SIGNING,
        DOCUMENT_SIGNING,
        known::ID_KP_EMAIL_PROTECTION,
    ]),
    by_name: true,
    in_ca: InCa::Ignored,
    key_usage: Usage::OneOf(&[DigitalSignature, NonRepudiation]),
    processed: &[],
};

/// GSMA RCC.16 Annex A.3.8: one key purpose and one key usage; the participant's information (.4) and its ACS's (.5)
/// are critical and for the client to read.
static RCS_MLS_CLIENT: Rules = Rules {
    citation: Some(Citation { source: "GSMA RCC.16", section: "A.3.8" }),
    one_of: &[ObjectIdentifier::new_unwrap("2.23.146.2.1.3")],
    beside: Beside::Nothing,
    by_name: true,
    in_ca: InCa::Stated,
    key_usage: Usage::Exactly(&[DigitalSignature]),
    processed: &[
        ObjectIdentifier::new_unwrap("2.23.146.2.1.4"),
        ObjectIdentifier::new_unwrap("2.23.146.2.1.5"),
    ],
};

impl Purpose {
    /// Every one.
    pub const ALL: [Self; 10] = [
        Self::Any,
        Self::C2paManifest,
        Self::C2paTimeStamping,
        Self::ClientAuth,
        Self::CodeSigning,
        Self::EmailProtection,
        Self::OcspSigning,
        Self::RcsMlsClient,
        Self::ServerAuth,
        Self::TimeStamping,
    ];

    /// Whether a certificate that states this key purpose may serve it.
    #[must_use]
    pub fn is_served_by(self, stated: &Oid) -> bool {
        self.rules().is_some_and(|rules| {
            let by_any = !rules.by_name && *stated == known::ANY_EXTENDED_KEY_USAGE;
            by_any || rules.one_of.iter().any(|wanted| stated == wanted)
        })
    }

    /// `None` where nothing is asked.
    pub(crate) fn rules(self) -> Option<&'static Rules> {
        Some(match self {
            Self::Any => return None,
            Self::C2paManifest => &C2PA_MANIFEST,
            Self::C2paTimeStamping => &C2PA_TIME_STAMPING,
            Self::ClientAuth => &CLIENT_AUTH,
            Self::CodeSigning => &CODE_SIGNING,
            Self::EmailProtection => &EMAIL_PROTECTION,
            Self::OcspSigning => &OCSP_SIGNING,
            Self::RcsMlsClient => &RCS_MLS_CLIENT,
            Self::ServerAuth => &SERVER_AUTH,
            Self::TimeStamping => &TIME_STAMPING,
        })
    }
}

impl Rules {
    /// Whether a certificate with these key purposes may serve this one.
    pub(crate) fn permitted_by(&self, stated: &[Oid], by_name: bool) -> bool {
        let any = known::ANY_EXTENDED_KEY_USAGE;
        stated.iter().any(|oid| self.names(oid) || (!by_name && *oid == any))
    }

    /// Key purposes that must not stand beside the one asked for.
    pub(crate) fn forbidden<'a>(&self, stated: &'a [Oid]) -> Vec<&'a Oid> {
        let forbids = |oid: &Oid| match self.beside {
            Beside::Anything => false,
            Beside::NoneOf(oids) => oids.iter().any(|forbidden| oid == forbidden),
            Beside::Nothing => !self.names(oid),
        };
        stated.iter().filter(|oid| forbids(oid)).collect()
    }

    fn names(&self, oid: &Oid) -> bool {
        self.one_of.iter().any(|wanted| oid == wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn oids(dotted: &[&str]) -> Vec<Oid> {
        dotted.iter().filter_map(|text| Oid::from_dotted(text)).collect()
    }

    /// Whether an end entity that states these purposes serves this one.
    fn serves(purpose: Purpose, dotted: &[&str]) -> bool {
        let (rules, stated) = (purpose.rules().unwrap(), oids(dotted));
        assert_eq!(stated.len(), dotted.len());
        rules.permitted_by(&stated, rules.by_name) && rules.forbidden(&stated).is_empty()
    }

    const ANY: &str = "2.5.29.37.0";
    const SERVER: &str = "1.3.6.1.5.5.7.3.1";
    const EMAIL: &str = "1.3.6.1.5.5.7.3.4";
    const TIME_STAMPING: &str = "1.3.6.1.5.5.7.3.8";
    const DOCUMENTS: &str = "1.3.6.1.5.5.7.3.36";
    const MLS: &str = "2.23.146.2.1.3";

    #[test]
    fn rfc_5280_asks_for_the_purpose_or_any() {
        for stated in [&[SERVER][..], &[ANY], &[TIME_STAMPING, SERVER]] {
            assert!(serves(Purpose::ServerAuth, stated), "{stated:?}");
        }
        assert!(!serves(Purpose::ServerAuth, &[EMAIL]));
        let rules = Purpose::ServerAuth.rules().unwrap();
        assert!(!rules.permitted_by(&oids(&[ANY]), true));
    }

    #[test]
    fn a_c2pa_certificate_is_for_manifests_or_for_time_stamps() {
        for stated in [&[EMAIL][..], &[DOCUMENTS], &[SERVER, EMAIL]] {
            assert!(serves(Purpose::C2paManifest, stated), "{stated:?}");
            assert!(!serves(Purpose::C2paTimeStamping, stated), "{stated:?}");
        }
        assert!(serves(Purpose::C2paTimeStamping, &[SERVER, TIME_STAMPING]));
        for stated in [&[EMAIL, TIME_STAMPING][..], &[ANY], &[EMAIL, ANY, TIME_STAMPING]] {
            assert!(!serves(Purpose::C2paManifest, stated), "{stated:?}");
            assert!(!serves(Purpose::C2paTimeStamping, stated), "{stated:?}");
        }
    }

    #[test]
    fn an_mls_client_has_one_purpose() {
        assert!(serves(Purpose::RcsMlsClient, &[MLS]));
        for stated in [&[MLS, SERVER][..], &[ANY], &[SERVER]] {
            assert!(!serves(Purpose::RcsMlsClient, stated), "{stated:?}");
        }
    }
}
