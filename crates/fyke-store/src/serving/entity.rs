//! One entity: its records, what is said of it, what it is tied to.

use super::{EntityNo, PartyNo, Serving, not_yet};
use crate::error::Result;
use crate::questions::RowHandle;
use crate::resolved::{EntityStatement, MemberRow, PairRow};
use fyke_model::country::Country;
use fyke_model::dataset::{Handling, RowRef};

/// An entity on one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntityLine {
    /// Its number.
    pub no: EntityNo,
    /// Its id, which lasts from run to run.
    pub id: String,
    /// The name of its first listed record, else of its first.
    pub caption: String,
    /// FollowTheMoney schema, the most telling of its records.
    pub schema: String,
    /// Countries of its records.
    pub countries: Vec<Country>,
    /// Datasets of its records.
    pub datasets: Vec<String>,
    /// FollowTheMoney topics.
    pub topics: Vec<String>,
    /// A record is listed.
    pub listed: bool,
    /// Consignments and payments name it.
    pub trades: bool,
    /// How many records mean it.
    pub records: u64,
    /// Strictest label of them.
    pub handling: Handling,
}

/// A kind of tie.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TieKind {
    /// From owner to asset.
    Ownership,
    /// From director to organization.
    Directorship,
    /// From predecessor to successor.
    Succession,
    /// From subject to object.
    UnknownLink,
    /// A sanction on the entity; it comes from no other.
    Sanction,
}

/// What ties two entities together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tie {
    /// What it is.
    pub kind: TieKind,
    /// From whom; none for sanctions.
    pub from: Option<EntityNo>,
    /// To whom.
    pub to: EntityNo,
    /// Its id within its dataset.
    pub id: String,
    /// Role, share or authority, as told; empty where not.
    pub detail: String,
    /// Begin, as told (a day or a year); empty where not.
    pub start: String,
    /// End, as told.
    pub end: String,
    /// The row that says it.
    pub row: RowRef,
}

impl Serving {
    /// The entity of this id, or of the record `dataset:id`.
    pub fn find(&self, _id: &str) -> Option<EntityNo> {
        None
    }

    /// How many entities there are.
    pub fn entities(&self) -> u64 {
        0
    }

    /// An entity on one line; none where there is none of this number.
    pub fn line(&self, _entity: EntityNo) -> Option<EntityLine> {
        None
    }

    /// Its records, in the order of dataset and id.
    pub fn records(&self, _entity: EntityNo) -> Vec<MemberRow> {
        vec![]
    }

    /// What is said of it, in the order of property, value and origin; of an
    /// entity of very many rows the first [`ROWS_READ`], and whether that is all.
    ///
    /// # Errors
    /// Where a table cannot be read.
    pub fn said(&self, _entity: EntityNo) -> Result<(Vec<EntityStatement>, bool)> {
        Err(not_yet())
    }

    /// The compared pairs among its records and towards others, the likeliest
    /// first.
    ///
    /// # Errors
    /// Where the table cannot be read.
    pub fn pairs(&self, _entity: EntityNo) -> Result<Vec<PairRow>> {
        Err(not_yet())
    }

    /// What it is tied to, in the order of kind, other end and id.
    pub fn ties(&self, _entity: EntityNo) -> Vec<Tie> {
        vec![]
    }

    /// The parties of trade that it is, one for each country, with the rows
    /// that name them.
    pub fn parties_of(&self, _entity: EntityNo) -> Vec<(PartyNo, u64)> {
        vec![]
    }

    /// The row of a handle.
    pub fn row(&self, _handle: RowHandle) -> Option<RowRef> {
        None
    }
}

/// Rows read for the page of one entity.
pub const ROWS_READ: usize = 2_000;
