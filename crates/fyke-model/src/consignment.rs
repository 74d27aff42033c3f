//! A consignment: goods that one party sends to another, as one row declares it.
//!
//! The row borrows its text from the reader's buffer, so that ten million of
//! them pass from file to column without an allocation each. Nothing declared
//! is ever overwritten: what we work out about a row stands beside it.
//!
//! FollowTheMoney calls this `EconomicActivity` ("customs declaration"); the
//! mapping is in docs/tables.md.

use crate::country::Country;
use crate::date::Day;
use crate::hs::HsCode;
use crate::money::Currency;
use serde::{Deserialize, Serialize};

/// Who wrote the declaration down. The two sides of one trade are never summed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The exporting country's record.
    Export,
    /// The importing country's record.
    Import,
    /// A transit declaration.
    Transit,
    /// A bill of lading or another transport document.
    Transport,
}

impl Side {
    /// The word as it is written in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Side::Export => "export",
            Side::Import => "import",
            Side::Transit => "transit",
            Side::Transport => "transport",
        }
    }

    /// The side that a table's word names.
    pub fn from_word(word: &str) -> Option<Side> {
        [Side::Export, Side::Import, Side::Transit, Side::Transport]
            .into_iter()
            .find(|s| s.as_str() == word)
    }
}

/// One consignment row. Text fields are empty where the row says nothing.
#[derive(Clone, PartialEq, Debug)]
pub struct Consignment<'a> {
    /// Record number in its file, counted from 1, the header included.
    pub row: u64,
    /// Day of the declaration or, failing that, of departure or arrival.
    pub date: Day,
    /// Who recorded it.
    pub side: Side,
    /// Who sends the goods.
    pub consignor: &'a str,
    /// Where the consignor is.
    pub consignor_country: Option<Country>,
    /// Who receives them.
    pub consignee: &'a str,
    /// Where the consignee is.
    pub consignee_country: Option<Country>,
    /// Whom the carrier is to notify.
    pub notify: &'a str,
    /// Who carries or forwards them.
    pub forwarder: &'a str,
    /// Country in which the goods were made.
    pub origin: Option<Country>,
    /// Country they were sent from.
    pub dispatch: Option<Country>,
    /// Country they go to.
    pub destination: Option<Country>,
    /// The HS code as declared, cut to six digits, with its edition.
    pub hs: Option<HsCode>,
    /// The goods in words.
    pub goods_text: &'a str,
    /// Number of `unit`s, in thousandths.
    pub quantity_milli: Option<i64>,
    /// What the quantity counts.
    pub unit: &'a str,
    /// Net mass in grams; gross where only that is declared.
    pub mass_g: Option<i64>,
    /// Declared value in hundredths of `currency`.
    pub value_minor: Option<i64>,
    /// The currency of the value, where it is known.
    pub currency: Option<Currency>,
    /// Mode of transport.
    pub transport: &'a str,
    /// Number of the declaration or transport document.
    pub document_no: &'a str,
}

impl Consignment<'_> {
    /// An empty row of a given number and day, to fill in.
    pub fn blank(row: u64, date: Day) -> Consignment<'static> {
        Consignment {
            row,
            date,
            side: Side::Transport,
            consignor: "",
            consignor_country: None,
            consignee: "",
            consignee_country: None,
            notify: "",
            forwarder: "",
            origin: None,
            dispatch: None,
            destination: None,
            hs: None,
            goods_text: "",
            quantity_milli: None,
            unit: "",
            mass_g: None,
            value_minor: None,
            currency: None,
            transport: "",
            document_no: "",
        }
    }
}
