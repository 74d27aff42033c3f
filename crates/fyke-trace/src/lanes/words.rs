//! The sentences of a lane lead: figures a person can check, and the innocent
//! explanation that the figures themselves make likeliest.

use super::displacement::{Displacement, EARLY_RISE_LOG};
use super::expected::Frame;
use super::leads::{LaneInput, LaneSignal};
use super::mirror::{Mirror, window_start};
use super::panel::Panel;
use super::surge::Surge;
use super::unit_value::{PassThrough, UnitValue};
use fyke_model::country::Country;
use fyke_model::lead::Innocent;
use fyke_model::money::Amount;
use std::ops::Range;

/// One lead's names, months and money, ready to be put into sentences.
pub(super) struct Words<'a> {
    input: &'a LaneInput<'a>,
    panel: &'a Panel,
    frame: &'a Frame,
    signal: &'a LaneSignal,
    end: Country,
}

/// A boom of a hub's other imports worth mentioning.
const BOOM_TOLD: f64 = 1.5;
/// A world-wide shock of the goods worth mentioning.
const SHOCK_TOLD: f64 = 1.3;

impl<'a> Words<'a> {
    pub(super) fn new(
        input: &'a LaneInput<'a>,
        panel: &'a Panel,
        frame: &'a Frame,
        signal: &'a LaneSignal,
        end: Country,
    ) -> Words<'a> {
        Words {
            input,
            panel,
            frame,
            signal,
            end,
        }
    }

    /// The goods: the heading's plain name, else the code.
    pub(super) fn title(&self) -> String {
        let family = self.signal.lane.family;
        let name = self.input.headings.get(&family.heading()).cloned();
        name.unwrap_or_else(|| format!("goods of HS {family}"))
    }

    fn country(&self, country: Country) -> String {
        let name = self.input.countries.get(&country).cloned();
        name.unwrap_or_else(|| country.to_string())
    }

    fn hub(&self) -> String {
        self.country(self.signal.lane.importer)
    }

    fn money(&self, minor: i64) -> Amount {
        Amount {
            minor,
            currency: self.signal.lane.currency,
        }
    }

    fn months(&self, columns: &Range<usize>) -> String {
        let month = |column: usize| self.panel.first() + column as i32;
        format!(
            "{} to {}",
            month(columns.start),
            month(columns.end.saturating_sub(1))
        )
    }

    /// The sentence a journalist would write.
    pub(super) fn headline(&self) -> String {
        let s = self.signal;
        let verb = if s.after_minor >= s.before_minor {
            "rose"
        } else {
            "went"
        };
        let mut text = format!(
            "{} exports of {} to {} {verb} from {} a month ({}) to {} a month ({})",
            self.country(s.lane.exporter),
            self.title(),
            self.hub(),
            self.money(s.before_minor),
            self.months(&self.frame.before),
            self.money(s.after_minor),
            self.months(&self.frame.after)
        );
        let fell = s
            .displacement
            .map(|d| d.direct_before_minor - d.direct_after_minor);
        if let Some(fall) = fell.filter(|f| *f > 0) {
            text += &format!(
                "; direct exports to {} of the same goods fell by {} a month",
                self.country(self.end),
                self.money(fall)
            );
        }
        text + "."
    }

    pub(super) fn surge(&self, surge: &Surge) -> String {
        let bound = surge
            .eb05
            .map_or(String::new(), |b| format!(", at least {b:.1} times"));
        format!(
            "{} in {} where {}'s other trade and the goods' own level predict {}: {:.1} times as much{bound} at 95 %",
            self.money(surge.observed_minor),
            self.months(&self.frame.after),
            self.hub(),
            self.money(surge.expected_minor),
            surge.ebgm
        )
    }

    pub(super) fn displacement(&self, d: &Displacement) -> String {
        let end = self.country(self.end);
        if d.fall_minor <= 0 {
            return format!("direct exports of the same goods to {end} did not fall");
        }
        let lag = match d.lag_months {
            Some(0) => ", in the same month".to_owned(),
            Some(lag) if lag > 0 => format!(", {lag} months after the fall"),
            Some(lag) => format!(", {} months before the fall", -lag),
            None => String::new(),
        };
        format!(
            "direct exports to {end} went from {} to {} a month; {} of the fall reappear here as {} a month{lag}, \
             {} on all detours together",
            self.money(d.direct_before_minor),
            self.money(d.direct_after_minor),
            percent(d.share),
            self.money(d.rise_minor),
            percent(d.share_all)
        )
    }

    /// The sentence where goods were sent and never seen to arrive.
    pub(super) fn ghost_headline(&self, m: &Mirror) -> String {
        let first = window_start(self.panel.months(), self.frame.before.end);
        format!(
            "{} recorded exports of {} to {} worth {} in {}; {} recorded {}: {} less than their books differed by before.",
            self.country(self.signal.lane.exporter),
            self.title(),
            self.hub(),
            self.money(m.sent_minor),
            self.months(&(first..self.panel.months())),
            self.hub(),
            self.money(m.received_minor),
            self.money(m.missing_minor)
        )
    }

    pub(super) fn ghost(&self, m: &Mirror) -> String {
        format!(
            "{} sent by the exporter's record, {} received by {}'s: {} less than before the measure would predict",
            self.money(m.sent_minor),
            self.money(m.received_minor),
            self.hub(),
            self.money(m.missing_minor)
        )
    }

    pub(super) fn excess(&self, m: &Mirror) -> String {
        format!(
            "{} received by {}'s record, {} sent by the exporter's: {} more than before the measure would predict",
            self.money(m.received_minor),
            self.hub(),
            self.money(m.sent_minor),
            self.money(-m.missing_minor)
        )
    }

    pub(super) fn premium(&self, price: &UnitValue) -> String {
        let money = |per_kg: f64| self.money((per_kg * 100.0).round() as i64);
        format!(
            "a kilogram went from {} to {}, beyond what other buyers of the goods pay more",
            money(price.before_per_kg),
            money(price.after_per_kg)
        )
    }

    pub(super) fn pass_through(&self, through: &PassThrough) -> String {
        let onward = self
            .panel
            .keys()
            .get(through.onward)
            .map(|k| self.country(k.importer));
        format!(
            "prices from {} on to {} follow these: slope {:.2}, {} of their variance, {} months",
            self.hub(),
            onward.unwrap_or_else(|| self.country(self.end)),
            through.slope,
            percent(through.r_squared),
            through.months
        )
    }

    /// The innocent explanation that the figures speak for most.
    pub(super) fn innocent(&self) -> Innocent {
        let (hub, end) = (self.hub(), self.country(self.end));
        let d = self.signal.displacement;
        let told = |explanation: String, confirmed_by: String| Innocent {
            explanation,
            confirmed_by,
        };
        if d.is_some_and(|d| d.early_rise_log > EARLY_RISE_LOG) {
            return told(
                format!(
                    "trade with {hub} in these goods had been growing before the measure, for reasons of its own"
                ),
                format!(
                    "orders and contracts dated before {}, and a buyer in {hub} who uses the goods",
                    self.input.regime.measure
                ),
            );
        }
        if let Some(shock) = d.map(|d| d.goods_shock).filter(|s| *s > SHOCK_TOLD) {
            return told(
                format!("demand for these goods rose everywhere: {shock:.1} times in third countries"),
                format!(
                    "the same rise in {hub}'s imports from other suppliers, and stock or installations in {hub}"
                ),
            );
        }
        if let Some(boom) = d.map(|d| d.hub_boom).filter(|b| *b > BOOM_TOLD) {
            return told(
                format!(
                    "{hub}'s imports of most goods rose ({boom:.1} times); firms that were supplied through {end} now buy directly"
                ),
                format!(
                    "a fall of {hub}'s imports of these goods from {end}, and end users in {hub} with their own books"
                ),
            );
        }
        told(
            format!("a new plant, project or distributor in {hub} that uses the goods itself"),
            format!("import declarations in {hub} that name an end user, and no onward exports to {end}"),
        )
    }
}

fn percent(share: f64) -> String {
    if share < 0.1 {
        format!("{:.1} %", share * 100.0)
    } else {
        format!("{:.0} %", share * 100.0)
    }
}
