//! Claims that may be about one thing, grouped: agglomerative, average linkage, best pair first.

/// Groups the items `0..n`. `score(i, j)` is how likely two are about one thing: positive for yes, negative for no,
/// `None` when they cannot be, and then no group may hold both. Items of a group are ascending; groups are ordered by
/// their first item.
pub fn groups(n: usize, score: impl Fn(usize, usize) -> Option<f64>) -> Vec<Vec<usize>> {
    let scores: Scores = (0..n).map(|i| (0..i).map(|j| score(i, j)).collect()).collect();
    let mut groups: Vec<Vec<usize>> =
        components(&scores).into_iter().flat_map(|c| split(c, &scores)).collect();
    groups.sort();
    groups
}

/// Scores of all pairs: row `i` holds those with `0..i`.
type Scores = Vec<Vec<Option<f64>>>;

fn at(scores: &Scores, i: usize, j: usize) -> Option<f64> {
    scores[i.max(j)][i.min(j)]
}

/// Items that hang together by positive scores, however far around.
fn components(scores: &Scores) -> Vec<Vec<usize>> {
    let mut of: Vec<usize> = (0..scores.len()).collect();
    for (i, row) in scores.iter().enumerate() {
        for (j, score) in row.iter().enumerate() {
            if score.is_some_and(|s| s > 0.0) && of[i] != of[j] {
                let (keep, gone) = (of[i].min(of[j]), of[i].max(of[j]));
                of.iter_mut().filter(|c| **c == gone).for_each(|c| *c = keep);
            }
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); of.len()];
    of.iter().enumerate().for_each(|(i, &c)| groups[c].push(i));
    groups.retain(|g| !g.is_empty());
    groups
}

/// Average linkage inside one component.
fn split(items: Vec<usize>, scores: &Scores) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = items.into_iter().map(|i| vec![i]).collect();
    loop {
        let mut best: Option<(f64, usize, usize)> = None;
        for a in 0..groups.len() {
            for b in a + 1..groups.len() {
                let Some(link) = linkage(&groups[a], &groups[b], scores) else { continue };
                if link > 0.0 && best.is_none_or(|(s, _, _)| link > s) {
                    best = Some((link, a, b));
                }
            }
        }
        let Some((_, a, b)) = best else { break groups };
        let moved = groups.remove(b);
        groups[a].extend(moved);
        groups[a].sort_unstable();
    }
}

/// Mean score between two groups; `None` when a pair of them excludes it.
fn linkage(a: &[usize], b: &[usize], scores: &Scores) -> Option<f64> {
    let mut sum = 0.0;
    for &i in a {
        for &j in b {
            sum += at(scores, i, j)?;
        }
    }
    Some(sum / (a.len() * b.len()) as f64)
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn excluded_pairs_never_meet() {
        // 0 and 2 would both join 1, but exclude each other; the better link wins.
        let score = |i: usize, j: usize| match (i.min(j), i.max(j)) {
            (0, 1) => Some(1.0),
            (1, 2) => Some(0.5),
            _ => None,
        };
        assert_eq!(groups(3, score), vec![vec![0, 1], vec![2]]);
    }

    #[test]
    fn nothing_in_common_stays_apart() {
        assert_eq!(groups(2, |_, _| Some(-1.0)), vec![vec![0], vec![1]]);
        assert!(groups(0, |_, _| Some(1.0)).is_empty());
    }
}
