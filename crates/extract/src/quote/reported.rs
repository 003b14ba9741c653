//! Cues and the words they bring: reported speech from verbs, nouns and "according to".
//!
//! In: a [`Page`]. Out: [`Cue`]s in order of the text, each with its speaker and, where the reporter gives one,
//! the reported clause or phrase. Frames come from `data/quote_verbs.tsv`.

use types::{BlockKind, Span, TokenSpan};

use super::aside;
use super::lexicon::{self, Class, Sense};
use super::source::{self, Source};
use super::unit::Page;

/// A word that brings what someone says.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    /// Verb, noun or first word of a phrase.
    pub token: usize,
    /// Its words.
    pub tokens: TokenSpan,
    /// Dictionary form (`say`, `call for`, `according to`).
    pub lemma: String,
    /// Who speaks.
    pub source: Source,
    /// What is said, when words outside quote marks are part of it.
    pub content: Option<TokenSpan>,
    /// What the speaker does other than assert.
    pub stance: Option<&'static str>,
    /// To whom.
    pub addressee: Option<TokenSpan>,
    /// Where it is said ("a statement").
    pub medium: Option<TokenSpan>,
    /// Whether whole sentences in quote marks may hang on it.
    pub quoted: bool,
    /// Whether it brings whatever quoted words the parser puts below it.
    pub governs: bool,
}

/// All cues outside quote marks that have a speaker.
pub(super) fn cues(page: &Page) -> Vec<Cue> {
    let mut cues: Vec<Cue> = (0..page.doc.tokens.len())
        .filter(|t| page.piece_of[*t].is_none())
        .filter_map(|t| {
            verb_cue(page, t)
                .or_else(|| according(page, t))
                .or_else(|| noun_cue(page, t))
                .or_else(|| label(page, t))
        })
        .collect();
    part_joined(page, &mut cues);
    aside::part_nested(page, &mut cues);
    for cue in &mut cues {
        cue.content = cue.content.map(|c| aside::without_gloss(page, cue.token, c));
    }
    cues
}

/// The parser hangs "…, adding that …" and "… and added that …" on the reported clause when they belong to the
/// reporter's verb. Where the subject they would take there cannot speak, or a comma and "-ing" set them off,
/// they get the reporter's speaker and the reported clause ends before them.
fn part_joined(page: &Page, cues: &mut [Cue]) {
    for i in 1..cues.len() {
        let verb = cues[i].token;
        if cues[i].lemma == ACCORDING {
            cut_before(page, &mut cues[i.saturating_sub(MAX_JOINED)..i], verb);
        }
        if !cues[i].quoted || !matches!(page.dep(verb), "advcl" | "conj" | "xcomp" | "acl") || verb == 0 {
            continue;
        }
        let set_off = page.tag(verb) == "VBG" && aside::is_after_comma(page, verb);
        let joined = page.tag(verb) == "VBD"
            && page.dep(verb) == "conj"
            && !source::can_speak(page, cues[i].source.head);
        if !set_off && !joined {
            continue;
        }
        let holds = |c: &&Cue| {
            c.quoted
                && c.content.is_some_and(|k| k.has(verb) && k.start > c.token && k.has(cues[i].source.head))
        };
        let Some(outer) = (i.saturating_sub(MAX_JOINED)..i).rev().find(|o| holds(&&cues[*o])) else {
            continue;
        };
        cues[i].source = cues[outer].source;
        cut_before(page, &mut cues[outer..=outer], verb);
    }
}

/// Ends the contents that reach over a token before it.
pub(super) fn cut_before(page: &Page, cues: &mut [Cue], token: usize) {
    for cue in cues {
        if let Some(content) = cue.content.filter(|k| k.has(token) && k.start < token) {
            let end = (content.start + 1..token).rev().find(|t| !page.is_punct(*t) && page.dep(*t) != "cc");
            cue.content = end.map(|e| TokenSpan::new(content.start, e + 1));
        }
    }
}

