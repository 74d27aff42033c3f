//! Names by a model of spaCy's, without spaCy.
//!
//! The network is the `ner` component of spaCy 3.8's small English model: four
//! tables looked up by hashes of a word's normal form, first character, last
//! three and shape; a layer over them, which depends on the word alone and is
//! kept; four layers that see a neighbour on either side; then one step a token,
//! which begins, goes on with, ends or leaves a name. What is ported is read
//! from the weights and from the papers and documentation of spaCy and thinc;
//! no code is shared. Entities are those of spaCy: see `cargo xtask bench ner`.
//!
//! The full pipeline of spaCy parses first, and no name may cross the start of a
//! sentence that the parser sets. That changed 6 of 31,386 borders of entities
//! in 165,697 tokens of news (spaCy 3.8.18 with all pipes against `ner` alone),
//! at most of its cost, so the parser is not ported.
//!
//! Without the weights, which are never in this repository, nothing here runs:
//! [`super::mentions`] then goes by rules.

mod lexeme;
mod msgpack;
mod normal;
mod run;
mod weights;

pub use run::Entity;

use crate::linear;
use crate::token::Token;
use crate::wheel::{self, ModelError, Reads};
use fearless_simd::Level;
use run::Scratch;
use std::sync::Mutex;
use weights::Weights;

/// A model, ready to read. Shared between threads by reference.
pub struct Model {
    level: Level,
    weights: Weights,
    by: &'static str,
    /// Working memory of threads that are not at it now: no more than ever read
    /// at once.
    idle: Mutex<Vec<Scratch>>,
}

impl Model {
    /// From the bytes of a wheel.
    ///
    /// # Errors
    /// Where the wheel is no model of names known here, by its SHA-256.
    pub fn from_wheel(wheel: &[u8]) -> Result<Model, ModelError> {
        let known = wheel::known(wheel, Reads::Names)?;
        let file = |name| known.file(wheel, name);
        let level = linear::level();
        let weights = Weights::read(
            level,
            &file("ner/model")?,
            &file("ner/moves")?,
            &file("vocab/lookups.bin")?,
        )
        .ok_or_else(|| ModelError::Damaged {
            file: "ner/model".to_owned(),
        })?;
        Ok(Model {
            level,
            weights,
            by: known.by,
            idle: Mutex::new(Vec::new()),
        })
    }

    /// Name and version, as mentions carry it.
    pub fn by(&self) -> &'static str {
        self.by
    }

    /// Names among the tokens of a text, in order, none over another, with
    /// spaCy's labels: PERSON, ORG, GPE, DATE, ...
    pub fn entities(&self, text: &str, tokens: &[Token]) -> Vec<Entity<'_>> {
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let mut scratch = idle.unwrap_or_default();
        let found = run::entities(self.level, &self.weights, &mut scratch, text, tokens);
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(scratch);
        }
        found
    }
}

/// For the fuzzer: any bytes as each file of a model, and as the wheel around them. A
/// wheel whose hash is not known is never opened, so these are reached by no input;
/// they are to hold all the same.
#[doc(hidden)]
pub fn fuzz_model(data: &[u8]) {
    let inner = wheel::unpacked(data, "ner/model");
    for file in [Some(data), inner.as_deref()].into_iter().flatten() {
        let _ = Weights::read(linear::level(), file, file, file);
        weights::fuzz_files(file);
    }
}
