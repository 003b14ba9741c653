//! Bytes to characters: which charset, and what was repaired.
//!
//! In order: byte order mark, valid UTF-8, the charset that the server named, the one the page names for itself,
//! and last a guess from the bytes (chardetng, the detector of Firefox). Valid UTF-8 goes before what is declared,
//! for text in another charset is hardly ever valid UTF-8 by chance, while declarations are often wrong.

use encoding_rs::Encoding;

/// How far into a page its own charset declaration is looked for; HTML asks for the first 1024 bytes, pages put it later.
const META_BYTES: usize = 4096;

/// How much is given to the guess.
const GUESS_BYTES: usize = 256 << 10;

/// Decodes; the note says what was done, when it was not plain UTF-8.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> (String, Option<String>) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling(&bytes[length..]).0.into_owned();
        let note = (encoding != encoding_rs::UTF_8).then(|| note(encoding));
        return (text, note);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), None);
    }
    let named = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let encoding =
        named.or_else(|| in_page(bytes)).filter(|e| !e.decode(bytes).2).unwrap_or_else(|| guess(bytes));
    let (text, _, bad) = encoding.decode(bytes);
    let mut said = note(encoding);
    if bad {
        said.push_str(", with bytes that could not be read");
    }
    (text.into_owned(), Some(said))
}

fn note(encoding: &'static Encoding) -> String {
    format!("charset {}", encoding.name().to_ascii_lowercase())
}

/// The charset named in a page's `<meta charset=…>` or `<meta http-equiv … content="…; charset=…">`, or `<?xml encoding`.
fn in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(META_BYTES)]).to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|key| {
        let after = &head[head.find(key)? + key.len()..];
        let label: String = after
            .trim_start_matches(['"', '\'', ' '])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c))
            .collect();
        Encoding::for_label(label.as_bytes())
    })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    // Mostly UTF-8 with some damaged bytes is UTF-8 all the same: better a few lost characters than mojibake.
    let head = &bytes[..bytes.len().min(GUESS_BYTES)];
    if mostly_utf8(head) {
        return encoding_rs::UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(head, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

/// Whether there are more good multi-byte UTF-8 sequences than bytes that are none.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf8_needs_no_note() {
        assert_eq!(decode("Göteborg".as_bytes(), Some("iso-8859-1")), ("Göteborg".to_owned(), None));
        assert_eq!(decode(b"\xef\xbb\xbfabc", None), ("abc".to_owned(), None));
    }

    #[test]
    fn what_is_declared_is_believed_when_it_fits() {
        let (text, note) = decode(b"caf\xe9 \x96 50 \x80", Some("windows-1252"));
        assert_eq!((text.as_str(), note.as_deref()), ("café – 50 €", Some("charset windows-1252")));
        let (text, _) = decode(b"<meta charset=windows-1251><p>\xcc\xe8\xf0", None);
        assert!(text.ends_with("Мир"));
        assert_eq!(decode(b"\xff\xfea\0b\0", None).0, "ab");
    }

    #[test]
    fn a_few_damaged_bytes_do_not_change_the_charset() {
        let (text, note) = decode(b"Caf\xc3\xa9, na\xc3\xafve, \xff gone", None);
        assert!(text.starts_with("Café, naïve, "));
        assert!(note.is_some_and(|n| n.contains("could not be read")));
    }
}
