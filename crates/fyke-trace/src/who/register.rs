//! The register: everyone known, and what registers, lists, banks and sites say
//! of them, as plain numbers.
//!
//! Parties that trade are nodes; so are their owners, officers, the entities of
//! watch lists and the addresses that lists name, though these never trade.
//! Every fact keeps the days between which it held and the caller's handle of
//! the row that says it, so that a lead can list the row. Facts are kept as
//! given: two datasets that state one stake differently are two links, and who
//! reads them makes an interval of them ([`super::cascade`]). This file only
//! holds and orders; it judges nothing.

pub use super::facts::{Dated, LegalTest, Listing, Node, Schema, holds};
pub use super::nace::Nace;
use super::traders::Traders;
use fyke_model::country::Country;
use fyke_model::date::Day;
use fyke_model::money::Currency;

/// A node of the register: its place in the order in which nodes were added.
pub type NodeId = u32;
/// An attribute of the register: its place in the order of adding.
pub type AttributeId = u32;
/// The caller's handle of a row of a register, a list or a table of payments.
/// Not of consignments: those handles are the trace's own.
pub type RowId = u32;

/// How one node is bound to another.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum LinkKind {
    /// `from` holds this share of `to`, 0 to 1; none = a stake of unknown size.
    Owns {
        /// The share.
        share: Option<f64>,
    },
    /// `from` controls `to` by other means than its stake.
    Controls,
    /// `from` is director, officer or secretary of `to`.
    Directs,
    /// `from` took over the business of `to`.
    Succeeds,
    /// `from` and `to` hold their stakes in others as one (a joint
    /// arrangement, spouses under such an agreement). Both ways.
    ActsWith,
}

/// A fact about two nodes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Link {
    /// Who owns, directs, succeeds.
    pub from: NodeId,
    /// Whom.
    pub to: NodeId,
    /// How.
    pub kind: LinkKind,
    /// First day; none = always so far as known.
    pub since: Option<Day>,
    /// Last day; none = still.
    pub until: Option<Day>,
    /// The row that says so.
    pub row: RowId,
}

impl Link {
    /// Was it so on this day.
    pub fn holds(&self, day: Day) -> bool {
        holds(self.since, self.until, day)
    }
}

/// What kind of thing several nodes may have in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum AttributeKind {
    /// A telephone number, digits with the country's prefix: `+74951234567`.
    Phone,
    /// A mail address.
    Mail,
    /// A domain.
    Domain,
    /// An address down to the room, flat or office.
    AddressUnit,
    /// An address down to the house.
    AddressBuilding,
}

/// A value that nodes may share.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// What it is.
    pub kind: AttributeKind,
    /// The value, normalised by the caller: for sentences, prefixes and domains.
    pub value: String,
    /// How many entries of the whole register hold it, seen in this case or not.
    /// Counted from the register given here where that is larger.
    pub density: u32,
    /// A list names this very address.
    pub listing: Option<Listing>,
    /// It is known as the address of a registered agent or a service office.
    pub agent: bool,
    /// It is a dwelling.
    pub residential: bool,
    /// Since when it exists: a domain's day of registration.
    pub since: Option<Day>,
}

impl Attribute {
    /// A value that so many register entries hold.
    pub fn new(kind: AttributeKind, value: &str, density: u32) -> Attribute {
        Attribute {
            kind,
            value: value.to_owned(),
            density,
            listing: None,
            agent: false,
            residential: false,
            since: None,
        }
    }
}

/// A node has an attribute.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Holding {
    /// Who.
    pub node: NodeId,
    /// What.
    pub attribute: AttributeId,
    /// First day.
    pub since: Option<Day>,
    /// Last day.
    pub until: Option<Day>,
    /// The row that says so.
    pub row: RowId,
}

/// The consignment that a payment is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PaidGoods {
    /// The trace's handle of the consignment.
    pub row: u32,
    /// Who sent the goods.
    pub seller: NodeId,
    /// Whom they were sent to.
    pub buyer: NodeId,
    /// Declared country of destination.
    pub destination: Option<Country>,
}

/// Money that went from one to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Payment {
    /// Who paid.
    pub payer: NodeId,
    /// Who was paid.
    pub payee: NodeId,
    /// Day.
    pub day: Day,
    /// Hundredths of a unit.
    pub minor: i64,
    /// Of this currency.
    pub currency: Currency,
    /// The country of the payer's bank where the message names it.
    pub payer_bank_country: Option<Country>,
    /// What it was for, where that is known.
    pub goods: Option<PaidGoods>,
    /// The row that says so.
    pub row: RowId,
}

