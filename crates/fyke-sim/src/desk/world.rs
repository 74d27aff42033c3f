//! What the made case is made of: eight small files with real bytes, and what a
//! reader makes of them. Names are in four scripts, two are hostile, one row is
//! refused, two records that look like one firm are not yet one.
//!
//! Two of the files stand in [`super::customs`], those behind the leads; the
//! others lie in `data/made/`. Nothing in them is real.

use super::customs;
use super::known::{ENTITIES, LATIN, PAIRS};
use fyke_model::country::Country;
use fyke_model::dataset::{FileHash, RowRef};
use fyke_model::date::Day;
use fyke_model::money::{Currency, parse_scaled};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Dataset, name, day of the edition, whether it stands, bytes.
type Told = (
    &'static str,
    &'static str,
    Option<&'static str>,
    bool,
    &'static [u8],
);
macro_rules! made {
    ($name:literal) => {
        include_bytes!(concat!("../../data/made/", $name))
    };
}
const PAPERS: &[Told] = &[
    (
        "made-customs",
        "customs.csv",
        None,
        true,
        customs::CUSTOMS.as_bytes(),
    ),
    ("made-told", "told.csv", None, true, customs::TOLD.as_bytes()),
    (
        "made-customs",
        "declarations.csv",
        None,
        true,
        made!("declarations.csv"),
    ),
    (
        "made-list",
        "list-2023-01-10.csv",
        Some("2023-01-10"),
        false,
        made!("list-2023-01-10.csv"),
    ),
    (
        "made-list",
        "list-2024-01-15.csv",
        Some("2024-01-15"),
        true,
        made!("list-2024-01-15.csv"),
    ),
    ("made-register", "register.csv", None, true, made!("register.csv")),
    ("made-owners", "owners.csv", None, true, made!("owners.csv")),
    // in windows-1254, as a colleague's editor left it
    ("made-tip", "tip.csv", None, true, made!("tip.csv")),
];

/// A file of the case.
pub(super) struct Paper {
    pub(super) dataset: &'static str,
    pub(super) name: &'static str,
    pub(super) edition: Option<Day>,
    pub(super) stands: bool,
    pub(super) bytes: &'static [u8],
    pub(super) hash: FileHash,
    pub(super) lines: Vec<Line>,
}

/// A row of a file: where its bytes stand and what is in them. The header is row 1.
pub(super) struct Line {
    pub(super) at: usize,
    pub(super) len: usize,
    pub(super) cells: Vec<String>,
}

/// A record: what one dataset says of one thing.
pub(super) struct Record {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) schema: String,
    pub(super) country: Option<Country>,
    pub(super) listed: bool,
    /// Property, value, row.
    pub(super) facts: Vec<(&'static str, String, RowRef)>,
}

/// A consignment.
pub(super) struct Deal {
    pub(super) row: RowRef,
    pub(super) day: Day,
    /// Records of both ends.
    pub(super) ends: [String; 2],
    pub(super) countries: [Country; 2],
    pub(super) hs: String,
    pub(super) goods: String,
    pub(super) mass_g: i64,
    pub(super) minor: i64,
    pub(super) currency: Currency,
}

/// What ties two records together.
pub(super) struct Tie {
    pub(super) kind: String,
    pub(super) owner: String,
    pub(super) owned: String,
    pub(super) share: String,
    pub(super) from: Option<Day>,
    pub(super) to: Option<Day>,
    pub(super) row: RowRef,
}

/// Two records that were compared.
pub(super) struct Compared {
    pub(super) left: String,
    pub(super) right: String,
    pub(super) probability: f64,
    pub(super) reasons: Vec<(String, f64)>,
}

/// All of it.
pub(super) struct World {
    pub(super) papers: Vec<Paper>,
    pub(super) records: BTreeMap<String, Record>,
    pub(super) deals: Vec<Deal>,
    pub(super) refused: Vec<(RowRef, String)>,
    pub(super) ties: Vec<Tie>,
    pub(super) pairs: Vec<Compared>,
    /// Record to entity, before anybody judged.
    pub(super) base: BTreeMap<String, String>,
}

/// The made case's world; the same for every desk.
pub(super) fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(World::read)
}

/// A name in Latin letters, where its own are others.
pub(super) fn latin(name: &str) -> Option<String> {
    let found = LATIN.iter().find(|(own, _)| *own == name)?;
    Some(found.1.to_owned())
}

impl Paper {
    fn read(from: &Told) -> Paper {
        let (dataset, name, edition, stands, bytes) = *from;
        let mut lines = Vec::new();
        let mut at = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let len = line.strip_suffix(b"\n").unwrap_or(line).len();
            let text = String::from_utf8_lossy(&line[..len]);
            lines.push(Line {
                at,
                len,
                cells: if text.contains(';') {
                    text.split(';').map(str::to_owned).collect()
                } else {
                    customs::cells(&text)
                },
            });
            at += line.len();
        }
        Paper {
            dataset,
            name,
            edition: edition.and_then(|day| day.parse().ok()),
            stands,
            bytes,
            hash: FileHash(Sha256::digest(bytes).into()),
            lines,
        }
    }

    /// Rows under the header: which, and its cells by column.
    pub(super) fn rows(&self) -> impl Iterator<Item = (RowRef, BTreeMap<&str, &str>)> {
        let header = self
            .lines
            .first()
            .map(|line| line.cells.as_slice())
            .unwrap_or_default();
        self.lines.iter().enumerate().skip(1).map(move |(at, line)| {
            let cells = header
                .iter()
                .map(String::as_str)
                .zip(line.cells.iter().map(String::as_str));
            let row = RowRef {
                dataset: self.dataset.to_owned(),
                file: self.hash,
                row: at as u64 + 1,
            };
            (row, cells.collect())
        })
    }
}

