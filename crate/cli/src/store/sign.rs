//! `anchorlight store sign`.

use std::path::PathBuf;

use anchorlight::{DocumentFault, Gathered, PureRust, Source};

use super::document::{problems, refused, write};
use super::key::PrivateKey;
use crate::files;

#[derive(clap::Args)]
pub(crate) struct Sign {
    /// The trust store document, signed by others or not yet
    #[arg(value_name = "STORE")]
    store: PathBuf,
    /// A private key: PKCS#8, PEM or DER, P-256, P-384 or Ed25519; repeatable
    #[arg(long, value_name = "FILE", required = true)]
    key: Vec<PathBuf>,
    /// Sign with keys that are not among the document's signers too: in a rotation those who were
    /// signers until now have to
    #[arg(long)]
    rotation: bool,
    /// Where to write the signed document [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Sign {
    pub(crate) fn run(&self) -> Result<u8, String> {
        let source = files::read(&self.store)?;
        let label = source.label.unwrap_or_default();
        let file = source.data.unwrap_or_default();
        let verifier = PureRust::default();
        let fail = |problems: Vec<_>| refused(&label, &problems);
        let mut gathered = Gathered::open(&file, &verifier).map_err(fail)?;
        let mut found = problems(Source::data(None, gathered.payload().to_vec()));
        // What it includes is looked at where it is at hand.
        found.retain(|found| !matches!(found.fault, DocumentFault::IncludeMissing { .. }));
        if !found.is_empty() {
            return Err(refused(&label, &found));
        }
        if gathered.signers.is_empty() {
            let label = label.escape_debug();
            return Err(format!("{label}: the document names no signers: who signs stands in it"));
        }
        let keys = self.key.iter().map(|path| PrivateKey::read(path));
        for (path, key) in self.key.iter().zip(keys.collect::<Result<Vec<_>, _>>()?) {
            let id = key.signer().id;
            let named = gathered.signers.iter().any(|signer| signer.id == id);
            if !named && !self.rotation {
                return Err(format!(
                    "{:?} is the key {id}, which is not among the document's signers: add its public key \
                     to signers, or use --rotation where it was one until now",
                    path.display()
                ));
            }
            // A former signer's signature cannot be verified with what the document holds.
            if gathered.named().any(|signer| signer == id) {
                eprintln!("anchorlight: {id} has signed already");
                continue;
            }
            let (header, message) = gathered.to_sign(id, key.algorithm());
            gathered = gathered.add(header, &key.sign(&message), &verifier).map_err(fail)?;
        }
        match &self.out {
            Some(path) => write(path, gathered.text().as_bytes())?,
            None => crate::print(&gathered.text())?,
        }
        eprintln!("anchorlight: {}", count(&gathered));
        Ok(0)
    }
}

/// How many have signed, and how many have to.
pub(crate) fn count(gathered: &Gathered) -> String {
    let (signed, all) = (gathered.valid.len(), gathered.signers.len());
    let needed = gathered.document.signers.as_ref().map_or(0, |signers| signers.threshold);
    format!("signed by {signed} of {all} signers, {needed} needed")
}
