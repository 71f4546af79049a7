//! The figures of a rule and those of what it quotes: the same, and compared alike.

use std::collections::HashMap;
use std::ops::Range;

use rust_decimal::Decimal;

use super::rule::{Role, RuleFigure, of_amount, of_condition, of_conditions, of_later};
use super::{Context, Variant, finding};
use crate::diagnostic::Place;
use crate::keeper::check::figure::{Compare, Figure, Kind, chinese};
use crate::keeper::check::finding::{Finding, Mark};
use crate::policy::{Amount, Benefit, FactId, Later};
use crate::text;
use crate::text::Text;

/// A figure of a quote, with the quote.
struct Quoted<'p> {
    quote: &'p str,
    figure: Figure,
    /// Where the figure stands in the measure's text.
    at: Option<usize>,
}

/// What of a benefit or gate is compared with its quotes.
struct Clause<'p> {
    kind: &'static str,
    id: &'p str,
    quoted: Vec<Quoted<'p>>,
    rule: Vec<RuleFigure>,
    /// Figures of the texts of the facts it uses, which say what is counted.
    told: Vec<(Kind, Decimal)>,
    /// What a staged award comes to, and in how many years.
    stages: Option<(Decimal, usize)>,
    again: Option<u32>,
}

/// Compares benefits and gates with what they quote.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let clauses: Vec<Clause<'_>> = clauses(context);
    // A spot of the text may be quoted by several; it is used if one of them uses it.
    let mut used: HashMap<usize, bool> = HashMap::new();
    let mut left: Vec<(usize, usize)> = Vec::new();
    for (at, clause) in clauses.iter().enumerate() {
        let mut open = unused(clause);
        for (index, quoted) in clause.quoted.iter().enumerate() {
            if let Some(spot) = quoted.at {
                *used.entry(spot).or_default() |= !open.contains(&index);
            }
        }
        let missing = missing(clause);
        for rule in missing {
            let nearest = open.iter().position(|index| {
                let quoted = &clause.quoted[*index];
                pairs(rule, &quoted.figure)
            });
            let other = match nearest {
                Some(position) => {
                    let index = open.remove(position);
                    if let Some(spot) = clause.quoted[index].at {
                        used.insert(spot, true);
                    }
                    Some(&clause.quoted[index])
                }
                None => clause.quoted.iter().find(|quoted| pairs(rule, &quoted.figure)),
            };
            out.push(differs(context, clause, rule, other));
        }
        left.extend(open.into_iter().map(|index| (at, index)));
        for rule in &clause.rule {
            compared(context, clause, rule, out);
        }
    }
    let mut told = Vec::new();
    for (at, index) in left {
        let (clause, quoted) = (&clauses[at], &clauses[at].quoted[index]);
        if let Some(spot) = quoted.at {
            if used.get(&spot).copied().unwrap_or(false) || told.contains(&spot) {
                continue;
            }
            told.push(spot);
        }
        out.push(idle(context, clause, quoted));
    }
}

fn clauses<'a>(context: &Context<'a>) -> Vec<Clause<'a>> {
    let policy = context.policy;
    let mut clauses = Vec::new();
    for gate in &policy.gates {
        let mut rule = Vec::new();
        of_condition(&gate.when, &["when".to_owned()], &mut rule);
        clauses.push(Clause {
            kind: "gate",
            id: &gate.id,
            quoted: quoted(context, &gate.quotes),
            rule,
            told: told(context, gate.when.fact.into_iter()),
            stages: None,
            again: None,
        });
    }
    for benefit in &policy.benefits {
        let mut rule: Vec<RuleFigure> = Vec::new();
        let mut facts: Vec<FactId> = Vec::new();
        for (at, variant) in context.variants(benefit).into_iter().enumerate() {
            // Tiers are the same under every reading; those of the default are looked at.
            let tiers = at > 0 && matches!(benefit.award, Some(Amount::Milestone(_)));
            for figure in of_variant(&variant) {
                let known = rule.iter().any(|known| same(known, &figure));
                let mut figure = figure;
                if tiers {
                    figure.default = false;
                }
                if !known {
                    rule.push(figure);
                }
            }
            facts.extend(variant.when.iter().filter_map(|condition| condition.fact));
            facts.extend(variant.award.map(Amount::facts).unwrap_or_default());
        }
        let again = match &benefit.later {
            Some(Later::Again(again)) => Some(again.times),
            Some(Later::Fixed { .. } | Later::Stages { .. }) | None => None,
        };
        rule.extend(benefit.later.iter().flat_map(of_later));
        clauses.push(Clause {
            kind: "benefit",
            id: &benefit.id,
            quoted: quoted(context, &benefit.quotes),
            rule,
            told: told(context, facts.into_iter()),
            stages: stages(benefit),
            again,
        });
    }
    clauses
}

