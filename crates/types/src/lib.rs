//! The words of Dateline and what must hold of them; no reading of language happens here.
//!
//! Every stage takes some of these types and gives others, and knows no other stage:
//!
//! | stage | takes | gives |
//! |---|---|---|
//! | `ingest` | bytes | [`Report`], [`Skipped`] |
//! | `read` | text | [`Doc`] |
//! | `extract` | [`Report`], [`Doc`] | [`Extract`]: mentions, quotes, figures, times, events |
//! | `link` | the reports' [`Extract`]s | [`Entity`]s, [`Event`]s |
//! | `lineage` | reports, docs, extracts | [`Lineage`] |
//! | `compare` | all of these | [`Finding`]s |
//! | `brief` | all of these | [`Brief`] |
//!
//! Positions inside the program are UTF-8 byte offsets ([`Span`]) into the text of one report, or token
//! numbers ([`TokenSpan`]) into its [`Doc`]. Only the JSON that outside programs read counts characters.

mod brief;
mod country;
mod doc;
mod event;
mod extract;
mod figure;
mod finding;
mod fold;
mod lineage;
mod mention;
mod quote;
mod report;
mod situation;
mod span;
mod story;
mod time;
mod trace;

pub use brief::{Brief, Line, Moment, Section, SectionName};
pub use country::{alpha3, country_name};
pub use doc::{Doc, Label, MAX_SENTENCE_TOKENS, Name, Pos, Sentence, Token};
pub use event::{Actor, Event, EventMention, EventStatus, EventType, Participant, Who};
pub use extract::Extract;
pub use figure::{Comparator, Figure};
pub use finding::{Evidence, Finding, FindingKind, Reading, Slot};
pub use fold::fold;
pub use jiff::civil::Date;
pub use lineage::{Attribution, Chain, ClaimPlace, Lineage, LineageKind, ReportPair, SentenceLink};
pub use mention::{Entity, EntityType, Gender, Mention, MentionKind, Party, Referent, Spelling};
pub use quote::{Quote, QuoteKind};
pub use report::{Block, BlockKind, Published, Removed, Report, Rewritten, Sign, Skipped};
pub use situation::{Act, Balance, Deed, Side, Situation};
pub use span::{Span, TokenSpan};
pub use story::Story;
pub use time::{DayRange, Time, TimeKind};
pub use trace::{Carrier, Change, ChangeKind, TakenFrom, Trace, TraceKind, Version};
