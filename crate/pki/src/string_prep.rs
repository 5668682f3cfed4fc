//! Preparing strings for comparison (RFC 5280 §7.1, RFC 4518 §2).
//!
//! Two strings that come out the same are the same to the RFC. Of NFKC (RFC 4518 §2.3) there is what names in
//! use need and tables in kilobytes do not: docs/decisions/0009-part-of-nfkc.md.

/// The string as it is compared, or `None` where a character is prohibited.
pub(crate) fn prepare(text: &str) -> Option<String> {
    let mut prepared = String::with_capacity(text.len());
    // §2.6.1: white space counts only between words, however much there is.
    let mut gap = false;
    for character in text.chars() {
        if character.is_ascii_graphic() && !gap {
            // Nearly all are, and nothing else happens to them.
            prepared.push(character.to_ascii_lowercase());
            continue;
        }
        if is_prohibited(character) {
            return None;
        }
        if character.is_whitespace() {
            gap = true;
        } else if !is_ignored(character) {
            if gap && !prepared.is_empty() {
                prepared.push(' ');
            }
            gap = false;
            character.to_lowercase().for_each(|folded| push(&mut prepared, folded));
        }
    }
    Some(prepared)
}

/// §2.2, mapped to nothing: what is not seen.
fn is_ignored(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{6dd}' | '\u{70f}' | '\u{1806}' | '\u{180b}'..='\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2063}'
            | '\u{206a}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0001}' | '\u{e0020}'..='\u{e007f}')
}

/// §2.4, but for the characters that Unicode 3.2 did not know.
fn is_prohibited(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffd}' | '\u{f0000}'..)
        || u32::from(character) & 0xfffe == 0xfffe
}

/// What is left of case folding (RFC 3454 B.2) after lower case, and normalisation.
fn push(prepared: &mut String, character: char) {
    match character {
        _ if character.is_ascii() => prepared.push(character),
        'ß' => prepared.push_str("ss"),
        'ſ' => prepared.push('s'),
        'ς' => prepared.push('σ'),
        // Full-width forms of ASCII.
        '！'..='～' => {
            let ascii = u32::from(character) - u32::from('！') + u32::from('!');
            prepared.extend(char::from_u32(ascii));
        }
        _ => match decomposed(character) {
            Some(letter_and_mark) => prepared.extend(letter_and_mark),
            None => prepared.push(character),
        },
    }
}

/// Letters with a mark are compared as letter and mark, since both can be written.
fn decomposed(character: char) -> Option<[char; 2]> {
    MARKED.iter().find_map(|(mark, pairs)| {
        let mut pairs = pairs.chars();
        while let (Some(marked), Some(letter)) = (pairs.next(), pairs.next()) {
            if marked == character {
                return Some([letter, *mark]);
            }
        }
        None
    })
}

/// By mark: each lower-case letter of the Latin, Greek and Cyrillic blocks that has it, followed by the letter alone
/// (canonical decompositions of the Unicode Character Database).
const MARKED: &[(char, &str)] = &[
    ('\u{300}', "àaèeìiòoùuѐеѝи"),
    ('\u{301}', "áaéeíióoúuýyćcĺlńnŕrśsźzάαέεήηίιόούυώωѓгќк"),
    ('\u{302}', "âaêeîiôoûuĉcĝgĥhĵjŝsŵwŷy"),
    ('\u{303}', "ãañnõoĩiũu"),
    ('\u{304}', "āaēeīiōoūu"),
    ('\u{306}', "ăaĕeğgĭiŏoŭuйиўу"),
    ('\u{307}', "ċcėeġgżz"),
    ('\u{308}', "äaëeïiöoüuÿyϊιϋυёеїі"),
    ('\u{30a}', "åaůu"),
    ('\u{30b}', "őoűu"),
    ('\u{30c}', "čcďděeľlňnřršsťtžz"),
    ('\u{327}', "çcģgķkļlņnŗrşsţt"),
    ('\u{328}', "ąaęeįiųu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        prepare(a).is_some() && prepare(a) == prepare(b)
    }

    #[test]
    fn what_the_rfc_calls_the_same_is_the_same() {
        for (a, b) in [
            ("Corp CA", "  corp \t\u{a0}\u{3000} ca\r\n"),
            ("Corp", "Co\u{ad}r\u{200b}p\u{feff}"),
            ("Corp", "C\u{0}orp\u{7f}"),
            ("Corp", "ＣＯＲＰ"),
            ("STRASSE", "Straße"),
            ("Straẞe", "strasse"),
            ("ΟΔΟΣ", "οδος"),
            ("ΟΔΟΣ Α", "οδος α"),
            ("Élan", "e\u{301}lan"),
            ("Ångström", "a\u{30a}ngstro\u{308}m"),
            ("\u{212b}", "å"),
            ("Йод", "и\u{306}од"),
            ("", " \u{200b}"),
        ] {
            assert!(same(a, b), "{a:?} {b:?}");
        }
    }

    #[test]
    fn what_differs_differs() {
        for (a, b) in [("Corp CA", "CorpCA"), ("Elan", "Élan"), ("a", "а"), ("ı", "i"), ("o", "0")]
        {
            assert!(!same(a, b), "{a:?} {b:?}");
        }
    }

    #[test]
    fn prohibited_characters_have_no_prepared_form() {
        for prohibited in
            ['\u{e000}', '\u{fffd}', '\u{fdd0}', '\u{ffff}', '\u{1fffe}', '\u{10fffd}']
        {
            assert_eq!(prepare(&format!("Corp{prohibited}")), None, "{prohibited:?}");
        }
    }

    #[test]
    fn letters_are_told_from_their_marks() {
        for (mark, pairs) in MARKED {
            assert!(pairs.chars().count() % 2 == 0, "{mark:?}");
            for letter in pairs.chars() {
                assert!(letter.to_lowercase().eq([letter]), "{letter}");
            }
        }
    }
}
