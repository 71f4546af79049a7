//! What `fengce screen`, `template` and `export` refuse, and what they say, in both languages.

mod support {
    pub mod program;
    pub mod refused;
}

use std::fs;
use std::process::{Command, Output, Stdio};

use support::program::fengce;
use support::refused::{refused, said};

const LINE: &str = "{\"id\":\"a\",\"year\":2026}\n";
const SAMPLE: &str = "profiles/robot-maker.toml";

/// A folder, and files in it by name.
fn folder(files: &[(&str, &[u8])]) -> (tempfile::TempDir, impl Fn(&str) -> String + use<>) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        fs::write(folder.path().join(name), content).expect("written");
    }
    let path = folder.path().to_owned();
    (folder, move |name: &str| path.join(name).to_str().expect("UTF-8").to_owned())
}

#[test]
fn an_output_that_is_an_input_is_refused_before_anything_is_written() {
    let averages = "[2026]\ndistrict_output_growth = \"5.2%\"\n";
    let (home, path) = folder(&[("e.ndjson", LINE.as_bytes()), ("b.toml", averages.as_bytes())]);
    fs::hard_link(path("e.ndjson"), path("hard.ndjson")).expect("linked");
    fs::copy(SAMPLE, path("p.toml")).expect("copied");
    fs::create_dir_all(home.path().join("profiles")).expect("made");
    fs::copy(SAMPLE, path("profiles/甲.toml")).expect("copied");
    let input = path("e.ndjson");
    let mut outputs = vec![path("./e.ndjson"), path("profiles/../e.ndjson"), path("hard.ndjson")];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("e.ndjson", path("soft.ndjson")).expect("linked");
        outputs.push(path("soft.ndjson"));
    }
    outputs.push(input.clone());
    for output in &outputs {
        for more in [&[][..], &["--summary"], &["--format", "xlsx"]] {
            let said = refused(home.path(), &[&["screen", &input, "-o", output], more].concat());
            assert!(said[0].contains("错误") && said[0].contains("就是要读的"), "{}", said[0]);
            assert!(said[1].contains("error") && said[1].contains("is the input"), "{}", said[1]);
        }
    }
    let made = fengce(home.path(), &["policy", "new", &path("pack")], &[]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    let (b, p, data) = (path("b.toml"), path("p.toml"), path(""));
    for arguments in [
        &["screen", &input, "--benchmarks", &b, "-o", &b][..],
        &["template", "--benchmarks", &b, "-o", &b],
        &["export", &p, "-o", &p],
        &["ask", &p, "--benchmarks", &b, "-o", &b],
        &["ask", "--policy", &path("pack"), "-o", &path("pack/policy.toml")],
        &["export", SAMPLE, "--benchmarks", &b, "-o", &b],
        &["export", "甲", "--data-dir", &data, "-o", &path("profiles/甲.toml")],
    ] {
        assert!(refused(home.path(), arguments)[1].contains("is the input"), "{arguments:?}");
    }
    let text = fs::read(path("pack/policy.toml")).expect("read");
    let arguments = ["template", "--policy", &path("pack"), "-o", &path("pack/policy.toml")];
    assert!(refused(home.path(), &arguments)[1].contains("is the input"));
    assert!(fs::read(path("pack/policy.toml")).expect("read") == text);
    assert_eq!(fs::read_to_string(&input).expect("read"), LINE);
    assert_eq!(fs::read_to_string(&b).expect("read"), averages);
    assert!(fs::read(&p).expect("read") == fs::read(SAMPLE).expect("read"));
    // Any other file may be replaced, and a copy is another file.
    fs::copy(&input, path("copy.ndjson")).expect("copied");
    let output = fengce(home.path(), &["screen", &input, "-o", &path("copy.ndjson")], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_ne!(fs::read_to_string(path("copy.ndjson")).expect("read"), LINE);
}

/// Through the shell's own signs, too: what is read would be written for ever.
#[cfg(unix)]
#[test]
fn standard_input_and_output_are_known_by_their_files() {
    let (home, path) = folder(&[("e.ndjson", LINE.as_bytes())]);
    let input = path("e.ndjson");
    let run = |arguments: &[&str], from: Stdio, to: Stdio| -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_fengce"));
        program.arg("screen").args(arguments).env_clear().env("HOME", home.path());
        program.stdin(from).stdout(to).output().expect("it runs")
    };
    let read = || Stdio::from(fs::File::open(&input).expect("opened"));
    let append = || Stdio::from(fs::File::options().append(true).open(&input).expect("opened"));
    for output in [
        run(&["-", "-o", &input], read(), Stdio::piped()),
        run(&["-"], read(), append()),
        run(&[&input], Stdio::null(), append()),
    ] {
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("就是要读的"), "{}", said(&output));
        assert!(!said(&output).contains("要读的 -"), "{}", said(&output));
        assert_eq!(fs::read_to_string(&input).expect("read"), LINE);
    }
    // A device is no file that could be lost.
    let output = run(&["/dev/null", "-o", "/dev/null"], Stdio::null(), Stdio::piped());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn what_holds_no_enterprise_is_said() {
    let (home, path) = folder(&[
        ("a.ndjson", b""),
        ("b.ndjson", b"\n \n"),
        ("head.csv", b"id,year,category\n"),
        ("a.csv", b""),
        ("a.xlsx", b""),
    ]);
    for (lang, none, empty) in [
        ("zh", "里面一家企业也没有", "文件是空的"),
        ("en", "there is no enterprise in it", "the file is empty"),
    ] {
        for name in ["a.ndjson", "b.ndjson", "head.csv"] {
            let output = fengce(home.path(), &["screen", &path(name), "--lang", lang], &[]);
            assert_eq!(output.status.code(), Some(0), "{name}: {}", said(&output));
            assert!(output.stdout.is_empty());
            let (said, file) = (said(&output), path(name));
            assert!(said.contains(none) && said.contains(&file), "{said}");
        }
        for name in ["a.csv", "a.xlsx"] {
            let said = refused(home.path(), &["screen", &path(name)]);
            assert!(said[usize::from(lang == "en")].contains(empty), "{said:?}");
        }
        // Parts of a list that come through a pipe may well be empty.
        let output = fengce(home.path(), &["screen", "-", "--lang", lang], &[]);
        assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""));
    }
}

