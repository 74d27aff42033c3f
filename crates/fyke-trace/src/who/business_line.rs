//! T05, the goods are not of its business.
//!
//! The register says what a firm does (NACE Rev. 2); a table says which HS
//! chapters such firms handle, and how much that is their trade. Affinity is
//! the mean over its rows of the best that any of its entries gives; strength
//! is one less that, shrunk by the number of rows.
//!
//! Innocent look-alikes: conglomerates, general traders and firms that chose a
//! broad entry once and never changed it; a bakery that imports its own oven.
//! Entries that allow anything (general wholesale, forwarding) give a middling
//! affinity for everything: they clear nobody and accuse nobody.
//!
//! Sources: NCA/JMLIT red alert of December 2023, indicator 8; FinCEN and BIS
//! notice of November 2023. The table is our own reading of the two
//! nomenclatures: `data/words/nace-hs.csv`.

use super::judge::Who;
use super::register::Nace;
use super::table;
use crate::party::{Ask, Finding};

const TABLE: &str = include_str!("../../../../data/words/nace-hs.csv");

/// Affinity of goods that a known activity does not name.
pub const ELSEWHERE: f64 = 0.05;
/// Rows of another business that would be seen of anyone.
pub const USUAL_ROWS: f64 = 2.0;

/// Which goods which activities handle.
#[derive(Clone, Debug)]
pub struct Lines(Vec<(Nace, Vec<u8>, f64)>);

impl Lines {
    /// The shipped table.
    pub fn shipped() -> Lines {
        let row = |row: Vec<&str>| {
            let [nace, chapters, affinity, ..] = row.as_slice() else {
                return None;
            };
            let chapters = chapters
                .split(';')
                .filter_map(|chapter| chapter.parse().ok())
                .collect();
            Some((Nace::parse(nace)?, chapters, affinity.parse().ok()?))
        };
        Lines(table::rows(TABLE).filter_map(row).collect())
    }

    /// How much goods of this HS chapter are the trade of this activity, 0 to
    /// 1; none where the table does not know the activity. The finest row that
    /// holds the activity decides; a row without chapters means all goods.
    pub fn affinity(&self, nace: Nace, chapter: u8) -> Option<f64> {
        let mut known = None;
        for (wider, chapters, affinity) in self.0.iter().filter(|(wider, ..)| nace.is_within(*wider)) {
            let meant = chapters.is_empty() || chapters.contains(&chapter);
            let affinity = if meant { *affinity } else { ELSEWHERE };
            let finer = known.is_none_or(|(than, best)| (wider.digits(), affinity) > (than, best));
            if finer {
                known = Some((wider.digits(), affinity));
            }
        }
        known.map(|(_, affinity)| affinity)
    }
}

/// Judges a party.
pub fn find(party: u32, who: &Who<'_>, ask: Ask) -> Finding {
    let Some((node, facts)) = who.entry(party) else {
        return Finding::UNKNOWN;
    };
    let Some(activity) = who.activity(party).filter(|activity| activity.watched.is_some()) else {
        return Finding::UNKNOWN;
    };
    let (mut rows, mut fits, mut worst) = (0.0, 0.0, None);
    for (hs6, count) in &activity.goods {
        let chapter = (hs6 / 10_000).min(99) as u8;
        let entries = facts.sector.iter();
        let known = entries.filter_map(|(nace, _)| who.lines.affinity(*nace, chapter));
        let Some(affinity) = known.max_by(f64::total_cmp) else {
            continue;
        };
        rows += f64::from(*count);
        fits += f64::from(*count) * affinity;
        if worst.is_none_or(|(_, least, many)| (affinity, u32::MAX - count) < (least, u32::MAX - many)) {
            worst = Some((*hs6, affinity, *count));
        }
    }
    let Some((hs6, _, count)) = worst else {
        return Finding::UNKNOWN;
    };
    let strength = (1.0 - fits / rows) * rows / (rows + USUAL_ROWS);
    if ask == Ask::Weigh {
        return Finding::of(strength);
    }
    let named: Vec<String> = facts.sector.iter().map(|(nace, _)| nace.to_string()).collect();
    let sentence = format!(
        "{} is registered for activity {} and traded goods that such firms seldom handle: {count} rows of HS {hs6:06}.",
        who.register.name(node),
        named.join(" and ")
    );
    who.told(
        strength,
        sentence,
        facts.sector.iter().map(|(_, row)| (*row, "register")),
    )
}

#[cfg(test)]
mod tests {
    use super::super::judge::WhoKind::BusinessLine;
    use super::super::table::tests::first_cells_are_plain;
    use super::super::testing::find;
    use super::*;

    fn of(nace: &str) -> f64 {
        let world = format!(
            "
            firm  Alfa/KG  nace={nace}
            trade Alfa watched=2022-05-01..2022-12-01 goods=854231:8,903020:4
            "
        );
        find(BusinessLine, "Alfa", &world).strength
    }

    #[test]
    fn the_table_is_read() {
        first_cells_are_plain(TABLE, 3);
        let lines = Lines::shipped();
        // every division but the numbers that NACE leaves out
        let missing: Vec<String> = (1..=99u8)
            .filter(|division| ![4, 34, 40, 44, 48, 54, 57, 67, 76, 83, 89].contains(division))
            .map(|division| format!("{division:02}"))
            .filter(|division| lines.affinity(Nace::parse(division).unwrap(), 85).is_none())
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn chips_for_a_bakery() {
        assert!(of("10.71") > 0.7);
        assert!(of("56.10") > 0.7);
    }

    #[test]
    fn chips_for_a_wholesaler_of_electronics() {
        assert!(of("46.52") < 0.1);
        assert!(of("26.11") < 0.1);
    }

    #[test]
    fn general_traders_are_neither_cleared_nor_accused() {
        let general = of("46.90");
        assert!((0.2..0.6).contains(&general), "{general}");
    }

    #[test]
    fn without_an_entry_nothing_is_known() {
        let world = "firm Alfa/KG \n trade Alfa watched=2022-05-01..2022-12-01 goods=854231:8";
        assert!(find(BusinessLine, "Alfa", world).strength.is_nan());
    }
}
