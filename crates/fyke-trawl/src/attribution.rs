//! Speech without marks: source, cue and content of indirect quotations.
