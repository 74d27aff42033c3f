//! Few words many times: a dictionary that numbers them.

use super::bytes::{In, Out};
use super::lists::Texts;
use std::collections::HashMap;
use std::io::{self, Read};

/// Words by number, and numbers by word.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Words {
    all: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Words {
    /// The number of a word, a new one where it was not met.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.all.len() as u32;
        self.all.push(word.to_owned());
        self.numbers.insert(word.to_owned(), number);
        number
    }

    /// The number of a word that was met.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    /// A word.
    pub(super) fn at(&self, number: u32) -> &str {
        self.all.get(number as usize).map_or("", String::as_str)
    }

    /// Puts them in order; gives the new number of each old one.
    pub(super) fn sort(&mut self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.all.len() as u32).collect();
        order.sort_unstable_by(|a, b| self.at(*a).cmp(self.at(*b)));
        let mut new_of = vec![0; order.len()];
        let mut sorted = Words::default();
        for old in order {
            let new = sorted.number(self.at(old));
            if let Some(slot) = new_of.get_mut(old as usize) {
                *slot = new;
            }
        }
        *self = sorted;
        new_of
    }

    pub(super) fn write(&self, out: &mut Out<'_>) -> io::Result<()> {
        let mut texts = Texts::default();
        for word in &self.all {
            texts.push(word).map_err(io::Error::other)?;
        }
        texts.write(out)
    }

    pub(super) fn read<R: Read>(from: &mut In<R>) -> io::Result<Words> {
        let texts = Texts::read(from)?;
        let mut words = Words::default();
        (0..texts.len()).for_each(|at| {
            words.number(texts.at(at));
        });
        Ok(words)
    }
}
