//! No letter is lost in silence. What no built-in font can draw is written in Latin
//! letters between ‹ and ›, or by its number, and counted; a page never shows an
//! empty box, and a writer of PDF/A refuses one.
//!
//! Marks that turn the direction of what follows are shown by their number: in
//! data they are an accident or a deception, and in no case a letter.

use super::fonts::FONTS;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text that can be printed, and how many letters of it were written otherwise.
pub fn printable(text: &str, lost: &mut u64) -> String {
    if text.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        return text.to_owned();
    }
    let letters: Vec<char> = text.nfc().collect();
    let mut out = String::with_capacity(text.len());
    let mut otherwise = String::new();
    let mut at = 0;
    while let Some(&first) = letters.get(at) {
        let rest = letters.get(at + 1..).unwrap_or_default();
        let marks = rest
            .iter()
            .take_while(|c| is_combining_mark(**c) || is_selector(**c))
            .count();
        let cluster = letters.get(at..=at + marks).unwrap_or_default();
        at += 1 + marks;
        match first {
            '\n' | '\t' | '\r' => {
                flush(&mut out, &mut otherwise);
                out.push(' ');
            }
            _ if drawn(cluster) => {
                flush(&mut out, &mut otherwise);
                out.extend(cluster);
            }
            _ => {
                *lost += 1;
                otherwise.push_str(&in_latin(cluster));
            }
        }
    }
    flush(&mut out, &mut otherwise);
    out
}

fn flush(out: &mut String, otherwise: &mut String) {
    if !otherwise.is_empty() {
        out.push('‹');
        out.push_str(otherwise.trim());
        out.push('›');
        otherwise.clear();
    }
}

/// Joiners and directional marks of one letter: they are drawn by drawing nothing.
const fn draws_nothing(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{61c}' | '\u{ad}' | '\u{2060}')
}

const fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Letters that a PDF/A does not take, or that would mislead, whatever a font has.
fn refused(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
        || u32::from(c) & 0xfffe == 0xfffe
}

fn drawn(cluster: &[char]) -> bool {
    let to_draw: Vec<char> = cluster
        .iter()
        .copied()
        .filter(|c| !draws_nothing(*c) && !is_selector(*c))
        .collect();
    !to_draw.iter().any(|c| refused(*c)) && FONTS.draw(&to_draw)
}

fn in_latin(cluster: &[char]) -> String {
    let text: String = cluster.iter().copied().filter(|c| !refused(*c)).collect();
    let latin = any_ascii::any_ascii(&text);
    if latin.is_empty() {
        return cluster
            .iter()
            .map(|c| format!("U+{:04X} ", u32::from(*c)))
            .collect();
    }
    latin
}

/// The same in Latin letters, where it is in others: to be read beside it. Marks
/// and Latin letters stay as they are.
pub fn latin(text: &str) -> Option<String> {
    if !text.chars().any(is_foreign) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        // a syllable each: run together nobody could read them
        let syllable =
            matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{3ffff}');
        match is_foreign(c) || is_combining_mark(c) {
            true => out.push_str(any_ascii::any_ascii_char(c)),
            false => out.push(c),
        }
        if syllable {
            out.push(' ');
        }
    }
    Some(out.trim_end().to_owned())
}

/// A letter that readers of Latin do not know.
fn is_foreign(c: char) -> bool {
    c.is_alphabetic() && u32::from(c) >= 0x250 && !matches!(c, '\u{1e00}'..='\u{1eff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn prints(text: &str, expected: &str, lost: u64) {
        let mut n = 0;
        assert_eq!(printable(text, &mut n), expected);
        assert_eq!(n, lost, "{text}");
    }

    #[test]
    fn names_in_the_scripts_of_the_trade_are_printed_as_they_are() {
        for name in [
            "Müller & Söhne GmbH",
            "ООО «Лента»",
            "شركة النور للتجارة",
            "深圳市华强电子有限公司",
            "საქართველოს ვაჭრობა",
            "Արարատ Թրեյդ",
            "חברת סחר",
            "บริษัท การค้า",
            "व्यापार लिमिटेड",
            "Қазақстан Ғылым",
            "İstanbul Şirketi Ğ",
            "株式会社カナ",
            "گروه صنعتی پارس",
        ] {
            let composed: String = name.nfc().collect();
            prints(name, &composed, 0);
        }
    }

    #[test]
    fn what_no_font_has_is_written_in_latin_letters_and_counted() {
        prints("ᓄᓇᕗᑦ Trading", "‹nonafot› Trading", 4);
        prints("한국 Co", "‹HanGug› Co", 2);
        prints("a\u{e000}b", "a‹U+E000›b", 1);
        prints("paid\u{202e}fdp.exe", "paid‹U+202E›fdp.exe", 1);
        prints("one\ntwo\u{0}", "one two‹U+0000›", 1);
    }

    #[test]
    fn other_letters_get_latin_ones_beside_them() {
        assert_eq!(latin("Müller Łódź"), None);
        assert_eq!(latin("深圳 Co").as_deref(), Some("Shen Zhen  Co"));
        assert_eq!(latin("ООО «Лента»").as_deref(), Some("OOO «Lenta»"));
    }
}
