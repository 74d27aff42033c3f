//! T29, a stake sold down to just below half around the listing.
//!
//! Half is where the law begins, so a stake that falls from half or more to
//! between 40 and 50 % within half a year of its holder's listing was sold by
//! someone who reads the law. Stronger where the other part went to someone
//! new or near: a firm founded that year, one that shares an officer, a contact
//! or an address with the seller, one that acts with it. Sold off altogether,
//! it counts only if the buyer is such a one.
//!
//! Innocent look-alikes: a real sale to a stranger, a capital increase, an
//! inheritance.
//!
//! Source: EU due diligence guidance of September 2023 and Commission guidance
//! on divestment around a listing.

use super::judge::Who;
use super::register::{Link, LinkKind, Listing, NodeId};
use crate::party::{Ask, Finding};
use fyke_model::date::Day;

/// Days between the listing and the sale, either way.
pub const AROUND_DAYS: i32 = 180;
/// Half, where the law begins.
pub const HALF: f64 = 0.5;
/// The least that "just below" means.
pub const JUST_BELOW_FROM: f64 = 0.4;
/// A buyer younger than this at the sale is new.
pub const NEW_BUYER_DAYS: i32 = 365;
/// Strength of a sale to just below half, to a stranger.
pub const TO_A_STRANGER: f64 = 0.6;
/// Strength of selling it all to someone new or near.
pub const ALL_TO_ONE_NEAR: f64 = 0.5;

struct Sale<'a> {
    strength: f64,
    before: &'a Link,
    after: Option<&'a Link>,
    buyer: Option<(&'a Link, &'static str)>,
    listing: &'a Listing,
    day: Day,
}

fn share(link: &Link) -> Option<f64> {
    match link.kind {
        LinkKind::Owns { share } => share,
        _ => None,
    }
}

/// What the owner held when its stake ended on that day.
fn sale<'a>(who: &Who<'a>, node: NodeId, before: &'a Link) -> Option<Sale<'a>> {
    let register = who.register;
    let listing = register.node(before.from)?.first_listed()?;
    let (day, listed) = (before.until?, listing.since?);
    let gap = (day.0 - listed.0).abs();
    if share(before)? < HALF || gap > AROUND_DAYS {
        return None;
    }
    let near_day = |link: &&Link| link.since.is_some_and(|since| (since.0 - day.0).abs() <= 31);
    let after = register
        .links_to(node)
        .find(|link| link.from == before.from && near_day(link) && share(link).is_some());
    let kept = after.and_then(share).unwrap_or(0.0);
    let mut buyers = register
        .links_to(node)
        .filter(|link| {
            link.from != before.from && near_day(link) && matches!(link.kind, LinkKind::Owns { .. })
        })
        .filter_map(|link| Some((link, near(who, before.from, link.from, day)?)));
    let buyer = buyers.next();
    let strength = match (kept, buyer.is_some()) {
        (kept, _) if kept >= HALF => return None,
        (kept, true) if kept >= JUST_BELOW_FROM => 1.0,
        (kept, false) if kept >= JUST_BELOW_FROM => TO_A_STRANGER,
        (_, true) => ALL_TO_ONE_NEAR,
        (_, false) => return None,
    };
    let near_in_time = 1.0 - 0.5 * f64::from(gap) / f64::from(AROUND_DAYS);
    Some(Sale {
        strength: strength * near_in_time,
        before,
        after,
        buyer,
        listing,
        day,
    })
}

