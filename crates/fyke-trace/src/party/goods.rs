//! The goods of an index: which code is which subheading, which family, and
//! whether it is listed.
//!
//! HS 2022 renumbered the nomenclature, so one good may stand under two codes.
//! The caller, who holds the concordance and the goods profiles, says which
//! codes share a subheading and which a family; this file only numbers them.

use fyke_model::hs::{HsCode, HsVersion};
use fyke_model::reference::Concordance;
use std::collections::BTreeSet;

/// One code as declared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Goods {
    /// The code with its edition.
    pub code: HsCode,
    /// Number that all codes of the same subheading share, across editions:
    /// usually the HS 2022 code.
    pub subheading: u32,
    /// Number that all codes of the same family share: usually the heading.
    pub family: u32,
    /// True where a goods profile of the case names it.
    pub listed: bool,
}

/// A code with its subheading and family as the shipped concordance has them:
/// the HS 2022 code that took over most of it, and that code's heading.
pub fn goods_of(code: HsCode, concordance: &Concordance, listed: &BTreeSet<HsCode>) -> Goods {
    let heir = match code.version {
        HsVersion::Hs2022 => code.code,
        _ => concordance
            .successors(code.code)
            .max_by(|a, b| a.weight.total_cmp(&b.weight).then(b.to.cmp(&a.to)))
            .map_or(code.code, |share| share.to),
    };
    Goods {
        code,
        subheading: heir.number(),
        family: heir.heading(),
        listed: listed.contains(&code),
    }
}

/// The codes an index may hold, with their families numbered from 0.
#[derive(Clone, Debug)]
pub struct GoodsTable {
    goods: Vec<Goods>,
    by_code: bool,
    families: Vec<u32>,
    family_of: Vec<u16>,
    slot_of: Vec<u16>,
    slots: Vec<u16>,
    listed: Vec<bool>,
}

/// More codes than two bytes can number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TooManyGoods(usize);

impl std::fmt::Display for TooManyGoods {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} different goods codes are more than one index can hold (65535); cut codes to six digits",
            self.0
        )
    }
}
impl std::error::Error for TooManyGoods {}

impl GoodsTable {
    /// A table of these codes; the index of a code is its place in the list.
    ///
    /// # Errors
    /// More than 65535 codes.
    pub fn new(goods: Vec<Goods>) -> Result<GoodsTable, TooManyGoods> {
        if goods.len() > usize::from(u16::MAX) {
            return Err(TooManyGoods(goods.len()));
        }
        let mut families: Vec<u32> = goods.iter().map(|g| g.family).collect();
        families.sort_unstable();
        families.dedup();
        let mut slots: Vec<(u32, u32)> = goods.iter().map(|g| (g.family, g.subheading)).collect();
        slots.sort_unstable();
        slots.dedup();
        let place = |family: u32| families.partition_point(|known| *known < family);
        let first_slot = |family: u32| slots.partition_point(|slot| slot.0 < family);
        let family_of = goods.iter().map(|g| place(g.family) as u16).collect();
        let slot_of = goods
            .iter()
            .map(|g| {
                let at = slots.partition_point(|slot| *slot < (g.family, g.subheading));
                (at - first_slot(g.family)) as u16
            })
            .collect();
        let mut count = vec![0u16; families.len()];
        let mut listed = vec![false; families.len()];
        for (family, _) in &slots {
            count[place(*family)] += 1;
        }
        for g in &goods {
            listed[place(g.family)] |= g.listed;
        }
        Ok(GoodsTable {
            by_code: goods.is_sorted_by_key(|g| g.code),
            goods,
            families,
            family_of,
            slot_of,
            slots: count,
            listed,
        })
    }

    /// Number of codes.
    pub fn len(&self) -> usize {
        self.goods.len()
    }

    /// True when there is no code.
    pub fn is_empty(&self) -> bool {
        self.goods.is_empty()
    }

    /// The code at an index.
    pub fn get(&self, goods: u16) -> Option<&Goods> {
        self.goods.get(usize::from(goods))
    }

    /// The codes in the order of their numbers.
    pub fn all(&self) -> &[Goods] {
        &self.goods
    }

    /// The number of a code.
    pub fn place_of(&self, code: HsCode) -> Option<u16> {
        let at = match self.by_code {
            true => self.goods.binary_search_by_key(&code, |g| g.code).ok(),
            false => self.goods.iter().position(|g| g.code == code),
        };
        at.and_then(|at| u16::try_from(at).ok())
    }

    /// The caller's family numbers, ascending.
    pub fn families(&self) -> &[u32] {
        &self.families
    }

    /// The caller's number of the family at a place.
    pub fn family_id(&self, family: u16) -> u32 {
        self.families.get(usize::from(family)).copied().unwrap_or(0)
    }

    /// Place of a code's family in [`GoodsTable::families`].
    pub fn family_of(&self, goods: u16) -> u16 {
        self.family_of.get(usize::from(goods)).copied().unwrap_or(0)
    }

    /// Place of a code's subheading within its family.
    pub fn slot_of(&self, goods: u16) -> u16 {
        self.slot_of.get(usize::from(goods)).copied().unwrap_or(0)
    }

    /// Number of subheadings in a family.
    pub fn slots(&self, family: u16) -> u16 {
        self.slots.get(usize::from(family)).copied().unwrap_or(0)
    }

    /// True where a code is listed.
    pub fn is_listed(&self, goods: u16) -> bool {
        self.get(goods).is_some_and(|g| g.listed)
    }

    /// True where any code of the family is listed.
    pub fn family_is_listed(&self, family: u16) -> bool {
        self.listed.get(usize::from(family)).copied().unwrap_or(false)
    }
}
