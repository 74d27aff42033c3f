//! Real processes on a real disk: killed at once, and two at a time. The test
//! program starts itself again as the writer.

use super::whole::checked;
use super::world::{ada, begun, bob, drawn, lead};
use fyke_judge::record::leaf::What;
use fyke_judge::record::shelf::Folder;
use fyke_judge::record::{Draft, Record, RecordError};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

const FOLDER: &str = "FYKE_TEST_WRITER";
const GROUPS: &str = "FYKE_TEST_GROUPS";

/// What the started processes run; without the folder in its environment, as
/// when all tests run, it has nothing to do.
#[test]
fn writer() {
    let (Ok(folder), Ok(groups)) = (std::env::var(FOLDER), std::env::var(GROUPS)) else {
        return;
    };
    let mut record = Record::open(Folder::new(Path::new(&folder))).unwrap();
    let random = &mut drawn(u64::from(std::process::id()));
    for n in 0..groups.parse::<u64>().unwrap() {
        lead(&mut record, random, &format!("L-{}", n % 5)).unwrap();
        println!("on disk {}", record.size());
        if n % 7 == 3 {
            let size = record.size();
            record.erase(random, &[size - 1], &bob(), "why").unwrap();
            println!("erased {}", size - 1);
        }
        let many = n % 3 * 100;
        record
            .append(random, |group| {
                (0..many).try_for_each(|n| {
                    group.machine(Draft::new(What::TakeIn {}).saying(&n)?)?;
                    Ok::<(), RecordError>(())
                })
            })
            .unwrap();
        println!("on disk {}", record.size());
    }
}

fn start(folder: &Path, groups: u64) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "record::process::writer", "--nocapture"])
        .env(FOLDER, folder)
        .env(GROUPS, groups.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Reads what the writer acknowledges: entries on disk, and entries erased.
fn acknowledged(child: &mut Child, most: usize) -> (u64, Vec<u64>) {
    let (mut size, mut erased) = (0, Vec::new());
    let lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
    let words = lines.map_while(Result::ok).filter_map(|line| {
        // the harness writes its own words on the same line before the first
        let (_, rest) = line
            .split_once("on disk ")
            .map(|(_, n)| (true, n.to_owned()))
            .map_or_else(
                || line.split_once("erased ").map(|(_, n)| (false, format!("-{n}"))),
                Some,
            )?;
        rest.parse::<i64>().ok()
    });
    for said in words.take(most) {
        match u64::try_from(said) {
            Ok(now) => size = now,
            Err(_) => erased.push(said.unsigned_abs()),
        }
    }
    (size, erased)
}

#[test]
fn killed_at_once_it_loses_nothing_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("record");
    begun(Folder::new(&root));
    for kill in 0..12 {
        let mut child = start(&root, 1_000_000);
        let (size, erased) = acknowledged(&mut child, 1 + kill * 3 % 11);
        child.kill().unwrap();
        child.wait().unwrap();
        let report = checked(&Folder::new(&root));
        assert!(report.whole(), "kill {kill}: {:?}", report.findings);
        assert!(
            report.size >= size && size > 3,
            "kill {kill}: {} and {size}",
            report.size
        );
        let record = Record::open(Folder::new(&root)).unwrap();
        for index in erased {
            assert_eq!(
                record.said(index).unwrap(),
                None,
                "kill {kill}: entry {index} was erased"
            );
        }
    }
    let mut record = Record::open(Folder::new(&root)).unwrap();
    lead(&mut record, &mut drawn(1), "after").unwrap();
    let report = checked(&Folder::new(&root));
    assert!(report.whole() && report.leftovers.is_empty(), "{report:?}");
}

#[test]
fn two_at_once_take_turns() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("record");
    begun(Folder::new(&root));
    // both sign as the same people: the order of a person's entries holds too
    let mut writers = [start(&root, 12), start(&root, 12)];
    for writer in &mut writers {
        acknowledged(writer, usize::MAX);
        assert!(writer.wait().unwrap().success());
    }
    let report = checked(&Folder::new(&root));
    assert!(report.whole() && report.leftovers.is_empty(), "{report:?}");
    let leads = 2 * 12 * 5;
    let taken_in = 2 * 4 * (100 + 200);
    let erasures = 2 * 2;
    assert_eq!(report.size, 3 + leads + taken_in + erasures);
    assert_eq!(report.erased, erasures);
    let _ = ada();
}
