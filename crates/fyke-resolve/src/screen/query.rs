//! What is asked, and how.

/// Who is sought. Names are required; every further fact is weighed when given.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Query {
    /// Names of the one sought, in any script; the best of them counts.
    pub names: Vec<String>,
    /// FollowTheMoney schema; empty for not known. Entities of a schema that
    /// cannot be the same thing are passed over.
    pub schema: String,
    /// Countries, ISO alpha-2 or as written.
    pub countries: Vec<String>,
    /// Birth, incorporation or build dates.
    pub dates: Vec<String>,
    /// Identifiers: FollowTheMoney property and value.
    pub identifiers: Vec<(String, String)>,
    /// Addresses as written.
    pub addresses: Vec<String>,
}

impl Query {
    /// A query by one name.
    pub fn name(name: &str, schema: &str) -> Query {
        Query {
            names: vec![name.to_owned()],
            schema: schema.to_owned(),
            ..Query::default()
        }
    }

    /// Whether it says more than names.
    pub(super) fn has_facts(&self) -> bool {
        !(self.countries.is_empty()
            && self.dates.is_empty()
            && self.identifiers.is_empty()
            && self.addresses.is_empty())
    }
}

/// The cut-off where none is chosen. Better one that says how many false alarms are
/// bearable: [`super::Thresholds::cut_off_for`].
pub const CUT_OFF: f32 = 0.2;

/// How to search.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Options {
    /// Hits wanted at most.
    pub limit: usize,
    /// Probability from which on an entity is a hit.
    pub cut_off: f32,
    /// Pass over a name only when it provably cannot reach the cut-off.
    pub exhaustive: bool,
}

impl Default for Options {
    /// Five hits from the fast way, from [`CUT_OFF`] on.
    fn default() -> Options {
        Options {
            limit: 5,
            cut_off: CUT_OFF,
            exhaustive: false,
        }
    }
}
