//! Scores and trains what finds words addressed to machines:
//! `cargo run --release -p fyke-trawl --example instructions -- WHAT PATH...`
//!
//! - `score DIR`: the test parts of BIPIA and NotInject; `score-train DIR`: what
//!   the weights were trained on;
//! - `train BIPIA TEXTS OUT`: writes `src/hostile/instruction/weights.bin`;
//! - `left-out BIPIA TEXTS`: each class of attacks judged by what the others teach;
//! - `folder DIR [show]`: findings in text files.
use fyke_trawl::score::{self, hostile::Part};
use std::path::Path;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["score", dir] => scored(dir, Part::Test),
        ["score-train", dir] => scored(dir, Part::Train),
        ["train", bipia, texts, out] => train_instructions(bipia, texts, Some(out)),
        ["left-out", bipia, texts] => train_instructions(bipia, texts, None),
        ["folder", dir, rest @ ..] => instructions(dir, !rest.is_empty()),
        _ => Err("usage: instructions score DIR | score-train DIR | train BIPIA TEXTS OUT | left-out BIPIA TEXTS | folder DIR [show]".into()),
    }
}

fn scored(dir: &str, part: Part) -> Result<(), Failure> {
    let score = score::hostile::score(&score::hostile::load(Path::new(dir), part)?);
    println!("{}", serde_json::to_string_pretty(&score)?);
    Ok(())
}

/// Weights of the model of requests. `texts` holds a harmless sentence a line.
/// Without a file to write, each class of attacks is left out once and judged by
/// what the others teach.
fn train_instructions(bipia: &str, texts: &str, out: Option<&str>) -> Result<(), Failure> {
    use fyke_trawl::hostile::instruction::{Example, judged, made, train};
    let set = score::hostile::load(Path::new(bipia), Part::Train)?;
    let texts = std::fs::read_to_string(texts)?;
    let example = |text: &str, speaks: bool, weight: u8| Example {
        text: text.to_string(),
        speaks,
        weight,
    };
    let letters = set.contexts.get("email").into_iter().flatten();
    let harmless: Vec<Example> = texts
        .lines()
        .chain(letters.map(String::as_str))
        .map(|text| example(text, false, 1))
        .collect();
    let examples = |without: Option<&str>| {
        let kept = set
            .attacks
            .iter()
            .filter(|attack| without != Some(attack.class.as_str()));
        let mut examples: Vec<Example> = kept.map(|attack| example(&attack.text, true, 3)).collect();
        examples.extend(made());
        examples.extend(harmless.iter().cloned());
        examples
    };
    if let Some(out) = out {
        std::fs::write(out, train(&examples(None)))?;
        return Ok(());
    }
    let classes: std::collections::BTreeSet<&str> =
        set.attacks.iter().map(|attack| attack.class.as_str()).collect();
    let mut scores: Vec<f32> = Vec::new();
    for class in classes {
        let weights = train(&examples(Some(class)));
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
