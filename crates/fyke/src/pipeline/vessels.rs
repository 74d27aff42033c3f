//! Positions of ships to leads about ships.
//!
//! Positions come sorted by the engine, ship by ship in order of time, and only
//! those are kept that the kernels can tell apart. A ship is its hull: the IMO
//! number, or the radio's where no report ties it to one hull. What lists and
//! registers say of the hull (listed, owned by whom) comes through the entities
//! of the same number. Flag and name are those that the ship itself broadcast,
//! for lists seldom say when they changed.
//!
//! Nobody has measured how often such leads are right, so they carry no
//! probability; the weight of a reason is -ln(1 - strength).

use super::Watch;
use super::parties::id;
use super::register::ties::Ties;
use crate::screen::Outcome;
use broadcast::Spells;
use fyke_model::country::Country;
use fyke_model::dataset::Handling;
use fyke_model::date::Day;
use fyke_model::lead::{GoodsFamily, Innocent, Lead, LeadRow, Place, Reason, Subject};
use fyke_model::reference::{Reference, WatersKind};
use fyke_resolve::facts::identifiers::{self, Kind};
use fyke_store::known::{self, Members, PositionRow};
use fyke_store::query::Tables;
use fyke_store::questions::RowHandles;
use fyke_store::resolved;
use fyke_trace::party::{Ask, Finding};
use fyke_trace::who::register::{Link, LinkKind, Listing, Node, NodeId, RegisterBuilder, Schema};
use fyke_trace::who::thin::Thinner;
use fyke_trace::who::voyages::{Change, Port, Voyages, Waters};
use fyke_trace::who::{Question, Register, Who, WhoKind};
use std::collections::{BTreeMap, BTreeSet, HashMap};

mod broadcast;

/// Strength from which what is found of a ship opens a lead: the threshold of
/// `data/typologies/T34.toml` and `T35.toml`.
const OPENS_FROM: f64 = 0.6;
/// Leads at most, the strongest.
const LEADS_MAX: usize = 500;
/// What is asked of a ship.
const KINDS: [WhoKind; 2] = [WhoKind::SilentShip, WhoKind::ShipToShip];

/// A ship that was heard.
#[derive(Clone, PartialEq, Debug)]
pub struct Ship {
    /// Number of the hull, or of the radio where no hull is known.
    pub number: String,
    /// As it was last broadcast, or as a list or a register has it.
    pub name: String,
    /// Flag of the radio it last used, or of a list.
    pub flag: Option<Country>,
    /// The entity of the same number.
    pub entity: Option<String>,
}

/// All ships that were heard; the number of a ship is its node in [`Voyages`].
#[derive(Default)]
pub struct Fleet {
    /// The ships.
    pub ships: Vec<Ship>,
    /// Where they were, ports and waters.
    pub voyages: Voyages,
}

impl Fleet {
    /// Reads the positions of a case.
    ///
    /// # Errors
    /// Where the tables cannot be read.
    pub fn read(tables: &Tables, handles: &RowHandles, reference: &Reference) -> Outcome<Fleet> {
        let mut thinner = Thinner::new(places(reference));
        let mut fleet = Fleet::default();
        let (mut changes, mut spells) = (Vec::new(), Spells::default());
        known::positions(tables, handles, &mut |heard| {
            let number = if heard.imo.is_empty() {
                &heard.mmsi
            } else {
                &heard.imo
            };
            if fleet.ships.last().is_none_or(|ship| ship.number != *number) {
                fleet.close(&mut spells, &mut changes);
                fleet.ships.push(Ship {
                    number: number.clone(),
                    name: String::new(),
                    flag: None,
                    entity: None,
                });
            }
            let vessel = (fleet.ships.len() - 1) as NodeId;
            spells.hear(&heard);
            thinner.hear(position(vessel, &heard));
        })?;
        fleet.close(&mut spells, &mut changes);
        fleet.voyages = thinner.finish();
        fleet.voyages.changes = changes;
        if !fleet.ships.is_empty() {
            fleet.name(tables, reference)?;
        }
        Ok(fleet)
    }

    /// Takes what the last ship broadcast of itself.
    fn close(&mut self, spells: &mut Spells, changes: &mut Vec<Change>) {
        let spells = std::mem::take(spells);
        let vessel = self.ships.len().saturating_sub(1) as NodeId;
        let Some(ship) = self.ships.last_mut() else { return };
        ship.flag = spells.flag();
        spells.name().unwrap_or_default().clone_into(&mut ship.name);
        changes.extend(spells.changes(vessel));
    }

