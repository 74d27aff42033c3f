//! From raw text to words.
//!
//! What separates and what joins, decided once:
//! - whitespace, punctuation, brackets, quotation marks and slashes separate;
//! - a hyphen separates, and the word after it is `joined`;
//! - an apostrophe inside a word joins (O'Neil is `oneil`, Qa'ida `qaida`); two
//!   in a row are a quotation mark;
//! - single letters with full stops or slashes between them are one abbreviation
//!   (O.O.O. is `ooo`, A/S is `as`), unless a longer word hangs on (A.B.Ivanov);
//! - `&` reads `and`; `№` reads `no`;
//! - letters and digits part (M19 is `m 19`, No5 is `no 5`), and the ending of an
//!   ordinal after digits goes (30-й, 30-y and 30th are `30`);
//! - capitals inside a word do not separate;
//! - Han characters and Hangul syllables are one word each, `joined`; an Arabic
//!   article is a word of its own and what follows is `joined`.

use super::clean::clean;
use super::cyrillic::Tongue;
use super::homoglyph::{digit_as_letter, settled};
use super::script::{Kind, is_alphabet, kind};
use super::{Reading, Script, TEXT_CHARS_MAX, Word, placeholder, written};

/// Other readings kept per word.
const READINGS_MAX: usize = 4;

/// Reads a text as words in Latin letters. Any text is read: what has no letters
/// gives no words, what is too long is cut and says so.
///
/// ```
/// use fyke_resolve::text::read;
/// let reading = read("Юрий О'Нил");
/// assert_eq!(reading.words[0].latin, "yuriy");
/// assert!(reading.words[0].readings.contains(&"jurij".to_string()));
/// assert_eq!(reading.words[1].latin, "onil");
/// assert!(!reading.signals.mixed_word);
/// ```
pub fn read(text: &str) -> Reading {
    let cleaned = clean(text);
    let mut reader = Reader::new(&cleaned.letters);
    reader.reading.signals.hidden_marks = cleaned.hidden;
    reader.reading.signals.cut = cleaned.cut;
    reader.reading.signals.placeholder = placeholder::is_placeholder(&cleaned.letters);
    reader.run();
    reader.reading
}

/// The commonest readings of a text's words, joined by one space: `a-z0-9` and
/// single spaces only, at most [`TEXT_CHARS_MAX`] of them. Folding twice is
/// folding once.
///
/// ```
/// assert_eq!(fyke_resolve::text::fold("ЗАО «Рога & Копыта» № 5"), "zao roga and kopyta no 5");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in read(text).words {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&word.latin);
    }
    if folded.len() > TEXT_CHARS_MAX {
        // it is ASCII, so any byte is a border
        folded.truncate(TEXT_CHARS_MAX);
        folded.truncate(folded.trim_end().len());
    }
    folded
}

struct Reader<'a> {
    letters: &'a [char],
    at: usize,
    /// Whether a space or a stronger mark stood since the last word.
    apart: bool,
    tongue: Option<Tongue>,
    context: written::Context,
    reading: Reading,
}