/// The cue that hands words on to whoever they come from.
pub(super) const ACCORDING: &str = "according to";

/// How many cues back the verb that a joined one belongs to may be.
pub(super) const MAX_JOINED: usize = 4;

/// The senses of a token as a cue verb.
pub(super) fn verb_senses(page: &Page, token: usize) -> &'static [Sense] {
    if !page.tag(token).starts_with("VB") {
        return &[];
    }
    let lemma = page.lemma(token).to_lowercase();
    let next = page.doc.tokens.get(token + 1).map_or("", |_| page.word(token + 1));
    if lexicon::is("particle", next) {
        let joined = lexicon::senses(&format!("{lemma} {next}"));
        if !joined.is_empty() {
            return joined;
        }
    }
    let senses = lexicon::senses(&lemma);
    let idiom = senses.first().is_some_and(|s| s.frames.idiom);
    if idiom && !matches!(next, "it" | "this") { &[] } else { senses }
}

fn verb_cue(page: &Page, verb: usize) -> Option<Cue> {
    let senses = verb_senses(page, verb);
    let quoted = senses.iter().any(|s| s.frames.quoted);
    if senses.is_empty() {
        return None;
    }
    let source = source::of_verb(page, verb).or_else(|| {
        quoted.then(|| source::beside(page, verb)).flatten().filter(|_| beside_quote(page, verb))
    })?;
    let (content, sense) = match content(page, verb, source, senses) {
        Some((content, sense)) => (Some(content), Some(sense)),
        None => (None, senses.iter().find(|s| s.frames.quoted)),
    };
    let takes_addressee = senses.iter().any(|s| s.frames.addressee);
    Some(Cue {
        token: verb,
        tokens: verb_group(page, verb),
        lemma: page.lemma(verb).to_lowercase(),
        source,
        content,
        stance: sense.and_then(|s| s.stance),
        addressee: addressee(page, verb, takes_addressee),
        medium: medium(page, verb),
        quoted,
        governs: senses.iter().any(|s| s.frames.clause || s.frames.object || !s.preps.is_empty() || !quoted),
    })
}

/// Whether a piece stands right beside the verb's few words.
fn beside_quote(page: &Page, verb: usize) -> bool {
    let n = page.piece_of.len();
    let near = verb.saturating_sub(4)..n.min(verb + 5);
    page.piece_of[near].iter().any(Option::is_some)
}

/// The verb with its particle.
fn verb_group(page: &Page, verb: usize) -> TokenSpan {
    let particle = page.tree.children(verb).iter().find(|c| page.dep(**c) == "prt" && **c == verb + 1);
    TokenSpan::new(verb, particle.map_or(verb + 1, |p| p + 1))
}

fn content(
    page: &Page,
    verb: usize,
    source: Source,
    senses: &'static [Sense],
) -> Option<(TokenSpan, &'static Sense)> {
    let clausal = senses.iter().find(|s| s.frames.clause || s.frames.question || s.frames.quoted);
    if let Some(sense) = clausal
        && let Some(content) =
            around(page, verb, source).or_else(|| trimmed(page, aside::as_clause(page, verb, source)?))
    {
        return Some((content, sense));
    }
    let found = senses.iter().find_map(|sense| after(page, verb, sense).map(|c| (c, sense)));
    found.or_else(|| {
        // A headline leaves the verb of the clause out: "Mayor says bridge 'beyond repair'".
        let unit = page.units[page.unit_of(verb)];
        let sense = clausal.filter(|s| s.frames.clause && page.kind(&unit) == BlockKind::Title)?;
        Some((trimmed(page, TokenSpan::new(verb + 1, unit.tokens.end))?, sense))
    })
}

/// Most tokens of "earlier in the hearing" between an inserted cue and the comma after it.
const MAX_ADVERBIAL_TOKENS: usize = 10;

