//! Where one row ends and where its cells lie.
//!
//! [`strict`] is the reading of RFC 4180 with one liberty: a quote in the
//! middle of an unquoted cell is text (`5" pipe`). [`lenient`] is for rows on
//! which that fails: it weighs every reading of the row with the right number
//! of cells and takes the one that needs the fewest excuses, if it is the only one.

use memchr::memchr;
use memchr::memmem;

use super::dialect::{Dialect, Terminator};
use super::shape::Column;

/// Longest row, in bytes, for which other readings are weighed: they cost a
/// table of positions by cells, and no honest row of this size has stray quotes.
const LENIENT_BYTES_MAX: usize = 64 * 1024;
/// Most cells that are weighed in that table, some two milliseconds: three
/// quotes too many in a row of sixteen columns need a tenth of it.
const LENIENT_STEPS_MAX: usize = 1 << 13;

/// The parts of a dialect that splitting looks at, as bytes.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    pub delimiter: Vec<u8>,
    pub quote: Option<u8>,
    pub escape: Option<u8>,
    pub terminator: Terminator,
}

impl Rules {
    pub fn new(dialect: &Dialect) -> Self {
        Self {
            delimiter: dialect.delimiter.as_bytes().to_vec(),
            quote: dialect.quote,
            // a quote that escapes itself is the doubled quote, always read
            escape: dialect.escape.filter(|&escape| Some(escape) != dialect.quote),
            terminator: dialect.terminator,
        }
    }

    /// The one byte of the delimiter, where it has one.
    pub fn delimiter_byte(&self) -> Option<u8> {
        match self.delimiter.as_slice() {
            [byte] => Some(*byte),
            _ => None,
        }
    }

    fn find_delimiter(&self, bytes: &[u8]) -> Option<usize> {
        match self.delimiter.as_slice() {
            [byte] => memchr(*byte, bytes),
            [] => None,
            many => memmem::find(bytes, many),
        }
    }
}

/// A cell as it lies in the bytes of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RawCell {
    pub start: usize,
    pub end: usize,
    pub quoted: bool,
    /// Doubled or escaped bytes are inside and must be undone.
    pub escaped: bool,
}

/// How a strict reading ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A whole row: where the next one begins, and how many stray quotes were
    /// taken for text.
    Row { next: usize, stray_quotes: usize },
    /// The bytes end before the row does.
    Short,
    /// A quoted cell goes on after its closing quote.
    Malformed,
}

/// Where the line that begins at `bytes` ends, and where the next one begins.
/// `None` where no end is in the bytes.
#[inline]
pub(super) fn line_end(bytes: &[u8], terminator: Terminator) -> Option<(usize, usize)> {
    match terminator {
        Terminator::Byte(byte) => memchr(byte, bytes).map(|at| (at, at + 1)),
        Terminator::Line => {
            let feed = memchr(b'\n', bytes)?;
            let line = bytes.get(..feed)?;
            match memchr(b'\r', line) {
                None => Some((feed, feed + 1)),
                Some(at) if at + 1 == feed => Some((at, feed + 1)),
                Some(at) => Some((at, at + 1)),
            }
        }
    }
}

/// Reads one row from the start of `bytes`; `at_end` says that nothing follows
/// them, so that their end is the end of the row.
pub(super) fn strict(bytes: &[u8], at_end: bool, rules: &Rules, cells: &mut Vec<RawCell>) -> Outcome {
    cells.clear();
    let mut at = 0;
    let mut stray_quotes = 0;
    // end of the line that `at` is in, once it is known
    let mut line: Option<usize> = None;
    loop {
        let rest = bytes.get(at..).unwrap_or(&[]);
        let opens = rules.quote.is_some() && rest.first() == rules.quote.as_ref();
        let (cell, after) = if opens {
            match quoted_cell(rest, at_end, rules) {
                Some(Ok((length, escaped))) => (
                    RawCell {
                        start: at + 1,
                        end: at + length - 1,
                        quoted: true,
                        escaped,
                    },
                    at + length,
                ),
                Some(Err(())) => return Outcome::Malformed,
                None => return Outcome::Short,
            }
        } else {
            let end = match line.filter(|&end| end >= at) {
                Some(end) => end,
                None => match end_of_line(rest, at_end, rules) {
                    Some(length) => *line.insert(at + length),
                    None => return Outcome::Short,
                },
            };
            let (length, escaped, quotes) = plain_cell(bytes.get(at..end).unwrap_or(&[]), rules);
            stray_quotes += quotes;
            (
                RawCell {
                    start: at,
                    end: at + length,
                    quoted: false,
                    escaped,
                },
                at + length,
            )
        };
        cells.push(cell);
        let rest = bytes.get(after..).unwrap_or(&[]);
        if rest.is_empty() {
            return Outcome::Row {
                next: after,
                stray_quotes,
            };
        }
        if let Some(length) = terminator_length(rest, rules.terminator) {
            return Outcome::Row {
                next: after + length,
                stray_quotes,
            };
        }
        at = after + rules.delimiter.len();
    }
}

