//! All lane statistics as leads that a person can read, check and dismiss.
//!
//! One entry point, [`find`]: figures in, findings out. A lane becomes a lead when
//! it runs from the coalition to a hub and either surges (T01: below the
//! false-discovery threshold, EB05 above its minimum, not by renumbering alone)
//! or loses goods on the way (T06), and the money is worth a look. Its score is
//! the sum of its reasons' weights of evidence, each in nats, each capped; equal
//! scores are ordered by the money. The sentences are in [`words`](super::words).

use super::concordance::{Concordance, Family};
use super::discovery::{Discovery, PValues, hierarchy};
use super::displacement::{Displacement, displacements, evidence};
use super::expected::{Expected, Frame};
use super::mirror::{Mirror, mirrors};
use super::panel::{LaneKey, Panel};
use super::regime::Regime;
use super::special::median;
use super::surge::{Surge, drift_variance, surges};
use super::unit_value::{UnitValue, unit_values};
use super::words::Words;
use crate::measure::Rng;
use fyke_model::consignment::Side;
use fyke_model::country::Country;
use fyke_model::dataset::{Handling, RowRef};
use fyke_model::date::Month;
use fyke_model::lane::Flow;
use fyke_model::lead::{GoodsFamily, Innocent, Lead, LeadRow, Reason, Subject};
use fyke_model::money::Amount;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What [`find`] looks at.
#[derive(Clone, Copy, Debug)]
pub struct LaneInput<'a> {
    /// Country flows, both sides, any currency, any HS edition.
    pub flows: &'a [Flow],
    /// The correlation between the editions.
    pub concordance: &'a Concordance,
    /// Who is embargoed, who is a hub, who restricts, since when.
    pub regime: &'a Regime,
    /// Plain names of four-digit headings, for the sentences.
    pub headings: &'a BTreeMap<u32, String>,
    /// Plain names of countries, for the sentences.
    pub countries: &'a BTreeMap<Country, String>,
}

/// How [`find`] looks. [`LaneSettings::default`] holds the numbers of
/// `data/typologies`.
#[derive(Clone, Debug)]
pub struct LaneSettings {
    /// Months judged, counted back from the last month of the figures.
    pub window_months: usize,
    /// Months before the measure that they are judged against, at most.
    pub baseline_months: usize,
    /// A surge fires above this lower 5 % bound of observed over expected.
    pub eb05_min: f64,
    /// False-discovery rate allowed among the lanes called unusual.
    pub fdr: f64,
    /// A lane whose monthly rise is worth less, in hundredths of its currency,
    /// is no lead however unusual it is: nobody would go and look.
    pub rise_minor_min: i64,
    /// Most leads returned.
    pub leads_max: usize,
    /// Placebo draws by permuting months.
    pub permutations: usize,
    /// Seed of the permutations and of the sample that the prior is fitted on.
    pub seed: u64,
}

impl Default for LaneSettings {
    fn default() -> LaneSettings {
        LaneSettings {
            window_months: 3,
            baseline_months: 24,
            eb05_min: 2.0,
            fdr: 0.05,
            rise_minor_min: 10_000_00,
            leads_max: 500,
            permutations: 8,
            seed: 1,
        }
    }
}

/// Everything the figures say about their lanes.
#[derive(Clone, Debug, Serialize)]
pub struct LaneFindings {
    /// One per judged lane, in the order of their keys.
    pub signals: Vec<LaneSignal>,
    /// The strongest first.
    pub leads: Vec<LaneLead>,
    /// Monthly series behind each lead, for charts.
    pub series: Vec<LaneSeries>,
    /// How many lanes may be called unusual, and how often that is wrong.
    pub discovery: Discovery,
    /// First month of the newest HS edition, for the mark on charts.
    pub switch: Option<Month>,
    /// What was skipped and why.
    pub notes: Vec<String>,
}

