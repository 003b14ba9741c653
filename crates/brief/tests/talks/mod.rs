//! A small invented story, built by hand: two governments at odds over a border, told by three outlets.
//!
//! Events are given by words of the reports; tokens are words between spaces, sentences are blocks.

#![allow(clippy::unwrap_used, reason = "a story that cannot be built is a broken test")]

use std::sync::Arc;

use jiff::civil::{Date, date};
use types::*;

const TEXTS: [(&str, &str, &[&str]); 3] = [
    (
        "andes-courier.txt",
        "Andes Courier",
        &[
            "Ministers of Peru and Ecuador to meet again",
            "Peru's foreign minister Rosa Quintana met her colleague Luis Vela in Quito on Monday.",
            "Quintana demanded that Ecuador pull its soldiers out of the valley.",
            "Peru threatened to answer any new incursion with force.",
            "Ecuador denied that its soldiers had crossed the border.",
            "Peru has moved some 3,000 soldiers to the border, an army spokesman said.",
            "The two ministers will meet in Lima on 21 June.",
        ],
    ),
    (
        "quito-mirror.txt",
        "Quito Mirror",
        &[
            "Vela “offers, again” joint patrols",
            "Luis Vela held talks with Rosa Quintana in Quito on Monday, a spokesman said.",
            "Vela offered joint patrols along the border.",
            "Ecuador rejected the call for a withdrawal.",
            "Brazil sent 40 tonnes of food to displaced villagers, the UN said.",
        ],
    ),
    (
        "pacific-wire.txt",
        "Pacific Wire",
        &[
            "Troops on the move",
            "Peru accused Ecuador of laying mines near a border post.",
            "About 3,000 Peruvian troops have been deployed at the border.",
            "A bus fell into a ravine near Cuenca, killing four people.",
        ],
    ),
];