/// The name of a party is nearly that of a listed node with another id. The
/// caller compares names; see [`super::near_name`].
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct NameMatch {
    /// The party.
    pub party: u32,
    /// Whom its name is like.
    pub listed: NodeId,
    /// How alike the names are, 0 to 1.
    pub similarity: f64,
    /// How rare the words are that both have, 0 (found in thousands of names)
    /// to 1 (found in no other).
    pub rare: f64,
    /// Identifiers, dates or countries say that they are two.
    pub told_apart: bool,
    /// The row of the list.
    pub row: RowId,
}

/// Everything known, ordered for reading.
#[derive(Clone, Debug, Default)]
pub struct Register {
    nodes: Vec<Node>,
    attributes: Vec<Attribute>,
    /// In order of (from, to, row).
    links: Vec<Link>,
    /// Positions in `links` in order of (to, from, row).
    links_to: Vec<u32>,
    /// In order of (node, attribute, row).
    holdings: Vec<Holding>,
    /// Positions in `holdings` in order of (attribute, node, row).
    holders: Vec<u32>,
    payments: Vec<Payment>,
    name_matches: Vec<NameMatch>,
    /// The node of each party, [`NO_NODE`] where it has none.
    node_of: Vec<NodeId>,
    traders: Traders,
}

const NO_NODE: NodeId = NodeId::MAX;

/// Gathers a [`Register`]. Nothing is refused: what names a node or an
/// attribute that was never added is counted and left out.
#[derive(Clone, Debug, Default)]
pub struct RegisterBuilder {
    register: Register,
    /// Facts that named no known node or attribute.
    pub left_out: u64,
}

impl RegisterBuilder {
    /// Nothing known yet.
    pub fn new() -> RegisterBuilder {
        RegisterBuilder::default()
    }

    /// Adds a node and says its number.
    pub fn node(&mut self, node: Node) -> NodeId {
        self.register.nodes.push(node);
        (self.register.nodes.len() - 1) as NodeId
    }

    /// Says that a party trades. Where no node is added for it, it is one of
    /// which only this is known.
    pub fn trader(&mut self, party: u32, name: &str, country: Option<Country>) {
        self.register.traders.push(party, name, country);
    }

    /// The node again, to add facts that came later.
    pub fn node_mut(&mut self, node: NodeId) -> Option<&mut Node> {
        self.register.nodes.get_mut(node as usize)
    }

    /// Adds a value that nodes may share and says its number.
    pub fn attribute(&mut self, attribute: Attribute) -> AttributeId {
        self.register.attributes.push(attribute);
        (self.register.attributes.len() - 1) as AttributeId
    }

    /// The attribute again.
    pub fn attribute_mut(&mut self, attribute: AttributeId) -> Option<&mut Attribute> {
        self.register.attributes.get_mut(attribute as usize)
    }

    /// Says how two nodes are bound. A node bound to itself says nothing and
    /// is left out, as is a share that is no number; shares are held to 0..=1.
    pub fn link(&mut self, link: Link) {
        let mut link = link;
        let known = self.register.nodes.len() as u32;
        if let LinkKind::Owns { share: Some(share) } = &mut link.kind {
            if share.is_nan() {
                self.left_out += 1;
                return;
            }
            *share = share.clamp(0.0, 1.0);
        }
        match link.from < known && link.to < known && link.from != link.to {
            true => self.register.links.push(link),
            false => self.left_out += 1,
        }
    }

    /// Says that a node has an attribute.
    pub fn holding(&mut self, holding: Holding) {
        let known = (holding.node as usize) < self.register.nodes.len()
            && (holding.attribute as usize) < self.register.attributes.len();
        match known {
            true => self.register.holdings.push(holding),
            false => self.left_out += 1,
        }
    }

    /// Adds a payment.
    pub fn payment(&mut self, payment: Payment) {
        let known = self.register.nodes.len() as u32;
        let mut all = vec![payment.payer, payment.payee];
        all.extend(payment.goods.iter().flat_map(|goods| [goods.seller, goods.buyer]));
        match all.iter().all(|node| *node < known) {
            true => self.register.payments.push(payment),
            false => self.left_out += 1,
        }
    }

    /// Adds two names that are nearly one.
    pub fn name_match(&mut self, found: NameMatch) {
        match (found.listed as usize) < self.register.nodes.len() {
            true => self.register.name_matches.push(found),
            false => self.left_out += 1,
        }
    }

