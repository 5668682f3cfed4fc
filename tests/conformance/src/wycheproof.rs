//! Wycheproof (C2SP/wycheproof): each signature is verified as a certificate's would be.

mod sets;

use anchorlight_crypto::{Allowed, PureRust};
use anchorlight_path::{SignatureFault, SignatureInput, SignatureVerifier};
use anyhow::{Context, Result, anyhow};
use der::asn1::{AnyRef, BitStringRef};
use der::{Decode, Reader, SliceReader};

use crate::outcome::{CaseResult, Run};

/// One signature.
struct Vector {
    id: String,
    expected: Expected,
    /// SubjectPublicKeyInfo in DER.
    key: Vec<u8>,
    /// Contents octets of the signature's AlgorithmIdentifier.
    algorithm: Vec<u8>,
    message: Vec<u8>,
    signature: Vec<u8>,
}

/// What has to come out.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Expected {
    Valid,
    Invalid,
    /// The suite leaves it to the implementation.
    Either,
    /// Valid, but by an algorithm that is not verified here, and for this reason: it has to be
    /// refused as not supported.
    Unsupported(&'static str),
}

pub(crate) fn run(only: &[String]) -> Result<Run> {
    let wanted = |id: &str| only.is_empty() || only.iter().any(|prefix| id.starts_with(prefix));
    let mut vectors = sets::load()?;
    let cases = vectors.len();
    vectors.retain(|vector| wanted(&vector.id));
    let results = judge_all(&vectors)?;
    let either =
        vectors.iter().zip(&results).filter(|(vector, _)| vector.expected == Expected::Either);
    let (all, verified) = either.fold((0, 0), |(all, verified), (_, result)| {
        (all + 1, verified + usize::from(result.actual == Some(true)))
    });
    println!("acceptable, where either answer is right: {all}, of which we verify {verified}");
    Ok(Run { cases, results })
}

/// On every core, because thousands of DSA signatures take their time.
fn judge_all(vectors: &[Vector]) -> Result<Vec<CaseResult>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut shares = std::thread::scope(|scope| {
        let share = |first| {
            move || vectors.iter().skip(first).step_by(cores).map(judge).collect::<Vec<_>>()
        };
        let threads: Vec<_> = (0..cores).map(|first| scope.spawn(share(first))).collect();
        let joined = threads.into_iter().map(std::thread::ScopedJoinHandle::join);
        joined
            .map(|share| Ok(share.map_err(|_| anyhow!("a verification panicked"))?.into_iter()))
            .collect::<Result<Vec<_>>>()
    })?;
    (0..vectors.len()).filter_map(|index| shares[index % cores].next()).collect()
}

fn judge(vector: &Vector) -> Result<CaseResult> {
    let verifier = PureRust { allowed: Allowed { sha1: true, dsa: true } };
    let (key_algorithm, key) =
        split(&vector.key).with_context(|| format!("the key of {}", vector.id))?;
    let answer = verifier.verify(&SignatureInput {
        key_algorithm,
        key,
        algorithm: &vector.algorithm,
        message: &vector.message,
        signature: &vector.signature,
        digest: None,
    });
    let actual = answer.is_ok();
    let mut result = CaseResult {
        id: vector.id.clone(),
        expected: match vector.expected {
            Expected::Valid | Expected::Unsupported(_) => true,
            Expected::Invalid => false,
            Expected::Either => actual,
        },
        actual: Some(actual),
        findings: answer.err().iter().map(|fault| format!("{fault:?}")).collect(),
        ..CaseResult::default()
    };
    if let Expected::Unsupported(reason) = vector.expected
        && answer == Err(SignatureFault::AlgorithmUnsupported)
    {
        result.actual = None;
        result.skipped = Some(reason.to_owned());
    }
    Ok(result)
}

/// The contents octets of the algorithm, and the key.
fn split(spki: &[u8]) -> der::Result<(&[u8], &[u8])> {
    let spki = AnyRef::from_der(spki)?;
    let mut fields = SliceReader::new(spki.value())?;
    let algorithm = AnyRef::decode(&mut fields)?;
    let key = BitStringRef::decode(&mut fields)?;
    fields.finish()?;
    Ok((algorithm.value(), key.raw_bytes()))
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_vector() {
        let results = super::run(&[]).unwrap().results;
        assert!(results.len() > 10_000, "{} vectors", results.len());
        assert!(crate::outcome::print(&results, &crate::outcome::Excuses::read().unwrap()));
    }
}
