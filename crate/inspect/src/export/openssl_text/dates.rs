//! Dates as ASN1_TIME_print writes them: `Jan  1 00:00:00 2024 GMT`.

use anchorlight_pki::Time;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

pub(super) fn date(time: Time) -> String {
    with_fraction(time, "")
}

/// With what stands after the seconds, as of a timestamp in milliseconds.
pub(super) fn with_fraction(time: Time, fraction: &str) -> String {
    // YYYY-MM-DDThh:mm:ssZ
    let text = time.to_string();
    let Some((date, clock)) = text.split_once('T') else { return text };
    let mut parts = date.rsplitn(3, '-');
    let (day, month, year) = (parts.next(), parts.next(), parts.next());
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<usize>().ok()).unwrap_or(0);
    let month = MONTHS.get(number(month).wrapping_sub(1)).copied().unwrap_or_default();
    let clock = clock.trim_end_matches('Z');
    format!("{month} {:>2} {clock}{fraction} {} GMT", number(day), number(year))
}
