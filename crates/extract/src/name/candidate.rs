//! Stretches of text that may be names: the pipeline's, trimmed and split; names known beforehand; capitalised runs.
//!
//! Page + titles → [`Candidate`]s in order, not overlapping. Nothing is decided here about what they name.

use types::{EntityType, Pos, TokenSpan};

use super::gazetteer::{GAZETTEER, Known, Sort};
use super::page::Page;
use super::part::{PARTS, first_name, is_particle};
use super::title::{Title, TitleKind};

/// A stretch that may be a name.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// The pipeline's type.
    pub label: Option<EntityType>,
    /// What is known of it beforehand.
    pub known: Option<&'static Known>,
    /// How it came to be, where it is not the pipeline's own span.
    pub reasons: Vec<String>,
}

/// Tokens that a name known beforehand may have.
const MAX_KNOWN_TOKENS: usize = 11;
/// Tokens that a capitalised run may have; longer ones are shouting.
const MAX_RUN_TOKENS: usize = 8;

/// The candidates being gathered, with the owner of each token.
struct Field<'p, 'a> {
    page: &'p Page<'a>,
    all: Vec<Option<Candidate>>,
    owner: Vec<Option<usize>>,
}

/// All candidates of a page.
pub fn all(page: &Page, titles: &[Title]) -> Vec<Candidate> {
    let mut field = Field { page, all: Vec::new(), owner: vec![None; page.len()] };
    let mut in_title = vec![false; page.len()];
    for t in titles {
        in_title[t.tokens.start..t.tokens.end].fill(true);
    }
    field.pipeline(titles, &in_title);
    field.known();
    field.runs(&in_title);
    field.heads_of();
    let mut all: Vec<Candidate> = field.all.into_iter().flatten().collect();
    all.sort_by_key(|c| c.tokens.start);
    all
}

impl Field<'_, '_> {
    fn add(&mut self, candidate: Candidate) {
        let tokens = candidate.tokens;
        if tokens.is_empty() || tokens.iter().any(|i| self.owner[i].is_some()) {
            return;
        }
        let number = self.all.len();
        self.owner[tokens.start..tokens.end].fill(Some(number));
        self.all.push(Some(candidate));
    }

    /// Takes away all candidates that touch `tokens`; gives them back.
    fn take(&mut self, tokens: TokenSpan) -> Vec<Candidate> {
        let mut taken = Vec::new();
        for i in tokens.iter() {
            if let Some(c) = self.owner[i].and_then(|n| self.all[n].take()) {
                self.owner[c.tokens.start..c.tokens.end].fill(None);
                taken.push(c);
            }
        }
        taken
    }

    fn owned(&self, token: usize) -> Option<&Candidate> {
        self.owner.get(token).copied().flatten().and_then(|n| self.all[n].as_ref())
    }

    /// The pipeline's names, trimmed, split, without titles.
    fn pipeline(&mut self, titles: &[Title], in_title: &[bool]) {
        for name in &self.page.doc.names {
            let Some(label) = EntityType::parse(&name.label) else { continue };
            for piece in split(self.page, name.tokens, label) {
                let whole = piece;
                let piece = without_titles(self.page, piece, label, titles, in_title);
                let Some(piece) = trim(self.page, piece, label) else { continue };
                let mut reasons = Vec::new();
                if piece.start > whole.start {
                    let left = self.page.printed(TokenSpan::new(whole.start, piece.start));
                    reasons.push(format!("“{left}” is a title before the name"));
                }
                self.add(Candidate { tokens: piece, label: Some(label), known: None, reasons });
            }
        }
    }

