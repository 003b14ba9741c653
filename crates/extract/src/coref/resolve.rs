//! The walk through the text: each mention joins what was mentioned before, or opens a referent.
//!
//! Chains + phrases + pronouns + quotes → [`Resolved`]. Descriptions are joined by `nominal`, pronouns by `antecedent`.

use std::collections::BTreeMap;

use types::{EntityType, Gender, MentionKind, Quote, TokenSpan};

use super::antecedent;
use super::chain::Chain;
use super::nominal;
use super::noun::NounKind;
use super::phrase::{self, Opening, Phrase};
use super::pronoun::{self, Ask, Pronoun};
use super::{together, voice};
use crate::name::{FoundName, GAZETTEER, Page, Sort, country};

/// Sentences of a report that may describe someone whom later ones name.
const LEAD_SENTENCES: usize = 5;

/// Mentions of a headline or lead that are looked at: more than any has, so that a text of one sentence costs no square of its length.
const MAX_LEAD_MENTIONS: usize = 200;

/// What a referent is, as far as agreement goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A person, or persons.
    Person,
    /// A team, family, crowd.
    Group,
    /// An organisation.
    Org,
    /// A country, city, region.
    Gpe,
    /// Another place or a thing.
    Thing,
}

/// One mention on its way.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its words.
    pub tokens: TokenSpan,
    /// The token that carries it.
    pub head: usize,
    /// How it refers.
    pub kind: MentionKind,
    /// Number of its name.
    pub name: Option<usize>,
    /// The phrase it is.
    pub phrase: Option<Phrase>,
    /// The pronoun it is.
    pub pronoun: Option<Pronoun>,
    /// Several joined by "and": the heads of the parts.
    pub parts: Vec<usize>,
    /// Number of the quote it stands in.
    pub quote: Option<usize>,
    /// The one referred to.
    pub node: Option<usize>,
}

/// One referent on its way.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its chain of names.
    pub chain: Option<usize>,
    /// What its first noun refers to.
    pub noun: Option<NounKind>,
    /// For agreement.
    pub class: Class,
    /// Its nouns, folded, singular.
    pub heads: Vec<String>,
    /// Words that described it.
    pub modifiers: Vec<String>,
    /// Roles as printed.
    pub roles: Vec<String>,
    /// Country that a description shows.
    pub country: Option<String>,
    /// The description that introduces it.
    pub description: Option<TokenSpan>,
    /// Its gender.
    pub gender: Option<Gender>,
    /// Whether it is several.
    pub plural: Option<bool>,
    /// The referent it belongs to ("his mother").
    pub possessor: Option<usize>,
    /// What sort of known name it has.
    pub sort: Option<Sort>,
    /// Whether "it" has stood for it.
    pub neuter: bool,
    /// Whether "they" has stood for it.
    pub several: bool,
    /// The referents it is made of ("the two leaders").
    pub members: Vec<usize>,
    /// Mentions so far.
    pub mentions: usize,
    /// Why mentions joined it.
    pub reasons: Vec<String>,
}

/// What came of it.
pub struct Resolved {
    /// The referents.
    pub nodes: Vec<Node>,
    /// The mentions.
    pub drafts: Vec<Draft>,
}

/// The walk's state.
pub struct Walk<'p, 'a> {
    /// The page.
    pub page: &'p Page<'a>,
    /// The chains of names.
    pub chains: &'p [Chain],
    /// Referents so far.
    pub nodes: Vec<Node>,
    /// All mentions in order of their heads; those before the one at hand have their node.
    pub drafts: Vec<Draft>,
    /// The mention with each head token.
    pub by_head: BTreeMap<usize, usize>,
    /// Referents by the nouns that described them, in order.
    pub by_noun: BTreeMap<String, Vec<usize>>,
    /// The speaker's mention of each quote.
    pub speaker: Vec<Option<usize>>,
    /// The mention of each name.
    draft_of_name: Vec<usize>,
}

