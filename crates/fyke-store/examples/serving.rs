//! The serving index of a case, measured: how long it takes to make and to
//! open, what it holds in memory, and what each kind of question costs.
//!
//! ```text
//! cargo run --release -p fyke-store --example serving -- measure CASE [QUESTIONS]
//! cargo run --release -p fyke-store --example serving -- settle CASE
//! ```
//!
//! `settle` says who is who by spelling alone (records of one country whose
//! names read alike letter for letter are one entity), for cases of millions of
//! records that are made to load a server and whose matching is not at issue.
#![allow(clippy::print_stdout, reason = "a program that prints what it measured")]

use fyke_resolve::text::fold;
use fyke_store::Case;
use fyke_store::query::Tables;
use fyke_store::questions;
use fyke_store::resolved::{self, MemberRow, PartyRow, Resolved};
use fyke_store::serving::filter::{Facet, Filter};
use fyke_store::serving::flow::{Basis, FlowFilter};
use fyke_store::serving::search::Ask;
use fyke_store::serving::trade::{Goods, Kind, TradeFilter};
use fyke_store::serving::ways::WaysAsk;
use fyke_store::serving::{EntityNo, Serving, Step};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["settle", case] => settle(Path::new(case)),
        ["measure", case] => measure(Path::new(case), 200),
        ["measure", case, questions] => measure(Path::new(case), questions.parse()?),
        _ => Err("usage: serving measure CASE [QUESTIONS] | serving settle CASE".into()),
    }
}

fn settle(case: &Path) -> Result<(), Box<dyn Error>> {
    let case = Case::open(case)?;
    let tables = Tables::open(&case, None)?;
    let listed = questions::listed(&tables)?;
    let mut members: Vec<MemberRow> = vec![];
    let sql = "select dataset, entity_id, schema, name, country from entities where schema is not null";
    for row in tables.ask(sql)?.texts()? {
        let cell = |at: usize| row.get(at).cloned().flatten().unwrap_or_default();
        members.push(MemberRow {
            entity: String::new(),
            listed: listed.contains(&(cell(0), cell(1))),
            dataset: cell(0),
            entity_id: cell(1),
            schema: cell(2),
            name: cell(3),
            country: cell(4).to_uppercase().parse().ok(),
            handling: fyke_model::dataset::Handling::Open,
        });
    }
    let mut parties: Vec<PartyRow> = vec![];
    for party in questions::declared_parties(&tables)? {
        let country = party.country.map_or(String::new(), |c| c.to_string());
        let id = format!("party-{country}-{}", fold(&party.name));
        parties.push(PartyRow {
            dataset: party.dataset.clone(),
            party: id.clone(),
            name: party.name.clone(),
            country: party.country,
            rows: party.rows,
            handling: party.handling,
        });
        members.push(MemberRow {
            entity: String::new(),
            dataset: party.dataset,
            entity_id: id,
            schema: "LegalEntity".into(),
            name: party.name,
            country: party.country,
            listed: false,
            handling: party.handling,
        });
    }
    for member in &mut members {
        let country = member.country.map_or(String::new(), |c| c.to_string());
        member.entity = format!("{country}-{}", fold(&member.name).replace(' ', "-"));
    }
    members.sort_by(|a, b| (&a.dataset, &a.entity_id).cmp(&(&b.dataset, &b.entity_id)));
    members.dedup_by(|a, b| a.dataset == b.dataset && a.entity_id == b.entity_id);
    println!("{} records", members.len());
    let found = Resolved {
        parties,
        members,
        ..Resolved::default()
    };
    resolved::write(&case, &found, "2026-01-01T00:00:00Z")?;
    Ok(())
}

/// A draw that is the same on every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % bound.max(1) as u64) as usize
    }
}

