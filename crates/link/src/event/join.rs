//! Which mentions tell of one event.
//!
//! Items → groups of items with the reasons of each join. Greedy, most alike first; two groups are joined when nothing forbids it and their members are alike on
//! average. What forbids it: another type, another mode, days that exclude each other.

use std::collections::BTreeMap;

use types::{DayRange, EventStatus, EventType};

use super::item::{Item, Items, alike};

/// Likeness from which two mentions may be joined. Chosen with the suite and the annotated examples.
const ALIKE: f64 = 0.5;
/// Mean likeness of two groups' members from which the groups are joined.
const ALIKE_GROUPS: f64 = 0.38;
/// Mentions that share a key are compared with at most this many before them.
const WINDOW: usize = 40;
/// Members of each group that are looked at for the mean.
const SAMPLE: usize = 12;

/// What each sign counts, by type of event; a sum of 1.
struct Weights {
    actors: f64,
    predicate: f64,
    words: f64,
    time: f64,
    place: f64,
    /// What unknown actors count as.
    unknown: f64,
}

const DEEDS: Weights =
    Weights { actors: 0.4, predicate: 0.15, words: 0.2, time: 0.15, place: 0.1, unknown: 0.4 };
const WORDS: Weights =
    Weights { actors: 0.45, predicate: 0.15, words: 0.3, time: 0.05, place: 0.05, unknown: 0.2 };
const INCIDENTS: Weights =
    Weights { actors: 0.15, predicate: 0.4, words: 0.15, time: 0.2, place: 0.1, unknown: 0.7 };

fn weights(item: &Item) -> &'static Weights {
    match item.mention.kind {
        EventType::Incident
            if matches!(
                item.mention.mode.as_deref(),
                Some("announce" | "confirm" | "release" | "nocomment")
            ) =>
        {
            &WORDS
        }
        EventType::Incident => &INCIDENTS,
        EventType::Request
        | EventType::Accuse
        | EventType::Reject
        | EventType::Threaten
        | EventType::Support
        | EventType::Agree => &WORDS,
        _ => &DEEDS,
    }
}

/// Groups of items with the reasons for each, in order of their first item.
pub fn groups(items: &Items) -> Vec<(Vec<usize>, Vec<String>)> {
    let mut pairs = candidates(items);
    pairs.sort_by(|x, y| y.2.total_cmp(&x.2).then_with(|| (x.0, x.1).cmp(&(y.0, y.1))));
    let mut group_of: Vec<usize> = (0..items.list.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..items.list.len()).map(|i| vec![i]).collect();
    let mut reasons: Vec<Vec<String>> = vec![Vec::new(); items.list.len()];
    for (a, b, score) in pairs {
        let (x, y) = (group_of[a].min(group_of[b]), group_of[a].max(group_of[b]));
        if x == y
            || !compatible(items, &members[x], &members[y])
            || mean(items, &members[x], &members[y]) < ALIKE_GROUPS
        {
            continue;
        }
        let moved = std::mem::take(&mut members[y]);
        for &m in &moved {
            group_of[m] = x;
        }
        members[x].extend(moved);
        let why = std::mem::take(&mut reasons[y]);
        reasons[x].extend(why);
        reasons[x].push(reason(items, &items.list[a], &items.list[b], score));
    }
    let whole = members.into_iter().zip(reasons).filter(|(m, _)| !m.is_empty());
    whole
        .map(|(mut m, mut r)| {
            m.sort_unstable();
            r.sort();
            r.dedup();
            (m, r)
        })
        .collect()
}

