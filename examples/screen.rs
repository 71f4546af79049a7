//! Screens a stream of enterprises, one JSON object per line, and prints a line for each.
//!
//! `cargo run --example screen [FILE.ndjson]`

use std::error::Error;
use std::fs::File;
use std::io::{self, Read};

use fengce::batch::{self, Bytes, Job, Options};
use fengce::profile::Averages;
use fengce::text::Lang;
use fengce::{Policy, Program};

const SAMPLE: &str = r#"{"id": "甲", "year": 2026, "answers": {"category": "manufacturer", "industrial_output": "1.2亿元"}}
{"id": "乙", "year": 2026, "answers": {"category": "manufacturer", "industrial_output": "a lot"}}
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let input: Box<dyn Read + Send> = match std::env::args_os().nth(1) {
        Some(path) => Box::new(File::open(path)?),
        None => Box::new(SAMPLE.as_bytes()),
    };
    let policy = Policy::embedded()?;
    let job = Job {
        policy: &policy,
        program: &Program::compile(&policy, &policy.default_readings()),
        benchmarks: &Averages::default(),
        options: &Options { totals_only: true, lang: Lang::En, ..Options::default() },
        others: &[],
    };
    // What is wrong with a line stands in its place in the output.
    let (tally, _) = batch::run(&job, input, &mut Bytes(io::stdout()), |_| ())?;
    eprintln!("{} assessed, {} wrong", tally.good, tally.bad);
    Ok(())
}
