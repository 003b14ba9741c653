//! What the event ontologies say of a type and mode: CAMEO code, score, quad class, contexts; and how an actor's code is built.
//!
//! Data: `data/plover_cameo.tsv`, `data/plover_context.tsv`, `data/sectors.tsv`, each with its sources in its head.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use types::EventType;

/// Cooperation or conflict, in words or deeds (PLOVER's quad classes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quad {
    /// Agreeing, meeting, praising, giving in.
    VerbalCooperation,
    /// Working together, aid, withdrawal.
    MaterialCooperation,
    /// Demands, blame, refusal, threats.
    VerbalConflict,
    /// Protest, sanctions, arms, arrests, attacks.
    MaterialConflict,
}

impl Quad {
    /// All four, in the order of their numbers.
    pub const ALL: [Quad; 4] =
        [Quad::VerbalCooperation, Quad::MaterialCooperation, Quad::VerbalConflict, Quad::MaterialConflict];

    /// 1 to 4, as CAMEO data number them.
    pub fn number(self) -> u8 {
        match self {
            Quad::VerbalCooperation => 1,
            Quad::MaterialCooperation => 2,
            Quad::VerbalConflict => 3,
            Quad::MaterialConflict => 4,
        }
    }

    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Quad::VerbalCooperation => "verbal cooperation",
            Quad::MaterialCooperation => "material cooperation",
            Quad::VerbalConflict => "verbal conflict",
            Quad::MaterialConflict => "material conflict",
        }
    }
}

/// A row of `data/plover_cameo.tsv`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coding {
    /// CAMEO event code; its first two digits are the root code.
    pub cameo: &'static str,
    /// From conflict (-10) to cooperation (10).
    pub score: f64,
    /// Its quad class.
    pub quad: Quad,
}

/// Lines of a data file that are no comments, cut at tabs.
fn rows(data: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    data.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| l.split('\t').collect())
}

/// Codings by type name and mode.
static CODINGS: LazyLock<BTreeMap<(&'static str, &'static str), Coding>> = LazyLock::new(|| {
    let row = |row: Vec<&'static str>| {
        let [kind, mode, cameo, score, quad] = row[..] else { return None };
        let quad = *Quad::ALL.get(quad.parse::<usize>().ok()?.checked_sub(1)?)?;
        Some(((kind, mode), Coding { cameo, score: score.parse().ok()?, quad }))
    };
    rows(include_str!("../../data/plover_cameo.tsv")).filter_map(row).collect()
});

/// Contexts with their words.
static CONTEXTS: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    let row = |row: Vec<&'static str>| match row[..] {
        [context, words] => Some((context, words.split(' ').collect())),
        _ => None,
    };
    rows(include_str!("../../data/plover_context.tsv")).filter_map(row).collect()
});

/// Role codes with their meaning.
static SECTORS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../../data/sectors.tsv")).filter_map(|r| Some((*r.first()?, *r.get(1)?))).collect()
});

/// The coding of a type and mode: the mode's own, else the type's; `None` for what stands outside PLOVER.
pub fn coding(kind: EventType, mode: Option<&str>) -> Option<Coding> {
    let of = |mode| CODINGS.get(&(kind.name(), mode)).copied();
    mode.and_then(of).or_else(|| of(""))
}

/// The contexts that some words speak of, in the order of the data.
pub fn contexts(words: &str) -> Vec<&'static str> {
    let lower = words.to_lowercase();
    let told: BTreeSet<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let hit = |sign: &&str| match sign.strip_suffix('*') {
        Some(stem) => told.range(stem..).next().is_some_and(|w| w.starts_with(stem)),
        None => told.contains(sign),
    };
    CONTEXTS.iter().filter(|(_, signs)| signs.iter().any(hit)).map(|(c, _)| *c).collect()
}

/// An actor's code cut in two: country or group (`RUS`, `IGO`), and roles (`MIL`).
pub fn parts(code: &str) -> (Option<&str>, Vec<&str>) {
    let triples: Vec<&str> = (0..code.len() / 3).filter_map(|i| code.get(i * 3..i * 3 + 3)).collect();
    let (country, rest) = match triples.split_first() {
        Some((first, rest)) if !SECTORS.contains_key(first) || *first == "NGO" && !rest.is_empty() => {
            (Some(*first), rest)
        }
        _ => (None, &triples[..]),
    };
    (country, rest.to_vec())
}

/// What a role code means.
pub fn meaning(sector: &str) -> Option<&'static str> {
    SECTORS.get(sector).copied()
}

/// The role among an actor's code parts that says most of what they are, as NGEC's primary sector.
pub fn sector(code: &str) -> Option<&str> {
    let (country, rest) = parts(code);
    let known = rest.into_iter().find(|r| SECTORS.contains_key(r));
    known.or_else(|| country.filter(|c| matches!(*c, "IGO" | "NGO" | "IMG")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_of_plover_has_a_coding() {
        for (kind, name) in EventType::ALL {
            assert_eq!(coding(kind, None).is_none(), kind == EventType::Incident, "{name}");
        }
        assert_eq!(coding(EventType::Consult, Some("phone")).map(|c| c.cameo), Some("041"));
        assert_eq!(coding(EventType::Consult, Some("no such mode")).map(|c| c.cameo), Some("040"));
    }

    #[test]
    fn rows_are_sound() {
        for row in rows(include_str!("../../data/plover_cameo.tsv")) {
            assert_eq!(row.len(), 5, "{row:?}");
            assert!(EventType::parse(row[0]).is_some(), "{row:?}");
            assert!(CODINGS.contains_key(&(row[0], row[1])), "{row:?}");
            let quad = coding(EventType::parse(row[0]).unwrap(), None).unwrap().quad.number();
            assert_eq!(row[4], quad.to_string(), "one type has one quad class: {row:?}");
        }
    }

    #[test]
    fn codes_are_cut() {
        assert_eq!(parts("RUSMIL"), (Some("RUS"), vec!["MIL"]));
        assert_eq!(parts("CVL"), (None, vec!["CVL"]));
        assert_eq!(parts("IGOUNO"), (Some("IGO"), vec!["UNO"]));
        assert_eq!(sector("IGOUNO"), Some("IGO"));
        assert_eq!(sector("IGOWSTNATMIL"), Some("MIL"));
        assert_eq!(sector("NOR"), None);
    }

    #[test]
    fn contexts_are_told_by_words() {
        assert_eq!(contexts("Tanks and nerve agents"), ["military", "cbrn"]);
        assert!(contexts("a walk in the rain").is_empty());
    }
}
