//! What comes back.

use crate::name::Reason;
use crate::score::Part;

/// One entity that the query may mean.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Hit {
    /// Number of the entity in the list given to [`super::Index::build`].
    pub entity: u32,
    /// Which of its names matched best: `names` first, then `aliases`.
    pub name: u32,
    /// Which name of the query matched it.
    pub query_name: u32,
    /// Chance that the query means this entity.
    pub probability: f32,
}

/// The hits of a query.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Answer {
    /// Best first; of equals the lower number first.
    pub hits: Vec<Hit>,
    /// A stated cap was reached, so that more may be there than was looked at.
    pub cut: bool,
}

/// What a hit rests on.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Explanation {
    /// The query's name.
    pub query_name: String,
    /// The list's name.
    pub list_name: String,
    /// Chance from the names alone.
    pub name_probability: f32,
    /// What the names say, the weightiest first.
    pub names: Vec<Reason>,
    /// What all facts say together, where the query had more than names.
    pub facts: Vec<Part>,
}
