//! Georgian letters in Latin.
//!
//! First the national system of 2002 (also BGN/PCGN 2009) without apostrophes,
//! then ISO 9984 with its marks dropped, then the spelling through Russian that
//! older passports carry.

use super::written::either;

/// The readings of one word, without repeats.
pub(super) fn readings(letters: &[char]) -> Vec<String> {
    let mut found: Vec<String> = Vec::with_capacity(3);
    for system in [System::National, System::Iso, System::Russian] {
        let reading: String = letters
            .iter()
            .map(|&letter| single(mkhedruli(letter), system))
            .collect();
        if !reading.is_empty() && !found.contains(&reading) {
            found.push(reading);
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq)]
enum System {
    National,
    Iso,
    Russian,
}

/// Capitals of any age as the letters of today.
fn mkhedruli(letter: char) -> char {
    let code = u32::from(letter);
    let today = match code {
        0x1c90..=0x1cbf => code - 0x1c90 + 0x10d0,
        0x10a0..=0x10c5 => code - 0x10a0 + 0x10d0,
        0x2d00..=0x2d25 => code - 0x2d00 + 0x10d0,
        _ => code,
    };
    char::from_u32(today).unwrap_or(letter)
}

fn single(letter: char, system: System) -> &'static str {
    let (iso, russian) = (system == System::Iso, system == System::Russian);
    match letter {
        'ა' => "a",
        'ბ' => "b",
        'გ' => "g",
        'დ' => "d",
        'ე' => "e",
        'ვ' => "v",
        'ზ' => "z",
        'თ' | 'ტ' => "t",
        'ი' => "i",
        'კ' | 'ქ' => "k",
        'ლ' => "l",
        'მ' => "m",
        'ნ' => "n",
        'ო' => "o",
        'პ' => "p",
        'ჟ' => either(iso, "z", "zh"),
        'რ' => "r",
        'ს' => "s",
        'უ' => "u",
        'ფ' => "p",
        'ღ' => either(iso || russian, "g", "gh"),
        'ყ' => either(russian, "k", "q"),
        'შ' => either(iso, "s", "sh"),
        'ჩ' | 'ჭ' => either(iso, "c", "ch"),
        'ც' | 'წ' => either(iso, "c", "ts"),
        'ძ' => either(iso, "j", "dz"),
        'ხ' => either(iso, "x", "kh"),
        'ჯ' => either(russian, "dzh", "j"),
        'ჰ' => "h",
        'ჱ' => "ey",
        'ჲ' => "y",
        'ჳ' => "w",
        'ჴ' => "q",
        'ჵ' => "o",
        'ჶ' => "f",
        _ => "",
    }
}
