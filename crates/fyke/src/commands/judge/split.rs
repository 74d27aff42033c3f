//! Taking records out of an entity, in lines of the log: what holds them to
//! those that stay is taken back, and each is called different from each that
//! stays. Nothing is said of records on the same side of the cut: whether
//! those are one nobody was asked.

use fyke_store::judgements::{Fate, Line, Said, fates};
use std::collections::{BTreeMap, BTreeSet};

/// Lines that one split may write.
pub const LINES_MAX: usize = 1_000;

/// What to write so that `out` parts from `stay`; nothing where that would be
/// more than [`LINES_MAX`] lines.
pub fn split(lines: &[Line], out: &BTreeSet<String>, stay: &BTreeSet<String>) -> Option<Vec<Said>> {
    let fates = fates(lines);
    let parted: BTreeSet<(&str, &str)> = lines
        .iter()
        .filter(|line| fates.get(&line.n) == Some(&Fate::Binds))
        .filter(|line| matches!(line.said, Said::Different { .. }))
        .filter_map(|line| line.said.ends())
        .collect();
    let pairs = out
        .iter()
        .flat_map(|left| stay.iter().map(move |right| (left, right)))
        .filter(|(left, right)| !parted.contains(&(left.min(right).as_str(), left.max(right).as_str())));
    let said: Vec<Said> = crossing(lines, &fates, out, stay)
        .into_iter()
        .map(|line| Said::TakenBack { line })
        .chain(pairs.map(|(left, right)| Said::Different {
            left: left.clone(),
            right: right.clone(),
        }))
        .take(LINES_MAX + 1)
        .collect();
    (said.len() <= LINES_MAX).then_some(said)
}

/// The lines that say "same" across the cut. An id that is no record of the
/// entity (`NK-...`, or a record that is not in the case now) is on the side
/// of those that stay where a chain of "same" leads from it to one of them
/// without passing those taken out; else it leaves with them.
fn crossing(
    lines: &[Line],
    fates: &BTreeMap<u64, Fate>,
    out: &BTreeSet<String>,
    stay: &BTreeSet<String>,
) -> Vec<u64> {
    let said_same = |line: &Line| matches!(line.said, Said::Same { .. });
    let mut links: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in lines {
        if let (true, Some(Fate::Binds), Some((a, b))) =
            (said_same(line), fates.get(&line.n), line.said.ends())
        {
            links.entry(a).or_default().push(b);
            links.entry(b).or_default().push(a);
        }
    }
    let mut staying: BTreeSet<&str> = stay.iter().map(String::as_str).collect();
    let mut open: Vec<&str> = staying.iter().copied().collect();
    while let Some(id) = open.pop() {
        for &next in links.get(id).into_iter().flatten() {
            if !out.contains(next) && staying.insert(next) {
                open.push(next);
            }
        }
    }
    // lines that a later one overrules go too, or they would bind again
    lines
        .iter()
        .filter(|line| said_same(line) && !matches!(fates.get(&line.n), Some(Fate::TakenBack { .. })))
        .filter(|line| {
            line.said.ends().is_some_and(|(a, b)| {
                (out.contains(a) && staying.contains(b)) || (out.contains(b) && staying.contains(a))
            })
        })
        .map(|line| line.n)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines from words such as `a=b`, `a/b` (different) and `-1` (taken back).
    fn log(words: &str) -> Vec<Line> {
        let line = |(n, word): (u64, &str)| {
            let pair = |(left, right): (&str, &str)| (left.to_owned(), right.to_owned());
            let said = if let Some((left, right)) = word.split_once('=').map(pair) {
                Said::Same { left, right }
            } else if let Some((left, right)) = word.split_once('/').map(pair) {
                Said::Different { left, right }
            } else {
                let line = word.trim_start_matches('-').parse().unwrap();
                Said::TakenBack { line }
            };
            Line {
                n,
                at: String::new(),
                by: String::new(),
                told_by: None,
                said,
                note: String::new(),
                previous: String::new(),
            }
        };
        (1..).zip(words.split_whitespace()).map(line).collect()
    }

    fn after(words: &str, out: &str, stay: &str) -> String {
        let set = |ids: &str| ids.split(' ').map(str::to_owned).collect();
        let said = split(&log(words), &set(out), &set(stay)).unwrap();
        let words: Vec<String> = said
            .iter()
            .map(|said| match said {
                Said::Same { left, right } => format!("{left}={right}"),
                Said::Different { left, right } => format!("{left}/{right}"),
                Said::TakenBack { line } => format!("-{line}"),
                Said::Unsure { .. } => "?".to_owned(),
                other => format!("{other:?}"),
            })
            .collect();
        words.join(" ")
    }

    #[test]
    fn what_crosses_the_cut_is_taken_back_and_nothing_else_is_said() {
        assert_eq!(after("", "a", "b c"), "a/b a/c");
        assert_eq!(after("a=b b=c", "a", "b c"), "-1 a/b a/c");
        // said twice, and once overruled since: neither may bind again
        assert_eq!(after("a=b a/b b=a", "a", "b"), "-1 -3 a/b");
        assert_eq!(after("a=b -1 a/c", "a", "b c"), "a/b");
        // what is said among those that leave, and among those that stay, stands
        assert_eq!(after("a=d b=c", "a d", "b c"), "a/b a/c d/b d/c");
    }

    #[test]
    fn chains_through_ids_that_are_no_records_are_cut_where_they_leave_those_that_stay() {
        assert_eq!(after("a=NK b=NK", "a", "b"), "-1 a/b");
        assert_eq!(after("a=N1 N1=N2 N2=b", "a", "b"), "-1 a/b");
        // an id that only those taken out share leaves with them
        assert_eq!(after("a=NK d=NK d=b", "a d", "b"), "-3 a/b d/b");
    }

    #[test]
    fn a_split_of_too_many_lines_is_refused() {
        let set = |from: u32, to: u32| (from..to).map(|n| n.to_string()).collect();
        let lines = |stay| split(&[], &set(0, 40), &set(40, stay)).map(|said| said.len());
        assert_eq!((lines(65), lines(66)), (Some(1_000), None));
    }
}
