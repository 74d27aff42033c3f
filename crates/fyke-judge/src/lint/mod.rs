//! How a judgement is not worded.
//!
//! A reader takes "may" for anything from 5 to 60 per cent, and "likely, with
//! high confidence" for more than likely. The linter finds such places in a
//! judgement's text, each with its bytes, what is wrong and the repair; it changes
//! nothing. Its words are data (`data/scales/lint.toml`), the terms of likelihood
//! those of [`crate::scale`].
//!
//! Sources: ICD 203 (2015), D.6.e(2); the UK's PHIA guidance on the probability
//! yardstick. It knows English alone and no meaning: what stands in quotation
//! marks is somebody else's wording and is skipped, "could not" is read as "was not
//! able to", a capital "May" as the month.

mod marks;
mod percent;
mod rules;
#[cfg(test)]
mod tests;
mod text;
mod vocabulary;

use crate::assessment::{Assessment, PartKind, Probability};
use crate::scale::words::Scale;
use serde::Deserialize;
use std::fmt;

/// What the linter looks for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A likelihood and a confidence in one sentence.
    LikelihoodWithConfidence,
    /// May, might, could.
    Hedge,
    /// Terms of two scales, or of two rows of one, in one text.
    MixedScales,
    /// A term that the chosen scale does not have.
    NotOnScale,
    /// A term or a percentage that is not the number.
    ContradictsNumber,
    /// "Not likely".
    NegatedTerm,
    /// A percentage of nothing.
    BarePercent,
    /// "80 % confident".
    ConfidenceAsNumber,
    /// Likelihood in words of no scale.
    OtherWords,
}

/// A place in a text that should be worded otherwise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// First byte of the place.
    pub from: usize,
    /// The byte after its last; both lie on borders of characters.
    pub to: usize,
    /// Which rule.
    pub rule: Rule,
    /// What is wrong.
    pub words: String,
    /// What to do.
    pub repair: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.words, self.repair)
    }
}

/// What the text is to agree with.
#[derive(Clone, Copy, Default, Debug)]
pub struct Expect<'a> {
    /// The number that the text puts into words.
    pub probability: Option<Probability>,
    /// The scale it is to keep to, and the row of terms; without it, the terms
    /// need only agree among themselves.
    pub scale: Option<(&'a Scale, usize)>,
}

/// The findings in a text, in order of place.
///
/// ```
/// use fyke_judge::lint::{Expect, lint};
/// let found = lint("Gama may be the consignee.", Expect::default());
/// assert_eq!(
///     found[0].to_string(),
///     "'may' says neither how likely it is nor that it is not known; \
///      say how likely, in a term of the scale; or that it is not known"
/// );
/// assert_eq!((found[0].from, found[0].to), (5, 8));
/// assert_eq!(lint("It is likely that Gama is the consignee.", Expect::default()), []);
/// ```
pub fn lint(text: &str, expect: Expect<'_>) -> Vec<Finding> {
    let tokens = text::tokens(text);
    let marks = marks::marks(&tokens);
    rules::check(text, &tokens, &marks, expect)
}

/// The findings in the judgements of an assessment's argument, each with the
/// number of its part. Parts are steps, so the number at the end is not held
/// against them; what is information or assumed is not looked at.
pub fn lint_argument<'a>(
    assessment: &'a Assessment,
    scale: Option<(&'a Scale, usize)>,
) -> impl Iterator<Item = (usize, Finding)> + 'a {
    let parts = assessment.tradecraft.argument.iter().enumerate();
    let expect = Expect {
        probability: None,
        scale,
    };
    parts
        .filter(|(_, part)| part.kind == PartKind::Judgement)
        .flat_map(move |(n, part)| {
            lint(&part.text, expect)
                .into_iter()
                .map(move |finding| (n, finding))
        })
}
