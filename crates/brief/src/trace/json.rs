//! A trace as JSON, schema `dateline/trace/1`.
//!
//! In: a story and a trace. Out: plain structs with `Serialize`. Spans count characters of the cleaned text that
//! `dateline brief --format json` prints for the same reports.

use serde::Serialize;
use types::{Carrier, Change, Evidence, Story, Trace, Version};

use crate::{Chars, view};

/// The schema that the object follows; a change of meaning raises the number.
pub const TRACE_SCHEMA: &str = "dateline/trace/1";

/// The whole object.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TraceDocument {
    /// [`TRACE_SCHEMA`].
    schema: &'static str,
    /// What was asked for.
    asked: String,
    /// `words` or `figure`.
    kind: &'static str,
    /// Carriers of all versions counted once an origin.
    independent_sources: usize,
    versions: Vec<VersionRecord>,
    /// Where nothing was found, what comes nearest.
    nearest: Vec<EvidenceRecord>,
    reports: Vec<ReportRecord>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct ReportRecord {
    id: String,
    source: String,
    outlet: Option<String>,
    published: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct VersionRecord {
    /// `v1`, …, in order of first appearance.
    id: String,
    text: String,
    likeness: f64,
    independent_sources: usize,
    /// Id of the first report that carries it.
    first_seen: Option<String>,
    carriers: Vec<CarrierRecord>,
    /// The earlier version that `changes` starts from.
    against: Option<String>,
    changes: Vec<ChangeRecord>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct ChangeRecord {
    kind: &'static str,
    text: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct EvidenceRecord {
    report: String,
    start: usize,
    end: usize,
    text: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct CarrierRecord {
    #[serde(flatten)]
    evidence: EvidenceRecord,
    /// `direct`, `partial`, `indirect`, `inscription`; `null` for the report's own words.
    quote: Option<&'static str>,
    speaker: Option<String>,
    published: Option<String>,
    agency: Option<String>,
    from: Option<FromRecord>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct FromRecord {
    report: String,
    kind: &'static str,
    agency: Option<String>,
}

/// The trace as programs read it.
pub fn json(story: &Story, trace: &Trace) -> TraceDocument {
    let chars: Vec<Chars<'_>> = story.reports.iter().map(|r| Chars::new(&r.text)).collect();
    let reports = story.reports.iter().enumerate().map(|(i, r)| ReportRecord {
        id: view::label(i),
        source: r.source.clone(),
        outlet: r.outlet.clone(),
        published: r.published.map(|p| p.to_string()),
    });
    let versions = trace.versions.iter().enumerate();
    TraceDocument {
        schema: TRACE_SCHEMA,
        asked: trace.asked.clone(),
        kind: trace.kind.name(),
        independent_sources: trace.independent_sources,
        versions: versions.map(|(i, v)| version(story, &chars, i, v)).collect(),
        nearest: trace.nearest.iter().map(|&e| evidence(story, &chars, e)).collect(),
        reports: reports.collect(),
    }
}

fn version(story: &Story, chars: &[Chars<'_>], number: usize, version: &Version) -> VersionRecord {
    let change = |c: &Change| ChangeRecord { kind: c.kind.name(), text: c.text.clone() };
    VersionRecord {
        id: format!("v{}", number + 1),
        text: version.text.clone(),
        likeness: version.likeness,
        independent_sources: version.independent_sources,
        first_seen: version.carriers.first().map(|c| view::label(c.evidence.report)),
        carriers: version.carriers.iter().map(|c| carrier(story, chars, c)).collect(),
        against: version.against.map(|v| format!("v{}", v + 1)),
        changes: version.changes.iter().map(change).collect(),
    }
}

fn evidence(story: &Story, chars: &[Chars<'_>], evidence: Evidence) -> EvidenceRecord {
    let (start, end) = chars[evidence.report].span(evidence.span);
    let text = evidence.span.get(&story.reports[evidence.report].text).unwrap_or_default().to_owned();
    EvidenceRecord { report: view::label(evidence.report), start, end, text }
}

fn carrier(story: &Story, chars: &[Chars<'_>], carrier: &Carrier) -> CarrierRecord {
    CarrierRecord {
        evidence: evidence(story, chars, carrier.evidence),
        quote: carrier.quote.map(types::QuoteKind::name),
        speaker: carrier.speaker.clone(),
        published: carrier.published.map(|p| p.to_string()),
        agency: carrier.agency.clone(),
        from: carrier.from.as_ref().map(|f| FromRecord {
            report: view::label(f.report),
            kind: f.kind.name(),
            agency: f.agency.clone(),
        }),
    }
}
