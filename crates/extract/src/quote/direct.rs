//! Whose words stand in quote marks.
//!
//! In: a [`Page`] and its [`Cue`]s. Out: for each piece that is somebody's words, its kind and [`Voice`].
//! A piece is tried, in this order, as: an inscription; a mere label (title, nickname, "so-called"), which is
//! no quote; words that a verb beside them reports; a fragment inside reported words, which takes the speaker
//! of the narrowest of them; the continuation of a quote. The speaker belongs to the quotation, not to the
//! sentence: a piece with no reporter's words of its own goes on with the speaker before it.

use types::{BlockKind, QuoteKind, TokenSpan};

use super::lexicon;
use super::mark::Piece;
use super::reported::{self, Cue};
use super::source::{self, Source};
use super::unit::{Page, Unit};

/// Who says a piece and how the report tells so.
#[derive(Clone, Debug, Default)]
pub(super) struct Voice {
    /// The words that name the speaker.
    pub source: Option<Source>,
    /// The cue's dictionary form.
    pub lemma: Option<String>,
    /// The cue's words.
    pub tokens: Option<TokenSpan>,
    /// What the speaker does other than assert.
    pub stance: Option<&'static str>,
    /// To whom.
    pub addressee: Option<TokenSpan>,
    /// Where it is said.
    pub medium: Option<TokenSpan>,
}

impl Voice {
    /// The voice of a cue.
    pub fn of(cue: &Cue) -> Voice {
        Voice {
            source: Some(cue.source),
            lemma: Some(cue.lemma.clone()),
            tokens: Some(cue.tokens),
            stance: cue.stance,
            addressee: cue.addressee,
            medium: cue.medium,
        }
    }

    /// The same speaker, going on without a cue.
    fn going_on(&self) -> Voice {
        Voice { source: self.source, ..Voice::default() }
    }
}

/// A piece that is somebody's words.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// Number of the piece.
    pub piece: usize,
    /// How it is given.
    pub kind: QuoteKind,
    /// Who says it.
    pub voice: Voice,
}

/// Most words between a quote and the verb that reports it.
const MAX_CUE_DISTANCE: usize = 24;

/// Most tokens of a dash and the name that signs a quote.
const MAX_SIGNATURE_WORDS: usize = 8;

/// Most reported stretches looked at for one piece. Bounds the work on endless sentences.
const MAX_HOLDERS: usize = 64;

/// Fewest words of a quote that any verb may report, cue or not ("…," she laughed).
const MIN_WORDS_ANY_VERB: usize = 3;

/// Fewest words of a quote that may stand before its cue without a comma. Fewer are a term or a title.
const MIN_WORDS_NO_COMMA: usize = 5;

/// The pieces of a report that are somebody's words, in order.
pub(super) fn said(page: &Page, cues: &[Cue]) -> Vec<Said> {
    let mut reader = Reader { page, cues, said: Vec::new(), last: None };
    for number in 0..page.units.len() {
        reader.unit(number);
    }
    reader.said
}

/// The speaker who may go on, and where they spoke last.
#[derive(Clone, Debug)]
struct Last {
    voice: Voice,
    paragraph: usize,
    /// The words before ended with a colon.
    colon: bool,
}

struct Reader<'p, 'a> {
    page: &'p Page<'a>,
    cues: &'p [Cue],
    said: Vec<Said>,
    last: Option<Last>,
}

impl Reader<'_, '_> {
    fn unit(&mut self, number: usize) {
        let unit = self.page.units[number];
        if self.page.kind(&unit) != BlockKind::Paragraph {
            return;
        }
        let first = self.said.len();
        let page = self.page;
        let alone = unit.tokens.iter().all(|t| page.piece_of[t].is_some() || page.is_punct(t));
        let opening = unit.tokens.iter().find(|t| !page.is_punct(*t)).unwrap_or(unit.tokens.end);
        for piece in unit.pieces.0..unit.pieces.1 {
            if let Some(said) = self.piece(number, &unit, piece, (alone, opening)) {
                self.said.push(said);
            }
        }
        self.remember(&unit, first);
    }

