//! Figures of several reports that count the same thing, lined up.
//!
//! Two figures are about one thing when they have one unit, count the same kind of thing in the same state ("killed",
//! "deployed"), and stand in sentences about the same (see [`crate::context`]). How like the sentences must be
//! depends on how telling the figure itself is: a rare noun phrase or a large number hardly recurs by chance, a small
//! number of people does.

use std::collections::BTreeSet;

use types::{BlockKind, Comparator, Figure, Finding, FindingKind, Pos, Reading, Slot, Story};

use crate::cluster;
use crate::context::{Context, Term};
use crate::lexicon::{self, Group, State};
use crate::reading::{Ground, reading, reports};

mod complement;
mod counted;
mod phrasing;
mod series;
pub mod trace;

/// Two counts of one thing rarely differ by more than this factor, however early the first one was.
const MAX_FACTOR: f64 = 5.0;
/// Likeness of sentences that a pair of equal small figures needs.
const LIKENESS_EQUAL: f64 = 0.12;
/// Likeness of sentences that a pair of different small figures needs: a wrong conflict costs more than a missed one.
const LIKENESS_DIFFERENT: f64 = 0.22;
/// What each decimal digit of the number takes off these: 14,000 hardly recurs by chance, two does.
const BONUS_PER_DIGIT: f64 = 0.04;
/// What numbers within [`NEAR_FACTOR`] of each other take off.
const BONUS_NEAR: f64 = 0.04;
/// Numbers that differ by less than this factor are near.
const NEAR_FACTOR: f64 = 1.5;
/// What a rare thing counted ("underground bunkers") takes off, and what an unlike noun adds.
const BONUS_THING: f64 = 0.12;
/// What two shares in one state ("delivered") take off: a story seldom follows two of a kind.
const BONUS_SHARE: f64 = 0.06;
/// From here on a number of people hardly recurs by chance.
const LARGE: f64 = 1000.0;
/// What an owner that both name ("… of X's soldiers") takes off.
const BONUS_OWNER: f64 = 0.1;
/// What two shares of the best or worst of something ("most urgent", "highest grade") take off.
const BONUS_DEGREE: f64 = 0.12;
/// What figures of one state that both open their reports take off: a report opens with the toll of its story.
const BONUS_LEAD: f64 = 0.12;
/// Sentences that open a report, the headline included.
const LEAD_SENTENCES: usize = 4;
/// However telling the figures are, sentences that have nothing in common are about different things.
const LEAST_LIKENESS: f64 = 0.02;
/// Units of which a story gives many that have nothing to do with each other.
const PRIVATE_UNITS: [&str; 9] =
    ["year", "month", "week", "day", "hour", "minute", "second", "time", "quarter"];
/// How far "tens of thousands" and an exact number may lie apart and still be one estimate.
const VAGUE_FACTOR: f64 = 1.3;

/// One report's figure, with what it counts.
struct Claim<'s> {
    report: usize,
    sentence: usize,
    figure: &'s Figure,
    unit: &'s str,
    state: Option<&'static State>,
    /// Whether it stands among the first sentences of its report.
    early: bool,
    group: Option<&'static Group>,
    noun: String,
    modifiers: BTreeSet<Term>,
    /// Whether a share's noun stands before it ("a turnout of …").
    owned: bool,
    /// `S` of a superlative, `R` of a comparative among the words counted.
    degree: Option<char>,
    about: BTreeSet<Term>,
}

impl Claim<'_> {
    fn ground(&self, story: &Story) -> Ground {
        Ground::clause(story, self.report, self.figure.token, self.figure.span)
    }

    /// The least and greatest number meant, open ends closed at the number named.
    fn range(&self) -> (f64, f64) {
        let f = self.figure;
        let named = f.value.or(f.low).or(f.high).unwrap_or(0.0);
        if matches!(f.comparator, Comparator::Range) {
            (f.low.unwrap_or(named), f.high.unwrap_or(named))
        } else {
            (named, named)
        }
    }

    fn money(&self) -> bool {
        self.unit.len() == 3 && self.unit.bytes().all(|b| b.is_ascii_uppercase())
    }
}

