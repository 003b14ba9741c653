//! The text cut for the reading of quotes: paragraphs, and in them units, the reporter's sentences.
//!
//! A unit is a sentence of the reporter with all that is quoted in it. The parser's sentences are only a hint:
//! a quote of five sentences with its "she said" is one unit; a closing mark never begins one; where a quote
//! ends with a period and the reporter starts anew, a unit ends even when the parser saw no end there.

use types::{BlockKind, Doc, Report, Span, TokenSpan};

use super::lexicon;
use super::mark::{self, Piece};
use crate::tree::Tree;

/// One paragraph of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Where it stands.
    pub span: Span,
    /// What kind of block it is of.
    pub kind: BlockKind,
}

/// One sentence of the reporter with what is quoted in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// Its pieces, as a range of numbers.
    pub pieces: (usize, usize),
    /// Number of its paragraph.
    pub paragraph: usize,
}

/// Everything about a report that the finding of quotes looks at.
pub(super) struct Page<'a> {
    /// The report's text.
    pub text: &'a str,
    /// As read.
    pub doc: &'a Doc,
    /// Its dependencies.
    pub tree: Tree,
    /// Its paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// What stands in quote marks.
    pub pieces: Vec<Piece>,
    /// For each token the piece it stands in, marks included.
    pub piece_of: Vec<Option<usize>>,
    /// The units, in order.
    pub units: Vec<Unit>,
}

impl<'a> Page<'a> {
    /// Cuts a report up.
    pub fn new(report: &'a Report, doc: &'a Doc) -> Page<'a> {
        let text = report.text.as_str();
        let paragraphs = paragraphs(report);
        let spans: Vec<Span> = paragraphs.iter().map(|p| p.span).collect();
        let pieces = mark::pair(text, &spans);
        let mut piece_of = vec![None; doc.tokens.len()];
        for (number, piece) in pieces.iter().enumerate() {
            for token in doc.tokens_in(piece.outer).iter() {
                piece_of[token] = Some(number);
            }
        }
        let tree = Tree::new(doc);
        let mut page = Page { text, doc, tree, paragraphs, pieces, piece_of, units: Vec::new() };
        page.units = units(&page);
        page
    }

    /// The words of a token.
    pub fn word(&self, token: usize) -> &'a str {
        self.doc.tokens[token].span.get(self.text).unwrap_or("")
    }

    /// The dictionary form of a token.
    pub fn lemma(&self, token: usize) -> &str {
        &self.doc.tokens[token].lemma
    }

    /// The dependency label of a token.
    pub fn dep(&self, token: usize) -> &str {
        &self.doc.tokens[token].dep
    }

    /// The fine tag of a token.
    pub fn tag(&self, token: usize) -> &str {
        &self.doc.tokens[token].tag
    }

    /// The head of a token.
    pub fn head(&self, token: usize) -> usize {
        self.doc.tokens[token].head
    }

    /// The bytes that tokens cover.
    pub fn span(&self, tokens: TokenSpan) -> Span {
        self.doc.span(tokens)
    }

    /// Number of the unit that the token stands in.
    pub fn unit_of(&self, token: usize) -> usize {
        self.units.partition_point(|u| u.tokens.end <= token)
    }

    /// Whether the token is a comma, colon, dash, bracket or the like.
    pub fn is_punct(&self, token: usize) -> bool {
        !self.word(token).contains(char::is_alphanumeric)
    }

    /// Whether the token is, or ends with, the period of a title before a name: `Lt. Sam Orr`.
    pub fn ends_title(&self, token: usize) -> bool {
        let tokens = &self.doc.tokens;
        let word = self.word(token);
        let titled = match word.strip_suffix('.') {
            Some("") => {
                let title = token.checked_sub(1).filter(|t| tokens[*t].span.end == tokens[token].span.start);
                title.is_some_and(|t| lexicon::is("title_abbreviation", &self.word(t).to_lowercase()))
            }
            Some(title) => lexicon::is("title_abbreviation", &title.to_lowercase()),
            None => false,
        };
        let next = token + 1;
        titled
            && next < tokens.len()
            && self.word(next).starts_with(char::is_uppercase)
            && self.tag(next).starts_with("NNP")
    }

    /// The last token before this one that is no mere space, within a few.
    pub fn before(&self, token: usize) -> Option<usize> {
        (0..token).rev().take(MAX_BLANKS).find(|t| !self.word(*t).trim().is_empty())
    }

    /// The paragraph kind of a unit.
    pub fn kind(&self, unit: &Unit) -> BlockKind {
        // A text of mere space has tokens and no paragraph.
        self.paragraphs.get(unit.paragraph).map_or(BlockKind::Paragraph, |p| p.kind)
    }
}

/// Most tokens of mere space looked over in a row.
const MAX_BLANKS: usize = 4;