    /// Notes who spoke in a unit, for the quotes that go on.
    fn remember(&mut self, unit: &Unit, first: usize) {
        let colon = self.page.word(unit.tokens.end - 1) == ":";
        let spoken =
            self.said[first..].iter().rev().find(|s| s.voice.source.is_some() && s.kind == QuoteKind::Direct);
        let spoken = spoken.or_else(|| self.said[first..].iter().rev().find(|s| s.voice.source.is_some()));
        if let Some(said) = spoken {
            self.last = Some(Last { voice: said.voice.clone(), paragraph: unit.paragraph, colon });
            return;
        }
        let cues = self.cues_in(unit.tokens);
        let voice =
            cues.iter().find(|c| c.quoted).or(cues.first()).map(Voice::of).or_else(|| self.subject(unit));
        if let Some(voice) = voice {
            self.last = Some(Last { voice, paragraph: unit.paragraph, colon });
        } else if unit.pieces.0 == unit.pieces.1
            && self.last.as_ref().is_some_and(|l| l.paragraph != unit.paragraph)
        {
            self.last = None;
        }
    }

    /// The one a unit is about, when that is someone who can speak.
    fn subject(&self, unit: &Unit) -> Option<Voice> {
        let page = self.page;
        let root = unit.tokens.iter().find(|t| page.dep(*t) == "ROOT" && page.tag(*t).starts_with("VB"))?;
        let subject = page.tree.children(root).iter().copied().find(|c| page.dep(*c) == "nsubj")?;
        let able = source::can_speak(page, subject) && page.piece_of[subject].is_none();
        able.then(|| Voice { source: Some(source::phrase(page, subject, root)), ..Voice::default() })
    }

    fn cues_in(&self, tokens: TokenSpan) -> &[Cue] {
        let first = self.cues.partition_point(|c| c.token < tokens.start);
        let end = self.cues.partition_point(|c| c.token < tokens.end);
        &self.cues[first..end]
    }

    /// Reads one piece. `alone`: its unit has no word of the reporter's; `opening`: its unit's first word.
    fn piece(
        &self,
        number: usize,
        unit: &Unit,
        piece: usize,
        (alone, opening): (bool, usize),
    ) -> Option<Said> {
        let page = self.page;
        let tokens = page.doc.tokens_in(page.pieces[piece].outer);
        if tokens.is_empty() {
            return None;
        }
        if is_inscription(page, unit, tokens) {
            return Some(Said { piece, kind: QuoteKind::Inscription, voice: Voice::default() });
        }
        if alone {
            return self.alone(number, unit, piece);
        }
        if is_label(page, tokens, page.pieces[piece]) {
            return None;
        }
        let leads = opening >= tokens.start;
        let voice = if leads {
            let signed = || self.signature(unit, tokens);
            self.cue_after(unit, piece, tokens).or_else(signed).or_else(|| self.cue_before(unit, tokens))
        } else {
            let after = || self.cue_after(unit, piece, tokens);
            self.cue_before(unit, tokens).or_else(after).or_else(|| self.after_colon(unit, tokens))
        };
        if let Some(voice) = voice {
            return Some(Said { piece, kind: self.kind(unit, piece, tokens, leads), voice });
        }
        let voice = self.holder(tokens).or_else(|| self.phrase_user(unit, tokens))?;
        Some(Said { piece, kind: QuoteKind::Partial, voice })
    }

