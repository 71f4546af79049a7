//! Numbers as Excel shows them.

/// A number with the fifteen significant digits that Excel shows, its point moved to the right.
pub(super) fn decimal(number: f64, shift: u32) -> Option<String> {
    if !number.is_finite() {
        return None;
    }
    whole(number, shift).or_else(|| rounded(number, shift))
}

/// As most are, whole and of fewer digits than can be shown: nothing is to be rounded.
fn whole(number: f64, shift: u32) -> Option<String> {
    let short = number.fract() == 0.0 && number.abs() < 1e13;
    let tens = 10i64.checked_pow(shift)?;
    short.then_some(number as i64)?.checked_mul(tens).map(|whole| whole.to_string())
}

fn rounded(number: f64, shift: u32) -> Option<String> {
    let written = format!("{number:.14e}");
    let (digits, exponent) = written.split_once('e')?;
    let exponent: i32 = exponent.parse::<i32>().ok()?.checked_add_unsigned(shift)?;
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", digits),
    };
    let digits = digits.replace('.', "");
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return Some("0".to_owned());
    }
    // Beyond any amount: not written out.
    let point = exponent + 1;
    if !(-40..=40).contains(&point) {
        return None;
    }
    let point = usize::try_from(point);
    Some(match point {
        Ok(point) if point >= digits.len() => {
            format!("{sign}{digits}{}", "0".repeat(point - digits.len()))
        }
        Ok(point) if point > 0 => format!("{sign}{}.{}", &digits[..point], &digits[point..]),
        _ => {
            let zeros = usize::try_from(-(exponent + 1)).unwrap_or(0);
            format!("{sign}0.{}{digits}", "0".repeat(zeros))
        }
    })
}

/// Whether a number format shows percentages: a % that is not quoted.
pub(super) fn is_percent(code: &str) -> bool {
    let mut quoted = false;
    let mut escaped = false;
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            '%' if !quoted => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{decimal, is_percent, rounded, whole};

    #[test]
    fn numbers_have_the_digits_that_excel_shows() {
        for (number, shift, written) in [
            (1200.0, 0, "1200"),
            (0.1 + 0.2, 0, "0.3"),
            (1.005, 0, "1.005"),
            (0.052, 2, "5.2%"),
            (1.1 * 1.1, 0, "1.21"),
            (-0.5, 0, "-0.5"),
            (1e15, 0, "1000000000000000"),
            (123_456_789.12, 0, "123456789.12"),
            (0.0, 0, "0"),
            (0.000_5, 2, "0.05%"),
            (12.0, 2, "1200%"),
        ] {
            let written = written.trim_end_matches('%');
            assert_eq!(decimal(number, shift).as_deref(), Some(written));
        }
        for (number, shift) in
            [(0.0, 0), (-0.0, 2), (7.0, 0), (-1200.0, 2), (9_999_999_999_999.0, 2)]
        {
            assert_eq!(whole(number, shift), rounded(number, shift));
            assert!(whole(number, shift).is_some());
        }
        assert_eq!(whole(1e13, 0), None);
        assert_eq!(whole(0.5, 0), None);
        assert_eq!(decimal(f64::NAN, 0), None);
        assert_eq!(decimal(1e300, 0), None);
    }

    #[test]
    fn percent_formats_are_told() {
        for (code, percent) in [
            ("0%", true),
            ("0.00%", true),
            ("General", false),
            ("0\"%\"", false),
            ("0\\%", false),
            ("#,##0.0_%", false),
        ] {
            assert_eq!(is_percent(code), percent, "{code}");
        }
    }
}
