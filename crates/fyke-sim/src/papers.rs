//! What stands on paper about a firm beside its trade: address, contacts,
//! directors, owners, its line of business, its end.
//!
//! Most of it is drawn from the seed and the number of the firm when it is
//! written, at the rates of [`clerk`], alike for every firm: shared towers,
//! registered agents with hundreds of firms at one desk, nominee directors,
//! free mail, foreign phones, opaque owners. What the story of a firm changes
//! in that, planted or honest, is its [`Sheet`]; few firms have one, so ten
//! million firms cost no memory.

pub(crate) mod clerk;
pub(crate) mod owners;

use crate::rng::mix;
use std::collections::BTreeMap;

/// What the story of one firm changes on paper.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    /// Has the very address of this firm.
    pub address_of: Option<u32>,
    /// Sits in the building of this firm, in a room of its own.
    pub building_of: Option<u32>,
    /// A director, as (person, place of the name).
    pub director: Option<(u64, u8)>,
    /// Phone of this firm.
    pub phone_of: Option<u32>,
    /// Domain of this firm, for mail and web.
    pub domain_of: Option<u32>,
    /// Registered for a line of business that no goods go with.
    pub unrelated: bool,
    /// Day on which the directors changed.
    pub officers_changed: Option<i32>,
    /// Its phone is of this country, its mail a free one.
    pub phone_place: Option<u8>,
    /// Its name is nearly that of this listed one, in this way of three.
    pub name_like: Option<(u32, u8)>,
    /// Day of dissolution.
    pub dissolved: Option<i32>,
    /// Who owns it, when not as usual.
    pub owned: Option<owners::Owned>,
}

/// A listed end, with the day of the listing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listing {
    pub firm: u32,
    pub day: i32,
}

/// The sheets of a world and its listings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Papers {
    pub sheets: BTreeMap<u32, Sheet>,
    /// Firms on the watch list, by number.
    pub listings: Vec<Listing>,
    /// Firms whose address is listed, with the day.
    pub listed_addresses: Vec<Listing>,
    /// Listed people and holdings that own and do not trade: how many of each.
    pub listed_owners: u32,
}

impl Papers {
    pub(crate) fn sheet(&self, firm: u32) -> Option<&Sheet> {
        self.sheets.get(&firm)
    }
}

/// Day on which a listed owner was listed: after the invasion for most.
pub(crate) fn owner_listed(seed: u64, owner: u32) -> i32 {
    let bits = mix(seed ^ mix(u64::from(owner) ^ (0x12 << 40)));
    if bits.is_multiple_of(4) {
        ((bits >> 8) % 900) as i32 - 450
    } else {
        790 + ((bits >> 8) % 150) as i32
    }
}
