//! Who wrote it, where from, and for which agency: lead-ins, bylines and credit lines of a report.
//!
//! | form | example | gives |
//! |---|---|---|
//! | dateline | `KAMPALA, March 3 (Reuters) —` | place, day, agency |
//! | byline | `By Ada Okoye and Lars Holm, Associated Press` | writers, agency |
//! | wire credit | `(Reporting by …; Editing by …)` | writers (agency: none, many papers print them) |
//! | copyright | `Copyright 2021 The Associated Press. All rights reserved.` | agency |
//! | self-credit | `…, an AFP correspondent said` | agency |

use std::sync::LazyLock;

use regex::Regex;

use crate::agency;

fn regex(pattern: &str) -> Regex {
    crate::pattern::compile(pattern)
}

/// A dateline is short; what is longer before a dash is a sentence.
const MAX_DATELINE_CHARS: usize = 90;

/// The lead-in of a first paragraph.
#[derive(Debug, PartialEq)]
pub struct Dateline {
    /// Its length in bytes, with the dash and the space behind it.
    pub length: usize,
    /// The place, as printed.
    pub place: Option<String>,
    /// The agencies named in it.
    pub agencies: Vec<&'static str>,
}

const MONTH: &str = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December)\.?";

static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?x)^
        (?P<place>\p{{Lu}}[\p{{Lu}}\p{{M}}.'’\-]+(?:[\s/]+\p{{Lu}}[\p{{Lu}}\p{{M}}.'’\-]*){{0,4}}
            (?:,\s+\p{{Lu}}[\p{{L}}.'’\-]*(?:\s+\p{{L}}[\p{{L}}.'’\-]*){{0,3}})?
            (?:\s*/\s*\p{{Lu}}[\p{{Lu}}.'’\-\s]+)?)?
        (?:,?\s*(?P<day>(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})(?:,?\s+\d{{4}})?))?
        ,?\s*(?:\((?P<agency>[\p{{L}}][\p{{L}}\s.\-/&]{{1,40}})\)\s*(?:--?\s|[–—―:]\s?)?|(?P<dash>--?\s|[–—―]))\s*"
    ))
});

static CASED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?P<place>\p{Lu}[\p{L}.'’\-]+(?:\s+\p{Lu}[\p{L}.'’\-]+){0,3}(?:,\s+\p{Lu}[\p{L}.'’\-]+(?:\s+\p{Lu}[\p{L}.]+)?)?)(?:,?\s*\((?P<agency>[\p{L}][\p{L}\s.\-/&]{1,40})\))\s*(?:--?|[–—―])\s*",
    )
});

/// "Reporting from Kampala —", and a place with its country in ordinary letters: "Kampala, Uganda –".
static SPELT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:(?:Reporting|Report) from )?(?P<place>\p{Lu}[\p{L}.'’\-]+(?: \p{Lu}[\p{L}.'’\-]+){0,2}, \p{Lu}[\p{L}.'’\-]+(?: \p{Lu}[\p{L}.]+){0,2})(?:,? (?P<agency>\([\p{L} ]{2,30}\)))? ?(?:--?|[–—―]) |^Reporting from (?P<from>\p{Lu}[\p{L}.'’\-]+(?: \p{Lu}[\p{L}.'’\-]+){0,2}) ?(?:--?|[–—―]) ?",
    )
});

/// The dateline at the start of a paragraph, if it has one.
///
/// A place alone needs capitals and a dash, so that "China — which …" is no dateline; with an agency in brackets the
/// place may be in ordinary letters, and the dash may be missing.
pub fn dateline(paragraph: &str) -> Option<Dateline> {
    let end = paragraph.char_indices().nth(MAX_DATELINE_CHARS).map_or(paragraph.len(), |(at, _)| at);
    let head = &paragraph[..end];
    let c = DATELINE.captures(head).filter(|c| {
        let agency = c.name("agency").is_some_and(|a| is_credit(a.as_str()));
        let place =
            c.name("place").is_some_and(|p| p.as_str().chars().filter(|c| c.is_alphabetic()).count() >= 3);
        if c.name("agency").is_some() { agency } else { place }
    });
    let cased = || CASED.captures(head).filter(|c| is_credit(&c["agency"]));
    let c = c.or_else(cased).or_else(|| SPELT.captures(head))?;
    let length = c.get(0)?.end();
    paragraph[length..].chars().next().filter(|n| n.is_alphanumeric() || "\"'“‘(«[$€£".contains(*n))?;
    let place = c
        .name("place")
        .or_else(|| c.name("from"))
        .map(|p| p.as_str().trim_end_matches([',', ' ']).to_owned());
    let agencies = c.name("agency").map(|a| agency::named(a.as_str())).unwrap_or_default();
    Some(Dateline { length, place, agencies })
}

/// Whether the words in brackets credit an agency or an outlet ("AP", "Daily Sun"), not just anything.
fn is_credit(words: &str) -> bool {
    let capitals =
        words.split_whitespace().all(|w| w.starts_with(char::is_uppercase) || agency::short(w).is_some());
    !agency::named(words).is_empty() || (capitals && words.split_whitespace().count() <= 4)
}

