//! From a ranked unit to a lead that a person can read and check.
//!
//! Every reason that adds or takes away weight says so in one sentence with
//! its figures, and names its rows, of which those are cited that hold the lead
//! up ([`super::citing`]). The innocent explanation is chosen by what
//! the evidence looks most like if nothing is wrong, with what would confirm
//! it. Masses and shares in sentences are rounded; the rows are exact.

use super::citing::cited;
use super::evidence::{Frame, tell};
use super::family::Family;
use super::kinds::{Kind, fusion_parameter, words};
use super::opening::opens_alone;
use super::patterns::context::Context;
use super::precision;
use super::provenance::{Bounds, bounds};
use super::rank::Model;
use super::trace::{PartyLead, RankedUnit, TracedRow};
use super::unit::Dealings;
use super::words::{heaviest, listed, mass, span};
use fyke_model::lead::{Innocent, Reason};

/// What speaks for innocence is shown from this strength on.
const COUNTER_SHOWN: f64 = -0.2;

/// The lead about a unit.
pub(crate) fn explain(
    frame: &Frame<'_>,
    context: &Context,
    family: &Family<'_>,
    unit: &Dealings,
    ranked: &RankedUnit,
    model: &Model,
) -> PartyLead {
    let input = frame.input();
    let teller = Teller {
        frame,
        unit,
        bounds: bounds(unit),
    };
    let weights = model.weights_of(&ranked.evidence);
    let reason_min = fusion_parameter("reason_nats_min");
    let mut reasons: Vec<Reason> = Vec::new();
    let mut rows: Vec<TracedRow> = Vec::new();
    let mut strongest: (f64, Option<(Kind, String)>) = (COUNTER_SHOWN, None);
    for kind in Kind::all() {
        let weight = weights[kind.at()];
        let x = ranked.evidence.of(kind);
        let opens_alone = opens_alone(kind, x);
        // what speaks for innocence is shown whatever it weighs
        let shown = opens_alone || kind.is_counter() && x <= COUNTER_SHOWN;
        if weight.abs() < reason_min && !shown {
            continue;
        }
        let told = tell(
            kind,
            x,
            unit,
            frame,
            context,
            teller.bounds.as_ref(),
            &ranked.ties,
        );
        if kind.is_counter() && x < strongest.0 {
            strongest = (x, Some((kind, told.sentence.clone())));
        }
        reasons.push(Reason {
            precision: precision::measured(kind, x, weight),
            cost_to_fake: Some(kind.terms().cost_to_fake),
            ..Reason::new(kind.id(), weight, told.sentence)
        });
        if weight > 0.0 || opens_alone {
            rows.extend(told.rows.into_iter().map(|(row, role)| TracedRow {
                row,
                typology: kind.id(),
                role,
            }));
        }
    }
    reasons.sort_by(|a, b| b.contribution.total_cmp(&a.contribution));
    let days = unit.incoming.iter().chain(&unit.outgoing).map(|m| m.day);
    let (first, last) = days.fold((u16::MAX, 0), |(low, high), day| (low.min(day), high.max(day)));
    PartyLead {
        party: unit.party,
        family: input.index.goods.family_id(family.span.family),
        end: frame.end(unit),
        from: input.index.date_of(first.min(last)),
        to: input.index.date_of(last),
        score: ranked.score,
        probability: ranked.probability,
        end_mass_kg: unit.to_ends().map(|m| f64::from(m.kg)).sum(),
        value: ranked.value,
        sentence: teller.headline(),
        reasons,
        innocent: teller.innocent(strongest.1),
        rows: cited(rows, input.settings.rows_max),
    }
}

struct Teller<'a> {
    frame: &'a Frame<'a>,
    unit: &'a Dealings,
    bounds: Option<Bounds>,
}

impl Teller<'_> {
    fn name(&self, party: u32) -> String {
        let name = self.frame.name(party);
        match self.frame.country(party) {
            Some(country) => format!("{name} ({country})"),
            None => name.to_owned(),
        }
    }

    fn headline(&self) -> String {
        let heading = self.frame.input().index.goods.family_id(self.unit.family);
        let goods = match self.frame.input().headings.name(heading) {
            Some(name) => name.to_owned(),
            None => format!("goods of heading {heading:04}"),
        };
        let end_kg: f64 = self.unit.to_ends().map(|m| f64::from(m.kg)).sum();
        let name = self.name(self.unit.party);
        let Some(bounds) = &self.bounds else {
            if end_kg <= 0.0 {
                return format!(
                    "{name} dealt in {goods}; none of it was seen on its way to {}.",
                    self.frame.end_name(self.unit)
                );
            }
            return format!(
                "{name} sent {} of {goods} to {}{}; no supply from a source was seen.",
                mass(end_kg),
                self.frame.end_words(self.unit),
                self.period(false)
            );
        };
        let tainted = || self.unit.incoming.iter().filter(|m| m.tainted_kg > 0.0);
        let direct_kg: f64 = tainted().filter(|m| m.from_source).map(|m| f64::from(m.kg)).sum();
        let direct = direct_kg * 2.0 >= bounds.tainted_in_kg;
        let sources = heaviest(
            tainted()
                .filter(|m| m.from_source || !direct)
                .map(|m| (self.frame.country(m.other), f64::from(m.tainted_kg))),
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
            self.frame.end_words(self.unit),
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
        let month = |day: u16| self.frame.date_of(day).month();
        match month(first) == month(last) {
            true => format!(" in {}", month(first)),
            false => format!(" between {} and {}", month(first), month(last)),
        }
    }

    /// The strongest of what speaks for innocence, with what would confirm it;
    /// where nothing does, what the flow looks most like if nothing is wrong.
    fn innocent(&self, counter: Option<(Kind, String)>) -> Innocent {
        if let Some((kind, sentence)) = counter
            && let Some(typology) = words(kind)
        {
            return Innocent {
                explanation: format!("{} {sentence}", typology.sentence),
                confirmed_by: typology.innocent_confirmed_by.clone(),
            };
        }
        let other_kg: f64 = self.unit.to_others().map(|m| f64::from(m.kg)).sum();
        let end_kg: f64 = self.unit.to_ends().map(|m| f64::from(m.kg)).sum();
        let end = self.frame.end_words(self.unit);
        let (explanation, confirmed_by) = if other_kg / self.frame.coverage > end_kg {
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
            who: None,
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
