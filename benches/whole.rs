//! The program as a whole against its peers: files through `screen`, one profile through
//! `assess`, the first frame of the wizard.
//!
//! The peers are this same executable, told by its first argument what to be. What is compared
//! runs in turn, and the median of the ratios is printed.

#[allow(dead_code, reason = "the peers read and write whole files only")]
mod handwritten;

mod enterprises;
mod peers;
mod sheets;
mod terminal;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use enterprises::{HANDWRITTEN, Random, header, line, row, values};
use fengce::policy::{Policy, load_embedded};

const LINES: u64 = 100_000;
const FENGCE: &str = env!("CARGO_BIN_EXE_fengce");

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("empty") => return Ok(()),
        Some("handwritten") => {
            return handwritten::screen(
                io::BufReader::with_capacity(1 << 18, io::stdin().lock()),
                BufWriter::with_capacity(1 << 18, io::stdout().lock()),
            );
        }
        Some("static") => return peers::static_form(),
        Some("repeat") => {
            let path = PathBuf::from(arguments.next().unwrap_or_default());
            let times = arguments.next().and_then(|times| times.parse().ok()).unwrap_or(1);
            return peers::repeat(&path, times);
        }
        _ => {}
    }
    let only: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let wanted = |name: &str| only.is_empty() || only.iter().any(|only| name.contains(only));
    println!("| what | measured | at most |\n| --- | --- | --- |");
    let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let folder = tempfile::tempdir()?;
    if wanted("start") {
        start(folder.path())?;
    }
    if wanted("screen") {
        screen(&policy, folder.path())?;
    }
    if wanted("sheets") {
        sheets::measure(folder.path(), &policy)?;
    }
    if wanted("wizard") {
        terminal::measure(folder.path(), &policy)?;
    }
    Ok(())
}

/// Size and start.
fn start(folder: &Path) -> io::Result<()> {
    let size = fs::metadata(FENGCE)?.len() as f64 / f64::from(1 << 20);
    report("stripped binary, MiB", size, "8");
    let profile = concat!(env!("CARGO_MANIFEST_DIR"), "/profiles/robot-maker.toml");
    let mut assess = quiet(FENGCE, &["assess", profile]);
    assess.env("HOME", folder).env("XDG_CONFIG_HOME", folder).env("XDG_DATA_HOME", folder);
    let mut empty = myself(&["empty"]);
    let (mut with, mut without, mut differences) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..201 {
        let empty = time(&mut empty)?.as_secs_f64() * 1e3;
        let assess = time(&mut assess)?.as_secs_f64() * 1e3;
        with.push(assess);
        without.push(empty);
        differences.push(assess - empty);
    }
    report("assess of one profile − empty process, ms, median", median(differences), "6");
    // What other programs on the machine take comes on top of the above, not of this.
    report("… the fastest of each, ms", fastest(&with) - fastest(&without), "6");
    Ok(())
}

/// Files of a hundred thousand enterprises.
fn screen(policy: &Policy, folder: &Path) -> io::Result<()> {
    let [asked, all, sheet, all_sheet] =
        ["asked.ndjson", "all.ndjson", "asked.csv", "all.csv"].map(|name| folder.join(name));
    let is_asked = |fact: &fengce::policy::Fact| HANDWRITTEN.contains(&fact.id.as_str());
    {
        let create = |path: &Path| File::create(path).map(BufWriter::new);
        let (mut asked, mut all) = (create(&asked)?, create(&all)?);
        let (mut sheet, mut all_sheet) = (create(&sheet)?, create(&all_sheet)?);
        sheet.write_all(header(policy, is_asked).as_bytes())?;
        let whole = |fact: &fengce::policy::Fact| fact.id != "already_supported";
        all_sheet.write_all(header(policy, whole).as_bytes())?;
        let mut random = Random(2);
        for number in 0..LINES {
            let values = values(policy, &mut random);
            asked.write_all(line(policy, number, &values, is_asked).as_bytes())?;
            all.write_all(line(policy, number, &values, whole).as_bytes())?;
            sheet.write_all(row(policy, number, &values, is_asked).as_bytes())?;
            all_sheet.write_all(row(policy, number, &values, whole).as_bytes())?;
        }
    }
    compare(&asked)?;
    let path = |path: &Path| path.to_string_lossy().into_owned();
    let ours = |input: &Path, threads: &str, more: &[&str]| {
        let mut command = quiet(FENGCE, &["screen", &path(input), "--threads", threads]);
        command.args(more);
        command
    };
    for (name, input) in [("36 facts", &asked), ("all facts", &all)] {
        let by_hand = || -> io::Result<Command> {
            let mut command = myself(&["handwritten"]);
            command.stdin(File::open(input)?).stdout(Stdio::null());
            Ok(command)
        };
        let mut rounds = Vec::new();
        let mut seconds = Vec::new();
        for _ in 0..9 {
            let hand = time(&mut by_hand()?)?.as_secs_f64();
            let engine = time(&mut ours(input, "1", &[]))?.as_secs_f64();
            rounds.push(engine / hand);
            seconds.push(engine);
        }
        let what = format!("NDJSON to NDJSON, {LINES} lines of {name} ÷ by hand");
        report(&what, median(rounds), "0.9");
        let minute = LINES as f64 / median(seconds) * 60.0 / 1e6;
        println!("| … that is, million enterprises a minute on one thread | {minute:.1} | |");
    }
    let two = ratio(9, || time(&mut ours(&all, "2", &[])), || time(&mut ours(&all, "1", &[])))?;
    report("two threads ÷ one", two, "0.6");
    for (name, sheet, lines) in [("36 facts", &sheet, &asked), ("all facts", &all_sheet, &all)] {
        let csv = || time(&mut ours(sheet, "1", &["--format", "csv"]));
        let what = format!("CSV to CSV ÷ NDJSON to NDJSON, {name}");
        report(&what, ratio(9, csv, || time(&mut ours(lines, "1", &[])))?, "0.8");
    }
    // The same lines once and ten times through a pipe, so that no large file is needed.
    // The time on the processor counts: the pipe's other end waits as well.
    let mut rounds = Vec::new();
    let mut memory = [0.0f64; 2];
    for _ in 0..3 {
        let mut times = [0.0; 2];
        for (at, repeats) in ["1", "10"].into_iter().enumerate() {
            let mut feeder =
                myself(&["repeat", &path(&all), repeats]).stdout(Stdio::piped()).spawn()?;
            let input = feeder.stdout.take().map_or_else(Stdio::null, Stdio::from);
            let mut command = quiet(FENGCE, &["screen", "-", "--threads", "1"]);
            let (time, peak) = time_and_memory(command.stdin(input))?;
            feeder.wait()?;
            times[at] = time;
            memory[at] = memory[at].max(peak);
        }
        rounds.push(times[1] / times[0]);
    }
    report("1,000,000 lines ÷ 100,000", median(rounds), "10 ± 10 %");
    report("… memory of 100,000 lines, MiB", memory[0], "64");
    report("… memory of 1,000,000 lines, MiB", memory[1], "64");
    let (_, peak) = time_and_memory(&mut ours(&all, "2", &[]))?;
    report("… memory with two threads, MiB", peak, "64");
    Ok(())
}

