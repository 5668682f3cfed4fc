//! RSASSA-PSS-params (RFC 4055 §3.1, RFC 8017 A.2.3).

use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912;
use der::asn1::AnyRef;
use der::{Reader, SliceReader, Tag, TagMode, TagNumber, Tagged};
use spki::{AlgorithmIdentifier, AlgorithmIdentifierRef};

use crate::algorithm::null_or_absent;
use crate::hash::Hash;

/// Parameters with the mask generation function MGF1, one hash for the message
/// and the mask, and the one trailer field there is.
///
/// RFC 8017 §8.1 recommends one hash and the Baseline Requirements (§7.1.3.2.1)
/// demand it; parameters with two are not supported.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Pss {
    pub(crate) hash: Hash,
    pub(crate) salt_length: usize,
}

impl Pss {
    /// The parameters, unless they do not decode or are not supported.
    pub(crate) fn read(parameters: AnyRef<'_>) -> Option<Self> {
        if parameters.tag() != Tag::Sequence {
            return None;
        }
        let mut reader = SliceReader::new(parameters.value()).ok()?;
        let hash = field::<AlgorithmIdentifierRef<'_>>(&mut reader, 0)?;
        let mask = field::<AlgorithmIdentifier<AlgorithmIdentifierRef<'_>>>(&mut reader, 1)?;
        // Sixteen bits: no modulus that is accepted has room for more.
        let salt_length = field::<u16>(&mut reader, 2)?.unwrap_or(20);
        let trailer = field::<u8>(&mut reader, 3)?.unwrap_or(1);
        let hash = match hash {
            None => Hash::Sha1,
            Some(identifier) => hash_function(identifier)?,
        };
        let mask = match mask {
            None => Hash::Sha1,
            Some(identifier) if identifier.oid == rfc5912::ID_MGF_1 => {
                hash_function(identifier.parameters?)?
            }
            Some(_) => return None,
        };
        (reader.is_finished() && mask == hash && trailer == 1)
            .then(|| Self { hash, salt_length: usize::from(salt_length) })
    }
}

/// An optional field; None outside where it is there and does not decode.
fn field<'a, T>(reader: &mut SliceReader<'a>, number: u32) -> Option<Option<T>>
where
    T: der::DecodeValue<'a> + der::FixedTag + 'a,
{
    reader.context_specific(TagNumber(number), TagMode::Explicit).ok()
}

/// RFC 4055 §2.1: the parameters are NULL or absent, and both are accepted.
fn hash_function(identifier: AlgorithmIdentifierRef<'_>) -> Option<Hash> {
    let oid: ObjectIdentifier = identifier.oid;
    if null_or_absent(identifier.parameters) { Hash::from_oid(oid) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use der::Decode;

    const SHA_256: &[u8] = &[0x30, 13, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0];
    const SHA_256_WITHOUT_NULL: &[u8] = &[0x30, 11, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1];
    const SHA_1: &[u8] = &[0x30, 9, 6, 5, 0x2b, 0x0e, 3, 2, 0x1a, 5, 0];
    const MGF_1: &[u8] = &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8];

    fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
        let value = parts.concat();
        [&[tag, u8::try_from(value.len()).unwrap()], value.as_slice()].concat()
    }

    fn read(fields: &[&[u8]]) -> Option<Pss> {
        Pss::read(AnyRef::from_der(&tlv(0x30, fields)).unwrap())
    }

    fn hash(identifier: &[u8]) -> Vec<u8> {
        tlv(0xa0, &[identifier])
    }

    fn mask(identifier: &[u8]) -> Vec<u8> {
        tlv(0xa1, &[&tlv(0x30, &[MGF_1, identifier])])
    }

    fn salt(octets: &[u8]) -> Vec<u8> {
        tlv(0xa2, &[&tlv(2, &[octets])])
    }

    fn trailer(octets: &[u8]) -> Vec<u8> {
        tlv(0xa3, &[&tlv(2, &[octets])])
    }

    #[test]
    fn absent_fields_have_their_defaults() {
        assert_eq!(read(&[]), Some(Pss { hash: Hash::Sha1, salt_length: 20 }));
        let explicit = [&hash(SHA_1)[..], &mask(SHA_1), &salt(&[20]), &trailer(&[1])];
        assert_eq!(read(&explicit), read(&[]));
    }

    #[test]
    fn null_may_be_left_out() {
        let expected = Some(Pss { hash: Hash::Sha256, salt_length: 32 });
        for inside in [SHA_256, SHA_256_WITHOUT_NULL] {
            assert_eq!(read(&[&hash(SHA_256), &mask(inside), &salt(&[32])]), expected);
            assert_eq!(read(&[&hash(inside), &mask(SHA_256), &salt(&[32])]), expected);
        }
        let other = tlv(0x30, &[&SHA_256[2..13], &[0x30, 0]]);
        assert_eq!(read(&[&hash(&other), &mask(SHA_256), &salt(&[32])]), None);
    }

    #[test]
    fn any_salt_length_is_read() {
        for (octets, length) in [(&[0][..], 0), (&[127], 127), (&[1, 0xbe], 446)] {
            let pss = read(&[&hash(SHA_256), &mask(SHA_256), &salt(octets)]);
            assert_eq!(pss, Some(Pss { hash: Hash::Sha256, salt_length: length }));
        }
        for octets in [&[0xff][..], &[0, 1], &[1, 0, 0]] {
            assert_eq!(read(&[&hash(SHA_256), &mask(SHA_256), &salt(octets)]), None);
        }
    }

    #[test]
    fn hash_and_mask_must_be_the_same() {
        assert_eq!(read(&[&hash(SHA_256)]), None);
        assert_eq!(read(&[&mask(SHA_256)]), None);
        assert_eq!(read(&[&hash(SHA_256), &mask(SHA_1)]), None);
    }

    #[test]
    fn other_parameters_are_not_supported() {
        let (hash, mask) = (hash(SHA_256), mask(SHA_256));
        assert!(read(&[&hash, &mask]).is_some());
        assert_eq!(read(&[&hash, &mask, &trailer(&[2])]), None);
        assert_eq!(read(&[&mask, &hash]), None, "fields out of order");
        assert_eq!(read(&[&hash, &mask, &[5, 0]]), None, "a field too many");
        let no_hash = tlv(0xa1, &[&tlv(0x30, &[MGF_1])]);
        assert_eq!(read(&[&hash, &no_hash]), None, "MGF1 without its hash");
        let not_mgf1 = tlv(0xa1, &[&tlv(0x30, &[&SHA_256[2..13], SHA_256])]);
        assert_eq!(read(&[&hash, &not_mgf1]), None, "another mask generation function");
        assert_eq!(Pss::read(AnyRef::NULL), None);
    }
}
