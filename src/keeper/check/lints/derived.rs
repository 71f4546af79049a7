//! Computed facts: this year before last year, one figure and not two, the average of the same
//! figure; and the years that answers are carried into.

use super::{Context, finding, longest_shared};
use crate::keeper::check::finding::Finding;
use crate::keeper::check::walk;
use crate::policy::{Amount, Benefit, Carry, Derivation, FactId, Milestone};
use crate::text;
use crate::text::Text;

/// Looks at every computed fact, then at every milestone.
pub fn check(context: &Context<'_>, out: &mut Vec<Finding>) {
    let policy = context.policy;
    for (id, fact) in policy.facts() {
        match fact.derived {
            Some(
                Derivation::Increase { current, prior } | Derivation::Growth { current, prior },
            ) => {
                years(context, id, current, prior, out);
                unsigned(context, id, out);
            }
            Some(Derivation::Compare { left, right, .. }) => {
                averages(context, id, left, right, out)
            }
            Some(
                rule @ (Derivation::Sum { .. }
                | Derivation::Product { .. }
                | Derivation::Quotient { .. }
                | Derivation::Elapsed { .. }
                | Derivation::OfItems { .. }),
            ) => twice(context, id, &rule.inputs(), out),
            None => {}
        }
    }
    for benefit in &policy.benefits {
        for variant in context.variants(benefit) {
            if let Some(award) = variant.award {
                milestones(context, benefit, award, &variant.path("award", &[]), out);
            }
        }
    }
}

fn tell(
    context: &Context<'_>,
    kind: &str,
    id: &str,
    path: &[&str],
    what: Text,
    remedy: Text,
    out: &mut Vec<Finding>,
) {
    let mark = context.mark(kind, id, path, text!("这里", "here"));
    out.push(finding("lint/derived", mark, id, what, remedy));
}

/// The year of a fact, by its label: 0 for {Y}, -1 for {Y-1}, …
fn year(context: &Context<'_>, id: FactId) -> Option<i32> {
    let fact = context.policy.fact(id);
    let texts = [&fact.label.zh, &fact.question.zh];
    let said = texts.iter().find_map(|text| {
        let at = text.find("{Y")?;
        let hole = &text[at + 2..at + text[at..].find('}')?];
        // The highest before {Y} is of no one year.
        if text[at..].contains("之前") || text[at..].contains("以前") {
            return None;
        }
        if hole.is_empty() { Some(0) } else { hole.parse().ok() }
    });
    // A text without places for years says 上年, or means the year itself.
    let past = ["上年", "上一年", "去年", "前一年", "prior", "previous", "last year"];
    let label = &fact.label.zh;
    let plain = !label.contains('{') && !label.contains("之前");
    said.or_else(|| {
        plain.then(|| if past.iter().any(|word| label.contains(word)) { -1 } else { 0 })
    })
}

/// What a fact measures: its label without years.
fn figure(context: &Context<'_>, id: FactId) -> String {
    let label = &context.policy.fact(id).label.zh;
    let mut out = String::new();
    let mut rest = label.as_str();
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        let Some(end) = rest[at..].find('}') else { break };
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
    for word in [" ", "年", "上", "本", "之前", "最高", "当", "前", "度"] {
        out = out.replace(word, "");
    }
    out
}

/// Whether two labels speak of one figure.
fn alike(a: &str, b: &str) -> bool {
    let shared = longest_shared(a, b);
    let shorter = a.chars().count().min(b.chars().count());
    shared >= 2 && shared * 2 >= shorter
}

/// A sum, product or quotient that names one figure twice.
fn twice(context: &Context<'_>, id: FactId, inputs: &[FactId], out: &mut Vec<Finding>) {
    let Some(again) = (1..inputs.len()).find(|at| inputs[..*at].contains(&inputs[*at])) else {
        return;
    };
    let (name, again) = (&context.policy.fact(id).id, &context.policy.fact(inputs[again]).id);
    tell(
        context,
        "fact",
        name,
        &["derived"],
        text!("“{name}”把“{again}”用了两次", "\"{name}\" uses \"{again}\" twice"),
        text!("改成本意的另一个数。", "Name the other figure that is meant."),
        out,
    );
}

/// An increase may be negative.
fn unsigned(context: &Context<'_>, id: FactId, out: &mut Vec<Finding>) {
    let fact = context.policy.fact(id);
    if fact.kind != (crate::policy::FactKind::Money { signed: false }) {
        return;
    }
    let name = &fact.id;
    tell(
        context,
        "fact",
        name,
        &["derived"],
        text!(
            "“{name}”是增量，可能为负，却没有写 signed = true",
            "\"{name}\" is an increase and may be negative, but has no signed = true"
        ),
        text!("加 signed = true。", "Add signed = true."),
        out,
    );
}

