//! Armenian letters in Latin.
//!
//! First BGN/PCGN 1981 without apostrophes, which is Eastern Armenian; then ISO
//! 9985 with its marks dropped; then Western Armenian, where voiced and voiceless
//! letters change places (Krikor for Grigor).

use super::written::either;

/// The readings of one word, without repeats.
pub(super) fn readings(letters: &[char]) -> Vec<String> {
    let small: Vec<char> = letters
        .iter()
        .map(|&letter| letter.to_lowercase().next().unwrap_or(letter))
        .collect();
    let mut found: Vec<String> = Vec::with_capacity(3);
    for system in [System::Bgn, System::Iso, System::Western] {
        let reading = written(&small, system);
        if !reading.is_empty() && !found.contains(&reading) {
            found.push(reading);
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq)]
enum System {
    Bgn,
    Iso,
    Western,
}

fn written(letters: &[char], system: System) -> String {
    let mut latin = String::with_capacity(letters.len() * 2);
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let after = letters.get(at + 1).copied();
        match (letter, after) {
            ('ո', Some('ւ')) => {
                latin.push('u');
                at += 1;
            }
            ('ո', _) if at == 0 && system != System::Iso => latin.push_str("vo"),
            ('ե', _) if at == 0 && system != System::Iso => latin.push_str("ye"),
            ('և', _) => latin.push_str(if at == 0 { "yev" } else { "ev" }),
            _ => latin.push_str(single(letter, system)),
        }
        at += 1;
    }
    latin
}

fn single(letter: char, system: System) -> &'static str {
    let (iso, western) = (system == System::Iso, system == System::Western);
    match letter {
        'ա' => "a",
        'բ' => either(western, "p", "b"),
        'գ' => either(western, "k", "g"),
        'դ' => either(western, "t", "d"),
        'ե' | 'է' => "e",
        'զ' => "z",
        'ը' => either(iso, "e", "y"),
        'թ' => "t",
        'ժ' => either(iso, "z", "zh"),
        'ի' => "i",
        'լ' => "l",
        'խ' => either(iso, "x", "kh"),
        'ծ' => either(iso, "c", either(western, "dz", "ts")),
        'կ' => either(western, "g", "k"),
        'հ' => "h",
        'ձ' => either(western, "ts", either(iso, "j", "dz")),
        'ղ' => either(iso, "g", "gh"),
        'ճ' => either(iso, "c", either(western, "j", "ch")),
        'մ' => "m",
        'յ' => "y",
        'ն' => "n",
        'շ' => either(iso, "s", "sh"),
        'ո' | 'օ' => "o",
        'չ' => either(iso, "c", "ch"),
        'պ' => either(western, "b", "p"),
        'ջ' => either(western, "ch", "j"),
        'ռ' | 'ր' => "r",
        'ս' => "s",
        'վ' | 'ւ' => "v",
        'տ' => either(western, "d", "t"),
        'ց' => either(iso, "c", "ts"),
        'փ' => "p",
        'ք' => "k",
        'ֆ' => "f",
        _ => "",
    }
}
