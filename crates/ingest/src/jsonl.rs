//! Records of a JSONL file: `{"id", "text" or "html", "title"?, "date"?, "url"?, "outlet"?}`, one a line.

use serde::Deserialize;
use serde_json::Value;

use crate::error::Error;

/// One record.
#[derive(Debug, Default)]
pub struct Record {
    /// Its name; the report's source.
    pub id: String,
    /// What it holds.
    pub body: Body,
    /// Headline.
    pub title: Option<String>,
    /// Publication date, in any form that is understood.
    pub date: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Publisher.
    pub outlet: Option<String>,
}

/// The report in a record.
#[derive(Debug)]
pub enum Body {
    /// Plain text.
    Text(String),
    /// A page.
    Html(String),
}

impl Default for Body {
    fn default() -> Self {
        Body::Text(String::new())
    }
}

#[derive(Deserialize)]
struct Raw {
    id: Option<Value>,
    text: Option<Value>,
    html: Option<Value>,
    title: Option<Value>,
    date: Option<Value>,
    url: Option<Value>,
    outlet: Option<Value>,
}

/// A field as a string: numbers count too, anything else and the empty string do not.
fn string(value: Option<Value>) -> Option<String> {
    let text = match value? {
        Value::String(s) => s,
        Value::Number(n) => n.to_string(),
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// Reads one line. `number` counts from 1 and names a record that has no id.
///
/// # Errors
/// When the line is no JSON object, or has neither text nor html.
pub fn record(line: &str, number: usize) -> Result<Record, Error> {
    let bad = |what: String| Error::BadRecord { line: number, what };
    let raw: Raw = serde_json::from_str(line).map_err(|e| {
        bad(match e.classify() {
            serde_json::error::Category::Eof => "breaks off in the middle".to_owned(),
            serde_json::error::Category::Data => "is no object".to_owned(),
            _ => format!("is no JSON (column {})", e.column()),
        })
    })?;
    let body = match (string(raw.text), string(raw.html)) {
        (Some(text), _) => Body::Text(text),
        (None, Some(html)) => Body::Html(html),
        (None, None) => return Err(bad("has neither \"text\" nor \"html\"".to_owned())),
    };
    let id = string(raw.id).ok_or_else(|| bad("has no \"id\"".to_owned()))?;
    Ok(Record {
        id,
        body,
        title: string(raw.title),
        date: string(raw.date),
        url: string(raw.url),
        outlet: string(raw.outlet),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_and_bad_records() {
        let good =
            record(r#"{"id": 7, "text": "Rain.", "title": "", "date": "2023-05-06"}"#, 1).expect("a record");
        assert_eq!((good.id.as_str(), good.title, good.date.as_deref()), ("7", None, Some("2023-05-06")));
        for (bad, says) in [
            ("{", "breaks off"),
            ("[]", "is no"),
            ("{\"id\":\"a\"}", "neither"),
            ("x", "is no JSON"),
            ("{\"text\":\"a\"}", "no \"id\""),
        ] {
            let error = record(bad, 3).expect_err("no record").to_string();
            assert!(error.starts_with("line 3: ") && error.contains(says), "{error}");
        }
    }
}
