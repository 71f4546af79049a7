//! A question that is asked often, its answer and what that rests on.

use ratatui::text::Line;

use crate::policy::Basis;
use crate::report::contact_line;
use crate::tui::model::Model;
use crate::tui::paint::said;
use crate::tui::popups::reading::Reading;
use crate::tui::quoting::quoted;
use crate::tui::theme::Meaning;

/// The question by its place in the policy.
pub struct Asked(pub usize);

impl Reading for Asked {
    const NAME: &'static str = "asked";

    fn title(&self, model: &Model) -> String {
        model.strings().kind_asked.to_owned()
    }

    fn lines(&self, model: &Model, width: usize) -> Vec<Line<'static>> {
        let Some(asked) = model.policy.faq.get(self.0) else { return Vec::new() };
        let strings = model.strings();
        let mut out = said(model, asked.question.get(model.lang), Meaning::Heading, width);
        let mut say = |text: &str, meaning| out.extend(said(model, text, meaning, width));
        say(asked.answer.get(model.lang), Meaning::Plain);
        match asked.basis {
            Basis::Text => {}
            Basis::Practice => say(strings.asked_practice, Meaning::Open),
            Basis::Open => say(model.policy.wording.unstated.get(model.lang), Meaning::Open),
        }
        if let Some(line) = contact_line(&model.policy.contact, model.lang) {
            say(&line, Meaning::Plain);
        }
        for quote in &asked.quotes {
            say(&quoted(model, quote), Meaning::Muted);
        }
        out
    }
}
