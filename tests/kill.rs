//! kill -9 at any moment while answers stream in: every acknowledged answer is there, and every
//! file reads.
//!
//! `cargo test --test kill -- --ignored` kills 2,000 times; `FENGCE_KILLS` says how often instead.
//! A short form, on `fengce ask`, is part of every run.
#![cfg(all(unix, feature = "app"))]

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use fengce::policy::{FactKind, Policy, load_embedded};
use fengce::profile::{Profile, Session, Store, Value, read_path};
use fengce::quantity::Money;

/// Tells the test that it is the program to be killed, and where its profiles are.
const FOLDER: &str = "FENGCE_KILL_FOLDER";

/// The figures that are given in turn.
fn figures(policy: &Policy) -> Vec<fengce::policy::FactId> {
    let facts = policy.facts().filter(|(_, fact)| matches!(fact.kind, FactKind::Money { .. }));
    facts.map(|(id, _)| id).collect()
}

/// The program to be killed: gives answer after answer, and says each once it is saved.
#[test]
#[ignore = "a part of the other test"]
fn answer_until_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let policy = load_embedded().expect("the pack");
    let figures = figures(&policy);
    let store = Store::new(Path::new(&folder));
    println!("\nready");
    let (mut profile, mut session) = match store.open(&policy, "甲") {
        Ok(opened) => (opened.loaded.profile, opened.session),
        Err(_) => (Profile::new(&policy, 2026), Session::new(Some(&store))),
    };
    profile.enterprise.name = "甲".into();
    // Goes on counting where the last one was killed.
    let known = figures.iter().filter_map(|id| profile.answers.get(*id));
    let first =
        known.filter_map(|value| if let Value::Money(m) = value { Some(m.fen()) } else { None });
    let first = first.max().unwrap_or(0) / 100 + 1;
    let mut out = std::io::stdout().lock();
    for number in first.. {
        let at = usize::try_from(number).expect("small") % figures.len();
        profile.answers.set(figures[at], Some(Value::Money(Money::from_fen(number * 100))));
        let saved = session.save(&policy, &profile, "x").expect("saved");
        assert_eq!((saved.path, saved.note), (store.path("甲"), None));
        writeln!(out, "saved {number}").and_then(|()| out.flush()).expect("said");
    }
}

/// Every acknowledged answer is in the file, and at most one more; every earlier state reads, too.
/// Returns the number of the last that is there.
#[track_caller]
fn check(policy: &Policy, path: &Path, acknowledged: i64, kill: u32) -> i64 {
    let loaded = read_path(policy, path).unwrap_or_else(|f| panic!("kill {kill}: {f}"));
    let figures = figures(policy);
    let count = i64::try_from(figures.len()).expect("few");
    let mut last = acknowledged;
    // Each figure holds the last number given to it; the one after the last acknowledged may
    // be there as well.
    for (at, id) in figures.iter().enumerate() {
        let at = i64::try_from(at).expect("few");
        let expected = acknowledged - (acknowledged - at).rem_euclid(count);
        let found = match loaded.profile.answers.get(*id) {
            Some(Value::Money(money)) => money.fen() / 100,
            _ => 0,
        };
        if found == acknowledged + 1 {
            last = found;
        } else {
            assert_eq!(found, expected.max(0), "kill {kill}");
        }
    }
    let name = path.file_name().expect("a name");
    let states = path.with_file_name(".history").join(name);
    for found in std::fs::read_dir(states).into_iter().flatten() {
        let state = found.expect("an entry").path();
        if state.extension().is_some_and(|end| end == "toml") {
            read_path(policy, &state).unwrap_or_else(|f| panic!("kill {kill}: {f}"));
        }
    }
    last
}

