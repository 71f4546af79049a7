//! The steps: which is done, where one is, which is open, which is not needed.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::policy::FactId;

use crate::tui::hits::Hit;
use crate::tui::lines::spread;
use crate::tui::model::Model;
use crate::tui::paint::{boxed, hit, line, put};
use crate::tui::session::Session;
use crate::tui::theme::Meaning;

pub fn draw(model: &Model, work: &Session, frame: &mut Frame<'_>, area: Rect) {
    let strings = model.strings();
    let (done, all) = work.progress;
    let title = format!("{} {done}/{all} {}", strings.steps, strings.progress);
    let inner = boxed(model, frame, area, &title);
    let symbols = model.theme.symbols();
    let style = |meaning| model.theme.style(meaning);
    let width = usize::from(inner.width);
    let current = model.step_of(work.editor.target);
    let mut out = Vec::new();
    for (at, (title, done, all)) in model.steps().into_iter().enumerate() {
        let complete = done >= all;
        let mark = match (at == current, complete) {
            (true, _) => symbols.focus,
            (false, true) => symbols.yes,
            (false, false) => symbols.open,
        };
        let meaning = match (at == current, complete) {
            (true, _) => Meaning::Heading,
            (false, true) => Meaning::Muted,
            (false, false) => Meaning::Plain,
        };
        hit(model, inner, out.len(), Hit::Step(at));
        let text = spread(&format!("{mark} {title}"), &format!("{done}/{all}"), width);
        out.push(line(text, style(meaning)));
    }
    // Sections of which nothing is asked stay in sight: nothing was forgotten.
    let asked = |fact: &FactId| work.interview.step_of(*fact).is_some();
    let idle = model.policy.sections.iter().filter(|section| !section.facts.iter().any(asked));
    for section in idle.filter(|_| !work.route.is_narrow()) {
        let text = format!("{} {}", symbols.never, section.title.get(model.lang));
        out.push(line(spread(&text, strings.not_needed, width), style(Meaning::Muted)));
    }
    put(frame, inner, out);
}
