//! Events across reports: the cases of `suite/events.txt` (format in its head), and the laws: the order of the reports does not matter, days that have
//! nothing in common never meet in one event, and a thousand mentions are no trouble.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use types::{
    Actor, BlockKind, Date, Doc, Entity, EntityType, EventMention, EventStatus, EventType, Extract, Party,
    Pos, Published, Referent, Report, Sentence, Span, Spelling, Time, TimeKind, Token, TokenSpan,
};

/// A story being built from lines.
#[derive(Clone, Default)]
struct Story {
    reports: Vec<Report>,
    docs: Vec<Doc>,
    extracts: Vec<Extract>,
    entities: Vec<Entity>,
}

impl Story {
    fn report(&mut self, number: usize) {
        while self.reports.len() < number {
            let day = i8::try_from(self.reports.len() % 28 + 1).expect("a day");
            let date = Date::new(2031, 5, day).expect("a day of May");
            let published = Some(Published { date, time: None, offset_minutes: None });
            self.reports.push(Report { published, ..Report::default() });
            self.docs.push(Doc::default());
            self.extracts.push(Extract::default());
        }
    }

    /// Adds words as tokens that hang on `head`, and gives their bytes.
    fn words(&mut self, r: usize, words: &str, (pos, tag): (Pos, &str), head: Option<usize>) -> Span {
        let start = self.reports[r].text.len();
        for word in words.split_whitespace() {
            let from = self.reports[r].text.len();
            self.reports[r].text += word;
            let number = self.docs[r].tokens.len();
            self.docs[r].tokens.push(Token {
                span: Span::new(from, from + word.len()),
                space: true,
                tag: tag.into(),
                pos,
                morph: "".into(),
                lemma: word.to_lowercase().trim_end_matches('s').into(),
                dep: "dep".into(),
                head: head.unwrap_or(number),
            });
            self.reports[r].text.push(' ');
        }
        Span::new(start, self.reports[r].text.trim_end().len().max(start))
    }

    fn referent(&mut self, r: usize, name: &str, kind: EntityType, country: Option<&str>) -> usize {
        let referent = Referent {
            kind: Some(kind),
            name: Some(name.into()),
            description: None,
            known: None,
            roles: Vec::new(),
            country: country.map(str::to_string),
            gender: None,
            plural: None,
            members: Vec::new(),
            reasons: Vec::new(),
        };
        self.extracts[r].referents.push(referent);
        let place = (r, self.extracts[r].referents.len() - 1);
        match self.entities.iter_mut().find(|e| e.name == name) {
            Some(entity) => entity.referents.push(place),
            None => self.entities.push(Entity {
                kind,
                name: name.into(),
                spellings: vec![Spelling { text: name.into(), count: 1, reports: vec![r] }],
                roles: Vec::new(),
                country: country.map(str::to_string),
                referents: vec![place],
                reasons: Vec::new(),
            }),
        }
        place.1
    }

    fn actors(&mut self, r: usize, text: &str) -> Vec<Actor> {
        let mut actors = Vec::new();
        for one in text.split(',').map(str::trim).filter(|o| !o.is_empty()) {
            let (words, tail) = one.split_once('@').map_or((one, None), |(w, t)| (w, Some(t)));
            let bare = words.trim_start_matches(['*', '+', '#']);
            // The last word heads the phrase.
            let (before, last) = bare.rsplit_once(' ').unwrap_or(("", bare));
            let head = self.docs[r].tokens.len() + before.split_whitespace().count();
            let start = self.words(r, before, (Pos::Propn, "NNP"), Some(head)).start;
            let span = Span::new(start, self.words(r, last, (Pos::Noun, "NN"), None).end);
            let kind = match &words[..1] {
                "*" => Some(EntityType::Person),
                "+" => Some(EntityType::Gpe),
                "#" => Some(EntityType::Org),
                _ => None,
            };
            let (party, code) = match kind {
                Some(kind) => (Party::Referent(self.referent(r, bare, kind, tail)), None),
                None => (Party::Description(bare.into()), tail.map(str::to_string)),
            };
            actors.push(Actor { party, span, code });
        }
        actors
    }

