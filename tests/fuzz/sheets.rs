//! Workbooks: their bytes, and the parts packed in them.

use std::io::{Cursor, Read as _, Write as _};

use fengce::batch::{Sheets, Workbook, template};
use rust_xlsxwriter as xlsx;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::lines::{Screened, ran, result, screened, value_and_cell};
use super::*;

/// The parts of a workbook by name.
type Parts = Vec<(String, Vec<u8>)>;

/// What readers of workbooks stumble over.
const WORDS: [&str; 52] = [
    "<c r=\"A1\"",
    "<c r=\"XFD1048576\" t=\"str\"><v>1</v></c>",
    "<c r=\"A0\"><v>1</v></c>",
    "<c r=\"ZZZZ99999999999\"><v>1</v></c>",
    "<row r=\"1\">",
    "<row r=\"4294967296\">",
    "</row>",
    "</c>",
    "<v>",
    "</v>",
    "<v>-1</v>",
    "<v>99999999999</v>",
    "<v>1e308</v>",
    "<v>nan</v>",
    "<v></v>",
    "<f>1/0</f>",
    "<f t=\"shared\" si=\"0\" ref=\"A1:A9\">A1</f>",
    "<f t=\"shared\" si=\"4294967295\"/>",
    " t=\"s\"",
    " t=\"e\"",
    " t=\"b\"",
    " t=\"d\"",
    " t=\"n\"",
    " t=\"str\"",
    " t=\"inlineStr\"",
    " s=\"1\"",
    " s=\"99999\"",
    " s=\"-1\"",
    "<is><t>",
    "</t></is>",
    "<si><t xml:space=\"preserve\"> ",
    "</t></si>",
    "<sst count=\"4294967295\" uniqueCount=\"4294967295\">",
    "<sst count=\"4\" uniqueCount=\"18446744073709551616\">",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "<mergeCell ref=\"B2:A1\"/>",
    "<mergeCell ref=\"\"/>",
    "<dimension ref=\"A1:XFD1048576\"/>",
    "<sheetData>",
    "</sheetData>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;&b;\">]>",
    "&c;",
    "&#0;",
    "&#x1F;",
    "_x001B_",
    "_xD800_",
    "state=\"hidden\"",
    "date1904=\"1\"",
];

fn plain() -> Vec<u8> {
    let percent = xlsx::Format::new().set_num_format("0.0%");
    let mut book = xlsx::Workbook::new();
    let sheet = book.add_worksheet();
    let heads = ["id", "year", "operates_in_fengtai", "category", "exclusions", "revenue"];
    for (at, head) in (0..).zip(heads.into_iter().chain(["district_output_growth", "备注"])) {
        sheet.write(0, at, head).expect("written");
    }
    for (row, name) in (1..).zip(["甲", "乙", "丙"]) {
        sheet.write(row, 0, name).expect("written");
        sheet.write(row, 1, 2026).expect("written");
        sheet.write(row, 2, true).expect("written");
        sheet.write(row, 3, "manufacturer").expect("written");
        sheet.write(row, 4, "none").expect("written");
        sheet.write(row, 5, 1.5e8 + f64::from(row)).expect("written");
        sheet.write_with_format(row, 6, 0.052, &percent).expect("written");
        sheet.write(row, 7, "=1+1 \u{1b}[2J").expect("written");
    }
    book.save_to_buffer().expect("a workbook")
}

