//! Names made comparable: folded words, a phonetic key for transliterations, edit distance.
//!
//! The phonetic key writes what transliterations vary (Sergei, Sergey; Dostoevsky, Dostoevskyy, Dostoevskiy; Kadyrov, Qadyrov) in one way, in the
//! spirit of Beider–Morse name matching but by one short table: letter groups that spell one sound become one letter, doubled letters
//! one, final vowel groups "i". It never decides alone: first names must agree, too.

/// Lower case, no diacritics, straight quote marks, hyphens as spaces, one space between words, no final possessive.
pub fn fold(text: &str) -> String {
    let folded = types::fold(text).replace(['-', '–'], " ");
    let out = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    out.strip_suffix("'s").unwrap_or(&out).to_string()
}

/// Words of a folded name without full stops, articles, initials' dots and "Jr".
pub fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words = folded.split(' ').map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).replace('.', ""));
    words.filter(|w| !w.is_empty() && !matches!(w.as_str(), "jr" | "sr" | "ii" | "iii" | "iv")).collect()
}

/// The spelling variants of British and American English in organisations' names, and hyphens, made one.
pub fn organisation(name: &str) -> String {
    let mut out = Vec::new();
    for word in words(name) {
        let word = match word.as_str() {
            "the" if out.is_empty() => continue,
            "organisation" => "organization".to_string(),
            "centre" => "center".to_string(),
            "defence" => "defense".to_string(),
            "programme" => "program".to_string(),
            "labour" => "labor".to_string(),
            "theatre" => "theater".to_string(),
            "cooperation" => "co operation".to_string(),
            "intl" => "international".to_string(),
            _ => word,
        };
        out.push(word);
    }
    out.join(" ")
}

/// Letter groups that transliterations write for one sound; longest first where one begins another.
const SOUNDS: [(&str, &str); 37] = [
    ("shch", "s"),
    ("sch", "s"),
    ("tch", "c"),
    ("dzh", "j"),
    ("sh", "s"),
    ("sz", "s"),
    ("ch", "c"),
    ("cz", "c"),
    ("zh", "j"),
    ("dj", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("bh", "b"),
    ("ts", "c"),
    ("tz", "c"),
    ("ck", "k"),
    ("ks", "x"),
    ("ou", "u"),
    ("oo", "u"),
    ("iy", "i"),
    ("ij", "i"),
    ("yi", "i"),
    ("yy", "i"),
    ("ii", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("ee", "i"),
    ("ie", "i"),
    ("ay", "ai"),
    ("iu", "u"),
    ("yu", "u"),
    ("ya", "a"),
    ("ia", "a"),
    ("ye", "e"),
];

/// The phonetic key of one folded word.
pub fn sound(word: &str) -> String {
    let mut rest: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut key = String::new();
    while let Some(first) = rest.chars().next() {
        let (write, cut) = match SOUNDS.iter().find(|(group, _)| rest.starts_with(group)) {
            Some((group, write)) => (*write, group.len()),
            None => match first {
                'y' | 'j' => ("i", first.len_utf8()),
                'w' => ("v", 1),
                'q' => ("k", 1),
                _ => (&rest[..first.len_utf8()], first.len_utf8()),
            },
        };
        for c in write.chars() {
            if !key.ends_with(c) {
                key.push(c);
            }
        }
        rest = rest[cut..].to_string();
    }
    key
}

/// Number of letters to put in, take out, change or swap to make one word the other (Damerau–Levenshtein, restricted).
pub fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut next = vec![i + 1];
        for j in 0..b.len() {
            let change = row[j] + usize::from(a[i] != b[j]);
            let mut best = change.min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                best = best.min(before[j - 1] + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

/// Letters from which one slip in a surname is still the same name; in shorter ones it is often another.
const MIN_LETTERS_FOR_A_SLIP: usize = 6;

/// Whether two folded surnames are spellings of one.
pub fn same_surname(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (x, y) = (sound(a), sound(b));
    let long = a.chars().count().min(b.chars().count()) >= MIN_LETTERS_FOR_A_SLIP;
    let ends = |w: &str| w.ends_with('a');
    x == y && x.chars().count() >= 3 && ends(a) == ends(b)
        || long && ends(a) == ends(b) && a.chars().next() == b.chars().next() && distance(&x, &y) <= 1
}

/// Whether two folded first names are spellings of one, or one is the initial of the other.
pub fn same_first(a: &str, b: &str) -> bool {
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    let (x, y) = (sound(a), sound(b));
    // Ukrainian and Belarusian write h for Russian g: Oleh, Oleg.
    let hard = |k: &str| k.replace('h', "g");
    let skeleton = |k: &str| k.chars().filter(|c| !"aeiou".contains(*c)).collect::<String>();
    a == b
        || initial(a, b)
        || initial(b, a)
        || x == y
        || hard(&x) == hard(&y) && x.chars().count() >= 4
        || a.ends_with('a') == b.ends_with('a')
            && x.len() >= 5
            && y.len() >= 5
            && skeleton(&x) == skeleton(&y)
            && skeleton(&x).len() >= 3
            && distance(&x, &y) <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterations_sound_alike() {
        for (a, b) in [
            ("dostoevsky", "dostoevskyy"),
            ("dostoevsky", "dostoevskiy"),
            ("sergei", "sergey"),
            ("dmitry", "dmitri"),
            ("lavrov", "lawrow"),
        ] {
            assert_eq!(sound(a), sound(b), "{a} {b}");
        }
        assert!(same_first("mohammed", "muhammad"));
        assert!(!same_first("maria", "marta"));
        assert!(!same_first("maria", "mario"));
        assert!(!same_surname("putin", "rutin"));
        assert!(!same_surname("ivanov", "ivanova"));
    }

    #[test]
    fn distances() {
        assert_eq!(distance("abcd", "abdc"), 1);
        assert_eq!(distance("", "ab"), 2);
    }

    #[test]
    fn folding() {
        assert_eq!(fold("  San José’s "), "san jose");
        assert_eq!(organisation("The Organisation for al-Salt"), "organization for al salt");
    }
}
