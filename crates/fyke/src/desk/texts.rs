//! What was read in texts, as pages ask it.
//!
//! A text shows no score of a lead; it names leads that are about the entities
//! it mentions, as the page of an entity does.

use super::{LocalDesk, Opened};
use crate::screen::Failure;
use fyke_model::desk::{
    Answer, DisagreementView, DocumentLine, DocumentView, Listed, Page, Refusal, SayingView, SharedView,
    StoryView, TextEntity, TextQuery, Texts,
};
use fyke_model::text::{DocumentId, Reading};
use fyke_store::reading::{self, Among, Group, Witness};
use std::collections::{BTreeMap, BTreeSet};

/// Sayings and disagreements of one page of a document or a story at most.
const LINES_MAX: usize = 500;

impl Texts for LocalDesk {
    fn documents(&self, query: &TextQuery) -> Answer<Listed<DocumentLine>> {
        let opened = self.opened()?;
        Ok(reading::documents(&opened.tables, query).map_err(Failure::from)?)
    }

    fn document(&self, id: &DocumentId) -> Answer<DocumentView> {
        let opened = self.opened()?;
        let stored = reading::document(&opened.tables, id).map_err(Failure::from)?;
        let stored = stored.ok_or_else(|| Refusal::absent("the document"))?;
        let touching = lines(Some(id));
        let entities = stored
            .reading
            .as_ref()
            .map(|reading| entities(&opened, reading))
            .unwrap_or_default();
        Ok(DocumentView {
            entities,
            line: stored.line,
            reading: stored.reading,
            file: stored.file,
            read_by: stored.read_by,
            read_at: stored.read_at,
            sayings: sayings(&opened, &touching)?,
            disagreements: disagreements(&opened, &touching)?,
            shared: shared(&opened, id)?,
            compared: reading::is_compared(&opened.case).map_err(Failure::from)?,
        })
    }

    fn sayings(&self, query: &TextQuery) -> Answer<Listed<SayingView>> {
        let opened = self.opened()?;
        Ok(reading::sayings(&opened.tables, query, Among::All).map_err(Failure::from)?)
    }

    fn saying(&self, number: u64) -> Answer<SayingView> {
        let opened = self.opened()?;
        let found = reading::sayings(&opened.tables, &TextQuery::default(), Among::Number(number));
        let found = found.map_err(Failure::from)?.items.into_iter().next();
        found.ok_or_else(|| Refusal::absent("the saying"))
    }

    fn disagreements(&self, query: &TextQuery) -> Answer<Listed<DisagreementView>> {
        let opened = self.opened()?;
        Ok(reading::disagreements(&opened.tables, query, Among::All).map_err(Failure::from)?)
    }

    fn stories(&self, page: Page) -> Answer<Listed<StoryView>> {
        let opened = self.opened()?;
        let told = reading::stories(&opened.tables, page).map_err(Failure::from)?;
        let witnesses =
            reading::witnesses(&opened.tables, Group::Stories(&told.items)).map_err(Failure::from)?;
        // of a list only the documents are told; the rest is on the story's page
        let items = told.items.iter().map(|story| {
            let members: Vec<&Witness> = witnesses.iter().filter(|one| one.story == *story).collect();
            view(&members, vec![], vec![])
        });
        Ok(Listed {
            items: items.collect(),
            total: told.total,
        })
    }

    fn story(&self, document: &DocumentId) -> Answer<StoryView> {
        let opened = self.opened()?;
        let story = reading::story(&opened.tables, document).map_err(Failure::from)?;
        let story = story.ok_or_else(|| Refusal::absent("the story"))?;
        let witnesses =
            reading::witnesses(&opened.tables, Group::Stories(&[story])).map_err(Failure::from)?;
        let (first, among) = (lines(None), Among::Story(story));
        let said = reading::sayings(&opened.tables, &first, among).map_err(Failure::from)?;
        let differ = reading::disagreements(&opened.tables, &first, among).map_err(Failure::from)?;
        Ok(view(
            &witnesses.iter().collect::<Vec<_>>(),
            said.items,
            differ.items,
        ))
    }
}

