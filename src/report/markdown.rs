//! The page as Markdown. Everything that was typed by somebody stays text.

use crate::text::Lang;

use super::page::{Block, Item, Page};

/// The page as Markdown (CommonMark with the tables of GitHub).
pub fn to_markdown(page: &Page) -> String {
    let mut out = format!("# {}\n\n{}\n\n", escape(&page.title), escape(&page.policy));
    list(&page.about, page.lang, &mut out);
    for section in &page.sections {
        out.push_str(&format!("\n## {}\n", escape(&section.title)));
        for block in &section.blocks {
            write_block(block, page.lang, &mut out);
        }
    }
    out
}

fn write_block(block: &Block, lang: Lang, out: &mut String) {
    match block {
        Block::Paragraph(text) => out.push_str(&format!("\n{}\n", broken(text, "\\\n"))),
        Block::Table { heads, rows, amounts } => {
            let rule = (0..heads.len()).map(|at| if at == *amounts { "---:" } else { "---" });
            let rule: Vec<&str> = rule.collect();
            out.push('\n');
            row(heads, out);
            out.push_str(&format!("| {} |\n", rule.join(" | ")));
            for cells in rows {
                row(cells, out);
            }
        }
        Block::List { title, items } => {
            out.push('\n');
            if !title.is_empty() {
                out.push_str(&format!("### {}\n\n", escape(title)));
            }
            list(items, lang, out);
        }
        // The tables hold the same amounts.
        Block::Chart(_) => {}
    }
}

fn row(cells: &[String], out: &mut String) {
    let cells: Vec<String> = cells.iter().map(|cell| broken(cell, "<br>")).collect();
    out.push_str(&format!("| {} |\n", cells.join(" | ")));
}

fn list(items: &[Item], lang: Lang, out: &mut String) {
    let colon = if lang == Lang::Zh { "：" } else { ": " };
    for Item { name, text } in items {
        let colon = if name.is_empty() || text.is_empty() { "" } else { colon };
        out.push_str(&format!("- {}{colon}{}\n", escape(name), broken(text, "\\\n  ")));
    }
}

/// The escaped lines of a text with `between` them.
fn broken(text: &str, between: &str) -> String {
    let lines: Vec<String> =
        text.lines().map(|line| escape(line.trim())).filter(|line| !line.is_empty()).collect();
    lines.join(between)
}

/// Text in which nothing is Markdown or HTML. Points between digits stay as they are.
pub(super) fn escape(text: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::escape;

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
            assert_eq!(escape(typed), written);
        }
    }
}
