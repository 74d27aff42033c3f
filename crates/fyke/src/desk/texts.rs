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
use fyke_store::reading::{self, Witness};
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
        let touching = touching(id);
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
        Ok(reading::sayings(&opened.tables, query, None).map_err(Failure::from)?)
    }

    fn saying(&self, number: u64) -> Answer<SayingView> {
        let opened = self.opened()?;
        let found = reading::sayings(&opened.tables, &TextQuery::default(), Some(number));
        let found = found.map_err(Failure::from)?.items.into_iter().next();
        found.ok_or_else(|| Refusal::absent("the saying"))
    }

    fn disagreements(&self, query: &TextQuery) -> Answer<Listed<DisagreementView>> {
        let opened = self.opened()?;
        Ok(reading::disagreements(&opened.tables, query).map_err(Failure::from)?)
    }

    fn stories(&self, page: Page) -> Answer<Listed<StoryView>> {
        let opened = self.opened()?;
        let stories = Stories::of(&opened)?;
        let mut groups = stories.groups();
        groups.retain(|group| group.len() > 1);
        groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
        let total = groups.len() as u64;
        let chosen = groups.iter().skip(page.offset).take(page.limit);
        // of a list only the documents are told; the rest is on the story's page
        let items = chosen.map(|group| stories.view(group, vec![], vec![])).collect();
        Ok(Listed { items, total })
    }

    fn story(&self, document: &DocumentId) -> Answer<StoryView> {
        let opened = self.opened()?;
        let stories = Stories::of(&opened)?;
        let mut groups = stories.groups().into_iter();
        let group = groups.find(|group| group.contains(document));
        let group = group.ok_or_else(|| Refusal::absent("the story"))?;
        let inside = |line: &DocumentLine| group.contains(&line.id);
        let all = everything();
        let mut said = reading::sayings(&opened.tables, &all, None)
            .map_err(Failure::from)?
            .items;
        said.retain(|saying| saying.places.iter().any(|place| inside(&place.document)));
        said.truncate(LINES_MAX);
        let mut differ = reading::disagreements(&opened.tables, &all)
            .map_err(Failure::from)?
            .items;
        differ.retain(|one| one.sides.iter().any(|side| inside(&side.document)));
        differ.truncate(LINES_MAX);
        Ok(stories.view(&group, said, differ))
    }
}

fn everything() -> TextQuery {
    TextQuery {
        page: Page {
            offset: 0,
            limit: usize::MAX >> 1,
        },
        ..TextQuery::default()
    }
}

fn touching(id: &DocumentId) -> TextQuery {
    TextQuery {
        document: Some(id.clone()),
        page: Page {
            offset: 0,
            limit: LINES_MAX,
        },
        ..TextQuery::default()
    }
}

fn sayings(opened: &Opened, query: &TextQuery) -> Answer<Vec<SayingView>> {
    let listed = reading::sayings(&opened.tables, query, None).map_err(Failure::from)?;
    Ok(listed.items)
}

fn disagreements(opened: &Opened, query: &TextQuery) -> Answer<Vec<DisagreementView>> {
    let listed = reading::disagreements(&opened.tables, query).map_err(Failure::from)?;
    Ok(listed.items)
}

/// Documents that count as one witness with this one.
fn shared(opened: &Opened, id: &DocumentId) -> Answer<Vec<SharedView>> {
    let witnesses = reading::witnesses(&opened.tables, Some(id)).map_err(Failure::from)?;
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

/// Documents joined by what they share.
struct Stories {
    witnesses: BTreeMap<DocumentId, Witness>,
    joined: BTreeMap<DocumentId, DocumentId>,
}

impl Stories {
    fn of(opened: &Opened) -> Answer<Stories> {
        let witnesses = reading::witnesses(&opened.tables, None).map_err(Failure::from)?;
        let mut stories = Stories {
            joined: BTreeMap::new(),
            witnesses: witnesses
                .into_iter()
                .map(|witness| (witness.document.id.clone(), witness))
                .collect(),
        };
        let mut origins: BTreeMap<u64, DocumentId> = BTreeMap::new();
        let pairs: Vec<(DocumentId, u64)> = stories
            .witnesses
            .iter()
            .map(|(id, witness)| (id.clone(), witness.origin))
            .collect();
        for (id, origin) in pairs {
            let first = origins.entry(origin).or_insert_with(|| id.clone()).clone();
            stories.join(&first, &id);
        }
        let all = everything();
        for saying in reading::sayings(&opened.tables, &all, None)
            .map_err(Failure::from)?
            .items
        {
            stories.join_all(saying.places.iter().map(|place| &place.document.id));
        }
        for one in reading::disagreements(&opened.tables, &all)
            .map_err(Failure::from)?
            .items
        {
            stories.join_all(one.sides.iter().map(|side| &side.document.id));
        }
        Ok(stories)
    }

    fn join_all<'a>(&mut self, mut ids: impl Iterator<Item = &'a DocumentId>) {
        if let Some(first) = ids.next() {
            for id in ids {
                self.join(first, id);
            }
        }
    }

    fn root(&self, id: &DocumentId) -> DocumentId {
        let mut at = id.clone();
        while let Some(up) = self.joined.get(&at) {
            at = up.clone();
        }
        at
    }

    /// The smaller id stays above, so that the order of joins does not matter.
    fn join(&mut self, one: &DocumentId, other: &DocumentId) {
        let (one, other) = (self.root(one), self.root(other));
        if one != other {
            let (above, below) = if one < other { (one, other) } else { (other, one) };
            self.joined.insert(below, above);
        }
    }

    fn groups(&self) -> Vec<BTreeSet<DocumentId>> {
        let mut groups: BTreeMap<DocumentId, BTreeSet<DocumentId>> = BTreeMap::new();
        for id in self.witnesses.keys() {
            groups.entry(self.root(id)).or_default().insert(id.clone());
        }
        groups.into_values().collect()
    }

    fn view(
        &self,
        group: &BTreeSet<DocumentId>,
        sayings: Vec<SayingView>,
        disagreements: Vec<DisagreementView>,
    ) -> StoryView {
        let members: Vec<&Witness> = group.iter().filter_map(|id| self.witnesses.get(id)).collect();
        let outlets: BTreeSet<&str> = members
            .iter()
            .filter_map(|witness| witness.document.outlet.as_deref())
            .collect();
        let unknown = members
            .iter()
            .filter(|witness| witness.document.outlet.is_none())
            .count();
        let origins: BTreeSet<u64> = members.iter().map(|witness| witness.origin).collect();
        let mut documents: Vec<DocumentLine> =
            members.iter().map(|witness| witness.document.clone()).collect();
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
}
