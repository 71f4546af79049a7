//! The choices and years that rules ask for, and which of their values rules tell apart.

use crate::policy::{BenefitId, FactId, FactKind, Policy, Test};
use crate::profile::Slot;

use super::atom::{Atom, AtomId};
use super::node::Award;

/// What a benefit asks for: the conditions of its own and of its gate, and its award.
pub(crate) struct Asked<'a> {
    pub conditions: Vec<AtomId>,
    pub award: Option<&'a Award>,
}

/// What the rules of a program ask for.
pub(crate) struct AskedOfAll<'a> {
    pub atoms: &'a [Atom],
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
}

impl Unknowns {
    pub(crate) fn compile(
        policy: &Policy,
        program: &AskedOfAll<'_>,
        exclusives: &[Vec<BenefitId>],
    ) -> Self {
        let mut vars: Vec<Var> = Vec::new();
        for (fact, known) in policy.facts() {
            let mut values = candidates(&known.kind, program, fact);
            if values.len() < 2 {
                continue;
            }
            if !is_weighed(program, fact) {
                keep_the_best(&mut values, |value| signature(program, fact, value));
            }
            // What no rule tells apart has no part in this; more than a bit each is left out too.
            if (2..=128).contains(&values.len()) && vars.len() < 64 {
                vars.push(Var { fact, values });
            }
        }
        let wants = program.rules.iter().map(|rule| wants(program, &vars, rule)).collect();
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
            for atom in program.atoms.iter().filter(|atom| atom.fact == Some(fact)) {
                if let Test::YearIn(years) = &atom.test {
                    offsets.extend(years);
                }
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
        | FactKind::MoneyList => Vec::new(),
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
fn keep_the_best(values: &mut Vec<Pick>, signature: impl Fn(Pick) -> Vec<i128>) {
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
fn signature(program: &AskedOfAll<'_>, fact: FactId, value: Pick) -> Vec<i128> {
    let atoms = program.atoms.iter().filter(|atom| atom.fact == Some(fact));
    let mut told: Vec<i128> = atoms.map(|atom| i128::from(may_hold(atom, value))).collect();
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

/// Whether a condition on a choice or year is not false under a value.
fn may_hold(atom: &Atom, value: Pick) -> bool {
    match (&atom.test, value) {
        (Test::OneOf(options), Pick::Option(option)) => options >> option & 1 == 1,
        (Test::YearIn(offsets), Pick::Year(offset)) => offsets.contains(&offset),
        (
            Test::Yes
            | Test::Answered
            | Test::OneOf(_)
            | Test::HasAny(_)
            | Test::Empty
            | Test::NotEmpty
            | Test::AtLeast(_)
            | Test::Above(_)
            | Test::Below(_)
            | Test::Equals(_)
            | Test::YearIn(_)
            | Test::ValidThrough(_)
            | Test::Not(_)
            | Test::AnyOf(_)
            | Test::AllOf(_)
            | Test::Compared(..)
            | Test::FirstReaches(_),
            Pick::Option(_) | Pick::Year(_),
        ) => true,
    }
}

fn wants(program: &AskedOfAll<'_>, vars: &[Var], rule: &Asked<'_>) -> Wants {
    let mut wants = Wants::default();
    let of = |fact: Option<FactId>| vars.iter().position(|var| Some(var.fact) == fact);
    for condition in &rule.conditions {
        let atom = &program.atoms[condition.index()];
        if let Some(var) = of(atom.fact) {
            let bits =
                vars[var].values.iter().enumerate().fold(0u128, |bits, (at, value)| {
                    bits | u128::from(may_hold(atom, *value)) << at
                });
            wants.tests.push((var, *condition, bits));
            wants.vars |= 1 << var;
        }
    }
    if let Some(award) = rule.award {
        let mut facts = Vec::new();
        award.node.facts(program.atoms, &mut facts);
        for var in facts.into_iter().filter_map(|fact| of(Some(fact))) {
            wants.award |= 1 << var;
        }
    }
    wants.vars |= wants.award;
    wants
}
