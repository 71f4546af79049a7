//! `fengce ask`: the same result as `assess`, few questions, nothing lost.

#[path = "support/program.rs"]
mod program;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// Runs `fengce` with lines on standard input.
fn said(home: &Path, arguments: &[&str], lines: &str, variables: &[(&str, &str)]) -> Output {
    said_bytes(home, arguments, lines.as_bytes(), variables)
}

fn said_bytes(home: &Path, arguments: &[&str], lines: &[u8], variables: &[(&str, &str)]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_fengce"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .envs(std::env::var_os("LLVM_PROFILE_FILE").map(|file| ("LLVM_PROFILE_FILE", file)))
        .env("HOME", home)
        .env("FENGCE_CONFIG", home)
        .env("FENGCE_DATA", home.join("data"))
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("piped");
    // The interview may end before all is read.
    let _ = input.write_all(lines);
    drop(input);
    child.wait_with_output().expect("it ends")
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn assessed(home: &Path, profile: &Path) -> Value {
    let path = profile.to_str().expect("UTF-8");
    let output = program::fengce(home, &["assess", path, "--format", "json"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The `fact = value` lines of a sample, answers and unsure, as a script would give them.
fn lines_of(sample: &str) -> String {
    let text = std::fs::read_to_string(sample).expect("a sample");
    let table: toml::Table = text.parse().expect("TOML");
    let mut lines = format!("year = {}\n", table["year"]);
    for (fact, value) in table["answers"].as_table().expect("answers") {
        lines.push_str(&format!("{fact} = {value}\n"));
    }
    if let Some(code) = table.get("enterprise").and_then(|e| e.get("industry_code")) {
        lines.push_str(&format!("industry_code = {code}\n"));
    }
    lines
}

#[test]
fn lines_give_the_same_result_as_the_profile() {
    let home = tempfile::tempdir().expect("a folder");
    let mut compared = 0;
    for entry in std::fs::read_dir("profiles").expect("samples") {
        let sample = entry.expect("a file").path();
        if sample.extension().is_none_or(|end| end != "toml") {
            continue;
        }
        let out = home.path().join("out.toml");
        let lines = lines_of(sample.to_str().expect("UTF-8"));
        let out_path = out.to_str().expect("UTF-8");
        let output = said(home.path(), &["ask", "-o", out_path], &lines, &[]);
        assert_eq!(output.status.code(), Some(0));
        let (one, other) = (assessed(home.path(), &sample), assessed(home.path(), &out));
        for part in ["benefits", "total", "gate", "conflicts", "year"] {
            assert_eq!(one[part], other[part], "{}: {part}", sample.display());
        }
        compared += 1;
        std::fs::remove_file(&out).expect("made");
    }
    assert!(compared >= 10);
}

/// A lighthouse factory of 10 million: 20% of it is 2 million, below its cap of 5 million.
#[test]
fn an_article_is_asked_by_numbers_and_words() {
    let home = tempfile::tempdir().expect("a folder");
    let out = home.path().join("out.toml");
    let out_path = out.to_str().expect("UTF-8");
    let arguments = ["ask", "--article", "11", "--year", "2026", "-o", out_path];
    // What every item needs comes first: location, library, category, exclusions.
    let lines = "是\n1\nmanufacturer\n0\n7\n1000\n3\n都没有\n无\n";
    let output = said(home.path(), &arguments, lines, &[]);
    assert_eq!(output.status.code(), Some(0));
    let shown = text(&output);
    assert_eq!(shown.matches("已办").count(), 8, "{shown}");
    assert!(
        shown.contains("第十一条智能工厂、灯塔工厂支持：条件已符合，估算上限 200万元。"),
        "{shown}"
    );
    assert!(shown.contains("1000万元，即 10,000,000 元"), "{shown}");
    assert!(shown.contains("问完了"));
    assert_eq!(assessed(home.path(), &out)["total"]["amount"], "2000000.00");
}

#[test]
fn one_article_or_benefit_asks_little() {
    let home = tempfile::tempdir().expect("a folder");
    let unknown = "02\n".repeat(40);
    for (arguments, most) in
        [(["ask", "--article", "11"], 9), (["ask", "--benefit", "a14-first-set-catalogue"], 6)]
    {
        for lang in ["zh", "en"] {
            let out = home.path().join("out.toml");
            let mut all = arguments.to_vec();
            all.extend(["--lang", lang, "-o", out.to_str().expect("UTF-8")]);
            let shown = text(&said(home.path(), &all, &unknown, &[]));
            let asked = shown.matches(if lang == "zh" { "已办" } else { "questions done" }).count();
            assert_eq!(asked, most, "{shown}");
            std::fs::remove_file(&out).expect("made");
        }
    }
}

#[test]
fn the_end_of_the_input_saves_what_was_given() {
    let home = tempfile::tempdir().expect("a folder");
    let output = said(home.path(), &["ask", "来电"], "1\n2\n备注 财务口径\n", &[]);
    assert_eq!(output.status.code(), Some(0));
    let saved = home.path().join("data/profiles/来电.toml");
    let written = std::fs::read_to_string(&saved).expect("saved");
    assert!(written.contains("operates_in_fengtai = true"), "{written}");
    assert!(written.contains("in_enterprise_library = false"), "{written}");
    assert!(written.contains("category = \"财务口径\""), "{written}");
    // It goes on where it stopped, and a word without an answer leaves the question.
    let shown = text(&said(home.path(), &["ask", "来电"], "为什么\n5\n1\n", &[]));
    assert!(shown.contains("贵企业属于第二条中的哪一类？"), "{shown}");
    assert!(!shown.contains("是否已纳入丰台区智能制造企业库？"), "{shown}");
    assert!(shown.contains("第二条原文：") && shown.contains("请输入 1 至 4 中的一个号码。"));
    // Back from where it stopped leads to what was answered before, to the first question.
    let shown = text(&said(home.path(), &["ask", "来电"], "０１\n01\n01\n01\n", &[]));
    assert!(shown.contains("是否已纳入丰台区智能制造企业库？"), "{shown}");
    assert!(shown.contains("现在的回答：否"), "{shown}");
    assert!(shown.contains("这是第一题。"), "{shown}");
    // Nothing given, nothing saved.
    let output = said(home.path(), &["ask", "空"], "结果\n", &[]);
    assert_eq!(output.status.code(), Some(0));
    assert!(!home.path().join("data/profiles/空.toml").exists());
}

#[test]
fn what_cannot_change_anything_is_not_asked() {
    let home = tempfile::tempdir().expect("a folder");
    // A manufacturer with nothing obtained and no funds.
    let lines = "1\n1\n1\n0\nfunding = []\nrecognitions = []\nactivities = []\n";
    let lines = format!("{lines}{}", "不知道\n".repeat(60));
    let shown = text(&said(home.path(), &["ask"], &lines, &[]));
    assert!(shown.contains("工业产值是多少？"), "{shown}");
    assert!(!shown.contains("设备和软件投入是多少？"), "{shown}");
    assert!(!shown.contains("最高的一年营业收入"), "{shown}");
    assert!(shown.contains("问完了"), "{shown}");
    // A growth is asked only once a figure is not known.
    let at = |what: &str| shown.find(what).unwrap_or_else(|| panic!("{what}: {shown}"));
    assert!(at("增长百分之几？") > at("工业产值是多少？"));
}

#[test]
fn a_place_without_a_terminal_asks_lines() {
    let home = tempfile::tempdir().expect("a folder");
    for arguments in [&[][..], &["wizard"]] {
        let output = said(home.path(), arguments, "1\n", &[]);
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output).contains("逐行问答"));
    }
    let config = "interface = \"ask\"\nlang = \"en\"\n";
    std::fs::write(home.path().join("config.toml"), config).expect("writable");
    let shown = text(&said(home.path(), &[], "yes\nback\n\nresult\n", &[]));
    assert!(
        shown.contains("Plain questions") && shown.contains("Answered so far: yes."),
        "{shown}"
    );
    std::fs::write(home.path().join("config.toml"), "interface = \"x\"\n").expect("writable");
    let output = said(home.path(), &["ask"], "1\n", &[]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn arguments_that_fit_nothing_are_refused() {
    let home = tempfile::tempdir().expect("a folder");
    for arguments in [
        &["ask", "--article", "1"][..],
        &["ask", "--benefit", "a14-first-set-catalog"],
        &["ask", "--year", "1900"],
        &["ask", "--article", "11", "--quickest"],
    ] {
        let output = said(home.path(), arguments, "", &[]);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
}

/// `ask` under way, to be spoken with.
#[cfg(unix)]
fn asking(home: &std::path::Path, out: &std::path::Path) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_fengce"))
        .args(["ask", "-o"])
        .arg(out)
        .env_clear()
        .envs(std::env::var_os("LLVM_PROFILE_FILE").map(|file| ("LLVM_PROFILE_FILE", file)))
        .env("HOME", home)
        .env("FENGCE_CONFIG", home)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

#[cfg(unix)]
#[test]
fn an_interrupt_saves_what_was_given() {
    let home = tempfile::tempdir().expect("a folder");
    let out = home.path().join("out.toml");
    let mut child = asking(home.path(), &out);
    let mut input = child.stdin.take().expect("piped");
    input.write_all("1\n".as_bytes()).expect("read");
    // The second question shows that the first answer was taken.
    let mut shown = std::io::BufReader::new(child.stdout.take().expect("piped"));
    let mut line = String::new();
    while !line.contains("企业库？") {
        line.clear();
        assert!(std::io::BufRead::read_line(&mut shown, &mut line).expect("readable") > 0);
    }
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(sent.expect("kill").success());
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut shown, &mut rest).expect("readable");
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    let written = std::fs::read_to_string(&out).expect("saved");
    assert!(written.contains("operates_in_fengtai = true"), "{written}");
    drop(input);
}

/// Asks with the answers so far left open, and gives what was said until `until`.
#[cfg(unix)]
fn until(shown: &mut impl std::io::BufRead, until: &str) -> String {
    let mut all = String::new();
    while !all.contains(until) {
        assert!(shown.read_line(&mut all).expect("readable") > 0, "{all}");
    }
    all
}

#[cfg(unix)]
#[test]
fn an_acknowledged_answer_survives_a_kill() {
    let home = tempfile::tempdir().expect("a folder");
    let out = home.path().join("out.toml");
    let mut child = asking(home.path(), &out);
    let mut input = child.stdin.take().expect("piped");
    let mut shown = std::io::BufReader::new(child.stdout.take().expect("piped"));
    input.write_all("1\n".as_bytes()).expect("read");
    until(&mut shown, "记下");
    child.kill().expect("killed");
    child.wait().expect("it ended");
    let written = std::fs::read_to_string(&out).expect("saved");
    assert!(written.contains("operates_in_fengtai = true"), "{written}");
}

#[cfg(unix)]
#[test]
fn a_change_by_another_program_is_noticed() {
    let home = tempfile::tempdir().expect("a folder");
    said(home.path(), &["ask", "甲"], "1\n", &[]);
    let file = home.path().join("data/profiles/甲.toml");
    let mut child = Command::new(env!("CARGO_BIN_EXE_fengce"))
        .args(["ask", "甲"])
        .env_clear()
        .env("HOME", home.path())
        .env("FENGCE_CONFIG", home.path())
        .env("FENGCE_DATA", home.path().join("data"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("piped");
    let mut shown = std::io::BufReader::new(child.stdout.take().expect("piped"));
    until(&mut shown, "企业库？");
    // A second window is told, and saves nothing.
    let second = said(home.path(), &["ask", "甲"], "2\n", &[]);
    assert!(text(&second).contains("在另一个窗口里开着"), "{}", text(&second));
    assert_eq!(second.status.code(), Some(2));
    let theirs = std::fs::read_to_string(&file).expect("there") + "# theirs\n";
    std::fs::write(&file, &theirs).expect("writable");
    input.write_all("1\n".as_bytes()).expect("read");
    until(&mut shown, "记下");
    drop(input);
    child.wait().expect("it ends");
    assert_eq!(std::fs::read_to_string(&file).expect("there"), theirs);
    let ours = home.path().join("data/profiles/甲-conflict.toml");
    assert!(std::fs::read_to_string(ours).expect("ours").contains("in_enterprise_library = true"));
}

#[test]
fn a_slip_of_the_unit_is_asked_about_and_a_record_is_quick() {
    let home = tempfile::tempdir().expect("a folder");
    let out = home.path().join("out.toml");
    let path = out.to_str().expect("UTF-8");
    let lines = "1\n1\n1\n0\nfunding = []\nrecognitions = []\nactivities = []\n\
                 industrial_output_prior = 8000万元\nindustrial_output = 12亿元\n";
    let lines = format!("{lines}{}", "02\n09\n".repeat(20));
    let shown = text(&said(home.path(), &["ask", "-o", path], &lines, &[]));
    assert!(shown.contains("与上年相差十倍以上"), "{shown}");
    assert!(shown.contains("09 上一年就是最高，8000万元"), "{shown}");
    let written = std::fs::read_to_string(&out).expect("saved");
    assert!(written.contains("industrial_output_record = \"8000万元\""), "{written}");
}

/// A line that is empty, or that commands something, is followed by the question.
#[test]
fn the_question_is_said_again() {
    let home = tempfile::tempdir().expect("a folder");
    let question = "贵企业是否在丰台区依法合规开展经营活动？";
    for lines in ["\n", "为什么\n", "07\n", "05\n"] {
        let shown = text(&said(home.path(), &["ask"], lines, &[]));
        assert_eq!(shown.matches(question).count(), 2, "{lines}: {shown}");
        assert_eq!(shown.matches("已办").count(), 1, "{lines}: {shown}");
    }
}

/// 0 is an amount of nothing, whatever the unit, and none of a list.
#[test]
fn a_zero_needs_no_unit() {
    let home = tempfile::tempdir().expect("a folder");
    let out = home.path().join("out.toml");
    let path = out.to_str().expect("UTF-8");
    let lines =
        "1\n1\n1\n０\nindustrial_output = 0\ndistrict_output_growth = 0\nissuer_contracts = 0\n";
    said(home.path(), &["ask", "-o", path], lines, &[]);
    let written = std::fs::read_to_string(&out).expect("saved");
    for line in [
        "exclusions = []",
        "industrial_output = \"0元\"",
        "district_output_growth = \"0%\"",
        "issuer_contracts = []",
    ] {
        assert!(written.contains(line), "{line}: {written}");
    }
}

/// What might be two numbers, or a decimal with a comma, is never taken for another number.
#[test]
fn numbers_are_never_glued() {
    let home = tempfile::tempdir().expect("a folder");
    for line in [
        "industrial_output = 1,2亿",
        "industrial_output = 1.234,56万元",
        "industrial_output = 12000 8000万元",
        "industrial_output = 500w",
        "industrial_output = 1e8元",
        "district_output_growth = 1,5%",
        "above_scale_since = 2023-2025",
        "year = 2023.7",
    ] {
        let out = home.path().join("out.toml");
        let path = out.to_str().expect("UTF-8");
        said(home.path(), &["ask", "-o", path], &format!("{line}\n08\n"), &[]);
        assert!(!out.exists(), "{line}");
    }
}

/// Figures of one year do not become another's unless that is chosen.
#[test]
fn another_year_is_asked_about() {
    let home = tempfile::tempdir().expect("a folder");
    let begin = "year = 2026\nindustrial_output = 1.2亿\n";
    for (lines, year, figure) in [
        ("year = 2025\n08\n", "year = 2026", "industrial_output = \"1.2亿元\""),
        ("year = 2025\n3\n", "year = 2026", "industrial_output = \"1.2亿元\""),
        ("year = 2025\n2\n", "year = 2025", "industrial_output = \"1.2亿元\""),
        // Carried over, this year's output is the prior year's of the next.
        ("year = 2027\n1\n", "year = 2027", "industrial_output_prior = \"1.2亿元\""),
        // There is no carrying back.
        ("year = 2025\n1\n", "year = 2026", "industrial_output = \"1.2亿元\""),
    ] {
        let out = home.path().join("out.toml");
        let path = out.to_str().expect("UTF-8");
        said(home.path(), &["ask", "-o", path], &format!("{begin}{lines}"), &[]);
        let written = std::fs::read_to_string(&out).expect("saved");
        assert!(written.contains(year) && written.contains(figure), "{lines}: {written}");
        std::fs::remove_file(&out).expect("made");
    }
    // The option asks as the line does.
    said(home.path(), &["ask", "甲"], begin, &[]);
    let shown = text(&said(home.path(), &["ask", "甲", "--year", "2025"], "3\n", &[]));
    assert!(shown.contains("怎么办"), "{shown}");
    let saved = std::fs::read_to_string(home.path().join("data/profiles/甲.toml")).expect("saved");
    assert!(saved.contains("year = 2026"), "{saved}");
}

/// Input in other encodings is read, or refused; it is never saved as replacement characters.
#[test]
fn lines_in_other_encodings() {
    let home = tempfile::tempdir().expect("a folder");
    let (gbk, _, _) = encoding_rs::GBK.encode("name = 启元\n08\n");
    let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let text = "name = 上元\r\n08\r\n";
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    for (bytes, name) in [
        (gbk.to_vec(), Some("启元")),
        (wide(u16::to_le_bytes), Some("上元")),
        (wide(u16::to_be_bytes), Some("上元")),
        (b"name = \xff\xff\n08\n".to_vec(), None),
    ] {
        let out = home.path().join("out.toml");
        let path = out.to_str().expect("UTF-8");
        said_bytes(home.path(), &["ask", "-o", path], &bytes, &[]);
        let written = std::fs::read_to_string(&out).unwrap_or_default();
        assert!(!written.contains('\u{fffd}'), "{written}");
        match name {
            Some(name) => assert!(written.contains(&format!("name = \"{name}\"")), "{written}"),
            None => assert!(!out.exists(), "{written}"),
        }
        let _ = std::fs::remove_file(&out);
    }
}

/// A name that no file may have is refused before the first question.
#[test]
fn names_are_checked_first() {
    let home = tempfile::tempdir().expect("a folder");
    let long = "长".repeat(90);
    for name in ["", ".hidden", "a\nb", long.as_str()] {
        let output = said(home.path(), &["ask", "--", name], "1\n08\n", &[]);
        assert_eq!(output.status.code(), Some(2), "{name:?}");
        assert!(!text(&output).contains("已办"), "{name:?}");
    }
    assert!(!home.path().join("data/profiles").exists());
}

/// Many options come in pages of ten, and keep their numbers.
#[test]
fn many_options_come_in_pages() {
    let home = tempfile::tempdir().expect("a folder");
    let lines = "1\n1\n1\n0\nfunding = []\n";
    let shown = text(&said(home.path(), &["ask"], &format!("{lines}+\n-\n"), &[]));
    let pages: Vec<&str> = shown.lines().filter(|line| line.starts_with("第 ")).collect();
    if let [first, second, again, ..] = pages[..] {
        assert!(first.starts_with("第 1 页") && second.starts_with("第 2 页"), "{shown}");
        assert_eq!(first, again);
    }
}
