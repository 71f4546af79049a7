//! What if a figure were another: the figures, the chart, the points worth knowing.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::advise::whatif::number_text;
use crate::report::{ChartStyle, chart, label, without_points};
use crate::tui::hits::Hit;
use crate::tui::model::Model;
use crate::tui::paint::{boxed, line};
use crate::tui::pane::Pane;
use crate::tui::theme::Meaning;

pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some(work) = &model.work else { return };
    let strings = model.strings();
    let lang = model.lang;
    let view = &model.what_if;
    let inner = boxed(model, frame, area, strings.key_what_if);
    let height = usize::from(inner.height);
    let mut figures = Pane::new(model, usize::from(inner.width));
    let year = work.profile.year;
    for (at, fact) in view.facts.iter().enumerate() {
        let data = model.policy.fact(*fact);
        let value = work.filled.get(*fact).map_or(String::new(), |v| v.display(data, lang));
        let name = label(&model.policy, *fact, year, lang);
        figures.choice(at == view.list.cursor(), &format!(" {name}"), &value, Meaning::Plain);
        figures.hit(Hit::Row(at));
    }
    let mut out = Pane::new(model, figures.width);
    out.window(figures, view.list.cursor(), (height / 5).clamp(2, 8));
    out.rule();
    match &view.sweep {
        Some(Ok(sweep)) => {
            let here = view.at.or(sweep.now);
            if let Some(at) = here {
                let value = number_text(&model.policy, sweep.fact, at, lang);
                let total = view.total.map_or(String::new(), |sum| sum.display(lang));
                out.row(&value, &format!("{} {total}", strings.total), Meaning::Heading);
            }
            let points = view.points.len().min(6);
            let high = height.saturating_sub(out.len() + points + 3).clamp(8, 20);
            let drawn = ChartStyle {
                width: out.width,
                height: high,
                ascii: model.theme.drawing().plain_signs(),
            };
            let plain = model.theme.style(Meaning::Plain);
            let drawn = chart(&model.policy, sweep, drawn, lang).into_iter();
            out.extend(drawn.map(|text| line(text, plain)));
            for (text, point) in view.points.iter().zip(&sweep.points) {
                let (mark, said) = text.split_at(text.len().min(3));
                let here = view.at == Some(point.at);
                out.under(mark, said, if here { Meaning::Heading } else { Meaning::Plain });
            }
            if view.points.is_empty() {
                out.push(line(without_points(sweep).get(lang), model.theme.style(Meaning::Muted)));
            }
        }
        Some(Err(why)) => out.say(why, Meaning::Open),
        None => {}
    }
    out.shorten(height.saturating_sub(1));
    out.push(line(strings.what_if_keys, model.theme.style(Meaning::Muted)));
    out.draw(frame, inner);
}
