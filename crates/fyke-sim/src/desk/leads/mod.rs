//! Leads of the made case, blind first, and what people decide.

mod judging;
mod made;

pub(super) use judging::{Judging, conflict, reason};
pub(super) use made::{MadeLead, TYPOLOGIES, find};

use super::{MadeDesk, customs};
use fyke_model::dataset::{Handling, RowRef};
use fyke_model::desk::{
    Answer, BlindLead, BulkPreview, Decided, DecisionSaid, Hand, JudgementSaid, LeadFacet, LeadList,
    LeadPage, LeadQuery, LeadRowView, LeadStub, Leads, Listed, Machine, OpenLead, Page, Refusal, SessionView,
};
use fyke_model::lead::Subject;

/// Of so many that are decided at one stroke, how many come back: one in twenty,
/// at least one.
fn again(n: usize) -> usize {
    n.div_ceil(20)
}

impl MadeDesk {
    fn blind(&self, hand: Option<&Hand>, made: &MadeLead) -> BlindLead {
        let kept = self.kept();
        let lead = &made.lead;
        BlindLead {
            id: lead.id.clone(),
            subject: lead.subject.clone(),
            entity: made.entity.clone(),
            goods: lead.goods.clone(),
            period: (lead.from, lead.to),
            value: lead.value,
            handling: lead.handling,
            hypotheses: made.hypotheses.clone(),
            rows: lead.rows.len() as u64,
            standing: kept.judging.standing(&lead.id),
            drawn: hand.is_some_and(|hand| kept.judging.drawn(hand, &lead.id)),
        }
    }

    fn open(&self, hand: &Hand, made: &MadeLead) -> OpenLead {
        let mut kept = self.kept();
        let id = &made.lead.id;
        let judging = &mut kept.judging;
        OpenLead {
            entity: made.entity.clone(),
            typologies: TYPOLOGIES
                .iter()
                .map(|(id, name)| ((*id).to_owned(), (*name).to_owned()))
                .collect(),
            mine: judging.mine(hand, id).map(|mine| mine.said.clone()),
            others: judging.others(hand, id),
            known: made.known.clone(),
            standing: judging.standing(id),
            decisions: judging.decisions(id),
            may: judging.may(hand, made),
            may_second: judging.may_second(hand, id),
            unknown: vec!["what the buyers did with the goods is in no row of this case".to_owned()],
            held: held(made),
            lead: made.lead.clone(),
        }
    }

    fn stub(&self, hand: Option<&Hand>, made: &MadeLead) -> LeadStub {
        let kept = self.kept();
        let lead = &made.lead;
        let shown = hand
            .and_then(|hand| kept.judging.mine(hand, &lead.id))
            .is_some_and(|mine| mine.shown);
        LeadStub {
            id: lead.id.clone(),
            subject: lead.subject.clone(),
            entity: made.entity.clone(),
            goods: lead.goods.clone(),
            period: (lead.from, lead.to),
            value: lead.value,
            standing: kept.judging.standing(&lead.id),
            handling: lead.handling,
            simulated: true,
            machine: shown.then_some(Machine {
                score: lead.score,
                probability: lead.probability,
            }),
        }
    }
}

/// Rows of a lead that may not leave.
pub(super) fn held(made: &MadeLead) -> Vec<(RowRef, Handling)> {
    made.lead
        .rows
        .iter()
        .filter_map(|row| Some((row.row.clone(), customs::row(&row.row)?.handling)))
        .filter(|(_, handling)| *handling >= Handling::Licensed)
        .collect()
}

