//! Numbers of articles as Chinese writes them.

/// `28` → `二十八`; numbers beyond 99 stay as digits.
pub fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |at: u32| DIGITS.get(at as usize).copied().unwrap_or("");
    match number {
        1..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number % 10)),
        20..=99 => format!("{}十{}", digit(number / 10), digit(number % 10)),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn articles() {
        let said = [3, 10, 19, 20, 28].map(super::chinese);
        assert_eq!(said, ["三", "十", "十九", "二十", "二十八"]);
    }
}
