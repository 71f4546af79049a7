//! The store against its law: whatever several programs do at once, what was acknowledged is
//! found in a profile, in a history or in the bin.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::policy::load_embedded;
use crate::profile::Profile;

/// Programs at once, and what each does. Fewer saves than a history keeps states.
const PROGRAMS: u64 = 4;
const ACTS: u64 = 40;
const SAVES: usize = 25;
const NAMES: [&str; 3] = ["甲", "乙", "丙"];

/// A small generator: the seeds are fixed, so that a failure can be looked at again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn name(&mut self) -> &'static str {
        NAMES[usize::try_from(self.roll(3)).expect("small")]
    }
}

/// One program: returns the marks of the saves that were acknowledged.
fn program(policy: &Policy, dir: &Path, number: u64, seed: u64) -> Vec<String> {
    let store = Store::new(dir);
    let mut dice = Dice(seed * 1_000 + number);
    let mut acknowledged = Vec::new();
    for act in 0..ACTS {
        let (name, other) = (dice.name(), dice.name());
        match dice.roll(8) {
            0..=3 if acknowledged.len() < SAVES / PROGRAMS as usize => {
                let mark = format!("m-{number}-{act}.");
                let mut profile = Profile::new(policy, 2026);
                profile.enterprise.name = name.to_owned();
                let session = match store.find(name).expect("told") {
                    Some(_) => store.open(policy, name).ok().map(|opened| opened.session),
                    None => Some(Session::named(&store, name)),
                };
                // It vanished between the two.
                let Some(mut session) = session else { continue };
                profile.notes.insert("profile".to_owned(), mark.clone());
                if session.save(policy, &profile, "x").is_ok() {
                    acknowledged.push(mark);
                }
            }
            4 => drop(store.copy(name, other)),
            5 => drop(store.rename(name, other)),
            6 => drop(store.delete(name)),
            7 => drop(store.restore(name)),
            _ => drop(store.list().expect("listed")),
        }
    }
    acknowledged
}

fn contents(dir: &Path, into: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(dir).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            contents(&path, into);
        } else {
            let text = fs::read_to_string(&path).expect("text");
            into.push((path, text));
        }
    }
}

#[test]
fn what_was_acknowledged_is_found() {
    let policy = load_embedded().expect("the pack");
    for seed in 1..=6 {
        let home = tempfile::tempdir().expect("a folder");
        let dir = &home.path().join("profiles");
        fs::create_dir(dir).expect("made");
        let acknowledged: Vec<String> = std::thread::scope(|scope| {
            let policy = &policy;
            let running: Vec<_> = (0..PROGRAMS)
                .map(|number| scope.spawn(move || program(policy, dir, number, seed)))
                .collect();
            running.into_iter().flat_map(|one| one.join().expect("no panic")).collect()
        });
        let mut files = Vec::new();
        contents(dir, &mut files);
        let all: String = files.iter().map(|(_, text)| text.as_str()).collect();
        let lost: Vec<_> = acknowledged.iter().filter(|mark| !all.contains(*mark)).collect();
        assert!(lost.is_empty(), "seed {seed}: {lost:?} of {} are lost", acknowledged.len());
        assert!(!acknowledged.is_empty(), "seed {seed}: something was saved");
        // Nothing is left lying about, and every profile reads.
        let names: BTreeSet<_> = files.iter().filter_map(|(path, _)| path.extension()).collect();
        assert_eq!(names.len(), 1, "seed {seed}: only profiles: {files:?}");
        for entry in Store::new(dir).list().expect("listed") {
            Store::new(dir).load(&policy, &entry.name).unwrap_or_else(|f| panic!("{f}"));
        }
    }
}
