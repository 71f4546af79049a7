//! A made-up county's measure that says what real ones say: every form of the language, each
//! with examples worked by hand.
#![cfg(all(unix, feature = "app"))]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use fengce::keeper::check::{Finding, Report, check};
use fengce::policy::source::PackFiles;
use fengce::text::Lang;
use program::fengce;

const PACK: &str = "tests/packs/county";

/// What is found of the quotes and the examples; what the lints say of a made-up pack is no matter.
fn unproved(report: &Report, lang: Lang) -> String {
    let no_lint = |finding: &&Finding| !finding.diagnostic.code.starts_with("lint/");
    report.findings().filter(no_lint).map(|finding| finding.render(lang)).collect()
}

#[test]
fn its_examples_come_out() {
    let files = PackFiles::from_dir(Path::new(PACK)).expect("a pack");
    let (policy, report) = check(&files).unwrap_or_else(|faults| panic!("{faults}"));
    let found = unproved(&report, Lang::Zh);
    assert!(found.is_empty(), "{found}");
    assert!(report.examples >= 35 && policy.benefits.len() >= 14, "{}", report.examples);
}

/// One language, other numbers of articles: Article 1, sentences that end in a full stop.
#[test]
fn a_foreign_scheme_checks_as_well() {
    let files = PackFiles::from_dir(Path::new("tests/packs/foreign")).expect("a pack");
    let (policy, report) = check(&files).unwrap_or_else(|faults| panic!("{faults}"));
    let told = unproved(&report, Lang::En);
    assert!(told.is_empty(), "{told}");
    assert_eq!((report.examples, report.clauses), (14, 5));
    assert_eq!(policy.title.en, "Harbour Region Enterprise Scheme");
    assert_eq!(policy.title.zh, "[en] Harbour Region Enterprise Scheme");
}

#[test]
fn the_command_line_goes_through() {
    let home = tempfile::tempdir().expect("a folder");
    let profile = home.path().join("p.toml");
    let answers = "registered_here = true\nrd = \"50万元\"\nrevenue = \"1000万元\"\ntax = \"100万元\"\n\
        machines = [\"5万元\", \"300万元\"]\n";
    let head = "schema = 1\npolicy = \"shixi-industry\"\nyear = 2026\n[answers]\n";
    fs::write(&profile, format!("{head}{answers}")).expect("writable");
    let profile = profile.to_str().expect("UTF-8");
    let run = |args: &[&str]| {
        let output = fengce(home.path(), args, &[]);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let json: serde_json::Value =
        serde_json::from_str(&run(&["assess", profile, "--policy", PACK, "--format", "json"]))
            .expect("JSON");
    // 研发 50万 × 8% = 4万；设备 5万 × 10% + 20万 = 20.5万
    assert_eq!(json["total"]["amount"], "245000.00");
    for format in ["text", "markdown", "html"] {
        let page = run(&["assess", profile, "--policy", PACK, "--format", format]);
        assert!(page.contains("石溪县") && !page.contains("丰台"), "{format}");
    }
    let template = home.path().join("t.xlsx");
    run(&["template", "--policy", PACK, "-o", template.to_str().expect("UTF-8")]);
    assert!(fs::metadata(template).expect("the template").len() > 1_000);
    let sheet = home.path().join("rows.csv");
    fs::write(&sheet, "id,year,registered_here,testing_fee\na,2026,是,12000元\n")
        .expect("writable");
    let sheet = sheet.to_str().expect("UTF-8");
    // 5000 + 7000 × 50% = 8500
    let rows = run(&["screen", sheet, "--policy", PACK]);
    assert!(rows.contains("\"8500.00\""), "{rows}");
    let shown = run(&["policy", "show", "growth", "--policy", PACK]);
    assert!(shown.contains("就高"), "{shown}");
}
