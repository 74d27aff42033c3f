//! What a sentence means, as numbers: all-MiniLM-L6-v2 without Python.
//!
//! The network is BERT's encoder (Devlin et al. 2019) in the small size that
//! Wang et al. 2020 distilled (MiniLM: 6 layers, 384 numbers a token, 12 heads),
//! trained by sentence-transformers (Reimers & Gurevych 2019) so that sentences of
//! one meaning lie near one another. The tokens' numbers are averaged and brought
//! to length 1; the product of two such vectors is the cosine of the two
//! sentences. Written from the papers and the model's own configuration; no code
//! is shared. It was trained on English: other languages come out as letters
//! without much meaning.
//!
//! It is asked last, for what the same words did not find: [`crate::align`]. What
//! it finds is a guess of a network, and shown as one.
//!
//! Without the weights, which are never in this repository, nothing here runs.

mod network;
mod safetensors;
mod wordpiece;

use crate::align::Encoder;
use crate::linear;
use crate::wheel::{self, ModelError, Reads};
use fearless_simd::Level;
use network::{Network, Sizes};
use wordpiece::Pieces;

/// Most tokens of a sentence that are read, first and last sign included: what the
/// model was made for (`max_seq_length` of its own settings). Sentences of
/// newspapers have forty; what is beyond is not looked at.
pub const TOKENS_MAX: usize = 256;

/// Cosine from which two sentences of one speaker within a week count as one
/// utterance: docs/read.md says on what it was chosen.
const LEAST: f32 = 0.75;

/// The model's own sizes.
const SIZES: Sizes = Sizes {
    width: 384,
    heads: 12,
    inner: 1536,
    layers: 6,
    words: 30_522,
    places: 512,
};

/// A model of what sentences mean. Shared between threads by reference; holds
/// 90 MB.
pub struct Meaning {
    level: Level,
    network: Network,
    pieces: Pieces,
    by: &'static str,
}

impl Meaning {
    /// From the bytes of a wheel.
    ///
    /// # Errors
    /// Where the wheel is no model of sentences known here, by its SHA-256.
    pub fn from_wheel(wheel: &[u8]) -> Result<Meaning, ModelError> {
        let known = wheel::known(wheel, Reads::Sentences)?;
        let level = linear::level();
        let damaged = |file: &str| ModelError::Damaged {
            file: file.to_owned(),
        };
        let pieces = Pieces::read(&known.file(wheel, "vocab.txt")?, SIZES.words);
        let network = Network::read(level, SIZES, &known.file(wheel, "model.safetensors")?);
        Ok(Meaning {
            level,
            network: network.ok_or_else(|| damaged("model.safetensors"))?,
            pieces: pieces.ok_or_else(|| damaged("vocab.txt"))?,
            by: known.by,
        })
    }

    /// Name and version, as what it finds carries it.
    pub fn by(&self) -> &'static str {
        self.by
    }

    /// The vector of a sentence, of length 1.
    pub fn vector(&self, sentence: &str) -> Option<Vec<f32>> {
        self.network
            .vector(self.level, &self.pieces.numbers(sentence, TOKENS_MAX))
    }

    /// The numbers of a sentence's tokens, with those of its first and last sign.
    pub fn tokens(&self, sentence: &str) -> Vec<u32> {
        self.pieces.numbers(sentence, TOKENS_MAX)
    }
}

impl Encoder for Meaning {
    fn encode(&self, sentence: &str) -> Option<Vec<f32>> {
        self.vector(sentence)
    }

    fn least(&self) -> f32 {
        LEAST
    }
}
