//! What `fengce screen` and `template` say of options that would do nothing and of names that
//! say another form, and the words of the summary and of faults in cells.

mod support {
    pub mod program;
}

use std::fs;
use std::path::Path;
use std::process::Output;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use support::program::fengce;

const LINE: &str = "{\"id\":\"a\",\"year\":2026}\n";
const SHEET: &str = "id,year\na,2026\n";

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// What is said of the arguments in Chinese and in English, with exit status 2 and no output.
#[track_caller]
fn refused(home: &Path, arguments: &[&str]) -> [String; 2] {
    ["zh", "en"].map(|lang| {
        let output = fengce(home, &[arguments, &["--lang", lang]].concat(), &[]);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", said(&output));
        assert!(output.stdout.is_empty(), "{arguments:?}");
        said(&output)
    })
}

#[test]
fn an_option_without_effect_is_refused() {
    let home = tempfile::tempdir().expect("a folder");
    let path = |name: &str| home.path().join(name).to_str().expect("UTF-8").to_owned();
    fs::write(path("e.ndjson"), LINE).expect("written");
    fs::write(path("e.csv"), SHEET).expect("written");
    let (lines, sheet, book) = (path("e.ndjson"), path("e.csv"), path("o.xlsx"));
    for (arguments, words) in [
        (&["screen", &lines, "--missing", "--format", "csv"][..], "--missing"),
        (&["screen", &lines, "--missing", "--excel"], "--missing"),
        (&["screen", &lines, "--missing", "-o", &book], "--missing"),
        (&["screen", &lines, "--missing", "--summary"], "--missing"),
        (&["screen", &lines, "--totals-only", "--summary"], "--totals-only"),
        (&["screen", &lines, "--excel", "--summary"], "--excel"),
        (&["screen", &lines, "--ignore-unknown"], "--ignore-unknown"),
        (&["screen", &sheet, "--ignore-unknown", "--carry"], "--carry"),
    ] {
        let [zh, en] = refused(home.path(), arguments);
        assert!(zh.contains(words) && zh.contains("去掉") | zh.contains("只用一个"), "{zh}");
        assert!(en.contains(words) && en.contains("leave") | en.contains("use one"), "{en}");
        assert!(!Path::new(&book).exists());
    }
    for arguments in [
        &["screen", &lines, "--missing"][..],
        &["screen", &lines, "--totals-only", "--format", "csv"],
        &["screen", &sheet, "--carry", "--summary"],
    ] {
        let output = fengce(home.path(), arguments, &[]);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", said(&output));
    }
}

