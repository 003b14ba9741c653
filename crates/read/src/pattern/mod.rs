//! Regular expressions of a pipeline's files with Python's meaning: first alternative first, one step back at a time.
//!
//! A matcher of its own, because the files' expressions are written for Python's `re`: `\w` and `\S` are Python's,
//! look-behind is used throughout, and the expressions hold thousands of character ranges that general engines take a
//! tenth of a second to compile. Here a character class is a sorted list of ranges, and an alternation knows which of
//! its branches can begin with which ASCII character. Work is bounded: [`MAX_STEPS`] an attempt, and a search for
//! suffixes begins where a suffix can begin at all.

mod parse;
mod set;

use parse::{Node, Problem};
use set::Set;

/// Steps after which an attempt counts as failed. An address of 300 characters takes about 3,000; what takes more
/// than this is no address but made to be slow.
const MAX_STEPS: usize = 200_000;
/// Bytes that one step of a run may take in.
const RUN_PER_STEP: usize = 16;
/// Nodes of the longest expression, repetitions written out; the longest of spaCy's English pipelines has about 1,500.
const MAX_PROGRAM: usize = 50_000;

#[derive(Debug)]
enum Step {
    Set(usize),
    /// Go to the first, on failure to the second.
    Split(usize, usize),
    Jump(usize),
    /// Go to the first branch that can begin here, on failure to the next.
    Branches(usize),
    /// One set, as often as possible between the bounds.
    Run(usize, u32, u32),
    Start,
    End,
    /// Wanted or not; the body follows, ended by `Match`; then goes on at the place given.
    Ahead(bool, usize),
    Behind(bool, usize),
    Match,
}

/// Which branches of an alternation can begin with which character.
#[derive(Debug)]
struct Branches {
    /// For each ASCII character a list in `lists`.
    ascii: Vec<u16>,
    /// The list for all other characters, and at the end of the text.
    other: u16,
    lists: Vec<Vec<usize>>,
}

/// A compiled regular expression.
#[derive(Debug)]
pub(crate) struct Pattern {
    steps: Vec<Step>,
    sets: Vec<Set>,
    behind: Vec<Vec<Vec<Set>>>,
    branches: Vec<Branches>,
    first: First,
    /// Whether a match can only begin at the start of the text.
    anchored: bool,
    tail: Option<Tail>,
    /// Nodes compiled so far, repeated ones counted again.
    compiled: usize,
}

/// How far before the end of the text a match can begin, when every match ends there.
#[derive(Debug)]
struct Tail {
    /// Longest match of the alternatives that have one, in characters.
    bounded: usize,
    /// What the others consist of.
    unbounded: Vec<Set>,
}

/// What a match can begin with.
#[derive(Clone, Copy, Debug)]
struct First {
    ascii: u128,
    other: bool,
    /// It may begin with anything: it can be empty, or begins with an assertion alone.
    open: bool,
}

enum Retry {
    To(usize, usize),
    Branch { table: usize, list: u16, next: usize, at: usize },
    Shorter { to: usize, least: usize, at: usize },
}

impl Pattern {
    /// Compiles an expression.
    ///
    /// # Errors
    /// The place in it and what is not understood.
    pub(crate) fn new(source: &str) -> Result<Pattern, Problem> {
        let tree = parse::parse(source)?;
        let mut pattern = Pattern {
            steps: Vec::new(),
            sets: Vec::new(),
            behind: Vec::new(),
            branches: Vec::new(),
            first: first(&tree),
            anchored: alternatives(&tree).iter().all(begins_at_start),
            tail: tail(&tree),
            compiled: 0,
        };
        pattern.compile(&tree)?;
        pattern.steps.push(Step::Match);
        Ok(pattern)
    }

    /// The leftmost match at or after `from`, as Python's `search` finds it.
    pub(crate) fn search(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        let mut retries = Vec::new();
        if self.anchored {
            return if from == 0 { self.matches(text, 0, 0, &mut retries).map(|end| (0, end)) } else { None };
        }
        let mut start = from.max(self.tail.as_ref().map_or(0, |t| t.start(text)));
        loop {
            let next = text[start..].chars().next();
            if self.first.admits(next)
                && let Some(end) = self.matches(text, start, 0, &mut retries)
            {
                return Some((start, end));
            }
            start += next?.len_utf8();
        }
    }

    /// The end of a match that begins at the start of the text, as Python's `match` finds it.
    pub(crate) fn match_start(&self, text: &str) -> Option<usize> {
        self.matches(text, 0, 0, &mut Vec::new())
    }

