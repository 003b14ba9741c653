//! Parity with spaCy 3.8 on reference readings, which are not part of the repository.
//!
//! `DATELINE_SHARED` names a folder that holds `reading/reference-md.jsonl.gz` and `reference-sm.jsonl.gz`: records with
//! `text`, `tokens` ([text, start in characters, tag, pos, morph, lemma, dep, head]), `ents` and `sents`. Without it the
//! test says so and passes.

use std::{env, fs::File, io, path::Path};

use dateline_read::Pipeline;
use flate2::read::GzDecoder;
use serde_json::{Value, json};

/// Share of tokens that may differ: two machines may sum in another order, and a decision that was a tie flips.
const MAX_DIFFERENT: f64 = 0.0005;
/// Records read: enough to meet every rule, few enough for a debug build.
const RECORDS: usize = 25;

fn read(pipeline: &Pipeline, text: &str) -> Value {
    let doc = pipeline.read(text);
    let (mut byte, mut chars) = (0, 0);
    let mut tokens = Vec::new();
    for token in &doc.tokens {
        chars += text[byte..token.span.start].chars().count();
        byte = token.span.start;
        let word = token.span.of(text);
        tokens.push(json!([
            word,
            chars,
            &*token.tag,
            token.pos.name(),
            &*token.morph,
            &*token.lemma,
            &*token.dep,
            token.head
        ]));
    }
    let names: Vec<Value> =
        doc.names.iter().map(|n| json!([n.tokens.start, n.tokens.end, &*n.label])).collect();
    let starts: Vec<usize> = doc.sentences.iter().map(|s| s.tokens.start).collect();
    json!({"tokens": tokens, "ents": names, "sents": starts})
}

fn compare(shared: &str, model: &str, file: &str) {
    let Ok(folder) = model::locate(Some(model), &mut |_| ()) else {
        eprintln!("PARITY NOT CHECKED: the model {model} is not installed");
        return;
    };
    let pipeline = Pipeline::load(&folder).expect("the installed model is whole");
    let path = Path::new(shared).join("reading").join(file);
    let reader = GzDecoder::new(File::open(path).expect("the reference is there"));
    let (mut all, mut different) = (0usize, 0usize);
    for line in io::BufRead::lines(io::BufReader::new(reader)).take(RECORDS) {
        let record: Value = serde_json::from_str(&line.expect("gzip")).expect("JSON");
        let ours = read(&pipeline, record["text"].as_str().expect("a text"));
        for part in ["tokens", "ents", "sents"] {
            let list = |v: &Value| v[part].as_array().cloned().unwrap_or_default();
            let (theirs, ours) = (list(&record), list(&ours));
            all += theirs.len();
            different +=
                theirs.len().abs_diff(ours.len()) + theirs.iter().zip(&ours).filter(|(a, b)| a != b).count();
        }
    }
    assert!(
        all > 0 && (different as f64) < MAX_DIFFERENT * all as f64,
        "{model}: {different} of {all} differ"
    );
}

#[test]
fn decisions_equal_spacys() {
    let Some(shared) = env::var("DATELINE_SHARED").ok().filter(|s| !s.is_empty()) else {
        eprintln!("PARITY NOT CHECKED: DATELINE_SHARED names no folder with reading/reference-*.jsonl.gz");
        return;
    };
    compare(&shared, "en_core_web_md", "reference-md.jsonl.gz");
    compare(&shared, "en_core_web_sm", "reference-sm.jsonl.gz");
}
