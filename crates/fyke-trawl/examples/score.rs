//! Scorers of reading, run while they are developed:
//! `cargo run --release -p fyke-trawl --example score -- WHAT PATH...`
use fyke_trawl::score;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["language", path] => language(path),
        _ => Err("usage: score language FILE.tsv".into()),
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
