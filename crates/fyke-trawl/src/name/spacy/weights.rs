//! The network's numbers out of a model's files.

use super::msgpack::Value;
use super::normal::Normal;
use crate::linear::Matrix;
use fearless_simd::Level;
use rustc_hash::FxHashMap;

/// Numbers of a word, or of a word among its neighbours.
pub(super) const WIDTH: usize = 96;
/// Pieces of which the largest counts.
const PIECES: usize = 3;
/// Numbers that the steps see of a token.
const SEEN: usize = 64;
/// Hidden numbers of a step.
pub(super) const HIDDEN: usize = 64;
/// Places that a step looks at: the token, the first of an open name, the one before.
pub(super) const PLACES: usize = 3;
/// Pieces of a step's hidden numbers.
pub(super) const STEP_PIECES: usize = 2;
/// Rows of the four tables: normal form, first character, last three, shape.
const TABLE_ROWS: [usize; 4] = [5000, 1000, 2500, 2500];
const TABLES: usize = TABLE_ROWS.len();
/// Layers that look at neighbours.
pub(super) const DEPTH: usize = 4;

/// One layer: products, then the largest piece normalised.
pub(super) struct Layer {
    pub matrix: Matrix,
    pub normal: Normal,
}

/// All of it.
pub(super) struct Weights {
    /// Rows of [`WIDTH`], and the seed that chooses them.
    pub tables: Vec<(Vec<f32>, u32)>,
    pub word: Layer,
    pub layers: Vec<Layer>,
    pub seen: Matrix,
    pub seen_bias: Vec<f32>,
    pub places: Matrix,
    pub places_bias: Vec<f32>,
    /// What stands for a place that is not there.
    pub absent: Vec<f32>,
    /// Scores of begin and unit of each label and of outside, in that order.
    pub closed: Matrix,
    pub closed_bias: Vec<f32>,
    /// Rows and biases of inside and last of each label.
    pub inside: Vec<(Vec<f32>, f32)>,
    pub last: Vec<(Vec<f32>, f32)>,
    pub labels: Vec<String>,
    pub norms: FxHashMap<u64, String>,
}

/// Parameters of one node: name and shaped numbers.
type Parameters = FxHashMap<String, (Vec<usize>, Vec<f32>)>;

impl Weights {
    /// From `ner/model`, `ner/moves` and `vocab/lookups.bin`; none where they are not
    /// those of this network.
    pub(super) fn read(level: Level, model: &[u8], moves: &[u8], lookups: &[u8]) -> Option<Weights> {
        let nodes = nodes(&Value::read(model)?)?;
        let named = |name: &'static str| nodes.iter().filter(move |(n, ..)| n == name);
        let tables = named("hashembed")
            .zip(TABLE_ROWS)
            .map(|((_, p, seed), rows)| Some((of(p, "E", &[rows, WIDTH])?, (*seed)?)))
            .collect::<Option<Vec<_>>>()?;
        let mut layers = named("maxout")
            .zip(named("layernorm"))
            .enumerate()
            .map(|(i, ((_, maxout, _), (_, norm, _)))| {
                let inputs = if i == 0 { TABLES * WIDTH } else { 3 * WIDTH };
                layer(level, inputs, maxout, norm)
            })
            .collect::<Option<Vec<_>>>()?
            .into_iter();
        let word = layers.next()?;
        let layers: Vec<_> = layers.collect();
        let mut linear = named("linear").map(|(_, p, _)| p);
        let (first, second) = (linear.next()?, linear.next()?);
        // the step's scores are the node before the one that is in its words
        let (upper, seen) = if shape_of(first, "W") == Some(&[SEEN, WIDTH]) {
            (second, first)
        } else {
            (first, second)
        };
        let (_, lower, _) = named("precomputable_affine").next()?;
        if tables.len() != TABLES || layers.len() != DEPTH {
            return None;
        }
        let labels = labels(moves)?;
        let classes = 4 * labels.len() + 2;
        let seen_weights = of(seen, "W", &[SEEN, WIDTH])?;
        let places = of(lower, "W", &[PLACES, HIDDEN, STEP_PIECES, SEEN])?;
        let (scores, scores_bias) = (of(upper, "W", &[classes, HIDDEN])?, of(upper, "b", &[classes])?);
        let row = |class: usize| {
            let weights = scores.get(class * HIDDEN..(class + 1) * HIDDEN)?.to_vec();
            Some((weights, *scores_bias.get(class)?))
        };
        let count = labels.len();
        let classes_of = |first: usize| (first..first + count).map(row).collect::<Option<Vec<_>>>();
        // classes stand in the order begin, inside, last, unit, unit of nothing, outside
        let mut closed = classes_of(0)?;
        closed.extend(classes_of(3 * count)?);
        closed.push(row(4 * count + 1)?);
        let by_piece = |b: Vec<f32>| -> Vec<f32> {
            let pieces = (0..STEP_PIECES).flat_map(|p| (0..HIDDEN).map(move |o| o * STEP_PIECES + p));
            pieces.map(|at| b[at]).collect()
        };
        let absent = of(lower, "pad", &[1, PLACES, HIDDEN, STEP_PIECES])?;
        Some(Weights {
            tables,
            word,
            layers,
            seen: Matrix::pack(level, SEEN, WIDTH, |column, input| {
                seen_weights[column * WIDTH + input]
            }),
            seen_bias: of(seen, "b", &[SEEN])?,
            places: Matrix::pack(level, PLACES * STEP_PIECES * HIDDEN, SEEN, |column, input| {
                let (place, piece, o) = (
                    column / (STEP_PIECES * HIDDEN),
                    column / HIDDEN % STEP_PIECES,
                    column % HIDDEN,
                );
                places[((place * HIDDEN + o) * STEP_PIECES + piece) * SEEN + input]
            }),
            places_bias: by_piece(of(lower, "b", &[HIDDEN, STEP_PIECES])?),
            absent: absent
                .chunks_exact(HIDDEN * STEP_PIECES)
                .flat_map(|place| by_piece(place.to_vec()))
                .collect(),
            closed: Matrix::pack(level, closed.len(), HIDDEN, |column, input| {
                closed[column].0[input]
            }),
            closed_bias: closed.iter().map(|&(_, bias)| bias).collect(),
            inside: classes_of(count)?,
            last: classes_of(2 * count)?,
            labels,
            norms: norms(lookups)?,
        })
    }
}

