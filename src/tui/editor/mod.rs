//! The editor of one question: a list of rows, one of which may be a text field. Whatever row the
//! cursor is on, what is typed goes into the field; without a field digits move the cursor.

mod acts;
pub mod input;
pub mod own;
pub mod rows;

use crate::policy::{Fact, FactId, FactKind};
use crate::profile::{Item, Value};
use crate::quantity::Money;
use crate::text::Text;

use crate::tui::editor::input::Understood;
use crate::tui::editor::rows::{Row, Target};
use crate::tui::field::Field;
use crate::tui::list::List;

/// Characters that a note holds.
const NOTE: usize = 20_000;
/// Characters that any other field holds.
const LINE: usize = 200;

/// The state of an editor.
#[derive(Clone, Debug)]
pub struct Editor {
    /// What is being asked.
    pub target: Target,
    kind: Option<FactKind>,
    options: Vec<usize>,
    /// The text field.
    pub field: Field,
    /// The rows.
    pub rows: Vec<Row>,
    /// Where the cursor is among them.
    pub list: List,
    /// The options ticked.
    pub ticked: u128,
    /// The amounts of a list.
    pub amounts: Vec<Money>,
    /// The items of a list.
    pub items: Vec<Item>,
    /// An answer that needs no typing, with its name.
    pub quick: Option<(Value, Text)>,
    /// What is wrong with the input.
    pub fault: Option<&'static str>,
    /// Whether the user was asked if the unit is right, and did not change it since.
    pub doubted: bool,
    /// Whether something was typed or ticked that is not confirmed.
    pub touched: bool,
    before: Option<Value>,
}

/// What was typed or ticked and not confirmed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The text of the field.
    pub text: String,
    /// The options ticked.
    pub ticked: u128,
    /// The amounts of a list.
    pub amounts: Vec<Money>,
    /// The items of a list.
    pub items: Vec<Item>,
}

impl Editor {
    /// An editor of a fact, at the answer it has; `options` are those shown.
    pub fn of_fact(
        fact: FactId,
        kind: &FactKind,
        options: Vec<usize>,
        value: Option<Value>,
        unsure: bool,
    ) -> Self {
        let mut editor = Self::empty(Target::Fact(fact), Some(kind.clone()), options);
        let mut at = Row::Field;
        if matches!(kind, FactKind::Set(_)) {
            // So that Enter on arrival confirms nothing.
            at = editor.options.first().map_or(Row::NoneOf, |at| Row::Option(*at));
        }
        let mut text = String::new();
        match &value {
            Some(Value::Bool(yes)) => at = if *yes { Row::Yes } else { Row::No },
            Some(Value::Choice(option)) => at = Row::Option(usize::from(*option)),
            Some(Value::Set(0)) => at = Row::NoneOf,
            Some(Value::Set(bits)) => editor.ticked = *bits,
            Some(Value::MoneyList(list)) => {
                editor.amounts.clone_from(list);
                at = if list.is_empty() { Row::NoneOf } else { Row::Done };
            }
            Some(Value::Items(list)) => {
                editor.items.clone_from(list);
                at = if list.is_empty() { Row::NoneOf } else { Row::Done };
            }
            Some(Value::Money(money)) => text = money.to_profile(),
            Some(Value::Percent(percent)) => text = percent.to_string(),
            Some(Value::Count(count)) => text = count.to_string(),
            Some(Value::Year(year)) => text = year.to_string(),
            Some(Value::Day(day)) => text = day.to_string(),
            None => {}
        }
        editor.field = Field::answered(&text, LINE);
        if unsure {
            at = Row::Unsure;
        }
        editor.before = value;
        editor.lay_rows();
        editor.focus_on(at);
        editor
    }

    /// Offers an answer that needs no typing.
    pub fn offer(&mut self, quick: Option<(Value, Text)>) {
        let focused = self.row();
        self.quick = quick;
        self.lay_rows();
        self.focus_on(focused);
    }

    /// An editor of free text; a note is gone on with, any other text is replaced by typing.
    pub fn of_text(target: Target, text: &str) -> Self {
        let mut editor = Self::empty(target, None, Vec::new());
        editor.field = match target {
            Target::Note(_) => Field::with(text, NOTE),
            Target::Own(_) | Target::Fact(_) => Field::answered(text, LINE),
        };
        editor.rows = vec![Row::Field];
        editor
    }

    /// The choice of the assessment year: the last finished one, the current one, another.
    pub fn of_year(chosen: i32, current: i32) -> Self {
        let mut editor = Self::empty(Target::YEAR, Some(FactKind::Year), Vec::new());
        editor.rows = vec![Row::Year(current - 1), Row::Year(current), Row::Field];
        if editor.rows.contains(&Row::Year(chosen)) {
            editor.focus_on(Row::Year(chosen));
        } else {
            editor.field = Field::answered(&chosen.to_string(), LINE);
            editor.focus_on(Row::Field);
        }
        editor
    }

    fn empty(target: Target, kind: Option<FactKind>, options: Vec<usize>) -> Self {
        Self {
            target,
            kind,
            options,
            field: Field::new(LINE),
            rows: Vec::new(),
            list: List::default(),
            ticked: 0,
            amounts: Vec::new(),
            items: Vec::new(),
            quick: None,
            fault: None,
            doubted: false,
            touched: false,
            before: None,
        }
    }