/// Length of the terminator at the start of `rest`, if one is there.
fn terminator_length(rest: &[u8], terminator: Terminator) -> Option<usize> {
    match (terminator, rest) {
        (Terminator::Byte(byte), [first, ..]) if *first == byte => Some(1),
        (Terminator::Line, [b'\r', b'\n', ..]) => Some(2),
        (Terminator::Line, [b'\r' | b'\n', ..]) => Some(1),
        _ => None,
    }
}

/// Length of the quoted cell at the start of `rest` with its quotes, and
/// whether something in it is escaped; `Err` where text follows its closing
/// quote, `None` where the bytes end first.
fn quoted_cell(rest: &[u8], at_end: bool, rules: &Rules) -> Option<Result<(usize, bool), ()>> {
    let quote = rules.quote?;
    let mut at = 1;
    let mut escaped = false;
    loop {
        let tail = rest.get(at..)?;
        let found = match rules.escape {
            Some(escape) => memchr::memchr2(quote, escape, tail)?,
            None => memchr(quote, tail)?,
        };
        at += found;
        if rest.get(at) != Some(&quote) {
            escaped = true;
            at += 2;
            continue;
        }
        let after = rest.get(at + 1..).unwrap_or(&[]);
        if after.first() == Some(&quote) {
            escaped = true;
            at += 2;
        } else if after.is_empty() {
            return at_end.then_some(Ok((at + 1, escaped)));
        } else if after.starts_with(&rules.delimiter) || terminator_length(after, rules.terminator).is_some()
        {
            return Some(Ok((at + 1, escaped)));
        } else if !at_end && after.len() < rules.delimiter.len() {
            return None;
        } else {
            return Some(Err(()));
        }
    }
}

/// Length of the line at the start of `rest`; `None` where the bytes end first.
fn end_of_line(rest: &[u8], at_end: bool, rules: &Rules) -> Option<usize> {
    match line_end(rest, rules.terminator) {
        Some((end, _)) => Some(end),
        None if at_end => match (rules.terminator, memchr(b'\r', rest)) {
            (Terminator::Line, Some(at)) => Some(at),
            _ => Some(rest.len()),
        },
        None => None,
    }
}

/// Length of the unquoted cell at the start of `line`, whether something in it
/// is escaped, and how many quotes it holds.
fn plain_cell(line: &[u8], rules: &Rules) -> (usize, bool, usize) {
    let mut from = 0;
    let mut escaped = false;
    let length = loop {
        let Some(found) = line.get(from..).and_then(|rest| rules.find_delimiter(rest)) else {
            break line.len();
        };
        let at = from + found;
        let before = line.get(..at).unwrap_or(&[]);
        if rules.escape.is_none() || !ends_in_escape(before, rules) {
            break at;
        }
        escaped = true;
        from = at + rules.delimiter.len();
    };
    let cell = line.get(..length).unwrap_or(&[]);
    let escaped = escaped || rules.escape.is_some_and(|escape| memchr(escape, cell).is_some());
    let quotes = rules
        .quote
        .map_or(0, |quote| cell.iter().filter(|&&byte| byte == quote).count());
    (length, escaped, quotes)
}

fn ends_in_escape(bytes: &[u8], rules: &Rules) -> bool {
    let escapes = bytes.iter().rev().take_while(|&&byte| Some(byte) == rules.escape);
    escapes.count() % 2 == 1
}

