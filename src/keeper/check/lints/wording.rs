//! What words beside the figures say of the rule: 最高 of a cap, 超出部分 of where a share
//! begins, 增量 of what it is taken from, 择优 and 综合 of how sure it is.

use super::{Context, finding};
use crate::keeper::check::figure::{Compare, Figure, Kind, figures as read};
use crate::keeper::check::finding::{At, Finding, Mark};
use crate::keeper::check::walk;
use crate::policy::{Amount, Benefit, Certainty, Derivation, FactId};
use crate::text;
use crate::text::Text;

/// Compares the award of every benefit with its quotes.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for benefit in &context.policy.benefits {
        certainty(context, benefit, out);
        let Some(award) = &benefit.award else { continue };
        cap(context, benefit, award, out);
        shares(context, benefit, award, out);
    }
}

/// A mark under a piece of a quote.
fn quote_mark(context: &Context<'_>, benefit: &Benefit, quote: &str, words: &str) -> Option<Mark> {
    let at = quote.find(words)?;
    let found = context.locate.piece("benefit", &benefit.id, quote, at..at + words.len())?;
    Some(Mark::new(found.0, found.1, text!("引文", "the quote")))
}

/// A value of the rule.
fn rule_mark(context: &Context<'_>, benefit: &Benefit, path: &[&str]) -> At {
    context.mark("benefit", &benefit.id, path, text!("规则", "the rule"))
}

/// 择优 is competitive, 综合 discretionary; a bare ceiling is no formula.
fn certainty(context: &Context<'_>, benefit: &Benefit, out: &mut Vec<Finding>) {
    const SELECTED: &[&str] = &["择优", "竞争性", "遴选"];
    const WHOLE: &[&str] =
        &["综合评定", "综合评审", "综合考虑", "综合研究", "一事一议", "等情况，给予", "酌情"];
    let found = |words: &'static [&'static str]| {
        benefit.quotes.iter().find_map(|quote| {
            let word = words.iter().find(|word| quote.contains(**word))?;
            Some((quote.as_str(), *word))
        })
    };
    let is = benefit.certainty;
    let wanted = match (found(SELECTED), found(WHOLE)) {
        (Some(said), _) => Some((Certainty::Competitive, said)),
        (None, Some(said)) => Some((Certainty::Discretionary, said)),
        (None, None) => None,
    };
    let wrong: Option<(&str, Option<(&str, &str)>)> = match (wanted, is) {
        (_, Certainty::None) => None,
        (Some((wanted, said)), is) if wanted != is => Some((wanted.as_str(), Some(said))),
        (None, Certainty::Competitive) | (None, Certainty::Discretionary) => {
            Some((if rated(benefit) { "formula" } else { "ceiling" }, None))
        }
        _ => None,
    };
    let wrong = wrong.or_else(|| {
        let figures: Vec<(&str, Figure)> = benefit
            .quotes
            .iter()
            .flat_map(|quote| read(quote).into_iter().map(move |f| (quote.as_str(), f)))
            .collect();
        let rate = figures.iter().find(|(_, f)| f.kind == Kind::Percent && !threshold(f));
        let ceiling = figures
            .iter()
            .find(|(_, f)| f.kind == Kind::Money && f.compare == Some(Compare::AtMost));
        match (is, rate, ceiling) {
            (Certainty::Ceiling, Some((quote, f)), _) if rated(benefit) => {
                Some(("formula", Some((quote, &quote[f.range.clone()]))))
            }
            (Certainty::Formula, None, Some((quote, f))) if bare(benefit) => {
                Some(("ceiling", Some((quote, &quote[f.range.clone()]))))
            }
            // 按照不超过…的20%: the rate itself is a ceiling.
            (Certainty::Formula, Some((quote, f)), _) if f.compare == Some(Compare::AtMost) => {
                Some(("rate_ceiling", Some((quote, words_of(quote, f)))))
            }
            (Certainty::RateCeiling, Some((quote, f)), _) if f.compare.is_none() => {
                Some(("formula", Some((quote, &quote[f.range.clone()]))))
            }
            _ => None,
        }
    });
    let Some((wanted, said)) = wrong else { return };
    let mark = rule_mark(context, benefit, &["certainty"]);
    let (id, is) = (&benefit.id, is.as_str());
    let what = match said {
        Some((_, words)) => text!(
            "“{id}”的引文写“{words}”，certainty 却是 {is}",
            "the quote of \"{id}\" says “{words}”, but certainty is {is}"
        ),
        None => text!(
            "“{id}”的 certainty 是 {is}，引文里没有择优、综合评定之类的话",
            "certainty of \"{id}\" is {is}, but the quote speaks of no selection or review"
        ),
    };
    let remedy = text!(
        "改成 certainty = \"{wanted}\"：按比例、按个数算的是 formula，按照不超过…的比例是 rate_ceiling，只写最高的是 ceiling，择优是 competitive，综合评定是 discretionary。",
        "Change it to certainty = \"{wanted}\": formula where it is computed, rate_ceiling where the rate is itself a ceiling, ceiling where the text gives only 最高, competitive for 择优, discretionary for a review as a whole."
    );
    let other = said.and_then(|(quote, words)| quote_mark(context, benefit, quote, words));
    out.push(finding("lint/certainty", mark, id, what, remedy).marked(other));
}

