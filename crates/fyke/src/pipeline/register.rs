//! From statements and payments to the register that the kernels of who-is-who
//! read.
//!
//! Everyone who trades the watched goods is a node, and so are the entities of
//! lists, those who pay for such goods, and whoever owners and officers tie to
//! any of these, a few steps far. All others are only counted: how many entries
//! of the register share an address or a telephone needs every entry, holding
//! them does not. Traders of whom nothing is said, millions in a large case, are
//! a name and a country. So memory goes with lists, ties and those who are
//! spoken of, not with the size of the register or of the trade.
//!
//! An entity counts once in each country it trades from; each of these nodes
//! carries all that is said of the entity.

mod attributes;
mod near_names;
pub(super) mod ties;

use super::load::Loaded;
use super::payments::{self, Payments};
use super::vessels::Ship;
use crate::screen::Outcome;
use attributes::Attributes;
use fyke_model::country::Country;
use fyke_model::date::Day;
use fyke_model::reference::Reference;
use fyke_resolve::entity::{Alias, Entity};
use fyke_store::known::{self, Members, Statement};
use fyke_store::query::Tables;
use fyke_store::questions::RowHandles;
use fyke_store::resolved;
use fyke_trace::who::register::{
    Dated, Link, Listing, Nace, Node, NodeId, Register, RegisterBuilder, Schema,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use ties::Ties;

/// Steps along owners and officers from whom the case is about. Ownership
/// cascades of real cases are rarely deeper; double brings in the neighbours of
/// neighbours of every nominee.
const STEPS_MAX: usize = 6;
/// Ties of one node that are followed further: a nominee of thousands of firms
/// is known by their number, and its firms are no one's neighbours.
const FOLLOWED_MAX: usize = 200;
/// Names of one listed entity that are compared with those of traders.
const LISTED_NAMES_MAX: usize = 40;

/// Reads what is known of the parties that were loaded, and of whoever is
/// tied to them. Row numbers in it are handles of the case; the first nodes are
/// the ships, in their order.
///
/// # Errors
/// Where the tables cannot be read.
pub fn read(
    payments: &Payments,
    tables: &Tables,
    handles: &RowHandles,
    loaded: &Loaded,
    reference: &Reference,
    ships: &[Ship],
) -> Outcome<Register> {
    let members = Members::read(tables)?;
    let ties = Ties::read(tables, handles, &members)?;
    let listed = resolved::listed_entities(tables)?;
    let traders = Traders::of(loaded);
    let wanted = wanted(&traders, &ties, payments, &listed, ships);
    let mut builder = Builder::new(loaded, reference, &ties, &listed, traders, wanted);
    builder.launch(ships);
    known::statements(tables, handles, &members, &is_read, &mut |said| {
        builder.said(said)
    })?;
    drop(members);
    builder.finish_entity();
    Ok(builder.build(payments))
}

/// The parties of every entity that trades.
struct Traders<'a> {
    loaded: &'a Loaded,
    /// Entity and party, in order.
    parties: Vec<(u32, u32)>,
}

