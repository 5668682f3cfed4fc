//! Who is asked, and what each can answer.

pub(crate) mod openssl;
pub(crate) mod ours;
pub(crate) mod pyca;

use anchorlight::Profile;

use crate::issue::Hierarchy;
use crate::plan::{Host, Purpose, Question};

/// An outside judge, with the rules it is asked to judge by.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Judge {
    /// `openssl verify -purpose …`
    OpenSsl,
    /// The same with `-x509_strict`.
    OpenSslStrict,
    /// pyca/cryptography, asked for no more than RFC 5280 §6.1.
    Pyca,
    /// pyca/cryptography with its own defaults, which follow the CA/Browser Forum.
    PycaDefaults,
}

impl Judge {
    pub(crate) const ALL: [Self; 4] =
        [Self::OpenSsl, Self::OpenSslStrict, Self::Pyca, Self::PycaDefaults];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::OpenSsl => "OpenSSL",
            Self::OpenSslStrict => "OpenSSL, strict",
            Self::Pyca => "pyca, RFC 5280",
            Self::PycaDefaults => "pyca, defaults",
        }
    }

    /// Which of our profiles asks for the same.
    pub(crate) fn profile(self) -> Profile {
        match self {
            // OpenSSL looks at the end entity's key usage, as this profile does.
            Self::OpenSsl => Profile::Private,
            Self::OpenSslStrict => Profile::Rfc5280,
            Self::Pyca => Profile::Rfc5280Algorithm,
            Self::PycaDefaults => Profile::Webpki,
        }
    }

    /// Why it cannot be asked this question.
    pub(crate) fn abstains(
        self,
        hierarchy: &Hierarchy,
        question: &Question,
    ) -> Option<&'static str> {
        match self {
            Self::OpenSsl | Self::OpenSslStrict => None,
            Self::Pyca | Self::PycaDefaults => pyca_abstains(hierarchy, question),
        }
    }
}

fn pyca_abstains(hierarchy: &Hierarchy, question: &Question) -> Option<&'static str> {
    let asks_policies = !question.acceptable.is_empty()
        || question.require_explicit
        || question.inhibit_mapping
        || question.inhibit_any;
    match question.purpose {
        _ if hierarchy.anchors.is_empty() => Some("it does not take an empty trust store"),
        _ if asks_policies => Some("it does not process certificate policies"),
        Purpose::Any => Some("it verifies servers and clients only"),
        Purpose::ServerAuth if question.host.is_none() => {
            Some("it verifies a server only by a name")
        }
        Purpose::ClientAuth if question.host.is_some() => {
            Some("it verifies a client without a name")
        }
        Purpose::ServerAuth | Purpose::ClientAuth => None,
    }
}

/// What a judge says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Answer {
    Accepted,
    /// Its errors by name, the first one first.
    Refused(Vec<String>),
    Abstains(&'static str),
}

pub(crate) fn host_text(host: Host) -> String {
    match host {
        Host::Dns(name) => name.to_owned(),
        Host::Ip(address) => address.to_string(),
    }
}

/// The outside judges of one thread.
pub(crate) struct Court {
    pub(crate) openssl: Option<openssl::OpenSsl>,
    pub(crate) pyca: Option<pyca::Pyca>,
}

impl Court {
    pub(crate) fn ask(
        &mut self,
        judge: Judge,
        hierarchy: &Hierarchy,
        question: &Question,
    ) -> anyhow::Result<Option<Answer>> {
        if let Some(reason) = judge.abstains(hierarchy, question) {
            return Ok(Some(Answer::Abstains(reason)));
        }
        match judge {
            Judge::OpenSsl | Judge::OpenSslStrict => {
                let strict = judge == Judge::OpenSslStrict;
                let answer = self.openssl.as_ref().map(|it| it.ask(hierarchy, question, strict));
                answer.transpose()
            }
            Judge::Pyca | Judge::PycaDefaults => {
                let defaults = judge == Judge::PycaDefaults;
                let answer = self.pyca.as_mut().map(|it| it.ask(hierarchy, question, defaults));
                answer.transpose()
            }
        }
    }
}
