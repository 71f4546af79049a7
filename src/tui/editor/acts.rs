//! What a key does to the editor of a question.

use crate::policy::FactKind;
use crate::profile::{Value, item_text};
use crate::quantity::read::{UNITS, folded};
use crate::text::Lang;
use crate::tui::editor::input::Understood;
use crate::tui::editor::rows::{Answer, Row, Step, Target};
use crate::tui::editor::{Editor, Field, LINE};
use crate::tui::field::Edited;
use crate::tui::hits::Hit;
use crate::tui::keys::Action;
use crate::tui::list::{Picked, digit};
use crate::tui::strings::Strings;

/// Digits of a bare number from which 元 is offered first.
const LONG: usize = 7;

impl Editor {
    /// Acts.
    #[expect(clippy::wildcard_enum_match_arm, reason = "other actions are not for it")]
    pub fn apply(&mut self, action: &Action, strings: &Strings) -> Step {
        let cursor = self.list.cursor();
        match action {
            Action::Up if cursor == 0 => return Step::Before,
            Action::Down if cursor + 1 >= self.rows.len() => return Step::After,
            Action::Enter => return self.enter(strings),
            Action::Unsure => return self.unsure(),
            Action::Clear | Action::DeleteChar | Action::Backspace
                if matches!(self.row(), Row::Item(_)) =>
            {
                self.remove_item();
            }
            Action::Click(Hit::EditorRow(row)) => return self.click(*row, strings),
            Action::Insert(' ') if matches!(self.kind, Some(FactKind::Set(_))) => self.toggle(),
            // The units are a list: a digit there is no part of the figure.
            Action::Insert(c) if matches!(self.row(), Row::Unit(_)) && digit(*c).is_some() => {
                self.list.update(action, &self.numbers());
            }
            Action::Insert(_) | Action::Paste(_) if self.has_field() => {
                if self.row() != Row::Field {
                    self.drop_units();
                    self.focus_on(Row::Field);
                }
                self.edit(action, strings);
            }
            Action::Left | Action::Right | Action::Home | Action::End
                if self.row() == Row::Field =>
            {
                self.field.update(action);
            }
            Action::Backspace | Action::DeleteChar if self.has_field() => {
                self.edit(action, strings);
            }
            _ => {
                self.fault = None;
                return match self.list.update(action, &self.numbers()) {
                    Picked::Moved => Step::Stay,
                    Picked::Ignored | Picked::Chosen(_) => Step::Ignored,
                };
            }
        }
        Step::Stay
    }

    /// A click puts the cursor on a row, a second one takes it; a box is ticked at once.
    fn click(&mut self, row: usize, strings: &Strings) -> Step {
        let again = row == self.list.cursor();
        self.list.go(row);
        match (self.row(), &self.kind) {
            (Row::Option(_), Some(FactKind::Set(_))) => self.toggle(),
            (Row::Field, _) => {}
            _ if again => return self.enter(strings),
            _ => {}
        }
        Step::Stay
    }

    fn unsure(&self) -> Step {
        match self.target {
            Target::Fact(_) => Step::Commit(Answer::Unsure),
            Target::Own(_) | Target::Note(_) => Step::Stay,
        }
    }

    fn remove_item(&mut self) {
        if let Row::Item(at) = self.row()
            && at < self.listed()
        {
            self.take_item(at, Lang::default());
            self.touched = true;
            self.lay_rows();
        }
    }

    /// Takes an amount or item off the list; as it is typed.
    fn take_item(&mut self, at: usize, lang: Lang) -> String {
        if self.items.is_empty() {
            return self.amounts.remove(at).to_profile();
        }
        let item = self.items.remove(at);
        item_text(self.fields(), &item, lang)
    }

    /// Takes a row of the list back into the field; what stands there is not overwritten.
    fn change_item(&mut self, at: usize, lang: Lang) {
        if self.field.text().trim().is_empty() && at < self.listed() {
            let text = self.take_item(at, lang);
            self.field = Field::with(&text, LINE);
            self.touched = true;
            self.lay_rows();
        }
        self.focus_on(Row::Field);
    }

    fn edit(&mut self, action: &Action, strings: &Strings) {
        let edited = self.field.update(action);
        if matches!(edited, Edited::Changed | Edited::Cut) {
            self.touched = true;
        }
        self.doubted = false;
        self.fault = edited.is_cut().then_some(strings.too_long);
        self.drop_units();
    }

