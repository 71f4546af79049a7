//! The names under which facts stand in headers, in both languages, apart from their ids.

use super::unit::ColumnUnit;
#[cfg(feature = "sheets")]
use crate::policy::FactKind;
use crate::policy::{Fact, FactId, Policy};
use crate::quantity::read::folded;
use crate::text::{Lang, dated};

/// A name of a fact.
pub(super) struct Label {
    /// As it is shown.
    pub name: String,
    /// As it is looked up, see [`plain`].
    plain: String,
    pub fact: FactId,
}

/// The names of all facts: with the year where it is one for all rows, and without it.
pub(super) fn labels(policy: &Policy, year: Option<i32>) -> Vec<Label> {
    let mut labels = Vec::new();
    for (fact, it) in policy.facts() {
        let mut put = |name: String| labels.push(Label { plain: plain(&name), name, fact });
        chinese(&it.label.zh).into_iter().chain(english(&it.label.en)).for_each(&mut put);
        for label in [&it.label.zh, &it.label.en] {
            if let Some(year) = year.filter(|_| label.contains("{Y")) {
                put(dated(label, year));
            }
        }
    }
    labels
}

/// The name under which a fact stands in a header that we write, without its unit.
pub(in crate::batch) fn header_name(fact: &Fact, lang: Lang) -> String {
    let names = match lang {
        Lang::Zh => chinese(&fact.label.zh),
        Lang::En => english(&fact.label.en),
    };
    // A year elsewhere in the name is not understood in a header: the id is.
    names.into_iter().next().unwrap_or_else(|| fact.id.clone())
}

/// The unit that a header that we write names.
#[cfg(feature = "sheets")]
pub(in crate::batch) fn header_unit(kind: &FactKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (FactKind::Money { .. } | FactKind::MoneyList, Lang::Zh) => "（万元）",
        (FactKind::Money { .. } | FactKind::MoneyList, Lang::En) => " (10k yuan)",
        (FactKind::Percent, Lang::Zh) => "（%）",
        (FactKind::Percent, Lang::En) => " (%)",
        _ => "",
    }
}

/// Chinese names without the year, the best first; 上年 is the year before.
fn chinese(label: &str) -> Vec<String> {
    if let Some(rest) = label.strip_prefix("{Y} 年") {
        let of_year = format!("本年{rest}");
        return match rest.strip_prefix('的') {
            Some(rest) => vec![rest.to_owned(), of_year],
            None if rest.starts_with('之') => vec![of_year, rest.to_owned()],
            None => vec![rest.to_owned(), of_year],
        };
    }
    match label.strip_prefix("{Y-1} 年") {
        Some(rest) => vec![format!("上年{rest}"), format!("上年度{rest}"), format!("去年{rest}")],
        None if label.contains("{Y") => Vec::new(),
        None => vec![label.to_owned()],
    }
}

/// English names without the year, the best first.
fn english(label: &str) -> Vec<String> {
    if let Some(rest) = label.strip_suffix(" {Y}") {
        if rest.ends_with(" before") {
            return vec![format!("{rest} this year")];
        }
        return vec![rest.strip_suffix(" in").unwrap_or(rest).to_owned()];
    }
    match label.strip_suffix(" {Y-1}") {
        Some(rest) => {
            let rest = rest.strip_suffix(" in").unwrap_or(rest);
            ["{}, prior year", "{}, last year", "prior year {}", "prior-year {}", "last year {}"]
                .map(|form| form.replace("{}", rest))
                .into()
        }
        None if label.contains("{Y") => Vec::new(),
        None => vec![label.to_owned()],
    }
}

/// What stands in brackets behind a name and is no part of it.
const NOTES: [&str; 10] = [
    "必填",
    "选填",
    "必填项",
    "选填项",
    "必须填写",
    "可选",
    "可不填",
    "单选",
    "required",
    "optional",
];

/// A name as it is looked up: without spaces, marks, numbering and notes such as （必填）, in small
/// letters, with brackets of one kind.
pub(super) fn plain(name: &str) -> String {
    let bracket = |c: char| match c {
        '(' | '[' | '【' | '〔' => '（',
        ')' | ']' | '】' | '〕' => '）',
        c => c,
    };
    let is_mark = |c: char| {
        c.is_whitespace() || matches!(c, '*' | '※' | '★' | '☆' | '●' | '▲' | '#' | '\u{feff}')
    };
    let mut plain: String = folded(name).chars().filter(|c| !is_mark(*c)).map(bracket).collect();
    for note in NOTES {
        plain = plain.replace(&format!("（{note}）"), "");
    }
    // 1. 工业产值
    let digits = plain.trim_start_matches(|c: char| c.is_ascii_digit());
    let unnumbered = digits.strip_prefix(['.', '、']).filter(|rest| {
        digits.len() < plain.len()
            && !rest.is_empty()
            && !rest.starts_with(|c: char| c.is_ascii_digit())
    });
    unnumbered.unwrap_or(&plain).trim_end_matches(':').to_owned()
}

