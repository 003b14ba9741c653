//! The attribute ruler: `attribute_ruler/patterns`. Coarse part of speech, morphology and some lemmas from tags, labels
//! and words.
//!
//! All patterns are matched against the tokens as the tagger and parser left them; then their attributes are set in
//! the order of the rules, later ones over earlier ones. Which patterns can begin at a tag is known beforehand, and
//! which conditions a word fulfils is asked once a word, so little is left to test for each token.

use types::{Label, Pos};

use crate::{
    error::Error,
    pack::{Reader, Value},
    pattern::Pattern,
};

/// A condition on the word in lower case.
#[derive(Debug)]
enum WordTest {
    In(Vec<Box<str>>),
    NotIn(Vec<Box<str>>),
    Like(Box<str>, Pattern),
}

/// Conditions on one token.
#[derive(Debug, Default)]
struct TokenTest {
    /// For each tag whether it is allowed.
    tags: Option<Vec<bool>>,
    deps: Option<Vec<bool>>,
    /// A number in `Ruler::words`.
    word: Option<u16>,
    space: Option<bool>,
}

#[derive(Debug)]
struct Sequence {
    rule: usize,
    tests: Vec<TokenTest>,
    /// Which token of the match is changed.
    target: usize,
}

/// What a rule sets.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attrs {
    pub(crate) tag: Option<Label>,
    pub(crate) pos: Option<Pos>,
    pub(crate) morph: Option<Label>,
    pub(crate) dep: Option<Label>,
    pub(crate) lemma: Option<Label>,
}

/// What the ruler asks about a token.
pub(crate) struct Facts<'a> {
    pub(crate) tag: usize,
    pub(crate) dep: usize,
    pub(crate) space: bool,
    /// What [`Ruler::word_tests`] says of the word.
    pub(crate) word: &'a [u16],
}

/// The rules.
#[derive(Debug)]
pub(crate) struct Ruler {
    rules: Vec<Attrs>,
    sequences: Vec<Sequence>,
    /// For each tag the sequences that can begin with it.
    by_tag: Vec<Vec<usize>>,
    words: Vec<WordTest>,
}

impl Ruler {
    /// Parses the rules for a tagger with these `tags` and a parser with these dependency labels.
    ///
    /// # Errors
    /// When the file is damaged or uses a condition or attribute that is not known.
    pub(crate) fn parse(file: &str, bytes: &[u8], tags: &[Label], deps: &[Label]) -> Result<Ruler, Error> {
        let rules = Reader::whole(file, bytes)?;
        let mut ruler =
            Ruler { rules: Vec::new(), sequences: Vec::new(), by_tag: Vec::new(), words: Vec::new() };
        let rules =
            rules.array().ok_or_else(|| Error::unexpected(file, "the rules", "a list", "something else"))?;
        for (number, rule) in rules.iter().enumerate() {
            let foreign = |part: &str| Error::missing(file, format!("rule {number}, {part}"));
            let patterns = rule.get("patterns").and_then(Value::array).ok_or_else(|| foreign("patterns"))?;
            let attrs = rule.get("attrs").and_then(Value::map).ok_or_else(|| foreign("attrs"))?;
            let index = match rule.get("index") {
                Some(Value::Uint(n)) => *n as i64,
                Some(Value::Int(n)) => *n,
                _ => return Err(foreign("index")),
            };
            for pattern in patterns {
                let tests = pattern.array().filter(|p| !p.is_empty()).ok_or_else(|| foreign("patterns"))?;
                let len = tests.len();
                let target = if index < 0 { index.saturating_add(len as i64) } else { index };
                let target =
                    usize::try_from(target).ok().filter(|&t| t < len).ok_or_else(|| foreign("index"))?;
                let place = format!("rule {number}");
                let tests = tests.iter().map(|t| ruler.test(file, &place, t, tags, deps));
                let tests = tests.collect::<Result<_, _>>()?;
                ruler.sequences.push(Sequence { rule: number, tests, target });
            }
            ruler.rules.push(attributes(file, number, attrs)?);
        }
        ruler.by_tag = (0..tags.len())
            .map(|tag| {
                let begins = |s: &Sequence| s.tests[0].tags.as_ref().is_none_or(|allowed| allowed[tag]);
                (0..ruler.sequences.len()).filter(|&i| begins(&ruler.sequences[i])).collect()
            })
            .collect();
        Ok(ruler)
    }

