//! Text in which nothing means anything to the form it is written into. What could steer a
//! terminal is gone already: see [`super::Line`].

use std::fmt::Write as _;

/// Text as it stands in elements and attributes of HTML.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// Text in which nothing is Markdown or HTML. Points between digits stay as they are.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let chars: Vec<char> = text.chars().collect();
    for (at, c) in chars.iter().copied().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        let after = chars.get(at + 1);
        let digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '.' if digit(before) && digit(after) => out.push('.'),
            '.' if after.is_none_or(|c| c.is_whitespace()) && !digit(before) => out.push('.'),
            ':' if after.is_none_or(|c| c.is_whitespace()) => out.push(':'),
            '-' | '+' | '=' if at > 0 => out.push(c),
            ')' if !digit(before) => out.push(')'),
            '(' | ',' | ';' | '?' | '%' | '"' | '\'' | '/' => out.push(c),
            _ if c.is_ascii_punctuation() => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

/// The name of a file beside this one as a link to it.
pub fn address(file: &str) -> String {
    let mut out = String::with_capacity(file.len());
    for byte in file.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{address, markdown};

    #[test]
    fn a_link_to_a_file_is_to_that_file() {
        assert_eq!(address("a b#1?.html"), "a%20b%231%3F.html");
        assert_eq!(address("甲.md"), "%E7%94%B2.md");
    }

    #[test]
    fn what_was_typed_stays_text() {
        for (typed, written) in [
            ("(1.2亿元 − 500万元) × 1%", "(1.2亿元 − 500万元) × 1%"),
            ("<script>", "&lt;script&gt;"),
            ("](http://x)", "\\](http\\://x)"),
            ("1. x", "1\\. x"),
            ("1) x", "1\\) x"),
            ("- x", "\\- x"),
            ("a|b`c`*d*_e_", "a\\|b\\`c\\`\\*d\\*\\_e\\_"),
            ("www.x.cn a@b.cn", "www\\.x\\.cn a\\@b\\.cn"),
            ("&lt; # \\", "&amp;lt; \\# \\\\"),
        ] {
            assert_eq!(markdown(typed), written);
        }
    }
}
