//! How a measure numbers its articles, and where one begins and ends: 第一条, 第 1 条, Article 1,
//! 一、, （一）, 1.

use std::ops::Range;

/// A way of numbering articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// 第一条, 第 1 条.
    Article,
    /// Article 1, Art. 1, Section 1, § 1.
    English,
    /// 一、 or 1、.
    Comma,
    /// （一） or (1).
    Bracket,
    /// 1.
    Point,
}

impl Numbering {
    const ALL: [Self; 5] = [Self::Article, Self::English, Self::Comma, Self::Bracket, Self::Point];

    /// The numbering of a text: the first of these by which it has a number 1.
    pub fn of(text: &str) -> Self {
        let first = |numbering: Self| {
            let opens = move |line: &&str| numbering.split(line).is_some_and(|(at, _)| at == 1);
            text.lines().filter(opens).count()
        };
        match Self::ALL.into_iter().find(|numbering| first(*numbering) > 0) {
            // Where 一、 only heads parts, the numbers that run through them are the articles.
            Some(Self::Comma) if first(Self::Bracket) == 1 && Self::heads_only(text) => {
                Self::Bracket
            }
            found => found.unwrap_or(Self::Article),
        }
    }

    /// Whether the lines 一、, 二、… say nothing but titles.
    fn heads_only(text: &str) -> bool {
        let mut parts = text.lines().filter(|line| Self::Comma.split(line).is_some());
        parts.all(|line| Self::Bracket.is_heading(line))
    }

    /// The number that a line opens, and the rest of the line.
    pub fn split(self, line: &str) -> Option<(u32, &str)> {
        let line = line.trim_start();
        match self {
            Self::Article => {
                let (numeral, rest) = line.strip_prefix('第')?.split_once('条')?;
                // 第三条所说的 speaks of an article.
                let opens = |c: char| c.is_whitespace() || "：:【〔（(".contains(c);
                (rest.is_empty() || rest.starts_with(opens)).then_some((numeral, rest))
            }
            Self::English => {
                let word = ["Article ", "Art. ", "Section ", "Clause ", "§"];
                let rest = word.iter().find_map(|word| line.strip_prefix(word))?.trim_start();
                let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                let (numeral, rest) = rest.split_at(end);
                let opens = |c: char| c.is_whitespace() || ".:–—-".contains(c);
                (rest.is_empty() || rest.starts_with(opens))
                    .then(|| (numeral, rest.trim_start_matches(['.', ':', '–', '—', '-'])))
            }
            Self::Comma => line.split_once('、'),
            Self::Bracket => line.strip_prefix(['（', '('])?.split_once(['）', ')']),
            Self::Point => {
                let (numeral, rest) = line.split_once(['.', '．'])?;
                let digits = rest.starts_with(|c: char| c.is_ascii_digit());
                (!digits && numeral.bytes().all(|b| b.is_ascii_digit())).then_some((numeral, rest))
            }
        }
        .and_then(|(numeral, rest)| Some((number(numeral)?, rest)))
    }

    /// Whether a line is a heading of a chapter or part: short, without a closing mark.
    fn is_heading(self, line: &str) -> bool {
        let line = line.trim();
        if line.contains(['。', '；', ';']) || line.ends_with(['，', '：', ',']) {
            return false;
        }
        let of = |mark: char| line.strip_prefix('第').and_then(|rest| rest.split_once(mark));
        let chapter = ['章', '节', '编'].into_iter().filter_map(of);
        if chapter.into_iter().any(|(numeral, _)| number(numeral).is_some()) {
            return true;
        }
        match self {
            Self::Article => {
                Self::Bracket.split(line).is_some() || Self::Comma.split(line).is_some()
            }
            Self::English => ["Chapter ", "Part ", "Title "].iter().any(|w| line.starts_with(w)),
            Self::Bracket => Self::Comma.split(line).is_some(),
            Self::Comma | Self::Point => false,
        }
    }
}

/// Byte range of an article in the text, its number included, trailing blank lines and headings
/// of chapters and parts excluded.
pub fn article_range(text: &str, wanted: u32) -> Option<Range<usize>> {
    let numbering = Numbering::of(text);
    let mut start = None;
    let mut end = text.len();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let at = offset;
        offset += line.len();
        let opened = numbering.split(line).map(|(number, _)| number);
        match start {
            None if opened == Some(wanted) => start = Some(at),
            Some(_) if opened.is_some() || numbering.is_heading(line) => {
                end = at;
                break;
            }
            Some(_) | None => {}
        }
    }
    let start = start?;
    Some(start..start + text[start..end].trim_end().len())
}

/// The number of the article that a line of a text opens.
pub fn article_number(text: &str, line: &str) -> Option<u32> {
    Numbering::of(text).split(line).map(|(number, _)| number)
}

