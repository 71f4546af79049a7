//! Input files: bounded, UTF-8, and never a device that goes on for ever.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Source, found};
use crate::text;
use crate::text::Text;

/// The largest file that is read, in bytes.
const LIMIT: u64 = 1 << 20;

/// Reads a file of at most 1 MiB.
///
/// # Errors
/// Missing, a directory or device, not permitted, too large, or not UTF-8.
pub fn source_from_path(path: &Path) -> Result<Source, Diagnostics> {
    let name = path.display().to_string();
    // Looked at before it is opened: opening a pipe would wait for its writer.
    let kind = fs::metadata(path).map_err(|error| unreadable(&name, &error))?.file_type();
    if kind.is_dir() {
        return Err(directory(&name));
    }
    if !kind.is_file() {
        return Err(whole(
            &name,
            "file/not-regular",
            text!("不是普通文件（设备或管道）", "not a regular file (a device or a pipe)"),
            text!(
                "给出一个普通文件；要从管道读入，用 - 。",
                "Give a regular file; use - to read from a pipe."
            ),
        ));
    }
    let file = File::open(path).map_err(|error| unreadable(&name, &error))?;
    source_from_reader(&name, file)
}

/// Reads at most 1 MiB from standard input or the like.
///
/// # Errors
/// Not readable, too large, or not UTF-8.
pub fn source_from_reader(name: &str, input: impl Read) -> Result<Source, Diagnostics> {
    let mut bytes = Vec::new();
    input.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|error| unreadable(name, &error))?;
    if bytes.len() as u64 > LIMIT {
        return Err(whole(
            name,
            "file/too-large",
            text!("文件大于 1 MiB", "the file is larger than 1 MiB"),
            text!("确认这是要读的文件。", "Check that this is the file you mean."),
        ));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(name, text)),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let byte = bytes.get(offset).copied().unwrap_or_default();
            let before = String::from_utf8_lossy(bytes.get(..offset).unwrap_or_default());
            let before = Source::new(name, before);
            let place = before.place(before.text.len());
            let what = text!(
                "不是 UTF-8 编码：第 {offset} 字节处为 0x{byte:02X}",
                "not UTF-8: the byte at offset {offset} is 0x{byte:02X}"
            );
            let remedy = text!(
                "在编辑器中另存为 UTF-8 编码（不是 GBK 或 UTF-16）。",
                "Save the file as UTF-8 in your editor (not GBK, not UTF-16)."
            );
            Err(Diagnostic { code: "file/not-utf8", place, what, remedy }.into())
        }
    }
}

fn directory(name: &str) -> Diagnostics {
    whole(
        name,
        "file/directory",
        text!("这是一个文件夹，不是文件", "this is a directory, not a file"),
        text!("给出其中的一个文件。", "Give one of the files in it."),
    )
}

fn unreadable(name: &str, error: &io::Error) -> Diagnostics {
    match error.kind() {
        ErrorKind::NotFound => whole(
            name,
            "file/missing",
            text!("没有这个文件", "there is no such file"),
            text!("检查文件名和所在文件夹。", "Check the file's name and folder."),
        ),
        ErrorKind::PermissionDenied => whole(
            name,
            "file/permission",
            text!("没有读取这个文件的权限", "no permission to read this file"),
            text!("请文件的所有者允许读取。", "Ask the file's owner for the permission."),
        ),
        ErrorKind::IsADirectory => directory(name),
        _ => {
            let error = found(&error.to_string());
            whole(
                name,
                "file/unreadable",
                text!("读取失败：{error}", "cannot be read: {error}"),
                text!("检查文件和磁盘后重试。", "Check the file and the disk, then try again."),
            )
        }
    }
}

fn whole(name: &str, code: &'static str, what: Text, remedy: Text) -> Diagnostics {
    let place = Place { file: name.to_owned(), line: 0, column: 0 };
    Diagnostic { code, place, what, remedy }.into()
}
