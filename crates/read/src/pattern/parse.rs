//! Python's regular expression syntax, as far as spaCy's tokenizer and ruler files use it: source in, tree out.

use super::set::Set;

/// Deepest nesting of groups.
const MAX_DEPTH: usize = 50;
/// Largest count in `{m,n}`.
const MAX_COUNT: u32 = 1000;

/// A regular expression as a tree.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Empty,
    Set(Set),
    Cat(Vec<Node>),
    Alt(Vec<Node>),
    /// At least, at most (`u32::MAX`: no bound), longest first.
    Repeat(Box<Node>, u32, u32),
    Start,
    End,
    /// Wanted or forbidden, what follows.
    Ahead(bool, Box<Node>),
    /// Wanted or forbidden, what stands before, one set a character.
    Behind(bool, Vec<Vec<Set>>),
}

/// What is wrong, and where in characters.
pub(super) type Problem = (usize, &'static str);

/// Parses a whole expression.
///
/// # Errors
/// When something in it is unknown or unbalanced.
pub(super) fn parse(source: &str) -> Result<Node, Problem> {
    let mut parser = Parser { source: source.chars().collect(), at: 0 };
    let node = parser.alternatives(0)?;
    if parser.at < parser.source.len() {
        Err(parser.problem("a bracket that nothing opened"))
    } else {
        Ok(node)
    }
}

struct Parser {
    source: Vec<char>,
    at: usize,
}

impl Parser {
    fn problem(&self, what: &'static str) -> Problem {
        (self.at, what)
    }

    fn peek(&self) -> Option<char> {
        self.source.get(self.at).copied()
    }

    fn next(&mut self) -> Result<char, Problem> {
        let c = self.peek().ok_or_else(|| self.problem("it ends too soon"))?;
        self.at += 1;
        Ok(c)
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = text.chars().enumerate().all(|(i, c)| self.source.get(self.at + i) == Some(&c));
        if found {
            self.at += text.chars().count();
        }
        found
    }

    fn alternatives(&mut self, depth: usize) -> Result<Node, Problem> {
        if depth > MAX_DEPTH {
            return Err(self.problem("groups nested too deep"));
        }
        let mut branches = vec![self.sequence(depth)?];
        while self.eat("|") {
            branches.push(self.sequence(depth)?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Alt(branches) })
    }

    fn sequence(&mut self, depth: usize) -> Result<Node, Problem> {
        let mut parts = Vec::new();
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            let atom = self.atom(depth)?;
            parts.push(self.repeated(atom)?);
        }
        Ok(match parts.len() {
            0 => Node::Empty,
            1 => parts.remove(0),
            _ => Node::Cat(parts),
        })
    }

    fn atom(&mut self, depth: usize) -> Result<Node, Problem> {
        match self.next()? {
            '^' => Ok(Node::Start),
            '$' => Ok(Node::End),
            '.' => {
                let mut set = Set::of('\n');
                set.seal(true);
                Ok(Node::Set(set))
            }
            '[' => Ok(Node::Set(self.class()?)),
            '(' => self.group(depth),
            '\\' => {
                let mut set = Set::default();
                match self.escape(&mut set)? {
                    Some(c) => Ok(Node::Set(Set::of(c))),
                    None => {
                        set.seal(false);
                        Ok(Node::Set(set))
                    }
                }
            }
            '*' | '+' | '?' => Err(self.problem("a repetition of nothing")),
            c => Ok(Node::Set(Set::of(c))),
        }
    }

    fn group(&mut self, depth: usize) -> Result<Node, Problem> {
        if self.eat("?u)") {
            return Ok(Node::Empty);
        }
        let behind = if self.eat("?<=") {
            Some(true)
        } else if self.eat("?<!") {
            Some(false)
        } else {
            None
        };
        let ahead = match behind {
            None if self.eat("?=") => Some(true),
            None if self.eat("?!") => Some(false),
            _ => None,
        };
        if behind.is_none() && ahead.is_none() && !self.eat("?:") && self.peek() == Some('?') {
            return Err(self.problem("a kind of group"));
        }
        let body = self.alternatives(depth + 1)?;
        if !self.eat(")") {
            return Err(self.problem("a group that nothing closes"));
        }
        match (behind, ahead) {
            (Some(wanted), _) => {
                let columns = columns(body).ok_or_else(|| self.problem("a look-behind of changing width"))?;
                Ok(Node::Behind(wanted, columns))
            }
            (_, Some(wanted)) => Ok(Node::Ahead(wanted, Box::new(body))),
            _ => Ok(body),
        }
    }

    fn repeated(&mut self, atom: Node) -> Result<Node, Problem> {
        let (least, most) = match self.peek() {
            Some('*') => (0, u32::MAX),
            Some('+') => (1, u32::MAX),
            Some('?') => (0, 1),
            Some('{') => self.counts()?,
            _ => return Ok(atom),
        };
        self.at += 1;
        if matches!(self.peek(), Some('?' | '+')) {
            return Err(self.problem("a lazy or possessive repetition"));
        }
        Ok(Node::Repeat(Box::new(atom), least, most))
    }

    /// `{m}`, `{m,}` or `{m,n}`; the closing bracket is next.
    fn counts(&mut self) -> Result<(u32, u32), Problem> {
        let rest = &self.source[self.at + 1..];
        let Some(end) = rest.iter().position(|&c| c == '}') else { return Err(self.problem("a lone {")) };
        let body: String = rest[..end].iter().collect();
        let number = |s: &str| s.parse::<u32>().ok().filter(|&n| n <= MAX_COUNT);
        let counts = match body.split_once(',') {
            None => number(&body).map(|n| (n, n)),
            Some((m, "")) => number(m).map(|m| (m, u32::MAX)),
            Some((m, n)) => number(m).zip(number(n)).filter(|(m, n)| m <= n),
        };
        let counts = counts.ok_or_else(|| self.problem("a count"))?;
        self.at += end + 1;
        Ok(counts)
    }

    /// What a backslash names: one character, or a class that is added to `set`.
    fn escape(&mut self, set: &mut Set) -> Result<Option<char>, Problem> {
        let digits = match self.next()? {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            'n' => return Ok(Some('\n')),
            't' => return Ok(Some('\t')),
            'r' => return Ok(Some('\r')),
            c if c.is_ascii_alphanumeric() => {
                return if set.add_class(c) { Ok(None) } else { Err(self.problem("an escape")) };
            }
            c => return Ok(Some(c)),
        };
        let mut code = 0;
        for _ in 0..digits {
            let digit = self.next()?.to_digit(16).ok_or_else(|| self.problem("a hexadecimal digit"))?;
            code = code << 4 | digit;
        }
        char::from_u32(code).map(Some).ok_or_else(|| self.problem("a code point"))
    }

    fn class(&mut self) -> Result<Set, Problem> {
        let excluded = self.eat("^");
        let mut set = Set::default();
        let mut first = true;
        loop {
            let c = match self.next()? {
                ']' if !first => break,
                '\\' => self.escape(&mut set)?,
                c => Some(c),
            };
            first = false;
            let Some(low) = c else { continue };
            let range = self.peek() == Some('-') && self.source.get(self.at + 1).is_some_and(|&c| c != ']');
            if !range {
                set.add(low as u32, low as u32);
                continue;
            }
            self.at += 1;
            let high = match self.next()? {
                '\\' => self.escape(&mut set)?,
                c => Some(c),
            };
            match high {
                Some(high) if high >= low => set.add(low as u32, high as u32),
                _ => return Err(self.problem("a range that runs backwards")),
            }
        }
        set.seal(excluded);
        Ok(set)
    }
}

/// A tree of fixed width as alternatives of one set a character.
fn columns(node: Node) -> Option<Vec<Vec<Set>>> {
    let one = |node: Node| match node {
        Node::Set(set) => Some(vec![set]),
        Node::Cat(parts) => {
            parts.into_iter().map(|p| if let Node::Set(set) = p { Some(set) } else { None }).collect()
        }
        _ => None,
    };
    match node {
        Node::Alt(branches) => branches.into_iter().map(one).collect(),
        node => Some(vec![one(node)?]),
    }
}
