//! A world as a stream: trade, observation and counting in one pass.

use crate::calendar;
use crate::economy::{Economy, NONE, Part, build};
use crate::observe::{Declared, Observer};
use crate::payments::Cashier;
use crate::planted::SHAPE;
use crate::settings::{Settings, SimError};
use crate::statistics::{PackedHasher, Statistics};
use crate::trade::{self, Row};
use crate::truth::{Summary, Tables, TrueNetwork, TrueParty, Truth};
use crate::typologies::{self, Set};
use fyke_model::consignment::{Consignment, Side};
use fyke_model::hs::{Hs6, HsCode, HsVersion};
use fyke_model::money::Currency;
use std::collections::{BTreeSet, HashSet};
use std::hash::BuildHasherDefault;

/// What each seen row is handed to.
pub(crate) trait Sink {
    /// A seen row; `number` is its record number, header = 1.
    fn row(&mut self, number: u64, row: &Row, declared: &Declared, economy: &Economy);
    /// Bytes of flows.csv as they become due.
    fn flows(&mut self, bytes: &mut Vec<u8>);
    /// Whether payments are wanted at all.
    fn pays(&self) -> bool;
    /// Bytes of payments.csv.
    fn payments(&mut self, bytes: &mut Vec<u8>);
}

/// Payments are handed on so many bytes at a time.
const PAYMENTS_BYTES: usize = 1 << 16;

/// Builds and plays a world into a sink; returns the truth.
pub(crate) fn play(settings: &Settings, economy: &Economy, sink: &mut dyn Sink) -> Tables {
    let mut observer = Observer::new(economy, settings.seed, settings.coverage);
    let mut statistics = Statistics::new(economy, settings.seed, !settings.placebo, settings.rows);
    let mut counts = Counts::new(economy);
    let mut declared = Declared::default();
    let mut cashier = Cashier::new(economy, settings.seed);
    let (mut flows, mut payments) = (Vec::new(), Vec::new());
    trade::play(economy, settings.seed, &mut |row| {
        counts.summary.rows_traded += 1;
        counts.traded(row, economy);
        statistics.add(row, &mut flows);
        if !flows.is_empty() {
            sink.flows(&mut flows);
        }
        if observer.sees(row) {
            counts.seen(row, economy);
            observer.declare(row, &mut declared);
            let number = counts.summary.rows_seen + 1;
            sink.row(number, row, &declared, economy);
            if sink.pays() {
                cashier.pay(row, number, &mut payments);
                if payments.len() > PAYMENTS_BYTES {
                    sink.payments(&mut payments);
                }
            }
        }
    });
    sink.payments(&mut payments);
    statistics.finish(&mut flows);
    sink.flows(&mut flows);
    let mut tables = counts.finish(economy, &observer);
    tables.lanes = statistics.ghost_lanes();
    tables
}

struct Counts {
    summary: Summary,
    seen_of_network: Vec<u64>,
    of_network: Vec<u64>,
    units: HashSet<u64, BuildHasherDefault<PackedHasher>>,
    planted_units: BTreeSet<u64>,
    seen_firms: Vec<bool>,
}

impl Counts {
    fn new(economy: &Economy) -> Counts {
        Counts {
            summary: Summary {
                firms: economy.firms.len() as u64,
                networks: if economy.legs.is_empty() {
                    0
                } else {
                    economy.networks.len() as u64
                },
                ..Summary::default()
            },
            seen_of_network: vec![0; economy.networks.len()],
            of_network: vec![0; economy.networks.len()],
            units: HashSet::default(),
            planted_units: economy
                .members
                .iter()
                .filter(|m| m.part == Part::Seller)
                .map(|m| unit(m.firm, m.heading))
                .collect(),
            seen_firms: vec![false; economy.firms.len()],
        }
    }

    fn traded(&mut self, row: &Row, economy: &Economy) {
        if let Some(leg) = economy.legs.get(row.leg as usize) {
            self.of_network[leg.network as usize] += 1;
        }
    }