fn measure(path: &Path, questions: usize) -> Result<(), Box<dyn Error>> {
    // open for writing, so that what is made is kept
    let case = Case::open(path)?;
    let (begin, mut last) = (Instant::now(), Instant::now());
    let mut before: Option<Step> = None;
    let serving = Serving::open(&case, &mut |step| {
        if let Some(before) = before.replace(step) {
            println!("{before:?}: {:.2} s", last.elapsed().as_secs_f64());
        }
        last = Instant::now();
    })?;
    println!("last: {:.2} s", last.elapsed().as_secs_f64());
    println!(
        "open: {:.2} s, {} entities, {} records",
        begin.elapsed().as_secs_f64(),
        serving.entities(),
        serving.records_count()
    );
    for (part, bytes) in &serving.memory().parts {
        println!("{part}: {} MB", bytes / 1_000_000);
    }
    println!(
        "in memory: {} MB; of the process at most: {} MB",
        serving.memory().total() / 1_000_000,
        peak_mb()
    );
    let mut draw = Draw(7);
    let trading: Vec<EntityNo> = (0..serving.entities() as u32)
        .map(EntityNo)
        .filter(|entity| serving.trades(*entity))
        .collect();
    let entities: Vec<EntityNo> = (0..questions)
        .map(|_| EntityNo(draw.below(serving.entities() as usize) as u32))
        .collect();
    let mut traders: Vec<EntityNo> = (0..questions)
        .filter_map(|_| trading.get(draw.below(trading.len())).copied())
        .collect();
    // the largest of some thousand, so that hubs are among those asked
    let mut hubs: Vec<(u64, EntityNo)> = (0..20_000)
        .filter_map(|_| trading.get(draw.below(trading.len())).copied())
        .map(|entity| {
            (
                serving.counts_of(entity, Kind::Goods).0 + serving.counts_of(entity, Kind::Goods).1,
                entity,
            )
        })
        .collect();
    hubs.sort_unstable_by_key(|hub| std::cmp::Reverse(*hub));
    println!("largest of those asked: {:?} rows", hubs.first().map(|hub| hub.0));
    traders.extend(hubs.iter().take(questions / 10).map(|hub| hub.1));
    let every = TradeFilter::default();
    let chips = TradeFilter {
        goods: Goods::prefix("8542").into_iter().collect(),
        ..TradeFilter::default()
    };
    keystrokes(&serving, &entities);
    time("neighbours", &traders, |e| {
        drop(serving.neighbours(*e, Kind::Goods, &every, 50))
    });
    time("neighbours of chips", &traders, |e| {
        drop(serving.neighbours(*e, Kind::Goods, &chips, 50))
    });
    time("graph expand, with degrees", &traders, |e| {
        for neighbour in serving.neighbours(*e, Kind::Goods, &every, 50).shown {
            serving.degree(neighbour.entity);
            serving.line(neighbour.entity);
        }
    });
    time("timeline page", &traders, |e| {
        drop(serving.dealings_of(*e, Kind::Goods, &every, (0, 50)))
    });
    time("months", &traders, |e| {
        drop(serving.months_of(*e, Kind::Goods, &every))
    });
    time("what is said", &entities, |e| drop(serving.said(*e)));
    time("pairs", &entities, |e| drop(serving.pairs(*e)));
    time("ties", &entities, |e| drop(serving.ties(*e)));
    time("rows of a page", &traders, |e| {
        let page = serving.dealings_of(*e, Kind::Goods, &every, (0, 50));
        let rows: Vec<_> = page
            .rows
            .iter()
            .filter_map(|row| serving.row(row.handle))
            .collect();
        drop(serving.shown(&rows));
    });
    let couples: Vec<(EntityNo, EntityNo)> = traders.windows(2).map(|pair| (pair[0], pair[1])).collect();
    for (name, in_time, either_way) in [
        ("ways", false, false),
        ("ways in time", true, false),
        ("ways either way", false, true),
    ] {
        let ask = WaysAsk {
            filter: every.clone(),
            kinds: BTreeSet::from([Kind::Goods]),
            ties: BTreeSet::new(),
            hops_max: 4,
            limit: 20,
            in_time,
            either_way,
        };
        let (mut cut, mut found) = (0, 0);
        time(name, &couples, |(from, to)| {
            let ways = serving.ways(*from, *to, &ask);
            cut += usize::from(ways.cut);
            found += usize::from(!ways.ways.is_empty());
        });
        println!(
            "  {found} of {} have a way, {cut} searches were cut",
            couples.len()
        );
    }
    flows(&serving);
    if let Some(row) = trading.first().and_then(|e| {
        serving
            .dealings_of(*e, Kind::Goods, &every, (0, 1))
            .rows
            .first()
            .copied()
    }) && let Some(row) = serving.row(row.handle)
    {
        let deep: Vec<u64> = (0..10).map(|_| 2 + draw.below(9_000_000) as u64).collect();
        let once = Instant::now();
        drop(serving.source_row(&case, row.file, 9_900_000));
        println!(
            "first row of a file: {:.0} ms",
            once.elapsed().as_secs_f64() * 1e3
        );
        time("row with its bytes", &deep, |deep| {
            drop(serving.source_row(&case, row.file, *deep))
        });
    }
    Ok(())
}

