//! On which unanswered facts an amount depends, and which of its branches it takes.

use crate::policy::FactId;
use crate::quantity::Truth;

use super::super::atom::Atom;
use super::super::shape::Shape;
use super::{Award, Guard, Node, View};

impl Award {
    /// Every unanswered fact on which the amount depends in some completion.
    pub(crate) fn open_facts(&self, view: View<'_>, out: &mut Vec<FactId>) {
        let (lo, hi) = self.bounds(view);
        if hi != Some(lo) {
            self.node.open_facts(view, out);
        }
    }
}

impl View<'_> {
    /// The unanswered facts of a condition that nothing decides.
    fn open_guard(self, when: Option<Guard>, out: &mut Vec<FactId>) {
        let mut facts = Vec::new();
        if let Some(guard) = when {
            self.atoms.atoms[guard.atom.index()].facts(&mut facts);
        }
        out.extend(facts.into_iter().filter(|fact| self.known.is_absent(*fact)));
    }
}

impl Node {
    /// Collects the unanswered facts whose value shows in the result in some completion.
    fn open_facts(&self, view: View<'_>, out: &mut Vec<FactId>) {
        if self.bounds(view).point().is_some() {
            return;
        }
        let mut open = |fact: FactId| {
            if view.known.is_absent(fact) {
                out.push(fact);
            }
        };
        match self {
            Self::Const(_) => {}
            Self::Linear { of, .. }
            | Self::Over { of, .. }
            | Self::Units { of, .. }
            | Self::Steps { of, .. }
            | Self::EachOf { of, .. } => open(*of),
            // Known, but not every field of it.
            Self::Each(each) => out.push(each.of),
            Self::OverGrowth { of, factor, percent, base } => {
                open(*of);
                let something_left = view.known.number(*of).hi().is_none_or(|most| most > 0);
                let taken_off = view.growth_share(*percent, *base, *factor);
                if something_left && taken_off.hi() != Some(0) {
                    open(*percent);
                    open(*base);
                }
            }
            // Where something may be left, every part of it shows.
            Self::Less { amount, less, .. } => {
                open(*less);
                amount.open_facts(view, out);
            }
            Self::Difference { amount, less } => {
                amount.open_facts(view, out);
                less.open_facts(view, out);
            }
            Self::Rounded { amount, .. } => amount.open_facts(view, out),
            Self::Sum(parts) => {
                for (when, node) in parts {
                    let truth = view.guard(*when);
                    if truth == Truth::Unknown && node.bounds(view).hi() != Some(0) {
                        view.open_guard(*when, out);
                    }
                    if truth != Truth::False {
                        node.open_facts(view, out);
                    }
                }
            }
            Self::FirstOf(cases) => {
                for (when, node) in cases {
                    let truth = view.guard(*when);
                    if truth == Truth::Unknown {
                        view.open_guard(*when, out);
                    }
                    if truth != Truth::False {
                        node.open_facts(view, out);
                    }
                    if truth == Truth::True {
                        break;
                    }
                }
            }
            Self::Larger(nodes) => {
                let least = nodes.iter().filter_map(|node| node.bounds(view).lo()).max();
                for node in nodes {
                    if node.bounds(view).hi().is_none_or(|hi| least.is_none_or(|lo| hi > lo)) {
                        node.open_facts(view, out);
                    }
                }
            }
            Self::Capped { amount, cap } => {
                let (of_amount, of_cap) = (amount.bounds(view), cap.bounds(view));
                if of_cap.hi().is_none_or(|hi| of_amount.lo().is_none_or(|lo| hi > lo)) {
                    amount.open_facts(view, out);
                }
                if of_amount.hi().is_none_or(|hi| of_cap.lo().is_none_or(|lo| hi > lo)) {
                    cap.open_facts(view, out);
                }
            }
            Self::Milestone { milestone, .. } => {
                open(milestone.figure);
                open(milestone.record);
            }
            Self::Stages { since, .. } => open(*since),
        }
    }

