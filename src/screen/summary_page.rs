//! The sums as text, JSON and one HTML page with charts.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::summary::{Amounts, BANDS, Summary, other_readings};
use crate::assess::Program;
use crate::policy::{Certainty, Policy};
use crate::profile::Answers;
use crate::quantity::Money;
use crate::report::{article_text, escape, notices, readings_in_force};
use crate::text;
use crate::text::{Lang, Text, columns, json_safe, printable, printable_lines, printable_within};

/// What the sums are shown with.
struct Shown<'a> {
    summary: &'a Summary,
    policy: &'a Policy,
    program: &'a Program,
    lang: Lang,
}

/// Columns of a benefit's name.
const NAME: usize = 34;
/// Measures of a chart.
const CHART: usize = 720;
const STEP: usize = 18;

impl Summary {
    /// As lines for a person.
    pub fn to_text(&self, policy: &Policy, program: &Program, lang: Lang) -> String {
        // The pack may be anybody's.
        printable_lines(&Shown { summary: self, policy, program, lang }.text())
    }

    /// For programs.
    pub fn to_json(&self, policy: &Policy, program: &Program, lang: Lang) -> String {
        let json = Shown { summary: self, policy, program, lang }.json();
        let json = serde_json::to_string_pretty(&json).unwrap_or_default();
        format!("{}\n", json_safe(&json))
    }

    /// One page that loads and runs nothing, and prints on A4.
    pub fn to_html(&self, policy: &Policy, program: &Program, lang: Lang) -> String {
        printable_lines(&Shown { summary: self, policy, program, lang }.html())
    }
}

