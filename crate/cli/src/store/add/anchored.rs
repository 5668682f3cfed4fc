//! What an organisation adds to an anchor, and what of the certificate itself it leaves aside.

use anchorlight::Time;
use anchorlight::document::{Constraints, Enforce, Subtrees};
use clap::ValueEnum;

/// Of anchors alone.
#[derive(clap::Args)]
pub(super) struct Anchored {
    #[command(flatten)]
    names: Names,
    /// A key purpose that end entities may state, dotted or by its RFC name (serverAuth): they must state one, and
    /// no other; repeatable
    #[arg(long, value_name = "PURPOSE")]
    extended_key_usage: Vec<String>,
    /// A certificate policy that paths must be valid for, dotted; repeatable, and one of them is enough
    #[arg(long, value_name = "OID")]
    policy: Vec<String>,
    /// How many intermediate certificates a path to the anchor may have
    #[arg(long, value_name = "NUMBER")]
    path_length: Option<u32>,
    /// Not trusted are end entities that were issued after this
    #[arg(long, value_name = "TIME", value_parser = crate::parse_time)]
    distrust_issued_after: Option<i64>,
    /// What of the certificate itself is not to be in force; repeatable
    #[arg(long, value_enum, value_name = "WHAT")]
    no_enforce: Vec<Part>,
}

/// Names that paths to an anchor may have and may not have.
#[derive(clap::Args)]
struct Names {
    /// Permit this domain and what is below it; repeatable
    #[arg(long, value_name = "DOMAIN")]
    permit_dns: Vec<String>,
    /// Permit this address or block; repeatable
    #[arg(long, value_name = "BLOCK")]
    permit_ip: Vec<String>,
    /// Permit this mailbox, host, or with a leading dot what is below a domain; repeatable
    #[arg(long, value_name = "NAME")]
    permit_email: Vec<String>,
    /// Permit URIs of this host, or with a leading dot below a domain; repeatable
    #[arg(long, value_name = "HOST")]
    permit_uri: Vec<String>,
    /// Permit names that begin with this one, RFC 4514; repeatable
    #[arg(long, value_name = "NAME")]
    permit_directory: Vec<String>,
    /// Exclude this domain and what is below it; repeatable
    #[arg(long, value_name = "DOMAIN")]
    exclude_dns: Vec<String>,
    /// Exclude this address or block; repeatable
    #[arg(long, value_name = "BLOCK")]
    exclude_ip: Vec<String>,
    /// Exclude this mailbox, host, or with a leading dot what is below a domain; repeatable
    #[arg(long, value_name = "NAME")]
    exclude_email: Vec<String>,
    /// Exclude URIs of this host, or with a leading dot below a domain; repeatable
    #[arg(long, value_name = "HOST")]
    exclude_uri: Vec<String>,
    /// Exclude names that begin with this one, RFC 4514; repeatable
    #[arg(long, value_name = "NAME")]
    exclude_directory: Vec<String>,
}

#[derive(Clone, Copy, Eq, PartialEq, ValueEnum)]
enum Part {
    /// Its validity period
    Dates,
    /// What its extensions say
    Constraints,
    /// That a certificate of version 3 must say that it is a CA
    BasicConstraints,
}

impl Anchored {
    pub(super) fn constraints(&self, use_until: Option<String>) -> Constraints {
        Constraints {
            permitted: self.names.permitted(),
            excluded: self.names.excluded(),
            extended_key_usages: self.extended_key_usage.clone(),
            policies: self.policy.clone(),
            path_length: self.path_length,
            distrust_issued_after: self.distrust_issued_after.map(|time| Time(time).to_string()),
            use_until,
        }
    }

    pub(super) fn enforce(&self) -> Enforce {
        // What is in force by itself is not written down.
        let lifted = |part| self.no_enforce.contains(&part).then_some(false);
        Enforce {
            dates: lifted(Part::Dates),
            constraints: lifted(Part::Constraints),
            basic_constraints: lifted(Part::BasicConstraints),
        }
    }
}

impl Names {
    fn permitted(&self) -> Subtrees {
        Subtrees {
            dns: self.permit_dns.clone(),
            ip: self.permit_ip.clone(),
            email: self.permit_email.clone(),
            uri: self.permit_uri.clone(),
            directory: self.permit_directory.clone(),
        }
    }

    fn excluded(&self) -> Subtrees {
        Subtrees {
            dns: self.exclude_dns.clone(),
            ip: self.exclude_ip.clone(),
            email: self.exclude_email.clone(),
            uri: self.exclude_uri.clone(),
            directory: self.exclude_directory.clone(),
        }
    }
}