/// The thirteen benefits must be the same in both outputs.
fn compare(input: &Path) -> io::Result<()> {
    let engine =
        quiet(FENGCE, &["screen", &input.to_string_lossy()]).stdout(Stdio::piped()).output()?;
    let hand = myself(&["handwritten"]).stdin(File::open(input)?).output()?;
    let (engine, hand) =
        (String::from_utf8_lossy(&engine.stdout), String::from_utf8_lossy(&hand.stdout));
    assert_eq!(engine.lines().count() as u64, LINES, "a line for each enterprise");
    assert_eq!(hand.lines().count() as u64, LINES, "a line for each enterprise");
    for (engine, hand) in engine.lines().zip(hand.lines()) {
        let [engine, hand] = [engine, hand].map(serde_json::from_str::<serde_json::Value>);
        let (engine, hand) = (engine?, hand?);
        assert_eq!(engine["id"], hand["id"]);
        for id in handwritten::IDS {
            assert_eq!(engine["benefits"][id], hand["benefits"][id], "{id} of {}", engine["id"]);
        }
    }
    Ok(())
}

fn report(what: &str, measured: f64, at_most: &str) {
    println!("| {what} | {measured:.2} | {at_most} |");
}

fn quiet(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null());
    command
}

fn myself(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap_or_else(|_| PathBuf::new()));
    command.args(arguments).stdin(Stdio::null());
    command
}

fn time(command: &mut Command) -> io::Result<Duration> {
    let start = Instant::now();
    let status = command.status()?;
    let time = start.elapsed();
    assert!(status.success(), "{command:?}: {status}");
    Ok(time)
}

/// Seconds the main thread was on a processor and the most memory held, in MiB, looked at every
/// few milliseconds.
fn time_and_memory(command: &mut Command) -> io::Result<(f64, f64)> {
    let mut child = command.spawn()?;
    let (mut seconds, mut peak) = (0.0, 0.0f64);
    loop {
        let used = fs::read_to_string(format!("/proc/{}/schedstat", child.id())).ok();
        let used = used.and_then(|used| used.split_whitespace().next()?.parse::<f64>().ok());
        if let Some(nanoseconds) = used.filter(|used| *used > 0.0) {
            seconds = nanoseconds / 1e9;
        }
        if let Some(mebibytes) = status_of(child.id(), "VmHWM:") {
            peak = peak.max(mebibytes / 1024.0);
        }
        if let Some(status) = child.try_wait()? {
            assert!(status.success(), "{command:?}: {status}");
            return Ok((seconds, peak));
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// A number of `/proc/PID/status`; none where there is no such file.
fn status_of(pid: u32, name: &str) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// The median ratio of two that run in turn.
fn ratio(
    rounds: usize,
    mut one: impl FnMut() -> io::Result<Duration>,
    mut other: impl FnMut() -> io::Result<Duration>,
) -> io::Result<f64> {
    let mut ratios = Vec::new();
    for _ in 0..rounds {
        let other = other()?.as_secs_f64();
        ratios.push(one()?.as_secs_f64() / other);
    }
    Ok(median(ratios))
}

fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of[of.len() / 2]
}

fn fastest(of: &[f64]) -> f64 {
    of.iter().copied().fold(f64::INFINITY, f64::min)
}
