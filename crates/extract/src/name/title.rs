//! Titles and roles: phrases before names ("Deputy Foreign Minister X"), after them ("X, the director of Y,"), and in
//! clauses ("X is a student at Y", "identified the pilot as X").
//!
//! Page + names → the spans that tell what a person is. Phrases come from `data/title.tsv`; what stands around them is found
//! by part of speech and dependency.

use std::collections::HashMap;
use std::sync::LazyLock;

use types::{Gender, Pos, TokenSpan};

use super::gazetteer::{GAZETTEER, Known, Sort, rows};
use super::page::Page;
use super::part::PARTS;
use super::{fold, singular};

/// What a title does; see the head of `title.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TitleKind {
    /// Mr, Dr.
    Honorific,
    /// President, Rabbi.
    Office,
    /// spokesman, pilot.
    Role,
}

/// A title phrase in the text.
#[derive(Clone, Copy, Debug)]
pub struct Title {
    /// Its words.
    pub tokens: TokenSpan,
    /// What it does.
    pub kind: TitleKind,
    /// The gender it shows.
    pub gender: Option<Gender>,
}

/// Words in the longest phrase of the data file.
const MAX_PHRASE_TOKENS: usize = 7;
/// Tokens that a role after a name may have; longer ones are clauses misread.
const MAX_ROLE_TOKENS: usize = 16;
/// Modifiers taken along before a title.
const MAX_MODIFIERS: usize = 6;

static TITLES: LazyLock<HashMap<String, (TitleKind, Option<Gender>)>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for row in rows(include_str!("../../data/title.tsv")) {
        let [phrase, kind, gender] = row[..] else { continue };
        let kind = match kind {
            "honorific" => TitleKind::Honorific,
            "office" => TitleKind::Office,
            _ => TitleKind::Role,
        };
        let gender = match gender {
            "m" => Some(Gender::Male),
            "f" => Some(Gender::Female),
            _ => None,
        };
        all.entry(fold(phrase)).or_insert((kind, gender));
    }
    all
});

/// The kind and gender of a title phrase, singular or plural, folded.
pub fn title(phrase: &str) -> Option<(TitleKind, Option<Gender>)> {
    TITLES.get(phrase).copied().or_else(|| {
        let (start, last) =
            phrase.rsplit_once([' ', '-']).map_or(("", phrase), |(s, l)| (&phrase[..=s.len()], l));
        let one = singular(last);
        (one != last).then(|| TITLES.get(&format!("{start}{one}")).copied()).flatten()
    })
}

/// All title phrases of the text, longest first at each place, not overlapping.
pub fn scan(page: &Page) -> Vec<Title> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < page.len() {
        let longest = (1..=MAX_PHRASE_TOKENS.min(page.len() - i)).rev().find_map(|n| {
            if (i + 1..i + n).any(|k| page.words[k].breaks) || !page.words[i].solid {
                return None;
            }
            let tokens = TokenSpan::new(i, i + n);
            title(&page.folded(tokens)).map(|(kind, gender)| Title { tokens, kind, gender })
        });
        match longest.filter(|t| fits(page, t)) {
            Some(t) => {
                i = t.tokens.end;
                found.push(t);
            }
            None => i += 1,
        }
    }
    found
}

/// Whether a title phrase is used as one: "major" and "general" as adjectives are not; nor is "count" as a verb.
fn fits(page: &Page, title: &Title) -> bool {
    if title.tokens.len() > 1 {
        return true;
    }
    let i = title.tokens.start;
    match page.pos(i) {
        Pos::Noun | Pos::Propn => true,
        Pos::Adj | Pos::Adv | Pos::X => {
            title.kind == TitleKind::Honorific || (page.words[i].cap && !page.words[i].first)
        }
        Pos::Verb | Pos::Aux | Pos::Intj => page.words[i].cap && title.kind != TitleKind::Role,
        _ => false,
    }
}

/// Whether a folded word is an adjective that belongs to a role ("former", "acting").
fn is_rank(word: &str) -> bool {
    matches!(
        word,
        "former"
            | "ex"
            | "acting"
            | "deputy"
            | "vice"
            | "senior"
            | "then"
            | "late"
            | "first"
            | "outgoing"
            | "incoming"
            | "interim"
            | "assistant"
            | "chief"
            | "lead"
            | "top"
            | "retired"
            | "veteran"
            | "current"
            | "new"
            | "longtime"
            | "long-time"
            | "ousted"
            | "deposed"
            | "jailed"
            | "shadow"
            | "special"
            | "state"
            | "federal"
            | "local"
            | "regional"
            | "national"
            | "associate"
            | "executive"
            | "managing"
    )
}

/// The role phrase that ends where the name begins, and where the title itself begins.
pub struct Before {
    /// The phrase with its modifiers.
    pub role: TokenSpan,
    /// The title with those modifiers that are capitalised names: what is printed as one with the name.
    pub titled: usize,
    /// The title.
    pub title: Title,
}

