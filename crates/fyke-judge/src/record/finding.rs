//! What a verifier found, as a value and in words. It lives here, since the
//! record's own faults need it too; [`crate::rules`] passes it on.

use super::leaf::Index;
use std::fmt;

/// What was broken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rule {
    /// The record itself: bytes, hashes, signatures, order.
    Record,
    /// One of the fourteen rules of [`crate::rules`], by its number.
    Number(u8),
}

/// One thing that is wrong with the entry that is being looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// What was broken.
    pub rule: Rule,
    /// In words: lower case, no full stop at the end.
    pub words: String,
}

/// One thing that is wrong with a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The entry where it shows, if it shows at one.
    pub entry: Option<Index>,
    /// What was broken.
    pub rule: Rule,
    /// In words.
    pub words: String,
}

impl Fault {
    /// A fault against rule `number`.
    pub fn of(number: u8, words: impl Into<String>) -> Fault {
        Fault {
            rule: Rule::Number(number),
            words: words.into(),
        }
    }

    /// A fault of the record itself.
    pub fn record(words: impl Into<String>) -> Fault {
        Fault {
            rule: Rule::Record,
            words: words.into(),
        }
    }

    /// This fault, at `entry`.
    pub fn at(self, entry: Option<Index>) -> Finding {
        Finding {
            entry,
            rule: self.rule,
            words: self.words,
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::Record => write!(f, "record"),
            Rule::Number(number) => write!(f, "rule {number}"),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(entry) = self.entry {
            write!(f, "entry {entry}: ")?;
        }
        write!(f, "{} ({})", self.words, self.rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_reads_as_a_sentence() {
        let fault = Fault::of(3, "a reveal came before the judgement it answers");
        assert_eq!(
            fault.at(Some(17)).to_string(),
            "entry 17: a reveal came before the judgement it answers (rule 3)"
        );
        assert_eq!(
            Fault::record("the checkpoint is gone").at(None).to_string(),
            "the checkpoint is gone (record)"
        );
    }
}
