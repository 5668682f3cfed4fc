//! `anchorlight check`: is this chain trusted under this trust store, and why not? `anchorlight store`
//! writes the document that decides; `anchorlight inspect` shows all that a file says.

mod files;
mod human;
mod inspect;
mod opened;
mod prompt;
mod refused;
mod say;
mod sentences;
mod store;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use anchorlight::{
    Allowed, Distrusted, Engine, NameKind, Outcome, Profile, Purpose, Report, Request,
    RevocationMode, RevocationRequest, RevocationScope, Source, StoreRequest, WrittenName,
};
use clap::{Parser, Subcommand, ValueEnum};
use opened::PasswordFile;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

const TRUSTED: u8 = 0;
const NOT_TRUSTED: u8 = 1;
const UNUSABLE: u8 = 2;

/// Tells whether a certificate chain is trusted under your own trust store, and why not.
/// Nothing leaves the machine.
#[derive(Parser)]
#[command(name = "anchorlight", version)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Check a chain. Exit code 0: trusted, 1: not trusted, 2: unusable input.
    Check(Box<Check>),
    /// Show all that files say: certificates, lists, requests, keys and responses, damaged ones as far as they
    /// go. Exit code 0: all of it was read, 1: some of it was not, 2: unusable input.
    Inspect(inspect::Inspect),
    /// Write a trust store document, and look at it. Exit code 2: unusable input.
    #[command(subcommand)]
    Store(Box<store::Verb>),
}

#[derive(clap::Args)]
struct Check {
    /// Files with the chain, PEM, DER or a container that `inspect` opens, in any order; - reads standard input
    #[arg(required = true, value_name = "FILE")]
    chain: Vec<PathBuf>,
    /// The trust store: a file as the chain's, or a folder of which every file is read; repeatable. A trust store
    /// document (JSON) decides alone; further documents are those that it includes
    #[arg(long, value_name = "PATH")]
    store: Vec<PathBuf>,
    /// Trust the public web's roots as well (Mozilla's list)
    #[arg(long)]
    public_roots: bool,
    /// Certificates that may stand between, used where a path needs them: a file or a folder; repeatable
    #[arg(long, value_name = "PATH")]
    intermediates: Vec<PathBuf>,
    #[command(flatten)]
    password_file: PasswordFile,
    #[command(flatten)]
    asked: Asked,
    /// The time to check at, as 2026-11-23T00:00:00Z [default: now]
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    time: Option<i64>,
    /// What the certificate is to be used for
    #[arg(long, value_enum, default_value_t)]
    purpose: For,
    /// The rules to check by
    #[arg(long, value_enum, default_value_t)]
    profile: By,
    /// The public suffix list (public_suffix_list.dat), by which --profile webpki judges wildcards; repeatable
    #[arg(long, value_name = "FILE")]
    public_suffixes: Vec<PathBuf>,
    /// Accept SHA-1, which can be forged
    #[arg(long)]
    allow_sha1: bool,
    /// Accept DSA, which is retired
    #[arg(long)]
    allow_dsa: bool,
    /// Refuse every path through this certificate, by its SHA-256; repeatable
    #[arg(long, value_name = "SHA256")]
    distrust: Vec<String>,
    /// Refuse every path through a certificate with this key, by the SHA-256 of its SubjectPublicKeyInfo; repeatable
    #[arg(long, value_name = "SHA256")]
    distrust_key: Vec<String>,
    /// A certificate revocation list, PEM or DER; repeatable
    #[arg(long, value_name = "FILE")]
    crl: Vec<PathBuf>,
    /// An OCSP response; repeatable
    #[arg(long, value_name = "FILE")]
    ocsp: Vec<PathBuf>,
    /// What OCSP responses must repeat, hexadecimal: the nonce of the request
    #[arg(long, value_name = "HEX")]
    ocsp_nonce: Option<String>,
    /// What a certificate of which no list or response tells anything is worth
    #[arg(long, value_enum, default_value_t)]
    revocation: Status,
    /// Look at the revocation of the end entity alone
    #[arg(long)]
    end_entity_status_only: bool,
    /// Accept lists and responses up to this many seconds after they were to be replaced
    #[arg(long, value_name = "SECONDS", default_value_t = 0)]
    grace: u32,
    /// Take the first certificate for the end entity instead of finding it
    #[arg(long)]
    end_entity_first: bool,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// Print every check, not only what failed
    #[arg(short, long, conflicts_with = "json")]
    verbose: bool,
}