fn wanted(query: &LeadQuery, stub: &LeadStub, skip: &str) -> bool {
    let among = |facet: &str, all: &[String], value: &str| {
        facet == skip || all.is_empty() || all.iter().any(|one| one == value)
    };
    let [kind, country, end] = places(&stub.subject);
    let codes =
        |all: &[fyke_model::country::Country]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
    let standings: Vec<String> = query.standings.iter().map(|s| s.as_str().to_owned()).collect();
    let text = query.text.trim().to_lowercase();
    among("kind", &query.kinds, &kind)
        && among("standing", &standings, stub.standing.as_str())
        && among("country", &codes(&query.countries), &country)
        && among("end", &codes(&query.ends), &end)
        && among("goods", &query.goods, &stub.goods.id)
        && (query.only.is_empty() || query.only.contains(&stub.id))
        && (text.is_empty() || name(&stub.subject).to_lowercase().contains(&text))
}

fn name(subject: &Subject) -> String {
    match subject {
        Subject::Party { name, .. } | Subject::Vessel { name, .. } => name.clone(),
        Subject::Lane { exporter, end, .. } => format!("{exporter} {end}"),
    }
}

/// Kind, country, end.
fn places(subject: &Subject) -> [String; 3] {
    let text =
        |country: &Option<fyke_model::country::Country>| country.map(|c| c.to_string()).unwrap_or_default();
    match subject {
        Subject::Lane { exporter, end, .. } => ["lane".to_owned(), exporter.to_string(), end.to_string()],
        Subject::Party { country, end, .. } => ["party".to_owned(), text(country), end.to_string()],
        Subject::Vessel { flag, end, .. } => ["vessel".to_owned(), text(flag), end.to_string()],
    }
}

fn facets(query: &LeadQuery, stubs: &[LeadStub]) -> Vec<LeadFacet> {
    ["kind", "standing", "country", "end", "goods"]
        .into_iter()
        .map(|facet| {
            let mut values: Vec<(String, String, u64)> = Vec::new();
            for stub in stubs.iter().filter(|stub| wanted(query, stub, facet)) {
                let [kind, country, end] = places(&stub.subject);
                let (value, words) = match facet {
                    "kind" => (kind.clone(), kind),
                    "standing" => (
                        stub.standing.as_str().to_owned(),
                        stub.standing.as_str().to_owned(),
                    ),
                    "country" => (country.clone(), country),
                    "end" => (end.clone(), end),
                    _ => (stub.goods.id.clone(), stub.goods.title.clone()),
                };
                match values.iter_mut().find(|(known, ..)| *known == value) {
                    Some((.., n)) => *n += 1,
                    None => values.push((value, words, 1)),
                }
            }
            values.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
            (facet.to_owned(), values)
        })
        .collect()
}

fn cut<T>(all: Vec<T>, page: Page) -> Listed<T> {
    Listed {
        total: all.len() as u64,
        items: all.into_iter().skip(page.offset).take(page.limit).collect(),
    }
}

fn one(id: &str) -> Answer<&'static MadeLead> {
    find(id).ok_or_else(|| Refusal::absent("the lead"))
}

impl Leads for MadeDesk {
    fn leads(&self, hand: Option<&Hand>, query: &LeadQuery) -> Answer<LeadList> {
        let all: Vec<LeadStub> = made::all()
            .iter()
            .filter(|made| made.known.is_none())
            .map(|made| self.stub(hand, made))
            .collect();
        let facets = facets(query, &all);
        let found = all.into_iter().filter(|stub| wanted(query, stub, "")).collect();
        Ok(LeadList {
            leads: cut(found, query.page),
            facets,
            blind: true,
        })
    }

    fn lead(&self, hand: Option<&Hand>, id: &str) -> Answer<LeadPage> {
        let made = one(id)?;
        let blind = self.blind(hand, made);
        let Some(hand) = hand else {
            return match made.known {
                // a lead of a session is nobody else's
                Some(_) => Err(Refusal::absent("the lead")),
                None => Ok(LeadPage::Blind(blind)),
            };
        };
        let mine = self
            .kept()
            .judging
            .mine(hand, id)
            .map(|mine| (mine.said.clone(), mine.shown));
        Ok(match mine {
            None => LeadPage::Blind(blind),
            Some((mine, false)) => LeadPage::Judged { blind, mine },
            Some((_, true)) => LeadPage::Open(Box::new(self.open(hand, made))),
        })
    }