fn threshold(figure: &Figure) -> bool {
    matches!(figure.compare, Some(Compare::AtLeast | Compare::Above | Compare::Below))
}

/// Whether the award is a share of something.
fn rated(benefit: &Benefit) -> bool {
    benefit.award.as_ref().is_some_and(|award| !shares_of(award).is_empty())
}

/// Whether the award is a bare amount.
fn bare(benefit: &Benefit) -> bool {
    let own = |amount: &Amount| {
        matches!(amount, Amount::Fixed(_) | Amount::Stages(_) | Amount::Milestone(_))
    };
    benefit.award.as_ref().is_some_and(|award| {
        let cases = matches!(award, Amount::FirstOf(_));
        own(award) || cases && walk::children(award).iter().all(|(_, _, case)| own(case))
    })
}

/// What a share says of itself.
struct Part {
    rate: crate::policy::Rate,
    of: FactId,
    beyond: bool,
    path: Vec<String>,
}

/// Every share in an award.
fn shares_of(award: &Amount) -> Vec<Part> {
    let mut all = Vec::new();
    walk::amounts(award, &mut vec!["award".to_owned()], &mut |amount, path| match amount {
        Amount::Share { rate, of, beyond } => {
            let path = path.to_vec();
            all.push(Part { rate: *rate, of: *of, beyond: beyond.is_some(), path });
        }
        Amount::ShareOfEach { rate, of, .. } => {
            all.push(Part { rate: *rate, of: *of, beyond: false, path: path.to_vec() });
        }
        Amount::Fixed(_)
        | Amount::PerUnit { .. }
        | Amount::Steps { .. }
        | Amount::EachItem { .. }
        | Amount::OfBenefit { .. }
        | Amount::Sum(_)
        | Amount::FirstOf(_)
        | Amount::Larger(_)
        | Amount::Scaled { .. }
        | Amount::Rounded { .. }
        | Amount::Difference { .. }
        | Amount::Capped { .. }
        | Amount::Less { .. }
        | Amount::Milestone(_)
        | Amount::Stages(_) => {}
    });
    all
}

