//! Delegated IP addresses (RFC 3779 §2.2.3).

use std::net::{Ipv4Addr, Ipv6Addr};

use anchorlight_pki::read::{Tlv, members, not_a, sequence};
use anchorlight_pki::{Problem, hex};
use der::Tag;
use serde::Serialize;

use super::parts::{octets, of_type};

/// The addresses of one family.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct IpAddressFamily {
    /// IANA's number: 1 is IPv4, 2 is IPv6.
    pub family: u16,
    /// IANA's number of what they are used for, such as 1 for unicast.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subsequent: Option<u8>,
    /// `None`: those of the issuer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Vec<String>>,
}

const FIELD: &str = "ipAddrBlocks";

pub(super) fn read(value: &Tlv<'_>) -> Result<Vec<IpAddressFamily>, Problem> {
    let list = value.sole(FIELD)?;
    members(sequence(&list, FIELD)?, FIELD, list.start, |member| {
        let mut inside = sequence(member, FIELD)?;
        let id = inside.any(FIELD)?;
        let (family, subsequent) = match octets(&id, FIELD)? {
            [high, low] => (u16::from_be_bytes([*high, *low]), None),
            [high, low, subsequent] => (u16::from_be_bytes([*high, *low]), Some(*subsequent)),
            _ => return Err(not_a(FIELD, "an address family", id.start)),
        };
        let choice = inside.any(FIELD)?;
        inside.finish(FIELD)?;
        let addresses = match choice.tag {
            Some(Tag::Null) => None,
            _ => Some(blocks(&choice, family)?),
        };
        Ok(IpAddressFamily { family, subsequent, addresses })
    })
}

fn blocks(list: &Tlv<'_>, family: u16) -> Result<Vec<String>, Problem> {
    members(sequence(list, FIELD)?, FIELD, list.start, |member| {
        if member.tag != Some(Tag::Sequence) {
            let (bytes, length) = bits(member)?;
            return Ok(format!("{}/{length}", address(&bytes, family, 0)));
        }
        let mut inside = member.inside();
        let (low, _) = bits(&inside.any(FIELD)?)?;
        let (high, length) = bits(&inside.any(FIELD)?)?;
        inside.finish(FIELD)?;
        // Bits that the upper end leaves out are ones (§2.2.3.9).
        let mut high = high;
        if let Some(last) = high.last_mut().filter(|_| length % 8 != 0) {
            *last |= 0xff >> (length % 8);
        }
        Ok(format!("{}-{}", address(&low, family, 0), address(&high, family, 0xff)))
    })
}

/// The octets of a BIT STRING and how many bits they hold.
fn bits(tlv: &Tlv<'_>) -> Result<(Vec<u8>, usize), Problem> {
    match of_type(tlv, Tag::BitString, FIELD)?.value {
        [unused @ 0..=7, bytes @ ..]
            if bytes.len() <= 16 && (*unused == 0 || !bytes.is_empty()) =>
        {
            Ok((bytes.to_vec(), bytes.len() * 8 - usize::from(*unused)))
        }
        _ => Err(not_a(FIELD, "an address", tlv.start)),
    }
}

fn address(bytes: &[u8], family: u16, fill: u8) -> String {
    let octet = |at: usize| bytes.get(at).copied().unwrap_or(fill);
    match family {
        1 if bytes.len() <= 4 => Ipv4Addr::from(std::array::from_fn::<u8, 4, _>(octet)).to_string(),
        2 => Ipv6Addr::from(std::array::from_fn::<u8, 16, _>(octet)).to_string(),
        _ => hex::encode(bytes),
    }
}
