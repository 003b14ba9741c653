//! A brief's JSON, looked into without trust.
//!
//! In: any JSON value. Out: checks of sources, spans, words, figures, spellings and readings. A missing or mistyped field
//! is a failure, never a panic.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::number::{self, Numbers};
use super::{Check, Load, Verification};
use crate::{Chars, words};

/// Characters of words shown in a failure.
const MAX_SHOWN: usize = 60;

/// A brief's JSON with its reports' texts at hand.
pub struct Brief<'j> {
    json: &'j Value,
    /// Text and offsets of each report, by id.
    texts: BTreeMap<&'j str, (&'j str, Chars<'j>)>,
    /// TIMEX3 values with their spans, by report.
    times: BTreeMap<&'j str, Vec<(usize, usize, &'j str)>>,
}

/// A field's elements; none when it is no list.
pub fn list<'j>(value: &'j Value, name: &str) -> &'j [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A field's text.
pub fn text<'j>(value: &'j Value, name: &str) -> Option<&'j str> {
    value.get(name).and_then(Value::as_str)
}

/// A field's whole number.
pub fn whole(value: &Value, name: &str) -> Option<usize> {
    value.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok())
}

/// The first characters of some words, for a message.
pub fn shown(words: &str) -> String {
    let short: String = words.chars().take(MAX_SHOWN).collect();
    format!("“{}{}”", words::one_line(&short), if short.len() < words.len() { " …" } else { "" })
}

impl<'j> Brief<'j> {
    /// Takes the JSON apart.
    pub fn of(json: &'j Value) -> Brief<'j> {
        let mut brief = Brief { json, texts: BTreeMap::new(), times: BTreeMap::new() };
        for report in list(json, "reports") {
            if let (Some(id), Some(words)) = (text(report, "id"), text(report, "text")) {
                brief.texts.insert(id, (words, Chars::new(words)));
            }
        }
        for time in list(json, "times") {
            let place = (text(time, "report"), whole(time, "start"), whole(time, "end"), text(time, "value"));
            if let (Some(report), Some(start), Some(end), Some(value)) = place {
                brief.times.entry(report).or_default().push((start, end, value));
            }
        }
        brief
    }

    /// The JSON.
    pub fn json(&self) -> &'j Value {
        self.json
    }

