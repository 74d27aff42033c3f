//! What comes back: an answer of any shape, of which what stands in the document
//! is kept, and the rest listed with why not.

use crate::hostile;
use fyke_model::text::{
    Attribution, BlockKind, Claim, Cue, Document, Mention, MentionKind, Named, Quote, QuoteKind, Span,
    Speaker, SupplyFact, SupplyRelation,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Bytes of an answer that is read: forty times the text that was sent.
const ANSWER_MAX: usize = 4 << 20;
/// Facts of an answer that are looked at; a page of text holds a few dozen.
const FACTS_MAX: usize = 2_000;
/// Refusals that are listed one by one.
const REFUSED_SHOWN_MAX: usize = 200;
/// Bytes of text that may be searched for one answer, so that many citations of a
/// long document cost no more than a second.
const SEARCH_MAX: usize = 256 << 20;
/// Letters of what was refused that are shown.
const SHOWN_CHARS: usize = 160;

/// Kinds of facts that may be proposed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Words of somebody.
    Quote,
    /// An assertion.
    Claim,
    /// Who supplies or makes what for whom.
    Supply,
    /// A name.
    Mention,
}

/// A further piece of a fact, by the key the answer gave it under.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Piece {
    /// `speaker`, `cue`, `according_to`, `supplier`, `item`, `customer`, `weapon`.
    pub role: String,
    /// Where it stands.
    pub span: Span,
}

/// A fact that stands in the document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// What it is proposed as.
    pub kind: Kind,
    /// The words.
    pub span: Span,
    /// Further pieces, each of which stands in the document too.
    pub pieces: Vec<Piece>,
    /// What a mention names, as proposed.
    pub names: Option<MentionKind>,
}

/// Why a fact was refused.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// The answer, or this part of it, has not the agreed shape.
    Shape,
    /// Words that are not in the document.
    NotInDocument,
    /// The words stand in the document, but not where the answer says.
    NotThere,
    /// The words stand only in what is not read: boilerplate, hidden text.
    LeftOut,
    /// The words stand where the text speaks to a machine.
    Addressed,
    /// It names another document.
    OtherDocument,
    /// More than can be looked at.
    Limit,
}

/// A fact that was refused.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Refused {
    /// Why.
    pub why: Refusal,
    /// What of it, cut and escaped.
    pub shown: String,
}

/// What was kept of an answer, and what was not.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Accepted {
    /// Facts that stand in the document, in order of the text, each once.
    pub kept: Vec<Kept>,
    /// Facts that were refused, the first few hundred.
    pub refused: Vec<Refused>,
    /// How many more were refused.
    pub refused_more: usize,
}

/// What of an answer stands in the document. The answer is the whole response of
/// an endpoint, or the JSON the model wrote, with or without a fence around it;
/// any other text is refused. Offsets (`start`, bytes) count from the beginning
/// of the document's text.
///
/// ```
/// # use fyke_model::text::{Block, BlockKind, Document, Span};
/// # let text = "\"The door is open,\" said Ada.";
/// # let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Body, language: None };
/// # let document = Document::of(text, vec![block]);
/// use fyke_trawl::propose::{Refusal, accept};
/// let answer = r#"{"facts": [
///     {"kind": "quote", "text": "The door is open,", "speaker": "Ada", "cue": "said"},
///     {"kind": "quote", "text": "The door is shut,", "speaker": "Ada"}
/// ]}"#;
/// let accepted = accept(&document, answer);
/// assert_eq!(accepted.kept[0].span, Span::new(1, 18));
/// assert_eq!(accepted.refused[0].why, Refusal::NotInDocument);
/// ```
pub fn accept(document: &Document, answer: &str) -> Accepted {
    accept_part(document, Span::new(0, document.text.len()), answer)
}