    /// A changed number is asked for its unit again.
    fn drop_units(&mut self) {
        if self.asks_unit() {
            self.lay_rows();
            self.focus_on(Row::Field);
        }
    }

    fn toggle(&mut self) {
        if let Row::Option(option) = self.row() {
            self.ticked ^= 1 << option;
            (self.touched, self.fault) = (true, None);
        }
    }

    fn enter(&mut self, strings: &Strings) -> Step {
        let is_list = self.is_list();
        match self.row() {
            Row::Yes => Step::Commit(Answer::Value(Value::Bool(true))),
            Row::No => Step::Commit(Answer::Value(Value::Bool(false))),
            Row::Year(year) => Step::Commit(Answer::Year(year)),
            Row::Unsure => Step::Commit(Answer::Unsure),
            // What is typed and not yet added must not be lost.
            Row::NoneOf | Row::Done if is_list && !self.field.text().trim().is_empty() => {
                self.focus_on(Row::Field);
                let step = self.take_text(strings);
                if self.row() == Row::Field && self.field.text().is_empty() {
                    self.focus_on(Row::Done);
                }
                step
            }
            Row::NoneOf if is_list => Step::Commit(Answer::Value(self.list_value())),
            Row::NoneOf => Step::Commit(Answer::Value(Value::Set(0))),
            Row::Option(option) => self.choose(option, strings),
            Row::Item(at) => {
                self.change_item(at, strings.lang);
                Step::Stay
            }
            Row::Done => Step::Commit(Answer::Value(self.list_value())),
            Row::Quick => match &self.quick {
                Some((value, _)) => Step::Commit(Answer::Value(value.clone())),
                None => Step::Stay,
            },
            Row::Field | Row::Unit(_) => self.take_text(strings),
        }
    }

    /// Takes the option of a choice, or what is ticked: Enter never ticks.
    fn choose(&mut self, option: usize, strings: &Strings) -> Step {
        match &self.kind {
            Some(FactKind::Choice(_)) => {
                let option = u8::try_from(option).unwrap_or(u8::MAX);
                Step::Commit(Answer::Value(Value::Choice(option)))
            }
            _ if self.ticked == 0 => {
                self.fault = Some(strings.tick_first);
                Step::Stay
            }
            _ => Step::Commit(Answer::Value(Value::Set(self.ticked))),
        }
    }

    fn take_text(&mut self, strings: &Strings) -> Step {
        if self.kind.is_none() {
            return Step::Commit(Answer::Text(self.field.text().trim().to_owned()));
        }
        match self.understood() {
            Understood::Empty if self.listed() > 0 => {
                self.focus_on(Row::Done);
                Step::Stay
            }
            Understood::Empty => {
                self.fault = Some(strings.empty_input);
                Step::Stay
            }
            Understood::Wrong(why) => {
                self.fault = Some(why.words(strings.lang));
                Step::Stay
            }
            Understood::NeedsUnit => {
                let field = self.rows.iter().position(|row| *row == Row::Field).unwrap_or(0);
                self.rows.retain(|row| !matches!(row, Row::Unit(_)));
                let units = (0..UNITS.len()).map(Row::Unit);
                self.rows.splice(field + 1..field + 1, units);
                // 万元 is what forms and reports are written in; so long a number is meant in 元.
                let digits = folded(self.field.text());
                let digits = digits.split('.').next().unwrap_or_default();
                let long = digits.chars().filter(char::is_ascii_digit).count() >= LONG;
                self.focus_on(Row::Unit(if long { 0 } else { 2 }));
                Step::Stay
            }
            Understood::Value(Value::Year(year)) if self.target == Target::YEAR => {
                Step::Commit(Answer::Year(year))
            }
            Understood::Value(Value::Money(money)) if self.kind == Some(FactKind::MoneyList) => {
                self.amounts.push(money);
                self.added()
            }
            Understood::Value(Value::Items(more)) => {
                self.items.extend(more);
                self.added()
            }
            Understood::Value(value) => Step::Commit(Answer::Value(value)),
        }
    }

    /// The next one is typed.
    fn added(&mut self) -> Step {
        self.touched = true;
        self.field.clear();
        self.lay_rows();
        self.focus_on(Row::Field);
        Step::Stay
    }
}
