//! Laws that hold for any reports: order does not matter, nothing panics, spans are sound.

#[allow(dead_code, reason = "each test uses a part of it")]
mod plain;
#[allow(dead_code, reason = "the runner is used by the pair tests")]
mod suite;

use std::collections::BTreeSet;

use dateline_lineage::{rewritten, trace};
use proptest::prelude::*;
use types::{Doc, Extract, Lineage, Report};

fn read(texts: &[String]) -> (Vec<Report>, Vec<Doc>, Vec<Extract>) {
    let reports: Vec<Report> = texts.iter().map(|t| plain::report(t)).collect();
    let docs = reports.iter().map(plain::doc).collect();
    (reports, docs, texts.iter().map(|_| plain::extract()).collect())
}

fn traced(texts: &[String]) -> Lineage {
    let (reports, docs, extracts) = read(texts);
    trace(&reports, &docs, &extracts)
}

/// Pairs, links, groups.
type Said = (BTreeSet<String>, BTreeSet<String>, BTreeSet<Vec<(usize, usize)>>);

/// What a lineage says of the texts, by their numbers in the first order: pairs, links, and which sentences share a group.
fn said(lineage: &Lineage, order: &[usize]) -> Said {
    let pairs = lineage.pairs.iter().map(|p| {
        let (a, b) = (order[p.a].min(order[p.b]), order[p.a].max(order[p.b]));
        format!("{a} {b} {:?} {:?} {} {:?}", p.kind, p.agency, p.score, p.reasons)
    });
    let links = lineage.links.iter().map(|l| {
        let (x, y) = ((order[l.a.0], l.a.1), (order[l.b.0], l.b.1));
        format!("{:?} {:?} {}", x.min(y), x.max(y), l.score)
    });
    let mut groups = std::collections::BTreeMap::new();
    for (r, row) in lineage.groups.iter().enumerate() {
        for (s, g) in row.iter().enumerate() {
            groups.entry(*g).or_insert_with(Vec::new).push((order[r], s));
        }
    }
    let groups = groups.into_values().map(|mut g| {
        g.sort();
        g
    });
    (pairs.collect(), links.collect(), groups.collect())
}

fn texts() -> Vec<String> {
    suite::stories().into_iter().flat_map(|s| s.texts.into_iter().map(|t| t.1)).collect()
}

#[test]
fn order_of_reports_does_not_matter() {
    let texts = texts();
    let whole: Vec<usize> = (0..texts.len()).collect();
    let before = said(&traced(&texts), &whole);
    for step in [1, 3, 7] {
        let order: Vec<usize> = (0..texts.len()).map(|i| (i * 5 * step + step) % texts.len()).collect();
        let distinct: BTreeSet<usize> = order.iter().copied().collect();
        let order = if distinct.len() == texts.len() { order } else { whole.iter().rev().copied().collect() };
        let moved: Vec<String> = order.iter().map(|&i| texts[i].clone()).collect();
        assert_eq!(said(&traced(&moved), &order), before);
    }
}

#[test]
fn unrelated_stories_do_not_hang_together() {
    let mut number = 0;
    let story: Vec<usize> =
        suite::stories().iter().enumerate().flat_map(|(i, s)| s.texts.iter().map(move |_| i)).collect();
    for pair in traced(&texts()).pairs {
        if story[pair.a] != story[pair.b] {
            number += 1;
            assert_eq!(pair.kind, types::LineageKind::Independent, "{} {}", pair.a, pair.b);
        }
    }
    assert!(number > 200);
}

#[test]
fn groups_follow_links() {
    let lineage = traced(&texts());
    assert!(!lineage.links.is_empty());
    for link in &lineage.links {
        assert_eq!(lineage.groups[link.a.0][link.a.1], lineage.groups[link.b.0][link.b.1]);
        assert!(link.a < link.b && (0.0..=1.0).contains(&link.score));
    }
}

#[test]
fn a_thousand_reports_are_traced() {
    let texts = texts();
    let many: Vec<String> = (0..1000)
        .map(|i| format!("{}Paragraph {i} of edition {}.\n", texts[i % texts.len()], i * 7))
        .collect();
    let lineage = traced(&many);
    assert_eq!(lineage.pairs.len(), 1000 * 999 / 2);
    let same = lineage.pairs.iter().filter(|p| (p.b - p.a) % texts.len() == 0);
    let copies = same.clone().filter(|p| p.kind == types::LineageKind::Copy).count();
    assert!(copies * 10 >= same.count() * 9, "{copies}");
}

#[test]
fn empty_inputs_are_nothing() {
    assert_eq!(trace(&[], &[], &[]), Lineage::default());
    let (reports, _, extracts) = read(&["A text.".to_owned(), "A text.".to_owned()]);
    let lineage = trace(&reports, &[Doc::default(), Doc::default()], &extracts);
    assert_eq!(lineage.pairs.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_texts_are_traced(texts in prop::collection::vec("(\\PC{0,40}|[a-c“”\"., \n]{0,60}){0,4}", 0..4)) {
        let (reports, docs, extracts) = read(&texts);
        let lineage = trace(&reports, &docs, &extracts);
        prop_assert_eq!(&lineage, &trace(&reports, &docs, &extracts));
        for (report, doc) in reports.iter().zip(&docs) {
            let found = rewritten(report, doc, &plain::extract());
            prop_assert!((0.0..=1.0).contains(&found.score));
            prop_assert!(found.signs.iter().all(|s| s.span.get(&report.text).is_some()));
        }
    }
}
