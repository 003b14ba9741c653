//! How two reports hang together, from the ties of their sentences.
//!
//! In: ties and credits. Out: a [`ReportPair`] with its evidence and reasons. Nearly all of the shorter in the other: a copy, or a rewrite when its
//! words were changed. Less than that: a shared wire text, for which an agency that one of them credits lowers the bar. Else independent.

use std::collections::{BTreeMap, BTreeSet};

use types::{Doc, Evidence, LineageKind, Report, ReportPair};

use crate::agency;
use crate::align::ratio;
use crate::tie::{Common, Ties};
use crate::word::Line;

/// Share of the shorter report's weight in tied sentences from which it is a rewrite. Chosen with the pair cases.
const WHOLE: f64 = 0.7;

/// The same for a copy: a paper that puts paragraphs of its own around an agency's shares a wire text.
const WHOLE_COPY: f64 = 0.8;

/// Share of the longer report that must be tied as well for a rewrite: a rewriter adds little of his own.
const WHOLE_OTHER: f64 = 0.4;

/// Share of the tied sentences' own weight that is the same words, from which it is a copy rather than a rewrite.
const VERBATIM: f64 = 0.72;

/// Share of both reports, and of their wording, from which two reports are one text whatever their length.
const SAME: f64 = 0.98;

/// Least weight of the tied sentences for any of these, in thousandths: three full words a sentence, four sentences.
const WHOLE_MASS: u32 = 9000;

/// A shared wire text with no credit: two strong ties or one that shares this weight of wording (two accounts of one official's statement make one), and
/// this many tied sentences or this share of the shorter report.
const TIES_UNCREDITED: usize = 3;

/// See [`TIES_UNCREDITED`]; in thousandths.
const WORDING_ALONE: u32 = 4500;

/// See [`TIES_UNCREDITED`].
const COVER_UNCREDITED: f64 = 0.18;

/// With a credit by one of them: the weight of shared wording that is enough, in thousandths.
const WORDING_CREDITED: u32 = 2600;

/// With a credit by one of them and a strong tie: alike sentences that come in the same order in both, and the share of the shorter report they must be.
/// A paper that cuts an agency's text down to its own words keeps what it tells and the order.
const CHAIN_CREDITED: usize = 4;

/// See [`CHAIN_CREDITED`].
const CHAIN_SHARE_CREDITED: f64 = 0.25;

/// Which agencies each of two reports credits.
#[derive(Clone, Copy, Debug)]
pub struct Credits<'c> {
    /// The first's, strongest first.
    pub a: &'c [String],
    /// The second's.
    pub b: &'c [String],
}

impl Credits<'_> {
    /// The agency they share, or the one wire (else the one paper) that either of them credits; `None` when that leaves several.
    fn agency(&self) -> Option<&String> {
        self.both().or_else(|| {
            let all: BTreeSet<&String> = self.a.iter().chain(self.b).collect();
            let (wires, papers): (Vec<&String>, Vec<&String>) =
                all.into_iter().partition(|c| agency::is_wire(c));
            match (wires.as_slice(), papers.as_slice()) {
                ([one], _) | ([], [one]) => Some(*one),
                _ => None,
            }
        })
    }

    /// Whether a credit makes it likelier that what the two share is an agency's: not when they credit different ones.
    fn lower_the_bar(&self) -> bool {
        let wires = |credits: &[String]| credits.iter().any(|c| agency::is_wire(c));
        self.both().is_some() || (wires(self.a) != wires(self.b))
    }

    /// The agency that both credit; of several the first by name.
    fn both(&self) -> Option<&String> {
        self.a.iter().filter(|x| self.b.contains(x)).min()
    }
}

/// What the ties of two reports come to.
#[derive(Debug, Default)]
struct Sums {
    /// Tied body sentences of the shorter report, and all its body sentences.
    tied: usize,
    sentences: usize,
    /// Share of the shorter report's weight that stands in tied sentences, 0 to 1.
    cover: f64,
    /// The same for the longer report.
    other_cover: f64,
    /// Share of the tied sentences' weight that is the same words, 0 to 1.
    verbatim: f64,
    /// Weight of the shorter report's tied sentences.
    mass: u32,
    /// Shared weight of wording.
    wording: u32,
    /// Strong ties.
    strong: usize,
}

/// Sums up from the side of `of`, whose sentence in a tie is `side`.
fn sums(of: &[Line], ties: &Ties, side: impl Fn((usize, usize)) -> usize) -> Sums {
    let mut best: Vec<Option<(u32, u32)>> = vec![None; of.len()];
    let mut out = Sums::default();
    for (at, tie) in ties {
        let sentence = side(*at);
        let here = &mut best[sentence];
        *here = (*here).max(Some((tie.alignment.shared, tie.alignment.wording)));
        out.strong += usize::from(tie.strong && of[sentence].body);
    }
    let (mut whole, mut shared) = (0, 0);
    for (line, best) in of.iter().zip(&best).filter(|(line, _)| line.body) {
        whole += line.mass;
        out.sentences += 1;
        if let Some((same, wording)) = best {
            out.tied += 1;
            out.mass += line.mass;
            out.wording += wording;
            shared += same;
        }
    }
    out.cover = ratio(out.mass, whole);
    out.verbatim = ratio(shared, out.mass);
    out
}

