//! UTF-8 that was read as another charset on its way here: "â€œ" back to “, "Ã©" back to é.
//!
//! A run of characters is put back only when each is a character of windows-1252 or Latin-1, their bytes are valid UTF-8
//! again, and the result is a character that news uses; so real words with such letters ("château", "São Paulo") stay as they
//! are. Damage done twice is undone twice. When the second and third byte were lost on the way ("Itâs"), only "â" is
//! left of a quote mark, apostrophe or dash: that is put back only in a text where it cannot be the letter (§ [`repair`]).
//! After the idea of ftfy (Speer 2019), which handles many more charsets.

/// How often the damage may have been done.
const MAX_ROUNDS: usize = 3;

/// At least so many lone "â" in places where no word has one, before a text is taken to have lost bytes.
const MIN_LOST: usize = 2;

/// The repaired text, and a note when there was something to repair.
///
/// # Method
/// 1. Undo what can be undone exactly, until nothing changes.
/// 2. If what is left has at least [`MIN_LOST`] lone "â" at the edge of a word or before a lone `s`, `t`, `re` …, and
///    those outnumber "â" inside words, they are put back by context: between letters an apostrophe, between spaces a dash, after
///    a space an opening quote mark, else a closing one.
pub fn repair(text: String) -> (String, Option<String>) {
    let mut text = text;
    let mut repaired = 0;
    for _ in 0..MAX_ROUNDS {
        let Some((better, count)) = undo(&text) else { break };
        text = better;
        repaired += count;
    }
    let mut notes = Vec::new();
    if repaired > 0 {
        notes.push(format!("mojibake: {repaired} places repaired"));
    }
    if let Some((better, count)) = restore_lost(&text) {
        text = better;
        notes.push(format!(
            "mojibake with lost bytes: {count} quote marks, apostrophes or dashes put back by context"
        ));
    }
    (text, (!notes.is_empty()).then(|| notes.join("; ")))
}

/// The byte that a character is in windows-1252, with the C1 controls as themselves (Latin-1).
fn byte(c: char) -> Option<u8> {
    let code = u32::from(c);
    if code < 0x100 {
        return u8::try_from(code).ok();
    }
    let mut buffer = [0; 4];
    let (bytes, _, bad) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    match (bad, bytes.as_ref()) {
        (false, [b]) => Some(*b),
        _ => None,
    }
}

