//! Foreign sheets: a mapping file is proposed, corrected by hand, and read by.
//!
//! Of an output that grew from 8,000万 to 1.2亿元: (4,000 − 500)万 × 1% = 35万元, and 30万元 more for
//! the first year at 1亿元, where the highest before was 8,000万.

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use program::fengce;
use tempfile::TempDir;

const FOREIGN: &str = "\
序号,单位名称,企业类型,在丰台经营,入库情况,不予支持的情形,是否规上,去年工业总产值(万元),工业总产值,历史最高产值（万元）,全区产值平均增速（%）,备注
1,甲公司,制造类,是,已入库,无,是,8000,12000,8000,5.2,甲的备注
2,乙公司,制造类,是,未入库,无,是,8000,12000,8000,5.2,
";

/// The file as it is corrected after it was proposed.
const CORRECTED: &str = r#"
[[column]]
name = "单位名称"
fact = "id"

[[column]]
name = "企业类型"
fact = "企业类别"
[column.words]
"制造类" = "manufacturer"

[[column]]
name = "在丰台经营"
fact = "operates_in_fengtai"

[[column]]
name = "入库情况"
fact = "in_enterprise_library"
[column.words]
"已入库" = "是"
"未入库" = "否"

[[column]]
name = "是否规上"
fact = "above_scale"

[[column]]
name = "去年工业总产值(万元)"
fact = "industrial_output_prior"

[[column]]
name = "工业总产值"
fact = "industrial_output"
unit = "万元"

[[column]]
name = "历史最高产值（万元）"
fact = "industrial_output_record"

[[column]]
name = "序号"
fact = ""

[[column]]
name = "备注"
"#;

struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().expect("a folder"));
        desk.write("名单.csv", FOREIGN);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("written");
    }

    fn screen(&self, input: &str, arguments: &[&str]) -> Output {
        let input = self.path(input);
        let input = input.to_str().expect("UTF-8");
        fengce(self.0.path(), &[&["screen", input], arguments].concat(), &[])
    }

    fn with_map(&self, map: &str) -> Output {
        self.write("列.toml", map);
        let map = self.path("列.toml");
        self.screen("名单.csv", &["--map", map.to_str().expect("UTF-8"), "--year", "2026"])
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn lines(output: &Output) -> Vec<serde_json::Value> {
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn the_nearest_fact_is_proposed_for_each_column() {
    let desk = Desk::new();
    let map = desk.path("列.toml");
    let map = map.to_str().expect("UTF-8");
    let output = desk.screen("名单.csv", &["--write-map", map]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0), "{}", said(&output));
    let text = fs::read_to_string(map).expect("written");
    let proposed: toml::Table = text.parse().expect("TOML");
    let columns = proposed["column"].as_array().expect("columns");
    let fact = |name: &str| {
        let column = columns.iter().find(|column| column["name"].as_str() == Some(name));
        column.and_then(|column| column["fact"].as_str().map(str::to_owned))
    };
    for (name, proposed) in [
        ("单位名称", "id"),
        ("不予支持的情形", "exclusions"),
        ("是否规上", "above_scale"),
        ("去年工业总产值(万元)", "industrial_output_prior"),
        ("工业总产值", "industrial_output"),
        ("历史最高产值（万元）", "industrial_output_record"),
        ("入库情况", "in_enterprise_library"),
        ("序号", ""),
        ("备注", ""),
    ] {
        assert_eq!(fact(name).as_deref(), Some(proposed), "{text}");
    }
    // A unit that the sheet does not name is asked for, never guessed; words are listed.
    assert!(text.contains("# unit = \"万元\"") && text.contains("\"未入库\""), "{text}");
    // What was written may have been corrected since.
    assert_eq!(desk.screen("名单.csv", &["--write-map", map]).status.code(), Some(2));
}

#[test]
fn a_foreign_sheet_is_read_by_its_map() {
    let output = Desk::new().with_map(CORRECTED);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let lines = lines(&output);
    let status = |at: usize| lines[at]["benefits"]["a06-output-growth"]["status"].as_str();
    assert_eq!(lines[0]["total"]["amount"], "650000.00");
    assert_eq!(lines[0]["carried"]["备注"], "甲的备注");
    // 未入库 is no: the common condition fails.
    assert_eq!(
        (lines[1]["total"]["amount"].as_str(), status(1)),
        (Some("0.00"), Some("ineligible"))
    );
}

#[test]
fn a_bad_map_is_refused_with_what_to_do() {
    let desk = Desk::new();
    let column = |more: &str| format!("{CORRECTED}\n[[column]]\n{more}\n");
    for (map, named) in [
        (column("name = \"没有这列\"\nfact = \"revenue\""), "没有这列"),
        (column("name = \"x\"\nfact = \"industrial_outptu\""), "industrial_output"),
        (column("name = \"x\"\nfact = \"revenue\"\nunit = \"吨\""), "吨"),
        (column("name = \"x\"\nfact = \"above_scale\""), "是否规上"),
        (CORRECTED.replace("\"manufacturer\"", "\"manufacturre\""), "manufacturer"),
        (CORRECTED.replace("fact = \"企业类别\"", "fcat = \"企业类别\""), "fcat"),
        (String::new(), "--write-map"),
    ] {
        let output = desk.with_map(&map);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{map}");
        assert!(said(&output).contains(named), "{named}: {}", said(&output));
    }
}

fn data(name: &str) -> String {
    format!("{}/tests/data/sheets/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn totals(arguments: &[&str]) -> Vec<(String, String)> {
    let home = tempfile::tempdir().expect("a folder");
    let output = fengce(home.path(), &[&["screen"], arguments].concat(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    lines(&output).iter().map(|line| (text(&line["id"]), text(&line["total"]["amount"]))).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(id, amount)| ((*id).to_owned(), (*amount).to_owned())).collect()
}

/// Saved by LibreOffice: 0.052 with the format 0.0% is 5.2 %, in .xls as in .xlsx.
#[test]
fn percent_formats_of_xls_count() {
    assert_eq!(totals(&[&data("percent_format.xls")]), pairs(&[("甲", "650000.00")]));
}

/// 工业产值（万元） over 本年, 上年 and 本年之前最高工业产值.
#[test]
fn a_unit_above_holds_for_all_below() {
    assert_eq!(totals(&[&data("unit_above.xlsx")]), pairs(&[("甲", "650000.00")]));
}

/// 甲 stands in both months, 乙 in the second.
#[test]
fn enterprises_that_come_again_are_settled_over_all_sheets() {
    let months = data("months.xlsx");
    let all = ["甲", "乙", "甲"].map(|name| (name, "650000.00"));
    for (settled, rows) in [("keep", &all[..]), ("first", &all[..2]), ("last", &all[1..])] {
        let found = totals(&[&months, "--sheet", "all", "--duplicates", settled]);
        assert_eq!(found, pairs(rows), "{settled}");
    }
}
