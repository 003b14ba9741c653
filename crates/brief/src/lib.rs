//! What a person reads: terminal, Markdown, HTML, JSON; and the proof of it.

mod chars;
pub mod json;
mod timeline;

pub use chars::Chars;
use types::{Brief, Story};

/// The brief of a story. Takes everything of `story` but `brief`.
pub fn write(story: &Story) -> Brief {
    let _ = story;
    Brief::default()
}