/// The clause that a cue closes or interrupts: `…, she said`; `…, she said, …`.
fn around(page: &Page, verb: usize, source: Source) -> Option<TokenSpan> {
    let unit = page.units[page.unit_of(verb)].tokens;
    let group = source.tokens.start.min(verb);
    let group_end = source.tokens.end.max(verb + 1);
    let before = group.checked_sub(1).filter(|b| *b > unit.start)?;
    let piece = page.piece_of[before];
    let parted = page.word(before) == "," || piece.is_some();
    if !parted || piece.is_some_and(|p| aside::is_introduced(page, p)) {
        return None;
    }
    // A quote that is all there is before the cue is no clause that goes on after "she said, laughing".
    let alone = group < unit.start + aside::MAX_LEAD_TOKENS
        && (unit.start..group).all(|t| page.piece_of[t].is_some() || page.is_punct(t));
    let resumes = |c: usize| (c + 1 < unit.end) && page.piece_of[c + 1].is_some();
    let children = page.tree.children(verb);
    let spoken_to = verb_senses(page, verb).iter().any(|s| s.frames.addressee);
    let later = children.iter().any(|c| {
        let brings = matches!(page.dep(*c), "ccomp" | "xcomp") || page.dep(*c) == "dobj" && !spoken_to;
        *c > verb && brings && page.tree.reach(*c).start >= group_end
    });
    let earlier = children.iter().find(|c| **c < group && page.dep(**c) == "ccomp");
    let follows = page.doc.tokens.get(group_end).map_or("", |_| page.word(group_end));
    let inserted = matches!(page.dep(verb), "parataxis" | "ccomp")
        && page.head(verb) != verb
        && unit.has(page.head(verb));
    if later || earlier.is_none() && !inserted {
        return None;
    }
    let comma = (group_end..unit.end.min(group_end + MAX_ADVERBIAL_TOKENS))
        .take_while(|t| page.piece_of[*t].is_none())
        .find(|t| page.word(*t) == ",");
    let resumed = comma
        .is_some_and(|c| follows == "," || inserted && (group_end..c).all(|t| page.tree.reach(verb).has(t)));
    let near = group <= before + 2;
    if alone && near && !comma.is_some_and(resumes) {
        return None;
    }
    let goes_on = resumed
        && (inserted && page.head(verb) > verb
            || earlier.is_some_and(|c| page.tree.reach(*c).end > group_end));
    let end = if goes_on { unit.end } else { before };
    trimmed(page, TokenSpan::new(unit.start, end))
}

/// What follows the verb in one of the sense's frames.
fn after(page: &Page, verb: usize, sense: &Sense) -> Option<TokenSpan> {
    let frames = sense.frames;
    let unit = page.units[page.unit_of(verb)].tokens;
    let right = || page.tree.children(verb).iter().copied().filter(|c| *c > verb && unit.has(*c));
    if frames.clause || frames.question || frames.quoted || frames.infinitive || frames.gerund {
        for child in right() {
            let reach = page.tree.reach(child);
            let infinitive =
                page.tree.children(child).iter().any(|c| page.dep(*c) == "aux" && page.tag(*c) == "TO");
            let fits = match page.dep(child) {
                "ccomp" if infinitive => frames.infinitive,
                "ccomp" => frames.clause || frames.question || frames.quoted,
                "xcomp" if infinitive => frames.infinitive,
                "xcomp" | "pcomp" => frames.gerund && page.tag(child) == "VBG",
                _ => false,
            };
            if !fits {
                continue;
            }
            let mut start = reach.start.max(verb + 1);
            if infinitive && frames.addressee {
                let to = page.tree.children(child).iter().find(|c| page.tag(**c) == "TO");
                start = to.copied().unwrap_or(start);
            }
            let end = reach.end.max(start).min(unit.end);
            return trimmed(page, TokenSpan::new(start, aside::end_of_joined(page, end, unit.end)));
        }
    }
    if frames.object
        && let Some(content) = object(page, verb, sense.class)
    {
        return Some(content);
    }
    let prep = right().find(|c| page.dep(*c) == "prep" && sense.preps.contains(&page.lemma(*c)))?;
    let place = page.tree.children(prep).iter().any(|o| {
        let lemma = page.lemma(*o).to_lowercase();
        ["medium", "document", "manner"].iter().any(|group| lexicon::is(group, &lemma))
    });
    if place && sense.class == Class::Discuss && !matches!(page.lemma(prep), "about" | "of") {
        return None;
    }
    let reach = page.tree.reach(prep);
    let mut end = reach.end;
    // "called on the council to resign": the infinitive belongs to what is asked.
    if let Some(wish) =
        right().find(|c| matches!(page.dep(*c), "xcomp" | "advcl") && *c >= end && *c < end + 6)
    {
        end = end.max(page.tree.reach(wish).end);
    }
    trimmed(page, TokenSpan::new(prep + 1, end.min(unit.end).max(prep + 1)))
}

