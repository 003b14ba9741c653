//! Noun phrases about persons, organisations and places: where they begin and end, and what their words show.
//!
//! Page + names → [`Phrase`]s in order. A phrase is the noun with what stands before it and an "of" phrase after it; a
//! description takes the other prepositions along, too.

use types::{Gender, Pos, TokenSpan};

use super::noun::{self, NounKind};
use crate::name::{PARTS, Page, singular};

/// How a noun phrase is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// the, this, both.
    Definite,
    /// his, the town's.
    Possessive,
    /// a, some, two.
    Indefinite,
    /// another, other: not the one before.
    Other,
    /// Nothing: "officials", "police".
    Bare,
}

/// A noun phrase that refers to someone or something.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// The mention.
    pub tokens: TokenSpan,
    /// With its prepositional phrases, for a description.
    pub full: TokenSpan,
    /// The noun.
    pub head: usize,
    /// The noun, folded, singular.
    pub noun: String,
    /// What it refers to.
    pub kind: NounKind,
    /// Gender the noun shows.
    pub gender: Option<Gender>,
    /// How it is opened.
    pub opening: Opening,
    /// Whether it is several.
    pub plural: bool,
    /// Folded words before the noun that tell one from another ("senior", "american").
    pub modifiers: Vec<String>,
    /// The token of a possessor.
    pub possessor: Option<usize>,
}

/// Steps from a word up to the noun that it may depend on.
const MAX_DEPTH: usize = 4;
/// Tokens of a description.
const MAX_DESCRIPTION_TOKENS: usize = 14;

/// All noun phrases; `named` marks the tokens of names.
pub fn all(page: &Page, named: &[bool]) -> Vec<Phrase> {
    (0..page.len()).filter_map(|i| at(page, i, named)).collect()
}

fn at(page: &Page, head: usize, named: &[bool]) -> Option<Phrase> {
    let pos = page.pos(head);
    let word = page.word(head);
    if named[head] || !page.words[head].solid || !matches!(pos, Pos::Noun | Pos::Propn | Pos::Adj) {
        return None;
    }
    let dep = page.dep(head);
    // Before another noun ("police officer", "team member") it is a modifier, not a phrase of its own.
    if matches!(dep, "compound" | "amod" | "npadvmod" | "nummod" | "advmod" | "quantmod")
        || (dep == "nmod" && page.doc.tokens[head].head > head)
    {
        return None;
    }
    if pos == Pos::Adj && !matches!(dep, "nsubj" | "dobj" | "pobj" | "nsubjpass") {
        return None;
    }
    let plural = page.tag(head).ends_with('S') && page.tag(head).starts_with("NN");
    let noun = noun::of(word)?;
    let start = start(page, head);
    let first = start.min(head);
    let determiner = page.word(first);
    let possessor = page.doc.children(head).find(|&c| page.dep(c) == "poss" && c < head);
    let family = plural && pos == Pos::Propn;
    let opening = match determiner {
        "the" | "this" | "that" | "these" | "those" | "both" | "all" | "such" | "said" => Opening::Definite,
        "another" | "other" | "others" => Opening::Other,
        _ if possessor.is_some() => Opening::Possessive,
        "a" | "an" | "some" | "any" | "no" | "each" | "every" | "many" | "several" | "one" | "few"
        | "most" | "various" => Opening::Indefinite,
        _ if page.tag(first) == "CD" => Opening::Indefinite,
        _ if family => Opening::Definite,
        _ => Opening::Bare,
    };
    let modifiers: Vec<String> = (first..head)
        .filter(|&i| {
            matches!(page.pos(i), Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num)
                && page.words[i].solid
                && !counts(page, i, head)
        })
        .map(|i| page.word(i).to_string())
        .collect();
    let opening =
        if modifiers.iter().any(|m| m == "other" || m == "another") { Opening::Other } else { opening };
    let tokens = TokenSpan::new(first, of_end(page, head));
    Some(Phrase {
        tokens,
        full: TokenSpan::new(first, full_end(page, head)),
        head,
        noun: singular(word),
        kind: noun.kind,
        gender: noun.gender,
        opening,
        plural,
        modifiers,
        possessor,
    })
}

/// Whether a word before the noun only counts or measures it: "six-member", "14-year-old".
fn counts(page: &Page, i: usize, head: usize) -> bool {
    let after_number = i > 1 && page.word(i - 1) == "-" && (page.tag(i - 2) == "CD" || page.word(i) == "old");
    let before_hyphen = page.tag(i) == "CD" && i + 1 < head && page.word(i + 1) == "-";
    after_number || before_hyphen
}

/// Where the words before the noun begin.
fn start(page: &Page, head: usize) -> usize {
    let doc = page.doc;
    let mut start = head;
    while start > 0 && page.joined(start) && page.sentence[start - 1] == page.sentence[head] {
        let i = start - 1;
        let mut up = i;
        let depends = (0..MAX_DEPTH).any(|_| {
            up = doc.tokens[up].head;
            up == head
        });
        let own = depends
            && !matches!(
                page.dep(i),
                "cc" | "preconj" | "punct" | "nsubj" | "prep" | "mark" | "advcl" | "aux"
            )
            && up == head;
        let hyphen = page.word(i) == "-" && i > 0 && depends;
        let case = matches!(page.word(i), "'s" | "'" | "’") && depends;
        if !(own || hyphen || case) || matches!(page.tag(i), "VBD" | "VBZ" | "VBP" | "MD" | "WP" | "WDT") {
            break;
        }
        start = i;
    }
    while start < head && (!page.words[start].solid || page.dep(start) == "cc") {
        start += 1;
    }
    start
}

/// Where the phrase ends: after the noun and an "of" phrase right behind it.
fn of_end(page: &Page, head: usize) -> usize {
    let of = head + 1;
    if page.word(of) != "of" || !page.joined(of) {
        return head + 1;
    }
    match page.doc.children(of).find(|&c| c > of && page.dep(c) == "pobj") {
        Some(object)
            if object - head < MAX_DESCRIPTION_TOKENS
                && (of..object)
                    .all(|i| page.words[i].solid || page.word(i) == "-" || page.word(i) == "'s") =>
        {
            of_end(page, object)
        }
        _ => head + 1,
    }
}

/// Where a description ends: all prepositional phrases taken along, up to a comma, a verb or a relative clause.
fn full_end(page: &Page, head: usize) -> usize {
    let reach = page.doc.subtree(head).end.min(head + MAX_DESCRIPTION_TOKENS);
    let mut end = head + 1;
    while end < reach && page.joined(end) {
        let tag = page.tag(end);
        let stop = matches!(
            tag,
            "VBD"
                | "VBZ"
                | "VBP"
                | "MD"
                | "WP"
                | "WDT"
                | "WRB"
                | ","
                | "."
                | ":"
                | "``"
                | "''"
                | "-LRB-"
                | "TO"
                | "VBG"
                | "VBN"
                | "CC"
        ) || matches!(
            page.word(end),
            "who" | "that" | "which" | "on" | "after" | "before" | "during" | "as" | "when"
        ) || PARTS.day(page.word(end));
        if stop && page.word(end) != "to" {
            break;
        }
        end += 1;
    }
    while end > head + 1 && !matches!(page.pos(end - 1), Pos::Noun | Pos::Propn | Pos::Num) {
        end -= 1;
    }
    end
}
