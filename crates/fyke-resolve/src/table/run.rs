//! One run over a table from keys to clusters.
//!
//! Pairs are proposed, compared and weighed; clusters follow. Then the clusters
//! teach: two rows that others hold together match, however little they agree
//! themselves, and values that keep meeting stand for each other. The weights
//! are learned again from that, twice, and the last clusters are the answer.

use super::columns::{Table, mix};
use super::compare::Comparer;
use super::em::{self, Fitting, MISSING, Vectors};
use super::keys::{self, Bounds, Frequencies, Rows};
use super::prepare::Units;
use super::recall::{self, RecallEstimate};
use super::settings::{Refused, Settings, Stage};
use super::spread::{around, units_of, within};
use super::variants::Variants;
use super::weights::{FittedModel, Scale, Weights};
use crate::cluster::{Constraints, Edge, Partition, cluster};
use rayon::prelude::*;

/// The duplicates of a table, with what was learned on the way.
#[derive(Clone, PartialEq, Debug)]
pub struct Deduped {
    /// Per row, the lowest row number of its cluster.
    pub clusters: Vec<u32>,
    /// Pairs of rows that were compared and speak for being the same, or that
    /// stand in one cluster: their log2 odds minus the cut-off, by row numbers,
    /// sorted. Of equal rows, the first stands for all.
    pub edges: Vec<Edge>,
    /// The weights, learned or as given.
    pub model: FittedModel,
    /// What was done, counted.
    pub report: Report,
}

/// What a run did, counted; see the field for each unit.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Report {
    /// Rows.
    pub rows: u64,
    /// Rows that differ in what is compared.
    pub rows_distinct: u64,
    /// Keys kept, over all rows.
    pub keys: u64,
    /// Keys given up because too many rows share them, over all rows.
    pub keys_too_common: u64,
    /// Keys left out because their row had enough, over all rows.
    pub keys_over_budget: u64,
    /// Rows that may hold a word for it to be a key alone.
    pub rows_per_word_max: u32,
    /// Pairs compared.
    pub pairs: u64,
    /// Distinct vectors of levels.
    pub vectors: u64,
    /// Clusters of at least two rows.
    pub clusters: u64,
    /// Rows in them.
    pub rows_in_clusters: u64,
    /// Values found to stand for each other.
    pub variants: u64,
    /// Share of true pairs that the candidate step proposes, estimated without truth.
    pub recall: Option<RecallEstimate>,
}

/// Rounds in which clusters teach the weights.
const ROUNDS: u32 = 2;
/// Pairs that are asked of memory at once.
const FETCHED: usize = 64;
/// Times that clusters are completed with the pairs between and made again.
const COMPLETIONS: u32 = 2;
/// Random pairs of units that show how often values agree by chance; fewer in a small table.
const RANDOM_PAIRS: u64 = 100_000;
/// Keys of a row, where the settings leave it open.
const KEYS_PER_ROW: usize = 16;
/// Keys of two words, and of three, that one word may lead in a row.
const KEYS_PER_WORD: usize = 6;
/// Partners proposed to a row at most.
const PARTNERS_MAX: u32 = 200;
/// Rows that a key of several words may be expected to share by chance.
const CHANCE_MAX: f32 = 0.25;

/// Finds the rows that mean the same thing.
///
/// # Errors
/// [`Refused`], when the table cannot be deduplicated honestly.
pub fn dedupe(
    table: &Table,
    settings: &Settings,
    progress: &(dyn Fn(Stage, u64, u64) + '_),
) -> Result<Deduped, Refused> {
    if table.rows_pushed != table.rows() as u64 {
        return Err(Refused::TooManyRows {
            rows: table.rows_pushed,
            max: u64::from(u32::MAX) - 1,
        });
    }
    let prepared = usable(table)?;
    let mut run = Run {
        settings,
        progress,
        reported: Report::default(),
    };
    match rayon::ThreadPoolBuilder::new()
        .num_threads(settings.threads)
        .build()
    {
        // progress is told from this thread, so the pool is entered step by step
        Ok(pool) => run.whole(table, &prepared, &pool),
        Err(_) => Err(Refused::Threads {
            threads: settings.threads,
        }),
    }
}

/// The columns that can be compared, or why there are too few.
fn usable(table: &Table) -> Result<Units, Refused> {
    let compared = |kind: &&super::ColumnKind| kind.role == super::Role::Compared;
    let usable = table.kinds.iter().filter(compared).count();
    if usable < 2 {
        let others = table.kinds.iter().filter(|kind| !compared(kind));
        let why: Vec<String> = others
            .map(|kind| format!("{}: {}", kind.name, kind.reason))
            .collect();
        let why = if why.is_empty() {
            "there are no others".to_owned()
        } else {
            why.join("; ")
        };
        return Err(Refused::TooFewColumns {
            usable,
            columns: table.columns.len(),
            why,
        });
    }
    Ok(Units::of(table))
}

struct Run<'a> {
    settings: &'a Settings,
    progress: &'a (dyn Fn(Stage, u64, u64) + 'a),
    reported: Report,
}

