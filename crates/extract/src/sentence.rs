//! Sentences that the language pipeline ends after a short title ("Lt. | Sam Orr spoke"), joined again.
//!
//! Doc + text → Doc. A sentence that ends with a title's period and one that begins with a name, on one line of one block, are one
//! sentence: the title becomes a part of the name, what the title carried goes to the name or its verb, and the two trees are hung
//! together: a lone name takes the title's place, of two clauses the one that says carries the other. Tags and lemmas stay. The
//! reading itself (`read`) is left as the pipeline made it; whoever wants sentences as people see them calls [`join`] after it.

use types::{Doc, Label, MAX_SENTENCE_TOKENS, TokenSpan};

use crate::quote::{is_short_title, says};

/// Sentences of a document joined where only a title's period parts them.
pub fn join(doc: &mut Doc, text: &str) {
    let mut joined: Vec<types::Sentence> = Vec::with_capacity(doc.sentences.len());
    for sentence in std::mem::take(&mut doc.sentences) {
        if let Some(last) = joined.last_mut()
            && last.block == sentence.block
            && last.tokens.len() + sentence.tokens.len() <= MAX_SENTENCE_TOKENS
            && let Some(title) = title_at_end(doc, text, last.tokens, sentence.tokens)
        {
            hang(doc, text, title, last.tokens, sentence.tokens);
            last.tokens = TokenSpan::new(last.tokens.start, sentence.tokens.end);
        } else {
            joined.push(sentence);
        }
    }
    doc.sentences = joined;
}

/// The title that ends `first`, when `second` goes on with the name it belongs to.
fn title_at_end(doc: &Doc, text: &str, first: TokenSpan, second: TokenSpan) -> Option<usize> {
    if first.is_empty() || second.is_empty() || first.end != second.start {
        return None;
    }
    let last = first.end - 1;
    let word = doc.word(text, last);
    let title = match word.strip_suffix('.')? {
        "" => {
            let title = last.checked_sub(1).filter(|t| first.has(*t))?;
            let glued = doc.tokens[title].span.end == doc.tokens[last].span.start;
            (glued && is_short_title(doc.word(text, title))).then_some(title)
        }
        title => is_short_title(title).then_some(last),
    }?;
    let capital = doc.word(text, title).starts_with(char::is_uppercase);
    let next = &doc.tokens[second.start];
    let named = next.tag.starts_with("NNP") && next.span.of(text).starts_with(char::is_uppercase);
    let gap = text.get(doc.tokens[last].span.end..next.span.start)?;
    (capital && named && !gap.contains('\n')).then_some(title)
}

/// The root of a sentence's tree.
fn root(doc: &Doc, tokens: TokenSpan) -> usize {
    tokens.iter().find(|&t| doc.tokens[t].head == t).unwrap_or(tokens.start)
}

/// Hangs the trees of two sentences together at the title that ends the first.
fn hang(doc: &mut Doc, text: &str, title: usize, first: TokenSpan, second: TokenSpan) {
    let (top, other) = (root(doc, first), root(doc, second));
    let mut name = second.start;
    while second.has(doc.tokens[name].head)
        && doc.tokens[name].head > name
        && matches!(&*doc.tokens[name].dep, "compound" | "nmod" | "amod")
    {
        name = doc.tokens[name].head;
    }
    let (place, dep) = (doc.tokens[title].head, doc.tokens[title].dep.clone());
    for t in first.iter().filter(|&t| t != title) {
        if doc.tokens[t].head == title && t != first.end - 1 {
            let own = matches!(&*doc.tokens[t].dep, "compound" | "amod" | "det" | "poss" | "nmod" | "nummod");
            doc.tokens[t].head = if own { name } else { other };
        }
    }
    set(doc, title, name, "compound");
    if title != first.end - 1 {
        set(doc, first.end - 1, title, "punct");
    }
    if top == title {
        return;
    }
    if other == name {
        doc.tokens[name].head = place;
        doc.tokens[name].dep = dep;
    } else if says(&doc.tokens[other].lemma) && !says(&doc.tokens[top].lemma)
        || doc.word(text, first.start).starts_with(['"', '“'])
    {
        set(doc, top, other, "ccomp");
    } else {
        set(doc, other, top, "ccomp");
    }
}

fn set(doc: &mut Doc, token: usize, head: usize, dep: &str) {
    doc.tokens[token].head = head;
    doc.tokens[token].dep = Label::from(dep);
}
