//! `fengce screen`, through the real binary.

use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

fn screen(arguments: &[&str], input: &str) -> Output {
    screen_bytes(arguments, input.as_bytes())
}

/// The program under way, all its streams piped.
fn start(home: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_fengce"))
        .args(["screen", "-"])
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        // Where the coverage is measured.
        .envs(std::env::var_os("LLVM_PROFILE_FILE").map(|file| ("LLVM_PROFILE_FILE", file)))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

fn screen_bytes(arguments: &[&str], input: &[u8]) -> Output {
    let home = tempfile::tempdir().expect("a folder");
    let mut child = start(home.path(), arguments);
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("it ends");
    let _ = writer.join();
    output
}

fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

const GATE: &str = r#""operates_in_fengtai":true,"in_enterprise_library":true,"category":"manufacturer","exclusions":[]"#;

#[test]
fn good_and_bad_lines_in_order() {
    let input = format!(
        "{{\"id\":\"a\",\"year\":2026,\"answers\":{{{GATE},\"funding\":[\"robot_first_use\"],\"robot_first_use_funding\":1000000}}}}\n\
         \n\
         not json\n\
         {{\"year\":2026,\"answers\":{{}}}}\n\
         {{\"id\":\"b\",\"answers\":{{}}}}\n\
         {{\"id\":\"c\",\"year\":2026,\"answers\":{{\"robot_first_use_funding\":8e7}}}}\n\
         {{\"id\":\"d\",\"year\":2026,\"answers\":{{\"revenue\":1,\"revenue\":2}}}}\n\
         {{\"id\":\"e\",\"year\":2026,\"answers\":{{\"revenu\":1}}}}\n\
         {{\"id\":\"f\",\"year\":2026,\"extra\":1}}\n\
         {{\"id\":\"g\",\"year\":2026}}"
    );
    let output = screen(&["--lang", "en"], &input);
    assert_eq!(output.status.code(), Some(1));
    let lines = lines(&output);
    let ids: Vec<Option<&str>> = lines.iter().map(|line| line["id"].as_str()).collect();
    assert_eq!(
        ids,
        [Some("a"), None, None, Some("b"), Some("c"), Some("d"), Some("e"), Some("f"), Some("g")]
    );
    // 30% of 100万.
    assert_eq!(lines[0]["benefits"]["a13-robot-first-use"]["amount"], "300000.00");
    assert_eq!(lines[0]["total"]["amount"], "300000.00");
    let wrong: Vec<bool> = lines.iter().map(|line| line.get("error").is_some()).collect();
    assert_eq!(wrong, [false, true, true, true, true, true, true, true, false]);
    let errors = String::from_utf8(output.stderr).expect("UTF-8");
    for said in ["line 3:", "line 4:", "line 5:", "line 6:", "line 7:", "line 8:", "line 9:"] {
        assert!(errors.contains(said), "{said} in {errors}");
    }
    assert!(errors.contains("\"revenue\"?"), "{errors}");
    assert!(errors.contains("line 3: not JSON: wrong at character 2\n"), "{errors}");
}

#[test]
fn the_year_may_be_given_for_all() {
    let output = screen(&["--year", "2026", "--totals-only"], "{\"id\":\"a\"}\n");
    assert_eq!(output.status.code(), Some(0));
    let lines = lines(&output);
    assert!(lines[0].get("benefits").is_none());
    assert!(lines[0]["total"]["at_most"].is_string());
}

#[test]
fn csv_says_the_same_as_ndjson() {
    let csv = "id,year,operates_in_fengtai,in_enterprise_library,category,exclusions,activities,issuer_in_scope,issuer_contract_signed,issuer_solver_new_to_district,issuer_contracts,district_output_growth\n\
               a,2026,true,true,manufacturer,none,challenge_issuer;incubation,true,true,true,300万元;12000000,5.2%\n\
               b,2026,true,true,manufacturer,,,,,,none,\n";
    let json = format!(
        "{{\"id\":\"a\",\"year\":2026,\"answers\":{{{GATE},\"activities\":[\"challenge_issuer\",\"incubation\"],\"issuer_in_scope\":true,\"issuer_contract_signed\":true,\"issuer_solver_new_to_district\":true,\"issuer_contracts\":[\"300万元\",12000000],\"district_output_growth\":\"5.2%\"}}}}\n\
         {{\"id\":\"b\",\"year\":2026,\"answers\":{{\"operates_in_fengtai\":true,\"in_enterprise_library\":true,\"category\":\"manufacturer\",\"issuer_contracts\":[]}}}}\n"
    );
    let from_csv = screen(&["--from", "csv"], csv);
    let from_json = screen(&[], &json);
    assert_eq!(String::from_utf8_lossy(&from_csv.stderr), "");
    assert_eq!(from_csv.stdout, from_json.stdout);
    // 30% of 300万 is 90万; 30% of 1200万 is capped at 200万.
    assert_eq!(lines(&from_csv)[0]["benefits"]["a19-challenge-issuer"]["amount"], "2900000.00");
}

#[test]
fn csv_out_has_the_columns_of_the_contract() {
    let output = screen(&["--format", "csv"], "{\"id\":\"a\",\"year\":2026}\nbad\n");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    assert_eq!(header.len(), 7 + 3 * 34);
    assert_eq!(
        header[..10],
        [
            "id",
            "error",
            "total.amount",
            "total.at_most",
            "total.later",
            "total.discretionary",
            "total.unbounded",
            "a03-major-project.status",
            "a03-major-project.amount",
            "a03-major-project.at_most"
        ]
    );
    let row: Vec<&str> = lines.next().expect("a row").split(',').collect();
    assert_eq!(row.len(), header.len());
    assert_eq!(row[6], "a19-challenge-issuer;a19-challenge-solver");
    let at = header.iter().position(|name| *name == "a19-challenge-issuer.at_most");
    assert_eq!(row[at.expect("the column")], "unbounded");
    let bad = lines.next().expect("the bad line");
    assert_eq!(bad.split(',').count(), header.len());
    assert_eq!(lines.count(), 0);
    // Without the benefits only the totals are left.
    let output =
        screen(&["--format", "csv", "--totals-only"], "{\"id\":\"a\",\"year\":2026}\nbad\n");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    for line in text.lines() {
        assert_eq!(line.split(',').count(), 7, "{line}");
    }
}

/// Whether a comma parts amounts or digits is not guessed, and a sign alone is no list.
#[test]
fn lists_in_cells_are_never_guessed() {
    let head = "id,year,issuer_contracts,activities\n";
    for (cells, status) in [
        ("300万元;500万元,", 0),
        ("none,none", 0),
        ("\"300,500\",", 1),
        ("300 500,", 1),
        (";,", 1),
        (",;", 1),
    ] {
        let output = screen(&["--from", "csv"], &format!("{head}a,2026,{cells}\n"));
        assert_eq!(output.status.code(), Some(status), "{cells}");
    }
}

#[test]
fn a_header_that_does_not_fit_refuses_the_file() {
    for (header, word) in [
        ("id,revenu\n", "revenue"),
        ("id,revenue,revenue\n", "revenue"),
        ("id,foo\n", "foo"),
        ("year\n", "template"),
        ("year,revenue\n", "id"),
        ("", "header"),
    ] {
        let output = screen(&["--from", "csv", "--lang", "en"], header);
        assert_eq!(output.status.code(), Some(2), "{header}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(word), "{header}");
    }
    let output = screen(
        &["--from", "csv", "--ignore-unknown"],
        "id,year,above_scale,联系人\na,2026,true,张三\n",
    );
    assert_eq!(output.status.code(), Some(0));
    // A doubled column is refused even where it is passed over.
    let output = screen(&["--from", "csv", "--ignore-unknown"], "id,year,foo,foo\na,2026,1,2\n");
    assert_eq!(output.status.code(), Some(2));
}

/// A year in a header counts only where it is certainly the rows' own.
#[test]
fn a_dated_header_is_never_taken_for_another_year() {
    let header =
        |name: &str, year: &str| format!("id,{year}{name}\na,{}12000\n", &"2027,"[..year.len()]);
    let alone = header("2026 年工业产值（万元）", "");
    let output = screen(&["--from", "csv", "--year", "2026"], &alone);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    for (input, arguments) in [
        (alone.as_str(), &["--from", "csv", "--year", "2028"][..]),
        (&header("2026 年工业产值（万元）", "year,"), &["--from", "csv", "--year", "2026"]),
        (&header("2026 年工业产值（万元）", "year,"), &["--from", "csv", "--carry"]),
    ] {
        let output = screen(arguments, input);
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {input}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("写明了年份"));
    }
    let undated = header("工业产值（万元）", "year,");
    assert_eq!(screen(&["--from", "csv"], &undated).status.code(), Some(0));
}

#[test]
fn long_and_deep_lines_are_bad_not_fatal() {
    let long = format!("{{\"id\":\"{}\"}}", "x".repeat(2 << 20));
    let deep = "[".repeat(100_000);
    let input = format!("{long}\n{deep}\n{{\"id\":\"z\",\"year\":2026}}\n");
    let output = screen(&[], &input);
    assert_eq!(output.status.code(), Some(1));
    let lines = lines(&output);
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[2]["id"], "z");
    assert!(output.stderr.len() < 4_000);
}

