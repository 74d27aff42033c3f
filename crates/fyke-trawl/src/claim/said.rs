//! What differences between quotations mean: other words, another speaker, sentences that
//! stand together here and apart elsewhere, a subject that was cut off; and the hands
//! an account came through.

use super::disagreement;
use super::kept::Library;
use crate::align::Sayings;
use crate::align::{cut, speaker, words};
use crate::origin::is_outlet;
use crate::shelf::Keep;
use fyke_model::text::{
    Attribution, Credit, CreditKind, DifferenceKind, Disagreement, Document, Garble, Quote, QuoteKind, Said,
    Saying, Span,
};
use std::collections::{BTreeMap, BTreeSet};

/// A quote as it is kept.
#[derive(Clone, Debug)]
pub(super) struct Quoted {
    /// Position among the document's quotes.
    pub quote: u32,
    /// A name and a cue stand beside it: who said it is not a guess.
    pub explicit: bool,
    /// The reporter's last word before the mark, folded.
    pub before: String,
    /// Sentences, each with whether an ellipsis stands before it.
    pub sentences: Vec<(Span, bool)>,
}

pub(super) fn quoted(document: &Document, quotes: &[Quote]) -> Vec<Quoted> {
    let text = document.text.as_str();
    let read = |(at, quote): (usize, &Quote)| {
        let mut last = None;
        let sentences = cut::own_sentences(text, quotes, at).into_iter().map(|span| {
            let from = last.replace(span.end).unwrap_or(span.start);
            let around = text
                .get(from.saturating_sub(3).min(from)..span.start)
                .or_else(|| text.get(from..span.start))
                .unwrap_or_default();
            (span, around.contains('…') || around.contains(".."))
        });
        let sentences = sentences.collect();
        let mut start = quote.span.start.saturating_sub(48);
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let before = words::words(text, Span::new(start, quote.span.start)).pop();
        let before = before
            .and_then(|span| span.of(text))
            .map(words::fold)
            .unwrap_or_default();
        Quoted {
            quote: at as u32,
            explicit: quote
                .speaker
                .as_ref()
                .is_some_and(|s| s.how == Attribution::Explicit),
            before,
            sentences,
        }
    };
    quotes
        .iter()
        .enumerate()
        .filter(|(_, quote)| quote.kind != QuoteKind::Indirect)
        .map(read)
        .collect()
}

/// All that sayings tell. What is found is handed on saying by saying.
pub(super) fn sayings(
    library: &mut Library<'_>,
    sayings: &mut dyn Sayings,
    each: &mut dyn FnMut(&mut Keep, Disagreement),
) {
    /// Documents in which a saying is looked up.
    const PLACES_MAX: usize = 200;
    let mut places: Vec<Heard> = Vec::new();
    sayings.each(&mut |at, saying| {
        let mut found = Vec::new();
        wording(saying, &mut found);
        speakers(saying, library, &mut found);
        subjects(saying, library, &mut found);
        places.extend(saying.members.iter().take(PLACES_MAX).map(|member| Heard {
            document: member.document,
            start: member.span.start as u32,
            end: member.span.end as u32,
            saying: at as u32,
        }));
        for disagreement in found {
            each(library.keep, disagreement);
        }
    });
    places.sort_unstable();
    splices(library, &places, each);
}

/// A place of a saying.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Heard {
    document: u32,
    start: u32,
    end: u32,
    saying: u32,
}

fn quote_of(library: &mut Library<'_>, document: u32, quote: u32) -> Option<Quoted> {
    let at = library.position(document)?;
    library.quotes(at).into_iter().find(|one| one.quote == quote)
}

/// One saying, given in marks in words that differ.
fn wording(saying: &Saying, found: &mut Vec<Disagreement>) {
    let mut heard: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    let mut dissent: BTreeSet<u32> = BTreeSet::new();
    // of neighbours in one quotation, one is the sentence and the other only like it
    let mut nearest: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for member in &saying.members {
        let fewest = nearest
            .entry((member.document, member.quote))
            .or_insert(usize::MAX);
        *fewest = (*fewest).min(member.differences.len());
    }
    let told = |member: &&Said| nearest[&(member.document, member.quote)] == member.differences.len();
    for member in saying.members.iter().filter(told) {
        for difference in &member.differences {
            let said = match difference.kind {
                DifferenceKind::Spelling | DifferenceKind::Boundary => continue,
                _ if difference.one.is_empty() => format!("'{}' is added", difference.other),
                _ if difference.other.is_empty() => format!("'{}' is missing", difference.one),
                _ => format!("'{}' stands for '{}'", difference.other, difference.one),
            };
            heard
                .entry(said.to_lowercase())
                .or_default()
                .insert(member.document);
            dissent.insert(member.document);
        }
    }
    let documents: BTreeSet<u32> = saying.members.iter().map(|member| member.document).collect();
    if heard.is_empty() || documents.len() < 2 {
        return;
    }
    /// Differences told in one line.
    const TOLD: usize = 4;
    let mut told: Vec<String> = heard
        .iter()
        .take(TOLD)
        .map(|(said, where_)| format!("{said} in {} of the documents", where_.len()))
        .collect();
    if heard.len() > TOLD {
        told.push(format!("and {} more", heard.len() - TOLD));
    }
    let all: BTreeSet<u32> = saying.members.iter().map(|member| member.document).collect();
    let said = format!(
        "one saying in other words within marks: {}; {} documents carry it",
        told.join(", "),
        all.len()
    );
    let sides = saying
        .members
        .iter()
        .map(|member| (member.document, member.span))
        .collect();
    found.push(disagreement(
        Garble::QuoteWords,
        sides,
        said,
        Some("it may have been said twice"),
    ));
}

