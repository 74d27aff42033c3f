//! One entry: the register and what parties did, judged once; then asked, party
//! by party and typology by typology.
//!
//! What needs the whole register (who is blocked since when, which ships went
//! dark) is worked out in [`Who::judge`]; the rest is read off the register
//! when a party is asked about, so that weighing a million parties costs a few
//! look-ups each.

use super::activity::Activity;
use super::business_line::Lines;
use super::contact_mismatch::Contacts;
use super::owned::Owned;
use super::phoenix::Ended;
use super::register::{AttributeId, Holding, Node, NodeId, Payment, Register, Schema};
use super::ship_to_ship::Meeting;
use super::silent_ship::Silence;
use super::voyages::Voyages;
use super::{
    address_cluster, agent_tower, business_line, compute_site, contact_mismatch, divestment, known_owner,
    listed_address, near_name, old_firm, opacity, owned, payments, phoenix, shared_contact, shelf,
    ship_to_ship, silent_ship,
};
use crate::party::{Ask, Finding};
use fyke_model::country::Country;
use fyke_model::date::Day;
use std::collections::BTreeMap;

/// What is asked, from the case.
#[derive(Clone, PartialEq, Debug)]
pub struct Question {
    /// First day any measure of the regime counted.
    pub measure_day: Day,
    /// The day to judge as of: the last day of the rows.
    pub as_of: Day,
    /// Countries where the goods must not arrive.
    pub embargoed: Vec<Country>,
}

/// The register, judged.
pub struct Who<'a> {
    /// What registers say.
    pub register: &'a Register,
    /// Where ships were.
    pub voyages: &'a Voyages,
    /// What was asked.
    pub question: Question,
    /// Who trades and is blocked through owners, since when.
    pub owned: Owned,
    /// In order of party.
    activities: Vec<&'a Activity>,
    /// Who sends watched goods to ends, by attribute that it has.
    traders_at: BTreeMap<AttributeId, Vec<Holding>>,
    /// Share of all firms that send watched goods to ends.
    end_trader_share: f64,
    payments: Vec<(NodeId, u32)>,
    pub(super) ended: Ended,
    pub(super) lines: Lines,
    pub(super) contacts: Contacts,
    pub(super) secrecy: Vec<Country>,
    pub(super) names_owners: Vec<Country>,
    pub(super) silences: BTreeMap<NodeId, Vec<Silence>>,
    pub(super) meetings: BTreeMap<NodeId, Vec<Meeting>>,
}