    /// Direct when it is a sentence or clause of its own, partial inside the reporter's.
    fn kind(&self, unit: &Unit, piece: usize, tokens: TokenSpan, leads: bool) -> QuoteKind {
        let page = self.page;
        let words = page.pieces[piece].inner.of(page.text);
        let capital =
            words.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| !c.is_lowercase());
        let before =
            tokens.start.checked_sub(1).filter(|b| *b >= unit.tokens.start).map_or("", |b| page.word(b));
        let after_cue = matches!(before, "," | ":")
            || self
                .cues_in(TokenSpan::new(tokens.start.saturating_sub(3), tokens.start))
                .iter()
                .any(|c| c.tokens.end == tokens.start);
        let goes_on = before == "," && !capital;
        if (leads || after_cue) && (capital || goes_on) && words.split_whitespace().count() > 1 {
            QuoteKind::Direct
        } else {
            QuoteKind::Partial
        }
    }

    /// A quote with no word of the reporter's beside it.
    fn alone(&self, number: usize, unit: &Unit, piece: usize) -> Option<Said> {
        let page = self.page;
        let words = page.pieces[piece].inner.of(page.text).split_whitespace().count();
        let kind = QuoteKind::Direct;
        if let Some(voice) = self.transcript(piece) {
            return Some(Said { piece, kind, voice });
        }
        let same = |last: &&Last| last.paragraph == unit.paragraph;
        if let Some(last) = self.last.as_ref().filter(same) {
            return Some(Said { piece, kind, voice: last.voice.going_on() });
        }
        let carried = page.pieces[piece].carried;
        if let Some(last) =
            self.last.as_ref().filter(|l| (carried || l.colon) && l.paragraph + 1 == unit.paragraph)
        {
            let voice = if last.colon { last.voice.clone() } else { last.voice.going_on() };
            return Some(Said { piece, kind, voice });
        }
        let next =
            page.units.get(number + 1).filter(|u| u.paragraph == unit.paragraph && u.pieces.0 < u.pieces.1);
        if let Some(next) = next {
            let first = next.pieces.0;
            let tokens = page.doc.tokens_in(page.pieces[first].outer);
            if let Some(voice) = self.cue_after(next, first, tokens) {
                return Some(Said { piece, kind, voice });
            }
        }
        let near = |last: &&Last| last.paragraph + 1 == unit.paragraph;
        if let Some(last) = self.last.as_ref().filter(near) {
            return Some(Said { piece, kind, voice: last.voice.going_on() });
        }
        (words >= MIN_WORDS_ANY_VERB).then(|| Said { piece, kind, voice: Voice::default() })
    }

    /// The label that a transcript in quote marks begins with: `“RUIZ: We will not sell.`
    fn transcript(&self, piece: usize) -> Option<Voice> {
        let page = self.page;
        let piece = page.pieces[piece];
        let tokens = page.doc.tokens_in(piece.inner);
        let end = tokens.end.min(tokens.start + MAX_SIGNATURE_WORDS);
        let colon = (tokens.start..end).find(|t| page.word(*t) == ":").filter(|c| *c > tokens.start)?;
        let capitals = |t: usize| page.word(t).chars().all(|c| !c.is_lowercase());
        let name = |t: usize| page.tag(t).starts_with("NNP");
        let label = TokenSpan::new(tokens.start, colon);
        let labelled = label.iter().all(capitals) || piece.open && label.iter().all(name);
        labelled.then(|| Voice {
            source: Some(Source { head: colon - 1, tokens: label }),
            lemma: Some(":".to_owned()),
            tokens: Some(TokenSpan::new(colon, colon + 1)),
            ..Voice::default()
        })
    }

    /// The cue that follows a piece: `“…,” said Maria Lopez`, `“…,” the mayor, Ana Ruiz, told reporters`.
    fn cue_after(&self, unit: &Unit, piece: usize, tokens: TokenSpan) -> Option<Voice> {
        let page = self.page;
        let words = Piece::words_to_close(&page.pieces[piece], page.text);
        let follows = page.doc.tokens.get(tokens.end).map_or("", |_| page.word(tokens.end));
        let parted = words.ends_with([',', '?', '!', '.', '…', '—', '-', '–'])
            || matches!(follows, "," | "—" | "–" | "-");
        if !parted && !page.pieces[piece].open && !self.unparted(unit, tokens, words) {
            return None;
        }
        let end = unit.tokens.end.min(tokens.end + MAX_CUE_DISTANCE);
        for t in tokens.end..end {
            if page.piece_of[t].is_some() {
                break;
            }
            if !page.tag(t).starts_with("VB") {
                continue;
            }
            let quoted = reported::verb_senses(page, t).iter().any(|s| s.frames.quoted);
            if quoted && page.tag(t) != "VBG" {
                return self.passed_on(unit, t).or_else(|| self.voice_at(t));
            }
            let finite_verb = matches!(page.tag(t), "VBD" | "VBZ" | "VBP");
            if finite_verb && !matches!(page.dep(t), "relcl" | "acl" | "aux" | "auxpass") {
                let words = page.pieces[piece].inner.of(page.text).split_whitespace().count();
                return (words >= MIN_WORDS_ANY_VERB).then(|| self.any_verb(tokens, t)).flatten();
            }
        }
        None
    }

    /// The voice behind a voice: `“…,” Ruiz said a survivor had told the police`. The words are the survivor's, Ruiz passes them on.
    fn passed_on(&self, unit: &Unit, verb: usize) -> Option<Voice> {
        let page = self.page;
        let inner = page.tree.children(verb).iter().copied().find(|c| {
            *c > verb && page.dep(*c) == "ccomp" && page.tag(*c).starts_with("VB") && *c < unit.tokens.end
        })?;
        let reports = reported::verb_senses(page, inner).iter().any(|s| s.frames.quoted);
        let content = page.tree.children(inner).iter().any(|c| {
            *c > inner && matches!(page.dep(*c), "ccomp" | "xcomp" | "advcl" | "acomp" | "attr" | "pcomp")
                || *c > inner && page.dep(*c) == "prep" && matches!(page.word(*c), "about" | "of")
        });
        let thing = page
            .tree
            .children(inner)
            .iter()
            .any(|c| *c > inner && page.dep(*c) == "dobj" && !source::can_speak(page, *c));
        let subject = page.tree.children(inner).iter().any(|c| page.dep(*c) == "nsubj" && *c > verb);
        let between = (verb..inner).all(|t| page.piece_of[t].is_none() && page.word(t) != ",");
        if !reports || content || thing || !subject || !between {
            return None;
        }
        let outer = self.voice_at(verb)?;
        let mut voice = self.voice_at(inner)?;
        voice.medium = voice.medium.or(outer.source.map(|s| s.tokens));
        Some(voice)
    }

    /// A sentence in quote marks before its cue with the comma forgotten: `“We are ready to go” an aide said`.
    fn unparted(&self, unit: &Unit, tokens: TokenSpan, words: &str) -> bool {
        let page = self.page;
        let leads = tokens.start <= unit.tokens.start + MAX_CUE_DISTANCE
            && (unit.tokens.start..tokens.start).all(|t| page.is_punct(t));
        let sentence =
            words.starts_with(char::is_uppercase) && words.split_whitespace().count() >= MIN_WORDS_NO_COMMA;
        let after = TokenSpan::new(tokens.end, unit.tokens.end.min(tokens.end + MAX_CUE_DISTANCE));
        let beside = |c: &Cue| c.quoted && c.source.tokens.start.min(c.token) == tokens.end;
        leads && sentence && self.cues_in(after).first().is_some_and(beside)
    }

    /// A verb that is no cue but stands where one stands: `“…,” she laughed`.
    fn any_verb(&self, tokens: TokenSpan, verb: usize) -> Option<Voice> {
        let page = self.page;
        let source = source::of_verb(page, verb)?;
        let beside = source.tokens.start <= tokens.end + 1 || verb <= tokens.end + 1;
        let able = source::can_speak(page, source.head) && matches!(page.tag(verb), "VBD" | "VBZ" | "VBP");
        (beside && able).then(|| Voice {
            source: Some(source),
            lemma: Some(page.lemma(verb).to_lowercase()),
            tokens: Some(TokenSpan::new(verb, verb + 1)),
            ..Voice::default()
        })
    }

    fn voice_at(&self, verb: usize) -> Option<Voice> {
        let at = self.cues.partition_point(|c| c.token < verb);
        let cue = self.cues.get(at).filter(|c| c.token == verb);
        cue.map(Voice::of).or_else(|| {
            let source = source::beside(self.page, verb)?;
            let lemma = Some(self.page.lemma(verb).to_lowercase());
            let tokens = Some(TokenSpan::new(verb, verb + 1));
            Some(Voice { source: Some(source), lemma, tokens, ..Voice::default() })
        })
    }

    /// The cue before a piece: `She said: “…”`, `He told reporters on Monday, “…”`.
    fn cue_before(&self, unit: &Unit, tokens: TokenSpan) -> Option<Voice> {
        let page = self.page;
        let start = unit.tokens.start.max(tokens.start.saturating_sub(MAX_CUE_DISTANCE));
        let before = page.before(tokens.start).filter(|b| *b >= unit.tokens.start)?;
        let introduced = matches!(page.word(before), "," | ":" | "—" | "–" | "-");
        let cues = self.cues_in(TokenSpan::new(start, tokens.start));
        let cue = cues.iter().rev().find(|c| c.quoted && c.lemma != reported::ACCORDING)?;
        let from = cue.tokens.end.max(if cue.source.head > cue.token { cue.source.tokens.end } else { 0 });
        if !introduced && from < tokens.start && cue.addressee.is_none_or(|a| a.end < tokens.start) {
            return None;
        }
        let clean = (from.min(tokens.start)..tokens.start).all(|t| {
            page.piece_of[t].is_none() && !matches!(page.dep(t), "nsubj" | "nsubjpass" | "mark" | "csubj")
        });
        clean.then(|| Voice::of(cue))
    }

    /// A name after a dash: `“…” — Maria Lopez`.
    fn signature(&self, unit: &Unit, tokens: TokenSpan) -> Option<Voice> {
        let page = self.page;
        let blank = |t: &usize| page.word(*t).trim().is_empty();
        let is_dash = |w: &str| matches!(w, "—" | "–" | "―" | "-" | "--");
        // The dash may be glued to the closing mark: ”―.
        let last = tokens.end - 1;
        let glued = is_dash(page.word(last).trim_start_matches(['”', '"', '’', '\'']));
        let first = (tokens.end..unit.tokens.end).find(|t| !blank(t))?;
        let rest = TokenSpan::new(if glued { last } else { first }, unit.tokens.end);
        let short = (2..=MAX_SIGNATURE_WORDS).contains(&rest.len());
        if !short || !(glued || is_dash(page.word(first))) {
            return None;
        }
        let names = rest
            .iter()
            .skip(1)
            .skip_while(blank)
            .take_while(|t| !page.is_punct(*t) || page.word(*t).ends_with('.'));
        let names = names.filter(|t| page.word(*t) != ".");
        let names: Vec<usize> = names.collect();
        let (first, last) = (*names.first()?, *names.last()?);
        let named = page.tag(last).starts_with("NNP") && page.tag(first).starts_with("NNP");
        let source = Source { head: last, tokens: TokenSpan::new(first, last + 1) };
        named.then(|| Voice { source: Some(source), ..Voice::default() })
    }

    /// Words after a colon belong to the one whom the words before it are about: `He had one answer: “…”`.
    fn after_colon(&self, unit: &Unit, tokens: TokenSpan) -> Option<Voice> {
        let page = self.page;
        let before = page.before(tokens.start).filter(|b| *b > unit.tokens.start)?;
        if page.word(before) != ":" {
            return None;
        }
        let cues = self.cues_in(TokenSpan::new(unit.tokens.start, before));
        cues.last().map(Voice::of).or_else(|| self.subject(unit)).or_else(|| {
            // The root may be a word of the quote's: look for a verb with a subject before the colon.
            let start = unit.tokens.start.max(before.saturating_sub(MAX_CUE_DISTANCE));
            let verb = (start..before).find(|t| matches!(page.tag(*t), "VBD" | "VBZ" | "VBP"))?;
            let source = source::of_verb(page, verb).filter(|s| s.head < verb)?;
            source::can_speak(page, source.head).then(|| Voice { source: Some(source), ..Voice::default() })
        })
    }

    /// Who uses a phrase that is called one: `Lopez has often used the term “empty chair”`.
    fn phrase_user(&self, unit: &Unit, tokens: TokenSpan) -> Option<Voice> {
        let page = self.page;
        let noun = page.before(tokens.start).filter(|n| *n > unit.tokens.start)?;
        let verb = page.head(noun);
        let lemma = page.lemma(verb).to_lowercase();
        let used = page.tag(noun).starts_with("NN")
            && lexicon::is("phrase_noun", &page.lemma(noun).to_lowercase())
            && lexicon::is("phrase_verb", &lemma);
        let source = used.then(|| source::of_verb(page, verb)).flatten()?;
        source::can_speak(page, source.head).then(|| Voice {
            source: Some(source),
            lemma: Some(lemma),
            tokens: Some(TokenSpan::new(verb, verb + 1)),
            ..Voice::default()
        })
    }

    /// The speaker of the narrowest reported words that hold a piece; else of the nearest cue before it that
    /// the parser puts above it ("confirmed the deaths of “several citizens”").
    fn holder(&self, tokens: TokenSpan) -> Option<Voice> {
        let page = self.page;
        let unit = page.units[page.unit_of(tokens.start)].tokens;
        let word = |t: &usize| !page.is_punct(*t);
        let (first, last) = (tokens.iter().find(word)?, tokens.iter().rev().find(word)?);
        let cues = self.cues_in(unit);
        let holds = |c: &&Cue| c.content.is_some_and(|k| k.has(first) && k.has(last));
        let narrow =
            |c: &&Cue| (c.lemma == reported::ACCORDING, c.content.map_or(usize::MAX, TokenSpan::len));
        let near = cues.partition_point(|c| c.token < tokens.start);
        let from = near.saturating_sub(MAX_HOLDERS);
        let to = cues.len().min(near + MAX_HOLDERS);
        let held = cues[from..to].iter().filter(holds).min_by_key(narrow);
        let above = |c: &&Cue| {
            let reach = page.tree.reach(c.token);
            c.governs && reach.has(first) && reach.has(last)
        };
        held.or_else(|| cues[from..near].iter().rev().take(2).find(above)).map(Voice::of)
    }
}

