//! The one sentence about an item or an article that every face says: its ceiling, what is
//! missing, where it turns. And the same of the whole result.

use crate::advise::outlook::{Outlook, possible};
use crate::assess::{Missing, Named};
use crate::document::{Line, Tone};
use crate::interview::Route;
use crate::policy::{BenefitId, Certainty, Possible};
use crate::text;
use crate::text::{Lang, Text};

use super::Assessment;
use super::phrase::{article_text, gate_names, wanted_options};

/// The most parts named one by one in a sentence.
const NAMED: usize = 4;

impl Assessment<'_> {
    /// The verdict on an article or benefit in one sentence to read aloud; on the whole result
    /// for the other routes.
    pub fn verdict(&self, route: Route, lang: Lang) -> String {
        self.verdict_line(route, lang).text()
    }

    /// [`Assessment::verdict`] with the meaning of its pieces.
    pub fn verdict_line(&self, route: Route, lang: Lang) -> Line {
        let stop = text!("。", ".");
        let said = match route {
            Route::Benefit(id) => {
                let benefit = self.policy.benefit(id);
                let zh = article_text(self.policy, benefit.article, Lang::Zh);
                let en = benefit.article;
                let (title_zh, title_en) = (&benefit.title.zh, &benefit.title.en);
                let name = text!("{zh}{title_zh}", "Article {en}, {title_en}");
                self.item(name.get(lang), id, Common::Said, lang)
            }
            Route::Article(number) => self.article(number, lang),
            Route::Section | Route::Quickest => self.summary(lang),
        };
        said.and(stop.get(lang))
    }

    /// The sentence about an item in a list before which the common conditions are said.
    pub fn item_line(&self, id: BenefitId, lang: Lang) -> Line {
        let benefit = self.policy.benefit(id);
        let article = article_text(self.policy, benefit.article, lang);
        let title = benefit.title.get(lang);
        let name = text!("{article}{title}", "{article} {title}");
        self.item(name.get(lang), id, Common::Apart, lang)
    }

    /// The items of an article that concern the enterprise, the others counted.
    fn article(&self, number: u32, lang: Lang) -> Line {
        // At the beginning of a sentence the short form of a list reads badly.
        let head = match lang {
            Lang::Zh => article_text(self.policy, number, lang),
            Lang::En => format!("Article {number}"),
        };
        let all = Route::Article(number).benefits(self.policy);
        let (mut shown, mut others): (Vec<BenefitId>, Vec<BenefitId>) =
            all.into_iter().partition(|id| self.outlook(*id).concerns());
        if shown.is_empty() && others.len() <= NAMED {
            std::mem::swap(&mut shown, &mut others);
        }
        shown.sort_by_key(|id| self.outlook(*id));
        let mut parts: Vec<Line> = shown
            .iter()
            .map(|id| self.item(self.policy.benefit(*id).title.get(lang), *id, Common::Said, lang))
            .collect();
        let count = others.len();
        if count > 0 {
            let said = text!("另有 {count} 项不适用或没有这类事项", "{count} more do not apply");
            parts.push(Line::toned(said.get(lang), Tone::Quiet));
        }
        Line::from(head).and(lang.colon()).and(Line::join(parts, lang.clause()))
    }

    /// The sums, and what they wait for.
    fn summary(&self, lang: Lang) -> Line {
        let totals = self.evaluator.totals();
        let say = |text: Text| text.get(lang).to_owned();
        let now = totals.amount.display(lang);
        let mut line =
            Line::from(say(text!("估算上限 ", "Estimated ceiling "))).and(Line::strong(&now));
        let gates: Vec<_> = self.waits_for().collect();
        if !gates.is_empty() {
            let gates = gate_names(self.policy, &gates, lang);
            let then = self.expected_totals().amount.display(lang);
            line = line
                .and(say(text!("，{gates}后 ", "; once this is met ({gates}): ")))
                .and(Line::strong(then));
        }
        for part in self.failing_gates() {
            let name = self.missing_name(&part, lang);
            let actual = self.actual(&part, lang).unwrap_or_default();
            let lack = say(text!(
                "；不符合共同条件“{name}”：现为“{actual}”",
                "; a common condition fails, \"{name}\": it is \"{actual}\""
            ));
            line = line.and(Line::toned(lack, Tone::Unmet));
        }
        let expected = self.expected_totals();
        if expected.at_most > expected.amount {
            let most = expected.at_most.display(lang);
            line = line.and(say(text!("，最多可达 ", ", at most "))).and(Line::strong(most));
        }
        if !expected.unbounded.is_empty() {
            let count = expected.unbounded.len();
            line = line
                .and(say(text!("（另有 {count} 项不封顶）", " (and {count} without a ceiling)")));
        }
        let open = |wanted: Outlook| {
            let all = self.policy.benefits().map(|(id, _)| id);
            all.filter(move |id| self.outlook(*id) == wanted)
        };
        let waiting: Vec<BenefitId> = open(Outlook::Waiting).collect();
        let (waits, asks) = (waiting.len(), open(Outlook::Open).count());
        if waits > 0 {
            let names = self.names_of(waiting.iter().flat_map(|id| self.lacks(*id)), lang);
            line = line.and(say(text!(
                "；{waits} 项等官方确认：{names}",
                "; {waits} waiting for official word: {names}"
            )));
        }
        let mut near: Vec<(BenefitId, Missing)> = open(Outlook::Near)
            .filter_map(|id| Some((id, self.lacks(id).into_iter().next()?)))
            .collect();
        near.sort_by_key(|(_, part)| !self.is_close(part));
        if let Some((id, part)) = near.first() {
            let (name, lack) = (self.policy.benefit(*id).title.get(lang), self.lack(part, lang));
            line =
                line.and(say(text!("；差一步：{name}，{lack}", "; one step away: {name}, {lack}")));
        }
        if asks > 0 {
            line = line.and(say(text!("；{asks} 项还没问清", "; {asks} not settled yet")));
        }
        line
    }

    /// One item: `增量奖励最多 35万元，还缺：全区平均增速，不高于 50% 即符合`.
    fn item(&self, name: &str, id: BenefitId, common: Common, lang: Lang) -> Line {
        let say = |text: Text| text.get(lang).to_owned();
        let mut missing = self.lacks(id);
        let mut gates = self.gates_ahead(id);
        if common == Common::Apart {
            gates.clear();
            let gate = |part: &Missing| matches!(part.named, Named::Gate(_));
            // An item that lacks nothing else still has to say what it waits for.
            if missing.iter().any(|part| !gate(part)) {
                missing.retain(|part| !gate(part));
            }
        }
        let gates_named = gate_names(self.policy, &gates, lang);
        let name = Line::from(name);
        let unpaid = self.policy.benefit(id).certainty == Certainty::None;
        let colon = lang.colon();
        match self.outlook(id) {
            Outlook::Granted if gates.is_empty() && unpaid => name.and(colon).and(Line::toned(
                say(text!(
                    "条件已符合，可以咨询，不是资金支持",
                    "the conditions are met; ask for it, it is not money"
                )),
                Tone::Met,
            )),
            Outlook::Granted if gates.is_empty() => name
                .and(colon)
                .and(Line::toned(say(text!("条件已符合，", "the conditions are met, ")), Tone::Met))
                .and(say(text!("估算上限 ", "estimated ceiling ")))
                .and(Line::strong(self.expected(id).amount.display(lang))),
            Outlook::Granted => {
                let line = name.and(colon).and(say(text!("只差", "only this is missing: ")));
                let line = line.and(Line::toned(gates_named, Tone::Unmet));
                if unpaid {
                    return line;
                }
                let then = self.expected(id).amount.display(lang);
                line.and(say(text!("，办好后估算上限 ", "; estimated ceiling then ")))
                    .and(Line::strong(then))
            }
            Outlook::Waiting | Outlook::Open => {
                let line = self.ceiling(name, id, lang);
                let lacks = self.turns(&missing, lang);
                let lacks = if gates.is_empty() {
                    lacks
                } else {
                    format!("{gates_named}{}{lacks}", lang.list())
                };
                line.and(say(text!("，还缺：", ", still missing: ")))
                    .and(Line::toned(lacks, Tone::Open))
            }
            Outlook::Near | Outlook::Lacking => {
                let lacks: Vec<String> = missing.iter().map(|part| self.lack(part, lang)).collect();
                let lacks = lacks.join(lang.clause());
                name.and(colon)
                    .and(say(text!("还不符合，", "not met: ")))
                    .and(Line::toned(lacks, Tone::Unmet))
            }
            Outlook::NotAsked => {
                let asked = missing.iter().filter_map(|part| part.condition.as_ref());
                let options: Vec<String> = asked
                    .map(|condition| wanted_options(self.policy, condition, lang))
                    .filter(|options| !options.is_empty())
                    .collect();
                let options = options.join(lang.list());
                name.and(colon).and(Line::toned(
                    say(text!("没有这类事项（{options}）", "no such matter ({options})")),
                    Tone::Quiet,
                ))
            }
            Outlook::RuledOut => {
                let never =
                    missing.iter().filter(|part| possible(self.policy, part) == Possible::Never);
                let lacks: Vec<String> = never.map(|part| self.lack(part, lang)).collect();
                let lacks = lacks.join(lang.clause());
                name.and(colon).and(Line::toned(
                    say(text!("不适用，{lacks}", "does not apply: {lacks}")),
                    Tone::Quiet,
                ))
            }
            Outlook::Duplicate => name.and(colon).and(say(text!(
                "已享受同类政策，不重复支持",
                "supported elsewhere already, not given twice"
            ))),
            Outlook::Superseded => {
                name.and(colon).and(say(text!("已由另一项替代", "another item counts instead")))
            }
        }
    }

    /// A name with the most that can come of it.
    fn ceiling(&self, name: Line, id: BenefitId, lang: Lang) -> Line {
        let say = |text: Text| text.get(lang).to_owned();
        match self.expected(id).at_most {
            _ if self.policy.benefit(id).certainty == Certainty::None => {
                name.and(say(text!("（不是资金支持）", " (not money)")))
            }
            Some(most) => {
                name.and(say(text!("最多 ", ": at most "))).and(Line::strong(most.display(lang)))
            }
            None => name.and(say(text!("不封顶", ": no ceiling"))),
        }
    }

    /// What is not known yet, with where it turns where that is known.
    fn turns(&self, missing: &[Missing], lang: Lang) -> String {
        let said: Vec<String> = missing
            .iter()
            .take(NAMED)
            .map(|part| {
                let name = quoted(&self.missing_name(part, lang), lang);
                let turn = part.fact.and_then(|fact| self.turn(fact)).map(|turn| match lang {
                    // Among others a comma would seem to begin the next one.
                    Lang::Zh if missing.len() == 1 => {
                        format!("{}，{}", turn.unknown.zh, turn.met.zh)
                    }
                    Lang::Zh => format!("{}（{}）", turn.unknown.zh, turn.met.zh),
                    Lang::En => format!("{} ({})", quoted(&turn.unknown.en, lang), turn.met.en),
                });
                turn.unwrap_or(name)
            })
            .collect();
        let list = said.join(lang.list());
        let count = missing.len();
        match (count > NAMED, lang) {
            (false, _) => list,
            (true, Lang::Zh) => format!("{list}等 {count} 项"),
            (true, Lang::En) => format!("{list} and {} more", count - NAMED),
        }
    }

    /// The names of some missing parts, each once, the first few.
    fn names_of(&self, missing: impl Iterator<Item = Missing>, lang: Lang) -> String {
        let mut names: Vec<String> = Vec::new();
        for part in missing {
            let name = quoted(&self.missing_name(&part, lang), lang);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let count = names.len();
        names.truncate(NAMED);
        let list = names.join(lang.list());
        match (count > NAMED, lang) {
            (false, _) => list,
            (true, Lang::Zh) => format!("{list}等 {count} 项"),
            (true, Lang::En) => format!("{list} and {} more", count - NAMED),
        }
    }
}

/// Whether a sentence about an item names the common conditions that are not met or not known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Common {
    /// It does.
    Said,
    /// They are said once for all items.
    Apart,
}

/// A name within a sentence: English labels begin with a capital.
fn quoted(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => name.to_owned(),
        Lang::En => format!("“{name}”"),
    }
}

#[cfg(test)]
#[path = "verdict_tests.rs"]
mod tests;
