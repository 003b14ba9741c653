//! A small invented story, built by hand: a fire on a ferry, told by four outlets.
//!
//! Two reports print one agency's text, one gives another toll, one looks reworded by a machine and tries to smuggle
//! markup and terminal codes. Tokens and tags are naive; the brief needs no better.

#![allow(clippy::unwrap_used, reason = "a story that cannot be built is a broken test")]

use std::sync::Arc;

use jiff::civil::{Date, date};
use types::*;

/// A report's texts, paragraph by paragraph; the first is its title.
const TEXTS: [(&str, &str, &[&str]); 4] = [
    (
        "harbour-post.txt",
        "Harbour Post",
        &[
            "Ferry fire off Tallinn injures at least 12",
            "TALLINN, May 14 (AFP) — A fire on the ferry Aurora Maris injured at least 12 people off Tallinn on Tuesday, the coast guard said.",
            "“We heard a bang and then there was smoke everywhere,” said Captain Ilse Torvald.",
            "The Aurora Maris carried 340 passengers. Investigators will board the ship on Friday.",
            "The same ferry ran aground in March 2019.",
        ],
    ),
    (
        "daily-lantern.txt",
        "Daily Lantern",
        &[
            "Blaze on Aurora Maris ferry hurts 17",
            "Seventeen people were hurt when a fire broke out on the ferry Aurora Maris near Tallinn on Tuesday, the health ministry said.",
            "Captain Ilse Torvald told reporters: “We heard a bang, then there was smoke everywhere.”",
            "The fire began in the engine room, the coast guard said.",
        ],
    ),
    (
        "north-wire.txt",
        "North Wire",
        &[
            "Fire on Baltic ferry",
            "A fire on the ferry Aurora Maris injured at least 12 people off Tallinn on Tuesday, the coast guard said.",
            "Passengers were taken to Tallinn by boat.",
        ],
    ),
    (
        "spun.html",
        "Spin <b>News</b>",
        &[
            "Vessel inferno \u{1b}[31mhurts\u{1b}[0m <script>alert(1)</script>",
            "A conflagration on the transport ship Aurora Maris damaged no less than 12 people \u{202e}off Tallinn & beyond.",
        ],
    ),
];

/// The story with its brief.
pub fn ferry() -> Story {
    ferry_with("")
}

/// The same with some words in every place of the last report that comes from outside.
pub fn ferry_with(words: &str) -> Story {
    let mut story = Story::default();
    for (i, (source, outlet, blocks)) in TEXTS.iter().enumerate() {
        let mut blocks: Vec<String> = blocks.iter().map(|b| b.to_string()).collect();
        let last = i + 1 == TEXTS.len() && !words.is_empty();
        if last {
            blocks.push(format!("The ship {words} was towed to Tallinn on Friday, said one."));
        }
        let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
        let mut report = report(source, outlet, &blocks, i);
        if last {
            let own = || Some(words.to_owned());
            (report.outlet, report.url, report.language) = (own(), own(), own());
            (report.source, report.notes) = (words.to_owned(), vec![words.to_owned()]);
            report.removed = vec![Removed { text: words.to_owned(), reason: words.to_owned() }];
        }
        story.docs.push(doc(&report));
        story.extracts.push(extract(&report, &story.docs[i]));
        story.reports.push(report);
        story.rewritten.push(Rewritten::default());
    }
    story.rewritten[3] = Rewritten {
        score: 0.8,
        signs: vec![Sign {
            span: find(&story.reports[3], "no less than 12 people"),
            sign: "odd synonym".into(),
        }],
    };
    story.entities = entities();
    story.lineage = lineage(&story);
    story.findings = findings(&story);
    if !words.is_empty() {
        story.findings[0].topic = words.to_owned();
        story.findings[1].readings[0].value = words.to_owned();
        story.entities[0].name = words.to_owned();
    }
    story.skipped =
        vec![Skipped { source: "broken.pdf".into(), error: "not a report: PDF is not read".into() }];
    story.brief = dateline_brief::write(&story);
    story
}

