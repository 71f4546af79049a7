//! Settings: command line > `FENGCE_*` > `config.toml` > built in; saved profiles by name.

#[path = "support/program.rs"]
mod program;

use std::process::Output;

use program::fengce;

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const ROBOT: [&str; 2] = ["assess", "profiles/robot-maker.toml"];

#[test]
fn the_nearer_setting_wins() {
    let home = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str], variables: &[(&str, &str)]| {
        let all: Vec<&str> = ROBOT.iter().chain(arguments).copied().collect();
        text(&fengce(home.path(), &all, variables))
    };
    assert!(run(&[], &[]).contains("估算上限"));
    let config = "lang = \"en\"\n[readings]\nr06-tiers = \"each\"\n";
    std::fs::write(home.path().join("config.toml"), config).expect("writable");
    let configured = run(&[], &[]);
    assert!(configured.contains("Estimated ceiling") && configured.contains("r06-tiers=each"));
    let variables = [("FENGCE_LANG", "zh"), ("FENGCE_READINGS", "r06-tiers=difference")];
    let nearer = run(&[], &variables);
    assert!(nearer.contains("估算上限") && nearer.contains("r06-tiers=difference"));
    let given = run(&["--lang", "en", "--reading", "r06-tiers=highest"], &variables);
    assert!(given.contains("Estimated ceiling") && !given.contains("r06-tiers"));
}

#[test]
fn a_faulty_configuration_is_told_with_its_place() {
    let home = tempfile::tempdir().expect("a folder");
    for (config, word) in
        [("lang = \"fr\"\n", "zh"), ("ascii = 1\n", "ascii"), ("[readings]\nr99 = \"x\"\n", "r99")]
    {
        std::fs::write(home.path().join("config.toml"), config).expect("writable");
        let output = fengce(home.path(), &ROBOT, &[]);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{config}");
        assert!(error.contains(word), "{config}: {error}");
    }
}

/// The office's own telephone and deadline stand on the page where the draft gives none.
#[test]
fn the_contact_of_the_office_is_on_the_page() {
    let home = tempfile::tempdir().expect("a folder");
    let page =
        || text(&fengce(home.path(), &[&ROBOT[..], &["--format", "markdown"]].concat(), &[]));
    assert!(!page().contains("010-12345678"));
    let config = "[contact]\ntelephone = \"010-12345678\"\ndeadline = \"2027 年 6 月 30 日\"\n";
    std::fs::write(home.path().join("config.toml"), config).expect("writable");
    let with = page();
    assert!(with.contains("010-12345678") && with.contains("2027 年 6 月 30 日"), "{with}");
}

#[test]
fn an_unknown_setting_is_told_and_the_rest_holds() {
    let home = tempfile::tempdir().expect("a folder");
    let config = "lang = \"en\"\nascci = true\n";
    std::fs::write(home.path().join("config.toml"), config).expect("writable");
    let output = fengce(home.path(), &ROBOT, &[]);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output).contains("Estimated ceiling"));
    assert!(error.contains("config.toml:2") && error.contains("ascii"), "{error}");
}

#[test]
fn a_saved_profile_goes_by_its_name() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("data/profiles");
    std::fs::create_dir_all(&folder).expect("writable");
    std::fs::copy("profiles/robot-maker.toml", folder.join("启元.toml")).expect("writable");
    let data = home.path().join("data");
    let data = data.to_str().expect("UTF-8");
    let output = fengce(home.path(), &["assess", "启元"], &[("FENGCE_DATA", data)]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output).contains("155万元"));
    let output = fengce(home.path(), &["assess", "启元", "--data-dir", data], &[]);
    assert_eq!(output.status.code(), Some(0));
    let output = fengce(home.path(), &["assess", "没有"], &[("FENGCE_DATA", data)]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_benchmark_file_has_a_default_place() {
    let home = tempfile::tempdir().expect("a folder");
    let case = "tests/data/cases/benchmarks-industry";
    let profile = format!("{case}.toml");
    let before = text(&fengce(home.path(), &["assess", &profile, "--format", "json"], &[]));
    std::fs::copy(format!("{case}.benchmarks.toml"), home.path().join("benchmarks.toml"))
        .expect("writable");
    let after = text(&fengce(home.path(), &["assess", &profile, "--format", "json"], &[]));
    let status = |json: &str| {
        let report: serde_json::Value = serde_json::from_str(json).expect("JSON");
        let all = report["benefits"].as_array().cloned().unwrap_or_default();
        all.iter().find(|b| b["id"] == "a05-industry-growth").map(|b| b["status"].clone())
    };
    assert_eq!(status(&before), Some("undetermined".into()));
    assert_eq!(status(&after), Some("eligible".into()));
}

#[test]
fn without_a_terminal_the_wizard_says_what_to_do() {
    let home = tempfile::tempdir().expect("a folder");
    let output = fengce(home.path(), &[], &[]);
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("fengce assess"), "{error}");
    let output = fengce(home.path(), &["wizard", "no-such.toml", "--lang", "zh"], &[]);
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("no-such.toml") && error.contains("处理"), "{error}");
}
