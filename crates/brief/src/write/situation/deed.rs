//! What the sides do towards each other: one deed an event, in the reports' own words.
//!
//! In: a story's events, its sides. Out: deeds with their lines. Positions (demands, offers, threats, denials …) need a side that takes them;
//! meetings need two who meet; forces, aid and attacks bring their figure along when a report gives one.

use types::{
    Act, BlockKind, Deed, EntityType, Event, EventMention, EventStatus, EventType, Evidence, Line, Span, Who,
};

use super::super::Writer;
use super::side::Sides;
use crate::{view, words};

/// Characters of quoted words.
const MAX_CHARS: usize = 160;
/// Fewer words than this say nothing by themselves; the whole clause is quoted.
const MIN_WORDS: usize = 3;
/// Names listed in a meeting.
const MAX_NAMES: usize = 4;
/// Lemmas that offer rather than do.
const OFFERING: [&str; 12] = [
    "offer",
    "pledge",
    "promise",
    "propose",
    "vow",
    "volunteer",
    "ready",
    "willing",
    "prepared",
    "agree",
    "undertake",
    "commit",
];

/// A mention of an event with its report.
type Told<'s> = (usize, &'s EventMention);

/// What an event is in the situation, by its type and status; `None` for what is not shown.
fn act(event: &Event, told: &[Told<'_>], writer: &Writer<'_>) -> Option<Act> {
    use EventType::{
        Accuse, Agree, Aid, Assault, Consult, Cooperate, Mobilize, Reject, Request, Retreat, Threaten, Yield,
    };
    let mode = event.mode.as_deref().unwrap_or_default();
    let offers = || told.iter().any(|t| offers(writer, t));
    match (event.kind, event.status) {
        (Consult, EventStatus::Actual | EventStatus::Planned) => Some(Act::Meets),
        (_, EventStatus::Demanded) => Some(Act::Demands),
        (Agree | Request | Threaten | Accuse | Consult, EventStatus::Denied) => None,
        (_, EventStatus::Denied) => Some(Act::Denies),
        (Request, _) if mode == "propose" => Some(Act::Proposes),
        (Request, _) => Some(Act::Demands),
        (Reject, _) if mode == "deny" => Some(Act::Denies),
        (Reject, _) => Some(Act::Rejects),
        (Threaten, _) => Some(Act::Threatens),
        (Accuse, _) if mode != "investigate" => Some(Act::Accuses),
        (Agree, _) if offers() => Some(Act::Offers),
        (Agree, EventStatus::Actual | EventStatus::Planned) => Some(Act::Agrees),
        (Cooperate | Aid | Yield | Retreat, EventStatus::Planned | EventStatus::Possible) if offers() => {
            Some(Act::Offers)
        }
        (Mobilize | Retreat, EventStatus::Actual | EventStatus::Planned) => Some(Act::Moves),
        (Aid, EventStatus::Actual | EventStatus::Planned) => Some(Act::Aids),
        (Assault, EventStatus::Actual) => Some(Act::Attacks),
        _ => None,
    }
}

/// Whether the predicate of a mention, or what it hangs on, is a word of offering.
fn offers(writer: &Writer<'_>, &(report, mention): &Told<'_>) -> bool {
    let tokens = &writer.story.docs[report].tokens;
    let Some(token) = tokens.get(mention.head) else { return false };
    let above = tokens.get(token.head);
    let is = |t: &types::Token| OFFERING.contains(&t.lemma.to_lowercase().as_str());
    is(token) || above.is_some_and(is)
}

/// The deed that an event is; `None` for what is not shown.
pub fn deed(writer: &Writer<'_>, sides: &Sides, number: usize) -> Option<Deed> {
    let story = writer.story;
    let event = story.events.get(number)?;
    let told: Vec<Told<'_>> = event
        .mentions
        .iter()
        .filter_map(|&(r, m)| Some((r, story.extracts.get(r)?.events.get(m)?)))
        .collect();
    let act = act(event, &told, writer)?;
    let (mut by, mut toward) = (sides.sides(story, &event.source), sides.sides(story, &event.target));
    if matches!(event.status, EventStatus::Demanded | EventStatus::Denied) {
        // The one who demands or denies is who says so; the event itself is another's.
        let said = told.iter().find_map(|(r, m)| sides.of_party(story, *r, m.said_by.as_ref()?));
        toward = if act == Act::Demands { by.clone() } else { Vec::new() };
        by = said.into_iter().collect();
        toward.retain(|s| !by.contains(s));
    }
    let parted = match act {
        Act::Meets => is_meeting(event, !(by.is_empty() && toward.is_empty())),
        Act::Attacks => !by.is_empty() || !toward.is_empty(),
        _ => !by.is_empty(),
    };
    if !parted {
        return None;
    }
    let (report, mention) = best(writer, act, &told)?;
    let figure =
        figure(writer, report, mention).filter(|_| matches!(act, Act::Moves | Act::Aids | Act::Attacks));
    let quoted = quoted(writer, report, mention);
    let shown = cut(writer.words(quoted));
    if shown.is_empty() {
        return None;
    }
    let mut evidence = vec![Evidence { report, span: mention.span }];
    evidence.extend(Some(quoted).filter(|q| !mention.span.contains(q.span)));
    let mut head = match act {
        Act::Meets => meeting(writer, event, &told, &mut evidence),
        _ => subject(writer, sides, event, act, &by, &toward),
    };
    if let Some(figure) = figure.and_then(|f| story.extracts[report].figures.get(f)) {
        head += &format!(", {}", view::plain(writer.words(Evidence { report, span: figure.span })));
    }
    for (other, mention) in &told {
        if evidence.iter().all(|e| e.report != *other) {
            evidence.push(Evidence { report: *other, span: mention.span });
        }
    }
    let sentences: Vec<(usize, usize)> =
        told.iter().filter_map(|(r, m)| Some((*r, sentence(writer, *r, m.head)?))).collect();
    Some(Deed {
        act,
        event: number,
        by,
        toward,
        figure: figure.map(|f| (report, f)),
        independent_sources: story.lineage.independent_sources(&sentences),
        line: Line { text: format!("{head}: {}", words::quoted(&shown)), evidence, finding: None },
    })
}

/// Whether a meeting is worth a line: two meet, or one does and it is known where or when; what is planned needs no known side.
fn is_meeting(event: &Event, sided: bool) -> bool {
    let who = event.source.len() + event.target.len();
    let set = event.place.is_some() || event.time.is_some();
    let planned = event.status == EventStatus::Planned;
    who >= 1 && (sided || planned) && (who >= 2 || set)
}

/// Number of the sentence that a token stands in.
fn sentence(writer: &Writer<'_>, report: usize, token: usize) -> Option<usize> {
    let doc = &writer.story.docs[report];
    (token < doc.tokens.len()).then(|| doc.sentence_of(token))
}

/// The mention to quote: of a report that no machine reworded, from the body, with a figure where one counts, saying most.
fn best<'s>(writer: &Writer<'_>, act: Act, told: &[Told<'s>]) -> Option<Told<'s>> {
    let counts = matches!(act, Act::Moves | Act::Aids | Act::Attacks);
    let key = |&&(report, mention): &&Told<'s>| {
        let doc = &writer.story.docs[report];
        let kind = sentence(writer, report, mention.head).and_then(|s| doc.sentences.get(s)).map(|s| s.kind);
        let words = quoted(writer, report, mention).span.len().min(MAX_CHARS);
        (
            !writer.passages.reworded[report],
            kind == Some(BlockKind::Paragraph),
            counts && figure(writer, report, mention).is_some(),
            mention.status == EventStatus::Actual,
            words,
            std::cmp::Reverse(report),
        )
    };
    told.iter().max_by_key(key).copied()
}

/// The figure inside a mention's words that counts persons, goods or money, no age or year.
fn figure(writer: &Writer<'_>, report: usize, mention: &EventMention) -> Option<usize> {
    let figures = &writer.story.extracts[report].figures;
    let counts = |f: &types::Figure| {
        let time = matches!(
            f.unit.as_deref(),
            Some("year" | "month" | "week" | "day" | "hour" | "minute" | "percent")
        );
        mention.span.contains(f.span) && !f.age && !time && f.unit.is_some() && f.converts.is_none()
    };
    figures.iter().position(counts)
}

/// The words to quote: what it is about where that says enough, else from the predicate on, else the clause.
fn quoted(writer: &Writer<'_>, report: usize, mention: &EventMention) -> Evidence {
    let text = &writer.story.reports[report].text;
    let long = |span: &Span| span.get(text).is_some_and(|w| w.split_whitespace().count() >= MIN_WORDS);
    let about = mention.about.filter(|a| mention.span.overlaps(*a));
    let from = (mention.predicate.start < mention.span.end)
        .then(|| Span::new(mention.predicate.start.max(mention.span.start), mention.span.end));
    let span = about.filter(long).or(from.filter(long)).unwrap_or(mention.span);
    Evidence { report, span: words::trimmed(text, span) }
}

/// At most [`MAX_CHARS`] characters, a cut shown.
fn cut(text: &str) -> String {
    let line = view::plain(text);
    let line = line.trim_end_matches([',', ';', ':', '.', ' ']);
    if line.chars().count() <= MAX_CHARS {
        return line.to_owned();
    }
    let kept: String = line.chars().take(MAX_CHARS).collect();
    format!("{} …", kept.rsplit_once(' ').map_or(kept.as_str(), |(k, _)| k))
}

/// The names of some sides.
fn names(sides: &Sides, list: &[usize]) -> String {
    words::list(&list.iter().map(|&s| sides.all[s].name.clone()).collect::<Vec<_>>())
}

/// `Peru (Rosa Quintana) demands of Ecuador`.
fn subject(
    writer: &Writer<'_>,
    sides: &Sides,
    event: &Event,
    act: Act,
    by: &[usize],
    toward: &[usize],
) -> String {
    if by.is_empty() {
        return format!("Attack on {}", names(sides, toward));
    }
    let mut who = names(sides, by);
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
    let whom = names(sides, &toward);
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
        Act::Denies => format!("{who} {}", verb("denies", "deny")),
        Act::Rejects => format!("{who} {}", verb("rejects", "reject")),
        Act::Accuses => format!("{who} {}{}", verb("accuses", "accuse"), to("")),
        Act::Moves if event.kind == EventType::Retreat => format!("Forces{planned}: withdrawal, {who}"),
        Act::Moves => format!("Forces{planned}: {who}"),
        Act::Aids => format!("Aid{planned}: {who}{}", to("to ")),
        Act::Attacks => format!("Attack: {who}{}", to("on ")),
        Act::Meets => who,
    }
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
fn meeting(writer: &Writer<'_>, event: &Event, told: &[Told<'_>], evidence: &mut Vec<Evidence>) -> String {
    let kind = match event.mode.as_deref() {
        Some("phone") => "Call",
        Some("visit" | "host") => "Visit",
        _ => "Meeting",
    };
    let kind = if event.status == EventStatus::Planned { format!("{kind} planned") } else { kind.to_owned() };
    let mut who: Vec<String> = Vec::new();
    for participant in event.source.iter().chain(&event.target) {
        let name = match &participant.who {
            Who::Entity(e) => writer.story.entities.get(*e).map(|e| view::plain(&e.name)),
            Who::Description(words) => Some(view::plain(words)),
        };
        who.extend(name.filter(|n| !who.contains(n)));
    }
    let more = who.len().saturating_sub(MAX_NAMES);
    who.truncate(MAX_NAMES);
    let mut head = format!("{kind}: {}", words::list(&who));
    if more > 0 {
        head += " and others";
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
