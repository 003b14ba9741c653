//! The parser's transition system: arc-eager with non-monotonic repairs and sentence breaks.
//!
//! Method: Nivre 2003; Honnibal & Johnson 2015 (*An Improved Non-monotonic Transition System for Dependency
//! Parsing*), as spaCy v3 has it. A token is its number; `NONE` stands for no token.

use crate::{moves::Move, step::Steps};

/// No token.
const NONE: usize = usize::MAX;
/// Steps a token after which parsing stops. Two are usual; no state of spaCy's system needs more than five.
const MAX_STEPS_PER_TOKEN: usize = 8;

/// Actions, numbered as in the file `moves`.
const SHIFT: u8 = 0;
const REDUCE: u8 = 1;
const LEFT: u8 = 2;
const RIGHT: u8 = 3;
/// The largest action; the sentence break.
pub(crate) const BREAK: u8 = 4;
/// Tokens that describe a state.
pub(crate) const FEATURES: usize = 8;

/// A parser's state over `n` tokens.
struct State {
    n: usize,
    /// The next token that was never read.
    next: usize,
    /// Tokens put back in front of it, the first to be read last.
    back: Vec<usize>,
    stack: Vec<usize>,
    head: Vec<usize>,
    class: Vec<usize>,
    /// The most recent child on the left and on the right of each token, and each child's predecessor there.
    left: Vec<usize>,
    right: Vec<usize>,
    before: Vec<usize>,
    unshiftable: Vec<bool>,
    starts: Vec<bool>,
}

impl State {
    fn new(n: usize) -> State {
        let mut starts = vec![false; n];
        if let Some(first) = starts.first_mut() {
            *first = true;
        }
        State {
            n,
            next: 0,
            back: Vec::new(),
            stack: Vec::new(),
            head: vec![NONE; n],
            class: vec![0; n],
            left: vec![NONE; n],
            right: vec![NONE; n],
            before: vec![NONE; n],
            unshiftable: vec![false; n],
            starts,
        }
    }

    /// The `i`-th token of the buffer.
    fn buffer(&self, i: usize) -> usize {
        if i < self.back.len() {
            return self.back[self.back.len() - 1 - i];
        }
        let token = self.next + i - self.back.len();
        if token < self.n { token } else { NONE }
    }

    /// The `i`-th token from the top of the stack.
    fn stacked(&self, i: usize) -> usize {
        if i < self.stack.len() { self.stack[self.stack.len() - 1 - i] } else { NONE }
    }

    fn buffered(&self) -> usize {
        self.n - self.next + self.back.len()
    }

    fn features(&self) -> [usize; FEATURES] {
        let child = |list: &[usize], head: usize| if head == NONE { NONE } else { list[head] };
        let (b0, s0) = (self.buffer(0), self.stacked(0));
        [
            b0,
            self.buffer(1),
            s0,
            self.stacked(1),
            self.stacked(2),
            child(&self.left, b0),
            child(&self.left, s0),
            child(&self.right, s0),
        ]
    }

    /// Which actions are allowed, by number.
    fn valid(&self) -> [bool; BREAK as usize + 1] {
        let (left, b0, b1) = (self.buffered(), self.buffer(0), self.buffer(1));
        let stacked = !self.stack.is_empty();
        let starts = left > 0 && self.starts[b0];
        let shift = !stacked || (left >= 2 && !starts && !self.unshiftable[b0]);
        let arc = stacked && left > 0 && !starts;
        let split = left >= 2 && b1 != NONE && b1 == b0 + 1 && !self.starts[b1];
        [shift, stacked, arc, arc, split]
    }

    fn read(&mut self) {
        let token = self.back.pop().unwrap_or(self.next);
        if token == self.next {
            self.next += 1;
        }
        self.stack.push(token);
    }

