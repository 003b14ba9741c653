//! One report's figure, with what it counts and what happened to it.
//!
//! In: the figures of the extract. Out: a claim for each that can be lined up with others: unit, the noun counted with its
//! modifiers, the state ("killed", "deployed") told by the noun, by what stands with it, or by the verb it hangs on.

use std::collections::BTreeSet;

use types::{Comparator, Doc, Extract, Figure, Pos, Story};

use crate::context::{Context, Term};
use crate::lexicon::{self, Group, State};
use crate::reading::Ground;

/// A sentence with fewer words of its own leans on the one before.
const MIN_ABOUT: usize = 3;
/// Sentences that open a report, the headline included.
const LEAD_SENTENCES: usize = 4;

/// One report's figure, with what it counts.
pub(super) struct Claim<'s> {
    pub(super) report: usize,
    pub(super) sentence: usize,
    pub(super) figure: &'s Figure,
    pub(super) unit: &'s str,
    pub(super) state: Option<&'static State>,
    /// Whether it stands among the first sentences of its report.
    pub(super) early: bool,
    pub(super) group: Option<&'static Group>,
    pub(super) noun: String,
    pub(super) modifiers: BTreeSet<Term>,
    /// Whether a share's noun stands before it ("a turnout of …").
    pub(super) owned: bool,
    /// `S` of a superlative, `R` of a comparative among the words counted.
    pub(super) degree: Option<char>,
    pub(super) about: BTreeSet<Term>,
    /// Who has the share or gets the sentence: the subject of the verb, or whom it is given to.
    pub(super) holder: Option<usize>,
}

impl Claim<'_> {
    pub(super) fn ground(&self, story: &Story) -> Ground {
        Ground::clause(story, self.report, self.figure.token, self.figure.span)
    }

    /// The least and greatest number meant, open ends closed at the number named.
    pub(super) fn range(&self) -> (f64, f64) {
        let f = self.figure;
        let named = f.value.or(f.low).or(f.high).unwrap_or(0.0);
        if matches!(f.comparator, Comparator::Range) {
            (f.low.unwrap_or(named), f.high.unwrap_or(named))
        } else {
            (named, named)
        }
    }

    /// A number of people without a noun: "seventeen are missing", "the toll rose to 31".
    pub(super) fn bare(&self) -> bool {
        self.unit == "person" && self.group.is_none() && self.figure.counted.is_none()
    }

    /// Whether some are left out or only added: "three other ships", "four more bodies".
    pub(super) fn rest(&self) -> bool {
        let left_out = |m: &Term| matches!(m, Term::Lemma(l) if lexicon::is("rest", l));
        self.modifiers.iter().any(left_out)
    }

    pub(super) fn money(&self) -> bool {
        self.unit.len() == 3 && self.unit.bytes().all(|b| b.is_ascii_uppercase())
    }
}

pub(super) fn claims<'s>(context: &Context<'s>) -> Vec<Claim<'s>> {
    let story = context.story;
    let mut claims = Vec::new();
    for (report, extract) in story.extracts.iter().enumerate() {
        for figure in &extract.figures {
            let Some(unit) = figure.unit.as_deref() else { continue };
            // Bodies found are people killed.
            let unit = if unit == "body" { "person" } else { unit };
            let private = lexicon::is("private-unit", unit) && !is_term(&story.docs[report], figure);
            let part = is_part(context.story, report, figure) || is_whole(extract, figure);
            if figure.converts.is_some() || private || part {
                continue;
            }
            claims.push(claim(context, report, figure, unit));
        }
    }
    claims
}

/// Whether the figure is a part of another one: "10 of the 12 victims".
fn is_part(story: &Story, report: usize, figure: &Figure) -> bool {
    let text = &story.reports[report].text;
    let digits = |span: types::Span| span.of(text).chars().any(|c| c.is_ascii_digit());
    figure.counted.is_some_and(|c| !c.overlaps(figure.number) && digits(c))
}

