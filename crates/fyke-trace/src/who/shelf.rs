//! T04, a shelf company: an old shell, bought or brought back to life for the goods.
//!
//! A firm that was founded long ago and did nothing is worth money to whoever
//! wants to look old. The register shows the sale: a new officer or a new owner
//! within [`CHANGE_WITHIN_DAYS`] before the first watched goods, or a firm that
//! was struck off and restored. Strength is how fresh the change is, times how
//! idle the firm had been: one that traded all along and got a new director is
//! a firm with a new director.
//!
//! Innocent look-alikes: generations change in family firms; seasonal importers
//! pause; an investor revives a bankrupt works; trade before may simply not
//! have been seen, which is why filed accounts count against as well.
//!
//! Sources: joint advisory of the financial intelligence units of Canada,
//! Germany and the Netherlands, February 2024 (dormant company suddenly
//! active); EU due diligence guidance of September 2023 (change of owner after
//! 24 February 2022).

use super::judge::Who;
use super::register::{LinkKind, RowId};
use crate::party::{Ask, Finding};
use fyke_model::date::Day;

/// A change of officer or owner so many days before the first watched goods.
pub const CHANGE_WITHIN_DAYS: i32 = 180;
/// A restored firm trades within so many days.
pub const REVIVED_WITHIN_DAYS: i32 = 365;
/// A shelf company is at least so old when it is bought; a younger one is new.
pub const AGE_MIN_DAYS: i32 = 365;
/// What is left of the strength where the firm had traded all along.
pub const ACTIVE_BEFORE_SHARE: f64 = 0.15;
/// What is left where it had filed accounts in the two years before.
pub const FILED_BEFORE_SHARE: f64 = 0.5;

enum How {
    Bought { what: &'static str, day: Day },
    Revived { day: Day },
}

/// Judges a party.
pub fn find(party: u32, who: &Who<'_>, ask: Ask) -> Finding {
    let Some((node, facts)) = who.entry(party) else {
        return Finding::UNKNOWN;
    };
    let Some((activity, (first, _))) = who.activity(party).and_then(|a| Some((a, a.watched?))) else {
        return Finding::UNKNOWN;
    };
    let officers = || {
        let links = who.register.links_to(node);
        links.filter_map(|link| match link.kind {
            LinkKind::Directs => Some((link, "officer")),
            LinkKind::Owns { .. } | LinkKind::Controls => Some((link, "owner")),
            _ => None,
        })
    };
    if facts.revived.is_empty() && (facts.incorporated.is_none() || officers().next().is_none()) {
        return Finding::UNKNOWN;
    }
    let mut best: Option<(f64, How, RowId)> = None;
    let mut offer = |strength: f64, how: How, row: RowId| {
        if best.as_ref().is_none_or(|(known, ..)| strength > *known) {
            best = Some((strength, how, row));
        }
    };
    if let Some(born) = facts.incorporated {
        for (link, what) in officers() {
            let Some(day) = link.since else { continue };
            let before = first.0 - day.0;
            let age = day.0 - born.day.0;
            if !(0..=CHANGE_WITHIN_DAYS).contains(&before) || age < AGE_MIN_DAYS {
                continue;
            }
            let fresh = 1.0 - 0.5 * f64::from(before) / f64::from(CHANGE_WITHIN_DAYS);
            let traded = activity.first_day.is_some_and(|known| known.0 < day.0);
            let filings = facts.filings.iter();
            let filed = filings
                .filter(|filing| (day.0 - 730..day.0).contains(&filing.day.0))
                .count();
            let idle = if traded { ACTIVE_BEFORE_SHARE } else { 1.0 };
            let quiet = if filed > 0 { FILED_BEFORE_SHARE } else { 1.0 };
            offer(fresh * idle * quiet, How::Bought { what, day }, link.row);
        }
    }
    for revived in &facts.revived {
        let before = first.0 - revived.day.0;
        if (0..=REVIVED_WITHIN_DAYS).contains(&before) {
            let fresh = 1.0 - 0.5 * f64::from(before) / f64::from(REVIVED_WITHIN_DAYS);
            offer(fresh, How::Revived { day: revived.day }, revived.row);
        }
    }
    let Some((strength, how, row)) = best else {
        return Finding::NOTHING;
    };
    if ask == Ask::Weigh {
        return Finding::of(strength);
    }
    let name = who.register.name(node);
    let sentence = match how {
        How::Bought { what, day } => format!(
            "{name} was founded on {} and got a new {what} on {day}, {} days before its first watched goods.",
            facts.incorporated.map_or(day, |born| born.day),
            first.0 - day.0
        ),
        How::Revived { day } => format!(
            "{name} was restored to the register on {day}, {} days before its first watched goods.",
            first.0 - day.0
        ),
    };
    let born = facts.incorporated.map(|born| born.row);
    let rows = born
        .into_iter()
        .chain([row])
        .chain(facts.dissolved.iter().map(|gone| gone.row));
    who.told(strength, sentence, rows.map(|row| (row, "register")))
}

#[cfg(test)]
mod tests {
    use super::super::judge::WhoKind::Shelf;
    use super::super::testing::find;

    #[test]
    fn an_idle_firm_of_2012_with_a_director_of_last_month() {
        let found = find(
            Shelf,
            "Alfa",
            "
            firm     Alfa/KG  born=2012-05-01
            directs  Old  Alfa 2012-05-01..2022-04-01
            directs  New  Alfa 2022-04-01..
            trade    Alfa watched=2022-05-01..2022-12-01 ends=2022-05-01..2022-12-01
            ",
        );
        assert!(found.strength > 0.9, "{found:?}");
        assert_eq!(found.rows, [(0, "register"), (2, "register")]);
    }

    #[test]
    fn struck_off_and_restored_for_the_goods() {
        let found = find(
            Shelf,
            "Alfa",
            "
            firm   Alfa/KG  born=2012-05-01 gone=2019-01-01 back=2022-04-01
            trade  Alfa watched=2022-05-01..2022-12-01
            ",
        );
        assert!(found.strength > 0.9, "{found:?}");
    }

    #[test]
    fn a_firm_that_traded_all_along_and_got_a_new_director_is_hardly_one() {
        let found = find(
            Shelf,
            "Alfa",
            "
            firm     Alfa/KG  born=2012-05-01
            directs  New  Alfa 2022-04-01..
            trade    Alfa watched=2022-05-01..2022-12-01 first=2015-02-01
            ",
        );
        assert!(found.strength > 0.0 && found.strength < 0.2, "{found:?}");
    }

    #[test]
    fn a_start_up_with_its_first_director_is_none() {
        let found = find(
            Shelf,
            "Alfa",
            "
            firm     Alfa/KG  born=2022-03-01
            directs  New  Alfa 2022-03-01..
            trade    Alfa watched=2022-05-01..2022-12-01
            ",
        );
        assert_eq!(found.strength, 0.0);
    }

    #[test]
    fn a_register_that_names_no_officers_says_nothing() {
        let found = find(
            Shelf,
            "Alfa",
            "firm Alfa/KG born=2012-05-01 \n trade Alfa watched=2022-05-01..2022-12-01",
        );
        assert!(found.strength.is_nan());
    }
}
