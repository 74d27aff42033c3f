//! The tables of a case, asked by forecasts: what a lane summed to, when a name
//! was first listed, whether rows were seen.
//!
//! Names are compared as screening compares them and count from even odds on;
//! a country that both declare and that differs keeps two names apart. Sums are
//! of the table `lanes`, which holds comparable goods across HS editions.

use fyke_judge::forecast::{Answers, LaneSum, Listed, Listing, Origin, Reach, Seen, Sighting, Sum};
use fyke_model::date::{Day, Month};
use fyke_model::money::Amount;
use fyke_model::reference::Reference;
use fyke_resolve::name::{Bearer, Name, compare, prepare, probability};
use fyke_store::Case;
use fyke_store::query::Tables;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Two names are one from here on.
const SAME_FROM: f32 = 0.5;
/// Kilometres around a port that still are its waters.
const WATERS_KM: f64 = 30.0;

/// The tables of a case as far as forecasts ask them.
pub struct CaseAnswers<'a> {
    case: &'a Case,
    tables: &'a Tables,
    reference: &'a Reference,
    /// Names on the lists, by the day of the edition; read once.
    editions: RefCell<BTreeMap<Day, Vec<Named>>>,
}

/// A name on a list.
struct Named {
    name: Name,
    countries: BTreeSet<String>,
    imo: BTreeSet<String>,
}

impl<'a> CaseAnswers<'a> {
    /// The answers of this case.
    pub fn new(case: &'a Case, tables: &'a Tables, reference: &'a Reference) -> CaseAnswers<'a> {
        CaseAnswers {
            case,
            tables,
            reference,
            editions: RefCell::default(),
        }
    }

    fn rows(&self, sql: &str) -> Result<Vec<Vec<Option<String>>>, String> {
        let failed =
            |error: fyke_store::StoreError| format!("the tables could not be asked: {}", error.broke());
        self.tables.ask(sql).map_err(failed)?.texts().map_err(failed)
    }

    /// First and last day of a column.
    fn reach(&self, table: &str, column: &str, dataset: Option<&str>) -> Result<Reach, String> {
        let only = dataset.map_or(String::new(), |id| format!(" where dataset = {}", quoted(id)));
        let rows = self.rows(&format!(
            "select cast(min({column}) as date), cast(max({column}) as date) from {table}{only}"
        ))?;
        let day = |at: usize| rows.first()?.get(at)?.as_deref()?.parse().ok();
        Ok(Reach {
            first: day(0),
            last: day(1),
        })
    }

    /// Days of editions of lists, in order.
    fn edition_days(&self, dataset: Option<&str>) -> Result<BTreeSet<Day>, String> {
        let files = self
            .case
            .files()
            .map_err(|error| format!("the case cannot be read: {}", error.broke()))?;
        Ok(files
            .iter()
            .filter(|file| file.kind == "watch_list" && dataset.is_none_or(|id| file.dataset == id))
            .filter_map(|file| file.edition)
            .collect())
    }

    /// Whether the lists as they stood on a day name someone.
    fn stands(&self, of: &Listed, day: Day) -> Result<bool, String> {
        if !self.editions.borrow().contains_key(&day) {
            let listed = self.listed_on(day)?;
            self.editions.borrow_mut().insert(day, listed);
        }
        let editions = self.editions.borrow();
        let Some(listed) = editions.get(&day) else {
            return Ok(false);
        };
        if let Some(imo) = &of.imo {
            return Ok(listed.iter().any(|named| named.imo.contains(imo)));
        }
        let wanted = prepare(&of.name, Bearer::Organisation);
        let country = of.country.map(|c| c.to_string().to_lowercase());
        Ok(listed.iter().any(|named| {
            let elsewhere = country
                .as_ref()
                .is_some_and(|country| !named.countries.is_empty() && !named.countries.contains(country));
            !elsewhere && is_same(&wanted, &named.name)
        }))
    }

    fn listed_on(&self, day: Day) -> Result<Vec<Named>, String> {
        let tables = Tables::open(self.case, Some(day))
            .map_err(|error| format!("the lists of {day} cannot be opened: {}", error.broke()))?;
        let rows = tables
            .ask(
                "select s.entity_id, s.prop, s.value from files f join statements s on f.file = s.file \
                 where f.kind = 'watch_list' and s.prop in ('name', 'alias', 'country', 'imoNumber') order by s.dataset, s.entity_id",
            )
            .and_then(|answer| answer.texts())
            .map_err(|error| format!("the lists of {day} cannot be read: {}", error.broke()))?;
        let mut all = Vec::new();
        let mut at = String::new();
        let (mut names, mut countries, mut imo) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        let mut flush =
            |names: &mut Vec<String>, countries: &mut BTreeSet<String>, imo: &mut BTreeSet<String>| {
                for name in names.drain(..) {
                    all.push(Named {
                        name: prepare(&name, Bearer::Organisation),
                        countries: countries.clone(),
                        imo: imo.clone(),
                    });
                }
                countries.clear();
                imo.clear();
            };
        for row in rows {
            let [Some(entity), Some(prop), Some(value)] = row.as_slice() else {
                continue;
            };
            if *entity != at {
                flush(&mut names, &mut countries, &mut imo);
                at.clone_from(entity);
            }
            match prop.as_str() {
                "country" => drop(countries.insert(value.to_lowercase())),
                "imoNumber" => drop(imo.insert(value.chars().filter(char::is_ascii_digit).collect())),
                _ => names.push(value.clone()),
            }
        }
        flush(&mut names, &mut countries, &mut imo);
        Ok(all)
    }

    /// Rows of consignments on the way to an end.
    fn consignments(&self, of: &Sighting, dataset: Option<&str>) -> Result<u64, String> {
        let mut wanted = vec![
            format!("date between date '{}' and date '{}'", of.from, of.to),
            format!(
                "(destination = '{end}' or consignee_country = '{end}')",
                end = of.end
            ),
        ];
        wanted.extend(
            of.exporter
                .map(|from| format!("(dispatch = '{from}' or consignor_country = '{from}')")),
        );
        wanted.extend(
            of.family
                .as_deref()
                .map(|family| format!("starts_with(hs6, {})", quoted(family))),
        );
        wanted.extend(dataset.map(|id| format!("dataset = {}", quoted(id))));
        let rows = self.rows(&format!(
            "select consignor, consignee, count(*) from consignments where {} group by consignor, consignee",
            wanted.join(" and ")
        ))?;
        let name = of.name.as_ref().map(|name| prepare(name, Bearer::Organisation));
        let mut seen = 0;
        for row in rows {
            let [consignor, consignee, Some(count)] = row.as_slice() else {
                continue;
            };
            let theirs = name.as_ref().is_none_or(|name| {
                [consignor, consignee]
                    .into_iter()
                    .flatten()
                    .any(|other| is_same(name, &prepare(other, Bearer::Organisation)))
            });
            if theirs {
                seen += count.parse::<u64>().unwrap_or_default();
            }
        }
        Ok(seen)
    }

    /// Positions of a ship in the waters of an end.
    fn positions(&self, of: &Sighting, dataset: Option<&str>) -> Result<u64, String> {
        let Some(imo) = &of.imo else {
            return Err("the question names no ship".to_owned());
        };
        let ports: Vec<_> = self
            .reference
            .ports
            .iter()
            .filter(|port| port.under() == of.end)
            .collect();
        if ports.is_empty() {
            return Err(format!("no port of {} is known to this program", of.end));
        }
        let only = dataset.map_or(String::new(), |id| format!(" and dataset = {}", quoted(id)));
        let rows = self.rows(&format!(
            "select cast(latitude as double), cast(longitude as double) from positions where (imo = {ship} or mmsi = {ship}) \
             and cast(time as date) between date '{}' and date '{}'{only}",
            of.from,
            of.to,
            ship = quoted(imo)
        ))?;
        let near = |row: &Vec<Option<String>>| {
            let number = |at: usize| row.get(at)?.as_deref()?.parse::<f64>().ok();
            let (Some(lat), Some(lon)) = (number(0), number(1)) else {
                return false;
            };
            ports.iter().any(|port| {
                apart_km(lat, lon, f64::from(port.lat), f64::from(port.lon))
                    <= f64::from(port.radius_km).max(WATERS_KM)
            })
        };
        Ok(rows.iter().filter(|row| near(row)).count() as u64)
    }
}

impl Answers for CaseAnswers<'_> {
    fn lane_sum(&self, of: &LaneSum, _: &Origin) -> Result<Sum, String> {
        let (from, to) = (of.from.first_day(), of.to.first_day());
        let wanted = format!(
            "exporter = '{}' and basis = 'flows' and side = 'export' and month between date '{from}' and date '{to}'",
            of.exporter
        );
        let sums = self.rows(&format!(
            "select cast(round(sum(value) * 100) as bigint) from lanes where {wanted} and importer = '{}' \
             and starts_with(family, {}) and currency = '{}'",
            of.importer,
            quoted(&of.family),
            of.amount.currency.as_str()
        ))?;
        let minor = sums
            .first()
            .and_then(|row| row.first()?.as_deref()?.parse().ok())
            .unwrap_or(0);
        let there: BTreeSet<String> = self
            .rows(&format!(
                "select distinct cast(month as varchar) from lanes where {wanted}"
            ))?
            .into_iter()
            .filter_map(|row| row.into_iter().next()?)
            .collect();
        let months = (of.from.0..=of.to.0).map(Month);
        Ok(Sum {
            amount: Amount {
                minor,
                currency: of.amount.currency,
            },
            missing: months
                .filter(|month| !there.contains(&month.first_day().to_string()))
                .collect(),
        })
    }

