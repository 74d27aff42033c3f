//! Three ways of asking the query engine that look innocent and are not.
//!
//! Measured on DataFusion 55: a distinct count of text beside another aggregate
//! takes an empty table of 512 places for every group (3.4 GB where 0.2 GB would
//! do); a join whose right side is the large table, or has no statistics, keeps
//! the large side in memory (2.5 GB against 0.3); a semi or anti join does not
//! make its keys distinct first, so a skewed key multiplies.
//!
//! The rules read SQL in the string literals of the two crates that ask, and the
//! calls that build plans. Where one is right all the same, say so on the line or
//! in the three above it: `// engine rule: ` and the reason, in a sentence.

use super::Finding;
use super::rust_text;
use super::tree::Tree;

const READ: &[&str] = &["crates/fyke-store/src/", "crates/fyke/src/"];

/// What lets a line pass; a reason of some length must follow.
const PASS: &str = "// engine rule: ";
const REASON_LENGTH_MIN: usize = 20;

/// Tables with a row for every row taken in: never the left, remembered side of a join.
const BULK: &[&str] = &[
    "consignments",
    "lanes",
    "flows",
    "statements",
    "refused",
    "lead_rows",
];

/// Checks the sources that ask the engine.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, source) in tree.texts().filter(|(path, _)| path.ends_with(".rs")) {
        if !READ.iter().any(|folder| path.starts_with(folder)) {
            continue;
        }
        let (literals, code) = rust_text::split(source);
        let mut broken: Vec<(usize, String)> = Vec::new();
        for literal in &literals {
            broken.extend(
                broken_by_sql(literal.text)
                    .into_iter()
                    .map(|rule| (literal.line, rule)),
            );
        }
        for (index, line) in code.lines().enumerate() {
            broken.extend(broken_by_call(line).into_iter().map(|rule| (index + 1, rule)));
        }
        let lines: Vec<&str> = source.lines().collect();
        broken.retain(|(line, _)| !is_passed(&lines, *line));
        findings.extend(
            broken
                .into_iter()
                .map(|(line, rule)| format!("{path}:{line}: {rule}")),
        );
    }
    findings
}

fn is_passed(lines: &[&str], line: usize) -> bool {
    let around = &lines[line.saturating_sub(4)..line.min(lines.len())];
    around
        .iter()
        .filter_map(|line| line.split_once(PASS))
        .any(|(_, reason)| reason.trim().len() >= REASON_LENGTH_MIN)
}

