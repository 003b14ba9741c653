//! Token features to token vectors: hash embeddings and static vectors, reduced, then four layers of context.
//!
//! Method: multi-hash embedding and a residual maxout window encoder (M. Honnibal, *spaCy*, `MultiHashEmbed.v2` and
//! `MaxoutWindowEncoder.v2`). A word's reduced embedding depends on nothing but its features, so callers keep it.

use crate::{
    error::Error,
    hash::embed_keys,
    matrix::{Weights, vectorised},
    pack::Value,
    thinc::{self, Node, Tensor},
    vectors::Table,
};

/// Rows that are multiplied at once: their product (288 numbers each) stays in the processor's second cache.
const BLOCK_ROWS: usize = 512;
/// Added to the variance before its root is taken, as in thinc.
const EPSILON: f32 = 1e-8;
/// Names of the features, in the order of [`Features`].
const COLUMNS: [&str; 6] = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"];

/// The keys of a token: NORM, PREFIX, SUFFIX, SHAPE, SPACY, IS_SPACE.
pub(crate) type Features = [u64; 6];

/// A dense layer, the largest of its pieces, and a layer norm.
#[derive(Debug)]
struct Block {
    /// Rows in order of piece, then output.
    weights: Weights,
    bias: Vec<f32>,
    gain: Vec<f32>,
    offset: Vec<f32>,
    width: usize,
}

/// A hash embedding: the sum of four rows of its table.
#[derive(Debug)]
struct Embedding {
    column: usize,
    seed: u32,
    rows: usize,
    data: Vec<f32>,
}

/// One token-to-vector network.
#[derive(Debug)]
pub(crate) struct Tok2Vec {
    embeddings: Vec<Embedding>,
    /// Projection of the static vectors, when the pipeline has them.
    projection: Option<Weights>,
    reduce: Block,
    layers: Vec<Block>,
    pub(crate) width: usize,
}

impl Block {
    fn parse(maxout: &Node, norm: &Node) -> Result<Block, Error> {
        let Tensor { shape, data } = maxout.tensor("W", 3)?;
        let (width, pieces, inputs) = (shape[0], shape[1], shape[2]);
        let bias = maxout.tensor("b", 2)?;
        let (gain, offset) = (norm.tensor("G", 1)?, norm.tensor("b", 1)?);
        if bias.shape != [width, pieces] || gain.shape != [width] || offset.shape != [width] {
            let found = format!("{:?}, {:?}, {:?}", bias.shape, gain.shape, offset.shape);
            return Err(maxout.unexpected(
                "b, and G and b of its layer norm",
                format!("{width} outputs"),
                found,
            ));
        }
        let order = (0..pieces).flat_map(|p| (0..width).map(move |o| o * pieces + p));
        let rows = order.clone().flat_map(|row| &data[row * inputs..(row + 1) * inputs]);
        Ok(Block {
            weights: Weights::new(pieces * width, inputs, rows.copied().collect()),
            bias: order.map(|i| bias.data[i]).collect(),
            gain: gain.data,
            offset: offset.data,
            width,
        })
    }

    /// Maxout and layer norm of one row's product.
    #[inline(always)]
    fn finish(&self, product: &[f32], out: &mut [f32]) {
        let width = self.width;
        for (o, (&y, &b)) in out.iter_mut().zip(product[..width].iter().zip(&self.bias[..width])) {
            *o = y + b;
        }
        for (piece, bias) in product.chunks_exact(width).zip(self.bias.chunks_exact(width)).skip(1) {
            for (o, (&y, &b)) in out.iter_mut().zip(piece.iter().zip(bias)) {
                let y = y + b;
                *o = if y > *o { y } else { *o };
            }
        }
        let mean = sum(out, |x| x) / width as f32;
        let variance = sum(out, |x| (x - mean) * (x - mean)) / width as f32 + EPSILON;
        let scale = 1.0 / variance.sqrt();
        for (o, (&g, &b)) in out.iter_mut().zip(self.gain.iter().zip(&self.offset)) {
            *o = (*o - mean) * scale * g + b;
        }
    }
}

