//! What `cargo xtask bench door` measures: a disk that says nothing, and how much
//! a door takes in a second. A small part of both runs with every test; the whole
//! is asked for by variables of the environment.
//!
//! Each measure prints lines `measured NAME VALUE`.

use crate::door::{Kept, Machine, connect};
use crate::world::World;
use fyke_door::codename::Codename;
use fyke_door::envelope::{Bucket, Sealer};
use fyke_door::keys::{Draw, KeySet, Opening};
use fyke_door::sheet::Receipt;
use fyke_door::slab::{CELL, PAYLOAD};
use fyke_door::wire::Frame;
use memchr::memmem::Finder;
use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn asked(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |value| value.parse().unwrap())
}

/// A submission that is sealed as a worker does it, and what the source is told.
fn deposit(line: &mut UnixStream, keys: &KeySet, clear: &[u8]) -> (Frame, [&'static str; 4]) {
    let chosen: Vec<usize> = (0..keys.people().len()).collect();
    let opening = keys.opening(chosen.len());
    let bucket = Bucket::holding(clear.len() as u64, chosen.len(), opening).unwrap();
    let mut sealer = Sealer::new(keys, &chosen, bucket, Vec::new(), &mut Draw::system()).unwrap();
    sealer.push(clear).unwrap();
    let (envelope, hash) = sealer.finish().unwrap();
    let bucket = bucket.exponent();
    match (Frame::Begin { bucket }).ask(line).unwrap() {
        Frame::Ready => {}
        other => return (other, Receipt::of(&hash).words()),
    }
    for cell in envelope.chunks(PAYLOAD) {
        let cell: Box<[u8]> = cell.into();
        Frame::Cell(cell.try_into().unwrap()).write(line).unwrap();
    }
    (Frame::Commit.ask(line).unwrap(), Receipt::of(&hash).words())
}

/// What must be found nowhere, in every form in which it could lie about.
fn forms(marker: &str) -> Vec<Vec<u8>> {
    let text = marker.as_bytes();
    let mut forms = vec![text.to_vec()];
    forms.push(marker.encode_utf16().flat_map(u16::to_le_bytes).collect());
    forms.push(marker.encode_utf16().flat_map(u16::to_be_bytes).collect());
    // base64 at each of three alignments, without the digits that neighbours share
    for lead in 0..3 {
        let padded = [&[0u8; 2][..lead], text].concat();
        let whole = base64(&padded);
        let from = [0, 2, 3][lead];
        let to = whole.len() - if padded.len().is_multiple_of(3) { 0 } else { 1 };
        forms.push(whole[from..to].to_vec());
    }
    forms.push(
        text.iter()
            .flat_map(|byte| format!("{byte:02x}").into_bytes())
            .collect(),
    );
    forms
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::new();
    for three in bytes.chunks(3) {
        let mut group = [0u8; 4];
        group[1..=three.len()].copy_from_slice(three);
        let group = u32::from_be_bytes(group);
        for digit in 0..=three.len() {
            out.push(DIGITS[(group >> (18 - 6 * digit) & 63) as usize]);
        }
    }
    out
}

/// Hits of the forms in these bytes, and in whatever gzip or zlib streams start in them.
fn hits(bytes: &[u8], forms: &[Vec<u8>]) -> usize {
    let plain = |bytes: &[u8]| -> usize {
        forms
            .iter()
            .map(|form| Finder::new(form).find_iter(bytes).count())
            .sum()
    };
    let mut found = plain(bytes);
    for at in Finder::new(&[0x1f, 0x8b, 8]).find_iter(bytes) {
        let mut pressed = Vec::new();
        // noise that begins like gzip stops with an error; what came before it counts
        let _ = flate2::read::GzDecoder::new(&bytes[at..])
            .take(1 << 24)
            .read_to_end(&mut pressed);
        found += plain(&pressed);
    }
    found
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            files(&path, into);
        } else if path.is_file() {
            into.push(path);
        }
    }
}

