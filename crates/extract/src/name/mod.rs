//! Names: the language pipeline's, corrected by evidence.
//!
//! Report + Doc → [`FoundName`]s. In steps: titles are found ([`title`]); the pipeline's spans are trimmed and split, names known
//! beforehand and capitalised runs added (`candidate`); all mentions of a name vote for its type (`evidence`); the names are looked for
//! again where nothing was found (`recall`); roles and titles are tied to persons. Every correction leaves a reason.

mod candidate;
mod evidence;
mod gazetteer;
pub mod leader;
mod page;
mod part;
mod recall;
mod singular;
mod title;

use types::{Doc, EntityType, Gender, Report, Span, TokenSpan};

pub(crate) use gazetteer::{GAZETTEER, Sort, rows};
pub(crate) use page::Page;
pub(crate) use part::{PARTS, first_name};
pub(crate) use singular::singular;
pub(crate) use title::{TitleKind, country, title as title_word};
pub(crate) use types::fold;

use evidence::Decided;
use title::{Before, Title};

/// One name in the text, corrected.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundName {
    /// The name alone, without title.
    pub span: Span,
    /// The same as tokens.
    pub tokens: TokenSpan,
    /// What it names.
    pub kind: EntityType,
    /// Title or role that stands with it ("Foreign Minister", "director of the agency"), as printed.
    pub roles: Vec<Span>,
    /// The name with what is printed as one with it: "Mr X", "President X", "X province", "the Times"; `None` when nothing is.
    pub titled: Option<Span>,
    /// The gazetteer's one name for all spellings ("Kyiv" for "Kiev"), when it knows the name.
    pub known: Option<String>,
    /// ISO 3166-1 alpha-2 of the country that the gazetteer or the title gives.
    pub country: Option<String>,
    /// The gender that title or first name shows.
    pub gender: Option<Gender>,
    /// Why it differs from what the pipeline found; empty when it does not.
    pub reasons: Vec<String>,
}

/// The names of a report, in order, not overlapping.
pub fn find(report: &Report, doc: &Doc) -> Vec<FoundName> {
    let page = Page::new(report, doc);
    let titles = usable(&page, title::scan(&page));
    let is_role = |i: usize| is_role(&page, i);
    let candidates = candidate::all(&page, &titles);
    let decided = evidence::decide(&page, &titles, candidates, &is_role);
    let decided = recall::again(&page, decided);
    let mut in_name = vec![false; page.len()];
    for d in &decided {
        in_name[d.candidate.tokens.start..d.candidate.tokens.end].fill(true);
    }
    let mut names: Vec<FoundName> =
        decided.iter().map(|d| found(&page, d, &titles, &in_name, &is_role)).collect();
    share_roles(&page, &mut names);
    names
}

/// Whether the noun at the token says what a person is.
fn is_role(page: &Page, token: usize) -> bool {
    let word = page.word(token);
    title::title(word).is_some()
        || crate::coref::noun::of(word).is_some_and(|n| n.kind == crate::coref::noun::NounKind::Person)
}

/// Titles without those that begin an organisation's name ("Justice Department").
fn usable(page: &Page, titles: Vec<Title>) -> Vec<Title> {
    let begins = |t: &Title| {
        let next = t.tokens.end;
        let printed = page.words.get(next).is_some_and(|w| w.cap)
            && page.joined(next)
            && page.words[t.tokens.start].cap;
        t.kind != TitleKind::Honorific && printed && PARTS.last(page.word(next)) == Some(EntityType::Org)
    };
    titles.into_iter().filter(|t| !begins(t)).collect()
}

/// The name with the roles that stand with it.
fn found(
    page: &Page,
    d: &Decided,
    titles: &[Title],
    in_name: &[bool],
    is_role: &dyn Fn(usize) -> bool,
) -> FoundName {
    let tokens = d.candidate.tokens;
    let local = tokens.start > 1
        && page.word(tokens.start - 1) == "of"
        && matches!(page.word(tokens.start - 2), "city" | "town" | "village");
    // "the city of Georgia" is no country.
    let known = d.candidate.known.filter(|k| k.kind() == d.kind && !(local && k.sort == Sort::Country));
    let mut name = FoundName {
        span: page.span(tokens),
        tokens,
        kind: d.kind,
        roles: Vec::new(),
        titled: None,
        known: known.map(|k| k.standard.clone()),
        country: known.and_then(|k| k.country.clone()),
        gender: None,
        reasons: d.candidate.reasons.clone(),
    };
    if d.kind == EntityType::Person {
        person(page, &mut name, titles, in_name, is_role);
    } else {
        thing(page, &mut name, local);
    }
    name
}

