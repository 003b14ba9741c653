//! Which reports, and which sentences, come from the same text.

use crate::Evidence;

/// How two reports hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LineageKind {
    /// One prints the other's text.
    Copy,
    /// One rewords the other's text.
    Rewrite,
    /// Both print, in part, the same agency's text.
    SharedWire,
    /// Neither comes from the other.
    Independent,
}

impl LineageKind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            LineageKind::Copy => "copy",
            LineageKind::Rewrite => "rewrite",
            LineageKind::SharedWire => "shared_wire",
            LineageKind::Independent => "independent",
        }
    }
}

/// Two reports compared.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportPair {
    /// Number of the first report; less than `b`.
    pub a: usize,
    /// Number of the second.
    pub b: usize,
    /// What was found.
    pub kind: LineageKind,
    /// The agency they share.
    pub agency: Option<String>,
    /// Share of the shorter report's words that stand in linked sentences, 0 to 1.
    pub score: f64,
    /// The linked sentences, strongest first, as (in `a`, in `b`).
    pub evidence: Vec<(Evidence, Evidence)>,
    /// Why this kind, for the reader.
    pub reasons: Vec<String>,
}

/// Two sentences of two reports that come from one text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SentenceLink {
    /// (report, sentence) of the first; its report is the lesser number.
    pub a: (usize, usize),
    /// (report, sentence) of the second.
    pub b: (usize, usize),
    /// 0 to 1; 1 is verbatim.
    pub score: f64,
}

/// Who copied whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lineage {
    /// Every pair of reports, once, by (`a`, `b`).
    pub pairs: Vec<ReportPair>,
    /// The sentence pairs it rests on, by (`a`, `b`).
    pub links: Vec<SentenceLink>,
    /// For each report, for each of its sentences, a group number: sentences of one origin share it.
    pub groups: Vec<Vec<usize>>,
    /// For each report, for each of its sentences, the agency that the sentence names as where its words come from ("the AP reported"), or that
    /// the whole report credits. A claim that several take from one agency has that one origin.
    pub origins: Vec<Vec<Option<String>>>,
}

/// A sentence: (report, sentence).
type Place = (usize, usize);

/// Share of the shorter report in sentences shared with the other, from which what both say is thought to come from the text they share.
const MOSTLY_SHARED: f64 = 0.5;

impl Lineage {
    /// How many independent origins the sentences `(report, sentence)` have: sentences of one origin
    /// ([`same_origin`](Lineage::same_origin)) count once, also where one sentence joins two others.
    pub fn independent_sources(&self, sentences: &[(usize, usize)]) -> usize {
        let mut parent: Vec<usize> = (0..sentences.len()).collect();
        fn root(parent: &[usize], mut i: usize) -> usize {
            while parent[i] != i {
                i = parent[i];
            }
            i
        }
        for i in 0..sentences.len() {
            for j in i + 1..sentences.len() {
                if self.same_origin(sentences[i], sentences[j]) {
                    let (a, b) = (root(&parent, i), root(&parent, j));
                    parent[a.max(b)] = a.min(b);
                }
            }
        }
        (0..sentences.len()).filter(|&i| parent[i] == i).count()
    }

    /// Whether two sentences that say the same have one origin: they stand in one report, in one lineage group, name one agency, or their
    /// reports are copies or mostly the same text.
    pub fn same_origin(&self, x: (usize, usize), y: (usize, usize)) -> bool {
        if x.0 == y.0 {
            return true;
        }
        let group = |place: Place| self.groups.get(place.0).and_then(|g| g.get(place.1));
        if group(x).is_some() && group(x) == group(y) {
            return true;
        }
        if self.origin(x).is_some() && self.origin(x) == self.origin(y) {
            return true;
        }
        self.pair(x.0, y.0).is_some_and(|p| match p.kind {
            LineageKind::Copy | LineageKind::Rewrite => true,
            LineageKind::SharedWire => p.score >= MOSTLY_SHARED,
            LineageKind::Independent => false,
        })
    }

    /// The agency that a sentence or its report names as its source.
    pub fn origin(&self, place: (usize, usize)) -> Option<&str> {
        self.origins.get(place.0)?.get(place.1)?.as_deref()
    }

    /// What was found for two reports.
    pub fn pair(&self, x: usize, y: usize) -> Option<&ReportPair> {
        let key = (x.min(y), x.max(y));
        let i = self.pairs.binary_search_by_key(&key, |p| (p.a, p.b)).ok()?;
        self.pairs.get(i)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lineage(kind: LineageKind, score: f64) -> Lineage {
        let pair =
            |a, b, kind| ReportPair { a, b, kind, agency: None, score, evidence: vec![], reasons: vec![] };
        Lineage {
            pairs: vec![
                pair(0, 1, kind),
                pair(0, 2, LineageKind::Independent),
                pair(1, 2, LineageKind::Independent),
            ],
            links: vec![],
            groups: vec![vec![0, 1], vec![2, 1], vec![3, 4]],
            origins: vec![vec![None, Some("AP".into())], vec![None, None], vec![Some("AP".into()), None]],
        }
    }

    #[test]
    fn one_origin_counts_once() {
        let l = lineage(LineageKind::SharedWire, 0.2);
        assert_eq!(l.independent_sources(&[(0, 0), (0, 1)]), 1, "one report");
        assert_eq!(l.independent_sources(&[(0, 1), (1, 1)]), 1, "one group");
        assert_eq!(l.independent_sources(&[(0, 1), (2, 0)]), 1, "one agency");
        assert_eq!(l.independent_sources(&[(1, 1), (0, 1), (2, 0)]), 1, "joined through the second");
        assert_eq!(l.independent_sources(&[(0, 0), (1, 0), (2, 1)]), 3);
        assert_eq!(l.independent_sources(&[]), 0);
    }

    #[test]
    fn copies_count_once_whatever_the_sentence() {
        assert_eq!(lineage(LineageKind::Copy, 1.0).independent_sources(&[(0, 0), (1, 0)]), 1);
        assert_eq!(lineage(LineageKind::SharedWire, 0.6).independent_sources(&[(0, 0), (1, 0)]), 1);
        assert_eq!(lineage(LineageKind::Independent, 0.6).independent_sources(&[(0, 0), (1, 0)]), 2);
    }
}
