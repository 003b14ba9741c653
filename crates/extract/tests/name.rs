//! Names in invented texts: the cases of `suite/name/*.txt` (format in `suite/name/format.md`), and laws that hold of any text.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use dateline_extract::name::{self, FoundName};
use proptest::prelude::*;
use read::Pipeline;
use types::{Block, BlockKind, Doc, Report, Span};

fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| {
        let folder = model::locate(None, &mut |_| ()).expect("the language model is installed");
        Pipeline::load(&folder).expect("the language model loads")
    })
}

/// A report of the text: its paragraphs as blocks, the first one a headline when it begins with `# `.
fn report(text: &str) -> Report {
    let headline = text.starts_with("# ");
    let text = text.strip_prefix("# ").unwrap_or(text).trim_end().to_string();
    let mut blocks = Vec::new();
    let mut at = 0;
    for (i, part) in text.split("\n\n").enumerate() {
        let kind = if headline && i == 0 { BlockKind::Title } else { BlockKind::Paragraph };
        if !part.is_empty() {
            blocks.push(Block { span: Span::new(at, at + part.len()), kind });
        }
        at += part.len() + 2;
    }
    Report { source: "case".into(), text, blocks, ..Report::default() }
}

fn read(report: &Report) -> Doc {
    let mut doc = pipeline().read_blocks(&report.text, &report.blocks);
    dateline_extract::sentence::join(&mut doc, &report.text);
    doc
}

/// A case: title, text, expected lines.
fn cases(folder: &str) -> Vec<(String, String, Vec<String>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/suite").join(folder);
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the suite is there").flatten().map(|f| f.path()).collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "txt")) {
        let all = fs::read_to_string(file).expect("a suite file is text");
        for case in all.split("## ").skip(1) {
            let (title, rest) = case.split_once('\n').expect("a case has a title");
            let (text, wanted) = rest.split_once("\n=>").expect("a case has a =>");
            let wanted =
                wanted.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_string).collect();
            cases.push((title.to_string(), text.trim().to_string(), wanted));
        }
    }
    cases
}

/// A name as the suite writes it, with as many columns as `like` has.
fn line(report: &Report, name: &FoundName, like: &str) -> String {
    let mut out = format!("{} {}", name.kind.name(), name.span.of(&report.text));
    let columns: Vec<&str> = like.split('|').map(str::trim).collect();
    if let Some(wanted) = columns.get(1) {
        let printed: Vec<&str> = name.roles.iter().map(|r| r.of(&report.text)).collect();
        let found = wanted.split(';').map(str::trim).filter(|w| !w.is_empty()).all(|w| printed.contains(&w));
        out += &format!(" | {}", if found { wanted.to_string() } else { printed.join("; ") });
    }
    if columns.len() > 2 {
        let titled = name.titled.map_or("", |t| t.of(&report.text));
        out += &format!(" | {}", if columns[2].is_empty() { "" } else { titled });
    }
    if columns.len() > 3 {
        out += &format!(" | {}", name.country.as_deref().unwrap_or("-"));
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn names_of_the_suite() {
    let mut wrong = Vec::new();
    for (title, text, wanted) in cases("name") {
        let report = report(&text);
        let names = name::find(&report, &read(&report));
        let open = wanted.last().is_some_and(|l| l == "...");
        let wanted: Vec<String> = wanted
            .into_iter()
            .filter(|l| l != "...")
            .map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        let got: Vec<String> = (0..names.len())
            .map(|i| line(&report, &names[i], wanted.get(i).map_or("", String::as_str)))
            .collect();
        let same = if open { wanted.iter().all(|w| got.contains(w)) } else { got == wanted };
        if !same {
            wrong.push(format!("## {title}\nwanted {wanted:#?}\ngot {got:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn names_lie_in_order_on_character_boundaries(text in "([A-Z][a-zé]{0,8}|al-|Mr\\.?|of|the|The|,|\\.|“|”|’s|\"|said|US|U\\.N\\.|minister|President|\\n\\n|—|/|[0-9]{1,4}|\\PC)( ([A-Z][a-z]{0,8}|and|of|in|the|who|,|\\.|\"|’s|he|she|it|they|said|\\PC)){0,40}") {
        let report = report(&text);
        let doc = read(&report);
        let names = name::find(&report, &doc);
        for n in &names {
            prop_assert!(n.span.get(&report.text).is_some_and(|t| !t.is_empty()));
            prop_assert!(n.titled.is_none_or(|t| t.get(&report.text).is_some() && t.contains(n.span)));
            prop_assert!(n.roles.iter().all(|r| r.get(&report.text).is_some() && !r.overlaps(n.span)));
        }
        prop_assert!(names.windows(2).all(|w| w[0].span.end <= w[1].span.start));
        prop_assert_eq!(&names, &name::find(&report, &doc));
        let (referents, mentions) = dateline_extract::coref::resolve(&report, &doc, &names, &[]);
        for m in &mentions {
            prop_assert!(m.referent < referents.len() && m.span.get(&report.text).is_some());
        }
        prop_assert!(mentions.windows(2).all(|w| (w[0].span.start, w[1].span.end) <= (w[1].span.start, w[0].span.end) || w[0].span.start < w[1].span.start));
    }
}
