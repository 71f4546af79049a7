//! What one enterprise can reach: an unknown choice or year has one value for all benefits.
//!
//! The largest sum of upper bounds is searched for over the values of the choices and years that
//! are not known. Values that no rule tells apart are tried once, and once a value is fixed,
//! benefits that share no other unknown are searched apart, so that few sums are formed.

use crate::policy::BenefitId;
use crate::profile::{Answers, Slot};
use crate::quantity::{Money, Truth};

use super::atom::AtomId;
use super::evaluate::Evaluator;
use super::known::Known;
use super::limit::{Bound, capped};
use super::node::View;
use super::unknowns::Unknowns;

/// How many values are tried before the bounds are just added up, which is never too low.
const TRIES: u32 = 100_000;

fn id(at: usize) -> BenefitId {
    BenefitId(u16::try_from(at).unwrap_or(u16::MAX))
}

/// Buffers of the search, kept from one enterprise to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    /// What each benefit brings at most, in fen.
    worth: Vec<i64>,
    /// The factors at work.
    factors: Vec<usize>,
    /// The value picked of each variable.
    picks: Vec<Option<usize>>,
    slots: Vec<Slot>,
    tested: Vec<Option<Truth>>,
}

/// What the search was led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Record {
    No,
    /// The picks that give the most stay behind.
    Picks,
}

/// One search.
struct Search<'e, 'p> {
    evaluator: &'e Evaluator<'p>,
    answers: &'e Answers,
    unknowns: &'p Unknowns,
    scratch: &'e mut Scratch,
    tries: u32,
    record: Record,
    /// The ceilings that hold groups together: what one of them brings counts against the others.
    glue: Vec<Bound>,
}

impl Evaluator<'_> {
    /// The most that benefits can bring one enterprise together, after a run over the answers;
    /// `worth` says what each brings at most by itself, in fen. Of benefits that exclude each
    /// other the largest counts.
    pub(super) fn together(
        &self,
        answers: &Answers,
        scratch: &mut Scratch,
        worth: impl Fn(usize) -> i64,
    ) -> Money {
        let open = self.open_vars();
        if !self.program.ceilings.is_empty() {
            scratch.worth.clear();
            scratch.worth.extend((0..self.program.rules.len()).map(worth));
            return Money::from_fen(self.search(answers, scratch, Record::No).under_ceilings(open));
        }
        if open == 0 {
            let groups = self.program.unknowns.factors.iter();
            let largest =
                groups.map(|group| group.iter().map(|member| worth(*member)).max().unwrap_or(0));
            return Money::from_fen(largest.fold(0, i64::saturating_add));
        }
        scratch.worth.clear();
        scratch.worth.extend((0..self.program.rules.len()).map(worth));
        Money::from_fen(self.search(answers, scratch, Record::No).most_of_all(open))
    }

    /// The value of each unknown choice and year under which the total is largest.
    pub(super) fn best_picks(&self, answers: &Answers) -> Vec<Option<usize>> {
        let mut scratch = Scratch::default();
        let open = self.open_vars();
        if open == 0 {
            return Vec::new();
        }
        let bounds = self.bounds_of_ceilings(answers, |limit| limit.groups);
        scratch.worth.extend((0..self.program.rules.len()).map(|at| self.counted(at)));
        let mut search = self.search(answers, &mut scratch, Record::Picks);
        search.glue = bounds;
        search.most_of_all(open);
        scratch.picks
    }

    /// The most that some benefits can bring one enterprise together, discretionary ones and
    /// those without an upper bound left out; after a run over the answers.
    pub fn at_most_of(&self, answers: &Answers, include: impl Fn(BenefitId) -> bool) -> Money {
        let worth = |at: usize| if include(id(at)) { self.counted(at) } else { 0 };
        self.together(answers, &mut Scratch::default(), worth)
    }

    /// The same with what each benefit brings at most given, in fen.
    pub(crate) fn at_most_with(
        &self,
        answers: &Answers,
        worth: impl Fn(BenefitId) -> i64,
    ) -> Money {
        let worth =
            |at: usize| if self.program.rules[at].discretionary { 0 } else { worth(id(at)) };
        self.together(answers, &mut Scratch::default(), worth)
    }

    /// What a benefit counts for in the total's upper bound, in fen.
    pub(super) fn counted(&self, at: usize) -> i64 {
        if self.program.rules[at].discretionary {
            return 0;
        }
        self.outcomes()[at].at_most.unwrap_or_default().fen()
    }

    /// A bit for each choice and year that is not known.
    fn open_vars(&self) -> u64 {
        let vars = self.program.unknowns.vars.iter().enumerate();
        let open = vars.filter(|(_, var)| self.slots[var.fact.index()].is_absent());
        open.fold(0, |open, (at, _)| open | 1 << at)
    }

    fn search<'e>(
        &'e self,
        answers: &'e Answers,
        scratch: &'e mut Scratch,
        record: Record,
    ) -> Search<'e, 'e> {
        let unknowns = &self.program.unknowns;
        let tries = TRIES;
        Search { evaluator: self, answers, unknowns, scratch, tries, record, glue: Vec::new() }
    }
}

