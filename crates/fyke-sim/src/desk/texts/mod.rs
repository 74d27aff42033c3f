//! Made texts: what is asked about them.

mod papers;

use super::MadeDesk;
use super::entities::part;
use super::leads::find;
use super::world::world;
use fyke_model::dataset::Handling;
use fyke_model::desk::{
    Answer, DisagreementSide, DisagreementView, DocumentLine, DocumentView, Listed, Page, Refusal,
    SayingPlace, SayingView, SharedView, StoryView, TextEntity, TextQuery, Texts,
};
use fyke_model::text::{Difference, DifferenceKind, DocumentId, Garble, Reading, SharedBy};
use papers::{BY, PAPERS, Paper, SCAN, place, reading};

/// Leads of the made case that are about somebody whom texts name.
const LEADS: [&str; 6] = [
    "lead-amber",
    "lead-birch",
    "lead-cedar",
    "lead-dogwood",
    "lead-elder",
    "lead-fir",
];

/// Texts of the one story, by their place among the papers: the third reprints
/// the first.
const STORY: [usize; 3] = [0, 1, 2];

fn words(text: &str) -> u64 {
    text.split_whitespace().count() as u64
}

fn line(paper: &Paper, reading: &Reading) -> DocumentLine {
    DocumentLine {
        id: DocumentId::of(&reading.document),
        file_name: paper.file_name.to_owned(),
        title: reading.document.title.as_ref().map(|title| title.value.clone()),
        outlet: paper.outlet.map(str::to_owned),
        published: reading.document.published.as_ref().map(|day| day.value),
        language: Some(paper.language.to_owned()),
        words: words(&reading.document.text),
        quotes: reading.quotes.len() as u64,
        handling: Handling::Open,
        refused: None,
    }
}

/// The line of the file that could not be read.
fn scan() -> Option<DocumentLine> {
    let (file_name, why) = SCAN;
    let hash = papers::file(file_name).to_string();
    Some(DocumentLine {
        id: format!("{}-0", hash.get(..16)?).parse().ok()?,
        file_name: file_name.to_owned(),
        title: None,
        outlet: None,
        published: None,
        language: None,
        words: 0,
        quotes: 0,
        handling: Handling::Open,
        refused: Some(why.to_owned()),
    })
}

fn all() -> Vec<(DocumentLine, Option<Reading>)> {
    let read = PAPERS.iter().map(|paper| {
        let reading = reading(paper);
        (line(paper, &reading), Some(reading))
    });
    let mut all: Vec<_> = read.chain(scan().map(|line| (line, None))).collect();
    all.sort_by_key(|(line, _)| (std::cmp::Reverse(line.published), line.id.clone()));
    all
}

/// The papers of the story, in their order.
fn told() -> Vec<(DocumentLine, Reading)> {
    let papers = STORY.iter().filter_map(|at| PAPERS.get(*at));
    papers
        .map(|paper| {
            let reading = reading(paper);
            (line(paper, &reading), reading)
        })
        .collect()
}

fn sayings() -> Vec<SayingView> {
    let usual = "We shipped four crates in April, and every paper was in order,";
    let other = "We shipped the crates in April, and all papers were in order,";
    let difference = |one: &str, other: &str| Difference {
        kind: DifferenceKind::Substance,
        one: one.to_owned(),
        other: other.to_owned(),
    };
    let mut places: Vec<SayingPlace> = told()
        .into_iter()
        .filter_map(|(document, reading)| {
            let text = &reading.document.text;
            let (span, said, same) = match place(text, usual) {
                Some(span) => (span, usual, true),
                None => (place(text, other)?, other, false),
            };
            Some(SayingPlace {
                document,
                span,
                text: said.to_owned(),
                speaker: Some("Selim Kaya".to_owned()),
                canonical: false,
                differences: if same {
                    Vec::new()
                } else {
                    vec![
                        difference("four", "the"),
                        difference("every paper was", "all papers were"),
                    ]
                },
            })
        })
        .collect();
    if let Some(first) = places.first_mut() {
        first.canonical = true;
    }
    vec![SayingView {
        number: 1,
        speaker: Some("Selim Kaya".to_owned()),
        text: usual.to_owned(),
        outlets: 3,
        origins: 2,
        places,
    }]
}

