//! A bound on the depth of TOML before it is parsed. The parser bounds brackets and dotted
//! keys, but not their product, which is enough to overflow the stack.

use memchr::{memchr, memchr3};

/// The deepest nesting that is read.
const LIMIT: usize = 100;

/// Where a text nests brackets and dotted keys deeper than the limit.
pub(crate) fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut open, mut depth, mut dots, mut at) = (Vec::new(), 0, 0, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'#' => at = end_of_line(bytes, at),
            b'"' | b'\'' => {
                at = end_of_string(bytes, at);
                continue;
            }
            b'.' => dots += 1,
            b'{' | b'[' => {
                depth += dots + 1;
                open.push(dots + 1);
                dots = 0;
                if depth > LIMIT {
                    return Some(at);
                }
            }
            b'}' | b']' => {
                depth -= open.pop().unwrap_or_default();
                dots = 0;
            }
            b',' | b'\n' => dots = 0,
            _ => {}
        }
        // The line break that ends a comment separates as well.
        if bytes.get(at) == Some(&b'\n') {
            dots = 0;
        }
        at += 1;
    }
    None
}

fn end_of_line(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    memchr(b'\n', rest).map_or(bytes.len(), |length| from + length)
}

/// The offset after a string; of one that is not closed, after its line or at the end.
fn end_of_string(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let escapes = rest.first() == Some(&b'"');
    let quotes: &[u8] = if escapes { b"\"\"\"" } else { b"'''" };
    let long = rest.starts_with(quotes);
    let quotes = if long { quotes } else { &quotes[..1] };
    let escape = if escapes { b'\\' } else { quotes[0] };
    let mut at = quotes.len();
    while let Some(skipped) =
        rest.get(at..).and_then(|rest| memchr3(quotes[0], escape, b'\n', rest))
    {
        at += skipped;
        match rest[at] {
            b'\n' if !long => return from + at,
            b'\\' => at += if rest.get(at + 1) == Some(&b'\n') { 1 } else { 2 },
            _ if rest[at..].starts_with(quotes) => return from + at + quotes.len(),
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_and_dots_count_outside_strings_and_comments() {
        let dots = "a.".repeat(60);
        let brackets = "[".repeat(101);
        for flat in [
            format!("x = '{brackets}'\ny = \"\\\"{brackets}\"\n# {brackets}\n"),
            format!("x = '''\n'{brackets}'''\ny = \"\"\"\"\\\"\"\"{brackets}\"\"\"\n"),
            format!("{dots}a = {{{}}}\n", "b = 1.5, ".repeat(200)),
            "a = [1.5, [2], []]\n".repeat(200),
        ] {
            assert_eq!(too_deep(&flat), None, "{flat}");
        }
        for deep in [
            brackets.clone(),
            format!("{dots}a = {{ {dots}a = {{}}}}"),
            format!("x = '\n{brackets}"),
            format!("x = ''\ny = \"\"\nz = ''''''\n{brackets}"),
            format!("x = '\\'{brackets}"),
        ] {
            assert!(too_deep(&deep).is_some(), "{deep}");
        }
    }
}
