//! The start screen: a new profile, those put aside, the saved ones, samples.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::text::{columns, printable_within};

use crate::tui::calls::parked_title;
use crate::tui::hits::Hit;
use crate::tui::lines::{spread, window};
use crate::tui::model::Model;
use crate::tui::paint::{RULED, boxed, cursor, line, ruler};
use crate::tui::pane::Pane;
use crate::tui::screens::settings::words;
use crate::tui::screens::start::shelf::{About, Entry, FirstRun, Row, moment, title};
use crate::tui::theme::Meaning;

/// Columns before the name: the mark of the focus and the number.
const LEAD: usize = 5;
/// What a name keeps before a column is left out.
const NAME: usize = 18;

/// Draws it.
pub fn draw(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let strings = model.strings();
    let inner = boxed(model, frame, area, strings.start_title);
    let mut out = Pane::new(model, usize::from(inner.width));
    out.say(strings.start_intro, Meaning::Plain);
    out.say(strings.start_keys, Meaning::Plain);
    for notice in model.policy.notices.iter().take(3) {
        out.say(notice.get(model.lang), Meaning::Muted);
    }
    let typed = !model.shelf.list.filter().is_empty();
    let mut at_filter = None;
    if typed || !model.shelf.entries.is_empty() {
        let lead = format!("{}{}", strings.filter, model.lang.colon());
        let (shown, meaning) = match typed {
            true => (model.shelf.list.filter(), Meaning::Plain),
            false => (strings.filter_hint, Meaning::Muted),
        };
        let shown = printable_within(shown, out.width.saturating_sub(columns(&lead) + 1));
        let column = columns(&lead) + if typed { columns(&shown) } else { 0 };
        at_filter = Some((column, out.len()));
        out.push(line(format!("{lead}{shown}"), model.theme.style(meaning)));
    }
    if inner.height > 16 {
        out.blank();
    }
    // Asked once, how wide the terminal draws some characters is seen at once.
    let asking = model.shelf.first_run == FirstRun::Asking && inner.height > 16;
    let ruled = if asking && !model.theme.ascii { RULED } else { 0 };
    let room = usize::from(inner.height - ruled).saturating_sub(out.len()).max(3);
    model.shelf.list.page.set(room);
    let (list, focused) = profiles(model, out.width, room);
    out.window(list, focused, room);
    out.draw(frame, inner);
    ruler(model, frame, Rect { y: inner.bottom() - ruled, height: ruled, ..inner });
    if let Some((column, row)) = at_filter.filter(|_| model.popups.is_empty()) {
        cursor(frame, inner, column, row);
    }
}

/// The rows near the focus under their headings, and which line is in focus: only what can be in
/// sight is made, for the list may be long.
fn profiles(model: &Model, width: usize, room: usize) -> (Pane<'_>, usize) {
    let (rows, numbers) = (model.shelf.rows(), model.shelf.numbers());
    let cursor = model.shelf.list.cursor();
    let near = window(rows.len(), cursor, room);
    let widths = Widths::of(model, &rows[near.clone()], width);
    let mut list = Pane::new(model, width);
    let mut focused = 0;
    let mut before = near.start.checked_sub(1).and_then(|at| rows.get(at)).copied();
    for at in near {
        let row = rows[at];
        if let Some(heading) = heading(model, before, row, &widths, width) {
            if list.len() > 0 {
                list.blank();
            }
            list.push(line(heading, model.theme.style(Meaning::Heading)));
        }
        before = Some(row);
        if at == cursor {
            focused = list.len();
        }
        let (label, meaning) = label(model, row, &widths, width - LEAD);
        let number = numbers[at].map_or(String::new(), |number| format!("{number}."));
        let mark = if at == cursor { model.theme.symbols().focus } else { " " };
        let meaning = if at == cursor { Meaning::Focus } else { meaning };
        list.push(line(format!("{mark} {number:<3}{label}"), model.theme.style(meaning)));
        list.hit(Hit::Row(at));
    }
    if !model.shelf.list.filter().is_empty() && rows.len() == 1 {
        list.push(line(model.strings().filter_none, model.theme.style(Meaning::Muted)));
    }
    (list, focused)
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
