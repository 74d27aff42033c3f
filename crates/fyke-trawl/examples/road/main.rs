//! The road from pages to what they say, and what it costs: what
//! `cargo xtask bench read` runs. One thread; processor seconds.
//!
//! - `road write COUNT TEXTS.txt FOLDER` makes pages around the texts that
//!   `TEXTS.txt` lists, one path a line;
//! - `road lines COUNT TEXTS.txt OUT.jsonl` makes JSON lines, each text its own;
//! - `road read FOLDER [WHEEL]` reads a folder of pages and tells each step's cost;
//! - `road kept LIST.txt FOLDER` writes the account of each page that `LIST.txt`
//!   names as FOLDER/NAME.txt, without the headline: what `bench extract` scores;
//! - `road memory COUNT TEXTS.txt [WHEEL]` makes pages one by one, reads each and
//!   lets it go: what is still held after many is told by the peak.

mod pages;

use fyke_model::text::{BlockKind, Reading};
use fyke_trawl::name::spacy::Model;
use fyke_trawl::reading::{Comparison, Tools, read};
use fyke_trawl::take::{Hosts, Limits, take};
use pages::Press;
use serde_json::json;
use std::io::Write;
use std::path::Path;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["write", count, texts, folder] => write(count.parse()?, &press(texts)?, Path::new(folder)),
        ["lines", count, texts, out] => lines(count.parse()?, &press(texts)?, Path::new(out)),
        ["read", folder, wheel @ ..] => read_folder(Path::new(folder), wheel.first().copied()),
        ["kept", list, folder] => kept(list, Path::new(folder)),
        ["memory", count, texts, wheel @ ..] => {
            memory(count.parse()?, &press(texts)?, wheel.first().copied())
        }
        _ => Err("usage: road write COUNT TEXTS.txt FOLDER | lines COUNT TEXTS.txt OUT.jsonl | read FOLDER [WHEEL] | kept LIST.txt FOLDER | memory COUNT TEXTS.txt [WHEEL]".into()),
    }
}

fn press(list: &str) -> Result<Press, Failure> {
    let paths = std::fs::read_to_string(list)?;
    let texts = paths
        .lines()
        .map(std::fs::read_to_string)
        .collect::<Result<_, _>>()?;
    Ok(Press::new(texts))
}

fn model(wheel: Option<&str>) -> Result<Option<Model>, Failure> {
    let Some(wheel) = wheel else { return Ok(None) };
    Ok(Some(Model::from_wheel(&std::fs::read(wheel)?)?))
}

fn write(count: usize, press: &Press, folder: &Path) -> Result<(), Failure> {
    let mut bytes = 0;
    for number in 0..count {
        let page = press.page(number);
        bytes += page.len();
        std::fs::create_dir_all(folder)?;
        std::fs::write(folder.join(format!("{number:07}.html")), page)?;
    }
    println!(
        "{}",
        json!({ "pages": count, "texts": press.len(), "bytes": bytes })
    );
    Ok(())
}

fn lines(count: usize, press: &Press, out: &Path) -> Result<(), Failure> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(out)?);
    for number in 0..count {
        let text = press.text_of_its_own(number);
        let line = json!({
            "url": format!("https://post{}.example/news/{number}.html", number % 20),
            "title": text[0], "text": text[1..].join("\n\n"),
            "date": format!("2016-{:02}-{:02}", number / 28 % 12 + 1, number % 28 + 1),
        });
        writeln!(file, "{line}")?;
    }
    file.flush()?;
    println!("{}", json!({ "documents": count }));
    Ok(())
}

/// What was found, counted.
#[derive(Default)]
struct Found {
    documents: usize,
    text_bytes: usize,
    quotes: usize,
    mentions: usize,
    facts: usize,
    findings: usize,
    sentences: usize,
}

impl Found {
    fn see(&mut self, reading: &Reading) {
        let blocks = &reading.document.blocks;
        let account = blocks
            .iter()
            .filter(|block| !matches!(block.kind, BlockKind::Boilerplate(_)));
        self.documents += 1;
        self.text_bytes += account
            .map(|block| block.span.end - block.span.start)
            .sum::<usize>();
        self.quotes += reading.quotes.len();
        self.mentions += reading.mentions.len();
        self.facts += reading.facts.len();
        self.findings += reading.document.findings.len();
        self.sentences += reading.sentences.len();
    }

