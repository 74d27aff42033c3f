//! How judgements are said on a terminal: numbers in the words of the
//! yardstick, and what the linter says of the person's own words.

use crate::screen::note;
use fyke_judge::assessment::{Assessment, Confidence, Probability};
use fyke_judge::lint::{Expect, Finding, lint};
use fyke_judge::record::leaf::Verdict;
use fyke_judge::scale::phia::phia;

/// What the linter says of the words of a judgement.
pub fn findings(assessment: &Assessment) -> Vec<Finding> {
    let expect = Expect {
        probability: Some(assessment.probability),
        scale: None,
    };
    lint(&assessment.confidence_basis, expect)
}

/// Notes on how a judgement is worded: told, not enforced.
pub fn warn(assessment: &Assessment) {
    for finding in findings(assessment) {
        note(format_args!("wording: {finding}"));
    }
}

/// `likely (0.7)`.
pub fn likelihood(p: Probability) -> String {
    phia().write(p, 0)
}

/// `moderate`.
pub const fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::Moderate => "moderate",
        Confidence::High => "high",
    }
}

/// `escalated`.
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Escalate => "escalated",
        Verdict::NamePerson => "a person may be named",
        Verdict::Release => "released",
        Verdict::Refute => "refuted",
        Verdict::Dismiss => "dismissed",
        Verdict::Defer => "deferred",
        Verdict::Reopen => "open again",
    }
}
