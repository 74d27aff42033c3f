//! Readers of outside bytes on inputs that are nearly right.
//!
//! A target must return on any input; what it returns is thrown away. The harness
//! mutates a valid input (bits, bytes, lengths, cuts, splices) without looking at
//! coverage: it needs no other compiler, and finds what a reader of known formats
//! gets wrong. So many rounds run with the tests of the crate that holds the
//! targets; its example `fuzz` is [`main`] and runs for as long as it is told
//! (`cargo xtask fuzz`).
//!
//! # What belongs here
//!
//! How inputs are changed and how long that goes on.
//!
//! # What does not
//!
//! Any reader, any format: a crate lists its own. No program that ships may name
//! this crate but for its tests.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

use std::process::ExitCode;

/// A reader: its name, what reads, and a valid input to start from.
pub type Target = (&'static str, fn(&[u8]), fn() -> Vec<u8>);

/// Rounds between two looks at the clock.
const BATCH: u64 = 100;

/// Runs a target on its valid input and so many mutations of it, the same for the
/// same seed.
///
/// # Panics
/// Where the target does: that is what is looked for.
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering};
/// static SEEN: AtomicU64 = AtomicU64::new(0);
/// let reads = |_: &[u8]| drop(SEEN.fetch_add(1, Ordering::Relaxed));
/// fyke_fuzz::run(&("count", reads, || b"valid".to_vec()), 10, 1);
/// assert_eq!(SEEN.load(Ordering::Relaxed), 11);
/// ```
pub fn run(target: &Target, rounds: u64, seed: u64) {
    let (_, reads, valid) = target;
    let valid = valid();
    reads(&valid);
    let mut chance = Chance(seed);
    for _ in 0..rounds {
        reads(&mutated(&valid, &mut chance));
    }
}

/// What an example `fuzz` does: `NAME SECONDS [SEED]` runs one target for so many
/// CPU seconds and prints one line of JSON; `names` lists them. A panic ends it.
pub fn main<'a>(targets: impl Iterator<Item = &'a Target>) -> ExitCode {
    let targets: Vec<&Target> = targets.collect();
    let words: Vec<String> = std::env::args().skip(1).collect();
    let name = words.first().map_or("", String::as_str);
    let seconds: i64 = words.get(1).and_then(|word| word.parse().ok()).unwrap_or(60);
    let seed: u64 = words.get(2).and_then(|word| word.parse().ok()).unwrap_or(0);
    if name == "names" {
        targets.iter().for_each(|(name, ..)| println!("{name}"));
        return ExitCode::SUCCESS;
    }
    let Some(target) = targets.iter().find(|(target, ..)| *target == name) else {
        let names: Vec<&str> = targets.iter().map(|(name, ..)| *name).collect();
        eprintln!("no reader is called `{name}`; there are: {}", names.join(", "));
        return ExitCode::from(2);
    };
    let mut rounds: u64 = 0;
    while rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime).tv_sec < seconds {
        // the mixing of the next step parts the streams of neighbouring seeds
        run(target, BATCH, Chance(seed ^ rounds.rotate_left(32)).next());
        rounds += BATCH;
    }
    println!(
        "{{\"reader\":\"{name}\",\"cpu_seconds\":{seconds},\"inputs\":{rounds},\"seed\":{seed},\"crashes\":0}}"
    );
    ExitCode::SUCCESS
}

/// Numbers that look like none, the same for the same seed: `SplitMix64` (Steele, Lea
/// and Flood 2014), which has no bad seeds.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// One to four changes.
fn mutated(valid: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut data = valid.to_vec();
    for _ in 0..1 + chance.below(4) {
        let byte = chance.next() as u8;
        if data.is_empty() {
            data.push(byte);
            continue;
        }
        // formats keep what steers them in front: half of all changes go there
        let reach = if chance.below(2) == 0 {
            data.len()
        } else {
            data.len().min(256)
        };
        let at = chance.below(reach);
        match chance.below(7) {
            0 => data[at] ^= 1 << (byte & 7),
            1 => data[at] = byte,
            2 => data[at] = [0, 1, 0x7f, 0x80, 0xff][usize::from(byte) % 5],
            3 => data.truncate(at),
            4 => data.insert(at, byte),
            kind => {
                // a run from elsewhere, over what stands there or before it
                let from = chance.below(data.len());
                let run = data[from..data.len().min(from + 1 + usize::from(byte) % 40)].to_vec();
                let over = if kind == 5 { run.len() } else { 0 };
                data.splice(at..data.len().min(at + over), run);
            }
        }
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_inputs_and_another_gives_others() {
        let inputs = |seed| -> Vec<Vec<u8>> {
            let chance = &mut Chance(seed);
            (0..50).map(|_| mutated(b"a valid input", chance)).collect()
        };
        assert_eq!(inputs(1), inputs(1));
        assert_ne!(inputs(1), inputs(2));
        assert!(inputs(1).iter().any(|input| input.len() > 13));
        assert!(inputs(1).iter().any(|input| input.len() < 13));
    }

    #[test]
    #[should_panic(expected = "found")]
    fn a_reader_that_trusts_a_length_is_found() {
        let reads = |data: &[u8]| {
            let body = data.get(1..).unwrap_or_default();
            let length = data.first().map_or(0, |length| usize::from(*length));
            assert!(body.is_empty() || length <= body.len(), "found");
        };
        run(&("trusts", reads, || b"\x03abc".to_vec()), 200, 7);
    }
}
