//! `fengce assess` and `fengce policy check`, through the real binary.

#[path = "support/program.rs"]
mod program;

use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

fn fengce(arguments: &[&str]) -> Output {
    let home = tempfile::tempdir().expect("a folder");
    program::fengce(home.path(), arguments, &[])
}

fn json(arguments: &[&str]) -> Value {
    let output = fengce(arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {errors}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/cases");
    let mut cases: Vec<_> = std::fs::read_dir(folder)
        .expect("the cases")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(".expected.json"))
        .collect();
    cases.sort();
    cases
}

/// Money is compared as decimals: `1` is `1.00`.
fn same_number(expected: &Value, is: &Value) -> bool {
    let decimal = |value: &Value| value.as_str()?.parse::<rust_decimal::Decimal>().ok();
    match (decimal(expected), decimal(is)) {
        (Some(expected), Some(is)) => expected == is,
        (None, None) => expected.is_null() && is.is_null(),
        _ => false,
    }
}

/// The hand-worked cases: what they name must be so.
#[test]
fn hand_worked_cases() {
    let cases = cases();
    assert!(cases.len() >= 62);
    for case in cases {
        let expected: Value =
            serde_json::from_slice(&std::fs::read(&case).expect("readable")).expect("JSON");
        let stem = case.to_string_lossy().replace(".expected.json", "");
        let profile = format!("{stem}.toml");
        let benchmarks = format!("{stem}.benchmarks.toml");
        let readings: Vec<String> = expected["readings"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(id, option)| format!("--reading={id}={}", option.as_str().expect("an option")))
            .collect();
        let mut arguments = vec!["assess", &profile, "--format", "json"];
        arguments.extend(readings.iter().map(String::as_str));
        if Path::new(&benchmarks).exists() {
            arguments.extend(["--benchmarks", &benchmarks]);
        }
        let is = json(&arguments);
        for (id, wanted) in expected["benefits"].as_object().into_iter().flatten() {
            let all = is["benefits"].as_array().expect("benefits");
            let benefit = all.iter().find(|benefit| benefit["id"] == **id).expect("the benefit");
            for (key, wanted) in wanted.as_object().expect("an object") {
                let is = &benefit[key];
                let context = format!("{stem} {id} {key}: {is} instead of {wanted}");
                match key.as_str() {
                    "amount" | "at_most" | "later" => {
                        assert!(same_number(wanted, is), "{context}");
                    }
                    "missing" => compare_missing(wanted, is, &context),
                    _ => assert_eq!(wanted, is, "{context}"),
                }
            }
        }
        for of in ["total", "prospective"] {
            for (key, wanted) in expected[of].as_object().into_iter().flatten() {
                let is = &is[of][key];
                let listed = matches!(key.as_str(), "unbounded" | "assuming");
                let same = if listed { wanted == is } else { same_number(wanted, is) };
                assert!(same, "{stem} {of}.{key}: {is} instead of {wanted}");
            }
        }
        for (id, wanted) in expected["gate"].as_object().into_iter().flatten() {
            let gates = is["gate"].as_array().expect("gates");
            let gate = gates.iter().find(|gate| gate["id"] == **id).expect("the gate");
            assert_eq!(&gate["truth"], wanted, "{stem} {id}");
        }
        if let Some(wanted) = expected["conflicts"].as_array() {
            let conflicts = is["conflicts"].as_array().expect("conflicts");
            let ids: Vec<&Value> = conflicts.iter().map(|conflict| &conflict["id"]).collect();
            assert_eq!(ids, wanted.iter().collect::<Vec<_>>(), "{stem}");
        }
    }
}

fn compare_missing(wanted: &Value, is: &Value, context: &str) {
    let (wanted, is) = (wanted.as_array().expect("a list"), is.as_array().expect("a list"));
    assert_eq!(wanted.len(), is.len(), "{context}");
    for entry in wanted {
        let found = is.iter().find(|found| found["id"] == entry["id"]);
        let found = found.unwrap_or_else(|| panic!("{context}"));
        assert_eq!(entry["kind"], found["kind"], "{context}");
        if let Some(fact) = entry.get("fact") {
            assert_eq!(fact, &found["fact"], "{context}");
        }
        if let Some(gap) = entry.get("gap") {
            assert!(same_number(gap, &found["gap"]), "{context}");
        }
    }
}

