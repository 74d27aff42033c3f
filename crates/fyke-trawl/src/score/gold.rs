//! Answers made by hand for a few documents, as plain structs: what each scorer
//! of a reading holds its result against.
//!
//! The file (`seed_gold.json`, described in its README) counts in Unicode code
//! points of the texts it names; here all spans are bytes of those texts, and a
//! span whose words are not the words the file gives is an error, so that a
//! changed text cannot be scored by mistake. Texts are handed in by the caller:
//! this crate opens no files.

mod raw;

use fyke_model::text::Span;
use std::collections::BTreeMap;

/// What is wrong with answers.
#[derive(Debug, thiserror::Error)]
pub enum GoldError {
    /// The file of answers is not what it should be.
    #[error("answers are no JSON of the known form ({0}); take the file and its README from one place")]
    Form(#[from] serde_json::Error),
    /// A text that the answers name was not given.
    #[error("no text {0} for the answers; give the folder that holds it")]
    NoText(String),
    /// A span does not hold the words it should.
    #[error(
        "{what} of the answers is not in {document} where they say; the text was changed, give the one they were made for"
    )]
    Moved {
        /// Which answer.
        what: String,
        /// In which document.
        document: String,
    },
}

/// A span of one of the documents.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// Index into [`Gold::documents`].
    pub document: usize,
    /// Bytes of its text.
    pub span: Span,
}

/// All answers.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// The documents, in the order of the file.
    pub documents: Vec<GoldDocument>,
    /// What of them is no account.
    pub boilerplate: Vec<GoldBoilerplate>,
    /// Who and what is named.
    pub entities: Vec<GoldEntity>,
    /// Direct quotations.
    pub quotes: Vec<GoldQuote>,
    /// Words in marks, or like speech, that are no quotation.
    pub not_quotes: Vec<GoldNotQuote>,
    /// The same words said in several documents.
    pub clusters: Vec<GoldCluster>,
    /// Quotes by id that look alike and must not be linked.
    pub hard_negatives: Vec<(String, String)>,
    /// Claims with their evidence.
    pub claims: Vec<GoldClaim>,
    /// Where documents do not agree.
    pub conflicts: Vec<GoldConflict>,
}

/// A document of the answers.
#[derive(Clone, Debug)]
pub struct GoldDocument {
    /// Its id in the answers.
    pub id: String,
    /// Name of its file.
    pub file: String,
    /// Sha-256 of its file, in hexadecimal.
    pub sha256: String,
    /// The text, word for word.
    pub text: String,
    /// Title.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published, as the answers write it.
    pub published: Option<String>,
    /// Who published it, where the text itself says so.
    pub outlet: Option<String>,
    /// Whom it credits.
    pub credited: Vec<String>,
    /// ISO 639-1.
    pub language: String,
}

/// A piece that is to be left out.
#[derive(Clone, Debug)]
pub struct GoldBoilerplate {
    /// Its id.
    pub id: String,
    /// Caption, promotion, widget.
    pub kind: String,
    /// Where.
    pub place: Place,
}

/// A name with its other names.
#[derive(Clone, Debug)]
pub struct GoldEntity {
    /// Its id.
    pub id: String,
    /// Person, organisation, place.
    pub kind: String,
    /// Its name; none for a source that is not named.
    pub name: Option<String>,
    /// All that it is called.
    pub aliases: Vec<String>,
    /// Some places where it is named.
    pub mentions: Vec<Place>,
}

/// A direct quotation.
#[derive(Clone, Debug)]
pub struct GoldQuote {
    /// Its id.
    pub id: String,
    /// Where, without the marks around it.
    pub place: Place,
    /// full, partial, headline, composite, nested.
    pub kind: String,
    /// Id of the entity that said it.
    pub speaker: String,
    /// explicit, pronoun, continued, split, implicit.
    pub attribution: String,
    /// Where the speaker is named, if at one clear place.
    pub mention: Option<Place>,
    /// The cue, if there is one clear.
    pub cue: Option<Place>,
    /// Whether it stands in a piece that is to be left out.
    pub in_boilerplate: bool,
}

