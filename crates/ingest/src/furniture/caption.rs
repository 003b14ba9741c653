//! Picture captions and credits, known by their build.
//!
//! A caption describes what can be seen, in the present tense, and names day and place; or it says that it is one ("This photo
//! released by …", "FILE - In this …"); or it ends in a credit ("/ TASS", "(AP Photo/Ada Okoye)", "REUTERS/Lars Holm", "Getty Images").

use std::sync::LazyLock;

use regex::Regex;

use crate::{agency, form};

/// Captions are a few sentences at most.
const MAX_CAPTION_WORDS: usize = 110;

/// Without words of its own, a caption stands near the picture that heads the report: among the first so many pieces.
const HEAD_PIECES: usize = 3;

/// A credit alone is a name or two.
const MAX_CREDIT_WORDS: usize = 12;

/// A caption told only by a name behind a slash or dash is short.
const MAX_CREDITED_WORDS: usize = 45;

fn regex(pattern: &str) -> Regex {
    crate::pattern::compile(pattern)
}

/// A caption that says it is one.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?x)^(?:
        (?i:(?:this|these|in\ this|in\ these|undated|file|in\ an?)[\s,:]+(?:[\w.,\-]+\s+){0,6}?
            (?:file\s+)?(?:photos?|photographs?|pictures?|images?|screengrabs?|screenshots?|stills?|(?:video|frame|image)\ (?:grab|image|frame|made|taken|from)|handout)\b)
        |FILE\s?(?:PHOTO)?\s?[-–—:]
        |(?i:(?:photo|picture|image|caption|pictured|video|illustration|graphic|map)(?:\ (?:above|below|credit|courtesy|by|caption))?\s?:)
        |(?i:image\ (?:copyright|caption|source)\b)
        |(?i:enlarge\ this\ image\b)
        |(?i:pictured[,:\s])
        |(?i:screen\s?(?:grab|shot)\b)
        |(?i:(?:photo|image|video|picture)\s(?:credit|courtesy)\b)
        )",
    )
});

/// An opening that a sentence of the report may have too.
static WEAK_OPENING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?x)^(?i:(?:an?|the)\s+(?:[\w.,\-]+\s+){0,4}?(?:photos?|photographs?|pictures?|images?|video\ grab|frame\ grab|handout|combination\ photo)
            \s+(?:\w+\s+){0,3}?(?:released|provided|taken|made|shows?|issued|distributed|from)\b)",
    )
});

/// What tells that something happened rather than what a picture shows.
static TOLD_AS_PAST: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b(?:was|were|had|showed|appeared|did|has|have)\b"));

/// The number of a picture in a gallery.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| regex(r"^\d+\s?(?:of|/)\s?\d+\.?\s+"));

/// What stands between two commas.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| regex(r",[^,]{1,120},"));

static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?x)(?:
        [\[(]\s?(?:AP|AFP|EPA|PA|Reuters|REUTERS|Getty|Photo|PHOTO|Image|Picture|Credit|Courtesy|File|FILE)\b[^()]{0,120}[\])]\.?
        |[\[(][^()]{2,120}(?:/|\ via\ |\ through\ |\ for\ )\s?(?:AP|AFP|EPA|PA|Reuters|REUTERS|Getty(?:\ Images)?|The\ Associated\ Press|Associated\ Press|Shutterstock|[\p{L}\ ]{2,30}\ Images|Anadolu(?:\ Agency)?|Xinhua|Bloomberg|EFE|Handout|Twitter|Facebook)[\])]\.?
        |[\[(](?:Associated\ Press|The\ Associated\ Press|Getty\ Images|Handout|Supplied|PA|AP|AFP|EPA|Reuters)[\])]\.?
        |(?:REUTERS|Reuters|AFP|AP\ Photo|AP|EPA|EPA-EFE|EFE|Getty\ Images|GETTY\ IMAGES|Xinhua|Anadolu|dpa|ANSA|TASS)\s?/\s?\p{Lu}[\p{L}.'’\-]+(?:\s[\p{L}.'’\-]+){0,4}(?:/(?:File|FILE|Pool|POOL|Handout|Getty\ Images|AFP))*(?:\s(?:via|\|)\s[\p{L}\s]{2,30})?
        |(?:\p{Lu}[\p{L}.'’\-]*\s?){1,6}(?:/|\ [|]\ |/\s)\s?(?:AFP|AP|EPA|EPA-EFE|EFE|REUTERS|Reuters|Getty(?:\ Images)?|Shutterstock|TASS|Xinhua|Anadolu(?:\ Agency)?|NurPhoto|Alamy|Bloomberg|dpa|Sputnik|Pool|POOL|Handout|Flickr|Wikimedia(?:\ Commons)?|iStock|Unsplash|PA(?:\ Wire|\ Images)?)(?:/\p{L}+|\ via\ [\p{L}\ ]{2,30})*
        |(?:Getty\ Images|Shutterstock|iStock(?:photo)?|Alamy|AP\ Photo|EPA-EFE|PA\ (?:Wire|Images)|Wikimedia\ Commons|Creative\ Commons|Handout\ photo)
        |(?i:(?:photo|image|picture|credit|courtesy|source|photograph)s?(?:\s?:|\ (?:by|credit|courtesy(?:\ of)?)\s?:?))\s(?:\p{Lu}[\p{L}.'’\-]*[\s/,]*){1,6}
        )\s*$",
    )
});

