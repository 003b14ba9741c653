//! Which reports, and which sentences, come from the same text.

use crate::{Evidence, Span, Who};

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
    /// Number of the one that came first, `a` or `b`; `None` for independent ones and where nothing shows it.
    pub from: Option<usize>,
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

/// A stretch of a report that it gives as what somebody says: "the ministry said twelve had died".
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Number of the sentence.
    pub sentence: usize,
    /// The words said, without who says them.
    pub span: Span,
    /// Who says so: a person, an organisation, a state, a document.
    pub by: Who,
}

/// Words that carry a claim: number of the report, number of the sentence, the words.
pub type ClaimPlace = (usize, usize, Span);

/// Where words come from, nearest first: reports ← the agency they credit ← whom they give as their source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chain {
    /// Numbers of the reports, ascending; several when they have one origin.
    pub reports: Vec<usize>,
    /// The agency.
    pub agency: Option<String>,
    /// The person, organisation, state or document that says so; for several reports only one whom all of them give.
    pub source: Option<Who>,
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
    /// For each report what it gives as said by somebody, by sentence and span. A claim that several reports take from one named official or
    /// organisation has that one origin.
    pub attributions: Vec<Vec<Attribution>>,
}

/// A sentence: (report, sentence).
type Place = (usize, usize);

/// Share of a claim's words that must stand in what somebody says for the claim to be theirs.
const MOSTLY_SAID: f64 = 0.5;

impl Lineage {
    /// How many independent origins the sentences `(report, sentence)` have: sentences of one origin
    /// ([`same_origin`](Lineage::same_origin)) count once, also where one sentence joins two others.
    pub fn independent_sources(&self, sentences: &[(usize, usize)]) -> usize {
        joined(sentences.len(), |i, j| self.same_origin(sentences[i], sentences[j])).len()
    }

    /// The origins of a claim, one for each independent source, by report. Reports whose words have one origin
    /// ([`same_origin`](Lineage::same_origin)) stand together, and so do those that take the claim from one named agency, official or organisation.
    /// Somebody without a name ("a senior official") joins nobody: it may be another.
    pub fn claim_origins(&self, carriers: &[ClaimPlace]) -> Vec<Chain> {
        let said: Vec<Option<&Who>> = carriers.iter().map(|c| self.said_by(*c)).collect();
        let one = |i: usize, j: usize| {
            let by_one = matches!(said[i], Some(Who::Entity(_))) && said[i] == said[j];
            let (x, y) = (carriers[i], carriers[j]);
            by_one || self.same_origin((x.0, x.1), (y.0, y.1))
        };
        let mut origins = joined(carriers.len(), one);
        origins.sort_by_key(|members| members.iter().map(|&i| carriers[i].0).min());
        let chain = |members: Vec<usize>| {
            let mut reports: Vec<usize> = members.iter().map(|&i| carriers[i].0).collect();
            reports.sort_unstable();
            reports.dedup();
            let mut agencies = members.iter().filter_map(|&i| self.origin((carriers[i].0, carriers[i].1)));
            let agency = agencies.next().filter(|first| agencies.all(|a| a == *first));
            let source = said[members[0]].filter(|by| members.iter().all(|&i| said[i] == Some(by)));
            Chain { reports, agency: agency.map(str::to_owned), source: source.cloned() }
        };
        origins.into_iter().map(chain).collect()
    }

    /// Where a sentence comes from: its report, the agency that it or its report credits, and who says most of it.
    pub fn chain(&self, report: usize, sentence: usize) -> Chain {
        let said = self.attributions.get(report).map_or(&[][..], Vec::as_slice);
        let longest = said.iter().filter(|a| a.sentence == sentence).max_by_key(|a| a.span.len());
        Chain {
            reports: vec![report],
            agency: self.origin((report, sentence)).map(str::to_owned),
            source: longest.map(|a| a.by.clone()),
        }
    }

