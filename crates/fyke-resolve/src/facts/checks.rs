//! The arithmetic of check digits, each named by its standard.