#[test]
fn reading_and_writing_are_told_apart_and_a_missing_folder_is_named() {
    let (home, path) = folder(&[("e.ndjson", LINE.as_bytes())]);
    let (input, none, away) = (path("e.ndjson"), path("none.ndjson"), path("away"));
    let out = path("away/out.ndjson");
    let cases: [(&[&str], [&str; 2]); 6] = [
        (&["screen", &none], ["读不了", "没有这个文件"]),
        (&["screen", &path("away/e.ndjson")], ["读不了", "没有文件夹"]),
        (&["screen", &input, "-o", &out], ["写不了", "先建好文件夹"]),
        (&["screen", &input, "-o", &path("away/out.xlsx")], ["写不了", "先建好文件夹"]),
        (&["template", "-o", &path("away/t.xlsx")], ["写不了", "先建好文件夹"]),
        (&["export", SAMPLE, "-o", &path("e.ndjson/d.json")], ["写不了", "先建好文件夹"]),
    ];
    for (arguments, words) in cases {
        let [zh, en] = refused(home.path(), arguments);
        assert!(zh.starts_with("错误: ") && words.iter().all(|word| zh.contains(word)), "{zh}");
        let english = words.map(|word| match word {
            "读不了" => "error: cannot read ",
            "写不了" => "error: cannot write ",
            "没有这个文件" => "there is no such file",
            "没有文件夹" => "there is no folder",
            _ => "Make the folder first",
        });
        assert!(english.iter().all(|word| en.contains(word)), "{en}");
    }
    let [zh, en] = refused(home.path(), &["screen", &input, "-o", &out]);
    assert!(zh.contains(&format!("没有文件夹 {away}。")), "{zh}");
    assert!(en.contains(&format!("there is no folder {away}.")), "{en}");
}