/// Name, parameters and seed of every node, in the file's order.
fn nodes(model: &Value) -> Option<Vec<(String, Parameters, Option<u32>)>> {
    let (nodes, params, attrs) = (model.get("nodes")?, model.get("params")?, model.get("attrs")?);
    nodes
        .items()
        .iter()
        .zip(params.items())
        .zip(attrs.items())
        .map(|((node, params), attrs)| {
            let name = node.get("name")?.text()?.to_owned();
            let params = params
                .entries()
                .iter()
                .filter_map(|(key, value)| Some((key.text()?.to_owned(), array(value)?)))
                .collect();
            let seed = attrs.get("seed").and_then(Value::bytes).and_then(Value::read);
            let seed = seed.and_then(|seed| u32::try_from(seed.unsigned()?).ok());
            Some((name, params, seed))
        })
        .collect()
}

/// An array of numpy, of 32-bit floats.
fn array(value: &Value) -> Option<(Vec<usize>, Vec<f32>)> {
    if value.get("type")?.bytes()? != b"<f4" {
        return None;
    }
    let shape = value
        .get("shape")?
        .items()
        .iter()
        .map(|n| usize::try_from(n.unsigned()?).ok())
        .collect::<Option<Vec<_>>>()?;
    let data: Vec<f32> = value
        .get("data")?
        .bytes()?
        .as_chunks::<4>()
        .0
        .iter()
        .map(|&four| f32::from_le_bytes(four))
        .collect();
    let count = shape
        .iter()
        .try_fold(1usize, |product, &n| product.checked_mul(n))?;
    (count == data.len()).then_some((shape, data))
}

fn shape_of<'a>(parameters: &'a Parameters, name: &str) -> Option<&'a [usize]> {
    parameters.get(name).map(|(shape, _)| shape.as_slice())
}

fn of(parameters: &Parameters, name: &str, shape: &[usize]) -> Option<Vec<f32>> {
    let (found, data) = parameters.get(name)?;
    (found == shape).then(|| data.clone())
}

fn layer(level: Level, inputs: usize, maxout: &Parameters, norm: &Parameters) -> Option<Layer> {
    let weights = of(maxout, "W", &[WIDTH, PIECES, inputs])?;
    let bias = of(maxout, "b", &[WIDTH, PIECES])?;
    Some(Layer {
        matrix: Matrix::pack(level, PIECES * WIDTH, inputs, |column, input| {
            let (piece, o) = (column / WIDTH, column % WIDTH);
            weights[(o * PIECES + piece) * inputs + input]
        }),
        normal: Normal {
            bias: (0..PIECES)
                .flat_map(|p| (0..WIDTH).map(move |o| o * PIECES + p))
                .map(|at| bias[at])
                .collect(),
            gain: of(norm, "G", &[WIDTH])?,
            shift: of(norm, "b", &[WIDTH])?,
        },
    })
}

/// Labels in the order of the classes: by how often they were seen, then by
/// name, both from the top.
fn labels(moves: &[u8]) -> Option<Vec<String>> {
    let file = Value::read(moves)?;
    let moves: serde_json::Value = serde_json::from_str(file.get("moves")?.text()?).ok()?;
    let counted = |action: &str| -> Option<Vec<(i64, String)>> {
        let labels = moves.get(action)?.as_object()?;
        let mut labels: Vec<_> = labels
            .iter()
            .map(|(label, seen)| Some((seen.as_i64()?, label.clone())))
            .collect::<Option<_>>()?;
        labels.sort();
        labels.reverse();
        Some(labels)
    };
    let begin = counted("1")?;
    let unit = counted("4")?;
    let same = counted("2")? == begin && counted("3")? == begin && unit.starts_with(&begin);
    let rest_is_empty =
        unit.len() == begin.len() + 1 && unit.last().is_some_and(|(_, label)| label.is_empty());
    (same && rest_is_empty).then(|| begin.into_iter().map(|(_, label)| label).collect())
}

/// Normal forms by number of the word.
fn norms(lookups: &[u8]) -> Option<FxHashMap<u64, String>> {
    Value::read(lookups)?
        .get("lexeme_norm")?
        .entries()
        .iter()
        .map(|(key, norm)| Some((key.unsigned()?, norm.text()?.to_owned())))
        .collect()
}

/// Every file of a model out of any bytes, whether or not the others fit.
pub(super) fn fuzz_files(file: &[u8]) {
    let _ = (
        Value::read(file).and_then(|model| nodes(&model)),
        labels(file),
        norms(file),
    );
}
