//! The lists of the result workbook answer the officer's questions: who can claim what, who is
//! one step away and by how much, and whom to ask for what.

mod support {
    pub mod program;
    pub mod screened;
}

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use support::program::fengce;
use support::screened::{said, screen};

/// Three makers. 甲: output from 8,000万 to 12,000万, so the tier of 1亿 is new (30万), and the
/// increase gives (4,000 − 500)万 × 1% = 35万. 乙 is the same but not in the library. 丙: from
/// 8,000万 to 8,400万, 1,600万 short of the next tier of 1亿 and 100万 short of an increase of 500万.
const LIST: &str = "企业名称,统一社会信用代码,所属镇街,year,operates_in_fengtai,in_enterprise_library,category,exclusions,above_scale,industrial_output,industrial_output_prior,industrial_output_record,district_output_growth\n\
    甲,91110106MA00000001,新村街道,2026,true,true,manufacturer,none,true,1.2亿元,8000万元,8000万元,3%\n\
    乙,91110106MA00000002,王佐镇,2026,true,false,manufacturer,none,true,1.2亿元,8000万元,8000万元,3%\n\
    丙,91110106MA00000003,王佐镇,2026,true,true,manufacturer,none,true,8400万元,8000万元,8000万元,3%\n";

/// The rows of a sheet below its header, as text by the names of the columns.
struct Sheet {
    heads: Vec<String>,
    rows: Vec<Vec<Data>>,
}

impl Sheet {
    fn cell(&self, row: &[Data], head: &str) -> String {
        let at = self.heads.iter().position(|name| name.starts_with(head));
        row[at.unwrap_or_else(|| panic!("no column {head} in {:?}", self.heads))].to_string()
    }

    /// The rows that say something in a column, each as some of its cells.
    fn of(&self, (head, value): (&str, &str), heads: &[&str]) -> Vec<String> {
        let rows = self.rows.iter().filter(|row| self.cell(row, head) == value);
        rows.map(|row| heads.iter().map(|head| self.cell(row, head)).collect::<Vec<_>>().join("|"))
            .collect()
    }
}

fn book(folder: &Path, more: &[&str]) -> Xlsx<std::io::BufReader<std::fs::File>> {
    std::fs::write(folder.join("list.csv"), LIST).expect("written");
    let to = folder.join("result.xlsx");
    let to = to.to_str().expect("UTF-8");
    let list = folder.join("list.csv");
    let list = list.to_str().expect("UTF-8");
    let output = fengce(folder, &[&["screen", list, "--carry", "-o", to], more].concat(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    open_workbook(to).expect("a workbook")
}

fn sheet(book: &mut Xlsx<std::io::BufReader<std::fs::File>>, name: &str) -> Sheet {
    let range = book.worksheet_range(name).expect("the sheet");
    let mut rows = range.rows().map(<[Data]>::to_vec);
    let heads = rows.next().expect("a header").iter().map(Data::to_string).collect();
    Sheet { heads, rows: rows.collect() }
}

#[test]
fn who_can_claim_what_and_who_is_one_step_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut book = book(folder.path(), &["--by", "所属镇街"]);
    assert_eq!(book.sheet_names(), ["汇总", "可申报", "差一步", "待核实", "结果", "说明"]);
    let claims = sheet(&mut book, "可申报");
    let columns = ["编号", "年度", "所属镇街", "条款", "事项", "估算上限（万元）"];
    assert_eq!(
        claims.of(("企业", "甲"), &columns),
        [
            "91110106MA00000001|2026|新村街道|第六条|工业产值达档奖励|30",
            "91110106MA00000001|2026|新村街道|第六条|工业产值增量奖励|35",
        ]
    );
    assert!(claims.of(("企业", "乙"), &columns).is_empty());
    let steps = sheet(&mut book, "差一步");
    let columns = ["事项", "差的条件", "还差（万元）"];
    let of = |name: &str, article: &str| -> Vec<String> {
        let columns = [&["条款"], &columns[..]].concat();
        let rows = steps.of(("企业", name), &columns);
        rows.into_iter().filter(|row| row.starts_with(article)).collect()
    };
    // 1亿 − 8,400万, and 500万 − (8,400 − 8,000)万.
    assert_eq!(
        of("丙", "第六条"),
        [
            "第六条|工业产值达档奖励|2026 年工业产值|1600",
            "第六条|工业产值增量奖励|2026 年工业产值增量|100",
        ]
    );
    let library = of("乙", "第六条");
    assert_eq!(library.len(), 2, "{library:?}");
    assert!(library.iter().all(|row| row.contains("企业库") && row.ends_with('|')), "{library:?}");
    let open = sheet(&mut book, "待核实");
    let people: Vec<String> = open.rows.iter().map(|row| open.cell(row, "谁知道")).collect();
    // The rows of each who knows stand together.
    let mut blocks = people.clone();
    blocks.dedup();
    let mut distinct = blocks.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(blocks.len(), distinct.len(), "{people:?}");
    assert!(!people.is_empty());
}

#[test]
fn the_first_sheet_says_what_it_would_cost_and_what_it_rests_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let more = ["--by", "所属镇街", "--reading", "r06-tiers=each"];
    let mut book = book(folder.path(), &more);
    let sums = book.worksheet_range("汇总").expect("the sheet");
    let row = |name: &str| -> Vec<String> {
        let row = sums.rows().find(|row| row[0] == name);
        let row = row.unwrap_or_else(|| panic!("no row {name}"));
        row[1..].iter().map(Data::to_string).filter(|cell| !cell.is_empty()).collect()
    };
    // 30 + 35 of 甲.
    assert_eq!(row("估算上限合计（非预算）（万元）"), ["65"]);
    assert_eq!(row("评估年度"), ["2026（3 家）"]);
    assert!(row("读法")[0].contains("r06-tiers=each"), "{:?}", row("读法"));
    // One enterprise, which has the 65万; two, one step away, that have nothing yet.
    assert_eq!(row("新村街道")[..2], ["1", "1"]);
    assert_eq!(row("王佐镇")[..2], ["2", "0"]);
}

/// In every state there are as many enterprises as were assessed.
#[test]
fn the_states_of_an_item_add_up() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("list.csv"), LIST).expect("written");
    let output = screen(
        folder.path(),
        "list.csv",
        &["--carry", "--by", "所属镇街", "--summary", "--format", "json"],
    );
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let number = |it: &serde_json::Value, key: &str| it[key].as_u64().expect("a number");
    for item in json["benefits"].as_array().expect("a list") {
        let states = ["eligible", "undetermined", "ineligible", "duplicate", "superseded"];
        let sum: u64 = states.iter().map(|key| number(item, key)).sum();
        assert_eq!(sum, 3, "{item}");
    }
    let groups = json["by"]["groups"].as_array().expect("a list");
    let sum: u64 = groups.iter().map(|group| number(group, "enterprises")).sum();
    assert_eq!((groups.len(), sum), (2, 3));
    assert_eq!(groups[0]["amount"], "650000.00");
    assert_eq!(json["years"], serde_json::json!({ "2026": 3 }));
    let growth = &json["benefits"][7];
    assert_eq!(growth["id"], "a06-output-growth");
    assert_eq!(growth["near"][1]["name"], "丙", "{growth}");
    assert_eq!(growth["near"][1]["gap"], "1000000.00", "{growth}");
    let missing = screen(folder.path(), "list.csv", &["--carry", "--by", "园区", "--summary"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(said(&missing).contains("所属镇街"), "{}", said(&missing));
}
