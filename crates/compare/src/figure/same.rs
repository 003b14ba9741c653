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

/// How likely two claims are about one thing; see [`crate::cluster::groups`].
pub(super) fn likely_one(context: &Context, a: &Claim, b: &Claim) -> Option<f64> {
    if excluded(a, b) {
        return None;
    }
    let same_thing = same_thing(a, b)?;
    Some(context.likeness(&a.about, &b.about) - need(context, a, b, same_thing))
}

/// Whether two claims cannot be about one thing, whatever their sentences say.
fn excluded(a: &Claim, b: &Claim) -> bool {
    let (low, high) = (a.range(), b.range());
    let equal = low == high;
    let factor = (low.1.max(high.1)) / (low.0.min(high.0)).max(f64::MIN_POSITIVE);
    let percent = a.unit == "percent";
    // Another one's share of the votes, another one's sentence, another one's sanctions.
    let others = is_held(a) && a.holder.is_some() && b.holder.is_some() && a.holder != b.holder;
    // A share of the worst is no share of the whole, nor of the less bad.
    a.unit != b.unit
        || a.report == b.report && !equal
        || !states_agree(a, b, equal)
        || others && !equal
        || !equal && !percent && factor > MAX_FACTOR && !vague(a) && !vague(b)
        || percent && a.degree != b.degree
}

/// Whether the number is somebody's: a share, a sentence, sanctions.
fn is_held(c: &Claim) -> bool {
    c.unit == "percent" || c.state.is_some_and(|s| matches!(s.key, "term" | "sanctioned"))
}

/// How like the sentences of two claims must be.
fn need(context: &Context, a: &Claim, b: &Claim, same_thing: bool) -> f64 {
    let (low, high) = (a.range(), b.range());
    let equal = low == high;
    let least = low.0.min(high.0);
    let percent = a.unit == "percent";
    let mut need = if equal { LIKENESS_EQUAL } else { LIKENESS_DIFFERENT };
    need -= BONUS_PER_DIGIT * least.max(1.0).log10();
    if !equal && low.1.max(high.1) / least.max(f64::MIN_POSITIVE) < NEAR_FACTOR {
        need -= BONUS_NEAR;
    }
    // Soldiers here and troops there are one in large numbers.
    let kind = a.group.filter(|g| !g.generic).map(|g| g.key);
    let same_kind = kind.is_some() && kind == b.group.map(|g| g.key) && least >= LARGE;
    let counts = !a.money() && !percent;
    if counts && !same_thing && !same_kind {
        need += BONUS_THING;
    } else if counts && rare(context, a) {
        need -= BONUS_THING;
    }
    let one_holder = is_held(a) && a.holder.is_some() && a.holder == b.holder;
    let owner = |m: &Term| matches!(m, Term::Entity(_)) && b.modifiers.contains(m);
    let bonuses = [
        (one_holder || percent && a.owned && b.owned && a.noun == b.noun, BONUS_HOLDER),
        (percent && a.state.is_some(), BONUS_SHARE),
        (percent && a.degree.is_some(), BONUS_DEGREE),
        ((same_thing || same_kind) && kind.is_some() && a.modifiers.iter().any(owner), BONUS_OWNER),
        (a.early && b.early && a.state.is_some() && same_thing, BONUS_LEAD),
    ];
    need -= bonuses.iter().filter(|(has, _)| *has).map(|(_, bonus)| bonus).sum::<f64>();
    // Of things called by the same noun and modifier ("underground bunkers") the words themselves are the likeness.
    let same_words = same_thing && !a.modifiers.is_empty() && a.modifiers == b.modifiers && rare(context, a);
    if same_words { need.min(0.0) - LEAST_LIKENESS } else { need.max(LEAST_LIKENESS) }
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