/// Ties titles, roles and gender to a person's name.
fn person(
    page: &Page,
    name: &mut FoundName,
    titles: &[Title],
    in_name: &[bool],
    is_role: &dyn Fn(usize) -> bool,
) {
    let tokens = name.tokens;
    let inside = |i: usize| in_name.get(i).copied().unwrap_or(false);
    if tokens.len() > 1 || name.gender.is_none() {
        name.gender = first_name(page.word(tokens.start)).flatten();
    }
    let mut roles: Vec<TokenSpan> = Vec::new();
    if let Some(Before { role, titled, title }) = title::before(page, tokens, titles, &inside) {
        name.gender = if title.kind == TitleKind::Role {
            name.gender.or(title.gender)
        } else {
            title.gender.or(name.gender)
        };
        if title.kind != TitleKind::Honorific {
            roles.push(role);
        }
        // "sister Maria" is one's sister, "Sister Maria" a nun.
        let kin = matches!(page.word(title.tokens.start), "father" | "mother" | "brother" | "sister")
            && !page.words[title.tokens.start].cap;
        if title.kind != TitleKind::Role && title.tokens.end == tokens.start && !kin {
            name.titled = Some(page.span(TokenSpan::new(titled, tokens.end)));
        }
    } else if let Some(noun) = tokens
        .start
        .checked_sub(1)
        .filter(|&i| page.joined(tokens.start) && page.tag(i) == "NN" && is_role(i))
        .filter(|&i| i < 2 || page.word(i - 1) != "and" || !is_role(i - 2))
    {
        let mut start = noun;
        while start > 0
            && page.joined(start)
            && matches!(page.pos(start - 1), types::Pos::Noun | types::Pos::Adj | types::Pos::Propn)
        {
            start -= 1;
        }
        roles.push(TokenSpan::new(start, tokens.start));
    }
    if !page.loud_at(tokens.start) {
        roles.extend(title::after(page, tokens, is_role));
        roles.extend(title::reverse(page, tokens, is_role));
        roles.extend(title::clause(page, tokens, is_role));
    }
    roles.retain(|r| !r.overlaps(tokens));
    for role in &roles {
        if name.country.is_none() {
            name.country = title::country(page, *role);
        }
    }
    // "Russia's foreign minister X": the possessor is whom they act for.
    if let Some(first) =
        roles.first().filter(|r| name.country.is_none() && r.start > 1 && page.word(r.start - 1) == "'s")
    {
        name.country = title::country(page, TokenSpan::new(first.start.saturating_sub(3), first.start));
    }
    let mut spans: Vec<Span> = roles.into_iter().map(|r| page.span(r)).collect();
    spans.sort();
    spans.dedup();
    name.roles = spans;
}

/// The words that are printed as one with the name of a place or organisation, and its country.
fn thing(page: &Page, name: &mut FoundName, local: bool) {
    let TokenSpan { start, end } = name.tokens;
    let own = (name.kind != EntityType::Org || name.known.is_none())
        && page.words.get(end).is_some_and(|w| !w.cap)
        && page.joined(end)
        && PARTS.after(page.word(end));
    let outlet =
        name.kind == EntityType::Org && start > 0 && page.word(start - 1) == "the" && page.joined(start);
    let paper = matches!(
        page.word(end - 1),
        "times"
            | "post"
            | "journal"
            | "guardian"
            | "telegraph"
            | "tribune"
            | "herald"
            | "sun"
            | "mail"
            | "mirror"
    );
    if own && name.kind != EntityType::Norp {
        name.titled = Some(page.span(TokenSpan::new(start, end + 1)));
    } else if outlet && paper {
        name.titled = Some(page.span(TokenSpan::new(start - 1, end)));
    }
    if name.country.is_none() && name.known.is_none() && !local && name.kind != EntityType::Norp {
        name.country = title::country(page, name.tokens);
        if name.country.is_none() && start > 1 && page.word(start - 1) == "'s" {
            name.country = title::country(page, TokenSpan::new(start.saturating_sub(4), start - 1));
        }
        // "Scarsdale, New York", "San José, Costa Rica"
        if name.country.is_none() && name.kind == EntityType::Gpe && page.word(end) == "," {
            let next = (end + 2..(end + 5).min(page.len()))
                .rev()
                .find_map(|e| GAZETTEER.get(page.printed(TokenSpan::new(end + 1, e))));
            name.country = next
                .filter(|k| matches!(k.sort, Sort::Country | Sort::Region))
                .and_then(|k| k.country.clone());
        }
    }
}

/// "X and Y Z, directors of the home,": a role in the plural goes to all the names it follows.
fn share_roles(page: &Page, names: &mut [FoundName]) {
    for i in (1..names.len()).rev() {
        let plural = names[i].roles.iter().copied().filter(|r| {
            let tokens = page.doc.tokens_in(*r);
            r.start > names[i].span.end
                && tokens
                    .iter()
                    .find(|&t| page.pos(t) == types::Pos::Noun)
                    .is_some_and(|_| tokens.iter().any(|t| page.tag(t) == "NNS" && is_role(page, t)))
        });
        let plural: Vec<Span> = plural.collect();
        if plural.is_empty() {
            continue;
        }
        let mut right = names[i].tokens.start;
        for j in (0..i).rev() {
            let between = TokenSpan::new(names[j].tokens.end, right);
            let listed = names[j].kind == EntityType::Person
                && !between.is_empty()
                && between.iter().all(|t| matches!(page.word(t), "and" | "," | "&"));
            if !listed {
                break;
            }
            right = names[j].tokens.start;
            for role in &plural {
                if !names[j].roles.contains(role) {
                    names[j].roles.push(*role);
                }
            }
        }
    }
}
