//! The dependency tree after parsing: its edges, sentence starts, and non-projective arcs.
//!
//! Method: pseudo-projective parsing (Nivre & Nilsson 2005) with spaCy's decoding: an arc labelled `A||B` belongs to
//! the first token labelled `B` that a breadth-first search below its head finds.

/// The leftmost and the rightmost token below each token, itself included; `head[i] == i` for a root.
fn edges(head: &[usize]) -> (Vec<usize>, Vec<usize>) {
    /// Rounds after which spaCy gives up on trees that are not projective.
    const MAX_ROUNDS: usize = 12;
    let n = head.len();
    let mut left: Vec<usize> = (0..n).collect();
    let mut right = left.clone();
    for _ in 0..MAX_ROUNDS {
        for i in (0..n).chain((0..n).rev()) {
            let h = head[i];
            left[h] = left[h].min(left[i]);
            right[h] = right[h].max(right[i]);
        }
        if heads_stay_inside(head, &left) {
            break;
        }
    }
    (left, right)
}

/// Whether no arc leaves the sentences that the roots' left edges part.
fn heads_stay_inside(head: &[usize], left: &[usize]) -> bool {
    let n = head.len();
    let starts = marks(head, left);
    let mut start = 0;
    for i in 0..n {
        if (i > 0 && starts[i]) || i + 1 == n {
            if head[start..i].iter().any(|&h| h < start || h > i) {
                return false;
            }
            start = i;
        }
    }
    true
}

fn marks(head: &[usize], left: &[usize]) -> Vec<bool> {
    let mut marks = vec![false; head.len()];
    for (i, &h) in head.iter().enumerate() {
        if h == i {
            marks[left[i]] = true;
        }
    }
    marks
}

/// Which tokens start a sentence: the leftmost of each root's tree.
pub(crate) fn sentence_starts(head: &[usize]) -> Vec<bool> {
    marks(head, &edges(head).0)
}

/// Moves arcs with decorated labels to where they belong. `decorated(label)` is the bare label and the label to look
/// for, when the label is decorated; `space[i]` says that a token is white space and no candidate.
pub(crate) fn deprojectivise(
    head: &mut [usize],
    dep: &mut [usize],
    space: &[bool],
    decorated: impl Fn(usize) -> Option<(usize, usize)>,
) {
    if !dep.iter().any(|&d| decorated(d).is_some()) {
        return;
    }
    // spaCy does not refresh the edges while it moves arcs.
    let (left, right) = edges(head);
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); head.len()];
    for (i, &h) in head.iter().enumerate() {
        if h != i {
            children[h].push(i);
        }
    }
    for i in 0..head.len() {
        let Some((bare, wanted)) = decorated(dep[i]) else { continue };
        let (mut queue, mut at) = (vec![head[i]], 0);
        let mut found = None;
        while found.is_none() && at < queue.len() && queue.len() <= head.len() {
            let token = queue[at];
            at += 1;
            for &child in &children[token] {
                if child < left[token] || child > right[token] || space[child] || child == i {
                    continue;
                }
                if dep[child] == wanted {
                    found = Some(child);
                    break;
                }
                queue.push(child);
            }
        }
        if let Some(new) = found {
            if head[i] != i {
                children[head[i]].retain(|&c| c != i);
            }
            let place = children[new].partition_point(|&c| c < i);
            children[new].insert(place, i);
            head[i] = new;
        }
        dep[i] = bare;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_start_at_the_left_edges_of_roots() {
        assert_eq!(sentence_starts(&[1, 1, 1, 4, 4]), [true, false, false, true, false]);
        assert_eq!(sentence_starts(&[]), Vec::<bool>::new());
        assert_eq!(sentence_starts(&[0]), [true]);
    }

    #[test]
    fn a_decorated_arc_finds_its_head() {
        // 0 ← 1(root) → 2(label 5) → 3; token 4 hangs on 1 as "7||5", so it belongs to 2.
        let mut head = vec![1, 1, 1, 2, 1];
        let mut dep = vec![3, 0, 5, 3, 9];
        let decorated = |d| (d == 9).then_some((7, 5));
        deprojectivise(&mut head, &mut dep, &[false; 5], decorated);
        assert_eq!((head[4], dep[4]), (2, 7));
        let mut head = vec![1, 1, 1, 2, 1];
        let mut dep = vec![3, 0, 5, 3, 9];
        deprojectivise(&mut head, &mut dep, &[false, false, true, false, false], decorated);
        assert_eq!((head[4], dep[4]), (1, 7), "white space is no candidate");
    }
}