/// An object with what is said of it: `called it a farce`, `accused him of lying`, `rejected the demands as …`.
fn object(page: &Page, verb: usize, class: Class) -> Option<TokenSpan> {
    let unit = page.units[page.unit_of(verb)].tokens;
    let mut start = None;
    let mut end = verb + 1;
    for &child in page.tree.children(verb).iter().filter(|c| **c > verb && unit.has(**c)) {
        let reach = page.tree.reach(child);
        let takes = match page.dep(child) {
            "dobj" | "oprd" | "ccomp" | "attr" => true,
            "xcomp" | "acomp" | "acl" => start.is_some() || class == Class::Name,
            "prep" if start.is_some() => match class {
                Class::Judge | Class::Name => {
                    matches!(
                        page.lemma(child),
                        "as" | "for" | "of" | "over" | "with" | "to" | "about" | "against"
                    )
                }
                Class::Deny | Class::Think | Class::Show => {
                    matches!(page.lemma(child), "as" | "with" | "to" | "for")
                }
                _ => matches!(page.lemma(child), "as" | "of" | "about" | "for"),
            },
            "punct" => continue,
            _ if start.is_some() => break,
            _ => continue,
        };
        if !takes {
            break;
        }
        if page.dep(child) == "dobj"
            && !matches!(class, Class::Judge | Class::Name)
            && reach.len() == 1
            && !is_wordy(page, child)
        {
            return None;
        }
        start = start.or(Some(reach.start.max(verb + 1)));
        end = end.max(reach.end);
    }
    let mut end = end.min(unit.end);
    if class == Class::Name && end < unit.end && page.piece_of[end].is_some() {
        end = (end..unit.end).find(|t| page.piece_of[*t] != page.piece_of[end]).unwrap_or(unit.end);
    }
    trimmed(page, TokenSpan::new(start?, end))
}

/// A lone object that says something by itself: no pronoun.
fn is_wordy(page: &Page, token: usize) -> bool {
    page.tag(token).starts_with("NN") || page.piece_of[token].is_some()
}

/// "According to X": the clause that the phrase stands in.
fn according(page: &Page, token: usize) -> Option<Cue> {
    if !page.word(token).eq_ignore_ascii_case("according")
        || page.word((token + 1).min(page.piece_of.len() - 1)) != "to"
    {
        return None;
    }
    let unit = page.units[page.unit_of(token)].tokens;
    let object = page.tree.children(token + 1).iter().find(|c| page.dep(**c) == "pobj").copied();
    let head =
        object.or_else(|| (token + 2..unit.end.min(token + 10)).find(|t| page.tag(*t).starts_with("NN")))?;
    let source = source::phrase(page, source::maker(page, head).unwrap_or(head), token);
    let whole = page.tree.reach(head);
    let mut after = source.tokens.end.max(whole.end.min(unit.end));
    // What is set off from the name goes with it only as far as the next comma when the clause goes on.
    if token == unit.start {
        let comma = (source.tokens.end..unit.end).find(|t| page.word(*t) == ",");
        after = comma.map_or(source.tokens.end, |c| c + 1);
    }
    let content = if token == unit.start || page.is_punct(unit.start) && token == unit.start + 1 {
        TokenSpan::new(after.min(unit.end), unit.end)
    } else if after + 2 >= unit.end || !matches!(page.word(after.min(unit.end - 1)), ",") {
        TokenSpan::new(unit.start, token)
    } else {
        unit
    };
    Some(Cue {
        token,
        tokens: TokenSpan::new(token, token + 2),
        lemma: ACCORDING.to_owned(),
        source,
        content: trimmed(page, content),
        stance: None,
        addressee: None,
        medium: None,
        quoted: true,
        governs: false,
    })
}

