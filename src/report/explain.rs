//! Why: the reasoning of a benefit as a tree, and its award as a worked line.

use std::fmt::Write as _;

use serde::Serialize;

use crate::document::{Item, Line, Tone};
use crate::policy::{BenefitId, Condition, FactId, Test};
use crate::quantity::Truth;
use crate::text;
use crate::text::Lang;

use super::Assessment;
use super::phrase::{condition_text, label};

/// One step of the reasoning.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// Id of the benefit, gate or fact.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What is known of it; none for a figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub truth: Option<&'static str>,
    /// What is needed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub needed: String,
    /// What there is, and how it came about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual: Option<String>,
    /// Where the value comes from; none for a benefit and for the year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Who can answer what is not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub who_knows: String,
    /// The sentence of the measure.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// What it rests on.
    pub children: Vec<Explanation>,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Answered in the profile.
    Answered,
    /// From a file of averages.
    Benchmark,
    /// Computed from other answers.
    Computed,
    /// Taken as the pack says when it is not answered.
    Assumed,
    /// Asked, and not known.
    Unsure,
    /// Not answered.
    Open,
}

impl Assessment<'_> {
    /// The reasoning of a benefit: its gate, its conditions, and the figures they rest on.
    pub fn explain(&self, id: BenefitId, lang: Lang) -> Explanation {
        let benefit = self.policy.benefit(id);
        let children: Vec<Explanation> = self
            .evaluator
            .program()
            .conditions(id)
            .map(|(gate, condition)| {
                let mut node = self.explain_condition(condition, lang);
                if let Some((_, words)) =
                    benefit.words.iter().find(|(fact, _)| condition.fact == Some(*fact))
                {
                    node.quote.clone_from(words);
                }
                if let Some(gate) = gate {
                    let gate = &self.policy.gates[gate.index()];
                    node.id.clone_from(&gate.id);
                    gate.title.get(lang).clone_into(&mut node.label);
                    node.quote = gate.quotes.join(" … ");
                }
                node
            })
            .collect();
        let truth = self
            .evaluator
            .program()
            .conditions(id)
            .map(|(_, condition)| self.evaluator.holds(condition))
            .fold(Truth::True, Truth::and);
        Explanation {
            id: benefit.id.clone(),
            label: benefit.title.get(lang).to_owned(),
            truth: Some(truth.as_str()),
            needed: String::new(),
            actual: None,
            origin: None,
            who_knows: String::new(),
            quote: benefit.quotes.join(" … "),
            children,
        }
    }

    fn explain_condition(&self, condition: &Condition, lang: Lang) -> Explanation {
        let figures = if let Test::FirstReaches(milestone) = &condition.test {
            vec![milestone.figure, milestone.record, milestone.prior]
        } else {
            condition.fact.map(|fact| self.inputs(fact)).unwrap_or_default()
        };
        let truth = self.evaluator.holds(condition);
        Explanation {
            id: condition.fact.map_or_else(String::new, |fact| self.policy.fact(fact).id.clone()),
            label: condition.fact.map_or_else(
                || text!("评估年度", "assessment year").get(lang).to_owned(),
                |fact| label(self.policy, fact, self.year, lang),
            ),
            truth: Some(truth.as_str()),
            needed: condition_text(self.policy, condition, self.year, lang),
            actual: match condition.fact {
                Some(fact) => {
                    let value = self.evaluator.effective(self.policy, &self.answers, fact, lang);
                    let bounds = || self.evaluator.bounds_text(self.policy, fact, lang);
                    value.or_else(|| bounds().filter(|_| truth != Truth::Unknown))
                }
                None => Some(self.year.to_string()),
            },
            origin: condition.fact.map(|fact| self.origin(fact)),
            who_knows: self.whose(condition, lang),
            quote: String::new(),
            children: figures.into_iter().map(|fact| self.explain_fact(fact, lang)).collect(),
        }
    }

    fn explain_fact(&self, fact: FactId, lang: Lang) -> Explanation {
        Explanation {
            id: self.policy.fact(fact).id.clone(),
            label: label(self.policy, fact, self.year, lang),
            truth: None,
            needed: String::new(),
            actual: self.evaluator.effective(self.policy, &self.answers, fact, lang),
            origin: Some(self.origin(fact)),
            who_knows: self.asked(fact, None, lang),
            quote: String::new(),
            children: self.inputs(fact).into_iter().map(|f| self.explain_fact(f, lang)).collect(),
        }
    }

    /// Where the value of a fact comes from.
    pub fn origin(&self, fact: FactId) -> Origin {
        if self.evaluator.is_computed(fact) {
            Origin::Computed
        } else if self.profile.answers.is_answered(fact) {
            Origin::Answered
        } else if self.answers.is_answered(fact) {
            Origin::Benchmark
        } else if self.evaluator.is_known(fact) {
            Origin::Assumed
        } else if self.profile.unsure.contains(&fact) {
            Origin::Unsure
        } else {
            Origin::Open
        }
    }

    /// Who can answer an open condition; empty where it is decided.
    fn whose(&self, condition: &Condition, lang: Lang) -> String {
        let open = self.evaluator.holds(condition) == Truth::Unknown;
        let fact = condition.fact.filter(|_| open);
        fact.map_or_else(String::new, |fact| self.asked(fact, condition.who_knows.as_ref(), lang))
    }

    /// Who can answer a fact that is not known.
    fn asked(&self, fact: FactId, own: Option<&text::Text>, lang: Lang) -> String {
        if self.evaluator.is_known(fact) {
            return String::new();
        }
        let who = own.unwrap_or(&self.policy.fact(fact).who_knows);
        text::dated(who.get(lang), self.year)
    }

    fn inputs(&self, fact: FactId) -> Vec<FactId> {
        self.policy.fact(fact).derived.map_or_else(Vec::new, |rule| rule.inputs().to_vec())
    }
}

