//! The article's body out of a page: pieces in order, headings as crossheads.
//!
//! The work of finding the article in the page is trafilatura's (Barbaresi 2021, in its Rust port), with its fallbacks on and leaning to
//! precision: of eight extraction crates it was the best by far on Scrapinghub's benchmark of 181 pages. Where that finds nothing, it
//! is asked again leaning to recall, and last the page's own JSON-LD body is taken.

use trafilatura::dom::{Document, NodeId};
use trafilatura::{ExtractionFocus, Options};
use types::BlockKind;

use super::meta::Meta;
use crate::draft::Piece;
use crate::{normal, plain};

/// Elements that are a block of text of their own.
const BLOCKS: [&str; 19] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "blockquote",
    "div",
    "section",
    "article",
    "td",
    "th",
    "dt",
    "dd",
    "pre",
    "figcaption",
    "tr",
];

/// A body shorter than this is taken for a miss of the extraction.
const MIN_BODY_CHARS: usize = 200;

/// The pieces of the article.
pub fn read(document: Document, page: &str, meta: &Meta) -> Vec<Piece> {
    let precise = extract(document, ExtractionFocus::FavorPrecision);
    if chars(&precise) >= MIN_BODY_CHARS {
        return precise;
    }
    let own = paragraphs(&Document::parse(page));
    let wide = extract(Document::parse(page), ExtractionFocus::FavorRecall);
    let said = meta.body.as_deref().map(of_jsonld).unwrap_or_default();
    // Of those that are nearly as long as the longest, the first: it has the cleaner paragraphs.
    let candidates = [said, own, precise, wide];
    let longest = candidates.iter().map(|c| chars(c)).max().unwrap_or(0);
    candidates.into_iter().find(|c| chars(c) * 10 >= longest * 7).unwrap_or_default()
}

/// Places that hold the article in well-built pages, the surest first.
const ARTICLES: [&str; 4] = ["[itemprop=articleBody]", "article", "main", "body"];

/// Elements inside which no paragraph belongs to the article.
const ASIDES: [&str; 8] = ["nav", "aside", "footer", "header", "form", "figure", "figcaption", "noscript"];

/// The paragraphs and headings of the first place that has any; for short pages, where there is little to weigh.
fn paragraphs(document: &Document) -> Vec<Piece> {
    for place in ARTICLES {
        let Some(node) = document.query_selector(document.root(), place) else { continue };
        let mut pieces = Vec::new();
        for id in document
            .query_selector_all(node, "p, h2, h3, h4")
            .into_iter()
            .filter(|id| !in_aside(document, *id))
        {
            let kind = if document.tag_name(id) == "p" { BlockKind::Paragraph } else { BlockKind::Crosshead };
            close(&mut document.text_content(id), kind, &mut pieces);
        }
        if pieces.iter().any(|p| p.kind == BlockKind::Paragraph) {
            return pieces;
        }
    }
    Vec::new()
}

fn in_aside(document: &Document, node: NodeId) -> bool {
    let mut at = node;
    while let Some(parent) = document.parent(at) {
        if ASIDES.contains(&document.tag_name(parent)) {
            return true;
        }
        at = parent;
    }
    false
}

fn chars(pieces: &[Piece]) -> usize {
    pieces.iter().map(|p| p.text.len()).sum()
}

fn of_jsonld(body: &str) -> Vec<Piece> {
    plain::paragraphs(&normal::text(body)).into_iter().map(Piece::paragraph).collect()
}

fn extract(document: Document, focus: ExtractionFocus) -> Vec<Piece> {
    let options = Options::default().with_fallback(true).with_focus(focus).with_exclude_comments(true);
    let Ok(found) = trafilatura::extract_document(document, &options) else { return Vec::new() };
    let content = Document::parse(&found.content_html);
    let mut pieces = Vec::new();
    let mut open = String::new();
    let root = content.body().unwrap_or_else(|| content.root());
    walk(&content, root, BlockKind::Paragraph, &mut open, &mut pieces);
    close(&mut open, BlockKind::Paragraph, &mut pieces);
    pieces
}

/// Collects the text below a node; block elements close the piece before and behind them.
fn walk(document: &Document, node: NodeId, kind: BlockKind, open: &mut String, pieces: &mut Vec<Piece>) {
    for child in document.child_nodes(node) {
        if document.is_text(child) {
            open.push_str(&document.text_content(child));
            continue;
        }
        if !document.is_element(child) {
            continue;
        }
        let tag = document.tag_name(child).to_owned();
        let inner =
            if tag.len() == 2 && tag.starts_with('h') && tag != "hr" { BlockKind::Crosshead } else { kind };
        if tag == "br" {
            close(open, kind, pieces);
        } else if BLOCKS.contains(&tag.as_str()) {
            close(open, kind, pieces);
            walk(document, child, inner, open, pieces);
            close(open, inner, pieces);
        } else {
            walk(document, child, kind, open, pieces);
        }
    }
}

fn close(open: &mut String, kind: BlockKind, pieces: &mut Vec<Piece>) {
    let text = normal::line(open);
    open.clear();
    if !text.is_empty() {
        pieces.push(Piece { kind, text });
    }
}
