//! The measures of what the reports say together: events, findings, lineage.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use serde_json::Value;

use crate::detail::overlaps;
use crate::party::{Story, clip, list, string, strings};
use crate::text::overlap;
use crate::{Score, ratio};

/// What the events are counted by.
#[derive(Default)]
struct EventCounts {
    mentions: usize,
    found: usize,
    typed: usize,
    shared: usize,
    whole: usize,
    actors: (usize, usize),
    status: usize,
    times: (usize, usize),
    places: (usize, usize),
}

/// Events found where the gold has them, with type, actors, status, time and place.
pub fn events(story: &Story, score: &mut Score) {
    let gold = list(story.gold, "events");
    let mut counts = EventCounts::default();
    for want in gold {
        event(story, want, &mut counts, score);
    }
    if gold.is_empty() {
        return;
    }
    let EventCounts { mentions, found, typed, shared, whole, actors, status, times, places } = counts;
    score.add("event mentions typed", ratio(typed, mentions), format!("{typed}/{mentions} (found {found})"));
    score.count("events joined across reports", whole, shared);
    score.count("event actors", actors.0, actors.1);
    score.count("event status", status, gold.len());
    score.count("event times", times.0, times.1);
    score.count("event places", places.0, places.1);
}

fn event(story: &Story, want: &Value, counts: &mut EventCounts, score: &mut Score) {
    let (id, kind) = (string(want, "id"), string(want, "type"));
    let plover = kind.split('/').next().unwrap_or("");
    let evidence = want.get("evidence").and_then(Value::as_object);
    let mut hits: Vec<BTreeSet<&str>> = Vec::new();
    for (doc, words) in evidence.into_iter().flatten() {
        let words = words.as_str().unwrap_or("");
        counts.mentions += 1;
        let at = story.text_of(doc).and_then(|t| t.find(words));
        let here: Vec<&Value> = list(story.brief, "events")
            .iter()
            .filter(|e| {
                let said = |m: &Value| story.doc(m) == Some(doc) && at.is_some_and(|at| overlaps(m, at));
                list(e, "mentions").iter().any(said)
            })
            .collect();
        let ids: BTreeSet<&str> =
            here.iter().filter(|e| string(e, "type") == plover).map(|e| string(e, "id")).collect();
        counts.found += usize::from(!here.is_empty());
        counts.typed += usize::from(!ids.is_empty());
        if ids.is_empty() {
            let types: BTreeSet<&str> = here.iter().map(|e| string(e, "type")).collect();
            let got = if here.is_empty() { "no event at".to_owned() } else { format!("types {types:?}") };
            score.miss("event", format!("{} {id} ({kind}): {got} {words:?}", clip(doc, 3)));
        }
        hits.push(ids);
    }
    if hits.len() > 1 {
        counts.shared += 1;
        let common = hits.iter().skip(1).fold(hits[0].clone(), |a, b| a.intersection(b).copied().collect());
        counts.whole += usize::from(!common.is_empty());
    }
    let ids: BTreeSet<&str> = hits.into_iter().flatten().collect();
    let got: Vec<&Value> =
        list(story.brief, "events").iter().filter(|e| ids.contains(string(e, "id"))).collect();
    arguments(story, want, &got, counts, score);
}

fn arguments(story: &Story, want: &Value, got: &[&Value], counts: &mut EventCounts, score: &mut Score) {
    for actor in strings(want, "actors") {
        counts.actors.1 += 1;
        let mut parties = got.iter().flat_map(|e| list(e, "source").iter().chain(list(e, "target")));
        if parties.any(|p| is_party(story, p, actor)) {
            counts.actors.0 += 1;
        } else if !got.is_empty() {
            score.miss("actor", format!("{}: {actor}", string(want, "id")));
        }
    }
    counts.status += usize::from(got.iter().any(|e| e.get("status") == want.get("status")));
    let date = string(want, "date");
    if !date.is_empty() {
        counts.times.1 += 1;
        counts.times.0 += usize::from(got.iter().any(|e| string(e, "time").starts_with(date)));
    }
    let place = string(want, "place");
    if !place.is_empty() {
        counts.places.1 += 1;
        let at = |e: &&Value| e.get("place").is_some_and(|p| !p.is_null() && is_party(story, p, place));
        counts.places.0 += usize::from(got.iter().any(at));
    }
}

/// A party given as an object, or as an entity's id alone.
fn is_party(story: &Story, party: &Value, name: &str) -> bool {
    match party {
        Value::Object(_) => story.same_party(Some(party), Some(name)),
        id => story.same_party(Some(&serde_json::json!({ "entity": id })), Some(name)),
    }
}

/// The patterns of the gold's readings, each compiled once; `None` for one that cannot be.
struct Patterns<'a>(BTreeMap<&'a str, Option<Regex>>);

impl<'a> Patterns<'a> {
    fn of(gold: &'a [Value], score: &mut Score) -> Self {
        let mut map = BTreeMap::new();
        for pattern in gold.iter().flat_map(|g| list(g, "readings")).map(|r| string(r, "match")) {
            let compiled = Regex::new(pattern);
            if let Err(error) = &compiled {
                let why = error.to_string().lines().last().unwrap_or("").to_owned();
                score
                    .warnings
                    .push(format!("pattern {pattern:?} cannot be read ({why}); its finding is left out"));
            }
            map.insert(pattern, compiled.ok());
        }
        Patterns(map)
    }

