//! An entity as resolving sees it, and two of them compared feature by feature.

/// One entity of one dataset: all that its statements say which resolving can use.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Entity {
    /// The dataset it comes from, e.g. `ofac-sdn`.
    pub dataset: String,
    /// Its id there.
    pub id: String,
    /// FollowTheMoney schema.
    pub schema: String,
    /// Main names, in any script.
    pub names: Vec<String>,
    /// Aliases and former names; weak aliases too, marked by [`Alias::weak`].
    pub aliases: Vec<Alias>,
    /// Countries of any kind (nationality, jurisdiction, flag), ISO alpha-2 or
    /// as the list spells them.
    pub countries: Vec<String>,
    /// Addresses as written.
    pub addresses: Vec<String>,
    /// Birth, incorporation or build dates as written, ISO where they can be.
    pub dates: Vec<String>,
    /// Identifiers: FollowTheMoney property (`innCode`, `imoNumber`, ...) and value.
    pub identifiers: Vec<(String, String)>,
    /// `male` or `female` where stated.
    pub gender: Option<String>,
    /// Free text: notes, positions, reasons of listing.
    pub text: Vec<String>,
}

/// A further name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Alias {
    /// As written.
    pub name: String,
    /// The list itself calls it weak or of low quality.
    pub weak: bool,
}
