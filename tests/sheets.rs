//! Excel sheets, through the real binary.

mod support {
    pub mod program;
    pub mod screened;
}

use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Output;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use support::program::fengce;
use support::screened::{said, screen};

fn lines(output: &Output) -> Vec<serde_json::Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

const HEADS: [&str; 10] = [
    "企业名称",
    "联系人",
    "年度",
    "在丰台区依法合规经营",
    "已入丰台区智能制造企业库",
    "企业类别",
    "不予支持的情形",
    "工业产值（万元）",
    "上年工业产值（万元）",
    "全区产值平均增速",
];

/// A library as an officer has it: a cover sheet, a title, blank rows, numbers and formats.
fn library(path: &Path) {
    let percent = Format::new().set_num_format("0.0%");
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let mut book = Workbook::new();
    let cover = book.add_worksheet();
    cover.set_name("封面").expect("a name");
    cover.write(0, 0, "丰台区企业库").expect("written");
    let sheet = book.add_worksheet();
    sheet.set_name("企业库").expect("a name");
    sheet.merge_range(0, 0, 0, 9, "2026 年企业库", &Format::new()).expect("merged");
    for (at, head) in (0..).zip(HEADS) {
        sheet.write(2, at, head).expect("written");
    }
    let first = ["甲", "张三", "", "是", "是", "manufacturer", "无"];
    for (at, cell) in (0..).zip(first) {
        sheet.write(4, at, cell).expect("written");
    }
    let day = ExcelDateTime::from_ymd(2026, 3, 1).expect("a day");
    sheet.write_with_format(4, 2, &day, &date).expect("written");
    sheet.write(4, 7, 12_000).expect("written");
    // 8000.1 has no exact binary form.
    sheet.write(4, 8, 8000.1).expect("written");
    sheet.write_with_format(4, 9, 0.052, &percent).expect("written");
    sheet.write(6, 0, "乙").expect("written");
    sheet.write(6, 2, 2026).expect("written");
    sheet.write(6, 7, "很多").expect("written");
    sheet.write(6, 8, Formula::new("=1/0").set_result("#DIV/0!")).expect("written");
    sheet.write(6, 9, 5.2).expect("written");
    book.save(path).expect("saved");
}

