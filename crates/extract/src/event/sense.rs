//! Which sense of its word a frame has.
//!
//! The first sense, in order of the data, whose conditions all hold.

use types::EntityType;

use super::frame::{ClauseKind, Frame};
use super::lexicon::{Condition, LEXICON, Part, Sense};
use super::scene::Scene;
use crate::coref::noun::NounKind;

/// The sense of a frame; `None` when its word has none that fits.
pub fn choose(scene: &Scene, frame: &Frame) -> Option<&'static Sense> {
    let base = frame.lemma.split('_').next().unwrap_or_default();
    let holds = |s: &&Sense| s.conditions.iter().all(|c| holds(scene, frame, c) != c.not);
    let exact = LEXICON.senses(&frame.lemma, frame.noun).find(holds);
    exact.or_else(|| {
        // A particle that changes nothing ("freed up" is not "freed", but "handed back" is "handed"): only for verbs that the file lists so.
        (base != frame.lemma && LEXICON.is("any-particle", base))
            .then(|| LEXICON.senses(base, false).find(holds))
            .flatten()
    })
}

fn holds(scene: &Scene, frame: &Frame, condition: &Condition) -> bool {
    let any = |tokens: &[usize]| {
        !tokens.is_empty()
            && (condition.fits.is_empty()
                || tokens.iter().any(|t| condition.fits.iter().any(|f| fits(scene, *t, f))))
    };
    match condition.part {
        Part::Subject => any(&frame.subject),
        Part::Object => any(&frame.object) || any(&frame.indirect),
        Part::Modifier => any(&frame.modifiers),
        Part::Prep(prep) => frame.preps.iter().any(|(p, tokens)| p == prep && any(tokens)),
        Part::Clause => frame.clause.is_some_and(|(kind, _)| {
            condition.fits.is_empty()
                || condition.fits.iter().any(|f| match kind {
                    ClauseKind::Infinitive => *f == "inf",
                    ClauseKind::Gerund => *f == "ger",
                    ClauseKind::That => *f == "that",
                })
        }),
    }
}

/// Whether what a token heads is of a class (`@weapon`, `@person`) or has this lemma.
fn fits(scene: &Scene, token: usize, wanted: &str) -> bool {
    let token = scene.essence(token);
    let Some(class) = wanted.strip_prefix('@') else { return scene.grammar.lemma(token) == wanted };
    match class {
        "person" => {
            scene.is(token, EntityType::Person, NounKind::Person)
                || scene.is(token, EntityType::Norp, NounKind::Group)
        }
        "country" => scene.is(token, EntityType::Gpe, NounKind::Gpe),
        "org" => scene.is(token, EntityType::Org, NounKind::Org),
        "place" => {
            scene.is(token, EntityType::Gpe, NounKind::Gpe)
                || scene.is(token, EntityType::Loc, NounKind::Place)
                || scene.is(token, EntityType::Fac, NounKind::Place)
        }
        "actor" => scene.is_actor(token),
        _ => {
            let lemma = scene.grammar.lemma(token);
            LEXICON.is(class, &lemma)
                || scene
                    .modifiers(token)
                    .iter()
                    .any(|m| LEXICON.is(class, &format!("{}_{lemma}", scene.grammar.lemma(*m))))
        }
    }
}