/// The findings about figures, and about what equal figures are said to count.
pub fn findings(context: &Context) -> Vec<Finding> {
    let claims = claims(context);
    let (series, told) = series::findings(context, &claims);
    let rest: Vec<&Claim> =
        claims.iter().enumerate().filter(|(i, _)| !told.contains(i)).map(|(_, c)| c).collect();
    let mut findings = values(context, &rest);
    findings.extend(series);
    findings.extend(counted::findings(context, &claims));
    findings.extend(complement::findings(context));
    without_repeats(findings)
}

/// "The victims: 12" beside "people killed: 12" says nothing: of agreements on one number of people the weightiest stays
/// where they stand on sentences of one report.
fn without_repeats(findings: Vec<Finding>) -> Vec<Finding> {
    let digits = |f: &Finding| -> String {
        f.readings
            .first()
            .map_or(String::new(), |r| r.value.split(' ').next_back().unwrap_or_default().to_lowercase())
    };
    let repeats = |f: &Finding, i: usize| {
        f.kind == FindingKind::Agreement
            && findings.iter().enumerate().any(|(j, o)| {
                let first = o.weight > f.weight || o.weight == f.weight && j < i;
                let touch = || {
                    f.readings[0]
                        .evidence
                        .iter()
                        .any(|e| o.readings[0].evidence.iter().any(|x| x.report == e.report))
                };
                j != i && o.kind == FindingKind::Agreement && first && digits(o) == digits(f) && touch()
            })
    };
    let keep: Vec<bool> = findings.iter().enumerate().map(|(i, f)| !repeats(f, i)).collect();
    findings.into_iter().zip(keep).filter(|(_, k)| *k).map(|(f, _)| f).collect()
}

fn values(context: &Context, claims: &[&Claim]) -> Vec<Finding> {
    let groups = cluster::groups(claims.len(), |i, j| likely_one(context, claims[i], claims[j]));
    groups
        .iter()
        .filter_map(|group| {
            let members: Vec<&Claim> = group.iter().map(|&i| claims[i]).collect();
            finding(context.story, &members)
        })
        .collect()
}

fn claims<'s>(context: &Context<'s>) -> Vec<Claim<'s>> {
    let story = context.story;
    let mut claims = Vec::new();
    for (report, extract) in story.extracts.iter().enumerate() {
        for figure in &extract.figures {
            let Some(unit) = figure.unit.as_deref() else { continue };
            if figure.converts.is_some()
                || PRIVATE_UNITS.contains(&unit)
                || is_part(context.story, report, figure)
            {
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

fn claim<'s>(context: &Context<'s>, report: usize, figure: &'s Figure, unit: &'s str) -> Claim<'s> {
    let doc = &context.story.docs[report];
    let sentence = doc.sentence_of(figure.token);
    let inside = doc.tokens_in(figure.span);
    let counted = figure.counted.map_or(inside, |c| doc.tokens_in(c));
    let of = (unit == "percent" && figure.counted.is_none()).then(|| share_of(doc, figure)).flatten();
    let noun = doc.tokens[of.unwrap_or_else(|| counted_noun(doc, figure, counted))].lemma.to_lowercase();
    let modifiers = counted
        .iter()
        .filter(|&t| t != figure.head && matches!(doc.tokens[t].pos, Pos::Adj | Pos::Noun | Pos::Propn))
        .map(|t| match context.entity_at(report, t) {
            Some(e) => Term::Entity(e),
            None => Term::Lemma(doc.tokens[t].lemma.to_lowercase()),
        })
        .collect();
    let own: BTreeSet<Term> =
        inside.iter().map(|t| Term::Lemma(doc.tokens[t].lemma.to_lowercase())).collect();
    let about = context.bag(report, sentence).difference(&own).cloned().collect();
    let group = lexicon::group(&noun);
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
    }
}

