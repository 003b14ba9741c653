//! Words of reports made fit to be shown: white space, datelines, excerpts, counts, dates in words.
//!
//! In: texts and spans. Out: spans narrowed, or strings. What is shown is always the report's own words in their order;
//! cuts show as `…`.

use jiff::civil::Date;
use types::{Span, Time};

/// A dateline ends within this many bytes of the report's beginning.
const MAX_DATELINE_BYTES: usize = 80;

/// The span without white space at its ends.
pub fn trimmed(text: &str, span: Span) -> Span {
    let Some(piece) = span.get(text) else { return Span::new(0, 0) };
    let start = span.start + (piece.len() - piece.trim_start().len());
    Span::new(start, start + piece.trim().len())
}

/// The span of a report's first sentence without its dateline: `OSLO, May 3 (AFP) — `.
///
/// A dateline begins with a word in capitals and ends with a dash between spaces; anything else stays.
pub fn without_dateline(text: &str, span: Span) -> Span {
    let piece = span.get(text).unwrap_or_default();
    let first = piece.split([' ', ',', '(', '/']).next().unwrap_or_default();
    let capitals = first.chars().filter(|c| c.is_alphabetic()).count();
    if capitals < 2 || first.chars().any(char::is_lowercase) {
        return span;
    }
    let dash = piece.char_indices().take_while(|(i, _)| *i < MAX_DATELINE_BYTES).find(|&(i, c)| {
        let spaced = piece[..i].ends_with([' ', ')']) && piece[i + c.len_utf8()..].starts_with([' ', '-']);
        matches!(c, '—' | '–' | '-') && spaced
    });
    match dash {
        Some((i, _)) => {
            let rest = piece[i..].trim_start_matches(['—', '–', '-', ' ', '\u{a0}']);
            if rest.is_empty() { span } else { Span::new(span.end - rest.len(), span.end) }
        }
        None => span,
    }
}

/// One line: every run of white space is one space.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most `max` characters around `focus`, cut at words, cuts shown as `…`.
pub fn excerpt(text: &str, sentence: Span, focus: Span, max: usize) -> String {
    let whole = sentence.get(text).unwrap_or_default();
    if whole.chars().count() <= max {
        return one_line(whole);
    }
    let Some(kept) = focus.get(text) else { return String::new() };
    if kept.chars().count() > max {
        let cut: String = kept.chars().take(max).collect();
        return one_line(&format!(
            "{} …",
            cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(c, _)| c)
        ));
    }
    let room = max.saturating_sub(kept.chars().count());
    let (before, after) = (&text[sentence.start..focus.start], &text[focus.end..sentence.end]);
    let left_chars = before.chars().count();
    let right = (room / 2).max(room.saturating_sub(left_chars));
    let right_part: String = after.chars().take(right).collect();
    let left = room.saturating_sub(right_part.chars().count());
    let left_part: String = before.chars().skip(left_chars.saturating_sub(left)).collect();
    let mut shown = String::new();
    match (left_part.len() < before.len(), left_part.split_once(char::is_whitespace)) {
        (true, Some((_, rest))) => shown.push_str(&format!("… {rest}")),
        (true, None) => shown.push_str("… "),
        _ => shown.push_str(&left_part),
    }
    shown.push_str(kept);
    match (right_part.len() < after.len(), right_part.rsplit_once(char::is_whitespace)) {
        (true, Some((rest, _))) => shown.push_str(&format!("{rest} …")),
        (true, None) => shown.push_str(" …"),
        _ => shown.push_str(&right_part),
    }
    one_line(&shown)
}

/// `1 report`, `3 reports`.
pub fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// With a capital first letter.
pub fn capitalized(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

/// A word that only began a sentence, with a small first letter; what has further capitals stays.
pub fn uncapitalized(words: &str) -> String {
    let mut chars = words.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(chars).collect(),
        _ => words.to_owned(),
    }
}

