//! The parts of a workbook around its sheets.

use std::fmt::Write as _;

use super::Style;
use super::sheet::Sheet;
use super::strings::push_escaped;
use crate::batch::columns::letters;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The part that says which program wrote the workbook.
pub(super) const APP: &str = "docProps/app.xml";

pub(super) fn app() -> String {
    format!(
        "{HEAD}<Properties \
         xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>fengce</Application></Properties>"
    )
}

pub(super) const ROOT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"xl/workbook.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" \
    Target=\"docProps/app.xml\"/></Relationships>";

pub(super) fn content_types(sheets: usize) -> String {
    let mut xml = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{TYPE}.sheet.main+xml\"/>\
         <Override PartName=\"/docProps/app.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{TYPE}.styles+xml\"/>\
         <Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{TYPE}.sharedStrings+xml\"/>"
    );
    for number in 1..=sheets {
        let _ = write!(
            xml,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" \
             ContentType=\"{TYPE}.worksheet+xml\"/>"
        );
    }
    xml + "</Types>"
}

pub(super) fn relations(sheets: usize) -> String {
    let mut xml = format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    let mut relation = |number: usize, kind: &str, target: &str| {
        let _ = write!(
            xml,
            "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>"
        );
    };
    for number in 1..=sheets {
        relation(number, "worksheet", &format!("worksheets/sheet{number}.xml"));
    }
    relation(sheets + 1, "styles", "styles.xml");
    relation(sheets + 2, "sharedStrings", "sharedStrings.xml");
    xml + "</Relationships>"
}

pub(super) fn workbook(sheets: &[Sheet]) -> String {
    let mut xml = format!(
        "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><bookViews><workbookView/></bookViews><sheets>"
    );
    for (number, sheet) in (1..).zip(sheets) {
        xml.push_str("<sheet name=\"");
        push_escaped(&mut xml, &sheet.layout().name);
        let _ = write!(xml, "\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
    }
    xml.push_str("</sheets><definedNames>");
    for (at, sheet) in sheets.iter().enumerate() {
        let Some((column, row)) = sheet.area() else { continue };
        let layout = sheet.layout();
        let mut quoted = String::new();
        push_escaped(&mut quoted, &layout.name.replace('\'', "''"));
        let mut name = |name: &str, more: &str, area: &str| {
            let _ = write!(
                xml,
                "<definedName name=\"_xlnm.{name}\" localSheetId=\"{at}\"{more}>{area}</definedName>"
            );
        };
        let all = format!("'{quoted}'!$A$1:${column}${row}");
        name("_FilterDatabase", " hidden=\"1\"", &all);
        if let Some(printed) = layout.printed.and_then(|printed| printed.checked_sub(1)) {
            name("Print_Area", "", &format!("'{quoted}'!$A$1:${}${row}", letters(printed)));
        }
        let titles = match layout.frozen.checked_sub(1) {
            Some(last) => format!("'{quoted}'!$A:${},'{quoted}'!$1:$1", letters(last)),
            None => format!("'{quoted}'!$1:$1"),
        };
        name("Print_Titles", "", &titles);
    }
    (xml + "</definedNames></workbook>").replace("<definedNames></definedNames>", "")
}

/// The looks of cells, by the number of their [`Style`].
pub(super) fn styles() -> String {
    let mut xml = format!(
        "{HEAD}<styleSheet xmlns=\"{MAIN}\">\
         <numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>\
         <fonts count=\"3\"><font><sz val=\"11\"/><name val=\"等线\"/></font>\
         <font><b/><sz val=\"11\"/><name val=\"等线\"/></font>\
         <font><b/><sz val=\"16\"/><name val=\"等线\"/></font></fonts>\
         <fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>\
         <fill><patternFill patternType=\"gray125\"/></fill>\
         <fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE8EEF7\"/></patternFill></fill></fills>\
         <borders count=\"2\"><border/><border><bottom style=\"thin\"/></border></borders>\
         <cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"12\"><xf/>"
    );
    for style in Style::ALL {
        let (number, font, fill, border, align) = match style {
            // Set off from the figures beside it.
            Style::Plain => (0, 0, 0, 0, "horizontal=\"left\" indent=\"1\""),
            Style::Wrapped => (0, 0, 0, 0, "horizontal=\"left\" indent=\"1\" wrapText=\"1\""),
            Style::Head => (0, 1, 2, 1, "horizontal=\"left\" indent=\"1\" wrapText=\"1\""),
            Style::FigureHead => (0, 1, 2, 1, "horizontal=\"right\" wrapText=\"1\""),
            Style::Title => (0, 2, 0, 0, ""),
            Style::Heading => (0, 1, 0, 0, "horizontal=\"left\" indent=\"1\""),
            Style::Number => (0, 0, 0, 0, ""),
            Style::Money => (4, 0, 0, 0, ""),
            Style::Count => (3, 0, 0, 0, ""),
            Style::Percent => (10, 0, 0, 0, ""),
            Style::Date => (164, 0, 0, 0, ""),
        };
        let _ = write!(
            xml,
            "<xf numFmtId=\"{number}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" \
             xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" \
             applyAlignment=\"1\"><alignment vertical=\"top\" {align}/></xf>"
        );
    }
    xml + "</cellXfs></styleSheet>"
}
