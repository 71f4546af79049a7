//! What is wrong with a file that is no TOML, in the user's words: the parser's message says
//! what it expected, the line mostly shows why.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Source, found};
use crate::text;
use crate::text::Text;

/// Full-width characters that stand for syntax, with what TOML wants.
const WIDE: &[(char, char)] = &[
    ('“', '"'),
    ('”', '"'),
    ('‘', '\''),
    ('’', '\''),
    ('＂', '"'),
    ('，', ','),
    ('、', ','),
    ('＝', '='),
    ('：', '='),
    ('［', '['),
    ('］', ']'),
    ('【', '['),
    ('】', ']'),
    ('｛', '{'),
    ('｝', '}'),
    ('（', '('),
    ('）', ')'),
    ('．', '.'),
    ('＃', '#'),
    ('\u{3000}', ' '),
];

/// The fault of a source that the parser refused at a span.
pub fn fault(source: &Source, span: Range<usize>, message: &str) -> Diagnostic {
    if let Some((at, marker)) = conflict(&source.text) {
        return source.diagnostic(
            "toml/syntax",
            at..at + marker.len(),
            text!(
                "合并冲突没有处理完：这里是冲突标记“{marker}”",
                "a merge conflict is not resolved: \"{marker}\" is its marker"
            ),
            text!(
                "留下要的一边，删去 <<<<<<<、=======、>>>>>>> 这几行和另一边。",
                "Keep the side you want; delete the lines <<<<<<<, =======, >>>>>>> and the other side."
            ),
        );
    }
    let start = span.start.min(source.text.len());
    if let Some((at, c, wanted)) = wide(source, start) {
        let name = if matches!(c, '“' | '”' | '‘' | '’' | '＂') {
            text!("中文引号", "a curly quote")
        } else {
            text!("全角符号", "a full-width character")
        };
        let (zh, en) = (&name.zh, &name.en);
        return source.diagnostic(
            "toml/syntax",
            at..at + c.len_utf8(),
            text!(
                "这里是{zh} {c}，TOML 只认半角的 {wanted}",
                "here is {en} {c}; TOML takes {wanted} only"
            ),
            text!(
                "把这一行的 {c} 改成 {wanted}（切换到英文输入法再打）。",
                "Change {c} to {wanted} on this line."
            ),
        );
    }
    if message.contains("duplicate key") {
        let key = found(source.text.get(span.clone()).unwrap_or_default().trim());
        let first = first_key(source, &key, start);
        let other = first.map_or_else(Text::default, |line| {
            text!("，第一次在第 {line} 行", ", first on line {line}")
        });
        let (zh, en) = (&other.zh, &other.en);
        return source.diagnostic(
            "toml/duplicate",
            span,
            text!("键“{key}”重复出现{zh}", "the key \"{key}\" stands twice{en}"),
            text!(
                "每个键只写一次，删去多余的一行。",
                "Write each key once; delete the other line."
            ),
        );
    }
    let mut piece = source.text.get(span.clone()).unwrap_or_default().trim();
    if piece.is_empty() {
        // Nothing stands where something is expected: the line says more.
        piece = source.line(start).trim();
    }
    let (piece, message) = (found(piece), found(message));
    let said = translated(&message);
    source.diagnostic(
        "toml/syntax",
        span,
        text!("不是有效的 TOML：{said}（此处为“{piece}”）", "not valid TOML: {message} (found \"{piece}\")"),
        text!(
            "每行写成 键 = 值；文字加双引号，例如 category = \"manufacturer\"。",
            "Write each line as key = value, with text in double quotes: category = \"manufacturer\"."
        ),
    )
}

/// The first marker of a merge conflict.
fn conflict(text: &str) -> Option<(usize, &str)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let marker =
            bare.starts_with("<<<<<<<") || bare == "=======" || bare.starts_with(">>>>>>>");
        if marker {
            return Some((at, &bare[..7]));
        }
        at += line.len();
    }
    None
}

