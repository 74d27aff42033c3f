//! Scorers of reading, run while they are developed:
//! `cargo run --release -p fyke-trawl --example score -- WHAT PATH...`
use fyke_model::text::Told;
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
        ["quotes", gold, seeds] => quotes(gold, seeds),
        ["alignment", gold, seeds] => show(&score::alignment::of_gold_quotes(&read_gold(gold, seeds)?)),
        // with quotes as they are found, in the answers' blocks
        ["alignment-found", gold, seeds] => {
            let gold = read_gold(gold, seeds)?;
            let mut aligner = fyke_trawl::align::Aligner::new();
            for (number, (document, _)) in score::alignment::gold_reading(&gold).iter().enumerate() {
                aligner.add(number as u32, document, &fyke_trawl::quote::quotes(document, &[]));
            }
            show(&score::alignment::alignment(&gold, &aligner.finish().sayings))
        }
        ["conflicts", gold, seeds] => {
            let gold = read_gold(gold, seeds)?;
            let found = score::conflicts::disagreements(&score::alignment::gold_reading(&gold));
            for one in &found {
                println!("{:?}: {}", one.kind, one.said);
                for (document, span) in &one.sides {
                    println!("    {document}: {}", span.of(&gold.documents[*document as usize].text).unwrap_or_default());
                }
            }
            show(&score::conflicts::conflicts(&gold, &found))
        }
        ["disagreements", dir] => disagreements(dir),
        // what meaning joins after words, folder by folder, to read by eye
        ["meaning", wheel, least, dir] => meaning(wheel, least.parse()?, dir),
        ["alignment-meaning", wheel, least, gold, seeds] => {
            let model = At(fyke_trawl::embed::Meaning::from_wheel(&std::fs::read(wheel)?)?, least.parse()?);
            let gold = read_gold(gold, seeds)?;
            let mut aligner = fyke_trawl::align::Aligner::new();
            for (number, (document, quotes)) in score::alignment::gold_reading(&gold).iter().enumerate() {
                aligner.add(number as u32, document, quotes);
            }
            let found = aligner.finish_with(Some(&model));
            println!("{} sayings of words, {} of meaning", found.sayings.len(), found.near.len());
            let texts: Vec<&str> = gold.documents.iter().map(|d| d.text.as_str()).collect();
            found.near.iter().for_each(|near| show_near(near, &texts));
            let mut sayings = found.sayings;
            sayings.extend(found.near.into_iter().map(|near| near.saying));
            show(&score::alignment::alignment(&gold, &sayings))
        }
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
        _ => Err("usage: score language FILE.tsv | gold|quotes|alignment|boilerplate|conflicts SEED_GOLD.json SEEDS_DIR | reprints DIR [COPIES SEED]".into()),
    }
}

/// A model with another threshold than its own.
struct At(fyke_trawl::embed::Meaning, f32);

impl fyke_trawl::align::Encoder for At {
    fn encode(&self, sentence: &str) -> Option<Vec<f32>> {
        self.0.vector(sentence)
    }

    fn least(&self) -> f32 {
        self.1
    }
}

fn meaning(wheel: &str, least: f32, dir: &str) -> Result<(), Failure> {
    let model = At(
        fyke_trawl::embed::Meaning::from_wheel(&std::fs::read(wheel)?)?,
        least,
    );
    let (mut words, mut near) = (0, 0);
    for group in groups(dir)? {
        let documents: Vec<_> = group
            .iter()
            .map(|(_, text)| score::reprints::plain(text))
            .collect();
        let mut aligner = fyke_trawl::align::Aligner::new();
        for (number, document) in documents.iter().enumerate() {
            let reading = fyke_trawl::reading::read(document.clone(), &Default::default());
            aligner.add(number as u32, document, &reading.quotes);
        }
        let found = aligner.finish_with(Some(&model));
        words += found.sayings.len();
        near += found.near.len();
        let texts: Vec<&str> = documents.iter().map(|d| d.text.as_str()).collect();
        found.near.iter().for_each(|near| show_near(near, &texts));
    }
    println!("{words} sayings of words, {near} of meaning");
    Ok(())
}

fn show_near(near: &fyke_trawl::align::Near, texts: &[&str]) {
    println!("{:.3}", near.cosine);
    for said in &near.saying.members {
        let words = texts
            .get(said.document as usize)
            .and_then(|text| said.span.of(text));
        println!(
            "    {}: {}",
            said.speaker.as_deref().unwrap_or("?"),
            words.unwrap_or_default()
        );
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

/// Disagreements among the texts of a folder, each with its sentences, to read by eye. A file name may
/// end with the day: `_2016-09-28.txt`.
fn disagreements(dir: &str) -> Result<(), Failure> {
    let mut reading = Vec::new();
    let mut names = Vec::new();
    for (name, text) in groups(dir)?.into_iter().flatten() {
        let mut document = score::reprints::plain(&text);
        let day = name
            .strip_suffix(".txt")
            .and_then(|name| name.get(name.len().saturating_sub(10)..));
        document.published = day
            .and_then(|day| day.parse().ok())
            .map(|value| Told { value, span: None });
        let quotes = fyke_trawl::quote::quotes(&document, &[]);
        reading.push((document, quotes));
        names.push(name);
    }
    for one in score::conflicts::disagreements(&reading) {
        println!("{:?}: {}", one.kind, one.said);
        for (document, span) in &one.sides {
            let text = &reading[*document as usize].0.text;
            let line = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
            let from = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
            let base = names[*document as usize].rsplit('/').next().unwrap_or_default();
            println!(
                "    {base}: {}[[{}]]{}",
                &text[from..span.start],
                &text[span.start..span.end],
                &text[span.end..line]
            );
        }
    }
    Ok(())
}

/// Given the answers' boilerplate; each miss is shown with its words.
fn quotes(gold: &str, seeds: &str) -> Result<(), Failure> {
    let gold = read_gold(gold, seeds)?;
    let score = score::quotes::score(&gold, |document| {
        let out: Vec<_> = gold
            .boilerplate
            .iter()
            .filter(|b| gold.documents[b.place.document].id == document.id)
            .map(|b| b.place.span)
            .collect();
        fyke_trawl::quote::quotes(&score::quotes::laid_out(&document.text, &out), &[])
    });
    for miss in &score.misses {
        let document = gold.documents.iter().find(|d| d.id == miss.document);
        let words = document.and_then(|d| miss.span.of(&d.text)).unwrap_or_default();
        println!(
            "{} {}: {words:?} gold {:?} found {:?}",
            miss.what, miss.document, miss.gold, miss.found
        );
    }
    show(&score)
}