/// Something that is no quotation.
#[derive(Clone, Debug)]
pub struct GoldNotQuote {
    /// Where.
    pub place: Place,
    /// What it is.
    pub why: String,
}

/// The same words in several places.
#[derive(Clone, Debug)]
pub struct GoldCluster {
    /// Its id.
    pub id: String,
    /// The wording the others are compared with.
    pub canonical: String,
    /// Id of the entity that said it.
    pub speaker: String,
    /// Where it is said.
    pub members: Vec<GoldMember>,
    /// What kind of difference there is among the members.
    pub difference: String,
}

/// One place of a cluster.
#[derive(Clone, Debug)]
pub struct GoldMember {
    /// Id of its quote.
    pub quote: String,
    /// Where.
    pub place: Place,
    /// identical, spelling, variant, partial, elided, paraphrase_in_quotes.
    pub relation: String,
    /// How it differs from the canonical wording: words of that, words of this.
    pub differences: Vec<(String, String)>,
}

/// A claim with its evidence.
#[derive(Clone, Debug)]
pub struct GoldClaim {
    /// Its id.
    pub id: String,
    /// In words.
    pub claim: String,
    /// Whose claim, as an entity's id.
    pub speaker: Option<String>,
    /// indirect, narration, non_statement.
    pub kind: String,
    /// Where, each with its relation to the claim (asserts, supports, ...).
    pub evidence: Vec<(Place, String)>,
    /// Ids of its documents.
    pub documents: Vec<String>,
    /// corroborated, single_source, ... as the answers write it.
    pub status: String,
}

/// Where documents do not agree.
#[derive(Clone, Debug)]
pub struct GoldConflict {
    /// Its id.
    pub id: String,
    /// What differs.
    pub kind: String,
    /// Clusters, claims or entities it is about, as the answers write it.
    pub about: String,
    /// Both sides, or more.
    pub places: Vec<Place>,
    /// Whether the texts alone cannot decide it.
    pub needs_world_knowledge: bool,
}

/// Reads answers; `text_of` gives the text of a file by its name.
///
/// # Errors
/// Where the JSON is of another form, a text is missing, or a span of a text does
/// not hold the words the answers give.
pub fn read(json: &[u8], mut text_of: impl FnMut(&str) -> Option<String>) -> Result<Gold, GoldError> {
    let raw: raw::Gold = serde_json::from_slice(json)?;
    let mut gold = Gold::default();
    let mut places = Places {
        by_id: BTreeMap::new(),
    };
    for d in raw.documents {
        let text = text_of(&d.file).ok_or_else(|| GoldError::NoText(d.file.clone()))?;
        let borders = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        places
            .by_id
            .insert(d.id.clone(), (gold.documents.len(), text.clone(), borders));
        let outlet = d.outlet.filter(|o| o.stated_in_text).and_then(|o| o.name);
        gold.documents.push(GoldDocument {
            id: d.id,
            file: d.file,
            sha256: d.sha256,
            text,
            title: d.title,
            byline: d.byline,
            published: d.published.and_then(|p| p.value),
            outlet,
            credited: d.credited_sources,
            language: d.language,
        });
    }
    for b in raw.boilerplate {
        let place = places.place(&b.place, &b.id)?;
        gold.boilerplate.push(GoldBoilerplate {
            id: b.id,
            kind: b.kind,
            place,
        });
    }
    for e in raw.entities {
        let mentions = places.all(&e.example_mentions, &e.id)?;
        gold.entities.push(GoldEntity {
            id: e.id,
            kind: e.kind,
            name: e.name,
            aliases: e.aliases,
            mentions,
        });
    }
    for q in raw.quotes {
        gold.quotes.push(GoldQuote {
            place: places.place(&q.place, &q.id)?,
            mention: q.speaker_mention.map(|p| places.place(&p, &q.id)).transpose()?,
            cue: q.cue.map(|p| places.place(&p, &q.id)).transpose()?,
            id: q.id,
            kind: q.kind,
            speaker: q.speaker,
            attribution: q.attribution,
            in_boilerplate: q.in_boilerplate,
        });
    }
    for n in raw.not_quotes {
        let place = places.place(&n.place, "a thing that is no quote")?;
        gold.not_quotes.push(GoldNotQuote { place, why: n.why });
    }
    for c in raw.statement_clusters {
        let mut members = Vec::new();
        for m in c.members {
            let place = places.place(&m.place, &c.id)?;
            let differences = m
                .word_diff
                .into_iter()
                .map(|d| (d.canonical, d.variant))
                .collect();
            members.push(GoldMember {
                quote: m.quote,
                place,
                relation: m.relation,
                differences,
            });
        }
        gold.clusters.push(GoldCluster {
            id: c.id,
            canonical: c.canonical,
            speaker: c.speaker,
            members,
            difference: c.difference_class,
        });
    }
    gold.hard_negatives = raw.hard_negative_pairs.into_iter().map(|p| (p.a, p.b)).collect();
    for c in raw.claims {
        let mut evidence = Vec::new();
        for e in c.evidence {
            evidence.push((places.place(&e.place, &c.id)?, e.relation));
        }
        gold.claims.push(GoldClaim {
            id: c.id,
            claim: c.claim,
            speaker: c.speaker,
            kind: c.kind,
            evidence,
            documents: c.documents,
            status: c.status,
        });
    }
    for c in raw.conflicts {
        gold.conflicts.push(GoldConflict {
            places: places.all(&c.spans, &c.id)?,
            id: c.id,
            kind: c.kind,
            about: c.about,
            needs_world_knowledge: c.needs_world_knowledge,
        });
    }
    Ok(gold)
}