    fn compile(&mut self, node: &Node) -> Result<(), Problem> {
        self.compiled += 1;
        if self.compiled > MAX_PROGRAM {
            return Err((0, "too long when repetitions are written out"));
        }
        match node {
            Node::Empty => {}
            Node::Set(set) => {
                let set = self.set(set);
                self.steps.push(Step::Set(set));
            }
            Node::Cat(parts) => parts.iter().try_for_each(|p| self.compile(p))?,
            Node::Alt(branches) => self.compile_branches(branches)?,
            Node::Repeat(body, least, most) => self.compile_repeat(body, *least, *most)?,
            Node::Start => self.steps.push(Step::Start),
            Node::End => self.steps.push(Step::End),
            Node::Ahead(wanted, body) => {
                let at = self.steps.len();
                self.steps.push(Step::Match);
                self.compile(body)?;
                self.steps.push(Step::Match);
                self.steps[at] = Step::Ahead(*wanted, self.steps.len());
            }
            Node::Behind(wanted, columns) => {
                self.behind.push(columns.clone());
                self.steps.push(Step::Behind(*wanted, self.behind.len() - 1));
            }
        }
        Ok(())
    }

    fn set(&mut self, set: &Set) -> usize {
        self.sets.push(set.clone());
        self.sets.len() - 1
    }

    fn compile_branches(&mut self, branches: &[Node]) -> Result<(), Problem> {
        let table = self.branches.len();
        self.branches.push(Branches { ascii: Vec::new(), other: 0, lists: Vec::new() });
        self.steps.push(Step::Branches(table));
        let (mut starts, mut jumps) = (Vec::new(), Vec::new());
        for branch in branches {
            starts.push(self.steps.len());
            self.compile(branch)?;
            jumps.push(self.steps.len());
            self.steps.push(Step::Jump(0));
        }
        let end = self.steps.len();
        for jump in jumps {
            self.steps[jump] = Step::Jump(end);
        }
        let firsts: Vec<First> = branches.iter().map(first).collect();
        let list = |test: &dyn Fn(&First) -> bool| -> Vec<usize> {
            firsts.iter().zip(&starts).filter(|(f, _)| f.open || test(f)).map(|(_, &s)| s).collect()
        };
        let made = &mut self.branches[table];
        made.lists.push(list(&|f| f.other));
        for c in 0..128 {
            let branches = list(&|f| f.ascii >> c & 1 == 1);
            let known = made.lists.iter().position(|l| *l == branches);
            made.ascii.push(known.unwrap_or(made.lists.len()) as u16);
            if known.is_none() {
                made.lists.push(branches);
            }
        }
        Ok(())
    }

    fn compile_repeat(&mut self, body: &Node, least: u32, most: u32) -> Result<(), Problem> {
        if let Node::Set(set) = body {
            let set = self.set(set);
            self.steps.push(Step::Run(set, least, most));
            return Ok(());
        }
        for _ in 0..least {
            self.compile(body)?;
        }
        if most == u32::MAX {
            let split = self.steps.len();
            self.steps.push(Step::Match);
            self.compile(body)?;
            self.steps.push(Step::Jump(split));
            self.steps[split] = Step::Split(split + 1, self.steps.len());
            return Ok(());
        }
        let mut splits = Vec::new();
        for _ in least..most {
            splits.push(self.steps.len());
            self.steps.push(Step::Match);
            self.compile(body)?;
        }
        let end = self.steps.len();
        for split in splits {
            self.steps[split] = Step::Split(split + 1, end);
        }
        Ok(())
    }

    /// The end of the match of the program from `step` at `start`.
    fn matches(&self, text: &str, start: usize, step: usize, retries: &mut Vec<Retry>) -> Option<usize> {
        let floor = retries.len();
        let (mut step, mut at) = (step, start);
        let mut spent = 0;
        while spent < MAX_STEPS {
            spent += 1;
            let next = match &self.steps[step] {
                Step::Match => {
                    retries.truncate(floor);
                    return Some(at);
                }
                Step::Jump(to) => Some((*to, at)),
                Step::Split(to, otherwise) => {
                    retries.push(Retry::To(*otherwise, at));
                    Some((*to, at))
                }
                Step::Branches(table) => {
                    let branches = &self.branches[*table];
                    let c = text.as_bytes().get(at).filter(|b| b.is_ascii());
                    let list = c.map_or(branches.other, |&c| branches.ascii[usize::from(c)]);
                    retries.push(Retry::Branch { table: *table, list, next: 0, at });
                    None
                }
                Step::Run(set, least, most) => {
                    self.run(text, at, *set, (*least, *most)).map(|(shortest, end)| {
                        spent += (end - at) / RUN_PER_STEP;
                        if end > shortest {
                            retries.push(Retry::Shorter { to: step + 1, least: shortest, at: end });
                        }
                        (step + 1, end)
                    })
                }
                Step::Ahead(wanted, to) => {
                    let found = self.matches(text, at, step + 1, retries).is_some();
                    (found == *wanted).then_some((*to, at))
                }
                _ => self.simple(text, step, at),
            };
            (step, at) = match next {
                Some(next) => next,
                None => self.retry(text, retries, floor)?,
            };
        }
        retries.truncate(floor);
        None
    }

