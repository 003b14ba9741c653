//! Resolved drafts to referents and mentions: name, description, roles, country, gender, number.

use std::collections::BTreeSet;

use types::{EntityType, Mention, MentionKind, Referent, TokenSpan};

use super::chain::Chain;
use super::noun::NounKind;
use super::resolve::{Draft, Node, Resolved};
use crate::name::{FoundName, Page, fold, leader};

/// Roles that a referent keeps: the fullest ones.
const MAX_ROLES: usize = 12;

/// The referents that are mentioned, in order of first mention, and the mentions.
pub fn all(
    page: &Page,
    names: &[FoundName],
    chains: &[Chain],
    resolved: Resolved,
    within: &[(TokenSpan, usize)],
) -> (Vec<Referent>, Vec<Mention>) {
    let Resolved { nodes, drafts } = resolved;
    let mut order: Vec<usize> = Vec::new();
    let mut seen = BTreeSet::new();
    for d in &drafts {
        if let Some(n) = d.node.filter(|n| seen.insert(*n)) {
            order.push(n);
        }
    }
    let mut number = vec![None; nodes.len()];
    for (new, old) in order.iter().enumerate() {
        number[*old] = Some(new);
    }
    let referents = order
        .iter()
        .map(|&n| {
            let members = nodes[n].members.iter().filter_map(|&m| number[m]).collect();
            Referent { members, ..referent(page, names, chains, &nodes[n]) }
        })
        .collect();
    let mut mentions: Vec<Mention> = drafts.iter().filter_map(|d| mention(page, names, d, &number)).collect();
    mentions.extend(within.iter().filter_map(|&(tokens, chain)| {
        // The referent of a chain has the chain's number.
        let referent = number.get(chain).copied().flatten()?;
        let (span, head) = (page.span(tokens), tokens.end - 1);
        Some(Mention { span, tokens, head, kind: MentionKind::Name, referent, titled: None })
    }));
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    mentions.dedup_by_key(|m| m.span);
    (referents, mentions)
}

fn mention(page: &Page, names: &[FoundName], draft: &Draft, number: &[Option<usize>]) -> Option<Mention> {
    let referent = number[draft.node?]?;
    let titled = draft.name.and_then(|n| names[n].titled);
    Some(Mention {
        span: page.span(draft.tokens),
        tokens: draft.tokens,
        head: draft.head,
        kind: draft.kind,
        referent,
        titled,
    })
}

fn referent(page: &Page, names: &[FoundName], chains: &[Chain], node: &Node) -> Referent {
    let chain = node.chain.map(|c| &chains[c]);
    let own: Vec<&FoundName> = chain.map_or(Vec::new(), |c| c.names.iter().map(|&n| &names[n]).collect());
    let mut roles: Vec<String> = Vec::new();
    let printed =
        own.iter().flat_map(|n| n.roles.iter()).filter_map(|r| r.get(page.text)).map(str::to_string);
    for role in printed.chain(node.roles.iter().cloned()) {
        let folded = fold(&role);
        if !roles.iter().any(|r| fold(r) == folded) && roles.len() < MAX_ROLES && !role.contains('\n') {
            roles.push(role);
        }
    }
    let mut countries: Vec<&String> =
        own.iter().filter_map(|n| n.country.as_ref()).chain(&node.country).collect();
    countries.sort();
    let mut best: Option<(usize, &String)> = None;
    for c in &countries {
        let count = countries.iter().filter(|o| o == &c).count();
        if best.is_none_or(|(n, _)| count > n) {
            best = Some((count, c));
        }
    }
    let person = |c: &&Chain| c.kind == EntityType::Person;
    let ruled = chain.filter(person).and_then(|c| leader::country(&c.full)).map(str::to_string);
    let mut reasons = chain.map_or(Vec::new(), |c| c.reasons.clone());
    for reason in own.iter().flat_map(|n| &n.reasons).chain(&node.reasons) {
        if !reasons.contains(reason) {
            reasons.push(reason.clone());
        }
    }
    Referent {
        kind: chain.map(|c| c.kind).or(node.noun.map(kind_of)),
        name: chain.map(|c| c.full.clone()),
        description: if chain.is_some() { None } else { node.description.map(|d| description(page, d)) },
        known: own.iter().find_map(|n| n.known.clone()),
        roles,
        country: best.map(|(_, c)| c.clone()).or(ruled),
        gender: node.gender,
        plural: node.plural,
        members: Vec::new(),
        reasons,
    }
}

fn description(page: &Page, tokens: TokenSpan) -> String {
    fold_space(page.printed(tokens))
}

fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn kind_of(noun: NounKind) -> EntityType {
    match noun {
        NounKind::Person => EntityType::Person,
        NounKind::Group | NounKind::Org => EntityType::Org,
        NounKind::Gpe => EntityType::Gpe,
        NounKind::Place => EntityType::Fac,
    }
}
