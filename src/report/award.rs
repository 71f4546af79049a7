//! The award of a benefit as a worked line.

use std::fmt::Write as _;

use crate::assess::{Outcome, Status, item_awards};
use crate::policy::{
    Amount, Benefit, BenefitId, Beyond, Condition, Derivation, FactId, FactKind, Milestone,
    Operand, Rate, Rounding, Take,
};
use crate::profile::Value;
use crate::quantity::{Money, Truth};
use crate::text;
use crate::text::Lang;

use super::Assessment;
use super::phrase::operand_text;

impl Assessment<'_> {
    /// The award as a line that can be followed by hand:
    /// `(1.2亿元 − 8000万元 − 500万元) × 1% = 35万元`; none where it is not known.
    pub fn award_line(&self, id: BenefitId, lang: Lang) -> Option<String> {
        self.award_text(id, self.outcome(id), lang)
    }

    /// The same once [`Assessment::waits_for`] is met.
    pub(super) fn award_expected(&self, id: BenefitId, lang: Lang) -> Option<String> {
        self.award_text(id, self.expected(id), lang)
    }

    fn award_text(&self, id: BenefitId, outcome: Outcome, lang: Lang) -> Option<String> {
        let benefit = self.policy.benefit(id);
        let amount = self.award_in_force(benefit)?;
        if outcome.status != Status::Eligible {
            return None;
        }
        let result = outcome.amount.display(lang);
        let line = if let Amount::Capped { amount, cap } = amount {
            let line = self.formula(amount, lang);
            let cap = self.formula(cap, lang);
            let said = if cap == result {
                text!("{line}，按上限取 {cap}", "{line}, the ceiling applies: {cap}")
            } else {
                text!(
                    "{line} = {result}，未达上限 {cap}",
                    "{line} = {result}, below the ceiling {cap}"
                )
            };
            said.get(lang).to_owned()
        } else {
            let line = self.formula(amount, lang);
            if line.ends_with(&result) { line } else { format!("{line} = {result}") }
        };
        // What was received may be more than the share.
        let floor = if outcome.amount == Money::ZERO && takes_off(amount) {
            text!("（不低于 0）", " (not below 0)")
        } else {
            text!("", "")
        };
        let line = line + floor.get(lang);
        let open = text!(
            "{line}（“?”还不知道，不影响结果）",
            "{line} (? is not known and changes nothing)"
        );
        Some(if line.contains('?') { open.get(lang).to_owned() } else { line })
    }

    pub(super) fn award_in_force<'b>(&self, benefit: &'b Benefit) -> Option<&'b Amount> {
        crate::advise::compare::award_in_force(benefit, self.evaluator.program())
    }

    /// A figure as it enters a formula: an increase by its two years.
    fn figure(&self, fact: FactId, lang: Lang) -> String {
        let show = |fact| self.evaluator.effective(self.policy, &self.answers, fact, lang);
        if let Some(Derivation::Increase { current, prior }) = self.policy.fact(fact).derived
            && let (Some(current), Some(prior)) = (show(current), show(prior))
        {
            return format!("{current} − {prior}");
        }
        show(fact).unwrap_or_else(|| "?".to_owned())
    }

    fn formula(&self, amount: &Amount, lang: Lang) -> String {
        match amount {
            Amount::Fixed(money) => money.display(lang),
            Amount::Share { rate, of, beyond } => {
                let mut base = self.figure(*of, lang);
                match beyond {
                    Some(Beyond::Amount(beyond)) => {
                        let _ = write!(base, " − {}", beyond.display(lang));
                    }
                    Some(Beyond::Growth { percent, of }) => {
                        let mut shown = self.figure(*percent, lang);
                        // A falling average takes nothing off.
                        if shown.starts_with('-') {
                            shown = format!("max(0, {shown})");
                        }
                        let _ = write!(base, " − {shown} × {}", self.figure(*of, lang));
                    }
                    None => {}
                }
                let base = if base.contains(" − ") { format!("({base})") } else { base };
                format!("{base} × {}", rate.text())
            }
            Amount::Steps { each, of, step, from } => {
                let (figure, each) = (self.figure(*of, lang), each.display(lang));
                let text = |of: Operand| operand_text(self.policy, of, self.year, lang);
                let step = text(*step);
                match from.map(text) {
                    Some(from) => format!("⌊({figure} − {from}) / {step}⌋ × {each}"),
                    None => format!("⌊{figure} / {step}⌋ × {each}"),
                }
            }
            Amount::PerUnit { each, of } => {
                format!("{} × {}", each.display(lang), self.figure(*of, lang))
            }
            Amount::ShareOfEach { rate, of, from, cap } => self.each(*rate, *of, *from, *cap, lang),
            Amount::EachItem { of, when, gives, most } => {
                let rule = (*of, when.as_slice(), &**gives);
                let each = item_awards(self.policy, &self.answers, self.year, rule);
                let mut each: Vec<Money> = each.into_iter().flatten().collect();
                if let Some(most) = most {
                    each.sort_unstable_by(|a, b| b.cmp(a));
                    each.truncate(*most);
                }
                let counted: Vec<String> = each.iter().map(|award| award.display(lang)).collect();
                if counted.is_empty() { "0".to_owned() } else { counted.join(" + ") }
            }
            Amount::Larger(all) => {
                let all: Vec<String> = all.iter().map(|one| self.formula(one, lang)).collect();
                format!("max({})", all.join(", "))
            }
            Amount::Difference { amount, less } => {
                format!("max(0, {} − {})", self.formula(amount, lang), self.formula(less, lang))
            }
            Amount::Rounded { amount, to, way } => {
                let (amount, to) = (self.formula(amount, lang), to.display(lang));
                let said = match way {
                    Rounding::Down => text!("[{amount}] 舍去到 {to}", "[{amount}] cut to {to}"),
                    Rounding::Nearest => {
                        text!("[{amount}] 四舍五入到 {to}", "[{amount}] rounded to {to}")
                    }
                    Rounding::Up => text!("[{amount}] 进到 {to}", "[{amount}] rounded up to {to}"),
                };
                said.get(lang).to_owned()
            }
            Amount::OfBenefit { benefit, award, given } => match self.applies(Some(given)) {
                true => {
                    let benefit = self.policy.benefit(*benefit);
                    self.formula(self.award_in_force(benefit).unwrap_or(award), lang)
                }
                false => "0".to_owned(),
            },
            Amount::Scaled { rate, amount } => {
                format!("({}) × {}", self.formula(amount, lang), rate.text())
            }
            Amount::Sum(parts) => {
                let parts: Vec<String> = parts
                    .iter()
                    .filter(|part| self.applies(part.when.as_ref()))
                    .map(|part| self.formula(&part.amount, lang))
                    .collect();
                parts.join(" + ")
            }
            Amount::FirstOf(cases) => cases
                .iter()
                .find(|case| self.applies(case.when.as_ref()))
                .map_or_else(|| "0".to_owned(), |case| self.formula(&case.amount, lang)),
            Amount::Capped { amount, cap } => {
                format!("min({}, {})", self.formula(amount, lang), self.formula(cap, lang))
            }
            Amount::Less { amount, less } => {
                format!("{} − {}", self.formula(amount, lang), self.figure(*less, lang))
            }
            Amount::Milestone(milestone) => self.tiers(milestone, lang),
            Amount::Stages(stages) => {
                let since = self.answers.get(stages.since);
                let since = if let Some(Value::Day(since)) = since {
                    since.civil().0
                } else if let Some(Value::Year(since)) = since {
                    since
                } else {
                    return "?".to_owned();
                };
                let stage = usize::try_from(self.year.saturating_sub(since)).ok();
                let award = stage.and_then(|stage| stages.awards.get(stage));
                award.map_or_else(|| "0".to_owned(), |award| award.display(lang))
            }
        }
    }

    fn applies(&self, when: Option<&Condition>) -> bool {
        when.is_none_or(|when| self.evaluator.holds(when) == Truth::True)
    }

    fn each(
        &self,
        rate: Rate,
        of: FactId,
        from: Option<Money>,
        cap: Option<Money>,
        lang: Lang,
    ) -> String {
        debug_assert!(self.policy.fact(of).kind == FactKind::MoneyList);
        let Some(Value::MoneyList(items)) = self.answers.get(of) else { return "?".to_owned() };
        let rate = rate.text();
        let items: Vec<String> = items
            .iter()
            .filter(|item| from.is_none_or(|from| **item >= from))
            .map(|item| match cap {
                Some(cap) => format!("min({} × {rate}, {})", item.display(lang), cap.display(lang)),
                None => format!("{} × {rate}", item.display(lang)),
            })
            .collect();
        if items.is_empty() { "0".to_owned() } else { items.join(" + ") }
    }

    /// The tiers newly reached: `1亿元档 30万元`.
    fn tiers(&self, milestone: &Milestone, lang: Lang) -> String {
        let fen = |fact| match self.answers.get(fact) {
            Some(Value::Money(money)) => Some(money),
            _ => None,
        };
        let reached = fen(milestone.record).max(fen(milestone.prior)).unwrap_or_default();
        let figure = fen(milestone.figure).unwrap_or_default();
        let said = |from: Money, award: Money| {
            let (from, award) = (from.display(lang), award.display(lang));
            text!("首次达到 {from}：{award}", "first reaches {from}: {award}").get(lang).to_owned()
        };
        let new: Vec<_> = milestone
            .tiers
            .iter()
            .filter(|tier| tier.from > reached && tier.from <= figure)
            .collect();
        let old = milestone.tiers.iter().rfind(|tier| tier.from <= reached);
        match (milestone.take, new.last(), old) {
            (Take::Each, _, _) => {
                let all: Vec<String> = new.iter().map(|tier| said(tier.from, tier.award)).collect();
                all.join(" + ")
            }
            (Take::Difference, Some(tier), Some(old)) => {
                format!("{} − {}", said(tier.from, tier.award), old.award.display(lang))
            }
            (_, Some(tier), _) => said(tier.from, tier.award),
            (_, None, _) => "0".to_owned(),
        }
    }
}

/// Whether something already received is taken off.
fn takes_off(amount: &Amount) -> bool {
    if let Amount::Capped { amount, .. } | Amount::Rounded { amount, .. } = amount {
        takes_off(amount)
    } else {
        matches!(amount, Amount::Less { .. })
    }
}
