//! What a person says of records, checked before it goes into the log: the same
//! for whoever says it, on a terminal or on a page.

use super::split;
use crate::screen::{Failure, Outcome, counted, plain};
use fyke_resolve::cluster::IdPair;
use fyke_store::judgements::{Fate, Line, Said, fates};
use std::collections::BTreeSet;

/// Two records that may be judged: both are `known`, and they are not one.
pub fn two(known: &dyn Fn(&str) -> bool, left: &str, right: &str) -> Outcome {
    if left == right {
        return Err(Failure::new(
            format!("'{}' was named twice", plain(left)),
            "name two records, as dataset:id",
        ));
    }
    if let Some(stranger) = [left, right].into_iter().find(|record| !known(record)) {
        return Err(Failure::new(
            format!("the case has no record '{}'", plain(stranger)),
            "name it as dataset:id",
        ));
    }
    IdPair::new(left, right).map(|_| ()).map_err(|e| {
        Failure::new(
            format!("the two cannot be judged: {e}"),
            "name two records, as dataset:id",
        )
    })
}

/// Takes a line back; none where it is no judgement of records that nobody took
/// back. What was said of a fact is changed by saying otherwise of it, for its
/// statements come and go with that.
pub fn taken_back(lines: &[Line], line: u64) -> Option<Said> {
    lines.iter().find(|known| known.n == line)?.said.pair()?;
    let fate = fates(lines).remove(&line);
    matches!(fate, Some(Fate::Binds | Fate::Overruled { .. })).then_some(Said::TakenBack { line })
}

/// Takes records out of an entity that holds these.
pub fn parted(
    lines: &[Line],
    keys: &BTreeSet<String>,
    entity: &str,
    records: &[String],
) -> Outcome<Vec<Said>> {
    let out: BTreeSet<String> = records.iter().cloned().collect();
    if out.is_empty() {
        return Err(Failure::new("no record was named", "name those to take out"));
    }
    if let Some(stranger) = out.difference(keys).next() {
        let some: Vec<_> = keys.iter().take(20).map(|key| plain(key)).collect();
        let more = if keys.len() > some.len() {
            " and others"
        } else {
            ""
        };
        return Err(Failure::new(
            format!("'{}' is not in {}", plain(stranger), plain(entity)),
            format!("it holds {}{more}", some.join(", ")),
        ));
    }
    let stay: BTreeSet<String> = keys.difference(&out).cloned().collect();
    if stay.is_empty() {
        return Err(Failure::new(
            "all records would leave the entity",
            "name those to take out and leave the others",
        ));
    }
    split::split(lines, &out, &stay).ok_or_else(|| {
        Failure::new(
            format!(
                "to part {} from {} that stay takes more than {} lines of the log",
                counted(out.len() as u64, "record"),
                stay.len(),
                split::LINES_MAX
            ),
            "take fewer records out at once, or judge the few pairs different that tell them apart",
        )
    })
}
