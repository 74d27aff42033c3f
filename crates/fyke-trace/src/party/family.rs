//! One family of goods, made ready for the kernels: parties numbered densely,
//! rows marked as starting at a source or arriving at an end.
//!
//! A family touches a few thousand of a million parties. Numbered from 0
//! within the family their state fits a flat table that stays in cache, and no
//! kernel needs a hash map. The rules say what a source and an end are; they
//! are the case's, not ours.

use super::carried::carried;
use super::index::{EventIndex, FamilySpan};
use fyke_model::country::Country;
use fyke_model::date::Day;

/// What a case knows of a party. The place in the list is its number.
#[derive(Clone, Copy, Debug, Default)]
pub struct Party<'a> {
    /// Name, as most rows give it.
    pub name: &'a str,
    /// Country it is in.
    pub country: Option<Country>,
    /// Day of its incorporation, from a register.
    pub incorporated: Option<Day>,
}

/// Which rows goods start from: a listed code, sent by a party of one of these
/// countries; or, where `by_origin` is set, also a listed code that declares
/// one of them as its origin, whoever sends it.
#[derive(Clone, Debug, Default)]
pub struct SourceRule {
    /// The coalition: where listed goods are made and may not leave from.
    pub countries: Vec<Country>,
    /// Trust the declared origin. It finds goods whose first leg is unseen and
    /// costs precision: honest stock declares its origin too.
    pub by_origin: bool,
}

/// Where the goods must not arrive.
#[derive(Clone, Debug, Default)]
pub struct Ends {
    /// Embargoed countries.
    pub countries: Vec<Country>,
    /// Listed parties anywhere, by number.
    pub parties: Vec<u32>,
}

/// For every party of the case: is it in a source country, is it an end.
#[derive(Clone, Debug)]
pub struct Roles {
    source: Vec<bool>,
    end: Vec<bool>,
    /// Empty, or one for each party.
    named: Vec<bool>,
    origins: Vec<Country>,
}

carried!(Roles {
    source,
    end,
    named,
    origins
});

impl Roles {
    /// Looks every party up once.
    pub fn new(parties: &[Party<'_>], rule: &SourceRule, ends: &Ends) -> Roles {
        let among = |country: Option<Country>, list: &[Country]| country.is_some_and(|c| list.contains(&c));
        let mut end: Vec<bool> = parties
            .iter()
            .map(|party| among(party.country, &ends.countries))
            .collect();
        for party in &ends.parties {
            if let Some(slot) = end.get_mut(*party as usize) {
                *slot = true;
            }
        }
        Roles {
            source: parties
                .iter()
                .map(|party| among(party.country, &rule.countries))
                .collect(),
            end,
            named: Vec::new(),
            origins: if rule.by_origin {
                rule.countries.clone()
            } else {
                Vec::new()
            },
        }
    }

    /// The same parties with other ends: what a placebo asks for.
    pub fn with_ends(&self, end: Vec<bool>) -> Roles {
        Roles { end, ..self.clone() }
    }

    /// The same, with parties whose trade is looked at whatever the flow says.
    pub fn with_named(self, named: Vec<bool>) -> Roles {
        Roles { named, ..self }
    }

    /// The same of these parties alone, numbered by their places in the list.
    pub(super) fn of_parties(&self, parties: &[u32]) -> Roles {
        let picked = |is: fn(&Roles, u32) -> bool| parties.iter().map(|party| is(self, *party)).collect();
        Roles {
            source: picked(Roles::is_source),
            end: picked(Roles::is_end),
            named: picked(Roles::is_named),
            origins: self.origins.clone(),
        }
    }

    /// Was this party named.
    pub fn is_named(&self, party: u32) -> bool {
        self.named.get(party as usize).copied().unwrap_or(false)
    }

    /// Is this party an end.
    pub fn is_end(&self, party: u32) -> bool {
        self.end.get(party as usize).copied().unwrap_or(false)
    }

    /// Is this party in a source country.
    pub fn is_source(&self, party: u32) -> bool {
        self.source.get(party as usize).copied().unwrap_or(false)
    }
}

/// Mark of a row on which listed goods leave a source.
pub const STARTS: u8 = 1;
/// Mark of a row that arrives at an end.
pub const ARRIVES: u8 = 2;

/// Scratch memory that families reuse, one per thread.
pub struct Scratch {
    local_of: Vec<u32>,
}

impl Scratch {
    /// For so many parties: four bytes each.
    pub fn new(party_count: u32) -> Scratch {
        Scratch {
            local_of: vec![u32::MAX; party_count as usize],
        }
    }
}

/// The rows of one family with dense party numbers. Row `i` here is row
/// `span.start + i` of the index.
pub struct Family<'a> {
    /// The index it is a part of.
    pub index: &'a EventIndex,
    /// Which part.
    pub span: FamilySpan,
    /// Consignor, numbered within the family.
    pub src: Vec<u32>,
    /// Consignee, numbered within the family.
    pub dst: Vec<u32>,
    /// [`STARTS`], [`ARRIVES`].
    pub marks: Vec<u8>,
    /// Number in the case of each party of the family.
    pub parties: Vec<u32>,
    /// Of each of them: is it an end.
    pub is_end: Vec<bool>,
    /// Of each of them: is its trade looked at whatever the flow says.
    pub is_named: Vec<bool>,
}

