//! From a ranked unit to a lead that a person can read and check.
//!
//! Every reason that adds or takes away weight says so in one sentence with
//! its figures, and names its rows. The innocent explanation is chosen by what
//! the evidence looks most like if nothing is wrong, with what would confirm
//! it. Masses and shares in sentences are rounded; the rows are exact.

use super::back_to_back::back_to_back;
use super::echo::echo;
use super::evidence::{BURST_DAYS, Kind, busiest};
use super::family::Family;
use super::long_chain::long_chain;
use super::new_firm::new_firm;
use super::provenance::{Bounds, bounds};
use super::rank::Weighed;
use super::reexport::reexport;
use super::trace::{Examined, PartyLead, TraceInput, TracedRow};
use super::unit::Dealings;
use fyke_model::country::Country;
use fyke_model::lead::{Innocent, Reason};
use fyke_model::money::Compact;

/// Reasons that move the odds by less than a tenth of a nat are left out:
/// nobody's mind is changed by 1.1 to 1.
const REASON_MIN: f64 = 0.1;

pub(crate) fn explain(
    input: &TraceInput<'_>,
    family: &Family<'_>,
    unit: &Dealings,
    examined: &Examined,
    weighed: &Weighed,
    at: usize,
    coverage: f64,
) -> PartyLead {
    let teller = Teller {
        input,
        family,
        unit,
        coverage,
        bounds: bounds(unit),
    };
    let mut reasons: Vec<Reason> = Vec::new();
    let mut rows: Vec<TracedRow> = Vec::new();
    for kind in Kind::ALL {
        let weight = weighed.weights[at][kind as usize];
        if weight.abs() >= REASON_MIN {
            reasons.push(Reason {
                typology: kind.id().to_owned(),
                contribution: weight,
                sentence: teller.sentence(kind, examined.evidence.x[kind as usize]),
            });
            if weight > 0.0 {
                rows.extend(teller.rows(kind));
            }
        }
    }
    reasons.sort_by(|a, b| b.contribution.total_cmp(&a.contribution));
    rows.sort_by(|a, b| (a.typology, a.role, a.row).cmp(&(b.typology, b.role, b.row)));
    rows.dedup();
    rows.truncate(input.settings.rows_max);
    let days = unit.incoming.iter().chain(&unit.outgoing).map(|m| m.day);
    let (first, last) = days.fold((u16::MAX, 0), |(low, high), day| (low.min(day), high.max(day)));
    PartyLead {
        party: unit.party,
        family: input.index.goods.family_id(unit.family),
        end: teller.end(),
        from: input.index.date_of(first.min(last)),
        to: input.index.date_of(last),
        score: weighed.score[at],
        probability: weighed.probability[at],
        end_mass_kg: unit.to_ends().map(|m| f64::from(m.kg)).sum(),
        sentence: teller.headline(),
        reasons,
        innocent: teller.innocent(),
        rows,
    }
}

struct Teller<'a> {
    input: &'a TraceInput<'a>,
    family: &'a Family<'a>,
    unit: &'a Dealings,
    coverage: f64,
    bounds: Option<Bounds>,
}

