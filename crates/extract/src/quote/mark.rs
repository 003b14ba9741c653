//! Quote marks paired, paragraph by paragraph, before and apart from any parser.
//!
//! In: the text and its paragraphs. Out: [`Piece`]s, the stretches in quote marks, in order, not overlapping
//! (marks inside a quote belong to it). Each mark has a *lean* from its glyph (`“` opens, `"` says nothing)
//! and a *place* from its neighbours (space before, letter after: it opens). Where the two disagree the place
//! wins, since damaged texts keep their spaces more often than their glyphs. A quote left open at the end of
//! a paragraph is carried over when the next paragraph begins with an opening mark, the way newspapers set a
//! quote of several paragraphs; otherwise its end is guessed.

use types::Span;

use super::lexicon;

/// A stretch of one paragraph in quote marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// With its marks.
    pub outer: Span,
    /// The words: no marks, no space and no comma at the end.
    pub inner: Span,
    /// Number of its paragraph.
    pub paragraph: usize,
    /// It goes on with a quote that the paragraph before left open.
    pub carried: bool,
    /// Its closing mark is missing.
    pub open: bool,
}

impl Piece {
    /// The words up to the closing mark, a closing comma included.
    pub fn words_to_close<'t>(&self, text: &'t str) -> &'t str {
        let rest = Span::new(self.inner.start, self.outer.end).get(text).unwrap_or("");
        rest.trim_end_matches(|c: char| c.is_whitespace() || is_mark(c))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lean {
    Open,
    Close,
    Neither,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    span: Span,
    glyph: Lean,
    place: Lean,
    single: bool,
    curly: bool,
}

impl Mark {
    /// Whether it would open a quote, given that none is open.
    fn opens(self) -> bool {
        match self.place {
            Lean::Open => true,
            Lean::Close => false,
            Lean::Neither => self.glyph != Lean::Close,
        }
    }
}

/// Longest stretch of words, in bytes, that is searched for where an unclosed quote ends. Bounds the work.
const MAX_GUESS_BYTES: usize = 20_000;

/// The quoted stretches of all paragraphs.
pub(super) fn pair(text: &str, paragraphs: &[Span]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let all: Vec<Vec<Mark>> = paragraphs.iter().map(|p| marks(text, *p)).collect();
    let mut carry = false;
    for (number, (paragraph, marks)) in paragraphs.iter().zip(&all).enumerate() {
        let resumes = all.get(number + 1).zip(paragraphs.get(number + 1)).is_some_and(|(m, p)| {
            m.iter().find(|m| !m.single).is_some_and(|m| m.span.start == p.start && m.place != Lean::Close)
        });
        carry = paragraph_pieces(text, *paragraph, number, marks, carry, resumes, &mut pieces);
    }
    pieces
}

/// Pairs the marks of one paragraph; returns whether a quote is left open for the next.
fn paragraph_pieces(
    text: &str,
    paragraph: Span,
    number: usize,
    marks: &[Mark],
    carry: bool,
    resumes: bool,
    pieces: &mut Vec<Piece>,
) -> bool {
    let first = pieces.len();
    let doubles: Vec<Mark> = marks.iter().copied().filter(|m| !m.single).collect();
    let left_open = pair_doubles(text, paragraph, number, &doubles, carry, resumes, pieces);
    let taken: Vec<Span> = pieces[first..].iter().map(|p| p.outer).collect();
    let singles: Vec<Mark> = marks.iter().copied().filter(|m| m.single).collect();
    pair_singles(text, number, &singles, &taken, pieces);
    pieces[first..].sort_by_key(|p| p.outer);
    pieces.retain(|p| p.inner.of(text).contains(char::is_alphanumeric));
    left_open
}