#[test]
fn the_search_finds_what_lies_in_the_open() {
    let forms = forms("the ledger under the stairs");
    for form in &forms {
        let around = [b"....".as_slice(), form, b"...."].concat();
        assert!(hits(&around, &forms) > 0);
    }
    for lead in 0..5 {
        let hidden = base64(&[&b"say: "[..lead], b"the ledger under the stairs", b" now"].concat());
        assert_eq!(hits(&hidden, &forms), 1, "{lead}");
    }
    let mut pressed = flate2::write::GzEncoder::new(vec![0u8; 7], flate2::Compression::best());
    std::io::Write::write_all(&mut pressed, b"in all, the ledger under the stairs").unwrap();
    assert!(hits(&pressed.finish().unwrap(), &forms) > 0);
}

/// How long what is brought is.
fn sizes() -> impl Iterator<Item = u64> {
    48_391..48_398
}

/// What lies in the folders where any program may leave something.
fn in_temporary_folders() -> BTreeSet<PathBuf> {
    let own = std::env::temp_dir();
    [
        own.as_path(),
        Path::new("/tmp"),
        Path::new("/var/tmp"),
        Path::new("/dev/shm"),
    ]
    .into_iter()
    .flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten())
    .map(|entry| entry.path())
    .collect()
}

/// Cores: where a process of the door stood, and where a kernel may be told to put them.
fn cores(into: &mut Vec<PathBuf>) {
    files(Path::new("/var/crash"), into);
    files(Path::new("/var/lib/systemd/coredump"), into);
    let here = fs::read_dir(".").into_iter().flatten().flatten();
    let named = here.filter(|entry| entry.file_name().to_string_lossy().starts_with("core"));
    into.extend(named.map(|entry| entry.path()).filter(|path| path.is_file()));
}

/// Brings so many, then looks for all of it in everything that the door has written.
/// The image, and the hits.
fn silent(submissions: u64, size: u64) -> (Vec<u8>, usize) {
    let before = in_temporary_folders();
    let mut machine = Machine::install(size);
    machine.start_store();
    machine.start_pull();
    let world = World::new(2, 1, Opening::Two);
    let keys = world.keys();
    let codename = Codename::draw(&mut Draw::system()).unwrap().words().join(" ");
    let text = "the ledger under the stairs names the ship";
    let file = "manifest-of-the-ninth.pdf";
    let mut markers = vec![text.to_owned(), codename.clone(), file.to_owned()];
    let mut line = connect(&machine.path("run/store.sock"));
    let mut kept = Kept::default();
    for n in 0..submissions {
        let length = sizes().nth(n as usize % 7).unwrap() as usize;
        let mut clear = format!("{text}\n{codename}\n{file}\n{length}\n").into_bytes();
        clear.resize(length, b' ');
        loop {
            let (said, receipt) = deposit(&mut line, &keys, &clear);
            if n < 4 {
                markers.push(receipt.join(" "));
            }
            match said {
                Frame::Kept => break,
                Frame::Full => {
                    machine.pull(&mut kept);
                    kept.envelopes.clear();
                }
                _ => panic!("a store neither keeps nor is full"),
            }
        }
    }
    machine.crash();
    let forms_of =
        |markers: &[String]| -> Vec<_> { markers.iter().flat_map(|marker| forms(marker)).collect() };
    // the folders of all programs: other programs say the hour there, and no other these
    // words. Not in a run of all tests, which lay hundreds of megabytes of noise there
    let wide = std::env::var_os("FYKE_DOOR_SUBMISSIONS").is_some();
    let mut looked = Vec::new();
    for path in in_temporary_folders().difference(&before).filter(|_| wide) {
        looked.extend(path.is_file().then(|| path.clone()));
        if *path != *machine.folder.path() {
            files(path, &mut looked);
        }
    }
    let words = forms_of(&markers);
    let count = |looked: &[PathBuf], forms: &[Vec<u8>]| -> usize {
        looked
            .iter()
            .map(|path| hits(&fs::read(path).unwrap_or_default(), forms))
            .sum()
    };
    let mut found = count(&looked, &words);
    // the hour of the test, as people and as machines write it
    let now = std::process::Command::new("date")
        .args(["-u", "+%Y-%m-%dT%H %s"])
        .output()
        .unwrap();
    let now = String::from_utf8(now.stdout).unwrap();
    let (hour, seconds) = now.trim().split_once(' ').unwrap();
    markers.extend([hour.to_owned(), hour.replace('T', " "), seconds[..7].to_owned()]);
    let mut forms = forms_of(&markers);
    // sizes as programs write them, in eight bytes; five digits come about in noise by chance
    forms.extend(sizes().flat_map(|size| [size.to_be_bytes().to_vec(), size.to_le_bytes().to_vec()]));
    let image = fs::read(machine.path("slab")).unwrap();
    found += hits(&image, &forms);
    forms.extend(sizes().map(|size| size.to_string().into_bytes()));
    looked.clear();
    files(&machine.path("public"), &mut looked);
    files(&machine.path("run"), &mut looked);
    files(&machine.temporary(), &mut looked);
    looked.push(machine.path("said"));
    cores(&mut looked);
    found += count(&looked, &forms);
    (image, found)
}

