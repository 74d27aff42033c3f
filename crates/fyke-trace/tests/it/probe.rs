//! The first probe's experiment as a small generator: a hub graph of honest
//! trade, networks of two to four hops planted in it, lots that split, merge,
//! wait and change their code, honest stock mixing at every middleman, buyers
//! at the ends who also buy honestly, and an analyst who sees only a part.
//!
//! Its difficulty is that of the probe (base rate about 8 % of the rows into
//! the ends at full size); it knows nothing of attributes, prices or dates of
//! founding, so it measures the flow evidence alone.

use fyke_model::country::Country;
use fyke_model::date::Day;
use fyke_model::hs::{Hs6, HsCode, HsVersion};
use fyke_trace::measure::Rng;
use fyke_trace::party::world_score::Truth;
use fyke_trace::party::{Ends, Event, EventIndex, Goods, GoodsTable, IndexBuilder, Party, SourceRule};

/// How large and how hard.
#[derive(Clone, Copy, Debug)]
pub struct Probe {
    /// Rows of honest trade between anyone.
    pub rows: usize,
    /// Planted networks.
    pub networks: usize,
    /// Honest lots through each middleman, in units of six.
    pub mix: f64,
    /// Share of rows not into the ends that is seen.
    pub coverage: f64,
    /// The world's seed.
    pub seed: u64,
}

/// A world of the probe.
pub struct ProbeWorld {
    pub index: EventIndex,
    pub countries: Vec<Option<Country>>,
    pub truth: Truth,
}

struct Row {
    src: u32,
    dst: u32,
    hour: i64,
    goods: u16,
    kg: f64,
    last_leg: bool,
}

#[derive(Clone, Copy)]
struct Lot {
    hour: i64,
    kg: f64,
    goods: u16,
    holder: u32,
}

struct Draw {
    rng: Rng,
    cumulative: Vec<f64>,
    order: Vec<u32>,
}

impl Draw {
    fn party(&mut self) -> u32 {
        let at = self.rng.unit();
        let place = self.cumulative.partition_point(|c| *c < at);
        self.order[place.min(self.order.len() - 1)]
    }

    fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
        let (a, b) = (self.rng.unit().max(1e-12), self.rng.unit());
        mean + deviation * (-2.0 * a.ln()).sqrt() * (std::f64::consts::TAU * b).cos()
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.rng.unit()
    }

    fn whole(&mut self, low: i64, high: i64) -> i64 {
        low + self.rng.below((high - low) as usize) as i64
    }

    fn goods(&mut self) -> u16 {
        ((6.0 * (1.0 / (1.0 - self.rng.unit()) - 1.0)) as u16).min(199)
    }

    fn poisson(&mut self, mean: f64) -> usize {
        let (limit, mut product, mut n) = ((-mean).exp(), self.rng.unit(), 0);
        while product > limit {
            product *= self.rng.unit();
            n += 1;
        }
        n
    }

    /// One hop in four changes the code within its family of four.
    fn recoded(&mut self, goods: u16) -> u16 {
        match self.rng.unit() < 0.25 {
            true => goods / 4 * 4 + self.rng.below(4) as u16,
            false => goods,
        }
    }

    fn honest(&mut self, src: u32, dst: u32) -> Row {
        Row {
            src,
            dst,
            hour: self.whole(0, 8_760),
            goods: self.goods(),
            kg: self.normal(5.0, 1.2).exp(),
            last_leg: false,
        }
    }
}

