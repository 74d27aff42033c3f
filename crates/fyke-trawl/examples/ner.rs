//! Tokens and names of many texts as JSON lines, with what they cost: what
//! `cargo xtask bench ner` holds against spaCy on the same files.
//!
//! `ner FILES.txt OUT.jsonl [WHEEL]`, where `FILES.txt` has a path a line. Times
//! are processor seconds of this one thread, without loading and writing.

use fyke_model::text::Span;
use fyke_trawl::name::spacy::Model;
use fyke_trawl::token::tokens;
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, files, out, ..] = arguments.as_slice() else {
        return Err("ner FILES.txt OUT.jsonl [WHEEL]".into());
    };
    let paths = std::fs::read_to_string(files)?;
    let texts: Vec<(String, String)> = paths
        .lines()
        .map(|path| Ok((path.to_owned(), std::fs::read_to_string(path)?)))
        .collect::<std::io::Result<_>>()?;
    let model = arguments
        .get(3)
        .map(|wheel| -> Result<_, Box<dyn std::error::Error>> {
            Ok(Model::from_wheel(&std::fs::read(wheel)?)?)
        })
        .transpose()?;
    let started = cpu_seconds()?;
    let mut cut = Vec::new();
    for (_, text) in &texts {
        cut.push(tokens(text, Span::new(0, text.len())));
    }
    let tokens_s = cpu_seconds()? - started;
    let started = cpu_seconds()?;
    let mut found = Vec::new();
    for ((_, text), tokens) in texts.iter().zip(&cut) {
        found.push(
            model
                .as_ref()
                .map(|model| model.entities(text, tokens))
                .unwrap_or_default(),
        );
    }
    let names_s = cpu_seconds()? - started;
    let mut out = std::io::BufWriter::new(std::fs::File::create(out)?);
    for (((path, text), tokens), found) in texts.iter().zip(&cut).zip(&found) {
        let tokens: Vec<_> = tokens
            .iter()
            .map(|t| serde_json::json!([t.span.start, t.span.end, t.space_after, t.norm, t.lower(text)]))
            .collect();
        let entities: Vec<_> = found
            .iter()
            .map(|e| serde_json::json!([e.span.start, e.span.end, e.label]))
            .collect();
        let line = serde_json::json!({ "path": path, "tokens": tokens, "entities": entities });
        writeln!(out, "{line}")?;
    }
    let count: usize = cut.iter().map(Vec::len).sum();
    println!(
        "{}",
        serde_json::json!({ "tokens": count, "tokenizer_cpu_s": tokens_s, "names_cpu_s": names_s })
    );
    Ok(())
}

/// Processor time of this thread so far, as Linux tells it to the nanosecond.
fn cpu_seconds() -> Result<f64, Box<dyn std::error::Error>> {
    let told = std::fs::read_to_string("/proc/self/schedstat")
        .map_err(|e| format!("the kernel does not tell processor time: {e}; measure on Linux"))?;
    let nanoseconds = told
        .split_whitespace()
        .next()
        .ok_or("an empty answer of the kernel")?;
    Ok(nanoseconds.parse::<f64>()? / 1e9)
}
