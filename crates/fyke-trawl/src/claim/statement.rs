//! A sentence of the account, cut into what can be compared.

use super::lexicon::{CALLING, NEGATIONS, SAYING, loaded, people};
use super::slots::{self, Number, Time, Word};
use crate::align::{cut, words};
use fyke_model::text::{BlockKind, Credit, CreditKind, Document, Quote, Span};
use std::collections::BTreeSet;

/// One sentence.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub document: u32,
    pub span: Span,
    pub heading: bool,
    /// Stems with a meaning, sorted; peoples as their countries.
    pub stems: Vec<u32>,
    /// Stems of words with capitals, sorted: who and where.
    pub names: Vec<u32>,
    /// Stems that stand behind a negation.
    pub denied: Vec<u32>,
    pub numbers: Vec<Number>,
    pub times: Vec<Time>,
    /// A people, what it is said of, and where.
    pub peoples: Vec<(&'static str, u32, Span)>,
    /// Class of a loaded word, the word, where.
    pub loaded: Vec<(usize, String, Span)>,
    /// Who is called on: where, and stems.
    pub addressed: Option<(Span, Vec<u32>)>,
    /// Words that credit nobody.
    pub hearsay: Option<Span>,
    /// Source that is credited in it.
    pub credited: Option<(Span, String)>,
    /// Quotations within.
    pub quotes: Vec<Span>,
    /// Who says it: an indirect speaker's words, or the quotes' speaker.
    pub speaker: Option<(Span, String)>,
}

/// Most sentences of a document that are read.
const SENTENCES_MAX: usize = 1000;

/// Most words of a sentence that are read.
const WORDS_MAX: usize = 150;

/// The statements of a document; `id` numbers stems.
pub(super) fn read(
    number: u32,
    document: &Document,
    quotes: &[Quote],
    credits: &[Credit],
    mut id: impl FnMut(&str) -> u32,
) -> Vec<Statement> {
    let text = document.text.as_str();
    let mut found = Vec::new();
    let mut quotes: Vec<&Quote> = quotes.iter().collect();
    quotes.sort_by_key(|quote| quote.span);
    let mut credits: Vec<&Credit> = credits.iter().collect();
    credits.sort_by_key(|credit| credit.span);
    for block in &document.blocks {
        let english = block.language.as_deref().is_none_or(|language| language == "en");
        if matches!(block.kind, BlockKind::Boilerplate(_)) || !english {
            continue;
        }
        for span in cut::sentences(text, block.span, false) {
            if found.len() >= SENTENCES_MAX {
                return found;
            }
            let mut words = slots::read(text, span);
            words.truncate(WORDS_MAX);
            if words.len() < 4 {
                continue;
            }
            let from = quotes.partition_point(|quote| quote.span.end <= span.start);
            let inside: Vec<&Quote> = quotes[from..]
                .iter()
                .copied()
                .take_while(|quote| quote.span.start < span.end)
                .filter(|quote| quote.span.overlaps(span))
                .collect();
            let from = credits.partition_point(|credit| credit.span.start < span.start);
            let credited: Vec<&Credit> = credits[from..]
                .iter()
                .copied()
                .take_while(|credit| credit.span.start < span.end)
                .collect();
            found.push(statement(
                number,
                text,
                span,
                block.kind == BlockKind::Heading,
                &words,
                &inside,
                &credited,
                &mut id,
            ));
        }
    }
    found
}

