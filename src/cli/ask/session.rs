//! The interview as plain lines: one question, one line read, what changed said.

mod assignment;
mod command;
mod lines;
mod year;

use std::io::{self, BufRead, Write};

use crate::assess::Program;
use crate::interview::{Interview, Route, State, next_question, quick_answer, supportable};
use crate::policy::{FactId, Policy};
use crate::profile::{Answers, Averages, Item, Profile, Value, is_ten_times_off};
use crate::quantity::read::folded;
use crate::report::Assessment;
use crate::text;
use crate::text::{Lang, Text};

use super::read::{self, Read};
use super::say::{self, Before};
use command::Said;
use lines::Encoding;

/// What an interview works with.
pub struct Setting<'a> {
    pub policy: &'a Policy,
    pub program: &'a Program,
    pub benchmarks: &'a Averages,
    pub way: Route,
    pub lang: Lang,
}

/// What became of a save.
pub struct Kept {
    /// Where it is, or why it is not, for a person.
    pub said: Text,
    /// Whether that must be told unasked: it failed, or another program was there.
    pub urgent: bool,
}

/// Puts the profile on the disk.
pub type Saver<'a> = dyn FnMut(&Profile) -> Kept + 'a;

/// Takes the quick answer of a question; no answer has a leading zero.
const QUICK: [&str; 4] = ["09", "上一年就是最高", "同上年", "prior"];

/// An interview under way.
pub struct Session<'a, R, W> {
    setting: Setting<'a>,
    input: R,
    output: W,
    save: &'a mut Saver<'a>,
    /// What is known so far.
    pub profile: Profile,
    /// Whether anything was given.
    pub changed: bool,
    asked: Vec<FactId>,
    /// The year that the profile is to be of, if it is another than its own.
    pub new_year: Option<i32>,
    /// A line that was read but is for the question under way.
    said_again: Option<String>,
    encoding: Encoding,
}

/// The page of options that a line turns to.
fn turned(line: &str, page: usize, pages: usize) -> Option<usize> {
    if pages < 2 {
        return None;
    }
    match folded(line).as_str() {
        "+" | "下一页" | "下页" | "更多" | "more" | "next" => Some((page + 1) % pages),
        "-" | "上一页" | "上页" | "previous" => Some((page + pages - 1) % pages),
        _ => None,
    }
}

/// How one question ended.
enum Next {
    /// On to the question after.
    On,
    /// To this question.
    To(FactId),
    /// The input or the user ended it.
    End,
}

impl<'a, R: BufRead, W: Write> Session<'a, R, W> {
    /// Begins with a profile.
    pub fn new(
        setting: Setting<'a>,
        profile: Profile,
        input: R,
        output: W,
        save: &'a mut Saver<'a>,
    ) -> Self {
        Self {
            setting,
            input,
            output,
            save,
            profile,
            changed: false,
            asked: Vec::new(),
            new_year: None,
            said_again: None,
            encoding: Encoding::Unknown,
        }
    }

    /// Asks until all is decided or the input ends.
    ///
    /// # Errors
    /// The lines cannot be written or read.
    pub fn run(&mut self) -> io::Result<()> {
        let mut last = None;
        let mut to = None;
        if let Some(year) = self.new_year.take() {
            self.change_year(year)?;
        }
        loop {
            let next = to.take().or_else(|| self.next(last));
            let outcome = match next {
                Some(fact) => {
                    if self.asked.last() != Some(&fact) {
                        self.asked.push(fact);
                    }
                    last = Some(fact);
                    self.ask(fact)?
                }
                None => self.finish()?,
            };
            match outcome {
                Next::On => {}
                Next::To(fact) => to = Some(fact),
                Next::End => break,
            }
        }
        self.result()
    }

    fn filled(&self) -> Answers {
        let mut answers = self.profile.answers.clone();
        let industry = self.profile.enterprise.industry_code.as_deref();
        let Setting { policy, benchmarks, .. } = self.setting;
        benchmarks.fill(policy, self.profile.year, industry, &mut answers);
        answers
    }

