//! The windows in which lanes are judged, and what is asked of those at which
//! nothing had happened.
//!
//! One window holds the question; eighteen more say what chance does. Those that
//! end before the measure teach how far lanes drift and how large t gets
//! ([`null`](super::null)), others test the procedure, and in some the months are
//! shuffled. Each is worked out of the panel alone and needs no other, so they may
//! be worked out anywhere: [`Windows`] is who does it, and [`Judging`] is who does
//! it here. What comes back is small: a number, a pair for each lane, or the
//! p-values of what fired.

use super::calling::{Chance, Classes};
use super::concordance::Family;
use super::expected::{Expected, Frame};
use super::leads::LaneSettings;
use super::null::Null;
use super::panel::Panel;
use super::regime::Regime;
use super::surge::{Surge, drift_variance, surges};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::convert::Infallible;

/// Months judged against the months before them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Window {
    /// Which they are.
    pub frame: Frame,
    /// Which month of the panel stands for each; empty where each stands for itself.
    pub columns: Vec<usize>,
}

impl From<&Frame> for Window {
    fn from(frame: &Frame) -> Window {
        Window {
            frame: frame.clone(),
            columns: Vec::new(),
        }
    }
}

/// A lane's effective counts before a window, and its t there.
pub type Told = (f64, f64);

/// Who works windows out. The answers are in the order of the windows.
pub trait Windows {
    /// Why there is no answer.
    type Failure;

    /// How far lanes drift in each of these windows, as a variance.
    ///
    /// # Errors
    /// Where a window could not be worked out.
    fn drifts(&self, windows: &[Window]) -> Result<Vec<f64>, Self::Failure>;

    /// What every judged lane tells in each of these windows, given the drift.
    ///
    /// # Errors
    /// Where a window could not be worked out.
    fn told(&self, windows: &[Window], drift: f64) -> Result<Vec<Vec<Told>>, Self::Failure>;

    /// What fires in each of these windows, given the drift and what lanes told
    /// where nothing had happened.
    ///
    /// # Errors
    /// Where a window could not be worked out.
    fn chances(&self, windows: &[Window], drift: f64, null: &[Told]) -> Result<Vec<Chance>, Self::Failure>;
}

/// A panel with the choices that all its windows share.
pub struct Judging<'a> {
    /// The figures.
    pub(super) panel: &'a Panel,
    pub(super) regime: &'a Regime,
    pub(super) settings: &'a LaneSettings,
    /// Which lanes carry goods that the case watches.
    pub(super) watched: Vec<bool>,
    switch: Option<usize>,
}

impl<'a> Judging<'a> {
    /// A panel, under a regime, for a case that watches some goods.
    pub fn new(
        panel: &'a Panel,
        regime: &'a Regime,
        watched: &BTreeSet<Family>,
        settings: &'a LaneSettings,
    ) -> Judging<'a> {
        let watched = panel.keys().iter().map(|key| watched.contains(&key.family));
        Judging {
            panel,
            regime,
            settings,
            watched: watched.collect(),
            switch: panel.switch().and_then(|m| panel.column(m)),
        }
    }

    /// How far lanes drift in a window.
    pub fn drift(&self, window: &Window) -> f64 {
        let frame = &window.frame;
        let expected = Expected::new(self.panel, self.regime, frame, &window.columns);
        drift_variance(self.panel, frame, &expected, &|lane| self.judged(frame, lane))
    }

    /// What every judged lane tells in a window.
    pub fn told_in(&self, window: &Window, drift: f64) -> Vec<Told> {
        let (expected, surges) = self.surges(window, drift, &Null::default());
        let known = surges.iter().zip(&expected.levels);
        known
            .filter_map(|(surge, level)| Some((level.before / level.phi, surge.as_ref()?.t)))
            .collect()
    }

    /// What fires in a window.
    pub fn chance(&self, window: &Window, drift: f64, null: &Null) -> Chance {
        let (expected, surges) = self.surges(window, drift, null);
        Chance::of(&Classes::new(&expected, &self.watched), &surges, self.settings)
    }

    /// A surge to an embargoed end is no detour; some families have no past.
    fn judged(&self, frame: &Frame, lane: usize) -> bool {
        self.panel.keys().get(lane).is_some_and(|key| {
            !self.regime.is_end(key.importer)
                && (!frame.crosses(self.switch) || self.panel.comparable(key.family))
        })
    }

    pub(super) fn surges(&self, window: &Window, drift: f64, null: &Null) -> (Expected, Vec<Option<Surge>>) {
        let (frame, columns) = (&window.frame, &window.columns);
        let expected = Expected::new(self.panel, self.regime, frame, columns);
        let judged = |lane: usize| self.judged(frame, lane);
        let mut found = surges(self.panel, frame, &expected, drift, columns, &judged);
        for (surge, level) in found.iter_mut().zip(&expected.levels) {
            if let Some(surge) = surge {
                surge.p = null.p(level.before / level.phi, surge.t, surge.p);
            }
        }
        (expected, found)
    }
}

