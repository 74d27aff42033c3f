//! What bears a name.

/// What bears a name. It decides how its words are tagged.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Bearer {
    /// A human being.
    Person,
    /// A company, institution or group.
    Organisation,
    /// A ship.
    Vessel,
    /// Not known, or another thing (aircraft, asset).
    #[default]
    Unknown,
}

impl Bearer {
    /// The bearer of a FollowTheMoney schema.
    ///
    /// ```
    /// use fyke_resolve::name::Bearer;
    /// assert_eq!(Bearer::of_schema("Company"), Bearer::Organisation);
    /// assert_eq!(Bearer::of_schema("LegalEntity"), Bearer::Unknown);
    /// ```
    pub fn of_schema(schema: &str) -> Bearer {
        match schema {
            "Person" => Bearer::Person,
            "Company" | "Organization" | "PublicBody" => Bearer::Organisation,
            "Vessel" => Bearer::Vessel,
            _ => Bearer::Unknown,
        }
    }
}
