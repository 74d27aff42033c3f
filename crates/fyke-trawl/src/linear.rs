//! Products of matrices, for the networks that read here.
//!
//! Columns of a matrix are packed in panels two vectors wide, rows of the other
//! side in blocks, so that the inner loop is loads and fused multiply-adds with
//! every sum in a register. How wide a vector is (SSE2, AVX2, AVX-512, NEON) is
//! asked of the machine once; `fearless_simd` makes that safe. The order in
//! which a sum is added up depends on the width of its row alone, not on which
//! rows are worked on together.

use fearless_simd::{Level, Simd, SimdBase, SimdFloat, dispatch};

/// A matrix, packed.
pub(crate) struct Matrix {
    inputs: usize,
    /// A multiple of the panel's width: what is beyond the real columns is 0.
    padded: usize,
    panel: usize,
    data: Vec<f32>,
}

/// What this machine can do.
pub(crate) fn level() -> Level {
    Level::new()
}

#[inline(always)]
fn lanes<S: Simd>(_: S) -> usize {
    S::f32s::LEN
}

impl Matrix {
    /// Packs `columns` columns of `inputs` numbers each, told by place.
    pub(crate) fn pack(
        level: Level,
        columns: usize,
        inputs: usize,
        at: impl Fn(usize, usize) -> f32,
    ) -> Matrix {
        let panel = 2 * dispatch!(level, simd => lanes(simd));
        let padded = columns.next_multiple_of(panel);
        let mut data = Vec::with_capacity(padded * inputs);
        for first in (0..padded).step_by(panel) {
            for input in 0..inputs {
                data.extend(
                    (first..first + panel).map(
                        |column| {
                            if column < columns { at(column, input) } else { 0.0 }
                        },
                    ),
                );
            }
        }
        Matrix {
            inputs,
            padded,
            panel,
            data,
        }
    }

    /// Columns of its products.
    pub(crate) fn width(&self) -> usize {
        self.padded
    }

    /// `rows` rows of `a`, which begin `stride` numbers after one another, times
    /// this, into rows of [`Matrix::width`].
    pub(crate) fn product(&self, level: Level, a: &[f32], stride: usize, rows: usize, out: &mut [f32]) {
        dispatch!(level, simd => product(simd, self, a, stride, rows, out));
    }
}

/// Rows that are worked on together: what the registers hold.
const ROWS: usize = 6;
const ROWS_WIDE: usize = 12;

#[inline(always)]
fn product<S: Simd>(simd: S, m: &Matrix, a: &[f32], stride: usize, rows: usize, out: &mut [f32]) {
    simd.vectorize(
        #[inline(always)]
        || {
            if rows == 1 {
                blocks::<S, 1>(simd, m, a, stride, rows, out);
            } else if S::f32s::LEN >= 16 {
                blocks::<S, ROWS_WIDE>(simd, m, a, stride, rows, out);
            } else {
                blocks::<S, ROWS>(simd, m, a, stride, rows, out);
            }
        },
    );
}

/// The longest row of a matrix, so that a block is on the stack.
pub(crate) const INPUTS_MAX: usize = 384;

#[inline(always)]
fn blocks<S: Simd, const R: usize>(
    simd: S,
    m: &Matrix,
    a: &[f32],
    stride: usize,
    rows: usize,
    out: &mut [f32],
) {
    let mut block = [[0f32; R]; INPUTS_MAX];
    let block = &mut block[..m.inputs];
    for first in (0..rows).step_by(R) {
        let here = R.min(rows - first);
        for row in 0..here {
            let start = (first + row) * stride;
            for (cell, &value) in block.iter_mut().zip(&a[start..start + m.inputs]) {
                cell[row] = value;
            }
        }
        for (number, panel) in m.data.chunks_exact(m.inputs * m.panel).enumerate() {
            let sums = tile::<S, R>(simd, block, panel);
            for (row, [left, right]) in sums.iter().enumerate().take(here) {
                let start = (first + row) * m.padded + number * m.panel;
                let (l, r) = out[start..start + m.panel].split_at_mut(m.panel / 2);
                left.store_slice(l);
                right.store_slice(r);
            }
        }
    }
}

#[inline(always)]
fn tile<S: Simd, const R: usize>(simd: S, block: &[[f32; R]], panel: &[f32]) -> [[S::f32s; 2]; R] {
    let mut sums = [[S::f32s::splat(simd, 0.0); 2]; R];
    for (row, two) in block.iter().zip(panel.chunks_exact(2 * S::f32s::LEN)) {
        let (left, right) = two.split_at(S::f32s::LEN);
        let (left, right) = (S::f32s::from_slice(simd, left), S::f32s::from_slice(simd, right));
        for i in 0..R {
            let x = S::f32s::splat(simd, row[i]);
            sums[i][0] = x.mul_add(left, sums[i][0]);
            sums[i][1] = x.mul_add(right, sums[i][1]);
        }
    }
    sums
}

/// In eight sums side by side, which a machine adds at once.
pub(crate) fn sum(values: impl Iterator<Item = f32>) -> f32 {
    let mut sums = [0f32; 8];
    for (i, value) in values.enumerate() {
        sums[i % 8] += value;
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_what_a_plain_loop_makes() {
        let level = level();
        for (rows, inputs, columns) in [(1, 3, 5), (7, 96, 70), (13, 288, 288), (30, 384, 40)] {
            let weight = |column: usize, input: usize| ((column * 7 + input * 3) % 11) as f32 - 5.0;
            let a: Vec<f32> = (0..rows * inputs).map(|i| (i % 13) as f32 - 6.0).collect();
            let matrix = Matrix::pack(level, columns, inputs, weight);
            let mut out = vec![0.0; rows * matrix.width()];
            matrix.product(level, &a, inputs, rows, &mut out);
            for row in 0..rows {
                for column in 0..columns {
                    // whole numbers below 2^24: exact in any order
                    let expected: f32 = (0..inputs).map(|i| a[row * inputs + i] * weight(column, i)).sum();
                    assert_eq!(out[row * matrix.width() + column], expected);
                }
            }
        }
    }
}
