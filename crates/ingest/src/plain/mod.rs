//! Plain text to a draft: headline, lead-ins, paragraphs, crossheads.
//!
//! # Steps
//! 1. Lines to paragraphs by the text's own layout ([`layout`]).
//! 2. The head: headline, section label, byline, date line, by their form ([`head`]).
//! 3. The body: bylines, date lines and credits further down, and crossheads by their form.

mod head;
mod layout;

pub use head::strip_site;
pub use layout::paragraphs;

use types::BlockKind;

use crate::draft::{Draft, Piece};
use crate::{agency, credit, date, form, furniture};

/// How many of the first pieces may hold lines about the report itself (bylines, dates).
const HEAD_PIECES: usize = 8;

/// Reads a decoded, normalised text into the draft. A title that is already known is not looked for.
pub fn read(text: &str, draft: &mut Draft) {
    let pieces = layout::paragraphs(text).into_iter().map(Piece::paragraph).collect();
    finish(pieces, draft);
}

/// The steps behind the layout, for pieces from any source: head, furniture, lead-in, credits, crossheads.
pub fn finish(pieces: Vec<Piece>, draft: &mut Draft) {
    let pieces = head::read(pieces, draft);
    let pieces = about(pieces, draft);
    let mut removed = std::mem::take(&mut draft.removed);
    let first_cut = removed.len();
    let mut left = furniture::clear(pieces, &mut removed);
    draft.removed = removed;
    for i in first_cut..draft.removed.len() {
        credits_of(i, draft);
    }
    lead_in(&mut left, draft);
    for piece in &left {
        draft.credit(&credit::own_staff(&piece.text));
    }
    crossheads(&mut left);
    draft.pieces = left;
}

/// Cuts bylines and date lines out of the body's start (and bylines at its end), and keeps what they say.
fn about(pieces: Vec<Piece>, draft: &mut Draft) -> Vec<Piece> {
    let total = pieces.len();
    let signed = signature(&pieces);
    let mut left = Vec::with_capacity(total);
    // Whether the line before said who wrote the report, or when.
    let mut beside = false;
    for (i, piece) in pieces.into_iter().enumerate() {
        if signed == Some(i) {
            draft.written_by(vec![piece.text.clone()]);
            draft.cut(piece.text, "byline");
            beside = true;
            continue;
        }
        if beside && i < HEAD_PIECES && head::is_outlet(&piece.text) {
            draft.outlet.get_or_insert_with(|| piece.text.clone());
            draft.cut(piece.text, "site-name");
            continue;
        }
        let near_edge = i < HEAD_PIECES || i + 3 >= total;
        let kept = if near_edge { about_line(piece, draft, i < HEAD_PIECES) } else { Some(piece) };
        beside = kept.is_none();
        left.extend(kept);
    }
    left
}

/// Where a bare name stands as the writer's: above the date line, or above a second name between them, which is the place.
fn signature(pieces: &[Piece]) -> Option<usize> {
    let head = &pieces[..pieces.len().min(HEAD_PIECES)];
    let date = head.iter().position(|p| head::is_date_line(&p.text))?;
    let is_name = |line: &str| {
        credit::is_name(line)
            && !head::is_section(line)
            && !head::is_outlet(line)
            && credit::byline(line).is_none()
    };
    let lines = head[..date].iter().rev().take_while(|p| is_name(&p.text)).count();
    (1..=2).contains(&lines).then(|| date - lines)
}

fn about_line(piece: Piece, draft: &mut Draft, head: bool) -> Option<Piece> {
    if form::is_body(&piece.text) {
        return Some(piece);
    }
    if let Some((names, agencies)) = credit::byline(&piece.text) {
        draft.written_by(names);
        draft.credit(&agencies);
        date_of(&piece.text, draft);
        draft.cut(piece.text, "byline");
        return None;
    }
    if head && head::is_date_line(&piece.text) {
        date_of(&piece.text, draft);
        draft.cut(piece.text, "date-line");
        return None;
    }
    if head && agency::short(piece.text.trim_matches(['(', ')', '-', '—', ' '])).is_some() {
        draft.credit(&agency::named(&piece.text));
        draft.cut(piece.text, "wire-credit");
        return None;
    }
    Some(piece)
}

/// Takes the dates of a line such as "Published 3 May 2023, updated 4 May 2023".
fn date_of(line: &str, draft: &mut Draft) {
    let lower = line.to_lowercase();
    let split = ["last updated", "updated", "last modified", "modified"].iter().find_map(|w| lower.find(w));
    let (published, modified) = match split {
        Some(at) if lower.is_char_boundary(at) && line.is_char_boundary(at) => {
            (&line[..at], Some(&line[at..]))
        }
        _ => (line, None),
    };
    if draft.published.is_none() {
        draft.published = date::printed(published);
    }
    draft.day = draft.day.or_else(|| date::DayOfYear::printed(published));
    if let Some(found) = modified.and_then(date::printed) {
        draft.modified.get_or_insert(found);
    }
}