/// What the statistics say about one lane.
#[derive(Clone, Debug, Serialize)]
pub struct LaneSignal {
    /// The lane.
    pub lane: LaneKey,
    /// Mean monthly value before the measure, hundredths.
    pub before_minor: i64,
    /// Mean monthly value in the window, hundredths.
    pub after_minor: i64,
    /// The rise against expectation (T01), where the lane goes to no embargoed end.
    pub surge: Option<Surge>,
    /// Sent and not received (T06), or the reverse (T07).
    pub mirror: Option<Mirror>,
    /// The fall that reappears here (D01).
    pub displacement: Option<Displacement>,
    /// Price signals (T10, T11).
    pub unit_value: Option<UnitValue>,
    /// Whether the lane is among the discoveries at the settings' rate.
    pub discovered: bool,
}

/// A lead about a lane. [`LaneLead::into_lead`] makes it the model's type.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LaneLead {
    /// Ten characters, the same whenever lane, goods and period are.
    pub id: String,
    /// Where the goods leave from.
    pub exporter: Country,
    /// The hub they rise to.
    pub hub: Country,
    /// The embargoed end they are thought to reach.
    pub end: Country,
    /// The goods.
    pub family: Family,
    /// Plain words for the goods.
    pub title: String,
    /// First month it covers.
    pub from: Month,
    /// Last month it covers.
    pub to: Month,
    /// Sum of the reasons' contributions.
    pub score: f64,
    /// The rise over the months it covers: the value of the goods in question.
    pub value: Amount,
    /// One sentence that says it.
    pub sentence: String,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Why perhaps not.
    pub innocent: Innocent,
    /// Row numbers ([`Flow::row`]) behind it.
    pub rows: Vec<LaneLeadRow>,
}

/// The part a flow's row plays in a lead.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LaneLeadRow {
    /// The typology it supports.
    pub typology: String,
    /// `before`, `after`, `direct`, `detour` or `mirror`.
    pub role: String,
    /// [`Flow::row`].
    pub row: u64,
}

/// Monthly values of one lane of a lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LaneSeries {
    /// The lead it belongs to.
    pub lead: String,
    /// `direct`, `detour` or `mirror`.
    pub role: String,
    /// The lane.
    pub lane: LaneKey,
    /// First month.
    pub first: Month,
    /// One value per month, hundredths of the lane's currency.
    pub values_minor: Vec<i64>,
}

/// Below this z a change of the mirror ratio is T06, above its opposite T07.
const MIRROR_Z: f64 = 3.0;
/// Placebo frames used at most: half to learn the drift, half to test it.
const PLACEBOS_MAX: usize = 8;

/// Everything the figures say about their lanes, in one call. Never fails: what
/// cannot be judged is skipped, and `notes` say so.
///
/// ```
/// use fyke_model::reference::Reference;
/// use fyke_trace::lanes::{Concordance, LaneInput, LaneSettings, Regime, find};
/// use std::collections::BTreeMap;
///
/// let reference = Reference::shipped();
/// let input = LaneInput {
///     flows: &[],
///     concordance: &Concordance::of(&reference),
///     regime: &Regime::of(&reference, "ru-2022").unwrap(),
///     headings: &BTreeMap::new(),
///     countries: &BTreeMap::new(),
/// };
/// let findings = find(&input, &LaneSettings::default());
/// assert!(findings.leads.is_empty());
/// assert_eq!(findings.notes.len(), 1); // no months to judge
/// ```
pub fn find(input: &LaneInput<'_>, settings: &LaneSettings) -> LaneFindings {
    let panel = Panel::new(input.flows, input.concordance);
    let mut notes = panel.notes.clone();
    let measure = input.regime.measure;
    let frame = Frame::new(&panel, measure, settings.window_months, settings.baseline_months);
    let Some(frame) = frame else {
        notes.push(format!(
            "no lane is judged: figures need six months before {measure} and one after; add earlier or later months"
        ));
        return LaneFindings {
            signals: Vec::new(),
            leads: Vec::new(),
            series: Vec::new(),
            discovery: Discovery::default(),
            switch: panel.switch(),
            notes,
        };
    };
    let judge = Judge::new(&panel, input.regime, settings, frame);
    let (signals, discovery) = judge.signals(&mut notes);
    let mut leads: Vec<(usize, LaneLead)> = signals
        .iter()
        .filter_map(|(lane, signal)| Some((*lane, judge.lead(input, *lane, signal)?)))
        .collect();
    leads.sort_by(|a, b| {
        let order = b.1.score.total_cmp(&a.1.score);
        order.then(b.1.value.minor.cmp(&a.1.value.minor)).then(a.1.id.cmp(&b.1.id))
    });
    leads.truncate(settings.leads_max);
    add_rows(input, &panel, &judge.frame, &signals, &mut leads);
    let series = leads.iter().flat_map(|(lane, lead)| series_of(&panel, &signals, *lane, lead)).collect();
    LaneFindings {
        signals: signals.into_values().collect(),
        leads: leads.into_iter().map(|(_, lead)| lead).collect(),
        series,
        discovery,
        switch: panel.switch(),
        notes,
    }
}

