//! A table as comma-separated values, RFC 4180: UTF-8, lines end with CR LF, a
//! cell that holds a comma, a quotation mark or the end of a line stands in
//! quotation marks.
//!
//! A spreadsheet takes a text that begins with `=`, `+`, `-`, `@`, a tab or a line
//! end for a formula, and data may hold any text. Such a text gets an apostrophe
//! before it, which spreadsheets show as text and programs must take away: a cell
//! is changed if and only if its first letter, or the one after apostrophes, is
//! one of those, so that to take one apostrophe away from every cell that begins
//! with apostrophes and such a letter gives the text back. Numbers are written by
//! us and never changed.
//! See OWASP, "CSV Injection", <https://owasp.org/www-community/attacks/CSV_Injection>.
//!
//! Notes stand in last lines, each in the first cell behind a number sign.

use super::sheet::{Cell, Sheet, decimal};

/// Letters that make a formula of a text, those of full width among them.
const STARTS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A table as bytes.
pub fn bytes(sheet: &Sheet) -> Vec<u8> {
    let mut text = String::new();
    line(&mut text, sheet.columns.iter().map(|name| quoted(&guarded(name))));
    for row in &sheet.rows {
        line(&mut text, row.iter().map(shown));
    }
    for note in &sheet.notes {
        let mut cells = vec![quoted(&format!("# {note}"))];
        cells.resize(sheet.columns.len().max(1), String::new());
        line(&mut text, cells.into_iter());
    }
    text.into_bytes()
}

fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push_str(&cell);
    }
    text.push_str("\r\n");
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => quoted(&guarded(text)),
        Cell::Whole(n) => n.to_string(),
        Cell::Hundredths(n) => decimal(*n, 2),
        Cell::Thousandths(n) => decimal(*n, 3),
        Cell::Real(x) => format!("{x}"),
        Cell::Day(day) => day.to_string(),
        Cell::Month(month) => month.to_string(),
        Cell::Switch(on) => on.to_string(),
    }
}

/// A text that no spreadsheet takes for a formula.
///
/// ```
/// use fyke_workbench::export::csv::guarded;
/// assert_eq!(guarded("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
/// assert_eq!(guarded("O'Hara"), "O'Hara");
/// ```
pub fn guarded(text: &str) -> String {
    if text.trim_start_matches('\'').starts_with(STARTS) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn quoted(text: &str) -> String {
    let plain = !text.contains(['"', ',', '\r', '\n', ';', '\t']) && text.trim() == text;
    if plain {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('"', "\"\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads RFC 4180, to hold the writer against.
    fn read(text: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
        let mut letters = text.chars().peekable();
        let mut inside = false;
        while let Some(letter) = letters.next() {
            match letter {
                '"' if inside && letters.peek() == Some(&'"') => {
                    letters.next();
                    cell.push('"');
                }
                '"' => inside = !inside,
                ',' if !inside => row.push(std::mem::take(&mut cell)),
                '\r' if !inside && letters.peek() == Some(&'\n') => {
                    letters.next();
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
                other => cell.push(other),
            }
        }
        rows
    }

    fn unguarded(cell: &str) -> &str {
        match cell.strip_prefix('\'') {
            Some(rest) if rest.trim_start_matches('\'').starts_with(STARTS) => rest,
            _ => cell,
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back_and_none_is_a_formula(
            texts in proptest::collection::vec(
                proptest::collection::vec(any::<char>(), 0..12).prop_map(|letters| letters.into_iter().collect::<String>()),
                1..5,
            ),
            start in "[=+@'\"\t-]{0,3}",
        ) {
            let texts: Vec<String> = texts.into_iter().map(|text| format!("{start}{text}")).collect();
            let mut sheet = Sheet::new("t", &["a", "b", "c", "d", "e"][..texts.len()]);
            sheet.push(texts.iter().cloned().map(Cell::text));
            let rows = read(&String::from_utf8(bytes(&sheet)).unwrap());
            for (cell, text) in rows[1].iter().zip(&texts) {
                prop_assert!(!cell.starts_with(STARTS), "{cell:?}");
                prop_assert_eq!(unguarded(cell), text);
            }
        }
    }

    #[test]
    fn numbers_are_written_as_they_are() {
        let mut sheet = Sheet::new("t", &["n", "value", "mass_kg", "p", "day", "yes"]);
        sheet.push([
            Cell::Whole(-3),
            Cell::Hundredths(-150),
            Cell::Thousandths(410_000),
            Cell::Real(0.25),
            Cell::Day("2022-03-01".parse().unwrap()),
            Cell::Switch(true),
        ]);
        sheet.left_out(1, "restricted");
        assert_eq!(
            String::from_utf8(bytes(&sheet)).unwrap(),
            "n,value,mass_kg,p,day,yes\r\n-3,-1.50,410.000,0.25,2022-03-01,true\r\n# 1 row is left out: restricted,,,,,\r\n"
        );
    }
}