/// The words in the quote marks that a brief uses; marks inside become single ones.
pub fn quoted(words: &str) -> String {
    // A straight mark opens after white space or a bracket, and closes after anything else.
    let mut before = ' ';
    let single = |c: char| {
        let opens = before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | '‘');
        before = c;
        match c {
            '“' => '‘',
            '”' => '’',
            '"' if opens => '‘',
            '"' => '’',
            other => other,
        }
    };
    let inner: String = one_line(words).chars().map(single).collect();
    format!("“{inner}”")
}

/// `Friday 21 January 2022`.
pub fn day(date: Date) -> String {
    format!("{} {} {} {}", weekday(date), date.day(), month(date.month()), date.year())
}

/// `21 January 2022`, `18–21 January 2022`, `30 January – 2 February 2022`, `30 December 2021 – 2 January 2022`.
pub fn days(first: Date, last: Date) -> String {
    let end = format!("{} {} {}", last.day(), month(last.month()), last.year());
    if first == last {
        end
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{}–{end}", first.day())
    } else if first.year() == last.year() {
        format!("{} {} – {end}", first.day(), month(first.month()))
    } else {
        format!("{} {} {} – {end}", first.day(), month(first.month()), first.year())
    }
}

/// When, in words: a day with its weekday, a month or year by its name, else the days it spans.
pub fn when(time: &Time) -> Option<String> {
    let days_named = time.days?;
    let value = time.value.as_deref().unwrap_or_default();
    let (first, last) = (days_named.first, days_named.last);
    Some(match value.len() {
        _ if first == last => day(first),
        4 if value.bytes().all(|b| b.is_ascii_digit()) => value.to_owned(),
        7 if first.day() == 1 && first.month() == last.month() => {
            format!("{} {}", month(first.month()), first.year())
        }
        _ => days(first, last),
    })
}

/// A TIMEX3 value in the words of [`when`]; `None` when the value is no day, month or year.
pub fn value(value: &str) -> Option<String> {
    let bytes = value.as_bytes();
    let date = value.get(..10).unwrap_or(value);
    match bytes.len() {
        4 if bytes.iter().all(u8::is_ascii_digit) => Some(value.to_owned()),
        7 if bytes[4] == b'-' => {
            let (year, number) = (value.get(..4)?, value.get(5..)?.parse::<i8>().ok()?);
            (1..=12).contains(&number).then(|| format!("{} {year}", month(number)))
        }
        10 => date.parse().ok().map(day),
        n if n > 10 && bytes[10] == b'T' => date.parse().ok().map(day),
        _ => None,
    }
}

/// The name of a month.
fn month(number: i8) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    MONTHS.get((number - 1).max(0) as usize).copied().unwrap_or_default()
}

/// The name of a date's weekday.
fn weekday(date: Date) -> &'static str {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    DAYS[date.weekday().to_monday_zero_offset() as usize % 7]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> &str {
        without_dateline(text, Span::new(0, text.len())).of(text)
    }

    #[test]
    fn datelines_go_and_nothing_else() {
        assert_eq!(body("OSLO, May 3 (AFP) — Rain fell."), "Rain fell.");
        assert_eq!(body("NEW DELHI (AP) -- Rain fell."), "Rain fell.");
        assert_eq!(body("QUITO/LIMA – Rain fell."), "Rain fell.");
        assert_eq!(body("Rain – a lot of it – fell."), "Rain – a lot of it – fell.");
        assert_eq!(body("UN-led talks failed."), "UN-led talks failed.");
    }

    #[test]
    fn excerpts_keep_the_focus() {
        let text = "one two three four five six seven eight nine ten";
        let focus = Span::new(text.find("five").unwrap(), text.find(" six").unwrap());
        assert_eq!(excerpt(text, Span::new(0, text.len()), focus, 20), "… four five six …");
        assert_eq!(excerpt(text, Span::new(0, text.len()), focus, 99), text);
    }

    #[test]
    fn days_in_words() {
        let d = |y, m, d| jiff::civil::date(y, m, d);
        assert_eq!(day(d(2024, 5, 14)), "Tuesday 14 May 2024");
        assert_eq!(days(d(2024, 5, 14), d(2024, 5, 16)), "14–16 May 2024");
        assert_eq!(days(d(2023, 12, 30), d(2024, 1, 2)), "30 December 2023 – 2 January 2024");
    }
}
