//! Every reader of outside bytes as a function of bytes alone, with a valid input.
//!
//! A target must return on any input; what it returns is thrown away. The harness
//! mutates a valid input (bits, bytes, lengths, cuts, splices) without looking at
//! coverage: it needs no other compiler, and finds what a reader of fixed formats
//! gets wrong. So many rounds run with the tests; the example `fuzz` runs for
//! as long as it is told. Whoever adds a reader adds its target to a list here.

pub mod desk;
pub mod formats;
pub mod front;
pub mod slab;

use crate::bytes::Reader;
use crate::keys::Draw;

/// A reader: its name, what reads, and a valid input to start from.
pub type Target = (&'static str, fn(&[u8]), fn() -> Vec<u8>);

/// All of them.
pub fn targets() -> impl Iterator<Item = &'static Target> {
    [formats::TARGETS, slab::TARGETS, front::TARGETS, desk::TARGETS]
        .into_iter()
        .flatten()
}

/// Runs a target on so many mutations of its input, the same for the same seed.
pub fn run(target: &Target, rounds: u64, seed: [u8; 32]) {
    let (_, reads, valid) = target;
    let valid = valid();
    reads(&valid);
    let draw = &mut Draw::seeded_for_vectors(seed);
    for _ in 0..rounds {
        reads(&mutated(&valid, draw));
    }
}

fn mutated(valid: &[u8], draw: &mut Draw) -> Vec<u8> {
    let mut data = valid.to_vec();
    let dice: [u8; 64] = draw.bytes().unwrap_or([0; 64]);
    let mut dice = Reader::new(&dice);
    let mut next = || dice.u32("dice").unwrap_or(0) as usize;
    for _ in 0..1 + next() % 4 {
        let (what, place, value) = (next() % 6, next(), next());
        // formats keep what steers them in front: half of all changes go there
        let reach = if value & 1 == 0 {
            data.len()
        } else {
            data.len().min(256)
        };
        let at = place % reach.max(1);
        match what {
            _ if data.is_empty() => data.push(value as u8),
            0 => data[at] ^= 1 << (value >> 8 & 7),
            1 => data[at] = (value >> 8) as u8,
            2 => data[at] = [0, 1, 0x7f, 0x80, 0xff][(value >> 8) % 5],
            3 => data.truncate(at),
            4 => data.insert(at, (value >> 8) as u8),
            _ => {
                let from = (value >> 8) % data.len();
                let run = data[from..data.len().min(from + 40)].to_vec();
                data.splice(at..data.len().min(at + run.len()), run);
            }
        }
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_reader_panics_on_what_it_should_refuse() {
        for target in targets() {
            // a book is 2 MiB and a round of it milliseconds
            let rounds = if target.0 == "book" { 20 } else { 1_000 };
            run(target, rounds, [8; 32]);
        }
    }
}
