//! What `fengce screen` and `template` say of options that would do nothing and of names that
//! say another form, and the words of the summary and of faults in cells.

mod support {
    pub mod program;
    pub mod refused;
}

use std::fs;
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use support::program::fengce;
use support::refused::{refused, said};

const LINE: &str = "{\"id\":\"a\",\"year\":2026}\n";
const SHEET: &str = "id,year,category\na,2026,manufacturer\n";

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
        ("q.txt", &[], b"{\"id\""),
        ("o.xlsx", &[], b"PK"),
        ("s.htm", &["--summary"], b"<!DOCTYPE html>"),
        ("s.txt", &["--summary"], "成批评估汇总".as_bytes()),
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
fn one_unknown_answer_is_one_whatever_waits_for_it() {
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
        assert_eq!(found["one_answer"], steps, "{line}");
        assert_eq!(found["one_step"], 0, "{line}");
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

/// 甲: 30% of 300万1元 is 900,000.30元; its output grows from 8,000万 to 1.2亿, of which no tier is
/// new: (4,000 − 500)万 × 1% = 35万元. 乙: 30% of 5,000,012.34元 is 1,500,003.70元, in whole yuan
/// 150.0004万元. Both lead a major project, up to 1亿元 each, which no total counts. 30% together
/// 2,400,004元, all 2,750,004元.
#[test]
fn the_summary_has_one_unit_and_adds_up() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("名单.csv");
    let sheet = "信用代码,企业名称,联系人,year,operates_in_fengtai,in_enterprise_library,category,exclusions,above_scale,industrial_output,industrial_output_prior,industrial_output_record,district_output_growth,activities,funding,robot_first_use_funding\n\
        A1,甲,张三,2026,是,是,manufacturer,无,是,1.2亿元,8000万元,1.2亿元,5.2%,major_project,robot_first_use,3000001元\n\
        B2,乙,李四,2026,是,是,manufacturer,无,是,1.2亿元,1.2亿元,1.2亿元,5.2%,major_project,robot_first_use,5000012.34元\n";
    fs::write(&path, sheet).expect("written");
    let path = path.to_str().expect("UTF-8");
    let of = |more: &[&str]| {
        let output =
            fengce(home.path(), &[&["screen", path, "--carry", "--summary"], more].concat(), &[]);
        let errors = said(&output);
        assert_eq!(output.status.code(), Some(0), "{errors}");
        // The name that is near to no fact is told; nothing is copied.
        assert!(!errors.contains("抄到") && !errors.contains("copied"), "{errors}");
        assert!(errors.contains("联系人"), "{errors}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    // A row of a table by how it begins and the cells that follow.
    let row = |text: &str, begins: &str| -> String {
        let mut lines = text.lines().map(str::trim_start);
        let line = lines.find(|line| line.starts_with(begins)).expect(begins);
        line[begins.len()..].split_whitespace().collect::<Vec<_>>().join(" ")
    };
    // What stands under a heading.
    let under = |text: &str, heading: &str| -> String {
        let rest = text.split_once(heading).expect(heading).1;
        rest.split_once("\n\n").map_or(rest, |(table, _)| table).to_owned()
    };
    let text = of(&[]);
    assert_eq!(row(&text, "估算上限合计（非预算）"), "275.0004万元");
    assert_eq!(row(&text, "综合评定事项上限合计，另列"), "20,000万元");
    assert_eq!(row(&text, "一家最多"), "150.0004万元");
    assert_eq!(row(&text, "最多的是"), "乙（B2）");
    // Eligible, open, one step away; what is counted and what stands apart.
    let articles = under(&text, "【各条（家数）】");
    assert_eq!(row(&articles, "第三条 重大项目"), "2 0 0 0万元 20,000万元");
    assert_eq!(row(&articles, "第六条 做强做大"), "1 0 2 35万元 –");
    assert_eq!(row(&articles, "第十三条 机器人产业"), "2 0 0 240.0004万元 –");
    assert_eq!(row(&articles, "合计"), "– – – 275.0004万元 20,000万元");
    let counts = under(&text, "【各事项（家数）】");
    assert_eq!(row(&counts, "第三条 重大项目落地支持"), "2 0 0 0 0 0 0");
    assert_eq!(row(&counts, "第十三条 机器人首试首用配套"), "2 0 0 0 0 0 0");
    let items = under(&text, "【各事项（金额）】");
    assert_eq!(
        row(&items, "第三条 重大项目落地支持（另列）"),
        "20,000万元 20,000万元 – – 10,000万元 甲（A1）"
    );
    assert_eq!(
        row(&items, "第十三条 机器人首试首用配套"),
        "240.0004万元 240.0004万元 – – 150.0004万元 乙（B2）"
    );
    assert!(row(&items, "合计（不含另列）").starts_with("275.0004万元 "));
    let english = of(&["--lang", "en"]);
    let articles = under(&english, "[By article (enterprises)]");
    assert_eq!(row(&articles, "Art. 3 Major projects"), "2 0 0 ¥0 ¥200,000,000");
    assert_eq!(row(&articles, "Total"), "– – – ¥2,750,004 ¥200,000,000");
    assert_eq!(row(&english, "Largest of one enterprise"), "¥1,500,003.70");
    assert_eq!(row(&english, "Which one"), "乙 (B2)");
    let html = of(&["--format", "html"]);
    let cells = |begins: &str| {
        let begins = format!("<th scope=\"row\">{begins}</th>");
        html.lines().find(|line| line.contains(&begins)).expect("a row of a table")
    };
    let apart = cells("第三条 重大项目落地支持（另列）");
    assert!(apart.contains(">20,000万元<") && apart.contains(">甲（A1）<"), "{apart}");
    let robots = cells("第十三条 机器人首试首用配套");
    assert!(!robots.contains("万元"), "the counts come first: {robots}");
    assert!(html.contains("150.0004万元</td><td data-head=\"哪家\">乙（B2）"));
    // What stands apart has no bar beside what is added up.
    assert!(
        html.contains("机器人首试首用配套</text>") && !html.contains("重大项目落地支持</text>")
    );
    let json: serde_json::Value = serde_json::from_str(&of(&["--format", "json"])).expect("JSON");
    let articles = json["articles"].as_array().expect("a list");
    let sum = |key: &str| -> Vec<(u64, String)> {
        let all = articles.iter().map(|article| {
            (article["article"].as_u64().expect("a number"), article[key].as_str().expect(key))
        });
        all.filter(|(_, sum)| *sum != "0.00").map(|(at, sum)| (at, sum.to_owned())).collect()
    };
    assert_eq!(sum("amount"), [(6, "350000.00".to_owned()), (13, "2400004.00".to_owned())]);
    assert_eq!(sum("discretionary"), [(3, "200000000.00".to_owned())]);
    assert_eq!(
        json["total"]["largest"],
        serde_json::json!({ "id": "B2", "name": "乙", "amount": "1500003.70" })
    );
}

/// A sheet of one bad cell a row, the rest as it should be, and one answer that makes the row an
/// enterprise.
#[test]
fn faults_of_cells_are_told_in_the_words_of_the_sheet() {
    let home = tempfile::tempdir().expect("a folder");
    let head = [
        "企业名称",
        "年度",
        "已入丰台区智能制造企业库",
        "企业类别",
        "不予支持的情形",
        "工业产值",
        "全区产值平均增速",
        "首次纳入规上统计的年份",
    ];
    let cases = [
        (1, "今年", "“今年”应为 1949 至 2100 的年度", "expected a year, 1949 to 2100"),
        (2, "可能", "“可能”应为 是 或 否", "\"可能\": expected 是 or 否 (yes or no)"),
        (3, "智能制造装备或产品生产企", "没有选项", "there is no option"),
        (5, "很多", "看不懂这个金额。可写 1.2亿元", "Not an amount. Write 1.2亿元"),
        (6, "高于全区", "看不懂这个百分比。可写 5.2", "Not a percentage. Write 5.2"),
        (7, "九九年", "四位年份", "a year of four digits"),
    ];
    let book_path = home.path().join("库.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("企业库").expect("named");
    sheet.write_row(0, 0, head).expect("written");
    for (row, (column, cell, ..)) in (1..).zip(cases) {
        sheet.write(row, 0, format!("甲{row}")).expect("written");
        sheet.write(row, 1, 2026).expect("written");
        sheet.write(row, 4, "无").expect("written");
        sheet.write(row, column, cell).expect("written");
    }
    book.save(&book_path).expect("saved");
    let csv_path = home.path().join("库.csv");
    let mut csv = head.join(",") + "\n";
    for (column, cell, ..) in cases {
        let mut cells = ["甲", "2026", "", "", "无", "", "", ""];
        cells[usize::from(column)] = cell;
        csv += &(cells.join(",") + "\n");
    }
    fs::write(&csv_path, csv).expect("written");
    for (path, in_sheet) in [(&book_path, true), (&csv_path, false)] {
        for lang in ["zh", "en"] {
            let path = path.to_str().expect("UTF-8");
            let output = fengce(home.path(), &["screen", path, "--lang", lang], &[]);
            let errors = said(&output);
            assert_eq!(output.status.code(), Some(1), "{errors}");
            let lines: Vec<&str> = errors.lines().collect();
            assert!(lines.len() >= cases.len(), "{errors}");
            for (line, (row, (column, _, zh, en))) in lines.iter().zip((2..).zip(cases)) {
                let name = head[usize::from(column)];
                let letter = char::from(b'A' + u8::try_from(column).expect("few"));
                let place = match (in_sheet, lang) {
                    (true, "zh") => format!("企业库!{letter}{row}（{name}）"),
                    (true, _) => format!("企业库!{letter}{row} ({name})"),
                    (false, _) => name.to_owned(),
                };
                let wanted = if lang == "zh" { zh } else { en };
                assert!(line.contains(&place) && line.contains(wanted), "{line}: {wanted}");
                for id in ["in_enterprise_library", "category", "industrial_output", "true"] {
                    assert!(!line.contains(id), "{line}");
                }
            }
        }
    }
}

/// Each amount by hand: 30% of what the robots got, at most 200万元; with one open answer nothing
/// is certain.
#[test]
fn cells_as_people_fill_them() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("a.csv");
    let head = "id,year,operates_in_fengtai,in_enterprise_library,category,exclusions,funding,robot_first_use_funding（万元）\n";
    let rows = [
        ("a,2026年度,1,是的,manufacturer,无,robot_first_use,1百万元", "300000.00"),
        ("b,2026,1,0,manufacturer,无,robot_first_use,100", "0.00"),
        ("c,2026,1,不是,manufacturer,无,robot_first_use,100", "0.00"),
        ("d,2026,1,1,manufacturer,无,robot_first_use,0亿500万元", "1500000.00"),
        ("e,2026,1,1,manufacturer,无,robot_first_use,1万5000元", "4500.00"),
        ("f,2026,1,1,manufacturer,无,robot_first_use,1亿2000万", "2000000.00"),
    ];
    let rows_text: String = rows.iter().map(|(row, _)| format!("{row}\n")).collect();
    fs::write(&path, format!("{head}{rows_text}")).expect("written");
    let path = path.to_str().expect("UTF-8");
    let output = fengce(home.path(), &["screen", path, "--totals-only"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let amounts: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .map(|line| line["total"]["amount"].clone())
        .collect();
    assert_eq!(amounts, rows.map(|(_, amount)| amount));
    // What is no amount in two units stays refused.
    for cell in ["1亿2", "1亿-2亿", "约1亿2000万", "1亿2000万元/年"] {
        let row = format!("{head}a,2026,1,1,manufacturer,无,robot_first_use,{cell}\n");
        fs::write(path, row).expect("written");
        let output = fengce(home.path(), &["screen", path], &[]);
        assert_eq!(output.status.code(), Some(1), "{cell}");
    }
}

#[test]
fn an_option_that_is_not_known_has_its_nearest_or_all() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("a.csv");
    for (cells, zh, en) in [
        ("robot_first_us,", "“robot_first_us”，是否为“robot_first_use”", "\"robot_first_use\"?"),
        (
            "robot_first_use；北京市机器人创新产品首试首用奖,",
            "是否为“北京市机器人创新产品首试首用奖励”",
            "奖励\"?",
        ),
        ("robot_first_use；无,", "“无”不能和别的选项写在一起", "cannot stand with other options"),
        (",以上都不", "是否为“以上都不是”", "\"以上都不是\"?"),
        (",工厂", "可选：应用先进制造", "there are: Manufacturer"),
    ] {
        fs::write(&path, format!("id,year,funding,category\na,2026,{cells}\n")).expect("written");
        for (lang, wanted) in [("zh", zh), ("en", en)] {
            let path = path.to_str().expect("UTF-8");
            let output = fengce(home.path(), &["screen", path, "--lang", lang], &[]);
            assert_eq!(output.status.code(), Some(1));
            assert!(said(&output).contains(wanted), "{}", said(&output));
        }
    }
}

#[test]
fn text_of_excel_is_read_as_a_sheet_and_bad_lines_are_counted_in_the_end() {
    let home = tempfile::tempdir().expect("a folder");
    let path = |name: &str| home.path().join(name).to_str().expect("UTF-8").to_owned();
    let sheet = "企业名称\t年度\t已入丰台区智能制造企业库\r\n甲\t2026\t是\r\n乙\t2026\t可能\r\n";
    let wide: Vec<u8> =
        "\u{feff}".encode_utf16().chain(sheet.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    fs::write(path("wide.txt"), wide).expect("written");
    fs::write(path("a.TXT"), sheet).expect("written");
    fs::write(path("a.tsv"), sheet).expect("written");
    for name in ["wide.txt", "a.TXT", "a.tsv"] {
        for (lang, last) in [("zh", "共 2 行，1 行写错"), ("en", "2 lines, 1 of them bad")] {
            let output = fengce(home.path(), &["screen", &path(name), "--lang", lang], &[]);
            assert_eq!(output.status.code(), Some(1), "{name}: {}", said(&output));
            assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 2);
            assert_eq!(said(&output).lines().last(), Some(last), "{name}");
        }
    }
    // Lines of JSON stay what they are, whatever the name; without a bad one nothing is said.
    fs::write(path("lines.txt"), LINE).expect("written");
    let output = fengce(home.path(), &["screen", &path("lines.txt")], &[]);
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""));
}
