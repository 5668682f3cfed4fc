//! Events as a calendar file (RFC 5545).

use anchorlight_pki::Time;
use serde::{Deserialize, Serialize};

use super::Thresholds;

/// An event in words.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Appointment {
    /// The event's `uid`, by which a calendar knows it again.
    pub uid: String,
    /// The event's time, RFC 3339 in UTC.
    pub at: String,
    pub summary: String,
    pub description: String,
}

/// The file, with an alarm at each threshold. `stamp` is when it is made.
#[must_use]
pub fn ics(
    name: &str,
    appointments: &[Appointment],
    stamp: Time,
    thresholds: Thresholds,
) -> String {
    let mut file = String::new();
    let mut line = |name: &str, value: &str| fold(&mut file, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Anchorlight//Trust store calendar//EN");
    // RFC 7986 §5.1
    line("NAME", &text(name));
    let Thresholds { due, soon, urgent } = thresholds;
    let mut days = vec![due, soon, urgent];
    days.sort_unstable();
    days.dedup();
    for appointment in appointments {
        // What is no time has no place in a calendar.
        let Some(at) = Time::from_rfc3339(&appointment.at) else { continue };
        let summary = text(&appointment.summary);
        line("BEGIN", "VEVENT");
        line("UID", &text(&appointment.uid));
        line("DTSTAMP", &compact(stamp));
        line("DTSTART", &compact(at));
        line("SUMMARY", &summary);
        line("DESCRIPTION", &text(&appointment.description));
        // It keeps nobody busy.
        line("TRANSP", "TRANSPARENT");
        for days in days.iter().rev() {
            line("BEGIN", "VALARM");
            line("ACTION", "DISPLAY");
            line("DESCRIPTION", &summary);
            line("TRIGGER", &format!("-P{days}D"));
            line("END", "VALARM");
        }
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    file
}

/// 20261123T000000Z (RFC 5545 §3.3.5).
fn compact(time: Time) -> String {
    time.to_string().replace(['-', ':'], "")
}

/// A value of type TEXT (RFC 5545 §3.3.11): no control character but the line feed.
fn text(value: &str) -> String {
    let mut escaped = String::new();
    for character in value.chars() {
        match character {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(character);
            }
            other if other.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// RFC 5545 §3.1: no line is longer than 75 octets, its end not counted; what follows a line end and
/// a space goes on.
const LONGEST: usize = 75;

fn fold(file: &mut String, line: &str) {
    let mut room = LONGEST;
    for character in line.chars() {
        let length = character.len_utf8();
        if length > room {
            file.push_str("\r\n ");
            room = LONGEST - 1;
        }
        file.push(character);
        room -= length;
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let appointment = Appointment {
            uid: "a@b".to_owned(),
            at: "2026-11-23T00:00:00Z".to_owned(),
            summary: "ä".repeat(100),
            description: "one, two; three\\four\nfive\u{7}\r".to_owned(),
        };
        let file = ics("n", &[appointment], Time(0), Thresholds::default());
        assert!(file.split("\r\n").all(|line| line.len() <= LONGEST && !line.contains('\n')));
        let unfolded = file.replace("\r\n ", "");
        assert!(unfolded.contains(&format!("SUMMARY:{}\r\n", "ä".repeat(100))));
        assert!(unfolded.contains("DESCRIPTION:one\\, two\\; three\\\\four\\nfive\r\n"));
        assert!(file.contains("DTSTART:20261123T000000Z\r\nSUMMARY"));
    }
}
