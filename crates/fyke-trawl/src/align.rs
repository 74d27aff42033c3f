//! The same words in several outlets, and how they differ.
