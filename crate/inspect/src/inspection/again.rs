//! Objects that were read before, as far as it takes to tell what belongs together. Whoever opens files one after
//! the other keeps of each object only what is public.

use anchorlight_pki as pki;

use super::{Content, Object, Origin};
use crate::certificate::Certificate;
use crate::key::PublicKey;
use crate::private_key::Told;
use crate::request::CertificationRequest;

impl Object {
    /// Its encoding; of a private key the `SubjectPublicKeyInfo` that belongs to it, where that can be derived.
    #[must_use]
    pub fn public(&self) -> &[u8] {
        match &self.content {
            Content::PrivateKey { public_key: Some(key), .. } => &key.spki,
            _ => &self.der,
        }
    }

    /// An object of a kind, as JSON names it, from its `public` octets: as much of it as `relations` asks for.
    #[must_use]
    pub fn again(kind: &str, public: &[u8]) -> Self {
        let key = || pki::PublicKey::open(public).ok().map(|key| Box::new(PublicKey::of(&key)));
        let content = match kind {
            "certificate" => Certificate::read(public).ok().map(Box::new).map(Content::Certificate),
            "certificationRequest" => CertificationRequest::read(public)
                .ok()
                .map(Box::new)
                .map(Content::CertificationRequest),
            "publicKey" => key().map(Content::PublicKey),
            "privateKey" => {
                let told = Told { public_key: key(), ..Told::default() };
                return Self::private(String::new(), told, Origin::default());
            }
            _ => None,
        };
        let content = content.unwrap_or(Content::Other);
        Self { origin: Origin::default(), content, problem: None, der: public.to_vec() }
    }
}
