//! `anchorlight store`: writes trust store documents, and looks at them.

mod add;
mod document;
mod lint;
mod new;
mod remove;
mod say;

use clap::Subcommand;

/// What is done with a document; one file each.
#[derive(Subcommand)]
pub(crate) enum Verb {
    /// Write a document with a name and nobody in it yet
    New(new::New),
    /// Add certificates, or show with --dry-run what would become of them
    Add(Box<add::Add>),
    /// Take out certificates, or anything else by its JSON pointer
    Remove(remove::Remove),
    /// Tell what is wrong with a document, and what is worth a second look. Exit code 1: it cannot be used
    Lint(lint::Lint),
}

pub(crate) fn run(verb: &Verb) -> Result<u8, String> {
    match verb {
        Verb::New(new) => new.run(),
        Verb::Add(add) => add.run(),
        Verb::Remove(remove) => remove.run(),
        Verb::Lint(lint) => lint.run(),
    }
}
