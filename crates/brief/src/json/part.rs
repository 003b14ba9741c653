//! The parts that the whole object and the look at one report have in common.
//!
//! In: things of a report, with byte spans. Out: records with character spans. Who a party is differs between the two
//! (an entity of the story, a referent of the report), so the caller names it through [`Naming`].

use serde::{Serialize, Serializer};
use types::{Actor, EventMention, Extract, Figure, Mention, Party, Quote, QuoteKind, Report, Span, Time};

use crate::Chars;

/// A number as JSON has it: whole numbers without a decimal point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number(pub f64);

/// Above this a double no longer holds every whole number (2^53).
const MAX_WHOLE: f64 = 9_007_199_254_740_992.0;

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() <= MAX_WHOLE {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// A span of a report that is named elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl Place {
    /// The characters of a byte span.
    pub fn of(chars: &Chars<'_>, span: Span) -> Place {
        let (start, end) = chars.span(span);
        Place { start, end }
    }
}

/// Who speaks or acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyRecord {
    /// Id of one with a name.
    Entity(String),
    /// One without, as the report puts it.
    Description(String),
}

/// How referents of a report are called in the output.
pub trait Naming {
    /// The id of a report's referent, or `None` when the output lists none for it.
    fn id(&self, report: usize, referent: usize) -> Option<String>;
}

/// One report with what the records of its parts need.
pub struct Source<'s> {
    /// Its number.
    pub number: usize,
    /// Its id in the output; `None` where the output is about this report alone.
    pub id: Option<String>,
    /// Itself.
    pub report: &'s Report,
    /// What was found in it.
    pub extract: &'s Extract,
    /// Its character offsets.
    pub chars: Chars<'s>,
}

impl<'s> Source<'s> {
    /// The words of a span; empty for one that does not fit the text.
    pub fn words(&self, span: Span) -> &'s str {
        span.get(&self.report.text).unwrap_or_default()
    }

    /// A party as the output names it.
    pub fn party(&self, party: &Party, naming: &dyn Naming) -> Option<PartyRecord> {
        match party {
            Party::Description(words) => Some(PartyRecord::Description(words.clone())),
            Party::Referent(number) => match naming.id(self.number, *number) {
                Some(id) => Some(PartyRecord::Entity(id)),
                None => {
                    let referent = self.extract.referents.get(*number)?;
                    referent
                        .name
                        .clone()
                        .or_else(|| referent.description.clone())
                        .map(PartyRecord::Description)
                }
            },
        }
    }
}

/// Words that refer to someone or something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MentionRecord {
    /// Id of the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// `name`, `nominal` or `pronoun`.
    pub kind: &'static str,
}

impl MentionRecord {
    /// The record of a mention.
    pub fn of(source: &Source<'_>, mention: &Mention) -> MentionRecord {
        let (start, end) = source.chars.span(mention.span);
        MentionRecord { report: source.id.clone(), start, end, kind: mention.kind.name() }
    }
}

/// One spelling of a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SpellingRecord<'s> {
    /// As printed.
    pub text: &'s str,
    /// How often.
    pub count: usize,
    /// Ids of the reports that print it.
    pub reports: Vec<String>,
}

/// Someone or something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntityRecord<'s> {
    /// `e1`, …
    pub id: String,
    /// OntoNotes type.
    #[serde(rename = "type")]
    pub kind: Option<&'static str>,
    /// The fullest name.
    pub name: Option<&'s str>,
    /// What introduces one without a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'s str>,
    /// The spellings of the name; only across reports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spellings: Option<Vec<SpellingRecord<'s>>>,
    /// Roles and titles.
    pub roles: &'s [String],
    /// ISO 3166-1 alpha-2.
    pub country: Option<&'s str>,
    /// Where it is referred to.
    pub mentions: Vec<MentionRecord>,
    /// Why mentions were joined.
    pub reasons: &'s [String],
}

/// Who said what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuoteRecord<'s> {
    /// `q1`, …
    pub id: String,
    /// Id of the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: &'s str,
    /// `direct`, `partial`, `indirect` or `inscription`.
    pub kind: &'static str,
    /// Who said them.
    pub speaker: Option<PartyRecord>,
    /// The words that name the speaker.
    pub speaker_mention: Option<Place>,
    /// Lemma of what introduces them.
    pub cue: Option<&'s str>,
    /// Where that stands.
    pub cue_mention: Option<Place>,
    /// To whom.
    pub addressee: Option<&'s str>,
    /// Who passed it on.
    pub relayed_by: &'s [String],
    /// `deny`, `demand`, … when the speaker does not assert it.
    pub stance: Option<&'s str>,
    /// Id of the indirect quote that holds it.
    pub part_of: Option<String>,
}

impl<'s> QuoteRecord<'s> {
    /// The record of the quote with that number in its report; `first` is the id number of the report's first quote.
    pub fn of(first: usize, number: usize, source: &Source<'s>, naming: &dyn Naming) -> QuoteRecord<'s> {
        let quote: &'s Quote = &source.extract.quotes[number];
        let (start, end) = source.chars.span(quote.span);
        let place = |span: Option<Span>| span.map(|s| Place::of(&source.chars, s));
        let speaker = match quote.kind {
            QuoteKind::Inscription => None,
            _ => quote.speaker.as_ref().and_then(|p| source.party(p, naming)),
        };
        QuoteRecord {
            id: format!("q{}", first + number),
            report: source.id.clone(),
            start,
            end,
            text: source.words(quote.span),
            kind: quote.kind.name(),
            speaker,
            speaker_mention: place(quote.speaker_mention),
            cue: quote.cue.as_deref(),
            cue_mention: place(quote.cue_span),
            addressee: quote.addressee.as_deref(),
            relayed_by: &quote.relayed_by,
            stance: quote.stance.as_deref(),
            part_of: quote.part_of.map(|n| format!("q{}", first + n)),
        }
    }
}

/// A number with its range.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureRecord<'s> {
    /// `f1`, …
    pub id: String,
    /// Id of the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: &'s str,
    /// Where the number alone stands.
    pub number: Place,
    /// Least number that the words allow; `null` = open.
    pub low: Option<Number>,
    /// Greatest; `null` = open.
    pub high: Option<Number>,
    /// The number named.
    pub value: Option<Number>,
    /// How the words bound it.
    pub comparator: &'static str,
    /// What it is counted in.
    pub unit: Option<&'s str>,
    /// What is counted, in the report's words.
    pub counted: Option<&'s str>,
    /// Id of the figure that this one converts.
    pub converts: Option<String>,
    /// TIMEX3 value of the time it holds for.
    pub time: Option<&'s str>,
    /// Id of where.
    pub place: Option<String>,
}

