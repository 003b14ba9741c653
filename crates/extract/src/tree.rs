//! A document's dependencies, turned around once: dependants and the reach of every token in linear time.

use types::{Doc, TokenSpan};

/// The dependants of each token and the tokens its subtree covers.
pub(crate) struct Tree {
    first: Vec<usize>,
    dependants: Vec<usize>,
    reach: Vec<TokenSpan>,
}

impl Tree {
    /// Turns the heads of a document around.
    pub fn new(doc: &Doc) -> Tree {
        let n = doc.tokens.len();
        let head = |i: usize| Some(doc.tokens[i].head).filter(|h| *h != i && *h < n);
        let mut first = vec![0; n + 1];
        for h in (0..n).filter_map(head) {
            first[h + 1] += 1;
        }
        for i in 0..n {
            first[i + 1] += first[i];
        }
        let mut next = first.clone();
        let mut dependants = vec![0; first[n]];
        for i in 0..n {
            if let Some(h) = head(i) {
                dependants[next[h]] = i;
                next[h] += 1;
            }
        }
        let mut tree = Tree { first, dependants, reach: (0..n).map(|i| TokenSpan::new(i, i + 1)).collect() };
        // From the roots down, then the reach from the leaves up.
        let mut order: Vec<usize> = (0..n).filter(|i| head(*i).is_none()).collect();
        let mut at = 0;
        while at < order.len() {
            order.extend_from_slice(tree.children(order[at]));
            at += 1;
        }
        for &i in order.iter().rev() {
            if let Some(h) = head(i) {
                let (mine, theirs) = (tree.reach[i], tree.reach[h]);
                tree.reach[h] = TokenSpan::new(mine.start.min(theirs.start), mine.end.max(theirs.end));
            }
        }
        tree
    }

    /// The direct dependants, in order of the text.
    pub fn children(&self, token: usize) -> &[usize] {
        &self.dependants[self.first[token]..self.first[token + 1]]
    }

    /// The token with all that depends on it, as the smallest token span that holds them.
    pub fn reach(&self, token: usize) -> TokenSpan {
        self.reach[token]
    }
}
