//! The sentences of a story with what they speak of, weighed by how many independent reports speak of it too.
//!
//! In: a story up to its lineage. Out: one [`Passage`] a sentence. A *term* is an entity or a content word's lemma; its
//! weight is the share of independent families of reports that use it, times the logarithm of how many sentences do
//! (the frequency summaries of Nenkova and Vanderwende 2005, with families of reports in place of documents). Reports
//! that print or reword one text are one family, so a text copied ten times does not outvote the others.

use std::collections::{BTreeMap, BTreeSet};

use types::{BlockKind, LineageKind, Pos, Span, Story};

use crate::words;

/// From this score on a report counts as reworded by a machine: its own sentences are not shown when others say it.
pub const REWRITTEN_FROM: f64 = 0.5;

/// Content words of one letter carry nothing.
const MIN_LEMMA_BYTES: usize = 2;

/// One sentence of one report.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Number of the report.
    pub report: usize,
    /// Number of the sentence in its document.
    pub sentence: usize,
    /// Its words, without the dateline of the report and white space around.
    pub span: Span,
    /// What kind of block it stands in.
    pub kind: BlockKind,
    /// How many sentences of the body stand before it.
    pub position: usize,
    /// The terms it uses, ascending.
    pub terms: BTreeSet<usize>,
}

/// All sentences of a story.
#[derive(Clone, Debug, Default)]
pub struct Passages {
    /// By report and position.
    pub all: Vec<Passage>,
    /// Where each report's passages begin in `all`; one more at the end.
    pub first: Vec<usize>,
    /// Weight of each term.
    pub weight: Vec<f64>,
    /// For each report the number of its family.
    pub family: Vec<usize>,
    /// For each report, whether it looks reworded by a machine while some other report does not.
    pub reworded: Vec<bool>,
}

/// For each report the least number of a report that shares text with it, directly or through others.
pub fn families(story: &Story) -> Vec<usize> {
    let mut family: Vec<usize> = (0..story.reports.len()).collect();
    for pair in story.lineage.pairs.iter().filter(|p| p.kind != LineageKind::Independent) {
        let (Some(&a), Some(&b)) = (family.get(pair.a), family.get(pair.b)) else { continue };
        for f in &mut family {
            if *f == a.max(b) {
                *f = a.min(b);
            }
        }
    }
    family
}

impl Passages {
    /// Reads the story once.
    pub fn of(story: &Story) -> Passages {
        let mut passages = Passages { family: families(story), ..Passages::default() };
        let score = |r: usize| story.rewritten.get(r).map_or(0.0, |w| w.score);
        let sound = (0..story.reports.len()).any(|r| score(r) < REWRITTEN_FROM);
        passages.reworded = (0..story.reports.len()).map(|r| sound && score(r) >= REWRITTEN_FROM).collect();
        let mut terms = Terms::of(story);
        for report in 0..story.reports.len().min(story.docs.len()) {
            passages.first.push(passages.all.len());
            passages.add(story, report, &mut terms);
        }
        passages.first.push(passages.all.len());
        passages.weigh(terms.numbers.len());
        passages
    }

    /// Adds the sentences of one report.
    fn add(&mut self, story: &Story, report: usize, terms: &mut Terms<'_>) {
        let (doc, text) = (&story.docs[report], &story.reports[report].text);
        let entities = terms.entities_by_token(report);
        let mut position = 0;
        for (number, sentence) in doc.sentences.iter().enumerate() {
            if sentence.tokens.is_empty() {
                continue;
            }
            let span = words::trimmed(text, doc.span(sentence.tokens));
            let body = sentence.kind == BlockKind::Paragraph;
            let span = if body && position == 0 { words::without_dateline(text, span) } else { span };
            let mut used: BTreeSet<usize> = BTreeSet::new();
            for token in sentence.tokens.iter() {
                match entities.get(&token) {
                    Some(&entity) => used.insert(terms.number(&format!("#{entity}"))),
                    None => terms.of_token(doc, token).is_some_and(|term| used.insert(term)),
                };
            }
            self.all.push(Passage {
                report,
                sentence: number,
                span,
                kind: sentence.kind,
                position,
                terms: used,
            });
            position += usize::from(body);
        }
    }

