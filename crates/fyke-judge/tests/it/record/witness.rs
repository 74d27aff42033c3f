//! A partner co-signs, and is not shown two histories.

use super::whole::checked;
use super::world::{ada, begun, drawn, lead};
use fyke_judge::record::leaf::{Policy, What};
use fyke_judge::record::shelf::{Memory, Shelf};
use fyke_judge::record::{Draft, Proof, Record, Witness, WitnessError};

fn named(record: &mut Record, vkey: &str) {
    let key = vkey.to_owned();
    let policy = What::PolicyChange(Policy::Witness { key });
    record
        .append(&mut drawn(1), |group| group.person(&ada(), Draft::new(policy)))
        .unwrap();
}

#[test]
fn a_partner_follows_a_log_and_refuses_a_fork() {
    let shelf = Memory::new();
    let mut record = begun(shelf.clone());
    let random = &mut drawn(2);
    let own = Memory::new();
    let witness = Witness::open(own.clone(), "partner.example/w1", random).unwrap();
    named(&mut record, &witness.vkey());
    lead(&mut record, random, "L-1").unwrap();
    // somebody keeps what the disk was at this moment
    let before = shelf.copy();

    let first = witness
        .cosign(&shelf, Some(record.log_key()), 1_700_000_000)
        .unwrap();
    assert_eq!((first.checkpoint.size, first.since), (9, None));
    assert_eq!(record.take_cosigned(&first.note).unwrap().size, 9);
    lead(&mut record, random, "L-2").unwrap();
    let second = witness.cosign(&shelf, None, 1_700_000_600).unwrap();
    assert_eq!((second.checkpoint.size, second.since), (14, Some(9)));
    record.take_cosigned(&second.note).unwrap();
    let report = checked(&shelf);
    assert!(report.whole(), "{:?}", report.findings);
    let said: Vec<(u64, u64, &str)> = report
        .witnessed
        .iter()
        .map(|w| (w.size, w.at, w.by.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (9, 1_700_000_000, "partner.example/w1"),
            (14, 1_700_000_600, "partner.example/w1")
        ]
    );

    // the same disk, written on otherwise
    let mut fork = Record::open(before.clone()).unwrap();
    lead(&mut fork, random, "L-3").unwrap();
    lead(&mut fork, random, "L-4").unwrap();
    match witness.cosign(&before, None, 1_700_000_700).unwrap_err() {
        WitnessError::Fork { known, now, .. } => assert_eq!((known, now), (14, 19)),
        other => panic!("{other}"),
    }
    // an older copy, another key, and a witness opened again
    let again = Witness::open(own, "partner.example/w1", random).unwrap();
    assert_eq!(again.vkey(), witness.vkey());
    let old = shelf.copy();
    let mut other = begun(Memory::new());
    lead(&mut other, random, "L-1").unwrap();
    assert!(matches!(
        again.cosign(&old, Some(other.log_key()), 1),
        Err(WitnessError::Key { .. }) | Ok(_)
    ));
    let stranger = fyke_judge::key::MachineKey::from_seed(&[4; 32]).note_key(record.origin());
    assert!(matches!(
        again.cosign(&shelf, Some(&stranger.to_string()), 1),
        Err(WitnessError::Key { .. })
    ));

    // a co-signed checkpoint in a log written anew is named
    let forged = before.copy();
    forged.tamper(
        "witnessed/14",
        Some(&shelf.read("witnessed/14").unwrap().unwrap()),
    );
    let report = checked(&forged);
    let words = report.findings[0].to_string();
    assert_eq!(
        words,
        "witnessed/14 was signed over other entries than these: the log was written anew (record)"
    );
    // and so is one of a witness nobody named
    let eve = Witness::open(Memory::new(), "eve.example", random).unwrap();
    let note = eve.cosign(&shelf, None, 5).unwrap().note;
    let refused = record.take_cosigned(&note).unwrap_err().to_string();
    assert!(
        refused.contains("no entry names eve.example as a witness"),
        "{refused}"
    );
    let with = shelf.copy();
    with.tamper("log/checkpoint", Some(&note));
    let words = checked(&with).findings[0].to_string();
    assert!(
        words.contains("log/checkpoint has a signature line of eve.example"),
        "{words}"
    );

    // the proof of an entry carries the co-signature
    let with = shelf.copy();
    with.tamper("log/checkpoint", Some(&second.note));
    let copy = Record::open(with).unwrap();
    let proof = Proof::read(&copy.prove(9).unwrap().to_text()).unwrap();
    let proven = proof
        .check(&copy.entry(9).unwrap(), copy.log_key(), &[&witness.vkey()])
        .unwrap();
    assert_eq!(
        proven.witnessed,
        [("partner.example/w1".to_owned(), 1_700_000_600)]
    );
}

/// Computed here from the text of the standard, with Ed25519 alone.
#[test]
fn the_line_is_that_of_the_standard() {
    let shelf = Memory::new();
    let record = begun(shelf.clone());
    let witness = Witness::open(Memory::new(), "w.example", &mut drawn(3)).unwrap();
    let note = String::from_utf8(witness.cosign(&shelf, None, 1_679_315_147).unwrap().note).unwrap();
    let (text, lines) = note.split_once("\n\n").unwrap();
    let line = lines
        .lines()
        .last()
        .unwrap()
        .strip_prefix("\u{2014} w.example ")
        .unwrap();
    let bytes = debase(line);
    assert_eq!(bytes[4..12], 1_679_315_147_u64.to_be_bytes());
    let vkey = debase(witness.vkey().splitn(3, '+').last().unwrap());
    let key = ed25519_dalek::VerifyingKey::from_bytes(vkey[1..].try_into().unwrap()).unwrap();
    let signature = ed25519_dalek::Signature::from_slice(&bytes[12..]).unwrap();
    let message = format!("cosignature/v1\ntime 1679315147\n{text}\n");
    key.verify_strict(message.as_bytes(), &signature).unwrap();
    assert!(text.starts_with(&format!("{}\n3\n", record.origin())));
}

fn debase(text: &str) -> Vec<u8> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits: Vec<usize> = text
        .trim_end_matches('=')
        .chars()
        .map(|c| DIGITS.find(c).unwrap())
        .collect();
    let bits = |at: usize| digits[at / 6] >> (5 - at % 6) & 1;
    (0..digits.len() * 6 / 8)
        .map(|byte| (0..8).fold(0, |value, bit| value << 1 | bits(byte * 8 + bit)) as u8)
        .collect()
}