    /// The words of `{"start", "end"}` in a report.
    ///
    /// # Errors
    /// What is wrong with the place.
    pub fn at(&self, report: Option<&str>, place: &Value) -> Result<&'j str, String> {
        let report = report.ok_or("no report is named")?;
        let (words, chars) = self.texts.get(report).ok_or(format!("there is no report {report:?}"))?;
        let (start, end) = (whole(place, "start"), whole(place, "end"));
        let (Some(start), Some(end)) = (start, end) else { return Err("start or end is no number".into()) };
        match (chars.byte(start), chars.byte(end)) {
            (Some(from), Some(to)) if from < to => Ok(&words[from..to]),
            _ => {
                Err(format!("{start}..{end} is no stretch of {report}, which has {} characters", chars.len()))
            }
        }
    }

    /// The words of one piece of evidence.
    ///
    /// # Errors
    /// What is wrong with the place.
    pub fn evidence(&self, evidence: &Value) -> Result<&'j str, String> {
        self.at(text(evidence, "report"), evidence)
    }

    /// The values of the times that overlap some evidence.
    pub fn times_in(&self, evidence: &Value) -> Vec<&'j str> {
        let (start, end) = (whole(evidence, "start").unwrap_or(0), whole(evidence, "end").unwrap_or(0));
        let times = text(evidence, "report").and_then(|r| self.times.get(r)).into_iter().flatten();
        times.filter(|(s, e, _)| *s < end && start < *e).map(|(_, _, value)| *value).collect()
    }

    /// 1. Each report's text is what its source gives again.
    pub fn check_sources(&self, verification: &mut Verification, load: &mut Load<'_>) {
        for (i, report) in list(self.json, "reports").iter().enumerate() {
            let path = format!("/reports/{i}");
            let Some(source) = text(report, "source") else {
                verification.note(Check::Source, &path, Err("it names no source".into()));
                continue;
            };
            let outcome = match (load(source, text(report, "container")), text(report, "text")) {
                (Err(error), _) => Err(format!("{source} cannot be read again: {error}")),
                (Ok(_), None) => Err("it has no text".into()),
                (Ok(again), Some(given)) if again.text != given => Err(difference(&again.text, given)),
                (Ok(again), Some(_)) if again.title.as_deref() != text(report, "title") => {
                    Err(format!("its title now reads {}", shown(again.title.as_deref().unwrap_or("nothing"))))
                }
                _ => Ok(()),
            };
            verification.note(Check::Source, &path, outcome);
        }
    }

    /// 2 and 3. Each span lies in its text; words given out read as their span does.
    pub fn check_spans(&self, verification: &mut Verification) {
        for (i, report) in list(self.json, "reports").iter().enumerate() {
            if let Some(rewritten) = report.get("rewritten") {
                self.walk(rewritten, &format!("/reports/{i}/rewritten"), text(report, "id"), verification);
            }
        }
        for part in [
            "entities",
            "quotes",
            "figures",
            "times",
            "events",
            "lineage",
            "findings",
            "timeline",
            "situation",
            "brief",
        ] {
            if let Some(value) = self.json.get(part) {
                self.walk(value, &format!("/{part}"), None, verification);
            }
        }
    }

    /// Checks every place below a value. A place without a report lies in that of the object around it.
    fn walk(&self, value: &Value, path: &str, report: Option<&str>, verification: &mut Verification) {
        match value {
            Value::Array(items) => {
                for (i, item) in items.iter().enumerate() {
                    self.walk(item, &format!("{path}/{i}"), report, verification);
                }
            }
            Value::Object(fields) => {
                let report = text(value, "report").or(report);
                if fields.contains_key("start") || fields.contains_key("end") {
                    self.place(value, fields, path, report, verification);
                }
                for (name, field) in fields {
                    self.walk(field, &format!("{path}/{name}"), report, verification);
                }
            }
            _ => {}
        }
    }

    /// Checks one place and the words that are given with it.
    fn place(
        &self,
        value: &Value,
        fields: &Map<String, Value>,
        path: &str,
        report: Option<&str>,
        verification: &mut Verification,
    ) {
        let words = self.at(report, value);
        verification.note(Check::Span, path, words.clone().map(|_| ()));
        if let (Ok(words), Some(given)) = (words, fields.get("text")) {
            let outcome = match given.as_str() {
                Some(given) if given == words => Ok(()),
                other => {
                    Err(format!("it gives {}, the report says {}", shown(other.unwrap_or("?")), shown(words)))
                }
            };
            verification.note(Check::Words, path, outcome);
        }
    }

    /// 4. Each figure's value can be read from its words.
    pub fn check_figures(&self, verification: &mut Verification) {
        for (i, figure) in list(self.json, "figures").iter().enumerate() {
            let Ok(words) = self.evidence(figure) else { continue };
            verification.note(Check::Figure, &format!("/figures/{i}"), figure_holds(figure, words));
        }
    }

    /// 5. Each spelling of a name stands in its reports.
    pub fn check_spellings(&self, verification: &mut Verification) {
        for (i, entity) in list(self.json, "entities").iter().enumerate() {
            for (j, spelling) in list(entity, "spellings").iter().enumerate() {
                let printed = text(spelling, "text").unwrap_or_default();
                let missing = list(spelling, "reports").iter().find(|r| {
                    let words = r.as_str().and_then(|r| self.texts.get(r)).map_or("", |(t, _)| *t);
                    printed.is_empty() || !folded(words).contains(&folded(printed))
                });
                let outcome = match missing {
                    Some(report) => Err(format!("{} does not stand in {report}", shown(printed))),
                    None => Ok(()),
                };
                verification.note(Check::Spelling, &format!("/entities/{i}/spellings/{j}"), outcome);
            }
        }
    }

    /// 6. Each reading stands on its words and counts no more sources than it has reports.
    pub fn check_readings(&self, verification: &mut Verification) {
        let copies = self.copies();
        for (i, finding) in list(self.json, "findings").iter().enumerate() {
            for (j, reading) in list(finding, "readings").iter().enumerate() {
                let outcome = self.reading_holds(reading, &copies);
                verification.note(Check::Reading, &format!("/findings/{i}/readings/{j}"), outcome);
            }
        }
    }

    /// The reports that are copies of others, each with the first of its kind.
    fn copies(&self) -> BTreeMap<&'j str, &'j str> {
        let mut first: BTreeMap<&str, &str> = self.texts.keys().map(|&id| (id, id)).collect();
        for pair in list(self.json, "lineage") {
            let kind = text(pair, "kind");
            let reports: Vec<&str> = list(pair, "reports").iter().filter_map(Value::as_str).collect();
            if let (Some("copy" | "rewrite"), [a, b]) = (kind, reports.as_slice())
                && let (Some(&a), Some(&b)) = (first.get(a), first.get(b))
            {
                first.values_mut().filter(|f| **f == b).for_each(|f| *f = a);
            }
        }
        first
    }

    /// Whether a reading stands on its words.
    fn reading_holds(&self, reading: &Value, copies: &BTreeMap<&str, &'j str>) -> Result<(), String> {
        let value = text(reading, "value").ok_or("it has no value")?;
        let evidence = list(reading, "evidence");
        if evidence.is_empty() {
            return Err("no words of a report are given".into());
        }
        let allowed = self.numbers_in(evidence)?;
        if let Some(number) = unfounded(&self.without_days_of_reports(value, evidence), &allowed) {
            return Err(format!("{} is not in the words of {}", number, shown(value)));
        }
        let origins: BTreeSet<&str> = evidence
            .iter()
            .filter_map(|e| text(e, "report"))
            .filter_map(|r| copies.get(r).copied())
            .collect();
        match whole(reading, "independent_sources") {
            Some(n) if (1..=origins.len()).contains(&n) => Ok(()),
            Some(n) => {
                Err(format!("{n} independent sources are counted, the words come from {}", origins.len()))
            }
            None => Err("independent_sources is no number".into()),
        }
    }

    /// Some words without the days on which the reports of the evidence were published: those are no numbers of the text.
    pub fn without_days_of_reports(&self, words: &str, evidence: &[Value]) -> String {
        let mut words = words.to_owned();
        for id in evidence.iter().filter_map(|e| text(e, "report")) {
            let report = list(self.json(), "reports").iter().find(|r| text(r, "id") == Some(id));
            if let Some(day) = report.and_then(|r| text(r, "published")).and_then(|p| p.get(..10)) {
                words = words.replace(day, "");
            }
        }
        words
    }

    /// The numbers that stand in some evidence, or in the dates it names.
    ///
    /// # Errors
    /// What is wrong with a place.
    pub fn numbers_in(&self, evidence: &[Value]) -> Result<Numbers, String> {
        let mut numbers = Numbers::default();
        for place in evidence {
            numbers.extend(number::read(self.evidence(place)?));
            for value in self.times_in(place) {
                numbers.extend(number::read(value));
                // A week or a month is told by its first and last day.
                for day in types::Time::days_of(value).into_iter().flat_map(|d| [d.first, d.last]) {
                    numbers.extend(number::read(&day.to_string()));
                }
            }
        }
        Ok(numbers)
    }
}

