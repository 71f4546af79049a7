//! The work itself: pieces of the input evaluated, by several threads where asked, and put out
//! in their order.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};

use super::chunk::{Chunk, Chunks};
use super::columns::{Column, carried};
use super::csv_in;
use super::fast::Lookup;
use super::write::Writer;
use super::{BadRecord, Event, Format, Job, Record, ScreenError, Tally, ndjson, too_long};
use crate::assess::Evaluator;

/// A piece of input and, once evaluated, what is to be put out for it. Used again and again.
#[derive(Default)]
struct Piece {
    chunk: Chunk,
    out: Vec<u8>,
    bad: Vec<BadRecord>,
    good: u64,
}

/// Screens all pieces.
pub(super) fn run<R: Read + Send>(
    job: &Job<'_>,
    mut chunks: Chunks<R>,
    mut output: impl Write,
    tell: impl FnMut(Event<'_>),
) -> Result<Tally, ScreenError> {
    let columns = match job.options.from {
        Format::Ndjson => Vec::new(),
        Format::Csv => csv_in::read_header(job, &mut chunks)?,
    };
    let shared = Shared {
        job,
        lookup: Lookup::new(job.policy),
        writer: Writer::new(job.policy, job.options, carried(&columns)),
        columns,
    };
    let mut head = Vec::new();
    shared.writer.header(&mut head);
    output.write_all(&head).map_err(ScreenError::Write)?;
    let mut sink = Sink { output, tell, tally: Tally::default(), bytes: 0 };
    match job.options.threads.get() {
        1 => alone(&shared, chunks, &mut sink)?,
        threads => together(&shared, chunks, &mut sink, threads)?,
    }
    sink.output.flush().map_err(ScreenError::Write)?;
    Ok(sink.tally)
}

fn alone<R: Read>(
    shared: &Shared<'_>,
    mut chunks: Chunks<R>,
    sink: &mut Sink<impl Write, impl FnMut(Event<'_>)>,
) -> Result<(), ScreenError> {
    let mut worker = Worker::new(shared);
    let mut piece = Piece::default();
    while chunks.next(&mut piece.chunk).map_err(ScreenError::Read)? {
        worker.evaluate(&mut piece);
        sink.put(&piece)?;
    }
    Ok(())
}

/// Where workers get their work: an empty piece first, so that there are never more of them
/// than were made, then its number and input.
struct Source<R> {
    empty: Receiver<Piece>,
    chunks: Chunks<R>,
    number: u64,
}

fn together<R: Read + Send>(
    shared: &Shared<'_>,
    chunks: Chunks<R>,
    sink: &mut Sink<impl Write, impl FnMut(Event<'_>)>,
    threads: usize,
) -> Result<(), ScreenError> {
    let (give_back, empty) = channel();
    for _ in 0..2 * threads + 1 {
        let _ = give_back.send(Piece::default());
    }
    let source = Mutex::new(Source { empty, chunks, number: 0 });
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

fn work<R: Read>(shared: &Shared<'_>, source: &Mutex<Source<R>>, done: Sender<Finished>) {
    let mut worker = Worker::new(shared);
    loop {
        let (number, read) = {
            let mut source = source.lock().unwrap_or_else(PoisonError::into_inner);
            let Ok(mut piece) = source.empty.recv() else { return };
            let read = match source.chunks.next(&mut piece.chunk) {
                Ok(true) => Ok(piece),
                Ok(false) => return,
                Err(error) => Err(ScreenError::Read(error)),
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
    sink: &mut Sink<impl Write, impl FnMut(Event<'_>)>,
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
    columns: Vec<Column>,
    lookup: Lookup,
    writer: Writer<'a>,
}

struct Worker<'a> {
    shared: &'a Shared<'a>,
    evaluator: Evaluator<'a>,
    record: Record,
}

impl<'a> Worker<'a> {
    fn new(shared: &'a Shared<'a>) -> Self {
        Self {
            shared,
            evaluator: Evaluator::new(shared.job.program),
            record: Record::new(shared.job.policy),
        }
    }

    fn evaluate(&mut self, piece: &mut Piece) {
        let Shared { job, columns, lookup, writer } = self.shared;
        let Piece { chunk, out, bad, good } = piece;
        out.clear();
        bad.clear();
        *good = 0;
        let evaluator = &mut self.evaluator;
        let mut each = |record: Result<&mut Record, BadRecord>| match record {
            Ok(record) => {
                *good += 1;
                let industry = record.industry_code.as_deref();
                job.benchmarks.fill(job.policy, record.year, industry, &mut record.answers);
                evaluator.run(&record.answers, record.year);
                writer.good(record, evaluator, out);
            }
            Err(error) => {
                writer.bad(&error, out);
                bad.push(error);
            }
        };
        match job.options.from {
            _ if chunk.too_long => each(Err(too_long(chunk.line))),
            Format::Ndjson => ndjson::read(job, lookup, chunk, &mut self.record, &mut each),
            Format::Csv => {
                csv_in::read(job, lookup, columns, chunk, &mut self.record, &mut each);
            }
        }
    }
}

/// Where results go.
struct Sink<W, T> {
    output: W,
    tell: T,
    tally: Tally,
    bytes: u64,
}

impl<W: Write, T: FnMut(Event<'_>)> Sink<W, T> {
    fn put(&mut self, piece: &Piece) -> Result<(), ScreenError> {
        for bad in &piece.bad {
            (self.tell)(Event::Bad(bad));
        }
        self.output.write_all(&piece.out).map_err(ScreenError::Write)?;
        self.tally.good += piece.good;
        self.tally.bad += piece.bad.len() as u64;
        self.bytes += piece.chunk.bytes.len() as u64;
        (self.tell)(Event::Done(self.tally, self.bytes));
        Ok(())
    }
}
