//! `anchorlight store`: writes trust store documents, and looks at them.

mod add;
mod calendar;
mod chains;
mod diff;
mod document;
mod export;
mod key;
mod lint;
mod new;
mod remove;
mod sign;
mod simulate;
mod update;
mod verify;

use clap::Subcommand;

/// What is done with a document; one file each.
#[derive(Subcommand)]
pub(crate) enum Verb {
    /// Write a document with a name and nobody in it yet
    New(new::New),
    /// Add certificates, or show with --dry-run what would become of them. Exit code 1: nothing to add
    Add(Box<add::Add>),
    /// Take out certificates, or anything else by its JSON pointer
    Remove(remove::Remove),
    /// Tell what is wrong with a document, and what is worth a second look. Exit code 1: it cannot be used
    Lint(lint::Lint),
    /// Sign a document with private keys on this machine
    Sign(sign::Sign),
    /// Tell who signed a document. Exit code 1: not enough of its signers have, or it has expired
    Verify(verify::Verify),
    /// Put a newer document in the place of the current one. Exit code 1: it is refused, and the current one stays
    Update(Box<update::Update>),
    /// Tell in what two documents differ, and which chains would change their verdict
    Diff(diff::Diff),
    /// Decide the same chains as things are and as they might be. Exit code 1: what is supposed cannot be
    Simulate(simulate::Simulate),
    /// List what goes out of date, what is next first, or write it as a calendar file
    Calendar(calendar::Calendar),
    /// Write a document in another program's form. What that cannot say is told on standard error
    Export(export::Export),
}

pub(crate) fn run(verb: &Verb) -> Result<u8, String> {
    match verb {
        Verb::New(new) => new.run(),
        Verb::Add(add) => add.run(),
        Verb::Remove(remove) => remove.run(),
        Verb::Lint(lint) => lint.run(),
        Verb::Sign(sign) => sign.run(),
        Verb::Verify(verify) => verify.run(),
        Verb::Update(update) => update.run(),
        Verb::Diff(diff) => diff.run(),
        Verb::Simulate(simulate) => simulate.run(),
        Verb::Calendar(calendar) => calendar.run(),
        Verb::Export(export) => export.run(),
    }
}
