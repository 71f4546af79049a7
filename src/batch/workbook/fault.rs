//! What is wrong with a workbook, and where.

use calamine::{Dimensions, XlsxError};

use crate::batch::ScreenError;
use crate::batch::columns::letters;
use crate::diagnostic::found;
use crate::text;

/// A file that is no whole workbook.
pub(super) fn broken(error: XlsxError) -> ScreenError {
    if let XlsxError::Io(error) = error {
        return ScreenError::Read(error);
    }
    not_whole(&error)
}

/// Why a file is no whole workbook.
pub(super) fn not_whole(error: &dyn std::fmt::Display) -> ScreenError {
    let why = found(&error.to_string());
    ScreenError::Input(text!(
        "不是完整的工作簿（{why}）；损坏的或带密码的请用 Excel 打开，另存为不带密码的 .xlsx",
        "no whole workbook ({why}); open a damaged or protected one in Excel and save it as .xlsx without a password"
    ))
}

/// An area as Excel names it: `C2:C3`.
pub(super) fn area_text(area: &Dimensions) -> String {
    let name = |(row, column): (u32, u32)| format!("{}{}", letters(column as usize), row + 1);
    format!("{}:{}", name(area.start), name(area.end))
}
