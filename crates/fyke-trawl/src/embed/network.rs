//! BERT's encoder: each token a row of numbers, which looks at all others in each
//! layer.
//!
//! A layer is, in the words of Vaswani et al. 2017: attention in several heads,
//! softmax(Q K' / sqrt(d)) V, and a product back; then two products with GELU
//! between them; after each of the two the row itself is added and the sum
//! normalised. Sentences go one by one, so there is no padding and no mask.

use super::safetensors::Arrays;
use crate::linear::{INPUTS_MAX, Matrix, sum};
use fearless_simd::Level;

/// What the model's settings add to a variance.
const VARIANCE_FLOOR: f32 = 1e-12;

/// How large a network is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Sizes {
    /// Numbers of a token; a multiple of 32, so that no row of a product is padded.
    pub width: usize,
    pub heads: usize,
    /// Numbers between the two products of a layer; likewise a multiple of 32.
    pub inner: usize,
    pub layers: usize,
    /// Word pieces.
    pub words: usize,
    /// Places in a sentence that it knows.
    pub places: usize,
}

/// All its numbers.
pub(super) struct Network {
    sizes: Sizes,
    words: Vec<f32>,
    /// With what stands for the first of two sentences, as there is only one.
    places: Vec<f32>,
    normal: Normal,
    layers: Vec<Layer>,
}

struct Layer {
    /// Queries, keys and values side by side.
    seen: Linear,
    back: Linear,
    back_normal: Normal,
    wide: Linear,
    narrow: Linear,
    narrow_normal: Normal,
}

/// A product and what is added to it. A row that is longer than one matrix takes is
/// cut into several, and their products are added up.
struct Linear {
    parts: Vec<Matrix>,
    part: usize,
    inputs: usize,
    bias: Vec<f32>,
}

struct Normal {
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Network {
    /// From a safetensors file; none where it is not one of a network of these sizes.
    pub(super) fn read(level: Level, sizes: Sizes, file: &[u8]) -> Option<Network> {
        let Sizes { width, inner, .. } = sizes;
        let arrays = Arrays::read(file)?;
        let normal = |name: &str| {
            Some(Normal {
                gain: arrays.floats(&format!("{name}.LayerNorm.weight"), &[width])?,
                shift: arrays.floats(&format!("{name}.LayerNorm.bias"), &[width])?,
            })
        };
        let linear = |names: &[&str], outputs: usize, inputs: usize| {
            let (mut weights, mut bias) = (Vec::new(), Vec::new());
            for name in names {
                weights.extend(arrays.floats(&format!("{name}.weight"), &[outputs, inputs])?);
                bias.extend(arrays.floats(&format!("{name}.bias"), &[outputs])?);
            }
            Some(Linear::pack(level, &weights, inputs, bias))
        };
        let table = |name: &str, rows: usize| {
            arrays.floats(&format!("embeddings.{name}_embeddings.weight"), &[rows, width])
        };
        let kinds = table("token_type", 2)?;
        let mut places = table("position", sizes.places)?;
        for place in places.chunks_exact_mut(width) {
            add(place, kinds.get(..width)?);
        }
        let layers = (0..sizes.layers)
            .map(|number| {
                let layer = format!("encoder.layer.{number}");
                let attention =
                    ["query", "key", "value"].map(|name| format!("{layer}.attention.self.{name}"));
                let attention = [
                    attention[0].as_str(),
                    attention[1].as_str(),
                    attention[2].as_str(),
                ];
                let named = |name: &str| format!("{layer}.{name}");
                Some(Layer {
                    seen: linear(&attention, width, width)?,
                    back: linear(&[&named("attention.output.dense")], width, width)?,
                    back_normal: normal(&named("attention.output"))?,
                    wide: linear(&[&named("intermediate.dense")], inner, width)?,
                    narrow: linear(&[&named("output.dense")], width, inner)?,
                    narrow_normal: normal(&named("output"))?,
                })
            })
            .collect::<Option<_>>()?;
        Some(Network {
            sizes,
            words: table("word", sizes.words)?,
            places,
            normal: normal("embeddings")?,
            layers,
        })
    }

    /// The mean of the tokens' rows, of length 1. None for no token, for one that it
    /// does not know, and for more than it has places.
    pub(super) fn vector(&self, level: Level, tokens: &[u32]) -> Option<Vec<f32>> {
        let width = self.sizes.width;
        if tokens.is_empty() || tokens.len() > self.sizes.places {
            return None;
        }
        let mut rows = Vec::with_capacity(tokens.len() * width);
        for (&token, place) in tokens.iter().zip(self.places.chunks_exact(width)) {
            let at = usize::try_from(token).ok()?;
            let word = self.words.chunks_exact(width).nth(at)?;
            rows.extend(word.iter().zip(place).map(|(word, place)| word + place));
        }
        self.normal.apply(&mut rows);
        for layer in &self.layers {
            let seen = layer.seen.apply(level, &rows);
            let looked = attention(&seen, width, self.sizes.heads);
            add(&mut rows, &layer.back.apply(level, &looked));
            layer.back_normal.apply(&mut rows);
            let mut wide = layer.wide.apply(level, &rows);
            wide.iter_mut().for_each(|x| *x = gelu(*x));
            add(&mut rows, &layer.narrow.apply(level, &wide));
            layer.narrow_normal.apply(&mut rows);
        }
        let mut mean = vec![0.0; width];
        for row in rows.chunks_exact(width) {
            add(&mut mean, row);
        }
        // the length is brought to 1, so that the sum does as well as the mean
        let length = sum(mean.iter().map(|x| x * x)).sqrt();
        let known = length.is_finite() && length > 0.0;
        known.then(|| mean.iter().map(|x| x / length).collect())
    }
}

impl Linear {
    /// From rows of `inputs` weights, one for each number that comes out.
    fn pack(level: Level, weights: &[f32], inputs: usize, bias: Vec<f32>) -> Linear {
        let parts = inputs.div_ceil(INPUTS_MAX);
        let part = inputs.div_ceil(parts.max(1));
        let pack = |first: usize| {
            Matrix::pack(level, bias.len(), part.min(inputs - first), |column, input| {
                weights[column * inputs + first + input]
            })
        };
        Linear {
            parts: (0..inputs).step_by(part.max(1)).map(pack).collect(),
            part,
            inputs,
            bias,
        }
    }

