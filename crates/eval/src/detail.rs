//! The measures of what single reports say: sound spans, cleaning, names, quotes, figures, times.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use crate::party::{Story, clip, list, string, strings};
use crate::text::{f1, fold, overlap};
use crate::{Score, ratio};

/// Spans lie inside their texts, quotes say what their spans say, no line of the brief lacks evidence.
pub fn sound(story: &Story, score: &mut Score) {
    let (mut all, mut bad) = (0, 0);
    walk(story, story.brief, &mut all, &mut bad, score);
    let sections = story.brief.get("brief").map_or(&[][..], |b| list(b, "sections"));
    for line in sections.iter().flat_map(|s| list(s, "lines")) {
        all += 1;
        if list(line, "evidence").is_empty() {
            bad += 1;
            score.miss("spans", format!("no evidence: {}", clip(string(line, "text"), 100)));
        }
    }
    let good = all - bad;
    score.add("sound spans", Some(ratio(good, all).unwrap_or(0.0)), format!("{good}/{all}"));
}

fn walk(story: &Story, v: &Value, all: &mut usize, bad: &mut usize, score: &mut Score) {
    match v {
        Value::Object(map) => {
            if ["report", "start", "end"].iter().all(|k| map.contains_key(*k)) {
                *all += 1;
                if !is_sound(story, v) {
                    *bad += 1;
                    score.miss("spans", clip(&v.to_string(), 160));
                }
            }
            map.values().for_each(|v| walk(story, v, all, bad, score));
        }
        Value::Array(items) => items.iter().for_each(|v| walk(story, v, all, bad, score)),
        _ => {}
    }
}

fn is_sound(story: &Story, thing: &Value) -> bool {
    let at = |key| thing.get(key).and_then(Value::as_u64).map(|n| n as usize);
    let (Some(text), Some(start), Some(end)) =
        (story.text.get(string(thing, "report")), at("start"), at("end"))
    else {
        return false;
    };
    let inside = start < end && end <= text.len();
    let verbatim = matches!(string(thing, "kind"), "direct" | "partial" | "inscription");
    let says = thing.get("text").and_then(Value::as_str);
    inside && (!verbatim || says.is_none_or(|s| text.slice(start, end) == s))
}

/// A piece this long is looked for inside the text, a shorter one as a line of its own.
const LINE_CHARS: usize = 25;
/// Characters of a long piece that are looked for.
const PIECE_CHARS: usize = 60;

/// What is furniture is gone, what is body is kept, and the title is right.
pub fn cleaning(story: &Story, score: &mut Score) {
    let (mut gone, mut pieces, mut kept, mut bodies, mut titled, mut titles) = (0, 0, 0, 0, 0, 0);
    for (doc, parts) in fields(story.gold, "boilerplate") {
        let text = story.text_of(doc).map(|t| t.all());
        let whole = fold(text.unwrap_or(""));
        let lines: BTreeSet<String> = text.unwrap_or("").lines().map(fold).collect();
        for part in parts.as_array().into_iter().flatten().filter_map(Value::as_str) {
            pieces += 1;
            let folded = fold(part);
            let short = folded.chars().count() < LINE_CHARS;
            let there =
                if short { lines.contains(&folded) } else { whole.contains(&clip(&folded, PIECE_CHARS)) };
            if text.is_some() && !there {
                gone += 1;
            } else {
                score.miss("boilerplate", format!("{doc}: left in: {}", clip(part, 70)));
            }
        }
    }
    for (doc, parts) in fields(story.gold, "keep") {
        let text = story.text_of(doc).map(|t| fold(t.all()));
        for part in parts.as_array().into_iter().flatten().filter_map(Value::as_str) {
            bodies += 1;
            if text.as_ref().is_some_and(|t| t.contains(&fold(part))) {
                kept += 1;
            } else {
                score.miss("kept", format!("{doc}: lost: {}", clip(part, 70)));
            }
        }
    }
    for (doc, want) in fields(story.gold, "titles") {
        let Some(want) = want.as_str() else { continue };
        titles += 1;
        let got = story.report(doc).map(|r| string(r, "title"));
        if got.is_some_and(|t| fold(t) == fold(want)) {
            titled += 1;
        } else {
            score.miss("title", format!("{doc}: {got:?}"));
        }
    }
    score.count("boilerplate gone", gone, pieces);
    score.count("body kept", kept, bodies);
    score.count("titles", titled, titles);
}

