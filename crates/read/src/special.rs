//! The tokenizer's second pass: special cases that the first pass takes apart are found again and put back.
//!
//! ```text
//! "foo:)"  →  foo  :  )  →  foo  :)
//! ```

use std::collections::HashMap;

#[derive(Debug, Default)]
struct Branch {
    next: HashMap<Box<str>, usize>,
    /// Whether a special case ends here.
    ends: bool,
}

/// Sequences of tokens that make up special cases. Branch 0 is the root.
#[derive(Debug, Default)]
pub(crate) struct Trie {
    branches: Vec<Branch>,
}

impl Trie {
    /// Adds a sequence.
    pub(crate) fn insert(&mut self, words: &[&str]) {
        if self.branches.is_empty() {
            self.branches.push(Branch::default());
        }
        let mut at = 0;
        for &word in words {
            let new = self.branches.len();
            at = *self.branches[at].next.entry(word.into()).or_insert(new);
            if at == new {
                self.branches.push(Branch::default());
            }
        }
        self.branches[at].ends = true;
    }

    /// The branch that a first word leads to; 0 when none does.
    pub(crate) fn root(&self, word: &str) -> usize {
        self.step(0, word).unwrap_or(0)
    }

    fn step(&self, branch: usize, word: &str) -> Option<usize> {
        self.branches.get(branch)?.next.get(word).copied()
    }

    /// The token spans to look up as special cases, in order of the text: the longest first win, and a span that is
    /// beaten still bars the ones after it (spaCy does so).
    pub(crate) fn spans<'w>(
        &self,
        tokens: usize,
        root: impl Fn(usize) -> usize,
        word: impl Fn(usize) -> &'w str,
    ) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for start in 0..tokens {
            let (mut branch, mut end) = (root(start), start + 1);
            while branch > 0 {
                if self.branches[branch].ends {
                    found.push((start, end));
                }
                if end == tokens {
                    break;
                }
                branch = self.step(branch, word(end)).unwrap_or(0);
                end += 1;
            }
        }
        if found.is_empty() {
            return found;
        }
        found.sort_unstable_by_key(|&(start, end)| (usize::MAX - (end - start), start));
        let mut seen = vec![false; tokens];
        found.retain(|&(start, end)| {
            let free = !seen[start] && !seen[end - 1];
            seen[start..end].fill(true);
            free
        });
        found.sort_unstable();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(cases: &[&[&str]], words: &[&str]) -> Vec<(usize, usize)> {
        let mut trie = Trie::default();
        for case in cases {
            trie.insert(case);
        }
        trie.spans(words.len(), |i| trie.root(words[i]), |i| words[i])
    }

    #[test]
    fn the_longest_wins_and_the_beaten_bar() {
        assert_eq!(spans(&[&[":", ")"]], &["a", ":", ")", ")"]), [(1, 3)]);
        assert_eq!(spans(&[&["a", "b"], &["b", "c", "d"]], &["a", "b", "c", "d"]), [(1, 4)]);
        // "c d" is beaten by "b c", and bars "d e" although nothing else holds "d".
        assert_eq!(
            spans(&[&["a", "b", "c"], &["c", "d"], &["d", "e"]], &["a", "b", "c", "d", "e"]),
            [(0, 3)]
        );
        assert_eq!(spans(&[], &["a"]), []);
    }
}
