//! Many enterprises: one line or row each, in and out, in input order and constant memory.

mod csv_in;
mod ndjson;
mod record;
mod write;

use std::io::{self, BufRead, Write};

use crate::assess::{Evaluator, Program};
use crate::policy::Policy;
use crate::profile::Benchmarks;
use crate::text;
use crate::text::{Lang, Text};

pub use record::{BadRecord, Record};

/// The form of the input or output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Ndjson,
    /// A header and one row an enterprise.
    Csv,
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
    /// Language of the messages.
    pub lang: Lang,
}

/// How a run went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Good lines.
    pub good: u64,
    /// Bad lines.
    pub bad: u64,
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

/// Screens every line of the input.
///
/// # Errors
/// [`ScreenError`] when the input cannot be used at all or the output not be written.
pub fn run(
    policy: &Policy,
    program: &Program,
    benchmarks: &Benchmarks,
    options: &Options,
    input: impl BufRead,
    output: impl Write,
    mut report: impl FnMut(&BadRecord),
) -> Result<Tally, ScreenError> {
    let mut tally = Tally::default();
    let mut evaluator = Evaluator::new(program);
    let mut writer = write::Writer::new(policy, options, output);
    writer.header().map_err(ScreenError::Write)?;
    let mut each = |record: Result<&mut Record, BadRecord>| -> Result<(), ScreenError> {
        match record {
            Ok(record) => {
                tally.good += 1;
                let industry = record.industry_code.as_deref();
                benchmarks.fill(policy, record.year, industry, &mut record.answers);
                evaluator.run(&record.answers, record.year);
                writer.good(record, &evaluator).map_err(ScreenError::Write)
            }
            Err(bad) => {
                tally.bad += 1;
                report(&bad);
                writer.bad(&bad).map_err(ScreenError::Write)
            }
        }
    };
    match options.from {
        Format::Ndjson => ndjson::read(policy, options.year, input, &mut each)?,
        Format::Csv => csv_in::read(policy, options, input, &mut each)?,
    }
    writer.finish().map_err(ScreenError::Write)?;
    Ok(tally)
}

/// What a line's reader hands on.
type Each<'f> = dyn FnMut(Result<&mut Record, BadRecord>) -> Result<(), ScreenError> + 'f;

/// A line without `year` when none was given for all.
fn year_missing() -> Text {
    text!("没有 year，也没有用 --year 给出年度", "no year, and none given with --year")
}
