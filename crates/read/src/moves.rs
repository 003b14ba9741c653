//! The classes of a transition system: `parser/moves`, `ner/moves`.
//!
//! Classes are numbered by action, inside an action by falling frequency, ties by falling label.

use std::collections::BTreeMap;

use types::Label;

use crate::{
    error::Error,
    pack::{Reader, Value},
};

/// One class.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Move {
    pub(crate) action: u8,
    pub(crate) label: Label,
}

/// Parses a `moves` file into its classes; actions must lie in `actions`.
///
/// # Errors
/// When it is damaged or names another action.
pub(crate) fn parse(
    file: &str,
    bytes: &[u8],
    actions: std::ops::RangeInclusive<u8>,
) -> Result<Vec<Move>, Error> {
    let map = Reader::whole(file, bytes)?;
    let json = map.get("moves").and_then(Value::text).ok_or_else(|| Error::missing(file, "moves"))?;
    let expected = "an object of actions, labels and frequencies";
    let counts: BTreeMap<u8, BTreeMap<String, i64>> =
        serde_json::from_str(json).map_err(|e| Error::unexpected(file, "moves", expected, e.to_string()))?;
    let mut moves = Vec::new();
    for (action, labels) in counts {
        if labels.is_empty() {
            continue;
        }
        if !actions.contains(&action) {
            return Err(Error::unexpected(
                file,
                "moves",
                format!("actions {actions:?}"),
                format!("action {action}"),
            ));
        }
        let mut labels: Vec<(i64, String)> = labels.into_iter().map(|(label, n)| (n, label)).collect();
        labels.sort_unstable_by(|a, b| b.cmp(a));
        moves.extend(labels.into_iter().map(|(_, label)| Move { action, label: label.into() }));
    }
    Ok(moves)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_by_action_then_frequency_then_label() {
        let json = br#"{"2":{"a":5,"b":9,"c":5},"0":{"":1},"10":{}}"#;
        let mut bytes = b"\x81\xa5moves\xd9".to_vec();
        bytes.push(json.len() as u8);
        bytes.extend(json);
        let moves = parse("m", &bytes, 0..=4).expect("well formed");
        let shown: Vec<String> = moves.iter().map(|m| format!("{}{}", m.action, m.label)).collect();
        assert_eq!(shown, ["0", "2b", "2c", "2a"]);
        assert!(parse("m", &bytes, 0..=1).is_err());
        assert!(parse("m", b"\x81\xa5moves\xa1{", 0..=4).is_err());
    }
}
