//! What a file is, in our words, before anything of it is believed.
//!
//! A [`Kind`] is decided from the format, the names of the columns and a sample
//! of rows, and always comes with the evidence in a sentence, because the
//! person who added the file is the one who can tell when we are wrong.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Layouts of watch lists that we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListFormat {
    /// OFAC `sdn.csv` and `cons_prim.csv`: 12 columns.
    OfacSdn,
    /// OFAC `alt.csv` and `cons_alt.csv`: 5 columns.
    OfacAlt,
    /// OFAC `add.csv` and `cons_add.csv`: 6 columns.
    OfacAdd,
    /// OFAC `sdn_comments.csv`: 2 columns, remarks that did not fit.
    OfacComments,
    /// The consolidated list of the UN Security Council.
    UnXml,
    /// Entries of the Official Journal of the EU, one per row.
    EuJournal,
    /// OpenSanctions `targets.simple.csv`.
    OpenSanctionsSimple,
    /// FollowTheMoney entities, one JSON object per line.
    FtmEntities,
    /// FollowTheMoney statements, one JSON object per line or one row each.
    FtmStatements,
}

impl ListFormat {
    /// Every layout.
    pub const ALL: [ListFormat; 9] = [
        ListFormat::OfacSdn,
        ListFormat::OfacAlt,
        ListFormat::OfacAdd,
        ListFormat::OfacComments,
        ListFormat::UnXml,
        ListFormat::EuJournal,
        ListFormat::OpenSanctionsSimple,
        ListFormat::FtmEntities,
        ListFormat::FtmStatements,
    ];

    /// The word in tables and in `mapping.toml`.
    pub const fn as_str(self) -> &'static str {
        match self {
            ListFormat::OfacSdn => "ofac_sdn",
            ListFormat::OfacAlt => "ofac_alt",
            ListFormat::OfacAdd => "ofac_add",
            ListFormat::OfacComments => "ofac_comments",
            ListFormat::UnXml => "un_xml",
            ListFormat::EuJournal => "eu_journal",
            ListFormat::OpenSanctionsSimple => "opensanctions_simple",
            ListFormat::FtmEntities => "ftm_entities",
            ListFormat::FtmStatements => "ftm_statements",
        }
    }

    /// Whether it is one of OFAC's tables, which have no header of their own.
    pub const fn is_ofac(self) -> bool {
        matches!(
            self,
            ListFormat::OfacSdn | ListFormat::OfacAlt | ListFormat::OfacAdd | ListFormat::OfacComments
        )
    }
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Kind {
    /// Consignments: who sent what to whom.
    Consignments,
    /// Flows between countries by month.
    Flows,
    /// A watch list.
    WatchList(ListFormat),
    /// A register of companies.
    Register,
    /// Who directs which company.
    Officers,
    /// Who owns whom.
    Ownership,
    /// Who owns whom, as statements of the Beneficial Ownership Data Standard.
    Bods,
    /// Money from one party to another.
    Payments,
    /// Where vessels were.
    Positions,
    /// Sites of companies with the power they draw.
    Sites,
    /// Nothing that we know.
    Unknown,
}

/// A word that names no kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{0}' is not a kind of file; use consignments, flows, register, officers, ownership, bods, payments, positions, sites or one of the list formats such as ofac_sdn"
)]
pub struct BadKind(String);

impl Kind {
    /// The kinds that are tables whose columns go by many names, in the order
    /// in which they are tried.
    pub const TABLES: [Kind; 8] = [
        Kind::Consignments,
        Kind::Flows,
        Kind::Register,
        Kind::Officers,
        Kind::Ownership,
        Kind::Payments,
        Kind::Positions,
        Kind::Sites,
    ];

    /// The word in tables and in `mapping.toml`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Consignments => "consignments",
            Kind::Flows => "flows",
            Kind::WatchList(format) => format.as_str(),
            Kind::Register => "register",
            Kind::Officers => "officers",
            Kind::Ownership => "ownership",
            Kind::Bods => "bods",
            Kind::Payments => "payments",
            Kind::Positions => "positions",
            Kind::Sites => "sites",
            Kind::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = BadKind;

    /// ```
    /// use fyke_guard::rows::{Kind, ListFormat};
    /// assert_eq!("ofac_sdn".parse(), Ok(Kind::WatchList(ListFormat::OfacSdn)));
    /// assert!("spreadsheet".parse::<Kind>().is_err());
    /// ```
    fn from_str(word: &str) -> Result<Kind, BadKind> {
        Kind::TABLES
            .into_iter()
            .chain([Kind::Bods, Kind::Unknown])
            .chain(ListFormat::ALL.map(Kind::WatchList))
            .find(|kind| kind.as_str() == word)
            .ok_or_else(|| BadKind(word.chars().take(40).collect()))
    }
}

impl TryFrom<String> for Kind {
    type Error = BadKind;
    fn try_from(word: String) -> Result<Kind, BadKind> {
        word.parse()
    }
}

impl From<Kind> for String {
    fn from(kind: Kind) -> String {
        kind.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_survives_printing() {
        for format in ListFormat::ALL {
            let kind = Kind::WatchList(format);
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        for kind in Kind::TABLES.into_iter().chain([Kind::Bods, Kind::Unknown]) {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
    }
}
