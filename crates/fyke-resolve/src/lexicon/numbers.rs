//! Numbers in names: digits, `1st`, Roman numerals.
//!
//! Owns what follows from form alone; number words are data
//! (`data/names/numerals.csv`).

use super::sense::Sense;

/// Endings of ordinals after digits, in Latin letters.
const ORDINAL_ENDINGS: &[&str] = &[
    "st", "nd", "rd", "th", "y", "yy", "iy", "i", "ya", "aya", "oy", "oe", "oye", "go", "ogo", "e", "er",
    "ere", "eme", "nd", "ste", "ter", "o", "a", "a", "inci", "uncu", "nci",
];

/// The number that a word is by its form: `42` or `42nd`. At most nine digits;
/// longer runs are identifiers, not numbers.
///
/// ```
/// use fyke_resolve::lexicon::{Sense, number_of};
/// assert_eq!(number_of("042"), Some(Sense::Numeral(42)));
/// assert_eq!(number_of("3rd"), Some(Sense::Ordinal(3)));
/// assert_eq!(number_of("f16"), None);
/// ```
pub fn number_of(word: &str) -> Option<Sense> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 9 {
        return None;
    }
    let (number, ending) = word.split_at(digits);
    let number = number.parse().ok()?;
    if ending.is_empty() {
        return Some(Sense::Numeral(number));
    }
    ORDINAL_ENDINGS
        .contains(&ending)
        .then_some(Sense::Ordinal(number))
}

/// The value of a Roman numeral up to 39 written the one right way.
/// Beyond that the letters are more often a word or an abbreviation.
///
/// ```
/// use fyke_resolve::lexicon::roman_of;
/// assert_eq!(roman_of("xiv"), Some(14));
/// assert_eq!(roman_of("iix"), None);
/// assert_eq!(roman_of("mix"), None);
/// ```
pub fn roman_of(word: &str) -> Option<u32> {
    const UNITS: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = word.bytes().take_while(|b| *b == b'x').count();
    // "ix" begins with i, so every leading x counts ten
    let rest = word.get(tens..)?;
    let unit = UNITS.iter().position(|unit| *unit == rest)?;
    let value = u32::try_from(tens * 10 + unit).ok()?;
    (tens <= 3 && value > 0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_are_read_the_one_right_way() {
        let right = [
            ("i", 1),
            ("iv", 4),
            ("ix", 9),
            ("x", 10),
            ("xix", 19),
            ("xxxix", 39),
        ];
        for (word, value) in right {
            assert_eq!(roman_of(word), Some(value), "{word}");
        }
        for word in ["", "iiii", "xxxx", "vx", "l", "xl", "ixi"] {
            assert_eq!(roman_of(word), None, "{word}");
        }
    }

    #[test]
    fn long_runs_of_digits_are_no_numbers() {
        assert_eq!(number_of("7707083893"), None);
        assert_eq!(number_of("1y"), Some(Sense::Ordinal(1)));
        assert_eq!(number_of(""), None);
        assert_eq!(number_of("nine"), None);
    }
}