    fn listed(&self, of: &Listed, origin: &Origin) -> Result<Listing, String> {
        let days = self.edition_days(origin.dataset.as_deref())?;
        let reach = Reach {
            first: days.first().copied(),
            last: days.last().copied(),
        };
        let mut first = None;
        for day in days.into_iter().filter(|day| *day <= of.to) {
            if self.stands(of, day)? {
                first = Some(day);
                break;
            }
        }
        Ok(Listing { first, reach })
    }

    fn seen(&self, of: &Sighting, origin: &Origin) -> Result<Seen, String> {
        let dataset = origin.dataset.as_deref();
        let (rows, reach) = match &of.imo {
            Some(_) => (
                self.positions(of, dataset)?,
                self.reach("positions", "time", dataset)?,
            ),
            None => (
                self.consignments(of, dataset)?,
                self.reach("consignments", "date", dataset)?,
            ),
        };
        Ok(Seen { rows, reach })
    }

    fn said(&self, _: &str) -> Result<Option<bool>, String> {
        // what a person says is an entry of its own in the record
        Ok(None)
    }
}

fn is_same(a: &Name, b: &Name) -> bool {
    probability(Bearer::Organisation, &compare(a, b)) >= SAME_FROM
}

/// A text of SQL.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Kilometres between two points of a sphere (haversine).
fn apart_km(lat_a: f64, lon_a: f64, lat_b: f64, lon_b: f64) -> f64 {
    let (a, b) = (lat_a.to_radians(), lat_b.to_radians());
    let half = |from: f64, to: f64| ((to - from) / 2.0).sin().powi(2);
    let h = half(a, b) + a.cos() * b.cos() * half(lon_a.to_radians(), lon_b.to_radians());
    2.0 * 6_371.0 * h.sqrt().min(1.0).asin()
}
