//! What belongs together in the text belongs together in the rule: each tier its award, each
//! case its amount (分别), each recognition its own year.

use rust_decimal::Decimal;

use super::rule::{RuleFigure, of_amount};
use super::{Context, finding};
use crate::keeper::check::figure::{Compare, Figure, Kind, chinese};
use crate::keeper::check::finding::{Finding, Mark};
use crate::policy::{Amount, Benefit, Condition, FactId, FactKind, Test, Threshold};
use crate::text;

/// Compares the pairs of every award with those of the quotes.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for benefit in &context.policy.benefits {
        let quotes: Vec<Quote<'_>> = benefit
            .quotes
            .iter()
            .map(|quote| Quote { text: quote, figures: chinese(quote) })
            .collect();
        let mut told = Vec::new();
        for variant in context.variants(benefit) {
            let Some(award) = variant.award else { continue };
            let path: Vec<String> =
                variant.path("award", &[]).into_iter().map(str::to_owned).collect();
            for pair in pairs(context, benefit, award, path) {
                wrong(context, benefit, &quotes, &pair, &mut told, out);
            }
        }
    }
}

struct Quote<'q> {
    text: &'q str,
    figures: Vec<Figure>,
}

/// What decides, and what is given then.
struct Pair {
    when: When,
    kind: Kind,
    value: Decimal,
    path: Vec<String>,
}

enum When {
    Number(Kind, Threshold, Compare),
    /// Words that only this case has.
    Words(Vec<String>),
}

/// Tiers, cases and parts with what decides them.
fn pairs(
    context: &Context<'_>,
    benefit: &Benefit,
    amount: &Amount,
    mut path: Vec<String>,
) -> Vec<Pair> {
    match amount {
        Amount::Milestone(milestone) => milestone
            .tiers
            .iter()
            .enumerate()
            .map(|(at, tier)| Pair {
                when: When::Number(Kind::Money, Threshold::Money(tier.from), Compare::AtLeast),
                kind: Kind::Money,
                value: super::rule::yuan(tier.award),
                path: [path.clone(), vec!["tiers".to_owned(), at.to_string(), "1".to_owned()]]
                    .concat(),
            })
            .collect(),
        Amount::Sum(parts) => {
            let parts: Vec<_> =
                parts.iter().map(|part| (part.when.as_ref(), &part.amount)).collect();
            cases(context, benefit, &parts, &path, "sum")
        }
        Amount::FirstOf(all) => {
            let all: Vec<_> = all.iter().map(|case| (case.when.as_ref(), &case.amount)).collect();
            cases(context, benefit, &all, &path, "first")
        }
        Amount::Capped { amount, cap } => {
            let mut all = pairs(context, benefit, amount, path.clone());
            path.push("cap".to_owned());
            all.extend(pairs(context, benefit, cap, path));
            all
        }
        Amount::Less { amount, .. }
        | Amount::Scaled { amount, .. }
        | Amount::Rounded { amount, .. }
        | Amount::Difference { amount, .. } => pairs(context, benefit, amount, path),
        Amount::Larger(_)
        | Amount::OfBenefit { .. }
        | Amount::Fixed(_)
        | Amount::Share { .. }
        | Amount::PerUnit { .. }
        | Amount::Steps { .. }
        | Amount::ShareOfEach { .. }
        | Amount::EachItem { .. }
        | Amount::Stages(_) => Vec::new(),
    }
}

