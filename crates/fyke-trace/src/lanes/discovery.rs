//! How many of millions of lanes may be called unusual.
//!
//! Benjamini and Hochberg (1995) without a sort: p-values go into a histogram of
//! 2^16 bins of -ln p. Histograms of two partitions add up, so a cluster needs
//! one small table from each worker. A value counts as the least significant p
//! of its bin, which errs on the careful side. Beside it the bound of Benjamini
//! and Yekutieli (2001), since lanes depend on each other, and the report by
//! chapter and goods of Benjamini and Bogomolov (2014): choose goods by their
//! Simes p, then test lanes within the chosen at `q` times the chosen share.
//!
//! A p-value is a promise of the model. Two nulls check it on the figures
//! themselves: **placebo dates** (the same frame, moved to end before anything
//! had happened) and **permuted months** (the months before the measure in
//! random order, the same order for all lanes so that their ties stay). What
//! fires there is false by construction; its number over that of the true date
//! is the realised false-discovery rate.
//!
//! False positives: what changes for real on another date (a pandemic) is counted
//! against us as if it were false.

use serde::Serialize;
use std::collections::BTreeMap;

const BINS: usize = 1 << 16;
/// -ln of the smallest p told apart.
const LOG_MAX: f64 = 700.0;

/// A mergeable histogram of p-values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PValues {
    bins: Vec<u64>,
    count: u64,
}

impl Default for PValues {
    fn default() -> PValues {
        PValues {
            bins: vec![0; BINS],
            count: 0,
        }
    }
}

impl PValues {
    /// Adds one p-value; values outside 0..=1 count as 1.
    pub fn add(&mut self, p: f64) {
        self.count += 1;
        if let Some(bin) = self.bins.get_mut(bin_of(p)) {
            *bin += 1;
        }
    }

    /// Adds all of another histogram's.
    pub fn merge(&mut self, other: &PValues) {
        self.count += other.count;
        for (bin, more) in self.bins.iter_mut().zip(&other.bins) {
            *bin += more;
        }
    }

    /// Number of p-values.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The largest p at which discoveries keep a false-discovery rate of `q`
    /// (Benjamini-Hochberg), and their number. A p is a discovery when it is
    /// at most that.
    pub fn threshold(&self, q: f64) -> Option<(f64, u64)> {
        let mut seen = self.count;
        // from the least significant bin on: the first that holds is the largest
        for (bin, held) in self.bins.iter().enumerate() {
            let p = upper_edge(bin);
            if seen > 0 && *held > 0 && p * self.count as f64 <= q * seen as f64 {
                return Some((p, seen));
            }
            seen -= held;
        }
        None
    }

    /// The same under any dependence (Benjamini-Yekutieli): `q` over the
    /// harmonic number of the count.
    pub fn threshold_any_dependence(&self, q: f64) -> Option<(f64, u64)> {
        let harmonic = (self.count.max(1) as f64).ln() + 0.577_215_664_9;
        self.threshold(q / harmonic)
    }
}

fn bin_of(p: f64) -> usize {
    let log = if p > 0.0 && p <= 1.0 { -p.ln() } else { 0.0 };
    let log = if p == 0.0 { LOG_MAX } else { log };
    ((log / LOG_MAX * BINS as f64) as usize).min(BINS - 1)
}

fn upper_edge(bin: usize) -> f64 {
    (-(bin as f64) * LOG_MAX / BINS as f64).exp()
}

/// Smallest adjusted p of a group: `min p_(i) n / i` (Simes 1986).
pub fn simes(p_values: &mut [f64]) -> f64 {
    p_values.sort_unstable_by(f64::total_cmp);
    let n = p_values.len() as f64;
    p_values
        .iter()
        .enumerate()
        .map(|(i, p)| p * n / (i + 1) as f64)
        .fold(1.0, f64::min)
}

/// What may be called unusual, and how often that is wrong.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Discovery {
    /// The rate asked for.
    pub fdr: f64,
    /// Lanes judged.
    pub judged: u64,
    /// Lanes at or below the Benjamini-Hochberg threshold.
    pub significant: u64,
    /// Of these, lanes whose EB05 passes too: the surges.
    pub surges: u64,
    /// The largest p that is a discovery in each class: whether its goods are
    /// watched, from how many effective counts before, p; -1 where nothing is.
    pub p_max: Vec<(bool, f64, f64)>,
    /// Lanes that stay under any dependence between lanes.
    pub significant_any_dependence: u64,
    /// Surges at each placebo date at the true date's thresholds: last month of
    /// the window, and their number for as many lanes as the true date has.
    pub placebo: Vec<(String, f64)>,
    /// Mean of the same under permuted months.
    pub permuted: Option<f64>,
    /// Mean of the placebo dates' surges over those at the true date.
    pub realised_fdr: Option<f64>,
    /// Chapters with chosen goods, most surges first.
    pub chapters: Vec<ChapterReport>,
}