    fn draw(&self, hand: &Hand, wanted: usize, only: &[String]) -> Answer<SessionView> {
        self.kept().judging.draw(hand, wanted, only)
    }

    fn session(&self, hand: &Hand) -> Answer<SessionView> {
        Ok(self.kept().judging.session(hand))
    }

    fn judge(&self, hand: &Hand, lead: &str, said: &JudgementSaid) -> Answer<()> {
        self.kept().judging.judge(hand, lead, said)
    }

    fn reveal(&self, hand: &Hand, lead: &str) -> Answer<OpenLead> {
        let made = one(lead)?;
        self.kept().judging.reveal(hand, lead)?;
        Ok(self.open(hand, made))
    }

    fn decide(&self, hand: &Hand, lead: &str, decision: &DecisionSaid) -> Answer<Decided> {
        self.kept().judging.decide(hand, lead, decision)
    }

    fn second(&self, hand: &Hand, lead: &str, why: &str) -> Answer<()> {
        self.kept().judging.second(hand, lead, why)
    }

    fn withdraw(&self, hand: &Hand, lead: &str, why: &str) -> Answer<()> {
        self.kept().judging.withdraw(hand, lead, why)
    }

    fn reopen(&self, hand: &Hand, lead: &str, why: &str) -> Answer<()> {
        self.kept().judging.reopen(hand, lead, why)
    }

    fn bulk_preview(&self, hand: &Hand, query: &LeadQuery) -> Answer<BulkPreview> {
        let whole = LeadQuery {
            page: Page {
                offset: 0,
                limit: usize::MAX,
            },
            ..query.clone()
        };
        let mut preview = BulkPreview::default();
        for stub in self.leads(Some(hand), &whole)?.leads.items {
            match self.kept().judging.bulk_may(&stub.id) {
                Ok(()) => preview.leads.push(stub),
                Err(why) => preview.left.push((stub.id, why)),
            }
        }
        preview.again = again(preview.leads.len()) as u64;
        Ok(preview)
    }

    fn bulk(&self, hand: &Hand, leads: &[String], verdict: &str, why: &str) -> Answer<Vec<String>> {
        self.kept().judging.bulk(hand, leads, verdict, why)
    }

    fn lead_rows(&self, hand: Option<&Hand>, id: &str, page: Page) -> Answer<Listed<LeadRowView>> {
        self.lead(hand, id)?;
        let rows = one(id)?.lead.rows.iter().enumerate();
        let views = rows
            .filter_map(|(at, row)| {
                Some(LeadRowView {
                    at: at + 1,
                    role: row.role.clone(),
                    row: customs::row(&row.row)?,
                })
            })
            .collect();
        Ok(cut(views, page))
    }

    fn wording(&self, text: &str) -> Vec<String> {
        ["may", "might", "could", "possibly"]
            .into_iter()
            .filter(|word| {
                text.split(|c: char| !c.is_alphabetic())
                    .any(|found| found.eq_ignore_ascii_case(word))
            })
            .map(|word| format!("'{word}' says no more than that it is not impossible; write how likely"))
            .collect()
    }

