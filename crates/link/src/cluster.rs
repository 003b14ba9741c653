//! Items joined to clusters: which names name the same one, and why.
//!
//! Every rule looks at the names alone, never at the order of the reports, so the clusters are the same whatever that order is.

use std::collections::BTreeSet;

use types::EntityType;

use crate::item::Item;
use crate::key::{same_first, same_surname, sound};

/// Clusters of items with the reasons of each.
pub struct Clusters {
    parent: Vec<usize>,
    reasons: Vec<Vec<String>>,
}

impl Clusters {
    fn root(&self, mut i: usize) -> usize {
        while self.parent[i] != i {
            i = self.parent[i];
        }
        i
    }

    fn join(&mut self, a: usize, b: usize, reason: String) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let (low, high) = (a.min(b), a.max(b));
        self.parent[high] = low;
        let moved = std::mem::take(&mut self.reasons[high]);
        self.reasons[low].extend(moved);
        if !self.reasons[low].contains(&reason) {
            self.reasons[low].push(reason);
        }
    }

    /// The clusters, each as its items and reasons.
    pub fn groups(&self) -> Vec<(Vec<usize>, Vec<String>)> {
        let mut groups: Vec<(Vec<usize>, Vec<String>)> = vec![(Vec::new(), Vec::new()); self.parent.len()];
        for i in 0..self.parent.len() {
            groups[self.root(i)].0.push(i);
        }
        for (i, reasons) in self.reasons.iter().enumerate() {
            groups[self.root(i)].1.extend(reasons.iter().cloned());
        }
        groups.into_iter().filter(|(items, _)| !items.is_empty()).collect()
    }
}

/// Joins the items. `local` gives the country that each report speaks of most.
pub fn all(items: &[Item], local: &[Option<String>]) -> Clusters {
    let mut clusters =
        Clusters { parent: (0..items.len()).collect(), reasons: vec![Vec::new(); items.len()] };
    full_persons(items, &mut clusters);
    short_persons(items, &mut clusters);
    organisations(items, local, &mut clusters);
    places(items, &mut clusters);
    clusters
}

fn persons(items: &[Item]) -> impl Iterator<Item = usize> + '_ {
    (0..items.len()).filter(|&i| items[i].kind == EntityType::Person)
}

/// Whether the genders shown contradict each other.
fn genders_differ(a: &Item, b: &Item) -> bool {
    !a.genders.is_empty() && !b.genders.is_empty() && a.genders.is_disjoint(&b.genders)
}

/// Persons with first name and surname.
fn full_persons(items: &[Item], clusters: &mut Clusters) {
    let full: Vec<usize> = persons(items).filter(|&i| items[i].words.len() > 1).collect();
    for (k, &a) in full.iter().enumerate() {
        for &b in &full[k + 1..] {
            if genders_differ(&items[a], &items[b]) {
                continue;
            }
            if let Some(why) = same_full(&items[a], &items[b]) {
                clusters.join(a, b, format!("“{}” and “{}”: {why}", items[a].printed, items[b].printed));
            }
        }
    }
}

/// Why two full names name one person.
fn same_full(a: &Item, b: &Item) -> Option<&'static str> {
    let (short, long) =
        if a.words.len() <= b.words.len() { (&a.words, &b.words) } else { (&b.words, &a.words) };
    let (first, other) = (&short[0], &long[0]);
    let (last, other_last) = (&short[short.len() - 1], &long[long.len() - 1]);
    let first_agrees = same_first(first, other);
    let whole = |w: &str| w.chars().count() > 1;
    if first_agrees && last == other_last && whole(last) {
        // Two different middle names are two persons; an initial or none leaves it open.
        let middles = short.len() > 2
            && long.len() > 2
            && whole(&short[1])
            && whole(&long[1])
            && !short[1..].iter().all(|w| long.contains(w));
        return (!middles).then_some(if first == other {
            "the same first and last name"
        } else {
            "the same surname, the first name spelled otherwise"
        });
    }
    if first == other
        && whole(first)
        && long.len() > short.len()
        && short[1..].iter().all(|w| long[1..].contains(w))
    {
        return Some("one is the other with a further name");
    }
    if short.len() > 1 && long.len() > short.len() && long.ends_with(short) {
        return Some("one is the other without its first name");
    }
    if first_agrees && whole(first) && whole(other) && same_surname(last, other_last) {
        return Some("spellings of one name");
    }
    let same_report = a.reports().intersection(&b.reports()).next().is_some();
    let turned = short.len() == long.len()
        && short.len() <= 3
        && short.iter().collect::<BTreeSet<_>>() == long.iter().collect::<BTreeSet<_>>();
    (turned && !same_report && short.iter().all(|w| whole(w))).then_some("the same words in another order")
}