    fn seen(&mut self, row: &Row, economy: &Economy) {
        let summary = &mut self.summary;
        summary.rows_seen += 1;
        self.seen_firms[row.from as usize] = true;
        self.seen_firms[row.to as usize] = true;
        let leg = economy.legs.get(row.leg as usize);
        if let Some(leg) = leg {
            summary.rows_planted += 1;
            self.seen_of_network[leg.network as usize] += 1;
        }
        if economy.ends.contains(&row.to) {
            summary.rows_into_ends += 1;
            summary.rows_into_ends_planted += u64::from(leg.is_some());
            self.units
                .insert(unit(row.from, economy.catalogue.of(row.goods).heading));
        }
    }

    fn finish(mut self, economy: &Economy, observer: &Observer<'_>) -> Tables {
        self.summary.units_into_ends = self.units.len() as u64;
        self.summary.units_into_ends_planted = self
            .planted_units
            .iter()
            .filter(|&u| self.units.contains(u))
            .count() as u64;
        self.summary.firms_seen = self.seen_firms.iter().filter(|&&seen| seen).count() as u64;
        let mut tables = Tables::default();
        if !economy.legs.is_empty() {
            parties(economy, observer, &mut tables);
            networks(
                economy,
                observer,
                (&self.of_network, &self.seen_of_network),
                &mut tables,
            );
            let planted: BTreeSet<u32> = economy.members.iter().map(|m| m.firm).collect();
            self.summary.planted = planted.len() as u64;
            let distinct: BTreeSet<u32> = economy.controls.iter().map(|c| c.firm).collect();
            self.summary.controls = distinct.len() as u64;
        }
        tables.summary = self.summary;
        tables
    }
}

fn unit(firm: u32, heading: u16) -> u64 {
    u64::from(firm) << 16 | u64::from(heading)
}

