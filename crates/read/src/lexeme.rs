//! What the pipeline knows about a word by itself: its features, its vector's row.
//!
//! Features of a token (the inputs of the hash embeddings), as spaCy defines them:
//!
//! | feature | value |
//! |---|---|
//! | NORM | the special case's own norm, else the table's, else the base norm, else lower case |
//! | PREFIX, SUFFIX | first character, last three characters |
//! | SHAPE | `Xxxx`, `dd,ddd`; a run of one kind is cut to four, 100 characters and more are `LONG` |
//! | SPACY | whether one space follows |
//! | IS_SPACE | whether it is white space |

use std::{collections::HashMap, sync::LazyLock};

use crate::{
    chars,
    error::Error,
    hash::string_id,
    pack::{Reader, Value},
};

/// Characters from which on a shape is just "LONG".
const LONG_SHAPE_CHARS: usize = 100;
/// Longest run of one kind of character in a shape.
const SHAPE_RUN: usize = 4;

static BASE_NORMS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../data/base_norms.tsv").lines().filter(|l| !l.starts_with("# "));
    lines.filter_map(|l| l.split_once('\t')).collect()
});

/// Norms of words: from `vocab/lookups.bin`.
#[derive(Debug, Default)]
pub(crate) struct Norms {
    /// By the word's id.
    table: HashMap<u64, Box<str>>,
}

impl Norms {
    /// Parses `vocab/lookups.bin`.
    ///
    /// # Errors
    /// When it is damaged or holds no table of norms.
    pub(crate) fn parse(file: &str, bytes: &[u8]) -> Result<Norms, Error> {
        let lookups = Reader::whole(file, bytes)?;
        let entries = lookups.get("lexeme_norm").and_then(Value::map);
        let entries = entries.ok_or_else(|| Error::missing(file, "lexeme_norm"))?;
        let pair = |(id, norm): &(Value, Value)| Some((id.uint()?, norm.text()?.into()));
        Ok(Norms { table: entries.iter().filter_map(pair).collect() })
    }

    /// The four features of a word that do not depend on where it stands: ids of NORM, PREFIX, SUFFIX, SHAPE.
    pub(crate) fn features(&self, text: &str, own_norm: Option<&str>) -> [u64; 4] {
        let id = string_id(text);
        let norm = own_norm.filter(|n| !n.is_empty()).or_else(|| self.table.get(&id).map(|n| &**n));
        let norm = match norm.or_else(|| BASE_NORMS.get(text).copied()) {
            Some(norm) => string_id(norm),
            None => string_id(&text.to_lowercase()),
        };
        let prefix = text.chars().next().map_or(0, char::len_utf8);
        let suffix = text.char_indices().rev().take(3).last().map_or(0, |(i, _)| i);
        [norm, string_id(&text[..prefix]), string_id(&text[suffix..]), string_id(&shape(text))]
    }
}

/// The shape of a word: `COVID-19` is `XXXX-dd`.
fn shape(text: &str) -> String {
    if text.chars().nth(LONG_SHAPE_CHARS - 1).is_some() {
        return "LONG".to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let (mut last, mut run) = (None, 0);
    for c in text.chars() {
        let kind = match c {
            c if chars::is_letter(c) => {
                if c.is_uppercase() {
                    'X'
                } else {
                    'x'
                }
            }
            c if chars::is_digit(c) => 'd',
            c => c,
        };
        run = if last == Some(kind) { run + 1 } else { 1 };
        last = Some(kind);
        if run <= SHAPE_RUN {
            out.push(kind);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for (text, expected) in [
            ("U.S.", "X.X."),
            ("10,000", "dd,ddd"),
            ("don’t", "xxx’x"),
            ("COVID-19", "XXXX-dd"),
            ("iPhone12345", "xXxxxxdddd"),
            ("ǅx", "xx"),
            ("Ⅷ", "Ⅷ"),
            ("m²", "xd"),
        ] {
            assert_eq!(shape(text), expected, "{text}");
        }
        assert_eq!(shape(&"é".repeat(100)), "LONG");
        assert_eq!(shape(&"é".repeat(99)), "xxxx");
    }

    #[test]
    fn features_of_plain_and_odd_words() {
        let norms = Norms::default();
        let ids = |words: [&str; 4]| words.map(string_id);
        assert_eq!(norms.features("Lisbon", None), ids(["lisbon", "L", "bon", "Xxxxx"]));
        assert_eq!(norms.features("“", None), ids(["\"", "“", "“", "“"]));
        assert_eq!(norms.features("n’t", Some("not")), ids(["not", "n", "n’t", "x’x"]));
        assert_eq!(norms.features("ΑΣ", None)[0], string_id("ας"), "final sigma");
        assert_eq!(norms.features("Mark", None)[0], 423, "a symbol, not a hash");
        assert_eq!(norms.features("I", None)[3], 101);
        assert_eq!(norms.features("", None), [0, 0, 0, 0]);
    }
}