/// Persons named by one word: the surname of one person of the story, or the first name inside a family named there.
fn short_persons(items: &[Item], clusters: &mut Clusters) {
    let full: Vec<usize> = persons(items).filter(|&i| items[i].words.len() > 1).collect();
    let short: Vec<usize> = persons(items).filter(|&i| items[i].words.len() == 1).collect();
    for (k, &a) in short.iter().enumerate() {
        let word = &items[a].words[0];
        let agreeing = |f: &&usize| !genders_differ(&items[a], &items[**f]);
        let exact: Vec<usize> =
            full.iter().filter(agreeing).copied().filter(|&f| items[f].words.last() == Some(word)).collect();
        let similar = || {
            full.iter()
                .filter(agreeing)
                .copied()
                .filter(|&f| items[f].words.last().is_some_and(|l| same_surname(word, l)))
                .collect()
        };
        let inner = || {
            full.iter()
                .filter(agreeing)
                .copied()
                .filter(|&f| items[f].words.len() > 2 && items[f].words[1..].contains(word))
                .collect()
        };
        let mut fits: Vec<usize> = exact;
        if fits.is_empty() {
            fits = similar();
        }
        if fits.is_empty() {
            fits = inner();
        }
        let mut how = "the surname of";
        if fits.is_empty() {
            how = "the first name of";
            fits = full
                .iter()
                .filter(agreeing)
                .copied()
                .filter(|&f| items[f].words[0] == *word && in_family(items, a, f))
                .collect();
        }
        let roots: BTreeSet<usize> = fits.iter().map(|&f| clusters.root(f)).collect();
        if let (1, Some(&f)) = (roots.len(), fits.first()) {
            clusters.join(
                a,
                f,
                format!(
                    "“{}” is {how} “{}”, the only one in these reports",
                    items[a].printed, items[f].printed
                ),
            );
        } else if roots.is_empty() {
            for &b in &short[..k] {
                if sound(word) == sound(&items[b].words[0])
                    && word.len() > 4
                    && same_surname(word, &items[b].words[0])
                {
                    clusters.join(
                        a,
                        b,
                        format!("“{}” and “{}”: spellings of one name", items[a].printed, items[b].printed),
                    );
                }
            }
        }
    }
}

/// Whether every report of the first name `a` also speaks of someone with the surname of `f`.
fn in_family(items: &[Item], a: usize, f: usize) -> bool {
    let Some(surname) = items[f].words.last() else { return false };
    let family: BTreeSet<usize> = persons(items)
        .filter(|&i| items[i].words.len() > 1 && items[i].words.last() == Some(surname))
        .flat_map(|i| items[i].reports())
        .collect();
    items[a].reports().is_subset(&family)
}

/// Words of a ministry's name that translations vary.
fn translated(word: &str) -> &str {
    match word {
        "safety" => "security",
        "defence" => "defense",
        "home" | "internal" => "interior",
        "external" | "exterior" => "foreign",
        "labour" => "labor",
        "transportation" => "transport",
        "economic" => "economy",
        "department" => "ministry",
        _ => word,
    }
}

/// The words that tell one ministry from another; `None` for what is no ministry.
fn ministry(words: &[String]) -> Option<BTreeSet<&str>> {
    words.iter().any(|w| w == "ministry").then(|| {
        words
            .iter()
            .map(|w| translated(w))
            .filter(|w| !matches!(*w, "ministry" | "of" | "for" | "the" | "affairs" | "and"))
            .collect()
    })
}

/// Organisations: acronyms, the same name with and without its country, ministries in other translations.
fn organisations(items: &[Item], local: &[Option<String>], clusters: &mut Clusters) {
    let all: Vec<usize> = (0..items.len()).filter(|&i| items[i].kind == EntityType::Org).collect();
    for (k, &a) in all.iter().enumerate() {
        for &b in &all[k + 1..] {
            if let Some(why) = same_organisation(&items[a], &items[b], local) {
                clusters.join(a, b, format!("“{}” and “{}”: {why}", items[a].printed, items[b].printed));
            }
        }
    }
}

fn same_organisation(a: &Item, b: &Item, local: &[Option<String>]) -> Option<&'static str> {
    if a.known.is_some() && b.known.is_some() {
        return None;
    }
    let initials = |i: &Item| {
        i.printed
            .split([' ', '-'])
            .filter_map(|w| w.chars().next())
            .filter(|c| c.is_uppercase())
            .collect::<String>()
    };
    if a.acronyms.iter().any(|x| x.len() >= 3 && (b.acronyms.contains(x) || *x == initials(b)))
        || b.acronyms.iter().any(|x| x.len() >= 3 && *x == initials(a))
    {
        return Some("an acronym and what it stands for");
    }
    let same_country = a.country().is_some() && a.country() == b.country();
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    if same_country
        && short.words.len() > 1
        && long.words.len() == short.words.len() + 1
        && long.words.ends_with(&short.words)
    {
        return Some("the same name with and without its country");
    }
    let (x, y) = (ministry(&a.words)?, ministry(&b.words)?);
    let within = !x.is_empty() && !y.is_empty() && (x.is_subset(&y) || y.is_subset(&x));
    // A ministry named without its country is that of the country the report is about.
    let country = |i: &Item| {
        i.country().cloned().or_else(|| i.referents.iter().find_map(|r| local.get(r.0).cloned().flatten()))
    };
    let (home, other) = (country(a), country(b));
    (home.is_some() && home == other && within).then_some("one country's ministry in two translations")
}

/// Letters from which two spellings of an unknown place are compared by sound.
const MIN_PLACE_LETTERS: usize = 6;

/// Places that only sound alike: transliterations.
fn places(items: &[Item], clusters: &mut Clusters) {
    let place = |i: &Item| matches!(i.kind, EntityType::Gpe | EntityType::Loc | EntityType::Fac);
    let all: Vec<usize> = (0..items.len()).filter(|&i| place(&items[i])).collect();
    for (k, &a) in all.iter().enumerate() {
        for &b in &all[k + 1..] {
            let (x, y) = (&items[a], &items[b]);
            let known = x.known.is_some() && y.known.is_some();
            let one = x.words.len() == y.words.len()
                && x.words.iter().map(String::len).sum::<usize>() >= MIN_PLACE_LETTERS;
            let alike = one && x.words.iter().zip(&y.words).all(|(p, q)| sound(p) == sound(q));
            if !known && (alike || x.words == y.words) {
                clusters.join(a, b, format!("“{}” and “{}”: spellings of one name", x.printed, y.printed));
            }
        }
    }
}
