//! Speakers through referents: whom the words that name a speaker refer to.
//!
//! In: quotes with `speaker_mention`, the report's referents and mentions. Out: `speaker` of each quote. The
//! mention whose head is the head of the speaker's words counts; of a relative pronoun, the noun it stands
//! for. A referent with a name is the speaker; one without gives its fullest description. A document that
//! speaks ("the statement") speaks for whoever issued it. Words that no mention covers are matched with names
//! by their last word, and kept as a description otherwise.

use std::collections::BTreeMap;

use types::{Doc, Mention, MentionKind, Party, Quote, Referent, Report, Span};

use super::lexicon;
use crate::tree::Tree;

/// Fills `speaker` of each quote.
pub(super) fn speakers(
    quotes: &mut [Quote],
    report: &Report,
    doc: &Doc,
    referents: &[Referent],
    mentions: &[Mention],
) {
    let tree = Tree::new(doc);
    let mut at = vec![None; doc.tokens.len()];
    for mention in mentions {
        let best: &mut Option<&Mention> = &mut at[mention.head];
        if best.is_none_or(|b| mention.span.len() >= b.span.len()) {
            *best = Some(mention);
        }
    }
    let finder = Finder { report, doc, tree, referents, mentions, at, described: described(mentions) };
    let mut before: Option<(Span, Party)> = None;
    for quote in quotes.iter_mut() {
        let Some(words) = quote.speaker_mention else { continue };
        let mut party = finder.party(words);
        if let Some((place, speaker)) = &before
            && finder.is_document(words)
            && !matches!(party, Some(Party::Referent(_)))
            && words.start.abs_diff(place.end) < MAX_ISSUER_BYTES
        {
            party = Some(speaker.clone());
        }
        if let Some(party) = &party {
            before = Some((quote.span, party.clone()));
        }
        quote.speaker = party;
    }
}

/// Farthest, in bytes, that "the statement" is from words of the one who issued it.
const MAX_ISSUER_BYTES: usize = 1500;

struct Finder<'a> {
    report: &'a Report,
    doc: &'a Doc,
    tree: Tree,
    referents: &'a [Referent],
    mentions: &'a [Mention],
    /// For each token the longest mention that it heads.
    at: Vec<Option<&'a Mention>>,
    described: BTreeMap<usize, Span>,
}

/// For each referent that is described the longest description, of equals the first.
fn described(mentions: &[Mention]) -> BTreeMap<usize, Span> {
    let mut longest: BTreeMap<usize, Span> = BTreeMap::new();
    for mention in mentions.iter().filter(|m| m.kind == MentionKind::Nominal) {
        let best = longest.entry(mention.referent).or_insert(mention.span);
        if (mention.span.len(), best.start) > (best.len(), mention.span.start) {
            *best = mention.span;
        }
    }
    longest
}

