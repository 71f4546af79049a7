//! What a key does to the editor of a question.

use tui_input::{Input, InputRequest};

use super::super::input::{self, Understood};
use super::super::keys::Action;
use super::super::strings::Strings;
use super::{Answer, Editor, Row, Step, Target};
use crate::policy::FactKind;
use crate::profile::Value;
use crate::quantity::read::{UNITS, folded};

/// Characters that a note holds.
const NOTE: usize = 20_000;
/// Characters that any other field holds.
const LINE: usize = 200;

/// Digits of a bare number from which 元 is offered first.
const LONG: usize = 7;

impl Editor {
    /// Acts.
    pub fn apply(&mut self, action: &Action, strings: &Strings) -> Step {
        match action {
            Action::Up if self.cursor == 0 => return Step::Before,
            Action::Down if self.cursor + 1 >= self.rows.len() => return Step::After,
            Action::Up => self.cursor -= 1,
            Action::Down => self.cursor += 1,
            Action::Left | Action::Right => self.sideways(action == &Action::Right),
            Action::Enter => return self.enter(strings),
            Action::Digit(0) => return self.unsure(),
            Action::Digit(digit) => {
                let at = usize::from(*digit) - 1;
                // The row that says it is not known goes by 0 alone.
                if self.rows.get(at).is_some_and(|row| *row != Row::Unsure) {
                    self.cursor = at;
                    if self.row() != Row::Field {
                        return self.enter(strings);
                    }
                }
            }
            Action::Insert(c) => self.type_in(&c.to_string(), strings),
            Action::Paste(text) => self.type_in(text, strings),
            Action::Backspace => self.edit(InputRequest::DeletePrevChar),
            Action::DeleteChar => self.edit(InputRequest::DeleteNextChar),
            Action::Home => self.edit(InputRequest::GoToStart),
            Action::End => self.edit(InputRequest::GoToEnd),
            Action::Unsure => return self.unsure(),
            Action::Clear if matches!(self.row(), Row::Item(_)) => self.remove_item(),
            _ => return Step::Ignored,
        }
        Step::Stay
    }

    fn unsure(&self) -> Step {
        match self.target {
            Target::Fact(_) => Step::Commit(Answer::Unsure),
            _ => Step::Stay,
        }
    }

    fn remove_item(&mut self) {
        if let Row::Item(at) = self.row()
            && at < self.list.len()
        {
            self.list.remove(at);
            self.lay_rows();
        }
    }

    /// Takes an amount of the list back into the field; what stands there is not overwritten.
    fn change_item(&mut self, at: usize) {
        if self.input.value().trim().is_empty() && at < self.list.len() {
            self.input = Input::new(self.list.remove(at).to_profile());
            self.lay_rows();
        }
        self.focus_on(Row::Field);
    }

    fn edit(&mut self, request: InputRequest) {
        self.input.handle(request);
        (self.fault, self.doubted) = (None, false);
        self.drop_units();
    }

    fn type_in(&mut self, text: &str, strings: &Strings) {
        if let Some(at) = self.rows.iter().position(|row| *row == Row::Field) {
            if !self.is_typing() {
                self.cursor = at;
            }
            let most = if matches!(self.target, Target::Note(_)) { NOTE } else { LINE };
            let room = most.saturating_sub(self.input.value().chars().count());
            let (kept, more) = input::pasted(text, room);
            let before = self.input.value();
            let at = before.char_indices().nth(self.input.cursor()).map_or(before.len(), |c| c.0);
            let whole = format!("{}{kept}{}", &before[..at], &before[at..]);
            let cursor = self.input.cursor() + kept.chars().count();
            self.input = Input::new(whole).with_cursor(cursor);
            self.doubted = false;
            self.fault = more.then_some(strings.too_long);
            self.drop_units();
        }
    }

    /// A changed number is asked for its unit anew.
    fn drop_units(&mut self) {
        if self.rows.iter().any(|row| matches!(row, Row::Unit(_))) {
            self.lay_rows();
            let field = self.rows.iter().position(|row| *row == Row::Field);
            self.cursor = field.unwrap_or(0);
        }
    }

