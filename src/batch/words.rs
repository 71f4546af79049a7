//! The words and the one unit that everything shown of many enterprises has.

use std::io::Write as _;

use crate::assess::{Gap, Status};
use crate::policy::{Certainty, Condition, Policy, Test, Threshold};
use crate::quantity::{Money, grouped};
use crate::report::{condition_text, gap_text};
use crate::text;
use crate::text::{Lang, Text};

/// A status as one word, the same on every sheet and in the summary.
pub(super) fn status_word(status: Status) -> Text {
    match status {
        Status::Eligible => text!("符合", "eligible"),
        Status::Ineligible => text!("不符合", "not eligible"),
        Status::Undetermined => text!("待确认", "open"),
        Status::Duplicate => text!("已享受同类政策", "supported elsewhere"),
        Status::Superseded => text!("已由另一项替代", "superseded"),
    }
}

/// What somebody who meets the conditions still waits for.
pub(super) fn awaits(certainty: Certainty) -> Text {
    match certainty {
        Certainty::Formula => text!("申报后核定", "verification once applied for"),
        Certainty::RateCeiling => text!("按投入核定", "verification of what was spent"),
        Certainty::Ceiling => text!("评审定额", "the amount, set by review"),
        Certainty::Competitive => text!("择优评审", "a competitive review"),
        Certainty::Discretionary => text!("综合评定", "an overall assessment"),
        Certainty::None => text!("可以咨询，不是资金支持", "nothing: ask for it, it is not money"),
    }
}

/// The unit of all amounts in a workbook, as part of a column's name.
pub(super) fn unit(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "（万元）",
        Lang::En => " (万元, 10k yuan)",
    }
}

/// Fen as a plain number of 万元, exact.
pub(super) fn push_wan(out: &mut Vec<u8>, fen: i128) {
    let (sign, size) = (if fen < 0 { "-" } else { "" }, fen.unsigned_abs());
    let (whole, part) = (size / 1_000_000, size % 1_000_000);
    let _ = write!(out, "{sign}{whole}");
    if part > 0 {
        let part = format!(".{part:06}");
        out.extend_from_slice(part.trim_end_matches('0').as_bytes());
    }
}

/// Fen in words, always in 万元: `1,234.5万元`.
pub(super) fn wan(fen: impl Into<i128>) -> String {
    let mut plain = Vec::new();
    push_wan(&mut plain, fen.into());
    let plain = String::from_utf8_lossy(&plain);
    let (sign, plain) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", &*plain),
    };
    let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
    let point = if part.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{part}万元", grouped(whole))
}

/// A distance in words, money in 万元.
pub(super) fn gap_words(gap: Gap, lang: Lang) -> String {
    match gap {
        Gap::Money(Money::ZERO) | Gap::Points(_) | Gap::Count(_) | Gap::Days(_) => {
            gap_text(gap, lang)
        }
        Gap::Money(money) => wan(money.fen()),
    }
}

/// What a condition needs, money in 万元.
pub(super) fn needed_words(
    policy: &Policy,
    condition: &Condition,
    year: i32,
    lang: Lang,
) -> String {
    if let Some((sign, Threshold::Money(money))) = condition.test.threshold() {
        return format!("{sign} {}", wan(money.fen()));
    }
    let Test::FirstReaches(milestone) = &condition.test else {
        return condition_text(policy, condition, year, lang);
    };
    let tiers: Vec<String> = milestone.tiers.iter().map(|tier| wan(tier.from.fen())).collect();
    let (zh, en) = (tiers.join("、"), tiers.join(", "));
    text!("首次达到 {zh} 之一", "first reaches one of {en}").get(lang).to_owned()
}

/// Who knows something, without where it stands: what is in brackets is left out.
pub(super) fn person(who_knows: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::new();
    for c in who_knows.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",").replace(" ;", ";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_one_unit() {
        for (fen, said) in [
            (0i64, "0万元"),
            (1, "0.000001万元"),
            (35_000_000, "35万元"),
            (1_234_567_890, "1,234.56789万元"),
            (12_000_000_000, "12,000万元"),
            (-50_000_000, "-50万元"),
        ] {
            assert_eq!(wan(fen), said);
        }
    }

    #[test]
    fn who_knows_is_a_person() {
        assert_eq!(person("财务人员（企业增速），区统计局（全区平均）"), "财务人员，区统计局");
        assert_eq!(person("Finance staff (own growth), bureau (average)"), "Finance staff, bureau");
    }
}
