//! The whole object that `dateline brief --format json` prints.
//!
//! In: a story with its brief. Out: reports with their texts, entities, quotes, figures, times, events, lineage,
//! findings, timeline, brief and what was skipped; every list in an order that the input alone decides.

use std::collections::BTreeMap;

use serde::Serialize;
use types::{Chain, Evidence, Line, Mention, Moment, Participant, ReportPair, Section, Story, Who};

use super::part::{
    ActorRecord, EntityRecord, EventMentionRecord, EventRecord, FigureRecord, MentionRecord, Naming, Number,
    PartyRecord, QuoteRecord, Source, SpellingRecord, TimeRecord,
};
use super::situation::{self, SituationRecord};
use crate::Chars;

/// The schema that the object follows; a change of meaning raises the number.
pub const SCHEMA: &str = "dateline/brief/1";

/// The whole object.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document<'s> {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// The reports, in order of input.
    pub reports: Vec<ReportRecord<'s>>,
    /// Those they speak of by name.
    pub entities: Vec<EntityRecord<'s>>,
    /// Who said what.
    pub quotes: Vec<QuoteRecord<'s>>,
    /// Numbers.
    pub figures: Vec<FigureRecord<'s>>,
    /// Time expressions.
    pub times: Vec<TimeRecord<'s>>,
    /// Who did what to whom.
    pub events: Vec<EventRecord<'s>>,
    /// Every pair of reports.
    pub lineage: Vec<PairRecord<'s>>,
    /// What lining the claims up shows.
    pub findings: Vec<FindingRecord<'s>>,
    /// What happened when.
    pub timeline: Vec<TimelineRecord<'s>>,
    /// How the sides stand to each other; `null` where there are no sides.
    pub situation: Option<SituationRecord<'s>>,
    /// What a person reads.
    pub brief: BriefRecord<'s>,
    /// What could not be read.
    pub skipped: Vec<SkippedRecord<'s>>,
}

/// One report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportRecord<'s> {
    /// `r1`, …
    pub id: String,
    /// Path or address as given, or a record's id.
    pub source: &'s str,
    /// The file that holds the record.
    pub container: Option<&'s str>,
    /// Its address.
    pub url: Option<&'s str>,
    /// Who published it.
    pub outlet: Option<&'s str>,
    /// The headline.
    pub title: Option<&'s str>,
    /// The writers.
    pub bylines: &'s [String],
    /// The wire services it credits.
    pub agencies: &'s [String],
    /// When it was published.
    pub published: Option<String>,
    /// When it was last changed.
    pub modified: Option<String>,
    /// ISO 639-1.
    pub language: Option<&'s str>,
    /// The cleaned text that all spans count in.
    pub text: &'s str,
    /// What was cut.
    pub removed: Vec<RemovedRecord<'s>>,
    /// What was repaired.
    pub notes: &'s [String],
    /// How far it looks reworded by a machine.
    pub rewritten: RewrittenRecord<'s>,
}

/// A piece that was cut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RemovedRecord<'s> {
    /// The piece.
    pub text: &'s str,
    /// Why.
    pub reason: &'s str,
}

/// How far a report looks reworded by a machine.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RewrittenRecord<'s> {
    /// 0 to 1.
    pub score: f64,
    /// What shows it.
    pub signs: Vec<SignRecord<'s>>,
}

/// One sign of rewording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SignRecord<'s> {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What is odd.
    pub sign: &'s str,
}

/// Words of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EvidenceRecord {
    /// Id of the report.
    pub report: String,
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// Two reports compared.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairRecord<'s> {
    /// Ids of the two.
    pub reports: [String; 2],
    /// `copy`, `rewrite`, `shared_wire` or `independent`.
    pub kind: &'static str,
    /// The agency they share.
    pub agency: Option<&'s str>,
    /// Share of the shorter one's words in linked sentences.
    pub score: f64,
    /// The linked sentences.
    pub evidence: Vec<LinkRecord>,
    /// Why this kind.
    pub reasons: &'s [String],
    /// Id of the one that came first; `null` when nothing shows it.
    pub from: Option<String>,
}

