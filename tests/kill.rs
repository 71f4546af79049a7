//! kill -9 at any moment while answers stream in: every acknowledged answer is there, and every
//! file reads.
//!
//! `cargo test --test kill -- --ignored` kills 2,000 times; `FENGCE_KILLS` says how often instead.
#![cfg(unix)]

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

#[test]
#[ignore = "minutes long"]
fn every_acknowledged_answer_survives_a_kill() {
    let kills: u32 =
        std::env::var("FENGCE_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000);
    let policy = load_embedded().expect("the pack");
    let figures = figures(&policy);
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
        let loaded = read_path(&policy, &path).unwrap_or_else(|f| panic!("kill {kill}: {f}"));
        // Each figure holds the last number given to it; the one after the last acknowledged may
        // be there as well.
        let count = i64::try_from(figures.len()).expect("few");
        for (at, id) in figures.iter().enumerate() {
            let at = i64::try_from(at).expect("few");
            let expected = acknowledged - (acknowledged - at).rem_euclid(count);
            let found = match loaded.profile.answers.get(*id) {
                Some(Value::Money(money)) => money.fen() / 100,
                _ => 0,
            };
            if found == acknowledged + 1 {
                unacknowledged += 1;
                acknowledged = found;
            } else {
                assert_eq!(found, expected.max(0), "kill {kill}");
            }
        }
        // Every earlier state reads, too.
        for found in std::fs::read_dir(folder.join(".history/甲.toml")).into_iter().flatten() {
            let state = found.expect("an entry").path();
            if state.extension().is_some_and(|end| end == "toml") {
                read_path(&policy, &state).unwrap_or_else(|f| panic!("kill {kill}: {f}"));
            }
        }
    }
    let files: Vec<_> = Store::new(&folder).list().expect("listed");
    assert_eq!(files.len(), 1, "no conflict was made up: {files:?}");
    println!(
        "{kills} kills, {answers} acknowledged answers, none lost; {unacknowledged} saves were complete but not yet said"
    );
    assert!(answers > u64::from(kills / 4), "answers did stream in");
}
