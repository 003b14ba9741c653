//! Quotes of every layout: quote marks paired, cues found, speakers named.
//!
//! In: a report, its document and its names. Out: [`Quote`]s in order of the text.
//!
//! # Steps
//! 1. [`mark`]: quote marks are paired, paragraph by paragraph, before and apart from the parser.
//! 2. [`mod@unit`]: the text is cut into the reporter's sentences, each with all it quotes.
//! 3. [`reported`]: cues (verbs, nouns, "according to") with speaker and reported words.
//! 4. [`direct`]: whose words the quote marks hold; what is a title, a nickname, a sign.
//! 5. [`attribute()`]: after coreference, the speaker as a referent.
//!
//! A quote of several paragraphs is one [`Quote`] a paragraph. Quotes in headlines and crossheads are no
//! quotes of their own: the body repeats them. An indirect quote holds the quoted fragments within it
//! ([`Quote::part_of`]).
//!
//! # Adding a layout
//! A new verb is a line in `data/quote_verbs.tsv`; a new word group a line in `data/quote_words.tsv`. A new
//! order of cue and words goes into [`direct`] (words in quote marks) or [`reported`] (words without). Every
//! layout has a case in `tests/suite/quote/`; add one first, see it fail, then make it pass.

mod aside;
mod attribute;
mod direct;
mod lexicon;
mod mark;
mod reported;
mod source;
mod unit;

use types::{BlockKind, Doc, Mention, Quote, QuoteKind, Referent, Report, Span, TokenSpan};

use crate::name::FoundName;
use direct::{Said, Voice};
use reported::Cue;
use unit::Page;

/// The quotes of a report, in order, with the words that name their speakers (`speaker_mention`), not yet who
/// that is (`speaker` stays `None`).
pub fn find(report: &Report, doc: &Doc, names: &[FoundName]) -> Vec<Quote> {
    let _ = names;
    if doc.tokens.is_empty() {
        return Vec::new();
    }
    let page = Page::new(report, doc);
    let cues = reported::cues(&page);
    let said = direct::said(&page, &cues);
    let mut quotes: Vec<Quote> = said.iter().map(|s| quoted(&page, s)).collect();
    quotes.extend(cues.iter().filter_map(|cue| indirect(&page, cue, &said)));
    quotes.sort_by_key(|q| (q.span.start, std::cmp::Reverse(q.span.end), q.kind));
    nest(&mut quotes);
    relay(&mut quotes, &report.text);
    quotes
}

/// Whether the word, without its period, is a title written short ("Lt", "Sen").
pub(crate) fn is_short_title(word: &str) -> bool {
    lexicon::is("title_abbreviation", &word.to_lowercase())
}

/// Whether the verb may bring quoted words ("say", "recall").
pub(crate) fn says(lemma: &str) -> bool {
    lexicon::senses(&lemma.to_lowercase()).iter().any(|s| s.frames.quoted)
}

/// Fills `speaker` of each quote from `speaker_mention` through the report's referents.
pub fn attribute(
    quotes: &mut [Quote],
    report: &Report,
    doc: &Doc,
    referents: &[Referent],
    mentions: &[Mention],
) {
    attribute::speakers(quotes, report, doc, referents, mentions);
}

fn quote(page: &Page, span: Span, kind: QuoteKind, voice: &Voice) -> Quote {
    let words = |tokens: TokenSpan| page.span(tokens).get(page.text).unwrap_or("").to_owned();
    Quote {
        span,
        kind,
        speaker: None,
        speaker_mention: voice.source.map(|s| page.span(s.tokens)),
        cue: voice.lemma.clone(),
        cue_span: voice.tokens.map(|t| page.span(t)),
        addressee: voice.addressee.map(words),
        relayed_by: voice.medium.map(words).into_iter().collect(),
        stance: voice.stance.map(str::to_owned),
        part_of: None,
    }
}

fn quoted(page: &Page, said: &Said) -> Quote {
    let mut words = page.pieces[said.piece].inner;
    // The label of a transcript is not part of what is said.
    if let Some(label) = said.voice.tokens.map(|t| page.span(t)).filter(|l| words.contains(*l)) {
        let rest = &page.text[label.end..words.end];
        words.start = words.end - rest.trim_start().len();
    }
    quote(page, words, said.kind, &said.voice)
}

/// The reported words of a cue, unless they are but what the quote marks hold.
fn indirect(page: &Page, cue: &Cue, said: &[Said]) -> Option<Quote> {
    let content = cue.content?;
    let unit = page.units[page.unit_of(cue.token)];
    if page.kind(&unit) == BlockKind::Crosshead {
        return None;
    }
    let in_piece =
        |t: usize| page.piece_of[t].is_some_and(|p| said.binary_search_by_key(&p, |s| s.piece).is_ok());
    let own = content.iter().any(|t| !in_piece(t) && !page.is_punct(t));
    own.then(|| quote(page, reported::content_span(page, content), QuoteKind::Indirect, &Voice::of(cue)))
}

/// Tells each quote which indirect quote holds it, the narrowest. Quotes are sorted by start, longest first.
fn nest(quotes: &mut [Quote]) {
    let mut open: Vec<usize> = Vec::new();
    for i in 0..quotes.len() {
        let span = quotes[i].span;
        while open.last().is_some_and(|o| quotes[*o].span.end < span.end) {
            open.pop();
        }
        quotes[i].part_of = open.last().copied();
        if quotes[i].kind == QuoteKind::Indirect {
            open.push(i);
        }
    }
}

/// Whoever reports the words that hold a quote of someone else's has passed it on.
fn relay(quotes: &mut [Quote], text: &str) {
    for i in 0..quotes.len() {
        let Some(holder) = quotes[i].part_of else { continue };
        // A fragment of the holder's own words: look at who passed those on.
        let same = quotes[holder].cue_span == quotes[i].cue_span;
        if same {
            quotes[i].relayed_by = quotes[holder].relayed_by.clone();
        } else if let Some(words) = quotes[holder].speaker_mention.and_then(|s| s.get(text))
            && !quotes[i].relayed_by.iter().any(|r| r == words)
            && quotes[i].kind != QuoteKind::Inscription
        {
            quotes[i].relayed_by.push(words.to_owned());
        }
    }
}