fn years(
    context: &Context<'_>,
    id: FactId,
    current: FactId,
    prior: FactId,
    out: &mut Vec<Finding>,
) {
    let policy = context.policy;
    let name = &policy.fact(id).id;
    let (a, b) = (&policy.fact(current).id, &policy.fact(prior).id);
    let mut report = |what, remedy| tell(context, "fact", name, &["derived"], what, remedy, out);
    if current == prior {
        report(
            text!("“{name}”用“{a}”减它自己", "\"{name}\" is \"{a}\" less itself"),
            text!("写本年的数和上年的数。", "Name this year's figure and last year's."),
        );
        return;
    }
    let swapped = match (year(context, current), year(context, prior)) {
        (Some(first), Some(second)) => first < second,
        _ => policy.fact(current).carry == Carry::From(prior),
    };
    if swapped {
        report(
            text!(
                "“{name}”的两个数次序反了：“{a}”是早的一年，“{b}”是晚的一年",
                "the figures of \"{name}\" are the wrong way round: \"{a}\" is the earlier year, \"{b}\" the later"
            ),
            text!(
                "先写本年，后写上年：[\"{b}\", \"{a}\"]。",
                "Write this year first, then the year before: [\"{b}\", \"{a}\"]."
            ),
        );
        return;
    }
    let (one, two) = (figure(context, current), figure(context, prior));
    let other = match &policy.fact(prior).carry {
        Carry::From(from) if *from != current => Some(*from),
        // A record is no prior year.
        Carry::Largest(_) => Some(prior),
        Carry::From(_) | Carry::Keep | Carry::Clear => None,
    };
    if other.is_some() || !alike(&one, &two) {
        report(
            text!(
                "“{name}”用两个不同的数来算：“{a}”和“{b}”",
                "\"{name}\" is computed from two different figures: \"{a}\" and \"{b}\""
            ),
            text!(
                "用同一个数的本年和上年。",
                "Use the same figure of this year and of the year before."
            ),
        );
        return;
    }
    let own = figure(context, id);
    if !alike(&own, &one) && better(context, &own, &one) {
        report(
            text!(
                "“{name}”的名称说的是“{own}”，算的却是“{one}”",
                "\"{name}\" is called “{own}” but computed from “{one}”"
            ),
            text!(
                "改计算用的数，或改名称。",
                "Use the figure that it is called after, or rename it."
            ),
        );
    } else if year(context, current) == year(context, prior) && year(context, current).is_some() {
        report(
            text!("“{name}”用的两个数是同一年的", "both figures of \"{name}\" are of one year"),
            text!("一个用本年，一个用上年。", "Use this year's and last year's."),
        );
    }
}

/// Whether another figure of the pack fits a name better.
fn better(context: &Context<'_>, own: &str, is: &str) -> bool {
    let policy = context.policy;
    let now = longest_shared(own, is);
    policy
        .facts()
        .filter(|(_, fact)| fact.derived.is_none() && fact.benchmark.is_none())
        .any(|(id, _)| longest_shared(own, &figure(context, id)) > now.max(1) + 1)
}

/// Which of the two is another one than the ids say: revenue_growth_reaches_district compares
/// revenue_growth with district_revenue_growth.
fn by_name<'p>(
    context: &Context<'p>,
    id: FactId,
    left: FactId,
    right: FactId,
) -> Option<(&'p str, &'p str)> {
    let policy = context.policy;
    let own = policy.fact(id).id.as_str();
    let (a, b) = (policy.fact(left), policy.fact(right));
    let grows =
        |fact: &crate::policy::Fact| matches!(fact.derived, Some(Derivation::Growth { .. }));
    if !own.contains(a.id.as_str()) {
        let named = policy.facts.iter().filter(|fact| grows(fact));
        if let Some(named) =
            named.filter(|fact| own.contains(fact.id.as_str())).max_by_key(|f| f.id.len())
        {
            return Some((&a.id, &named.id));
        }
    }
    if !b.id.contains(a.id.as_str()) {
        let same = policy.facts.iter().filter(|fact| fact.benchmark == b.benchmark);
        let named = same.filter(|fact| fact.id.contains(a.id.as_str())).min_by_key(|f| f.id.len());
        return named.map(|named| (b.id.as_str(), named.id.as_str()));
    }
    None
}

