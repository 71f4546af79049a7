//! Another assessment year: figures are of a year, and never become another year's in silence.

use std::io::{self, BufRead, Write};

use super::Session;
use crate::policy::FactKind;
use crate::profile::carry_over;
use crate::quantity::read::folded;
use crate::text;

impl<R: BufRead, W: Write> Session<'_, R, W> {
    /// Changes the assessment year; whether it was changed. Where there are figures it is asked
    /// what becomes of them.
    pub(super) fn change_year(&mut self, year: i32) -> io::Result<bool> {
        let before = self.profile.year;
        if year == before || self.figures() == 0 {
            self.set_year(year)?;
            return Ok(true);
        }
        let figures = self.figures();
        let next =
            carry_over(self.setting.policy, &self.profile).filter(|next| next.profile.year == year);
        self.tell(&text!(
            "评估年度现在是 {before}，已填 {figures} 个数字。改为 {year}，这些数字怎么办？",
            "The assessment year is {before}, and {figures} figures are filled in. What becomes of them in {year}?"
        ))?;
        if next.is_some() {
            self.tell(&text!(
                "1 结转：{before} 年的数字成为上年数，当年的重新问",
                "1 carry over: the figures of {before} become the prior year's, this year's are asked again"
            ))?;
        }
        self.tell(&text!(
            "2 保留：这些数字本来就是 {year} 年度的",
            "2 keep: these figures are those of {year} already"
        ))?;
        self.tell(&text!("3 取消：仍为 {before} 年度", "3 cancel: the year stays {before}"))?;
        loop {
            let line = self.line()?;
            let said = line.as_deref().map(folded).unwrap_or_default();
            match (said.as_str(), next.as_ref()) {
                ("1" | "结转" | "carry over", Some(next)) => {
                    self.profile = next.profile.clone();
                    self.asked.clear();
                    self.set_year(year)?;
                    return Ok(true);
                }
                ("2" | "保留" | "keep", _) => {
                    self.set_year(year)?;
                    return Ok(true);
                }
                ("", _) if line.is_some() => {}
                _ => {
                    let cancelled = matches!(said.as_str(), "3" | "取消" | "cancel");
                    self.tell(&text!(
                        "评估年度仍为 {before}。",
                        "The assessment year stays {before}."
                    ))?;
                    // Anything else is said to the question under way.
                    self.said_again = line.filter(|_| !cancelled);
                    return Ok(false);
                }
            }
        }
    }

    fn set_year(&mut self, year: i32) -> io::Result<()> {
        self.profile.year = year;
        self.keep()?;
        self.tell(&text!("评估年度 {year}。", "Assessment year {year}."))
    }

    /// How many figures are answered.
    fn figures(&self) -> usize {
        let policy = self.setting.policy;
        let is_figure = |kind: &FactKind| match kind {
            FactKind::Money { .. }
            | FactKind::MoneyList
            | FactKind::Items(_)
            | FactKind::Percent
            | FactKind::Count => true,
            FactKind::Bool
            | FactKind::Choice(_)
            | FactKind::Set(_)
            | FactKind::Year
            | FactKind::Day => false,
        };
        self.profile.answers.answered().filter(|fact| is_figure(&policy.fact(*fact).kind)).count()
    }
}