#[test]
fn a_workbook_is_read_as_excel_shows_it() {
    let folder = tempfile::tempdir().expect("a folder");
    library(&folder.path().join("库.xlsx"));
    let output = screen(folder.path(), "库.xlsx", &[]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let lines = lines(&output);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["id"], "甲");
    assert_eq!(lines[0]["carried"]["联系人"], "张三");
    // (12000 − 8000.1 − 500)万 × 1% = 34.999万.
    assert_eq!(lines[0]["benefits"]["a06-output-growth"]["amount"], "349990.00");
    let error = lines[1]["error"].as_str().expect("an error");
    // Row 7 of the sheet: H is no amount; J is a percentage without its sign.
    assert!(error.contains("企业库!H7 (工业产值（万元）): "), "{error}");
    assert!(!error.contains("企业库!J7"), "{error}");
    assert!(said(&output).contains("联系人"), "{}", said(&output));
    let output = screen(folder.path(), "库.xlsx", &["--sheet", "封面"]);
    assert_eq!(output.status.code(), Some(2));
    let output = screen(folder.path(), "库.xlsx", &["--sheet", "没有"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("企业库"), "{}", said(&output));
}

/// Lines within a cell end as in a file of Windows where another program wrote the sheet.
#[test]
fn lines_within_a_cell_part_amounts() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head, cell) in [(0, "id", "a"), (1, "issuer_contracts", "300万元\r\n500万元\r")]
    {
        sheet.write(0, column, head).expect("written");
        sheet.write(1, column, cell).expect("written");
    }
    book.save(folder.path().join("a.xlsx")).expect("saved");
    let csv = "id,issuer_contracts\na,300万元;500万元\n";
    std::fs::write(folder.path().join("a.csv"), csv).expect("written");
    let of = |file| {
        let output = screen(folder.path(), file, &["--year", "2026"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        output.stdout
    };
    assert_eq!(of("a.xlsx"), of("a.csv"));
}

#[test]
fn the_result_is_a_sheet_to_filter() {
    let folder = tempfile::tempdir().expect("a folder");
    library(&folder.path().join("库.xlsx"));
    let to = folder.path().join("结果.xlsx");
    let output = screen(folder.path(), "库.xlsx", &["-o", to.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let mut book: Xlsx<_> = open_workbook(&to).expect("a workbook");
    let range = book.worksheet_range("Result").expect("the sheet");
    let rows: Vec<&[Data]> = range.rows().collect();
    assert_eq!(rows.len(), 3);
    let column = |name: &str| {
        let at = rows[0].iter().position(|cell| cell.to_string().contains(name));
        at.unwrap_or_else(|| panic!("no column {name}"))
    };
    assert_eq!(rows[1][column("Estimated ceilings")], Data::Float(34.999));
    assert_eq!(rows[1][column("联系人")].to_string(), "张三");
    assert!(rows[2][column("Unreadable")].to_string().contains("H7"));
    let about = book.worksheet_range("About").expect("the sheet");
    let about: String = about.cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(about.contains("neither a promise nor a budget"), "{about}");
    let names: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(names.len(), 2, "no temporary file stays");
}

/// What every benefit asks is said in one column, what is a benefit's own in its column.
#[test]
fn common_conditions_are_said_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let csv = "id,year,operates_in_fengtai,category,exclusions,industrial_output,industrial_output_prior,district_output_growth\n\
               甲,2026,true,manufacturer,none,8300万元,8000万元,3%\n\
               乙,2026,true,manufacturer,none,1.2亿元,8000万元,3%\n";
    std::fs::write(folder.path().join("a.csv"), csv).expect("written");
    let to = folder.path().join("结果.xlsx");
    let output = screen(folder.path(), "a.csv", &["-o", to.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let mut book: Xlsx<_> = open_workbook(&to).expect("a workbook");
    let range = book.worksheet_range("Result").expect("the sheet");
    let rows: Vec<&[Data]> = range.rows().collect();
    let cell = |row: usize, name: &str| {
        let at = rows[0].iter().position(|cell| cell.to_string().contains(name));
        rows[row][at.unwrap_or_else(|| panic!("no column {name}"))].to_string()
    };
    // Everything but the library is known of the common conditions.
    let common = cell(2, "Common conditions missing");
    assert!(common.ends_with("(not known)") && !common.contains(';'), "{common}");
    // 300万 of the 500万 that it takes; then enough, so that only the library is open.
    let growth = "Output growth award\nmissing";
    assert_eq!(cell(1, growth), "Output increase 2026 (short by 200万元)");
    assert_eq!(cell(2, growth), "common conditions");
}

#[test]
fn merged_cells_and_formulas_without_a_value_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("m.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, head) in (0..).zip(["企业名称", "年度", "营业收入（万元）"]) {
        sheet.write(0, at, head).expect("written");
    }
    sheet.write(1, 0, "甲").expect("written");
    sheet.write(2, 0, "乙").expect("written");
    sheet.write(1, 1, 2026).expect("written");
    sheet.write(2, 1, 2026).expect("written");
    sheet.merge_range(1, 2, 2, 2, "1200", &Format::new()).expect("merged");
    sheet.write(3, 0, "丙").expect("written");
    sheet.write(3, 1, 2026).expect("written");
    sheet.write(3, 2, Formula::new("=A1").set_result("")).expect("written");
    book.save(&path).expect("saved");
    // As programs write it that do not compute: a formula without a value.
    edit(&path, "xl/worksheets/sheet1.xml", |xml| {
        let at = xml.find("<f>A1</f>").expect("the formula") + "<f>A1</f>".len();
        let end = xml[at..].find("</c>").expect("its end") + at;
        format!("{}{}", &xml[..at], &xml[end..])
    });
    let output = screen(folder.path(), "m.xlsx", &["--totals-only"]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(
        said.contains("Sheet1!C3 (营业收入（万元）): it is within the merged cells C2:C3"),
        "{said}"
    );
    assert!(said.contains("Sheet1!C4 (营业收入（万元）): the formula has no value"), "{said}");
    assert!(!said.contains("C2:") || said.contains("C2:C3"), "{said}");
    assert_eq!(lines(&output).len(), 3);
}

/// Changes one part of a workbook.
fn edit(path: &Path, part: &str, change: impl Fn(String) -> String) {
    let bytes = std::fs::read(path).expect("read");
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for at in 0..old.len() {
        let mut file = old.by_index(at).expect("a part");
        let name = file.name().expect("a name").into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("read");
        if name == part {
            content = change(String::from_utf8(content).expect("UTF-8")).into_bytes();
        }
        new.start_file(name, options).expect("begun");
        new.write_all(&content).expect("written");
    }
    let bytes = new.finish().expect("finished").into_inner();
    std::fs::write(path, bytes).expect("written");
}

const MAKER: &str = "Manufacturer using smart technologies";

/// A template made and filled in in one language; what the screening of it says, in NDJSON.
fn filled_in(folder: &Path, lang: &str, mark: &str, row: [&str; 5]) -> Vec<serde_json::Value> {
    let file = format!("{lang}.xlsx");
    let path = folder.join(&file);
    let name = path.to_str().expect("UTF-8");
    let arguments = ["template", "-o", name, "--year", "2026", "--lang", lang];
    let made = fengce(folder, &arguments, &[]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    let output = screen(folder, &file, &[]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0), "{}", said(&output));
    example_and_lists(&path);
    // The example is valid, too: as another enterprise it is read without a fault.
    edit(&path, "xl/sharedStrings.xml", |xml| {
        assert!(xml.contains(mark));
        if lang == "en" {
            // Amounts may be written with the Chinese units; nothing else is Chinese.
            for text in xml.split("<t").filter(|text| !text.contains("yuan")) {
                let chinese = text.chars().find(|c| ('\u{4e00}'..'\u{9fff}').contains(c));
                assert!(chinese.is_none(), "{text}");
            }
        }
        xml.replace(mark, "")
    });
    edit(&path, "xl/worksheets/sheet1.xml", |xml| {
        let cell = |at: &str, text: &str| {
            format!("<c r=\"{at}4\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        };
        let [id, library, fengtai, category, none] = row;
        let row: String = [
            cell("A", id),
            "<c r=\"C4\"><v>2026</v></c>".to_owned(),
            cell("E", library),
            cell("F", fengtai),
            cell("G", category),
            cell("H", none),
            "<c r=\"K4\"><v>12000</v></c><c r=\"L4\"><v>8000</v></c>".to_owned(),
            // The district's average growth in percent, by the header's unit.
            "<c r=\"U4\"><v>5.2</v></c>".to_owned(),
        ]
        .concat();
        assert!(xml.contains("<dataValidation "), "drop-downs");
        xml.replace("</sheetData>", &format!("<row r=\"4\">{row}</row></sheetData>"))
    });
    let output = screen(folder, &file, &[]);
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""));
    let mut lines = lines(&output);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["id"], "91350100M000100Y43");
    assert_eq!(lines[1]["id"], "Qiyuan");
    for line in &mut lines {
        // The enterprise's name, under the name of its column.
        let carried = line.as_object_mut().and_then(|line| line.remove("carried"));
        assert_eq!(carried.and_then(|carried| Some(carried.as_object()?.len())), Some(1));
    }
    // The example: (12000 − 10000 − 500)万 × 1% = 15万.
    assert_eq!(lines[0]["benefits"]["a06-output-growth"]["amount"], "150000.00");
    // (12000 − 8000 − 500)万 × 1% = 35万.
    assert_eq!(lines[1]["benefits"]["a06-output-growth"]["amount"], "350000.00");
    lines
}

/// The example has its figures as numbers, this year's, the prior year's and the record apart;
/// the lists to choose from go down to the last row.
fn example_and_lists(path: &Path) {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("cells");
    let number = |cell: &str, column: u32| match sheet.get_value((2, column)) {
        Some(Data::Float(number)) => *number,
        Some(Data::Int(number)) => *number as f64,
        other => panic!("{cell}3 is {other:?}"),
    };
    let figures = [("C", 2), ("K", 10), ("L", 11), ("M", 12), ("U", 20)];
    let figures = figures.map(|(cell, column)| number(cell, column));
    assert_eq!(figures, [2026.0, 12_000.0, 10_000.0, 11_000.0, 5.2]);
    edit(path, "xl/worksheets/sheet1.xml", |xml| {
        let lists: Vec<&str> = xml.split("<dataValidation ").skip(1).collect();
        assert!(lists.len() > 30);
        for list in lists {
            let area = list.split("sqref=\"").nth(1).and_then(|rest| rest.split('"').next());
            assert!(area.is_some_and(|area| area.ends_with("1048576")), "{area:?}");
        }
        xml
    });
}

#[test]
fn the_filled_in_template_says_the_same_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let maker = "应用先进制造和新一代信息技术的制造业企业";
    let chinese = filled_in(folder.path(), "zh", "【示例】", ["Qiyuan", "是", "是", maker, "无"]);
    let english =
        filled_in(folder.path(), "en", "[Example] ", ["Qiyuan", "Yes", "TRUE", MAKER, "none"]);
    assert_eq!(chinese, english);
}

/// English headers as people write them, amounts in other units, and signs for an empty cell.
#[test]
fn headers_are_read_in_both_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let ids = "id,year,operates_in_fengtai,in_enterprise_library,category,exclusions,industrial_output,industrial_output_prior,district_output_growth\n\
               a,2026,true,true,manufacturer,none,1.2亿元,80000000,5.2%\n\
               b,2026,true,false,,none,0,,\n";
    std::fs::write(folder.path().join("ids.csv"), ids).expect("written");
    let expected = screen(folder.path(), "ids.csv", &["--from", "csv"]);
    assert_eq!(expected.status.code(), Some(0), "{}", said(&expected));
    // (12000 − 8000 − 500)万 × 1% = 35万.
    assert_eq!(lines(&expected)[0]["benefits"]["a06-output-growth"]["amount"], "350000.00");
    let names = [
        "Company name,Year,Operates lawfully in Fengtai,in the FENGTAI enterprise library,Category of enterprise,Grounds for exclusion",
        "企业名称,年度,在丰台区依法合规经营,已入丰台区智能制造企业库,企业类别,不予支持的情形",
    ];
    let figures = [
        "Industrial output (10k yuan),\"Industrial output, prior year (thousand yuan)\",District average output growth (%)",
        "Industrial output [million yuan],Prior year industrial output (yuan),District average output growth(percent)",
        "工业产值（单位：千元）,上年工业产值【百万元】,全区产值平均增速(%)",
    ];
    for names in names {
        for (figures, cells) in figures.iter().zip([
            ["12000", "80000", "5.2"],
            ["120", "80000000", "5.2%"],
            ["120,000", "８０", "５．２"],
        ]) {
            let [output, prior, growth] = cells;
            let sheet = format!(
                "{names},{figures}\na,2026,Yes,是,{MAKER},none,\"{output}\",{prior},{growth}\nb,2026,y,no,—,无,没有,/,-\n"
            );
            std::fs::write(folder.path().join("a.csv"), &sheet).expect("written");
            let output = screen(folder.path(), "a.csv", &[]);
            assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""), "{sheet}");
            assert!(output.stdout == expected.stdout, "{sheet}");
        }
    }
    // A year that may not be the rows' own is a guess in English, too.
    let dated = "id,year,Industrial output 2025 (10k yuan)\na,2026,1\n";
    std::fs::write(folder.path().join("a.csv"), dated).expect("written");
    let output = screen(folder.path(), "a.csv", &["--carry"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("names a year"), "{}", said(&output));
}

