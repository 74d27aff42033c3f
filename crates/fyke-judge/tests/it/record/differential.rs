//! Roots and proofs are those of another implementation of RFC 6962.

use super::world::drawn;
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use fyke_judge::record::leaf::What;
use fyke_judge::record::shelf::Memory;
use fyke_judge::record::{Draft, Record, RecordError, consistency};
use sha2::Sha256;

#[test]
fn ct_merkle_agrees() {
    let shelf = Memory::new();
    let random = &mut drawn(1);
    let mut record = Record::create(shelf.clone(), "fyke/d", random).unwrap();
    let mut other = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    let mut sizes: Vec<u64> = (1..40).collect();
    sizes.extend([64, 255, 256, 257, 511, 512, 513, 700, 65_537]);
    let mut olds: Vec<u64> = Vec::new();
    for size in sizes {
        let missing = size - record.size();
        record
            .append(random, |group| {
                (0..missing).try_for_each(|_| group.machine(Draft::new(What::TakeIn {})).map(drop))
            })
            .unwrap_or_else(|error: RecordError| panic!("{error}"));
        for index in other.len()..size {
            other.push(record.entry(index).unwrap());
        }
        assert_eq!(
            &record.checkpoint().root[..],
            &other.root().as_bytes()[..],
            "root of {size}"
        );
        for index in [0, 1, size / 3, size / 2, size.saturating_sub(2), size - 1] {
            let index = index.min(size - 1);
            let text = String::from_utf8(record.prove(index).unwrap().to_text()).unwrap();
            let lines = text.lines().skip(2).take_while(|line| !line.is_empty());
            let theirs = other.prove_inclusion(index as usize);
            let theirs: Vec<String> = theirs.as_bytes().chunks(32).map(base64).collect();
            assert_eq!(lines.collect::<Vec<_>>(), theirs, "entry {index} of {size}");
        }
        for old in &olds {
            let ours = consistency(&shelf, size, *old).unwrap().concat();
            let theirs = other.prove_consistency((size - old) as usize);
            assert_eq!(ours, theirs.as_bytes(), "{old} in {size}");
        }
        olds.push(size);
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits = |at: usize| bytes.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1);
    let digit = |place: usize| (0..6).fold(0, |digit, bit| digit << 1 | usize::from(bits(place * 6 + bit)));
    let mut text: String = (0..43).map(|place| char::from(DIGITS[digit(place)])).collect();
    text.push('=');
    text
}