impl Finder<'_> {
    fn party(&self, words: Span) -> Option<Party> {
        let head = self.head(words)?;
        let head = self.antecedent(head);
        if let Some(mention) = self.mention(head, words) {
            return Some(self.speaker(mention.referent, words));
        }
        if let Some(issuer) = self.issuer(head) {
            return Some(issuer);
        }
        self.named(words, head).map(Party::Referent).or_else(|| {
            let text = words.get(&self.report.text)?.trim();
            (!text.is_empty() && self.doc.tokens[head].tag.as_ref() != "PRP")
                .then(|| Party::Description(text.to_owned()))
        })
    }

    fn speaker(&self, number: usize, words: Span) -> Party {
        let Some(referent) = self.referents.get(number) else { return Party::Referent(number) };
        if referent.name.is_some() {
            return Party::Referent(number);
        }
        let fullest = referent.description.clone().or_else(|| self.fullest(number));
        Party::Description(fullest.unwrap_or_else(|| words.get(&self.report.text).unwrap_or("").to_owned()))
    }

    /// The longest description among a referent's mentions.
    fn fullest(&self, number: usize) -> Option<String> {
        self.described.get(&number)?.get(&self.report.text).map(str::to_owned)
    }

    /// The token among the words that depends on none of them.
    fn head(&self, words: Span) -> Option<usize> {
        let tokens = self.doc.tokens_in(words);
        let outside = |t: &usize| !tokens.has(self.doc.tokens[*t].head) || self.doc.tokens[*t].head == *t;
        // A title that the parser took for a sentence of its own ("Lt. | Sam Orr") is not the head.
        let word = |t: usize| self.doc.tokens[t].span.get(&self.report.text).unwrap_or("");
        let title = |t: &usize| word(*t).ends_with('.') || tokens.has(*t + 1) && word(*t + 1) == ".";
        let heads = || tokens.iter().filter(outside);
        heads().find(|t| !title(t)).or_else(|| heads().next()).or_else(|| tokens.iter().last())
    }

    /// For "who", "that", "which" the noun that the clause describes.
    fn antecedent(&self, head: usize) -> usize {
        let token = &self.doc.tokens[head];
        if !matches!(token.tag.as_ref(), "WP" | "WDT") {
            return head;
        }
        let mut verb = token.head;
        for _ in 0..4 {
            let dep = self.doc.tokens[verb].dep.as_ref();
            if dep == "relcl" || dep == "acl" {
                return self.doc.tokens[verb].head;
            }
            verb = self.doc.tokens[verb].head;
        }
        head
    }

    /// The mention that the words are: with that head, or a name joined to it in apposition, or a name within.
    fn mention(&self, head: usize, words: Span) -> Option<&Mention> {
        let at = |t: usize| self.at[t];
        let named = |m: &&Mention| self.referents.get(m.referent).is_some_and(|r| r.name.is_some());
        let own = at(head);
        if own.as_ref().is_some_and(named) {
            return own;
        }
        let beside = self.tree.children(head).iter().filter(|c| self.doc.tokens[**c].dep.as_ref() == "appos");
        let apposed = beside.copied().find_map(|c| at(c).filter(|m| named(m) && m.kind == MentionKind::Name));
        apposed.or(own).or_else(|| {
            let covers = |m: &&Mention| m.tokens.has(head) && words.overlaps(m.span);
            let sentence = self.doc.sentences[self.doc.sentence_of(head)].tokens;
            let first = self.mentions.partition_point(|m| m.tokens.start < sentence.start);
            let near = self.mentions[first..].iter().take_while(|m| m.tokens.start <= head);
            near.filter(covers).min_by_key(|m| m.span.len())
        })
    }

    fn is_document(&self, words: Span) -> bool {
        self.head(words).is_some_and(|h| lexicon::is("document", &self.doc.tokens[h].lemma.to_lowercase()))
    }

    /// Who issued a document: its owner, or the one after "by" or "from".
    fn issuer(&self, head: usize) -> Option<Party> {
        if !lexicon::is("document", &self.doc.tokens[head].lemma.to_lowercase()) {
            return None;
        }
        let child = |of: usize, dep: &str| {
            self.tree.children(of).iter().copied().find(|c| self.doc.tokens[*c].dep.as_ref() == dep)
        };
        let by = || {
            let prep = self
                .tree
                .children(head)
                .iter()
                .copied()
                .find(|c| matches!(self.doc.tokens[*c].lemma.as_ref(), "by" | "from"))?;
            child(prep, "pobj")
        };
        let owner = child(head, "poss").or_else(by)?;
        let mention = self.at[owner]?;
        Some(self.speaker(mention.referent, mention.span))
    }

    /// The referent whose name ends with the head word.
    fn named(&self, words: Span, head: usize) -> Option<usize> {
        let word = self.doc.tokens[head].span.get(&self.report.text)?;
        if !word.starts_with(char::is_uppercase) || words.is_empty() {
            return None;
        }
        let ends = |r: &Referent| {
            r.name.as_deref().and_then(|n| n.split_whitespace().last()).is_some_and(|l| l == word)
        };
        self.referents.iter().position(ends)
    }
}
