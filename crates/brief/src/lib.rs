//! What a person reads: terminal, Markdown, HTML, JSON; and the proof of it.
//!
//! In: a [`Story`](types::Story). [`write()`] makes its brief, [`json`] the object that programs read.

mod chars;
pub mod export;
mod html;
mod inspect;
pub mod json;
mod markdown;
mod passage;
mod terminal;
pub mod trace;
pub mod verify;
mod view;
mod words;
mod write;

pub use chars::Chars;
pub use html::html;
pub use inspect::inspect;
pub use markdown::markdown;
pub use terminal::terminal;
pub use verify::{Verification, verify};
pub use write::write;
