//! Codes of two HS editions made comparable: one series per family of codes.
//!
//! 1 January 2022 renumbered the nomenclature. A code that is "zero before,
//! millions after" is then mostly a code that had another number before. So no
//! statistic of this module is computed by code: codes that continue each
//! other (`main` links) form a *family*, the family is the unit, and a family's
//! value in a month is the plain sum of its codes.
//!
//! What a plain sum cannot know is carried as an interval `[low, high]`. Where
//! the correlation table names a further successor (`side` link) and nothing
//! says how much went there, the trade of an earlier month in today's meaning
//! of the family lies between what surely stayed and what stayed plus all that
//! could have come in. A rise that is gone at the upper end is a rise that the
//! renumbering alone could have made, and it does not fire.
//!
//! Source: UN Statistics Division correlation tables HS2022-HS2017; the idea of
//! intervals instead of points is that of partial identification (Manski 2003,
//! *Partial Identification of Probability Distributions*).
//! False positives: a family joined too widely hides a rise in one of its codes;
//! a missing link makes one. Families that the data cannot compare are told by
//! [`Concordance::with_incomparable`] and are not judged across the switch.

use fyke_model::hs::{Hs6, HsCode, HsVersion};
use fyke_model::reference::{self, Reference};
use std::collections::{BTreeMap, BTreeSet};

/// One row of a correlation between two editions.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Link {
    /// The code of the older edition.
    pub from: HsCode,
    /// One of its successors in the newer edition.
    pub to: HsCode,
    /// Least share of the old code's trade that goes on under `to`.
    pub weight_low: f64,
    /// Largest share of the old code's trade that goes on under `to`.
    pub weight_high: f64,
    /// Whether the two codes belong to one family; otherwise a relation on
    /// paper whose share is thought small.
    pub main: bool,
}

/// The correlation between HS editions, as far as it is not "same number, same
/// meaning": a code without a link continues under its own six digits.
#[derive(Clone, Default, Debug)]
pub struct Concordance {
    root: BTreeMap<HsCode, Hs6>,
    side_in: BTreeMap<HsCode, Vec<(Hs6, f64)>>,
    stays: BTreeMap<HsCode, f64>,
    incomparable: BTreeSet<Hs6>,
}

/// A group of codes of one or more editions, closed under `main` links. Named
/// by the smallest code of the newest edition among them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
pub struct Family(pub Hs6);

impl Family {
    /// The four-digit heading of the code that names the family.
    pub fn heading(self) -> u32 {
        self.0.heading()
    }
    /// The two-digit chapter of the code that names the family.
    pub fn chapter(self) -> u32 {
        self.0.chapter()
    }
}

impl std::fmt::Display for Family {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// What one code's trade of a month means in families of the newest edition.
#[derive(Clone, PartialEq, Debug)]
pub struct Share {
    /// The family.
    pub family: Family,
    /// Least share of the trade that belongs to it.
    pub low: f64,
    /// The share by plain sum: 1 for the code's own family, 0 for others.
    pub point: f64,
    /// Largest share that may belong to it.
    pub high: f64,
}

impl Concordance {
    /// A concordance from the rows of a correlation table. An old code without
    /// a `main` row goes on under its own six digits; a new code that reuses the
    /// digits of an old one that moved is another family.
    pub fn new(links: &[Link]) -> Concordance {
        let mut union = Union::default();
        for link in links.iter().filter(|l| l.main) {
            union.join(link.from, link.to);
        }
        let root = union.names(links);
        let mut side_in: BTreeMap<HsCode, Vec<(Hs6, f64)>> = BTreeMap::new();
        let mut leaves: BTreeMap<HsCode, f64> = BTreeMap::new();
        let name = |code: HsCode| root.get(&code).copied().unwrap_or(code.code);
        for link in links.iter().filter(|l| !l.main && l.weight_high > 0.0) {
            let (from, to) = (name(link.from), name(link.to));
            if from == to {
                continue;
            }
            side_in
                .entry(link.from)
                .or_default()
                .push((to, link.weight_high.clamp(0.0, 1.0)));
            *leaves.entry(link.from).or_default() += link.weight_high.clamp(0.0, 1.0);
        }
        let stays = leaves
            .iter()
            .map(|(&code, &share)| (code, (1.0 - share).clamp(0.0, 1.0)))
            .collect();
        Concordance {
            root,
            side_in,
            stays,
            incomparable: BTreeSet::new(),
        }
    }

