//! Numbers read again from words, by other means than the figures of a report were read.
//!
//! In: words. Out: every number they can be read as. This reader is generous ("5m" is 5 and 5,000,000): it does not say
//! what a text means but whether a number given out can come from the words at all.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Two numbers this near to each other, as a share, are one: decimals printed and parsed twice may differ in the last
/// place.
const SAME_SHARE: f64 = 1e-9;

/// What a number word does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Unit,
    Scale,
    Fraction,
    Vague,
}

static WORDS: LazyLock<BTreeMap<&str, Vec<(Kind, f64)>>> = LazyLock::new(|| {
    let mut words: BTreeMap<&str, Vec<(Kind, f64)>> = BTreeMap::new();
    for line in include_str!("../../data/numbers.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(word), Some(kind), Some(value)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let kind = match kind {
            "scale" => Kind::Scale,
            "fraction" => Kind::Fraction,
            "vague" => Kind::Vague,
            _ => Kind::Unit,
        };
        words.entry(word).or_default().extend(value.parse().ok().map(|v| (kind, v)));
    }
    words
});

/// The numbers that some words can be read as.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    /// Each reading.
    pub values: Vec<f64>,
    /// Whether a vague word stands among them ("dozens"): a range then cannot be told from the words alone.
    pub vague: bool,
}

impl Numbers {
    /// Whether the words can be read as this number.
    pub fn has(&self, value: f64) -> bool {
        self.values.iter().any(|v| (v - value).abs() <= SAME_SHARE * value.abs().max(1.0))
    }

    /// Adds what other words can be read as.
    pub fn extend(&mut self, other: Numbers) {
        self.values.extend(other.values);
        self.vague |= other.vague;
    }
}

/// Reads all numbers of some words.
pub fn read(words: &str) -> Numbers {
    let mut numbers = Numbers::default();
    // The number being put together, and whether there is one; what a scale has closed within it.
    let mut run: Option<Run> = None;
    for piece in pieces(words) {
        match known(&piece) {
            Some(readings) => run.get_or_insert_with(Run::default).take(&readings, &mut numbers),
            None if matches!(piece.as_str(), "and" | "a" | "an" | "of") => {}
            None => {
                if let Some(run) = run.take() {
                    run.end(&mut numbers);
                }
                digits_with_letters(&piece, &mut numbers);
            }
        }
    }
    if let Some(run) = run {
        run.end(&mut numbers);
    }
    numbers
}

/// As [`read`], for the words of one figure: "three out of five" is also 60 of a hundred, "an hour" is one.
pub fn read_figure(words: &str) -> Numbers {
    /// Few numbers only, so that nothing is squared.
    const MAX_NUMBERS: usize = 12;
    let mut numbers = read(words);
    // "a bullet", "an hour".
    if pieces(words).iter().any(|p| p == "a" || p == "an") {
        numbers.values.push(1.0);
    }
    if numbers.values.len() <= MAX_NUMBERS {
        let values = numbers.values.clone();
        for a in &values {
            numbers.values.extend(values.iter().filter(|b| *a < **b).map(|b| a / b * 100.0));
        }
    }
    numbers
}

/// Whether a word multiplies what stands before it.
pub fn is_scale(word: &str) -> bool {
    WORDS.get(word.to_lowercase().as_str()).is_some_and(|w| w.iter().any(|(kind, _)| *kind == Kind::Scale))
}

/// Words in small letters and digits with their points and commas, without other marks.
fn pieces(words: &str) -> Vec<String> {
    let split = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | ',' | '\''));
    words
        .split(split)
        .map(|w| w.trim_matches(['.', ',', '\'']).to_lowercase())
        .filter(|w| !w.is_empty())
        .collect()
}

/// What a piece can be: digits, or a number word.
fn known(piece: &str) -> Option<Vec<(Kind, f64)>> {
    if piece.starts_with(|c: char| c.is_ascii_digit()) {
        let values = digits(piece);
        return (!values.is_empty()).then(|| values.into_iter().map(|v| (Kind::Unit, v)).collect());
    }
    WORDS.get(piece).cloned()
}

