//! The head of a report: which line is the headline, and what stands around it.
//!
//! A headline is known by its form (short, no full stop) and its place (before the first paragraph of running text); section
//! labels, slogans, bylines, date lines and captions that stand there too are told apart by theirs. A text may have none.

use std::sync::LazyLock;

use regex::Regex;
use types::BlockKind;

use crate::draft::{Draft, Piece};
use crate::furniture;
use crate::{agency, credit, date, form};

/// The headline stands among the first so many pieces.
const MAX_AT: usize = 10;

/// A label above a headline has at most so many words.
const MAX_LABEL_WORDS: usize = 3;

static SECTIONS: LazyLock<Vec<&str>> = LazyLock::new(|| data(include_str!("../../data/section_labels.txt")));
static OUTLET_WORDS: LazyLock<Vec<&str>> =
    LazyLock::new(|| data(include_str!("../../data/outlet_words.txt")));

fn data(file: &'static str) -> Vec<&'static str> {
    file.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).collect()
}

static DATE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    crate::pattern::compile(
        r"(?ix)^(?:(?:first\ )?(?:published|posted|updated|last\ (?:updated|modified)|modified|created|date|issued|filed|on)\b[\s:]*(?:on|at)?\b|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\d{1,2}[:.]\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\d{1,2}(?:st|nd|rd|th)?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})",
    )
});

static AGO: LazyLock<Regex> = LazyLock::new(|| {
    crate::pattern::compile(
        r"(?i)^(?:published |posted |updated )?(?:\d+|an?|one) (?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?) ago$",
    )
});

/// A date in figures alone, with a time or not, whichever of day and month leads.
static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
    crate::pattern::compile(
        r"(?ix)^(?:(?:first\ )?(?:published|posted|updated|modified|date)(?:\ on)?:?\s+)?\d{1,2}([./-])\d{1,2}[./-](?:\d{4}|\d{2})\.?
        (?:[\s,|–—-]+(?:at\s)?\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,5}\)?)?)?$",
    )
});

/// A date without its year, alone in its line: "Tuesday, March 12, 8:15 a.m.".
static YEARLESS: LazyLock<Regex> = LazyLock::new(|| {
    let month = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}";
    crate::pattern::compile(&format!(
        r"(?ix)^(?:(?:first\ )?(?:published|posted|updated|modified|date)(?:\ on)?:?\s+)?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?
        (?:{month}\.?\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s{month}\.?)
        (?:[\s,|–—-]+(?:at\s)?\d{{1,2}}(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{{2,5}}\)?)?)?$"
    ))
});

/// A date line has few words that are no part of the date.
const MAX_DATE_LINE_WORDS: usize = 18;

/// Whether the line only says when the report came out.
pub fn is_date_line(line: &str) -> bool {
    if AGO.is_match(line) || FIGURES.is_match(line) {
        return true;
    }
    if YEARLESS.is_match(line) {
        return date::DayOfYear::printed(line).is_some();
    }
    let words = form::words(line);
    let starts = DATE_LINE.is_match(line) && words <= MAX_DATE_LINE_WORDS && !form::ends_full_stop(line);
    let said = line.to_lowercase();
    let labelled = ["published", "updated", "posted", "modified"].iter().any(|w| said.contains(w));
    starts && date::printed(line).is_some() && (labelled || words <= 10)
}

/// Whether the line is the name of a section.
pub fn is_section(line: &str) -> bool {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').to_lowercase();
    SECTIONS.contains(&line.as_str())
        || line.split(['|', '/', '>', '»']).all(|part| SECTIONS.contains(&part.trim()))
}

/// Whether the line is the name of an outlet, and nothing else: a few words in capitals, one at an edge such as outlets have.
pub fn is_outlet(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let edge = |word: Option<&&str>| {
        word.is_some_and(|w| {
            let bare = w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            OUTLET_WORDS.contains(&bare.as_str()) && !GENERIC.contains(&bare.as_str())
        })
    };
    (2..=5).contains(&words.len())
        && words.iter().all(|w| {
            w.starts_with(char::is_uppercase) || ["of", "the", "and", "&", "de", "la", "le"].contains(w)
        })
        && !line.ends_with(['.', '!', '?', ':'])
        && (edge(words.last()) || edge(words.first().filter(|w| **w != "The")))
}

