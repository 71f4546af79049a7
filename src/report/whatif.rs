//! The total against one figure: drawn with characters, and the points worth knowing.

use crate::advise::whatif::{Course, Number, Piece, Point, Question, Sweep, number_text, value_of};
use crate::assess::{Evaluator, Gap, Status};
use crate::document::{Block, Document, Line, List, Mark, Section, Tone};
use crate::policy::{FactKind, Policy};
use crate::quantity::Money;
use crate::text;
use crate::text::{Lang, columns};

use super::Assessment;
use super::phrase::{article_text, gap_text, gate_names, label, signed};

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChartStyle {
    /// Columns.
    pub width: usize,
    /// Lines, the axis and its labels among them.
    pub height: usize,
    /// Only ASCII characters, but for the labels.
    pub ascii: bool,
}

/// Marks of the points in order, the same in the chart and in the list.
const MARKS: &[u8] = b"123456789abcdefghijklmnopqrstuvwxyz";

/// The total against the figure as lines of at most `width` columns.
pub fn chart(policy: &Policy, sweep: &Sweep, style: ChartStyle, lang: Lang) -> Vec<String> {
    let most = sweep
        .pieces
        .iter()
        .flat_map(|piece| [piece.total_from, piece.total_to])
        .max()
        .unwrap_or_default()
        .fen();
    if most <= 0 {
        let nothing =
            text!("在此范围内，估算上限都是 0 元。", "In this range the ceiling is 0 throughout.");
        return vec![nothing.get(lang).to_owned()];
    }
    // An even number, so that the middle of the axis is a plain half.
    let rows = (style.height.saturating_sub(3) & !1).max(2);
    let amount = |row: usize| {
        let fen = i128::from(most) * i128::try_from(row).unwrap_or(0)
            / i128::try_from(rows).unwrap_or(1).max(1);
        Money::from_fen(i64::try_from(fen).unwrap_or(0)).display(lang)
    };
    // The axis names its ends and its middle.
    let named = [(rows, amount(rows)), (rows / 2, amount(rows / 2))];
    let left = named.iter().map(|(_, name)| columns(name)).max().unwrap_or(0) + 1;
    let across = style.width.saturating_sub(left + 1).max(10);
    let number = |column: usize| -> Number {
        let span = i128::from(sweep.to) - i128::from(sweep.from);
        let along =
            span * i128::try_from(column).unwrap_or(0) / i128::try_from(across - 1).unwrap_or(1);
        i64::try_from(i128::from(sweep.from) + along).unwrap_or(sweep.to)
    };
    let eighths: Vec<i128> = (0..across)
        .map(|column| {
            let fen = sweep.total_at(number(column)).unwrap_or_default().fen();
            i128::from(fen) * i128::try_from(rows * 8).unwrap_or(0) / i128::from(most)
        })
        .collect();
    let mut lines = Vec::new();
    for row in (1..=rows).rev() {
        let name = named.iter().find(|(at, _)| *at == row).map_or("", |(_, name)| name);
        let full = i128::try_from(row * 8).unwrap_or(0);
        let drawn: String =
            eighths.iter().map(|height| block(*height, full, style.ascii)).collect();
        let axis = if style.ascii { '|' } else { '│' };
        let pad = " ".repeat(left.saturating_sub(columns(name)).saturating_sub(1));
        lines.push(format!("{pad}{name} {axis}{drawn}").trim_end().to_owned());
    }
    let (corner, flat) = if style.ascii { ('+', "-") } else { ('└', "─") };
    lines.push(format!("{}{corner}{}", " ".repeat(left), flat.repeat(across)));
    lines.push(
        format!("{} {}", " ".repeat(left), marks(sweep, across, style.ascii)).trim_end().to_owned(),
    );
    lines.push(format!("{} {}", " ".repeat(left), ends(policy, sweep, across, lang)));
    lines
}

/// One cell of a column of some height; `full` is the top of the cell.
fn block(height: i128, full: i128, ascii: bool) -> char {
    const BLOCKS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let filled = (height - (full - 8)).clamp(0, 8);
    match (ascii, usize::try_from(filled).unwrap_or(0)) {
        (true, 0..=3) => ' ',
        (true, 4..=6) => '.',
        (true, _) => '#',
        (false, filled) => BLOCKS[filled],
    }
}

/// The column of a number.
fn column(sweep: &Sweep, number: Number, across: usize) -> usize {
    let span = (i128::from(sweep.to) - i128::from(sweep.from)).max(1);
    let along = i128::from(number) - i128::from(sweep.from);
    let room = i128::try_from(across.saturating_sub(1)).unwrap_or(0);
    usize::try_from((along * room + span - 1).max(0) / span).unwrap_or(0).min(across - 1)
}