    /// Orders all of it, so that the answer does not depend on who spoke first.
    pub fn build(self) -> Register {
        let mut register = self.register;
        register.links.sort_by_key(|l| (l.from, l.to, l.row));
        let mut links_to: Vec<u32> = (0..register.links.len() as u32).collect();
        links_to.sort_by_key(|at| {
            let link = &register.links[*at as usize];
            (link.to, link.from, link.row)
        });
        register.links_to = links_to;
        register.holdings.sort_by_key(|h| (h.node, h.attribute, h.row));
        let mut holders: Vec<u32> = (0..register.holdings.len() as u32).collect();
        holders.sort_by_key(|at| {
            let holding = &register.holdings[*at as usize];
            (holding.attribute, holding.node, holding.row)
        });
        register.holders = holders;
        register.payments.sort_by_key(|p| (p.day, p.row));
        register.name_matches.sort_by_key(|m| (m.party, m.listed, m.row));
        for attribute in 0..register.attributes.len() {
            let seen = register.holders(attribute as u32).count() as u32;
            let density = &mut register.attributes[attribute].density;
            *density = (*density).max(seen);
        }
        let own = register.nodes.iter().map(|node| node.party);
        let traders = register.traders.party.iter().map(|party| Some(*party));
        let parties = own.clone().chain(traders.clone()).flatten().max();
        let mut node_of = vec![NO_NODE; parties.map_or(0, |last| last as usize + 1)];
        let bare_from = register.nodes.len();
        let mut bare = 0;
        for (at, party) in own.chain(traders).enumerate() {
            let slot = party.and_then(|party| node_of.get_mut(party as usize));
            if let Some(slot) = slot.filter(|slot| **slot == NO_NODE) {
                *slot = at as NodeId;
                bare += usize::from(at >= bare_from);
            }
        }
        register.node_of = node_of;
        register.traders.bare = bare;
        register
    }
}

impl Register {
    /// All nodes of which more is known than that they trade, by number.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// A node.
    pub fn node(&self, node: NodeId) -> Option<&Node> {
        let at = node as usize;
        match at.checked_sub(self.nodes.len()) {
            None => self.nodes.get(at),
            Some(at) => self.traders.node(at),
        }
    }

    /// How many nodes there are, with those of which only trade is known.
    pub fn node_count(&self) -> usize {
        self.nodes.len() + self.traders.bare
    }

    /// How many are known by their trade alone.
    pub fn bare_count(&self) -> usize {
        self.traders.bare
    }

    /// Is this party known by its trade alone.
    pub fn is_bare(&self, party: u32) -> bool {
        let node = self.node_of(party);
        node.is_some_and(|node| node as usize >= self.nodes.len())
    }

    /// The node of a party that trades: the first, should several claim it.
    pub fn node_of(&self, party: u32) -> Option<NodeId> {
        let node = self.node_of.get(party as usize).copied();
        node.filter(|node| *node != NO_NODE)
    }

    /// Its name for a sentence.
    pub fn name(&self, node: NodeId) -> &str {
        let at = node as usize;
        let name = match at.checked_sub(self.nodes.len()) {
            None => self.nodes.get(at).map(|node| node.name.as_str()),
            Some(at) => self.traders.name(at),
        };
        name.unwrap_or("someone")
    }

    /// All attributes, by number.
    pub fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    /// All links, in order of (from, to, row).
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Links that go out from a node, in order of (to, row).
    pub fn links_from(&self, node: NodeId) -> &[Link] {
        let start = self.links.partition_point(|link| link.from < node);
        let rest = &self.links[start..];
        &rest[..rest.partition_point(|link| link.from <= node)]
    }

    /// Links that come into a node, in order of (from, row).
    pub fn links_to(&self, node: NodeId) -> impl Iterator<Item = &Link> {
        let start = self
            .links_to
            .partition_point(|at| self.links[*at as usize].to < node);
        let links = self.links_to[start..].iter().map(|at| &self.links[*at as usize]);
        links.take_while(move |link| link.to == node)
    }

    /// What a node has, in order of (attribute, row).
    pub fn holdings(&self, node: NodeId) -> &[Holding] {
        let start = self.holdings.partition_point(|holding| holding.node < node);
        let rest = &self.holdings[start..];
        &rest[..rest.partition_point(|holding| holding.node <= node)]
    }

    /// Who has an attribute, in order of (node, row); a node may stand there twice.
    pub fn holders(&self, attribute: AttributeId) -> impl Iterator<Item = &Holding> {
        let at = |at: &u32| &self.holdings[*at as usize];
        let start = self
            .holders
            .partition_point(|held| at(held).attribute < attribute);
        let rest = self.holders[start..].iter().map(at);
        rest.take_while(move |holding| holding.attribute == attribute)
    }

    /// All payments, in order of day.
    pub fn payments(&self) -> &[Payment] {
        &self.payments
    }

    /// Names nearly those of listed nodes, for one party.
    pub fn name_matches(&self, party: u32) -> &[NameMatch] {
        let start = self.name_matches.partition_point(|found| found.party < party);
        let rest = &self.name_matches[start..];
        &rest[..rest.partition_point(|found| found.party <= party)]
    }
}
