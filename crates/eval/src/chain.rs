//! Who is who inside a report: B-cubed of annotated mentions (Bagga & Baldwin 1998).
//!
//! Gold `chains` + the brief's `referents` → shares. A gold mention is answered by the mention of the brief that lies inside it and
//! overlaps it longest; one that nothing answers counts as alone.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::Score;
use crate::party::{Story, clip, list, string};
use crate::text::f1;

/// Characters by which an answering mention may begin before the annotated one (an article, a title).
const MAX_BEFORE: usize = 4;
/// Characters by which it may end behind it (a possessive).
const MAX_BEHIND: usize = 2;

/// One annotated mention.
struct Gold {
    chain: usize,
    /// The referent that answers it.
    answer: Option<usize>,
    what: String,
}

/// Mentions found, and B-cubed over all annotated chains of two mentions or more.
pub fn chains(story: &Story, score: &mut Score) {
    let mut all: Vec<Gold> = Vec::new();
    let mut chain = 0;
    for (doc, chains) in story.gold.get("chains").and_then(Value::as_object).into_iter().flatten() {
        let Some(text) = story.text_of(doc) else { continue };
        let answers = answers(story, doc);
        for pieces in chains.as_array().into_iter().flatten().filter_map(Value::as_array) {
            chain += 1;
            for piece in pieces.iter().filter_map(Value::as_str) {
                let Some((start, end)) = place(text, piece) else {
                    score.warnings.push(format!("chains: {doc} has no “{}”", clip(piece, 60)));
                    continue;
                };
                let answer = best(&answers, start, end);
                if answer.is_none() {
                    score.miss("mention", format!("{doc}: {piece}"));
                }
                all.push(Gold { chain, answer, what: format!("{doc}: {piece}") });
            }
        }
    }
    let found = all.iter().filter(|g| g.answer.is_some()).count();
    score.count("mentions found", found, all.len());
    let (p, r) = cubed(&all);
    let value = (!all.is_empty()).then(|| f1(p, r));
    score.add("coreference B-cubed F1", value, format!("P {p:.2} R {r:.2}, {} mentions", all.len()));
    for what in astray(&all) {
        score.miss("coreference", what);
    }
}

/// The mentions that the brief's referents have in a report, as (start, end, referent).
fn answers(story: &Story, doc: &str) -> Vec<(usize, usize, usize)> {
    let mut out = Vec::new();
    for (number, referent) in list(story.brief, "referents").iter().enumerate() {
        if story.doc_of.get(string(referent, "report")) != Some(&doc) {
            continue;
        }
        for mention in list(referent, "mentions") {
            let at = |key| mention.get(key).and_then(Value::as_u64).unwrap_or(0) as usize;
            out.push((at("start"), at("end"), number));
        }
    }
    out
}

/// Where a mention stands: the words in square brackets of a piece of text, or the whole piece; in characters.
fn place(text: &crate::text::Text, piece: &str) -> Option<(usize, usize)> {
    let plain: String = piece.chars().filter(|c| !matches!(c, '[' | ']')).collect();
    let (start, end) = text.find(&plain)?;
    let open = piece.split('[').next().filter(|b| b.len() < piece.len()).map_or(0, |b| b.chars().count());
    let inside =
        piece.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(m, _)| m.chars().count());
    Some(inside.map_or((start, end), |len| (start + open, start + open + len)))
}

/// The referent whose mention answers a gold mention.
fn best(answers: &[(usize, usize, usize)], start: usize, end: usize) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for &(s, e, referent) in answers {
        let both = end.min(e).saturating_sub(start.max(s));
        let inside = e <= end + MAX_BEHIND && s + MAX_BEFORE >= start;
        if both > 0 && inside && best.is_none_or(|(b, _)| both > b) {
            best = Some((both, referent));
        }
    }
    best.map(|(_, referent)| referent)
}

/// B-cubed precision and recall.
fn cubed(all: &[Gold]) -> (f64, f64) {
    let mut chain: BTreeMap<usize, usize> = BTreeMap::new();
    let mut answer: BTreeMap<usize, usize> = BTreeMap::new();
    let mut both: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for g in all {
        *chain.entry(g.chain).or_default() += 1;
        if let Some(a) = g.answer {
            *answer.entry(a).or_default() += 1;
            *both.entry((g.chain, a)).or_default() += 1;
        }
    }
    let (mut p, mut r) = (0.0, 0.0);
    for g in all {
        let of = chain.get(&g.chain).copied().unwrap_or(1) as f64;
        match g.answer {
            Some(a) => {
                let shared = both.get(&(g.chain, a)).copied().unwrap_or(0) as f64;
                p += shared / answer.get(&a).copied().unwrap_or(1) as f64;
                r += shared / of;
            }
            None => {
                p += 1.0;
                r += 1.0 / of;
            }
        }
    }
    let n = all.len().max(1) as f64;
    (p / n, r / n)
}

/// The mentions that are not with most of their chain.
fn astray(all: &[Gold]) -> Vec<String> {
    let mut votes: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for g in all {
        if let Some(a) = g.answer {
            *votes.entry(g.chain).or_default().entry(a).or_default() += 1;
        }
    }
    let most = |chain: &usize| {
        votes
            .get(chain)
            .and_then(|v| v.iter().max_by_key(|(a, n)| (**n, std::cmp::Reverse(**a))))
            .map(|(a, _)| *a)
    };
    all.iter().filter(|g| g.answer.is_some() && g.answer != most(&g.chain)).map(|g| g.what.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn brief(mentions: &Value) -> Value {
        json!({"reports": [{"id": "r1", "source": "a.txt", "text": "Ana Ruiz left. She was late, and so was her dog."}],
            "referents": mentions})
    }

    fn gold() -> Value {
        json!({"dates": {"a.txt": null}, "chains": {"a.txt": [["Ana Ruiz", "[She] was late", "was [her] dog"]]}})
    }

    #[test]
    fn all_in_one_chain_is_right() {
        let mentions = json!([{"report": "r1", "mentions": [
            {"start": 0, "end": 8}, {"start": 15, "end": 18}, {"start": 40, "end": 43}]}]);
        let score = crate::score(&brief(&mentions), &gold());
        assert_eq!(score.row("coreference B-cubed F1").and_then(|r| r.value), Some(1.0));
        assert_eq!(score.row("mentions found").map(|r| r.detail.as_str()), Some("3/3"));
    }

    #[test]
    fn a_mention_astray_costs_recall() {
        let mentions = json!([{"report": "r1", "mentions": [{"start": 0, "end": 8}, {"start": 15, "end": 18}]},
            {"report": "r1", "mentions": [{"start": 40, "end": 43}]}]);
        let score = crate::score(&brief(&mentions), &gold());
        let row = score.row("coreference B-cubed F1").and_then(|r| r.value).unwrap_or(0.0);
        assert!((row - f1(1.0, 5.0 / 9.0)).abs() < 1e-9, "{row}");
    }

    #[test]
    fn nothing_annotated_is_no_measure() {
        let score = crate::score(&brief(&json!([])), &json!({"dates": {"a.txt": null}}));
        assert_eq!(score.row("coreference B-cubed F1").and_then(|r| r.value), None);
    }
}
