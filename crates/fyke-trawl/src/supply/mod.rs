//! Who makes what for which weapon, who owns and who heads whom, as sanctions
//! reasons and reports say it: leads for a person, each with its spans.
//!
//! Rules over words: a closed list of small words and of verbs tells where phrases
//! begin and end, cues (verbs, nouns of doing, roles, offices) say a relation, and
//! what stands around a cue fills its slots. No model, no grammar, no state; work
//! grows with the sentence's words. What the rules are not sure of they leave out:
//! `docs/read-supply.md` has the guidelines, the gold and what is missed.

mod fit;
mod found;
mod goods;
mod nouns;
mod offices;
mod phrase;
mod statements;
mod subject;
mod ties;
mod tokens;
mod verbs;
mod weapon;
mod when;
mod words;

pub use goods::GoodsIndex;
pub use statements::{FactLink, links, to_statements};

use found::Found;
use fyke_model::text::{Document, Mention, MentionKind, Named, Span, SupplyFact, SupplyRelation};
use phrase::Phrase;
use subject::Subject;
use tokens::Words;
use words::{LISTS, Tag};

/// The rules and their version.
pub const BY: &str = "supply rules 1";

/// A hash of a sentence's bytes, as the labels name sentences by (FNV-1a, 64 bits).
pub fn hash_of(sentence: &str) -> String {
    statements::fnv(sentence.bytes())
}

/// Facts of one sentence; a longer list is no sentence.
const FACTS_MAX: usize = 60;

/// Whom the record that holds the text is about: "it", "the company" and left-out
/// subjects are theirs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct About {
    /// Their name.
    pub name: String,
    /// Whether they are a person or a body.
    pub kind: MentionKind,
}

/// Facts of the sentences of a document, in order. Mentions keep names whole;
/// facts are found without them too.
///
/// ```
/// use fyke_model::text::{MentionKind, Span, SupplyRelation};
/// use fyke_trawl::supply::{About, facts_of};
/// let text = "The company supplies fuses to Plant No. 9.";
/// let about = About { name: "Iskra JSC".into(), kind: MentionKind::Organization };
/// let facts = facts_of(text, &[Span::new(0, text.len())], &[], Some(&about));
/// assert_eq!(facts[0].relation, SupplyRelation::Supplies);
/// assert_eq!(facts[0].subject.as_ref().unwrap().name, "Iskra JSC");
/// assert_eq!(facts[0].goods[0].name, "fuses");
/// assert_eq!(facts[0].object.as_ref().unwrap().name, "Plant No. 9");
/// ```
pub fn facts(
    document: &Document,
    sentences: &[Span],
    mentions: &[Mention],
    about: Option<&About>,
) -> Vec<SupplyFact> {
    facts_of(&document.text, sentences, mentions, about)
}

/// The same of a text alone: a field of a list, a note.
pub fn facts_of(
    text: &str,
    sentences: &[Span],
    mentions: &[Mention],
    about: Option<&About>,
) -> Vec<SupplyFact> {
    let mut reader = Reader {
        text,
        about,
        body: None,
    };
    let mut sorted: Vec<&Mention> = mentions.iter().collect();
    sorted.sort_by_key(|mention| mention.span);
    let mut all = Vec::new();
    for &sentence in sentences {
        let from = sorted.partition_point(|mention| mention.span.start < sentence.start);
        let to = sorted.partition_point(|mention| mention.span.start < sentence.end);
        let inside: Vec<Mention> = sorted
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .map(|&one| one.clone())
            .collect();
        reader.sentence(sentence, &inside, &mut all);
    }
    all
}

/// Sentences that repeat the letter of the law tell nothing of who makes what.
const CONCLUSIONS: &[&str] = &["therefore", "consequently", "accordingly", "hence", "thus"];

/// What a conclusion may still name in passing.
const IN_PASSING: &[SupplyRelation] = &[
    SupplyRelation::Heads,
    SupplyRelation::Owns,
    SupplyRelation::PartOf,
];

