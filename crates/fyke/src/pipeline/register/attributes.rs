//! What entries of a register can share: addresses at the level of the room and
//! of the house, telephones, mail addresses, domains.
//!
//! Every entry is counted; only values that a node holds are kept. Written
//! forms are brought together by `fyke_resolve::facts`.

use fyke_model::country::Country;
use fyke_resolve::facts::{addresses, identifiers};
use fyke_trace::who::register::{Attribute, AttributeKind, Holding, Listing, NodeId, RegisterBuilder};
use std::collections::{BTreeMap, HashMap};

/// A value: its kind and a number that its written forms share.
pub(super) type Key = (AttributeKind, u64);

/// Whether values of a property can be shared.
pub(super) fn is_shared(prop: &str) -> bool {
    matches!(prop, "address" | "full" | "phone" | "email" | "website")
}

/// All values, and who holds them.
#[derive(Default)]
pub(super) struct Attributes {
    /// Entries that hold a value, every entry counted.
    counts: HashMap<(u8, u64), u32>,
    /// Written forms met since the last entry was closed.
    met: BTreeMap<Key, String>,
    /// Written forms of values that a node holds.
    written: BTreeMap<Key, String>,
    listed: BTreeMap<Key, (Listing, bool)>,
    holdings: Vec<(NodeId, Key, u32)>,
}

impl Attributes {
    /// The values of a cell of a property; none for properties that nobody shares.
    pub(super) fn read(&mut self, prop: &str, value: &str, country: Option<Country>) -> Vec<Key> {
        let mut keys = Vec::new();
        match prop {
            "address" | "full" => {
                for address in addresses::read_all([value], country) {
                    let unit = address.unit_key().map(|key| (AttributeKind::AddressUnit, key));
                    let building = address
                        .building_key()
                        .map(|key| (AttributeKind::AddressBuilding, key));
                    for key in unit.into_iter().chain(building) {
                        self.met
                            .entry(key)
                            .or_insert_with(|| address.written().to_owned());
                        keys.push(key);
                    }
                }
            }
            "phone" | "email" | "website" => {
                let kind = match prop {
                    "phone" => AttributeKind::Phone,
                    "email" => AttributeKind::Mail,
                    _ => AttributeKind::Domain,
                };
                for found in identifiers::read_all(prop, value, country) {
                    // a made-up or broken one ties nobody to anybody
                    if found.is_telling() {
                        let key = (kind, found.key());
                        self.met.entry(key).or_insert_with(|| found.value().to_owned());
                        keys.push(key);
                    }
                }
            }
            _ => {}
        }
        keys
    }

    /// Counts one entry with these values, each once, and closes it.
    pub(super) fn count(&mut self, keys: impl Iterator<Item = Key>) {
        for key in keys {
            *self.counts.entry((key.0 as u8, key.1)).or_default() += 1;
        }
        // a node that is made of this entry takes them before the next is read
        if self.met.len() > MET_MAX {
            self.met.clear();
        }
    }

    /// A list names this value. What it names by itself goes before where its
    /// entries sit; telephones and pages of listed entities are no addresses.
    pub(super) fn list(&mut self, key: Key, listing: &Listing, by_itself: bool) {
        if !matches!(key.0, AttributeKind::AddressUnit | AttributeKind::AddressBuilding) {
            return;
        }
        let better = self.listed.get(&key).is_none_or(|(known, own)| {
            (!own && by_itself) || (*own == by_itself && listing.since < known.since)
        });
        if better {
            self.listed.insert(key, (listing.clone(), by_itself));
        }
    }

    /// A node has a value.
    pub(super) fn hold(&mut self, node: NodeId, key: Key, row: u32) {
        if let Some(written) = self.met.get(&key) {
            self.written.entry(key).or_insert_with(|| written.clone());
        }
        self.holdings.push((node, key, row));
    }

    /// Hands all that nodes hold to the register.
    pub(super) fn tell(self, register: &mut RegisterBuilder) {
        let mut numbers = BTreeMap::new();
        for (node, key, row) in self.holdings {
            let attribute = *numbers.entry(key).or_insert_with(|| {
                let written = self.written.get(&key).map_or("", String::as_str);
                let density = self.counts.get(&(key.0 as u8, key.1)).copied().unwrap_or(0);
                let mut attribute = Attribute::new(key.0, written, density);
                attribute.listing = self.listed.get(&key).map(|(listing, _)| listing.clone());
                register.attribute(attribute)
            });
            register.holding(Holding {
                node,
                attribute,
                since: None,
                until: None,
                row,
            });
        }
    }
}

/// Written forms that wait for their entry to become a node: those of one entry
/// are few, so this is only a bound on what is kept in between.
const MET_MAX: usize = 4_096;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_forms_of_one_value_meet_and_every_entry_counts() {
        let mut attributes = Attributes::default();
        let ru = Some(Country::of("RU"));
        let first = attributes.read("phone", "+7 (495) 123-45-67", ru);
        let second = attributes.read("phone", "8 495 1234567", ru);
        assert_eq!((first.len(), &first), (1, &second));
        attributes.count(first.iter().copied());
        attributes.count(second.into_iter());
        let mut register = RegisterBuilder::new();
        let node = register.node(Default::default());
        attributes.hold(node, first[0], 7);
        attributes.tell(&mut register);
        let register = register.build();
        let shared: Vec<_> = register
            .attributes()
            .iter()
            .map(|a| (a.kind, a.density))
            .collect();
        assert_eq!(shared, [(AttributeKind::Phone, 2)]);
        assert!(register.attributes()[0].value.contains("4951234567"));
    }

    #[test]
    fn the_room_and_the_house_are_two_values() {
        let mut attributes = Attributes::default();
        let keys = attributes.read("address", "12 Lenina Street, office 5, Bishkek", None);
        let kinds: Vec<AttributeKind> = keys.iter().map(|key| key.0).collect();
        assert_eq!(
            kinds,
            [AttributeKind::AddressUnit, AttributeKind::AddressBuilding]
        );
        assert!(attributes.read("status", "active", None).is_empty());
    }
}
