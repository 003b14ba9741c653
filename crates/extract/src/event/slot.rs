//! Where and when an event takes place, and who says so.

use types::{EntityType, EventType, Party, Pos, Quote, Time, TimeKind, TokenSpan};

use super::frame::Frame;
use super::lexicon::LEXICON;
use super::scene::Scene;

/// Prepositions that bring a place.
const PLACE_PREPS: [&str; 15] = [
    "in",
    "at",
    "near",
    "on",
    "outside",
    "around",
    "over",
    "inside",
    "across",
    "off",
    "to",
    "into",
    "from",
    "along",
    "throughout",
];

/// Types that take place where their object is: what is visited, attacked, left, rebuilt.
const AT_OBJECT: [EventType; 4] =
    [EventType::Consult, EventType::Assault, EventType::Retreat, EventType::Incident];

/// Quotes before a predicate that are looked at for the one that holds it; quotes nest two deep.
const MAX_QUOTES: usize = 16;

/// The referent of the place: named after a preposition of the predicate, of what carries it, or of its arguments; else what is visited or taken.
pub fn place(scene: &Scene, frame: &Frame, kind: EventType) -> Option<usize> {
    let by_prep = |preps: &[(String, Vec<usize>)]| {
        PLACE_PREPS.iter().find_map(|wanted| {
            let all = preps.iter().filter(|(p, _)| p == wanted);
            all.flat_map(|(_, tokens)| tokens).find_map(|t| place_in(scene, *t))
        })
    };
    let nested =
        |token: usize, depth: usize| below(scene, token, depth).into_iter().find_map(|t| place_in(scene, t));
    let clause = frame.light.unwrap_or(frame.head);
    by_prep(&frame.preps)
        .or_else(|| frame.object.iter().chain(&frame.subject).find_map(|o| nested(*o, 3)))
        .or_else(|| nested(clause, 4))
        .or_else(|| {
            frame.object.iter().filter(|_| AT_OBJECT.contains(&kind)).find_map(|t| place_in(scene, *t))
        })
        .or_else(|| {
            let goal = |t| reached(scene, t).filter(|_| kind == EventType::Consult);
            around(scene, clause).find_map(|t| goal(t).or_else(|| nested(t, 3)))
        })
}

/// The place that a token names.
fn is_place(scene: &Scene, token: usize) -> Option<usize> {
    let m = scene.mention(token)?;
    let r = scene.referents.get(m.referent)?;
    let place = matches!(r.kind, Some(EntityType::Gpe | EntityType::Loc | EntityType::Fac));
    (r.name.is_some() && place).then_some(m.referent)
}

/// The place that a noun phrase names: "Lima", "a Lima suburb", "a suburb of Lima".
fn place_in(scene: &Scene, token: usize) -> Option<usize> {
    let children = || scene.tree.children(token).iter().copied();
    let before = || {
        let words = children().filter(|c| matches!(&*scene.doc.tokens[*c].dep, "compound" | "nmod" | "poss"));
        words.into_iter().find_map(|c| is_place(scene, c))
    };
    let of = || {
        let of = children().filter(|c| matches!(&*scene.grammar.lemma(*c), "of" | "in" | "near"));
        let objects = of.flat_map(|c| scene.tree.children(c).iter().copied());
        objects.into_iter().find_map(|c| is_place(scene, c))
    };
    // An organisation or a person is nowhere: "in Mr Okoro's view".
    let body = scene.referent(token).and_then(|r| r.kind);
    if matches!(body, Some(EntityType::Org | EntityType::Person | EntityType::Norp)) {
        return None;
    }
    // "the Kenyan port of Mombasa" is Mombasa, "the Kibera district of Nairobi" is Kibera.
    let called = LEXICON.is("called-place", &scene.grammar.lemma(token));
    let inner = || if called { of().or_else(before) } else { before().or_else(of) };
    is_place(scene, token).or_else(inner)
}

/// The place that a verb of movement, or its noun, leads to: "flew to Rome for talks", "a trip to Rome to negotiate".
fn reached(scene: &Scene, token: usize) -> Option<usize> {
    if !LEXICON.is("movement", &scene.grammar.lemma(token)) {
        return None;
    }
    let to = scene.tree.children(token).iter().copied().filter(|c| &*scene.grammar.lemma(*c) == "to");
    let goals = to.flat_map(|c| scene.tree.children(c).iter().copied());
    goals.into_iter().find_map(|t| place_in(scene, t))
}

/// The verbs that a predicate's clause hangs on without being told by them: it describes what they do, or the other way round.
fn around<'s>(scene: &'s Scene, token: usize) -> impl Iterator<Item = usize> + 's {
    let mut at = token;
    (0..3).map_while(move |_| {
        let dep = &*scene.doc.tokens[at].dep;
        let joined =
            matches!(dep, "advcl" | "xcomp" | "conj" | "acl" | "pcomp" | "prep" | "pobj" | "dobj" | "nsubj");
        at = scene.grammar.governor(at).filter(|_| joined)?;
        Some(at)
    })
}

