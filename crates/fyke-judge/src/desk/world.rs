//! A case for tests: three people, forty leads, eight known answers.

use super::said::{SaidSession, Why};
use super::*;
use crate::record::Draft;
use crate::record::leaf::{Policy, What};
use crate::record::shelf::Memory as Disk;
use crate::record::verify::verify;
use crate::rules::Check;
use crate::rules::forge::{ANN, AT, BO, CY, assessment, id, lead, person};

/// A case with thirty leads above the cut, ten below it, and eight known answers.
pub(super) struct World {
    pub disk: Disk,
    pub desk: Desk,
    pub leads: Vec<Lead>,
    pub known: Vec<KnownAnswer>,
    dice: u64,
}

/// Bytes that differ from call to call.
pub(super) fn dice(state: &mut u64) -> impl FnMut(&mut [u8]) + '_ {
    move |bytes| {
        for byte in bytes {
            *state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            *byte = (*state >> 33) as u8;
        }
    }
}

impl World {
    pub fn new(seed: u64) -> World {
        let mut world = World::unscored(seed);
        let suggestions: Vec<Suggestion> = world
            .leads
            .iter()
            .map(|lead| Suggestion::new(lead).unwrap())
            .collect();
        world
            .with(|desk, random| desk.commit(&suggestions, AT, random))
            .unwrap();
        world
    }

    pub fn unscored(seed: u64) -> World {
        let mut state = seed;
        let disk = Disk::new();
        let mut random = dice(&mut state);
        let mut record = Record::create(disk.clone(), "test", &mut random).unwrap();
        record
            .append::<_, DeskError>(&mut random, |group| {
                for who in [ANN, BO, CY] {
                    let key = person(who).public();
                    let what = What::PolicyChange(Policy::Enrolled { key });
                    group.person(person(ANN), Draft::new(what).saying("a name")?)?;
                }
                Ok(())
            })
            .unwrap();
        drop(random);
        let leads = (0..40)
            .map(|n| {
                let mut one = lead(&format!("L{n}"), 0.9 - 0.02 * f64::from(n));
                one.place.explored = n >= 30;
                one.place.drawn_with = (n >= 30).then_some(0.01);
                one
            })
            .collect();
        let known = (0..8)
            .map(|n| KnownAnswer {
                lead: lead(&format!("W{n}"), 0.8),
                truth: n % 2 == 0,
                from: "simulated world, seed 7".into(),
            })
            .collect();
        World {
            disk,
            desk: Desk::open(record).unwrap(),
            leads,
            known,
            dice: state,
        }
    }

    pub fn with<T>(
        &mut self,
        act: impl FnOnce(&mut Desk, &mut dyn Random) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        act(&mut self.desk, &mut dice(&mut self.dice))
    }

    pub fn by<T>(
        &mut self,
        who: usize,
        act: impl FnOnce(&mut Desk, &mut Hand<'_>) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        let mut random = dice(&mut self.dice);
        let mut hand = Hand {
            by: person(who),
            at: AT,
            random: &mut random,
        };
        act(&mut self.desk, &mut hand)
    }

    pub fn sit(&mut self, who: usize, wanted: usize) -> Result<Session, DeskError> {
        let (leads, known) = (self.leads.clone(), self.known.clone());
        let queue = Queue {
            leads: &leads,
            known: &known,
            wanted,
            only: &[],
        };
        self.by(who, |desk, hand| desk.session(&queue, hand))
    }

    /// A session for one lead alone, as far as rules allow, and its view.
    pub fn ask(&mut self, who: usize, lead: &str) -> BlindView {
        let (leads, known, only) = (self.leads.clone(), self.known.clone(), [lead.to_string()]);
        let queue = Queue {
            leads: &leads,
            known: &known,
            wanted: 1,
            only: &only,
        };
        let session = self.by(who, |desk, hand| desk.session(&queue, hand)).unwrap();
        session
            .views()
            .iter()
            .find(|view| view.lead() == lead)
            .unwrap()
            .clone()
    }

    pub fn judge(&mut self, who: usize, lead: &str, p: f64) -> Judged {
        let view = self.ask(who, lead);
        self.judge_view(who, &view, p).unwrap()
    }

    pub fn judge_view(&mut self, who: usize, view: &BlindView, p: f64) -> Result<Judged, DeskError> {
        self.by(who, |desk, hand| {
            desk.judge(view, assessment(id(who), p, true), hand)
        })
    }

    pub fn reveal(&mut self, who: usize, judged: Judged) -> Result<Revealed, DeskError> {
        self.by(who, |desk, hand| desk.reveal(judged, hand))
    }

    pub fn decide(
        &mut self,
        who: usize,
        seen: &Seen,
        verdict: Verdict,
        p: f64,
    ) -> Result<Decided, DeskError> {
        self.by(who, |desk, hand| {
            desk.decide(seen, verdict, assessment(id(who), p, false), None, hand)
        })
    }

    /// An outsider finds nothing, with and without what was said.
    pub fn verifies(&self) {
        let report = verify(&self.disk, None, &mut [&mut Check::new()]).unwrap();
        assert_eq!(report.findings, []);
        let mut bare = Check::new();
        self.desk
            .record()
            .each::<RecordError>(0, |at, leaf| {
                let found = crate::record::verify::Checker::entry(&mut bare, at, leaf, None);
                assert_eq!(found, Ok(()), "entry {at}");
                Ok(())
            })
            .unwrap();
    }

    pub fn said_session(&self, session: &Session) -> SaidSession {
        self.desk.record().payload(session.entry()).unwrap().unwrap()
    }

    /// A lead of a session whose answer is known.
    pub fn known_view(&self, session: &Session, wrong: bool) -> Option<BlindView> {
        let said = self.said_session(session);
        let item = said
            .items
            .iter()
            .find(|item| matches!(item.why, Why::Known { machine_wrong, .. } if machine_wrong == wrong))?;
        session
            .views()
            .iter()
            .find(|view| view.lead() == item.lead)
            .cloned()
    }
}
