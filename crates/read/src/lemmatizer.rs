//! Dictionary forms by rule: `lemmatizer/lookups/lookups.bin`.
//!
//! Method: WordNet's morphy (endings are replaced, a form that the index lists is right), as spaCy's rule lemmatizer.

use std::collections::HashMap;

use types::Pos;

use crate::{
    chars::is_letter,
    error::Error,
    hash::string_id,
    pack::{Reader, Value},
};

/// Which of several listed forms wins, where spaCy changed its mind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LemmaOrder {
    /// The last matching rule: "hoped" → "hop". spaCy 3.8.
    #[default]
    Spacy38,
    /// The first matching rule: "hoped" → "hope". spaCy up to 3.7.
    Spacy37,
}

/// Rules, exceptions and known words of one part of speech.
#[derive(Debug, Default)]
struct Table {
    rules: Vec<(Box<str>, Box<str>)>,
    exceptions: HashMap<Box<str>, Vec<Box<str>>>,
    index: Words,
}

/// A set of words in one string.
#[derive(Debug, Default)]
struct Words {
    text: String,
    /// Where each word ends; sorted by word.
    ends: Vec<u32>,
}

impl Words {
    fn new(mut words: Vec<&str>) -> Words {
        if !words.is_sorted() {
            words.sort_unstable();
        }
        let mut made = Words::default();
        for word in words {
            made.text.push_str(word);
            made.ends.push(made.text.len() as u32);
        }
        made
    }

    fn word(&self, i: usize) -> &str {
        let start = if i == 0 { 0 } else { self.ends[i - 1] as usize };
        &self.text[start..self.ends[i] as usize]
    }

    fn has(&self, word: &str) -> bool {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = (low + high) / 2;
            match self.word(middle).cmp(word) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        false
    }
}

/// The tables by part of speech.
#[derive(Debug)]
pub(crate) struct Lemmatizer {
    tables: HashMap<u64, Table>,
    order: LemmaOrder,
}

impl Lemmatizer {
    /// Parses `lookups.bin`.
    ///
    /// # Errors
    /// When it is damaged or a table is missing.
    pub(crate) fn parse(file: &str, bytes: &[u8], order: LemmaOrder) -> Result<Lemmatizer, Error> {
        let lookups = Reader::whole(file, bytes)?;
        let mut tables: HashMap<u64, Table> = HashMap::new();
        let mut each = |name: &str, add: &mut dyn FnMut(&mut Table, &Value) -> Option<()>| {
            let entries = lookups.get(name).and_then(Value::map).ok_or_else(|| Error::missing(file, name))?;
            for (key, value) in entries {
                let added = key.uint().and_then(|id| add(tables.entry(id).or_default(), value));
                added
                    .ok_or_else(|| Error::unexpected(file, name, "a table of strings", format!("{key:?}")))?;
            }
            Ok::<(), Error>(())
        };
        each("lemma_rules", &mut |table, rules| {
            let pair = |rule: &Value| match rule.array()? {
                [old, new] => Some((old.text()?.into(), new.text()?.into())),
                _ => None,
            };
            table.rules = rules.array()?.iter().map(pair).collect::<Option<_>>()?;
            Some(())
        })?;
        each("lemma_exc", &mut |table, forms| {
            for (form, lemmas) in forms.map()? {
                let lemmas =
                    lemmas.array()?.iter().map(|l| l.text().map(Into::into)).collect::<Option<_>>()?;
                table.exceptions.insert(form.text()?.into(), lemmas);
            }
            Some(())
        })?;
        each("lemma_index", &mut |table, words| {
            table.index = Words::new(words.array()?.iter().map(Value::text).collect::<Option<_>>()?);
            Some(())
        })?;
        Ok(Lemmatizer { tables, order })
    }

    /// The dictionary form of a word.
    pub(crate) fn lemma(&self, text: &str, pos: Pos, morph: &str) -> String {
        let lower = text.to_lowercase();
        if pos == Pos::Space || is_base(pos, morph) {
            return lower;
        }
        match self.tables.get(&string_id(&pos.name().to_lowercase())) {
            Some(table) => table.lemma(text, &lower, self.order),
            None if pos == Pos::Propn => text.to_owned(),
            None => lower,
        }
    }
}

impl Table {
    fn lemma(&self, text: &str, lower: &str, order: LemmaOrder) -> String {
        let (mut forms, mut unknown): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for (old, new) in &self.rules {
            let Some(stem) = lower.strip_suffix(&**old) else { continue };
            let form = format!("{stem}{new}");
            if form.is_empty() {
                continue;
            }
            if self.index.has(&form) {
                let place = if order == LemmaOrder::Spacy38 { 0 } else { forms.len() };
                forms.insert(place, form);
            } else if form.chars().all(is_letter) {
                unknown.push(form);
            } else {
                forms.push(form);
            }
        }
        for form in self.exceptions.get(lower).into_iter().flatten() {
            if !forms.iter().any(|f| **f == **form) {
                forms.insert(0, form.as_ref().to_owned());
            }
        }
        forms.into_iter().chain(unknown).next().unwrap_or_else(|| text.to_owned())
    }
}

/// Whether the morphology says that the word is its own dictionary form.
fn is_base(pos: Pos, morph: &str) -> bool {
    let value = |feature: &str| {
        morph
            .split('|')
            .filter_map(|f| f.split_once('='))
            .find(|(name, _)| *name == feature)
            .map(|(_, value)| value)
    };
    let form = value("VerbForm");
    (pos == Pos::Noun && value("Number") == Some("Sing"))
        || (pos == Pos::Verb
            && form == Some("Fin")
            && value("Tense") == Some("Pres")
            && value("Number").is_none())
        || value("Degree") == Some("Pos")
        || matches!(form, Some("Inf" | "None"))
}