/// What follows a place's preposition below a token, nearest first; clauses of their own are left out.
fn below(scene: &Scene, token: usize, depth: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut level = vec![token];
    for _ in 0..depth {
        let mut next = Vec::new();
        for &t in &level {
            for &c in scene.tree.children(t) {
                let token = &scene.doc.tokens[c];
                if &*token.dep == "pobj" && PLACE_PREPS[..10].contains(&&*scene.grammar.lemma(t)) {
                    found.push(c);
                }
                if token.pos != Pos::Verb {
                    next.push(c);
                }
            }
        }
        level = next;
    }
    found
}

/// Steps up the tree to a time: from a noun over its verb to the verb that says it.
const MAX_CLIMB: usize = 4;

/// The number of the time: the nearest in the predicate's own clause, else in the clause it hangs on.
pub fn time(scene: &Scene, frame: &Frame, kind: EventType) -> Option<usize> {
    if let Some(known) = known_date(scene, frame) {
        return Some(known);
    }
    // "said on Monday that the army was behind it": the accusation is the saying.
    let spoken =
        matches!(kind, EventType::Accuse | EventType::Reject | EventType::Request | EventType::Threaten);
    let said = |at: usize| {
        let over = scene.grammar.governor(at).map(|up| scene.grammar.lemma(up));
        spoken && over.is_some_and(|verb| LEXICON.is("telling", &verb))
    };
    let mut at = frame.light.unwrap_or(frame.head);
    for step in 0..MAX_CLIMB {
        let reach = scene.tree.reach(at);
        if let Some(found) = nearest(scene, frame, at, reach) {
            return Some(found);
        }
        let dep = &*scene.doc.tokens[at].dep;
        if at_another_time(scene, at) {
            return None;
        }
        // A clause with a subject of its own that is merely joined to another has its own time.
        if dep == "conj"
            && scene.tree.children(at).iter().any(|c| scene.doc.tokens[*c].dep.starts_with("nsubj"))
        {
            return None;
        }
        let climbs = match step {
            _ if frame.noun && at == frame.head => true,
            _ => {
                matches!(
                    dep,
                    "xcomp" | "conj" | "acl" | "advcl" | "pcomp" | "prep" | "pobj" | "dobj" | "relcl"
                ) || (dep == "ccomp" && (going_on(scene, at) || said(at)))
            }
        };
        let up = scene.grammar.governor(at).filter(|_| climbs)?;
        // "announced on Monday the drills": the day is that of the telling.
        if frame.noun
            && frame.light != Some(up)
            && !said(at)
            && LEXICON.is("telling", &scene.grammar.lemma(up))
        {
            return None;
        }
        at = up;
    }
    None
}

/// The time that "that deadline" stands for: the nearest before it in its sentence.
fn known_date(scene: &Scene, frame: &Frame) -> Option<usize> {
    let dated = frame.object.iter().copied().find(|o| LEXICON.is("date-noun", &scene.grammar.lemma(*o)))?;
    let pointed =
        scene.tree.children(dated).iter().any(|c| matches!(&*scene.grammar.lemma(*c), "that" | "this"));
    let sentence = scene.doc.sentences[scene.doc.sentence_of(frame.head)].tokens;
    let before = scene.times.partition_point(|t| t.tokens.start < frame.head);
    let last = before.checked_sub(1).filter(|_| pointed)?;
    let time = &scene.times[last];
    (sentence.has(time.tokens.start) && time.days.is_some()).then_some(last)
}

/// Whether a clause or phrase says itself that it is of another time than what it hangs on: "after the talks", "having missed the train".
fn at_another_time(scene: &Scene, token: usize) -> bool {
    let apart = |t: usize| LEXICON.is("before-or-after", &scene.grammar.lemma(t));
    let said = |c: &usize| match &*scene.doc.tokens[*c].dep {
        "mark" | "advmod" => apart(*c),
        "aux" => scene.doc.word(&scene.report.text, *c).eq_ignore_ascii_case("having"),
        _ => false,
    };
    match &*scene.doc.tokens[token].dep {
        "advcl" => scene.tree.children(token).iter().any(said),
        "pcomp" | "pobj" => scene.grammar.governor(token).is_some_and(apart),
        _ => false,
    }
}

/// "said on Monday that they were searching": what goes on as it is told has the day of the telling.
fn going_on(scene: &Scene, verb: usize) -> bool {
    let be = |c: &usize| &*scene.doc.tokens[*c].dep == "aux" && &*scene.grammar.lemma(*c) == "be";
    match &*scene.doc.tokens[verb].tag {
        "VBG" => scene.tree.children(verb).iter().any(be),
        "VBZ" | "VBP" => true,
        _ => false,
    }
}