/// One saying, given to two people.
fn speakers(saying: &Saying, library: &mut Library<'_>, found: &mut Vec<Disagreement>) {
    let mut named: Vec<_> = saying
        .members
        .iter()
        .filter_map(|m| Some((m, m.speaker.as_deref()?, speaker::name(m.speaker.as_deref()?)?)))
        .collect();
    // most are given to one person by all: nothing is fetched for them
    let mut names: Vec<&speaker::Name> = named.iter().map(|(_, _, name)| name).collect();
    names.sort_unstable();
    names.dedup();
    let two = names.iter().enumerate().any(|(i, one)| {
        names[i + 1..]
            .iter()
            .any(|other| speaker::other_person(one, other))
    });
    if !two {
        return;
    }
    named.retain(|(m, _, _)| quote_of(library, m.document, m.quote).is_some_and(|quote| quote.explicit));
    // the first place of each name decides, so that a flood of places costs its size
    let mut seen = BTreeSet::new();
    named.retain(|(_, _, name)| seen.insert(name.clone()));
    for (i, (one, shown, name)) in named.iter().enumerate() {
        if let Some((other, another, _)) = named[i + 1..]
            .iter()
            .find(|(_, _, other)| speaker::other_person(name, other))
        {
            let mut both = [*shown, *another];
            both.sort_unstable();
            let said = format!("one saying is given to {} and to {}", both[0], both[1]);
            let sides = vec![(one.document, one.span), (other.document, other.span)];
            found.push(disagreement(
                Garble::Speaker,
                sides,
                said,
                Some("one of them may quote the other"),
            ));
            return;
        }
    }
}

/// Words that were said by "we" and are told of one.
fn subjects(saying: &Saying, library: &mut Library<'_>, found: &mut Vec<Disagreement>) {
    let whole = &saying.members[saying.canonical as usize];
    for member in &saying.members {
        let cut = member
            .differences
            .first()
            .filter(|d| d.kind == DifferenceKind::Boundary && d.other.is_empty());
        let Some(lost) = cut
            .map(|d| d.one.to_lowercase())
            .filter(|lost| lost == "we" || lost.ends_with(" we"))
        else {
            continue;
        };
        let quote = quote_of(library, member.document, member.quote);
        let Some(before) = quote
            .map(|quote| quote.before)
            .filter(|before| matches!(before.as_str(), "it" | "he" | "she" | "i"))
        else {
            continue;
        };
        let said = format!(
            "the words lost their subject: '{lost}' in the fuller account, '{before}' before the mark here"
        );
        let sides = vec![(member.document, member.span), (whole.document, whole.span)];
        found.push(disagreement(
            Garble::QuoteWords,
            sides,
            said,
            Some("the reporter's sentence may mean the same"),
        ));
    }
}

/// A sentence of a quote with the saying it is of.
#[derive(Clone, Copy)]
struct Step {
    quote: usize,
    span: Span,
    broken: bool,
    saying: Option<u32>,
}

