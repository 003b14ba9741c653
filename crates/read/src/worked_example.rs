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
    let text = "Larsen met Ortega in Oslo on Friday, E.U. officials said.";
    let mut memory = Memory::default();
    let span = Span::new(0, text.len());
    let tokens = pipeline.tokenize(&mut memory, text, span);
    let rows: Vec<Option<usize>> = tokens.iter().map(|t| memory.words[t.word as usize].row).collect();
    let known = [14409, 986, 19872, 8, 11781, 17, 1327, 2, 2844, 1681, 102, 1];
    assert_eq!(rows, known.map(Some));
    assert_eq!(memory.words[tokens[0].word as usize].features[0], 16932503167872079936);
    assert_close("a vector", pipeline.vectors.row(14409), &[-1.0604, -1.1239, 2.759, -1.1153]);
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
        &[-0.61088437, -0.1175077, 0.39099866, 1.4626904, 0.35940123, 0.799006],
    );
    assert_close("tok2vec, last", &shared[last..], &[0.9001825, -0.9162017, -0.6429649]);
    assert_close(
        "ner tok2vec",
        &named[first..],
        &[0.35448042, 3.3859909, 0.9579807, -1.3816638, 0.5503577, -0.607655],
    );
    let mut scores = Vec::new();
    let row = |token: usize| Some(padding + token);
    let state = [row(0), row(1), None, None, None, None, None, None];
    pipeline.parser.start(&shared, all).scores(&state, &mut scores);
    assert_close("parser", scores.as_flattened(), &[14.586933, 0.14847511, -8.18847, -9.555841]);
    pipeline.ner.start(&named, all).scores(&[row(0), None, None], &mut scores);
    assert_close("ner", scores.as_flattened(), &[-0.23627207, -4.265838, -0.3104334, -3.9440422]);
}
