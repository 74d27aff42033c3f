//! Whatever is asked in whatever order: nothing of the machine's shows before the
//! judgement.

use super::world::World;
use fyke_model::desk::{
    Book, Chronicle, DecisionSaid, EntryQuery, Hand, JudgementSaid, LeadPage, LeadQuery, Leads, MatrixView,
    Page, Role, Standing, Thing, Thinking,
};
use fyke_model::measure::Rng;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What of a lead nobody may see blind.
fn secrets(world: &World) -> BTreeMap<String, Vec<String>> {
    let opened = world.desk.opened().unwrap();
    let number = |x: f64| serde_json::to_string(&x).unwrap();
    let secrets: BTreeMap<String, Vec<String>> = opened
        .leads
        .iter()
        .map(|lead| {
            let mut all = vec![lead.sentence.clone(), number(lead.score)];
            all.extend(lead.probability.map(number));
            for reason in &lead.reasons {
                all.push(reason.sentence.clone());
                all.push(number(reason.contribution));
            }
            // short numbers stand in rows as well
            all.retain(|text| text.len() > 8);
            assert!(!all.is_empty());
            (lead.id.clone(), all)
        })
        .collect();
    // a sentence that is also another's tells nothing of this one
    let mut said = BTreeMap::new();
    for text in secrets
        .values()
        .flat_map(|all| all.iter().collect::<BTreeSet<_>>())
    {
        *said.entry(text.clone()).or_insert(0) += 1;
    }
    secrets
        .into_iter()
        .map(|(lead, mut all)| {
            all.retain(|text| said.get(text) == Some(&1));
            assert!(!all.is_empty());
            (lead, all)
        })
        .collect()
}

fn said(p: f64) -> JudgementSaid {
    JudgementSaid {
        probability: p,
        confidence: "moderate".to_owned(),
        why: "the goods left within a week of coming in".to_owned(),
        rows: vec![1],
        ..JudgementSaid::default()
    }
}

struct Watch<'a> {
    world: &'a World,
    secrets: BTreeMap<String, Vec<String>>,
    /// Leads that each of the people was shown.
    shown: BTreeMap<String, BTreeSet<String>>,
}

impl Watch<'_> {
    /// Nothing of a lead in an answer that this person was not shown and nobody decided.
    fn check(&self, what: &str, hand: Option<&Hand>, answer: &impl Serialize) {
        let text = serde_json::to_string(answer).unwrap();
        let name = hand.map_or("", Hand::person);
        let decided = self.decided();
        for (lead, secrets) in &self.secrets {
            let seen = self.shown.get(name).is_some_and(|shown| shown.contains(lead));
            if seen || decided.contains(lead) {
                continue;
            }
            for secret in secrets {
                let quoted = serde_json::to_string(secret).unwrap();
                let quoted = quoted.trim_matches('"');
                assert!(!text.contains(quoted), "{what} shows {secret} of {lead}: {text}");
            }
        }
    }

    fn decided(&self) -> BTreeSet<String> {
        let standings = vec![Standing::Escalated, Standing::Refuted, Standing::Dismissed];
        let query = LeadQuery {
            standings,
            page: Page {
                offset: 0,
                limit: 500,
            },
            ..LeadQuery::default()
        };
        let list = self.world.desk.leads(None, &query).unwrap().leads;
        // as pages say it; of those that chance brings back nothing may show
        list.items
            .into_iter()
            .filter(|lead| lead.machine.is_some())
            .map(|lead| lead.id)
            .collect()
    }

    fn look(&self, hand: Option<&Hand>, lead: &str) {
        let desk = &self.world.desk;
        let all = LeadQuery {
            page: Page {
                offset: 0,
                limit: 500,
            },
            ..LeadQuery::default()
        };
        self.check("the list", hand, &desk.leads(hand, &all).unwrap());
        self.check("the page", hand, &desk.lead(hand, lead).unwrap());
        self.check(
            "its rows",
            hand,
            &desk.lead_rows(hand, lead, Page::default()).unwrap(),
        );
        self.check(
            "the record",
            hand,
            &desk
                .entries(&EntryQuery {
                    page: Page {
                        offset: 0,
                        limit: 500,
                    },
                    ..EntryQuery::default()
                })
                .unwrap(),
        );
        let about = EntryQuery {
            about: Some(lead.to_owned()),
            ..EntryQuery::default()
        };
        self.check("its record", hand, &desk.entries(&about).unwrap());
        self.check("its questions", hand, &desk.offers(lead).unwrap());
        self.check("forecasts", hand, &desk.forecasts(hand).unwrap());
        self.check(
            "notes",
            hand,
            &desk.notes(hand, Some(&Thing::Lead(lead.to_owned()))).unwrap(),
        );
        if let Some(hand) = hand {
            self.check("the session", Some(hand), &desk.session(hand).unwrap());
            self.check(
                "what bulk takes",
                Some(hand),
                &desk.bulk_preview(hand, &all).unwrap(),
            );
            if let Ok(matrix) = desk.matrix(hand, lead) {
                self.check("the matrix", Some(hand), &matrix);
            }
        }
    }
}

