//! C07, against: the address is one where anybody may be.
//!
//! A registered agent's desk or a tower of hundreds of firms is where honest
//! and dishonest are entered alike, so sharing it means nothing. Speaks against
//! the weight of T24 and of a building-level T25 only, never against the flow:
//! fusion should let it cancel no more than those two gave.
//!
//! Cost to fake: low; anybody may rent such a desk, and shells do.

use super::address_cluster::is_address;
use super::judge::Who;
use super::register::{Attribute, AttributeKind, RowId};
use crate::party::{Ask, Finding};

/// Entries at one address from which on it is a tower.
pub const TOWER_FROM: u32 = 50;
/// Entries at which the tower says all.
pub const TOWER_TO: u32 = 2_000;

/// Judges a party.
pub fn find(party: u32, who: &Who<'_>, ask: Ask) -> Finding {
    let Some((node, _)) = who.entry(party) else {
        return Finding::UNKNOWN;
    };
    let mut best: Option<(f64, &Attribute, RowId)> = None;
    for held in who.register.holdings(node) {
        let attribute = &who.register.attributes()[held.attribute as usize];
        if !is_address(attribute) {
            continue;
        }
        let height = f64::from(attribute.density.max(1));
        let (from, to) = (f64::from(TOWER_FROM), f64::from(TOWER_TO));
        let tall = ((height / from).ln() / (to / from).ln()).clamp(0.0, 1.0);
        let agent = if attribute.agent { 1.0 } else { 0.0 };
        let mut strength = -f64::max(tall, agent);
        // a tower says little of a room that only a few have
        if attribute.kind == AttributeKind::AddressBuilding {
            strength *= 0.5;
        }
        if best.is_none_or(|(known, ..)| strength < known) {
            best = Some((strength, attribute, held.row));
        }
    }
    let Some((strength, attribute, row)) = best else {
        return Finding::UNKNOWN;
    };
    if ask == Ask::Weigh || strength >= 0.0 {
        return Finding::of(strength.min(0.0));
    }
    let what = if attribute.agent {
        "a registered agent's address"
    } else {
        "the address of very many"
    };
    let sentence = format!(
        "{} is at {}, {what}: {} register entries are there.",
        who.register.name(node),
        attribute.value,
        attribute.density
    );
    who.told(strength, sentence, [(row, "register")])
}

#[cfg(test)]
mod tests {
    use super::super::judge::WhoKind::AgentTower;
    use super::super::testing::find;

    #[test]
    fn an_agents_desk_and_a_tower_and_a_house() {
        assert_eq!(
            find(AgentTower, "Alfa", "has Alfa unit:Desk agent").strength,
            -1.0
        );
        let tower = find(AgentTower, "Alfa", "has Alfa unit:Tower density=3000").strength;
        assert_eq!(tower, -1.0);
        assert_eq!(
            find(AgentTower, "Alfa", "has Alfa unit:House density=3").strength,
            0.0
        );
        assert!(
            find(AgentTower, "Alfa", "has Alfa phone:+49301")
                .strength
                .is_nan()
        );
    }
}