impl<'s> FigureRecord<'s> {
    /// The record of the figure with that number in its report; `first` is the id number of the report's first figure.
    pub fn of(first: usize, number: usize, source: &Source<'s>, naming: &dyn Naming) -> FigureRecord<'s> {
        let figure: &'s Figure = &source.extract.figures[number];
        let (start, end) = source.chars.span(figure.span);
        let time = figure.time.and_then(|t| source.extract.times.get(t));
        FigureRecord {
            id: format!("f{}", first + number),
            report: source.id.clone(),
            start,
            end,
            text: source.words(figure.span),
            number: Place::of(&source.chars, figure.number),
            low: figure.low.map(Number),
            high: figure.high.map(Number),
            value: figure.value.map(Number),
            comparator: figure.comparator.name(),
            unit: figure.unit.as_deref(),
            counted: figure.counted.map(|s| source.words(s)),
            converts: figure.converts.map(|n| format!("f{}", first + n)),
            time: time.and_then(|t| t.value.as_deref()),
            place: figure.place.and_then(|p| naming.id(source.number, p)),
        }
    }
}

/// A TIMEX3 expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimeRecord<'s> {
    /// Id of the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: &'s str,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// TIMEX3 value.
    pub value: Option<&'s str>,
}

impl<'s> TimeRecord<'s> {
    /// The record of a time.
    pub fn of(source: &Source<'s>, time: &'s Time) -> TimeRecord<'s> {
        let (start, end) = source.chars.span(time.span);
        TimeRecord {
            report: source.id.clone(),
            start,
            end,
            text: source.words(time.span),
            kind: time.kind.name(),
            value: time.value.as_deref(),
        }
    }
}

/// Where a report tells of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventMentionRecord {
    /// Id of the report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The predicate alone.
    pub predicate: Place,
    /// Whether this mention says that it happened.
    pub status: &'static str,
    /// The words for who did it.
    pub source_mention: Option<Place>,
    /// The words for to or with whom.
    pub target_mention: Option<Place>,
    /// The words for what it is about.
    pub about: Option<Place>,
    /// Who asserts it.
    pub said_by: Option<PartyRecord>,
}

impl EventMentionRecord {
    /// The record of a mention.
    pub fn of(source: &Source<'_>, mention: &EventMention, naming: &dyn Naming) -> EventMentionRecord {
        let (start, end) = source.chars.span(mention.span);
        let place = |span: Span| Place::of(&source.chars, span);
        EventMentionRecord {
            report: source.id.clone(),
            start,
            end,
            predicate: place(mention.predicate),
            status: mention.status.name(),
            source_mention: mention.source.first().map(|a| place(a.span)),
            target_mention: mention.target.first().map(|a| place(a.span)),
            about: mention.about.map(place),
            said_by: mention.said_by.as_ref().and_then(|p| source.party(p, naming)),
        }
    }
}

/// One who takes part in an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActorRecord<'s> {
    /// Who.
    #[serde(flatten)]
    pub who: PartyRecord,
    /// CAMEO actor code.
    pub code: Option<&'s str>,
}

/// Who did what to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventRecord<'s> {
    /// `ev1`, …
    pub id: String,
    /// PLOVER event type.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// PLOVER mode.
    pub mode: Option<&'s str>,
    /// Whether it happened.
    pub status: &'static str,
    /// Who did it.
    pub source: Vec<ActorRecord<'s>>,
    /// To or with whom.
    pub target: Vec<ActorRecord<'s>>,
    /// Id of where.
    pub place: Option<String>,
    /// TIMEX3 value of when.
    pub time: Option<&'s str>,
    /// Where it is told.
    pub mentions: Vec<EventMentionRecord>,
    /// Why the type, and why the mentions are one event.
    pub reasons: &'s [String],
}

impl<'s> EventRecord<'s> {
    /// The record of one mention by itself.
    pub fn of(
        number: usize,
        source: &Source<'s>,
        mention: &'s EventMention,
        naming: &dyn Naming,
    ) -> EventRecord<'s> {
        let actors = |list: &'s [Actor]| {
            let one = |a: &'s Actor| {
                Some(ActorRecord { who: source.party(&a.party, naming)?, code: a.code.as_deref() })
            };
            list.iter().filter_map(one).collect()
        };
        let time = mention.time.and_then(|t| source.extract.times.get(t));
        EventRecord {
            id: format!("ev{number}"),
            kind: mention.kind.name(),
            mode: mention.mode.as_deref(),
            status: mention.status.name(),
            source: actors(&mention.source),
            target: actors(&mention.target),
            place: mention.place.and_then(|p| naming.id(source.number, p)),
            time: time.and_then(|t| t.value.as_deref()),
            mentions: vec![EventMentionRecord::of(source, mention, naming)],
            reasons: &mention.reasons,
        }
    }
}
