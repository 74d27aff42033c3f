//! Judgements of others, from nomenklatura's resolver file: each keeps who
//! said it and when, beside who took it in. What stands here already is not
//! said again, so that a file may be taken in twice.

use fyke_resolve::cluster::{IdPair, JudgementLog, Verdict};
use fyke_store::judgements::{Said, Told};
use std::collections::BTreeMap;

/// What a file brings.
#[derive(Default)]
pub struct Brought {
    /// To be written.
    pub said: Vec<(Said, Option<Told>)>,
    /// Said here already, in the same words.
    pub known: u64,
    /// Of those to be written, said otherwise here until now.
    pub overrule: u64,
    /// Not about two records of the case, or with ids too long to keep.
    pub no_pair: u64,
}

/// What stands here: the word on each two ids, the lesser first.
pub type Standing = BTreeMap<(String, String), &'static str>;

/// What a log brings to those that stand; `key` names an id as the case does.
pub fn bring(log: &JudgementLog, mut standing: Standing, key: impl Fn(&str) -> String) -> Brought {
    let mut brought = Brought::default();
    for judgement in log.standing() {
        let (left, right) = (key(judgement.pair.target()), key(judgement.pair.source()));
        if IdPair::new(&left, &right).is_err() {
            brought.no_pair += 1;
            continue;
        }
        let (said, word) = worded(judgement.verdict, &left, &right);
        let ends = if left < right {
            (left, right)
        } else {
            (right, left)
        };
        match standing.insert(ends, word) {
            Some(before) if before == word => {
                brought.known += 1;
                continue;
            }
            Some(_) => brought.overrule += 1,
            None => {}
        }
        let told = Told {
            by: judgement.who.clone(),
            at: judgement.at.clone(),
        };
        brought.said.push((said, Some(told)));
    }
    brought
}

fn worded(verdict: Verdict, left: &str, right: &str) -> (Said, &'static str) {
    let (left, right) = (left.to_owned(), right.to_owned());
    match verdict {
        Verdict::Same => (Said::Same { left, right }, "same"),
        Verdict::Different => (Said::Different { left, right }, "different"),
        Verdict::Unsure => (Said::Unsure { left, right }, "unsure"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_resolve::cluster::read_resolver_file;

    #[test]
    fn what_stands_is_not_said_again_and_a_record_is_not_judged_against_itself() {
        let file = read_resolver_file(
            br#"["b", "a", "positive", null, "bob", "2020"]
["c", "a", "negative", null, "bob", "2020"]
["d", "a", "negative", null, null, null]
["x:a", "a", "positive", null, "bob", "2020"]
"#,
        );
        let key = |id: &str| {
            if id == "a" {
                "x:a".to_owned()
            } else {
                id.to_owned()
            }
        };
        let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        let standing = [(pair("b", "x:a"), "same"), (pair("c", "x:a"), "same")];
        let brought = bring(&file.log, standing.into(), key);
        assert_eq!((brought.known, brought.overrule, brought.no_pair), (1, 1, 1));
        let told: Vec<_> = brought
            .said
            .iter()
            .map(|(_, told)| told.as_ref().map(|t| (t.by.as_str(), t.at.as_str())))
            .collect();
        assert_eq!(told, [Some(("bob", "2020")), Some(("", ""))]);
    }
}
