//! Questions to the dependency tree that several slots ask: subjects, objects, negation, what hangs on what.

use types::{Doc, Pos};

/// Lower-cased dictionary form.
pub fn lemma(doc: &Doc, token: usize) -> String {
    doc.tokens[token].lemma.to_lowercase()
}

/// Label of the token's edge.
pub fn dep(doc: &Doc, token: usize) -> &str {
    &doc.tokens[token].dep
}

/// Whether the token is a verb, auxiliaries included.
pub fn is_verb(doc: &Doc, token: usize) -> bool {
    matches!(doc.tokens[token].pos, Pos::Verb | Pos::Aux)
}

/// The dependants with one of these labels.
pub fn with_dep<'d>(doc: &'d Doc, token: usize, deps: &'d [&str]) -> impl Iterator<Item = usize> + 'd {
    doc.children(token).filter(move |&c| deps.contains(&&*doc.tokens[c].dep))
}

/// Whether the verb is negated: "not", "never", "no longer", or a verb above it that says as much ("failed to").
pub fn negated(doc: &Doc, verb: usize) -> bool {
    let own = |v: usize| {
        doc.children(v).any(|c| {
            &*doc.tokens[c].dep == "neg"
                || matches!(&*doc.tokens[c].lemma, "not" | "never" | "n't" | "neither" | "nor")
        })
    };
    let head = doc.tokens[verb].head;
    let failed = matches!(dep(doc, verb), "xcomp" | "ccomp" | "pcomp")
        && matches!(&*doc.tokens[head].lemma, "fail" | "refuse" | "decline" | "unable" | "avoid");
    let through = dep(doc, verb) == "xcomp" && own(head)
        || dep(doc, verb) == "conj" && own(head) && !has_subject(doc, verb);
    own(verb) || failed || through
}

fn has_subject(doc: &Doc, verb: usize) -> bool {
    with_dep(doc, verb, &["nsubj", "nsubjpass"]).next().is_some()
}

/// The subject's head, of the verb itself or, where it shares one, of the verb it hangs on.
pub fn subject(doc: &Doc, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..4 {
        if let Some(s) = with_dep(doc, at, &["nsubj", "nsubjpass", "csubj"]).next() {
            return Some(s);
        }
        match dep(doc, at) {
            "conj" | "xcomp" | "advcl" if is_verb(doc, doc.tokens[at].head) => at = doc.tokens[at].head,
            "acl" | "relcl" => return Some(doc.tokens[at].head),
            _ => return None,
        }
    }
    None
}

/// Objects of prepositions of these words that hang on the token.
pub fn prep_objects(doc: &Doc, token: usize, words: &[&str]) -> Vec<usize> {
    with_dep(doc, token, &["prep", "agent", "dative"])
        .filter(|&p| words.contains(&&*lemma(doc, p)))
        .flat_map(|p| with_dep(doc, p, &["pobj", "pcomp"]).collect::<Vec<_>>())
        .collect()
}

/// The token and those joined to it by "and".
pub fn conjuncts(doc: &Doc, token: usize) -> Vec<usize> {
    let mut all = vec![token];
    let mut next = 0;
    while next < all.len() {
        let at = all[next];
        next += 1;
        all.extend(with_dep(doc, at, &["conj"]));
    }
    all
}

/// The tokens from the token's head up to the root.
pub fn above(doc: &Doc, token: usize) -> Vec<usize> {
    let mut chain = Vec::new();
    let mut at = token;
    while doc.tokens[at].head != at && chain.len() < 40 {
        at = doc.tokens[at].head;
        chain.push(at);
    }
    chain
}
