//! A proof needs no case, and nothing else passes for one.

use super::world::{begun, drawn, lead};
use fyke_judge::record::shelf::Memory;
use fyke_judge::record::{BadProof, Proof};

#[test]
fn a_proof_goes_out_alone() {
    let mut record = begun(Memory::new());
    let random = &mut drawn(1);
    for n in 0..60 {
        lead(&mut record, random, &format!("L-{n}")).unwrap();
    }
    let key = record.log_key().to_owned();
    for index in [0, 17, 255, 256, 302] {
        let text = record.prove(index).unwrap().to_text();
        assert!(text.len() < 1024, "{} bytes", text.len());
        let proof = Proof::read(&text).unwrap();
        let entry = record.entry(index).unwrap();
        let proven = proof.check(&entry, &key, &[]).unwrap();
        assert_eq!((proven.index, proven.size), (index, 303));
        // another entry, another key, any other byte
        let other = record.entry((index + 1) % 303).unwrap();
        assert_eq!(
            proof.check(&other, &key, &[]).unwrap_err(),
            BadProof::Elsewhere(index)
        );
        let stranger = fyke_judge::key::MachineKey::from_seed(&[8; 32]).note_key("fyke/case-1");
        let unsigned = proof.check(&entry, &stranger.to_string(), &[]);
        assert!(matches!(unsigned, Err(BadProof::Unsigned(_))));
        for place in 0..text.len() {
            let mut changed = text.clone();
            changed[place] ^= 1;
            let passes = Proof::read(&changed).is_ok_and(|proof| proof.check(&entry, &key, &[]).is_ok());
            assert!(!passes, "byte {place} of the proof of {index}");
        }
    }
    let none = record.prove(303).unwrap_err().to_string();
    assert_eq!(none, "there is no entry 303 in a record of 303; the last is 302");
}