/// Whether another figure is a part of this one: the 136 of "77 of its 136 stations". Of people the whole is of interest too.
fn is_whole(extract: &Extract, figure: &Figure) -> bool {
    let holds = |o: &Figure| o.counted.is_some_and(|c| c.contains(figure.number) && !c.overlaps(o.number));
    figure.unit.as_deref() != Some("person") && extract.figures.iter().any(holds)
}

pub(super) fn claim<'s>(
    context: &Context<'s>,
    report: usize,
    figure: &'s Figure,
    unit: &'s str,
) -> Claim<'s> {
    let doc = &context.story.docs[report];
    let sentence = doc.sentence_of(figure.token);
    let inside = doc.tokens_in(figure.span);
    let counted = figure.counted.map_or(inside, |c| doc.tokens_in(c));
    let of = (unit == "percent" && figure.counted.is_none()).then(|| share_of(doc, figure)).flatten();
    let noun = doc.tokens[of.unwrap_or_else(|| counted_noun(doc, figure, counted))].lemma.to_lowercase();
    let group = lexicon::group(&noun);
    let top = of.unwrap_or_else(|| counted_noun(doc, figure, counted));
    let modifiers = modifiers(context, report, (figure.head, top), counted, group);
    let own: BTreeSet<Term> =
        inside.iter().map(|t| Term::Lemma(doc.tokens[t].lemma.to_lowercase())).collect();
    let mut about: BTreeSet<Term> = context.bag(report, sentence).difference(&own).cloned().collect();
    // "Seventeen are missing." What it is about, the sentence before says.
    if about.len() < MIN_ABOUT && sentence > 0 {
        about.extend(context.bag(report, sentence - 1).iter().cloned());
    }
    Claim {
        report,
        sentence,
        figure,
        unit,
        early: sentence < LEAD_SENTENCES,
        state: state(context, report, figure),
        group,
        noun,
        modifiers,
        owned: of.is_some(),
        degree: degree(doc, counted),
        about,
        holder: holder(context, report, figure),
    }
}

/// Whose the number is: "X won 52 percent", "gave X 52 percent", "44 percent for X", "X was jailed for 12 years".
fn holder(context: &Context, report: usize, figure: &Figure) -> Option<usize> {
    let doc = &context.story.docs[report];
    let entity = |t: usize| context.entity_at(report, t).map(|e| context.side(e));
    let of = |t: usize, deps: &[&str]| {
        doc.children(t).filter(|&c| deps.contains(&&*doc.tokens[c].dep)).find_map(entity)
    };
    let own = doc
        .children(figure.head)
        .filter(|&p| &*doc.tokens[p].dep == "prep" && &*doc.tokens[p].lemma == "for");
    if let Some(e) = own.flat_map(|p| doc.children(p).collect::<Vec<_>>()).find_map(entity) {
        return Some(e);
    }
    let mut at = figure.head;
    for _ in 0..=MAX_STEPS {
        let head = doc.tokens[at].head;
        if head == at {
            return None;
        }
        at = head;
        if doc.tokens[at].pos == Pos::Verb {
            let sentenced = lexicon::is("sentencing", &doc.tokens[at].lemma.to_lowercase());
            let given =
                of(at, &["dative", "nsubjpass"]).or_else(|| sentenced.then(|| of(at, &["dobj"])).flatten());
            return given.or_else(|| (!sentenced).then(|| of(at, &["nsubj"])).flatten());
        }
    }
    None
}

