//! Logotypes (RFC 9399 §4.1): pictures and sounds by which an issuer or a subject is to be known.

use anchorlight_pki::Problem;
use anchorlight_pki::read::{Cursor, Tlv, members, not_a, sequence};
use der::Tag;
use serde::Serialize;

use super::biometric::Hash;
use super::parts::{small, string, tagged, text};
use crate::oid::NamedOid;

/// One logotype.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Logotype {
    pub of: LogotypeOf,
    /// What kind of logotype it is, where it is one of the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<NamedOid>,
    /// Each form in which it is to be had.
    pub details: Vec<LogotypeDetails>,
}

/// Whose it is.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum LogotypeOf {
    Community,
    Issuer,
    Subject,
    Other,
}

/// Where one form of it is, and its hashes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct LogotypeDetails {
    /// `None`: a file elsewhere says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    pub hashes: Vec<Hash>,
    /// A data: URI can hold all of a picture.
    pub uris: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<LogotypeImage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audio: Option<LogotypeAudio>,
}

/// LogotypeImageInfo (RFC 9399 §4.1).
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct LogotypeImage {
    /// `grayScale`, `color` (also where nothing is said), or a number.
    #[serde(rename = "type")]
    pub kind: String,
    /// In octets; 0 says nothing.
    pub file_size: u64,
    /// In pixels, as is the other.
    pub x_size: u64,
    pub y_size: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolution: Option<LogotypeResolution>,
    /// A tag of RFC 5646.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// LogotypeImageResolution (RFC 9399 §4.1).
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum LogotypeResolution {
    /// Of a pixel.
    NumBits(u64),
    /// Colours or tones of grey.
    TableSize(u64),
}

/// LogotypeAudioInfo (RFC 9399 §4.1).
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct LogotypeAudio {
    /// In octets; 0 says nothing.
    pub file_size: u64,
    /// In milliseconds; 0 says nothing.
    pub play_time: u64,
    /// 1 is mono, 2 stereo, 4 quad; 0 says nothing.
    pub channels: u64,
    /// In a second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample_rate: Option<u64>,
    /// A tag of RFC 5646.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

const FIELD: &str = "logotype";

pub(super) fn read(value: &Tlv<'_>) -> Result<Vec<Logotype>, Problem> {
    let mut inside = sequence(&value.sole(FIELD)?, FIELD)?;
    let mut all = Vec::new();
    while !inside.is_done() {
        let field = inside.any(FIELD)?;
        let tlv = field.sole(FIELD)?;
        let list = || sequence(&tlv, FIELD);
        match field.context_number() {
            Some(0) => all.extend(members(list()?, FIELD, tlv.start, |member| {
                logotype(LogotypeOf::Community, None, member)
            })?),
            Some(1) => all.push(logotype(LogotypeOf::Issuer, None, &tlv)?),
            Some(2) => all.push(logotype(LogotypeOf::Subject, None, &tlv)?),
            Some(3) => all.extend(members(list()?, FIELD, tlv.start, |member| {
                let mut inside = sequence(member, FIELD)?;
                let kind = NamedOid::read(&inside.any(FIELD)?, FIELD)?;
                logotype(LogotypeOf::Other, Some(kind), &inside.any(FIELD)?)
            })?),
            _ => return Err(not_a(FIELD, "a field of a logotype", field.start)),
        }
    }
    Ok(all)
}

/// LogotypeInfo ::= CHOICE { direct [0] LogotypeData, indirect [1] LogotypeReference }, both IMPLICIT.
fn logotype(of: LogotypeOf, kind: Option<NamedOid>, tlv: &Tlv<'_>) -> Result<Logotype, Problem> {
    let details = match tlv.context_number() {
        Some(0) => {
            let mut inside = tlv.inside();
            let mut details = Vec::new();
            // Images, and audio under [1]; each is its details and what is told of it.
            while !inside.is_done() {
                let list = inside.any(FIELD)?;
                let is_audio = list.context_number() == Some(1);
                details.extend(members(list.inside(), FIELD, list.start, |member| {
                    let mut inside = sequence(member, FIELD)?;
                    let mut details = details_of(&inside.expect(Tag::Sequence, FIELD)?)?;
                    let info = inside.optional(Tag::Sequence, FIELD)?;
                    inside.finish(FIELD)?;
                    match info {
                        Some(info) if is_audio => details.audio = Some(audio(&info)?),
                        Some(info) => details.image = Some(image(&info)?),
                        None => {}
                    }
                    Ok(details)
                })?);
            }
            details
        }
        Some(1) => vec![place(&mut tlv.inside())?],
        _ => return Err(not_a(FIELD, "direct or indirect", tlv.start)),
    };
    Ok(Logotype { of, kind, details })
}

/// LogotypeDetails ::= SEQUENCE { mediaType, logotypeHash, logotypeURI }
fn details_of(details: &Tlv<'_>) -> Result<LogotypeDetails, Problem> {
    let mut inside = details.inside();
    let media_type = Some(string(&inside.any(FIELD)?, FIELD)?);
    Ok(LogotypeDetails { media_type, ..place(&mut inside)? })
}

fn image(info: &Tlv<'_>) -> Result<LogotypeImage, Problem> {
    let mut inside = info.inside();
    let kind = match tagged(&mut inside, 0, FIELD)?.as_ref().map(hidden).transpose()? {
        Some(0) => "grayScale".to_owned(),
        None | Some(1) => "color".to_owned(),
        Some(other) => other.to_string(),
    };
    let [file_size, x_size, y_size] = numbers(&mut inside)?;
    let bits = tagged(&mut inside, 1, FIELD)?.as_ref().map(hidden).transpose()?;
    let table = tagged(&mut inside, 2, FIELD)?.as_ref().map(hidden).transpose()?;
    let resolution =
        bits.map(LogotypeResolution::NumBits).or_else(|| table.map(LogotypeResolution::TableSize));
    let language = tagged(&mut inside, 4, FIELD)?.as_ref().map(text);
    inside.finish(FIELD)?;
    Ok(LogotypeImage { kind, file_size, x_size, y_size, resolution, language })
}

fn audio(info: &Tlv<'_>) -> Result<LogotypeAudio, Problem> {
    let mut inside = info.inside();
    let [file_size, play_time, channels] = numbers(&mut inside)?;
    let sample_rate = tagged(&mut inside, 3, FIELD)?.as_ref().map(hidden).transpose()?;
    let language = tagged(&mut inside, 4, FIELD)?.as_ref().map(text);
    inside.finish(FIELD)?;
    Ok(LogotypeAudio { file_size, play_time, channels, sample_rate, language })
}

fn numbers(inside: &mut Cursor<'_>) -> Result<[u64; 3], Problem> {
    let mut next = || small(&inside.any(FIELD)?, FIELD);
    Ok([next()?, next()?, next()?])
}

/// An INTEGER whose type an IMPLICIT tag hides.
fn hidden(field: &Tlv<'_>) -> Result<u64, Problem> {
    small(&Tlv { tag: Some(Tag::Integer), ..*field }, FIELD)
}

/// Hashes, and where what they are of is found.
fn place(inside: &mut Cursor<'_>) -> Result<LogotypeDetails, Problem> {
    let hashes = inside.expect(Tag::Sequence, FIELD)?;
    let hashes = members(hashes.inside(), FIELD, hashes.start, |member| {
        let mut inside = sequence(member, FIELD)?;
        Hash::read(&mut inside, FIELD)
    })?;
    let uris = inside.expect(Tag::Sequence, FIELD)?;
    let uris = members(uris.inside(), FIELD, uris.start, |member| string(member, FIELD))?;
    Ok(LogotypeDetails { media_type: None, hashes, uris, image: None, audio: None })
}
