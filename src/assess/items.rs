//! Lists of items: conditions and amounts of each are worked out as of an enterprise whose facts
//! are the fields.

use crate::policy::{Amount, Condition, FactId, ItemsFigure, Policy};
use crate::profile::{Answers, Rows, Slot};
use crate::quantity::{Interval, Money, Truth};

use super::atom::{Atom, AtomId, Truths};
use super::in_force::Compiler;
use super::known::{Known, Range};
use super::node::{Award, Node, View, compile};

/// What each item of a list must be.
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    atoms: Vec<Atom>,
    when: Vec<AtomId>,
    ranges: Vec<Range>,
}

/// So much for each item.
#[derive(Clone, Debug)]
pub(crate) struct Each {
    pub of: FactId,
    fields: Fields,
    gives: Node,
    /// Only so many, those that give most.
    most: Option<usize>,
}

impl Fields {
    fn compile(compiler: &mut Compiler<'_>, of: FactId, when: &[Condition]) -> Self {
        let fields = compiler.policy.fact(of).kind.fields();
        Self {
            when: when.iter().map(|when| compiler.number(when)).collect(),
            atoms: Vec::new(),
            ranges: Range::of_facts(fields),
        }
    }

    /// What is known of an item, and whether it counts.
    fn view<'v>(&'v self, item: &'v [Slot], answers: &'v Answers, year: i32) -> (View<'v>, Truth) {
        let known = Known { slots: item, ranges: &self.ranges };
        let atoms = Truths { atoms: &self.atoms, tested: &[], known, year };
        let counts = self.when.iter().map(|when| atoms.get(*when)).fold(Truth::True, Truth::and);
        (View { known, answers, year, atoms, drawn: 0 }, counts)
    }
}

impl Each {
    /// Compiles what each item gives, in numbers of the scale.
    pub fn compile(
        compiler: &Compiler<'_>,
        (of, when, gives, most): (FactId, &[Condition], &Amount, Option<usize>),
        scale: i128,
    ) -> Self {
        let mut inner = compiler.of_items();
        let mut fields = Fields::compile(&mut inner, of, when);
        let gives = compile(gives, scale, &mut inner);
        fields.atoms = inner.atoms;
        Self { of, fields, gives, most }
    }

    /// The interval in which the sum lies, in scaled fen.
    pub fn bounds(&self, view: View<'_>) -> Interval {
        let Slot::Items(rows) = view.known.slot(self.of) else { return Interval::NOT_NEGATIVE };
        let items = rows.of(&view.answers.items);
        let each = items.map(|item| {
            let (view, counts) = self.fields.view(item, view.answers, view.year);
            match counts {
                Truth::True => self.gives.bounds(view).or_zero(),
                Truth::False => Interval::exactly(0),
                Truth::Unknown => self.gives.bounds(view).or_zero().hull(Interval::exactly(0)),
            }
        });
        let Some(most) = self.most else {
            return each.fold(Interval::exactly(0), Interval::plus);
        };
        // Bounds of the largest: the least of each may be of other items than the most.
        let each: Vec<Interval> = each.collect();
        let largest = |ends: Vec<Option<i128>>| {
            let mut ends: Vec<i128> = ends.into_iter().collect::<Option<_>>()?;
            ends.sort_unstable_by(|a, b| b.cmp(a));
            Some(ends.into_iter().take(most).fold(0, i128::saturating_add))
        };
        let lo = largest(each.iter().map(|one| one.lo()).collect());
        let hi = largest(each.iter().map(|one| one.hi()).collect());
        Interval::between(lo, hi)
    }
}

/// What each item of a list gives, or none where it does not count or is not known.
pub fn item_awards(
    policy: &Policy,
    answers: &Answers,
    year: i32,
    (of, when, gives): (FactId, &[Condition], &Amount),
) -> Vec<Option<Money>> {
    let readings = policy.default_readings();
    let compiler = Compiler::new(policy, &readings);
    let mut inner = compiler.of_items();
    let mut fields = Fields::compile(&mut inner, of, when);
    let award = Award::compile(gives, &mut inner);
    fields.atoms = inner.atoms;
    let Slot::Items(rows) = answers.slots[of.index()] else { return Vec::new() };
    let each = rows.of(&answers.items).map(|item| {
        let (view, counts) = fields.view(item, answers, year);
        let (least, most) = award.bounds(view);
        (counts == Truth::True && most == Some(least)).then_some(least)
    });
    each.collect()
}

/// A compiled count or sum of a list.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    field: Option<FactId>,
    fields: Fields,
}

impl Figure {
    /// The figures of all facts of a policy, in order.
    pub fn of(policy: &Policy) -> Vec<Option<Self>> {
        let readings = policy.default_readings();
        let compile = |figure: &ItemsFigure| {
            let mut inner = Compiler::new(policy, &readings).of_items();
            let mut fields = Fields::compile(&mut inner, figure.of, &figure.when);
            fields.atoms = inner.atoms;
            Self { field: figure.field, fields }
        };
        policy.facts.iter().map(|fact| fact.figure.as_ref().map(compile)).collect()
    }

    /// The count or sum; absent where an item may count or not, or its field is not known.
    pub fn compute(&self, rows: Rows, answers: &Answers, year: i32) -> Slot {
        let (mut sum, mut money) = (0i64, false);
        for item in rows.of(&answers.items) {
            let (view, counts) = self.fields.view(item, answers, year);
            let slot = self.field.map_or(Slot::Count(1), |field| view.known.slot(field));
            match counts {
                Truth::False => continue,
                Truth::Unknown => return Slot::Absent,
                Truth::True => {}
            }
            money |= slot.money().is_some();
            let Some(all) = slot.number().and_then(|number| sum.checked_add(number)) else {
                return Slot::Absent;
            };
            sum = all;
        }
        let is_money =
            |field: FactId| self.fields.ranges.get(field.index()).is_some_and(Range::is_money);
        if money || self.field.is_some_and(is_money) { Slot::Money(sum) } else { Slot::Count(sum) }
    }
}