impl Windows for Judging<'_> {
    type Failure = Infallible;

    fn drifts(&self, windows: &[Window]) -> Result<Vec<f64>, Infallible> {
        Ok(windows.iter().map(|window| self.drift(window)).collect())
    }

    fn told(&self, windows: &[Window], drift: f64) -> Result<Vec<Vec<Told>>, Infallible> {
        Ok(windows.iter().map(|window| self.told_in(window, drift)).collect())
    }

    fn chances(&self, windows: &[Window], drift: f64, null: &[Told]) -> Result<Vec<Chance>, Infallible> {
        let null = Null::new(null);
        let chance = |window| self.chance(window, drift, &null);
        Ok(windows.iter().map(chance).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{regime, world};
    use super::super::{Behind, Cells, Concordance, Gathering, LaneFindings, LaneInput, find, judge};
    use super::*;
    use fyke_model::country::Country;
    use fyke_model::lane::Flow;
    use std::cell::Cell;
    use std::collections::BTreeMap;

    /// Works each window out alone and the last first, of a panel that came as bytes.
    struct Apart {
        cells: Vec<u8>,
        watched: BTreeSet<Family>,
        asked: Cell<usize>,
    }

    impl Apart {
        fn each<T>(&self, windows: &[Window], answer: impl Fn(&Judging<'_>, &Window) -> T) -> Vec<T> {
            self.asked.set(self.asked.get() + windows.len());
            let alone = |window| {
                let cells = Cells::read(&self.cells).unwrap();
                let panel = Panel::of(&cells, &Concordance::default());
                let (regime, settings) = (regime(), LaneSettings::default());
                answer(&Judging::new(&panel, &regime, &self.watched, &settings), window)
            };
            let mut answers: Vec<T> = windows.iter().rev().map(alone).collect();
            answers.reverse();
            answers
        }
    }

    impl Windows for Apart {
        type Failure = &'static str;

        fn drifts(&self, windows: &[Window]) -> Result<Vec<f64>, Self::Failure> {
            Ok(self.each(windows, |judging, window| judging.drift(window)))
        }

        fn told(&self, windows: &[Window], drift: f64) -> Result<Vec<Vec<Told>>, Self::Failure> {
            Ok(self.each(windows, |judging, window| judging.told_in(window, drift)))
        }

        fn chances(
            &self,
            windows: &[Window],
            drift: f64,
            null: &[Told],
        ) -> Result<Vec<Chance>, Self::Failure> {
            let null = Null::new(null);
            Ok(self.each(windows, |judging, window| judging.chance(window, drift, &null)))
        }
    }

    /// A hundred lanes that keep still as real lanes do, one that is taken up by
    /// another, and goods of which some vanish.
    fn flows() -> Vec<Flow> {
        let quiet: String = (0..100)
            .map(|i| {
                let (to, code) = (["KG", "KZ", "CH", "TR"][i % 4], 841_300 + i / 4);
                let (first, second) = (40_000 + 700 * i, 38_000 + 900 * i);
                format!(
                    "9 EU {to} 2017/{code} 2019-01..2020-06 {first}\n\
                     8 EU {to} 2017/{code} 2020-07..2022-11 {second}\n"
                )
            })
            .collect();
        world(
            &(quiet
                + "2 EU RU 2017/848210 2019-01..2022-02 6300000
                   2 EU RU 2017/848210 2022-03..2022-11 10000
                   3 EU KG 2017/848210 2019-01..2022-04 200000
                   3 EU KG 2017/848210 2022-05..2022-11 4100000
                   4 EU KZ 2017/854231 2019-01..2022-11 900000 X
                   5 EU KZ 2017/854231 2019-01..2022-02 950000 M
                   6 EU KZ 2017/854231 2022-03..2022-11 100000 M"),
        )
    }

    fn rows_in_slices(flows: &[Flow], behind: &Behind, findings: &mut LaneFindings) {
        let mut used = Vec::new();
        for slice in flows.chunks(7).rev() {
            for flow in slice {
                behind.uses(flow, &Concordance::default(), &mut used);
            }
        }
        findings.add_rows(used);
    }

    #[test]
    fn windows_worked_out_apart_and_rows_in_slices_find_the_same() {
        let flows = flows();
        let (regime, settings) = (regime(), LaneSettings::default());
        let watched = BTreeSet::from([Family("848210".parse().unwrap())]);
        let input = LaneInput {
            concordance: &Concordance::default(),
            regime: &regime,
            headings: &BTreeMap::new(),
            countries: &BTreeMap::from([(Country::of("KG"), "Kyrgyzstan".to_owned())]),
            watched: &watched,
        };
        let whole = find(&flows, &input, &settings);
        assert!(whole.leads.len() >= 2, "{:#?}", whole.leads);
        assert!(whole.leads.iter().all(|lead| !lead.rows.is_empty()));
        let mut gathering = Gathering::default();
        for slice in flows.chunks(11).rev() {
            gathering.join(Cells::of(slice));
        }
        let cells = gathering.finish();
        let others = Apart {
            cells: cells.to_bytes(),
            watched: watched.clone(),
            asked: Cell::new(0),
        };
        let panel = Panel::of(&cells, input.concordance);
        let judging = Judging::new(&panel, &regime, &watched, &settings);
        let (mut findings, behind) = judge(&judging, &input, &others).unwrap();
        rows_in_slices(&flows, &behind, &mut findings);
        // three twice to learn from, four to test, eight shuffled
        assert_eq!(others.asked.get(), 3 + 3 + 4 + 8);
        // to the last digit of every number
        assert_eq!(format!("{findings:?}"), format!("{whole:?}"));
    }

    #[test]
    fn a_window_without_an_answer_is_no_finding() {
        struct Nobody;
        impl Windows for Nobody {
            type Failure = &'static str;
            fn drifts(&self, _: &[Window]) -> Result<Vec<f64>, Self::Failure> {
                Ok(vec![0.01; 3])
            }
            fn told(&self, _: &[Window], _: f64) -> Result<Vec<Vec<Told>>, Self::Failure> {
                Ok(vec![])
            }
            fn chances(&self, _: &[Window], _: f64, _: &[Told]) -> Result<Vec<Chance>, Self::Failure> {
                Err("nobody is there")
            }
        }
        let (regime, settings, watched) = (regime(), LaneSettings::default(), BTreeSet::new());
        let input = LaneInput {
            concordance: &Concordance::default(),
            regime: &regime,
            headings: &BTreeMap::new(),
            countries: &BTreeMap::new(),
            watched: &watched,
        };
        let panel = Panel::new(&flows(), input.concordance);
        let judging = Judging::new(&panel, &regime, &watched, &settings);
        assert_eq!(judge(&judging, &input, &Nobody).err(), Some("nobody is there"));
    }
}