/// A photographer and an agency behind a caption's last sentence: "… on May 1, 2023. Ada Okoye, AFP".
static COMMA_CREDIT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?x)(?:[.!?)\]”]|,?\ (?:19|20)\d\d)\s+(?P<credit>(?:\p{Lu}[\p{L}.'’\-]*\s){1,3}\p{Lu}[\p{L}.'’\-]+
        (?:,|\ [|–—-]|/)\s?(?:AP|AFP|EPA|EPA-EFE|EFE|Reuters|REUTERS|Getty(?:\ Images)?|The\ Associated\ Press|Associated\ Press|Agence\ France-Presse
            |Anadolu(?:\ Agency)?|Xinhua|Bloomberg|dpa|TASS|NurPhoto|Shutterstock|PA(?:\ Wire|\ Images)?|file\ photo)
        (?:\s?[/|]\s?[\p{L}\ ]{2,30}|\ via\ [\p{L}\ ]{2,30})?)\.?$",
    )
});

static DAY_AT_END: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2},\s+\d{4}|\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s+\d{4})\.?$",
    )
});

static VERBS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    include_str!("../../data/caption_verbs.txt")
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .collect()
});

/// Finite verbs that captions do not begin with.
const OTHER_VERBS: [&str; 22] = [
    "was", "were", "has", "have", "had", "will", "would", "can", "could", "comes", "came", "says", "said",
    "say", "did", "does", "may", "might", "should", "must", "been", "became",
];

/// Whether the first verb is one as captions have it: in the present, for what can be seen. Asides between commas are passed over.
fn shows(text: &str) -> bool {
    let text = NUMBER.replace(text, "");
    let main = ASIDE.replace_all(&text, " ");
    let words: Vec<&str> = main.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
    for (i, word) in words.iter().enumerate().skip(1) {
        let next = words.get(i + 1).copied().unwrap_or("");
        if ["is", "are"].contains(word) {
            return ["seen", "pictured", "shown", "photographed"].contains(&next) || next.ends_with("ing");
        }
        if VERBS.binary_search(word).is_ok() {
            return true;
        }
        let past = word.ends_with("ed")
            && !["by", "in", "as", "with", "at", "from"].contains(&next)
            && word.starts_with(char::is_lowercase);
        if OTHER_VERBS.contains(word) || past {
            return false;
        }
    }
    false
}

