//! Who is who: whether two records mean the same person, company or vessel,
//! across lists, registers, declarations and scripts.
//!
//! # What belongs here
//! Reading a name ([`text`], [`lexicon`], [`name`]), the harder facts beside it
//! ([`facts`]), two records compared feature by feature ([`entity`]), the
//! probability that they are one ([`score`]), tables without labels ([`table`]),
//! clusters under people's judgements ([`cluster`]), a list held ready for
//! questions ([`screen`]), and how good all that is ([`measure`]).
//!
//! # What does not
//! Files, clocks, engines. Records come in as values and go out as numbers with
//! their reasons. Analyse once, then compare integers: no comparison here ever
//! normalises text.
#![warn(missing_docs)]

pub mod cluster;
pub mod entity;
pub mod facts;
pub mod lexicon;
pub mod measure;
pub mod name;
pub mod score;
pub mod screen;
mod sorted;
pub mod table;
pub mod text;
