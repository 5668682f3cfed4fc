//! A request as bytes, with everything it needs inside, so that a finding can be kept as it is.
//!
//! The options (the request as JSON, without its files) with their length before them as four
//! octets; then the files, each with an octet for its role and its length.

use anchorlight::{Request, Source};
use anchorlight_pki::open;
use serde_json::{Value, json};

/// What a file is given as, by the octet that says so.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    Chain,
    TrustStore,
    Intermediates,
    Revocation,
    /// In place of the last file of the role before: what an attacker made of it.
    Changed,
    PublicSuffixes,
}

const ROLES: [Role; 6] = [
    Role::Chain,
    Role::TrustStore,
    Role::Intermediates,
    Role::Revocation,
    Role::Changed,
    Role::PublicSuffixes,
];

#[derive(Clone, Debug)]
pub struct Case {
    pub options: Value,
    pub files: Vec<(Role, Vec<u8>)>,
}

impl Case {
    /// `None` where the bytes are no case.
    #[must_use]
    pub fn read(mut bytes: &[u8]) -> Option<Self> {
        let options = serde_json::from_slice(take(&mut bytes)?).ok()?;
        let mut files = Vec::new();
        while let Some((role, rest)) = bytes.split_first() {
            bytes = rest;
            files.push((*ROLES.get(usize::from(*role))?, take(&mut bytes)?.to_vec()));
        }
        Some(Self { options, files })
    }

    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        put(&mut bytes, self.options.to_string().as_bytes());
        for (role, data) in &self.files {
            bytes.push(*role as u8);
            put(&mut bytes, data);
        }
        bytes
    }

    /// A request, each of whose objects becomes a DER file of its own; without the files that it names
    /// by a digest.
    #[must_use]
    pub fn of(request: &Request) -> Option<Self> {
        let mut files = Vec::new();
        let mut options = request.clone();
        for (role, sources) in sources(&mut options) {
            for data in std::mem::take(sources).into_iter().filter_map(|source| source.data) {
                let opened = open(&data);
                if opened.problems.is_empty() && opened.public_suffixes.is_none() {
                    files.extend(opened.items.into_iter().map(|item| (role, item.der)));
                } else {
                    files.push((role, data));
                }
            }
        }
        Some(Self { options: serde_json::to_value(options).ok()?, files })
    }

    /// The request, without what was changed; `None` where the options are none.
    #[must_use]
    pub fn request(&self) -> Option<Request> {
        let mut options = self.options.clone();
        options.as_object_mut()?.extend(
            [("certificates", json!([])), ("anchors", json!([]))]
                .map(|(key, value)| (key.to_owned(), value)),
        );
        let mut request: Request = serde_json::from_value(options).ok()?;
        for (role, sources) in sources(&mut request) {
            let of_role = self.files.iter().filter(|(of, _)| *of == role);
            *sources = of_role.map(|(_, data)| Source::data(None, data.clone())).collect();
        }
        Some(request)
    }

    /// The request with the changed file in place of the last revocation file.
    #[must_use]
    pub fn changed(&self) -> Option<Request> {
        let mut request = self.request()?;
        let changed = self.data(Role::Changed)?;
        *request.revocation.sources.last_mut()? = Source::data(None, changed.to_vec());
        Some(request)
    }

    /// The first file of a role.
    #[must_use]
    pub fn data(&self, role: Role) -> Option<&[u8]> {
        self.files.iter().find(|(of, _)| *of == role).map(|(_, data)| data.as_slice())
    }
}

fn sources(request: &mut Request) -> [(Role, &mut Vec<Source>); 5] {
    [
        (Role::Chain, &mut request.certificates),
        (Role::TrustStore, &mut request.anchors),
        (Role::Intermediates, &mut request.intermediates),
        (Role::Revocation, &mut request.revocation.sources),
        (Role::PublicSuffixes, &mut request.public_suffixes),
    ]
}

fn take<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, rest) = bytes.split_first_chunk()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (data, rest) = rest.split_at_checked(length)?;
    *bytes = rest;
    Some(data)
}

fn put(bytes: &mut Vec<u8>, data: &[u8]) {
    bytes.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    bytes.extend(data);
}
