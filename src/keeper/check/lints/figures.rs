//! The figures of a rule and those of what it quotes: the same, and compared alike.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::Context;
use super::rule::{Role, RuleFigure, figures};
use super::told::{compared, differs, idle};
use crate::keeper::check::figure::{Compare, Figure, Kind, figures as read};
use crate::keeper::check::finding::Finding;
use crate::policy::{Amount, Benefit, FactId, Later};

/// A figure of a quote, with the quote.
pub struct Quoted<'p> {
    /// The whole quote.
    pub quote: &'p str,
    /// The figure.
    pub figure: Figure,
    /// Where the figure stands in the measure's text.
    pub at: Option<usize>,
}

/// What of a benefit or gate is compared with its quotes.
pub struct Clause<'p> {
    /// `benefit` or `gate`.
    pub kind: &'static str,
    /// Its id.
    pub id: &'p str,
    /// The figures of its quotes.
    pub quoted: Vec<Quoted<'p>>,
    rule: Vec<RuleFigure<'p>>,
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
        let mut open = unused(context, clause);
        for (index, quoted) in clause.quoted.iter().enumerate() {
            if let Some(spot) = quoted.at {
                *used.entry(spot).or_default() |= !open.contains(&index);
            }
        }
        let missing = missing(clause);
        for rule in missing {
            let nearest = nearest(clause, rule, &open);
            // All of a thing needs no figure: 不超过其贡献.
            let whole = rule.kind == Kind::Percent && rule.value == Decimal::ONE_HUNDRED;
            if nearest.is_none() && whole {
                continue;
            }
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
            // 三年内 may be said in other words than years.
            if other.is_none() && rule.kind == Kind::Years {
                continue;
            }
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

/// The open figure that a figure of the rule is probably meant for: of those alike the one that is
/// compared alike.
fn nearest(clause: &Clause<'_>, rule: &RuleFigure<'_>, open: &[usize]) -> Option<usize> {
    let figure = |position: &usize| &clause.quoted[open[*position]].figure;
    let fitting = (0..open.len()).filter(|position| pairs(rule, figure(position)));
    let wanted = match rule.role {
        Role::Threshold(compare) => compare,
        Role::Payment if matches!(rule.key.as_str(), "cap" | "cap_each") => Some(Compare::AtMost),
        Role::Payment | Role::Rate => None,
    };
    fitting.min_by_key(|position| figure(position).compare != wanted)
}

fn clauses<'a>(context: &'a Context<'_>) -> Vec<Clause<'a>> {
    let policy = context.policy;
    let rule = |kind: &str, id: &str| -> Vec<RuleFigure<'a>> {
        let found = context.locate.table(kind, id);
        let all = found.map(|(source, table)| figures(source, table)).unwrap_or_default();
        let mut kept: Vec<RuleFigure<'_>> = Vec::new();
        for figure in all {
            if !kept.iter().any(|known| same(known, &figure)) {
                kept.push(figure);
            }
        }
        kept
    };
    let mut clauses = Vec::new();
    for gate in &policy.gates {
        clauses.push(Clause {
            kind: "gate",
            id: &gate.id,
            quoted: quoted(context, &gate.quotes),
            rule: rule("gate", &gate.id),
            told: told(context, gate.when.facts().into_iter()),
            stages: None,
            again: None,
        });
    }
    for benefit in &policy.benefits {
        let mut facts: Vec<FactId> = Vec::new();
        for variant in context.variants(benefit) {
            facts.extend(variant.when.iter().flat_map(|condition| condition.facts()));
            facts.extend(variant.award.map(Amount::facts).unwrap_or_default());
        }
        let again = match &benefit.later {
            Some(Later::Again(again)) => Some(again.times),
            Some(Later::Fixed { .. } | Later::Stages { .. }) | None => None,
        };
        clauses.push(Clause {
            kind: "benefit",
            id: &benefit.id,
            quoted: quoted(context, &benefit.quotes),
            rule: rule("benefit", &benefit.id),
            told: told(context, facts.into_iter()),
            stages: stages(benefit),
            again,
        });
    }
    clauses
}

/// Whether two figures say the same at the same key, so that one message does.
fn same(a: &RuleFigure<'_>, b: &RuleFigure<'_>) -> bool {
    a.role == b.role && a.kind == b.kind && a.value == b.value && a.key == b.key
}

fn quoted<'a>(context: &Context<'a>, quotes: &'a [String]) -> Vec<Quoted<'a>> {
    let text = &context.policy.text;
    let mut all = Vec::new();
    for quote in quotes {
        let start = text.find(quote.as_str());
        for figure in read(quote) {
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
            told.extend(read(&text.zh).into_iter().map(|figure| (figure.kind, figure.value)));
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
pub fn matches(rule: &RuleFigure<'_>, figure: &Figure) -> bool {
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
fn pairs(rule: &RuleFigure<'_>, figure: &Figure) -> bool {
    let kind = figure.is(rule.kind, figure.value);
    let threshold = |figure: &Figure| {
        matches!(figure.compare, Some(Compare::AtLeast | Compare::Above | Compare::Below))
    };
    kind && match rule.role {
        Role::Threshold(None) => true,
        Role::Threshold(Some(_)) => threshold(figure) || rule.kind != Kind::Money,
        Role::Payment => !threshold(figure),
        Role::Rate => true,
    }
}

/// The figures of the rule that no quote has.
fn missing<'c>(clause: &'c Clause<'_>) -> Vec<&'c RuleFigure<'c>> {
    let mut missing: Vec<&RuleFigure<'_>> = Vec::new();
    for rule in &clause.rule {
        // None, one and nothing need no words.
        if rule.value.is_zero() || rule.kind == Kind::Count && rule.value <= Decimal::ONE {
            continue;
        }
        let found = clause.quoted.iter().any(|quoted| matches(rule, &quoted.figure))
            || rule.role == Role::Threshold(None) && rule.kind != Kind::Money;
        let seen = missing.iter().any(|known| {
            known.value == rule.value && known.kind == rule.kind && known.key == rule.key
        });
        if !found && !seen {
            missing.push(rule);
        }
    }
    missing
}

/// Positions of the figures of quotes that the rule does not use.
fn unused(context: &Context<'_>, clause: &Clause<'_>) -> Vec<usize> {
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
            Kind::Percent => figure.spelt,
            Kind::Count => figure.value <= Decimal::ONE || figure.spelt && figure.compare.is_none(),
            Kind::Years => years(clause, quoted),
            Kind::Calendar => begins(context, quoted),
        }
    };
    (0..clause.quoted.len()).filter(|at| !used(&clause.quoted[*at])).collect()
}

/// The day from which the measure applies is compared with `effective_from`.
fn begins(context: &Context<'_>, quoted: &Quoted<'_>) -> bool {
    let from = context.policy.effective_from.as_deref().unwrap_or_default();
    from.starts_with(&quoted.figure.value.to_string())
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

/// A figure as a keeper writes it.
pub fn shown(kind: Kind, value: Decimal) -> String {
    match kind {
        Kind::Money => crate::quantity::Money::from_decimal(value)
            .map_or_else(|_| value.to_string(), crate::quantity::Money::to_profile),
        Kind::Percent => format!("{value}%"),
        Kind::Count | Kind::Years | Kind::Calendar | Kind::Number => value.to_string(),
    }
}