/// Sum in eight lanes, so that the compiler can use vector instructions.
#[inline(always)]
fn sum(values: &[f32], f: impl Fn(f32) -> f32) -> f32 {
    let (lanes, rest) = values.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for lane in lanes {
        for (s, &x) in sums.iter_mut().zip(lane) {
            *s += f(x);
        }
    }
    sums.iter().sum::<f32>() + rest.iter().map(|&x| f(x)).sum::<f32>()
}

impl Embedding {
    fn parse(node: &Node, column: usize, width: usize) -> Result<Embedding, Error> {
        let Tensor { shape, data } = node.tensor("E", 2)?;
        if shape[1] != width {
            return Err(node.unexpected("E", format!("{width} columns"), format!("{}", shape[1])));
        }
        let seed = node.attr("seed")?.uint().and_then(|s| u32::try_from(s).ok());
        let seed = seed.ok_or_else(|| node.unexpected("seed", "a number", "something else"))?;
        Ok(Embedding { column, seed, rows: shape[0], data })
    }

    fn embed(&self, key: u64, out: &mut [f32]) {
        let rows = embed_keys(key, self.seed).map(|k| {
            let row = k as usize % self.rows;
            &self.data[row * out.len()..(row + 1) * out.len()]
        });
        for (i, o) in out.iter_mut().enumerate() {
            *o = ((rows[0][i] + rows[1][i]) + rows[2][i]) + rows[3][i];
        }
    }
}

impl Tok2Vec {
    /// Takes the network out of a model's nodes.
    ///
    /// # Errors
    /// When a layer is missing or its shape does not fit the others.
    pub(crate) fn parse(file: &str, nodes: &[Node]) -> Result<Tok2Vec, Error> {
        let norms: Vec<&Node> = thinc::named(nodes, "layernorm").collect();
        let maxouts: Vec<&Node> = thinc::named(nodes, "maxout").collect();
        if maxouts.len() != norms.len() || maxouts.is_empty() {
            return Err(Error::missing(file, "a layernorm for each maxout"));
        }
        let mut blocks = Vec::new();
        for (maxout, norm) in maxouts.iter().zip(norms) {
            blocks.push(Block::parse(maxout, norm)?);
        }
        let reduce = blocks.remove(0);
        let width = reduce.width;
        let columns = columns(file, nodes)?;
        let tables: Vec<&Node> = thinc::named(nodes, "hashembed").collect();
        if tables.len() != columns.len() {
            return Err(Error::missing(file, format!("a hashembed for each of {} columns", columns.len())));
        }
        let embeddings = tables.iter().zip(columns).map(|(n, column)| Embedding::parse(n, column, width));
        let embeddings: Vec<Embedding> = embeddings.collect::<Result<_, _>>()?;
        let projection = projection(nodes, width)?;
        let inputs = width * (embeddings.len() + usize::from(projection.is_some()));
        if reduce.weights.cols != inputs {
            return Err(maxouts[0].unexpected(
                "W",
                format!("{inputs} inputs"),
                format!("{}", reduce.weights.cols),
            ));
        }
        for (block, node) in blocks.iter().zip(&maxouts[1..]) {
            if block.width != width || block.weights.cols != 3 * width {
                let found = format!("{} and {}", block.width, block.weights.cols);
                return Err(node.unexpected("W", format!("{width} outputs and {} inputs", 3 * width), found));
            }
        }
        Ok(Tok2Vec { embeddings, projection, reduce, layers: blocks, width })
    }

    /// Width of the static vectors that it takes, if it takes any.
    pub(crate) fn vector_width(&self) -> Option<usize> {
        self.projection.as_ref().map(|p| p.cols)
    }

    /// Rows of padding that must stand before, between and after documents: how far the context of a token reaches.
    pub(crate) fn padding(&self) -> usize {
        self.layers.len()
    }