/// The words that say which of the kind are counted; sides for names. Of soldiers and the like also whose they are, after
/// the noun: "soldiers from neighbouring Tarkania".
fn modifiers(
    context: &Context,
    report: usize,
    (head, noun): (usize, usize),
    counted: types::TokenSpan,
    group: Option<&Group>,
) -> BTreeSet<Term> {
    let doc = &context.story.docs[report];
    let named = |t: usize| context.entity_at(report, t).map(|e| Term::Entity(context.side(e)));
    let owners = doc
        .children(noun)
        .filter(|&p| &*doc.tokens[p].dep == "prep" && matches!(&*doc.tokens[p].lemma, "of" | "from"))
        .flat_map(|p| doc.children(p).collect::<Vec<_>>())
        .filter(|_| group.is_some_and(|g| !g.generic))
        .filter_map(named);
    counted
        .iter()
        .filter(|&t| t != head && matches!(doc.tokens[t].pos, Pos::Adj | Pos::Noun | Pos::Propn))
        .map(|t| named(t).unwrap_or_else(|| Term::Lemma(doc.tokens[t].lemma.to_lowercase())))
        .chain(owners)
        .collect()
}

/// Whether the words counted hold a superlative ("most urgent") or else a comparative ("less urgent").
fn degree(doc: &Doc, counted: types::TokenSpan) -> Option<char> {
    let has = |a: &str, b: &str| counted.iter().any(|t| &*doc.tokens[t].tag == a || &*doc.tokens[t].tag == b);
    match (has("JJS", "RBS"), has("JJR", "RBR")) {
        (true, _) => Some('S'),
        (_, true) => Some('R'),
        _ => None,
    }
}

/// The noun of what is counted: the figure's own, or, where a share hangs in the tree by its number, the top of the
/// counted words ("90 percent of the country's stockpiles").
fn counted_noun(doc: &Doc, figure: &Figure, counted: types::TokenSpan) -> usize {
    if figure.head != figure.token || figure.counted.is_none() {
        return figure.head;
    }
    let top = counted.iter().find(|&t| !counted.has(doc.tokens[t].head)).unwrap_or(figure.head);
    if &*doc.tokens[top].dep == "poss" { doc.tokens[top].head } else { top }
}

/// Steps up the tree from a figure to the verb that tells what happened: "left 12 dead", "was among 12 killed".
const MAX_STEPS: usize = 3;
/// Words around a figure that are looked at, at most.
const MAX_NEAR: usize = 60;
/// A subject of more tokens than this says more than what the number is.
const MAX_SUBJECT_TOKENS: usize = 12;

/// Whether a number of years or months is what a court gave: "sentenced to 12 years", "a 12-year prison sentence".
fn is_term(doc: &Doc, figure: &Figure) -> bool {
    let sentencing = |t: usize| lexicon::is("sentencing", &doc.tokens[t].lemma.to_lowercase());
    let mut at = figure.head;
    for _ in 0..=MAX_STEPS {
        let head = doc.tokens[at].head;
        if head == at {
            return false;
        }
        at = head;
        if sentencing(at) {
            return true;
        }
        if doc.tokens[at].pos == Pos::Verb {
            return false;
        }
    }
    false
}

