//! The steps: which is done, where one is, which is open, which is not needed.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::policy::FactId;
use crate::tui::hits::Hit;
use crate::tui::model::Model;
use crate::tui::paint::boxed;
use crate::tui::pane::Pane;
use crate::tui::session::Session;
use crate::tui::theme::Meaning;

pub fn draw(model: &Model, work: &Session, frame: &mut Frame<'_>, area: Rect) {
    let strings = model.strings();
    let (done, all) = work.progress;
    let title = format!("{} {done}/{all} {}", strings.steps, strings.progress);
    let inner = boxed(model, frame, area, &title);
    let symbols = model.theme.symbols();
    let mut out = Pane::new(model, usize::from(inner.width));
    let current = model.step_of(work.editor.target);
    for (at, (title, done, all)) in model.steps().into_iter().enumerate() {
        let (mark, meaning) = match (at == current, done >= all) {
            (true, _) => (symbols.focus, Meaning::Heading),
            (false, true) => (symbols.yes, Meaning::Muted),
            (false, false) => (symbols.open, Meaning::Plain),
        };
        out.row(&format!("{mark} {title}"), &format!("{done}/{all}"), meaning);
        out.hit(Hit::Step(at));
    }
    // Sections of which nothing is asked stay in sight: nothing was forgotten.
    let asked = |fact: &FactId| work.interview.step_of(*fact).is_some();
    let idle = model.policy.sections.iter().filter(|section| !section.facts.iter().any(asked));
    for section in idle.filter(|_| !work.route.is_narrow()) {
        let text = format!("{} {}", symbols.never, section.title.get(model.lang));
        out.row(&text, strings.not_needed, Meaning::Muted);
    }
    out.draw(frame, inner);
}
