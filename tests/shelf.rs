//! A made-up county's measure that says what real ones say: every form of the language, each
//! with examples worked by hand.
#![cfg(all(unix, feature = "app"))]

#[path = "support/program.rs"]
mod program;
#[path = "support/wizard.rs"]
mod support;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use fengce::keeper::check::{Finding, Report, check};
use fengce::policy::source::PackFiles;
use fengce::text::Lang;
use program::fengce;
use support::{Wizard, key};

const PACK: &str = "tests/packs/shelf";
const FOREIGN: &str = "tests/packs/overseas";

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
    assert!(report.examples >= 70 && policy.benefits.len() >= 25, "{}", report.examples);
}

/// One language, other numbers of articles: Article 1, sentences that end in a full stop.
#[test]
fn a_foreign_scheme_checks_as_well() {
    let files = PackFiles::from_dir(Path::new("tests/packs/overseas")).expect("a pack");
    let (policy, report) = check(&files).unwrap_or_else(|faults| panic!("{faults}"));
    let told = unproved(&report, Lang::En);
    assert!(told.is_empty(), "{told}");
    assert_eq!((report.examples, report.clauses), (21, 10));
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

/// What a run prints; it must end well.
fn printed(home: &Path, arguments: &[&str]) -> String {
    let output = fengce(home, arguments, &[]);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {error}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Three machines, in the words of each kind of file: a table each, an object each, a cell.
/// 50万 × 10% = 5万；300万 × 12% = 36万，单台取20万；2025 年的不算：25万
const TABLES: &str = "[[answers.purchases]]\nprice = \"50万元\"\nbought_on = 2026-01-01\norigin = \"domestic\"\n\
    [[answers.purchases]]\nprice = \"300万元\"\nbought_on = 2026-06-01\norigin = \"imported\"\n\
    [[answers.purchases]]\nprice = \"80万元\"\nbought_on = 2025-12-31\norigin = \"domestic\"\n";
const OBJECTS: &str = r#"[{"price":"50万元","bought_on":"2026-01-01","origin":"domestic"},{"price":3000000,"bought_on":"2026-06-01","origin":"imported"},{"price":"80万元","bought_on":"2025-12-31","origin":"domestic"}]"#;
const CELL: &str = "50万元;2026-01-01;国产|300万元；2026/6/1；进口|80万元;2025年12月31日;国产";
const AWARD: &str = "250000.00";

fn award_of(value: &serde_json::Value, benefit: &str) -> String {
    let all = value["benefits"].as_array().expect("benefits");
    let one = all.iter().find(|one| one["id"] == benefit).expect("the benefit");
    one["amount"].as_str().expect("an amount").to_owned()
}

#[test]
fn items_are_the_same_in_every_kind_of_file() {
    let home = tempfile::tempdir().expect("a folder");
    let profile = home.path().join("p.toml");
    let head = "schema = 1\npolicy = \"shixi-industry\"\nyear = 2026\n[answers]\n";
    let text = format!("{head}registered_here = true\n{TABLES}");
    fs::write(&profile, &text).expect("writable");
    let path = profile.to_str().expect("UTF-8");
    let assessed = json(&printed(
        home.path(),
        &["assess", path, "--policy", PACK, "--format", "json", "--explain"],
    ));
    assert_eq!(award_of(&assessed, "purchases"), AWARD);
    // A command that reads leaves the file as it is.
    assert_eq!(fs::read_to_string(&profile).expect("there"), text);

    let lines = home.path().join("rows.ndjson");
    let line = format!(
        "{{\"id\":\"a\",\"year\":2026,\"answers\":{{\"registered_here\":true,\"purchases\":{OBJECTS}}}}}\n"
    );
    fs::write(&lines, line).expect("writable");
    let sheet = home.path().join("rows.csv");
    let row = format!("id,year,registered_here,purchases\na,2026,是,{CELL}\n");
    fs::write(&sheet, row).expect("writable");
    for input in [lines, sheet] {
        let input = input.to_str().expect("UTF-8");
        let result = json(&printed(home.path(), &["screen", input, "--policy", PACK]));
        assert_eq!(result["benefits"]["purchases"]["amount"], AWARD, "{input}");
    }
}

/// A misspelt field, a wrong one and one too many are refused with their place.
#[test]
fn bad_items_are_refused() {
    let home = tempfile::tempdir().expect("a folder");
    let profile = home.path().join("p.toml");
    let head = "schema = 1\npolicy = \"shixi-industry\"\nyear = 2026\n[answers]\n";
    for (item, told) in [
        ("{ prize = \"1万元\" }", "price"),
        ("{ price = \"1万\", bought_on = 2026-02-30 }", ""),
        ("{ bought_on = \"2026-02-30\" }", "2026-02-30"),
        ("{ origin = \"abroad\" }", "imported"),
    ] {
        fs::write(&profile, format!("{head}purchases = [{item}]\n")).expect("writable");
        let path = profile.to_str().expect("UTF-8");
        let output = fengce(home.path(), &["assess", path, "--policy", PACK], &[]);
        assert_eq!(output.status.code(), Some(2), "{item}");
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains("p.toml:5") && error.contains(told), "{item}: {error}");
    }
}

/// Asks a benefit line by line; what is said.
fn asked(home: &Path, arguments: &[&str], lines: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_fengce"))
        .args([&["ask"], arguments].concat())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .env("HOME", home)
        .env("FENGCE_CONFIG", home)
        .env("FENGCE_DATA", home.join("data"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("piped");
    // The interview may end before all is read.
    let _ = input.write_all(lines.as_bytes());
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_questions_are_asked_line_by_line() {
    let home = tempfile::tempdir().expect("a folder");
    let file = home.path().join("a.toml");
    let path = file.to_str().expect("UTF-8");
    let county = ["-o", path, "--policy", PACK, "--benefit", "purchases", "--year", "2026"];
    let lines =
        "1\n50万元;2026-01-01;国产\n300万元；2026-06-01；2\n80万元;2025-12-31;飞机\n完\n500万元\n";
    let said = asked(home.path(), &county, lines);
    assert!(said.contains("25万元"), "{said}");
    // The third line is told what its field may be, and is not taken.
    assert!(said.contains("国产") && said.contains("飞机"), "{said}");
    let written = fs::read_to_string(&file).expect("the profile");
    assert!(written.contains("bought_on = 2026-06-01") && !written.contains("80"), "{written}");

    let file = home.path().join("b.toml");
    let path = file.to_str().expect("UTF-8");
    let foreign = ["-o", path, "--policy", FOREIGN, "--benefit", "set-up", "--year", "2027"];
    let lines = "1\n2024-12-31\n2028-03-31\n60万元\n0元\n";
    let said = asked(home.path(), &[&foreign[..], &["--lang", "en"]].concat(), lines);
    // 60万 × 30% = 18万
    assert!(said.contains("180,000") || said.contains("18"), "{said}");
    let written = fs::read_to_string(&file).expect("the profile");
    assert!(written.contains("incorporated_on = 2024-12-31"), "{written}");
}

/// The wizard takes days and a table of items; what it shows of them stands beside.
#[test]
fn the_wizard_takes_days_and_items() {
    let home = tempfile::tempdir().expect("a folder");
    let pack = fs::canonicalize(PACK).expect("a folder");
    let arguments = ["--policy", pack.to_str().expect("UTF-8")];
    let mut wizard = Wizard::start_with(home.path(), 40, 120, &arguments, &[]);
    wizard.wait_for("新建");
    wizard.send(key::ENTER);
    wizard.wait_for("年度");
    wizard.send("2026\r");
    wizard.wait_for("企业叫什么名称");
    wizard.send("试验厂\r");
    wizard.wait_for("购置的设备？");
    wizard.wait_for("价格");
    wizard.send("50万元;2026-01-01;国产\r");
    wizard.wait_for("50万元  2026-01-01");
    wizard.send("300万元;2026-06-01;进口\r");
    wizard.wait_for("300万元  2026-06-01");
    wizard.send(key::DOWN);
    wizard.send(key::ENTER);
    wizard.wait_for("25万元");
}

#[test]
fn a_workbook_has_a_sheet_for_each_list() {
    let home = tempfile::tempdir().expect("a folder");
    for (pack, lang, sheet) in [(PACK, "zh", "购置的设备"), (FOREIGN, "en", "Projects")] {
        let file = home.path().join(format!("{lang}.xlsx"));
        let path = file.to_str().expect("UTF-8");
        printed(home.path(), &["template", "--policy", pack, "--lang", lang, "-o", path]);
        let book = fs::read(&file).expect("the template");
        assert!(book.len() > 1_000, "{sheet}");
    }
}

/// 技改 3000万 × 10% = 300万取100万；设备 20 台各20万即400万；合计500万，对本县的贡献 350万，
/// 再按年度合计最高300万。
#[test]
fn ceilings_hold_the_total_and_are_told() {
    let home = tempfile::tempdir().expect("a folder");
    let profile = home.path().join("p.toml");
    let machines = vec!["\"300万元\""; 20].join(", ");
    let text = format!(
        "schema = 1\npolicy = \"shixi-industry\"\nyear = 2026\n[answers]\nregistered_here = true\n\
         machines = [{machines}]\nequipment = \"3000万元\"\ntitles = []\ntax = \"350万元\"\n"
    );
    fs::write(&profile, text).expect("writable");
    let path = profile.to_str().expect("UTF-8");
    let run = |format: &str| {
        printed(home.path(), &["assess", path, "--policy", PACK, "--format", format])
    };
    let result = json(&run("json"));
    assert_eq!(result["total"]["amount"], "3000000.00");
    assert_eq!(result["total"]["at_most"], "3000000.00");
    assert_eq!(result["total"]["ceilings"][0]["limit"], "3500000.00");
    assert_eq!(result["total"]["ceilings"][0]["cut"], "1500000.00");
    for format in ["text", "markdown", "html"] {
        let page = run(format);
        assert!(page.contains("年度合计最高300万元"), "{format}");
    }
}

#[test]
fn the_foreign_scheme_goes_through_as_well() {
    let home = tempfile::tempdir().expect("a folder");
    let profile = home.path().join("f.toml");
    let text = "schema = 1\npolicy = \"harbour-scheme\"\nyear = 2027\n[answers]\ntaxed_here = true\n\
        incorporated_on = 2025-05-01\nfiled_on = 2028-04-01\nset_up_costs = \"60万元\"\nminor_aid_before = \"0元\"\n";
    fs::write(&profile, text).expect("writable");
    let path = profile.to_str().expect("UTF-8");
    let run = |more: &[&str]| {
        printed(
            home.path(),
            &[&["assess", path, "--policy", FOREIGN, "--lang", "en"], more].concat(),
        )
    };
    let result = json(&run(&["--format", "json", "--explain"]));
    let set_up = &result["benefits"].as_array().expect("benefits")[3];
    assert_eq!((&set_up["id"], &set_up["status"]), (&"set-up".into(), &"ineligible".into()));
    // A day too late.
    assert_eq!(set_up["missing"][0]["id"], "filed_on");
    assert_eq!(set_up["missing"][0]["gap"], "1");
    assert_eq!(set_up["remedies"][0]["changes"][0]["set"], "2028-03-31");
    for format in ["text", "html"] {
        assert!(run(&["--format", format]).contains("Harbour"), "{format}");
    }
    let shown =
        printed(home.path(), &["policy", "show", "projects", "--policy", FOREIGN, "--lang", "en"]);
    assert!(shown.contains("Begun on") && shown.contains("Research credit"), "{shown}");
}
