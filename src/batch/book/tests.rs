use std::io::{Cursor, Write};

use calamine::{Data, Reader as _, Xlsx};

use super::sheet::ROWS;
use super::*;

fn saved(book: Book) -> Xlsx<Cursor<Vec<u8>>> {
    let mut bytes = Vec::new();
    book.save(&mut bytes).expect("saved");
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

fn list() -> Layout {
    Layout {
        name: "甲's <list>".to_owned(),
        heads: vec!["名称".to_owned(), "a\nb".to_owned()],
        widths: vec![20, 10],
        figures: vec![1],
        frozen: 1,
        printed: Some(1),
    }
}

#[test]
fn cells_come_back_as_they_were_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut book = Book::new(folder.path().to_owned());
    let sheet = book.add(list()).expect("a sheet");
    let long = "长".repeat(300);
    let texts = ["=1+1", "a & b < c > \"d\"", "_x0041_", " spaced ", "two\nlines", &long];
    for text in texts {
        book.row(sheet, [Cell::Text(text, Style::Plain), Cell::Number("12.5", Style::Money)])
            .expect("a row");
    }
    book.row(sheet, [Cell::Empty, Cell::Text("only b", Style::Wrapped)]).expect("a row");
    let mut book = saved(book);
    let range = book.worksheet_range("甲's <list>").expect("the sheet");
    let cell = |row: usize, column: usize| range.get((row, column)).expect("a cell").clone();
    assert_eq!(cell(0, 1), Data::String("a\nb".to_owned()));
    for (row, text) in (1..).zip(texts) {
        assert_eq!(cell(row, 0), Data::String(text.to_owned()));
        assert_eq!(cell(row, 1), Data::Float(12.5));
    }
    assert_eq!((cell(7, 0), cell(7, 1)), (Data::Empty, Data::String("only b".to_owned())));
}

/// A sheet that is full goes on in the next one, which has the same heads.
#[test]
fn a_full_sheet_goes_on_in_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut book = Book::new(folder.path().to_owned());
    let first = book.add(list()).expect("a sheet");
    let last = book.add(Layout { name: "last".to_owned(), ..list() }).expect("a sheet");
    for _ in 1..ROWS {
        book.row(first, [Cell::Number("1", Style::Plain)]).expect("a row");
    }
    book.row(first, [Cell::Number("2", Style::Plain)]).expect("a row");
    book.row(last, [Cell::Number("3", Style::Plain)]).expect("a row");
    let mut bytes = Vec::new();
    book.save(&mut bytes).expect("saved");
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    assert_eq!(book.sheet_names(), ["甲's <list>", "甲's <list> 2", "last"]);
    let second = book.worksheet_range("甲's <list> 2").expect("the sheet");
    let rows: Vec<String> = second.cells().map(|(.., cell)| cell.to_string()).collect();
    assert_eq!(rows.concat(), "名称a\nb2");
}

/// A writer that takes so many bytes and then has no room.
struct Full(usize);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let room = self.0.min(bytes.len());
        self.0 -= room;
        match room {
            0 => Err(std::io::ErrorKind::StorageFull.into()),
            room => Ok(room),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_an_error_wherever_it_happens() {
    let folder = tempfile::tempdir().expect("a folder");
    for room in (0..2_500).step_by(97) {
        let mut book = Book::new(folder.path().to_owned());
        let sheet = book.add(list()).expect("a sheet");
        book.row(sheet, [Cell::Text("a", Style::Plain)]).expect("a row");
        let error = book.save(&mut Full(room)).expect_err("no room");
        assert_eq!(error.kind(), std::io::ErrorKind::StorageFull, "{room}");
    }
    let gone = folder.path().join("gone");
    assert!(Book::new(gone).add(list()).is_err());
}