/// Finds the headline and cuts the labels before it; gives back the pieces behind.
pub fn read(pieces: Vec<Piece>, draft: &mut Draft) -> Vec<Piece> {
    if let Some(title) = draft.title.take() {
        draft.title = Some(bare_title(&title, draft));
    }
    let at = match &draft.title {
        Some(title) => {
            let title = fold(title);
            pieces
                .iter()
                .take(MAX_AT)
                .position(|p| fold(&p.text) == title || fold(strip_site(&p.text, None)) == title)
        }
        None => find(&pieces),
    };
    let Some(at) = at else {
        return leading_labels(pieces, draft);
    };
    let mut pieces = pieces.into_iter();
    let before: Vec<Piece> = pieces.by_ref().take(at).collect();
    let mut kept = Vec::new();
    for piece in before {
        match label(&piece.text, true) {
            Some(reason) => keep_what_it_says(piece.text, reason, draft),
            None => kept.push(piece),
        }
    }
    if let Some(line) = pieces.next() {
        let title = match draft.title.take() {
            Some(title) => title,
            None => bare_title(&line.text, draft),
        };
        draft.title = Some(title);
    }
    kept.extend(pieces);
    kept
}

/// What agencies put before a headline for their customers' desks.
static FILING: LazyLock<Regex> = LazyLock::new(|| {
    crate::pattern::compile(
        r"^(?:(?:UPDATE|WRAPUP|RPT|REFILE|CORRECTED|CORRECTION|REPEAT|RECAST|BRIEF|URGENT|ALERT|LEAD)(?:\s?\d+)?\s?(?:[-–—:]|\s/\s)\s?)+",
    )
});

/// The headline without filing codes before it and site names behind it, which are cut.
fn bare_title(line: &str, draft: &mut Draft) -> String {
    let start = FILING.find(line).map_or(0, |m| m.end());
    draft.cut(line[..start].trim(), "filing-code");
    let stripped = strip_site(&line[start..], draft.outlet.as_deref());
    let end = start + line[start..].find(stripped).unwrap_or(0) + stripped.len();
    draft.cut(line[end..].trim(), "site-name");
    stripped.to_owned()
}

/// Without a headline: labels before the text still go.
fn leading_labels(pieces: Vec<Piece>, draft: &mut Draft) -> Vec<Piece> {
    let body = pieces.iter().position(|p| form::is_body(&p.text)).unwrap_or(0);
    let mut left = Vec::with_capacity(pieces.len());
    for (i, piece) in pieces.into_iter().enumerate() {
        if i < body && is_section(&piece.text) {
            draft.cut(piece.text, "section-label");
        } else {
            left.push(piece);
        }
    }
    left
}

fn keep_what_it_says(line: String, reason: &str, draft: &mut Draft) {
    if let Some((names, agencies)) = credit::byline(&line) {
        draft.written_by(names);
        draft.credit(&agencies);
    }
    if reason == "date-line" && draft.published.is_none() {
        draft.published = date::printed(&line);
    }
    draft.cut(line, reason);
}

/// Why a line before the headline is none itself.
fn label(line: &str, before_title: bool) -> Option<&'static str> {
    if is_section(line) {
        return Some("section-label");
    }
    if is_date_line(line) {
        return Some("date-line");
    }
    if credit::byline(line).is_some() {
        return Some("byline");
    }
    if agency::short(line).is_some() {
        return Some("wire-credit");
    }
    if let Some(reason) = furniture::alone(line) {
        return Some(reason);
    }
    (before_title && form::words(line) <= MAX_LABEL_WORDS && !form::ends_sentence(line))
        .then_some("section-label")
}

/// Which piece is the headline: the first built like one, before running text. Short labels count only when nothing
/// longer follows.
fn find(pieces: &[Piece]) -> Option<usize> {
    let mut short = None;
    for (i, piece) in pieces.iter().enumerate().take(MAX_AT) {
        if piece.kind == BlockKind::Title {
            return Some(i);
        }
        if credit::dateline(&piece.text).is_some() || form::is_body(&piece.text) && !question(&piece.text) {
            break;
        }
        if label(&piece.text, false).is_some() || !form::is_headline(&piece.text) {
            continue;
        }
        if form::words(&piece.text) > MAX_LABEL_WORDS {
            return Some(i);
        }
        short = short.or(Some(i));
    }
    // A line alone is a text without headline, not a headline without text.
    short.or(None).filter(|_| pieces.len() > 1)
}

