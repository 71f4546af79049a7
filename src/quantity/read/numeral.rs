//! Chinese numerals below ten thousand, plain and financial.

/// A section of a numeral: 三千五百, 壹佰零五, 一点二.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Section {
    /// Its digits, before the point and behind it.
    pub whole: String,
    pub fraction: String,
    /// Whether the last digit says its place: behind 一亿 a lone 二 may be twenty million.
    pub complete: bool,
}

/// The value of a digit.
pub(super) fn digit(c: char) -> Option<u8> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '貳' | '两' | '兩' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn place(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// The section at the beginning of a text, and what follows it.
pub(super) fn section(text: &str) -> Option<(Section, &str)> {
    let mut rest = text;
    let mut value: u32 = 0;
    let mut below = 10_000;
    let (mut any, mut zero, mut complete) = (false, false, true);
    loop {
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        if let Some(first) = place(c).filter(|place| !any && *place == 10) {
            (value, below, any, rest) = (first, first, true, chars.as_str());
            continue;
        }
        match digit(c) {
            None => break,
            Some(0) => {
                // Two zeros say no more than one; they are no number of ours.
                if zero {
                    return None;
                }
                (zero, any, rest) = (true, true, chars.as_str());
            }
            Some(number) => {
                let after = chars.as_str();
                let number = u32::from(number);
                match after.chars().next().and_then(|next| Some((next, place(next)?))) {
                    Some((next, place)) if place < below => {
                        value += number * place;
                        (below, any, zero) = (place, true, false);
                        rest = after.get(next.len_utf8()..)?;
                    }
                    Some(_) => return None,
                    None => {
                        // 零 stands for the places left out; without it 二百五 may be 250.
                        complete = zero || below == 10;
                        if !complete && below < 10_000 {
                            return None;
                        }
                        (value, rest, any) = (value + number, after, true);
                        break;
                    }
                }
            }
        }
    }
    if !any {
        return None;
    }
    let mut fraction = String::new();
    if let Some(after) = rest.strip_prefix('点') {
        let digits: Vec<u8> = after.chars().map_while(digit).collect();
        let len: usize = after.chars().take(digits.len()).map(char::len_utf8).sum();
        if digits.is_empty() {
            return None;
        }
        fraction = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
        rest = after.get(len..)?;
    }
    // One digit behind another has no place: 一二三 is a telephone number.
    if rest.chars().next().is_some_and(|c| digit(c).is_some() || place(c).is_some()) {
        return None;
    }
    Some((Section { whole: value.to_string(), fraction, complete }, rest))
}

/// A year said digit by digit: 二〇二六.
pub(super) fn digits(text: &str) -> Option<(String, &str)> {
    let digits: Vec<u8> = text.chars().map_while(digit).take(4).collect();
    let len: usize = text.chars().take(digits.len()).map(char::len_utf8).sum();
    let read = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
    (digits.len() == 4).then_some((read, text.get(len..)?))
}