    /// Gives every term its weight.
    fn weigh(&mut self, terms: usize) {
        let families: BTreeSet<usize> = self.family.iter().copied().collect();
        let mut users: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); terms];
        let mut count = vec![0usize; terms];
        for passage in &self.all {
            for &term in &passage.terms {
                users[term].insert(self.family[passage.report]);
                count[term] += 1;
            }
        }
        let all = families.len().max(1) as f64;
        let weigh = |(u, n): (&BTreeSet<usize>, &usize)| u.len() as f64 / all * (1.0 + *n as f64).ln();
        self.weight = users.iter().zip(&count).map(weigh).collect();
    }

    /// The passage of a report's sentence.
    pub fn at(&self, report: usize, sentence: usize) -> Option<&Passage> {
        let range = *self.first.get(report)?..*self.first.get(report + 1)?;
        let passages = &self.all[range];
        passages.binary_search_by_key(&sentence, |p| p.sentence).ok().map(|i| &passages[i])
    }

    /// The passage that holds a byte of a report.
    pub fn holding(&self, report: usize, byte: usize) -> Option<&Passage> {
        let range = *self.first.get(report)?..*self.first.get(report + 1)?;
        let passages = &self.all[range];
        let i = passages.partition_point(|p| p.span.end <= byte);
        passages.get(i).filter(|p| p.span.start <= byte)
    }

    /// Sum of the weights of some terms.
    pub fn weight_of(&self, terms: &BTreeSet<usize>) -> f64 {
        terms.iter().map(|&t| self.weight[t]).sum()
    }

    /// Share of the lesser set's terms that the two sets have in common, 0 to 1.
    pub fn overlap(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
        let least = a.len().min(b.len());
        if least == 0 { 0.0 } else { a.intersection(b).count() as f64 / least as f64 }
    }
}

/// The terms of a story, numbered as they are met.
struct Terms<'s> {
    story: &'s Story,
    numbers: BTreeMap<String, usize>,
    /// Lemmas that introduce someone's words somewhere in the story: they say nothing of what happened.
    cues: BTreeSet<&'s str>,
    entity: BTreeMap<(usize, usize), usize>,
}

impl<'s> Terms<'s> {
    fn of(story: &'s Story) -> Terms<'s> {
        let quotes = story.extracts.iter().flat_map(|e| &e.quotes);
        let entities = story.entities.iter().enumerate();
        Terms {
            story,
            numbers: BTreeMap::new(),
            cues: quotes.filter_map(|q| q.cue.as_deref()).collect(),
            entity: entities.flat_map(|(i, e)| e.referents.iter().map(move |&r| (r, i))).collect(),
        }
    }

    /// The number of a term.
    fn number(&mut self, term: &str) -> usize {
        if let Some(&number) = self.numbers.get(term) {
            return number;
        }
        let number = self.numbers.len();
        self.numbers.insert(term.to_owned(), number);
        number
    }

    /// The term of a content word.
    fn of_token(&mut self, doc: &types::Doc, token: usize) -> Option<usize> {
        let token = &doc.tokens[token];
        let content = matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Verb | Pos::Num | Pos::Adj);
        let lemma = token.lemma.to_lowercase();
        let told = token.pos == Pos::Verb && self.cues.contains(lemma.as_str());
        (content && !told && lemma.len() >= MIN_LEMMA_BYTES).then(|| self.number(&lemma))
    }

    /// The entity that each token of a name or description belongs to.
    fn entities_by_token(&self, report: usize) -> BTreeMap<usize, usize> {
        let mut by_token = BTreeMap::new();
        for mention in self.story.extracts.get(report).into_iter().flat_map(|e| &e.mentions) {
            let Some(&entity) = self.entity.get(&(report, mention.referent)) else { continue };
            by_token.insert(mention.head, entity);
            if mention.kind == types::MentionKind::Name {
                by_token.extend(mention.tokens.iter().map(|t| (t, entity)));
            }
        }
        by_token
    }
}
