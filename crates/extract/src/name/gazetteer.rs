//! What is known of names beforehand: countries and their people, places, organisations.
//!
//! Data: `data/country.tsv`, `data/place.tsv`, `data/name_org.tsv`, each with its source in its head. A spelling is looked up
//! folded; acronyms of up to four letters must be printed in capitals ("US" is a country, "us" is not).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use types::EntityType;

use super::fold;

/// What sort of thing a known name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it; the heads of the data files define them")]
pub enum Sort {
    Country,
    People,
    Capital,
    City,
    Region,
    Area,
    Continent,
    Sea,
    Body,
    State,
    Seat,
    Party,
    Armed,
    Company,
    Outlet,
    Other,
}

/// One name known beforehand.
#[derive(Clone, Debug)]
pub struct Known {
    /// The name it is filed under: one for all spellings.
    pub standard: String,
    /// What it names.
    pub sort: Sort,
    /// ISO 3166-1 alpha-2 of the country it is, lies in or belongs to.
    pub country: Option<String>,
    /// The spelling must stand in the text exactly so.
    exact: Option<String>,
    /// It may begin with a small letter.
    small: bool,
}

impl Known {
    /// The OntoNotes type.
    pub fn kind(&self) -> EntityType {
        match self.sort {
            Sort::Country | Sort::Capital | Sort::City | Sort::Region => EntityType::Gpe,
            Sort::People => EntityType::Norp,
            Sort::Area | Sort::Continent | Sort::Sea => EntityType::Loc,
            _ => EntityType::Org,
        }
    }
}

/// All that is known, by folded spelling.
pub struct Gazetteer {
    by_key: HashMap<String, Vec<Known>>,
    first: HashSet<String>,
}

/// The gazetteer, read once.
pub static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::load);

/// Rows of a data file: lines that are no comments, cut at tabs.
pub fn rows(data: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    data.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| l.split('\t').collect())
}

/// The part of a folded word up to the first character that is no letter or digit.
pub fn stem(folded: &str) -> &str {
    let end = folded.find(|c: char| !c.is_alphanumeric()).unwrap_or(folded.len());
    &folded[..end]
}

/// Whether a spelling must be printed exactly so: an acronym of at most four letters.
fn must_be_exact(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    letters <= 4 && name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

impl Gazetteer {
    fn load() -> Gazetteer {
        let mut all = Gazetteer { by_key: HashMap::new(), first: HashSet::new() };
        for row in rows(include_str!("../../data/country.tsv")) {
            let [code, name, others, people, capitals] = row[..] else { continue };
            for spelling in std::iter::once(name).chain(others.split('|')) {
                all.add(spelling, name, Sort::Country, code);
            }
            let one = people.split('|').next().unwrap_or_default();
            for spelling in people.split('|') {
                all.add(spelling, one, Sort::People, code);
            }
            let capital = capitals.split('|').next().unwrap_or_default();
            for spelling in capitals.split('|') {
                all.add(spelling, capital, Sort::Capital, code);
            }
        }
        for row in rows(include_str!("../../data/name_org.tsv")) {
            let [name, others, sort, code] = row[..] else { continue };
            let sort = match sort {
                "body" => Sort::Body,
                "state" => Sort::State,
                "seat" => Sort::Seat,
                "party" => Sort::Party,
                "armed" => Sort::Armed,
                "company" => Sort::Company,
                "outlet" => Sort::Outlet,
                _ => Sort::Other,
            };
            for spelling in std::iter::once(name).chain(others.split('|')) {
                all.add(spelling, name, sort, code);
            }
        }
        for row in rows(include_str!("../../data/place.tsv")) {
            let [name, others, code, sort] = row[..] else { continue };
            let sort = match sort {
                "capital" => Sort::Capital,
                "region" => Sort::Region,
                "area" => Sort::Area,
                "continent" => Sort::Continent,
                "sea" => Sort::Sea,
                _ => Sort::City,
            };
            for spelling in std::iter::once(name).chain(others.split('|')) {
                all.add(spelling, name, sort, code);
            }
        }
        all
    }

    /// Files one spelling; the first file to name a spelling keeps it.
    fn add(&mut self, spelling: &str, standard: &str, sort: Sort, code: &str) {
        if spelling.is_empty() {
            return;
        }
        let key = fold(spelling);
        self.first.insert(stem(&key).to_string());
        let exact = must_be_exact(spelling).then(|| spelling.to_string());
        let small = spelling.starts_with(char::is_lowercase);
        let known = Known {
            standard: standard.to_string(),
            sort,
            country: (!code.is_empty()).then(|| code.to_string()),
            exact,
            small,
        };
        let filed = self.by_key.entry(key).or_default();
        if filed.iter().all(|k| k.exact != known.exact) {
            filed.push(known);
        }
    }

    /// Whether some known name begins with this folded word.
    pub fn begins(&self, folded: &str) -> bool {
        self.first.contains(stem(folded))
    }

    /// What `printed` (as it stands in the text) is known to name.
    pub fn get(&self, printed: &str) -> Option<&Known> {
        let filed = self.by_key.get(&fold(printed))?;
        filed.iter().find(|k| match &k.exact {
            Some(exact) => exact == printed,
            None => k.small || !printed.starts_with(char::is_lowercase),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_need_their_capitals() {
        let g = &*GAZETTEER;
        assert_eq!(g.get("US").map(|k| k.standard.as_str()), Some("United States"));
        assert!(g.get("us").is_none());
        assert!(g.get("Who").is_none());
        assert_eq!(g.get("Nato").map(|k| k.standard.as_str()), Some("NATO"));
    }

    #[test]
    fn spellings_share_a_standard() {
        let g = &*GAZETTEER;
        assert_eq!(g.get("Kiev").map(|k| &k.standard), g.get("Kyiv").map(|k| &k.standard));
        assert_eq!(
            g.get("SAN JOSE").map(|k| k.country.clone()),
            g.get("San José").map(|k| k.country.clone())
        );
    }

    #[test]
    fn every_row_is_read() {
        for (file, columns) in [
            (include_str!("../../data/country.tsv"), 5),
            (include_str!("../../data/name_org.tsv"), 4),
            (include_str!("../../data/place.tsv"), 4),
            (include_str!("../../data/title.tsv"), 3),
        ] {
            for row in rows(file) {
                assert_eq!(row.len(), columns, "{row:?}");
            }
        }
    }
}
