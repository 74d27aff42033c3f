//! Names held ready for search.
//!
//! A *form* is a name as it reads in Latin letters; entities of one form are
//! near-duplicates. Forms are numbered in the order in which they are shown
//! among equals: of fewer words first, then listed ones, then shorter ones, then
//! by letters. A *token* is a word of a form; tokens are in alphabetical order,
//! so the tokens that begin as typed follow one another, and so do their
//! postings. Tokens lie in a finite-state transducer (crate `fst`, Gallant 2015,
//! <https://burntsushi.net/transducers/>), in which words spelt alike are found
//! by walking only where an edit distance is still in reach.

mod alike;
mod bits;
mod find;
mod make;

pub(super) use bits::Bits;
pub(super) use find::{Matches, Sought};

use super::bytes::{In, Out};
use super::lists::{Lists, Texts};
use std::io::{self, Read};

/// Forms, their bearers and their words.
pub(super) struct Names {
    /// A form as its first bearer writes it.
    written: Texts,
    /// Words of each form, 255 for more.
    words: Vec<u8>,
    /// Records that bear a form.
    bearers: Lists<u32>,
    tokens: fst::Map<Vec<u8>>,
    /// Forms that have a token, ascending.
    postings: Lists<u32>,
    /// Keys of sound, ascending, and beside each its token.
    sounds: Vec<u64>,
    sounding: Vec<u32>,
}

impl Names {
    /// How many forms.
    pub(super) fn len(&self) -> u32 {
        self.written.len()
    }

    /// A form as its first bearer writes it.
    pub(super) fn written(&self, form: u32) -> &str {
        self.written.at(form)
    }

    /// The records that bear a form.
    pub(super) fn bearers(&self, form: u32) -> &[u32] {
        self.bearers.at(form)
    }

    pub(super) fn bytes(&self) -> u64 {
        let sounds = 12 * self.sounds.len();
        let flat = self.words.len() + self.tokens.as_fst().as_bytes().len() + sounds;
        self.written.bytes() + self.bearers.bytes() + self.postings.bytes() + flat as u64
    }

    pub(super) fn write(&self, out: &mut Out<'_>) -> io::Result<()> {
        self.written.write(out)?;
        out.numbers(&self.words)?;
        self.bearers.write(out)?;
        out.numbers(self.tokens.as_fst().as_bytes())?;
        self.postings.write(out)?;
        out.numbers(&self.sounds)?;
        out.numbers(&self.sounding)
    }

    pub(super) fn read<R: Read>(from: &mut In<R>) -> io::Result<Names> {
        Ok(Names {
            written: Texts::read(from)?,
            words: from.numbers()?,
            bearers: Lists::read(from)?,
            tokens: fst::Map::new(from.numbers()?).map_err(io::Error::other)?,
            postings: Lists::read(from)?,
            sounds: from.numbers()?,
            sounding: from.numbers()?,
        })
    }
}
