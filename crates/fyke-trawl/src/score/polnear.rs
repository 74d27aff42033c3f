//! Who said what, beside the answers of PolNeAR: what `fyke eval attribution`
//! prints.
//!
//! PolNeAR (Newell, Margolin and Ruths, LREC 2018) marks in 1,012 articles of
//! seven American outlets every passage that gives words or thoughts as
//! somebody's: source, cue, content. Each article is a text file and one brat
//! file (`.ann`) a reader.
//!
//! # The figures
//!
//! The unit is the word: a run of letters and digits, so that marks and edge
//! punctuation, which readers draw now inside and now outside, weigh nothing. A
//! content is the set of its words. A content is *direct* if all its words stand
//! in marks, *mixed* if some do, *indirect* if none does; gold and found contents
//! are sorted by the same rule.
//!
//! ```text
//! recall    = mean over gold contents g  of max over found f of |g and f| / |g|
//! precision = mean over found contents f of max over gold g  of |g and f| / |f|
//! f1        = 2 precision recall / (precision + recall)
//! ```
//!
//! This is the partial match of Hollingsworth and Teufel (2005) as Pareti et al.
//! (EMNLP 2013) and Papay and Padó (RANLP 2019) use it, stricter in one thing: a
//! content is held against one other, never against the union of several, so one
//! long span over three quotations is no full hit. `exact_f1` asks for the same
//! set of words, and the same kind. For `direct`, recall runs over the gold direct
//! contents and looks for them among all that was found, and precision over the
//! found direct contents and looks for them among all gold: a quotation that was
//! found as a part of something longer is charged to the precision of `mixed` and
//! `all`, where the longer one is counted. `same_kind_f1` holds direct against
//! direct alone, so a content that is one word too long at a mark counts nothing.
//!
//! Speaker accuracy: of the gold attributions that name a source and whose
//! content is found (Dice overlap of at least one half with some found content),
//! the share where the source given with the best such content has a word in
//! common with the gold source. A pronoun that the gold marks counts as found by
//! that pronoun alone: the name it stands for, given elsewhere, is not compared.
//! No source given is wrong.
//!
//! Intervals resample articles. Where several readers marked an article the first
//! by name of file is the gold, and the next one is scored against it as if it
//! were a system (`second_reader`): what people reach under the same formula.

mod figures;
mod product;

pub use figures::{AttributionScore, Found, SpeakerScore, in_marks, score};

pub use product::{of_quotes, read};

use fyke_model::text::{Quote, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Files of a folder above which it is not taken for PolNeAR: 8 times its size.
const FILES_MAX: usize = 20_000;

/// An attribution: who, by which words it is known, what.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Attributed {
    /// Words that name the source; empty where the text names none.
    pub source: Vec<Span>,
    /// Words that say that it is somebody's.
    pub cue: Vec<Span>,
    /// Pieces of what is said or thought, in order.
    pub content: Vec<Span>,
}

impl Attributed {
    /// What a quote says, to be held against a reader's answer.
    pub fn of(quote: &Quote) -> Attributed {
        Attributed {
            source: quote.speaker.iter().map(|speaker| speaker.mention).collect(),
            cue: quote.cue.iter().map(|cue| cue.span).collect(),
            content: if quote.parts.is_empty() {
                vec![quote.span]
            } else {
                quote.parts.clone()
            },
        }
    }
}

/// An article with the answers of its readers.
#[derive(Clone, Debug)]
pub struct Article {
    /// Name of its text file without the ending.
    pub name: String,
    /// The text; spans are bytes of it.
    pub text: String,
    /// What each reader marked, by name of file. Never empty.
    pub readers: Vec<Vec<Attributed>>,
}

/// Why a folder cannot be read as PolNeAR.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The system refused.
    #[error("{path}: {error}; check that the folder is there and may be read")]
    Io {
        /// File or folder.
        path: String,
        /// What the system says.
        error: io::Error,
    },
    /// Nothing to score.
    #[error(
        "{0} holds no .txt file with an .ann file of the same name; give a folder laid out as PolNeAR's train or dev: text/NAME.txt and attributions/NAME_READER.ann"
    )]
    Empty(String),
    /// An offset beyond the text, or no number.
    #[error(
        "{file}, line {line}: no annotation of the text; write it as brat does: T1, tab, kind and offsets in characters, tab, words"
    )]
    Line {
        /// The `.ann` file.
        file: String,
        /// From 1.
        line: usize,
    },
}

/// Reads every article below a folder that has a text and at least one reader's
/// annotations, wherever the two lie. Sorted by name.
///
/// # Errors
///
/// The system's refusal, a broken annotation, or a folder without articles.
pub fn load(dir: &Path) -> Result<Vec<Article>, LoadError> {
    let mut texts = BTreeMap::new();
    let mut marks = BTreeMap::new();
    let mut folders = vec![dir.to_path_buf()];
    let mut seen = 0usize;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|e| refused(&folder, e))? {
            let path = entry.map_err(|e| refused(&folder, e))?.path();
            seen += 1;
            if seen > FILES_MAX {
                break;
            }
            let stem = path
                .file_stem()
                .map(|s| s.to_string_lossy().into_owned())
                .unwrap_or_default();
            match path.extension().and_then(|e| e.to_str()) {
                Some("txt") => drop(texts.insert(stem, path)),
                Some("ann") => drop(marks.insert(stem, path)),
                _ if path.is_dir() => folders.push(path),
                _ => {}
            }
        }
    }
    let mut by_text: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for (stem, path) in marks {
        let short = stem
            .rsplit_once('_')
            .map(|(name, _)| name.to_string())
            .unwrap_or_default();
        let name = if texts.contains_key(&stem) { stem } else { short };
        by_text.entry(name).or_default().push(path);
    }
    let mut articles = Vec::new();
    for (name, files) in by_text {
        let Some(path) = texts.get(&name) else { continue };
        let text = std::fs::read_to_string(path).map_err(|e| refused(path, e))?;
        let mut readers = Vec::new();
        for file in files {
            let ann = std::fs::read_to_string(&file).map_err(|e| refused(&file, e))?;
            readers.push(read_brat(&ann, &text).map_err(|line| LoadError::Line {
                file: file.display().to_string(),
                line,
            })?);
        }
        articles.push(Article { name, text, readers });
    }
    if articles.is_empty() {
        return Err(LoadError::Empty(dir.display().to_string()));
    }
    Ok(articles)
}

