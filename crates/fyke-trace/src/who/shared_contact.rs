//! T26, a director, a telephone, a mail address or a domain in common.
//!
//! Whoever founds shells for a living uses one telephone. Firms are tied to one
//! another through officers and contacts (the bipartite graph, projected only
//! around the party asked about); a tie through something that `d` entries have
//! weighs `ln(200 / d) / ln(100)`, so a secretary of two hundred firms weighs
//! nothing, and no such node is ever walked. What the tie leads to decides the
//! rest: a listed party, a dissolved firm that traded with the ends, a firm in
//! an embargoed country, another that trades with the ends now. Ties combine as
//! `1 - product of (1 - each)`.
//!
//! Innocent look-alikes: nominee directors, accountants and law firms, parent
//! and daughter with one telephone, directors of many honest firms.
//!
//! Sources: New York Times 2024 (registers, telephones, domains of shells);
//! EU due diligence guidance of September 2023. The weight by rarity is inverse
//! document frequency, cut off at a degree of 200.

use super::address_cluster::is_address;
use super::judge::Who;
use super::register::{LinkKind, NodeId, RowId};
use crate::party::{Ask, Finding};

/// What so many have in common says nothing and is not walked.
pub const DEGREE_MAX: u32 = 200;
/// A tie to a listed party.
pub const TO_LISTED: f64 = 0.9;
/// A tie to a dissolved firm that traded with the ends.
pub const TO_PAST_SHELL: f64 = 0.6;
/// A tie to a firm in an embargoed country.
pub const TO_EMBARGOED: f64 = 0.4;
/// A tie to another firm that trades with the ends.
pub const TO_TRADER: f64 = 0.2;

/// Weight of a tie through something that `degree` entries have.
pub fn rarity(degree: u32) -> f64 {
    let most = f64::from(DEGREE_MAX);
    ((most / f64::from(degree.max(2))).ln() / (most / 2.0).ln()).clamp(0.0, 1.0)
}

struct Tie {
    strength: f64,
    through: String,
    to: NodeId,
    what: &'static str,
    rows: [RowId; 2],
}

/// What a tie to a node means.
fn meaning(node: NodeId, who: &Who<'_>) -> Option<(f64, &'static str)> {
    let facts = who.register.node(node)?;
    if facts.listed(who.question.as_of).is_some() {
        return Some((TO_LISTED, "which is listed"));
    }
    if !facts.dissolved.is_empty() && who.is_end_trader(node) {
        return Some((TO_PAST_SHELL, "which traded with the ends and was dissolved"));
    }
    let there = |country| who.question.embargoed.contains(&country);
    if facts.country.is_some_and(there) {
        return Some((TO_EMBARGOED, "which is in an embargoed country"));
    }
    who.is_end_trader(node)
        .then_some((TO_TRADER, "which trades with the ends"))
}

fn ties(node: NodeId, who: &Who<'_>) -> (bool, Vec<Tie>) {
    let register = who.register;
    let mut any = false;
    let mut ties: Vec<Tie> = Vec::new();
    for held in register.holdings(node) {
        let attribute = &register.attributes()[held.attribute as usize];
        if is_address(attribute) {
            continue;
        }
        any = true;
        if attribute.density > DEGREE_MAX {
            continue;
        }
        for other in register
            .holders(held.attribute)
            .filter(|other| other.node != node)
        {
            if let Some((weight, what)) = meaning(other.node, who) {
                ties.push(Tie {
                    strength: weight * rarity(attribute.density),
                    through: attribute.value.clone(),
                    to: other.node,
                    what,
                    rows: [held.row, other.row],
                });
            }
        }
    }
    for link in register
        .links_to(node)
        .filter(|link| link.kind == LinkKind::Directs)
    {
        any = true;
        let officer = link.from;
        let offices = register.links_from(officer).iter();
        let offices: Vec<_> = offices.filter(|link| link.kind == LinkKind::Directs).collect();
        if register
            .node(officer)
            .is_some_and(|node| node.listed(who.question.as_of).is_some())
        {
            ties.push(Tie {
                strength: TO_LISTED,
                through: "its own officer".to_owned(),
                to: officer,
                what: "which is listed",
                rows: [link.row, link.row],
            });
        }
        if offices.len() as u32 > DEGREE_MAX {
            continue;
        }
        for other in offices.iter().filter(|other| other.to != node) {
            if let Some((weight, what)) = meaning(other.to, who) {
                ties.push(Tie {
                    strength: weight * rarity(offices.len() as u32),
                    through: format!("its officer {}", register.name(officer)),
                    to: other.to,
                    what,
                    rows: [link.row, other.row],
                });
            }
        }
    }
    // one tie for each other node: several roads to it are one acquaintance
    ties.sort_by(|a, b| {
        a.to.cmp(&b.to)
            .then(b.strength.total_cmp(&a.strength))
            .then(a.rows.cmp(&b.rows))
    });
    ties.dedup_by_key(|tie| tie.to);
    ties.sort_by(|a, b| b.strength.total_cmp(&a.strength).then(a.to.cmp(&b.to)));
    (any, ties)
}

