//! The exhaustive way against comparing all with all.

use super::search::chance;
use super::*;
use crate::entity::{Alias, Entity, can_match};
use crate::name::{Bearer, Name};

/// Words to make names of: of people and of bodies, in several spellings and
/// scripts, with what names have besides (articles, initials, forms, numbers).
const PEOPLE: &[&str] = &[
    "Ivan",
    "Iwan",
    "Иван",
    "Sergei",
    "Sergey",
    "Petrov",
    "Petroff",
    "Petrova",
    "Петров",
    "Ivanovich",
    "Ivanovna",
    "Mohammed",
    "Muhammad",
    "Mohamad",
    "Ahmed",
    "Ahmad",
    "al",
    "Al",
    "Hassan",
    "Alhassan",
    "Husayn",
    "bin",
    "Abdul",
    "Abdulrahman",
    "Rahman",
    "Kim",
    "Jong",
    "Li",
    "Wei",
    "Liwei",
    "Maria",
    "Marie",
    "Garcia",
    "Gracia",
    "Lopez",
    "de",
    "la",
    "J.",
    "M.",
    "A",
    "Jose",
    "José",
    "Santos",
    "Dos",
    "Alexander",
    "Sasha",
    "Oleksandr",
    "Ковальчук",
    "Kovalchuk",
    "Dr",
    "Haji",
    "Ali",
    "Aliyev",
    "Aliev",
    "Shevchenko",
    "Chevtchenko",
    "Bob",
    "Robert",
    "III",
];
const BODIES: &[&str] = &[
    "Amur",
    "Amursky",
    "Амурский",
    "Shipbuilding",
    "Plant",
    "Zavod",
    "завод",
    "Factory",
    "Trading",
    "Trade",
    "Company",
    "Co",
    "Ltd",
    "Limited",
    "Limted",
    "LLC",
    "OOO",
    "GmbH",
    "Bank",
    "Bank",
    "National",
    "Melli",
    "of",
    "the",
    "and",
    "for",
    "Iran",
    "Iranian",
    "Revolutionary",
    "Guard",
    "Corps",
    "IRGC",
    "Alqamar",
    "Al",
    "Qamar",
    "Stal",
    "Steel",
    "Invest",
    "Investment",
    "Group",
    "No",
    "5",
    "17",
    "Second",
    "Two",
    "North",
    "Severny",
    "Sever",
    "Severo",
    "Trans",
    "Transnave",
    "Nave",
    "ABC",
    "Alpha",
    "Beta",
    "Computing",
    "Institute",
    "Scientific",
    "Research",
];

struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        // Knuth's MMIX constants; the high bits are the good ones
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn name(&mut self, words: &[&str]) -> String {
        let count = 1 + self.below(4) + usize::from(self.below(8) == 0);
        let mut name: Vec<String> = (0..count)
            .map(|_| words[self.below(words.len())].to_owned())
            .collect();
        if self.below(6) == 0 && name.len() > 1 {
            let at = self.below(name.len() - 1);
            let next = name.remove(at + 1);
            name[at] += &next;
        }
        if self.below(8) == 0 && name.len() > 1 {
            name[0] += ",";
        }
        let mut name: Vec<char> = name.join(" ").chars().collect();
        for _ in 0..[0, 0, 1, 1, 2][self.below(5)] {
            let at = self.below(name.len());
            let letter = (b'a' + self.below(26) as u8) as char;
            match self.below(4) {
                0 => name[at] = letter,
                1 if name.len() > 1 => drop(name.remove(at)),
                2 => name.insert(at, letter),
                _ => {
                    let next = (at + 1).min(name.len() - 1);
                    name.swap(at, next);
                }
            }
        }
        name.into_iter().collect()
    }

    fn entity(&mut self, id: usize) -> Entity {
        let (schema, words) = [
            ("Person", PEOPLE),
            ("Company", BODIES),
            ("LegalEntity", PEOPLE),
            ("Vessel", BODIES),
        ][[0, 0, 0, 1, 1, 1, 2, 3][self.below(8)]];
        let aliases = (0..self.below(3))
            .map(|_| Alias {
                name: self.name(words),
                weak: false,
            })
            .collect();
        Entity {
            id: id.to_string(),
            schema: schema.into(),
            names: vec![self.name(words)],
            aliases,
            ..Entity::default()
        }
    }
}

/// Entities whose best name reaches the cut-off, by comparing with every name.
fn by_comparing_all(
    index: &Index,
    entities: &[Entity],
    prepared: &[Vec<Name>],
    query: &Query,
    cut_off: f32,
) -> Vec<(u32, f32)> {
    let asked = index.prepare(&query.names[0], Bearer::of_schema(&query.schema));
    let mut found = Vec::new();
    for ((number, entity), names) in (0u32..).zip(entities).zip(prepared) {
        if (!query.schema.is_empty() && !can_match(&query.schema, &entity.schema)) || asked.is_empty() {
            continue;
        }
        let best = names
            .iter()
            .filter(|name| !name.is_empty())
            .map(|name| chance(&asked, name))
            .fold(0.0, f32::max);
        if best >= cut_off {
            found.push((number, best));
        }
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    found
}

#[test]
fn the_exhaustive_way_misses_nothing() {
    let mut dice = Dice(20_261_122);
    let entities: Vec<Entity> = (0..400).map(|id| dice.entity(id)).collect();
    let index = Index::build(entities.clone(), &BuildOptions::default());
    let prepare = |entity: &Entity| -> Vec<Name> {
        let bearer = Bearer::of_schema(&entity.schema);
        let aliases = entity.aliases.iter().map(|alias| &alias.name);
        entity
            .names
            .iter()
            .chain(aliases)
            .map(|text| index.prepare(text, bearer))
            .collect()
    };
    let prepared: Vec<Vec<Name>> = entities.iter().map(prepare).collect();
    let mut searcher = index.searcher();
    let mut compared = 0;
    for cut_off in [0.02, 0.2, 0.5, 0.9] {
        for _ in 0..40 {
            let asked = dice.entity(0);
            let schema = if dice.below(5) == 0 { "" } else { &asked.schema };
            let query = Query::name(&asked.names[0], schema);
            let options = Options {
                limit: usize::MAX,
                cut_off,
                exhaustive: true,
            };
            let hits = searcher.search(&query, &options).hits;
            let hits: Vec<(u32, f32)> = hits.iter().map(|hit| (hit.entity, hit.probability)).collect();
            let all = by_comparing_all(&index, &entities, &prepared, &query, cut_off);
            compared += all.len();
            assert_eq!(hits, all, "{:?} at {cut_off}", query.names);
        }
    }
    assert!(
        compared > 100,
        "the lists must have something to find: {compared}"
    );
}
