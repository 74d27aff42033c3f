//! A lane: one kind of goods from one country to another in one month.

use crate::consignment::Side;
use crate::country::Country;
use crate::date::Month;
use crate::hs::HsCode;
use crate::money::Currency;
use serde::{Deserialize, Serialize};

/// The key of a lane.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Lane {
    /// Where the goods leave from.
    pub exporter: Country,
    /// Where they go to.
    pub importer: Country,
    /// What they are, in the edition of the nomenclature that was declared.
    pub hs: HsCode,
    /// When.
    pub month: Month,
}

/// What one side recorded on a lane: a row of a country-flow file.
///
/// `exporter` may be a group such as the EU member states together; its code is
/// then the group's user-assigned one (`EU`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Flow {
    /// Record number in its file, counted from 1, the header included. A wide
    /// file (one column per month) gives many flows of one row.
    pub row: u64,
    /// The lane.
    pub lane: Lane,
    /// Who recorded it: the exporting or the importing country.
    pub side: Side,
    /// Value in hundredths of `currency`.
    pub value_minor: i64,
    /// The currency of the value.
    pub currency: Currency,
    /// Mass in grams, where recorded.
    pub mass_g: Option<i64>,
    /// Quantity in thousandths of the nomenclature's supplementary unit.
    pub quantity_milli: Option<i64>,
}