/// A headline may be a long question or exclamation.
fn question(text: &str) -> bool {
    text.ends_with(['?', '!', '’', '\'', '"', '”']) && form::is_headline(text) && text.len() <= 140
}

/// Letters and digits in lower case, to compare two printings of one headline.
fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The headline without the site's or section's name behind it: "… | Stories", "… - Harbour Herald", "… – BBC News".
pub fn strip_site<'a>(line: &'a str, outlet: Option<&str>) -> &'a str {
    let mut title = line.trim();
    loop {
        let cut = [" | ", " – ", " — ", " - ", " » ", " :: ", " • ", " · ", " / "]
            .iter()
            .filter_map(|s| Some((title.rfind(s)?, *s)))
            .max();
        let Some((at, separator)) = cut else { break };
        let (before, tail) = (title[..at].trim_end(), title[at + separator.len()..].trim());
        if form::words(before) < 3 || !is_site(tail, separator, outlet) {
            break;
        }
        title = before;
    }
    title
}

/// Words that name a kind of source, not a site.
const GENERIC: [&str; 10] =
    ["tv", "radio", "report", "agency", "press", "network", "newspaper", "police", "media", "magazine"];

/// Whether what stands behind a separator names a site or section.
fn is_site(tail: &str, separator: &str, outlet: Option<&str>) -> bool {
    let words = form::words(tail);
    if outlet.is_some_and(|o| {
        fold(o) == fold(tail) || (words <= 5 && fold(o).contains(&fold(tail)) && fold(tail).len() >= 3)
    }) {
        return true;
    }
    if separator.trim() == "|" || separator.trim() == "::" || separator.trim() == "»" {
        return words <= 6;
    }
    let capitals = tail.split_whitespace().all(|w| {
        w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || ["of", "the", "and", "&", "for", "on", "in", "de", "la", "le"].contains(&w)
            || w.contains('.')
    });
    let last =
        tail.rsplit(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or("").to_lowercase();
    let first =
        tail.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or("").to_lowercase();
    let named = agency::short(tail).is_some()
        || OUTLET_WORDS.contains(&last.as_str())
        || OUTLET_WORDS.contains(&first.as_str());
    // "… - TV", "… - Report" credit a source; a site's name of one word is its own.
    let generic = words == 1 && agency::short(tail).is_none() && GENERIC.contains(&last.as_str());
    words <= 5 && capitals && !generic && (named || is_section(tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn site_names_go_and_headlines_with_dashes_stay() {
        for (given, want) in [
            ("Ferry sinks off Lagos | Stories", "Ferry sinks off Lagos"),
            ("Ferry sinks off Lagos - Harbour Herald", "Ferry sinks off Lagos"),
            ("Ferry sinks off Lagos – Africa | Reuters", "Ferry sinks off Lagos"),
            ("Ferry sinks off Lagos - police", "Ferry sinks off Lagos - police"),
            ("Talks fail - again", "Talks fail - again"),
            ("Singer held over old case - TV", "Singer held over old case - TV"),
            ("Nigeria - Togo talks fail", "Nigeria - Togo talks fail"),
        ] {
            assert_eq!(strip_site(given, None), want);
        }
        assert_eq!(strip_site("Ferry sinks off Lagos - Kwik", Some("Kwik")), "Ferry sinks off Lagos");
    }

    #[test]
    fn outlets_are_known_by_their_words() {
        assert!(is_outlet("Harbour Bay Chronicle") && is_outlet("Lagos Today"));
        assert!(!is_outlet("Divers leave the harbour today") && !is_outlet("Rain falls on Lagos Today."));
        assert!(!is_outlet("Ada Okoye"));
    }

    #[test]
    fn date_lines() {
        for line in [
            "Published 3:04 PM EDT, Sat May 6, 2023",
            "May 6, 2023",
            "Updated: 6 May 2023 at 12:00",
            "Saturday 6 May 2023 07.15 BST",
            "2 hours ago",
            "14.03.2024, 08:15",
            "03/04/2024 8:15 a.m.",
            "3.4.24",
            "Tuesday, March 12, 8:15 am",
            "12 March",
        ] {
            assert!(is_date_line(line), "{line}");
        }
        for line in [
            "May 6, 2023, was the day the harbour fell silent for the first time in a century",
            "On Monday",
            "May wins vote",
            "March 12 movement splits",
            "3.4.24 is the code of the vault",
            "May 45",
        ] {
            assert!(!is_date_line(line), "{line}");
        }
    }
}
