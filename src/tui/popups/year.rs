//! Another assessment year for figures that are there already: carried over, kept as they are, or
//! not at all. Both columns are shown before one is chosen.

use ratatui::text::Line;

use crate::policy::FactId;
use crate::profile::{Profile, change_year, names_year};
use crate::text::{Lang, columns, printable_within};
use crate::tui::answer::{after_answer, set_year};
use crate::tui::component::Outcome;
use crate::tui::editor::rows::Target;
use crate::tui::effect::Effect;
use crate::tui::lines::wrap_under;
use crate::tui::model::Model;
use crate::tui::paint::line;
use crate::tui::popups::choice::{Choice, Item};
use crate::tui::theme::Meaning;

/// The year asked for, and the profile as it would be carried over, where there is a way.
pub struct Year {
    to: i32,
    carried: Option<Profile>,
}

/// Asks what is to become of the figures; false where none of them names its year.
pub fn ask(model: &mut Model, to: i32) -> bool {
    let Some(work) = &model.work else { return false };
    let figures = model.policy.facts().any(|(id, _)| is_figure(model, &work.profile, id));
    if !figures || to == work.profile.year {
        return false;
    }
    let carried = change_year(&model.policy, &work.profile, to);
    model.push_unasked(crate::tui::popups::choice::Chooser::new(Year { to, carried }, 0));
    true
}

/// Whether a fact is answered and its question names a year.
fn is_figure(model: &Model, profile: &Profile, id: FactId) -> bool {
    profile.answers.is_answered(id) && names_year(model.policy.fact(id))
}

/// What a row does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    Carry,
    Keep,
    Cancel,
}

impl Year {
    fn rows(&self) -> &'static [Row] {
        match self.carried {
            Some(_) => &[Row::Carry, Row::Keep, Row::Cancel],
            None => &[Row::Keep, Row::Cancel],
        }
    }
}

impl Choice for Year {
    const NAME: &'static str = "year";

    fn title(&self, model: &Model) -> String {
        let from = model.work.as_ref().map_or(0, |work| work.profile.year);
        let to = self.to;
        crate::text!(
            "评估年度 {from} → {to}：已填的数怎么办",
            "Year {from} → {to}: the figures given"
        )
        .get(model.lang)
        .to_owned()
    }

    fn items(&self, model: &Model, _: &str) -> Vec<Item> {
        let from = model.work.as_ref().map_or(0, |work| work.profile.year);
        let to = self.to;
        let said = |row: &Row| match row {
            Row::Carry => crate::text!(
                "结转到 {to}：{from} 年的数成为以前年度的数，{to} 年的重新问",
                "Carry over to {to}: figures of {from} become earlier ones, those of {to} are asked"
            ),
            Row::Keep => crate::text!(
                "原样算作 {to}：这些数本来就是 {to} 年度的，年度填错了",
                "Keep them under {to}: they are figures of {to}, the year was wrong"
            ),
            Row::Cancel => {
                crate::text!("不改，仍按 {from} 年度", "Change nothing: the year stays {from}")
            }
        };
        let rows = self.rows().iter().map(|row| said(row).get(model.lang).to_owned());
        crate::tui::popups::choice::items(rows)
    }

    fn below(&self, model: &Model, _: usize, width: usize) -> Vec<Line<'static>> {
        let Some(work) = &model.work else { return Vec::new() };
        let style = |meaning| model.theme.style(meaning);
        let column = (width / 4).clamp(9, 22);
        let cells = |label: &str, carried: &str, kept: &str| {
            let room = width.saturating_sub(2 * column + 2);
            let mut out = wrap_under("", label, room);
            let last = out.last_mut().map(std::mem::take).unwrap_or_default();
            let pad = |text: &str, wide: usize| {
                let text = printable_within(text, wide);
                " ".repeat(wide.saturating_sub(columns(&text))) + &text
            };
            let gap = " ".repeat(room.saturating_sub(columns(&last)));
            if let Some(end) = out.last_mut() {
                *end = format!("{last}{gap} {} {}", pad(carried, column), pad(kept, column));
            }
            out
        };
        let (carry, keep) = match model.lang {
            Lang::Zh => ("结转", "原样"),
            Lang::En => ("carried", "kept"),
        };
        let carry = if self.carried.is_some() { carry } else { "" };
        let mut out: Vec<Line<'static>> = cells("", carry, keep)
            .into_iter()
            .map(|text| line(text, style(Meaning::Heading)))
            .collect();
        for (id, fact) in model.policy.facts() {
            let value = |profile: &Profile| {
                let value = profile.answers.get(id);
                value.map_or("—".to_owned(), |value| value.display(fact, model.lang))
            };
            let carried = self.carried.as_ref().map(&value).unwrap_or_default();
            let kept = value(&work.profile);
            let named = names_year(fact);
            if !named || (kept == "—" && (carried == "—" || carried.is_empty())) {
                continue;
            }
            let label = fact.label.dated(self.to);
            let text = cells(label.get(model.lang), &carried, &kept);
            out.extend(text.into_iter().map(|text| line(text, style(Meaning::Plain))));
        }
        out
    }

    fn choose(&mut self, model: &mut Model, row: usize, _: &str) -> Outcome {
        let effect = match self.rows().get(row) {
            Some(Row::Carry) => {
                let carried = self.carried.take();
                set_year(model, self.to, carried)
            }
            Some(Row::Keep) => set_year(model, self.to, None),
            Some(Row::Cancel) | None => {
                model.work.iter_mut().for_each(|work| work.editor.settle());
                model.focus(Target::YEAR);
                return Outcome::Close(Effect::None);
            }
        };
        after_answer(model, Target::YEAR);
        Outcome::Close(effect)
    }
}
