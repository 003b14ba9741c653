//! An event from its mentions: what most of its reports say of each slot.

use std::collections::{BTreeMap, BTreeSet};

use types::{Event, EventStatus, Participant, Who};

use super::item::{Item, Items, Role};

/// The event that the items of a group tell of.
pub fn event(items: &Items, group: &[usize], reasons: &[String]) -> Event {
    let all: Vec<&Item> = group.iter().map(|&i| &items.list[i]).collect();
    let source = participants(all.iter().map(|i| &i.source[..]), &[]);
    let target = participants(all.iter().map(|i| &i.target[..]), &source);
    Event {
        kind: all[0].mention.kind,
        mode: all.iter().find_map(|i| i.mention.mode.clone()),
        status: status(&all),
        source,
        target,
        place: most(all.iter().filter_map(|i| Some((i.place?, i.place_in.0)))),
        time: time(&all),
        mentions: all.iter().map(|i| i.place_in).collect(),
        reasons: reasons.to_vec(),
    }
}

/// What most reports give; of equals the first.
fn most<T: Ord + Clone>(votes: impl Iterator<Item = (T, usize)>) -> Option<T> {
    let mut reports: BTreeMap<T, BTreeSet<usize>> = BTreeMap::new();
    for (value, report) in votes {
        reports.entry(value).or_default().insert(report);
    }
    let best = reports.into_iter().max_by(|a, b| a.1.len().cmp(&b.1.len()).then_with(|| b.0.cmp(&a.0)));
    best.map(|(value, _)| value)
}

fn status(all: &[&Item]) -> EventStatus {
    most(all.iter().map(|i| (i.mention.status, i.place_in.0))).unwrap_or(EventStatus::Actual)
}

/// The most exact time, of those the one that most reports give.
fn time(all: &[&Item]) -> Option<String> {
    let length = |i: &Item| i.days.map_or(i64::MAX, |d| i64::from((d.last - d.first).get_days()));
    let shortest = all.iter().filter(|i| i.time.is_some()).map(|i| length(i)).min()?;
    let exact = all.iter().filter(|i| length(i) == shortest);
    most(exact.filter_map(|i| Some((i.time?.to_string(), i.place_in.0))))
}

/// Those who take part, most mentioned first; those in `but` left out.
fn participants<'i>(lists: impl Iterator<Item = &'i [Role]>, but: &[Participant]) -> Vec<Participant> {
    let mut found: Vec<(usize, Participant)> = Vec::new();
    for role in lists.flatten() {
        if but.iter().any(|p| p.who == role.who) {
            continue;
        }
        match found.iter_mut().find(|(_, p)| p.who == role.who) {
            Some((n, p)) => {
                *n += 1;
                p.code = p.code.take().or_else(|| role.code.clone());
            }
            None => found.push((1, Participant { who: role.who.clone(), code: role.code.clone() })),
        }
    }
    let named = |p: &Participant| matches!(p.who, Who::Entity(_));
    found.sort_by(|(n, a), (m, b)| {
        m.cmp(n).then_with(|| named(b).cmp(&named(a))).then_with(|| a.who.cmp(&b.who))
    });
    found.into_iter().map(|(_, p)| p).collect()
}
