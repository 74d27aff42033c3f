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
        ["boilerplate", gold, seeds] => show(&score::boilerplate::boilerplate(&read_gold(gold, seeds)?)),
        ["alignment", gold, seeds] => show(&score::alignment::of_gold_quotes(&read_gold(gold, seeds)?)),
        ["reprints", dir] => show(&score::reprints::reprints(&groups(dir)?)),
        ["reprints", dir, copies, seed] => {
            let (copies, seed) = (copies.parse()?, seed.parse()?);
            let made = |text: &(String, String)| {
                let made = score::reprints::copies(&text.1, copies, (50, 400), seed);
                let named = made.into_iter().enumerate();
                named.map(|(n, copy)| (format!("{} {n}", text.0), copy)).collect()
            };
            let groups: Vec<Vec<(String, String)>> = groups(dir)?.iter().flatten().map(made).collect();
            show(&score::reprints::reprints(&groups))
        }
        _ => Err("usage: score language FILE.tsv | gold|alignment|boilerplate SEED_GOLD.json SEEDS_DIR | reprints DIR [COPIES SEED]".into()),
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

/// One folder a group; texts that stand in `dir` itself are a group each.
fn groups(dir: &str) -> Result<Vec<Vec<(String, String)>>, Failure> {
    let mut entries: Vec<_> = std::fs::read_dir(dir)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(|entry| entry.path());
    let read = |path: &Path| -> Result<(String, String), Failure> {
        Ok((path.display().to_string(), std::fs::read_to_string(path)?))
    };
    let mut found = Vec::new();
    for entry in entries {
        if entry.path().is_file() {
            found.push(vec![read(&entry.path())?]);
            continue;
        }
        let mut files: Vec<_> = std::fs::read_dir(entry.path())?.collect::<Result<Vec<_>, _>>()?;
        files.sort_by_key(|file| file.path());
        found.push(
            files
                .iter()
                .map(|file| read(&file.path()))
                .collect::<Result<_, _>>()?,
        );
    }
    Ok(found)
}