/// Two sentences of one origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkRecord {
    /// In the first report.
    pub a: EvidenceRecord,
    /// In the second.
    pub b: EvidenceRecord,
}

/// What lining up the claims of one topic shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FindingRecord<'s> {
    /// `x1`, …
    pub id: String,
    /// How the readings stand to each other.
    pub kind: &'static str,
    /// What they are about.
    pub slot: &'static str,
    /// The topic.
    pub topic: &'s str,
    /// The readings.
    pub readings: Vec<ReadingRecord<'s>>,
    /// Why they were compared and judged so.
    pub reasons: &'s [String],
    /// How much it matters.
    pub weight: Number,
}

/// One reading and who gives it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReadingRecord<'s> {
    /// The value.
    pub value: &'s str,
    /// Reports counted once per lineage group.
    pub independent_sources: usize,
    /// Where they have it from, one for each independent source.
    pub origins: Vec<ChainRecord<'s>>,
    /// Where it stands.
    pub evidence: Vec<EvidenceRecord>,
}

/// Where a claim comes from, nearest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChainRecord<'s> {
    /// Ids of the reports that have it from there.
    pub reports: Vec<String>,
    /// The agency they credit.
    pub agency: Option<&'s str>,
    /// Whom they give as their source.
    pub source: Option<PartyRecord>,
}

/// What happened when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TimelineRecord<'s> {
    /// When.
    pub time: &'s str,
    /// Id of the event; `null` when only the sentence is known.
    pub event: Option<String>,
    /// What, in a report's words.
    pub text: &'s str,
    /// Where it is told.
    pub evidence: Vec<EvidenceRecord>,
}

/// What a person reads.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BriefRecord<'s> {
    /// What the story is.
    pub title: &'s str,
    /// The sections.
    pub sections: Vec<SectionRecord<'s>>,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SectionRecord<'s> {
    /// `lead`, `agreed`, ….
    pub name: &'static str,
    /// Its lines.
    pub lines: Vec<LineRecord<'s>>,
}

/// One line of the brief.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LineRecord<'s> {
    /// What it says.
    pub text: &'s str,
    /// What it stands on.
    pub evidence: Vec<EvidenceRecord>,
    /// Id of the finding it tells of.
    pub finding: Option<String>,
}

/// An input that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SkippedRecord<'s> {
    /// Path or address as given.
    pub source: &'s str,
    /// What was found.
    pub error: &'s str,
}

/// A report's id.
pub(crate) fn report_id(number: usize) -> String {
    format!("r{}", number + 1)
}

/// An event's id.
pub(crate) fn event_id(number: usize) -> String {
    format!("ev{}", number + 1)
}

/// An entity's id.
pub(crate) fn entity_id(number: usize) -> String {
    format!("e{}", number + 1)
}

/// Referents are called by the entity they belong to.
struct Linked(BTreeMap<(usize, usize), usize>);

impl Linked {
    fn of(story: &Story) -> Linked {
        let all = story.entities.iter().enumerate();
        Linked(all.flat_map(|(i, e)| e.referents.iter().map(move |&r| (r, i))).collect())
    }
}

impl Naming for Linked {
    fn id(&self, report: usize, referent: usize) -> Option<String> {
        self.0.get(&(report, referent)).map(|e| entity_id(*e))
    }
}

