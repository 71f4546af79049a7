//! The work itself: pieces of the input evaluated, by several threads where asked, and written
//! in their order.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};

use super::columns::{self, By, Header};
use super::csv_in;
use super::error::ScreenError;
use super::job::{Duplicates, Event, Format, Job, Read, Tally, Wanted};
use super::lacks::Lacks;
use super::ndjson;
use super::noticed::{self, Noticed, place};
use super::output::{Heads, Output};
use super::record::{BadRecord, Record};
use super::rows::{Rows, Supply};
use super::summary::{Summary, Told};
use super::write::Writer;
use crate::assess::Evaluator;
use crate::diagnostic::found;
use crate::text;

/// A piece of input and, once evaluated, what is to be written for it. Used again and again.
#[derive(Default)]
struct Piece {
    rows: Rows,
    out: Vec<u8>,
    bad: Vec<BadRecord>,
    /// What was read, where that is wanted.
    records: Vec<Record>,
    good: u64,
    unchecked: u64,
    noticed: Noticed,
}

/// Screens all pieces; the summary, if one is asked for, is added up.
pub(super) fn run(
    job: &Job<'_>,
    header: Header,
    supply: impl Supply + Send,
    output: &mut dyn Output,
    tell: impl FnMut(Event<'_>),
) -> Result<(Tally, Option<Summary>), ScreenError> {
    let mut run = Run::new(job, header, output, tell)?;
    run.take(supply)?;
    run.finish()
}

/// A run under way: its pieces may come from several sheets.
pub(super) struct Run<'a, 'o, T> {
    shared: Shared<'a>,
    sink: Sink<'o, T>,
}

impl<'a, 'o, T: FnMut(Event<'_>)> Run<'a, 'o, T> {
    pub(super) fn new(
        job: &'a Job<'a>,
        header: Header,
        output: &'o mut dyn Output,
        mut tell: T,
    ) -> Result<Self, ScreenError> {
        for remark in &header.remarks {
            tell(Event::Remark(remark));
        }
        let told = told(job, &header)?;
        let shared = Shared {
            job,
            writer: Writer::new(job.policy, job.options, &header, &told),
            header,
            sheets: Vec::new(),
            summary: Mutex::new(job.options.sums().then(|| Summary::new(job.policy, told.clone()))),
            told,
        };
        let head = (job.options.wanted == Wanted::Rows).then(|| shared.writer.heads());
        let sink = Sink {
            output,
            tell,
            told: shared.told.clone(),
            tally: Tally::default(),
            bytes: 0,
            noticed: Noticed::default(),
            head,
        };
        Ok(Self { shared, sink })
    }

    /// The rows that follow are of this sheet.
    #[cfg(feature = "sheets")]
    pub(super) fn enter_sheet(&mut self, name: &str) {
        self.shared.header.sheet = Some(name.to_owned());
        self.shared.sheets.push(name.to_owned());
    }

    /// So many rows will come, as far as it is known.
    #[cfg(feature = "sheets")]
    pub(super) fn rows(&mut self, rows: u64) {
        (self.sink.tell)(Event::Rows(rows));
    }

    /// Screens pieces.
    pub(super) fn take(&mut self, mut supply: impl Supply + Send) -> Result<(), ScreenError> {
        // Nothing is written before the first rows were looked at.
        if let Some(head) = self.sink.head.take() {
            self.sink.output.begin(head).map_err(ScreenError::Write)?;
        }
        match self.shared.job.options.threads.get() {
            1 => alone(&self.shared, &mut supply, &mut self.sink),
            threads => together(&self.shared, supply, &mut self.sink, threads),
        }
    }

    /// What there is to be said in the end.
    pub(super) fn finish(self) -> Result<(Tally, Option<Summary>), ScreenError> {
        let Self { shared, mut sink } = self;
        let mut summary = shared.summary.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(remark) = sink.noticed.rows_passed() {
            (sink.tell)(Event::Remark(&remark));
            if let Some(summary) = &mut summary {
                summary.remarks.push(remark);
            }
        }
        if shared.job.options.duplicates == Duplicates::Keep
            && let Some(remark) = noticed::warning(&sink.noticed.duplicates(), &shared.sheets)
        {
            (sink.tell)(Event::Remark(&remark));
        }
        Ok((sink.tally, summary))
    }
}

/// What is told apart of the enterprises: by their names, and by the column that was asked for.
fn told(job: &Job<'_>, header: &Header) -> Result<Told, ScreenError> {
    let name = columns::carried_name(&header.columns);
    let saved_as = columns::saved_as(&header.columns);
    let told = Told { name, saved_as, by: None, units: header.units() };
    let Some(by) = job.options.by.as_deref() else { return Ok(told) };
    if let Some(column) = By::named(&header.columns, by) {
        return Ok(Told { by: Some((by.to_owned(), column)), ..told });
    }
    let by = found(by);
    let carried = columns::carried(&header.columns);
    let there: Vec<String> = carried.iter().map(|name| found(name)).collect();
    let (zh, en) = (there.join("、"), there.join(", "));
    Err(ScreenError::Input(text!(
        "--by：没有名为“{by}”的列，要用抄到结果的列（不是事实的列）；有：{zh}",
        "--by: there is no column \"{by}\"; it takes a column that is copied (no fact); there are: {en}"
    )))
}

fn alone(
    shared: &Shared<'_>,
    supply: &mut impl Supply,
    sink: &mut Sink<'_, impl FnMut(Event<'_>)>,
) -> Result<(), ScreenError> {
    let mut worker = Worker::new(shared);
    let mut piece = Piece::default();
    while supply.next(&mut piece.rows)? {
        worker.evaluate(&mut piece);
        sink.put(&piece)?;
    }
    worker.finish();
    Ok(())
}

