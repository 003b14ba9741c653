//! A story's brief: what happened, what is agreed and disputed, how the sides stand, who said what, figures, plans, background, sources.
//!
//! In: a story up to its findings. Out: sections of lines. A line is a report's sentence, or is built from a finding, a
//! quote or a report's own data; each stands on spans. What one section has told, the next ones leave out. Everything
//! that is not shown here for want of room is in the JSON and the page.

mod finding;
mod lead;
mod number;
mod plan;
mod said;
mod situation;
mod source;
mod timeline;

use std::collections::{BTreeMap, BTreeSet};

use types::{Brief, Evidence, Line, Section, SectionName, Span, Story};

use crate::passage::{Passage, Passages};
use crate::words;

/// From this share of common terms on, two sentences tell the same. Chosen by reading: at a half, sentences that merely
/// share their actors fall together; at three quarters, one sentence in two wordings is told twice.
const SAME_FROM: f64 = 0.65;

/// What the words of the oldest reports are taken times, those of the newest being taken as they are: enough to let
/// "arrived" go before "will arrive", not enough to let a side story go before the news.
const OLDEST: f64 = 0.65;

/// The brief being written.
struct Writer<'s> {
    story: &'s Story,
    passages: Passages,
    /// The entity that each (report, referent) belongs to.
    entity: BTreeMap<(usize, usize), usize>,
    /// What has been told: the terms of each sentence shown.
    told: Vec<BTreeSet<usize>>,
    /// Where that stands.
    shown: Vec<Evidence>,
    /// What each report's sentences are taken times for its age: a later one knows more.
    fresh: Vec<f64>,
    /// What findings that are shown stand on; a sentence around it may still be told.
    compared: Vec<Evidence>,
    /// The lines of the situation.
    situation: Vec<Line>,
}

