//! The pair cases of `pairs.txt`.

use dateline_lineage::Vectors;
use types::{Doc, Extract, Lineage, Report};

/// The stories of the file.
pub struct Story {
    /// Its name.
    pub name: &'static str,
    /// Name and text of each report.
    pub texts: Vec<(&'static str, String)>,
    /// First, second, expected kind, expected agency.
    pub pairs: Vec<(&'static str, &'static str, &'static str, Option<&'static str>)>,
}

/// All stories.
pub fn stories() -> Vec<Story> {
    let mut out: Vec<Story> = Vec::new();
    let mut in_pairs = false;
    let mut skip = false;
    for line in include_str!("pairs.txt").lines().filter(|l| !l.starts_with('#')) {
        if let Some(name) = line.strip_prefix("=== ") {
            out.push(Story { name, texts: Vec::new(), pairs: Vec::new() });
            in_pairs = false;
        } else if let Some(name) = line.strip_prefix("--- ") {
            out.last_mut().expect("a story before its texts").texts.push((name, String::new()));
            skip = true;
        } else if line == "pairs:" {
            in_pairs = true;
        } else if in_pairs && !line.is_empty() {
            let (names, verdict) = line.split_once(": ").expect("names: kind");
            let (a, b) = names.split_once(' ').expect("two names");
            let (kind, agency) = verdict.split_once(' ').map_or((verdict, None), |(k, a)| (k, Some(a)));
            out.last_mut().expect("a story before its texts").pairs.push((a, b, kind, agency));
        } else if skip {
            skip = false;
        } else if let Some((_, text)) = out.last_mut().and_then(|s| s.texts.last_mut()) {
            text.push_str(line);
            text.push('\n');
        }
    }
    out
}

/// How many pairs come out as expected, and what is said of those that do not.
pub fn run(read: impl Fn(&str) -> (Report, Doc, Extract), vectors: &Vectors<'_>) -> (usize, Vec<String>) {
    let (mut right, mut wrong) = (0, Vec::new());
    for story in stories() {
        let (mut reports, mut docs, mut extracts) = (Vec::new(), Vec::new(), Vec::new());
        for (_, text) in &story.texts {
            let (report, doc, extract) = read(text);
            reports.push(report);
            docs.push(doc);
            extracts.push(extract);
        }
        let lineage = dateline_lineage::trace_with(&reports, &docs, &extracts, &[], vectors);
        for &(x, y, kind, agency) in &story.pairs {
            let found = find(&lineage, &story, x, y);
            if found.0 == kind && (agency.is_none() || found.1.as_deref() == agency) {
                right += 1;
            } else {
                wrong.push(format!("{}: {x} {y}: want {kind} {agency:?}, got {found:?}", story.name));
            }
        }
    }
    (right, wrong)
}

fn find(
    lineage: &Lineage,
    story: &Story,
    x: &str,
    y: &str,
) -> (&'static str, Option<String>, f64, Vec<String>) {
    let number = |name: &str| {
        story
            .texts
            .iter()
            .position(|t| t.0 == name)
            .unwrap_or_else(|| panic!("no text {name} in {}", story.name))
    };
    let (a, b) = (number(x).min(number(y)), number(x).max(number(y)));
    let pair = lineage.pairs.iter().find(|p| p.a == a && p.b == b).expect("every pair");
    (pair.kind.name(), pair.agency.clone(), pair.score, pair.reasons.clone())
}
