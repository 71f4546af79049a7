//! Lists that stand in the order of the quote (instalments, stages), and the cells of tables.

use serde_spanned::Spanned;
use toml::de::DeValue;

use super::Context;
use super::rule::{self, RuleFigure};
use super::sequence::{Quote, tell};
use crate::keeper::check::figure::Figure;
use crate::keeper::check::finding::Finding;
use crate::policy::{Benefit, FactId};

/// Compares the lists and tables of an award with its quotes.
pub fn check(
    context: &Context<'_>,
    benefit: &Benefit,
    quotes: &[Quote<'_>],
    out: &mut Vec<Finding>,
) {
    for key in ["instalments", "stages"] {
        let Some((source, list)) = context.locate.exact("benefit", &benefit.id, &["award", key])
        else {
            continue;
        };
        let own = rule::of_value(source, key, list);
        let Some(quote) = quotes.iter().find(|quote| {
            own.iter().all(|own| quote.figures.iter().any(|f| f.is(own.kind, own.value)))
        }) else {
            continue;
        };
        // The figures of the quote that the list has, as far as they are as many.
        let theirs: Vec<&Figure> = quote
            .figures
            .iter()
            .filter(|f| own.iter().any(|own| f.is(own.kind, own.value)))
            .collect();
        let mut distinct: Vec<&RuleFigure<'_>> = Vec::new();
        for own in &own {
            if !distinct.iter().any(|known| known.value == own.value) {
                distinct.push(own);
            }
        }
        let mut order: Vec<&Figure> = Vec::new();
        for figure in theirs {
            if !order.iter().any(|known| known.value == figure.value) {
                order.push(figure);
            }
        }
        let differs = distinct.iter().zip(&order).find(|(own, theirs)| own.value != theirs.value);
        if let Some((own, theirs)) = differs {
            out.push(tell(context, benefit, quote, own, theirs));
        }
    }
    table(context, benefit, quotes, out);
}

/// The cells of a table, each beside the labels of its row and column.
fn table(context: &Context<'_>, benefit: &Benefit, quotes: &[Quote<'_>], out: &mut Vec<Finding>) {
    let table = ["award", "table", "awards"];
    let Some((source, cells)) = context.locate.exact("benefit", &benefit.id, &table) else {
        return;
    };
    let ids = |key: &str| {
        let path = ["award", "table", key];
        let (_, id) = context.locate.exact("benefit", &benefit.id, &path)?;
        context.policy.fact_id(id.get_ref().as_str()?)
    };
    let label = |fact: Option<FactId>, option: &str| {
        let options = context.policy.fact(fact?).kind.options();
        options.iter().find(|known| known.id == option).map(|known| known.label.zh.clone())
    };
    let (rows, columns) = (ids("rows"), ids("columns"));
    let Some(cells) = cells.get_ref().as_table() else { return };
    for (row, cell) in cells.iter() {
        let Some(row) = label(rows, row.get_ref()) else { continue };
        let cells: Vec<(Vec<String>, &Spanned<DeValue<'_>>)> = match cell.get_ref().as_table() {
            Some(table) => table
                .iter()
                .filter_map(|(at, cell)| {
                    Some((vec![row.clone(), label(columns, at.get_ref())?], cell))
                })
                .collect(),
            None => vec![(vec![row], cell)],
        };
        for (labels, cell) in cells {
            let own = rule::of_value(source, "award", cell);
            let [own] = own.as_slice() else { continue };
            let found = quotes.iter().find_map(|quote| {
                let mut at = 0;
                for label in &labels {
                    at += quote.text[at..].find(label.as_str())? + label.len();
                }
                let next = quote.figures.iter().find(|f| f.range.start >= at)?;
                (next.kind == own.kind).then_some((quote, next))
            });
            if let Some((quote, theirs)) = found.filter(|(_, theirs)| theirs.value != own.value) {
                out.push(tell(context, benefit, quote, own, theirs));
            }
        }
    }
}