impl<'a> Who<'a> {
    /// Judges a register beside what its parties did. Give empty voyages where
    /// nothing is known of ships.
    pub fn judge(
        register: &'a Register,
        activities: &'a [Activity],
        voyages: &'a Voyages,
        question: Question,
    ) -> Who<'a> {
        let mut activities: Vec<&Activity> = activities.iter().collect();
        activities.sort_by_key(|activity| activity.party);
        activities.dedup_by_key(|activity| activity.party);
        let firms = register
            .nodes()
            .iter()
            .filter(|node| node.schema == Schema::Company)
            .count()
            + register.bare_count();
        let traders = activities.iter().filter(|activity| activity.end_rows > 0).count();
        // half a firm keeps the share above nothing where none is seen
        let end_trader_share = ((traders as f64 + 0.5) / (firms as f64 + 1.0)).min(1.0);
        Who {
            register,
            voyages,
            owned: Owned::over(register, question.measure_day, question.as_of),
            payments: payments::by_node(register),
            ended: Ended::of(register, &activities),
            lines: Lines::shipped(),
            contacts: Contacts::shipped(),
            secrecy: opacity::secrecy_jurisdictions(),
            names_owners: opacity::names_owners(register),
            silences: silent_ship::silences(voyages, &question.embargoed),
            meetings: ship_to_ship::by_ship(voyages),
            question,
            traders_at: traders_at(register, &activities),
            activities,
            end_trader_share,
        }
    }

    /// What a party did.
    pub fn activity(&self, party: u32) -> Option<&'a Activity> {
        let at = self
            .activities
            .binary_search_by_key(&party, |activity| activity.party)
            .ok()?;
        Some(self.activities[at])
    }

    /// The node of a party and what is known of it.
    pub fn entry(&self, party: u32) -> Option<(NodeId, &'a Node)> {
        let node = self.register.node_of(party)?;
        Some((node, self.register.node(node)?))
    }

    /// Does a node send watched goods to ends.
    pub(super) fn is_end_trader(&self, node: NodeId) -> bool {
        let party = self.register.node(node).and_then(|node| node.party);
        party
            .and_then(|party| self.activity(party))
            .is_some_and(|activity| activity.end_rows > 0)
    }

    /// Those who send watched goods to ends among who has an attribute, in order
    /// of node.
    pub(super) fn traders_at(&self, attribute: AttributeId) -> &[Holding] {
        self.traders_at
            .get(&attribute)
            .map_or(&[], |held| held.as_slice())
    }

    /// The share of all firms that send watched goods to ends.
    pub(super) fn end_trader_share(&self) -> f64 {
        self.end_trader_share
    }

    /// Payments for goods of a node, in order of day.
    pub(super) fn payments_of(&self, node: NodeId) -> impl Iterator<Item = &'a Payment> {
        let start = self.payments.partition_point(|(of, _)| *of < node);
        let all = self.register.payments();
        let held = self.payments[start..]
            .iter()
            .take_while(move |(of, _)| *of == node);
        held.map(move |(_, at)| &all[*at as usize])
    }

    /// A finding in words, each row once.
    pub(super) fn told(
        &self,
        strength: f64,
        sentence: String,
        rows: impl IntoIterator<Item = (u32, &'static str)>,
    ) -> Finding {
        let mut once: Vec<(u32, &'static str)> = Vec::new();
        for row in rows {
            if !once.contains(&row) {
                once.push(row);
            }
            if once.len() >= ROWS_MAX {
                break;
            }
        }
        Finding {
            strength,
            sentence,
            rows: once,
        }
    }
}

/// Who sends watched goods to ends, by attribute: towers hold thousands, and
/// each of them asks.
fn traders_at(register: &Register, activities: &[&Activity]) -> BTreeMap<AttributeId, Vec<Holding>> {
    let mut at: BTreeMap<AttributeId, Vec<Holding>> = BTreeMap::new();
    let traders = activities.iter().filter(|activity| activity.end_rows > 0);
    for node in traders.filter_map(|activity| register.node_of(activity.party)) {
        for held in register.holdings(node) {
            at.entry(held.attribute).or_default().push(*held);
        }
    }
    for held in at.values_mut() {
        held.sort_by_key(|held| (held.node, held.row));
    }
    at
}

/// No more rows than this are listed for one reason: a person reads ten.
const ROWS_MAX: usize = 200;

/// The typologies that registers, lists, payments, ships and sites feed, and
/// the counter-evidence from the same rows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum WhoKind {
    /// T04: a shelf company, bought or brought back to life for the goods.
    Shelf,
    /// T05: the goods are not of its business.
    BusinessLine,
    /// T24: many firms of this trade at one address.
    AddressCluster,
    /// T25: at an address that a list names.
    ListedAddress,
    /// T26: a director, a telephone, a mail address or a domain in common.
    SharedContact,
    /// T27: a new firm goes on where a listed or dissolved one stopped.
    Phoenix,
    /// T28: owned by the listed.
    OwnedByListed,
    /// T29: a stake sold down to just below half around the listing.
    Divestment,
    /// T30: nobody can say who owns it.
    OwnerOpacity,
    /// T31: the money does not go with the goods.
    PaymentMismatch,
    /// T32: telephone, mail and country do not fit.
    ContactMismatch,
    /// T33: a name nearly that of a listed party.
    NearName,
    /// T34: its ship went silent near an embargoed port.
    SilentShip,
    /// T35: its ship met another at sea, or hopped flags.
    ShipToShip,
    /// T36: computing power that its sites cannot run.
    ComputeSite,
    /// C06: owned by a known public company, or by the same owner for long.
    KnownOwner,
    /// C07: the address is one where anybody may be.
    AgentTower,
    /// C08: an old firm that files its accounts.
    OldFirm,
}

