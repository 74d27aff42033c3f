//! Addresses, and whether two are one place, down to the unit.
//!
//! Two firms in one tower of Hong Kong are not one; two firms in one flat may
//! be. So the comparison goes country, city, street, house, block, unit, and
//! says how far it came. A building that many records share says little however
//! well it agrees ([`SHARED_BY_MANY`]). Reading is in `address_text`.

use super::address_text::{Parts, parse};
use super::address_words::CityId;
use super::words::{distance, hash, quote};
use fyke_model::country::Country;

/// Most addresses of one record.
pub const ADDRESSES_MAX: usize = 16;

/// From how many records on an address says little: a mass registration.
pub const SHARED_BY_MANY: u32 = 20;

/// One address, prepared.
///
/// ```
/// use fyke_resolve::facts::addresses::{AddressLevel, compare, read};
/// let a = read("Unit 601, 6/F, 45 Pak Tin Par Street, Hong Kong", None).unwrap();
/// let b = read("Flat 1203, 12/F, 45 Pak Tin Par St., Hong Kong", None).unwrap();
/// assert_eq!(compare(&a, &b, 1), AddressLevel::OtherUnit);
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Address {
    written: Box<str>,
    country: Option<Country>,
    cities: Box<[CityId]>,
    places: Words,
    postcode: Option<Box<str>>,
    street: Words,
    names: Words,
    house: Option<Box<str>>,
    blocks: Words,
    floor: Option<Box<str>>,
    units: Words,
    po_box: Option<Box<str>>,
}

/// Sorted, without repeats.
type Words = Box<[Box<str>]>;

fn pack(mut words: Vec<String>) -> Words {
    words.sort_unstable();
    words.dedup();
    words.into_iter().map(String::into_boxed_str).collect()
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
    /// The same street, the house differs or is not known; or the same postcode
    /// and number of the house, and another name of the street.
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
/// None where nothing is left of it.
pub fn read(text: &str, country: Option<Country>) -> Option<Address> {
    let parts = parse(text);
    if parts == Parts::default() {
        return None;
    }
    let mut cities = parts.cities;
    cities.sort_unstable();
    cities.dedup();
    let own = |value: Option<String>| value.map(String::into_boxed_str);
    Some(Address {
        written: text
            .trim()
            .chars()
            .take(WRITTEN_CHARS_MAX)
            .collect::<String>()
            .into(),
        country: parts.country.or(country),
        cities: cities.into(),
        places: pack(parts.places),
        postcode: own(parts.postcode),
        street: pack(parts.street),
        names: pack(parts.names),
        house: own(parts.house),
        blocks: pack(parts.blocks),
        floor: own(parts.floor),
        units: pack(parts.units),
        po_box: own(parts.po_box),
    })
}

/// How much of an address is kept as it was written, in characters.
const WRITTEN_CHARS_MAX: usize = 300;

/// Reads all addresses of cells that may hold several, divided by semicolons,
/// " / " or "(a) ... (b) ...", without repeats, at most [`ADDRESSES_MAX`].
///
/// ```
/// use fyke_resolve::facts::addresses::read_all;
/// assert_eq!(read_all(["(a) 5 Lenina str., Minsk (b) Dubai, P.O. Box 77"], None).len(), 2);
/// ```
pub fn read_all<'a>(cells: impl IntoIterator<Item = &'a str>, country: Option<Country>) -> Vec<Address> {
    let mut found: Vec<Address> = Vec::new();
    for cell in cells {
        for part in cell.split([';', '\n']).flat_map(|part| part.split(" / ")) {
            for item in listed(part) {
                if found.len() >= ADDRESSES_MAX {
                    return found;
                }
                if let Some(address) = read(item, country)
                    && !found.iter().any(|known| known.written == address.written)
                {
                    found.push(address);
                }
            }
        }
    }
    found
}

