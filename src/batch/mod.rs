//! Many enterprises: one line or row each, in and out, in input order and constant memory.

mod ahead;
#[cfg(feature = "sheets")]
mod book;
mod cell_error;
mod cells;
mod chunk;
mod columns;
mod csv_in;
mod decode;
mod fast;
mod footers;
mod lacks;
mod names;
mod ndjson;
mod noticed;
mod opening;
mod output;
#[cfg(feature = "sheets")]
mod profile_rows;
mod record;
#[cfg(feature = "sheets")]
mod result;
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
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::assess::Program;
use crate::policy::Policy;
use crate::profile::Averages;
use crate::text;
use crate::text::{Lang, Text};

#[cfg(feature = "sheets")]
pub use book::is_our_workbook;
use chunk::Chunks;
pub use chunk::Kind;
pub use columns::ColumnUnit;
use columns::Header;
use decode::Decoded;
pub use output::{Bytes, Heads, Output};
#[cfg(feature = "sheets")]
pub use profile_rows::profile_rows;
pub use record::{BadRecord, Cause, Record};
#[cfg(feature = "sheets")]
pub use result::ResultBook;
pub use summary::{Summary, other_programs};
#[cfg(feature = "sheets")]
pub use template::{Asked, template};
#[cfg(feature = "sheets")]
pub use workbook::{Sheets, Workbook};

/// The form of the input or output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Ndjson,
    /// A header and one row an enterprise.
    Csv,
    /// Out: CSV with one row an enterprise and benefit.
    Long,
    /// An Excel workbook.
    Xlsx,
}

/// What becomes of a row with a cell that cannot be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unreadable {
    /// The row is an error.
    #[default]
    Error,
    /// The cell is not known, and named in the result.
    Unknown,
}

/// What becomes of an enterprise that comes again in the same year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Duplicates {
    /// Every row counts; they are warned of.
    #[default]
    Keep,
    /// The first row counts.
    First,
    /// The last row counts.
    Last,
    /// The input is refused.
    Error,
}

/// What comes of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A row or line of each enterprise.
    Rows,
    /// Everything added up, and no row.
    Sums,
    /// Each enterprise as it was read: [`Event::Record`].
    Records,
}

/// How to screen.
#[derive(Clone, Debug)]
pub struct Options {
    /// Form of the input.
    pub from: Format,
    /// Form of the output.
    pub format: Format,
    /// The year of the lines that name none.
    pub year: Option<i32>,
    /// Leave the benefits out of NDJSON.
    pub totals_only: bool,
    /// Add gate, conflicts and missing parts to NDJSON.
    pub missing: bool,
    /// Ignore unknown CSV columns.
    pub ignore_unknown: bool,
    /// Copy unknown CSV columns to the result.
    pub carry: bool,
    /// CSV out as Excel opens it rightly.
    pub excel: bool,
    /// Units of columns, by their names.
    pub units: Vec<(String, ColumnUnit)>,
    /// What becomes of a cell that cannot be read.
    pub unreadable: Unreadable,
    /// What becomes of an enterprise that comes again in the same year.
    pub duplicates: Duplicates,
    /// Rows that were found not to count.
    pub dropped: HashSet<u64>,
    /// What comes of the run.
    pub wanted: Wanted,
    /// The column that the sums are also given by.
    pub by: Option<String>,
    /// Language of the messages.
    pub lang: Lang,
    /// How many threads evaluate.
    pub threads: NonZeroUsize,
    /// Set to end early, with what is done.
    pub stop: Arc<AtomicBool>,
}

impl Options {
    /// Whether everything is added up: it is what is asked for, or the first sheet of a workbook.
    fn sums(&self) -> bool {
        match self.wanted {
            Wanted::Rows => self.format == Format::Xlsx,
            Wanted::Sums => true,
            Wanted::Records => false,
        }
    }
}

/// How a run went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Good lines.
    pub good: u64,
    /// Bad lines.
    pub bad: u64,
    /// Good ones that do not say what support there was from other measures.
    pub unchecked: u64,
}

