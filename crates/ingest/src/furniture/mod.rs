//! What belongs to the page and not to the report: pieces in → pieces left, and the cut ones with their reasons.
//!
//! Furniture is known by what it says (patterns with weights, `data/furniture.tsv`), by where it stands (before the first and after
//! the last paragraph of running text, next to other furniture) and by how it is built (captions, link lists, lines without a verb);
//! never by a list of whole sentences. Losing a sentence of the report is worse than leaving a piece of furniture: a pattern that is
//! not enough by itself does not count in a paragraph that quotes or tells of others.
//!
//! # Steps
//! 1. Labels glued to the start or end of a paragraph are cut off it.
//! 2. Each piece is scored by class; captions and embedded posts are known by their build.
//! 3. Weaker pieces next to strong ones of their class go with them (a plea of several paragraphs).
//! 4. Short pieces between two cut ones, link lists after "Related", and what trails after the last paragraph go too.

mod caption;
mod cue;
mod needle;

use types::{BlockKind, Removed};

use crate::draft::Piece;
use crate::form;

/// A class is sure from this weight on.
const SURE: u32 = 10;

/// Next to a sure piece of its class, a piece goes with this weight; one strong cue.
const NEIGHBOUR: u32 = 4;

/// Short pieces up to this many words, without a sentence's end, go when they stand between cut ones or trail at the end.
const SHORT_WORDS: usize = 12;

/// Links listed under a "Related" label: at most this many in a row are taken.
const MAX_LINKS: usize = 12;

/// Labels cut off one end of a piece.
const MAX_LABELS: usize = 4;

/// The last pieces of a report, where notes on its writers stand.
const LAST_PIECES: usize = 4;

/// Classes whose pieces come in runs of several paragraphs.
const RUNS: [&str; 5] = ["donation", "newsletter", "consent-notice", "comment-form", "paywall"];

/// One piece with what is thought of it.
struct Judged {
    piece: Piece,
    reason: Option<&'static str>,
    scores: Vec<(&'static str, u32)>,
    /// It quotes or tells of others.
    told: bool,
    /// Cut off its start and end, already.
    cut: Vec<Removed>,
    cut_after: Vec<Removed>,
}

/// Cuts the furniture out of a body. Returns what is left; what was cut goes to `removed`, in order.
pub fn clear(pieces: Vec<Piece>, removed: &mut Vec<Removed>) -> Vec<Piece> {
    let total = pieces.len();
    let mut judged: Vec<Judged> = pieces.into_iter().enumerate().map(|(i, p)| judge(p, i, total)).collect();
    take_runs(&mut judged);
    take_links(&mut judged);
    take_bullets(&mut judged);
    take_between(&mut judged);
    take_tail(&mut judged);
    let mut left = Vec::new();
    for j in judged {
        removed.extend(j.cut);
        match j.reason {
            Some(reason) => {
                if !j.piece.text.is_empty() {
                    removed.push(Removed { text: j.piece.text, reason: reason.to_owned() });
                }
            }
            None => left.push(j.piece),
        }
        removed.extend(j.cut_after);
    }
    left
}

/// The class of a single line that stands before the report, if it is furniture by itself.
pub fn alone(line: &str) -> Option<&'static str> {
    judge(Piece::paragraph(line), 0, usize::MAX).reason
}

fn judge(mut piece: Piece, at: usize, total: usize) -> Judged {
    let (mut cut, mut cut_after) = (Vec::new(), Vec::new());
    let last = total.saturating_sub(at) <= LAST_PIECES;
    let whole = cue::decisive(&piece.text, last).filter(|_| form::words(&piece.text) < form::BODY_WORDS);
    if whole.is_none() {
        trim(&mut piece, &mut cut, &mut cut_after);
    }
    let told = form::words(&piece.text) >= form::BODY_WORDS && form::tells_of_others(&piece.text);
    let scores = cue::scores(&piece.text, last);
    let sure = scores.iter().find(|(_, s)| *s >= SURE && !told).map(|(c, _)| *c);
    // A single pattern that is enough by itself is enough in a telling paragraph too.
    let sure = sure.or_else(|| cue::decisive(&piece.text, last));
    let reason = if piece.text.is_empty() {
        Some("navigation")
    } else {
        sure.or_else(|| caption::reason(&piece.text, at))
    };
    Judged { piece, reason, scores, told, cut, cut_after }
}

/// Cuts labels off the start and end of a piece.
fn trim(piece: &mut Piece, before: &mut Vec<Removed>, after: &mut Vec<Removed>) {
    for _ in 0..MAX_LABELS {
        let Some((reason, end)) = cue::prefix(&piece.text) else { break };
        before.push(Removed { text: piece.text[..end].trim().to_owned(), reason: reason.to_owned() });
        piece.text = piece.text[end..].trim_start().to_owned();
    }
    for _ in 0..MAX_LABELS {
        let Some((reason, start)) = cue::suffix(&piece.text) else { break };
        after.insert(0, Removed { text: piece.text[start..].trim().to_owned(), reason: reason.to_owned() });
        piece.text.truncate(piece.text[..start].trim_end().len());
    }
}

fn take_runs(judged: &mut [Judged]) {
    for class in RUNS {
        let weak = |j: &Judged| {
            j.reason.is_none()
                && j.scores.iter().any(|(c, s)| *c == class && *s >= if j.told { SURE } else { NEIGHBOUR })
        };
        for i in 1..judged.len() {
            if judged[i - 1].reason == Some(class) && weak(&judged[i]) {
                judged[i].reason = Some(class);
            }
        }
        for i in (1..judged.len()).rev() {
            if judged[i].reason == Some(class) && weak(&judged[i - 1]) {
                judged[i - 1].reason = Some(class);
            }
        }
    }
}