impl Teller<'_> {
    fn name(&self, party: u32) -> String {
        let party = self.input.parties.get(party as usize);
        let name = party.map_or("a party", |p| p.name);
        match party.and_then(|p| p.country) {
            Some(country) => format!("{name} ({country})"),
            None => name.to_owned(),
        }
    }

    fn country(&self, party: u32) -> Option<Country> {
        self.input.parties.get(party as usize).and_then(|p| p.country)
    }

    /// The country of the ends that took most of the mass.
    fn end(&self) -> Option<Country> {
        let masses = self
            .unit
            .to_ends()
            .map(|m| (self.country(m.other), f64::from(m.kg)));
        heaviest(masses).into_iter().next()
    }

    fn end_name(&self) -> String {
        self.end()
            .map_or("the listed parties".to_owned(), |end| end.to_string())
    }

    fn headline(&self) -> String {
        let heading = self.input.index.goods.family_id(self.unit.family);
        let goods = match self.input.headings.name(heading) {
            Some(name) => name.to_owned(),
            None => format!("goods of heading {heading:04}"),
        };
        let end_kg: f64 = self.unit.to_ends().map(|m| f64::from(m.kg)).sum();
        let name = self.name(self.unit.party);
        let Some(bounds) = &self.bounds else {
            return format!(
                "{name} sent {} of {goods} to {}{}; no supply from a source was seen.",
                mass(end_kg),
                self.end_name(),
                self.period(false)
            );
        };
        let tainted = || self.unit.incoming.iter().filter(|m| m.tainted_kg > 0.0);
        let direct_kg: f64 = tainted().filter(|m| m.from_source).map(|m| f64::from(m.kg)).sum();
        let direct = direct_kg * 2.0 >= bounds.tainted_in_kg;
        let sources = heaviest(
            tainted()
                .filter(|m| m.from_source || !direct)
                .map(|m| (self.country(m.other), f64::from(m.tainted_kg))),
        );
        format!(
            "{name} received {} of {goods} {} {}{}; {} left for {} within {} days.",
            mass(bounds.tainted_in_kg),
            if direct {
                "from makers in"
            } else {
                "that came from makers through"
            },
            listed(&sources),
            self.period(true),
            span(bounds.share_min, bounds.share_max),
            self.end_name(),
            bounds.window_days,
        )
    }

    fn period(&self, incoming: bool) -> String {
        let rows = if incoming {
            &self.unit.incoming
        } else {
            &self.unit.outgoing
        };
        let mut days = rows
            .iter()
            .filter(|m| if incoming { m.tainted_kg > 0.0 } else { m.to_end })
            .map(|m| m.day);
        let Some(first) = days.next() else {
            return String::new();
        };
        let last = days.next_back().unwrap_or(first);
        let month = |day: u16| self.input.index.date_of(day).month();
        match month(first) == month(last) {
            true => format!(" in {}", month(first)),
            false => format!(" between {} and {}", month(first), month(last)),
        }
    }

    fn sentence(&self, kind: Kind, x: f64) -> String {
        let unit = self.unit;
        let end = self.end_name();
        let end_kg: f64 = unit.to_ends().map(|m| f64::from(m.kg)).sum();
        let of_sales = |kg: f64| percent(kg / end_kg.max(1e-9));
        match kind {
            Kind::Dependence => {
                let other_kg: f64 = unit.to_others().map(|m| f64::from(m.kg)).sum();
                let share = end_kg / (end_kg + other_kg / self.coverage).max(1e-9);
                format!(
                    "{} of what it sends of these goods goes to {end} ({} of {} rows seen), \
                     counting that {} of its other trade is seen",
                    percent(share),
                    unit.to_ends().count(),
                    unit.outgoing.len(),
                    percent(self.coverage)
                )
            }
            Kind::Taint => {
                let kg = unit.to_ends().map(|m| f64::from(m.tainted_kg)).sum();
                format!(
                    "{} of what it sent to {end} traces back to makers of listed goods",
                    of_sales(kg)
                )
            }
            Kind::SameGoods => {
                let kg = unit.to_ends().map(|m| f64::from(m.tainted_same_kg)).sum();
                format!(
                    "{} of what it sent to {end} came from makers under the same code throughout",
                    of_sales(kg)
                )
            }
            Kind::Contrast => format!(
                "what it sends to {end} holds {} goods from makers than what it sends elsewhere",
                if x > 0.0 { "more" } else { "no more" }
            ),
            Kind::Timing => format!(
                "supplies from makers come {} its sales to {end}",
                if x > 0.5 {
                    "before"
                } else {
                    "as often after as before"
                }
            ),
            Kind::Balance => format!(
                "what it received from makers is {:.1} times what it sent to {end}, counting what is not seen",
                unit.incoming.iter().map(|m| f64::from(m.tainted_kg)).sum::<f64>()
                    / self.coverage
                    / end_kg.max(1e-9)
            ),
            Kind::PassedOn => format!(
                "about {} of the makers' goods it takes in goes on to {end}",
                percent(1.0 / (1.0 + (-x).exp()))
            ),
            Kind::Onset => {
                let day = self.input.settings.measure_day;
                let after = unit
                    .to_ends()
                    .filter(|m| self.input.index.date_of(m.day) >= day)
                    .count();
                format!(
                    "{after} of its {} sales to {end} came after {day}",
                    unit.to_ends().count()
                )
            }
            Kind::Listed => {
                let kg = unit.to_ends().filter(|m| m.listed).map(|m| f64::from(m.kg)).sum();
                format!("{} of what it sent to {end} is of listed codes", of_sales(kg))
            }
            Kind::Burst => format!(
                "{} of its {} sales to {end} fall within {BURST_DAYS} days",
                busiest(unit),
                unit.to_ends().count()
            ),
            Kind::Echo => {
                let found = echo(unit);
                format!(
                    "{} supplies left for {end} within 60 days in parts that add up to them ({} would by chance)",
                    found.supplies, found.by_chance
                )
            }
            Kind::Premium => format!(
                "its price to {end} is {:.1} times the usual one for these goods",
                x.exp()
            ),
            Kind::Reexport => {
                let found = reexport(unit, self.coverage);
                format!(
                    "{} of what it sent to {end} had come in from makers within 90 days before, half of that within {} days",
                    percent(found.matched_share),
                    found.dwell_days.unwrap_or(0)
                )
            }
            Kind::BackToBack => {
                let found = back_to_back(unit);
                format!(
                    "{} of its {} sales to {end} repeat a supply of the same weight within 14 days ({} would by chance)",
                    found.pairs.len(),
                    unit.to_ends().count(),
                    found.by_chance
                )
            }
            Kind::LongChain => format!(
                "its goods passed through {:.1} hands on the way from the maker to {end}",
                long_chain(unit).hands
            ),
            Kind::NewFirm => match self
                .input
                .parties
                .get(unit.party as usize)
                .and_then(|p| p.incorporated)
            {
                Some(day) => format!(
                    "it was founded on {day}; its first sale to {end} came {} days later",
                    self.age()
                ),
                None => "its founding date is not known".to_owned(),
            },
        }
    }

    fn founded(&self) -> Option<i32> {
        let party = self.input.parties.get(self.unit.party as usize)?;
        Some(party.incorporated?.0 - self.input.index.first_day.0)
    }

    fn age(&self) -> i32 {
        let first = self.unit.to_ends().next().map_or(0, |m| i32::from(m.day));
        first - self.founded().unwrap_or(first)
    }

    fn rows(&self, kind: Kind) -> Vec<TracedRow> {
        let unit = self.unit;
        let measure = self.input.settings.measure_day.0 - self.input.index.first_day.0;
        let (rows_in, rows_out): (Vec<u32>, Vec<u32>) = match kind {
            Kind::Reexport => {
                let found = reexport(unit, self.coverage);
                (found.rows_in, found.rows_out)
            }
            Kind::BackToBack => back_to_back(unit).pairs.into_iter().unzip(),
            Kind::Echo => {
                let found = echo(unit);
                (found.rows_in, found.rows_out)
            }
            Kind::LongChain => {
                let found = long_chain(unit);
                (found.rows_in, found.rows_out)
            }
            Kind::NewFirm => (Vec::new(), new_firm(unit, self.founded(), measure).rows_out),
            Kind::Dependence | Kind::Onset | Kind::Premium | Kind::Listed | Kind::Burst => {
                (Vec::new(), unit.to_ends().map(|m| m.at).collect())
            }
            Kind::Taint
            | Kind::SameGoods
            | Kind::Contrast
            | Kind::Timing
            | Kind::Balance
            | Kind::PassedOn => match &self.bounds {
                Some(bounds) => (bounds.rows_in.clone(), bounds.rows_out.clone()),
                None => (Vec::new(), Vec::new()),
            },
        };
        let traced = |rows: Vec<u32>, role: &'static str| {
            rows.into_iter().map(move |at| (at, role)).collect::<Vec<_>>()
        };
        traced(rows_in, "in")
            .into_iter()
            .chain(traced(rows_out, "out"))
            .map(|(at, role)| TracedRow {
                row: self.family.row(at as usize),
                typology: kind.id(),
                role,
            })
            .collect()
    }

    fn innocent(&self) -> Innocent {
        let other_kg: f64 = self.unit.to_others().map(|m| f64::from(m.kg)).sum();
        let end_kg: f64 = self.unit.to_ends().map(|m| f64::from(m.kg)).sum();
        let end = self.end_name();
        let (explanation, confirmed_by) = if other_kg / self.coverage > end_kg {
            (
                format!(
                    "A distributor that mostly sells elsewhere; what it sent to {end} came from stock \
                     that was not restricted, or under a licence."
                ),
                "Stock records that tell restricted from other goods; licences; who the users are.",
            )
        } else if self.bounds.is_none() {
            (
                format!("A maker or dealer in goods of other origin with old customers in {end}."),
                "Certificates of origin; contracts from before the measures.",
            )
        } else {
            (
                format!(
                    "A regional dealer that supplies {end} with goods of this heading that no measure names, \
                     or for civil users under a licence."
                ),
                "Part numbers on the invoices; end-user statements; an export licence.",
            )
        };
        Innocent {
            explanation,
            confirmed_by: confirmed_by.to_owned(),
        }
    }
}

