//! The names of one report that name the same one: surnames and first names to full names, acronyms to what they stand for.
//!
//! Names → a chain number for each, and the fullest name and the reasons of each chain.

use std::collections::BTreeMap;

use types::{EntityType, Gender};

use crate::name::{FoundName, GAZETTEER, PARTS, Page, Sort, first_name, fold};

/// Chains back that a name is compared with: more than any report has, so that a hostile text costs no square of its length.
const MAX_CHAINS_COMPARED: usize = 2000;

/// Names of one report that name the same one.
#[derive(Clone, Debug)]
pub struct Chain {
    /// Numbers of the names, in order.
    pub names: Vec<usize>,
    /// The fullest name, as printed or completed ("Anna" of "Anna and Karl Lopez" is "Anna Lopez").
    pub full: String,
    /// Folded words of the fullest name.
    pub words: Vec<String>,
    /// What they name.
    pub kind: EntityType,
    /// Gender that titles and first names show.
    pub gender: Option<Gender>,
    /// Why they were joined.
    pub reasons: Vec<String>,
}

/// All chains of a report, by first mention, and the chain of each name.
pub fn all(page: &Page, names: &[FoundName]) -> (Vec<Chain>, Vec<usize>) {
    let mut build =
        Build { page, names, chains: Vec::new(), of: vec![None; names.len()], key: BTreeMap::new() };
    build.full_persons();
    build.shared_surnames();
    build.things();
    build.short_persons();
    build.acronyms();
    build.parts_of_organisations();
    build.finish()
}

struct Build<'p, 'a> {
    page: &'p Page<'a>,
    names: &'p [FoundName],
    chains: Vec<Chain>,
    of: Vec<Option<usize>>,
    key: BTreeMap<(EntityType, String), usize>,
}

/// Words of a person's name that tell persons apart: folded, without initials and "Jr".
fn person_words(printed: &str) -> Vec<String> {
    fold(printed)
        .split([' ', '\u{a0}'])
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_string())
        .filter(|w| !w.is_empty() && !matches!(w.as_str(), "jr" | "sr" | "ii" | "iii" | "iv"))
        .collect()
}

/// Whether `short` names the same person as `long`: same first and last word, or all its words in order with the same first.
fn same_person(short: &[String], long: &[String]) -> bool {
    let (Some(a), Some(b)) = (short.first(), long.first()) else { return false };
    let first =
        a == b || a.len() == 1 && b.starts_with(a.as_str()) || b.len() == 1 && a.starts_with(b.as_str());
    if short.len() >= 2 && long.len() > short.len() && long.ends_with(short) {
        return true;
    }
    if !first || short.len() < 2 || long.len() < 2 {
        return false;
    }
    let full = |w: &&String| w.chars().count() > 1;
    let rest: Vec<&String> = short[1..].iter().filter(full).collect();
    let other: Vec<&String> = long[1..].iter().filter(full).collect();
    let mut at = 0;
    !rest.is_empty()
        && rest.iter().all(|w| {
            let found = other[at.min(other.len())..].iter().position(|o| o == w);
            at += found.map_or(0, |f| f + 1);
            found.is_some()
        })
}

impl Build<'_, '_> {
    fn open(&mut self, name: usize, full: String, words: Vec<String>) -> usize {
        let n = &self.names[name];
        self.chains.push(Chain {
            names: vec![name],
            full,
            words,
            kind: n.kind,
            gender: n.gender,
            reasons: Vec::new(),
        });
        self.of[name] = Some(self.chains.len() - 1);
        self.chains.len() - 1
    }

    fn put(&mut self, name: usize, chain: usize, reason: Option<String>) {
        self.of[name] = Some(chain);
        let gender = self.names[name].gender;
        let c = &mut self.chains[chain];
        c.names.push(name);
        c.gender = c.gender.or(gender);
        if let Some(reason) = reason.filter(|r| !c.reasons.contains(r)) {
            c.reasons.push(reason);
        }
    }

    /// The first chain that is compared with.
    fn compared(&self) -> usize {
        self.chains.len().saturating_sub(MAX_CHAINS_COMPARED)
    }

    fn printed(&self, name: usize) -> &str {
        self.page.printed(self.names[name].tokens)
    }

