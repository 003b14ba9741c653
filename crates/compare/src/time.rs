//! The days that reports give for one happening, lined up.
//!
//! A time belongs to the word it hangs on in the dependency tree ("arrived", "talks"), with the participants and the
//! place that stand with that word. Two times are compared when the words tell of one kind of happening and enough of
//! participants and place agree (`predicates.tsv` says how much).

use std::collections::BTreeSet;

use types::{DayRange, Doc, EntityType, Finding, FindingKind, Pos, Reading, Slot, Time, TimeKind};

use crate::cluster;
use crate::context::{Context, Term};
use crate::lexicon::{self, Needs, Predicate};
use crate::reading::{Ground, reading, reports};
use crate::tree::lemma;

/// Steps up the tree from a time to the word it belongs to.
const MAX_STEPS: usize = 5;
/// Days before the report from which a time is long past.
const LONG_PAST: i32 = 30;
/// Times coarser than this many days say too little about one happening.
const MAX_DAYS: i32 = 31;

/// Likeness of sentences that give the same day for what happens once and name nobody in common.
const LIKENESS_SAME_DAY: f64 = 0.05;

struct Claim<'s> {
    report: usize,
    sentence: usize,
    time: &'s Time,
    days: DayRange,
    kind: &'static Predicate,
    participants: BTreeSet<usize>,
    places: BTreeSet<Term>,
}

/// The findings about times.
pub fn findings(context: &Context) -> Vec<Finding> {
    let claims = claims(context);
    let groups =
        cluster::groups(claims.len(), |i, j| one_happening(context, &claims, &claims[i], &claims[j]));
    groups
        .iter()
        .filter_map(|g| finding(context, &g.iter().map(|&i| &claims[i]).collect::<Vec<_>>()))
        .collect()
}

fn claims<'s>(context: &Context<'s>) -> Vec<Claim<'s>> {
    let mut claims = Vec::new();
    for (report, extract) in context.story.extracts.iter().enumerate() {
        let doc = &context.story.docs[report];
        for time in &extract.times {
            let Some(days) = time.days.filter(|d| coarse(*d) <= MAX_DAYS) else { continue };
            if !matches!(time.kind, TimeKind::Date | TimeKind::Time) || time.tokens.is_empty() {
                continue;
            }
            let Some((word, kind)) = word_of(doc, time) else { continue };
            let sentence = doc.sentence_of(time.tokens.start);
            for (word, kind) in std::iter::once((word, kind)).chain(purpose(doc, time, word, kind)) {
                let (participants, places) = arguments(context, report, word, time);
                claims.push(Claim { report, sentence, time, days, kind, participants, places });
            }
        }
    }
    claims
}

/// Days that the range spans beyond its first.
fn coarse(days: DayRange) -> i32 {
    days.first.until(days.last).map_or(i32::MAX, |span| span.get_days())
}

/// The word that the time belongs to, when it tells of a known kind of happening.
fn word_of(doc: &Doc, time: &Time) -> Option<(usize, &'static Predicate)> {
    if let Some(deadline) = deadline(doc, time) {
        return Some(deadline);
    }
    let mut at =
        time.tokens.iter().find(|&t| !time.tokens.has(doc.tokens[t].head)).unwrap_or(time.tokens.start);
    for _ in 0..MAX_STEPS {
        let head = doc.tokens[at].head;
        if head == at {
            return None;
        }
        at = head;
        let token = &doc.tokens[at];
        if matches!(token.pos, Pos::Verb | Pos::Aux | Pos::Noun) {
            if let Some(kind) = lexicon::predicate(&token.lemma.to_lowercase()) {
                return Some((at, kind));
            }
            // "is set to meet on Friday": the time may hang on the outer verb.
            if let Some(inner) = doc.children(at).find(|&c| {
                // "a meeting is planned for Friday"
                matches!(&*doc.tokens[c].dep, "xcomp" | "dobj" | "attr" | "nsubjpass" | "nsubj")
                    && lexicon::predicate(&doc.tokens[c].lemma.to_lowercase()).is_some()
            }) {
                return lexicon::predicate(&doc.tokens[inner].lemma.to_lowercase()).map(|k| (inner, k));
            }
            // "In May two died when a ferry sank"
            if let Some(inner) = doc.children(at).find(|&c| {
                &*doc.tokens[c].dep == "advcl"
                    && doc
                        .children(c)
                        .any(|w| &*doc.tokens[w].lemma == "when" && &*doc.tokens[w].dep == "advmod")
            }) && let Some(kind) = lexicon::predicate(&doc.tokens[inner].lemma.to_lowercase())
            {
                return Some((inner, kind));
            }
            // "a meeting which is expected on Friday": a clause that describes a noun dates the noun.
            let describes = matches!(&*token.dep, "relcl" | "acl");
            if matches!(token.pos, Pos::Verb) && !describes {
                return None;
            }
        }
    }
    None
}

