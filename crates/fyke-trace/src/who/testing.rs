//! Small worlds in text for the tests of this folder: one fact a line, its row
//! number the line's. A name met for the first time is a firm of unknown facts;
//! the party number of a node is its place in the order of being met.
//!
//! ```text
//! firm    Alfa/KG  born=2022-03-10 gone=2023-01-01 back=2023-02-01 nace=46.52 filed=2019-05-01 public forwards power=40
//! person  Boss/RU  listed=ofac@2022-03-01..2024-01-01
//! owns    Boss Alfa 60 2020-01-01..2022-05-01     (or ? where the share is unknown)
//! directs Boss Alfa 2022-02-01..
//! has     Alfa phone:+996312 density=3 listed=bis@2024-06-12 agent home since=2022-01-01 from=2020-01-01..
//! trade   Alfa watched=2022-05-01..2022-12-01 ends=2022-05-01..2022-12-01 first=2020-01-01 rows=9 end-rows=8 from=Maker:4 to=End:8 goods=854231:9
//! pays    Bank Alfa 2022-05-04 1000 CNY for=7:Alfa:End:RU bank=AE
//! like    Alfa Boss 0.93 rare=0.9 apart
//! ```

use super::activity::{Activity, Delivery};
use super::judge::{Question, Who, WhoKind};
use super::register::*;
use super::voyages::Voyages;
use crate::party::{Ask, Finding};
use fyke_model::country::Country;
use fyke_model::date::Day;

/// A world read from text.
#[derive(Default)]
pub struct Told {
    pub register: Register,
    pub activities: Vec<Activity>,
    pub voyages: Voyages,
    names: Vec<String>,
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap_or_else(|_| panic!("{text} is no day"))
}

fn span(text: &str) -> (Option<Day>, Option<Day>) {
    let (from, to) = text.split_once("..").unwrap_or((text, ""));
    (from.parse().ok(), to.parse().ok())
}

fn listing(text: &str, row: u32) -> Listing {
    let (list, days) = text.split_once('@').unwrap_or((text, ""));
    let (since, until) = span(days);
    let test = match list {
        "ofac" => LegalTest::Ofac,
        "eu" => LegalTest::Eu,
        "uk" => LegalTest::Uk,
        "bis" => LegalTest::BisAffiliates,
        _ => LegalTest::EntryOnly,
    };
    Listing {
        list: list.to_owned(),
        since,
        until,
        test,
        row,
    }
}

struct Reader {
    builder: RegisterBuilder,
    names: Vec<String>,
    values: Vec<(AttributeKind, String)>,
    activities: Vec<Activity>,
}

/// `key=value` cells of a line, and bare words as keys without value.
fn cells<'a>(words: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    words
        .iter()
        .map(|word| word.split_once('=').unwrap_or((word, "")))
        .collect()
}

impl Reader {
    fn node(&mut self, text: &str) -> NodeId {
        let (name, country) = text.split_once('/').unwrap_or((text, ""));
        let at = self
            .names
            .iter()
            .position(|known| known == name)
            .unwrap_or_else(|| {
                self.names.push(name.to_owned());
                let node = Node {
                    name: name.to_owned(),
                    party: Some(self.names.len() as u32 - 1),
                    ..Node::default()
                };
                self.builder.node(node) as usize
            }) as NodeId;
        if let Ok(country) = country.parse() {
            self.builder.node_mut(at).unwrap().country = Some(country);
        }
        at
    }

