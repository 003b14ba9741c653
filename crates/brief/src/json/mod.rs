//! The JSON that outside programs read, schema `dateline/brief/1`.
//!
//! In: a story. Out: plain structs with `Serialize`, their fields in the order they are printed. Byte spans become
//! character spans here and nowhere else. [`document()`] makes the whole object, [`inspect()`] what was found in one report.

mod document;
mod inspect;
mod part;
mod situation;

pub use document::{Document, SCHEMA, document};
pub use inspect::{Inspected, inspect};
pub use part::{
    EntityRecord, EventRecord, FigureRecord, MentionRecord, PartyRecord, Place, QuoteRecord, TimeRecord,
};
