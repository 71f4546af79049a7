//! Faults of a pack that loads: rules that cannot be meant. Each lint is a small file; all use
//! declared types, intervals, and a directed search over the values at which rules turn.

mod cap;
mod example;
mod label;
mod never;
mod order;
mod question;
mod same_base;
mod threshold;
mod tiers;

use super::domain::Domains;
use super::finding::Finding;
use super::locate::Locator;
use crate::assess::{Evaluator, Program, Status};
use crate::diagnostic::{Diagnostic, Place};
use crate::policy::source::PackFiles;
use crate::policy::{Amount, Benefit, BenefitId, Condition, GateId, Policy, Readings};
use crate::profile::Answers;
use crate::text;
use crate::text::Text;

/// Runs every lint; what the pack allows with a reason is left out.
pub fn run(policy: &Policy, files: &PackFiles) -> Vec<Finding> {
    let context = Context::new(policy, files);
    let mut findings = Vec::new();
    for lint in [
        never::check,
        tiers::check,
        cap::check,
        threshold::check,
        question::check,
        order::check,
        same_base::check,
        label::check,
        example::check,
    ] {
        lint(&context, &mut findings);
    }
    context.without_allowed(findings)
}

/// A benefit under one choice of readings.
pub struct Variant<'p> {
    /// The readings.
    pub readings: Readings,
    /// How they differ from the default: `id=option`; empty for the default.
    pub named: String,
    /// Where its keys stand under the benefit: `under.ID.OPTION`, or nothing.
    under: Option<(&'p str, &'p str)>,
    /// The gate conditions.
    pub gate: &'p [GateId],
    /// The conditions.
    pub when: &'p [Condition],
    /// The award.
    pub award: Option<&'p Amount>,
    patched: (bool, bool),
}

impl<'p> Variant<'p> {
    /// The gate's conditions, then the benefit's own.
    pub fn conditions(&self, policy: &'p Policy) -> impl Iterator<Item = &'p Condition> {
        let gate = self.gate.iter().map(|gate| &policy.gates[gate.index()].when);
        gate.chain(self.when)
    }

    /// What its conditions leave.
    pub fn domains(&self, policy: &'p Policy) -> Domains {
        Domains::of(policy, self.conditions(policy))
    }

    /// The path of a part of its conditions (`when`) or award.
    pub fn path<'a>(&'a self, key: &'a str, rest: &[&'a str]) -> Vec<&'a str> {
        let own = if key == "award" { self.patched.1 } else { self.patched.0 };
        let mut path = match self.under {
            Some((reading, option)) if own => vec!["under", reading, option],
            _ => Vec::new(),
        };
        path.push(key);
        path.extend(rest);
        path
    }
}

/// What every lint needs.
pub struct Context<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// Finds places.
    pub locate: Locator<'a>,
    /// The year of the examples.
    pub year: i32,
}

impl<'a> Context<'a> {
    fn new(policy: &'a Policy, files: &'a PackFiles) -> Self {
        Self { policy, locate: Locator::new(files), year: policy.example_base.year }
    }

    /// The benefit under the default readings, then under each option that changes it.
    pub fn variants(&self, benefit: &'a Benefit) -> Vec<Variant<'a>> {
        let default = self.policy.default_readings();
        let mut variants = vec![Variant {
            readings: default.clone(),
            named: String::new(),
            under: None,
            gate: &benefit.gate,
            when: &benefit.when,
            award: benefit.award.as_ref(),
            patched: (false, false),
        }];
        for overlay in &benefit.overlays {
            let reading = &self.policy.readings[overlay.reading];
            let option = &reading.options[overlay.option];
            let mut readings = default.clone();
            readings.0[overlay.reading] = overlay.option;
            let patch = &overlay.patch;
            variants.push(Variant {
                readings,
                named: format!("{}={}", reading.id, option.id),
                under: Some((&reading.id, &option.id)),
                gate: patch.gate.as_deref().unwrap_or(&benefit.gate),
                when: patch.when.as_deref().unwrap_or(&benefit.when),
                award: patch.award.as_ref().or(benefit.award.as_ref()),
                patched: (patch.when.is_some(), patch.award.is_some()),
            });
        }
        variants
    }

    /// Answers with which the conditions of a variant hold and its award is known, as far as
    /// the domains tell.
    pub fn witness(&self, variant: &Variant<'a>) -> (Answers, i32) {
        let domains = variant.domains(self.policy);
        let more = variant.award.map(Amount::facts).unwrap_or_default();
        let year = domains.last_year().map_or(self.year, |last| self.year.min(last));
        (domains.answers(self.policy, year, &more), year)
    }

    /// The status of a benefit with these answers.
    pub fn status(
        &self,
        variant: &Variant<'a>,
        id: BenefitId,
        answers: &Answers,
        year: i32,
    ) -> Status {
        let program = Program::compile(self.policy, &variant.readings);
        let mut evaluator = Evaluator::new(&program);
        evaluator.run(answers, year);
        evaluator.outcomes()[id.index()].status
    }

    /// A part of a benefit.
    pub fn place(&self, benefit: &Benefit, path: &[&str]) -> Place {
        self.locate.find("benefit", &benefit.id, path)
    }

    fn without_allowed(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let allowed = &self.policy.allowed;
        let is = |finding: &Finding, of: &crate::policy::Allowed| {
            finding.diagnostic.code == of.lint && finding.of == of.of
        };
        let mut kept: Vec<Finding> = findings
            .iter()
            .filter(|finding| !allowed.iter().any(|allowed| is(finding, allowed)))
            .cloned()
            .collect();
        for allowed in allowed.iter().filter(|a| !findings.iter().any(|finding| is(finding, a))) {
            let (lint, of) = (&allowed.lint, &allowed.of);
            kept.push(finding(
                "lint/allow-unused",
                self.locate.whole(),
                of,
                text!(
                    "[[allow]] 所说的“{lint}”（{of}）并不存在",
                    "[[allow]] speaks of \"{lint}\" ({of}), which is not there"
                ),
                text!("删去这一条 [[allow]]。", "Delete this [[allow]]."),
            ));
        }
        kept
    }
}

/// A finding without facts.
pub fn finding(code: &'static str, place: Place, of: &str, what: Text, remedy: Text) -> Finding {
    Finding::new(Diagnostic { code, place, what, remedy }, of)
}

/// ` (reading id=option)`, or nothing for the default.
pub fn under(variant: &Variant<'_>) -> Text {
    let named = &variant.named;
    if named.is_empty() {
        Text::default()
    } else {
        text!("（读法 {named}）", " (reading {named})")
    }
}
