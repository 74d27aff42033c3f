//! Who sent what to whom: neighbours, rows on an edge, ways between two, what
//! an entity did month by month.
//!
//! Here an end is an entity: all its records in all countries together. (A trace
//! counts an entity in each country by itself, decision 0010; a page that shows
//! who somebody deals with wants the whole of them.)

use super::columns::{Adding, Columns, NOTHING, Prepared, SIDES, country_of, usual_currency};
use super::deals::Deals;
use super::records::NONE;
use super::{EntityNo, Serving};
use crate::questions::RowHandle;
use fyke_model::consignment::Side;
use fyke_model::country::Country;
use fyke_model::date::{Day, Month};
use fyke_model::hs::{HsCode, HsVersion};
use fyke_model::money::Amount;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Some goods: codes of one edition, or of every, between two.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Goods {
    /// The edition; every where none is given.
    pub version: Option<HsVersion>,
    /// The lowest six-digit code.
    pub from: u32,
    /// The highest.
    pub to: u32,
}

impl Goods {
    /// Codes that begin with one to six digits; none where it is no such text.
    pub fn prefix(text: &str) -> Option<Goods> {
        let digits = text.len();
        if !(1..=6).contains(&digits) || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let first: u32 = text.parse().ok()?;
        let width = 10u32.pow(6 - u32::try_from(digits).ok()?);
        Some(Goods {
            version: None,
            from: first * width,
            to: first * width + width - 1,
        })
    }

    /// One code of one edition.
    pub fn code(code: HsCode) -> Goods {
        Goods {
            version: Some(code.version),
            from: code.code.number(),
            to: code.code.number(),
        }
    }
}

/// Which dealings.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TradeFilter {
    /// One of these goods; all where none is given. Payments have no goods and
    /// pass only where none is given.
    pub goods: Vec<Goods>,
    /// From this day on.
    pub from: Option<Day>,
    /// Up to this day.
    pub to: Option<Day>,
    /// Of at least this value in this currency.
    pub value_min: Option<Amount>,
    /// Of all that passes from one to another together at least this value, in
    /// any one currency; rows are not asked. Everything where it is 0.
    pub sum_min_minor: i64,
}

/// What kind of dealing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// Goods from consignor to consignee.
    Goods,
    /// Money from payer to payee.
    Money,
}

/// Dealings added up.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sums {
    /// How many.
    pub rows: u64,
    /// Value by currency, never mixed, in the order of currencies; rows without
    /// a currency under `XXX`.
    pub values: Vec<Amount>,
    /// Mass in grams of the rows that give one.
    pub mass_g: i64,
    /// Rows that give a mass.
    pub mass_rows: u64,
    /// First and last day.
    pub days: Option<(Day, Day)>,
}

/// Which way goods or money went, seen from who was asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Way {
    /// It sent them.
    Sent,
    /// It received them.
    Received,
}

/// A partner.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Neighbour {
    /// Who.
    pub entity: EntityNo,
    /// Which way.
    pub way: Way,
    /// What.
    pub sums: Sums,
    /// The codes of most rows, at most [`CODES_SHOWN`].
    pub codes: Vec<HsCode>,
}

/// Codes shown on an edge.
pub const CODES_SHOWN: usize = 3;

/// The partners of an entity.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Neighbours {
    /// Of the highest value first (in the currency of most rows), then of most
    /// rows, then by number.
    pub shown: Vec<Neighbour>,
    /// All partners that pass; one both ways counts twice.
    pub of: u64,
    /// All their rows.
    pub rows: u64,
}

/// A dealing; its texts are in its row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Dealing {
    /// Its row.
    pub handle: RowHandle,
    /// Who sent; none where the row names nobody.
    pub sender: Option<EntityNo>,
    /// Who received.
    pub receiver: Option<EntityNo>,
    /// Its day.
    pub day: Day,
    /// Who recorded it.
    pub side: Option<Side>,
    /// The goods; none of a payment.
    pub hs: Option<HsCode>,
    /// Made in.
    pub origin: Option<Country>,
    /// Sent from.
    pub exporter: Option<Country>,
    /// Goes to.
    pub importer: Option<Country>,
    /// Value.
    pub value: Option<Amount>,
    /// Mass in grams.
    pub mass_g: Option<i64>,
}

/// A page of dealings.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Dealings {
    /// The page, in the order of days and handles.
    pub rows: Vec<Dealing>,
    /// All that pass.
    pub of: u64,
}

/// One month of an entity.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TradeMonth {
    /// Which.
    pub month: Month,
    /// Which way.
    pub way: Way,
    /// What.
    pub sums: Sums,
}

/// A partner while its rows are added up.
#[derive(Default)]
struct Partner {
    adding: Adding,
    codes: Vec<(u32, u64)>,
}

impl Serving {
    pub(super) fn deals(&self, kind: Kind) -> &Deals {
        match kind {
            Kind::Goods => &self.large.goods,
            Kind::Money => &self.large.money,
        }
    }

