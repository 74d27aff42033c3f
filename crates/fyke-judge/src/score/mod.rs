//! How good a set of probabilities was, once the answers are in.
