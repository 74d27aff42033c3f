//! What the comparison of a generated world costs, and a fingerprint of what it finds:
//! `cargo run --release -p fyke-trawl --example together -- DOCUMENTS [STORY]`
//!
//! Documents of about five kilobytes, `STORY` (12) to a story, some of them reprints with
//! edits; made one by one and not kept, with the shelves in files, so that what stays in
//! memory is the comparison's.
use fyke_model::dataset::FileHash;
use fyke_model::date::Day;
use fyke_model::text::{Block, BlockKind, Disagreement, Document, Quote, Reading, Saying, Span, Told};
use fyke_trawl::claim::Assessed;
use fyke_trawl::origin::Independence;
use fyke_trawl::reading::{Comparison, Together};
use fyke_trawl::shelf::Shelf;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read, Seek, SeekFrom, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let count: u32 = arguments.first().map_or(Ok(1000), |n| n.parse())?;
    let story: u64 = arguments.get(1).map_or(Ok(12), |n| n.parse())?;
    let mut comparison = Comparison::on([file(1)?, file(2)?, file(3)?]);
    let (mut bytes, mut quoted) = (0, 0);
    let before = cpu();
    let mut adding = 0.0;
    for number in 0..count {
        let document = document(u64::from(number), story);
        let quotes = fyke_trawl::quote::quotes(&document, &[]);
        bytes += document.text.len();
        quoted += quotes.len();
        let reading = reading(document, quotes);
        let start = cpu();
        comparison.add(number, &reading);
        adding += cpu() - start;
    }
    let made = cpu() - before - adding;
    let held = resident("VmRSS");
    let start = cpu();
    let mut heard = Heard::default();
    comparison.finish_to(&mut heard)?;
    let finishing = cpu() - start;
    println!(
        "{count} documents, {} bytes and {} quotes each; {} origins, {:?} sayings, claims, disagreements; fingerprint {:016x}",
        bytes / count.max(1) as usize,
        quoted / count.max(1) as usize,
        heard.origins,
        heard.counts,
        heard.hasher.finish(),
    );
    println!(
        "cpu seconds: making {made:.1}, adding {adding:.1}, finishing {finishing:.1}; resident after adding {} MiB, peak {} MiB",
        held / 1024,
        resident("VmHWM") / 1024,
    );
    Ok(())
}

/// Counts what it hears and keeps nothing.
#[derive(Default)]
struct Heard {
    hasher: DefaultHasher,
    origins: usize,
    counts: [usize; 3],
}

impl Together for Heard {
    fn independence(&mut self, found: Independence) {
        self.origins = found.origins.len();
        for edge in &found.edges {
            format!("{edge:?}").hash(&mut self.hasher);
        }
    }

    fn saying(&mut self, saying: &Saying) {
        self.counts[0] += 1;
        format!("{saying:?}").hash(&mut self.hasher);
    }

    fn claim(&mut self, claim: Assessed) {
        self.counts[1] += 1;
        format!("{claim:?}").hash(&mut self.hasher);
    }

    fn disagreement(&mut self, disagreement: Disagreement) {
        self.counts[2] += 1;
        format!("{disagreement:?}").hash(&mut self.hasher);
    }
}

/// A shelf over a file that goes with it.
struct OnDisk(File, std::path::PathBuf);

fn file(number: u32) -> io::Result<Box<dyn Shelf + Send>> {
    let path = std::env::temp_dir().join(format!("together-{}-{number}", std::process::id()));
    let file = File::options()
        .read(true)
        .write(true)
        .create_new(true)
        .open(&path)?;
    Ok(Box::new(OnDisk(file, path)))
}

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

impl Drop for OnDisk {
    fn drop(&mut self) {
        let size = self.0.metadata().map_or(0, |m| m.len());
        eprintln!("{} MiB were on a shelf", size >> 20);
        let _ = std::fs::remove_file(&self.1);
    }
}

fn reading(document: Document, quotes: Vec<Quote>) -> Reading {
    Reading {
        document,
        quotes,
        sentences: vec![],
        mentions: vec![],
        facts: vec![],
        credits: vec![],
        links: vec![],
        by: vec![],
    }
}

/// Kilobytes of this process, by the kernel.
fn resident(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with(line)).unwrap_or_default();
    line.split_whitespace()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .unwrap_or(0)
}

