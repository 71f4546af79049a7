//! Bombs made by hand.

use std::io::{Cursor, Write};

use super::*;

const SMALL: Limits = Limits { free: 1 << 20, ratio: 2, most: 16 << 20, piece: 32 << 10 };

/// An archive of parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("begun");
        zip.write_all(content).expect("written");
    }
    zip.finish().expect("finished").into_inner()
}

fn told(bytes: Vec<u8>, limits: Limits) -> Result<Survey, String> {
    let stop = AtomicBool::new(false);
    survey_within(&mut Cursor::new(bytes), &stop, limits).map_err(|error| match error {
        ScreenError::Input(text) => text.en,
        other => other.to_string(),
    })
}

fn sheet(cells: &str) -> Vec<u8> {
    format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>").into_bytes()
}

#[test]
fn what_is_in_a_sheet_is_told() {
    let plain = sheet("<c r=\"A1\"><v>1</v></c>");
    let survey = told(packed(&[("a.xml", &plain)]), LIMITS).expect("it is ordinary");
    assert!(!survey.merged && !survey.formulas);
    let both = sheet("<c><f>A1</f></c><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>");
    let survey = told(packed(&[("a.xml", &plain), ("b.XML", &both)]), LIMITS);
    let survey = survey.expect("it is ordinary");
    assert!(survey.merged && survey.formulas);
    // Not an archive, and XML that is broken: for the reader proper to tell.
    assert!(told(b"id,year\n".to_vec(), LIMITS).is_ok());
    assert!(told(packed(&[("a.xml", b"<a><b</a>")]), LIMITS).is_ok());
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let zeros = vec![b'0'; 2 << 20];
    let cells = sheet(&"<c><v>1</v></c>".repeat(100_000));
    for (name, content) in [("media/a.png", &zeros), ("xl/a.xml", &cells)] {
        let mut bytes = packed(&[(name, content)]);
        let said = told(bytes.clone(), SMALL).expect_err("it is too large");
        assert!(said.contains("more than 1 MiB"), "{said}");
        // The directory and the part's own head may lie about the size.
        let size = u32::try_from(content.len()).expect("small").to_le_bytes();
        let mut lied = 0;
        for at in 0..bytes.len() - 4 {
            if bytes[at..at + 4] == size {
                bytes[at..at + 4].copy_from_slice(&7u32.to_le_bytes());
                lied += 1;
            }
        }
        assert!(lied > 0);
        // The reader of archives stops at the size that is told; were it not so, we would.
        if told(bytes.clone(), SMALL).is_ok() {
            let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
            let mut held = Vec::new();
            let _ = archive.by_index(0).expect("the part").read_to_end(&mut held);
            assert!(held.len() < 100, "{}", held.len());
        }
    }
    // Each part alone would do.
    let half = vec![b'0'; 700 << 10];
    assert!(told(packed(&[("a.png", &half)]), SMALL).is_ok());
    assert!(told(packed(&[("a.png", &half), ("b.png", &half)]), SMALL).is_err());
    // A file that is large itself may unpack to more.
    let mut state = 1u32;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[0]
    };
    let noise: Vec<u8> = (0..600_000).map(|_| random()).collect();
    let large = packed(&[("b.bin", &noise), ("c.bin", &half[..500_000])]);
    assert!(large.len() > 599_000);
    assert!(told(large, SMALL).is_ok());
}

#[test]
fn what_would_be_held_in_memory_is_refused() {
    let piece = usize::try_from(SMALL.piece).expect("small");
    let one = |content: &[u8]| {
        // Small pieces, and room for all of it.
        told(packed(&[("a.xml", content)]), Limits { piece: SMALL.piece, ..LIMITS })
    };
    let text = "0".repeat(piece);
    // One cell, in one piece or in many.
    let said = one(&sheet(&format!("<c><v>{text}</v></c>"))).expect_err("it is too long");
    assert!(said.contains("one of its cells"), "{said}");
    assert!(one(&sheet(&format!("<c><is>{}</is></c>", "<t>0</t>".repeat(piece / 8)))).is_err());
    // As much in many cells.
    assert!(one(&sheet(&"<c><v>00000000</v></c>".repeat(piece / 8))).is_ok());
    assert!(one(format!("<a><!--{text}--></a>").as_bytes()).is_err());
    // Strings that are promised, and styles that each repeat a long name.
    for (count, fine) in [("3", true), ("99999999999", false), ("9".repeat(40).as_str(), false)] {
        let table = format!("<sst uniqueCount=\"{count}\"><si><t>a</t></si></sst>");
        assert_eq!(one(table.as_bytes()).is_ok(), fine, "{count}");
    }
    let styles = |name: usize| {
        let fonts = format!("<fonts><font><name val=\"{}\"/></font></fonts>", "n".repeat(name));
        format!("<styleSheet>{fonts}{}</styleSheet>", "<xf fontId=\"0\"/>".repeat(60_000))
    };
    assert!(one(styles(40).as_bytes()).is_ok());
    assert!(one(styles(20_000).as_bytes()).expect_err("too many").contains("styles"));
    let merged = "<mergeCell ref=\"A1:B1\"/>".repeat(100_001);
    assert!(one(merged.as_bytes()).expect_err("too many").contains("merged areas"));
    let twice = packed(&[("xl/a.xml", b"<a/>"), ("XL/A.xml", b"<a/>")]);
    assert!(told(twice, LIMITS).expect_err("it is ambiguous").contains("there twice"));
}