/// An event of one report: type, mode, status, its words, the predicate, who, to whom.
type Told =
    (usize, EventType, &'static str, EventStatus, &'static str, &'static str, &'static str, &'static str);

use EventStatus::{Actual, Planned};
const TOLD: [Told; 13] = [
    (
        0,
        EventType::Consult,
        "meet",
        Actual,
        "Peru's foreign minister Rosa Quintana met her colleague Luis Vela in Quito on Monday",
        "met",
        "Rosa Quintana",
        "Luis Vela",
    ),
    (
        0,
        EventType::Request,
        "withdraw",
        Actual,
        "Quintana demanded that Ecuador pull its soldiers out of the valley",
        "demanded",
        "Quintana",
        "Ecuador",
    ),
    (
        0,
        EventType::Threaten,
        "violence",
        Actual,
        "Peru threatened to answer any new incursion with force",
        "threatened",
        "Peru",
        "",
    ),
    (
        0,
        EventType::Reject,
        "deny",
        Actual,
        "Ecuador denied that its soldiers had crossed the border",
        "denied",
        "Ecuador",
        "",
    ),
    (
        0,
        EventType::Mobilize,
        "troops",
        Actual,
        "Peru has moved some 3,000 soldiers to the border",
        "moved",
        "Peru",
        "",
    ),
    (
        0,
        EventType::Consult,
        "meet",
        Planned,
        "The two ministers will meet in Lima on 21 June",
        "meet",
        "The two ministers",
        "",
    ),
    (
        1,
        EventType::Consult,
        "meet",
        Actual,
        "Luis Vela held talks with Rosa Quintana in Quito on Monday",
        "held talks",
        "Luis Vela",
        "Rosa Quintana",
    ),
    (
        1,
        EventType::Agree,
        "cooperate",
        Planned,
        "Vela offered joint patrols along the border",
        "offered",
        "Vela",
        "",
    ),
    (
        1,
        EventType::Reject,
        "yield",
        Actual,
        "Ecuador rejected the call for a withdrawal",
        "rejected",
        "Ecuador",
        "",
    ),
    (
        1,
        EventType::Aid,
        "humanitarian",
        Actual,
        "Brazil sent 40 tonnes of food to displaced villagers",
        "sent",
        "Brazil",
        "displaced villagers",
    ),
    (
        2,
        EventType::Accuse,
        "allege",
        Actual,
        "Peru accused Ecuador of laying mines near a border post",
        "accused",
        "Peru",
        "Ecuador",
    ),
    (
        2,
        EventType::Mobilize,
        "troops",
        Actual,
        "About 3,000 Peruvian troops have been deployed at the border",
        "deployed",
        "About 3,000 Peruvian troops",
        "",
    ),
    (2, EventType::Incident, "crash", Actual, "A bus fell into a ravine near Cuenca", "fell", "A bus", ""),
];

/// Those with names: name, words that name them, type, country, code.
const NAMES: [(&str, &[&str], EntityType, &str, &str); 8] = [
    ("Rosa Quintana", &["Rosa Quintana", "Quintana"], EntityType::Person, "PE", "PERGOV"),
    ("Luis Vela", &["Luis Vela", "Vela"], EntityType::Person, "EC", "ECUGOV"),
    ("Peru", &["Peru"], EntityType::Gpe, "PE", "PER"),
    ("Ecuador", &["Ecuador"], EntityType::Gpe, "EC", "ECU"),
    ("Brazil", &["Brazil"], EntityType::Gpe, "BR", "BRA"),
    ("Quito", &["Quito"], EntityType::Gpe, "EC", "ECU"),
    ("Lima", &["Lima"], EntityType::Gpe, "PE", "PER"),
    ("Cuenca", &["Cuenca"], EntityType::Gpe, "EC", "ECU"),
];

/// Codes of those without names.
const CODES: [(&str, &str); 3] =
    [("displaced villagers", "REF"), ("About 3,000 Peruvian troops", "PERMIL"), ("The two ministers", "GOV")];

/// The story with its brief.
pub fn border() -> Story {
    let mut story = Story::default();
    for (source, outlet, blocks) in TEXTS {
        let report = report(source, outlet, blocks);
        story.docs.push(doc(&report));
        story.reports.push(report);
        story.rewritten.push(Rewritten::default());
    }
    for number in 0..story.reports.len() {
        let extract = extract(&story, number);
        story.extracts.push(extract);
    }
    story.entities = entities(&story);
    story.events = events(&story);
    story.lineage = lineage(&story);
    story.brief = dateline_brief::write(&story);
    story
}

fn find(text: &str, words: &str) -> Option<Span> {
    text.find(words).map(|start| Span::new(start, start + words.len()))
}

fn report(source: &str, outlet: &str, blocks: &[&str]) -> Report {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for (i, block) in blocks.iter().enumerate() {
        text.push_str(if i > 0 { "\n\n" } else { "" });
        let span = Span::new(text.len(), text.len() + block.len());
        text.push_str(block);
        spans.push(Block { span, kind: if i == 0 { BlockKind::Title } else { BlockKind::Paragraph } });
    }
    Report {
        source: source.into(),
        outlet: Some(outlet.into()),
        title: Some(blocks[0].into()),
        published: Some(Published { date: date(2022, 6, 14), time: None, offset_minutes: None }),
        language: Some("en".into()),
        text,
        blocks: spans,
        ..Report::default()
    }
}

fn doc(report: &Report) -> Doc {
    let label = |l: &str| -> Label { Arc::from(l) };
    let mut doc = Doc::default();
    for (number, block) in report.blocks.iter().enumerate() {
        let first = doc.tokens.len();
        let words = block.span.of(&report.text);
        let mut at = 0;
        for word in words.split(' ') {
            let start = block.span.start + at;
            let kept = word.trim_end_matches(['.', ',']);
            for (piece, from) in [(kept, 0), (&word[kept.len()..], kept.len())] {
                if piece.is_empty() {
                    continue;
                }
                let pos = if piece.starts_with(char::is_uppercase) { Pos::Propn } else { Pos::Noun };
                let span = Span::new(start + from, start + from + piece.len());
                let head = doc.tokens.len();
                let (tag, morph, lemma, dep) = (label("NN"), label(""), label(&lemma(piece)), label("dep"));
                doc.tokens.push(Token { span, space: true, tag, pos, morph, lemma, dep, head });
            }
            at += word.len() + 1;
        }
        let tokens = TokenSpan::new(first, doc.tokens.len());
        doc.sentences.push(Sentence { tokens, block: number, kind: block.kind });
    }
    doc
}

/// A word's dictionary form, as far as the story needs it.
fn lemma(word: &str) -> String {
    let word = word.to_lowercase();
    word.strip_suffix("ed").map_or(word.clone(), str::to_owned)
}

fn extract(story: &Story, number: usize) -> Extract {
    let (report, doc) = (&story.reports[number], &story.docs[number]);
    let mut extract = Extract::default();
    for (name, words, kind, country, _) in NAMES {
        let spans: Vec<Span> = words
            .iter()
            .flat_map(|w| report.text.match_indices(w))
            .map(|(at, w)| Span::new(at, at + w.len()))
            .collect();
        if spans.is_empty() {
            continue;
        }
        let referent = extract.referents.len();
        extract.referents.push(Referent {
            kind: Some(kind),
            name: Some(name.into()),
            description: None,
            known: None,
            roles: if kind == EntityType::Person { vec!["foreign minister".into()] } else { vec![] },
            country: Some(country.into()),
            gender: None,
            plural: None,
            members: Vec::new(),
            reasons: vec![],
        });
        for span in spans {
            let tokens = doc.tokens_in(span);
            let head = tokens.end - 1;
            extract.mentions.push(Mention {
                span,
                tokens,
                head,
                kind: MentionKind::Name,
                referent,
                titled: None,
            });
        }
    }
    extract.mentions.sort_by_key(|m| m.span);
    let days: [(&str, &str, Date); 2] =
        [("Monday", "2022-06-13", date(2022, 6, 13)), ("21 June", "2022-06-21", date(2022, 6, 21))];
    for (words, value, day) in days {
        if let Some(span) = find(&report.text, words) {
            let days = Some(DayRange { first: day, last: day });
            extract.times.push(Time {
                span,
                tokens: doc.tokens_in(span),
                kind: TimeKind::Date,
                value: Some(value.into()),
                days,
            });
        }
    }
    let figures = [
        ("some 3,000 soldiers", "3,000", 3000.0, "person"),
        ("About 3,000 Peruvian troops", "3,000", 3000.0, "person"),
        ("40 tonnes", "40", 40.0, "t"),
    ];
    for (words, digits, value, unit) in figures {
        if let Some(span) = find(&report.text, words) {
            let at = span.start + words.find(digits).unwrap();
            let tokens = doc.tokens_in(span);
            extract.figures.push(Figure {
                span,
                number: Span::new(at, at + digits.len()),
                low: Some(value),
                high: Some(value),
                value: Some(value),
                comparator: Comparator::About,
                unit: Some(unit.into()),
                counted: Some(Span::new(at + digits.len() + 1, span.end)),
                token: tokens.start,
                head: tokens.end - 1,
                age: false,
                converts: None,
                time: None,
                place: None,
            });
        }
    }
    for told in TOLD.iter().filter(|t| t.0 == number) {
        let event = mention(report, doc, &extract, told);
        extract.events.push(event);
    }
    extract
}

fn mention(report: &Report, doc: &Doc, extract: &Extract, told: &Told) -> EventMention {
    let &(_, kind, mode, status, words, predicate, source, target) = told;
    let span = find(&report.text, words).unwrap_or_else(|| panic!("no {words:?}"));
    let inside =
        |w: &str| find(span.of(&report.text), w).map(|s| Span::new(s.start + span.start, s.end + span.start));
    let predicate = inside(predicate).unwrap();
    let actor = |words: &str| {
        let Some(at) = inside(words).filter(|_| !words.is_empty()) else { return vec![] };
        let named = extract.mentions.iter().find(|m| m.span == at);
        let party = named.map_or(Party::Description(words.into()), |m| Party::Referent(m.referent));
        let code = match &party {
            Party::Referent(r) => {
                NAMES.iter().find(|n| Some(n.0) == extract.referents[*r].name.as_deref()).map(|n| n.4)
            }
            Party::Description(d) => CODES.iter().find(|c| c.0 == d).map(|c| c.1),
        };
        vec![Actor { party, span: at, code: code.map(str::to_owned) }]
    };
    let place = ["Quito", "Lima", "Cuenca"].iter().find(|p| words.contains(**p));
    let about = [
        "pull its soldiers out of the valley",
        "answer any new incursion with force",
        "its soldiers had crossed the border",
        "joint patrols along the border",
        "the call for a withdrawal",
        "laying mines near a border post",
    ];
    EventMention {
        kind,
        mode: Some(mode.into()),
        status,
        span,
        predicate,
        head: doc.tokens_in(predicate).start,
        source: actor(source),
        target: actor(target),
        about: about.iter().find_map(|a| inside(a)),
        place: place.and_then(|p| extract.referents.iter().position(|r| r.name.as_deref() == Some(p))),
        time: extract.times.iter().position(|t| span.contains(t.span)),
        said_by: None,
        reasons: vec![],
    }
}

fn entities(story: &Story) -> Vec<Entity> {
    let entity = |(name, _, kind, country, _): (&str, &[&str], EntityType, &str, &str)| {
        let mut referents = Vec::new();
        for (report, extract) in story.extracts.iter().enumerate() {
            referents.extend(
                extract.referents.iter().position(|r| r.name.as_deref() == Some(name)).map(|r| (report, r)),
            );
        }
        let reports = referents.iter().map(|r| r.0).collect();
        Entity {
            kind,
            name: name.into(),
            spellings: vec![Spelling { text: name.into(), count: referents.len(), reports }],
            roles: if kind == EntityType::Person { vec!["foreign minister".into()] } else { vec![] },
            country: Some(country.into()),
            referents,
            reasons: vec![],
        }
    };
    NAMES.into_iter().map(entity).collect()
}

/// Events joined by type, mode and status.
fn events(story: &Story) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for (report, extract) in story.extracts.iter().enumerate() {
        for (number, m) in extract.events.iter().enumerate() {
            let same = |e: &&mut Event| (e.kind, &e.mode, e.status) == (m.kind, &m.mode, m.status);
            match events.iter_mut().find(same) {
                Some(event) => event.mentions.push((report, number)),
                None => events.push(event(story, report, number, m)),
            }
        }
    }
    events
}