fn keystrokes(serving: &Serving, entities: &[EntityNo]) {
    let every = Filter::default();
    let mut listed = Filter::default();
    listed
        .facets
        .entry(Facet::Listed)
        .or_default()
        .any
        .insert("yes".into());
    let names: Vec<String> = entities
        .iter()
        .filter_map(|e| serving.line(*e))
        .map(|line| line.caption)
        .collect();
    let mut by_letters: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut misspelt: Vec<String> = vec![];
    for name in &names {
        let letters: Vec<char> = name.chars().collect();
        for typed in [1, 2, 3, 5, 8, letters.len()] {
            by_letters
                .entry(typed.min(20))
                .or_default()
                .push(letters.iter().take(typed).collect());
        }
        let mut letters = letters;
        if letters.len() > 4 {
            letters.swap(2, 3);
        }
        misspelt.push(letters.into_iter().collect());
    }
    let ask = |text: &str, filter: &Filter| {
        drop(serving.search(&Ask {
            text,
            filter,
            folded: true,
            offset: 0,
            limit: 20,
        }));
    };
    for (letters, typed) in &by_letters {
        time(&format!("search, {letters} letters"), typed, |text| {
            ask(text, &every)
        });
    }
    time("search, misspelt", &misspelt, |text| ask(text, &every));
    time("search, misspelt, listed", &misspelt, |text| ask(text, &listed));
    time("search, nothing typed", &[(); 5], |()| ask("", &every));
}

fn flows(serving: &Serving) {
    for basis in [Basis::Consignments, Basis::Flows] {
        let filters: Vec<(&str, FlowFilter)> = vec![
            (
                "all goods",
                FlowFilter {
                    basis,
                    ..FlowFilter::default()
                },
            ),
            (
                "chapter 85",
                FlowFilter {
                    basis,
                    goods: Goods::prefix("85").into_iter().collect(),
                    ..FlowFilter::default()
                },
            ),
            (
                "854231",
                FlowFilter {
                    basis,
                    goods: Goods::prefix("854231").into_iter().collect(),
                    ..FlowFilter::default()
                },
            ),
        ];
        for (name, filter) in filters {
            let arcs = serving.arcs(&filter, 200);
            println!("{basis:?} {name}: {} arcs, {:?}", arcs.of, arcs.side);
            time("flow map", &[(); 10], |()| drop(serving.arcs(&filter, 200)));
            if basis == Basis::Consignments {
                time("sankey", &[(); 10], |()| drop(serving.bands(&filter, true, 50)));
            }
            if let Some(arc) = arcs.shown.first() {
                let one = FlowFilter {
                    exporters: vec![arc.exporter],
                    importers: vec![arc.importer],
                    ..filter.clone()
                };
                time("rows behind an arc", &[(); 10], |()| {
                    drop(serving.rows_behind(&one, (0, 50)))
                });
            }
        }
    }
}

fn time<T>(name: &str, asked: &[T], mut ask: impl FnMut(&T)) {
    let mut took: Vec<Duration> = asked
        .iter()
        .map(|one| {
            let begin = Instant::now();
            ask(one);
            begin.elapsed()
        })
        .collect();
    took.sort_unstable();
    let at = |share: f64| {
        let place = ((took.len() as f64 - 1.0) * share).round() as usize;
        took.get(place).map_or(0.0, |took| took.as_secs_f64() * 1e3)
    };
    println!(
        "{name}: p50 {:.2} ms, p95 {:.2} ms, max {:.2} ms of {}",
        at(0.5),
        at(0.95),
        at(1.0),
        took.len()
    );
}

/// The most memory that the process held.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kb: Option<u64> = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
    kb.unwrap_or(0) / 1_000
}