fn disagreements() -> Vec<DisagreementView> {
    let sides = told().into_iter().take(2).filter_map(|(document, reading)| {
        let text = &reading.document.text;
        let (start, end) = (text.find("Beta Ticaret")?, text.find(" said.")?);
        let span = fyke_model::text::Span::new(start, end);
        Some(DisagreementSide {
            document,
            span,
            text: span.of(text)?.to_owned(),
        })
    });
    vec![DisagreementView {
        number: 1,
        kind: Garble::Number,
        said: "one says four crates, the other forty crates".to_owned(),
        reconcilable_by: Some("four crates of one consignment among forty of several".to_owned()),
        sides: sides.collect(),
    }]
}

/// Whether one of some texts is the one that was asked for.
fn touches<'d>(query: &TextQuery, mut documents: impl Iterator<Item = &'d DocumentLine>) -> bool {
    query
        .document
        .as_ref()
        .is_none_or(|id| documents.any(|line| line.id == *id))
}

fn says(query: &TextQuery, text: &str) -> bool {
    text.to_lowercase().contains(&query.text.to_lowercase())
}

fn whole_story() -> StoryView {
    StoryView {
        documents: told().into_iter().map(|(line, _)| line).collect(),
        outlets: 3,
        origins: 2,
        sayings: sayings(),
        disagreements: disagreements(),
    }
}

impl MadeDesk {
    fn named_in(&self, reading: &Reading) -> Vec<TextEntity> {
        let now = self.partition();
        let mut found: Vec<TextEntity> = Vec::new();
        for link in &reading.links {
            if found.iter().any(|known| known.record == link.record) {
                continue;
            }
            let entity = now.get(&link.record).cloned();
            let about =
                |id: &&str| find(id).is_some_and(|lead| lead.entity.is_some() && lead.entity == entity);
            found.push(TextEntity {
                mention: link.mention,
                record: link.record.clone(),
                name: link.name.clone(),
                probability: link.probability,
                listed: world()
                    .records
                    .get(&link.record)
                    .is_some_and(|record| record.listed),
                leads: LEADS
                    .iter()
                    .filter(|id| about(id))
                    .map(|id| (*id).to_owned())
                    .collect(),
                entity,
            });
        }
        found
    }
}

impl Texts for MadeDesk {
    fn documents(&self, query: &TextQuery) -> Answer<Listed<DocumentLine>> {
        let fits = |(line, reading): &(DocumentLine, Option<Reading>)| {
            let text = reading
                .as_ref()
                .map_or("", |reading| reading.document.text.as_str());
            let names = |record: &String| {
                reading
                    .as_ref()
                    .is_some_and(|reading| reading.links.iter().any(|link| link.record == *record))
            };
            says(query, text)
                && touches(query, std::iter::once(line))
                && (query.outlet.is_none() || query.outlet == line.outlet)
                && (query.language.is_none() || query.language == line.language)
                && query.record.as_ref().is_none_or(names)
        };
        let lines = all().into_iter().filter(fits).map(|(line, _)| line).collect();
        Ok(part(lines, query.page))
    }

