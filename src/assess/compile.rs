//! A policy compiled for the readings in force: numbered conditions, amounts as trees.

use crate::policy::{
    Benefit, BenefitId, Certainty, Condition, Derivation, FactId, GateId, Policy, Possible,
    Readings,
};
use crate::quantity::Money;

use super::atom::{Atom, AtomId};
use super::derive;
use super::in_force::{Compiler, InForce};
use super::items::Figure;
use super::known::Range;
use super::later::LaterRule;
use super::limit::Limit;
use super::node::Award;
use super::unknowns::{Asked, AskedOfAll, Unknowns};

/// One condition of a benefit, with the name it goes by.
#[derive(Clone, Debug)]
pub(crate) struct Requirement {
    pub atom: AtomId,
    /// The gate it belongs to; its own fact names it otherwise.
    pub gate: Option<GateId>,
    pub condition: Condition,
}

/// A compiled benefit.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub requirements: Vec<Requirement>,
    /// How many of the requirements, from the first, are the gate's.
    pub gates: usize,
    /// Which of the program's sets of gates it needs.
    pub gate_set: usize,
    /// The other requirements' conditions, in order.
    pub conditions: Vec<AtomId>,
    pub award: Option<Award>,
    pub later: LaterRule,
    pub discretionary: bool,
}

/// A policy compiled for the readings in force.
#[derive(Clone, Debug)]
pub struct Program {
    pub(crate) readings: Readings,
    pub(crate) atoms: Vec<Atom>,
    pub(crate) gates: Vec<AtomId>,
    /// The sets of gate conditions that benefits need, each once.
    pub(crate) gate_sets: Vec<Vec<AtomId>>,
    /// Gate conditions that an enterprise failing them can still meet at once.
    pub(crate) open_gates: Vec<GateId>,
    pub(crate) rules: Vec<Rule>,
    /// Benefits of which only the largest counts: groups that share a member are one.
    pub(crate) exclusives: Vec<Vec<BenefitId>>,
    /// Ceilings over several benefits in force, the narrower ones first.
    pub(crate) ceilings: Vec<Limit>,
    pub(crate) unknowns: Unknowns,
    pub(crate) ranges: Vec<Range>,
    pub(crate) derivations: Vec<(FactId, Derivation)>,
    /// What facts count or add up of lists, by fact.
    pub(crate) figures: Vec<Option<Figure>>,
    /// Values that unanswered facts take when a condition holds.
    pub(crate) assumptions: Vec<(FactId, Atom, Money)>,
    pub(crate) already_supported: Option<FactId>,
}

impl Program {
    /// Compiles a policy for the readings in force.
    pub fn compile(policy: &Policy, readings: &Readings) -> Self {
        let mut compiler = Compiler::new(policy, readings);
        let gates: Vec<AtomId> =
            policy.gates.iter().map(|gate| compiler.number(&gate.when)).collect();
        let mut rules: Vec<Rule> = policy
            .benefits
            .iter()
            .map(|benefit| compile_rule(&mut compiler, benefit, &gates))
            .collect();
        let mut gate_sets: Vec<Vec<AtomId>> = Vec::new();
        for rule in &mut rules {
            let (gate, rest) = rule.requirements.split_at(rule.gates);
            let atoms = |of: &[Requirement]| of.iter().map(|needed| needed.atom).collect();
            let gate: Vec<AtomId> = atoms(gate);
            rule.conditions = atoms(rest);
            rule.gate_set =
                gate_sets.iter().position(|known| *known == gate).unwrap_or_else(|| {
                    gate_sets.push(gate);
                    gate_sets.len() - 1
                });
        }
        let assumptions = policy
            .facts()
            .filter_map(|(id, fact)| {
                let assumed = fact.assumed.as_ref()?;
                Some((id, Atom::new(&assumed.when), assumed.value))
            })
            .collect();
        let open_gates = (0u16..)
            .map(GateId)
            .zip(&policy.gates)
            .filter(|(_, gate)| gate.possible == Possible::Now)
            .map(|(id, _)| id)
            .collect();
        let ceilings = Limit::compile(&mut compiler);
        let mut program = Self {
            readings: readings.clone(),
            atoms: compiler.atoms,
            gates,
            gate_sets,
            open_gates,
            rules,
            exclusives: exclusives(policy, readings),
            ceilings,
            unknowns: Unknowns::default(),
            ranges: Range::of(policy),
            derivations: derive::in_order(policy),
            figures: Figure::of(policy),
            assumptions,
            already_supported: policy.already_supported,
        };
        let asked = |rule: &'_ Rule| rule.requirements.iter().map(|needed| needed.atom).collect();
        let rules = program
            .rules
            .iter()
            .map(|rule| Asked { conditions: asked(rule), award: rule.award.as_ref() });
        let asked = AskedOfAll {
            atoms: &program.atoms,
            facts: program.atoms.iter().map(|atom| atom.test.facts(atom.fact)).collect(),
            ranges: &program.ranges,
            rules: rules.collect(),
        };
        program.unknowns = Unknowns::compile(policy, &asked, &program.exclusives);
        for limit in &mut program.ceilings {
            limit.cover(&program.unknowns.factors);
        }
        program
    }

