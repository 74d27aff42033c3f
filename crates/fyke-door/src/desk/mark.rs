//! From a room into a case: spans that a person marks become statements.
//!
//! A statement says one value of one property of an entity, as FollowTheMoney has
//! it, one JSON object a line, as `fyke add` takes them. Its dataset is the
//! compartment, by its number alone, and its handling label is that of what a
//! source told: from there the case's labels hold. What is not marked does not
//! leave the room; nor does the day, nor the source's own wording where the person
//! who marks gives the value in plain words.

use super::error::{DeskError, refused};
use super::log;
use super::opening::OpenRoom;
use super::page::PageKind;
use crate::secret::Hidden;
use std::fmt::Write;
use std::ops::Range;

/// The handling label of every statement: `fyke_model::dataset::Handling` writes it
/// so.
pub const HANDLING: &str = "source_compartment";

/// A span that a person marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which page of the room, from 0.
    pub page: usize,
    /// Where in its text, in bytes.
    pub span: Range<usize>,
    /// Which entity, by a name of the person's own: marks with the same name say
    /// things of the same one.
    pub entity: String,
    /// Its schema: `Company`, `Person`, `Vessel`.
    pub schema: String,
    /// Which property: `name`, `country`, `notes`.
    pub property: String,
    /// The value in plain words, where it should not be the source's own.
    pub value: Option<String>,
}

/// What a mark says, as a case takes it.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The entity.
    pub entity: String,
    /// Its schema.
    pub schema: String,
    /// Which property.
    pub property: String,
    /// The value, UTF-8.
    pub value: Hidden,
    /// The compartment.
    pub dataset: String,
}

impl Statement {
    /// One line of JSON.
    pub fn line(&self) -> String {
        format!(
            "{{\"entity_id\":{},\"schema\":{},\"prop\":{},\"value\":{},\"dataset\":{}}}\n",
            json(&self.entity),
            json(&self.schema),
            json(&self.property),
            json(&String::from_utf8_lossy(self.value.expose())),
            json(&self.dataset),
        )
    }
}

/// The id of a compartment's dataset in a case: its number and nothing else.
pub fn dataset(number: u32) -> String {
    format!("compartment-{number:04}")
}

impl OpenRoom {
    /// What these marks would say; nothing is written of it.
    pub fn drafts(&self, marks: &[Mark]) -> Result<Vec<Statement>, DeskError> {
        marks.iter().map(|mark| self.draft(mark)).collect()
    }

    fn draft(&self, mark: &Mark) -> Result<Statement, DeskError> {
        let page = self.pages.get(mark.page);
        let text = page
            .filter(|page| page.kind == PageKind::Message)
            .and_then(super::Page::text)
            .ok_or_else(|| {
                refused(
                    format!("page {} is no text of the source", mark.page.saturating_add(1)),
                    "mark a message; of a file, mark what you wrote down of it",
                )
            })?;
        let span = text.get(mark.span.clone()).filter(|span| !span.trim().is_empty());
        let span = span.ok_or_else(|| {
            refused(
                format!(
                    "bytes {} to {} are no span of page {}",
                    mark.span.start,
                    mark.span.end,
                    mark.page.saturating_add(1)
                ),
                "mark whole letters inside the text",
            )
        })?;
        let plain = |word: &str| {
            !word.is_empty()
                && word
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'))
        };
        if ![&mark.entity, &mark.schema, &mark.property]
            .iter()
            .all(|word| plain(word))
        {
            return Err(refused(
                "entity, schema and property are single words of letters, digits, - and _",
                "name them so: firm-1, Company, name",
            ));
        }
        let dataset = dataset(self.number);
        Ok(Statement {
            entity: format!("{dataset}-{}", mark.entity),
            schema: mark.schema.clone(),
            property: mark.property.clone(),
            value: Hidden::new(mark.value.as_deref().unwrap_or(span).trim().as_bytes().to_vec()),
            dataset,
        })
    }

    /// The statements of these marks, a line each, to be taken in with
    /// `fyke add CASE FILE --dataset compartment-NNNN --handling source_compartment`.
    pub fn statements(&self, marks: &[Mark]) -> Result<String, DeskError> {
        let out: String = self.drafts(marks)?.iter().map(Statement::line).collect();
        let subject = format!(
            "{}-as-{}-{}-statements",
            super::Thing::Room(self.room).name(),
            dataset(self.number),
            marks.len()
        );
        log::add(&self.desk.path("log"), self.today, &self.who, "marked", &subject)?;
        Ok(out)
    }
}

/// A string of JSON (RFC 8259, 7).
fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') => {
                let _ = write!(out, "\\u{:04x}", letter as u32);
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}