/// What a text calls the body it is about, after an article.
const BODIES: &[&str] = &[
    "company",
    "firm",
    "enterprise",
    "plant",
    "factory",
    "entity",
    "organisation",
    "organization",
    "manufacturer",
    "corporation",
    "bank",
    "bureau",
    "institute",
    "concern",
    "developer",
    "supplier",
    "shipyard",
    "foundation",
    "agency",
];

struct Reader<'a> {
    text: &'a str,
    about: Option<&'a About>,
    /// The body that was named last as owned, headed or belonging: "the company"
    /// in a text about a person.
    body: Option<String>,
}

impl Reader<'_> {
    fn sentence(&mut self, sentence: Span, mentions: &[Mention], all: &mut Vec<SupplyFact>) {
        let words = Words::of(self.text, sentence, mentions);
        if cites_law(&words) {
            return;
        }
        let mut found = Vec::new();
        verbs::read(&words, &mut found);
        nouns::read(&words, &mut found);
        ties::read(&words, &mut found);
        offices::read(&words, &mut found);
        weapon::read(&words, &mut found);
        if (0..words.len().min(3)).any(|at| CONCLUSIONS.contains(&words.lower(at))) {
            found.retain(|fact| IN_PASSING.contains(&fact.relation));
        }
        found.retain(|fact| !restates(&words, fact));
        found.retain(|fact| is_whole(&words, fact));
        found.truncate(FACTS_MAX);
        let mut mine: Vec<SupplyFact> = Vec::new();
        for fact in &found {
            let fact = self.finish(&words, sentence, mentions, fact);
            if fact.relation == SupplyRelation::PartOf && self.is_person(fact.subject.as_ref()) {
                continue;
            }
            if !mine.iter().any(|known| same(known, &fact)) {
                mine.push(fact);
            }
        }
        self.remember(&mine);
        all.append(&mut mine);
    }

    fn finish(&self, words: &Words<'_>, sentence: Span, mentions: &[Mention], fact: &Found) -> SupplyFact {
        let cue = words.span(fact.cue.0, fact.cue.1 + 1).unwrap_or(sentence);
        let goods = fact
            .goods
            .map(|goods| fit::items(words, goods))
            .unwrap_or_default();
        let name = |mut phrase: Phrase| {
            let article = matches!(words.lower(phrase.start), "the" | "a" | "an");
            if article && phrase.end - phrase.start > 1 {
                phrase.start += 1;
            }
            named(words, phrase, mentions)
        };
        SupplyFact {
            relation: fact.relation,
            subject: fact
                .subject
                .and_then(|subject| self.party(words, subject, mentions)),
            object: fact.object.and_then(|object| self.party(words, object, mentions)),
            goods: goods.into_iter().filter_map(name).collect(),
            weapon: fact.weapon.and_then(name),
            place: when::place(words, mentions),
            when: when::date(words),
            cue,
            negated: found::negated(words, fact.cue.0),
            hedged: found::hedged(words, fact.cue.0),
            former: found::former(words, fact.cue.0, fact.cue.1),
            span: sentence,
            by: BY.to_owned(),
        }
    }

    /// The party of a slot, pronouns as whom they point to.
    fn party(&self, words: &Words<'_>, slot: Subject, mentions: &[Mention]) -> Option<Named> {
        match slot {
            Subject::Unclear => None,
            Subject::Elided => Some(Named {
                span: None,
                name: self.about?.name.clone(),
            }),
            Subject::Said(phrase) => {
                let mut party = named(words, without_remark(words, phrase), mentions)?;
                if let Some(name) = self.points_to(words, phrase) {
                    party.name = name;
                }
                Some(party)
            }
        }
    }

    /// Whether it is the person the record is about: people are members, not parts.
    fn is_person(&self, party: Option<&Named>) -> bool {
        let about = self.about.filter(|about| about.kind == MentionKind::Person);
        about.zip(party).is_some_and(|(about, party)| {
            let lower = about.name.to_lowercase();
            party
                .name
                .split_whitespace()
                .any(|word| lower.split_whitespace().any(|known| known == word.to_lowercase()))
        })
    }

    /// Whom "it", "he" or "the company" means, if the record says.
    fn points_to(&self, words: &Words<'_>, phrase: Phrase) -> Option<String> {
        let head = fit::head(words, phrase).unwrap_or(phrase.start);
        let lower = words.lower(head);
        let first = words.lower(phrase.start);
        let person = matches!(lower, "he" | "she" | "him" | "her" | "his");
        let small = matches!(first, "the" | "this") && phrase.end - phrase.start <= 2;
        let body = matches!(lower, "it" | "its") || small && BODIES.contains(&lower);
        let about_person = self.about.is_some_and(|about| about.kind == MentionKind::Person);
        let about = || self.about.map(|about| about.name.clone());
        if person && about_person || body && !about_person {
            about()
        } else if body {
            self.body.clone()
        } else {
            None
        }
    }

    fn remember(&mut self, facts: &[SupplyFact]) {
        let last = facts
            .iter()
            .rev()
            .find(|fact| matches!(fact.relation, SupplyRelation::Heads | SupplyRelation::Owns));
        if let Some(object) = last.and_then(|fact| fact.object.as_ref()) {
            self.body = Some(object.name.clone());
        }
    }
}

