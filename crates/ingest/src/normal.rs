//! White space and invisible characters: text as decoded → the same words in plain characters.
//!
//! Words and marks are left as they are; only what a reader cannot see is changed. Line ends are kept (as `\n`), for
//! the layout of a plain text tells its paragraphs.

/// What a character becomes.
enum Becomes {
    Itself,
    Space,
    LineEnd,
    ParagraphEnd,
    Nothing,
}

fn becomes(c: char) -> Becomes {
    match c {
        '\n' => Becomes::LineEnd,
        '\u{2028}' | '\u{85}' | '\u{b}' => Becomes::LineEnd,
        '\u{2029}' | '\u{c}' => Becomes::ParagraphEnd,
        '\t' => Becomes::Space,
        // zero-width characters, soft hyphen, byte order mark, direction marks and isolates
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => Becomes::Nothing,
        // interlinear marks, object replacement and private use: icon fonts
        '\u{fff9}'..='\u{fffc}' | '\u{e000}'..='\u{f8ff}' => Becomes::Nothing,
        c if c.is_control() => Becomes::Nothing,
        c if c.is_whitespace() => Becomes::Space,
        _ => Becomes::Itself,
    }
}

/// One line of text without line ends: runs of space are one space, invisible characters are gone, ends trimmed.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match becomes(c) {
            Becomes::Itself => out.push(c),
            Becomes::Nothing => {}
            Becomes::Space | Becomes::LineEnd | Becomes::ParagraphEnd => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A whole text: line ends as `\n`, invisible characters gone, other white space a plain space. Indents stay.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\r' {
            if chars.peek() != Some(&'\n') {
                out.push('\n');
            }
            continue;
        }
        match becomes(c) {
            Becomes::Itself => out.push(c),
            Becomes::Nothing => {}
            Becomes::Space => out.push(' '),
            Becomes::LineEnd => out.push('\n'),
            Becomes::ParagraphEnd => out.push_str("\n\n"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_keeps_words_and_loses_what_cannot_be_seen() {
        assert_eq!(
            line("\u{feff} The\u{a0}port\u{200b} of \t Lagos\u{ad}’s \u{1b}[31mdocks\n"),
            "The port of Lagos’s [31mdocks"
        );
        assert_eq!(line(" \u{200b} "), "");
    }

    #[test]
    fn a_text_keeps_its_lines() {
        assert_eq!(text("a\r\nb\rc\u{2029}d\0e"), "a\nb\nc\n\nde");
    }
}