    /// A step that consumes at most one character and never needs a second try.
    fn simple(&self, text: &str, step: usize, at: usize) -> Option<(usize, usize)> {
        match &self.steps[step] {
            Step::Set(set) => {
                let c = text[at..].chars().next()?;
                self.sets[*set].has(c).then(|| (step + 1, at + c.len_utf8()))
            }
            Step::Start => (at == 0).then_some((step + 1, at)),
            Step::End => (at == text.len() || &text[at..] == "\n").then_some((step + 1, at)),
            Step::Behind(wanted, columns) => {
                let before = |sets: &Vec<Set>| {
                    let mut chars = text[..at].chars().rev();
                    sets.iter().rev().all(|set| chars.next().is_some_and(|c| set.has(c)))
                };
                let found = self.behind[*columns].iter().any(before);
                (found == *wanted).then_some((step + 1, at))
            }
            _ => None,
        }
    }

    /// The shortest and the longest run of a set's characters within the bounds.
    fn run(&self, text: &str, at: usize, set: usize, (least, most): (u32, u32)) -> Option<(usize, usize)> {
        let (mut shortest, mut end, mut count) = (at, at, 0);
        for c in text[at..].chars() {
            if count == most || !self.sets[set].has(c) {
                break;
            }
            count += 1;
            end += c.len_utf8();
            if count == least {
                shortest = end;
            }
        }
        (count >= least).then_some((shortest, end))
    }

    /// Where to go on after a failure.
    fn retry(&self, text: &str, retries: &mut Vec<Retry>, floor: usize) -> Option<(usize, usize)> {
        while retries.len() > floor {
            match retries.last_mut()? {
                Retry::To(step, at) => {
                    let next = (*step, *at);
                    retries.pop();
                    return Some(next);
                }
                Retry::Branch { table, list, next, at } => {
                    let list = &self.branches[*table].lists[usize::from(*list)];
                    if let Some(&step) = list.get(*next) {
                        *next += 1;
                        return Some((step, *at));
                    }
                    retries.pop();
                }
                Retry::Shorter { to, least, at } => {
                    *at -= text[..*at].chars().next_back()?.len_utf8();
                    let next = (*to, *at);
                    if *at <= *least {
                        retries.pop();
                    }
                    return Some(next);
                }
            }
        }
        None
    }
}

impl First {
    fn admits(self, c: Option<char>) -> bool {
        self.open
            || match c {
                Some(c) if c.is_ascii() => self.ascii >> (c as u32) & 1 == 1,
                Some(_) => self.other,
                None => false,
            }
    }

    fn or(self, other: First) -> First {
        First {
            ascii: self.ascii | other.ascii,
            other: self.other || other.other,
            open: self.open || other.open,
        }
    }
}

/// What a match of the tree can begin with. Assertions consume nothing, so what follows them counts.
fn first(node: &Node) -> First {
    const NONE: First = First { ascii: 0, other: false, open: false };
    const OPEN: First = First { ascii: 0, other: false, open: true };
    match node {
        Node::Empty | Node::Start | Node::End | Node::Ahead(..) | Node::Behind(..) => OPEN,
        Node::Set(set) => First { ascii: set.ascii(), other: set.beyond_ascii(), open: false },
        Node::Alt(branches) => branches.iter().map(first).fold(NONE, First::or),
        Node::Repeat(body, least, _) => {
            let body = first(body);
            First { open: *least == 0 || body.open, ..body }
        }
        Node::Cat(parts) => {
            let mut all = OPEN;
            for part in parts {
                if !all.open {
                    break;
                }
                all = First { open: false, ..all }.or(first(part));
            }
            all
        }
    }
}

fn alternatives(node: &Node) -> &[Node] {
    if let Node::Alt(branches) = node { branches } else { std::slice::from_ref(node) }
}

fn begins_at_start(node: &Node) -> bool {
    match node {
        Node::Start => true,
        Node::Cat(parts) => parts.first().is_some_and(begins_at_start),
        _ => false,
    }
}

