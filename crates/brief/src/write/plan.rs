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
/// Most lines of one date.
const MAX_OF_ONE_DATE: usize = 2;
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
        (days.first > published && looks_ahead(writer, time, passage)).then_some(days.first)
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

/// Whether the words around a time speak of what will be: the verb that the time hangs on has a modal or is no past
/// tense ("is due", "to meet", "begins").
fn looks_ahead(writer: &Writer<'_>, time: &Time, passage: &Passage) -> bool {
    let doc = &writer.story.docs[passage.report];
    let sentence = doc.sentences[passage.sentence].tokens;
    let mut at = time.tokens.start;
    // Up the tree to the first verb; the sentence's length bounds the way.
    for _ in sentence.iter() {
        let Some(token) = doc.tokens.get(at).filter(|_| sentence.has(at)) else { return false };
        if matches!(token.pos, Pos::Verb | Pos::Aux) {
            let helper = |t: usize| matches!(&*doc.tokens[t].tag, "MD" | "VBZ" | "VBP" | "TO");
            return match &*token.tag {
                "VBD" => false,
                "VBN" | "VBG" | "VB" => doc.children(at).any(helper),
                _ => true,
            };
        }
        if token.head == at {
            break;
        }
        at = token.head;
    }
    let modal = |t: usize| matches!(&*doc.tokens[t].lemma, "will" | "shall") && &*doc.tokens[t].tag == "MD";
    sentence.iter().any(modal)
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
            // What a machine reworded, and what leans on the sentence before, is no line by itself.
            if writer.passages.reworded[report] || lead::leans(writer, passage) {
                continue;
            }
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
        let alike = chosen.iter().filter(|(first, _)| *first == dated.first).count();
        if alike == MAX_OF_ONE_DATE || writer.is_told(&dated.passage) {
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