/// "is supporting the Government, including by being involved in": the criterion.
fn restates(words: &Words<'_>, fact: &Found) -> bool {
    let by = (1..fact.cue.0).any(|at| words.lower(at) == "by" && words.lower(at - 1) == "including");
    by && (0..fact.cue.0).any(|at| matches!(words.lower(at), "supporting" | "supports"))
}

/// "Listed pursuant to paragraph 7": the law's words, not the record's.
fn cites_law(words: &Words<'_>) -> bool {
    const NEAR_BEGIN: usize = 8;
    (0..words.len().min(NEAR_BEGIN)).any(|at| words.lower(at) == "pursuant") || words.lower(0) == "article"
}

/// Without a bracket at its end: an abbreviation, another spelling, a remark.
fn without_remark(words: &Words<'_>, phrase: Phrase) -> Phrase {
    let last = phrase.end.saturating_sub(1);
    let open = (phrase.start..last).find(|&at| words.get(at).is_some_and(|token| token.closes == Some(last)));
    match open {
        Some(open) if open > phrase.start => Phrase {
            start: phrase.start,
            end: open,
        },
        _ => phrase,
    }
}

/// Without marks around it, by the name somebody has found for it.
fn named(words: &Words<'_>, phrase: Phrase, mentions: &[Mention]) -> Option<Named> {
    let mut phrase = phrase::trim(words, phrase).unwrap_or(phrase);
    let article = words.tag(phrase.start) == Some(Tag::Det) && phrase.end - phrase.start > 1;
    let next_named = words.get(phrase.start + 1).is_some_and(|token| token.named);
    if article && next_named && matches!(words.lower(phrase.start), "the" | "a" | "an") {
        phrase.start += 1;
    }
    let span = words.span(phrase.start, phrase.end)?;
    let known = mentions
        .iter()
        .find(|mention| span.holds(mention.span) && 2 * mention.span.len() > span.len());
    let name = match known {
        Some(mention) => mention.name.clone(),
        None => span
            .of(words.text)?
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    };
    Some(Named {
        span: Some(span),
        name,
    })
}