/// A number in digits of some words that is not among those allowed, as printed.
pub fn unfounded(words: &str, allowed: &Numbers) -> Option<String> {
    let mut rest = words;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = &rest[at..];
        let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(rest.len());
        let digits = rest[..end].trim_matches(['.', ',']);
        rest = &rest[end..];
        // "1.5 million" may stand for 1,500,000.
        let scale = rest.split_whitespace().next().filter(|_| rest.starts_with(' ')).unwrap_or_default();
        let scale: String = scale.chars().take_while(|c| c.is_alphabetic()).collect();
        let scaled = if number::is_scale(&scale) { format!("{digits} {scale}") } else { digits.to_owned() };
        if !number::read(&scaled).values.iter().any(|v| allowed.has(*v)) {
            return Some(digits.to_owned());
        }
    }
    None
}

/// Whether a figure's bounds follow from its words.
fn figure_holds(figure: &Value, words: &str) -> Result<(), String> {
    let number = |name: &str| figure.get(name).and_then(Value::as_f64);
    let read = number::read_figure(words);
    let (low, high, value) = (number("low"), number("high"), number("value"));
    if let (Some(low), Some(high)) = (low, high)
        && low > high
    {
        return Err(format!("its range {low}..{high} is empty"));
    }
    let outside = |v: f64| low.is_some_and(|l| v < l) || high.is_some_and(|h| v > h);
    if let Some(value) = value.filter(|&v| outside(v)) {
        return Err(format!("its value {value} lies outside its own range"));
    }
    if read.vague {
        return Ok(());
    }
    // A share told as a fraction ("two-thirds") is given to one decimal.
    let share = text(figure, "unit") == Some("percent");
    let rounds = |value: f64| share && read.values.iter().any(|v| (v - value).abs() <= 0.05);
    match (value, low.or(high)) {
        (Some(value), _) if read.has(value) || rounds(value) => Ok(()),
        (Some(value), _) => Err(format!("{value} cannot be read from {}", shown(words))),
        (None, Some(_)) if [low, high].into_iter().flatten().all(|b| read.has(b)) => Ok(()),
        (None, Some(_)) => Err(format!("its range cannot be read from {}", shown(words))),
        (None, None) => Err("it has neither value nor range".into()),
    }
}

/// Where two texts part.
fn difference(again: &str, given: &str) -> String {
    let at = again.chars().zip(given.chars()).take_while(|(a, b)| a == b).count();
    let rest = |text: &str| shown(&text.chars().skip(at).collect::<String>());
    format!("its text parts from the source at character {at}: {} against {}", rest(given), rest(again))
}

/// One line, quote marks and dashes of one kind, small letters.
pub fn folded(words: &str) -> String {
    let mark = |c: char| match c {
        '“' | '”' | '„' | '‘' | '’' | '"' | '«' | '»' | '`' => '\'',
        '–' | '—' | '−' | '‐' | '‑' => '-',
        c => c,
    };
    words::one_line(words)
        .chars()
        .filter(|c| !crate::view::is_control(*c))
        .map(mark)
        .collect::<String>()
        .to_lowercase()
}
