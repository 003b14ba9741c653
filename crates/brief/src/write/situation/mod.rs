//! How the sides of a conflict or of talks stand to each other: who they are, what each demands, offers, threatens and denies, when they met and
//! will meet, forces and aid with figures, and a balance of cooperation and conflict.
//!
//! In: a story with its events. Out: a [`Situation`], or none where there are no sides: an accident has victims and officials, no parties. Everything
//! is told in the reports' words; the balance counts joined events by PLOVER's quad classes and names them all.

mod deed;
mod head;
mod side;

use types::{Act, Balance, Deed, EventStatus, Evidence, Line, Situation, Story};

use super::Writer;
use crate::export::table;
use crate::words;
use side::Sides;

/// Events between two sides from which on a story has a situation: fewer is a remark in passing.
const MIN_BETWEEN: usize = 3;
/// Events that a side takes part in to count as a party to it.
const MIN_OF_SIDE: usize = 2;
/// Least share of the events' mentions that must be political: condolences after a crash make no conflict.
const MIN_POLITICAL: f64 = 0.5;
/// Sides named.
const MAX_SIDES: usize = 6;
/// Deeds of one kind of one side.
const MAX_OF_KIND: usize = 2;
/// Positions (demands, offers, …) shown.
const MAX_POSITIONS: usize = 8;
/// Meetings shown, as well as movements of forces, aid, and attacks.
const MAX_OF_ACT: usize = 3;

/// The situation of a story; `None` where there are no sides.
pub fn of(writer: &Writer<'_>) -> Option<Situation> {
    let story = writer.story;
    let political: Vec<usize> = (0..story.events.len()).filter(|&e| is_political(story, e)).collect();
    let sides = Sides::of(story, &political);
    if !has_sides(story, &political, &sides) {
        return None;
    }
    let deeds = chosen(political.iter().filter_map(|&e| deed::deed(writer, &sides, e)).collect());
    let ours: Vec<usize> = political.into_iter().filter(|&e| has_side(story, &sides, e)).collect();
    let balance = balance(story, &ours);
    Some(Situation { sides: sides.all, deeds, balance })
}

/// Whether an event is of PLOVER's kind.
fn is_political(story: &Story, event: usize) -> bool {
    let event = &story.events[event];
    table::coding(event.kind, event.mode.as_deref()).is_some()
}

/// Whether some side does an event, or it is done to one.
fn has_side(story: &Story, sides: &Sides, event: usize) -> bool {
    let event = &story.events[event];
    event.source.iter().chain(&event.target).any(|p| sides.side(story, p).is_some())
}

/// Whether there are two sides or more that have to do with each other, and that is what the story is about.
fn has_sides(story: &Story, political: &[usize], sides: &Sides) -> bool {
    let parties = sides.all.iter().filter(|s| s.events.len() >= MIN_OF_SIDE).count();
    let between = political.iter().filter(|&&e| {
        let event = &story.events[e];
        let mut both = sides.sides(story, &event.source);
        both.extend(sides.sides(story, &event.target));
        both.sort_unstable();
        both.dedup();
        both.len() >= 2
    });
    let mentions =
        |events: &mut dyn Iterator<Item = &types::Event>| -> usize { events.map(|e| e.mentions.len()).sum() };
    let all = mentions(&mut story.events.iter());
    let ours = mentions(&mut political.iter().map(|&e| &story.events[e]));
    parties >= 2 && between.count() >= MIN_BETWEEN && ours as f64 >= MIN_POLITICAL * all as f64
}