/// Pairs with the levels they reach, in step.
struct Compared<'a> {
    comparer: &'a Comparer<'a>,
    variants: Variants,
    pairs: Vec<u64>,
    plain: Vec<u64>,
    levels: Vec<u64>,
}

impl Compared<'_> {
    /// The levels of a pair, without and with what is known of variants.
    fn levels_of(&self, pair: u64) -> u64 {
        self.varied(pair, self.plain(pair))
    }

    fn plain(&self, pair: u64) -> u64 {
        let mut level = [MISSING; FEATURES_MAX];
        let level = &mut level[..self.comparer.features.len()];
        let (a, b) = units_of(pair);
        self.comparer.compare(a, b, level);
        pack(level)
    }

    fn varied(&self, pair: u64, plain: u64) -> u64 {
        let mut level = [MISSING; FEATURES_MAX];
        let level = &mut level[..self.comparer.features.len()];
        let (a, b) = units_of(pair);
        unpack(plain, level);
        self.variants.apply(self.comparer, a, b, level);
        pack(level)
    }

    fn add(&mut self, pairs: Vec<u64>) {
        let mut plain = vec![0; pairs.len()];
        let mut levels = vec![0; pairs.len()];
        let all = pairs.par_chunks(FETCHED).zip(plain.par_chunks_mut(FETCHED));
        all.zip(levels.par_chunks_mut(FETCHED))
            .with_min_len(64)
            .for_each(|((pairs, plain), levels)| {
                self.comparer.fetch(pairs);
                for ((&pair, plain), level) in pairs.iter().zip(plain).zip(levels) {
                    *plain = self.plain(pair);
                    *level = self.varied(pair, *plain);
                }
            });
        self.pairs.extend(pairs);
        self.plain.extend(plain);
        self.levels.extend(levels);
    }

    fn again(&mut self, variants: Variants) {
        self.variants = variants;
        let levels = self
            .pairs
            .par_iter()
            .zip(&self.plain)
            .map(|(&pair, &plain)| self.varied(pair, plain))
            .collect();
        self.levels = levels;
    }

    fn score(&self, weights: &Weights, levels: u64) -> f32 {
        let mut level = [MISSING; FEATURES_MAX];
        let level = &mut level[..self.comparer.features.len()];
        unpack(levels, level);
        weights.score(level)
    }

    /// Edges of the pairs from a number on.
    fn edges(&self, weights: &Weights, cut_off_bits: f32, from: usize) -> Vec<Edge> {
        let edge = |(&pair, &levels): (&u64, &u64)| {
            let (a, b) = units_of(pair);
            Edge {
                a: a as u32,
                b: b as u32,
                weight: self.score(weights, levels) - cut_off_bits,
            }
        };
        self.pairs[from..]
            .par_iter()
            .zip(&self.levels[from..])
            .map(edge)
            .collect()
    }

    /// Distinct vectors of levels with their counts; `belief` of a vector and
    /// the share of its pairs that are in one cluster.
    fn vectors(&self, found: Option<&Partition>, belief: impl Fn(&[u8], f64) -> f64) -> Vectors {
        let told = |(&pair, &levels): (&u64, &u64)| {
            let (a, b) = units_of(pair);
            levels << 1 | u64::from(found.is_some_and(|found| found.same(a as u32, b as u32)))
        };
        let mut told: Vec<u64> = self.pairs.par_iter().zip(&self.levels).map(told).collect();
        told.par_sort_unstable();
        let mut vectors = Vectors::new(&self.comparer.levels());
        let mut level = vec![MISSING; self.comparer.features.len()];
        for same in told.chunk_by(|x, y| x >> 1 == y >> 1) {
            unpack(same[0] >> 1, &mut level);
            let together = same.iter().filter(|&one| one & 1 == 1).count() as f64 / same.len() as f64;
            vectors.push(&level, same.len() as f64, belief(&level, together));
        }
        vectors
    }
}

