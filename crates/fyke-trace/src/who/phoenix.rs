//! T27, a new firm goes on where a listed or dissolved one stopped.
//!
//! A is listed or dissolved on day `t0`; B is founded between 60 days before
//! and 180 days after. Likeness is the weighted Jaccard `sum min / sum max` of
//! their suppliers, buyers and goods (shares of rows), officers, addresses and
//! contacts, over those facets of which both are known:
//!
//! `J = sum of w_f J_f / sum of w_f`, strength = `(J - 0.2) / 0.4` within 0..1, times the handover
//!
//! The handover asks whether B's trade begins as A's ends. Goods alone make no
//! heir: at least one other facet must be shared. Only firms that B can be
//! reached from are compared: by an officer, a contact or address of no more
//! than 200 entries, a partner of no more than 200 such firms, or a succession
//! in the register.
//!
//! Innocent look-alikes: mergers and re-organisations, which registers declare;
//! staff who found their own firm after a bankruptcy; an agency that another
//! takes over. A declared succession of a firm that was never listed keeps three
//! tenths.
//!
//! Source: practitioners' name for it; BIS lists name successors of listed
//! firms. Formula our own.

use super::activity::Activity;
use super::judge::Who;
use super::register::{Link, LinkKind, NodeId, Register, RowId};
use super::shared_contact::DEGREE_MAX;
use crate::party::{Ask, Finding};
use fyke_model::date::Day;
use std::collections::BTreeMap;

/// B may be founded so many days before the end of A.
pub const FOUNDED_BEFORE_DAYS: i32 = 60;
/// Or so many after.
pub const FOUNDED_AFTER_DAYS: i32 = 180;
/// Likeness that says nothing yet.
pub const LIKENESS_FROM: f64 = 0.2;
/// Likeness that says all.
pub const LIKENESS_TO: f64 = 0.6;
/// What a declared succession of a firm never listed keeps.
pub const DECLARED_SHARE: f64 = 0.3;
/// Trade side by side for longer is no handover.
pub const SIDE_BY_SIDE_DAYS: i32 = 90;

/// Weights of suppliers, buyers, goods, officers, addresses and contacts.
pub const WEIGHTS: [f64; 5] = [2.0, 2.0, 1.0, 2.0, 2.0];

/// The firms that ended, and whom they traded with.
#[derive(Clone, Debug, Default)]
pub struct Ended {
    /// Partners, with the ended parties' nodes.
    by_partner: BTreeMap<u32, Vec<NodeId>>,
}

/// The day a firm ended on: its listing, or its dissolution where that is earlier.
fn end_of(register: &Register, node: NodeId) -> Option<(Day, &'static str, RowId)> {
    let facts = register.node(node)?;
    let listed = facts
        .first_listed()
        .and_then(|entry| Some((entry.since?, "listed", entry.row)));
    let gone = facts
        .dissolved
        .iter()
        .map(|gone| (gone.day, "dissolved", gone.row))
        .min();
    listed.into_iter().chain(gone).min()
}

impl Ended {
    /// Gathers the partners of every firm that ended.
    pub(super) fn of(register: &Register, activities: &[&Activity]) -> Ended {
        let mut by_partner: BTreeMap<u32, Vec<NodeId>> = BTreeMap::new();
        for activity in activities {
            let node = register.node_of(activity.party);
            let Some(node) = node.filter(|node| end_of(register, *node).is_some()) else {
                continue;
            };
            for (partner, _) in activity.suppliers.iter().chain(&activity.buyers) {
                by_partner.entry(*partner).or_default().push(node);
            }
        }
        by_partner.retain(|_, nodes| nodes.len() <= DEGREE_MAX as usize);
        Ended { by_partner }
    }
}

/// Everyone that a firm can be reached from.
fn candidates(who: &Who<'_>, node: NodeId, party: u32) -> Vec<NodeId> {
    let register = who.register;
    let mut found: Vec<NodeId> = Vec::new();
    for held in register.holdings(node) {
        if register.attributes()[held.attribute as usize].density <= DEGREE_MAX {
            found.extend(register.holders(held.attribute).map(|other| other.node));
        }
    }
    for link in register
        .links_to(node)
        .filter(|link| link.kind == LinkKind::Directs)
    {
        let offices = register.links_from(link.from);
        if offices.len() <= DEGREE_MAX as usize {
            let held = offices.iter().filter(|link| link.kind == LinkKind::Directs);
            found.extend(held.map(|link| link.to));
        }
    }
    found.extend(
        register
            .links_from(node)
            .iter()
            .filter(|l| l.kind == LinkKind::Succeeds)
            .map(|l| l.to),
    );
    if let Some(activity) = who.activity(party) {
        for (partner, _) in activity.suppliers.iter().chain(&activity.buyers) {
            found.extend(who.ended.by_partner.get(partner).into_iter().flatten());
        }
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|other| *other != node);
    found
}

