//! What `cargo xtask bench record` runs: a record written or verified, as a
//! process of its own so that its cost can be told.
//!
//! `record_cost machine|person FOLDER ENTRIES`, `record_cost verify|prove FOLDER`,
//! `record_cost peer ENTRIES` (the same entries into ct-merkle, in memory).

use fyke_judge::key::PersonKey;
use fyke_judge::record::leaf::{Policy, Verdict, What};
use fyke_judge::record::shelf::Folder;
use fyke_judge::record::verify::verify;
use fyke_judge::record::{Draft, Record, RecordError, SystemRandom};
use std::path::Path;

/// Entries that are committed together.
const GROUP: u64 = 5_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["machine", folder, n] => write(Path::new(folder), n.parse()?, false)?,
        ["person", folder, n] => write(Path::new(folder), n.parse()?, true)?,
        ["verify", folder] => {
            let report = verify(&Folder::new(Path::new(folder)), None, &mut [])?;
            println!("{} entries, {} findings", report.size, report.findings.len());
        }
        ["prove", folder] => {
            let record = Record::open(Folder::new(Path::new(folder)))?;
            let proof = record.prove(record.size() / 3)?.to_text();
            println!("{} {}", record.size(), proof.len());
        }
        ["peer", n] => {
            let mut tree = ct_merkle::mem_backed_tree::MemoryBackedTree::<sha2::Sha256, Vec<u8>>::new();
            for n in 0..n.parse::<u64>()? {
                tree.push(format!("{n:0>350}").into_bytes());
            }
            println!("{} {:x?}", tree.len(), tree.root().as_bytes());
        }
        _ => return Err("machine|person FOLDER ENTRIES, verify|prove FOLDER, peer ENTRIES".into()),
    }
    Ok(())
}

fn write(folder: &Path, entries: u64, by_person: bool) -> Result<(), RecordError> {
    let random = &mut SystemRandom;
    let mut record = Record::create(Folder::new(folder), "fyke/bench", random)?;
    let ada = PersonKey::from_seed(&[1; 32]);
    let enrolled = What::PolicyChange(Policy::Enrolled { key: ada.public() });
    record.append(random, |group| {
        group.person(&ada, Draft::new(enrolled).saying("Ada")?)
    })?;
    let mut written = 0;
    while written < entries {
        let now = GROUP.min(entries - written);
        record.append(random, |group| {
            (written..written + now).try_for_each(|n| {
                // a score with its reasons is about this long
                let said = (n, 0.73, "surge after the measures; innocent: a new plant, announced; counts: 12 rows of flows.csv");
                let draft = |what| Draft::new(what).about(format!("L-{n}")).saying(&said);
                if by_person {
                    let decision = What::Decision {
                        verdict: Verdict::Dismiss,
                        judgement: None,
                        reveal: None,
                        bulk: Some(1),
                        undoes: None,
                        changed: false,
                    };
                    group.person(&ada, draft(decision)?)?;
                } else {
                    group.machine(draft(What::ScoreCommitment { replaces: None })?)?;
                }
                Ok::<(), RecordError>(())
            })
        })?;
        written += now;
    }
    println!("{} entries", record.size());
    Ok(())
}
