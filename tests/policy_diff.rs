//! 第六条's 1% made 2% and one article inserted: what check and diff tell, over the samples,
//! with amounts worked out by hand.
#![cfg(feature = "app")]

#[path = "support/pack.rs"]
mod pack;
#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use fengce::keeper::check::check;
use fengce::policy::numbering::chinese_numeral;
use fengce::policy::source::PackFiles;
use program::fengce;
use serde_json::Value;

/// The text as the ministry would publish it; the rules follow only if asked.
fn edition(dir: &Path, rules: bool) {
    pack::copy(Path::new("policies/fengtai-smart-manufacturing"), dir);
    pack::replace(dir, "source.txt", "超出部分增量的1%", "超出部分增量的2%");
    // Articles 7 to 28 become 8 to 29.
    let path = dir.join("source.txt");
    let mut text = fs::read_to_string(&path).expect("the text");
    for number in (7..=28).rev() {
        let heading = |number| format!("\n第{}条", chinese_numeral(number));
        assert_eq!(text.matches(&heading(number)).count(), 1, "{number}");
        text = text.replace(&heading(number), &heading(number + 1));
    }
    let at = text.find("\n第八条").expect("the old seventh");
    text.insert_str(at, "\n第七条  对应用先进制造技术的制造业企业给予最高3万元支持。\n");
    fs::write(&path, text).expect("writable");
    if !rules {
        return;
    }
    for number in (7..=28).rev() {
        let file = format!("articles/{number:02}.toml");
        pack::replace(
            dir,
            &file,
            &format!("\nnumber = {number}\n"),
            &format!("\nnumber = {}\n", number + 1),
        );
    }
    pack::replace(dir, "policy.toml", "edition = \"2026-draft\"", "edition = \"2027-final\"");
    pack::replace(
        dir,
        "policy.toml",
        "covered_articles = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 23, 24, 27]",
        "covered_articles = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 24, 25, 28]",
    );
    let file = "articles/06.toml";
    // The rule's quote, and the sentences that are rendered in English.
    let path = dir.join(file);
    let text = fs::read_to_string(&path).expect("UTF-8");
    assert!(text.contains("超出部分增量的1%给予"));
    fs::write(&path, text.replace("超出部分增量的1%给予", "超出部分增量的2%给予"))
        .expect("writable");
    pack::replace(
        dir,
        file,
        "\naward = { rate = \"1%\", of = \"output_increase\", beyond = \"500万元\", cap = \"200万元\" }",
        "\naward = { rate = \"2%\", of = \"output_increase\", beyond = \"500万元\", cap = \"200万元\" }",
    );
    fs::write(
        dir.join("articles/06a.toml"),
        r#"[article]
number = 7
title = { zh = "先进制造", en = "Advanced manufacturing" }
gist = { zh = "最高3万元。", en = "Up to 30,000 yuan." }

[[benefit]]
id = "b07-advanced"
title = { zh = "先进制造支持", en = "Advanced manufacturing support" }
quote = "对应用先进制造技术的制造业企业给予最高3万元支持"
certainty = "ceiling"
when = [{ fact = "category", is = "manufacturer" }]
award = "3万元"
"#,
    )
    .expect("writable");
}

#[test]
fn check_tells_what_the_rules_do_not_follow_yet() {
    let home = tempfile::tempdir().expect("a folder");
    edition(home.path(), false);
    let files = PackFiles::from_dir(home.path()).expect("readable");
    let (_, report) = check(&files).unwrap_or_else(|faults| panic!("{faults}"));
    let of = |code: &str| {
        let all = report.found.iter().map(|finding| &finding.diagnostic);
        all.filter(|fault| fault.code == code).cloned().collect::<Vec<_>>()
    };
    let lost = of("pack/quote-lost");
    // The rule's quote, and the answer to a question that quotes the same sentence.
    assert_eq!(lost.len(), 2, "{lost:?}");
    assert!(lost[0].place.file.ends_with("articles/06.toml"), "{lost:?}");
    assert!(lost[0].remedy.zh.contains("按照超出部分增量的2%给予支持"), "{}", lost[0].remedy.zh);
    let open = of("pack/clause-unquoted");
    let told = |words: &str| open.iter().any(|fault| fault.what.zh.contains(words));
    // The changed sentence is told with the quote that is lost, the new article by itself.
    assert!(!told("增量的2%") && told("给予最高3万元支持"), "{open:?}");
}

