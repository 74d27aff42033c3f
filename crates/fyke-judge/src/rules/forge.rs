//! A forger for tests: writes whatever it is told, properly signed, and asks the
//! check what it makes of it.

use super::{Check, Finding, Rule};
use crate::assessment::Assessment;
use crate::desk::Suggestion;
use crate::desk::said::*;
use crate::key::{KeyId, MachineKey, PersonKey, PersonPublic};
use crate::record::leaf::{Actor, Handle, Hex, Index, Leaf, Policy, Tlp, VERSION, Verdict, What};
use crate::record::verify::Checker;
use fyke_model::dataset::{FileHash, Handling, RowRef};
use fyke_model::date::Month;
use fyke_model::lead::{GoodsFamily, Innocent, Lead, LeadRow, Measured, Place, Reason, Subject};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// People of the tests.
pub(crate) const ANN: usize = 0;
pub(crate) const BO: usize = 1;
pub(crate) const CY: usize = 2;
/// Never enrolled.
pub(crate) const EVE: usize = 3;

pub(crate) const AT: &str = "2026-11-22T13:00:00Z";

/// Deriving a key takes milliseconds without optimisation: once is enough.
static PEOPLE: LazyLock<Vec<PersonKey>> =
    LazyLock::new(|| (1..5).map(|seed| PersonKey::from_seed(&[seed; 32])).collect());
static IDS: LazyLock<Vec<KeyId>> = LazyLock::new(|| PEOPLE.iter().map(PersonKey::id).collect());

pub(crate) fn person(who: usize) -> &'static PersonKey {
    &PEOPLE[who]
}

pub(crate) fn id(who: usize) -> KeyId {
    IDS[who]
}

/// A lead with everything that a suggestion takes.
pub(crate) fn lead(id: &str, probability: f64) -> Lead {
    Lead {
        id: id.to_string(),
        subject: Subject::Party {
            name: format!("Beta {id}"),
            country: "TR".parse().ok(),
            end: "RU".parse().unwrap(),
        },
        goods: GoodsFamily {
            id: "8542".into(),
            title: "integrated circuits".into(),
            profiles: vec![],
        },
        from: Month::new(2022, 3),
        to: Month::new(2022, 9),
        regime: "eu-ru-2022".into(),
        score: probability * 10.0,
        probability: Some(probability),
        value: None,
        place: Place::default(),
        coverage: None,
        sentence: "goods came in and went on".into(),
        reasons: vec![Reason {
            precision: Some(Measured {
                share: 0.6,
                n: 50,
                base_rate: 0.01,
                worlds: "simulated, seeds 1-20".into(),
            }),
            ..Reason::new("T01", 2.0, "in rose eightfold")
        }],
        innocent: Innocent {
            explanation: "a new factory".into(),
            confirmed_by: "a building permit".into(),
        },
        rows: vec![LeadRow {
            typology: "T01".into(),
            role: "in".into(),
            row: RowRef {
                dataset: "customs".into(),
                file: FileHash([7; 32]),
                row: 812,
            },
        }],
        handling: Handling::Open,
        simulated: false,
    }
}

pub(crate) fn assessment(by: KeyId, p: f64, blind: bool) -> Assessment {
    serde_json::from_value(serde_json::json!({
        "question": "were goods passed on to Russia?",
        "probability": p,
        "confidence": "moderate",
        "confidence_basis": "one customs feed",
        "basis": [],
        "alternatives": ["a new factory"],
        "handling": "open",
        "tlp": "amber",
        "made_by": by,
        "made_blind": blind,
    }))
    .unwrap()
}

/// A record that may be a lie.
#[derive(Clone, Default)]
pub(crate) struct Forge {
    pub leaves: Vec<(Leaf, Option<Vec<u8>>)>,
    last: BTreeMap<KeyId, Index>,
}

