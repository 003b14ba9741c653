//! The pair cases with the language model.

#[allow(dead_code, reason = "each test uses a part of it")]
mod plain;
mod suite;

use std::sync::OnceLock;

use types::BlockKind;

/// Pairs that must come out right.
const FLOOR: f64 = 0.95;

fn pipeline() -> &'static read::Pipeline {
    static PIPELINE: OnceLock<read::Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| {
        let dir = model::locate(None, &mut |_| ()).expect("the language model is at hand");
        read::Pipeline::load(&dir).expect("the language model loads")
    })
}

#[test]
fn pairs_with_the_model() {
    let read = |text: &str| {
        let report = plain::report(text);
        let doc = pipeline().read_blocks(&report.text, &report.blocks);
        assert!(report.blocks.iter().all(|b| b.kind == BlockKind::Paragraph));
        (report, doc, plain::extract())
    };
    let (right, wrong) = suite::run(read, &|word| pipeline().vector(word));
    let all = right + wrong.len();
    println!("{right} of {all} pairs right\n{}", wrong.join("\n"));
    assert!(right as f64 >= FLOOR * all as f64, "{right} of {all} pairs right:\n{}", wrong.join("\n"));
}