/// Whether two figures say the same at the same role, so that one message does.
fn same(a: &RuleFigure, b: &RuleFigure) -> bool {
    let bare = |path: &[String]| -> Vec<String> {
        let skip = if path.first().is_some_and(|step| step == "under") { 3 } else { 0 };
        path.iter().skip(skip).cloned().collect()
    };
    a.role == b.role && a.kind == b.kind && a.value == b.value && bare(&a.path) == bare(&b.path)
}

/// The figures of conditions and award under one choice of readings.
fn of_variant(variant: &Variant<'_>) -> Vec<RuleFigure> {
    let path = variant.path("when", &[]);
    let mut figures = of_conditions(variant.when, &path);
    if let Some(award) = variant.award {
        let mut path: Vec<String> =
            variant.path("award", &[]).into_iter().map(str::to_owned).collect();
        of_amount(award, &mut path, &mut figures);
    }
    figures
}

fn quoted<'a>(context: &Context<'a>, quotes: &'a [String]) -> Vec<Quoted<'a>> {
    let text = &context.policy.text;
    let mut all = Vec::new();
    for quote in quotes {
        let start = text.find(quote.as_str());
        for figure in chinese(quote) {
            let at = start.map(|start| start + figure.range.start);
            all.push(Quoted { quote, figure, at });
        }
    }
    all
}

/// The figures that the texts of facts name: what is counted is often said there.
fn told(context: &Context<'_>, facts: impl Iterator<Item = FactId>) -> Vec<(Kind, Decimal)> {
    let policy = context.policy;
    let mut told = Vec::new();
    for id in facts {
        let fact = policy.fact(id);
        let options = fact.kind.options();
        let texts = [&fact.label, &fact.question, &fact.help].into_iter();
        let texts = texts.chain(options.iter().flat_map(|option| [&option.label, &option.help]));
        for text in texts {
            told.extend(chinese(&text.zh).into_iter().map(|figure| (figure.kind, figure.value)));
        }
    }
    told
}

/// The sum of a staged award, and its number of years.
fn stages(benefit: &Benefit) -> Option<(Decimal, usize)> {
    match &benefit.award {
        Some(Amount::Stages(stages)) => {
            let sum = stages.awards.iter().map(|award| super::rule::yuan(*award)).sum::<Decimal>();
            Some((sum.normalize(), stages.awards.len()))
        }
        _ => None,
    }
}

/// Whether a figure of the text can be what a figure of the rule follows.
fn matches(rule: &RuleFigure, figure: &Figure) -> bool {
    if figure.is(rule.kind, rule.value) {
        return fits(rule.role, figure);
    }
    // Counts are whole: below 11 is what 至10号 says.
    let next = |step: i64| figure.is(rule.kind, rule.value + Decimal::from(step));
    if rule.kind != Kind::Count || figure.kind != Kind::Count {
        return false;
    }
    match rule.role {
        Role::Threshold(Some(Compare::AtLeast)) => {
            next(-1) && matches!(figure.compare, Some(Compare::Above | Compare::AtMost))
        }
        Role::Threshold(Some(Compare::Above)) => {
            next(1) && figure.compare == Some(Compare::AtLeast)
        }
        Role::Threshold(Some(Compare::Below)) => {
            next(-1) && figure.compare == Some(Compare::AtMost)
        }
        Role::Threshold(Some(Compare::AtMost)) => next(1) && figure.compare == Some(Compare::Below),
        Role::Threshold(None) | Role::Payment | Role::Rate => false,
    }
}

