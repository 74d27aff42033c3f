//! `fyke eval reprints DIR`: do true copies end in one origin, and nothing else?

use super::texts::{print, text_of};
use crate::screen::{Failure, Outcome};
use fyke_trawl::score::reprints;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// a folder with one folder for each group of true copies; a text that lies in it itself is a group alone
    dir: PathBuf,
    /// make so many edited copies of each text first: headlines and 5 to 40 % of paragraphs changed
    #[arg(long, value_name = "N")]
    copies: Option<usize>,
    /// seed of the edits
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// print one JSON object
    #[arg(long)]
    json: bool,
}

/// Share of paragraphs that a made copy changes, in thousandths.
const EDITED: (u64, u64) = (50, 400);

pub fn run(args: &Args) -> Outcome {
    let mut groups = groups(&args.dir)?;
    if let Some(copies) = args.copies {
        let made = |(name, text): &(String, String)| {
            let made = reprints::copies(text, copies, EDITED, args.seed);
            let named = made.into_iter().enumerate();
            named.map(|(n, copy)| (format!("{name} {n}"), copy)).collect()
        };
        groups = groups.iter().flatten().map(made).collect();
    }
    if groups.is_empty() {
        return Err(Failure::new(
            format!("{} holds no text", args.dir.display()),
            "name a folder that holds a folder for each group of copies",
        ));
    }
    print(&reprints::reprints(&groups), args.json)
}

/// Texts by group, each with its name.
type Groups = Vec<Vec<(String, String)>>;

fn groups(dir: &Path) -> Outcome<Groups> {
    let mut groups = Groups::new();
    for path in entries(dir)? {
        if path.is_dir() {
            let texts = entries(&path)?.into_iter().filter(|path| path.is_file());
            let group = texts.map(|path| named(&path)).collect::<Outcome<Vec<_>>>()?;
            if !group.is_empty() {
                groups.push(group);
            }
        } else {
            groups.push(vec![named(&path)?]);
        }
    }
    Ok(groups)
}

fn named(path: &Path) -> Outcome<(String, String)> {
    Ok((path.display().to_string(), text_of(path)?))
}

fn entries(dir: &Path) -> Outcome<Vec<PathBuf>> {
    let cannot = |e: std::io::Error| {
        Failure::new(
            format!("cannot read {}: {e}", dir.display()),
            "name a folder that holds a folder for each group of copies",
        )
    };
    let entries = std::fs::read_dir(dir).map_err(cannot)?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(cannot)?;
    paths.retain(|path| {
        !path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'))
    });
    paths.sort();
    Ok(paths)
}