/// 最高 beside a share or a number of units needs a cap, and a cap needs such words.
fn cap(context: &Context<'_>, benefit: &Benefit, award: &Amount, out: &mut Vec<Finding>) {
    let ceilings: Vec<(&str, Figure)> = benefit
        .quotes
        .iter()
        .flat_map(|quote| read(quote).into_iter().map(move |figure| (quote.as_str(), figure)))
        .filter(|(_, f)| f.kind == Kind::Money && f.compare == Some(Compare::AtMost))
        .collect();
    let each = award_each(award);
    // Of a per-unit award its own worth may be said with 最高; only another ceiling caps it.
    let (computed, capped) = shape(award);
    if computed && !capped {
        let cap = ceilings.iter().find(|(_, f)| each != Some(f.value));
        if let Some((quote, figure)) = cap {
            let words = words_of(quote, figure);
            let said = &quote[figure.range.clone()];
            let mark = rule_mark(context, benefit, &["award"]);
            let id = &benefit.id;
            out.push(
                finding(
                    "lint/cap-missing",
                    mark,
                    id,
                    text!(
                        "“{id}”的引文写“{words}”，award 没有封顶",
                        "the quote of \"{id}\" says “{words}”, but the award has no cap"
                    ),
                    text!("在 award 里加 cap = \"{said}\"。", "Add cap = \"{said}\" to the award."),
                )
                .marked(quote_mark(context, benefit, quote, words)),
            );
        }
    }
}

/// The words from the comparison to the end of the figure.
fn words_of<'q>(quote: &'q str, figure: &Figure) -> &'q str {
    let sign = figure.sign.clone().unwrap_or(figure.range.clone());
    let start = sign.start.min(figure.range.start);
    &quote[start..sign.end.max(figure.range.end)]
}

/// What each unit brings.
fn award_each(award: &Amount) -> Option<rust_decimal::Decimal> {
    walk::all(award).into_iter().find_map(|amount| {
        let Amount::PerUnit { each, .. } = amount else { return None };
        Some(super::rule::yuan(*each))
    })
}

/// Whether an award is computed, and whether anything caps it.
fn shape(award: &Amount) -> (bool, bool) {
    let of = |all: Vec<(bool, bool)>| {
        let computed = all.iter().any(|(computed, _)| *computed);
        (computed, all.iter().any(|(computed, capped)| *computed && *capped))
    };
    match award {
        Amount::Share { .. } | Amount::PerUnit { .. } | Amount::Steps { .. } => (true, false),
        Amount::EachItem { gives, .. } => (true, shape(gives).1),
        Amount::OfBenefit { award, .. } => shape(award),
        Amount::ShareOfEach { cap, .. } => (true, cap.is_some()),
        Amount::Sum(parts) => of(parts.iter().map(|part| shape(&part.amount)).collect()),
        Amount::FirstOf(cases) => of(cases.iter().map(|case| shape(&case.amount)).collect()),
        Amount::Capped { amount, .. } => (shape(amount).0, true),
        Amount::Less { amount, .. }
        | Amount::Scaled { amount, .. }
        | Amount::Rounded { amount, .. }
        | Amount::Difference { amount, .. } => shape(amount),
        Amount::Larger(all) => of(all.iter().map(shape).collect()),
        Amount::Fixed(_) | Amount::Milestone(_) | Amount::Stages(_) => (false, false),
    }
}

