//! nomenklatura's resolver file, read and written.
//!
//! One JSON array a line: `[target, source, judgement, score, user, time]`,
//! as `Edge.to_line` of nomenklatura 4.17 writes and `Edge.from_line` reads
//! it; a seventh value, where there is one, is the time of deletion. Lines
//! are in the order they were said: a later one of a pair takes the place of
//! an earlier. `no_judgement` lines are suggestions of a machine with its score.
//!
//! A bad line is refused with its number and the rest is kept.

use super::Verdict;
use super::judgement::{Entry, IdPair, Judgement, JudgementError, JudgementLog};

/// Longest line that is read, in bytes. Two ids, a user and a time need a
/// tenth of it.
pub const LINE_BYTES_MAX: usize = 65_536;

/// A pair that a machine suggests to a person.
#[derive(Clone, PartialEq, Debug)]
pub struct Suggestion {
    /// Which.
    pub pair: IdPair,
    /// How alike, in the units of whoever suggested it.
    pub score: Option<f64>,
    /// Who suggested it.
    pub who: String,
    /// When.
    pub at: String,
}

/// What a resolver file says.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ResolverFile {
    /// Judgements and deletions.
    pub log: JudgementLog,
    /// Suggestions that wait for a person, in the order of the file.
    pub suggestions: Vec<Suggestion>,
    /// Lines that were not read.
    pub refused: Vec<RefusedLine>,
}

/// A line that was not read.
#[derive(Clone, PartialEq, Debug)]
pub struct RefusedLine {
    /// Counted from 1.
    pub line: u64,
    /// Why, and what to do.
    pub reason: BadLine,
}

impl std::fmt::Display for RefusedLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

/// Why a line was not read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadLine {
    /// Too long to be a judgement.
    #[error(
        "longer than {LINE_BYTES_MAX} bytes: a judgement is two ids, a verdict, a score, a user and a time"
    )]
    Long,
    /// Not text.
    #[error("not utf-8: save the file as utf-8")]
    NotText,
    /// Not a JSON array.
    #[error("not a json array: write [target, source, judgement, score, user, time]")]
    NotArray,
    /// Not six or seven values.
    #[error("an array of {0} values: write [target, source, judgement, score, user, time]")]
    Values(usize),
    /// A value of the wrong kind, by its place from 1.
    #[error(
        "value {0} is of the wrong kind: ids, judgement, user and time are texts, the score is a number or null"
    )]
    Kind(usize),
    /// An unknown verdict.
    #[error("unknown judgement: write positive, negative, unsure or no_judgement")]
    Verdict,
    /// Ids that cannot be judged.
    #[error(transparent)]
    Ids(#[from] JudgementError),
}

/// Reads a resolver file. Blank lines are passed over.
///
/// ```
/// use fyke_resolve::cluster::read_resolver_file;
/// let file = read_resolver_file(
///     b"[\"NK-1\", \"ofac-9\", \"positive\", null, \"ada\", \"2026-01-01T00:00:00\"]\nnonsense\n",
/// );
/// assert_eq!(file.log.standing()[0].pair.source(), "ofac-9");
/// assert!(file.refused[0].to_string().starts_with("line 2: not a json array"));
/// ```
pub fn read_resolver_file(bytes: &[u8]) -> ResolverFile {
    let mut file = ResolverFile::default();
    for (line, bytes) in (1u64..).zip(bytes.split(|byte| *byte == b'\n')) {
        match read_line(bytes) {
            Ok(None) => {}
            Ok(Some(Line::Entry(entry))) => file.log.add(entry),
            Ok(Some(Line::Suggestion(suggestion))) => file.suggestions.push(suggestion),
            Err(reason) => file.refused.push(RefusedLine { line, reason }),
        }
    }
    file
}

enum Line {
    Entry(Entry),
    Suggestion(Suggestion),
}