#[test]
fn nothing_of_the_machine_shows_before_the_judgement() {
    let world = World::new();
    let ada = world.founder();
    let ben = world.person(&ada, "Ben", Role::Reviewer);
    let leads: Vec<String> = secrets(&world).into_keys().collect();
    let mut watch = Watch {
        secrets: secrets(&world),
        world: &world,
        shown: BTreeMap::new(),
    };
    let desk = &world.desk;
    let mut rng = Rng::new(11);
    for step in 0..60 {
        let hand = if rng.next_u64().is_multiple_of(2) {
            &ada
        } else {
            &ben
        };
        let lead = &leads[(rng.next_u64() % leads.len().min(4) as u64) as usize];
        match rng.next_u64() % 7 {
            0 => drop(desk.draw(hand, 1, std::slice::from_ref(lead))),
            1 => drop(desk.judge(hand, lead, &said(0.7))),
            2 => {
                if desk.reveal(hand, lead).is_ok() {
                    watch
                        .shown
                        .entry(hand.person().to_owned())
                        .or_default()
                        .insert(lead.clone());
                }
            }
            3 => {
                let verdict = ["escalate", "defer", "refute"][(rng.next_u64() % 3) as usize];
                let decision = DecisionSaid {
                    verdict: verdict.to_owned(),
                    ..DecisionSaid::default()
                };
                drop(desk.decide(hand, lead, &decision));
            }
            4 => drop(desk.second(hand, lead, "I agree")),
            5 => drop(desk.bulk(hand, &leads[leads.len() - 2..], "dismiss", "old ones")),
            _ => drop(desk.reopen(hand, lead, "new rows")),
        }
        for hand in [None, Some(&ada), Some(&ben)] {
            if step % 5 == 0 {
                watch.look(hand, lead);
            } else {
                watch.check("the page", hand, &desk.lead(hand, lead).unwrap());
            }
        }
    }
    assert!(
        !watch.shown.is_empty(),
        "the walk shows nobody anything: it proves nothing"
    );
    assert!(
        desk.verify().unwrap().whole,
        "{:?}",
        desk.verify().unwrap().findings
    );
}

#[test]
fn what_others_wrote_of_a_lead_waits_for_the_judgement() {
    let world = World::new();
    let ada = world.founder();
    let ben = world.person(&ada, "Ben", Role::Reviewer);
    let desk = &world.desk;
    let lead = desk.opened().unwrap().leads[0].id.clone();
    let open = |hand: &Hand| matches!(desk.lead(Some(hand), &lead).unwrap(), LeadPage::Open(_));
    desk.draw(&ada, 1, std::slice::from_ref(&lead)).unwrap();
    let refused = desk.reveal(&ada, &lead).unwrap_err();
    assert!(refused.broke.contains("not judged"), "{refused}");
    desk.judge(&ada, &lead, &said(0.8)).unwrap();
    assert!(!open(&ada));
    let shown = desk.reveal(&ada, &lead).unwrap();
    assert!(open(&ada) && !open(&ben));
    let matrix = MatrixView {
        question: shown.lead.sentence.clone(),
        ..desk.matrix(&ada, &lead).unwrap()
    };
    desk.set_matrix(&ada, &matrix).unwrap();
    assert!(desk.matrix(&ben, &lead).is_err());
    let decided = desk
        .decide(
            &ada,
            &lead,
            &DecisionSaid {
                verdict: "escalate".to_owned(),
                ..DecisionSaid::default()
            },
        )
        .unwrap();
    assert!(decided.waits_for_second);
    // that it waits would tell what the first thinks
    let LeadPage::Blind(blind) = desk.lead(Some(&ben), &lead).unwrap() else {
        panic!("Ben sees it whole");
    };
    assert_eq!(blind.standing, Standing::Judged);
    desk.draw(&ben, 1, std::slice::from_ref(&lead)).unwrap();
    desk.judge(&ben, &lead, &said(0.6)).unwrap();
    desk.second(&ben, &lead, "the dates fit").unwrap();
    assert!(open(&ben));
    assert!(desk.matrix(&ben, &lead).is_ok());
}
