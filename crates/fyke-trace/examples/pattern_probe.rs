//! Every pattern and counter alone on a simulated world: how often it speaks,
//! how well it ranks, and what it costs.
//!
//! ```sh
//! cargo run --release -p fyke-trace --example pattern_probe -- WORLD
//! ```
//! `WORLD` is a folder of `fyke simulate`. Candidates are the units with a row
//! into an end, positives the planted sellers.

use fyke_model::consignment::Side;
use fyke_model::country::Country;
use fyke_model::date::Day;
use fyke_model::hs::{HsCode, HsVersion};
use fyke_model::reference::{Reference, Role};
use fyke_trace::party::dependence::Sellers;
use fyke_trace::party::evidence::Frame;
use fyke_trace::party::family::{Family, Roles, Scratch};
use fyke_trace::party::goods::goods_of;
use fyke_trace::party::patterns::PATTERNS;
use fyke_trace::party::patterns::context::{Confusable, Context};
use fyke_trace::party::signs::{DeclaredWords, SignReader};
use fyke_trace::party::taint::Decay;
use fyke_trace::party::unit::{Dealings, screen};
use fyke_trace::party::{
    Ask, Ends, Event, GoodsTable, IndexBuilder, Party, SourceRule, TraceInput, TraceSettings,
};
use std::collections::{BTreeSet, HashMap};
use std::error::Error;
use std::path::Path;
use std::time::Instant;