/// Whether the words counted hold a superlative ("most urgent") or else a comparative ("less urgent").
fn degree(doc: &types::Doc, counted: types::TokenSpan) -> Option<char> {
    let has = |a: &str, b: &str| counted.iter().any(|t| &*doc.tokens[t].tag == a || &*doc.tokens[t].tag == b);
    match (has("JJS", "RBS"), has("JJR", "RBR")) {
        (true, _) => Some('S'),
        (_, true) => Some('R'),
        _ => None,
    }
}

/// The noun of what is counted: the figure's own, or, where a share hangs in the tree by its number, the top of the
/// counted words ("90 percent of the country's stockpiles").
fn counted_noun(doc: &types::Doc, figure: &Figure, counted: types::TokenSpan) -> usize {
    if figure.head != figure.token || figure.counted.is_none() {
        return figure.head;
    }
    let top = counted.iter().find(|&t| !counted.has(doc.tokens[t].head)).unwrap_or(figure.head);
    if &*doc.tokens[top].dep == "poss" { doc.tokens[top].head } else { top }
}

/// What happened to those the figure counts: told by its own noun, by what modifies it, or by the verb it hangs on.
fn state(context: &Context, report: usize, figure: &Figure) -> Option<&'static State> {
    let doc = &context.story.docs[report];
    let lemma = |t: usize| doc.tokens[t].lemma.to_lowercase();
    let inside = doc.tokens_in(figure.span);
    let below =
        doc.children(figure.head).filter(|&c| matches!(&*doc.tokens[c].dep, "acl" | "amod" | "relcl"));
    let mut near: Vec<usize> = vec![figure.head, figure.token];
    near.extend(inside.iter().filter(|&t| matches!(doc.tokens[t].pos, Pos::Noun | Pos::Verb | Pos::Adj)));
    near.extend(below);
    let mut at = figure.head;
    // The verb, through at most three steps: "left 12 dead", "was among 12 killed", "took the lives of 12".
    for _ in 0..3 {
        let head = doc.tokens[at].head;
        if head == at {
            break;
        }
        at = head;
        near.push(at);
        near.extend(
            doc.children(at).filter(|&c| {
                matches!(&*doc.tokens[c].dep, "oprd" | "acomp" | "acl" | "prt" | "attr" | "xcomp")
            }),
        );
        if doc.tokens[at].pos == Pos::Verb {
            break;
        }
    }
    near.into_iter().find_map(|t| lexicon::state(&lemma(t)))
}

/// How likely two claims are about one thing; see [`cluster::groups`].
fn likely_one(context: &Context, a: &Claim, b: &Claim) -> Option<f64> {
    if a.unit != b.unit {
        return None;
    }
    let (low, high) = (a.range(), b.range());
    let equal = low == high;
    let factor = (low.1.max(high.1)) / (low.0.min(high.0)).max(f64::MIN_POSITIVE);
    if a.report == b.report && !equal {
        return None;
    }
    if !states_agree(a, b, equal) {
        return None;
    }
    let percent = a.unit == "percent";
    if !equal && !percent && factor > MAX_FACTOR && !vague(a) && !vague(b) {
        return None;
    }
    let same_thing = same_thing(a, b)?;
    let mut need = if equal { LIKENESS_EQUAL } else { LIKENESS_DIFFERENT };
    need -= BONUS_PER_DIGIT * low.0.min(high.0).max(1.0).log10();
    if !equal && factor < NEAR_FACTOR {
        need -= BONUS_NEAR;
    }
    // Soldiers here and troops there are one in large numbers.
    let kind = a.group.filter(|g| !g.generic).map(|g| g.key);
    let same_kind = kind.is_some() && kind == b.group.map(|g| g.key) && low.0.min(high.0) >= LARGE;
    if !a.money() && !percent {
        need += if !same_thing && !same_kind {
            BONUS_THING
        } else if rare(context, a) {
            -BONUS_THING
        } else {
            0.0
        };
    }
    if percent && a.state.is_some() {
        need -= BONUS_SHARE;
    }
    if percent {
        match (a.degree, b.degree) {
            (Some(x), Some(y)) if x == y => need -= BONUS_DEGREE,
            (None, None) => {}
            // A share of the worst is no share of the whole, nor of the less bad.
            _ => return None,
        }
    }
    let owner = |m: &Term| matches!(m, Term::Entity(_)) && b.modifiers.contains(m);
    if (same_thing || same_kind) && kind.is_some() && a.modifiers.iter().any(owner) {
        need -= BONUS_OWNER;
    }
    // Of things called by the same noun and modifier ("underground bunkers") the words themselves are the likeness.
    let same_words = same_thing && !a.modifiers.is_empty() && a.modifiers == b.modifiers && rare(context, a);
    if a.early && b.early && a.state.is_some() && same_thing {
        need -= BONUS_LEAD;
    }
    let need = if same_words { need.min(0.0) - LEAST_LIKENESS } else { need.max(LEAST_LIKENESS) };
    Some(context.likeness(&a.about, &b.about) - need)
}