    /// Adds one mention and gives its letter and place.
    fn add(&mut self, line: &str) -> (char, (usize, usize)) {
        let field: Vec<&str> = line.split('|').map(str::trim).collect();
        let letter = field[0].chars().next().expect("a letter");
        let r = field[0][1..].parse::<usize>().expect("the number of a report") - 1;
        self.report(r + 1);
        let (kind, status) = field[1].split_once(' ').expect("a type and a status");
        let (kind, mode) = kind.split_once('/').map_or((kind, None), |(k, m)| (k, Some(m.to_string())));
        let statuses = [
            EventStatus::Actual,
            EventStatus::Planned,
            EventStatus::Possible,
            EventStatus::Demanded,
            EventStatus::Denied,
        ];
        let first = self.docs[r].tokens.len();
        let head = first;
        let word = field[2].trim_end_matches('!');
        let tag = if word == field[2] { (Pos::Verb, "VBD") } else { (Pos::Noun, "NN") };
        let predicate = self.words(r, word, tag, None);
        let (source, target) = (self.actors(r, field[3]), self.actors(r, field[4]));
        let about = self.words(r, field[7], (Pos::Noun, "NN"), Some(head));
        let place = field[5].trim_start_matches('+').split_once('@');
        let place = place.map(|(name, country)| self.referent(r, name, EntityType::Gpe, Some(country)));
        let time = (!field[6].is_empty()).then(|| {
            let time = Time {
                span: predicate,
                tokens: TokenSpan::new(head, head + 1),
                kind: TimeKind::Date,
                value: Some(field[6].into()),
                days: Time::days_of(field[6]),
            };
            self.extracts[r].times.push(time);
            self.extracts[r].times.len() - 1
        });
        let last = self.docs[r].tokens.len();
        let tokens = TokenSpan::new(first, last);
        self.docs[r].sentences.push(Sentence { tokens, block: 0, kind: BlockKind::Paragraph });
        let end = about.end.max(self.docs[r].tokens[last - 1].span.end);
        self.extracts[r].events.push(EventMention {
            kind: EventType::parse(kind).expect("a PLOVER type"),
            mode,
            status: statuses.into_iter().find(|s| s.name() == status).expect("a status"),
            span: Span::new(predicate.start, end),
            predicate,
            head,
            source,
            target,
            about: None,
            place,
            time,
            said_by: None,
            reasons: Vec::new(),
        });
        (letter, (r, self.extracts[r].events.len() - 1))
    }

    fn events(&self) -> Vec<types::Event> {
        dateline_link::events(&self.reports, &self.docs, &self.extracts, &self.entities)
    }
}

/// The cases of the suite: name and lines.
fn cases() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut cases: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in include_str!("suite/events.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        match line.strip_prefix("= ") {
            Some(name) => cases.push((name, Vec::new())),
            None => cases.last_mut().expect("a case begins with =").1.push(line),
        }
    }
    cases
}