/// The first full-width character outside strings and comments on the line of a fault.
fn wide(source: &Source, at: usize) -> Option<(usize, char, char)> {
    let text: &str = &source.text;
    let from = text[..at].rfind('\n').map_or(0, |found| found + 1);
    // The parser may stop on the line after.
    let starts = [from, text[..from.saturating_sub(1)].rfind('\n').map_or(0, |found| found + 1)];
    starts.into_iter().find_map(|start| {
        let line = text[start..].lines().next()?;
        let mut open: Option<char> = None;
        for (index, c) in line.char_indices() {
            match open {
                Some(quote) if c == quote => open = None,
                Some(_) => {}
                None if c == '"' || c == '\'' => open = Some(c),
                None if c == '#' => break,
                None => {
                    if let Some((_, wanted)) = WIDE.iter().find(|(known, _)| *known == c) {
                        return Some((start + index, c, *wanted));
                    }
                }
            }
        }
        None
    })
}

/// The line on which a key stood first in its table.
fn first_key(source: &Source, key: &str, at: usize) -> Option<usize> {
    let before = source.text.get(..at)?;
    let table = before.rfind("\n[").unwrap_or(0);
    let mut offset = table;
    for line in before[table..].split_inclusive('\n') {
        let rest = line.trim_start().strip_prefix(key);
        if rest.is_some_and(|rest| rest.trim_start().starts_with(['=', '.'])) {
            return Some(source.place(offset).line);
        }
        offset += line.len();
    }
    None
}

/// The parser's message in Chinese.
fn translated(message: &str) -> String {
    const WORDS: &[(&str, &str)] = &[
        ("string values must be quoted", "文字要加双引号"),
        ("missing comma", "两项之间缺少逗号"),
        ("key with no value", "键后面没有 = 和值"),
        ("missing assignment", "键后面没有 ="),
        ("missing value", "= 后面没有值"),
        ("extra comma", "多了一个逗号"),
        ("extra `,`", "多了一个逗号"),
        ("unclosed array", "列表没有写完，缺少 ]"),
        ("unclosed inline table", "表没有写完，缺少 }"),
        ("unclosed table", "表头没有写完，缺少 ]"),
        ("invalid basic string", "文字没有写完，缺少右边的双引号"),
        ("invalid literal string", "文字没有写完，缺少右边的引号"),
        ("missing escaped value", "反斜杠后面缺少字符"),
        ("newlines are unsupported", "这里不能换行"),
        ("unquoted keys cannot contain", "键只能用英文字母、数字、- 和 _"),
        ("unexpected", "多出了不认识的内容"),
        ("expected newline", "一行只写一个键，后面多出了内容"),
        ("invalid number", "数字写法不对；金额、比例要加双引号"),
        ("cannot redefine", "这张表已经写过"),
        ("invalid table header", "表头写法不对"),
    ];
    let found = WORDS.iter().find(|(words, _)| message.contains(words));
    found.map_or_else(|| format!("写法不对（{message}）"), |(_, said)| (*said).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml::de::DeTable;

    #[test]
    fn faults_are_named_for_what_they_are() {
        for (text, place, words) in [
            ("a = 1\nb = “x”\n", (2, 5), "中文引号 “"),
            ("a = { b = 1， c = 2 }\n", (1, 12), "全角符号 ，"),
            ("a ＝ 1\n", (1, 3), "全角符号 ＝"),
            ("<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> b\n", (1, 1), "合并冲突"),
            ("a = 1\na = 2\n", (2, 1), "第一次在第 1 行"),
            ("a = x\n", (1, 5), "双引号"),
        ] {
            let source = Source::new("p.toml", text);
            let error = DeTable::parse(&source.text).expect_err(text);
            let fault = fault(&source, error.span().unwrap_or(0..0), error.message());
            assert_eq!((fault.place.line, fault.place.column), place, "{}", fault.what.zh);
            assert!(fault.what.zh.contains(words), "{}", fault.what.zh);
        }
    }
}
