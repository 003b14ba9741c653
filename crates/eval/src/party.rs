//! A brief beside its gold: which report is which file, who is who.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::text::{Text, fold, has_word, words};

/// The list in a field; empty when there is none.
pub fn list<'a>(v: &'a Value, key: &str) -> &'a [Value] {
    v.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The string in a field; empty when there is none.
pub fn string<'a>(v: &'a Value, key: &str) -> &'a str {
    v.get(key).and_then(Value::as_str).unwrap_or("")
}

/// The strings of a list.
pub fn strings<'a>(v: &'a Value, key: &str) -> impl Iterator<Item = &'a str> {
    list(v, key).iter().filter_map(Value::as_str)
}

/// The first characters of a string.
pub fn clip(s: &str, chars: usize) -> String {
    s.chars().take(chars).collect()
}

/// A brief and its gold with what both speak of.
pub struct Story<'a> {
    /// The brief's JSON.
    pub brief: &'a Value,
    /// The gold's JSON.
    pub gold: &'a Value,
    /// Report id → file name, for the reports that the gold knows.
    pub doc_of: BTreeMap<&'a str, &'a str>,
    /// Report id → text.
    pub text: BTreeMap<&'a str, Text<'a>>,
    /// Entity id → entity.
    pub entity: BTreeMap<&'a str, &'a Value>,
}

impl<'a> Story<'a> {
    /// Lines the two up.
    pub fn new(brief: &'a Value, gold: &'a Value) -> Self {
        let mut doc_of = BTreeMap::new();
        let mut text = BTreeMap::new();
        for report in list(brief, "reports") {
            let id = string(report, "id");
            let name = string(report, "source").rsplit(['/', '\\']).next().unwrap_or("");
            if gold.get("dates").is_some_and(|d| d.get(name).is_some()) {
                doc_of.insert(id, name);
            }
            text.insert(id, Text::new(string(report, "text")));
        }
        let entity = list(brief, "entities").iter().map(|e| (string(e, "id"), e)).collect();
        Story { brief, gold, doc_of, text, entity }
    }

    /// The file that a thing with a `report` stands in.
    pub fn doc(&self, thing: &Value) -> Option<&'a str> {
        self.doc_of.get(string(thing, "report")).copied()
    }

    /// The report of this file.
    pub fn report(&self, doc: &str) -> Option<&'a Value> {
        list(self.brief, "reports").iter().find(|r| self.doc_of.get(string(r, "id")) == Some(&doc))
    }

    /// The text of this file's report.
    pub fn text_of(&self, doc: &str) -> Option<&Text<'a>> {
        self.text.get(string(self.report(doc)?, "id"))
    }

    /// The words that a thing with `report`, `start` and `end` stands on.
    pub fn span(&self, thing: &Value) -> &'a str {
        let at = |key| thing.get(key).and_then(Value::as_u64).unwrap_or(0) as usize;
        self.text.get(string(thing, "report")).map_or("", |t| t.slice(at("start"), at("end")))
    }

    /// All spellings, folded, by which the gold knows a party.
    fn names_of(&self, name: &str) -> BTreeSet<String> {
        let mut out = BTreeSet::from([fold(name)]);
        for entity in list(self.gold, "entities").iter().filter(|e| string(e, "name") == name) {
            out.extend(strings(entity, "names").chain(strings(entity, "also")).map(fold));
        }
        if let Some(collective) = self.gold.get("collective") {
            out.extend(strings(collective, name).map(fold));
        }
        out
    }

    /// Whether `who` (`{"entity"}` or `{"description"}` or null) is the party that the gold names; `unnamed:` before
    /// a description stands for someone without a name.
    pub fn same_party(&self, who: Option<&Value>, gold: Option<&str>) -> bool {
        let who = who.filter(|w| w.as_object().is_some_and(|o| !o.is_empty()));
        let (Some(who), Some(gold)) = (who, gold) else { return who.is_none() && gold.is_none() };
        let id = who.get("entity").and_then(Value::as_str);
        let said: BTreeSet<String> = match id.and_then(|id| self.entity.get(id)) {
            Some(entity) => {
                let spellings = list(entity, "spellings").iter().map(|s| string(s, "text"));
                spellings.chain([string(entity, "name")]).map(fold).collect()
            }
            None => BTreeSet::from([fold(string(who, "description"))]),
        };
        if let Some(description) = gold.strip_prefix("unnamed:") {
            let small = ["us", "u", "s", "a", "an", "the", "senior"];
            let want: BTreeSet<String> =
                words(description).into_iter().filter(|w| !small.contains(&w.as_str())).collect();
            return id.is_none() && said.iter().any(|s| words(s).iter().any(|w| want.contains(w)));
        }
        let want = self.names_of(gold);
        // A description such as "the State Department" names its party with other words around.
        !said.is_disjoint(&want)
            || want.iter().filter(|w| w.chars().count() > 2).any(|w| said.iter().any(|s| has_word(s, w)))
    }
}