impl WhoKind {
    /// All of them, in order of their ids.
    pub const ALL: [WhoKind; 18] = [
        WhoKind::Shelf,
        WhoKind::BusinessLine,
        WhoKind::AddressCluster,
        WhoKind::ListedAddress,
        WhoKind::SharedContact,
        WhoKind::Phoenix,
        WhoKind::OwnedByListed,
        WhoKind::Divestment,
        WhoKind::OwnerOpacity,
        WhoKind::PaymentMismatch,
        WhoKind::ContactMismatch,
        WhoKind::NearName,
        WhoKind::SilentShip,
        WhoKind::ShipToShip,
        WhoKind::ComputeSite,
        WhoKind::KnownOwner,
        WhoKind::AgentTower,
        WhoKind::OldFirm,
    ];

    /// The id under `data/typologies`.
    pub const fn id(self) -> &'static str {
        match self {
            WhoKind::Shelf => "T04",
            WhoKind::BusinessLine => "T05",
            WhoKind::AddressCluster => "T24",
            WhoKind::ListedAddress => "T25",
            WhoKind::SharedContact => "T26",
            WhoKind::Phoenix => "T27",
            WhoKind::OwnedByListed => "T28",
            WhoKind::Divestment => "T29",
            WhoKind::OwnerOpacity => "T30",
            WhoKind::PaymentMismatch => "T31",
            WhoKind::ContactMismatch => "T32",
            WhoKind::NearName => "T33",
            WhoKind::SilentShip => "T34",
            WhoKind::ShipToShip => "T35",
            WhoKind::ComputeSite => "T36",
            WhoKind::KnownOwner => "C06",
            WhoKind::AgentTower => "C07",
            WhoKind::OldFirm => "C08",
        }
    }

    /// Asks the kernel. Handles in [`Finding::rows`] are the register's where
    /// the part is `register`, `list`, `payment` or `position`, and the trace's
    /// where it is `in` or `out`. Counter-evidence answers with a strength
    /// below 0; everything else with 0 or more; NaN = the data are not there.
    pub fn find(self, party: u32, who: &Who<'_>, ask: Ask) -> Finding {
        // of who only trades, no more can be said than that its owners are not named
        // where they are of others, or that its name is like a listed one
        let speaks = matches!(self, WhoKind::OwnerOpacity | WhoKind::NearName);
        if !speaks && who.register.is_bare(party) {
            return Finding::UNKNOWN;
        }
        let find = match self {
            WhoKind::Shelf => shelf::find,
            WhoKind::BusinessLine => business_line::find,
            WhoKind::AddressCluster => address_cluster::find,
            WhoKind::ListedAddress => listed_address::find,
            WhoKind::SharedContact => shared_contact::find,
            WhoKind::Phoenix => phoenix::find,
            WhoKind::OwnedByListed => owned::find,
            WhoKind::Divestment => divestment::find,
            WhoKind::OwnerOpacity => opacity::find,
            WhoKind::PaymentMismatch => payments::find,
            WhoKind::ContactMismatch => contact_mismatch::find,
            WhoKind::NearName => near_name::find,
            WhoKind::SilentShip => silent_ship::find,
            WhoKind::ShipToShip => ship_to_ship::find,
            WhoKind::ComputeSite => compute_site::find,
            WhoKind::KnownOwner => known_owner::find,
            WhoKind::AgentTower => agent_tower::find,
            WhoKind::OldFirm => old_firm::find,
        };
        find(party, who, ask)
    }

    /// May a finding of this strength open a lead by itself: a match of the
    /// very room with a listed address, or certain ownership by the listed.
    pub fn opens_alone(self, strength: f64) -> bool {
        match self {
            WhoKind::ListedAddress => strength >= listed_address::OPENS_ALONE_FROM,
            WhoKind::OwnedByListed => strength >= owned::OPENS_ALONE_FROM,
            _ => false,
        }
    }
}
