//! Who makes, supplies, owns or heads what, as a text says it.

use super::Span;
use serde::{Deserialize, Serialize};

/// What a sentence says of two parties, or of a party and goods. A lead for a
/// person, never a finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SupplyFact {
    /// What is said.
    pub relation: SupplyRelation,
    /// Who does it; none in "X is supplied to Y".
    pub subject: Option<Named>,
    /// To whom, for whom, of whom: by the relation.
    pub object: Option<Named>,
    /// What is made or handed over; a list is cut into its items.
    pub goods: Vec<Named>,
    /// What the goods go into or are made for.
    pub weapon: Option<Named>,
    /// The plant or place where it happens.
    pub place: Option<Named>,
    /// When, as it is written.
    pub when: Option<Named>,
    /// The words that say the relation: "supplies", "is the General Director of".
    pub cue: Span,
    /// It is denied.
    pub negated: bool,
    /// It is suspected, alleged, possible or planned.
    pub hedged: bool,
    /// It is said to be over: "former", "was".
    pub former: bool,
    /// The sentence.
    pub span: Span,
    /// Rule, with its version, that found it.
    pub by: String,
}

/// Words that name or point to something.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Named {
    /// Where they stand; none where the sentence leaves them out and the record
    /// says whom it is about.
    pub span: Option<Span>,
    /// The name: as written, or of whom a pronoun points to.
    pub name: String,
}

/// Relations of supply. Doing and being done to are one: "Y is made by X" has the
/// subject X.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SupplyRelation {
    /// Subject gives, sells or sends goods to object.
    Supplies,
    /// Subject makes, develops or designs goods.
    Makes,
    /// Subject repairs, maintains or modernises goods.
    Services,
    /// Goods are part of the weapon.
    UsedIn,
    /// Goods are used by object.
    UsedBy,
    /// Subject owns or controls object, wholly or in part.
    Owns,
    /// Subject is a part, a branch, a subsidiary of object.
    PartOf,
    /// Subject buys or obtains goods, from object.
    Procures,
    /// Subject gives money to object.
    Funds,
    /// Subject carries goods, or carries for object.
    Transports,
    /// Subject runs object: a plant, a ship.
    Operates,
    /// Subject acts on behalf of object.
    ActsFor,
    /// Subject heads object, or did.
    Heads,
}

impl SupplyRelation {
    /// All of them.
    pub const ALL: [SupplyRelation; 13] = [
        SupplyRelation::Supplies,
        SupplyRelation::Makes,
        SupplyRelation::Services,
        SupplyRelation::UsedIn,
        SupplyRelation::UsedBy,
        SupplyRelation::Owns,
        SupplyRelation::PartOf,
        SupplyRelation::Procures,
        SupplyRelation::Funds,
        SupplyRelation::Transports,
        SupplyRelation::Operates,
        SupplyRelation::ActsFor,
        SupplyRelation::Heads,
    ];

    /// As tables and files spell it.
    ///
    /// ```
    /// use fyke_model::text::SupplyRelation;
    /// assert_eq!(SupplyRelation::UsedIn.as_str(), "used-in");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            SupplyRelation::Supplies => "supplies",
            SupplyRelation::Makes => "makes",
            SupplyRelation::Services => "services",
            SupplyRelation::UsedIn => "used-in",
            SupplyRelation::UsedBy => "used-by",
            SupplyRelation::Owns => "owns",
            SupplyRelation::PartOf => "part-of",
            SupplyRelation::Procures => "procures",
            SupplyRelation::Funds => "funds",
            SupplyRelation::Transports => "transports",
            SupplyRelation::Operates => "operates",
            SupplyRelation::ActsFor => "acts-for",
            SupplyRelation::Heads => "heads",
        }
    }
}
