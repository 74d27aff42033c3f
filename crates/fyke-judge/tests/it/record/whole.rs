//! What is written is read, verifies, and can be erased.

use super::world::{ada, begun, bob, drawn, enrol, lead, numbers};
use fyke_judge::key::PersonKey;
use fyke_judge::record::leaf::{Actor, Policy, What};
use fyke_judge::record::shelf::{Folder, Memory, Shelf};
use fyke_judge::record::verify::{Checker, Report, verify};
use fyke_judge::record::{Draft, Fault, Record, RecordError};

pub fn checked(shelf: &(dyn Shelf + Sync)) -> Report {
    verify(shelf, None, &mut []).unwrap()
}

#[test]
fn a_lead_goes_its_way_and_the_record_holds() {
    let shelf = Memory::new();
    let mut record = begun(shelf.clone());
    let random = &mut drawn(3);
    for n in 0..120 {
        lead(&mut record, random, &format!("L-{}", n % 100)).unwrap();
    }
    assert_eq!(record.size(), 603);
    assert_eq!(record.payload::<String>(4).unwrap().as_deref(), Some("0.6"));
    assert_eq!(record.lead(4).unwrap().as_deref(), Some("L-0"));
    // twenty leads came back, and kept their handles
    assert_eq!(record.handles().unwrap().len(), 100);
    assert_eq!(record.leaf(3).unwrap().about, record.leaf(503).unwrap().about);

    let report = checked(&shelf);
    assert!(report.whole(), "{:?}", report.findings);
    assert_eq!((report.size, report.payloads, report.erased), (603, 2 + 600, 0));
    assert_eq!(report.signed, 2 + 4 * 120);
    assert!(report.on_its_own_word && !report.without_payloads && report.leftovers.is_empty());
    let key = record.log_key().to_owned();
    assert!(!verify(&shelf, Some(&key), &mut []).unwrap().on_its_own_word);

    // opened again, it says the same and goes on
    let mut again = Record::open(shelf.clone()).unwrap();
    assert_eq!(again.checkpoint(), record.checkpoint());
    lead(&mut again, random, "L-7").unwrap();
    assert_eq!(again.handles().unwrap().len(), 100);
    // and who had it open all the time takes its turn
    lead(&mut record, random, "L-101").unwrap();
    assert_eq!(record.size(), 613);
    assert!(checked(&shelf).whole());

    // a copy without payloads
    let copy = shelf.copy();
    for path in copy.list("payloads").unwrap() {
        copy.tamper(&path, None);
    }
    copy.tamper("machine.key", None);
    let report = checked(&copy);
    assert!(report.whole() && report.without_payloads, "{:?}", report.findings);
    let mut copy = Record::open(copy).unwrap();
    assert_eq!(copy.payload::<String>(4).unwrap(), None);
    assert!(matches!(
        lead(&mut copy, random, "L-1"),
        Err(RecordError::ReadOnly)
    ));
}

#[test]
fn what_was_erased_is_gone_and_the_log_still_holds() {
    let shelf = Memory::new();
    let mut record = begun(shelf.clone());
    let random = &mut drawn(4);
    lead(&mut record, random, "the secret name").unwrap();
    lead(&mut record, random, "another").unwrap();
    let erasure = record
        .erase(random, &[3, 4, 5, 6, 7], &ada(), "she asked for it")
        .unwrap();
    assert_eq!(record.payload::<String>(4).unwrap(), None);
    assert_eq!(record.payload::<String>(9).unwrap().as_deref(), Some("0.6"));
    assert_eq!(
        record.payload::<String>(erasure).unwrap().as_deref(),
        Some("she asked for it")
    );
    for path in shelf.list("").unwrap() {
        let bytes = shelf.read(&path).unwrap().unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("secret"), "{path}");
    }
    // handle and lead are untied: who comes back comes as somebody else
    assert_eq!(record.handles().unwrap().len(), 1);
    lead(&mut record, random, "the secret name").unwrap();
    let report = checked(&shelf);
    assert!(report.whole(), "{:?}", report.findings);
    assert_eq!(report.erased, 5);
    assert_ne!(record.leaf(3).unwrap().about, record.leaf(14).unwrap().about);

    let twice = record
        .erase(random, &[4], &ada(), "again")
        .unwrap_err()
        .to_string();
    assert!(
        twice.contains("entry 4 says nothing that could be erased"),
        "{twice}"
    );
    // a payload put back is named
    let tampered = shelf.copy();
    let mut other = begun(Memory::new());
    lead(&mut other, &mut drawn(4), "the secret name").unwrap();
    let segment = "payloads/3-5";
    tampered.tamper(segment, Some(&other_segment(&other_shelf(), segment)));
    let words = checked(&tampered).findings[0].to_string();
    assert!(
        words.contains("entry 13 erased what it says, and it is still there"),
        "{words}"
    );
}

/// The folder as it was before the erasure.
fn other_shelf() -> Memory {
    let shelf = Memory::new();
    let mut record = begun(shelf.clone());
    lead(&mut record, &mut drawn(4), "the secret name").unwrap();
    shelf
}

fn other_segment(shelf: &Memory, path: &str) -> Vec<u8> {
    shelf.read(path).unwrap().unwrap()
}

