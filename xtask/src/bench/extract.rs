//! How well is the account taken out of a page, beside rs-trafilatura and
//! trafilatura on the same pages?
//!
//! Two kinds of pages: real ones with answers that others wrote (the tests of
//! newspaper4k, fetched from PyPI), and layouts of our own around real texts. The
//! first are few; the second are biased to us, who know what we look for.

use anyhow::{Context, Result, ensure};
use std::path::PathBuf;

use super::ner::{example, unpacked};
use super::record::Record;
use super::{outside, peers, program};
use crate::run;

const PAGES: &str = include_str!("scripts/extract_pages.py");
const SCORES: &str = include_str!("scripts/extract_scores.py");
const MANIFEST: &str = include_str!("scripts/rs_trafilatura/manifest.toml");
const MAIN: &str = include_str!("scripts/rs_trafilatura/main.rs");
/// Real pages with the texts that are expected of them (MIT); the archive of sources.
const REAL: &str = "newspaper4k==0.9.6";
/// Texts around which pages of ours are made: ten of each of seven layouts.
const TEXTS: usize = 70;

/// Takes all pages out with each side, then scores them.
pub fn run(_repeats: usize) -> Result<()> {
    let mut record = Record::new(
        "extract",
        "how well is the account of a page of news taken out of it?",
    )?;
    let archive = outside::data("news/polnear_train_dev.tar.zst")?;
    outside::versions_of(&peers::TEXTS, &mut record, &["trafilatura"]);
    record.version("rs-trafilatura", "0.2.2");
    record.version("pages of newspaper4k", "0.9.6");
    let (python, real) = (peers::TEXTS.python()?, real_pages()?);
    let (ours, theirs) = (example("road")?, rs_trafilatura()?);
    let folder = program::empty_folder("extract")?;
    let chosen = unpacked(&archive, &folder)?;
    let chosen: Vec<&str> = chosen
        .iter()
        .take(TEXTS)
        .map(|path| outside::text(path))
        .collect::<Result<_>>()?;
    let texts = folder.join("texts.txt");
    std::fs::write(&texts, chosen.join("\n") + "\n")?;
    let (place, texts, real) = (
        outside::text(&folder)?,
        outside::text(&texts)?,
        outside::text(&real)?,
    );
    let made = outside::said(&run::measure(&mut outside::script(
        &python,
        PAGES,
        &[real, texts, place],
    ))?)?;
    record.result("pages", made["pages"].clone());

    let mut pages: Vec<PathBuf> = std::fs::read_dir(folder.join("page"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<_>>()?;
    pages.sort();
    let pages: Vec<&str> = pages
        .iter()
        .map(|path| outside::text(path))
        .collect::<Result<_>>()?;
    let list = folder.join("pages.txt");
    std::fs::write(&list, pages.join("\n") + "\n")?;
    let list = outside::text(&list)?;
    for (side, program, words) in [
        ("fyke", &ours, vec!["kept", list]),
        ("rs-trafilatura", &theirs, vec![list]),
    ] {
        let out = folder.join(side);
        std::fs::create_dir_all(&out)?;
        let mut call = program::call(program, &words);
        record.add(side, run::measure(call.arg(&out))?);
    }
    let sides = [place, "fyke", "rs-trafilatura", "trafilatura"];
    let cost = run::measure(&mut outside::script(&python, SCORES, &sides))?;
    let told = outside::said(&cost)?;
    record.add("trafilatura, and the scores", cost);
    record.result("f1_of_runs_of_four_words", told["sides"].clone());
    record.caveat("`real`: pages of news sites out of newspaper4k's tests, whose expected texts its makers wrote, with cuts and headlines as they like them; few, and they were at hand while our rules were written, so they are no unseen test for us");
    record.caveat("`ours` (and each layout by its name): pages that we made around real texts, with furniture of a kind that we know how to drop: biased to us, and good for finding what a side loses, not for ranking");
    record.caveat("Zyte's article-extraction-benchmark was not at hand");
    record.caveat("every side as it comes, without options: trafilatura takes readers' comments in, which its option would leave out; rs-trafilatura is built with little optimisation, so the seconds below say nothing of its speed");
    std::fs::remove_dir_all(&folder)?;
    record.write()
}

/// The archive with the real pages, fetched if it is not there.
fn real_pages() -> Result<PathBuf> {
    let archive = run::cache()?.join("pages/newspaper4k-0.9.6.tar.gz");
    peers::TEXTS.download(REAL, &["--no-binary", ":all:"], &archive)?;
    Ok(archive)
}

/// Builds the peer in the cache, as a project of its own.
fn rs_trafilatura() -> Result<PathBuf> {
    let folder = run::cache()?.join("peer-rs-trafilatura");
    std::fs::create_dir_all(folder.join("src"))?;
    for (name, text) in [("Cargo.toml", MANIFEST), ("src/main.rs", MAIN)] {
        let path = folder.join(name);
        if std::fs::read_to_string(&path).ok().as_deref() != Some(text) {
            std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    let mut build = run::cargo(&["build", "--release"]);
    build.current_dir(&folder).env_remove("CARGO_TARGET_DIR");
    ensure!(build.status()?.success(), "rs-trafilatura could not be built");
    Ok(folder.join("target/release/peer-rs-trafilatura"))
}