/// The weight of a report's body.
fn mass(lines: &[Line]) -> u32 {
    lines.iter().filter(|l| l.body).map(|l| l.mass).sum()
}

/// The verdict on two reports, by number.
pub fn pair(
    numbers: (usize, usize),
    lines: (&[Line], &[Line]),
    common: &Common,
    credits: Credits<'_>,
) -> ReportPair {
    let ties = &common.ties;
    let from_a = sums(lines.0, ties, |at| at.0);
    let from_b = sums(lines.1, ties, |at| at.1);
    // The lighter report decides; of two alike the one that is covered more.
    let order = mass(lines.0).cmp(&mass(lines.1)).then(from_b.cover.total_cmp(&from_a.cover));
    let (mut sums, other) = if order.is_le() { (from_a, from_b) } else { (from_b, from_a) };
    sums.other_cover = other.cover;
    let kind = kind(&sums, common, credits);
    let agency = if kind == LineageKind::Independent { None } else { credits.agency().cloned() };
    ReportPair {
        a: numbers.0,
        b: numbers.1,
        kind,
        score: (sums.cover * 1000.0).round() / 1000.0,
        reasons: reasons(kind, &sums, credits),
        agency,
        evidence: Vec::new(),
        from: None,
    }
}

/// What kind of pair the sums show.
fn kind(sums: &Sums, common: &Common, credits: Credits<'_>) -> LineageKind {
    // However short: where all of each stands word for word in the other, it is one text.
    if sums.cover.min(sums.other_cover) >= SAME && sums.verbatim >= SAME {
        return LineageKind::Copy;
    }
    if sums.cover >= WHOLE && sums.mass >= WHOLE_MASS {
        let verbatim = sums.verbatim >= VERBATIM;
        if verbatim && sums.cover >= WHOLE_COPY {
            return LineageKind::Copy;
        }
        if !verbatim && sums.other_cover >= WHOLE_OTHER {
            return LineageKind::Rewrite;
        }
    }
    let sure = common.passages || sums.strong >= 2 || (sums.strong == 1 && sums.wording >= WORDING_ALONE);
    let uncredited = sure && (sums.tied >= TIES_UNCREDITED || sums.cover >= COVER_UNCREDITED);
    let chained =
        common.chain >= CHAIN_CREDITED && common.chain as f64 >= CHAIN_SHARE_CREDITED * sums.sentences as f64;
    let credited =
        credits.lower_the_bar() && sums.strong >= 1 && (sums.wording >= WORDING_CREDITED || chained);
    if uncredited || credited { LineageKind::SharedWire } else { LineageKind::Independent }
}

/// Why, for the reader.
fn reasons(kind: LineageKind, sums: &Sums, credits: Credits<'_>) -> Vec<String> {
    let mut out = Vec::new();
    let share =
        format!("{} of the shorter report's {} sentences stand in the other", sums.tied, sums.sentences);
    match kind {
        LineageKind::Copy => out.push(format!("{share}, nearly word for word")),
        LineageKind::Rewrite => out.push(format!("{share}, in other words but the same order and detail")),
        LineageKind::SharedWire => out.push(format!("{share}, the rest do not")),
        LineageKind::Independent if sums.tied == 0 => {
            out.push("no sentence of one stands in the other".to_owned())
        }
        LineageKind::Independent => out.push(format!("only {share}: too little to show one text")),
    }
    if kind != LineageKind::Independent {
        match (credits.both(), credits.agency()) {
            (Some(agency), _) => out.push(format!("both credit {agency}")),
            (None, Some(agency)) => out.push(format!("one of them credits {agency}")),
            (None, None) => {}
        }
    }
    out
}

/// The tied sentences as spans, strongest first.
pub fn evidence(pair: (usize, usize), docs: &[Doc], ties: &Ties) -> Vec<(Evidence, Evidence)> {
    let mut order: Vec<_> = ties.iter().collect();
    order.sort_by(|x, y| y.1.alignment.shared.cmp(&x.1.alignment.shared).then(x.0.cmp(y.0)));
    let span = |report: usize, sentence: usize| {
        let tokens = docs[report].sentences[sentence].tokens;
        Evidence { report, span: docs[report].span(tokens) }
    };
    order.into_iter().map(|(at, _)| (span(pair.0, at.0), span(pair.1, at.1))).collect()
}

/// The agencies that a report credits: those it names as its source, then those its text credits, by number of credits.
pub fn credits(report: &Report) -> Vec<String> {
    let mut out: Vec<String> = report.agencies.iter().map(|a| agency::canonical(a).to_owned()).collect();
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for (agency, _) in agency::credits(&report.text) {
        *counted.entry(agency).or_insert(0) += 1;
    }
    let mut counted: Vec<_> = counted.into_iter().collect();
    counted.sort_by(|x, y| y.1.cmp(&x.1).then(x.0.cmp(y.0)));
    for (agency, _) in counted {
        if !out.iter().any(|a| a == agency) {
            out.push(agency.to_owned());
        }
    }
    out
}