#[test]
fn who_may_not_sign_does_not() {
    let mut record = begun(Memory::new());
    let random = &mut drawn(5);
    let eve = PersonKey::from_seed(&[9; 32]);
    let refused = |error: RecordError, words: &str| {
        let said = error.to_string();
        assert!(said.contains(words), "{said}");
    };
    let by_eve = record.append(random, |group| {
        group.person(&eve, Draft::new(What::Reads { n: 1 }))
    });
    refused(by_eve.unwrap_err(), "was not enrolled before this");
    let again = record.append(random, |group| enrol(group, &eve, &eve, "Eve"));
    refused(again.unwrap_err(), "was not enrolled before this");
    let decides = record.append(random, |group| {
        group.machine(Draft::new(What::BlindJudgement { score: None }))
    });
    refused(decides.unwrap_err(), "a machine decides nothing");
    let opens = record.append(random, |group| {
        group.machine(Draft::new(What::PolicyChange(Policy::Settings {})))
    });
    refused(opens.unwrap_err(), "a machine decides nothing");
    record
        .append(random, |group| {
            let retired = Policy::Retired { key: bob().id() };
            group.person(&ada(), Draft::new(What::PolicyChange(retired)))
        })
        .unwrap();
    let late = record.append(random, |group| {
        group.person(&bob(), Draft::new(What::Reads { n: 1 }))
    });
    refused(late.unwrap_err(), "was retired before this");
    // a refused entry takes its group with it, whatever the caller makes of it
    let kept = record.append(random, |group| {
        let _ = group.person(&bob(), Draft::new(What::Reads { n: 1 }));
        group.machine(Draft::new(What::TakeIn {}))
    });
    refused(kept.unwrap_err(), "none of it was written");
    assert_eq!(record.size(), 4);
}

#[test]
fn any_sequence_of_groups_and_erasures_verifies() {
    for seed in 0..12 {
        let shelf = Memory::new();
        let mut record = begun(shelf.clone());
        let random = &mut drawn(seed);
        let mut next = numbers(seed);
        let mut erasable = Vec::new();
        for step in 0..25 {
            match next() % 5 {
                0 if !erasable.is_empty() => {
                    let at = next() as usize % erasable.len();
                    record
                        .erase(random, &[erasable.swap_remove(at)], &bob(), "why")
                        .unwrap();
                }
                1 => {
                    let n = next() % 300;
                    record
                        .append(random, |group| {
                            (0..n).try_for_each(|n| {
                                let index = group.machine(Draft::new(What::TakeIn {}).saying(&n)?)?;
                                erasable.push(index);
                                Ok::<(), RecordError>(())
                            })
                        })
                        .unwrap();
                }
                2 => record = Record::open(shelf.clone()).unwrap(),
                _ => erasable.push(lead(&mut record, random, &format!("L-{}", step % 4)).unwrap()),
            }
        }
        let report = checked(&shelf);
        assert!(report.whole(), "seed {seed}: {:?}", report.findings);
        assert_eq!(report.size, record.size());
        assert_eq!(report.leftovers, Vec::<String>::new());
    }
}

#[test]
fn a_check_sees_every_entry_and_is_heard() {
    struct Odd(u64);
    impl Checker for Odd {
        fn entry(
            &mut self,
            index: u64,
            leaf: &fyke_judge::record::leaf::Leaf,
            payload: Option<&[u8]>,
        ) -> Result<(), Fault> {
            assert_eq!(index, self.0);
            self.0 += 1;
            match (leaf.by, payload) {
                (Actor::Machine(_), Some(b"\"0.8, surge\"")) => Err(Fault::of(5, "no counter-hypothesis")),
                _ => Ok(()),
            }
        }
        fn end(&mut self, size: u64) -> Vec<fyke_judge::record::Finding> {
            assert_eq!(size, self.0);
            vec![Fault::of(7, "no sample").at(None)]
        }
    }
    let shelf = Memory::new();
    let mut record = begun(shelf.clone());
    lead(&mut record, &mut drawn(1), "L-1").unwrap();
    let report = verify(&shelf, None, &mut [&mut Odd(0)]).unwrap();
    let words: Vec<String> = report.findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        words,
        ["entry 3: no counter-hypothesis (rule 5)", "no sample (rule 7)"]
    );
}

#[test]
fn a_folder_on_disk_holds_the_same_and_is_private() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("case/record");
    // what another part of the program keeps there is none of the record's business
    std::fs::create_dir_all(&root).unwrap();
    std::fs::write(root.join("judgements.jsonl"), "{}").unwrap();
    let mut record = begun(Folder::new(&root));
    let random = &mut drawn(8);
    for n in 0..60 {
        lead(&mut record, random, &format!("L-{n}")).unwrap();
    }
    record.erase(random, &[4], &ada(), "why").unwrap();
    let report = checked(&Folder::new(&root));
    assert!(report.whole(), "{:?}", report.findings);
    assert_eq!((report.size, report.erased), (304, 1));
    assert_eq!(
        Record::open(Folder::new(&root)).unwrap().checkpoint(),
        record.checkpoint()
    );
    assert!(
        !root.join("log/tile/0/000.p").exists(),
        "the narrower tiles go with the full one"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let all = Folder::new(&root).list("").unwrap();
        for path in all.iter().filter(|path| *path != "judgements.jsonl") {
            let mode = std::fs::metadata(root.join(path)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{path}");
        }
    }
    let created = Record::create(Folder::new(&root), "fyke/x", random).unwrap_err();
    assert!(matches!(created, RecordError::Present));
}
