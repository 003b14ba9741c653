//! The situation as JSON.
//!
//! In: a situation of the story. Out: parties, deeds by what they are, and the balance with the ids of its events.

use serde::Serialize;
use types::{Act, Deed, Side, Situation, Story};

use super::document::{EvidenceRecord, entity_id, event_id, words};
use super::part::Source;
use crate::export::table::Quad;

/// How the sides stand to each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SituationRecord<'s> {
    /// The sides, most active first.
    pub parties: Vec<SideRecord<'s>>,
    /// Demands, offers, threats, denials and the like.
    pub positions: Vec<DeedRecord<'s>>,
    /// Meetings held and planned.
    pub meetings: Vec<DeedRecord<'s>>,
    /// Forces moved or withdrawn.
    pub forces: Vec<DeedRecord<'s>>,
    /// Aid given.
    pub aid: Vec<DeedRecord<'s>>,
    /// Attacks.
    pub attacks: Vec<DeedRecord<'s>>,
    /// Cooperation against conflict.
    pub balance: BalanceRecord,
}

/// One side.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SideRecord<'s> {
    /// Its name.
    pub name: &'s str,
    /// Its CAMEO code.
    pub code: Option<&'s str>,
    /// Ids of those who act for it.
    pub entities: Vec<String>,
    /// Ids of its events.
    pub events: Vec<String>,
    /// Words that name it.
    pub evidence: Vec<EvidenceRecord>,
}

/// One event of the situation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeedRecord<'s> {
    /// `demands`, `offers`, `threatens`, `denies`, `meets`, ….
    pub act: &'static str,
    /// Id of the event.
    pub event: String,
    /// `actual`, `planned`, ….
    pub status: &'static str,
    /// Names of the sides that do it.
    pub by: Vec<&'s str>,
    /// Names of the sides it is done towards.
    pub toward: Vec<&'s str>,
    /// TIMEX3 value of when.
    pub time: Option<&'s str>,
    /// Id of where.
    pub place: Option<String>,
    /// Id of the figure that goes with it.
    pub figure: Option<String>,
    /// How many independent origins tell of it.
    pub independent_sources: usize,
    /// What a person reads.
    pub text: &'s str,
    /// What that stands on.
    pub evidence: Vec<EvidenceRecord>,
}

/// Events of one quad class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuadRecord {
    /// `verbal cooperation`, ….
    pub class: &'static str,
    /// How many events.
    pub count: usize,
    /// Their ids.
    pub events: Vec<String>,
}

/// Cooperation against conflict.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BalanceRecord {
    /// The four quad classes, in their order.
    pub classes: Vec<QuadRecord>,
    /// Mean score of their events, from conflict (-10) to cooperation (10), to one decimal.
    pub score: f64,
}

/// The situation of a story, when it has one.
pub fn record<'s>(story: &'s Story, sources: &[Source<'_>]) -> Option<SituationRecord<'s>> {
    let situation = story.brief.situation.as_ref()?;
    let side = |s: &'s Side| SideRecord {
        name: &s.name,
        code: s.code.as_deref(),
        entities: s.entities.iter().map(|&e| entity_id(e)).collect(),
        events: s.events.iter().map(|&e| event_id(e)).collect(),
        evidence: s.evidence.iter().map(|e| words(sources, e)).collect(),
    };
    let of = |which: &dyn Fn(Act) -> bool| -> Vec<DeedRecord<'s>> {
        let all = situation.deeds.iter().filter(|d| which(d.act));
        all.filter_map(|d| deed(story, situation, sources, d)).collect()
    };
    let apart = [Act::Meets, Act::Moves, Act::Aids, Act::Attacks];
    let classes = Quad::ALL.iter().zip(&situation.balance.events).map(|(quad, events)| QuadRecord {
        class: quad.name(),
        count: events.len(),
        events: events.iter().map(|&e| event_id(e)).collect(),
    });
    Some(SituationRecord {
        parties: situation.sides.iter().map(side).collect(),
        positions: of(&|act| !apart.contains(&act)),
        meetings: of(&|act| act == Act::Meets),
        forces: of(&|act| act == Act::Moves),
        aid: of(&|act| act == Act::Aids),
        attacks: of(&|act| act == Act::Attacks),
        balance: BalanceRecord { classes: classes.collect(), score: situation.balance.score },
    })
}

/// One event of the situation.
fn deed<'s>(
    story: &'s Story,
    situation: &'s Situation,
    sources: &[Source<'_>],
    deed: &'s Deed,
) -> Option<DeedRecord<'s>> {
    let event = story.events.get(deed.event)?;
    let names = |list: &[usize]| -> Vec<&'s str> {
        list.iter().filter_map(|&s| situation.sides.get(s)).map(|s| s.name.as_str()).collect()
    };
    let figure = deed.figure.map(|(report, number)| {
        let before: usize = story.extracts.iter().take(report).map(|x| x.figures.len()).sum();
        format!("f{}", before + number + 1)
    });
    Some(DeedRecord {
        act: deed.act.name(),
        event: event_id(deed.event),
        status: event.status.name(),
        by: names(&deed.by),
        toward: names(&deed.toward),
        time: event.time.as_deref(),
        place: event.place.map(entity_id),
        figure,
        independent_sources: deed.independent_sources,
        text: &deed.line.text,
        evidence: deed.line.evidence.iter().map(|e| words(sources, e)).collect(),
    })
}