/// What is known of one step, in one line: its mark, name, value, what is needed, whose answer.
pub fn explanation_line(node: &Explanation, lang: Lang) -> String {
    let mark = match node.truth {
        Some("true") => text!("[符合]", "[yes]"),
        Some("false") => text!("[不符]", "[no]"),
        Some(_) => text!("[待确认]", "[open]"),
        None => text!("·", "-"),
    };
    let mut line = format!("{} {}", mark.get(lang), node.label);
    let colon = lang.colon();
    let unknown = text!("未填写", "not given").get(lang).to_owned();
    if node.truth.is_none() || !node.needed.is_empty() {
        let _ = write!(line, "{colon}{}", node.actual.as_ref().unwrap_or(&unknown));
    }
    if !node.needed.is_empty() {
        let needed = &node.needed;
        line.push_str(text!("（须 {needed}）", " (must be: {needed})").get(lang));
    }
    let origin = match node.origin {
        Some(Origin::Computed) => text!("，算得", ", computed"),
        Some(Origin::Benchmark) => text!("，取自平均增速文件", ", from the file of averages"),
        Some(Origin::Assumed) => text!("，未填时如此取值", ", taken so when not given"),
        Some(Origin::Unsure) => text!("，问过，不知道", ", asked, not known"),
        Some(Origin::Answered | Origin::Open) | None => text!("", ""),
    };
    line.push_str(origin.get(lang));
    if !node.who_knows.is_empty() {
        let who = &node.who_knows;
        line.push_str(text!("，问：{who}", ", ask: {who}").get(lang));
    }
    line
}

/// The reasoning as an entry, what it rests on below it.
pub fn explanation_item(node: &Explanation, lang: Lang) -> Item {
    let quote = (!node.quote.is_empty())
        .then(|| Item::from(Line::toned(format!("“{}”", node.quote), Tone::Quote)));
    let children = node.children.iter().map(|child| explanation_item(child, lang));
    Item::from(explanation_line(node, lang)).over(quote.into_iter().chain(children)).about(&node.id)
}