/// What a cut line says about who wrote the report.
fn credits_of(removed: usize, draft: &mut Draft) {
    let cut = draft.removed[removed].clone();
    match cut.reason.as_str() {
        "wire-credit" => {
            draft.written_by(credit::reporters(&cut.text));
            if cut.text.len() < 60
                || cut.text.contains("Editing by")
                || cut.text.contains("Writing by")
                || cut.text.to_lowercase().contains("compiled")
            {
                draft.credit(&agency::named(&cut.text));
            }
        }
        "copyright" => draft.credit(&agency::named(&cut.text)),
        _ => {}
    }
}

/// Parts the dateline from the first paragraph: the place stays, as a line of its own, the rest is cut.
fn lead_in(pieces: &mut Vec<Piece>, draft: &mut Draft) {
    let first = pieces.iter().position(|p| {
        form::words(&p.text) >= 5
            && !is_note(&p.text)
            && (form::ends_sentence(&p.text) || credit::dateline(&p.text).is_some())
    });
    let Some(first) = first else { return };
    let Some(found) = credit::dateline(&pieces[first].text) else { return };
    let text = std::mem::take(&mut pieces[first].text);
    let line = text[..found.length].trim().to_owned();
    draft.credit(&found.agencies);
    if draft.published.is_none() {
        draft.published = date::printed(&line);
    }
    // The dateline's day goes before that of a line which may tell of the last change.
    draft.day = date::DayOfYear::printed(&line).or(draft.day);
    text[found.length..].trim().clone_into(&mut pieces[first].text);
    draft.cut(line, "dateline");
    if let Some(place) = found.place {
        pieces.insert(first, Piece::crosshead(place));
    }
}

/// Whether it is built as a heading is, and is no item of a list.
fn is_heading(text: &str) -> bool {
    form::is_crosshead(text) && !text.starts_with(['•', '·', '▪', '●', '■', '◦', '‣'])
}

/// Whether the paragraph tells of the report itself and stands before its first: a correction, an editor's note.
fn is_note(text: &str) -> bool {
    const LABELS: [&str; 6] =
        ["correction", "clarification", "update", "editor's note", "editor’s note", "note"];
    text.split_once(':').is_some_and(|(label, _)| LABELS.contains(&label.trim().to_lowercase().as_str()))
}

/// Marks the headings inside the body: short pieces between paragraphs, in a body whose paragraphs are longer.
fn crossheads(pieces: &mut [Piece]) {
    for i in 0..pieces.len() {
        let next_is_text = pieces.get(i + 1).is_some_and(|n| form::words(&n.text) > 4);
        if pieces[i].kind == BlockKind::Paragraph && next_is_text && is_heading(&pieces[i].text) {
            pieces[i].kind = BlockKind::Crosshead;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dateline_becomes_a_line_of_its_own() {
        let mut draft = Draft::default();
        read(
            "Ferry sinks off Lagos\n\nLAGOS, May 3, 2023 (AFP) — A ferry sank on Tuesday, police said.\n\nIt had no licence.",
            &mut draft,
        );
        assert_eq!(draft.title.as_deref(), Some("Ferry sinks off Lagos"));
        let texts: Vec<&str> = draft.pieces.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(texts, ["LAGOS", "A ferry sank on Tuesday, police said.", "It had no licence."]);
        assert_eq!(draft.agencies, ["AFP"]);
        assert_eq!(draft.published.map(|p| p.to_string()).as_deref(), Some("2023-05-03"));
    }

    const BODY: &str =
        "A ferry sank on Tuesday off the quay with forty goats on board, the harbour police said.";

    fn read_in(text: &str) -> (Draft, Vec<String>) {
        let mut draft = Draft::default();
        read(text, &mut draft);
        let texts = draft.pieces.iter().map(|p| p.text.clone()).collect();
        (draft, texts)
    }

    #[test]
    fn names_and_outlets_around_a_date_line_are_no_body() {
        let (draft, texts) = read_in(&format!(
            "Ferry sinks off Lagos\n\nAda Okoye\nPort Louis\n03.04.2023, 08:15\nHarbour Today\n\n{BODY}"
        ));
        assert_eq!(texts, ["Port Louis", BODY]);
        assert_eq!(
            (draft.bylines, draft.outlet),
            (vec!["Ada Okoye".to_owned()], Some("Harbour Today".to_owned()))
        );
        assert_eq!(draft.published.map(|p| p.to_string()).as_deref(), Some("2023-04-03T08:15"));
        // Without a date they may be anybody's.
        let (_, texts) = read_in(&format!("Ferry sinks off Lagos\n\nHarbour Today\n\n{BODY}\n\n{BODY}"));
        assert_eq!(texts, ["Harbour Today", BODY, BODY]);
    }

    #[test]
    fn a_correction_stands_before_the_dateline() {
        let note = "CORRECTION: An earlier version of this report gave a wrong number of goats.";
        let (_, texts) = read_in(&format!("Ferry sinks off Lagos\n\n{note}\n\nLAGOS, Nigeria – {BODY}"));
        assert_eq!(texts, [note, "LAGOS, Nigeria", BODY]);
    }
}
