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
}

impl Lineage {
    /// How many independent origins the sentences `(report, sentence)` have: sentences of one lineage group
    /// count once, sentences of reports that are wholly copies of each other count once, and sentences of one
    /// report count once.
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

    /// Whether two sentences have one origin.
    pub fn same_origin(&self, x: (usize, usize), y: (usize, usize)) -> bool {
        if x.0 == y.0 {
            return true;
        }
        let group = |(r, s): (usize, usize)| self.groups.get(r).and_then(|g| g.get(s));
        if group(x).is_some() && group(x) == group(y) {
            return true;
        }
        let (a, b) = (x.0.min(y.0), x.0.max(y.0));
        self.pairs
            .iter()
            .any(|p| p.a == a && p.b == b && matches!(p.kind, LineageKind::Copy | LineageKind::Rewrite))
    }
}
