//! Scorers of reading, run while they are developed:
//! `cargo run --release -p fyke-trawl --example score -- WHAT PATH...`
use fyke_trawl::score;
use std::path::Path;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["language", path] => language(path),
        ["gold", gold, seeds] => gold_counts(gold, seeds),
        ["alignment", gold, seeds] => show(&score::alignment::of_gold_quotes(&read_gold(gold, seeds)?)),
        _ => Err("usage: score language FILE.tsv | gold|alignment SEED_GOLD.json SEEDS_DIR".into()),
    }
}

/// Lines of a code, a tab and a text.
fn language(path: &str) -> Result<(), Failure> {
    let text = std::fs::read_to_string(path)?;
    let pieces = text.lines().filter_map(|line| line.split_once('\t'));
    println!(
        "{}",
        serde_json::to_string_pretty(&score::language::language(pieces))?
    );
    Ok(())
}

/// The answers load, and every span stands where they say.
fn gold_counts(gold: &str, seeds: &str) -> Result<(), Failure> {
    let gold = read_gold(gold, seeds)?;
    println!("{} documents, {} quotes", gold.documents.len(), gold.quotes.len());
    Ok(())
}

fn read_gold(gold: &str, seeds: &str) -> Result<score::gold::Gold, Failure> {
    let text_of = |name: &str| std::fs::read_to_string(Path::new(seeds).join(name)).ok();
    Ok(score::gold::read(&std::fs::read(gold)?, text_of)?)
}

fn show<T: serde::Serialize>(score: &T) -> Result<(), Failure> {
    println!("{}", serde_json::to_string_pretty(score)?);
    Ok(())
}
