//! The rows behind a lead: what each shows, where it stands, and its cells as
//! the file has them.
//!
//! Rows of one dataset with the same columns share a table. The reference
//! (dataset, first digits of the file's hash, record number) is what
//! `fyke show` takes to find the bytes.

use super::view::{Glossary, RowExcerpt};
use super::words;
use maud::{Markup, html};

/// Rows that may share a table.
struct Group<'a> {
    dataset: &'a str,
    columns: Vec<&'a str>,
    rows: Vec<&'a RowExcerpt>,
}

/// Tables of the shown rows. `anchor` is the lead's, and makes each row's.
pub(super) fn tables(excerpts: &[RowExcerpt], anchor: &str, glossary: &Glossary, simulated: bool) -> Markup {
    let mut groups: Vec<Group> = Vec::new();
    for excerpt in excerpts {
        let columns: Vec<&str> = excerpt.cells.iter().map(|(column, _)| column.as_str()).collect();
        let dataset = excerpt.row.row.dataset.as_str();
        match groups
            .iter_mut()
            .find(|g| g.dataset == dataset && g.columns == columns)
        {
            Some(group) => group.rows.push(excerpt),
            None => groups.push(Group {
                dataset,
                columns,
                rows: vec![excerpt],
            }),
        }
    }

    html! {
        @for (at, group) in groups.iter().enumerate() {
            @let before: usize = groups.iter().take(at).map(|g| g.rows.len()).sum();
            @let label = format!("{anchor}-table-{}", at + 1);
            div class="scroll" role="region" tabindex="0" aria-labelledby=(label) {
                table class=(if simulated { "rows sim" } else { "rows" }) {
                    caption id=(label) {
                        @if simulated { (badge()) }
                        (words::count(group.rows.len(), "row")) " of dataset " b { (group.dataset) }
                    }
                    thead { tr {
                        th scope="col" { "row" }
                        th scope="col" { "shows" }
                        @for (at, column) in group.columns.iter().enumerate() {
                            th scope="col" class=[numeric(group, at).then_some("number")] { (column) }
                        }
                    } }
                    tbody {
                        @for (number, excerpt) in (before + 1..).zip(&group.rows) {
                            (row(excerpt, group, &format!("{anchor}-row-{number}"), glossary))
                        }
                    }
                }
            }
        }
    }
}

fn row(excerpt: &RowExcerpt, group: &Group, id: &str, glossary: &Glossary) -> Markup {
    let typology = glossary
        .typology(&excerpt.row.typology)
        .unwrap_or(&excerpt.row.typology);
    html! {
        tr id=(id) {
            th scope="row" class="ref" { a href={ "#" (id) } { (excerpt.row.row) } }
            td class="shows" { (excerpt.row.role) " · " (typology) }
            @for (at, (_, value)) in excerpt.cells.iter().enumerate() {
                td class=[numeric(group, at).then_some("number")] { (value) }
            }
        }
    }
}

/// Whether a column holds numbers, to be set flush right. Codes are no numbers,
/// though they are written in digits.
fn numeric(group: &Group, at: usize) -> bool {
    let name = group.columns.get(at).copied().unwrap_or_default();
    let code = ["hs", "cn", "code", "goods", "year", "id", "document"]
        .iter()
        .any(|word| name.starts_with(word));
    let number = |value: &str| value.is_empty() || value.parse::<f64>().is_ok_and(f64::is_finite);
    let cells = || group.rows.iter().filter_map(|row| row.cells.get(at));
    !code && cells().all(|(_, value)| number(value)) && cells().any(|(_, value)| !value.is_empty())
}

/// The mark of simulated data, for a heading or a caption.
pub(super) fn badge() -> Markup {
    html! { span class="badge" { "simulated" } " " }
}