/// One round; `None` when nothing was to be done.
fn undo(text: &str) -> Option<(String, usize)> {
    if text.is_ascii() {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut count = 0;
    let mut rest = text;
    let mut just_put_back = false;
    while let Some(c) = rest.chars().next() {
        if !c.is_ascii()
            && (just_put_back || !ends_capitals(out.chars().next_back(), rest))
            && let Some((good, length)) = sequence(rest)
        {
            out.push(good);
            count += 1;
            rest = &rest[length..];
            just_put_back = true;
        } else {
            just_put_back = false;
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    (count > 0).then_some((out, count))
}

/// The character that a damaged sequence at the start of `text` stands for, and the sequence's length in bytes.
fn sequence(text: &str) -> Option<(char, usize)> {
    if let Some(found) = closing_quote(text) {
        return Some(found);
    }
    let mut bytes = [0u8; 4];
    let mut want = 0;
    for (n, (at, c)) in text.char_indices().take(4).enumerate() {
        bytes[n] = byte(c)?;
        if n == 0 {
            want = match bytes[0] {
                0xc2..=0xc5 | 0xce..=0xd1 | 0xd7..=0xd9 => 2,
                0xe1 | 0xe2 | 0xef => 3,
                0xf0 => 4,
                _ => return None,
            };
        } else if !(0x80..0xc0).contains(&bytes[n]) {
            return None;
        }
        if n + 1 == want {
            let good = std::str::from_utf8(&bytes[..want]).ok()?.chars().next()?;
            return plausible(good).then_some((good, at + c.len_utf8()));
        }
    }
    None
}

/// The last byte of ” has no character in windows-1252: it comes as a replacement character, or not at all.
fn closing_quote(text: &str) -> Option<(char, usize)> {
    let start = "â€";
    let next = text.strip_prefix(start)?.chars().next();
    match next {
        Some('\u{fffd}') => Some(('”', start.len() + '\u{fffd}'.len_utf8())),
        None => Some(('”', start.len())),
        Some(c) if c.is_whitespace() || c.is_ascii_punctuation() => Some(('”', start.len())),
        _ => None,
    }
}

/// Whether news text may well have the character: European letters, Greek, Cyrillic, Hebrew, Arabic, Vietnamese, common marks
/// and symbols, emoji. The rest of what valid bytes could mean is left alone, for "Touché”…" reads as a Chinese character too.
fn plausible(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{17f}' | '\u{380}'..='\u{47f}' | '\u{5d0}'..='\u{67f}' | '\u{1e00}'..='\u{1eff}'
        | '\u{2000}'..='\u{22ff}' | '\u{2500}'..='\u{27bf}' | '\u{fb00}'..='\u{fb06}' | '\u{feff}' | '\u{fffd}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether a letter with a mark behind it is what it seems: the end of a word in capitals, inside quote marks ("LIBERTÄ”").
fn ends_capitals(before: Option<char>, rest: &str) -> bool {
    let mut chars = rest.chars();
    let (lead, next) = (chars.next(), chars.next());
    before.is_some_and(char::is_uppercase)
        && lead.is_some_and(char::is_uppercase)
        && next.is_some_and(|c| "“”‘’„‚–—…›‹•".contains(c))
}

/// How far a closing quote mark is looked for.
const MAX_QUOTE_CHARS: usize = 600;

/// What follows an apostrophe in English.
const AFTER_APOSTROPHE: [&str; 7] = ["s", "t", "re", "ve", "ll", "d", "m"];

/// What a lone "â" was, as far as its neighbours tell.
#[derive(PartialEq)]
enum Lost {
    Letter,
    Apostrophe,
    Dash,
    Open,
    Close,
}

fn restore_lost(text: &str) -> Option<(String, usize)> {
    if !text.contains('â') {
        return None;
    }
    let mut found: Vec<(usize, Lost)> = Vec::new();
    let (mut open, mut line_start) = (false, 0);
    for (at, _) in text.match_indices('â') {
        // Quote marks are paired inside a paragraph.
        open &= !text[line_start..at].contains('\n');
        line_start = at;
        let was = lost(text, at, open);
        open = match was {
            Lost::Open => true,
            Lost::Close => false,
            _ => open,
        };
        found.push((at, was));
    }
    let damaged = found.iter().filter(|(_, l)| *l != Lost::Letter).count();
    if damaged < MIN_LOST || damaged <= 2 * (found.len() - damaged) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, lost) in found {
        out.push_str(&text[from..at]);
        out.push(match lost {
            Lost::Letter => 'â',
            Lost::Apostrophe => '’',
            Lost::Dash => '—',
            Lost::Open => '“',
            Lost::Close => '”',
        });
        from = at + 'â'.len_utf8();
    }
    out.push_str(&text[from..]);
    Some((out, damaged))
}

fn lost(text: &str, at: usize, open: bool) -> Lost {
    let before = text[..at].chars().next_back();
    let rest = &text[at + 'â'.len_utf8()..];
    let after = rest.chars().next();
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    match (before, after) {
        (b, a) if space(b) && space(a) => Lost::Dash,
        (b, a) if letter(b) && letter(a) => {
            let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).take(4).collect();
            if AFTER_APOSTROPHE.contains(&word.as_str()) { Lost::Apostrophe } else { Lost::Letter }
        }
        (b, a) if (space(b) || b.is_some_and(|b| "([—".contains(b))) && !space(a) => {
            // A word may begin with the letter ("âge"): an opening mark is followed by a capital or a closing one later.
            let line = &rest[..rest.char_indices().nth(MAX_QUOTE_CHARS).map_or(rest.len(), |(i, _)| i)];
            let line = line.split('\n').next().unwrap_or(line);
            let closes = line.match_indices('â').any(|(i, _)| {
                let end = line[i + 'â'.len_utf8()..].chars().next();
                space(end) || end.is_some_and(|e| ",.;:?!)".contains(e))
            });
            if closes || a.is_some_and(char::is_uppercase) { Lost::Open } else { Lost::Letter }
        }
        (b, a) if !space(b) && (space(a) || a.is_some_and(|a| a.is_ascii_punctuation())) => {
            let plural =
                b == Some('s') && letter(rest.trim_start().chars().next()) && !text[..at].ends_with(',');
            if plural && !open { Lost::Apostrophe } else { Lost::Close }
        }
        _ => Lost::Letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str) -> String {
        repair(text.to_owned()).0
    }

    #[test]
    fn misread_once_or_twice_comes_back() {
        for good in ["“It’s late,” she said — in Kraków", "Malmö – café… 50 €", "Čapek, Žižek, Łódź", "Київ"]
        {
            let once = encoding_rs::WINDOWS_1252.decode(good.as_bytes()).0.into_owned();
            let twice = encoding_rs::WINDOWS_1252.decode(once.as_bytes()).0.into_owned();
            let latin: String = good.bytes().map(char::from).collect();
            for bad in [once, twice, latin] {
                assert_eq!(fixed(&bad), good);
            }
        }
    }

    #[test]
    fn real_letters_stay() {
        for good in [
            "São Paulo’s château, Ça va, Ålesund — “âge”",
            "À la carte; Á; Æsop £5 «ñ»",
            "Â",
            "Itâ",
            "“LIBERTÉ” “Touché”… “SÄ”",
        ] {
            assert_eq!(repair(good.to_owned()), (good.to_owned(), None));
        }
    }

    #[test]
    fn lost_bytes_are_put_back_by_context_only_where_many_are_lost() {
        let (text, note) =
            repair("BERN â The cantonâs council called it âfinalâ. âWe wonât wait,â he said.".to_owned());
        assert_eq!(text, "BERN — The canton’s council called it “final”. “We won’t wait,” he said.");
        assert!(note.is_some());
        let french = "The pâtisserie in Neuchâtel and the château";
        assert_eq!(fixed(french), french);
    }
}