impl Forge {
    /// Opened; Ann, Bo and Cy enrolled; leads L1 to L3 sealed; each in a session
    /// of ten with one from below the cut and one known answer.
    pub fn new() -> Forge {
        let mut forge = Forge::bare();
        for name in ["L1", "L2", "L3"] {
            forge.seal(name);
        }
        for who in [ANN, BO, CY] {
            forge.sit(who);
        }
        forge
    }

    /// Opened, and three people enrolled.
    pub fn bare() -> Forge {
        let mut forge = Forge::default();
        let opened = What::PolicyChange(Policy::Opened {
            origin: "test".into(),
            log_key: "k".into(),
        });
        forge.machine(None, opened, &());
        for who in [ANN, BO, CY] {
            let key = person(who).public();
            forge.by(ANN, None, What::PolicyChange(Policy::Enrolled { key }), &"name");
        }
        forge
    }

    pub fn next(&self) -> Index {
        self.leaves.len() as Index
    }

    pub fn handle(name: &str) -> Handle {
        let mut bytes = [0; 16];
        bytes
            .iter_mut()
            .zip(name.bytes())
            .for_each(|(to, from)| *to = from);
        Hex(bytes)
    }

    fn push(&mut self, by: Actor, about: Option<&str>, what: What, said: &impl Serialize) -> Index {
        let at = self.next();
        let payload = serde_json::to_vec(said).unwrap();
        let payload = (payload != b"null").then_some(payload);
        let leaf = Leaf {
            v: VERSION,
            by,
            after: None,
            about: about.map(Forge::handle),
            payload: payload.as_ref().map(|_| Hex([at as u8; 32])),
            what,
            sig: None,
        };
        self.leaves.push((leaf, payload));
        at
    }

    /// An entry of the machine.
    pub fn machine(&mut self, about: Option<&str>, what: What, said: &impl Serialize) -> Index {
        let machine = MachineKey::from_seed(&[99; 32]).id();
        self.push(Actor::Machine(machine), about, what, said)
    }

    /// An entry of a person, signed.
    pub fn by(&mut self, who: usize, about: Option<&str>, what: What, said: &impl Serialize) -> Index {
        let at = self.push(Actor::Person(id(who)), about, what, said);
        self.leaves[at as usize].0.after = self.last.insert(id(who), at);
        self.sign(at, who);
        at
    }

    /// Signs an entry anew, after it was changed.
    pub fn sign(&mut self, at: Index, who: usize) {
        let leaf = &mut self.leaves[at as usize].0;
        leaf.by = Actor::Person(id(who));
        let assertion = person(who).assert(&leaf.to_be_signed("test"));
        leaf.sig = Some(Hex(*assertion.signature()));
    }

    pub fn seal(&mut self, name: &str) -> Index {
        let replaces = self.score(name);
        let suggestion = Suggestion::new(&lead(name, 0.8)).unwrap();
        let said = SaidScore {
            lead: name.into(),
            at: AT.into(),
            suggestion,
        };
        self.machine(Some(name), What::ScoreCommitment { replaces }, &said)
    }

    /// The last entry that is about a lead and of some kind.
    fn find(&self, name: &str, of: impl Fn(&Leaf) -> bool) -> Option<Index> {
        let about = Some(Forge::handle(name));
        let at = self
            .leaves
            .iter()
            .rposition(|(leaf, _)| leaf.about == about && of(leaf))?;
        Some(at as Index)
    }

    pub fn score(&self, name: &str) -> Option<Index> {
        self.find(name, |leaf| matches!(leaf.what, What::ScoreCommitment { .. }))
    }

    pub fn judgement(&self, who: usize, name: &str) -> Option<Index> {
        self.find(name, |leaf| {
            leaf.by == Actor::Person(id(who)) && matches!(leaf.what, What::BlindJudgement { .. })
        })
    }

