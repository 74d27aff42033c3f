//! docs/tables.md and the tables say the same.

use fyke_store::tables::Table;
use std::collections::BTreeSet;

#[test]
fn every_column_is_documented() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/tables.md");
    let text = std::fs::read_to_string(path).unwrap();
    for table in Table::ALL {
        let section = section(&text, table.name());
        let documented: BTreeSet<&str> = section
            .lines()
            .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next())
            .flat_map(|cell| cell.split(", "))
            .collect();
        for field in table.schema().fields() {
            assert!(
                documented.contains(field.name().as_str()),
                "docs/tables.md lacks {}.{}",
                table.name(),
                field.name()
            );
        }
    }
}

/// The part of the page that describes a table: from its heading or the head
/// of its own table to the next one.
fn section<'a>(text: &'a str, table: &str) -> &'a str {
    let marks = [
        format!("\n## {table}\n"),
        format!("\n| {table} | type | meaning |\n"),
    ];
    let start = marks
        .iter()
        .find_map(|mark| text.find(mark).map(|at| at + mark.len()));
    let rest = start.map_or("", |start| &text[start..]);
    let end = ["\n## ", " | type | meaning |\n"]
        .iter()
        .filter_map(|mark| rest.find(mark))
        .filter(|end| *end > 40)
        .min();
    &rest[..end.unwrap_or(rest.len())]
}
