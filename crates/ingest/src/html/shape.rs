//! How deep and how large a page is, before a parser sees it.
//!
//! A scan of the tags alone, linear in the page's length. Elements that HTML closes by itself (`<p>`, `<li>`, table parts) and void
//! ones do not count for the depth; scripts, styles and comments are passed over.

use crate::error::Error;
use crate::limit::{MAX_PAGE_DEPTH, MAX_PAGE_TAGS};

/// Elements that do not stay open.
const NOT_NESTED: [&str; 33] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "option",
    "optgroup", "rp", "rt", "html", "body", "head", "path",
];

/// Elements whose content is no markup.
const RAW: [&str; 5] = ["script", "style", "textarea", "title", "noscript"];

/// # Errors
/// When the page is nested too deep or has too many tags.
pub fn check(page: &str) -> Result<(), Error> {
    let (mut depth, mut deepest, mut tags) = (0usize, 0usize, 0usize);
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let (closing, body) = rest.strip_prefix('/').map_or((false, rest), |b| (true, b));
        let length = body.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(body.len()).min(20);
        let name = body[..length].to_ascii_lowercase();
        if name.is_empty() {
            continue;
        }
        tags += 1;
        let end = body.find('>').unwrap_or(body.len());
        let empty = body[..end].ends_with('/');
        if !closing && RAW.contains(&name.as_str()) {
            rest = skip_raw(&body[end..], &name);
            continue;
        }
        rest = &body[length..];
        if NOT_NESTED.contains(&name.as_str()) {
            continue;
        }
        if closing {
            depth = depth.saturating_sub(1);
        } else if !empty {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    if deepest > MAX_PAGE_DEPTH {
        return Err(Error::PageShape {
            what: "elements inside each other",
            found: deepest,
            limit: MAX_PAGE_DEPTH,
        });
    }
    if tags > MAX_PAGE_TAGS {
        return Err(Error::PageShape { what: "tags", found: tags, limit: MAX_PAGE_TAGS });
    }
    Ok(())
}

/// Behind the end tag of a raw element, or its start when there is none (then the parser takes the rest as its content).
fn skip_raw<'a>(body: &'a str, name: &str) -> &'a str {
    let mut from = 0;
    while let Some(at) = body[from..].find("</") {
        let after = from + at + 2;
        if body[after..].get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)) {
            return &body[after..];
        }
        from = after;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_pages_are_refused_and_long_ones_are_not() {
        assert!(check(&"<div>".repeat(1000)).is_err());
        assert!(check(&"<p><br>word ".repeat(50_000)).is_ok());
        assert!(check(&"<div><b>x</b></div>".repeat(50_000)).is_ok());
        assert!(check(&format!("<script>{}</script>", "'<div>'".repeat(1000))).is_ok());
        assert!(check("<a href='").is_ok() && check("<!--").is_ok() && check("</").is_ok());
    }
}