/// The text of a cell with doubling and escapes undone.
pub(super) fn unescape(cell: &str, quoted: bool, rules: &Rules, into: &mut String) {
    let quote = rules.quote.map(char::from);
    let escape = rules.escape.map(char::from);
    let mut chars = cell.chars().peekable();
    while let Some(c) = chars.next() {
        if quoted && Some(c) == quote && chars.peek() == Some(&c) {
            chars.next();
        } else if Some(c) == escape {
            let next = chars.peek().copied();
            let special = |next: char| {
                Some(next) == quote || Some(next) == escape || rules.delimiter.starts_with(&[next as u8])
            };
            if let Some(next) = next.filter(|&next| next.is_ascii() && special(next)) {
                chars.next();
                into.push(next);
                continue;
            }
        }
        into.push(c);
    }
}

/// One cell of a row that had to be read with excuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub text: String,
    pub quoted: bool,
}

/// The best step from a place in the row with some number of cells behind it.
#[derive(Clone, Copy)]
struct Step {
    excuses: u32,
    /// Where the cell before it began.
    from: u32,
    /// Where that cell ended.
    end: u32,
    quoted: bool,
    ambiguous: bool,
}

/// The reading of `line` as exactly `width` cells that needs the fewest
/// excuses, or `None` where there is none, or more than one as good. A cell
/// that does not look like its column is the worst of excuses; `columns` may
/// be empty where nothing is known of them.
pub(super) fn lenient(line: &str, width: usize, rules: &Rules, columns: &[Column]) -> Option<Vec<Cell>> {
    let bytes = line.as_bytes();
    let starts = cell_starts(bytes, rules);
    if bytes.len() > LENIENT_BYTES_MAX || starts.len().saturating_mul(width) > LENIENT_STEPS_MAX {
        return None;
    }
    let index_of = |at: usize| starts.binary_search(&at).ok();
    // one row of the table per start, and one past the end of the line
    let mut table: Vec<Vec<Option<Step>>> = vec![vec![None; width + 1]; starts.len() + 1];
    let origin = Step {
        excuses: 0,
        from: 0,
        end: 0,
        quoted: false,
        ambiguous: false,
    };
    *table.first_mut()?.first_mut()? = Some(origin);
    let mut steps = 0_usize;
    for (index, &start) in starts.iter().enumerate() {
        let here = table.get(index)?.clone();
        if here.iter().all(Option::is_none) {
            continue;
        }
        for reading in readings(bytes, start, rules) {
            let to = match reading.next {
                Some(next) => index_of(next)?,
                None => starts.len(),
            };
            let cell = line.get(start..reading.end).unwrap_or("");
            for (count, step) in here.iter().enumerate().take(width) {
                let Some(step) = step else { continue };
                steps += 1;
                if steps > LENIENT_STEPS_MAX {
                    return None;
                }
                let excuses = step.excuses + reading.excuses + strangeness(cell, columns.get(count), rules);
                let slot = table.get_mut(to)?.get_mut(count + 1)?;
                let ambiguous = match slot {
                    Some(other) if other.excuses < excuses => continue,
                    Some(other) => other.excuses == excuses,
                    None => false,
                };
                *slot = Some(Step {
                    excuses,
                    from: start as u32,
                    end: reading.end as u32,
                    quoted: reading.quoted,
                    ambiguous: ambiguous || step.ambiguous,
                });
            }
        }
    }
    let mut cells = Vec::with_capacity(width);
    let mut at = starts.len();
    for count in (1..=width).rev() {
        let step = (*table.get(at)?.get(count)?)?;
        if step.ambiguous {
            return None;
        }
        let start = step.from as usize + usize::from(step.quoted);
        let raw = line.get(start..step.end as usize)?;
        let mut text = String::with_capacity(raw.len());
        unescape(raw, step.quoted, rules, &mut text);
        cells.push(Cell {
            text,
            quoted: step.quoted,
        });
        at = index_of(step.from as usize)?;
    }
    cells.reverse();
    (at == 0).then_some(cells)
}

