//! Reads a folder that `fyke simulate` wrote (docs/worlds.md), for measuring
//! without the rest of the program. The truth is read only where asked for.

use fyke_model::country::Country;
use fyke_model::date::Day;
use fyke_model::hs::{Hs6, HsCode, HsVersion};
use fyke_model::money::parse_scaled;
use fyke_model::reference::{Reference, Role};
use fyke_trace::party::goods::goods_of;
use fyke_trace::party::name_key::name_key;
use fyke_trace::party::world_score::Truth;
use fyke_trace::party::{Ends, Event, EventIndex, Goods, GoodsTable, IndexBuilder, Party, SourceRule};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// A world, read.
pub struct World {
    pub index: EventIndex,
    pub names: Vec<String>,
    pub countries: Vec<Option<Country>>,
    pub incorporated: Vec<Option<Day>>,
    pub reference: Reference,
    /// Share of other rows that the analyst was given.
    pub coverage: Option<f64>,
    embargoed: Vec<Country>,
    ids: HashMap<(String, Option<Country>), u32>,
}

impl World {
    /// Reads what an analyst can see.
    pub fn read(folder: &Path) -> Outcome<World> {
        let reference = Reference::shipped();
        let listed = reference
            .profiles
            .get("common-high-priority")
            .map(|profile| profile.hs_codes())
            .unwrap_or_default();
        let mut ids: HashMap<(String, Option<Country>), u32> = HashMap::new();
        let mut names = Vec::new();
        let mut countries = Vec::new();
        let mut codes: HashMap<HsCode, u16> = HashMap::new();
        let mut goods: Vec<Goods> = Vec::new();
        let mut events: Vec<Event> = Vec::new();
        let mut reader = csv::Reader::from_path(folder.join("consignments.csv"))?;
        let header = reader.headers()?.clone();
        let column = |name: &str| {
            header
                .iter()
                .position(|h| h == name)
                .ok_or(format!("no column {name}"))
        };
        let [date, from, from_country, to, to_country] = [
            "date",
            "consignor",
            "consignor_country",
            "consignee",
            "consignee_country",
        ]
        .map(column);
        let (date, from, from_country, to, to_country) = (date?, from?, from_country?, to?, to_country?);
        let (origin, code, mass, value) = (
            column("origin")?,
            column("hs_code")?,
            column("mass_kg")?,
            column("value")?,
        );
        let mut record = csv::StringRecord::new();
        let mut row = 1u32;
        while reader.read_record(&mut record)? {
            row += 1;
            let cell = |at: usize| record.get(at).unwrap_or("");
            let Ok(day) = cell(date).parse::<Day>() else {
                continue;
            };
            let Ok(hs) = cell(code).parse::<Hs6>() else {
                continue;
            };
            let hs = HsCode {
                version: HsVersion::in_force(day.month()),
                code: hs,
            };
            let at = *codes.entry(hs).or_insert_with(|| {
                goods.push(goods_of(hs, &reference.concordance, &listed));
                (goods.len() - 1) as u16
            });
            let mut party = |name: &str, country: &str| {
                let country: Option<Country> = country.parse().ok();
                *ids.entry((name_key(name), country)).or_insert_with(|| {
                    names.push(name.to_owned());
                    countries.push(country);
                    (names.len() - 1) as u32
                })
            };
            events.push(Event {
                src: party(cell(from), cell(from_country)),
                dst: party(cell(to), cell(to_country)),
                day,
                goods: at,
                mass_g: parse_scaled(cell(mass).as_bytes(), 3),
                value_minor: parse_scaled(cell(value).as_bytes(), 2),
                origin: cell(origin).parse().ok(),
                row,
            });
        }
        let first_day = events.iter().map(|e| e.day).min().unwrap_or(Day(0));
        let mut builder = IndexBuilder::new(GoodsTable::new(goods)?, first_day);
        builder.reserve(events.len());
        for event in &events {
            builder.push(*event);
        }
        let mut incorporated = vec![None; names.len()];
        if let Ok(mut register) = csv::Reader::from_path(folder.join("registers.csv")) {
            let header = register.headers()?.clone();
            let at = |words: &[&str]| header.iter().position(|h| words.contains(&h));
            let (name, country) = (at(&["name"]), at(&["country"]));
            let day = at(&["incorporation_date", "incorporated", "incorporation"]);
            for record in register.records() {
                let record = record?;
                let cell = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or("");
                let key = (name_key(cell(name)), cell(country).parse().ok());
                if let Some(id) = ids.get(&key) {
                    incorporated[*id as usize] = cell(day).parse().ok();
                }
            }
        }
        let about = std::fs::read_to_string(folder.join("world.toml"))?;
        let setting = |key: &str| {
            let line = about
                .lines()
                .find(|line| line.split('=').next().is_some_and(|k| k.trim() == key));
            line.and_then(|line| line.split_once('='))
                .map(|(_, value)| value.trim().to_owned())
        };
        let embargoed = setting("embargoed").unwrap_or_default();
        let embargoed = embargoed
            .split(['[', ']', ',', '"'])
            .filter_map(|c| c.parse().ok());
        Ok(World {
            coverage: setting("coverage").and_then(|c| c.parse().ok()),
            embargoed: embargoed.collect(),
            index: builder.build(),
            names,
            countries,
            incorporated,
            reference,
            ids,
        })
    }

    /// The parties by number.
    pub fn parties(&self) -> Vec<Party<'_>> {
        (0..self.names.len())
            .map(|at| Party {
                name: &self.names[at],
                country: self.countries[at],
                incorporated: self.incorporated[at],
            })
            .collect()
    }

    /// The coalition, on the day after the first measures.
    pub fn rule(&self) -> SourceRule {
        SourceRule {
            countries: self.on(Role::Coalition),
            by_origin: false,
        }
    }

    /// The embargoed ends.
    pub fn ends(&self) -> Ends {
        Ends {
            countries: self.embargoed.clone(),
            parties: Vec::new(),
        }
    }

    fn on(&self, role: Role) -> Vec<Country> {
        let day = Day(19_800);
        self.reference.jurisdictions.on(role, day).into_iter().collect()
    }

    /// What was planted. Only measuring may read it.
    pub fn truth(&self, folder: &Path) -> Outcome<Truth> {
        let mut truth = Truth::default();
        for record in csv::Reader::from_path(folder.join("truth/parties.csv"))?.deserialize() {
            let record: HashMap<String, String> = record?;
            let cell = |name: &str| record.get(name).map_or("", String::as_str);
            if cell("role") == "seller" {
                let key = (name_key(cell("name")), cell("country").parse().ok());
                let family: u32 = cell("family").parse()?;
                if let Some(party) = self.ids.get(&key) {
                    truth.sellers.insert((*party, family), words(cell("typologies")));
                }
            }
        }
        let ends = &self.embargoed;
        let mut rows: BTreeSet<u32> = BTreeSet::new();
        for record in csv::Reader::from_path(folder.join("truth/rows.csv"))?.deserialize() {
            let record: HashMap<String, String> = record?;
            rows.insert(record.get("row").map_or("", String::as_str).parse()?);
        }
        for at in 0..self.index.len() {
            let end = self.countries[self.index.dst[at] as usize].is_some_and(|c| ends.contains(&c));
            if end && rows.contains(&self.index.row[at]) {
                truth.last_legs.insert(self.index.row[at]);
            }
        }
        Ok(truth)
    }
}

fn words(cell: &str) -> BTreeSet<String> {
    let parts = cell.split([';', ' ', '|', '+']).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