/// What writes one section.
type Step = fn(&mut Writer<'_>) -> Vec<Line>;

/// The brief of a story. Takes everything of `story` but `brief`.
pub fn write(story: &Story) -> Brief {
    let passages = Passages::of(story);
    let entities = story.entities.iter().enumerate();
    let entity = entities.flat_map(|(i, e)| e.referents.iter().map(move |&r| (r, i))).collect();
    let mut writer = Writer {
        story,
        passages,
        entity,
        told: Vec::new(),
        shown: Vec::new(),
        fresh: freshness(story),
        compared: Vec::new(),
        situation: Vec::new(),
    };
    let situation = situation::of(&writer);
    writer.situation = situation.as_ref().map(|s| situation::lines(&writer, s)).unwrap_or_default();
    let mut sections = Vec::new();
    let steps: [(SectionName, Step); 9] = [
        (SectionName::Lead, lead::lines),
        (SectionName::Agreed, finding::agreed),
        (SectionName::Disputed, finding::disputed),
        (SectionName::Situation, |writer| std::mem::take(&mut writer.situation)),
        (SectionName::Said, said::lines),
        (SectionName::Figures, number::lines),
        (SectionName::Next, plan::next),
        (SectionName::Background, plan::background),
        (SectionName::Sources, source::lines),
    ];
    for (name, lines) in steps {
        let mut lines = lines(&mut writer);
        lines.retain(|l| !l.evidence.is_empty() && !l.text.is_empty());
        if !lines.is_empty() {
            sections.push(Section { name, lines });
        }
    }
    let title = writer.title(&sections);
    untwin(story, &mut sections);
    let timeline = timeline::moments(&writer);
    Brief { title, sections, timeline, situation }
}

/// For each report its freshness: [`OLDEST`] to 1 by the rank of its day among the days of all; one without a date is old.
fn freshness(story: &Story) -> Vec<f64> {
    let day = |r: &types::Report| r.published.map(|p| p.date);
    let days: BTreeSet<_> = story.reports.iter().filter_map(day).collect();
    let days: Vec<_> = days.into_iter().collect();
    let last = days.len().saturating_sub(1).max(1) as f64;
    let rank = |r: &types::Report| day(r).and_then(|d| days.binary_search(&d).ok()).unwrap_or(0);
    let fresh = |r| if days.len() < 2 { 1.0 } else { OLDEST + (1.0 - OLDEST) * rank(r) as f64 / last };
    story.reports.iter().map(fresh).collect()
}

/// Takes the wordings of a quote out of what is disputed when the quotes show them.
fn untwin(story: &Story, sections: &mut Vec<Section>) {
    let said = sections.iter().filter(|s| s.name == SectionName::Said).flat_map(|s| &s.lines);
    let shown: Vec<usize> = said.filter_map(|l| l.finding).collect();
    for section in sections.iter_mut().filter(|s| s.name == SectionName::Disputed) {
        let twin = |f: usize| finding::is_wording(story, f) && shown.contains(&f);
        section.lines.retain(|l| !l.finding.is_some_and(twin));
    }
    sections.retain(|s| !s.lines.is_empty());
}

impl Writer<'_> {
    /// The headline that says most of what the reports share and the lead tells; empty without headlines.
    fn title(&self, sections: &[Section]) -> String {
        let lead = sections.iter().find(|s| s.name == SectionName::Lead);
        let first = lead.and_then(|s| s.lines[0].evidence.first());
        let first = first.and_then(|e| self.passages.holding(e.report, e.span.start));
        let mut best: Option<(f64, String)> = None;
        for (number, report) in self.story.reports.iter().enumerate() {
            let Some(title) = report.title.as_deref().map(words::one_line).filter(|t| !t.is_empty()) else {
                continue;
            };
            let passage = self.passages.at(number, 0);
            let terms = passage.map_or(0.0, |p| self.passages.weight_of(&p.terms));
            let told = passage.zip(first).map_or(0.0, |(p, f)| Passages::overlap(&p.terms, &f.terms));
            let length = title.split(' ').count().max(1) as f64;
            let score =
                (1.0 + told) * terms / length.sqrt() * if self.passages.reworded[number] { 0.5 } else { 1.0 };
            let score = score * self.fresh[number];
            if best.as_ref().is_none_or(|(s, _)| score > *s) {
                best = Some((score, title));
            }
        }
        best.map(|(_, title)| title).unwrap_or_default()
    }

    /// Whether a figure or quote has been shown, in a line or in a finding.
    fn is_shown(&self, report: usize, span: Span) -> bool {
        let mut all = self.shown.iter().chain(&self.compared);
        all.any(|e| e.report == report && e.span.overlaps(span))
    }

    /// Whether a sentence has been told, here or in other words.
    fn is_told(&self, passage: &Passage) -> bool {
        let group = self.group(passage);
        let same = |e: &Evidence| {
            e.report == passage.report && e.span.overlaps(passage.span)
                || self.passages.holding(e.report, e.span.start).is_some_and(|p| self.group(p) == group)
        };
        self.told.iter().any(|t| Passages::overlap(t, &passage.terms) >= SAME_FROM)
            || group.is_some() && self.shown.iter().any(same)
    }

    /// Lineage group of a passage's sentence.
    fn group(&self, passage: &Passage) -> Option<usize> {
        self.story.lineage.groups.get(passage.report).and_then(|g| g.get(passage.sentence)).copied()
    }

    /// Notes that a sentence has been told.
    fn tell(&mut self, passage: &Passage) {
        self.told.push(passage.terms.clone());
        self.shown.push(Evidence { report: passage.report, span: passage.span });
    }

    /// The words of some evidence.
    fn words(&self, evidence: Evidence) -> &str {
        self.story.reports.get(evidence.report).and_then(|r| evidence.span.get(&r.text)).unwrap_or_default()
    }

    /// A line that is a sentence of a report, word for word; reports that print the very same are evidence too.
    fn sentence_line(&self, passage: &Passage) -> Line {
        let text = words::one_line(self.words(Evidence { report: passage.report, span: passage.span }));
        let group = self.group(passage);
        let mut evidence = vec![Evidence { report: passage.report, span: passage.span }];
        for other in &self.passages.all {
            let here = Evidence { report: other.report, span: other.span };
            let may = other.report != passage.report && group.is_some() && self.group(other) == group;
            if may && words::one_line(self.words(here)) == text {
                evidence.push(here);
            }
        }
        evidence.dedup_by_key(|e| e.report);
        Line { text, evidence, finding: None }
    }
}