fn pair_doubles(
    text: &str,
    paragraph: Span,
    number: usize,
    marks: &[Mark],
    carry: bool,
    resumes: bool,
    pieces: &mut Vec<Piece>,
) -> bool {
    let mut push = |outer: Span, words: Span, carried: bool, open: bool| {
        let inner = trim(text, words);
        pieces.push(Piece { outer, inner, paragraph: number, carried, open });
    };
    // A quote carried over without a mark of its own runs from the paragraph's start to the first closing mark.
    let reopened = marks.first().is_some_and(|m| m.span.start == paragraph.start && m.place != Lean::Close);
    let bare = Span::new(paragraph.start, paragraph.start);
    let closes_first = marks.first().is_some_and(|m| m.place == Lean::Close && m.glyph != Lean::Open);
    let mut inside: Option<Mark> = None;
    let mut carried = carry && reopened;
    let mut nested = 0usize;
    if carry && !reopened && closes_first {
        carried = true;
        inside = Some(Mark { span: bare, glyph: Lean::Open, place: Lean::Open, single: false, curly: true });
    }
    for (i, &mark) in marks.iter().enumerate() {
        let Some(opener) = inside else {
            if mark.opens() {
                inside = Some(mark);
            }
            continue;
        };
        if mark.place == Lean::Open && !reporter_follows(text, opener.span.end, mark) {
            let next = |k: usize| marks.get(i + k).map(|m| m.place);
            let two_close = next(1) == Some(Lean::Close) && next(2) == Some(Lean::Close);
            if two_close || (mark.curly != opener.curly && next(1) == Some(Lean::Close)) {
                nested += 1;
                continue;
            }
            // The closing mark before this one is missing.
            let end = guess_end(text, Span::new(opener.span.end, mark.span.start));
            push(Span::new(opener.span.start, end), Span::new(opener.span.end, end), carried, true);
            (inside, carried, nested) = (Some(mark), false, 0);
        } else if nested > 0 {
            nested -= 1;
        } else {
            let outer = Span::new(opener.span.start, mark.span.end);
            push(outer, Span::new(opener.span.end, mark.span.start), carried, false);
            (inside, carried) = (None, false);
        }
    }
    let Some(opener) = inside else { return false };
    let rest = Span::new(opener.span.end, paragraph.end);
    let end = if resumes { paragraph.end } else { end_of_unclosed(text, paragraph, rest) };
    push(Span::new(opener.span.start, end), Span::new(opener.span.end, end), carried, true);
    end == paragraph.end && rest.of(text).contains(char::is_alphanumeric)
}

/// Where a quote ends that is never closed: before the reporter's "…, said" if there is one; with the paragraph
/// when it began the paragraph or came after a colon; else with its sentence.
fn end_of_unclosed(text: &str, paragraph: Span, rest: Span) -> usize {
    if let Some(end) = before_reporter(text, rest) {
        return end;
    }
    let before =
        text[paragraph.start..rest.start].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ':');
    if before.is_empty() || before.ends_with(':') { rest.end } else { guess_end(text, rest) }
}

/// The first end of a sentence in `rest`, or its end.
fn guess_end(text: &str, rest: Span) -> usize {
    if let Some(end) = before_reporter(text, rest) {
        return end;
    }
    let words = rest.of(text);
    let mut last = None;
    for (at, c) in words.char_indices().take_while(|(at, _)| *at < MAX_GUESS_BYTES) {
        if let Some((stop, end)) = last
            && c.is_whitespace()
            && stop != 0
        {
            return rest.start + end;
        }
        last = matches!(c, '.' | '!' | '?').then(|| (at, at + c.len_utf8()));
    }
    rest.start + words.trim_end().len()
}

/// Whether an opening mark stands where a closing one is meant: `…, “he said`.
fn reporter_follows(text: &str, start: usize, mark: Mark) -> bool {
    let before = text[start..mark.span.start].trim_end();
    let mut words = text[mark.span.end..].split_whitespace().take(2);
    let first = words.next().unwrap_or("");
    let second = words.next().unwrap_or("").trim_end_matches(|c: char| !c.is_alphanumeric());
    before.ends_with([',', '.', '?', '!'])
        && first.starts_with(char::is_lowercase)
        && (lexicon::is("said", first)
            || matches!(first, "he" | "she" | "they" | "it") && lexicon::is("said", second))
}

