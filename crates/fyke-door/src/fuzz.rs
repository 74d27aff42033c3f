//! Every reader of outside bytes as a function of bytes alone, with a valid input.
//!
//! A target must return on any input; what it returns is thrown away. The harness,
//! `fyke-fuzz`, mutates a valid input. So many rounds run with the tests; the example
//! `fuzz` runs for as long as it is told. Whoever adds a reader adds its target to a
//! list here.

pub mod desk;
pub mod formats;
pub mod front;
pub mod slab;

/// A reader: its name, what reads, and a valid input to start from.
pub type Target = (&'static str, fn(&[u8]), fn() -> Vec<u8>);

/// All of them.
pub fn targets() -> impl Iterator<Item = &'static Target> {
    [formats::TARGETS, slab::TARGETS, front::TARGETS, desk::TARGETS]
        .into_iter()
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_reader_panics_on_what_it_should_refuse() {
        for target in targets() {
            // a book is 2 MiB and a round of it milliseconds
            let rounds = if target.0 == "book" { 20 } else { 1_000 };
            fyke_fuzz::run(target, rounds, 8);
        }
    }
}