/// Sentences that follow each other within one pair of marks, of which more documents that have both
/// do not join them.
fn splices(library: &mut Library<'_>, places: &[Heard], each: &mut dyn FnMut(&mut Keep, Disagreement)) {
    let mut holders: Vec<(u32, u32)> = Vec::new();
    let mut joined: Vec<(u32, u32, u32, Span)> = Vec::new();
    for run in places.chunk_by(|one, other| one.document == other.document) {
        let document = run[0].document;
        let list = steps(library, places, document);
        holders.extend(list.iter().filter_map(|step| Some((step.saying?, document))));
        for pair in list.windows(2) {
            if let (Some(a), Some(b)) = (pair[0].saying, pair[1].saying)
                && pair[0].quote == pair[1].quote
                && !pair[1].broken
                && a != b
            {
                joined.push((a, b, document, Span::new(pair[0].span.start, pair[1].span.end)));
            }
        }
    }
    holders.sort_unstable();
    holders.dedup();
    joined.sort_by_key(|&(a, b, document, _)| (a, b, document));
    let of = |saying: u32| {
        let from = holders.partition_point(|&(other, _)| other < saying);
        let to = holders.partition_point(|&(other, _)| other <= saying);
        &holders[from..to]
    };
    for run in joined.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        let (a, b) = (run[0].0, run[0].1);
        let here: Vec<(u32, Span)> = run
            .iter()
            .map(|&(_, _, document, span)| (document, span))
            .collect();
        let mut apart = Vec::new();
        let mut between = false;
        for &(_, document) in of(a) {
            if of(b).binary_search(&(b, document)).is_err() || here.iter().any(|(d, _)| *d == document) {
                continue;
            }
            let list = steps(library, places, document);
            let at: Vec<usize> = (0..list.len()).filter(|&i| list[i].saying == Some(a)).collect();
            let next = |i: usize| list.get(i + 1).copied();
            if at
                .iter()
                .any(|&i| next(i).is_some_and(|step| step.saying == Some(b)))
            {
                continue;
            }
            if let Some(&i) = at.iter().find(|&&i| next(i).is_some()).or(at.first()) {
                let end = next(i)
                    .filter(|step| step.quote == list[i].quote)
                    .map_or(list[i].span.end, |step| step.span.end);
                between |= next(i).is_some_and(|step| step.quote == list[i].quote && !step.broken);
                apart.push((document, Span::new(list[i].span.start, end)));
            }
        }
        let documents: BTreeSet<u32> = here.iter().map(|(document, _)| *document).collect();
        // one document against one shows something only where another sentence stands between
        let shown = apart.len() >= 2 || between;
        if shown && documents.len() <= apart.len() {
            let said = format!(
                "two sentences stand together in one pair of marks in {} of the documents, apart or with another between them in {}",
                documents.len(),
                apart.len()
            );
            let sides = here.into_iter().chain(apart).collect();
            let by = Some("it may have been said twice, in another order");
            each(library.keep, disagreement(Garble::Splice, sides, said, by));
        }
    }
}

/// The sentences of a document's quotes in order. `places` are of all documents.
fn steps(library: &mut Library<'_>, places: &[Heard], document: u32) -> Vec<Step> {
    let from = places.partition_point(|place| place.document < document);
    let to = places.partition_point(|place| place.document <= document);
    let places = &places[from..to];
    let Some(at) = library.position(document) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (at, quote) in library.quotes(at).into_iter().enumerate() {
        for (span, broken) in quote.sentences {
            let from = places.partition_point(|place| place.end as usize <= span.start);
            let near = places[from..]
                .iter()
                .take_while(|place| (place.start as usize) < span.end);
            // a saying that is most of the sentence, or stands alone in it
            let saying = near
                .max_by_key(|place| place.end - place.start)
                .map(|place| place.saying);
            found.push(Step {
                quote: at,
                span,
                broken,
                saying,
            });
        }
    }
    found.sort_by_key(|step| step.span);
    found
}

/// An account that rests on others' accounts: two sources in one sentence, or two outlets.
pub(super) fn source_chain(number: u32, credits: &[Credit], found: &mut Vec<Disagreement>) {
    let passed: Vec<&Credit> = credits
        .iter()
        .filter(|credit| credit.how != CreditKind::Hearsay)
        .collect();
    let mut outlets: BTreeSet<&str> = passed
        .iter()
        .filter(|credit| is_outlet(&credit.source))
        .map(|credit| credit.source.as_str())
        .collect();
    // the short name of one that is named in full beside it is the same
    let full: Vec<&str> = outlets.iter().copied().collect();
    outlets.retain(|short| {
        !full
            .iter()
            .any(|long| long.len() > short.len() && long.ends_with(&format!(" {short}")))
    });
    /// Bytes between two credits of one chain.
    const NEAR: usize = 60;
    let chained = |pair: &&[&Credit]| {
        pair[0].source != pair[1].source
            && !pair[0].source.ends_with(&pair[1].source)
            && pair[1].span.start <= pair[0].span.end + NEAR
    };
    let chain: Vec<&&Credit> = passed
        .windows(2)
        .filter(chained)
        .filter(|pair| pair.iter().any(|credit| is_outlet(&credit.source)))
        .flatten()
        .collect();
    let (sides, said): (Vec<Span>, String) = if outlets.len() >= 2 {
        let sides = passed
            .iter()
            .filter(|credit| outlets.contains(credit.source.as_str()))
            .map(|credit| credit.span)
            .collect();
        let names: Vec<&str> = outlets.into_iter().collect();
        (
            sides,
            format!("the account passes on what others report: {}", names.join(", ")),
        )
    } else if !chain.is_empty() {
        let names: BTreeSet<&str> = chain.iter().map(|credit| credit.source.as_str()).collect();
        let hearsay = credits
            .iter()
            .filter(|credit| credit.how == CreditKind::Hearsay)
            .map(|credit| credit.span);
        let sides = chain.iter().map(|credit| credit.span).chain(hearsay).collect();
        (
            sides,
            format!(
                "the account stands behind several hands: {}",
                names.into_iter().collect::<Vec<_>>().join(", ")
            ),
        )
    } else {
        return;
    };
    let sides = sides.into_iter().map(|span| (number, span)).collect();
    found.push(disagreement(Garble::SourceChain, sides, said, None));
}
