//! Where a table begins in its file, and how many rows its header has.
//!
//! Rows of a title or a note come before the table if they hold one cell or
//! none. A header is known by standing apart from what is below it: words over
//! columns of digits, or words that no row of the column repeats.

use super::layout::{SampleRow, usual_width};

/// Most rows of notes before a table. Statistical offices write up to thirty;
/// half would miss some, double has not been seen.
const PREAMBLE_ROWS_MAX: usize = 60;
/// Most rows of one header.
const HEADER_ROWS_MAX: usize = 4;
/// Most rows below the header that are compared with it.
const BODY_ROWS_MAX: usize = 200;

/// What is at the top of a file.
pub(super) struct Top {
    pub preamble_rows: usize,
    pub header_rows: usize,
    /// Why, in words.
    pub why: String,
}

/// The byte that begins comment lines, if there are any.
pub(super) fn comment(text: &[u8], rows: &[SampleRow]) -> Option<u8> {
    if text.first() != Some(&b'#') {
        return None;
    }
    let width = usual_width(rows)?.0;
    let marked: Vec<&SampleRow> = rows.iter().filter(|row| is_comment(row, b'#')).collect();
    let is_header = marked.len() == 1 && marked.first().is_some_and(|row| row.cells.len() == width);
    (!is_header && 2 * marked.len() < rows.len()).then_some(b'#')
}

/// Whether a row is a comment with this mark.
pub(super) fn is_comment(row: &SampleRow, mark: u8) -> bool {
    row.cells
        .first()
        .is_some_and(|cell| !cell.quoted && cell.text.as_bytes().first() == Some(&mark))
}

/// The top of a file with these rows.
pub(super) fn top(rows: &[SampleRow]) -> Top {
    let preamble_rows = preamble(rows);
    let table: Vec<&SampleRow> = rows
        .iter()
        .skip(preamble_rows)
        .filter(|row| !row.cells.is_empty())
        .collect();
    let mut header_rows = 0;
    let mut why = "there is no row to be a header".to_owned();
    if let Some((first, body)) = table.split_first() {
        let ragged = usual_width(rows).is_some_and(|(width, _)| width != first.cells.len());
        let evidence = if ragged || !first.regular {
            words_over_digits(first, body)
        } else {
            stands_apart(first, body)
        };
        let names = reads_like_names(first);
        header_rows = usize::from(evidence > 0 || (evidence == 0 && names));
        why = match (header_rows, evidence) {
            (0, _) => "the first row looks like the rows below it, so there is no header".to_owned(),
            (_, 0) => "the first row reads like names, so it is the header".to_owned(),
            (_, columns) => format!("the first row is unlike the rows below it in {columns} columns"),
        };
        if header_rows == 1 {
            header_rows += further_header_rows(&table);
        }
    }
    Top {
        preamble_rows,
        header_rows,
        why,
    }
}

/// How many rows come before the table.
fn preamble(rows: &[SampleRow]) -> usize {
    let Some((width, count)) = usual_width(rows) else {
        return 0;
    };
    if width < 2 || count < 2 {
        return 0;
    }
    let before = |row: &&SampleRow| {
        let filled = row
            .cells
            .iter()
            .filter(|cell| !cell.text.trim().is_empty())
            .count();
        match row.cells.len() {
            0 => true,
            _ if row.malformed => false,
            cells if cells < width => filled <= 1.max(width / 4),
            _ => filled <= 1 && width >= 3,
        }
    };
    let count = rows.iter().take_while(before).count();
    if count > PREAMBLE_ROWS_MAX || count == rows.len() {
        0
    } else {
        count
    }
}

/// Rows below the first that belong to the header as well: words over at least
/// two columns of digits, and no digits of their own.
fn further_header_rows(table: &[&SampleRow]) -> usize {
    let mut further = 0;
    while further + 1 < HEADER_ROWS_MAX {
        let Some((candidate, body)) = table.get(1 + further..).and_then(|rest| rest.split_first()) else {
            break;
        };
        let bare = candidate.cells.iter().all(|cell| !has_digit(&cell.text));
        if body.is_empty() || !bare || stands_apart(candidate, body) < 2 {
            break;
        }
        further += 1;
    }
    further
}

