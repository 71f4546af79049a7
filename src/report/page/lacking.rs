//! The section of the page that says what is missing, and by how much.

use crate::assess::{Kind, Missing, Status};
use crate::policy::{BenefitId, Test};
use crate::report::phrase::{article_text, gap_text};
use crate::text;
use crate::text::{Text, printable};

use super::{Builder, Item, Section, listed};

/// A need that more benefits than this share names their number, not each of them.
const NAMED: usize = 4;

/// Benefits under what they share.
type Titled = (String, Vec<BenefitId>);

impl Builder<'_, '_> {
    /// What is open or lacking, gathered by what it is: a heading with what there is now and
    /// who knows, and below it each need with its distance, its benefits and what to do.
    pub(super) fn lacking(&self) -> Section {
        let view = self.view;
        let mut groups: Vec<(String, Vec<Titled>)> = Vec::new();
        // What it takes part in, holds or received: the option itself says what there is to do.
        let mut options: Vec<(String, Vec<String>)> = Vec::new();
        let lacking =
            self.with_status(Status::Ineligible).into_iter().filter(|id| !view.never(*id));
        for id in self.with_status(Status::Undetermined).into_iter().chain(lacking) {
            for missing in view.missing(id) {
                let heading = self.heading(&missing);
                if let Some(option) = self.option_needed(&missing) {
                    let article = article_text(view.policy.benefit(id).article, self.lang);
                    let option = format!("{article} {option}");
                    match options.iter_mut().find(|(known, _)| *known == heading) {
                        Some((_, known)) => known.push(option),
                        None => options.push((heading, vec![option])),
                    }
                    continue;
                }
                let need = self.need(&missing);
                let at = groups.iter().position(|(known, _)| *known == heading);
                let at = at.unwrap_or_else(|| {
                    groups.push((heading, Vec::new()));
                    groups.len() - 1
                });
                let needs = &mut groups[at].1;
                match needs.iter_mut().find(|(known, _)| *known == need) {
                    Some((_, benefits)) => benefits.push(id),
                    None => needs.push((need, vec![id])),
                }
            }
        }
        let blocks = groups.into_iter().flat_map(|(heading, needs)| {
            let items = needs.into_iter().map(|(text, ids)| {
                let count = ids.len();
                let name = if count > NAMED {
                    self.say(&text!("{count} 项", "{count} items"))
                } else {
                    self.names(&ids)
                };
                Item { name, text }
            });
            listed(heading, items.collect())
        });
        let options = options.into_iter().map(|(name, mut options)| {
            options.dedup();
            Item { name, text: options.join(text!("；", "; ").get(self.lang)) }
        });
        let blocks = blocks.chain(listed(String::new(), options.collect()));
        let title = text!("还缺什么、差多少", "What is missing, and by how much");
        self.section(&title, blocks.collect())
    }

    fn heading(&self, missing: &Missing) -> String {
        let part = self.part(missing);
        let who = printable(&self.view.who_knows(missing, self.lang)).into_owned();
        let actual = match missing.kind {
            Kind::Unknown => self.say(&text!("待确认", "not known")),
            Kind::Unmet => {
                let none = || self.say(&text!("未填写", "not given"));
                let actual = self.view.actual(missing, self.lang).unwrap_or_else(none);
                self.say(&text!("现为 {actual}", "now {actual}"))
            }
        };
        let ask =
            if who.is_empty() { Text::default() } else { text!("；问：{who}", "; ask: {who}") };
        let ask = ask.get(self.lang);
        self.say(&text!("{part}（{actual}{ask}）", "{part} ({actual}{ask})"))
    }

    fn need(&self, missing: &Missing) -> String {
        let needed = self.view.needed(missing, self.lang);
        let fill_in = missing.condition.as_ref().is_none_or(|c| c.test == Test::Answered);
        let need = match missing.gap.map(|gap| gap_text(gap, self.lang)) {
            _ if fill_in => text!("待填写。", "To be answered. "),
            Some(gap) => text!("须 {needed}，缺口 {gap}。", "Needed: {needed}, short by {gap}. "),
            None => text!("须 {needed}。", "Needed: {needed}. "),
        };
        let need = self.say(&need);
        format!("{need}{}", printable(&self.view.todo(missing, self.lang)))
    }

    /// The options of a set any of which is needed, where that is what is missing.
    fn option_needed(&self, missing: &Missing) -> Option<String> {
        let test = missing.condition.as_ref().map(|condition| &condition.test);
        let (Some(Test::HasAny(bits)), Some(fact), Kind::Unmet) =
            (test, missing.fact, missing.kind)
        else {
            return None;
        };
        let options = self.view.policy.fact(fact).kind.options();
        let labels = crate::profile::bits_of(*bits).filter_map(|at| options.get(at));
        let labels: Vec<String> = labels.map(|option| self.say(&option.label)).collect();
        Some(labels.join(text!(" 或 ", " or ").get(self.lang)))
    }
}
