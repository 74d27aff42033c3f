//! The words of the pages in seven languages: `key=value` lines, built in.
//!
//! English is what was thought; the others say the same with the same places to fill
//! (`{limit}`), which a test holds. A line that is missing would show its key.

/// Languages by the prefix of their pages; name in itself; read from the right.
pub const LANGUAGES: [(&str, &str, bool); 7] = [
    ("en", "English", false),
    ("uk", "Українська", false),
    ("ru", "Русский", false),
    ("fa", "فارسی", true),
    ("ar", "العربية", true),
    ("zh", "中文", false),
    ("tr", "Türkçe", false),
];

const TEXTS: [&str; 7] = [
    include_str!("../../words/en.txt"),
    include_str!("../../words/uk.txt"),
    include_str!("../../words/ru.txt"),
    include_str!("../../words/fa.txt"),
    include_str!("../../words/ar.txt"),
    include_str!("../../words/zh.txt"),
    include_str!("../../words/tr.txt"),
];

/// One language.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// prefix of its pages
    pub code: &'static str,
    /// read from the right
    pub from_right: bool,
    text: &'static str,
}

impl Words {
    /// What is spoken where no language was asked for.
    pub const ENGLISH: Words = Words {
        code: "en",
        from_right: false,
        text: TEXTS[0],
    };

    /// By the prefix of the path.
    pub fn of(code: &str) -> Option<Words> {
        let at = LANGUAGES.iter().position(|(known, ..)| *known == code)?;
        let (code, _, from_right) = LANGUAGES[at];
        Some(Words {
            code,
            from_right,
            text: TEXTS[at],
        })
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
