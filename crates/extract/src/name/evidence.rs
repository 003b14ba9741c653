//! One name, one type: each candidate votes for what its name names, and the clearest mentions decide for all.
//!
//! Page + candidates → candidates with their types; those that nothing speaks for are dropped.

use std::collections::{BTreeMap, BTreeSet};

use types::{EntityType, TokenSpan};

use super::candidate::Candidate;
use super::gazetteer::{GAZETTEER, Known, Sort};
use super::page::Page;
use super::part::{PARTS, first_name};
use super::title::{self, Title, TitleKind};

// Weights, in votes of one pipeline label. Chosen by reading the pipeline's mistakes on news (it mistypes one surname in eight):
// what is known or said outright outweighs any handful of labels, what is only likely outweighs two.

/// Known beforehand, unmistakably.
const KNOWN: f64 = 8.0;
/// Known beforehand, but shared with persons or words (a city, a paper).
const KNOWN_AMBIGUOUS: f64 = 3.0;
/// A title, an age or a role stands with it.
const TITLED: f64 = 6.0;
/// Its last word or its head tells ("Ministry").
const PART: f64 = 4.0;
/// Its first word is a first name.
const FIRST_NAME: f64 = 2.5;
/// A person's full name ends in it.
const SURNAME: f64 = 4.0;
/// Its place in the sentence hints.
const HINT: f64 = 0.8;
/// A label of the pipeline; in a line whose capitals say nothing.
const LOUD_LABEL: f64 = 0.3;
/// Votes that an unlabelled run needs to count as a name.
const MIN_VOTES: f64 = 1.0;

/// A candidate that is a name, with its type.
#[derive(Clone, Debug)]
pub struct Decided {
    /// The stretch.
    pub candidate: Candidate,
    /// What it names.
    pub kind: EntityType,
}

/// Votes by type.
#[derive(Clone, Debug, Default)]
struct Votes(BTreeMap<EntityType, f64>);

impl Votes {
    fn give(&mut self, kind: EntityType, weight: f64) {
        *self.0.entry(kind).or_default() += weight;
    }

    /// The type with most votes; of equals the one first in OntoNotes' order.
    fn best(&self) -> Option<(EntityType, f64)> {
        self.0.iter().map(|(k, v)| (*k, *v)).fold(None, |best, (k, v)| match best {
            Some((_, w)) if w >= v => best,
            _ => Some((k, v)),
        })
    }
}

/// Types all candidates.
pub fn decide(
    page: &Page,
    titles: &[Title],
    candidates: Vec<Candidate>,
    is_role: &dyn Fn(usize) -> bool,
) -> Vec<Decided> {
    let keys: Vec<String> = candidates.iter().map(|c| page.folded(c.tokens)).collect();
    let mut votes: BTreeMap<&str, Votes> = BTreeMap::new();
    for (c, key) in candidates.iter().zip(&keys) {
        let v = votes.entry(key).or_default();
        label_votes(page, c, v);
        form_votes(page, c, v);
        context_votes(page, c, titles, is_role, v);
    }
    surname_votes(&keys, &mut votes);
    list_votes(page, &candidates, &keys, &mut votes);
    recurring_votes(page, &candidates, &keys, &mut votes);
    let quiet: BTreeSet<&str> = candidates
        .iter()
        .zip(&keys)
        .filter(|(c, _)| !page.loud_at(c.tokens.start))
        .map(|(_, k)| k.as_str())
        .collect();
    let decided: BTreeMap<&str, (EntityType, f64)> =
        votes.iter().filter_map(|(k, v)| Some((*k, v.best()?))).collect();
    let surnames: Vec<String> = decided
        .iter()
        .filter(|(k, (kind, _))| *kind == EntityType::Person && k.contains(' '))
        .filter_map(|(k, _)| k.rsplit(' ').next().map(str::to_string))
        .collect();
    let mut out = Vec::new();
    for (c, key) in candidates.iter().zip(&keys) {
        let Some(&(kind, weight)) = decided.get(key.as_str()) else { continue };
        // A headline's capitals are no evidence: its names count when the body knows them.
        let heard = quiet.contains(key.as_str()) || c.known.is_some() || page.loud.iter().all(|l| *l);
        // The pipeline calls many a phrase in quote marks a work; one that is spoken of again is one.
        let heard = heard && (kind != EntityType::WorkOfArt || keys.iter().filter(|k| *k == key).count() > 1);
        if !heard || weight < MIN_VOTES || is_family(page, c, &surnames) || !plausible(page, c, kind, weight)
        {
            continue;
        }
        let mut candidate = c.clone();
        if let Some(label) = c.label.filter(|l| *l != kind) {
            candidate.reasons.push(format!("{} by its clearest mentions, not {}", kind.name(), label.name()));
        }
        out.push(Decided { candidate, kind });
    }
    out
}

