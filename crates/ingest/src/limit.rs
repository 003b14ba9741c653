//! The bounds of one input. Input is hostile: each bound has a named error, and what lies beyond it is skipped, never guessed.

use std::time::Duration;

/// Bytes of one file or of standard input. Chosen so that a day of an agency's feed as JSONL passes and a
/// disk image does not.
pub const MAX_FILE_BYTES: u64 = 512 << 20;

/// Bytes of one report, as plain text. The longest magazine features have about 200 kB; a book is no report.
pub const MAX_TEXT_BYTES: usize = 4 << 20;

/// Bytes of one web page. News pages with all their scripts stay under 5 MB.
pub const MAX_PAGE_BYTES: usize = 16 << 20;

/// Bytes of one line of a JSONL file: a page as a JSON string, every character escaped.
pub const MAX_RECORD_BYTES: usize = 6 * MAX_PAGE_BYTES;

/// Elements open at one time in a page. Real pages stay under 100; parsers are quadratic in this.
pub const MAX_PAGE_DEPTH: usize = 400;

/// Tags in a page. The largest news pages have about 20,000.
pub const MAX_PAGE_TAGS: usize = 400_000;

/// How long the extraction of one page may take. Usual pages take some 10 ms.
pub const MAX_PAGE_TIME: Duration = Duration::from_secs(60);

/// Stack for the extraction of one page: the parsers recurse by depth of nesting.
pub const PAGE_STACK_BYTES: usize = 64 << 20;

/// Bytes fetched from one address, before and after decompression.
pub const MAX_FETCH_BYTES: u64 = MAX_PAGE_BYTES as u64;

/// How long one address may take, redirects included.
pub const MAX_FETCH_TIME: Duration = Duration::from_secs(30);

/// Redirects followed from one address.
pub const MAX_REDIRECTS: u32 = 5;

/// Files taken from folders and globs in one run.
pub const MAX_FILES: usize = 1_000_000;

/// Folders inside folders.
pub const MAX_FOLDER_DEPTH: usize = 64;

/// Letters a text must have to be a report at all.
pub const MIN_LETTERS: usize = 20;
