//! Any split of the input gives the same output, whatever the number of threads.

use std::num::NonZeroUsize;
use std::sync::{Arc, OnceLock};

use proptest::prelude::*;

use super::columns::Header;
use super::lines::Lines;
use super::rows::Limits;
use super::{Bytes, Event, Format, Job, Options, ScreenError, Tally, csv_in, work};
use crate::assess::Program;
use crate::policy::{Policy, load_embedded};
use crate::profile::Averages;
use crate::text::Lang;

fn policy() -> &'static Policy {
    static POLICY: OnceLock<Policy> = OnceLock::new();
    POLICY.get_or_init(|| load_embedded().unwrap_or_else(|faults| panic!("{faults}")))
}

/// A reader that gives a few bytes at a time.
struct Trickle<'a>(&'a [u8], usize);

impl std::io::Read for Trickle<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let len = self.1.min(self.0.len()).min(buffer.len());
        buffer[..len].copy_from_slice(&self.0[..len]);
        self.0 = &self.0[len..];
        Ok(len)
    }
}

#[derive(Debug)]
struct Route {
    trickle: usize,
    size: usize,
    records: usize,
    threads: usize,
}

const WHOLE: Route = Route { trickle: usize::MAX, size: 256 << 10, records: 256, threads: 1 };

/// Output, the lines told and the tally.
fn screened(input: &[u8], from: Format, way: &Route) -> (String, Vec<String>, Option<Tally>) {
    let program = Program::compile(policy(), &policy().default_readings());
    let options = Options {
        year: Some(2026),
        totals_only: true,
        threads: NonZeroUsize::new(way.threads).expect("not 0"),
        ..Options::new(from, Lang::En)
    };
    let benchmarks = Averages::default();
    let job = Job {
        policy: policy(),
        program: &program,
        benchmarks: &benchmarks,
        options: &options,
        others: &[],
    };
    let limits = Limits { bytes: way.size, rows: way.records };
    let input = Trickle(input, way.trickle);
    let mut output = Bytes(Vec::new());
    let mut told = Vec::new();
    let tell = |event: Event<'_>| {
        if let Event::Bad(bad) = event {
            told.push(format!("{}: {}", bad.line, bad.error.en));
        }
    };
    let ran = match from {
        Format::Ndjson => {
            let mut lines = Lines::new(input, Arc::default());
            lines.source.limits = limits;
            work::run(&job, Header::default(), lines, &mut output, tell)
        }
        _ => csv_in::open(&job, input).and_then(|(header, mut records)| {
            records.source.limits = limits;
            work::run(&job, header, records, &mut output, tell)
        }),
    };
    let tally = match ran {
        Ok((tally, _)) => Some(tally),
        Err(ScreenError::Input(_)) => None,
        Err(error) => panic!("{error}"),
    };
    (String::from_utf8(output.0).expect("UTF-8"), told, tally)
}

const LINES: [&str; 12] = [
    r#"{"id":"a","answers":{"operates_in_fengtai":true,"exclusions":[]}}"#,
    r#"{"id":"b","year":2027,"answers":{"revenue":"1.5亿元","revenue":1}}"#,
    r#" { "answers" : { "revenue" : 12 , "issuer_contracts" : [ "1万" , 5 ] } , "id" : "丰台" } "#,
    r#"{"id":"\u0041\n","answers":{"revenue":"-1元"}}"#,
    r#"{"id":"c","answers":{"revenue":1.0}}"#,
    r#"{"id":"d","answers":{"revenue":01}}"#,
    r#"{"id":"e","answers":{"operates_in_fengtai":true,}}"#,
    r#"{"id":"f","answers":{"exclusions":["none_such"]}} x"#,
    "not json",
    "",
    "  \t",
    "\r",
];

const ROWS: [&str; 10] = [
    "a,2026,true,1.5亿元",
    "\"b, with \"\"quotes\"\"\nand a line\",2026,false,12",
    "c,,true,",
    "\"d\" tail,2027,true,1",
    "e\"f,2026,,\"3万\"",
    "g,1,true,1",
    "h,2026",
    "",
    "\"\"",
    "\"i\r\",2026,yes,-1",
];

fn way() -> impl Strategy<Value = Route> {
    (1..200usize, 1..400usize, 1..9usize, 1..5usize)
        .prop_map(|(trickle, size, records, threads)| Route { trickle, size, records, threads })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines(picks in prop::collection::vec(0..LINES.len(), 0..30), end: bool, bom: bool, way in way()) {
        let mut input = picks.iter().map(|at| LINES[*at]).collect::<Vec<_>>().join("\n");
        if end {
            input.push('\n');
        }
        if bom {
            input.insert(0, '\u{feff}');
        }
        let whole = screened(input.as_bytes(), Format::Ndjson, &WHOLE);
        prop_assert_eq!(whole, screened(input.as_bytes(), Format::Ndjson, &way));
    }

    #[test]
    fn rows(picks in prop::collection::vec(0..ROWS.len(), 0..30), crlf: bool, bom: bool, way in way()) {
        let end = if crlf { "\r\n" } else { "\n" };
        let mut input = format!("id,year,operates_in_fengtai,revenue（元）{end}");
        input.push_str(&picks.iter().map(|at| ROWS[*at]).collect::<Vec<_>>().join(end));
        if bom {
            input.insert(0, '\u{feff}');
        }
        let whole = screened(input.as_bytes(), Format::Csv, &WHOLE);
        prop_assert_eq!(&whole, &screened(input.as_bytes(), Format::Csv, &way));
        // The rows are those of the CSV reader that everyone uses.
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(input.as_bytes());
        let rows = reader.byte_records().filter(|row| {
            row.as_ref().is_ok_and(|row| !(row.len() == 1 && row[0].is_empty()))
        });
        prop_assert_eq!(whole.0.lines().count(), rows.count() - 1);
    }
}

#[test]
fn long_records_are_passed_over() {
    for from in [Format::Ndjson, Format::Csv] {
        let csv = from == Format::Csv;
        let (head, cell) = if csv { ("id,above_scale\n", "true,\"") } else { ("", "{\"id\":\"") };
        let good = if csv { "z,true" } else { "{\"id\":\"z\"}" };
        let long = "x".repeat(super::LINE_LIMIT + 10);
        let input = format!("{head}{cell}{long}\"\r\n{good}\n{cell}{long}");
        for (trickle, threads) in [(usize::MAX, 1), (1000, 1), (70_001, 3)] {
            let way = Route { trickle, threads, ..WHOLE };
            let (output, told, tally) = screened(input.as_bytes(), from, &way);
            assert_eq!(tally, Some(Tally { good: 1, bad: 2, unchecked: 1 }), "{told:?}");
            assert_eq!(told.len(), 2);
            assert!(output.lines().nth(1).is_some_and(|line| line.contains("\"z\"")));
        }
    }
}