/// Whether a phrase can do something: a name, a pronoun, a word for a body or for
/// people. Anything else before a verb is most often a phrase cut wrongly.
fn can_act(words: &Words<'_>, phrase: Phrase) -> bool {
    const PEOPLE: &[&str] = &[
        "businessman",
        "businesswoman",
        "businessmen",
        "oligarch",
        "person",
        "persons",
        "individuals",
        "individual",
        "people",
        "authorities",
        "government",
        "state",
        "regime",
        "suppliers",
        "manufacturers",
        "producers",
        "developers",
        "owners",
        "rebels",
        "leader",
        "citizen",
        "facility",
        "facilities",
        "settler",
        "son",
        "wife",
        "brother",
        "institutions",
        "institution",
    ];
    if words.tag(phrase.start) == Some(Tag::Pron) && phrase.end - phrase.start == 1 {
        return true;
    }
    let Some(head) = fit::head(words, phrase) else {
        return matches!(words.lower(phrase.start), "its" | "his" | "their" | "her");
    };
    let lower = words.lower(head);
    let named = (phrase.start..phrase.end).any(|at| {
        words.get(at).is_some_and(|token| {
            token.named && token.tag == Tag::Word && token.text.chars().any(char::is_uppercase)
        })
    });
    let vague = matches!(
        lower,
        "entity" | "entities" | "vessels" | "tankers" | "vessel" | "products"
    );
    (named || LISTS.parties.contains(lower) || PEOPLE.contains(&lower)) && (named || !vague)
}

/// Whether the slots that its relation needs are there, and differ.
fn is_whole(words: &Words<'_>, fact: &Found) -> bool {
    use SupplyRelation as R;
    let differs = match (fact.subject, fact.object) {
        (Some(Subject::Said(one)), Some(Subject::Said(other))) => {
            one.start >= other.end || other.start >= one.end
        }
        (Some(Subject::Elided), Some(Subject::Elided)) => false,
        _ => true,
    };
    // a demonstrative alone says nothing
    let empty = |slot: Option<Subject>| match slot {
        Some(Subject::Said(phrase)) => {
            phrase.end - phrase.start == 1
                && matches!(words.tag(phrase.start), Some(Tag::Det | Tag::Prep))
                && !matches!(words.lower(phrase.start), "its" | "his" | "their")
        }
        _ => false,
    };
    let unclear = [fact.subject, fact.object].contains(&Some(Subject::Unclear));
    let nobody =
        |slot: Option<Subject>| matches!(slot, Some(Subject::Said(phrase)) if !can_act(words, phrase));
    if unclear || nobody(fact.subject) {
        return false;
    }
    let needs = match fact.relation {
        R::Supplies => fact.goods.is_some() && (fact.subject.is_some() || fact.object.is_some()),
        R::Makes | R::Services => fact.goods.is_some() && fact.subject.is_some(),
        R::UsedIn => fact.goods.is_some() && fact.weapon.is_some(),
        R::UsedBy => fact.goods.is_some() && fact.object.is_some(),
        R::Procures => fact.subject.is_some() && fact.goods.is_some(),
        R::Transports => fact.subject.is_some() && (fact.goods.is_some() || fact.object.is_some()),
        R::Owns | R::PartOf | R::Funds | R::Operates | R::ActsFor | R::Heads => {
            fact.subject.is_some() && fact.object.is_some()
        }
    };
    needs && differs && !empty(fact.subject) && !empty(fact.object)
}

/// The same said twice by two rules.
fn same(one: &SupplyFact, other: &SupplyFact) -> bool {
    let overlaps = |a: &Option<Named>, b: &Option<Named>| match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => match (a.span, b.span) {
            (Some(a), Some(b)) => a.overlaps(b),
            (None, None) => true,
            _ => false,
        },
        _ => false,
    };
    let goods = one.goods.is_empty() && other.goods.is_empty()
        || one.goods.iter().any(|a| {
            other
                .goods
                .iter()
                .any(|b| a.span.zip(b.span).is_some_and(|(a, b)| a.overlaps(b)))
        });
    one.relation == other.relation
        && overlaps(&one.subject, &other.subject)
        && overlaps(&one.object, &other.object)
        && goods
}

#[cfg(test)]
mod tests;