/// Digits with points and commas as numbers: "1,200" is 1200, "1.5" is 1.5, "1.500" may be either.
fn digits(piece: &str) -> Vec<f64> {
    let mut values = Vec::new();
    if piece.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) {
        let grouped = |mark: char| piece.split(mark).skip(1).all(|g| g.len() == 3);
        let bare = |marks: &[char]| piece.chars().filter(|c| !marks.contains(c)).collect::<String>();
        let mut add = |text: String| values.extend(text.parse::<f64>().ok().filter(|v| v.is_finite()));
        add(bare(&[',']));
        if grouped('.') {
            add(bare(&['.', ',']));
        }
        if !grouped(',') {
            add(bare(&['.']).replace(',', "."));
            piece.split(',').for_each(|part| add(part.to_owned()));
        }
    }
    values
}

/// "200m", "21st", "5km": the digits alone, and times the scale that the letters are.
fn digits_with_letters(piece: &str, numbers: &mut Numbers) {
    let mut rest = piece;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = &rest[at..];
        let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(rest.len());
        let values = digits(rest[..end].trim_matches(['.', ',']));
        rest = &rest[end..];
        let letters_end = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        for value in values {
            numbers.values.push(value);
            for (kind, scale) in WORDS.get(&rest[..letters_end]).into_iter().flatten() {
                if *kind == Kind::Scale {
                    numbers.values.push(value * scale);
                }
            }
        }
        rest = &rest[letters_end..];
    }
}

/// A number being put together from words that follow each other.
#[derive(Default)]
struct Run {
    /// What scales have closed: the two thousand of "two thousand five hundred".
    closed: f64,
    /// What stands open: the five of "two thousand five".
    open: Option<f64>,
}

impl Run {
    /// Takes the next word; every stage of the way is a reading.
    fn take(&mut self, readings: &[(Kind, f64)], numbers: &mut Numbers) {
        let before = self.open;
        for &(kind, value) in readings {
            numbers.values.push(value);
            match kind {
                Kind::Unit => {
                    // "twenty one" adds; "five six" starts anew.
                    let adds =
                        before.is_some_and(|b| b >= 20.0 && value < 10.0 || b >= 100.0 && value < 100.0);
                    self.open = Some(if adds { before.unwrap_or(0.0) + value } else { value });
                }
                Kind::Scale => self.scale(before, value, numbers),
                Kind::Fraction => {
                    numbers.values.extend(before.map(|b| b * value));
                    numbers.values.extend(before.map(|b| b + value));
                    numbers.values.push(value * 100.0);
                    numbers.values.extend(before.map(|b| b * value * 100.0));
                    self.open = Some(value);
                }
                Kind::Vague => {
                    numbers.vague = true;
                    numbers.values.extend(before.map(|b| b * value));
                    self.open = Some(before.unwrap_or(1.0) * value);
                }
            }
            numbers.values.extend(self.open.map(|o| self.closed + o));
        }
    }

    /// Takes a scale: "hundred" stays open for what follows, a greater one closes.
    fn scale(&mut self, before: Option<f64>, value: f64, numbers: &mut Numbers) {
        let scaled = before.unwrap_or(1.0) * value;
        numbers.values.push(scaled);
        if value >= 1000.0 {
            self.closed += scaled;
            numbers.values.push(self.closed);
            self.open = None;
        } else {
            self.open = Some(scaled);
        }
    }

    /// The run is over.
    fn end(self, numbers: &mut Numbers) {
        numbers.values.push(self.closed + self.open.unwrap_or(0.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_digits() {
        let readings = [
            ("more than 14,000", 14000.0),
            ("$1.5 billion", 1.5e9),
            ("£200m", 2e8),
            ("twenty-one", 21.0),
            ("two hundred and fifty thousand", 250000.0),
            ("two thousand five hundred", 2500.0),
            ("half a million", 500000.0),
            ("a dozen", 12.0),
            ("two dozen", 24.0),
            ("3.5 percent", 3.5),
            ("the 21st", 21.0),
            ("one in five", 20.0),
            ("two-thirds", 200.0 / 3.0),
            ("2024-05-14", 14.0),
        ];
        for (words, value) in readings {
            assert!(read_figure(words).has(value), "{words}: {value} not in {:?}", read(words));
        }
    }

    #[test]
    fn other_numbers_are_not_read() {
        assert!(!read("more than 14,000").has(13000.0));
        assert!(!read("seventeen people").has(12.0));
        assert_eq!(read("nothing is counted here").values, Vec::<f64>::new());
        assert!(read("tens of thousands").vague);
    }
}