    /// Every fact that the amount depends on, whatever the answers.
    pub(crate) fn facts(&self, atoms: &[Atom], out: &mut Vec<FactId>) {
        match self {
            Self::Const(_) => {}
            Self::Linear { of, .. }
            | Self::Over { of, .. }
            | Self::Units { of, .. }
            | Self::Steps { of, .. }
            | Self::EachOf { of, .. } => out.push(*of),
            Self::Each(each) => out.push(each.of),
            Self::OverGrowth { of, percent, base, .. } => out.extend([*of, *percent, *base]),
            Self::Less { amount, less, .. } => {
                amount.facts(atoms, out);
                out.push(*less);
            }
            Self::Sum(parts) | Self::FirstOf(parts) => {
                for (when, node) in parts {
                    if let Some(guard) = when {
                        atoms[guard.atom.index()].facts(out);
                    }
                    node.facts(atoms, out);
                }
            }
            Self::Larger(nodes) => nodes.iter().for_each(|node| node.facts(atoms, out)),
            Self::Rounded { amount, .. } => amount.facts(atoms, out),
            Self::Capped { amount, cap } | Self::Difference { amount, less: cap } => {
                amount.facts(atoms, out);
                cap.facts(atoms, out);
            }
            Self::Milestone { milestone, .. } => {
                out.extend([milestone.figure, milestone.record, milestone.prior]);
            }
            Self::Stages { since, .. } => out.push(*since),
        }
    }

    /// Which branches the amount takes: within them it is linear in each fact.
    pub(crate) fn shape(&self, view: View<'_>, shape: &mut Shape) {
        match self {
            Self::Const(_)
            | Self::Linear { .. }
            | Self::Units { .. }
            | Self::EachOf { .. }
            | Self::Each(_) => {}
            Self::Over { .. } | Self::OverGrowth { .. } | Self::Less { .. } => {
                let bounds = self.bounds(view);
                shape.compare(bounds.lo(), Some(0));
                shape.compare(bounds.hi(), Some(0));
                match self {
                    Self::OverGrowth { percent, .. } => {
                        let percent = view.known.slot(*percent).ratio();
                        shape.push(percent.map_or(2, |ratio| ratio.num().signum()));
                    }
                    Self::Less { amount, .. } => amount.shape(view, shape),
                    Self::Const(_)
                    | Self::Linear { .. }
                    | Self::Over { .. }
                    | Self::Units { .. }
                    | Self::Steps { .. }
                    | Self::EachOf { .. }
                    | Self::Each(_)
                    | Self::Sum(_)
                    | Self::FirstOf(_)
                    | Self::Larger(_)
                    | Self::Difference { .. }
                    | Self::Rounded { .. }
                    | Self::Capped { .. }
                    | Self::Milestone { .. }
                    | Self::Stages { .. } => {}
                }
            }
            // What is cut in rounding counts for nothing here.
            Self::Rounded { amount, .. } => amount.shape(view, shape),
            Self::Difference { amount, less } => {
                let bounds = self.bounds(view);
                shape.compare(bounds.lo(), Some(0));
                shape.compare(bounds.hi(), Some(0));
                amount.shape(view, shape);
                less.shape(view, shape);
            }
            // The guards are atoms.
            Self::Sum(parts) | Self::FirstOf(parts) => {
                parts.iter().for_each(|(_, node)| node.shape(view, shape));
            }
            Self::Larger(nodes) => {
                for (at, node) in nodes.iter().enumerate() {
                    node.shape(view, shape);
                    for other in &nodes[at + 1..] {
                        let (one, other) = (node.bounds(view), other.bounds(view));
                        shape.compare(one.lo(), other.lo());
                        shape.compare(one.hi(), other.hi());
                    }
                }
            }
            Self::Capped { amount, cap } => {
                amount.shape(view, shape);
                cap.shape(view, shape);
                let (amount, cap) = (amount.bounds(view), cap.bounds(view));
                shape.compare(amount.lo(), cap.lo());
                shape.compare(amount.hi(), cap.hi());
            }
            Self::Milestone { .. } | Self::Stages { .. } | Self::Steps { .. } => {
                let bounds = self.bounds(view);
                shape.push(bounds.lo().unwrap_or(-1));
                shape.push(bounds.hi().unwrap_or(-1));
            }
        }
    }
}