fn registered(economy: &Economy, observer: &Observer<'_>, firm: u32) -> String {
    let mut out = Vec::new();
    observer
        .names()
        .write_name(firm, economy.firms[firm as usize].place, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

fn parties(economy: &Economy, observer: &Observer<'_>, tables: &mut Tables) {
    let party = |id: u32, heading: u16, role, network, typologies: Set, matched_to| {
        let firm = &economy.firms[id as usize];
        TrueParty {
            name: registered(economy, observer, id),
            country: economy.atlas.of(firm.place).code,
            family: economy.catalogue.heading(heading).number,
            role,
            network,
            typologies: typologies::names(typologies).collect(),
            matched_to,
            size: f64::from(firm.size),
            incorporated: calendar::date(firm.born),
        }
    };
    for member in &economy.members {
        let role = match member.part {
            Part::Source => "source",
            Part::Middle => "middle",
            Part::Seller => "seller",
            Part::End => "end",
        };
        let (firm, heading, network) = (member.firm, member.heading, member.network);
        tables.parties.push(party(
            firm,
            heading,
            role,
            network,
            member.typologies,
            String::new(),
        ));
    }
    for control in &economy.controls {
        let Some(member) = economy.members.get(control.matched_to as usize) else {
            continue;
        };
        let matched_to = registered(economy, observer, member.firm);
        tables.parties.push(party(
            control.firm,
            control.heading,
            "control",
            member.network,
            0,
            matched_to,
        ));
    }
}

fn networks(economy: &Economy, observer: &Observer<'_>, (all, seen): (&[u64], &[u64]), tables: &mut Tables) {
    for (number, network) in economy.networks.iter().enumerate() {
        let party = |at: usize| {
            let firm = economy
                .parties
                .get(number)
                .and_then(|p| p.get(at))
                .copied()
                .unwrap_or(NONE);
            registered(economy, observer, firm)
        };
        tables.networks.push(TrueNetwork {
            network: number as u32,
            typologies: typologies::names(network.typologies).collect(),
            source: party(0),
            end: party(1),
            first_day: calendar::date(network.first_day),
            last_day: calendar::date(network.last_day),
            mass_g: network.mass_g,
            rows: all.get(number).copied().unwrap_or(0),
            rows_seen: seen.get(number).copied().unwrap_or(0),
        });
    }
}

/// The truth of a row, if it is planted.
pub(crate) fn truth_of(row: &Row, economy: &Economy) -> Option<Truth> {
    let leg = economy.legs.get(row.leg as usize)?;
    let network = economy.networks.get(leg.network as usize)?;
    // a past is about one middle: only the rows that touch it carry it
    let pasts = network
        .stories
        .iter()
        .filter(|(who, _)| leg.from == *who || leg.to == *who)
        .fold(0, |set, (_, story)| set | story.typologies());
    let bits = network.typologies & SHAPE | pasts | row.marks;
    Some(Truth {
        network: leg.network,
        leg: leg.number,
        last: leg.last,
        typologies: typologies::names(bits).collect(),
    })
}

/// Streams the seen rows of a world in file order without writing a file, each
/// with its truth if it is planted, and returns the truth tables. The texts
/// and numbers are those that [`crate::write_world`] writes for the same
/// settings.
///
/// ```
/// use fyke_sim::{Settings, rows};
/// let mut planted = 0;
/// let tables = rows(&Settings::new(5_000, 1), &mut |consignment, truth| {
///     assert!(!consignment.consignor.is_empty());
///     planted += u64::from(truth.is_some());
/// })?;
/// assert_eq!(planted, tables.summary.rows_planted);
/// # Ok::<(), fyke_sim::SimError>(())
/// ```
///
/// # Errors
/// [`SimError::Settings`] when no world can have these settings.
pub fn rows(
    settings: &Settings,
    each: &mut dyn FnMut(&Consignment<'_>, Option<&Truth>),
) -> Result<Tables, SimError> {
    settings.check()?;
    let economy = build(settings);
    Ok(play(
        settings,
        &economy,
        &mut InMemory {
            each,
            document: Vec::new(),
        },
    ))
}

struct InMemory<'f> {
    each: &'f mut dyn FnMut(&Consignment<'_>, Option<&Truth>),
    document: Vec<u8>,
}

impl Sink for InMemory<'_> {
    fn row(&mut self, number: u64, row: &Row, declared: &Declared, economy: &Economy) {
        let text = |bytes| std::str::from_utf8(bytes).unwrap_or("");
        let code = |place: u8| Some(economy.atlas.of(place).code);
        document_no(number, &mut self.document);
        let day = calendar::date(row.day);
        let consignment = Consignment {
            row: number,
            date: day,
            side: Side::from_word(declared.side).unwrap_or(Side::Transport),
            consignor: text(&declared.consignor),
            consignor_country: code(declared.from_place),
            consignee: text(&declared.consignee),
            consignee_country: code(declared.to_place),
            notify: text(&declared.notify),
            forwarder: text(&declared.forwarder),
            origin: declared.origin.and_then(code),
            dispatch: code(declared.dispatch),
            destination: code(declared.destination),
            hs: Hs6::from_number(declared.hs6).map(|code| HsCode {
                version: HsVersion::in_force(day.month()),
                code,
            }),
            goods_text: text(&declared.goods_text),
            quantity_milli: declared.pieces.map(|n| n * 1000),
            unit: if declared.pieces.is_some() { "pcs" } else { "" },
            mass_g: declared.mass_g,
            value_minor: declared.value_minor,
            currency: declared.value_minor.map(|_| Currency::USD),
            transport: declared.transport,
            document_no: text(&self.document),
        };
        (self.each)(&consignment, truth_of(row, economy).as_ref());
    }

    fn flows(&mut self, bytes: &mut Vec<u8>) {
        bytes.clear();
    }

    fn pays(&self) -> bool {
        false
    }

    fn payments(&mut self, bytes: &mut Vec<u8>) {
        bytes.clear();
    }
}

/// The number of the document of a row: `SIM-` and its record number.
pub(crate) fn document_no(number: u64, out: &mut Vec<u8>) {
    out.clear();
    out.extend_from_slice(b"SIM-");
    crate::bytes::whole(number, out);
}