    /// Ties ships to entities by the numbers of hull and radio.
    fn name(&mut self, tables: &Tables, reference: &Reference) -> Outcome {
        let mut at: HashMap<String, usize> = HashMap::new();
        for (place, ship) in self.ships.iter().enumerate() {
            at.insert(ship.number.clone(), place);
        }
        // an entity's numbers may come after its name: told by entity
        let (mut entity, mut name, mut flag) = (String::new(), String::new(), None);
        let mut found: Vec<usize> = Vec::new();
        let ships = &mut self.ships;
        let mut close = |entity: &str, name: &str, flag: Option<Country>, found: &mut Vec<usize>| {
            for place in found.drain(..) {
                let Some(ship) = ships.get_mut(place).filter(|ship| ship.entity.is_none()) else {
                    continue;
                };
                ship.entity = Some(entity.to_owned());
                ship.flag = ship.flag.or(flag);
                if ship.name.is_empty() {
                    name.clone_into(&mut ship.name);
                }
            }
        };
        known::vessels(tables, &mut |said| {
            if said.entity != entity {
                close(&entity, &name, flag, &mut found);
                said.entity.clone_into(&mut entity);
                name.clear();
                flag = None;
            }
            match said.prop {
                "name" if name.is_empty() => said.value.clone_into(&mut name),
                "flag" => flag = flag.or_else(|| reference.countries.named(said.value)),
                prop => {
                    let number = identifiers::read(prop, said.value, None);
                    let number = number.filter(|number| matches!(number.kind(), Kind::Imo | Kind::Mmsi));
                    found.extend(number.and_then(|number| at.get(number.value()).copied()));
                }
            }
        })?;
        close(&entity, &name, flag, &mut found);
        for ship in &mut self.ships {
            if ship.name.is_empty() {
                let kind = if ship.number.len() == 7 { "IMO" } else { "MMSI" };
                ship.name = format!("{kind} {}", ship.number);
            }
        }
        Ok(())
    }

    /// The ships as nodes, each numbered by its place; owners after them.
    fn register(&self, tables: &Tables, handles: &RowHandles) -> Outcome<Register> {
        let ties = Ties::read(tables, handles, &Members::read(tables)?)?;
        let listed = resolved::listed_entities(tables)?;
        let mut builder = RegisterBuilder::new();
        let mut nodes: BTreeMap<&str, NodeId> = BTreeMap::new();
        let listings = |entity: &str| {
            let known = ties.listings.get(entity).cloned().unwrap_or_default();
            if known.is_empty() && listed.contains(entity) {
                return vec![Listing::default()];
            }
            known
        };
        for (number, ship) in (0_u32..).zip(&self.ships) {
            let entity = ship.entity.as_deref();
            let node = builder.node(Node {
                name: ship.name.clone(),
                country: ship.flag,
                schema: Schema::Vessel,
                party: Some(number),
                listings: entity.map(&listings).unwrap_or_default(),
                ..Node::default()
            });
            if let Some(entity) = entity {
                nodes.entry(entity).or_insert(node);
            }
        }
        let holds = |kind: LinkKind| matches!(kind, LinkKind::Owns { .. } | LinkKind::Controls);
        let held: Vec<_> = ties
            .links
            .iter()
            .filter(|tie| holds(tie.kind) && nodes.contains_key(tie.to.as_str()))
            .collect();
        let owners: BTreeSet<&str> = held.iter().map(|tie| tie.from.as_str()).collect();
        let named = known::named(tables, &owners)?;
        for owner in owners {
            let known = named.get(owner);
            nodes.entry(owner).or_insert_with(|| {
                builder.node(Node {
                    name: known.map_or_else(String::new, |(name, _)| name.clone()),
                    country: known.and_then(|(_, country)| *country),
                    listings: listings(owner),
                    ..Node::default()
                })
            });
        }
        for tie in held {
            if let (Some(&from), Some(&to)) = (nodes.get(tie.from.as_str()), nodes.get(tie.to.as_str())) {
                builder.link(Link {
                    from,
                    to,
                    kind: tie.kind,
                    since: tie.since,
                    until: tie.until,
                    row: tie.row,
                });
            }
        }
        Ok(builder.build())
    }
}

/// Ports and waters as the kernels want them. Ports that are wider than a port
/// is taken to be are anchorages, too.
fn places(reference: &Reference) -> Voyages {
    let waters = |kind: WatersKind| {
        let of = reference.waters.iter().filter(move |waters| waters.kind == kind);
        of.map(|waters| Waters {
            lat: waters.lat,
            lon: waters.lon,
            radius_km: waters.radius_km,
        })
    };
    let roads = reference.ports.iter().map(|port| Waters {
        lat: port.lat,
        lon: port.lon,
        radius_km: port.radius_km,
    });
    Voyages {
        ports: reference
            .ports
            .iter()
            .map(|port| Port {
                name: port.name.clone(),
                country: port.under(),
                lat: port.lat,
                lon: port.lon,
            })
            .collect(),
        quiet: waters(WatersKind::Quiet).collect(),
        anchorages: waters(WatersKind::Anchorage).chain(roads).collect(),
        ..Voyages::default()
    }
}

fn position(vessel: NodeId, heard: &PositionRow) -> fyke_trace::who::voyages::Position {
    fyke_trace::who::voyages::Position {
        vessel,
        time: heard.time_s,
        lat: heard.latitude as f32,
        lon: heard.longitude as f32,
        speed_kn: heard.speed.map(|speed| speed as f32),
        draught_m: heard.draught.map(|draught| draught as f32),
        row: heard.handle,
    }
}