/// The blocks, cut further where a text was taken as one piece: at blank lines, and at line ends that end a
/// sentence or stand before an opening mark.
fn paragraphs(report: &Report) -> Vec<Paragraph> {
    let whole = [types::Block { span: Span::new(0, report.text.len()), kind: BlockKind::Paragraph }];
    let blocks = if report.blocks.is_empty() { &whole[..] } else { &report.blocks[..] };
    let mut paragraphs = Vec::new();
    for block in blocks {
        let Some(words) = block.span.get(&report.text) else { continue };
        let mut start = 0;
        for (at, _) in words.match_indices('\n').chain([(words.len(), "")]) {
            if at < start || (at < words.len() && !ends_paragraph(&words[..at], &words[at + 1..])) {
                continue;
            }
            let part = &words[start..at];
            let lead = part.len() - part.trim_start().len();
            let trimmed = part.trim();
            if !trimmed.is_empty() {
                let from = block.span.start + start + lead;
                paragraphs.push(Paragraph { span: Span::new(from, from + trimmed.len()), kind: block.kind });
            }
            start = at + 1;
        }
    }
    paragraphs
}

/// Whether the line end between the two ends a paragraph rather than a printed line.
fn ends_paragraph(before: &str, after: &str) -> bool {
    let last = before.chars().next_back();
    let next = after.chars().next();
    let blank = |c: Option<char>| c.is_none_or(|c| matches!(c, '\n' | '\r'));
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '”' | '"' | '’' | ':' | '…' | ')' | '\r');
    blank(last) || blank(next) || last.is_some_and(ends) || next.is_some_and(|c| "“\"‘«".contains(c))
}

fn units(page: &Page) -> Vec<Unit> {
    let doc = page.doc;
    let mut starts = vec![false; doc.tokens.len()];
    for sentence in &doc.sentences {
        if let Some(start) = starts.get_mut(sentence.tokens.start) {
            *start = true;
        }
    }
    let mut units: Vec<Unit> = Vec::new();
    let mut paragraph = usize::MAX;
    for token in 0..doc.tokens.len() {
        let at = doc.tokens[token].span.start;
        let here =
            page.paragraphs.partition_point(|p| p.span.end <= at).min(page.paragraphs.len().max(1) - 1);
        let inside = page.piece_of[token].is_some_and(|p| page.pieces[p].outer.start < at);
        let cut = here != paragraph
            || !inside
                && units.last().is_some_and(|u| u.tokens.end > u.tokens.start)
                && cuts(page, token, &starts);
        paragraph = here;
        if cut {
            let first = page.pieces.partition_point(|p| p.outer.start < at);
            let tokens = TokenSpan::new(token, token);
            units.push(Unit { tokens, pieces: (first, first), paragraph: here });
        }
        if let Some(unit) = units.last_mut() {
            unit.tokens.end = token + 1;
            let end = doc.tokens[token].span.end;
            unit.pieces.1 = page.pieces.partition_point(|p| p.outer.start < end).max(unit.pieces.0);
        }
    }
    units
}

/// Whether a unit begins at a token outside all pieces, or at a piece's first token.
fn cuts(page: &Page, token: usize, starts: &[bool]) -> bool {
    let opens = page.piece_of[token].is_some();
    let Some(before) = page.before(token) else { return false };
    if page.piece_of[before].is_none() && page.ends_title(before) {
        return false;
    }
    let word = page.word(token);
    let lower = word.starts_with(char::is_lowercase);
    if let Some(piece) = page.piece_of[before].filter(|p| Some(*p) != page.piece_of[token]) {
        let words = page.pieces[piece].inner.of(page.text);
        let ended = words.ends_with(['.', '!', '?', '…']);
        if opens {
            return ended;
        }
        // A dash glued to the closing mark brings the name of who said it: ”― Ana Ruiz.
        let signed = page.word(before).ends_with(['—', '–', '―']);
        if !ended || lower || signed || page.is_punct(token) {
            return false;
        }
        return !reports_back(page, token, words.ends_with('.'));
    }
    let last = page.word(before);
    let stopped = last.ends_with(['.', '!', '?', '…']);
    if opens {
        return stopped && (last.len() < 3 || starts[token]);
    }
    starts[token] && !lower && !page.is_punct(token) && !last.ends_with([',', ':', ';', '—', '–', '―'])
}

/// Most words between a closing mark and the verb of a reporter who still speaks of that quote.
const MAX_REPORTER_WORDS: usize = 8;

/// Whether the words after a quote that ended its own sentence still belong to it: `“Why?” Lopez asked.` With a
/// full stop inside the marks only a bare name and verb do (`“We go.” Lopez said.`).
fn reports_back(page: &Page, token: usize, full_stop: bool) -> bool {
    let end = page.doc.tokens.len().min(token + MAX_REPORTER_WORDS);
    for i in token..end {
        let set_off = !full_stop && page.word(i) == ",";
        if page.piece_of[i].is_some() || page.is_punct(i) && !set_off && !page.ends_title(i) {
            return false;
        }
        let quoted = lexicon::senses(page.lemma(i)).iter().any(|s| s.frames.quoted);
        if quoted && page.tag(i).starts_with("VB") {
            let next = i + 1;
            let stops = next >= page.doc.tokens.len() || matches!(page.word(next), "." | ",");
            let trails = next < page.doc.tokens.len()
                && matches!(page.dep(next), "prep" | "advmod" | "npadvmod" | "mark");
            return stops || !full_stop && (trails || next < end && page.is_punct(next));
        }
    }
    false
}
