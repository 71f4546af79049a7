//! Everything added up for the officer, in memory that does not grow with the input.

mod document;
mod group;
mod groups;
mod items;
mod json;
mod line;
mod lists;
mod other;
mod readings;
mod tables;

use std::collections::BTreeMap;

use super::Record;
use super::columns::By;
use super::lacks::{Lacks, Step};
use crate::assess::{Evaluator, Program, Status};
use crate::document::Document;
use crate::policy::{GateId, Policy};
use crate::quantity::Truth;
use crate::text::{Lang, Text, json_safe};

use group::Groups;
use line::{Amounts, Line, Place, Whose};
use other::Other;
pub use other::other_programs;
use tables::Shown;
#[cfg(feature = "sheets")]
pub(super) use tables::{Table, Value};

/// How many enterprises have at least one benefit of an article in each state.
#[derive(Clone, Copy, Debug, Default)]
struct Article {
    pub eligible: u64,
    pub undetermined: u64,
    pub one_step: u64,
}

/// What is told apart of the enterprises.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// Which of the copied columns is the enterprise's name.
    pub name: Option<usize>,
    /// Which of the copied columns is the name that a profile was saved under.
    pub saved_as: Option<usize>,
    /// The column that the sums are also given by, as it was asked for.
    pub by: Option<(String, By)>,
    /// The units, each with the columns whose bare numbers are in it.
    pub units: Vec<(Text, Vec<String>)>,
}

/// The sums over all enterprises.
#[derive(Clone, Debug)]
pub struct Summary {
    good: u64,
    pub(super) bad: u64,
    /// Of the good ones: see [`Tally::unchecked`](super::Tally::unchecked).
    pub(super) unchecked: u64,
    /// Enterprises by assessment year.
    years: BTreeMap<i32, u64>,
    /// The units of the input, each with its columns.
    units: Vec<(Text, Vec<String>)>,
    /// What was noticed while reading, such as rows that were passed over.
    pub(super) remarks: Vec<Text>,
    benefits: Vec<Line>,
    articles: Vec<Article>,
    /// The totals of the enterprises.
    amounts: Amounts,
    at_most: i128,
    later: i128,
    discretionary: i128,
    /// Enterprises that meet every condition common to the benefits.
    through_gate: u64,
    others: Vec<Other>,
    groups: Option<Groups>,
    name: Option<usize>,
}

impl Summary {
    pub(super) fn new(policy: &Policy, told: Told) -> Self {
        Self {
            good: 0,
            bad: 0,
            unchecked: 0,
            years: BTreeMap::new(),
            units: told.units,
            remarks: Vec::new(),
            benefits: vec![Line::new(); policy.benefits.len()],
            articles: vec![Article::default(); policy.articles.len()],
            amounts: Amounts::new(1),
            at_most: 0,
            later: 0,
            discretionary: 0,
            through_gate: 0,
            others: Vec::new(),
            groups: told.by.map(|(name, column)| Groups::new(name, column)),
            name: told.name,
        }
    }

    /// As a document for a person.
    pub fn document(&self, policy: &Policy, program: &Program, lang: Lang) -> Document {
        Shown { summary: self, policy, program, lang, in_wan: false }.document()
    }

    /// For programs.
    pub fn to_json(&self, policy: &Policy, program: &Program, lang: Lang) -> String {
        let json = Shown { summary: self, policy, program, lang, in_wan: false }.json();
        let json = serde_json::to_string_pretty(&json).unwrap_or_default();
        format!("{}\n", json_safe(&json))
    }

    /// Good and bad rows.
    #[cfg(feature = "sheets")]
    pub(super) fn rows(&self) -> (u64, u64) {
        (self.good, self.bad)
    }

    /// The figures and tables for a sheet.
    #[cfg(feature = "sheets")]
    pub(super) fn tables(&self, policy: &Policy, program: &Program, lang: Lang) -> Vec<Table> {
        let shown = Shown { summary: self, policy, program, lang, in_wan: true };
        std::iter::once(shown.figures()).chain(shown.tables()).collect()
    }