/// The same for an answer to a piece of a document: words are looked for within
/// the piece, and offsets count from its beginning.
pub fn accept_part(document: &Document, part: Span, answer: &str) -> Accepted {
    let mut accepted = Accepted::default();
    let facts = match facts(answer) {
        Ok(facts) => facts,
        Err(refused) => {
            accepted.refused.push(refused);
            return accepted;
        }
    };
    let mut desk = Desk {
        document,
        part,
        addressed: hostile::addressed(document),
        left: SEARCH_MAX,
    };
    let over = facts.len().saturating_sub(FACTS_MAX);
    for fact in facts.iter().take(FACTS_MAX) {
        match desk.fact(fact) {
            Ok(kept) => accepted.kept.push(kept),
            Err(why) if accepted.refused.len() < REFUSED_SHOWN_MAX => accepted.refused.push(Refused {
                why,
                shown: shown(fact),
            }),
            Err(_) => accepted.refused_more += 1,
        }
    }
    if over > 0 {
        accepted.refused_more += over;
        accepted.refused.push(Refused {
            why: Refusal::Limit,
            shown: format!("{over} facts beyond the first {FACTS_MAX} were not looked at"),
        });
        accepted.refused_more -= 1;
    }
    accepted.kept.sort_by_key(|kept| (kept.span, kept.kind));
    accepted.kept.dedup();
    accepted
}

/// The list of facts in an answer.
fn facts(answer: &str) -> Result<Vec<Value>, Refused> {
    let refused = |why, shown: String| Refused { why, shown };
    if answer.len() > ANSWER_MAX {
        return Err(refused(
            Refusal::Limit,
            format!("an answer of {} bytes is not read", answer.len()),
        ));
    }
    let shape = |text: &str| refused(Refusal::Shape, shown(&Value::from(text)));
    // depth is bounded by the reader: 128 levels, then an error
    let mut value: Value = serde_json::from_str(unfenced(answer)).map_err(|_| shape(answer))?;
    if let Some(content) = value.pointer("/choices/0/message/content") {
        let content = content.as_str().ok_or_else(|| shape(answer))?.to_string();
        value = serde_json::from_str(unfenced(&content)).map_err(|_| shape(&content))?;
    }
    match value {
        Value::Array(facts) => Ok(facts),
        Value::Object(mut keys) => match keys.remove("facts") {
            Some(Value::Array(facts)) => Ok(facts),
            _ => Err(shape(answer)),
        },
        _ => Err(shape(answer)),
    }
}

/// Without the fence that models put around JSON.
fn unfenced(answer: &str) -> &str {
    let answer = answer.trim();
    let inner = answer
        .strip_prefix("```json")
        .or_else(|| answer.strip_prefix("```"));
    inner
        .and_then(|inner| inner.strip_suffix("```"))
        .unwrap_or(answer)
        .trim()
}

fn shown(fact: &Value) -> String {
    let text = match fact {
        Value::String(text) => text.clone(),
        Value::Object(keys) => match keys.get("text").and_then(Value::as_str) {
            Some(text) => text.to_string(),
            None => "a fact without text".to_string(),
        },
        _ => "no fact".to_string(),
    };
    let mut shown: String = text
        .chars()
        .take(SHOWN_CHARS)
        .flat_map(char::escape_debug)
        .collect();
    if text.chars().nth(SHOWN_CHARS).is_some() {
        shown.push('…');
    }
    shown
}

/// Keys of further pieces that each kind may have.
fn roles(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Quote => &["speaker", "cue"],
        Kind::Claim => &["according_to"],
        Kind::Supply => &["supplier", "item", "customer", "weapon"],
        Kind::Mention => &[],
    }
}

/// What facts are held against.
struct Desk<'a> {
    document: &'a Document,
    part: Span,
    addressed: Vec<Span>,
    left: usize,
}