/// Joins all mentions of a page.
pub fn all(
    page: &Page,
    names: &[FoundName],
    chains: &[Chain],
    chain_of: &[usize],
    quotes: &[Quote],
) -> Resolved {
    let mut drafts = drafts(page, names);
    place_in_quotes(page, &mut drafts, quotes);
    let by_head: BTreeMap<usize, usize> =
        drafts.iter().enumerate().filter(|(_, d)| d.parts.is_empty()).map(|(i, d)| (d.head, i)).collect();
    let speaker =
        quotes.iter().map(|q| q.speaker_mention.and_then(|s| speaker_draft(page, &drafts, s))).collect();
    let nodes = chains.iter().enumerate().map(|(i, c)| chain_node(page, names, i, c)).collect();
    let mut draft_of_name = vec![0; names.len()];
    for (i, name) in drafts.iter().enumerate().filter_map(|(i, d)| Some((i, d.name?))) {
        draft_of_name[name] = i;
    }
    let by_noun = BTreeMap::new();
    let mut walk = Walk { page, chains, nodes, drafts, by_head, by_noun, speaker, draft_of_name };
    for (i, n) in chain_of.iter().enumerate() {
        if let Some(&d) = walk.by_head.get(&(names[i].tokens.end - 1)) {
            walk.drafts[d].node = Some(*n);
        }
    }
    for i in 0..walk.drafts.len() {
        walk.step(i);
    }
    walk.headline();
    let mut bodies = BTreeMap::new();
    for i in 0..walk.drafts.len() {
        walk.speak(i, &mut bodies);
    }
    walk.drop_idle_pairs();
    Resolved { nodes: walk.nodes, drafts: walk.drafts }
}

/// All mentions, unresolved, by head.
fn drafts(page: &Page, names: &[FoundName]) -> Vec<Draft> {
    let mut named = vec![false; page.len()];
    for n in names {
        named[n.tokens.start..n.tokens.end].fill(true);
    }
    let blank = |tokens: TokenSpan, head: usize, kind: MentionKind| Draft {
        tokens,
        head,
        kind,
        name: None,
        phrase: None,
        pronoun: None,
        parts: Vec::new(),
        quote: None,
        node: None,
    };
    let mut all: Vec<Draft> = Vec::new();
    for (i, n) in names.iter().enumerate() {
        all.push(Draft { name: Some(i), ..blank(n.tokens, n.tokens.end - 1, MentionKind::Name) });
    }
    let titles_name = |p: &Phrase| {
        names.binary_search_by(|n| n.tokens.start.cmp(&(p.head + 1))).is_ok()
            && page.joined(p.head + 1)
            && page.dep(p.head) != "appos"
    };
    for p in phrase::all(page, &named) {
        if !titles_name(&p) {
            all.push(Draft { phrase: Some(p.clone()), ..blank(p.tokens, p.head, MentionKind::Nominal) });
        }
    }
    for (i, _) in named.iter().enumerate().filter(|(_, n)| !**n) {
        if let Some(p) = pronoun::of(page.word(i), page.tag(i)) {
            all.push(Draft { pronoun: Some(p), ..blank(TokenSpan::new(i, i + 1), i, MentionKind::Pronoun) });
        }
    }
    let pairs = pairs(page, &all);
    for (tokens, parts) in pairs {
        all.push(Draft { parts, ..blank(tokens, tokens.end - 1, MentionKind::Nominal) });
    }
    all.sort_by_key(|d| (d.head, d.tokens.len()));
    all
}

