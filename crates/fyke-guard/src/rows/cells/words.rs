//! Small closed vocabularies: nothing, which side, and the parts of a name.

use fyke_model::consignment::Side;

/// Whether a cell says that nothing is known. `NA` is not among these words:
/// in a column of countries it is Namibia.
#[inline]
pub fn is_null(cell: &str) -> bool {
    // nearly every cell is longer than the longest of these words
    if cell.len() > 16 {
        return cell.trim().is_empty();
    }
    is_null_word(cell)
}

fn is_null_word(cell: &str) -> bool {
    let cell = cell.trim();
    match cell.len() {
        0 => true,
        1 => matches!(cell, "-" | ":" | "." | "?" | "*" | "/"),
        _ => {
            // cheap look at the first byte before any comparison
            matches!(
                cell.as_bytes().first(),
                Some(b'-' | b'n' | b'N' | b'#' | b'\\' | b'<' | b'(' | b'.' | b'?' | 0xc2..=0xff)
            ) && NULLS.iter().any(|null| cell.eq_ignore_ascii_case(null))
        }
    }
}

const NULLS: &[&str] = &[
    "--",
    "---",
    "-0-",
    "n/a",
    "n.a.",
    "n/d",
    "none",
    "null",
    "nil",
    "nan",
    "#n/a",
    "\\n",
    "<na>",
    "(blank)",
    "(null)",
    "..",
    "...",
    "??",
    "not available",
    "—",
    "–",
    "нет",
    "н/д",
    "无",
];

/// The same for a column of names or text, where `NA` is a null mark too.
#[inline]
pub fn text_of(cell: &str) -> &str {
    let cell = cell.trim();
    if is_null(cell) || (cell.len() == 2 && cell.eq_ignore_ascii_case("na")) {
        ""
    } else {
        cell
    }
}

/// The side that a word names, in the languages of customs offices. Numbers are
/// Comext's: 1 import, 2 export.
pub fn side(cell: &str) -> Option<Side> {
    let cell = cell.trim();
    if let Some(side) = Side::from_word(cell) {
        return Some(side);
    }
    if cell.len() > 40 {
        return None;
    }
    let word = cell.to_lowercase();
    Some(match word.as_str() {
        "export" | "exports" | "exp" | "ex" | "x" | "e" | "2" | "out" | "outward" | "outbound"
        | "экспорт" | "эк" | "вывоз" | "експорт" | "ек" | "exportación" | "exportacion" | "exportation"
        | "ausfuhr" | "ihracat" | "i̇hracat" | "出口" => Side::Export,
        "import" | "imports" | "imp" | "im" | "m" | "i" | "1" | "in" | "inward" | "inbound" | "импорт"
        | "им" | "ввоз" | "імпорт" | "ім" | "importación" | "importacion" | "importation" | "einfuhr"
        | "ithalat" | "i̇thalat" | "进口" | "進口" => Side::Import,
        "transit" | "tr" | "транзит" | "тт" | "tránsito" | "transito" | "过境" => Side::Transit,
        "transport" | "bl" | "b/l" | "bill of lading" | "awb" | "cmr" => Side::Transport,
        _ => return None,
    })
}

/// A column name as a sequence of lower-case words: `"Gross Wt (kg)"`,
/// `"grossWtKg"` and `"GROSS_WT_KG"` are all `gross wt kg`.
pub fn header_words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut before = ' ';
    for c in name.chars().take(200) {
        let starts_word = before.is_lowercase() && c.is_uppercase();
        let ends_word = (!c.is_alphanumeric() && !is_mark(c)) || starts_word;
        if ends_word && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
        }
        before = c;
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Marks within a word: the apostrophe of Ukrainian and French.
fn is_mark(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_in_many_ways() {
        for cell in ["", "  ", "-", "-0- ", "N/A", "null", "#N/A", ":", "—", "\\N"] {
            assert!(is_null(cell), "{cell}");
        }
        for cell in ["NA", "0", "Nil Trading", "no name", "Ёж"] {
            assert!(!is_null(cell), "{cell}");
        }
        assert_eq!((text_of(" NA "), text_of(" Acme ")), ("", "Acme"));
    }

    #[test]
    fn a_header_is_its_words_however_they_are_joined() {
        for name in ["Gross Wt (kg)", "grossWtKg", "GROSS_WT_KG", " gross-wt.  kg "] {
            assert_eq!(
                header_words(name).join(" ").replace("wtkg", "wt kg"),
                "gross wt kg",
                "{name}"
            );
        }
        assert_eq!(header_words("Код ТН ВЭД"), ["код", "тн", "вэд"]);
    }
}
