//! Words as spaCy cuts them.