/// A table: its heads, and rows of a name and figures.
struct Table {
    title: String,
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn money(fen: i128) -> Money {
    let limit = if fen < 0 { i64::MIN } else { i64::MAX };
    Money::from_fen(i64::try_from(fen).unwrap_or(limit))
}

/// Yuan with two decimals, of any size.
fn plain(fen: i128) -> String {
    let (sign, size) = (if fen < 0 { "-" } else { "" }, fen.unsigned_abs());
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

impl Shown<'_> {
    fn say(&self, text: Text) -> String {
        text.get(self.lang).to_owned()
    }

    fn amount(&self, fen: i128) -> String {
        money(fen).display(self.lang)
    }

    /// The largest amount and whose it is.
    fn largest(&self, amounts: &Amounts) -> String {
        let Some(largest) = &amounts.largest else { return "–".to_owned() };
        let id = printable_within(&largest.id, 24);
        format!("{} {id}", largest.amount.display(self.lang))
    }

    fn heading(&self) -> String {
        self.say(text!("成批评估汇总", "Summary of a screening"))
    }

    /// The figures of the whole, each with its name.
    fn figures(&self) -> Vec<(String, String)> {
        let Summary { good, bad, amounts, .. } = self.summary;
        let with_any = amounts.count();
        let (gate, lang) = (self.summary.through_gate, self.lang);
        let mut figures = vec![
            (text!("评估的企业", "Enterprises assessed"), good.to_string()),
            (text!("无法读取的行", "Unreadable rows"), bad.to_string()),
            (text!("满足共同条件的企业", "Meeting the common conditions"), gate.to_string()),
            (text!("有估算上限的企业", "With an estimated ceiling"), with_any.to_string()),
            (
                text!("估算上限合计（非预算）", "Sum of ceilings (not a budget)"),
                self.amount(amounts.sum),
            ),
            (
                text!("待确认的都成立，最多", "At most, if all that is open holds"),
                self.amount(self.summary.at_most),
            ),
            (text!("以后年度合计", "Later years, sum"), self.amount(self.summary.later)),
            (
                text!("综合评定事项上限合计，另列", "Discretionary ceilings, apart"),
                self.amount(self.summary.discretionary),
            ),
            (text!("一家最多", "Largest of one enterprise"), self.largest(amounts)),
        ];
        let unchanged = readings_in_force(self.policy, self.program.readings(), lang);
        figures.extend(unchanged.into_iter().map(|said| (text!("读法", "Reading"), said)));
        figures.into_iter().map(|(name, said)| (self.say(name), said)).collect()
    }

    fn band(&self, at: usize) -> String {
        let display = |fen: i64| Money::from_fen(fen).display(self.lang);
        let to = BANDS.get(at + 1).copied();
        match (at, to) {
            (0, Some(to)) => {
                let to = display(to);
                self.say(text!("不到 {to}", "under {to}"))
            }
            (_, Some(to)) => {
                let (from, to) = (display(BANDS[at]), display(to));
                self.say(text!("{from} 起，不到 {to}", "{from} to under {to}"))
            }
            (_, None) => {
                let from = display(BANDS[at]);
                self.say(text!("{from} 及以上", "{from} and more"))
            }
        }
    }

    fn heads(&self, heads: &[Text]) -> Vec<String> {
        heads.iter().map(|head| head.get(self.lang).to_owned()).collect()
    }

    fn articles(&self) -> Table {
        let rows = self.policy.articles.iter().zip(&self.summary.articles).filter_map(
            |(article, line)| {
                let lines = self.policy.benefits.iter().zip(&self.summary.benefits);
                let mut lines =
                    lines.filter(|(benefit, _)| benefit.article == article.number).peekable();
                lines.peek()?;
                let sum: i128 = lines.map(|(_, line)| line.amounts.sum).sum();
                let name = format!(
                    "{} {}",
                    article_text(article.number, self.lang),
                    article.title.get(self.lang)
                );
                Some(vec![
                    name,
                    line.eligible.to_string(),
                    line.undetermined.to_string(),
                    line.one_step.to_string(),
                    self.amount(sum),
                ])
            },
        );
        Table {
            title: self.say(text!("各条（家数）", "By article (enterprises)")),
            heads: self.heads(&[
                text!("条款", "Article"),
                text!("符合", "Eligible"),
                text!("待确认", "Open"),
                text!("差一步", "One step"),
                text!("估算上限合计", "Ceilings"),
            ]),
            rows: rows.collect(),
        }
    }

    fn name(&self, at: usize) -> String {
        let benefit = &self.policy.benefits[at];
        format!("{} {}", article_text(benefit.article, self.lang), benefit.title.get(self.lang))
    }

    fn benefits(&self) -> Table {
        let rows = self.summary.benefits.iter().enumerate().map(|(at, line)| {
            let money = self.policy.benefits[at].certainty != Certainty::None;
            let sum = if money { self.amount(line.amounts.sum) } else { "–".to_owned() };
            vec![
                self.name(at),
                line.eligible.to_string(),
                line.undetermined.to_string(),
                line.one_step.to_string(),
                sum,
                self.largest(&line.amounts),
            ]
        });
        Table {
            title: self.say(text!("各事项（家数）", "By item (enterprises)")),
            heads: self.heads(&[
                text!("事项", "Item"),
                text!("符合", "Eligible"),
                text!("待确认", "Open"),
                text!("差一步", "One step"),
                text!("估算上限合计", "Ceilings"),
                text!("一家最多", "Largest"),
            ]),
            rows: rows.collect(),
        }
    }

    fn distribution(&self) -> Table {
        let amounts = &self.summary.amounts;
        let none = self.summary.good.saturating_sub(amounts.count());
        let mut rows = vec![vec![self.say(text!("没有", "none")), none.to_string()]];
        rows.extend(
            amounts.bands.iter().enumerate().map(|(at, n)| vec![self.band(at), n.to_string()]),
        );
        Table {
            title: self.say(text!("每家估算上限的分布", "Ceilings of one enterprise")),
            heads: self.heads(&[text!("估算上限", "Ceiling"), text!("家数", "Enterprises")]),
            rows,
        }
    }

    fn readings(&self) -> Table {
        let others = other_readings(self.policy, self.program.readings());
        let rows = others.iter().zip(&self.summary.others).map(|((reading, option), other)| {
            let reading = &self.policy.readings[*reading];
            let option = &reading.options[*option];
            let change = other.amount - self.summary.amounts.sum;
            let sign = if change > 0 { "+" } else { "" };
            let name = format!("{}={}：{}", reading.id, option.id, option.label.get(self.lang));
            vec![
                if self.lang == Lang::Zh { name } else { name.replace('：', ": ") },
                self.amount(other.amount),
                format!("{sign}{}", self.amount(change)),
                self.amount(other.at_most),
                format!("{}/{}", other.more, other.less),
            ]
        });
        Table {
            title: self.say(text!(
                "换一种读法，合计是多少（每次只换一处）",
                "Under another reading (one changed at a time)"
            )),
            heads: self.heads(&[
                text!("读法", "Reading"),
                text!("估算上限合计", "Ceilings"),
                text!("变化", "Change"),
                text!("最多", "At most"),
                text!("增/减家数", "More/less"),
            ]),
            rows: rows.collect(),
        }
    }

    fn tables(&self) -> [Table; 4] {
        [self.articles(), self.benefits(), self.distribution(), self.readings()]
    }

    /// What the words mean.
    fn meaning(&self) -> String {
        self.say(text!(
            "差一步：只有一个条件未满足，或只有一处不知道，其余都成立。合计是估算上限之和，不是预算，也不是承诺。",
            "One step: a single condition is unmet, or a single answer unknown, and all else holds. The sums are of estimated ceilings: neither a budget nor a promise."
        ))
    }

    fn notices(&self) -> Vec<String> {
        let notices = notices(self.policy, &Answers::new(self.policy));
        notices.iter().map(|notice| notice.get(self.lang).to_owned()).collect()
    }

    fn text(&self) -> String {
        let mut out = format!("{}\n{}\n\n", self.policy.title.get(self.lang), self.heading());
        let figures = self.figures();
        let wide = figures.iter().map(|(name, _)| columns(name)).max().unwrap_or(0);
        for (name, said) in figures {
            let gap = " ".repeat(wide - columns(&name) + 2);
            let _ = writeln!(out, "{name}{gap}{}", printable(&said));
        }
        for table in self.tables() {
            let _ = writeln!(out, "\n{}", table.title);
            let all = || std::iter::once(&table.heads).chain(&table.rows);
            let widths: Vec<usize> = (0..table.heads.len())
                .map(|at| all().map(|row| columns(&row[at])).max().unwrap_or(0))
                .collect();
            for row in all() {
                let mut line = String::new();
                for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
                    let width = if at == 0 { (*width).min(NAME.max(48)) } else { *width };
                    let cell = printable_within(cell, width);
                    let gap = " ".repeat(width.saturating_sub(columns(&cell)));
                    let _ = match at {
                        0 => write!(line, "{cell}{gap}"),
                        _ => write!(line, "  {gap}{cell}"),
                    };
                }
                let _ = writeln!(out, "{}", line.trim_end());
            }
        }
        let _ = writeln!(out, "\n{}", self.meaning());
        for notice in self.notices() {
            let _ = writeln!(out, "{notice}");
        }
        out
    }

