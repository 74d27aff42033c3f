//! A sentence as words with what each does in it.

use super::words::{Cue, LISTS, Tag, holds};
use fyke_model::text::{Mention, Span};

/// Tokens of a sentence that are looked at. Reasons have sentences of some
/// hundred words; what is longer is a list or no text.
pub(super) const TOKENS_MAX: usize = 600;

/// A word or a mark.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub(super) span: Span,
    pub(super) text: &'a str,
    pub(super) lower: String,
    pub(super) tag: Tag,
    pub(super) cue: Option<Cue>,
    /// Begins with a capital, or holds a digit.
    pub(super) named: bool,
    /// Where a bracket that opens here closes.
    pub(super) closes: Option<usize>,
}

/// A sentence cut into words.
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) all: Vec<Token<'a>>,
}

impl<'a> Words<'a> {
    /// Cuts a sentence of a text. Words within names that somebody has found
    /// are only parts of the name.
    pub(super) fn of(text: &'a str, sentence: Span, mentions: &[Mention]) -> Words<'a> {
        let mut all = cut(text, sentence);
        join_multiwords(&mut all);
        names(&mut all, mentions);
        quoted(&mut all);
        brackets(&mut all);
        settle(&mut all);
        Words { text, all }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Token<'a>> {
        self.all.get(at)
    }

    pub(super) fn tag(&self, at: usize) -> Option<Tag> {
        self.all.get(at).map(|token| token.tag)
    }

    pub(super) fn lower(&self, at: usize) -> &str {
        self.all.get(at).map_or("", |token| token.lower.as_str())
    }

    /// The token before.
    pub(super) fn before(&self, at: usize) -> Option<&Token<'a>> {
        at.checked_sub(1).and_then(|before| self.all.get(before))
    }

    /// Bytes from the first token to before the one at `end`.
    pub(super) fn span(&self, start: usize, end: usize) -> Option<Span> {
        let (first, last) = (self.get(start)?, self.get(end.checked_sub(1)?)?);
        (start < end).then(|| Span::new(first.span.start, last.span.end))
    }
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '’' | '\'' | '/' | '.' | '&' | '_' | '‑')
}

fn cut(text: &str, sentence: Span) -> Vec<Token<'_>> {
    let Some(inside) = sentence.of(text) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    let mut chars = inside.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if all.len() >= TOKENS_MAX {
            break;
        }
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        if c.is_alphanumeric() {
            while let Some(&(at, next)) = chars.peek() {
                let after = inside[at + next.len_utf8()..].chars().next();
                // "end.Begin" is two words, "V.P.Name" is one
                let glued = next == '.'
                    && after.is_some_and(char::is_uppercase)
                    && inside[start..at]
                        .rsplit('.')
                        .next()
                        .is_some_and(|last| last.len() > 2 && !last.bytes().any(|b| b.is_ascii_digit()));
                let inner = is_joint(next) && !glued && after.is_some_and(char::is_alphanumeric);
                if !(next.is_alphanumeric() || inner) {
                    break;
                }
                chars.next();
                end = at + next.len_utf8();
            }
            // "No. 9", "Ltd.", "V.P. Chkalov": the dot belongs to the word
            if chars.peek().is_some_and(|&(_, next)| next == '.') && is_shortened(&inside[start..end]) {
                chars.next();
                end += 1;
            }
            // a possessive stands by itself: what follows it is a phrase of its own
            let word = &inside[start..end];
            for possessive in ["'s", "’s"] {
                if word.len() > possessive.len() && word.ends_with(possessive) {
                    end = start + word.len() - possessive.len();
                    break;
                }
            }
            all.push(token(text, sentence.start + start, sentence.start + end));
            if end < start + word.len() {
                let mut own = token(text, sentence.start + end, sentence.start + start + word.len());
                own.tag = Tag::Word;
                own.named = true;
                all.push(own);
            }
        } else {
            all.push(token(text, sentence.start + start, sentence.start + end));
        }
    }
    all
}

