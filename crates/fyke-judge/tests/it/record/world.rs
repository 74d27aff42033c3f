//! A small case: two people, a machine, a few leads.

use fyke_judge::key::PersonKey;
use fyke_judge::record::leaf::{Index, Policy, Verdict, What};
use fyke_judge::record::shelf::Shelf;
use fyke_judge::record::{Draft, Record, RecordError};

/// Numbers that look drawn and are the same in every run.
pub fn drawn(seed: u64) -> impl FnMut(&mut [u8]) + Send {
    let mut next = numbers(seed);
    move |bytes: &mut [u8]| bytes.iter_mut().for_each(|byte| *byte = (next() >> 32) as u8)
}

/// splitmix64
pub fn numbers(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed;
    move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

pub fn ada() -> PersonKey {
    PersonKey::from_seed(&[1; 32])
}

pub fn bob() -> PersonKey {
    PersonKey::from_seed(&[2; 32])
}

pub fn begun(shelf: impl Shelf + Send + Sync + 'static) -> Record {
    let random = &mut drawn(7);
    let mut record = Record::create(shelf, "fyke/case-1", random).unwrap();
    record
        .append(random, |group| {
            enrol(group, &ada(), &ada(), "Ada")?;
            enrol(group, &ada(), &bob(), "Bob")
        })
        .unwrap();
    record
}

pub fn enrol(
    group: &mut fyke_judge::record::Group<'_>,
    by: &PersonKey,
    who: &PersonKey,
    name: &str,
) -> Result<Index, RecordError> {
    let enrolled = Policy::Enrolled { key: who.public() };
    group.person(by, Draft::new(What::PolicyChange(enrolled)).saying(name)?)
}

/// The way of one lead: sealed, judged, shown, decided, seconded. Five entries.
pub fn lead(
    record: &mut Record,
    random: &mut impl FnMut(&mut [u8]),
    lead: &str,
) -> Result<Index, RecordError> {
    record.append(random, |group| {
        let score = group.machine(
            Draft::new(What::ScoreCommitment { replaces: None })
                .about(lead)
                .saying("0.8, surge")?,
        )?;
        let blind = |score| Draft::new(What::BlindJudgement { score: Some(score) }).about(lead);
        let judgement = group.person(&ada(), blind(score).saying("0.6")?)?;
        let shows = vec![score];
        let reveal = group.person(&ada(), Draft::new(What::Reveal { judgement, shows }).about(lead))?;
        let decision = What::Decision {
            verdict: Verdict::Escalate,
            judgement: Some(judgement),
            reveal: Some(reveal),
            bulk: None,
            undoes: None,
            changed: true,
        };
        group.person(
            &ada(),
            Draft::new(decision).about(lead).saying("0.7, for it holds")?,
        )?;
        group.person(&bob(), blind(score).saying("0.9")?)
    })
}
