//! Open questions go to a colleague as a workbook and a text, and the filled sheet comes back,
//! through the real binary in a pseudo-terminal.
#![cfg(all(unix, feature = "app"))]

#[path = "support/wizard.rs"]
mod support;

use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use support::{Wizard, key};

const HAND: &str = "\u{5}";
const TAKE_BACK: &str = "\u{2}";
const TOLD: &str = "\u{4}";
const UNDO: &str = "\u{1a}";

/// A profile of which all is answered but what the finance office knows.
fn profile(home: &Path) -> PathBuf {
    let profiles = home.join("profiles");
    fs::create_dir_all(&profiles).expect("made");
    let path = profiles.join("甲.toml");
    let text = "schema = 1\npolicy = \"fengtai-smart-manufacturing\"\nyear = 2026\n[enterprise]\nname = \"甲\"\n\
        [answers]\noperates_in_fengtai = true\nin_enterprise_library = true\ncategory = \"manufacturer\"\nexclusions = []\n";
    fs::write(&path, text).expect("written");
    path
}

/// The first sheet of a workbook as text.
fn cells(path: &Path) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let range = book.worksheet_range_at(0).expect("a sheet").expect("readable");
    let said = |cell: &Data| match cell {
        Data::Float(number) => format!("{number}"),
        cell => cell.to_string(),
    };
    range.rows().map(|row| row.iter().map(said).collect()).collect()
}

/// The file with an ending that was written.
fn written(home: &Path, ending: &str) -> PathBuf {
    let found = |entry: fs::DirEntry| {
        Some(entry.path()).filter(|path| path.extension().is_some_and(|is| is == ending))
    };
    let folder = fs::read_dir(home.join("fengce")).or_else(|_| fs::read_dir(home));
    folder.expect("a folder").flatten().find_map(found).expect("a file was written")
}

#[test]
fn the_questions_of_one_person_go_out_and_the_answers_come_back() {
    let home = tempfile::tempdir().expect("a folder");
    let path = profile(home.path());
    let before = fs::read_to_string(&path).expect("read");
    let mut wizard = Wizard::start_with(home.path(), 40, 120, &["wizard", "甲"], &[]);
    wizard.wait_for("2026 年度");
    wizard.send(HAND);
    wizard.wait_for("把没答的题交给谁");
    // Whom most is asked stands first.
    let who = wizard
        .screen()
        .lines()
        .find_map(|line| line.split_once("1.").map(|(_, who)| who.to_owned()));
    assert!(who.as_deref().is_some_and(|who| who.contains("财务")), "{who:?}");
    wizard.send(key::ENTER);
    wizard.wait_for("已写入");
    let sheet = written(home.path(), "xlsx");
    let text = fs::read_to_string(written(home.path(), "txt")).expect("read");
    let rows = cells(&sheet);
    // The sections, the questions, the enterprise with its year.
    let (heads, row) = (&rows[1], &rows[2]);
    assert_eq!((row[0].as_str(), row[2].as_str()), ("甲", "2026"));
    assert!(row[4..].iter().all(String::is_empty), "{row:?}");
    assert!(heads.len() > 5 && heads.len() < 20, "one person’s questions: {heads:?}");
    // The same questions in the text, one a number.
    assert!(text.contains("甲") && text.contains(&format!("{}. ", heads.len() - 4)), "{text}");
    assert!(!text.contains(&format!("{}. ", heads.len() - 3)), "{text}");

    // Filled in elsewhere: a bare number counts 万元, as the header says.
    let column = heads.iter().position(|head| head.contains("老旧厂房")).expect("a question");
    let filled = home.path().join("填好.xlsx");
    let mut book = Workbook::new();
    let out = book.add_worksheet();
    for (at, cells) in (0u32..).zip(&rows[..3]) {
        for (column, cell) in (0u16..).zip(cells) {
            out.write_string(at, column, cell).expect("a cell");
        }
    }
    out.write_number(2, u16::try_from(column).expect("few"), 300).expect("a cell");
    book.save(&filled).expect("saved");

    wizard.send(key::ESC);
    wizard.wait_until(|wizard| !wizard.screen().contains("已写入"));
    wizard.send(TAKE_BACK);
    wizard.wait_for("选填好的表");
    wizard.send(filled.to_str().expect("UTF-8"));
    wizard.wait_for("填好.xlsx");
    wizard.send(key::ENTER);
    // What changes is shown, and nothing is taken yet.
    wizard.wait_for("要改 1 处");
    wizard.wait_for("→ 300万元");
    assert_eq!(fs::read_to_string(&path).expect("read"), before);
    wizard.send(key::ENTER);
    wizard.wait_until(|_| fs::read_to_string(&path).is_ok_and(|now| now.contains("\"300万元\"")));
    wizard.send(UNDO);
    wizard.wait_until(|_| fs::read_to_string(&path).is_ok_and(|now| !now.contains("\"300万元\"")));
    wizard.signal("TERM");
    wizard.end();
}