/// Words on a sign, a banner, a shirt: `signs read “…”`, `a banner with the words “…”`.
fn is_inscription(page: &Page, unit: &Unit, tokens: TokenSpan) -> bool {
    let near = unit.tokens.start.max(tokens.start.saturating_sub(10))..tokens.start;
    let words = tokens.start.saturating_sub(3).max(unit.tokens.start)..tokens.start;
    let lemma = |t: usize| page.lemma(t).to_lowercase();
    let carries = words.clone().any(|t| {
        lexicon::is("inscription_verb", &lemma(t)) && page.tag(t).starts_with("VB")
            || matches!(lemma(t).as_str(), "word" | "message" | "slogan" | "inscription" | "graffiti")
    });
    let bearer = |t: usize| {
        page.piece_of[t].is_none() && page.tag(t).starts_with("NN") && lexicon::is("inscription", &lemma(t))
    };
    let person =
        near.clone().any(|t| matches!(page.dep(t), "nsubj") && !bearer(t) && page.head(t) >= near.start);
    let sent = person && near.clone().all(|t| !bearer(t) || lexicon::is("medium", &lemma(t)));
    carries && near.clone().any(bearer) && !sent && !(person && words.clone().any(|t| lemma(t) == "say"))
}

/// Longest label, in words.
const MAX_LABEL_WORDS: usize = 9;