#[test]
fn diff_tells_what_changed_and_who_gains() {
    let home = tempfile::tempdir().expect("a folder");
    let new = home.path().join("new");
    edition(&new, true);
    let new = new.to_str().expect("UTF-8");
    let run = |format: &str, lang: &str| {
        let output = fengce(
            home.path(),
            &[
                "policy",
                "diff",
                "embedded",
                new,
                "--profiles",
                "profiles",
                "--format",
                format,
                "--lang",
                lang,
            ],
            &[],
        );
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let json: Value = serde_json::from_str(&run("json", "zh")).expect("JSON");
    // The sixth and the new seventh; renumbering alone is no change.
    assert_eq!(json["changes"], 2);
    let articles = json["articles"].as_array().expect("a list");
    let inserted = articles.iter().find(|a| a["old"].is_null()).expect("the new article");
    assert_eq!(inserted["new"], 7);
    let moved = articles.iter().filter(|a| a["old"] != a["new"] && !a["old"].is_null()).count();
    assert_eq!(moved, 22, "7 to 28 became 8 to 29");
    let profile = |name: &str| {
        let all = json["profiles"].as_array().expect("a list");
        all.iter().find(|p| p["profile"] == name).unwrap_or_else(|| panic!("{name}")).clone()
    };
    // 1.2亿 − 8000万 − 500万 = 3500万: 35万 becomes 70万, and 3万 more: 155万 + 35万 + 3万.
    let robot = profile("robot-maker");
    assert_eq!((&robot["old"], &robot["new"]), (&"1550000.00".into(), &"1930000.00".into()));
    assert_eq!(robot["gain"], "380000.00");
    let why = robot["items"].as_array().expect("a list");
    let growth = why.iter().find(|item| item["id"] == "a06-output-growth").expect("an item");
    assert_eq!(growth["old"]["amount"], "350000.00");
    assert_eq!(growth["new"]["amount"], "700000.00");
    let because = growth["because"]["zh"].as_str().expect("text");
    assert!(because.contains("× 1%") && because.contains("× 2%"), "{because}");
    // 2.3亿 − 1.9亿 − 500万 = 3500万: the same: 307.5万 + 35万 + 3万.
    assert_eq!(profile("little-giant")["new"], "3455000.00");
    // (6亿 − 4亿 − 500万) × 2% is capped at 200万, below the 292.5万 for outsourcing: only 3万.
    assert_eq!(profile("outsourcing-maker")["gain"], "30000.00");
    // A software house, a faulty gate: nothing.
    for name in ["software-house", "fails-the-gate", "not-in-the-library", "incubator"] {
        assert_eq!(profile(name)["gain"], "0.00", "{name}");
    }
    let text = run("text", "zh");
    assert!(
        text.contains("第七条 先进制造（新增）") && text.contains("+ 按照超出部分增量的2%给予支持"),
        "{text}"
    );
    assert!(text.contains("155万元 → 193万元（+38万元）"), "{text}");
    assert!(run("text", "en").contains("Art. 7 Advanced manufacturing (new)"));
    let html = run("html", "zh");
    assert!(html.contains("<del>按照超出部分增量的1%给予支持，</del>"), "{html}");
    assert!(!html.contains("<script") && html.contains("启元机器人"));
}

#[test]
fn a_coming_edition_is_previewed_and_told() {
    let home = tempfile::tempdir().expect("a folder");
    let new = home.path().join("packs/final");
    fs::create_dir_all(&new).expect("writable");
    edition(&new, true);
    // In the new edition an answer has another name, and one is not asked any more.
    pack::replace(
        &new,
        "policy.toml",
        "[retired]",
        "[retired]\nlucky_number = { zh = \"不再问\", en = \"not asked any more\" }",
    );
    let profile = home.path().join("p.toml");
    let text = fs::read_to_string("profiles/robot-maker.toml").expect("a sample");
    let text = text.replacen("\n[enterprise]", "\nedition = \"2026-draft\"\n\n[enterprise]", 1);
    let text = text.replacen("[answers]", "[answers]\nlucky_number = 7", 1);
    fs::write(&profile, &text).expect("writable");
    let path = profile.to_str().expect("UTF-8");
    let data = home.path().to_str().expect("UTF-8");
    let run = |arguments: &[&str]| fengce(home.path(), arguments, &[("FENGCE_DATA", data)]);
    let output = run(&["assess", path, "--edition", "2027-final"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{told}");
    // Two articles, one retired answer.
    assert!(told.contains("政策已更新：3 项变化（2026-draft → 2027-final）"), "{told}");
    assert!(told.contains("不再问") && told.contains("× 2%"), "{told}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("193万元"));
    assert_eq!(fs::read_to_string(&profile).expect("there"), text, "reading changes no file");
    // The edition named in the configuration is the one in use.
    fs::write(home.path().join("config.toml"), "edition = \"2027-final\"\n").expect("writable");
    let output = run(&["assess", path]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("193万元"));
    let output = run(&["assess", path, "--edition", "2099"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("2026-draft"));
}
