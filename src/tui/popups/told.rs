//! What was said to the caller: what was noted before, and one more line.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::tui::component::{Outcome, Popup};
use crate::tui::effect::Effect;
use crate::tui::field::Field;
use crate::tui::keys::Action;
use crate::tui::model::Model;
use crate::tui::paint::{boxed, cursor, line, place, put, said};
use crate::tui::theme::Meaning;

/// The most characters of a line.
const MOST: usize = 2_000;
/// How many earlier lines are shown.
const BEFORE: usize = 6;

/// The line being typed; at first it is the sentence that stands on the screen.
struct Line(Field);

/// Opens it.
pub fn open(model: &mut Model) {
    let Some(work) = &model.work else { return };
    let sentence = work.verdict.get(model.lang);
    let popup = Line(Field::answered(sentence, MOST));
    model.push(popup);
}

impl Popup for Line {
    fn name(&self) -> &'static str {
        "told"
    }

    fn takes_text(&self) -> bool {
        true
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
    fn update(&mut self, model: &mut Model, action: &Action) -> Outcome {
        match action {
            Action::Back => return Outcome::Close(Effect::None),
            Action::Enter => {
                let text = self.0.text().trim().to_owned();
                let effect = if text.is_empty() { Effect::None } else { Effect::Told(text) };
                return Outcome::Close(effect);
            }
            other => {
                if self.0.update(other).is_cut() {
                    model.message = Some(model.strings().too_long.to_owned());
                }
            }
        }
        Outcome::Stay(Effect::None)
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let Some(work) = &model.work else { return };
        let strings = model.strings();
        let wide = area.width.saturating_sub(4).min(90);
        let width = usize::from(wide).saturating_sub(4);
        let mut out = Vec::new();
        let earlier = work.profile.told.len().saturating_sub(BEFORE);
        for told in work.profile.told.iter().skip(earlier) {
            let text = format!("{}  {}", told.time, told.text);
            out.extend(said(model, &text, Meaning::Muted, width));
        }
        out.extend(said(model, strings.told_field, Meaning::Heading, width));
        let row = out.len();
        let (shown, column) = self.0.shown(width.saturating_sub(3));
        let mark = model.theme.symbols().focus;
        out.push(line(format!("{mark} {shown}"), model.theme.style(Meaning::Plain)));
        // A long one is seen whole before it is kept.
        if crate::text::columns(self.0.text()) + 3 > width {
            out.extend(said(model, self.0.text(), Meaning::Plain, width));
        }
        let room = place(frame, area, wide, out.len());
        let inner = boxed(model, frame, room, strings.told_title);
        put(frame, inner, out);
        cursor(frame, inner, 2 + column, row);
    }
}
