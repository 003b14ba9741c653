//! One input to its reports: bytes in their limits, what they are, and the reader for that.

use std::io::Read;
use std::path::Path;

use types::{Published, Report, Skipped};

use crate::draft::Draft;
use crate::error::Error;
use crate::jsonl::{self, Body, Record};
use crate::limit::{MAX_FILE_BYTES, MAX_PAGE_BYTES, MAX_RECORD_BYTES, MAX_TEXT_BYTES, MIN_LETTERS};
use crate::sniff::{self, Kind};
use crate::source::Source;
use crate::{Options, charset, date, fetch, html, language, mojibake, normal, parallel, plain};

/// A report, or why there is none.
pub type Outcome = Result<Report, Skipped>;

/// Bytes with what is known of them.
struct Loaded {
    bytes: Vec<u8>,
    /// Content type that the server gave.
    declared: Option<String>,
    /// Address after redirects.
    url: Option<String>,
}

/// All reports of one input. `alone`: nothing else is read at the same time, so records may use all cores.
pub fn reports(source: &Source, options: &Options, alone: bool) -> Vec<Outcome> {
    let name = source.name();
    let skip = |error: &Error| Skipped { source: name.clone(), error: error.to_string() };
    let loaded = match bytes(source, options) {
        Ok(loaded) => loaded,
        Err(error) => {
            // A name that led to nothing has its reason already.
            return vec![Err(match source {
                Source::Bad(skipped) => skipped.clone(),
                _ => skip(&error),
            })];
        }
    };
    of_loaded(loaded, &name, options, alone)
}

/// All reports in bytes that are at hand. `declared`: their content type, if it is known.
pub fn of_bytes(name: &str, bytes: &[u8], declared: Option<&str>, options: &Options) -> Vec<Outcome> {
    let loaded = Loaded { bytes: bytes.to_owned(), declared: declared.map(str::to_owned), url: None };
    of_loaded(loaded, name, options, true)
}

fn of_loaded(loaded: Loaded, name: &str, options: &Options, alone: bool) -> Vec<Outcome> {
    let skip = |error: &Error| Skipped { source: name.to_owned(), error: error.to_string() };
    match sniff::kind(&loaded.bytes, name, loaded.declared.as_deref()) {
        Err(error) => vec![Err(skip(&error))],
        Ok(Kind::Records) => records(&loaded.bytes, name, options, alone),
        Ok(kind) => vec![single(loaded, kind, name, options).map_err(|e| skip(&e))],
    }
}

fn bytes(source: &Source, options: &Options) -> Result<Loaded, Error> {
    let local = |bytes| Loaded { bytes, declared: None, url: None };
    match source {
        Source::Stdin => limited(std::io::stdin().lock()).map(local),
        Source::File(path) => file(path).map(local),
        Source::Url(url) => {
            let page = fetch::get(url, options.allow_private)?;
            Ok(Loaded { bytes: page.bytes, declared: page.content_type, url: Some(page.url) })
        }
        Source::Bad(_) => Err(Error::NoSuchFile),
    }
}

const SPLIT: &str = "; split it into smaller files";

fn file(path: &Path) -> Result<Vec<u8>, Error> {
    let file = std::fs::File::open(path)?;
    let length = file.metadata()?.len();
    if length > MAX_FILE_BYTES {
        return Err(Error::TooLarge { found: length, limit: MAX_FILE_BYTES, hint: SPLIT });
    }
    limited(file)
}

fn limited(reader: impl Read) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    reader.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    let found = bytes.len() as u64;
    if found > MAX_FILE_BYTES {
        return Err(Error::TooLarge { found, limit: MAX_FILE_BYTES, hint: SPLIT });
    }
    Ok(bytes)
}

fn within(found: usize, limit: usize) -> Result<(), Error> {
    if found > limit {
        let hint = "; give one report a file, or many as JSONL";
        return Err(Error::TooLarge { found: found as u64, limit: limit as u64, hint });
    }
    Ok(())
}

/// A file or page that is one report.
fn single(loaded: Loaded, kind: Kind, name: &str, options: &Options) -> Result<Report, Error> {
    within(loaded.bytes.len(), if kind == Kind::Html { MAX_PAGE_BYTES } else { MAX_TEXT_BYTES })?;
    let label = loaded.declared.as_deref().and_then(|d| d.split("charset=").nth(1));
    let (text, note) = charset::decode(&loaded.bytes, label.map(|l| l.trim_matches(['"', '\'', ' ', ';'])));
    let draft = Draft {
        source: name.to_owned(),
        url: loaded.url,
        notes: note.into_iter().collect(),
        ..Draft::default()
    };
    read(text, kind, draft, options)
}

