//! Names: the case's own first, then what a model finds.

pub mod spacy;
