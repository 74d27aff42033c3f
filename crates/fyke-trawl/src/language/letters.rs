//! What letters alone say: the script, and within it the letters that only some
//! languages write. Alphabets are those of their national standards and of CLDR's
//! exemplar characters; only letters that occur in running text are asked.

/// Scripts as this module tells them apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Greek,
    Armenian,
    Georgian,
    Hebrew,
    Arabic,
    Devanagari,
    Bengali,
    Gurmukhi,
    Gujarati,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Sinhala,
    Thai,
    Lao,
    Tibetan,
    Myanmar,
    Ethiopic,
    Khmer,
    Hangul,
    Kana,
    Han,
}

const SCRIPTS: usize = Script::Han as usize + 1;

/// Every script, in the order of its number.
const ALL: [Script; SCRIPTS] = [
    Script::Latin,
    Script::Cyrillic,
    Script::Greek,
    Script::Armenian,
    Script::Georgian,
    Script::Hebrew,
    Script::Arabic,
    Script::Devanagari,
    Script::Bengali,
    Script::Gurmukhi,
    Script::Gujarati,
    Script::Tamil,
    Script::Telugu,
    Script::Kannada,
    Script::Malayalam,
    Script::Sinhala,
    Script::Thai,
    Script::Lao,
    Script::Tibetan,
    Script::Myanmar,
    Script::Ethiopic,
    Script::Khmer,
    Script::Hangul,
    Script::Kana,
    Script::Han,
];

/// The script of a letter, by Unicode's blocks.
pub(super) fn script(letter: char) -> Option<Script> {
    Some(match letter as u32 {
        0x41..=0x5A | 0x61..=0x7A | 0xAA | 0xBA => Script::Latin,
        0xC0..=0x24F if !matches!(letter, '\u{D7}' | '\u{F7}') => Script::Latin,
        0x250..=0x2AF | 0x1E00..=0x1EFF => Script::Latin,
        0x370..=0x3FF | 0x1F00..=0x1FFF if letter.is_alphabetic() => Script::Greek,
        0x400..=0x52F | 0x1C80..=0x1C8F => Script::Cyrillic,
        0x531..=0x58F if letter.is_alphabetic() => Script::Armenian,
        0x5D0..=0x5F4 => Script::Hebrew,
        0x620..=0x64A | 0x66E..=0x6D3 | 0x6D5 | 0x6EE..=0x6EF | 0x6FA..=0x6FF => Script::Arabic,
        0x750..=0x77F | 0x8A0..=0x8C9 | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC => Script::Arabic,
        0x900..=0x97F => Script::Devanagari,
        0x980..=0x9FF => Script::Bengali,
        0xA00..=0xA7F => Script::Gurmukhi,
        0xA80..=0xAFF => Script::Gujarati,
        0xB80..=0xBFF => Script::Tamil,
        0xC00..=0xC7F => Script::Telugu,
        0xC80..=0xCFF => Script::Kannada,
        0xD00..=0xD7F => Script::Malayalam,
        0xD80..=0xDFF => Script::Sinhala,
        0xE00..=0xE7F => Script::Thai,
        0xE80..=0xEFF => Script::Lao,
        0xF00..=0xFFF => Script::Tibetan,
        0x1000..=0x109F => Script::Myanmar,
        0x10A0..=0x10FF | 0x1C90..=0x1CBF | 0x2D00..=0x2D2F => Script::Georgian,
        0x1200..=0x139F => Script::Ethiopic,
        0x1780..=0x17FF => Script::Khmer,
        0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7A3 => Script::Hangul,
        0x3041..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9D => Script::Kana,
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF => Script::Han,
        _ => return None,
    })
}

/// Letters of a piece of text, counted.
pub(super) struct Letters {
    scripts: [usize; SCRIPTS],
    /// Letters that tell languages of one script apart, lower case.
    telling: std::collections::BTreeMap<char, usize>,
}

impl Letters {
    pub(super) fn of(text: &str) -> Letters {
        let mut letters = Letters {
            scripts: [0; SCRIPTS],
            telling: Default::default(),
        };
        for letter in text.chars() {
            let Some(script) = script(letter) else { continue };
            letters.scripts[script as usize] += 1;
            if matches!(script, Script::Cyrillic | Script::Arabic) {
                for lower in letter.to_lowercase() {
                    *letters.telling.entry(lower).or_default() += 1;
                }
            }
        }
        letters
    }

    fn count(&self, script: Script) -> usize {
        self.scripts[script as usize]
    }

    fn any(&self, letters: &str) -> usize {
        letters
            .chars()
            .filter_map(|letter| self.telling.get(&letter))
            .sum()
    }

