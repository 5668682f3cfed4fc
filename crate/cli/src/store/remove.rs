//! `anchorlight store remove`.

use std::path::PathBuf;

use anchorlight::{Selector, Sha256};

use super::document::{Dates, Stored, Target, refused, write_next};

#[derive(clap::Args)]
pub(crate) struct Remove {
    /// The trust store document
    #[arg(value_name = "STORE")]
    store: PathBuf,
    /// A certificate by its SHA-256, from whichever list it stands in; repeatable
    #[arg(long, value_name = "SHA256", required_unless_present = "pointer")]
    sha256: Vec<String>,
    /// What stands at a JSON pointer, such as /rules/key.curve or /portals/0; repeatable
    #[arg(long, value_name = "POINTER")]
    pointer: Vec<String>,
    #[command(flatten)]
    dates: Dates,
    #[command(flatten)]
    target: Target,
}

impl Remove {
    pub(crate) fn run(&self) -> Result<u8, String> {
        let stored = Stored::read(&self.store)?;
        let certificate = |text: &String| {
            Sha256::read(text)
                .map(Selector::Certificate)
                .ok_or_else(|| format!("{text:?} is no SHA-256: write its 64 hexadecimal digits"))
        };
        let mut selectors: Vec<Selector> =
            self.sha256.iter().map(certificate).collect::<Result<_, _>>()?;
        selectors.extend(self.pointer.iter().cloned().map(Selector::Pointer));
        let next = anchorlight::remove(&stored.document, &selectors, Some(self.dates.term()?))
            .map_err(|problem| refused("the new version", &[problem]))?;
        write_next(&self.store, &self.target, &stored, &next)?;
        crate::print(&format!("version {} written\n", next.version))?;
        Ok(0)
    }
}