/// What is shown, in order: positions side by side, meetings, forces, aid, attacks.
fn chosen(mut deeds: Vec<Deed>) -> Vec<Deed> {
    deeds.sort_by_key(|d| {
        let told = d.line.evidence.iter().map(|e| e.report).collect::<std::collections::BTreeSet<_>>().len();
        std::cmp::Reverse((d.independent_sources, told, d.figure.is_some(), std::cmp::Reverse(d.event)))
    });
    let is_position = |d: &Deed| !matches!(d.act, Act::Meets | Act::Moves | Act::Aids | Act::Attacks);
    let mut kept: Vec<Deed> = Vec::new();
    for deed in deeds {
        let alike = |k: &&Deed| k.act == deed.act && k.by == deed.by;
        let head = |d: &Deed| d.line.text.split(": “").next().unwrap_or_default().to_owned();
        let words = |d: &Deed| d.line.text.split_once(": “").map(|t| t.1.to_owned());
        let same_words =
            kept.iter().any(|k| words(k) == words(&deed) || k.act == Act::Meets && head(k) == head(&deed));
        let full = if is_position(&deed) {
            kept.iter().filter(alike).count() >= MAX_OF_KIND
                || kept.iter().filter(|k| is_position(k)).count() >= MAX_POSITIONS
        } else {
            kept.iter().filter(|k| k.act == deed.act).count() >= MAX_OF_ACT
        };
        if !full && !same_words {
            kept.push(deed);
        }
    }
    kept.sort_by_key(|d| match is_position(d) {
        true => (0, d.by.first().copied().unwrap_or(usize::MAX), d.act, d.event),
        false => (1, 0, d.act, d.event),
    });
    kept
}

/// Counts of what is told as having happened, and the mean score.
fn balance(story: &Story, political: &[usize]) -> Balance {
    let mut balance = Balance::default();
    let (mut sum, mut count) = (0.0, 0.0);
    for &number in political {
        let event = &story.events[number];
        let coding = table::coding(event.kind, event.mode.as_deref());
        let Some(coding) = coding.filter(|_| event.status == EventStatus::Actual) else { continue };
        balance.events[usize::from(coding.quad.number()) - 1].push(number);
        sum += coding.score;
        count += 1.0;
    }
    balance.score = if count > 0.0 { (sum / count * 10.0_f64).round() / 10.0 } else { 0.0 };
    balance
}

/// The lines of the section.
pub fn lines(writer: &Writer<'_>, situation: &Situation) -> Vec<Line> {
    let mut lines = vec![parties(situation)];
    lines.extend(situation.deeds.iter().map(|d| d.line.clone()));
    lines.extend(balance_line(writer, &situation.balance));
    lines
}

/// `Parties: Peru and Ecuador; also Brazil`.
fn parties(situation: &Situation) -> Line {
    let shown = &situation.sides[..situation.sides.len().min(MAX_SIDES)];
    let named = |main: bool| -> Vec<String> {
        let some = shown.iter().filter(|s| (s.events.len() >= MIN_OF_SIDE) == main);
        some.map(|s| head::with_article(&s.name)).collect()
    };
    let mut text = format!("Parties: {}", words::list(&named(true)));
    if !named(false).is_empty() {
        text += &format!("; also {}", words::list(&named(false)));
    }
    let evidence = shown.iter().flat_map(|s| s.evidence.iter().copied()).collect();
    Line { text, evidence, finding: None }
}

/// `Balance: 3 events of cooperation (2 in words, 1 in deeds) against 4 of conflict (3 in words, 1 in deeds); mean score −1.2 …`.
fn balance_line(writer: &Writer<'_>, balance: &Balance) -> Option<Line> {
    let [words_for, deeds_for, words_against, deeds_against] = balance.events.each_ref().map(Vec::len);
    let (good, bad) = (words_for + deeds_for, words_against + deeds_against);
    let mut evidence: Vec<Evidence> = Vec::new();
    for &event in balance.events.iter().flatten() {
        let &(report, number) = writer.story.events[event].mentions.first()?;
        let mention = writer.story.extracts.get(report)?.events.get(number)?;
        evidence.push(Evidence { report, span: mention.predicate });
    }
    let parts = |said: usize, done: usize| match (said, done) {
        (0, _) | (_, 0) if said + done == 0 => String::new(),
        (said, done) => format!(" ({said} in words, {done} in deeds)"),
    };
    let score = format!("{:.1}", balance.score).replace('-', "−");
    let text = format!(
        "Balance: {} of cooperation{} against {bad} of conflict{}; mean score {score} on a scale from −10 (conflict) to 10 (cooperation)",
        words::count(good, "event"),
        parts(words_for, deeds_for),
        parts(words_against, deeds_against),
    );
    (!evidence.is_empty()).then_some(Line { text, evidence, finding: None })
}
