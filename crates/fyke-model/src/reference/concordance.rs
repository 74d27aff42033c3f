//! Which HS 2017 code goes on as which HS 2022 code, and with how much of its trade.
//!
//! Many to many, with shares as intervals: where the correlation table names
//! successors and nothing says how much went to each, the truth is an interval
//! and stays one.

use super::{BadReference, read_csv};
use crate::hs::Hs6;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Whether two codes belong together or merely touch.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// Joins the two codes into one family.
    Main,
    /// A relation on paper whose share is thought small.
    Side,
}

/// What a share rests on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Estimated from trade before and after.
    Continuity,
    /// The correlation table says there is one successor.
    Official,
    /// Successors are named, their shares are not.
    Unknown,
    /// In the table, against the values of trade.
    Refuted,
    /// Not in the table; the values of trade demand it.
    Supplied,
}

/// One row: a share of an old code's trade under a new code.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub struct Share {
    #[serde(rename = "from_hs6")]
    /// The HS 2017 code.
    pub from: Hs6,
    /// The HS 2022 code.
    #[serde(rename = "to_hs6")]
    pub to: Hs6,
    /// Least share the evidence allows.
    pub weight_lo: f64,
    /// Best estimate.
    pub weight: f64,
    /// Greatest share the evidence allows.
    pub weight_hi: f64,
    /// Whether it joins families.
    pub link: Link,
    /// What it rests on.
    pub basis: Basis,
}

/// The concordance between HS 2017 and HS 2022.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Concordance {
    shares: Vec<Share>,
    from: BTreeMap<Hs6, Vec<usize>>,
    to: BTreeMap<Hs6, Vec<usize>>,
}

impl Concordance {
    /// Reads the table.
    ///
    /// # Errors
    /// Where a row has another shape, or the shares of an old code do not sum to 1.
    pub fn parse(file: &str, text: &str) -> Result<Concordance, BadReference> {
        let shares: Vec<Share> = read_csv(file, text)?;
        let mut concordance = Concordance::default();
        for (at, share) in shares.iter().enumerate() {
            concordance.from.entry(share.from).or_default().push(at);
            concordance.to.entry(share.to).or_default().push(at);
        }
        for (from, rows) in &concordance.from {
            let sum: f64 = rows
                .iter()
                .filter_map(|&at| shares.get(at))
                .map(|s| s.weight)
                .sum();
            if (sum - 1.0).abs() > 1e-6 {
                return Err(BadReference {
                    file: file.to_owned(),
                    what: format!("the weights from {from} sum to {sum}, not to 1"),
                });
            }
        }
        concordance.shares = shares;
        Ok(concordance)
    }

    /// All rows.
    pub fn all(&self) -> &[Share] {
        &self.shares
    }

    /// Where the trade of an HS 2017 code went on. A code that the table does
    /// not list kept its digits and its meaning: an empty answer means 1:1.
    pub fn successors(&self, from: Hs6) -> impl Iterator<Item = &Share> {
        self.from
            .get(&from)
            .into_iter()
            .flatten()
            .filter_map(|&at| self.shares.get(at))
    }

    /// Where the trade of an HS 2022 code came from; empty means 1:1.
    pub fn predecessors(&self, to: Hs6) -> impl Iterator<Item = &Share> {
        self.to
            .get(&to)
            .into_iter()
            .flatten()
            .filter_map(|&at| self.shares.get(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_leads_to_its_successors_and_back() {
        let table = "from_version,from_hs6,to_version,to_hs6,weight_lo,weight,weight_hi,link,basis
2017,852580,2022,852581,0,0.1,1,main,unknown
2017,852580,2022,852589,0,0.9,1,main,unknown
";
        let concordance = Concordance::parse("test.csv", table).unwrap();
        let codes = |shares: Vec<&Share>| {
            shares
                .iter()
                .map(|s| format!("{}>{}", s.from, s.to))
                .collect::<Vec<_>>()
        };
        let (old, new) = ("852580".parse().unwrap(), "852589".parse().unwrap());
        assert_eq!(
            codes(concordance.successors(old).collect()),
            ["852580>852581", "852580>852589"]
        );
        assert_eq!(codes(concordance.predecessors(new).collect()), ["852580>852589"]);
        // a code that is not listed kept its digits and its meaning
        assert_eq!(concordance.successors(new).count(), 0);
    }

    #[test]
    fn shares_that_do_not_sum_to_one_are_refused() {
        let table = "from_version,from_hs6,to_version,to_hs6,weight_lo,weight,weight_hi,link,basis
2017,852580,2022,852581,0,0.5,1,main,unknown
";
        let error = Concordance::parse("test.csv", table).unwrap_err();
        assert!(
            error.to_string().contains("the weights from 852580 sum to 0.5"),
            "{error}"
        );
    }
}