    /// Who says a claim's words, when a report gives them as somebody's.
    pub fn said_by(&self, carrier: ClaimPlace) -> Option<&Who> {
        let (report, sentence, span) = carrier;
        let inside = |a: &&Attribution| {
            let shared = a.span.end.min(span.end).saturating_sub(a.span.start.max(span.start));
            a.sentence == sentence && shared > 0 && shared as f64 >= MOSTLY_SAID * span.len() as f64
        };
        // What is said within what is said is nearest to the claim.
        let said = self.attributions.get(report)?.iter().filter(inside);
        said.min_by_key(|a| a.span.len()).map(|a| &a.by)
    }

    /// Whether two sentences that say the same have one origin: they stand in one report, in one lineage group, name one agency, or their
    /// reports share a text: what both say is thought to come from it, for to count two where there is one is the worse mistake.
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
            LineageKind::Copy | LineageKind::Rewrite | LineageKind::SharedWire => true,
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

/// The numbers below `count` in groups: those that are one, also through others, stand together.
fn joined(count: usize, one: impl Fn(usize, usize) -> bool) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for i in 0..count {
        let (with, mut without): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(|&j| one(i, j)));
        let mut group: Vec<usize> = with.into_iter().flatten().collect();
        group.push(i);
        without.push(group);
        groups = without;
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lineage(kind: LineageKind, score: f64) -> Lineage {
        let pair = |a, b, kind| ReportPair {
            a,
            b,
            kind,
            agency: None,
            score,
            evidence: vec![],
            reasons: vec![],
            from: None,
        };
        Lineage {
            pairs: vec![
                pair(0, 1, kind),
                pair(0, 2, LineageKind::Independent),
                pair(1, 2, LineageKind::Independent),
            ],
            links: vec![],
            groups: vec![vec![0, 1], vec![2, 1], vec![3, 4]],
            origins: vec![vec![None, Some("AP".into())], vec![None, None], vec![Some("AP".into()), None]],
            attributions: vec![],
        }
    }

    #[test]
    fn one_origin_counts_once() {
        let l = lineage(LineageKind::Independent, 0.2);
        assert_eq!(l.independent_sources(&[(0, 0), (0, 1)]), 1, "one report");
        assert_eq!(l.independent_sources(&[(0, 1), (1, 1)]), 1, "one group");
        assert_eq!(l.independent_sources(&[(0, 1), (2, 0)]), 1, "one agency");
        assert_eq!(l.independent_sources(&[(1, 1), (0, 1), (2, 0)]), 1, "joined through the second");
        assert_eq!(l.independent_sources(&[(0, 0), (1, 0), (2, 1)]), 3);
        assert_eq!(l.independent_sources(&[]), 0);
    }

    #[test]
    fn one_official_is_one_origin() {
        let mut l = lineage(LineageKind::Independent, 0.0);
        let said = |sentence, by: Who| Attribution { sentence, span: Span::new(10, 40), by };
        let minister = Who::Entity(4);
        l.attributions = vec![
            vec![said(0, minister.clone())],
            vec![said(0, minister.clone())],
            vec![said(1, Who::Description("an official".into()))],
        ];
        let at = |report, sentence| (report, sentence, Span::new(12, 30));
        let origins = l.claim_origins(&[at(0, 0), at(1, 0), at(2, 1)]);
        assert_eq!(origins.len(), 2);
        assert_eq!((&origins[0].reports, &origins[0].source), (&vec![0, 1], &Some(minister)));
        assert_eq!(origins[1].reports, [2]);
        // Words outside what the minister says are the reporters' own.
        let own = |report| (report, 0, Span::new(50, 60));
        assert_eq!(l.claim_origins(&[own(0), own(1)]).len(), 2);
        assert_eq!(l.chain(2, 0).agency.as_deref(), Some("AP"));
        assert_eq!(l.chain(0, 0).source, Some(Who::Entity(4)));
    }

    #[test]
    fn copies_count_once_whatever_the_sentence() {
        assert_eq!(lineage(LineageKind::Copy, 1.0).independent_sources(&[(0, 0), (1, 0)]), 1);
        assert_eq!(lineage(LineageKind::SharedWire, 0.6).independent_sources(&[(0, 0), (1, 0)]), 1);
        assert_eq!(lineage(LineageKind::Independent, 0.6).independent_sources(&[(0, 0), (1, 0)]), 2);
    }
}