/// Weighted Jaccard of two lists in order of key; none where either is empty.
pub fn jaccard(one: &[(u32, u32)], other: &[(u32, u32)]) -> Option<f64> {
    let sum = |list: &[(u32, u32)]| list.iter().map(|(_, rows)| f64::from(*rows)).sum::<f64>();
    let (all, all_other) = (sum(one), sum(other));
    if all <= 0.0 || all_other <= 0.0 {
        return None;
    }
    let shared: f64 = one
        .iter()
        .filter_map(|(key, rows)| {
            let at = other.binary_search_by_key(key, |known| known.0).ok()?;
            Some((f64::from(*rows) / all).min(f64::from(other[at].1) / all_other))
        })
        .sum();
    Some(shared / (2.0 - shared))
}

struct Likeness {
    strength: f64,
    jaccard: f64,
    shared: Vec<&'static str>,
    rows: Vec<RowId>,
}

fn officers(register: &Register, node: NodeId) -> Vec<(u32, u32)> {
    let links = register
        .links_to(node)
        .filter(|link| link.kind == LinkKind::Directs);
    let mut found: Vec<(u32, u32)> = links.map(|link| (link.from, 1)).collect();
    found.dedup();
    found
}

fn attributes(register: &Register, node: NodeId) -> Vec<(u32, u32)> {
    let held = register.holdings(node).iter();
    let rare = held.filter(|held| register.attributes()[held.attribute as usize].density <= DEGREE_MAX);
    let mut found: Vec<(u32, u32)> = rare.map(|held| (held.attribute, 1)).collect();
    found.dedup();
    found
}

fn likeness(who: &Who<'_>, new: (NodeId, u32), old: NodeId) -> Option<Likeness> {
    let register = who.register;
    let activity = who.activity(new.1);
    let past = register.node(old)?.party.and_then(|party| who.activity(party));
    let trade = |of: fn(&Activity) -> &[(u32, u32)]| jaccard(of(activity?), of(past?));
    let facets = [
        ("suppliers", trade(|a| &a.suppliers)),
        ("buyers", trade(|a| &a.buyers)),
        ("goods", trade(|a| &a.goods)),
        (
            "officers",
            jaccard(&officers(register, new.0), &officers(register, old)),
        ),
        (
            "address or contacts",
            jaccard(&attributes(register, new.0), &attributes(register, old)),
        ),
    ];
    let declared = register
        .links_from(new.0)
        .iter()
        .find(|link: &&Link| link.kind == LinkKind::Succeeds && link.to == old);
    let (mut sum, mut weight) = (0.0, 0.0);
    let mut shared = Vec::new();
    for ((name, likeness), facet_weight) in facets.into_iter().zip(WEIGHTS) {
        if let Some(likeness) = likeness {
            sum += facet_weight * likeness;
            weight += facet_weight;
            if likeness > 0.0 {
                shared.push(name);
            }
        }
    }
    let only_goods = shared.iter().all(|name| *name == "goods");
    if only_goods && declared.is_none() {
        return None;
    }
    let mut jaccard = if weight > 0.0 { sum / weight } else { 0.0 };
    let mut strength = ((jaccard - LIKENESS_FROM) / (LIKENESS_TO - LIKENESS_FROM)).clamp(0.0, 1.0);
    let listed = register.node(old)?.first_listed().is_some();
    if declared.is_some() {
        jaccard = jaccard.max(LIKENESS_TO);
        strength = if listed {
            1.0
        } else {
            strength.max(0.5) * DECLARED_SHARE
        };
    }
    let mut rows: Vec<RowId> = declared.map(|link| link.row).into_iter().collect();
    for (attribute, _) in attributes(register, new.0) {
        let both = [new.0, old].map(|node| register.holdings(node).iter().find(|h| h.attribute == attribute));
        if let [Some(ours), Some(theirs)] = both {
            rows.extend([ours.row, theirs.row]);
        }
    }
    for (officer, _) in officers(register, new.0) {
        let office = |node: NodeId| {
            let links = register.links_from(officer).iter();
            links
                .filter(|link| link.kind == LinkKind::Directs)
                .find(|link| link.to == node)
        };
        if let (Some(ours), Some(theirs)) = (office(new.0), office(old)) {
            rows.extend([ours.row, theirs.row]);
        }
    }
    Some(Likeness {
        strength: strength * handover(activity, past),
        jaccard,
        shared,
        rows,
    })
}

