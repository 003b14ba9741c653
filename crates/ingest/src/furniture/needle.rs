//! What a text must hold for a pattern to match it: a pattern none of whose needles is there need not be compiled, let alone run.
//!
//! Method: the pattern's syntax tree is searched for the best set of words of which every match holds one, as literal prefilters of
//! search tools do (Cox 2012, *Regular Expression Matching with a Trigram Index*). Words are in lower case, for a text in lower case.

use regex_syntax::ast::{Ast, RepetitionKind, RepetitionRange, parse::Parser};

/// Words of which every match of the pattern holds at least one; `None` when no such set is known.
pub fn of(pattern: &str) -> Option<Vec<String>> {
    within(&Parser::new().parse(pattern).ok()?)
}

fn within(ast: &Ast) -> Option<Vec<String>> {
    match ast {
        Ast::Literal(literal) => Some(vec![literal.c.to_lowercase().collect()]),
        Ast::Group(group) => within(&group.ast),
        Ast::Repetition(repetition) if least(&repetition.op.kind) > 0 => within(&repetition.ast),
        Ast::Alternation(either) => {
            let sets = either.asts.iter().map(within).collect::<Option<Vec<_>>>()?;
            Some(sets.concat())
        }
        Ast::Concat(all) => best_part(&all.asts),
        _ => None,
    }
}

/// How often something is repeated at least.
fn least(kind: &RepetitionKind) -> u32 {
    match kind {
        RepetitionKind::ZeroOrOne | RepetitionKind::ZeroOrMore => 0,
        RepetitionKind::OneOrMore => 1,
        RepetitionKind::Range(
            RepetitionRange::Exactly(n) | RepetitionRange::AtLeast(n) | RepetitionRange::Bounded(n, _),
        ) => *n,
    }
}

/// The set whose shortest word is longest; of equals the smaller one.
fn best_part(parts: &[Ast]) -> Option<Vec<String>> {
    let mut sets: Vec<Vec<String>> = Vec::new();
    let mut run = String::new();
    for part in parts {
        match part {
            Ast::Literal(literal) => run.extend(literal.c.to_lowercase()),
            other => {
                sets.push(vec![std::mem::take(&mut run)]);
                sets.extend(within(other));
            }
        }
    }
    sets.push(vec![run]);
    let shortest = |set: &[String]| set.iter().map(String::len).min().unwrap_or(0);
    sets.retain(|set| shortest(set) > 0);
    sets.into_iter().max_by_key(|set| (shortest(set), std::cmp::Reverse(set.len())))
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn needles_are_in_every_match() {
        let show = |pattern: &str| of(pattern).map(|words| words.join("|"));
        assert_eq!(show(r"(?i)\bCookies?\b").as_deref(), Some("cookie"));
        assert_eq!(show(r"(?:sign(?:ing)? up|subscribe)\b.{0,60}x").as_deref(), Some("sign|subscribe"));
        assert_eq!(show(r"(?:a|b)+ c{2,}(?:dd)?").as_deref(), Some("c"));
        assert_eq!(show(r"you(?:'|’)(?:re|ve)").as_deref(), Some("you"));
        assert_eq!(show(r"(?:abc)*\d?[xy].").as_deref(), None);
        assert_eq!(show(r"(?:abc|\d)").as_deref(), None);
        assert_eq!(show(r"").as_deref(), None);
        assert_eq!(show(r"(").as_deref(), None);
    }
}