/// "X and Y": names and phrases joined by "and".
fn pairs(page: &Page, all: &[Draft]) -> Vec<(TokenSpan, Vec<usize>)> {
    let heads: BTreeMap<usize, TokenSpan> = all
        .iter()
        .filter(|d| d.pronoun.is_none())
        .filter(|d| {
            d.name.is_some()
                || d.phrase.as_ref().is_some_and(|p| matches!(p.kind, NounKind::Person | NounKind::Group))
        })
        .map(|d| (page.head(d.tokens).max(d.tokens.start), d.tokens))
        .collect();
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &head in heads.keys() {
        let mut top = head;
        let mut steps = 0;
        while page.dep(top) == "conj" && page.doc.tokens[top].head < top && steps < 8 {
            top = page.doc.tokens[top].head;
            steps += 1;
        }
        if top != head && heads.contains_key(&top) {
            groups.entry(top).or_insert_with(|| vec![top]).push(head);
        }
    }
    groups
        .into_values()
        .map(|parts| {
            let first = heads[&parts[0]];
            let last = heads[parts.last().unwrap_or(&parts[0])];
            (TokenSpan::new(first.start, last.end.max(first.end)), parts)
        })
        .collect()
}

/// Marks which quote each mention stands in.
fn place_in_quotes(page: &Page, drafts: &mut [Draft], quotes: &[Quote]) {
    for (number, q) in quotes.iter().enumerate() {
        if !matches!(q.kind, types::QuoteKind::Direct | types::QuoteKind::Partial) {
            continue;
        }
        let inside = page.doc.tokens_in(q.span);
        let from = drafts.partition_point(|d| d.head < inside.start);
        for d in drafts[from..].iter_mut().take_while(|d| d.head < inside.end) {
            d.quote = Some(number);
        }
    }
}

/// The mention that a speaker's words are: the one with the longest overlap.
fn speaker_draft(page: &Page, drafts: &[Draft], span: types::Span) -> Option<usize> {
    let tokens = page.doc.tokens_in(span);
    let from = drafts.partition_point(|d| d.head < tokens.start);
    let inside = drafts[from..]
        .iter()
        .enumerate()
        .take_while(|(_, d)| d.head < tokens.end)
        .filter(|(_, d)| d.parts.is_empty());
    let rank = |d: &Draft| (d.name.is_some(), page.dep(d.head) == "nsubj", d.tokens.len());
    inside.max_by_key(|(i, d)| (rank(d), std::cmp::Reverse(*i))).map(|(i, _)| from + i)
}

fn chain_node(page: &Page, names: &[FoundName], number: usize, chain: &Chain) -> Node {
    let class = match chain.kind {
        EntityType::Person => Class::Person,
        EntityType::Org => Class::Org,
        EntityType::Gpe => Class::Gpe,
        EntityType::Norp => Class::Group,
        _ => Class::Thing,
    };
    let roles = chain
        .names
        .iter()
        .flat_map(|&n| &names[n].roles)
        .filter_map(|r| r.get(page.text))
        .map(str::to_string)
        .collect();
    let country = chain.names.iter().find_map(|&n| names[n].country.clone());
    Node {
        chain: Some(number),
        noun: None,
        class,
        roles,
        country,
        gender: chain.gender,
        plural: (class == Class::Person).then_some(false),
        sort: GAZETTEER.get(&chain.full).map(|k| k.sort),
        ..Node::blank(NounKind::Person)
    }
}

/// The class of those that a noun refers to.
fn class_of(kind: NounKind) -> Class {
    match kind {
        NounKind::Person => Class::Person,
        NounKind::Group => Class::Group,
        NounKind::Org => Class::Org,
        NounKind::Gpe => Class::Gpe,
        NounKind::Place => Class::Thing,
    }
}

impl Node {
    /// One of whom nothing is known but what its noun refers to.
    fn blank(kind: NounKind) -> Node {
        Node {
            chain: None,
            noun: Some(kind),
            class: class_of(kind),
            heads: Vec::new(),
            modifiers: Vec::new(),
            roles: Vec::new(),
            country: None,
            description: None,
            gender: None,
            plural: None,
            possessor: None,
            sort: None,
            neuter: false,
            several: false,
            members: Vec::new(),
            mentions: 0,
            reasons: Vec::new(),
        }
    }
}

