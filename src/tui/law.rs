//! The text of the measure, each sentence with what it means for this enterprise: where one
//! reads, how one came there, where one goes from a sentence.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::policy::{BenefitId, FactId, Policy, Sentence};

use super::component::Chooser;
use super::editor::Target;
use super::keys::Action;
use super::law_lines::{self, Row};
use super::marks::{self, Mark};
use super::model::{Model, Screen};
use super::result;
use super::update::Effect;
use crate::report::idle_text;
use crate::text::Lang;

/// How many sentences a page moves.
const PAGE: usize = 6;

/// The text broken into lines, for a width and a language.
type Broken = (usize, Lang, Rc<Vec<Row>>);

/// Where the text is read.
#[derive(Clone, Debug, Default)]
pub struct LawView {
    /// The sentence in focus.
    pub cursor: usize,
    /// The screen one came from.
    back: Option<Screen>,
    text: OnceCell<Vec<Sentence>>,
    rows: RefCell<Option<Broken>>,
}

impl LawView {
    /// The sentences.
    pub fn sentences(&self, policy: &Policy) -> &[Sentence] {
        self.text.get_or_init(|| policy.sentences())
    }

    /// The text broken into lines, made once for each width and language.
    pub fn rows(&self, policy: &Policy, lang: Lang, width: usize) -> Rc<Vec<Row>> {
        let mut kept = self.rows.borrow_mut();
        match &*kept {
            Some((of, in_lang, rows)) if (*of, *in_lang) == (width, lang) => Rc::clone(rows),
            _ => {
                let rows = Rc::new(law_lines::rows(policy, self.sentences(policy), lang, width));
                *kept = Some((width, lang, Rc::clone(&rows)));
                rows
            }
        }
    }
}

/// Where one can go from a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// To a question.
    Question(FactId),
    /// To a benefit of the result.
    Benefit(BenefitId),
    /// To a term, by its place in the policy.
    Term(usize),
}

/// The sentence in focus.
pub fn focused(model: &Model) -> Option<&Sentence> {
    let sentences = model.law.sentences(&model.policy);
    sentences.get(model.law.cursor.min(sentences.len().saturating_sub(1)))
}

/// Where one can go from the sentence in focus: its questions, those asked now first, its
/// benefits, its terms.
pub fn leads(model: &Model) -> Vec<Lead> {
    let Some(sentence) = focused(model) else { return Vec::new() };
    let mut leads = Vec::new();
    if let Some(work) = &model.work {
        let mut facts = marks::facts(model, sentence);
        facts.sort_by_key(|fact| {
            let place = work.interview.questions().position(|question| question.fact == *fact);
            place.unwrap_or(usize::MAX)
        });
        leads.extend(facts.into_iter().map(Lead::Question));
        leads.extend(sentence.benefits.iter().copied().map(Lead::Benefit));
    }
    let text = &model.policy.text[sentence.range.clone()];
    for (_, term) in law_lines::terms(&model.policy, text) {
        if !leads.contains(&Lead::Term(term)) {
            leads.push(Lead::Term(term));
        }
    }
    leads
}

/// Opens the text at what is focused: at the sentences of a question or a benefit, else where
/// it was left.
pub fn open(model: &mut Model) {
    let candidates = match (model.screen, &model.work) {
        (Screen::Law, _) => return,
        (Screen::Form, Some(work)) => match work.editor.target {
            Target::Fact(fact) | Target::Note(fact) => of_fact(model, fact),
            _ => Vec::new(),
        },
        (Screen::Result, Some(_)) => {
            result::focused(model).map_or_else(Vec::new, |at| of_benefit(model, at))
        }
        _ => Vec::new(),
    };
    let cursor = model.law.cursor;
    // Who comes from this sentence goes back to it.
    let at = if candidates.contains(&cursor) {
        cursor
    } else {
        let sentences = model.law.sentences(&model.policy);
        let open =
            |at: &&usize| sentences.get(**at).is_some_and(|s| marks::mark(model, s) == Mark::Open);
        candidates.iter().find(open).or(candidates.first()).copied().unwrap_or(cursor)
    };
    open_at(model, at);
}

/// Opens the text at a sentence.
pub fn open_at(model: &mut Model, sentence: usize) {
    if model.screen != Screen::Law {
        model.law.back = Some(model.screen);
    }
    model.law.cursor = sentence;
    model.screen = Screen::Law;
}

