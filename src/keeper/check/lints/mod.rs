//! Faults of a pack that loads: rules that cannot be meant. Each lint is a small file; all use
//! declared types, intervals, and a directed search over the values at which rules turn.

mod articles;
mod average;
mod cap;
mod dates;
mod derived;
mod example;
mod figures;
mod idle;
mod ids;
mod label;
mod later;
mod listed;
mod mention;
mod named;
mod negation;
mod never;
mod order;
mod plausible;
mod prose;
mod question;
mod rule;
mod same;
mod same_base;
mod sequence;
mod threshold;
mod tiers;
mod told;
mod translation;
mod who;
mod wording;

pub use dates::begins;
pub use figures::shown;

use super::domains::Domains;
use super::figure::figures;
use super::finding::{At, Finding, Mark};
use super::locate::Locator;
use crate::assess::{Evaluator, Program, Status};
use crate::diagnostic::{Diagnostic, Place, Source};
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
        ids::check,
        articles::check,
        figures::check,
        sequence::check,
        average::check,
        wording::check,
        later::check,
        who::check,
        named::check,
        negation::check,
        mention::check,
        plausible::check,
        derived::check,
        dates::check,
        idle::check,
        same::check,
        prose::check,
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
    // What has no place of its own is of the pack as a whole.
    for finding in findings.iter_mut().filter(|finding| finding.diagnostic.place.file.is_empty()) {
        finding.diagnostic.place = context.locate.whole();
    }
    context.without_allowed(findings)
}

/// Ids that stand twice, in a pack that need not load.
pub fn doubled(files: &PackFiles, out: &mut Vec<Finding>) {
    ids::doubled(&Locator::new(files), out);
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
    /// `policy.toml`.
    file: &'a Source,
    /// The measure's text, by the name it has beside `policy.toml`.
    text: Source,
}

impl<'a> Context<'a> {
    fn new(policy: &'a Policy, files: &'a PackFiles) -> Self {
        let locate = Locator::new(files);
        let year = policy.example_base.year;
        Self { policy, locate, year, file: &files.policy, text: files.text_source() }
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

    /// A finding at a part of an entry, with a mark under it.
    pub fn at(
        &self,
        code: &'static str,
        (kind, id): (&str, &str),
        path: &[&str],
        what: Text,
        remedy: Text,
    ) -> Finding {
        let at = self.mark(kind, id, path, text!("规则", "the rule"));
        finding(code, at, id, what, remedy)
    }

    /// A part of an entry, marked where it stands.
    pub fn mark(&self, kind: &str, id: &str, path: &[&str], label: Text) -> At {
        match self.locate.value(kind, id, path) {
            Some((source, span)) => Mark::new(source, span, label).into(),
            None => self.locate.find(kind, id, path).into(),
        }
    }

    /// The same with a piece of what the entry quotes beside it.
    pub fn beside(
        &self,
        found: Finding,
        (kind, id): (&str, &str),
        quote: &str,
        piece: std::ops::Range<usize>,
    ) -> Finding {
        let piece = self.locate.piece(kind, id, quote, piece);
        let label = text!("引文", "the quote");
        found.marked(piece.map(|(source, span)| Mark::new(source, span, label)))
    }

    /// A part of a benefit.
    pub fn place(&self, benefit: &Benefit, path: &[&str]) -> Place {
        self.locate.find("benefit", &benefit.id, path)
    }

    /// A place in the measure's text.
    pub fn text_place(&self, at: usize) -> Place {
        self.text.place(at)
    }

    /// A mark under a key of `policy.toml`.
    pub fn key(&self, key: &str) -> Option<Mark> {
        let (source, document) =
            self.locate.documents().find(|(source, _)| source.name == self.file.name)?;
        let (key, value) = document.get_key_value(key)?;
        let span = if value.span().len() > 200 { key.span() } else { value.span() };
        Some(Mark::new(source, span, Text::default()))
    }

    /// A mark under the id of an entry.
    pub fn id_mark(&self, kind: &str, id: &str) -> Option<Mark> {
        let (source, span) = self.locate.value(kind, id, &["id"])?;
        Some(Mark::new(source, span, Text::default()))
    }

    fn without_allowed(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let allowed = &self.policy.allowed;
        let is = |finding: &Finding, of: &crate::policy::Allowed| {
            let meant = of.figure.as_deref().is_none_or(|meant| {
                finding.figure.is_some_and(|(kind, value)| {
                    let figures = figures(meant);
                    figures.first().is_some_and(|figure| figure.is(kind, value))
                })
            });
            finding.diagnostic.code == of.lint && finding.of == of.of && meant
        };
        let mut kept: Vec<Finding> = findings
            .iter()
            .filter(|finding| !allowed.iter().any(|allowed| is(finding, allowed)))
            .cloned()
            .collect();
        for allowed in allowed.iter().filter(|a| !findings.iter().any(|finding| is(finding, a))) {
            let (lint, of) = (&allowed.lint, &allowed.of);
            let of_figure =
                allowed.figure.iter().fold(of.clone(), |of, figure| format!("{of}, {figure}"));
            kept.push(finding(
                "lint/allow-unused",
                self.locate.whole(),
                of,
                text!(
                    "[[allow]] 所说的“{lint}”（{of_figure}）并不存在",
                    "[[allow]] speaks of \"{lint}\" ({of_figure}), which is not there"
                ),
                text!("删去这一条 [[allow]]。", "Delete this [[allow]]."),
            ));
        }
        kept
    }
}

/// The most characters in a row that two texts share.
pub fn longest_shared(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut row = vec![0usize; b.len() + 1];
    let mut best = 0;
    for x in &a {
        let mut diagonal = 0;
        for (at, y) in b.iter().enumerate() {
            let next = if x == y { diagonal + 1 } else { 0 };
            diagonal = std::mem::replace(&mut row[at + 1], next);
            best = best.max(next);
        }
    }
    best
}

/// A finding without facts.
pub fn finding(
    code: &'static str,
    at: impl Into<At>,
    of: &str,
    what: Text,
    remedy: Text,
) -> Finding {
    let At { place, mark } = at.into();
    let none = Place { file: String::new(), line: 0, column: 0 };
    let place = place.or_else(|| Some(mark.as_ref()?.place.clone())).unwrap_or(none);
    Finding::new(Diagnostic { code, place, what, remedy }, of).marked(mark)
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