fn nearest(scene: &Scene, frame: &Frame, top: usize, reach: TokenSpan) -> Option<usize> {
    let first = scene.times.partition_point(|t| t.tokens.start < reach.start);
    let inside = scene.times.iter().enumerate().skip(first).take_while(|(_, t)| t.tokens.start < reach.end);
    let dated =
        inside.filter(|(_, t)| matches!(t.kind, TimeKind::Date | TimeKind::Time) && t.value.is_some());
    let own = dated.filter(|(_, t)| {
        clause_of(scene, t.tokens.start, top) == Some(top)
            || clause_of(scene, t.tokens.start, top) == Some(frame.head)
    });
    let own = own.filter(|(_, t)| {
        !is_of_another(scene, frame, t.tokens.start, top)
            && is_possible(scene, top, t)
            && !is_as_of(scene, top, t)
    });
    own.min_by_key(|(_, t)| (t.days.is_none(), t.tokens.start.abs_diff(frame.head))).map(|(i, _)| i)
}

/// Whether a time belongs to what is joined by "and" to the phrase that a predicate stands in: "went to Oslo for talks and to Rome on Friday".
fn is_of_another(scene: &Scene, frame: &Frame, time: usize, top: usize) -> bool {
    let above = |token: usize| -> Vec<usize> {
        std::iter::successors(Some(token), |&t| scene.grammar.governor(t).filter(|_| t != top))
            .take(12)
            .collect()
    };
    let (over_time, over_head) = (above(time), above(frame.head));
    over_time.iter().any(|t| &*scene.doc.tokens[*t].dep == "conj" && !over_head.contains(t))
}

/// Whether a clause's tense allows the time: what "has sent" says is not of next month, what "will send" says not of last.
fn is_possible(scene: &Scene, verb: usize, time: &Time) -> bool {
    let (Some(days), Some(published)) = (time.days, scene.report.published) else { return true };
    let children = || scene.tree.children(verb).iter().copied();
    let modal = children().any(|c| &*scene.doc.tokens[c].tag == "MD");
    let have = children().any(|c| &*scene.doc.tokens[c].dep == "aux" && &*scene.grammar.lemma(c) == "have");
    match &*scene.doc.tokens[verb].tag {
        "VBN" if have && !modal => days.first <= published.date,
        "VB" if modal && !have => days.last >= published.date,
        _ => true,
    }
}

/// Whether a time says as of when something has been done, not when: "by Monday 31 had died", "at 6 a.m. 83 had been rescued".
fn is_as_of(scene: &Scene, verb: usize, time: &Time) -> bool {
    let children = || scene.tree.children(verb).iter().copied();
    let ahead = children().any(|c| matches!(&*scene.doc.tokens[c].tag, "MD" | "TO"));
    let had = children().any(|c| scene.doc.word(&scene.report.text, c).eq_ignore_ascii_case("had"));
    let counted = children().filter(|c| scene.doc.tokens[*c].dep.starts_with("nsubj")).any(|c| {
        let number = |t: usize| scene.doc.tokens[t].pos == Pos::Num;
        number(c) || scene.tree.children(c).iter().any(|t| number(*t))
    });
    let by = time.tokens.start.checked_sub(1).map(|t| scene.grammar.lemma(t)).unwrap_or_default();
    let of_before = time.tokens.start.checked_sub(2).map(|t| scene.grammar.lemma(t)).unwrap_or_default();
    let clock = time.value.as_deref().and_then(|v| v.split_once('T')).is_some_and(|(_, c)| c.contains(':'));
    (by == "by" && !ahead && scene.doc.tokens[verb].pos == Pos::Verb)
        || (by == "of" && of_before == "as")
        || (had && clock && counted)
}

/// The nearest verb over a token, or `top` when that comes first.
fn clause_of(scene: &Scene, token: usize, top: usize) -> Option<usize> {
    let mut at = token;
    for _ in 0..12 {
        if at == top || (scene.doc.tokens[at].pos == Pos::Verb && at != token) {
            return Some(at);
        }
        at = scene.grammar.governor(at)?;
    }
    None
}

/// The speaker of the innermost quote that holds the predicate.
pub fn said_by(scene: &Scene, frame: &Frame) -> Option<Party> {
    quote(scene, frame.head).and_then(|q| q.speaker.clone())
}

/// The innermost quote that holds a token.
pub fn quote<'s>(scene: &Scene<'s>, token: usize) -> Option<&'s Quote> {
    let place = scene.doc.tokens[token].span;
    let begun = scene.quotes.partition_point(|q| q.span.start <= place.start);
    let near = &scene.quotes[begun.saturating_sub(MAX_QUOTES)..begun];
    let holding = near.iter().filter(|q| q.span.contains(place));
    holding.min_by_key(|q| q.span.len())
}