    fn json(&self) -> Value {
        let Summary { good, bad, amounts, .. } = self.summary;
        let largest = |amounts: &Amounts| {
            amounts
                .largest
                .as_ref()
                .map(|largest| json!({ "id": largest.id, "amount": largest.amount.to_plain() }))
        };
        let bands = |amounts: &Amounts| {
            let bands = BANDS.iter().zip(amounts.bands);
            bands
                .map(|(from, count)| json!({ "from": plain(i128::from(*from)), "count": count }))
                .collect::<Vec<_>>()
        };
        let articles = self.policy.articles.iter().zip(&self.summary.articles);
        let articles: Vec<Value> = articles
            .filter(|(article, _)| {
                self.policy.benefits.iter().any(|benefit| benefit.article == article.number)
            })
            .map(|(article, line)| {
                json!({
                    "article": article.number, "title": article.title.get(self.lang),
                    "eligible": line.eligible, "undetermined": line.undetermined,
                    "one_step": line.one_step,
                })
            })
            .collect();
        let benefits = self.policy.benefits.iter().zip(&self.summary.benefits);
        let benefits: Vec<Value> = benefits
            .map(|(benefit, line)| {
                json!({
                    "id": benefit.id, "article": benefit.article,
                    "title": benefit.title.get(self.lang),
                    "eligible": line.eligible, "undetermined": line.undetermined,
                    "ineligible": line.ineligible, "duplicate": line.duplicate,
                    "superseded": line.superseded, "one_step": line.one_step,
                    "amount": plain(line.amounts.sum), "at_most": plain(line.at_most),
                    "later": plain(line.later), "largest": largest(&line.amounts),
                    "distribution": bands(&line.amounts),
                })
            })
            .collect();
        let others = other_readings(self.policy, self.program.readings());
        let others: Vec<Value> = others
            .iter()
            .zip(&self.summary.others)
            .map(|((reading, option), other)| {
                let reading = &self.policy.readings[*reading];
                json!({
                    "id": reading.id, "option": reading.options[*option].id,
                    "amount": plain(other.amount), "at_most": plain(other.at_most),
                    "change": plain(other.amount - amounts.sum),
                    "more": other.more, "less": other.less,
                })
            })
            .collect();
        let readings: serde_json::Map<String, Value> = self
            .policy
            .readings
            .iter()
            .zip(&self.program.readings().0)
            .map(|(reading, option)| {
                (reading.id.clone(), reading.options[*option].id.as_str().into())
            })
            .collect();
        json!({
            "policy": {
                "id": self.policy.id, "title": self.policy.title.get(self.lang),
                "status": self.policy.status,
            },
            "notice": self.notices(),
            "readings": readings,
            "enterprises": good,
            "bad": bad,
            "through_gate": self.summary.through_gate,
            "with_amount": amounts.count(),
            "total": {
                "amount": plain(amounts.sum), "at_most": plain(self.summary.at_most),
                "later": plain(self.summary.later),
                "discretionary": plain(self.summary.discretionary),
                "largest": largest(amounts), "distribution": bands(amounts),
            },
            "articles": articles,
            "benefits": benefits,
            "other_readings": others,
        })
    }