/// The records of a file. A bad line is skipped; the others are read.
fn records(bytes: &[u8], name: &str, options: &Options, alone: bool) -> Vec<Outcome> {
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let decoded = wide.then(|| charset::decode(bytes, None).0);
    let bytes = decoded.as_deref().map_or(bytes, str::as_bytes);
    let lines: Vec<(usize, &[u8])> = bytes
        .split(|b| *b == b'\n')
        .enumerate()
        .filter(|(_, l)| !l.iter().all(u8::is_ascii_whitespace))
        .map(|(i, l)| (i + 1, l))
        .collect();
    let one = |(number, line): &(usize, &[u8])| record(line, *number, name, options);
    if alone { parallel::map(&lines, one) } else { lines.iter().map(one).collect() }
}

fn record(line: &[u8], number: usize, name: &str, options: &Options) -> Outcome {
    let skip = |source: &str, error: &Error| Skipped { source: source.to_owned(), error: error.to_string() };
    if line.len() > MAX_RECORD_BYTES {
        let what = format!("is too large: {} bytes, at most {MAX_RECORD_BYTES} are read", line.len());
        return Err(skip(name, &Error::BadRecord { line: number, what }));
    }
    let (line, note) = charset::decode(line, None);
    let record = jsonl::record(line.trim_end_matches(['\r', '\0']), number).map_err(|e| skip(name, &e))?;
    let id = record.id.clone();
    of_record(record, note, name, options).map_err(|e| skip(&id, &e))
}

fn of_record(record: Record, note: Option<String>, name: &str, options: &Options) -> Result<Report, Error> {
    let (text, kind, limit) = match record.body {
        Body::Text(text) => (text, Kind::Text, MAX_TEXT_BYTES),
        Body::Html(text) => (text, Kind::Html, MAX_PAGE_BYTES),
    };
    within(text.len(), limit)?;
    let mut notes: Vec<String> = note.into_iter().collect();
    let mut clean = |text: Option<String>| {
        let (text, note) = mojibake::repair(text?);
        notes.extend(note.map(|n| format!("metadata: {n}")));
        Some(normal::line(&text)).filter(|t| !t.is_empty())
    };
    let (title, outlet) = (clean(record.title), clean(record.outlet));
    let draft = Draft {
        source: record.id,
        container: Some(name.to_owned()),
        title,
        outlet,
        url: record.url,
        published: record.date.as_deref().and_then(date::machine),
        notes,
        ..Draft::default()
    };
    read(text, kind, draft, options)
}

/// Characters to a report.
fn read(text: String, kind: Kind, mut draft: Draft, options: &Options) -> Result<Report, Error> {
    let (text, note) = mojibake::repair(text);
    draft.notes.extend(note);
    match kind {
        Kind::Html => html::read(text, &mut draft)?,
        Kind::Text | Kind::Records => plain::read(&normal::text(&text), &mut draft),
    }
    let letters = draft.letters();
    if letters < MIN_LETTERS {
        return Err(Error::NoText(letters));
    }
    let body: String = draft.pieces.iter().flat_map(|p| [p.text.as_str(), "\n"]).collect();
    let language =
        language::of(if body.trim().is_empty() { draft.title.as_deref().unwrap_or("") } else { &body });
    if options.english_only
        && let Some((code, name)) = language
        && code != "en"
    {
        return Err(Error::Language(name));
    }
    draft.published = published(&draft, options);
    Ok(draft.finish(language.map(|l| l.0)))
}

/// When the report came out: what it says of itself, then its address, then what the user gave.
fn published(draft: &Draft, options: &Options) -> Option<Published> {
    let url = draft.url.as_deref();
    let day = |date| Published { date, time: None, offset_minutes: None };
    let from_address = url.and_then(date::in_url);
    let given = options.date.map(day);
    // A day without a year takes the year of the nearest other date.
    let printed = || {
        let mine = draft.day?;
        let other = from_address.or(draft.modified).map(|p| p.date);
        let year = || url.and_then(date::year_in_url).and_then(|y| mine.in_year(y));
        let found = other.and_then(|o| mine.near(o)).or_else(year).or_else(|| pictured(draft, mine));
        found.or_else(|| mine.near(options.date?)).map(day)
    };
    draft.published.or_else(printed).or(from_address).or(given)
}

/// News pictures are at most this many days older than the report that they head, or from an archive.
const MAX_PICTURE_DAYS: i64 = 7;

/// The day in the year of a picture's caption, when the picture was taken just before.
fn pictured(draft: &Draft, mine: date::DayOfYear) -> Option<types::Date> {
    let captions = draft.removed.iter().filter(|r| r.reason == "photo-caption");
    captions.filter_map(|r| date::printed(&r.text)).find_map(|p| {
        let found = mine.near(p.date)?;
        let age = p.date.duration_until(found).as_hours() / 24;
        (0..=MAX_PICTURE_DAYS).contains(&age).then_some(found)
    })
}