/// The first place of some words in a report.
pub fn find(report: &Report, words: &str) -> Span {
    let start = report.text.find(words).unwrap_or_else(|| panic!("no {words:?} in {}", report.source));
    Span::new(start, start + words.len())
}

/// A report of some blocks.
fn report(source: &str, outlet: &str, blocks: &[&str], number: usize) -> Report {
    let mut text = String::new();
    let mut spans = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        text.push_str(if i > 0 { "\n\n" } else { "" });
        let span = Span::new(text.len(), text.len() + block.len());
        text.push_str(block);
        let kind = if i == 0 { BlockKind::Title } else { BlockKind::Paragraph };
        spans.push(Block { span, kind });
    }
    let removed =
        Removed { text: "Sign up <here> for our newsletter".into(), reason: "newsletter-plea".into() };
    Report {
        source: source.into(),
        url: (number == 1).then(|| "https://lantern.example/ferry?a=1&b=2".into()),
        outlet: Some(outlet.into()),
        title: Some(blocks[0].into()),
        agencies: if number.is_multiple_of(2) { vec!["AFP".into()] } else { Vec::new() },
        published: Some(Published { date: date(2024, 5, 14), time: None, offset_minutes: None }),
        language: Some("en".into()),
        text,
        blocks: spans,
        removed: if number == 1 { vec![removed] } else { Vec::new() },
        ..Report::default()
    }
}

/// Words and marks as tokens, sentences after full stops.
fn doc(report: &Report) -> Doc {
    let mut doc = Doc::default();
    for (number, block) in report.blocks.iter().enumerate() {
        let mut first = doc.tokens.len();
        let words = block.span.of(&report.text);
        let mut at = 0;
        while at < words.len() {
            let rest = &words[at..];
            let c = rest.chars().next().unwrap();
            let inside = |c: char| c.is_alphanumeric();
            let len = if inside(c) { rest.find(|c| !inside(c)).unwrap_or(rest.len()) } else { c.len_utf8() };
            if !c.is_whitespace() {
                doc.tokens.push(token(&rest[..len], block.span.start + at, doc.tokens.len()));
            }
            at += len;
            let ends = c == '.' && (words[at..].starts_with(' ') || at == words.len());
            if (ends || at == words.len()) && doc.tokens.len() > first {
                let tokens = TokenSpan::new(first, doc.tokens.len());
                doc.sentences.push(Sentence { tokens, block: number, kind: block.kind });
                first = doc.tokens.len();
            }
        }
    }
    doc
}

/// A token with a guessed part of speech.
fn token(word: &str, start: usize, number: usize) -> Token {
    let label = |l: &str| -> Label { Arc::from(l) };
    let lower = word.to_lowercase();
    let verb = [
        "injured", "said", "heard", "was", "carried", "will", "ran", "were", "broke", "began", "told",
        "damaged",
    ];
    let small = [
        "the", "a", "an", "on", "off", "of", "in", "to", "at", "by", "and", "then", "there", "when", "out",
        "near",
    ];
    let (pos, tag) = match lower.as_str() {
        "will" => (Pos::Aux, "MD"),
        "we" => (Pos::Pron, "PRP"),
        w if verb.contains(&w) => (Pos::Verb, "VBD"),
        w if small.contains(&w) => (Pos::Adp, "IN"),
        w if w.starts_with(|c: char| c.is_ascii_digit()) => (Pos::Num, "CD"),
        w if !w.starts_with(char::is_alphanumeric) => (Pos::Punct, "."),
        _ if word.starts_with(char::is_uppercase) => (Pos::Propn, "NNP"),
        _ => (Pos::Noun, "NN"),
    };
    Token {
        span: Span::new(start, start + word.len()),
        space: true,
        tag: label(tag),
        pos,
        morph: label(""),
        lemma: label(&lower),
        dep: label("dep"),
        head: number,
    }
}