/// The name asked for; at most one.
#[derive(clap::Args)]
#[group(multiple = false)]
struct Asked {
    /// The host asked for: a DNS name or an IP address
    #[arg(long, value_name = "NAME")]
    host: Option<String>,
    /// The email address asked for
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// The URI asked for
    #[arg(long, value_name = "URI")]
    uri: Option<String>,
    /// The distinguished name asked for, most specific first: CN=Name,O=Organisation
    #[arg(long, value_name = "NAME")]
    directory_name: Option<String>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum For {
    #[default]
    Server,
    Client,
    Email,
    CodeSigning,
    TimeStamping,
    OcspSigning,
    RcsMlsClient,
    C2paManifest,
    C2paTimeStamping,
    Any,
}

impl From<For> for Purpose {
    fn from(purpose: For) -> Self {
        match purpose {
            For::Server => Self::ServerAuth,
            For::Client => Self::ClientAuth,
            For::Email => Self::EmailProtection,
            For::CodeSigning => Self::CodeSigning,
            For::TimeStamping => Self::TimeStamping,
            For::OcspSigning => Self::OcspSigning,
            For::RcsMlsClient => Self::RcsMlsClient,
            For::C2paManifest => Self::C2paManifest,
            For::C2paTimeStamping => Self::C2paTimeStamping,
            For::Any => Self::Any,
        }
    }
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum By {
    /// RFC 5280's validation and keys that still protect: for an organisation's own CAs
    #[default]
    Private,
    /// Everything RFC 5280 asks of conforming CAs
    Rfc5280,
    /// The CA/Browser Forum's baseline requirements for TLS
    Webpki,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Status {
    /// Do not look at revocation
    Off,
    /// Refuse what was revoked, accept what nothing is known of
    #[default]
    Prefer,
    /// Refuse everything that no valid list says is in force
    Require,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().verb {
        Verb::Check(check) => run(&check),
        Verb::Inspect(verb) => verb.run(),
        Verb::Store(verb) => store::run(&verb),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(message) => {
            eprintln!("anchorlight: {message}");
            ExitCode::from(UNUSABLE)
        }
    }
}

fn run(check: &Check) -> Result<u8, String> {
    let mut engine = Engine::default();
    let request = request(check, &mut engine)?;
    let report = match engine.check_owned(request) {
        Ok(report) => report,
        Err(error) if check.json => {
            print(&refused::json(&error)?)?;
            return Ok(UNUSABLE);
        }
        Err(error) => return Err(refused::text(&error)),
    };
    if check.json {
        let text = serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?;
        print(&(text + "\n"))?;
    } else {
        print(&human::text(&report, check.verbose))?;
    }
    Ok(exit_code(&report))
}

fn exit_code(report: &Report) -> u8 {
    match report.verdict.outcome {
        Outcome::Trusted | Outcome::TrustedWithWarnings => TRUSTED,
        Outcome::NotTrusted => NOT_TRUSTED,
        Outcome::CannotSay => UNUSABLE,
    }
}

fn request(check: &Check, engine: &mut Engine) -> Result<Request, String> {
    if check.store.is_empty() && !check.public_roots {
        return Err("no trust store: name one with --store PATH, or use --public-roots".into());
    }
    let mut anchors = files::read_all(&check.store)?;
    let store = store_document(&mut anchors)?;
    let passwords = check.password_file.read()?;
    let mut open = |files| passwords.sources(engine, files);
    let mut anchors = open(anchors);
    if check.public_roots {
        anchors.push(public_web_roots());
    }
    Ok(Request {
        certificates: open(files::read_each(&check.chain)?),
        anchors,
        store,
        intermediates: open(files::read_all(&check.intermediates)?),
        host: check.asked.host.as_deref().map(ascii_host).transpose()?,
        name: check.asked.name()?,
        time: check.time.map_or_else(now, Ok)?,
        purpose: check.purpose.into(),
        end_entity: if check.end_entity_first {
            anchorlight::EndEntity::First
        } else {
            anchorlight::EndEntity::Find
        },
        profile: match check.profile {
            By::Private => Profile::Private,
            By::Rfc5280 => Profile::Rfc5280,
            By::Webpki => Profile::Webpki,
        },
        public_suffixes: files::read_each(&check.public_suffixes)?,
        allowed: Allowed { sha1: check.allow_sha1, dsa: check.allow_dsa },
        distrusted: Distrusted {
            certificates: check.distrust.clone(),
            keys: check.distrust_key.clone(),
        },
        revocation: RevocationRequest {
            sources: open(files::read_each(check.crl.iter().chain(&check.ocsp))?),
            mode: match check.revocation {
                Status::Off => RevocationMode::Off,
                Status::Prefer => RevocationMode::Prefer,
                Status::Require => RevocationMode::Require,
            },
            scope: if check.end_entity_status_only {
                RevocationScope::EndEntity
            } else {
                RevocationScope::Path
            },
            grace: check.grace,
            nonce: check.ocsp_nonce.clone(),
        },
        ..Request::default()
    })
}

/// The documents among the files of the store: the first one, with those that it includes.
fn store_document(anchors: &mut Vec<Source>) -> Result<Option<StoreRequest>, String> {
    // A damaged one is still told as what it was to be.
    let is_document = |source: &Source| {
        let data = source.data.as_deref().unwrap_or_default();
        let is_named = source.label.as_deref().is_some_and(|label| label.ends_with(".json"));
        is_named || data.trim_ascii_start().starts_with(b"{")
    };
    if !anchors.iter().any(is_document) {
        return Ok(None);
    }
    if !anchors.iter().all(is_document) {
        return Err("a trust store document decides alone: add the other files to it".into());
    }
    let mut documents = std::mem::take(anchors).into_iter();
    let document = documents.next().unwrap_or_default();
    // A document says itself whether it includes the public web's roots.
    let public_web_roots = Some(public_web_roots());
    Ok(Some(StoreRequest { document, included: documents.collect(), public_web_roots, now: None }))
}

fn public_web_roots() -> Source {
    let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS;
    let data = roots.iter().flat_map(|der| der.iter().copied()).collect();
    Source::data(Some("public web roots".into()), data)
}

impl Asked {
    fn name(&self) -> Result<Option<WrittenName>, String> {
        let email = self.email.as_deref().map(ascii_domain).transpose()?;
        let names = [
            (NameKind::Email, email),
            (NameKind::Uri, self.uri.clone()),
            (NameKind::Directory, self.directory_name.clone()),
        ];
        let mut given = names.into_iter().filter_map(|(kind, name)| Some((kind, name?)));
        Ok(given.next().map(|(kind, value)| WrittenName { kind, value }))
    }
}

/// The domain of an address in ASCII.
fn ascii_domain(email: &str) -> Result<String, String> {
    match email.rsplit_once('@') {
        Some((local, domain)) => Ok(format!("{local}@{}", ascii_host(domain)?)),
        None => Ok(email.to_owned()),
    }
}

/// Other scripts in their xn-- form; what is ASCII stays as it is.
fn ascii_host(host: &str) -> Result<String, String> {
    if host.is_ascii() {
        return Ok(host.to_owned());
    }
    idna::domain_to_ascii(host).map_err(|_| format!("host {host:?} is not a domain name"))
}

fn parse_time(text: &str) -> Result<i64, String> {
    OffsetDateTime::parse(text, &Rfc3339)
        .map(OffsetDateTime::unix_timestamp)
        .map_err(|error| format!("{error}; write it as 2026-11-23T00:00:00Z"))
}

fn now() -> Result<i64, String> {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_secs()).ok())
        .ok_or_else(|| "the clock stands before 1970: name a time with --time".to_owned())
}

/// A closed pipe (`| head`) is no fault worth a message.
fn print(text: &str) -> Result<(), String> {
    print_octets(text.as_bytes())
}

fn print_octets(octets: &[u8]) -> Result<(), String> {
    use std::io::{ErrorKind, Write};
    match std::io::stdout().write_all(octets) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}