impl Run<'_> {
    fn tell(&self, stage: Stage, done: u64, total: u64) {
        (self.progress)(stage, done, total);
    }

    fn whole(&mut self, table: &Table, units: &Units, pool: &rayon::ThreadPool) -> Result<Deduped, Refused> {
        let total = units.len() as u64;
        self.tell(Stage::Keys, 0, total);
        let (words, frequencies) = pool.install(|| units.words());
        let rows = Rows {
            ids: &units.ids,
            words: &words,
            units: units.len(),
        };
        let bounds = self.bounds(&frequencies, units.len());
        drop(frequencies);
        self.tell(Stage::Pairs, 0, total);
        let (pairs, counts) = pool.install(|| keys::pairs(&rows, &bounds));
        self.reported = Report {
            rows: table.rows() as u64,
            rows_distinct: total,
            keys: counts.keys,
            keys_too_common: counts.too_common,
            keys_over_budget: counts.over_budget,
            rows_per_word_max: bounds.rows_per_word_max,
            ..Report::default()
        };
        let comparer = Comparer::new(
            &units.columns,
            &units.ids,
            &units.counts,
            units.features.clone(),
            units.len(),
        );
        let mut compared = Compared {
            comparer: &comparer,
            variants: Variants::default(),
            pairs: Vec::new(),
            plain: Vec::new(),
            levels: Vec::new(),
        };
        self.tell(Stage::Compare, 0, pairs.len() as u64);
        let proposed = pairs.len();
        pool.install(|| compared.add(pairs));
        let cut_off_bits = self.settings.cut_off_bits;
        let (weights, found, edges) = match &self.settings.model {
            Some(model) => {
                model.fits(&comparer.features)?;
                let weights = Weights::of_model(model);
                let known = Variants::of_model(&comparer, &model.variants);
                pool.install(|| compared.again(known));
                let (found, edges) = pool.install(|| clusters(&mut compared, &weights, cut_off_bits));
                (weights, found, edges)
            }
            None => self.learn(&mut compared, pool)?,
        };
        let weigh = |a, b| {
            let levels = compared.levels_of(super::spread::pair_of(a, b));
            compared.score(&weights, levels) - cut_off_bits
        };
        let alike = equal_rows_match(units, bounds.rows_per_word_max, &weigh);
        drop(words);
        self.reported.pairs = compared.pairs.len() as u64;
        self.reported.vectors = distinct(&compared.levels);
        if self.settings.recall_sample_rows > 0 {
            self.tell(Stage::Recall, 0, u64::from(self.settings.recall_sample_rows));
            let (sample, proposals) = (self.settings.recall_sample_rows, &compared.pairs[..proposed]);
            let random = Guess::new(&comparer, self.settings.seed);
            let matches: f64 = edges
                .iter()
                .map(|edge| em::probability(f64::from(edge.weight)))
                .sum();
            let prior = (2.0 * matches.max(1.0) / (units.len() as f64).powi(2)).min(0.5);
            let chance = weights.against(&random.shares, &Scale::of(&comparer), prior);
            let settings = self.settings;
            self.reported.recall = pool.install(|| {
                recall::estimate(
                    &comparer,
                    &chance,
                    &compared.variants,
                    proposals,
                    sample,
                    settings,
                )
            });
        }
        let variants = compared.variants.list(&comparer);
        self.reported.variants = variants.len() as u64;
        let origin = match &self.settings.model {
            Some(model) => model.origin.clone(),
            None => format!(
                "learned from {} rows and {} pairs without labels, seed {}",
                table.rows(),
                compared.pairs.len(),
                self.settings.seed
            ),
        };
        let model = weights.model(&comparer.features, origin, variants);
        Ok(self.answer(table, units, &found, &edges, &alike, model))
    }

    /// How far the candidate step may reach: words held by up to so many rows
    /// are keys alone as long as the pairs stay within a budget.
    fn bounds(&self, frequencies: &Frequencies, units: usize) -> Bounds {
        let most = self.settings.rows_per_key_max.clamp(2, 127);
        let budget = (PAIRS_MIN).max(PAIRS_PER_ROW * units as u64);
        Bounds {
            rows_per_key_max: most,
            rows_per_word_max: frequencies.widest(budget).clamp(2, most.min(WORD_ROWS_MAX)),
            keys_per_word_max: KEYS_PER_WORD,
            keys_per_row_max: match self.settings.keys_per_row_max {
                0 => KEYS_PER_ROW,
                keys => keys as usize,
            },
            partners_max: PARTNERS_MAX,
            chance_max: CHANCE_MAX,
        }
    }

    /// Weights from the pairs, then from the clusters they make.
    fn learn(
        &self,
        compared: &mut Compared<'_>,
        pool: &rayon::ThreadPool,
    ) -> Result<(Weights, Partition, Vec<Edge>), Refused> {
        self.tell(Stage::Learn, 0, u64::from(ROUNDS) + 1);
        let cut_off_bits = self.settings.cut_off_bits;
        let comparer = compared.comparer;
        let scale = Scale::of(comparer);
        let guess = Guess::new(comparer, self.settings.seed);
        let vectors = pool.install(|| compared.vectors(None, |level, _| guess.belief(level)));
        let mixture = em::fit(&scale.coarsened(&vectors), &Fitting::default())?;
        let mut weights = Weights::new(&scale, mixture, &vectors);
        for round in 0..ROUNDS {
            let (found, _) = pool.install(|| clusters(compared, &weights, cut_off_bits));
            self.tell(Stage::Learn, u64::from(round) + 1, u64::from(ROUNDS) + 1);
            pool.install(|| compared.again(Variants::learn(comparer, &found)));
            // in one cluster is a match; otherwise what the pair itself says
            let belief = |level: &[u8], together: f64| {
                together + (1.0 - together) * em::probability(f64::from(weights.score(level)))
            };
            let vectors = pool.install(|| compared.vectors(Some(&found), belief));
            let mixture = em::from_beliefs(&scale.coarsened(&vectors));
            weights = Weights::new(&scale, mixture, &vectors);
        }
        self.tell(Stage::Cluster, 0, compared.pairs.len() as u64);
        let (found, edges) = pool.install(|| clusters(compared, &weights, cut_off_bits));
        Ok((weights, found, edges))
    }

    fn answer(
        &self,
        table: &Table,
        units: &Units,
        found: &Partition,
        edges: &[Edge],
        alike: &[f32],
        model: FittedModel,
    ) -> Deduped {
        let mut report = self.reported.clone();
        let mut clusters: Vec<u32> = (0..table.rows() as u32).collect();
        let mut out: Vec<Edge> = Vec::new();
        for members in found.clusters() {
            // equal rows that nothing else speaks for, and that say too little, stay apart
            let alone = members.len() == 1 && alike[members[0] as usize] <= 0.0;
            let rows = members.iter().flat_map(|&unit| units.rows_of(unit as usize));
            let lowest = rows.clone().min().copied().unwrap_or(0);
            let count = rows.clone().count() as u64;
            if alone || count < 2 {
                continue;
            }
            for &row in rows {
                clusters[row as usize] = lowest;
            }
            report.clusters += 1;
            report.rows_in_clusters += count;
            for &unit in &members {
                let rows = units.rows_of(unit as usize);
                let first = rows.iter().min().copied().unwrap_or(0);
                let weight = alike[unit as usize];
                out.extend(rows.iter().filter(|&&row| row != first).map(|&row| Edge {
                    a: first,
                    b: row,
                    weight,
                }));
            }
        }
        let firsts: Vec<u32> = (0..units.len())
            .map(|unit| units.rows_of(unit).iter().min().copied().unwrap_or(0))
            .collect();
        for edge in edges
            .iter()
            .filter(|edge| edge.weight > 0.0 || found.same(edge.a, edge.b))
        {
            let (a, b) = (firsts[edge.a as usize], firsts[edge.b as usize]);
            out.push(Edge {
                a: a.min(b),
                b: a.max(b),
                weight: edge.weight,
            });
        }
        out.par_sort_unstable_by_key(|edge| (edge.a, edge.b));
        Deduped {
            clusters,
            edges: out,
            model,
            report,
        }
    }
}