/// Opens the text at an article.
pub fn open_article(model: &mut Model, number: u32) {
    let mut sentences = model.law.sentences(&model.policy).iter();
    if let Some(at) = sentences.position(|sentence| sentence.article == number) {
        open_at(model, at);
    }
}

/// The sentences that a question decides: where a gate stands, else those of the benefits.
pub fn of_fact(model: &Model, fact: FactId) -> Vec<usize> {
    let affected = model.policy.dependents(fact);
    let sentences = model.law.sentences(&model.policy);
    let gates = |sentence: &Sentence| {
        let fact_of = |gate: &crate::policy::GateId| model.policy.gates[gate.index()].when.fact;
        sentence.gates.iter().filter_map(fact_of).any(|of| affected.contains(&of))
    };
    let places = |keep: &dyn Fn(&Sentence) -> bool| -> Vec<usize> {
        sentences.iter().enumerate().filter(|(_, s)| keep(s)).map(|(at, _)| at).collect()
    };
    let of_gates = places(&gates);
    if !of_gates.is_empty() {
        return of_gates;
    }
    places(&|sentence| marks::facts(model, sentence).contains(&fact))
}

/// The sentences that give a benefit.
pub fn of_benefit(model: &Model, at: usize) -> Vec<usize> {
    let sentences = model.law.sentences(&model.policy).iter().enumerate();
    let gives = |sentence: &Sentence| sentence.benefits.iter().any(|id| id.index() == at);
    sentences.filter(|(_, sentence)| gives(sentence)).map(|(at, _)| at).collect()
}

/// Acts.
pub fn update(model: &mut Model, action: &Action) -> Effect {
    let sentences = model.law.sentences(&model.policy);
    let last = sentences.len().saturating_sub(1);
    let cursor = model.law.cursor.min(last);
    let to = match action {
        Action::Up => cursor.saturating_sub(1),
        Action::Down => cursor + 1,
        Action::PageUp => cursor.saturating_sub(PAGE),
        Action::PageDown => cursor + PAGE,
        Action::Home => 0,
        Action::End => last,
        Action::Left => article_before(sentences, cursor),
        Action::Right => {
            let article = sentences.get(cursor).map(|sentence| sentence.article);
            let mut rest = sentences.iter().enumerate().skip(cursor);
            rest.find(|(_, sentence)| Some(sentence.article) != article).map_or(last, |(at, _)| at)
        }
        Action::Enter => {
            if leads(model).is_empty() {
                model.message = Some(model.strings().law_nothing.to_owned());
            } else {
                model.push(Chooser::new(super::popups::sentence::Sentence, 0));
            }
            cursor
        }
        Action::Back => {
            model.screen = came_from(model);
            cursor
        }
        Action::Result if model.work.is_some() => {
            model.screen = Screen::Result;
            cursor
        }
        other => {
            super::update::open_popup(model, other);
            cursor
        }
    };
    model.law.cursor = to.min(last);
    Effect::None
}

/// The first sentence of this article, or of the one before where that is in focus already.
fn article_before(sentences: &[Sentence], cursor: usize) -> usize {
    let first = |at: usize| {
        let article = sentences.get(at).map(|sentence| sentence.article);
        sentences.iter().position(|sentence| Some(sentence.article) == article).unwrap_or(0)
    };
    match first(cursor) {
        start if start < cursor => start,
        start => first(start.saturating_sub(1)),
    }
}

/// Where one came from, as far as it is still there.
fn came_from(model: &Model) -> Screen {
    match (model.law.back, &model.work) {
        (Some(Screen::Law) | None, Some(_)) => Screen::Form,
        (Some(Screen::Form | Screen::Result | Screen::WhatIf | Screen::Law) | None, None) => {
            Screen::Start
        }
        (Some(screen), _) => screen,
    }
}

/// To a question of the form, asked now or not; says why it is not.
pub fn show_question(model: &mut Model, fact: FactId) {
    model.screen = Screen::Form;
    model.focus(Target::Fact(fact));
    let Some(work) = &model.work else { return };
    let idle = work.impact.idle.as_ref().map(|idle| {
        idle_text(&model.policy, &work.filled, work.profile.year, idle).get(model.lang).to_owned()
    });
    model.message = idle;
}