/// The byte of a comma after which the reporter speaks: `, she said`, `, said the minister`.
fn before_reporter(text: &str, rest: Span) -> Option<usize> {
    let words = rest.of(text);
    let mut limit = words.len().min(MAX_GUESS_BYTES);
    while !words.is_char_boundary(limit) {
        limit -= 1;
    }
    words[..limit].match_indices(", ").find_map(|(at, _)| {
        let after = words[at + 2..].split_whitespace().take(4);
        let mut spoken = after.map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()));
        spoken.any(|w| lexicon::is("said", w)).then_some(rest.start + at)
    })
}

fn pair_singles(text: &str, number: usize, marks: &[Mark], taken: &[Span], pieces: &mut Vec<Piece>) {
    let free = |m: &Mark| {
        let i = taken.partition_point(|s| s.end <= m.span.start);
        taken.get(i).is_none_or(|s| !s.overlaps(m.span))
    };
    let mut i = 0;
    while i < marks.len() {
        let opener = marks[i];
        i += 1;
        if opener.place != Lean::Open
            || opener.glyph == Lean::Close
            || is_elision(text, opener)
            || !free(&opener)
        {
            continue;
        }
        let same_room = |m: &&Mark| {
            let gap = taken.partition_point(|s| s.end <= opener.span.start);
            taken.get(gap).is_none_or(|s| m.span.start < s.start)
        };
        let reach = marks[i..].iter().take_while(|m| m.place != Lean::Open || is_elision(text, **m));
        let ends: Vec<&Mark> =
            reach.take_while(same_room).filter(|m| m.place == Lean::Close && m.glyph != Lean::Open).collect();
        let plain = |m: &&&Mark| !text[..m.span.start].ends_with(['s', 'S']);
        let Some(close) = ends.iter().find(plain).or(ends.first()) else { continue };
        let words = Span::new(opener.span.end, close.span.start);
        let outer = Span::new(opener.span.start, close.span.end);
        pieces.push(Piece {
            outer,
            inner: trim(text, words),
            paragraph: number,
            carried: false,
            open: false,
        });
        while i < marks.len() && marks[i].span.start < close.span.end {
            i += 1;
        }
    }
}

/// Whether an apostrophe stands for letters left out: `'90s`, `'em`, `rock 'n' roll`.
fn is_elision(text: &str, mark: Mark) -> bool {
    let after = &text[mark.span.end..];
    let length = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len()).min(12);
    let word = after.get(..length).unwrap_or("").to_lowercase();
    word.starts_with(|c: char| c.is_ascii_digit()) && word.trim_end_matches('s').len() <= 2
        || lexicon::is("elision", &word)
}

/// The words without space at either end and without a closing comma.
fn trim(text: &str, words: Span) -> Span {
    let inside = words.of(text);
    let kept = inside.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
    let end = words.start + kept.len();
    let start = end - kept.trim_start_matches(|c: char| c.is_whitespace() || c == ',').len();
    Span::new(start, end)
}

/// The glyphs that one mark may be written with: text, lean, single, curly.
const GLYPHS: [(&str, Lean, bool, bool); 23] = [
    ("``", Lean::Open, false, true),
    ("''", Lean::Neither, false, false),
    ("‘‘", Lean::Open, false, true),
    ("’’", Lean::Close, false, true),
    ("“", Lean::Open, false, true),
    ("”", Lean::Close, false, true),
    ("„", Lean::Open, false, true),
    ("‟", Lean::Open, false, true),
    ("«", Lean::Open, false, true),
    ("»", Lean::Close, false, true),
    ("〝", Lean::Open, false, true),
    ("〞", Lean::Close, false, true),
    ("\"", Lean::Neither, false, false),
    ("＂", Lean::Neither, false, false),
    ("″", Lean::Neither, false, false),
    ("‘", Lean::Open, true, true),
    ("‛", Lean::Open, true, true),
    ("‹", Lean::Open, true, true),
    ("›", Lean::Close, true, true),
    ("’", Lean::Close, true, true),
    ("`", Lean::Open, true, true),
    ("´", Lean::Close, true, true),
    ("'", Lean::Neither, true, false),
];

