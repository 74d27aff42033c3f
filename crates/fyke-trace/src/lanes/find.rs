//! From figures to findings: [`find()`], or [`judge`] where the rows are elsewhere
//! or others work the windows out.
//!
//! A lane becomes a lead when it runs from the coalition to a hub and either
//! surges (T01: below the false-discovery threshold, EB05 above its minimum, not
//! by renumbering alone) or loses goods on the way (T06), and the money is worth
//! a look. p-values are those of the null that the figures themselves show at
//! placebo dates ([`null`](super::null)). Equal scores are ordered by the tenth in which
//! the goods stand in the ranking of goods, then by the money.

use super::Family;
use super::calling::{Called, Chance, Classes, call, passes};
use super::cells::Cells;
use super::discovery::{Discovery, hierarchy};
use super::displacement::{displacements, evidence};
use super::expected::{Expected, Frame};
use super::leads::{LaneFindings, LaneInput, LaneLead, LaneSettings, LaneSignal};
use super::mirror::{Mirror, RECORDED_MONTHS_MIN, ghost_p_max, mirrors};
use super::null::{Null, STRATA_FROM};
use super::panel::{LaneKey, Panel};
use super::ranking::rank_panel;
use super::regime::Regime;
use super::rows::{Behind, series_of};
use super::special::{median, normal_quantile_upper};
use super::surge::Surge;
use super::unit_value::unit_values;
use super::windows::{Judging, Told, Window, Windows};
use super::words::Words;
use crate::measure::Rng;
use fyke_model::consignment::Side;
use fyke_model::country::Country;
use fyke_model::lane::Flow;
use fyke_model::lead::Reason;
use fyke_model::money::Amount;
use std::collections::BTreeMap;
use std::panic::resume_unwind;

/// Below this z a change of the mirror ratio is T06, above its opposite T07.
const MIRROR_Z: f64 = 3.0;
/// Placebo frames that drift and null are learnt from, the nearest to the measure.
const PLACEBOS_LEARNT: usize = 3;
/// Placebo frames that the procedure is tested on at most: ones that share no
/// month of their windows with those learnt from.
const PLACEBOS_TESTED: usize = 4;

/// Everything the figures say about their lanes, in one call. Never fails: what
/// cannot be judged is skipped, and `notes` say so.
///
/// ```
/// use fyke_model::reference::Reference;
/// use fyke_trace::lanes::{Concordance, LaneInput, LaneSettings, Regime, find};
/// use std::collections::{BTreeMap, BTreeSet};
///
/// let reference = Reference::shipped();
/// let input = LaneInput {
///     concordance: &Concordance::of(&reference),
///     regime: &Regime::of(&reference, "ru-2022").unwrap(),
///     headings: &BTreeMap::new(),
///     countries: &BTreeMap::new(),
///     watched: &std::collections::BTreeSet::new(),
/// };
/// let findings = find(&[], &input, &LaneSettings::default());
/// assert!(findings.leads.is_empty());
/// assert_eq!(findings.notes.len(), 1); // no months to judge
/// ```
pub fn find(flows: &[Flow], input: &LaneInput<'_>, settings: &LaneSettings) -> LaneFindings {
    let panel = Panel::of(&Cells::of(flows), input.concordance);
    let judging = Judging::new(&panel, input.regime, input.watched, settings);
    let Ok((mut findings, behind)) = judge(&judging, input, &judging);
    let mut used = Vec::new();
    for flow in flows {
        behind.uses(flow, input.concordance, &mut used);
    }
    findings.add_rows(used);
    findings
}