    /// Whether the reading's pattern is found in the string; a reading without one is found everywhere.
    fn found(&self, reading: &Value, s: &str) -> bool {
        let pattern = string(reading, "match");
        pattern.is_empty() || self.0.get(pattern).and_then(Option::as_ref).is_some_and(|p| p.is_match(s))
    }

    fn readable(&self, finding: &Value) -> bool {
        list(finding, "readings").iter().all(|r| self.0.get(string(r, "match")).is_none_or(Option::is_some))
    }
}

/// A reading's value as words.
fn value_of(reading: &Value) -> String {
    match reading.get("value") {
        Some(Value::String(s)) => s.clone(),
        Some(v) => v.to_string(),
        None => String::new(),
    }
}

/// Findings of the gold that the brief has: each gold reading is met by a reading of its own.
pub fn findings(story: &Story, score: &mut Score) {
    let all = list(story.gold, "findings");
    let patterns = Patterns::of(all, score);
    let gold: Vec<&Value> = all.iter().filter(|g| patterns.readable(g)).collect();
    let found = list(story.brief, "findings");
    let (mut got, mut kinds, mut used) = (0, 0, BTreeSet::new());
    let mut independent = (0, 0);
    for want in &gold {
        let hit: Vec<usize> =
            (0..found.len()).filter(|&i| meets(story, &patterns, &found[i], want)).collect();
        if hit.is_empty() {
            score.miss("finding", format!("{}: {}", string(want, "id"), string(want, "topic")));
            continue;
        }
        got += 1;
        kinds += usize::from(hit.iter().any(|&i| found[i].get("kind") == want.get("kind")));
        for reading in list(want, "readings").iter().filter(|r| r.get("independent_sources").is_some()) {
            independent.1 += 1;
            let mut readings = hit.iter().flat_map(|&i| list(&found[i], "readings"));
            independent.0 += usize::from(readings.any(|r| same_sources(story, &patterns, r, reading)));
        }
        used.extend(hit);
    }
    let conflicts: Vec<usize> =
        (0..found.len()).filter(|&i| string(&found[i], "kind") == "conflict").collect();
    let good = conflicts.iter().filter(|i| used.contains(i)).count();
    for &i in conflicts.iter().filter(|i| !used.contains(i)) {
        let values: Vec<String> = list(&found[i], "readings").iter().map(value_of).collect();
        score
            .miss("conflict", format!("not in gold: {}: {}", string(&found[i], "topic"), values.join(" | ")));
    }
    if gold.is_empty() {
        return;
    }
    score.count("findings", got, gold.len());
    score.count("finding kinds", kinds, gold.len());
    let precision = ratio(good, conflicts.len()).unwrap_or(0.0);
    score.add("conflict precision", Some(precision), format!("{good}/{}", conflicts.len()));
    if independent.1 > 0 {
        score.count("independent sources", independent.0, independent.1);
    }
}

fn meets(story: &Story, patterns: &Patterns, finding: &Value, want: &Value) -> bool {
    let readings = list(finding, "readings");
    let mut taken = BTreeSet::new();
    list(want, "readings").iter().all(|reading| {
        let docs: BTreeSet<&str> = strings(reading, "docs").collect();
        let about_speaker = string(want, "slot") == "speaker" && !string(reading, "value").is_empty();
        let hit = (0..readings.len()).filter(|i| !taken.contains(i)).find(|&i| {
            let evidence = list(&readings[i], "evidence");
            let value = value_of(&readings[i]);
            evidence.iter().filter_map(|e| story.doc(e)).any(|d| docs.contains(d))
                && (patterns.found(reading, &value)
                    || evidence.iter().any(|e| patterns.found(reading, story.span(e))))
                && (!about_speaker || overlap(&value, string(reading, "value")) > 0.0)
        });
        hit.is_some_and(|i| taken.insert(i))
    })
}

fn same_sources(story: &Story, patterns: &Patterns, reading: &Value, want: &Value) -> bool {
    let spans: Vec<&str> = list(reading, "evidence").iter().map(|e| story.span(e)).collect();
    reading.get("independent_sources") == want.get("independent_sources")
        && patterns.found(want, &format!("{}{}", value_of(reading), spans.join(" ")))
}

/// Which reports come from the same text.
pub fn lineage(story: &Story, score: &mut Score) {
    let gold = list(story.gold, "lineage");
    let mut right = 0;
    for want in gold {
        let docs: BTreeSet<Option<&str>> = strings(want, "docs").map(Some).collect();
        let names: Vec<String> = strings(want, "docs").map(|d| clip(d, 3)).collect();
        let pair = list(story.brief, "lineage").iter().find(|l| {
            strings(l, "reports").map(|r| story.doc_of.get(r).copied()).collect::<BTreeSet<_>>() == docs
        });
        match pair {
            Some(pair) if pair.get("kind") == want.get("kind") => right += 1,
            Some(pair) => {
                let (want, got) = (string(want, "kind"), string(pair, "kind"));
                score.miss("lineage", format!("{names:?}: want {want}, got {got}"));
            }
            None => score.miss("lineage", format!("{names:?}: pair missing")),
        }
    }
    if !gold.is_empty() {
        score.count("lineage", right, gold.len());
    }
}