    fn view(&self) -> Assessment<'_> {
        let Setting { policy, program, .. } = self.setting;
        Assessment::new(policy, program, &self.profile, self.filled(), self.profile.year)
    }

    fn interview(&self) -> Interview {
        let Setting { policy, program, way, .. } = self.setting;
        Interview::along(policy, program, &self.profile, &self.filled(), way)
    }

    fn next(&self, after: Option<FactId>) -> Option<FactId> {
        let Setting { policy, program, way, .. } = self.setting;
        let (interview, filled) = (self.interview(), self.filled());
        next_question(policy, program, &self.profile, &filled, &interview, way, after)
    }

    /// Asks one question until it is answered or left.
    fn ask(&mut self, fact: FactId) -> io::Result<Next> {
        let Setting { policy, program, way, lang, .. } = self.setting;
        let (done, all) = self.interview().progress(policy, program, self.profile.year, way);
        let state = self.state(fact);
        self.say([String::new()])?;
        self.tell(&text!("已办 {done} 题，共 {all} 题。", "{done} of {all} questions done."))?;
        let mut supported = supportable(policy, program, &self.filled(), self.profile.year);
        let wanted = way.benefits(policy);
        supported.retain(|benefit| wanted.contains(benefit));
        let quick = quick_answer(policy, &self.filled(), fact);
        let pages = say::pages(policy, &supported, fact);
        let mut page = 0;
        // An amount whose unit was asked about.
        let mut doubted = None;
        // The items of a list, a line each.
        let mut items: Vec<Item> = Vec::new();
        let mut repeat = true;
        loop {
            if std::mem::take(&mut repeat) {
                let at = (fact, page);
                let mut lines = say::question(policy, &self.profile, &supported, at, state, lang);
                lines.extend(
                    quick.as_ref().map(|(_, name)| format!("{} {}", QUICK[0], name.get(lang))),
                );
                self.say(lines)?;
            }
            let Some(line) = self.line()? else { return Ok(Next::End) };
            if let Some(turned) = turned(&line, page, pages) {
                (page, repeat) = (turned, true);
                continue;
            }
            if let Some((value, _)) = &quick
                && QUICK.contains(&folded(&line).as_str())
            {
                self.take(fact, value.clone())?;
                return Ok(Next::On);
            }
            if let Some(value) = doubted.take_if(|_| read::is_yes(&line)) {
                self.take(fact, value)?;
                return Ok(Next::On);
            }
            match self.command(&line, Some(fact))? {
                Said::Stay => {
                    repeat = true;
                    continue;
                }
                Said::Leave(next) => return Ok(next),
                Said::Other => {}
            }
            if let Some(taken) = self.assignment(&line)? {
                repeat = taken;
                // The line may have answered this question, or made it needless.
                if state == State::Open && !self.is_due(fact) {
                    return Ok(Next::On);
                }
                continue;
            }
            if line.trim().is_empty() {
                if state != State::Open {
                    return Ok(Next::On);
                }
                repeat = true;
                continue;
            }
            if !items.is_empty() && read::is_done(&line) {
                self.take(fact, Value::Items(items))?;
                return Ok(Next::On);
            }
            match read::read(policy.fact(fact), &line, None) {
                Read::Value(Value::Items(more)) if !more.is_empty() => {
                    items.extend(more);
                    let count = items.len();
                    self.tell(&text!(
                        "已记 {count} 项。再输入一项，或输入 完。",
                        "{count} items so far. Type another, or done."
                    ))?;
                }
                Read::Value(value) => {
                    if self.offer(fact, value, &mut doubted)? {
                        return Ok(Next::On);
                    }
                }
                Read::Wrong(why) => self.tell(&why)?,
                Read::NeedsUnit => {
                    let lines = say::units(lang);
                    self.say(lines)?;
                    let Some(unit) = self.line()? else { return Ok(Next::End) };
                    match self.command(&unit, Some(fact))? {
                        Said::Stay => continue,
                        Said::Leave(next) => return Ok(next),
                        Said::Other => {}
                    }
                    match read::read(policy.fact(fact), &line, read::unit(&unit)) {
                        Read::Value(value) => {
                            if self.offer(fact, value, &mut doubted)? {
                                return Ok(Next::On);
                            }
                        }
                        Read::Wrong(why) => self.tell(&why)?,
                        Read::NeedsUnit => self.tell(&text!(
                            "没有这个单位。请重新输入金额，连同单位。",
                            "There is no such unit. Type the amount again, with its unit."
                        ))?,
                    }
                }
            }
        }
    }

    /// All is asked: what is there can still be changed.
    fn finish(&mut self) -> io::Result<Next> {
        self.say([String::new()])?;
        self.tell(&text!(
            "问完了。要改回答，输入 返回，或 编号 = 值；要结束，直接回车。",
            "All is asked. To change an answer type back, or id = value; press Enter to end."
        ))?;
        loop {
            let Some(line) = self.line()? else { return Ok(Next::End) };
            if line.trim().is_empty() {
                return Ok(Next::End);
            }
            match self.command(&line, None)? {
                Said::Stay => continue,
                Said::Leave(next) => return Ok(next),
                Said::Other => {}
            }
            match self.assignment(&line)? {
                Some(true) if self.next(None).is_some() => return Ok(Next::On),
                Some(_) => {}
                None => self.tell(&text!(
                    "都问完了。输入 返回 可改上一题。",
                    "All is asked. Type back to change the last answer."
                ))?,
            }
        }
    }

    /// The question before one, or before the end, that was answered in an earlier sitting.
    fn earlier(&self, fact: Option<FactId>) -> Option<FactId> {
        let interview = self.interview();
        let before = interview.questions().take_while(|question| Some(question.fact) != fact);
        let done =
            before.filter(|question| matches!(question.state, State::Answered | State::Unsure));
        done.last().map(|question| question.fact)
    }

    fn is_due(&self, fact: FactId) -> bool {
        self.interview().questions().any(|question| question.fact == fact && question.is_due())
    }

    fn state(&self, fact: FactId) -> State {
        if self.profile.answers.is_answered(fact) {
            State::Answered
        } else if self.profile.unsure.contains(&fact) {
            State::Unsure
        } else {
            State::Open
        }
    }

    /// Puts what was given on the disk before it is acknowledged; says so where it cannot.
    fn keep(&mut self) -> io::Result<()> {
        self.changed = true;
        let kept = (self.save)(&self.profile);
        if kept.urgent { self.tell(&kept.said) } else { Ok(()) }
    }

    fn is_slip(&self, fact: FactId, value: &Value) -> bool {
        let Value::Money(money) = value else { return false };
        is_ten_times_off(self.setting.policy, &self.profile.answers, fact, *money)
    }

    /// Takes an answer unless its unit must be asked about first; whether it was taken.
    fn offer(
        &mut self,
        fact: FactId,
        value: Value,
        doubted: &mut Option<Value>,
    ) -> io::Result<bool> {
        if doubted.as_ref() != Some(&value) && self.is_slip(fact, &value) {
            let shown = value.display(self.setting.policy.fact(fact), self.setting.lang);
            *doubted = Some(value);
            self.tell(&text!(
                "{shown}，与上年相差十倍以上，单位对吗？对就输入 1，不对就重新输入金额。",
                "{shown} is ten times the year before or more, or a tenth or less. Is the unit right? Type 1 if so, or the amount again."
            ))?;
            return Ok(false);
        }
        self.take(fact, value)?;
        Ok(true)
    }

    fn results(&self) -> Before {
        let view = self.view();
        let evaluator = &view.evaluator;
        Before {
            outcomes: evaluator.outcomes().to_vec(),
            totals: evaluator.totals().clone(),
            prospective: view.prospective.as_ref().map(|(_, totals)| totals.clone()),
        }
    }

    /// Takes an answer and says what it changed.
    fn take(&mut self, fact: FactId, value: Value) -> io::Result<()> {
        let Setting { policy, lang, .. } = self.setting;
        let before = self.results();
        let line = say::taken(policy, self.profile.year, fact, &value, lang);
        self.profile.unsure.remove(&fact);
        self.profile.answers.set(fact, Some(value));
        self.keep()?;
        self.say([line])?;
        self.say_changes(&before)
    }

    fn say_changes(&mut self, before: &Before) -> io::Result<()> {
        let Setting { way, lang, .. } = self.setting;
        let lines = say::changes(&self.view(), way, before, lang);
        self.say(lines)
    }

    fn result(&mut self) -> io::Result<()> {
        let lines = say::result(&self.view(), self.setting.way, self.setting.lang);
        self.say([String::new()])?;
        self.say(lines)
    }
}
