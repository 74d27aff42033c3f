//! Trains what finds words addressed to machines, and looks at what it finds:
//! `cargo run --release -p fyke-trawl --example instructions -- WHAT PATH...`
//!
//! - `train DATA OUT`: the weights, `src/hostile/instruction/weights.bin`, out of the
//!   project's data folder (`cargo xtask train instructions DATA OUT`);
//! - `left-out DATA`: each class of attacks judged by what the others teach;
//! - `folder DIR [show]`: findings in text files.

mod lessons;

use fyke_trawl::hostile::instruction::{judged, train};
use fyke_trawl::score;
use lessons::{Failure, attacks, lessons};
use std::path::Path;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["train", data, out] => {
            let data = Path::new(data);
            Ok(std::fs::write(
                out,
                train(&lessons(data, &attacks(data)?, None)?),
            )?)
        }
        ["left-out", data] => left_out(Path::new(data)),
        ["folder", dir, rest @ ..] => instructions(dir, !rest.is_empty()),
        _ => Err("usage: instructions train DATA OUT | left-out DATA | folder DIR [show]".into()),
    }
}

/// Each class of attacks is left out once and judged by what the others teach.
fn left_out(data: &Path) -> Result<(), Failure> {
    let set = attacks(data)?;
    let classes: std::collections::BTreeSet<&str> =
        set.attacks.iter().map(|attack| attack.class.as_str()).collect();
    let mut scores: Vec<f32> = Vec::new();
    for class in classes {
        let weights = train(&lessons(data, &set, Some(class))?);
        let of_class = set.attacks.iter().filter(|attack| attack.class == class);
        let judged: Vec<f32> = of_class
            .filter_map(|attack| judged(&attack.text, &weights))
            .collect();
        println!("{class}: {judged:.1?}");
        scores.extend(judged);
    }
    for threshold in [-1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0] {
        let hit = scores.iter().filter(|score| **score >= threshold).count();
        println!("{threshold}: {hit} of {}", scores.len());
    }
    Ok(())
}

/// Findings of instructions in the text files of a folder: how many a thousand.
fn instructions(dir: &str, shown: bool) -> Result<(), Failure> {
    let mut folders = vec![Path::new(dir).to_path_buf()];
    let (mut documents, mut found, mut with) = (0, 0, 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)?.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "txt") {
                let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
                let document = score::hostile::document(text);
                let spans = fyke_trawl::hostile::addressed(&document);
                documents += 1;
                found += spans.len();
                with += usize::from(!spans.is_empty());
                for span in spans.iter().filter(|_| shown) {
                    println!("{}", span.of(&document.text).unwrap_or_default());
                }
            }
        }
    }
    println!(
        "{documents} documents, {found} findings in {with}: {:.1} a thousand documents",
        1000.0 * found as f64 / documents.max(1) as f64
    );
    Ok(())
}