/// A cover, a title, a header over two rows, blank rows, a date, a formula, an error, areas merged.
fn library() -> Vec<u8> {
    let date = xlsx::Format::new().set_num_format("yyyy-mm-dd");
    let none = xlsx::Format::new();
    let mut book = xlsx::Workbook::new();
    book.add_worksheet().set_name("封面").expect("a name").write(0, 0, "企业库").expect("written");
    let sheet = book.add_worksheet().set_name("企业库").expect("a name");
    sheet.merge_range(0, 0, 0, 4, "2026 年", &none).expect("merged");
    sheet.merge_range(2, 0, 3, 0, "企业名称", &none).expect("merged");
    let heads = ["年度", "在丰台区依法合规经营", "工业产值（万元）", "上年工业产值（万元）"];
    for (at, head) in (1..).zip(heads) {
        sheet.write(3, at, head).expect("written");
    }
    for (row, name) in [(5, "甲"), (7, "乙"), (8, "丙")] {
        sheet.write(row, 0, name).expect("written");
        let day = xlsx::ExcelDateTime::from_ymd(2026, 3, 1).expect("a day");
        sheet.write_with_format(row, 1, &day, &date).expect("written");
        sheet.write(row, 2, "是").expect("written");
        sheet.write(row, 3, 12_000).expect("written");
        sheet.write(row, 4, 8000.1).expect("written");
    }
    sheet.write(7, 3, xlsx::Formula::new("=1/0").set_result("#DIV/0!")).expect("written");
    sheet.write(7, 4, xlsx::Formula::new("=A1+1").set_result("")).expect("written");
    sheet.merge_range(9, 3, 10, 4, "5万", &none).expect("merged");
    sheet.write(9, 0, "丁").expect("written");
    sheet.write(10, 0, "戊").expect("written");
    let other = book.add_worksheet().set_name("旧").expect("a name");
    other.write(0, 0, "id").expect("written").write(0, 1, "revenue").expect("written");
    other.write(1, 0, "a").expect("written").write(1, 1, 1).expect("written").set_hidden(true);
    book.save_to_buffer().expect("a workbook")
}

fn unpacked(bytes: &[u8]) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).expect("a part");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("whole");
            (part.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

fn packed(parts: &Parts, method: CompressionMethod) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in parts {
        // What is made may bear a name that is there already.
        if archive.start_file(&**name, options).is_ok() {
            archive.write_all(bytes).expect("written");
        }
    }
    archive.finish().expect("an archive").into_inner()
}

/// One of the workbooks, changed in its bytes, its parts, or which parts there are.
fn made(dice: &mut Dice, books: &[Parts], packs: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
    // The template is large: now and then.
    let most = if dice.one_in(8) { books.len() } else { books.len() - 1 };
    let at = dice.below(most);
    if dice.one_in(3) {
        let few = &packs[2 * at..2 * at + 2];
        return dice.mutated(few, words);
    }
    let mut parts = books[at].clone();
    for _ in 0..1 + dice.below(3) {
        let number = match dice.below(3) {
            0 => dice.below(parts.len()),
            // Where the cells, their strings and their styles are.
            _ => {
                let wanted =
                    ["sheet1.xml", "sheet2.xml", "sharedStrings", "styles", "workbook.xml"];
                let wanted = dice.pick(&wanted);
                parts.iter().position(|(name, _)| name.contains(wanted)).unwrap_or(0)
            }
        };
        let Some((name, bytes)) = parts.get(number).cloned() else { break };
        match dice.below(40) {
            0 => drop(parts.remove(number)),
            1 => parts[number].0 = name.to_uppercase(),
            2 => parts[number].0.push_str(dice.token()),
            3 => parts.push((format!("xl/{number}.xml"), bytes)),
            4 if dice.one_in(10) => {
                // Small in the file, large when unpacked.
                let many = (1 << 20) << dice.below(5);
                let word = dice.pick(words);
                parts[number].1.extend(word.bytes().cycle().take(many));
                return packed(&parts, CompressionMethod::Deflated);
            }
            _ => {
                let other = &books[dice.below(most)];
                let same = other.iter().find(|(known, _)| *known == name);
                let seeds = [bytes, same.map_or_else(Vec::new, |(_, bytes)| bytes.clone())];
                let one = usize::from(dice.one_in(12) && !seeds[1].is_empty());
                parts[number].1 = dice.mutated(&seeds[one..=one], words);
            }
        }
    }
    packed(&parts, CompressionMethod::Stored)
}

fn read_sheet(bytes: &[u8], format: Format, threads: usize) -> Option<Screened> {
    ran(Format::Xlsx, format, threads, |job, output, tell| {
        Workbook::open(job, &mut Cursor::new(bytes), Sheets::First)?.run(job, output, tell)
    })
}