/// The title before the name `name`; `titles` are those of the page in order, `is_name` says whether a token is part of a name.
pub fn before(
    page: &Page,
    name: TokenSpan,
    titles: &[Title],
    is_name: &dyn Fn(usize) -> bool,
) -> Option<Before> {
    let at = titles.partition_point(|t| t.tokens.end < name.start);
    let hit =
        titles[at..].iter().take_while(|t| t.tokens.end <= name.start).find(|t| t.tokens.end == name.start);
    let hit = match hit {
        Some(t) if page.joined(name.start) => *t,
        _ => remote(page, name, titles, is_name)?,
    };
    let mut start = hit.tokens.start;
    let mut titled = start;
    let mut printed = true;
    // "husband and wife X and Y Z": the role is of them both, not of the one it stands by.
    if hit.kind == TitleKind::Role
        && start > 1
        && page.word(start - 1) == "and"
        && title(page.word(start - 2)).is_some()
    {
        return None;
    }
    while start > 0 && page.joined(start) && hit.tokens.start - start < MAX_MODIFIERS {
        let i = start - 1;
        let word = page.word(i);
        if PARTS.day(word) {
            break;
        }
        let proper = is_name(i) || GAZETTEER.get(page.doc.word(page.text, i)).is_some();
        let modifies = matches!(page.pos(i), Pos::Noun | Pos::Adj | Pos::Propn)
            && page.words[i].solid
            && page.tag(i) != "CD";
        let hyphen = word == "-" && i > 0 && page.words[i - 1].solid;
        let of_title = titles.binary_search_by(|t| {
            if t.tokens.has(i) { std::cmp::Ordering::Equal } else { t.tokens.start.cmp(&i) }
        });
        if !(proper || is_rank(word) || modifies || hyphen || of_title.is_ok())
            || hit.kind == TitleKind::Honorific && of_title.is_err()
        {
            break;
        }
        printed &= page.words[i].cap && !is_rank(word);
        start = i;
        if printed {
            titled = i;
        }
    }
    while start < hit.tokens.start && matches!(page.word(start), "-" | "'s") {
        start += 1;
    }
    Some(Before { role: TokenSpan::new(start, name.start), titled, title: hit })
}

/// "Ambassador to the United States X": a title, a preposition and a name before the name.
fn remote(page: &Page, name: TokenSpan, titles: &[Title], is_name: &dyn Fn(usize) -> bool) -> Option<Title> {
    let mut i = name.start;
    if !page.joined(i) {
        return None;
    }
    while i > 0 && is_name(i - 1) && page.joined(i) && name.start - i < MAX_MODIFIERS {
        i -= 1;
    }
    if i == name.start || i == 0 {
        return None;
    }
    if page.word(i - 1) == "the" {
        i -= 1;
    }
    let preposition = i.checked_sub(1).filter(|&p| matches!(page.word(p), "of" | "to" | "for" | "at"))?;
    let at = titles.partition_point(|t| t.tokens.end < preposition);
    titles.get(at).filter(|t| t.tokens.end == preposition && t.kind != TitleKind::Honorific).copied()
}

/// The role after a name: ", the director of Y," (also after an age), or a clause that says what the person is.
pub fn after(page: &Page, name: TokenSpan, is_role: &dyn Fn(usize) -> bool) -> Option<TokenSpan> {
    let mut i = name.end;
    if page.word(i) != "," || !page.joined(i) {
        return None;
    }
    i += 1;
    // An age: "X, 50, a miner" or "X, aged 50, a miner".
    let aged = usize::from(page.word(i) == "aged");
    if page.tag(i + aged) == "CD" && page.word(i + aged + 1) == "," {
        i += aged + 2;
    }
    phrase(page, i, is_role)
}

/// The noun phrase that begins at `start` when its head says what someone is; without its article.
pub fn phrase(page: &Page, start: usize, is_role: &dyn Fn(usize) -> bool) -> Option<TokenSpan> {
    let mut end = start;
    let mut head = None;
    while end < page.len() && end - start < MAX_ROLE_TOKENS && (end == start || page.joined(end)) {
        let tag = page.tag(end);
        let word = page.word(end);
        let stops = matches!(
            tag,
            "VBD"
                | "VBZ"
                | "VBP"
                | "MD"
                | "WP"
                | "WDT"
                | "WRB"
                | "``"
                | "''"
                | "."
                | ":"
                | "-LRB-"
                | "-RRB-"
                | "TO"
        ) || matches!(
            word,
            "," | ";" | "said" | "who" | "which" | "that" | "\"" | "“" | "”" | "—" | "–"
        ) || head.is_some()
            && matches!(tag, "VBG" | "VBN" | "PRP" | "IN" | "CC")
            && !matches!(word, "of" | "for" | "at" | "to" | "in" | "and" | "on" | "with" | "from" | "by");
        if stops {
            break;
        }
        if head.is_none() && (tag == "PRP" || tag == "CC" || tag == "IN" && end > start + 3) {
            return None;
        }
        let noun = matches!(page.pos(end), Pos::Noun | Pos::Propn);
        if head.is_none()
            && noun
            && !matches!(page.pos(end + 1), Pos::Noun | Pos::Propn)
            && page.word(end + 1) != "'s"
            && page.word(end + 1) != "-"
        {
            if !is_role(end) {
                return None;
            }
            head = Some(end);
        }
        end += 1;
    }
    let head = head?;
    while end > head + 1 && !matches!(page.pos(end - 1), Pos::Noun | Pos::Propn | Pos::Num | Pos::Adj) {
        end -= 1;
    }
    let mut first = start;
    while first < head && matches!(page.tag(first), "DT") {
        first += 1;
    }
    (first < end).then(|| TokenSpan::new(first, end))
}