    /// Names known beforehand, the longest at each place. They widen the pipeline's spans that lie inside, and yield to wider ones.
    fn known(&mut self) {
        let mut i = 0;
        while i < self.page.len() {
            let Some((tokens, known)) = known_at(self.page, i) else {
                i += 1;
                continue;
            };
            i += 1;
            let owners: Vec<TokenSpan> =
                tokens.iter().filter_map(|t| self.owned(t)).map(|c| c.tokens).collect();
            let service = self.news_service(tokens);
            if let Some(same) = owners.iter().find(|o| **o == tokens).filter(|_| !service) {
                if let Some(c) = self.owner[same.start].and_then(|n| self.all[n].as_mut()) {
                    c.known = Some(known);
                }
                i = tokens.end;
            } else if owners.iter().any(|o| o.contains(tokens)) && !service {
                // Part of a longer name.
            } else if service {
                let whole = TokenSpan::new(tokens.start, tokens.end + 2);
                self.take(whole);
                let reasons = vec![format!("completed to “{}”", self.page.printed(whole))];
                self.add(Candidate { tokens: whole, label: Some(EntityType::Org), known: None, reasons });
                i = whole.end;
            } else if trusted(self.page, tokens, known) || !owners.is_empty() {
                let label = self.take(tokens).into_iter().find_map(|c| c.label);
                let reasons = vec![format!("“{}” is known as {}", self.page.printed(tokens), known.standard)];
                self.add(Candidate { tokens, label, known: Some(known), reasons });
                i = tokens.end;
            }
        }
    }

    /// Whether "news agency" or the like follows and belongs to the name.
    fn news_service(&self, tokens: TokenSpan) -> bool {
        let (a, b) = (tokens.end, tokens.end + 1);
        self.page.word(a) == "news"
            && matches!(self.page.word(b), "service" | "agency")
            && self.page.joined(a)
            && self.page.joined(b)
    }

    /// Capitalised runs that nothing covers: they complete neighbours or stand for themselves.
    fn runs(&mut self, in_title: &[bool]) {
        let mut i = 0;
        while i < self.page.len() {
            if self.owner[i].is_some() || !self.runs_at(i, in_title) {
                i += 1;
                continue;
            }
            let start = i;
            i += 1;
            while i < self.page.len()
                && i - start < MAX_RUN_TOKENS
                && self.page.joined(i)
                && self.owner[i].is_none()
            {
                let hyphen = self.page.word(i) == "-"
                    && self.glued(i)
                    && i + 1 < self.page.len()
                    && self.page.words[i + 1].cap
                    && self.owner[i + 1].is_none();
                let ampersand = self.page.word(i) == "&"
                    && self.page.words.get(i + 1).is_some_and(|w| w.cap)
                    && self.owner[i + 1].is_none();
                if !(hyphen || ampersand || self.runs_at(i, in_title)) {
                    break;
                }
                i += 1;
            }
            self.join(TokenSpan::new(start, i));
        }
    }

    /// Whether no space stands before and after the token.
    fn glued(&self, token: usize) -> bool {
        token > 0 && !self.page.doc.tokens[token - 1].space && !self.page.doc.tokens[token].space
    }

    fn runs_at(&self, i: usize, in_title: &[bool]) -> bool {
        let w = &self.page.words[i];
        // "U.N.-NATO": the tagger does not know such words.
        let letters = |part: &str| part.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let twin = w.upper
            && self.page.doc.word(self.page.text, i).split('-').filter(|p| letters(p)).count() > 1
            && w.fold.len() > 6;
        let noun = self.page.pos(i) == Pos::Propn || (self.page.tag(i).starts_with("NN") && !w.first) || twin;
        w.cap
            && w.solid
            && noun
            && !in_title[i]
            && !self.page.loud_at(i)
            && (!PARTS.never(&w.fold) || self.is_doubled(i))
            && !w.fold.starts_with(|c: char| c.is_ascii_digit())
    }

    /// "Jun-Jun", "Mar-Mar": a first name, whatever the half of it means.
    fn is_doubled(&self, i: usize) -> bool {
        let page = self.page;
        let twin = |other: usize| page.words.get(other).is_some_and(|w| w.fold == page.words[i].fold);
        page.word(i + 1) == "-" && twin(i + 2) || i > 1 && page.word(i - 1) == "-" && twin(i - 2)
    }