/// The items of "(a) ... (b) ...".
fn listed(text: &str) -> impl Iterator<Item = &str> {
    let mut starts = vec![0];
    let bytes = text.as_bytes();
    for (at, window) in bytes.windows(3).enumerate() {
        if matches!(window, [b'(', b'a'..=b'z', b')']) && starts.len() < ADDRESSES_MAX {
            starts.push(at);
        }
    }
    starts.push(text.len());
    let ends: Vec<(usize, usize)> = starts
        .windows(2)
        .filter_map(|w| Some((*w.first()?, *w.last()?)))
        .collect();
    ends.into_iter()
        .filter_map(|(from, to)| text.get(from..to))
        .map(|item| match item.as_bytes() {
            [b'(', b'a'..=b'z', b')', ..] => item.get(3..).unwrap_or(""),
            _ => item,
        })
        .filter(|item| !item.trim().is_empty())
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

    /// The postcode, lower case, without blanks.
    pub fn postcode(&self) -> Option<&str> {
        self.postcode.as_deref()
    }

    /// The number of the house.
    pub fn house(&self) -> Option<&str> {
        self.house.as_deref()
    }

    /// Flats, rooms, offices.
    pub fn units(&self) -> impl Iterator<Item = &str> {
        self.units.iter().map(|unit| &**unit)
    }

    /// Whether it goes down to a building.
    pub fn names_building(&self) -> bool {
        self.building_key().is_some()
    }

    /// A key of the building, for candidates and for counting who shares it;
    /// none where the address does not go down to a building. Spellings that
    /// differ by more than romanisation have different keys.
    pub fn building_key(&self) -> Option<u64> {
        let place = self.cities.first().map_or([0, 0], |id| id.to_be_bytes());
        if let Some(po_box) = &self.po_box
            && self.house.is_none()
        {
            return Some(hash(&[b"box", &place, po_box.as_bytes()]));
        }
        let longest = |words: &Words| {
            words
                .iter()
                .max_by_key(|word| (word.len(), std::cmp::Reverse(word.as_bytes().first().copied())))
                .cloned()
        };
        match (&self.house, longest(&self.street), longest(&self.names)) {
            (Some(house), Some(street), _) => Some(hash(&[
                b"house",
                &place,
                street.as_bytes(),
                main_number(house).as_bytes(),
            ])),
            (None, _, Some(name)) if self.names.len() > 1 => Some(hash(&[b"name", &place, name.as_bytes()])),
            _ => None,
        }
    }

    /// A key of the unit in the building.
    pub fn unit_key(&self) -> Option<u64> {
        let building = self.building_key()?.to_be_bytes();
        let unit = self.units.first()?;
        Some(hash(&[b"unit", &building, unit.as_bytes()]))
    }
}

/// "12/3" and "12" are one house, "12a" is another.
fn main_number(house: &str) -> &str {
    house.split('/').next().unwrap_or(house)
}

/// Compares two addresses; symmetric. `shared_by` is the number of records at
/// the building (1 where nobody counted).
pub fn compare(a: &Address, b: &Address, shared_by: u32) -> AddressLevel {
    let level = place_level(a, b);
    match level {
        AddressLevel::SameBuilding | AddressLevel::SameUnit if shared_by >= SHARED_BY_MANY => {
            AddressLevel::Crowded
        }
        level => level,
    }
}

fn place_level(a: &Address, b: &Address) -> AddressLevel {
    let one_known_city = a.cities.iter().any(|id| b.cities.binary_search(id).is_ok());
    if !one_known_city
        && let (Some(x), Some(y)) = (a.country, b.country)
        && x != y
    {
        let related = super::countries::is_related(x, y);
        return if related {
            AddressLevel::Missing
        } else {
            AddressLevel::OtherCountry
        };
    }
    let city = if one_known_city {
        Some(true)
    } else {
        same_city(a, b)
    };
    if city == Some(false) {
        return AddressLevel::OtherCity;
    }
    let street = alike(&a.street, &b.street);
    let boxed = a.po_box.is_some() && a.po_box == b.po_box;
    let house = same_house(a, b);
    let by_street = street == Some(true) && house == Some(true);
    let by_name = street != Some(false) && house != Some(false) && same_name(&a.names, &b.names);
    let blocks_differ = subset(&a.blocks, &b.blocks) == Some(false);
    let one_country = a.country.is_some() && a.country == b.country;
    if by_street || by_name || boxed && (city == Some(true) || one_country) {
        return match (blocks_differ, units(a, b)) {
            (true, _) if by_street => AddressLevel::OtherUnit,
            (_, Some(true)) => AddressLevel::SameUnit,
            (_, Some(false)) => AddressLevel::OtherUnit,
            (_, None) => AddressLevel::SameBuilding,
        };
    }
    // translated streets ("Factory", "Zavodskaya") keep their postcode and number
    let postcodes = a.postcode.is_some() && a.postcode == b.postcode;
    match (street, city) {
        (Some(false), Some(true)) if postcodes && house == Some(true) => AddressLevel::SameStreet,
        (Some(true), _) => AddressLevel::SameStreet,
        (Some(false), Some(true)) => AddressLevel::OtherStreet,
        (Some(false), _) => AddressLevel::Missing,
        (None, Some(true)) => AddressLevel::SameCity,
        _ if one_country => AddressLevel::SameCountry,
        _ => AddressLevel::Missing,
    }
}