/// Whether content was plain, with what was found; none where it was refused.
fn plainly(content: &[u8], survey: &mut Survey) -> Option<bool> {
    let mut part = Part::new(Cursor::new(content), u64::MAX, SMALL.piece);
    plain::look(&mut part, SMALL.piece, &AtomicBool::new(false), survey).ok()
}

#[test]
fn what_is_not_plain_is_left_to_the_parser() {
    let all = |content: &str| plainly(content.as_bytes(), &mut Survey::default());
    for content in [
        "<a><b x=\"1\" y='2'/></a>",
        "<a><!-- > --></a>",
        "<a><![CDATA[<c>]]></a>",
        "<!DOCTYPE a><a/>",
        "<a x=\">\"/>",
        "<a x='>'/>",
        "<a x=\"<\"/>",
        "<a><?b?></a>",
        "<?xml version=\"1.0\" encoding=\"GBK\"?><a/>",
        "<sst><si/></sst>",
        "<x:sst/>",
        "<styleSheet><xf/></styleSheet>",
        "<c t=\"s\" r=\"A1\"/>",
        "<c r=\"A1\" r=\"A99999999\"/>",
        "<c r='A1'/>",
        "<row r=\"A99999999\"/>",
        "<f ref=\"A1:A2\">A1</f>",
    ] {
        assert_eq!(all(content), Some(false), "{content}");
    }
    let utf16: Vec<u8> = "<worksheet/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(plainly(&utf16, &mut Survey::default()), Some(false));
    for content in [
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<a><b x=\"1\"/> y </a>",
        "<?xml version='1.0'?><a/>",
        "<a xml:space='preserve'>\"1\" > '2'</a>",
        "<dimension ref=\"A1:B2\"/><row r=\"1\" spans=\"1:2\"><c r=\"A1\" s=\"1\"><f>A1</f></c></row>",
        "",
        "<a",
    ] {
        assert_eq!(all(content), Some(true), "{content}");
    }
}

#[test]
fn plain_markup_says_what_the_parser_says() {
    let stop = AtomicBool::new(false);
    let long = "0".repeat(usize::try_from(SMALL.piece).expect("small") / 2);
    let cell = format!("<x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>{long}</x:t></x:is></x:c>");
    for content in [
        sheet("<c r=\"A1\"><v>1</v></c><c/><c r=\"B1\"><f>A1</f><v>1</v></c>"),
        sheet("<x:c><x:f/></x:c>").repeat(3),
        sheet("<c></c><mergeCell ref=\"A1:B1\"/>"),
        sheet(&cell.repeat(7)),
        // Twice as much in one cell; as much after an empty one, and outside of cells.
        sheet(&format!("<c><v>{long}</v><v>{long}</v></c>")),
        sheet(&format!("<c/><v>{long}</v><v>{long}</v>")),
        sheet(&format!("<d>{long}</d>{long}{long}")),
        // Tags that lie across the ends of buffers.
        sheet(&"<row r=\"1\"><c r=\"A1\"><v>12</v></c></row>".repeat(9_000)),
    ] {
        let mut part = Part::new(Cursor::new(&content), u64::MAX, SMALL.piece);
        let mut by_parser = Survey::default();
        let parsed = read_xml(&mut part, SMALL.piece, &stop, &mut by_parser).is_ok();
        let mut by_bytes = Survey::default();
        assert_eq!(plainly(&content, &mut by_bytes).is_some(), parsed);
        if parsed {
            let both = [by_bytes, by_parser].map(|survey| (survey.merged, survey.formulas));
            assert_eq!(both[0], both[1], "{}", String::from_utf8_lossy(&content));
        }
    }
}

#[test]
fn a_place_that_no_sheet_has_is_refused() {
    for place in [
        "AAAAAAA1",
        "A4294967298",
        "A00000001",
        "AAAA1",
        "A1:A99999999",
        "B2:B1",
        "B2:A3",
        "AA1:Z2",
    ] {
        for cells in [
            format!("<c r=\"{place}\"><v>1</v></c>"),
            format!("<c><f t=\"shared\" ref=\"{place}\">A1</f></c>"),
            format!("</row><row r=\"{place}\">"),
            format!("<mergeCell ref=\"{place}\"/>"),
            format!("<dimension ref=\"{place}\"/>"),
        ] {
            let content = sheet(&cells);
            // What is not plain the parser refuses.
            assert_ne!(plainly(&content, &mut Survey::default()), Some(true), "{cells}");
            let why = told(packed(&[("a.xml", &content)]), LIMITS).expect_err(&cells);
            assert!(why.contains(place), "{cells}: {why}");
        }
    }
    let most = sheet(
        "<c r=\"XFD1048576\"/><mergeCell ref=\"z9:AA10\"/><dimension ref=\"A1:XFD1048576\"/><c r=\"\"/>",
    );
    assert!(told(packed(&[("a.xml", &most)]), LIMITS).is_ok());
}