    fn persons(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.names.len()).filter(|&i| self.names[i].kind == EntityType::Person)
    }

    /// Persons with more than one word.
    fn full_persons(&mut self) {
        let full: Vec<usize> = self.persons().filter(|&i| person_words(self.printed(i)).len() > 1).collect();
        for i in full {
            let words = person_words(self.printed(i));
            let from = self.compared();
            let same = self.chains[from..]
                .iter()
                .position(|c| {
                    c.words == words || same_person(&words, &c.words) || same_person(&c.words, &words)
                })
                .map(|c| c + from);
            match same {
                Some(c) => {
                    let reason = (self.chains[c].words != words).then(|| {
                        format!(
                            "“{}” and “{}” share first and last name",
                            self.printed(i),
                            self.chains[c].full
                        )
                    });
                    if words.len() > self.chains[c].words.len() {
                        self.chains[c].full = self.printed(i).to_string();
                        self.chains[c].words = words;
                    }
                    self.put(i, c, reason);
                }
                None => drop(self.open(i, self.printed(i).to_string(), words)),
            }
        }
    }

    /// "Anna and Karl Lopez": the first one is a Lopez, too.
    fn shared_surnames(&mut self) {
        for i in 0..self.names.len().saturating_sub(1) {
            let (a, b) = (&self.names[i], &self.names[i + 1]);
            let between = a.tokens.end..b.tokens.start;
            let joined = between.len() == 1 && matches!(self.page.word(a.tokens.end), "and" | "&");
            let words = person_words(self.printed(i + 1));
            let own = person_words(self.printed(i));
            let persons = a.kind == EntityType::Person
                && b.kind == EntityType::Person
                && own.len() == 1
                && words.len() > 1;
            let surname =
                self.chains.iter().any(|c| c.kind == EntityType::Person && c.words.last() == own.first());
            if !(joined
                && persons
                && !surname
                && a.titled.is_none()
                && first_name(&own[0]).is_some()
                && first_name(&words[0]).is_some())
            {
                continue;
            }
            let last = words[words.len() - 1].clone();
            let printed_last = self.printed(i + 1).rsplit(' ').next().unwrap_or_default().to_string();
            let full = format!("{} {printed_last}", self.printed(i));
            let completed = vec![own[0].clone(), last];
            let reason = format!("“{} and {}” share the surname", self.printed(i), self.printed(i + 1));
            let chain = self.chains.iter().position(|c| {
                c.kind == EntityType::Person && (c.words == completed || same_person(&completed, &c.words))
            });
            match chain {
                Some(c) => self.put(i, c, Some(reason)),
                None => {
                    let c = self.open(i, full, completed);
                    self.chains[c].reasons.push(reason);
                }
            }
        }
    }

    /// Everything but persons: the gazetteer's name, else the words themselves.
    fn things(&mut self) {
        for i in 0..self.names.len() {
            let n = &self.names[i];
            if n.kind == EntityType::Person || self.of[i].is_some() {
                continue;
            }
            let words = fold(self.printed(i));
            let words = words.strip_prefix("the ").unwrap_or(&words).to_string();
            let key = (n.kind, n.known.clone().unwrap_or(words.clone()));
            match self.key.get(&key) {
                Some(&c) => {
                    let other = fold(&self.chains[c].full) != fold(self.printed(i));
                    let reason = other.then(|| {
                        format!(
                            "“{}” and “{}” are spellings of one name",
                            self.chains[c].full,
                            self.printed(i)
                        )
                    });
                    if self.printed(i).len() > self.chains[c].full.len() && n.kind == EntityType::Org {
                        self.chains[c].full = self.printed(i).to_string();
                        self.chains[c].words = words.split(' ').map(str::to_string).collect();
                    }
                    self.put(i, c, reason);
                }
                None => {
                    let c = self.open(
                        i,
                        self.printed(i).to_string(),
                        words.split(' ').map(str::to_string).collect(),
                    );
                    self.key.insert(key, c);
                }
            }
        }
    }

    /// Persons named by one word.
    fn short_persons(&mut self) {
        let short: Vec<usize> = self.persons().filter(|&i| self.of[i].is_none()).collect();
        let mut called: BTreeMap<String, usize> = BTreeMap::new();
        for i in short {
            let Some(word) = person_words(self.printed(i)).into_iter().next() else { continue };
            let mut fits: Vec<(usize, &str)> = self.by_part(&word, i);
            fits.retain(|(c, _)| self.agrees(i, *c));
            let before = |c: &usize| self.chains[*c].names.iter().filter(|&&n| n < i).max().copied();
            // A relative with the same surname does not take it over from the one who was called by it last.
            let last = called
                .get(&word)
                .copied()
                .filter(|c| self.names[i].titled.is_none() && fits.iter().any(|f| f.0 == *c));
            if let Some(c) =
                last.filter(|&c| self.chains[c].words.len() > 1 && is_main(&self.chains, c, &fits))
            {
                let reason = format!("“{}” is the surname of “{}”", self.printed(i), self.chains[c].full);
                self.put(i, c, Some(reason));
                continue;
            }
            let best = fits.iter().max_by_key(|(c, _)| (before(c), std::cmp::Reverse(*c))).copied();
            match best {
                Some((c, how)) => {
                    let reason = format!("“{}” is the {how} of “{}”", self.printed(i), self.chains[c].full);
                    let reason = (self.chains[c].words.len() > 1).then_some(reason);
                    self.put(i, c, reason);
                    called.insert(word, c);
                }
                None => drop(self.open(i, self.printed(i).to_string(), vec![word])),
            }
        }
    }

    /// Chains of which `word` is the surname; if none, an inner name; if none, the first name.
    fn by_part(&self, word: &str, name: usize) -> Vec<(usize, &'static str)> {
        let persons = || {
            self.chains.iter().enumerate().skip(self.compared()).filter(|(_, c)| c.kind == EntityType::Person)
        };
        let last = |c: &Chain| c.words.last().is_some_and(|w| w == word || w.ends_with(&format!("-{word}")));
        let mut fits: Vec<_> = persons().filter(|(_, c)| last(c)).map(|(i, _)| (i, "surname")).collect();
        if fits.is_empty() {
            fits = persons()
                .filter(|(_, c)| c.words.len() > 2 && c.words[1..].iter().any(|w| w == word))
                .map(|(i, _)| (i, "surname"))
                .collect();
        }
        let formal = self.names[name].titled.is_some() && first_name(word).is_none();
        if fits.is_empty() && !formal {
            fits = persons()
                .filter(|(_, c)| c.words.len() > 1 && c.words[0] == word)
                .map(|(i, _)| (i, "first name"))
                .collect();
        }
        fits
    }

    /// Whether the gender of a name's title does not speak against a chain.
    fn agrees(&self, name: usize, chain: usize) -> bool {
        let (a, b) = (self.names[name].gender, self.chains[chain].gender);
        self.names[name].titled.is_none() || a.is_none() || b.is_none() || a == b
    }

    /// "OPCW", defined in brackets or by its letters.
    fn acronyms(&mut self) {
        for i in 0..self.names.len() {
            let printed = self.printed(i).to_string();
            let letters: String = printed.chars().filter(|c| c.is_alphabetic()).collect();
            if !(2..=8).contains(&letters.len())
                || letters.chars().any(char::is_lowercase)
                || self.names[i].kind == EntityType::Person
            {
                continue;
            }
            let Some(own) = self.of[i] else { continue };
            if self.chains[own].words.len() > 1 {
                continue;
            }
            let start = self.names[i].tokens.start;
            let defined = (start >= 2 && self.page.word(start - 1) == "(")
                .then(|| self.names.binary_search_by_key(&(start - 1), |n| n.tokens.end).ok())
                .flatten();
            let defined = defined.filter(|&d| abbreviates(&letters, self.printed(d)));
            let spelled_out = (self.page.word(start + 1) == "(")
                .then(|| self.names.binary_search_by_key(&(start + 2), |n| n.tokens.start).ok())
                .flatten()
                .filter(|&d| self.page.word(self.names[d].tokens.end) == ")")
                .filter(|&d| self.names[d].kind == EntityType::Org && abbreviates(&letters, self.printed(d)));
            let defined = defined.or(spelled_out);
            // "US" is the country, whatever else has these letters.
            let known = self.names[i].known.is_some();
            let spelled = || {
                if known {
                    return None;
                }
                (self.compared()..self.chains.len()).find(|&c| {
                    c != own
                        && self.chains[c].kind == EntityType::Org
                        && self.chains[c].words.len() > 1
                        && initials(&self.chains[c].full) == letters
                })
            };
            if let Some(full) = defined.and_then(|d| self.of[d]).or_else(spelled) {
                let reason = format!("“{printed}” stands for “{}”", self.chains[full].full);
                self.merge(own, full, reason);
            }
        }
    }

    /// "the Times" after "The New York Times", "Foreign Ministry" after "Russian Foreign Ministry".
    fn parts_of_organisations(&mut self) {
        for own in self.compared()..self.chains.len() {
            let c = &self.chains[own];
            if c.kind != EntityType::Org || c.names.is_empty() {
                continue;
            }
            let known = self.names[c.names[0]].known.is_some();
            let whole: Vec<usize> = (self.compared()..self.chains.len())
                .filter(|&o| {
                    o != own
                        && self.chains[o].kind == EntityType::Org
                        && !self.chains[o].names.is_empty()
                        && (is_part(&c.words, &self.chains[o].words) && !known
                            || is_within(&c.words, &self.chains[o].words)
                            || is_national(&c.words, &self.chains[o].full))
                })
                .collect();
            // Of several ("the Times" of two papers named Times) the one named last before.
            let first = c.names[0];
            let before = |o: usize| self.chains[o].names.iter().copied().filter(|&n| n < first).max();
            let last = whole.iter().copied().filter(|&o| before(o).is_some()).max_by_key(|&o| before(o));
            let only = if whole.len() == 1 { whole.first().copied() } else { last };
            if let Some(only) = only {
                let reason = format!("“{}” is short for “{}”", c.full, self.chains[only].full);
                self.merge(own, only, reason);
            }
        }
    }

    fn merge(&mut self, from: usize, into: usize, reason: String) {
        if from == into {
            return;
        }
        let names = std::mem::take(&mut self.chains[from].names);
        for n in names {
            self.put(n, into, Some(reason.clone()));
        }
    }

    fn finish(mut self) -> (Vec<Chain>, Vec<usize>) {
        let mut order: Vec<usize> =
            (0..self.chains.len()).filter(|&c| !self.chains[c].names.is_empty()).collect();
        for &c in &order {
            self.chains[c].names.sort_unstable();
        }
        order.sort_by_key(|&c| self.chains[c].names[0]);
        let mut number = vec![0; self.chains.len()];
        for (new, &old) in order.iter().enumerate() {
            number[old] = new;
        }
        let of = self.of.iter().map(|c| c.map_or(0, |c| number[c])).collect();
        (order.iter().map(|&c| self.chains[c].clone()).collect(), of)
    }
}

