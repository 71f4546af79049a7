//! Pieces that several documents share: items, what they lack by person, papers, years.

use crate::advise::outlook::Outlook;
use crate::advise::timeline::Step;
use crate::assess::{Kind, Missing, Named, Status};
use crate::document::{Block, Item, Line, List, Mark, Table, Tone};
use crate::interview::Route;
use crate::policy::{BenefitId, Certainty};
use crate::quantity::Money;
use crate::text;
use crate::text::{Lang, Text};

use super::Assessment;
use super::phrase::{article_text, certainty_text, conflict_text, gate_names, label, status_text};
use super::years::step_note;

/// More items than these are counted, not named.
const NAMED: usize = 3;

/// An assessment in one language, limited to what was asked about.
#[derive(Clone, Copy)]
pub struct Parts<'v, 'a> {
    /// The assessment.
    pub view: &'v Assessment<'a>,
    /// Which items matter.
    pub route: Route,
    /// The language.
    pub lang: Lang,
}

impl<'v> Parts<'v, '_> {
    pub fn say(&self, text: &Text) -> String {
        text.get(self.lang).to_owned()
    }

    /// The items with an outlook, in the order of the measure.
    pub fn items(&self, outlook: Outlook) -> Vec<BenefitId> {
        let all = self.route.benefits(self.view.policy).into_iter();
        all.filter(|id| self.view.outlook(*id) == outlook).collect()
    }

    /// The items that are to be had or may yet be.
    pub fn possible(&self) -> Vec<BenefitId> {
        [Outlook::Granted, Outlook::Waiting, Outlook::Open]
            .into_iter()
            .flat_map(|outlook| self.items(outlook))
            .collect()
    }

    /// Article and title.
    pub fn name(&self, id: BenefitId) -> String {
        let benefit = self.view.policy.benefit(id);
        format!(
            "{} {}",
            article_text(self.view.policy, benefit.article, self.lang),
            benefit.title.get(self.lang)
        )
    }

    /// Articles and titles.
    pub fn names(&self, ids: &[BenefitId]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.name(*id)).collect();
        names.join(if self.lang == Lang::Zh { "、" } else { "; " })
    }

    /// The name of the enterprise, or that none is given.
    pub fn enterprise(&self) -> String {
        match self.view.profile.enterprise.name.as_str() {
            "" => self.say(&text!("（未填企业名称）", "(no name given)")),
            name => name.to_owned(),
        }
    }

    /// The heading of the items of one outlook, with their number.
    pub fn counted(&self, outlook: Outlook, count: usize) -> String {
        let title = self.heading(outlook);
        match self.lang {
            Lang::Zh => format!("{} {count} 项", title.zh),
            Lang::En => format!("{}: {count}", capital(&title.en)),
        }
    }

    /// What is common to all items and not met or not known, in one line; empty where all is.
    pub fn common(&self) -> Vec<Line> {
        let view = self.view;
        let open = view.open_gates();
        let gates: Vec<_> = view.waits_for().collect();
        let mut lines = Vec::new();
        if !gates.is_empty() {
            let names = gate_names(view.policy, &gates, self.lang);
            lines.push(Line::toned(
                self.say(&text!(
                    "共同条件还没办好：{names}。下面按办好后列出。",
                    "Common conditions still to be met: {names}. What follows is as if they were."
                )),
                Tone::Unmet,
            ));
        }
        if !open.is_empty() {
            let names = gate_names(view.policy, &open, self.lang);
            lines.push(Line::toned(
                self.say(&text!(
                    "共同条件待确认：{names}。每一项都须符合。",
                    "Common conditions not known yet: {names}. Every item needs them."
                )),
                Tone::Open,
            ));
        }
        lines
    }

    /// What an outlook is called as the heading of its items.
    pub fn heading(&self, outlook: Outlook) -> Text {
        match outlook {
            Outlook::Granted if self.view.waits_for().next().is_some() => {
                text!("共同条件办好后符合", "eligible once the common conditions are met")
            }
            Outlook::Granted => status_text(self.view.policy, Status::Eligible),
            Outlook::Waiting => text!("等官方确认", "waiting for official word"),
            Outlook::Open => text!("待确认", "to be confirmed"),
            Outlook::Near => text!("差一步", "one step away"),
            Outlook::Lacking => text!("还缺条件", "conditions missing"),
            Outlook::Duplicate => text!("已享受同类政策", "supported elsewhere already"),
            Outlook::Superseded => text!("已由另一项替代", "another item counts instead"),
            Outlook::NotAsked => text!("没有这类事项", "no such matter"),
            Outlook::RuledOut => text!("不适用", "not applicable"),
        }
    }

    /// The amount of an item as it stands, or that there is none.
    pub fn amount(&self, id: BenefitId) -> String {
        let outcome = self.view.expected(id);
        match (self.view.outlook(id), outcome.at_most) {
            _ if self.view.policy.benefit(id).certainty == Certainty::None => {
                self.say(&certainty_text(Certainty::None))
            }
            (Outlook::Granted, _) => outcome.amount.display(self.lang),
            (Outlook::Waiting | Outlook::Open, Some(most)) => {
                let most = most.display(self.lang);
                self.say(&text!("最多 {most}", "at most {most}"))
            }
            (Outlook::Waiting | Outlook::Open, None) => self.say(&text!("不封顶", "no ceiling")),
            (
                Outlook::Near
                | Outlook::Lacking
                | Outlook::Duplicate
                | Outlook::Superseded
                | Outlook::NotAsked
                | Outlook::RuledOut,
                _,
            ) => String::new(),
        }
    }

    /// How the amount of an item that is to be had comes about, with how sure it is.
    pub fn award(&self, id: BenefitId) -> Option<String> {
        let certainty = self.view.policy.benefit(id).certainty;
        if certainty == Certainty::None || self.view.outlook(id) != Outlook::Granted {
            return None;
        }
        let said = self.view.award_expected(id, self.lang);
        let said = said.unwrap_or_else(|| self.amount(id));
        let certainty = certainty_text(certainty);
        Some(match self.lang {
            Lang::Zh => format!("{said}（{}）", certainty.zh),
            Lang::En => format!("{said} ({})", certainty.en),
        })
    }

    /// The hints of an item that are to be given.
    pub fn hints(&self, id: BenefitId) -> Vec<String> {
        self.view.hints(id).map(|hint| self.say(&hint.text)).collect()
    }

    /// What is missing, by who can tell or do it; what is close first.
    pub fn needs(&self) -> Vec<(String, Vec<Need>)> {
        let mut people: Vec<(String, Vec<Need>)> = Vec::new();
        let wanted = [Outlook::Waiting, Outlook::Open, Outlook::Near, Outlook::Lacking];
        let ids = wanted.into_iter().flat_map(|outlook| self.items(outlook));
        for id in ids {
            for part in self.view.lacks(id) {
                let who = self.view.who_knows(&part, self.lang);
                let at = people.iter().position(|(known, _)| *known == who);
                let at = at.unwrap_or_else(|| {
                    people.push((who, Vec::new()));
                    people.len() - 1
                });
                let said = self.view.lack(&part, self.lang);
                let needs = &mut people[at].1;
                match needs.iter_mut().find(|need| need.said == said) {
                    Some(need) => need.benefits.push(id),
                    None => needs.push(Need::new(self, &part, said, id)),
                }
            }
        }
        for (_, needs) in &mut people {
            needs.sort_by_key(Need::rank);
        }
        people.sort_by_key(|(_, needs)| needs.iter().map(Need::rank).min());
        people
    }

    /// The items that a need is for, with the most that depends on it.
    pub fn purpose(&self, need: &Need) -> String {
        let count = need.benefits.len();
        if need.common {
            return self.say(&text!("共同条件", "every item"));
        }
        if count > NAMED {
            return self.say(&text!("{count} 项", "{count} items"));
        }
        let names: Vec<String> = need
            .benefits
            .iter()
            .map(|id| match self.amount(*id) {
                amount if amount.is_empty() => self.name(*id),
                amount => format!("{} {amount}", self.name(*id)),
            })
            .collect();
        names.join(self.lang.clause())
    }

    /// A need as an entry: what it comes to, what it is for, what to do.
    pub fn need_item(&self, need: &Need) -> Item {
        let purpose = self.purpose(need);
        let purpose = match self.lang {
            Lang::Zh => format!("〔{purpose}〕"),
            Lang::En => format!(" [{purpose}]"),
        };
        let tone = if need.close { Tone::Strong } else { Tone::Plain };
        let line = Line::toned(&need.said, tone).and(Line::toned(purpose, Tone::Quiet));
        let item = Item::from(line).over(Some(need.todo.as_str()).filter(|todo| !todo.is_empty()));
        match &need.target {
            Some(target) => item.about(target),
            None => item,
        }
    }

    /// The papers for everything that applies or may apply, each once: those common to all
    /// without articles, the others with theirs.
    pub fn papers(&self) -> List {
        let ids = self.possible();
        let mut papers: Vec<(String, Vec<u32>, usize)> = Vec::new();
        for id in &ids {
            let benefit = self.view.policy.benefit(*id);
            for paper in &benefit.evidence {
                let paper = self.say(paper);
                match papers.iter_mut().find(|(known, ..)| *known == paper) {
                    Some((_, articles, count)) => {
                        articles.push(benefit.article);
                        *count += 1;
                    }
                    None => papers.push((paper, vec![benefit.article], 1)),
                }
            }
        }
        papers.sort_by_key(|(_, _, count)| *count < ids.len());
        let items = papers.into_iter().map(|(paper, mut articles, count)| {
            if count == ids.len() {
                return Line::from(paper);
            }
            articles.dedup();
            let articles: Vec<String> = articles
                .iter()
                .map(|article| article_text(self.view.policy, *article, self.lang))
                .collect();
            let list = articles.join(self.lang.list());
            let list = text!("〔{list}〕", " [{list}]");
            Line::from(paper).and(Line::toned(self.say(&list), Tone::Quiet))
        });
        List::new(Mark::Box, items)
    }

    /// What each year from one on brings, as a table.
    pub fn years(&self, from: i32) -> Table {
        let heads = [
            text!("年度", "Year"),
            text!("事项", "Item"),
            text!("最多", "At most"),
            text!("第几年，届时须符合什么", "Which stage, and what has to hold then"),
        ];
        let mut table = Table::new(heads.map(|head| self.say(&head))).figures([2]);
        let ids = self.route.benefits(self.view.policy);
        let wanted = |step: &&Step| step.year >= from && ids.contains(&step.benefit);
        for step in self.view.timeline().iter().filter(wanted) {
            table.row([
                step.year.to_string(),
                self.name(step.benefit),
                step.amount.display(self.lang),
                step_note(self.view, step, self.lang),
            ]);
        }
        table
    }

    /// Figures that disagree, an entry each.
    pub fn conflicts(&self) -> Vec<Item> {
        let view = self.view;
        let conflicts = view.conflicts.iter().map(|conflict| {
            let fact = view.policy.fact(conflict.fact);
            let name = label(view.policy, conflict.fact, view.year, self.lang);
            let Text { zh, en } = conflict_text(view, conflict);
            let said = text!("{name}：{zh}", "{name}: {en}");
            Item::from(Line::toned(self.say(&said), Tone::Unmet)).about(&fact.id)
        });
        conflicts.collect()
    }

    /// What every result says, a note each.
    pub fn notices(&self) -> Vec<String> {
        self.view.notices().iter().map(|notice| self.say(notice)).collect()
    }

    /// The notices as one block.
    pub fn notice_list(&self) -> Block {
        let notices = self.notices();
        Block::List(List::new(
            Mark::Point,
            notices.iter().map(|notice| Line::toned(notice, Tone::Quiet)),
        ))
    }
}