/// Whether the words beside a figure allow the role: what is reached is not what is paid.
fn fits(role: Role, figure: &Figure) -> bool {
    match (role, figure.compare) {
        (Role::Payment, Some(Compare::AtLeast | Compare::Above | Compare::Below)) => {
            figure.kind != Kind::Money
        }
        (Role::Threshold(_), Some(Compare::AtMost)) => true,
        _ => true,
    }
}

/// Whether two figures are of one kind and may be meant for each other.
fn pairs(rule: &RuleFigure, figure: &Figure) -> bool {
    let kind = figure.is(rule.kind, figure.value);
    let threshold = |figure: &Figure| {
        matches!(figure.compare, Some(Compare::AtLeast | Compare::Above | Compare::Below))
    };
    kind && match rule.role {
        Role::Threshold(_) => threshold(figure) || rule.kind != Kind::Money,
        Role::Payment => !threshold(figure),
        Role::Rate => true,
    }
}

/// The figures of the rule that no quote has.
fn missing<'c>(clause: &'c Clause<'_>) -> Vec<&'c RuleFigure> {
    let mut missing: Vec<&RuleFigure> = Vec::new();
    for rule in &clause.rule {
        // None, one and nothing need no words.
        if rule.value.is_zero() || rule.kind == Kind::Count && rule.value <= Decimal::ONE {
            continue;
        }
        let found = clause.quoted.iter().any(|quoted| matches(rule, &quoted.figure))
            || rule.role == Role::Threshold(None) && rule.kind != Kind::Money;
        let seen = missing.iter().any(|known| {
            known.value == rule.value
                && known.kind == rule.kind
                && known.path.last() == rule.path.last()
        });
        if !found && !seen {
            missing.push(rule);
        }
    }
    missing
}

/// Positions of the figures of quotes that the rule does not use.
fn unused(clause: &Clause<'_>) -> Vec<usize> {
    let used = |quoted: &Quoted<'_>| {
        let figure = &quoted.figure;
        if clause.rule.iter().any(|rule| rule.default && matches(rule, figure))
            || clause.told.iter().any(|(kind, value)| figure.is(*kind, *value))
        {
            return true;
        }
        match figure.kind {
            Kind::Number => true,
            Kind::Money => clause.stages.is_some_and(|(sum, _)| sum == figure.value),
            Kind::Percent => false,
            Kind::Count => figure.value <= Decimal::ONE || figure.spelt && figure.compare.is_none(),
            Kind::Years => years(clause, quoted),
            Kind::Calendar => false,
        }
    };
    (0..clause.quoted.len()).filter(|at| !used(&clause.quoted[*at])).collect()
}

/// 后续两年 are the stages after the first; 连续三年 are all.
fn years(clause: &Clause<'_>, quoted: &Quoted<'_>) -> bool {
    let figure = &quoted.figure;
    let head = &quoted.quote[..figure.range.start];
    let further = further(head);
    let spans = ["连续", "分", "共", "累计", "总计"].iter().any(|word| head.ends_with(word));
    let number = |count: usize| figure.value == Decimal::from(count);
    if let Some((_, stages)) = clause.stages {
        return if further { number(stages.saturating_sub(1)) } else { !spans || number(stages) };
    }
    if let Some(times) = clause.again {
        return if further { number(times as usize) } else { number(times as usize + 1) };
    }
    !further && !spans && figure.compare.is_none()
}

/// Whether the years that follow these words come after the first one.
pub fn further(head: &str) -> bool {
    ["后续", "其后", "之后", "随后", "接下来", "此后", "以后", "往后", "再连续", "再"]
        .iter()
        .any(|word| head.ends_with(word))
}