    /// What is said of a session of `names`, the last of them from below the cut
    /// and the one before it known.
    pub fn said_session(names: &[&str]) -> SaidSession {
        let mut items: Vec<SaidItem> = names
            .iter()
            .map(|name| SaidItem {
                lead: (*name).into(),
                why: Why::Queue,
            })
            .collect();
        let n = items.len();
        items[n - 1].why = Why::BelowCut { drawn_with: None };
        items[n - 2].why = Why::Known {
            truth: false,
            machine_wrong: true,
            from: "simulated world, seed 7".into(),
            was: "W1".into(),
        };
        SaidSession {
            at: AT.into(),
            seed: "00".repeat(32),
            items,
            known_right_of: 4,
            known_wrong_of: 5,
        }
    }

    pub const NAMES: [&'static str; 10] = ["L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "K1", "E1"];

    pub const SESSION: What = What::Session {
        n: 10,
        below_cut: 1,
        below_cut_of: 30,
        known: 1,
        known_of: 9,
    };

    pub fn sit(&mut self, who: usize) -> Index {
        self.by(who, None, Forge::SESSION, &Forge::said_session(&Forge::NAMES))
    }

    pub fn said_judgement(who: usize, name: &str, p: f64) -> SaidJudgement {
        SaidJudgement {
            lead: name.into(),
            at: AT.into(),
            assessment: assessment(id(who), p, true),
        }
    }

    pub fn judge(&mut self, who: usize, name: &str, p: f64) -> Index {
        let score = self.score(name);
        let said = Forge::said_judgement(who, name, p);
        self.by(who, Some(name), What::BlindJudgement { score }, &said)
    }

    pub fn reveal(&mut self, who: usize, name: &str, shows: &[Index]) -> Index {
        let what = What::Reveal {
            judgement: self.judgement(who, name).unwrap_or(0),
            shows: shows.to_vec(),
        };
        let said = SaidReveal {
            lead: name.into(),
            at: AT.into(),
        };
        self.by(who, Some(name), what, &said)
    }

    pub fn said_decision(who: usize, name: &str, p: f64) -> SaidDecision {
        SaidDecision {
            lead: name.into(),
            at: AT.into(),
            assessment: Some(assessment(id(who), p, false)),
            reason: None,
        }
    }

    /// A decision after judgement and reveal, as they last were.
    pub fn deciding(&self, who: usize, name: &str, verdict: Verdict) -> What {
        let judgement = self.judgement(who, name);
        let reveal = self
            .find(name, |leaf| {
                leaf.by == Actor::Person(id(who)) && matches!(leaf.what, What::Reveal { .. })
            })
            .filter(|at| Some(*at) > judgement);
        What::Decision {
            verdict,
            judgement,
            reveal,
            bulk: None,
            undoes: None,
            changed: false,
        }
    }

    pub fn decide(&mut self, who: usize, name: &str, verdict: Verdict, p: f64) -> Index {
        let what = self.deciding(who, name, verdict);
        self.by(who, Some(name), what, &Forge::said_decision(who, name, p))
    }

    pub fn second(&mut self, who: usize, name: &str, decision: Index) -> Index {
        let what = What::SecondSignature {
            decision,
            judgement: self.judgement(who, name).unwrap_or(0),
        };
        let said = SaidSecond {
            lead: name.into(),
            at: AT.into(),
            why: "the rows say so".into(),
        };
        self.by(who, Some(name), what, &said)
    }

    pub fn said_disclosure(name: &str) -> SaidDisclosure {
        SaidDisclosure {
            lead: name.into(),
            at: AT.into(),
            to: "a partner".into(),
            why: "to stop it".into(),
            handling: Handling::Open,
            names_person: false,
            dissent: vec![],
            agreement: None,
        }
    }

    pub fn disclose(&mut self, who: usize, name: &str, tlp: Tlp, decision: Option<Index>) -> Index {
        let said = Forge::said_disclosure(name);
        self.by(who, Some(name), What::Disclosure { tlp, decision }, &said)
    }

    /// Judged by both, escalated to be released by Ann, signed by Bo.
    pub fn released(&mut self, name: &str) -> Index {
        self.judge(ANN, name, 0.9);
        self.judge(BO, name, 0.8);
        let at = self.decide(ANN, name, Verdict::Release, 0.9);
        self.second(BO, name, at);
        at
    }

    pub fn bulk(&mut self, who: usize, verdict: Verdict, names: &[&str]) -> Index {
        let said = SaidBulk {
            at: AT.into(),
            selection: "below 1000 EUR".into(),
            leads: names.iter().map(ToString::to_string).collect(),
            again: names
                .iter()
                .take(names.len().div_ceil(20))
                .map(ToString::to_string)
                .collect(),
        };
        let what = What::Bulk {
            verdict,
            n: names.len() as u64,
            again: said.again.len() as u64,
        };
        self.by(who, None, what, &said)
    }

    pub fn item(&mut self, who: usize, name: &str, verdict: Verdict, bulk: Index) -> Index {
        let what = What::Decision {
            verdict,
            judgement: None,
            reveal: None,
            bulk: Some(bulk),
            undoes: None,
            changed: false,
        };
        let said = SaidDecision {
            assessment: None,
            ..Forge::said_decision(who, name, 0.0)
        };
        self.by(who, Some(name), what, &said)
    }

    /// What a check finds.
    pub fn findings(&self, mut check: Check, payloads: bool) -> Vec<Finding> {
        let mut found = Vec::new();
        for (at, (leaf, payload)) in self.leaves.iter().enumerate() {
            let at = at as Index;
            // signed properly: what is wrong is not the signature
            if let (Actor::Person(by), Some(sig)) = (leaf.by, leaf.sig) {
                let key = (0..4)
                    .map(|who| person(who).public())
                    .find(|key| key.id() == by)
                    .unwrap();
                assert!(
                    key.verifies(&leaf.to_be_signed("test"), &sig.0),
                    "entry {at} is badly signed"
                );
            }
            let payload = payload.as_deref().filter(|_| payloads);
            if let Err(fault) = check.entry(at, leaf, payload) {
                found.push(fault.at(Some(at)));
            }
        }
        found.extend(check.end(self.next()));
        found
    }

    /// Signed properly: what is wrong is not the signature.
    fn signed(&self) {
        static KEYS: LazyLock<Vec<PersonPublic>> =
            LazyLock::new(|| (0..4).map(|who| person(who).public()).collect());
        for (leaf, _) in &self.leaves {
            if let (Actor::Person(by), Some(sig)) = (leaf.by, leaf.sig) {
                let key = KEYS.iter().find(|key| key.id() == by).unwrap();
                assert!(
                    key.verifies(&leaf.to_be_signed("test"), &sig.0),
                    "badly signed: {leaf:?}"
                );
            }
        }
    }

    /// Lawful, with and without what was said.
    pub fn lawful(&self) {
        for payloads in [false, true] {
            assert_eq!(self.findings(Check::new(), payloads), [], "payloads: {payloads}");
        }
    }

    /// Breaks one rule at one entry, in words that hold `words`; and would pass
    /// if that one guard were gone.
    fn breaks(&self, rule: u8, at: Index, words: &str, payloads: bool) {
        if payloads {
            self.signed();
        }
        let found = self.findings(Check::new(), payloads);
        let first = found
            .first()
            .unwrap_or_else(|| panic!("nothing found; rule {rule} should break at {at}"));
        assert_eq!(
            (first.rule, first.entry),
            (Rule::Number(rule), Some(at)),
            "{found:?}"
        );
        assert!(first.words.contains(words), "{first}");
        assert_eq!(
            self.findings(Check::without(rule), payloads),
            [],
            "holds by another guard too"
        );
    }

    /// On leaves alone, and with payloads too.
    pub fn breaks_on_leaves(&self, rule: u8, at: Index, words: &str) {
        self.breaks(rule, at, words, false);
        self.breaks(rule, at, words, true);
    }

    /// Only where payloads are there.
    pub fn breaks_with_payloads(&self, rule: u8, at: Index, words: &str) {
        assert_eq!(self.findings(Check::new(), false), []);
        self.breaks(rule, at, words, true);
    }
}
