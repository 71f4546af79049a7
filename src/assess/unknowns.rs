//! The choices and years that rules ask for, and which of their values rules tell apart.

use crate::policy::{BenefitId, FactId, FactKind, Operand, Policy, Test};
use crate::profile::Slot;
use crate::quantity::Truth;

use super::atom::{Atom, AtomId};
use super::known::{Known, Range};
use super::node::Award;

/// What a benefit asks for: the conditions of its own and of its gate, and its award.
pub(crate) struct Asked<'a> {
    pub conditions: Vec<AtomId>,
    pub award: Option<&'a Award>,
}

/// What the rules of a program ask for.
pub(crate) struct AskedOfAll<'a> {
    pub atoms: &'a [Atom],
    /// The facts that each atom speaks of.
    pub facts: Vec<Vec<FactId>>,
    pub ranges: &'a [Range],
    pub rules: Vec<Asked<'a>>,
}

/// The choices and years that the rules in force ask for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unknowns {
    pub vars: Vec<Var>,
    /// For each benefit the conditions on them.
    pub wants: Vec<Wants>,
    /// Benefits of which only the largest counts; most are alone.
    pub factors: Vec<Vec<usize>>,
}

#[derive(Clone, Debug)]
pub(crate) struct Var {
    pub fact: FactId,
    pub values: Vec<Pick>,
}

/// A value of a choice or year.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Pick {
    Option(u8),
    /// Counted from the assessment year.
    Year(i32),
}