/// The whole object.
///
/// # Panics
/// When the story's `extracts` do not run parallel to its `reports`.
pub fn document(story: &Story) -> Document<'_> {
    let sources: Vec<Source<'_>> = (0..story.reports.len()).map(|i| source(story, i)).collect();
    let naming = Linked::of(story);
    let mut object = Document {
        schema: SCHEMA,
        reports: sources.iter().map(|s| report(story, s)).collect(),
        entities: entities(story, &sources),
        quotes: Vec::new(),
        figures: Vec::new(),
        times: Vec::new(),
        events: (0..story.events.len()).map(|i| event(story, i, &sources, &naming)).collect(),
        lineage: story.lineage.pairs.iter().map(|p| pair(&sources, p)).collect(),
        findings: findings(story, &sources),
        timeline: timeline(story, &sources),
        situation: situation::record(story, &sources),
        brief: brief(story, &sources),
        skipped: story.skipped.iter().map(|s| SkippedRecord { source: &s.source, error: &s.error }).collect(),
    };
    for source in &sources {
        let extract = source.extract;
        let (quotes, figures) = (object.quotes.len(), object.figures.len());
        let all = 0..extract.quotes.len();
        object.quotes.extend(all.map(|i| QuoteRecord::of(quotes + 1, i, source, &naming)));
        let all = 0..extract.figures.len();
        object.figures.extend(all.map(|i| FigureRecord::of(figures + 1, i, source, &naming)));
        object.times.extend(extract.times.iter().map(|t| TimeRecord::of(source, t)));
    }
    object
}

/// A report ready to be put into records.
fn source(story: &Story, number: usize) -> Source<'_> {
    let (report, extract) = (&story.reports[number], &story.extracts[number]);
    Source { number, id: Some(report_id(number)), report, extract, chars: Chars::new(&report.text) }
}

/// One report.
fn report<'s>(story: &'s Story, source: &Source<'s>) -> ReportRecord<'s> {
    let report = source.report;
    let removed = report.removed.iter().map(|r| RemovedRecord { text: &r.text, reason: &r.reason });
    let rewritten = story.rewritten.get(source.number);
    let signs = rewritten.into_iter().flat_map(|r| &r.signs).map(|s| {
        let (start, end) = source.chars.span(s.span);
        SignRecord { start, end, sign: &s.sign }
    });
    ReportRecord {
        id: report_id(source.number),
        source: &report.source,
        container: report.container.as_deref(),
        url: report.url.as_deref(),
        outlet: report.outlet.as_deref(),
        title: report.title.as_deref(),
        bylines: &report.bylines,
        agencies: &report.agencies,
        published: report.published.map(|p| p.to_string()),
        modified: report.modified.map(|p| p.to_string()),
        language: report.language.as_deref(),
        text: &report.text,
        removed: removed.collect(),
        notes: &report.notes,
        rewritten: RewrittenRecord { score: rewritten.map_or(0.0, |r| r.score), signs: signs.collect() },
    }
}

/// One event with its mentions.
fn event<'s>(
    story: &'s Story,
    number: usize,
    sources: &[Source<'s>],
    naming: &dyn Naming,
) -> EventRecord<'s> {
    let event = &story.events[number];
    let actors = |list: &'s [Participant]| {
        let record = |p: &'s Participant| {
            let who = match &p.who {
                Who::Entity(e) => PartyRecord::Entity(entity_id(*e)),
                Who::Description(words) => PartyRecord::Description(words.clone()),
            };
            ActorRecord { who, code: p.code.as_deref() }
        };
        list.iter().map(record).collect()
    };
    let mention = |&(report, m): &(usize, usize)| {
        let source = sources.get(report)?;
        Some(EventMentionRecord::of(source, source.extract.events.get(m)?, naming))
    };
    EventRecord {
        id: event_id(number),
        kind: event.kind.name(),
        mode: event.mode.as_deref(),
        status: event.status.name(),
        source: actors(&event.source),
        target: actors(&event.target),
        place: event.place.map(entity_id),
        time: event.time.as_deref(),
        mentions: event.mentions.iter().filter_map(mention).collect(),
        reasons: &event.reasons,
    }
}

