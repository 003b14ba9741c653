//! Whether two figures are about one thing, and how surely.

use std::collections::BTreeSet;

use super::claim::Claim;
use crate::context::{Context, Term};

/// Two counts of one thing rarely differ by more than this factor, however early the first one was.
pub(super) const MAX_FACTOR: f64 = 5.0;
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
/// What one who holds both shares, or has both sentences, takes off; and two shares of one thing named ("turnout").
const BONUS_HOLDER: f64 = 0.14;
/// What two shares of the best or worst of something ("most urgent", "highest grade") take off.
const BONUS_DEGREE: f64 = 0.12;
/// What figures of one state that both open their reports take off: a report opens with the toll of its story.
const BONUS_LEAD: f64 = 0.12;
/// How far two totals may lie apart that reports count by nouns of different breadth.
const WHOLE_FACTOR: f64 = 1.15;
/// However telling the figures are, sentences that have nothing in common are about different things.
const LEAST_LIKENESS: f64 = 0.02;

/// How likely two claims are about one thing; see [`cluster::groups`].
pub(super) fn likely_one(context: &Context, a: &Claim, b: &Claim) -> Option<f64> {
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
    let held = percent || a.state.is_some_and(|s| matches!(s.key, "term" | "sanctioned"));
    let one_holder = a.holder.is_some() && a.holder == b.holder;
    // Another one's share of the votes, another one's sentence, another one's sanctions.
    if held && !one_holder && a.holder.is_some() && b.holder.is_some() && !equal {
        return None;
    }
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
    if held && one_holder || percent && a.owned && b.owned && a.noun == b.noun {
        need -= BONUS_HOLDER;
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
        // "17 children died" is nothing against 20 who were trapped.
        (Some(x), None) | (None, Some(x)) if x.running && a.unit == "person" => {
            equal && !generic(a) && !generic(b)
        }
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
    let generic = |c: &Claim| c.unit == "person" && (c.group.is_some_and(|g| g.generic) || c.bare());
    let same_group = match (a.group, b.group) {
        (Some(x), Some(y)) => x.key == y.key,
        _ => a.noun == b.noun,
    };
    if a.rest() != b.rest() {
        return None;
    }
    let both_generic = generic(a) && generic(b);
    // "17 villagers" and "17 people" killed: the total in other words; a part of them would be fewer.
    let (low, high) = (a.range().0.min(b.range().0), a.range().1.max(b.range().1));
    let whole = generic(a) != generic(b)
        && same_state(a, b)
        && high <= low * WHOLE_FACTOR
        && !is_part(a)
        && !is_part(b);
    if !same_group && !both_generic && !whole {
        return None;
    }
    let entities = |c: &Claim| -> BTreeSet<usize> {
        c.modifiers.iter().filter_map(|m| if let Term::Entity(e) = m { Some(*e) } else { None }).collect()
    };
    let (x, y) = (entities(a), entities(b));
    if !x.is_empty() && !y.is_empty() && x.is_disjoint(&y) {
        return None;
    }
    if whole {
        return Some(low == high || a.early && b.early);
    }
    if both_generic {
        // "12 people" and "5 people from one family" are not the same people: modifiers must not tell them apart.
        return Some(a.modifiers.len() == b.modifiers.len());
    }
    Some(
        (a.noun == b.noun || same_group && same_state(a, b))
            && (a.modifiers.is_empty() || b.modifiers.is_empty() || !a.modifiers.is_disjoint(&b.modifiers)),
    )
}

/// Whether the noun names a part of those on the scene: crew, children, police.
fn is_part(c: &Claim) -> bool {
    c.group.is_some_and(|g| !g.generic && g.key != "workers")
        || c.modifiers.iter().any(|m| matches!(m, Term::Lemma(_)))
}

/// Whether both tell of one state ("delivered").
fn same_state(a: &Claim, b: &Claim) -> bool {
    a.state.is_some() && a.state.map(|s| s.key) == b.state.map(|s| s.key)
}

/// Whether the thing counted is one that a story names seldom.
fn rare(context: &Context, a: &Claim) -> bool {
    let noun = context.weight(&Term::Lemma(a.noun.clone()));
    let sentences: usize = context.story.docs.iter().map(|d| d.sentences.len()).sum();
    noun > (1.0 + sentences as f64 / 5.0).ln()
}

/// Whether the claim only gives an order of magnitude ("tens of thousands").
pub(super) fn vague(c: &Claim) -> bool {
    c.figure.value.is_none() && c.figure.low.zip(c.figure.high).is_some_and(|(l, h)| h >= 4.0 * l)
}
