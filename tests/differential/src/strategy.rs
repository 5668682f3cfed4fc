//! How hierarchies are drawn: mostly usual, so that about half of them hold, and odd in every
//! place now and then. Names and policies only mean something when many certificates have them,
//! so each has a kind of hierarchy of its own.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::plan::{
    BasicConstraints, Body, Ca, Dates, Directory, Extra, Host, KeyIds, KeyPurpose, Leaf, Name,
    NameConstraints, Placed, Plan, Policies, Policy, Purpose, Question, Signature, Style, Subject,
};

/// What a hierarchy is mostly about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Theme {
    General,
    Names,
    Policies,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Role {
    Root,
    Ca,
    Leaf,
}

pub(crate) fn plans() -> BoxedStrategy<Plan> {
    let plan = |theme| {
        let root = ca(theme, Role::Root);
        let below = vec(ca(theme, Role::Ca), 0..=4);
        let spine = (root, below).prop_map(|(root, below)| [vec![root], below].concat());
        let spine = prop_oneof![30 => spine, 1 => Just(Vec::new())];
        let extras = prop_oneof![3 => Just(Vec::new()), 2 => vec(extra(theme), 1..=3)];
        (spine, leaf(theme), extras, question(theme))
            .prop_map(|(spine, leaf, extras, question)| Plan { spine, leaf, extras, question })
    };
    prop_oneof![
        4 => plan(Theme::General),
        3 => plan(Theme::Names),
        3 => plan(Theme::Policies),
    ]
    .boxed()
}

/// The usual value, or one time in thirty an odd one.
fn rarely<T: Clone + std::fmt::Debug + 'static>(
    usual: T,
    odd: impl Strategy<Value = T> + 'static,
) -> BoxedStrategy<T> {
    prop_oneof![29 => Just(usual), 1 => odd].boxed()
}

fn ca(theme: Theme, role: Role) -> impl Strategy<Value = Ca> {
    let self_issued =
        if role == Role::Root { Just(false).boxed() } else { rarely(false, Just(true)) };
    (self_issued, body(theme, role)).prop_map(|(self_issued, body)| Ca { self_issued, body })
}

fn extra(theme: Theme) -> impl Strategy<Value = Extra> {
    let body = || body(theme, Role::Ca);
    prop_oneof![
        3 => (any::<u8>(), any::<u8>(), body()).prop_map(|(of, by, body)| Extra::Cross { of, by, body }),
        1 => self::body(theme, Role::Root).prop_map(|body| Extra::Root { body }),
        2 => (any::<u8>(), option::of(any::<u8>()), body())
            .prop_map(|(of, by, body)| Extra::Twin { of, by, body }),
        2 => (any::<u8>(), body()).prop_map(|(of, body)| Extra::Again { of, body }),
    ]
}

fn body(theme: Theme, role: Role) -> impl Strategy<Value = Body> {
    let usual = if role == Role::Root { Placed::Store } else { Placed::Chain };
    let placed =
        rarely(usual, select(vec![Placed::Chain, Placed::Store, Placed::Both, Placed::Nowhere]));
    let placed = if role == Role::Leaf {
        prop_oneof![19 => Just(usual), 1 => Just(Placed::Both)].boxed()
    } else {
        placed
    };
    let dates = select(vec![Dates::Past, Dates::Future, Dates::FromNow, Dates::UntilNow]);
    let signature =
        select(vec![Signature::Damaged, Signature::OtherKey, Signature::OtherAlgorithmInside]);
    let style = select(vec![Style::Printable, Style::UpperCase, Style::MoreSpaces]);
    let key_ids = select(vec![
        KeyIds::Neither,
        KeyIds::SubjectOnly,
        KeyIds::AuthorityOnly,
        KeyIds::WrongAuthority,
        KeyIds::WrongSerial,
    ]);
    let first = (
        placed,
        prop_oneof![79 => Just(false), 1 => Just(true)],
        rarely(Dates::Around, dates),
        rarely(Signature::Good, signature),
        rarely(Style::Same, style),
        rarely(KeyIds::Both, key_ids),
    );
    let second = (
        basic_constraints(role),
        key_usage(role),
        purposes(role),
        rarely(None, any::<bool>().prop_map(Some)),
        name_constraints(theme, role),
        policies(theme, role),
    );
    (first, second).prop_map(|(first, second)| {
        let (placed, version1, dates, signature, issuer_style, key_ids) = first;
        let (basic_constraints, key_usage, purposes, unknown, name_constraints, policies) = second;
        Body {
            placed,
            version1,
            dates,
            signature,
            issuer_style,
            key_ids,
            basic_constraints,
            key_usage,
            purposes,
            unknown,
            name_constraints,
            policies,
        }
    })
}

