//! Phrases: runs of words that name a party or goods, found without a grammar.
//!
//! To the right of a word a phrase goes on until something ends it: a verb, a
//! preposition that does not belong, a relative. To the left it goes back to an
//! article, a comma or another verb. Both walks look at a token once.

use super::tokens::Words;
use super::words::Tag;

/// Tokens `start..end`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Phrase {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What a phrase may hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// One party: no list.
    Party,
    /// Goods: a list, with what they are for and come with.
    Goods,
    /// Goods where "with" belongs to the verb.
    GoodsWithout,
}

/// Tokens of brackets that belong to a phrase; longer ones are a remark.
const BRACKET_MAX: usize = 60;

/// Words between a name's parts that are no prepositions there.
fn in_name(words: &Words<'_>, at: usize) -> bool {
    let named = |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(|token| token.named);
    matches!(words.lower(at), "for" | "and" | "named" | "after" | "with" | "on")
        && named(at.checked_sub(1))
        && named(Some(at + 1))
}

/// The phrase that begins at a token, if one does.
pub(super) fn right(words: &Words<'_>, from: usize, kind: Kind) -> Option<Phrase> {
    let mut at = from;
    let mut last = from;
    let mut item = true;
    while let Some(token) = words.get(at) {
        let next = words.tag(at + 1);
        let step = match token.tag {
            Tag::Word | Tag::Quote => {
                last = at + 1;
                1
            }
            Tag::Det if item || words.before(at).is_some_and(|before| before.tag == Tag::Of) => 1,
            Tag::Adv if next == Some(Tag::Word) || (item && next == Some(Tag::Past)) => 1,
            Tag::Open => match token.closes {
                Some(close) if close - at <= BRACKET_MAX => {
                    last = close + 1;
                    close + 1 - at
                }
                _ => break,
            },
            Tag::Of if last > from => 1,
            // before what they stand with: "guided missiles", "flying targets"
            Tag::Past | Tag::Ing if next == Some(Tag::Word) && attributive(words, at, item) => {
                last = at + 1;
                1
            }
            Tag::Verb if item && token.cue.is_none() && next == Some(Tag::Word) => 1,
            Tag::Past if kind != Kind::Party && words.lower(at) == "used" && last > from => {
                // "UAVs used in the war, including": only where a list goes on
                match resume(words, at) {
                    Some(step) => step,
                    None => break,
                }
            }
            Tag::Prep if last > from && in_name(words, at) => 1,
            Tag::Prep if kind == Kind::Party && of_department(words, from, at) => 1,
            Tag::Prep if last > from && kind != Kind::Party && goods_preposition(words, at, kind) => {
                item = true;
                at += 1;
                continue;
            }
            Tag::Including if last > from && kind != Kind::Party => {
                item = true;
                at += 1;
                continue;
            }
            Tag::Comma | Tag::And if last > from => match goes_on(words, at, kind) {
                Some(step) => {
                    item = true;
                    at += step;
                    continue;
                }
                None => break,
            },
            _ => break,
        };
        item = token.tag == Tag::Of;
        at += step;
    }
    (last > from).then_some(Phrase {
        start: from,
        end: last,
    })
}

/// "the Department for the Protection of": offices are named by what they are for.
fn of_department(words: &Words<'_>, from: usize, at: usize) -> bool {
    const OFFICES: &[&str] = &[
        "department",
        "directorate",
        "office",
        "committee",
        "ministry",
        "commission",
        "agency",
        "service",
        "centre",
        "center",
        "division",
        "section",
        "administration",
        "association",
        "organisation",
        "organization",
    ];
    words.lower(at) == "for"
        && words
            .get(at + 1)
            .is_some_and(|next| matches!(next.tag, Tag::Word | Tag::Det))
        && (from..at).any(|at| OFFICES.contains(&words.lower(at)))
}

/// "for", "with" and "to" that say what goods are like.
fn goods_preposition(words: &Words<'_>, at: usize, kind: Kind) -> bool {
    let next_noun = words
        .get(at + 1)
        .is_some_and(|next| matches!(next.tag, Tag::Word | Tag::Det | Tag::Quote));
    match words.lower(at) {
        "with" => kind == Kind::Goods && next_noun,
        "for" if words.lower(at + 1) == "use" => false,
        "for" => next_noun || words.get(at + 1).is_some_and(|next| next.tag == Tag::Ing),
        _ => false,
    }
}