fn kills(otherwise: u32) -> u32 {
    std::env::var("FENGCE_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(otherwise)
}

/// Kills `fengce ask` while answers stream in, so many times: after some acknowledgements, and up
/// to so much later.
fn kill_ask(kills: u32, most: Duration) {
    let policy = load_embedded().expect("the pack");
    let figures = figures(&policy);
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("profiles");
    let path = folder.join("甲.toml");
    let mut state = 1u32;
    let mut random = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below.max(1)
    };
    let (mut last, mut answers, mut unacknowledged) = (0i64, 0i64, 0u32);
    for kill in 0..kills {
        let mut child = Command::new(env!("CARGO_BIN_EXE_fengce"))
            .args(["--lang", "en", "ask", "甲"])
            .env_clear()
            .env("HOME", home.path())
            .env("FENGCE_DATA", home.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut input = child.stdin.take().expect("piped");
        let names: Vec<_> = figures.iter().map(|id| policy.fact(*id).id.clone()).collect();
        let writer = std::thread::spawn(move || {
            for number in last + 1.. {
                let name = &names[usize::try_from(number).expect("small") % names.len()];
                // Once it is killed nobody reads.
                if writeln!(input, "{name} = {number}元").is_err() {
                    return;
                }
            }
        });
        let out = BufReader::new(child.stdout.take().expect("piped"));
        let mut numbers = out.lines().map_while(Result::ok).filter_map(|line| {
            let (_, number) = line.strip_prefix("Noted: ")?.rsplit_once('¥')?;
            number.trim_end_matches('.').replace(',', "").parse::<i64>().ok()
        });
        let mut acknowledged = last;
        for _ in 0..random(8) {
            acknowledged = numbers.next().expect("it acknowledges");
        }
        if !most.is_zero() {
            let micros = u32::try_from(most.as_micros()).expect("short");
            std::thread::sleep(Duration::from_micros(random(micros).into()));
        }
        child.kill().expect("killed");
        acknowledged = numbers.last().unwrap_or(acknowledged);
        child.wait().expect("it ended");
        writer.join().expect("written");
        answers += acknowledged - last;
        last = acknowledged;
        if acknowledged > 0 || path.exists() {
            last = check(&policy, &path, acknowledged, kill);
            unacknowledged += u32::from(last > acknowledged);
        }
    }
    let files = Store::new(&folder).list().expect("listed");
    assert_eq!(files.len(), 1, "no conflict was made up: {files:?}");
    println!(
        "ask: {kills} kills, {answers} acknowledged answers, none lost; {unacknowledged} saves were complete but not yet said"
    );
    assert!(answers > i64::from(kills), "answers did stream in");
}

#[test]
fn what_ask_acknowledged_survives_a_kill() {
    kill_ask(kills(6), Duration::ZERO);
}

#[test]
#[ignore = "minutes long"]
fn what_ask_acknowledged_survives_a_kill_at_any_moment() {
    kill_ask(kills(2_000), Duration::from_millis(30));
}

#[test]
#[ignore = "minutes long"]
fn every_acknowledged_answer_survives_a_kill() {
    let kills = kills(2_000);
    let policy = load_embedded().expect("the pack");
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("profiles");
    let path = folder.join("甲.toml");
    let mut state = 1u32;
    let (mut acknowledged, mut answers, mut unacknowledged) = (0i64, 0u64, 0u32);
    for kill in 0..kills {
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args(["answer_until_killed", "--exact", "--ignored", "--nocapture"])
            .env(FOLDER, &folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let out = BufReader::new(child.stdout.take().expect("piped"));
        let (ready, is_ready) = std::sync::mpsc::channel();
        let reader = std::thread::spawn(move || {
            let mut last = None;
            for line in out.lines().map_while(Result::ok) {
                if line == "ready" {
                    let _ = ready.send(Instant::now());
                }
                // The runner's own words may stand before the first.
                if let Some((_, number)) = line.rsplit_once("saved ") {
                    last = number.parse::<i64>().ok();
                }
            }
            last
        });
        // Killed up to 40 ms after the policy is read: while it opens the profile, keeps the state
        // it found, and saves.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let began = is_ready.recv().expect("it starts");
        let moment = began + Duration::from_micros(u64::from(state >> 8) % 40_000);
        std::thread::sleep(moment.saturating_duration_since(Instant::now()));
        child.kill().expect("killed");
        child.wait().expect("it ended");
        if let Some(last) = reader.join().expect("read") {
            answers += u64::try_from(last - acknowledged).unwrap_or(0);
            acknowledged = acknowledged.max(last);
        }
        if acknowledged == 0 && !path.exists() {
            continue;
        }
        let now = check(&policy, &path, acknowledged, kill);
        unacknowledged += u32::from(now > acknowledged);
        acknowledged = now;
    }
    let files: Vec<_> = Store::new(&folder).list().expect("listed");
    assert_eq!(files.len(), 1, "no conflict was made up: {files:?}");
    println!(
        "{kills} kills, {answers} acknowledged answers, none lost; {unacknowledged} saves were complete but not yet said"
    );
    assert!(answers > u64::from(kills / 4), "answers did stream in");
}