/// "is due in Vienna on Friday for talks with …": the day of the journey is that of the meeting too.
fn purpose(doc: &Doc, time: &Time, word: usize, kind: &Predicate) -> Option<(usize, &'static Predicate)> {
    let meeting =
        |t: usize| lexicon::predicate(&lemma(doc, t)).filter(|k| k.key == "meeting").map(|k| (t, k));
    let near = doc.children(word).flat_map(|c| std::iter::once(c).chain(doc.children(c)));
    let aims = near
        // "to Berlin for talks and to Geneva on Friday": only what follows the time is dated by it.
        .filter(|&p| &*doc.tokens[p].dep == "prep" && &*doc.tokens[p].lemma == "for" && p >= time.tokens.end)
        .flat_map(|p| doc.children(p).collect::<Vec<_>>());
    (kind.key == "visit").then(|| aims.into_iter().find_map(meeting)).flatten()
}

/// "by Friday": the time is a deadline of the verb or noun it hangs on.
fn deadline(doc: &Doc, time: &Time) -> Option<(usize, &'static Predicate)> {
    let before = time.tokens.start.checked_sub(1)?;
    let by = &doc.tokens[before];
    (&*by.lemma == "by" && &*by.dep == "prep" && by.head != before)
        .then(|| lexicon::predicate("deadline").map(|kind| (by.head, kind)))
        .flatten()
}

/// Participants (people, organisations, countries) and places that stand with a word: below it, and the subject and
/// the places of the verb it hangs on. Of several places the one nearest to the time counts: "to Berlin and finally to
/// Geneva on Friday".
fn arguments(
    context: &Context,
    report: usize,
    word: usize,
    time: &Time,
) -> (BTreeSet<usize>, BTreeSet<Term>) {
    let doc = &context.story.docs[report];
    let mut near = below(doc, word);
    let mut places_only = Vec::new();
    let mut at = word;
    for _ in 0..MAX_STEPS {
        let (head, dep) = (doc.tokens[at].head, &*doc.tokens[at].dep);
        if head == at || matches!(dep, "ccomp" | "relcl" | "advcl" | "parataxis") {
            break;
        }
        at = head;
        for child in doc.children(at) {
            match &*doc.tokens[child].dep {
                "nsubj" | "nsubjpass" | "poss" => near.extend(below(doc, child)),
                // "to Geneva on Friday for a meeting": the place is that of the preposition climbed through.
                "prep" | "pobj" => places_only.extend(below(doc, child)),
                _ => {}
            }
        }
    }
    if let Some(subject) = relative_subject(doc, word) {
        near.extend(below(doc, subject));
    }
    // "From Oslo she goes to Berlin": only a departure is where one comes from.
    let leaves = lexicon::predicate(&lemma(doc, word)).is_some_and(|k| k.key == "departure");
    let place_of = |t: usize| {
        let from = doc.tokens[t].dep.as_ref() == "pobj" && &*lemma(doc, doc.tokens[t].head) == "from";
        under_place_preposition(doc, t) && (leaves || !from)
    };
    // A town that is no known name is still a place in "in Tornau".
    let is_place = |t: usize| match context.entity_at(report, t) {
        Some(e) => (context.may_be_place(e) && place_of(t)).then_some(Term::Entity(e)),
        None => {
            let timed = context.story.extracts[report].times.iter().any(|time| time.tokens.has(t));
            let named = !timed && doc.tokens[t].pos == Pos::Propn && &*doc.tokens[t].dep == "pobj";
            (named && place_of(t)).then(|| Term::Lemma(doc.tokens[t].lemma.to_lowercase()))
        }
    };
    let distance = |t: usize| t.abs_diff(time.tokens.start);
    let nearest =
        near.iter().chain(&places_only).filter(|&&t| is_place(t).is_some()).min_by_key(|&&t| distance(t));
    let places = nearest.and_then(|&t| is_place(t)).into_iter().collect();
    let participants = near
        .iter()
        .filter(|&&t| is_place(t).is_none() && !modifies_a_name(doc, t))
        .filter_map(|&t| context.entity_at(report, t))
        .filter(|&e| {
            matches!(context.story.entities[e].kind, EntityType::Person | EntityType::Org | EntityType::Gpe)
        })
        .collect();
    (participants, places)
}