/// Countries by mass, heaviest first, ties by code.
fn heaviest(masses: impl Iterator<Item = (Option<Country>, f64)>) -> Vec<Country> {
    let mut sums: Vec<(Country, f64)> = Vec::new();
    for (country, kg) in masses {
        if let Some(country) = country {
            match sums.iter_mut().find(|(known, _)| *known == country) {
                Some((_, sum)) => *sum += kg,
                None => sums.push((country, kg)),
            }
        }
    }
    sums.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    sums.into_iter().map(|(country, _)| country).collect()
}

fn listed(countries: &[Country]) -> String {
    let shown: Vec<String> = countries.iter().take(3).map(Country::to_string).collect();
    match shown.split_last() {
        None => "unknown countries".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, before)) if countries.len() <= 3 => format!("{} and {last}", before.join(", ")),
        Some(_) => format!("{} and others", shown.join(", ")),
    }
}

/// `412 kg`, `3.4 t`.
fn mass(kg: f64) -> String {
    match kg {
        kg if kg < 9.95 => format!("{kg:.1} kg"),
        kg if kg < 999.5 => format!("{kg:.0} kg"),
        kg if kg < 99_950.0 => format!("{:.1} t", kg / 1_000.0),
        kg => format!("{} t", Compact(kg / 1_000.0)),
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", (share.clamp(0.0, 1.0)) * 100.0)
}

fn span(low: f64, high: f64) -> String {
    match (percent(low), percent(high)) {
        (low, high) if low == high => format!("about {low}"),
        (low, high) => format!("between {low} and {high}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::World;
    use super::super::trace::{TraceInput, TraceSettings, trace};
    use fyke_model::reference::Headings;

    #[test]
    fn a_lead_reads_as_a_journalist_would_write_it() {
        let world = World::read(
            "
            day  from      to        goods   kg
            60   Maker/DE  Shop/KG   854231  300
            65   Tokyo/JP  Shop/KG   854231  112
            80   Shop/KG   End/RU    854231  200
            90   Shop/KG   End/RU    854231  100
            95   Farm/KZ   Shop/KG   854231  50
            99   Shop/KG   Home/KG   854231  60
            ",
        );
        let index = world.index();
        let headings = Headings::parse(
            "headings.csv",
            "heading,name,source,date,version\n8542,integrated circuits,own,2026-11-22,1\n",
        );
        let input = TraceInput {
            index: &index,
            parties: &world.parties(),
            rule: &world.rule(),
            ends: &world.ends(),
            headings: &headings.unwrap(),
            settings: &TraceSettings::default(),
        };
        let found = trace(&input);
        assert_eq!(
            found.leads[0].sentence,
            "Shop (KG) received 412 kg of integrated circuits from makers in DE and JP in 2022-03; \
             about 73 % left for RU within 30 days."
        );
        assert!(
            found.leads[0]
                .rows
                .iter()
                .any(|row| row.role == "out" && row.row == 2)
        );
    }
}
