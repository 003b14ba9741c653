//! What is planned, and what lies behind: sentences with dates after or well before their report's own.
//!
//! In: dated passages. Out: lines headed by the date, in order of time, each day's news told once.

use jiff::civil::Date;
use types::{Evidence, Line, Pos, Time, TimeKind};

use super::{Writer, lead};
use crate::passage::Passage;
use crate::words;

/// Most lines of `next`.
const MAX_NEXT: usize = 4;
/// Most lines of `background`.
const MAX_BACKGROUND: usize = 4;
/// Days before its report's date from which on something is background: what happened within a month is still the news.
const BACKGROUND_DAYS: i32 = 31;

/// A dated sentence.
struct Dated {
    score: f64,
    first: Date,
    when: String,
    time: Evidence,
    passage: Passage,
}

/// What is planned.
pub fn next(writer: &mut Writer<'_>) -> Vec<Line> {
    let planned = |writer: &Writer<'_>, time: &Time, passage: &Passage| {
        let published = writer.story.reports[passage.report].published?.date;
        let days = time.days?;
        (days.first > published && looks_ahead(writer, passage)).then_some(days.first)
    };
    pick(writer, MAX_NEXT, &planned)
}

/// What lies behind.
pub fn background(writer: &mut Writer<'_>) -> Vec<Line> {
    let past = |writer: &Writer<'_>, time: &Time, passage: &Passage| {
        let published = writer.story.reports[passage.report].published?.date;
        let days = time.days?;
        let gap = published.since(days.last).ok()?.get_days();
        (gap >= BACKGROUND_DAYS && lead::speech_share(writer, passage) < 0.5).then_some(days.first)
    };
    pick(writer, MAX_BACKGROUND, &past)
}

/// Whether a sentence speaks of what will be: a modal, or a present-tense main verb before a later date.
fn looks_ahead(writer: &Writer<'_>, passage: &Passage) -> bool {
    let doc = &writer.story.docs[passage.report];
    let tokens = doc.sentences[passage.sentence].tokens;
    let modal = |t: usize| {
        &*doc.tokens[t].tag == "MD" && matches!(&*doc.tokens[t].lemma, "will" | "shall" | "'ll" | "would")
    };
    let present = |t: usize| {
        matches!(&*doc.tokens[t].tag, "VBZ" | "VBP" | "VBG")
            && matches!(doc.tokens[t].pos, Pos::Verb | Pos::Aux)
    };
    tokens.iter().any(modal) || tokens.iter().any(present)
}

/// The best sentences whose date passes, in order of time.
fn pick(
    writer: &mut Writer<'_>,
    max: usize,
    passes: &dyn Fn(&Writer<'_>, &Time, &Passage) -> Option<Date>,
) -> Vec<Line> {
    let mut found: Vec<Dated> = Vec::new();
    for (report, extract) in writer.story.extracts.iter().enumerate() {
        for time in extract.times.iter().filter(|t| t.kind != TimeKind::Duration && t.kind != TimeKind::Set) {
            let Some(passage) = writer.passages.holding(report, time.span.start) else { continue };
            let Some(first) = passes(writer, time, passage) else { continue };
            let (Some(when), Some(score)) = (words::when(time), lead::worth(writer, passage)) else {
                continue;
            };
            let time = Evidence { report, span: time.span };
            found.push(Dated { score, first, when, time, passage: passage.clone() });
        }
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.time.cmp(&b.time)));
    let mut chosen: Vec<(Date, Line)> = Vec::new();
    for dated in found {
        if chosen.len() == max {
            break;
        }
        if writer.is_told(&dated.passage) {
            continue;
        }
        let mut line = writer.sentence_line(&dated.passage);
        line.text = format!("{}: {}", dated.when, line.text);
        line.evidence.push(dated.time);
        writer.tell(&dated.passage);
        chosen.push((dated.first, line));
    }
    chosen.sort_by_key(|(first, _)| *first);
    chosen.into_iter().map(|(_, line)| line).collect()
}