impl Walk<'_, '_> {
    /// Joins one mention.
    fn step(&mut self, i: usize) {
        let node = if self.drafts[i].node.is_some() {
            self.drafts[i].node
        } else if !self.drafts[i].parts.is_empty() {
            Some(self.open_pair(i))
        } else if let Some(p) = self.drafts[i].phrase.clone() {
            Some(self.phrase(i, &p))
        } else if let Some(p) = self.drafts[i].pronoun {
            antecedent::of(self, i, p)
        } else {
            None
        };
        self.drafts[i].node = node;
        if let Some(n) = node {
            self.nodes[n].mentions += 1;
            self.learn_gender(i, n);
        }
    }

    fn learn_gender(&mut self, i: usize, node: usize) {
        let shown = match self.drafts[i].pronoun.map(|p| p.ask) {
            Some(Ask::One(g)) => Some(g),
            _ => self.drafts[i].phrase.as_ref().and_then(|p| p.gender),
        };
        let ask = self.drafts[i].pronoun.map(|p| p.ask);
        let n = &mut self.nodes[node];
        n.neuter |= ask == Some(Ask::It);
        n.several |= ask == Some(Ask::They);
        if n.class == Class::Person && n.plural != Some(true) {
            n.gender = n.gender.or(shown);
        }
    }

    /// The referent of a noun phrase, joined or new.
    fn phrase(&mut self, i: usize, p: &Phrase) -> usize {
        let possessor = p.possessor.and_then(|t| self.node_at(t));
        if let Some((node, reason)) = nominal::antecedent(self, i, p, possessor) {
            self.describe(node, p);
            let text = self.page.printed(p.tokens).split_whitespace().collect::<Vec<_>>().join(" ");
            let reason = format!("“{text}”: {reason}");
            if self.nodes[node].reasons.len() < 30 && !self.nodes[node].reasons.contains(&reason) {
                self.nodes[node].reasons.push(reason);
            }
            return node;
        }
        let members = together::one_by_one(self, i, p);
        let class = class_of(p.kind);
        let several = p.plural || !members.is_empty();
        self.nodes.push(Node {
            class,
            country: country(self.page, p.full),
            gender: p.gender,
            plural: Some(several),
            possessor,
            members,
            ..Node::blank(p.kind)
        });
        let node = self.nodes.len() - 1;
        self.describe(node, p);
        node
    }

    /// Adds what a phrase tells of a referent.
    fn describe(&mut self, node: usize, p: &Phrase) {
        self.by_noun.entry(p.noun.clone()).or_default().push(node);
        let page = self.page;
        let n = &mut self.nodes[node];
        if !n.heads.contains(&p.noun) {
            n.heads.push(p.noun.clone());
        }
        n.modifiers.extend(p.modifiers.iter().cloned());
        let introduces = p.opening != Opening::Definite;
        let longer =
            n.description.is_none_or(|d| page.printed(d).len() < page.printed(p.full).len() && introduces);
        if longer {
            n.description = Some(p.full);
        }
        n.country = n.country.take().or_else(|| country(page, p.tokens));
    }

    /// The mention that a name is.
    pub fn named(&self, name: usize) -> Option<&Draft> {
        self.drafts.get(*self.draft_of_name.get(name)?)
    }

    /// The referent of the mention that a token carries or lies in.
    pub fn node_at(&self, token: usize) -> Option<usize> {
        self.by_head.get(&token).and_then(|&d| self.drafts[d].node)
    }

    fn open_pair(&mut self, i: usize) -> usize {
        let members: Vec<usize> = self.drafts[i].parts.iter().filter_map(|&t| self.node_at(t)).collect();
        let people = members.iter().all(|&n| self.nodes[n].class == Class::Person);
        self.nodes.push(Node {
            class: if people { Class::Person } else { Class::Group },
            description: Some(self.drafts[i].tokens),
            plural: Some(true),
            members,
            ..Node::blank(if people { NounKind::Person } else { NounKind::Group })
        });
        self.nodes.len() - 1
    }

