//! Serial numbers in the notations of the tools that ask for them.

use anchorlight_pki::hex;
use serde::Serialize;

use crate::number;

/// A serial number.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Serial {
    /// The contents octets of the INTEGER, lower case: searches and log lines of CDNs.
    pub hex: String,
    /// Upper case without the octet that holds the sign, as load balancers' headers and `openssl x509 -serial` have it.
    pub upper: String,
    /// Upper case with that octet: events of identity services.
    pub upper_signed: String,
    /// Octets of the contents, with colons: CAs' consoles and audit reports, `openssl x509 -text`.
    pub colons: String,
    /// Signing credentials, and programs that take it for a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<String>,
    pub octets: usize,
    pub negative: bool,
}

impl Serial {
    pub(crate) fn of(contents: &[u8]) -> Self {
        let lower = hex::encode(contents);
        let pairs: Vec<&str> = (0..contents.len()).map(|at| &lower[2 * at..2 * at + 2]).collect();
        let negative = contents.first().is_some_and(|first| first & 0x80 != 0);
        Self {
            colons: pairs.join(":"),
            upper: upper(contents, negative),
            upper_signed: lower.to_uppercase(),
            // RFC 5280 §4.1.2.2 has at most 20 octets; a number of any length is no serial number any more.
            decimal: (contents.len() <= number::LONGEST).then(|| number::decimal(contents)),
            octets: contents.len(),
            negative,
            hex: lower,
        }
    }
}

/// The number as it is, with a minus sign where it is negative.
fn upper(contents: &[u8], negative: bool) -> String {
    let mut magnitude = contents.to_vec();
    if negative {
        number::negate(&mut magnitude);
    }
    match number::unsigned(&magnitude) {
        [] => "00".to_owned(),
        digits => {
            let sign = if negative { "-" } else { "" };
            format!("{sign}{}", hex::encode(digits).to_uppercase())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_notation_is_that_of_its_tool() {
        let serial = Serial::of(&[0, 0x9f, 0x01]);
        assert_eq!(serial.hex, "009f01");
        assert_eq!(serial.upper, "9F01");
        assert_eq!(serial.upper_signed, "009F01");
        assert_eq!(serial.colons, "00:9f:01");
        assert_eq!(serial.decimal.as_deref(), Some("40705"));
        assert_eq!(Serial::of(&[0]).upper, "00");
        let negative = Serial::of(&[0xff]);
        assert_eq!((negative.upper.as_str(), negative.decimal.as_deref()), ("-01", Some("-1")));
        assert!(negative.negative);
    }
}
