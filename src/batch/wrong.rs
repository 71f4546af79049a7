//! What is wrong with a cell, in the words of a sheet: the place names the column, so no id of a
//! fact; options by their names; and what to write instead.

use super::cells::NONE;
use super::columns::Unit;
use crate::diagnostic::{found, nearest};
use crate::policy::{Choice, Fact, FactKind};
use crate::profile::parse::ValueError;
use crate::text;
use crate::text::Text;

/// What is wrong with a cell, or with the option of a set that is not known.
pub(super) fn told(fact: &Fact, cell: &str, unit: Option<Unit>, error: &ValueError) -> Text {
    let shown = found(cell);
    let what = without_id(&fact.id, &error.what);
    let remedy = match &fact.kind {
        FactKind::Bool => {
            return text!("“{shown}”应为 是 或 否", "\"{shown}\": expected 是 or 否 (yes or no)");
        }
        FactKind::Set(_) if NONE.contains(&shown.as_str()) => {
            return text!(
                "“{shown}”不能和别的选项写在一起",
                "\"{shown}\" cannot stand with other options"
            );
        }
        FactKind::Choice(options) | FactKind::Set(options) => {
            return no_option(&shown, cell, options);
        }
        FactKind::Money { .. } | FactKind::MoneyList => {
            text!("应如 1.2亿元、3500万元、800元", "expected 1.2亿元, 3500万元 or 800元")
        }
        FactKind::Percent => text!("应如 5.2%", "expected as in 5.2%"),
        FactKind::Count | FactKind::Year => return what,
    };
    let told =
        Text::new(format!("{}；{}", what.zh, remedy.zh), format!("{}; {}", what.en, remedy.en));
    let unit_of_all = if fact.kind == FactKind::Percent { "%" } else { "万元" };
    match unit {
        Some(_) => told,
        None => Text::new(
            format!("{}，或在表头写（{unit_of_all}）", told.zh),
            format!("{}, or write （{unit_of_all}） in the header", told.en),
        ),
    }
}

/// A message on a value that does not begin with the fact's id.
fn without_id(id: &str, what: &Text) -> Text {
    let zh = what.zh.strip_prefix(&format!("“{id}”的值")).unwrap_or(&what.zh);
    let en = what.en.strip_prefix(&format!("\"{id}\"")).unwrap_or(&what.en);
    Text::new(zh.trim_start(), en.trim_start_matches([':', ' ']))
}

/// An option that there is not: the nearest one, else all that there are.
fn no_option(shown: &str, cell: &str, options: &[Choice]) -> Text {
    let labels = |pick: fn(&Text) -> &str| options.iter().map(move |option| pick(&option.label));
    let ids = options.iter().map(|option| option.id.as_str());
    let near = nearest(cell, ids.chain(labels(|label| &label.zh)).chain(labels(|label| &label.en)));
    if let Some(near) = near {
        return text!(
            "没有选项“{shown}”，是否为“{near}”？",
            "there is no option \"{shown}\": \"{near}\"?"
        );
    }
    let zh = labels(|label| &label.zh).collect::<Vec<_>>().join("、");
    let en = labels(|label| &label.en).collect::<Vec<_>>().join("; ");
    text!("没有选项“{shown}”，可选：{zh}", "there is no option \"{shown}\"; there are: {en}")
}