impl<'a> Traders<'a> {
    fn of(loaded: &'a Loaded) -> Traders<'a> {
        let numbered = (0..loaded.index.party_count).filter_map(|p| Some((loaded.entity_number(p)?, p)));
        let mut parties: Vec<(u32, u32)> = numbered.collect();
        parties.sort_unstable();
        Traders { loaded, parties }
    }

    /// The parties of an entity, in order; none where it does not trade.
    fn parties(&self, entity: &str) -> impl Iterator<Item = u32> {
        let number = self.loaded.numbered(entity);
        let start = number.map_or(self.parties.len(), |number| {
            self.parties.partition_point(|known| known.0 < number)
        });
        let rest = self.parties.get(start..).unwrap_or_default().iter();
        let own = rest.take_while(move |known| Some(known.0) == number);
        own.map(|known| known.1)
    }

    fn holds(&self, entity: &str) -> bool {
        self.parties(entity).next().is_some()
    }
}

/// Entities that become nodes beside the parties: listed, payers, ships that were
/// heard, and whom ties lead to.
fn wanted(
    traders: &Traders<'_>,
    ties: &Ties,
    payments: &Payments,
    listed: &BTreeSet<String>,
    ships: &[Ship],
) -> BTreeSet<String> {
    let mut wanted: BTreeSet<String> = listed.clone();
    wanted.extend(ships.iter().filter_map(|ship| ship.entity.clone()));
    wanted.extend(payments.entities().map(str::to_owned));
    let mut neighbours: HashMap<&str, Vec<&str>> = HashMap::new();
    for tie in &ties.links {
        neighbours.entry(&tie.from).or_default().push(&tie.to);
        neighbours.entry(&tie.to).or_default().push(&tie.from);
    }
    let ends = ties.links.iter().flat_map(|tie| [&tie.from, &tie.to]);
    let trading: BTreeSet<&str> = ends
        .map(String::as_str)
        .filter(|entity| traders.holds(entity))
        .collect();
    let mut edge: Vec<String> = wanted.iter().cloned().collect();
    edge.extend(trading.iter().map(|entity| (*entity).to_owned()));
    for _ in 0..STEPS_MAX {
        let mut next = Vec::new();
        for entity in &edge {
            let of = neighbours.get(entity.as_str()).map_or(&[][..], Vec::as_slice);
            if of.len() > FOLLOWED_MAX {
                continue;
            }
            for other in of {
                if !wanted.contains(*other) && !trading.contains(other) {
                    wanted.insert((*other).to_owned());
                    next.push((*other).to_owned());
                }
            }
        }
        edge = next;
    }
    wanted
}

/// Properties that say something of a node, or which schema it is of.
fn is_read(prop: &str) -> bool {
    let known = matches!(
        prop,
        "name"
            | "alias"
            | "previousName"
            | "jurisdiction"
            | "country"
            | "mainCountry"
            | "nationality"
            | "flag"
            | "incorporationDate"
            | "dissolutionDate"
            | "sector"
            | "topics"
    );
    known || attributes::is_shared(prop)
}

/// What is said of one entity, as it comes in.
#[derive(Default)]
struct Facts {
    entity: String,
    name: String,
    names: Vec<String>,
    country: Option<Country>,
    schema: Schema,
    organisation: bool,
    incorporated: Option<Dated>,
    dissolved: Vec<Dated>,
    sector: Vec<(Nace, u32)>,
    public: Option<u32>,
    topics_since: Option<Listing>,
    /// Property, value, row of what others can share: read once the country is known.
    shared: Vec<(String, String, u32)>,
}

struct Builder<'a> {
    loaded: &'a Loaded,
    reference: &'a Reference,
    ties: &'a Ties,
    listed: &'a BTreeSet<String>,
    traders: Traders<'a>,
    wanted: BTreeSet<String>,
    /// Of each party: does it have a node.
    has_node: Vec<bool>,
    nodes: BTreeMap<String, Vec<NodeId>>,
    /// Nodes of ships that were heard, by entity.
    ships: HashMap<&'a str, NodeId>,
    register: RegisterBuilder,
    attributes: Attributes,
    facts: Facts,
    /// Listed entities with the names that traders' names are compared with.
    of_lists: Vec<(Entity, NodeId)>,
}

