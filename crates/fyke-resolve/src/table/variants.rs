//! Values that stand for each other in this table: `babs` and `barbara`, a
//! village and its district. Nobody wrote them down; they are found in clusters
//! that other columns hold together, several of them, and then count in others.

use super::compare::{Comparer, Feature, Method};
use super::spread::Clusters;
use super::weights::Variant;
use crate::cluster::Partition;
use rustc_hash::FxHashMap;

/// Clusters in which two values must meet, so that no cluster is its own witness.
const CLUSTERS_MIN: u32 = 3;
/// Bits by which they must meet more often than chance has it.
const LIFT_BITS_MIN: f32 = 3.0;
/// Units of a cluster that is listened to.
const MEMBERS_MAX: usize = 200;
/// The level of [`Method::Word`] that says so.
const VARIANT_LEVEL: u8 = 2;

/// Pairs of values that stand for each other, with the clusters they meet in.
#[derive(Default)]
pub(super) struct Variants {
    /// By feature, then by the two value numbers, the lower first.
    by_feature: Vec<FxHashMap<u64, u32>>,
    /// By feature, whether a value number stands for any other; so most pairs are not looked up.
    stands: Vec<Vec<bool>>,
}

fn both(x: u32, y: u32) -> u64 {
    u64::from(x.min(y)) << 32 | u64::from(x.max(y))
}

impl Variants {
    /// Finds them in clusters.
    pub(super) fn learn(comparer: &Comparer<'_>, found: &Partition) -> Variants {
        let clusters = Clusters::of(found, 2, MEMBERS_MAX);
        let of_feature = |feature: &Feature| {
            if feature.method != Method::Word {
                return FxHashMap::default();
            }
            let ids = &comparer.ids[feature.column];
            let mut alone: FxHashMap<u32, u32> = FxHashMap::default();
            let mut together: FxHashMap<u64, u32> = FxHashMap::default();
            let mut values: Vec<u32> = Vec::new();
            for members in clusters.iter() {
                values.clear();
                values.extend(
                    members
                        .iter()
                        .map(|&unit| ids[unit as usize])
                        .filter(|&id| id != 0),
                );
                values.sort_unstable();
                values.dedup();
                for (at, &x) in values.iter().enumerate() {
                    *alone.entry(x).or_default() += 1;
                    for &y in &values[at + 1..] {
                        *together.entry(both(x, y)).or_default() += 1;
                    }
                }
            }
            let total = clusters.len() as f32;
            together.retain(|&pair, &mut n| {
                let by_chance = alone[&((pair >> 32) as u32)] as f32 * alone[&(pair as u32)] as f32 / total;
                n >= CLUSTERS_MIN && (n as f32 / by_chance).log2() >= LIFT_BITS_MIN
            });
            together
        };
        Variants::of(comparer.features.iter().map(of_feature).collect())
    }

    fn of(by_feature: Vec<FxHashMap<u64, u32>>) -> Variants {
        let stands = |known: &FxHashMap<u64, u32>| {
            let highest = known.keys().map(|&pair| pair as u32).max();
            let mut stands = vec![false; highest.map_or(0, |id| id as usize + 1)];
            // each value is marked on its own, in whatever order
            #[allow(clippy::iter_over_hash_type)]
            for &pair in known.keys() {
                stands[(pair >> 32) as usize] = true;
                stands[pair as u32 as usize] = true;
            }
            stands
        };
        Variants {
            stands: by_feature.iter().map(stands).collect(),
            by_feature,
        }
    }

    /// Those of a model that this table has values for.
    pub(super) fn of_model(comparer: &Comparer<'_>, known: &[Variant]) -> Variants {
        let of_feature = |feature: &Feature| {
            let column = &comparer.columns[feature.column];
            let wanted = || known.iter().filter(|variant| variant.feature == feature.name);
            let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
            for variant in wanted() {
                numbers.insert(&variant.left, 0);
                numbers.insert(&variant.right, 0);
            }
            if numbers.is_empty() || feature.method != Method::Word {
                return FxHashMap::default();
            }
            for id in 1..=column.distinct() as u32 {
                if let Some(held) = numbers.get_mut(column.value(id)) {
                    *held = id;
                }
            }
            wanted()
                .map(|v| (numbers[v.left.as_str()], numbers[v.right.as_str()], v.clusters))
                .filter(|(x, y, _)| *x != 0 && *y != 0)
                .map(|(x, y, clusters)| (both(x, y), clusters))
                .collect()
        };
        Variants::of(comparer.features.iter().map(of_feature).collect())
    }

    /// Raises the level of differing values that stand for each other.
    pub(super) fn apply(&self, comparer: &Comparer<'_>, a: usize, b: usize, levels: &mut [u8]) {
        for (at, (known, level)) in self.by_feature.iter().zip(levels.iter_mut()).enumerate() {
            if *level < VARIANT_LEVEL && !known.is_empty() {
                let column = comparer.features[at].column;
                let (x, y) = (comparer.id(a, column), comparer.id(b, column));
                let stands = |id: u32| self.stands[at].get(id as usize).copied().unwrap_or(false);
                if stands(x) && stands(y) && known.contains_key(&both(x, y)) {
                    *level = VARIANT_LEVEL;
                }
            }
        }
    }

    /// As data, in order.
    pub(super) fn list(&self, comparer: &Comparer<'_>) -> Vec<Variant> {
        let mut out = Vec::new();
        for (known, feature) in self.by_feature.iter().zip(&comparer.features) {
            let column = &comparer.columns[feature.column];
            // sorted below, so the map's own order is never seen
            #[allow(clippy::iter_over_hash_type)]
            for (&pair, &clusters) in known {
                let (x, y) = (column.value((pair >> 32) as u32), column.value(pair as u32));
                let (left, right) = (x.min(y).to_owned(), x.max(y).to_owned());
                out.push(Variant {
                    feature: feature.name.clone(),
                    left,
                    right,
                    clusters,
                });
            }
        }
        out.sort();
        out
    }
}