    /// Does what is allowed in this state.
    fn apply(&mut self, action: u8, class: usize) {
        let (b0, s0) = (self.buffer(0), self.stacked(0));
        match action {
            SHIFT => self.read(),
            REDUCE => {
                let depth = self.stack.len();
                self.stack.pop();
                if self.head[s0] == NONE && depth > 1 {
                    self.unshiftable[s0] = true;
                    self.back.push(s0);
                }
            }
            LEFT => {
                self.arc(b0, s0, class);
                self.unshiftable[b0] = false;
                self.stack.pop();
            }
            RIGHT => {
                self.arc(s0, b0, class);
                self.read();
            }
            _ => {
                let second = self.buffer(1);
                self.starts[second] = true;
            }
        }
    }

    /// Makes `child` depend on `head`, and on nothing else any more.
    fn arc(&mut self, head: usize, child: usize, class: usize) {
        let old = self.head[child];
        if old != NONE {
            let list = if old > child { &mut self.left } else { &mut self.right };
            // A replaced arc is always the last of its list.
            if list[old] == child {
                list[old] = self.before[child];
            }
        }
        let list = if head > child { &mut self.left } else { &mut self.right };
        self.before[child] = list[head];
        list[head] = child;
        self.head[child] = head;
        self.class[child] = class;
    }
}

/// Parses the tokens whose vectors are the rows `first..first + n`: for each its head and the class of its arc, or
/// `None` for a root.
pub(crate) fn parse(
    steps: &mut Steps,
    moves: &[Move],
    first: usize,
    n: usize,
) -> Vec<Option<(usize, usize)>> {
    let mut state = State::new(n);
    let mut scores = Vec::new();
    let mut left = MAX_STEPS_PER_TOKEN * n + MAX_STEPS_PER_TOKEN;
    while (!state.stack.is_empty() || state.buffered() > 0) && left > 0 {
        left -= 1;
        steps.scores(&state.features().map(|t| (t != NONE).then(|| first + t)), &mut scores);
        let valid = state.valid();
        let mut best: Option<(usize, f32)> = None;
        for (class, (m, &score)) in moves.iter().zip(scores.as_flattened()).enumerate() {
            if valid[usize::from(m.action)] && best.is_none_or(|(_, b)| score > b) {
                best = Some((class, score));
            }
        }
        let Some((class, _)) = best else { break };
        state.apply(moves[class].action, class);
    }
    state
        .head
        .iter()
        .zip(&state.class)
        .map(|(&head, &class)| (head != NONE).then_some((head, class)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headless_token_goes_back_and_must_be_attached() {
        let mut state = State::new(3);
        state.apply(SHIFT, 0);
        assert_eq!(state.valid(), [true, true, true, true, true], "two more to read");
        state.apply(SHIFT, 0);
        state.apply(REDUCE, 0);
        assert_eq!((state.buffer(0), state.buffer(1), state.stacked(0)), (1, 2, 0));
        assert!(!state.valid()[0], "it may not be shifted again");
        state.apply(LEFT, 7);
        assert_eq!((state.head[0], state.class[0], state.left[1]), (1, 7, 0));
        assert!(state.valid()[0], "now it has a child");
    }

    #[test]
    fn a_left_arc_replaces_a_right_one() {
        let mut state = State::new(3);
        state.apply(SHIFT, 0);
        state.apply(RIGHT, 5);
        assert_eq!((state.head[1], state.right[0]), (0, 1));
        state.apply(LEFT, 6);
        assert_eq!((state.head[1], state.class[1], state.right[0], state.left[2]), (2, 6, NONE, 1));
    }

    #[test]
    fn a_break_bars_arcs_across_it() {
        let mut state = State::new(3);
        state.apply(SHIFT, 0);
        state.apply(BREAK, 0);
        assert_eq!(state.valid(), [true, true, true, true, false]);
        state.apply(RIGHT, 0);
        assert_eq!(state.valid(), [false, true, false, false, false]);
    }
}
