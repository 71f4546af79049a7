//! The sample enterprises of `profiles/`: each comes out as worked out by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::assess::{Evaluator, Outcome, Program, Status, Totals, conflicts};
use crate::policy::{Policy, load_embedded};
use crate::profile::read_path;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectations {
    sample: Vec<Sample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    file: String,
    why: String,
    benefits: BTreeMap<String, Expected>,
    total: ExpectedTotals,
    prospective: Option<ExpectedTotals>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    status: String,
    amount: String,
    at_most: Option<String>,
    later: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedTotals {
    amount: String,
    at_most: String,
    later: String,
    discretionary: String,
    #[serde(default)]
    unbounded: Vec<String>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn expectations() -> Vec<Sample> {
    let path = root().join("tests/data/samples.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    toml::from_str::<Expectations>(&text).unwrap_or_else(|error| panic!("{error}")).sample
}

fn files(folder: &Path) -> BTreeSet<String> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".toml"))
        .collect()
}

#[test]
fn every_sample_comes_out_as_worked_out_by_hand() {
    let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let program = Program::compile(&policy, &policy.default_readings());
    let mut evaluator = Evaluator::new(&program);
    let mut faults = Vec::new();
    for sample in expectations() {
        let path = root().join("profiles").join(&sample.file);
        let loaded = read_path(&policy, &path).unwrap_or_else(|faults| panic!("{faults}"));
        let profile = loaded.profile;
        assert!(!profile.enterprise.name.is_empty(), "{}: it has no name", sample.file);
        let disagree = conflicts(&policy, &profile.answers, profile.year).len();
        assert_eq!(disagree, 0, "{}: its answers contradict each other", sample.file);

        evaluator.run(&profile.answers, profile.year);
        let mut found = benefit_faults(&policy, &sample, evaluator.outcomes());
        found.extend(total_faults("total", &policy, &sample.total, evaluator.totals()));
        if let Some(expected) = &sample.prospective {
            let open = evaluator.run_prospective(&profile.answers, profile.year);
            assert!(open, "{}: no gate condition is left to meet", sample.file);
            found.extend(total_faults("prospective", &policy, expected, evaluator.totals()));
        }
        if !found.is_empty() {
            faults.push(format!("{}（{}）\n  {}", sample.file, sample.why, found.join("\n  ")));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn benefit_faults(policy: &Policy, sample: &Sample, outcomes: &[Outcome]) -> Vec<String> {
    let mut faults = Vec::new();
    for (id, benefit) in policy.benefits() {
        let outcome = &outcomes[id.index()];
        let unlisted = !sample.benefits.contains_key(&benefit.id);
        if outcome.status == Status::Eligible && unlisted {
            faults.push(format!("{} is eligible and not listed", benefit.id));
        }
    }
    for (id, expected) in &sample.benefits {
        let Some(benefit) = policy.benefit_id(id) else {
            faults.push(format!("there is no benefit {id}"));
            continue;
        };
        let outcome = &outcomes[benefit.index()];
        let mut compare = |what: &str, expected: &str, actual: String| {
            if expected != actual {
                faults.push(format!("{id}.{what}: expected {expected}, found {actual}"));
            }
        };
        compare("status", &expected.status, outcome.status.as_str().to_owned());
        compare("amount", &expected.amount, outcome.amount.to_plain());
        let eligible = (expected.status == "eligible").then_some(&expected.amount);
        if let Some(at_most) = expected.at_most.as_ref().or(eligible) {
            let actual = outcome.at_most.map_or("unbounded".to_owned(), |money| money.to_plain());
            compare("at_most", at_most, actual);
        }
        if let Some(later) = &expected.later {
            compare("later", later, outcome.later.to_plain());
        }
    }
    faults
}

fn total_faults(
    which: &str,
    policy: &Policy,
    expected: &ExpectedTotals,
    totals: &Totals,
) -> Vec<String> {
    let mut faults = Vec::new();
    for (what, expected, actual) in [
        ("amount", &expected.amount, totals.amount),
        ("at_most", &expected.at_most, totals.at_most),
        ("later", &expected.later, totals.later),
        ("discretionary", &expected.discretionary, totals.discretionary),
    ] {
        let actual = actual.to_plain();
        if *expected != actual {
            faults.push(format!("{which}.{what}: expected {expected}, found {actual}"));
        }
    }
    let unbounded: Vec<&str> =
        totals.unbounded.iter().map(|id| policy.benefit(*id).id.as_str()).collect();
    if expected.unbounded != unbounded {
        let expected = &expected.unbounded;
        faults.push(format!("{which}.unbounded: expected {expected:?}, found {unbounded:?}"));
    }
    faults
}

#[test]
fn every_sample_is_listed_once_and_explained() {
    let samples = expectations();
    assert!(samples.len() >= 10);
    let listed: BTreeSet<String> = samples.iter().map(|sample| sample.file.clone()).collect();
    assert_eq!(listed.len(), samples.len(), "a sample is listed twice");
    assert_eq!(listed, files(&root().join("profiles")));
    let readme = std::fs::read_to_string(root().join("profiles/README.md")).unwrap();
    for sample in &samples {
        assert!(!sample.why.is_empty());
        assert!(readme.contains(&sample.file), "profiles/README.md leaves out {}", sample.file);
    }
}
