//! The sealing page against the door: what its script seals, the desk opens.
//!
//! The script is the one inside the committed page, run by Node without a browser:
//! a second implementation of key set, codename, content and envelope.

use crate::world::{TODAY, World};
use fyke_door::codename::Codename;
use fyke_door::content::{Content, Kind};
use fyke_door::envelope::{Bucket, Envelope};
use fyke_door::keys::Opening;
use fyke_door::sheet::Receipt;
use std::path::Path;
use std::process::Command;

/// Runs jobs; `None` where there is no Node.
fn sealed(world: &World, folder: &Path, jobs: &[String]) -> Option<Vec<(serde_json::Value, Vec<u8>)>> {
    let keyset = folder.join("keyset");
    std::fs::write(&keyset, world.published()).expect("key set");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/offline/try.mjs");
    let run = Command::new("node")
        .arg(script)
        .args([
            keyset.as_os_str(),
            TODAY.0.to_string().as_ref(),
            folder.as_os_str(),
        ])
        .args(jobs)
        .output();
    let Ok(output) = run else {
        println!("skipped: no node here to run the sealing page's script");
        return None;
    };
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let said = String::from_utf8(output.stdout).expect("text");
    let all = said.lines().enumerate().map(|(at, line)| {
        let bytes = std::fs::read(folder.join(format!("{at}.sealed"))).expect("sealed");
        (serde_json::from_str(line).expect("json"), bytes)
    });
    Some(all.collect())
}

fn letters(length: usize) -> Vec<u8> {
    (0..length).map(|at| b'a' + (at % 26) as u8).collect()
}

#[test]
fn what_the_page_seals_opens_here_in_every_size_and_for_one_person_or_two() {
    for opening in [Opening::One, Opening::Two] {
        let world = World::new(3, 2, opening);
        let keys = world.keys();
        let folder = tempfile::tempdir().expect("folder");
        let mut expected = Vec::new();
        let mut jobs = Vec::new();
        for (to, chosen) in [("all", vec![0, 1, 2]), ("1", vec![1])] {
            for bucket in 0..=4 {
                let bucket = Bucket::read(bucket).expect("a bucket");
                let holds = bucket.capacity(chosen.len(), keys.opening(chosen.len()));
                // as full as it gets beside a head that is at most 700 bytes long, and almost empty
                let length = usize::try_from(holds).expect("small") - 900;
                jobs.push(format!("{to}:{length}"));
                expected.push((chosen.clone(), length, bucket));
            }
            jobs.push(format!("{to}:0"));
            expected.push((chosen.clone(), 0, Bucket::MIN));
        }
        let Some(all) = sealed(&world, folder.path(), &jobs) else {
            return;
        };
        assert_eq!(all.len(), expected.len());
        for ((said, bytes), (chosen, length, bucket)) in all.iter().zip(&expected) {
            let envelope = Envelope::read(bytes).expect("an envelope");
            let header = envelope.header();
            assert_eq!(
                (header.bucket, header.day, header.door),
                (*bucket, TODAY, world.door())
            );
            assert_eq!(header.opening, keys.opening(chosen.len()));
            let shares: Vec<_> = (0..3).filter_map(|at| header.share(world.secret(at))).collect();
            assert_eq!(shares.len(), chosen.len());
            let needed = header.opening as usize;
            assert!(
                envelope.open(&shares[..needed - 1]).is_err(),
                "fewer open nothing"
            );
            let clear = envelope.open(&shares[shares.len() - needed..]).expect("opens");
            let content = Content::read(clear.expose()).expect("content");
            assert_eq!(
                (content.data == letters(*length), content.head.kind),
                (true, Kind::Message)
            );
            let codename = Codename::read(said["codename"].as_str().expect("words")).expect("ours");
            assert_eq!(
                content.head.tie,
                codename.conversation(world.door()).tie(TODAY).expect("a day")
            );
            let receipt = Receipt::of(&envelope.hash()).words().join(" ");
            assert_eq!(said["receipt"], receipt.as_str());
        }
    }
}

