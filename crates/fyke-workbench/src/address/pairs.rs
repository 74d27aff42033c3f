//! The parts of an address after `?`: read with their hundredths and plus signs
//! undone, written so that they survive.

use crate::show;
use fyke_model::desk::{Answer, Page, Refusal, Why};
use std::str::FromStr;

/// Parts of one address at most: more than any form of ours sends, less than
/// makes reading them a burden.
const PAIRS_MAX: usize = 1000;

/// Letters of one value at most: names are shorter, and so are sentences of
/// people; texts go into bodies.
const VALUE_MAX: usize = 2000;

/// Parts of an address, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// Reads the part of an address after `?`.
    ///
    /// # Errors
    /// Too many parts, or too long a value.
    pub fn of(query: &str) -> Answer<Pairs> {
        let mut pairs = Pairs::every(query)?;
        pairs.0.retain(|(_, value)| !value.is_empty());
        Ok(pairs)
    }

    /// The same with values that are empty: programs mean them.
    ///
    /// # Errors
    /// As [`Pairs::of`].
    pub fn every(query: &str) -> Answer<Pairs> {
        let mut pairs = Vec::new();
        for part in query.split('&').filter(|part| !part.is_empty()) {
            if pairs.len() >= PAIRS_MAX {
                return Err(Refusal::new(
                    Why::TooMuch,
                    format!("the address has more than {PAIRS_MAX} parts"),
                    "choose fewer values",
                ));
            }
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let value = decoded(value);
            if value.chars().count() > VALUE_MAX {
                return Err(Refusal::new(
                    Why::TooMuch,
                    format!("a value in the address is longer than {VALUE_MAX} letters"),
                    "shorten it",
                ));
            }
            pairs.push((decoded(name), value));
        }
        Ok(Pairs(pairs))
    }

    /// The first value of that name.
    pub fn one(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// Every value of that name.
    pub fn all<'p>(&'p self, name: &str) -> impl Iterator<Item = &'p str> {
        self.0
            .iter()
            .filter(move |(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }

    /// All parts.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The value of that name, understood.
    ///
    /// # Errors
    /// It cannot be understood.
    pub fn parse<T: FromStr>(&self, name: &str, form: &str) -> Answer<Option<T>> {
        self.one(name)
            .map(|value| value.trim().parse().map_err(|_| unreadable(name, value, form)))
            .transpose()
    }

    /// Every value of that name, understood; several may stand in one, with
    /// commas between.
    ///
    /// # Errors
    /// One cannot be understood.
    pub fn parse_all<T: FromStr>(&self, name: &str, form: &str) -> Answer<Vec<T>> {
        self.all(name)
            .flat_map(|value| value.split(','))
            .map(str::trim)
            .filter(|value| !value.is_empty())
            .map(|value| value.parse().map_err(|_| unreadable(name, value, form)))
            .collect()
    }

    /// Whether something is switched on: `1`, `on`, `yes` or `true`.
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.one(name), Some("1" | "on" | "yes" | "true"))
    }

    /// How many, between 1 and a greatest.
    ///
    /// # Errors
    /// It is no number. One beyond the bounds is brought within.
    pub fn count(&self, name: &str, default: usize, most: usize) -> Answer<usize> {
        Ok(self
            .parse::<usize>(name, "a whole number")?
            .map_or(default, |n| n.clamp(1, most)))
    }

    /// Which part of a list.
    ///
    /// # Errors
    /// `offset` or `limit` is no number.
    pub fn page(&self) -> Answer<Page> {
        self.page_of(Page::default().limit)
    }

    /// Which part of a list that shows so many at a time where nobody asks for
    /// more.
    ///
    /// # Errors
    /// `offset` or `limit` is no number.
    pub fn page_of(&self, usual: usize) -> Answer<Page> {
        Ok(Page {
            offset: self.parse("offset", "a whole number")?.unwrap_or(0),
            limit: self.count("limit", usual, super::queries::PAGE_MAX)?,
        })
    }
}

/// A value that could not be read.
pub(super) fn unreadable(name: &str, value: &str, form: &str) -> Refusal {
    let shown: String = value.chars().take(40).collect();
    Refusal::malformed(
        format!("{name} '{shown}' cannot be read"),
        format!("write it as {form}"),
    )
}

/// Undoes hundredths and plus signs. What is no UTF-8 shows as a mark.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'+' => bytes.push(b' '),
            b'%' => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                match after {
                    [high, low, beyond @ ..] if digit(high).is_some() && digit(low).is_some() => {
                        let byte = digit(high).unwrap_or(0) * 16 + digit(low).unwrap_or(0);
                        bytes.push(u8::try_from(byte).unwrap_or(b'?'));
                        rest = beyond;
                    }
                    _ => bytes.push(b'%'),
                }
            }
            other => bytes.push(*other),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|bad| String::from_utf8_lossy(bad.as_bytes()).into_owned())
}

/// Writes parts of an address.
#[derive(Default, Debug)]
pub struct Writer(String);

impl Writer {
    /// Adds a part; an empty value is left out.
    pub fn push(&mut self, name: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(&show::query(name));
        self.0.push('=');
        self.0.push_str(&show::query(value));
    }

    /// Adds a part for each value.
    pub fn all<T: ToString>(&mut self, name: &str, values: impl IntoIterator<Item = T>) {
        for value in values {
            self.push(name, &value.to_string());
        }
    }

    /// Adds a switch that is on.
    pub fn flag(&mut self, name: &str, on: bool) {
        if on {
            self.push(name, "1");
        }
    }

    /// Adds a number that is not its default.
    pub fn number(&mut self, name: &str, n: usize, default: usize) {
        if n != default {
            self.push(name, &n.to_string());
        }
    }

    /// Adds which part of a list.
    pub fn page(&mut self, page: Page) {
        self.number("offset", page.offset, 0);
        self.number("limit", page.limit, Page::default().limit);
    }

    /// All parts.
    pub fn done(self) -> String {
        self.0
    }
}
