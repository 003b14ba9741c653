//! CAMEO-style actor codes: country and role of those who take part in an event.
//!
//! A referent and the words of a report → `RUSMIL`, `SYRGOV`, `IGOUNO`, `CVL`. Country: ISO 3166-1 alpha-3 as in PLOVER, from a demonym or place
//! in the phrase, else the referent's. Role: the strongest role word of the phrase, of its `of` complement, of the referent's roles or its name
//! (CAMEO's agent dictionaries work so: Gerner, Schrodt, Yilmaz 2012; codes as in the PLOVER manual). Data: `data/actor_roles.tsv`,
//! `data/organisation_codes.tsv`.
//!
//! "the Russian-backed rebels in eastern Ukraine" → `UKRREB`: what another backs is not the backer's.

use std::collections::HashMap;
use std::sync::LazyLock;

use types::{EntityType, Party, Referent, alpha3};

use crate::name::{GAZETTEER, Sort, fold, leader, rows, singular};

/// Longest role word or known name looked for, in words.
const MAX_WORDS: usize = 6;

/// Strength from which a role word says the role by itself; see `data/actor_roles.tsv`.
const SURE: u8 = 2;

/// Words that end the core of a noun phrase and begin one that says whose or what.
const OF: [&str; 3] = ["of", "for", "from"];
/// Words that end the core and begin one that says where.
const IN: [&str; 14] = [
    "in",
    "at",
    "on",
    "near",
    "across",
    "inside",
    "around",
    "outside",
    "along",
    "throughout",
    "within",
    "off",
    "based",
    "under",
];
/// Words after which nothing tells who they are.
const END: [&str; 22] = [
    "who",
    "which",
    "that",
    "whose",
    "where",
    "to",
    "with",
    "against",
    "by",
    "between",
    "among",
    "after",
    "over",
    "including",
    "and",
    "while",
    "toward",
    "towards",
    "into",
    "onto",
    "about",
    "as",
];
/// Words that put a role into the past.
const FORMER: [&str; 8] = ["former", "ex", "ousted", "deposed", "onetime", "late", "then", "retired"];
/// What follows a hyphen when the country before it acts ("US-led").
const ACTING: [&str; 5] = ["led", "run", "controlled", "administered", "based"];

/// A role word's code and strength; `head` when it counts as the last word only.
struct Role {
    code: &'static str,
    strength: u8,
    head: bool,
}

/// Role words by their folded form, words parted by one space.
static ROLES: LazyLock<HashMap<String, Role>> = LazyLock::new(|| {
    let mut roles = HashMap::new();
    for row in rows(include_str!("../../data/actor_roles.tsv")) {
        let [code, strength, words] = row[..] else { continue };
        let strength = strength.parse().unwrap_or(1);
        for word in words.split_whitespace() {
            let bare = word.trim_end_matches('!');
            let key = fold(&bare.replace('_', " "));
            roles.entry(key).or_insert(Role { code, strength, head: bare != word });
        }
    }
    roles
});

/// Known organisations by folded name: country or group, and role.
static ORGANISATIONS: LazyLock<HashMap<String, (&'static str, &'static str)>> = LazyLock::new(|| {
    let row = |row: Vec<&'static str>| match row[..] {
        [name, country, role] => Some((fold(name), (country, role))),
        _ => None,
    };
    rows(include_str!("../../data/organisation_codes.tsv")).filter_map(row).collect()
});