fn refused(path: &Path, error: io::Error) -> LoadError {
    LoadError::Io {
        path: path.display().to_string(),
        error,
    }
}

/// Reads one brat file: text-bound annotations (T) named by events (E). Its
/// offsets count characters; the spans given back count bytes. A note within an
/// annotation may hold line breaks, so lines that are no annotation are passed
/// over.
///
/// # Errors
///
/// The number of the first line, from 1, whose offsets are not of the text.
pub fn read_brat(ann: &str, text: &str) -> Result<Vec<Attributed>, usize> {
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let mut bound: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut events = Vec::new();
    for (number, line) in ann.lines().enumerate() {
        let mut fields = line.split('\t');
        let (Some(id), Some(body)) = (fields.next(), fields.next()) else {
            continue;
        };
        if id.starts_with('T') {
            let offsets = body.split_once(' ').map(|(_, rest)| rest).unwrap_or_default();
            let mut spans = Vec::new();
            for piece in offsets.split(';') {
                let ends = piece
                    .split_once(' ')
                    .and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
                let (start, end): (usize, usize) = ends.ok_or(number + 1)?;
                match (bytes.get(start), bytes.get(end)) {
                    (Some(&start), Some(&end)) if start < end => spans.push(Span::new(start, end)),
                    _ => return Err(number + 1),
                }
            }
            spans.sort();
            bound.insert(id, spans);
        } else if id.starts_with('E') {
            events.push(body);
        }
    }
    let mut all = Vec::new();
    for event in events {
        let mut one = Attributed::default();
        for (role, id) in event.split(' ').filter_map(|part| part.split_once(':')) {
            let Some(spans) = bound.get(id) else { continue };
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => one.source.extend(spans),
                "Cue" => one.cue.extend(spans),
                "Content" => one.content.extend(spans),
                _ => {}
            }
        }
        one.source.sort();
        one.cue.sort();
        one.content.sort();
        if !one.content.is_empty() {
            all.push(one);
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“Snow is near,” Ada Lund said. Bo Ek thinks that the road “will close” on Friday.\n";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).expect("the words stand in the text");
        Span::new(start, start + words.len())
    }

    fn said(source: &str, content: &str) -> Attributed {
        Attributed {
            source: vec![span(source)],
            cue: Vec::new(),
            content: vec![span(content)],
        }
    }

    fn article() -> Article {
        let gold = vec![
            said("Ada Lund", "“Snow is near,”"),
            said("Bo Ek", "that the road “will close” on Friday"),
        ];
        Article {
            name: "snow".into(),
            text: TEXT.into(),
            readers: vec![gold],
        }
    }

    #[test]
    fn marks_and_punctuation_weigh_nothing() {
        let found = vec![
            said("Lund", "Snow is near"),
            said("Ada", "that the road “will close” on Friday"),
        ];
        let score = score(&[article()], |_| found.clone());
        assert_eq!((score.direct.f1, score.all.exact_f1, score.n), (1.0, 1.0, 2));
        assert_eq!((score.speaker.accuracy, score.speaker.n), (0.5, 2));
        assert_eq!((score.direct.n, score.mixed.n, score.indirect.n), (1, 1, 0));
    }

    #[test]
    fn half_a_content_is_half_a_hit_and_a_whole_paragraph_no_full_one() {
        // 7 words of gold, 3 found: recall 3/7, precision 1; nothing of the first
        let part = score(&[article()], |_| vec![said("Bo Ek", "that the road")]);
        assert!((part.all.recall - 3.0 / 14.0).abs() < 1e-9 && part.all.precision == 1.0);
        let whole = score(&[article()], |a| {
            vec![Attributed {
                content: vec![Span::new(0, a.text.len())],
                ..Attributed::default()
            }]
        });
        // 16 words, of which the longer content has 7
        assert!(
            (whole.all.precision - 7.0 / 16.0).abs() < 1e-9,
            "{}",
            whole.all.precision
        );
    }

    #[test]
    fn brat_counts_characters_and_notes_are_passed_over() {
        let ann = "T1\tSource 16 24\tAda Lund\nT2\tContent 0 5;6 14\tSnow\n#1\tAnnotatorNotes T1\twhy\nnot\nE1\tSource:T1 Content:T2\n";
        let read = read_brat(ann, TEXT).expect("it is brat");
        assert_eq!(read[0].source[0].of(TEXT), Some("Ada Lund"));
        assert_eq!(read[0].content[0].of(TEXT), Some("“Snow"));
        assert_eq!(read_brat("T1\tSource 16 2400\tAda", TEXT), Err(1));
    }

    #[test]
    fn marks_are_seen_whichever_they_are() {
        for text in ["“one” two", "\"one\" two", "''one'' two"] {
            let inside: Vec<_> = in_marks(text).iter().map(|m| m.of(text)).collect();
            assert_eq!(inside, [Some("one")], "{text}");
        }
        assert_eq!(in_marks("“one\ntwo").len(), 1);
    }
}
