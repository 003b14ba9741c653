//! A thinc `model` file: bytes in, named nodes with attributes and f32 arrays out.
//!
//! The file is a map of aligned arrays, one entry a node of the layer tree in breadth-first order. Nodes are found by
//! name in order of appearance, never by number, so the medium and the small pipeline go through the same code.

use crate::{
    error::Error,
    pack::{Reader, Value},
};

/// An f32 array, row-major.
#[derive(Debug, Clone)]
pub(crate) struct Tensor {
    pub(crate) shape: Vec<usize>,
    pub(crate) data: Vec<f32>,
}

/// One layer of a model.
pub(crate) struct Node<'a> {
    file: &'a str,
    pub(crate) name: &'a str,
    number: usize,
    attrs: Value<'a>,
    params: Value<'a>,
}

/// The nodes of a `model` file.
///
/// # Errors
/// When the bytes are not a thinc model.
pub(crate) fn nodes<'a>(file: &'a str, bytes: &'a [u8]) -> Result<Vec<Node<'a>>, Error> {
    let Value::Map(entries) = Reader::whole(file, bytes)? else {
        return Err(Error::unexpected(file, "the model", "a map", "something else"));
    };
    let mut parts = [None, None, None];
    for (key, value) in entries {
        let Some(i) = ["nodes", "attrs", "params"].iter().position(|n| key.text() == Some(n)) else {
            continue;
        };
        parts[i] = Some(value);
    }
    let [Some(Value::Array(nodes)), Some(Value::Array(attrs)), Some(Value::Array(params))] = parts else {
        return Err(Error::missing(file, "nodes, attrs or params"));
    };
    if nodes.len() != attrs.len() || nodes.len() != params.len() {
        return Err(Error::unexpected(
            file,
            "nodes, attrs and params",
            "equal lengths",
            format!("{}, {}, {}", nodes.len(), attrs.len(), params.len()),
        ));
    }
    let named = nodes.iter().zip(attrs).zip(params).enumerate();
    named
        .map(|(number, ((node, attrs), params))| {
            let name = node.get("name").and_then(Value::text);
            let name = name.ok_or_else(|| Error::missing(file, format!("the name of node {number}")))?;
            Ok(Node { file, name, number, attrs, params })
        })
        .collect()
}

/// The nodes with this name, in order.
pub(crate) fn named<'n, 'a>(nodes: &'n [Node<'a>], name: &'n str) -> impl Iterator<Item = &'n Node<'a>> {
    nodes.iter().filter(move |n| n.name == name)
}

/// The first node with this name.
///
/// # Errors
/// When there is none.
pub(crate) fn first<'n, 'a>(file: &str, nodes: &'n [Node<'a>], name: &str) -> Result<&'n Node<'a>, Error> {
    nodes.iter().find(|n| n.name == name).ok_or_else(|| Error::missing(file, format!("node {name}")))
}

impl<'a> Node<'a> {
    fn place(&self, part: &str) -> String {
        format!("node {} ({}), {part}", self.number, self.name)
    }

    /// An error about one part of the node.
    pub(crate) fn unexpected(
        &self,
        part: &str,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Error {
        Error::unexpected(self.file, self.place(part), expected, found)
    }

    /// An attribute, decoded: its bytes are MessagePack again.
    pub(crate) fn attr(&self, name: &str) -> Result<Value<'a>, Error> {
        match self.attrs.get(name) {
            Some(Value::Bin(bytes)) => Reader::whole(self.file, bytes),
            _ => Err(Error::missing(self.file, self.place(name))),
        }
    }

    /// A parameter of `rank` dimensions, none of them 0.
    ///
    /// # Errors
    /// When it is missing, not little-endian f32, of another rank, or shorter or longer than its shape says.
    pub(crate) fn tensor(&self, name: &str, rank: usize) -> Result<Tensor, Error> {
        let array = self.params.get(name).ok_or_else(|| Error::missing(self.file, self.place(name)))?;
        if array.get("type").and_then(Value::text) != Some("<f4") {
            return Err(self.unexpected(name, "little-endian f32 numbers", "another type"));
        }
        let (Some(shape), Some(Value::Bin(bytes))) =
            (array.get("shape").and_then(Value::array), array.get("data"))
        else {
            return Err(Error::missing(self.file, self.place(name)));
        };
        let shape: Vec<usize> = shape.iter().filter_map(|d| usize::try_from(d.uint()?).ok()).collect();
        let size = shape.iter().try_fold(4usize, |n, &d| n.checked_mul(d));
        if shape.len() != rank || size != Some(bytes.len()) || bytes.is_empty() {
            let found = format!("shape {shape:?} and {} bytes", bytes.len());
            return Err(self.unexpected(name, format!("{rank} dimensions that fit the data"), found));
        }
        Ok(Tensor { shape, data: floats(bytes) })
    }
}

/// Little-endian f32 numbers.
pub(crate) fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect()
}