fn is_shortened(word: &str) -> bool {
    const SHORT: &[&str] = &[
        "No", "Co", "Ltd", "Inc", "Corp", "Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Col", "Lt", "Maj", "Prof",
    ];
    let initial = word
        .rsplit('.')
        .next()
        .is_some_and(|last| last.len() == 1 && last.bytes().all(|b| b.is_ascii_uppercase()));
    initial || SHORT.contains(&word)
}

fn token(text: &str, start: usize, end: usize) -> Token<'_> {
    let span = Span::new(start, end);
    let word = span.of(text).unwrap_or_default();
    let lower = word.to_lowercase();
    let first = word.chars().next().unwrap_or(' ');
    let named = first.is_uppercase() || word.chars().any(|c| c.is_ascii_digit());
    let mut cue = None;
    let tag = if first.is_alphanumeric() {
        match LISTS.known(&lower) {
            Some(known) => {
                cue = known.cue;
                known.tag
            }
            None if !named && lower.len() > 4 && lower.ends_with("ly") => Tag::Adv,
            None => Tag::Word,
        }
    } else {
        match first {
            ',' => Tag::Comma,
            '(' | '[' => Tag::Open,
            ')' | ']' => Tag::Close,
            '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' => Tag::Quote,
            '%' | '№' | '&' | '+' | '*' => Tag::Word,
            '–' | '-' | '—' | '/' => Tag::Word,
            _ => Tag::Stop,
        }
    };
    Token {
        span,
        text: word,
        lower,
        tag,
        cue,
        named,
        closes: None,
    }
}