/// Whether a participle stands before its noun.
fn attributive(words: &Words<'_>, at: usize, item: bool) -> bool {
    let token = match words.get(at) {
        Some(token) => token,
        None => return false,
    };
    if token.cue.is_some() && token.tag == Tag::Ing && !item {
        return false;
    }
    item || words.before(at).is_some_and(|before| {
        matches!(before.tag, Tag::Det | Tag::Adv | Tag::Of | Tag::And | Tag::Comma)
            || (before.tag == Tag::Word && token.tag == Tag::Past && token.cue.is_none() && before.named)
    })
}

/// After "used in the war, including ...": the tokens to "including".
fn resume(words: &Words<'_>, at: usize) -> Option<usize> {
    const AHEAD_MAX: usize = 12;
    for ahead in 1..AHEAD_MAX {
        match words.tag(at + ahead)? {
            Tag::Including => return Some(ahead),
            Tag::Word | Tag::Prep | Tag::Det | Tag::Comma | Tag::Of => {}
            _ => return None,
        }
    }
    None
}

/// Whether a list goes on after a comma or "and": the tokens to its next item.
fn goes_on(words: &Words<'_>, at: usize, kind: Kind) -> Option<usize> {
    let mut next = at + 1;
    while matches!(words.tag(next), Some(Tag::And | Tag::Comma | Tag::Including))
        || words.lower(next) == "also"
    {
        next += 1;
    }
    if kind == Kind::Party {
        // "the Ministry of Industry and Trade": both parts named, after "of"
        let named = |at: usize| {
            words
                .get(at)
                .is_some_and(|token| token.named && token.tag == Tag::Word)
        };
        let office = crate::supply::words::LISTS.offices.contains(words.lower(next));
        let joined = !office
            && words.tag(at) == Some(Tag::And)
            && at > 1
            && named(next)
            && named(at - 1)
            && inside_of(words, at);
        return joined.then_some(next - at);
    }
    let mut item = next;
    while matches!(words.tag(item), Some(Tag::Det | Tag::Adv | Tag::Quote)) {
        item += 1;
    }
    let token = words.get(item)?;
    match token.tag {
        Tag::Word => {}
        Tag::Past | Tag::Ing if token.cue.is_none() && words.tag(item + 1) == Some(Tag::Word) => {}
        _ => return None,
    }
    // the item must not be the subject of another clause
    const ITEM_MAX: usize = 14;
    for ahead in item + 1..item + ITEM_MAX {
        match words.tag(ahead) {
            Some(Tag::Word | Tag::Of | Tag::Det | Tag::Quote) => {}
            Some(Tag::Verb | Tag::Be | Tag::Have | Tag::Modal | Tag::Do) => return None,
            Some(Tag::Past)
                if !matches!(
                    words.tag(ahead + 1),
                    Some(Tag::Prep | Tag::To | Tag::Word | Tag::And | Tag::Stop) | None
                ) =>
            {
                return None;
            }
            _ => break,
        }
    }
    Some(next - at)
}

fn inside_of(words: &Words<'_>, at: usize) -> bool {
    (1..5).any(|back| at >= back && words.tag(at - back) == Some(Tag::Of))
}

/// The phrase that ends before a token, if one does: of "the company in Moscow"
/// what it is about.
pub(super) fn left(words: &Words<'_>, end: usize) -> Option<Phrase> {
    back(words, end, true)
}

/// The phrase nearest before a token: of "a contract with Acme" the last.
pub(super) fn nearest(words: &Words<'_>, end: usize) -> Option<Phrase> {
    back(words, end, false)
}