/// The same of figures that were added up. The leads have no rows yet: those are
/// found by [`Behind`], wherever they are.
///
/// # Errors
/// Where `windows` has no answer.
pub fn judge<W: Windows>(
    judging: &Judging<'_>,
    input: &LaneInput<'_>,
    windows: &W,
) -> Result<(LaneFindings, Behind), W::Failure> {
    let (panel, settings) = (judging.panel, judging.settings);
    let mut notes = panel.notes.clone();
    let measure = input.regime.measure;
    let frame = Frame::new(panel, measure, settings.window_months, settings.baseline_months);
    let Some(frame) = frame else {
        notes.push(format!(
            "no lane is judged: figures need six months before {measure} and one after; add earlier or later months"
        ));
        let findings = LaneFindings {
            signals: Vec::new(),
            leads: Vec::new(),
            series: Vec::new(),
            discovery: Discovery::default(),
            switch: panel.switch(),
            notes,
        };
        return Ok((findings, Behind::nothing()));
    };
    let mirrors = mirrors(panel, measure);
    let judge = Judge {
        panel,
        regime: judging.regime,
        settings,
        judging,
        frame,
        ghost_p_max: ghost_p_max(&mirrors, settings.fdr),
    };
    let (signals, discovery) = judge.signals(&mirrors, windows, &mut notes)?;
    let places = places(panel, input.regime);
    let mut leads: Vec<(usize, LaneLead)> = signals
        .iter()
        .filter_map(|(lane, signal)| {
            let mut lead = judge.lead(input, *lane, signal)?;
            lead.goods_place = places.get(&lead.family).copied().unwrap_or(0.5);
            Some((*lane, lead))
        })
        .collect();
    leads.sort_by(|(_, a), (_, b)| {
        let tenth = |l: &LaneLead| (l.goods_place * 10.0) as i32;
        // goods of the case's profiles first: they are what it was opened for
        let order = b.watched.cmp(&a.watched).then(b.score.total_cmp(&a.score));
        order
            .then(tenth(b).cmp(&tenth(a)))
            .then(b.value.minor.cmp(&a.value.minor))
            .then(a.id.cmp(&b.id))
    });
    leads.truncate(settings.leads_max);
    let behind = Behind::new(panel, &judge.frame, &signals, leads.iter().map(|(lane, _)| *lane));
    let series = leads
        .iter()
        .flat_map(|(lane, lead)| series_of(panel, &signals, *lane, lead))
        .collect();
    let findings = LaneFindings {
        signals: signals.into_values().collect(),
        leads: leads.into_iter().map(|(_, lead)| lead).collect(),
        series,
        discovery,
        switch: panel.switch(),
        notes,
    };
    Ok((findings, behind))
}

/// Where each family of goods stands in the ranking of goods.
fn places(panel: &Panel, regime: &Regime) -> BTreeMap<Family, f64> {
    let ranked = rank_panel(panel, regime);
    let last = ranked.len().saturating_sub(1).max(1) as f64;
    let place = |(at, goods): (usize, &super::ranking::RankedGoods)| (goods.family, 1.0 - at as f64 / last);
    ranked.iter().enumerate().map(place).collect()
}

/// The window that holds the question, with all that is worked out of it alone.
struct Judge<'a> {
    panel: &'a Panel,
    regime: &'a Regime,
    settings: &'a LaneSettings,
    judging: &'a Judging<'a>,
    frame: Frame,
    /// Up to which p a mirror gap may be called, see [`ghost_p_max`].
    ghost_p_max: f64,
}

/// What lanes do when nothing happens.
struct Nothing {
    /// How far they drift.
    drift: f64,
    /// How large t gets.
    told: Vec<Told>,
}

/// What chance does: how many windows are tested, then shuffled.
struct Tried {
    tested: Vec<Window>,
    shuffled: Vec<Window>,
}

type Signals = BTreeMap<usize, LaneSignal>;
/// The window in question, and the others or why there are none.
type Beside<F> = ((Expected, Vec<Option<Surge>>), Result<Vec<Chance>, F>);