    fn sideways(&mut self, right: bool) {
        if self.row() != Row::Field {
            return;
        }
        let step = if right { 1 } else { -1 };
        let typed = folded(self.input.value());
        let stepped = match &self.kind {
            Some(FactKind::Year) => {
                Some(typed.parse::<i64>().map_or(i64::from(self.year), |year| {
                    let (first, last) = crate::profile::parse::YEARS.into_inner();
                    (year + step).clamp(i64::from(first), i64::from(last))
                }))
            }
            Some(FactKind::Count) => {
                Some(typed.parse::<i64>().map_or(0, |count| count.saturating_add(step).max(0)))
            }
            _ => None,
        };
        match stepped {
            Some(number) => {
                self.input = Input::new(number.to_string());
                self.fault = None;
            }
            None if right => {
                self.input.handle(InputRequest::GoToNextChar);
            }
            None => {
                self.input.handle(InputRequest::GoToPrevChar);
            }
        }
    }

    fn enter(&mut self, strings: &Strings) -> Step {
        match self.row() {
            Row::Yes => Step::Commit(Answer::Value(Value::Bool(true))),
            Row::No => Step::Commit(Answer::Value(Value::Bool(false))),
            Row::Year(year) => Step::Commit(Answer::Year(year)),
            Row::Unsure => Step::Commit(Answer::Unsure),
            // What is typed and not yet added must not be lost.
            Row::NoneOf | Row::Done
                if self.kind == Some(FactKind::MoneyList)
                    && !self.input.value().trim().is_empty() =>
            {
                self.focus_on(Row::Field);
                let step = self.take_text(strings);
                if self.row() == Row::Field && self.input.value().is_empty() {
                    self.focus_on(Row::Done);
                }
                step
            }
            Row::NoneOf if self.kind == Some(FactKind::MoneyList) => {
                Step::Commit(Answer::Value(Value::MoneyList(Vec::new())))
            }
            Row::NoneOf => Step::Commit(Answer::Value(Value::Set(0))),
            Row::Option(option) => self.choose(option),
            Row::Item(at) => {
                self.change_item(at);
                Step::Stay
            }
            Row::Done if self.kind == Some(FactKind::MoneyList) => {
                Step::Commit(Answer::Value(Value::MoneyList(self.list.clone())))
            }
            Row::Done if self.ticked == 0 => {
                self.fault = Some(strings.tick_first);
                Step::Stay
            }
            Row::Done => Step::Commit(Answer::Value(Value::Set(self.ticked))),
            Row::Quick => match &self.quick {
                Some((value, _)) => Step::Commit(Answer::Value(value.clone())),
                None => Step::Stay,
            },
            Row::Field | Row::Unit(_) => self.take_text(strings),
        }
    }

    fn choose(&mut self, option: usize) -> Step {
        match &self.kind {
            Some(FactKind::Choice(_)) => {
                let option = u8::try_from(option).unwrap_or(u8::MAX);
                Step::Commit(Answer::Value(Value::Choice(option)))
            }
            _ => {
                self.ticked ^= 1 << option;
                self.fault = None;
                Step::Stay
            }
        }
    }

    fn take_text(&mut self, strings: &Strings) -> Step {
        if self.kind.is_none() {
            return Step::Commit(Answer::Text(self.input.value().trim().to_owned()));
        }
        match self.understood() {
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
                let digits = folded(self.input.value());
                let digits = digits.split('.').next().unwrap_or_default();
                let long = digits.chars().filter(char::is_ascii_digit).count() >= LONG;
                self.cursor = field + if long { 1 } else { 3 };
                Step::Stay
            }
            Understood::Value(Value::Year(year)) if self.target == Target::Year => {
                Step::Commit(Answer::Year(year))
            }
            Understood::Value(Value::Money(money)) if self.kind == Some(FactKind::MoneyList) => {
                self.list.push(money);
                self.input = Input::default();
                self.lay_rows();
                let field = self.rows.iter().position(|row| *row == Row::Field);
                self.cursor = field.unwrap_or(0);
                Step::Stay
            }
            Understood::Value(value) => Step::Commit(Answer::Value(value)),
        }
    }
}