fn cases(
    context: &Context<'_>,
    benefit: &Benefit,
    all: &[(Option<&Condition>, &Amount)],
    path: &[String],
    key: &str,
) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (at, (when, amount)) in all.iter().enumerate() {
        let Some(when) = when else { continue };
        let decides = match when.test {
            Test::AtLeast(at) => number(context, when, at, Compare::AtLeast),
            Test::Above(at) => number(context, when, at, Compare::Above),
            Test::Below(at) => number(context, when, at, Compare::Below),
            Test::HasAny(_) | Test::OneOf(_) => {
                Some(When::Words(distinctive(context, spoken(benefit, when.fact), when)))
            }
            Test::Yes
            | Test::Answered
            | Test::Empty
            | Test::NotEmpty
            | Test::Equals(_)
            | Test::YearIn(_)
            | Test::ValidThrough(_)
            | Test::FirstReaches(_)
            | Test::Not(_)
            | Test::AnyOf(_)
            | Test::AllOf(_)
            | Test::Given { .. }
            | Test::Compared(..) => None,
        };
        let Some(decides) = decides else { continue };
        let mut figures: Vec<RuleFigure> = Vec::new();
        let mut inner = [path.to_vec(), vec![key.to_owned(), at.to_string()]].concat();
        of_amount(amount, &mut inner, &mut figures);
        // The first figure of a case is what it gives: its rate or its sum.
        if let Some(first) = figures.into_iter().next() {
            let (kind, value, path) = (first.kind, first.value, first.path);
            pairs.push(Pair { when: decides, kind, value, path });
        }
    }
    pairs
}

fn number(
    context: &Context<'_>,
    when: &Condition,
    at: Threshold,
    compare: Compare,
) -> Option<When> {
    let money = matches!(context.policy.fact(when.fact?).kind, FactKind::Money { .. });
    Some(When::Number(if money { Kind::Money } else { Kind::Count }, at, compare))
}

/// Pairs of neighbouring characters that only the labels of the options named here have, of
/// all that the benefit speaks of.
fn distinctive(context: &Context<'_>, all: u128, when: &Condition) -> Vec<String> {
    let (Some(fact), Test::HasAny(bits) | Test::OneOf(bits)) = (when.fact, &when.test) else {
        return Vec::new();
    };
    let bigrams = |label: &str| -> Vec<String> {
        let chars: Vec<char> = label.chars().collect();
        chars.windows(2).map(|pair| pair.iter().collect()).collect()
    };
    let (mut own, mut others) = (Vec::new(), Vec::new());
    for (at, option) in context.policy.fact(fact).kind.options().iter().enumerate() {
        let bit = if at < 128 { 1 << at } else { 0 };
        if bits & bit != 0 {
            own.extend(bigrams(&option.label.zh));
        } else if all & bit != 0 {
            others.extend(bigrams(&option.label.zh));
        }
    }
    own.retain(|pair| !others.contains(pair));
    own
}

/// The options of a fact that a benefit names anywhere.
fn spoken(benefit: &Benefit, fact: Option<FactId>) -> u128 {
    let bits = |condition: &Condition| match condition.test {
        Test::HasAny(bits) | Test::OneOf(bits) if condition.fact == fact => bits,
        _ => 0,
    };
    benefit.when.iter().map(bits).fold(0, |all, bits| all | bits)
}

