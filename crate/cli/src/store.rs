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
    #[command(after_help = dated("it is written", None))]
    New(new::New),
    /// Add certificates, or show with --dry-run what would become of them
    #[command(after_help = dated("they are added, or would be", Some("nothing to add")))]
    Add(Box<add::Add>),
    /// Take out certificates, or anything else by its JSON pointer
    #[command(after_help = dated("the next version is written", None))]
    Remove(remove::Remove),
    /// Tell what is wrong with a document, and what is worth a second look
    #[command(after_help = dated("it can be used, whatever the advice", Some("it cannot be used")))]
    Lint(lint::Lint),
    /// Sign a document with private keys on this machine
    #[command(after_help = codes("it is signed, by enough signers or not yet", None))]
    Sign(sign::Sign),
    /// Tell who signed a document
    #[command(after_help = dated(
        "enough of its signers have, and it has not expired",
        Some("too few have, or it has expired"),
    ))]
    Verify(verify::Verify),
    /// Put a newer document in the place of the current one
    #[command(after_help = dated(
        "it is in place, or was already",
        Some("it is refused, and the current one stays"),
    ))]
    Update(Box<update::Update>),
    /// Tell in what two documents differ, and which chains would change their verdict
    #[command(after_help = dated("it is told, difference or none", None))]
    Diff(diff::Diff),
    /// Decide the same chains as things are and as they might be
    #[command(after_help = dated(
        "it is told, changes or none",
        Some("something supposed cannot be"),
    ))]
    Simulate(simulate::Simulate),
    /// List what goes out of date, what is next first, or write it as a calendar file
    #[command(after_help = dated("it is listed, due or not", None))]
    Calendar(calendar::Calendar),
    /// Write a document in another program's form. What that cannot say is told on standard error
    #[command(after_help = codes("it is written, whole or not", None))]
    Export(export::Export),
}

/// The exit codes of a verb.
fn codes(done: &str, not: Option<&str>) -> String {
    let not = not.map(|not| format!("  1: {not}\n")).unwrap_or_default();
    format!("Exit codes:\n  0: {done}\n{not}  2: unusable input")
}

/// The same of one that takes times.
fn dated(done: &str, not: Option<&str>) -> String {
    codes(done, not) + "\n\nTIME is written as 2026-11-23T00:00:00Z (RFC 3339)."
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
