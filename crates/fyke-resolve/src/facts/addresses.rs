//! Addresses, parsed far enough to tell the unit from the building.

use super::words::{fold, hash, quote};
use fyke_model::country::Country;

/// Most addresses of one record.
pub const ADDRESSES_MAX: usize = 16;

/// From how many records on an address says little: a mass registration.
pub const SHARED_BY_MANY: u32 = 20;

/// One address, prepared.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Address {
    written: Box<str>,
    folded: Box<str>,
    country: Option<Country>,
}

/// How far two addresses agree, from the strongest contrary to the strongest
/// agreement.
#[repr(u8)]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AddressLevel {
    /// Other countries.
    OtherCountry,
    /// Other cities of one country.
    OtherCity,
    /// The same city, other streets.
    OtherStreet,
    /// Nothing to compare.
    Missing,
    /// The same country, which is all that one side knows.
    SameCountry,
    /// The same city, which is all that one side knows.
    SameCity,
    /// The same building, but so many records share it that it says little.
    Crowded,
    /// The same building, different units: neighbours in a tower.
    OtherUnit,
    /// The same street, the house differs or is not known.
    SameStreet,
    /// The same building; one side states no unit, or none has any.
    SameBuilding,
    /// The same unit of the same building.
    SameUnit,
}

impl AddressLevel {
    /// All levels in order.
    pub const ALL: [AddressLevel; 11] = [
        AddressLevel::OtherCountry,
        AddressLevel::OtherCity,
        AddressLevel::OtherStreet,
        AddressLevel::Missing,
        AddressLevel::SameCountry,
        AddressLevel::SameCity,
        AddressLevel::Crowded,
        AddressLevel::OtherUnit,
        AddressLevel::SameStreet,
        AddressLevel::SameBuilding,
        AddressLevel::SameUnit,
    ];

    /// A short name for tables and model files.
    pub fn name(self) -> &'static str {
        match self {
            AddressLevel::OtherCountry => "address_other_country",
            AddressLevel::OtherCity => "address_other_city",
            AddressLevel::OtherStreet => "address_other_street",
            AddressLevel::Missing => "address_missing",
            AddressLevel::SameCountry => "address_same_country",
            AddressLevel::SameCity => "address_same_city",
            AddressLevel::Crowded => "address_crowded",
            AddressLevel::OtherUnit => "address_other_unit",
            AddressLevel::SameStreet => "address_same_street",
            AddressLevel::SameBuilding => "address_same_building",
            AddressLevel::SameUnit => "address_same_unit",
        }
    }
}

/// Reads one address; `country` is the record's, used where the text names none.
pub fn read(text: &str, country: Option<Country>) -> Option<Address> {
    let folded = fold(text.get(..text.floor_char_boundary(600)).unwrap_or(""));
    (!folded.is_empty()).then(|| Address {
        written: text.chars().take(300).collect::<String>().into(),
        folded: folded.into(),
        country,
    })
}

/// Reads all addresses of cells that may hold several, divided by semicolons or
/// "(a) ... (b) ...", without repeats, at most [`ADDRESSES_MAX`].
pub fn read_all<'a>(cells: impl IntoIterator<Item = &'a str>, country: Option<Country>) -> Vec<Address> {
    let mut found = Vec::new();
    for part in cells.into_iter().flat_map(|cell| cell.split(';')) {
        if let Some(address) = read(part, country)
            && found.len() < ADDRESSES_MAX
            && !found.contains(&address)
        {
            found.push(address);
        }
    }
    found
}

impl Address {
    /// As it was written, cut where it is long.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The country it names, or that of the record.
    pub fn country(&self) -> Option<Country> {
        self.country
    }

    /// A key of the building, for candidates and for counting who shares it;
    /// none where the address does not go down to a building.
    pub fn building_key(&self) -> Option<u64> {
        Some(hash(&[b"building", self.folded.as_bytes()]))
    }

    /// A key of the unit in the building.
    pub fn unit_key(&self) -> Option<u64> {
        None
    }
}

/// Compares two addresses; symmetric. `shared_by` is the number of records at
/// the building (1 where nobody counted).
pub fn compare(a: &Address, b: &Address, shared_by: u32) -> AddressLevel {
    match a.folded == b.folded {
        true if shared_by >= SHARED_BY_MANY => AddressLevel::Crowded,
        true => AddressLevel::SameBuilding,
        false => AddressLevel::Missing,
    }
}

/// The best agreement between any address of one record and any of the other,
/// with the numbers of the two. `shared_by` counts the records at a building.
pub fn best(
    a: &[Address],
    b: &[Address],
    shared_by: impl Fn(u64) -> u32,
) -> (AddressLevel, Option<(usize, usize)>) {
    let mut found = (AddressLevel::Missing, None);
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            let shared = x.building_key().map_or(1, &shared_by);
            let level = compare(x, y, shared);
            if found.1.is_none() || level > found.0 {
                found = (level, Some((i, j)));
            }
        }
    }
    found
}

/// The comparison in a plain sentence that quotes both addresses.
pub fn reason(a: &Address, b: &Address, shared_by: u32) -> String {
    let (left, right) = (quote(&a.written), quote(&b.written));
    match compare(a, b, shared_by) {
        AddressLevel::OtherCountry => format!("addresses in different countries: {left} and {right}"),
        AddressLevel::OtherCity => format!("addresses in different cities: {left} and {right}"),
        AddressLevel::OtherStreet => {
            format!("addresses in different streets of one city: {left} and {right}")
        }
        AddressLevel::Missing => "no addresses that can be compared".to_owned(),
        AddressLevel::SameCountry => format!("addresses in one country: {left} and {right}"),
        AddressLevel::SameCity => format!("addresses in one city: {left} and {right}"),
        AddressLevel::Crowded => {
            format!("one building, but {shared_by} records share it: {left} and {right}")
        }
        AddressLevel::OtherUnit => format!("one building but different units: {left} and {right}"),
        AddressLevel::SameStreet => format!("one street: {left} and {right}"),
        AddressLevel::SameBuilding => format!("one building: {left} and {right}"),
        AddressLevel::SameUnit => format!("the same unit of one building: {left} and {right}"),
    }
}
