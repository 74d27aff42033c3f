//! The interface in several languages, through Project Fluent: each has its own
//! plurals and its own order of words.
//!
//! A page names a message by its id. What a language lacks is said in English;
//! a test finds what is lacking before a reader does. Files lie in
//! `words/LANGUAGE/AREA.ftl`, one for each area of the interface.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::BTreeMap;
use unic_langid::LanguageIdentifier;

/// Every file of words, by language and area.
macro_rules! files {
    ($($language:literal: [$($area:literal),* $(,)?];)*) => {
        &[$(($language, &[$(($area, include_str!(concat!("../words/", $language, "/", $area, ".ftl")))),*])),*]
    };
}

/// `(language, [(area, text)])`
type Files = &'static [(&'static str, &'static [(&'static str, &'static str)])];

macro_rules! in_every_language {
    ($($area:literal),* $(,)?) => {
        files! {
            "en": [$($area),*];
            "uk": [$($area),*];
            "ru": [$($area),*];
            "ar": [$($area),*];
            "zh": [$($area),*];
        }
    };
}

/// One line an area.
const FILES: Files = in_every_language! {
    "shell",
    "search",
    "entity",
    "trade",
    "islands",
    "people",
    "kept",
    "api",
    "leads",
    "thinking",
    "record",
    "texts",
    "intake",
};

/// A language of the interface.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Ukrainian.
    Uk,
    /// Russian.
    Ru,
    /// Arabic.
    Ar,
    /// Chinese, simplified.
    Zh,
}

impl Language {
    /// All, in the order in which they are offered.
    pub const ALL: [Language; 5] = [
        Language::En,
        Language::Uk,
        Language::Ru,
        Language::Ar,
        Language::Zh,
    ];

    /// BCP 47.
    pub const fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Uk => "uk",
            Language::Ru => "ru",
            Language::Ar => "ar",
            Language::Zh => "zh",
        }
    }

    /// Its own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Language::En => "English",
            Language::Uk => "Українська",
            Language::Ru => "Русский",
            Language::Ar => "العربية",
            Language::Zh => "中文",
        }
    }

    /// `ltr` or `rtl`.
    pub const fn direction(self) -> &'static str {
        match self {
            Language::Ar => "rtl",
            _ => "ltr",
        }
    }

    /// The language of a code, as a cookie or an address has it.
    pub fn of(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|l| l.code() == code)
    }

    /// The first of a browser's wishes that there is.
    ///
    /// ```
    /// use fyke_workbench::Language;
    /// assert_eq!(Language::wished("fr-CH, ar;q=0.8, en;q=0.5"), Language::Ar);
    /// assert_eq!(Language::wished(""), Language::En);
    /// ```
    pub fn wished(accept: &str) -> Language {
        let mut wishes: Vec<(f32, Language)> = accept
            .split(',')
            .filter_map(|wish| {
                let mut parts = wish.split(';');
                let tag = parts.next()?.trim().split('-').next()?.to_ascii_lowercase();
                let q = parts
                    .find_map(|p| p.trim().strip_prefix("q=")?.parse().ok())
                    .unwrap_or(1.0);
                Some((q, Language::of(&tag)?))
            })
            .filter(|(q, _)| *q > 0.0)
            .collect();
        // stable: of two wished alike the first said counts
        wishes.sort_by(|a, b| b.0.total_cmp(&a.0));
        wishes.first().map_or(Language::En, |(_, language)| *language)
    }
}

/// A value that a message takes.
pub type Value = FluentValue<'static>;

/// All languages.
pub struct Words {
    bundles: BTreeMap<Language, FluentBundle<FluentResource>>,
}

impl Words {
    /// Those that the program ships.
    pub fn shipped() -> Words {
        let mut bundles = BTreeMap::new();
        for (code, files) in FILES {
            let (Some(language), Ok(tag)) = (Language::of(code), code.parse::<LanguageIdentifier>()) else {
                continue;
            };
            let mut bundle = FluentBundle::new_concurrent(vec![tag]);
            // marks around what is put in keep the direction of names right, and
            // are needed only where the text around them runs the other way
            bundle.set_use_isolating(language.direction() == "rtl");
            for (_, text) in *files {
                // what cannot be read is left out; a test holds that there is none
                let resource = match FluentResource::try_new((*text).to_owned()) {
                    Ok(resource) | Err((resource, _)) => resource,
                };
                bundle.add_resource_overriding(resource);
            }
            bundles.insert(language, bundle);
        }
        Words { bundles }
    }

    /// A message in a language; in English where it lacks it, and the id itself
    /// where English lacks it too.
    pub fn say(&self, language: Language, id: &str, values: &[(&'static str, Value)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(*name, value.clone());
        }
        [language, Language::En]
            .into_iter()
            .find_map(|language| {
                let bundle = self.bundles.get(&language)?;
                let pattern = bundle.get_message(id)?.value()?;
                let mut errors = Vec::new();
                Some(
                    bundle
                        .format_pattern(pattern, Some(&args), &mut errors)
                        .into_owned(),
                )
            })
            .unwrap_or_else(|| id.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluent_bundle::FluentResource;
    use std::collections::{BTreeMap, BTreeSet};

    /// Ids of a file with the names of the values that each takes.
    fn ids(text: &str, place: &str) -> BTreeMap<String, BTreeSet<String>> {
        let resource = FluentResource::try_new(text.to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{place}: {errors:?}"));
        assert!(resource.entries().count() > 0, "{place} is empty");
        let mut found = BTreeMap::new();
        let mut id = String::new();
        for line in text.lines() {
            let begins = line.chars().next().is_some_and(|c| c.is_ascii_lowercase());
            if let Some((name, _)) = line.split_once('=').filter(|_| begins) {
                id = name.trim().to_owned();
                assert!(
                    found.insert(id.clone(), BTreeSet::new()).is_none(),
                    "{place}: {id} is there twice"
                );
            }
            for part in line.split('$').skip(1) {
                let name: String = part
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
                    .collect();
                if let Some(names) = found.get_mut(&id) {
                    names.insert(name);
                }
            }
        }
        found
    }

    #[test]
    fn every_language_says_all_that_english_says_with_the_same_values() {
        let english: BTreeMap<&str, &str> = FILES
            .iter()
            .find(|(code, _)| *code == "en")
            .map(|(_, files)| files.iter().copied().collect())
            .unwrap();
        for (code, files) in FILES {
            for (area, text) in *files {
                let of = ids(text, &format!("words/{code}/{area}.ftl"));
                let en = ids(english[area], &format!("words/en/{area}.ftl"));
                assert_eq!(of, en, "words/{code}/{area}.ftl beside words/en/{area}.ftl");
            }
        }
    }

    #[test]
    fn no_id_is_in_two_areas() {
        for (code, files) in FILES {
            let mut seen = BTreeMap::new();
            for (area, text) in *files {
                for id in ids(text, code).into_keys() {
                    if let Some(other) = seen.insert(id.clone(), area) {
                        panic!("{id} is in {other} and in {area}");
                    }
                }
            }
        }
    }
}
