//! The page for the caller: one structure that Markdown and HTML are renderings of.

use crate::assess::{Missing, Named, Status};
use crate::policy::{BenefitId, Certainty};
use crate::text;
use crate::text::{Lang, Text, printable};

use super::Assessment;
use super::phrase::{article_text, certainty_text, label, status_text};
use super::plain::total_lines;

mod lacking;
mod rest;

/// What the caller takes home. Every string is safe to print and is plain text: the renderers
/// escape all of it.
#[derive(Clone, Debug)]
pub struct Page {
    /// The language.
    pub lang: Lang,
    /// The heading.
    pub title: String,
    /// The measure.
    pub policy: String,
    /// Enterprise, year, date.
    pub about: Vec<Item>,
    /// The sections in order; none is empty.
    pub sections: Vec<Section>,
}

/// A section with its heading.
#[derive(Clone, Debug)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A part of a section. A line feed in a text is a line break.
#[derive(Clone, Debug)]
pub enum Block {
    /// A sentence or two.
    Paragraph(String),
    /// Rows below heads; the column `amounts` holds money.
    Table {
        /// The heads of the columns.
        heads: Vec<String>,
        /// The rows, as wide as the heads.
        rows: Vec<Vec<String>>,
        /// The column that holds money.
        amounts: usize,
    },
    /// Names with what is said of them, under a heading of their own that may be empty.
    List {
        /// The heading.
        title: String,
        /// The entries.
        items: Vec<Item>,
    },
    /// The amounts as bars.
    Chart(Vec<Bar>),
}

/// A name and what is said of it; either may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The name.
    pub name: String,
    /// What is said.
    pub text: String,
}

/// One amount of the chart.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What it is the amount of.
    pub label: String,
    /// The amount as said elsewhere on the page.
    pub amount: String,
    /// The amount in hundredths of a yuan, above 0.
    pub fen: i64,
    /// Whether every condition holds.
    pub certain: bool,
}

impl Page {
    /// The page of an assessment; `date` is the day it is made, `notes` whether the staff's
    /// notes go with it.
    pub fn new(view: &Assessment<'_>, date: &str, notes: bool, lang: Lang) -> Self {
        let builder = Builder { view, lang };
        let name = match view.profile.enterprise.name.as_str() {
            "" => builder.say(&text!("（未填企业名称）", "(no name given)")),
            name => printable(name).into_owned(),
        };
        let about = [
            (text!("企业", "Enterprise"), name),
            (text!("评估年度", "Assessment year"), view.year.to_string()),
            (text!("日期", "Date"), printable(date).into_owned()),
        ];
        let about = about.map(|(name, text)| Item { name: builder.say(&name), text });
        let sections = vec![
            builder.totals(),
            builder.eligible(),
            builder.open(),
            builder.lacking(),
            builder.others(),
            builder.documents(),
            builder.later(),
            builder.conflicts(),
            builder.notes(notes),
            builder.readings(),
            builder.authorities(),
            builder.notices(),
        ];
        Self {
            lang,
            title: builder.say(&text!("政策对照单", "What the measure may give")),
            policy: builder.say(&view.policy.title),
            about: about.into(),
            sections: sections.into_iter().filter(|section| !section.blocks.is_empty()).collect(),
        }
    }
}

struct Builder<'v, 'a> {
    view: &'v Assessment<'a>,
    lang: Lang,
}

impl Builder<'_, '_> {
    fn say(&self, text: &Text) -> String {
        printable(text.get(self.lang)).into_owned()
    }

    fn section(&self, title: &Text, blocks: Vec<Block>) -> Section {
        Section { title: self.say(title), blocks }
    }

    fn list(&self, title: &Text, texts: Vec<String>) -> Section {
        let items: Vec<Item> =
            texts.into_iter().map(|text| Item { name: String::new(), text }).collect();
        self.section(title, listed(String::new(), items))
    }

    fn with_status(&self, status: Status) -> Vec<BenefitId> {
        let all = self.view.policy.benefits().map(|(id, _)| id);
        all.filter(|id| self.view.outcome(*id).status == status).collect()
    }

    /// Article and title.
    fn name(&self, id: BenefitId) -> String {
        let benefit = self.view.policy.benefit(id);
        let article = article_text(benefit.article, self.lang);
        format!("{article} {}", self.say(&benefit.title))
    }

