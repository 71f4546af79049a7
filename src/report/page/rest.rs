//! The later sections of the page: papers, years, readings, who decides.

use crate::assess::Status;
use crate::policy::BenefitId;
use crate::report::phrase::{article_text, label, readings_in_force};
use crate::report::years::step_note;
use crate::text;
use crate::text::{Text, printable, printable_lines};

use super::{Block, Builder, Item, Section, listed};

impl Builder<'_, '_> {
    /// The papers for everything that applies or may apply, each once, with its articles.
    pub(super) fn documents(&self) -> Section {
        let mut papers: Vec<(String, Vec<u32>)> = Vec::new();
        let open = self.with_status(Status::Undetermined);
        let ids: Vec<BenefitId> =
            self.with_status(Status::Eligible).into_iter().chain(open).collect();
        for id in &ids {
            let benefit = self.view.policy.benefit(*id);
            for paper in &benefit.evidence {
                let paper = self.say(paper);
                match papers.iter_mut().find(|(known, _)| *known == paper) {
                    Some((_, articles)) => articles.push(benefit.article),
                    None => papers.push((paper, vec![benefit.article])),
                }
            }
        }
        let texts = papers.into_iter().map(|(paper, mut articles)| {
            articles.sort_unstable();
            articles.dedup();
            let articles: Vec<String> =
                articles.iter().map(|article| article_text(*article, self.lang)).collect();
            let list = articles.join(text!("、", ", ").get(self.lang));
            self.say(&text!("{paper}〔{list}〕", "{paper} [{list}]"))
        });
        let title =
            text!("材料清单（可能适用和待确认的）", "Papers (for what may apply and what is open)");
        self.list(&title, texts.collect())
    }

    /// When the measure applies, and what later years can bring.
    pub(super) fn later(&self) -> Section {
        let view = self.view;
        let (from, none) = (&view.policy.effective_from, text!("未定", "not set"));
        let from = from.as_ref().map_or(none, |day| Text::same(day.as_str()));
        let start =
            Item { name: self.say(&text!("施行日", "Effective date")), text: self.say(&from) };
        let rows: Vec<Vec<String>> = view
            .timeline()
            .iter()
            .map(|step| {
                let benefit = view.policy.benefit(step.benefit);
                let article = article_text(benefit.article, self.lang);
                let said = printable(&step_note(view, step, self.lang)).into_owned();
                let amount = step.amount.display(self.lang);
                vec![
                    step.year.to_string(),
                    format!("{article} {}", self.say(&benefit.title)),
                    amount,
                    said,
                ]
            })
            .collect();
        let mut blocks = listed(String::new(), vec![start]);
        let heads = [
            text!("年度", "Year"),
            text!("事项", "Item"),
            text!("至多", "At most"),
            text!("第几年，届时须符合什么", "Which stage, and what has to hold then"),
        ];
        blocks.extend(self.table(heads, rows));
        self.section(&text!("时间节点和以后年度", "Dates and later years"), blocks)
    }

    pub(super) fn conflicts(&self) -> Section {
        let view = self.view;
        let items = view.conflicts.iter().map(|conflict| {
            let fact = view.policy.fact(conflict.fact);
            let name = label(view.policy, conflict.fact, view.year, self.lang);
            let answer = view.answers.get(conflict.fact);
            let answered = answer.map_or_else(String::new, |value| value.display(fact, self.lang));
            let computed = conflict.computed(self.lang);
            let said = text!(
                "填写 {answered}，计算得 {computed}",
                "answered {answered}, computed {computed}"
            );
            Item { name: printable(&name).into_owned(), text: self.say(&said) }
        });
        let title =
            text!("数据不一致（以计算值为准）", "Figures that disagree (the computed one counts)");
        self.section(&title, listed(String::new(), items.collect()))
    }

    /// What the staff noted, only where it is wanted: it may name the caller.
    pub(super) fn notes(&self, wanted: bool) -> Section {
        let view = self.view;
        let notes = view.profile.notes.iter().filter(|(_, note)| wanted && !note.trim().is_empty());
        let items = notes.map(|(id, note)| {
            let name = match view.policy.fact_id(id) {
                Some(fact) => label(view.policy, fact, view.year, self.lang),
                None if id == "profile" => self.say(&text!("备注", "Note")),
                None => id.clone(),
            };
            let note = note.replace("\r\n", "\n");
            Item { name: printable(&name).into_owned(), text: printable_lines(note.trim()) }
        });
        self.section(&text!("备注", "Notes"), listed(String::new(), items.collect()))
    }

    pub(super) fn readings(&self) -> Section {
        let policy = self.view.policy;
        let readings = self.view.evaluator.program().readings();
        let mut texts = readings_in_force(policy, readings, self.lang);
        if texts.is_empty() {
            let count = policy.readings.len();
            texts.push(self.say(&text!(
                "草案留有余地的 {count} 处都取默认读法。",
                "The default reading is taken in all {count} places where the draft leaves room."
            )));
        }
        let texts = texts.iter().map(|text| printable(text).into_owned());
        self.list(&text!("所用读法", "Readings in force"), texts.collect())
    }

    pub(super) fn authorities(&self) -> Section {
        let texts = self.view.policy.authorities.iter().map(|text| self.say(text));
        let title = text!("受理与解释部门", "Who receives applications, decides and interprets");
        self.list(&title, texts.collect())
    }

    pub(super) fn notices(&self) -> Section {
        let notices = self.view.notices();
        let duties = &self.view.policy.duties;
        let said: Vec<String> = notices.iter().chain(duties).map(|text| self.say(text)).collect();
        let blocks = if said.is_empty() {
            Vec::new()
        } else {
            vec![Block::Paragraph(said.join(text!("", " ").get(self.lang)))]
        };
        self.section(&text!("声明", "Disclaimer"), blocks)
    }
}