fn day_of(time_s: i64) -> Day {
    Day(time_s.div_euclid(86_400).clamp(-4_000_000, 4_000_000) as i32)
}

/// Leads about the ships of a fleet, the strongest first.
///
/// # Errors
/// Where the tables cannot be read.
pub fn find(
    fleet: &Fleet,
    tables: &Tables,
    handles: &RowHandles,
    reference: &Reference,
    watch: &Watch,
) -> Outcome<Vec<Lead>> {
    let Some(last) = fleet.voyages.positions.iter().map(|p| p.time).max() else {
        return Ok(vec![]);
    };
    let register = fleet.register(tables, handles)?;
    let question = Question {
        measure_day: watch.regime.from,
        as_of: day_of(last),
        embargoed: watch.regime.ends.clone(),
    };
    let who = Who::judge(&register, &[], &fleet.voyages, question);
    let mut leads = Vec::new();
    for (number, ship) in (0_u32..).zip(&fleet.ships) {
        let together = 1.0
            - KINDS
                .iter()
                .map(|kind| kind.find(number, &who, Ask::Weigh).strength)
                .filter(|strength| strength.is_finite())
                .map(|strength| 1.0 - strength)
                .product::<f64>();
        if together < OPENS_FROM {
            continue;
        }
        let told = KINDS
            .iter()
            .map(|kind| (kind.id(), kind.find(number, &who, Ask::Tell)));
        let mut told: Vec<(&str, Finding)> = told.filter(|(_, found)| found.strength > 0.0).collect();
        told.sort_by(|a, b| b.1.strength.total_cmp(&a.1.strength));
        leads.extend(lead(ship, &told, handles, reference, watch));
    }
    leads.sort_by(|a: &Lead, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
    leads.truncate(LEADS_MAX);
    dated(&mut leads, fleet, handles);
    Ok(leads)
}

fn lead(
    ship: &Ship,
    told: &[(&str, Finding)],
    handles: &RowHandles,
    reference: &Reference,
    watch: &Watch,
) -> Option<Lead> {
    let (first, strongest) = told.first()?;
    let typology = reference.typologies.get(*first)?;
    let reasons: Vec<Reason> = told
        .iter()
        .map(|(id, found)| {
            // certainty would weigh without end
            let weight = -(1.0 - found.strength).max(1e-6).ln();
            let mut reason = Reason::new(*id, weight, found.sentence.clone());
            reason.cost_to_fake = reference
                .typologies
                .get(*id)
                .map(|typology| typology.cost_to_fake);
            reason
        })
        .collect();
    let used = || {
        told.iter()
            .flat_map(|(id, found)| found.rows.iter().map(move |row| (*id, row)))
    };
    let rows = used().filter_map(|(id, (row, role))| {
        Some(LeadRow {
            typology: id.to_owned(),
            role: (*role).to_owned(),
            row: handles.row(*row)?,
        })
    });
    let month = watch.regime.from.month();
    Some(Lead {
        id: id(&["vessel", &ship.number, &watch.regime.id]),
        subject: Subject::Vessel {
            name: ship.name.clone(),
            imo: ship.number.clone(),
            flag: ship.flag,
            end: watch.regime.ends.first().copied().unwrap_or(super::regime::EU),
        },
        goods: GoodsFamily {
            id: "ship".to_owned(),
            title: "cargo not known".to_owned(),
            profiles: vec![],
        },
        from: month,
        to: month,
        regime: watch.regime.id.clone(),
        score: reasons.iter().map(|reason| reason.contribution).sum(),
        probability: None,
        value: None,
        place: Place::default(),
        coverage: None,
        sentence: strongest.sentence.clone(),
        reasons,
        innocent: Innocent {
            explanation: typology.innocent.clone(),
            confirmed_by: typology.innocent_confirmed_by.clone(),
        },
        rows: rows.collect(),
        handling: used()
            .map(|(_, (row, _))| handles.handling(*row))
            .max()
            .unwrap_or(Handling::Open),
        simulated: used().any(|(_, (row, _))| handles.is_simulated(*row)),
    })
}

/// Gives leads the months of their rows.
fn dated(leads: &mut [Lead], fleet: &Fleet, handles: &RowHandles) {
    let wanted: BTreeSet<_> = leads
        .iter()
        .flat_map(|lead| &lead.rows)
        .map(|used| used.row.clone())
        .collect();
    let mut months = BTreeMap::new();
    let heard = fleet.voyages.positions.iter().map(|p| (p.row, day_of(p.time)));
    let changed = fleet
        .voyages
        .changes
        .iter()
        .map(|change| (change.row, change.day));
    for (row, day) in heard.chain(changed) {
        if let Some(row) = handles.row(row).filter(|row| wanted.contains(row)) {
            months.insert(row, day.month());
        }
    }
    for lead in leads {
        let of = || lead.rows.iter().filter_map(|used| months.get(&used.row)).copied();
        if let (Some(first), Some(last)) = (of().min(), of().max()) {
            (lead.from, lead.to) = (first, last);
        }
    }
}

#[cfg(test)]
mod tests;
