//! What people of the made case keep, in memory. Rows that a note cites must be
//! in the case; what is new for a search is what it found when it was kept, as
//! if all of that had come with an edition since.

use super::{MadeDesk, customs, entities};
use fyke_model::dataset::RowRef;
use fyke_model::desk::{
    Alert, Answer, Book, Bookmark, Cases, Hand, Note, Refusal, SavedSearch, Search, SearchQuery, Thing,
};

/// When all of it happens.
const AT: &str = "2026-01-02T03:04:05Z";

/// What is kept.
#[derive(Default)]
pub(super) struct Books {
    marks: Vec<(String, Bookmark)>,
    notes: Vec<(String, Note)>,
    searches: Vec<(String, SavedSearch, Vec<Alert>)>,
    made: u64,
}

impl Books {
    fn next(&mut self, what: &str) -> String {
        self.made += 1;
        format!("{what}{:04}", self.made)
    }
}

/// Whether a row that is cited is in the case.
fn is_here(desk: &MadeDesk, cited: &str) -> bool {
    let mut parts = cited.rsplitn(3, ':');
    let (Some(row), Some(digits), Some(dataset)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let Ok(case) = desk.case() else { return false };
    let files = case
        .datasets
        .iter()
        .filter(|known| known.id == dataset)
        .flat_map(|known| &known.files);
    let fitting: Vec<_> = files.filter(|file| file.hash.starts_with(digits)).collect();
    let ([file], Ok(row)) = (fitting.as_slice(), row.parse()) else {
        return false;
    };
    let Ok(file) = file.hash.parse() else { return false };
    let row = RowRef {
        dataset: dataset.to_owned(),
        file,
        row,
    };
    entities::row_view(&row).is_ok() || customs::row(&row).is_some()
}

/// What a text cites: words behind an `@` that end in a number behind a colon.
fn cited(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split('@').skip(1);
    words.filter_map(|after| {
        let word = after
            .split(|c: char| c.is_whitespace() || ",;()".contains(c))
            .next()?;
        let word = word.trim_end_matches(['.', ':']);
        let (rest, row) = word.rsplit_once(':')?;
        (rest.contains(':') && row.bytes().all(|byte| byte.is_ascii_digit())).then_some(word)
    })
}

impl Book for MadeDesk {
    fn bookmarks(&self, hand: &Hand) -> Answer<Vec<Bookmark>> {
        let kept = self.kept();
        let seen = |(by, mark): &&(String, Bookmark)| by == hand.person() || mark.shared;
        Ok(kept
            .book
            .marks
            .iter()
            .rev()
            .filter(seen)
            .map(|(_, mark)| mark.clone())
            .collect())
    }

    fn mark(&self, hand: &Hand, bookmark: &Bookmark) -> Answer<()> {
        let mut kept = self.kept();
        let own = |(by, mark): &(String, Bookmark)| by == hand.person() && mark.thing == bookmark.thing;
        kept.book.marks.retain(|one| !own(one));
        match bookmark.status.as_str() {
            "none" => return Ok(()),
            "to_check" | "checked" | "important" => {}
            _ => {
                return Err(Refusal::malformed(
                    "this is no status",
                    "use to_check, checked, important or none",
                ));
            }
        }
        let mark = Bookmark {
            by: hand.name().to_owned(),
            at: AT.to_owned(),
            ..bookmark.clone()
        };
        kept.book.marks.push((hand.person().to_owned(), mark));
        Ok(())
    }

    fn notes(&self, _: Option<&Hand>, about: Option<&Thing>) -> Answer<Vec<Note>> {
        let kept = self.kept();
        let notes = kept.book.notes.iter().rev().map(|(_, note)| note);
        Ok(notes
            .filter(|note| about.is_none_or(|about| *about == note.about))
            .cloned()
            .collect())
    }

    fn note(&self, hand: &Hand, note: &Note) -> Answer<String> {
        if let Some(cited) = cited(&note.text).find(|cited| !is_here(self, cited)) {
            return Err(Refusal::malformed(
                format!("the case has no row '{cited}'"),
                "cite it as its page does: @dataset:file:row",
            ));
        }
        let mut kept = self.kept();
        let own = |(by, known): &&mut (String, Note)| by == hand.person() && known.id == note.id;
        if let Some((_, known)) = kept.book.notes.iter_mut().find(own) {
            known.text = note.text.clone();
            known.versions += 1;
            return Ok(note.id.clone());
        }
        if !note.id.is_empty() {
            return Err(Refusal::absent("this note of yours"));
        }
        let id = kept.book.next("note");
        let (by, at) = (hand.name().to_owned(), AT.to_owned());
        let note = Note {
            id: id.clone(),
            by,
            at,
            versions: 0,
            ..note.clone()
        };
        kept.book.notes.push((hand.person().to_owned(), note));
        Ok(id)
    }

    fn saved(&self, hand: &Hand) -> Answer<Vec<SavedSearch>> {
        let kept = self.kept();
        let own = kept.book.searches.iter().filter(|(by, ..)| by == hand.person());
        Ok(own.map(|(_, search, _)| search.clone()).collect())
    }

    fn save(&self, hand: &Hand, search: &SavedSearch) -> Answer<String> {
        if !search.on {
            self.kept()
                .book
                .searches
                .retain(|(by, known, _)| by != hand.person() || known.id != search.id);
            return Ok(search.id.clone());
        }
        let (path, query) = search.address.split_once('?').unwrap_or((&search.address, ""));
        if path != "/search" {
            return Err(Refusal::malformed(
                "this is no search that can be run again",
                "keep a search of names",
            ));
        }
        let text = query
            .split('&')
            .find_map(|part| part.strip_prefix("q="))
            .unwrap_or_default();
        let text = text.replace(['+', '%'], " ");
        let found = self.search(&SearchQuery {
            text,
            ..SearchQuery::default()
        });
        let mut kept = self.kept();
        let (id, feed) = (kept.book.next("search"), kept.book.next("feed-of-the-made-case-"));
        let new = found
            .map(|found| found.hits)
            .unwrap_or_default()
            .into_iter()
            .take(3)
            .map(|hit| Alert {
                search: id.clone(),
                search_title: search.title.clone(),
                thing: Thing::Entity(hit.id),
                title: hit.caption,
                words: "came with the made list, edition 2022-09-01".to_owned(),
                at: AT.to_owned(),
            });
        let new = new.collect();
        let search = SavedSearch {
            id: id.clone(),
            feed,
            ..search.clone()
        };
        kept.book.searches.push((hand.person().to_owned(), search, new));
        Ok(id)
    }

    fn alerts(&self, hand: &Hand) -> Answer<Vec<Alert>> {
        let kept = self.kept();
        let own = kept.book.searches.iter().filter(|(by, ..)| by == hand.person());
        Ok(own.flat_map(|(.., new)| new.clone()).collect())
    }

    fn feed(&self, name: &str) -> Answer<(SavedSearch, Vec<Alert>)> {
        let kept = self.kept();
        let found = kept
            .book
            .searches
            .iter()
            .find(|(_, search, _)| search.feed == name);
        found
            .map(|(_, search, new)| (search.clone(), new.clone()))
            .ok_or_else(|| Refusal::absent("the feed"))
    }

    fn seen(&self, hand: &Hand, search: &str) -> Answer<()> {
        let mut kept = self.kept();
        let own = |(by, known, _): &&mut (String, SavedSearch, Vec<Alert>)| {
            by == hand.person() && known.id == search
        };
        let found = kept.book.searches.iter_mut().find(own);
        found
            .map(|(.., new)| new.clear())
            .ok_or_else(|| Refusal::absent("this search of yours"))
    }
}
