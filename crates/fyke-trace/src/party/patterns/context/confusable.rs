//! Groups of codes that one good is declared under in turn, from the goods
//! profiles, as numbers of the goods table.

use super::super::super::goods::GoodsTable;
use fyke_model::hs::Hs6;
use fyke_model::reference::{GoodsProfile, Reference};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Which HS 2022 code is in which group.
#[derive(Clone, Debug, Default)]
pub struct Confusable {
    group_of: BTreeMap<u32, u16>,
    names: Vec<String>,
}

impl Confusable {
    /// The groups of these profiles; a code keeps the first group that names it.
    ///
    /// ```
    /// use fyke_model::reference::Reference;
    /// use fyke_trace::party::patterns::context::Confusable;
    /// let groups = Confusable::of(Reference::shipped().profiles.values());
    /// assert_eq!(groups.name(groups.group(854231).unwrap()), groups.name(groups.group(847330).unwrap()));
    /// assert_eq!(groups.group(610910), None);
    /// ```
    pub fn of<'p>(profiles: impl IntoIterator<Item = &'p GoodsProfile>) -> Confusable {
        let mut groups = Confusable::default();
        for family in profiles.into_iter().flat_map(|profile| &profile.families) {
            groups.add(&family.what, family.hs.iter().copied());
        }
        groups
    }

    /// The groups of the shipped profiles.
    pub fn shipped() -> &'static Confusable {
        static SHIPPED: OnceLock<Confusable> = OnceLock::new();
        SHIPPED.get_or_init(|| Confusable::of(Reference::shipped().profiles.values()))
    }

    /// Adds a group of codes.
    pub fn add(&mut self, name: &str, codes: impl IntoIterator<Item = Hs6>) {
        let group = u16::try_from(self.names.len()).unwrap_or(u16::MAX);
        self.names.push(name.to_owned());
        for code in codes {
            self.group_of.entry(code.number()).or_insert(group);
        }
    }

    /// The group of a subheading.
    pub fn group(&self, subheading: u32) -> Option<u16> {
        self.group_of.get(&subheading).copied()
    }

    /// What a group is called.
    pub fn name(&self, group: u16) -> &str {
        self.names.get(usize::from(group)).map_or("", String::as_str)
    }

    /// The group of each code of a goods table.
    pub fn by_goods(&self, goods: &GoodsTable) -> Vec<Option<u16>> {
        (0..goods.len())
            .map(|at| self.group(goods.get(at as u16)?.subheading))
            .collect()
    }
}