/// The code of one who takes part: `phrase` is the noun phrase that names them, as printed. `None` when neither country nor role is known.
pub fn of(party: &Party, referents: &[Referent], phrase: &str) -> Option<String> {
    let (referent, described) = match party {
        Party::Referent(number) => (referents.get(*number), None),
        Party::Description(words) => (None, Some(words.as_str())),
    };
    let words = described.unwrap_or(phrase);
    let printed = Phrase::of(phrase, referent);
    let described = described.or_else(|| referent?.description.as_deref()).map(|d| Phrase::of(d, None));
    let known = referent.and_then(known_code);
    // Where soldiers stand is not whose they are.
    let military = printed.role().is_some_and(|r| r.code == "MIL");
    let country = printed
        .body()
        .or_else(|| known.as_ref().and_then(|k| k.country.clone()))
        .or_else(|| printed.country(!military))
        .or_else(|| described.as_ref().and_then(|d| d.body().or_else(|| d.country(!military))))
        .or_else(|| referent?.country.as_deref().and_then(alpha3).map(str::to_owned))
        .or_else(|| ruled(words).filter(|_| referent.is_none_or(|r| r.name.is_none())));
    let known_role = known.as_ref().and_then(|k| k.role.clone());
    let role = role(referent, &printed, described.as_ref(), known_role, country.is_some());
    let country = group(country, known);
    match (country, role) {
        (None, None) => None,
        // A body's own people are that body.
        (Some(country), Some(role)) if country.starts_with(role.as_str()) || country.ends_with(&role) => {
            Some(country)
        }
        (country, role) => Some(country.unwrap_or_default() + role.as_deref().unwrap_or_default()),
    }
}

/// The country of a body that is called by its leader's name ("the Thatcher government").
fn ruled(phrase: &str) -> Option<String> {
    let words: Vec<&str> = phrase.split(|c: char| c.is_whitespace() || matches!(c, '\'' | '’')).collect();
    let runs = (1..=3).rev().flat_map(|n| words.windows(n));
    let country = |run: &[&str]| match run {
        [word] => leader::country_of_family(word),
        _ => leader::country(&run.join(" ")),
    };
    runs.filter_map(country).next().and_then(alpha3).map(str::to_owned)
}

/// The country; of a group without one ("IGO") with the letters of the body, so that its forces and envoys stay its own.
fn group(country: Option<String>, known: Option<KnownCode>) -> Option<String> {
    let body = known.filter(|k| matches!(k.country.as_deref(), Some("IGO" | "NGO" | "IMG")));
    match (country, body.and_then(|k| Some(k.country? + &k.role.unwrap_or_default()))) {
        (Some(country), Some(body)) if body.starts_with(&country) => Some(body),
        (country, _) => country,
    }
}

/// What is known of a name beforehand.
struct KnownCode {
    country: Option<String>,
    role: Option<String>,
}

/// The code of a named organisation or place that the data files know.
fn known_code(referent: &Referent) -> Option<KnownCode> {
    if referent.kind == Some(EntityType::Person) {
        return None;
    }
    let name = referent.name.as_deref()?;
    let names = referent.known.iter().map(String::as_str).chain([name]);
    let filed = names.clone().find_map(|n| ORGANISATIONS.get(&fold(n)));
    if let Some((country, role)) = filed {
        let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
        return Some(KnownCode { country: some(country), role: some(role) });
    }
    let known = names.clone().find_map(|n| GAZETTEER.get(n))?;
    let role = match known.sort {
        Sort::State | Sort::Seat | Sort::Capital => Some("GOV"),
        Sort::Party => Some("PTY"),
        Sort::Armed => Some("REB"),
        Sort::Company => Some("BUS"),
        Sort::Outlet => Some("MED"),
        Sort::Body => None,
        _ => return None,
    };
    let named = named_role(name).filter(|_| matches!(known.sort, Sort::State));
    let body = (known.sort == Sort::Body).then(|| "IGO".to_owned());
    let country = body.or_else(|| known.country.as_deref().and_then(alpha3).map(str::to_owned));
    Some(KnownCode { country, role: named.or(role).map(str::to_owned) })
}

/// The role that the words of an organisation's name say ("Ministry of Defence", "Workers' Party").
fn named_role(name: &str) -> Option<&'static str> {
    Phrase::of(name, None).role().filter(|r| r.strength >= SURE).map(|r| r.code)
}

