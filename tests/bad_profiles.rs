//! Every bad file is refused with its place, in few words that are safe to print.
//!
//! Each `NAME.toml` in `data/bad` has one fault; `NAME.names.txt` holds a word that the message
//! must contain and the line of the fault, 0 for the file as a whole. Benchmark files are named
//! `NAME.benchmarks.toml`.

use std::fs;
use std::path::{Path, PathBuf};

use fengce::diagnostic::{Diagnostics, Source};
use fengce::policy::{Policy, load_embedded};
use fengce::profile::{Averages, read, read_path, source_from_path, source_from_reader};
use fengce::text::Lang;

const HEAD: &str = "schema = 1\npolicy = \"fengtai-smart-manufacturing\"\nyear = 2026\n";

fn policy() -> Policy {
    load_embedded().unwrap_or_else(|faults| panic!("{faults}"))
}

/// The message in English, after what holds for both languages was checked.
fn message(name: &str, faults: &Diagnostics) -> String {
    for lang in [Lang::Zh, Lang::En] {
        let message = faults.render(lang);
        assert!(!message.is_empty() && message.len() < 8_000, "{name}: {}", message.len());
        assert!(message.chars().all(|c| c == '\n' || !c.is_control()), "{name}: {message:?}");
    }
    let missing =
        faults.0.iter().any(|fault| fault.remedy.en.is_empty() || fault.remedy.zh.is_empty());
    assert!(!missing, "{name}: a remedy is missing");
    faults.render(Lang::En)
}

fn refused(policy: &Policy, text: &str) -> String {
    let faults = read(policy, &Source::new("p.toml", text)).expect_err("refused");
    message("p.toml", &faults)
}

