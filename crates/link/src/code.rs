//! Actor codes settled across reports: what one report does not say of a person, another does.
//!
//! Events with the codes of single reports + entities → one code for one person. A person has the code that most of their mentions with a country carry;
//! where none does, the country that the reports together show is put before the role. Places and organisations keep the code of each event, as "the
//! Norwegian army" and "Norway" are two codes of one entity.

use std::collections::BTreeMap;

use types::{Entity, EntityType, Event, Participant, Who, alpha3};

/// Letters of a country or role in a code.
const PART: usize = 3;

/// Gives each person one code.
pub fn settle_codes(events: &mut [Event], entities: &[Entity]) {
    let mut counts: BTreeMap<usize, BTreeMap<String, usize>> = BTreeMap::new();
    for event in events.iter() {
        for participant in event.source.iter().chain(&event.target) {
            if let (Some(person), Some(code)) = (person(participant, entities), &participant.code) {
                *counts.entry(person).or_default().entry(code.clone()).or_default() += event.mentions.len();
            }
        }
    }
    let settled: BTreeMap<usize, Option<String>> =
        (0..entities.len()).map(|e| (e, code(&entities[e], counts.get(&e)))).collect();
    for event in events.iter_mut() {
        for participant in event.source.iter_mut().chain(&mut event.target) {
            if let Some(code) = person(participant, entities).and_then(|p| settled.get(&p)?.clone()) {
                participant.code = Some(code);
            }
        }
    }
}

/// The number of the person that takes part.
fn person(participant: &Participant, entities: &[Entity]) -> Option<usize> {
    match participant.who {
        Who::Entity(e) => entities.get(e).filter(|e| e.kind == EntityType::Person).map(|_| e),
        Who::Description(_) => None,
    }
}

/// A person's one code: the most frequent that says more than others, with the country that all reports show.
fn code(entity: &Entity, counts: Option<&BTreeMap<String, usize>>) -> Option<String> {
    let country = entity.country.as_deref().and_then(alpha3);
    let role = |code: &str| match country {
        Some(country) => code.strip_prefix(country).unwrap_or(code).to_owned(),
        None => code.to_owned(),
    };
    let of_country = |code: &str| country.is_none_or(|c| code.starts_with(c)) || code.len() == PART;
    // Roles without their country count together with those that have it.
    let mut roles: BTreeMap<String, usize> = BTreeMap::new();
    for (code, count) in counts.into_iter().flatten().filter(|(code, _)| of_country(code)) {
        *roles.entry(role(code)).or_default() += count;
    }
    let said = roles.iter().filter(|(role, _)| !role.is_empty());
    let best = said.max_by_key(|(role, count)| (**count, std::cmp::Reverse(role.as_str())));
    let best = best.map(|(role, _)| role.as_str()).unwrap_or_default();
    let code = match country {
        Some(country) if !best.starts_with("IGO") => format!("{country}{best}"),
        _ => best.to_owned(),
    };
    (!code.is_empty()).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(country: Option<&str>, codes: &[(&str, usize)]) -> Option<String> {
        let entity = Entity {
            kind: EntityType::Person,
            name: "Ada Brandt".into(),
            spellings: vec![],
            roles: vec![],
            country: country.map(str::to_owned),
            referents: vec![],
            reasons: vec![],
        };
        let counts = codes.iter().map(|(c, n)| ((*c).to_owned(), *n)).collect();
        code(&entity, Some(&counts))
    }

    #[test]
    fn one_person_has_one_code() {
        assert_eq!(settled(Some("NO"), &[("NORGOV", 3), ("DEUGOV", 4)]).as_deref(), Some("NORGOV"));
        assert_eq!(settled(Some("NO"), &[("GOV", 1)]).as_deref(), Some("NORGOV"));
        assert_eq!(settled(Some("NO"), &[("NOR", 5), ("NORMIL", 1)]).as_deref(), Some("NORMIL"));
        assert_eq!(settled(None, &[("OPP", 1)]).as_deref(), Some("OPP"));
        assert_eq!(settled(Some("NO"), &[]).as_deref(), Some("NOR"));
        assert_eq!(settled(None, &[]), None);
    }
}
