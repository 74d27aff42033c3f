//! The weights of the tagger: a list of common words and one table of numbers.

use super::features::hash;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// What the file begins with; the digit is the version of its layout and of the
/// questions that are asked.
const MAGIC: &[u8; 8] = b"fykeatt1";
/// Steps of a weight in the file, one byte each: a sum of forty is off by .06 in
/// the mean, and 1/256 in two bytes gives the same figures.
const STEP: f32 = 1.0 / 32.0;

/// Weights of the attribution tagger, trained or read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// Words that may enter as themselves, sorted; empty where all may.
    pub(super) words: Vec<String>,
    pub(super) table: Vec<f32>,
    /// How sure a reading must be to be given.
    pub(super) threshold: f32,
    /// Hashes of the texts that it was trained on, sorted.
    pub(super) trained_on: Vec<u64>,
    keys: FxHashSet<u32>,
    id: String,
}

/// A file that holds no weights of this version.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "the weights of the attribution tagger are broken or of another version ({0}); train them again: cargo xtask train attribution"
)]
pub struct BadWeights(pub &'static str);

impl Weights {
    pub(super) fn new(words: Vec<String>, bits: u32, trained_on: Vec<u64>) -> Weights {
        let keys = words
            .iter()
            .flat_map(|w| [hash(w), hash(super::words::stem(w))])
            .collect();
        Weights {
            words,
            table: vec![0.0; 1 << bits],
            threshold: 0.5,
            trained_on,
            keys,
            id: String::new(),
        }
    }

    /// Whether a word or a stem may enter as itself.
    pub(super) fn common(&self, word: &str) -> bool {
        self.words.is_empty() || self.keys.contains(&hash(word))
    }

    pub(super) fn sum(&self, features: &[u32]) -> f32 {
        let mask = self.table.len() - 1;
        features
            .iter()
            .map(|&f| self.table.get(f as usize & mask).copied().unwrap_or(0.0))
            .sum()
    }

    /// The weights that ship, `crates/fyke-trawl/attribution/weights.bin`: those that
    /// see only common words, marks and shapes (docs/decisions/0021).
    pub fn shipped() -> &'static Weights {
        static SHIPPED: LazyLock<Weights> = LazyLock::new(|| {
            // a test reads the file, so what is shipped can be read
            Weights::read(include_bytes!("../../attribution/weights.bin"))
                .unwrap_or_else(|_| Weights::new(Vec::new(), 0, Vec::new()))
        });
        &SHIPPED
    }

    /// The first eight digits of the hash of the file that they would be written as.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Words that enter as themselves, sorted; empty where all do.
    pub fn common_words(&self) -> &[String] {
        &self.words
    }

    /// The same with another least sureness.
    pub fn with_threshold(mut self, threshold: f32) -> Weights {
        self.threshold = threshold;
        self
    }

    /// Whether the text was among those it was trained on: `fyke eval` refuses to
    /// score it then.
    pub fn trained_on(&self, text: &str) -> bool {
        self.trained_on.binary_search(&text_hash(text)).is_ok()
    }

    /// As a file: magic, FNV-1a of the rest, threshold, words, hashes of the texts
    /// trained on, and the table, a byte a weight; numbers are little-endian.
    pub fn write(&self) -> Vec<u8> {
        let mut body = Vec::new();
        let count = |body: &mut Vec<u8>, n: usize| body.extend((n as u32).to_le_bytes());
        body.extend(self.threshold.to_le_bytes());
        let words = self.words.join("\n");
        count(&mut body, words.len());
        body.extend(words.as_bytes());
        count(&mut body, self.trained_on.len());
        body.extend(self.trained_on.iter().flat_map(|h| h.to_le_bytes()));
        count(&mut body, self.table.len());
        body.extend(self.table.iter().map(|w| steps(*w).cast_unsigned()));
        let mut file = MAGIC.to_vec();
        file.extend(fnv(&body).to_le_bytes());
        file.extend(body);
        file
    }

    /// Reads what [`Weights::write`] wrote.
    ///
    /// # Errors
    ///
    /// Another version, a wrong hash, or a file cut short.
    pub fn read(file: &[u8]) -> Result<Weights, BadWeights> {
        let rest = file
            .strip_prefix(MAGIC.as_slice())
            .ok_or(BadWeights("first bytes"))?;
        let (sum, mut body) = rest.split_at_checked(8).ok_or(BadWeights("cut short"))?;
        if sum != fnv(body).to_le_bytes() {
            return Err(BadWeights("hash"));
        }
        let id = sum.iter().rev().take(4).map(|b| format!("{b:02x}")).collect();
        let short = BadWeights("cut short");
        let mut take = |n: usize| {
            let (head, tail) = body.split_at_checked(n).ok_or(BadWeights("cut short"))?;
            body = tail;
            Ok::<_, BadWeights>(head)
        };
        let four = |bytes: &[u8]| bytes.try_into().map_or(0, u32::from_le_bytes);
        let threshold = f32::from_bits(four(take(4)?));
        let n = four(take(4)?) as usize;
        let words = std::str::from_utf8(take(n)?).map_err(|_| short.clone())?;
        let words = words.lines().map(String::from).collect();
        let n = four(take(4)?) as usize;
        let hashes = take(n.checked_mul(8).ok_or(short.clone())?)?;
        let trained_on = hashes
            .chunks_exact(8)
            .map(|c| c.try_into().map_or(0, u64::from_le_bytes))
            .collect();
        let n = four(take(4)?) as usize;
        if !n.is_power_of_two() {
            return Err(BadWeights("size of the table"));
        }
        let table = take(n)?
            .iter()
            .map(|b| f32::from(b.cast_signed()) * STEP)
            .collect();
        Ok(Weights {
            table,
            threshold,
            id,
            ..Weights::new(words, 0, trained_on)
        })
    }
}

fn steps(weight: f32) -> i8 {
    (weight / STEP).round().clamp(-127.0, 127.0) as i8
}

/// FNV-1a of 64 bits: against accidents, not against forgers.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| {
        (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// What stands for a text among those trained on: its words, whatever the space
/// between them.
pub(super) fn text_hash(text: &str) -> u64 {
    fnv(text.split_whitespace().collect::<Vec<_>>().join(" ").as_bytes())
}
