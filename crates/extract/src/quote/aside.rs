//! What the reporter sets beside reported words: "as the minister put it", a second "and asked: …", a gloss.
//!
//! In: a [`Page`], a cue verb or the [`Cue`]s. Out: the words that an as-clause reports; contents cut where
//! the reporter speaks again.

use types::TokenSpan;

use super::lexicon;
use super::reported::{self, Cue};
use super::source::Source;
use super::unit::Page;

/// Most tokens between an as-clause's verb and the comma that ends the clause.
const MAX_AS_TOKENS: usize = 12;

/// Most tokens between a cue and the quote that it brings, looked at here.
const MAX_CUE_DISTANCE: usize = 16;

/// Most tokens of a clause joined to a reported one.
const MAX_JOINED_TOKENS: usize = 60;

/// Longest content, in tokens, that is searched for a gloss. Bounds the work on endless sentences.
const MAX_GLOSSED_TOKENS: usize = 200;

/// Most tokens looked over for a word of the reporter's before a cue. Bounds the work on endless sentences.
pub(super) const MAX_LEAD_TOKENS: usize = 400;

/// The words that an as-clause reports: `As Lopez put it, the plan is dead`, `The plan is dead, as Lopez noted`.
pub(super) fn as_clause(page: &Page, verb: usize, source: Source) -> Option<TokenSpan> {
    let unit = page.units[page.unit_of(verb)].tokens;
    if !lexicon::is("as_verb", &page.lemma(verb).to_lowercase()) {
        return None;
    }
    let mark = source.tokens.start.min(verb).checked_sub(1).filter(|m| *m >= unit.start)?;
    let clause = |c: &usize| *c > verb && matches!(page.dep(*c), "ccomp" | "xcomp");
    if !page.word(mark).eq_ignore_ascii_case("as") || page.tree.children(verb).iter().any(clause) {
        return None;
    }
    let after = verb.max(source.tokens.end - 1) + 1;
    let comma = (after..unit.end.min(after + MAX_AS_TOKENS))
        .take_while(|t| page.piece_of[*t].is_none())
        .find(|t| page.word(*t) == ",");
    if mark < unit.start + MAX_LEAD_TOKENS && (unit.start..mark).all(|t| page.is_punct(t)) {
        return comma.map(|c| TokenSpan::new(c + 1, unit.end));
    }
    let parted = is_after_comma(page, mark);
    parted.then(|| if comma.is_some() { unit } else { TokenSpan::new(unit.start, mark) })
}

/// Whether a comma stands before the token, in front of a closing mark or not.
pub(super) fn is_after_comma(page: &Page, token: usize) -> bool {
    let Some(before) = page.before(token) else { return false };
    let closes = || {
        let piece = page.piece_of[before].filter(|p| page.piece_of[token] != Some(*p));
        piece.is_some_and(|p| page.pieces[p].words_to_close(page.text).ends_with(','))
    };
    page.word(before) == "," || closes()
}

/// Whether a piece has a cue of its own before it: `Lopez answered: “…”`.
pub(super) fn is_introduced(page: &Page, piece: usize) -> bool {
    let start = page.doc.tokens_in(page.pieces[piece].outer).start;
    let Some(before) = page.before(start) else { return false };
    let unit = page.units[page.unit_of(start)].tokens;
    if before <= unit.start || !matches!(page.word(before), ":" | ",") {
        return false;
    }
    let from = unit.start.max(before.saturating_sub(MAX_CUE_DISTANCE));
    let quotes = |t: usize| {
        page.piece_of[t].is_none() && reported::verb_senses(page, t).iter().any(|s| s.frames.quoted)
    };
    page.word(before) == ":" || (from..before).any(quotes)
}

/// Ends a content before a verb joined to it that brings a quote of its own: `She urged calm and asked: “…”`.
pub(super) fn part_nested(page: &Page, cues: &mut [Cue]) {
    for i in 1..cues.len() {
        let verb = cues[i].token;
        if !cues[i].quoted || page.dep(verb) != "conj" {
            continue;
        }
        let next = cues[i].tokens.end;
        let brings = page.doc.tokens.get(next).is_some_and(|_| matches!(page.word(next), "," | ":"))
            && page.piece_of.get(next + 1).is_some_and(Option::is_some);
        let own = cues[i].source.tokens;
        let from = (i.saturating_sub(reported::MAX_JOINED)..i)
            .find(|o| cues[*o].content.is_some_and(|k| k.start > cues[*o].token && k.has(verb)));
        if let Some(outer) = from.filter(|_| brings) {
            let inside = own.end <= verb && cues[outer].content.is_some_and(|k| k.contains(own));
            let at = if inside { own.start } else { verb };
            reported::cut_before(page, &mut cues[outer..i], at);
        }
    }
}

/// A content without the reporter's gloss on its quoted words: `a “dead letter,” meaning that …`.
pub(super) fn without_gloss(page: &Page, cue: usize, content: TokenSpan) -> TokenSpan {
    if content.start < cue || content.len() > MAX_GLOSSED_TOKENS {
        return content;
    }
    let gloss = content.iter().skip(1).find(|t| {
        let quoted = page.piece_of[*t - 1].is_some();
        let adverb = page.tag(*t) == "RB" && *t + 1 < content.end && page.tag(*t + 1) == "VBG";
        let aside = matches!(page.tag(*t), "VBG" | "WDT") || adverb || page.word(*t) == "while";
        let gloss = quoted && page.dep(*t) == "det" && page.dep(page.head(*t)) == "appos";
        let within = |mut range: std::ops::Range<usize>| range.any(|x| page.piece_of[x].is_some());
        page.piece_of[*t].is_none()
            && (aside || gloss)
            && is_after_comma(page, *t)
            && within(content.start..*t)
            && !within(*t..content.end)
    });
    gloss.and_then(|g| reported::trimmed(page, TokenSpan::new(content.start, g))).unwrap_or(content)
}

/// Where a reported clause ends that goes on with "and", "but" to further quoted words of the same speaker:
/// `said the road was shut but “nobody was hurt”`. Otherwise `end`.
pub(super) fn end_of_joined(page: &Page, end: usize, unit_end: usize) -> usize {
    let Some(joint) = (end..unit_end).take(2).find(|t| !page.is_punct(*t)) else { return end };
    let rest = joint..unit_end.min(joint + MAX_JOINED_TOKENS);
    let joins = page.piece_of[joint].is_none() && page.tag(joint) == "CC" && joint <= end + 1;
    if !joins || rest.end < unit_end || rest.clone().all(|t| page.piece_of[t].is_none()) {
        return end;
    }
    // Another speaker, or the same one with another verb of speaking, has a clause of their own.
    let spoken = rest.clone().filter(|t| page.piece_of[*t].is_none()).any(|t| {
        let named = matches!(page.dep(t), "nsubj" | "nsubjpass")
            && (page.tag(t).starts_with("NN") && super::source::can_speak(page, t));
        named || reported::verb_senses(page, t).iter().any(|s| s.frames.quoted)
    });
    let verb_next = page.tag((joint + 1).min(unit_end - 1)).starts_with("VB");
    if spoken || verb_next { end } else { unit_end }
}
