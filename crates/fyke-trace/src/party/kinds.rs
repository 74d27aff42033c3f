//! The reasons a unit is weighed by, in one table: what computes each, and on
//! what terms it may speak.
//!
//! A reason is a number (larger = more suspicious) that a kernel makes of a
//! unit. The terms are data, not code: what the reason costs to fake, whether
//! it may open a lead, and the most it may weigh stand in `data/typologies`
//! under the reason's id (the reasons of flow share `F01`). What is cheap to
//! fake never carries a lead: a cap by cost lies above each typology's own,
//! `cap_low_nats`, `cap_medium_nats` and `cap_high_nats` of `F01`. A typology
//! that may open a lead alone is bound by its own cap only.
//!
//! To add a kernel: one row in `TABLE`, one file in `data/typologies`, and a
//! new fit (`cargo xtask data party-model`); until it is fitted it weighs
//! nothing.

use super::evidence::Frame;
use super::finding::{Ask, Finding};
use super::flow::Flow;
use super::patterns::PatternKernel;
use super::unit::Dealings;
use super::{back_to_back, counter, long_chain, new_firm, patterns, reexport};
use crate::who::WhoKind;
use fyke_model::reference::{CostToFake, Level, Opens, Reference, Typology};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A kernel that judges one unit by its own rows.
pub type UnitKernel = fn(&Dealings, &Frame<'_>, Ask) -> Finding;

/// What computes a reason.
#[derive(Clone, Copy)]
pub enum Kernel {
    /// Read off the flow of goods through the unit: see [`super::flow`].
    Flow(Flow),
    /// A pattern in the rows of the unit.
    Unit(UnitKernel),
    /// A pattern in the rows of the unit, judged beside the whole index.
    Pattern(PatternKernel),
    /// What registers and lists say of the party.
    Who(WhoKind),
    /// How those look that it shares its goods with: see [`super::company`]. It
    /// is filled in when all units have their other numbers.
    Company,
}

/// A row of the table.
struct Row {
    id: &'static str,
    kernel: Kernel,
}

const fn flow(id: &'static str, flow: Flow) -> Row {
    Row {
        id,
        kernel: Kernel::Flow(flow),
    }
}

const fn unit(id: &'static str, find: UnitKernel) -> Row {
    Row {
        id,
        kernel: Kernel::Unit(find),
    }
}

const fn pattern(id: &'static str, find: PatternKernel) -> Row {
    Row {
        id,
        kernel: Kernel::Pattern(find),
    }
}

const fn who(kind: WhoKind) -> Row {
    Row {
        id: kind.id(),
        kernel: Kernel::Who(kind),
    }
}

/// All reasons. The order is that of every array of numbers or weights.
static TABLE: [Row; COUNT] = [
    flow("dependence", Flow::Dependence),
    flow("taint", Flow::Taint),
    flow("same-goods", Flow::SameGoods),
    flow("contrast", Flow::Contrast),
    flow("timing", Flow::Timing),
    flow("balance", Flow::Balance),
    flow("passed-on", Flow::PassedOn),
    flow("onset", Flow::Onset),
    flow("listed", Flow::Listed),
    flow("burst", Flow::Burst),
    flow("echo", Flow::Echo),
    flow("premium", Flow::Premium),
    unit("T08", reexport::find),
    unit("T09", back_to_back::find),
    unit("T20", long_chain::find),
    unit("T03", new_firm::find),
    pattern("T02", patterns::new_consignee::find),
    pattern("T04-trade", patterns::revived::find),
    pattern("T05-past", patterns::business_line::find),
    pattern("T11", patterns::overpaid::find),
    pattern("T12", patterns::undervalued::find),
    pattern("T13", patterns::switched::find),
    pattern("T14", patterns::signed::text_mismatch),
    pattern("T15", patterns::signed::vague_text),
    pattern("T16", patterns::split::find),
    pattern("T17", patterns::fan_in::find),
    pattern("T18", patterns::gathered::find),
    pattern("T19", patterns::carousel::find),
    pattern("T21", patterns::signed::detour),
    pattern("T22", patterns::hub::find),
    pattern("T23", patterns::signed::handler),
    pattern("C01", counter::same_customers::find),
    pattern("C02", counter::broad_trade::find),
    pattern("C03", counter::goods_stay::find),
    pattern("C04", counter::long_record::find),
    pattern("C05", counter::repairs::find),
    who(WhoKind::Shelf),
    who(WhoKind::BusinessLine),
    who(WhoKind::AddressCluster),
    who(WhoKind::ListedAddress),
    who(WhoKind::SharedContact),
    who(WhoKind::Phoenix),
    who(WhoKind::OwnedByListed),
    who(WhoKind::Divestment),
    who(WhoKind::OwnerOpacity),
    who(WhoKind::PaymentMismatch),
    who(WhoKind::ContactMismatch),
    who(WhoKind::NearName),
    who(WhoKind::SilentShip),
    who(WhoKind::ShipToShip),
    who(WhoKind::ComputeSite),
    who(WhoKind::KnownOwner),
    who(WhoKind::AgentTower),
    who(WhoKind::OldFirm),
    Row {
        id: "F02",
        kernel: Kernel::Company,
    },
];

/// How many reasons there are.
pub const COUNT: usize = 55;

/// A reason, by its place in the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Kind(u8);

/// On what terms a reason may speak.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Terms {
    /// What it judges.
    pub level: Level,
    /// What it costs the other side to fake.
    pub cost_to_fake: CostToFake,
    /// Whether it may open a lead.
    pub opens: Opens,
    /// The most it may weigh, for or against, in nats.
    pub cap_nats: f64,
}

