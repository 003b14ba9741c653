//! The pair cases with the plain reader: the method must stand without a language model too.

#[allow(dead_code, reason = "each test uses a part of it")]
mod plain;
mod suite;

/// Pairs that must come out right.
const FLOOR: f64 = 0.95;

#[test]
fn pairs_without_a_model() {
    let read = |text: &str| {
        let report = plain::report(text);
        let doc = plain::doc(&report);
        (report, doc, plain::extract())
    };
    let (right, wrong) = suite::run(read, &|_| None);
    let all = right + wrong.len();
    println!("{right} of {all} pairs right\n{}", wrong.join("\n"));
    assert!(right as f64 >= FLOOR * all as f64, "{right} of {all} pairs right:\n{}", wrong.join("\n"));
}
