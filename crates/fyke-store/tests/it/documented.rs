//! docs/tables.md and the tables say the same.

use fyke_store::tables::Table;
use std::collections::BTreeSet;

#[test]
fn every_column_is_documented() {
    let path = std::path::PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap())
        .join("../../docs/tables.md");
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

/// The part of the page that describes a table: all under its heading, or,
/// where several tables share one, the rows under its own head.
fn section<'a>(text: &'a str, table: &str) -> &'a str {
    let (heading, head) = (
        format!("\n## {table}\n"),
        format!("\n| {table} | type | meaning |\n"),
    );
    let part = |mark: &str, end: &str| {
        let rest = text.split_once(mark)?.1;
        Some(rest.split_once(end).map_or(rest, |(part, _)| part))
    };
    part(&heading, "\n## ")
        .or_else(|| part(&head, "\n\n"))
        .unwrap_or("")
}