#[test]
fn what_is_no_workbook_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("out.xlsx");
    let to = to.to_str().expect("UTF-8");
    let whole = "no whole workbook";
    for (name, content, why) in [
        ("a.xlsx", &b""[..], "the file is empty"),
        // By what it holds it is CSV.
        ("b.xlsx", b"id,year\n", "fengce template"),
        ("c.xlsx", b"PK\x03\x04", whole),
    ] {
        std::fs::write(folder.path().join(name), content).expect("written");
        let output = screen(folder.path(), name, &["-o", to]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(why), "{}", said(&output));
    }
    assert!(!Path::new(to).exists());
    assert_eq!(screen(folder.path(), "a.xlsx", &["--format", "xlsx"]).status.code(), Some(2));
}

/// What a sheet says of its size, and a table of its strings, is not believed.
#[test]
fn sizes_that_are_only_claimed_cost_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("库.xlsx");
    library(&path);
    let plain = screen(folder.path(), "库.xlsx", &["--totals-only"]);
    edit(&path, "xl/worksheets/sheet2.xml", |xml| {
        let at = xml.find("<dimension ref=\"").expect("its size") + "<dimension ref=\"".len();
        let end = xml[at..].find('"').expect("its end") + at;
        format!("{}A1:XFD1048576{}", &xml[..at], &xml[end..])
    });
    let same = screen(folder.path(), "库.xlsx", &["--totals-only"]);
    assert!(same == plain && lines(&same).len() == 2);
    edit(&path, "xl/sharedStrings.xml", |xml| {
        xml.replacen("uniqueCount=\"", "uniqueCount=\"99999999999", 1)
    });
    let output = screen(folder.path(), "库.xlsx", &["--totals-only"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(said(&output).contains("too much text"), "{}", said(&output));
}

/// A header over two rows, as officers lay it out: groups of columns, and names merged downwards.
#[test]
fn a_header_over_two_rows_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("两行.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 4, "2026 年企业库", &plain).expect("merged");
    for (column, name) in [(0, "企业名称"), (1, "年度"), (4, "企业类别")] {
        sheet.merge_range(1, column, 2, column, name, &plain).expect("merged");
    }
    sheet.merge_range(1, 2, 1, 3, "规模（万元）", &plain).expect("merged");
    sheet.write(2, 2, "工业产值（万元）").expect("written");
    sheet.write(2, 3, "上年工业产值（万元）").expect("written");
    for (row, name) in [(3, "甲"), (4, "乙")] {
        sheet.write(row, 0, name).expect("written");
        sheet.write(row, 1, 2026).expect("written");
        sheet.write(row, 2, 12_000).expect("written");
        sheet.write(row, 3, 8_000).expect("written");
        sheet.write(row, 4, "制造业").expect("written");
    }
    book.save(&path).expect("saved");
    let output = screen(folder.path(), "两行.xlsx", &["--totals-only"]);
    let lines = lines(&output);
    assert_eq!(lines.len(), 2, "{}", said(&output));
    assert_eq!((&lines[0]["id"], &lines[1]["id"]), (&"甲".into(), &"乙".into()));
    // The category is no option: the cell is named, so the column was understood.
    assert!(said(&output).contains("Sheet1!E4"), "{}", said(&output));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_leaves_no_workbook() {
    let folder = tempfile::tempdir().expect("a folder");
    library(&folder.path().join("库.xlsx"));
    let arguments: [&[&str]; 3] = [
        &["--format", "xlsx", "-o", "/dev/full"],
        &["--format", "csv", "-o", "/dev/full"],
        &["--summary", "-o", "/dev/full"],
    ];
    for arguments in arguments {
        let output = screen(folder.path(), "库.xlsx", arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {}", said(&output));
        assert!(said(&output).contains("/dev/full"), "{}", said(&output));
    }
    assert!(!Path::new("/dev/full").is_file());
}

#[test]
fn small_amounts_without_a_unit_are_asked_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let small = "id,year,revenue\na,2026,1200\nb,2026,0\nc,2026,3500\n";
    for (content, arguments, refused) in [
        (small, &[][..], true),
        (small, &["--unit", "revenue=元"], false),
        (small, &["--unit", "营业收入＝万元"], false),
        ("id,year,营业收入（万元）\na,2026,1200\n", &[], false),
        ("企业情况（单位：万元）,,\nid,year,revenue\na,2026,1200\n", &[], false),
        ("id,year,revenue\na,2026,1200\nb,2026,12000000\nc,2026,35000000\n", &[], false),
        ("id,year,revenue\na,2026,1200万元\n", &[], false),
        // A rate that may be a fraction.
        ("id,year,district_output_growth\na,2026,0.052\n", &[], true),
        (
            "id,year,district_output_growth\na,2026,0.052\n",
            &["--unit", "district_output_growth=小数"],
            false,
        ),
        ("id,year,district_output_growth\na,2026,0.052\nb,2026,5.2\n", &[], false),
    ] {
        std::fs::write(folder.path().join("a.csv"), content).expect("written");
        let output = screen(folder.path(), "a.csv", arguments);
        let code = if refused { 2 } else { 0 };
        assert_eq!(output.status.code(), Some(code), "{content} {}", said(&output));
        assert_eq!(said(&output).contains("--unit"), refused, "{content}");
        assert_eq!(output.stdout.is_empty(), refused, "{content}");
    }
}

/// A list as spreadsheet programs save it: other separators and encodings, titles above the
/// header, blank rows and sums below.
#[test]
fn lists_saved_in_whatever_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.csv");
    let list =
        "企业名称,年度,工业产值（万元）,获得的上级资金\n甲,2026,12000,无\n乙,2026,\"8\n000\",\n";
    let read = |bytes: &[u8]| {
        std::fs::write(&path, bytes).expect("written");
        screen(folder.path(), "a.csv", &[])
    };
    let expected = read(list.as_bytes());
    // A line feed within a number is an error of that cell: the quotes were understood.
    assert_eq!(lines(&expected).len(), 2);
    assert!(said(&expected).contains("line 3: column 3"), "{}", said(&expected));
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect::<Vec<u8>>()
    };
    let tabs = list.replace(',', "\t");
    for bytes in [
        tabs.clone().into_bytes(),
        list.replace(',', ";").into_bytes(),
        utf16(list, u16::to_le_bytes),
        utf16(&tabs, u16::to_le_bytes),
        utf16(&tabs, u16::to_be_bytes),
        format!("{list},,,\n\n\"\",,,\n").into_bytes(),
    ] {
        let output = read(&bytes);
        assert!(output == expected, "{} {}", String::from_utf8_lossy(&bytes), said(&output));
    }
    let titled = read(format!("2026年企业名单,,,\n\n填报单位：某园区,,,\n{list}").as_bytes());
    assert_eq!(titled.stdout, {
        let text = String::from_utf8_lossy(&expected.stdout).into_owned();
        text.replace("line 3", "line 6").into_bytes()
    });
    assert!(said(&titled).contains("line 6: column 3"), "{}", said(&titled));
    // Sums are no enterprises.
    let sums = read(format!("{list}合计,,20000,\n").as_bytes());
    assert_eq!(lines(&sums).len(), 2);
    assert!(said(&sums).contains("合计"), "{}", said(&sums));
    // A sum alone is no error.
    let alone = read("企业名称,年度,工业产值（万元）\n合计,,20000\n".as_bytes());
    assert_eq!(alone.status.code(), Some(0), "{}", said(&alone));
    // No header anywhere: what is wrong is said of the first row.
    let none = read("名单,,\n甲,2026,1\n".as_bytes());
    assert_eq!(none.status.code(), Some(2));
    assert!(said(&none).contains("名单"), "{}", said(&none));
}