/// What happened to those the figure counts: told by its own noun, by what modifies it, or by the verb it hangs on; else by
/// what the number is said to be ("the toll rose to 12"), or where those counted are ("12 people on board").
fn state(context: &Context, report: usize, figure: &Figure) -> Option<&'static State> {
    let doc = &context.story.docs[report];
    if figure.unit.as_deref().is_some_and(|u| lexicon::is("private-unit", u)) {
        return lexicon::state("prison-term");
    }
    let lemma = |t: usize| doc.tokens[t].lemma.to_lowercase();
    let inside = doc.tokens_in(figure.span);
    // "138 people, 88 of whom were saved": what happened to a part did not happen to all.
    let part = |c: usize| {
        let subjects = doc.children(c).filter(|&s| matches!(&*doc.tokens[s].dep, "nsubj" | "nsubjpass"));
        subjects.flat_map(|s| doc.subtree(s).iter()).any(|t| &*doc.tokens[t].tag == "CD")
    };
    let below = doc
        .children(figure.head)
        .filter(|&c| matches!(&*doc.tokens[c].dep, "acl" | "amod" | "relcl") && !part(c));
    let mut near: Vec<usize> = vec![figure.head, figure.token];
    near.extend(inside.iter().filter(|&t| matches!(doc.tokens[t].pos, Pos::Noun | Pos::Verb | Pos::Adj)));
    near.extend(below);
    let mut at = figure.head;
    let mut said_of = Vec::new();
    let mut steps = 0;
    while steps < MAX_STEPS {
        let head = doc.tokens[at].head;
        if head == at || near.len() > MAX_NEAR {
            break;
        }
        // "124 passengers and a crew of 14, or 138 people": what is counted in a row stands together.
        steps += usize::from(!matches!(&*doc.tokens[at].dep, "conj" | "appos"));
        let led = matches!(&*doc.tokens[at].dep, "prep" | "attr" | "acomp");
        at = head;
        near.push(at);
        near.extend(
            doc.children(at).filter(|&c| {
                matches!(&*doc.tokens[c].dep, "oprd" | "acomp" | "acl" | "prt" | "attr" | "xcomp")
            }),
        );
        if doc.tokens[at].pos == Pos::Verb || doc.tokens[at].pos == Pos::Aux {
            said_of = named_by(doc, at, led);
            break;
        }
    }
    near.into_iter()
        .chain(said_of)
        .find_map(|t| {
            // A metro station is not stationed.
            let posted = |s: &&State| s.key == "deployed" && t == figure.head;
            lexicon::state(&lemma(t)).filter(|s| !posted(s))
        })
        .or_else(|| where_counted(doc, figure, inside))
}

/// What the verb says the number of: its subject or object, where the number follows as "to 12", "at 12"; and the list that
/// gives it.
fn named_by(doc: &Doc, verb: usize, led: bool) -> Vec<usize> {
    let list = |t: usize| lexicon::is("list-of-people", &doc.tokens[t].lemma.to_lowercase());
    let nouns = doc
        .children(verb)
        .filter(|&c| matches!(&*doc.tokens[c].dep, "nsubj" | "dobj" | "nsubjpass") && (led || list(c)));
    nouns
        .flat_map(|n| doc.subtree(n).iter().take(MAX_SUBJECT_TOKENS).collect::<Vec<_>>())
        .filter(|&t| matches!(doc.tokens[t].pos, Pos::Noun | Pos::Verb | Pos::Adj))
        .collect()
}

/// "138 people on board", "aboard the ferry", "the 138 on the manifest": the words that follow say where those counted are.
fn where_counted(doc: &Doc, figure: &Figure, inside: types::TokenSpan) -> Option<&'static State> {
    let next = inside.end;
    let word = |t: usize| doc.tokens.get(t).map(|x| x.lemma.to_lowercase()).unwrap_or_default();
    let below = doc
        .children(figure.head)
        .filter(|&c| &*doc.tokens[c].dep == "prep")
        .flat_map(|p| doc.children(p).collect::<Vec<_>>());
    let spot = |w: &str| lexicon::state(w).filter(|s| s.key == "aboard");
    let follows = spot(&word(next)).or_else(|| (word(next) == "on").then(|| spot(&word(next + 1))).flatten());
    follows.or_else(|| below.into_iter().find_map(|t| spot(&word(t))))
}

/// What a share is of, where that stands before it: "turnout was 69 percent", "a turnout of 69 percent".
fn share_of(doc: &Doc, figure: &Figure) -> Option<usize> {
    // "58 percent": the number may stand for its unit.
    let number = &*doc.tokens[figure.head].dep == "nummod";
    let at = if number { doc.tokens[figure.head].head } else { figure.head };
    let head = doc.tokens[at].head;
    let noun = |t: usize| (matches!(doc.tokens[t].pos, Pos::Noun | Pos::Propn) && t != at).then_some(t);
    match &*doc.tokens[at].dep {
        "pobj" if matches!(&*doc.tokens[head].lemma, "of" | "at") => noun(doc.tokens[head].head),
        "attr" => doc.children(head).find(|&c| &*doc.tokens[c].dep == "nsubj").and_then(noun),
        _ => None,
    }
}