static BYLINE: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^(?:(?i:written|reported|story|words|analysis|report)\s+)?(?:By|BY|by):?\s+(\S.*)$")
});

static NAME: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\p{Lu}[\p{L}\p{M}.'’\-]*(?:\s+(?:(?:de|da|di|la|le|al|el|bin|bint|ibn|van|von|der|den|dos|du|y|e)\s+)*\p{Lu}[\p{L}\p{M}.'’\-]*){1,4}$",
    )
});

/// Words that stand in a byline beside the names.
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:correspondent|reporter|writer|editor|staff|bureau|chief|news|press|media|agency|agencies|times|post|desk|special|service|columnist|contributor|political|business|senior|team|online|digital|journal|herald|tribune|daily)\b",
    )
});

/// A byline may be long when it names many, but not as long as a sentence.
const MAX_BYLINE_CHARS: usize = 200;

/// "…, with a report from the Associated Press", "… with additional reporting by Lars Holm" behind the names of a byline.
static HELPED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i),?\s+\(?(?:and\s+|plus\s+)?with\s+(?:an?\s+|additional\s+|more\s+|further\s+|some\s+|the\s+)*(?:reports?|reporting|inputs?|files?|contributions?|details|material|dispatches|help)\s+(?:from|by|of)\s+(.{2,100})$",
    )
});

/// A writer with the place that he or she writes from: "Ada Okoye in Lagos", and what parts it from the next.
static WRITER_IN: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^\p{Lu}[\p{L}.'’\-]*(?:\s+\p{Lu}[\p{L}.'’\-]+){1,3}\s+in\s+\p{Lu}[\p{L}.'’\-]+(?:\s+\p{Lu}[\p{L}.'’\-]+)*(?:$|,?\s+and\s+|,\s+)",
    )
});

/// "From our news services", "From our own correspondent in Oslo", "From staff and wire reports".
static FROM_SERVICE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^(?:compiled\s+)?from\s+(?:our\s+|the\s+)?(?:(?:own|foreign|news|staff|special|local|wire|agency|international)\s+(?:and\s+)?){0,3}(?:correspondents?|services?|reports?|wires?|agencies|dispatches|reporters?|staff)\b[^.!?]{0,80}$",
    )
});

/// The writers and agencies of a line that says from whom a report comes.
fn from(line: &str) -> Option<(Vec<String>, Vec<&'static str>)> {
    if FROM_SERVICE.is_match(line) {
        return Some((Vec::new(), agency::named(line)));
    }
    let list = line.strip_prefix("From ").or_else(|| line.strip_prefix("FROM "))?;
    let mut rest = list;
    while !rest.is_empty() {
        rest = &rest[WRITER_IN.find(rest)?.end()..];
    }
    (!list.is_empty()).then(|| writers(list))
}

/// Whether the line is a name as persons have it, and nothing else.
pub fn is_name(line: &str) -> bool {
    NAME.is_match(line) && !ROLE.is_match(line) && agency::named(line).is_empty()
}

/// The writers and agencies of a byline's line, or `None` when it is none.
pub fn byline(line: &str) -> Option<(Vec<String>, Vec<&'static str>)> {
    if line.len() > MAX_BYLINE_CHARS {
        return None;
    }
    if let Some(found) = from(line) {
        return Some(found);
    }
    let Some(help) = HELPED.captures(line) else { return by(line) };
    let (mut names, mut agencies) = by(&line[..help.get(0)?.start()])?;
    let (more, others) = writers(help[1].trim_end_matches([')', '.']));
    names.extend(more);
    agencies.extend(others);
    Some((names, agencies))
}

/// A byline that begins with "By".
fn by(line: &str) -> Option<(Vec<String>, Vec<&'static str>)> {
    let rest = BYLINE.captures(line)?.get(1)?.as_str();
    let rest = rest.split(['|', '•', '·']).next().unwrap_or(rest).trim();
    let (names, agencies) = writers(rest);
    let only_names = rest.split_whitespace().all(|w| {
        !w.starts_with(char::is_lowercase)
            || ["and", "in", "for", "with", "of", "at", "de", "van", "von", "al", "el", "the", "der", "bin"]
                .contains(&w)
            || ROLE.is_match(w)
            || w.contains('@')
    });
    ((!names.is_empty() || !agencies.is_empty()) && only_names && !rest.ends_with(['?', '!']))
        .then_some((names, agencies))
}

/// Names of persons and agencies in a list such as "Ada Okoye and Lars Holm, Associated Press writers in Oslo".
pub fn writers(list: &str) -> (Vec<String>, Vec<&'static str>) {
    let agencies = agency::named(list);
    let mut names: Vec<String> = Vec::new();
    let list = list.replace(" and ", ",").replace(" & ", ",").replace(" with ", ",");
    for part in list.split([',', ';', '/', '|']) {
        let part = part.split(" in ").next().unwrap_or(part);
        let part = part.split(" for ").next().unwrap_or(part);
        let part = part.split(" at ").next().unwrap_or(part).trim().trim_end_matches('.');
        let part = part.strip_prefix("By ").or_else(|| part.strip_prefix("by ")).unwrap_or(part);
        if NAME.is_match(part) && !ROLE.is_match(part) && agency::named(part).is_empty() {
            let name = part.to_owned();
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    (names, agencies)
}

static REPORTING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:additional reporting|reporting|writing|reported|written|contributed reporting) (?:and (?:writing|editing|reporting) )?by:? ([^;()]+)",
    )
});