#[test]
fn the_sheets_that_are_not_read_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut book = Workbook::new();
    for name in ["一季度", "二季度", "说明"] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        let heads =
            if name == "说明" { ["关于", "说明"] } else { ["企业名称", "营业收入"] };
        for (at, head) in (0..).zip(heads) {
            sheet.write(0, at, head).expect("written");
        }
        sheet.write(1, 0, format!("{name}的企业")).expect("written");
        sheet.write(1, 1, 120_000_000).expect("written");
    }
    book.save(folder.path().join("a.xlsx")).expect("saved");
    for (arguments, id, named) in [
        (&["--year", "2026"][..], "一季度的企业", true),
        (&["--year", "2026", "--sheet", "二季度"], "二季度的企业", false),
    ] {
        let output = screen(folder.path(), "a.xlsx", arguments);
        assert_eq!(lines(&output)[0]["id"], id);
        let said = said(&output);
        assert_eq!(said.contains("\"二季度\" has a header"), named, "{said}");
        assert!(!said.contains("说明"), "{said}");
    }
}

#[test]
fn what_would_have_no_effect_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("in.ndjson"), "").expect("written");
    for arguments in [&["--carry"][..], &["--sheet", "a"], &["--format", "html"]] {
        assert_eq!(screen(folder.path(), "in.ndjson", arguments).status.code(), Some(2));
    }
    assert_eq!(screen(folder.path(), "in.ndjson", &[]).status.code(), Some(0));
}

