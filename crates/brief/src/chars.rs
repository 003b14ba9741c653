//! Byte offsets of a text to character offsets and back.
//!
//! In: a text. Out: for any byte the number of Unicode scalar values before it, as the JSON counts them.
//! One pass over the text leaves a checkpoint every [`STEP_BYTES`]; a question walks at most that far. A text of ASCII
//! alone needs no table.
//!
//! ```
//! let chars = dateline_brief::Chars::new("Señor Núñez");
//! assert_eq!(chars.at(6), 5); // the space after "Señor"
//! assert_eq!(chars.byte(5), Some(6));
//! ```

use types::Span;

/// Bytes between two checkpoints: 64 keeps the table at a sixteenth of the text and a walk in one cache line.
const STEP_BYTES: usize = 64;

/// The character offsets of one text.
#[derive(Clone, Debug)]
pub struct Chars<'t> {
    text: &'t str,
    /// Characters that begin before byte `i * STEP_BYTES`; empty for a text of ASCII alone.
    before: Vec<usize>,
}

/// Whether a character begins with this byte.
fn begins(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

impl<'t> Chars<'t> {
    /// Counts the text once.
    pub fn new(text: &'t str) -> Chars<'t> {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for chunk in text.as_bytes().chunks(STEP_BYTES) {
                before.push(count);
                count += chunk.iter().filter(|&&b| begins(b)).count();
            }
            before.push(count);
        }
        Chars { text, before }
    }

    /// How many characters begin before the byte. A byte past the end counts as the end.
    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if self.before.is_empty() {
            return byte;
        }
        let step = byte / STEP_BYTES;
        let walked = &self.text.as_bytes()[step * STEP_BYTES..byte];
        self.before[step] + walked.iter().filter(|&&b| begins(b)).count()
    }

    /// How many characters the text has.
    pub fn len(&self) -> usize {
        self.at(self.text.len())
    }

    /// Whether the text has no character.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The byte at which that character begins (the text's length for one past the last), or `None` past the end.
    pub fn byte(&self, character: usize) -> Option<usize> {
        if self.before.is_empty() {
            return (character <= self.text.len()).then_some(character);
        }
        let step = self.before.partition_point(|&n| n <= character).checked_sub(1)?;
        // The last checkpoint stands at the end of the text, which need not be a whole step away.
        let step = step.min(self.text.len() / STEP_BYTES);
        let start = step * STEP_BYTES;
        let mut left = character - self.before[step];
        for (i, &b) in self.text.as_bytes()[start..].iter().enumerate() {
            if begins(b) {
                if left == 0 {
                    return Some(start + i);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(self.text.len())
    }

    /// A span in characters, as (start, end).
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_end_and_beyond() {
        let chars = Chars::new("añ");
        assert_eq!((chars.at(3), chars.at(99), chars.len()), (2, 2, 2));
        assert_eq!((chars.byte(2), chars.byte(3)), (Some(3), None));
        assert_eq!(Chars::new("").byte(0), Some(0));
    }

    proptest! {
        /// Every boundary of a text converts to what `str::chars` counts, and back.
        #[test]
        fn converts_there_and_back(text in "(\\PC|[a-zéß水🚢\n]){0,200}") {
            let chars = Chars::new(&text);
            for (n, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(chars.at(byte), n);
                prop_assert_eq!(chars.byte(n), Some(byte));
            }
            prop_assert_eq!(chars.len(), text.chars().count());
            prop_assert_eq!(chars.byte(chars.len()), Some(text.len()));
            prop_assert_eq!(chars.byte(chars.len() + 1), None);
        }
    }
}