/// The points by their marks, and the answer now.
fn marks(sweep: &Sweep, across: usize, ascii: bool) -> String {
    let mut line = vec![' '; across];
    for (point, mark) in sweep.points.iter().zip(MARKS) {
        line[column(sweep, point.at, across)] = char::from(*mark);
    }
    if let Some(now) = sweep.now.filter(|now| (sweep.from..=sweep.to).contains(now)) {
        line[column(sweep, now, across)] = if ascii { '^' } else { '▲' };
    }
    line.into_iter().collect()
}

/// The ends of the range, and the answer now between them where there is room.
fn ends(policy: &Policy, sweep: &Sweep, across: usize, lang: Lang) -> String {
    let say = |number| number_text(policy, sweep.fact, number, lang);
    let (first, last) = (say(sweep.from), say(sweep.to));
    let mut line = first;
    let room = across.saturating_sub(columns(&last));
    if let Some(now) = sweep.now.filter(|now| (sweep.from..=sweep.to).contains(now)) {
        let said = say(now);
        let middle = column(sweep, now, across).saturating_sub(columns(&said) / 2);
        let at = middle.max(columns(&line) + 2);
        if at + columns(&said) + 2 <= room {
            line.push_str(&" ".repeat(at - columns(&line)));
            line.push_str(&said);
        }
    }
    line.push_str(&" ".repeat(room.saturating_sub(columns(&line)).max(1)));
    line.push_str(&last);
    line
}

/// The total against a figure as a document.
pub fn whatif(view: &Assessment<'_>, sweep: &Sweep, style: ChartStyle, lang: Lang) -> Document {
    let mut document = Document::new(lang, whatif_heading(view, sweep, lang));
    let drawn = chart(view.policy, sweep, style, lang);
    document.add(Block::Drawing(drawn.iter().map(Line::from).collect()));
    let points = point_lines(view, sweep, lang);
    let mut section = Section::new(text!("转折点", "Where it turns").get(lang));
    if points.is_empty() {
        section.add(Line::from(without_points(sweep).get(lang)));
    }
    let points = points.iter().map(|point| point.split_once("  ").unwrap_or(("", point)));
    section.add(Block::Pairs(
        points.map(|(mark, said)| (Line::from(mark), Line::from(said))).collect(),
    ));
    document.add(section);
    let notices = view.notices();
    let notices = notices.iter().map(|notice| Line::toned(notice.get(lang), Tone::Quiet));
    document
        .add(Section::new(text!("说明", "Notes").get(lang)).with(List::new(Mark::Point, notices)));
    document
}

/// The figure that is moved, what there is now, and what is taken as met.
pub fn whatif_heading(view: &Assessment<'_>, sweep: &Sweep, lang: Lang) -> String {
    let name = label(view.policy, sweep.fact, view.year, lang);
    let now = sweep.now.map(|now| number_text(view.policy, sweep.fact, now, lang));
    let now = now.unwrap_or_else(|| text!("未填写", "not given").get(lang).to_owned());
    let total = sweep.total_now.display(lang);
    let gates = gate_names(view.policy, &sweep.assuming, lang);
    let assuming = if gates.is_empty() {
        text!("", "")
    } else {
        text!("（假定：{gates}）", " (taken as met: {gates})")
    };
    let assuming = assuming.get(lang);
    let open = view.evaluator.outcomes().iter();
    let open = open.filter(|outcome| outcome.status == Status::Undetermined).count();
    let open = match open {
        0 => text!("", ""),
        _ => {
            text!("；待确认的 {open} 项没有计入", "; {open} items to be confirmed are not counted")
        }
    };
    let open = open.get(lang);
    text!(
        "估算上限随“{name}”变化{assuming}：现为 {now}，{total}{open}",
        "Estimated ceiling by \"{name}\"{assuming}: now {now}, {total}{open}"
    )
    .get(lang)
    .to_owned()
}

/// The points worth knowing, a line each: `2  再增 320万元，至 1亿元 → 首次达到 1亿元，+30万元`.
pub fn point_lines(view: &Assessment<'_>, sweep: &Sweep, lang: Lang) -> Vec<String> {
    let marks = MARKS.iter().map(|mark| char::from(*mark)).chain(std::iter::repeat('·'));
    marks
        .zip(&sweep.points)
        .map(|(mark, point)| format!("{mark}  {}", point_text(view, sweep, point, lang)))
        .collect()
}

