//! The stages joined: reports in, a story and its brief out.
//!
//! # Steps
//! 1. `read`: each report's text to a document, block by block; reports run on all cores, order stays.
//! 2. `extract`: each document to mentions, quotes, figures, times, events; [`bound`] keeps no more of them than can be compared.
//! 3. `link`: mentions to entities, and to events, across the reports.
//! 4. `lineage`: who copied whom.
//! 5. `compare`: findings.
//! 6. `brief`: what a person reads.

mod bound;

use types::{Block, BlockKind, Doc, Extract, Report, Rewritten, Skipped, Span, Story, Trace};

/// A report's text as read, block by block, sentences joined that end after a title.
pub fn read(pipeline: &read::Pipeline, report: &Report) -> Doc {
    let mut doc = pipeline.read_blocks(&report.text, &report.blocks);
    extract::sentence::join(&mut doc, &report.text);
    doc
}

/// One report through `read`, `extract` and the signs of rewording.
fn understand(pipeline: &read::Pipeline, report: &Report) -> (Doc, Extract, Rewritten) {
    let doc = read(pipeline, report);
    let extract = extract::report(report, &doc);
    let rewritten = lineage::rewritten(report, &doc, &extract);
    (doc, extract, rewritten)
}

/// Runs `work` over `items` on all cores; results come in the order of the items.
pub fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(items.len()).max(1);
    let next = std::sync::atomic::AtomicUsize::new(0);
    let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..workers)
            .map(|_| {
                scope.spawn(|| {
                    let mut mine = Vec::new();
                    loop {
                        let i = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                        let Some(item) = items.get(i) else { break mine };
                        mine.push((i, work(item)));
                    }
                })
            })
            .collect();
        handles
            .into_iter()
            .flat_map(|h| h.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, r)| r).collect()
}

/// The story that the reports tell, with its brief.
pub fn story(pipeline: &read::Pipeline, reports: Vec<Report>, skipped: Vec<Skipped>) -> Story {
    let understood = in_parallel(&reports, |report| understand(pipeline, report));
    let mut story = Story { reports, skipped, ..Story::default() };
    let most = bound::share(story.reports.len());
    for ((doc, mut extract, rewritten), report) in understood.into_iter().zip(&mut story.reports) {
        bound::keep_first(&mut extract, report, most);
        story.docs.push(doc);
        story.extracts.push(extract);
        story.rewritten.push(rewritten);
    }
    story.entities = link::entities(&story.reports, &story.extracts);
    story.events = link::events(&story.reports, &story.docs, &story.extracts, &story.entities);
    link::settle_codes(&mut story.events, &story.entities);
    let vectors = |word: &str| pipeline.vector(word);
    story.lineage =
        lineage::trace_with(&story.reports, &story.docs, &story.extracts, &story.entities, &vectors);
    story.findings = compare::claims(&story);
    story.brief = brief::write(&story);
    story
}

/// What one report says, by itself.
pub fn extract_of(report: &Report, doc: &Doc) -> Extract {
    extract::report(report, doc)
}

/// The way of some words or a figure through the story's reports. What is asked for is read like a report.
pub fn trace(pipeline: &read::Pipeline, story: &Story, asked: &str) -> Trace {
    let text = asked.trim().to_owned();
    let blocks = vec![Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph }];
    let report = Report { text, blocks, ..Report::default() };
    let doc = read(pipeline, &report);
    let extract = extract_of(&report, &doc);
    compare::trace(story, &compare::Question { text: &report.text, doc: &doc, extract: &extract })
}