/// Whether the same may have happened to those counted. People of no particular kind are only known by what happened to
/// them; soldiers without a verb may be the ones deployed.
fn states_agree(a: &Claim, b: &Claim, equal: bool) -> bool {
    let generic = |c: &Claim| c.unit == "person" && c.group.is_none_or(|g| g.generic);
    match (a.state, b.state) {
        (Some(x), Some(y)) => x.key == y.key || (a.money() && equal),
        (None, None) => equal || !(generic(a) || generic(b)),
        _ => a.money() && equal || !generic(a) && !generic(b) && a.unit == "person",
    }
}

/// Whether the nouns count the same: `None` when they cannot, `Some(false)` when they may.
fn same_thing(a: &Claim, b: &Claim) -> Option<bool> {
    if a.money() {
        return Some(true);
    }
    if a.unit == "percent" {
        let group = |c: &Claim| c.group.map(|g| g.key);
        let unlike = a.noun != b.noun && (group(a).is_none() || group(a) != group(b));
        // "69 percent" of nothing named is hardly another number for the 52 percent of the vote.
        let unnamed = |c: &Claim| c.figure.counted.is_none() && !c.owned;
        let named = !unlike || (unnamed(a) || unnamed(b)) && (a.range() == b.range() || same_state(a, b));
        return named.then_some(true);
    }
    let generic = |c: &Claim| c.group.is_none_or(|g| g.generic) && c.unit == "person" && c.group.is_some();
    let same_group = match (a.group, b.group) {
        (Some(x), Some(y)) => x.key == y.key,
        _ => a.noun == b.noun,
    };
    // "three other ships" leave one out.
    let rest = |c: &Claim| {
        ["other", "another", "further", "more", "additional"]
            .iter()
            .any(|w| c.modifiers.contains(&Term::Lemma((*w).to_owned())))
    };
    if rest(a) != rest(b) {
        return None;
    }
    let both_generic = generic(a) && generic(b);
    if !same_group && !both_generic {
        return None;
    }
    let entities = |c: &Claim| -> BTreeSet<usize> {
        c.modifiers.iter().filter_map(|m| if let Term::Entity(e) = m { Some(*e) } else { None }).collect()
    };
    let (x, y) = (entities(a), entities(b));
    if !x.is_empty() && !y.is_empty() && x.is_disjoint(&y) {
        return None;
    }
    if a.group.is_some_and(|g| g.generic) {
        // "12 people" and "5 people from one family" are not the same people: modifiers must not tell them apart.
        return Some(a.modifiers.len() == b.modifiers.len());
    }
    Some(
        a.noun == b.noun
            && (a.modifiers.is_empty() || b.modifiers.is_empty() || !a.modifiers.is_disjoint(&b.modifiers)),
    )
}

/// Whether both tell of one state ("delivered").
fn same_state(a: &Claim, b: &Claim) -> bool {
    a.state.is_some() && a.state.map(|s| s.key) == b.state.map(|s| s.key)
}

