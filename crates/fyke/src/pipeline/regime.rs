//! What a case watches for: one embargo regime with its goods, as the kernels
//! want it told.

use crate::screen::{Failure, Outcome};
use fyke_model::country::Country;
use fyke_model::hs::HsCode;
use fyke_model::reference::{GoodsProfile, Reference, Regime};
use fyke_store::Case;
use fyke_trace::lanes::{self, Concordance, Family};
use std::collections::{BTreeMap, BTreeSet};

/// The country code under which the member states report together.
pub const EU: Country = Country::of("EU");

/// A regime, its goods, and who plays which part.
#[derive(Clone, Debug)]
pub struct Watch {
    /// The regime.
    pub regime: Regime,
    /// Goods profiles to trace.
    pub profiles: Vec<GoodsProfile>,
    /// The same, for the lane statistics.
    pub lanes: lanes::Regime,
    /// The correlation between HS editions, for the lane statistics.
    pub concordance: Concordance,
    /// Share of trade that the data show, where a person has said it.
    pub coverage: Option<f64>,
}

impl Watch {
    /// What a case watches for, one for each of its regimes.
    pub fn of_case(case: &Case, reference: &Reference) -> Outcome<Vec<Watch>> {
        let file = case.file();
        file.regimes
            .iter()
            .map(|id| {
                let mut watch = Watch::new(reference, id, &file.profiles)?;
                watch.coverage = file.coverage;
                Ok(watch)
            })
            .collect()
    }

    /// A regime with these profiles, or with its own where none is named.
    pub fn new(reference: &Reference, regime: &str, profiles: &[String]) -> Outcome<Watch> {
        let (Some(found), Some(lane_regime)) = (
            reference.regimes.get(regime),
            lanes::Regime::of(reference, regime),
        ) else {
            let known: Vec<&str> = reference.regimes.keys().map(String::as_str).collect();
            return Err(Failure::new(
                format!("case.toml names the regime '{regime}', which is not in the data"),
                format!("use one of: {}", known.join(", ")),
            ));
        };
        let ids = if profiles.is_empty() {
            &found.profiles
        } else {
            profiles
        };
        let profiles = ids
            .iter()
            .map(|id| {
                reference.profiles.get(id).cloned().ok_or_else(|| {
                    let known: Vec<&str> = reference.profiles.keys().map(String::as_str).collect();
                    Failure::new(
                        format!("case.toml names the goods profile '{id}', which is not in the data"),
                        format!("use one of: {}", known.join(", ")),
                    )
                })
            })
            .collect::<Outcome<Vec<_>>>()?;
        Ok(Watch {
            lanes: lane_regime,
            concordance: Concordance::of(reference),
            regime: found.clone(),
            profiles,
            coverage: None,
        })
    }

    /// Every code of its goods, in both editions.
    pub fn listed(&self) -> BTreeSet<HsCode> {
        self.profiles.iter().flat_map(GoodsProfile::hs_codes).collect()
    }
}

impl Watch {
    /// The comparable families that hold a listed code: what the lane
    /// statistics watch.
    pub fn families(&self) -> BTreeSet<Family> {
        self.listed()
            .into_iter()
            .map(|code| self.concordance.family(code))
            .collect()
    }

    /// The profiles that hold a code of which `holds` says yes.
    pub fn profiles_with(&self, holds: impl Fn(HsCode) -> bool) -> Vec<String> {
        let has = |profile: &&GoodsProfile| profile.hs_codes().into_iter().any(&holds);
        self.profiles
            .iter()
            .filter(has)
            .map(|profile| profile.id.clone())
            .collect()
    }
}

/// Plain names of headings, for sentences.
pub fn headings(reference: &Reference) -> BTreeMap<u32, String> {
    reference
        .headings
        .all()
        .map(|(heading, name)| (heading, name.to_owned()))
        .collect()
}

/// Plain names of countries, for sentences; the EU among them.
pub fn countries(reference: &Reference) -> BTreeMap<Country, String> {
    let mut names: BTreeMap<Country, String> = reference
        .countries
        .all()
        .map(|facts| (facts.country, facts.name.clone()))
        .collect();
    names.insert(EU, "EU".to_owned());
    names
}