/// The rules one SQL text breaks.
fn broken_by_sql(text: &str) -> Vec<String> {
    let spaced = text
        .to_lowercase()
        .replace("\\n", " ")
        .replace('\\', " ")
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace(',', " , ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut broken = Vec::new();
    if !words.contains(&"select") && !words.contains(&"join") {
        return broken;
    }
    if has(&words, &["count", "(", "distinct"]) && aggregates(&words) > 1 {
        broken.push(
            "count(distinct) beside another aggregate; write two group-bys, one inside the other".into(),
        );
    }
    if has(&words, &["not", "in", "(", "select"]) || has(&words, &["not", "exists"]) {
        broken
            .push("NOT IN or NOT EXISTS; write a left join over `select distinct` keys and `is null`".into());
    }
    for join in ["anti", "semi"] {
        if has(&words, &[join, "join"]) {
            broken.push(format!("a {join} join; join over `select distinct` keys instead"));
        }
    }
    let membership = words
        .windows(4)
        .filter(|four| four[..3] == ["in", "(", "select"] && four[3] != "distinct");
    if membership.count() > 0 && !has(&words, &["not", "in", "(", "select"]) {
        broken.push("IN (select ...) without distinct; write `in (select distinct ...)`".into());
    }
    broken.extend(large_side_left(&words));
    broken
}

/// `from BULK [as] x [left] join SMALL`: the engine keeps the left side in memory.
fn large_side_left(words: &[&str]) -> Option<String> {
    let bulk = |word: &str| BULK.contains(&word.trim_matches(['"', ';']));
    for (index, _) in words.iter().enumerate().filter(|(_, word)| **word == "from") {
        let Some(left) = words.get(index + 1).filter(|word| bulk(word)) else {
            continue;
        };
        let after = &words[index + 2..];
        let Some(join) = after.iter().take(5).position(|word| *word == "join") else {
            continue;
        };
        let between = after[..join]
            .iter()
            .any(|word| matches!(*word, "where" | "group" | "order" | "union" | ")"));
        let right = after.get(join + 1).copied().unwrap_or_default();
        if !between && !bulk(right) {
            return Some(format!(
                "`from {left} join {right}` remembers the large side; write the small table first"
            ));
        }
    }
    None
}

fn has(words: &[&str], run: &[&str]) -> bool {
    words.windows(run.len()).any(|window| window == run)
}

fn aggregates(words: &[&str]) -> usize {
    let names = [
        "count",
        "sum",
        "avg",
        "min",
        "max",
        "median",
        "stddev",
        "array_agg",
        "approx_distinct",
    ];
    words
        .windows(2)
        .filter(|pair| pair[1] == "(" && names.contains(&pair[0]))
        .count()
}

/// The rules one line of code breaks.
fn broken_by_call(line: &str) -> Vec<String> {
    let mut broken = Vec::new();
    for kind in [
        "JoinType::LeftAnti",
        "JoinType::RightAnti",
        "JoinType::LeftSemi",
        "JoinType::RightSemi",
    ] {
        if line.contains(kind) {
            broken.push(format!("{kind}; join over distinct keys instead"));
        }
    }
    for call in ["register_csv(", "read_csv(", "CsvReadOptions"] {
        if line.contains(call) {
            let call = call.trim_end_matches('(');
            broken.push(format!(
                "{call}: a CSV has no statistics to plan a join by; take it in as Parquet first"
            ));
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(source: &str) -> Vec<Finding> {
        check(&Tree::of(&[("crates/fyke-store/src/ask.rs", source)]))
    }

    #[track_caller]
    fn finds(sql: &str, words: &str) {
        let findings = findings(&format!("let q = \"{sql}\";"));
        assert!(
            findings.len() == 1 && findings[0].contains(words),
            "{sql}\n{findings:#?}\nwanted: {words}"
        );
    }

    #[track_caller]
    fn clean(source: &str) {
        assert_eq!(findings(source), Vec::<Finding>::new(), "{source}");
    }

    #[test]
    fn a_distinct_count_beside_another_aggregate() {
        finds(
            "select hs6, count(distinct consignor), sum(value) from consignments group by 1",
            "count(distinct)",
        );
        finds("SELECT COUNT( DISTINCT a ), avg(b) FROM t", "count(distinct)");
        clean("\"select hs6, count(distinct consignor) from consignments group by 1\"");
        clean("// count(distinct x), sum(y): never select so\nlet x = 1;");
    }

    #[test]
    fn keys_that_multiply() {
        finds("select * from a where k not in (select k from b)", "NOT IN");
        finds(
            "select * from a where not exists (select 1 from b)",
            "NOT IN or NOT EXISTS",
        );
        finds("select * from a left anti join b on a.k = b.k", "anti join");
        finds("select * from a where k in (select k from b)", "without distinct");
        clean("\"select * from a where k in (select distinct k from b)\"");
        clean("\"select * from a where hs6 in ('854231', '854232')\"");
        clean("\"select * from (select distinct k from b) k right join a on a.k = k.k where k.k is null\"");
        assert_eq!(
            findings("left.join(right, JoinType::LeftAnti, &a, &b, None)").len(),
            1
        );
    }

    #[test]
    fn the_large_side_remembered() {
        finds(
            "select * from consignments c join listed l on c.hs6 = l.hs6",
            "small table first",
        );
        finds(
            "select * from lanes left join names using (k)",
            "small table first",
        );
        clean("\"select * from listed l join consignments c on c.hs6 = l.hs6\"");
        clean("\"select * from consignments where hs6 = '854231'\"");
        assert_eq!(
            findings("context.register_csv(name, path, CsvReadOptions::new())").len(),
            2
        );
    }

    #[test]
    fn a_reason_lets_it_pass_and_an_empty_one_does_not() {
        let ask = "let q = \"select * from a where k not in (select k from b)\";";
        clean(&format!(
            "// engine rule: b has at most one row, the checkpoint\n{ask}"
        ));
        assert_eq!(findings(&format!("// engine rule: fine\n{ask}")).len(), 1);
        assert_eq!(
            findings(&format!(
                "// engine rule: b has at most one row, the checkpoint\n\n\n\n\n{ask}"
            ))
            .len(),
            1
        );
    }

    #[test]
    fn other_crates_may_write_what_they_like() {
        let tree = Tree::of(&[(
            "crates/fyke-sim/src/lib.rs",
            "\"select 1 where not exists (select 2)\"",
        )]);
        assert!(check(&tree).is_empty());
    }
}