impl World {
    fn read() -> World {
        let mut world = World {
            papers: PAPERS.iter().map(Paper::read).collect(),
            records: BTreeMap::new(),
            deals: Vec::new(),
            refused: Vec::new(),
            ties: Vec::new(),
            pairs: Vec::new(),
            base: BTreeMap::new(),
        };
        let papers = std::mem::take(&mut world.papers);
        for paper in papers.iter().filter(|paper| paper.stands) {
            for (row, cells) in paper.rows() {
                let cell = |name: &str| cells.get(name).copied().unwrap_or_default();
                match paper.dataset {
                    "made-customs" => world.declared(row, &cell),
                    "made-owners" => world.tie(row, &cell),
                    "made-list" | "made-register" => world.record(paper, row, &cell),
                    _ => {}
                }
            }
        }
        world.papers = papers;
        for (entity, keys) in ENTITIES {
            for key in *keys {
                world.base.insert((*key).to_owned(), (*entity).to_owned());
            }
        }
        for (left, right, probability, reasons) in PAIRS {
            world.pairs.push(Compared {
                left: (*left).to_owned(),
                right: (*right).to_owned(),
                probability: *probability,
                reasons: reasons
                    .iter()
                    .map(|(why, part)| ((*why).to_owned(), *part))
                    .collect(),
            });
        }
        world
    }

    fn declared<'c>(&mut self, row: RowRef, cell: &impl Fn(&str) -> &'c str) {
        let or = |first: &str, second: &str| {
            if cell(first).is_empty() {
                cell(second)
            } else {
                cell(first)
            }
        };
        let (hs, value) = (or("hs", "hs6"), or("value", "value_usd"));
        let parsed = (|| {
            let country = |name: &str| cell(name).parse().ok();
            Some((
                cell("date").parse().ok()?,
                [country("consignor_country")?, country("consignee_country")?],
            ))
        })();
        let Some((day, countries)) = parsed else {
            let why = format!(
                "column date: '{}' is not a date we can read; write it as YYYY-MM-DD",
                cell("date")
            );
            self.refused.push((row, why));
            return;
        };
        let [from, to]: [Country; 2] = countries;
        let ends = [(cell("consignor"), from), (cell("consignee"), to)].map(|(name, country)| {
            let key = format!("made-customs:{name} {country}");
            self.records.entry(key.clone()).or_insert_with(|| Record {
                key: key.clone(),
                name: name.to_owned(),
                schema: if hs.starts_with("8901") && to == country {
                    "Vessel"
                } else {
                    "Company"
                }
                .to_owned(),
                country: Some(country),
                listed: false,
                facts: vec![
                    ("name", name.to_owned(), row.clone()),
                    ("country", country.to_string(), row.clone()),
                ],
            });
            key
        });
        // a row without a mass tells who met, not what moved
        if let (Ok(kg), Some(minor)) = (cell("mass_kg").parse::<i64>(), parse_scaled(value.as_bytes(), 2)) {
            self.deals.push(Deal {
                row,
                day,
                ends,
                countries,
                hs: hs.to_owned(),
                goods: cell("goods").to_owned(),
                mass_g: kg * 1000,
                minor,
                currency: cell("currency").parse().unwrap_or(Currency::USD),
            });
        }
    }

    fn tie<'c>(&mut self, row: RowRef, cell: &impl Fn(&str) -> &'c str) {
        self.ties.push(Tie {
            kind: cell("kind").to_owned(),
            owner: format!("made-register:{}", cell("owner")),
            owned: format!("made-register:{}", cell("owned")),
            share: cell("share").to_owned(),
            from: cell("from").parse().ok(),
            to: cell("to").parse().ok(),
            row,
        });
    }

    fn record<'c>(&mut self, paper: &Paper, row: RowRef, cell: &impl Fn(&str) -> &'c str) {
        let listed = paper.dataset == "made-list";
        let id = cell(if listed { "id" } else { "number" });
        let schema = cell("schema");
        let born = match schema {
            "Person" => "birthDate",
            "Vessel" => "buildDate",
            _ => "incorporationDate",
        };
        let mut facts = Vec::new();
        for (prop, column) in [
            ("name", "name"),
            ("alias", "alias"),
            ("country", "country"),
            (born, "date"),
            (born, "founded"),
            ("address", "address"),
            ("status", "status"),
            ("program", "program"),
            ("registrationNumber", "number"),
        ] {
            for value in cell(column).split('|').filter(|value| !value.is_empty()) {
                facts.push((prop, value.to_owned(), row.clone()));
            }
        }
        let key = format!("{}:{id}", paper.dataset);
        self.records.insert(
            key.clone(),
            Record {
                key,
                name: cell("name").to_owned(),
                schema: schema.to_owned(),
                country: cell("country").parse().ok(),
                listed,
                facts,
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_means_an_entity_and_every_row_stands_where_it_says() {
        let world = world();
        assert_eq!(
            (world.deals.len(), world.refused.len(), world.papers.len()),
            (58, 1, 8)
        );
        let known: Vec<&String> = world.base.keys().collect();
        let read: Vec<&String> = world.records.keys().collect();
        assert_eq!(known, read);
        for pair in &world.pairs {
            assert!(world.records.contains_key(&pair.left) && world.records.contains_key(&pair.right));
        }
        for paper in &world.papers {
            let whole: Vec<&[u8]> = paper.bytes.split(|byte| *byte == b'\n').collect();
            for (line, bytes) in paper.lines.iter().zip(whole) {
                assert_eq!(&paper.bytes[line.at..line.at + line.len], bytes);
            }
        }
    }
}
