//! The two invented stories of `examples/`, read with the language model but not cleaned: kinds of pairs, origins of figures, signs of rewording.

#[allow(dead_code, reason = "each test uses a part of it")]
mod plain;

use std::path::Path;

use dateline_lineage::{rewritten, trace_with};
use types::{Doc, Extract, Lineage, LineageKind, Report};

struct Read {
    names: Vec<String>,
    reports: Vec<Report>,
    docs: Vec<Doc>,
    extracts: Vec<Extract>,
    lineage: Lineage,
}

fn read(story: &str) -> Read {
    let dir = model::locate(None, &mut |_| ()).expect("the language model is at hand");
    let pipeline = read::Pipeline::load(&dir).expect("the language model loads");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(story);
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the story is there").flatten().map(|f| f.path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let names =
        files.iter().map(|f| f.file_name().unwrap_or_default().to_string_lossy()[..2].to_owned()).collect();
    let reports: Vec<Report> =
        files.iter().map(|f| plain::report(&std::fs::read_to_string(f).expect("UTF-8"))).collect();
    let docs: Vec<Doc> = reports.iter().map(|r| pipeline.read_blocks(&r.text, &r.blocks)).collect();
    let extracts: Vec<Extract> = reports.iter().map(|_| plain::extract()).collect();
    let lineage = trace_with(&reports, &docs, &extracts, &[], &|word| pipeline.vector(word));
    Read { names, reports, docs, extracts, lineage }
}

impl Read {
    /// All pairs that are not independent.
    fn related(&self) -> Vec<String> {
        let pairs = self.lineage.pairs.iter().filter(|p| p.kind != LineageKind::Independent);
        pairs
            .map(|p| {
                let agency = p.agency.as_deref().unwrap_or("-");
                format!("{} {} {} {agency}", self.names[p.a], self.names[p.b], p.kind.name())
            })
            .collect()
    }

    /// How many origins the sentences with these words have.
    fn sources(&self, words: &str) -> usize {
        let places: Vec<(usize, usize)> = self
            .reports
            .iter()
            .enumerate()
            .filter_map(|(r, report)| {
                let at = report.text.find(words)?;
                let token = self.docs[r].tokens.iter().position(|t| t.span.end > at)?;
                Some((r, self.docs[r].sentence_of(token)))
            })
            .collect();
        self.lineage.independent_sources(&places)
    }

    fn scores(&self) -> Vec<f64> {
        (0..self.reports.len())
            .map(|i| rewritten(&self.reports[i], &self.docs[i], &self.extracts[i]).score)
            .collect()
    }
}

#[test]
fn kardova_talks() {
    let story = read("kardova-talks");
    assert_eq!(story.related(), ["01 03 shared_wire AFP", "04 05 rewrite -"]);
    assert_eq!(story.sources("9,400"), 1, "both print AFP's sentence");
    assert_eq!(story.sources("10,200"), 3, "04 rewords 05");
    assert_eq!(story.sources("closer to a ceasefire today"), 2);
    for (name, score) in story.names.iter().zip(story.scores()) {
        assert!(if name == "04" { score > 0.8 } else { score < 0.1 }, "{name} {score}");
    }
}

#[test]
fn princess_amihan() {
    let story = read("princess-amihan");
    assert_eq!(story.related(), ["01 02 shared_wire AP", "05 06 copy AFP"]);
    assert_eq!(story.sources("4 nautical miles"), 1);
    assert_eq!(story.sources("124 passengers"), 3);
    assert!(story.scores().iter().all(|s| *s < 0.1), "{:?}", story.scores());
}
