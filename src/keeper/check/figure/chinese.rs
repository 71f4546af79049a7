//! Figures of Chinese text.

use std::ops::Range;

use rust_decimal::Decimal;

use super::numeral::{arabic, digit_of, multiplier, spelt};
use super::words::{AFTER, BEFORE, BETWEEN, MEASURES, NAMING};
use super::{Compare, Figure, Kind};

/// Every figure, in order.
pub fn chinese(text: &str) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c == '{' {
            // A placeholder such as {Y-1}.
            at += text[at..].find('}').map_or(1, |end| end + 1);
            continue;
        }
        let found = number(text, at);
        match found {
            Some(Found::Figure(figure)) => {
                at = figure.range.end;
                figures.push(figure);
            }
            Some(Found::Name(end)) => at = end,
            None => at += c.len_utf8(),
        }
    }
    share_units(text, &mut figures);
    for index in 0..figures.len() {
        compare(text, &mut figures, index);
    }
    share_comparisons(text, &mut figures);
    figures.retain(|figure| figure.kind != Kind::Number || !figure.spelt);
    figures
}

enum Found {
    Figure(Figure),
    /// A number that names something, and where it ends.
    Name(usize),
}

/// The number that begins at an offset.
fn number(text: &str, at: usize) -> Option<Found> {
    let rest = &text[at..];
    // Shares in words.
    for (word, percent) in [("全额", 100), ("一半", 50), ("减半", 50)] {
        if rest.starts_with(word) {
            return figure(at..at + word.len(), Kind::Percent, Decimal::from(percent), true);
        }
    }
    if let Some(after) = rest.strip_prefix("百分之").or_else(|| rest.strip_prefix("千分之")) {
        let (value, length) = arabic(after).or_else(|| spelt(after))?;
        let value = if rest.starts_with('千') { value / Decimal::TEN } else { value };
        return figure(at..at + "百分之".len() + length, Kind::Percent, value, false);
    }
    let before = text[..at].chars().next_back();
    let first = rest.chars().next()?;
    let written = digit_of(first).is_some();
    let (value, length) = if written { arabic(rest)? } else { spelt(rest)? };
    let end = at + length;
    // 第 7 条 names as 第七条 does.
    let named = text[..at].trim_end_matches(' ').ends_with(NAMING);
    if written {
        let next = text[end..].chars().next();
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
        if latin(before)
            || latin(next)
            || named
            || before == Some('-') && latin(text[..at - 1].chars().next_back())
        {
            return Some(Found::Name(end));
        }
    } else if named {
        return Some(Found::Name(end));
    }
    let gap = text[end..].len() - text[end..].trim_start_matches(' ').len();
    let (times, more) = if written { multiplier(&text[end + gap..]) } else { (Decimal::ONE, 0) };
    let end = if more > 0 { end + gap + more } else { end };
    let tail = text[end..].trim_start_matches(' ');
    let space = text[end..].len() - tail.len();
    let value = value.checked_mul(times)?;
    let unit = |unit: &str| end + space + unit.len();
    if let Some(sign) = ["%", "％", "﹪"].iter().find(|sign| tail.starts_with(**sign)) {
        return figure(at..unit(sign), Kind::Percent, value, false);
    }
    if tail.starts_with('‰') {
        return figure(at..unit("‰"), Kind::Percent, value / Decimal::TEN, false);
    }
    if tail.starts_with("个百分点") {
        return figure(at..unit("个百分点"), Kind::Percent, value, false);
    }
    if let Some(word) = ["元", "圆", "块钱"].iter().find(|word| tail.starts_with(**word)) {
        return figure(at..unit(word), Kind::Money, value, false);
    }
    if tail.starts_with('成') && !written && value <= Decimal::TEN && share_follows(tail, before) {
        return figure(at..unit("成"), Kind::Percent, value * Decimal::TEN, false);
    }
    if tail.starts_with('年') && !tail.starts_with("年级") {
        let year = Decimal::from(1900)..Decimal::from(2200);
        if year.contains(&value) && times == Decimal::ONE {
            return figure(at..date_end(text, unit("年")), Kind::Calendar, value, false);
        }
        return figure(at..unit("年"), Kind::Years, value, !written);
    }
    if tail.starts_with("周年") {
        return figure(at..unit("周年"), Kind::Years, value, !written);
    }
    if !written && length == first.len_utf8() && is_word(text, at, end) {
        return Some(Found::Name(end));
    }
    if let Some(word) = MEASURES.iter().find(|word| tail.starts_with(**word)) {
        return figure(at..unit(word), Kind::Count, value, !written);
    }
    // 200万 without 元, as in lists.
    if more > 0 || !written && value >= Decimal::from(10_000) {
        return figure(at..end, Kind::Money, value, false);
    }
    figure(at..end, Kind::Number, value, !written)
}

fn figure(range: Range<usize>, kind: Kind, value: Decimal, spelt: bool) -> Option<Found> {
    let value = value.normalize();
    Some(Found::Figure(Figure { range, kind, value, compare: None, sign: None, spelt, place: 0 }))
}