/// Whether letters may stand for a name: the first agrees, or, as in translated names, most of them begin its words.
fn abbreviates(letters: &str, name: &str) -> bool {
    let first = |s: &str| s.chars().next().map(|c| c.to_ascii_uppercase());
    let own = initials(name);
    let shared = letters.chars().filter(|&c| own.contains(c)).count();
    first(name) == first(letters) || shared * 3 >= letters.chars().count() * 2
}

/// Whether a person is named far more often than the others whom a surname fits.
fn is_main(chains: &[Chain], chain: usize, fits: &[(usize, &str)]) -> bool {
    let others = fits.iter().filter(|f| f.0 != chain);
    others.map(|f| chains[f.0].names.len()).all(|n| chains[chain].names.len() >= 2 * n)
}

/// The first letters of the capitalised words.
pub fn initials(name: &str) -> String {
    name.split([' ', '-']).filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect()
}

/// Whether the long name is the short one with its country before it: "Home Office", "UK Home Office".
fn is_national(short: &[String], long: &str) -> bool {
    let words = fold(long);
    let words = words.strip_prefix("the ").unwrap_or(&words);
    let Some(front) = words.strip_suffix(short.join(" ").as_str()).map(str::trim_end) else { return false };
    let front = front.trim_end_matches("'s").trim_end_matches("’s");
    let country = |w: &str| GAZETTEER.get(w).is_some_and(|k| matches!(k.sort, Sort::Country | Sort::People));
    let printed: String = long.trim_start_matches("the ").chars().take(front.chars().count()).collect();
    short.len() > 1 && !front.is_empty() && country(&printed)
}