/// The panel with the choices that all statistics share.
struct Judge<'a> {
    panel: &'a Panel,
    regime: &'a Regime,
    settings: &'a LaneSettings,
    frame: Frame,
    switch: Option<usize>,
}

impl<'a> Judge<'a> {
    fn new(panel: &'a Panel, regime: &'a Regime, settings: &'a LaneSettings, frame: Frame) -> Judge<'a> {
        Judge {
            panel,
            regime,
            settings,
            frame,
            switch: panel.switch().and_then(|m| panel.column(m)),
        }
    }

    /// A surge to an embargoed end is no detour; some families have no past.
    fn judged(&self, frame: &Frame, lane: usize) -> bool {
        self.panel.keys().get(lane).is_some_and(|key| {
            !self.regime.is_end(key.importer)
                && (!frame.crosses(self.switch) || self.panel.comparable(key.family))
        })
    }

    fn surges(&self, frame: &Frame, drift: f64, columns: &[usize]) -> (Expected, Vec<Option<Surge>>) {
        let expected = Expected::new(self.panel, self.regime, frame, columns);
        let judged = |lane: usize| self.judged(frame, lane);
        let found = surges(self.panel, frame, &expected, drift, columns, &judged);
        (expected, found)
    }

    /// Variance of the drift between dates, from every second placebo frame.
    fn drift(&self, placebos: &[Frame]) -> f64 {
        let mut found: Vec<f64> = placebos
            .iter()
            .skip(1)
            .step_by(2)
            .map(|frame| {
                let expected = Expected::new(self.panel, self.regime, frame, &[]);
                drift_variance(self.panel, frame, &expected, &|lane| self.judged(frame, lane))
            })
            .collect();
        median(&mut found)
    }

    fn signals(&self, notes: &mut Vec<String>) -> (BTreeMap<usize, LaneSignal>, Discovery) {
        let placebos: Vec<Frame> = self.frame.placebos().into_iter().take(PLACEBOS_MAX).collect();
        if placebos.len() < 2 {
            notes.push("too few months before the measure for placebo dates: how far lanes drift is not known".into());
        }
        let drift = self.drift(&placebos);
        let (expected, surges) = self.surges(&self.frame, drift, &[]);
        if expected.shocks.is_empty() {
            notes.push(
                "no third countries in the figures: the goods' world-wide shock is not known, only each hub's own boom is taken out"
                    .into(),
            );
        }
        let discovery = self.discovery(&surges, &placebos, drift);
        let mirrors = mirrors(self.panel, self.regime.measure);
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
            notes.push(format!("{hanging} lanes rise only if renumbering moved nothing into their goods: not called"));
        }
        let p_max = discovery.p_max.unwrap_or(-1.0);
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
                discovered: surge.is_some_and(|s| s.p <= p_max && fires(&s, self.settings)),
            };
            (lane, signal)
        });
        (signals.collect(), discovery)
    }

    fn discovery(&self, surges: &[Option<Surge>], placebos: &[Frame], drift: f64) -> Discovery {
        let (count, p_values) = count_surges(surges, self.settings);
        let found = p_values.threshold(self.settings.fdr);
        let placebo: Vec<(String, u64)> = placebos
            .iter()
            .step_by(2)
            .map(|frame| {
                let last = self.panel.first() + (frame.after.end as i32 - 1);
                let surges = self.surges(frame, drift, &[]).1;
                (last.to_string(), count_surges(&surges, self.settings).0)
            })
            .collect();
        let lanes: Vec<(u32, u32, f64)> = self
            .panel
            .keys()
            .iter()
            .zip(surges)
            .filter_map(|(k, s)| Some((k.family.chapter(), k.family.0.number(), s.as_ref()?.p)))
            .collect();
        let mean = placebo.iter().map(|p| p.1 as f64).sum::<f64>() / placebo.len().max(1) as f64;
        Discovery {
            fdr: self.settings.fdr,
            judged: p_values.count(),
            significant: found.map_or(0, |f| f.1),
            surges: count,
            p_max: found.map(|f| f.0),
            significant_any_dependence: p_values
                .threshold_any_dependence(self.settings.fdr)
                .map_or(0, |f| f.1),
            realised_fdr: (!placebo.is_empty() && count > 0).then(|| mean / count as f64),
            permuted: self.permuted(drift),
            placebo,
            chapters: hierarchy(&lanes, self.settings.fdr),
        }
    }

    /// Mean number of surges when the months before the measure are shuffled.
    fn permuted(&self, drift: f64) -> Option<f64> {
        let cut = self.frame.before.end;
        let window = self.frame.after.len();
        let draws = self.settings.permutations;
        if draws == 0 || self.frame.before.len() < window + 6 {
            return None;
        }
        let frame = Frame {
            before: self.frame.before.start..cut - window,
            after: cut - window..cut,
        };
        let mut rng = Rng::new(self.settings.seed);
        let total: u64 = (0..draws)
            .map(|_| {
                let mut columns: Vec<usize> = (0..self.panel.months()).collect();
                let shuffled = &mut columns[self.frame.before.clone()];
                for i in (1..shuffled.len()).rev() {
                    shuffled.swap(i, rng.below(i + 1));
                }
                let surges = self.surges(&frame, drift, &columns).1;
                count_surges(&surges, self.settings).0
            })
            .sum();
        Some(total as f64 / draws as f64)
    }

    /// The lane as a lead, where it is one.
    fn lead(&self, input: &LaneInput<'_>, lane: usize, signal: &LaneSignal) -> Option<LaneLead> {
        let key = &signal.lane;
        let last = self.panel.first() + (self.panel.months() as i32 - 1);
        let route = key.side == Side::Export
            && self.regime.is_hub(key.importer, last)
            && self.regime.is_coalition(key.exporter, last);
        let ghost = signal
            .mirror
            .is_some_and(|m| m.z < -MIRROR_Z && m.missing_minor >= self.settings.rise_minor_min);
        let rise = signal.after_minor - signal.surge.map_or(signal.before_minor, |s| {
            s.expected_minor / self.frame.after.len().max(1) as i64
        });
        let surge = signal.discovered && rise >= self.settings.rise_minor_min;
        if !route || !(surge || ghost) {
            return None;
        }
        let end = signal.displacement.map(|d| d.end).or(self.regime.ends.first().copied())?;
        let words = Words::new(input, self.panel, &self.frame, signal, end);
        let reasons = reasons(&words, signal, ghost);
        let value = self.value(lane, signal);
        Some(LaneLead {
            id: stable_id(&self.regime.id, key, end),
            exporter: key.exporter,
            hub: key.importer,
            end,
            family: key.family,
            title: words.title(),
            from: self.regime.measure + 1,
            to: last,
            score: reasons.iter().map(|r| r.contribution).sum(),
            value: Amount {
                minor: value,
                currency: key.currency,
            },
            sentence: words.headline(),
            innocent: words.innocent(),
            reasons,
            rows: Vec::new(),
        })
    }

    /// What went beyond expectation since the measure, hundredths.
    fn value(&self, lane: usize, signal: &LaneSignal) -> i64 {
        let after = self.frame.before.end + 1..self.panel.months();
        let monthly = signal
            .surge
            .map_or(signal.before_minor, |s| s.expected_minor / self.frame.after.len().max(1) as i64);
        let months = after.len() as i64;
        let sent: i64 = self.panel.values(lane).get(after).map_or(0, |v| v.iter().sum());
        (sent - monthly.saturating_mul(months)).max(0)
    }
}

