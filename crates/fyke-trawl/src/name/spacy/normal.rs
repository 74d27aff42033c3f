//! What follows each product of spaCy's network.

use crate::linear::sum;

/// What LayerNorm adds to a variance (thinc's constant).
const VARIANCE_FLOOR: f32 = 1e-8;

/// The largest of three pieces, normalised: what follows each product.
pub(super) struct Normal {
    /// Of the pieces, one after another.
    pub bias: Vec<f32>,
    pub gain: Vec<f32>,
    pub shift: Vec<f32>,
}

impl Normal {
    /// From a row of products to a row of numbers.
    pub(super) fn apply(&self, products: &[f32], out: &mut [f32]) {
        let width = out.len();
        let pieces = products.chunks_exact(width).zip(self.bias.chunks_exact(width));
        out.fill(f32::NEG_INFINITY);
        for (piece, bias) in pieces.take(3) {
            for ((o, &p), &b) in out.iter_mut().zip(piece).zip(bias) {
                *o = o.max(p + b);
            }
        }
        let count = width as f32;
        let mean = sum(out.iter().copied()) / count;
        let variance = sum(out.iter().map(|&x| (x - mean) * (x - mean))) / count + VARIANCE_FLOOR;
        let scale = 1.0 / variance.sqrt();
        for ((o, &gain), &shift) in out.iter_mut().zip(&self.gain).zip(&self.shift) {
            *o = (*o - mean) * scale * gain + shift;
        }
    }
}