impl<'a> Family<'a> {
    /// Numbers the parties of a span in order of their first row.
    pub fn open(index: &'a EventIndex, span: FamilySpan, roles: &Roles, scratch: &mut Scratch) -> Family<'a> {
        let rows = span.start..span.end;
        let mut parties = Vec::new();
        if scratch.local_of.len() < index.party_count as usize {
            scratch.local_of.resize(index.party_count as usize, u32::MAX);
        }
        let mut local = |party: u32| {
            let slot = &mut scratch.local_of[party as usize];
            if *slot == u32::MAX {
                *slot = parties.len() as u32;
                parties.push(party);
            }
            *slot
        };
        let mut src = Vec::with_capacity(rows.len());
        let mut dst = Vec::with_capacity(rows.len());
        for (from, to) in index.src[rows.clone()].iter().zip(&index.dst[rows.clone()]) {
            src.push(local(*from));
            dst.push(local(*to));
        }
        for party in &parties {
            scratch.local_of[*party as usize] = u32::MAX;
        }
        let is_source: Vec<bool> = parties.iter().map(|p| roles.is_source(*p)).collect();
        let is_end: Vec<bool> = parties.iter().map(|p| roles.is_end(*p)).collect();
        let any_listed = index.goods.family_is_listed(span.family);
        let marks = (0..src.len())
            .map(|i| {
                let at = span.start + i;
                let from_source = is_source[src[i] as usize]
                    || (!roles.origins.is_empty()
                        && index.origin(at).is_some_and(|c| roles.origins.contains(&c)));
                let starts = any_listed && from_source && index.goods.is_listed(index.goods_of[at]);
                u8::from(starts) * STARTS + u8::from(is_end[dst[i] as usize]) * ARRIVES
            })
            .collect();
        Family {
            index,
            span,
            src,
            dst,
            marks,
            is_named: parties.iter().map(|p| roles.is_named(*p)).collect(),
            parties,
            is_end,
        }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.src.len()
    }

    /// True when there is no row.
    pub fn is_empty(&self) -> bool {
        self.src.is_empty()
    }

    /// Days since the index's first day, row by row.
    pub fn day(&self) -> &[u16] {
        &self.index.day[self.span.start..self.span.end]
    }

    /// Mass in kilograms, row by row.
    pub fn mass_kg(&self) -> &[f32] {
        &self.index.mass_kg[self.span.start..self.span.end]
    }

    /// Subheading within the family, row by row.
    pub fn slot(&self, row: usize) -> u16 {
        self.index
            .goods
            .slot_of(self.index.goods_of[self.span.start + row])
    }

    /// Is the code of a row listed.
    pub fn is_listed(&self, row: usize) -> bool {
        self.index
            .goods
            .is_listed(self.index.goods_of[self.span.start + row])
    }

    /// The caller's number of a row.
    pub fn row(&self, row: usize) -> u32 {
        self.index.row[self.span.start + row]
    }

    /// Declared value of a row.
    pub fn value(&self, row: usize) -> Option<f64> {
        self.index.value(self.span.start + row)
    }

    /// Number of subheadings.
    pub fn slots(&self) -> usize {
        usize::from(self.index.goods.slots(self.span.family)).max(1)
    }
}
