//! Claims about texts. The five seeds lie beside the outside data; archives are
//! unpacked into the cache.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Measured, measured};
use crate::bench::program;
use crate::run;

/// Quotations, speakers, copies, words to machines.
pub fn claims(fyke: &Path, data: &Path) -> Result<Vec<Measured>> {
    let news = data.join("news");
    let told = |path: &Path| path.to_string_lossy().into_owned();
    let polnear = unpacked(&news.join("polnear_train_dev.tar.zst"), "accuracy-polnear")?;
    let basil = articles(&unpacked(&news.join("basil.tar.zst"), "accuracy-basil")?)?;
    let gold = told(&news.join("seed_gold.json"));
    let mut claims = vec![
        measured(
            fyke,
            "read",
            &["--gold", &gold, &told(&data.join("../seeds"))],
            "--gold \"$FYKE_DATA/news/seed_gold.json\" SEEDS # the rules were developed with these five in sight",
        ),
        measured(
            fyke,
            "attribution",
            &[&told(&polnear.join("polnear/dev"))],
            "polnear/dev # out of $FYKE_DATA/news/polnear_train_dev.tar.zst",
        ),
        measured(
            fyke,
            "reprints",
            &["--copies", "40", &told(&basil)],
            "--copies 40 ARTICLES # titles and paragraphs out of $FYKE_DATA/news/basil.tar.zst",
        ),
        measured(
            fyke,
            "reprints",
            &[&told(&basil)],
            "ARTICLES # the same 300 as they are: every merge is a false one",
        ),
    ];
    for part in ["bipia", "injecguard"] {
        claims.push(measured(
            fyke,
            "hostile",
            &[&told(&data.join("hostile").join(part))],
            &format!("\"$FYKE_DATA/hostile/{part}\""),
        ));
    }
    Ok(claims)
}

fn unpacked(archive: &Path, name: &str) -> Result<PathBuf> {
    let place = program::empty_folder(name)?;
    std::fs::create_dir_all(&place)?;
    let words = [
        "--zstd",
        "-xf",
        &archive.to_string_lossy(),
        "-C",
        &place.to_string_lossy(),
    ];
    run::text_of(&mut run::command("tar", &words)).with_context(|| {
        format!(
            "cannot unpack {} (on Debian: apt-get install zstd)",
            archive.display()
        )
    })?;
    Ok(place)
}

/// BASIL's articles as plain text: the title, then each paragraph on a line.
fn articles(unpacked: &Path) -> Result<PathBuf> {
    let place = program::empty_folder("accuracy-articles")?;
    std::fs::create_dir_all(&place)?;
    let mut count = 0;
    for year in std::fs::read_dir(unpacked.join("basil/articles"))? {
        for article in std::fs::read_dir(year?.path())? {
            let path = article?.path();
            let said: Value = serde_json::from_str(&std::fs::read_to_string(&path)?)
                .with_context(|| format!("{} is no JSON", path.display()))?;
            let mut text = said["title"]
                .as_str()
                .context("an article without a title")?
                .to_owned();
            let paragraphs = said["body-paragraphs"]
                .as_array()
                .context("an article without paragraphs")?;
            for paragraph in paragraphs.iter().filter_map(Value::as_array) {
                let sentences: Vec<&str> = paragraph.iter().filter_map(Value::as_str).collect();
                text.push_str("\n\n");
                text.push_str(&sentences.join(" "));
            }
            let name = path.with_extension("txt");
            std::fs::write(
                place.join(name.file_name().context("a file without a name")?),
                text,
            )?;
            count += 1;
        }
    }
    anyhow::ensure!(count > 0, "no article lies in {}", unpacked.display());
    Ok(place)
}