/// English that begins a line.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// Something that some items lack.
pub struct Need {
    /// What it comes to.
    pub said: String,
    /// What to do about it.
    pub todo: String,
    /// Whether it is a figure within a fifth of what is needed.
    pub close: bool,
    /// The id of the fact, where there is one.
    pub target: Option<String>,
    /// The items that lack it.
    pub benefits: Vec<BenefitId>,
    /// Whether it is open, rather than not met.
    pub open: bool,
    /// Whether it is a condition common to all items.
    pub common: bool,
    worth: Money,
}

impl Need {
    fn new(parts: &Parts<'_, '_>, part: &Missing, said: String, id: BenefitId) -> Self {
        let view = parts.view;
        let fact = match part.named {
            Named::Fact(fact) => Some(fact),
            Named::Gate(_) => part.fact,
        };
        Self {
            said,
            todo: view.todo(part, parts.lang),
            close: view.is_close(part),
            target: fact.map(|fact| view.policy.fact(fact).id.clone()),
            benefits: vec![id],
            open: part.kind == Kind::Unknown,
            common: matches!(part.named, Named::Gate(_)),
            worth: view.expected(id).at_most.unwrap_or_default(),
        }
    }

    /// What is close first, then what is only not known, then what most depends on.
    fn rank(&self) -> (bool, bool, std::cmp::Reverse<Money>) {
        (!self.close, !self.open, std::cmp::Reverse(self.worth))
    }
}
