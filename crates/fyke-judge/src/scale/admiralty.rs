//! The Admiralty code: how reliable is the origin (A to F), how credible is the
//! item (1 to 6).
//!
//! Two questions with two answers. A good origin may be wrong, a bad one right;
//! who writes A1, B2, C3 all day has answered one question twice. F and 6 say
//! that it cannot be judged: they are outside the order, so the grades have none
//! here. A grade that was not given yet is a third thing and is written `-`.

use super::{BadGrade, Grade, meaning, signs};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    halo: HaloFrom,
    reliability: Vec<Grade>,
    credibility: Vec<Grade>,
}

#[derive(Deserialize)]
struct HaloFrom {
    share: f64,
    pairs: usize,
}

static SHIPPED: LazyLock<File> =
    LazyLock::new(|| super::shipped(include_str!("../../../../data/scales/admiralty.toml")));

/// How reliable an origin has been.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[expect(missing_docs, reason = "what a letter means is data: Reliability::what")]
pub enum Reliability {
    A,
    B,
    C,
    D,
    E,
    F,
}
signs!(Reliability, "reliability of an origin", "a letter from A to F, F where it cannot be judged",
    A => "A", B => "B", C => "C", D => "D", E => "E", F => "F");

/// How credible an item is, whoever it came from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[expect(missing_docs, reason = "what a figure means is data: Credibility::what")]
pub enum Credibility {
    One,
    Two,
    Three,
    Four,
    Five,
    Six,
}
signs!(Credibility, "credibility of an item", "a figure from 1 to 6, 6 where it cannot be judged",
    One => "1", Two => "2", Three => "3", Four => "4", Five => "5", Six => "6");

impl Reliability {
    /// What it means.
    pub fn what(self) -> &'static str {
        meaning(&SHIPPED.reliability, self.as_str())
    }
    /// False for F.
    pub const fn judged(self) -> bool {
        !matches!(self, Reliability::F)
    }
}
impl Credibility {
    /// What it means.
    pub fn what(self) -> &'static str {
        meaning(&SHIPPED.credibility, self.as_str())
    }
    /// False for 6.
    pub const fn judged(self) -> bool {
        !matches!(self, Credibility::Six)
    }
}

/// Both answers, each given on its own or not yet.
///
/// ```
/// use fyke_judge::scale::admiralty::Admiralty;
/// let grade: Admiralty = "B2".parse().unwrap();
/// assert_eq!(grade.reliability.unwrap().what(), "usually reliable");
/// let half: Admiralty = "B-".parse().unwrap();
/// assert_eq!((half.credibility, half.to_string()), (None, "B-".to_owned()));
/// assert!("2B".parse::<Admiralty>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Admiralty {
    /// Of the origin.
    pub reliability: Option<Reliability>,
    /// Of the item.
    pub credibility: Option<Credibility>,
}

impl fmt::Display for Admiralty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = self.reliability.map_or("-", Reliability::as_str);
        let figure = self.credibility.map_or("-", Credibility::as_str);
        write!(f, "{letter}{figure}")
    }
}
impl FromStr for Admiralty {
    type Err = BadGrade;
    fn from_str(text: &str) -> Result<Admiralty, BadGrade> {
        let bad = || {
            BadGrade::new(
                text,
                "grade of the Admiralty code",
                "a letter and a figure, as in B2; a dash for what is not graded yet",
            )
        };
        let mut chars = text.chars();
        let (Some(letter), Some(figure), None) = (chars.next(), chars.next(), chars.next()) else {
            return Err(bad());
        };
        let given = |sign: char| (sign != '-').then(|| sign.to_string());
        Ok(Admiralty {
            reliability: given(letter).map(|s| s.parse()).transpose().map_err(|_| bad())?,
            credibility: given(figure).map(|s| s.parse()).transpose().map_err(|_| bad())?,
        })
    }
}
impl TryFrom<String> for Admiralty {
    type Error = BadGrade;
    fn try_from(text: String) -> Result<Admiralty, BadGrade> {
        text.parse()
    }
}
impl From<Admiralty> for String {
    fn from(grade: Admiralty) -> String {
        grade.to_string()
    }
}