#[test]
fn a_name_that_says_another_form_is_refused() {
    let home = tempfile::tempdir().expect("a folder");
    let path = |name: &str| home.path().join(name).to_str().expect("UTF-8").to_owned();
    fs::write(path("e.ndjson"), LINE).expect("written");
    let input = path("e.ndjson");
    for (name, more) in [
        ("q.html", &[][..]),
        ("q.txt", &[]),
        ("q.pdf", &[]),
        ("q.xls", &[]),
        ("q.xlsx", &["--excel"]),
        ("q.xlsx", &["--format", "csv"]),
        ("q.csv", &["--format", "ndjson"]),
        ("q.csv", &["--format", "xlsx"]),
        ("q.ndjson", &["--format", "csv"]),
        ("s.xlsx", &["--summary"]),
        ("s.pdf", &["--summary"]),
        ("s.CSV", &["--summary"]),
        ("s.json", &["--summary", "--format", "html"]),
    ] {
        let output = path(name);
        let arguments = [&["screen", &input, "-o", &output], more].concat();
        let [zh, en] = refused(home.path(), &arguments);
        assert!(zh.contains("文件名") && zh.contains("--format"), "{zh}");
        assert!(en.contains("name") && en.contains("--format"), "{en}");
        assert!(!home.path().join(name).exists(), "{name}");
    }
    for name in ["t.csv", "-", "t"] {
        let name = if name == "-" { "-".to_owned() } else { path(name) };
        let [zh, en] = refused(home.path(), &["template", "-o", &name]);
        assert!(zh.contains(".xlsx 结尾") && en.contains("end in .xlsx"), "{zh}{en}");
        assert!(!Path::new(&name).exists());
    }
    for (name, more, begins) in [
        ("o.csv", &[][..], &b"id,error"[..]),
        ("o.json", &[], b"{\"id\""),
        ("o", &[], b"{\"id\""),
        ("o.out", &["--format", "csv"], b"id,error"),
        ("o.txt", &["--format", "csv"], b"id,error"),
        ("o.xlsx", &[], b"PK"),
        ("s.htm", &["--summary"], b"<!DOCTYPE html>"),
        ("s.txt", &["--summary"], b"\xe4\xb8\xb0"),
    ] {
        let output =
            fengce(home.path(), &[&["screen", &input, "-o", &path(name)], more].concat(), &[]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", said(&output));
        let written = fs::read(path(name)).expect("read");
        let shown = String::from_utf8_lossy(&written[..40.min(written.len())]).into_owned();
        assert!(written.starts_with(begins), "{name}: {shown}");
    }
}

/// One unknown is one answer that is missing, however many conditions wait for it. Article 5 asks
/// for the category that the common conditions ask for, too; article 6 (the increase of output)
/// for a growth that reaches the district's and for the increase itself, both of the same output.
#[test]
fn one_unknown_answer_is_one_step_whatever_waits_for_it() {
    let home = tempfile::tempdir().expect("a folder");
    let input = home.path().join("e.ndjson");
    let gate = "\"operates_in_fengtai\":true,\"in_enterprise_library\":true";
    let maker = "\"category\":\"manufacturer\",\"exclusions\":[]";
    let (new, average) =
        ("\"above_scale\":true,\"above_scale_since\":2026", "\"district_output_growth\":\"5.2%\"");
    let prior = "\"industrial_output_prior\":\"8000万元\"";
    for (answers, benefit, steps) in [
        (format!("\"exclusions\":[],{new}"), "a05-industry-first-listed", 1),
        // The exclusions are a second one.
        (new.to_owned(), "a05-industry-first-listed", 0),
        (format!("{maker},{prior},{average}"), "a06-output-growth", 1),
        (format!("{maker},{prior},\"industrial_output\":\"1.2亿元\""), "a06-output-growth", 1),
        // Output and the average; output and the prior one; all three.
        (format!("{maker},{prior}"), "a06-output-growth", 0),
        (format!("{maker},{average}"), "a06-output-growth", 0),
        (maker.to_owned(), "a06-output-growth", 0),
        // The growth was answered as such: the increase alone is open.
        (format!("{maker},{average},\"output_growth\":\"50%\""), "a06-output-growth", 1),
    ] {
        let line = format!("{{\"id\":\"a\",\"year\":2026,\"answers\":{{{gate},{answers}}}}}\n");
        fs::write(&input, &line).expect("written");
        let path = input.to_str().expect("UTF-8");
        let output = fengce(home.path(), &["screen", path, "--summary", "--format", "json"], &[]);
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let benefits = json["benefits"].as_array().expect("a list");
        let found = benefits.iter().find(|found| found["id"] == benefit).expect("the benefit");
        assert_eq!(found["undetermined"], 1, "{line}");
        assert_eq!(found["one_step"], steps, "{line}");
    }
}

#[test]
fn carried_times_are_kept_and_years_are_read() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("库.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let head = ["id", "year", "登记时间", "above_scale_since"];
    sheet.write_row(0, 0, head).expect("written");
    let time = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let moments = [
        ("2026-01-02", "2026-01-02"),
        ("2026-01-02T13:05", "2026-01-02 13:05"),
        ("2026-01-02T13:05:07", "2026-01-02 13:05:07"),
        ("09:30", "09:30"),
        ("00:00:05", "00:00:05"),
    ];
    for (row, (moment, _)) in (1..).zip(moments) {
        sheet.write(row, 0, row).expect("written");
        sheet.write(row, 1, 2026).expect("written");
        let moment = ExcelDateTime::parse_from_str(moment).expect("a time");
        sheet.write_with_format(row, 2, &moment, &time).expect("written");
        let year = ExcelDateTime::parse_from_str("2025-06-30T18:00").expect("a time");
        sheet.write_with_format(row, 3, &year, &time).expect("written");
    }
    book.save(&path).expect("saved");
    let path = path.to_str().expect("UTF-8");
    let output = fengce(home.path(), &["screen", path, "--totals-only"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let shown: Vec<String> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .map(|line| line["carried"]["登记时间"].as_str().expect("text").to_owned())
        .collect();
    assert_eq!(shown, moments.map(|(_, shown)| shown));
}
