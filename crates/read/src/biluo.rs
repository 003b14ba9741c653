//! The name finder's transition system: begin, in, last, unit, out; one action a token.
//!
//! Method: BILUO tagging as transitions (Ratinov & Roth 2009; spaCy's `ner`).

use types::Label;

use crate::{moves::Move, step::Steps};

/// Actions, numbered as in the file `moves`.
const BEGIN: u8 = 1;
const IN: u8 = 2;
const LAST: u8 = 3;
const UNIT: u8 = 4;
/// The largest action: outside of names.
pub(crate) const OUT: u8 = 5;
/// Tokens that describe a state.
pub(crate) const FEATURES: usize = 3;

/// A name: first token, one past the last, label.
pub(crate) type Found = (usize, usize, Label);

/// Finds the names in the tokens whose vectors are the rows `first..first + space.len()`. A name does not begin with
/// white space (`space`) and does not cross a sentence start (`starts`).
pub(crate) fn find(
    steps: &mut Steps,
    moves: &[Move],
    first: usize,
    space: &[bool],
    starts: &[bool],
) -> Vec<Found> {
    let mut names = Vec::new();
    let mut scores = Vec::new();
    let mut open: Option<(usize, &Label)> = None;
    for token in 0..space.len() {
        let row = |t: usize| Some(first + t);
        let start = open.map(|(start, _)| start);
        let state = [row(token), start.and_then(row), start.and_then(|_| row(token - 1))];
        steps.scores(&state, &mut scores);
        let ends = token + 1 == space.len() || starts[token + 1];
        let allowed = |m: &Move| match (m.action, open) {
            (BEGIN, None) => !ends && !space[token],
            (IN, Some((_, label))) => !ends && m.label == *label,
            (LAST, Some((_, label))) => m.label == *label,
            (UNIT, None) => !space[token] && !m.label.is_empty(),
            (OUT, None) => true,
            _ => false,
        };
        let mut best: Option<(&Move, f32)> = None;
        for (m, &score) in moves.iter().zip(scores.as_flattened()) {
            if best.is_none_or(|(_, b)| score > b) && allowed(m) {
                best = Some((m, score));
            }
        }
        let Some((m, _)) = best else { break };
        match m.action {
            BEGIN => open = Some((token, &m.label)),
            LAST => {
                if let Some((start, label)) = open.take() {
                    names.push((start, token + 1, label.clone()));
                }
            }
            UNIT => names.push((token, token + 1, m.label.clone())),
            _ => {}
        }
    }
    names
}