/// Why a run could not go on.
#[derive(Debug, thiserror::Error)]
pub enum ScreenError {
    /// The input as a whole cannot be used.
    #[error("{}", .0.en)]
    Input(Text),
    /// Reading failed.
    #[error("reading failed: {0}")]
    Read(io::Error),
    /// Writing failed.
    #[error("writing failed: {0}")]
    Write(io::Error),
}

/// The longest line that is read.
pub const LINE_LIMIT: usize = 1 << 20;

/// What is screened by.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The policy.
    pub policy: &'a Policy,
    /// The policy compiled for the readings in force.
    pub program: &'a Program,
    /// Averages that the lines do not give themselves.
    pub benchmarks: &'a Averages,
    /// How to screen.
    pub options: &'a Options,
    /// For a summary: the policy compiled for the other options of the readings.
    pub others: &'a [Program],
}

/// An enterprise as it was read.
#[derive(Clone, Copy, Debug)]
pub struct Read<'a> {
    /// What its row says.
    pub record: &'a Record,
    /// Its name, where one is given beside the id.
    pub name: Option<&'a str>,
    /// The name that its profile was saved under, where the row is an exported profile.
    pub saved_as: Option<&'a str>,
}

/// What a run tells while it goes.
#[derive(Debug)]
pub enum Event<'a> {
    /// An enterprise was read.
    Record(Read<'a>),
    /// A line was bad.
    Bad(&'a BadRecord),
    /// Something about the input as a whole that the user should know.
    Remark(&'a Text),
    /// So many rows there are, as the sheet says; it need not be so.
    Rows(u64),
    /// So much is done: lines, and bytes of the input.
    Done(Tally, u64),
}

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
    let stop = job.options.stop.clone();
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
            let chunks = Chunks::new(input, None, stop);
            let done = work::run(job, Header::default(), chunks, output, &mut tell)?;
            if let Some(hint) = opening::hint(&first).filter(|_| done.0.bad > 0) {
                tell(Event::Remark(&hint));
            }
            Ok(done)
        }
        Format::Csv | Format::Long | Format::Xlsx => {
            let mut chunks = Chunks::new(Decoded::new(input), Some(b','), stop);
            let header = csv_in::read_header(job, &mut chunks)?;
            let dropped = job.options.dropped.clone();
            let ahead_header = header.clone();
            let ahead = ahead::look(job, &ahead_header, chunks, dropped)?;
            work::run(job, header, ahead, output, tell)
        }
    }
}

/// The enterprises that come more than once in a year, found before anything is put out.
#[derive(Debug)]
pub struct Again {
    groups: Vec<noticed::Duplicate>,
}

impl Again {
    /// Goes through a CSV input.
    ///
    /// # Errors
    /// As [`run`].
    pub fn of_csv(job: &Job<'_>, input: impl io::Read + Send) -> Result<Self, ScreenError> {
        let stop = job.options.stop.clone();
        let mut chunks = Chunks::new(Decoded::new(input), Some(b','), stop);
        let header = csv_in::read_header(job, &mut chunks)?;
        let mut all = noticed::Noticed::default();
        ahead::note(job, &header, &mut chunks, &mut all)?;
        Ok(Self { groups: all.duplicates() })
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
        Ok(Self { groups: book.note(job)?.duplicates() })
    }

    /// The rows that do not count where the last of each does.
    pub fn all_but_last(&self) -> HashSet<u64> {
        let earlier = |group: &noticed::Duplicate| {
            let (_, earlier) = group.rows.split_last()?;
            Some(earlier.to_vec())
        };
        self.groups.iter().filter_map(earlier).flatten().collect()
    }

    /// Which they are; none if there is none.
    pub fn text(&self) -> Option<Text> {
        noticed::warning(&self.groups)
    }
}

/// What a line's reader hands on.
type Each<'f> = dyn FnMut(Result<&mut Record, BadRecord>) + 'f;

/// A line without `year` when none was given for all.
fn year_missing() -> Text {
    text!("没有 year，也没有用 --year 给出年度", "no year, and none given with --year")
}

/// A line over the limit.
fn too_long(line: u64) -> BadRecord {
    BadRecord {
        line,
        id: None,
        error: text!("这一行超过 1 MiB", "the line is over 1 MiB"),
        cause: Cause::TooLong,
        carried: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