/// Clusters of the pairs, with the pairs between compared as well.
fn clusters(compared: &mut Compared<'_>, weights: &Weights, cut_off_bits: f32) -> (Partition, Vec<Edge>) {
    let units = compared.comparer.units();
    let mut edges = compared.edges(weights, cut_off_bits, 0);
    let mut more = around(&edges);
    let mut found = Partition::alone(0);
    for completion in 0..=COMPLETIONS {
        let from = compared.pairs.len();
        compared.add(more);
        edges.extend(compared.edges(weights, cut_off_bits, from));
        if completion > 0 && from == compared.pairs.len() {
            break;
        }
        found = cluster(units, &edges, &Constraints::none());
        more = if completion < COMPLETIONS {
            within(&found, &edges)
        } else {
            Vec::new()
        };
    }
    (found, edges)
}

/// Pairs that a table may have of rare words alone, whatever its size.
const PAIRS_MIN: u64 = 1_000_000;
/// The same, for each row of a large one.
const PAIRS_PER_ROW: u64 = 2;
/// Rows that may hold a word for it to be a key alone, at most.
const WORD_ROWS_MAX: u32 = 30;

/// Per unit, what equal rows of it weigh: nothing where they may well be equal by chance.
fn equal_rows_match(
    units: &Units,
    rows_per_word_max: u32,
    weigh: &(dyn Fn(u32, u32) -> f32 + Sync),
) -> Vec<f32> {
    let one = |unit: usize| {
        let rows = units.rows_of(unit).len();
        let chance = units.equal_by_chance(unit);
        let telling = chance <= CHANCE_MAX || (chance <= rows as f32 && rows <= rows_per_word_max as usize);
        if rows > 1 && telling {
            weigh(unit as u32, unit as u32)
        } else {
            0.0
        }
    };
    (0..units.len()).into_par_iter().map(one).collect()
}