fn averages(
    context: &Context<'_>,
    id: FactId,
    left: FactId,
    right: FactId,
    out: &mut Vec<Finding>,
) {
    let policy = context.policy;
    let name = &policy.fact(id).id;
    let (a, b) = (policy.fact(left), policy.fact(right));
    let mut report = |what, remedy| tell(context, "fact", name, &["derived"], what, remedy, out);
    if a.benchmark.is_some() && b.benchmark.is_none() {
        let (a, b) = (&a.id, &b.id);
        report(
            text!(
                "“{name}”的次序反了：先写企业的增速“{b}”，后写平均数“{a}”",
                "the figures of \"{name}\" are the wrong way round: the enterprise's \"{b}\" first, then the average \"{a}\""
            ),
            text!("写成 [\"{b}\", \"{a}\"]。", "Write [\"{b}\", \"{a}\"]."),
        );
        return;
    }
    let Some(benchmark) = b.benchmark else { return };
    if let Some(instead) = by_name(context, id, left, right) {
        let (is, instead) = instead;
        report(
            text!(
                "“{name}”用“{is}”来比，照编号应是“{instead}”",
                "\"{name}\" compares with \"{is}\"; by the ids it should be \"{instead}\""
            ),
            text!("改用“{instead}”。", "Use \"{instead}\"."),
        );
        return;
    }
    let subject = figure(context, left);
    let shared = |id: FactId| longest_shared(&subject, &figure(context, id));
    let now = shared(right);
    let fitting = policy
        .facts()
        .filter(|(other, fact)| *other != right && fact.benchmark == Some(benchmark))
        .filter(|(other, _)| shared(*other) > now + 1)
        .max_by_key(|(other, _)| shared(*other));
    if let Some((_, fitting)) = fitting {
        let (a, b, fitting) = (&a.id, &b.id, &fitting.id);
        report(
            text!(
                "“{name}”拿“{a}”与另一个数的平均“{b}”相比",
                "\"{name}\" compares \"{a}\" with the average of another figure, \"{b}\""
            ),
            text!(
                "与同一个数的平均相比：“{fitting}”。",
                "Compare it with the average of the same figure: \"{fitting}\"."
            ),
        );
        return;
    }
    // The comparison is called after what it compares.
    let own = figure(context, id);
    let of = |id: FactId| longest_shared(&own, &figure(context, id));
    let grows =
        |fact: &crate::policy::Fact| matches!(fact.derived, Some(Derivation::Growth { .. }));
    let other = policy
        .facts()
        .filter(|(other, fact)| *other != left && grows(fact))
        .find(|(other, _)| of(*other) > of(left) + 1);
    if let Some((_, other)) = other {
        let (a, other) = (&a.id, &other.id);
        report(
            text!(
                "“{name}”的名称说的是另一个增速，比的却是“{a}”",
                "\"{name}\" is called after another growth than \"{a}\""
            ),
            text!("改用“{other}”，或改名称。", "Use \"{other}\", or rename it."),
        );
    }
}

fn milestones(
    context: &Context<'_>,
    benefit: &Benefit,
    amount: &Amount,
    path: &[&str],
    out: &mut Vec<Finding>,
) {
    for amount in walk::all(amount) {
        if let Amount::Milestone(milestone) = amount {
            one(context, benefit, milestone, path, out);
        }
    }
}

/// The record and the prior year of a milestone are of its own figure.
fn one(
    context: &Context<'_>,
    benefit: &Benefit,
    milestone: &Milestone,
    path: &[&str],
    out: &mut Vec<Finding>,
) {
    let policy = context.policy;
    let base = figure(context, milestone.figure);
    let id = &benefit.id;
    for (key, fact) in [("record", milestone.record), ("prior", milestone.prior)] {
        let carried = match (&policy.fact(fact).carry, key) {
            (Carry::From(from), "prior") => *from == milestone.figure,
            (Carry::Largest(all), "record") => all.contains(&milestone.figure),
            _ => true,
        };
        let same = fact == milestone.figure || milestone.record == milestone.prior;
        if carried && !same && alike(&base, &figure(context, fact)) {
            continue;
        }
        let (figure, other) = (&policy.fact(milestone.figure).id, &policy.fact(fact).id);
        let path: Vec<&str> = path.iter().copied().chain([key]).collect();
        tell(
            context,
            "benefit",
            id,
            &path,
            text!(
                "“{id}”看“{figure}”是否首次达到，{key} 用的却是“{other}”",
                "\"{id}\" asks whether \"{figure}\" is reached for the first time, but its {key} is \"{other}\""
            ),
            text!(
                "record 用同一个数以前的最高，prior 用它的上年。",
                "record is the highest of the same figure before, prior its prior year."
            ),
            out,
        );
        return;
    }
}
