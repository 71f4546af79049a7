//! What the new edition does to one enterprise.

use crate::assess::{Evaluator, Program, Status, Totals};
use crate::diagnostic::{Diagnostics, Source};
use crate::policy::{Policy, Readings};
use crate::profile::{Averages, Loaded, read};
use crate::quantity::Money;
use crate::text::Text;

/// A benefit that comes out differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemEffect {
    /// Its id.
    pub benefit: String,
    /// Its title.
    pub title: Text,
    /// Its article in the new edition, or else in the old one.
    pub article: u32,
    /// Status and amount before; none if the old edition has no such benefit.
    pub old: Option<(Status, Money)>,
    /// Status and amount after.
    pub new: Option<(Status, Money)>,
}

/// What the new edition does to one enterprise.
#[derive(Clone, Debug)]
pub struct Effect {
    /// The profile: the file's name.
    pub profile: String,
    /// The enterprise's name; may be empty.
    pub enterprise: String,
    /// Totals before.
    pub old: Totals,
    /// Totals after.
    pub new: Totals,
    /// The benefits that come out differently.
    pub items: Vec<ItemEffect>,
    /// Renamed answers that were followed and retired ones that were put aside.
    pub remarks: Vec<Text>,
}

impl Effect {
    /// How much more the enterprise gets; negative if less.
    pub fn gain(&self) -> Money {
        Money::from_fen(self.new.amount.fen().saturating_sub(self.old.amount.fen()))
    }
}

/// Assesses a profile under both editions.
///
/// # Errors
/// The faults of the profile under the old or the new edition.
pub fn effect(
    name: &str,
    source: &Source,
    old: (&Policy, &Readings, &Averages),
    new: (&Policy, &Readings, &Averages),
) -> Result<Effect, Diagnostics> {
    let run = |(policy, readings, benchmarks): (&Policy, &Readings, &Averages)| {
        let loaded: Loaded = read(policy, source)?;
        let profile = &loaded.profile;
        let mut answers = profile.answers.clone();
        let industry = profile.enterprise.industry_code.as_deref();
        benchmarks.fill(policy, profile.year, industry, &mut answers);
        let program = Program::compile(policy, readings);
        let mut evaluator = Evaluator::new(&program);
        evaluator.run(&answers, profile.year);
        let outcomes = evaluator.outcomes().to_vec();
        Ok::<_, Diagnostics>((outcomes, evaluator.totals().clone(), loaded))
    };
    let (before, old_totals, _) = run(old)?;
    let (after, new_totals, loaded) = run(new)?;
    let (old, new) = (old.0, new.0);
    let mut items = Vec::new();
    let gone = old.benefits.iter().filter(|benefit| new.benefit_id(&benefit.id).is_none());
    for benefit in new.benefits.iter().chain(gone) {
        let of = |policy: &Policy, outcomes: &[crate::assess::Outcome]| {
            let outcome = outcomes.get(policy.benefit_id(&benefit.id)?.index())?;
            Some((outcome.status, outcome.amount))
        };
        let (was, is) = (of(old, &before), of(new, &after));
        let nothing = |side: &Option<(Status, Money)>| {
            side.is_none_or(|(status, _)| status == Status::Ineligible)
        };
        if was != is && !(nothing(&was) && nothing(&is)) {
            items.push(ItemEffect {
                benefit: benefit.id.clone(),
                title: benefit.title.clone(),
                article: benefit.article,
                old: was,
                new: is,
            });
        }
    }
    Ok(Effect {
        profile: name.to_owned(),
        enterprise: loaded.profile.enterprise.name.clone(),
        old: old_totals,
        new: new_totals,
        items,
        remarks: loaded.remarks,
    })
}