    /// The concordance of the reference data, with the families that the shipped
    /// figures cannot compare.
    pub fn of(reference: &Reference) -> Concordance {
        let code = |version, code| HsCode { version, code };
        let links: Vec<Link> = reference
            .concordance
            .all()
            .iter()
            .map(|share| Link {
                from: code(HsVersion::Hs2017, share.from),
                to: code(HsVersion::Hs2022, share.to),
                weight_low: share.weight_lo,
                weight_high: share.weight_hi,
                main: share.link == reference::Link::Main,
            })
            .collect();
        Concordance::new(&links).with_incomparable(reference.incomparable.iter().copied().map(Family))
    }

    /// The same, with families that must not be judged across the switch
    /// because the figures do not hold all of their codes.
    pub fn with_incomparable(mut self, families: impl IntoIterator<Item = Family>) -> Concordance {
        self.incomparable = families.into_iter().map(|f| f.0).collect();
        self
    }

    /// The family of a code. Both editions' codes lead to the same family.
    pub fn family(&self, code: HsCode) -> Family {
        Family(self.root.get(&code).copied().unwrap_or(code.code))
    }

    /// False where the figures are known not to hold all codes of the family.
    pub fn comparable(&self, family: Family) -> bool {
        !self.incomparable.contains(&family.0)
    }

    /// The families that trade under an older code may belong to today, its own
    /// first. For most codes that is one family with share exactly 1.
    pub fn shares(&self, code: HsCode) -> Vec<Share> {
        let own = self.family(code);
        let low = self.stays.get(&code).copied().unwrap_or(1.0);
        let mut shares = vec![Share {
            family: own,
            low,
            point: 1.0,
            high: 1.0,
        }];
        for &(family, high) in self.side_in.get(&code).into_iter().flatten() {
            shares.push(Share {
                family: Family(family),
                low: 0.0,
                point: 0.0,
                high,
            });
        }
        shares
    }
}

/// Union of codes, each with its edition: equal digits of two editions are two
/// codes, which only a row joins.
#[derive(Default)]
struct Union {
    parent: BTreeMap<HsCode, HsCode>,
}

impl Union {
    fn find(&mut self, code: HsCode) -> HsCode {
        let mut at = code;
        while let Some(&up) = self.parent.get(&at) {
            if up == at {
                break;
            }
            at = up;
        }
        self.parent.insert(code, at);
        at
    }

    fn join(&mut self, a: HsCode, b: HsCode) {
        let (a, b) = (self.find(a), self.find(b));
        let (low, high) = (a.min(b), a.max(b));
        self.parent.insert(low, low);
        self.parent.insert(high, low);
    }

    /// Every joined code with its family's name: the smallest code of the
    /// newest edition among its members.
    fn names(&mut self, links: &[Link]) -> BTreeMap<HsCode, Hs6> {
        let mut newest: BTreeMap<HsCode, Hs6> = BTreeMap::new();
        for link in links.iter().filter(|l| l.main) {
            let root = self.find(link.to);
            newest
                .entry(root)
                .and_modify(|name| *name = (*name).min(link.to.code))
                .or_insert(link.to.code);
        }
        let codes: Vec<HsCode> = self.parent.keys().copied().collect();
        codes
            .into_iter()
            .map(|code| {
                let root = self.find(code);
                (code, newest.get(&root).copied().unwrap_or(root.code))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(version: u16, digits: &str) -> HsCode {
        HsCode {
            version: HsVersion::from_year(version).unwrap(),
            code: digits.parse().unwrap(),
        }
    }

    fn link(from: &str, to: &str, low: f64, high: f64, main: bool) -> Link {
        Link {
            from: code(2017, from),
            to: code(2022, to),
            weight_low: low,
            weight_high: high,
            main,
        }
    }

    #[test]
    fn a_renumbered_code_keeps_its_family() {
        let table = [
            link("852580", "852581", 0.1, 0.3, true),
            link("852580", "852589", 0.6, 0.9, true),
        ];
        let concordance = Concordance::new(&table);
        let family = concordance.family(code(2017, "852580"));
        assert_eq!(family.to_string(), "852581");
        assert_eq!(concordance.family(code(2022, "852589")), family);
        // no row: the same six digits, the same goods
        assert_eq!(concordance.family(code(2022, "010121")).to_string(), "010121");
        // digits that came back with another meaning are another family
        assert_ne!(concordance.family(code(2022, "852580")), family);
    }

    #[test]
    fn a_side_link_widens_the_interval_and_joins_nothing() {
        let table = [link("210690", "160100", 0.0, 0.25, false)];
        let concordance = Concordance::new(&table);
        assert_ne!(
            concordance.family(code(2017, "210690")),
            concordance.family(code(2022, "160100"))
        );
        let shares = concordance.shares(code(2017, "210690"));
        assert_eq!(shares.len(), 2);
        assert_eq!((shares[0].low, shares[0].point, shares[0].high), (0.75, 1.0, 1.0));
        assert_eq!((shares[1].low, shares[1].point, shares[1].high), (0.0, 0.0, 0.25));
    }
}