fn fires(surge: &Surge, settings: &LaneSettings) -> bool {
    surge.eb05.is_some_and(|e| e > settings.eb05_min) && !surge.hangs_on_renumbering
}

/// Surges among the lanes at or below the threshold, and all their p-values.
fn count_surges(surges: &[Option<Surge>], settings: &LaneSettings) -> (u64, PValues) {
    let mut p_values = PValues::default();
    for surge in surges.iter().flatten() {
        p_values.add(surge.p);
    }
    let p_max = p_values.threshold(settings.fdr).map_or(-1.0, |t| t.0);
    let count = surges.iter().flatten().filter(|s| s.p <= p_max && fires(s, settings)).count();
    (count as u64, p_values)
}

fn reasons(words: &Words<'_>, signal: &LaneSignal, ghost: bool) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let mut add = |typology: &str, contribution: f64, sentence: String| {
        reasons.push(Reason {
            typology: typology.into(),
            contribution,
            sentence,
        });
    };
    if let Some(surge) = signal.surge {
        add("T01", evidence(surge.t), words.surge(&surge));
    }
    if let Some(moved) = signal.displacement {
        add("D01", moved.contribution, words.displacement(&moved));
    }
    if let Some(mirror) = signal.mirror {
        if ghost {
            add("T06", evidence(-mirror.z), words.ghost(&mirror));
        } else if mirror.z > MIRROR_Z {
            add("T07", evidence(mirror.z), words.excess(&mirror));
        }
    }
    if let Some(price) = signal.unit_value {
        if let Some(z) = price.premium_z.filter(|z| *z > MIRROR_Z) {
            add("T11", evidence(z), words.premium(&price));
        }
        if let Some(through) = price.pass_through.filter(|p| (0.8..=1.2).contains(&p.slope) && p.r_squared > 0.5) {
            // two prices that follow the world price look the same: half a nat
            add("T10", 0.5, words.pass_through(&through));
        }
    }
    reasons
}