    fn line(&mut self, line: &str, row: u32) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let rest = &words[2.min(words.len())..];
        match words[0] {
            "firm" | "person" | "vessel" | "body" | "address" => self.entry(words[0], words[1], rest, row),
            "owns" | "controls" | "directs" | "succeeds" | "acts" => self.link(words[0], words[1], rest, row),
            "has" => self.holding(words[1], rest, row),
            "trade" => self.trade(words[1], rest),
            "pays" => self.payment(words[1], rest, row),
            "like" => self.like(words[1], rest, row),
            other => panic!("no such line: {other}"),
        }
    }

    fn entry(&mut self, schema: &str, name: &str, rest: &[&str], row: u32) {
        let at = self.node(name);
        let node = self.builder.node_mut(at).unwrap();
        node.schema = match schema {
            "person" => Schema::Person,
            "vessel" => Schema::Vessel,
            "body" => Schema::PublicBody,
            "address" => Schema::Address,
            _ => Schema::Company,
        };
        for (key, value) in cells(rest) {
            let dated = || Dated { day: day(value), row };
            match key {
                "born" => node.incorporated = Some(dated()),
                "gone" => node.dissolved.push(dated()),
                "back" => node.revived.push(dated()),
                "filed" => node.filings.push(dated()),
                "nace" => node.sector.push((Nace::parse(value).unwrap(), row)),
                "listed" => node.listings.push(listing(value, row)),
                "public" => node.public = Some(row),
                "forwards" => node.forwards = true,
                "power" => node.site_power_kw = Some((value.parse().unwrap(), row)),
                other => panic!("no such fact: {other}"),
            }
        }
    }

    fn link(&mut self, kind: &str, from: &str, rest: &[&str], row: u32) {
        let (from, to) = (self.node(from), self.node(rest[0]));
        let mut rest = &rest[1..];
        let kind = match kind {
            "owns" => {
                let share = rest[0].parse::<f64>().ok().map(|percent| percent / 100.0);
                rest = &rest[1..];
                LinkKind::Owns { share }
            }
            "controls" => LinkKind::Controls,
            "directs" => LinkKind::Directs,
            "succeeds" => LinkKind::Succeeds,
            _ => LinkKind::ActsWith,
        };
        let (since, until) = rest.first().map_or((None, None), |days| span(days));
        self.builder.link(Link {
            from,
            to,
            kind,
            since,
            until,
            row,
        });
    }

    fn holding(&mut self, name: &str, rest: &[&str], row: u32) {
        let node = self.node(name);
        let (kind, value) = rest[0].split_once(':').unwrap();
        let kind = match kind {
            "phone" => AttributeKind::Phone,
            "mail" => AttributeKind::Mail,
            "domain" => AttributeKind::Domain,
            "unit" => AttributeKind::AddressUnit,
            _ => AttributeKind::AddressBuilding,
        };
        let key = (kind, value.to_owned());
        let at = self
            .values
            .iter()
            .position(|known| *known == key)
            .unwrap_or_else(|| {
                self.values.push(key);
                self.builder.attribute(Attribute::new(kind, value, 0)) as usize
            }) as AttributeId;
        let (mut since, mut until) = (None, None);
        let attribute = self.builder.attribute_mut(at).unwrap();
        for (key, value) in cells(&rest[1..]) {
            match key {
                "density" => attribute.density = value.parse().unwrap(),
                "listed" => attribute.listing = Some(listing(value, row)),
                "agent" => attribute.agent = true,
                "home" => attribute.residential = true,
                "since" => attribute.since = Some(day(value)),
                "from" => (since, until) = span(value),
                other => panic!("no such fact: {other}"),
            }
        }
        self.builder.holding(Holding {
            node,
            attribute: at,
            since,
            until,
            row,
        });
    }

    fn counted(&mut self, text: &str) -> Vec<(u32, u32)> {
        let one = |part: &str| {
            let (name, rows) = part.split_once(':').unwrap();
            (name.to_owned(), rows.parse().unwrap())
        };
        let parts: Vec<(String, u32)> = text.split(',').map(one).collect();
        let mut counted: Vec<(u32, u32)> = parts
            .into_iter()
            .map(|(name, rows)| (name.parse().unwrap_or_else(|_| self.node(&name)), rows))
            .collect();
        counted.sort_unstable();
        counted
    }

    fn trade(&mut self, name: &str, rest: &[&str]) {
        let party = self.node(name);
        let mut activity = Activity {
            party,
            ..Activity::default()
        };
        let both = |text: &str| span(text).0.zip(span(text).1);
        for (key, value) in cells(rest) {
            match key {
                "watched" => activity.watched = both(value),
                "ends" => activity.to_ends = both(value),
                "first" => activity.first_day = Some(day(value)),
                "row" => activity.first_row = value.parse().ok(),
                "rows" => activity.watched_rows = value.parse().unwrap(),
                "end-rows" => activity.end_rows = value.parse().unwrap(),
                "from" => activity.suppliers = self.counted(value),
                "to" => activity.buyers = self.counted(value),
                "goods" => activity.goods = self.counted(value),
                "in" | "out" => {
                    let delivery = self.delivery(value);
                    match key {
                        "in" => activity.compute_in.push(delivery),
                        _ => activity.compute_out.push(delivery),
                    }
                }
                other => panic!("no such fact: {other}"),
            }
        }
        if activity.first_day.is_none() {
            activity.first_day = activity.watched.map(|watched| watched.0);
        }
        self.activities.push(activity);
    }

    /// `2023-01-01:64:Other:7`: day, pieces, other party, row.
    fn delivery(&mut self, text: &str) -> Delivery {
        let parts: Vec<&str> = text.split(':').collect();
        Delivery {
            day: day(parts[0]),
            units: parts[1].parse().unwrap(),
            other: self.node(parts[2]),
            row: parts[3].parse().unwrap(),
        }
    }

    fn payment(&mut self, payer: &str, rest: &[&str], row: u32) {
        let mut payment = Payment {
            payer: self.node(payer),
            payee: self.node(rest[0]),
            day: day(rest[1]),
            minor: rest[2].parse::<i64>().unwrap() * 100,
            currency: rest[3].parse().unwrap(),
            payer_bank_country: None,
            goods: None,
            row,
        };
        for (key, value) in cells(&rest[4..]) {
            match key {
                "bank" => payment.payer_bank_country = value.parse().ok(),
                _ => {
                    let parts: Vec<&str> = value.split(':').collect();
                    payment.goods = Some(PaidGoods {
                        row: parts[0].parse().unwrap(),
                        seller: self.node(parts[1]),
                        buyer: self.node(parts[2]),
                        destination: parts[3].parse().ok(),
                    });
                }
            }
        }
        self.builder.payment(payment);
    }

    fn like(&mut self, name: &str, rest: &[&str], row: u32) {
        let (party, listed) = (self.node(name), self.node(rest[0]));
        let mut found = NameMatch {
            party,
            listed,
            similarity: rest[1].parse().unwrap(),
            rare: 1.0,
            told_apart: false,
            row,
        };
        for (key, value) in cells(&rest[2..]) {
            match key {
                "rare" => found.rare = value.parse().unwrap(),
                _ => found.told_apart = true,
            }
        }
        self.builder.name_match(found);
    }
}