/// Number, text and borders of characters of each document.
struct Places {
    by_id: BTreeMap<String, (usize, String, Vec<usize>)>,
}

impl Places {
    fn place(&self, raw: &raw::Place, what: &str) -> Result<Place, GoldError> {
        let moved = || GoldError::Moved {
            what: what.to_owned(),
            document: raw.doc.clone(),
        };
        let (document, text, borders) = self.by_id.get(&raw.doc).ok_or_else(moved)?;
        let (start, end) = borders
            .get(raw.start)
            .zip(borders.get(raw.end))
            .ok_or_else(moved)?;
        let span = Span::new(*start, *end);
        match span.of(text) == Some(&raw.text) {
            true => Ok(Place {
                document: *document,
                span,
            }),
            false => Err(moved()),
        }
    }

    fn all(&self, raw: &[raw::Place], what: &str) -> Result<Vec<Place>, GoldError> {
        raw.iter().map(|p| self.place(p, what)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWERS: &str = r#"{
        "documents": [{"id": "A", "file": "a.txt", "sha256": "00", "language": "en"}],
        "boilerplate": [], "entities": [], "not_quotes": [], "statement_clusters": [],
        "hard_negative_pairs": [], "claims": [], "conflicts": [],
        "quotes": [{"id": "q", "doc": "A", "start": 11, "end": 15, "text": "d\u00e9j\u00e0",
                    "kind": "partial", "speaker": "s", "attribution": "explicit"}]
    }"#;

    #[test]
    fn code_points_become_bytes_and_a_changed_text_is_an_error() {
        // “é” before the span is two bytes and each mark three
        let gold = read(ANSWERS.as_bytes(), |_| Some("Élan said “déjà”.".to_owned())).expect("stands there");
        let q = &gold.quotes[0];
        assert_eq!(q.place.span.of(&gold.documents[0].text), Some("déjà"));
        assert_eq!(q.place.span.start, 14);
        assert!(matches!(
            read(ANSWERS.as_bytes(), |_| Some("changed".to_owned())),
            Err(GoldError::Moved { .. })
        ));
        assert!(matches!(
            read(ANSWERS.as_bytes(), |_| None),
            Err(GoldError::NoText(_))
        ));
        assert!(matches!(read(b"{}", |_| None), Err(GoldError::Form(_))));
    }
}
