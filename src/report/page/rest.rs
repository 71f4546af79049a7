//! The later sections of the page: papers, years, readings, who decides.

use crate::assess::Status;
use crate::policy::{Amount, Benefit, BenefitId, Later};
use crate::profile::Value;
use crate::report::phrase::{article_text, label, readings_in_force};
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
            .policy
            .benefits()
            .map(|(id, _)| id)
            .filter(|id| view.outcome(*id).later.fen() > 0)
            .map(|id| {
                let benefit = view.policy.benefit(id);
                vec![
                    article_text(benefit.article, self.lang),
                    self.say(&benefit.title),
                    view.outcome(id).later.display(self.lang),
                    self.when(benefit),
                ]
            })
            .collect();
        let mut blocks = listed(String::new(), vec![start]);
        let heads = [
            text!("条款", "Article"),
            text!("事项", "Item"),
            text!("还可达", "Can still bring"),
            text!("何时", "When"),
        ];
        blocks.extend(self.table(heads, rows));
        self.section(&text!("时间节点和以后年度", "Dates and later years"), blocks)
    }

    /// The years of a later amount.
    fn when(&self, benefit: &Benefit) -> String {
        let year = self.view.year;
        let said = match (&benefit.later, self.view.award_in_force(benefit)) {
            (Some(Later::Stages { .. }), Some(Amount::Stages(stages))) => {
                let Some(Value::Year(since)) = self.view.answers.get(stages.since) else {
                    return String::new();
                };
                let years = (since..).zip(&stages.awards).filter(|(then, _)| *then > year);
                let years: Vec<String> = years
                    .map(|(then, award)| {
                        let award = award.display(self.lang);
                        text!("{then} 年 {award}", "{then}: {award}").get(self.lang).to_owned()
                    })
                    .collect();
                Text::same(years.join(text!("，", ", ").get(self.lang)))
            }
            (Some(Later::Again(again)), _) => {
                let last = year.saturating_add(i32::try_from(again.times).unwrap_or(i32::MAX));
                text!("至 {last} 年，每年再评估", "up to {last}, assessed again each year")
            }
            _ => {
                let next = year.saturating_add(1);
                text!("{next} 年，须符合届时的条件", "{next}, if its conditions are met then")
            }
        };
        self.say(&said)
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
        let said: Vec<String> = notices.iter().map(|text| self.say(text)).collect();
        let blocks = if said.is_empty() {
            Vec::new()
        } else {
            vec![Block::Paragraph(said.join(text!("", " ").get(self.lang)))]
        };
        self.section(&text!("声明", "Disclaimer"), blocks)
    }
}