    fn apply(&self, level: Level, rows: &[f32]) -> Vec<f32> {
        let count = rows.len() / self.inputs;
        let mut out = vec![0.0; count * self.bias.len()];
        for row in out.chunks_exact_mut(self.bias.len()) {
            row.copy_from_slice(&self.bias);
        }
        let mut products = vec![0.0; out.len()];
        for (number, part) in self.parts.iter().enumerate() {
            let from = rows.get(number * self.part..).unwrap_or_default();
            part.product(level, from, self.inputs, count, &mut products);
            add(&mut out, &products);
        }
        out
    }
}

impl Normal {
    fn apply(&self, rows: &mut [f32]) {
        for row in rows.chunks_exact_mut(self.gain.len()) {
            let count = row.len() as f32;
            let mean = sum(row.iter().copied()) / count;
            let variance = sum(row.iter().map(|&x| (x - mean) * (x - mean))) / count;
            let scale = 1.0 / (variance + VARIANCE_FLOOR).sqrt();
            for ((x, &gain), &shift) in row.iter_mut().zip(&self.gain).zip(&self.shift) {
                *x = (*x - mean) * scale * gain + shift;
            }
        }
    }
}

fn add(to: &mut [f32], from: &[f32]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += from;
    }
}

/// What each token gathers from all, head by head, from rows of queries, keys and
/// values.
fn attention(seen: &[f32], width: usize, heads: usize) -> Vec<f32> {
    let count = seen.len() / (3 * width);
    let size = width / heads;
    let scale = 1.0 / (size as f32).sqrt();
    let of = |which: usize, token: usize, head: usize| {
        let start = token * 3 * width + which * width + head * size;
        &seen[start..start + size]
    };
    let mut out = vec![0.0; count * width];
    let mut weights = vec![0.0; count];
    for head in 0..heads {
        for token in 0..count {
            let query = of(0, token, head);
            for (other, weight) in weights.iter_mut().enumerate() {
                let pairs = query.iter().zip(of(1, other, head));
                *weight = sum(pairs.map(|(q, k)| q * k)) * scale;
            }
            let most = weights.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            weights
                .iter_mut()
                .for_each(|weight| *weight = (*weight - most).exp());
            let total = sum(weights.iter().copied());
            let start = token * width + head * size;
            let gathered = &mut out[start..start + size];
            for (other, weight) in weights.iter().enumerate() {
                let share = weight / total;
                for (to, value) in gathered.iter_mut().zip(of(2, other, head)) {
                    *to += share * value;
                }
            }
        }
    }
    out
}