/// 一 … 九十九, or digits of either width, as a number.
fn number(numeral: &str) -> Option<u32> {
    const DIGITS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |c: char| DIGITS.iter().position(|d| *d == c).map(|at| at as u32 + 1);
    let numeral = numeral.trim();
    let chars: Vec<char> = numeral.chars().collect();
    match chars.as_slice() {
        ['十'] => Some(10),
        ['十', one] => Some(10 + digit(*one)?),
        [ten, '十'] => Some(digit(*ten)? * 10),
        [ten, '十', one] => Some(digit(*ten)? * 10 + digit(*one)?),
        [one] if digit(*one).is_some() => digit(*one),
        digits if (1..=4).contains(&digits.len()) => digits.iter().try_fold(0, |sum, c| {
            let narrow = match c {
                '０'..='９' => u32::from(*c) - u32::from('０'),
                _ => c.to_digit(10)?,
            };
            Some(sum * 10 + narrow)
        }),
        _ => None,
    }
}

/// A number from 1 to 99 in Chinese, as articles are numbered.
pub fn chinese_numeral(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = ((number / 10 % 10) as usize, (number % 10) as usize);
    match tens {
        0 => DIGITS[ones].to_owned(),
        1 => format!("十{}", DIGITS[ones]),
        _ => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::source::PackFiles;

    #[test]
    fn numerals_both_ways() {
        for at in 1..=99 {
            assert_eq!(number(&chinese_numeral(at)), Some(at));
            assert_eq!(number(&at.to_string()), Some(at));
        }
        assert_eq!([10, 11, 20, 28].map(chinese_numeral), ["十", "十一", "二十", "二十八"]);
        assert_eq!(
            [number(" １２ "), number("百"), number(""), number("1a")],
            [Some(12), None, None, None]
        );
    }

    #[test]
    fn articles_are_found_in_the_measure() {
        let text = PackFiles::embedded().text;
        for number in 1..=28 {
            let range = article_range(&text, number).expect("28 articles");
            assert_eq!(article_number(&text, &text[range]), Some(number));
        }
        let sixth = &text[article_range(&text, 6).expect("an article of two paragraphs")];
        assert!(sixth.contains("委外加工") && sixth.ends_with("最高每家支持200万元。"));
        assert!(!text[article_range(&text, 2).expect("chapter end")].contains("支持方向"));
        assert!(article_range(&text, 29).is_none());
    }

    #[test]
    fn an_article_ends_before_the_next_heading_of_any_kind() {
        let text = "第一章 总则\n第一条  甲。\n（一）说的是\n　丙。\n\n第二条　乙；\n（二）其他\n第二章 附则\n\n第十一条 丁\n第三章\n";
        let of = |number| article_range(text, number).map(|range| &text[range]);
        // A part's heading ends an article; a line with a full stop is no heading.
        assert_eq!(of(1), Some("第一条  甲。"));
        assert_eq!(of(2), Some("第二条　乙；"));
        assert_eq!(of(11), Some("第十一条 丁"));
        assert_eq!(of(3), None);
        // Items of an article end in a mark, and belong to it.
        let text = "第一条  下列企业：\n（一）甲；\n（二）乙。\n第二章的规定适用。\n第三条所说的，也是。\n第四条 乙。";
        let whole =
            "第一条  下列企业：\n（一）甲；\n（二）乙。\n第二章的规定适用。\n第三条所说的，也是。";
        assert_eq!(article_range(text, 1).map(|range| &text[range]), Some(whole));
        // What stands in the article as another is counted is no article of its own.
        assert_eq!(article_number(text, "第三条所说的"), None);
        assert_eq!(article_number(text, "  第三十条 说"), Some(30));
        assert_eq!(article_number(text, "第百条 说"), None);
    }

    #[test]
    fn texts_are_numbered_as_they_are_printed() {
        let kinds = [
            ("题\n第 1 条 甲。\n第２条：乙。\n第12条【丙】丁。", [1, 2, 12], "第２条：乙。"),
            (
                "Scheme\nPart One\nArticle 1. A.\nArticle 2\nB; c.\nPart Two\nArticle 12 D.",
                [1, 2, 12],
                "Article 2\nB; c.",
            ),
            (
                "题\n一、甲。\n（一）子项；\n二、乙。\n（一）子项。\n十二、丙。",
                [1, 2, 12],
                "二、乙。\n（一）子项。",
            ),
            (
                "题\n一、总则\n（一）甲。\n（二）乙。\n二、其他\n（十二）丙。",
                [1, 2, 12],
                "（二）乙。",
            ),
            ("T\n1. A at 1.5%.\n1.5% is a rate.\n2. B.\n12. C.", [1, 2, 12], "2. B."),
        ];
        for (text, numbers, second) in kinds {
            for number in numbers {
                let range =
                    article_range(text, number).unwrap_or_else(|| panic!("{number} of {text}"));
                assert_eq!(article_number(text, &text[range]), Some(number));
            }
            assert_eq!(article_range(text, 2).map(|range| &text[range]), Some(second), "{text}");
            assert!(article_range(text, 3).is_none(), "{text}");
        }
    }
}
