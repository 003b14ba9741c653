//! Whom a pronoun stands for.
//!
//! Pronoun + walk → referent: of those mentioned before (or, in a fronted clause, right after) that agree in number, gender and kind,
//! the one with the best score from nearness, role in the sentence and frequency (Lappin & Leass 1994, weights re-set on news).

use types::{Gender, MentionKind};

use super::clause;
use super::pronoun::{Ask, Pronoun};
use super::resolve::{Class, Draft, Walk};

/// Sentences back that a pronoun may reach.
const MAX_SENTENCES: usize = 5;
/// Mentions back that are tried.
const MAX_BACK_MENTIONS: usize = 120;
/// Points for the subject of the verb that brings the clause: "Ruiz told Lopez she would help".
const TELLER: i32 = 12;
/// Points for each further mention of the same one in reach, and the most of them.
const AGAIN: i32 = 6;
const MAX_AGAIN: i32 = 18;
/// Score lost for each sentence back, in points.
const PER_SENTENCE: i32 = 30;

/// The referent of a pronoun.
pub fn of(walk: &Walk, i: usize, p: Pronoun) -> Option<usize> {
    match p.ask {
        Ask::Speaker | Ask::Speakers => None,
        Ask::Relative => relative(walk, i),
        Ask::It if is_empty(walk, i) => None,
        _ => scored(walk, i, p).or_else(|| fronted(walk, i, p)),
    }
}

/// "who", "which": the noun that the relative clause hangs on.
fn relative(walk: &Walk, i: usize) -> Option<usize> {
    let doc = walk.page.doc;
    let mut verb = walk.drafts[i].head;
    for _ in 0..6 {
        if &*doc.tokens[verb].dep == "relcl" {
            let noun = doc.tokens[verb].head;
            return walk.node_at(noun).filter(|_| noun < walk.drafts[i].head);
        }
        verb = doc.tokens[verb].head;
    }
    // No clause found: the mention right before.
    let before = walk.drafts[..i].iter().rev().find(|d| d.parts.is_empty() && d.node.is_some())?;
    (walk.drafts[i].head - before.tokens.end.min(walk.drafts[i].head) <= 1).then_some(before.node).flatten()
}

/// Whether "it" stands for nothing: "it is clear that", "it rained", "it seems".
fn is_empty(walk: &Walk, i: usize) -> bool {
    let page = walk.page;
    let token = walk.drafts[i].head;
    if page.word(token) != "it" {
        return false;
    }
    if page.dep(token) == "expl" {
        return true;
    }
    let verb = page.doc.tokens[token].head;
    let lemma = &*page.doc.tokens[verb].lemma;
    if matches!(lemma, "seem" | "appear" | "rain" | "snow" | "turn" | "happen" | "emerge") {
        return true;
    }
    let children: Vec<usize> = page.doc.children(verb).collect();
    let clause =
        |t: usize| page.doc.children(t).any(|c| matches!(page.dep(c), "ccomp" | "xcomp" | "csubj" | "relcl"));
    let complement = children.iter().find(|&&c| matches!(page.dep(c), "acomp" | "attr"));
    let cleft = complement.is_some_and(|&c| {
        clause(c)
            || matches!(
                page.word(c),
                "clear" | "unclear" | "likely" | "possible" | "time" | "important" | "difficult"
            )
    });
    lemma == "be" && (cleft || children.iter().any(|&c| matches!(page.dep(c), "ccomp" | "csubj" | "advcl")))
        || children.iter().any(|&c| matches!(page.dep(c), "ccomp"))
            && children.iter().any(|&c| page.dep(c) == "auxpass")
}

/// Whether a referent may be meant by kind, number and gender; and what it costs.
fn cost(walk: &Walk, node: usize, d: &Draft, p: Pronoun) -> Option<i32> {
    let n = &walk.nodes[node];
    let pair = !d.parts.is_empty();
    match p.ask {
        Ask::One(g) => {
            if n.class != Class::Person || n.plural == Some(true) || pair {
                return None;
            }
            match n.gender {
                Some(own) if own == g => Some(0),
                Some(_) => None,
                None => Some(14),
            }
        }
        Ask::They => match (n.class, n.plural) {
            (Class::Person, Some(true)) => Some(if pair { 12 } else { 0 }),
            (Class::Person, _) if n.gender.is_none() && n.chain.is_none() => Some(35),
            (Class::Person, _) => None,
            (Class::Group, _) => Some(4),
            (Class::Org, Some(true)) => Some(4),
            // A report keeps to "it" or "they" for one body.
            (Class::Org, _) => Some(14 + 12 * i32::from(n.neuter) - 8 * i32::from(n.several)),
            (Class::Gpe, Some(true)) => Some(15),
            (Class::Gpe, _) => Some(40),
            (Class::Thing, Some(true)) => Some(30),
            (Class::Thing, _) => None,
        },
        Ask::It => match (n.class, n.plural) {
            (_, Some(true)) | (Class::Person, _) => None,
            (Class::Org, _) => Some(12 * i32::from(n.several && !n.neuter)),
            (Class::Group, _) => Some(10),
            (Class::Gpe, _) => Some(4),
            (Class::Thing, _) => Some(6),
        },
        _ => None,
    }
}