impl Search<'_, '_> {
    /// The most of all groups under the ceilings. One over every group that brings something only
    /// cuts the sum; the others hold what is under them together.
    fn under_ceilings(mut self, open: u64) -> i64 {
        let groups = self.unknowns.factors.iter().enumerate();
        let worthy = groups.filter(|(_, members)| self.largest(members) > 0);
        let worthy = worthy.fold(0u128, |bits, (at, _)| bits | 1 << at);
        let bounds = self.evaluator.bounds_of_ceilings(self.answers, |limit| limit.groups & worthy);
        let most = |bits: u128| {
            let groups = self.unknowns.factors.iter().enumerate();
            let under = groups.filter(|(at, _)| bits >> at & 1 == 1);
            under.map(|(_, members)| self.largest(members)).fold(0, i64::saturating_add)
        };
        let (mut over, mut glue) = (None, Vec::new());
        for bound in bounds {
            match bound.most {
                Some(limit) if bound.of == worthy => {
                    over = Some(over.map_or(limit, |so_far: i64| so_far.min(limit)));
                }
                Some(limit) if most(bound.of) > limit => glue.push(bound),
                Some(_) | None => {}
            }
        }
        self.glue = glue;
        let sum = self.most_of_all(open);
        over.map_or(sum, |over| sum.min(over))
    }

    /// What some factors bring under what is picked, and under the ceilings that hold them.
    fn held(&self, start: usize, end: usize, worth: impl Fn(usize) -> i64) -> i64 {
        let factors = &self.scratch.factors[start..end];
        if self.glue.is_empty() {
            return factors.iter().map(|factor| worth(*factor)).fold(0, i64::saturating_add);
        }
        let all = factors.iter().fold(0u128, |bits, factor| bits | 1 << factor);
        capped(worth, all, &self.glue, &mut Vec::new())
    }

    /// Whether a ceiling holds two factors together.
    fn glued(&self, one: usize, other: usize) -> bool {
        self.glue.iter().any(|bound| bound.of >> one & 1 == 1 && bound.of >> other & 1 == 1)
    }

