//! The start screen: a new profile, those put aside, the saved ones, samples.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::text::{columns, printable_within};

use crate::tui::calls::parked_title;
use crate::tui::hits::Hit;
use crate::tui::lines::{spread, window, wrap};
use crate::tui::model::Model;
use crate::tui::paint::{boxed, hit, line, put};
use crate::tui::screens::settings::words;
use crate::tui::screens::start::shelf::{About, Entry, Row, moment, title};
use crate::tui::theme::Meaning;

/// Columns before the name: the mark of the focus and the number.
const LEAD: usize = 5;
/// What a name keeps before a column is left out.
const NAME: usize = 18;

pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let strings = model.strings();
    let inner = boxed(model, frame, area, strings.start_title);
    let width = usize::from(inner.width);
    let style = |meaning| model.theme.style(meaning);
    let mut top = Vec::new();
    for text in wrap(strings.start_intro, width) {
        top.push(line(text, style(Meaning::Plain)));
    }
    for text in wrap(strings.start_keys, width) {
        top.push(line(text, style(Meaning::Plain)));
    }
    for notice in model.policy.notices.iter().take(3) {
        for text in wrap(notice.get(model.lang), width) {
            top.push(line(text, style(Meaning::Muted)));
        }
    }
    let typed = !model.shelf.list.filter().is_empty();
    let mut cursor = None;
    if typed || !model.shelf.entries.is_empty() {
        let colon = if model.lang == crate::text::Lang::Zh { "：" } else { ": " };
        let lead = format!("{}{colon}", strings.filter);
        let (shown, meaning) = if typed {
            (model.shelf.list.filter(), Meaning::Plain)
        } else {
            (strings.filter_hint, Meaning::Muted)
        };
        let shown = printable_within(shown, width.saturating_sub(columns(&lead) + 1));
        let at = columns(&lead) + if typed { columns(&shown) } else { 0 };
        cursor = Some((at, top.len()));
        top.push(line(format!("{lead}{shown}"), style(meaning)));
    }
    if inner.height > 16 {
        top.push(line("", style(Meaning::Plain)));
    }
    let rows = model.shelf.rows();
    let numbers = model.shelf.numbers();
    let room = usize::from(inner.height).saturating_sub(top.len()).max(3);
    // Only what can be in sight is made: the list may be long.
    model.shelf.list.page.set(room);
    let near = window(rows.len(), model.shelf.list.cursor(), room);
    let widths = Widths::of(model, &rows[near.clone()], width);
    let mut list: Vec<(ratatui::text::Line<'static>, Option<usize>)> = Vec::new();
    let mut focused = 0;
    let mut before = near.start.checked_sub(1).and_then(|at| rows.get(at)).copied();
    for at in near {
        let row = rows[at];
        if let Some(heading) = heading(model, before, row, &widths, width) {
            if !list.is_empty() {
                list.push((line("", style(Meaning::Plain)), None));
            }
            list.push((line(heading, style(Meaning::Heading)), None));
        }
        before = Some(row);
        let focus = at == model.shelf.list.cursor();
        if focus {
            focused = list.len();
        }
        let (label, meaning) = label(model, row, &widths, width - LEAD);
        let mark = if focus { model.theme.symbols().focus } else { " " };
        let number = numbers[at].map_or(String::new(), |number| format!("{number}."));
        let number = format!("{number:<3}");
        let meaning = if focus { Meaning::Focus } else { meaning };
        list.push((line(format!("{mark} {number}{label}"), style(meaning)), Some(at)));
    }
    if typed && rows.len() == 1 {
        list.push((line(strings.filter_none, style(Meaning::Muted)), None));
    }
    for at in window(list.len(), focused, room) {
        let (text, row) = &list[at];
        if let Some(row) = row {
            hit(model, inner, top.len(), Hit::Row(*row));
        }
        top.push(text.clone());
    }
    put(frame, inner, top);
    if let Some((column, row)) = cursor.filter(|_| model.popups.is_empty()) {
        crate::tui::paint::cursor(frame, inner, column, row);
    }
}

/// The columns beside the name, in the order in which they stand, and how wide each is.
struct Widths([usize; 5]);