#[test]
fn json_has_the_shape_of_the_contract() {
    let report = json(&["assess", "profiles/robot-maker.toml", "--format", "json"]);
    assert_eq!(report["policy"]["id"], "fengtai-smart-manufacturing");
    assert_eq!(report["policy"]["status"], "draft");
    assert_eq!(report["benefits"].as_array().map(Vec::len), Some(34));
    assert_eq!(report["benefits"][0]["id"], "a03-major-project");
    assert_eq!(report["benefits"][33]["id"], "a20-beijing-tianjin");
    assert_eq!(report["readings"].as_object().map(serde_json::Map::len), Some(16));
    assert_eq!(report["gate"].as_array().map(Vec::len), Some(5));
    assert!(report["gate"][4]["fact"].is_null());
    assert!(report.get("prospective").is_none());
    let notices = report["notice"].as_array().expect("notices");
    assert!(notices.iter().any(|n| n.as_str().is_some_and(|n| n.contains("征求意见稿"))));
}

#[test]
fn the_library_can_still_be_entered() {
    let report = json(&["assess", "profiles/not-in-the-library.toml", "--format", "json"]);
    assert_eq!(report["prospective"]["assuming"], serde_json::json!(["gate-library"]));
    assert_eq!(report["total"]["amount"], "0.00");
    assert_ne!(report["prospective"]["amount"], "0.00");
}

#[test]
fn text_speaks_both_languages_and_says_it_is_a_draft() {
    for (lang, words) in [
        ("zh", ["征求意见稿", "估算上限", "按征求意见稿符合条件", "30万元"]),
        ("en", ["draft", "Estimated ceiling", "Eligible under the draft", "¥300,000"]),
    ] {
        let output = fengce(&["assess", "profiles/robot-maker.toml", "--lang", lang]);
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(output.status.code(), Some(0));
        for word in words {
            assert!(text.contains(word), "{word} in {text}");
        }
        for line in text.lines() {
            assert!(!line.trim_start().starts_with(['，', '。', '）']), "{line}");
        }
    }
}

/// Every figure can be followed by hand: the line of the award, and the tree down to the answers.
#[test]
fn the_reasoning_is_explained() {
    let report = json(&["assess", "profiles/robot-maker.toml", "--format", "json", "--explain"]);
    let benefits = report["benefits"].as_array().expect("benefits");
    let growth = benefits.iter().find(|b| b["id"] == "a06-output-growth").expect("it");
    assert_eq!(growth["award"], "(1.2亿元 − 8000万元 − 500万元) × 1% = 35万元，未达上限 200万元");
    let tree = &growth["explanation"];
    assert_eq!(tree["truth"], "true");
    assert!(tree["quote"].as_str().is_some_and(|quote| quote.contains("超出部分增量的1%")));
    let conditions = tree["children"].as_array().expect("conditions");
    let reaches = conditions.iter().find(|c| c["id"] == "output_growth_reaches_district");
    let growth = &reaches.expect("the condition")["children"][0];
    assert_eq!((&growth["id"], &growth["actual"]), (&"output_growth".into(), &"50%".into()));
    assert_eq!(growth["children"][1]["actual"], "8000万元");
    let plain = json(&["assess", "profiles/robot-maker.toml", "--format", "json"]);
    assert!(plain["benefits"][0].get("explanation").is_none());
}

/// The arithmetic shown is true where an average falls, where more was received than is due,
/// and where a growth has many decimals.
#[test]
fn what_is_taken_off_never_goes_below_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("p.toml");
    let profile = r#"schema = 1
