//! Revocation lists (RFC 5280 §6.3.3), lettered as there.

use std::cmp::Ordering;

use anchorlight_pki::{
    Certificate, Crl, CrlEntry, DistributionPoint, GeneralName, Reason, Reasons, compare_numbers,
    sort_by, sort_by_key,
};

use super::signer::{Signed, signer};
use super::{RevocationSource, RevocationStatus, Revoked, Scope, SourceFault, Unknown, Unusable};
use crate::budget::Limit;
use crate::build::Builder;

/// What the lists say of the certificate at `place`.
pub(super) fn status<'a>(
    builder: &mut Builder<'a>,
    path: &[usize],
    place: usize,
) -> RevocationStatus {
    let certificate = builder.certificate(path[place]);
    let mut run =
        Run { path, place, certificate, why: Vec::new(), covered: Reasons::NONE, used: Vec::new() };
    let lists = run.lists(builder);
    let points = certificate.extensions.crl_distribution_points.as_deref().unwrap_or_default();
    // "If [...] the status has not been determined, repeat the process above with any available CRLs
    // not specified in a distribution point but issued by the certificate issuer."
    let own = DistributionPoint::default();
    for point in points.iter().chain([&own]) {
        for (source, list) in &lists {
            if run.covered == Reasons::ALL {
                break;
            }
            if let Some(revoked) = run.ask(builder, point, *source, list, &lists) {
                return RevocationStatus::Revoked(revoked);
            }
        }
    }
    run.deltas_without_base(&lists);
    if run.covered == Reasons::ALL {
        return RevocationStatus::Good { sources: run.used };
    }
    // A list of one distribution point is none of the next; that says nothing against it.
    run.why.retain(|unusable| !run.used.contains(&unusable.source));
    let uncovered = Reasons::ALL.without(run.covered).list();
    let uncovered = if run.covered.is_empty() { Vec::new() } else { uncovered };
    RevocationStatus::Unknown(Unknown { why: run.why, uncovered })
}

struct Run<'a, 'p> {
    path: &'p [usize],
    place: usize,
    certificate: &'a Certificate,
    why: Vec<Unusable>,
    /// The reasons mask.
    covered: Reasons,
    used: Vec<usize>,
}

type Lists<'a> = Vec<(usize, &'a Crl)>;

impl<'a> Run<'a, '_> {
    /// The lists that can say something, the newest first: it knows what was released or revoked since.
    fn lists(&self, builder: &Builder<'a>) -> Lists<'a> {
        let sources = builder.search.revocation.sources.iter().enumerate();
        let mut lists: Lists<'a> = sources
            .filter_map(|(index, source)| match source {
                RevocationSource::List(list) => Some((index, *list)),
                RevocationSource::Response { .. } => None,
            })
            .collect();
        sort_by_key(&mut lists, |(index, list)| (std::cmp::Reverse(list.this_update), *index));
        lists
    }

    fn unusable(&mut self, source: usize, fault: SourceFault) {
        let unusable = Unusable { source, fault };
        if !self.why.contains(&unusable) {
            self.why.push(unusable);
        }
    }

    /// Asks one complete list, as a list of `point`, together with what was added to it since.
    fn ask(
        &mut self,
        builder: &mut Builder<'a>,
        point: &DistributionPoint,
        source: usize,
        list: &'a Crl,
        lists: &Lists<'a>,
    ) -> Option<Revoked> {
        if list.is_delta() || !self.is_issuer(point, list) {
            return None;
        }
        let fit = covers(builder, point, list, self.certificate)
            .and_then(|reasons| usable(builder, list).map(|()| reasons));
        let reasons = match fit {
            Ok(reasons) => reasons,
            Err(fault) => {
                self.unusable(source, fault);
                return None;
            }
        };
        // (e)
        if reasons.without(self.covered).is_empty() {
            return None;
        }
        // (f), (g)
        let signer = match signer(builder, list, self.path, self.place) {
            Ok(signer) => signer,
            Err(fault) => {
                self.unusable(source, fault);
                return None;
            }
        };
        // (c), (h), (i)
        let mut found = None;
        for (source, delta) in self.deltas(builder, list, lists) {
            let entry = builder
                .verify(&Signed::list(delta), signer)
                .and_then(|()| self.find(delta))
                .map_err(|fault| self.unusable(source, fault));
            if let Ok(entry) = entry {
                self.used.push(source);
                found = entry.map(|entry| (source, entry));
                break;
            }
        }
        // (j)
        if found.is_none() {
            match self.find(list) {
                Ok(entry) => found = entry.map(|entry| (source, entry)),
                Err(fault) => {
                    self.unusable(source, fault);
                    return None;
                }
            }
        }
        // (k), (l)
        self.covered = self.covered.or(reasons);
        self.used.push(source);
        let (source, entry) = found?;
        (entry.reason != Some(Reason::RemoveFromCrl)).then(|| Revoked {
            revocation_date: entry.revocation_date,
            reason: entry.reason.unwrap_or(Reason::Unspecified),
            invalidity_date: entry.invalidity_date,
            source,
        })
    }

    /// (b)(1), but for whether the list is for others' certificates.
    fn is_issuer(&self, point: &DistributionPoint, list: &Crl) -> bool {
        match &point.crl_issuer {
            None => list.issuer == self.certificate.issuer,
            Some(names) => names
                .iter()
                .any(|name| matches!(name, GeneralName::Directory(name) if **name == list.issuer)),
        }
    }

    fn find(&self, list: &Crl) -> Result<Option<CrlEntry>, SourceFault> {
        list.find(&self.certificate.issuer, &self.certificate.serial)
            .map_err(|problem| SourceFault::Malformed { problem })
    }

    /// (c): the deltas of a complete list, the latest first.
    fn deltas(&mut self, builder: &Builder<'a>, base: &Crl, lists: &Lists<'a>) -> Lists<'a> {
        let point = |list: &'a Crl| list.extensions.issuing_distribution_point.as_ref();
        let base_point = base.extensions.issuing_distribution_point.as_ref();
        let key_id =
            |list: &Crl| list.extensions.authority_key_id.as_ref().map(|id| id.key_id.clone());
        let mut deltas = Vec::new();
        for (source, delta) in lists {
            let same = delta.is_delta()
                && delta.issuer == base.issuer
                && point(delta).map(|p| &p.der) == base_point.map(|p| &p.der)
                && key_id(delta) == key_id(base);
            if !same || !adds_to(delta, base) {
                continue;
            }
            match usable(builder, delta) {
                Ok(()) => deltas.push((*source, *delta)),
                Err(fault) => self.unusable(*source, fault),
            }
        }
        sort_by(&mut deltas, |(_, one), (_, other)| {
            compare(&other.extensions.number, &one.extensions.number)
        });
        deltas
    }

    /// Deltas that nothing was known to add to are told, where the certificate has no status.
    fn deltas_without_base(&mut self, lists: &Lists<'a>) {
        for (source, delta) in lists {
            let told = self.used.contains(source) || self.why.iter().any(|w| w.source == *source);
            if delta.is_delta() && delta.issuer == self.certificate.issuer && !told {
                self.unusable(*source, SourceFault::DeltaWithoutBase);
            }
        }
    }
}