    /// What the figures rest on: years, readings, units.
    #[cfg(feature = "sheets")]
    pub(super) fn rests_on(
        &self,
        policy: &Policy,
        program: &Program,
        lang: Lang,
    ) -> Vec<(String, String)> {
        Shown { summary: self, policy, program, lang, in_wan: true }.rests_on()
    }

    /// Counts an enterprise that was evaluated.
    pub(super) fn count(
        &mut self,
        policy: &Policy,
        record: &Record,
        evaluator: &Evaluator<'_>,
        lacks: &Lacks,
        others: &mut [Evaluator<'_>],
        place: Place,
    ) {
        self.good += 1;
        *self.years.entry(record.year).or_default() += 1;
        let totals = evaluator.totals();
        let name = self.name;
        let whose = || Whose::new(record, name, place);
        self.amounts.put(totals.amount, place, whose);
        self.at_most += i128::from(totals.at_most.fen());
        self.later += i128::from(totals.later.fen());
        self.discretionary += i128::from(totals.discretionary.fen());
        let mut gates = (0u16..).map(GateId).take(policy.gates.len());
        self.through_gate += u64::from(gates.all(|gate| evaluator.gate(gate) == Truth::True));
        let mut last = None;
        let mut seen = [false; 3];
        let outcomes = policy.benefits().zip(evaluator.outcomes()).zip(lacks.iter());
        for (((id, benefit), outcome), lack) in outcomes {
            let line = &mut self.benefits[id.index()];
            line.count((*outcome, benefit.certainty), lack, place, whose);
            // Benefits stand in the order of the articles.
            if last != Some(benefit.article) {
                last = Some(benefit.article);
                seen = [false; 3];
            }
            let at = policy.articles.iter().position(|article| article.number == benefit.article);
            let Some(article) = at.and_then(|at| self.articles.get_mut(at)) else { continue };
            let now = [
                outcome.status == Status::Eligible,
                outcome.status == Status::Undetermined,
                lack.step == Some(Step::Unmet),
            ];
            let counts = [&mut article.eligible, &mut article.undetermined, &mut article.one_step];
            for ((count, now), seen) in counts.into_iter().zip(now).zip(&mut seen) {
                *count += u64::from(now && !*seen);
                *seen |= now;
            }
        }
        if let Some(groups) = &mut self.groups {
            groups.count(
                groups.column.of(record),
                (evaluator.outcomes(), totals),
                lacks.iter(),
                place,
                whose,
            );
        }
        self.others.resize_with(others.len(), Other::default);
        for (other, sum) in others.iter_mut().zip(&mut self.others) {
            sum.count(other, record, totals);
        }
    }

    /// Adds what another worker counted.
    pub(super) fn add(&mut self, other: Self) {
        self.good += other.good;
        self.bad += other.bad;
        self.unchecked += other.unchecked;
        for (year, count) in other.years {
            *self.years.entry(year).or_default() += count;
        }
        self.at_most += other.at_most;
        self.later += other.later;
        self.discretionary += other.discretionary;
        self.through_gate += other.through_gate;
        self.amounts.add(other.amounts);
        for (line, more) in self.benefits.iter_mut().zip(other.benefits) {
            line.add(more);
        }
        for (article, more) in self.articles.iter_mut().zip(other.articles) {
            article.eligible += more.eligible;
            article.undetermined += more.undetermined;
            article.one_step += more.one_step;
        }
        if let (Some(groups), Some(more)) = (&mut self.groups, other.groups) {
            groups.add(more);
        }
        if self.others.len() < other.others.len() {
            self.others.resize_with(other.others.len(), Other::default);
        }
        for (sum, more) in self.others.iter_mut().zip(other.others) {
            sum.add(more);
        }
    }
}
