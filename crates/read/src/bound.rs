//! Sentences of bounded length: what a text without full stops strings together is parted, so that all later work on a sentence has an end.
//!
//! Heads + sentence starts → the same, with no sentence over a bound. A cut falls after the best mark in the last part of what fits: a
//! new line or the end of a clause, else a comma, else before a conjunction, else where the bound lies. An arc across a cut is given up
//! and its token becomes a root. spaCy has no such bound; ordinary sentences never reach it.

/// A long sentence is cut in the last part of what fits only: after this share of it, a good place is looked for.
const CUT_AFTER: f64 = 0.75;

/// Parts sentences of more than `most` tokens; returns the tokens that became roots. `word(i)` is a token's text.
pub(crate) fn part<'w>(
    most: usize,
    head: &mut [usize],
    starts: &mut [bool],
    word: impl Fn(usize) -> &'w str,
) -> Vec<usize> {
    let n = head.len();
    let mut cuts = Vec::new();
    let mut start = 0;
    for end in 1..=n {
        if end < n && !starts[end] {
            continue;
        }
        while end - start > most {
            let cut = place(start + (most as f64 * CUT_AFTER) as usize, start + most, &word);
            starts[cut] = true;
            cuts.push(cut);
            start = cut;
        }
        start = end;
    }
    if cuts.is_empty() {
        return Vec::new();
    }
    // Tokens are in the same part when as many cuts lie before them.
    let side = |token: usize| cuts.partition_point(|&cut| cut <= token);
    let roots: Vec<usize> = (0..n).filter(|&i| side(i) != side(head[i])).collect();
    roots.iter().for_each(|&i| head[i] = i);
    roots
}

/// The token in `from..=to` that had best begin a new sentence; among equals the last.
fn place<'w>(from: usize, to: usize, word: &impl Fn(usize) -> &'w str) -> usize {
    let worth = |i: usize| match word(i - 1) {
        before if before.contains('\n') => 4,
        ";" | ":" | "." | "!" | "?" | "…" => 3,
        "," | "—" | "–" => 2,
        _ => usize::from(matches!(word(i), "and" | "or" | "but" | "while")),
    };
    (from.max(1)..=to).max_by_key(|&i| worth(i)).unwrap_or(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lengths of the parts and the heads, for a text whose first word carries all others.
    fn parted(text: &str, most: usize) -> (Vec<usize>, Vec<usize>) {
        let words: Vec<&str> = text.split(' ').collect();
        let mut head = vec![0; words.len()];
        let mut starts = vec![false; words.len()];
        starts[0] = true;
        part(most, &mut head, &mut starts, |i| words[i]);
        let mut lengths = Vec::new();
        for &start in &starts {
            match lengths.last_mut().filter(|_| !start) {
                Some(last) => *last += 1,
                None => lengths.push(1),
            }
        }
        (lengths, head)
    }

    #[test]
    fn short_sentences_stay() {
        assert_eq!(parted("a , b ; c", 5), (vec![5], vec![0; 5]));
    }

    #[test]
    fn the_best_mark_of_the_last_part_is_taken() {
        assert_eq!(parted("a , b c d e , f ; g , h", 8).0, [7, 5]);
        assert_eq!(parted("a b c d e f and h i j", 8).0, [6, 4]);
        assert_eq!(parted("a b c d e f g h i j", 8).0, [8, 2]);
    }

    #[test]
    fn arcs_across_a_cut_are_given_up() {
        assert_eq!(parted("a b c d e", 2), (vec![2, 2, 1], vec![0, 0, 2, 3, 4]));
    }
}
