//! What the new edition does to one enterprise.

use serde_json::Value as Json;

use super::Comparison;
use crate::assess::{Evaluator, Program};
use crate::diagnostic::{Diagnostics, Source};
use crate::policy::{Policy, Readings};
use crate::profile::{Averages, Loaded, read};
use crate::quantity::Money;
use crate::text::Text;

/// How a benefit, or one enterprise, stands in one edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The status as in JSON.
    pub status: String,
    /// The amount, in yuan.
    pub amount: Money,
    /// The upper bound; none where there is none.
    pub at_most: Option<Money>,
    /// What later years bring.
    pub later: Money,
}

/// The sums of one enterprise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// The amounts, in yuan.
    pub amount: Money,
    /// The upper bounds.
    pub at_most: Money,
    /// What later years bring.
    pub later: Money,
}

/// A benefit that comes out differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemEffect {
    /// Its id, in the new edition if it is there.
    pub benefit: String,
    /// Its title.
    pub title: Text,
    /// Its article in the new edition, or else in the old one.
    pub article: u32,
    /// How it stood before; none if the old edition has no such benefit.
    pub old: Option<Side>,
    /// How it stands after.
    pub new: Option<Side>,
}

impl ItemEffect {
    /// How much more it gives; negative if less.
    pub fn gain(&self) -> Money {
        let amount = |side: &Option<Side>| side.as_ref().map_or(0, |side| side.amount.fen());
        Money::from_fen(amount(&self.new).saturating_sub(amount(&self.old)))
    }
}

/// What the new edition does to one enterprise.
#[derive(Clone, Debug)]
pub struct Effect {
    /// The profile: the file's name, or the row's id.
    pub profile: String,
    /// The enterprise's name; may be empty.
    pub enterprise: String,
    /// Sums before.
    pub old: Sums,
    /// Sums after.
    pub new: Sums,
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

    /// Whether anything in money changes for it: now, at most, or later.
    pub fn is_changed(&self) -> bool {
        self.old != self.new
    }
}

/// Assesses a profile under both editions.
///
/// # Errors
/// The faults of the profile under the old or the new edition.
pub fn effect(
    name: &str,
    source: &Source,
    comparison: &Comparison,
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
        let sides: Vec<Side> = evaluator
            .outcomes()
            .iter()
            .map(|outcome| Side {
                status: outcome.status.as_str().to_owned(),
                amount: outcome.amount,
                at_most: outcome.at_most,
                later: outcome.later,
            })
            .collect();
        let totals = evaluator.totals();
        let (amount, at_most, later) = (totals.amount, totals.at_most, totals.later);
        Ok::<_, Diagnostics>((sides, Sums { amount, at_most, later }, loaded))
    };
    let (before, old_sums, _) = run(old)?;
    let (after, new_sums, loaded) = run(new)?;
    let side = |policy: &Policy, sides: &[Side], id: &str| {
        sides.get(policy.benefit_id(id)?.index()).cloned()
    };
    Ok(Effect {
        profile: name.to_owned(),
        enterprise: loaded.profile.enterprise.name.clone(),
        old: old_sums,
        new: new_sums,
        items: items(
            comparison,
            (old.0, &|id| side(old.0, &before, id)),
            (new.0, &|id| side(new.0, &after, id)),
        ),
        remarks: loaded.remarks,
    })
}

/// How a benefit stands in one edition, by its id there.
type Sides<'s> = &'s dyn Fn(&str) -> Option<Side>;

/// The benefits that come out differently.
fn items(
    comparison: &Comparison,
    (old, was): (&Policy, Sides<'_>),
    (new, is): (&Policy, Sides<'_>),
) -> Vec<ItemEffect> {
    let mut items = Vec::new();
    let both = new.benefits.iter().map(|benefit| {
        let before = comparison.was(&benefit.id);
        (benefit, was(before), is(&benefit.id))
    });
    let gone =
        old.benefits.iter().filter(|benefit| new.benefit_id(comparison.is(&benefit.id)).is_none());
    for (benefit, was, is) in both.chain(gone.map(|benefit| (benefit, was(&benefit.id), None))) {
        let nothing = |side: &Option<Side>| {
            side.as_ref()
                .is_none_or(|side| side.status == "ineligible" && side.later == Money::ZERO)
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
    items
}

/// The same from two lines of a screening, one of each edition; none where one was refused.
pub fn effect_of_lines(
    number: usize,
    comparison: &Comparison,
    (old, before): (&Policy, &Json),
    (new, after): (&Policy, &Json),
) -> Option<Effect> {
    let money = |json: &Json| Money::parse(&format!("{}元", json.as_str()?), true).ok();
    let sums = |line: &Json| {
        let total = &line["total"];
        Some(Sums {
            amount: money(&total["amount"])?,
            at_most: money(&total["at_most"])?,
            later: money(&total["later"])?,
        })
    };
    let side = |line: &Json, id: &str| {
        let side = line["benefits"].get(id)?;
        Some(Side {
            status: side["status"].as_str()?.to_owned(),
            amount: money(&side["amount"])?,
            at_most: money(&side["at_most"]),
            later: money(&side["later"])?,
        })
    };
    let id = after["id"].as_str().map_or_else(|| number.to_string(), str::to_owned);
    Some(Effect {
        profile: id,
        enterprise: String::new(),
        old: sums(before)?,
        new: sums(after)?,
        items: items(comparison, (old, &|id| side(before, id)), (new, &|id| side(after, id))),
        remarks: Vec::new(),
    })
}
