//! What the desk reads of people: the text of an answer, the lines of marks.

use anyhow::{Context, Result, bail};
use fyke_door::book::Edition;
use fyke_door::desk::guard::{Open, warnings};
use fyke_door::desk::mark::Mark;
use fyke_door::desk::{OpenRoom, PageKind};
use fyke_door::keys::Draw;
use std::path::{Path, PathBuf};

pub(super) fn reply(
    room: &OpenRoom,
    text: &Path,
    open_text: &[PathBuf],
    anyway: bool,
    draw: &mut Draw,
) -> Result<()> {
    let text = std::fs::read_to_string(text).with_context(|| format!("cannot read {}", text.display()))?;
    let mut open = Open::default();
    for path in open_text {
        open.add(&std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?);
    }
    let told: Vec<String> = room
        .pages
        .iter()
        .filter(|page| page.kind == PageKind::Message)
        .filter_map(fyke_door::desk::Page::text)
        .collect();
    let warned = warnings(&text, &told, &open);
    for warning in &warned {
        let words = text.get(warning.span.clone()).unwrap_or_default();
        println!("only the source could know: {:?} {words:?}", warning.what);
    }
    if !warned.is_empty() && !anyway {
        bail!("nothing was sent; write it in other words, or say --anyway");
    }
    room.reply(&text, Edition::first_of(room.today()), draw)?;
    println!("in the books for two weeks, from the next that is published");
    Ok(())
}

pub(super) fn marks_of(path: &Path) -> Result<Vec<Mark>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut marks = Vec::new();
    for (at, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let cells: Vec<&str> = line.split('\t').collect();
        let number = |cell: usize| -> Result<usize> {
            cells
                .get(cell)
                .and_then(|cell| cell.trim().parse().ok())
                .with_context(|| {
                    format!(
                        "{}, line {}: write page, first byte, byte behind the last, entity, schema, property, parted by tabs",
                        path.display(),
                        at + 1
                    )
                })
        };
        let word = |cell: usize| {
            cells
                .get(cell)
                .map(|cell| cell.trim().to_owned())
                .unwrap_or_default()
        };
        marks.push(Mark {
            page: number(0)?.saturating_sub(1),
            span: number(1)?..number(2)?,
            entity: word(3),
            schema: word(4),
            property: word(5),
            value: cells.get(6).map(|value| (*value).to_owned()),
        });
    }
    Ok(marks)
}
