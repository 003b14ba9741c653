//! What a line of the situation begins with: who does what to whom, or who met where and when.
//!
//! In: an event with those who take part. Out: words. Names are the sides', persons in brackets after them.

use types::{Act, EntityType, Event, EventStatus, EventType, Evidence, Participant, Who};

use super::super::Writer;
use super::deed::Told;
use super::side::Sides;
use crate::{view, words};

/// Names listed in a meeting.
const MAX_NAMES: usize = 4;

/// The names of some sides.
fn names(sides: &Sides, list: &[usize]) -> String {
    words::list(&list.iter().map(|&s| with_article(&sides.all[s].name)).collect::<Vec<_>>())
}

/// A side's name inside a sentence: `the United States`, `Peru`.
pub fn with_article(name: &str) -> String {
    let first = name.split(' ').next().unwrap_or_default();
    let begins = matches!(
        first,
        "United"
            | "Organization"
            | "Organisation"
            | "European"
            | "African"
            | "International"
            | "World"
            | "Central"
            | "Dominican"
            | "Czech"
            | "Democratic"
            | "Netherlands"
            | "Philippines"
            | "Bahamas"
            | "Maldives"
            | "Gambia"
    );
    if begins { format!("the {name}") } else { name.to_owned() }
}

/// `Peru (Rosa Quintana) demands of Ecuador`.
pub fn subject(
    writer: &Writer<'_>,
    sides: &Sides,
    event: &Event,
    act: Act,
    by: &[usize],
    toward: &[usize],
) -> String {
    let position = !matches!(act, Act::Moves | Act::Aids | Act::Attacks);
    let mut who = names(sides, by);
    if position {
        who = words::capitalized(&who);
    }
    // The person who speaks for the side, where it is one.
    let own = !matches!(event.status, EventStatus::Demanded | EventStatus::Denied);
    let speaker =
        event.source.first().filter(|_| own && event.source.len() == 1).and_then(|p| match &p.who {
            Who::Entity(e) => writer.story.entities.get(*e).filter(|e| e.kind == EntityType::Person),
            Who::Description(_) => None,
        });
    if let Some(person) = speaker {
        who += &format!(" ({})", view::plain(&person.name));
    }
    let toward: Vec<usize> = toward.iter().copied().filter(|s| !by.contains(s)).collect();
    let mut whom = names(sides, &toward);
    if whom.is_empty() && matches!(act, Act::Aids | Act::Attacks) {
        whom = described(event);
    }
    let planned = if event.status == EventStatus::Planned { " (planned)" } else { "" };
    let verb =
        |one: &str, many: &str| if by.len() > 1 || is_many(&who) { many.to_owned() } else { one.to_owned() };
    let to = |word: &str| if whom.is_empty() { String::new() } else { format!(" {word}{whom}") };
    match act {
        Act::Demands => format!("{who} {}{}", verb("demands", "demand"), to("of ")),
        Act::Proposes => format!("{who} {}{}", verb("proposes", "propose"), to("to ")),
        Act::Offers => format!("{who} {}{}", verb("offers", "offer"), to("")),
        Act::Agrees => format!("{who} {}{}", verb("agrees", "agree"), to("with ")),
        Act::Threatens => format!("{who} {}{}", verb("threatens", "threaten"), to("")),
        Act::Warns => format!("{who} {}{}", verb("warns", "warn"), to("")),
        Act::Denies => format!("{who} {}", verb("denies", "deny")),
        Act::Rejects => format!("{who} {}", verb("rejects", "reject")),
        Act::Accuses => format!("{who} {}{}", verb("accuses", "accuse"), to("")),
        Act::Moves if event.kind == EventType::Retreat => {
            let what = match event.mode.as_deref() {
                Some("ceasefire" | "truce") => "Truce",
                Some("disarm" | "demobilize") => "Disarmament",
                _ => "Withdrawal",
            };
            format!("{what}{planned}: {who}")
        }
        Act::Moves => format!("Forces{planned}: {who}"),
        Act::Aids => format!("Aid{planned}: {who}{}", to("to ")),
        Act::Attacks => format!("Attack: {who}{}", to("on ")),
        Act::Meets => who,
    }
}

/// Those without a name that an event is done to.
pub fn described(event: &Event) -> String {
    let one = |p: &Participant| match &p.who {
        Who::Description(words) if p.code.is_some() => Some(view::plain(words)),
        _ => None,
    };
    words::list(&event.target.iter().filter_map(one).collect::<Vec<_>>())
}

/// Whether a side's name is a plural: it ends as one and is no country.
fn is_many(name: &str) -> bool {
    let last = name.split(' ').next_back().unwrap_or_default();
    let plural = last.ends_with('s') && last.starts_with(char::is_lowercase);
    plural
        || matches!(
            last.to_lowercase().as_str(),
            "police" | "people" | "forces" | "troops" | "rebels" | "separatists"
        )
}

/// `Meeting: Rosa Quintana and Luis Vela, in Quito, Monday 13 June 2022`; the words of the time join the evidence.
pub fn meeting(
    writer: &Writer<'_>,
    event: &Event,
    told: &[Told<'_>],
    evidence: &mut Vec<Evidence>,
) -> String {
    let kind = match event.mode.as_deref() {
        Some("phone") => "Call",
        Some("visit" | "host") => "Visit",
        _ => "Meeting",
    };
    let kind = if event.status == EventStatus::Planned { format!("{kind} planned") } else { kind.to_owned() };
    let name = |participant: &Participant| match &participant.who {
        Who::Entity(e) => writer.story.entities.get(*e).map(|e| view::plain(&e.name)),
        Who::Description(words) => participant.code.as_ref().map(|_| view::plain(words)),
    };
    let named = |list: &[Participant]| {
        let mut who: Vec<String> = Vec::new();
        for one in list.iter().filter_map(name) {
            if !who.contains(&one) {
                who.push(one);
            }
        }
        who.truncate(MAX_NAMES);
        who
    };
    let mut who = named(&event.source);
    let mut head = format!("{kind}: ");
    if kind.starts_with("Visit") {
        let to: Vec<String> = named(&event.target).into_iter().filter(|n| !who.contains(n)).collect();
        head += &words::list(&who);
        if !to.is_empty() {
            head += &format!(" to {}", words::list(&to.iter().map(|n| with_article(n)).collect::<Vec<_>>()));
        }
        who.extend(to);
    } else {
        who = named(&event.source.iter().chain(&event.target).cloned().collect::<Vec<_>>());
        head += &words::list(&who);
    }
    let place = event.place.and_then(|p| writer.story.entities.get(p)).map(|e| view::plain(&e.name));
    if let Some(place) = place.filter(|p| !who.contains(p)) {
        head += &format!(", in {place}");
    }
    let dated = told.iter().find_map(|(report, mention)| {
        let time = writer.story.extracts[*report].times.get(mention.time?)?;
        let same = time.value.is_some() && time.value == event.time;
        Some((words::when(time).filter(|_| same)?, Evidence { report: *report, span: time.span }))
    });
    if let Some((when, words)) = dated {
        head += &format!(", {when}");
        evidence.push(words);
    }
    head
}