fn fields<'a>(gold: &'a Value, key: &str) -> impl Iterator<Item = (&'a str, &'a Value)> {
    gold.get(key).and_then(Value::as_object).into_iter().flatten().map(|(k, v)| (k.as_str(), v))
}

/// Pairwise: spellings of one party share an entity, those of different parties do not; and their roles.
pub fn entities(story: &Story, score: &mut Score) {
    let mut at: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for entity in list(story.brief, "entities") {
        let spellings = list(entity, "spellings").iter().map(|s| string(s, "text"));
        for name in spellings.chain([string(entity, "name")]) {
            at.entry(fold(name)).or_default().insert(string(entity, "id"));
        }
    }
    let names: Vec<(&str, String)> = list(story.gold, "entities")
        .iter()
        .flat_map(|e| strings(e, "names").map(move |n| (string(e, "name"), fold(n))))
        .collect();
    for (party, name) in names.iter().filter(|(_, n)| !at.contains_key(n)) {
        score.miss("entity", format!("not found: {name} ({party})"));
    }
    let found: Vec<_> = names.iter().filter_map(|(party, n)| Some((*party, n, at.get(n)?))).collect();
    let (mut right, mut merged, mut split) = (0, 0, 0);
    for (i, (party, name, ids)) in found.iter().enumerate() {
        for (other, other_name, other_ids) in found[i + 1..].iter().filter(|(_, n, _)| n != name) {
            let together = !ids.is_disjoint(other_ids);
            match (party == other, together) {
                (true, true) => right += 1,
                (true, false) => {
                    split += 1;
                    score.miss("entity", format!("split: {name} | {other_name}"));
                }
                (false, true) => {
                    merged += 1;
                    score.miss("entity", format!("wrongly merged: {name} | {other_name}"));
                }
                (false, false) => {}
            }
        }
    }
    let spelled = format!("{}/{} spellings", found.len(), names.len());
    score.add("entities found", ratio(found.len(), names.len()), spelled);
    let p = ratio(right, right + merged).unwrap_or(0.0);
    let r = ratio(right, right + split).unwrap_or(0.0);
    score.add("entity merging F1", (!names.is_empty()).then(|| f1(p, r)), format!("P {p:.2} R {r:.2}"));
    roles(story, &at, score);
}

fn roles(story: &Story, at: &BTreeMap<String, BTreeSet<&str>>, score: &mut Score) {
    let (mut right, mut asked) = (0, 0);
    for party in list(story.gold, "entities").iter().filter(|e| !list(e, "roles").is_empty()) {
        asked += 1;
        let ids: BTreeSet<&str> =
            strings(party, "names").filter_map(|n| at.get(&fold(n))).flatten().copied().collect();
        let roles: Vec<&str> =
            ids.iter().filter_map(|id| story.entity.get(id)).flat_map(|e| strings(e, "roles")).collect();
        let got = fold(&roles.join(" ; "));
        if strings(party, "roles").any(|r| got.contains(&fold(r))) {
            right += 1;
        } else {
            score.miss("role", format!("{}: {got:?}", string(party, "name")));
        }
    }
    score.count("roles", right, asked);
}

/// Least word overlap by which a quotation counts as the annotated one.
const SAME_QUOTE: f64 = 0.75;

/// Quotations found, and their speakers.
pub fn quotes(story: &Story, score: &mut Score) {
    let gold = list(story.gold, "quotes");
    let found: Vec<&Value> = list(story.brief, "quotes")
        .iter()
        .filter(|q| string(q, "kind") != "indirect" && story.doc(q).is_some())
        .collect();
    let (mut used, mut right) = (BTreeSet::new(), 0);
    for want in gold {
        let doc = string(want, "doc");
        let mut best = (None, 0.0);
        for (i, quote) in found.iter().enumerate() {
            if used.contains(&i) || story.doc(quote) != Some(doc) {
                continue;
            }
            let share = overlap(string(quote, "text"), string(want, "text"));
            if share > best.1 {
                best = (Some(i), share);
            }
        }
        let (Some(i), SAME_QUOTE..) = best else {
            score.miss("quote", format!("{} not found: {}", clip(doc, 3), clip(string(want, "text"), 70)));
            continue;
        };
        used.insert(i);
        let speaker = want.get("speaker").and_then(Value::as_str);
        if story.same_party(found[i].get("speaker"), speaker) {
            right += 1;
        } else {
            let words = clip(string(want, "text"), 50);
            let got = said(story, found[i]);
            score.miss("speaker", format!("{} {words:?}: want {speaker:?}, got {got:?}", clip(doc, 3)));
        }
    }
    for (_, quote) in found.iter().enumerate().filter(|(i, _)| !used.contains(i)) {
        let doc = clip(story.doc(quote).unwrap_or(""), 3);
        score.miss("quote", format!("{doc} extra: {}", clip(string(quote, "text"), 70)));
    }
    if gold.is_empty() {
        return;
    }
    let p = ratio(used.len(), found.len()).unwrap_or(0.0);
    let r = ratio(used.len(), gold.len()).unwrap_or(0.0);
    score.add("quote span F1", Some(f1(p, r)), format!("P {p:.2} R {r:.2}"));
    let (p, r) = (ratio(right, found.len()).unwrap_or(0.0), ratio(right, gold.len()).unwrap_or(0.0));
    score.add("quote + speaker F1", Some(f1(p, r)), format!("{right} of {} right", gold.len()));
}