/// Options of one cell, parted by whatever sign, names that hold such signs included.
#[test]
fn several_options_in_one_cell() {
    let folder = tempfile::tempdir().expect("a folder");
    let ids = "id,year,funding\na,2026,factory_upgrade;robot_first_use\n";
    std::fs::write(folder.path().join("ids.csv"), ids).expect("written");
    let expected = screen(folder.path(), "ids.csv", &[]).stdout;
    let (upgrade, robot) =
        ("市级5G工厂、绿色工厂、零碳工厂建设资金", "北京市机器人创新产品首试首用奖励");
    for sign in ["；", ";", "、", "，", "\n", "； "] {
        let text = format!("id,year,获得的上级资金\na,２０２６,\"{upgrade}{sign}{robot}\"\n")
            .replace("２０２６", "2026");
        std::fs::write(folder.path().join("a.csv"), text).expect("written");
        let output = screen(folder.path(), "a.csv", &[]);
        assert_eq!(output.status.code(), Some(0), "{sign:?} {}", said(&output));
        assert!(output.stdout == expected, "{sign:?}");
    }
    std::fs::write(
        folder.path().join("bad.csv"),
        "id,year,工业产值（万元）,above_scale\na,2026,很多,也许\n",
    )
    .expect("written");
    let output = screen(folder.path(), "bad.csv", &[]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(said.contains("line 2: column 3 \"工业产值（万元）\":"), "{said}");
    assert!(said.contains("column 4 \"above_scale\":"), "{said}");
}
