//! What happened when, in the reports' words.
//!
//! In: dated passages. Out: one moment a time named, told by the sentence that says most, in order of time.

use std::collections::BTreeMap;

use jiff::civil::Date;
use types::{Evidence, Line, Moment, TimeKind};

use super::{Writer, lead};
use crate::passage::Passage;

/// Most moments.
const MAX_MOMENTS: usize = 40;

/// A sentence that names a time, and how much it tells.
struct Dated {
    score: f64,
    passage: Passage,
    time: Evidence,
}

/// The moments of a story.
pub fn moments(writer: &Writer<'_>) -> Vec<Moment> {
    let mut best: BTreeMap<(Date, Date, String), Dated> = BTreeMap::new();
    for (report, extract) in writer.story.extracts.iter().enumerate() {
        for time in extract.times.iter().filter(|t| t.kind == TimeKind::Date || t.kind == TimeKind::Time) {
            let (Some(days), Some(value)) = (time.days, time.value.as_ref()) else { continue };
            let Some(passage) = writer.passages.holding(report, time.span.start) else { continue };
            let Some(score) = lead::worth(writer, passage) else { continue };
            let key = (days.first, days.last, value.clone());
            if best.get(&key).is_none_or(|b| score > b.score) {
                let time = Evidence { report, span: time.span };
                best.insert(key, Dated { score, passage: passage.clone(), time });
            }
        }
    }
    let mut ranked: Vec<_> = best.into_iter().collect();
    ranked.sort_by(|a, b| b.1.score.total_cmp(&a.1.score).then_with(|| a.0.cmp(&b.0)));
    ranked.truncate(MAX_MOMENTS);
    ranked.sort_by(|a, b| a.0.cmp(&b.0));
    let moment = |(key, dated): ((Date, Date, String), Dated)| {
        let mut line: Line = writer.sentence_line(&dated.passage);
        line.evidence.push(dated.time);
        Moment { when: key.2, line }
    };
    ranked.into_iter().map(moment).collect()
}