/// Where workers get their work: an empty piece first, so that there are never more of them
/// than were made, then its number and input.
struct Source<S> {
    empty: Receiver<Piece>,
    supply: S,
    number: u64,
}

fn together(
    shared: &Shared<'_>,
    supply: impl Supply + Send,
    sink: &mut Sink<'_, impl FnMut(Event<'_>)>,
    threads: usize,
) -> Result<(), ScreenError> {
    let (give_back, empty) = channel();
    for _ in 0..2 * threads + 1 {
        let _ = give_back.send(Piece::default());
    }
    let source = Mutex::new(Source { empty, supply, number: 0 });
    let (done, finished) = channel();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let done = done.clone();
            scope.spawn(|| work(shared, &source, done));
        }
        drop(done);
        // Both ends of the channels close when this returns, which ends the workers.
        in_order(finished, give_back, sink)
    })
}

type Finished = (u64, Result<Piece, ScreenError>);

fn work(shared: &Shared<'_>, source: &Mutex<Source<impl Supply>>, done: Sender<Finished>) {
    let mut worker = Worker::new(shared);
    take(&mut worker, source, &done);
    worker.finish();
}

fn take(worker: &mut Worker<'_>, source: &Mutex<Source<impl Supply>>, done: &Sender<Finished>) {
    loop {
        let (number, read) = {
            let mut source = source.lock().unwrap_or_else(PoisonError::into_inner);
            let Ok(mut piece) = source.empty.recv() else { return };
            let read = match source.supply.next(&mut piece.rows) {
                Ok(true) => Ok(piece),
                Ok(false) => return,
                Err(error) => Err(error),
            };
            source.number += 1;
            (source.number, read)
        };
        let read = read.map(|mut piece| {
            worker.evaluate(&mut piece);
            piece
        });
        let failed = read.is_err();
        if done.send((number, read)).is_err() || failed {
            return;
        }
    }
}

fn in_order(
    finished: Receiver<Finished>,
    give_back: Sender<Piece>,
    sink: &mut Sink<'_, impl FnMut(Event<'_>)>,
) -> Result<(), ScreenError> {
    let mut waiting = BTreeMap::new();
    let mut next = 1;
    for (number, read) in finished {
        waiting.insert(number, read);
        while let Some(read) = waiting.remove(&next) {
            let piece = read?;
            sink.put(&piece)?;
            next += 1;
            let _ = give_back.send(piece);
        }
    }
    Ok(())
}

/// What all workers look at.
struct Shared<'a> {
    job: &'a Job<'a>,
    header: Header,
    /// The sheets that were entered.
    sheets: Vec<String>,
    writer: Writer<'a>,
    /// What is told apart of the enterprises.
    told: Told,
    /// What the workers found, each added when it ends.
    summary: Mutex<Option<Summary>>,
}