/// How little a cell looks like its column, as excuses.
fn strangeness(cell: &str, column: Option<&Column>, rules: &Rules) -> u32 {
    let Some(column) = column else { return 0 };
    let quote = rules.quote.map_or('"', char::from);
    match column.misfit(cell.trim_matches(quote)) {
        0..=1 => 0,
        2..=3 => 1,
        4..=5 => 4,
        _ => 8,
    }
}

/// Every place at which a cell can begin: the start, after each delimiter, and
/// at a quote before which a delimiter was lost.
fn cell_starts(bytes: &[u8], rules: &Rules) -> Vec<usize> {
    let mut starts = vec![0];
    let mut from = 0;
    while let Some(found) = bytes.get(from..).and_then(|rest| rules.find_delimiter(rest)) {
        from += found + rules.delimiter.len();
        starts.push(from);
    }
    if let Some(quote) = rules.quote {
        starts.extend(memchr::memchr_iter(quote, bytes));
    }
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// One cell that can begin at a place.
struct Reading {
    /// Where its text ends.
    end: usize,
    /// Where the next cell begins; `None` where the line ends.
    next: Option<usize>,
    quoted: bool,
    excuses: u32,
}

/// What a lost delimiter before a quote costs.
const LOST_DELIMITER: u32 = 5;

/// Every cell that can begin at `start`. The weights only order the readings:
/// a quote kept as text in a quoted cell (2) is likelier than a cell that opens
/// with a quote and is not quoted (4), a quoted cell that swallows what
/// looks like the end of another (4) is less likely, and so is a quote
/// before which a delimiter was lost (5).
fn readings(bytes: &[u8], start: usize, rules: &Rules) -> Vec<Reading> {
    let rest = bytes.get(start..).unwrap_or(&[]);
    let width = rules.delimiter.len();
    let length = rules.find_delimiter(rest);
    let plain = rest.get(..length.unwrap_or(rest.len())).unwrap_or(&[]);
    let plain_reading = |length: usize, next: Option<usize>, excuses: u32| Reading {
        end: start + length,
        next,
        quoted: false,
        excuses,
    };
    let after_plain = length.map(|length| start + length + width);
    let Some(quote) = rules.quote else {
        return vec![plain_reading(plain.len(), after_plain, 0)];
    };
    let opens = rest.first() == Some(&quote);
    let mut found = Vec::new();
    if !plain.contains(&b'\n') {
        let inner = memchr::memchr_iter(quote, plain).count() as u32;
        let excuses = inner.min(2) + 3 * u32::from(opens) + 2 * u32::from(plain.ends_with(&[quote]));
        found.push(plain_reading(plain.len(), after_plain, excuses));
        if let Some(at) = memchr(quote, plain).filter(|&at| at > 0) {
            found.push(plain_reading(at, Some(start + at), LOST_DELIMITER));
        }
    }
    if opens {
        quoted_readings(rest, start, quote, rules, &mut found);
    }
    found
}

/// Every quoted cell that can begin at the quote at the start of `rest`.
fn quoted_readings(rest: &[u8], start: usize, quote: u8, rules: &Rules, found: &mut Vec<Reading>) {
    let width = rules.delimiter.len();
    let mut excuses = 0;
    let mut at = 1;
    let closes = |at: usize| {
        let after = rest.get(at + 1..).unwrap_or(&[]);
        after.is_empty() || after.starts_with(&rules.delimiter)
    };
    let closed = |at: usize, excuses: u32| Reading {
        end: start + at,
        next: (at + 1 < rest.len()).then_some(start + at + 1 + width),
        quoted: true,
        excuses,
    };
    while let Some(&byte) = rest.get(at) {
        if Some(byte) == rules.escape {
            at += 2;
            continue;
        }
        if byte == quote {
            if closes(at) {
                found.push(closed(at, excuses));
            }
            if rest.get(at + 1) == Some(&quote) {
                // `"",` may be an escaped quote, or one left bare before the closing one,
                // and `""` the end of one cell and the beginning of the next
                if closes(at + 1) {
                    found.push(closed(at + 1, excuses + 2));
                }
                found.push(Reading {
                    next: Some(start + at + 1),
                    ..closed(at, excuses + LOST_DELIMITER)
                });
                at += 2;
                continue;
            }
            excuses += if closes(at) { 4 } else { 2 };
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests;