policy = "fengtai-smart-manufacturing"
year = 2026
[answers]
operates_in_fengtai = true
in_enterprise_library = true
category = "manufacturer"
exclusions = []
industrial_output = "1.2亿元"
industrial_output_prior = "1亿元"
output_growth = "12%"
district_output_growth = "-2%"
activities = ["pilot_project"]
pilot_sector = "robotics"
pilot_investment = "100万元"
pilot_years_supported = 1
pilot_support_received = "30万元"
"#;
    std::fs::write(&path, profile).expect("written");
    let path = path.to_str().expect("UTF-8");
    let over = "r06-excess=over_average";
    let assess = |more: &[&str]| {
        let plain = ["assess", path, "--format", "json", "--explain"];
        json(&[&plain[..], more].concat())
    };
    let find = |report: &Value, id: &str| {
        let benefits = report["benefits"].as_array().expect("benefits");
        benefits.iter().find(|benefit| benefit["id"] == id).expect("it").clone()
    };
    let report = assess(&["--reading", over]);
    // 2000万 × 1%: an average below nothing counts as nothing.
    assert_eq!(
        find(&report, "a06-output-growth")["award"],
        "(1.2亿元 − 1亿元 − max(0, -2%) × 1亿元) × 1% = 20万元，未达上限 200万元"
    );
    let pilot = find(&report, "a04-pilot-project");
    assert_eq!((&pilot["status"], &pilot["amount"]), (&"eligible".into(), &"0.00".into()));
    let award = pilot["award"].as_str().expect("a line");
    assert!(award.starts_with("100万元 × 20% − 30万元 = 0元"), "{award}");
    assert!(award.contains("不低于 0"), "{award}");
    // Every benefit has the key, with nothing where nothing is awarded.
    for benefit in report["benefits"].as_array().expect("benefits") {
        assert!(benefit.as_object().expect("one").contains_key("award"), "{benefit}");
    }
    // 113660001 / 1亿 − 1 is 13.660001 %, which is nearer to 13.66 % than to 13.67 %.
    std::fs::write(path, profile.replace("\"1.2亿元\"", "113_660_001")).expect("written");
    assert_eq!(assess(&[])["conflicts"][0]["computed"], "≈13.66%");
}