    /// Appends to `out` one reduced embedding for each word: its keys and the row of its static vector.
    pub(crate) fn embed(&self, words: &[(Features, Option<usize>)], table: &Table, out: &mut Vec<f32>) {
        let (width, inputs) = (self.width, self.reduce.weights.cols);
        let mut x = vec![0.0; BLOCK_ROWS.min(words.len()) * inputs];
        let mut y = vec![0.0; BLOCK_ROWS.min(words.len()) * self.reduce.weights.rows];
        let mut projected = vec![0.0; width];
        for words in words.chunks(BLOCK_ROWS) {
            for (x, (features, row)) in x.chunks_exact_mut(inputs).zip(words) {
                for (embedding, x) in self.embeddings.iter().zip(x.chunks_exact_mut(width)) {
                    embedding.embed(features[embedding.column], x);
                }
                let Some(projection) = &self.projection else { continue };
                match row {
                    Some(row) => projection.multiply(table.row(*row), table.width, 1, &mut projected),
                    None => projected.fill(0.0),
                }
                x[inputs - width..].copy_from_slice(&projected);
            }
            self.reduce.weights.multiply(&x, inputs, words.len(), &mut y);
            for y in y.chunks_exact(self.reduce.weights.rows).take(words.len()) {
                let start = out.len();
                out.resize(start + width, 0.0);
                self.reduce.finish(y, &mut out[start..]);
            }
        }
    }

    /// Lets `n` embedded rows take in their context. `x` holds one zero row, the `n` rows (documents, with
    /// [`Tok2Vec::padding`] zero rows around each), and one more zero row; the result stands where the rows stood.
    ///
    /// The rows of padding take part in each layer and change with it; only outside of `x` everything stays zero.
    pub(crate) fn encode(&self, x: &mut Vec<f32>, n: usize) {
        let width = self.width;
        debug_assert_eq!(x.len(), (n + 2) * width, "one zero row on either side");
        let mut next = vec![0.0; x.len()];
        let mut mixed = vec![0.0; width];
        for layer in &self.layers {
            let columns = layer.weights.rows;
            let mut y = vec![0.0; BLOCK_ROWS.min(n) * columns];
            for start in (0..n).step_by(BLOCK_ROWS) {
                let rows = BLOCK_ROWS.min(n - start);
                // A row's window is the row before, itself and the row after: they already lie side by side.
                layer.weights.multiply(&x[start * width..], width, rows, &mut y);
                let place = (start + 1) * width..(start + 1 + rows) * width;
                let rows = next[place.clone()].chunks_exact_mut(width).zip(x[place].chunks_exact(width));
                vectorised(|| {
                    for ((next, x), y) in rows.zip(y.chunks_exact(columns)) {
                        layer.finish(y, &mut mixed);
                        for (next, (&x, &m)) in next.iter_mut().zip(x.iter().zip(&mixed)) {
                            *next = x + m;
                        }
                    }
                });
            }
            std::mem::swap(x, &mut next);
        }
    }
}

/// The numbers of the features that the model reads, in its order.
fn columns(file: &str, nodes: &[Node]) -> Result<Vec<usize>, Error> {
    let node = thinc::first(file, nodes, "extract_features")?;
    let attr = node.attr("columns")?;
    let names = attr.array().unwrap_or_default();
    let number = |name: &Value| {
        let known = COLUMNS.iter().position(|c| name.text() == Some(c));
        known.ok_or_else(|| node.unexpected("columns", format!("some of {COLUMNS:?}"), format!("{name:?}")))
    };
    names.iter().map(number).collect()
}

fn projection(nodes: &[Node], width: usize) -> Result<Option<Weights>, Error> {
    let Some(node) = thinc::named(nodes, "static_vectors").next() else { return Ok(None) };
    let Tensor { shape, data } = node.tensor("W", 2)?;
    if shape[0] != width {
        return Err(node.unexpected("W", format!("{width} outputs"), format!("{}", shape[0])));
    }
    Ok(Some(Weights::new(shape[0], shape[1], data)))
}