impl<'a> Builder<'a> {
    fn new(
        loaded: &'a Loaded,
        reference: &'a Reference,
        ties: &'a Ties,
        listed: &'a BTreeSet<String>,
        traders: Traders<'a>,
        wanted: BTreeSet<String>,
    ) -> Builder<'a> {
        Builder {
            loaded,
            reference,
            ties,
            listed,
            traders,
            wanted,
            has_node: vec![false; loaded.index.party_count as usize],
            nodes: BTreeMap::new(),
            ships: HashMap::new(),
            register: RegisterBuilder::new(),
            attributes: Attributes::default(),
            facts: Facts::default(),
            of_lists: Vec::new(),
        }
    }

    /// Makes the ships the first nodes, as they are known by what they broadcast.
    fn launch(&mut self, ships: &'a [Ship]) {
        for ship in ships {
            let node = self.register.node(Node {
                name: ship.name.clone(),
                country: ship.flag,
                schema: Schema::Vessel,
                ..Node::default()
            });
            if let Some(entity) = &ship.entity {
                self.ships.entry(entity).or_insert(node);
            }
        }
    }

    /// Takes one statement; those of one entity come one after the other.
    fn said(&mut self, said: Statement<'_>) {
        if self.facts.entity != said.entity {
            self.finish_entity();
            said.entity.clone_into(&mut self.facts.entity);
        }
        let row = said.handle;
        let facts = &mut self.facts;
        match said.schema {
            "Person" => facts.schema = Schema::Person,
            "Vessel" => facts.schema = Schema::Vessel,
            "PublicBody" => facts.schema = Schema::PublicBody,
            "Company" | "Organization" => facts.organisation = true,
            // an officer of whom no file says more is taken for a person
            "LegalEntity" if said.entity_id.starts_with("officer-") => {}
            _ => facts.organisation = true,
        }
        let value = said.value;
        let dated = |value: &str| value.parse::<Day>().ok().map(|day| Dated { day, row });
        match said.prop {
            "name" => {
                if facts.name.is_empty() {
                    value.clone_into(&mut facts.name);
                }
                keep_name(&mut facts.names, value);
            }
            "alias" | "previousName" => keep_name(&mut facts.names, value),
            "jurisdiction" | "country" | "mainCountry" | "nationality" | "flag" => {
                facts.country = facts.country.or_else(|| self.reference.countries.named(value));
            }
            "incorporationDate" => {
                facts.incorporated = match (facts.incorporated, dated(value)) {
                    (Some(a), Some(b)) => Some(if b.day < a.day { b } else { a }),
                    (a, b) => a.or(b),
                };
            }
            "dissolutionDate" => facts.dissolved.extend(dated(value)),
            "sector" => facts.sector.extend(Nace::parse(value).map(|nace| (nace, row))),
            "topics" if value == "corp.public" => facts.public = facts.public.or(Some(row)),
            "topics" if value.starts_with("sanction") => {
                facts.topics_since.get_or_insert_with(|| Listing {
                    list: said.dataset.to_owned(),
                    since: said.edition,
                    until: None,
                    test: ties::test_of(said.dataset),
                    row,
                });
            }
            prop if attributes::is_shared(prop) => {
                facts.shared.push((prop.to_owned(), value.to_owned(), row));
            }
            _ => {}
        }
    }

    /// Closes the entity that was being read.
    fn finish_entity(&mut self) {
        let mut facts = std::mem::take(&mut self.facts);
        if facts.entity.is_empty() {
            return;
        }
        if facts.schema == Schema::Company && !facts.organisation {
            facts.schema = Schema::Person;
        }
        let mut contacts: Vec<(attributes::Key, u32)> = Vec::new();
        for (prop, value, row) in &facts.shared {
            let keys = self.attributes.read(prop, value, facts.country);
            contacts.extend(keys.into_iter().map(|key| (key, *row)));
        }
        contacts.sort_unstable();
        contacts.dedup_by_key(|(key, _)| *key);
        self.attributes.count(contacts.iter().map(|(key, _)| *key));
        let mut own: Vec<Option<u32>> = self.traders.parties(&facts.entity).map(Some).collect();
        if own.is_empty() && !self.wanted.contains(&facts.entity) {
            return;
        }
        facts
            .dissolved
            .sort_unstable_by_key(|dated| (dated.day, dated.row));
        facts.dissolved.dedup_by_key(|dated| dated.day);
        facts.sector.sort_by_key(|(nace, row)| (nace.to_string(), *row));
        facts.sector.dedup_by_key(|(nace, _)| *nace);
        let mut listings = self.ties.listings.get(&facts.entity).cloned().unwrap_or_default();
        if listings.is_empty() && self.listed.contains(&facts.entity) {
            listings.extend(facts.topics_since.take());
        }
        if let Some(listing) = listings.first() {
            // where a listed entity sits is a listed address, too
            for (key, _) in &contacts {
                self.attributes.list(*key, listing, false);
            }
        }
        if own.is_empty() {
            own.push(None);
        }
        let mut ids = Vec::new();
        for party in own {
            let name = party.map_or(facts.name.as_str(), |party| self.loaded.name(party));
            let node = Node {
                name: name.to_owned(),
                country: facts
                    .country
                    .or_else(|| party.and_then(|p| self.loaded.country(p))),
                schema: facts.schema,
                party,
                incorporated: facts.incorporated,
                dissolved: facts.dissolved.clone(),
                sector: facts.sector.clone(),
                listings: listings.clone(),
                public: facts.public,
                // NACE 52: warehousing and what supports transport; 49 to 51 and 53 carry
                forwards: facts
                    .sector
                    .iter()
                    .any(|(nace, _)| (49..=53).contains(&nace.division())),
                site_power_kw: self.ties.power.get(&facts.entity).copied(),
                ..Node::default()
            };
            let ship = self.ships.get(facts.entity.as_str()).filter(|_| party.is_none());
            let node = match ship {
                Some(&ship) => {
                    if let Some(launched) = self.register.node_mut(ship) {
                        *launched = node;
                    }
                    ship
                }
                None => self.register.node(node),
            };
            if let Some(has) = party.and_then(|party| self.has_node.get_mut(party as usize)) {
                *has = true;
            }
            for (key, row) in &contacts {
                self.attributes.hold(node, *key, *row);
            }
            ids.push(node);
        }
        if let (false, Some(&node)) = (listings.is_empty(), ids.first()) {
            self.of_lists.push((listed_entity(&facts), node));
        }
        self.nodes.insert(facts.entity, ids);
    }

    /// Puts all of it together.
    fn build(mut self, payments: &Payments) -> Register {
        // parties whom only ties or payments name
        let ends = self.ties.links.iter().flat_map(|tie| [&tie.from, &tie.to]);
        let named: BTreeSet<&str> = ends.map(String::as_str).chain(payments.entities()).collect();
        for (party, has_node) in (0..).zip(&self.has_node) {
            let (name, country) = (self.loaded.name(party), self.loaded.country(party));
            self.register.trader(party, name, country);
            let entity = self.loaded.entity(party);
            if *has_node || !named.contains(entity) {
                continue;
            }
            let node = self.register.node(Node {
                name: name.to_owned(),
                country,
                party: Some(party),
                ..Node::default()
            });
            self.nodes.entry(entity.to_owned()).or_default().push(node);
        }
        for tie in &self.ties.links {
            let (Some(from), Some(to)) = (self.nodes.get(&tie.from), self.nodes.get(&tie.to)) else {
                continue;
            };
            for (from, to) in from.iter().flat_map(|from| to.iter().map(move |to| (*from, *to))) {
                self.register.link(Link {
                    from,
                    to,
                    kind: tie.kind,
                    since: tie.since,
                    until: tie.until,
                    row: tie.row,
                });
            }
        }
        for (text, country, listing) in &self.ties.listed_addresses {
            let node = self.register.node(Node {
                name: text.clone(),
                country: country.as_deref().and_then(|c| self.reference.countries.named(c)),
                schema: Schema::Address,
                listings: vec![listing.clone()],
                ..Node::default()
            });
            let country = country.as_deref().and_then(|c| self.reference.countries.named(c));
            for key in self.attributes.read("address", text, country) {
                self.attributes.list(key, listing, true);
                self.attributes.hold(node, key, listing.row);
            }
        }
        payments::tell(payments, self.loaded, &mut self.nodes, &mut self.register);
        near_names::find(
            self.loaded,
            &self.of_lists,
            &self.ties.listings,
            &mut self.register,
        );
        self.attributes.tell(&mut self.register);
        self.register.build()
    }
}

fn keep_name(names: &mut Vec<String>, name: &str) {
    if names.len() < LISTED_NAMES_MAX && !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}

/// A listed entity as screening compares it.
fn listed_entity(facts: &Facts) -> Entity {
    let mut names = facts.names.iter();
    Entity {
        id: facts.entity.clone(),
        schema: if facts.schema == Schema::Person {
            "Person".to_owned()
        } else {
            "LegalEntity".to_owned()
        },
        names: names.next().cloned().into_iter().collect(),
        aliases: names
            .map(|name| Alias {
                name: name.clone(),
                weak: false,
            })
            .collect(),
        ..Entity::default()
    }
}

#[cfg(test)]
mod tests;