/// Whether two that share no city of the table name one all the same; none where
/// it cannot be told.
fn same_city(a: &Address, b: &Address) -> Option<bool> {
    let postcodes = a.postcode.as_deref().zip(b.postcode.as_deref());
    if postcodes.is_some_and(|(x, y)| x == y && x.len() >= 5) {
        return Some(true);
    }
    if alike(&a.places, &b.places) == Some(true) {
        return Some(true);
    }
    // districts of Hong Kong and suburbs of Moscow are cities of the table too
    let suburbs = |country: &str| a.country.is_some_and(|c| c.as_str() == country) && a.country == b.country;
    match a.cities.is_empty() || b.cities.is_empty() || suburbs("HK") {
        true => None,
        false => Some(false),
    }
}

/// Whether half of the words of the shorter list, and a long one among them, are
/// in the other; none where a list is empty.
fn alike(a: &Words, b: &Words) -> Option<bool> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    if a == b {
        return Some(true);
    }
    let shared = shared(a, b).min(shared(b, a));
    Some(2 * shared.0 >= a.len().min(b.len()) && shared.1 > 0)
}

/// Whether all words of the shorter name of a building are in the longer, and
/// they are at least two: "Star Plaza" and "Star Plaza Tower".
fn same_name(a: &Words, b: &Words) -> bool {
    let short = a.len().min(b.len());
    short > 1 && shared(a, b).0.min(shared(b, a).0) >= short
}

/// How many words of one list are in the other, and how many of these are
/// longer than two letters.
fn shared(a: &Words, b: &Words) -> (usize, usize) {
    let found = a.iter().filter(|word| b.iter().any(|other| is_near(word, other)));
    found.fold((0, 0), |(all, long), word| {
        (all + 1, long + usize::from(word.len() > 2))
    })
}

fn is_near(a: &str, b: &str) -> bool {
    let numbers = |word: &str| word.bytes().any(|b| b.is_ascii_digit());
    if a == b {
        return true;
    }
    let limit = match a.len().min(b.len()) {
        _ if numbers(a) || numbers(b) => return false,
        0..=4 => return false,
        5..=8 => 1,
        _ => 2,
    };
    distance(a, b, limit) <= limit
}

fn same_house(a: &Address, b: &Address) -> Option<bool> {
    let (a, b) = (a.house.as_deref()?, b.house.as_deref()?);
    if a == b || main_number(a) == main_number(b) {
        return Some(true);
    }
    Some(spans(a, b) || spans(b, a))
}

/// "75-77" holds 76.
fn spans(range: &str, house: &str) -> bool {
    let Some((from, to)) = range.split_once('-') else {
        return false;
    };
    match (from.parse::<u32>(), to.parse::<u32>(), house.parse::<u32>()) {
        (Ok(from), Ok(to), Ok(house)) => to >= from && to - from <= 40 && (from..=to).contains(&house),
        _ => false,
    }
}

/// Whether all of the shorter list is in the longer; none where one is empty.
fn subset(a: &Words, b: &Words) -> Option<bool> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return None;
    }
    Some(short.iter().all(|word| long.binary_search(word).is_ok()))
}

/// Whether the units agree; floors decide only where they differ.
fn units(a: &Address, b: &Address) -> Option<bool> {
    let floors = a.floor.as_ref().zip(b.floor.as_ref()).map(|(x, y)| x == y);
    match (subset(&a.units, &b.units), floors) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), _) => Some(true),
        (None, _) => None,
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
        AddressLevel::SameStreet => {
            format!("one street, or one postcode and house number: {left} and {right}")
        }
        AddressLevel::SameBuilding => format!("one building: {left} and {right}"),
        AddressLevel::SameUnit => format!("the same unit of one building: {left} and {right}"),
    }
}

#[cfg(test)]
mod tests;