/// Quotes, figures and times of a report.
fn extract(report: &Report, doc: &Doc) -> Extract {
    let mut extract = Extract::default();
    let names = [
        ("Ilse Torvald", EntityType::Person),
        ("Aurora Maris", EntityType::Product),
        ("Tallinn", EntityType::Gpe),
    ];
    for (name, kind) in names {
        for (start, _) in report.text.match_indices(name) {
            let referent = match extract.referents.iter().position(|r| r.name.as_deref() == Some(name)) {
                Some(known) => known,
                None => {
                    extract.referents.push(named(name, kind));
                    extract.referents.len() - 1
                }
            };
            let span = Span::new(start, start + name.len());
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
    let said = [
        "We heard a bang and then there was smoke everywhere,",
        "We heard a bang, then there was smoke everywhere.",
    ];
    if let Some(words) = said.iter().find(|w| report.text.contains(**w)) {
        let speaker = extract.referents.iter().position(|r| r.name.as_deref() == Some("Ilse Torvald"));
        extract.quotes.push(Quote {
            span: find(report, words),
            kind: QuoteKind::Direct,
            speaker: speaker.map(Party::Referent),
            speaker_mention: Some(find(report, "Ilse Torvald")),
            cue: Some("say".into()),
            cue_span: None,
            addressee: report.text.contains("told reporters").then(|| "reporters".into()),
            relayed_by: Vec::new(),
            stance: None,
            part_of: None,
        });
    }
    figures(report, doc, &mut extract);
    let days: [(&str, &str, Date, Date); 3] = [
        ("Tuesday", "2024-05-14", date(2024, 5, 14), date(2024, 5, 14)),
        ("Friday", "2024-05-17", date(2024, 5, 17), date(2024, 5, 17)),
        ("March 2019", "2019-03", date(2019, 3, 1), date(2019, 3, 31)),
    ];
    for (words, value, first, last) in days {
        if let Some(start) = report.text.find(words) {
            let span = Span::new(start, start + words.len());
            extract.times.push(Time {
                span,
                tokens: doc.tokens_in(span),
                kind: TimeKind::Date,
                value: Some(value.into()),
                days: Some(DayRange { first, last }),
            });
        }
    }
    extract.times.sort_by_key(|t| t.span);
    extract
}

/// Figures of a report.
fn figures(report: &Report, doc: &Doc, extract: &mut Extract) {
    let figures = [
        ("at least 12 people", "12", Some(12.0), None, 12.0, Comparator::AtLeast, "person"),
        ("Seventeen people", "Seventeen", Some(17.0), Some(17.0), 17.0, Comparator::Exact, "person"),
        ("340 passengers", "340", Some(340.0), Some(340.0), 340.0, Comparator::Exact, "person"),
    ];
    for (words, digits, low, high, value, comparator, unit) in figures {
        if let Some(start) = report.text.find(words) {
            let span = Span::new(start, start + words.len());
            let number = Span::new(
                start + words.find(digits).unwrap(),
                start + words.find(digits).unwrap() + digits.len(),
            );
            let head = doc.tokens_in(span).end - 1;
            let (unit, counted) = (Some(unit.to_string()), Some(Span::new(number.end + 1, span.end)));
            let value = Some(value);
            let token = doc.tokens_in(number).start;
            let (converts, time, place) = (None, None, None);
            extract.figures.push(Figure {
                span,
                number,
                low,
                high,
                value,
                comparator,
                unit,
                counted,
                token,
                head,
                age: false,
                converts,
                time,
                place,
            });
        }
    }
    extract.figures.sort_by_key(|f| f.span);
}

/// A referent with a name.
fn named(name: &str, kind: EntityType) -> Referent {
    Referent {
        kind: Some(kind),
        name: Some(name.into()),
        description: None,
        known: None,
        roles: if kind == EntityType::Person { vec!["captain".into()] } else { Vec::new() },
        country: (name == "Tallinn").then(|| "EE".into()),
        gender: None,
        plural: None,
        members: Vec::new(),
        reasons: Vec::new(),
    }
}

/// The three names across reports. Referents are numbered in the order of `extract`'s names.
fn entities() -> Vec<Entity> {
    let spelling = |text: &str, count, reports: &[usize]| Spelling {
        text: text.into(),
        count,
        reports: reports.to_vec(),
    };
    let entity = |name: &str, kind, spelling, roles: &[&str], referents: &[(usize, usize)]| Entity {
        kind,
        name: name.into(),
        spellings: vec![spelling],
        roles: roles.iter().map(|r| r.to_string()).collect(),
        country: (name == "Tallinn").then(|| "EE".into()),
        referents: referents.to_vec(),
        reasons: vec!["one spelling".into()],
    };
    vec![
        entity(
            "Aurora Maris",
            EntityType::Product,
            spelling("Aurora Maris", 6, &[0, 1, 2, 3]),
            &[],
            &[(0, 1), (1, 1), (2, 0), (3, 0)],
        ),
        entity(
            "Tallinn",
            EntityType::Gpe,
            spelling("Tallinn", 6, &[0, 1, 2, 3]),
            &[],
            &[(0, 2), (1, 2), (2, 1), (3, 1)],
        ),
        entity(
            "Ilse Torvald",
            EntityType::Person,
            spelling("Ilse Torvald", 2, &[0, 1]),
            &["captain"],
            &[(0, 0), (1, 0)],
        ),
    ]
}

/// The first and third report share a sentence of one agency.
fn lineage(story: &Story) -> Lineage {
    let shared = "A fire on the ferry Aurora Maris injured at least 12 people off Tallinn on Tuesday, the coast guard said.";
    let at = |r: usize| Evidence { report: r, span: find(&story.reports[r], shared) };
    let mut pairs = Vec::new();
    for a in 0..4 {
        for b in a + 1..4 {
            let wire = (a, b) == (0, 2);
            pairs.push(ReportPair {
                a,
                b,
                kind: if wire { LineageKind::SharedWire } else { LineageKind::Independent },
                agency: wire.then(|| "AFP".into()),
                score: if wire { 0.7 } else { 0.0 },
                evidence: if wire { vec![(at(0), at(2))] } else { Vec::new() },
                reasons: if wire { vec!["both credit AFP".into()] } else { Vec::new() },
                from: None,
            });
        }
    }
    let mut next = 0;
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for doc in &story.docs {
        groups.push(
            doc.sentences
                .iter()
                .map(|_| {
                    next += 1;
                    next
                })
                .collect(),
        );
    }
    groups[2][1] = groups[0][1];
    Lineage {
        pairs,
        links: vec![SentenceLink { a: (0, 1), b: (2, 1), score: 1.0 }],
        groups,
        ..Lineage::default()
    }
}

/// A conflict about the toll, an agreement about the day, a quote in two wordings.
fn findings(story: &Story) -> Vec<Finding> {
    let at = |r: usize, words: &str| Evidence { report: r, span: find(&story.reports[r], words) };
    let reading = |value: &str, n, evidence: Vec<Evidence>| Reading {
        value: value.into(),
        independent_sources: n,
        origins: Vec::new(),
        evidence,
    };
    let finding = |kind, slot, topic: &str, readings| Finding {
        kind,
        slot,
        topic: topic.into(),
        readings,
        reasons: vec!["same counted noun, same ferry".into()],
        weight: 1.0,
    };
    vec![
        finding(
            FindingKind::Conflict,
            Slot::Figure,
            "people hurt on the Aurora Maris",
            vec![
                reading(
                    "at least 12",
                    2,
                    vec![at(0, "at least 12 people"), at(2, "at least 12 people"), at(3, "12 people")],
                ),
                reading("17", 1, vec![at(1, "Seventeen people")]),
            ],
        ),
        finding(
            FindingKind::Agreement,
            Slot::Time,
            "day of the fire",
            vec![reading(
                "Tuesday 14 May 2024",
                2,
                vec![at(0, "Tuesday"), at(1, "Tuesday"), at(2, "Tuesday")],
            )],
        ),
        finding(
            FindingKind::Variant,
            Slot::Wording,
            "what Ilse Torvald said about smoke",
            vec![
                reading(
                    "“We heard a bang and then there was smoke everywhere”",
                    1,
                    vec![at(0, "We heard a bang and then there was smoke everywhere")],
                ),
                reading(
                    "“We heard a bang, then there was smoke everywhere”",
                    1,
                    vec![at(1, "We heard a bang, then there was smoke everywhere")],
                ),
            ],
        ),
    ]
}