    fn names(&self, ids: &[BenefitId]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.name(*id)).collect();
        names.join(if self.lang == Lang::Zh { "、" } else { "; " })
    }

    fn totals(&self) -> Section {
        let (view, lang) = (self.view, self.lang);
        let totals = view.evaluator.totals();
        let items =
            total_lines(totals, lang).into_iter().map(|(name, text)| Item { name, text }).collect();
        let mut blocks = listed(String::new(), items);
        if let Some((assuming, prospective)) = &view.prospective {
            let (now, then) = (totals.amount.display(lang), prospective.amount.display(lang));
            let gates: Vec<String> = assuming
                .iter()
                .map(|gate| self.say(&view.policy.gates[gate.index()].title))
                .collect();
            let gates = gates.join(if lang == Lang::Zh { "、" } else { ", " });
            blocks.push(Block::Paragraph(self.say(&text!(
                "现在：{now}；{gates}后：{then}",
                "Now: {now}; once this is met ({gates}): {then}"
            ))));
        }
        if !totals.unbounded.is_empty() {
            let names = self.names(&totals.unbounded);
            blocks.push(Block::Paragraph(self.say(&text!(
                "未计入最多可达（草案未设上限，待填合同等）：{names}",
                "Not in the upper bound (no ceiling in the text): {names}"
            ))));
        }
        let bars: Vec<Bar> = [Status::Eligible, Status::Undetermined]
            .into_iter()
            .flat_map(|status| self.with_status(status))
            .filter_map(|id| self.bar(id))
            .collect();
        if !bars.is_empty() {
            blocks.push(Block::Chart(bars));
        }
        self.section(&text!("合计", "Totals"), blocks)
    }

    fn bar(&self, id: BenefitId) -> Option<Bar> {
        let outcome = self.view.outcome(id);
        let certain = outcome.status == Status::Eligible;
        let amount = if certain { Some(outcome.amount) } else { outcome.at_most }?;
        (amount.fen() > 0).then(|| Bar {
            label: self.name(id),
            amount: amount.display(self.lang),
            fen: amount.fen(),
            certain,
        })
    }

    fn table(&self, heads: [Text; 4], rows: Vec<Vec<String>>) -> Vec<Block> {
        if rows.is_empty() {
            return Vec::new();
        }
        let heads = heads.iter().map(|head| self.say(head)).collect();
        vec![Block::Table { heads, rows, amounts: 2 }]
    }

    /// A row of a table of benefits: article, title, amount, what is said of it and the hints.
    fn row(&self, id: BenefitId, amount: String, said: Option<String>) -> Vec<String> {
        let benefit = self.view.policy.benefit(id);
        let hints: Vec<String> = self.view.hints(id).map(|hint| self.say(&hint.text)).collect();
        let hints = hints.join(text!("", " ").get(self.lang));
        let hints = Some(hints).filter(|hints| !hints.is_empty());
        let said: Vec<String> = said.into_iter().chain(hints).collect();
        vec![
            article_text(benefit.article, self.lang),
            self.say(&benefit.title),
            amount,
            said.join("\n"),
        ]
    }

    fn eligible(&self) -> Section {
        let title = text!("可能适用的条款", "Articles that may apply");
        let rows = self.with_status(Status::Eligible).into_iter().map(|id| {
            let benefit = self.view.policy.benefit(id);
            let certainty = self.say(&certainty_text(benefit.certainty));
            if benefit.certainty == Certainty::None {
                return self.row(id, certainty, None);
            }
            let amount = self.view.outcome(id).amount.display(self.lang);
            let award = self.view.award_line(id, self.lang).unwrap_or_else(|| amount.clone());
            let said = text!("{award}（{certainty}）", "{award} ({certainty})");
            self.row(id, amount, Some(self.say(&said)))
        });
        let heads = [
            text!("条款", "Article"),
            text!("事项", "Item"),
            text!("估算上限", "Estimated ceiling"),
            text!("算式和提示", "How it is worked out, and hints"),
        ];
        let mut blocks = self.table(heads, rows.collect());
        if blocks.is_empty() {
            let none = text!("按现有回答，还没有。", "None yet by the answers given.");
            blocks.push(Block::Paragraph(self.say(&none)));
        }
        self.section(&title, blocks)
    }

    fn open(&self) -> Section {
        let rows = self.with_status(Status::Undetermined).into_iter().map(|id| {
            let outcome = self.view.outcome(id);
            let amount = match outcome.at_most {
                _ if self.view.policy.benefit(id).certainty == Certainty::None => {
                    self.say(&certainty_text(Certainty::None))
                }
                Some(at_most) => at_most.display(self.lang),
                None => self.say(&text!("无上限数", "no upper bound")),
            };
            let missing = self.view.missing(id);
            let open: Vec<String> = missing.iter().map(|missing| self.part(missing)).collect();
            let open = open.join(if self.lang == Lang::Zh { "、" } else { "; " });
            let said = self.say(&text!("待确认：{open}", "Open: {open}"));
            self.row(id, amount, (!missing.is_empty()).then_some(said))
        });
        let heads = [
            text!("条款", "Article"),
            text!("事项", "Item"),
            text!("至多", "At most"),
            text!("待确认的和提示", "What is open, and hints"),
        ];
        self.section(&text!("待确认", "To be confirmed"), self.table(heads, rows.collect()))
    }

    /// What a missing part is called.
    fn part(&self, missing: &Missing) -> String {
        match missing.named {
            Named::Gate(gate) => self.say(&self.view.policy.gates[gate.index()].title),
            Named::Fact(fact) => {
                printable(&label(self.view.policy, fact, self.view.year, self.lang)).into_owned()
            }
        }
    }

    /// What cannot apply, was received elsewhere, or gives way to another item: names only.
    fn others(&self) -> Section {
        let never: Vec<BenefitId> = self
            .with_status(Status::Ineligible)
            .into_iter()
            .filter(|id| self.view.never(*id))
            .collect();
        let status = |status| (status_text(self.view.policy, status), self.with_status(status));
        let items: Vec<Item> = [
            status(Status::Duplicate),
            status(Status::Superseded),
            (text!("不适用", "not applicable"), never),
        ]
        .into_iter()
        .filter(|(_, ids)| !ids.is_empty())
        .map(|(title, ids)| Item { name: self.say(&title), text: self.names(&ids) })
        .collect();
        self.section(&text!("其他条款", "Other articles"), listed(String::new(), items))
    }
}

fn listed(title: String, items: Vec<Item>) -> Vec<Block> {
    if items.is_empty() { Vec::new() } else { vec![Block::List { title, items }] }
}
