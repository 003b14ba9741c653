//! JSON-LD of a page: the schema.org article in it.
//!
//! Articles stand alone, in arrays, in `@graph`, or as `mainEntity` of a page; scripts hold broken JSON often enough that the commonest
//! breaches are mended: comment and CDATA wrappers, raw line ends in strings, trailing commas.

use serde_json::{Map, Value};

/// Depth to which nested objects are looked through.
const MAX_DEPTH: usize = 8;

/// Objects looked at in one page.
const MAX_OBJECTS: usize = 2000;

/// The types that are news texts, without the `Article` that most end in.
const OTHER_TYPES: [&str; 4] = ["BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting"];

/// All articles in the scripts, in order.
pub fn articles(scripts: &[String]) -> Vec<Map<String, Value>> {
    let mut found = Vec::new();
    let mut left = MAX_OBJECTS;
    for script in scripts {
        if let Some(value) = parse(script) {
            collect(&value, 0, &mut left, &mut found);
        }
    }
    found
}

fn parse(script: &str) -> Option<Value> {
    let trimmed = script.trim();
    if let Ok(value) = serde_json::from_str(trimmed) {
        return Some(value);
    }
    serde_json::from_str(&mended(trimmed)).ok()
}

/// The script without wrappers, with raw control characters in strings as spaces, and without commas before a closing bracket.
fn mended(script: &str) -> String {
    let script = script.rsplit_once("<![CDATA[").map_or(script, |(_, inside)| inside);
    let script = script.split_once("]]>").map_or(script, |(inside, _)| inside);
    let start = script.find(['{', '[']).unwrap_or(0);
    let end = script.rfind(['}', ']']).map_or(script.len(), |e| e + 1);
    let mut out = String::with_capacity(script.len());
    let (mut inside, mut escaped) = (false, false);
    for c in script.get(start..end).unwrap_or("").chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if inside => escaped = true,
            '"' => inside = !inside,
            '}' | ']' if !inside => {
                let kept = out.trim_end().trim_end_matches(',').len();
                if out[kept..].contains(',') {
                    out.truncate(kept);
                }
            }
            _ => {}
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

fn collect(value: &Value, depth: usize, left: &mut usize, found: &mut Vec<Map<String, Value>>) {
    if depth > MAX_DEPTH || *left == 0 {
        return;
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter().for_each(|v| collect(v, depth + 1, left, found)),
        Value::Object(object) => {
            if is_article(object) {
                found.push(object.clone());
            }
            for key in
                ["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "liveBlogUpdate"]
            {
                if let Some(inner) = object.get(key).filter(|_| key != "liveBlogUpdate") {
                    collect(inner, depth + 1, left, found);
                }
            }
        }
        _ => {}
    }
}

fn is_article(object: &Map<String, Value>) -> bool {
    let is = |t: &str| {
        let t = t.rsplit(['/', ':']).next().unwrap_or(t);
        t.ends_with("Article") || OTHER_TYPES.contains(&t)
    };
    match object.get("@type") {
        Some(Value::String(t)) => is(t),
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

/// The names in a field that may be a string, an object with a name, or an array of these.
pub fn names(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(s)) => vec![s.clone()],
        Some(Value::Object(o)) => match o.get("name") {
            name @ Some(Value::Array(_) | Value::String(_)) => names(name),
            _ => Vec::new(),
        },
        Some(Value::Array(items)) => {
            items.iter().filter(|v| !v.is_array()).flat_map(|v| names(Some(v))).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_found_wherever_they_stand() {
        for script in [
            r#"{"@type":"NewsArticle","headline":"A"}"#,
            r#"[{"@type":"Organization"},{"@type":["Thing","ReportageNewsArticle"],"headline":"A"}]"#,
            r#"{"@graph":[{"@type":"WebPage","mainEntity":{"@type":"schema:Article","headline":"A"}}]}"#,
            "//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"A\",\"x\":\"line\nbreak\",}\n//]]>",
        ] {
            let found = articles(&[script.to_owned()]);
            assert_eq!(
                found.first().and_then(|a| a.get("headline")).and_then(Value::as_str),
                Some("A"),
                "{script}"
            );
        }
        assert!(articles(&["{\"@type\":".to_owned()]).is_empty());
    }
}