/// Whether two places may be one.
fn agree(context: &Context, a: &Term, b: &Term) -> bool {
    match (a, b) {
        (Term::Entity(x), Term::Entity(y)) => context.places_agree(*x, *y),
        _ => a == b,
    }
}

/// Whether the name only tells whose somebody is: "US" in "US Secretary of State Maria Lopez".
fn modifies_a_name(doc: &Doc, token: usize) -> bool {
    let t = &doc.tokens[token];
    matches!(&*t.dep, "compound" | "nmod" | "amod") && doc.tokens[t.head].pos == Pos::Propn
}

/// The noun that a relative clause or participle describes: its subject.
fn relative_subject(doc: &Doc, word: usize) -> Option<usize> {
    let t = &doc.tokens[word];
    matches!(&*t.dep, "relcl" | "acl").then_some(t.head)
}

/// The token and what hangs on it, not across clauses of their own.
pub(crate) fn below(doc: &Doc, top: usize) -> Vec<usize> {
    let mut out = vec![top];
    let mut next = 0;
    while next < out.len() {
        let at = out[next];
        next += 1;
        out.extend(doc.children(at).filter(|&c| {
            let dep = &*doc.tokens[c].dep;
            !(matches!(dep, "ccomp" | "advcl" | "relcl" | "parataxis")
                || dep == "conj" && matches!(doc.tokens[c].pos, Pos::Verb | Pos::Aux))
        }));
    }
    out
}

fn under_place_preposition(doc: &Doc, token: usize) -> bool {
    let t = &doc.tokens[token];
    let head = &doc.tokens[t.head];
    match &*t.dep {
        "pobj" => lexicon::is("place-preposition", &head.lemma.to_lowercase()),
        "dobj" => lexicon::is("place-verb", &head.lemma.to_lowercase()),
        "compound" | "appos" | "poss" | "npadvmod" | "conj" => {
            t.head != token && &*t.dep != "conj" && under_place_preposition(doc, t.head)
        }
        _ => false,
    }
}

/// How likely two claims give the day of one happening; see [`cluster::groups`].
fn one_happening(context: &Context, all: &[Claim], a: &Claim, b: &Claim) -> Option<f64> {
    if a.kind.key != b.kind.key || (a.report == b.report && !a.days.overlaps(b.days)) {
        return None;
    }
    // "last week" and "on Wednesday" are two happenings rather than two opinions; so are two deadlines.
    let one_grain = coarse(a.days) == coarse(b.days);
    if !a.days.overlaps(b.days) && (!one_grain || a.kind.key == "deadline") {
        return None;
    }
    let shared = a.participants.intersection(&b.participants).count();
    let place = a.places.iter().any(|x| b.places.iter().any(|y| agree(context, x, y)));
    let clash = !a.places.is_empty() && !b.places.is_empty() && !place;
    if clash {
        return None;
    }
    // A report that gives both days knows two happenings of this kind.
    let knows_both = |r: usize| {
        let has = |days: DayRange, like: &Claim| {
            all.iter().any(|c| {
                c.report == r
                    && c.kind.key == a.kind.key
                    && c.days == days
                    && c.participants.intersection(&like.participants).count() > 0
                    && (a.kind.needs != Needs::Place && (c.places.is_empty() || like.places.is_empty())
                        || c.places.iter().any(|x| like.places.iter().any(|y| agree(context, x, y))))
            })
        };
        has(a.days, b) && has(b.days, a)
    };
    if !a.days.overlaps(b.days) && (knows_both(a.report) || knows_both(b.report)) {
        return None;
    }
    let enough = match a.kind.needs {
        Needs::Place => shared >= 1 && place,
        Needs::Two => shared >= 2 || (shared >= 1 && place),
        Needs::One => shared >= 1 || place,
    };
    let alike = context.sentences_alike((a.report, a.sentence), (b.report, b.sentence));
    let enough = enough || long_past(context, a) && long_past(context, b) && a.kind.needs != Needs::Two;
    // The same day of one place, or of what a story has once, needs no names.
    let same_day = a.days == b.days && coarse(a.days) == 0;
    let enough = enough || same_day && (place || a.kind.needs == Needs::One && alike >= LIKENESS_SAME_DAY);
    enough.then_some(0.1 + alike + 0.1 * shared as f64)
}