#[test]
fn every_bad_file_is_refused_with_its_place() {
    let policy = policy();
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/bad");
    let files = fs::read_dir(dir).expect("the bad files");
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    files.sort();
    assert!(files.len() > 80, "{}", files.len());
    let mut wrong = Vec::new();
    for path in files {
        let name = path.display().to_string();
        let names = fs::read_to_string(path.with_extension("names.txt")).expect("its names");
        let mut names = names.lines();
        let (word, line) = (names.next().expect("a word"), names.next().expect("a line"));
        let result = if name.ends_with(".benchmarks.toml") {
            let source = source_from_path(&path);
            source.and_then(|source| Averages::read(&policy, &source)).map(drop)
        } else {
            read_path(&policy, &path).map(drop)
        };
        let Err(faults) = result else {
            wrong.push(format!("{name}: accepted"));
            continue;
        };
        let message = message(&name, &faults);
        let place = if line == "0" { ": error".to_owned() } else { format!(":{line}:") };
        let head = message.strip_prefix(&name).unwrap_or_default();
        if faults.0.len() != 1 || !head.starts_with(&place) || !head.contains(word) {
            wrong.push(format!("expected {word} at line {line}:\n{message}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn good_files_are_accepted() {
    let policy = policy();
    for text in [
        HEAD.to_owned(),
        format!("\u{feff}{HEAD}"),
        HEAD.replace('\n', "\r\n"),
        format!("{HEAD}[enterprise]\nname = \"a\u{202e}b\u{200b}\"\nother = {{ x = [1.5] }}\n"),
        format!("{HEAD}[notes]\nprofile = \"\"\"a\nb\"\"\"\nanything = \"\"\n"),
        format!("{HEAD}[aside]\nold = [1.5, {{ a = 2026-01-01 }}]\n[unsure]\n"),
        format!(
            "{HEAD}[answers]\nindustrial_output = 0x10\nexclusions = []\noutput_increase = \"-3万元\"\n"
        ),
        format!("{HEAD}answers = {{\n  category = \"manufacturer\",\n}}\n"),
    ] {
        let loaded = read(&policy, &Source::new("p.toml", text.as_str()));
        assert!(loaded.is_ok_and(|loaded| loaded.profile.year == 2026), "{text}");
    }
    assert!(Averages::read(&policy, &Source::new("b.toml", "")).is_ok());
}

#[test]
fn what_is_no_readable_file_is_refused() {
    let policy = policy();
    let home = tempfile::tempdir().expect("a folder");
    let large = home.path().join("large.toml");
    fs::write(&large, format!("{HEAD}{}", "#".repeat(1 << 20))).expect("written");
    let mut cases = vec![
        (home.path().join("none.toml"), "no such file"),
        (home.path().to_owned(), "directory"),
        (large, "1 MiB"),
        (PathBuf::new(), "no such file"),
    ];
    if cfg!(unix) {
        cases.push((PathBuf::from("/dev/zero"), "not a regular file"));
    }
    for (path, word) in cases {
        let name = path.display().to_string();
        let message = message(&name, &read_path(&policy, &path).expect_err("refused"));
        assert!(
            message.starts_with(&format!("{name}: error")) && message.contains(word),
            "{message}"
        );
    }
    let endless = source_from_reader("-", std::io::repeat(b'#')).expect_err("refused");
    assert!(message("-", &endless).contains("1 MiB"));
    let most = format!("{HEAD}{}", "#".repeat((1 << 20) - HEAD.len()));
    assert!(source_from_reader("-", most.as_bytes()).is_ok());
}

#[test]
fn floods_and_depths_are_refused_in_few_words() {
    let policy = policy();
    let many = |one: &str, count: usize| one.repeat(count);
    let numbered = |line: fn(usize) -> String| (0..30_000).map(line).collect::<String>();
    let dotted = vec!["a"; 70].join(".");
    let deep = format!("{}1{}", many(&format!("{{{dotted}="), 75), many("}", 75));
    for text in [
        format!("{HEAD}[answers]\na = {}", many("[", 500_000)),
        format!("{HEAD}[answers]\na = {}", many("{a=", 300_000)),
        format!("{HEAD}[{}a]\n", many("a.", 500_000)),
        format!("{HEAD}{}a = 1\n", many("a.", 500_000)),
        format!("{HEAD}[answers]\nindustrial_output = {deep}\n"),
        format!("{HEAD}{}", numbered(|at| format!("k{at} = 1\n"))),
        format!("{HEAD}[answers]\n{}", numbered(|at| format!("k{at} = 1\n"))),
        format!("{HEAD}answers = {{ {} }}", numbered(|at| format!("k{at} = 1, "))),
        format!("{HEAD}notes = {{ {} }}", numbered(|at| format!("k{at} = 1, "))),
        format!("{HEAD}unsure = {{ {} }}", numbered(|at| format!("k{at} = 1, "))),
        format!("{HEAD}[unsure]\nfacts = [{}]", numbered(|at| format!("'k{at}', "))),
        format!("{HEAD}[answers]\nexclusions = [{}]", numbered(|at| format!("'k{at}', "))),
        format!("{HEAD}[answers]\n{} = 1\n", many("k", 900_000)),
        format!("{HEAD}[answers]\ncategory = '{}'\n", many("名", 300_000)),
    ] {
        refused(&policy, &text);
    }
    let flood = numbered(|at| format!("[{}]\n", at + 3_000));
    let faults = Averages::read(&policy, &Source::new("b.toml", flood)).expect_err("refused");
    message("b.toml", &faults);
    // Deep where anything may stand: read or refused, but never a crash.
    let _ = read(&policy, &Source::new("p.toml", format!("{HEAD}[aside]\na = {deep}\n")));
}

#[test]
fn several_faults_are_reported_together() {
    let message = refused(&policy(), &format!("{HEAD}[answers]\nx = 1\ncategory = 1\n[oops]\n"));
    for place in ["p.toml:5:1:", "p.toml:6:12:", "p.toml:7:2:"] {
        assert!(message.contains(place), "{place} in {message}");
    }
}