/// The role in a noun phrase just before the name: "the French president, X,", "identified the pilot as X".
pub fn reverse(page: &Page, name: TokenSpan, is_role: &dyn Fn(usize) -> bool) -> Option<TokenSpan> {
    let joint = name.start.checked_sub(1)?;
    if !matches!(page.word(joint), "," | "as") || !page.joined(name.start) {
        return None;
    }
    let head = page.head(name);
    let token = &page.doc.tokens[head];
    // "the villager, who gave her name as X"
    if page.word(joint) == "as" && joint > 0 && page.word(joint - 1) == "name" {
        let who = (joint.saturating_sub(6)..joint).rev().find(|&i| page.word(i) == "who")?;
        let noun =
            (who.saturating_sub(2)..who).rev().find(|&i| page.pos(i) == Pos::Noun).filter(|&i| is_role(i))?;
        return Some(TokenSpan::new(noun, noun + 1));
    }
    let noun = if page.word(joint) == "as" {
        let verb = page.doc.tokens[joint].head;
        let direct = (page.pos(verb) == Pos::Noun && verb < joint).then_some(verb);
        direct.or_else(|| {
            page.doc.children(verb).find(|&c| matches!(page.dep(c), "dobj" | "nsubjpass") && c < joint)
        })?
    } else if &*token.dep == "appos" {
        token.head
    } else {
        return None;
    };
    if noun >= joint || joint - noun > MAX_ROLE_TOKENS || !is_role(noun) || page.pos(noun) != Pos::Noun {
        return None;
    }
    let mut start = noun;
    while start > 0
        && page.joined(start)
        && noun - start < MAX_MODIFIERS
        && (matches!(page.pos(start - 1), Pos::Noun | Pos::Adj | Pos::Propn) || page.word(start - 1) == "-")
    {
        start -= 1;
    }
    let end = if page.word(joint) == "as" { noun + 1 } else { joint };
    let clean =
        (noun + 1..end).all(|i| page.words[i].solid && !matches!(page.tag(i), "WP" | "WDT" | "VBD" | "VBZ"));
    Some(TokenSpan::new(start, if clean { end } else { noun + 1 }))
}

/// The role that a clause gives to its subject: "X was a student at Y", "X served as director", "X, who works as a guide".
pub fn clause(page: &Page, name: TokenSpan, is_role: &dyn Fn(usize) -> bool) -> Option<TokenSpan> {
    let doc = page.doc;
    let mut subject = page.head(name);
    while page.dep(subject) == "conj" && doc.tokens[subject].head < subject {
        subject = doc.tokens[subject].head;
    }
    let relative = doc.children(page.head(name)).find(|&c| page.dep(c) == "relcl" && c > name.end);
    let verb = match page.dep(subject) {
        "nsubj" | "nsubjpass" => doc.tokens[subject].head,
        _ => relative?,
    };
    let own = doc
        .children(verb)
        .filter(|&c| page.dep(c) == "attr" && c > name.end && &*doc.tokens[verb].lemma == "be");
    let attr = own.into_iter().next().filter(|&a| is_role(a));
    if let Some(attr) = attr {
        let mut start = attr;
        while start > 0
            && attr - start < MAX_MODIFIERS
            && matches!(page.pos(start - 1), Pos::Noun | Pos::Adj | Pos::Propn)
        {
            start -= 1;
        }
        // "one of the pilots", "the best friend": an article or number must open it.
        return phrase(page, start, is_role);
    }
    for v in [Some(verb), relative].into_iter().flatten() {
        let reach = doc.subtree(v);
        let limit = reach.end.min(v + MAX_ROLE_TOKENS);
        let joint = (v + 1..limit).find(|&i| page.word(i) == "as" && page.pos(i) == Pos::Adp);
        if let Some(role) = joint.and_then(|j| phrase(page, j + 1, is_role)) {
            return Some(role);
        }
    }
    None
}

/// Country whose people or name stands among these words.
pub fn country(page: &Page, tokens: TokenSpan) -> Option<String> {
    let mut i = tokens.start;
    while i < tokens.end {
        let known = (i + 1..=tokens.end.min(i + MAX_PHRASE_TOKENS))
            .rev()
            .find_map(|end| GAZETTEER.get(page.printed(TokenSpan::new(i, end))).map(|known| (end, known)));
        let tells = |k: &Known| matches!(k.sort, Sort::Country | Sort::People | Sort::Seat | Sort::State);
        if let Some(code) = known.filter(|(_, k)| tells(k)).and_then(|(_, k)| k.country.clone()) {
            return Some(code);
        }
        i = known.map_or(i + 1, |(end, _)| end);
    }
    None
}