/// §5.2.4 (a) to (c): it starts at or before the complete list and goes beyond it.
fn adds_to(delta: &Crl, base: &Crl) -> bool {
    base.extensions.number.is_some()
        && compare(&delta.extensions.delta_base, &base.extensions.number) != Ordering::Greater
        && compare(&delta.extensions.number, &base.extensions.number) == Ordering::Greater
}

fn compare(one: &Option<Vec<u8>>, other: &Option<Vec<u8>>) -> Ordering {
    let number = |number: &'_ Option<Vec<u8>>| number.clone().unwrap_or_default();
    compare_numbers(&number(one), &number(other))
}

/// (b) and (d): the reasons for which the list says something of the certificate.
fn covers(
    builder: &mut Builder<'_>,
    point: &DistributionPoint,
    list: &Crl,
    certificate: &Certificate,
) -> Result<Reasons, SourceFault> {
    let of_point = point.reasons.unwrap_or(Reasons::ALL);
    let out = |scope| Err(SourceFault::OutOfScope { scope });
    let scope = list.extensions.issuing_distribution_point.as_ref();
    if point.crl_issuer.is_some() && !scope.is_some_and(|scope| scope.indirect) {
        return out(Scope::NotIndirect);
    }
    let Some(scope) = scope else { return Ok(of_point) };
    if let Some(name) = &scope.name {
        builder.compare(name.count(), point)?;
        let same = match (&point.name, &point.crl_issuer) {
            (Some(named), _) => name.is(&list.issuer, named, list_issuer(point, certificate)),
            (None, Some(issuers)) => name.is_one_of(&list.issuer, issuers),
            // The point that stands for the issuer itself has the issuer's name.
            (None, None) => {
                let issuer = GeneralName::Directory(Box::new(certificate.issuer.clone()));
                name.is_one_of(&list.issuer, &[issuer])
            }
        };
        if !same {
            return out(Scope::DistributionPoint { list: name.texts() });
        }
    }
    if scope.only_user_certs && certificate.is_ca() {
        return out(Scope::OnlyUserCerts);
    }
    if scope.only_ca_certs && !certificate.is_ca() {
        return out(Scope::OnlyCaCerts);
    }
    if scope.only_attribute_certs {
        return out(Scope::OnlyAttributeCerts);
    }
    Ok(of_point.and(scope.only_some_reasons.unwrap_or(Reasons::ALL)))
}

/// §4.2.1.13: a certificate's relative name is below its issuer, or below the list's where it names one.
fn list_issuer<'c>(
    point: &'c DistributionPoint,
    certificate: &'c Certificate,
) -> &'c anchorlight_pki::Name {
    let issuers = point.crl_issuer.as_deref().unwrap_or_default();
    let named = issuers.iter().find_map(|name| match name {
        GeneralName::Directory(name) => Some(&**name),
        _ => None,
    });
    named.unwrap_or(&certificate.issuer)
}

/// What makes a list unusable whatever is asked of it.
fn usable(builder: &Builder<'_>, list: &Crl) -> Result<(), SourceFault> {
    if let Some(problem) = list.problems.iter().find(|problem| problem.fatal) {
        return Err(SourceFault::Malformed { problem: problem.clone() });
    }
    let unknown = list.extensions.unknown_critical().map(|extension| &extension.oid).next();
    if let Some(oid) = unknown.or(list.entry_extension_unknown.as_ref()) {
        return Err(SourceFault::critical_extension(oid));
    }
    if builder.search.profile.asks_for_list_number() && list.extensions.number.is_none() {
        return Err(SourceFault::NumberMissing);
    }
    super::in_force(builder, list.this_update, list.next_update)
}

impl Builder<'_> {
    /// Counts comparisons of the names of a list with those of a distribution point.
    fn compare(&mut self, names: usize, point: &DistributionPoint) -> Result<(), SourceFault> {
        let others = point.name.as_ref().map_or(1, anchorlight_pki::PointName::count);
        let more = names.saturating_mul(others);
        let after = self.effort.distribution_points.saturating_add(more);
        if after > self.search.budget.distribution_points {
            let limit = Limit::DistributionPoints;
            self.effort.reached(limit);
            return Err(SourceFault::SearchStopped { limit });
        }
        self.effort.distribution_points = after;
        Ok(())
    }
}