#[test]
fn a_file_that_the_page_cut_into_parts_is_whole_here() {
    let world = World::new(2, 2, Opening::Two);
    let folder = tempfile::tempdir().expect("folder");
    let jobs = ["all:file:150000:60000".to_owned()];
    let Some(all) = sealed(&world, folder.path(), &jobs) else {
        return;
    };
    assert_eq!(all.len(), 3);
    let (mut whole, mut hash) = (Vec::new(), None);
    for (at, (_, bytes)) in (0u32..).zip(&all) {
        let envelope = Envelope::read(bytes).expect("an envelope");
        let shares: Vec<_> = (0..2)
            .filter_map(|n| envelope.header().share(world.secret(n)))
            .collect();
        let clear = envelope.open(&shares).expect("opens");
        let content = Content::read(clear.expose()).expect("content");
        let Kind::File(part) = &content.head.kind else {
            panic!("a file")
        };
        assert_eq!((part.part, part.of, part.offset), (at, 3, u64::from(at) * 60_000));
        assert_eq!(part.name.expose(), b"a name.bin");
        whole.extend_from_slice(content.data);
        hash = content.file;
    }
    assert!(whole == letters(150_000));
    let expected = fyke_door::envelope::EnvelopeHash::of(&whole).0;
    assert_eq!(
        hash,
        Some((expected, true)),
        "the last part carries the file's own hash"
    );
}

#[test]
fn the_page_refuses_the_key_sets_that_the_door_refuses() {
    let world = World::new(2, 2, Opening::Two);
    let folder = tempfile::tempdir().expect("folder");
    if sealed(&world, folder.path(), &[]).is_none() {
        return;
    }
    let good = world.published();
    for (at, day) in [
        (usize::MAX, TODAY.plus(9)),
        (20, TODAY),
        (good.len() / 2, TODAY),
        (good.len() - 1, TODAY),
    ] {
        let mut bytes = good.clone();
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1;
        }
        assert!(
            fyke_door::keys::KeySet::read(&bytes, world.door(), day).is_err(),
            "byte {at}"
        );
        let file = folder.path().join("bad");
        std::fs::write(&file, &bytes).expect("key set");
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/offline/try.mjs");
        let run = Command::new("node")
            .arg(script)
            .args([
                file.as_os_str(),
                day.0.to_string().as_ref(),
                folder.path().as_os_str(),
            ])
            .output()
            .expect("node");
        assert!(!run.status.success(), "byte {at} on {day}");
    }
}

/// The whole check is `node build.mjs --check`; this one needs no Node.
#[test]
fn the_page_carries_the_words_of_today() {
    let page = std::str::from_utf8(fyke_door::front::SEAL_PAGE).expect("text");
    let words = fyke_door::codename::words();
    let joined = [words.join("\n"), words.join("\\n")];
    assert!(
        joined.iter().any(|list| page.contains(list)),
        "run `node build.mjs` in crates/fyke-door/offline and commit dist/"
    );
    for forbidden in [
        "src=",
        "http-equiv=\"refresh\"",
        "fetch(",
        "XMLHttpRequest",
        "WebSocket",
        "import(",
    ] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.contains("content=\"default-src 'none'; script-src 'sha256-"));
}

#[test]
fn the_command_seals_a_file_and_the_desk_opens_it() {
    let world = World::new(3, 2, Opening::Two);
    let folder = tempfile::tempdir().expect("folder");
    let keyset = folder.path().join("keyset");
    std::fs::write(&keyset, world.published()).expect("key set");
    let file = folder.path().join("a list.csv");
    std::fs::write(&file, letters(100_000)).expect("file");
    let options = fyke_door::seal_tool::Options {
        files: vec![file],
        to: keyset,
        person: None,
        into: folder.path().to_owned(),
        again: false,
    };
    let mut said = Vec::new();
    fyke_door::seal_tool::run(&options, TODAY, &mut said).expect("seals");
    let said = String::from_utf8(said).expect("text");
    let bytes = std::fs::read(folder.path().join("part-001.sealed")).expect("a part");
    let envelope = Envelope::read(&bytes).expect("an envelope");
    assert!(
        said.contains(&Receipt::of(&envelope.hash()).words().join(" ")),
        "{said}"
    );
    let shares: Vec<_> = (0..3)
        .filter_map(|at| envelope.header().share(world.secret(at)))
        .collect();
    let clear = envelope.open(&shares[1..]).expect("opens");
    let content = Content::read(clear.expose()).expect("content");
    let Kind::File(part) = &content.head.kind else {
        panic!("a file")
    };
    assert_eq!((part.name.expose(), part.of), (&b"a list.csv"[..], 1));
    assert!(content.data == letters(100_000));
    let codename = said
        .lines()
        .find_map(|line| line.strip_prefix("codename, shown this once: "))
        .expect("shown");
    let codename = Codename::read(codename).expect("ours");
    assert_eq!(
        content.head.tie,
        codename.conversation(world.door()).tie(TODAY).expect("a day")
    );
    assert!(
        fyke_door::seal_tool::run(&options, TODAY, &mut Vec::new()).is_err(),
        "nothing is written over"
    );
    assert!(
        fyke_door::seal_tool::run(&options, TODAY.plus(9), &mut Vec::new()).is_err(),
        "stale keys"
    );
}