    fn told(&self) -> serde_json::Value {
        json!({
            "documents": self.documents, "text_bytes": self.text_bytes, "sentences": self.sentences,
            "quotes": self.quotes, "mentions": self.mentions, "supplier_facts": self.facts, "findings": self.findings,
        })
    }
}

/// All pages of a folder, as `fyke read` reads them: taken in, what the host
/// repeats marked, each read; then everything compared.
fn read_folder(folder: &Path, wheel: Option<&str>) -> Result<(), Failure> {
    let model = model(wheel)?;
    let tools = Tools {
        names: model.as_ref(),
        ..Tools::default()
    };
    let mut paths: Vec<_> = std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<_>>()?;
    paths.sort();
    let start = cpu_seconds()?;
    let (mut hosts, mut taken, mut bytes) = (Hosts::new(), Vec::new(), 0);
    for path in &paths {
        let page = std::fs::read(path)?;
        bytes += page.len();
        for document in take(&path.to_string_lossy(), &page, &Limits::default()).documents {
            hosts.see(&document);
            taken.push(document);
        }
    }
    let take_s = cpu_seconds()? - start;
    let start = cpu_seconds()?;
    let (mut found, mut readings) = (Found::default(), Vec::new());
    for mut document in taken {
        hosts.mark(&mut document);
        let reading = read(document, &tools);
        found.see(&reading);
        readings.push(reading);
    }
    let read_s = cpu_seconds()? - start;
    let start = cpu_seconds()?;
    let mut comparison = Comparison::new();
    for (number, reading) in readings.iter().enumerate() {
        comparison.add(u32::try_from(number)?, reading);
    }
    let compared = comparison.finish();
    let compare_s = cpu_seconds()? - start;
    println!(
        "{}",
        json!({
            "found": found.told(), "html_bytes": bytes, "claims": compared.claims.len(),
            "origins": compared.independence.origins.len(),
            "take_cpu_s": take_s, "read_cpu_s": read_s, "compare_cpu_s": compare_s,
        })
    );
    Ok(())
}

/// What is kept of pages as the account.
fn kept(list: &str, folder: &Path) -> Result<(), Failure> {
    let mut pages = 0;
    for path in std::fs::read_to_string(list)?.lines() {
        let taken = take(path, &std::fs::read(path)?, &Limits::default());
        let mut text = String::new();
        for document in &taken.documents {
            let title = document.title.as_ref().map(|title| title.value.trim());
            let account = document
                .blocks
                .iter()
                .filter(|block| !matches!(block.kind, BlockKind::Boilerplate(_)));
            for words in account.filter_map(|block| block.span.of(&document.text)) {
                if title != Some(words.trim()) {
                    text.push_str(words);
                    text.push('\n');
                }
            }
        }
        let name = Path::new(path).file_stem().ok_or("a path without a name")?;
        std::fs::write(folder.join(name).with_extension("txt"), text)?;
        pages += 1;
    }
    println!("{}", json!({ "pages": pages }));
    Ok(())
}

/// Pages that are read and let go, one by one.
fn memory(count: usize, press: &Press, wheel: Option<&str>) -> Result<(), Failure> {
    let model = model(wheel)?;
    let tools = Tools {
        names: model.as_ref(),
        ..Tools::default()
    };
    let (mut hosts, mut found) = (Hosts::new(), Found::default());
    let start = cpu_seconds()?;
    for number in 0..count {
        let page = press.page_of_its_own(number);
        for mut document in take(&format!("{number}.html"), page.as_bytes(), &Limits::default()).documents {
            hosts.see(&document);
            hosts.mark(&mut document);
            found.see(&read(document, &tools));
        }
    }
    println!(
        "{}",
        json!({
            "found": found.told(), "cpu_s": cpu_seconds()? - start,
            "held_kib": kib("VmRSS")?, "peak_kib": kib("VmHWM")?,
        })
    );
    Ok(())
}

/// A figure of this process's memory.
fn kib(name: &str) -> Result<u64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with(name));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    Ok(number.ok_or("the kernel does not tell memory")?.parse()?)
}

/// Processor time of this thread so far, as Linux tells it to the nanosecond.
fn cpu_seconds() -> Result<f64, Failure> {
    let told = std::fs::read_to_string("/proc/self/schedstat")
        .map_err(|e| format!("the kernel does not tell processor time: {e}; measure on Linux"))?;
    let nanoseconds = told
        .split_whitespace()
        .next()
        .ok_or("an empty answer of the kernel")?;
    Ok(nanoseconds.parse::<f64>()? / 1e9)
}