impl Desk<'_> {
    fn fact(&mut self, fact: &Value) -> Result<Kept, Refusal> {
        let keys = fact.as_object().ok_or(Refusal::Shape)?;
        let kind = match keys.get("kind").and_then(Value::as_str) {
            Some("quote") => Kind::Quote,
            Some("claim") => Kind::Claim,
            Some("supply") => Kind::Supply,
            Some("mention") => Kind::Mention,
            _ => return Err(Refusal::Shape),
        };
        if let Some(named) = keys.get("document")
            && named.as_str() != Some(&self.document.file.to_string())
        {
            return Err(Refusal::OtherDocument);
        }
        let text = keys.get("text").and_then(Value::as_str).ok_or(Refusal::Shape)?;
        let start = match keys.get("start") {
            None | Some(Value::Null) => None,
            Some(start) => Some(start.as_u64().ok_or(Refusal::Shape)?),
        };
        let span = self.find(text, start, None)?;
        if let Some(end) = keys.get("end").filter(|end| !end.is_null()) {
            let said = end.as_u64().ok_or(Refusal::Shape)?;
            if said != (span.end - self.part.start) as u64 {
                return Err(Refusal::NotThere);
            }
        }
        let mut pieces = Vec::new();
        for role in roles(kind) {
            match keys.get(*role) {
                None | Some(Value::Null) => {}
                Some(Value::String(text)) if text.trim().is_empty() => {}
                Some(Value::String(text)) => pieces.push(Piece {
                    role: (*role).to_string(),
                    span: self.find(text, None, Some(span))?,
                }),
                Some(_) => return Err(Refusal::Shape),
            }
        }
        let names = match kind {
            Kind::Mention => Some(named(keys.get("type"))?),
            _ => None,
        };
        Ok(Kept {
            kind,
            span,
            pieces,
            names,
        })
    }

    /// Where words stand, or why they do not count. A further piece is looked for
    /// near the fact it belongs to: the nearest place wins.
    fn find(&mut self, words: &str, start: Option<u64>, near: Option<Span>) -> Result<Span, Refusal> {
        if words.trim().is_empty() {
            return Err(Refusal::Shape);
        }
        let text = &self.document.text;
        let part = self.part.of(text).ok_or(Refusal::NotThere)?;
        if let Some(start) = start {
            let start = usize::try_from(start).map_err(|_| Refusal::NotThere)?;
            let stands = part.get(start..).is_some_and(|rest| rest.starts_with(words));
            let from = self.part.start + start;
            let span = Span::new(from, from.saturating_add(words.len()));
            return match stands && bordered(text, span) {
                true => self.counts(span).map_or(Ok(span), Err),
                false => Err(Refusal::NotThere),
            };
        }
        let mut best: Option<Span> = None;
        let mut refusal = Refusal::NotInDocument;
        let mut from = 0;
        while let Some(rest) = part.get(from..) {
            // a piece of the answer pays for what it makes us look at
            let found = rest.find(words);
            let looked = found.map_or(rest.len(), |at| at + words.len());
            self.left = self.left.checked_sub(looked).ok_or(Refusal::Limit)?;
            let Some(at) = found else { break };
            let span = Span::new(
                self.part.start + from + at,
                self.part.start + from + at + words.len(),
            );
            if bordered(text, span) {
                match self.counts(span) {
                    Some(why) => refusal = why,
                    None => {
                        let Some(near) = near else { return Ok(span) };
                        let far =
                            |span: Span| near.start.abs_diff(span.end).min(span.start.abs_diff(near.end));
                        if near.overlaps(span) {
                            return Ok(span);
                        }
                        if best.is_none_or(|best| far(span) < far(best)) {
                            best = Some(span);
                        }
                        if span.start > near.end {
                            break;
                        }
                    }
                }
            }
            from += at + words.chars().next().map_or(1, char::len_utf8);
        }
        best.ok_or(refusal)
    }

    /// Why a place does not count: it is not read, or speaks to a machine.
    fn counts(&self, span: Span) -> Option<Refusal> {
        // both are in order of the text and do not overlap
        let blocks = &self.document.blocks;
        let first = blocks.partition_point(|block| block.span.end <= span.start);
        let touched = blocks[first..]
            .iter()
            .take_while(|block| block.span.start < span.end);
        let mut read = 0;
        for block in touched {
            if matches!(block.kind, BlockKind::Boilerplate(_)) {
                return Some(Refusal::LeftOut);
            }
            read += 1;
        }
        if read == 0 {
            return Some(Refusal::LeftOut);
        }
        self.addressed
            .iter()
            .any(|addressed| addressed.overlaps(span))
            .then_some(Refusal::Addressed)
    }
}