/// Any odd number does.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("name the folder of a world")?;
    let folder = Path::new(&folder);
    let reference = Reference::shipped();
    let listed = reference.profiles["common-high-priority"].hs_codes();
    let mut reader = SignReader::new(&reference, &[Country::of("RU")]);
    let mut numbers: HashMap<(String, String), u32> = HashMap::new();
    let mut parties: Vec<(String, Option<Country>)> = Vec::new();
    let mut codes: HashMap<HsCode, u16> = HashMap::new();
    let mut goods = Vec::new();
    let mut events: Vec<(Event, u8)> = Vec::new();
    let mut table = csv::Reader::from_path(folder.join("consignments.csv"))?;
    let columns: HashMap<String, usize> = table
        .headers()?
        .iter()
        .enumerate()
        .map(|(at, name)| (name.to_owned(), at))
        .collect();
    let records: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>()?;
    let mut rows = Vec::with_capacity(records.len());
    for (row, record) in records.iter().enumerate() {
        let cell = |name: &str| columns.get(name).and_then(|at| record.get(*at)).unwrap_or("");
        let country = |name: &str| cell(name).parse::<Country>().ok();
        let date: Day = cell("date").parse()?;
        let (Ok(code), false) = (cell("hs_code").parse(), cell("side") == Side::Transit.as_str()) else {
            continue;
        };
        let version = HsVersion::in_force(date.month());
        let hs = HsCode { version, code };
        let words = DeclaredWords {
            goods_text: cell("goods_text"),
            hs: Some(hs),
            consignor: cell("consignor"),
            consignee: cell("consignee"),
            forwarder: cell("forwarder"),
            notify: cell("notify"),
            consignor_country: country("consignor_country"),
            consignee_country: country("consignee_country"),
            origin: country("origin"),
            dispatch: country("dispatch"),
            destination: country("destination"),
            transport: cell("transport"),
        };
        rows.push((row, date, hs, words));
    }
    let start = Cpu::now();
    let signs: Vec<u8> = rows
        .iter()
        .map(|(_, _, _, words)| reader.signs(words).marks())
        .collect();
    let took = start.elapsed();
    println!(
        "{} rows, signs {:.0} ns a row, their hash {:016x}",
        rows.len(),
        took * 1e9 / rows.len().max(1) as f64,
        signs
            .iter()
            .fold(0u64, |hash, marks| (hash.rotate_left(5) ^ u64::from(*marks))
                .wrapping_mul(MIX)),
    );
    for ((row, date, hs, words), marks) in rows.into_iter().zip(signs) {
        let record = &records[row];
        let cell = |name: &str| columns.get(name).and_then(|at| record.get(*at)).unwrap_or("");
        let place = *codes.entry(hs).or_insert_with(|| {
            goods.push(goods_of(hs, &reference.concordance, &listed));
            (goods.len() - 1) as u16
        });
        let mut party = |name: &str, country: &str| {
            let key = (cell(name).to_owned(), cell(country).to_owned());
            *numbers.entry(key).or_insert_with_key(|key| {
                parties.push((key.0.clone(), key.1.parse().ok()));
                (parties.len() - 1) as u32
            })
        };
        let scaled = |name: &str, by: f64| cell(name).parse::<f64>().ok().map(|x| (x * by).round() as i64);
        let event = Event {
            src: party("consignor", "consignor_country"),
            dst: party("consignee", "consignee_country"),
            day: date,
            goods: place,
            mass_g: scaled("mass_kg", 1_000.0),
            value_minor: scaled("value", 100.0),
            origin: words.origin,
            row: row as u32,
        };
        events.push((event, marks));
    }
    let first = events.iter().map(|(event, _)| event.day).min().unwrap_or(Day(0));
    let mut builder = IndexBuilder::new(GoodsTable::new(goods)?, first);
    let marks: Vec<u8> = events.iter().map(|(_, marks)| *marks).collect();
    for bit in 2..6u8 {
        let count = marks.iter().filter(|marks| *marks >> bit & 1 == 1).count();
        println!("mark bit {bit}: {:.4} of rows", count as f64 / marks.len() as f64);
    }
    let rows: Vec<u8> = events.iter().map(|(event, _)| event.row).zip(&marks).fold(
        vec![0; events.last().map_or(0, |(event, _)| event.row as usize + 1)],
        |mut by_row, (row, marks)| {
            by_row[row as usize] = *marks;
            by_row
        },
    );
    events.iter().for_each(|(event, _)| {
        builder.push(*event);
    });
    let mut index = builder.build();
    for at in 0..index.len() {
        index.marks[at] |= rows[index.row[at] as usize];
    }
    let coalition: BTreeSet<Country> = reference
        .jurisdictions
        .all()
        .iter()
        .filter(|row| row.role == Role::Coalition)
        .map(|row| row.country)
        .collect();
    let rule = SourceRule {
        countries: coalition.into_iter().collect(),
        by_origin: false,
    };
    let ends = Ends {
        countries: vec![Country::of("RU")],
        parties: Vec::new(),
    };
    let known: Vec<Party<'_>> = parties
        .iter()
        .map(|(name, country)| Party {
            name,
            country: *country,
            incorporated: None,
        })
        .collect();
    let settings = TraceSettings::default();
    let input = TraceInput {
        index: &index,
        parties: &known,
        rule: &rule,
        ends: &ends,
        headings: &reference.headings,
        who: None,
        settings: &settings,
    };
    let roles = Roles::new(&known, &rule, &ends);
    let mut sellers = Sellers::default();
    let mut scratch = Scratch::new(index.party_count);
    let decay = Decay::half_life_days(settings.half_life_days);
    let mut units: Vec<Dealings> = Vec::new();
    let start = Instant::now();
    for span in &index.spans {
        let family = Family::open(&index, *span, &roles, &mut scratch);
        sellers.add(&family);
        units.extend(screen(&family, &decay));
    }
    println!(
        "screen {:.2} s, {} units",
        start.elapsed().as_secs_f64(),
        units.len()
    );
    let coverage = sellers.coverage(settings.coverage);
    let prior = sellers.prior(coverage);
    let frame = Frame::new(&input, &prior, coverage);
    let start = Cpu::now();
    let context = Context::new(&input, &roles, Confusable::shipped());
    println!("context {:.2} CPU-s, {} parties", start.elapsed(), known.len());
    let truth = Truth::read(folder)?;
    let keys: Vec<Key> = units
        .iter()
        .map(|unit| {
            let (name, country) = &parties[unit.party as usize];
            let country = country.map_or_else(String::new, |c| c.to_string());
            (name.clone(), country, index.goods.family_id(unit.family))
        })
        .collect();
    for direct in [true, false] {
        let own: Vec<usize> = (0..units.len())
            .filter(|at| units[*at].direct == direct)
            .collect();
        let planted: Vec<bool> = own
            .iter()
            .map(|at| truth.planted.contains_key(&keys[*at]))
            .collect();
        println!(
            "\n{} units {}, {} of them planted",
            own.len(),
            if direct {
                "that sell to ends"
            } else {
                "that goods go through"
            },
            planted.iter().filter(|p| **p).count()
        );
        println!(
            "id | known | speaks, planted | speaks, others | AUC | carriers: n, speaks, AUC | AUC to their controls | us a unit"
        );
        for (id, find) in PATTERNS {
            let start = Cpu::now();
            let strengths: Vec<f64> = own
                .iter()
                .map(|at| find(&units[*at], &frame, &context, Ask::Weigh).strength)
                .collect();
            let us = start.elapsed() * 1e6 / own.len().max(1) as f64;
            let table = id.split('-').next().unwrap_or(id);
            let carries: Vec<bool> = own.iter().map(|at| truth.carries(&keys[*at], table)).collect();
            let control: Vec<bool> = own.iter().map(|at| truth.is_control(&keys[*at], table)).collect();
            let among = |keep: &dyn Fn(usize) -> bool, positive: &[bool]| {
                let kept: Vec<usize> = (0..own.len()).filter(|at| keep(*at)).collect();
                let strengths: Vec<f64> = kept.iter().map(|at| strengths[*at]).collect();
                let positive: Vec<bool> = kept.iter().map(|at| positive[*at]).collect();
                auc(&strengths, &positive)
            };
            let speaks = |of: &dyn Fn(usize) -> bool| {
                let own: Vec<f64> = (0..own.len())
                    .filter(|at| of(*at))
                    .map(|at| strengths[at])
                    .collect();
                own.iter().filter(|s| s.abs() > 0.1).count() as f64 / own.len().max(1) as f64
            };
            println!(
                "{id} | {:.2} | {:.3} | {:.3} | {:.3} | {} {:.3} {:.3} | {:.3} | {us:.1}",
                strengths.iter().filter(|s| !s.is_nan()).count() as f64 / own.len().max(1) as f64,
                speaks(&|at| planted[at]),
                speaks(&|at| !planted[at]),
                auc(&strengths, &planted),
                carries.iter().filter(|c| **c).count(),
                speaks(&|at| carries[at]),
                among(&|at| carries[at] || !planted[at], &carries),
                among(&|at| carries[at] || control[at], &carries),
            );
        }
    }
    Ok(())
}