/// A title, a nickname, a name given: nobody's words.
fn is_label(page: &Page, tokens: TokenSpan, piece: Piece) -> bool {
    let words: Vec<&str> = piece.inner.of(page.text).split_whitespace().take(MAX_LABEL_WORDS + 1).collect();
    if words.len() > MAX_LABEL_WORDS {
        return false;
    }
    let capital = |w: &&&str| w.starts_with(char::is_uppercase);
    let long = |w: &&&str| w.len() > 3;
    let titled = words.iter().filter(long).all(|w| capital(&w)) && words.iter().any(|w| capital(&w));
    let Some(before) = tokens.start.checked_sub(1) else { return false };
    let lemma = page.lemma(before).to_lowercase();
    let word = page.word(before).to_lowercase();
    let own_subject = page.tree.children(before).iter().any(|c| page.dep(*c) == "nsubj");
    if (lexicon::is("naming", &lemma) && page.tag(before) != "VBD" && page.tag(before) != "VBZ"
        || lexicon::is("naming", &word) && page.tag(before) == "JJ")
        && !own_subject
        && !matches!(lemma.as_str(), "term")
    {
        return true;
    }
    if titled && lexicon::is("work", &lemma) {
        return true;
    }
    let name =
        |t: usize| t < page.piece_of.len() && page.tag(t).starts_with("NNP") && page.piece_of[t].is_none();
    titled && words.len() <= 3 && name(before) && name(tokens.end)
}
