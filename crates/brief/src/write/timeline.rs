//! What happened when, in the reports' words.
//!
//! In: dated passages and events. Out: for each time that is named the sentence that says most, with the event it dates; and each event of several reports
//! that no such sentence tells, by its own best dated sentence; in order of time.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use types::{Evidence, Line, Moment, TimeKind};

use super::{Writer, lead};
use crate::passage::Passage;

/// Most moments.
const MAX_MOMENTS: usize = 40;

/// What the score of a sentence is taken times when it dates an event: what happened goes before what is merely dated.
const DATES_EVENT: f64 = 1.2;

/// A sentence that names a time, and how much it tells.
struct Dated {
    score: f64,
    passage: Passage,
    time: Evidence,
    event: Option<usize>,
}

/// First day, last day, TIMEX3 value.
type When = (Date, Date, String);

/// The moments of a story.
pub fn moments(writer: &Writer<'_>) -> Vec<Moment> {
    let dated = dated(writer);
    let mut best: BTreeMap<&When, &Dated> = BTreeMap::new();
    for (when, one) in &dated {
        if best.get(when).is_none_or(|b| one.score > b.score) {
            best.insert(when, one);
        }
    }
    let mut chosen: Vec<(&When, &Dated)> = best.into_iter().collect();
    chosen.extend(further(writer, &dated, &chosen));
    chosen.sort_by(|a, b| b.1.score.total_cmp(&a.1.score).then_with(|| a.0.cmp(b.0)));
    chosen.truncate(MAX_MOMENTS);
    chosen.sort_by(|a, b| a.0.cmp(b.0));
    let moment = |(when, dated): (&When, &Dated)| {
        let mut line: Line = writer.sentence_line(&dated.passage);
        line.evidence.push(dated.time);
        Moment { when: when.2.clone(), event: dated.event, line }
    };
    chosen.into_iter().map(moment).collect()
}

/// Every sentence with each time it names.
fn dated(writer: &Writer<'_>) -> Vec<(When, Dated)> {
    let events = events_of_times(writer);
    let mut all = Vec::new();
    for (report, extract) in writer.story.extracts.iter().enumerate() {
        for (number, time) in extract.times.iter().enumerate() {
            let (Some(days), Some(value)) = (time.days, time.value.as_ref()) else { continue };
            if !matches!(time.kind, TimeKind::Date | TimeKind::Time) {
                continue;
            }
            let Some(passage) = writer.passages.holding(report, time.span.start) else { continue };
            let Some(worth) = lead::worth(writer, passage) else { continue };
            let event = events.get(&(report, number)).copied();
            let score = if event.is_some() { worth * DATES_EVENT } else { worth };
            let time = Evidence { report, span: time.span };
            let when = (days.first, days.last, value.clone());
            all.push((when, Dated { score, passage: passage.clone(), time, event }));
        }
    }
    all
}

/// The event that each (report, time) dates; of several the most told, of equals the first.
fn events_of_times(writer: &Writer<'_>) -> BTreeMap<(usize, usize), usize> {
    let story = writer.story;
    let mut found: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let told = |e: usize| story.events[e].mentions.len();
    for (number, event) in story.events.iter().enumerate() {
        for &(report, mention) in &event.mentions {
            let mention = story.extracts.get(report).and_then(|x| x.events.get(mention));
            let Some(time) = mention.and_then(|m| m.time) else { continue };
            let known = found.entry((report, time)).or_insert(number);
            if told(number) > told(*known) {
                *known = number;
            }
        }
    }
    found
}

/// Events of several reports that no chosen sentence tells, each by the best sentence that dates it; no sentence is told twice.
fn further<'d>(
    writer: &Writer<'_>,
    dated: &'d [(When, Dated)],
    chosen: &[(&When, &Dated)],
) -> Vec<(&'d When, &'d Dated)> {
    let shown: BTreeSet<usize> = chosen.iter().filter_map(|(_, d)| d.event).collect();
    let mut sentences: BTreeSet<(usize, usize)> =
        chosen.iter().map(|(_, d)| (d.passage.report, d.passage.sentence)).collect();
    let several = |e: usize| {
        let reports: BTreeSet<usize> = writer.story.events[e].mentions.iter().map(|m| m.0).collect();
        reports.len() > 1
    };
    let mut best: BTreeMap<usize, (&When, &Dated)> = BTreeMap::new();
    for (when, one) in dated {
        let Some(event) = one.event.filter(|e| !shown.contains(e) && several(*e)) else { continue };
        let free = !sentences.contains(&(one.passage.report, one.passage.sentence));
        if free && best.get(&event).is_none_or(|b| one.score > b.1.score) {
            best.insert(event, (when, one));
        }
    }
    best.into_values().filter(|(_, d)| sentences.insert((d.passage.report, d.passage.sentence))).collect()
}