/// A sheet of another year or enterprise is not taken by a second Enter.
#[test]
fn the_sheet_of_another_is_not_taken() {
    let home = tempfile::tempdir().expect("a folder");
    let path = profile(home.path());
    let before = fs::read_to_string(&path).expect("read");
    let mut wizard = Wizard::start_with(home.path(), 40, 120, &["wizard", "甲"], &[]);
    wizard.wait_for("2026 年度");
    for (name, text, says) in [
        ("a.csv", "企业名称,年度,企业类别\n甲,2025,以上都不是\n", "没有取回"),
        ("b.csv", "企业名称,年度,企业类别\n乙,2026,以上都不是\n", "表里写的企业是“乙”"),
        ("c.csv", "企业名称,年度,企业类别\n甲,2026,没有这一类\n", "没有这一类"),
    ] {
        let file = home.path().join(name);
        fs::write(&file, text).expect("written");
        wizard.send(TAKE_BACK);
        wizard.wait_for("选填好的表");
        wizard.send(file.to_str().expect("UTF-8"));
        wizard.wait_for(name);
        wizard.send(key::ENTER);
        wizard.wait_for(says);
        wizard.send(key::ENTER);
        wizard.wait_until(|wizard| !wizard.screen().contains(says));
    }
    wizard.signal("TERM");
    wizard.end();
    assert_eq!(fs::read_to_string(&path).expect("read"), before);
}

/// What was said to the caller is noted with its time, and in nothing that is exported.
#[test]
fn what_was_said_is_noted() {
    let home = tempfile::tempdir().expect("a folder");
    let path = profile(home.path());
    let mut wizard = Wizard::start_with(home.path(), 40, 120, &["wizard", "甲"], &[]);
    wizard.wait_for("2026 年度");
    wizard.send(TOLD);
    wizard.wait_for("这一次说了什么");
    // Typing replaces the sentence that stands there.
    wizard.send("先入库，下周再来");
    wizard.wait_for("先入库，下周再来");
    wizard.send(key::ENTER);
    let noted = |text: &str| {
        text.contains("[[told]]\ntime = 20") && text.contains("text = \"先入库，下周再来\"")
    };
    wizard.wait_until(|_| fs::read_to_string(&path).is_ok_and(|text| noted(&text)));
    wizard.send(TOLD);
    wizard.wait_for("先入库，下周再来");
    wizard.send(key::ESC);
    wizard.wait_until(|wizard| !wizard.screen().contains("这一次说了什么"));
    wizard.send(key::F8);
    wizard.wait_for("已写入");
    wizard.signal("TERM");
    wizard.end();
    for ending in ["html", "md", "txt"] {
        let page = fs::read_to_string(written(home.path(), ending)).expect("read");
        assert!(!page.contains("下周再来"), "{ending}");
    }
}