/// x times the chance that a normal number is below x (Hendrycks & Gimpel 2016).
fn gelu(x: f32) -> f32 {
    0.5 * x * (1.0 + erf(x * std::f32::consts::FRAC_1_SQRT_2))
}

/// The error function to 1.5e-7: Abramowitz & Stegun 1964, 7.1.26.
fn erf(x: f32) -> f32 {
    const TERMS: [f32; 5] = [1.061_405_4, -1.453_152, 1.421_413_7, -0.284_496_74, 0.254_829_6];
    let size = x.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * size);
    let series = TERMS.iter().fold(0.0, |sum, term| (sum + term) * t);
    (1.0 - series * (-size * size).exp()).copysign(x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embed::safetensors::written;
    use crate::linear;
    use proptest::prelude::*;

    const SMALL: Sizes = Sizes {
        width: 32,
        heads: 4,
        inner: 416,
        layers: 2,
        words: 11,
        places: 9,
    };

    type Named = Vec<(String, Vec<usize>, Vec<f32>)>;

    /// Numbers of a small network, from a plain generator.
    fn numbers() -> Named {
        let mut state = 7u32;
        let mut next = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 24) as f32 - 0.5
        };
        let mut named: Named = Vec::new();
        let mut array = |name: String, shape: &[usize]| {
            let count = shape.iter().product();
            named.push((name, shape.to_vec(), (0..count).map(|_| next()).collect()));
        };
        let Sizes { width, inner, .. } = SMALL;
        for (name, rows) in [
            ("word", SMALL.words),
            ("position", SMALL.places),
            ("token_type", 2),
        ] {
            array(format!("embeddings.{name}_embeddings.weight"), &[rows, width]);
        }
        let mut normals = vec!["embeddings".to_owned()];
        for layer in (0..SMALL.layers).map(|n| format!("encoder.layer.{n}")) {
            for (name, outputs, inputs) in [
                ("attention.self.query", width, width),
                ("attention.self.key", width, width),
                ("attention.self.value", width, width),
                ("attention.output.dense", width, width),
                ("intermediate.dense", inner, width),
                ("output.dense", width, inner),
            ] {
                array(format!("{layer}.{name}.weight"), &[outputs, inputs]);
                array(format!("{layer}.{name}.bias"), &[outputs]);
            }
            normals.extend([format!("{layer}.attention.output"), format!("{layer}.output")]);
        }
        for name in normals {
            array(format!("{name}.LayerNorm.weight"), &[width]);
            array(format!("{name}.LayerNorm.bias"), &[width]);
        }
        named
    }

    /// The same network in plain loops over 64-bit floats, straight from the papers.
    fn plainly(named: &Named, tokens: &[u32]) -> Vec<f64> {
        let of = |name: &str| -> Vec<f64> {
            let found = named.iter().find(|(n, ..)| n == name).unwrap();
            found.2.iter().map(|&x| f64::from(x)).collect()
        };
        let w = SMALL.width;
        let linear = |rows: &[Vec<f64>], name: &str| -> Vec<Vec<f64>> {
            let (weight, bias) = (of(&format!("{name}.weight")), of(&format!("{name}.bias")));
            let one = |row: &Vec<f64>| {
                let out = bias.iter().enumerate();
                let dot = |o: usize| {
                    row.iter()
                        .enumerate()
                        .map(|(i, x)| x * weight[o * row.len() + i])
                        .sum::<f64>()
                };
                out.map(|(o, b)| b + dot(o)).collect()
            };
            rows.iter().map(one).collect()
        };
        let normal = |rows: &[Vec<f64>], name: &str| -> Vec<Vec<f64>> {
            let gain = of(&format!("{name}.LayerNorm.weight"));
            let shift = of(&format!("{name}.LayerNorm.bias"));
            let one = |row: &Vec<f64>| {
                let mean = row.iter().sum::<f64>() / w as f64;
                let variance = row.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / w as f64;
                let out = row.iter().enumerate();
                out.map(|(i, x)| (x - mean) / variance.sqrt() * gain[i] + shift[i])
                    .collect()
            };
            rows.iter().map(one).collect()
        };
        let plus = |one: &[Vec<f64>], other: &[Vec<f64>]| -> Vec<Vec<f64>> {
            let pairs = one.iter().zip(other);
            pairs
                .map(|(a, b)| a.iter().zip(b).map(|(a, b)| a + b).collect())
                .collect()
        };
        // the error function as the sum of its series, which converges everywhere
        let erf = |x: f64| {
            let (mut term, mut total) = (x, x);
            for n in 1..200 {
                term *= -x * x / f64::from(n);
                total += term / f64::from(2 * n + 1);
            }
            total * 2.0 / std::f64::consts::PI.sqrt()
        };
        let (words, places, kinds) = (
            of("embeddings.word_embeddings.weight"),
            of("embeddings.position_embeddings.weight"),
            of("embeddings.token_type_embeddings.weight"),
        );
        let row = |(at, &token): (usize, &u32)| {
            (0..w)
                .map(|i| words[token as usize * w + i] + places[at * w + i] + kinds[i])
                .collect()
        };
        let rows: Vec<Vec<f64>> = tokens.iter().enumerate().map(row).collect();
        let mut rows = normal(&rows, "embeddings");
        let size = w / SMALL.heads;
        for layer in (0..SMALL.layers).map(|n| format!("encoder.layer.{n}")) {
            let [q, k, v] = ["query", "key", "value"]
                .map(|name| linear(&rows, &format!("{layer}.attention.self.{name}")));
            let mut gathered = vec![vec![0.0; w]; rows.len()];
            for i in 0..w {
                let first = i / size * size;
                for token in 0..rows.len() {
                    let score = |other: usize| {
                        let dot: f64 = (first..first + size).map(|d| q[token][d] * k[other][d]).sum();
                        (dot / (size as f64).sqrt()).exp()
                    };
                    let total: f64 = (0..rows.len()).map(score).sum();
                    gathered[token][i] = (0..rows.len())
                        .map(|other| score(other) / total * v[other][i])
                        .sum();
                }
            }
            let back = linear(&gathered, &format!("{layer}.attention.output.dense"));
            rows = normal(&plus(&rows, &back), &format!("{layer}.attention.output"));
            let mut wide = linear(&rows, &format!("{layer}.intermediate.dense"));
            let gelu = |x: &mut f64| *x = *x / 2.0 * (1.0 + erf(*x / 2f64.sqrt()));
            wide.iter_mut().flatten().for_each(gelu);
            let narrow = linear(&wide, &format!("{layer}.output.dense"));
            rows = normal(&plus(&rows, &narrow), &format!("{layer}.output"));
        }
        let mean: Vec<f64> = (0..w)
            .map(|i| rows.iter().map(|row| row[i]).sum::<f64>())
            .collect();
        let length = mean.iter().map(|x| x * x).sum::<f64>().sqrt();
        mean.iter().map(|x| x / length).collect()
    }

    #[test]
    fn it_gives_what_plain_loops_give() {
        let (named, level) = (numbers(), linear::level());
        let network = Network::read(level, SMALL, &written(&named)).unwrap();
        for tokens in [vec![1], vec![1, 5, 2], vec![1, 3, 3, 4, 5, 6, 7, 10, 2]] {
            let found = network.vector(level, &tokens).unwrap();
            let want = plainly(&named, &tokens);
            let far = found.iter().zip(&want).map(|(a, b)| (f64::from(*a) - b).abs());
            let far = far.fold(0.0, f64::max);
            assert!(far < 2e-6, "{tokens:?}: {far}");
        }
    }

    #[test]
    fn what_it_does_not_know_has_no_vector() {
        let level = linear::level();
        let network = Network::read(level, SMALL, &written(&numbers())).unwrap();
        assert_eq!(network.vector(level, &[]), None);
        assert_eq!(network.vector(level, &[11]), None, "no such piece");
        assert_eq!(network.vector(level, &[1; 10]), None, "more than it has places");
    }

    #[test]
    fn a_file_without_one_of_its_arrays_is_refused() {
        let level = linear::level();
        for at in 0..numbers().len() {
            let mut named = numbers();
            let (name, ..) = named.remove(at);
            assert!(Network::read(level, SMALL, &written(&named)).is_none(), "{name}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn a_changed_file_is_refused_or_gives_length_one(changes in prop::collection::vec((0usize..100_000, any::<u8>()), 1..8)) {
            let level = linear::level();
            let mut file = written(&numbers());
            for (at, byte) in changes {
                let at = at % file.len();
                file[at] = byte;
            }
            if let Some(found) = Network::read(level, SMALL, &file).and_then(|network| network.vector(level, &[1, 4, 2])) {
                let length: f32 = found.iter().map(|x| x * x).sum();
                prop_assert!((length - 1.0).abs() < 1e-3, "{}", length);
            }
        }
    }
}
