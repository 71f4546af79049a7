//! Words of the measure as they are shown: verbatim, in English beside an unofficial rendering.

use crate::text::Lang;

use super::model::Model;

/// What stands between two clauses of a quote.
const BETWEEN: char = '…';

/// A quote, in the English wizard after its rendering.
pub fn quoted(model: &Model, quote: &str) -> String {
    // Where a rule rests on several clauses they stand in one quote.
    let parts = quote.split(BETWEEN).map(|part| model.policy.rendering(part.trim()));
    let english: Option<Vec<&str>> = parts.collect();
    match (model.lang, english) {
        (Lang::En, Some(english)) => {
            format!("Unofficial: “{}” “{quote}”", english.join(" … "))
        }
        (Lang::En, None) | (Lang::Zh, _) => format!("“{quote}”"),
    }
}

/// What stands in English for a text of the measure: of its clauses that have a rendering those
/// that are no part of another.
pub fn renderings<'m>(model: &'m Model, text: &str) -> Vec<&'m str> {
    if model.lang == Lang::Zh {
        return Vec::new();
    }
    let all = || model.policy.articles.iter().flat_map(|article| &article.renderings);
    let within: Vec<&(String, String)> = all().filter(|(quote, _)| text.contains(quote)).collect();
    let is_part = |quote: &String| within.iter().any(|(of, _)| of != quote && of.contains(quote));
    within.iter().filter(|(quote, _)| !is_part(quote)).map(|(_, en)| en.as_str()).collect()
}