#[test]
#[ignore = "waits for the program to have read its input; run alone with --ignored"]
#[cfg(unix)]
fn an_interrupt_ends_with_what_is_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out.ndjson");
    for to_file in [false, true] {
        std::fs::write(&path, "before").expect("written");
        let mut arguments = vec!["--year", "2026", "--totals-only", "--lang", "en"];
        if to_file {
            arguments.extend(["-o", path.to_str().expect("UTF-8")]);
        }
        let mut child = start(folder.path(), &arguments);
        let mut stdin = child.stdin.take().expect("piped");
        stdin.write_all(b"{\"id\":\"a\"}\n{\"id\":\"b\"}\n{\"id\":").expect("written");
        std::thread::sleep(std::time::Duration::from_millis(700));
        let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        assert!(killed.expect("kill runs").success());
        // Standard input stays open: the program must not wait for it.
        let output = child.wait_with_output().expect("it ends");
        drop(stdin);
        assert_eq!(output.status.code(), Some(130));
        assert!(String::from_utf8_lossy(&output.stderr).contains("interrupted"));
        let written = std::fs::read_to_string(&path).expect("read");
        assert_eq!(written, "before");
        let left = std::fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(left, 1, "no temporary file stays");
        assert_eq!(lines(&output).len(), if to_file { 0 } else { 2 });
    }
}

