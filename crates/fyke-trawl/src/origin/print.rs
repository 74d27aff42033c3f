//! What is kept of a document to compare it: its runs of five words, and a line that
//! says where they lie.

use super::credit;
use crate::align::words;
use crate::shelf::pack::Pack;
use crate::shelf::{Keep, Place};
use crate::take::host_in;
use fyke_model::text::{BlockKind, Credit, CreditKind, Document, Span};
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Words of a run. Five is what separates incidental overlap from copying in
/// newspapers (Nicholls 2019); shorter runs are idioms, longer ones break at each edit.
pub(super) const RUN_WORDS: usize = 5;

/// Most words of a document that are compared: a long book; beyond it a text is no report.
const WORDS_MAX: usize = 200_000;

/// What stays in memory of a document to group it; its runs and words lie on the shelf.
#[derive(Clone, Debug)]
pub(super) struct Print {
    pub number: u32,
    /// Hash of all words in order.
    pub text: u64,
    pub words: u32,
    /// Runs outside quotation marks.
    pub narration: u32,
    pub day: Option<i32>,
    /// Who prints it, by the number of the name.
    pub outlet: Option<u32>,
    /// Agencies that are named as the hand of the whole, by the number of the name.
    pub wires: Box<[u32]>,
    /// An agency is named as the hand of the whole or of a share.
    pub agency: bool,
    pub runs: Place,
    pub told: Place,
}

/// Hashes of runs, sorted, each once: 31 bits, and in the lowest bit whether all words
/// stand outside quotation marks.
#[derive(Clone, Debug, Default)]
pub(super) struct Shingles(pub Vec<u32>);

impl Pack for Shingles {
    fn pack(&self, to: &mut Vec<u8>) {
        self.0.len().pack(to);
        let mut last = 0;
        for &shingle in &self.0 {
            (shingle - last).pack(to);
            last = shingle;
        }
    }

    fn unpack(from: &mut &[u8]) -> Shingles {
        let length = usize::unpack(from).min(from.len());
        let mut last = 0u32;
        let next = |_| {
            last = last.wrapping_add(u32::unpack(from));
            last
        };
        Shingles((0..length).map(next).collect())
    }
}

/// One in eight, by hash.
pub(super) const fn sampled(shingle: u32) -> bool {
    (shingle >> 1).is_multiple_of(8)
}

/// Spans of the blocks that are the account: boilerplate and headings are not, since
/// reprints change the headline.
pub(super) fn body(document: &Document) -> impl Iterator<Item = Span> + '_ {
    document
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Body)
        .map(|block| block.span)
}

impl Pack for Told {
    fn pack(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(&self.hash.to_le_bytes());
        (self.span.start, self.span.len() << 1 | usize::from(self.quoted)).pack(to);
    }

    fn unpack(from: &mut &[u8]) -> Told {
        let (hash, rest) = from.split_first_chunk::<4>().unwrap_or((&[0; 4], &[]));
        *from = rest;
        let (start, length) = <(usize, usize)>::unpack(from);
        Told {
            span: Span::new(start, start.saturating_add(length >> 1)),
            hash: u32::from_le_bytes(*hash),
            quoted: length & 1 == 1,
        }
    }
}

/// A word of the body: where, its folded hash, whether it stands in marks.
pub(super) struct Told {
    pub span: Span,
    pub hash: u32,
    pub quoted: bool,
}

/// The words of the body in order. Marks are read by themselves, not as quotes: an
/// open one that is never closed ends with its block.
pub(super) fn told(document: &Document) -> Vec<Told> {
    let mut found = Vec::new();
    for block in body(document) {
        let Some(piece) = block.of(&document.text) else {
            continue;
        };
        let mut marks = piece
            .char_indices()
            .filter(|(_, c)| matches!(c, '"' | '“' | '”' | '„' | '«' | '»'))
            .peekable();
        let mut open = false;
        for span in words::words(&document.text, block) {
            while let Some((_, mark)) = marks.next_if(|(at, _)| block.start + at < span.start) {
                open = match mark {
                    '“' | '„' | '«' => true,
                    '”' | '»' => false,
                    _ => !open,
                };
            }
            if found.len() >= WORDS_MAX {
                return found;
            }
            let folded = span.of(&document.text).map(words::fold).unwrap_or_default();
            found.push(Told {
                span,
                hash: hash(folded.as_bytes()),
                quoted: open,
            });
        }
    }
    found
}

fn hash(bytes: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    mixed(hasher.finish()) as u32
}

/// The finalizer of MurmurHash3 (Appleby, public domain): FxHash alone leaves its low
/// bits poor.
const fn mixed(mut x: u64) -> u64 {
    x ^= x >> 33;
    x = x.wrapping_mul(0xff51_afd7_ed55_8ccd);
    x ^= x >> 33;
    x = x.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    x ^ (x >> 33)
}

/// The hash of a run, its lowest bit free.
pub(super) fn run(words: &[Told]) -> u32 {
    let mut hasher = FxHasher::default();
    for word in words {
        hasher.write_u32(word.hash);
    }
    (mixed(hasher.finish()) as u32) & !1
}

/// Reads a document; `name` numbers names.
pub(super) fn of(
    number: u32,
    document: &Document,
    keep: &mut Keep,
    mut name: impl FnMut(String) -> u32,
) -> Print {
    let words = told(document);
    let mut whole = FxHasher::default();
    for word in &words {
        whole.write_u32(word.hash);
    }
    let flagged = |run_words: &[Told]| run(run_words) | u32::from(run_words.iter().all(|word| !word.quoted));
    let mut shingles: Vec<u32> = words.windows(RUN_WORDS).map(flagged).collect();
    // sorted by hash, the one outside marks last, which is kept
    shingles.sort_unstable();
    shingles.reverse();
    shingles.dedup_by_key(|shingle| *shingle >> 1);
    shingles.reverse();
    let credits = credit::credits(document);
    let mut wires: Vec<u32> = credits
        .iter()
        .filter(|credit| credit.how == CreditKind::Wire)
        .map(|credit| name(credit.source.clone()))
        .collect();
    wires.sort_unstable();
    wires.dedup();
    let agency = |credit: &Credit| matches!(credit.how, CreditKind::Wire | CreditKind::Contributed);
    Print {
        number,
        text: mixed(whole.finish()),
        words: words.len() as u32,
        narration: shingles.iter().filter(|shingle| **shingle & 1 == 1).count() as u32,
        day: document.published.as_ref().map(|told| told.value.0),
        outlet: outlet(document).map(name),
        wires: wires.into_boxed_slice(),
        agency: credits.iter().any(agency),
        runs: keep.put(&Shingles(shingles)),
        told: keep.put(&words),
    }
}

/// Who prints it: the outlet it names, else the host of its address.
fn outlet(document: &Document) -> Option<String> {
    if let Some(told) = &document.outlet {
        return Some(told.value.clone());
    }
    let url = document.capture.url.as_deref()?;
    let url = url.to_lowercase();
    let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    host_in(rest).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_its_host_for_the_outlet() {
        for (url, expected) in [
            ("https://www.Gate.example/news?of=today", Some("gate.example")),
            ("http://roe:secret@gate.example:8080/", Some("gate.example")),
            ("WWW.gate.example/news", Some("gate.example")),
            ("https:///news", None),
        ] {
            let mut document = Document::of("", Vec::new());
            document.capture.url = Some(url.to_owned());
            assert_eq!(outlet(&document).as_deref(), expected, "{url}");
        }
    }
}
