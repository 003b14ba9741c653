//! Names across reports: the cases of `suite/names.txt` (format in its head), and the law that the order of the reports does not matter.

use std::collections::BTreeSet;

use proptest::prelude::*;
use types::{EntityType, Extract, Gender, Mention, MentionKind, Referent, Report, Span, TokenSpan};

fn report(text: &str) -> Report {
    Report { source: text.into(), text: text.into(), ..Report::default() }
}

/// A report that says nothing but one name, and what was found in it.
fn saying(
    name: &str,
    kind: EntityType,
    country: Option<&str>,
    gender: Option<Gender>,
    known: Option<&str>,
) -> (Report, Extract) {
    let referent = Referent {
        kind: Some(kind),
        name: Some(name.into()),
        description: None,
        known: known.map(str::to_string),
        roles: Vec::new(),
        country: country.map(str::to_string),
        gender,
        plural: None,
        members: Vec::new(),
        reasons: Vec::new(),
    };
    let mention = Mention {
        span: Span::new(0, name.len()),
        tokens: TokenSpan::new(0, 1),
        head: 0,
        kind: MentionKind::Name,
        referent: 0,
        titled: None,
    };
    (report(name), Extract { referents: vec![referent], mentions: vec![mention], ..Extract::default() })
}

/// One name of a case with its marks.
fn parse(kind: EntityType, words: &str) -> (Report, Extract) {
    let mut name = words.trim().to_string();
    let mut known = None;
    if let Some((before, after)) = name.clone().split_once('{') {
        known = Some(after.trim_end_matches('}').to_string());
        name = before.trim().to_string();
    }
    let gender = match () {
        () if name.ends_with("(f)") => Some(Gender::Female),
        () if name.ends_with("(m)") => Some(Gender::Male),
        () => None,
    };
    let name = name.trim_end_matches("(f)").trim_end_matches("(m)").trim().to_string();
    let (name, country) = name.split_once('@').map_or((name.as_str(), None), |(n, c)| (n.trim(), Some(c)));
    saying(name, kind, country, gender, known.as_deref())
}

#[test]
fn names_of_the_suite() {
    let mut wrong = Vec::new();
    for line in include_str!("suite/names.txt").lines().filter(|l| l.starts_with(['=', '/'])) {
        let mut parts = line.splitn(3, ' ');
        let (sign, kind, names) = (parts.next(), parts.next(), parts.next().expect("a case has names"));
        let kind = kind.and_then(EntityType::parse).expect("a case has a type");
        let (reports, extracts): (Vec<_>, Vec<_>) = names.split(" | ").map(|n| parse(kind, n)).unzip();
        let entities = dateline_link::entities(&reports, &extracts);
        let wanted = if sign == Some("=") { 1 } else { reports.len() };
        if entities.len() != wanted {
            wrong.push(format!(
                "{line}: {:?}",
                entities.iter().map(|e| (&e.name, &e.reasons)).collect::<Vec<_>>()
            ));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn titled_forms_are_spellings_and_never_the_name() {
    let (mut report, mut extract) = saying("Judith Marwood", EntityType::Person, None, None, None);
    report.text = "President Judith Marwood".into();
    extract.mentions[0].span = Span::new(10, 24);
    extract.mentions[0].titled = Some(Span::new(0, 24));
    extract.referents[0].roles = vec!["President".into()];
    let entities = dateline_link::entities(&[report], &[extract]);
    assert_eq!(entities[0].name, "Judith Marwood");
    let spellings: Vec<&str> = entities[0].spellings.iter().map(|s| s.text.as_str()).collect();
    assert_eq!(spellings, ["Judith Marwood", "President Judith Marwood"]);
    assert_eq!(entities[0].roles, ["President"]);
}

/// The entities as sets of the texts of the reports they were made of.
fn partition(reports: &[Report], extracts: &[Extract]) -> BTreeSet<Vec<String>> {
    let entities = dateline_link::entities(reports, extracts);
    entities
        .iter()
        .map(|e| {
            let mut texts: Vec<String> = e.referents.iter().map(|r| reports[r.0].text.clone()).collect();
            texts.sort();
            texts
        })
        .collect()
}

const POOL: [&str; 16] = [
    "Sergei Dolinsky",
    "Sergey Dolinskyy",
    "Dolinskiy",
    "Dolinsky",
    "Andrei Dolinsky",
    "Karl M. Lindqvist",
    "Karl Lindqvist",
    "Karl Anders Lindqvist",
    "Karl",
    "Greta Lindqvist",
    "Lindqvist",
    "J. Marwood",
    "Judith Marwood",
    "John Marwood",
    "Marwood",
    "K. Lindqvist",
];

proptest! {
    #[test]
    fn the_order_of_the_reports_does_not_matter(picks in proptest::collection::vec(0..POOL.len(), 1..9), turn in 0_usize..9) {
        let (reports, extracts): (Vec<_>, Vec<_>) = picks.iter().map(|&i| saying(POOL[i], EntityType::Person, None, None, None)).unzip();
        let (mut turned, mut found) = (reports.clone(), extracts.clone());
        let n = turn % reports.len();
        turned.rotate_left(n);
        found.rotate_left(n);
        prop_assert_eq!(partition(&reports, &extracts), partition(&turned, &found));
        turned.reverse();
        found.reverse();
        prop_assert_eq!(partition(&reports, &extracts), partition(&turned, &found));
    }

    #[test]
    fn any_names_are_linked_without_panic(names in proptest::collection::vec("\\PC{0,30}", 0..6)) {
        let (reports, extracts): (Vec<_>, Vec<_>) = names.iter().map(|n| saying(n, EntityType::Org, None, None, None)).unzip();
        let entities = dateline_link::entities(&reports, &extracts);
        prop_assert_eq!(entities.iter().map(|e| e.referents.len()).sum::<usize>(), names.len());
    }
}