/// A noun that carries what someone says: `her claim that …`, `Oslo's warning of …`.
fn noun_cue(page: &Page, noun: usize) -> Option<Cue> {
    let lemma = page.lemma(noun).to_lowercase();
    if !page.tag(noun).starts_with("NN") || !lexicon::is("cue_noun", &lemma) {
        return None;
    }
    let unit = page.units[page.unit_of(noun)].tokens;
    let children = page.tree.children(noun);
    let clause = children.iter().copied().find(|c| {
        *c > noun
            && matches!(page.dep(*c), "acl" | "ccomp" | "relcl")
            && page.tree.children(*c).iter().any(|m| page.dep(*m) == "mark" || page.tag(*m) == "TO")
            && !page.tree.children(*c).iter().any(|m| page.tag(*m) == "WDT")
    });
    let phrase = || {
        children.iter().copied().find(|c| {
            *c > noun
                && page.dep(*c) == "prep"
                && lexicon::is("noun_prep", page.lemma(*c))
                && page.lemma(*c) != "to"
        })
    };
    let content = match clause {
        Some(c) => page.tree.reach(c),
        None => {
            let prep = phrase()?;
            TokenSpan::new(prep + 1, page.tree.reach(prep).end.max(prep + 1))
        }
    };
    let source = noun_source(page, noun)?;
    let content = TokenSpan::new(content.start.max(noun + 1), content.end.min(unit.end).max(noun + 1));
    Some(Cue {
        token: noun,
        tokens: TokenSpan::new(noun, noun + 1),
        lemma,
        source,
        content: trimmed(page, content),
        stance: None,
        addressee: None,
        medium: None,
        quoted: false,
        governs: true,
    })
}

/// Whose claim it is: the owner, the one after "by", the subject of the verb it is the object of.
fn noun_source(page: &Page, noun: usize) -> Option<Source> {
    let children = page.tree.children(noun);
    if let Some(owner) = children.iter().find(|c| page.dep(**c) == "poss") {
        return Some(source::phrase(page, *owner, noun));
    }
    if let Some(by) = children.iter().find(|c| matches!(page.lemma(**c), "by" | "from") && **c > noun) {
        let object = page.tree.children(*by).iter().find(|c| page.dep(**c) == "pobj")?;
        return Some(source::phrase(page, *object, noun));
    }
    let verb = page.head(noun);
    (page.dep(noun) == "dobj" && page.tag(verb).starts_with("VB"))
        .then(|| source::of_verb(page, verb))
        .flatten()
}

/// Most tokens before the colon of a label.
const MAX_LABEL_TOKENS: usize = 7;

