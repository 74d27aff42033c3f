//! How good a reviewer is, for the reviewer to know.
