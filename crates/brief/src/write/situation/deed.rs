//! What the sides do towards each other: one deed an event, in the reports' own words.
//!
//! In: a story's events, its sides. Out: deeds with their lines. Positions (demands, offers, threats, denials …) need a side that takes them;
//! meetings need two who meet; forces, aid and attacks bring their figure along when a report gives one.

use types::{
    Act, Actor, BlockKind, Deed, EntityType, Event, EventMention, EventStatus, EventType, Evidence, Line,
    Participant, Party, Pos, Span, Who,
};

use super::super::Writer;
use super::head::{described, meeting, subject};
use super::side::Sides;
use crate::export::table;
use crate::{view, words};

/// Characters of quoted words.
const MAX_CHARS: usize = 160;
/// Fewer words than this say nothing by themselves ("the charge", "it").
const MIN_WORDS: usize = 4;
/// The same for what hangs on a noun, which is often only named in passing.
const MIN_WORDS_OF_NOUN: usize = 5;
/// Up to this, a count is prose ("two regions"), no figure.
const SMALL: f64 = 2.0;
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
pub type Told<'s> = (usize, &'s EventMention);

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
        (Agree | Request | Threaten | Accuse | Reject | Consult, EventStatus::Denied) => None,
        (Request | Threaten | Accuse | Reject, EventStatus::Planned | EventStatus::Possible) => None,
        (_, EventStatus::Denied) => Some(Act::Denies),
        (Request, _) if mode == "propose" => Some(Act::Proposes),
        (Request, _) => Some(Act::Demands),
        (Reject, _) if mode == "deny" => Some(Act::Denies),
        (Reject, _) => Some(Act::Rejects),
        (Threaten, _) if told.iter().any(|t| lemma(writer, t).starts_with("warn")) => Some(Act::Warns),
        (Threaten, _) => Some(Act::Threatens),
        (Accuse, _) if mode != "investigate" => Some(Act::Accuses),
        (Agree, _) if offers() => Some(Act::Offers),
        (Agree, EventStatus::Actual | EventStatus::Planned) => Some(Act::Agrees),
        (Cooperate | Aid | Yield | Retreat, EventStatus::Planned | EventStatus::Possible) if offers() => {
            Some(Act::Offers)
        }
        (Mobilize, EventStatus::Actual | EventStatus::Planned) | (Retreat, EventStatus::Actual) => {
            Some(Act::Moves)
        }
        (Aid, EventStatus::Actual | EventStatus::Planned) => Some(Act::Aids),
        (Assault, EventStatus::Actual) => Some(Act::Attacks),
        _ => None,
    }
}

/// The actors of one mention as those who take part in its event, with the codes settled across reports; the press takes part in nothing.
fn taking_part(writer: &Writer<'_>, event: &Event, report: usize, actors: &[Actor]) -> Vec<Participant> {
    let one = |actor: &Actor| {
        let who = match &actor.party {
            Party::Referent(r) => Who::Entity(writer.story.entity_of(report, *r)?),
            Party::Description(words) => Who::Description(words.clone()),
        };
        let person = matches!(who, Who::Entity(e) if writer.story.entities[e].kind == EntityType::Person);
        let settled = event.source.iter().chain(&event.target).find(|p| p.who == who);
        let code = settled.filter(|_| person || actor.code.is_none()).and_then(|p| p.code.clone());
        let code = code.or_else(|| actor.code.clone());
        let press = code.as_deref().and_then(table::sector) == Some("MED");
        (!press).then_some(Participant { who, code })
    };
    actors.iter().filter_map(one).collect()
}

/// The predicate's dictionary form.
fn lemma(writer: &Writer<'_>, &(report, mention): &Told<'_>) -> String {
    writer.story.docs[report].tokens.get(mention.head).map(|t| t.lemma.to_lowercase()).unwrap_or_default()
}

/// Whether the predicate is a noun ("talks", "a pledge"): it names an event in passing more often than it tells of one.
fn is_noun(writer: &Writer<'_>, report: usize, mention: &EventMention) -> bool {
    let token = writer.story.docs[report].tokens.get(mention.head);
    let multiword =
        mention.predicate.get(&writer.story.reports[report].text).is_some_and(|p| p.contains(' '));
    token.is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Propn)) && !multiword
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
    let (report, mention) = best(writer, event, act, &told)?;
    // What only a machine's rewording tells is no ground for what somebody wants or does.
    if writer.passages.reworded[report] {
        return None;
    }
    // Who they are is told by the words that are quoted: other mentions may bring others in.
    let own = Event {
        source: taking_part(writer, event, report, &mention.source),
        target: taking_part(writer, event, report, &mention.target),
        place: mention
            .place
            .and_then(|p| story.entity_of(report, p))
            .or(event.place.filter(|_| mention.target.is_empty())),
        time: day(writer, event, report, mention),
        ..event.clone()
    };
    let event = &own;
    let (mut by, mut toward) = (sides.sides(story, &event.source), sides.sides(story, &event.target));
    if matches!(event.status, EventStatus::Demanded | EventStatus::Denied) {
        // The one who demands or denies is who says so; the event itself is another's.
        let said = mention.said_by.as_ref().and_then(|p| sides.of_party(story, report, p));
        toward = if act == Act::Demands { by.clone() } else { Vec::new() };
        by = said.into_iter().collect();
    }
    toward.retain(|s| !by.contains(s));
    let parted = match act {
        Act::Meets => is_meeting(writer, event, !(by.is_empty() && toward.is_empty())),
        Act::Attacks => !by.is_empty() && (!toward.is_empty() || !described(event).is_empty()),
        _ => !by.is_empty(),
    };
    if !parted {
        return None;
    }
    let figure =
        figure(writer, report, mention).filter(|_| matches!(act, Act::Moves | Act::Aids | Act::Attacks));
    // "NATO aid", "the donation": who gives to whom is not told.
    if matches!(act, Act::Aids | Act::Attacks)
        && is_noun(writer, report, mention)
        && toward.is_empty()
        && figure.is_none()
    {
        return None;
    }
    let quoted = quoted(writer, act, report, mention)?;
    let shown = cut(&around(writer, quoted, mention));
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

