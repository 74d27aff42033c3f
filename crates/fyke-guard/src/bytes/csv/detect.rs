//! The dialect of a file, found from its first bytes.
//!
//! The measure is in the manner of van den Burg, Nazábal and Sutton,
//! "Wrangling messy CSV files by detecting row and type patterns" (Data Mining
//! and Knowledge Discovery 33, 2019): a dialect is good if it makes many rows of few
//! different widths (the pattern score) out of cells that look like values
//! (the type score). The implementation is our own; `header` then finds where
//! the table begins and how many rows its header has.

use std::io::Read;

use memchr::memchr;

use super::dialect::{Dialect, Terminator};
use super::header::{self, Top};
use super::layout::{SampleRow, learn, sample_rows, usual_width};
use super::split::Rules;
use crate::bytes::encoding::{self, Decoded, Encoding, Found};
use crate::bytes::limits::Limits;

/// Delimiters that are tried, likeliest first: of equals the first wins, but
/// comma and blank beat the comma alone.
const DELIMITERS: [&str; 11] = [", ", ",", ";", "\t", "|", "\u{1F}", "^", "~", ":", "#", " "];
/// Delimiters that stand in ordinary text as well, and need more evidence.
const WEAK: [&str; 6] = ["^", "~", ":", "#", " ", ", "];
/// How much of the sample is scored, in bytes: some 500 rows. Half begins to
/// miss the quoted line breaks, double only costs time, 22 times over.
const SCORED_BYTES: usize = 64 * 1024;

/// A dialect and why it was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detected {
    /// The dialect.
    pub dialect: Dialect,
    /// Why, in words, for the person who added the file.
    pub evidence: Vec<String>,
}

/// The dialect of a file from its first bytes.
///
/// ```
/// use fyke_guard::bytes::{Limits, csv};
/// let file = "Datum;Land;Wert\n2021-03-01;KZ;1,5\n2021-04-01;KG;2,5\n";
/// let found = csv::detect(file.as_bytes(), &Limits::default());
/// assert_eq!(found.dialect.delimiter, ";");
/// assert_eq!(found.dialect.header_rows, 1);
/// ```
pub fn detect(sample: &[u8], limits: &Limits) -> Detected {
    let whole = sample.len() < limits.sample_bytes;
    let sample = sample.get(..limits.sample_bytes).unwrap_or(sample);
    detect_in(sample, whole, encoding::detect(sample, whole))
}

/// One way to read the sample, and how well it reads.
struct Candidate {
    rules: Rules,
    delimiter: &'static str,
    rows: Vec<SampleRow>,
    score: f64,
}

/// The dialect of a sample whose encoding is known.
pub(super) fn detect_in(sample: &[u8], whole: bool, found: Found) -> Detected {
    let text = as_utf8(sample, found);
    let text = drop_tail(&text);
    let scored = text.get(..SCORED_BYTES).unwrap_or(text);
    let scored_whole = whole && scored.len() == text.len();
    let terminator = terminator_of(scored);
    let mut candidates: Vec<Candidate> = Vec::new();
    for quote in [b'"', b'\''] {
        if quote == b'\'' && memchr(quote, scored).is_none() {
            continue;
        }
        for delimiter in DELIMITERS {
            if memchr::memmem::find(scored, delimiter.as_bytes()).is_none() && delimiter != "," {
                continue;
            }
            candidates.push(candidate(
                scored,
                scored_whole,
                delimiter,
                quote,
                None,
                terminator,
            ));
        }
    }
    let mut best: Option<Candidate> = None;
    let mut second = 0.0_f64;
    for candidate in candidates {
        match &best {
            Some(leader) if candidate.score <= leader.score => second = second.max(candidate.score),
            Some(leader) => {
                second = second.max(leader.score);
                best = Some(candidate);
            }
            None => best = Some(candidate),
        }
    }
    let best = best.unwrap_or_else(|| candidate(scored, scored_whole, ",", b'"', None, terminator));
    let best = with_escape(scored, scored_whole, best);
    describe(best, second, terminator, found.encoding, scored)
}

