//! Which schemas of FollowTheMoney can describe one and the same thing.
//!
//! Source: the schema tree of FollowTheMoney 4 (followthemoney.tech, MIT):
//! `LegalEntity` is the parent of `Person`, `Organization`, `Company` and
//! `PublicBody`; `Vehicle` of `Vessel` and `Airplane`; both are `Asset`s beside
//! `Company`.

use super::words::{Key, key};

/// A group of schemas with weights and calibration of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub enum Family {
    /// Human beings.
    Person,
    /// Companies, institutions, groups; and legal entities not told apart.
    Organisation,
    /// Ships.
    Vessel,
    /// Anything else: aircraft, other assets.
    Other,
}

impl Family {
    /// All families, in their order.
    pub const ALL: [Family; 4] = [
        Family::Person,
        Family::Organisation,
        Family::Vessel,
        Family::Other,
    ];

    /// The family of a schema.
    pub fn of_schema(schema: &str) -> Family {
        match schema {
            "Person" => Family::Person,
            "Organization" | "Company" | "PublicBody" | "LegalEntity" => Family::Organisation,
            "Vessel" => Family::Vessel,
            _ => Family::Other,
        }
    }

    /// The family in which a pair is scored: a `LegalEntity` beside a person is
    /// scored as a person.
    pub fn of_pair(a: Family, b: Family) -> Family {
        a.min(b)
    }

    /// Its name in model files.
    pub fn name(self) -> &'static str {
        match self {
            Family::Person => "person",
            Family::Organisation => "organisation",
            Family::Vessel => "vessel",
            Family::Other => "other",
        }
    }

    /// Its place in [`Family::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

/// Schemas that can be one thing though they differ, in both directions.
const COUSINS: [(&str, &str); 9] = [
    ("LegalEntity", "Person"),
    ("LegalEntity", "Organization"),
    ("LegalEntity", "Company"),
    ("LegalEntity", "PublicBody"),
    ("Organization", "Company"),
    ("Organization", "PublicBody"),
    ("Company", "PublicBody"),
    ("Vehicle", "Vessel"),
    ("Vehicle", "Airplane"),
];

/// Whether two entities of these schemas can be the same thing.
///
/// ```
/// use fyke_resolve::entity::can_match;
/// assert!(can_match("LegalEntity", "Person"));
/// assert!(can_match("Company", "Organization"));
/// assert!(!can_match("Person", "Vessel"));
/// ```
pub fn can_match(a: &str, b: &str) -> bool {
    a == b
        || COUSINS
            .iter()
            .any(|&(x, y)| (x == a && y == b) || (x == b && y == a))
}

/// A schema as a number, for many comparisons.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub(super) struct SchemaKind {
    key: Key,
    own: u16,
    cousins: u16,
}

impl SchemaKind {
    /// The kind of a schema.
    pub fn of(schema: &str) -> SchemaKind {
        let (mut own, mut cousins) = (0, 0);
        for (bit, (x, y)) in COUSINS.iter().enumerate() {
            own |= u16::from(*x == schema) << bit;
            cousins |= u16::from(*y == schema) << bit;
        }
        SchemaKind {
            key: key("schema", schema),
            own,
            cousins,
        }
    }

    /// The same as [`can_match`].
    pub fn can_match(self, other: SchemaKind) -> bool {
        self.key == other.key || self.own & other.cousins != 0 || self.cousins & other.own != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_agree_with_the_table() {
        let all = [
            "Person",
            "Organization",
            "Company",
            "PublicBody",
            "LegalEntity",
            "Vessel",
            "Vehicle",
            "Airplane",
            "Asset",
        ];
        for a in all {
            for b in all {
                assert_eq!(
                    SchemaKind::of(a).can_match(SchemaKind::of(b)),
                    can_match(a, b),
                    "{a} {b}"
                );
                assert_eq!(can_match(a, b), can_match(b, a));
            }
        }
        assert!(!can_match("Person", "Company"));
    }
}