impl Judge<'_> {
    /// What lanes do when nothing happens, from the placebo frames learnt from.
    fn nothing<W: Windows>(&self, learnt: &[Frame], windows: &W) -> Result<Nothing, W::Failure> {
        let learnt: Vec<Window> = learnt.iter().map(Window::from).collect();
        let drift = median(&mut windows.drifts(&learnt)?);
        let told = windows.told(&learnt, drift)?.concat();
        Ok(Nothing { drift, told })
    }

    fn signals<W: Windows>(
        &self,
        mirrors: &BTreeMap<usize, Mirror>,
        windows: &W,
        notes: &mut Vec<String>,
    ) -> Result<(Signals, Discovery), W::Failure> {
        let placebos = self.frame.placebos();
        let learnt = placebos.get(..PLACEBOS_LEARNT.min(placebos.len())).unwrap_or(&[]);
        let tested: Vec<Window> = placebos
            .iter()
            .filter(|p| learnt.iter().all(|l| p.after.end <= l.after.start))
            .take(PLACEBOS_TESTED)
            .map(Window::from)
            .collect();
        if learnt.is_empty() {
            notes.push(
                "too few months before the measure for placebo dates: p-values are the model's own".into(),
            );
        }
        let nothing = self.nothing(learnt, windows)?;
        let tried = Tried {
            shuffled: self.shuffled(),
            tested,
        };
        let (own, chances) = self.beside_chance(&nothing, &tried, windows);
        let (expected, surges) = own;
        let chances = chances?;
        if expected.shocks.is_empty() {
            notes.push(
                "no third countries in the figures: the goods' world-wide shock is not known, only each hub's own boom is taken out"
                    .into(),
            );
        }
        let classes = Classes::new(&expected, &self.judging.watched);
        let called = call(&classes, &surges, self.settings);
        let discovery = self.discovery(&surges, &called, &tried, &chances);
        if mirrors.is_empty() {
            notes.push("skipped T06 and T07: no lane has both sides' records in one currency".into());
        }
        let prices = unit_values(self.panel, &self.frame);
        if prices.is_none() {
            notes.push("skipped T10 and T11: the figures have no masses".into());
        }
        let moved = displacements(self.panel, self.regime, &self.frame, &expected, &surges);
        let hanging = surges.iter().flatten().filter(|s| s.hangs_on_renumbering).count();
        if hanging > 0 {
            notes.push(format!(
                "{hanging} lanes rise only if renumbering moved nothing into their goods: not called"
            ));
        }
        let months = (self.frame.before.len() as i64, self.frame.after.len() as i64);
        let signals = self.panel.keys().iter().enumerate().map(|(lane, key)| {
            let values = self.panel.values(lane);
            let sum = |r: std::ops::Range<usize>| values.get(r).map_or(0, |v| v.iter().sum::<i64>());
            let surge = surges.get(lane).copied().flatten();
            let signal = LaneSignal {
                lane: *key,
                before_minor: sum(self.frame.before.clone()) / months.0.max(1),
                after_minor: sum(self.frame.after.clone()) / months.1.max(1),
                surge,
                mirror: mirrors.get(&lane).copied(),
                displacement: moved.get(&lane).copied(),
                unit_value: prices.as_ref().and_then(|p| p.get(&lane).copied()),
                discovered: surge.is_some_and(|s| passes(&s, classes.of(lane), &called.p_max, self.settings)),
            };
            (lane, signal)
        });
        Ok((signals.collect(), discovery))
    }

    /// The surges of the window in question, worked out here, and beside it what
    /// chance does.
    fn beside_chance<W: Windows>(&self, nothing: &Nothing, tried: &Tried, windows: &W) -> Beside<W::Failure> {
        let all = [&tried.tested[..], &tried.shuffled].concat();
        std::thread::scope(|scope| {
            let own = scope.spawn(|| {
                let null = Null::new(&nothing.told);
                self.judging
                    .surges(&Window::from(&self.frame), nothing.drift, &null)
            });
            let chances = windows.chances(&all, nothing.drift, &nothing.told);
            (own.join().unwrap_or_else(|panic| resume_unwind(panic)), chances)
        })
    }

    fn discovery(
        &self,
        surges: &[Option<Surge>],
        called: &Called,
        tried: &Tried,
        chances: &[Chance],
    ) -> Discovery {
        let (tested, shuffled) = chances.split_at(tried.tested.len().min(chances.len()));
        let draws = shuffled.len();
        let permuted = shuffled
            .iter()
            .map(|chance| chance.false_surges(called))
            .sum::<f64>();
        let last = |window: &Window| self.panel.first() + (window.frame.after.end as i32 - 1);
        let placebo: Vec<(String, f64)> = tried
            .tested
            .iter()
            .zip(tested)
            .map(|(window, chance)| (last(window).to_string(), chance.false_surges(called)))
            .collect();
        let lanes: Vec<(u32, u32, f64)> = self
            .panel
            .keys()
            .iter()
            .zip(surges)
            .filter_map(|(k, s)| Some((k.family.chapter(), k.family.0.number(), s.as_ref()?.p)))
            .collect();
        let mean = placebo.iter().map(|p| p.1).sum::<f64>() / placebo.len().max(1) as f64;
        Discovery {
            fdr: self.settings.fdr,
            judged: called.judged.iter().sum(),
            significant: called.significant,
            surges: called.surges,
            p_max: called
                .p_max
                .iter()
                .enumerate()
                .map(|(class, p)| {
                    (
                        class >= STRATA_FROM.len(),
                        STRATA_FROM[class % STRATA_FROM.len()],
                        *p,
                    )
                })
                .collect(),
            significant_any_dependence: called.any_dependence,
            realised_fdr: (!placebo.is_empty() && called.surges > 0).then(|| mean / called.surges as f64),
            permuted: (draws > 0).then(|| permuted / draws as f64),
            placebo,
            chapters: hierarchy(&lanes, self.settings.fdr),
        }
    }

    /// The months up to the measure, judged as the window is, in orders that mean
    /// nothing.
    fn shuffled(&self) -> Vec<Window> {
        let cut = self.frame.before.end;
        let window = self.frame.after.len();
        if self.frame.before.len() < window + 6 {
            return Vec::new();
        }
        let frame = Frame {
            before: self.frame.before.start..cut - window,
            after: cut - window..cut,
        };
        let mut rng = Rng::new(self.settings.seed);
        let draw = |_| {
            let mut columns: Vec<usize> = (0..self.panel.months()).collect();
            let shuffled = &mut columns[self.frame.before.clone()];
            for i in (1..shuffled.len()).rev() {
                shuffled.swap(i, rng.below(i + 1));
            }
            Window {
                frame: frame.clone(),
                columns,
            }
        };
        (0..self.settings.permutations).map(draw).collect()
    }

    /// The lane as a lead, where it is one.
    fn lead(&self, input: &LaneInput<'_>, lane: usize, signal: &LaneSignal) -> Option<LaneLead> {
        let key = &signal.lane;
        let last = self.panel.first() + (self.panel.months() as i32 - 1);
        let route = key.side == Side::Export
            && self.regime.is_hub(key.importer, last)
            && self.regime.is_coalition(key.exporter, last);
        let ghost = signal.mirror.is_some_and(|m| {
            m.z < -MIRROR_Z
                && m.p <= self.ghost_p_max
                && m.missing_minor >= self.settings.rise_minor_min
                && m.months_recorded >= RECORDED_MONTHS_MIN
        });
        let rise = signal.after_minor
            - signal.surge.map_or(signal.before_minor, |s| {
                s.expected_minor / self.frame.after.len().max(1) as i64
            });
        let surge = signal.discovered && rise >= self.settings.rise_minor_min;
        if !route || !(surge || ghost) {
            return None;
        }
        let end = signal
            .displacement
            .map(|d| d.end)
            .or(self.regime.ends.first().copied())?;
        let words = Words::new(input, self.panel, &self.frame, signal, end);
        let reasons = reasons(&words, signal, surge, ghost);
        let missing = signal.mirror.filter(|_| !surge).map(|m| m.missing_minor);
        let value = missing.unwrap_or_else(|| self.value(lane, signal));
        Some(LaneLead {
            id: stable_id(&self.regime.id, key, end),
            exporter: key.exporter,
            hub: key.importer,
            end,
            family: key.family,
            title: words.title(),
            watched: self.judging.watched.get(lane).copied().unwrap_or(false),
            goods_place: 0.5,
            from: self.regime.measure + 1,
            to: last,
            score: reasons.iter().map(|r| r.contribution).sum(),
            value: Amount {
                minor: value,
                currency: key.currency,
            },
            sentence: match signal.mirror.filter(|_| !surge) {
                Some(mirror) => words.ghost_headline(&mirror),
                None => words.headline(),
            },
            innocent: words.innocent(),
            reasons,
            rows: Vec::new(),
        })
    }

    /// What went beyond expectation since the measure, hundredths.
    fn value(&self, lane: usize, signal: &LaneSignal) -> i64 {
        let after = self.frame.before.end + 1..self.panel.months();
        let monthly = signal.surge.map_or(signal.before_minor, |s| {
            s.expected_minor / self.frame.after.len().max(1) as i64
        });
        let months = after.len() as i64;
        let sent: i64 = self.panel.values(lane).get(after).map_or(0, |v| v.iter().sum());
        (sent - monthly.saturating_mul(months)).max(0)
    }
}