/// What a share is of, where that stands before it: "turnout was 69 percent", "a turnout of 69 percent".
fn share_of(doc: &types::Doc, figure: &Figure) -> Option<usize> {
    let at = figure.head;
    let head = doc.tokens[at].head;
    let noun = |t: usize| (matches!(doc.tokens[t].pos, Pos::Noun | Pos::Propn) && t != at).then_some(t);
    match &*doc.tokens[at].dep {
        "pobj" if matches!(&*doc.tokens[head].lemma, "of" | "at") => noun(doc.tokens[head].head),
        "attr" => doc.children(head).find(|&c| &*doc.tokens[c].dep == "nsubj").and_then(noun),
        _ => None,
    }
}

/// Whether the thing counted is one that a story names seldom.
fn rare(context: &Context, a: &Claim) -> bool {
    let noun = context.weight(&Term::Lemma(a.noun.clone()));
    let sentences: usize = context.story.docs.iter().map(|d| d.sentences.len()).sum();
    noun > (1.0 + sentences as f64 / 5.0).ln()
}

/// Whether the claim only gives an order of magnitude ("tens of thousands").
fn vague(c: &Claim) -> bool {
    c.figure.value.is_none() && c.figure.low.zip(c.figure.high).is_some_and(|(l, h)| h >= 4.0 * l)
}

