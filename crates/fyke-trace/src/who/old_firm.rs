//! C08, against: an old firm that files its accounts.
//!
//! Founded five years or more before the measures, with accounts filed in at
//! least three of the five years before its first watched goods, and no change
//! of officer or owner within half a year of them: shells do not keep books for
//! years. Speaks against T03 and T04 first.
//!
//! Cost to fake: medium; aged companies with filings are for sale, which is
//! what T04 looks for.

use super::judge::Who;
use super::register::LinkKind;
use super::shelf::CHANGE_WITHIN_DAYS;
use crate::party::{Ask, Finding};

/// Founded so long before the measures.
pub const AGE_MIN_DAYS: i32 = 5 * 365;
/// Years with accounts among the last five that count as keeping books.
pub const FILED_YEARS_MIN: usize = 3;

/// Judges a party.
pub fn find(party: u32, who: &Who<'_>, ask: Ask) -> Finding {
    let Some((node, facts)) = who.entry(party) else {
        return Finding::UNKNOWN;
    };
    let Some(born) = facts.incorporated else {
        return Finding::UNKNOWN;
    };
    let first = who
        .activity(party)
        .and_then(|a| a.watched)
        .map_or(who.question.measure_day, |days| days.0);
    let age = who.question.measure_day.0 - born.day.0;
    if age < AGE_MIN_DAYS {
        return Finding::NOTHING;
    }
    let changed = who.register.links_to(node).any(|link| {
        let held = matches!(
            link.kind,
            LinkKind::Directs | LinkKind::Owns { .. } | LinkKind::Controls
        );
        held && link
            .since
            .is_some_and(|since| (0..=CHANGE_WITHIN_DAYS).contains(&(first.0 - since.0)))
    });
    let mut years: Vec<i32> = facts
        .filings
        .iter()
        .filter(|filing| (0..5 * 366).contains(&(first.0 - filing.day.0)))
        .map(|filing| filing.day.month().year())
        .collect();
    years.sort_unstable();
    years.dedup();
    if changed || years.len() < FILED_YEARS_MIN || !facts.dissolved.is_empty() {
        return Finding::NOTHING;
    }
    // five years are half of it, fifteen all
    let strength = -(f64::from(age) / f64::from(3 * AGE_MIN_DAYS)).clamp(0.5, 1.0);
    if ask == Ask::Weigh {
        return Finding::of(strength);
    }
    let sentence = format!(
        "{} was founded on {} and filed accounts in {} of the five years before.",
        who.register.name(node),
        born.day,
        years.len()
    );
    let filings = facts.filings.iter().map(|filing| (filing.row, "register"));
    who.told(
        strength,
        sentence,
        [(born.row, "register")].into_iter().chain(filings),
    )
}

#[cfg(test)]
mod tests {
    use super::super::judge::WhoKind::OldFirm;
    use super::super::testing::find;

    const BOOKS: &str = "filed=2018-05-01 filed=2019-05-01 filed=2020-05-01 filed=2021-05-01";

    #[test]
    fn books_since_2001() {
        let text =
            format!("firm Alfa/DE born=2001-05-01 {BOOKS} \n trade Alfa watched=2022-05-01..2022-12-01");
        assert_eq!(find(OldFirm, "Alfa", &text).strength, -1.0);
    }

    #[test]
    fn a_shelf_company_with_books_and_a_new_director_is_not_cleared() {
        let text = format!(
            "firm Alfa/DE born=2001-05-01 {BOOKS} \n directs New Alfa 2022-04-01.. \n trade Alfa watched=2022-05-01..2022-12-01"
        );
        assert_eq!(find(OldFirm, "Alfa", &text).strength, 0.0);
        assert_eq!(
            find(OldFirm, "Beta", &format!("firm Beta/KG born=2022-03-01 {BOOKS}")).strength,
            0.0
        );
    }
}
