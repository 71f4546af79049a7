//! A comparison as one page, old and new side by side.

use std::fmt::Write as _;

use super::plain::{because, heading, side, signed};
use super::{Comparison, Effect};
use crate::policy::Policy;
use crate::report::article_text;
use crate::text;
use crate::text::{Lang, printable};

const STYLE: &str = "body{font-family:sans-serif;max-width:70em;margin:1em auto;padding:0 1em}\
table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.3em .5em;vertical-align:top;width:50%}\
del{background:#fdd}ins{background:#dfd;text-decoration:none}";

/// The page; nothing in it runs or loads anything.
pub fn to_html(
    old: &Policy,
    new: &Policy,
    comparison: &Comparison,
    effects: &[Effect],
    lang: Lang,
) -> String {
    let title = safe(new.title.get(lang));
    let (was, is) = (safe(&old.edition), safe(&new.edition));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <style>{STYLE}</style></head><body>\n<h1>{title}</h1>\n",
        lang.code()
    );
    let _ = writeln!(out, "<p>{was} → {is}: {}</p>", comparison.count());
    for article in &comparison.articles {
        let _ = writeln!(out, "<h2>{}</h2>", safe(&heading(article, lang)));
        let _ = writeln!(out, "<table><tr><th>{was}</th><th>{is}</th></tr>");
        if !article.text.is_empty() {
            let column = |mine: char, mark: &str| -> String {
                let pieces = article.text.iter().filter(|p| p.tag == '=' || p.tag == mine);
                pieces
                    .map(|piece| {
                        let text = safe(&piece.text);
                        if piece.tag == '=' { text } else { format!("<{mark}>{text}</{mark}>") }
                    })
                    .collect()
            };
            let (left, right) = (column('-', "del"), column('+', "ins"));
            let _ = writeln!(out, "<tr><td>{left}</td><td>{right}</td></tr>");
        }
        for rule in &article.rules {
            let lines = |lines: &[text::Text], mark: &str| -> String {
                let line =
                    |line: &text::Text| format!("<{mark}>{}</{mark}><br>", safe(line.get(lang)));
                lines.iter().map(line).collect()
            };
            let name = safe(rule.title.get(lang));
            let (left, right) = (lines(&rule.old, "del"), lines(&rule.new, "ins"));
            let _ = writeln!(out, "<tr><td>{name}<br>{left}</td><td>{name}<br>{right}</td></tr>");
        }
        out.push_str("</table>\n");
    }
    if !effects.is_empty() {
        let _ = writeln!(
            out,
            "<h2>{}</h2>\n<table>",
            text!("对档案的影响", "Effect on the profiles").get(lang)
        );
        for effect in effects {
            let (name, file) = (safe(&effect.enterprise), safe(&effect.profile));
            let (was, is) = (effect.old.amount.display(lang), effect.new.amount.display(lang));
            let gain = signed(effect.gain(), lang);
            let mut why = String::new();
            for item in &effect.items {
                let (was, is) = (side(old, item.old, lang), side(new, item.new, lang));
                let line = format!(
                    "{} {}: {was} → {is}",
                    article_text(item.article, lang),
                    item.title.get(lang)
                );
                let reason = because(comparison, item, lang);
                let _ = write!(why, "{}<br><small>{}</small><br>", safe(&line), safe(&reason));
            }
            let _ = writeln!(
                out,
                "<tr><td>{name} ({file})<br>{was} → {is} ({gain})</td><td>{why}</td></tr>"
            );
        }
        out.push_str("</table>\n");
    }
    out.push_str("</body></html>\n");
    out
}

fn safe(text: &str) -> String {
    let text = printable(text);
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