/// 三成 is a share where money or a share is spoken of, not in 三成员.
fn share_follows(tail: &str, before: Option<char>) -> bool {
    let next = tail.chars().nth(1);
    before == Some('的') || next.is_none_or(|c| "，。；、给的以".contains(c))
}

/// A single Chinese digit inside a word (一般, 统一, 进一步) is no number.
fn is_word(text: &str, at: usize, end: usize) -> bool {
    const REST: &[&str] = &[
        "次性",
        "般",
        "定",
        "律",
        "经",
        "体",
        "致",
        "事一议",
        "事",
        "并",
        "线",
        "流",
        "手",
        "直",
        "旦",
        "切",
        "些",
        "方面",
        "步",
        "系列",
        "批次",
        "样",
        "同",
        "揽子",
        "站式",
        "网通",
        "户一",
        "企一",
        "人一",
    ];
    const HEAD: &[char] =
        &['统', '唯', '同', '单', '进', '其', '之', '逐', '万', '不', '某', '任', '专'];
    REST.iter().any(|word| text[end..].starts_with(word))
        || text[..at].chars().next_back().is_some_and(|c| HEAD.contains(&c))
}

/// The end of a date whose year ends here.
fn date_end(text: &str, end: usize) -> usize {
    let part = |from: usize, unit: &[char]| -> Option<usize> {
        let (_, length) = arabic(&text[from..]).or_else(|| spelt(&text[from..]))?;
        let next = text[from + length..].chars().next().filter(|c| unit.contains(c))?;
        Some(from + length + next.len_utf8())
    };
    match part(end, &['月']) {
        Some(month) => part(month, &['日', '号']).unwrap_or(month),
        None => end,
    }
}

const LINKS: [&str; 13] = ["、", "，", "至", "到", "-", "—", "–", "~", "～", "或", "和", "及", "/"];

fn link<'t>(text: &'t str, a: &Figure, b: &Figure) -> Option<&'t str> {
    let between = text.get(a.range.end..b.range.start)?;
    LINKS.contains(&between.trim_matches('-').trim()).then_some(between).or_else(|| {
        let bare = between.trim();
        LINKS.contains(&bare).then_some(bare)
    })
}

/// 100、50、30万元 and 1至10号: what has no unit takes that of the next in its list.
fn share_units(text: &str, figures: &mut [Figure]) {
    for index in (1..figures.len()).rev() {
        let (left, right) = figures.split_at_mut(index);
        let (before, after) = (&mut left[index - 1], &right[0]);
        if before.kind != Kind::Number || after.kind == Kind::Number || before.spelt {
            continue;
        }
        if link(text, before, after).is_none_or(|between| between == "，") {
            continue;
        }
        let unit = text[after.range.clone()]
            .trim_start_matches(|c: char| digit_of(c).is_some() || matches!(c, '.' | ',' | ' '));
        let (times, _) = multiplier(unit);
        if let Some(value) = before.value.checked_mul(times) {
            before.value = value.normalize();
            before.kind = after.kind;
        }
    }
}

/// Reads the comparison beside one figure.
fn compare(text: &str, figures: &mut [Figure], index: usize) {
    let figure = &figures[index];
    let from = index.checked_sub(1).map_or(0, |before| figures[before].range.end);
    let ahead = figures.get(index + 1).map_or(text.len(), |after| after.range.start);
    let before = before(text, from, figure.range.start);
    let tail = &text[figure.range.end..ahead];
    let skipped = tail.len() - tail.trim_start_matches(' ').len();
    let after = AFTER
        .iter()
        .filter(|(word, _)| tail.trim_start_matches(' ').starts_with(word))
        .max_by_key(|(word, _)| word.len())
        .map(|(word, compare)| {
            let start = figure.range.end + skipped;
            (*compare, start..start + word.len())
        });
    let found = match (before, after) {
        // 达到…以上 says one thing twice; 超过…以上 says two.
        (Some((a, range)), Some((b, _))) if a == b => Some((a, range)),
        (Some((Compare::AtMost, range)), Some((_, _))) => Some((Compare::AtMost, range)),
        (Some(_), Some(_)) => None,
        (before, after) => before.or(after),
    };
    if let Some((compare, sign)) = found {
        figures[index].compare = Some(compare);
        figures[index].sign = Some(sign);
    }
}

/// The comparison that ends where a figure begins.
fn before(text: &str, from: usize, at: usize) -> Option<(Compare, Range<usize>)> {
    let mut head = &text[from..at];
    // The share of something: 不超过…的20%.
    let percent = text[at..].chars().take(12).any(|c| matches!(c, '%' | '％'));
    if percent && head.ends_with('的') {
        let start = head
            .rfind(['，', '。', '；', '：'])
            .map_or(0, |found| found + head[found..].chars().next().map_or(0, char::len_utf8));
        let clause = &head[start..];
        return ["不超过", "不高于", "最高"].iter().find_map(|word| {
            let found = clause.find(word)?;
            let start = from + start + found;
            Some((Compare::AtMost, start..start + word.len()))
        });
    }
    loop {
        let bare = head.trim_end_matches([' ', '（', '(']);
        let known = BEFORE
            .iter()
            .filter(|(word, _)| bare.ends_with(word))
            .max_by_key(|(word, _)| word.len());
        if let Some((word, compare)) = known {
            let end = from + bare.len();
            return Some((*compare, end - word.len()..end));
        }
        let filler =
            BETWEEN.iter().filter(|word| bare.ends_with(**word)).max_by_key(|w| w.len())?;
        head = &bare[..bare.len() - filler.len()];
    }
}

