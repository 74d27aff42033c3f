//! The language of a block, and whether anything here reads it.
