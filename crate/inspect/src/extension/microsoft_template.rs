//! Microsoft's certificate templates: szOID_CERTIFICATE_TEMPLATE ([MS-WCCE] §2.2.2.7.7.2). The older
//! szOID_ENROLL_CERTTYPE_EXTENSION (§2.2.2.7.7.1) is a name alone.

use anchorlight_pki::Problem;
use anchorlight_pki::read::{Tlv, sequence};
use serde::Serialize;

use super::parts::small;
use crate::oid::NamedOid;

/// Which template a certificate was made by.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct CertificateTemplate {
    pub template: NamedOid,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub major_version: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minor_version: Option<u64>,
}

pub(super) fn read(value: &Tlv<'_>) -> Result<CertificateTemplate, Problem> {
    const FIELD: &str = "certificateTemplate";
    let mut inside = sequence(&value.sole(FIELD)?, FIELD)?;
    let template = NamedOid::read(&inside.any(FIELD)?, FIELD)?;
    let mut version = || match inside.is_done() {
        true => Ok(None),
        false => small(&inside.any(FIELD)?, FIELD).map(Some),
    };
    let (major_version, minor_version) = (version()?, version()?);
    inside.finish(FIELD)?;
    Ok(CertificateTemplate { template, major_version, minor_version })
}
