//! The scores of a transition system's actions in one state.
//!
//! Method: the state is a handful of tokens; what each contributes in each place is one matrix product a token, made
//! once (Chen & Manning 2014, "precomputation trick"), then added, max-ed over pieces and mapped to scores.
//! The products (about 4 KB a token) are made in stretches when first asked for, and old ones are dropped, so a long
//! text costs no more memory than a short one.

use crate::{
    error::Error,
    matrix::Weights,
    thinc::{self, Node, Tensor},
};

/// Tokens whose products are made at once.
const STRETCH_ROWS: usize = 128;
/// Stretches kept. A state holds at most eight tokens, so at most eight stretches are in use at a time.
const MAX_STRETCHES: usize = 24;
/// Scores are computed in groups of this many, so that the compiler can use vector instructions.
const LANES: usize = 16;

/// The weights.
#[derive(Debug)]
pub(crate) struct StepModel {
    hidden: Weights,
    hidden_bias: Vec<f32>,
    /// Rows in order of feature, piece, output.
    lower: Weights,
    lower_bias: Vec<f32>,
    /// What a place without a token contributes; as `lower`'s rows.
    pad: Vec<f32>,
    /// By output, then class; classes filled up to a multiple of [`LANES`].
    upper: Vec<f32>,
    upper_bias: Vec<f32>,
    pub(crate) features: usize,
    outputs: usize,
    pieces: usize,
    pub(crate) classes: usize,
}

impl StepModel {
    /// Takes the model out of the nodes of a parser or ner that reads vectors of `width` numbers.
    ///
    /// # Errors
    /// When a layer is missing or its shape does not fit.
    pub(crate) fn parse(file: &str, nodes: &[Node], width: usize) -> Result<StepModel, Error> {
        let lower_node = thinc::first(file, nodes, "precomputable_affine")?;
        let linears: Vec<&Node> = thinc::named(nodes, "linear").collect();
        // Breadth first: the upper layer is a child of the root, the one that reads the vectors lies deeper.
        let [upper_node, hidden_node] = linears[..] else {
            return Err(Error::missing(file, "two linear layers"));
        };
        let hidden = hidden_node.tensor("W", 2)?;
        let hidden_bias = hidden_node.tensor("b", 1)?;
        let lower = lower_node.tensor("W", 4)?;
        let lower_bias = lower_node.tensor("b", 2)?;
        let pad = lower_node.tensor("pad", 4)?;
        let upper = upper_node.tensor("W", 2)?;
        let upper_bias = upper_node.tensor("b", 1)?;
        let [features, outputs, pieces, inputs] = lower.shape[..] else {
            return Err(Error::missing(file, "precomputable_affine, W"));
        };
        let fits = hidden.shape == [inputs, width]
            && hidden_bias.shape == [inputs]
            && lower_bias.shape == [outputs, pieces]
            && pad.shape == [1, features, outputs, pieces]
            && upper.shape[1] == outputs
            && upper_bias.shape == [upper.shape[0]];
        if !fits {
            let found = format!("{:?}, {:?}, {:?}, {:?}", hidden.shape, lower.shape, pad.shape, upper.shape);
            return Err(lower_node.unexpected(
                "W",
                "shapes of linear, lower, padding and upper layer that fit",
                found,
            ));
        }
        let order = move |f: usize| {
            (0..pieces).flat_map(move |p| (0..outputs).map(move |o| (f * outputs + o) * pieces + p))
        };
        let rows = (0..features).flat_map(order).flat_map(|r| &lower.data[r * inputs..(r + 1) * inputs]);
        Ok(StepModel {
            lower: Weights::new(features * outputs * pieces, inputs, rows.copied().collect()),
            pad: (0..features).flat_map(order).map(|i| pad.data[i]).collect(),
            lower_bias: order(0).map(|i| lower_bias.data[i]).collect(),
            hidden: Weights::new(inputs, width, hidden.data),
            hidden_bias: hidden_bias.data,
            classes: upper.shape[0],
            upper: transposed(&upper),
            upper_bias: filled(&upper_bias.data),
            features,
            outputs,
            pieces,
        })
    }

