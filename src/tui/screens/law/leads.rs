//! The sentence in focus, where one can go from it, and how one comes to it.

use crate::policy::{BenefitId, FactId, GateId, Sentence};
use crate::tui::editor::rows::Target;
use crate::tui::go::focused_benefit;
use crate::tui::model::{Model, Screen};
use crate::tui::screens::law::lines::terms;
use crate::tui::screens::law::marks::{self, Mark};

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
    for (_, term) in terms(&model.policy, text) {
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
            focused_benefit(model).map_or_else(Vec::new, |at| of_benefit(model, at))
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
        let fact_of = |gate: &GateId| model.policy.gates[gate.index()].when.fact;
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
