//! A search looks at the certificates that it finds by name, and at no others.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Index;

use anchorlight_path::{
    AnchorUse, Candidate, Certificates, Search, SignatureFault, SignatureInput, SignatureVerifier,
    search,
};
use anchorlight_pki::{Certificate, Time, open};

const CHAIN: &[u8] = include_bytes!("../../../tests/golden/trusted/chain.pem");
const STORE: &[u8] = include_bytes!("../../../tests/golden/trusted/store.pem");
const OTHER: &[u8] = include_bytes!("../../../tests/golden/rsa-pss/store.pem");

/// Notes what it is asked.
struct Noting {
    certificates: Vec<Certificate>,
    anchor: usize,
    looked_at: RefCell<BTreeSet<usize>>,
    asked_for: RefCell<Vec<Vec<u8>>>,
}

impl Index<usize> for Noting {
    type Output = Certificate;

    fn index(&self, position: usize) -> &Certificate {
        self.looked_at.borrow_mut().insert(position);
        &self.certificates[position]
    }
}

impl Certificates for Noting {
    fn with_subject(&self, subject: &[u8]) -> Vec<Candidate> {
        self.asked_for.borrow_mut().push(subject.to_vec());
        let all = self.certificates.iter().enumerate();
        let named = all.filter(|(_, certificate)| certificate.subject.comparable() == subject);
        named
            .map(|(index, _)| Candidate {
                certificate: index,
                anchor: (index == self.anchor).then(AnchorUse::default),
            })
            .collect()
    }
}

struct Accepts;

impl SignatureVerifier for Accepts {
    fn verify(&self, _: &SignatureInput<'_>) -> Result<(), SignatureFault> {
        Ok(())
    }

    fn digest(&self, _: &[u8], _: &[u8]) -> Option<Vec<u8>> {
        None
    }
}

fn read(pem: &[u8]) -> impl Iterator<Item = Certificate> {
    open(pem).items.into_iter().map(|item| Certificate::read(&item.der).unwrap())
}

#[test]
fn a_search_asks_once_for_each_name_and_looks_at_nothing_else() {
    let others = std::iter::repeat_n(OTHER, 100).flat_map(read);
    let certificates: Vec<Certificate> = read(CHAIN).chain(others).chain(read(STORE)).collect();
    let anchor = certificates.len() - 1;
    let pool = Noting {
        certificates,
        anchor,
        looked_at: RefCell::default(),
        asked_for: RefCell::default(),
    };
    let (paths, _) = search(&Search::new(&pool, 0, Time(1_780_315_200), &Accepts));
    assert!(paths[0].holds());
    assert_eq!(paths[0].certificates, [0, 1, anchor]);
    assert_eq!(pool.looked_at.into_inner(), BTreeSet::from([0, 1, anchor]));
    let asked_for = pool.asked_for.into_inner();
    let names: BTreeSet<_> = asked_for.iter().collect();
    assert_eq!(names.len(), asked_for.len());
    assert_eq!(names.len(), 3);
}
