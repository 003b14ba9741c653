//! The scores of a transition system's actions in one state.
//!
//! Method: the state is a handful of tokens; what each contributes in each place is one matrix product a token, made
//! once (Chen & Manning 2014, "precomputation trick"), then added, max-ed over pieces and mapped to scores.
//! The products (about 4 KB a token) are made in stretches when first asked for, and old ones are dropped, so a long
//! text costs no more memory than a short one.

use crate::{
    error::Error,
    matrix::{Weights, vectorised},
    thinc::{self, Node, Tensor},
};

/// Tokens whose products are made at once.
const STRETCH_ROWS: usize = 256;
/// Stretches kept: more than a state has tokens (eight), so that one is always free to go.
const MAX_STRETCHES: usize = 12;
/// Scores are computed in groups of this many, which fit the machine's registers.
const LANES: usize = 64;

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
    /// By group of [`LANES`] classes, then output, then class; filled up with zeros.
    upper: Vec<[f32; LANES]>,
    upper_bias: Vec<[f32; LANES]>,
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
            upper_bias: grouped(&upper_bias.data),
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

impl StepModel {
    /// The scores of a state of which `parts` are the places' contributions. `mixed` is room for their sum.
    #[inline(always)]
    fn mix(&self, parts: &[&[f32]], mixed: &mut [f32], scores: &mut Vec<[f32; LANES]>) {
        mixed.fill(0.0);
        for part in parts.iter().copied().chain([&*self.lower_bias]) {
            for (m, x) in mixed.iter_mut().zip(part) {
                *m += x;
            }
        }
        let (best, pieces) = mixed.split_at_mut(self.outputs);
        for piece in pieces.chunks_exact(self.outputs) {
            for (b, &x) in best.iter_mut().zip(piece) {
                *b = if x > *b { x } else { *b };
            }
        }
        scores.clear();
        for (weights, bias) in self.upper.chunks_exact(self.outputs).zip(&self.upper_bias) {
            let mut sums = [0.0; LANES];
            for (&h, weights) in best.iter().zip(weights) {
                for (s, w) in sums.iter_mut().zip(weights) {
                    *s += h * w;
                }
            }
            for (s, b) in sums.iter_mut().zip(bias) {
                *s += b;
            }
            scores.push(sums);
        }
    }
}

/// The upper weights by group of classes, then output, then class.
fn transposed(upper: &Tensor) -> Vec<[f32; LANES]> {
    let (classes, outputs) = (upper.shape[0], upper.shape[1]);
    let group = |start: usize| {
        (0..outputs).map(move |o| {
            let class = |lane| start + lane;
            std::array::from_fn(|l| if class(l) < classes { upper.data[class(l) * outputs + o] } else { 0.0 })
        })
    };
    (0..classes).step_by(LANES).flat_map(group).collect()
}

/// The numbers in groups, the last filled up with zeros.
fn grouped(values: &[f32]) -> Vec<[f32; LANES]> {
    values.chunks(LANES).map(|c| std::array::from_fn(|l| c.get(l).copied().unwrap_or(0.0))).collect()
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
    pub(crate) fn scores<const F: usize>(
        &mut self,
        state: &[Option<usize>; F],
        scores: &mut Vec<[f32; LANES]>,
    ) {
        let wanted = state.map(|row| row.map(|row| row / STRETCH_ROWS));
        for stretch in wanted.into_iter().flatten() {
            self.load(stretch, &wanted);
        }
        let Steps { model, place, stretches, mixed, .. } = self;
        let size = model.outputs * model.pieces;
        let parts: [&[f32]; F] = std::array::from_fn(|f| match state[f] {
            None => &model.pad[f * size..(f + 1) * size],
            Some(row) => {
                let start = (row % STRETCH_ROWS * model.features + f) * size;
                &stretches[place[row / STRETCH_ROWS]].1[start..start + size]
            }
        });
        vectorised(|| model.mix(&parts, mixed, scores));
    }

    /// Makes a stretch's products if they are not there. The oldest ones go, but none that is `wanted` too.
    fn load(&mut self, stretch: usize, wanted: &[Option<usize>]) {
        if self.place[stretch] != usize::MAX {
            return;
        }
        let size = self.model.lower.rows;
        let place = if self.stretches.len() < MAX_STRETCHES {
            self.stretches.push((stretch, vec![0.0; STRETCH_ROWS.min(self.n) * size]));
            self.stretches.len() - 1
        } else {
            let mut place = self.oldest;
            while wanted.contains(&Some(self.stretches[place].0)) {
                place = (place + 1) % MAX_STRETCHES;
            }
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
    }
}
