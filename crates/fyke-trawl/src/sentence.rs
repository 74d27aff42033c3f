//! Where sentences begin and end, quotation marks and titles among them.
//!
//! A rule splitter: a sentence ends at `.`, `!`, `?` or an ellipsis, with the
//! closing marks and brackets behind it, where what follows begins like a
//! sentence: a capital letter, a digit, an opening mark. Points of abbreviations,
//! titles (Mr., Gen.), initials (J. R., U.K.) and decimals end none, unless a word
//! follows that only begins sentences. Within brackets and before small letters
//! nothing ends, so `“Go!” he said.` is one sentence.

use fyke_model::text::Span;
use rustc_hash::FxHashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Titles and short forms that a name or a number follows: their point never ends
/// a sentence.
const BEFORE_NAMES: &str = "mr mrs ms mx messrs dr prof sr. st sir gen lt col maj capt cpl sgt pvt cmdr adm rear \
    brig gov lieut sen sens rep reps hon rev fr pres supt det insp atty amb vs v no nos vol fig art sec ch pp p ft mt \
    approx ca c cf e.g i.e viz al eq dept univ assn bros";

/// Short forms that may stand at the end of a sentence as well.
const ANYWHERE: &str = "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun \
    inc ltd co corp llc plc jr sr esq phd etc est a.m p.m ala ariz ark calif colo conn del fla ga ill ind kan ky la md \
    mass mich minn miss mo mont neb nev okla ore pa tenn tex vt va wash wis wyo d.c u.s u.k u.n e.u u.s.a ave blvd rd";

/// Words that follow an abbreviation only where a new sentence begins.
const STARTERS: &str = "the a an he she it they we i you this that these those but and in on at for as if when while \
    after before since his her their its our there what who why how no not one some many most both yet so then however";

static NAMES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| BEFORE_NAMES.split_whitespace().collect());
static SHORT: LazyLock<FxHashSet<&str>> = LazyLock::new(|| ANYWHERE.split_whitespace().collect());
static FIRST: LazyLock<FxHashSet<&str>> = LazyLock::new(|| STARTERS.split_whitespace().collect());

/// Letters of the longest abbreviation of the lists: longer words are not looked up.
const ABBREVIATION_MAX: usize = 8;

/// Whether a word before a point is an abbreviation, a title or an initial.
pub(crate) fn abbreviated(word: &str) -> bool {
    if word.is_empty() || word.len() > ABBREVIATION_MAX {
        return false;
    }
    let mut chars = word.chars();
    let single = chars.next().is_some_and(char::is_uppercase) && chars.next().is_none() && word != "I";
    let lower = word.to_lowercase();
    // months and days are words of their own when written small; `may` and `mar` too
    let named = NAMES.contains(lower.as_str())
        && !matches!(
            word,
            "no" | "art" | "fig" | "rear" | "al" | "ch" | "mt" | "ft" | "v" | "c" | "p"
        )
        || SHORT.contains(lower.as_str())
            && (word.contains('.')
                || word.chars().next().is_some_and(char::is_uppercase)
                || matches!(word, "etc" | "est"));
    single || named || word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1)
}

/// Cuts a block into sentences, without the space around them.
///
/// ```
/// use fyke_model::text::Span;
/// let text = "Mr. Roe left on Jan. 3. “Stay!” said the U.K. envoy. He did not.";
/// let all = fyke_trawl::sentence::sentences(text, Span::new(0, text.len()));
/// let all: Vec<_> = all.iter().filter_map(|s| s.of(text)).collect();
/// assert_eq!(all, ["Mr. Roe left on Jan. 3.", "“Stay!” said the U.K. envoy.", "He did not."]);
/// ```
pub fn sentences(text: &str, block: Span) -> Vec<Span> {
    let Some(body) = block.of(text) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    let mut from = 0;
    let mut depth = 0usize;
    let mut opened = 0;
    let mut chars = body.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '(' | '[' => {
                depth += 1;
                opened = at;
            }
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                // a sentence, or several, that stand in brackets of their own
                let whole = depth == 0
                    && body[..at].ends_with(['.', '!', '?', '…'])
                    && body[from..].trim_start().starts_with(['(', '[']);
                if whole && ends_here(&body[from..at], '!', "", &body[at + 1..]) {
                    push_trimmed(&mut all, body, from..at + 1, block.start);
                    from = at + 1;
                }
            }
            '\n' if body[at + 1..].starts_with('\n') => {
                push_trimmed(&mut all, body, from..at, block.start);
                from = at;
                depth = 0;
            }
            '.' | '!' | '?' | '…' | '。' | '！' | '？' => {
                // brackets that are never closed must not swallow the rest
                if depth > 0 && at - opened < BRACKET_MAX {
                    continue;
                }
                let mut end = at + c.len_utf8();
                while let Some(&(next, n)) = chars.peek() {
                    if !matches!(
                        n,
                        '.' | '!' | '?' | '…' | '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '」' | '』'
                    ) {
                        break;
                    }
                    end = next + n.len_utf8();
                    chars.next();
                }
                if ends_here(&body[from..at], c, &body[at + c.len_utf8()..end], &body[end..]) {
                    push_trimmed(&mut all, body, from..end, block.start);
                    from = end;
                    depth = 0;
                }
            }
            _ => {}
        }
    }
    push_trimmed(&mut all, body, from..body.len(), block.start);
    all
}

/// Bytes within brackets after which they are taken as never closed.
const BRACKET_MAX: usize = 400;

/// Bytes looked at on either side of a point.
const NEAR: usize = 40;

fn ends_here(before: &str, mark: char, behind: &str, after: &str) -> bool {
    if matches!(mark, '。' | '！' | '？') || after.trim_start().is_empty() {
        return true;
    }
    if !after.starts_with(char::is_whitespace) {
        // "said.“Then" without a space: a closing mark must be there
        return !behind.is_empty() && after.starts_with(char::is_uppercase);
    }
    let next: &str = after.trim_start();
    let bare = next.trim_start_matches([
        '"', '“', '‘', '\'', '«', '(', '[', '„', '—', '–', '-', ' ', '¿', '¡', '…', '*', '•',
    ]);
    let Some(first) = bare.chars().next() else {
        return true;
    };
    if first.is_lowercase() {
        return false;
    }
    if mark != '.' || !behind.is_empty() && !behind.starts_with('.') {
        return !(behind.ends_with(['’', '\'']) && mark == '.' && !first.is_uppercase());
    }
    let mut start = before.len().saturating_sub(NEAR);
    while !before.is_char_boundary(start) {
        start += 1;
    }
    let word = before[start..]
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '‘' | '-' | '—'))
        .next()
        .unwrap_or_default();
    if !abbreviated(word) {
        return true;
    }
    let lower = word.to_lowercase();
    if NAMES.contains(lower.as_str()) {
        return false;
    }
    let follows: String = bare
        .chars()
        .take(12)
        .take_while(|c| c.is_alphabetic())
        .collect::<String>()
        .to_lowercase();
    // an initial before a surname; an abbreviation before a word that begins sentences
    let lone = word.chars().count() == 1;
    !lone && FIRST.contains(follows.as_str())
}

/// Adds a run of a text that begins at `base` of a document, without the space at its
/// ends; nothing where it is all space.
pub(crate) fn push_trimmed(all: &mut Vec<Span>, text: &str, run: Range<usize>, base: usize) {
    let piece = &text[run.clone()];
    let start = run.start + (piece.len() - piece.trim_start().len());
    let end = run.start + piece.trim_end().len();
    if start < end {
        all.push(Span::new(base + start, base + end));
    }
}