impl<'a> Reader<'a> {
    fn new(letters: &'a [char]) -> Reader<'a> {
        let context = written::Context::of(letters);
        Reader {
            letters,
            at: 0,
            apart: true,
            tongue: None,
            context,
            reading: Reading::default(),
        }
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.letters.get(at).map(|&letter| kind(letter))
    }

    fn script(&self, at: usize) -> Option<Script> {
        match self.kind(at) {
            Some(Kind::Letter(script)) => Some(script),
            _ => None,
        }
    }

    fn is_letter(&self, at: usize) -> bool {
        self.script(at).is_some()
    }

    fn run(&mut self) {
        while let Some(&letter) = self.letters.get(self.at) {
            match kind(letter) {
                Kind::Letter(script) if is_alphabet(script) => self.alphabet(),
                Kind::Letter(script) => self.syllables(script),
                Kind::Digit(_) => self.digits(),
                Kind::Other => self.separator(letter),
            }
        }
    }

    fn separator(&mut self, letter: char) {
        if letter == '&' {
            self.ampersand();
        } else if !matches!(
            letter,
            '-' | '\'' | '.' | '\u{2010}'..='\u{2013}' | '\u{ad}' | '\u{5be}' | '\u{640}'
        ) {
            self.apart = true;
        }
        self.at += 1;
    }

    /// `&` between words is a word; `&amp;` and its like are the mark they name.
    fn ampersand(&mut self) {
        const NAMES: [&str; 5] = ["amp;", "quot;", "apos;", "nbsp;", "#39;"];
        let rest = &self.letters[self.at + 1..];
        let named = NAMES
            .iter()
            .find(|name| rest.iter().take(name.len()).copied().eq(name.chars()));
        self.at += named.map_or(0, |name| name.len());
        self.apart = true;
        if named.is_none_or(|&name| name == "amp;") && !self.reading.words.is_empty() {
            self.push(Word {
                latin: "and".into(),
                ..Word::default()
            });
            self.apart = true;
        }
    }

    fn push(&mut self, mut word: Word) {
        word.readings.truncate(READINGS_MAX);
        word.joined = !self.apart && !self.reading.words.is_empty();
        self.apart = false;
        self.reading.words.push(word);
    }

    fn digits(&mut self) {
        if digit_as_letter(self.letters, self.at).is_some() {
            self.alphabet();
            return;
        }
        let mut latin = String::new();
        while let Some(Kind::Digit(value)) = self.kind(self.at) {
            latin.push(char::from(b'0' + value.min(9)));
            self.at += 1;
        }
        self.push(Word {
            latin,
            ..Word::default()
        });
        self.skip_ordinal();
    }

    /// Steps over the ending of an ordinal number.
    fn skip_ordinal(&mut self) {
        const ATTACHED: [&str; 18] = [
            "st", "nd", "rd", "th", "й", "я", "е", "го", "му", "ый", "ая", "ое", "ой", "ий", "ти", "ми", "х",
            "ха",
        ];
        const AFTER_HYPHEN: [&str; 10] = ["y", "ya", "ye", "oy", "yi", "iy", "go", "e", "er", "eme"];
        let hyphen = matches!(
            self.letters.get(self.at),
            Some('-' | '\'' | '\u{2010}'..='\u{2013}')
        );
        let start = self.at + usize::from(hyphen);
        let mut ending = String::new();
        let mut end = start;
        while self.is_letter(end) && end - start < 4 {
            ending.extend(self.letters[end].to_lowercase());
            end += 1;
        }
        let known = ATTACHED.contains(&ending.as_str()) || hyphen && AFTER_HYPHEN.contains(&ending.as_str());
        if known
            && !matches!(self.letters.get(end), Some('.' | '\'' | '-'))
            && !matches!(self.kind(end), Some(Kind::Digit(_)))
        {
            self.at = end;
        }
    }

    /// A word, abbreviation or initial in letters of alphabets that mix.
    fn alphabet(&mut self) {
        if self.abbreviation() {
            return;
        }
        let start = self.at;
        let run = self.take_run();
        let initial = run.len() == 1 && self.letters.get(self.at) == Some(&'.');
        let (parts, mixed) = settled(&run, self.context.script);
        self.reading.signals.mixed_word |= mixed;
        for (index, (script, part)) in parts.into_iter().enumerate() {
            if index > 0 {
                self.apart = false;
            }
            self.spell(script, &part, initial);
        }
        debug_assert!(self.at > start, "a run takes at least one letter");
        self.at = self.at.max(start + 1);
    }

    /// The letters of one word from here on, without its apostrophes.
    fn take_run(&mut self) -> Vec<char> {
        let mut run = Vec::with_capacity(16);
        while let Some(&letter) = self.letters.get(self.at) {
            if self.script(self.at).is_some_and(is_alphabet) {
                run.push(letter);
            } else if let Some(meant) = digit_as_letter(self.letters, self.at) {
                self.reading.signals.mixed_word = true;
                run.push(meant);
            } else if letter == '\'' && !run.is_empty() && self.script(self.at + 1).is_some_and(is_alphabet) {
                // the Ukrainian apostrophe parts a consonant from a soft vowel
                if self.script(self.at - 1) == Some(Script::Cyrillic) {
                    run.push('\'');
                }
            } else {
                break;
            }
            self.at += 1;
        }
        run
    }

    /// Single letters with the same mark between them, as one word.
    fn abbreviation(&mut self) -> bool {
        let Some(&mark) = self
            .letters
            .get(self.at + 1)
            .filter(|&&mark| mark == '.' || mark == '/')
        else {
            return false;
        };
        let Some(script) = self.script(self.at) else {
            return false;
        };
        let same = |other: Option<Script>| {
            other.is_some_and(|o| o == script || is_alphabet(o) && is_alphabet(script))
        };
        let mut end = self.at; // the last letter of the abbreviation
        while self.letters.get(end + 1) == Some(&mark) && same(self.script(end + 2)) {
            end += 2;
        }
        if end == self.at || self.letters.get(end + 1) == Some(&'\'') {
            return false;
        }
        let run: Vec<char> = self.letters[self.at..=end].iter().copied().step_by(2).collect();
        let care_of = mark == '/' && run.len() == 2 && run[0].eq_ignore_ascii_case(&'c');
        if care_of && run[1].eq_ignore_ascii_case(&'o') {
            return false;
        }
        if self.is_letter(end + 1) {
            // a name hangs on its initials: A.B.Ivanov
            if mark == '/' {
                return false;
            }
            for &letter in &run[..run.len() - 1] {
                self.spell(script, &[letter], true);
                self.at += 2;
            }
            return true;
        }
        self.at = end + 1;
        let (parts, mixed) = settled(&run, self.context.script);
        self.reading.signals.mixed_word |= mixed;
        for (script, part) in parts {
            self.spell(script, &part, true);
        }
        true
    }

    /// One word of one script, read and kept.
    fn spell(&mut self, script: Script, letters: &[char], dotted: bool) {
        let tongue = match self.tongue {
            Some(tongue) => tongue,
            None if script == Script::Cyrillic => *self.tongue.insert(tongue_of(self.letters)),
            None => Tongue::Russian,
        };
        for mut word in written::words(script, letters, tongue, self.context, dotted) {
            word.dotted = dotted;
            self.apart &= !word.joined;
            self.push(word);
        }
    }

    /// Letters of a script that does not mix with others.
    fn syllables(&mut self, script: Script) {
        if matches!(script, Script::Arabic | Script::Hebrew) && self.abbreviation() {
            return;
        }
        let start = self.at;
        while self.script(self.at) == Some(script) || self.at > start && self.joins_inside(script) {
            self.at += 1;
        }
        // a geresh changes the Hebrew letter before it, even the last
        let hebrew = script == Script::Hebrew;
        self.at += usize::from(hebrew && self.letters.get(self.at) == Some(&'\''));
        let run: Vec<char> = self.letters[start..self.at]
            .iter()
            .copied()
            .filter(|&letter| letter != '"' && (letter != '\'' || hebrew))
            .collect();
        let initial = run.len() == 1 && self.letters.get(self.at) == Some(&'.');
        self.spell(script, &run, initial);
    }

    /// Hebrew writes abbreviations with a double quote inside: צה"ל.
    fn joins_inside(&self, script: Script) -> bool {
        let mark = self.letters.get(self.at).copied();
        let joins = matches!((script, mark), (_, Some('\'')) | (Script::Hebrew, Some('"')));
        joins && self.script(self.at + 1) == Some(script)
    }
}

/// The language of the Cyrillic in a text.
fn tongue_of(letters: &[char]) -> Tongue {
    let mixes = |letter: &char| matches!(kind(*letter), Kind::Letter(script) if script != Script::Cyrillic);
    if letters.iter().any(mixes) {
        super::cyrillic::tongue(&settled_text(letters))
    } else {
        super::cyrillic::tongue(letters)
    }
}

/// Cyrillic of a text with its look-alikes put right, for telling its language.
fn settled_text(letters: &[char]) -> Vec<char> {
    letters
        .split(|&letter| !matches!(kind(letter), Kind::Letter(_)))
        .flat_map(|run| settled(run, Script::Cyrillic).0)
        .flat_map(|(script, mut part)| {
            if script != Script::Cyrillic {
                part.clear();
            }
            part.push(' ');
            part
        })
        .collect()
}
