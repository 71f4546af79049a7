//! Lists as people keep them: units in titles, footers, merged cells, other forms of workbooks.
//!
//! The figures are worked out by hand from the measure: of an output that grew from 8,000万 to
//! 1.2亿元 (4,000 − 500)万 × 1% = 35万元, and 30万元 more for the first year at 1亿元, where the year
//! before was the highest.

#[path = "support/program.rs"]
mod program;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;

use program::fengce;

fn data(name: &str) -> String {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/data/sheets", name].iter().collect();
    path.to_str().expect("UTF-8").to_owned()
}

fn screen(name: &str, arguments: &[&str]) -> Output {
    let home = tempfile::tempdir().expect("a folder");
    let path = data(name);
    fengce(home.path(), &[&["screen", &path][..], arguments].concat(), &[])
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The total of each enterprise, by its id; an error is its text.
fn totals(output: &Output) -> Vec<(String, String)> {
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .map(|line| {
            let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            let total = line["total"]["amount"].as_str();
            (text(&line["id"]), total.map_or_else(|| text(&line["error"]), str::to_owned))
        })
        .collect()
}

fn assert_totals(output: &Output, expected: &[(&str, &str)]) {
    let expected: Vec<_> =
        expected.iter().map(|(id, total)| ((*id).to_owned(), (*total).to_owned())).collect();
    assert_eq!(totals(output), expected, "{}", said(output));
}

#[test]
fn footers_are_no_enterprises() {
    let output = screen("footers_year.xlsx", &["--year", "2026"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(totals(&output).len(), 2, "{}", said(&output));
    let said = said(&output);
    assert!(said.contains('9') && said.contains("小计") && said.contains("填表人"), "{said}");
    let rows = screen("footers_year.xlsx", &["--year", "2026", "--format", "csv"]);
    assert_eq!(String::from_utf8_lossy(&rows.stdout).lines().count(), 3);
}

#[test]
fn a_title_names_the_unit() {
    let output = screen("title_thousand.xlsx", &["--year", "2026"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let amounts: Vec<String> = totals(&output).into_iter().map(|(_, total)| total).collect();
    assert_eq!(amounts, ["300000.00", "500000.00", "1000000.00"]);
}

#[test]
fn a_row_an_enterprise_and_benefit() {
    let output = screen("title_thousand.xlsx", &["--year", "2026", "--format", "long"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<String> = rows.headers().expect("a header").iter().map(str::to_owned).collect();
    assert_eq!(
        header,
        ["id", "benefit", "article", "status", "amount", "at_most", "later", "missing"]
    );
    let rows: Vec<csv::StringRecord> = rows.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 3 * 34);
    let sum: f64 = rows
        .iter()
        .filter(|row| !row[1].starts_with("a03"))
        .map(|row| row[4].parse::<f64>().expect("a number"))
        .sum();
    assert!((sum - 1_800_000.0).abs() < 0.005, "{sum}");
}

#[test]
fn figures_without_a_unit_are_not_guessed() {
    let columns = ["工业产值", "上年工业产值", "本年之前最高工业产值"];
    let output = screen("no_unit.csv", &[]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    for column in columns {
        assert!(said(&output).contains(&format!("--unit {column}=万元")), "{}", said(&output));
    }
    for (unit, amounts) in [
        ("万元", ["650000.00", "350000.00", "1950000.00"]),
        ("千元", ["0.00", "0.00", "300000.00"]),
        ("元", ["0.00", "0.00", "0.00"]),
    ] {
        let units = columns.map(|column| format!("{column}={unit}"));
        let arguments: Vec<&str> = units.iter().flat_map(|unit| ["--unit", unit]).collect();
        let output = screen("no_unit.csv", &arguments);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let found: Vec<String> = totals(&output).into_iter().map(|(_, total)| total).collect();
        assert_eq!(found, amounts, "{unit}");
    }
    let output = screen("percent_small.csv", &[]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    for unit in ["全区产值平均增速=小数", "全区产值平均增速=%"] {
        assert!(said(&output).contains(unit), "{}", said(&output));
        assert_eq!(screen("percent_small.csv", &["--unit", unit]).status.code(), Some(0));
    }
}

#[test]
fn merged_cells_stand_in_every_row() {
    let output = screen("town_merged.xlsx", &["--format", "csv"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let header = rows.headers().expect("a header").clone();
    let at = header.iter().position(|name| name == "所属镇街").expect("the column");
    let towns: Vec<String> = rows.records().map(|row| row.expect("a row")[at].to_owned()).collect();
    assert_eq!(towns, [["新村街道"; 3], ["王佐镇"; 3]].concat());
}

#[test]
fn sheets_are_read_together_or_named() {
    let output = screen("sheet_per_town.xlsx", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("王佐镇") && said(&output).contains("--sheet"));
    let output = screen("sheet_per_town.xlsx", &["--sheet", "all"]);
    assert_eq!((output.status.code(), totals(&output).len()), (Some(0), 9), "{}", said(&output));
    let sheets: BTreeMap<String, usize> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .fold(BTreeMap::new(), |mut counts, line| {
            let sheet = line["carried"]["工作表"].as_str().expect("its sheet").to_owned();
            *counts.entry(sheet).or_default() += 1;
            counts
        });
    assert_eq!(sheets.values().sum::<usize>(), 9);
    assert!(sheets.contains_key("王佐镇"), "{sheets:?}");
}

#[test]
fn enterprises_that_come_again() {
    let output = screen("dups.xlsx", &[]);
    assert_eq!((output.status.code(), totals(&output).len()), (Some(0), 4));
    let said_of = said(&output);
    for part in ["91110106MA00000001", "2026", "第 2、3 行"] {
        assert!(said_of.contains(part), "{said_of}");
    }
    for choice in ["first", "last"] {
        let output = screen("dups.xlsx", &["--duplicates", choice]);
        assert_eq!((output.status.code(), totals(&output).len()), (Some(0), 3), "{choice}");
    }
    let output = screen("dups.xlsx", &["--duplicates", "error"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(said(&output).contains("91110106MA00000001"), "{}", said(&output));
}

#[test]
fn what_stands_for_a_code_is_none() {
    let output = screen("code_blank.csv", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let ids: Vec<String> = totals(&output).into_iter().map(|(id, _)| id).collect();
    assert_eq!(
        ids,
        ["91110106MA00000001", "乙公司", "丙公司", "丁公司", "戊公司", "91110106MA0000000"]
    );
    assert_eq!(said(&output), "");
}

#[test]
fn a_list_without_a_fact_is_refused() {
    let output = screen("list_no_facts.csv", &["--carry", "--year", "2026"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(said(&output).contains("fengce template"), "{}", said(&output));
}

#[test]
fn another_form_of_workbook_says_the_same() {
    let output = screen("grouped.ods", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_totals(&output, &[("甲", "750000.00"), ("乙", "350000.00")]);
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(line["carried"]["所属园区"], "东园");
    }
}

#[test]
fn what_programs_write_for_unknown() {
    let output = screen("pandas_none.csv", &[]);
    let ids: Vec<String> = totals(&output).into_iter().map(|(id, _)| id).collect();
    assert_eq!((output.status.code(), ids), (Some(0), vec!["乙".into(), "丙".into(), "丁".into()]));
    assert!(said(&output).contains("甲"), "{}", said(&output));
}

#[test]
fn cells_that_cannot_be_read() {
    let output = screen("unreadable.csv", &[]);
    assert_eq!(output.status.code(), Some(1));
    for (line, found) in [(3, "约12000"), (4, "三类之一"), (5, "高于全市")] {
        let of = said(&output)
            .lines()
            .find(|said| said.contains(&format!("第 {line} 行")))
            .map(str::to_owned);
        assert!(of.is_some_and(|of| of.contains(found)), "{}", said(&output));
    }
    let output = screen("unreadable.csv", &["--unreadable", "unknown"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_totals(
        &output,
        &[("甲", "650000.00"), ("乙", "0.00"), ("丙", "0.00"), ("丁", "300000.00")],
    );
    let output = screen("unreadable.csv", &["--unreadable", "unknown", "--format", "csv"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let header = rows.headers().expect("a header").clone();
    let at = header.iter().position(|name| name == "unreadable").expect("the column");
    let named: Vec<String> = rows.records().map(|row| row.expect("a row")[at].to_owned()).collect();
    assert_eq!(named, ["", "工业产值（万元）", "企业类别", "全区产值平均增速（%）"]);
}

#[test]
fn marks_in_a_header_do_no_harm() {
    let output = screen("head_marks.xlsx", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(totals(&output).len(), 1);
}

#[test]
fn numbers_in_cells_are_never_glued() {
    let output = screen("groups.csv", &[]);
    assert_eq!(output.status.code(), Some(1));
    let good: Vec<(String, String)> =
        totals(&output).into_iter().filter(|(_, total)| total.ends_with(".00")).collect();
    let expected = [("甲", "650000.00"), ("乙", "350000.00"), ("辛", "1950000.00")];
    assert_eq!(good, expected.map(|(id, total)| (id.to_owned(), total.to_owned())));
    for (line, found) in [
        (4, "1,2000"),
        (5, "1,2亿"),
        (6, "0,5亿"),
        (7, "1.234,56"),
        (8, "12000 8000"),
        (10, "1,23,456"),
    ] {
        let of = said(&output)
            .lines()
            .find(|said| said.starts_with(&format!("第 {line} 行")))
            .map(str::to_owned);
        assert!(of.is_some_and(|of| of.contains(found)), "{line}: {}", said(&output));
    }
}

#[test]
fn text_under_the_name_of_a_workbook() {
    let output = screen("tabtext_named.xls", &["--year", "2026"]);
    assert_eq!((output.status.code(), totals(&output).len()), (Some(0), 1), "{}", said(&output));
    let home = tempfile::tempdir().expect("a folder");
    let page = home.path().join("a.xls");
    std::fs::write(&page, "<html><table><tr><td>企业名称</td></tr></table></html>")
        .expect("written");
    let output = fengce(home.path(), &["screen", path(&page)], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(said(&output).lines().count(), 1, "{}", said(&output));
}

fn path(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}