#[test]
fn events_of_the_suite() {
    let mut wrong = Vec::new();
    for (name, lines) in cases() {
        let mut story = Story::default();
        let mut expected: BTreeMap<char, BTreeSet<(usize, usize)>> = BTreeMap::new();
        for line in &lines {
            let (letter, place) = story.add(line);
            expected.entry(letter).or_default().insert(place);
        }
        let found: BTreeSet<BTreeSet<(usize, usize)>> =
            story.events().into_iter().map(|e| e.mentions.into_iter().collect()).collect();
        if found != expected.values().cloned().collect() {
            wrong.push(format!("{name}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_event_takes_the_best_of_its_mentions() {
    let mut story = Story::default();
    for (name, lines) in cases() {
        if name.starts_with("one meeting") || name.starts_with("told and denied") {
            lines.iter().for_each(|l| {
                story.add(l);
            });
        }
    }
    let events = story.events();
    let meeting = events.iter().find(|e| e.kind == EventType::Consult).expect("the meeting");
    assert_eq!(meeting.time.as_deref(), Some("2031-05-12"));
    assert_eq!(meeting.status, EventStatus::Planned, "its day is after all reports");
    assert_eq!(meeting.place.map(|p| story.entities[p].name.as_str()), Some("Lisbon"));
    assert!(!meeting.reasons.is_empty());
    let shelling = events.iter().find(|e| e.kind == EventType::Assault).expect("the shelling");
    assert_eq!(shelling.status, EventStatus::Actual, "two of three reports");
}

#[test]
fn who_dies_in_a_crash_dies_where_it_is() {
    let place = |lines: &[&str]| {
        let mut story = Story::default();
        lines.iter().for_each(|l| {
            story.add(l);
        });
        // In one sentence.
        let doc = &mut story.docs[0];
        let end = doc.tokens.len();
        doc.sentences.truncate(1);
        doc.sentences[0].tokens = TokenSpan::new(0, end);
        let events = story.events();
        let deaths = events.iter().find(|e| e.mode.as_deref() == Some("kill")).expect("the deaths");
        deaths.place.map(|p| story.entities[p].name.clone())
    };
    let crash = "a1 | INCIDENT/crash actual | crash | a bus | | +Quito@EC | 2031-05-01 |";
    let country = "b1 | INCIDENT/kill actual | die | nine nuns | | +Ecuador@EC | |";
    assert_eq!(place(&[crash, country]).as_deref(), Some("Quito"), "no more than the country");
    let elsewhere = "b1 | INCIDENT/kill actual | die | nine nuns | | +Cuenca@EC | |";
    assert_eq!(place(&[crash, elsewhere]).as_deref(), Some("Cuenca"), "a place of its own");
    let earlier = "b1 | INCIDENT/kill actual | die | nine nuns | | +Ecuador@EC | 2031-02-03 |";
    assert_eq!(place(&[crash, earlier]).as_deref(), Some("Ecuador"), "another day");
    let abroad = "b1 | INCIDENT/kill actual | die | nine nuns | | +Peru@PE | |";
    assert_eq!(place(&[crash, abroad]).as_deref(), Some("Peru"), "another country");
}

/// A random mention of report `r` in the suite's format.
fn line(r: usize, (day, who, whom, what): (u8, usize, usize, usize)) -> String {
    let people = ["*Ines Prado@PT", "*Olu Adebayo@NG", "+Chad@TD", "troops@TCDMIL", "the rebels", ""];
    let sorts = [
        "CONSULT/meet actual | meet",
        "CONSULT planned | talk!",
        "ASSAULT actual | attack",
        "ASSAULT denied | raid!",
    ];
    let time = if day == 0 { String::new() } else { format!("2031-05-{day:02}") };
    format!("a{} | {} | {} | {} | | {time} | border", r + 1, sorts[what], people[who], people[whom])
}

fn mentions() -> impl Strategy<Value = Vec<Vec<(u8, usize, usize, usize)>>> {
    prop::collection::vec(prop::collection::vec((0u8..4, 0usize..6, 0usize..6, 0usize..4), 1..6), 1..5)
}

fn story_of(reports: &[Vec<(u8, usize, usize, usize)>]) -> Story {
    let mut story = Story::default();
    for (r, all) in reports.iter().enumerate() {
        for mention in all {
            story.add(&line(r, *mention));
        }
    }
    for report in &mut story.reports {
        report.published = None;
    }
    story
}

proptest! {
    #[test]
    fn disjoint_days_never_meet(reports in mentions()) {
        let story = story_of(&reports);
        for event in story.events() {
            let days: Vec<_> = event.mentions.iter().filter_map(|&(r, m)| {
                let time = story.extracts[r].events[m].time?;
                story.extracts[r].times[time].days
            }).collect();
            prop_assert!(days.iter().all(|a| days.iter().all(|b| a.overlaps(*b))));
        }
    }

    #[test]
    fn every_mention_has_one_event_whatever_the_order(reports in mentions()) {
        let n = reports.len();
        // Each report has words of its own, so that turning them round shows which is which.
        let story = story_of(&reports);
        let turned = story_of(&reports.iter().rev().cloned().collect::<Vec<_>>());
        let grouped = |events: Vec<types::Event>, turn: bool| -> BTreeSet<BTreeSet<(usize, usize)>> {
            let place = |(r, m)| if turn { (n - 1 - r, m) } else { (r, m) };
            events.into_iter().map(|e| e.mentions.into_iter().map(place).collect()).collect()
        };
        let events = story.events();
        let all: usize = events.iter().map(|e| e.mentions.len()).sum();
        prop_assert_eq!(all, reports.iter().map(Vec::len).sum::<usize>());
        prop_assert_eq!(&events, &story.events());
        let texts: BTreeSet<&String> = story.reports.iter().map(|r| &r.text).collect();
        if texts.len() == n && turned.entities.len() == story.entities.len() {
            prop_assert_eq!(grouped(events, false), grouped(turned.events(), true));
        }
    }
}

#[test]
fn thousands_of_mentions_are_no_trouble() {
    let mut story = Story::default();
    for i in 0..3000usize {
        let mention = (u8::try_from(i % 4).expect("small"), i % 6, i / 7 % 6, i % 4);
        story.add(&line(i / 50, mention));
    }
    let begun = std::time::Instant::now();
    assert!(!story.events().is_empty());
    let took = begun.elapsed();
    assert!(took.as_secs() < 20, "{took:?} for 3000 mentions in a build that is not optimised");
}