#[test]
fn any_workbook_is_refused_or_read_row_by_row() {
    let mut whole = vec![plain(), library()];
    let mut filled = Vec::new();
    template(policy(), Lang::Zh, 2026, None, &mut filled).expect("the template");
    whole.push(filled);
    let books: Vec<Parts> = whole.iter().map(|bytes| unpacked(bytes)).collect();
    let forms = [CompressionMethod::Stored, CompressionMethod::Deflated];
    let packs: Vec<_> =
        books.iter().flat_map(|parts| forms.map(|method| packed(parts, method))).collect();
    // They are good as they are.
    assert!(packs.iter().all(|pack| read_sheet(pack, Format::Ndjson, 1).is_some()));
    let words: Vec<&str> = words().into_iter().chain(WORDS.repeat(8)).collect();
    let make = |dice: &mut Dice| made(dice, &books, &packs, &words);
    fuzz("xlsx", 300, make, |bytes, _| {
        let alone = read_sheet(bytes, Format::Ndjson, 1);
        let together = read_sheet(bytes, Format::Ndjson, 3);
        assert_eq!(alone.is_some(), together.is_some());
        let (Some(alone), Some(together)) = (alone, together) else { return false };
        assert_eq!((&alone.lines, &alone.bad), (&together.lines, &together.bad));
        // A bad row is told by its number in the sheet, in order; the header is above it.
        assert!(alone.bad.iter().all(|row| (2..=1 << 20).contains(row)), "{:?}", alone.bad);
        assert!(alone.bad.is_sorted(), "{:?}", alone.bad);
        let sheet = read_sheet(bytes, Format::Csv, 1).expect("as before");
        assert_eq!(sheet.bad, alone.bad);
        alone.bad.len() < alone.lines.len()
    });
}

#[test]
fn a_workbook_and_a_csv_with_the_same_cells_give_the_same() {
    let make = |dice: &mut Dice| dice.next().to_le_bytes().to_vec();
    fuzz("cells", 40, make, |_, dice| {
        let facts: Vec<_> = policy().facts.iter().filter(|_| dice.one_in(6)).collect();
        let mut csv = csv::Writer::from_writer(Vec::new());
        let ids = || ["id"].into_iter().chain(facts.iter().map(|fact| &*fact.id));
        csv.write_record(ids()).expect("a row");
        let mut book = xlsx::Workbook::new();
        let sheet = book.add_worksheet();
        for (at, id) in (0..).zip(ids()) {
            sheet.write(0, at, id).expect("written");
        }
        let mut rows = Vec::new();
        for row in 1..=16 {
            let mut cells = vec![row.to_string()];
            sheet.write(row, 0, row).expect("written");
            for (at, fact) in (1..).zip(&facts) {
                let (json, cell) = value_and_cell(fact, dice);
                // As a number where one is typed, else as text.
                match json.as_u64().filter(|number| *number < 1 << 50) {
                    Some(number) => sheet.write(row, at, number as f64),
                    None if json.is_boolean() => sheet.write(row, at, json == true),
                    None => sheet.write_string(row, at, &cell),
                }
                .expect("written");
                cells.push(cell);
            }
            csv.write_record(&cells).expect("a row");
            rows.push(cells);
        }
        let csv = csv.into_inner().expect("a sheet");
        let book = book.save_to_buffer().expect("a workbook");
        let of_csv = screened(&csv, Format::Csv, Format::Ndjson, 1).expect("a sheet");
        let of_book = read_sheet(&book, Format::Ndjson, 2).expect("a workbook");
        assert_eq!(of_csv.lines.len(), of_book.lines.len());
        for ((one, other), cells) in of_csv.lines.iter().zip(&of_book.lines).zip(&rows) {
            let (of_csv, of_book) = (result(one), result(other));
            // A bare number of a workbook is yuan: 1.5 is read there and not in CSV, -0 the other
            // way round.
            let bare = |part: &str| {
                part.ends_with(|c: char| c.is_ascii_digit())
                    && !part.bytes().all(|byte| byte.is_ascii_digit())
            };
            // And what could steer a terminal is spelled out in a workbook at once.
            let steers = |c: char| !matches!(c, '\n' | '\r') && is_unsafe(c);
            let is_bare =
                cells.iter().any(|cell| cell.contains(steers) || cell.split(';').any(bare));
            if !is_bare || of_csv.1.is_some() && of_book.1.is_some() {
                assert_eq!(of_csv, of_book, "{other}\n{cells:?}");
            }
        }
        of_book.bad.len() < 16
    });
}
