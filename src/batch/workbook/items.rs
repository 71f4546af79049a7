//! Sheets of their own for lists of items: one item a row, with the name or code of its
//! enterprise.

use std::collections::HashMap;
use std::io::{Read, Seek};
use std::sync::Arc;

use super::super::columns::{self, Items};
use super::super::{Job, ScreenError, cells};
use super::book::Book;
use super::rows::cell_text;
use crate::policy::{Fact, Policy};
use crate::quantity::read::is_bare;
use crate::text::Lang;

/// The name of the sheet of a list: what a workbook takes for one.
pub(in crate::batch) fn sheet_name(fact: &Fact, lang: Lang) -> String {
    let name = fact.label.get(lang).replace(['[', ']', ':', '*', '?', '/', '\\', '{', '}'], " ");
    name.trim().chars().take(31).collect()
}

/// Whether a sheet is that of some list.
pub(super) fn is_items(policy: &Policy, sheet: &str) -> bool {
    let mut lists = policy.facts.iter().filter(|fact| !fact.kind.fields().is_empty());
    lists.any(|fact| [Lang::Zh, Lang::En].iter().any(|lang| sheet_name(fact, *lang) == sheet))
}

/// Reads the sheets of all lists that the workbook has.
pub(super) fn read<R: Read + Seek + Send>(
    job: &Job<'_>,
    book: &mut Book<'_, R>,
    names: &[String],
) -> Result<Vec<Items>, ScreenError> {
    let mut all = Vec::new();
    for (id, fact) in job.policy.facts().filter(|(_, fact)| !fact.kind.fields().is_empty()) {
        let is_its = |name: &&String| {
            [Lang::Zh, Lang::En].iter().any(|lang| sheet_name(fact, *lang) == **name)
        };
        if let Some(sheet) = names.iter().find(is_its) {
            let of = rows(fact, book, sheet)?;
            all.push(Items { fact: id, of: Arc::new(of) });
        }
    }
    Ok(all)
}

/// The items of each enterprise, as one cell would hold them.
fn rows<R: Read + Seek + Send>(
    fact: &Fact,
    book: &mut Book<'_, R>,
    sheet: &str,
) -> Result<HashMap<String, String>, ScreenError> {
    let mut of: HashMap<String, String> = HashMap::new();
    let Some(mut cells) = book.cells(sheet, None)? else { return Ok(of) };
    let (mut head, mut row, mut at): (Option<Head>, Vec<String>, u32) = (None, Vec::new(), 0);
    loop {
        let next = cells.next()?;
        let place = next.as_ref().map(|(row, column, _)| (*row, *column as usize));
        if place.is_none_or(|(next, _)| next != at) && !row.is_empty() {
            match &head {
                Some(head) => head.take(&row, &mut of),
                None => head = Head::of(fact, &row),
            }
            row.clear();
        }
        let Some(((line, column), (_, _, value))) = place.zip(next) else { return Ok(of) };
        at = line;
        if let (Some(text), true) = (cell_text(&value), column < 64) {
            if row.len() <= column {
                row.resize(column + 1, String::new());
            }
            row[column] = text;
        }
    }
}

/// Where a sheet of items says whose they are, and where each field stands.
struct Head {
    naming: Vec<usize>,
    /// The column of each field, and the unit that its header names.
    fields: Vec<Option<(usize, &'static str)>>,
}

impl Head {
    /// None where the row is no header: it names no enterprise, or no field.
    fn of(fact: &Fact, row: &[String]) -> Option<Self> {
        let naming: Vec<usize> =
            (0..row.len()).filter(|at| columns::is_naming(&row[*at])).collect();
        let field = |field: &Fact| {
            let names = [field.label.zh.as_str(), field.label.en.as_str(), field.id.as_str()];
            let is = |cell: &String| {
                let name = cell.split(['（', '(']).next().unwrap_or(cell).trim();
                names.iter().any(|known| known.split(['（', '(']).next() == Some(name))
            };
            let at = row.iter().position(is)?;
            let unit = match row[at].as_str() {
                cell if cell.contains("万元") || cell.contains("10k yuan") => "万元",
                cell if cell.contains('%') => "%",
                _ => "",
            };
            Some((at, unit))
        };
        let fields: Vec<_> = fact.kind.fields().iter().map(field).collect();
        let found = !naming.is_empty() && fields.iter().any(Option::is_some);
        found.then_some(Self { naming, fields })
    }

    /// Adds an item to those of its enterprise, under each of its names.
    fn take(&self, row: &[String], of: &mut HashMap<String, String>) {
        let cell = |at: usize| row.get(at).map_or("", |cell| cell.trim());
        let names = self.naming.iter().map(|at| cell(*at));
        let names: Vec<&str> =
            names.filter(|name| !cells::is_unknown(name) && !columns::is_example(name)).collect();
        let text = |field: &Option<(usize, &str)>| match field {
            Some((at, unit)) if is_bare(cell(*at)) => format!("{}{unit}", cell(*at)),
            Some((at, _)) => cell(*at).replace([';', '；', '|'], " "),
            None => String::new(),
        };
        let fields: Vec<String> = self.fields.iter().map(text).collect();
        if fields.iter().all(String::is_empty) {
            return;
        }
        for name in names {
            let items = of.entry(name.to_owned()).or_default();
            if !items.is_empty() {
                items.push('|');
            }
            items.push_str(&fields.join(";"));
        }
    }
}