/// What a share is of: the increase or the whole, from nothing or beyond a threshold.
fn shares(context: &Context<'_>, benefit: &Benefit, award: &Amount, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for part in shares_of(award) {
        let rate = super::rule::percent(part.rate);
        let Some((quote, figure)) = benefit.quotes.iter().find_map(|quote| {
            let figures = read(quote);
            let found = figures.into_iter().find(|f| f.is(Kind::Percent, rate))?;
            Some((quote.as_str(), found))
        }) else {
            continue;
        };
        let start = quote[..figure.range.start]
            .rfind(['，', '。', '；', '：'])
            .map_or(0, |at| at + quote[at..].chars().next().map_or(0, char::len_utf8));
        let phrase = &quote[start..figure.range.end];
        let path: Vec<&str> = part.path.iter().map(String::as_str).collect();
        let excess = ["超出部分", "超过部分", "超额部分", "超出的部分", "超过的部分", "超出"]
            .iter()
            .any(|word| phrase.contains(word));
        let id = &benefit.id;
        let mut tell = |code, path: &[&str], what: Text, remedy: Text| {
            let mark = rule_mark(context, benefit, path);
            let other = quote_mark(context, benefit, quote, phrase);
            out.push(finding(code, mark, id, what, remedy).marked(other));
        };
        if excess && !part.beyond {
            tell(
                "lint/beyond",
                &path,
                text!(
                    "“{id}”的引文写“{phrase}”，award 却从零算起",
                    "the quote of \"{id}\" says “{phrase}”, but the award counts from zero"
                ),
                text!("加 beyond = 所超出的数。", "Add beyond = the figure that is exceeded."),
            );
        } else if part.beyond && !excess {
            let mut path = path.clone();
            path.push("beyond");
            tell(
                "lint/beyond",
                &path,
                text!(
                    "“{id}”的 award 只算超出的部分（beyond），引文“{phrase}”没有这样说",
                    "the award of \"{id}\" counts only what is beyond, but the quote says “{phrase}”"
                ),
                text!("删去 beyond，或核对引文。", "Delete beyond, or check the quote."),
            );
        }
        let increase = matches!(policy.fact(part.of).derived, Some(Derivation::Increase { .. }));
        let said = ["增量", "增加额", "增长额", "新增", "增加部分", "增长部分", "增幅"]
            .iter()
            .any(|word| phrase.contains(word));
        let fact = &policy.fact(part.of).id;
        let mut of = path.clone();
        of.push("of");
        if said && !increase && increases(context).any(|known| related(context, known, part.of)) {
            tell(
                "lint/base",
                &of,
                text!(
                    "“{id}”的引文写“{phrase}”，award 却按“{fact}”的全额算",
                    "the quote of \"{id}\" says “{phrase}”, but the award is a share of the whole \"{fact}\""
                ),
                text!("改用它的增量。", "Use its increase."),
            );
        } else if increase && !said {
            tell(
                "lint/base",
                &of,
                text!(
                    "“{id}”的 award 按增量“{fact}”算，引文“{phrase}”没有说增量",
                    "the award of \"{id}\" is a share of the increase \"{fact}\", but the quote says “{phrase}”"
                ),
                text!(
                    "改用全额的事实，或核对引文。",
                    "Use the fact of the whole figure, or check the quote."
                ),
            );
        } else if let Some(better) = better_base(context, part.of, phrase) {
            let better = &policy.fact(better).id;
            tell(
                "lint/base",
                &of,
                text!(
                    "“{id}”的 award 按“{fact}”算，引文“{phrase}”说的像是“{better}”",
                    "the award of \"{id}\" is a share of \"{fact}\", but the quote “{phrase}” seems to speak of \"{better}\""
                ),
                text!(
                    "核对 of；说的是“{better}”就改用它。",
                    "Check of; use \"{better}\" if that is meant."
                ),
            );
        }
    }
}

/// The facts that are increases.
fn increases<'c>(context: &Context<'c>) -> impl Iterator<Item = FactId> + use<'c> {
    let facts = context.policy.facts();
    facts.filter(|(_, f)| matches!(f.derived, Some(Derivation::Increase { .. }))).map(|(id, _)| id)
}

fn related(context: &Context<'_>, increase: FactId, figure: FactId) -> bool {
    context.policy.inputs(increase).contains(&figure)
}

/// Another figure of the same type, year and kind that the phrase names and this one is not.
fn better_base(context: &Context<'_>, is: FactId, phrase: &str) -> Option<FactId> {
    let policy = context.policy;
    let own = super::longest_shared(&policy.fact(is).label.zh, phrase);
    let fact = policy.fact(is);
    let increase = fact.derived.is_some();
    if own >= 2 {
        return None;
    }
    policy
        .facts()
        .filter(|(id, other)| {
            *id != is && other.kind == fact.kind && other.derived.is_some() == increase
        })
        .map(|(id, other)| (super::longest_shared(&other.label.zh, phrase), id))
        .filter(|(shared, _)| *shared >= 4)
        .max_by_key(|(shared, _)| *shared)
        .map(|(_, id)| id)
}
