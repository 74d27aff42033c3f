//! Parties of whom nothing is said but that they trade.
//!
//! A large case has millions of them, and a node with its empty lists and its
//! entry in every table costs half a kilobyte. Here such a party is its name
//! and its country; asked for a node, it gives one of its country without facts,
//! so that every typology answers as it would about a node of its own.

use super::facts::Node;
use fyke_model::country::Country;

/// Parties of whom nothing is said but that they trade: millions, so a node of
/// theirs is a name and a country. Their numbers follow those of all other nodes.
#[derive(Clone, Debug, Default)]
pub(super) struct Traders {
    letters: String,
    /// Where each name ends.
    ends: Vec<usize>,
    pub(super) party: Vec<u32>,
    /// Place in `nodes`.
    kind: Vec<u16>,
    /// A node for each country met, without a name.
    nodes: Vec<Node>,
    /// Those among them that have no other node.
    pub(super) bare: usize,
}

impl Traders {
    pub(super) fn push(&mut self, party: u32, name: &str, country: Option<Country>) {
        let known = self.nodes.iter().position(|node| node.country == country);
        let kind = known.unwrap_or_else(|| {
            self.nodes.push(Node {
                country,
                ..Node::default()
            });
            self.nodes.len() - 1
        });
        self.letters.push_str(name);
        self.ends.push(self.letters.len());
        self.party.push(party);
        // there are fewer countries than numbers of two bytes
        self.kind.push(kind as u16);
    }

    pub(super) fn node(&self, at: usize) -> Option<&Node> {
        self.nodes.get(usize::from(*self.kind.get(at)?))
    }

    pub(super) fn name(&self, at: usize) -> Option<&str> {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        self.letters.get(start.copied().unwrap_or(0)..*self.ends.get(at)?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::judge::{Question, Who, WhoKind};
    use super::super::register::{Link, LinkKind, RegisterBuilder};
    use super::super::voyages::Voyages;
    use super::*;
    use crate::party::Ask;
    use fyke_model::date::Day;

    /// Four firms of a country that names owners, and parties 7 and 8, who trade.
    fn findings(own_nodes: bool) -> Vec<(String, String)> {
        let kg = Some(Country::of("KG"));
        let mut builder = RegisterBuilder::new();
        for firm in 0..4 {
            let node = |name: &str, party| Node {
                name: format!("{name} {firm}"),
                country: kg,
                party,
                ..Node::default()
            };
            let owner = builder.node(node("Owner", None));
            let owned = builder.node(node("Firm", Some(firm)));
            builder.link(Link {
                from: owner,
                to: owned,
                kind: LinkKind::Owns { share: Some(1.0) },
                since: None,
                until: None,
                row: firm,
            });
        }
        for party in [0, 7, 8] {
            let (name, country) = (format!("Trader {party}"), kg.filter(|_| party != 8));
            builder.trader(party, &name, country);
            if own_nodes && party > 0 {
                builder.node(Node {
                    name,
                    country,
                    party: Some(party),
                    ..Node::default()
                });
            }
        }
        let register = builder.build();
        assert_eq!(register.is_bare(7), !own_nodes);
        assert!(!register.is_bare(0) && !register.is_bare(9));
        assert_eq!(register.node_count(), 10);
        let question = Question {
            measure_day: Day(19_047),
            as_of: Day(19_400),
            embargoed: vec![Country::of("RU")],
        };
        let voyages = Voyages::default();
        let who = Who::judge(&register, &[], &voyages, question);
        let told = |party: u32, kind: WhoKind| {
            let weighed = kind.find(party, &who, Ask::Weigh);
            let told = kind.find(party, &who, Ask::Tell);
            (
                format!("{party} {} {:?}", kind.id(), weighed.strength),
                told.sentence,
            )
        };
        let parties = [0, 7, 8, 9].into_iter();
        parties
            .flat_map(|party| WhoKind::ALL.map(|kind| told(party, kind)))
            .collect()
    }

    #[test]
    fn a_bare_trader_is_judged_as_a_node_without_facts() {
        let bare = findings(false);
        assert_eq!(bare, findings(true));
        // its owners are not named where those of others are
        let speaks = |of: &str| {
            bare.iter()
                .any(|(said, words)| said.starts_with(of) && words.contains("Trader 7"))
        };
        assert!(speaks("7 T30"), "{bare:?}");
        assert!(!speaks("8 T30"));
    }
}
