//! Where and when an event takes place, and who says so.

use types::{EntityType, Party, Pos, TimeKind, TokenSpan};

use super::frame::Frame;
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

/// The referent of the place: named after a preposition of the predicate or its arguments, else the only place in its clause.
pub fn place(scene: &Scene, frame: &Frame) -> Option<usize> {
    let is_place = |token: usize| {
        let m = scene.mention(token)?;
        let r = scene.referents.get(m.referent)?;
        (r.name.is_some() && matches!(r.kind, Some(EntityType::Gpe | EntityType::Loc | EntityType::Fac)))
            .then_some(m.referent)
    };
    let by_prep = |preps: &[(String, Vec<usize>)]| {
        PLACE_PREPS.iter().find_map(|wanted| {
            let all = preps.iter().filter(|(p, _)| p == wanted);
            all.flat_map(|(_, tokens)| tokens).find_map(|t| is_place(*t))
        })
    };
    by_prep(&frame.preps)
        .or_else(|| {
            let objects = frame.object.iter().chain(&frame.subject);
            let mut nested = objects.flat_map(|o| below(scene, *o, 3));
            nested.find_map(is_place)
        })
        .or_else(|| below(scene, frame.light.unwrap_or(frame.head), 4).into_iter().find_map(is_place))
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

/// The number of the time: the nearest in the predicate's own clause, else in the clause it hangs on.
pub fn time(scene: &Scene, frame: &Frame) -> Option<usize> {
    let mut at = frame.light.unwrap_or(frame.head);
    for step in 0..3 {
        let reach = scene.tree.reach(at);
        if let Some(found) = nearest(scene, frame, at, reach) {
            return Some(found);
        }
        let dep = &*scene.doc.tokens[at].dep;
        let climbs = match step {
            _ if frame.noun && at == frame.head => true,
            _ => matches!(
                dep,
                "xcomp" | "conj" | "acl" | "advcl" | "pcomp" | "prep" | "pobj" | "dobj" | "relcl"
            ),
        };
        at = scene.grammar.governor(at).filter(|_| climbs)?;
    }
    None
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
    own.min_by_key(|(_, t)| (t.days.is_none(), t.tokens.start.abs_diff(frame.head))).map(|(i, _)| i)
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
    let place = scene.doc.tokens[frame.head].span;
    let holding = scene.quotes.iter().filter(|q| q.span.contains(place));
    holding.min_by_key(|q| q.span.len()).and_then(|q| q.speaker.clone())
}