/// Does the trade of the new begin as that of the old ends.
fn handover(new: Option<&Activity>, old: Option<&Activity>) -> f64 {
    let days = |activity: Option<&Activity>| activity.and_then(|activity| activity.watched);
    let (Some((first, _)), Some((_, last))) = (days(new), days(old)) else {
        return 0.6;
    };
    match first.0 - last.0 {
        gap if gap < -SIDE_BY_SIDE_DAYS => 0.3,
        gap if gap > 365 => 0.5,
        _ => 1.0,
    }
}

/// Judges a party.
pub fn find(party: u32, who: &Who<'_>, ask: Ask) -> Finding {
    let Some((node, facts)) = who.entry(party) else {
        return Finding::UNKNOWN;
    };
    let Some(born) = facts.incorporated else {
        return Finding::UNKNOWN;
    };
    let mut best: Option<(Likeness, NodeId, (Day, &str, RowId))> = None;
    for old in candidates(who, node, party) {
        let Some(end) = end_of(who.register, old) else {
            continue;
        };
        let after = born.day.0 - end.0.0;
        if !(-FOUNDED_BEFORE_DAYS..=FOUNDED_AFTER_DAYS).contains(&after) {
            continue;
        }
        let found = likeness(who, (node, party), old);
        let better = |found: &Likeness| best.as_ref().is_none_or(|best| found.strength > best.0.strength);
        if let Some(found) = found.filter(better) {
            best = Some((found, old, end));
        }
    }
    let Some((likeness, old, (day, how, row))) = best.filter(|best| best.0.strength > 0.0) else {
        return Finding::NOTHING;
    };
    if ask == Ask::Weigh {
        return Finding::of(likeness.strength);
    }
    let sentence = format!(
        "{} was founded on {}; {} was {how} on {day}. They share {} (likeness {:.2}).",
        who.register.name(node),
        born.day,
        who.register.name(old),
        if likeness.shared.is_empty() {
            "a succession in the register".to_owned()
        } else {
            likeness.shared.join(", ")
        },
        likeness.jaccard
    );
    let part = if how == "listed" { "list" } else { "register" };
    let rows = [(born.row, "register"), (row, part)].into_iter();
    who.told(
        likeness.strength,
        sentence,
        rows.chain(likeness.rows.iter().map(|row| (*row, "register"))),
    )
}

#[cfg(test)]
mod tests {
    use super::super::judge::WhoKind::Phoenix;
    use super::super::testing::find;
    use super::*;

    const HEIR: &str = "
        firm    Old/HK  born=2015-01-01 listed=ofac@2022-06-01
        firm    New/HK  born=2022-07-01
        directs Boss Old
        directs Boss New
        has     Old unit:Bonham-802
        has     New unit:Bonham-802
        trade   Old watched=2022-01-01..2022-06-10 from=Maker:5,Fab:5 to=End:10 goods=854231:10
        trade   New watched=2022-07-20..2022-12-01 from=Maker:4,Fab:6 to=End:9 goods=854231:9
    ";

    #[test]
    fn six_weeks_after_the_listing_with_the_same_of_everything() {
        let found = find(Phoenix, "New", HEIR);
        assert_eq!(found.strength, 1.0);
        assert!(
            found.rows.contains(&(0, "list")) && found.rows.contains(&(3, "register")),
            "{found:?}"
        );
        assert_eq!(
            find(Phoenix, "Old", HEIR).strength,
            0.0,
            "the old one is nobody's heir"
        );
    }

    #[test]
    fn a_declared_merger_of_firms_never_listed() {
        let found = find(
            Phoenix,
            "New",
            "
            firm     Old/DE  born=1999-01-01 gone=2022-06-01
            firm     New/DE  born=2022-05-20
            directs  Boss Old
            directs  Boss New
            succeeds New Old
            trade    Old watched=2015-01-01..2022-05-30 from=Maker:5 to=Shop:9 goods=854231:10
            trade    New watched=2022-06-01..2022-12-01 from=Maker:4 to=Shop:9 goods=854231:9
            ",
        );
        assert!(found.strength <= DECLARED_SHARE, "{found:?}");
    }

    #[test]
    fn another_start_up_in_the_same_goods() {
        let found = find(
            Phoenix,
            "New",
            "
            firm  Old/HK  born=2015-01-01 listed=ofac@2022-06-01
            firm  New/HK  born=2022-07-01
            trade Old watched=2022-01-01..2022-06-10 from=Maker:5 to=End:10 goods=854231:10
            trade New watched=2022-07-20..2022-12-01 from=Fab:4 to=Shop:9 goods=854231:9
            ",
        );
        assert_eq!(found.strength, 0.0);
    }

    #[test]
    fn likeness_is_one_of_a_list_with_itself_and_none_without_either() {
        let list = [(1, 3), (4, 1)];
        assert_eq!(jaccard(&list, &list), Some(1.0));
        assert_eq!(jaccard(&list, &[(2, 5)]), Some(0.0));
        assert_eq!(jaccard(&list, &[]), None);
    }
}
