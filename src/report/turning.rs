//! Where an item turns that waits for what only an authority knows.

use crate::advise::outlook::{Outlook, needs_authority};
use crate::policy::{BenefitId, Derivation, FactId};
use crate::quantity::Ratio;
use crate::text;
use crate::text::{Lang, Text};

use super::Assessment;
use super::phrase::label;

impl Assessment<'_> {
    /// Where a comparison turns that waits for an average: against which growth.
    pub(super) fn turn(&self, fact: FactId) -> Option<Turn> {
        let Some(Derivation::Compare { left, right, strict }) = self.policy.fact(fact).derived
        else {
            return None;
        };
        let (zh, en) = (
            label(self.policy, right, self.year, Lang::Zh),
            label(self.policy, right, self.year, Lang::En),
        );
        // With the growth not known there is no figure to turn at.
        let growth = self.evaluator.ratio(left)?;
        let at = floor_text(growth);
        let met = if strict {
            text!("低于 {at} 即符合", "met if below {at}")
        } else {
            text!("不高于 {at} 即符合", "met if not above {at}")
        };
        Some(Turn { left, at, unknown: Text::new(zh, en), met })
    }

    /// Where a benefit that lacks only what an authority knows turns; nothing for others.
    pub fn turning_points(&self, benefit: BenefitId) -> Vec<Text> {
        if self.outlook(benefit) != Outlook::Waiting {
            return Vec::new();
        }
        let missing = self.lacks(benefit);
        let facts = missing.iter().filter_map(|part| part.fact);
        facts
            .filter(|fact| needs_authority(self.policy, *fact))
            .map(|fact| match self.turn(fact) {
                Some(Turn { left, at, unknown, met }) => {
                    let name = |lang| label(self.policy, left, self.year, lang);
                    let (zh, en) = (name(Lang::Zh), name(Lang::En));
                    Text::new(
                        format!("{zh} {at}；{}{}", unknown.zh, met.zh),
                        format!("{en} {at}; {}: {}", unknown.en, met.en),
                    )
                }
                None => {
                    let name = |lang| label(self.policy, fact, self.year, lang);
                    let (zh, en) = (name(Lang::Zh), name(Lang::En));
                    text!("{zh}：由主管部门确认", "{en}: to be confirmed by the authority")
                }
            })
            .collect()
    }
}

/// A comparison that only an average decides.
pub(super) struct Turn {
    /// The enterprise's growth, and how much it is, cut down to two decimals.
    left: FactId,
    at: String,
    /// The average.
    pub(super) unknown: Text,
    /// Under which condition it is met.
    pub(super) met: Text,
}

/// A percentage cut down to two decimals: what is not above the cut is not above the whole.
fn floor_text(ratio: Ratio) -> String {
    let Some(zero) = Ratio::new(0, 1) else { return String::new() };
    let floor = zero.hundredths_above(ratio).saturating_neg();
    let (sign, size) = (if floor < 0 { "-" } else { "" }, floor.unsigned_abs());
    let text = format!("{sign}{}.{:02}", size / 100, size % 100);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}