/// The columns by how much they are missed where there is no room: the change first.
const BY_NEED: [usize; 5] = [4, 1, 0, 3, 2];

impl Widths {
    fn of(model: &Model, rows: &[Row], width: usize) -> Self {
        let mut widest = heads(model).map(columns);
        for row in rows {
            let Row::Saved(at) = row else { continue };
            let Some(entry) = model.shelf.entries.get(*at) else { continue };
            for (wide, cell) in widest.iter_mut().zip(cells(model, entry)) {
                *wide = (*wide).max(columns(&cell));
            }
        }
        let mut room = width.saturating_sub(LEAD + NAME);
        let mut widths = [0; 5];
        for column in BY_NEED {
            let wide = widest[column] + 2;
            if wide <= room {
                room -= wide;
                widths[column] = widest[column];
            }
        }
        Self(widths)
    }

    /// Cells set to the right, each in its column.
    fn row(&self, cells: &[String; 5]) -> String {
        let mut out = String::new();
        for (cell, wide) in cells.iter().zip(self.0) {
            if wide > 0 {
                out.push_str("  ");
                out.push_str(&" ".repeat(wide.saturating_sub(columns(cell))));
                out.push_str(cell);
            }
        }
        out
    }
}

fn heads(model: &Model) -> [&'static str; 5] {
    let strings = model.strings();
    [
        strings.column_year,
        strings.column_total,
        strings.at_most,
        strings.column_progress,
        strings.column_changed,
    ]
}

fn cells(model: &Model, entry: &Entry) -> [String; 5] {
    let changed = moment(entry.modified, &model.shelf.today, model.lang);
    match &entry.about {
        About::Read(sums) => {
            let most = sums
                .at_most
                .map_or(model.strings().no_ceiling.to_owned(), |most| most.display(model.lang));
            let (done, all) = sums.progress;
            let amount = sums.amount.display(model.lang);
            [sums.year.to_string(), amount, most, format!("{done}/{all}"), changed]
        }
        About::Pending => {
            let wait = model.theme.symbols().dot.to_owned();
            [wait.clone(), wait.clone(), wait.clone(), wait, changed]
        }
        About::Faulty(_) => [String::new(), String::new(), String::new(), String::new(), changed],
    }
}

fn heading(
    model: &Model,
    before: Option<Row>,
    row: Row,
    widths: &Widths,
    width: usize,
) -> Option<String> {
    let strings = model.strings();
    let kind = |row: Row| std::mem::discriminant(&row);
    if before.map(kind) == Some(kind(row)) {
        return None;
    }
    match row {
        Row::New => None,
        Row::Setting(_) => Some(strings.first_run.to_owned()),
        Row::Parked(_) => Some(strings.start_parked.to_owned()),
        Row::Saved(_) => {
            let heads = widths.row(&heads(model).map(str::to_owned));
            Some(spread(strings.start_saved, &heads, width))
        }
        Row::Sample(_) => Some(strings.start_samples.to_owned()),
    }
}

fn label(model: &Model, row: Row, widths: &Widths, width: usize) -> (String, Meaning) {
    let strings = model.strings();
    let plain = |text: &str| (printable_within(text, width), Meaning::Plain);
    match row {
        Row::New => plain(strings.start_new),
        Row::Setting(setting) => {
            let value = words::value(model, setting);
            (spread(&words::label(model, setting), &value, width.min(60)), Meaning::Plain)
        }
        Row::Parked(at) => match model.shelf.parked.get(at) {
            Some(parked) => plain(&parked_title(model, parked)),
            None => plain(""),
        },
        Row::Sample(at) => plain(model.shelf.samples.get(at).map_or("", |sample| &sample.title)),
        Row::Saved(at) => {
            let Some(entry) = model.shelf.entries.get(at) else { return plain("") };
            if let About::Faulty(why) = &entry.about {
                let name = printable_within(&entry.name, width / 2);
                let why = format!("{name}  {}{}", strings.unreadable, why.get(model.lang));
                return (printable_within(&why, width), Meaning::Fault);
            }
            let cells = widths.row(&cells(model, entry));
            (spread(&title(entry), &cells, width), Meaning::Plain)
        }
    }
}
