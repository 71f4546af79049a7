//! The page as one HTML file: nothing is loaded, nothing runs, and it prints on A4 in black and
//! white. Every text goes through [`escape`].

use std::fmt::Write as _;

use crate::text;
use crate::text::{Lang, columns, printable_within};

use super::page::{Bar, Block, Item, Page};

const STYLE: &str = include_str!("page.css");

/// Width of the chart, of one column of its labels, and of the space for an amount.
const CHART: usize = 720;
const COLUMN: usize = 6;
const AMOUNT: usize = 120;
/// Columns of the longest label.
const LABEL: usize = 60;
/// Columns of the longest text that stands in a list of several columns.
const SHORT: usize = 160;
/// Height of a bar with its gap.
const STEP: usize = 18;

/// The page as HTML.
pub fn to_html(page: &Page) -> String {
    let lang = match page.lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let name = page.about.first().map_or("", |item| item.text.as_str());
    let title = format!("{} · {name}", page.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<header>\n",
        escape(&title)
    );
    line(&mut out, "h1", &page.title);
    line(&mut out, "p", &page.policy);
    list(&page.about, page.lang, "about", &mut out);
    out.push_str("</header>\n");
    for section in &page.sections {
        out.push_str("<section>\n");
        line(&mut out, "h2", &section.title);
        for block in &section.blocks {
            write_block(block, page.lang, &mut out);
        }
        out.push_str("</section>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// Text as it stands in elements and attributes.
pub(crate) fn escape(text: &str) -> String {
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

/// Escaped, with its line breaks.
fn broken(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

fn line(out: &mut String, tag: &str, text: &str) {
    let _ = writeln!(out, "<{tag}>{}</{tag}>", broken(text));
}

fn write_block(block: &Block, lang: Lang, out: &mut String) {
    match block {
        Block::Paragraph(text) => line(out, "p", text),
        Block::Table { heads, rows, amounts } => table(heads, rows, *amounts, out),
        Block::List { title, items } => {
            if !title.is_empty() {
                line(out, "h3", title);
            }
            // Long texts read better across the page.
            let short = |item: &Item| columns(&item.name) + columns(&item.text) <= SHORT;
            let shorts = items.iter().filter(|item| short(item)).count();
            let columned = items.len() > 2 && shorts * 4 >= items.len() * 3;
            list(items, lang, if columned { "columns" } else { "single" }, out);
        }
        Block::Chart(bars) => chart(bars, lang, out),
    }
}

fn table(heads: &[String], rows: &[Vec<String>], amounts: usize, out: &mut String) {
    let class = |at| if at == amounts { " class=\"amount\"" } else { "" };
    out.push_str("<table>\n<thead><tr>");
    for (at, head) in heads.iter().enumerate() {
        let _ = write!(out, "<th scope=\"col\"{}>{}</th>", class(at), broken(head));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            let _ = match at {
                0 => write!(out, "<th scope=\"row\">{}</th>", broken(cell)),
                _ => write!(out, "<td{}>{}</td>", class(at), broken(cell)),
            };
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn list(items: &[Item], lang: Lang, class: &str, out: &mut String) {
    let colon = if lang == Lang::Zh { "：" } else { ": " };
    let _ = writeln!(out, "<ul class=\"{class}\">");
    for Item { name, text } in items {
        out.push_str("<li>");
        if !name.is_empty() {
            let colon = if text.is_empty() { "" } else { colon };
            let _ = write!(out, "<strong>{}</strong>{colon}", broken(name));
        }
        let _ = writeln!(out, "{}</li>", broken(text));
    }
    out.push_str("</ul>\n");
}

/// The amounts as bars: full where every condition holds, hatched where some are open.
fn chart(bars: &[Bar], lang: Lang, out: &mut String) {
    let longest = bars.iter().map(|bar| columns(&bar.label)).max().unwrap_or(0);
    let left = longest.min(LABEL) * COLUMN + 8;
    let room = CHART.saturating_sub(left + AMOUNT);
    let most = bars.iter().map(|bar| bar.fen).max().unwrap_or(1).max(1);
    let height = bars.len() * STEP + 4;
    let title = text!("各项金额", "The amounts of the items");
    let meaning = text!(
        "实心：估算上限；斜纹：待确认项至多可达",
        "Solid: estimated ceiling; hatched: at most, if what is open holds"
    );
    let said: Vec<String> =
        bars.iter().map(|bar| format!("{} {}", bar.label, bar.amount)).collect();
    let said = said.join(if lang == Lang::Zh { "；" } else { "; " });
    let (title, meaning) = (escape(title.get(lang)), escape(meaning.get(lang)));
    let _ = writeln!(
        out,
        "<figure>\n<svg role=\"img\" aria-labelledby=\"chart-title chart-desc\" \
         viewBox=\"0 0 {CHART} {height}\">\n<title id=\"chart-title\">{title}</title>\n\
         <desc id=\"chart-desc\">{meaning}{} {}</desc>\n\
         <defs><pattern id=\"open\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"#fff\"/>\
         <rect width=\"1.5\" height=\"5\" fill=\"#000\"/></pattern></defs>",
        if lang == Lang::Zh { "。" } else { "." },
        escape(&said)
    );
    for (at, bar) in bars.iter().enumerate() {
        let top = at * STEP + 4;
        let baseline = top + 10;
        let scaled = i128::from(bar.fen) * i128::try_from(room).unwrap_or(0) / i128::from(most);
        let width = usize::try_from(scaled).unwrap_or(0).max(2);
        let fill = if bar.certain { "#333" } else { "url(#open)" };
        let (label_x, amount_x) = (left - 6, left + width + 6);
        let _ = writeln!(
            out,
            "<text x=\"{label_x}\" y=\"{baseline}\" text-anchor=\"end\">{}</text>\
             <rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"12\" fill=\"{fill}\" \
             stroke=\"#000\"/><text x=\"{amount_x}\" y=\"{baseline}\">{}</text>",
            escape(&printable_within(&bar.label, LABEL)),
            escape(&bar.amount)
        );
    }
    let _ = writeln!(out, "</svg>\n<figcaption>{meaning}</figcaption>\n</figure>");
}
