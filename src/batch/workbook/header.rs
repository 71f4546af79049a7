//! Where the header of a sheet is: below titles, and over two rows where cells are merged.

use std::io::{Read, Seek};

use calamine::{DataRef, Dimensions, Xlsx, XlsxError};

use super::broken;
use super::number::decimal;
use crate::batch::columns;
use crate::batch::{Job, ScreenError};

/// Rows among which the header is looked for.
pub(super) const TITLE_ROWS: usize = 20;
/// The last column that is read (Excel's own limit).
const COLUMNS: usize = 16_384;
/// Characters of a name.
const NAME: usize = 500;

/// The first rows of a sheet that hold something.
pub(super) struct Top {
    rows: Vec<(u32, Vec<String>)>,
}

impl Top {
    pub(super) fn read<RS: Read + Seek>(
        book: &mut Xlsx<RS>,
        sheet: &str,
    ) -> Result<Self, ScreenError> {
        let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
        let mut reader = match book.worksheet_cells_reader(sheet) {
            Ok(reader) => reader,
            // A sheet of charts has no cells.
            Err(XlsxError::NotAWorksheet(_)) => return Ok(Self { rows }),
            Err(error) => return Err(broken(error)),
        };
        while let Some(next) = reader.next_cell().map_err(broken)? {
            let ((row, column), Some(text)) = (next.get_position(), plain_text(next.get_value()))
            else {
                continue;
            };
            if rows.last().is_none_or(|(last, _)| *last != row) {
                if rows.len() == TITLE_ROWS {
                    break;
                }
                rows.push((row, Vec::new()));
            }
            let column = column as usize;
            if let Some((_, cells)) = rows.last_mut()
                && column < COLUMNS
            {
                if cells.len() <= column {
                    cells.resize(column + 1, String::new());
                }
                cells[column] = text;
            }
        }
        Ok(Self { rows })
    }

    /// The row with the most facts, if any has one.
    pub(super) fn header(&self, job: &Job<'_>) -> Option<u32> {
        let score = |cells: &[String]| {
            columns::facts_among(job.policy, job.options, cells.iter().map(String::as_str))
        };
        let scores = self.rows.iter().rev().map(|(row, cells)| (*row, score(cells)));
        scores.max_by_key(|(_, score)| *score).filter(|(_, score)| *score > 0).map(|(row, _)| row)
    }

    /// Whether a column of the header names the enterprises.
    pub(super) fn names_enterprises(&self, row: u32) -> bool {
        self.row(row).iter().any(|name| columns::is_naming(name))
    }

    /// The last row of the header and the names of the columns: a name merged over rows stands in
    /// the first of them.
    ///
    /// # Errors
    /// An area merged over columns, which leaves columns without a name.
    pub(super) fn names(
        &self,
        merged: &[Dimensions],
        row: u32,
    ) -> Result<(u32, Vec<String>), Dimensions> {
        let covers = |area: &&Dimensions, row| (area.start.0..=area.end.0).contains(&row);
        let tall = |area: &&Dimensions| area.start.1 == area.end.1;
        // Below the row with the most facts the header goes on only if the enterprises' name is
        // merged that far: a row of data is never taken for a part of it.
        let naming = merged.iter().filter(|area| covers(area, row) && tall(area));
        let naming = naming.filter(|area| columns::is_naming(self.at(area.start)));
        let last = naming.map(|area| area.end.0).max().unwrap_or(row);
        let mut names = self.row(last).to_vec();
        for area in merged.iter().filter(|area| covers(area, last)) {
            if !tall(&area) {
                return Err(*area);
            }
            let (column, name) = (area.start.1 as usize, self.at(area.start));
            if name.is_empty() || column >= COLUMNS {
                continue;
            }
            if names.len() <= column {
                names.resize(column + 1, String::new());
            }
            name.clone_into(&mut names[column]);
        }
        Ok((last, names))
    }

    fn row(&self, row: u32) -> &[String] {
        self.rows.iter().find(|(at, _)| *at == row).map_or(&[], |(_, cells)| cells)
    }

    fn at(&self, (row, column): (u32, u32)) -> &str {
        self.row(row).get(column as usize).map_or("", String::as_str)
    }
}

/// A cell's text as a name, none for an empty one. A name broken over two lines is still one.
fn plain_text(value: &DataRef<'_>) -> Option<String> {
    let number;
    let text = match value {
        DataRef::String(text) => text.as_str(),
        DataRef::SharedString(text) => text,
        DataRef::Float(float) => {
            number = decimal(*float, 0)?;
            &number
        }
        DataRef::Int(int) => {
            number = int.to_string();
            &number
        }
        _ => return None,
    };
    let short: String = text.chars().filter(|c| !matches!(c, '\n' | '\r')).take(NAME).collect();
    let short = short.trim();
    (!short.is_empty()).then(|| short.to_owned())
}