fn label_votes(page: &Page, c: &Candidate, v: &mut Votes) {
    let Some(label) = c.label else { return };
    let weight = if page.loud_at(c.tokens.start) {
        LOUD_LABEL
    } else if label == EntityType::Person && c.tokens.len() > 1 {
        2.0
    } else {
        1.0
    };
    v.give(label, weight);
}

/// What the words of the name itself say.
fn form_votes(page: &Page, c: &Candidate, v: &mut Votes) {
    let tokens = c.tokens;
    if let Some(known) = c.known {
        v.give(known.kind(), if is_clear(known, tokens.len()) { KNOWN } else { KNOWN_AMBIGUOUS });
    }
    let several = tokens.len() > 1;
    if let Some(kind) = PARTS.last(page.word(tokens.end - 1)).filter(|_| several) {
        v.give(kind, PART);
    }
    let headed = tokens
        .iter()
        .take(tokens.len().saturating_sub(2))
        .find(|&i| matches!(page.word(i + 1), "of" | "for"));
    if let Some(kind) = headed.and_then(|i| PARTS.head(page.word(i))) {
        v.give(kind, PART);
    }
    if first_name(page.word(tokens.start)).is_some() && c.known.is_none() {
        v.give(EntityType::Person, if several { FIRST_NAME } else { HINT });
    }
    // "Carla J. Venn"
    let initial = |i: usize| page.word(i).len() == 2 && page.word(i).ends_with('.') && page.words[i].cap;
    if tokens.len() == 3 && initial(tokens.start + 1) && c.known.is_none() {
        v.give(EntityType::Person, FIRST_NAME);
    }
    let w = &page.words[tokens.start];
    if w.upper && !several && w.fold.contains('-') && w.fold.len() > 6 {
        // "U.N.-NATO"
        v.give(EntityType::Org, 2.0);
    }
    if !several && w.upper && w.fold.len() <= 6 && !w.fold.contains('-') && !page.loud_at(tokens.start) {
        v.give(EntityType::Org, 1.0);
    }
}

fn is_clear(known: &Known, words: usize) -> bool {
    match known.sort {
        Sort::City | Sort::Company | Sort::Other | Sort::Outlet | Sort::Party | Sort::Region | Sort::Area => {
            words > 1
        }
        _ => true,
    }
}

