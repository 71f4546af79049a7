//! Whether a file may be replaced by what is written: one that we wrote, or at least one of the
//! same kind. Anything else may be somebody's work.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::exit::Failure;
use crate::batch::is_our_workbook;
use crate::text;
use crate::text::{Text, printable};

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An Excel workbook.
    Workbook,
    /// Comma-separated values.
    Csv,
    /// JSON, or lines of it.
    Json,
    /// Lines for a person.
    Text,
    /// A page.
    Html,
}

/// Bytes of a file that are looked at.
const LOOK: u64 = 4 << 10;

/// Refuses to replace a file of another kind, or a workbook of another program, without `force`.
///
/// # Errors
/// Names the file, or says why it cannot be looked at.
pub fn check(path: &Path, kind: Kind, force: bool) -> Result<(), Failure> {
    if force {
        return Ok(());
    }
    let what = match foreign(path, kind) {
        Ok(None) => return Ok(()),
        Ok(Some(what)) => what,
        // What cannot be read cannot be told either: it is not ours to replace.
        Err(error) => return Err(Failure::Read(path.display().to_string(), error)),
    };
    let shown = printable(&path.to_string_lossy()).into_owned();
    let (zh, en) = (what.zh, what.en);
    Err(Failure::Argument(text!(
        "已经有 {shown}，{zh}；换一个文件名，确要替换请加 --force",
        "{shown} is there already and is {en}; name another file, or add --force to replace it"
    )))
}

/// What a file is, if it is not what may be replaced.
fn foreign(path: &Path, kind: Kind) -> io::Result<Option<Text>> {
    match path.metadata() {
        Ok(meta) if meta.is_file() && meta.len() > 0 => {}
        // A folder is told of when it is to be written; a device loses nothing.
        Ok(_) => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    }
    let mut first = Vec::new();
    File::open(path)?.take(LOOK).read_to_end(&mut first)?;
    let is = found(&first);
    let other = text!("不是这种格式的文件", "a file of another form");
    Ok(match (kind, is) {
        (Kind::Workbook, Some(Kind::Workbook)) if is_our_workbook(File::open(path)?) => None,
        (Kind::Workbook, Some(Kind::Workbook)) => {
            Some(text!("不是本程序写的工作簿", "a workbook that this program did not write"))
        }
        // Lines for a person and cells between commas look alike.
        (Kind::Csv | Kind::Text, Some(Kind::Text | Kind::Csv)) => None,
        (kind, Some(is)) if kind == is => None,
        (_, Some(_) | None) => Some(other),
    })
}

/// What a file seems to be by its first bytes.
fn found(first: &[u8]) -> Option<Kind> {
    let text = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first).trim_ascii_start();
    let begins =
        |word: &[u8]| text.get(..word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word));
    match text {
        [b'P', b'K', 3, 4, ..] => Some(Kind::Workbook),
        [b'{' | b'[', ..] => Some(Kind::Json),
        _ if begins(b"<!doctype html") || begins(b"<html") => Some(Kind::Html),
        _ if first.contains(&0) || begins(b"%PDF") || begins(b"<?xml") => None,
        _ => Some(Kind::Text),
    }
}