#[test]
fn threads_change_nothing() {
    let mut input = String::new();
    for at in 0..3_000 {
        input.push_str(&match at % 7 {
            3 => format!("bad {at}\n"),
            _ => format!("{{\"id\":\"{at}\",\"answers\":{{{GATE},\"revenue\":\"{at}万元\"}}}}\n"),
        });
    }
    let one = screen(&["--year", "2026", "--threads", "1"], &input);
    for threads in ["2", "5"] {
        let many = screen(&["--year", "2026", "--threads", threads], &input);
        assert!(one == many, "{threads}");
    }
    assert_eq!(lines(&one).len(), 3_000);
    assert_eq!(screen(&["--threads", "0"], "").status.code(), Some(2));
}

/// The same two enterprises, by ids and as an officer's sheet has them.
const BY_ID: &str = "id,year,operates_in_fengtai,in_enterprise_library,category,exclusions,industrial_output,industrial_output_prior,district_output_growth,issuer_contracts\n\
     甲,2026,true,true,manufacturer,none,1.2亿元,80000000,5.2%,300万元;1200万元\n\
     乙,2026,true,false,software,,,,,\n";
const AS_A_SHEET: &str = "企业名称,联系人,年度,在丰台区依法合规经营,已入丰台区智能制造企业库,category,不予支持的情形,工业产值（万元）,上年工业产值(元),全区产值平均增速（%）,发榜项目合同金额（万元）\r\n\
     甲,张三,2026,是,是,manufacturer,无,1.2亿元,80000000,5.2,300;1200\r\n\
     乙,\"=1+1,\"\"x\"\"\",2026,是,否,software,,,,,\r\n";