impl Kind {
    /// All of them, in the order of the table.
    pub fn all() -> impl Iterator<Item = Kind> + Clone {
        (0..COUNT).map(|at| Kind(at as u8))
    }

    /// The id of the typology or of the flow reason, as tables have it.
    pub fn id(self) -> &'static str {
        TABLE[self.at()].id
    }

    /// The kind of an id.
    pub fn from_id(id: &str) -> Option<Kind> {
        Kind::all().find(|kind| kind.id() == id)
    }

    /// Its place in arrays of numbers and weights.
    pub fn at(self) -> usize {
        usize::from(self.0)
    }

    /// What computes it.
    pub fn kernel(self) -> Kernel {
        TABLE[self.at()].kernel
    }

    /// Is it read off the flow of goods alone.
    pub fn is_flow(self) -> bool {
        matches!(self.kernel(), Kernel::Flow(_))
    }

    /// Zero means that the kernel looked and found nothing, so it weighs
    /// nothing; numbers of flow are compared with the average candidate's.
    pub fn is_zero_nothing(self) -> bool {
        !self.is_flow()
    }

    /// Counter-evidence: it can only speak for innocence.
    pub fn is_counter(self) -> bool {
        self.id().starts_with('C')
    }

    /// Is it strong enough, where it is there, to look at a party's trade
    /// whatever the flow says: it may open a lead alone, or it is the phoenix
    /// (`T27`), whose goods often change hands before they can be traced.
    pub fn names_candidates(self) -> bool {
        self.terms().opens == Opens::Alone || self.id() == "T27"
    }

    /// On what terms it may speak, as `data/typologies` has it.
    pub fn terms(self) -> Terms {
        static TERMS: OnceLock<Vec<Terms>> = OnceLock::new();
        TERMS.get_or_init(|| {
            let reference = Reference::shipped();
            Kind::all().map(|kind| terms_in(&reference, kind)).collect()
        })[self.at()]
    }
}

/// The words of a reason's typology, as shipped.
pub fn words(kind: Kind) -> Option<&'static Typology> {
    static ALL: OnceLock<BTreeMap<String, Typology>> = OnceLock::new();
    ALL.get_or_init(|| Reference::shipped().typologies).get(kind.id())
}

/// The typology of the reasons of flow.
const FLOW_TYPOLOGY: &str = "F01";

/// A parameter of the fusion of reasons, which stand in `F01`.
pub fn fusion_parameter(name: &str) -> f64 {
    static FLOW: OnceLock<BTreeMap<String, f64>> = OnceLock::new();
    let all = FLOW.get_or_init(|| {
        let reference = Reference::shipped();
        reference
            .typologies
            .get(FLOW_TYPOLOGY)
            .map(|flow| flow.parameters.clone())
            .unwrap_or_default()
    });
    all.get(name).copied().unwrap_or(f64::NAN)
}

fn terms_in(reference: &Reference, kind: Kind) -> Terms {
    let id = if kind.is_flow() { FLOW_TYPOLOGY } else { kind.id() };
    // a reason nobody described may add a little to others, no more
    let Some(typology) = reference.typologies.get(id) else {
        return Terms {
            level: Level::Party,
            cost_to_fake: CostToFake::Low,
            opens: Opens::Never,
            cap_nats: fusion_parameter("cap_low_nats"),
        };
    };
    let by_cost = fusion_parameter(match typology.cost_to_fake {
        CostToFake::Low => "cap_low_nats",
        CostToFake::Medium => "cap_medium_nats",
        CostToFake::High => "cap_high_nats",
    });
    let own = typology.weight_cap.unwrap_or(by_cost);
    Terms {
        level: typology.level,
        cost_to_fake: typology.cost_to_fake,
        opens: typology.opens,
        cap_nats: match typology.opens {
            Opens::Alone => own,
            Opens::Together | Opens::Never => own.min(by_cost),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_described_in_the_data() {
        let reference = Reference::shipped();
        for kind in Kind::all() {
            assert_eq!(Kind::from_id(kind.id()), Some(kind));
            let described = match kind.is_flow() {
                true => reference.typologies[FLOW_TYPOLOGY]
                    .evidence
                    .iter()
                    .any(|e| e.id == kind.id()),
                false => reference.typologies.contains_key(kind.id()),
            };
            assert!(described, "{} is not in data/typologies", kind.id());
        }
    }

    #[test]
    fn what_is_cheap_to_fake_weighs_little() {
        for kind in Kind::all() {
            let terms = kind.terms();
            let most = match terms.cost_to_fake {
                CostToFake::Low => 0.3,
                CostToFake::Medium => 2.0,
                CostToFake::High => 3.0,
            };
            assert!(
                terms.cap_nats <= most || terms.opens == Opens::Alone,
                "{}: {terms:?}",
                kind.id()
            );
            assert!(terms.cap_nats > 0.0, "{}", kind.id());
        }
    }
}