/// The tail of an expression whose every alternative ends in `$`.
fn tail(node: &Node) -> Option<Tail> {
    let mut tail = Tail { bounded: 0, unbounded: Vec::new() };
    for branch in alternatives(node) {
        let Node::Cat(parts) = branch else { return None };
        if !matches!(parts.last(), Some(Node::End)) {
            return None;
        }
        match width(branch) {
            Some(width) => tail.bounded = tail.bounded.max(width),
            None => letters(branch, &mut tail.unbounded),
        }
    }
    Some(tail)
}

/// Most characters that a tree can consume, or `None` without a bound.
fn width(node: &Node) -> Option<usize> {
    match node {
        Node::Set(_) => Some(1),
        Node::Cat(parts) => parts.iter().try_fold(0usize, |n, p| Some(n.saturating_add(width(p)?))),
        Node::Alt(branches) => branches.iter().try_fold(0, |n, b| Some(width(b)?.max(n))),
        Node::Repeat(_, _, u32::MAX) => None,
        Node::Repeat(body, _, most) => Some(width(body)?.saturating_mul(*most as usize)),
        _ => Some(0),
    }
}

/// The sets whose characters a tree can consume.
fn letters(node: &Node, sets: &mut Vec<Set>) {
    match node {
        Node::Set(set) => sets.push(set.clone()),
        Node::Cat(parts) | Node::Alt(parts) => parts.iter().for_each(|p| letters(p, sets)),
        Node::Repeat(body, ..) => letters(body, sets),
        _ => {}
    }
}

impl Tail {
    /// The first byte at which a match that reaches the end of the text can begin.
    fn start(&self, text: &str) -> usize {
        if text.ends_with('\n') {
            return 0;
        }
        let (mut start, mut run) = (text.len(), true);
        for (i, (at, c)) in text.char_indices().rev().enumerate() {
            // A match longer than the bound consists of the unbounded alternatives' characters alone.
            run = run && self.unbounded.iter().any(|s| s.has(c));
            if i >= self.bounded && !run {
                break;
            }
            start = at;
        }
        start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(source: &str, text: &str) -> Option<(usize, usize)> {
        Pattern::new(source).expect("understood").search(text, 0)
    }

    #[test]
    fn the_first_alternative_wins_and_the_leftmost_start() {
        assert_eq!(search("^a|^ab", "ab"), Some((0, 1)));
        assert_eq!(search("b$|ab$", "cab"), Some((1, 3)));
        assert_eq!(search(r"\.\.+$|\.$", "x....."), Some((1, 6)));
        assert_eq!(search(r"(?<=[0-9])(?:km|km²|m)$", "12km²"), Some((2, 6)));
        assert_eq!(search(r"(?<=[A-Z][A-Z])\.$", "NATO."), Some((4, 5)));
        assert_eq!(search(r"(?<=[A-Z][A-Z])\.$", "U.S."), None);
        assert_eq!(search(r"(?<=[a-z])(?:-|--|---)(?=[a-z])", "a--b"), Some((1, 3)));
        assert_eq!(search(r"\+(?![0-9])", "+1 +x"), Some((3, 4)));
        assert_eq!(search(r"^n[ou]thin'$", "nuthin'"), Some((0, 7)));
    }

    #[test]
    fn repetitions_give_back() {
        assert_eq!(search(r"^(?:\S+@)?[a-z]{2,3}(?:\.\d{1,3}){2}$", "a@b@cde.12.345"), Some((0, 14)));
        assert_eq!(search(r"^(?:ab)+c", "ababac"), None);
        assert_eq!(search(r"^(?:ab|a)+c", "ababac"), Some((0, 6)));
        assert_eq!(search(r"^[^\]\-x]{2}\u00e9$", "abé"), Some((0, 4)));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (source, problem) in [
            ("a(b", "a group that nothing closes"),
            ("a)", "a bracket that nothing opened"),
            ("[b-a]", "a range that runs backwards"),
            (r"\q", "an escape"),
            ("(?P<x>a)", "a kind of group"),
            ("a{5,2}", "a count"),
            ("(?<=a+)b", "a look-behind of changing width"),
            ("[ab", "it ends too soon"),
            ("((a{900}){900}){900}", "too long when repetitions are written out"),
        ] {
            assert_eq!(Pattern::new(source).expect_err(source).1, problem);
        }
    }

    #[test]
    fn slow_on_purpose_ends() {
        let text = "a".repeat(5_000);
        assert_eq!(search("^(?:a*)*b", &text), None);
        assert_eq!(search(r"^\S+(?::\S*)?@", &":".repeat(5_000)), None);
        let brackets = "(".repeat(100_000);
        assert_eq!(search(r"\($|\.\.+$", &brackets), Some((99_999, 100_000)));
    }
}
