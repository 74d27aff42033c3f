//! A question that can turn out, and the test that decides it.
//!
//! The test is data, not code and not prose: what an outsider reads in the
//! record is what a program asked of the tables. The text is for people and is
//! made from the test, so that the two cannot say different things.

use fyke_model::country::Country;
use fyke_model::date::{Day, Month};
use fyke_model::money::Amount;
use serde::{Deserialize, Serialize};

/// A question about a lead.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Question {
    /// Ten characters, the same whenever lead, test and dates are.
    pub id: String,
    /// What is asked, in one sentence with its date and its data.
    pub text: String,
    /// The lead it is about.
    pub lead: String,
    /// The first day of what counts, and on which probabilities are taken.
    pub opens: Day,
    /// The last day on which the thing can happen.
    pub closes: Day,
    /// The last day on which data may come in that show it; the day after, a
    /// question without an answer is void.
    pub due: Day,
    /// Which data answer it.
    pub origin: Origin,
    /// How.
    pub test: Test,
}

/// Which data answer a question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Origin {
    /// The table of the case.
    pub table: Table,
    /// One dataset of it; absent where any may answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dataset: Option<String>,
}

/// A table of a case, or a person.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Table {
    /// Official statistics.
    Flows,
    /// Declarations, row by row.
    Consignments,
    /// Watch lists, edition by edition.
    Lists,
    /// Where ships were.
    Positions,
    /// No table: a person says.
    Person,
}

/// What decides a question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Test {
    /// The sum of a lane over whole months, compared to an amount.
    LaneSum(LaneSum),
    /// Someone stands in an edition of a list.
    Listed(Listed),
    /// Rows that say so come in.
    Sighting(Sighting),
    /// A person has to say whether it happened.
    Person {
        /// Where they will look.
        look: String,
    },
}

/// A sum over months: both ends included.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LaneSum {
    /// Where the goods leave from, by the exporter's own record.
    pub exporter: Country,
    /// Where they go to.
    pub importer: Country,
    /// The goods family: a heading or the lowest code of a group.
    pub family: String,
    /// First month.
    pub from: Month,
    /// Last month.
    pub to: Month,
    /// Which side of the amount makes it a yes.
    pub than: Than,
    /// The amount, in the currency of the statistics.
    pub amount: Amount,
}

/// Above or below.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Than {
    /// Yes is: more than.
    Above,
    /// Yes is: that or less.
    Below,
}

/// An entity in an edition dated from the day the question opens to the day it closes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Listed {
    /// Its name; how names are compared is the program's, and it is a close match or none.
    pub name: String,
    /// Its country, or a ship's flag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// A ship's IMO number; where there is one, it alone decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imo: Option<String>,
    /// First day of an edition that counts.
    pub from: Day,
    /// Last day of an edition that counts.
    pub to: Day,
}

/// Rows that show someone's goods, or a ship, on the way to an end.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sighting {
    /// Consignor or consignee in the rows, or the ship; absent where anyone's count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A ship's IMO number; its rows are then positions within waters of the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imo: Option<String>,
    /// Where the goods leave from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exporter: Option<Country>,
    /// The goods family; absent of ships.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Where they are headed.
    pub end: Country,
    /// First day of a row that counts.
    pub from: Day,
    /// Last day of a row that counts.
    pub to: Day,
    /// How many rows make it a yes.
    pub at_least: u64,
}

/// The last day of a month.
pub(crate) fn last_day(month: Month) -> Day {
    Day((month + 1).first_day().0 - 1)
}

/// Ten characters of a hash of what makes a question itself; five bits each,
/// without letters that people confuse (Crockford's base 32).
pub(crate) fn id(lead: &str, origin: &Origin, test: &Test, due: Day) -> String {
    use sha2::{Digest, Sha256};
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let said = serde_json::to_vec(&(lead, origin, test, due)).unwrap_or_default();
    let hash = Sha256::digest(&said);
    let bits = hash
        .iter()
        .take(8)
        .fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
    (0..10)
        .map(|at| {
            let letter = (bits >> (59 - 5 * at) & 31) as usize;
            LETTERS.get(letter).copied().map_or('0', char::from)
        })
        .collect()
}

impl Question {
    /// A question with its id and its text made from the test.
    pub fn new(
        lead: &str,
        opens: Day,
        closes: Day,
        due: Day,
        origin: Origin,
        test: Test,
        goods: &str,
    ) -> Question {
        Question {
            id: id(lead, &origin, &test, due),
            text: text(&test, &origin, closes, goods),
            lead: lead.to_owned(),
            opens,
            closes,
            due,
            origin,
            test,
        }
    }
}

/// The sentence of a test.
fn text(test: &Test, origin: &Origin, closes: Day, goods: &str) -> String {
    let from = match (&origin.dataset, origin.table) {
        (Some(dataset), _) => dataset.clone(),
        (None, Table::Flows) => "official statistics".to_owned(),
        (None, Table::Consignments) => "declarations".to_owned(),
        (None, Table::Lists) => "a watch list of the case".to_owned(),
        (None, Table::Positions) => "positions of ships".to_owned(),
        (None, Table::Person) => "a person's look".to_owned(),
    };
    match test {
        Test::LaneSum(sum) => format!(
            "exports of {goods} (family {}) from {} to {} from {} to {} will be {} {} ({from})",
            sum.family,
            sum.exporter,
            sum.importer,
            sum.from,
            sum.to,
            match sum.than {
                Than::Above => "above",
                Than::Below => "at or below",
            },
            sum.amount
        ),
        Test::Listed(listed) => {
            let which = listed
                .imo
                .as_ref()
                .map(|imo| format!(" (IMO {imo})"))
                .or_else(|| listed.country.map(|country| format!(" ({country})")))
                .unwrap_or_default();
            format!(
                "{}{which} will stand in an edition dated {} to {} of {from}",
                listed.name, listed.from, listed.to
            )
        }
        Test::Sighting(seen) => {
            let rows = match seen.at_least {
                1 => "a row".to_owned(),
                n => format!("{n} rows"),
            };
            let whose = seen
                .name
                .as_ref()
                .map(|name| format!(" by {name}"))
                .unwrap_or_default();
            let out_of = seen
                .exporter
                .map(|country| format!(" from {country}"))
                .unwrap_or_default();
            if seen.imo.is_some() {
                format!(
                    "{rows} of {from} will show {} in waters of {} between {} and {}",
                    seen.name.as_deref().unwrap_or("the ship"),
                    seen.end,
                    seen.from,
                    seen.to
                )
            } else {
                format!(
                    "{rows} of {from} dated {} to {} will show {goods}{whose}{out_of} to {}",
                    seen.from, seen.to, seen.end
                )
            }
        }
        Test::Person { look } => format!("by {closes}, {look}"),
    }
}