    /// Whether a description has its country before it ("Norwegian foreign minister").
    fn is_owned(&self, p: &Phrase) -> bool {
        p.opening == Opening::Bare && country(self.page, p.tokens).is_some()
    }

    /// "President receives guest" above the text that names the president: the first one named with that role.
    fn headline(&mut self) {
        let loud = |d: &Draft| {
            let s = &self.page.doc.sentences[self.page.sentence[d.head]];
            s.kind != types::BlockKind::Paragraph
        };
        let mut moved: Vec<(usize, usize)> = Vec::new();
        for d in self.drafts.iter().take(MAX_LEAD_MENTIONS).take_while(|d| loud(d)) {
            let (Some(node), Some(p)) = (d.node, &d.phrase) else { continue };
            let bare = p.opening == Opening::Bare && p.kind == NounKind::Person && !p.plural;
            if !bare || node < self.chains.len() || moved.iter().any(|m| m.0 == node) {
                continue;
            }
            if let Some(named) = nominal::first_with_role(self, p) {
                moved.push((node, named));
            }
        }
        for (i, d) in self
            .drafts
            .iter()
            .enumerate()
            .take(MAX_LEAD_MENTIONS)
            .take_while(|(_, d)| self.page.sentence[d.head] < LEAD_SENTENCES)
        {
            let (Some(node), Some(p)) = (d.node, &d.phrase) else { continue };
            let definite = matches!(p.opening, Opening::Definite | Opening::Possessive) || self.is_owned(p);
            let lone = definite && p.kind == NounKind::Person && !p.plural && node >= self.chains.len();
            if lone
                && moved.iter().all(|m| m.0 != node)
                && let Some(named) = nominal::named_after(self, i, p)
            {
                moved.push((node, named));
            }
        }
        for d in &mut self.drafts {
            if let Some((_, named)) = moved.iter().find(|(from, _)| d.node == Some(*from)) {
                d.node = Some(*named);
            }
        }
    }

    /// "I" inside a quote is its speaker, "we" the body that the speaker speaks for, or the speaker with others.
    fn speak(&mut self, i: usize, bodies: &mut BTreeMap<usize, usize>) {
        let Some(Pronoun { ask: ask @ (Ask::Speaker | Ask::Speakers), .. }) = self.drafts[i].pronoun else {
            return;
        };
        if self.drafts[i].node.is_some() {
            return;
        }
        let speaker = self.drafts[i].quote.and_then(|q| self.speaker.get(q).copied().flatten());
        let Some(mut node) = speaker.and_then(|s| self.drafts[s].node) else { return };
        if ask == Ask::Speakers && self.nodes[node].class == Class::Person {
            let body = bodies.get(&node).copied().or_else(|| voice::body(self, node));
            let body = body.unwrap_or_else(|| self.open_voice(node));
            bodies.insert(node, body);
            node = body;
        }
        self.drafts[i].node = Some(node);
        self.nodes[node].mentions += 1;
    }

    /// The speaker with others.
    fn open_voice(&mut self, speaker: usize) -> usize {
        if self.nodes[speaker].plural == Some(true) {
            return speaker;
        }
        let others = Node { members: vec![speaker], plural: Some(true), ..Node::blank(NounKind::Group) };
        self.nodes.push(others);
        self.nodes.len() - 1
    }

    /// Pairs that no pronoun takes up are no mentions of their own.
    fn drop_idle_pairs(&mut self) {
        for i in 0..self.drafts.len() {
            if !self.drafts[i].parts.is_empty()
                && self.drafts[i].node.is_some_and(|n| self.nodes[n].mentions < 2)
            {
                self.drafts[i].node = None;
            }
        }
    }
}
