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
    let mut links = Links::new(&items, scores);
    let mut groups: Vec<Vec<usize>> = items.into_iter().map(|i| vec![i]).collect();
    while let Some((a, b)) = links.best() {
        let moved = std::mem::take(&mut groups[b]);
        groups[a].extend(moved);
        groups[a].sort_unstable();
        links.merge(a, b);
    }
    groups.retain(|g| !g.is_empty());
    groups
}

/// The sums of scores between groups, and for each group the best of those after it: kept up while groups merge, so that a merge costs
/// about as much as there are groups.
struct Links {
    /// Row `a` holds the sums with `0..a`; `None` when a pair excludes it.
    sums: Scores,
    /// How many items each group has; 0 when it went into another.
    sizes: Vec<usize>,
    /// For each group the mean score with the best group after it, and that group's number.
    bests: Vec<Option<(f64, usize)>>,
}

impl Links {
    /// Every item by itself.
    fn new(items: &[usize], scores: &Scores) -> Links {
        let sums: Scores =
            (0..items.len()).map(|a| (0..a).map(|b| at(scores, items[a], items[b])).collect()).collect();
        let mut links = Links { sums, sizes: vec![1; items.len()], bests: vec![None; items.len()] };
        (0..items.len()).for_each(|a| links.look(a));
        links
    }

    /// Mean score between two groups; `None` when a pair of them excludes it or one is gone.
    fn mean(&self, a: usize, b: usize) -> Option<f64> {
        let pairs = self.sizes[a] * self.sizes[b];
        at(&self.sums, a, b).filter(|_| pairs > 0).map(|sum| sum / pairs as f64)
    }

    /// Finds the best group after `a`, the first among equals.
    fn look(&mut self, a: usize) {
        let mut best: Option<(f64, usize)> = None;
        for b in a + 1..self.sizes.len() {
            if let Some(link) = self.mean(a, b).filter(|l| *l > 0.0 && best.is_none_or(|(s, _)| *l > s)) {
                best = Some((link, b));
            }
        }
        self.bests[a] = best;
    }

    /// The two groups that had best be one, the first among equals.
    fn best(&self) -> Option<(usize, usize)> {
        let mut best: Option<(f64, usize, usize)> = None;
        for (a, row) in self.bests.iter().enumerate() {
            if let Some((link, b)) = row.filter(|(link, _)| best.is_none_or(|(s, _, _)| *link > s)) {
                best = Some((link, a, b));
            }
        }
        best.map(|(_, a, b)| (a, b))
    }

    /// Puts group `b` into the earlier group `a`.
    fn merge(&mut self, a: usize, b: usize) {
        for c in (0..self.sizes.len()).filter(|&c| c != a && c != b) {
            let sum = at(&self.sums, a, c).zip(at(&self.sums, b, c)).map(|(x, y)| x + y);
            self.sums[a.max(c)][a.min(c)] = sum;
        }
        self.sizes[a] += self.sizes[b];
        self.sizes[b] = 0;
        self.bests[b] = None;
        self.look(a);
        for c in 0..b {
            if c == a || self.sizes[c] == 0 {
                continue;
            }
            match self.bests[c] {
                Some((_, best)) if best == a || best == b => self.look(c),
                known if c < a => {
                    let link = self.mean(c, a).filter(|l| *l > 0.0);
                    let better = |l: f64| known.is_none_or(|(s, best)| l > s || l == s && a < best);
                    if let Some(link) = link.filter(|l| better(*l)) {
                        self.bests[c] = Some((link, a));
                    }
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Average linkage by its definition: all pairs of groups looked at anew for every merge.
    fn by_definition(n: usize, score: impl Fn(usize, usize) -> Option<f64>) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
        loop {
            let mut best: Option<(f64, usize, usize)> = None;
            for a in 0..groups.len() {
                for b in a + 1..groups.len() {
                    let pairs = groups[a].iter().flat_map(|&i| groups[b].iter().map(move |&j| (i, j)));
                    let Some(sum) = pairs.map(|(i, j)| score(i.max(j), i.min(j))).sum::<Option<f64>>() else {
                        continue;
                    };
                    let link = sum / (groups[a].len() * groups[b].len()) as f64;
                    if link > 0.0 && best.is_none_or(|(s, _, _)| link > s) {
                        best = Some((link, a, b));
                    }
                }
            }
            let Some((_, a, b)) = best else { break };
            let moved = groups.remove(b);
            groups[a].extend(moved);
            groups[a].sort_unstable();
        }
        groups.sort();
        groups
    }

    proptest! {
        /// Whole numbers, so that sums are exact in any order and ties are many.
        #[test]
        fn groups_are_those_of_the_definition(scores in prop::collection::vec(-4i32..6, 66)) {
            let score = |i: usize, j: usize| {
                let score = scores[i * (i - 1) / 2 + j];
                (score > -4).then_some(f64::from(score))
            };
            prop_assert_eq!(groups(12, score), by_definition(12, score));
        }
    }

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
