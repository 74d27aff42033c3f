//! A writer is killed, or the power cut, at every step of a scripted run:
//! nothing acknowledged is lost, and the log always verifies.

use super::whole::checked;
use super::world::{ada, bob, drawn, enrol, lead, numbers};
use fyke_judge::record::leaf::What;
use fyke_judge::record::shelf::Memory;
use fyke_judge::record::{Draft, Record, RecordError};

/// What was acknowledged before the run stopped.
#[derive(Default)]
struct Acknowledged {
    entries: Vec<Vec<u8>>,
    erased: Vec<u64>,
}

fn run(shelf: &Memory, acknowledged: &mut Acknowledged) -> Result<(), RecordError> {
    let random = &mut drawn(2);
    let mut record = Record::create(shelf.clone(), "fyke/killed", random)?;
    let note = |record: &Record, acknowledged: &mut Acknowledged| {
        for index in acknowledged.entries.len() as u64..record.size() {
            acknowledged.entries.push(record.entry(index)?);
        }
        Ok::<(), RecordError>(())
    };
    note(&record, acknowledged)?;
    record.append(random, |group| {
        enrol(group, &ada(), &ada(), "Ada")?;
        enrol(group, &ada(), &bob(), "Bob")
    })?;
    note(&record, acknowledged)?;
    // up to and over the edge of a tile
    record.append(random, |group| {
        (0..250_u64).try_for_each(|n| {
            group.machine(Draft::new(What::TakeIn {}).saying(&n)?)?;
            Ok::<(), RecordError>(())
        })
    })?;
    note(&record, acknowledged)?;
    lead(&mut record, random, "L-1")?;
    note(&record, acknowledged)?;
    record.erase(random, &[254, 5], &ada(), "why")?;
    note(&record, acknowledged)?;
    acknowledged.erased = vec![254, 5];
    lead(&mut record, random, "L-2")?;
    note(&record, acknowledged)
}

/// The disk that is left: nothing lost, whole, and written on.
fn holds(left: &Memory, acknowledged: &Acknowledged, what: &str) {
    let report = checked(left);
    let begun = !acknowledged.entries.is_empty();
    if begun || report.size > 0 {
        assert!(report.whole(), "{what}: {:?}", report.findings);
    }
    let mut record = match Record::open(left.clone()) {
        Ok(record) => record,
        Err(RecordError::Absent) if !begun => {
            Record::create(left.clone(), "fyke/killed", &mut drawn(3)).unwrap()
        }
        Err(error) => panic!("{what}: {error}"),
    };
    assert!(record.size() >= acknowledged.entries.len() as u64, "{what}");
    for (index, entry) in (0..).zip(&acknowledged.entries) {
        assert_eq!(&record.entry(index).unwrap(), entry, "{what}");
        let erased = record.said(index).unwrap().is_none();
        if acknowledged.erased.contains(&index) {
            assert!(erased, "{what}: entry {index} was erased");
        }
    }
    record
        .append(&mut drawn(4), |group| {
            group.machine(Draft::new(What::TakeIn {}).saying("after")?)
        })
        .unwrap_or_else(|error: RecordError| panic!("{what}: {error}"));
    let report = checked(left);
    assert!(report.whole(), "{what}, written on: {:?}", report.findings);
    assert!(
        report.leftovers.is_empty(),
        "{what}, cleaned: {:?}",
        report.leftovers
    );
}

#[test]
fn at_every_step() {
    let whole = Memory::new();
    let mut acknowledged = Acknowledged::default();
    run(&whole, &mut acknowledged).unwrap();
    let steps = whole.steps();
    assert!(steps > 100, "{steps}");
    for stop in 0..steps {
        let shelf = Memory::new();
        shelf.stop_at(stop);
        let mut acknowledged = Acknowledged::default();
        // the last steps only tidy up: a run stopped there was acknowledged
        let _ = run(&shelf, &mut acknowledged);
        holds(&shelf.after_kill(), &acknowledged, &format!("killed at {stop}"));
        for seed in 0..2 {
            let mut next = numbers(stop);
            // nothing of the unsynced, or any part of it; a kill leaves all
            let left = shelf.after_power_loss(|| seed == 1 && next().is_multiple_of(2));
            holds(&left, &acknowledged, &format!("power cut at {stop}, {seed}"));
        }
    }
}