fn describe(
    best: Candidate,
    second: f64,
    terminator: Terminator,
    encoding: Encoding,
    scored: &[u8],
) -> Detected {
    let comment = header::comment(scored, &best.rows);
    let rows: Vec<SampleRow> = match comment {
        Some(mark) => best
            .rows
            .into_iter()
            .filter(|row| !header::is_comment(row, mark))
            .collect(),
        None => best.rows,
    };
    let Top {
        preamble_rows,
        header_rows,
        why,
    } = header::top(&rows);
    let width = usual_width(&rows).map_or(0, |(width, _)| width);
    let evidence = vec![
        format!(
            "{:?} divides {} rows into {width} cells with a score of {:.2}, the next best reading has {second:.2}",
            best.delimiter,
            rows.len(),
            best.score
        ),
        why,
    ];
    let dialect = Dialect {
        encoding,
        delimiter: best.delimiter.to_owned(),
        quote: best.rules.quote,
        escape: best.rules.escape,
        terminator,
        preamble_rows,
        header_rows,
        comment,
    };
    Detected { dialect, evidence }
}

/// The sample as UTF-8, without its byte order mark.
fn as_utf8(sample: &[u8], found: Found) -> Vec<u8> {
    let text = sample.get(found.mark_bytes..).unwrap_or(&[]);
    match found.encoding {
        Encoding::Utf8 => text.to_vec(),
        other => {
            let mut out = Vec::with_capacity(text.len() * 2);
            // reading from memory does not fail
            let _ = Decoded::new(text, other).read_to_end(&mut out);
            out
        }
    }
}

/// The sample without what old systems put after the last row.
fn drop_tail(text: &[u8]) -> &[u8] {
    let kept = text.trim_ascii_end();
    kept.strip_suffix(&[0x1A]).unwrap_or(text)
}

fn terminator_of(text: &[u8]) -> Terminator {
    let has = |byte| memchr(byte, text).is_some();
    match () {
        () if has(b'\n') => Terminator::Line,
        () if has(b'\r') => Terminator::Byte(b'\r'),
        () if has(0x1E) => Terminator::Byte(0x1E),
        () => Terminator::Line,
    }
}

fn candidate(
    text: &[u8],
    whole: bool,
    delimiter: &'static str,
    quote: u8,
    escape: Option<u8>,
    terminator: Terminator,
) -> Candidate {
    let rules = Rules {
        delimiter: delimiter.as_bytes().to_vec(),
        quote: Some(quote),
        escape,
        terminator,
    };
    let rows = sample_rows(text, whole, &rules);
    let score = score(&rows, delimiter);
    Candidate {
        rules,
        delimiter,
        rows,
        score,
    }
}

/// A backslash before a quote is an escape if reading it so is no worse.
fn with_escape(text: &[u8], whole: bool, best: Candidate) -> Candidate {
    let quote = best.rules.quote.unwrap_or(b'"');
    if memchr::memmem::find(text, &[b'\\', quote]).is_none() {
        return best;
    }
    let escaped = candidate(
        text,
        whole,
        best.delimiter,
        quote,
        Some(b'\\'),
        best.rules.terminator,
    );
    let irregular = |candidate: &Candidate| candidate.rows.iter().filter(|row| !row.regular).count();
    match escaped.score >= best.score && irregular(&escaped) < irregular(&best) {
        true => escaped,
        false => best,
    }
}

