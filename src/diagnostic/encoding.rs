//! Text files in another encoding than UTF-8, named for what they are.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, found};
use crate::text;

/// The text of a file, or what encoding it has.
///
/// # Errors
/// The encoding that the file seems to have.
pub fn utf8(name: &str, bytes: Vec<u8>) -> Result<String, Diagnostics> {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(error) => error,
    };
    let at = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    let begin = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |found| found + 1);
    let column = String::from_utf8_lossy(&bytes[begin..at]).chars().count() + 1;
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let encoding = if wide {
        Some("UTF-16")
    } else {
        let (_, _, broken) = encoding_rs::GB18030.decode(bytes);
        (!broken).then_some("GBK")
    };
    let name_shown = found(name);
    let what = match encoding {
        Some(encoding) => text!(
            "文件是 {encoding} 编码的，政策包的文件都用 UTF-8",
            "the file is {encoding}; files of a pack are UTF-8"
        ),
        None => text!(
            "文件不是 UTF-8 编码的文字（“{name_shown}”）",
            "the file is no UTF-8 text (\"{name_shown}\")"
        ),
    };
    Err(Diagnostics::from(Diagnostic {
        code: "toml/encoding",
        place: Place { file: name.to_owned(), line, column },
        what,
        remedy: text!(
            "用编辑器打开，另存为 UTF-8（记事本：另存为，编码选 UTF-8）。",
            "Open it in an editor and save it as UTF-8."
        ),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_named() {
        let said =
            |bytes: &[u8]| utf8("p", bytes.to_vec()).map_err(|faults| faults.0[0].what.en.clone());
        assert_eq!(said("甲".as_bytes()), Ok("甲".to_owned()));
        let (gbk, _, _) = encoding_rs::GBK.encode("a = \"金额\"\n");
        assert!(said(&gbk).is_err_and(|what| what.contains("GBK")));
        assert!(said(&[0xff, 0xfe, b'a', 0]).is_err_and(|what| what.contains("UTF-16")));
        assert!(said(&[b'a', 0xff, 0x01]).is_err_and(|what| what.contains("no UTF-8")));
    }
}
