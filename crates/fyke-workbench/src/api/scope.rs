//! Which datasets a program asks: the whole case under `default` or `all`, or
//! one of it; never what a source alone told.

use super::params::short;
use super::problem::absent;
use crate::error::Failed;
use crate::ftm::{Labels, TOLD};
use fyke_model::desk::{Answer, CaseView, Desk};

/// Names for the whole case.
pub(super) const WHOLE: &[&str] = &["default", "all"];

/// Which datasets are asked.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    /// What may be told.
    pub(super) labels: Labels,
    /// Datasets that are asked, in order.
    pub(super) datasets: Vec<String>,
    /// True where that is the whole case.
    pub(super) whole: bool,
}

impl Scope {
    /// The scope of a name, where it is one.
    pub(super) fn of(case: &CaseView, name: &str) -> Option<Scope> {
        let labels = Labels::of(case, TOLD);
        let told = labels.told();
        if WHOLE.contains(&name) {
            let whole = labels.all();
            return Some(Scope {
                labels,
                datasets: told,
                whole,
            });
        }
        let datasets: Vec<String> = told.into_iter().filter(|id| id == name).collect();
        (!datasets.is_empty()).then_some(Scope {
            labels,
            datasets,
            whole: false,
        })
    }

    /// Narrowed to some and without others. False where nothing is left to ask.
    pub(super) fn narrow(&mut self, include: &[String], exclude: &[String]) -> bool {
        if !include.is_empty() {
            self.datasets.retain(|id| include.contains(id));
            self.whole = false;
        }
        let before = self.datasets.len();
        self.datasets.retain(|id| !exclude.contains(id));
        self.whole &= self.datasets.len() == before;
        !self.datasets.is_empty()
    }

    /// As the desk is asked: empty for all.
    pub(super) fn asked(&self) -> Vec<String> {
        if self.whole {
            Vec::new()
        } else {
            self.datasets.clone()
        }
    }

    /// Whether something that these datasets name is in it.
    pub(super) fn holds(&self, datasets: &[String]) -> bool {
        self.whole || datasets.iter().any(|id| self.datasets.contains(id))
    }
}

/// The scope of a name, asked of the desk; none where there is no such dataset.
pub(super) fn scope(desk: &dyn Desk, name: &str) -> Answer<Option<Scope>> {
    Ok(Scope::of(&desk.case()?, name))
}

/// That there is no such dataset.
pub(super) fn no_such(name: &str) -> Failed {
    absent(
        format!("there is no dataset '{}' in this case", short(name)),
        "use default for the whole case, or a name that /catalog lists",
    )
}
