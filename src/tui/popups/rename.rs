//! Another name for a profile.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::text::printable_within;
use crate::tui::component::{Outcome, Popup};
use crate::tui::effect::{Effect, StoreCommand};
use crate::tui::field::Field;
use crate::tui::keys::Action;
use crate::tui::model::Model;
use crate::tui::paint::{boxed, line, place, put, said};
use crate::tui::theme::Meaning;

/// What it is known by.
pub const NAME: &str = "rename";

/// The most characters of a name.
const MOST: usize = 200;

/// The name being typed.
pub struct Rename {
    from: String,
    field: Field,
}

impl Rename {
    /// For the profile of this name.
    pub fn of(from: String) -> Self {
        let field = Field::with(&from, MOST);
        Self { from, field }
    }
}

impl Popup for Rename {
    fn name(&self) -> &'static str {
        NAME
    }

    fn takes_text(&self) -> bool {
        true
    }

    /// It stays open until the profile has its new name: what is refused is said below the field.
    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
    fn update(&mut self, model: &mut Model, action: &Action) -> Outcome {
        match action {
            Action::Back => return Outcome::Close(Effect::None),
            Action::Enter => {
                let to = self.field.text().trim().to_owned();
                if to.is_empty() || to == self.from {
                    return Outcome::Close(Effect::None);
                }
                let from = self.from.clone();
                return Outcome::Stay(Effect::StoreCommand(StoreCommand::Rename { from, to }));
            }
            other => {
                if self.field.update(other).is_cut() {
                    model.message = Some(model.strings().too_long.to_owned());
                }
            }
        }
        Outcome::Stay(Effect::None)
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let wide = area.width.saturating_sub(4).min(70);
        let width = usize::from(wide).saturating_sub(4);
        let muted = model.theme.style(Meaning::Muted);
        let mut out = vec![line(printable_within(&self.from, width), muted)];
        let (shown, column) = self.field.shown(width.saturating_sub(3));
        let mark = model.theme.symbols().focus;
        out.push(line(format!("{mark} {shown}"), model.theme.style(Meaning::Plain)));
        if let Some(fault) = &model.message {
            out.extend(said(model, fault, Meaning::Fault, width));
        }
        let room = place(frame, area, wide, out.len());
        let inner = boxed(model, frame, room, model.strings().rename_title);
        put(frame, inner, out);
        crate::tui::paint::cursor(frame, inner, 2 + column, 1);
    }
}
