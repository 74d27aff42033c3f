//! the vocabulary of Fyke: no I/O, no async, no engine