struct Worker<'a> {
    shared: &'a Shared<'a>,
    evaluator: Evaluator<'a>,
    record: Record,
    summary: Option<Summary>,
    lacks: Lacks,
    /// One for each reading's other options.
    others: Vec<Evaluator<'a>>,
}

impl<'a> Worker<'a> {
    fn new(shared: &'a Shared<'a>) -> Self {
        Self {
            shared,
            evaluator: Evaluator::new(shared.job.program),
            record: Record::new(shared.job.policy),
            summary: (shared.job.options.sums())
                .then(|| Summary::new(shared.job.policy, shared.told.clone())),
            lacks: Lacks::default(),
            others: shared.job.others.iter().map(Evaluator::new).collect(),
        }
    }

    /// Adds what was found to what the others found.
    fn finish(self) {
        let mut all = self.shared.summary.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some(all), Some(own)) = (all.as_mut(), self.summary) {
            all.add(own);
        }
    }

    fn evaluate(&mut self, piece: &mut Piece) {
        let Shared { job, header, writer, .. } = self.shared;
        let Piece { rows, out, bad, records, good, unchecked, noticed } = piece;
        out.clear();
        bad.clear();
        records.clear();
        noticed.clear();
        (*good, *unchecked) = (0, 0);
        let evaluator = &mut self.evaluator;
        let (summary, lacks, others) = (&mut self.summary, &mut self.lacks, &mut self.others);
        let sheet = (self.shared.sheets.len() as u64).saturating_sub(1);
        let first = place(sheet, rows.first_line());
        let mut each = |record: Result<&mut Record, BadRecord>| match record {
            Ok(record) => {
                *good += 1;
                if job.options.wanted == Wanted::Records {
                    records.push(record.clone());
                    return;
                }
                let checked = job.policy.already_supported;
                let checked = checked.is_none_or(|fact| record.answers.is_answered(fact));
                *unchecked += u64::from(!checked);
                let industry = record.industry_code.as_deref();
                job.benchmarks.fill(job.policy, record.year, industry, &mut record.answers);
                evaluator.run(&record.answers, record.year);
                if let Some(summary) = summary {
                    lacks.look(job.policy, record, evaluator);
                    summary.count(job.policy, record, evaluator, lacks, others, (first, *good));
                    summary.unchecked += u64::from(!checked);
                }
                if job.options.wanted == Wanted::Rows {
                    writer.good(record, evaluator, lacks, out);
                }
            }
            Err(error) => {
                if let Some(summary) = summary {
                    summary.bad += 1;
                }
                if job.options.wanted == Wanted::Rows {
                    writer.bad(&error, out);
                }
                bad.push(error);
            }
        };
        match job.options.from {
            Format::Ndjson => ndjson::read(job, rows, &mut self.record, &mut each),
            Format::Csv | Format::Long | Format::Xlsx => {
                csv_in::read(job, (header, sheet), rows, &mut self.record, noticed, &mut each);
            }
        }
    }
}

/// Where results go.
struct Sink<'o, T> {
    output: &'o mut dyn Output,
    tell: T,
    told: Told,
    tally: Tally,
    bytes: u64,
    noticed: Noticed,
    /// What stands above the rows, until it is written.
    head: Option<Heads>,
}

impl<T: FnMut(Event<'_>)> Sink<'_, T> {
    fn put(&mut self, piece: &Piece) -> Result<(), ScreenError> {
        for bad in &piece.bad {
            (self.tell)(Event::Bad(bad));
        }
        for record in &piece.records {
            let cell = |at: Option<usize>| {
                let cell = record.carried.get(at?)?.trim();
                (!cell.is_empty()).then_some(cell)
            };
            let (name, saved_as) = (cell(self.told.name), cell(self.told.saved_as));
            (self.tell)(Event::Record(Read { record, name, saved_as }));
        }
        self.output.put(&piece.out).map_err(ScreenError::Write)?;
        self.tally.good += piece.good;
        self.tally.unchecked += piece.unchecked;
        self.tally.bad += piece.bad.len() as u64;
        self.noticed.add(&piece.noticed);
        self.bytes += piece.rows.taken;
        (self.tell)(Event::Done(self.tally, self.bytes));
        Ok(())
    }
}
