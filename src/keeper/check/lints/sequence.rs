//! What belongs together in the text belongs together in the rule: each tier its award, each
//! case its amount (分别), each recognition its own year.

use rust_decimal::Decimal;

use super::rule::{self, Role, RuleFigure, yuan};
use super::{Context, finding};
use crate::keeper::check::figure::{Compare, Figure, Kind, figures};
use crate::keeper::check::finding::{Finding, Mark};
use crate::keeper::check::walk::{Step, amounts, children};
use crate::policy::{Amount, Benefit, Condition, FactId, FactKind, Test, Threshold, Tier};
use crate::text;

/// Compares the pairs of every award with those of the quotes.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    for benefit in &context.policy.benefits {
        let quotes: Vec<Quote<'_>> = benefit
            .quotes
            .iter()
            .map(|quote| Quote { text: quote, figures: figures(quote) })
            .collect();
        let mut told = Vec::new();
        for variant in context.variants(benefit) {
            let Some(award) = variant.award else { continue };
            let mut path: Vec<String> =
                variant.path("award", &[]).into_iter().map(str::to_owned).collect();
            let mut pairs = Vec::new();
            amounts(award, &mut path, &mut |amount, path| {
                pairs.extend(pairs_of(context, benefit, amount, path));
            });
            for pair in pairs {
                wrong(context, benefit, &quotes, &pair, &mut told, out);
            }
        }
        super::listed::check(context, benefit, &quotes, out);
    }
}

/// A quote with its figures.
pub struct Quote<'q> {
    /// Its words.
    pub text: &'q str,
    /// Its figures, in order.
    pub figures: Vec<Figure>,
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
fn pairs_of(
    context: &Context<'_>,
    benefit: &Benefit,
    amount: &Amount,
    path: &[String],
) -> Vec<Pair> {
    if let Amount::Milestone(milestone) = amount {
        let pair = |(at, tier): (usize, &Tier)| Pair {
            when: When::Number(Kind::Money, Threshold::Money(tier.from), Compare::AtLeast),
            kind: Kind::Money,
            value: yuan(tier.award),
            path: [path, &["tiers".to_owned(), at.to_string(), "1".to_owned()]].concat(),
        };
        return milestone.tiers.iter().enumerate().map(pair).collect();
    }
    let case = |(step, when, _): (Step, Option<&Condition>, _)| {
        let when = when?;
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
        }?;
        let mut path = path.to_vec();
        step.extend(&mut path);
        let steps: Vec<&str> = path.iter().map(String::as_str).collect();
        let (source, value) = context.locate.exact("benefit", &benefit.id, &steps)?;
        // The first figure of a case is what it gives: its rate or its sum.
        let figures = rule::of_value(source, "award", value);
        let first =
            figures.into_iter().find(|figure| !matches!(figure.role, Role::Threshold(_)))?;
        path.push(first.key.clone());
        Some(Pair { when: decides, kind: first.kind, value: first.value, path })
    };
    children(amount).into_iter().filter_map(case).collect()
}

/// A figure of the rule that stands where the quote has another.
pub fn tell(
    context: &Context<'_>,
    benefit: &Benefit,
    quote: &Quote<'_>,
    own: &RuleFigure<'_>,
    theirs: &Figure,
) -> Finding {
    let mark = Mark::new(own.source, own.span.clone(), text!("规则", "the rule"));
    let other = context
        .locate
        .piece("benefit", &benefit.id, quote.text, theirs.range.clone())
        .map(|(source, span)| Mark::new(source, span, text!("引文", "the quote")));
    let said = &quote.text[theirs.range.clone()];
    let written = super::figures::shown(own.kind, own.value);
    let wanted = super::figures::shown(theirs.kind, theirs.value);
    let id = &benefit.id;
    finding(
        "lint/order",
        mark,
        id,
        text!(
            "“{id}”：按引文的顺序（分别），这一档应是 {said}，规则写 {written}",
            "\"{id}\": in the order of the quote this one has {said}, the rule says {written}"
        ),
        text!(
            "与引文逐一对应：第几档对第几个数，改成 {wanted}。",
            "Match them one by one with the quote: change it to {wanted}."
        ),
    )
    .marked(other)
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
        } else if all == 0 || all & bit != 0 {
            others.extend(bigrams(&option.label.zh));
        }
    }
    own.retain(|pair| !others.contains(pair));
    own
}

/// The options of a fact that a benefit names anywhere.
fn spoken(benefit: &Benefit, fact: Option<FactId>) -> u128 {
    let bits = |condition: &Condition| {
        let (Test::HasAny(bits) | Test::OneOf(bits)) = condition.test else { return 0 };
        if condition.fact == fact { bits } else { 0 }
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
    let of = |quote: &Quote<'_>, exact: bool| match &pair.when {
        When::Number(kind, threshold, compare) => {
            let at = decided_by(quote, *kind, *threshold, *compare, exact)?;
            paid_for(quote, at, pair.kind)
        }
        When::Words(words) => named(quote, words, pair.kind),
    };
    // A figure that is compared as the rule does comes before one that is not.
    let found = [true, false]
        .into_iter()
        .find_map(|exact| quotes.iter().find_map(|quote| Some((quote, of(quote, exact)?))));
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
    let Some((source, span)) = context.locate.value("benefit", &benefit.id, &path) else { return };
    let own = RuleFigure {
        role: Role::Payment,
        kind: pair.kind,
        value: pair.value,
        key: String::new(),
        source,
        span,
        default: true,
    };
    out.push(tell(context, benefit, quote, &own, figure));
}

/// The figure of a quote that a threshold follows.
fn decided_by(
    quote: &Quote<'_>,
    kind: Kind,
    threshold: Threshold,
    compare: Compare,
    exact: bool,
) -> Option<usize> {
    let value = match threshold {
        Threshold::Money(money) => yuan(money),
        Threshold::Count(count) => Decimal::from(count),
    };
    let fits = |is: Compare| !exact || is == compare;
    let at =
        |value| quote.figures.iter().position(|f| f.is(kind, value) && f.compare.is_some_and(fits));
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
    // Where most of the words stand together: 技术 alone may be of something else.
    let marks = ['，', '；', '。'];
    let mut from = 0;
    let mut best: Option<(usize, usize)> = None;
    for part in quote.text.split_inclusive(marks) {
        let found: Vec<usize> = words.iter().filter_map(|word| part.find(word.as_str())).collect();
        if let Some(first) = found.iter().min()
            && best.is_none_or(|(count, _)| found.len() > count)
        {
            best = Some((found.len(), from + first));
        }
        from += part.len();
    }
    let (_, at) = best?;
    let sentence_end = quote.text[at..].find(['；', '。']).map_or(quote.text.len(), |end| at + end);
    let start = quote.text[..at].rfind(['；', '。']).map_or(0, |start| start);
    let inside: Vec<usize> = (0..quote.figures.len())
        .filter(|i| {
            let figure = &quote.figures[*i];
            figure.range.start >= start && figure.range.end <= sentence_end && figure.kind == kind
        })
        .collect();
    // Of several the one in the same part between commas.
    let part = |mark: usize| {
        let end =
            quote.text[mark..].find(['，', '；', '。']).map_or(quote.text.len(), |end| mark + end);
        let start = quote.text[..mark].rfind(['，', '；', '。']).unwrap_or(0);
        start..end
    };
    let near: Vec<usize> = inside
        .iter()
        .copied()
        .filter(|i| part(at).contains(&quote.figures[*i].range.start))
        .collect();
    match inside.as_slice() {
        [only] => Some(*only),
        _ if near.len() == 1 && inside.len() > 1 => near.first().copied(),
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