/// The marks of a paragraph with lean and place.
fn marks(text: &str, paragraph: Span) -> Vec<Mark> {
    let words = paragraph.of(text);
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(found) = words[at..].find(is_mark) {
        let start = at + found;
        let Some((glyph, lean, single, curly)) = GLYPHS.iter().find(|g| words[start..].starts_with(g.0))
        else {
            at = start + words[start..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        at = start + glyph.len();
        let before = words[..start].chars().next_back();
        let after = words[at..].chars().next();
        // Code and mark-up are no speech: name="value".
        if before == Some('=') {
            continue;
        }
        let span = Span::new(paragraph.start + start, paragraph.start + at);
        marks.push(Mark { span, glyph: *lean, place: place(before, after), single: *single, curly: *curly });
    }
    marks
}

fn is_mark(c: char) -> bool {
    "`'\"‘’“”„‟«»〝〞＂″‛‹›´".contains(c)
}

/// Which way a mark looks from its neighbours.
fn place(before: Option<char>, after: Option<char>) -> Lean {
    let gap = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opening = gap(before) || before.is_some_and(|c| "([{—–-/―".contains(c) || "“‘«„\"'`".contains(c));
    let closing = gap(after) || after.is_some_and(|c| ".,;:!?)]}—–-/―…".contains(c) || "”’»\"'".contains(c));
    match (opening && !gap(after), closing && !gap(before)) {
        (true, false) => Lean::Open,
        (false, true) => Lean::Close,
        // Between brackets or dashes, or two marks together: a gap on one side decides.
        (true, true) if gap(before) => Lean::Open,
        (true, true) if gap(after) => Lean::Close,
        _ => Lean::Neither,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let mut paragraphs = Vec::new();
        let mut start = 0;
        for part in text.split("\n\n") {
            paragraphs.push(Span::new(start, start + part.len()));
            start += part.len() + 2;
        }
        pair(text, &paragraphs).iter().map(|p| p.inner.of(text)).collect()
    }

    #[test]
    fn plain_pairs() {
        assert_eq!(pieces("“We go,” she said. “Now.”"), ["We go", "Now."]);
        assert_eq!(pieces("\"We go,\" she said. \"Now.\""), ["We go", "Now."]);
        assert_eq!(pieces("``We go,'' she said. ''Now.''"), ["We go", "Now."]);
        assert_eq!(pieces("«We go», she said."), ["We go"]);
        assert_eq!(pieces("‘We go,’ she said of the workers’ plan."), ["We go"]);
        assert_eq!(pieces("'We go,' she said of the workers' plan."), ["We go"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert!(pieces("The '90s were rock 'n' roll, y'all; the workers' plan didn't.").is_empty());
        assert!(pieces("The ’90s were rock ’n’ roll; the workers’ plan didn’t.").is_empty());
        assert_eq!(pieces("It stood 6' 2\" tall."), [] as [&str; 0]);
    }

    #[test]
    fn nested() {
        assert_eq!(pieces("“She said ‘go’ and left,” he said."), ["She said ‘go’ and left"]);
        assert_eq!(pieces("“A “b” c,” he said."), ["A “b” c"]);
        assert_eq!(pieces("\"Q: “As you know, no?” Yes,\" he said."), ["Q: “As you know, no?” Yes"]);
    }

    #[test]
    fn damaged() {
        assert_eq!(pieces("He called it “ a farce “ and left."), ["a farce"]);
        assert_eq!(pieces("He urged them “not to talk about it” aggression “."), ["not to talk about it"]);
        assert_eq!(pieces("He said ”we go”."), ["we go"]);
        assert_eq!(pieces("We go,” she said. “Now.”"), ["Now."]);
        assert_eq!(pieces("“We go, she said. “Now.”"), ["We go", "Now."]);
        assert_eq!(pieces("“We go. He left. “Now.”"), ["We go.", "Now."]);
        assert_eq!(pieces("She said it was “a farce."), ["a farce."]);
    }

    #[test]
    fn several_paragraphs() {
        assert_eq!(pieces("“We go.\n\n“And we stay.\n\n“End,” she said."), ["We go.", "And we stay.", "End"]);
        assert_eq!(pieces("“We go.\n\nAnd we stay,” she said."), ["We go.", "And we stay"]);
    }
}
