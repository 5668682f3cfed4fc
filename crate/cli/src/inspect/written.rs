//! Objects as files.

use std::path::{Path, PathBuf};

use anchorlight_inspect::{Content, Form, Inspection, Object, Relations, export_all};

/// What `--as` takes.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum As {
    /// Blocks one after another
    Pem,
    /// The encoding of the only object
    Der,
    /// Certificates and lists in PKCS #7, as PEM
    Pkcs7,
    /// The same in DER
    Pkcs7Der,
    /// As `openssl x509 -text -noout` prints
    OpensslText,
    /// What is printed without this option
    Text,
    /// All of it as JSON, as --json prints
    Json,
}

impl As {
    /// The form of the objects themselves; `None` for what is said of them.
    pub(super) fn of_objects(self) -> Option<Form> {
        Some(match self {
            Self::Pem => Form::Pem,
            Self::Der => Form::Der,
            Self::Pkcs7 => Form::Pkcs7Pem,
            Self::Pkcs7Der => Form::Pkcs7,
            Self::OpensslText => Form::OpensslText,
            Self::Text | Self::Json => return None,
        })
    }
}

/// All objects in one form. What a PKCS #7 carries is written in its place.
pub(super) fn objects(inspections: &[&Inspection], form: Form) -> Result<Vec<u8>, String> {
    let all: Vec<&Object> = inspections.iter().flat_map(|one| &one.objects).collect();
    let keys = all.iter().filter(|object| matches!(object.content, Content::PrivateKey { .. }));
    match keys.count() {
        0 => {}
        count => eprintln!("private keys are not written: {count} left out"),
    }
    let is_carrier = |object: &&Object| matches!(&object.content, Content::SignedData(one) if one.certificates + one.lists > 0);
    let own: Vec<&Object> = all.into_iter().filter(|object| !is_carrier(object)).collect();
    export_all(&own, form).ok_or_else(|| match form {
        Form::Der => {
            "only one object fits into DER; --as pem or --as pkcs7 takes several".to_owned()
        }
        _ => "nothing here can be written in that form".to_owned(),
    })
}

/// The certificates in order, as PEM.
pub(super) fn bundle(
    inspections: &[&Inspection],
    relations: &Relations,
    with_roots: bool,
) -> Result<Vec<u8>, String> {
    let places = relations.bundle(with_roots).into_iter();
    let objects: Vec<&Object> = places
        .filter_map(|place| inspections.get(place.input)?.objects.get(place.object))
        .collect();
    export_all(&objects, Form::Pem).ok_or_else(|| "there is no certificate for a bundle".to_owned())
}

/// Into a file, or to standard output.
pub(super) fn write(octets: &[u8], out: Option<&PathBuf>) -> Result<(), String> {
    match out {
        Some(path) => to_file(octets, path),
        None => crate::print_octets(octets),
    }
}

pub(super) fn to_file(octets: &[u8], path: &Path) -> Result<(), String> {
    std::fs::write(path, octets)
        .map_err(|error| format!("cannot write {:?}: {error}", path.display()))
}