#[expect(clippy::too_many_arguments, reason = "one caller, all of one sentence")]
fn statement(
    document: u32,
    text: &str,
    span: Span,
    heading: bool,
    words: &[Word],
    quotes: &[&Quote],
    credits: &[&Credit],
    id: &mut impl FnMut(&str) -> u32,
) -> Statement {
    let mut stems = BTreeSet::new();
    let mut names = BTreeSet::new();
    let mut denied = BTreeSet::new();
    let mut peoples = Vec::new();
    let mut classes = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let country = people(&word.folded);
        let initials = word.span.len() <= 4
            && word
                .span
                .of(text)
                .is_some_and(|w| w.len() > 1 && w.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()));
        if !words::content(&word.folded) && !initials {
            continue;
        }
        let key = id(country.unwrap_or(&word.stem));
        stems.insert(key);
        if word.capital
            && (at > 0 || country.is_some() || initials || words.get(1).is_some_and(|next| next.capital))
        {
            names.insert(key);
        }
        if let (Some(country), Some(next)) = (country.filter(|_| word.capital), words.get(at + 1)) {
            let beside = next.span.start == word.span.end + 1
                && words::content(&next.folded)
                && !next.capital
                && !word.folded.ends_with('s');
            if beside {
                peoples.push((country, id(&next.stem), Span::new(word.span.start, next.span.end)));
            }
        }
        if let Some(class) = loaded(&word.stem) {
            classes.push((class, word.folded.clone(), word.span));
        }
        let turned = words[at.saturating_sub(3)..at]
            .iter()
            .any(|w| NEGATIONS.binary_search(&w.folded.as_str()).is_ok());
        if turned {
            denied.insert(key);
        }
    }
    let addressed = addressed(text, span, words, id);
    let mut hearsay = None;
    let mut credited = None;
    for credit in credits {
        if credit.how == CreditKind::Hearsay {
            hearsay.get_or_insert(credit.span);
        } else {
            credited.get_or_insert_with(|| (credit.span, credit.source.clone()));
        }
    }
    let of_quote = quotes
        .iter()
        .find_map(|quote| quote.speaker.as_ref())
        .map(|speaker| (speaker.mention, speaker.name.clone()));
    Statement {
        document,
        span,
        heading,
        stems: stems.into_iter().collect(),
        names: names.into_iter().collect(),
        denied: denied.into_iter().collect(),
        numbers: slots::numbers(text, words),
        times: slots::times(words),
        peoples,
        loaded: classes,
        addressed,
        hearsay,
        credited,
        quotes: quotes.iter().map(|quote| quote.span).collect(),
        speaker: of_quote.or_else(|| speaker(text, words)),
    }
}

/// The words before a verb of speech, back to the comma or the beginning of the sentence.
fn speaker(text: &str, words: &[Word]) -> Option<(Span, String)> {
    const BACK: usize = 9;
    let cue = words
        .iter()
        .position(|word| SAYING.binary_search(&word.folded.as_str()).is_ok())?;
    let mut from = cue;
    while from > 0 && cue - from < BACK {
        let gap = text
            .get(words[from - 1].span.end..words[from].span.start)
            .unwrap_or(",");
        if gap.contains([',', ';', ':', '"', '“', '”', '–', '—']) && from < cue {
            break;
        }
        from -= 1;
    }
    if from == cue {
        return None;
    }
    let span = Span::new(words[from].span.start, words[cue - 1].span.end);
    Some((span, span.of(text)?.to_owned()))
}

/// Who is called on: the words behind a verb of calling, up to the "to" of what they are called to
/// do, a comma, or eight words.
fn addressed(
    text: &str,
    span: Span,
    words: &[Word],
    id: &mut impl FnMut(&str) -> u32,
) -> Option<(Span, Vec<u32>)> {
    const REACH: usize = 12;
    for at in 0..words.len() {
        let two = words
            .get(at + 1)
            .map(|next| format!("{} {}", words[at].folded, next.folded));
        let start = if CALLING.binary_search(&words[at].folded.as_str()).is_ok() {
            at + 1
        } else if two.is_some_and(|two| CALLING.binary_search(&two.as_str()).is_ok()) {
            at + 2
        } else {
            continue;
        };
        let mut end = start;
        let mut stems = Vec::new();
        while end < words.len() && end - start < REACH {
            let gap = text
                .get(words[end.saturating_sub(1)].span.end..words[end].span.start)
                .unwrap_or(",");
            let word = &words[end];
            let infinitive = end > start
                && matches!(word.folded.as_str(), "to" | "that" | "not" | "who")
                && words.get(end + 1).is_some_and(|next| {
                    !matches!(
                        next.folded.as_str(),
                        "the" | "a" | "his" | "her" | "their" | "this"
                    )
                });
            if (end > start && gap.contains([',', ';', ':', '.', '"', '“', '–', '—'])) || infinitive {
                break;
            }
            if words::content(&word.folded) {
                stems.push(id(people(&word.folded).unwrap_or(&word.stem)));
            }
            end += 1;
        }
        if !stems.is_empty() && end > start {
            stems.sort_unstable();
            stems.dedup();
            let place = Span::new(words[start].span.start, words[end - 1].span.end);
            return span.holds(place).then_some((place, stems));
        }
    }
    None
}
