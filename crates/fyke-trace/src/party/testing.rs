//! Small worlds in text for the tests of this folder: one consignment a line,
//! parties written `Name/CC`, value and origin optional.

use super::family::{Ends, Family, Party, Roles, Scratch, SourceRule};
use super::goods::{Goods, GoodsTable};
use super::index::{Event, EventIndex, IndexBuilder};
use super::taint::{Decay, HALF_LIFE_DAYS};
use super::unit::{Dealings, screen};
use fyke_model::country::Country;
use fyke_model::date::Day;
use fyke_model::hs::{Hs6, HsCode, HsVersion};

/// Day 0 of every small world: a Saturday eight weeks before the invasion.
pub const FIRST_DAY: Day = Day(18_993);

/// A world read from text.
pub struct World {
    pub names: Vec<(String, Option<Country>, Option<Day>)>,
    pub events: Vec<Event>,
    pub goods: GoodsTable,
}

impl World {
    /// Columns by header: `day from to goods kg` and optionally `value`,
    /// `origin`. Row numbers count from 0 in order of the lines.
    pub fn read(text: &str) -> World {
        let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
        let header: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
        let mut names: Vec<(String, Option<Country>, Option<Day>)> = Vec::new();
        let mut goods: Vec<Goods> = Vec::new();
        let mut events = Vec::new();
        for (row, line) in lines.enumerate() {
            let cells: Vec<&str> = line.split_whitespace().collect();
            let cell = |name: &str| {
                header
                    .iter()
                    .position(|h| *h == name)
                    .and_then(|at| cells.get(at).copied())
            };
            let mut party = |text: &str| {
                let (name, country) = text.split_once('/').unwrap();
                let found = names.iter().position(|known| known.0 == name);
                found.unwrap_or_else(|| {
                    names.push((name.to_owned(), country.parse().ok(), None));
                    names.len() - 1
                }) as u32
            };
            let code: Hs6 = cell("goods").unwrap().parse().unwrap();
            let at = goods.iter().position(|g| g.code.code == code).unwrap_or_else(|| {
                goods.push(listed(code));
                goods.len() - 1
            });
            let number = |name: &str| cell(name).and_then(|c| c.parse::<f64>().ok());
            events.push(Event {
                src: party(cell("from").unwrap()),
                dst: party(cell("to").unwrap()),
                day: Day(FIRST_DAY.0 + cell("day").unwrap().parse::<i32>().unwrap()),
                goods: at as u16,
                mass_g: number("kg").map(|kg| (kg * 1_000.0) as i64),
                value_minor: number("value").map(|value| (value * 100.0) as i64),
                origin: cell("origin").and_then(|c| c.parse().ok()),
                row: row as u32,
            });
        }
        let goods = GoodsTable::new(goods).unwrap();
        World { names, events, goods }
    }

    /// Eight parties (two makers, five between, one end), any rows.
    pub fn random(rows: &[(u16, u8, u8, u16)]) -> World {
        let party = |at: u8| match at {
            0 | 1 => format!("Maker{at}/DE"),
            7 => "End/RU".to_owned(),
            _ => format!("Mid{at}/KG"),
        };
        let mut text = String::from("day from to goods kg\n");
        for (day, from, to, kg) in rows {
            let goods = if kg % 3 == 0 { 854232 } else { 854231 };
            text.push_str(&format!("{day} {} {} {goods} {kg}\n", party(*from), party(*to)));
        }
        World::read(&text)
    }

    pub fn index(&self) -> EventIndex {
        let mut builder = IndexBuilder::new(self.goods.clone(), FIRST_DAY);
        for event in &self.events {
            builder.push(*event);
        }
        builder.build()
    }

    pub fn parties(&self) -> Vec<Party<'_>> {
        self.names
            .iter()
            .map(|(name, country, incorporated)| Party {
                name,
                country: *country,
                incorporated: *incorporated,
            })
            .collect()
    }

    pub fn rule(&self) -> SourceRule {
        SourceRule {
            countries: vec![Country::of("DE"), Country::of("JP"), Country::of("US")],
            by_origin: false,
        }
    }

    pub fn ends(&self) -> Ends {
        Ends {
            countries: vec![Country::of("RU")],
            parties: Vec::new(),
        }
    }

    pub fn roles(&self) -> Roles {
        Roles::new(&self.parties(), &self.rule(), &self.ends())
    }

    pub fn family<'a>(&self, index: &'a EventIndex, span: usize) -> Family<'a> {
        let mut scratch = Scratch::new(index.party_count);
        Family::open(index, index.spans[span], &self.roles(), &mut scratch)
    }

    pub fn party(&self, name: &str) -> u32 {
        self.names.iter().position(|known| known.0 == name).unwrap() as u32
    }
}

/// A listed code of HS 2022 whose family is its heading.
fn listed(code: Hs6) -> Goods {
    Goods {
        code: HsCode {
            version: HsVersion::Hs2022,
            code,
        },
        subheading: code.number(),
        family: code.heading(),
        listed: code.heading() != 6109,
    }
}

/// The dealings of a party in the first family of a small world.
pub fn unit_of(name: &str, text: &str) -> Dealings {
    let world = World::read(text);
    let index = world.index();
    let still = Decay::half_life_days(HALF_LIFE_DAYS);
    let units = screen(&world.family(&index, 0), &still);
    let party = world.party(name);
    units.into_iter().find(|unit| unit.party == party).unwrap()
}

/// The dealings of the party called `Shop`.
pub fn only_unit(text: &str) -> Dealings {
    unit_of("Shop", text)
}