/// One pass over the flows for the rows of all leads.
fn add_rows(
    input: &LaneInput<'_>,
    panel: &Panel,
    frame: &Frame,
    signals: &BTreeMap<usize, LaneSignal>,
    leads: &mut [(usize, LaneLead)],
) {
    let mut wanted: BTreeMap<LaneKey, Vec<(usize, &str)>> = BTreeMap::new();
    for (at, (lane, _)) in leads.iter().enumerate() {
        for (role, key) in lanes_of(panel, signals, *lane) {
            wanted.entry(key).or_default().push((at, role));
        }
    }
    let mut rows: BTreeMap<usize, BTreeSet<LaneLeadRow>> = BTreeMap::new();
    for flow in input.flows {
        let key = LaneKey {
            family: input.concordance.family(flow.lane.hs),
            exporter: flow.lane.exporter,
            importer: flow.lane.importer,
            side: flow.side,
            currency: flow.currency,
        };
        let (Some(wanted), Some(column)) = (wanted.get(&key), panel.column(flow.lane.month)) else {
            continue;
        };
        let time = if frame.before.contains(&column) { "before" } else { "after" };
        if !frame.before.contains(&column) && !frame.after.contains(&column) {
            continue;
        }
        for (at, role) in wanted {
            let parts: &[(&str, &str)] = match *role {
                "direct" => &[("D01", "direct")],
                "mirror" => &[("T06", "mirror")],
                _ => &[("T01", time), ("D01", "detour")],
            };
            rows.entry(*at).or_default().extend(parts.iter().map(|(typology, role)| LaneLeadRow {
                typology: (*typology).to_owned(),
                role: (*role).to_owned(),
                row: flow.row,
            }));
        }
    }
    for (at, rows) in rows {
        if let Some((_, lead)) = leads.get_mut(at) {
            let told = |row: &LaneLeadRow| lead.reasons.iter().any(|r| r.typology == row.typology);
            let kept: Vec<LaneLeadRow> = rows.into_iter().filter(told).collect();
            lead.rows = kept;
        }
    }
}

