//! What later years bring: in step with the stages of the award, and with the text.

use super::figures::further;
use super::{Context, finding};
use crate::keeper::check::figure::{Kind, figures};
use crate::keeper::check::finding::{Finding, Mark};
use crate::keeper::check::walk;
use crate::policy::{Again, Amount, Benefit, Condition, FactKind, Later, Test};
use crate::text;
use crate::text::Text;

/// Words with which a text promises more in later years.
const PROMISES: &[&str] =
    &["后续", "次年", "下一年", "第二年", "翌年", "连续支持", "分年度", "逐年", "再连续"];

/// Compares `later`, stages and years with each other and with the quotes.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for benefit in &context.policy.benefits {
        let lint = Lint { context, benefit };
        lint.presence(out);
        lint.step(out);
        lint.since(out);
        lint.years(out);
        lint.same_conditions(out);
    }
}

struct Lint<'c, 'a> {
    context: &'c Context<'a>,
    benefit: &'c Benefit,
}

impl Lint<'_, '_> {
    fn tell(
        &self,
        code: &'static str,
        path: &[&str],
        what: Text,
        remedy: Text,
        words: Option<(&str, &str)>,
        out: &mut Vec<Finding>,
    ) {
        let (context, id) = (self.context, &self.benefit.id);
        let mark = context.mark("benefit", id, path, text!("规则", "the rule"));
        let other = words.and_then(|(quote, words)| {
            let at = quote.find(words)?;
            let found = context.locate.piece("benefit", id, quote, at..at + words.len())?;
            Some(Mark::new(found.0, found.1, text!("引文", "the quote")))
        });
        out.push(finding(code, mark, id, what, remedy).marked(other));
    }

    /// The words of the quotes that promise more.
    fn promise(&self) -> Option<(&str, &'static str)> {
        self.benefit.quotes.iter().find_map(|quote| {
            let word = PROMISES.iter().find(|word| quote.contains(**word))?;
            Some((quote.as_str(), *word))
        })
    }

    fn presence(&self, out: &mut Vec<Finding>) {
        let id = &self.benefit.id;
        let staged = matches!(&self.benefit.award, Some(Amount::Stages(s)) if s.awards.len() > 1);
        // Instalments pay by the year of the event; what follows is read off them.
        let by_year =
            self.benefit.award.iter().flat_map(walk::conditions).any(|when| {
                walk::tests(when).iter().any(|(_, test)| matches!(test, Test::YearIn(_)))
            });
        match (&self.benefit.later, self.promise()) {
            (None, Some((quote, words))) if self.benefit.award.is_some() && !by_year => self.tell(
                "lint/later",
                &["award"],
                text!(
                    "“{id}”的引文写“{words}”，规则没有 later：以后年度能得的算不出来",
                    "the quote of \"{id}\" says “{words}”, but there is no later: what further years bring is not counted"
                ),
                text!(
                    "加 later = {{ stages = true }}、{{ again = 次数 }} 或 {{ fixed = \"金额\" }}，并写明 when。",
                    "Add later = {{ stages = true }}, {{ again = times }} or {{ fixed = \"amount\" }}, with its when."
                ),
                Some((quote, words)),
                out,
            ),
            (None, None) if staged => self.tell(
                "lint/later",
                &["award"],
                text!("“{id}”分年给付，却没有 later", "\"{id}\" is paid in stages but has no later"),
                text!("加 later = {{ stages = true, when = […] }}。", "Add later = {{ stages = true, when = […] }}."),
                None,
                out,
            ),
            (Some(_), None) if !staged && !self.says_years() => self.tell(
                "lint/later",
                &["later"],
                text!("“{id}”有 later，引文没有说以后年度还给", "\"{id}\" has a later, but its quote promises nothing for further years"),
                text!("引用说到以后年度的那一句，或删去 later。", "Quote the sentence that does, or delete later."),
                None,
                out,
            ),
            _ => {}
        }
    }

    fn says_years(&self) -> bool {
        self.benefit.quotes.iter().any(|quote| {
            figures(quote).iter().any(|f| f.kind == Kind::Years)
                || quote.contains("每年")
                || quote.contains("逐年")
        })
    }

