//! Identifiers inside notes: "INN 7707083893", "Tax ID No. 123 (Russia)",
//! "ОГРН: 1027700132195", "IMO 9074729".
//!
//! A number is only believed after the words that say what it is; without words
//! only forms that cannot be anything else are taken (an e-mail, a LEI or an IBAN
//! whose check digits hold). A country in brackets after the number is its own.

use super::identifiers::{Identifier, Kind, Validity};
use super::{countries, identifier_kinds};
use fyke_model::country::Country;

/// Most identifiers that one text gives.
pub const IDENTIFIERS_MAX: usize = 64;

/// Longest text that is searched, in bytes.
const TEXT_BYTES_MAX: usize = 64 * 1024;

/// Words before a number, folded, the property they mean, and the country where
/// the words themselves say it. Longer ones first where one begins another.
const LABELS: &[(&str, &str, &str)] = &[
    ("unified social credit code", "uscCode", "CN"),
    ("vessel registration identification imo", "imoNumber", ""),
    ("identification number imo", "imoNumber", ""),
    ("company number imo", "imoNumber", ""),
    ("imo number", "imoNumber", ""),
    ("imo", "imoNumber", ""),
    ("mmsi", "mmsi", ""),
    ("taxpayer identification number", "taxNumber", ""),
    ("tax identification number", "taxNumber", ""),
    ("tax registration number", "taxNumber", ""),
    ("tax number", "taxNumber", ""),
    ("tax id", "taxNumber", ""),
    ("tin", "taxNumber", ""),
    ("fiscal code", "taxNumber", ""),
    ("nit", "taxNumber", "CO"),
    ("r f c", "taxNumber", "MX"),
    ("rfc", "taxNumber", "MX"),
    ("c u r p", "idNumber", "MX"),
    ("curp", "idNumber", "MX"),
    ("c u i t", "taxNumber", "AR"),
    ("cuit", "taxNumber", "AR"),
    ("rif", "taxNumber", "VE"),
    ("ruc", "taxNumber", ""),
    ("cnpj", "taxNumber", "BR"),
    ("vat number", "vatCode", ""),
    ("vat", "vatCode", ""),
    ("v a t number", "vatCode", ""),
    ("inn", "innCode", "RU"),
    ("ogrnip", "ogrnCode", "RU"),
    ("ogrn", "ogrnCode", "RU"),
    ("primary state registration number", "ogrnCode", "RU"),
    ("main state registration number", "ogrnCode", "RU"),
    ("state registration number", "registrationNumber", ""),
    ("kpp", "kppCode", "RU"),
    ("okpo", "okpoCode", "RU"),
    ("snils", "snilsCode", "RU"),
    ("bin", "registrationNumber", "KZ"),
    ("iin", "idNumber", "KZ"),
    ("edrpou", "registrationNumber", "UA"),
    ("yedrpou", "registrationNumber", "UA"),
    ("iedrpou", "registrationNumber", "UA"),
    ("egrpou", "registrationNumber", "UA"),
    ("rnokpp", "idNumber", "UA"),
    ("unp", "registrationNumber", "BY"),
    ("uscc", "uscCode", "CN"),
    ("lei code", "leiCode", ""),
    ("legal entity identifier", "leiCode", ""),
    ("legal entity number", "leiCode", ""),
    ("lei", "leiCode", ""),
    ("swift bic", "swiftBic", ""),
    ("swift code", "swiftBic", ""),
    ("swift", "swiftBic", ""),
    ("iban", "iban", ""),
    ("isin", "isin", ""),
    ("d u n s number", "dunsCode", ""),
    ("passport number", "passportNumber", ""),
    ("passport", "passportNumber", ""),
    ("pasport", "passportNumber", ""),
    ("national identification number", "idNumber", ""),
    ("national identification", "idNumber", ""),
    ("national identity card", "idNumber", ""),
    ("national foreign id number", "idNumber", ""),
    ("national id number", "idNumber", ""),
    ("national id", "idNumber", ""),
    ("identification number", "idNumber", ""),
    ("personal id card", "idNumber", ""),
    ("cedula", "idNumber", ""),
    ("d n i", "idNumber", ""),
    ("ssn", "socialSecurityNumber", "US"),
    ("business registration number", "registrationNumber", ""),
    ("business registration document", "registrationNumber", ""),
    ("commercial registry number", "registrationNumber", ""),
    ("chamber of commerce number", "registrationNumber", ""),
    ("registration number", "registrationNumber", ""),
    ("registration id", "registrationNumber", ""),
    ("registration no", "registrationNumber", ""),
    ("reg number", "registrationNumber", ""),
    ("reg no", "registrationNumber", ""),
    ("company number", "registrationNumber", ""),
    ("company registration", "registrationNumber", ""),
    ("business number", "registrationNumber", ""),
    ("enterprise number", "registrationNumber", ""),
    ("c r no", "registrationNumber", ""),
    ("trade license", "licenseNumber", ""),
    ("aircraft tail number", "aircraftRegistration", ""),
    ("aircraft mode s transponder code", "icaoCode", ""),
    ("call sign", "callSign", ""),
    ("registratsionnyy nomer", "registrationNumber", ""),
    ("registracijnij nomer", "registrationNumber", ""),
    ("email address", "email", ""),
    ("website", "website", ""),
    ("phone number", "phone", ""),
    ("telephone", "phone", ""),
    ("phone", "phone", ""),
    ("tel", "phone", ""),
    ("digital currency address", "publicKey", ""),
];