/// "such as" is one word, "as well as" too.
fn join_multiwords(all: &mut [Token<'_>]) {
    for at in 0..all.len() {
        let word = |ahead: usize| all.get(at + ahead).map_or("", |token| token.lower.as_str());
        let tags: &[Tag] = match (word(0), word(1), word(2)) {
            ("such", "as", _) => &[Tag::Including, Tag::Including],
            ("as", "well", "as") => &[Tag::And, Tag::And, Tag::And],
            ("in", "particular", _) => &[Tag::Including, Tag::Including],
            ("so-called", _, _) => &[Tag::Det],
            ("named", "after", _) => &[Tag::Word, Tag::Word],
            ("ship", "to", "ship") => &[Tag::Word, Tag::Word, Tag::Word, Tag::Word],
            (
                ",",
                "ltd" | "ltd." | "inc" | "inc." | "llc" | "limited" | "corp" | "corp." | "jsc" | "gmbh",
                _,
            ) => &[Tag::Word, Tag::Word],
            (
                "research" | "scientific" | "design",
                "and",
                "development" | "production" | "research" | "design" | "technical" | "industrial",
            ) => &[Tag::Word, Tag::Word, Tag::Word],
            ("carry" | "carries" | "carried" | "carrying", "out", _) => &[Tag::Verb, Tag::Adv],
            _ => continue,
        };
        for (ahead, tag) in tags.iter().enumerate() {
            let Some(token) = all.get_mut(at + ahead) else {
                break;
            };
            // of a carrying out only the form is kept
            if *tag == Tag::Verb {
                continue;
            }
            token.tag = *tag;
            token.cue = None;
        }
    }
}

/// Words of a name in marks.
const QUOTED_MAX: usize = 16;

/// What stands in marks and begins with a capital is a name.
fn quoted(all: &mut [Token<'_>]) {
    for at in 0..all.len() {
        let close = match all[at].text {
            "‘" => "’",
            "“" => "”",
            "«" => "»",
            _ => continue,
        };
        let end = (at + 1..all.len().min(at + QUOTED_MAX)).find(|&end| all[end].text == close);
        let Some(end) = end.filter(|_| all.get(at + 1).is_some_and(|first| first.named)) else {
            continue;
        };
        for token in &mut all[at + 1..end] {
            if !matches!(token.tag, Tag::Quote | Tag::Open | Tag::Close) {
                token.tag = Tag::Word;
                token.cue = None;
                token.named = true;
            }
        }
    }
}

/// Within a name every word is a part of it.
fn names(all: &mut [Token<'_>], mentions: &[Mention]) {
    use fyke_model::text::MentionKind;
    for mention in mentions {
        if matches!(
            mention.kind,
            MentionKind::Date | MentionKind::Quantity | MentionKind::Other
        ) {
            continue;
        }
        let first = all.partition_point(|token| token.span.start < mention.span.start);
        for token in all[first..]
            .iter_mut()
            .take_while(|token| mention.span.holds(token.span))
        {
            if token.tag != Tag::Det && token.tag != Tag::Pron {
                token.tag = Tag::Word;
                token.cue = None;
                token.named = true;
            }
        }
    }
}

fn brackets(all: &mut [Token<'_>]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..all.len() {
        match all[at].tag {
            Tag::Open => open.push(at),
            Tag::Close => {
                if let Some(from) = open.pop() {
                    all[from].closes = Some(at);
                }
            }
            _ => {}
        }
    }
}

/// Words that are verbs in some places and nouns in others are settled by what
/// stands beside them.
fn settle(all: &mut [Token<'_>]) {
    for at in 0..all.len() {
        let tag = all[at].tag;
        if !matches!(tag, Tag::Verb | Tag::Past | Tag::Ing) {
            continue;
        }
        let before = at.checked_sub(1).map(|before| &all[before]);
        let next = all.get(at + 1);
        let first = before.is_none_or(|token| matches!(token.tag, Tag::Quote | Tag::Stop));
        let after_det =
            before.is_some_and(|token| token.tag == Tag::Det || token.lower == "’s" || token.lower == "'s");
        let name_like = all[at].named && !first;
        let noun = match tag {
            _ if name_like => true,
            Tag::Verb => after_det || is_noun_here(&all[at], before, next),
            // "the armoured truck", "provides manufactured goods"
            Tag::Past => {
                after_det && next.is_some_and(|token| token.tag == Tag::Word)
                    || before.is_some_and(|token| matches!(token.tag, Tag::Verb | Tag::Of | Tag::Prep))
                        && next.is_some_and(|token| token.tag == Tag::Word && !token.named)
            }
            Tag::Ing => {
                // "the manufacturing of", "manufacturing equipment"
                (after_det && next.is_none_or(|token| token.tag != Tag::Det))
                    || before.is_some_and(|token| token.tag == Tag::Word && !token.named)
                        && next.is_some_and(|token| holds(&LISTS.plants, &token.lower))
            }
            _ => false,
        };
        if noun {
            all[at].tag = Tag::Word;
            // what can be said by a noun is read from the noun
            all[at].cue = None;
        }
    }
}

/// Base forms that are no nouns.
const ONLY_VERBS: &[&str] = &[
    "act",
    "engage",
    "participate",
    "provide",
    "produce",
    "develop",
    "operate",
    "enable",
    "become",
    "include",
];

/// "supplies" after a preposition or before "of" is a noun; so is a base form
/// that nothing makes a verb.
fn is_noun_here(token: &Token<'_>, before: Option<&Token<'_>>, next: Option<&Token<'_>>) -> bool {
    let tag = before.map(|before| before.tag);
    let next_tag = next.map(|next| next.tag);
    let third = token.lower.ends_with('s');
    if third {
        return matches!(tag, Some(Tag::Of | Tag::Prep | Tag::To | Tag::Modal | Tag::Ing))
            || next_tag == Some(Tag::Of)
            || matches!(next_tag, None | Some(Tag::Stop));
    }
    let made_verb = match tag {
        Some(Tag::To | Tag::Modal | Tag::Do | Tag::Rel | Tag::Pron | Tag::Not) => true,
        // "Russian companies produce": a plural before
        Some(Tag::Word) => before.is_some_and(|before| before.lower.ends_with('s') && before.lower.len() > 3),
        Some(Tag::Adv | Tag::And | Tag::Comma) => {
            next.is_some_and(|next| matches!(next.tag, Tag::Det | Tag::And) || next.tag == Tag::Word)
                || ONLY_VERBS.contains(&token.lower.as_str())
        }
        _ => false,
    };
    !made_verb
}
