//! The numbers inside the pipeline for one sentence, equal to spaCy's up to the order of summation.

use super::*;

/// Largest difference that another order of summation makes.
const TOLERANCE: f32 = 5e-5;

fn assert_close(what: &str, found: &[f32], expected: &[f32]) {
    for (f, e) in found.iter().zip(expected) {
        assert!((f - e).abs() < TOLERANCE, "{what}: {found:?}, expected {expected:?}");
    }
}

#[test]
fn vectors_and_scores_of_a_known_sentence() {
    let Ok(folder) = model::locate(Some("en_core_web_md"), &mut |_| ()) else {
        eprintln!("TEST NOT RUN: the model en_core_web_md is not installed");
        return;
    };
    let pipeline = Pipeline::load(&folder).expect("the installed model is whole");
    let text = "Blinken met Lavrov in Geneva on Friday, U.S. officials said.";
    let mut memory = Memory::default();
    let span = Span::new(0, text.len());
    let tokens = pipeline.tokenize(&mut memory, text, span);
    let rows: Vec<Option<usize>> = tokens.iter().map(|t| memory.words[t.word as usize].row).collect();
    let known = [18945, 986, 10636, 8, 9673, 17, 1327, 2, 522, 1681, 102, 1];
    assert_eq!(rows, known.map(Some));
    assert_eq!(memory.words[tokens[0].word as usize].features[0], 12243330280420775239);
    assert_close("a vector", pipeline.vectors.row(18945), &[-4.0574, -2.5231, 2.4274, -0.77448]);
    let padding = pipeline.shared.padding();
    let n = tokens.len();
    let batch = [Part { piece: Piece { span, block: 0, kind: BlockKind::Paragraph }, tokens, row: padding }];
    pipeline.embed(&mut memory, &batch);
    let all = n + 2 * padding;
    let shared = encoded(&pipeline.shared, &memory.shared, &memory, &batch, all);
    let named = encoded(&pipeline.named, &memory.named, &memory, &batch, all);
    let first = padding * pipeline.shared.width;
    let last = (padding + n - 1) * pipeline.shared.width;
    assert_close(
        "tok2vec",
        &shared[first..],
        &[-0.5306157, -0.3040121, 0.3955066, 1.5442458, 0.4151667, 1.1969938],
    );
    assert_close("tok2vec, last", &shared[last..], &[0.91056, -0.9182046, -0.6584376]);
    assert_close(
        "ner tok2vec",
        &named[first..],
        &[-0.7534385, 1.783367, 1.7073736, -1.7137605, 0.6062613, 0.5874964],
    );
    let mut scores = Vec::new();
    let row = |token: usize| Some(padding + token);
    let state = [row(0), row(1), None, None, None, None, None, None];
    pipeline.parser.start(&shared, all).scores(&state, &mut scores);
    assert_close("parser", scores.as_flattened(), &[14.278763, -0.485917, -7.9491425, -8.82624]);
    pipeline.ner.start(&named, all).scores(&[row(0), None, None], &mut scores);
    assert_close("ner", scores.as_flattened(), &[-0.9112552, -6.016433, -0.2339928, -4.513568]);
}
