//! The first bytes of an input, looked at before it is read: what is of another form than it is
//! taken for is said once, not on every line.

use std::io::{self, Cursor, ErrorKind, Read};

use super::{Format, ScreenError};
use crate::text;
use crate::text::Text;

/// Bytes looked at.
const LOOK: u64 = 64;

/// Takes the first bytes off an input, and puts them back before it.
pub(super) fn look<R: Read>(mut input: R) -> Result<(Vec<u8>, impl Read), ScreenError> {
    let mut first = Vec::new();
    loop {
        match input.by_ref().take(LOOK - first.len() as u64).read_to_end(&mut first) {
            Ok(_) => break,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(ScreenError::Read(error)),
        }
    }
    Ok((first.clone(), io::Read::chain(Cursor::new(first), input)))
}

/// Refuses what is no text of the form.
///
/// # Errors
/// What it is, and what to do.
pub(super) fn check(first: &[u8], form: Format) -> Result<(), ScreenError> {
    let found = match first {
        [b'P', b'K', 3, 4, ..] => text!(
            "这是 .xlsx 工作簿（或别的压缩文件）；请以文件给出，不用 --from csv",
            "this is an .xlsx workbook (or another archive); give it as a file, without --from csv"
        ),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => text!(
            "这是旧的 .xls 工作簿，或带密码的；请在 Excel 中另存为不带密码的 .xlsx，再读那一份",
            "this is an old .xls workbook, or one with a password; save it as .xlsx without one in Excel, and read that"
        ),
        _ if is_page(first) => text!(
            "这是网页或 XML（有的系统导出时取名 .xls）；请在 Excel 中打开，另存为 .xlsx 或 CSV，再读那一份",
            "this is a web page or XML, which some programs name .xls; open it in Excel, save it as .xlsx or CSV, and read that"
        ),
        // Of CSV it is known how to read it.
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] if form == Format::Ndjson => text!(
            "编码是 UTF-16，NDJSON 应为 UTF-8；请另存为 UTF-8",
            "it is UTF-16, and NDJSON must be UTF-8; save it as UTF-8"
        ),
        _ => return Ok(()),
    };
    Err(ScreenError::Input(found))
}

/// Whether a text begins as pages and XML do.
fn is_page(first: &[u8]) -> bool {
    let text = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first).trim_ascii_start();
    let text = text.to_ascii_lowercase();
    ["<!doctype", "<html", "<table", "<?xml", "<meta", "<head"]
        .iter()
        .any(|begin| text.starts_with(begin.as_bytes()))
}

/// What to do about bad lines where the first one does not even begin like JSON.
pub(super) fn hint(first: &[u8]) -> Option<Text> {
    let text = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first).trim_ascii_start();
    let begins = text.first().is_some_and(|byte| !matches!(byte, b'{' | b'['));
    begins.then(|| {
        text!(
            "每行应为一个 JSON 对象 {{…}}；是 CSV 的话请加 --from csv",
            "each line should be a JSON object {{…}}; if it is CSV, add --from csv"
        )
    })
}