/// Pattern score times type score; between 0 and 1.
fn score(rows: &[SampleRow], delimiter: &str) -> f64 {
    let rows: Vec<&SampleRow> = rows.iter().filter(|row| !row.cells.is_empty()).collect();
    if rows.is_empty() {
        return 0.0;
    }
    if WEAK.contains(&delimiter) && !is_table(&rows, delimiter) {
        return 0.0;
    }
    let mut widths: Vec<(usize, usize)> = Vec::new();
    for row in rows.iter().filter(|row| !row.malformed) {
        match widths.iter_mut().find(|(width, _)| *width == row.cells.len()) {
            Some((_, count)) => *count += 1,
            None => widths.push((row.cells.len(), 1)),
        }
    }
    let pattern: f64 = widths
        .iter()
        .map(|&(width, count)| count as f64 * ((width - 1) as f64).max(0.001) / width as f64)
        .sum::<f64>()
        / (widths.len().max(1) * rows.len()) as f64;
    let cells = rows.iter().flat_map(|row| &row.cells);
    let (all, typed) = cells.fold((0_usize, 0_usize), |(all, typed), cell| {
        (
            all + 1,
            typed + usize::from(cell.quoted || looks_like_value(&cell.text)),
        )
    });
    pattern * (typed as f64).max(0.001) / all.max(1) as f64
}

/// Whether a weak delimiter makes a table and not just words: columns of dates
/// or codes at its left, or the same width nearly everywhere.
fn is_table(rows: &[&SampleRow], delimiter: &str) -> bool {
    let least = rows.iter().map(|row| row.cells.len()).min().unwrap_or(0);
    let same = rows.iter().filter(|row| row.cells.len() == least).count();
    if least < 2 {
        // a preamble line without the delimiter must not hide the table
        return delimiter == ", " && rows.iter().filter(|row| row.cells.len() < 2).count() * 20 < rows.len();
    }
    if delimiter == ", " {
        return true;
    }
    let body: Vec<SampleRow> = rows
        .iter()
        .skip(1)
        .map(|row| SampleRow {
            cells: row.cells.get(..least).unwrap_or(&[]).to_vec(),
            regular: true,
            malformed: false,
        })
        .collect();
    let narrow = learn(&body, least)
        .iter()
        .filter(|column| column.is_narrow())
        .count();
    narrow >= 2 || (narrow >= 1 && 10 * same >= 9 * rows.len())
}

/// Whether a cell looks like one value, and not like pieces of two.
fn looks_like_value(cell: &str) -> bool {
    let text = cell.trim();
    if text.is_empty() {
        return true;
    }
    if text.contains([';', '\t', '|', '\u{1F}']) || text.starts_with(['"', '\'']) || text.ends_with('"') {
        return false;
    }
    // a comma between letters without a blank divides cells, not words
    let letters: Vec<char> = text.chars().take(200).collect();
    !letters.windows(3).any(|three| {
        matches!(three, [before, ',', after] if before.is_alphabetic() && (after.is_alphanumeric() || *after == ','))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Dialect {
        detect(text.as_bytes(), &Limits::default()).dialect
    }

    #[test]
    fn delimiters_of_real_kinds_of_file() {
        assert_eq!(found("a;b;c\n1,5;2,5;x\n3,5;4,5;y\n").delimiter, ";");
        assert_eq!(found("a\tb\n1\t2,3\n4\t5\n").delimiter, "\t");
        assert_eq!(found("a|b|c\n1|2|3\n").delimiter, "|");
        assert_eq!(
            found("name,city\n\"Acme; Sons\",Berlin\n\"B; C\",Paris\n").delimiter,
            ","
        );
        assert_eq!(found("a, b, c\n1, 2, 3\n4, \"5, 6\", 7\n").delimiter, ", ");
    }

    #[test]
    fn names_one_per_line_are_one_column() {
        let names = "name\nAcme Trading Company\nSons and Daughters\nRomashka\nB V Import Export\n";
        assert_eq!(found(names).delimiter, ",");
    }

    #[test]
    fn quotes_and_escapes() {
        let single = "id,text\n1,'a, b'\n2,'c, d, e'\n3,'f'\n";
        assert_eq!(found(single).quote, Some(b'\''));
        let escaped = "id,text\n1,\"say \\\"no\\\", twice\"\n2,\"x\"\n3,\"y, z\"\n";
        assert_eq!(found(escaped).escape, Some(b'\\'));
        assert_eq!(found("a,b\r1,2\r3,4\r").terminator, Terminator::Byte(b'\r'));
    }
}