/// The role: the phrase's, else that of name, roles and description, else what the phrase says weakly.
fn role(
    referent: Option<&Referent>,
    printed: &Phrase<'_>,
    described: Option<&Phrase<'_>>,
    known: Option<String>,
    placed: bool,
) -> Option<String> {
    let owned = |r: Found| r.code.to_owned();
    let said = printed.role();
    if let Some(sure) = said.filter(|r| r.strength >= SURE) {
        return Some(owned(sure));
    }
    if known.is_some() {
        return known;
    }
    let roles = referent.map_or(&[][..], |r| &r.roles);
    let held: Vec<Found> = roles.iter().filter_map(|r| Phrase::of(r, None).role()).collect();
    let now = held.iter().find(|r| r.strength >= SURE && r.code != "ELI");
    if let Some(sure) = now.or(held.iter().find(|r| r.strength >= SURE)) {
        return Some(owned(*sure));
    }
    let is_org = referent.is_some_and(|r| r.kind == Some(EntityType::Org));
    if let Some(name) = referent.and_then(|r| r.name.as_deref()).filter(|_| is_org)
        && let Some(code) = named_role(name)
    {
        return Some(code.to_owned());
    }
    let described = described.and_then(Phrase::role);
    if let Some(sure) = described.filter(|r| r.strength >= SURE) {
        return Some(owned(sure));
    }
    // A leader or an official is of the government when a country says whose.
    let weak = said.or(described).or(held.first().copied());
    weak.filter(|r| r.code != "GOV" || placed).map(owned)
}

/// A role found in a phrase.
#[derive(Clone, Copy, Debug)]
struct Found {
    code: &'static str,
    strength: u8,
}

/// What a piece of a noun phrase says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Core,
    Whose,
    Where,
    Apposition,
}

/// A word without punctuation, and whether it owns what follows.
#[derive(Clone, Copy, Debug)]
struct Word<'p> {
    text: &'p str,
    owns: bool,
}

/// A noun phrase in its pieces.
struct Phrase<'p> {
    pieces: Vec<(Kind, Vec<Word<'p>>)>,
}

