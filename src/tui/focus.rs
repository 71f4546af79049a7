//! The questions in order, and the editor of the one in focus.

use std::collections::BTreeSet;

use crate::interview::{Impact, Route, State, next_question, quick_answer, supportable};
use crate::policy::FactId;
use crate::report::Assessment;
use crate::text::{Lang, Text};

use super::editor::Editor;
use super::editor::rows::Target;
use super::model::Model;
use super::session::Session;

impl Model {
    /// Opens the editor of a question.
    pub fn focus(&mut self, target: Target) {
        let Some(mut work) = self.work.take() else { return };
        let other = work.editor.target != target;
        if work.keep_draft() && other {
            self.message = Some(self.strings().kept_unconfirmed.to_owned());
        }
        work.editor = match target {
            Target::YEAR => Editor::of_year(work.profile.year, self.current_year),
            Target::Own(own) => Editor::of_text(target, &own.text(&work.profile)),
            Target::Note(fact) => {
                let id = &self.policy.fact(fact).id;
                let note = work.profile.notes.get(id).map_or("", String::as_str);
                Editor::of_text(target, note)
            }
            Target::Fact(fact) => self.fact_editor(&work, fact),
        };
        if let Some(draft) = work.draft(target).cloned() {
            work.editor.go_on_with(&draft);
        }
        let impact =
            |fact| Impact::of(&self.policy, &self.program, &work.profile, &work.filled, fact);
        work.impact = target.fact().map(impact).unwrap_or_default();
        work.verdict = self.verdict(&work);
        self.work = Some(work);
    }

    /// The sentence on what is asked about: the article or benefit of the route, else the first
    /// benefit that the question decides.
    fn verdict(&self, work: &Session) -> Text {
        let decided = work.impact.benefits.first().map(|id| Route::Benefit(*id));
        let route = if work.route.is_narrow() { Some(work.route) } else { decided };
        let Some(route) = route else { return Text::default() };
        let (profile, answers) = (&work.profile, work.filled.clone());
        let view = Assessment::new(&self.policy, &self.program, profile, answers, profile.year);
        Text::new(view.verdict(route, Lang::Zh), view.verdict(route, Lang::En))
    }

    /// The question to ask next on the way chosen.
    pub fn next_due(&self, after: Option<FactId>) -> Option<Target> {
        let work = self.work.as_ref()?;
        let (policy, program) = (&self.policy, &self.program);
        let (profile, filled, questions) = (&work.profile, &work.filled, &work.interview);
        next_question(policy, program, profile, filled, questions, work.route, after)
            .map(Target::Fact)
    }

    fn fact_editor(&self, work: &Session, fact: FactId) -> Editor {
        let data = self.policy.fact(fact);
        let value = work.profile.answers.get(fact);
        let unsure = work.profile.unsure.contains(&fact);
        let mut options: Vec<usize> = (0..data.kind.options().len()).collect();
        if data.lists_benefits {
            let year = work.profile.year;
            let open = supportable(&self.policy, &self.program, &work.filled, year);
            let open: BTreeSet<usize> = open.into_iter().map(|id| id.index()).collect();
            let ticked = match value {
                Some(crate::profile::Value::Set(bits)) => bits,
                _ => 0,
            };
            options.retain(|at| open.contains(at) || ticked >> at & 1 == 1);
        }
        let mut editor = Editor::of_fact(fact, &data.kind, options, value, unsure);
        editor.offer(quick_answer(&self.policy, &work.filled, fact));
        editor
    }

    /// Every question in order.
    pub fn targets(&self) -> Vec<Target> {
        let mut targets = Target::own();
        if let Some(work) = &self.work {
            targets.extend(work.interview.questions().map(|question| Target::Fact(question.fact)));
        }
        targets
    }

    /// The step that a question stands in; the first is what is assessed.
    pub fn step_of(&self, target: Target) -> usize {
        match (target, &self.work) {
            (Target::Fact(fact) | Target::Note(fact), Some(work)) => {
                work.interview.step_of(fact).map_or(0, |step| step + 1)
            }
            _ => 0,
        }
    }

    /// The questions of a step.
    pub fn step_targets(&self, step: usize) -> Vec<Target> {
        match (step.checked_sub(1), &self.work) {
            (Some(step), Some(work)) => work.interview.steps.get(step).map_or_else(Vec::new, |s| {
                s.questions.iter().map(|question| Target::Fact(question.fact)).collect()
            }),
            _ => Target::own(),
        }
    }

    /// Steps: title, questions done, questions that matter.
    pub fn steps(&self) -> Vec<(String, usize, usize)> {
        let name = self.work.as_ref().is_some_and(|work| !work.profile.enterprise.name.is_empty());
        let mut steps = vec![(self.strings().about.to_owned(), 1 + usize::from(name), 2)];
        if let Some(work) = &self.work {
            for step in &work.interview.steps {
                let relevant = step.questions.iter().filter(|question| question.relevant);
                let done = relevant.clone().filter(|question| question.state != State::Open);
                let title = step.title.get(self.lang).to_owned();
                steps.push((title, done.count(), relevant.count()));
            }
        }
        steps
    }
}

/// The first question of a step that is due, else its first.
pub fn first_of_step(model: &Model, step: usize) -> Option<Target> {
    let targets = model.step_targets(step);
    let due = step.checked_sub(1).and_then(|step| {
        let work = model.work.as_ref()?;
        work.interview.steps.get(step)?.questions.iter().find(|question| question.is_due())
    });
    due.map(|question| Target::Fact(question.fact)).or(targets.first().copied())
}