    fn probability_words(&self, p: f64) -> Vec<(String, String)> {
        let percent = p * 100.0;
        let phia = match percent {
            p if p <= 5.0 => "remote chance",
            p if (10.0..=20.0).contains(&p) => "highly unlikely",
            p if (25.0..=35.0).contains(&p) => "unlikely",
            p if (40.0..50.0).contains(&p) => "realistic possibility",
            p if (55.0..=75.0).contains(&p) => "likely",
            p if (80.0..=90.0).contains(&p) => "highly likely",
            p if p >= 95.0 => "almost certain",
            _ => "between bands",
        };
        vec![("PHIA".to_owned(), phia.to_owned())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_model::desk::{Role, Standing, Why};

    fn said() -> JudgementSaid {
        JudgementSaid {
            probability: 0.6,
            confidence: "low".to_owned(),
            why: "the dates fit".to_owned(),
            rows: vec![1],
            ..JudgementSaid::default()
        }
    }

    fn verdict(verdict: &str) -> DecisionSaid {
        DecisionSaid {
            verdict: verdict.to_owned(),
            ..DecisionSaid::default()
        }
    }

    /// One waits for a second from the beginning; nothing before its turn; two
    /// people escalate; what is taken back is open.
    #[test]
    fn a_lead_goes_its_way_in_its_order_and_no_other() {
        let desk = MadeDesk::new();
        let ada = Hand::new(1, "ada", "Ada", Role::Reviewer);
        let ben = Hand::new(2, "ben", "Ben", Role::Reviewer);
        let standing = |id: &str| desk.kept().judging.standing(id);
        assert_eq!(standing("lead-cedar"), Standing::WaitsForSecond);

        let id = "lead-birch";
        let early = [
            desk.judge(&ada, id, &said()).unwrap_err().why,
            desk.reveal(&ada, id).unwrap_err().why,
            desk.decide(&ada, id, &verdict("dismiss")).unwrap_err().why,
            desk.second(&ada, "lead-cedar", "yes").unwrap_err().why,
            desk.withdraw(&ada, id, "no").unwrap_err().why,
            desk.reopen(&ada, id, "no").unwrap_err().why,
        ];
        assert_eq!(early, [Why::Conflict; 6]);

        for hand in [&ada, &ben] {
            assert_eq!(desk.draw(hand, 20, &[]).unwrap().items.len(), 6);
            assert!(matches!(desk.lead(Some(hand), id), Ok(LeadPage::Blind(_))));
            desk.judge(hand, id, &said()).unwrap();
            assert!(matches!(desk.lead(Some(hand), id), Ok(LeadPage::Judged { .. })));
        }
        desk.reveal(&ada, id).unwrap();
        assert_eq!(desk.judge(&ada, id, &said()).unwrap_err().why, Why::Conflict);
        assert!(
            desk.decide(&ada, id, &verdict("escalate"))
                .unwrap()
                .waits_for_second
        );
        assert_eq!(desk.second(&ada, id, "me too").unwrap_err().why, Why::Conflict);
        desk.second(&ben, id, "I see the same").unwrap();
        assert_eq!(standing(id), Standing::Escalated);
        desk.withdraw(&ada, id, "a wrong row").unwrap();
        assert_eq!(standing(id), Standing::Judged);
        assert_eq!(
            desk.decide(&ada, "lead-fir", &verdict("defer")).unwrap_err().why,
            Why::Conflict
        );
    }

    #[test]
    fn many_at_one_stroke_are_dismissed_or_deferred_and_some_come_back() {
        let desk = MadeDesk::new();
        let ada = Hand::new(1, "ada", "Ada", Role::Reviewer);
        let preview = desk.bulk_preview(&ada, &LeadQuery::default()).unwrap();
        let ids: Vec<String> = preview.leads.iter().map(|stub| stub.id.clone()).collect();
        assert_eq!(ids, ["lead-amber", "lead-birch", "lead-dogwood", "lead-elder"]);
        assert_eq!(preview.left.len(), 1);
        assert_eq!(preview.again, 1);
        assert_eq!(
            desk.bulk(&ada, &ids, "escalate", "all").unwrap_err().why,
            Why::Conflict
        );
        assert_eq!(
            desk.bulk(&ada, &ids, "dismiss", "too small").unwrap(),
            ["lead-amber"]
        );
        assert_eq!(desk.kept().judging.standing("lead-elder"), Standing::Dismissed);
    }
}