/// Whether the time lies long before the report: a story seldom recalls two happenings of one kind and one old time.
fn long_past(context: &Context, c: &Claim) -> bool {
    let today = context.story.reports[c.report].published.map(|p| p.date);
    today.is_some_and(|t| c.days.last < t && c.days.last.until(t).is_ok_and(|s| s.get_days() > LONG_PAST))
}

fn finding(context: &Context, members: &[&Claim]) -> Option<Finding> {
    let story = context.story;
    let mut by_days: Vec<Vec<&Claim>> = Vec::new();
    for &c in members {
        match by_days.iter_mut().find(|v| v[0].days == c.days) {
            Some(v) => v.push(c),
            None => by_days.push(vec![c]),
        }
    }
    by_days.sort_by_key(|v| v[0].days);
    // "this week" beside two clashing days of it says nothing.
    let all: Vec<DayRange> = by_days.iter().map(|v| v[0].days).collect();
    by_days.retain(|v| all.iter().filter(|d| **d != v[0].days && v[0].days.contains(**d)).count() < 2);
    let readings: Vec<Reading> = by_days
        .iter()
        .map(|claims| {
            let grounds =
                claims.iter().map(|c| Ground::clause(story, c.report, c.time.tokens.start, c.time.span));
            reading(story, value(context, claims[0]), grounds.collect())
        })
        .collect();
    if reports(&readings) < 2 {
        return None;
    }
    let meet = by_days
        .iter()
        .enumerate()
        .all(|(i, a)| by_days[i + 1..].iter().all(|b| a[0].days.overlaps(b[0].days)));
    let (kind, reason) = match (readings.len(), meet) {
        (1, _) if readings[0].independent_sources > 1 => {
            (FindingKind::Agreement, "independent sources give one day")
        }
        (1, _) => return None,
        (_, true) => (FindingKind::Refinement, "one gives the time more exactly"),
        (_, false) => (FindingKind::Conflict, "the days differ for one happening with the same participants"),
    };
    let base = match kind {
        FindingKind::Conflict => 5.0,
        FindingKind::Agreement => 3.0,
        _ => 1.5,
    };
    let weight = base + 0.5 * reports(&readings) as f64;
    Some(Finding {
        kind,
        slot: Slot::Time,
        topic: topic(context, members),
        readings,
        reasons: vec![reason.to_owned()],
        weight,
    })
}

/// The words of the time with the value they stand for.
fn value(context: &Context, c: &Claim) -> String {
    let words = c.time.span.of(&context.story.reports[c.report].text);
    match &c.time.value {
        Some(value) if value != words => format!("{words} ({value})"),
        _ => words.to_owned(),
    }
}

fn topic(context: &Context, members: &[&Claim]) -> String {
    let names = |sets: Vec<BTreeSet<Term>>| -> Vec<String> {
        let mut common = sets[0].clone();
        for set in &sets[1..] {
            let next: BTreeSet<Term> = common.intersection(set).cloned().collect();
            if !next.is_empty() {
                common = next;
            }
        }
        let name = |t: &Term| match t {
            Term::Entity(e) => context.story.entities[*e].name.clone(),
            Term::Lemma(l) => l.clone(),
        };
        common.iter().take(3).map(name).collect()
    };
    let who =
        names(members.iter().map(|c| c.participants.iter().map(|&e| Term::Entity(e)).collect()).collect());
    let place = names(members.iter().map(|c| c.places.clone()).collect());
    let about: Vec<String> =
        [who.join(", "), place.join(", ")].into_iter().filter(|w| !w.is_empty()).collect();
    let day = if members.iter().all(|c| c.time.kind == TimeKind::Time) { "time" } else { "day" };
    match about.is_empty() {
        true => format!("{day} of {}", members[0].kind.words),
        false => format!("{day} of {} ({})", members[0].kind.words, about.join("; ")),
    }
}