    fn test(
        &mut self,
        file: &str,
        place: &str,
        test: &Value,
        tags: &[Label],
        deps: &[Label],
    ) -> Result<TokenTest, Error> {
        let foreign = |what: String| Error::unexpected(file, place, "TAG, DEP, LOWER or IS_SPACE", what);
        let mut made = TokenTest::default();
        for (key, value) in test.map().ok_or_else(|| foreign(format!("{test:?}")))? {
            let key = key.text().unwrap_or_default();
            if key == "IS_SPACE" {
                let Value::Bool(space) = value else { return Err(foreign(format!("{value:?}"))) };
                made.space = Some(*space);
                continue;
            }
            let test = word_test(file, place, value)?.ok_or_else(|| foreign(format!("{value:?}")))?;
            let allowed = |labels: &[Label]| labels.iter().map(|l| test.allows(l)).collect();
            match key {
                "TAG" => made.tags = Some(allowed(tags)),
                "DEP" => made.deps = Some(allowed(deps)),
                "LOWER" => {
                    let known = self.words.iter().position(|t| t.same(&test));
                    let number = known.unwrap_or(self.words.len());
                    if known.is_none() {
                        self.words.push(test);
                    }
                    made.word =
                        Some(u16::try_from(number).map_err(|_| foreign("too many words".to_owned()))?);
                }
                _ => return Err(foreign(key.to_owned())),
            }
        }
        Ok(made)
    }

    /// The numbers of the word conditions that a word in lower case fulfils.
    pub(crate) fn word_tests(&self, lower: &str) -> Vec<u16> {
        let tests = self.words.iter().enumerate().filter(|(_, t)| t.allows(lower));
        tests.map(|(i, _)| i as u16).collect()
    }

    /// Calls `set(token, attributes)` for what the rules set, in the order in which it is to be done.
    pub(crate) fn apply<'f>(
        &self,
        n: usize,
        facts: impl Fn(usize) -> Facts<'f>,
        mut set: impl FnMut(usize, &Attrs),
    ) {
        let mut matches = Vec::new();
        for start in 0..n {
            let first = facts(start);
            for &number in &self.by_tag[first.tag] {
                let sequence = &self.sequences[number];
                let fits = start + sequence.tests.len() <= n
                    && sequence.tests[0].holds(&first)
                    && sequence.tests.iter().enumerate().skip(1).all(|(i, t)| t.holds(&facts(start + i)));
                if fits {
                    matches.push((sequence.rule, start + sequence.target));
                }
            }
        }
        matches.sort_unstable();
        for (rule, token) in matches {
            set(token, &self.rules[rule]);
        }
    }
}

impl TokenTest {
    fn holds(&self, facts: &Facts) -> bool {
        self.word.is_none_or(|w| facts.word.contains(&w))
            && self.space.is_none_or(|s| s == facts.space)
            && self.tags.as_ref().is_none_or(|t| t[facts.tag])
            && self.deps.as_ref().is_none_or(|d| d[facts.dep])
    }
}

impl WordTest {
    fn allows(&self, word: &str) -> bool {
        match self {
            WordTest::In(words) => words.iter().any(|w| **w == *word),
            WordTest::NotIn(words) => !words.iter().any(|w| **w == *word),
            WordTest::Like(_, pattern) => pattern.search(word, 0).is_some(),
        }
    }

    fn same(&self, other: &WordTest) -> bool {
        match (self, other) {
            (WordTest::In(a), WordTest::In(b)) | (WordTest::NotIn(a), WordTest::NotIn(b)) => a == b,
            (WordTest::Like(a, _), WordTest::Like(b, _)) => a == b,
            _ => false,
        }
    }
}

/// The test for a string, `{IN: […]}`, `{NOT_IN: […]}` or `{REGEX: …}`.
fn word_test(file: &str, place: &str, value: &Value) -> Result<Option<WordTest>, Error> {
    if let Some(text) = value.text() {
        return Ok(Some(WordTest::In(vec![text.into()])));
    }
    let Some([(key, value)]) = value.map() else { return Ok(None) };
    let words = || value.array()?.iter().map(|w| w.text().map(Into::into)).collect::<Option<Vec<Box<str>>>>();
    Ok(match key.text() {
        Some("IN") => words().map(WordTest::In),
        Some("NOT_IN") => words().map(WordTest::NotIn),
        Some("REGEX") => {
            let Some(source) = value.text() else { return Ok(None) };
            let failed =
                |(at, problem)| Error::Pattern { file: file.to_owned(), node: place.to_owned(), at, problem };
            Some(WordTest::Like(source.into(), Pattern::new(source).map_err(failed)?))
        }
        _ => None,
    })
}

fn attributes(file: &str, number: usize, entries: &[(Value, Value)]) -> Result<Attrs, Error> {
    let mut attrs = Attrs::default();
    for (key, value) in entries {
        let foreign =
            || Error::unexpected(file, format!("rule {number}"), "attributes of a token", format!("{key:?}"));
        let text = value.text().ok_or_else(foreign)?;
        match key.text() {
            Some("TAG") => attrs.tag = Some(text.into()),
            Some("DEP") => attrs.dep = Some(text.into()),
            Some("LEMMA") => attrs.lemma = Some(text.into()),
            Some("MORPH") => attrs.morph = Some(if text == "_" { "".into() } else { text.into() }),
            Some("POS") => attrs.pos = Some(Pos::parse(text).ok_or_else(foreign)?),
            _ => return Err(foreign()),
        }
    }
    Ok(attrs)
}
