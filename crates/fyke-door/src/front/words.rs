//! The words of the pages in seven languages: `key=value` lines, built in.
//!
//! English is what was thought; the others say the same with the same places to fill
//! (`{limit}`), which a test holds. A line that is missing would show its key.

/// The languages that pages are in; the first where none was asked for.
pub const LANGUAGES: [Words; 7] = [
    Words::built("en", "English", "ltr", include_str!("../../words/en.txt")),
    Words::built("uk", "Українська", "ltr", include_str!("../../words/uk.txt")),
    Words::built("ru", "Русский", "ltr", include_str!("../../words/ru.txt")),
    Words::built("fa", "فارسی", "rtl", include_str!("../../words/fa.txt")),
    Words::built("ar", "العربية", "rtl", include_str!("../../words/ar.txt")),
    Words::built("zh", "中文", "ltr", include_str!("../../words/zh.txt")),
    Words::built("tr", "Türkçe", "ltr", include_str!("../../words/tr.txt")),
];

/// One language.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// prefix of its pages
    pub code: &'static str,
    /// its name in itself
    pub name: &'static str,
    /// from which side it is read, as HTML says it
    pub direction: &'static str,
    text: &'static str,
}

impl Words {
    const fn built(
        code: &'static str,
        name: &'static str,
        direction: &'static str,
        text: &'static str,
    ) -> Words {
        Words {
            code,
            name,
            direction,
            text,
        }
    }

    /// By the prefix of the path.
    pub fn of(code: &str) -> Option<Words> {
        LANGUAGES.into_iter().find(|words| words.code == code)
    }

    /// Every key with its words, in the order of the file.
    pub fn all(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('='))
    }

    /// What a key says.
    pub fn say(self, key: &'static str) -> &'static str {
        self.all()
            .find(|(known, _)| *known == key)
            .map_or(key, |(_, words)| words)
    }

    /// What a key says, with one place filled.
    pub fn fill(self, key: &'static str, place: &str, value: &str) -> String {
        self.say(key).replace(&format!("{{{place}}}"), value)
    }
}
