//! What bytes are: a page, records, plain text, or something that cannot be read here.

use crate::error::Error;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A web page.
    Html,
    /// Plain text.
    Text,
    /// Records, one a line.
    Records,
}

/// How much of the start is looked at.
const HEAD_BYTES: usize = 64 << 10;

/// Share of control characters above which bytes are no text. Real texts have none, damaged ones a few.
const MAX_CONTROL_SHARE: f64 = 0.02;

/// First bytes of files that hold no plain text.
const MAGIC: [(&[u8], &str, &str); 24] = [
    (b"%PDF", "a PDF file", SAVE),
    (b"PK\x03\x04", "a ZIP archive or Office document", "unpack it, or save the document as plain text"),
    (b"\xd0\xcf\x11\xe0", "an Office document", "save it as plain text"),
    (b"{\\rtf", "an RTF document", "save it as plain text"),
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
    (b"BZh", "a bzip2 file", "unpack it first"),
    (b"\xfd7zXZ", "an xz file", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd file", "unpack it first"),
    (b"\x89PNG", "a picture", "give the report's text"),
    (b"\xff\xd8\xff", "a picture", "give the report's text"),
    (b"GIF8", "a picture", "give the report's text"),
    (b"II*\0", "a picture", "give the report's text"),
    (b"MM\0*", "a picture", "give the report's text"),
    (b"RIFF", "a picture, sound or video", "give the report's text"),
    (b"ID3", "a sound file", "give the report's text"),
    (b"OggS", "a sound or video file", "give the report's text"),
    (b"fLaC", "a sound file", "give the report's text"),
    (b"\x1aE\xdf\xa3", "a video file", "give the report's text"),
    (b"SQLite format 3", "a database", "export its reports as JSONL"),
    (b"\x7fELF", "a program", "give a report's text"),
    (b"MZ\x90", "a program", "give a report's text"),
    (b"WARC/", "a WARC archive", "save its pages as files"),
];

const SAVE: &str = "save it as plain text (for example with pdftotext)";

/// Tells what the bytes are. `name` is the path or address; `declared` the server's content type.
///
/// # Errors
/// When they are nothing that can be read: empty, of a kind that is known and not supported, or binary.
pub fn kind(bytes: &[u8], name: &str, declared: Option<&str>) -> Result<Kind, Error> {
    let start = bytes.iter().position(|b| !b.is_ascii_whitespace()).ok_or(Error::Empty)?;
    for (magic, kind, hint) in MAGIC {
        if bytes.starts_with(magic) {
            return Err(Error::Unsupported { kind, hint });
        }
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Err(Error::Unsupported { kind: "a video or picture", hint: "give the report's text" });
    }
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if !wide && is_binary(&bytes[..bytes.len().min(HEAD_BYTES)]) {
        return Err(Error::Binary);
    }
    let end = bytes.len().min(start + HEAD_BYTES);
    let head = crate::charset::decode(&bytes[if wide { 0 } else { start }..end], None).0.to_ascii_lowercase();
    let head = head.trim_start();
    let path = name.split(['?', '#']).next().unwrap_or(name).to_ascii_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|e| path.ends_with(e));
    if ends(&[".jsonl", ".ndjson"]) {
        return Ok(Kind::Records);
    }
    if head.starts_with("<?xml") || head.starts_with("<rss") || head.starts_with("<feed") {
        let feed = ["<rss", "<feed", "<urlset", "<sitemapindex", "<rdf:rdf"].iter().any(|t| head.contains(t));
        if feed {
            return Err(Error::Unsupported {
                kind: "a feed or site map",
                hint: "give the addresses of its articles",
            });
        }
    }
    if declared.is_some_and(|d| d.contains("html"))
        || looks_like_html(head)
        || (ends(&[".html", ".htm", ".xhtml", ".shtml"]) && head.contains('<'))
    {
        return Ok(Kind::Html);
    }
    if head.starts_with('{') && (head.contains("\"text\"") || head.contains("\"html\"")) {
        return Ok(Kind::Records);
    }
    if ends(&[".json"]) && head.starts_with(['{', '[']) {
        return Err(Error::Unsupported {
            kind: "JSON without records",
            hint: "write one object a line with \"id\" and \"text\" or \"html\"",
        });
    }
    Ok(Kind::Text)
}

fn looks_like_html(head: &str) -> bool {
    let opening = ["<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<article", "<!doctype"];
    let comment = head.starts_with("<!--") && (head.contains("<html") || head.contains("<body"));
    let xml = head.starts_with("<?xml") && head.contains("<html");
    opening.iter().any(|o| head.starts_with(o))
        || comment
        || xml
        || (head.starts_with('<') && ["</p>", "</div>", "</h1>", "<br"].iter().any(|t| head.contains(t)))
}

fn is_binary(head: &[u8]) -> bool {
    let control = head.iter().filter(|b| **b < 9 || (14..32).contains(*b) && **b != 27 || **b == 127).count();
    // counts up to 65,536
    control as f64 > MAX_CONTROL_SHARE * head.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        assert_eq!(kind(b"  <!DOCTYPE html><html>", "a", None).expect("html"), Kind::Html);
        assert_eq!(kind(b"Rain fell <b>hard</b>.", "a.txt", None).expect("text"), Kind::Text);
        assert_eq!(kind(b"{\"id\":1,\"text\":\"a\"}", "a", None).expect("records"), Kind::Records);
        assert_eq!(kind(b"\xff\xfeR\0a\0", "a", None).expect("text"), Kind::Text);
        for (bytes, says) in [
            (&b" \n"[..], "empty"),
            (b"%PDF-1.7", "PDF"),
            (b"PK\x03\x04x", "ZIP"),
            (b"\0\x01\x02abc", "binary"),
            (b"<?xml version='1.0'?><rss>", "feed"),
        ] {
            let error = kind(bytes, "a", None).expect_err("no report").to_string();
            assert!(error.contains(says), "{error}");
        }
    }
}
