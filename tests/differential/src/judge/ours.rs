//! The engine under test.

use anchorlight::{
    EndEntity, PolicyRequest, Profile, Purpose as Asked, Report, Request, Source, check,
};
use anyhow::Result;

use crate::extensions::dotted;
use crate::issue::{Hierarchy, TIME};
use crate::judge::host_text;
use crate::plan::{Purpose, Question};

pub(crate) fn request(hierarchy: &Hierarchy, question: &Question, profile: Profile) -> Request {
    let source = |der: &Vec<u8>| Source::data(None, der.clone());
    Request {
        certificates: hierarchy.chain.iter().map(source).collect(),
        anchors: hierarchy.anchors.iter().map(source).collect(),
        host: question.host.map(host_text),
        time: TIME,
        purpose: match question.purpose {
            Purpose::Any => Asked::Any,
            Purpose::ServerAuth => Asked::ServerAuth,
            Purpose::ClientAuth => Asked::ClientAuth,
        },
        end_entity: EndEntity::First,
        profile,
        policies: PolicyRequest {
            acceptable: question.acceptable.iter().map(|policy| dotted(*policy)).collect(),
            require_explicit: question.require_explicit,
            inhibit_mapping: question.inhibit_mapping,
            inhibit_any: question.inhibit_any,
        },
        ..Request::default()
    }
}

pub(crate) fn ask(hierarchy: &Hierarchy, question: &Question, profile: Profile) -> Result<Report> {
    Ok(check(&request(hierarchy, question, profile))?)
}
