//! UTCTime and GeneralizedTime as RFC 5280 §4.1.2.5 profiles them.
//!
//! The `der` crate's types begin at 1970; RFC 5280's UTCTime begins at 1950
//! and certificates from before the epoch exist, so the digits are read here.

use der::Tag;
use serde::{Serialize, Serializer};

use crate::problem::Problem;
use crate::tlv::Tlv;

/// Seconds since 1970-01-01T00:00:00Z, negative before it. Shown as RFC 3339 text.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Time(pub i64);

impl Time {
    /// 0000-01-01T00:00:00Z, the first that GeneralizedTime can say.
    pub const FIRST: Self = Self(-62_167_219_200);
    /// 9999-12-31T23:59:59Z, the last that GeneralizedTime can say.
    pub const LAST: Self = Self(253_402_300_799);

    /// Reads a `Time` field of a certificate.
    ///
    /// # Errors
    ///
    /// The first octet that no such time has.
    pub fn read(tlv: &Tlv<'_>, field: &str) -> Result<Self, Problem> {
        let digits = match tlv.tag {
            Some(Tag::UtcTime) => 2,
            Some(Tag::GeneralizedTime) => 4,
            _ => {
                let reason = format!("expected a time, found {}", tlv.type_name());
                return Err(Problem::malformed(field, &reason, tlv.start));
            }
        };
        parse(tlv.value, digits).map_err(|at| {
            let reason = "not of the form YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ";
            Problem::malformed(field, reason, tlv.value_start() + at)
        })
    }

    /// Reads a time in UTC as RFC 3339 writes it: `2026-11-23T00:00:00Z`, without fractions.
    #[must_use]
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
        let marked = text.len() == 20 && marks.iter().all(|(at, c)| text.as_bytes()[*at] == *c);
        let digits: String = text.chars().filter(|c| !['-', 'T', ':'].contains(c)).collect();
        if marked { parse(digits.as_bytes(), 4).ok() } else { None }
    }
}

/// The offset of the first wrong byte is the error.
fn parse(text: &[u8], year_digits: usize) -> Result<Time, usize> {
    if text.len() != year_digits + 11 {
        return Err(text.len().min(year_digits + 11));
    }
    if text[year_digits + 10] != b'Z' {
        return Err(year_digits + 10);
    }
    let number = |at: usize, length: usize| -> Result<i64, usize> {
        let mut value = 0;
        for (index, byte) in text[at..at + length].iter().enumerate() {
            if !byte.is_ascii_digit() {
                return Err(at + index);
            }
            value = value * 10 + i64::from(byte - b'0');
        }
        Ok(value)
    };
    let mut year = number(0, year_digits)?;
    if year_digits == 2 {
        // RFC 5280 §4.1.2.5.1: 50 and later is the twentieth century.
        year += if year >= 50 { 1900 } else { 2000 };
    }
    let field = |index: usize, low: i64, high: i64| -> Result<i64, usize> {
        let at = year_digits + index * 2;
        let value = number(at, 2)?;
        if (low..=high).contains(&value) { Ok(value) } else { Err(at) }
    };
    let month = field(0, 1, 12)?;
    let day = field(1, 1, days_in_month(year, month))?;
    let hour = field(2, 0, 23)?;
    let minute = field(3, 0, 59)?;
    let second = field(4, 0, 59)?;
    Ok(Time(days_from_civil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second))
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar, counted in
/// 400-year eras that begin on 1 March.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse of [`days_from_civil`].
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

impl std::fmt::Display for Time {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = civil_from_days(self.0.div_euclid(86_400));
        let second = self.0.rem_euclid(86_400);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z",
            second / 3600,
            second / 60 % 60,
            second % 60
        )
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Time {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Time".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A moment in UTC, RFC 3339 with seconds: 2026-11-23T00:00:00Z."
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utc_time_turns_the_century_at_fifty() {
        assert_eq!(
            parse(b"500101000000Z", 2).map(|t| t.to_string()),
            Ok("1950-01-01T00:00:00Z".into())
        );
        assert_eq!(
            parse(b"491231235959Z", 2).map(|t| t.to_string()),
            Ok("2049-12-31T23:59:59Z".into())
        );
    }

    #[test]
    fn generalized_time_keeps_every_year() {
        for text in ["00000101000000Z", "19700101000000Z", "20000229120000Z", "99991231235959Z"] {
            let time =
                parse(text.as_bytes(), 4).map(|t| t.to_string().replace(['-', ':', 'T'], ""));
            assert_eq!(time, Ok(text.to_owned()));
        }
        assert_eq!(parse(b"00000101000000Z", 4), Ok(Time::FIRST));
        assert_eq!(parse(b"99991231235959Z", 4), Ok(Time::LAST));
    }

    #[test]
    fn rfc_3339_is_read_and_nothing_like_it() {
        let time = Time::from_rfc3339("2026-11-23T00:00:00Z").unwrap();
        assert_eq!(time.to_string(), "2026-11-23T00:00:00Z");
        // The last ones have 20 bytes and characters where the marks should be.
        for text in [
            "",
            "2026-11-23",
            "2026-11-23 00:00:00Z",
            "2026-11-23T00:00:0-Z",
            "日日日日日日ab",
            "202é-11-23T00:00:00Z",
        ] {
            assert_eq!(Time::from_rfc3339(text), None, "{text}");
        }
    }

    #[test]
    fn the_first_wrong_byte_is_named() {
        assert_eq!(parse(b"250229000000Z", 2), Err(4));
        assert_eq!(parse(b"25x101000000Z", 2), Err(2));
        assert_eq!(parse(b"2501010000+01", 2), Err(12));
        assert_eq!(parse(b"250101000060Z", 2), Err(10));
        assert_eq!(parse(b"", 2), Err(0));
    }
}