fn name(kind: &str) -> Text {
    if kind == "gate" { text!("门槛", "the gate") } else { text!("事项", "the benefit") }
}

/// A figure of the rule that the quotes do not have.
fn differs(
    context: &Context<'_>,
    clause: &Clause<'_>,
    rule: &RuleFigure,
    other: Option<&Quoted<'_>>,
) -> Finding {
    let written = shown(rule.kind, rule.value);
    let (place, mark) = marked(context, clause, rule);
    let id = clause.id;
    let kind = name(clause.kind);
    let (kind_zh, kind_en) = (&kind.zh, &kind.en);
    match other {
        Some(quoted) => {
            let said = &quoted.quote[quoted.figure.range.clone()];
            let found = finding(
                "lint/figure-differs",
                place,
                id,
                text!(
                    "{kind_zh}“{id}”：规则写 {written}，引文写 {said}",
                    "{kind_en} \"{id}\": the rule says {written}, the quote says {said}"
                ),
                text!(
                    "核对原文：引文对则把规则改成 {said}；规则对则改引文；确实另有所指，写 [[allow]] 并说明理由。",
                    "Check the text: if the quote is right, change the rule to {said}; if the rule is, mend the quote; if it is meant so, write [[allow]] with the reason."
                ),
            );
            found.marked(mark).marked(quote_mark(context, clause, quoted))
        }
        None => finding(
            "lint/figure-not-in-text",
            place,
            id,
            text!(
                "{kind_zh}“{id}”：规则里的 {written} 不在它的引文里",
                "{kind_en} \"{id}\": {written} of the rule is not in what it quotes"
            ),
            text!(
                "引用写有这个数的那一句，或改这个数；原文没有而确实如此的，写 [[allow]] 并说明理由。",
                "Quote the sentence that has it, or change it; if it is meant though the text has it not, write [[allow]] with the reason."
            ),
        )
        .marked(mark),
    }
}

/// A figure of a quote that no rule uses.
fn idle(context: &Context<'_>, clause: &Clause<'_>, quoted: &Quoted<'_>) -> Finding {
    let id = clause.id;
    let said = &quoted.quote[quoted.figure.range.clone()];
    let mark = quote_mark(context, clause, quoted);
    let place = mark.as_ref().map_or_else(|| context.locate.whole(), |mark| mark.place.clone());
    let kind = name(clause.kind);
    let (kind_zh, kind_en) = (&kind.zh, &kind.en);
    finding(
        "lint/figure-unused",
        place,
        id,
        text!(
            "{kind_zh}“{id}”的引文写有 {said}，规则里没有用到",
            "the quote of {kind_en} \"{id}\" says {said}, which no rule uses"
        ),
        text!(
            "把它写进条件、比例、金额或封顶；由问题说明的，写进该事实的 help；确实不用的，写 [[allow]] 并说明理由。",
            "Put it into a condition, rate, amount or cap; if a question tells it, write it into that fact's help; if it is not needed, write [[allow]] with the reason."
        ),
    )
    .marked(mark)
}

