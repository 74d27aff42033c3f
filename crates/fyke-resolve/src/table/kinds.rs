//! What the columns of a table are, found out from their names and values.

use super::columns::Column;

/// What the values of a column are; it decides how two of them are compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Given names.
    GivenName,
    /// A family name.
    FamilyName,
    /// A name of several words, of a person or of anything else.
    FullName,
    /// A day, with or without its parts in doubt.
    Date,
    /// A code that says where or which, shared by many: a postcode.
    Code,
    /// A number or code given to one thing.
    Identifier,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A place, or other words out of a large stock.
    Place,
    /// One of a few values.
    Category,
    /// A measured or counted number.
    Number,
    /// Running text.
    Text,
}

/// What part a column has in the comparison.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Role {
    /// Compared.
    Compared,
    /// Names the row, not the thing: never compared, it may give the truth away.
    RowKey,
    /// Has no values, or one only.
    Constant,
    /// Says again what these columns say; only its further words are compared.
    Extends(Vec<usize>),
    /// Says again what these columns say, and nothing more: not compared.
    Repeats(Vec<usize>),
}

/// What a column is, and why it is thought so.
#[derive(Clone, PartialEq, Debug)]
pub struct ColumnKind {
    /// Its name.
    pub name: String,
    /// What its values are.
    pub kind: Kind,
    /// Its part in the comparison.
    pub role: Role,
    /// The reason, as a sentence.
    pub reason: String,
    /// Rows that have a value.
    pub filled: u64,
    /// Distinct values, in normal form.
    pub distinct: u64,
}

pub(super) fn recognise(columns: &[Column], told: &[Option<Kind>]) -> Vec<ColumnKind> {
    columns
        .iter()
        .zip(told)
        .map(|(column, told)| ColumnKind {
            name: column.name.clone(),
            kind: told.unwrap_or(Kind::Place),
            role: Role::Compared,
            reason: String::new(),
            filled: column.ids.len() as u64 - u64::from(column.counts[0]),
            distinct: column.distinct() as u64,
        })
        .collect()
}