/// Judges a party.
pub fn find(party: u32, who: &Who<'_>, ask: Ask) -> Finding {
    let Some((node, _)) = who.entry(party) else {
        return Finding::UNKNOWN;
    };
    let (any, ties) = ties(node, who);
    if !any {
        return Finding::UNKNOWN;
    }
    let strength = 1.0 - ties.iter().map(|tie| 1.0 - tie.strength).product::<f64>();
    let Some(best) = ties.first().filter(|_| ask == Ask::Tell) else {
        return Finding::of(strength);
    };
    let more = match ties.len() {
        1 => String::new(),
        ties => format!("; {} more ties of this kind", ties - 1),
    };
    let sentence = format!(
        "{} is tied through {} to {}, {}{more}.",
        who.register.name(node),
        best.through,
        who.register.name(best.to),
        best.what
    );
    let rows = ties.iter().flat_map(|tie| tie.rows).map(|row| (row, "register"));
    who.told(strength, sentence, rows)
}

#[cfg(test)]
mod tests {
    use super::super::judge::WhoKind::SharedContact;
    use super::super::testing::find;
    use super::*;

    #[test]
    fn the_telephone_of_a_listed_firm() {
        let found = find(
            SharedContact,
            "Alfa",
            "
            firm Beta/HK listed=ofac@2022-03-01
            has  Alfa phone:+85212345678
            has  Beta phone:+85212345678
            ",
        );
        assert!(found.strength > 0.85, "{found:?}");
        assert_eq!(found.rows, [(1, "register"), (2, "register")]);
    }

    #[test]
    fn a_director_of_a_dissolved_shell() {
        let found = find(
            SharedContact,
            "Alfa",
            "
            firm    Shell/KG gone=2022-09-01
            trade   Shell end-rows=7
            directs Boss Shell
            directs Boss Alfa
            ",
        );
        assert!((0.5..0.7).contains(&found.strength), "{found:?}");
    }

    #[test]
    fn a_secretary_of_two_hundred_firms_ties_nobody() {
        let mut text =
            String::from("firm Bad/HK listed=ofac@2022-03-01\n directs Nominee Bad\n directs Nominee Alfa\n");
        for at in 0..240 {
            text.push_str(&format!("directs Nominee Firm{at}\n"));
        }
        assert_eq!(find(SharedContact, "Alfa", &text).strength, 0.0);
        let agent = "
            firm Bad/HK listed=ofac@2022-03-01
            has  Bad  phone:+85211111111 density=900
            has  Alfa phone:+85211111111
        ";
        assert_eq!(find(SharedContact, "Alfa", agent).strength, 0.0);
    }

    #[test]
    fn sister_firms_with_one_telephone_and_clean_trade_are_nothing() {
        let text =
            "has Alfa phone:+49301 \n has Beta phone:+49301 \n trade Beta watched=2022-05-01..2022-12-01";
        assert_eq!(find(SharedContact, "Alfa", text).strength, 0.0);
    }

    #[test]
    fn rarity_falls_from_two_to_two_hundred() {
        assert_eq!(rarity(2), 1.0);
        assert!(rarity(20) < rarity(5) && rarity(200) == 0.0);
    }
}