    /// Stages with stages, the same sum as the award, years as the text says.
    fn step(&self, out: &mut Vec<Finding>) {
        let id = &self.benefit.id;
        let award = self.benefit.award.as_ref();
        match &self.benefit.later {
            Some(Later::Stages { .. }) if !matches!(award, Some(Amount::Stages(_))) => self.tell(
                "lint/later",
                &["later"],
                text!(
                    "“{id}”的 later 说 stages，award 却没有分年（stages）",
                    "later of \"{id}\" says stages, but the award has none"
                ),
                text!(
                    "award 用 stages，或 later 改用 again、fixed。",
                    "Use stages in the award, or again or fixed in later."
                ),
                None,
                out,
            ),
            Some(Later::Fixed { amount, .. }) => {
                let other =
                    award.filter(|award| matches!(award, Amount::Fixed(fixed) if fixed != amount));
                if other.is_some() {
                    let said = amount.to_profile();
                    self.tell(
                        "lint/later",
                        &["later", "fixed"],
                        text!(
                            "“{id}”的 later 是 {said}，与 award 不同",
                            "later of \"{id}\" is {said}, which is not the award"
                        ),
                        text!(
                            "同一笔钱在以后年度也是这个数：与 award 一致。",
                            "It is the same award in a later year: make them equal."
                        ),
                        None,
                        out,
                    );
                }
            }
            Some(Later::Stages { .. } | Later::Again(_)) | None => {}
        }
        for (stages, times, path) in self.counts() {
            for quote in &self.benefit.quotes {
                for figure in figures(quote).iter().filter(|f| f.kind == Kind::Years) {
                    let head = &quote[..figure.range.start];
                    let wanted = match (further(head), stages) {
                        (true, Some(stages)) => stages.saturating_sub(1),
                        (false, Some(stages)) if head.ends_with("连续") => stages,
                        (true, None) => times,
                        (false, None) => times + 1,
                        (false, Some(_)) => continue,
                    };
                    if figure.value == rust_decimal::Decimal::from(wanted) {
                        continue;
                    }
                    let said = &quote[figure.range.clone()];
                    let has = stages.unwrap_or(times);
                    let unit = if stages.is_some() {
                        text!("分 {has} 年给付", "has {has} stages")
                    } else {
                        text!("再给 {has} 次", "is given {has} more times")
                    };
                    let (zh, en) = (&unit.zh, &unit.en);
                    self.tell(
                        "lint/stages",
                        path,
                        text!("“{id}”{zh}，引文写“{said}”", "\"{id}\" {en}, but the quote says “{said}”"),
                        text!("首年加后续各年，一年一个数；again 是首年以后的次数。", "One amount a year, the first year and those after; again counts the years after the first."),
                        Some((quote, said)),
                        out,
                    );
                }
            }
        }
    }