/// Tells of a pair that the quotes pair otherwise.
fn wrong(
    context: &Context<'_>,
    benefit: &Benefit,
    quotes: &[Quote<'_>],
    pair: &Pair,
    told: &mut Vec<(Decimal, String)>,
    out: &mut Vec<Finding>,
) {
    let found = quotes.iter().find_map(|quote| {
        let wanted = match &pair.when {
            When::Number(kind, threshold, compare) => {
                let at = decided_by(quote, *kind, *threshold, *compare)?;
                paid_for(quote, at, pair.kind)?
            }
            When::Words(words) => named(quote, words, pair.kind)?,
        };
        Some((quote, wanted))
    });
    let Some((quote, wanted)) = found else { return };
    let figure = &quote.figures[wanted];
    let in_text =
        quotes.iter().flat_map(|quote| &quote.figures).any(|f| f.is(pair.kind, pair.value));
    // Figures that the text has nowhere are another lint's.
    if figure.value == pair.value || !in_text {
        return;
    }
    let path: Vec<&str> = pair.path.iter().map(String::as_str).collect();
    let last = path.iter().rev().take(4).copied().collect::<Vec<_>>().join("/");
    if told.contains(&(pair.value, last.clone())) {
        return;
    }
    told.push((pair.value, last));
    let said = &quote.text[figure.range.clone()];
    let written = super::figures::shown(pair.kind, pair.value);
    let mark = context
        .locate
        .value("benefit", &benefit.id, &path)
        .map(|(source, span)| Mark::new(source, span, text!("规则", "the rule")));
    let place = mark.as_ref().map_or_else(|| context.place(benefit, &path), |m| m.place.clone());
    let other = context
        .locate
        .piece("benefit", &benefit.id, quote.text, figure.range.clone())
        .map(|(source, span)| Mark::new(source, span, text!("引文", "the quote")));
    let id = &benefit.id;
    out.push(
        finding(
            "lint/order",
            place,
            id,
            text!(
                "“{id}”：按引文的顺序（分别），这一档应是 {said}，规则写 {written}",
                "\"{id}\": in the order of the quote this one has {said}, the rule says {written}"
            ),
            text!(
                "与引文逐一对应：第几档对第几个数，改成 {said}。",
                "Match them one by one with the quote: change it to {said}."
            ),
        )
        .marked(mark)
        .marked(other),
    );
}

/// The figure of a quote that a threshold follows.
fn decided_by(
    quote: &Quote<'_>,
    kind: Kind,
    threshold: Threshold,
    compare: Compare,
) -> Option<usize> {
    let value = match threshold {
        Threshold::Money(money) => super::rule::yuan(money),
        Threshold::Count(count) => Decimal::from(count),
    };
    let at = |value| quote.figures.iter().position(|f| f.is(kind, value) && f.compare.is_some());
    let before = (compare == Compare::Below && kind == Kind::Count)
        .then(|| at(value - Decimal::ONE))
        .flatten();
    before.or_else(|| at(value))
}

/// What a quote gives for the figure at a position: the next amount, or of the next list the
/// one at the same place.
fn paid_for(quote: &Quote<'_>, at: usize, kind: Kind) -> Option<usize> {
    let figures = &quote.figures;
    let place = figures[at].place;
    let end = (at + 1..figures.len()).find(|i| figures[*i].place == 0).unwrap_or(figures.len());
    let length = figures[end - 1].place + 1;
    let threshold = |figure: &Figure| {
        matches!(figure.compare, Some(Compare::AtLeast | Compare::Above | Compare::Below))
    };
    let first =
        (end..figures.len()).find(|i| figures[*i].kind == kind && !threshold(&figures[*i]))?;
    // Another threshold in between: what follows belongs to that one.
    let crossed =
        (end..first).any(|i| threshold(&figures[i]) && figures[i].kind == figures[at].kind);
    let list = (first + 1..figures.len()).take_while(|i| figures[*i].place > 0).count() + 1;
    let ends_range = figures[at].compare == Some(Compare::AtLeast)
        && figures.get(at + 1).is_some_and(|next| next.compare == Some(Compare::AtMost));
    if length == list {
        let found = first + place;
        return (!crossed || ends_range).then_some(found).filter(|i| *i < figures.len());
    }
    None
}

/// What a quote gives in the one sentence that has the words: the ith of a list for the ith
/// of several, the only one otherwise.
fn named(quote: &Quote<'_>, words: &[String], kind: Kind) -> Option<usize> {
    let at = words.iter().filter_map(|word| quote.text.find(word.as_str())).min()?;
    let sentence_end = quote.text[at..].find(['；', '。']).map_or(quote.text.len(), |end| at + end);
    let start = quote.text[..at].rfind(['；', '。']).map_or(0, |start| start);
    let inside: Vec<usize> = (0..quote.figures.len())
        .filter(|i| {
            let figure = &quote.figures[*i];
            figure.range.start >= start && figure.range.end <= sentence_end && figure.kind == kind
        })
        .collect();
    match inside.as_slice() {
        [only] => Some(*only),
        // 国家、北京市 … 20%、10%: the order of what is listed before the figures.
        [first, second] if quote.figures[*second].place == 1 => {
            let mut heads = quote.text[start..quote.figures[*first].range.start]
                .match_indices(['、', '和', '或'])
                .map(|(found, _)| start + found);
            let link = heads.next()?;
            Some(if at < link { *first } else { *second })
        }
        _ => None,
    }
}
