//! How the weights of the small model come about.
//!
//! Logistic regression by AdaGrad (Duchi, Hazan and Singer 2011) with an L2
//! penalty, in a fixed order of examples: the same examples give the same bytes.

use super::model::{BUCKETS, STEP, features, scored};
use super::pieces::pieces;

/// Rounds over the examples.
const ROUNDS: usize = 30;
const RATE: f32 = 0.3;
const PENALTY: f32 = 2e-5;

/// What an example is: a text, and whether it asks something of a machine.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Example {
    /// A sentence or a few.
    pub text: String,
    /// Whether it speaks to a machine.
    pub speaks: bool,
    /// How much it counts for.
    pub weight: u8,
}

/// The weights that examples teach, as `weights.bin` holds them.
pub fn train(examples: &[Example]) -> Vec<u8> {
    let mut rows: Vec<(Vec<u16>, f32, f32)> = Vec::new();
    for example in examples {
        let all = pieces(&example.text);
        // the first piece of a request is the request; a text has many sentences
        let count = if example.speaks { 1 } else { all.len() };
        for piece in all.iter().take(count) {
            rows.push((
                features(piece),
                f32::from(u8::from(example.speaks)),
                f32::from(example.weight),
            ));
        }
    }
    let mut weights = vec![0f32; BUCKETS];
    let mut squares = vec![1e-6f32; BUCKETS];
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..ROUNDS {
        // Fisher and Yates by xorshift: a defined order without a source of chance
        for at in (1..order.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            order.swap(at, (state % (at as u64 + 1)) as usize);
        }
        for &row in &order {
            let (features, answer, weight) = &rows[row];
            let sum: f32 = features.iter().map(|&at| weights[usize::from(at)]).sum();
            let slope = (1.0 / (1.0 + (-sum).exp()) - answer) * weight;
            for &at in features {
                let at = usize::from(at);
                let slope = slope + PENALTY * weights[at];
                squares[at] += slope * slope;
                weights[at] -= RATE * slope / squares[at].sqrt();
            }
        }
    }
    let byte = |weight: &f32| (weight * STEP).round().clamp(-127.0, 127.0) as i8 as u8;
    weights.iter().map(byte).collect()
}

/// The log-odds of the first piece of a text under given weights; none where it
/// has no words.
pub fn judged(text: &str, weights: &[u8]) -> Option<f32> {
    pieces(text)
        .first()
        .map(|piece| scored(&features(piece), weights))
}