    fn lay_rows(&mut self) {
        let options = || self.options.iter().map(|option| Row::Option(*option));
        let mut rows = Vec::new();
        match &self.kind {
            Some(FactKind::Bool) => rows.extend([Row::Yes, Row::No]),
            Some(FactKind::Choice(_)) => rows.extend(options()),
            Some(FactKind::Set(_)) => {
                rows.push(Row::NoneOf);
                rows.extend(options());
            }
            Some(FactKind::MoneyList | FactKind::Items(_)) => {
                rows.extend((0..self.listed()).map(Row::Item));
                rows.push(Row::Field);
                rows.push(if self.listed() == 0 { Row::NoneOf } else { Row::Done });
            }
            Some(
                FactKind::Money { .. }
                | FactKind::Percent
                | FactKind::Count
                | FactKind::Year
                | FactKind::Day,
            )
            | None => rows.push(Row::Field),
        }
        if self.quick.is_some() {
            rows.push(Row::Quick);
        }
        rows.push(Row::Unsure);
        self.rows = rows;
        self.list.keep_within(self.rows.len());
    }

    /// How many amounts or items there are.
    fn listed(&self) -> usize {
        self.amounts.len() + self.items.len()
    }

    /// Whether several amounts or items are asked for.
    fn is_list(&self) -> bool {
        matches!(self.kind, Some(FactKind::MoneyList | FactKind::Items(_)))
    }

    /// The list as it is now.
    fn list_value(&self) -> Value {
        match &self.kind {
            Some(FactKind::Items(_)) => Value::Items(self.items.clone()),
            _ => Value::MoneyList(self.amounts.clone()),
        }
    }

    /// The fields of each item that is asked for.
    pub fn fields(&self) -> &[Fact] {
        self.kind.as_ref().map_or(&[], FactKind::fields)
    }

    /// The focused row.
    pub fn row(&self) -> Row {
        self.rows.get(self.list.cursor()).copied().unwrap_or(Row::Unsure)
    }

    /// Whether there is a text field.
    pub fn has_field(&self) -> bool {
        self.rows.contains(&Row::Field)
    }

    /// Whether the unit of a bare number is being chosen.
    pub fn asks_unit(&self) -> bool {
        self.rows.iter().any(|row| matches!(row, Row::Unit(_)))
    }

    /// Whether what is typed after this question may go on into another: both have a field for
    /// the same kind of answer.
    pub fn goes_on_from(&self, before: Option<&FactKind>) -> bool {
        let same = |kind: &FactKind| {
            let of = |kind: &FactKind| std::mem::discriminant(kind);
            before.is_some_and(|before| of(before) == of(kind))
        };
        self.has_field() && self.kind.as_ref().is_some_and(same)
    }

    /// What kind of answer is asked for; none for free text.
    pub fn kind(&self) -> Option<&FactKind> {
        self.kind.as_ref()
    }

    /// The numbers that the rows go by: none where digits are typed into a field.
    pub fn numbers(&self) -> Vec<Option<usize>> {
        let units = self.asks_unit();
        let number = |(at, row): (usize, &Row)| match row {
            Row::Unit(unit) => Some(unit + 1),
            Row::NoneOf if !self.has_field() => Some(0),
            Row::Yes | Row::No | Row::Option(_) if !units && !self.has_field() => {
                let none_first = self.rows.first() == Some(&Row::NoneOf);
                Some(if none_first { at } else { at + 1 })
            }
            Row::Yes | Row::No | Row::Option(_) | Row::NoneOf => None,
            Row::Field | Row::Done | Row::Quick | Row::Item(_) | Row::Year(_) | Row::Unsure => None,
        };
        self.rows.iter().enumerate().map(number).collect()
    }

    /// Puts the focus on a row, where there is such a one.
    pub fn focus_on(&mut self, row: Row) {
        if let Some(at) = self.rows.iter().position(|known| *known == row) {
            self.list.go(at);
        }
    }

    /// What the text is understood as, to be shown before it is taken.
    pub fn understood(&self) -> Understood {
        let unit = if let Row::Unit(unit) = self.row() { Some(unit) } else { None };
        match &self.kind {
            Some(kind) => input::understand(kind, self.field.text(), unit),
            None => Understood::Empty,
        }
    }

    /// What was typed or ticked and is not confirmed, where there is something.
    pub fn draft(&self) -> Option<Draft> {
        let (text, ticked) = (self.field.text().to_owned(), self.ticked);
        let (amounts, items) = (self.amounts.clone(), self.items.clone());
        let draft = Draft { text, ticked, amounts, items };
        (self.touched && draft != Draft::default()).then_some(draft)
    }

    /// Goes on with what was typed and not confirmed.
    pub fn go_on_with(&mut self, draft: &Draft) {
        let most = if matches!(self.target, Target::Note(_)) { NOTE } else { LINE };
        self.field = Field::with(&draft.text, most);
        self.ticked = draft.ticked;
        self.amounts.clone_from(&draft.amounts);
        self.items.clone_from(&draft.items);
        self.touched = true;
        if self.kind.is_some() && self.target != Target::YEAR {
            self.lay_rows();
        }
        if self.has_field() {
            self.focus_on(Row::Field);
        }
    }

    /// What was typed is confirmed, or dropped.
    pub fn settle(&mut self) {
        self.touched = false;
    }
}
