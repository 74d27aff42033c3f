//! What people keep beside the case: bookmarks, notes, searches.
//!
//! Each is an entry of the record, signed by who keeps it; the last one counts.

use super::leads::{Named, Sight};
use super::log::Log;
use super::{LocalDesk, cited};
use crate::commands::add::now;
use crate::screen::{Failure, Outcome};
use fyke_judge::desk::Hand as Signing;
use fyke_judge::key::{KeyId, PersonKey};
use fyke_judge::record::{Random, RecordError, SystemRandom};
use fyke_model::desk::{Alert, Answer, Book, Bookmark, Hand, Note, Refusal, Role, SavedSearch, Thing, Why};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Letters of a note at most.
const NOTE_MAX: usize = 100_000;
/// Letters of a title, a list, an address.
const LINE_MAX: usize = 4_000;
/// Searches that one person keeps.
const SEARCHES_MAX: usize = 100;

impl LocalDesk {
    /// Keeps something of this person.
    pub(super) fn keep(&self, hand: &Hand, kind: &str, id: &str, thing: &impl Serialize) -> Answer<()> {
        let thing = serde_json::to_value(thing).map_err(Failure::from)?;
        self.with_log(hand, Role::Reader, |log, key| write(log, key, kind, id, thing))
    }

    /// What of a kind is kept, by whom, with its id, the newest last.
    pub(super) fn kept<T: DeserializeOwned>(
        &self,
        kind: &str,
        of: impl Fn(KeyId) -> bool,
    ) -> Outcome<Vec<Found<T>>> {
        let log = self.log()?;
        Ok(log.as_ref().map(|log| found(log, kind, of)).unwrap_or_default())
    }
}

/// Something that is kept.
pub(super) struct Found<T> {
    pub thing: T,
    pub id: String,
    pub by: KeyId,
    pub name: String,
    pub at: String,
    pub entry: u64,
    pub versions: u64,
}

fn found<T: DeserializeOwned>(log: &Log, kind: &str, of: impl Fn(KeyId) -> bool) -> Vec<Found<T>> {
    let mut all: Vec<Found<T>> = log
        .kept
        .iter()
        .filter(|((by, known, _), _)| known == kind && of(*by))
        .filter_map(|((by, _, id), kept)| {
            Some(Found {
                // what a newer program kept is left to it
                thing: serde_json::from_value(kept.thing.clone()?).ok()?,
                id: id.clone(),
                by: *by,
                name: log.roll.name(*by),
                at: kept.at.clone(),
                entry: kept.entry,
                versions: kept.versions,
            })
        })
        .collect();
    all.sort_by_key(|one| one.entry);
    all
}

fn write(log: &mut Log, key: &PersonKey, kind: &str, id: &str, thing: serde_json::Value) -> Outcome {
    let at = now();
    let mut signing = Signing {
        by: key,
        at: &at,
        random: &mut SystemRandom,
    };
    log.desk.keep(kind, id, thing, &mut signing)?;
    Ok(())
}

