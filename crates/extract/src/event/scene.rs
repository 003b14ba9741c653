//! One report as events are looked for: its grammar and who its words refer to.

use std::collections::BTreeMap;

use types::{Actor, Doc, EntityType, MentionKind, Party, Pos, Referent, Report, Span};

use super::code;
use super::frame::Grammar;
use super::lexicon::LEXICON;
use crate::coref::noun::{self, NounKind};
use crate::name::{GAZETTEER, Sort};
use crate::tree::Tree;
use types::{Mention, Quote, Time};

/// Tokens of a description; a longer phrase is cut before its first clause.
const MAX_PHRASE: usize = 16;

/// Names in one list.
const MAX_JOINED: usize = 12;

/// One report with all that was found in it so far.
pub struct Scene<'a> {
    pub report: &'a Report,
    pub doc: &'a Doc,
    pub tree: &'a Tree,
    pub grammar: Grammar<'a>,
    pub referents: &'a [Referent],
    pub mentions: &'a [Mention],
    pub quotes: &'a [Quote],
    pub times: &'a [Time],
    /// For each token the longest mention it heads.
    at: Vec<Option<usize>>,
    /// The country that the report is about.
    home: Option<usize>,
    /// Who runs the aircraft of the report, when all that are named so are of one.
    operator: Option<usize>,
    /// The referent of each country that the report names, by its code.
    countries: BTreeMap<&'a str, usize>,
}

