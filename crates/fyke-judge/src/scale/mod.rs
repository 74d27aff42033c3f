//! The words of the services for a number: every scale is a view, none is stored.
//!
//! [`words`] holds what likelihood scales have in common; [`phia`] and
//! [`icd203`] are two of them. [`confidence`] is not about likelihood at all.
//! [`admiralty`] and [`uk352`] grade origins and items, [`tlp`] says how freely
//! something may go on, [`stix`] is what goes into an export. Their tables are
//! under `data/scales/`, where a person can argue with them.
//!
//! A number has a word or it has none; a word has a band and never a number.
//! That way no judgement moves by being read aloud.

pub mod admiralty;
pub mod confidence;
pub mod icd203;
pub mod phia;
pub mod stix;
pub mod tlp;
pub mod uk352;
pub mod words;

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Reads a shipped table; a test of each scale does so once.
fn shipped<T: DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).expect("the shipped scales are read by a test of each")
}

/// An item of a table that has a sign and a meaning.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Grade {
    /// The sign, as it is written.
    pub id: String,
    /// What it means.
    pub what: String,
}

/// What a sign means by a shipped table.
fn meaning(grades: &'static [Grade], sign: &str) -> &'static str {
    let grade = grades.iter().find(|grade| grade.id == sign);
    grade.map_or("", |grade| &grade.what)
}

/// A sign that a scale does not have.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("'{text}' is no {what}; write {how}")]
pub struct BadGrade {
    text: String,
    what: &'static str,
    how: &'static str,
}

impl BadGrade {
    fn new(text: &str, what: &'static str, how: &'static str) -> BadGrade {
        BadGrade {
            text: text.chars().take(40).collect(),
            what,
            how,
        }
    }
}

/// A grade of an origin and what came from it, by whichever scale.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Graded {
    /// `B2`.
    Admiralty(admiralty::Admiralty),
    /// `2 B C S2`.
    Uk352(uk352::Uk352),
}

impl Graded {
    /// Whether both questions were answered; "cannot be judged" is an answer.
    pub fn complete(&self) -> bool {
        match self {
            Graded::Admiralty(grade) => grade.reliability.is_some() && grade.credibility.is_some(),
            Graded::Uk352(_) => true,
        }
    }
}

/// Reads a grade of either scale.
///
/// ```
/// use fyke_judge::scale::{Graded, read_grade};
/// assert!(matches!(read_grade("B2"), Ok(Graded::Admiralty(_))));
/// assert!(matches!(read_grade("2 B C S2"), Ok(Graded::Uk352(_))));
/// assert_eq!(
///     read_grade("good").unwrap_err().to_string(),
///     "'good' is no grade; write the Admiralty code as in B2, or 3x5x2 as in 2 B P"
/// );
/// ```
///
/// # Errors
/// A text that is no grade of either.
pub fn read_grade(text: &str) -> Result<Graded, BadGrade> {
    let text = text.trim();
    if let Ok(grade) = text.parse() {
        return Ok(Graded::Admiralty(grade));
    }
    let bad = |_| BadGrade::new(text, "grade", "the Admiralty code as in B2, or 3x5x2 as in 2 B P");
    text.parse().map(Graded::Uk352).map_err(bad)
}

/// An enum whose variants are the signs of a scale: written, read, listed.
macro_rules! signs {
    ($type:ident, $what:literal, $how:literal, $($variant:ident => $sign:literal),+ $(,)?) => {
        impl $type {
            /// All of them, as the scale lists them.
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            /// The sign, as it is written.
            pub const fn as_str(self) -> &'static str {
                match self { $($type::$variant => $sign),+ }
            }
        }
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl std::str::FromStr for $type {
            type Err = crate::scale::BadGrade;
            fn from_str(text: &str) -> Result<$type, crate::scale::BadGrade> {
                let found = $type::ALL.iter().copied().find(|sign| sign.as_str().eq_ignore_ascii_case(text));
                found.ok_or_else(|| crate::scale::BadGrade::new(text, $what, $how))
            }
        }
    };
}
use signs;

#[cfg(test)]
mod tests {
    use super::admiralty::{Credibility, Reliability};
    use super::uk352::{Knowledge, Source};
    use super::*;
    use crate::assessment::Confidence;
    use crate::record::leaf::Tlp;

    /// What analysts read says what the program does.
    #[test]
    fn the_page_for_analysts_holds_every_table() {
        let page = include_str!("../../../../docs/judgement.md");
        let mut rows: Vec<String> = Vec::new();
        for band in &phia::phia().bands {
            let term = band.term(0);
            let term = if term == "likely" {
                "likely, probable"
            } else {
                term
            };
            rows.push(format!("| {term} | {band} |"));
        }
        for band in &icd203::icd203().bands {
            rows.push(format!("| {} | {} | {band} |", band.term(0), band.term(1)));
        }
        for level in [Confidence::Low, Confidence::Moderate, Confidence::High] {
            rows.push(format!(
                "| {} | {} |",
                confidence::word(level),
                confidence::what(level)
            ));
        }
        for (letter, figure) in Reliability::ALL.iter().zip(Credibility::ALL) {
            rows.push(format!(
                "| {letter} | {} | {figure} | {} |",
                letter.what(),
                figure.what()
            ));
        }
        rows.extend(Source::ALL.iter().map(|s| format!("| {s} | {} |", s.what())));
        rows.extend(Knowledge::ALL.iter().map(|k| format!("| {k} | {} |", k.what())));
        for tlp in [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::AmberStrict, Tlp::Red] {
            let label = tlp::label(tlp);
            rows.push(format!("| {} | {} |", label.label, label.what));
        }
        let missing: Vec<&String> = rows.iter().filter(|row| !page.contains(row.as_str())).collect();
        assert!(missing.is_empty(), "docs/judgement.md lacks {missing:#?}");
    }
}
