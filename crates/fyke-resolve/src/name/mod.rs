//! A name analysed once into tagged words, and two of them compared.
//!
//! [`prepare`] reads a name once; [`compare`] then works on small integers and
//! never on text. [`upper_bound`] says cheaply how similar two names can be at
//! most, so that a search through everything skips nearly all of it and loses
//! nothing. [`probability`] turns a comparison into the chance that the two
//! names are one bearer's, by a model kept in `data/resolve/name-model.toml`;
//! [`explain`] says in sentences what it rests on.
//!
//! Owns what words do in a name: order, missing middle names, initials, glued
//! words, legal forms, numbers. Leaves letters to [`crate::text`] and the
//! meaning of words to [`crate::lexicon`].
//!
//! ```
//! use fyke_resolve::name::{Bearer, compare, cut_off, prepare, probability};
//! let a = prepare("John Smith", Bearer::Person);
//! let b = prepare("Smith, John", Bearer::Person);
//! assert!(probability(Bearer::Person, &compare(&a, &b)) >= cut_off());
//! ```

mod agree;
mod align;
mod analysed;
mod bearer;
mod bound;
mod compare;
mod edit;
mod explain;
mod feature;
mod model;
mod rarity;
pub(crate) mod reach;
mod tag;
mod train;
mod word;

pub use analysed::{Name, WORDS_MAX, prepare, prepare_with};
pub use bearer::Bearer;
pub use bound::{Signature, could_reach, upper_bound};
pub use compare::{Comparison, compare};
pub use explain::{Reason, explain};
pub use feature::NameFeature;
pub use model::{BadModel, cut_off, fingerprint, probability, trained_on, weight};
pub use rarity::Rarity;
pub use train::{LabelledPair, Trained, cross_validate, train};
pub use word::{Class, NameWord};

#[cfg(test)]
mod tests;
