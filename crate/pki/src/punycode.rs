//! Punycode (RFC 3492 §6.3): a label of another script in letters of ASCII, as DNS names have it.
//!
//! One direction only. The crate `idna` has it too, and would bring some twenty others into the module
//! for it; it judges this one in tests/conformance.

const BASE: u32 = 36;
const TMIN: u32 = 1;
const TMAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_POINT: u32 = 128;

/// RFC 1035 §2.3.4: longer labels are in no name; and with this many no number below can overflow.
const MOST_POINTS: usize = 63;

/// The label without the `xn--` before it; `None` where it is too long to be one.
pub(crate) fn encode(label: &str) -> Option<String> {
    let points: Vec<u32> = label.chars().map(u32::from).collect();
    if points.len() > MOST_POINTS {
        return None;
    }
    let mut text: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(text.len()).ok()?;
    if basic > 0 {
        text.push('-');
    }
    let (mut done, mut point, mut delta, mut bias) = (basic, INITIAL_POINT, 0, INITIAL_BIAS);
    while let Some(next) = points.iter().copied().filter(|one| *one >= point).min() {
        delta += (next - point) * (done + 1);
        point = next;
        for one in &points {
            delta += u32::from(*one < point);
            if *one == point {
                push_number(&mut text, delta, bias);
                done += 1;
                bias = adapt(delta, done, done == basic + 1);
                delta = 0;
            }
        }
        delta += 1;
        point += 1;
    }
    Some(text)
}

/// A number in digits of generalised length, the least significant first (§3.3).
fn push_number(text: &mut String, mut rest: u32, bias: u32) {
    let mut weight = BASE;
    loop {
        let threshold = weight.saturating_sub(bias).clamp(TMIN, TMAX);
        if rest < threshold {
            return text.push(digit(rest));
        }
        rest -= threshold;
        text.push(digit(threshold + rest % (BASE - threshold)));
        rest /= BASE - threshold;
        weight += BASE;
    }
}

fn digit(value: u32) -> char {
    let letter = if value < 26 { u32::from(b'a') + value } else { u32::from(b'0') + value - 26 };
    char::from_u32(letter).unwrap_or_default()
}

/// §6.1.
fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / points;
    let mut weight = 0;
    while delta > (BASE - TMIN) * TMAX / 2 {
        delta /= BASE - TMIN;
        weight += BASE;
    }
    weight + (BASE - TMIN + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_other_scripts_have_the_form_that_registries_gave_them() {
        for (label, ascii) in [
            ("bücher", "bcher-kva"),
            ("中国", "fiqs8s"),
            ("السعودية", "mgberp4a5d4ar"),
            // RFC 3492 §7.1 (L) and (S).
            ("3年B組金八先生", "3B-ww4c5e180e575a65lsy2b"),
            ("-> $1.00 <-", "-> $1.00 <--"),
        ] {
            assert_eq!(encode(label).as_deref(), Some(ascii));
        }
    }

    #[test]
    fn the_longest_label_does_not_overflow_and_a_longer_one_is_none() {
        let last = "\u{10ffff}".repeat(MOST_POINTS);
        assert!(encode(&last).is_some());
        assert!(encode(&format!("{}{}", "\u{10fffe}".repeat(62), '\u{10ffff}')).is_some());
        assert_eq!(encode(&format!("{last}x")), None);
    }
}