fn back(words: &Words<'_>, end: usize, far: bool) -> Option<Phrase> {
    let mut end = end;
    let mut at = end;
    let mut start = end;
    // tokens of brackets are passed over at once
    while let Some(token) = words.before(at) {
        let here = at - 1;
        match token.tag {
            Tag::Word | Tag::Quote => {
                start = here;
                at = here;
            }
            Tag::Close => match opening(words, here) {
                Some(open) => {
                    at = open;
                    start = if start == end { start } else { open };
                    if start == end {
                        // only a bracket so far: it belongs to what stands before
                        start = open;
                    }
                }
                None => break,
            },
            Tag::Of => at = here,
            Tag::And
                if words.get(here + 1).is_some_and(|t| t.named)
                    && words.before(here).is_some_and(|t| t.named && t.tag == Tag::Word)
                    && inside_of(words, here) =>
            {
                at = here;
            }
            Tag::Pron if start == end => return Some(Phrase { start: here, end }),
            Tag::Det => {
                start = here;
                match words.before(here).map(|before| before.tag) {
                    Some(Tag::Of) => at = here,
                    Some(Tag::Prep | Tag::To) if far && postmodifies(words, here - 1) => {
                        at = here - 1;
                        end = at;
                        start = at;
                    }
                    _ => break,
                }
            }
            Tag::Prep | Tag::To if in_name(words, here) => at = here,
            Tag::Prep | Tag::To if far && postmodifies(words, here) => {
                at = here;
                end = here;
                start = here;
            }
            Tag::Past | Tag::Ing
                if far && start == end && here > 0 && words.tag(here - 1) == Some(Tag::Word) =>
            {
                at = here;
                end = here;
                start = here;
            }
            Tag::Past | Tag::Ing
                if words.tag(here + 1) == Some(Tag::Word)
                    && words
                        .before(here)
                        .is_none_or(|before| matches!(before.tag, Tag::Det | Tag::Quote)) =>
            {
                start = here;
                at = here;
            }
            _ => break,
        }
    }
    trim(words, Phrase { start, end })
}

/// Where a preposition adds to a phrase before it ("the company in Moscow").
fn postmodifies(words: &Words<'_>, at: usize) -> bool {
    words
        .before(at)
        .is_some_and(|before| matches!(before.tag, Tag::Word | Tag::Close | Tag::Past | Tag::Quote))
        && at > 1
}

fn opening(words: &Words<'_>, close: usize) -> Option<usize> {
    let from = close.saturating_sub(BRACKET_MAX);
    (from..close)
        .rev()
        .find(|&at| words.get(at).is_some_and(|token| token.closes == Some(close)))
}

/// Without marks and small words at its ends.
pub(super) fn trim(words: &Words<'_>, phrase: Phrase) -> Option<Phrase> {
    let Phrase { mut start, mut end } = phrase;
    let quotes = |from: usize, to: usize, mark: &[&str]| {
        (from..to)
            .filter(|&at| words.get(at).is_some_and(|token| mark.contains(&token.text)))
            .count()
    };
    while start < end {
        let token = words.get(start)?;
        let lone = token.tag == Tag::Quote && {
            let straight = quotes(start, end, &["\"", "'"]);
            match token.text {
                "\"" | "'" => straight % 2 == 1,
                "‘" | "“" | "«" => quotes(start + 1, end, &["’", "”", "»"]) == 0,
                _ => true,
            }
        };
        let year = token.text.len() == 4 && token.text.bytes().all(|b| b.is_ascii_digit()) && start + 1 < end;
        if lone
            || year
            || matches!(
                token.tag,
                Tag::Of | Tag::And | Tag::Comma | Tag::To | Tag::Prep | Tag::Adv | Tag::Including
            )
        {
            start += 1;
        } else {
            break;
        }
    }
    while start < end {
        let token = words.get(end - 1)?;
        let lone = token.tag == Tag::Quote && {
            match token.text {
                "\"" | "'" => quotes(start, end, &["\"", "'"]) % 2 == 1,
                "’" | "”" | "»" => quotes(start, end - 1, &["‘", "“", "«", "„"]) == 0,
                _ => true,
            }
        };
        if lone
            || matches!(
                token.tag,
                Tag::Of | Tag::And | Tag::Comma | Tag::Det | Tag::Adv | Tag::To | Tag::Prep | Tag::Including
            )
        {
            end -= 1;
        } else {
            break;
        }
    }
    let holds_word =
        (start..end).any(|at| matches!(words.tag(at), Some(Tag::Word | Tag::Pron | Tag::Past | Tag::Ing)));
    holds_word.then_some(Phrase { start, end })
}