    /// Stages of the award, or times of `again`, with the path to say it at.
    fn counts(&self) -> Vec<(Option<usize>, usize, &'static [&'static str])> {
        let mut counts: Vec<(Option<usize>, usize, &'static [&'static str])> = Vec::new();
        if let Some(Amount::Stages(stages)) = &self.benefit.award {
            counts.push((Some(stages.awards.len()), 0, &["award", "stages"]));
        }
        if let Some(Later::Again(again)) = &self.benefit.later {
            counts.push((None, again.times as usize, &["later", "again"]));
        }
        counts
    }

    /// The year of the recognition that is asked, not of another.
    fn since(&self, out: &mut Vec<Finding>) {
        let policy = self.context.policy;
        let Some(Amount::Stages(stages)) = &self.benefit.award else { return };
        let when = match &self.benefit.later {
            Some(Later::Stages { when }) => when.as_slice(),
            Some(Later::Fixed { .. } | Later::Again(_)) | None => &[],
        };
        let options = |condition: &Condition| -> Option<(String, String)> {
            let (Some(fact), Test::HasAny(bits)) = (condition.fact, &condition.test) else {
                return None;
            };
            let options = policy.fact(fact).kind.options();
            let at = crate::profile::bits_of(*bits).next()?;
            let option = options.get(at)?;
            Some((option.id.clone(), option.label.zh.clone()))
        };
        let own = self.benefit.when.iter().find_map(options);
        let id = &self.benefit.id;
        if let (Some(own), Some(later)) = (&own, when.iter().find_map(options))
            && *own != later
        {
            let (own, later) = (&own.1, &later.1);
            self.tell(
                "lint/later",
                &["later", "when"],
                text!(
                    "“{id}”的 later 以“{later}”为条件，when 以“{own}”为条件",
                    "later of \"{id}\" asks for “{later}”, when asks for “{own}”"
                ),
                text!("later 与 when 用同一个选项。", "Use the same option in both."),
                None,
                out,
            );
        }
        let Some((option, own)) = own else { return };
        // By its id, or where ids say nothing by its label.
        let named = |id: &str| id.contains(option.as_str());
        let shared = |label: &str| super::longest_shared(label, &own);
        let since = policy.fact(stages.since);
        let (is, any) = (
            shared(&since.label.zh),
            policy.facts.iter().any(|f| f.kind == FactKind::Year && named(&f.id)),
        );
        let better = policy
            .facts()
            .filter(|(_, fact)| fact.kind == FactKind::Year)
            .max_by_key(|(_, fact)| (named(&fact.id), shared(&fact.label.zh)))
            .filter(
                |(_, fact)| {
                    if any { !named(&since.id) } else { shared(&fact.label.zh) > is + 2 }
                },
            );
        if let Some((_, better)) = better {
            let (since, better) = (&policy.fact(stages.since).id, &better.id);
            self.tell(
                "lint/base",
                &["award", "of"],
                text!(
                    "“{id}”以“{own}”为条件，年份却用“{since}”",
                    "\"{id}\" asks for “{own}”, but counts from \"{since}\""
                ),
                text!("改用“{better}”。", "Use \"{better}\"."),
                None,
                out,
            );
        }
    }

    /// Later years ask for what this year asks for, each a year on.
    fn same_conditions(&self, out: &mut Vec<Finding>) {
        let policy = self.context.policy;
        let (Some(Later::Fixed { when, .. } | Later::Stages { when })
        | Some(Later::Again(Again { when, .. }))) = &self.benefit.later
        else {
            return;
        };
        let id = &self.benefit.id;
        for (at, later) in when.iter().enumerate() {
            let Some(fact) = later.fact else { continue };
            let mut own = self.benefit.when.iter().filter(|own| own.fact == Some(fact));
            let Some(own) = own.next() else { continue };
            let name = &policy.fact(fact).id;
            let at = at.to_string();
            let (what, remedy) = match (&own.test, &later.test) {
                (Test::YearIn(own), Test::YearIn(later)) => {
                    let next: Vec<i32> = own.iter().map(|offset| offset + 1).collect();
                    if *later == next || own.len() > 1 {
                        continue;
                    }
                    let wanted = next.first().map_or(0, |offset| *offset);
                    let wanted = if wanted == 0 { "Y".to_owned() } else { format!("Y{wanted:+}") };
                    (
                        text!(
                            "“{id}”的 later 说的是下一年还能得的，“{name}”应比 when 晚一年",
                            "later of \"{id}\" is of the year after: \"{name}\" must be one year later than in when"
                        ),
                        text!("改成 year = \"{wanted}\"。", "Change it to year = \"{wanted}\"."),
                    )
                }
                (Test::OneOf(own), Test::OneOf(later))
                | (Test::HasAny(own), Test::HasAny(later)) => {
                    if later & !own == 0 {
                        continue;
                    }
                    (
                        text!(
                            "“{id}”的 later 对“{name}”的要求与 when 不同",
                            "later of \"{id}\" asks for another \"{name}\" than when"
                        ),
                        text!("later 与 when 用同一个选项。", "Use the same option in both."),
                    )
                }
                (Test::Below(below), Test::Equals(equals)) => {
                    let Some(Later::Again(again)) = &self.benefit.later else { continue };
                    if equals.raw().saturating_add(i64::from(again.times)) < below.raw() {
                        continue;
                    }
                    let times = again.times;
                    (
                        text!(
                            "“{id}”再给 {times} 次以后，“{name}”已不满足 when",
                            "after {times} more times \"{name}\" no longer meets when of \"{id}\"",
                        ),
                        text!("核对 equals 与 again。", "Check equals and again."),
                    )
                }
                _ => continue,
            };
            self.tell("lint/later", &["later", "when", &at], what, remedy, None, out);
        }
    }

    /// 次年 is the year after: Y-1.
    fn years(&self, out: &mut Vec<Finding>) {
        let policy = self.context.policy;
        for (at, condition) in self.benefit.when.iter().enumerate() {
            let Test::YearIn(offsets) = &condition.test else { continue };
            let Some(fact) = condition.fact else { continue };
            let words = self.benefit.words.iter().find(|(of, _)| *of == fact);
            let said = words.map(|(_, words)| words.as_str());
            let next =
                |text: &str| ["次年", "下一年", "第二年", "翌年"].iter().any(|w| text.contains(w));
            let any = self.benefit.quotes.iter().any(|quote| next(quote));
            let this = offsets.contains(&0);
            let wrong = match offsets.as_slice() {
                [-1] => !any,
                [0] => said.is_some_and(next),
                [] => false,
                _ => false,
            };
            if !wrong || offsets.len() > 1 {
                continue;
            }
            let id = &self.benefit.id;
            let fact = &policy.fact(fact).id;
            let at = at.to_string();
            let what = if this {
                text!(
                    "“{id}”的引文写次年，“{fact}”却要求当年（Y）",
                    "the quote of \"{id}\" speaks of the year after, but \"{fact}\" is asked to be Y"
                )
            } else {
                text!(
                    "“{id}”要求“{fact}”是上一年（Y-1），引文没有说次年",
                    "\"{id}\" asks for \"{fact}\" in Y-1, but the quote does not speak of the year after"
                )
            };
            let quote = self.benefit.quotes.iter().find(|quote| next(quote));
            self.tell(
                "lint/year",
                &["when", &at, "year"],
                what,
                text!(
                    "当年、首次用 \"Y\"；次年才给的用 \"Y-1\"。",
                    "Use \"Y\" for the year itself, \"Y-1\" for what comes the year after."
                ),
                quote.map(|quote| (quote.as_str(), "次年")),
                out,
            );
        }
    }
}