    /// Makes ready for the `n` token vectors in `vectors`.
    pub(crate) fn start(&self, vectors: &[f32], n: usize) -> Steps<'_> {
        let mut hidden = vec![0.0; n * self.hidden.rows];
        self.hidden.multiply(vectors, self.hidden.cols, n, &mut hidden);
        for row in hidden.chunks_exact_mut(self.hidden.rows) {
            row.iter_mut().zip(&self.hidden_bias).for_each(|(h, b)| *h += b);
        }
        Steps {
            model: self,
            hidden,
            n,
            place: vec![usize::MAX; n.div_ceil(STRETCH_ROWS)],
            stretches: Vec::new(),
            oldest: 0,
            mixed: vec![0.0; self.outputs * self.pieces],
        }
    }
}

/// The upper weights by output, then class.
fn transposed(upper: &Tensor) -> Vec<f32> {
    let (classes, outputs) = (upper.shape[0], upper.shape[1]);
    (0..outputs)
        .flat_map(|o| filled(&(0..classes).map(|c| upper.data[c * outputs + o]).collect::<Vec<_>>()))
        .collect()
}

/// The numbers, filled up with zeros to a multiple of [`LANES`].
fn filled(values: &[f32]) -> Vec<f32> {
    let mut values = values.to_vec();
    values.resize(values.len().next_multiple_of(LANES), 0.0);
    values
}

/// The model at work on one set of token vectors.
pub(crate) struct Steps<'m> {
    model: &'m StepModel,
    hidden: Vec<f32>,
    n: usize,
    /// Which of `stretches` holds a stretch of rows.
    place: Vec<usize>,
    /// Number of the stretch, and its products.
    stretches: Vec<(usize, Vec<f32>)>,
    oldest: usize,
    mixed: Vec<f32>,
}

impl Steps<'_> {
    /// Writes the scores of all classes (and a few zeros after them) for a state: for each feature the row of its
    /// token, or `None`.
    ///
    /// # Panics
    /// When a row is not one of those that the model was started with.
    pub(crate) fn scores(&mut self, state: &[Option<usize>], scores: &mut Vec<f32>) {
        let model = self.model;
        let size = model.outputs * model.pieces;
        self.mixed.fill(0.0);
        for (f, row) in state.iter().enumerate() {
            let part = match *row {
                None => &model.pad[f * size..(f + 1) * size],
                Some(row) => {
                    let place = self.loaded(row / STRETCH_ROWS);
                    let start = (row % STRETCH_ROWS * model.features + f) * size;
                    &self.stretches[place].1[start..start + size]
                }
            };
            for (m, x) in self.mixed.iter_mut().zip(part) {
                *m += x;
            }
        }
        for (m, b) in self.mixed.iter_mut().zip(&model.lower_bias) {
            *m += b;
        }
        let (best, pieces) = self.mixed.split_at_mut(model.outputs);
        for piece in pieces.chunks_exact(model.outputs) {
            for (b, &x) in best.iter_mut().zip(piece) {
                *b = if x > *b { x } else { *b };
            }
        }
        scores.clear();
        scores.resize(model.upper_bias.len(), 0.0);
        for (&h, weights) in best.iter().zip(model.upper.chunks_exact(scores.len())) {
            for (s, w) in scores.as_chunks_mut::<LANES>().0.iter_mut().zip(weights.as_chunks::<LANES>().0) {
                for (s, w) in s.iter_mut().zip(w) {
                    *s += h * w;
                }
            }
        }
        for (s, b) in scores.iter_mut().zip(&model.upper_bias) {
            *s += b;
        }
    }

    /// The place of a stretch's products, made now if they are not there.
    fn loaded(&mut self, stretch: usize) -> usize {
        let place = self.place[stretch];
        if place != usize::MAX {
            return place;
        }
        let size = self.model.lower.rows;
        let place = if self.stretches.len() < MAX_STRETCHES {
            self.stretches.push((stretch, vec![0.0; STRETCH_ROWS.min(self.n) * size]));
            self.stretches.len() - 1
        } else {
            let place = self.oldest;
            self.oldest = (place + 1) % MAX_STRETCHES;
            self.place[self.stretches[place].0] = usize::MAX;
            self.stretches[place].0 = stretch;
            place
        };
        let start = stretch * STRETCH_ROWS;
        let rows = STRETCH_ROWS.min(self.n - start);
        let inputs = self.model.lower.cols;
        self.model.lower.multiply(&self.hidden[start * inputs..], inputs, rows, &mut self.stretches[place].1);
        self.place[stretch] = place;
        place
    }
}