/// What stands around the name.
fn context_votes(
    page: &Page,
    c: &Candidate,
    titles: &[Title],
    is_role: &dyn Fn(usize) -> bool,
    v: &mut Votes,
) {
    let TokenSpan { start, end } = c.tokens;
    if !c.known.is_some_and(|k| is_clear(k, c.tokens.len())) {
        let at = titles.partition_point(|t| t.tokens.end < start);
        let titled = titles[at..].iter().take_while(|t| t.tokens.end <= start).any(|t| {
            t.tokens.end == start
                && (t.kind != TitleKind::Role
                    || page.tag(t.tokens.end - 1) == "NN"
                    || page.tag(t.tokens.end - 1) == "NNP")
        });
        if titled && page.joined(start) {
            v.give(EntityType::Person, TITLED);
        }
        let aged = page.word(end) == ","
            && page.tag(end + 1) == "CD"
            && matches!(page.word(end + 2), "," | "." | ";" | ")")
            && page.word(end + 1).len() <= 3;
        if aged && page.word(end + 1).parse::<u32>().is_ok_and(|n| (1..=110).contains(&n)) {
            v.give(EntityType::Person, TITLED);
        } else if title::after(page, c.tokens, is_role).is_some() && !page.loud_at(start) {
            v.give(EntityType::Person, TITLED / 2.0);
        }
        // "Fourteen-year-old Ana Ruiz".
        if start > 2 && matches!(page.word(start - 1), "old" | "year-old") && !page.loud_at(start) {
            v.give(EntityType::Person, TITLED);
        }
        // "the provincial governor, Ana Ruiz, said".
        let noun = page.doc.tokens[page.head(c.tokens)].head;
        let set_off = page.dep(page.head(c.tokens)) == "appos" && start > 0 && page.word(start - 1) == ",";
        if set_off && noun + 2 == start && page.tag(noun) == "NN" && is_role(noun) && !page.loud_at(start) {
            v.give(EntityType::Person, TITLED / 2.0);
        }
        if page.word(end) == "who" || page.word(end) == "," && page.word(end + 1) == "who" {
            v.give(EntityType::Person, 2.0);
        }
    }
    if page.word(end) == "," && page.word(end + 1) == "which" {
        v.give(EntityType::Person, -2.0);
    }
    let head = page.head(c.tokens);
    if page.dep(head) == "nsubj"
        && PARTS.says(&page.doc.tokens[page.doc.tokens[head].head].lemma)
        && !page.loud_at(start)
    {
        v.give(EntityType::Person, if c.label.is_none() { 1.2 } else { 0.4 });
    }
    let before = start.checked_sub(1).map_or("", |i| page.word(i));
    match before {
        "in" | "near" | "outside" | "across" | "inside" => v.give(EntityType::Gpe, HINT),
        "the" => {
            v.give(EntityType::Person, -1.5);
            if c.known.is_none() && PARTS.last(page.word(end - 1)).is_none() {
                v.give(EntityType::Gpe, -1.5);
            }
        }
        "as" if start > 1 && page.word(start - 2) == "name" => v.give(EntityType::Person, TITLED),
        "named" | "called" => v.give(EntityType::Person, HINT),
        _ => {}
    }
    // "Scarsdale, New York": a place before the region or country it lies in.
    let next = (end + 2..(end + 5).min(page.len()))
        .rev()
        .find_map(|e| GAZETTEER.get(page.printed(TokenSpan::new(end + 1, e))));
    let holds = next.is_some_and(|k| matches!(k.sort, Sort::Region | Sort::Country | Sort::Area));
    if page.word(end) == ","
        && page.joined(end)
        && holds
        && c.known.is_none()
        && matches!(before, "of" | "in" | "at" | "from" | "near" | "to" | "outside" | "")
    {
        v.give(EntityType::Gpe, 2.0 * HINT + 1.0);
    }
    if matches!(before, "of") {
        let noun = start.checked_sub(2).map_or("", |i| page.word(i));
        if matches!(
            noun,
            "city"
                | "town"
                | "village"
                | "province"
                | "region"
                | "port"
                | "state"
                | "district"
                | "island"
                | "suburb"
                | "county"
                | "capital"
        ) {
            v.give(EntityType::Gpe, PART);
        }
    }
    if matches!(
        page.word(end),
        "province" | "region" | "district" | "county" | "governorate" | "peninsula" | "oblast"
    ) {
        v.give(EntityType::Gpe, 2.0);
    }
}

/// A single word that ends (or begins) persons' full names is a person, too.
fn surname_votes(keys: &[String], votes: &mut BTreeMap<&str, Votes>) {
    let mut parts: BTreeMap<String, f64> = BTreeMap::new();
    for key in keys {
        let person =
            votes.get(key.as_str()).and_then(Votes::best).is_some_and(|(k, _)| k == EntityType::Person);
        if let (true, Some((first, last))) = (person, key.split_once(' ')) {
            let last = last.rsplit(' ').next().unwrap_or(last);
            parts.insert(last.to_string(), SURNAME);
            parts.entry(first.to_string()).or_insert(SURNAME / 2.0);
            if let Some((_, end)) = key.split_once(' ') {
                parts.insert(end.to_string(), SURNAME);
            }
            if let Some(end) = last.rsplit('-').next().filter(|e| e.len() > 3) {
                parts.entry(end.to_string()).or_insert(SURNAME);
            }
        }
    }
    for key in keys {
        if let (Some(weight), Some(v)) = (parts.get(key.as_str()), votes.get_mut(key.as_str())) {
            v.give(EntityType::Person, *weight);
        }
    }
}

/// "Erik, Jonas and Nils": what stands in one list with a person is one.
fn list_votes(page: &Page, candidates: &[Candidate], keys: &[String], votes: &mut BTreeMap<&str, Votes>) {
    for (i, pair) in candidates.windows(2).enumerate() {
        let (a, b) = (pair[0].tokens, pair[1].tokens);
        let listed = a.len() == 1
            && b.len() == 1
            && b.start == a.end + 1
            && matches!(page.word(a.end), "and" | ",")
            && page.dep(b.start) == "conj";
        let person =
            votes.get(keys[i].as_str()).and_then(Votes::best).is_some_and(|(k, _)| k == EntityType::Person);
        if let Some(v) =
            votes.get_mut(keys[i + 1].as_str()).filter(|_| listed && person && pair[1].known.is_none())
        {
            v.give(EntityType::Person, 1.0 + HINT);
        }
    }
}

