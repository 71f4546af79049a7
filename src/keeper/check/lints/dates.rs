//! Dates that exist, in order, and as the text has them.

use rust_decimal::prelude::ToPrimitive as _;

use super::{Context, finding};
use crate::keeper::check::figure::{Kind, chinese};
use crate::keeper::check::finding::Finding;
use crate::policy::Test;
use crate::text;
use crate::text::Text;

/// Looks at the effective date, the term and the year of the examples.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    let last = policy.gates.iter().find_map(|gate| {
        let Test::ValidThrough(year) = gate.when.test else { return None };
        Some((gate, year))
    });
    let mut tell = |key: &str, what: Text, remedy: Text| {
        let mark = context.key(key);
        out.push(finding("lint/date", mark, key, what, remedy));
    };
    if let Some(date) = &policy.effective_from {
        match parsed(date) {
            None => tell(
                "effective_from",
                text!("没有 {date} 这一天", "there is no day {date}"),
                text!(
                    "写成 年-月-日，例如 2026-01-31；未定的写 \"unknown\"。",
                    "Write it as year-month-day, e.g. 2026-01-31; \"unknown\" if it is not set."
                ),
            ),
            Some((year, month, day)) => {
                if let Some((gate, last)) = last.filter(|(_, last)| year > *last) {
                    let gate = &gate.id;
                    tell(
                        "effective_from",
                        text!(
                            "施行日 {date} 在有效期（{gate}：{last} 年）之后",
                            "the effective date {date} is after the term ({gate}: {last})"
                        ),
                        text!("对照原文核对两个日期。", "Check both dates against the text."),
                    );
                }
                if let Some((words, said)) =
                    begins(&policy.text).filter(|(_, said)| *said != (year, month, day))
                {
                    let (y, m, d) = said;
                    tell(
                        "effective_from",
                        text!(
                            "原文写“{words}”，effective_from 写 {date}",
                            "the text says “{words}”, effective_from {date}"
                        ),
                        text!(
                            "改成 \"{y:04}-{m:02}-{d:02}\"。",
                            "Change it to \"{y:04}-{m:02}-{d:02}\"."
                        ),
                    );
                }
            }
        }
    } else if let Some((words, (y, m, d))) = begins(&policy.text) {
        tell(
            "effective_from",
            text!(
                "原文写“{words}”，effective_from 却未定",
                "the text says “{words}”, but effective_from is not set"
            ),
            text!(
                "写 effective_from = \"{y:04}-{m:02}-{d:02}\"。",
                "Write effective_from = \"{y:04}-{m:02}-{d:02}\"."
            ),
        );
    }
    let year = policy.example_base.year;
    if let Some((gate, last)) = last.filter(|(_, last)| year > *last) {
        let gate = &gate.id;
        tell(
            "example_base",
            text!(
                "算例的年份 {year} 已过有效期（{gate}：{last} 年）",
                "the year of the examples, {year}, is after the term ({gate}: {last})"
            ),
            text!("用有效期内的年份。", "Use a year within the term."),
        );
    }
    let standing = policy.status.as_str();
    let head = policy.text.lines().take(5).collect::<String>() + &policy.title.zh;
    let draft = ["征求意见稿", "草案", "送审稿"].iter().find(|word| head.contains(**word));
    if let (Some(word), "final") = (draft, standing) {
        tell(
            "status",
            text!(
                "原文是“{word}”，status 写 final",
                "the text is a draft (“{word}”), but status is final"
            ),
            text!(
                "改成 status = \"draft\"；已正式发布的，换正式文本。",
                "Change it to status = \"draft\"; if it was adopted, use the adopted text."
            ),
        );
    }
}

/// A date that exists.
fn parsed(date: &str) -> Option<(i32, u32, u32)> {
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return None;
    }
    let (year, month, day): (i32, u32, u32) =
        (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    exists(year, month, day).then_some((year, month, day))
}

fn exists(year: i32, month: u32, day: u32) -> bool {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// The day from which the text says that it applies: 自2026年1月1日起施行.
pub fn begins(text: &str) -> Option<(&str, (i32, u32, u32))> {
    for figure in chinese(text).into_iter().filter(|figure| figure.kind == Kind::Calendar) {
        let after = &text[figure.range.end..];
        if !(after.starts_with("起施行")
            || after.starts_with("起实施")
            || after.starts_with("起执行"))
        {
            continue;
        }
        let words = &text[figure.range.clone()];
        let numbers: Vec<u32> = words
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|part| part.parse().ok())
            .collect();
        if let (Some(year), [_, month, day]) = (figure.value.to_i32(), numbers.as_slice()) {
            return Some((words, (year, *month, *day)));
        }
    }
    None
}