/// What a wrong argument is told as, in the user's language, with what to do.
#[test]
fn wrong_arguments_are_told_in_both_languages() {
    let (home, path) = folder(&[("e.ndjson", LINE.as_bytes())]);
    let input = path("e.ndjson");
    let cases: [(&[&str], &str, &str); 15] = [
        (
            &["screen", &input, "--threads", "0"],
            "--threads <N> 为“0”，应为 1 或更大的整数。用法见 fengce screen --help",
            "--threads <N> is \"0\": expected a whole number, 1 or more. See fengce screen --help",
        ),
        (&["screen", &input, "--threads", "99999999999999999999999"], "超出范围", "out of range"),
        (
            &["screen", &input, "--year", "今年"],
            "--year <Y> 为“今年”，应为整数",
            "--year <Y> is \"今年\": expected a whole number",
        ),
        (
            &["screen", &input, "--from", "xls"],
            "--from <FROM> 没有“xls”这个值，是否为 xlsx",
            "--from <FROM> has no value \"xls\"; is it xlsx?",
        ),
        (
            &["screen", &input, "--format", "表"],
            "应为 ndjson, csv, long, xlsx, text, json, html",
            "expected ndjson, csv, long, xlsx, text, json, html",
        ),
        (
            &["screen", &input, "--form", "csv"],
            "没有参数“--form”，是否为 --fr",
            "there is no argument \"--form\"; is it --fr",
        ),
        (&["screen", &input, "--xyz"], "没有参数“--xyz”", "there is no argument \"--xyz\""),
        (&["screen", &input, "b"], "没有参数“b”", "there is no argument \"b\""),
        (&["screen"], "缺少 <INPUT>", "<INPUT> is missing"),
        (&["template"], "缺少 --output <FILE>", "--output <FILE> is missing"),
        (&["screen", &input, "--carry", "--carry"], "--carry 写了两次", "--carry is given twice"),
        (
            &["screen", &input, "--summary=3"],
            "--summary 不带值，得到“3”",
            "--summary takes no value, found \"3\"",
        ),
        (
            &["compare", "a", "b", "--year", "2026", "--years", "1", "2"],
            "不能与 --years <Y1> <Y2> 一起用",
            "does not go with --years <Y1> <Y2>",
        ),
        (
            &["scren"],
            "没有命令“scren”，是否为 screen？用法见 fengce --help",
            "there is no command \"scren\"; is it screen? See fengce --help",
        ),
        (
            &["screen", &input, "--excel", "--format", "ndjson"],
            "--excel 用于 CSV",
            "--excel is for CSV",
        ),
    ];
    for (arguments, zh, en) in cases {
        let said = refused(home.path(), arguments);
        assert!(said[0].starts_with("错误: ") && said[0].contains(zh), "{}", said[0]);
        assert!(said[1].starts_with("error: ") && said[1].contains(en), "{}", said[1]);
        assert_eq!((said[0].lines().count(), said[1].lines().count()), (1, 1), "{said:?}");
    }
    let output = fengce(home.path(), &["screen", &input, "-o"], &[]);
    assert_eq!(said(&output), "错误: --output <FILE> 缺少后面的值。用法见 fengce screen --help\n");
    for (arguments, variables, en) in [
        (&["screen", "--lang=en"][..], &[][..], true),
        (&["screen"], &[("FENGCE_LANG", "en")], true),
        (&["screen", "--lang", "zh"], &[("FENGCE_LANG", "en")], false),
    ] {
        let output = fengce(home.path(), arguments, variables);
        assert_eq!(said(&output).starts_with("error: "), en, "{arguments:?} {}", said(&output));
    }
    fs::write(path("config.toml"), "lang = \"en\"\n").expect("written");
    assert!(said(&fengce(home.path(), &["screen"], &[])).starts_with("error: "));
}

/// Every line of the help says it in both languages, those of the values, too.
#[test]
fn the_help_of_screen_is_in_both_languages() {
    let home = tempfile::tempdir().expect("a folder");
    let output = fengce(home.path(), &["screen", "--help"], &[]);
    let help = String::from_utf8(output.stdout).expect("UTF-8");
    for value in ["ndjson", "csv", "xlsx", "text", "json", "html"] {
        let head = format!("- {value}:");
        let mut lines = help.lines().filter(|line| line.trim_start().starts_with(&head)).peekable();
        assert!(lines.peek().is_some(), "{value}");
        for line in lines {
            let chinese = line.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c));
            assert!(chinese && line.contains(" / "), "{line}");
        }
    }
    assert!(help.contains("单写它，输出就是 CSV"), "{help}");
    for (arguments, is_csv) in [(&["--excel"][..], true), (&[], false)] {
        let path = home.path().join("e.ndjson");
        fs::write(&path, LINE).expect("written");
        let input = path.to_str().expect("UTF-8");
        let output = fengce(home.path(), &[&["screen", input], arguments].concat(), &[]);
        let head = "\u{feff}编号,读取问题,估算上限合计（万元）,";
        assert_eq!(output.stdout.starts_with(head.as_bytes()), is_csv);
    }
}