    fn document(&self, id: &DocumentId) -> Answer<DocumentView> {
        let found = all().into_iter().find(|(line, _)| line.id == *id);
        let (line, reading) = found.ok_or_else(|| Refusal::absent("the document"))?;
        let query = TextQuery {
            document: Some(id.clone()),
            ..TextQuery::default()
        };
        let story = told();
        let pair: Vec<&DocumentLine> = [0, 2]
            .iter()
            .filter_map(|at| story.get(*at))
            .map(|(line, _)| line)
            .collect();
        let mine = pair.iter().any(|line| line.id == *id);
        let shared = pair.iter().enumerate().filter(|(_, line)| mine && line.id != *id);
        let file = reading
            .as_ref()
            .map_or_else(|| papers::file(SCAN.0), |reading| reading.document.file);
        Ok(DocumentView {
            entities: reading
                .as_ref()
                .map(|reading| self.named_in(reading))
                .unwrap_or_default(),
            read_by: reading.as_ref().map(|_| BY.to_owned()).unwrap_or_default(),
            file: file.to_string(),
            read_at: "2026-01-01T00:00:00Z".to_owned(),
            sayings: self.sayings(&query)?.items,
            disagreements: self.disagreements(&query)?.items,
            shared: shared
                .map(|(at, line)| SharedView {
                    document: (*line).clone(),
                    by: Some(SharedBy::NearCopy),
                    earliest: at == 0,
                })
                .collect(),
            compared: true,
            line,
            reading,
        })
    }

    fn sayings(&self, query: &TextQuery) -> Answer<Listed<SayingView>> {
        let mut found = sayings();
        found.retain(|one| says(query, &one.text) && touches(query, one.places.iter().map(|p| &p.document)));
        Ok(part(found, query.page))
    }

    fn saying(&self, number: u64) -> Answer<SayingView> {
        let found = sayings().into_iter().find(|saying| saying.number == number);
        found.ok_or_else(|| Refusal::absent("the saying"))
    }

    fn disagreements(&self, query: &TextQuery) -> Answer<Listed<DisagreementView>> {
        let mut found = disagreements();
        found.retain(|one| says(query, &one.said) && touches(query, one.sides.iter().map(|s| &s.document)));
        Ok(part(found, query.page))
    }

    fn stories(&self, page: Page) -> Answer<Listed<StoryView>> {
        Ok(part(vec![whole_story()], page))
    }

    fn story(&self, document: &DocumentId) -> Answer<StoryView> {
        let story = whole_story();
        if story.documents.iter().any(|line| line.id == *document) {
            return Ok(story);
        }
        let found = all()
            .into_iter()
            .find(|(line, reading)| line.id == *document && reading.is_some());
        let (line, _) = found.ok_or_else(|| Refusal::absent("the story"))?;
        Ok(StoryView {
            documents: vec![line],
            outlets: 1,
            origins: 1,
            sayings: vec![],
            disagreements: vec![],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_span_of_a_made_text_is_of_that_text() {
        let counts: Vec<[usize; 4]> = PAPERS
            .iter()
            .map(|paper| {
                let reading = reading(paper);
                let text = &reading.document.text;
                let blocks: Vec<&str> = reading
                    .document
                    .blocks
                    .iter()
                    .filter_map(|b| b.span.of(text))
                    .collect();
                assert_eq!(blocks.join("\n\n"), *text);
                assert!(
                    reading
                        .mentions
                        .iter()
                        .all(|one| one.span.of(text) == Some(&one.name))
                );
                [
                    reading.quotes.len(),
                    reading.mentions.len(),
                    reading.facts.len(),
                    reading.document.findings.len(),
                ]
            })
            .collect();
        // quotations, names, facts, findings, as one counts them in the texts above
        assert_eq!(
            counts,
            [
                [3, 10, 1, 0],
                [1, 5, 0, 0],
                [1, 7, 0, 0],
                [0, 1, 0, 2],
                [0, 0, 0, 1],
                [1, 2, 0, 0]
            ]
        );
    }

    #[test]
    fn the_two_sides_say_four_and_forty() {
        let sides = disagreements().remove(0).sides;
        assert!(sides[0].text.contains("four crates") && sides[1].text.contains("forty crates"));
        assert_eq!(sayings()[0].places.len(), 3);
    }
}