/// Whether a span begins and ends where words do: "he" does not stand in "the".
fn bordered(text: &str, span: Span) -> bool {
    let Some(words) = span.of(text) else { return false };
    let joined = |a: Option<char>, b: Option<char>| {
        a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
    };
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    !joined(before, words.chars().next()) && !joined(words.chars().next_back(), after)
}

fn named(kind: Option<&Value>) -> Result<MentionKind, Refusal> {
    match kind {
        None | Some(Value::Null) => Ok(MentionKind::Other),
        Some(kind) => serde_json::from_value(kind.clone()).map_err(|_| Refusal::Shape),
    }
}

impl Kept {
    fn piece(&self, role: &str) -> Option<Span> {
        self.pieces
            .iter()
            .find(|piece| piece.role == role)
            .map(|piece| piece.span)
    }

    /// As a quote; none where it is none. `by` names the model.
    pub fn quote(&self, document: &Document, by: &str) -> Option<Quote> {
        let said = |span: Span| span.of(&document.text).unwrap_or_default();
        let speaker = self.piece("speaker").map(|mention| Speaker {
            mention,
            name: said(mention).to_string(),
            person: 0,
            how: Attribution::Explicit,
        });
        let cue = self.piece("cue").map(|span| Cue {
            span,
            lemma: said(span).to_lowercase(),
        });
        let marks = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'');
        let before = document.text.get(..self.span.start)?.chars().next_back();
        let kind = if before.is_some_and(marks) || said(self.span).starts_with(marks) {
            QuoteKind::Full
        } else {
            QuoteKind::Indirect
        };
        (self.kind == Kind::Quote).then(|| Quote {
            span: self.span,
            parts: Vec::new(),
            kind,
            speaker,
            cue,
            by: by.to_string(),
        })
    }

    /// As a mention; none where it is none.
    pub fn mention(&self, document: &Document, by: &str) -> Option<Mention> {
        (self.kind == Kind::Mention).then(|| Mention {
            span: self.span,
            kind: self.names.unwrap_or(MentionKind::Other),
            name: self.span.of(&document.text).unwrap_or_default().to_string(),
            known: None,
            by: by.to_string(),
        })
    }

    /// As a supplier fact; none where it is none, or says nothing but a sentence.
    /// Who proposes does not say whether the sentence denies or doubts it, so it
    /// stands as one that is doubted until a person has read it.
    pub fn supply(&self, document: &Document, by: &str) -> Option<SupplyFact> {
        let named = |role: &str| {
            self.piece(role).map(|span| Named {
                span: Some(span),
                name: span.of(&document.text).unwrap_or_default().to_string(),
            })
        };
        let fact = SupplyFact {
            relation: SupplyRelation::Supplies,
            subject: named("supplier"),
            object: named("customer"),
            goods: named("item").into_iter().collect(),
            weapon: named("weapon"),
            place: None,
            when: None,
            cue: self.span,
            negated: false,
            hedged: true,
            former: false,
            span: self.span,
            by: by.to_string(),
        };
        let tells = fact.subject.is_some() && (fact.object.is_some() || !fact.goods.is_empty());
        (self.kind == Kind::Supply && tells).then_some(fact)
    }

    /// As a claim without slots, which the program's own reading adds; none where
    /// it is none.
    pub fn claim(&self, by: &str) -> Option<Claim> {
        (self.kind == Kind::Claim).then(|| Claim {
            span: self.span,
            about: Vec::new(),
            slots: Vec::new(),
            according_to: self.piece("according_to"),
            by: by.to_string(),
        })
    }
}
