//! What the rows of a workbook say again and again, put into words once.

use std::borrow::Cow;

use crate::assess::Status;
use crate::batch::words::{person, status_word};
use crate::policy::{BenefitId, FactId, GateId, Policy};
use crate::report::article_text;
use crate::text;
use crate::text::{Lang, Text, dated, printable};

/// Words in the language of the reader, all of which may be shown.
pub(super) struct Words {
    pub benefits: Vec<String>,
    /// The articles of the benefits.
    pub articles: Vec<String>,
    gates: Vec<String>,
    facts: Vec<String>,
    /// Who knows each fact.
    pub persons: Vec<String>,
    eligible: String,
    ineligible: String,
    undetermined: String,
    duplicate: String,
    superseded: String,
    /// Instead of a ceiling.
    pub no_ceiling: String,
    /// The common conditions, all together.
    pub common: String,
    /// After a condition that is open, and around the distance to one that is not met.
    pub open: String,
    pub short: [String; 2],
    /// Between the parts of what is missing, and between names.
    pub part: String,
    pub and: String,
}

impl Words {
    pub(super) fn new(policy: &Policy, lang: Lang) -> Self {
        let say = |text: &Text| printable(text.get(lang)).into_owned();
        let own = |text: Text| text.get(lang).to_owned();
        let status = |status| own(status_word(status));
        let articles =
            policy.benefits.iter().map(|benefit| article_text(policy, benefit.article, lang));
        Self {
            benefits: policy.benefits.iter().map(|benefit| say(&benefit.title)).collect(),
            articles: articles.collect(),
            gates: policy.gates.iter().map(|gate| say(&gate.title)).collect(),
            facts: policy.facts().map(|(_, fact)| say(&fact.label)).collect(),
            persons: policy.facts().map(|(_, fact)| person(&say(&fact.who_knows))).collect(),
            eligible: status(Status::Eligible),
            ineligible: status(Status::Ineligible),
            undetermined: status(Status::Undetermined),
            duplicate: status(Status::Duplicate),
            superseded: status(Status::Superseded),
            no_ceiling: own(text!("不设上限", "no ceiling")),
            common: own(text!("共同条件", "common conditions")),
            open: own(text!("（待确认）", " (not known)")),
            short: [text!("（差 ", " (short by "), text!("）", ")")].map(own),
            part: own(text!("；", "; ")),
            and: own(text!("、", "; ")),
        }
    }

    pub(super) fn status(&self, status: Status) -> &str {
        match status {
            Status::Eligible => &self.eligible,
            Status::Ineligible => &self.ineligible,
            Status::Undetermined => &self.undetermined,
            Status::Duplicate => &self.duplicate,
            Status::Superseded => &self.superseded,
        }
    }

    pub(super) fn benefit(&self, id: BenefitId) -> &str {
        &self.benefits[id.index()]
    }

    pub(super) fn gate(&self, id: GateId) -> &str {
        &self.gates[id.index()]
    }

    /// The label of a fact; some name the year.
    pub(super) fn fact(&self, id: FactId, year: i32) -> Cow<'_, str> {
        let label = &self.facts[id.index()];
        if label.contains('{') { dated(label, year).into() } else { label.into() }
    }
}