fn read_line(bytes: &[u8]) -> Result<Option<Line>, BadLine> {
    if bytes.trim_ascii().is_empty() {
        return Ok(None);
    }
    if bytes.len() > LINE_BYTES_MAX {
        return Err(BadLine::Long);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| BadLine::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let values: Vec<serde_json::Value> = serde_json::from_str(text).map_err(|_| BadLine::NotArray)?;
    if !(6..=7).contains(&values.len()) {
        return Err(BadLine::Values(values.len()));
    }
    let word = |at: usize| values[at].as_str().ok_or(BadLine::Kind(at + 1));
    let or_empty = |at: usize| match values.get(at) {
        None => Ok(""),
        Some(value) if value.is_null() => Ok(""),
        Some(_) => word(at),
    };
    let score = match &values[3] {
        value if value.is_null() => None,
        value => Some(value.as_f64().filter(|s| s.is_finite()).ok_or(BadLine::Kind(4))?),
    };
    let verdict = match word(2)? {
        "positive" => Some(Verdict::Same),
        "negative" => Some(Verdict::Different),
        "unsure" => Some(Verdict::Unsure),
        "no_judgement" => None,
        _ => return Err(BadLine::Verdict),
    };
    let pair = IdPair::new(word(0)?, word(1)?)?;
    let (who, at, deleted) = (
        or_empty(4)?.to_owned(),
        or_empty(5)?.to_owned(),
        or_empty(6)?.to_owned(),
    );
    Ok(match verdict {
        _ if !deleted.is_empty() => Some(Line::Entry(Entry::Withdrawn {
            pair,
            who,
            at: deleted,
        })),
        Some(verdict) => Some(Line::Entry(Entry::Said(Judgement {
            pair,
            verdict,
            who,
            at,
            note: None,
        }))),
        None => Some(Line::Suggestion(Suggestion { pair, score, who, at })),
    })
}

/// The judgements that stand, then the suggestions, as nomenklatura reads
/// them. It has no place for notes and for what was withdrawn: those stay in
/// the log of the case.
pub fn write_resolver_file(log: &JudgementLog, suggestions: &[Suggestion]) -> String {
    let mut out = String::new();
    for judgement in log.standing() {
        let verdict = match judgement.verdict {
            Verdict::Same => "positive",
            Verdict::Different => "negative",
            Verdict::Unsure => "unsure",
        };
        write_line(
            &mut out,
            &judgement.pair,
            verdict,
            None,
            &judgement.who,
            &judgement.at,
        );
    }
    for suggestion in suggestions {
        let Suggestion { pair, score, who, at } = suggestion;
        write_line(&mut out, pair, "no_judgement", *score, who, at);
    }
    out
}

fn write_line(out: &mut String, pair: &IdPair, verdict: &str, score: Option<f64>, who: &str, at: &str) {
    out.push('[');
    for text in [pair.target(), pair.source(), verdict] {
        write_text(out, text);
        out.push_str(", ");
    }
    match score {
        Some(score) if score.is_finite() => out.push_str(&serde_json::json!(score).to_string()),
        _ => out.push_str("null"),
    }
    for text in [who, at] {
        out.push_str(", ");
        if text.is_empty() {
            out.push_str("null")
        } else {
            write_text(out, text)
        }
    }
    out.push_str("]\n");
}

/// A JSON text in ASCII, as Python's `json.dumps` writes it.
fn write_text(out: &mut String, text: &str) {
    for c in serde_json::Value::from(text).to_string().chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Rng;

    const FILE: &str = "\
[\"NK-b\", \"ofac-1\", \"positive\", null, \"ada\", \"2026-01-01T00:00:00\"]
[\"NK-b\", \"eu-\\u0436\\ud83d\\udea2\", \"negative\", null, \"ada\", \"2026-01-02T00:00:00\"]
[\"ua-3\", \"eu-3\", \"unsure\", null, null, null]
[\"ua-9\", \"eu-9\", \"no_judgement\", 0.75, \"machine\", \"2026-01-03T00:00:00\"]
";

    #[test]
    fn a_file_comes_back_byte_for_byte() {
        let file = read_resolver_file(FILE.as_bytes());
        assert_eq!(file.refused, []);
        assert_eq!(file.log.standing()[1].pair.source(), "eu-ж🚢");
        assert_eq!(write_resolver_file(&file.log, &file.suggestions), FILE);
    }

    #[test]
    fn bad_lines_are_refused_by_number_and_the_rest_is_kept() {
        let text = "[\"b\",\"a\",\"positive\",null,\"u\",\"t\"]
[\"b\",\"a\",\"maybe\",null,\"u\",\"t\"]

[\"b\",\"b\",\"positive\",null,\"u\",\"t\"]
[\"b\",\"a\"]
[\"b\",7,\"positive\",null,\"u\",\"t\"]
[\"b\",\"a\",\"positive\",NaN,\"u\",\"t\"]
{\"target\": \"b\"}
[\"d\",\"c\",\"negative\",null,\"u\",\"t\",\"2026-02-02\"]
[\"f\",\"e\",\"positive\",\"0.5\",\"u\",\"t\"]\r";
        let file = read_resolver_file(text.as_bytes());
        let refused: Vec<(u64, BadLine)> = file.refused.iter().map(|r| (r.line, r.reason)).collect();
        let ids = BadLine::Ids(JudgementError::OneId);
        let expected = [
            (2, BadLine::Verdict),
            (4, ids),
            (5, BadLine::Values(2)),
            (6, BadLine::Kind(2)),
            (7, BadLine::NotArray),
            (8, BadLine::NotArray),
            (10, BadLine::Kind(4)),
        ];
        assert_eq!(refused, expected);
        assert_eq!((file.log.entries().len(), file.log.standing().len()), (2, 1));
        assert_eq!(
            read_resolver_file(&[b'['; LINE_BYTES_MAX + 1]).refused[0].reason,
            BadLine::Long
        );
        assert_eq!(
            read_resolver_file(b"[\"\xff\"]").refused[0].reason,
            BadLine::NotText
        );
    }

    #[test]
    fn spoilt_bytes_never_stop_the_reader() {
        let mut rng = Rng::new(11);
        for _ in 0..3_000 {
            let mut bytes = FILE.as_bytes().to_vec();
            for _ in 0..1 + rng.below(6) {
                let at = rng.below(bytes.len());
                match rng.below(4) {
                    0 => bytes[at] = rng.below(256) as u8,
                    1 => bytes.truncate(at.max(1)),
                    2 => bytes.insert(at, b"[]\"\n\\,"[rng.below(6)]),
                    _ => drop(bytes.remove(at)),
                }
                bytes.push(b' ');
            }
            let file = read_resolver_file(&bytes);
            let lines = bytes
                .split(|b| *b == b'\n')
                .filter(|l| !l.trim_ascii().is_empty())
                .count();
            let read = file.log.entries().len() + file.suggestions.len() + file.refused.len();
            assert_eq!(read, lines, "every line is read or refused");
            let again = read_resolver_file(write_resolver_file(&file.log, &file.suggestions).as_bytes());
            assert_eq!(again.refused, []);
            assert_eq!(again.suggestions, file.suggestions);
            assert!(again.log.standing().iter().eq(file.log.standing().iter()));
        }
    }

    /// Writes a file with nomenklatura, or reads one and prints what it makes of it.
    const PEER: &str = r#"
import sys
from nomenklatura.db import Session, get_engine
from nomenklatura.judgement import Judgement
from nomenklatura.resolver import Resolver
session = Session(get_engine("sqlite:///:memory:"))
resolver = Resolver(session, create=True)
if sys.argv[1] == "write":
    positive, negative = Judgement.POSITIVE, Judgement.NEGATIVE
    resolver.decide("a", "b", positive, user="ada")
    resolver.decide("b", "ж\U0001f6a2", positive, user="ада")
    resolver.decide("c", "Q42", positive, user="ada")
    resolver.decide("a", "d", negative, user="ada")
    resolver.decide("c", "e", Judgement.UNSURE, user="ada")
    resolver.decide("f", "g", positive, user="ada")
    resolver.suggest("f", "h", 0.625, user="machine")
    resolver.decide("c", "b", positive, user="ada")
    resolver.dump(sys.argv[2])
else:
    resolver.load(sys.argv[2])
ids = ["a", "b", "ж\U0001f6a2", "c", "d", "e", "f", "g", "h", "Q42"]
for x in ids:
    print(" ".join(resolver.get_judgement(x, y).value if x != y else "-" for y in ids))
"#;

    /// What stands between every two of the ids, in nomenklatura's words.
    fn told(file: &ResolverFile) -> String {
        use super::super::{bind, cluster};
        let ids = ["a", "b", "ж\u{1f6a2}", "c", "d", "e", "f", "g", "h", "Q42"];
        let n = ids.len();
        let bound = bind(&file.log.standing(), n, |id| {
            ids.iter().position(|i| *i == id).map(|at| at as u32)
        });
        let found = cluster(n + bound.others.len(), &[], &bound.constraints);
        let between = |pairs: &[(u32, u32)], x: u32, y: u32| {
            pairs.iter().any(|(a, b)| {
                (found.same(*a, x) && found.same(*b, y)) || (found.same(*a, y) && found.same(*b, x))
            })
        };
        let word = |x: u32, y: u32| match () {
            _ if x == y => "-",
            _ if found.same(x, y) => "positive",
            _ if between(bound.constraints.different(), x, y) => "negative",
            _ if between(&bound.unsure, x, y) => "unsure",
            _ => "no_judgement",
        };
        let row = |x: u32| (0..n as u32).map(|y| word(x, y)).collect::<Vec<_>>().join(" ") + "\n";
        (0..n as u32).map(row).collect()
    }

    #[test]
    fn nomenklatura_reads_what_we_write_and_we_read_what_it_writes() {
        let Some(python) = std::env::var_os("FYKE_PYTHON_ENTITIES") else {
            println!("skipped: FYKE_PYTHON_ENTITIES names no python with nomenklatura");
            return;
        };
        let name = format!("fyke-resolver-{}.ijson", std::process::id());
        let path = std::env::temp_dir().join(name);
        let peer = |what: &str| {
            let run = std::process::Command::new(&python)
                .args(["-c", PEER, what])
                .arg(&path)
                .output()
                .unwrap();
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
            String::from_utf8(run.stdout).unwrap()
        };
        let theirs = peer("write");
        let file = read_resolver_file(&std::fs::read(&path).unwrap());
        assert_eq!(file.refused, []);
        assert_eq!(told(&file), theirs);
        std::fs::write(&path, write_resolver_file(&file.log, &file.suggestions)).unwrap();
        let again = peer("read");
        std::fs::remove_file(&path).unwrap();
        assert_eq!(again, theirs);
    }
}
