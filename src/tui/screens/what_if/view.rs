//! What if a figure were another: the figures, the chart, the points worth knowing.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::advise::whatif::number_text;
use crate::report::{ChartStyle, chart, label, without_points};
use crate::text::width::dots;

use crate::tui::hits::Hit;
use crate::tui::lines::{spread, window, wrap, wrap_under};
use crate::tui::model::Model;
use crate::tui::paint::{boxed, hit, line, put, shorten};
use crate::tui::theme::Meaning;

pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let Some(work) = &model.work else { return };
    let strings = model.strings();
    let lang = model.lang;
    let view = &model.what_if;
    let style = |meaning| model.theme.style(meaning);
    let inner = boxed(model, frame, area, strings.key_what_if);
    let width = usize::from(inner.width);
    let mut out = Vec::new();
    let row = view.list.cursor();
    let room = (usize::from(inner.height) / 5).clamp(2, 8);
    let year = work.profile.year;
    for at in window(view.facts.len(), row, room) {
        let fact = view.facts[at];
        let focus = at == row;
        let mark = if focus { model.theme.symbols().focus } else { " " };
        let data = model.policy.fact(fact);
        let value = work.filled.get(fact).map_or(String::new(), |v| v.display(data, lang));
        let name = label(&model.policy, fact, year, lang);
        hit(model, inner, out.len(), Hit::Row(at));
        let meaning = if focus { Meaning::Focus } else { Meaning::Plain };
        out.push(line(spread(&format!("{mark} {name}"), &value, width), style(meaning)));
    }
    let rule = model.theme.symbols().rule.repeat(width);
    out.push(line(rule, style(Meaning::Muted)));
    match &view.sweep {
        Some(Ok(sweep)) => {
            let here = view.at.or(sweep.now);
            if let Some(at) = here {
                let value = number_text(&model.policy, sweep.fact, at, lang);
                let total = view.total.map_or(String::new(), |sum| sum.display(lang));
                let said = format!("{} {total}", strings.total);
                out.push(line(spread(&value, &said, width), style(Meaning::Heading)));
            }
            let points = view.points.len().min(6);
            let height = usize::from(inner.height).saturating_sub(out.len() + points + 3);
            let height = height.clamp(8, 20);
            let drawn = ChartStyle { width, height, ascii: model.theme.drawing().plain_signs() };
            let drawn = chart(&model.policy, sweep, drawn, lang);
            out.extend(drawn.into_iter().map(|text| line(text, style(Meaning::Plain))));
            for (text, point) in view.points.iter().zip(&sweep.points) {
                let (mark, said) = text.split_at(text.len().min(3));
                let meaning =
                    if view.at == Some(point.at) { Meaning::Heading } else { Meaning::Plain };
                let wrapped = wrap_under(mark, said, width);
                out.extend(wrapped.into_iter().map(|l| line(l, style(meaning))));
            }
            if view.points.is_empty() {
                out.push(line(without_points(sweep).get(lang), style(Meaning::Muted)));
            }
        }
        Some(Err(why)) => {
            out.extend(wrap(why, width).into_iter().map(|l| line(l, style(Meaning::Open))));
        }
        None => {}
    }
    shorten(&mut out, usize::from(inner.height).saturating_sub(1), &format!(" {}", dots()), width);
    out.push(line(strings.what_if_keys, style(Meaning::Muted)));
    put(frame, inner, out);
}
