//! Blocks that recur word for word in unrelated reports of one outlet are furniture, whatever they say.
//!
//! Two printings of one report share most of their blocks; furniture is what reports share that are otherwise different. So a block goes
//! when at least [`MIN_REPORTS`] reports of one outlet have it, no two of which share another block of running text.

use std::collections::BTreeMap;

use types::{Block, BlockKind, Removed, Report, Span};

use crate::form;

/// At least so many reports must have the block.
const MIN_REPORTS: usize = 3;

/// Reports of which more than this share of the paragraphs stand in another report too are related to it.
const RELATED_SHARE: f64 = 0.4;

/// Cuts recurring blocks out of all reports.
pub fn clear(reports: &mut [Report]) {
    let mut outlets: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, report) in reports.iter().enumerate() {
        if let Some(outlet) = outlet(report) {
            outlets.entry(outlet).or_default().push(i);
        }
    }
    for (_, members) in outlets {
        if members.len() >= MIN_REPORTS {
            clear_outlet(reports, &members);
        }
    }
}

/// Outlet name, or the host of the address.
fn outlet(report: &Report) -> Option<String> {
    let host = || Some(url::Url::parse(report.url.as_deref()?).ok()?.host_str()?.to_owned());
    report.outlet.as_ref().map(|o| o.to_lowercase()).or_else(host)
}

fn clear_outlet(reports: &mut [Report], members: &[usize]) {
    // For each block of running text, the reports (of this outlet) that have it, each once.
    let mut holders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for &i in members {
        for block in reports[i].blocks.iter().filter(|b| b.kind == BlockKind::Paragraph) {
            let list = holders.entry(block.span.of(&reports[i].text).to_owned()).or_default();
            if list.last() != Some(&i) {
                list.push(i);
            }
        }
    }
    let shared: Vec<(&String, &Vec<usize>)> =
        holders.iter().filter(|(_, l)| l.len() >= MIN_REPORTS).collect();
    let recurring: Vec<String> = shared
        .iter()
        .filter(|(_, list)| unrelated(reports, list, &holders))
        .map(|(t, _)| (*t).clone())
        .collect();
    for &i in members {
        cut(&mut reports[i], &recurring);
    }
}

/// Whether the reports share little else: for each, most of its paragraphs stand nowhere else.
fn unrelated(reports: &[Report], list: &[usize], holders: &BTreeMap<String, Vec<usize>>) -> bool {
    let own = list.iter().filter(|&&i| {
        let report = &reports[i];
        let body = report.blocks.iter().map(|b| b.span.of(&report.text)).filter(|t| form::is_body(t));
        let (mut all, mut shared) = (0u32, 0u32);
        for text in body {
            all += 1;
            shared += u32::from(holders.get(text).is_some_and(|l| l.len() > 1));
        }
        all > 0 && f64::from(shared) <= RELATED_SHARE * f64::from(all)
    });
    own.count() >= MIN_REPORTS
}

fn cut(report: &mut Report, recurring: &[String]) {
    let is_recurring = |b: &Block| {
        b.kind == BlockKind::Paragraph
            && recurring.binary_search_by(|r| r.as_str().cmp(b.span.of(&report.text))).is_ok()
    };
    let (gone, kept): (Vec<Block>, Vec<Block>) = report.blocks.iter().partition(|b| is_recurring(b));
    if gone.is_empty() || !kept.iter().any(|b| b.kind == BlockKind::Paragraph) {
        return;
    }
    for block in gone {
        report
            .removed
            .push(Removed { text: block.span.of(&report.text).to_owned(), reason: "recurring".to_owned() });
    }
    let mut text = String::new();
    let mut blocks = Vec::new();
    for block in kept {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(block.span.of(&report.text));
        blocks.push(Block { span: Span::new(start, text.len()), kind: block.kind });
    }
    (report.text, report.blocks) = (text, blocks);
}