/// The identifiers that a text names, in its order, without repeats.
///
/// ```
/// use fyke_resolve::facts::identifiers::find_in_text;
/// let found = find_in_text("nationality Russia; Tax ID No. 7707083893 (Russia); IMO 9074729.");
/// assert_eq!(found.len(), 2);
/// assert_eq!(found[0].to_string(), "INN 7707083893");
/// assert_eq!(found[1].to_string(), "IMO ship number 9074729");
/// ```
pub fn find_in_text(text: &str) -> Vec<Identifier> {
    let text = text.get(..text.floor_char_boundary(TEXT_BYTES_MAX)).unwrap_or("");
    let words: Vec<(&str, String)> = split(text);
    let mut found: Vec<Identifier> = Vec::new();
    let mut at = 0;
    while at < words.len() && found.len() < IDENTIFIERS_MAX {
        let hit = labelled(&words, at).or_else(|| bare(&words, at));
        let Some((identifier, next)) = hit else {
            at += 1;
            continue;
        };
        at = next.max(at + 1);
        if identifier.is_telling() && !found.contains(&identifier) {
            found.push(identifier);
        }
    }
    found
}

/// Words with their folded form; brackets stand alone.
fn split(text: &str) -> Vec<(&str, String)> {
    let mut words = Vec::new();
    for chunk in text.split(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '"' | '[' | ']')) {
        let mut rest = chunk;
        while let Some(mark) = rest.find(['(', ')', ':', '#', '№']) {
            let (head, tail) = rest.split_at(mark);
            // "https://" is one word
            if tail.starts_with("://") {
                break;
            }
            push(&mut words, head);
            let width = tail.chars().next().map_or(0, char::len_utf8);
            push(&mut words, tail.get(..width).unwrap_or(""));
            rest = tail.get(width..).unwrap_or("");
        }
        push(&mut words, rest);
    }
    words
}

fn push<'t>(words: &mut Vec<(&'t str, String)>, word: &'t str) {
    if !word.is_empty() {
        let kept = word.get(..word.floor_char_boundary(120)).unwrap_or(word);
        words.push((word, super::words::fold(kept)));
    }
}

/// A label at this word, then the value that follows it.
fn labelled(words: &[(&str, String)], at: usize) -> Option<(Identifier, usize)> {
    let (_, prop, country, mut next) = LABELS
        .iter()
        .filter_map(|(label, prop, country)| {
            Some((label.len(), *prop, *country, label_end(words, at, label)?))
        })
        .max_by_key(|(length, ..)| *length)?;
    // "No.", ":", "#", "(", the abbreviation in brackets
    let mut marks = 0;
    while words
        .get(next)
        .is_some_and(|(word, folded)| is_mark(word, folded))
        && marks < 6
    {
        next += 1;
        marks += 1;
    }
    let (value, after) = value_at(words, next, prop)?;
    let own = bracket_country(words, after);
    let country = own.or_else(|| country.parse().ok());
    let identifier = identifier_kinds::read(prop, &value, country)?;
    let sure = identifier.validity() >= Validity::FormOnly
        || identifier.kind().bears() == super::identifiers::Bears::One;
    sure.then_some((identifier, after))
}

/// The word after the label, if the label stands at `at`.
fn label_end(words: &[(&str, String)], at: usize, label: &str) -> Option<usize> {
    let mut rest = label;
    let mut next = at;
    while !rest.is_empty() {
        let (word, folded) = words.get(next)?;
        next += 1;
        if folded.is_empty() && matches!(*word, ":" | "#") {
            continue;
        }
        if folded.is_empty() {
            return None;
        }
        rest = rest.strip_prefix(folded.as_str())?;
        match rest.strip_prefix(' ') {
            Some(tail) => rest = tail,
            None if rest.is_empty() => {}
            None => return None,
        }
    }
    Some(next)
}

fn is_mark(word: &str, folded: &str) -> bool {
    matches!(word, ":" | "#" | "№" | "(" | ")" | "-" | "–" | "No" | "no")
        || matches!(
            folded,
            "no" | "nr" | "number" | "code" | "num" | "a" | "b" | "nomer" | "uscc" | "is" | "kod"
        )
        || folded.is_empty()
}

