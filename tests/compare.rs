//! Two assessments side by side: every benefit that changes, by how much and why.

#[path = "support/program.rs"]
mod program;

use serde_json::Value;

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let home = tempfile::tempdir().expect("a folder");
    let output = program::fengce(home.path(), arguments, &[]);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn json(arguments: &[&str]) -> Value {
    let mut all = vec!["compare"];
    all.extend(arguments);
    all.extend(["--format", "json"]);
    let (status, out, error) = run(&all);
    assert_eq!(status, Some(0), "{error}");
    serde_json::from_str(&out).expect("JSON")
}

/// The benefits that differ with by how much.
fn differences(json: &Value) -> Vec<(&str, &str)> {
    let benefits = json["benefits"].as_array().expect("a list");
    let mut all: Vec<_> = benefits
        .iter()
        .map(|b| (b["id"].as_str().expect("id"), b["difference"].as_str().expect("amount")))
        .collect();
    all.sort_unstable();
    all
}

fn why(json: &Value, id: &str) -> String {
    let benefits = json["benefits"].as_array().expect("a list");
    let benefit = benefits.iter().find(|b| b["id"] == id).expect("it differs");
    benefit["why"].as_array().expect("a list").iter().map(|why| format!("{why}\n")).collect()
}

const ROBOT: &str = "profiles/robot-maker.toml";
const NEXT: &str = "profiles/robot-maker-2027.toml";

/// 2026: 30 + 35 + 90. 2027: 50 for 5亿, (5.2亿 − 1.2亿 − 500万) × 1% = 395 capped at 200, 60 of
/// 200万, and 10 for high-tech, which was open because of its high growth.
#[test]
fn the_robot_maker_in_2026_and_2027() {
    let json = json(&[ROBOT, NEXT]);
    assert_eq!(
        differences(&json),
        [
            ("a06-output-growth", "1650000.00"),
            ("a06-output-milestone", "200000.00"),
            ("a10-hightech", "100000.00"),
            ("a13-robot-first-use", "-300000.00"),
        ]
    );
    assert_eq!(json["same"], 30);
    assert_eq!(json["a"]["total"]["amount"], "1550000.00");
    assert_eq!(json["b"]["total"]["amount"], "3200000.00");
    assert!(why(&json, "a06-output-growth").contains("1.2亿元 → 5.2亿元"));
    assert!(why(&json, "a06-output-milestone").contains("首次达到 5亿元：50万元"));
    assert!(why(&json, "a13-robot-first-use").contains("300万元 → 200万元"));
    let hightech = why(&json, "a10-hightech");
    assert!(hightech.contains("具备高成长性") && hightech.contains("待确认 → 符合"), "{hightech}");
    for format in ["text", "markdown"] {
        for lang in ["zh", "en"] {
            let (status, out, _) =
                run(&["compare", ROBOT, NEXT, "--format", format, "--lang", lang]);
            assert_eq!(status, Some(0));
            assert!(out.contains(if lang == "zh" { "165万元" } else { "1,650,000" }), "{out}");
        }
    }
}

/// The same answers a year later: the second stage of a little giant becomes the third and last.
#[test]
fn two_years_of_one_profile() {
    let json = json(&["profiles/little-giant.toml", "--years", "2026", "2027"]);
    assert_eq!(differences(&json), [("a10-little-giant", "0.00")]);
    assert_eq!(json["benefits"][0]["a"]["later"], "165000.00");
    assert_eq!(json["benefits"][0]["b"]["later"], "0.00");
    let same = self::json(&["profiles/little-giant.toml", "--year", "2026", "--year2", "2027"]);
    assert_eq!(same, json);
}

/// 1亿 after 9500万: 30 by the highest tier, 30 − 20 by the difference.
#[test]
fn the_same_under_another_reading() {
    let json = json(&[ROBOT, "--reading", "r06-tiers=difference"]);
    assert_eq!(differences(&json), [("a06-output-milestone", "-200000.00")]);
    assert!(why(&json, "a06-output-milestone").contains("r06-tiers"));
}

/// Both items for outsourcing: 195 comes on top of 292.5.
#[test]
fn an_exclusive_pair_under_another_reading() {
    let json = json(&["profiles/outsourcing-maker.toml", "--reading", "r06-pair=both"]);
    assert_eq!(differences(&json), [("a06-output-growth", "1950000.00")]);
    let why = why(&json, "a06-output-growth");
    assert!(why.contains("委外加工企业产值增量奖励") && why.contains("r06-pair"), "{why}");
}

#[test]
fn nothing_to_compare_is_said() {
    let (status, _, error) = run(&["compare", ROBOT]);
    assert_eq!(status, Some(2));
    assert!(error.contains("--years"), "{error}");
    let (status, _, _) = run(&["compare", "-"]);
    assert_eq!(status, Some(2));
}

/// 90 for the robots stays. Beside it 30 by tiers and 35, or (4000 − 5 % × 8000) × 1 % = 36 by
/// excess; `larger` of r06-stack leaves 35 alone: 125. `by_growth` of r10-high-growth adds the
/// 10 of a10-hightech, whose high growth is not known: 30 + 36 + 90 + 10 = 166.
#[test]
fn the_range_over_all_readings() {
    let (_, out, _) = run(&["assess", ROBOT, "--format", "json", "--explain"]);
    let json: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(json["over_readings"]["amount"], serde_json::json!(["1250000.00", "1660000.00"]));
    let (_, out, _) = run(&["assess", ROBOT]);
    assert!(out.contains("125万元–166万元"), "{out}");
    let benefits = json["benefits"].as_array().expect("a list");
    let growth = benefits.iter().find(|b| b["id"] == "a06-output-growth").expect("there");
    let other = &growth["touched_by"][0]["others"][0];
    assert_eq!((&other["option"], &other["amount"]), (&"over_average".into(), &"360000.00".into()));
    let hightech = benefits.iter().find(|b| b["id"] == "a10-hightech").expect("there");
    let year = &hightech["later_years"][0];
    assert_eq!(
        (&year["year"], &year["stage"], &year["amount"]),
        (&2027.into(), &3.into(), &"100000.00".into())
    );
}

/// At most 500 characters, none of the enterprise's name or figures.
#[test]
fn the_short_text_tells_nothing_of_the_enterprise() {
    for entry in std::fs::read_dir("profiles").expect("the samples") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let path = path.to_str().expect("UTF-8");
        for lang in ["zh", "en"] {
            let (_, out, _) = run(&["assess", path, "--format", "short", "--lang", lang]);
            let text = out.trim_end();
            assert!(text.chars().count() <= 500, "{path}: {}", text.chars().count());
            let notice = if lang == "zh" { "非承诺" } else { "no promise" };
            assert!(text.contains(notice), "{path}: {text}");
        }
    }
    let (_, out, _) = run(&["assess", ROBOT, "--format", "short"]);
    for told in ["启元", "1.2亿", "8000万", "9500万", "300万", "1.15亿", "7800万", "财务口径", "5%"]
    {
        assert!(!out.contains(told), "{told}");
    }
    assert!(out.contains("155万元") && out.contains("90万元"), "{out}");
}
