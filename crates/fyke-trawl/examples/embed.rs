//! Vectors of sentences as JSON lines, with what they cost: what docs/read.md
//! ("By meaning") holds against the same network in numpy.
//!
//! `embed WHEEL SENTENCES.txt OUT.jsonl`, a sentence a line.
use fyke_trawl::embed::Meaning;
use std::io::Write;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [wheel, sentences, out] = arguments.as_slice() else {
        return Err("usage: embed WHEEL SENTENCES.txt OUT.jsonl".into());
    };
    let began = Instant::now();
    let model = Meaning::from_wheel(&std::fs::read(wheel)?)?;
    println!("{}: read in {:.2} s", model.by(), began.elapsed().as_secs_f64());
    let sentences = std::fs::read_to_string(sentences)?;
    let mut out = std::io::BufWriter::new(std::fs::File::create(out)?);
    let (mut tokens, mut seconds) = (0, 0.0);
    for sentence in sentences.lines() {
        let began = Instant::now();
        let vector = model.vector(sentence);
        seconds += began.elapsed().as_secs_f64();
        let cut = model.tokens(sentence);
        tokens += cut.len();
        writeln!(out, "{}", serde_json::json!({"tokens": cut, "vector": vector}))?;
    }
    let count = sentences.lines().count();
    println!(
        "{count} sentences of {:.1} tokens in {seconds:.2} s on one thread: {:.1} a second",
        tokens as f64 / count as f64,
        count as f64 / seconds
    );
    Ok(())
}
