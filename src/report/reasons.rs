//! Everything there is to say about why one benefit came out as it did: one structure that the
//! text, the JSON, the page and the wizard are views of.

use crate::advise::readings::ReadingsEffect;
use crate::advise::remedy::Remedy;
use crate::advise::timeline::Step;
use crate::document::Item;
use crate::policy::{BenefitId, Hint};
use crate::text;
use crate::text::Lang;

use super::Assessment;
use super::explain::{Explanation, explanation_item};
use super::readings::{Touched, touched, touched_line};
use super::remedy::remedy_line;
use super::years::step_text;

/// Why one benefit came out as it did, and what would change it.
#[derive(Clone, Debug)]
pub struct Reasons<'p> {
    /// The benefit.
    pub benefit: BenefitId,
    /// The reasoning as a tree.
    pub explanation: Explanation,
    /// The award as a line that can be followed by hand, where it is known.
    pub award: Option<String>,
    /// What the applicant should know besides.
    pub hints: Vec<&'p Hint>,
    /// The readings that touch it, and what their other options would give.
    pub readings: Vec<Touched>,
    /// Its stages by year, this year's first; empty where later years bring nothing.
    pub years: Vec<Step>,
    /// What would make it one that is to be had.
    pub remedies: Vec<Remedy>,
}

impl<'a> Assessment<'a> {
    /// Why a benefit came out as it did; `effect` is [`Assessment::readings_effect`].
    pub fn reasons(&self, id: BenefitId, effect: &ReadingsEffect, lang: Lang) -> Reasons<'a> {
        Reasons {
            benefit: id,
            explanation: self.explain(id, lang),
            award: self.award_line(id, lang),
            hints: self.hints(id).collect(),
            readings: touched(self, effect, id, lang),
            years: self.timeline().into_iter().filter(|step| step.benefit == id).collect(),
            remedies: self.remedies(id),
        }
    }
}

/// The reasons as entries, but for the hints and the award.
pub fn reason_items(view: &Assessment<'_>, reasons: &Reasons<'_>, lang: Lang) -> Vec<Item> {
    let mut items: Vec<Item> =
        reasons.explanation.children.iter().map(|node| explanation_item(node, lang)).collect();
    items.extend(reasons.readings.iter().map(|touched| Item::from(touched_line(touched, lang))));
    items.extend(reasons.years.iter().map(|step| {
        let (year, said) = (step.year, step_text(view, step, lang));
        Item::from(text!("{year} 年：{said}", "{year}: {said}").get(lang))
    }));
    items.extend(reasons.remedies.iter().map(|remedy| {
        let said = remedy_line(view, remedy, lang);
        Item::from(text!("怎样会变：{said}", "What would change it: {said}").get(lang))
    }));
    items
}
