//! A filled sheet taken back: which file, then what it changes before it is taken.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::profile::Profile;
use crate::text;
use crate::text::{Text, printable_within};
use crate::tui::component::{Outcome, Popup};
use crate::tui::effect::Effect;
use crate::tui::field::{Edited, Field};
use crate::tui::hits::Hit;
use crate::tui::keys::Action;
use crate::tui::list::{List, Picked};
use crate::tui::model::Model;
use crate::tui::paint::{boxed, cursor, hit, line, place, put, said};
use crate::tui::popups::choice::{Choice, Item, items};
use crate::tui::screens::settings::update::home;
use crate::tui::theme::Meaning;

/// The most characters of a path.
const PATH: usize = 1000;

/// Which file: one typed or pasted, or one of those found.
pub struct TakeBack {
    field: Field,
    list: List,
    files: Vec<PathBuf>,
}

impl TakeBack {
    /// With the files that may have come back.
    pub fn from(files: Vec<PathBuf>) -> Self {
        // With the cursor on the newest.
        let list = List::at(usize::from(!files.is_empty()));
        Self { field: Field::new(PATH), list, files }
    }

    fn chosen(&self, row: usize) -> Option<PathBuf> {
        match row.checked_sub(1) {
            Some(at) => self.files.get(at).cloned(),
            None => {
                // A path that was dragged into the terminal may stand in quotes.
                let text = self.field.text().trim().trim_matches(['\'', '"']);
                (!text.is_empty()).then(|| home(text))
            }
        }
    }
}

impl Popup for TakeBack {
    fn name(&self) -> &'static str {
        "take_back"
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn update(&mut self, model: &mut Model, action: &Action) -> Outcome {
        if *action == Action::Back {
            return Outcome::Close(Effect::None);
        }
        match self.field.update(action) {
            Edited::Changed | Edited::Cut => self.list.go(0),
            Edited::Moved | Edited::Ignored => {
                let rows = vec![None; self.files.len() + 1];
                if let Picked::Chosen(row) = self.list.update(action, &rows) {
                    match self.chosen(row) {
                        Some(file) => return Outcome::Close(Effect::TakeBack(file)),
                        None => {
                            let none =
                                text!("先写文件的路径。", "Write the path of the file first.");
                            model.message = Some(none.get(model.lang).to_owned());
                        }
                    }
                }
            }
        }
        Outcome::Stay(Effect::None)
    }

    fn draw(&self, model: &Model, frame: &mut Frame<'_>, area: Rect) {
        let wide = area.width.saturating_sub(4).min(90);
        let width = usize::from(wide).saturating_sub(4);
        let style = |meaning| model.theme.style(meaning);
        let say = |text: &Text| text.get(model.lang).to_owned();
        let mark = |row| if self.list.cursor() == row { model.theme.symbols().focus } else { " " };
        let help = say(&text!(
            "选填好的表，或写（粘贴）它的路径；取回之前先给看要改什么。",
            "Choose the filled sheet, or write (paste) its path; what it changes is shown first."
        ));
        let mut out = said(model, &help, Meaning::Muted, width);
        let row = out.len();
        let (shown, column) = self.field.shown(width.saturating_sub(3));
        let rest = "_".repeat(width.saturating_sub(3 + crate::text::columns(&shown)).min(24));
        out.push(line(format!("{} {shown}{rest}", mark(0)), style(Meaning::Plain)));
        let first = out.len();
        for (at, file) in self.files.iter().enumerate() {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let name = printable_within(&name, width.saturating_sub(2));
            let here = self.list.cursor() == at + 1;
            let meaning = if here { Meaning::Focus } else { Meaning::Plain };
            out.push(line(format!("{} {name}", mark(at + 1)), style(meaning)));
        }
        let room = place(frame, area, wide, out.len());
        let inner = boxed(model, frame, room, model.strings().key_take_back);
        for at in 0..self.files.len() {
            hit(model, inner, first + at, Hit::Row(at + 1));
        }
        put(frame, inner, out);
        cursor(frame, inner, 2 + column, row);
    }
}

/// What a filled sheet changes, before it is taken.
pub struct Changes {
    /// The profile as it would be; taken once it is chosen.
    pub profile: Option<Profile>,
    /// What changes.
    pub changes: Vec<Text>,
    /// The name in the sheet, where it is not that of the profile.
    pub from: Option<String>,
}

impl Choice for Changes {
    const NAME: &'static str = "changes";

    fn title(&self, model: &Model) -> String {
        let count = self.changes.len();
        let title = text!("取回填好的表：要改 {count} 处", "The filled sheet changes: {count}");
        title.get(model.lang).to_owned()
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        let rows = [text!("不取", "Take nothing"), text!("照表改", "Change as it says")];
        let rows = rows.iter().map(|row| row.get(model.lang).to_owned());
        match self.from {
            // Another enterprise's sheet is not taken by a second Enter.
            Some(_) => items(rows),
            None => items(rows.rev()),
        }
    }

    fn above(&self, model: &Model, width: usize) -> Vec<Line<'static>> {
        let Some(from) = &self.from else { return Vec::new() };
        let warning =
            text!("注意：表里写的企业是“{from}”。", "Note: the sheet is about \"{from}\".");
        said(model, warning.get(model.lang), Meaning::Fault, width)
    }

    fn below(&self, model: &Model, _: usize, width: usize) -> Vec<Line<'static>> {
        let lines = self.changes.iter();
        lines.flat_map(|text| said(model, text.get(model.lang), Meaning::Plain, width)).collect()
    }

    fn choose(&mut self, model: &mut Model, row: usize, _: &str) -> Outcome {
        let takes = (row == 0) == self.from.is_none();
        let (Some(work), Some(profile)) = (&mut model.work, self.profile.take().filter(|_| takes))
        else {
            return Outcome::Close(Effect::None);
        };
        let target = work.editor.target;
        work.undo.remember(&work.profile, target);
        work.profile = profile;
        model.refresh();
        model.focus(target);
        let undo = model.keymap.spell("{undo}");
        let taken = text!("已取回（{undo} 撤销）。", "Taken ({undo} undoes).");
        model.message = Some(taken.get(model.lang).to_owned());
        Outcome::Close(Effect::Save)
    }
}