fn reasons(words: &Words<'_>, signal: &LaneSignal, surge: bool, ghost: bool) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let mut add = |typology: &str, contribution: f64, sentence: String| {
        reasons.push(Reason::new(typology, contribution, sentence));
    };
    if let Some(surge) = signal.surge.filter(|_| surge) {
        add(
            "T01",
            evidence(normal_quantile_upper(surge.p)),
            words.surge(&surge),
        );
    }
    if let Some(moved) = signal.displacement.filter(|_| surge) {
        add("D01", moved.contribution, words.displacement(&moved));
    }
    if let Some(mirror) = signal.mirror {
        if ghost {
            add("T06", evidence(-mirror.z), words.ghost(&mirror));
        } else if mirror.z > MIRROR_Z && mirror.months_recorded >= RECORDED_MONTHS_MIN {
            add("T07", evidence(mirror.z), words.excess(&mirror));
        }
    }
    if let Some(price) = signal.unit_value {
        if let Some(z) = price.premium_z.filter(|z| *z > MIRROR_Z) {
            add("T11", evidence(z), words.premium(&price));
        }
        if let Some(through) = price
            .pass_through
            .filter(|p| (0.8..=1.2).contains(&p.slope) && p.r_squared > 0.5)
        {
            // two prices that follow the world price look the same: half a nat
            add("T10", 0.5, words.pass_through(&through));
        }
    }
    reasons
}