/// For a first row that cannot be laid over the body, because a quote or a
/// delimiter is out of place in it: how many columns of digits are below it,
/// if it has no digits itself.
fn words_over_digits(row: &SampleRow, body: &[&SampleRow]) -> i64 {
    let text = |row: &SampleRow| row.cells.iter().any(|cell| has_digit(&cell.text));
    let with_digits = body.iter().filter(|other| text(other)).count();
    match text(row) {
        true => -1,
        false => i64::from(2 * with_digits > body.len()),
    }
}

/// In how many more columns the row stands apart from the body than not.
fn stands_apart(row: &SampleRow, body: &[&SampleRow]) -> i64 {
    let width = row.cells.len();
    let body: Vec<&&SampleRow> = body
        .iter()
        // a header that stands in the file again says nothing about itself
        .filter(|other| other.cells.len() == width && other.cells != row.cells)
        .take(BODY_ROWS_MAX)
        .collect();
    let mut evidence = 0;
    for (column, cell) in row.cells.iter().enumerate() {
        let name = cell.text.trim();
        let values: Vec<&str> = body
            .iter()
            .filter_map(|other| other.cells.get(column))
            .map(|cell| cell.text.trim())
            .filter(|value| !value.is_empty())
            .collect();
        if name.is_empty() || values.is_empty() {
            continue;
        }
        evidence += apart(name, &values);
    }
    evidence
}

/// Whether a name stands apart from the values below it: 1, 0 or -1.
fn apart(name: &str, values: &[&str]) -> i64 {
    let digits = values
        .iter()
        .filter(|value| has_digit(value) && value.len() <= 48)
        .count();
    if 5 * digits >= 4 * values.len() {
        if !has_digit(name) {
            return 1;
        }
        let letters = |text: &str| text.chars().any(char::is_alphabetic);
        let as_below = values
            .iter()
            .filter(|value| letters(value) == letters(name))
            .count();
        return if 2 * as_below > values.len() { -1 } else { 0 };
    }
    if values.contains(&name) {
        return -1;
    }
    // codes of one length, such as countries, under a name of another
    let length = |text: &str| text.chars().count();
    let Some(first) = values.first().map(|value| length(value)) else {
        return 0;
    };
    let same = values.len() >= 3 && first <= 3 && values.iter().all(|value| length(value) == first);
    i64::from(same && length(name) != first)
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether the cells are all filled, all different, and start like words.
fn reads_like_names(row: &SampleRow) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    row.cells.iter().all(|cell| {
        let name = cell.text.trim();
        name.chars()
            .next()
            .is_some_and(|first| first.is_alphabetic() || first == '_' || first == '"')
            && name.chars().count() <= 64
            && seen.insert(name)
    })
}

#[cfg(test)]
mod tests {
    use crate::bytes::csv::detect;
    use crate::bytes::limits::Limits;

    /// (rows before, rows of header)
    fn top_of(text: &str) -> (usize, usize) {
        let dialect = detect(text.as_bytes(), &Limits::default()).dialect;
        (dialect.preamble_rows, dialect.header_rows)
    }

    #[test]
    fn a_header_stands_apart() {
        assert_eq!(
            top_of("date,country,kg\n2021-01-01,DE,5\n2021-01-02,KZ,7\n"),
            (0, 1)
        );
        assert_eq!(
            top_of("2021-01-01,DE,5\n2021-01-02,KZ,7\n2021-01-03,DE,9\n"),
            (0, 0)
        );
        assert_eq!(top_of("name,country\nAcme,DE\nRomashka,RU\nSons,TR\n"), (0, 1));
        assert_eq!(
            top_of("36,\"AIRLINES\",-0- ,\"CUBA\"\n173,\"ANGLO\",-0- ,\"CUBA\"\n"),
            (0, 0)
        );
        assert_eq!(top_of("name,country\n"), (0, 1));
    }

    #[test]
    fn titles_and_units_around_a_header() {
        let titled = "Exports by partner\n\ndate,country,kg\n2021-01-01,DE,5\n2021-01-02,KZ,7\n";
        assert_eq!(top_of(titled), (2, 1));
        let units = "date,partner,mass\nday,code,kg\n2021-01-01,DE,5\n2021-01-02,KZ,7\n2021-01-03,TR,8\n";
        assert_eq!(top_of(units), (0, 2));
        let padded = "REPORT,,,\n,,,\na,b,c,d\n1,2,3,4\n5,6,7,8\n";
        assert_eq!(top_of(padded), (2, 1));
    }
}