    /// The readings it was compiled for.
    pub fn readings(&self) -> &Readings {
        &self.readings
    }

    /// Whether a benefit is decided as a whole and counted apart from the totals.
    pub fn is_discretionary(&self, benefit: BenefitId) -> bool {
        self.rules[benefit.index()].discretionary
    }

    /// The group of benefits that exclude this one under the readings in force, itself among
    /// them; none where it stands alone.
    pub fn exclusive_group(&self, benefit: BenefitId) -> Option<&[BenefitId]> {
        self.exclusives.iter().find(|group| group.contains(&benefit)).map(Vec::as_slice)
    }

    /// The conditions of a benefit in force, gate first, each with its gate if it is one.
    pub fn conditions(
        &self,
        benefit: BenefitId,
    ) -> impl Iterator<Item = (Option<GateId>, &Condition)> {
        self.rules[benefit.index()]
            .requirements
            .iter()
            .map(|requirement| (requirement.gate, &requirement.condition))
    }
}

/// The groups of benefits that exclude each other under the readings in force; those that share
/// a member are one.
fn exclusives(policy: &Policy, readings: &Readings) -> Vec<Vec<BenefitId>> {
    let in_force = policy
        .exclusives
        .iter()
        .filter(|group| group.under.is_none_or(|(reading, option)| readings.0[reading] == option));
    let mut groups: Vec<Vec<BenefitId>> = Vec::new();
    for group in in_force {
        let mut merged = group.members.clone();
        groups.retain(|known| {
            let apart = known.iter().all(|member| !merged.contains(member));
            if !apart {
                merged.extend(known);
            }
            apart
        });
        merged.sort_unstable();
        merged.dedup();
        groups.push(merged);
    }
    groups
}

fn compile_rule<'p>(compiler: &mut Compiler<'p>, benefit: &'p Benefit, gates: &[AtomId]) -> Rule {
    let InForce { gate, when, award } = compiler.in_force(benefit);
    let policy = compiler.policy;
    let of_gate = gate.iter().map(|gate| Requirement {
        atom: gates[gate.index()],
        gate: Some(*gate),
        condition: policy.gates[gate.index()].when.clone(),
    });
    let mut requirements: Vec<Requirement> = of_gate.collect();
    let gates = requirements.len();
    for condition in when.iter() {
        let atom = compiler.number(condition);
        let condition = compiler.expanded(condition).into_owned();
        requirements.push(Requirement { atom, gate: None, condition });
    }
    Rule {
        gates,
        gate_set: 0,
        conditions: Vec::new(),
        award: award.map(|amount| Award::compile(amount, compiler)),
        later: LaterRule::compile(benefit, award, compiler),
        discretionary: benefit.certainty == Certainty::Discretionary,
        requirements,
    }
}