    fn html(&self) -> String {
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
            .map(|(at, line)| (self.name(at), line.amounts.sum, self.amount(line.amounts.sum)))
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
        for table in [self.articles(), self.benefits(), self.readings()] {
            let _ = writeln!(out, "<h2>{}</h2>\n<table>\n<thead><tr>", escape(&table.title));
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
            out.push_str("</tbody>\n</table>\n");
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

/// Bars with their names and figures.
fn chart(out: &mut String, id: &str, title: &str, bars: &[(String, i128, String)]) {
    if bars.is_empty() {
        return;
    }
    let longest = bars.iter().map(|(name, ..)| columns(name)).max().unwrap_or(0);
    let left = longest.min(50) * 6 + 8;
    let room = CHART.saturating_sub(left + 110);
    let most = bars.iter().map(|(_, value, _)| *value).max().unwrap_or(1).max(1);
    let height = bars.len() * STEP + 4;
    let title = escape(title);
    let _ = writeln!(
        out,
        "<h2>{title}</h2>\n<svg role=\"img\" aria-labelledby=\"{id}\" viewBox=\"0 0 {CHART} {height}\">\n\
         <title id=\"{id}\">{title}</title>"
    );
    for (at, (name, value, said)) in bars.iter().enumerate() {
        let top = at * STEP + 4;
        let baseline = top + 10;
        let scaled = value * i128::try_from(room).unwrap_or(0) / most;
        let width = usize::try_from(scaled).unwrap_or(0).max(1);
        let (label_x, said_x) = (left - 6, left + width + 6);
        let _ = writeln!(
            out,
            "<text x=\"{label_x}\" y=\"{baseline}\" text-anchor=\"end\">{}</text>\
             <rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"12\"/>\
             <text x=\"{said_x}\" y=\"{baseline}\">{}</text>",
            escape(&printable_within(name, 50)),
            escape(said)
        );
    }
    out.push_str("</svg>\n");
}
