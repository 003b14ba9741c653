//! Two wordings laid side by side.
//!
//! In: an earlier and a later text. Out: runs of words that both have, that only the later has, that only the earlier
//! has; by longest common subsequence of words, case and punctuation aside. Wordings are a sentence long, so the plain
//! table serves; beyond [`MAX_WORDS`] the middle is taken as changed whole.

use types::{Change, ChangeKind};

/// Words of a text that are laid side by side; the table has the square of it.
const MAX_WORDS: usize = 400;

/// A word reduced to what makes a difference: letters and digits, small; a mark that stands alone stays.
fn key(word: &str) -> String {
    let bare: String = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if bare.is_empty() { word.to_owned() } else { bare }
}

/// For each pair of positions, how many words the rests of the two lists have in common, in order.
fn table(a: &[String], b: &[String]) -> Vec<Vec<usize>> {
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            rows[i][j] =
                if a[i] == b[j] { rows[i + 1][j + 1] + 1 } else { rows[i + 1][j].max(rows[i][j + 1]) };
        }
    }
    rows
}

/// Share of the words of the two texts that they have in common, in order, 0 to 1.
pub fn likeness(earlier: &str, later: &str) -> f64 {
    let keys = |text: &str| text.split_whitespace().take(MAX_WORDS).map(key).collect::<Vec<_>>();
    let (a, b) = (keys(earlier), keys(later));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    2.0 * table(&a, &b)[0][0] as f64 / (a.len() + b.len()) as f64
}

/// What changed from the earlier text to the later one.
pub fn changes(earlier: &str, later: &str) -> Vec<Change> {
    let split = |text: &'_ str| text.split_whitespace().map(str::to_owned).collect::<Vec<String>>();
    let (old, new) = (split(earlier), split(later));
    let (head_old, head_new) = (old.len().min(MAX_WORDS), new.len().min(MAX_WORDS));
    let a: Vec<String> = old[..head_old].iter().map(|w| key(w)).collect();
    let b: Vec<String> = new[..head_new].iter().map(|w| key(w)).collect();
    let rows = table(&a, &b);
    let mut runs: Vec<(ChangeKind, Vec<&str>)> = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        let (kind, word) = if i < a.len() && j < b.len() && a[i] == b[j] {
            (ChangeKind::Equal, new[j].as_str())
        } else if j == b.len() || i < a.len() && rows[i + 1][j] >= rows[i][j + 1] {
            (ChangeKind::Deleted, old[i].as_str())
        } else {
            (ChangeKind::Inserted, new[j].as_str())
        };
        i += usize::from(kind != ChangeKind::Inserted);
        j += usize::from(kind != ChangeKind::Deleted);
        push(&mut runs, kind, word);
    }
    old[head_old..].iter().for_each(|w| push(&mut runs, ChangeKind::Deleted, w));
    new[head_new..].iter().for_each(|w| push(&mut runs, ChangeKind::Inserted, w));
    runs.into_iter().map(|(kind, words)| Change { kind, text: words.join(" ") }).collect()
}

/// Adds a word to the runs; between two words that both have, what was deleted comes before what was inserted.
fn push<'w>(runs: &mut Vec<(ChangeKind, Vec<&'w str>)>, kind: ChangeKind, word: &'w str) {
    let last = runs.len();
    if last > 0 && runs[last - 1].0 == kind {
        runs[last - 1].1.push(word);
    } else if kind == ChangeKind::Deleted && last > 0 && runs[last - 1].0 == ChangeKind::Inserted {
        match runs.get_mut(last.wrapping_sub(2)).filter(|r| r.0 == ChangeKind::Deleted) {
            Some(before) => before.1.push(word),
            None => runs.insert(last - 1, (kind, vec![word])),
        }
    } else {
        runs.push((kind, vec![word]));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(earlier: &str, later: &str) -> String {
        let shown = |c: &Change| match c.kind {
            ChangeKind::Equal => c.text.clone(),
            ChangeKind::Inserted => format!("{{+{}+}}", c.text),
            ChangeKind::Deleted => format!("[-{}-]", c.text),
        };
        changes(earlier, later).iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_that_changed_stand_out() {
        assert_eq!(
            plain("We will not leave the harbour tonight", "we shall never leave the harbour."),
            "we [-will not-] {+shall never+} leave the harbour. [-tonight-]"
        );
        assert_eq!(plain("", "new words"), "{+new words+}");
        assert_eq!(plain("", ""), "");
    }

    proptest! {
        /// The later text is what is equal and inserted; nothing of it is lost.
        #[test]
        fn the_later_text_is_whole(a in "([a-d]{1,2} ){0,30}", b in "([a-d]{1,2} ){0,30}") {
            let kept: Vec<String> = changes(&a, &b).into_iter()
                .filter(|c| c.kind != ChangeKind::Deleted).map(|c| c.text).collect();
            prop_assert_eq!(kept.join(" "), b.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}
