//! What is wrong with a cell, and what to write instead. The place names the column, so the
//! message names no fact; options go by their labels.

use crate::diagnostic::{found, nearest};
use crate::policy::{Choice, Fact};
use crate::profile::typed::{self, ListError};
use crate::quantity::read::AmountError;
use crate::text;
use crate::text::Text;

/// Why a cell is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CellError {
    /// Neither yes nor no.
    Bool,
    /// There is no such option.
    Option(String),
    /// 无 beside other options.
    NoneWithOthers(String),
    /// Nothing but separators.
    Separators,
    /// No amount, percentage, count or year.
    Amount(AmountError),
    /// An item of a list.
    Items(Text),
    /// A part of a list of amounts.
    Amounts(String, ListError),
}

impl From<AmountError> for CellError {
    fn from(error: AmountError) -> Self {
        Self::Amount(error)
    }
}

impl CellError {
    /// What was found in the cell of a fact, and what to write.
    pub(super) fn text(&self, fact: &Fact, cell: &str) -> Text {
        let shown = found(cell.trim());
        match self {
            Self::Bool => {
                text!("“{shown}”应为 是 或 否", "\"{shown}\": expected 是 or 否 (yes or no)")
            }
            Self::Option(said) => no_option(said, fact.kind.options()),
            Self::NoneWithOthers(said) => {
                let said = found(said);
                text!(
                    "“{said}”不能和别的选项写在一起",
                    "\"{said}\" cannot stand with other options"
                )
            }
            Self::Separators => text!(
                "“{shown}”只有分隔号；一个都没有就写“无”，不知道就留空",
                "\"{shown}\" is nothing but separators; write none for none of them, or leave the cell empty if unknown"
            ),
            Self::Items(what) => unended(what.clone()),
            Self::Amount(error) => said(cell, *error),
            Self::Amounts(part, ListError::Amount(error)) => said(part, *error),
            Self::Amounts(part, ListError::Ambiguous) => unended(typed::ambiguous(part)),
        }
    }
}

/// What was found, and why it is no amount, percentage, count or year.
pub(super) fn said(found_text: &str, why: AmountError) -> Text {
    let (shown, why) = (found(found_text.trim()), why.text());
    unended(Text::new(format!("“{shown}”：{}", why.zh), format!("\"{shown}\": {}", why.en)))
}

/// Without the full stop: more may follow in the line.
fn unended(text: Text) -> Text {
    text.map(|text| text.trim_end_matches(['。', '.']).to_owned())
}

/// An option that there is not: the nearest one, else all that there are.
fn no_option(said: &str, options: &[Choice]) -> Text {
    let shown = found(said);
    let labels = |pick: fn(&Text) -> &str| options.iter().map(move |option| pick(&option.label));
    let ids = options.iter().map(|option| option.id.as_str());
    let near = nearest(said, ids.chain(labels(|label| &label.zh)).chain(labels(|label| &label.en)));
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