/// "Supreme Court" after "Italian Supreme Court of Cassation".
fn is_within(short: &[String], long: &[String]) -> bool {
    let body = short.last().is_some_and(|w| PARTS.last(w) == Some(EntityType::Org));
    body && short.len() > 1 && short.len() < long.len() && long.windows(short.len()).any(|w| w == short)
}

/// Whether an organisation's short form belongs to the long one: its last words, or its first with only "Inc" and the like left out.
fn is_part(short: &[String], long: &[String]) -> bool {
    if short.is_empty() || short.len() >= long.len() {
        return false;
    }
    let kind = |w: &String| PARTS.last(w) == Some(EntityType::Org);
    let ends = long.ends_with(short) && kind(&short[short.len() - 1]);
    let begins =
        long.starts_with(short) && long[short.len()..].iter().all(kind) && !kind(&short[short.len() - 1]);
    // "the Church" after "Church of the Northern Light".
    let headed = short.len() == 1 && kind(&short[0]) && long.starts_with(short) && long[1] == "of";
    ends || begins || headed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(s: &str) -> Vec<String> {
        person_words(s)
    }

    #[test]
    fn middle_names_and_initials() {
        assert!(same_person(&words("Ana Ruiz"), &words("Ana M. Ruiz")));
        assert!(same_person(&words("Ana Ruiz"), &words("Ana Ruiz Vega")));
        assert!(!same_person(&words("Ana Ruiz"), &words("Eva Ruiz")));
        assert!(!same_person(&words("Ana Ruiz"), &words("Ana Vega")));
    }

    #[test]
    fn acronym_letters() {
        assert_eq!(initials("Bureau of Salt and Pepper"), "BSP");
        assert!(is_part(&words("times"), &words("new york times")));
        assert!(!is_part(&words("york"), &words("new york times")));
    }
}
