//! Bounds on the work that untrusted certificates can cause.

use serde::Serialize;

/// What a search may spend.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// Candidate issuers looked at.
    pub candidates: usize,
    /// Certificates in a path, trust anchor included.
    pub depth: usize,
    /// Comparisons of a name of a revocation list with one of a distribution point.
    pub distribution_points: usize,
    /// Comparisons of a name with a subtree.
    pub name_constraints: usize,
    /// Paths reported.
    pub paths: usize,
    /// Nodes of the policy graph of one path.
    pub policies: usize,
    /// Signatures verified; each pair of certificate and issuer counts once.
    pub signatures: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            // mozilla::pkix allows 200,000 steps of path building; so does rustls-webpki.
            candidates: 200_000,
            // OpenSSL's default verify depth (X509_VERIFY_PARAM, 100).
            depth: 100,
            // As for name constraints: both sides are lists of names that somebody else wrote.
            distribution_points: 250_000,
            // Go's crypto/x509 (MaxConstraintComparisons) and rustls-webpki.
            name_constraints: 250_000,
            // As many as signatures: each reported path differs from the others in at least one link.
            paths: 100,
            // OpenSSL's answer to CVE-2023-0464.
            policies: 1000,
            // Go's answer to CVE-2018-16875; so does rustls-webpki.
            signatures: 100,
        }
    }
}

impl Budget {
    /// What a search within a search may spend.
    pub(crate) fn left_after(self, spent: &Effort) -> Self {
        Self {
            candidates: self.candidates.saturating_sub(spent.candidates),
            distribution_points: self.distribution_points.saturating_sub(spent.distribution_points),
            name_constraints: self.name_constraints.saturating_sub(spent.name_constraints),
            signatures: self.signatures.saturating_sub(spent.signatures),
            ..self
        }
    }
}

/// A bound that was reached.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Limit {
    /// Candidate issuers looked at.
    Candidates,
    /// Certificates in one path.
    Depth,
    /// Comparisons of a name of a revocation list with one of a distribution point.
    DistributionPoints,
    /// Comparisons of a name with a subtree.
    NameConstraints,
    /// Paths reported.
    Paths,
    /// Nodes of the policy graph of one path.
    Policies,
    /// Signatures verified.
    Signatures,
}

/// What a search has spent.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Effort {
    /// Candidate issuers looked at.
    pub candidates: usize,
    /// Comparisons of a name of a revocation list with one of a distribution point.
    pub distribution_points: usize,
    /// Comparisons of a name with a subtree.
    pub name_constraints: usize,
    /// Signatures verified.
    pub signatures: usize,
    /// Bounds that were reached: paths beyond them are not in the report.
    pub limits_reached: Vec<Limit>,
}

impl Effort {
    /// What a search within this one has spent.
    pub(crate) fn add(&mut self, inner: &Self) {
        self.candidates += inner.candidates;
        self.distribution_points += inner.distribution_points;
        self.name_constraints += inner.name_constraints;
        self.signatures += inner.signatures;
        inner.limits_reached.iter().for_each(|limit| self.reached(*limit));
    }

    pub(crate) fn reached(&mut self, limit: Limit) {
        if !self.limits_reached.contains(&limit) {
            self.limits_reached.push(limit);
        }
    }
}