impl Probe {
    /// Makes the world.
    pub fn make(&self) -> ProbeWorld {
        let parties = (self.rows / 10).max(400);
        let mut draw = Draw {
            rng: Rng::new(self.seed),
            cumulative: cumulative(parties),
            order: Vec::new(),
        };
        let mut order: Vec<u32> = (0..parties as u32).collect();
        shuffle(&mut order, &mut draw.rng);
        draw.order = order.clone();
        let scale = |full: usize| (full * self.rows / 1_000_000).max(4);
        let mut rest: Vec<u32> = order[parties / 100..].to_vec();
        shuffle(&mut rest, &mut draw.rng);
        let sources: Vec<u32> = rest.drain(..scale(1_000).max(self.networks)).collect();
        let ends: Vec<u32> = rest.drain(..scale(50)).collect();
        let mut rows: Vec<Row> = Vec::new();
        for _ in 0..self.rows {
            let (src, dst) = (draw.party(), draw.party());
            rows.push(draw.honest(src, dst));
        }
        for end in &ends {
            for _ in 0..3_000 {
                let src = draw.party();
                rows.push(draw.honest(src, *end));
            }
        }
        for source in &sources {
            for _ in 0..400 {
                let dst = draw.party();
                rows.push(draw.honest(*source, dst));
            }
        }
        for network in 0..self.networks {
            let source = sources[network % sources.len()];
            plant(&mut draw, self.mix, source, &ends, &rest, &mut rows);
        }
        self.observe(&mut draw, rows, &sources, &ends, parties)
    }

    fn observe(
        &self,
        draw: &mut Draw,
        rows: Vec<Row>,
        sources: &[u32],
        ends: &[u32],
        parties: usize,
    ) -> ProbeWorld {
        let mut countries = vec![Some(Country::of("KG")); parties];
        sources
            .iter()
            .for_each(|p| countries[*p as usize] = Some(Country::of("DE")));
        ends.iter()
            .for_each(|p| countries[*p as usize] = Some(Country::of("RU")));
        let goods = (0..200u32).map(|code| Goods {
            code: HsCode {
                version: HsVersion::Hs2022,
                code: Hs6::from_number(850_000 + code / 4 * 100 + code % 4).unwrap(),
            },
            subheading: code,
            family: code / 4,
            listed: true,
        });
        let mut builder = IndexBuilder::new(GoodsTable::new(goods.collect()).unwrap(), Day(18_993));
        let mut truth = Truth::default();
        for (number, row) in rows.iter().enumerate() {
            let to_end = countries[row.dst as usize] == Some(Country::of("RU"));
            if !to_end && draw.rng.unit() >= self.coverage {
                continue;
            }
            let taken = builder.push(Event {
                src: row.src,
                dst: row.dst,
                day: Day(18_993 + (row.hour / 24) as i32),
                goods: row.goods,
                mass_g: Some(((row.kg * 1_000.0) as i64).max(1)),
                value_minor: None,
                origin: None,
                row: number as u32,
            });
            if taken && row.last_leg {
                truth.rows.insert(number as u32);
                let unit = (row.src, u32::from(row.goods) / 4);
                truth.sellers.entry(unit).or_default().insert("T20".to_owned());
                truth.planted.entry(unit).or_default().insert("T20".to_owned());
            }
        }
        ProbeWorld {
            index: builder.build(),
            countries,
            truth,
        }
    }
}

fn plant(draw: &mut Draw, mix: f64, source: u32, ends: &[u32], pool: &[u32], rows: &mut Vec<Row>) {
    let hops = draw.whole(2, 5);
    let first = draw.whole(0, 60) as u16;
    let mut levels: Vec<Vec<u32>> = Vec::new();
    for _ in 1..hops {
        let width = draw.whole(1, 4);
        levels.push((0..width).map(|_| pool[draw.rng.below(pool.len())]).collect());
    }
    for middle in levels.iter().flatten() {
        for _ in 0..draw.poisson(6.0 * mix) {
            honest_lot(draw, *middle, first, rows);
        }
    }
    levels.push(vec![ends[draw.rng.below(ends.len())]]);
    for _ in 0..draw.whole(3, 9) {
        let mut lots = vec![Lot {
            hour: draw.whole(0, 250 * 24),
            kg: draw.normal(6.0, 0.6).exp(),
            goods: first,
            holder: source,
        }];
        for (at, level) in levels.iter().enumerate() {
            let last = at + 1 == levels.len();
            let merged = merge(draw, lots);
            lots = pass_on(draw, merged, level, at > 0, last, rows);
        }
    }
}