impl Pick {
    pub(crate) fn slot(self, year: i32) -> Slot {
        match self {
            Self::Option(option) => Slot::Choice(option),
            Self::Year(offset) => Slot::Year(year.saturating_add(offset)),
        }
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Wants {
    /// A bit for each variable that a condition or the award asks for.
    pub vars: u64,
    /// A bit for each variable that the award asks for.
    pub award: u64,
    /// Conditions, with a bit for each value under which they may hold.
    pub tests: Vec<(usize, AtomId, u128)>,
    /// Conditions on several of them.
    pub mixed: Vec<AtomId>,
}

impl Unknowns {
    pub(crate) fn compile(
        policy: &Policy,
        program: &AskedOfAll<'_>,
        exclusives: &[Vec<BenefitId>],
    ) -> Self {
        let mut vars: Vec<Var> = Vec::new();
        // Nothing is known but what is tried.
        let mut slots = vec![Slot::Absent; program.ranges.len()];
        for (fact, known) in policy.facts() {
            let mut values = candidates(&known.kind, program, fact);
            if values.len() < 2 {
                continue;
            }
            if !is_weighed(program, fact) {
                keep_the_best(&mut values, |value| signature(program, &mut slots, fact, value));
            }
            // What no rule tells apart has no part in this; more than a bit each is left out too.
            if (2..=128).contains(&values.len()) && vars.len() < 64 {
                vars.push(Var { fact, values });
            }
        }
        let wants = program.rules.iter();
        let wants = wants.map(|rule| wants_of(program, &vars, &mut slots, rule)).collect();
        let grouped = |at: usize| {
            exclusives.iter().any(|group| group.iter().any(|member| member.index() == at))
        };
        let groups =
            exclusives.iter().map(|group| group.iter().map(|member| member.index()).collect());
        let alone = (0..program.rules.len()).filter(|at| !grouped(*at)).map(|at| vec![at]);
        let factors = groups.chain(alone).collect();
        Self { vars, wants, factors }
    }
}

/// The values of a choice, or the years that some rule tells apart and one that none does.
fn candidates(kind: &FactKind, program: &AskedOfAll<'_>, fact: FactId) -> Vec<Pick> {
    match kind {
        FactKind::Choice(options) => (0u8..).take(options.len()).map(Pick::Option).collect(),
        FactKind::Year => {
            let mut offsets: Vec<i32> = Vec::new();
            for atom in program.atoms {
                years_of(atom.fact, &atom.test, fact, &mut offsets);
            }
            each_stage(program, fact, |awards| {
                offsets.extend((0i32..).take(awards.len()).map(|stage| -stage));
            });
            offsets.sort_unstable_by(|a, b| b.cmp(a));
            offsets.dedup();
            let other = offsets.last().map_or(0, |last| last.saturating_sub(1));
            offsets.into_iter().chain([other]).map(Pick::Year).collect()
        }
        FactKind::Bool
        | FactKind::Set(_)
        | FactKind::Money { .. }
        | FactKind::Percent
        | FactKind::Count
        | FactKind::Day
        | FactKind::MoneyList
        | FactKind::Items(_) => Vec::new(),
    }
}

/// Whether a value may count for more beside another fact, or as a case of an award, than it
/// does by itself.
fn is_weighed(program: &AskedOfAll<'_>, fact: FactId) -> bool {
    let mixed = program.atoms.iter().any(|atom| {
        let mut facts = Vec::new();
        atom.facts(&mut facts);
        facts.contains(&fact) && facts.iter().any(|other| *other != fact)
    });
    let named = |award: &Award| {
        let mut facts = Vec::new();
        award.node.facts(program.atoms, &mut facts);
        facts.iter().filter(|named| **named == fact).count()
    };
    let mut stages = 0;
    each_stage(program, fact, |_| stages += 1);
    mixed || program.rules.iter().filter_map(|rule| rule.award).map(named).sum::<usize>() > stages
}

/// Leaves out values that another is at least as good as for every rule.
fn keep_the_best(values: &mut Vec<Pick>, mut signature: impl FnMut(Pick) -> Vec<i128>) {
    let told: Vec<Vec<i128>> = values.iter().map(|value| signature(*value)).collect();
    let beats = |a: usize, b: usize| {
        // Of equals the first stays.
        (a < b || told[a] != told[b]) && told[a].iter().zip(&told[b]).all(|(a, b)| a >= b)
    };
    let mut at = 0..values.len();
    values.retain(|_| {
        let own = at.next().unwrap_or_default();
        !(0..told.len()).any(|other| beats(other, own))
    });
}

/// What the rules tell of a value: which conditions hold, and what stages are worth.
fn signature(program: &AskedOfAll<'_>, slots: &mut [Slot], fact: FactId, value: Pick) -> Vec<i128> {
    let atoms = program.atoms.iter().zip(&program.facts);
    let atoms = atoms.filter(|(_, facts)| facts.contains(&fact));
    let mut told: Vec<i128> =
        atoms.map(|(atom, _)| truth_under(program, slots, atom, (fact, value)) as i128).collect();
    if let Pick::Year(offset) = value {
        each_stage(program, fact, |awards| {
            let stage = usize::try_from(offset.saturating_neg()).ok();
            told.push(stage.and_then(|stage| awards.get(stage)).copied().unwrap_or(0));
        });
    }
    told
}

/// Hands on the awards of every award by stages that counts from a year.
fn each_stage(program: &AskedOfAll<'_>, fact: FactId, mut give: impl FnMut(&[i128])) {
    for award in program.rules.iter().filter_map(|rule| rule.award) {
        award.node.each_stage(&mut |since, awards| {
            if since == fact {
                give(awards);
            }
        });
    }
}

/// The years, counted from the assessment year, at which a test on a fact turns over.
fn years_of(about: Option<FactId>, test: &Test, fact: FactId, out: &mut Vec<i32>) {
    test.visit(about, &mut |about, test| {
        if about != Some(fact) {
            return;
        }
        if let Test::YearIn(years) = test {
            out.extend(years);
        } else if let Test::Compared(_, Operand::Year(offset)) = test {
            out.extend([offset + 1, *offset, offset - 1]);
        }
    });
}

/// What is known of a condition where only one choice or year is.
fn truth_under(
    program: &AskedOfAll<'_>,
    slots: &mut [Slot],
    atom: &Atom,
    (fact, value): (FactId, Pick),
) -> Truth {
    /// Any year will do, as picks are counted from it.
    const YEAR: i32 = 2_000;
    if atom.test.any(|test| matches!(test, Test::ValidThrough(_))) {
        return Truth::Unknown;
    }
    slots[fact.index()] = value.slot(YEAR);
    let truth = atom.truth(Known { slots, ranges: program.ranges }, YEAR);
    slots[fact.index()] = Slot::Absent;
    truth
}

fn wants_of(program: &AskedOfAll<'_>, vars: &[Var], slots: &mut [Slot], rule: &Asked<'_>) -> Wants {
    let mut wants = Wants::default();
    let of = |fact: FactId| vars.iter().position(|var| var.fact == fact);
    for condition in &rule.conditions {
        let atom = &program.atoms[condition.index()];
        let facts = program.facts[condition.index()].iter().copied();
        let on: Vec<usize> = facts.filter_map(of).collect();
        for var in on.iter().copied() {
            let Var { fact, values } = &vars[var];
            let bits = values.iter().enumerate().fold(0u128, |bits, (at, value)| {
                let may_hold = truth_under(program, slots, atom, (*fact, *value)) != Truth::False;
                bits | u128::from(may_hold) << at
            });
            wants.tests.push((var, *condition, bits));
            wants.vars |= 1 << var;
        }
        if on.len() > 1 {
            wants.mixed.push(*condition);
        }
    }
    if let Some(award) = rule.award {
        let mut facts = Vec::new();
        award.node.facts(program.atoms, &mut facts);
        for var in facts.into_iter().filter_map(of) {
            wants.award |= 1 << var;
        }
    }
    wants.vars |= wants.award;
    wants
}
