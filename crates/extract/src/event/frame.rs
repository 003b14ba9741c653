//! Predicates with their arguments, from the dependency tree.
//!
//! Doc → [`Frame`]s in order of the text: verbs, active or passive, with particles; nouns that name an event ("the invasion of X by Y"); a noun that a
//! verb without a meaning of its own carries ("held talks") with the arguments of both. Subjects that the clause leaves out come from where grammar
//! hides them: control and raising, relative clauses, participles, conjunctions (Quirk et al. 1985, chapters 14 to 17).

use types::{Doc, Pos};

use super::lexicon::LEXICON;
use crate::tree::Tree;

/// Steps up the tree that are followed to find an argument; deeper nesting is not news English.
const MAX_STEPS: usize = 6;

/// Signs that part a dateline from its sentence.
const DASHES: [&str; 5] = ["--", "-", "–", "—", ":"];

/// What stands as a clause beside a predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseKind {
    /// "to leave".
    Infinitive,
    /// "leaving", "of leaving".
    Gerund,
    /// "that they leave".
    That,
}

/// A predicate with its arguments, each as the token that heads it; conjuncts are split.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Its token.
    pub head: usize,
    /// Lower case, a particle after `_` ("carry_out").
    pub lemma: String,
    /// A noun rather than a verb.
    pub noun: bool,
    /// Who does it.
    pub subject: Vec<usize>,
    /// Whom or what it is done to.
    pub object: Vec<usize>,
    /// To whom something is given or said.
    pub indirect: Vec<usize>,
    /// Prepositions with what follows them.
    pub preps: Vec<(String, Vec<usize>)>,
    /// A clause that completes it, and that clause's predicate.
    pub clause: Option<(ClauseKind, usize)>,
    /// The verb that carries a noun: "held" of "held talks".
    pub light: Option<usize>,
    /// Words before a noun that tell its kind ("air" of "air strikes").
    pub modifiers: Vec<usize>,
}

/// A document's grammar, asked for arguments.
pub struct Grammar<'d> {
    pub(super) text: &'d str,
    pub(super) doc: &'d Doc,
    pub(super) tree: &'d Tree,
}

