//! The words that are no answers: back, unknown, why, note, result, save, help, end.

use std::io::{self, BufRead, Write};

use super::super::say;
use super::super::words::Word;
use super::{Next, Session, Setting};
use crate::policy::FactId;
use crate::text;

/// What a line was, if it was a command.
pub(super) enum Said {
    /// No command.
    Other,
    /// The question stays.
    Stay,
    /// The question is left.
    Leave(Next),
}

impl<R: BufRead, W: Write> Session<'_, R, W> {
    /// Does what a command says.
    pub(super) fn command(&mut self, line: &str, fact: Option<FactId>) -> io::Result<Said> {
        let Some((word, rest)) = Word::of(line) else { return Ok(Said::Other) };
        let lang = self.setting.lang;
        match (word, fact) {
            (Word::Quit, _) => return Ok(Said::Leave(Next::End)),
            (Word::Back, _) => {
                if fact.is_some() {
                    self.asked.pop();
                }
                match self.asked.pop() {
                    Some(before) => return Ok(Said::Leave(Next::To(before))),
                    None if let Some(earlier) = self.earlier(fact) => {
                        return Ok(Said::Leave(Next::To(earlier)));
                    }
                    None => {
                        self.asked.extend(fact);
                        self.tell(&text!("这是第一题。", "This is the first question."))?;
                    }
                }
            }
            (Word::Unsure, Some(fact)) => {
                let before = self.results();
                self.profile.answers.set(fact, None);
                self.profile.unsure.insert(fact);
                self.keep()?;
                self.tell(&text!("记下：不知道。", "Noted: unknown."))?;
                self.say_changes(&before)?;
                return Ok(Said::Leave(Next::On));
            }
            (Word::Why, Some(fact)) => {
                let Setting { policy, program, .. } = self.setting;
                let lines = say::why(policy, program, &self.profile, &self.filled(), fact, lang);
                self.say(lines)?;
            }
            (Word::Note, Some(fact)) => {
                let note = if rest.is_empty() {
                    self.tell(&text!("请输入备注。", "Type the note."))?;
                    self.line()?
                } else {
                    Some(rest.to_owned())
                };
                let Some(note) = note else { return Ok(Said::Leave(Next::End)) };
                self.note(fact, note.trim())?;
                self.tell(&text!("已记备注。", "The note is kept."))?;
            }
            (Word::Result, _) => self.result()?,
            (Word::Save, _) => {
                let kept = (self.save)(&self.profile);
                self.tell(&kept.said)?;
            }
            (Word::Help, _) => {
                self.say([Word::list(lang)])?;
                self.tell(&text!(
                    "也可以一行写一项：编号 = 值，例如 year = 2025。",
                    "A line can also be: id = value, such as year = 2025."
                ))?;
            }
            (Word::Unsure | Word::Why | Word::Note, None) => {
                self.tell(&text!("现在没有在问的题。", "No question is being asked."))?;
            }
        }
        Ok(Said::Stay)
    }

    fn note(&mut self, fact: FactId, note: &str) -> io::Result<()> {
        let id = self.setting.policy.fact(fact).id.clone();
        if note.is_empty() {
            self.profile.notes.remove(&id);
        } else {
            self.profile.notes.insert(id, note.to_owned());
        }
        self.keep()
    }
}