/// A capitalised word that recurs inside sentences and never has a small letter is a name of something.
fn recurring_votes(
    page: &Page,
    candidates: &[Candidate],
    keys: &[String],
    votes: &mut BTreeMap<&str, Votes>,
) {
    let mut inside: BTreeMap<&str, usize> = BTreeMap::new();
    for (c, key) in candidates.iter().zip(keys) {
        let start = c.tokens.start;
        let evident = !page.words[start].first && !page.loud_at(start) && c.known.is_none();
        if evident && c.tokens.iter().all(|i| !page.small.contains(page.word(i))) {
            *inside.entry(key).or_default() += 1;
        }
    }
    for (key, n) in inside {
        if let Some(v) = votes.get_mut(key).filter(|v| n >= 2 && v.best().is_none_or(|(_, w)| w < MIN_VOTES))
        {
            v.give(EntityType::Org, 2.0 * MIN_VOTES);
        }
    }
}

/// "the Lopezes": a family, no name of one person.
fn is_family(page: &Page, c: &Candidate, surnames: &[String]) -> bool {
    let the = c.tokens.start.checked_sub(1).is_some_and(|i| page.word(i) == "the");
    let key = page.folded(c.tokens);
    let plural =
        ["sses", "xes", "zes", "ches"].iter().any(|e| key.ends_with(e)) && page.tag(c.tokens.start) == "NNPS";
    if the && plural && c.known.is_none() && c.tokens.len() == 1 {
        return true;
    }
    the && c.known.is_none()
        && c.tokens.len() == 1
        && surnames.iter().any(|s| key == format!("{s}s") || key == format!("{s}es"))
        || the
            && c.known.is_none()
            && c.tokens.len() == 1
            && page.tag(c.tokens.start) == "NNPS"
            && c.label == Some(EntityType::Person)
}

/// Whether a candidate may be printed as a name of this type.
fn plausible(page: &Page, c: &Candidate, kind: EntityType, weight: f64) -> bool {
    let TokenSpan { start, end } = c.tokens;
    if c.known.is_some() {
        return true;
    }
    let text = page.printed(c.tokens);
    if text.chars().filter(|ch| ch.is_alphabetic()).count() < 2
        || text.contains(['#', '[', ']', '@', '=', '<', '>', '%', '$', '€', '£', '_'])
        || text.contains("http")
    {
        return false;
    }
    // A lone sentence-first or shouted word that only the pipeline believes in, and that it does not read as a proper noun.
    let lone = end - start == 1;
    let proper = (start..end).any(|i| matches!(page.tag(i), "NNP" | "NNPS"));
    let recurs = weight >= 2.0 * MIN_VOTES && kind == EntityType::Org;
    if !proper
        && !recurs
        && c.known.is_none()
        && !matches!(
            kind,
            EntityType::Norp
                | EntityType::WorkOfArt
                | EntityType::Event
                | EntityType::Law
                | EntityType::Product
        )
    {
        return false;
    }
    if page.loud_at(start) && c.label.is_none()
        || PARTS.holiday(page.word(end - 1))
        || page.word(start) == "new" && page.word(start + 1) == "year"
    {
        return false;
    }
    // "Russian war" is no name of an event.
    let small = !page.words[end - 1].cap && !page.word(end - 1).starts_with(|ch: char| ch.is_ascii_digit());
    if small
        && matches!(kind, EntityType::Event | EntityType::Law | EntityType::Product | EntityType::WorkOfArt)
    {
        return false;
    }
    if lone
        && c.label.is_none()
        && weight < 2.0 * MIN_VOTES
        && kind != EntityType::Person
        && kind != EntityType::Org
    {
        return false;
    }
    if lone && page.words[start].upper && page.words[start].fold.chars().count() <= 2 {
        return false;
    }
    // Quoted or invented titles: only where the pipeline is sure of several words.
    !(kind == EntityType::WorkOfArt && (lone || page.loud_at(start)))
        && !(kind == EntityType::Product && lone && page.words[start].fold.len() < 3)
}