impl<'d> Grammar<'d> {
    /// The grammar of a document.
    pub fn new(text: &'d str, doc: &'d Doc, tree: &'d Tree) -> Grammar<'d> {
        Grammar { text, doc, tree }
    }

    pub(super) fn dep(&self, token: usize) -> &str {
        &self.doc.tokens[token].dep
    }

    pub(super) fn tag(&self, token: usize) -> &str {
        &self.doc.tokens[token].tag
    }

    /// Dictionary form, lower case.
    pub fn lemma(&self, token: usize) -> String {
        self.doc.tokens[token].lemma.to_lowercase()
    }

    /// The token that this one depends on; `None` for a root.
    pub fn governor(&self, token: usize) -> Option<usize> {
        Some(self.doc.tokens[token].head).filter(|h| *h != token)
    }

    pub(super) fn with(&self, token: usize, deps: &[&str]) -> Vec<usize> {
        let children = self.tree.children(token).iter().copied();
        children.filter(|c| deps.contains(&self.dep(*c))).collect()
    }

    pub(super) fn is_verb(&self, token: usize) -> bool {
        matches!(self.doc.tokens[token].pos, Pos::Verb | Pos::Aux) || self.tag(token).starts_with("VB")
    }

    /// The tokens with what is joined to them by "and".
    pub(super) fn split(&self, tokens: Vec<usize>) -> Vec<usize> {
        let mut all = Vec::new();
        for token in tokens {
            let mut at = token;
            all.push(at);
            for _ in 0..12 {
                let Some(next) = self.with(at, &["conj"]).into_iter().find(|c| !self.is_verb(*c)) else {
                    break;
                };
                all.push(next);
                at = next;
            }
        }
        all
    }

    /// For "who", "which", "that" the noun that the clause describes.
    fn antecedent(&self, token: usize) -> usize {
        if !matches!(self.tag(token), "WP" | "WDT") {
            return token;
        }
        let mut verb = token;
        for _ in 0..MAX_STEPS {
            let Some(up) = self.governor(verb) else { return token };
            verb = up;
            if self.dep(verb) == "relcl" {
                return self.governor(verb).unwrap_or(token);
            }
        }
        token
    }

    pub(super) fn arguments(&self, token: usize, deps: &[&str]) -> Vec<usize> {
        self.resolved(self.with(token, deps))
    }

    /// Tokens split at "and", relative pronouns replaced by what they stand for.
    fn resolved(&self, tokens: Vec<usize>) -> Vec<usize> {
        let split = self.split(tokens).into_iter();
        let mut found: Vec<usize> = split
            .flat_map(|t| match self.antecedent(t) {
                noun if noun == t => vec![t],
                noun => self.split(vec![noun]),
            })
            .collect();
        found.dedup();
        found
    }

    /// As [`Grammar::arguments`], without the place of a dateline that the parser takes for one ("LIMA (AP) -- Rebels seized").
    fn undated(&self, verb: usize, dep: &str) -> Vec<usize> {
        let dashed = |from: usize, to: usize| {
            let between = self.doc.tokens.get(from + 1..to).unwrap_or_default();
            between.iter().any(|t| DASHES.contains(&t.span.get(self.text).unwrap_or_default()))
        };
        let mut all = self.with(verb, &[dep]);
        if let Some(&last) = all.last() {
            all.retain(|t| *t == last || !dashed(*t, last));
        }
        if let [only] = all[..] {
            let behind = self.with(only, &["appos", "dep", "nmod", "conj", "nsubj"]);
            if let Some(&real) = behind.iter().find(|t| **t > only && **t < verb && dashed(only, **t)) {
                all = vec![real];
            }
        }
        self.listed(verb, &mut all);
        for t in &mut all {
            *t = self.swallowed(*t).unwrap_or(*t);
        }
        self.resolved(all)
    }

    /// The person whose body's name the parser cut in two: of "Rabbi Cohen of Temple Beth Shalom said" it makes "Beth Shalom said".
    fn swallowed(&self, subject: usize) -> Option<usize> {
        let before = self.tree.reach(subject).start.checked_sub(1)?;
        let name = |t: usize| self.tag(t) == "NNP";
        if !name(subject) || !name(before) || self.dep(before) != "pobj" {
            return None;
        }
        let person = self.governor(before).and_then(|of| self.governor(of))?;
        name(person).then_some(person)
    }

    /// A headline's list without "and": "Norway, Iceland agree".
    fn listed(&self, verb: usize, subjects: &mut Vec<usize>) {
        let [only] = subjects[..] else { return };
        if !matches!(self.tag(verb), "VBP" | "VB") || self.tag(only) != "NNP" {
            return;
        }
        let first = self.tree.reach(only).start;
        let comma = |t: usize| self.doc.tokens[t].span.get(self.text) == Some(",");
        let before = self.with(verb, &["npadvmod", "dep", "nsubj", "appos", "nmod"]);
        let joined = before.into_iter().find(|t| *t + 2 == first && comma(t + 1) && self.tag(*t) == "NNP");
        if let Some(other) = joined {
            subjects.insert(0, other);
        }
    }

    /// Whether the verb is passive, a participle without auxiliary included.
    pub fn is_passive(&self, verb: usize) -> bool {
        // "is headed to Oslo" says no more than "heads to Oslo".
        if LEXICON.is("on-the-way", &self.lemma(verb)) && self.with(verb, &["agent"]).is_empty() {
            return false;
        }
        if !self.with(verb, &["auxpass", "nsubjpass"]).is_empty() {
            return true;
        }
        // "nine were killed and dozens injured".
        let up = self.governor(verb).filter(|u| self.dep(verb) == "conj" && self.is_verb(*u));
        if up.is_some_and(|u| self.is_passive(u))
            && matches!(self.tag(verb), "VBN" | "VBD")
            && self.with(verb, &["aux", "dobj"]).is_empty()
            && LEXICON.is("done-to", &self.lemma(verb))
        {
            return true;
        }
        if self.tag(verb) != "VBN" || !self.with(verb, &["aux", "dobj", "nsubj"]).is_empty() {
            return false;
        }
        match self.dep(verb) {
            "amod" => self.squeezed(verb).is_none(),
            "acl" | "advcl" => true,
            "relcl" | "ccomp" => !self.with(verb, &["agent"]).is_empty(),
            "conj" => self.governor(verb).is_some_and(|h| self.is_verb(h) && self.is_passive(h)),
            _ => !self.with(verb, &["agent"]).is_empty(),
        }
    }

    /// A past tense that the parser takes for a participle between two names, "the Kremlin annexed Ukraine's peninsula": who did it, and to what.
    fn squeezed(&self, verb: usize) -> Option<(usize, usize)> {
        let owner = self.governor(verb).filter(|o| {
            self.dep(verb) == "amod" && *o == verb + 1 && self.dep(*o) == "poss" && self.tag(*o) == "NNP"
        })?;
        let before = self.with(owner, &["nmod", "compound"]).into_iter().find(|c| *c + 1 == verb)?;
        let named = self.tag(before).starts_with("NNP");
        Some((before, self.governor(owner)?)).filter(|_| named)
    }

    /// Who does what the verb says.
    pub fn subjects(&self, verb: usize, steps: usize) -> Vec<usize> {
        if steps > MAX_STEPS {
            return Vec::new();
        }
        if self.is_passive(verb) {
            let agents = self.with(verb, &["agent"]);
            return agents.into_iter().flat_map(|a| self.arguments(a, &["pobj"])).collect();
        }
        let mut own = self.undated(verb, "nsubj");
        if LEXICON.is("on-the-way", &self.lemma(verb)) {
            own.extend(self.arguments(verb, &["nsubjpass"]));
        }
        if own.is_empty() {
            // "ferry sinks": the headline's noun that the parser takes for a part of its verb.
            own.extend(self.with(verb, &["compound"]).into_iter().filter(|c| c + 1 == verb));
        }
        if !own.is_empty() {
            return own;
        }
        let Some(up) = self.governor(verb) else { return Vec::new() };
        match self.dep(verb) {
            "conj" if self.is_verb(up) => {
                if self.is_passive(up) {
                    self.objects(up, steps + 1)
                } else {
                    self.subjects(up, steps + 1)
                }
            }
            "xcomp" | "ccomp" => self.controller(up, steps),
            "advcl" | "dep" if self.is_verb(up) => self.raised(up, steps),
            "acl" if self.tag(verb) == "VBG" => match self.named_before(up, verb) {
                Some(doer) => self.split(vec![doer]),
                None => self.split(vec![up]),
            },
            // "King Olav to visit Madrid": a headline.
            "acl" if self.governor(up).is_none() && self.doc.tokens[up].pos == Pos::Propn => {
                self.split(vec![up])
            }
            "acl" => self.owner(up, steps),
            "relcl" => self.split(vec![up]),
            "pcomp" => {
                let Some(over) = self.governor(up) else { return Vec::new() };
                if self.is_verb(over) { self.controller(over, steps) } else { self.owner(over, steps) }
            }
            _ => Vec::new(),
        }
    }

    /// "a ban on Iceland joining": what the preposition brings right before the participle does it.
    fn named_before(&self, noun: usize, verb: usize) -> Option<usize> {
        let preps = self.with(noun, &["prep"]).into_iter();
        let of = preps.filter(|p| matches!(&*self.lemma(*p), "on" | "of" | "about" | "against"));
        of.flat_map(|p| self.with(p, &["pobj"]))
            .find(|o| o + 1 == verb && LEXICON.has_noun(&self.lemma(noun)))
    }

    /// The surface subject.
    pub(super) fn raised(&self, verb: usize, steps: usize) -> Vec<usize> {
        if self.is_passive(verb) { self.objects(verb, steps + 1) } else { self.subjects(verb, steps + 1) }
    }

    /// Who does what stands under a verb as infinitive or gerund: its object when it has one, except after verbs such as "promise".
    fn controller(&self, verb: usize, steps: usize) -> Vec<usize> {
        if !self.is_passive(verb) && !LEXICON.is("subject-control", &self.lemma(verb)) {
            let objects = self.arguments(verb, &["dobj", "dative"]);
            if !objects.is_empty() {
                return objects;
            }
        }
        self.raised(verb, steps)
    }

    /// Whose a noun is: "Lisbon's plan to", "they announced plans to".
    pub(super) fn owner(&self, noun: usize, steps: usize) -> Vec<usize> {
        let own = self.arguments(noun, &["poss"]);
        if !own.is_empty() || steps > MAX_STEPS {
            return own;
        }
        match self.governor(noun) {
            Some(up) if self.is_verb(up) && matches!(self.dep(noun), "dobj" | "attr") => {
                self.subjects(up, steps + 1)
            }
            Some(up) if self.dep(noun) == "pobj" => match self.governor(up) {
                Some(over) if self.is_verb(over) => self.raised(over, steps + 1),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    /// Whom or what the verb is done to.
    pub fn objects(&self, verb: usize, steps: usize) -> Vec<usize> {
        if steps > MAX_STEPS {
            return Vec::new();
        }
        let up = self.governor(verb);
        if self.is_passive(verb) {
            let own = self.arguments(verb, &["nsubjpass", "nsubj"]);
            if !own.is_empty() {
                return own;
            }
            return match (self.dep(verb), up) {
                ("acl" | "relcl" | "amod", Some(noun)) => self.split(vec![noun]),
                ("conj" | "advcl", Some(up)) if self.is_verb(up) => self.raised(up, steps),
                ("xcomp" | "ccomp", Some(up)) => self.controller(up, steps),
                ("pcomp", Some(prep)) => match self.governor(prep) {
                    Some(over) if self.is_verb(over) => self.controller(over, steps),
                    _ => Vec::new(),
                },
                _ => Vec::new(),
            };
        }
        let own = self.arguments(verb, &["dobj"]);
        if !own.is_empty() {
            return own;
        }
        if let Some((_, object)) = self.squeezed(verb) {
            return vec![object];
        }
        if self.dep(verb) == "relcl"
            && let Some(noun) = up
            && !self.with(verb, &["nsubj"]).is_empty()
            && !self.arguments(verb, &["nsubj"]).contains(&noun)
        {
            return self.split(vec![noun]);
        }
        // "attacked and looted the shop": what the last one names, the first one means as well.
        let joined =
            self.with(verb, &["conj"]).into_iter().find(|c| self.is_verb(*c) && !self.is_passive(*c));
        let bare = self
            .with(verb, &["prep", "ccomp", "xcomp", "acomp", "attr", "advmod", "npadvmod", "prt"])
            .is_empty();
        match joined {
            Some(next) if bare && self.with(next, &["nsubj"]).is_empty() => self.arguments(next, &["dobj"]),
            _ => Vec::new(),
        }
    }

    /// Prepositions of a word, with what follows them; "from … to …" and "of" that hang on the noun after another preposition are not taken.
    pub(super) fn preps(&self, token: usize) -> Vec<(String, Vec<usize>)> {
        let mut all = Vec::new();
        for prep in self.with(token, &["prep", "dative"]) {
            let objects = self.arguments(prep, &["pobj"]);
            if !objects.is_empty() {
                all.push((self.lemma(prep), objects));
            }
            // "out of", "ahead of": a preposition under a preposition.
            for inner in self.with(prep, &["prep"]) {
                let objects = self.arguments(inner, &["pobj"]);
                if !objects.is_empty() {
                    all.push((format!("{}_{}", self.lemma(prep), self.lemma(inner)), objects));
                }
            }
        }
        all
    }

    pub(super) fn clause(&self, token: usize) -> Option<(ClauseKind, usize)> {
        for child in self.tree.children(token) {
            let child = *child;
            let to = self.with(child, &["aux"]).into_iter().any(|a| self.tag(a) == "TO");
            match self.dep(child) {
                "xcomp" | "ccomp" | "acl" if to => return Some((ClauseKind::Infinitive, child)),
                "xcomp" if self.tag(child) == "VBG" => return Some((ClauseKind::Gerund, child)),
                // After a noun only a clause with its own "that": "proposals that they reject" has none.
                "ccomp" | "acl"
                    if self.is_verb(child)
                        && child > token
                        && (self.is_verb(token)
                            || !self.with(child, &["mark"]).is_empty() && !self.lacks_object(child)) =>
                {
                    return Some((ClauseKind::That, self.uncleft(child)));
                }
                "prep" => {
                    if let Some(&gerund) = self.with(child, &["pcomp"]).first() {
                        return Some((ClauseKind::Gerund, gerund));
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// "it was the rebels who attacked" is "the rebels attacked".
    fn uncleft(&self, verb: usize) -> usize {
        let it = self.with(verb, &["nsubj"]).into_iter().any(|s| self.lemma(s) == "it");
        if self.lemma(verb) != "be" || !it {
            return verb;
        }
        let attr = self.with(verb, &["attr"]);
        let clauses = attr.into_iter().flat_map(|a| self.with(a, &["relcl"]));
        let who = |v: &usize| self.with(*v, &["nsubj"]).iter().any(|s| matches!(self.tag(*s), "WP" | "WDT"));
        clauses.into_iter().find(who).unwrap_or(verb)
    }

    /// "proposals that they have ruled out": what a particle verb without an object is done to stands before it.
    fn lacks_object(&self, verb: usize) -> bool {
        let particle = !self.with(verb, &["prt"]).is_empty();
        particle && self.with(verb, &["dobj"]).is_empty() && !self.is_passive(verb)
    }

    /// The verb with its particle, or with an adverb that the lexicon knows as one ("pulled back").
    pub(super) fn verb_lemma(&self, verb: usize) -> String {
        let lemma = self.lemma(verb);
        if let Some(&particle) = self.with(verb, &["prt"]).first() {
            return format!("{lemma}_{}", self.lemma(particle));
        }
        let next = self.with(verb, &["advmod", "prep"]).into_iter().find(|c| *c == verb + 1);
        let joined = next.map(|c| format!("{lemma}_{}", self.lemma(c)));
        joined.filter(|j| LEXICON.has_verb(j)).unwrap_or(lemma)
    }

    /// "is willing to": a predicate adjective with the subject of its verb.
    fn adjective(&self, adjective: usize) -> Option<Frame> {
        let copula = self.governor(adjective).filter(|v| self.dep(adjective) == "acomp" && self.is_verb(*v));
        // "Two dead as ferry sinks": a headline leaves the copula out.
        let bare = || match self.governor(adjective) {
            None => self.arguments(adjective, &["nsubj"]),
            Some(_) => Vec::new(),
        };
        let subject = copula.map_or_else(bare, |copula| self.subjects(copula, 0));
        if copula.is_none() && subject.is_empty() {
            return None;
        }
        Some(Frame {
            head: adjective,
            lemma: self.lemma(adjective),
            noun: false,
            subject,
            object: Vec::new(),
            indirect: Vec::new(),
            preps: self.preps(adjective),
            clause: self.clause(adjective),
            light: None,
            modifiers: Vec::new(),
        })
    }

    /// A verb as a predicate.
    pub fn verb(&self, verb: usize) -> Frame {
        let mut indirect = self.arguments(verb, &["dative"]);
        indirect.retain(|t| self.doc.tokens[*t].pos != Pos::Adp);
        let clause = self.clause(verb);
        let mut object = self.objects(verb, 0);
        if let (true, Some((ClauseKind::Infinitive, inner))) = (object.is_empty(), clause) {
            object = self.arguments(inner, &["nsubj"]);
        }
        Frame {
            head: verb,
            lemma: self.verb_lemma(verb),
            noun: false,
            subject: self.subjects(verb, 0),
            object,
            indirect,
            preps: self.preps(verb),
            clause,
            light: None,
            modifiers: Vec::new(),
        }
    }

    /// "was in Oslo", "was behind the attack": a form of "be" with what a preposition brings.
    fn being(&self, be: usize) -> Option<Frame> {
        let copula = self.lemma(be) == "be" && !matches!(self.dep(be), "aux" | "auxpass");
        // "was in Oslo to meet the king": the purpose is no predicative.
        let purpose = |c: &usize| self.with(*c, &["aux"]).into_iter().any(|a| self.tag(a) == "TO");
        let bare = self.with(be, &["acomp", "attr", "xcomp", "oprd"]).iter().all(purpose);
        let preps = self.preps(be);
        (copula && bare && !preps.is_empty()).then(|| Frame { preps, ..self.verb(be) })
    }

    /// "with half of the arsenal out of the country": as "is out of the country".
    fn absolute(&self, preposition: usize) -> Option<Frame> {
        let mut subject = self.arguments(preposition, &["nsubj"]);
        // "with half of the arsenal out of the country", the parser's other way.
        let with =
            |n: &usize| self.dep(*n) == "pobj" && self.governor(*n).is_some_and(|w| self.lemma(w) == "with");
        if subject.is_empty() && self.lemma(preposition) == "out" {
            subject.extend(self.governor(preposition).filter(with));
        }
        if subject.is_empty() {
            return None;
        }
        let own = vec![(self.lemma(preposition), self.arguments(preposition, &["pobj"]))];
        let inner = self.with(preposition, &["prep"]).into_iter();
        let inner = inner.map(|p| {
            (format!("{}_{}", self.lemma(preposition), self.lemma(p)), self.arguments(p, &["pobj"]))
        });
        let preps = own.into_iter().chain(inner).filter(|(_, tokens)| !tokens.is_empty()).collect();
        Some(Frame { lemma: "be".to_owned(), subject, object: Vec::new(), preps, ..self.verb(preposition) })
    }

    /// All predicates, in order of the text. A verb that only carries a noun is not one.
    pub fn frames(&self) -> Vec<Frame> {
        let mut frames = Vec::new();
        let mut carried = vec![false; self.doc.tokens.len()];
        for t in 0..self.doc.tokens.len() {
            if self.is_event_noun(t) && self.hidden(t).is_none() {
                let frame = self.noun(t);
                if let Some(verb) = frame.light {
                    carried[verb] = true;
                }
                frames.push(frame);
            }
        }
        for (t, carried) in carried.into_iter().enumerate() {
            match self.doc.tokens[t].pos {
                Pos::Adj if LEXICON.has_adjective(&self.lemma(t)) => frames.extend(self.adjective(t)),
                Pos::Verb | Pos::Aux if self.lemma(t) == "be" => frames.extend(self.being(t)),
                // "a deal brokered by Norway": the deal's own event names Norway.
                Pos::Verb if self.is_making(t) => {}
                Pos::Verb if !carried && !matches!(self.dep(t), "aux" | "auxpass") => {
                    frames.push(self.verb(t));
                }
                Pos::Noun | Pos::Adv | Pos::Propn => frames.extend(self.hidden(t)),
                Pos::Adp => frames.extend(self.absolute(t)),
                _ => {}
            }
        }
        frames.sort_by_key(|f| f.head);
        frames
    }
}
