//! What commands say and how they end, in both languages: packs, saved profiles, one figure moved,
//! many enterprises.
#![cfg(feature = "app")]

#[path = "support/pack.rs"]
mod pack;
#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;

use program::fengce;
use serde_json::Value;

/// Runs with the data folder `home/data`; returns the exit status and both outputs.
fn run(home: &Path, lang: &str, arguments: &[&str]) -> (i32, String, String) {
    let data = home.join("data");
    let variables = [("FENGCE_DATA", data.to_str().expect("UTF-8")), ("FENGCE_LANG", lang)];
    let output = fengce(home, arguments, &variables);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

/// What a command prints that succeeds and has nothing to complain of.
#[track_caller]
fn ok(home: &Path, lang: &str, arguments: &[&str]) -> String {
    let (status, out, error) = run(home, lang, arguments);
    assert_eq!((status, error.as_str()), (0, ""), "{arguments:?}");
    out
}

/// Refused in both languages, with nothing on standard output.
#[track_caller]
fn refused(home: &Path, arguments: &[&str], zh: &str, en: &str) {
    for (lang, words) in [("zh", zh), ("en", en)] {
        let (status, out, error) = run(home, lang, arguments);
        assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}: {error}");
        assert!(error.contains(words), "{arguments:?}: {error}");
        assert!(error.lines().count() <= 2, "{error}");
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// A home, and a folder in it for a pack.
fn home() -> (tempfile::TempDir, std::path::PathBuf) {
    let home = tempfile::tempdir().expect("a folder");
    let dir = home.path().join("pack");
    (home, dir)
}

#[test]
fn a_new_pack_checks_and_is_never_written_over() {
    for (lang, made, counts) in [
        (
            "zh",
            "已建好",
            "条款 5，事项 5，事实 8；引文 11 处逐字核对，须引用的语句 11 句\n算例 18，未通过 0\n错误 0，警告 0，提示 0\n",
        ),
        (
            "en",
            "Made",
            "articles 5, benefits 5, facts 8; 11 quotes proved verbatim, 11 clauses to be quoted\nexamples 18, failing 0\nerrors 0, warnings 0, notes 0\n",
        ),
    ] {
        let (home, dir) = home();
        let path = dir.to_str().expect("UTF-8");
        let said = ok(home.path(), lang, &["policy", "new", path]);
        assert!(said.starts_with(made) && said.ends_with(&format!("fengce policy check {path}\n")));
        let checked = ok(home.path(), lang, &["policy", "check", path]);
        assert!(checked.ends_with(counts), "{checked}");
    }
    let (home, dir) = home();
    let path = dir.to_str().expect("UTF-8");
    ok(home.path(), "zh", &["policy", "new", path]);
    let mine = dir.join("policy.toml");
    fs::write(&mine, "mine").expect("written");
    let (zh, en) = ("已经有内容；请给一个新的目录", "is not empty; name a new folder");
    refused(home.path(), &["policy", "new", path], zh, en);
    refused(home.path(), &["policy", "new", mine.to_str().expect("UTF-8")], zh, en);
    assert_eq!(fs::read_to_string(&mine).expect("read"), "mine");
    let below = mine.join("below");
    let below = below.to_str().expect("UTF-8");
    refused(home.path(), &["policy", "new", below], "写不了", "cannot write");
}

#[test]
fn check_tells_programs_what_people_are_told() {
    let (home, dir) = home();
    let path = dir.to_str().expect("UTF-8");
    pack::copy(Path::new("policies/template"), &dir);
    let whole = json(&ok(home.path(), "zh", &["policy", "check", path, "--json"]));
    assert_eq!((&whole["loads"], &whole["counts"]["examples"]), (&true.into(), &18.into()));
    assert_eq!(whole["policy"]["id"], "example-measure");
    assert_eq!(whole["findings"], json("[]"));

    // An example that expects one 万元 too little: it does not hold, the pack loads.
    let growth = [
        "expect = { status = \"eligible\", amount = \"1万元\" }",
        "expect = { status = \"eligible\", amount = \"2万元\" }",
    ];
    pack::replace(&dir, "articles/02.toml", growth[0], growth[1]);
    let (status, out, error) = run(home.path(), "en", &["policy", "check", path]);
    assert_eq!(status, 1, "{error}");
    assert!(out.contains("failing 1\nerrors 1, warnings 0, notes 0"), "{out}");
    assert!(error.contains("articles/02.toml:") && error.contains("remedy: "), "{error}");
    let (status, out, _) = run(home.path(), "en", &["policy", "check", path, "--json"]);
    let told = json(&out);
    assert_eq!((status, &told["counts"]["failing"]), (1, &1.into()));
    let finding = &told["findings"][0];
    let place = format!("articles/02.toml:{}:", finding["line"]);
    assert!(error.contains(&place), "{error}\n{finding}");
    assert!(error.contains(finding["what"]["en"].as_str().expect("words")), "{finding}");
    assert!(finding["what"]["zh"].is_string() && finding["remedy"]["zh"].is_string());
    pack::replace(&dir, "articles/02.toml", growth[1], growth[0]);

    // A quote that the text does not have: faults are refused.
    pack::replace(&dir, "articles/02.toml", "按照增量的1%给予支持", "按照增量的2%给予支持");
    let (status, out, error) = run(home.path(), "zh", &["policy", "check", path]);
    assert_eq!(status, 1);
    assert!(error.contains("articles/02.toml:") && error.contains("处理"), "{error}");
    assert!(!out.contains("错误 0"), "{out}");

    // One that does not load at all.
    fs::write(dir.join("policy.toml"), "schema = \n").expect("written");
    let (status, out, _) = run(home.path(), "zh", &["policy", "check", path, "--json"]);
    let told = json(&out);
    assert_eq!((status, &told["loads"]), (2, &false.into()));
    assert_eq!(told["findings"][0]["code"], "toml/syntax");
    assert_eq!(told["findings"][0]["line"], 1);
}

#[test]
fn show_finds_articles_benefits_and_facts() {
    let home = tempfile::tempdir().expect("a folder");
    let show = |lang: &str, id: &[&str]| {
        let arguments = [&["policy", "show"], id, &["--policy", "policies/template"]].concat();
        ok(home.path(), lang, &arguments)
    };
    let contents = show("zh", &[]);
    assert!(contents.starts_with("示例区支持企业成长若干措施（2026-1）\n第一条 适用范围\n"));
    assert!(contents.contains("第二条 企业成长\n  milestone  营业收入达档奖励\n"), "{contents}");
    let contents = show("en", &[]);
    assert!(contents.contains("Art. 2 Growth\n  milestone  Revenue milestone\n"), "{contents}");
    // By number as people write it, with the text and its benefits.
    let article = show("en", &["2"]);
    assert_eq!(show("en", &["第2条"]), article);
    assert!(article.contains("年度营业收入比上年增加100万元以上的"), "{article}");
    let benefit = show("en", &["growth"]);
    assert!(article.ends_with(&benefit), "{article}");
    assert!(
        benefit.contains("revenue = \"7000万元\", revenue_prior = \"1000万元\" → eligible 50万元")
    );
    let fact = show("en", &["revenue_increase"]);
    assert!(fact.contains("  = ") && fact.contains("  used by: growth\n"), "{fact}");
    assert!(show("zh", &["revenue_increase"]).contains("  用于: growth\n"));
    // The pack in the program: a choice lists its options.
    assert!(
        ok(home.path(), "en", &["policy", "show", "category"]).contains("\n  - manufacturer  ")
    );
    let near = ["policy", "show", "milstone", "--policy", "policies/template"];
    refused(home.path(), &near, "试试 milestone", "try milestone");
    let far = ["policy", "show", "xxxxxxxxxxxxxx"];
    refused(home.path(), &far, "试试 fengce policy show", "try fengce policy show");
}

#[test]
fn watch_checks_again_after_a_save_and_ends_with_its_folder() {
    use std::io::BufRead as _;
    use std::process::{Command, Stdio};

    let (home, dir) = home();
    pack::copy(Path::new("policies/template"), &dir);
    let mut child = Command::new(env!("CARGO_BIN_EXE_fengce"))
        .args(["policy", "watch", dir.to_str().expect("UTF-8"), "--lang", "en"])
        .env_clear()
        .envs(std::env::var_os("LLVM_PROFILE_FILE").map(|file| ("LLVM_PROFILE_FILE", file)))
        .env("HOME", home.path())
        .env("FENGCE_CONFIG", home.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut shown = std::io::BufReader::new(child.stdout.take().expect("piped"));
    let mut told = std::io::BufReader::new(child.stderr.take().expect("piped"));
    let mut round = || {
        let mut all = String::new();
        while !all.contains("checked again after each save; Ctrl-C ends") {
            assert!(shown.read_line(&mut all).expect("readable") > 0, "{all}");
        }
        all
    };
    assert!(round().contains("examples 18, failing 0"));
    // One more save, another length: seen even if the clock's step is coarse.
    pack::replace(&dir, "articles/02.toml", "amount = \"1万元\"", "amount = \"1.5万元\"");
    assert!(round().contains("examples 18, failing 1"));
    let mut line = String::new();
    told.read_line(&mut line).expect("readable");
    assert!(line.contains("articles/02.toml:"), "{line}");
    // A pack that does not load is told and watched on.
    pack::replace(&dir, "policy.toml", "schema = 1", "schema = 1 1");
    assert!(!round().contains("examples"));
    pack::replace(&dir, "policy.toml", "schema = 1 1", "schema = 1");
    pack::replace(&dir, "articles/02.toml", "amount = \"1.5万元\"", "amount = \"1万元\"");
    // Two saves may be seen as one or as two.
    while !round().contains("examples 18, failing 0") {}
    fs::remove_dir_all(&dir).expect("removed");
    let status = child.wait().expect("it ends");
    assert_eq!(status.code(), Some(2));
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut told, &mut rest).expect("readable");
    assert!(rest.contains("error[pack/unreadable]"), "{rest}");
}

#[test]
fn diff_refuses_other_measures_and_leaves_out_what_it_cannot_read() {
    let (home, dir) = home();
    let other = ["policy", "diff", "embedded", "policies/template"];
    refused(home.path(), &other, "两个政策包不是同一措施", "of different measures");
    let none = dir.join("none");
    let none =
        ["policy", "diff", "embedded", "embedded", "--profiles", none.to_str().expect("UTF-8")];
    refused(home.path(), &none, "没有文件夹", "there is no folder");
    let profiles = home.path().join("some");
    fs::create_dir(&profiles).expect("made");
    fs::copy("profiles/robot-maker.toml", profiles.join("good.toml")).expect("copied");
    fs::write(profiles.join("bad.toml"), "year = \n").expect("written");
    let profiles = profiles.to_str().expect("UTF-8");
    for (lang, left) in [("zh", "略过 bad"), ("en", "bad is left out")] {
        for format in ["text", "json", "html"] {
            let arguments = [
                "policy",
                "diff",
                "embedded",
                "embedded",
                "--profiles",
                profiles,
                "--format",
                format,
            ];
            let (status, out, error) = run(home.path(), lang, &arguments);
            assert_eq!(status, 1, "{error}");
            assert!(error.contains("toml/syntax") && error.contains(left), "{error}");
            match format {
                "json" => {
                    let told = json(&out);
                    let all = told["profiles"].as_array().expect("profiles");
                    assert!(all.len() == 1 && all[0]["profile"] == "good", "{out}");
                    assert_eq!(all[0]["old"], all[0]["new"]);
                }
                "html" => assert!(
                    out.starts_with("<!DOCTYPE html>") || out.starts_with("<!doctype html>")
                ),
                _ => assert!(out.contains("2026-draft → 2026-draft"), "{out}"),
            }
        }
    }
}

/// A saved profile with one earlier state, whose revenue was another.
fn with_history() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    let dir = home.path().join("data/profiles");
    fs::create_dir_all(&dir).expect("made");
    fs::copy("profiles/robot-maker.toml", dir.join("甲.toml")).expect("copied");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_fengce"))
        .args(["ask", "甲"])
        .env_clear()
        .envs(std::env::var_os("LLVM_PROFILE_FILE").map(|file| ("LLVM_PROFILE_FILE", file)))
        .env("HOME", home.path())
        .env("FENGCE_CONFIG", home.path())
        .env("FENGCE_DATA", home.path().join("data"))
        .stdin({
            let lines = home.path().join("lines");
            fs::write(&lines, "revenue = 4.44亿元\nquit\n").expect("written");
            fs::File::open(lines).expect("opened")
        })
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{output:?}");
    home
}

#[test]
fn an_earlier_state_is_listed_shown_and_brought_back() {
    let home = with_history();
    let before = fs::read_to_string("profiles/robot-maker.toml").expect("read");
    let path = home.path().join("data/profiles/甲.toml");
    let after = fs::read_to_string(&path).expect("read");
    assert!(after.contains("4.44亿元") && !before.contains("4.44亿元"));
    let listed = ok(home.path(), "zh", &["profiles", "history", "甲"]);
    assert!(listed.contains("fengce profiles restore \"甲\" --state 1"), "{listed}");
    let english = ok(home.path(), "en", &["profiles", "history", "甲.toml"]);
    assert!(english.contains("go back: fengce profiles restore \"甲\" --state 1"), "{english}");
    assert_eq!(ok(home.path(), "zh", &["profiles", "show", "甲", "--state", "1"]), before);
    refused(home.path(), &["profiles", "show", "甲", "--state", "9"], "编号 9", "9");
    let back = ok(home.path(), "en", &["profiles", "restore", "甲", "--state", "1"]);
    assert_eq!(back, "\"甲\" is back at its earlier state 1; the one before is in its history\n");
    assert_eq!(fs::read_to_string(&path).expect("read"), before);
    // What was there is in the history: nothing was lost.
    assert_eq!(ok(home.path(), "zh", &["profiles", "show", "甲", "--state", "2"]), after);
    let back = ok(home.path(), "zh", &["profiles", "restore", "甲", "--state", "2"]);
    assert!(back.starts_with("“甲”已回到历史状态 2"), "{back}");
}

#[test]
fn lists_say_what_cannot_be_read_and_what_is_not_there() {
    let home = tempfile::tempdir().expect("a folder");
    let dir = home.path().join("data/profiles");
    let shown = dir.to_str().expect("UTF-8");
    assert_eq!(ok(home.path(), "zh", &["profiles", "list"]), format!("{shown} 里还没有档案\n"));
    let empty = ok(home.path(), "en", &["profiles", "list"]);
    assert_eq!(empty, format!("there are no profiles in {shown}\n"));
    assert_eq!(json(&ok(home.path(), "zh", &["profiles", "list", "--json"])), json("[]"));
    assert_eq!(ok(home.path(), "en", &["profiles", "list", "--bin"]), "the bin is empty\n");
    fs::create_dir_all(&dir).expect("made");
    fs::write(dir.join("坏.toml"), "year = \n").expect("written");
    // Lists stay lists: a fault in one file is told beside its name.
    assert!(
        ok(home.path(), "zh", &["profiles", "list"]).contains("读不了，用 fengce assess 看原因")
    );
    assert!(
        ok(home.path(), "en", &["profiles", "list"]).contains("unreadable; fengce assess says why")
    );
    let told = json(&ok(home.path(), "zh", &["profiles", "list", "--json"]));
    assert_eq!((&told[0]["name"], &told[0]["readable"]), (&"坏".into(), &false.into()));
    assert_eq!((&told[0]["year"], &told[0]["answered"]), (&Value::Null, &Value::Null));
    ok(home.path(), "en", &["profiles", "delete", "坏"]);
    let told = json(&ok(home.path(), "zh", &["profiles", "list", "--bin", "--json"]));
    assert_eq!((&told[0]["name"], &told[0]["id"]), (&"坏".into(), &"坏".into()));
    assert!(Path::new(told[0]["path"].as_str().expect("a path")).is_file(), "{told}");
    for (lang, no) in [("zh", "还没有历史状态"), ("en", "has no earlier states")] {
        fs::copy("profiles/robot-maker.toml", dir.join("乙.toml")).expect("copied");
        assert!(ok(home.path(), lang, &["profiles", "history", "乙"]).contains(no));
    }
}

#[test]
fn one_figure_moved_says_what_it_cannot_and_what_it_does() {
    let home = tempfile::tempdir().expect("a folder");
    let figure = |rest: &[&'static str]| [&["whatif", "profiles/robot-maker.toml"], rest].concat();
    for (rest, zh, en) in [
        (&["revenu"][..], "是不是“revenue”", "is it \"revenue\""),
        (&["output_increase"], "请移动 industrial_output", "move industrial_output"),
        (&["category"], "不是金额、百分比或个数", "is no amount, percentage or count"),
        (&["industrial_output", "--from", "much"], "不是金额", "is no amount of money"),
        (
            &["industrial_output", "--from", "2亿元", "--to", "1亿元"],
            "--from 应小于",
            "--from must be below",
        ),
        (&["industrial_output", "--year", "1900"], "应为 1949 至 2100", "expected 1949 to 2100"),
    ] {
        refused(home.path(), &figure(rest), zh, en);
    }
    // 第六条: from 1亿 to 1.2亿 the excess over 500万 of the increase is paid at 1 %, without a step.
    let even = figure(&["industrial_output", "--from", "100000000", "--to", "1.2亿元"]);
    assert!(ok(home.path(), "zh", &even).contains("均匀变化，没有台阶"));
    assert!(ok(home.path(), "en", &even).contains("moves evenly with it, without a step"));
    // Beyond every cap it moves nothing.
    let flat = figure(&["industrial_output", "--from", "900亿元", "--to", "901亿元"]);
    assert!(ok(home.path(), "zh", &flat).contains("它不改变估算上限"));
    assert!(ok(home.path(), "en", &flat).contains("it does not move the ceiling"));
    // Money as a whole number is in yuan: the same range, the same picture.
    let written = figure(&["industrial_output", "--from", "1亿元", "--to", "120000000"]);
    assert_eq!(ok(home.path(), "en", &even), ok(home.path(), "en", &written));
}

#[test]
fn screening_refuses_what_would_have_no_effect() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().to_str().expect("UTF-8");
    for (rest, zh, en) in [
        (&[folder][..], "是目录，应为文件", "is a folder, expected a file"),
        (&["x", "--year", "1900"], "应为 1949 至 2100", "expected 1949 to 2100"),
        (
            &["x", "--summary", "--format", "csv"],
            "应为 text、json 或 html",
            "is text, json or html",
        ),
        (&["x", "--format", "html"], "要与 --summary 一起用", "go with --summary"),
        (&["x.ndjson", "--carry"], "NDJSON 没有列", "NDJSON has no columns"),
        (&["x.csv", "--sheet", "a"], "--sheet 只用于工作簿", "--sheet is for workbooks only"),
        (&["-", "--from", "xlsx"], "不能从标准输入读", "cannot be read from standard input"),
        (&["x.csv", "--format", "xlsx"], "要用 -o 给出文件名", "needs a file name with -o"),
        (&["x.csv"], "没有这个文件", "there is no such file"),
    ] {
        refused(home.path(), &[&["screen"], rest].concat(), zh, en);
    }
}

#[test]
fn the_form_follows_the_names_of_the_files() {
    let home = tempfile::tempdir().expect("a folder");
    let input = home.path().join("in.TSV");
    fs::write(&input, "id\toperates_in_fengtai\na\ttrue\n").expect("written");
    let screen = |output: &str, more: &[&str]| {
        let path = home.path().join(output);
        let (input, out) = (input.to_str().expect("UTF-8"), path.to_str().expect("UTF-8"));
        let all = [&["screen", input, "--year", "2026", "-o", out], more].concat();
        let (status, said, error) = run(home.path(), "en", &all);
        assert_eq!((status, said.as_str()), (0, ""), "{error}");
        fs::read(path).expect("written")
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let one = json(&text(screen("out", &[])));
    assert_eq!(one["id"], "a");
    assert!(text(screen("out.HTML", &["--summary"])).to_lowercase().starts_with("<!doctype html>"));
    assert!(json(&text(screen("out.json", &["--summary"]))).is_object());
    assert!(!text(screen("out.txt", &["--summary"])).is_empty());
    assert!(screen("out.xlsx", &[]).starts_with(b"PK\x03\x04"));
    assert!(screen("out.csv", &["--excel"]).starts_with("\u{feff}".as_bytes()));
    assert!(text(screen("any", &["--format", "csv"])).starts_with("id,"));
}