/// What is said of a range with no such point: the total stays, or moves evenly.
pub fn without_points(sweep: &Sweep) -> text::Text {
    let first = sweep.pieces.first().map(|piece| piece.total_from);
    let same = |piece: &Piece| Some(piece.total_from) == first && Some(piece.total_to) == first;
    if sweep.pieces.iter().all(same) {
        text!("在此范围内，它不改变估算上限。", "In this range it does not move the ceiling.")
    } else {
        text!(
            "在此范围内，估算上限随它均匀变化，没有台阶。",
            "In this range the ceiling moves evenly with it, without a step."
        )
    }
}

fn point_text(view: &Assessment<'_>, sweep: &Sweep, point: &Point, lang: Lang) -> String {
    let say = |number| number_text(view.policy, sweep.fact, number, lang);
    let at = say(point.at);
    let way = match sweep.now {
        Some(now) if point.at > now => {
            let more = distance(view, sweep, point.at - now, lang);
            text!("再增 {more}，至 {at}", "{more} more, to {at}")
        }
        Some(now) if point.at < now => {
            let less = distance(view, sweep, now - point.at, lang);
            text!("比现在少 {less}，{at}", "{less} less, {at}")
        }
        _ => text!("{at}", "{at}"),
    };
    let mut parts: Vec<String> = reasons(view, sweep, point, lang);
    let step = point.step();
    if step != Money::ZERO {
        parts.push(signed(step.fen(), lang));
    }
    let then = match point.then {
        Course::Rising => text!("此后随之增加", "rising from there"),
        Course::Flat if step == Money::ZERO => text!("此后不再变化", "flat from there"),
        Course::Flat => text!("", ""),
        Course::Falling => text!("此后随之减少", "falling from there"),
    };
    let then = then.get(lang);
    if !then.is_empty() {
        parts.push(then.to_owned());
    }
    let total = point.total.display(lang);
    parts.push(text!("合计 {total}", "total {total}").get(lang).to_owned());
    format!("{} → {}", way.get(lang), parts.join(lang.comma()))
}

/// A distance between two numbers of the fact.
fn distance(view: &Assessment<'_>, sweep: &Sweep, number: Number, lang: Lang) -> String {
    if view.policy.fact(sweep.fact).kind == FactKind::Percent {
        gap_text(Gap::Points(i128::from(number)), lang)
    } else {
        number_text(view.policy, sweep.fact, number, lang)
    }
}

/// The benefits that come out otherwise at a point, with the worked award.
fn reasons(view: &Assessment<'_>, sweep: &Sweep, point: &Point, lang: Lang) -> Vec<String> {
    let fact = view.policy.fact(sweep.fact);
    let Some(value) = value_of(&fact.kind, point.at) else { return Vec::new() };
    let mut answers = view.answers.clone();
    answers.set(sweep.fact, Some(value));
    let there =
        Assessment::new(view.policy, view.evaluator.program(), view.profile, answers, view.year);
    let turned = point.turned.iter().map(|(id, course, outcome)| {
        let benefit = view.policy.benefit(*id);
        let (article, title) =
            (article_text(view.policy, benefit.article, lang), benefit.title.get(lang));
        let amount = outcome.amount.display(lang);
        match course {
            Course::Rising => {
                text!("{article} {title}开始增加", "{article} {title} begins to rise")
            }
            Course::Falling => {
                text!("{article} {title}开始减少", "{article} {title} begins to fall")
            }
            Course::Flat => {
                text!("{article} {title}停在 {amount}", "{article} {title} stays at {amount}")
            }
        }
        .get(lang)
        .to_owned()
    });
    point
        .changed
        .iter()
        .map(|(id, _, outcome)| {
            let benefit = view.policy.benefit(*id);
            let article = article_text(view.policy, benefit.article, lang);
            let title = benefit.title.get(lang);
            match outcome.status {
                Status::Eligible => {
                    let line = there.award_line(*id, lang);
                    let said = line.unwrap_or_else(|| outcome.amount.display(lang));
                    text!("{article} {title}（{said}）", "{article} {title} ({said})")
                }
                Status::Superseded => text!(
                    "{article} {title}让位于另一项",
                    "{article} {title} gives way to another item"
                ),
                Status::Ineligible | Status::Undetermined | Status::Duplicate => {
                    text!("{article} {title}不再符合", "{article} {title} no longer eligible")
                }
            }
            .get(lang)
            .to_owned()
        })
        .chain(turned)
        .collect()
}

/// The view as a question to [`crate::advise::whatif::sweep`].
pub fn question<'v>(view: &'v Assessment<'_>) -> Question<'v> {
    let evaluator: &Evaluator<'v> = &view.evaluator;
    Question {
        policy: view.policy,
        program: evaluator.program(),
        answers: &view.answers,
        year: view.year,
    }
}