impl<'a> Scene<'a> {
    pub fn new(
        report: &'a Report,
        doc: &'a Doc,
        tree: &'a Tree,
        (referents, mentions): (&'a [Referent], &'a [Mention]),
        quotes: &'a [Quote],
        times: &'a [Time],
    ) -> Scene<'a> {
        let mut at: Vec<Option<usize>> = vec![None; doc.tokens.len()];
        for (i, m) in mentions.iter().enumerate() {
            if let Some(place) = at.get_mut(m.head)
                && place.is_none_or(|o| mentions[o].span.len() < m.span.len())
            {
                *place = Some(i);
            }
        }
        let mut countries = BTreeMap::new();
        for (i, r) in referents.iter().enumerate() {
            let known = r.known.as_deref().and_then(|k| GAZETTEER.get(k));
            if let Some(code) = r.country.as_deref()
                && r.name.is_some()
                && known.is_some_and(|k| k.sort == Sort::Country)
            {
                countries.entry(code).or_insert(i);
            }
        }
        let grammar = Grammar::new(&report.text, doc, tree);
        let mut scene = Scene {
            report,
            doc,
            tree,
            grammar,
            referents,
            mentions,
            quotes,
            times,
            at,
            countries,
            home: None,
            operator: None,
        };
        scene.home = scene.find_home();
        scene.operator = scene.find_operator();
        scene
    }

    /// The mention that the token heads, or, for a word inside a name, that name.
    pub fn mention(&self, token: usize) -> Option<&'a Mention> {
        if let Some(i) = self.at[token] {
            return Some(&self.mentions[i]);
        }
        let place = self.doc.tokens[token].span;
        let titled = |m: &Mention| m.titled.is_some_and(|t| t.contains(place));
        let inside = |m: &&Mention| m.kind == MentionKind::Name && (m.tokens.has(token) || titled(m));
        let end = self.mentions.partition_point(|m| m.span.start <= place.start);
        let near = end.saturating_sub(4)..(end + 3).min(self.mentions.len());
        self.mentions[near].iter().find(inside)
    }

    /// The one that the token refers to.
    pub fn referent(&self, token: usize) -> Option<&'a Referent> {
        self.referents.get(self.mention(token)?.referent)
    }

    /// Whether the token refers to one of this kind, by name or by its noun.
    pub fn is(&self, token: usize, kind: EntityType, noun: NounKind) -> bool {
        if let Some(found) = self.referent(token).and_then(|r| r.kind) {
            return found == kind;
        }
        let token = &self.doc.tokens[token];
        match token.pos {
            Pos::Pron => {
                let personal = matches!(
                    &*token.lemma.to_lowercase(),
                    "he" | "she" | "they" | "we" | "i" | "you" | "who" | "him" | "her" | "them"
                );
                personal && noun == NounKind::Person
            }
            Pos::Noun | Pos::Propn => noun::of(&token.lemma.to_lowercase())
                .is_some_and(|n| n.kind == noun || (n.kind == NounKind::Group && noun == NounKind::Person)),
            _ => false,
        }
    }

    /// Whether the token refers to one who can act: a person, a group, an organisation, a country or place that stands for its rulers.
    pub fn is_actor(&self, token: usize) -> bool {
        let token = self.essence(token);
        if let Some(kind) = self.referent(token).and_then(|r| r.kind) {
            return matches!(kind, EntityType::Person | EntityType::Norp | EntityType::Org | EntityType::Gpe);
        }
        let t = &self.doc.tokens[token];
        if t.pos == Pos::Pron {
            return matches!(
                &*t.lemma.to_lowercase(),
                "he" | "she" | "they" | "we" | "i" | "him" | "her" | "them" | "who"
            );
        }
        if t.pos == Pos::Num || t.pos == Pos::Adj {
            return false;
        }
        let lemma = t.lemma.to_lowercase();
        noun::of(&lemma).is_some_and(|n| n.kind != NounKind::Place)
            || LEXICON.is("collective", &lemma)
            || LEXICON.is("peacekeeper", &lemma)
    }

    /// The words before a noun.
    pub fn modifiers(&self, token: usize) -> Vec<usize> {
        let children = self.tree.children(token).iter().copied();
        children.filter(|c| matches!(&*self.doc.tokens[*c].dep, "compound" | "amod" | "nmod")).collect()
    }

    /// The noun phrase that a token heads: without the clauses that describe it, and without what is joined to it.
    pub fn phrase(&self, token: usize) -> Span {
        let reach = self.tree.reach(token);
        let mut end = token + 1;
        let mut start = token;
        for &child in self.tree.children(token) {
            let dep = &*self.doc.tokens[child].dep;
            let part = self.tree.reach(child);
            if child < token && !matches!(dep, "relcl" | "punct" | "cc" | "conj" | "preconj" | "advmod") {
                start = start.min(part.start);
            } else if child > token
                && dep == "prep"
                && part.end - start.min(part.end) <= MAX_PHRASE
                && part.start == end
            {
                end = part.end;
            }
        }
        let tokens = types::TokenSpan::new(start.max(reach.start), end.min(reach.end));
        self.doc.span(tokens)
    }

    /// Those who take part, as the words say; none when the words name nobody who could be found in print. "The two leaders", taken up from two names, are
    /// those two, and "we" is whoever speaks.
    pub fn actors(&self, token: usize) -> Vec<Actor> {
        let several = self.of_several(token);
        if several.len() > 1 {
            return several;
        }
        let Some(actor) = self.actor(token) else { return self.members(token, None) };
        match &actor.party {
            Party::Description(_) => {
                let members = self.members(token, Some(actor.span));
                if members.is_empty() { vec![actor] } else { members }
            }
            Party::Referent(_) => vec![actor],
        }
    }

    /// Those of several countries or bodies in one phrase: "the Danish and Kenyan envoys", "officials of Peru and Chile".
    fn of_several(&self, token: usize) -> Vec<Actor> {
        let t = &self.doc.tokens[token];
        let acts = LEXICON.is("collective", &t.lemma.to_lowercase())
            || LEXICON.is("collective", &self.doc.word(&self.report.text, token).to_lowercase())
            || LEXICON.is("PERSON", &self.grammar.lemma(token));
        if &*t.tag != "NNS" || !acts || self.mention(token).is_some_and(|m| m.kind == MentionKind::Name) {
            return Vec::new();
        }
        let children = self.tree.children(token).iter().copied();
        let before =
            children.filter(|c| matches!(&*self.doc.tokens[*c].dep, "amod" | "compound" | "nmod" | "poss"));
        let words = self.phrase(token).of(&self.report.text);
        let named = |first: usize| -> Vec<Actor> {
            let joined = self.joined(first).into_iter();
            joined
                .filter_map(|t| {
                    let mention =
                        self.mention(t).filter(|m| m.kind == MentionKind::Name && !self.is_hyphened(t))?;
                    let country = self.country_of(mention.referent);
                    let kind = self.referents.get(country)?.kind?;
                    let acts = matches!(kind, EntityType::Gpe | EntityType::Norp | EntityType::Org);
                    let party = Party::Referent(country);
                    let code = code::of(&party, self.referents, words);
                    acts.then_some(Actor { party, span: mention.span, code })
                })
                .collect()
        };
        let all = before.map(named).chain(self.of(token).map(named));
        all.into_iter().find(|a: &Vec<Actor>| a.len() > 1).unwrap_or_default()
    }

    /// A token and what is joined to it by "and".
    fn joined(&self, token: usize) -> Vec<usize> {
        let mut all = vec![token];
        let next =
            |t: usize| self.tree.children(t).iter().copied().find(|c| &*self.doc.tokens[*c].dep == "conj");
        while let Some(more) = all.last().and_then(|t| next(*t)).filter(|_| all.len() < MAX_JOINED) {
            all.push(more);
        }
        all
    }

    /// The named ones that a group without a name is made of.
    fn members(&self, token: usize, span: Option<Span>) -> Vec<Actor> {
        let Some(mention) = self.mention(token) else { return Vec::new() };
        let Some(group) = self.referents.get(mention.referent).filter(|r| r.name.is_none()) else {
            return Vec::new();
        };
        let named =
            group.members.iter().filter(|m| self.referents.get(**m).is_some_and(|r| r.name.is_some()));
        let one = |&m: &usize| {
            let party = Party::Referent(m);
            let code =
                code::of(&party, self.referents, self.referents[m].name.as_deref().unwrap_or_default());
            Actor { party, span: span.unwrap_or(mention.span), code }
        };
        named.map(one).collect()
    }

    /// The one that takes part.
    fn actor(&self, token: usize) -> Option<Actor> {
        let mention = self.mention(token);
        // "heavy shelling": an adjective that names nobody.
        let people = || LEXICON.is("PERSON", &self.grammar.lemma(token));
        if mention.is_none() && self.doc.tokens[token].pos == Pos::Adj && !people() {
            return None;
        }
        let referent = mention.and_then(|m| self.referents.get(m.referent).map(|r| (m.referent, r)));
        let span = match mention {
            Some(m) if m.kind == MentionKind::Name => m.span,
            Some(m) if m.kind == MentionKind::Pronoun => m.span,
            _ => self.phrase(token),
        };
        let words = span.get(&self.report.text)?.trim();
        let party = match (referent, self.acts_for(token)) {
            (Some((n, r)), _) if r.name.is_some() => Party::Referent(n),
            (_, Some(n)) => Party::Referent(n),
            (_, None) if self.explained(token).is_some() => Party::Referent(self.explained(token)?),
            (Some((_, r)), None) if mention.is_some_and(|m| m.kind == MentionKind::Pronoun) => {
                Party::Description(r.description.clone()?)
            }
            _ if self.doc.tokens[token].pos == Pos::Pron => self.speaker(token)?,
            _ => Party::Description(words.to_string()),
        };
        // "The government" without more is that of the country that the report is about; the party stays as printed.
        let home = self.home.filter(|_| matches!(party, Party::Description(_)) && self.is_bare_body(token));
        let code = match home {
            Some(country) => code::of(&Party::Referent(country), self.referents, words),
            None => code::of(&party, self.referents, words),
        };
        let party = self.country_spoken_for(token, &party).map_or(party, Party::Referent);
        Some(Actor { party, span, code })
    }

    /// For "we" and "I" inside a quote whoever says it.
    fn speaker(&self, token: usize) -> Option<Party> {
        let first = matches!(&*self.grammar.lemma(token), "we" | "i" | "us" | "me");
        let quote = super::slot::quote(self, token).filter(|_| first)?;
        let body = quote.speaker_mention.and_then(|m| self.acts_for(self.head_of(m)?));
        body.map(Party::Referent).or_else(|| quote.speaker.clone())
    }

    /// The named person that explains a word for a person: "her cousin, Sipho Dube".
    fn explained(&self, token: usize) -> Option<usize> {
        if !self.is(token, EntityType::Person, NounKind::Person) {
            return None;
        }
        let mut after = self.tree.children(token).iter().filter(|c| &*self.doc.tokens[**c].dep == "appos");
        let mention = after.find_map(|c| self.mention(*c).filter(|m| m.kind == MentionKind::Name))?;
        let person = self.referents.get(mention.referent)?.kind == Some(EntityType::Person);
        person.then_some(mention.referent)
    }

    /// Whether the noun is "the government" or another body of a state with no word that says of which.
    fn is_bare_body(&self, token: usize) -> bool {
        let the = |c: &usize| self.grammar.lemma(*c) == "the";
        LEXICON.is("state-body", &self.grammar.lemma(token))
            && self.tree.children(token).iter().any(the)
            && self.modifiers(token).is_empty()
    }

    /// What a phrase is about: "agents" for "tons of agents".
    pub fn essence(&self, token: usize) -> usize {
        if !LEXICON.is("measure", &self.grammar.lemma(token)) && &*self.doc.tokens[token].tag != "CD" {
            return token;
        }
        let of = self.tree.children(token).iter().copied().find(|c| self.grammar.lemma(*c) == "of");
        let meant =
            |p: usize| self.tree.children(p).iter().copied().find(|o| &*self.doc.tokens[*o].dep == "pobj");
        of.and_then(meant).unwrap_or(token)
    }

    /// The token that heads a span.
    pub fn head_of(&self, span: Span) -> Option<usize> {
        let tokens = self.doc.tokens_in(span);
        tokens.iter().find(|t| self.grammar.governor(*t).is_none_or(|up| !tokens.has(up)))
    }

    /// Whether a party is a country.
    pub fn is_state(&self, party: &Party) -> bool {
        matches!(party, Party::Referent(n) if self.referents.get(*n).is_some_and(is_country))
    }

    /// Whether a token names a country, or a people in its place.
    pub fn is_nation(&self, token: usize) -> bool {
        self.referent(token).is_some_and(is_country)
    }

    /// ISO code of the country that the report is about.
    pub fn home_country(&self) -> Option<&str> {
        self.referents.get(self.home?)?.country.as_deref()
    }

    /// The one company whose aircraft the report tells of.
    fn find_operator(&self) -> Option<usize> {
        let aircraft = (0..self.doc.tokens.len()).filter(|t| LEXICON.is("aircraft", &self.grammar.lemma(*t)));
        let mut companies = aircraft
            .filter_map(|t| self.acts_for(t))
            .filter(|n| self.referents[*n].kind == Some(EntityType::Org));
        let first = companies.next()?;
        companies.all(|n| n == first).then_some(first)
    }

    /// Whether a word stands for an aircraft of which only size or make is said: "the plane", "a small charter plane".
    fn is_plain_aircraft(&self, token: usize) -> bool {
        let printed = |t: usize| self.doc.word(&self.report.text, t);
        let plain = |t: usize| {
            LEXICON.is("plain-aircraft", &self.grammar.lemma(t))
                || printed(t).starts_with(|c: char| c.is_ascii_digit())
        };
        LEXICON.is("aircraft", &self.grammar.lemma(token))
            && &*self.doc.tokens[token].tag == "NN"
            && self.modifiers(token).into_iter().all(plain)
            && self.of(token).next().is_none()
    }

    /// The country that the report names most, at least twice as often as any other.
    fn find_home(&self) -> Option<usize> {
        let mut count: BTreeMap<usize, usize> = BTreeMap::new();
        for m in self.mentions.iter().filter(|m| m.kind == MentionKind::Name) {
            if self
                .referents
                .get(m.referent)
                .is_some_and(|r| r.kind == Some(EntityType::Gpe) && is_country(r))
            {
                *count.entry(m.referent).or_default() += 1;
            }
        }
        let mut by: Vec<(usize, usize)> = count.into_iter().map(|(r, n)| (n, r)).collect();
        by.sort_unstable_by(|a, b| b.cmp(a));
        match by[..] {
            [(n, r)] if n >= HOME_MENTIONS => Some(r),
            [(n, r), (m, _), ..] if n >= HOME_MENTIONS && n >= 2 * m => Some(r),
            _ => None,
        }
    }

    /// The country, when the report names it, for whose rulers a capital or a seat of power stands: "Lima rejected", "accused the Kremlin".
    fn country_spoken_for(&self, token: usize, party: &Party) -> Option<usize> {
        let Party::Referent(number) = party else { return None };
        let referent = self.referents.get(*number)?;
        let names = referent.known.iter().chain(&referent.name);
        let known = names.into_iter().find_map(|n| GAZETTEER.get(n))?;
        let stands = match known.sort {
            Sort::Seat => true,
            Sort::Capital => self.rules(token),
            _ => false,
        };
        let country = self.countries.get(referent.country.as_deref()?).copied();
        country.filter(|_| stands)
    }

    /// Whether a capital stands where those who act stand, not where places do.
    fn rules(&self, token: usize) -> bool {
        let mut at = token;
        for _ in 0..4 {
            let Some(up) = self.grammar.governor(at) else { return false };
            match &*self.doc.tokens[at].dep {
                "conj" | "appos" => at = up,
                "nsubj" | "poss" | "dative" => return true,
                "dobj" | "nsubjpass" => return LEXICON.is("to-rulers", &self.grammar.lemma(up)),
                "pobj" => {
                    return matches!(
                        &*self.grammar.lemma(up),
                        "by" | "with" | "between" | "against" | "among"
                    );
                }
                _ => return false,
            }
        }
        false
    }

    /// Whether a noun tells of an event that its verb passes judgement on: who is blamed for it is its doer, not whom it was done to.
    pub fn is_judged(&self, noun: usize) -> bool {
        let up = self.grammar.governor(noun).filter(|_| &*self.doc.tokens[noun].dep == "dobj");
        up.is_some_and(|u| LEXICON.is("judging", &self.grammar.lemma(u)))
            && LEXICON.has_noun(&self.grammar.lemma(noun))
    }

    /// Whether a noun is part of a name or of a day, and so no predicate ("the Front for Peace Talks", "March"); a name of an event may be one.
    pub fn is_name_part(&self, token: usize) -> bool {
        let first = self.times.partition_point(|t| t.tokens.end <= token);
        if self.times.get(first).is_some_and(|t| t.tokens.has(token))
            && self.doc.tokens[token].pos == Pos::Propn
        {
            return true;
        }
        let mention = self.mention(token).filter(|m| m.kind == MentionKind::Name);
        let kind = mention.and_then(|m| self.referents.get(m.referent)).map(|r| r.kind);
        kind.is_some_and(|k| k != Some(EntityType::Event))
    }

    /// Whom a body without a name acts for: the country or organisation in its name ("Turkish troops", "the forces of the junta", "Ankara's envoy").
    fn acts_for(&self, token: usize) -> Option<usize> {
        let lemma = self.grammar.lemma(token);
        let vehicle = LEXICON.is("run-vehicle", &lemma);
        let speaks = LEXICON.is("speaks-for", &lemma);
        if !vehicle && !speaks && !LEXICON.is("collective", &lemma) {
            return None;
        }
        let own = self.tree.children(token).iter().copied();
        let named = |t: usize| {
            let m = self.mention(t).filter(|_| !self.is_hyphened(t))?;
            let r = self.referents.get(m.referent)?;
            (r.name.is_some()
                && matches!(
                    r.kind,
                    Some(EntityType::Gpe | EntityType::Norp | EntityType::Org | EntityType::Person)
                ))
            .then_some(m.referent)
        };
        let before = own
            .clone()
            .filter(|c| matches!(&*self.doc.tokens[*c].dep, "amod" | "compound" | "nmod" | "poss"));
        let of = self.of(token);
        // "a plane operated by Aero Samoa".
        let clauses = own.filter(|c| vehicle && LEXICON.is("running", &self.grammar.lemma(*c)));
        let run = clauses.flat_map(|v| self.grammar.subjects(v, 0));
        let spoken_for = self.brought(token, &["for", "from"]).filter(|_| speaks);
        let found = before.chain(of.clone()).chain(run).chain(spoken_for).find_map(named);
        // "a delegation of Peruvian senators".
        let theirs = || of.flat_map(|o| self.modifiers(o)).find_map(named);
        let run = || self.operator.filter(|_| vehicle && self.is_plain_aircraft(token));
        // The forces of a leader whose country nobody names are no person.
        let said = found.or_else(theirs).map(|n| self.country_of(n));
        said.filter(|n| self.referents[*n].kind != Some(EntityType::Person)).or_else(run)
    }

    /// Whether a word is a part of a hyphened one: "pro-Peruvian", "Peruvian-backed" are not Peruvian.
    pub fn is_hyphened(&self, token: usize) -> bool {
        let text = &self.report.text;
        let span = self.doc.tokens[token].span;
        let hyphen = |c: char| matches!(c, '-' | '‐' | '‑');
        text[..span.start].ends_with(hyphen) || text[span.end..].starts_with(hyphen)
    }

    /// What these prepositions of a word bring.
    pub fn brought<'s>(&'s self, token: usize, preps: &'s [&str]) -> impl Iterator<Item = usize> + 's {
        let all = self.tree.children(token).iter().copied();
        let ours =
            all.filter(|c| &*self.doc.tokens[*c].dep == "prep" && preps.contains(&&*self.grammar.lemma(*c)));
        ours.flat_map(|p| self.tree.children(p).iter().copied())
            .filter(|o| &*self.doc.tokens[*o].dep == "pobj")
    }

    /// What "of" brings.
    fn of(&self, token: usize) -> impl Iterator<Item = usize> + Clone + '_ {
        let of = self.tree.children(token).iter().copied().filter(|c| &*self.grammar.lemma(*c) == "of");
        of.flat_map(|p| self.tree.children(p).iter().copied()).filter(|o| &*self.doc.tokens[*o].dep == "pobj")
    }

    /// For a people ("Turkish") the country of that people, when the report names it.
    fn country_of(&self, referent: usize) -> usize {
        let r = &self.referents[referent];
        if !matches!(r.kind, Some(EntityType::Norp | EntityType::Person)) {
            return referent;
        }
        r.country.as_deref().and_then(|c| self.countries.get(c)).copied().unwrap_or(referent)
    }
}

/// Mentions of a country from which a report is about it.
const HOME_MENTIONS: usize = 3;

fn is_country(referent: &Referent) -> bool {
    referent.known.as_deref().and_then(|k| GAZETTEER.get(k)).is_some_and(|k| k.sort == Sort::Country)
}
