//! Documents compared story by story, with what is thick on a shelf: the same answers as
//! all at once.

use crate::world::{Chance, document};
use fyke_model::date::Day;
use fyke_model::text::{Document, Quote, Reading, Saying, Told};
use fyke_trawl::align::{Aligner, Encoder};
use fyke_trawl::reading::{Compared, Comparison};
use fyke_trawl::shelf::Shelf;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

const WORDS: [&str; 48] = [
    "harbour", "gate", "winter", "storm", "captain", "lamp", "pier", "dredger", "ship", "crew", "quay",
    "rope", "bridge", "tunnel", "budget", "council", "mayor", "vote", "school", "bread", "baker", "choir",
    "rain", "river", "flood", "engine", "rail", "track", "signal", "driver", "union", "strike", "wage",
    "court", "judge", "trial", "verdict", "prison", "guard", "border", "fence", "patrol", "farm", "wheat",
    "harvest", "market", "price", "trader",
];
const GLUE: [&str; 8] = ["the", "of", "and", "will", "we", "not", "in", "before"];
const NAMES: [&str; 6] = [
    "Ann Roe", "Paul Elm", "Mary Oak", "Jon Ash", "Eva Lind", "Tom Birk",
];

fn sentence(chance: &mut Chance, topic: usize, length: usize) -> Vec<&'static str> {
    let word = |chance: &mut Chance| match chance.below(5) {
        0 | 1 => GLUE[chance.below(GLUE.len())],
        2 | 3 => WORDS[(topic * 7 + chance.below(14)) % WORDS.len()],
        _ => WORDS[chance.below(WORDS.len())],
    };
    (0..length).map(|_| word(chance)).collect()
}

/// One word swapped, left out or put in, or a cut; or nothing.
fn edited(chance: &mut Chance, sentence: &[&'static str]) -> Vec<&'static str> {
    let mut words = sentence.to_vec();
    let at = chance.below(words.len());
    match chance.below(7) {
        0 => words[at] = WORDS[chance.below(WORDS.len())],
        1 => drop(words.remove(at)),
        2 => words.insert(at, GLUE[chance.below(GLUE.len())]),
        3 => words.truncate(words.len() / 2 + 1),
        4 => words = words.split_off(words.len() / 3),
        _ => {}
    }
    words
}

/// Newspapers that print sentences of a few speeches, with edits, clauses joined and cut.
fn world(count: usize, seed: u64) -> Vec<(Document, Vec<Quote>)> {
    let mut chance = Chance(seed);
    let stories: Vec<Vec<(Vec<&str>, usize)>> = (0..count / 6)
        .map(|topic| {
            let said = |chance: &mut Chance| {
                let length = 3 + chance.below(12);
                (sentence(chance, topic, length), chance.below(NAMES.len()))
            };
            (0..6).map(|_| said(&mut chance)).collect()
        })
        .collect();
    let mut documents = Vec::new();
    for number in 0..count {
        let story = &stories[number % stories.len()];
        let mut lines = Vec::new();
        for _ in 0..5 {
            let (said, by) = &story[chance.below(story.len())];
            let (other, _) = &story[chance.below(story.len())];
            let mut words = edited(&mut chance, said).join(" ");
            match chance.below(4) {
                0 => words += &format!(", and {}", edited(&mut chance, other).join(" ")),
                1 => words += &format!(". {}", other.join(" ")),
                _ => {}
            }
            let words = words[..1].to_uppercase() + &words[1..];
            let told = sentence(&mut chance, number % stories.len(), 12).join(" ");
            lines.push(format!("“{words},” {} said. The {told} in Oakton.", NAMES[*by]));
        }
        let mut document = document(&lines.join("\n"));
        document.published = Some(Told {
            value: Day(19_000 + chance.below(40) as i32),
            span: None,
        });
        let quotes = fyke_trawl::quote::quotes(&document, &[]);
        documents.push((document, quotes));
    }
    documents
}

/// An encoder that reads nothing: with one, all sentences are aligned at once.
struct Unread;

impl Encoder for Unread {
    fn encode(&self, _: &str) -> Option<Vec<f32>> {
        None
    }

    fn least(&self) -> f32 {
        1.0
    }
}

#[test]
fn group_by_group_is_as_all_at_once() {
    for seed in [3, 77, 2024] {
        let documents = world(240, seed);
        let aligner = || {
            let mut aligner = Aligner::new();
            for (number, (document, quotes)) in (0..).zip(&documents) {
                aligner.add(number, document, quotes);
            }
            aligner
        };
        let whole: Vec<Saying> = aligner().finish_with(Some(&Unread)).sayings;
        let parts: Vec<Saying> = aligner().finish().sayings;
        assert!(whole.len() > 60, "{} sayings", whole.len());
        assert_eq!(parts, whole);
    }
}

/// A shelf over a file.
struct OnDisk(File);

impl Shelf for OnDisk {
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.seek(SeekFrom::End(0))?;
        self.0.write_all(bytes)
    }

    fn get(&mut self, at: u64, into: &mut [u8]) -> io::Result<()> {
        self.0.seek(SeekFrom::Start(at))?;
        self.0.read_exact(into)
    }
}

fn compared(documents: &[(Document, Vec<Quote>)], mut comparison: Comparison) -> io::Result<Compared> {
    for (number, (document, quotes)) in (0..).zip(documents) {
        let reading = Reading {
            document: document.clone(),
            quotes: quotes.clone(),
            sentences: vec![],
            mentions: vec![],
            facts: vec![],
            credits: vec![],
            links: vec![],
            by: vec![],
        };
        comparison.add(number, &reading);
    }
    let mut compared = Compared::default();
    comparison.finish_to(&mut compared)?;
    Ok(compared)
}

#[test]
fn a_shelf_on_disk_gives_what_memory_gives() {
    let documents = world(120, 9);
    let shelf = || -> Box<dyn Shelf + Send> { Box::new(OnDisk(tempfile::tempfile().unwrap())) };
    let disk = compared(&documents, Comparison::on([shelf(), shelf(), shelf()])).unwrap();
    let memory = compared(&documents, Comparison::new()).unwrap();
    assert!(!disk.claims.is_empty() && !disk.disagreements.is_empty() && !disk.sayings.is_empty());
    assert_eq!(format!("{disk:?}"), format!("{memory:?}"));
}

#[test]
fn a_full_disk_is_an_error_and_no_answer() {
    struct Full;
    impl Shelf for Full {
        fn put(&mut self, _: &[u8]) -> io::Result<()> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn get(&mut self, _: u64, _: &mut [u8]) -> io::Result<()> {
            Err(io::ErrorKind::UnexpectedEof.into())
        }
    }
    let documents = world(600, 5);
    let shelf = || -> Box<dyn Shelf + Send> { Box::new(Full) };
    let failed = compared(&documents, Comparison::on([shelf(), shelf(), shelf()]));
    assert_eq!(
        failed.map(|_| ()).map_err(|e| e.kind()),
        Err(io::ErrorKind::StorageFull)
    );
}