/// The words of a claim that give its number: comparator and number, without what is counted.
fn value_words(story: &Story, c: &Claim) -> String {
    let f = c.figure;
    let text = &story.reports[c.report].text;
    let end = if f.number.end > f.span.start { f.number.end } else { f.span.end };
    types::Span::new(f.span.start, end.max(f.span.start))
        .of(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn finding(story: &Story, members: &[&Claim]) -> Option<Finding> {
    let mut by_value: Vec<Vec<&Claim>> = Vec::new();
    // Bodies first: a headline shortens "at least 14" to "14" and joins the body's reading.
    let in_headline = |c: &&Claim| story.docs[c.report].sentences[c.sentence].kind == BlockKind::Title;
    let (headlines, bodies): (Vec<&Claim>, Vec<&Claim>) = members.iter().partition(|c| in_headline(c));
    for c in bodies.into_iter().chain(headlines) {
        let key = |x: &Claim| (x.figure.low, x.figure.high, x.figure.value);
        let shortened = |v: &[&Claim]| {
            in_headline(&c) && v.iter().any(|b| b.report == c.report && b.range() == c.range())
        };
        match by_value.iter_mut().find(|v| key(v[0]) == key(c) || shortened(v)) {
            Some(v) => v.push(c),
            None => by_value.push(vec![c]),
        }
    }
    by_value.sort_by(|x, y| x[0].range().partial_cmp(&y[0].range()).unwrap_or(std::cmp::Ordering::Equal));
    let readings: Vec<Reading> = by_value
        .iter()
        .map(|claims| {
            reading(story, value_words(story, claims[0]), claims.iter().map(|c| c.ground(story)).collect())
        })
        .collect();
    if reports(&readings) < 2 {
        return None;
    }
    let (kind, reason) = judge(story, &by_value, &readings)?;
    let weight = weight(members, &readings, kind);
    Some(Finding {
        kind,
        slot: Slot::Figure,
        topic: topic(story, members),
        readings,
        reasons: vec![reason],
        weight,
    })
}

/// How the values stand to each other, and why.
fn judge(story: &Story, by_value: &[Vec<&Claim>], readings: &[Reading]) -> Option<(FindingKind, String)> {
    if by_value.len() == 1 {
        let sources = readings[0].independent_sources;
        return (sources > 1).then(|| {
            (FindingKind::Agreement, format!("{sources} independent sources give the same number"))
        });
    }
    let pairs =
        || by_value.iter().enumerate().flat_map(|(i, a)| by_value[i + 1..].iter().map(move |b| (a[0], b[0])));
    if pairs().all(|(a, b)| compatible(a, b)) {
        return Some((FindingKind::Refinement, "the ranges overlap: one is more exact".to_owned()));
    }
    if updated(story, by_value) {
        return Some((
            FindingKind::Refinement,
            "later reports give more: a running count was updated".to_owned(),
        ));
    }
    let floors = pairs().any(|(a, b)| {
        let open = |c: &Claim| matches!(c.figure.comparator, Comparator::MoreThan | Comparator::AtLeast);
        open(a) && open(b)
    });
    let reason = if floors {
        "each names another floor for one count: they differ as reports, though logic would allow both"
    } else {
        "the ranges do not meet"
    };
    Some((FindingKind::Conflict, reason.to_owned()))
}

/// Whether both can be right: the ranges that the words allow meet, and not merely because both are open upwards.
fn compatible(a: &Claim, b: &Claim) -> bool {
    let (x, y) = (a.range(), b.range());
    if vague(a) || vague(b) {
        return x.0 <= y.1 * VAGUE_FACTOR && y.0 <= x.1 * VAGUE_FACTOR;
    }
    let rough = |c: &Claim| matches!(c.figure.comparator, Comparator::About | Comparator::Nearly);
    let slack = if rough(a) || rough(b) { 1.1 } else { 1.0 };
    x.0 <= y.1 * slack && y.0 <= x.1 * slack
}

/// Whether the values only grow with the days the reports were published: a running count that was updated.
fn updated(story: &Story, by_value: &[Vec<&Claim>]) -> bool {
    let running =
        by_value.iter().flatten().all(|c| c.unit == "percent" || c.state.is_some_and(|s| s.running));
    let days: Option<Vec<_>> = by_value
        .iter()
        .map(|claims| {
            let days: Option<Vec<_>> =
                claims.iter().map(|c| story.reports[c.report].published.map(|p| p.date)).collect();
            days.map(|d| (d.iter().min().copied(), d.iter().max().copied()))
        })
        .collect();
    // `by_value` ascends, so each value must have been given only before the next one was.
    running && days.is_some_and(|days| days.windows(2).all(|w| w[0].1 < w[1].0))
}

/// What is counted, in words: the state's topic with what the claims share, else the fullest counted words.
fn topic(story: &Story, members: &[&Claim]) -> String {
    let words = |c: &Claim| {
        let text = &story.reports[c.report].text;
        let unit = if c.money() { "money" } else { c.unit };
        let Some(span) = c.figure.counted else { return unit.to_owned() };
        let words: Vec<&str> = span.of(text).split_whitespace().collect();
        let determiner = |w: &&&str| {
            matches!(w.to_lowercase().as_str(), "the" | "its" | "their" | "his" | "her" | "a" | "an")
        };
        words[words.iter().take_while(determiner).count()..].join(" ")
    };
    let first = members[0];
    let counted = members
        .iter()
        .map(|c| words(c))
        .max_by_key(|w| (w.len(), std::cmp::Reverse(w.clone())))
        .unwrap_or_default();
    let mut topic = match first.state {
        Some(state) if first.unit == "person" && first.group.is_none_or(|g| g.generic) => {
            state.topic.to_owned()
        }
        Some(state) if first.money() => state.topic.to_owned(),
        Some(state) => format!("{}: {counted}", state.topic),
        None => counted,
    };
    let shared = members
        .iter()
        .skip(1)
        .fold(first.about.clone(), |acc, c| acc.intersection(&c.about).cloned().collect());
    let places: Vec<&str> = shared
        .iter()
        .filter_map(|t| if let Term::Entity(e) = t { Some(story.entities[*e].name.as_str()) } else { None })
        .take(2)
        .collect();
    if !places.is_empty() {
        topic.push_str(&format!(" ({})", places.join(", ")));
    }
    topic
}

/// Matters more: more reports, conflicts, the dead, large numbers far apart.
fn weight(members: &[&Claim], readings: &[Reading], kind: FindingKind) -> f64 {
    let human = match members[0].state.map(|s| s.key) {
        Some("dead") => 3.0,
        Some(_) => 1.5,
        None => 0.5,
    };
    let kind = match kind {
        FindingKind::Conflict => 3.0,
        FindingKind::Refinement => 1.5,
        _ => 1.0,
    };
    kind + human + 0.5 * reports(readings) as f64 + members[0].range().1.max(1.0).log10() * 0.2
}