fn honest_lot(draw: &mut Draw, middle: u32, goods: u16, rows: &mut Vec<Row>) {
    let goods = goods / 4 * 4 + draw.rng.below(4) as u16;
    let kg = draw.normal(5.0, 1.0).exp();
    let hour = draw.whole(0, 8_000);
    let row = |src, dst, hour, goods, kg| Row {
        src,
        dst,
        hour,
        goods,
        kg,
        last_leg: false,
    };
    let (from, to) = (draw.party(), draw.party());
    rows.push(row(from, middle, hour, goods, kg));
    let (later, goods, part) = (
        hour + draw.whole(24, 60 * 24),
        draw.recoded(goods),
        draw.between(0.5, 1.0),
    );
    rows.push(row(middle, to, later, goods, kg * part));
}

fn merge(draw: &mut Draw, mut lots: Vec<Lot>) -> Vec<Lot> {
    lots.sort_by_key(|lot| lot.hour);
    let mut merged: Vec<Lot> = Vec::new();
    for lot in lots {
        match merged.last_mut() {
            Some(last)
                if last.holder == lot.holder && lot.hour - last.hour < 480 && draw.rng.unit() < 0.3 =>
            {
                last.kg += lot.kg;
            }
            _ => merged.push(lot),
        }
    }
    merged
}

fn pass_on(
    draw: &mut Draw,
    lots: Vec<Lot>,
    level: &[u32],
    held: bool,
    last: bool,
    rows: &mut Vec<Row>,
) -> Vec<Lot> {
    let mut next = Vec::new();
    for lot in lots {
        for share in shares(draw) {
            let part = Lot {
                hour: lot.hour + if held { draw.whole(24, 45 * 24) } else { 0 },
                kg: lot.kg * share * if held { draw.between(0.97, 1.0) } else { 1.0 },
                goods: if held { draw.recoded(lot.goods) } else { lot.goods },
                holder: level[draw.rng.below(level.len())],
            };
            rows.push(Row {
                src: lot.holder,
                dst: part.holder,
                hour: part.hour,
                goods: part.goods,
                kg: part.kg,
                last_leg: last,
            });
            next.push(part);
        }
    }
    next
}

/// Half of the lots go whole, the others in two or three parts.
fn shares(draw: &mut Draw) -> Vec<f64> {
    if draw.rng.unit() >= 0.5 {
        return vec![1.0];
    }
    let parts = draw.whole(2, 4);
    // gamma of shape 2 is the sum of two exponentials
    let gammas: Vec<f64> = (0..parts)
        .map(|_| -(draw.rng.unit().max(1e-12) * draw.rng.unit().max(1e-12)).ln())
        .collect();
    let sum: f64 = gammas.iter().sum();
    gammas.iter().map(|gamma| gamma / sum).collect()
}

fn cumulative(parties: usize) -> Vec<f64> {
    let weights: Vec<f64> = (1..=parties).map(|rank| (rank as f64).powf(-0.75)).collect();
    let total: f64 = weights.iter().sum();
    let mut sum = 0.0;
    weights
        .iter()
        .map(|w| {
            sum += w / total;
            sum
        })
        .collect()
}

fn shuffle(items: &mut [u32], rng: &mut Rng) {
    for at in (1..items.len()).rev() {
        items.swap(at, rng.below(at + 1));
    }
}

impl ProbeWorld {
    /// The parties, without names.
    pub fn parties(&self) -> Vec<Party<'static>> {
        self.countries
            .iter()
            .map(|country| Party {
                name: "",
                country: *country,
                incorporated: None,
            })
            .collect()
    }

    /// Where goods start.
    pub fn rule() -> SourceRule {
        SourceRule {
            countries: vec![Country::of("DE")],
            by_origin: false,
        }
    }

    /// Where they must not arrive.
    pub fn ends() -> Ends {
        Ends {
            countries: vec![Country::of("RU")],
            parties: Vec::new(),
        }
    }
}
