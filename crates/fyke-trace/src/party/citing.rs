//! Which rows of consignments a lead cites.
//!
//! Every reason names the rows it was read off, and most reasons name many:
//! all sales to the ends, all supplies of a kind. A unit that passes goods on
//! also trades honestly in them, so a row that one reason names among a hundred
//! holds little up, and one that five reasons name holds much.
//!
//! ```text
//! n(r)  = how many reasons name row r
//! cited = n(r) >= max n / 3
//! ```
//!
//! A reason that would be left without a row keeps its three of most reasons:
//! none is stated that nothing can be checked of. Rows of registers, lists,
//! payments and positions are few and always stay.
//!
//! Measured on two worlds of seeds below 21 (17 dense, 19 sparse; the leads at a
//! quarter of the planted): counting reasons parts planted from honest rows
//! better than adding up their weights, since what weighs most names most rows.

use super::trace::TracedRow;
use std::collections::{BTreeMap, BTreeSet};

/// A row is cited from this part of the most reasons any row has.
const PART: usize = 3;
/// Rows that a reason keeps which would be left with none.
const KEPT: usize = 3;

/// The rows that hold a lead up, no more than `rows_max`, by typology, role and
/// number.
pub(crate) fn cited(mut named: Vec<TracedRow>, rows_max: usize) -> Vec<TracedRow> {
    let order = |a: &TracedRow, b: &TracedRow| (a.typology, a.role, a.row).cmp(&(b.typology, b.role, b.row));
    named.sort_by(order);
    named.dedup();
    let mut reasons: BTreeMap<u32, BTreeSet<&'static str>> = BTreeMap::new();
    for row in named.iter().filter(|row| is_consignment(row)) {
        reasons.entry(row.row).or_default().insert(row.typology);
    }
    let count = |row: &TracedRow| match is_consignment(row) {
        true => reasons.get(&row.row).map_or(0, BTreeSet::len),
        false => usize::MAX,
    };
    let most = reasons.values().map(BTreeSet::len).max().unwrap_or(0);
    let mut kept: Vec<TracedRow> = Vec::new();
    for own in named.chunk_by(|a, b| a.typology == b.typology) {
        let mut strongest: Vec<&TracedRow> = own.iter().collect();
        strongest.sort_by_key(|row| std::cmp::Reverse(count(row)));
        let holding = strongest.partition_point(|row| count(row).saturating_mul(PART) >= most);
        let stay = if holding == 0 { KEPT } else { holding };
        kept.extend(strongest.into_iter().take(stay).cloned());
    }
    kept.sort_by(|a, b| count(b).cmp(&count(a)).then(order(a, b)));
    kept.truncate(rows_max);
    kept.sort_by(order);
    kept
}

fn is_consignment(row: &TracedRow) -> bool {
    matches!(row.role, "in" | "out")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows as text: `reason role row row ...`.
    fn rows(text: &str) -> Vec<TracedRow> {
        let mut all = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let mut cells = line.split_whitespace();
            let typology: &'static str = match cells.next() {
                Some("T08") => "T08",
                Some("T09") => "T09",
                Some("T16") => "T16",
                Some("T31") => "T31",
                Some("echo") => "echo",
                other => panic!("{other:?}"),
            };
            let role: &'static str = match cells.next() {
                Some("in") => "in",
                Some("out") => "out",
                _ => "list",
            };
            let row = |cell: &str| TracedRow {
                row: cell.parse().unwrap(),
                typology,
                role,
            };
            all.extend(cells.map(row));
        }
        all
    }

    #[test]
    fn rows_that_several_reasons_name_are_cited_and_no_reason_is_left_bare() {
        let named = rows(
            "
            T08  out  1 2 3 9
            T09  out  1 2
            echo out  1 2 3
            T31  in   4 5 6 7 8
            T31  list 1
            ",
        );
        // 1 and 2 have three reasons, so one is a third of the most
        assert_eq!(cited(named.clone(), 400).len(), 15);
        let more = rows("T31 out 1");
        let found = cited([named, more].concat(), 400);
        let expected = rows(
            "
            T08  out  1 2 3
            T09  out  1 2
            T31  list 1
            T31  out  1
            echo out  1 2 3
            ",
        );
        assert_eq!(found, expected);
    }

    #[test]
    fn a_reason_of_rows_that_no_other_names_keeps_three() {
        let found = cited(
            rows(
                "
                T08  out 1
                T09  out 1
                T16  out 1
                T31  out 1
                echo in  2 3 4 5
                echo out 6
                ",
            ),
            400,
        );
        assert_eq!(
            found,
            rows("T08 out 1\nT09 out 1\nT16 out 1\nT31 out 1\necho in 2 3 4"),
        );
    }

    #[test]
    fn what_is_beyond_the_most_allowed_is_what_fewest_reasons_name() {
        let found = cited(rows("T08 out 1 2\nT09 out 2"), 2);
        assert_eq!(found, rows("T08 out 2\nT09 out 2"));
    }
}