/// A grader whose two answers look like one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Halo {
    /// Pairs on the diagonal: A1, B2, C3, D4, E5.
    pub on_diagonal: usize,
    /// Pairs in which both could be judged.
    pub judged: usize,
}

impl fmt::Display for Halo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} of {} pairs are A1, B2, C3, D4 or E5; grade the origin and the item apart, on separate days if \
             need be",
            self.on_diagonal, self.judged
        )
    }
}

/// Whether one grader's pairs lie on the diagonal, where there are enough of
/// them to say so. Pairs with F, 6 or a missing half say nothing here.
pub fn halo<'a>(pairs: impl IntoIterator<Item = &'a Admiralty>) -> Option<Halo> {
    let mut halo = Halo {
        on_diagonal: 0,
        judged: 0,
    };
    for pair in pairs {
        let (Some(letter), Some(figure)) = (pair.reliability, pair.credibility) else {
            continue;
        };
        if !letter.judged() || !figure.judged() {
            continue;
        }
        halo.judged += 1;
        // the variants are listed in the order of the two scales
        halo.on_diagonal += usize::from(letter as usize == figure as usize);
    }
    let from = &SHIPPED.halo;
    let share = halo.on_diagonal as f64 / halo.judged.max(1) as f64;
    (halo.judged >= from.pairs && share > from.share).then_some(halo)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_sign_has_its_meaning_and_both_unknowns_are_no_grade() {
        assert!(Reliability::ALL.iter().all(|letter| !letter.what().is_empty()));
        assert!(Credibility::ALL.iter().all(|figure| !figure.what().is_empty()));
        let judged = Reliability::ALL.iter().filter(|letter| letter.judged()).count();
        assert_eq!(judged, 5);
        assert_eq!(Reliability::F.what(), "reliability cannot be judged");
        assert_eq!(Credibility::Six.what(), "truth cannot be judged");
    }

    fn grades(text: &str) -> Vec<Admiralty> {
        text.split_whitespace()
            .map(|grade| grade.parse().unwrap())
            .collect()
    }

    #[test]
    fn a_grader_who_answers_one_question_twice_is_told() {
        // 17 of 20 on the diagonal
        let mut pairs = grades("A1 B2 C3 B2 B2 B2 B2 C3 C3 D4 E5 B2 A1 A1 B2 C3 C3 B3 C1 D2");
        assert_eq!(
            halo(&pairs).map(|halo| (halo.on_diagonal, halo.judged)),
            Some((17, 20))
        );
        // 16 of 20 is not more than eight tenths
        pairs[0] = "A2".parse().unwrap();
        assert_eq!(halo(&pairs), None);
        // F6 twenty times is an honest answer, and two half pairs are no pairs
        assert_eq!(halo(&grades(&"F6 ".repeat(20))), None);
        assert_eq!(halo(&grades(&"B2 ".repeat(19))), None);
        assert!(halo(&grades(&format!("{}F6 B- -2", "B2 ".repeat(20)))).is_some());
    }

    proptest! {
        #[test]
        fn a_grade_is_read_as_it_was_written(letter in 0usize..7, figure in 0usize..7, text in ".{0,4}") {
            let grade = Admiralty {
                reliability: Reliability::ALL.get(letter).copied(),
                credibility: Credibility::ALL.get(figure).copied(),
            };
            prop_assert_eq!(grade.to_string().parse::<Admiralty>().unwrap(), grade);
            let json = serde_json::to_string(&grade).unwrap();
            prop_assert_eq!(serde_json::from_str::<Admiralty>(&json).unwrap(), grade);
            if let Ok(read) = text.parse::<Admiralty>() {
                prop_assert_eq!(read.to_string(), text.to_ascii_uppercase());
            }
        }
    }
}