/// A threshold whose operator and words differ.
fn compared(context: &Context<'_>, clause: &Clause<'_>, rule: &RuleFigure, out: &mut Vec<Finding>) {
    let Role::Threshold(Some(is)) = rule.role else { return };
    if rule.kind == Kind::Calendar || rule.path.iter().any(|step| step == "tiers") {
        return;
    }
    let all: Vec<&Quoted<'_>> = clause
        .quoted
        .iter()
        .filter(|quoted| quoted.figure.is(rule.kind, rule.value) && quoted.figure.sign.is_some())
        .collect();
    let agrees = |compare: Compare| {
        compare == is
            // 不超过两年 of years already had leaves fewer than two; there is no other operator.
            || is == Compare::Below && compare == Compare::AtMost
            || rule.kind == Kind::Count && is == Compare::AtLeast && compare == Compare::AtMost
    };
    if all.is_empty() || all.iter().any(|q| q.figure.compare.is_some_and(agrees)) {
        return;
    }
    // What caps is no threshold unless the rule has it as one.
    let quoted = all.iter().find(|q| q.figure.compare != Some(Compare::AtMost)).unwrap_or(&all[0]);
    let Some(compare) = quoted.figure.compare else { return };
    let words = quoted.figure.sign.clone().map_or("", |sign| &quoted.quote[sign]);
    let (key, wanted) = (operator(is), operator(compare));
    let written = shown(rule.kind, rule.value);
    let (place, mark) = marked_key(context, clause, rule);
    let sign = Quoted {
        quote: quoted.quote,
        figure: Figure {
            range: quoted.figure.sign.clone().unwrap_or(quoted.figure.range.clone()),
            ..quoted.figure.clone()
        },
        at: quoted.at,
    };
    let id = clause.id;
    out.push(
        finding(
            "lint/comparison",
            place,
            id,
            text!(
                "“{id}”：引文写“{words}”{written}，规则写 {key}",
                "\"{id}\": the quote says “{words}” {written}, the rule says {key}"
            ),
            text!(
                "“{words}”用 {wanted}：把 {key} 改成 {wanted}。达到、以上、不低于是 at_least；超过、高于是 above；低于、不足是 below。",
                "“{words}” is {wanted}: change {key} to {wanted}. 达到, 以上, 不低于 are at_least; 超过, 高于 above; 低于, 不足 below."
            ),
        )
        .marked(mark)
        .marked(quote_mark(context, clause, &sign)),
    );
}

fn operator(compare: Compare) -> &'static str {
    match compare {
        Compare::AtLeast => "at_least",
        Compare::Above => "above",
        Compare::AtMost => "cap",
        Compare::Below => "below",
    }
}

fn marked(context: &Context<'_>, clause: &Clause<'_>, rule: &RuleFigure) -> (Place, Option<Mark>) {
    let path: Vec<&str> = rule.path.iter().map(String::as_str).collect();
    let found = context.locate.value(clause.kind, clause.id, &path);
    let mark = found.map(|(source, span)| Mark::new(source, span, text!("规则", "the rule")));
    (place_of(context, clause, mark.as_ref()), mark)
}

/// The key that compares.
fn marked_key(
    context: &Context<'_>,
    clause: &Clause<'_>,
    rule: &RuleFigure,
) -> (Place, Option<Mark>) {
    let path: Vec<&str> = rule.path.iter().map(String::as_str).collect();
    let key = path.last().copied().unwrap_or_default();
    let mark = context.locate.value(clause.kind, clause.id, &path).and_then(|(source, span)| {
        let at = source.text.get(..span.start)?.rfind(key)?;
        Some(Mark::new(source, at..at + key.len(), text!("规则", "the rule")))
    });
    (place_of(context, clause, mark.as_ref()), mark)
}

fn place_of(context: &Context<'_>, clause: &Clause<'_>, mark: Option<&Mark>) -> Place {
    mark.map_or_else(|| context.locate.find(clause.kind, clause.id, &[]), |mark| mark.place.clone())
}

fn quote_mark(context: &Context<'_>, clause: &Clause<'_>, quoted: &Quoted<'_>) -> Option<Mark> {
    let range: Range<usize> = quoted.figure.range.clone();
    let (source, span) = context.locate.piece(clause.kind, clause.id, quoted.quote, range)?;
    Some(Mark::new(source, span, text!("引文", "the quote")))
}

/// A figure as a keeper writes it.
pub fn shown(kind: Kind, value: Decimal) -> String {
    match kind {
        Kind::Money => crate::quantity::Money::from_decimal(value)
            .map_or_else(|_| value.to_string(), crate::quantity::Money::to_profile),
        Kind::Percent => format!("{value}%"),
        Kind::Count | Kind::Years | Kind::Calendar | Kind::Number => value.to_string(),
    }
}