/// 达到10亿元、5亿元 compares with both; 1至10号 is a range.
fn share_comparisons(text: &str, figures: &mut [Figure]) {
    for index in 1..figures.len() {
        let (left, right) = figures.split_at_mut(index);
        let (before, after) = (&mut left[index - 1], &mut right[0]);
        let Some(between) = link(text, before, after) else { continue };
        let range = matches!(between, "至" | "到" | "-" | "—" | "–" | "~" | "～");
        if before.kind != after.kind {
            continue;
        }
        if range {
            let at = before.range.end;
            let sign = at..at + between.len();
            for (figure, compare) in [(before, Compare::AtLeast), (after, Compare::AtMost)] {
                if figure.compare.is_none() {
                    (figure.compare, figure.sign) = (Some(compare), Some(sign.clone()));
                }
            }
        } else if between != "，" {
            after.place = before.place + 1;
            if after.compare.is_none() {
                after.compare = before.compare;
                after.sign = before.sign.clone();
            }
        }
    }
    for index in (1..figures.len()).rev() {
        if figures[index].place > 0 && figures[index - 1].compare.is_none() {
            figures[index - 1].compare = figures[index].compare;
            figures[index - 1].sign = figures[index].sign.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Compare::{Above, AtLeast, AtMost, Below};
    use Kind::{Calendar, Count, Money, Percent, Years};

    fn read(text: &str) -> Vec<(Kind, String, Option<Compare>)> {
        let one = |figure: Figure| (figure.kind, figure.value.to_string(), figure.compare);
        chinese(text).into_iter().map(one).collect()
    }

    fn said(kind: Kind, value: &str, compare: Option<Compare>) -> (Kind, String, Option<Compare>) {
        (kind, value.to_owned(), compare)
    }

    #[test]
    fn amounts_in_every_writing() {
        assert_eq!(
            read("对产值首次达到10亿元、5000万元的企业，给予最高100万元、20万元支持"),
            [
                said(Money, "1000000000", Some(AtLeast)),
                said(Money, "50000000", Some(AtLeast)),
                said(Money, "1000000", Some(AtMost)),
                said(Money, "200000", Some(AtMost)),
            ]
        );
        assert_eq!(read("给予一百五十万元奖励"), [said(Money, "1500000", None)]);
        assert_eq!(read("封顶伍佰万圆"), [said(Money, "5000000", Some(AtMost))]);
        assert_eq!(
            read("分别奖励100、50万元"),
            [said(Money, "1000000", None), said(Money, "500000", None)]
        );
        assert_eq!(read("１，０００元"), [said(Money, "1000", None)]);
        assert_eq!(read("最高不超过人民币1,000万元"), [said(Money, "10000000", Some(AtMost))]);
        assert_eq!(read("最高每家支持200万元"), [said(Money, "2000000", Some(AtMost))]);
    }

    #[test]
    fn rates_counts_and_years() {
        assert_eq!(
            read("按照不超过投资额的20%给予支持，年度最高500万元，连续支持不超过两年"),
            [
                said(Percent, "20", Some(AtMost)),
                said(Money, "5000000", Some(AtMost)),
                said(Years, "2", Some(AtMost)),
            ]
        );
        assert_eq!(read("按百分之一点五给予"), [said(Percent, "1.5", None)]);
        assert_eq!(read("新增员工20人以上的"), [said(Count, "20", Some(AtLeast))]);
        assert_eq!(read("不少于十名"), [said(Count, "10", Some(AtLeast))]);
        assert_eq!(read("不足100万元"), [said(Money, "1000000", Some(Below))]);
        assert_eq!(read("且增量超过100万元的"), [said(Money, "1000000", Some(Above))]);
        assert_eq!(
            read("签号1至10号的每月2000元"),
            [
                said(Count, "1", Some(AtLeast)),
                said(Count, "10", Some(AtMost)),
                said(Money, "2000", None)
            ]
        );
        assert_eq!(read("有效期至2029年12月31日，"), [said(Calendar, "2029", None)]);
        assert_eq!(read("国家、北京市支持资金的20%、10%").len(), 2);
        assert_eq!(read("高于上年110%的"), [said(Percent, "110", Some(Above))]);
        assert_eq!(read("展位费补助一半"), [said(Percent, "50", None)]);
        assert_eq!(read("超过部分补贴50%"), [said(Percent, "50", None)]);
    }

    #[test]
    fn what_only_names_something_is_no_figure() {
        for text in [
            "第六条、第 7 条",
            "5G工厂",
            "一次性给予支持",
            "“一事一议”",
            "进一步统一标准",
            "{Y-1} 年",
            "一般事故",
            "R2D2",
            "首台（套）",
            "一般按规定办理",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