    /// Joins a run with its neighbours where they make one name, or adds it.
    fn join(&mut self, run: TokenSpan) {
        let page = self.page;
        let suffix = PARTS.last(page.word(run.end - 1));
        let left =
            run.start.checked_sub(1).filter(|_| page.joined(run.start)).and_then(|p| self.owned(p)).cloned();
        let right =
            (run.end < page.len() && page.joined(run.end)).then(|| self.owned(run.end)).flatten().cloned();
        let mut tokens = run;
        let mut label = None;
        if let Some(l) = left.filter(|l| takes_right(l, suffix)) {
            tokens.start = l.tokens.start;
            label = l.label;
        }
        if let Some(r) = right.filter(|r| takes_left(page, run, r)) {
            tokens.end = r.tokens.end;
            label = label.or(r.label);
        }
        let reasons = if tokens == run {
            vec!["capitalised run".to_string()]
        } else {
            vec![format!("completed to “{}”", page.printed(tokens))]
        };
        self.take(tokens);
        self.add(Candidate { tokens, label: suffix.or(label), known: None, reasons });
    }

    /// "Ministry of X", "Bank for X and Y": an organisation's head word with what follows it.
    fn heads_of(&mut self) {
        let page = self.page;
        for i in 0..page.len() {
            let Some(kind) = PARTS.head(page.word(i)).filter(|_| page.words[i].cap && !page.loud_at(i))
            else {
                continue;
            };
            if !matches!(page.word(i + 1), "of" | "for") || !page.joined(i + 1) {
                continue;
            }
            let mut end = i + 2;
            if page.word(end) == "the" {
                end += 1;
            }
            let from = end;
            while end < page.len() && end - i < MAX_RUN_TOKENS && page.joined(end) {
                let more = page.words[end].cap && page.words[end].solid && !PARTS.day(page.word(end));
                let and = matches!(page.word(end), "and" | "of" | "," | "&")
                    && end > from
                    && page.words.get(end + 1).is_some_and(|w| w.cap && !w.first)
                    && page.word(end) != ",";
                if !(more || and) {
                    break;
                }
                end += 1;
            }
            if end == from {
                continue;
            }
            let start = self.owned(i).map_or(i, |c| c.tokens.start.min(i));
            let tokens = TokenSpan::new(start, end);
            if self.owned(i).is_some_and(|c| c.tokens.contains(tokens))
                || self.owned(i).is_none() && page.words[i].first && page.pos(i) != Pos::Propn
            {
                continue;
            }
            // "in the Republic of Ireland and Britain": what is known by itself beyond "and" stays by itself.
            let tokens = self.stop_at_known(tokens, from);
            self.take(tokens);
            let reasons = vec![format!("completed to “{}”", page.printed(tokens))];
            self.add(Candidate {
                tokens,
                label: Some(kind),
                known: GAZETTEER.get(page.printed(tokens)),
                reasons,
            });
        }
    }

    fn stop_at_known(&self, tokens: TokenSpan, from: usize) -> TokenSpan {
        for i in from + 1..tokens.end {
            if self.page.word(i) == "and"
                && (self
                    .owned(i + 1)
                    .is_some_and(|c| c.known.is_some() || c.label == Some(EntityType::Person))
                    || self.owned(i + 1).is_some_and(|c| self.page.printed(c.tokens).contains(" ")))
            {
                return TokenSpan::new(tokens.start, i);
            }
        }
        tokens
    }
}

/// Whether a candidate may be completed by a run on its right.
fn takes_right(left: &Candidate, suffix: Option<EntityType>) -> bool {
    match left.known.map(|k| k.sort) {
        Some(
            Sort::Country
            | Sort::People
            | Sort::Capital
            | Sort::City
            | Sort::Region
            | Sort::Area
            | Sort::Continent
            | Sort::Seat,
        ) => {
            matches!(
                suffix,
                Some(
                    EntityType::Org | EntityType::Fac | EntityType::Gpe | EntityType::Event | EntityType::Loc
                )
            )
        }
        Some(_) => matches!(suffix, Some(EntityType::Fac | EntityType::Event)),
        None => left.label != Some(EntityType::Norp) || suffix.is_some(),
    }
}

