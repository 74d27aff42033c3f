//! What a word or phrase of a name can mean, as small values that copy for free.
//!
//! Owns the vocabulary of meanings. Which phrase means what is data
//! (`data/names`), read by [`super::load`].

use crate::name::Bearer;
use serde::Deserialize;

/// What kind of body a legal form makes, across countries.
///
/// A Russian OOO, an American LLC and a German GmbH are all `Limited`: a
/// translator writes one for the other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LegalClass {
    /// Private company with limited liability (OOO, GmbH, LLC, Ltd, SARL).
    Limited,
    /// Company by shares, not said whether its shares are traded (AO, AG, SA, JSC).
    JointStock,
    /// Company by shares that are not offered to the public (ZAO, closed or private JSC).
    ClosedJointStock,
    /// Company whose shares may be traded (PAO, OAO, PLC, Oyj, Tbk).
    PublicJointStock,
    /// Company of any of the kinds above (Inc, Corp, KK): the word leaves it open.
    Corporation,
    /// One person trading (IP, e.K., sole proprietor).
    Sole,
    /// Partnership (OHG, KG, LLP, SNC).
    Partnership,
    /// Enterprise owned by a state or town (FGUP, GUP, MUP, DP).
    State,
    /// Association, foundation, autonomous non-commercial organisation.
    NonProfit,
    /// Cooperative, artel, kolkhoz.
    Cooperative,
    /// Branch or representative office of another body.
    Branch,
    /// Company registered in a free zone (FZE, FZCO, DMCC).
    FreeZone,
    /// `Co`, `Company`: says that it is a firm and no more.
    Generic,
}

/// How well two legal classes go together for one body.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ClassAgreement {
    /// One class.
    Same,
    /// Translations and careless registers mix these: no evidence either way.
    Compatible,
    /// Seldom one body, though bodies do change their form.
    Mild,
    /// Hardly one body: a person trading and a public company.
    Conflict,
}

impl LegalClass {
    /// Whether two legal forms can be one body's.
    ///
    /// ```
    /// use fyke_resolve::lexicon::{ClassAgreement, LegalClass};
    /// let agree = |a: LegalClass, b| a.agreement(b);
    /// assert_eq!(agree(LegalClass::Limited, LegalClass::Limited), ClassAgreement::Same);
    /// assert_eq!(agree(LegalClass::JointStock, LegalClass::PublicJointStock), ClassAgreement::Compatible);
    /// assert_eq!(agree(LegalClass::PublicJointStock, LegalClass::Limited), ClassAgreement::Mild);
    /// assert_eq!(agree(LegalClass::Sole, LegalClass::PublicJointStock), ClassAgreement::Conflict);
    /// ```
    pub fn agreement(self, other: LegalClass) -> ClassAgreement {
        use ClassAgreement::{Compatible, Conflict, Mild, Same};
        use LegalClass::*;
        if self == other {
            return Same;
        }
        let (low, high) = if self < other {
            (self, other)
        } else {
            (other, self)
        };
        match (low, high) {
            (_, Generic) => Compatible,
            (JointStock, ClosedJointStock | PublicJointStock) => Compatible,
            (Limited | JointStock | ClosedJointStock | PublicJointStock, Corporation) => Compatible,
            (Limited | Corporation, FreeZone) => Compatible,
            (_, Branch) => Compatible,
            (Sole, PublicJointStock | ClosedJointStock | JointStock) => Conflict,
            (JointStock | ClosedJointStock | PublicJointStock, Sole) => Conflict,
            (Sole, State | NonProfit) => Conflict,
            _ => Mild,
        }
    }

    /// The class in words.
    pub fn label(self) -> &'static str {
        match self {
            LegalClass::Limited => "limited company",
            LegalClass::JointStock => "joint-stock company",
            LegalClass::ClosedJointStock => "closed joint-stock company",
            LegalClass::PublicJointStock => "public joint-stock company",
            LegalClass::Corporation => "corporation",
            LegalClass::Sole => "sole trader",
            LegalClass::Partnership => "partnership",
            LegalClass::State => "state enterprise",
            LegalClass::NonProfit => "non-profit body",
            LegalClass::Cooperative => "cooperative",
            LegalClass::Branch => "branch",
            LegalClass::FreeZone => "free-zone company",
            LegalClass::Generic => "company",
        }
    }
}

/// A concept: one meaning under all its words, such as plant = zavod = fabrika.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ConceptId(pub(super) u16);

impl ConceptId {
    /// The number, below the count of concepts; stable within one build only.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// What sort of meaning a concept is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConceptKind {
    /// What a body is: plant, institute, bank, ministry.
    Body,
    /// What it deals in or with: shipbuilding, steel, trade.
    Field,
    /// How it is described: general, new, scientific, united.
    Quality,
    /// A town, region, country, river or sea, or its adjective.
    Place,
    /// The name of one body, written short or long: IRGC, FSB.
    Proper,
}

/// Man or woman, of a name or a title.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub enum Gender {
    /// Of men.
    Male,
    /// Of women.
    Female,
}

/// The meaning of a phrase.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Sense {
    /// A legal form: its class and its number (see [`super::Lexicon::form_label`]).
    LegalForm {
        /// What kind of body.
        class: LegalClass,
        /// Which form; two spellings of one form share it.
        form: u16,
    },
    /// A word with translations.
    Concept(ConceptId),
    /// A cardinal number, written as a word or in Roman numerals.
    Numeral(u32),
    /// An ordinal number, written as a word or as `1st`.
    Ordinal(u32),
    /// `No.`, `nr`, `№`: the next word is a number. Carries no meaning itself.
    NumberMark,
    /// Title or rank of a person: dropped from the name.
    Honorific,
    /// `al`, `van`, `de`: belongs to the next word, weighs little, may be absent.
    Particle,
    /// `bin`, `ibn`: the next word is the father's name.
    FatherAfter(Gender),
    /// `oglu`, `kyzy`: the word before is the father's name.
    FatherBefore(Gender),
    /// `jr` 2, `sr` 1, `iii` 3.
    Generation(u8),
    /// `M/V`, `MT`: announces a ship; dropped.
    VesselPrefix,
    /// `and`, `of`, `the`: weighs nothing. Not in names of people, where `y` and `e` are particles.
    Joiner,
}

impl Sense {
    /// Whether words count that are nearly those of the phrase: words of
    /// organisations do, but Delia is no `della`.
    pub(super) fn near(self) -> bool {
        use Sense::{Concept, LegalForm, Numeral, Ordinal};
        matches!(self, LegalForm { .. } | Concept(_) | Numeral(_) | Ordinal(_))
    }

    /// Whether a sense means anything in the name of such a bearer.
    pub(super) fn fits(self, bearer: Bearer) -> bool {
        match self {
            Sense::LegalForm { .. } | Sense::Concept(_) => {
                matches!(bearer, Bearer::Organisation | Bearer::Unknown)
            }
            Sense::Numeral(_) | Sense::Ordinal(_) | Sense::NumberMark | Sense::Joiner => {
                bearer != Bearer::Person
            }
            Sense::Honorific | Sense::FatherAfter(_) | Sense::FatherBefore(_) | Sense::Generation(_) => {
                matches!(bearer, Bearer::Person | Bearer::Unknown)
            }
            Sense::VesselPrefix => bearer == Bearer::Vessel,
            Sense::Particle => true,
        }
    }
}
