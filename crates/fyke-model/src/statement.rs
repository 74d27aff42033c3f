//! A statement: one sourced property value of an entity, in the sense of
//! FollowTheMoney (followthemoney.tech, MIT). Watch lists and registers are
//! taken in as statements, so that every fact about a party keeps the file and
//! row that said it.

use serde::{Deserialize, Serialize};

/// One property value of one entity, as one row of one file states it.
///
/// ```
/// use fyke_model::statement::Statement;
/// let s = Statement::new("ofac-36", "Organization", "name", "AEROCARIBBEAN AIRLINES", 1);
/// assert_eq!(s.prop, "name");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Statement {
    /// Id of the entity within its dataset.
    pub entity_id: String,
    /// FollowTheMoney schema: `Person`, `Company`, `Organization`,
    /// `LegalEntity`, `Vessel`, `Airplane`, `Address`, `Sanction`, ...
    pub schema: String,
    /// FollowTheMoney property: `name`, `alias`, `country`, `birthDate`, ...
    pub prop: String,
    /// The value as the file gives it, cleaned of its null marks only; dates
    /// in ISO form where they are dates (`1948-12-10`, `1948`).
    pub value: String,
    /// Language or script of the value where the file says so.
    pub lang: String,
    /// Record number in its file.
    pub row: u64,
}

impl Statement {
    /// A statement without a language.
    pub fn new(entity_id: &str, schema: &str, prop: &str, value: &str, row: u64) -> Statement {
        Statement {
            entity_id: entity_id.to_owned(),
            schema: schema.to_owned(),
            prop: prop.to_owned(),
            value: value.to_owned(),
            lang: String::new(),
            row,
        }
    }
}
