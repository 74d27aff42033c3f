//! Files of the case as entries of a bibliography: one `@misc` a file, with the
//! rows that are cited, the hash that proves which bytes they stand in, and no
//! address, since a file of a case has none.

use fyke_model::dataset::RowRef;
use fyke_model::desk::{CaseView, DatasetView, FileView};
use std::collections::{BTreeMap, BTreeSet};

/// Entries for the files that rows stand in, as bytes.
pub fn bytes(case: &CaseView, rows: &[RowRef]) -> Vec<u8> {
    let mut cited: BTreeMap<(&str, String), BTreeSet<u64>> = BTreeMap::new();
    for row in rows {
        cited
            .entry((row.dataset.as_str(), row.file.to_string()))
            .or_default()
            .insert(row.row);
    }
    let mut text = String::new();
    for ((dataset, hash), rows) in cited {
        let of = case.datasets.iter().find(|view| view.id == dataset);
        let file = of.and_then(|view| view.files.iter().find(|file| file.hash == hash));
        text.push_str(&entry(dataset, &hash, of, file, &rows));
    }
    text.into_bytes()
}

fn entry(
    dataset: &str,
    hash: &str,
    of: Option<&DatasetView>,
    file: Option<&FileView>,
    rows: &BTreeSet<u64>,
) -> String {
    let key: String = dataset
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let short: String = hash.chars().take(12).collect();
    let title = match (of, file) {
        (Some(of), Some(file)) => format!("{}: {}", of.title, file.name),
        (Some(of), None) => of.title.clone(),
        (None, _) => dataset.to_owned(),
    };
    let taken = file.map(|file| file.added_at.clone()).unwrap_or_default();
    let mut fields = vec![("title", title)];
    if let Some(year) = taken
        .get(..4)
        .filter(|year| year.bytes().all(|b| b.is_ascii_digit()))
    {
        fields.push(("year", year.to_owned()));
    }
    if let Some(licence) = of.and_then(|of| of.licence.clone()) {
        fields.push(("copyright", licence));
    }
    let mut note = vec![
        format!("dataset {dataset}"),
        runs(rows),
        format!("SHA-256 {hash}"),
    ];
    if !taken.is_empty() {
        note.push(format!("taken in {taken}"));
    }
    if of.is_some_and(|of| of.simulated) {
        note.push("simulated".to_owned());
    }
    fields.push(("note", note.join(", ")));
    let mut text = format!("@misc{{{key}-{short},\n");
    for (name, value) in fields {
        text.push_str(&format!("  {name} = {{{}}},\n", escaped(&value)));
    }
    text.push_str("}\n\n");
    text
}

/// `rows 3, 5-7`.
fn runs(rows: &BTreeSet<u64>) -> String {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*row) => *last = *row,
            _ => runs.push((*row, *row)),
        }
    }
    let shown: Vec<String> = runs
        .iter()
        .map(|(first, last)| {
            if first == last {
                first.to_string()
            } else {
                format!("{first}--{last}")
            }
        })
        .collect();
    let word = if rows.len() == 1 { "row" } else { "rows" };
    format!("{word} {}", shown.join(", "))
}

/// A text that TeX shows as it is.
fn escaped(text: &str) -> String {
    let mut shown = String::new();
    for letter in text.chars() {
        match letter {
            '\\' => shown.push_str("\\textbackslash{}"),
            '{' | '}' | '%' | '#' | '$' | '&' | '_' => {
                shown.push('\\');
                shown.push(letter);
            }
            '~' => shown.push_str("\\textasciitilde{}"),
            '^' => shown.push_str("\\textasciicircum{}"),
            other if other.is_control() => shown.push(' '),
            other => shown.push(other),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_end_its_entry() {
        let evil = r"a} , author={x} \input{/etc/passwd} 5% of $ & _ ~ ^ #";
        let shown = escaped(evil);
        let mut depth = 0i32;
        let mut before = ' ';
        for letter in shown.chars() {
            match letter {
                '{' if before != '\\' => depth += 1,
                '}' if before != '\\' => depth -= 1,
                _ => {}
            }
            assert!(depth >= 0, "{shown}");
            before = letter;
        }
        assert_eq!(depth, 0, "{shown}");
        assert!(!shown.contains(r"\input"), "{shown}");
    }

    #[test]
    fn rows_are_told_in_runs() {
        assert_eq!(runs(&BTreeSet::from([3, 5, 6, 7, 9])), "rows 3, 5--7, 9");
        assert_eq!(runs(&BTreeSet::from([2])), "row 2");
    }
}