/// A speaker set before a colon, as headlines and transcripts do: `Lopez: We will not sell the port`.
fn label(page: &Page, colon: usize) -> Option<Cue> {
    if page.word(colon) != ":" {
        return None;
    }
    let unit = page.units[page.unit_of(colon)].tokens;
    // "Heading - Ana Ruiz: …": the name begins after the dash.
    let reach = unit.start.max(colon.saturating_sub(MAX_LABEL_TOKENS + 1))..colon;
    let dash = reach.rev().find(|t| matches!(page.word(*t), "-" | "–" | "—" | "―") && page.is_punct(*t));
    let mut words = TokenSpan::new(dash.map_or(unit.start, |d| d + 1), colon);
    // "Rep. Ana Ruiz (D-Ohio): …" and "Continued Ruiz: …".
    if words.end > words.start && page.word(words.end - 1) == ")" {
        let opens = words.iter().rev().find(|t| page.word(*t) == "(");
        words.end = opens.unwrap_or(words.end);
    }
    let inverted = words.len() > 1 && verb_senses(page, words.start).iter().any(|s| s.frames.quoted);
    words.start += usize::from(inverted);
    let bare =
        words.iter().all(|t| !page.tag(t).starts_with("VB") && page.tag(t) != "POS" && !page.is_punct(t));
    if words.is_empty() || words.len() > MAX_LABEL_TOKENS || !bare {
        return None;
    }
    let known = |label: &str| matches!(label, "PERSON" | "ORG" | "GPE" | "NORP");
    let names = &page.doc.names;
    let at = names.partition_point(|n| n.tokens.end <= words.start);
    let named = names[at..].iter().take(2).find(|n| words.contains(n.tokens) && known(&n.label));
    let speaks = |t: &usize| {
        page.tag(*t).starts_with("NN") && !page.tag(*t).starts_with("NNP") && source::can_speak(page, *t)
    };
    let head = named.map(|n| n.tokens.end - 1).or_else(|| words.iter().rev().find(speaks))?;
    let source = Source { head, tokens: named.map_or(words, |n| n.tokens) };
    Some(Cue {
        token: colon,
        tokens: TokenSpan::new(colon, colon + 1),
        lemma: ":".to_owned(),
        source,
        content: trimmed(page, TokenSpan::new(colon + 1, unit.end)),
        stance: None,
        addressee: None,
        medium: None,
        quoted: true,
        governs: false,
    })
}

fn addressee(page: &Page, verb: usize, takes_object: bool) -> Option<TokenSpan> {
    let children = page.tree.children(verb);
    let object = children.iter().copied().find(|c| *c > verb && matches!(page.dep(*c), "dobj" | "dative"));
    let to = children
        .iter()
        .copied()
        .find(|c| *c > verb && page.lemma(*c) == "to" && matches!(page.dep(*c), "prep" | "dative"));
    let person = |t: &usize| source::can_speak(page, *t) || page.tag(*t).starts_with("PRP");
    let object = object.filter(|o| takes_object && person(o) && page.lemma(*o) != "to");
    let head = object.or_else(|| {
        page.tree.children(to?).iter().copied().find(|c| page.dep(*c) == "pobj").filter(|o| person(o))
    })?;
    page.piece_of[head].is_none().then(|| source::phrase(page, head, verb).tokens)
}

/// The statement, interview or post in which something is said.
fn medium(page: &Page, verb: usize) -> Option<TokenSpan> {
    page.tree
        .children(verb)
        .iter()
        .filter(|c| matches!(page.lemma(**c), "in" | "on" | "at" | "via"))
        .find_map(|prep| {
            let object = page.tree.children(*prep).iter().copied().find(|c| page.dep(*c) == "pobj")?;
            let fits =
                lexicon::is("medium", &page.lemma(object).to_lowercase()) && page.piece_of[object].is_none();
            fits.then(|| source::phrase(page, object, *prep).tokens)
        })
}

/// Without punctuation at either end and without a leading "that"; `None` when nothing is left.
pub(super) fn trimmed(page: &Page, tokens: TokenSpan) -> Option<TokenSpan> {
    let (mut start, mut end) = (tokens.start, tokens.end);
    let drop = |t: usize| page.piece_of[t].is_none() && page.is_punct(t);
    while start < end
        && (drop(start) || page.word(start).eq_ignore_ascii_case("that") && page.dep(start) == "mark")
    {
        start += 1;
    }
    while start < end && drop(end - 1) {
        end -= 1;
    }
    (start < end).then(|| TokenSpan::new(start, end))
}

/// The bytes of a content, grown to hold whole pieces.
pub(super) fn content_span(page: &Page, content: TokenSpan) -> Span {
    let mut span = page.span(content);
    for t in [content.start, content.end - 1] {
        if let Some(piece) = page.piece_of[t] {
            span = span.cover(page.pieces[piece].outer);
        }
    }
    span
}