impl Told {
    pub fn read(text: &str) -> Told {
        let mut reader = Reader {
            builder: RegisterBuilder::new(),
            names: Vec::new(),
            values: Vec::new(),
            activities: Vec::new(),
        };
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        for (row, line) in lines.enumerate() {
            reader.line(line, row as u32);
        }
        assert_eq!(reader.builder.left_out, 0);
        Told {
            register: reader.builder.build(),
            activities: reader.activities,
            voyages: Voyages::default(),
            names: reader.names,
        }
    }

    pub fn node(&self, name: &str) -> NodeId {
        self.names.iter().position(|known| known == name).unwrap() as NodeId
    }

    pub fn name(&self, node: NodeId) -> &str {
        &self.names[node as usize]
    }

    /// Russia from the invasion, judged at the end of 2023.
    pub fn question() -> Question {
        Question {
            measure_day: day("2022-02-24"),
            as_of: day("2023-12-31"),
            embargoed: vec![Country::of("RU")],
        }
    }

    /// What a kernel tells of a party, with the strength weighed and told held
    /// to be one.
    #[track_caller]
    pub fn find(&self, kind: WhoKind, name: &str) -> Finding {
        let who = Who::judge(&self.register, &self.activities, &self.voyages, Told::question());
        let told = kind.find(self.node(name), &who, Ask::Tell);
        let weighed = kind.find(self.node(name), &who, Ask::Weigh);
        assert!(
            told.strength.to_bits() == weighed.strength.to_bits(),
            "told {} but weighed {}",
            told.strength,
            weighed.strength
        );
        assert!(weighed.sentence.is_empty() && weighed.rows.is_empty());
        if told.strength != 0.0 && !told.strength.is_nan() {
            assert!(!told.sentence.is_empty(), "found without a sentence: {told:?}");
        }
        told
    }
}

/// What a kernel tells of a party of a world in text.
#[track_caller]
pub fn find(kind: WhoKind, name: &str, text: &str) -> Finding {
    Told::read(text).find(kind, name)
}