/// Seconds of CPU of this process.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanos = stat.split_whitespace().next().and_then(|n| n.parse::<f64>().ok());
    nanos.unwrap_or(0.0) / 1e9
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// Small numbers are frequent: about as words are (Zipf).
    fn rank(&mut self, bound: u64) -> u64 {
        let u = self.below(1 << 30) as f64 / (1u64 << 30) as f64;
        ((bound as f64).powf(u) - 1.0) as u64
    }
}

const SMALL: [&str; 12] = [
    "the", "of", "to", "and", "a", "in", "that", "is", "for", "was", "on", "with",
];

fn word(n: u64) -> String {
    const HEADS: [&str; 16] = [
        "b", "d", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "r", "st", "t", "v", "z",
    ];
    const TAILS: [&str; 12] = ["a", "an", "el", "e", "ir", "i", "on", "o", "um", "u", "ok", "art"];
    let mut n = n + 200;
    let mut word = String::new();
    while n > 0 {
        word += HEADS[(n % 16) as usize];
        n /= 16;
        word += TAILS[(n % 12) as usize];
        n /= 12;
    }
    word
}

fn name(n: u64) -> String {
    let word = word(n * 7 + 40_000);
    word[..1].to_uppercase() + &word[1..]
}

fn sentence(draw: &mut Draw, of: &[u64], words: u64) -> String {
    let mut out = String::new();
    for at in 0..words {
        let next = match draw.below(10) {
            0..4 => SMALL[draw.below(12) as usize].to_owned(),
            4..7 => word(of[draw.below(of.len() as u64) as usize]),
            7 if at > 0 => name(of[draw.below(3) as usize]),
            8 if draw.below(6) == 0 => format!(
                "{} {}",
                2 + draw.below(90),
                word(of[draw.below(of.len() as u64) as usize])
            ),
            _ => word(draw.rank(60_000)),
        };
        if !out.is_empty() {
            out.push(' ');
        }
        out += &next;
    }
    out[..1].to_uppercase() + &out[1..]
}

/// A document of the world: the same number gives the same.
fn document(number: u64, per_story: u64) -> Document {
    let story = number / per_story;
    let of_story = &mut Draw(story * 77_777 + 5);
    let of: Vec<u64> = (0..60).map(|_| of_story.rank(60_000) + 100).collect();
    let speakers: Vec<String> = (0..3)
        .map(|_| format!("{} {}", name(of_story.below(4_000)), name(of_story.below(40_000))))
        .collect();
    let said: Vec<(String, usize)> = (0..14)
        .map(|_| {
            (
                sentence(of_story, &of, 12 + of_story.0 % 14),
                (of_story.0 % 3) as usize,
            )
        })
        .collect();
    let draw = &mut Draw(number * 31 + 9);
    // a fifth are reprints of one of the story, with edits
    let reprint = draw.below(5) == 0;
    let mut own = Draw(if reprint {
        story * 991 + 3
    } else {
        number * 1_013 + 7
    });
    let mut lines = vec![sentence(draw, &of, 7)];
    for _ in 0..16 {
        let mut line = String::new();
        for _ in 0..2 {
            let length = 14 + own.below(12);
            line += &sentence(&mut own, &of, length);
            line += ". ";
        }
        let quoted = own.below(10) < 7;
        let (words, by) = &said[own.below(14) as usize];
        if quoted {
            let words = match draw.below(5) {
                0 => words.replacen(" the ", " this ", 1),
                _ => words.clone(),
            };
            line += &format!("“{words},” {} said.", speakers[*by]);
        }
        if reprint && draw.below(8) == 0 {
            line = sentence(draw, &of, 20) + ".";
        }
        lines.push(line.trim_end().to_owned());
    }
    let text = lines.join("\n");
    let mut blocks = Vec::new();
    let mut start = 0;
    for (at, line) in lines.iter().enumerate() {
        let kind = if at == 0 {
            BlockKind::Heading
        } else {
            BlockKind::Body
        };
        blocks.push(Block {
            span: Span::new(start, start + line.len()),
            kind,
            language: None,
        });
        start += line.len() + 1;
    }
    Document {
        file: FileHash([7; 32]),
        part: number as u32,
        published: Some(told(Day((story / 40 + draw.below(4)) as i32 + 19_000))),
        outlet: Some(told(format!("The {}", name(draw.below(400))))),
        ..Document::of(text, blocks)
    }
}

fn told<T>(value: T) -> Told<T> {
    Told { value, span: None }
}