/// A chapter's chosen goods.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ChapterReport {
    /// Two digits of the HS.
    pub chapter: u32,
    /// Families of goods judged.
    pub goods: usize,
    /// Families chosen by their Simes p.
    pub goods_chosen: usize,
    /// Lanes of the chosen families that pass at `q` times the chosen share.
    pub lanes_chosen: usize,
}

/// Chapter, then goods, then lane: `(chapter, family, p)` of all judged lanes.
pub fn hierarchy(lanes: &[(u32, u32, f64)], q: f64) -> Vec<ChapterReport> {
    let mut goods: BTreeMap<(u32, u32), Vec<f64>> = BTreeMap::new();
    for &(chapter, family, p) in lanes {
        goods.entry((chapter, family)).or_default().push(p);
    }
    let mut all = PValues::default();
    let scored: Vec<((u32, u32), f64, Vec<f64>)> = goods
        .into_iter()
        .map(|(key, mut p)| (key, simes(&mut p), p))
        .collect();
    for (_, simes, _) in &scored {
        all.add(*simes);
    }
    let (p_max, chosen) = all.threshold(q).unwrap_or((-1.0, 0));
    let q_within = q * chosen as f64 / scored.len().max(1) as f64;
    let mut reports: BTreeMap<u32, ChapterReport> = BTreeMap::new();
    for ((chapter, _), simes, p_values) in scored {
        let report = reports.entry(chapter).or_insert(ChapterReport {
            chapter,
            ..ChapterReport::default()
        });
        report.goods += 1;
        if simes <= p_max {
            report.goods_chosen += 1;
            report.lanes_chosen += benjamini_hochberg(&p_values, q_within);
        }
    }
    let mut reports: Vec<ChapterReport> = reports.into_values().filter(|r| r.goods_chosen > 0).collect();
    reports.sort_by_key(|r| (std::cmp::Reverse(r.lanes_chosen), r.chapter));
    reports
}

/// Number of discoveries among sorted p-values.
fn benjamini_hochberg(sorted: &[f64], q: f64) -> usize {
    let n = sorted.len() as f64;
    (1..=sorted.len())
        .rev()
        .find(|&i| sorted.get(i - 1).is_some_and(|p| p * n <= q * i as f64))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The histogram never finds more than an exact sort, and hardly less.
        #[test]
        fn the_histogram_is_the_sort(mut p in proptest::collection::vec(0.0f64..1.0, 1..300), strong in 0usize..40) {
            p.extend((0..strong).map(|i| 1e-9 * (i + 1) as f64));
            let mut histogram = PValues::default();
            p.iter().for_each(|p| histogram.add(*p));
            p.sort_unstable_by(f64::total_cmp);
            let found = histogram.threshold(0.05).map_or(0, |t| t.1) as usize;
            prop_assert!(found <= benjamini_hochberg(&p, 0.05));
            prop_assert!(found >= benjamini_hochberg(&p, 0.05 * 0.989));
        }

        /// Two workers' histograms add up to one machine's.
        #[test]
        fn partitions_merge(p in proptest::collection::vec(0.0f64..=1.0, 1..100), cut in 0usize..100) {
            let (a, b) = p.split_at(cut.min(p.len()));
            let (mut one, mut left, mut right) = (PValues::default(), PValues::default(), PValues::default());
            p.iter().for_each(|p| one.add(*p));
            a.iter().for_each(|p| left.add(*p));
            b.iter().for_each(|p| right.add(*p));
            left.merge(&right);
            prop_assert_eq!(one, left);
        }
    }

    #[test]
    fn a_chapter_with_one_strong_family_is_told_apart_from_noise() {
        let mut lanes = vec![(84, 841350, 1e-8), (84, 841350, 1e-6), (84, 841350, 0.4)];
        lanes.extend((1..40).map(|i| (61, 610_000 + i, f64::from(i) / 40.0)));
        let report = hierarchy(&lanes, 0.05);
        assert_eq!(report.len(), 1);
        assert_eq!(
            (report[0].chapter, report[0].goods_chosen, report[0].lanes_chosen),
            (84, 1, 2)
        );
    }

    #[test]
    fn nothing_is_found_in_nothing() {
        assert_eq!(PValues::default().threshold(0.05), None);
        assert!(hierarchy(&[], 0.05).is_empty());
    }
}