fn distinct(levels: &[u64]) -> u64 {
    let mut sorted = levels.to_vec();
    sorted.par_sort_unstable();
    sorted.dedup();
    sorted.len() as u64
}

/// Features of a table at most: four bits hold the level of each, and one is left.
pub(super) const FEATURES_MAX: usize = 15;

fn pack(levels: &[u8]) -> u64 {
    levels
        .iter()
        .fold(0, |packed, &level| packed << 4 | u64::from(level.min(15)))
}

fn unpack(mut packed: u64, levels: &mut [u8]) {
    for level in levels.iter_mut().rev() {
        *level = if packed & 15 == 15 {
            MISSING
        } else {
            (packed & 15) as u8
        };
        packed >>= 4;
    }
}

/// A first belief in pairs: agreement is taken for what it is worth among random ones.
struct Guess {
    shares: Vec<Vec<f64>>,
    bits: Vec<Vec<f64>>,
    prior_bits: f64,
}

impl Guess {
    fn new(comparer: &Comparer<'_>, seed: u64) -> Guess {
        let units = comparer.units();
        let mut counts: Vec<Vec<f64>> = comparer.levels().iter().map(|&n| vec![0.5; n as usize]).collect();
        let mut level = vec![MISSING; counts.len()];
        let pick = |n: u64| (mix(seed.wrapping_add(n)) % units.max(1) as u64) as usize;
        for n in 0..RANDOM_PAIRS.min(20 * units as u64) {
            let (a, b) = (pick(2 * n), pick(2 * n + 1));
            if a == b {
                continue;
            }
            level.fill(MISSING);
            comparer.compare(a.min(b), a.max(b), &mut level);
            for (count, &level) in counts.iter_mut().zip(&level) {
                if level != MISSING {
                    count[level as usize] += 1.0;
                }
            }
        }
        for (count, feature) in counts.iter_mut().zip(&comparer.features) {
            comparer.exact_shares(feature, count);
            let sum: f64 = count.iter().sum();
            count.iter_mut().for_each(|share| *share /= sum);
        }
        let bits = counts.iter().zip(&comparer.features).map(|(count, feature)| {
            let equal = feature.method.equal_levels();
            let (full, part) = (
                equal.len() as f64,
                (count.len() - equal.len()).saturating_sub(1).max(1) as f64,
            );
            let share = |level: usize| match level {
                0 => 0.15,
                _ if equal.contains(&level) => 0.6 / full,
                _ => 0.25 / part,
            };
            count
                .iter()
                .enumerate()
                .map(|(level, n)| (share(level) / n).log2())
                .collect()
        });
        let bits = bits.collect();
        Guess {
            bits,
            shares: counts,
            prior_bits: -(units.max(2) as f64).log2(),
        }
    }

    fn belief(&self, levels: &[u8]) -> f64 {
        let of = |(bits, &level): (&Vec<f64>, &u8)| bits.get(level as usize).copied().unwrap_or(0.0);
        em::probability(self.prior_bits + self.bits.iter().zip(levels).map(of).sum::<f64>())
    }
}