#[test]
fn a_small_disk_says_nothing() {
    for submissions in [0, 1, 24] {
        assert_eq!(silent(submissions, 8 << 20).1, 0, "{submissions} submissions");
    }
}

/// What tells noise from less: of a cell, how its bytes are spread.
fn features(cell: &[u8]) -> [f64; 8] {
    let mut counts = [0f64; 256];
    let (mut ones, mut same, mut rising, mut product) = (0f64, 0f64, 0f64, 0f64);
    for byte in cell {
        counts[usize::from(*byte)] += 1.0;
        ones += f64::from(byte.count_ones());
    }
    for pair in cell.windows(2) {
        same += f64::from(u8::from(pair[0] == pair[1]));
        rising += f64::from(u8::from(pair[0] < pair[1]));
        product += (f64::from(pair[0]) - 127.5) * (f64::from(pair[1]) - 127.5);
    }
    let expected = cell.len() as f64 / 256.0;
    let chi: f64 = counts
        .iter()
        .map(|count| (count - expected).powi(2) / expected)
        .sum();
    let start: f64 = cell[..64].iter().map(|byte| f64::from(*byte)).sum();
    let mean = cell.iter().map(|byte| f64::from(*byte)).sum::<f64>() / cell.len() as f64;
    let most = counts.iter().copied().fold(0.0, f64::max);
    [chi, ones, same, rising, product, start, mean, most]
}

/// Area under the curve of a logistic regression that learned on the even cells
/// of both images and judges the odd ones.
fn told_apart(before: &[u8], after: &[u8]) -> f64 {
    let mut rows: Vec<([f64; 8], f64)> = Vec::new();
    for (image, label) in [(before, 0.0), (after, 1.0)] {
        // the four heads show that a door was started, in both
        rows.extend(
            image
                .chunks_exact(CELL)
                .skip(4)
                .map(|cell| (features(cell), label)),
        );
    }
    let half = |odd: bool| -> Vec<([f64; 8], f64)> {
        let chosen = rows
            .iter()
            .enumerate()
            .filter(|(at, _)| at.is_multiple_of(2) != odd);
        chosen.map(|(_, row)| *row).collect()
    };
    let (mut learn, mut judge) = (half(false), half(true));
    for feature in 0..8 {
        let n = learn.len() as f64;
        let mean = learn.iter().map(|(x, _)| x[feature]).sum::<f64>() / n;
        let spread = learn
            .iter()
            .map(|(x, _)| (x[feature] - mean).powi(2))
            .sum::<f64>()
            / n;
        for (x, _) in learn.iter_mut().chain(&mut judge) {
            x[feature] = (x[feature] - mean) / spread.sqrt().max(1e-9);
        }
    }
    let mut weights = [0f64; 9];
    let score = |weights: &[f64; 9], x: &[f64; 8]| -> f64 {
        weights[8] + x.iter().zip(weights).map(|(x, w)| x * w).sum::<f64>()
    };
    for _ in 0..300 {
        let mut slope = [0f64; 9];
        for (x, y) in &learn {
            let error = 1.0 / (1.0 + (-score(&weights, x)).exp()) - y;
            for (slope, x) in slope.iter_mut().zip(x.iter().chain(&[1.0])) {
                *slope += error * x / learn.len() as f64;
            }
        }
        for (weight, slope) in weights.iter_mut().zip(slope) {
            *weight -= 0.5 * slope;
        }
    }
    let mut scored: Vec<(f64, f64)> = judge.iter().map(|(x, y)| (score(&weights, x), *y)).collect();
    scored.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Mann-Whitney: the mean rank of what came after
    let positives = scored.iter().filter(|(_, y)| *y > 0.5).count() as f64;
    let ranks: f64 = (1..)
        .zip(&scored)
        .filter(|(_, (_, y))| *y > 0.5)
        .map(|(rank, _)| f64::from(rank))
        .sum();
    (ranks - positives * (positives + 1.0) / 2.0) / (positives * (scored.len() as f64 - positives))
}

