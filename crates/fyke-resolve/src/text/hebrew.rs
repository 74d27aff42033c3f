//! Hebrew letters in Latin.
//!
//! Short vowels are not written. Common names are looked up; the rest follows
//! the simplified rules of the Academy (2006): `v`, `kh`, `f` after a vowel, `ts`,
//! `h`; another reading takes the hard `b`, `k`, `p`, and ISO 259-3 gives the
//! letters.

use super::written::either;

/// The readings of one word, without repeats.
pub(super) fn readings(letters: &[char], dotted: bool) -> Vec<String> {
    let letters = &with_geresh(letters)[..];
    let plain: String = letters.iter().collect();
    if let Ok(place) = NAMES.binary_search_by(|(known, _)| known.cmp(&plain.as_str())) {
        return NAMES[place].1.split(' ').map(str::to_string).collect();
    }
    let mut found: Vec<String> = Vec::with_capacity(3);
    for hard in [false, true] {
        let reading = written(letters, hard, dotted);
        if !reading.is_empty() && !found.contains(&reading) {
            found.push(reading);
        }
    }
    found
}

/// Letters with a geresh as the one sound that they are: `j`, `zh`, `ch`.
fn with_geresh(letters: &[char]) -> Vec<char> {
    let mut found: Vec<char> = Vec::with_capacity(letters.len());
    for &letter in letters {
        let sound = match (letter, found.last()) {
            ('\'', Some('ג')) => 'ǰ',
            ('\'', Some('ז')) => 'ž',
            ('\'', Some('צ' | 'ץ' | 'ת')) => 'č',
            ('\'', _) => continue,
            _ => {
                found.push(letter);
                continue;
            }
        };
        found.pop();
        found.push(sound);
    }
    found
}

fn written(letters: &[char], hard: bool, dotted: bool) -> String {
    let mut latin = String::with_capacity(letters.len() * 2);
    // consonants since the last vowel, and whether there was one
    let (mut closed, mut begun) = (0usize, false);
    for at in 0..letters.len() {
        let text = letter_text(letters, at, hard);
        latin.push_str(text);
        if text.ends_with(['a', 'o', 'u', 'i', 'e']) {
            (closed, begun) = (0, true);
            continue;
        }
        closed += usize::from(!text.is_empty());
        let consonant_next = (at + 1 < letters.len()) && {
            let next = letter_text(letters, at + 1, hard);
            !next.is_empty() && !next.starts_with(['a', 'o', 'u', 'i', 'e'])
        };
        let last_pair = at + 2 == letters.len();
        if !dotted && consonant_next && closed > 0 && (!begun || closed >= 2 || last_pair) {
            latin.push('a');
            (closed, begun) = (0, true);
        }
    }
    latin
}

fn letter_text(letters: &[char], at: usize, hard: bool) -> &'static str {
    let after = letters.get(at + 1).copied();
    let (first, last) = (at == 0, after.is_none());
    let before = at.checked_sub(1).map(|index| letters[index]);
    match letters[at] {
        'א' | 'ע' if first && matches!(after, Some('ו' | 'י')) => "",
        'א' | 'ע' => "a",
        'ה' if last && !first => "a",
        'ו' if first => "v",
        'ו' if after == Some('ו') => "v",
        'ו' if before == Some('ו') => "",
        'ו' if matches!(after, Some('א' | 'ה')) => "v",
        'ו' => either(hard, "u", "o"),
        'י' if first => "y",
        'י' if before == Some('י') => "",
        'י' if matches!(after, Some('ו' | 'ה' | 'א')) => "y",
        'י' => "i",
        other => consonant(other, first || hard),
    }
}

fn consonant(letter: char, hard: bool) -> &'static str {
    match letter {
        'ב' => either(hard, "b", "v"),
        'ג' => "g",
        'ד' => "d",
        'ǰ' => "j",
        'ž' => "zh",
        'č' => "ch",
        'ה' | 'ח' => "h",
        'ז' => "z",
        'ט' | 'ת' => "t",
        'כ' => either(hard, "k", "kh"),
        'ך' => "kh",
        'ל' => "l",
        'מ' | 'ם' => "m",
        'נ' | 'ן' => "n",
        'ס' => "s",
        'פ' => either(hard, "p", "f"),
        'ף' => "f",
        'צ' | 'ץ' => "ts",
        'ק' => "k",
        'ר' => "r",
        'ש' => "sh",
        'װ' => "v",
        'ױ' => "oy",
        'ײ' => "ey",
        _ => "",
    }
}

/// Common given names and elements, general knowledge; in code-point order.
const NAMES: &[(&str, &str)] = &[
    ("אבא", "aba abba"),
    ("אביב", "aviv"),
    ("אברהם", "avraham abraham"),
    ("אהרון", "aharon aaron"),
    ("אורי", "uri ori"),
    ("אילן", "ilan"),
    ("אלי", "eli"),
    ("אליהו", "eliyahu eliahu"),
    ("אסתר", "ester esther"),
    ("אפרים", "efraim ephraim"),
    ("ארז", "erez"),
    ("אריאל", "ariel"),
    ("אריה", "arye arieh aryeh"),
    ("בן", "ben"),
    ("בנימין", "binyamin benjamin"),
    ("בנק", "bank"),
    ("בר", "bar"),
    ("ברק", "barak"),
    ("בת", "bat"),
    ("גד", "gad"),
    ("גולן", "golan"),
    ("גיל", "gil"),
    ("דב", "dov"),
    ("דוד", "david dovid"),
    ("דן", "dan"),
    ("דניאל", "daniel"),
    ("זאב", "zeev"),
    ("חיים", "haim chaim"),
    ("חנה", "hana chana hannah"),
    ("טל", "tal"),
    ("יהודה", "yehuda judah"),
    ("יהושע", "yehoshua joshua"),
    ("יואב", "yoav"),
    ("יוסף", "yosef joseph"),
    ("יחזקאל", "yehezkel"),
    ("יעל", "yael"),
    ("יעקב", "yaakov jacob yakov"),
    ("יצחק", "yitzhak itzhak isaac"),
    ("ירושלים", "yerushalayim jerusalem"),
    ("ישראל", "yisrael israel"),
    ("כהן", "kohen cohen"),
    ("כץ", "katz"),
    ("לאה", "lea leah"),
    ("לוי", "levi levy"),
    ("מאיר", "meir"),
    ("מיכאל", "mikhael michael"),
    ("מיכל", "mikhal michal"),
    ("מנחם", "menahem menachem"),
    ("מרדכי", "mordekhai mordechai"),
    ("מרים", "miriam"),
    ("משה", "moshe moses"),
    ("נתן", "natan nathan"),
    ("נתניהו", "netanyahu"),
    ("עמוס", "amos"),
    ("פרץ", "perets peretz"),
    ("צבי", "tsvi zvi tzvi"),
    ("רבקה", "rivka"),
    ("רחל", "rahel rachel"),
    ("שלום", "shalom"),
    ("שלמה", "shlomo"),
    ("שמואל", "shmuel samuel"),
    ("שמעון", "shimon simon"),
    ("שרה", "sara sarah"),
    ("תל", "tel"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_the_order_that_the_search_needs() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn a_geresh_changes_its_letter() {
        let letters: Vec<char> = "ג'יימס".chars().collect();
        assert_eq!(readings(&letters, false)[0], "jimas");
    }
}
