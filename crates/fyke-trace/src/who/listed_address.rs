//! T25, at an address that a list names.
//!
//! Since June 2024 a list may name an address without naming anyone at it. A
//! firm in that very office is as good as listed: such a match opens a lead by
//! itself. A firm elsewhere in the building is a neighbour, and the more
//! entries the building holds, the less that says; the two are kept apart and
//! never added.
//!
//! Innocent look-alikes: a shared tower; a firm that moved in after the listed
//! one had gone; an address so written that the room is lost.
//!
//! Source: BIS rule of 12 June 2024 naming eight addresses in Hong Kong, from
//! general knowledge.

use super::judge::Who;
use super::register::{AttributeKind, Holding, Listing};
use crate::party::{Ask, Finding};

/// Strength of the very room, trading on after the listing.
pub const UNIT: f64 = 1.0;
/// The very room, but all that is seen of the trade is older than the listing.
pub const UNIT_BEFORE: f64 = 0.8;
/// The building, were it alone in it; less with every other entry.
pub const BUILDING: f64 = 0.35;
/// From this strength on the match may open a lead by itself.
pub const OPENS_ALONE_FROM: f64 = 0.8;

/// Judges a party.
pub fn find(party: u32, who: &Who<'_>, ask: Ask) -> Finding {
    let Some((node, _)) = who.entry(party) else {
        return Finding::UNKNOWN;
    };
    let last = who
        .activity(party)
        .and_then(|activity| activity.watched)
        .map(|days| days.1);
    let mut any = false;
    let mut best: Option<(f64, &Holding, &Listing)> = None;
    for held in who.register.holdings(node) {
        let attribute = &who.register.attributes()[held.attribute as usize];
        let unit = match attribute.kind {
            AttributeKind::AddressUnit => true,
            AttributeKind::AddressBuilding => false,
            _ => continue,
        };
        any = true;
        let Some(listing) = &attribute.listing else {
            continue;
        };
        let gone = held
            .until
            .zip(listing.since)
            .is_some_and(|(until, since)| until < since);
        let late = listing.since.is_some_and(|since| since > who.question.as_of);
        let over = held
            .since
            .zip(listing.until)
            .is_some_and(|(since, until)| until < since);
        if gone || late || over {
            continue;
        }
        let after = listing
            .since
            .is_none_or(|since| last.is_some_and(|last| since <= last));
        let strength = match (unit, after) {
            (true, true) => UNIT,
            (true, false) => UNIT_BEFORE,
            (false, _) => BUILDING / (1.0 + f64::from(attribute.density.max(1)).ln()),
        };
        if best.is_none_or(|(known, ..)| strength > known) {
            best = Some((strength, held, listing));
        }
    }
    let Some((strength, held, listing)) = best else {
        return if any { Finding::NOTHING } else { Finding::UNKNOWN };
    };
    if ask == Ask::Weigh {
        return Finding::of(strength);
    }
    let attribute = &who.register.attributes()[held.attribute as usize];
    let since = listing.since.map_or(String::new(), |day| format!(" since {day}"));
    let sentence = match attribute.kind {
        AttributeKind::AddressUnit => format!(
            "{} is at {}, an address named by itself on the list {}{since}.",
            who.register.name(node),
            attribute.value,
            listing.list
        ),
        _ => format!(
            "{} is in the building {}, in which the list {} names an address{since}; the building holds {} register entries.",
            who.register.name(node),
            attribute.value,
            listing.list,
            attribute.density
        ),
    };
    who.told(
        strength,
        sentence,
        [(held.row, "register"), (listing.row, "list")],
    )
}

#[cfg(test)]
mod tests {
    use super::super::judge::WhoKind::ListedAddress;
    use super::super::testing::find;
    use super::*;

    #[test]
    fn the_very_room_opens_alone() {
        let found = find(
            ListedAddress,
            "Alfa",
            "has Alfa unit:Bonham-802 listed=bis@2022-06-12 density=4
             trade Alfa watched=2022-05-01..2022-12-01",
        );
        assert_eq!(found.strength, UNIT);
        assert_eq!(found.rows, [(0, "register"), (0, "list")]);
    }

    #[test]
    fn the_building_is_a_hint_and_a_tower_hardly_that() {
        let of = |density| {
            let text = format!("has Alfa building:Bonham-135 listed=bis@2022-06-12 density={density}");
            find(ListedAddress, "Alfa", &text).strength
        };
        assert!(of(2) > of(400) && of(2) < OPENS_ALONE_FROM && of(400) < 0.06);
    }

    #[test]
    fn who_had_moved_out_before_is_not_meant() {
        let text = "has Alfa unit:Bonham-802 listed=bis@2022-06-12 from=2010-01-01..2019-01-01";
        assert_eq!(find(ListedAddress, "Alfa", text).strength, 0.0);
    }
}
