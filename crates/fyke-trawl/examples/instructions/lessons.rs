//! What the model of requests is taught by, out of the project's data folder.
//!
//! Requests: the attacks of BIPIA's training part, and requests of our own. Harmless:
//! the letters of BIPIA's training part, sentences of WNUT17's training tweets, and
//! of the first two of MEANTIME's four subjects; the other two are left to look at.

use fyke_trawl::hostile::instruction::{Example, made};
use fyke_trawl::score::hostile::{Part, Set, load};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub type Failure = Box<dyn std::error::Error>;

/// MEANTIME's subjects that are taught from.
const SUBJECTS: usize = 2;

/// The published attacks.
pub fn attacks(data: &Path) -> Result<Set, Failure> {
    Ok(load(&data.join("hostile/bipia"), Part::Train)?)
}

/// Examples in their order, which the weights hang on. Attacks of one class may be
/// left out, to be judged by what the others teach.
pub fn lessons(data: &Path, set: &Set, without: Option<&str>) -> Result<Vec<Example>, Failure> {
    let example = |text: &str, speaks: bool, weight: u8| Example {
        text: text.to_string(),
        speaks,
        weight,
    };
    let attacks = set.attacks.iter();
    let kept = attacks.filter(|attack| without != Some(attack.class.as_str()));
    let mut examples: Vec<Example> = kept.map(|attack| example(&attack.text, true, 3)).collect();
    examples.extend(made());
    let letters = set.contexts.get("email").into_iter().flatten().cloned();
    let harmless = tweets(data)?.into_iter().chain(news(data)?).chain(letters);
    examples.extend(harmless.map(|text| example(&text, false, 1)));
    Ok(examples)
}

/// A token a line, an empty line behind a tweet.
fn tweets(data: &Path) -> Result<Vec<String>, Failure> {
    let path = data.join("news/ner/wnut17_wnut17train.conll");
    let file = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let (mut all, mut tweet) = (Vec::new(), Vec::new());
    for line in file.split_terminator('\n') {
        match line.split_once('\t').filter(|(word, _)| !word.trim().is_empty()) {
            Some((word, _)) => tweet.push(word),
            None if tweet.is_empty() => {}
            None => all.push(joined(&std::mem::take(&mut tweet))?),
        }
    }
    Ok(all)
}

/// A token a row, by subject and article and sentence.
fn news(data: &Path) -> Result<Vec<String>, Failure> {
    let path = data.join("news/meantime/en/conll.csv");
    let mut rows = csv::Reader::from_path(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    // sentences in the order of the file, which counts on within an article
    let mut articles: BTreeMap<String, Vec<(String, Vec<String>)>> = BTreeMap::new();
    for row in rows.records() {
        let row = row?;
        let field = |at: usize| row.get(at).unwrap_or_default().to_owned();
        let sentences = articles.entry(field(1)).or_default();
        match sentences.iter_mut().find(|(number, _)| *number == field(2)) {
            Some((_, words)) => words.push(field(4)),
            None => sentences.push((field(2), vec![field(4)])),
        }
    }
    let subject = |name: &str| name.split('/').next().unwrap_or_default().to_owned();
    let subjects: BTreeSet<String> = articles.keys().map(|name| subject(name)).collect();
    let taught: Vec<String> = subjects.into_iter().take(SUBJECTS).collect();
    let sentences = articles
        .into_iter()
        .filter(|(name, _)| taught.contains(&subject(name)));
    sentences
        .flat_map(|(_, sentences)| sentences)
        .map(|(_, words)| joined(&words))
        .collect()
}

/// Tokens as a sentence is written.
fn joined<W: AsRef<str>>(words: &[W]) -> Result<String, Failure> {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    let joint = Regex::new(r" ([.,;:!?)\]]|n't|'s|'m|'re|'ll)")?;
    Ok(joint.replace_all(&words.join(" "), "$1").replace('\n', " "))
}
