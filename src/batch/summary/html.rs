//! The sums as one HTML page with charts, which loads and runs nothing.

use std::fmt::Write as _;

use super::shown::Shown;
use crate::document::escape_html as escape;
use crate::text;
use crate::text::{Lang, printable_within};

/// Measures of a chart: the names stand above the bars, which is legible on a telephone.
const CHART: usize = 520;
const STEP: usize = 32;

impl Shown<'_> {
    pub(super) fn html(&self) -> String {
        let lang = if self.lang == Lang::Zh { "zh-CN" } else { "en" };
        let (heading, title) = (escape(&self.heading()), escape(self.policy.title.get(self.lang)));
        let mut out = format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{heading} · {title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
             <h1>{heading}</h1>\n<p>{title}</p>\n<dl>\n"
        );
        for (name, said) in self.figures() {
            let _ = writeln!(out, "<dt>{}</dt><dd>{}</dd>", escape(&name), escape(&said));
        }
        out.push_str("</dl>\n");
        let mut bars: Vec<(String, i128, String)> = self
            .summary
            .benefits
            .iter()
            .enumerate()
            .filter(|(_, line)| line.amounts.sum > 0)
            // What stands apart would dwarf the rest: it has its figure and no bar.
            .map(|(at, line)| {
                let bar = if self.is_apart(at) { 0 } else { line.amounts.sum };
                (self.name(at), bar, self.sum_of(at))
            })
            .collect();
        bars.sort_by_key(|(_, sum, _)| std::cmp::Reverse(*sum));
        let title =
            self.say(text!("各事项估算上限合计（非预算）", "Ceilings by item (not a budget)"));
        chart(&mut out, "sums", &title, &bars);
        let steps: Vec<(String, i128, String)> = self
            .summary
            .benefits
            .iter()
            .enumerate()
            .filter(|(_, line)| line.one_step > 0)
            .map(|(at, line)| (self.name(at), line.one_step.into(), line.one_step.to_string()))
            .collect();
        let title = self.say(text!("差一步的家数", "Enterprises one step away"));
        chart(&mut out, "steps", &title, &steps);
        let bands: Vec<(String, i128, String)> = self
            .distribution()
            .rows
            .into_iter()
            .filter_map(|row| {
                let [name, count] = <[String; 2]>::try_from(row).ok()?;
                Some((name, count.parse().ok()?, count))
            })
            .collect();
        let title = self
            .say(text!("每家估算上限的分布（家数）", "Ceilings of one enterprise (enterprises)"));
        chart(&mut out, "bands", &title, &bands);
        let distribution = self.distribution().title;
        for table in self.tables().iter().filter(|table| table.title != distribution) {
            let _ = writeln!(out, "<h2>{}</h2>\n<div>\n<table>\n<thead><tr>", escape(&table.title));
            for head in &table.heads {
                let _ = write!(out, "<th scope=\"col\">{}</th>", escape(head));
            }
            out.push_str("</tr></thead>\n<tbody>\n");
            for row in &table.rows {
                out.push_str("<tr>");
                for (at, cell) in row.iter().enumerate() {
                    let cell = escape(cell);
                    let _ = match at {
                        0 => write!(out, "<th scope=\"row\">{cell}</th>"),
                        _ => write!(out, "<td>{cell}</td>"),
                    };
                }
                out.push_str("</tr>\n");
            }
            out.push_str("</tbody>\n</table>\n</div>\n");
        }
        let _ = writeln!(out, "<p>{}</p>\n<ul>", escape(&self.meaning()));
        for notice in self.notices() {
            let _ = writeln!(out, "<li>{}</li>", escape(&notice));
        }
        out.push_str("</ul>\n</main>\n</body>\n</html>\n");
        out
    }
}

const STYLE: &str = include_str!("summary.css");

/// Bars below their names and figures.
fn chart(out: &mut String, id: &str, title: &str, bars: &[(String, i128, String)]) {
    if bars.is_empty() {
        return;
    }
    let most = bars.iter().map(|(_, value, _)| *value).max().unwrap_or(1).max(1);
    let height = bars.len() * STEP;
    let title = escape(title);
    let _ = writeln!(
        out,
        "<h2>{title}</h2>\n<svg role=\"img\" aria-labelledby=\"{id}\" viewBox=\"0 0 {CHART} {height}\">\n\
         <title id=\"{id}\">{title}</title>"
    );
    for (at, (name, value, said)) in bars.iter().enumerate() {
        let baseline = at * STEP + 14;
        let top = baseline + 5;
        let scaled = value * i128::try_from(CHART).unwrap_or(0) / most;
        let width = usize::try_from(scaled).unwrap_or(0).max(usize::from(*value > 0));
        let _ = writeln!(
            out,
            "<text x=\"0\" y=\"{baseline}\">{}</text>\
             <text x=\"{CHART}\" y=\"{baseline}\" text-anchor=\"end\">{}</text>\
             <rect x=\"0\" y=\"{top}\" width=\"{width}\" height=\"7\"/>",
            escape(&printable_within(name, 50)),
            escape(said)
        );
    }
    out.push_str("</svg>\n");
}