#[test]
fn sheets_as_officers_have_them() {
    let plain = screen(&["--from", "csv"], BY_ID);
    assert_eq!(plain.status.code(), Some(0), "{}", String::from_utf8_lossy(&plain.stderr));
    assert!(lines(&plain)[0]["benefits"]["a06-output-growth"]["amount"].is_string());
    let with_bom = format!("\u{feff}{AS_A_SHEET}");
    let (gbk, _, lossy) = encoding_rs::GBK.encode(AS_A_SHEET);
    assert!(!lossy);
    for sheet in [AS_A_SHEET.as_bytes(), with_bom.as_bytes(), &gbk] {
        let output = screen_bytes(&["--from", "csv", "--ignore-unknown"], sheet);
        // What is ignored is said, and nothing else.
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(said, "不是事实的列，已略过：“联系人”\n");
        assert!(output.stdout == plain.stdout);
    }
}

#[test]
fn unknown_columns_are_carried() {
    let output = screen(&["--from", "csv", "--carry"], AS_A_SHEET);
    assert_eq!(lines(&output)[0]["carried"]["联系人"], "张三");
    let arguments = ["--from", "csv", "--carry", "--format", "csv"];
    let bad = AS_A_SHEET.replace("software", "soft");
    let output = screen(&arguments, &bad);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut rows = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let header = rows.headers().expect("a header").clone();
    assert_eq!(header.len(), 7 + 3 * 34 + 1);
    assert_eq!(header.iter().next_back(), Some("联系人"));
    let cells: Vec<String> = rows
        .records()
        .map(|row| row.expect("a row").iter().next_back().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(cells, ["张三", "=1+1,\"x\""]);

    let output = screen(&["--from", "csv", "--carry", "--excel"], AS_A_SHEET);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.starts_with("\u{feff}编号,读取问题,"));
    assert!(text.ends_with(",\"'=1+1,\"\"x\"\"\"\n"), "{text}");

    for doubled in ["id,联系人,联系人\n", "id,工业产值（万元）,industrial_output\n"] {
        let output = screen(&["--from", "csv", "--carry"], doubled);
        assert_eq!(output.status.code(), Some(2), "{doubled}");
    }
    let wrong_unit = screen(&["--from", "csv"], "id,工业产值（吨）\n");
    assert_eq!(wrong_unit.status.code(), Some(2));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said_of_the_output() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("in.ndjson");
    std::fs::write(&input, "{\"id\":\"a\",\"year\":2026}\n").expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_fengce"))
        .args(["screen", "--lang", "en"])
        .arg(&input)
        .env_clear()
        .env("HOME", folder.path())
        .stdout(full)
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("stdout") && !said.contains("in.ndjson"), "{said}");
}

/// Any split of the lines, screened apart and joined, is the same as one run.
#[test]
fn parts_joined_are_the_whole() {
    let lines: Vec<String> = (0..40)
        .map(|at| match at % 5 {
            2 => "bad\n".to_owned(),
            _ => format!("{{\"id\":\"{at}\",\"answers\":{{{GATE},\"revenue\":\"{at}万元\"}}}}\n"),
        })
        .collect();
    let whole = screen(&["--year", "2026"], &lines.concat()).stdout;
    for cut in [1, 7, 20, 39] {
        let parts = [&lines[..cut], &lines[cut..]];
        let joined: Vec<u8> = parts
            .into_iter()
            .flat_map(|part| screen(&["--year", "2026", "--threads", "1"], &part.concat()).stdout)
            .collect();
        assert!(joined == whole, "{cut}");
    }
}

/// What is cut short is bad, and said; a closed pipe ends quietly.
#[test]
fn inputs_cut_short_and_empty() {
    let good = format!("{{\"id\":\"a\",\"year\":2026,\"answers\":{{{GATE}}}}}\n");
    let cut = format!("{good}{}", &good[..good.len() / 2]);
    let output = screen(&[], &cut);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines(&output).len(), 2);
    assert!(String::from_utf8_lossy(&output.stderr).contains("第 2 行"));
    let output = screen(&[], "");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
    let output = screen(&["--from", "csv"], "id,year,revenue\na,2026,\"12元");
    assert_eq!(output.status.code(), Some(1));
}