/// What would change a result: in JSON with `--explain`, with values that `screen` reads again.
#[test]
fn what_would_change_it_is_said() {
    let find = |report: &Value, id: &str| {
        let benefits = report["benefits"].as_array().expect("benefits");
        benefits.iter().find(|benefit| benefit["id"] == id).expect("it").clone()
    };
    let mut lines = String::new();
    for sample in std::fs::read_dir("profiles").expect("the samples") {
        let path = sample.expect("a sample").path();
        let path = path.to_str().expect("UTF-8");
        if !path.ends_with(".toml") {
            continue;
        }
        let report = json(&["assess", path, "--format", "json", "--explain"]);
        for benefit in report["benefits"].as_array().expect("benefits") {
            let remedies = benefit["remedies"].as_array().expect("remedies");
            assert!(remedies.is_empty() || benefit["status"] == "ineligible");
            for change in remedies.iter().flat_map(|r| r["changes"].as_array().expect("changes")) {
                let answers =
                    serde_json::json!({ change["fact"].as_str().expect("id"): change["set"] });
                let line = serde_json::json!({ "id": path, "year": 2026, "answers": answers });
                lines.push_str(&format!("{line}\n"));
            }
        }
    }
    assert!(lines.lines().count() > 100);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("changes.ndjson");
    std::fs::write(&file, lines).expect("writable");
    let output = fengce(&["screen", file.to_str().expect("UTF-8"), "--totals-only"]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{errors}");

    let profile = "profiles/not-in-the-library.toml";
    let report = json(&["assess", profile, "--format", "json", "--explain"]);
    let change = serde_json::json!({ "fact": "in_enterprise_library", "set": true, "when": "now" });
    let remedies = serde_json::json!([{ "changes": [change], "gain": "840000.00" }]);
    assert_eq!(find(&report, "a06-output-growth")["remedies"], remedies);
    let profile = "profiles/software-house.toml";
    let report = json(&["assess", profile, "--format", "json", "--explain"]);
    let change = &find(&report, "a06-software-milestone")["remedies"][0]["changes"][0];
    assert_eq!((&change["set"], &change["gap"]), (&500_000_000.into(), &"450000000.00".into()));
    let plain = json(&["assess", profile, "--format", "json"]);
    assert!(plain["benefits"][0].get("remedies").is_none());

    let text = String::from_utf8(fengce(&["assess", profile]).stdout).expect("UTF-8");
    assert!(text.contains("把 2027 年营业收入 改为 5亿元（明年，相差 4.5亿元），总额 +241万元"));
    assert!(!text.contains("→"));
    let english = fengce(&["assess", profile, "--lang", "en", "--explain"]).stdout;
    let english = String::from_utf8(english).expect("UTF-8");
    assert!(english.contains("[Advice, the easiest first]"));
    assert!(english.contains("- What would change it: set "), "{english}");
}

#[test]
fn readings_that_are_not_the_default_are_printed() {
    let profile = "profiles/robot-maker.toml";
    let output = fengce(&["assess", profile, "--reading", "r06-tiers=each"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("r06-tiers=each"));
    let output = fengce(&["assess", profile]);
    assert!(!String::from_utf8_lossy(&output.stdout).contains("r06-tiers"));
}

#[test]
fn what_cannot_be_used_is_refused_with_status_2() {
    for arguments in [
        &["assess", "no-such-profile.toml"][..],
        &["assess", "profiles"],
        &["assess", "no-such-saved-name"],
        &["assess", "profiles/robot-maker.toml", "--reading", "r06-tiers=none"],
        &["assess", "profiles/robot-maker.toml", "--reading", "nonsense"],
        &["assess", "profiles/robot-maker.toml", "--year", "1900"],
        &["assess", "profiles/robot-maker.toml", "--lang", "fr"],
        &["assess", "profiles/robot-maker.toml", "--benchmarks", "no-such-file"],
        &["assess", "profiles/robot-maker.toml", "--policy", "profiles"],
        &["assess"],
        &["no-such-command"],
        &["screen", "no-such-file.ndjson"],
    ] {
        let output = fengce(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        let error = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(!error.is_empty() && error.len() < 8_000, "{arguments:?}");
        assert!(error.chars().all(|c| c == '\n' || !c.is_control()), "{arguments:?}: {error:?}");
    }
}

#[test]
fn the_pack_proves_itself() {
    let output = fengce(&["policy", "check"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(output.status.code(), Some(0), "{text}");
    let last = text.lines().find(|line| line.starts_with("算例 ")).expect("a line of examples");
    assert!(last.ends_with("未通过 0"), "{last}");
    let number: u32 =
        last.chars().filter(char::is_ascii_digit).collect::<String>().parse().expect("digits");
    assert!(number / 10 >= 200, "{last}");
}

/// A changed text, a changed amount and a misspelt key are each found, with their place.
#[test]
fn a_pack_with_a_fault_is_told() {
    let change = |file: &str, from: &str, to: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        copy(Path::new("policies/fengtai-smart-manufacturing"), folder.path());
        let path = folder.path().join(file);
        let text = std::fs::read_to_string(&path).expect("readable");
        assert!(text.contains(from), "{file} has {from}");
        std::fs::write(&path, text.replacen(from, to, 1)).expect("writable");
        let output =
            fengce(&["policy", "check", folder.path().to_str().expect("UTF-8"), "--lang", "en"]);
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    };
    let (code, error) = change("source.txt", "超出部分增量的1%", "超出部分增量的2%");
    assert_eq!(code, Some(1));
    assert!(error.contains("pack/quote-lost") && error.contains("增量的2%"), "{error}");
    let (code, error) = change("articles/06.toml", "rate = \"1%\"", "rate = \"2%\"");
    assert_eq!(code, Some(1));
    assert!(error.contains("pack/example") && error.contains("06.toml:"), "{error}");
    let (code, error) = change("articles/06.toml", "certainty = ", "certanty = ");
    assert_eq!(code, Some(2));
    assert!(error.contains("certanty") && error.contains("06.toml:"), "{error}");
    let (code, error) = change("articles/04.toml", "\"pilot_investment\"", "\"pilot_invesment\"");
    assert_eq!(code, Some(2));
    assert!(error.contains("pilot_investment"), "{error}");
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            std::fs::create_dir(&target).expect("writable");
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("writable");
        }
    }
}

#[test]
fn figures_that_disagree_are_told_with_both() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("p.toml");
    // 2亿 − 1.5亿 = 5000万, yet 1000万 was answered.
    let text = "schema = 1\npolicy = \"fengtai-smart-manufacturing\"\nyear = 2026\n[answers]\nindustrial_output = \"2亿元\"\nindustrial_output_prior = \"1.5亿元\"\noutput_increase = \"1000万元\"\n";
    std::fs::write(&path, text).expect("written");
    let output = fengce(&["assess", path.to_str().expect("UTF-8")]);
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    let line =
        shown.lines().find(|line| line.contains("计算得")).unwrap_or_else(|| panic!("{shown}"));
    assert!(line.contains("1000万元") && line.contains("5000万元"), "{line}");
    assert!(shown.contains("【数据不一致：以计算值为准】"), "{shown}");
}
