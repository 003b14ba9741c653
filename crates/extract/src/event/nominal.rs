//! Nouns as predicates: "the invasion of X by Y", "held talks", "a deal brokered by X", and nouns that the parser should have taken for verbs.
//!
//! Noun → [`Frame`] with the arguments of the noun and of the verb that carries it; whoever does what the noun hangs on does the noun as well ("flew in
//! for talks"). After Meyers et al. 2004 ("NomBank") on where the arguments of nouns stand.

use types::{EventType, Pos};

use super::frame::{ClauseKind, Frame, Grammar};
use super::lexicon::LEXICON;

/// Steps from a noun up to the verb or person that it is told of ("in Oslo for talks").
const MAX_CLIMB: usize = 5;

impl Grammar<'_> {
    /// Whether a noun can be a predicate by itself.
    pub(super) fn is_event_noun(&self, token: usize) -> bool {
        matches!(self.doc.tokens[token].pos, Pos::Noun | Pos::Propn)
            && LEXICON.has_noun(&self.lemma(token))
            && !matches!(self.dep(token), "compound" | "nmod")
    }

    /// The verb that carries a noun: "held talks", "held a round of talks", "the talks that they held".
    fn carrier(&self, noun: usize) -> Option<usize> {
        let light = |verb: usize| self.is_verb(verb) && LEXICON.is("light", &self.verb_lemma(verb));
        let pronoun = |t: &usize| matches!(self.tag(*t), "WDT" | "WP");
        let own = |verb: &usize| light(*verb) && self.with(*verb, &["dobj", "ccomp"]).iter().all(pronoun);
        let relative = || {
            let clauses = self.with(noun, &["relcl"]).into_iter().filter(own);
            clauses
                .filter(|v| !self.with(*v, &["nsubj"]).is_empty())
                .find(|v| self.objects(*v, 0).contains(&noun))
        };
        let Some(up) = self.governor(noun) else { return relative() };
        let found = match self.dep(noun) {
            "dobj" | "nsubjpass" => Some(up),
            "conj" => self.carrier(up),
            "pobj" if self.lemma(up) == "of" => {
                let over = self.governor(up).filter(|o| LEXICON.is("part-of-event", &self.lemma(*o)));
                over.and_then(|o| self.carrier(o))
            }
            _ => None,
        };
        found.filter(|v| light(*v)).or_else(relative)
    }

    /// A noun as a predicate.
    pub(super) fn noun(&self, noun: usize) -> Frame {
        let light = self.carrier(noun);
        let mut preps = self.preps(noun);
        let mut subject: Vec<usize> = Vec::new();
        let mut object: Vec<usize> = Vec::new();
        if let Some(verb) = light {
            subject = self.subjects(verb, 0);
            object = self.arguments(verb, &["dative"]);
            object.retain(|t| self.doc.tokens[*t].pos != Pos::Adp);
            preps.extend(self.preps(verb));
        }
        for (prep, tokens) in &preps {
            match prep.as_str() {
                "by" | "between" | "among" => subject.extend(tokens),
                "of" => object.extend(tokens),
                _ => {}
            }
        }
        let makers = self.makers(noun);
        if subject.is_empty() {
            // "Sunday's attack" is nobody's.
            let dated = |t: &usize| LEXICON.is("date-owner", &self.lemma(*t));
            subject = self.arguments(noun, &["poss"]).into_iter().filter(|t| !dated(t)).collect();
        }
        let modifiers: Vec<usize> = self.with(noun, &["compound", "amod", "nmod"]);
        if subject.is_empty() {
            subject = modifiers.iter().copied().filter(|m| self.names_a_doer(*m)).collect();
        }
        if subject.is_empty() {
            subject = self.doers_around(noun);
        }
        subject.extend(makers.into_iter().filter(|m| !subject.contains(m)).collect::<Vec<_>>());
        Frame {
            head: noun,
            lemma: self.lemma(noun),
            noun: true,
            subject,
            object,
            indirect: Vec::new(),
            preps,
            clause: self.clause(noun).or_else(|| self.reduced(noun)),
            light,
            modifiers,
        }
    }

    /// "information of gas being used", "reports of troops entering": a clause whose subject the preposition takes.
    fn reduced(&self, noun: usize) -> Option<(ClauseKind, usize)> {
        let things = self.with(noun, &["prep"]).into_iter().flat_map(|p| self.with(p, &["pobj"]));
        let verbs = things.flat_map(|t| self.with(t, &["acl"]));
        let mut being = verbs.filter(|v| {
            self.tag(*v) == "VBG" || self.with(*v, &["auxpass"]).iter().any(|a| self.tag(*a) == "VBG")
        });
        being.next().map(|v| (ClauseKind::Gerund, v))
    }

    /// A word before a noun that can be who does it: a name ("the Peruvian attack"), or fighters ("rebel shelling").
    fn names_a_doer(&self, word: usize) -> bool {
        let printed = self.doc.tokens[word].span.get(self.text).unwrap_or_default();
        let lemma = self.lemma(word);
        let people = LEXICON.is("PERSON", &lemma) || (self.tag(word) == "NN" && LEXICON.is("ORG", &lemma));
        printed.starts_with(char::is_uppercase) || (people && LEXICON.is("FIGHTER", &lemma))
    }

    /// Those who made what the noun names: "a deal brokered by Norway".
    fn makers(&self, noun: usize) -> Vec<usize> {
        let made = self.with(noun, &["acl", "relcl"]).into_iter();
        let made = made.filter(|v| LEXICON.is("making-deals", &self.lemma(*v)) && self.is_passive(*v));
        made.flat_map(|v| self.subjects(v, 0)).collect()
    }

    /// Whether a verb only says who made the deal that it describes.
    pub(super) fn is_making(&self, verb: usize) -> bool {
        let noun = self.governor(verb).filter(|_| matches!(self.dep(verb), "acl" | "relcl"));
        let agrees = |n: usize| LEXICON.noun(&self.lemma(n)).any(|e| e.kind == Some(EventType::Agree));
        let deal = |n: usize| self.is_event_noun(n) && agrees(n);
        LEXICON.is("making-deals", &self.lemma(verb)) && noun.is_some_and(deal) && self.is_passive(verb)
    }

    /// Who does what the noun hangs on: "attends talks", "flies to Lomé for talks", "the minister, in Lomé for talks, said".
    fn doers_around(&self, noun: usize) -> Vec<usize> {
        let Some(up) = self.governor(noun) else { return Vec::new() };
        let lemma = self.lemma(noun);
        let mut senses = LEXICON.noun(&lemma);
        let together = senses.any(|e| matches!(e.kind, Some(EventType::Consult | EventType::Agree)));
        if self.is_verb(up) {
            // "attends talks", but not "condemned the attack".
            let direct = together && self.dep(noun) == "dobj";
            return if direct { self.subjects(up, 0) } else { Vec::new() };
        }
        if self.dep(noun) != "pobj" {
            return Vec::new();
        }
        let speech = LEXICON.is("speech-noun", &lemma);
        let through = match &*self.lemma(up) {
            "for" | "in" | "to" | "during" | "behind" => !speech,
            "at" | "on" | "after" | "before" | "following" | "under" | "of" => together,
            _ => false,
        };
        // "jailed for fraud", "charged with the murder": by the one it is done to.
        let judged =
            self.governor(up).filter(|v| self.is_verb(*v) && LEXICON.is("doer-is-object", &self.lemma(*v)));
        if let Some(verb) = judged.filter(|_| !together) {
            let brings = matches!(&*self.lemma(up), "for" | "of" | "with" | "over" | "in");
            return if brings { self.objects(verb, 0) } else { Vec::new() };
        }
        if !through {
            return Vec::new();
        }
        let mut at = up;
        for _ in 0..MAX_CLIMB {
            let Some(over) = self.governor(at) else { return Vec::new() };
            if self.is_verb(over) {
                return self.raised(over, 0);
            }
            // "X, in Oslo for talks": the preposition hangs on the name itself.
            let person = self.doc.tokens[over].pos == Pos::Propn
                && (self.dep(over).starts_with("nsubj") || self.governor(over).is_none());
            let behind = self.governor(over).is_some_and(|verb| verb < over);
            if person && (together || behind) {
                return vec![over];
            }
            if !matches!(self.dep(over), "pobj" | "prep") && self.lemma(over) != "ahead" {
                return Vec::new();
            }
            at = over;
        }
        Vec::new()
    }

    /// A verb that the parser takes for a noun: a gerund with an object ("the job of handing over the rifles"), a headline's only verb ("Minister lands in Lima").
    pub(super) fn hidden(&self, token: usize) -> Option<Frame> {
        let gerund = self.tag(token) == "NN" && !self.with(token, &["dobj"]).is_empty();
        if gerund {
            let bases = bases(&self.lemma(token));
            let particle = self.with(token, &["prt"]).first().map(|p| format!("_{}", self.lemma(*p)));
            let lemma = bases.map(|b| b + particle.as_deref().unwrap_or_default());
            let lemma = lemma.into_iter().find(|l| LEXICON.has_verb(l))?;
            return Some(Frame { lemma, ..self.verb(token) });
        }
        // "Thousands march in Accra": a root with a subject and no verb anywhere.
        let sentence = self.doc.sentences[self.doc.sentence_of(token)].tokens;
        let root = self.governor(token).is_none() && !self.with(token, &["nsubj"]).is_empty();
        if root && LEXICON.has_verb(&self.lemma(token)) && sentence.iter().all(|t| !self.is_verb(t)) {
            return Some(self.verb(token));
        }
        let doer = token.checked_sub(1).filter(|d| self.is_headline_verb(token, *d))?;
        Some(Frame { lemma: self.lemma(token), subject: vec![doer], ..self.verb(token) })
    }

    /// "lands" of "Minister lands in Lima": a sentence without verb or full stop whose root is a noun in the plural right behind a name or office, with a
    /// preposition behind it.
    fn is_headline_verb(&self, token: usize, doer: usize) -> bool {
        let sentence = self.doc.sentences[self.doc.sentence_of(token)].tokens;
        let noun = |t: usize| matches!(self.doc.tokens[t].pos, Pos::Noun | Pos::Propn);
        self.governor(token).is_none()
            && self.tag(token) == "NNS"
            && LEXICON.has_verb(&self.lemma(token))
            && !self.is_event_noun(token)
            && self.dep(doer) == "compound"
            && noun(doer)
            && self.with(token, &["prep"]).contains(&(token + 1))
            && sentence.iter().all(|t| !self.is_verb(t))
            && self.doc.tokens[sentence.end - 1].pos != Pos::Punct
    }
}

/// What an "-ing" form may come from.
fn bases(word: &str) -> [String; 3] {
    let stem = word.strip_suffix("ing").unwrap_or(word);
    let single = stem.char_indices().next_back().map_or("", |(last, _)| &stem[..last]);
    [stem.to_owned(), format!("{stem}e"), single.to_owned()]
}