fn said<'a>(story: &Story<'a>, quote: &'a Value) -> &'a str {
    let Some(who) = quote.get("speaker") else { return "" };
    story.entity.get(string(who, "entity")).map_or(string(who, "description"), |e| string(e, "name"))
}

static DIGITS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d[\d,.]*").expect("a plain pattern"));

/// Least word overlap by which a figure counts as the annotated one.
const SAME_FIGURE: f64 = 0.4;

/// Figures found, and those with the right value, comparator and unit.
pub fn figures(story: &Story, score: &mut Score) {
    let gold = list(story.gold, "figures");
    let (mut found, mut right) = (0, 0);
    for want in gold {
        let (doc, text) = (string(want, "doc"), string(want, "text"));
        let numbers: Vec<&str> =
            DIGITS.find_iter(text).map(|m| m.as_str().trim_matches([',', '.'])).collect();
        let near: Vec<&Value> = list(story.brief, "figures")
            .iter()
            .filter(|f| story.doc(f) == Some(doc) && overlap(string(f, "text"), text) >= SAME_FIGURE)
            .filter(|f| numbers.iter().all(|n| string(f, "text").contains(n)))
            .collect();
        let ok = near.iter().any(|f| {
            same_value(f, want.get("value"))
                && f.get("comparator") == want.get("comparator")
                && f.get("unit") == want.get("unit")
        });
        found += usize::from(!near.is_empty());
        right += usize::from(ok);
        if !ok {
            let why = if near.is_empty() { "not found" } else { "wrong value, comparator or unit" };
            score.miss("figure", format!("{} {text:?}: {why}", clip(doc, 3)));
        }
    }
    if !gold.is_empty() {
        score.count("figures found", found, gold.len());
        score.count("figures right", right, gold.len());
    }
}

fn same_value(figure: &Value, want: Option<&Value>) -> bool {
    let number = |key| figure.get(key).and_then(Value::as_f64);
    match want {
        Some(Value::Array(ends)) => {
            let end = |i: usize| ends.get(i).and_then(Value::as_f64);
            let same = number("low") == end(0) && number("high") == end(1);
            let near = |low: f64| end(0).is_some_and(|want| want / 2.0 <= low && low <= want);
            same || number("low").is_some_and(near)
        }
        Some(want) => want
            .as_f64()
            .is_some_and(|v| number("value").is_some_and(|got| (got - v).abs() < 1e-6 * v.abs().max(1.0))),
        None => false,
    }
}

/// Time expressions with the right value.
pub fn times(story: &Story, score: &mut Score) {
    let gold = list(story.gold, "times");
    let mut right = 0;
    for want in gold {
        let (doc, context) = (string(want, "doc"), string(want, "context"));
        let at = story.text_of(doc).and_then(|t| t.find(context));
        let ok = at.is_some_and(|at| {
            list(story.brief, "times")
                .iter()
                .any(|t| story.doc(t) == Some(doc) && overlaps(t, at) && t.get("value") == want.get("value"))
        });
        right += usize::from(ok);
        if !ok {
            let value = want.get("value").and_then(Value::as_str);
            score.miss("time", format!("{} {context:?}: want {value:?}", clip(doc, 3)));
        }
    }
    if !gold.is_empty() {
        score.count("times right", right, gold.len());
    }
}

/// Whether a thing with `start` and `end` shares a character with the range.
pub fn overlaps(thing: &Value, (start, end): (usize, usize)) -> bool {
    let at = |key| thing.get(key).and_then(Value::as_u64).unwrap_or(0) as usize;
    at("start") < end && at("end") > start
}