fn basic_constraints(role: Role) -> BoxedStrategy<BasicConstraints> {
    let ca = |critical| {
        let length = prop_oneof![3 => Just(None), 1 => (0..=3u8).prop_map(Some)];
        length.prop_map(move |path_length| BasicConstraints::Ca { path_length, critical })
    };
    let none = Just(BasicConstraints::NotCa);
    let absent = Just(BasicConstraints::Absent);
    match role {
        Role::Leaf => prop_oneof![14 => absent, 14 => none, 1 => ca(true)].boxed(),
        _ => prop_oneof![60 => ca(true), 2 => ca(false), 1 => none, 1 => absent].boxed(),
    }
}

const CERT_SIGN: u16 = 1 << 5;
const CRL_SIGN: u16 = 1 << 6;

fn key_usage(role: Role) -> BoxedStrategy<Option<u16>> {
    let digital_signature = 1;
    let key_agreement = 1 << 4;
    let odd = select(vec![
        None,
        Some(digital_signature),
        Some(key_agreement),
        Some(CRL_SIGN),
        Some(CERT_SIGN),
        Some(1 << 3),
        Some(1 << 8 | key_agreement),
    ]);
    let usual = match role {
        Role::Leaf => Some(digital_signature),
        _ => Some(CERT_SIGN | CRL_SIGN),
    };
    prop_oneof![16 => Just(usual), 1 => odd].boxed()
}

fn purposes(role: Role) -> BoxedStrategy<Option<Vec<KeyPurpose>>> {
    let all = vec![
        KeyPurpose::ServerAuth,
        KeyPurpose::ClientAuth,
        KeyPurpose::CodeSigning,
        KeyPurpose::Any,
    ];
    let odd = subsequence(all, 1..=3).prop_map(Some);
    let both = Just(Some(vec![KeyPurpose::ServerAuth, KeyPurpose::ClientAuth]));
    match role {
        Role::Leaf => prop_oneof![8 => both, 4 => Just(None), 1 => odd].boxed(),
        _ => prop_oneof![24 => Just(None), 4 => both, 1 => odd].boxed(),
    }
}

fn name_constraints(theme: Theme, role: Role) -> BoxedStrategy<Option<NameConstraints>> {
    let usual_names = if theme == Theme::Names { 4 } else { 0 };
    let fitting = select(vec![
        Name::Dns("example.com"),
        Name::Ip(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 0)), 24),
        Name::Email("example.com"),
        Name::Directory(Directory::Example),
        Name::Uri(".example.com"),
    ]);
    let permitted = prop_oneof![4 => fitting, 2 => subtree()];
    let some = (any::<bool>(), vec(permitted, 0..=3), vec(subtree(), 0..=2))
        .prop_filter("a list of at least one", |(_, p, e)| !p.is_empty() || !e.is_empty())
        .prop_map(|(critical, permitted, excluded)| {
            Some(NameConstraints { critical, permitted, excluded })
        });
    if role == Role::Leaf {
        return prop_oneof![80 => Just(None), 1 => some].boxed();
    }
    prop_oneof![12 => Just(None), usual_names + 1 => some].boxed()
}

fn v4(last: u8) -> IpAddr {
    IpAddr::V4(Ipv4Addr::new(192, 0, 2, last))
}

fn v6(last: u16) -> IpAddr {
    IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, last))
}

fn subtree() -> impl Strategy<Value = Name> {
    prop_oneof![
        10 => select(vec![
            Name::Dns("example.com"),
            Name::Dns("host.example.com"),
            Name::Dns("inside.example.com"),
            Name::Dns("other.test"),
            Name::Dns("test"),
            Name::Ip(v4(0), 24),
            Name::Ip(v4(128), 25),
            Name::Ip(v6(0), 32),
            Name::Ip(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0),
            Name::Email("example.com"),
            Name::Email(".example.com"),
            Name::Email("post@example.com"),
            Name::Uri("host.example.com"),
            Name::Uri(".example.com"),
            Name::Directory(Directory::Example),
            Name::Directory(Directory::Inside),
            Name::Directory(Directory::Other),
        ]),
        2 => select(vec![Name::Dns(""), Name::Dns(".example.com"), Name::Registered]),
    ]
}