/// CPU time of this thread where the system tells it, time passed elsewhere.
struct Cpu(Option<u64>, Instant);

impl Cpu {
    fn now() -> Cpu {
        Cpu(Cpu::nanoseconds(), Instant::now())
    }

    fn nanoseconds() -> Option<u64> {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        told.split(' ').next()?.parse().ok()
    }

    /// Seconds since.
    fn elapsed(&self) -> f64 {
        match (self.0, Cpu::nanoseconds()) {
            (Some(from), Some(to)) => to.saturating_sub(from) as f64 / 1e9,
            _ => self.1.elapsed().as_secs_f64(),
        }
    }
}

/// Name, country and family of a unit.
type Key = (String, String, u32);

/// What `truth/parties.csv` says of units.
#[derive(Default)]
struct Truth {
    /// Sellers and middles, with what they carry.
    planted: HashMap<Key, String>,
    /// Controls, with the names of those they stand beside.
    controls: HashMap<Key, Vec<String>>,
    /// What a party carries, by name.
    by_name: HashMap<String, String>,
}

impl Truth {
    fn read(folder: &Path) -> Result<Truth, Box<dyn Error>> {
        let mut truth = Truth::default();
        for record in csv::Reader::from_path(folder.join("truth/parties.csv"))?.records() {
            let record = record?;
            let cell = |at: usize| record.get(at).unwrap_or("").to_owned();
            let key = (cell(0), cell(1), cell(2).parse()?);
            match record.get(3) {
                Some("seller" | "middle") => {
                    truth.by_name.entry(key.0.clone()).or_default().push_str(&cell(5));
                    truth.planted.insert(key, cell(5));
                }
                Some("control") => truth.controls.entry(key).or_default().push(cell(6)),
                _ => {}
            }
        }
        Ok(truth)
    }

    fn carries(&self, key: &Key, id: &str) -> bool {
        self.planted
            .get(key)
            .is_some_and(|has| has.split(';').any(|own| own == id))
    }

    /// Does it stand beside a party that carries this.
    fn is_control(&self, key: &Key, id: &str) -> bool {
        let beside = |name: &String| self.by_name.get(name).is_some_and(|has| has.contains(id));
        self.controls
            .get(key)
            .is_some_and(|names| names.iter().any(beside))
    }
}

/// Share of (planted, other) pairs in the right order, ties by half; what is
/// not known counts as nothing found.
fn auc(strengths: &[f64], positive: &[bool]) -> f64 {
    let mut order: Vec<(f64, bool)> = strengths
        .iter()
        .map(|s| if s.is_nan() { 0.0 } else { *s })
        .zip(positive.iter().copied())
        .collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut below, mut right, mut planted) = (0.0, 0.0, 0.0);
    for ties in order.chunk_by(|a, b| a.0 == b.0) {
        let hits = ties.iter().filter(|(_, p)| *p).count() as f64;
        let others = ties.len() as f64 - hits;
        right += hits * (below + others / 2.0);
        below += others;
        planted += hits;
    }
    right / f64::max(planted * below, 1.0)
}