    fn most_of_all(mut self, open: u64) -> i64 {
        let unknowns = self.unknowns;
        let mut sum = 0i64;
        self.scratch.factors.clear();
        let mut staged = false;
        for (at, members) in unknowns.factors.iter().enumerate() {
            let vars = |member: &&usize| self.scratch.worth[**member] > 0;
            let asked = members.iter().filter(vars).fold(0, |asked, member| {
                staged |= unknowns.wants[*member].award & open != 0
                    || !unknowns.wants[*member].mixed.is_empty();
                asked | unknowns.wants[*member].vars & open
            });
            if asked == 0 && self.glue.iter().all(|bound| bound.of >> at & 1 == 0) {
                sum = sum.saturating_add(self.largest(members));
            } else {
                self.scratch.factors.push(at);
            }
        }
        if self.scratch.factors.is_empty() {
            return sum;
        }
        self.scratch.picks.clear();
        self.scratch.picks.resize(unknowns.vars.len(), None);
        if staged {
            self.scratch.slots.clone_from(&self.evaluator.slots);
            self.scratch.tested.clone_from(&self.evaluator.tested);
            for (at, atom) in self.evaluator.program.atoms.iter().enumerate() {
                let mut facts = Vec::new();
                atom.facts(&mut facts);
                let on_var = unknowns.vars.iter().any(|var| facts.contains(&var.fact));
                if on_var && self.scratch.tested[at] == Some(Truth::Unknown) {
                    self.scratch.tested[at] = None;
                }
            }
        }
        let all = self.scratch.factors.len();
        sum.saturating_add(self.most(0, all, open))
    }

    fn largest(&self, members: &[usize]) -> i64 {
        members.iter().map(|member| self.scratch.worth[*member]).max().unwrap_or(0)
    }

    /// The most of the factors from one to another, with what is picked so far.
    fn most(&mut self, from: usize, to: usize, open: u64) -> i64 {
        let mut sum = 0i64;
        let mut start = from;
        while start < to {
            let (end, vars) = self.component(start, to, open);
            sum = sum.saturating_add(self.most_of_component(start, end, vars));
            start = end;
        }
        sum
    }

    /// Moves the factors that share unknowns with the first one next to it; says where they end
    /// and which unknowns they have.
    fn component(&mut self, start: usize, to: usize, open: u64) -> (usize, u64) {
        let mut vars = self.vars_of(self.scratch.factors[start], open);
        let mut end = start + 1;
        let mut at = end;
        // What depends on nothing more has no company but what a ceiling holds with it.
        while (vars != 0 || !self.glue.is_empty()) && at < to {
            let factor = self.scratch.factors[at];
            let more = self.vars_of(factor, open);
            let held = self.scratch.factors[start..end].iter();
            if more & vars == 0 && !held.into_iter().any(|one| self.glued(*one, factor)) {
                at += 1;
                continue;
            }
            self.scratch.factors.swap(end, at);
            end += 1;
            // With more unknowns, those passed over may belong to it after all.
            at = if more & !vars == 0 && self.glue.is_empty() { at + 1 } else { end };
            vars |= more;
        }
        (end, vars)
    }

    /// The unknowns on which a factor still depends, with what is picked so far.
    fn vars_of(&self, factor: usize, open: u64) -> u64 {
        let members = self.unknowns.factors[factor].iter();
        let alive = members.filter(|member| self.is_possible(**member));
        alive.fold(0, |vars, member| vars | self.unknowns.wants[*member].vars & open)
    }

    fn most_of_component(&mut self, start: usize, end: usize, vars: u64) -> i64 {
        if vars == 0 {
            return self.held(start, end, |factor| self.worth_of(factor));
        }
        if end - start == 1 && !self.depends(self.scratch.factors[start], vars) {
            // Each condition can be met by itself, so the largest member can be had.
            if self.record == Record::No {
                return self.held(start, end, |factor| self.worth_of(factor));
            }
        }
        let var = self.most_shared(start, end, vars);
        let values = self.unknowns.vars[var].values.len();
        let mut best: Option<(i64, usize)> = None;
        for value in 0..values {
            let most = self.with(var, value, start, end, vars);
            if best.is_none_or(|(so_far, _)| most > so_far) {
                best = Some((most, value));
            }
        }
        let Some((most, value)) = best else { return 0 };
        if self.record == Record::Picks {
            self.with(var, value, start, end, vars);
            self.scratch.picks[var] = Some(value);
        }
        most
    }