/// The best of those mentioned before.
fn scored(walk: &Walk, i: usize, p: Pronoun) -> Option<usize> {
    let me = &walk.drafts[i];
    if p.reflexive
        && let Some(n) = clause::subject(walk, me.head)
        && walk.drafts[..i].iter().any(|d| d.node == Some(n) && cost(walk, n, d, p).is_some())
    {
        return Some(n);
    }
    let barred = clause::barred(walk, i, p);
    let teller = clause::teller(walk, i);
    let here = walk.page.sentence[me.head];
    // Persons are spoken of at length, bodies and places change.
    let person = matches!(p.ask, Ask::One(_));
    let mut best: Vec<(usize, i32, i32)> = Vec::new();
    for (j, d) in walk.drafts[..i].iter().enumerate().rev().take(MAX_BACK_MENTIONS) {
        let Some(node) = d.node else { continue };
        let back = here - walk.page.sentence[d.head].min(here);
        if back > MAX_SENTENCES {
            break;
        }
        let Some(cost) = cost(walk, node, d, p) else { continue };
        if barred.contains(&node) || bars(walk, i, j, p) {
            continue;
        }
        let told = if teller == Some(node) { TELLER } else { 0 };
        let score = weigh(walk, i, j, back) + told - cost;
        let again = if person { AGAIN / i32::try_from(1 + back / 2).unwrap_or(AGAIN) } else { 0 };
        match best.iter_mut().find(|b| b.0 == node) {
            Some(known) => {
                known.1 = known.1.max(score);
                known.2 = (known.2 + again).min(MAX_AGAIN);
            }
            None => best.push((node, score, 0)),
        }
    }
    // Of equals the nearest, which comes first.
    let mut top: Option<(i32, usize)> = None;
    for (node, score, again) in best {
        if top.is_none_or(|(t, _)| score + again > t) {
            top = Some((score + again, node));
        }
    }
    top.filter(|(score, _)| p.ask != Ask::They || *score > -20).map(|(_, n)| n)
}

/// Points of one mention before.
fn weigh(walk: &Walk, i: usize, j: usize, back: usize) -> i32 {
    let page = walk.page;
    let (me, d) = (&walk.drafts[i], &walk.drafts[j]);
    let head = page.head(d.tokens);
    let mut score = 100 - PER_SENTENCE * i32::try_from(back).unwrap_or(i32::MAX / PER_SENTENCE / 2);
    score += match page.dep(head) {
        "nsubj" | "nsubjpass" => 22,
        "dobj" | "dative" | "attr" | "appos" | "agent" => 6,
        "ROOT" | "conj" => 4,
        "poss" => 2,
        _ => 0,
    };
    score += match d.kind {
        MentionKind::Name => 8,
        MentionKind::Pronoun => 6,
        MentionKind::Nominal => 0,
    };
    score -= clause::modifier_cost(walk, d);
    let block = |t: usize| page.doc.sentences[page.sentence[t]].block;
    if block(head) == block(me.head) {
        score += 6;
    }
    let subject = |t: usize| matches!(page.dep(t), "nsubj" | "nsubjpass");
    if subject(me.head) && subject(head) {
        score += 8;
    }
    if d.quote != me.quote {
        score -= if d.quote.is_some() { 10 } else { 4 };
    }
    if page.loud_at(d.head) {
        score -= 10;
    }
    let count = d.node.map_or(0, |n| walk.nodes[n].mentions);
    score += i32::try_from(count.min(6)).unwrap_or(6);
    // In one sentence the nearer of equals.
    if back == 0 {
        score -= i32::try_from((me.head - d.head.min(me.head)) / 4).unwrap_or(10).min(10);
    }
    score
}

/// What grammar forbids: "she saw her" is of two; "his brother" is not himself; a quote's third person is not its speaker.
fn bars(walk: &Walk, i: usize, j: usize, p: Pronoun) -> bool {
    let page = walk.page;
    let (me, d) = (&walk.drafts[i], &walk.drafts[j]);
    if d.tokens.has(me.head) {
        return true;
    }
    let head = page.head(d.tokens);
    let verb = |t: usize| page.doc.tokens[t].head;
    let argument =
        |t: usize| matches!(page.dep(t), "nsubj" | "nsubjpass" | "dobj" | "dative" | "attr" | "pobj");
    let mine = if page.dep(me.head) == "pobj" { verb(verb(me.head)) } else { verb(me.head) };
    let own = if page.dep(head) == "pobj" { verb(verb(head)) } else { verb(head) };
    if !p.possessive && !p.reflexive && argument(me.head) && argument(head) && mine == own {
        return true;
    }
    if p.reflexive && page.sentence[me.head] != page.sentence[d.head] {
        return true;
    }
    // "the mother of his child", "his mother": the possessor is not what is possessed.
    if p.possessive && verb(me.head) == head {
        return true;
    }
    let speaker =
        me.quote.and_then(|q| walk.speaker.get(q).copied().flatten()).and_then(|s| walk.drafts[s].node);
    me.quote.is_some()
        && speaker.is_some()
        && speaker == d.node
        && speaker.is_some_and(|n| walk.nodes[n].class == Class::Person)
        && matches!(p.ask, Ask::One(Gender::Female | Gender::Male) | Ask::They)
}

/// "When she arrived, Lopez said": the subject of the clause that follows.
fn fronted(walk: &Walk, i: usize, p: Pronoun) -> Option<usize> {
    let page = walk.page;
    let me = &walk.drafts[i];
    let here = page.sentence[me.head];
    walk.drafts[i + 1..]
        .iter()
        .take_while(|d| page.sentence[d.head] == here)
        .filter(|d| d.name.is_some() && matches!(page.dep(page.head(d.tokens)), "nsubj" | "nsubjpass"))
        .find_map(|d| d.node.filter(|&n| cost(walk, n, d, p).is_some()))
}
