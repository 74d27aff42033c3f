//! What bears a name.

use crate::lexicon::{Lexicon, Sense};
use crate::text::read;

/// What bears a name. It decides how its words are tagged.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, serde::Serialize, serde::Deserialize,
)]
pub enum Bearer {
    /// A human being.
    Person,
    /// A company, institution or group.
    Organisation,
    /// A ship.
    Vessel,
    /// Not known, or another thing (aircraft, asset).
    #[default]
    Unknown,
}

impl Bearer {
    /// The bearer of a FollowTheMoney schema.
    ///
    /// ```
    /// use fyke_resolve::name::Bearer;
    /// assert_eq!(Bearer::of_schema("Company"), Bearer::Organisation);
    /// assert_eq!(Bearer::of_schema("LegalEntity"), Bearer::Unknown);
    /// ```
    pub fn of_schema(schema: &str) -> Bearer {
        match schema {
            "Person" => Bearer::Person,
            "Company" | "Organization" | "PublicBody" => Bearer::Organisation,
            "Vessel" => Bearer::Vessel,
            _ => Bearer::Unknown,
        }
    }

    /// Whether a name that someone bears of whom nothing else is said reads as a
    /// human being's: two words or more, none of them (given names aside) a legal
    /// form, a number or a word of organisations or places. A doubtful name does
    /// not: a director may be a firm, and a firm may be called as its founder.
    ///
    /// ```
    /// use fyke_resolve::name::Bearer;
    /// assert!(Bearer::reads_as_person("Annika Falzoir"));
    /// assert!(!Bearer::reads_as_person("Falzoir Nominees Ltd"));
    /// assert!(!Bearer::reads_as_person("Falzoir Trading"));
    /// assert!(!Bearer::reads_as_person("Falzoir"));
    /// ```
    pub fn reads_as_person(name: &str) -> bool {
        let lexicon = Lexicon::shipped();
        let reading = read(name);
        let words: Vec<&str> = reading.words.iter().map(|w| w.latin.as_str()).collect();
        if words.len() < 2 || name.chars().any(char::is_numeric) {
            return false;
        }
        let mut rest = words.as_slice();
        while let Some(first) = rest.first() {
            let meant = lexicon.longest(rest, Bearer::Organisation);
            let (taken, sense) = meant.map_or((1, None), |(taken, sense)| (taken, Some(sense)));
            let of_a_body = match sense {
                Some(Sense::LegalForm { .. } | Sense::Concept(_) | Sense::Ordinal(_) | Sense::NumberMark) => {
                    taken > 1 || lexicon.given(first).is_none()
                }
                _ => lexicon.split_compound(first).is_some(),
            };
            if of_a_body {
                return false;
            }
            rest = rest.get(taken.max(1)..).unwrap_or(&[]);
        }
        true
    }
}
