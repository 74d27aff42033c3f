//! How long the rules take over a million entries, leaves alone. Run by hand:
//! `cargo test --release -p fyke-judge --lib rules::speed -- --ignored --nocapture`.

use super::Check;
use super::forge::{ANN, BO, id};
use crate::key::MachineKey;
use crate::record::leaf::{Actor, Hex, Index, Leaf, VERSION, Verdict, What};
use crate::record::verify::Checker;

/// Ticks of a hundredth of a second that this thread has computed.
fn ticks() -> Option<u64> {
    let stat = std::fs::read_to_string("/proc/thread-self/stat").ok()?;
    stat.split(' ').nth(13)?.parse().ok()
}

#[test]
#[ignore = "it measures, and has nothing to fail by"]
fn a_million_entries() {
    let mut forge = super::forge::Forge::bare();
    forge.sit(ANN);
    forge.sit(BO);
    let mut leaves: Vec<Leaf> = forge.leaves.into_iter().map(|(leaf, _)| leaf).collect();
    for at in [4, 5] {
        leaves[at].what = What::Session {
            n: 1_000_000,
            below_cut: 20_000,
            below_cut_of: 20_000,
            known: 20_000,
            known_of: 20_000,
        };
    }
    let machine = Actor::Machine(MachineKey::from_seed(&[9; 32]).id());
    let people = [ANN, BO].map(|who| Actor::Person(id(who)));
    for n in 0u64.. {
        if leaves.len() >= 1_000_000 {
            break;
        }
        let mut handle = [0; 16];
        handle[..8].copy_from_slice(&n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
        let mut add = |by, what| {
            let sig = matches!(by, Actor::Person(_)).then_some(Hex([0; 64]));
            let (about, payload) = (Some(Hex(handle)), Some(Hex([1; 32])));
            leaves.push(Leaf {
                v: VERSION,
                by,
                after: None,
                about,
                payload,
                what,
                sig,
            });
            leaves.len() as Index - 1
        };
        let score = add(machine, What::ScoreCommitment { replaces: None });
        for by in people {
            let judgement = add(by, What::BlindJudgement { score: Some(score) });
            let reveal = add(
                by,
                What::Reveal {
                    judgement,
                    shows: vec![score],
                },
            );
            let decision = What::Decision {
                verdict: Verdict::Refute,
                judgement: Some(judgement),
                reveal: Some(reveal),
                bulk: None,
                undoes: None,
                changed: false,
            };
            add(by, decision);
        }
    }
    let before = ticks();
    let mut check = Check::new();
    for (at, leaf) in leaves.iter().enumerate() {
        assert_eq!(check.entry(at as Index, leaf, None), Ok(()), "entry {at}");
    }
    let spent = ticks().zip(before).map(|(after, before)| after - before);
    println!("{} entries: {spent:?} hundredths of a CPU-second", leaves.len());
}
