//! Many enterprises: one line or row each, in and out, in input order and constant memory.

mod ahead;
#[cfg(feature = "sheets")]
mod book;
mod cell_error;
mod cells;
mod columns;
mod csv_in;
mod decode;
mod error;
mod footers;
mod job;
mod lacks;
mod lines;
mod ndjson;
mod noticed;
mod opening;
mod output;
#[cfg(feature = "sheets")]
mod profile_rows;
mod record;
#[cfg(feature = "sheets")]
mod result;
mod rows;
mod summary;
#[cfg(feature = "sheets")]
mod template;
mod words;
mod work;
#[cfg(feature = "sheets")]
mod workbook;
mod write;

use std::collections::HashSet;
use std::io;

use crate::text;
use crate::text::Text;

use ahead::Settled;
#[cfg(feature = "sheets")]
pub use book::is_our_workbook;
use columns::Header;
pub use columns::{ColumnMap, ColumnUnit, Proposal};
use decode::Decoded;
pub use error::{LINE_LIMIT, ScreenError};
pub use job::{Duplicates, Event, Format, Job, Options, Read, Tally, Unreadable, Wanted};
use lines::Lines;
use noticed::Duplicate;
pub use output::{Bytes, Heads, Output};
#[cfg(feature = "sheets")]
pub use profile_rows::profile_rows;
pub use record::{BadRecord, Cause, Record};
#[cfg(feature = "sheets")]
pub use result::ResultBook;
pub use rows::Kind;
pub use summary::{Summary, other_programs};
#[cfg(feature = "sheets")]
pub use template::{Asked, template};
#[cfg(feature = "sheets")]
pub use workbook::{Sheets, Workbook};

/// Screens every line of the input, with as many threads as the options say; the output is the
/// same whatever their number.
///
/// # Errors
/// [`ScreenError`] when the input cannot be used at all or the output not be written.
pub fn run(
    job: &Job<'_>,
    input: impl io::Read + Send,
    output: &mut dyn Output,
    mut tell: impl FnMut(Event<'_>),
) -> Result<(Tally, Option<Summary>), ScreenError> {
    let workbook = [job.options.from, job.options.format].contains(&Format::Xlsx);
    if workbook && !cfg!(feature = "sheets") {
        return Err(ScreenError::Input(text!(
            "这个程序编译时没有带 Excel（feature sheets），请用 CSV 或 NDJSON",
            "this program is built without Excel (feature sheets); use CSV or NDJSON"
        )));
    }
    let (first, input) = opening::look(input)?;
    opening::check(&first, job.options.from)?;
    match job.options.from {
        Format::Ndjson => {
            let lines = Lines::new(input, job.options.stop.clone());
            let done = work::run(job, Header::default(), lines, output, &mut tell)?;
            if let Some(hint) = opening::hint(&first).filter(|_| done.0.bad > 0) {
                tell(Event::Remark(&hint));
            }
            Ok(done)
        }
        Format::Csv | Format::Long | Format::Xlsx => {
            let (header, records) = csv_in::open(job, Decoded::new(input))?;
            let mut settled = Settled::new(job.options);
            let ahead_header = header.clone();
            let ahead = ahead::look(job, &ahead_header, records, (0, &mut settled))?;
            work::run(job, header, ahead, output, tell)
        }
    }
}

/// Proposes a mapping file for a CSV input.
///
/// # Errors
/// As [`run`].
pub fn propose(job: &Job<'_>, input: impl io::Read) -> Result<Proposal, ScreenError> {
    let (first, input) = opening::look(input)?;
    opening::check(&first, Format::Csv)?;
    csv_in::propose(job, Decoded::new(input))
}

/// The enterprises that come more than once in a year, found before anything is written.
#[derive(Debug, Default)]
pub struct Again {
    groups: Vec<Duplicate>,
    sheets: Vec<String>,
}

impl Again {
    /// Goes through a CSV input.
    ///
    /// # Errors
    /// As [`run`].
    pub fn of_csv(job: &Job<'_>, input: impl io::Read + Send) -> Result<Self, ScreenError> {
        let (header, mut records) = csv_in::open(job, Decoded::new(input))?;
        let mut all = noticed::Noticed::default();
        ahead::note(job, &header, (0, &mut records), &mut all)?;
        Ok(Self { groups: all.duplicates(), sheets: Vec::new() })
    }

    /// Goes through the sheets of a workbook.
    ///
    /// # Errors
    /// As [`run`].
    #[cfg(feature = "sheets")]
    pub fn of_workbook<R: io::Read + io::Seek + Send>(
        job: &Job<'_>,
        book: Workbook<'_, R>,
    ) -> Result<Self, ScreenError> {
        let (mut all, sheets) = book.note(job)?;
        Ok(Self { groups: all.duplicates(), sheets })
    }

    /// The rows that do not count where the last of each does.
    pub fn all_but_last(&self) -> HashSet<u64> {
        self.groups.iter().flat_map(Duplicate::all_but_last).collect()
    }

    /// Which they are; none if there is none.
    pub fn text(&self) -> Option<Text> {
        noticed::warning(&self.groups, &self.sheets)
    }
}

#[cfg(test)]
mod tests;