    /// The edges of an entity: edge, which way, the partner's record.
    pub(super) fn edges_of(
        &self,
        kind: Kind,
        entity: EntityNo,
    ) -> impl Iterator<Item = (u32, Way, u32)> + '_ {
        let deals = self.deals(kind);
        self.entities.records(entity.0).iter().flat_map(move |record| {
            let sent = deals
                .outgoing(*record)
                .map(move |edge| (edge, Way::Sent, deals.ends(edge).1));
            let received = deals.incoming(*record).iter();
            let received = received.map(move |edge| (*edge, Way::Received, deals.ends(*edge).0));
            sent.chain(received)
        })
    }

    /// The partners of an entity, `limit` of them.
    pub fn neighbours(&self, entity: EntityNo, kind: Kind, filter: &TradeFilter, limit: usize) -> Neighbours {
        let deals = self.deals(kind);
        let columns = &deals.columns;
        let only = columns.prepare(filter);
        let mut partners: HashMap<(u32, Way), Partner> = HashMap::new();
        for (edge, way, other) in self.edges_of(kind, entity) {
            if other == NONE {
                continue;
            }
            let mut rows = deals
                .rows(edge)
                .filter(|row| columns.passes(*row, &only))
                .peekable();
            if rows.peek().is_none() {
                continue;
            }
            let partner = partners.entry((self.entities.of(other), way)).or_default();
            for row in rows {
                partner.adding.add(columns, row);
                let code = columns.code.get(row).copied().unwrap_or(u32::MAX);
                match partner.codes.iter_mut().find(|known| known.0 == code) {
                    Some(known) => known.1 += 1,
                    None => partner.codes.push((code, 1)),
                }
            }
        }
        // what is too small is left out before the largest are taken, and is not counted
        partners.retain(|_, partner| partner.adding.reaches(filter.sum_min_minor));
        let usual = usual_currency(columns, partners.values().map(|partner| &partner.adding));
        let mut all: Vec<((u32, Way), Partner)> = partners.into_iter().collect();
        let rank = |(key, partner): &((u32, Way), Partner)| {
            let value = partner.adding.value_in(usual);
            (std::cmp::Reverse((value, partner.adding.rows)), *key)
        };
        all.sort_unstable_by_key(rank);
        Neighbours {
            of: all.len() as u64,
            rows: all.iter().map(|(_, partner)| partner.adding.rows).sum(),
            shown: all
                .into_iter()
                .take(limit)
                .map(|((entity, way), mut partner)| {
                    partner
                        .codes
                        .sort_unstable_by_key(|code| (std::cmp::Reverse(code.1), code.0));
                    let codes = partner.codes.iter().take(CODES_SHOWN);
                    Neighbour {
                        entity: EntityNo(entity),
                        way,
                        sums: partner.adding.finish(columns),
                        codes: codes.filter_map(|code| columns.code_at(code.0)).collect(),
                    }
                })
                .collect(),
        }
    }

    /// How many entities an entity deals with or is tied to, whatever the kind.
    pub fn degree(&self, entity: EntityNo) -> u64 {
        let mut met: HashSet<u32> = HashSet::new();
        for kind in [Kind::Goods, Kind::Money] {
            let others = self.edges_of(kind, entity).map(|edge| edge.2);
            met.extend(others.filter(|o| *o != NONE).map(|other| self.entities.of(other)));
        }
        for tie in self.ties(entity) {
            met.extend(tie.from.map(|from| from.0));
            met.insert(tie.to.0);
        }
        met.remove(&entity.0);
        met.len() as u64
    }

    /// The rows from one entity to another, a page.
    pub fn between(
        &self,
        from: EntityNo,
        to: EntityNo,
        kind: Kind,
        filter: &TradeFilter,
        page: (usize, usize),
    ) -> Dealings {
        let edges = self.edges_of(kind, from);
        let to_it = edges.filter(|edge| edge.1 == Way::Sent && self.entities.of(edge.2) == to.0);
        self.page_of(kind, to_it.map(|edge| edge.0), filter, page)
    }

    /// The rows that name an entity, either way, a page.
    pub fn dealings_of(
        &self,
        entity: EntityNo,
        kind: Kind,
        filter: &TradeFilter,
        page: (usize, usize),
    ) -> Dealings {
        let edges = self.edges_of(kind, entity).map(|edge| edge.0);
        self.page_of(kind, edges, filter, page)
    }

    /// Offset and limit over the rows of some edges, in the order of days.
    fn page_of(
        &self,
        kind: Kind,
        edges: impl Iterator<Item = u32>,
        filter: &TradeFilter,
        (offset, limit): (usize, usize),
    ) -> Dealings {
        let deals = self.deals(kind);
        let columns = &deals.columns;
        let only = columns.prepare(filter);
        let mut rows: Vec<(i32, RowHandle, u32)> = vec![];
        for edge in edges {
            let passing = deals.rows(edge).filter(|row| columns.passes(*row, &only));
            rows.extend(
                passing
                    .filter_map(|row| Some((*columns.day.get(row)?, *columns.handle.get(row)?, row as u32))),
            );
        }
        // an entity that deals with itself is met from both its ends
        rows.sort_unstable();
        rows.dedup();
        let page = rows.iter().skip(offset).take(limit);
        Dealings {
            of: rows.len() as u64,
            rows: page
                .filter_map(|row| self.dealing(kind, row.2 as usize))
                .collect(),
        }
    }

    /// A dealing by its place.
    pub(super) fn dealing(&self, kind: Kind, row: usize) -> Option<Dealing> {
        let deals = self.deals(kind);
        let (from, to) = deals.ends(deals.edge_of(row));
        let entity = |record: u32| (record != NONE).then(|| EntityNo(self.entities.of(record)));
        Some(Dealing {
            sender: entity(from),
            receiver: entity(to),
            ..dealing(&deals.columns, row)?
        })
    }

    /// What an entity sent and received, month by month.
    pub fn months_of(&self, entity: EntityNo, kind: Kind, filter: &TradeFilter) -> Vec<TradeMonth> {
        let deals = self.deals(kind);
        let columns = &deals.columns;
        let only = columns.prepare(filter);
        let mut months: BTreeMap<(Month, Way), Adding> = BTreeMap::new();
        for (edge, way, _) in self.edges_of(kind, entity) {
            for row in deals.rows(edge).filter(|row| columns.passes(*row, &only)) {
                let Some(day) = columns.day.get(row) else { continue };
                months
                    .entry((Day(*day).month(), way))
                    .or_default()
                    .add(columns, row);
            }
        }
        let finish = |((month, way), adding): ((Month, Way), Adding)| TradeMonth {
            month,
            way,
            sums: adding.finish(columns),
        };
        months.into_iter().map(finish).collect()
    }

    /// Rows that an entity sent and received, both kinds of dealing apart.
    pub fn counts_of(&self, entity: EntityNo, kind: Kind) -> (u64, u64) {
        let deals = self.deals(kind);
        let (mut sent, mut received) = (0, 0);
        for (edge, way, _) in self.edges_of(kind, entity) {
            let rows = deals.rows(edge).len() as u64;
            match way {
                Way::Sent => sent += rows,
                Way::Received => received += rows,
            }
        }
        (sent, received)
    }

    /// The handles of all rows that name an entity as an end, once for each edge.
    pub fn handles_of(&self, entity: EntityNo) -> impl Iterator<Item = RowHandle> + '_ {
        [Kind::Goods, Kind::Money].into_iter().flat_map(move |kind| {
            let deals = self.deals(kind);
            let rows = self
                .edges_of(kind, entity)
                .flat_map(move |edge| deals.rows(edge.0));
            rows.filter_map(move |row| deals.columns.handle.get(row).copied())
        })
    }

    /// What some rows of figures and of consignments say, in the order of tables;
    /// who sent and received is left out. Looks at every row of both.
    pub fn dealings_at(&self, handles: &[RowHandle]) -> Vec<Dealing> {
        let mut wanted = handles.to_vec();
        wanted.sort_unstable();
        let (Some(first), Some(last)) = (wanted.first(), wanted.last()) else {
            return vec![];
        };
        let within =
            |handle: &RowHandle| (first..=last).contains(&handle) && wanted.binary_search(handle).is_ok();
        [&self.large.flows, &self.large.goods.columns]
            .into_iter()
            .flat_map(|columns| {
                let found = columns
                    .handle
                    .iter()
                    .enumerate()
                    .filter(|(_, handle)| within(handle));
                found.filter_map(|(row, _)| dealing(columns, row))
            })
            .collect()
    }

    /// Rows whose sender or receiver is named and was never resolved.
    pub fn unknown_rows(&self) -> u64 {
        self.large.goods.unknown + self.large.money.unknown
    }

    /// What went along an edge, as far as it passes; none where nothing does.
    pub(super) fn edge_sums(&self, kind: Kind, edge: u32, only: &Prepared) -> Option<Adding> {
        let deals = self.deals(kind);
        let mut adding = Adding::default();
        for row in deals.rows(edge).filter(|row| deals.columns.passes(*row, only)) {
            adding.add(&deals.columns, row);
        }
        (adding.rows > 0).then_some(adding)
    }
}

/// A row of columns; who sent and received is not in them.
pub(super) fn dealing(columns: &Columns, row: usize) -> Option<Dealing> {
    let deal = columns.at(row)?;
    Some(Dealing {
        handle: deal.handle,
        sender: None,
        receiver: None,
        day: Day(deal.day),
        side: SIDES.get(usize::from(deal.side)).copied().flatten(),
        hs: columns.code_at(deal.code),
        origin: country_of(deal.origin),
        exporter: country_of(deal.exporter),
        importer: country_of(deal.importer),
        value: (deal.value != NOTHING).then(|| Amount {
            minor: deal.value,
            currency: columns.currency_at(deal.currency),
        }),
        mass_g: (deal.mass != NOTHING).then_some(deal.mass),
    })
}