/// The lanes that a lead rests on, with their roles.
fn lanes_of<'p>(
    panel: &'p Panel,
    signals: &BTreeMap<usize, LaneSignal>,
    lane: usize,
) -> Vec<(&'static str, LaneKey)> {
    let Some(key) = panel.keys().get(lane) else {
        return Vec::new();
    };
    let mut lanes = vec![("detour", *key)];
    if let Some(moved) = signals.get(&lane).and_then(|s| s.displacement) {
        lanes.extend(panel.keys().get(moved.direct).map(|k| ("direct", *k)));
    }
    let other = LaneKey {
        side: Side::Import,
        ..*key
    };
    if panel.keys().binary_search(&other).is_ok() {
        lanes.push(("mirror", other));
    }
    lanes
}

fn series_of(
    panel: &Panel,
    signals: &BTreeMap<usize, LaneSignal>,
    lane: usize,
    lead: &LaneLead,
) -> Vec<LaneSeries> {
    lanes_of(panel, signals, lane)
        .into_iter()
        .filter_map(|(role, key)| {
            let at = panel.keys().binary_search(&key).ok()?;
            Some(LaneSeries {
                lead: lead.id.clone(),
                role: role.into(),
                lane: key,
                first: panel.first(),
                values_minor: panel.values(at).to_vec(),
            })
        })
        .collect()
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

impl LaneLead {
    /// The lead in the model's words. `row_ref` says where a row number leads to;
    /// rows that it does not know are left out.
    pub fn into_lead(
        self,
        regime: &str,
        row_ref: impl Fn(u64) -> Option<RowRef>,
        handling: Handling,
        simulated: bool,
    ) -> Lead {
        let rows = self.rows.iter().filter_map(|row| {
            Some(LeadRow {
                typology: row.typology.clone(),
                role: row.role.clone(),
                row: row_ref(row.row)?,
            })
        });
        Lead {
            rows: rows.collect(),
            id: self.id,
            subject: Subject::Lane {
                exporter: self.exporter,
                through: vec![self.hub],
                end: self.end,
            },
            goods: GoodsFamily {
                id: self.family.to_string(),
                title: self.title,
            },
            from: self.from,
            to: self.to,
            regime: regime.to_owned(),
            score: self.score,
            probability: None,
            value: Some(self.value),
            coverage: None,
            sentence: self.sentence,
            reasons: self.reasons,
            innocent: self.innocent,
            handling,
            simulated,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{regime, world};
    use super::*;

    fn findings(text: &str) -> LaneFindings {
        let quiet: String = (0..60)
            .map(|i| format!("9 EU KG 2017/8413{:02} 2020-01..2022-11 {}\n", i, 40_000 + 700 * i))
            .collect();
        let headings = BTreeMap::from([(8482, "ball and roller bearings".to_owned())]);
        let countries = BTreeMap::from([
            (Country::of("KG"), "Kyrgyzstan".to_owned()),
            (Country::of("RU"), "Russia".to_owned()),
        ]);
        let flows = world(&(quiet + text));
        let input = LaneInput {
            flows: &flows,
            concordance: &Concordance::default(),
            regime: &regime(),
            headings: &headings,
            countries: &countries,
        };
        find(&input, &LaneSettings::default())
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
        let told: Vec<(&str, bool)> = lead.reasons.iter().map(|r| (&*r.typology, r.contribution > 1.0)).collect();
        assert_eq!(told, [("T01", true), ("D01", true)]);
        let rows: Vec<String> = lead.rows.iter().map(|r| format!("{} {} {}", r.typology, r.role, r.row)).collect();
        assert_eq!(rows, ["D01 detour 3", "D01 direct 2", "T01 after 3", "T01 before 3"]);
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
        assert!(lead.rows.iter().any(|r| r.role == "mirror" && r.row == 4));
    }
}