/// Lines built like headlines right after a "Related" label are its links.
fn take_links(judged: &mut [Judged]) {
    let mut i = 0;
    while i < judged.len() {
        let label = judged[i].reason == Some("related")
            && form::words(&judged[i].piece.text) <= 6
            && !judged[i].piece.text.contains(": ");
        i += 1;
        if !label {
            continue;
        }
        let mut end = i;
        while end < judged.len() && end - i < MAX_LINKS && is_link(&judged[end]) {
            end += 1;
        }
        // One heading before a paragraph is a crosshead as likely as a link; a list, or the end of the text, is not.
        let followed = judged.get(end).is_some_and(|j| j.reason.is_none());
        let taken = if end - i == 1 && followed && form::words(&judged[i].piece.text) <= 5 { i } else { end };
        for j in &mut judged[i..taken] {
            j.reason = Some("related");
        }
        i = taken.max(i);
    }
}

fn is_link(j: &Judged) -> bool {
    let text = j.piece.text.trim_start_matches(BULLETS);
    j.reason.is_none() && form::is_headline(text) && !form::ends_sentence(text)
}

/// Signs before the items of a list, with the space behind them.
const BULLETS: [char; 12] = ['•', '·', '▪', '■', '●', '►', '▶', '»', '›', '*', '→', ' '];

/// A link below a report has at least this many words; items of a list in the report may have fewer.
const MIN_LINK_WORDS: usize = 4;

/// Bullets built like headlines that end the text are links. What a sentence announces with a colon is a list of the report's own.
fn take_bullets(judged: &mut [Judged]) {
    let bullet = |j: &Judged| {
        let text = j.piece.text.trim_start_matches(BULLETS);
        text.len() < j.piece.text.len()
            && is_link(j)
            && form::words(text) >= MIN_LINK_WORDS
            && text.starts_with(|c: char| !c.is_lowercase())
    };
    let mut first = judged.len();
    while first > 0 && (judged[first - 1].reason.is_some() || bullet(&judged[first - 1])) {
        first -= 1;
    }
    let Some(before) = first.checked_sub(1).map(|b| &judged[b].piece.text) else { return };
    if !form::ends_full_stop(before) {
        return;
    }
    for j in &mut judged[first..] {
        if j.reason.is_none() {
            j.reason = Some("related");
        }
    }
}

/// What trails after the last paragraph of running text: short, and no sentence. A heading never ends a report.
fn take_tail(judged: &mut [Judged]) {
    let any_body = judged.iter().any(|j| j.reason.is_none() && form::is_body(&j.piece.text));
    if !any_body {
        return;
    }
    for i in (0..judged.len()).rev() {
        let j = &judged[i];
        if j.reason.is_some() {
            continue;
        }
        let text = &j.piece.text;
        let ends = form::ends_sentence(text) || text.ends_with(['"', '”', ')', '’']);
        if ends || form::words(text) > SHORT_WORDS || is_list_item(text) {
            break;
        }
        judged[i].reason = Some("navigation");
    }
}

/// An item of a list in the body.
fn is_list_item(text: &str) -> bool {
    text.starts_with(['-', '•', '–', '*'])
        || text
            .split('.')
            .next()
            .is_some_and(|n| !n.is_empty() && n.len() <= 2 && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Short lines between two cut pieces belong to what was cut around them.
fn take_between(judged: &mut [Judged]) {
    const NEAR: [&str; 9] = [
        "donation",
        "newsletter",
        "consent-notice",
        "comment-form",
        "paywall",
        "share",
        "related",
        "navigation",
        "social-embed",
    ];
    let near = |j: &Judged| j.reason.is_some_and(|r| NEAR.contains(&r));
    for i in 1..judged.len().saturating_sub(1) {
        let text = &judged[i].piece.text;
        let short = form::words(text) <= SHORT_WORDS
            && !form::ends_full_stop(text)
            && judged[i].piece.kind == BlockKind::Paragraph;
        if judged[i].reason.is_none() && short && near(&judged[i - 1]) && near(&judged[i + 1]) {
            judged[i].reason = judged[i - 1].reason;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleared(lines: &[&str]) -> (Vec<String>, Vec<String>) {
        let mut removed = Vec::new();
        let left = clear(lines.iter().map(|l| Piece::paragraph(*l)).collect(), &mut removed);
        (left.into_iter().map(|p| p.text).collect(), removed.into_iter().map(|r| r.reason).collect())
    }

    const BODY: &str = "The bridge over the Niger was closed on Tuesday after two barges struck a pillar, the ministry said.";

    #[test]
    fn a_plea_of_several_paragraphs_goes_whole_and_the_report_stays() {
        let (left, reasons) = cleared(&[
            BODY,
            "Before you go, we have a small favour to ask. Our newsroom depends on readers: please consider a donation.",
            "Our mission costs money.",
            "Odd label",
            "Remind me later",
        ]);
        assert_eq!(left, [BODY]);
        assert_eq!(reasons, ["donation", "donation", "donation", "donation"]);
    }

    #[test]
    fn news_about_cookies_and_donations_is_news() {
        for body in [
            "Web sites must ask before they use cookies, the regulator said, and must let users opt out of them.",
            "“Please consider a donation today,” the bishop told the crowd, “your support makes a difference.”",
            "More than 400 people signed up for the newsletter of the strikers, organisers said on Monday.",
            "Copyright lawyers for the band filed a suit on Friday in a court in Lyon.",
        ] {
            assert_eq!(cleared(&[BODY, body, BODY]).0.len(), 3, "{body}");
        }
    }
}