impl<'p> Phrase<'p> {
    /// Cuts a phrase; the words of a person's name say nothing and are left out.
    fn of(phrase: &'p str, referent: Option<&Referent>) -> Phrase<'p> {
        let person = referent.filter(|r| r.kind == Some(EntityType::Person));
        let name: Vec<&str> =
            person.and_then(|r| r.name.as_deref()).map_or(vec![], |n| n.split_whitespace().collect());
        let mut pieces: Vec<(Kind, Vec<Word<'p>>)> = vec![(Kind::Core, Vec::new())];
        for raw in phrase.split_whitespace() {
            let bare = raw.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
            let bare = if bare.matches('.').count() > 1 { bare } else { bare.trim_matches('.') };
            let text = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s"));
            let owns = text.is_some() || raw.ends_with("s'") || raw.ends_with("s’");
            let text = text.unwrap_or(bare);
            let lower = text.to_lowercase();
            let stops = END.contains(&lower.as_str()) && pieces[0].1.iter().any(|w| !is_empty(w.text));
            if stops {
                break;
            }
            let next = match lower.as_str() {
                w if OF.contains(&w) => Some(Kind::Whose),
                w if IN.contains(&w) => Some(Kind::Where),
                _ => None,
            };
            if let Some(kind) = next {
                pieces.push((kind, Vec::new()));
                continue;
            }
            if !text.is_empty()
                && !name.contains(&text)
                && let Some((_, words)) = pieces.last_mut()
            {
                words.push(Word { text, owns });
            }
            if raw.ends_with([',', '(', '–', '—', ';']) {
                pieces.push((Kind::Apposition, Vec::new()));
            }
        }
        Phrase { pieces }
    }

    /// The role: of the core when it says one for sure, else of whose or what it is when the core is one of them ("dozens of", "the leader of"),
    /// else in apposition, else weakly of the core.
    fn role(&self) -> Option<Found> {
        let of = |kind: Kind| self.pieces.iter().filter(move |p| p.0 == kind).find_map(|p| role_in(&p.1));
        let core = of(Kind::Core);
        let sure = |r: &Found| r.strength >= SURE;
        let whose = || {
            let of_them = core.is_some() || self.pieces[0].1.iter().all(|w| is_empty(w.text));
            of(Kind::Whose).filter(|_| of_them)
        };
        let found = core
            .filter(sure)
            .or_else(|| whose().filter(sure))
            .or_else(|| of(Kind::Apposition).filter(sure))
            .or(core.filter(|r| r.code != "-"))
            .or_else(whose)
            .or_else(|| of(Kind::Apposition));
        found.filter(|r| r.code != "-")
    }

    /// The country: of the core, of whose it is, in apposition, and with `place` of where it is.
    fn country(&self, place: bool) -> Option<String> {
        let of = |kind: Kind| self.pieces.iter().filter(move |p| p.0 == kind).find_map(|p| country_in(&p.1));
        let kinds = [Kind::Core, Kind::Whose, Kind::Apposition, Kind::Where];
        kinds.into_iter().filter(|k| place || *k != Kind::Where).find_map(of)
    }

    /// The group code of an international body in the core, or that it belongs to ("UN peacekeepers", "the head of NATO").
    fn body(&self) -> Option<String> {
        let pieces = self.pieces.iter().filter(|p| matches!(p.0, Kind::Core | Kind::Whose));
        pieces.flat_map(|p| runs(&p.1)).find_map(|(name, _)| {
            let known = GAZETTEER.get(&name).filter(|k| k.sort == Sort::Body)?;
            let filed = ORGANISATIONS.get(&fold(&known.standard));
            Some(filed.map_or("IGO".to_owned(), |(country, role)| format!("{country}{role}")))
        })
    }
}

/// Whether a word is an article or number, no word of its own.
fn is_empty(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "the" | "a" | "an" | "some" | "those" | "these" | "this" | "all" | "most" | "many"
    )
}

/// All runs of words, the longest at each place first, with the place.
fn runs<'w>(words: &'w [Word<'_>]) -> impl Iterator<Item = (String, usize)> + 'w {
    (0..words.len()).flat_map(move |start| {
        let most = MAX_WORDS.min(words.len() - start);
        (1..=most).rev().map(move |n| {
            let run: Vec<&str> = words[start..start + n].iter().map(|w| w.text).collect();
            (run.join(" "), start)
        })
    })
}

/// The strongest role word; of equal ones the last, the longest reading of it.
fn role_in(words: &[Word<'_>]) -> Option<Found> {
    let mut best: Option<(u8, usize, Found)> = None;
    let mut former = false;
    let lower: Vec<String> = words.iter().map(|w| fold(w.text)).collect();
    for end in 1..=words.len() {
        former |= FORMER.contains(&lower[end - 1].as_str()) || lower[end - 1].starts_with("ex-");
        for start in end.saturating_sub(MAX_WORDS)..end {
            let Some(role) = role_word(&lower[start..end], end == words.len()) else { continue };
            let past = former && matches!(role.code, "GOV" | "LEG" | "MIL" | "COP" | "SPY");
            let code = if past { "ELI" } else { role.code };
            if best.is_none_or(|(s, _, _)| role.strength >= s) {
                best = Some((role.strength, end, Found { code, strength: role.strength }));
            }
            break;
        }
    }
    best.map(|b| b.2)
}

/// The role of these words, the last in singular or plural; `last` when they end the phrase.
fn role_word(words: &[String], last: bool) -> Option<&'static Role> {
    let (noun, before) = words.split_last()?;
    let find = |noun: &str| {
        let key = if before.is_empty() { noun.to_owned() } else { format!("{} {noun}", before.join(" ")) };
        ROLES.get(&key)
    };
    let part = || noun.rsplit_once('-').map(|(_, tail)| tail);
    let found = find(noun).or_else(|| find(&singular(noun)));
    let found = found.or_else(|| if before.is_empty() { find(&singular(part()?)) } else { None });
    found.filter(|r| last || !r.head)
}

/// The alpha-3 code of the country that some words tell of: the first, but after a possessive the adjective ("her Russian counterpart").
fn country_in(words: &[Word<'_>]) -> Option<String> {
    let mut first: Option<(String, bool)> = None;
    for (run, start) in runs(words) {
        let Some((country, people)) = country_of(&run) else { continue };
        match &first {
            None => first = Some((country, words[start].owns)),
            Some((_, true)) if people => return Some(country),
            _ => {}
        }
    }
    first.map(|f| f.0)
}

/// The country of a known place or people, and whether it is a word for the people; a region has its own code.
fn country_of(name: &str) -> Option<(String, bool)> {
    let head = match name.split_once('-') {
        Some((head, tail)) if ACTING.contains(&tail) => head,
        _ => name,
    };
    let region = || ORGANISATIONS.get(&fold(head)).filter(|o| o.1.is_empty() && o.0 != "IGO" && o.0 != "NGO");
    if let Some(known) = GAZETTEER.get(head) {
        let place =
            matches!(known.sort, Sort::Country | Sort::People | Sort::Capital | Sort::City | Sort::Region);
        if let Some(code) = known.country.as_deref().filter(|_| place || known.sort == Sort::Seat) {
            return Some((alpha3(code)?.to_owned(), known.sort == Sort::People));
        }
    }
    let capital = head.starts_with(char::is_uppercase);
    region().filter(|_| capital).map(|(code, _)| ((*code).to_owned(), false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, kind: EntityType, roles: &[&str], country: Option<&str>) -> Referent {
        Referent {
            kind: Some(kind),
            name: Some(name.into()),
            description: None,
            known: GAZETTEER.get(name).map(|k| k.standard.clone()),
            roles: roles.iter().map(|r| (*r).to_owned()).collect(),
            country: country.map(str::to_owned),
            gender: None,
            plural: None,
            members: vec![],
            reasons: vec![],
        }
    }

    fn described(phrase: &str) -> String {
        of(&Party::Description(phrase.into()), &[], phrase).unwrap_or_default()
    }

    #[test]
    fn descriptions() {
        let cases = include_str!("../../tests/suite/code.txt");
        let mut wrong = Vec::new();
        for line in cases.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
            let (code, phrase) = line.split_once('\t').unwrap_or((line, ""));
            let found = described(phrase);
            if found != code.trim_end_matches('-') {
                wrong.push(format!("{phrase}: {found}, expected {code}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn names_with_roles() {
        let person = |roles: &[&str], country, phrase: &str| {
            let referents = [named("Irina Dallow", EntityType::Person, roles, country)];
            of(&Party::Referent(0), &referents, phrase).unwrap_or_default()
        };
        assert_eq!(person(&["foreign minister"], Some("NO"), "Dallow"), "NORGOV");
        assert_eq!(person(&["former president", "opposition leader"], Some("MD"), "she"), "MDAOPP");
        assert_eq!(person(&["former president"], Some("MD"), "she"), "MDAELI");
        assert_eq!(person(&[], None, "Georgian Defence Minister Irina Dallow"), "GEOGOV");
        assert_eq!(person(&[], None, "Irina Dallow, a spokeswoman for the Kenyan army"), "KENMIL");
        assert_eq!(person(&[], None, "Dallow"), "");
        assert_eq!(person(&[], Some("FR"), "Dallow"), "FRA");
    }

    #[test]
    fn names_of_places_and_bodies() {
        let code = |name: &str, kind, country| {
            of(&Party::Referent(0), &[named(name, kind, &[], country)], name).unwrap_or_default()
        };
        assert_eq!(code("Norway", EntityType::Gpe, Some("NO")), "NOR");
        assert_eq!(code("Moscow", EntityType::Gpe, Some("RU")), "RUSGOV");
        assert_eq!(code("White House", EntityType::Org, Some("US")), "USAGOV");
        assert_eq!(code("UN", EntityType::Org, None), "IGOUNO");
        assert_eq!(code("NATO", EntityType::Org, None), "IGOWSTNAT");
        assert_eq!(code("Reuters", EntityType::Org, Some("GB")), "GBRMED");
        assert_eq!(code("Workers' Party", EntityType::Org, Some("BR")), "BRAPTY");
        assert_eq!(code("Ministry of Transport", EntityType::Org, Some("IT")), "ITAGOV");
        assert_eq!(code("Michael Jordan", EntityType::Person, None), "");
    }

    #[test]
    fn data_is_sound() {
        for row in rows(include_str!("../../data/actor_roles.tsv")) {
            assert_eq!(row.len(), 3, "{row:?}");
            assert!((row[0].len() == 3 || row[0] == "-") && matches!(row[1], "1" | "2" | "3"), "{row:?}");
        }
        for row in rows(include_str!("../../data/organisation_codes.tsv")) {
            assert_eq!(row.len(), 3, "{row:?}");
            assert!(row[1].len() % 3 == 0 && row[2].len() % 3 == 0, "{row:?}");
        }
        for row in rows(include_str!("../../data/country.tsv")) {
            assert!(alpha3(row[0]).is_some(), "{} has no alpha-3 code", row[0]);
        }
    }
}
