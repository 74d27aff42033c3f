//! T33, a name nearly that of a listed party that is someone else.
//!
//! Shells are named to be taken for an old customer. The caller compares names
//! (across scripts, with its own index) and brings pairs of a party and a
//! listed node with another id, how alike they are and how rare the words are
//! that both have; nothing here reads a name.
//!
//! `strength = band(similarity) x rare x (0.7 + 0.3 if both traded the same goods)`
//!
//! `band` rises from 0 at 0.80 to 1 at 0.92. What identifiers or dates tell
//! apart keeps four tenths: a namesake by chance is told apart as well as one
//! by design.
//!
//! Innocent look-alikes: generic names, families, franchises, branches.
//!
//! Source: NCA/JMLIT red alert of December 2023, indicator 9; FinCEN and BIS
//! notice of November 2023.

use super::judge::Who;
use super::register::NameMatch;
use crate::party::{Ask, Finding};

/// Names less alike than this are different.
pub const ALIKE_FROM: f64 = 0.80;
/// Names as alike as this or more are fully so.
pub const ALIKE_TO: f64 = 0.92;
/// What is left of a pair that is told apart.
pub const TOLD_APART_SHARE: f64 = 0.4;
/// What is left where the same goods are not seen.
pub const OTHER_GOODS_SHARE: f64 = 0.7;

fn strength(found: &NameMatch, party: u32, who: &Who<'_>) -> f64 {
    let band = ((found.similarity - ALIKE_FROM) / (ALIKE_TO - ALIKE_FROM)).clamp(0.0, 1.0);
    let goods = |party: Option<u32>| {
        party
            .and_then(|party| who.activity(party))
            .map(|activity| &activity.goods)
    };
    let theirs = who.register.node(found.listed).and_then(|node| node.party);
    let same = goods(Some(party))
        .zip(goods(theirs))
        .is_some_and(|(ours, theirs)| {
            let heading = |goods: &(u32, u32)| goods.0 / 100;
            ours.iter()
                .any(|one| theirs.iter().any(|other| heading(one) == heading(other)))
        });
    let apart = if found.told_apart { TOLD_APART_SHARE } else { 1.0 };
    band * found.rare.clamp(0.0, 1.0) * apart * if same { 1.0 } else { OTHER_GOODS_SHARE }
}

/// Judges a party. Unknown only where the party is: names of all parties are
/// compared, so no pair means no likeness.
pub fn find(party: u32, who: &Who<'_>, ask: Ask) -> Finding {
    if who.entry(party).is_none() {
        return Finding::UNKNOWN;
    }
    let pairs = who.register.name_matches(party).iter();
    let weighed = pairs
        .filter(|found| !found.similarity.is_nan() && !found.rare.is_nan())
        .map(|found| (strength(found, party, who), found));
    let best = weighed.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.listed.cmp(&a.1.listed)));
    let Some((strength, found)) = best.filter(|best| best.0 > 0.0) else {
        return Finding::NOTHING;
    };
    if ask == Ask::Weigh {
        return Finding::of(strength);
    }
    let name = who
        .entry(party)
        .map_or("a party", |(node, _)| who.register.name(node));
    let sentence = format!(
        "The name {name} is {:.0} % like that of {}, which is listed and has another id.",
        found.similarity * 100.0,
        who.register.name(found.listed)
    );
    who.told(strength, sentence, [(found.row, "list")])
}

#[cfg(test)]
mod tests {
    use super::super::judge::WhoKind::NearName;
    use super::super::testing::find;

    const LISTED: &str = "firm Elektronika/RU listed=eu@2022-03-01";

    #[test]
    fn one_letter_from_a_listed_maker_in_the_same_goods() {
        let text = format!(
            "{LISTED}
            firm  Elektronica/TR
            like  Elektronica Elektronika 0.93 rare=0.9
            trade Elektronica goods=854231:4
            trade Elektronika goods=854239:4"
        );
        assert!(find(NearName, "Elektronica", &text).strength > 0.85);
    }

    #[test]
    fn general_trading_is_like_general_trading() {
        let text = format!("{LISTED} \n firm Trading/AE \n like Trading Elektronika 0.95 rare=0.05");
        assert!(find(NearName, "Trading", &text).strength < 0.05);
    }

    #[test]
    fn a_namesake_told_apart_keeps_little() {
        let text = format!("{LISTED} \n firm Twin/DE \n like Twin Elektronika 0.9 rare=0.8 apart");
        assert!(find(NearName, "Twin", &text).strength < 0.25);
    }
}
