//! The linter's words, from `data/scales/lint.toml` and the likelihood scales.

use super::Rule;
use super::text::phrase;
use crate::scale::icd203::icd203;
use crate::scale::phia::phia;
use crate::scale::words::{Band, Scale};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What a phrase is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// Looks like one of the others and is none.
    NotATerm,
    /// Looks like a hedge and is none.
    NotAHedge,
    /// Looks like confidence and is none.
    NotConfidence,
    /// A term of a scale.
    Term,
    /// Likelihood in words of no scale.
    Other,
    /// A confidence.
    Confidence,
    /// A hedge.
    Hedge,
    /// Turns a term around.
    Negation,
}

/// A reading of a term: the scale, the row, the band.
#[derive(Clone, Copy, Debug)]
pub(super) struct TermReading {
    pub scale: &'static Scale,
    pub row: usize,
    pub band: &'static Band,
}

/// Abbreviations in small letters, without their last full stop.
pub(super) struct Abbreviations {
    pub always: BTreeSet<String>,
    pub before_number: BTreeSet<String>,
}

/// Everything.
pub(super) struct Vocabulary {
    /// Phrases by their first word, the longest first, then in order of kind.
    pub phrases: BTreeMap<String, Vec<(Vec<String>, Kind)>>,
    /// Phrases before a term that turn it around.
    pub negations: Vec<Vec<String>>,
    /// What each term means on each scale.
    pub terms: BTreeMap<Vec<String>, Vec<TermReading>>,
    pub common: BTreeMap<Vec<String>, Common>,
    pub months: Vec<Month>,
    pub percent: Percent,
    pub abbreviations: Abbreviations,
    rules: BTreeMap<Rule, RuleWords>,
}

impl Vocabulary {
    /// What is wrong and the repair, with the places filled in.
    pub fn say(&self, rule: Rule, found: &str, other: &str) -> (String, String) {
        let fill = |text: &str| text.replace("{other}", other).replace("{found}", found);
        self.rules
            .get(&rule)
            .map_or_else(Default::default, |rule| (fill(&rule.words), fill(&rule.repair)))
    }
}

/// A term that is a common word too: it counts beside one of these words.
#[derive(Deserialize)]
pub(super) struct Common {
    term: String,
    pub after: BTreeSet<String>,
    pub before: BTreeSet<String>,
}

/// A hedge that is also a month.
#[derive(Deserialize)]
pub(super) struct Month {
    pub word: String,
    pub modal_before: BTreeSet<String>,
}

/// Words that say what a percentage is of: see the file.
#[derive(Deserialize, Default)]
pub(super) struct Percent {
    pub likelihood: BTreeSet<String>,
    pub likely: BTreeSet<String>,
    pub after: BTreeSet<String>,
    pub anywhere: BTreeSet<String>,
}

#[derive(Deserialize)]
struct RuleWords {
    id: Rule,
    words: String,
    repair: String,
}

#[derive(Deserialize)]
struct Words {
    kind: Kind,
    phrases: Vec<String>,
}

#[derive(Deserialize)]
struct Abbreviation {
    when: When,
    words: BTreeSet<String>,
}

#[derive(Deserialize, PartialEq, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum When {
    Always,
    BeforeNumber,
}

#[derive(Deserialize)]
struct File {
    rule: Vec<RuleWords>,
    words: Vec<Words>,
    common: Vec<Common>,
    month: Vec<Month>,
    percent: Vec<Percent>,
    abbreviation: Vec<Abbreviation>,
}

/// The shipped words.
pub(super) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../../../data/scales/lint.toml"))
        .expect("a test reads the shipped words of the linter");
    build(file)
});

fn build(file: File) -> Vocabulary {
    let mut terms: BTreeMap<Vec<String>, Vec<TermReading>> = BTreeMap::new();
    for scale in [phia(), icd203()] {
        for (word, term) in scale.terms() {
            let (row, band) = (term.row, term.band);
            terms
                .entry(phrase(word))
                .or_default()
                .push(TermReading { scale, row, band });
        }
    }
    let mut all: Vec<(Vec<String>, Kind)> = terms.keys().map(|words| (words.clone(), Kind::Term)).collect();
    for words in &file.words {
        all.extend(words.phrases.iter().map(|text| (phrase(text), words.kind)));
    }
    let (negations, mut all): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, kind)| *kind == Kind::Negation);
    all.sort_by(|(a, a_kind), (b, b_kind)| b.len().cmp(&a.len()).then(a_kind.cmp(b_kind)));
    let mut phrases: BTreeMap<String, Vec<(Vec<String>, Kind)>> = BTreeMap::new();
    for (words, kind) in all {
        if let Some(first) = words.first() {
            phrases.entry(first.clone()).or_default().push((words, kind));
        }
    }
    let abbreviations = |when: When| {
        let lists = file.abbreviation.iter().filter(|list| list.when == when);
        lists.flat_map(|list| list.words.iter().cloned()).collect()
    };
    let mut percent = Percent::default();
    let abbreviations = Abbreviations {
        always: abbreviations(When::Always),
        before_number: abbreviations(When::BeforeNumber),
    };
    for list in file.percent {
        percent.likelihood.extend(list.likelihood);
        percent.likely.extend(list.likely);
        percent.after.extend(list.after);
        percent.anywhere.extend(list.anywhere);
    }
    Vocabulary {
        phrases,
        negations: negations.into_iter().map(|(words, _)| words).collect(),
        terms,
        common: file
            .common
            .into_iter()
            .map(|common| (phrase(&common.term), common))
            .collect(),
        months: file.month,
        percent,
        abbreviations,
        rules: file.rule.into_iter().map(|rule| (rule.id, rule)).collect(),
    }
}