/// The fact of an id or label, and the unit behind it: in brackets, after a stroke, or as it is.
pub(super) fn fact(
    policy: &Policy,
    labels: &[Label],
    name: &str,
) -> Option<(FactId, Option<ColumnUnit>)> {
    let named = |name: &str| {
        let by_label = || labels.iter().find(|label| label.plain == name).map(|label| label.fact);
        policy.fact_named(name).or_else(by_label)
    };
    let plain = plain(name);
    if let Some(id) = named(&plain) {
        return Some((id, None));
    }
    let (base, unit) = with_unit(&plain).find(|(base, _)| named(base).is_some())?;
    let id = named(base)?;
    unit.fits(&policy.fact(id).kind).then_some((id, Some(unit)))
}

/// The ways in which a name may be parted into a shorter one and a unit.
fn with_unit(name: &str) -> impl Iterator<Item = (&str, ColumnUnit)> {
    fn read<'n>((base, unit): (&'n str, &'n str)) -> Option<(&'n str, ColumnUnit)> {
        // （必填，万元）
        let mut parts = unit.split([',', '、', ';', '/']).filter(|part| !NOTES.contains(part));
        let unit = ColumnUnit::named(parts.next()?)?;
        parts.next().is_none().then_some((base, unit))
    }
    let bracketed = name.strip_suffix('）').and_then(|name| name.rsplit_once('（'));
    let behind =
        ['/', '_', '-', '—', ',', ':', '|'].into_iter().filter_map(|sign| name.rsplit_once(sign));
    let glued = ["百万元", "千万元", "万元", "千元", "亿元", "元", "%"]
        .into_iter()
        .filter_map(|unit| Some((name.strip_suffix(unit)?, unit)));
    bracketed.into_iter().chain(behind).chain(glued).filter_map(read)
}

/// The unit that a name ends in.
pub(super) fn unit_in(name: &str) -> Option<ColumnUnit> {
    with_unit(&plain(name)).map(|(_, unit)| unit).next()
}

/// How much two names are alike, from 0 to 1: by the pairs of characters that they share.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    if one == other { 1.0 } else { strsim::sorensen_dice(one, other).min(0.99) }
}

/// Whether a name is a fact's with a year that is not known to be the rows' own.
pub(super) fn is_dated(policy: &Policy, labels: &[Label], name: &str) -> bool {
    let name = plain(name);
    let known = |name: &str| fact(policy, labels, name).is_some();
    let undated = name.trim_start_matches(|c: char| c.is_ascii_digit());
    if undated.len() + 4 == name.len()
        && undated
            .strip_prefix('年')
            .is_some_and(|rest| known(rest) || rest.strip_prefix('的').is_some_and(known))
    {
        return true;
    }
    let base = name.split_once('（').map_or(name.as_str(), |(base, _)| base);
    let undated = base.trim_end_matches(|c: char| c.is_ascii_digit());
    undated.len() + 4 == base.len()
        && (known(undated)
            || undated.strip_suffix("in").is_some_and(known)
            || known(&format!("{undated}thisyear")))
}

#[cfg(test)]
#[cfg(feature = "sheets")]
mod tests {
    use super::*;
    use crate::policy::load_embedded;

    /// What the template writes is what the header is read by, and no name means two facts.
    #[test]
    fn every_name_is_one_facts() {
        let policy = load_embedded().expect("the pack");
        for year in [None, Some(2026)] {
            let labels = labels(&policy, year);
            for (at, label) in labels.iter().enumerate() {
                let other = labels[..at]
                    .iter()
                    .find(|other| other.plain == label.plain && other.fact != label.fact);
                assert!(other.is_none(), "{}", label.name);
            }
            for (id, it) in policy.facts() {
                for lang in [Lang::Zh, Lang::En] {
                    let name = format!("{}{}", header_name(it, lang), header_unit(&it.kind, lang));
                    let (found, unit) = fact(&policy, &labels, &name).expect("it is known");
                    assert_eq!(found, id, "{name}");
                    assert_eq!(unit.is_some(), !header_unit(&it.kind, lang).is_empty(), "{name}");
                }
                for label in [&it.label.zh, &it.label.en] {
                    let name = dated(label, 2030);
                    assert_eq!(is_dated(&policy, &labels, &name), label.contains("{Y"), "{name}");
                }
            }
        }
    }
}