static CONTRIBUTED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?i)^(.{5,200}?)\s+(?:also\s+)?contributed (?:reporting|to this (?:report|story|article))")
});

/// The writers named in a wire credit or a contributors' line.
pub fn reporters(line: &str) -> Vec<String> {
    let mut names = Vec::new();
    for c in REPORTING.captures_iter(line) {
        names.extend(writers(&c[1]).0);
    }
    if let Some(c) = CONTRIBUTED.captures(line) {
        let list = c[1].replace("Associated Press writers", "").replace("Associated Press writer", "");
        names.extend(writers(&list).0);
    }
    names
}

static SELF_CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"\b(?:(?:an?|the|our)\s+(\p{L}[\p{L}\-]+)(?:\s+(?:news agency|news))?\s+(?:correspondent|reporter|journalist|photographer|team)s?)\b|\btold\s+(?:the\s+)?(\p{Lu}[\p{L}\-]+(?:\s+\p{Lu}[\p{L}\-]+)?)\b",
    )
});

/// Agencies whose own staff a paragraph calls upon as one does of one's own: "an AFP correspondent saw". A person who
/// "told Reuters" is no such sign: other papers report it too.
pub fn own_staff(paragraph: &str) -> Vec<&'static str> {
    SELF_CREDIT.captures_iter(paragraph).filter_map(|c| agency::short(c.get(1)?.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str) -> Option<String> {
        dateline(text).map(|d| {
            format!("{}|{}|{}", d.place.unwrap_or_default(), d.agencies.join(","), &text[d.length..])
        })
    }

    #[test]
    fn datelines() {
        for (given, want) in [
            ("KAMPALA, March 3 (Reuters) - Rain fell.", "KAMPALA|Reuters|Rain fell."),
            ("PORT LOUIS, Mauritius (AP) — Rain fell.", "PORT LOUIS, Mauritius|AP|Rain fell."),
            ("BERN — Rain fell.", "BERN||Rain fell."),
            ("OSLO, 3 March 2021 —Rain fell.", "OSLO||Rain fell."),
            ("(CNN) Rain fell.", "|CNN|Rain fell."),
            ("(CNN) — Rain fell.", "|CNN|Rain fell."),
            ("Nairobi (dpa) – Rain fell.", "Nairobi|dpa|Rain fell."),
            ("Reporting from Kampala — Rain fell.", "Kampala||Rain fell."),
            ("Kampala, Uganda – Rain fell.", "Kampala, Uganda||Rain fell."),
            ("WASHINGTON/KAMPALA (Reuters) - Rain fell.", "WASHINGTON/KAMPALA|Reuters|Rain fell."),
        ] {
            assert_eq!(place(given).as_deref(), Some(want), "{given}");
        }
        for given in [
            "China — which has denied it — said so.",
            "NATO said so.",
            "U.S. officials - some of them - agreed.",
            "Rain (heavy at times) fell.",
        ] {
            assert_eq!(place(given), None, "{given}");
        }
    }

    #[test]
    fn bylines() {
        let (names, agencies) = byline("By ADA OKOYE and Lars van Holm, Associated Press").expect("a byline");
        assert_eq!((names, agencies), (vec!["ADA OKOYE".to_owned(), "Lars van Holm".to_owned()], vec!["AP"]));
        assert!(byline("By Tuesday the water had reached the doors").is_none());
        assert!(byline("By Ada Okoye in Kampala").is_some());
        for (line, writers, agencies) in [
            ("By Ada Okoye, with a report from the Associated Press", "Ada Okoye", "AP"),
            ("By Ada Okoye and Reuters, with reporting by Lars Holm", "Ada Okoye; Lars Holm", "Reuters"),
            ("From Ada Okoye in Lagos and Lars Holm in Port Louis", "Ada Okoye; Lars Holm", ""),
            ("From staff and wire reports", "", ""),
            ("From our news services — Friday, May 5, 2023", "", ""),
        ] {
            let (names, found) = byline(line).expect(line);
            assert_eq!((names.join("; ").as_str(), found.join("; ").as_str()), (writers, agencies), "{line}");
        }
        for line in [
            "From Lagos in the south to Kano in the north",
            "From our window the quay could be seen",
            "By Tuesday, with a report from the mayor in hand",
        ] {
            assert_eq!(byline(line), None, "{line}");
        }
        assert_eq!(reporters("(Reporting by Ada Okoye in Kampala; Editing by Lars Holm)"), ["Ada Okoye"]);
    }

    #[test]
    fn own_staff_is_a_credit_but_being_told_is_none() {
        assert_eq!(own_staff("Shots were heard, an AFP correspondent said."), ["AFP"]);
        assert_eq!(own_staff("\"No,\" he told Reuters."), [] as [&str; 0]);
    }
}
