//! Where reports give a figure that someone asks for, and the other numbers they give for the same thing.
//!
//! In: the figure asked for, as read. Out: the reports' figures with the same number that may count the same, and those
//! that count the same thing as these. Where nobody gives the number, those that count what was asked for. Someone who
//! asks wants to see what there is, so the bar is lower than for a finding.

use types::Pos;

use super::claim::{Claim, claim};
use super::same::{MAX_FACTOR, likely_one};
use crate::context::Context;
use crate::lexicon::{self, Group, State};
use crate::trace::{Found, Question};

/// How much less like the sentences may be than for a finding.
const SLACK: f64 = 0.1;

/// The figure asked for.
struct Asked {
    range: (f64, f64),
    /// `None` when only a number was asked for.
    unit: Option<String>,
    state: Option<&'static State>,
    group: Option<&'static Group>,
    nouns: Vec<String>,
}

fn asked(question: &Question<'_>) -> Option<Asked> {
    let figure = question.extract.figures.first()?;
    let named = figure.value.or(figure.low).or(figure.high)?;
    let range = match figure.value {
        Some(v) => (v, v),
        None => (figure.low.unwrap_or(named), figure.high.unwrap_or(named)),
    };
    let lemmas: Vec<String> = question.doc.tokens.iter().map(|t| t.lemma.to_lowercase()).collect();
    let state = lemmas.iter().find_map(|l| lexicon::state(l));
    let group = lemmas.iter().find_map(|l| lexicon::group(l));
    let noun = |t: &types::Token| {
        matches!(t.pos, Pos::Noun | Pos::Propn) && lexicon::state(&t.lemma.to_lowercase()).is_none()
    };
    let nouns = question.doc.tokens.iter().filter(|t| noun(t)).map(|t| t.lemma.to_lowercase()).collect();
    // Of "40 dead" the state is known, not whether they are people or fish.
    let unit = figure.unit.clone().filter(|u| lexicon::state(u).is_none());
    Some(Asked { range, unit, state, group, nouns })
}

impl Asked {
    /// Whether the reports' figure gives the number, or a range around it.
    fn same_number(&self, c: &Claim) -> bool {
        let (low, high) = c.range();
        low <= self.range.1 && self.range.0 <= high
    }

    /// Whether the two may count the same.
    fn may_count(&self, c: &Claim) -> bool {
        let unit = self.unit.as_deref().is_none_or(|u| u == c.unit);
        let state = match (self.state, c.state) {
            (Some(x), Some(y)) => x.key == y.key,
            (Some(_), None) => self.unit.is_none() || c.unit == "person",
            _ => true,
        };
        unit && state && self.may_name(c)
    }

    /// Whether the nouns may name the same.
    fn may_name(&self, c: &Claim) -> bool {
        let general = |g: Option<&Group>| g.is_some_and(|g| g.generic);
        let group = self.group.zip(c.group).is_some_and(|(x, y)| x.key == y.key);
        self.nouns.is_empty()
            || self.unit.as_deref().is_some_and(|u| u.len() == 3 && c.money())
            || group
            || general(self.group)
            || general(c.group)
            || self.nouns.contains(&c.noun)
    }

    /// Whether the reports' figure counts what was asked for, whatever its number.
    fn counts(&self, c: &Claim) -> bool {
        let known = match (self.state, c.state) {
            (Some(x), Some(y)) => x.key == y.key,
            (Some(_), None) => false,
            _ => self.nouns.contains(&c.noun),
        };
        let (low, high) = c.range();
        let factor = (high.max(self.range.1)) / low.min(self.range.0).max(f64::MIN_POSITIVE);
        known && self.may_count(c) && factor <= MAX_FACTOR
    }
}

/// The places that give the figure or another number for the same thing, in order of reports and text; when there are none,
/// figures of the same unit, the nearest number first.
pub fn found(context: &Context, question: &Question<'_>) -> Result<Vec<Found>, Vec<Found>> {
    let Some(asked) = asked(question) else { return Err(Vec::new()) };
    let story = context.story;
    let claims: Vec<Claim> = (story.extracts.iter().enumerate())
        .flat_map(|(r, e)| e.figures.iter().map(move |f| (r, f)))
        .map(|(r, f)| claim(context, r, f, f.unit.as_deref().unwrap_or_default()))
        .collect();
    let mut same: Vec<&Claim> =
        claims.iter().filter(|c| asked.same_number(c) && asked.may_count(c)).collect();
    if same.is_empty() && asked.state.is_none() && asked.unit.as_deref() != Some("person") {
        // Whose "kroner" or "dollars" are meant only the report tells.
        same = claims.iter().filter(|c| asked.same_number(c) && c.money()).collect();
    }
    let one = |c: &Claim| {
        let likely = |s: &&Claim| !c.unit.is_empty() && likely_one(context, s, c).is_some_and(|x| x > -SLACK);
        same.iter().any(likely)
    };
    let others = claims.iter().filter(|c| if same.is_empty() { asked.counts(c) } else { one(c) });
    let mut found: Vec<Found> = same.iter().map(|c| place(c, 1.0)).collect();
    found.extend(others.map(|c| place(c, nearness(&asked, c))));
    found.sort_by_key(|f| (f.report, f.span.start));
    found.dedup_by_key(|f| (f.report, f.span));
    if found.is_empty() { Err(nearest(&asked, &claims)) } else { Ok(found) }
}

fn place(c: &Claim, likeness: f64) -> Found {
    Found { report: c.report, sentence: c.sentence, span: c.figure.span, likeness }
}

/// How near two numbers are: the lesser's share of the greater, 0 to 1.
fn nearness(asked: &Asked, c: &Claim) -> f64 {
    let (a, b) = (asked.range.0.abs(), c.range().0.abs());
    if a.max(b) > 0.0 { a.min(b) / a.max(b) } else { 1.0 }
}

/// Figures of the unit asked for, or with the number alone, the nearest number first.
fn nearest(asked: &Asked, claims: &[Claim]) -> Vec<Found> {
    let unit = |c: &&Claim| asked.unit.as_deref().map_or(asked.same_number(c), |u| u == c.unit);
    let mut near: Vec<Found> = claims.iter().filter(unit).map(|c| place(c, nearness(asked, c))).collect();
    near.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
    near
}