/// Whether a run may be completed by the candidate on its right.
fn takes_left(page: &Page, run: TokenSpan, right: &Candidate) -> bool {
    if right.known.is_some()
        || page.words[run.start].first && run.len() == 1 && first_name(page.word(run.start)).is_none()
    {
        return false;
    }
    !matches!(right.label, Some(EntityType::Norp))
        && page.doc.tokens[run.end - 1].space
        && PARTS.last(page.word(run.end - 1)).is_none()
}

/// The longest known name that begins at token `i`.
fn known_at(page: &Page, i: usize) -> Option<(TokenSpan, &'static Known)> {
    let word = &page.words[i];
    if !word.solid || !GAZETTEER.begins(&word.fold) {
        return None;
    }
    (i + 1..=(i + MAX_KNOWN_TOKENS).min(page.len())).rev().find_map(|end| {
        let tokens = TokenSpan::new(i, end);
        if (i + 1..end).any(|k| page.words[k].breaks) || !page.words[end - 1].solid {
            return None;
        }
        GAZETTEER.get(page.printed(tokens)).map(|known| (tokens, known))
    })
}

/// Whether a known name that the pipeline does not mark may be believed.
fn trusted(page: &Page, tokens: TokenSpan, known: &Known) -> bool {
    let i = tokens.start;
    let proper = page.pos(tokens.end - 1) == Pos::Propn;
    match known.sort {
        Sort::Country | Sort::People | Sort::Capital | Sort::Body | Sort::Seat | Sort::Continent => {
            proper
                || !page.words[i].first
                || tokens.len() > 1
                || page.words[i].upper && !page.loud_at(i)
                || page.pos(i) == Pos::Adj
                || page.pos(i) == Pos::Noun
        }
        Sort::City | Sort::Company | Sort::Other | Sort::Party => {
            proper && (!page.loud_at(i) || tokens.len() > 1)
        }
        _ if page.word(i) == "the" && tokens.len() == 2 => proper && !page.words[i].first,
        Sort::Area | Sort::Region | Sort::Sea => proper || tokens.len() > 1,
        _ => proper && (!page.loud_at(i) || tokens.len() > 1 || page.words[i].upper),
    }
}

/// Splits a span at slashes, line ends, brackets and quote marks; a person's span at commas and "and" too.
fn split(page: &Page, tokens: TokenSpan, label: EntityType) -> Vec<TokenSpan> {
    let mut pieces = Vec::new();
    let mut start = tokens.start;
    for i in tokens.iter() {
        let word = page.word(i);
        let hard = matches!(
            word,
            "/" | "|"
                | "("
                | ")"
                | "["
                | "]"
                | "\""
                | "“"
                | "”"
                | ";"
                | "…"
                | "..."
                | "—"
                | "–"
                | "--"
                | ":"
                | "•"
        );
        let soft = label == EntityType::Person && matches!(word, "," | "and" | "&" | "'s" | "with");
        if hard || soft {
            pieces.push((start, i));
            start = i + 1;
        } else if page.words[i].breaks && i > start {
            pieces.push((start, i));
            start = i;
        }
    }
    pieces.push((start, tokens.end));
    pieces.into_iter().filter(|(a, b)| a < b).map(|(a, b)| TokenSpan::new(a, b)).collect()
}

/// Cuts leading titles off what is (or looks like) a person's name.
fn without_titles(
    page: &Page,
    tokens: TokenSpan,
    label: EntityType,
    titles: &[Title],
    in_title: &[bool],
) -> TokenSpan {
    let at = titles.partition_point(|t| t.tokens.end <= tokens.start);
    let Some(last) = titles[at..].iter().take_while(|t| t.tokens.end < tokens.end).last() else {
        // A span that is nothing but titles names nobody ("State" in "Secretary of State").
        let only = tokens.iter().all(|i| in_title[i]) && GAZETTEER.get(page.printed(tokens)).is_none();
        return if only { TokenSpan::new(tokens.end, tokens.end) } else { tokens };
    };
    let rest = TokenSpan::new(last.tokens.end, tokens.end);
    let named = page.words[rest.start].cap;
    let like_person = first_name(page.word(rest.start)).is_some() || rest.len() == 1;
    let organisation = PARTS.last(page.word(rest.end - 1)).is_some();
    let cut = match label {
        EntityType::Person => named,
        _ => {
            named
                && !organisation
                && (last.kind == TitleKind::Honorific || (last.kind == TitleKind::Office && like_person))
        }
    };
    if cut { rest } else { tokens }
}