/// Pairs of mentions of one type that share a key and are alike enough.
fn candidates(items: &Items) -> Vec<(usize, usize, f64)> {
    let mut by_key: BTreeMap<(EventType, String), Vec<usize>> = BTreeMap::new();
    for (i, item) in items.list.iter().enumerate() {
        let kind = item.mention.kind;
        let mut keys = vec![format!("lemma {}", item.lemma)];
        keys.extend(item.mention.mode.as_ref().map(|m| format!("mode {m}")));
        keys.extend(item.place.map(|p| format!("place {p}")));
        keys.extend(item.source.iter().map(|r| format!("actor {:?}", r.who)));
        keys.extend(item.target.iter().map(|r| format!("actor {:?}", r.who)));
        keys.extend(
            item.source
                .iter()
                .filter_map(|r| r.code.as_deref().and_then(|c| c.get(..3)).map(|c| format!("code {c}"))),
        );
        for key in keys {
            by_key.entry((kind, key)).or_default().push(i);
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    let mut pairs = Vec::new();
    for list in by_key.values() {
        for (n, &b) in list.iter().enumerate() {
            for &a in &list[n.saturating_sub(WINDOW)..n] {
                if seen.insert((a, b)) {
                    let score = likeness(items, &items.list[a], &items.list[b]);
                    if score >= ALIKE {
                        pairs.push((a, b, score));
                    }
                }
            }
        }
    }
    pairs
}

/// How surely two mentions tell of one event, 0 to 1; 0 when they cannot.
fn likeness(items: &Items, a: &Item, b: &Item) -> f64 {
    if forbidden(a, b) {
        return 0.0;
    }
    let w = weights(a);
    let actors = actors(a, b).unwrap_or(w.unknown);
    let same_mode = a.mention.mode.is_some() && a.mention.mode == b.mention.mode;
    let predicate = if a.lemma == b.lemma {
        1.0
    } else if same_mode {
        0.7
    } else {
        0.0
    };
    let time = match (a.days, b.days) {
        (Some(x), Some(y)) if x == y => 1.0,
        (Some(_), Some(_)) => 0.6,
        _ => 0.4,
    };
    let place = match (a.place, b.place) {
        (Some(x), Some(y)) if x == y => 1.0,
        (Some(_), Some(_)) => 0.0,
        _ => 0.4,
    };
    // Words are few in a mention: half of them shared is as good as all.
    let words = (items.wording(a, b) * 2.0).min(1.0);
    w.actors * actors + w.predicate * predicate + w.words * words + w.time * time + w.place * place
}

/// How far the actors are the same; in meetings and deals it does not matter who is named first.
fn actors(a: &Item, b: &Item) -> Option<f64> {
    let sides = matches!(
        a.mention.kind,
        EventType::Consult | EventType::Agree | EventType::Cooperate | EventType::Mobilize
    );
    if sides {
        let all = |i: &Item| i.source.iter().chain(&i.target).cloned().collect::<Vec<_>>();
        return alike(&all(a), &all(b));
    }
    match (alike(&a.source, &b.source), alike(&a.target, &b.target)) {
        (Some(s), Some(t)) => Some((s + t) / 2.0),
        (Some(x), None) | (None, Some(x)) => Some(x),
        (None, None) => None,
    }
}

/// Whether two mentions cannot tell of one event.
fn forbidden(a: &Item, b: &Item) -> bool {
    let modes = match (&a.mention.mode, &b.mention.mode) {
        (Some(x), Some(y)) => x != y,
        _ => false,
    };
    let days = match (a.days, b.days) {
        (Some(x), Some(y)) => !x.overlaps(y),
        _ => false,
    };
    // What is wanted is not the deed; whether the deed took place may be told differently.
    let wanted = (a.mention.status == EventStatus::Demanded) != (b.mention.status == EventStatus::Demanded);
    a.mention.kind != b.mention.kind || modes || days || wanted || long_past(a, b) || long_past(b, a)
}

/// Days after which what happened is not what may still come.
const LONG_PAST: i32 = 21;

/// Whether the one is over since long, and the other, undated, is still to come.
fn long_past(a: &Item, b: &Item) -> bool {
    let open = matches!(b.mention.status, EventStatus::Planned | EventStatus::Possible) && b.days.is_none();
    open && a.mention.status == EventStatus::Actual && a.ago.is_some_and(|days| days > LONG_PAST)
}

fn compatible(items: &Items, x: &[usize], y: &[usize]) -> bool {
    let days =
        |group: &[usize]| -> Vec<DayRange> { group.iter().filter_map(|i| items.list[*i].days).collect() };
    let (dx, dy) = (days(x), days(y));
    let modes = |group: &[usize]| group.iter().find_map(|i| items.list[*i].mention.mode.clone());
    let one_mode = match (modes(x), modes(y)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let ages = |x: &[usize], y: &[usize]| {
        x.iter().any(|a| y.iter().any(|b| long_past(&items.list[*a], &items.list[*b])))
    };
    one_mode && !ages(x, y) && !ages(y, x) && dx.iter().all(|a| dy.iter().all(|b| a.overlaps(*b)))
}

fn mean(items: &Items, x: &[usize], y: &[usize]) -> f64 {
    let (mut sum, mut n) = (0.0, 0.0);
    for &a in x.iter().take(SAMPLE) {
        for &b in y.iter().take(SAMPLE) {
            sum += likeness(items, &items.list[a], &items.list[b]);
            n += 1.0;
        }
    }
    sum / f64::max(n, 1.0)
}

/// Why two were joined, for the reader.
fn reason(items: &Items, a: &Item, b: &Item, score: f64) -> String {
    let mut signs = Vec::new();
    if actors(a, b).is_some_and(|s| s >= 0.5) {
        signs.push("same actors");
    }
    if a.lemma == b.lemma {
        signs.push("same word");
    }
    if a.days.is_some() && a.days == b.days {
        signs.push("same day");
    }
    if a.place.is_some() && a.place == b.place {
        signs.push("same place");
    }
    if items.wording(a, b) >= 0.25 {
        signs.push("same wording");
    }
    if signs.is_empty() {
        signs.push("alike on the whole");
    }
    format!("“{}” and “{}”: {} ({score:.2})", a.lemma, b.lemma, signs.join(", "))
}