    /// The most with one more value picked.
    fn with(&mut self, var: usize, value: usize, start: usize, end: usize, vars: u64) -> i64 {
        let Some(left) = self.tries.checked_sub(1) else {
            return self.held(start, end, |factor| self.largest(&self.unknowns.factors[factor]));
        };
        self.tries = left;
        self.pick(var, Some(value));
        let most = self.most(start, end, vars & !(1 << var));
        self.pick(var, None);
        most
    }

    fn pick(&mut self, var: usize, value: Option<usize>) {
        self.scratch.picks[var] = value;
        let known = &self.unknowns.vars[var];
        if let Some(slot) = self.scratch.slots.get_mut(known.fact.index()) {
            *slot = match value {
                Some(value) => known.values[value].slot(self.evaluator.year),
                None => Slot::Absent,
            };
        }
    }

    /// The unknown that most factors share.
    fn most_shared(&self, start: usize, end: usize, vars: u64) -> usize {
        let mut shared = [0u16; 64];
        for factor in &self.scratch.factors[start..end] {
            let on = self.vars_of(*factor, vars);
            (0..self.unknowns.vars.len())
                .for_each(|var| shared[var] += u16::from(on >> var & 1 == 1));
        }
        let all = (0..self.unknowns.vars.len()).filter(|var| vars >> var & 1 == 1);
        all.max_by_key(|var| shared[*var]).unwrap_or(0)
    }

    /// Whether an award of the factor depends on one of the unknowns.
    fn depends(&self, factor: usize, vars: u64) -> bool {
        let mut members = self.unknowns.factors[factor].iter();
        members.any(|member| {
            let wants = &self.unknowns.wants[*member];
            wants.award & vars != 0 || !wants.mixed.is_empty()
        })
    }

    /// Whether no condition of a benefit is false under what is picked.
    fn is_possible(&self, member: usize) -> bool {
        self.scratch.worth[member] > 0
            && self.unknowns.wants[member].tests.iter().all(|(var, atom, may)| {
                self.scratch.picks[*var].is_none_or(|value| {
                    // A gate condition taken as met stays met.
                    may >> value & 1 == 1 || self.evaluator.truth(*atom) == Truth::True
                })
            })
            && self.unknowns.wants[member].mixed.iter().all(|atom| self.may_hold(*atom))
    }

    /// Whether a condition on several unknowns can hold under what is picked.
    fn may_hold(&self, atom: AtomId) -> bool {
        if self.scratch.slots.is_empty() {
            return true;
        }
        let known = Known { slots: &self.scratch.slots, ..self.evaluator.known() };
        let program = self.evaluator.program;
        program.atoms[atom.index()].truth(known, self.evaluator.year) != Truth::False
            || self.evaluator.truth(atom) == Truth::True
    }

    /// The largest that a factor brings under what is picked.
    fn worth_of(&self, factor: usize) -> i64 {
        let members = self.unknowns.factors[factor].iter();
        let possible = members.filter(|member| self.is_possible(**member));
        possible.map(|member| self.worth_of_member(*member)).max().unwrap_or(0)
    }

    fn worth_of_member(&self, member: usize) -> i64 {
        let worth = self.scratch.worth[member];
        let wants = &self.unknowns.wants[member];
        let picked = |var: usize| self.scratch.picks[var].is_some();
        let staged =
            (0..self.unknowns.vars.len()).any(|at| wants.award >> at & 1 == 1 && picked(at));
        let program = self.evaluator.program;
        let Some(award) = program.rules[member].award.as_ref().filter(|_| staged) else {
            return worth;
        };
        let mut view: View<'_> = self.evaluator.view(self.answers);
        view.known.slots = &self.scratch.slots;
        view.atoms.known.slots = &self.scratch.slots;
        view.atoms.tested = &self.scratch.tested;
        award.bounds(view).1.map_or(worth, |most| most.fen().min(worth))
    }
}
