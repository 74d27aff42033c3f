//! Rows, and how they are cut.

use super::*;

fn rules() -> Rules {
    Rules::new(&Dialect::default())
}

fn read(line: &str, columns: usize) -> Option<Vec<String>> {
    lenient(line, columns, &rules(), &[]).map(|cells| cells.into_iter().map(|cell| cell.text).collect())
}

#[test]
fn a_strict_row() {
    let mut cells = Vec::new();
    let bytes = b"a,\"b \"\"c\"\"\",5\" pipe\r\nnext";
    let outcome = strict(bytes, true, &rules(), &mut cells);
    assert_eq!(
        outcome,
        Outcome::Row {
            next: 21,
            stray_quotes: 1
        }
    );
    assert_eq!(cells.len(), 3);
    assert!(cells[1].quoted && cells[1].escaped);
}

#[test]
fn a_row_that_is_not_all_there() {
    let mut cells = Vec::new();
    for bytes in [&b"a,b"[..], b"a,\"b", b"a,\"b\""] {
        assert_eq!(strict(bytes, false, &rules(), &mut cells), Outcome::Short);
    }
    assert_eq!(strict(b"a,\"b", true, &rules(), &mut cells), Outcome::Short);
    assert_eq!(
        strict(b"\"a\"b,c\n", true, &rules(), &mut cells),
        Outcome::Malformed
    );
}

#[test]
fn a_quote_too_many_is_kept_as_text() {
    let expected = |cells: [&str; 3]| Some(cells.map(str::to_owned).to_vec());
    assert_eq!(read("\"9,CC,\"a, b\"", 3), expected(["\"9", "CC", "a, b"]));
    assert_eq!(read("9,CC,\"\"a, b\"", 3), expected(["9", "CC", "\"a, b"]));
    assert_eq!(read("9,CC,\"", 3), expected(["9", "CC", "\""]));
}

#[test]
fn quotes_that_nobody_doubled() {
    let expected = Some(vec![
        "Table, Round 48\"".to_owned(),
        "oak, \"solid\" top".to_owned(),
    ]);
    assert_eq!(read("\"Table, Round 48\"\",\"oak, \"solid\" top\"", 2), expected);
}

#[test]
fn a_row_without_a_reading_is_given_up() {
    assert_eq!(read("a,b", 3), None);
    assert_eq!(read("\"a,b,c,d", 2), None);
}
