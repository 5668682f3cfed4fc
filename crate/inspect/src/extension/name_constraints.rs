//! nameConstraints (RFC 5280 §4.2.1.10).

use anchorlight_pki::read::Tlv;
use anchorlight_pki::{Oid, Problem, Subtree};
use serde::Serialize;

use super::parts::{absent, decoded};
use crate::general_name::GeneralName;

/// Which names may and may not stand in certificates below.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NameConstraints {
    pub permitted: Vec<GeneralName>,
    pub excluded: Vec<GeneralName>,
}

pub(super) fn read(oid: &Oid, value: &Tlv<'_>) -> Result<NameConstraints, Problem> {
    let all = decoded(oid, value)?.name_constraints.ok_or_else(|| absent(value))?;
    let shown = |subtrees: &[Subtree]| subtrees.iter().map(base).collect();
    Ok(NameConstraints { permitted: shown(&all.permitted), excluded: shown(&all.excluded) })
}

fn base(subtree: &Subtree) -> GeneralName {
    GeneralName { form: subtree.form(), text: subtree.text(), type_id: None, spiffe: None }
}
