//! CSV in: a header of `id`, `year`, `industry_code` and fact ids; one row an enterprise.

use std::io::BufRead;

use super::ndjson::unknown_fact;
use super::{BadRecord, Each, LINE_LIMIT, Options, Record, ScreenError, year_missing};
use crate::diagnostic::found;
use crate::policy::{Fact, FactId, FactKind, Policy};
use crate::profile::Value;
use crate::profile::parse::{Raw, YEARS, parse};
use crate::text;
use crate::text::Text;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Id,
    Year,
    Industry,
    Fact(FactId),
    Ignored,
}

/// The word for an empty set or list.
const NONE: &str = "none";

/// Reads every row.
pub(super) fn read(
    policy: &Policy,
    options: &Options,
    input: impl BufRead,
    each: &mut Each<'_>,
) -> Result<(), ScreenError> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(input);
    let mut row = csv::ByteRecord::new();
    if !reader.read_byte_record(&mut row).map_err(unreadable)? {
        return Err(ScreenError::Input(text!(
            "文件是空的，没有表头",
            "the file is empty, there is no header"
        )));
    }
    let columns = header(policy, options, &row)?;
    let mut record = Record::new(policy);
    while reader.read_byte_record(&mut row).map_err(unreadable)? {
        let line = row.position().map_or(0, csv::Position::line);
        if row.len() == 1 && row[0].is_empty() {
            continue;
        }
        record.clear();
        match read_row(policy, options, &columns, &row, &mut record) {
            Ok(()) => each(Ok(&mut record))?,
            Err(error) => {
                let id = (!record.id.is_empty()).then(|| record.id.clone());
                each(Err(BadRecord { line, id, error }))?;
            }
        }
    }
    Ok(())
}

fn unreadable(error: csv::Error) -> ScreenError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => ScreenError::Read(error),
        other => {
            let why = found(&format!("{other:?}"));
            ScreenError::Input(text!("CSV 读不下去：{why}", "the CSV cannot be read on: {why}"))
        }
    }
}

fn header(
    policy: &Policy,
    options: &Options,
    row: &csv::ByteRecord,
) -> Result<Vec<Column>, ScreenError> {
    let mut columns = Vec::with_capacity(row.len());
    for (at, cell) in row.iter().enumerate() {
        let name = std::str::from_utf8(cell)
            .map_err(|_| ScreenError::Input(text!("表头不是 UTF-8", "the header is not UTF-8")))?;
        let name = if at == 0 { name.trim_start_matches('\u{feff}') } else { name }.trim();
        let column = match name {
            "id" => Column::Id,
            "year" => Column::Year,
            "industry_code" => Column::Industry,
            name => match policy.fact_id(name) {
                Some(fact) => Column::Fact(fact),
                None if options.ignore_unknown => Column::Ignored,
                None => {
                    let near = unknown_fact(policy, name);
                    let (zh, en) = (near.zh, near.en);
                    return Err(ScreenError::Input(text!(
                        "表头：{zh}（不是事实的列可用 --ignore-unknown 略过）",
                        "header: {en} (columns that are no facts: --ignore-unknown)"
                    )));
                }
            },
        };
        if column != Column::Ignored && columns.contains(&column) {
            let name = found(name);
            return Err(ScreenError::Input(text!(
                "表头：“{name}”出现了两次",
                "header: \"{name}\" stands twice"
            )));
        }
        columns.push(column);
    }
    if !columns.contains(&Column::Id) {
        return Err(ScreenError::Input(text!("表头缺少 id 列", "the header has no column id")));
    }
    Ok(columns)
}

fn read_row(
    policy: &Policy,
    options: &Options,
    columns: &[Column],
    row: &csv::ByteRecord,
    record: &mut Record,
) -> Result<(), Text> {
    if row.as_slice().len() > LINE_LIMIT {
        return Err(text!("这一行超过 1 MiB", "the line is over 1 MiB"));
    }
    let mut year = None;
    let mut fault = None;
    for (cell, column) in row.iter().zip(columns) {
        let Ok(cell) = std::str::from_utf8(cell) else {
            fault.get_or_insert(text!("不是 UTF-8", "not UTF-8"));
            continue;
        };
        match column {
            Column::Ignored => {}
            Column::Id => record.id = cell.to_owned(),
            _ if cell.is_empty() => {}
            Column::Industry => record.industry_code = Some(cell.to_owned()),
            Column::Year => match cell.parse::<i32>().ok().filter(|year| YEARS.contains(year)) {
                Some(number) => year = Some(number),
                None => {
                    let shown = found(cell);
                    fault.get_or_insert(text!(
                        "year 为“{shown}”，应为 1949 至 2100",
                        "year is \"{shown}\", expected 1949 to 2100"
                    ));
                }
            },
            Column::Fact(fact) => match parse_cell(policy.fact(*fact), cell) {
                Ok(value) => record.answers.set(*fact, Some(value)),
                Err(error) => {
                    fault.get_or_insert(error);
                }
            },
        }
    }
    if row.len() != columns.len() {
        let (is, wanted) = (row.len(), columns.len());
        return Err(text!("有 {is} 格，表头有 {wanted} 格", "{is} cells, the header has {wanted}"));
    }
    if let Some(fault) = fault {
        return Err(fault);
    }
    if record.id.is_empty() {
        return Err(text!("缺少 id", "the id is missing"));
    }
    record.year = year.or(options.year).ok_or_else(year_missing)?;
    Ok(())
}

/// A cell: sets and lists separated by `;`, `none` for an empty one; a bare integer is yuan.
fn parse_cell(fact: &Fact, cell: &str) -> Result<Value, Text> {
    let integer = |text: &str| {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| {
            text.parse::<i128>().unwrap_or(if text.starts_with('-') {
                i128::MIN
            } else {
                i128::MAX
            })
        })
    };
    let number_or_text = |text| integer(text).map_or(Raw::Str(text), Raw::Integer);
    let raw = match &fact.kind {
        FactKind::Bool => match cell {
            "true" => Raw::Bool(true),
            "false" => Raw::Bool(false),
            other => Raw::Str(other),
        },
        FactKind::Set(_) | FactKind::MoneyList if cell == NONE => Raw::List(Vec::new()),
        FactKind::Set(_) => Raw::List(cell.split(';').map(Raw::Str).collect()),
        FactKind::MoneyList => Raw::List(cell.split(';').map(number_or_text).collect()),
        FactKind::Money { .. } | FactKind::Count | FactKind::Year => number_or_text(cell),
        FactKind::Choice(_) | FactKind::Percent => Raw::Str(cell),
    };
    parse(fact, &raw).map_err(|error| error.what)
}
