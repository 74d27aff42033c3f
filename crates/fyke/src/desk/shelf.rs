//! The leads of a case, put in order for lists: in one that says nothing, and by
//! what they can be told apart by.

use crate::bench::Matter;
use crate::screen::Outcome;
use fyke_model::country::Country;
use fyke_model::lead::{Lead, Subject};
use fyke_store::query::Tables;
use fyke_store::questions::RowHandle;
use fyke_store::serving::Serving;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Leads, put in order.
pub(super) struct Shelf {
    /// One for each lead, in the machine's order; the second of two with one id
    /// is left out.
    pub filed: Vec<Filed>,
    by_id: BTreeMap<String, usize>,
    /// The rows of leads, each with the place of a lead that rests on it; in order.
    rows: Vec<(RowHandle, usize)>,
}

/// What a lead is told apart by.
#[derive(Clone)]
pub(super) struct Filed {
    /// Its place among the leads.
    pub at: usize,
    pub kind: &'static str,
    pub country: Option<Country>,
    pub end: Country,
    /// Its names in small letters.
    pub text: String,
    /// Who it is, where the case knows.
    pub entity: Option<String>,
}

impl Shelf {
    /// Puts leads in order.
    pub fn of(matter: &Matter, serving: &Serving) -> Outcome<Shelf> {
        let entities = entities(&matter.tables)?;
        let mut shelf = Shelf {
            filed: Vec::new(),
            by_id: BTreeMap::new(),
            rows: Vec::new(),
        };
        for (at, lead) in matter.leads.iter().enumerate() {
            let place = shelf.filed.len();
            if *shelf.by_id.entry(lead.id.clone()).or_insert(place) == place {
                let entity = entities.get(&lead.id).cloned();
                shelf.filed.push(Filed::of(lead, at, entity));
                let handles = lead.rows.iter().filter_map(|row| serving.handle(&row.row));
                shelf.rows.extend(handles.map(|handle| (handle, place)));
            }
        }
        shelf.rows.sort_unstable();
        shelf.rows.dedup();
        Ok(shelf)
    }

    /// Leads that are about an entity or rest on one of these rows, by id, in the
    /// order that says nothing.
    pub fn about(&self, entity: &str, rows: impl Iterator<Item = RowHandle>) -> Vec<String> {
        let mut met: BTreeSet<usize> = BTreeSet::new();
        for row in rows {
            let from = self.rows.partition_point(|known| known.0 < row);
            let own = self.rows.iter().skip(from).take_while(|known| known.0 == row);
            met.extend(own.map(|known| known.1));
        }
        let filed = self.filed.iter().enumerate();
        met.extend(
            filed
                .filter(|(_, filed)| filed.entity.as_deref() == Some(entity))
                .map(|(place, _)| place),
        );
        let mut ids: Vec<String> = self
            .by_id
            .iter()
            .filter(|(_, place)| met.contains(place))
            .map(|(id, _)| id.clone())
            .collect();
        ids.sort_by_cached_key(|id| mark(id));
        ids
    }

    /// The ids of all leads.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(String::as_str)
    }

    /// What is filed of a lead.
    pub fn find(&self, lead: &str) -> Option<&Filed> {
        self.filed.get(*self.by_id.get(lead)?)
    }
}

impl Filed {
    /// What a lead is told apart by.
    pub fn of(lead: &Lead, at: usize, entity: Option<String>) -> Filed {
        let (kind, country, end, name) = match &lead.subject {
            Subject::Lane {
                exporter,
                through,
                end,
            } => {
                let through: Vec<String> = through.iter().map(ToString::to_string).collect();
                (
                    "lane",
                    Some(*exporter),
                    *end,
                    format!("{exporter} {} {end}", through.join(" ")),
                )
            }
            Subject::Party { name, country, end } => ("party", *country, *end, name.clone()),
            Subject::Vessel { name, imo, flag, end } => ("vessel", *flag, *end, format!("{name} {imo}")),
        };
        Filed {
            at,
            kind,
            country,
            end,
            text: name.to_lowercase(),
            entity,
        }
    }
}

/// Where an id stands in an order that says nothing: the same on every day, and
/// another than that of the ids, which come from what the lead is about.
pub(super) fn mark(id: &str) -> [u8; 32] {
    Sha256::new()
        .chain_update(b"order of leads\0")
        .chain_update(id)
        .finalize()
        .into()
}

/// Who the parties of leads are, by lead.
fn entities(tables: &Tables) -> Outcome<BTreeMap<String, String>> {
    let answer = tables.ask(
        "select l.lead, min(m.entity) from (select distinct lead, subject, country from leads where kind = 'party') l \
         join parties p on p.name = l.subject and coalesce(p.country, '') = coalesce(l.country, '') \
         join members m on m.dataset = p.dataset and m.entity_id = p.party group by l.lead",
    )?;
    let rows = answer.texts()?.into_iter();
    Ok(rows
        .filter_map(|row| {
            let mut cells = row.into_iter();
            Some((cells.next()??, cells.next()??))
        })
        .collect())
}
