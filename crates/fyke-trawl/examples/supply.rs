//! Scores supplier facts, or shows what is read in lines of text:
//! `cargo run --release -p fyke-trawl --example supply -- GOLD.json SANCTIONS_FOLDER dev|held`,
//! `... -- FILE` (a name, a schema and a sentence a line, tabs between).
use fyke_model::text::{MentionKind, Span};
use fyke_trawl::{score, supply};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [gold, folder, set] => {
            let labels = std::fs::read_to_string(gold)?;
            let score = score::supply::supply(&labels, Some(set), |file| {
                std::fs::read(std::path::Path::new(folder).join(file)).ok()
            })?;
            println!("{}", serde_json::to_string_pretty(&score)?);
            Ok(())
        }
        [file] => show(&std::fs::read_to_string(file)?),
        _ => Err("usage: supply GOLD.json SANCTIONS_FOLDER dev|held | supply LINES.tsv".into()),
    }
}

/// Each line, and what is read in it; then how long the reading took.
fn show(lines: &str) -> Result<(), Failure> {
    let start = std::time::Instant::now();
    let mut shown = String::new();
    for line in lines.lines() {
        let mut cells = line.splitn(3, '\t');
        let (Some(name), Some(schema), Some(text)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let kind = if schema == "Person" {
            MentionKind::Person
        } else {
            MentionKind::Organization
        };
        let about = supply::About {
            name: name.to_owned(),
            kind,
        };
        let facts = supply::facts_of(text, &[Span::new(0, text.len())], &[], Some(&about));
        shown += &format!("{text}\n");
        for fact in &facts {
            shown += &format!("    {}\n", score::supply::shown(fact));
        }
    }
    eprintln!("{} ms", start.elapsed().as_millis());
    print!("{shown}");
    Ok(())
}
