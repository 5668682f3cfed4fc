//! One question with our answer to it, and what the explanations look at.

use anchorlight::{Fault, Outcome, PathReport, Report};
use sha2::{Digest, Sha256};

use crate::issue::{Hierarchy, Issued};
use crate::plan::{Name, Plan};

pub(crate) struct Case<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) hierarchy: &'a Hierarchy,
    pub(crate) report: &'a Report,
}

impl Case<'_> {
    pub(crate) fn trusted(&self) -> bool {
        self.report.verdict.outcome == Outcome::Trusted
    }

    /// The ids of what is wrong with a path; of a profile's rules, with the rule.
    fn faults(path: &PathReport) -> Vec<String> {
        let failed = path.checks.iter().filter(|check| !check.passed);
        let faults = failed.filter_map(|check| check.fault.as_ref());
        faults
            .map(|fault| match fault {
                Fault::ProfileRule { rule, .. } => format!("profile.rule {rule:?}"),
                other => other.id().to_owned(),
            })
            .collect()
    }

    /// The ids of everything that any path fails by.
    pub(crate) fn all_faults(&self) -> Vec<String> {
        let mut all: Vec<_> = self.report.paths.iter().flat_map(Self::faults).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The faults of a path to an anchor that has no others than these.
    pub(crate) fn faults_within(&self, ids: &[&str]) -> Option<Vec<String>> {
        let anchored = self.report.paths.iter().filter(|path| path.anchored).map(Self::faults);
        anchored
            .filter(|faults| !faults.is_empty())
            .find(|faults| faults.iter().all(|fault| ids.contains(&fault.as_str())))
    }

    /// A path fails by one of these.
    pub(crate) fn path_fails_by(&self, ids: &[&str]) -> bool {
        self.report
            .paths
            .iter()
            .any(|path| Self::faults(path).iter().any(|f| ids.contains(&f.as_str())))
    }

    /// A certificate of some path to an anchor is so.
    pub(crate) fn on_path(&self, so: impl Fn(&Issued) -> bool) -> bool {
        self.anchored(|_| true).iter().any(|path| path.iter().any(|issued| so(issued)))
    }

    /// On every path that holds, a certificate is so.
    pub(crate) fn on_each_trusted_path(&self, so: impl Fn(&Issued) -> bool) -> bool {
        let trusted = self.anchored(|path| path.trusted);
        !trusted.is_empty() && trusted.iter().all(|path| path.iter().any(|issued| so(issued)))
    }

    /// On every path that holds, a certificate between its ends is so.
    pub(crate) fn within_each_trusted_path(&self, so: impl Fn(&Issued) -> bool) -> bool {
        let trusted = self.anchored(|path| path.trusted);
        let within =
            |path: &Vec<&Issued>| path.len() > 2 && path[1..path.len() - 1].iter().any(|i| so(i));
        !trusted.is_empty() && trusted.iter().all(within)
    }

    /// The anchor of some path is so.
    pub(crate) fn anchor(&self, so: impl Fn(&Issued) -> bool) -> bool {
        self.anchored(|_| true).iter().any(|path| path.last().is_some_and(|issued| so(issued)))
    }

    /// A certificate is so, on a path of ours or not: other judges build their own.
    pub(crate) fn given(&self, so: impl Fn(&Issued) -> bool) -> bool {
        self.hierarchy.issued.iter().any(so)
    }

    /// Two certificates have the same subject.
    pub(crate) fn has_namesakes(&self) -> bool {
        let all = &self.hierarchy.issued;
        all.iter().enumerate().any(|(at, one)| all[..at].iter().any(|other| other.name == one.name))
    }

    /// A certificate of the chain or the store constrains such names.
    pub(crate) fn constrains(&self, names: impl Fn(&Name) -> bool) -> bool {
        self.hierarchy.issued.iter().any(|issued| {
            issued.body.name_constraints.as_ref().is_some_and(|constraints| {
                constraints.permitted.iter().chain(&constraints.excluded).any(&names)
            })
        })
    }

    /// The end entity has such an alternative name.
    pub(crate) fn leaf_has(&self, names: impl Fn(&Name) -> bool) -> bool {
        // Version 1 has no extensions.
        let leaf = &self.plan.leaf;
        !leaf.body.version1 && leaf.names.iter().flatten().any(names)
    }

    /// The paths that lead to an anchor, the end entity first.
    fn anchored(&self, wanted: impl Fn(&PathReport) -> bool) -> Vec<Vec<&Issued>> {
        let paths = self.report.paths.iter().filter(|path| path.anchored && wanted(path));
        paths
            .map(|path| path.certificates.iter().filter_map(|index| self.issued(*index)).collect())
            .collect()
    }

    fn issued(&self, index: usize) -> Option<&Issued> {
        let wanted = &self.report.certificates.get(index)?.sha256;
        self.hierarchy.issued.iter().find(|issued| {
            let digest = Sha256::digest(&issued.der);
            let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            hex == *wanted
        })
    }
}
