//! The sums as a document: the figures, charts, tables that fold and sort, and the enterprises
//! by name.

use super::tables::{Shown, Table, Value};
use crate::document::{Bar, Block, Chart, Document, Fold, Line, List, Mark, Section};
use crate::text;

/// Whether a column holds figures.
fn is_figure(table: &Table, at: usize) -> bool {
    let cell = |row: &Vec<Value>| matches!(row.get(at), Some(Value::Count(_) | Value::Money(_)));
    table.rows.iter().any(cell)
}

impl Shown<'_> {
    pub(super) fn document(&self) -> Document {
        let mut document = Document::new(self.lang, self.heading());
        document.add(Line::from(self.policy.title.get(self.lang)));
        document.add(Block::Pairs(self.pairs()));
        for (title, bars) in self.charts() {
            document.add(Chart { title: title.into(), legend: Line::default(), bars });
        }
        for table in self.tables() {
            let section = Section { fold: Fold::Open, ..Section::new(table.title.clone()) };
            document.add(section.with(self.table(&table)));
        }
        let items = 0..self.policy.benefits.len();
        let holders = items.clone().filter_map(|at| self.holders(at));
        let near = items.filter_map(|at| self.near(at));
        let lists = [
            (text!("各事项符合的企业", "Who is eligible, by item"), holders.collect()),
            (text!("各事项差一步的企业", "Who is one step away, by item"), near.collect()),
        ];
        for (title, tables) in lists {
            let tables: Vec<Table> = tables;
            let mut section = Section::new(self.say(title));
            for table in tables {
                section.add(Section::closed(table.title.clone()).with(self.table(&table)));
            }
            document.add(section);
        }
        document.add(Block::Note(self.meaning().into()));
        document.add(List::new(Mark::Point, self.notices()));
        document
    }

    fn pairs(&self) -> Vec<(Line, Line)> {
        let figures = self.figures().rows.into_iter().filter_map(|row| {
            let [name, value] = <[Value; 2]>::try_from(row).ok()?;
            Some((self.cell(&name), self.cell(&value)))
        });
        let rests_on = self.rests_on().into_iter();
        figures.chain(rests_on.map(|(name, said)| (name.into(), said.into()))).collect()
    }

    fn cell(&self, value: &Value) -> Line {
        match value {
            Value::Blank => "–".into(),
            Value::Text(text) => text.into(),
            Value::Count(count) => count.to_string().into(),
            Value::Money(fen) => self.amount(*fen).into(),
        }
    }

    fn table(&self, table: &Table) -> crate::document::Table {
        let figures = (1..table.heads.len()).filter(|at| is_figure(table, *at));
        let mut shown = crate::document::Table::new(&table.heads).figures(figures);
        for row in &table.rows {
            shown.row(row.iter().map(|value| self.cell(value)));
        }
        let count = table.rows.len() - usize::from(table.total);
        if !table.orders.is_empty() {
            let given = self.say(text!("原来的顺序", "in order"));
            shown.orders.push((given.into(), (0..table.rows.len()).collect()));
        }
        for column in &table.orders {
            let mut order: Vec<usize> = (0..count).collect();
            order.sort_by_key(|row| std::cmp::Reverse(size(&table.rows[*row][*column])));
            order.extend(count..table.rows.len());
            let head = table.heads[*column].as_str();
            let by = self.say(text!("按{head}", "by {head}"));
            shown.orders.push((by.into(), order));
        }
        shown
    }

    /// Charts of the sums, of who is one step away, and of the distribution.
    fn charts(&self) -> Vec<(String, Vec<Bar>)> {
        let bar = |label: String, said: String, value: i128| Bar {
            label: label.into(),
            said: said.into(),
            value,
            certain: true,
        };
        let mut sums: Vec<Bar> = self
            .lines()
            // What stands apart would dwarf the rest.
            .filter(|(at, _, line)| line.amounts.sum > 0 && !self.is_apart(*at))
            .map(|(_, name, line)| bar(name, self.amount(line.amounts.sum), line.amounts.sum))
            .collect();
        sums.sort_by_key(|bar| std::cmp::Reverse(bar.value));
        let mut steps: Vec<Bar> = self
            .lines()
            .filter(|(_, _, line)| line.one_step > 0)
            .map(|(_, name, line)| bar(name, line.one_step.to_string(), line.one_step.into()))
            .collect();
        steps.sort_by_key(|bar| std::cmp::Reverse(bar.value));
        vec![
            (
                self.say(text!("各事项估算上限合计（非预算）", "Ceilings by item (not a budget)")),
                sums,
            ),
            (self.say(text!("差一步的家数", "Enterprises one step away")), steps),
        ]
    }
}

/// What a cell is sorted by.
fn size(value: &Value) -> i128 {
    match value {
        Value::Blank | Value::Text(_) => 0,
        Value::Count(count) => (*count).into(),
        Value::Money(fen) => *fen,
    }
}
