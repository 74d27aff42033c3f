//! What claims keep of a document: keys in memory, the rest on a shelf.

use super::names::Person;
use super::said::Quoted;
use super::slots::{Number, Time, When};
use super::statement::Statement;
use super::{Read, lexicon};
use crate::shelf::pack::{Pack, fields};
use crate::shelf::{Keep, Place};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// A document that lies on the shelf.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    pub number: u32,
    pub day: Option<i32>,
    pub read: Place,
    /// Its quotes alone, which many sayings ask for.
    pub quotes: Place,
}

/// Documents held at once while stories are compared: 15 kB each at a thousand words.
const HELD_MAX: usize = 400;

/// The documents, fetched by position, with stems numbered by their letters.
pub(super) struct Library<'a> {
    pub keep: &'a mut Keep,
    pub kept: &'a [Kept],
    pub shown: &'a [String],
    /// Of each stem as it was first numbered, its number in the order of letters.
    rank: &'a [u32],
    letters: &'a FxHashMap<u32, Vec<u32>>,
    held: FxHashMap<u32, Rc<Read>>,
}

impl<'a> Library<'a> {
    pub fn new(
        keep: &'a mut Keep,
        kept: &'a [Kept],
        shown: &'a [String],
        rank: &'a [u32],
        letters: &'a FxHashMap<u32, Vec<u32>>,
    ) -> Library<'a> {
        Library {
            keep,
            kept,
            shown,
            rank,
            letters,
            held: FxHashMap::default(),
        }
    }

    pub fn read(&mut self, at: u32) -> Rc<Read> {
        if let Some(held) = self.held.get(&at) {
            return Rc::clone(held);
        }
        let mut read: Read = self.keep.get(self.kept[at as usize].read);
        for statement in &mut read.statements {
            self.renumber(statement);
        }
        let read = Rc::new(read);
        if self.held.len() >= HELD_MAX {
            self.held.clear();
        }
        self.held.insert(at, Rc::clone(&read));
        read
    }

    pub fn quotes(&mut self, at: u32) -> Vec<Quoted> {
        self.keep.get(self.kept[at as usize].quotes)
    }

    /// Position of a document by its number.
    pub fn position(&self, number: u32) -> Option<u32> {
        let found = self.kept.binary_search_by_key(&number, |kept| kept.number);
        found.ok().map(|at| at as u32)
    }

    /// Gives stems numbers in the order of their letters, and adds to letters what they stand
    /// for: after this nothing depends on which document came first.
    fn renumber(&self, statement: &mut Statement) {
        let again = |ids: &mut Vec<u32>, spelled: bool| {
            for id in ids.iter_mut() {
                *id = self.ranked(*id);
            }
            if spelled {
                let long: Vec<u32> = ids
                    .iter()
                    .filter_map(|id| self.letters.get(id))
                    .flatten()
                    .copied()
                    .collect();
                ids.extend(long);
            }
            ids.sort_unstable();
            ids.dedup();
        };
        again(&mut statement.stems, true);
        again(&mut statement.names, false);
        again(&mut statement.denied, false);
        for (_, noun, _) in &mut statement.peoples {
            *noun = self.ranked(*noun);
        }
        if let Some((_, stems)) = &mut statement.addressed {
            again(stems, true);
        }
    }

    fn ranked(&self, id: u32) -> u32 {
        self.rank.get(id as usize).copied().unwrap_or(0)
    }
}

fields!(Read {
    number,
    statements,
    credits,
    people
});
fields!(Person { words, span, count });
fields!(Quoted {
    quote,
    explicit,
    before,
    sentences
});
fields!(Number {
    span,
    value,
    unit,
    open
});
fields!(Time { span, when });

impl Pack for When {
    fn pack(&self, to: &mut Vec<u8>) {
        match *self {
            When::Weekday(day) => (0u32, day, 0u32).pack(to),
            When::Day(month, day) => (1u32, month, day).pack(to),
            When::Year(year) => (2u32, 0usize, year).pack(to),
            When::Ago(from, until) => (3u32, from, until).pack(to),
        }
    }

    fn unpack(from: &mut &[u8]) -> When {
        let (kind, first, second) = <(u32, u32, u32)>::unpack(from);
        match kind {
            0 => When::Weekday(first as usize),
            1 => When::Day(first as usize, second),
            2 => When::Year(second),
            _ => When::Ago(first, second),
        }
    }
}

/// A country as a list of the crate has it.
struct Country(&'static str);

impl Pack for Country {
    fn pack(&self, to: &mut Vec<u8>) {
        lexicon::country_number(self.0).pack(to);
    }

    fn unpack(from: &mut &[u8]) -> Country {
        Country(lexicon::country(usize::unpack(from)))
    }
}

impl Pack for Statement {
    fn pack(&self, to: &mut Vec<u8>) {
        (self.document, self.span, self.heading).pack(to);
        self.stems.pack(to);
        self.names.pack(to);
        self.denied.pack(to);
        self.numbers.pack(to);
        self.times.pack(to);
        self.peoples.len().pack(to);
        for (country, noun, span) in &self.peoples {
            (Country(country), *noun, *span).pack(to);
        }
        self.loaded.pack(to);
        self.addressed.pack(to);
        self.hearsay.pack(to);
        self.credited.pack(to);
        self.quotes.pack(to);
        self.speaker.pack(to);
    }

    fn unpack(from: &mut &[u8]) -> Statement {
        let (document, span, heading) = Pack::unpack(from);
        Statement {
            document,
            span,
            heading,
            stems: Pack::unpack(from),
            names: Pack::unpack(from),
            denied: Pack::unpack(from),
            numbers: Pack::unpack(from),
            times: Pack::unpack(from),
            peoples: Vec::<(Country, u32, _)>::unpack(from)
                .into_iter()
                .map(|(country, noun, span)| (country.0, noun, span))
                .collect(),
            loaded: Pack::unpack(from),
            addressed: Pack::unpack(from),
            hearsay: Pack::unpack(from),
            credited: Pack::unpack(from),
            quotes: Pack::unpack(from),
            speaker: Pack::unpack(from),
        }
    }
}
