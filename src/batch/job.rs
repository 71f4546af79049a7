//! What is screened, how, and what is told of it.

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::columns::{ColumnMap, ColumnUnit};
use super::record::{BadRecord, Record};
use crate::assess::Program;
use crate::policy::Policy;
use crate::profile::Averages;
use crate::text;
use crate::text::{Lang, Text};

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
    /// What columns of a foreign sheet are.
    pub map: ColumnMap,
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

impl Default for Options {
    /// A stream of JSON lines.
    fn default() -> Self {
        Self::new(Format::Ndjson, Lang::default())
    }
}

impl Options {
    /// Rows as they come, each a line of NDJSON, by one thread.
    pub fn new(from: Format, lang: Lang) -> Self {
        Self {
            from,
            format: Format::Ndjson,
            year: None,
            totals_only: false,
            missing: false,
            ignore_unknown: false,
            carry: false,
            excel: false,
            map: ColumnMap::default(),
            units: Vec::new(),
            unreadable: Unreadable::default(),
            duplicates: Duplicates::default(),
            dropped: HashSet::new(),
            wanted: Wanted::Rows,
            by: None,
            lang,
            threads: NonZeroUsize::MIN,
            stop: Arc::default(),
        }
    }

    /// Whether everything is added up: it is what is asked for, or the first sheet of a workbook.
    pub(super) fn sums(&self) -> bool {
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

/// What a line's reader hands on.
pub(super) type Each<'f> = dyn FnMut(Result<&mut Record, BadRecord>) + 'f;

/// A line without `year` when none was given for all.
pub(super) fn year_missing() -> Text {
    text!(
        "没有年度（year），也没有用 --year 给出；请加上年度，如 --year 2026",
        "no year, and none given with --year; add one, such as --year 2026"
    )
}

/// A line over the limit.
pub(super) fn too_long(line: u64) -> BadRecord {
    BadRecord {
        line,
        id: None,
        error: text!("这一行超过 1 MiB", "the line is over 1 MiB"),
        cause: super::record::Cause::TooLong,
        carried: Vec::new(),
    }
}