fn policies(theme: Theme, role: Role) -> BoxedStrategy<Policies> {
    let policy = || {
        prop_oneof![
            4 => (1..=3u8).prop_map(Policy::Numbered),
            1 => Just(Policy::Any),
        ]
    };
    let any_policy = Just(Some(vec![Policy::Any]));
    let stated = vec(policy(), 1..=3).prop_map(|mut stated| {
        // RFC 5280 §4.2.1.4: a policy must not appear twice.
        stated.sort_unstable();
        stated.dedup();
        Some(stated)
    });
    let mapping = (1..=3u8, 1..=3u8)
        .prop_map(|(issuer, subject)| (Policy::Numbered(issuer), Policy::Numbered(subject)));
    let mapping = prop_oneof![30 => mapping, 1 => Just((Policy::Any, Policy::Numbered(1)))];
    let skip = || prop_oneof![6 => Just(None), 1 => (0..=2u8).prop_map(Some)];
    let some = (
        any::<bool>(),
        prop_oneof![3 => stated, 2 => any_policy, 1 => Just(None)],
        prop_oneof![3 => Just(Vec::new()), 1 => vec(mapping, 1..=2)],
        skip(),
        skip(),
        skip(),
    )
        .prop_map(
            |(critical, stated, mappings, require_explicit, inhibit_mapping, inhibit_any)| {
                Policies {
                    critical,
                    stated,
                    mappings,
                    require_explicit,
                    inhibit_mapping,
                    inhibit_any,
                }
            },
        );
    let none = Just(Policies::default());
    match (theme, role) {
        (Theme::Policies, Role::Root) => prop_oneof![8 => none, 1 => some].boxed(),
        (Theme::Policies, _) => prop_oneof![1 => none, 6 => some].boxed(),
        _ => prop_oneof![40 => none, 1 => some].boxed(),
    }
}

fn leaf(theme: Theme) -> impl Strategy<Value = Leaf> {
    let subject = (
        prop_oneof![
            1 => Just(None),
            6 => Just(Some(Directory::Example)),
            2 => Just(Some(Directory::Inside)),
            1 => Just(Some(Directory::Other)),
        ],
        select(vec![None, Some("A server"), Some("host.example.com"), Some("other.test")]),
        rarely(None, select(vec![Some("post@example.com"), Some("post@other.test")])),
    )
        .prop_map(|(directory, common_name, email)| {
            // The empty name has no attributes at all.
            let filled = directory.is_some();
            Subject {
                directory,
                common_name: common_name.filter(|_| filled),
                email: email.filter(|_| filled),
            }
        });
    let usual =
        vec![Name::Dns("host.example.com"), Name::Dns("*.example.com"), Name::Ip(v4(1), 32)];
    let more = if theme == Theme::Names { 4 } else { 1 };
    let names = prop_oneof![
        4 => Just(Some(usual)),
        more => vec(alternative_name(), 1..=3).prop_map(Some),
        1 => rarely(Some(vec![Name::Dns("host.example.com")]), Just(None)),
    ];
    let critical = rarely(false, Just(true));
    (body(theme, Role::Leaf), rarely(false, Just(true)), subject, names, critical).prop_map(
        |(body, self_signed, subject, names, critical)| Leaf {
            body,
            self_signed,
            subject,
            names,
            // RFC 5280 §4.2.1.6: critical where the subject is empty.
            names_critical: critical != subject.directory.is_none(),
        },
    )
}

fn alternative_name() -> impl Strategy<Value = Name> {
    select(vec![
        Name::Dns("host.example.com"),
        Name::Dns("*.example.com"),
        Name::Dns("HOST.Example.COM"),
        Name::Dns("host.inside.example.com"),
        Name::Dns("other.test"),
        Name::Ip(v4(1), 32),
        Name::Ip(v4(200), 32),
        Name::Ip(v6(1), 128),
        Name::Email("post@example.com"),
        Name::Email("post@mail.example.com"),
        Name::Uri("https://host.example.com/x"),
        Name::Uri("https://192.0.2.1/x"),
        Name::Uri("urn:example:x"),
        Name::Directory(Directory::Inside),
        Name::Directory(Directory::Other),
        Name::Registered,
    ])
}

fn question(theme: Theme) -> impl Strategy<Value = Question> {
    let purpose = prop_oneof![
        4 => Just(Purpose::ServerAuth),
        2 => Just(Purpose::ClientAuth),
        1 => Just(Purpose::Any),
    ];
    let host = prop_oneof![
        3 => Just(Some(Host::Dns("host.example.com"))),
        1 => Just(None),
        1 => select(vec![
            Some(Host::Dns("www.example.com")),
            Some(Host::Dns("other.test")),
            Some(Host::Ip(v4(1))),
            Some(Host::Ip(v6(1))),
        ]),
    ];
    let often = if theme == Theme::Policies { 1 } else { 0 };
    let acceptable = prop_oneof![
        2 => Just(Vec::new()),
        often => vec((1..=3u8).prop_map(Policy::Numbered), 1..=2),
    ];
    let flag = move || prop_oneof![3 => Just(false), often => Just(true)];
    (purpose, host, acceptable, flag(), flag(), flag(), any::<u8>()).prop_map(
        |(purpose, host, acceptable, require_explicit, inhibit_mapping, inhibit_any, turn)| {
            Question {
                purpose,
                // One in four clients is asked for by name, which not every judge can.
                host: host.filter(|_| purpose != Purpose::ClientAuth || turn % 4 == 0),
                acceptable,
                require_explicit,
                inhibit_mapping,
                inhibit_any,
                turn,
            }
        },
    )
}