/// When: what the quoted words say; where they name no time, what the event's other mentions say.
fn day(writer: &Writer<'_>, event: &Event, report: usize, mention: &EventMention) -> Option<String> {
    let times = &writer.story.extracts[report].times;
    let sentence = writer.passages.holding(report, mention.predicate.start).map(|p| p.span);
    let named = times.iter().any(|t| sentence.is_some_and(|s| s.contains(t.span)));
    match mention.time.and_then(|t| times.get(t)) {
        Some(own) => own.value.clone(),
        None => event.time.clone().filter(|_| !named),
    }
}

/// Whether a meeting is worth a line: two meet, or persons visit, or plan to meet, and it is known where or when. What is planned needs no known side.
fn is_meeting(writer: &Writer<'_>, event: &Event, sided: bool) -> bool {
    let known = |p: &&Participant| p.code.is_some() || matches!(p.who, Who::Entity(_));
    let sources = event.source.iter().filter(known).count();
    let who = sources + event.target.iter().filter(known).count();
    let person = event.source.iter().any(|p| match p.who {
        Who::Entity(e) => writer.story.entities.get(e).is_some_and(|e| e.kind == EntityType::Person),
        Who::Description(_) => p.code.is_some(),
    });
    let planned = event.status == EventStatus::Planned;
    let alone = person
        && (planned || event.mode.as_deref() == Some("visit"))
        && (event.place.is_some() || event.time.is_some());
    sources >= 1 && (sided || planned) && (who >= 2 || alone)
}

/// Number of the sentence that a token stands in.
fn sentence(writer: &Writer<'_>, report: usize, token: usize) -> Option<usize> {
    let doc = &writer.story.docs[report];
    (token < doc.tokens.len()).then(|| doc.sentence_of(token))
}

/// The mention to quote: of a report that no machine reworded, from the body, with a figure where one counts, saying most.
fn best<'s>(writer: &Writer<'_>, event: &Event, act: Act, told: &[Told<'s>]) -> Option<Told<'s>> {
    let counts = matches!(act, Act::Moves | Act::Aids | Act::Attacks);
    let first = event.source.first().map(|p| &p.who);
    let key = |&&(report, mention): &&Told<'s>| {
        let leads = mention.source.iter().any(|a| match (&a.party, first) {
            (Party::Referent(r), Some(Who::Entity(e))) => writer.story.entity_of(report, *r) == Some(*e),
            (Party::Description(a), Some(Who::Description(b))) => a == b,
            _ => false,
        });
        let doc = &writer.story.docs[report];
        let kind = sentence(writer, report, mention.head).and_then(|s| doc.sentences.get(s)).map(|s| s.kind);
        let words = quoted(writer, act, report, mention).map_or(0, |q| q.span.len().min(MAX_CHARS));
        (
            words > 0,
            mention.status == event.status,
            leads,
            act == Act::Meets && mention.source.len() + mention.target.len() > 1,
            !is_noun(writer, report, mention),
            !writer.passages.reworded[report],
            kind == Some(BlockKind::Paragraph),
            counts && figure(writer, report, mention).is_some(),
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
        let small = f.value.is_some_and(|v| v <= SMALL) && f.unit.as_deref().is_none_or(|u| u.len() != 3);
        mention.span.contains(f.span) && !small && !f.age && !time && f.unit.is_some() && f.converts.is_none()
    };
    figures.iter().position(counts)
}

/// The words to quote; `None` when they would say nothing. A position is what it is about, where that is a clause or long enough, else from
/// the verb on; a deed is told from the verb on; what a noun names is told in its sentence.
fn quoted(writer: &Writer<'_>, act: Act, report: usize, mention: &EventMention) -> Option<Evidence> {
    let text = &writer.story.reports[report].text;
    let long =
        |span: &Span, words: usize| span.get(text).is_some_and(|w| w.split_whitespace().count() >= words);
    let position = !matches!(act, Act::Meets | Act::Moves | Act::Aids | Act::Attacks);
    let noun = is_noun(writer, report, mention);
    // "the sites that they say are empty": the verb stands inside what it is about, and says nothing without it.
    if position && mention.about.is_some_and(|a| a.contains(mention.predicate)) {
        return None;
    }
    let least = if noun { MIN_WORDS_OF_NOUN } else { MIN_WORDS };
    let about = mention.about.filter(|a| position && long(a, least));
    let start = mention.predicate.start.max(mention.span.start).min(mention.span.end);
    let from = Some(Span::new(start, mention.span.end)).filter(|f| !noun && long(f, MIN_WORDS));
    let sentence = || writer.passages.holding(report, mention.predicate.start).map(|p| p.span);
    let around =
        || sentence().filter(|s| !position && s.contains(mention.span) && long(s, MIN_WORDS_OF_NOUN));
    let span = words::trimmed(text, about.or(from).or_else(around)?);
    (!span.is_empty()).then_some(Evidence { report, span })
}

/// Words to quote, cut around the event when they are long.
fn around(writer: &Writer<'_>, quoted: Evidence, mention: &EventMention) -> String {
    let text = &writer.story.reports[quoted.report].text;
    match quoted.span.contains(mention.span) && quoted.span != mention.span {
        true => words::excerpt(text, quoted.span, mention.span, MAX_CHARS),
        false => writer.words(quoted).to_owned(),
    }
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