/// What is wrong with a line of NDJSON, in the user's language and without the library's words.
#[test]
fn broken_json_is_told_in_both_languages() {
    let good = LINE.trim_end();
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    let cases: [(&[u8], &str, &str); 8] = [
        (b"{\"id\":\"a\",\"year\":", "JSON 在第 17 个字符处中断", "cut short after character 17"),
        ("{\"id\":\"企".as_bytes(), "JSON 在第 8 个字符处中断", "cut short after character 8"),
        (deep.as_bytes(), "个字符处套得太深", "nested too deeply at character"),
        (
            &[good, good].concat().into_bytes(),
            "第 23 个字符起是多余的",
            "too much from character 23 on",
        ),
        (b"{\"id\":1e999}", "数字太大", "is too large"),
        (b"{\"id\":\"a\",}", "第 11 个字符处不合写法", "wrong at character 11"),
        (b"{id:1}", "第 2 个字符处不合写法", "wrong at character 2"),
        (b"{\"id\":\"\xff\"}", "第 8 个字节起不是 UTF-8", "not UTF-8 from byte 8 on"),
    ];
    let mut all = LINE.as_bytes().to_vec();
    for (line, ..) in &cases {
        all.extend_from_slice(line);
        all.push(b'\n');
    }
    let (home, path) = folder(&[("e.ndjson", &all)]);
    for lang in ["zh", "en"] {
        let output = fengce(home.path(), &["screen", &path("e.ndjson"), "--lang", lang], &[]);
        assert_eq!(output.status.code(), Some(1));
        let said = said(&output);
        // One line each, how many in the end, and no advice about CSV.
        assert_eq!(said.lines().count(), cases.len() + 1, "{said}");
        for (line, (_, zh, en)) in said.lines().zip(&cases) {
            assert!(line.contains(if lang == "zh" { zh } else { en }), "{line}");
            let library = ["EOF", "parsing", "recursion", "expected", "trailing", "column"];
            assert!(!library.iter().any(|word| line.contains(word)), "{line}");
        }
    }
}

#[test]
fn a_sheet_taken_for_ndjson_is_told_once() {
    let list = "id,year,revenue\na,2026,1200\nb,2026,1\n";
    let csv = format!("\u{feff}{list}");
    let (home, path) = folder(&[
        ("a.list", csv.as_bytes()),
        ("bad.ndjson", b"{\"id\":\"a\",\"year\":2026}\nid,year\n"),
        ("empty.ndjson", b"\n"),
        ("book.csv", b"PK\x03\x04\x14\0\x06\0\x08\0"),
        ("book.ndjson", b"PK\x03\x04\x14\0\x06\0\x08\0"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"),
        ("old.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"),
        ("wide.ndjson", b"\xff\xfe{\0}\0\n\0"),
    ]);
    for (lang, hint) in [("zh", "请加 --from csv"), ("en", "add --from csv")] {
        for threads in ["1", "3"] {
            let arguments = ["screen", &path("a.list"), "--lang", lang, "--threads", threads];
            let output = fengce(home.path(), &arguments, &[]);
            assert_eq!(output.status.code(), Some(1));
            assert_eq!(said(&output).matches(hint).count(), 1, "{}", said(&output));
            assert_eq!(said(&output).lines().count(), 5, "{}", said(&output));
            assert!(!String::from_utf8_lossy(&output.stdout).contains("--from"));
        }
        // The first line is as it should be: the others are no sheet.
        let output = fengce(home.path(), &["screen", &path("bad.ndjson"), "--lang", lang], &[]);
        assert_eq!(output.status.code(), Some(1));
        assert!(!said(&output).contains("--from csv"), "{}", said(&output));
    }
    for (name, zh, en) in [
        ("book.csv", "不是完整的工作簿", "no whole workbook"),
        ("book.ndjson", "不是完整的工作簿", "no whole workbook"),
        ("old.xls", "不是完整的工作簿", "no whole workbook"),
        ("old.csv", "不是完整的工作簿", "no whole workbook"),
        ("wide.ndjson", "UTF-16", "UTF-16"),
    ] {
        let said = refused(home.path(), &["screen", &path(name)]);
        assert!(said[0].contains(zh) && said[1].contains(en), "{said:?}");
        assert_eq!(said[0].lines().count(), 1, "{said:?}");
    }
}

#[test]
fn a_header_that_does_not_fit_names_the_nearest_and_the_columns() {
    let cases = [
        (
            "id,工业产直（万元）",
            "没有名为“工业产直（万元）”的事实，是否为“工业产值”",
            "\"工业产值\"?",
        ),
        ("id,Revenu", "是否为“revenue”", "\"revenue\"?"),
        (
            "id,完全不相干",
            "没有名为“完全不相干”的事实（",
            "there is no fact \"完全不相干\" (columns",
        ),
        (
            "id,联系人,year,联系人",
            "“联系人”出现了两次，在 B 列和 D 列；删去一列",
            "in the columns B and D; delete one",
        ),
        (
            "id,year,工业产值（万元）,industrial_output",
            "C 列“工业产值（万元）”和 D 列“industrial_output”是同一项",
            "column C \"工业产值（万元）\" and column D \"industrial_output\" are the same",
        ),
    ];
    for (header, zh, en) in cases {
        let (home, path) = folder(&[("a.csv", format!("{header}\na\n").as_bytes())]);
        let more = if header.contains("联系人") { &["--carry"][..] } else { &[] };
        let said = refused(home.path(), &[&["screen", &path("a.csv")], more].concat());
        assert!(said[0].contains(zh) && said[1].contains(en), "{said:?}");
    }
}