/// The value: one word with a digit, or several short groups of digits.
fn value_at(words: &[(&str, String)], at: usize, prop: &str) -> Option<(String, usize)> {
    let (first, _) = words.get(at)?;
    let first = first.trim_end_matches(['.', ',']);
    if matches!(prop, "email" | "website" | "publicKey" | "callSign" | "swiftBic") {
        return Some((first.to_owned(), at + 1));
    }
    let mut value = String::new();
    let mut next = at;
    while let Some((word, _)) = words.get(next)
        && value.len() < 60
    {
        let has_digit = word.bytes().any(|b| b.is_ascii_digit());
        let all_digits = word
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'/'));
        let series = next == at && word.chars().count() <= 3 && word.chars().all(char::is_alphabetic);
        let goes_on = if value.bytes().any(|b| b.is_ascii_digit()) {
            all_digits && (prop == "phone" || prop == "passportNumber" && value.len() < 6)
        } else {
            has_digit || series || prop == "phone" && matches!(*word, "(" | ")" | "+")
        };
        let bracket = prop == "phone" && matches!(*word, "(" | ")") && !value.is_empty();
        if !goes_on && !bracket {
            break;
        }
        value.push_str(word.trim_end_matches(['.', ',']));
        value.push(' ');
        next += 1;
    }
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    (digits >= 3).then(|| (value.trim_end().to_owned(), next))
}

/// "(Russia)" after a number.
fn bracket_country(words: &[(&str, String)], at: usize) -> Option<Country> {
    if words.get(at)?.0 != "(" {
        return None;
    }
    let inside: Vec<&str> = words
        .get(at + 1..)?
        .iter()
        .take(8)
        .take_while(|(word, _)| *word != ")")
        .map(|(_, folded)| folded.as_str())
        .collect();
    countries::named(&inside.join(" "))
}

/// Values that need no words before them.
fn bare(words: &[(&str, String)], at: usize) -> Option<(Identifier, usize)> {
    let (word, _) = words.get(at)?;
    let word = word.trim_end_matches(['.', ',']);
    if word.len() < 6 {
        return None;
    }
    if word.contains('@') {
        let identifier = identifier_kinds::read("email", word, None)?;
        return (identifier.validity() == Validity::FormOnly).then_some((identifier, at + 1));
    }
    let prop = match word.len() {
        18 => "uscCode",
        20 => "leiCode",
        15..=34 if word.is_char_boundary(2) && word.bytes().take(2).all(|b| b.is_ascii_uppercase()) => "iban",
        _ => return None,
    };
    let has_letter = word.bytes().any(|b| b.is_ascii_uppercase());
    let identifier = identifier_kinds::read(prop, word, None)?;
    let sure = identifier.validity() == Validity::Valid && has_letter && identifier.kind() != Kind::Other;
    sure.then_some((identifier, at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> String {
        let all: Vec<String> = find_in_text(text).iter().map(ToString::to_string).collect();
        all.join("; ")
    }

    #[test]
    fn notes_give_up_their_numbers() {
        for (text, expected) in [
            (
                "INN 7707083893, OGRN 1027700132195",
                "INN 7707083893; OGRN 1027700132195",
            ),
            (
                "ИНН: 7707083893; ОГРН № 1027700132195",
                "INN 7707083893; OGRN 1027700132195",
            ),
            (
                "Taxpayer Identification Number: 7707083893 (Russia)",
                "INN 7707083893",
            ),
            ("Registration Number 1027700132195 (Russia)", "OGRN 1027700132195"),
            (
                "IMO 9074729; MMSI 422032000",
                "IMO ship number 9074729; MMSI 422032000",
            ),
            (
                "Vessel Registration Identification IMO 9074729",
                "IMO ship number 9074729",
            ),
            (
                "Unified Social Credit Code (USCC) 91110000600037341L (China)",
                "unified social credit code 91110000600037341L",
            ),
            (
                "Passport A1234567 (Iran) expires 12 Jan 2019",
                "passport A1234567 (IR)",
            ),
            (
                "SWIFT/BIC DEUTDEFF; Website www.example.com.",
                "SWIFT/BIC DEUTDEFF; website example.com",
            ),
            (
                "write to sales@example.com or info@example.org.",
                "e-mail sales@example.com; e-mail info@example.org",
            ),
            ("Tel: +7 495 123-45-67", "phone +74951234567"),
            ("its LEI is 5493001KJTIIGC8Y1R12", "LEI 5493001KJTIIGC8Y1R12"),
            ("adopted in 2014, resolution 2174 (2014)", ""),
            ("Tax ID No. [ID] (Russia)", ""),
            ("", ""),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,80}", words in "(INN|IMO|No\\.|:|\\(|\\)|Russia|[0-9]{1,13}| |passport|Tel|\\+){0,30}") {
            for text in [text, words] {
                prop_assert!(find_in_text(&text).len() <= IDENTIFIERS_MAX);
            }
        }
    }
}