#[test]
fn the_classifier_tells_text_from_noise() {
    let mut noise = vec![0u8; 40 * CELL];
    Draw::seeded_for_vectors([1; 32]).fill(&mut noise).unwrap();
    let mut worse = noise.clone();
    for byte in worse.iter_mut().step_by(9) {
        *byte &= 0x7f;
    }
    assert!(told_apart(&noise, &worse) > 0.95);
}

#[test]
fn silent_disk() {
    let (many, size) = (
        asked("FYKE_DOOR_SUBMISSIONS", 120),
        asked("FYKE_DOOR_SLAB_MIB", 32) << 20,
    );
    let (empty, found) = silent(0, size);
    println!("measured hits_after_0 {found}");
    let mut total = found;
    for submissions in [1, 100, many] {
        let (image, found) = silent(submissions, size);
        println!("measured hits_after_{submissions} {found}");
        total += found;
        if submissions == many {
            println!("measured auc_0_against_{many} {:.4}", told_apart(&empty, &image));
        }
    }
    assert_eq!(total, 0);
}

#[test]
fn durable_submissions_a_second() {
    for (name, people, bytes) in [("first_contacts", 2, 2_000), ("follow_ups_64k_to_5", 5, 65_536)] {
        let mut machine = Machine::install(asked("FYKE_DOOR_SLAB_MIB", 64) << 20);
        machine.start_store();
        machine.start_pull();
        let keys = World::new(people, 1, Opening::Two).keys();
        let clear = vec![b'a'; bytes];
        let lines = asked("FYKE_DOOR_LINES", 2);
        let each = asked("FYKE_DOOR_EACH", 3);
        let begun = Instant::now();
        std::thread::scope(|scope| {
            for _ in 0..lines {
                scope.spawn(|| {
                    let mut line = connect(&machine.path("run/store.sock"));
                    for _ in 0..each {
                        assert!(deposit(&mut line, &keys, &clear).0 == Frame::Kept);
                    }
                });
            }
        });
        let seconds = begun.elapsed().as_secs_f64();
        let count = lines * each;
        println!("measured {name}_a_second {:.1}", count as f64 / seconds);
        let store = machine.store().unwrap().as_raw_nonzero();
        let status = fs::read_to_string(format!("/proc/{store}/status")).unwrap();
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .unwrap();
        println!(
            "measured {name}_store_peak_kib {}",
            peak.trim().trim_end_matches(" kB")
        );
        let begun = Instant::now();
        let mut kept = Kept::default();
        assert_eq!(machine.pull(&mut kept).kept, count);
        let mib = kept.envelopes.values().map(Vec::len).sum::<usize>() as f64 / 1_048_576.0;
        println!(
            "measured {name}_pulled_mib_a_second {:.1}",
            mib / begun.elapsed().as_secs_f64()
        );
    }
}
