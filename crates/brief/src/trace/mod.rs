//! The way of one quotation, phrase or figure through the reports, as people and programs read it.

mod json;
mod terminal;

pub use json::{TRACE_SCHEMA, TraceDocument, json};
pub use terminal::terminal;
