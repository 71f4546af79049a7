//! What the result says beside states and amounts, through the real binary.

mod support {
    pub mod program;
    pub mod screened;
}

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use support::program::fengce;
use support::screened::{said, screen};

/// The sheet of results and the sheet that explains it.
struct Result {
    rows: Vec<Vec<String>>,
    about: String,
}

impl Result {
    fn cell(&self, row: usize, name: &str) -> &str {
        let at = self.rows[0].iter().position(|cell| cell.contains(name));
        &self.rows[row][at.unwrap_or_else(|| panic!("no column {name}"))]
    }
}

/// Screens a list and reads the workbook that it gives.
fn screened(folder: &Path, list: &str, status: i32) -> Result {
    let to = folder.join("result.xlsx");
    let output = screen(folder, list, &["-o", to.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(status), "{}", said(&output));
    let mut book: Xlsx<_> = open_workbook(&to).expect("a workbook");
    let range = book.worksheet_range("Result").expect("the sheet");
    let rows = range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect();
    let about = book.worksheet_range("About").expect("the sheet");
    Result { rows, about: about.cells().map(|(_, _, cell)| cell.to_string()).collect() }
}

#[test]
fn answers_that_disagree_and_what_was_not_checked_are_said() {
    let folder = tempfile::tempdir().expect("a folder");
    // 1.2亿 − 8000万 is no 5000万; the computed increase counts.
    let csv = "id,year,industrial_output,industrial_output_prior,output_increase,already_supported\n\
               甲,2026,1.2亿元,8000万元,5000万元,none\n\
               乙,2026,1.2亿元,8000万元,4000万元,\n";
    std::fs::write(folder.path().join("a.csv"), csv).expect("written");
    let result = screened(folder.path(), "a.csv", 0);
    assert_ne!(result.cell(1, "disagree"), "");
    assert_eq!(result.cell(2, "disagree"), "");
    assert!(result.about.contains("of 1 of them: Article 24"), "{}", result.about);
    let all = csv.replace("4000万元,\n", "4000万元,none\n");
    std::fs::write(folder.path().join("a.csv"), all).expect("written");
    let result = screened(folder.path(), "a.csv", 0);
    assert!(!result.about.contains("Article 24"), "{}", result.about);
}

/// The amount of the discretionary item is in a total of its own, and its column says so.
#[test]
fn a_discretionary_ceiling_is_called_so() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.csv"), "id,year,category\n甲,2026,manufacturer\n")
        .expect("written");
    let result = screened(folder.path(), "a.csv", 0);
    let heads: Vec<&String> = result.rows[0].iter().collect();
    let of = |article: &str, ceiling: &str| {
        heads.iter().any(|head| head.starts_with(article) && head.contains(ceiling))
    };
    assert!(of("Art. 3 ", "\ndiscretionary ceiling (万元"), "{heads:?}");
    assert!(!of("Art. 3 ", "\nceiling (万元"));
    assert!(of("Art. 6 ", "\nceiling (万元"), "{heads:?}");
}

/// The two names of the template's first columns; the row that shows how to fill it in.
#[test]
fn names_and_the_example_of_the_template_are_known_in_csv() {
    let folder = tempfile::tempdir().expect("a folder");
    let csv = "统一社会信用代码,企业名称,年度,企业类别\n91110106MA01ABCDX0,【示例】甲,2026,manufacturer\n9111,乙,2026,manufacturer\n";
    std::fs::write(folder.path().join("a.csv"), csv).expect("written");
    let output = screen(folder.path(), "a.csv", &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let ids: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["id"].clone())
        .collect();
    assert_eq!(ids, ["9111"]);
}

/// A template is never written over a sheet that may be filled in.
#[test]
fn a_template_replaces_no_sheet() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("mine.xlsx");
    let path = to.to_str().expect("UTF-8");
    let written = fengce(folder.path(), &["template", "-o", path], &[]);
    assert_eq!(written.status.code(), Some(0), "{}", said(&written));
    std::fs::write(&to, "filled in").expect("written");
    for (lang, words) in [("zh", "可能填过了"), ("en", "may be filled in")] {
        let refused = fengce(folder.path(), &["template", "-o", path, "--lang", lang], &[]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(said(&refused).contains(words), "{}", said(&refused));
    }
    assert_eq!(std::fs::read(&to).expect("read"), b"filled in");
}

/// Eighteen digits as a number are no longer the code that was typed.
#[test]
fn a_code_that_became_a_number_is_not_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("企业库").expect("a name");
    for (at, head) in (0..).zip(["统一社会信用代码", "年度", "企业类别"]) {
        sheet.write(0, at, head).expect("written");
    }
    for (row, code) in [(1, 91_110_106_000_000_001f64), (2, 1001.0)] {
        sheet.write(row, 0, code).expect("written");
        sheet.write(row, 1, 2026).expect("written");
        sheet.write(row, 2, "manufacturer").expect("written");
    }
    book.save(folder.path().join("a.xlsx")).expect("saved");
    let result = screened(folder.path(), "a.xlsx", 1);
    assert!(result.cell(1, "Unreadable").contains("企业库!A2"), "{:?}", result.rows[1]);
    assert_eq!((result.cell(2, "Unreadable"), result.rows[2][0].as_str()), ("", "1001"));
}
