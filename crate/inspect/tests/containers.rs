//! Containers of every kind, whole, cut off at any length and with any octet changed.

#![allow(clippy::unwrap_used)] // A test that cannot go on should stop.

use anchorlight_inspect::{Content, Inspection, Options, Reason, inspect};

macro_rules! container {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../testdata/containers/", $name)))
    };
}

/// Each made by another tool (`testdata/containers/make.sh`).
const CONTAINERS: [(&str, &[u8]); 10] = [
    container!("bundle.tar"),
    container!("bundle.tar.gz"),
    container!("bundle.zip"),
    container!("certificates.p7b"),
    container!("pbes2.p12"),
    container!("plain.p12"),
    container!("rc2.p12"),
    container!("signed.p7m"),
    container!("store.jceks"),
    container!("store.jks"),
];

fn opened(input: &[u8]) -> Inspection {
    inspect(input, Options { passwords: &["password"], ..Options::default() })
}

/// From one place that is tried to the next: without optimisation a key is derived from a password slowly.
fn step(name: &str) -> usize {
    let takes_password =
        [".p12", ".jks", ".jceks"].iter().any(|extension| name.ends_with(extension));
    if takes_password { 7 } else { 1 }
}

fn certificates(inspection: &Inspection) -> usize {
    let objects = inspection.objects.iter();
    objects.filter(|object| matches!(object.content, Content::Certificate(_))).count()
}

/// What there is has its place, and can be told.
fn is_told(inspection: &Inspection, input: &[u8]) {
    for (index, object) in inspection.objects.iter().enumerate() {
        assert!(object.origin.within.is_none_or(|outer| outer < index));
        // Archives are the only ones whose contents are longer than they are.
        assert!(object.origin.within.is_some() || object.origin.length <= input.len());
        if let (Some(problem), None) = (&object.problem, object.origin.within) {
            assert!(problem.offset <= input.len());
        }
    }
    serde_json::to_string(inspection).unwrap();
}

#[test]
fn each_opens_with_its_password() {
    for (name, input) in CONTAINERS {
        let inspection = opened(input);
        let one = ["bundle.tar.gz", "store.jceks", "store.jks"].contains(&name);
        let expected = if name == "bundle.zip" { 3 } else { 2 - usize::from(one) };
        assert_eq!(certificates(&inspection), expected, "{name}");
        assert!(inspection.objects.iter().all(|object| object.problem.is_none()), "{name}");
        assert_eq!(inspection.objects[0].origin.ber, name == "signed.p7m", "{name}");
        is_told(&inspection, input);
    }
}

#[test]
fn each_may_end_anywhere() {
    for (name, input) in CONTAINERS {
        let whole = certificates(&opened(input));
        for length in (1..input.len()).step_by(step(name)) {
            let inspection = opened(&input[..length]);
            is_told(&inspection, &input[..length]);
            assert!(certificates(&inspection) <= whole, "{name} of {length}");
            let is_damaged = !inspection.problems.is_empty()
                || inspection.objects.iter().any(|object| object.problem.is_some())
                || inspection.objects.iter().any(|object| matches!(object.content, Content::Other));
            // The blocks of zeros that end a tar say nothing, and some tools leave them out.
            let is_whole = name == "bundle.tar" && certificates(&inspection) == whole;
            // Between two files of a tar nothing tells that another should follow.
            let is_between = name == "bundle.tar" && length.is_multiple_of(512);
            assert!(is_damaged || is_whole || is_between, "{name} of {length}");
        }
    }
}

#[test]
fn any_octet_of_each_may_be_another() {
    for (name, input) in CONTAINERS {
        let mut bytes = input.to_vec();
        // What comes after these is more of the same.
        for at in (0..bytes.len().min(1_600)).step_by(step(name)) {
            for other in [bytes[at] ^ 1, bytes[at] ^ 0x80] {
                let before = std::mem::replace(&mut bytes[at], other);
                is_told(&opened(&bytes), &bytes);
                bytes[at] = before;
            }
        }
    }
}

/// Whoever changes a file that has a code over it is found out, or the file does not open at all.
#[test]
fn no_octet_of_what_is_protected_can_be_changed_in_silence() {
    for name in ["pbes2.p12", "rc2.p12", "store.jks", "store.jceks"] {
        let (_, input) = CONTAINERS.into_iter().find(|(of, _)| *of == name).unwrap();
        let mut bytes = input.to_vec();
        let mut silent = Vec::new();
        for at in (0..bytes.len()).step_by(step(name)) {
            bytes[at] ^= 1;
            let inspection = opened(&bytes);
            let is_found = !inspection.problems.is_empty()
                || inspection.objects.iter().any(|object| object.problem.is_some())
                || inspection.objects.iter().any(|object| matches!(object.content, Content::Other));
            silent.extend((!is_found).then_some(at));
            bytes[at] ^= 1;
        }
        assert!(silent.is_empty(), "{name}: {silent:?}");
    }
}

#[test]
fn a_wrong_password_is_told_from_none() {
    let (_, input) = CONTAINERS[4];
    let id = |passwords: &[&str]| {
        let inspection = inspect(input, Options { passwords, ..Options::default() });
        let Some(Reason::Container(problem)) =
            inspection.objects[0].problem.as_ref().map(|problem| problem.kind.clone())
        else {
            return String::new();
        };
        serde_json::to_value(problem).unwrap()["id"].as_str().unwrap().to_owned()
    };
    assert_eq!(id(&[]), "container.password_needed");
    assert_eq!(id(&["Password"]), "container.password_wrong");
    assert_eq!(id(&["Password", "password"]), "");
}