/// Why a block is a caption or credit, if it is one. `at` is its number in the body.
pub fn reason(block: &str, at: usize) -> Option<&'static str> {
    let words = form::words(block);
    if words > MAX_CAPTION_WORDS || block.len() > 1200 {
        return None;
    }
    let quoted = block.starts_with(['"', '“', '‘']);
    let credit = CREDIT.find(block);
    if credit.is_some_and(|c| block[..c.start()].trim().is_empty()) && words <= MAX_CREDIT_WORDS {
        return Some("photo-credit");
    }
    if OPENING.is_match(block) && !quoted {
        let telling = form::tells_of_others(block) && credit.is_none();
        return (!telling || block.starts_with("FILE")).then_some("photo-caption");
    }
    let past = TOLD_AS_PAST.is_match(block) || form::tells_of_others(block);
    if WEAK_OPENING.is_match(block) && !past {
        return Some("photo-caption");
    }
    if let Some(credit) = credit {
        let before = block[..credit.start()].trim();
        if before.is_empty() {
            return None;
        }
        let bracketed = credit.as_str().starts_with(['(', '[']);
        // A paragraph of running text that ends in "(AP)" credits its text, not a picture.
        let bare = bracketed
            && agency::short(credit.as_str().trim_matches(['(', ')', '[', ']', '.', ' '])).is_some();
        let told = form::tells_of_others(before);
        let ends = form::ends_sentence(before);
        let is_caption = match (bare, bracketed) {
            (true, _) => !told && !ends && words <= MAX_CREDITED_WORDS,
            (_, true) => !told || ends,
            _ => {
                words <= MAX_CREDITED_WORDS
                    && !told
                    && (credit.as_str().contains(['/', '|']) || ends || words <= 14)
            }
        };
        return is_caption.then_some("photo-caption");
    }
    if let Some(at) = COMMA_CREDIT.captures(block).and_then(|c| c.name("credit")).map(|c| c.start())
        && words <= MAX_CREDITED_WORDS
        && !form::tells_of_others(&block[..at])
    {
        return Some("photo-caption");
    }
    let dated = words <= MAX_CREDITED_WORDS
        && DAY_AT_END.is_match(block)
        && !form::tells_of_others(block)
        && shows(block);
    (dated && at < HEAD_PIECES && words >= 6).then_some("photo-caption")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_and_credits() {
        for caption in [
            "This photo released by the harbour police shows a ferry aground near Lagos, Nigeria, Monday, May 1, 2023. (Harbour police via AP)",
            "FILE - Minister Ada Okoye speaks in Abuja, May 1, 2023. (AP Photo/Lars Holm, File)",
            "1 of 3. A woman, hurt in what police say was a raid, is seen in a ward in Gumel May 1, 2023.",
            "A woman carries water past a flooded school in the town of Gumel May 1, 2023.",
            "Minister Ada Okoye. Foreign Ministry of Nigeria / TASS",
            "Boats at the quay in Lagos. REUTERS/Lars Holm",
            "Screengrab of the minister's page (PA)",
            "Rescuers at the quay (Harbour police/AP)",
            "Photo: Lars Holm",
            "Ada Okoye/AFP/Getty Images",
            "Divers bring a crate ashore near Lagos on May 1, 2023. Ada Okoye, AFP",
            "A crowd waits for the ferry in Lagos, May 1, 2023 Ada N. Okoye, Reuters",
        ] {
            assert!(reason(caption, 1).is_some(), "{caption}");
        }
    }

    #[test]
    fn sentences_are_no_captions() {
        for body in [
            "The image released by the agency shows that the dam had cracked, the engineer said on Monday.",
            "The latest blow comes in a letter signed by forty judges who sit in the court that burned on May 1, 2023.",
            "The pictures, from the maker of the pumps, were posted on the site of the dealer.",
            "Minister Denies Sending Photo, Cannot Say Whether Image Is Him",
            "The minister told AFP/Reuters nothing.",
            "She was born in Lagos on May 1, 1961.",
            "The pact was signed in the capital on 3 March 1998.",
            "The company said it had sold its stake in Getty Images",
            "The deal was struck on Monday, according to the agency (AP)",
            "He works for the Red Cross/Red Crescent.",
            "The minister said no more on May 1, 2023. Ada Okoye, AFP",
            "The photographs of the crate were bought from Ada Okoye, AFP",
        ] {
            assert_eq!(reason(body, 1), None, "{body}");
        }
    }

    #[test]
    fn the_verbs_are_sorted() {
        assert!(VERBS.is_sorted());
    }
}
