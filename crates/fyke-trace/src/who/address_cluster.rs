//! T24, many firms of this trade at one address.
//!
//! Four shells at one office was the oldest trick found in the customs data.
//! Of the `d` register entries at an address, `k` others trade watched goods
//! with the ends; by chance `e = p (d - 1)` would, with `p` the share of all
//! firms that do. Surprise is the Poisson deviance `k ln(k / e) - (k - e)`
//! where `k > e`: a full house of strangers weighs nothing however tall it is,
//! two of three neighbours weigh much. Strength is `1 - exp(-surprise / 4)`,
//! less where only the building is shared, and less where the address is known
//! as an agent's.
//!
//! Innocent look-alikes: registered agents, business centres, free-zone desks,
//! families and groups under one roof, electronics markets.
//!
//! Sources: FinCEN and BIS alert of May 2023 (several consignees at one
//! address); New York Times 2024 on four shells in one office.

use super::judge::Who;
use super::register::{Attribute, AttributeKind, Holding, NodeId};
use crate::party::{Ask, Finding};

/// Nats of surprise that make two thirds of full strength.
pub const SURPRISE_NATS: f64 = 4.0;
/// What is left where only the building is shared.
pub const BUILDING_SHARE: f64 = 0.5;
/// What is left where the address is an agent's.
pub const AGENT_SHARE: f64 = 0.3;

/// Is this an address.
pub(super) fn is_address(attribute: &Attribute) -> bool {
    matches!(
        attribute.kind,
        AttributeKind::AddressUnit | AttributeKind::AddressBuilding
    )
}

struct Cluster<'a> {
    strength: f64,
    attribute: &'a Attribute,
    held: &'a Holding,
    others: Vec<Holding>,
}

fn clusters<'a>(node: NodeId, who: &'a Who<'_>) -> impl Iterator<Item = Cluster<'a>> {
    let register = who.register;
    let share_of_all = who.end_trader_share();
    let held = register.holdings(node).iter();
    held.filter_map(move |held| {
        let attribute = &register.attributes()[held.attribute as usize];
        if !is_address(attribute) {
            return None;
        }
        let here = who.traders_at(held.attribute).iter();
        let mut others: Vec<Holding> = here
            .filter(|other| other.node != node && overlap(held, other))
            .copied()
            .collect();
        others.dedup_by_key(|other| other.node);
        let found = others.len() as f64;
        let by_chance = share_of_all * f64::from(attribute.density.max(1) - 1).max(found);
        let surprise = match found > by_chance {
            true => found * (found / by_chance).ln() - (found - by_chance),
            false => 0.0,
        };
        let mut strength = 1.0 - (-surprise / SURPRISE_NATS).exp();
        if attribute.kind == AttributeKind::AddressBuilding {
            strength *= BUILDING_SHARE;
        }
        if attribute.agent {
            strength *= AGENT_SHARE;
        }
        Some(Cluster {
            strength,
            attribute,
            held,
            others,
        })
    })
}

/// Were two there at the same time.
fn overlap(one: &Holding, other: &Holding) -> bool {
    let before = |a: &Holding, b: &Holding| {
        a.until
            .is_some_and(|end| b.since.is_some_and(|start| end < start))
    };
    !before(one, other) && !before(other, one)
}

/// Judges a party.
pub fn find(party: u32, who: &Who<'_>, ask: Ask) -> Finding {
    let Some((node, _)) = who.entry(party) else {
        return Finding::UNKNOWN;
    };
    let best = clusters(node, who).max_by(|a, b| a.strength.total_cmp(&b.strength));
    let Some(best) = best else {
        return Finding::UNKNOWN;
    };
    if ask == Ask::Weigh || best.strength <= 0.0 {
        return Finding::of(best.strength);
    }
    let names: Vec<&str> = best
        .others
        .iter()
        .take(3)
        .map(|other| who.register.name(other.node))
        .collect();
    let place = match best.attribute.kind {
        AttributeKind::AddressBuilding => "in the same building",
        _ => "at the same office",
    };
    let sentence = format!(
        "{} of the {} register entries {place} ({}) also send watched goods to the ends, among them {}.",
        best.others.len(),
        best.attribute.density,
        best.attribute.value,
        names.join(", ")
    );
    let others = best.others.iter().map(|other| (other.row, "register"));
    who.told(
        best.strength,
        sentence,
        [(best.held.row, "register")].into_iter().chain(others),
    )
}

#[cfg(test)]
mod tests {
    use super::super::judge::WhoKind::AddressCluster;
    use super::super::testing::find;

    /// Four shells in one office, and forty firms that live alone.
    fn world(density: u32, more: &str) -> String {
        let mut text = String::new();
        for name in ["Alfa", "Beta", "Gama", "Delta"] {
            text.push_str(&format!(
                "has {name} unit:Bonham-135-802 density={density} {more}\n"
            ));
            text.push_str(&format!(
                "trade {name} watched=2022-05-01..2022-12-01 ends=2022-05-01..2022-12-01 end-rows=9\n"
            ));
        }
        for other in 0..40 {
            text.push_str(&format!("has Other{other} unit:Lane-{other}\n"));
        }
        text
    }

    #[test]
    fn four_shells_in_one_office() {
        let found = find(AddressCluster, "Alfa", &world(4, ""));
        assert!(found.strength > 0.6, "{found:?}");
        assert_eq!(found.rows.len(), 4);
    }

    #[test]
    fn the_same_four_in_a_tower_of_three_thousand() {
        let found = find(AddressCluster, "Alfa", &world(3_000, ""));
        assert_eq!(found.strength, 0.0);
    }

    #[test]
    fn at_an_agents_desk_it_means_less() {
        let open = find(AddressCluster, "Alfa", &world(12, ""));
        let agent = find(AddressCluster, "Alfa", &world(12, "agent"));
        assert!(agent.strength < 0.4 * open.strength, "{agent:?} {open:?}");
    }

    #[test]
    fn neighbours_of_another_time_are_none() {
        let text = "
            has   Alfa unit:Bonham from=2022-01-01..
            has   Beta unit:Bonham from=2010-01-01..2012-01-01
            trade Alfa end-rows=9
            trade Beta end-rows=9
            has   Gama unit:Elsewhere
        ";
        assert_eq!(find(AddressCluster, "Alfa", text).strength, 0.0);
    }
}
