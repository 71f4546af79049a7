//! What a missing part is called, what it needs, and what to do about it.

use crate::assess::{Kind, Missing, Named};
use crate::policy::Test;
use crate::text;
use crate::text::{Lang, dated};

use super::Assessment;
use super::phrase::{condition_text, gap_text, label, wanted_options};

impl Assessment<'_> {
    /// What a missing part is called.
    pub fn missing_name(&self, missing: &Missing, lang: Lang) -> String {
        match missing.named {
            Named::Gate(gate) => self.policy.gates[gate.index()].title.get(lang).to_owned(),
            Named::Fact(fact) => label(self.policy, fact, self.year, lang),
        }
    }

    /// The id that a missing part goes by.
    pub fn missing_id(&self, missing: &Missing) -> &str {
        match missing.named {
            Named::Gate(gate) => &self.policy.gates[gate.index()].id,
            Named::Fact(fact) => &self.policy.fact(fact).id,
        }
    }

    /// What a missing part needs.
    pub fn needed(&self, missing: &Missing, lang: Lang) -> String {
        match &missing.condition {
            Some(condition) => condition_text(self.policy, condition, self.year, lang),
            None => text!("金额待填", "the amount").get(lang).to_owned(),
        }
    }

    /// What there is instead, if anything.
    pub fn actual(&self, missing: &Missing, lang: Lang) -> Option<String> {
        match missing.fact {
            Some(fact) => {
                let value = self.evaluator.effective(self.policy, &self.answers, fact, lang);
                // Bounds are there only where they decide.
                let bounds = || self.evaluator.bounds_text(self.policy, fact, lang);
                value.or_else(|| bounds().filter(|_| missing.kind == Kind::Unmet))
            }
            None => Some(self.year.to_string()),
        }
    }

    /// What a missing part comes to: what is not known, or what there is, what it must be and
    /// how far that is.
    pub fn lack(&self, missing: &Missing, lang: Lang) -> String {
        let name = self.missing_name(missing, lang);
        let Some(condition) = &missing.condition else {
            return text!("{name}：待填写", "{name}: to be filled in").get(lang).to_owned();
        };
        let wanted = condition_text(self.policy, condition, self.year, lang);
        let options = wanted_options(self.policy, condition, lang);
        let none = || text!("未填写", "not given").get(lang).to_owned();
        let actual = self.actual(missing, lang).unwrap_or_else(none);
        let test = &condition.test;
        let said = match (missing.kind, missing.gap) {
            (Kind::Unknown, _) if *test == Test::Answered => {
                text!("{name}：待填写", "{name}: to be filled in")
            }
            (Kind::Unknown, _) if test.is_plain() => {
                text!("{name}：待确认", "{name}: not known yet")
            }
            (Kind::Unknown, _) if test.options().is_some() => text!(
                "{name}：待确认，看是不是 {options}",
                "{name}: not known yet; is it {options}?"
            ),
            (Kind::Unknown, _) => {
                text!("{name}：待确认，须 {wanted}", "{name}: not known yet; it must be {wanted}")
            }
            (Kind::Unmet, _) if matches!(test, Test::HasAny(_)) => {
                text!("没有“{options}”（{name}）", "{name}: there is no {options}")
            }
            (Kind::Unmet, Some(gap)) => {
                let gap = gap_text(gap, lang);
                text!(
                    "{name}现为 {actual}，须 {wanted}，差 {gap}",
                    "{name} is {actual} and must be {wanted}: {gap} more"
                )
            }
            (Kind::Unmet, None) if test.options().is_some() => text!(
                "{name}现为“{actual}”，须为“{options}”",
                "{name} is \"{actual}\" and must be \"{options}\""
            ),
            (Kind::Unmet, None) if test.is_plain() => {
                text!("{name}：不符合，现为“{actual}”", "{name}: not met, it is \"{actual}\"")
            }
            (Kind::Unmet, None) => {
                text!("{name}现为 {actual}，须 {wanted}", "{name} is {actual} and must be {wanted}")
            }
        };
        said.get(lang).to_owned()
    }

    /// What to do about a missing part.
    pub fn todo(&self, missing: &Missing, lang: Lang) -> String {
        let own = missing.condition.as_ref().and_then(|condition| condition.todo.as_ref());
        let text = match (missing.named, own, missing.fact) {
            (_, Some(todo), _) => todo.get(lang),
            (Named::Gate(gate), _, _) => self.policy.gates[gate.index()].todo.get(lang),
            (_, _, Some(fact)) => self.policy.fact(fact).todo.get(lang),
            _ => "",
        };
        dated(text, self.year)
    }

    /// Who can answer what is missing.
    pub fn who_knows(&self, missing: &Missing, lang: Lang) -> String {
        let own = missing.condition.as_ref().and_then(|condition| condition.who_knows.as_ref());
        let fact = missing.fact.map(|fact| &self.policy.fact(fact).who_knows);
        dated(own.or(fact).map_or("", |text| text.get(lang)), self.year)
    }
}