/// Why a buyer is new or near to a seller.
fn near(who: &Who<'_>, seller: NodeId, buyer: NodeId, day: Day) -> Option<&'static str> {
    let register = who.register;
    let born = register.node(buyer)?.incorporated.map(|born| born.day);
    if born.is_some_and(|born| (-31..NEW_BUYER_DAYS).contains(&(day.0 - born.0))) {
        return Some("founded within the year");
    }
    let bound = |link: &Link| link.from == seller || link.to == seller;
    let directly = register.links_from(buyer).iter().any(bound) || register.links_to(buyer).any(bound);
    if directly {
        return Some("bound to the seller");
    }
    let officers = |node: NodeId| {
        let links = register
            .links_to(node)
            .filter(|link| link.kind == LinkKind::Directs);
        links.map(|link| link.from).collect::<Vec<_>>()
    };
    let of_seller = officers(seller);
    if officers(buyer).iter().any(|officer| of_seller.contains(officer)) {
        return Some("with an officer of the seller");
    }
    let rare = |attribute: u32| register.attributes()[attribute as usize].density <= 20;
    let shares = register.holdings(buyer).iter().any(|held| {
        let theirs = register.holdings(seller).iter();
        rare(held.attribute) && theirs.into_iter().any(|other| other.attribute == held.attribute)
    });
    shares.then_some("with an address or contact of the seller")
}

/// Judges a party.
pub fn find(party: u32, who: &Who<'_>, ask: Ask) -> Finding {
    let Some((node, _)) = who.entry(party) else {
        return Finding::UNKNOWN;
    };
    let mut stakes = who
        .register
        .links_to(node)
        .filter(|link| share(link).is_some())
        .peekable();
    if stakes.peek().is_none() {
        return Finding::UNKNOWN;
    }
    let best = stakes
        .filter_map(|stake| sale(who, node, stake))
        .max_by(|a, b| a.strength.total_cmp(&b.strength).then(b.day.cmp(&a.day)));
    let Some(best) = best else {
        return Finding::NOTHING;
    };
    if ask == Ask::Weigh {
        return Finding::of(best.strength);
    }
    let percent = |link: &Link| (share(link).unwrap_or(0.0) * 1_000.0).round() / 10.0;
    let buyer = best.buyer.map_or(String::new(), |(link, why)| {
        format!("; {} came in, {why}", who.register.name(link.from))
    });
    let sentence = format!(
        "The stake of {} in {} fell from {} % to {} % on {}, {} days {} its listing{buyer}.",
        who.register.name(best.before.from),
        who.register.name(node),
        percent(best.before),
        best.after.map_or(0.0, percent),
        best.day,
        (best.day.0 - best.listing.since.map_or(0, |day| day.0)).abs(),
        if best.listing.since.is_some_and(|listed| best.day < listed) {
            "before"
        } else {
            "after"
        },
    );
    let links = [Some(best.before), best.after, best.buyer.map(|buyer| buyer.0)];
    let rows = links.into_iter().flatten().map(|link| (link.row, "register"));
    who.told(best.strength, sentence, rows.chain([(best.listing.row, "list")]))
}

#[cfg(test)]
mod tests {
    use super::super::judge::WhoKind::Divestment;
    use super::super::testing::find;

    #[test]
    fn sixty_to_forty_nine_and_a_new_firm_comes_in() {
        let found = find(
            Divestment,
            "Alfa",
            "
            person Ada/RU listed=eu@2022-03-15
            owns   Ada Alfa 60 2015-01-01..2022-03-01
            owns   Ada Alfa 49 2022-03-01..
            firm   Nova/CY born=2022-02-01
            owns   Nova Alfa 11 2022-03-01..
            ",
        );
        assert!(found.strength > 0.9, "{found:?}");
        assert_eq!(found.rows.len(), 4);
    }

    #[test]
    fn a_real_sale_to_an_old_stranger() {
        let found = find(
            Divestment,
            "Alfa",
            "
            person Ada/RU listed=eu@2022-03-15
            owns   Ada Alfa 60 2015-01-01..2022-03-01
            firm   Fund/DE born=1990-01-01
            owns   Fund Alfa 60 2022-03-01..
            ",
        );
        assert_eq!(found.strength, 0.0);
    }

    #[test]
    fn years_before_the_listing_it_is_business() {
        let found = find(
            Divestment,
            "Alfa",
            "
            person Ada/RU listed=eu@2022-03-15
            owns   Ada Alfa 60 2005-01-01..2015-03-01
            owns   Ada Alfa 49 2015-03-01..
            ",
        );
        assert_eq!(found.strength, 0.0);
    }
}
