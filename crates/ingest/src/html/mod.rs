//! A web page to a draft: metadata ([`meta`]), article body ([`body`]), then the same steps as for plain text.
//!
//! The parsers are code of others and recurse by depth of nesting: pages are measured first ([`shape`]), taken apart on a thread
//! with a large stack, and given up on when that panics or takes too long.

mod body;
mod jsonld;
mod meta;
mod shape;

use std::sync::mpsc;

use crate::draft::{Draft, Piece};
use crate::error::Error;
use crate::limit::{MAX_PAGE_TIME, PAGE_STACK_BYTES};
use crate::plain;

/// What a page gives.
struct Page {
    meta: meta::Meta,
    pieces: Vec<Piece>,
}

/// Reads a decoded page into the draft. What the draft knows already goes before what the page says.
///
/// # Errors
/// When the page is nested beyond reason, holds no article, takes too long, or breaks the HTML reader.
pub fn read(page: String, draft: &mut Draft) -> Result<(), Error> {
    shape::check(&page)?;
    let url = draft.url.clone();
    let found = on_own_thread(move || take_apart(&page, url.as_deref()))?;
    let Page { meta, pieces } = found;
    if pieces.is_empty() {
        return Err(Error::NoArticle);
    }
    draft.outlet = draft.outlet.take().or(meta.outlet);
    draft.url = meta.url.filter(|_| draft.url.is_none()).or(draft.url.take());
    draft.title = draft.title.take().or(meta.title);
    draft.published = draft.published.or(meta.published);
    draft.modified = draft.modified.or(meta.modified);
    draft.written_by(meta.bylines);
    draft.credit(&meta.agencies);
    plain::finish(pieces, draft);
    if draft.pieces.is_empty() { Err(Error::NoArticle) } else { Ok(()) }
}

fn take_apart(page: &str, url: Option<&str>) -> Page {
    let document = trafilatura::dom::Document::parse(page);
    let meta = meta::read(&document, url);
    let pieces = body::read(document, page, &meta);
    Page { meta, pieces }
}

/// Runs the work on a thread of its own: a stack for deep pages, a time limit, and no panic that spreads.
fn on_own_thread<R: Send + 'static>(work: impl FnOnce() -> R + Send + 'static) -> Result<R, Error> {
    let (send, receive) = mpsc::channel();
    let job = move || {
        // The receiver may have given up; then nobody wants the result.
        let _ = send.send(std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)));
    };
    std::thread::Builder::new().name("page".to_owned()).stack_size(PAGE_STACK_BYTES).spawn(job)?;
    match receive.recv_timeout(MAX_PAGE_TIME) {
        Ok(Ok(result)) => Ok(result),
        Ok(Err(_)) | Err(mpsc::RecvTimeoutError::Disconnected) => Err(Error::Crashed),
        Err(mpsc::RecvTimeoutError::Timeout) => Err(Error::TooSlow(MAX_PAGE_TIME.as_secs())),
    }
}