/// The entities with every mention of theirs, by report and place.
fn entities<'s>(story: &'s Story, sources: &[Source<'s>]) -> Vec<EntityRecord<'s>> {
    let mut mentions: BTreeMap<(usize, usize), Vec<&Mention>> = BTreeMap::new();
    for source in sources {
        for mention in &source.extract.mentions {
            mentions.entry((source.number, mention.referent)).or_default().push(mention);
        }
    }
    let record = |(i, entity): (usize, &'s types::Entity)| {
        let mut all: Vec<(usize, &Mention)> = Vec::new();
        for place in &entity.referents {
            all.extend(mentions.get(place).into_iter().flatten().map(|m| (place.0, *m)));
        }
        all.sort_by_key(|(report, m)| (*report, m.span));
        let spelling = |s: &'s types::Spelling| SpellingRecord {
            text: &s.text,
            count: s.count,
            reports: s.reports.iter().map(|&r| report_id(r)).collect(),
        };
        EntityRecord {
            id: format!("e{}", i + 1),
            kind: Some(entity.kind.name()),
            name: Some(&entity.name),
            description: None,
            spellings: Some(entity.spellings.iter().map(spelling).collect()),
            roles: &entity.roles,
            country: entity.country.as_deref(),
            mentions: all.into_iter().map(|(r, m)| MentionRecord::of(&sources[r], m)).collect(),
            reasons: &entity.reasons,
        }
    };
    story.entities.iter().enumerate().map(record).collect()
}

/// Words of a report as a record.
pub(crate) fn words(sources: &[Source<'_>], evidence: &Evidence) -> EvidenceRecord {
    let (start, end) = sources.get(evidence.report).map_or((0, 0), |s| s.chars.span(evidence.span));
    EvidenceRecord { report: report_id(evidence.report), start, end }
}

/// A pair of reports.
fn pair<'s>(sources: &[Source<'_>], pair: &'s ReportPair) -> PairRecord<'s> {
    let link = |(a, b): &(Evidence, Evidence)| LinkRecord { a: words(sources, a), b: words(sources, b) };
    PairRecord {
        reports: [report_id(pair.a), report_id(pair.b)],
        kind: pair.kind.name(),
        agency: pair.agency.as_deref(),
        score: pair.score,
        evidence: pair.evidence.iter().map(link).collect(),
        reasons: &pair.reasons,
        from: pair.from.map(report_id),
    }
}

/// Where a claim comes from.
fn chain(chain: &Chain) -> ChainRecord<'_> {
    ChainRecord {
        reports: chain.reports.iter().map(|r| report_id(*r)).collect(),
        agency: chain.agency.as_deref(),
        source: chain.source.as_ref().map(|who| match who {
            Who::Entity(e) => PartyRecord::Entity(entity_id(*e)),
            Who::Description(words) => PartyRecord::Description(words.clone()),
        }),
    }
}

/// The findings.
fn findings<'s>(story: &'s Story, sources: &[Source<'_>]) -> Vec<FindingRecord<'s>> {
    let reading = |r: &'s types::Reading| ReadingRecord {
        value: &r.value,
        independent_sources: r.independent_sources,
        origins: r.origins.iter().map(chain).collect(),
        evidence: r.evidence.iter().map(|e| words(sources, e)).collect(),
    };
    let record = |(i, f): (usize, &'s types::Finding)| FindingRecord {
        id: format!("x{}", i + 1),
        kind: f.kind.name(),
        slot: f.slot.name(),
        topic: &f.topic,
        readings: f.readings.iter().map(reading).collect(),
        reasons: &f.reasons,
        weight: Number(f.weight),
    };
    story.findings.iter().enumerate().map(record).collect()
}

/// The timeline's entries.
fn timeline<'s>(story: &'s Story, sources: &[Source<'_>]) -> Vec<TimelineRecord<'s>> {
    let record = |m: &'s Moment| TimelineRecord {
        time: &m.when,
        event: m.event.map(event_id),
        text: &m.line.text,
        evidence: m.line.evidence.iter().map(|e| words(sources, e)).collect(),
    };
    story.brief.timeline.iter().map(record).collect()
}

/// The brief.
fn brief<'s>(story: &'s Story, sources: &[Source<'_>]) -> BriefRecord<'s> {
    let line = |l: &'s Line| LineRecord {
        text: &l.text,
        evidence: l.evidence.iter().map(|e| words(sources, e)).collect(),
        finding: l.finding.map(|f| format!("x{}", f + 1)),
    };
    let section =
        |s: &'s Section| SectionRecord { name: s.name.name(), lines: s.lines.iter().map(line).collect() };
    BriefRecord { title: &story.brief.title, sections: story.brief.sections.iter().map(section).collect() }
}