fn event(story: &Story, report: usize, number: usize, m: &EventMention) -> Event {
    let side = |list: &[Actor]| {
        let one = |a: &Actor| {
            let who = match &a.party {
                Party::Referent(r) => Who::Entity(story.entity_of(report, *r).unwrap()),
                Party::Description(words) => Who::Description(words.clone()),
            };
            Participant { who, code: a.code.clone() }
        };
        list.iter().map(one).collect()
    };
    Event {
        kind: m.kind,
        mode: m.mode.clone(),
        status: m.status,
        source: side(&m.source),
        target: side(&m.target),
        place: m.place.and_then(|p| story.entity_of(report, p)),
        time: m.time.and_then(|t| story.extracts[report].times[t].value.clone()),
        mentions: vec![(report, number)],
        reasons: vec!["same type, mode and status".into()],
    }
}

fn lineage(story: &Story) -> Lineage {
    let mut pairs = Vec::new();
    for (a, b) in [(0, 1), (0, 2), (1, 2)] {
        let kind = LineageKind::Independent;
        pairs.push(ReportPair {
            a,
            b,
            kind,
            agency: None,
            score: 0.0,
            evidence: vec![],
            reasons: vec![],
            from: None,
        });
    }
    let mut next = 0;
    let mut group = || {
        next += 1;
        next
    };
    let groups = story.docs.iter().map(|d| d.sentences.iter().map(|_| group()).collect()).collect();
    Lineage { pairs, groups, ..Lineage::default() }
}