    /// The script of most letters, and how many they are. A character of Han or
    /// Hangul stands for a syllable or a word, so it counts for three.
    pub(super) fn most(&self) -> Option<(Script, usize)> {
        let weight = |script: Script| match script {
            Script::Han | Script::Hangul | Script::Kana => 3,
            _ => 1,
        };
        let most = ALL
            .into_iter()
            .max_by_key(|&script| (self.count(script) * weight(script), std::cmp::Reverse(script)))?;
        let kana = self.count(Script::Kana);
        match self.count(most) {
            0 => None,
            // Japanese is written in both: a text of Chinese has no kana
            _ if most == Script::Han && kana * 12 > self.count(Script::Han) => Some((Script::Kana, kana)),
            count => Some((most, count)),
        }
    }

    /// The language of a script that one language alone, of those of today's news,
    /// is written in.
    pub(super) fn alone(&self, script: Script) -> Option<&'static str> {
        Some(match script {
            Script::Greek => "el",
            Script::Armenian => "hy",
            Script::Georgian => "ka",
            Script::Hebrew => "he",
            Script::Bengali => "bn",
            Script::Gurmukhi => "pa",
            Script::Gujarati => "gu",
            Script::Tamil => "ta",
            Script::Telugu => "te",
            Script::Kannada => "kn",
            Script::Malayalam => "ml",
            Script::Sinhala => "si",
            Script::Thai => "th",
            Script::Lao => "lo",
            Script::Tibetan => "bo",
            Script::Myanmar => "my",
            Script::Khmer => "km",
            Script::Hangul => "ko",
            Script::Kana => "ja",
            Script::Han => "zh",
            _ => return None,
        })
    }

    /// The language of a Cyrillic text, where its letters say it. The letters that
    /// Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian, Kazakh,
    /// Kyrgyz, Tatar, Tajik and Mongolian do not share are frequent: of Russian
    /// text one letter in twenty is one of "ы э ё ъ", of Ukrainian one in eight
    /// one of "і ї є ґ".
    pub(super) fn cyrillic(&self) -> Option<&'static str> {
        let all = self.count(Script::Cyrillic);
        // a foreign name within the text must not decide: one letter in a hundred
        let many = |letters: &str| self.any(letters) * 100 >= all && self.any(letters) > 0;
        let (ukrainian, russian) = (self.any("іїєґ"), self.any("ыэёъ"));
        if many("ә") && many("қғңұ") {
            return Some("kk");
        }
        if many("әҗһ") && many("ңөү") {
            return Some("tt");
        }
        if many("ҳҷӣӯқғ") && self.any("ҷӣӯ") > 0 {
            return Some("tg");
        }
        if many("өү") {
            return Some(if self.any("ң") > 0 { "ky" } else { "mn" });
        }
        if many("ў") && self.any("ы") > 0 && ukrainian > 0 {
            return Some("be");
        }
        if many("ѓќѕ") || (many("ј") && self.any("ђћ") == 0 && self.any("ѓќѕ") > 0) {
            return Some("mk");
        }
        if many("јђћљњџ") {
            return Some("sr");
        }
        if ukrainian > russian * 2 && many("іїєґ") {
            return Some("uk");
        }
        // Bulgarian writes ъ often and never ы, э, ё
        if many("ъ") && self.any("ыэё") == 0 && self.any("ъ") * 60 >= all {
            return Some("bg");
        }
        (russian > ukrainian * 2 && self.any("ыэё") > 0).then_some("ru")
    }

    /// The language of a text in Arabic letters: Persian, Urdu, Pashto, Central
    /// Kurdish and Uyghur each write letters that Arabic has not, and Arabic
    /// writes some that Persian has not.
    pub(super) fn arabic(&self) -> &'static str {
        let all = self.count(Script::Arabic);
        let many = |letters: &str| self.any(letters) * 100 >= all && self.any(letters) > 0;
        if many("ۇۈۋ") && many("ېەڭ") {
            return "ug";
        }
        if many("ښځڅړڼۍ") {
            return "ps";
        }
        if many("ٹڈڑےں") {
            return "ur";
        }
        if many("ێڕڵۆ") {
            return "ckb";
        }
        // ة, ى, أ, إ, ؤ and the Arabic forms of ya and kaf against پ چ ژ گ and
        // the Persian forms; Persian typed on an Arabic keyboard has ي and ك too,
        // so the four letters of its own weigh more
        let arabic = self.any("ةىأإ") * 2 + self.any("يك");
        let persian = self.any("پچژگ") * 3 + self.any("کی");
        if persian > arabic { "fa" } else { "ar" }
    }
}
