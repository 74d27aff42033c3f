//! What an action is put on, said so that anyone can find it: by name and
//! country, by address, by lane and goods. Never by our numbers.

use fyke_model::country::Country;
use serde::{Deserialize, Serialize};

/// A party by what others know it by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct PartyName {
    /// Its name.
    pub name: String,
    /// The country it is in.
    pub country: Option<Country>,
}

/// What an action is put on.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Subject {
    /// A firm: listed, or its payments refused.
    Party(PartyName),
    /// A firm that sells listed goods: what it sells to countries that are
    /// neither coalition nor embargoed.
    Supplier(PartyName),
    /// Every firm at an address.
    Address {
        /// The address as the case knows it.
        address: String,
        /// The firms there that the case knows.
        parties: Vec<PartyName>,
    },
    /// Goods of a heading from one country (none: any coalition country) to another.
    Lane {
        /// From where; none stands for every coalition country.
        from: Option<Country>,
        /// To where.
        to: Country,
        /// Heading of the goods, four digits of the HS.
        heading: u32,
    },
    /// Codes of a heading that no list names yet, everywhere.
    Goods {
        /// Heading of the goods.
        heading: u32,
        /// The codes to add, six digits of the HS.
        codes: Vec<u32>,
    },
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let party = |f: &mut std::fmt::Formatter<'_>, party: &PartyName| match party.country {
            Some(country) => write!(f, "{} ({country})", party.name),
            None => write!(f, "{}", party.name),
        };
        match self {
            Subject::Party(name) | Subject::Supplier(name) => party(f, name),
            Subject::Address { address, parties } => {
                let plural = if parties.len() == 1 { "firm" } else { "firms" };
                write!(f, "{address} ({} {plural})", parties.len())
            }
            Subject::Lane { from, to, heading } => match from {
                Some(from) => write!(f, "{from} to {to}, HS {heading:04}"),
                None => write!(f, "coalition to {to}, HS {heading:04}"),
            },
            Subject::Goods { heading, codes } => {
                let codes: Vec<String> = codes.iter().map(|code| format!("{code:06}")).collect();
                write!(f, "HS {heading:04}: {}", codes.join(", "))
            }
        }
    }
}