/// A name that nobody can guess.
pub(super) fn fresh() -> Outcome<String> {
    let mut bytes = [0_u8; 16];
    SystemRandom.fill(&mut bytes).map_err(RecordError::from)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn too_long(what: &str, has: usize, most: usize) -> Refusal {
    Refusal::new(
        Why::TooMuch,
        format!("{what} has {has} bytes"),
        format!("write {most} at most"),
    )
}

fn line(what: &str, text: &str) -> Answer<()> {
    match text.len() {
        has if has > LINE_MAX => Err(too_long(what, has, LINE_MAX)),
        _ => Ok(()),
    }
}

/// The id of a bookmark: one for each thing.
fn mark_id(thing: &Thing) -> Outcome<String> {
    Ok(serde_json::to_string(thing)?)
}

impl Book for LocalDesk {
    fn bookmarks(&self, hand: &Hand) -> Answer<Vec<Bookmark>> {
        let me = self.key(hand)?.id();
        let all = self.kept::<Bookmark>("bookmark", |_| true)?;
        Ok(all
            .into_iter()
            .rev()
            .filter(|one| one.by == me || one.thing.shared)
            .map(|one| Bookmark {
                by: one.name,
                at: one.at,
                ..one.thing
            })
            .collect())
    }

    fn mark(&self, hand: &Hand, bookmark: &Bookmark) -> Answer<()> {
        line("the title", &bookmark.title)?;
        line("the name of the list", &bookmark.list)?;
        let id = mark_id(&bookmark.thing)?;
        line("what is marked", &id)?;
        let kept = match bookmark.status.as_str() {
            "none" => None,
            "to_check" | "checked" | "important" => Some(Bookmark {
                by: String::new(),
                at: String::new(),
                ..bookmark.clone()
            }),
            other => {
                let shown: String = other.chars().take(40).collect();
                return Err(Refusal::malformed(
                    format!("'{shown}' is no status of a bookmark"),
                    "use to_check, checked, important or none",
                ));
            }
        };
        self.keep(hand, "bookmark", &id, &kept)
    }

    fn notes(&self, hand: Option<&Hand>, about: Option<&Thing>) -> Answer<Vec<Note>> {
        let me = self.who(hand)?;
        let opened = self.opened()?;
        let mut log = self.log()?;
        let Some(log) = log.as_mut() else {
            return Ok(Vec::new());
        };
        let mut all = Vec::new();
        for one in found::<Note>(log, "note", |_| true).into_iter().rev() {
            if about.is_some_and(|about| *about != one.thing.about) {
                continue;
            }
            // what others wrote of a lead is shown to whoever has judged it
            if let Thing::Lead(lead) = &one.thing.about
                && Some(one.by) != me
                && let Ok(named) = Named::find(&opened, Some(log), me, lead)
                && matches!(Sight::of(Some(log), me, &named)?, Sight::Blind)
            {
                continue;
            }
            all.push(Note {
                id: one.id,
                by: one.name,
                at: one.at,
                versions: one.versions,
                ..one.thing
            });
        }
        Ok(all)
    }

    fn note(&self, hand: &Hand, note: &Note) -> Answer<String> {
        if note.text.len() > NOTE_MAX {
            return Err(too_long("the note", note.text.len(), NOTE_MAX));
        }
        let opened = self.opened()?;
        for cited in cited::in_text(&note.text) {
            if cited::find(&opened, cited).is_none() {
                return Err(Refusal::malformed(
                    format!("the case has no row '{cited}'"),
                    "cite it as its page does: @dataset:file:row",
                ));
            }
        }
        let me = self.key(hand)?.id();
        let id = match note.id.as_str() {
            "" => fresh()?,
            id => {
                let own = self.kept::<Note>("note", |by| by == me)?;
                if !own.iter().any(|one| one.id == id) {
                    return Err(Refusal::absent("this note of yours"));
                }
                id.to_owned()
            }
        };
        // an empty text is no note any more
        let kept = (!note.text.trim().is_empty()).then(|| Note {
            id: String::new(),
            by: String::new(),
            at: String::new(),
            versions: 0,
            ..note.clone()
        });
        self.keep(hand, "note", &id, &kept)?;
        Ok(id)
    }

    fn saved(&self, hand: &Hand) -> Answer<Vec<SavedSearch>> {
        let me = self.key(hand)?.id();
        let all = self.kept::<SavedSearch>("search", |by| by == me)?;
        Ok(all
            .into_iter()
            .map(|one| SavedSearch {
                id: one.id,
                ..one.thing
            })
            .collect())
    }

    fn save(&self, hand: &Hand, search: &SavedSearch) -> Answer<String> {
        line("the title", &search.title)?;
        line("the address", &search.address)?;
        let own = self.saved(hand)?;
        let before = own.iter().find(|one| one.id == search.id);
        if !search.on {
            if before.is_some() {
                self.keep(hand, "search", &search.id, &None::<SavedSearch>)?;
            }
            return Ok(search.id.clone());
        }
        if before.is_none() && (!search.id.is_empty() || own.len() >= SEARCHES_MAX) {
            return Err(match search.id.is_empty() {
                true => Refusal::new(
                    Why::TooMuch,
                    format!("you keep {SEARCHES_MAX} searches already"),
                    "forget one first",
                ),
                false => Refusal::absent("this search of yours"),
            });
        }
        // it must be one that can be run again
        let ids = self.run_again(Some(hand), &search.address)?;
        let id = match before {
            Some(before) => before.id.clone(),
            None => fresh()?,
        };
        let feed = match before {
            Some(before) => before.feed.clone(),
            None => fresh()?,
        };
        let kept = SavedSearch {
            id: String::new(),
            feed,
            ..search.clone()
        };
        self.keep(hand, "search", &id, &kept)?;
        if before.is_none_or(|before| before.address != search.address) {
            self.mark_seen(hand, &id, ids)?;
        }
        Ok(id)
    }

    fn alerts(&self, hand: &Hand) -> Answer<Vec<Alert>> {
        self.alerts_of(hand)
    }

    fn feed(&self, name: &str) -> Answer<(SavedSearch, Vec<Alert>)> {
        self.feed_of(name)
    }

    fn seen(&self, hand: &Hand, search: &str) -> Answer<()> {
        let own = self.saved(hand)?;
        let Some(one) = own.iter().find(|one| one.id == search) else {
            return Err(Refusal::absent("this search of yours"));
        };
        let ids = self.run_again(Some(hand), &one.address)?;
        self.mark_seen(hand, search, ids)
    }
}