/// The first of what touches a document, or of all.
fn lines(document: Option<&DocumentId>) -> TextQuery {
    TextQuery {
        document: document.cloned(),
        page: Page {
            offset: 0,
            limit: LINES_MAX,
        },
        ..TextQuery::default()
    }
}

fn sayings(opened: &Opened, query: &TextQuery) -> Answer<Vec<SayingView>> {
    let listed = reading::sayings(&opened.tables, query, Among::All).map_err(Failure::from)?;
    Ok(listed.items)
}

fn disagreements(opened: &Opened, query: &TextQuery) -> Answer<Vec<DisagreementView>> {
    let listed = reading::disagreements(&opened.tables, query, Among::All).map_err(Failure::from)?;
    Ok(listed.items)
}

/// Documents that count as one witness with this one.
fn shared(opened: &Opened, id: &DocumentId) -> Answer<Vec<SharedView>> {
    let witnesses = reading::witnesses(&opened.tables, Group::Origin(id)).map_err(Failure::from)?;
    let own = witnesses
        .iter()
        .find(|witness| witness.document.id == *id)
        .cloned();
    let by = |other: &Witness| {
        let edge = own.as_ref().and_then(|own| own.shared.clone());
        let mine = edge.filter(|(to, _)| *to == other.document.id);
        let theirs = other.shared.clone().filter(|(to, _)| to == id);
        mine.or(theirs).map(|(_, by)| by)
    };
    let others = witnesses.iter().filter(|witness| witness.document.id != *id);
    Ok(others
        .map(|other| SharedView {
            document: other.document.clone(),
            by: by(other),
            earliest: other.earliest,
        })
        .collect())
}

/// The entities that names of a document may mean, each once with its likeliest name.
fn entities(opened: &Opened, reading: &Reading) -> Vec<TextEntity> {
    let mut known: BTreeMap<String, TextEntity> = BTreeMap::new();
    for link in &reading.links {
        let Some((dataset, id)) = link.record.split_once(':') else {
            continue;
        };
        let member = opened.serving.record(dataset, id);
        let entity = member.as_ref().map(|member| member.entity.clone());
        let key = entity.clone().unwrap_or_else(|| link.record.clone());
        let better = known
            .get(&key)
            .is_none_or(|held| held.probability < link.probability);
        if better {
            let leads = entity
                .as_deref()
                .map(|entity| opened.shelf.about(entity, std::iter::empty()))
                .unwrap_or_default();
            known.insert(
                key,
                TextEntity {
                    mention: link.mention,
                    record: link.record.clone(),
                    name: member
                        .as_ref()
                        .map_or_else(|| link.name.clone(), |m| m.name.clone()),
                    listed: member.as_ref().is_some_and(|member| member.listed),
                    entity,
                    probability: link.probability,
                    leads,
                },
            );
        }
    }
    let mut entities: Vec<TextEntity> = known.into_values().collect();
    entities.sort_by(|a, b| {
        let rank = |one: &TextEntity| (!one.leads.is_empty(), one.listed);
        rank(b)
            .cmp(&rank(a))
            .then(b.probability.total_cmp(&a.probability))
            .then_with(|| a.name.cmp(&b.name))
    });
    entities
}

/// A story of what its documents are.
fn view(members: &[&Witness], sayings: Vec<SayingView>, disagreements: Vec<DisagreementView>) -> StoryView {
    let outlets: BTreeSet<&str> = members
        .iter()
        .filter_map(|witness| witness.document.outlet.as_deref())
        .collect();
    let unknown = members
        .iter()
        .filter(|witness| witness.document.outlet.is_none())
        .count();
    let origins: BTreeSet<u64> = members.iter().map(|witness| witness.origin).collect();
    let mut documents: Vec<DocumentLine> = members.iter().map(|witness| witness.document.clone()).collect();
    // documents without a day come last
    documents.sort_by_key(|line| (line.published.is_none(), line.published, line.id.clone()));
    StoryView {
        documents,
        outlets: (outlets.len() + unknown) as u64,
        origins: origins.len() as u64,
        sayings,
        disagreements,
    }
}