/// Cuts what is no part of a name off both ends.
pub fn trim(page: &Page, tokens: TokenSpan, label: EntityType) -> Option<TokenSpan> {
    let TokenSpan { mut start, mut end } = tokens;
    while start < end {
        let w = &page.words[start];
        let article = matches!(
            w.fold.as_str(),
            "the"
                | "a"
                | "an"
                | "this"
                | "that"
                | "its"
                | "their"
                | "his"
                | "her"
                | "our"
                | "my"
                | "some"
                | "any"
        ) && GAZETTEER.get(page.printed(TokenSpan::new(start, end))).is_none_or(|_| !w.cap)
            && !(w.fold == "the" && w.cap && !w.first && label == EntityType::WorkOfArt);
        let small = !w.cap
            && !w.fold.starts_with("al-")
            && !w.fold.starts_with("el-")
            && !is_particle(&w.fold)
            && label != EntityType::Product
            && GAZETTEER.get(page.printed(TokenSpan::new(start, end))).is_none();
        let foreign_head = label == EntityType::Person
            && start + 1 < end
            && (is_people(page, start) || PARTS.day(&w.fold) && page.words[start + 1].cap);
        if !w.solid || article || small || foreign_head {
            start += 1;
        } else {
            break;
        }
    }
    while start < end {
        let w = &page.words[end - 1];
        let possessive = matches!(w.fold.as_str(), "'s" | "'" | "s'" | "'s.");
        // "… Ana Ruiz Image: Reuters": the label of a credit line that follows a caption.
        let credit = matches!(
            w.fold.as_str(),
            "image" | "photo" | "photograph" | "picture" | "file" | "video" | "credit" | "illustration"
        ) && page.word(end) == ":";
        let day = PARTS.day(&w.fold)
            && end - start > 1
            && label != EntityType::Event
            && w.fold != "may"
            && w.fold != "march";
        let small = !w.cap
            && !w.fold.starts_with(|c: char| c.is_ascii_digit())
            && matches!(
                label,
                EntityType::Person
                    | EntityType::Gpe
                    | EntityType::Org
                    | EntityType::Norp
                    | EntityType::Loc
                    | EntityType::Fac
            )
            && GAZETTEER.get(page.printed(TokenSpan::new(start, end))).is_none();
        if !w.solid && w.fold != "!" || possessive || day || small || credit {
            end -= 1;
        } else {
            break;
        }
    }
    if label == EntityType::Person {
        // A small word that is no particle ends a person's name.
        // "Min-ji": a small half after a hyphen belongs to it.
        let half = |i: usize| i > start && page.word(i - 1) == "-" && !page.doc.tokens[i - 1].space;
        let inside = |i: usize| {
            page.words[i].cap || is_particle(page.word(i)) || page.word(i).contains("al-") || half(i)
        };
        if let Some(cut) = (start..end).find(|&i| page.words[i].solid && !inside(i)) {
            end = cut;
        }
        while end > start
            && (!page.words[end - 1].solid || is_particle(page.word(end - 1)) && !page.words[end - 1].cap)
        {
            end -= 1;
        }
    }
    let lone = end == start + 1
        && PARTS.never(page.word(start))
        && GAZETTEER.get(page.printed(TokenSpan::new(start, end))).is_none();
    let named = (start..end)
        .any(|i| page.words[i].cap && page.words[i].fold.chars().any(char::is_alphabetic))
        || start < end && GAZETTEER.get(page.printed(TokenSpan::new(start, end))).is_some();
    (start < end && named && (!lone || label == EntityType::Person && page.word(start) == "may"))
        .then(|| TokenSpan::new(start, end))
}

/// Whether the token is an adjective or name of a country.
fn is_people(page: &Page, token: usize) -> bool {
    GAZETTEER
        .get(page.doc.word(page.text, token))
        .is_some_and(|k| matches!(k.sort, Sort::People | Sort::Country | Sort::Seat))
}
