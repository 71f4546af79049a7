//! The editor of one question: a list of rows, one of which may be a text field.

mod acts;

use tui_input::Input;

use crate::policy::{FactId, FactKind};
use crate::profile::Value;
use crate::quantity::Money;
use crate::text::Text;

pub use super::rows::{Answer, Row, Step, Target};

use super::input::{self, Understood};

/// The state of an editor.
#[derive(Clone, Debug)]
pub struct Editor {
    /// What is being asked.
    pub target: Target,
    kind: Option<FactKind>,
    options: Vec<usize>,
    /// The text field.
    pub input: Input,
    /// The rows.
    pub rows: Vec<Row>,
    /// The focused row.
    pub cursor: usize,
    /// The options ticked.
    pub ticked: u128,
    /// The amounts of a list.
    pub list: Vec<Money>,
    /// An answer that needs no typing, with its name.
    pub quick: Option<(Value, Text)>,
    /// What is wrong with the input.
    pub fault: Option<&'static str>,
    /// Whether the user was asked if the unit is right, and did not change it since.
    pub doubted: bool,
    before: Option<Value>,
    year: i32,
}

impl Editor {
    /// An editor of a fact, at the answer it has; `options` are those shown.
    pub fn of_fact(
        fact: FactId,
        kind: &FactKind,
        options: Vec<usize>,
        value: Option<Value>,
        unsure: bool,
        year: i32,
    ) -> Self {
        let mut editor = Self::empty(Target::Fact(fact), Some(kind.clone()), options, year);
        let mut at = Row::Field;
        match &value {
            Some(Value::Bool(yes)) => at = if *yes { Row::Yes } else { Row::No },
            Some(Value::Choice(option)) => at = Row::Option(usize::from(*option)),
            Some(Value::Set(0)) => at = Row::NoneOf,
            Some(Value::Set(bits)) => {
                editor.ticked = *bits;
                at = Row::Done;
            }
            Some(Value::MoneyList(list)) => {
                editor.list.clone_from(list);
                at = Row::Done;
            }
            Some(Value::Money(money)) => editor.input = Input::new(money.to_profile()),
            Some(Value::Percent(percent)) => editor.input = Input::new(percent.to_string()),
            Some(Value::Count(count)) => editor.input = Input::new(count.to_string()),
            Some(Value::Year(year)) => editor.input = Input::new(year.to_string()),
            None => {}
        }
        if unsure {
            at = Row::Unsure;
        }
        editor.before = value;
        editor.lay_rows();
        editor.cursor = editor.rows.iter().position(|row| *row == at).unwrap_or(0);
        editor
    }

    /// Offers an answer that needs no typing.
    pub fn offer(&mut self, quick: Option<(Value, Text)>) {
        let focused = self.row();
        self.quick = quick;
        self.lay_rows();
        self.cursor = self.rows.iter().position(|row| *row == focused).unwrap_or(0);
    }

    /// An editor of free text.
    pub fn of_text(target: Target, text: &str) -> Self {
        let mut editor = Self::empty(target, None, Vec::new(), 0);
        editor.input = Input::new(text.to_owned());
        editor.rows = vec![Row::Field];
        editor
    }

    /// The choice of the assessment year: the last finished one, the current one, another.
    pub fn of_year(chosen: i32, current: i32) -> Self {
        let mut editor = Self::empty(Target::Year, Some(FactKind::Year), Vec::new(), current);
        editor.rows = vec![Row::Year(current - 1), Row::Year(current), Row::Field];
        let at = editor.rows.iter().position(|row| *row == Row::Year(chosen));
        editor.cursor = at.unwrap_or(2);
        let shown = if at.is_none() { chosen } else { current - 2 };
        editor.input = Input::new(shown.to_string());
        editor
    }

    fn empty(target: Target, kind: Option<FactKind>, options: Vec<usize>, year: i32) -> Self {
        Self {
            target,
            kind,
            options,
            input: Input::default(),
            rows: Vec::new(),
            cursor: 0,
            ticked: 0,
            list: Vec::new(),
            quick: None,
            fault: None,
            doubted: false,
            before: None,
            year,
        }
    }

    fn lay_rows(&mut self) {
        let options = || self.options.iter().map(|option| Row::Option(*option));
        let mut rows = Vec::new();
        match &self.kind {
            Some(FactKind::Bool) => rows.extend([Row::Yes, Row::No]),
            Some(FactKind::Choice(_)) => rows.extend(options()),
            Some(FactKind::Set(_)) => {
                rows.extend(options());
                rows.extend([Row::NoneOf, Row::Done]);
            }
            Some(FactKind::MoneyList) => {
                rows.extend((0..self.list.len()).map(Row::Item));
                rows.push(Row::Field);
                rows.push(if self.list.is_empty() { Row::NoneOf } else { Row::Done });
            }
            _ => rows.push(Row::Field),
        }
        if self.quick.is_some() {
            rows.push(Row::Quick);
        }
        rows.push(Row::Unsure);
        self.rows = rows;
        self.cursor = self.cursor.min(self.rows.len() - 1);
    }

    /// The focused row.
    pub fn row(&self) -> Row {
        self.rows.get(self.cursor).copied().unwrap_or(Row::Unsure)
    }

    /// Whether typed characters go into a text field.
    pub fn is_typing(&self) -> bool {
        self.row() == Row::Field || matches!(self.row(), Row::Unit(_))
    }

    /// Whether there is a text field.
    pub fn has_field(&self) -> bool {
        self.rows.contains(&Row::Field)
    }

    /// Puts the focus on a row, where there is such a one.
    pub fn focus_on(&mut self, row: Row) {
        if let Some(at) = self.rows.iter().position(|known| *known == row) {
            self.cursor = at;
        }
    }

    /// What the text is understood as, to be shown before it is taken.
    pub fn understood(&self) -> Understood {
        let unit = match self.row() {
            Row::Unit(unit) => Some(unit),
            _ => None,
        };
        match &self.kind {
            Some(kind) => input::understand(kind, self.input.value(), unit),
            None => Understood::Empty,
        }
    }

    /// A changed but unconfirmed answer, taken when the user moves on.
    pub fn pending(&self) -> Option<Answer> {
        let value =
            match &self.kind {
                None => return Some(Answer::Text(self.input.value().trim().to_owned())),
                Some(FactKind::Set(_)) if self.ticked != 0 => Value::Set(self.ticked),
                Some(FactKind::MoneyList) => {
                    // An amount typed and not yet added is one of the list.
                    let typed = match self.understood() {
                        Understood::Value(Value::Money(money)) => Some(money),
                        _ => None,
                    };
                    let list: Vec<Money> = self.list.iter().copied().chain(typed).collect();
                    if list.is_empty() {
                        return None;
                    }
                    Value::MoneyList(list)
                }
                Some(
                    FactKind::Money { .. } | FactKind::Percent | FactKind::Count | FactKind::Year,
                ) if self.target != Target::Year => match self.understood() {
                    Understood::Value(value) => value,
                    _ => return None,
                },
                _ => return None,
            };
        (self.before.as_ref() != Some(&value)).then_some(Answer::Value(value))
    }
}
