//! Where enterprises are read from: a file of any form, or a pipe.

use std::fs::{File, Metadata};
use std::io::{self, BufReader, Seek};
use std::path::Path;

use crate::batch::{
    self, ColumnMap, Event, Format, Job, Output, Proposal, ScreenError, Sheets, Summary, Tally,
    Workbook,
};
use crate::cli::exit::Failure;
use crate::policy::Policy;
use crate::profile::source_from_path;
use crate::text;

/// What is read, and which of its sheets.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// A file, or `-`.
    pub path: &'a Path,
    /// What `--sheet` says.
    pub sheet: Option<&'a str>,
}

impl<'a> Source<'a> {
    /// Its name in messages.
    pub fn name(self) -> String {
        self.path.display().to_string()
    }

    fn sheets(self) -> Sheets<'a> {
        match self.sheet {
            None => Sheets::First,
            Some("all") => Sheets::All,
            Some(name) => Sheets::Named(name),
        }
    }

    /// The file; none for standard input.
    fn open(self) -> Result<Option<File>, Failure> {
        if self.path.as_os_str() == "-" {
            return Ok(None);
        }
        let file = File::open(self.path).map_err(|error| Failure::Read(self.name(), error))?;
        if file.metadata().is_ok_and(|meta| meta.is_dir()) {
            let name = self.name();
            return Err(Failure::Argument(text!(
                "{name} 是目录，应为文件",
                "{name} is a folder, expected a file"
            )));
        }
        Ok(Some(file))
    }

    /// How many bytes there are to read; of a workbook, which comes unpacked, it is not known.
    pub fn bytes(self, form: Format) -> Option<u64> {
        let meta = self.path.metadata().ok().filter(Metadata::is_file);
        meta.map(|meta| meta.len()).filter(|_| form != Format::Xlsx)
    }

    /// Screens it; `to` names the output in messages.
    pub fn screen(
        self,
        job: &Job<'_>,
        stdin: impl io::Read + Send,
        (output, to): (&mut dyn Output, &str),
        tell: impl FnMut(Event<'_>),
    ) -> Result<(Tally, Option<Summary>), Failure> {
        let form = job.options.from;
        let done = match self.open()? {
            None => batch::run(job, stdin, output, tell),
            Some(_) if form != Format::Ndjson && self.bytes(Format::Csv) == Some(0) => {
                let text = text!("文件是空的（0 字节）", "the file is empty (0 bytes)");
                Err(ScreenError::Input(text))
            }
            Some(file) if form == Format::Xlsx => {
                let mut file = BufReader::new(seekable(file)?);
                Workbook::open(job, &mut file, self.sheets())
                    .and_then(|book| book.run(job, output, tell))
            }
            Some(file) => batch::run(job, file, output, tell),
        };
        done.map_err(|error| Failure::screening(&self.name(), to, error))
    }

    /// The enterprises that come again.
    pub fn again(self, job: &Job<'_>) -> Result<batch::Again, Failure> {
        let Some(file) = self.open()? else { return Ok(batch::Again::default()) };
        let again = match job.options.from {
            Format::Xlsx => Workbook::open(job, &mut BufReader::new(file), self.sheets())
                .and_then(|book| batch::Again::of_workbook(job, book)),
            Format::Ndjson | Format::Csv | Format::Long => batch::Again::of_csv(job, file),
        };
        again.map_err(|error| Failure::screening(&self.name(), "stdout", error))
    }

    /// A mapping file proposed for it.
    pub fn propose(self, job: &Job<'_>, stdin: impl io::Read) -> Result<Proposal, Failure> {
        let proposal = match self.open()? {
            None => batch::propose(job, stdin),
            Some(file) if job.options.from == Format::Xlsx => {
                Workbook::propose(job, &mut BufReader::new(seekable(file)?), self.sheets())
            }
            Some(file) => batch::propose(job, file),
        };
        proposal.map_err(|error| Failure::screening(&self.name(), "stdout", error))
    }
}

/// Reads the mapping file that `--map` names.
pub fn map(policy: &Policy, path: Option<&Path>) -> Result<ColumnMap, Failure> {
    match path {
        None => Ok(ColumnMap::default()),
        Some(path) => Ok(ColumnMap::read(policy, &source_from_path(path)?)?),
    }
}

/// A workbook is read from several places: what comes through a pipe is first put into a file.
fn seekable(mut file: File) -> Result<File, Failure> {
    if file.metadata().is_ok_and(|meta| meta.is_file()) {
        return Ok(file);
    }
    let copied = tempfile::tempfile().and_then(|mut copy| {
        io::copy(&mut file, &mut copy)?;
        copy.rewind()?;
        Ok(copy)
    });
    copied.map_err(|error| Failure::Read("-".to_owned(), error))
}