/// Ten characters of base 32 over regime, lane and end (FNV-1a, 64 bits): the same
/// whenever these are, on every machine.
fn stable_id(regime: &str, key: &LaneKey, end: Country) -> String {
    let text = format!(
        "lane|{regime}|{}|{}|{}|{end}|{}",
        key.exporter, key.importer, key.family, key.currency
    );
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    (0..10)
        .map(|i| char::from(LETTERS[(hash >> (5 * i)) as usize % 32]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{regime, world};
    use super::*;
    use crate::lanes::Concordance;

    fn findings(text: &str) -> LaneFindings {
        let quiet: String = (0..60)
            .map(|i| {
                format!(
                    "9 EU KG 2017/8413{:02} 2020-01..2022-11 {}\n",
                    i,
                    40_000 + 700 * i
                )
            })
            .collect();
        let headings = BTreeMap::from([(8482, "ball and roller bearings".to_owned())]);
        let countries = BTreeMap::from([
            (Country::of("KG"), "Kyrgyzstan".to_owned()),
            (Country::of("RU"), "Russia".to_owned()),
        ]);
        let flows = world(&(quiet + text));
        let input = LaneInput {
            concordance: &Concordance::default(),
            regime: &regime(),
            headings: &headings,
            countries: &countries,
            watched: &std::collections::BTreeSet::new(),
        };
        find(&flows, &input, &LaneSettings::default())
    }

    const BEARINGS: &str = "
        2 EU RU 2017/848210 2020-01..2022-02 6300000
        2 EU RU 2017/848210 2022-03..2022-11 10000
        3 EU KG 2017/848210 2020-01..2022-04 200000
        3 EU KG 2017/848210 2022-05..2022-11 4100000
        # the innocent look-alike: as steep, but Russia still buys, and it was so before
        4 EU RU 2017/610910 2020-01..2022-11 6300000
        5 EU KG 2017/610910 2020-01..2021-06 200000
        5 EU KG 2017/610910 2021-07..2022-11 900000";

    #[test]
    fn the_sentence_a_journalist_would_write() {
        let found = findings(BEARINGS);
        assert_eq!(found.leads.len(), 1, "{:#?}", found.leads);
        let lead = &found.leads[0];
        assert_eq!(
            lead.sentence,
            "EU exports of ball and roller bearings to Kyrgyzstan rose from EUR 200 k a month \
             (2020-02 to 2022-01) to EUR 4.2 m a month (2022-09 to 2022-11); direct exports to Russia of the same goods fell by \
             EUR 6.3 m a month."
        );
        let told: Vec<(&str, bool)> = lead
            .reasons
            .iter()
            .map(|r| (&*r.typology, r.contribution > 1.0))
            .collect();
        assert_eq!(told, [("T01", true), ("D01", true)]);
        let rows: Vec<String> = lead
            .rows
            .iter()
            .map(|r| format!("{} {} {}", r.typology, r.role, r.row))
            .collect();
        assert_eq!(
            rows,
            ["D01 detour 3", "D01 direct 2", "T01 after 3", "T01 before 3"]
        );
        assert_eq!(found.series.len(), 2);
        assert!(!lead.innocent.explanation.is_empty() && !lead.innocent.confirmed_by.is_empty());
    }

    #[test]
    fn what_is_skipped_is_said() {
        let notes = findings(BEARINGS).notes.join("\n");
        for said in ["no third countries", "skipped T06 and T07", "skipped T10 and T11"] {
            assert!(notes.contains(said), "{said} is not in {notes}");
        }
    }

    #[test]
    fn a_lead_keeps_its_id_and_its_order() {
        let (one, other) = (findings(BEARINGS), findings(BEARINGS));
        assert_eq!(one.leads, other.leads);
        assert_eq!(one.leads[0].id.len(), 10);
        assert_eq!(one.discovery, other.discovery);
    }

    #[test]
    fn goods_that_vanish_on_the_way_are_a_lead_without_a_surge() {
        let found = findings(
            "2 EU RU 2017/854231 2020-01..2022-11 5000
             3 EU KZ 2017/854231 2020-01..2022-11 900000 X
             4 EU KZ 2017/854231 2020-01..2022-02 950000 M
             4 EU KZ 2017/854231 2022-03..2022-11 100000 M",
        );
        let lead = &found.leads[0];
        assert!(lead.reasons.iter().any(|r| r.typology == "T06"), "{lead:#?}");
        assert!(lead.rows.iter().any(|r| r.role == "received" && r.row == 4));
    }
}
