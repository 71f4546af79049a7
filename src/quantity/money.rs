//! Money in exact yuan and fen.

use rust_decimal::Decimal;
use thiserror::Error;

use super::grouped;
use crate::text::Lang;

/// An exact amount, counted in fen (0.01 yuan); negative only for a decrease.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

/// Why a text is not an amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// Not ASCII digits, optionally decimals, and a unit.
    #[error("not an amount such as \"1.2亿元\"")]
    Syntax,
    /// A number without a unit.
    #[error("the unit is missing")]
    NoUnit,
    /// Digits followed by something that is no unit.
    #[error("not a unit of 元, 万元, 亿元, 万, 亿")]
    Unit,
    /// Negative where only a decrease may be.
    #[error("negative")]
    Negative,
    /// Finer than 0.01 yuan.
    #[error("finer than 0.01 yuan")]
    TooFine,
    /// More than 10^15 yuan.
    #[error("more than 10^15 yuan")]
    OutOfRange,
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount that a profile may hold: 10^15 yuan.
    pub const MAX: Self = Self(100_000_000_000_000_000);

    /// An amount of fen.
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// The amount in fen.
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// An integer number of yuan, as a profile may hold it.
    ///
    /// # Errors
    /// [`MoneyError::OutOfRange`] beyond ±10^15 yuan.
    pub fn from_yuan(yuan: i128) -> Result<Self, MoneyError> {
        let fen = yuan.checked_mul(100).ok_or(MoneyError::OutOfRange)?;
        Self::from_fen_checked(fen)
    }

    fn from_fen_checked(fen: i128) -> Result<Self, MoneyError> {
        i64::try_from(fen)
            .ok()
            .filter(|fen| fen.abs() <= Self::MAX.0)
            .map(Self)
            .ok_or(MoneyError::OutOfRange)
    }

    /// Reads the strict form of profiles: `1.2亿元`, `3500万`, `12.50元`; with `signed` also
    /// a leading minus.
    ///
    /// # Errors
    /// [`MoneyError`] says what is wrong.
    pub fn parse(text: &str, signed: bool) -> Result<Self, MoneyError> {
        super::read::strict_money(text, signed)
    }

    /// From a decimal number of yuan.
    ///
    /// # Errors
    /// [`MoneyError::TooFine`] and [`MoneyError::OutOfRange`].
    pub fn from_decimal(yuan: Decimal) -> Result<Self, MoneyError> {
        let yuan = yuan.normalize();
        if yuan.scale() > 2 {
            return Err(MoneyError::TooFine);
        }
        let scale = 10i128.pow(2 - yuan.scale());
        let fen = yuan.mantissa().checked_mul(scale).ok_or(MoneyError::OutOfRange)?;
        Self::from_fen_checked(fen)
    }

    /// The amount in yuan.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// The strict form that profiles hold: `1.2亿元`, `3500万元`, `12.5元`.
    pub fn to_profile(self) -> String {
        self.chinese()
    }

    /// As a person reads it: `1.2亿元`; in English `¥120,000,000`.
    pub fn display(self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => {
                let yuan = self.grouped();
                match yuan.strip_prefix('-') {
                    Some(decrease) => format!("-¥{decrease}"),
                    None => format!("¥{yuan}"),
                }
            }
        }
    }

    /// For a narrow list, exact all the same: in English `¥1.2m` and `¥50k` where that is shorter.
    pub fn brief(self, lang: Lang) -> String {
        let (sign, fen) = self.sign_and_fen();
        let short = |unit: u64, tenth: u64, letter: char| {
            let whole = fen / unit;
            match fen % unit / tenth {
                0 => format!("{sign}¥{whole}{letter}"),
                rest => format!("{sign}¥{whole}.{rest}{letter}"),
            }
        };
        match lang {
            Lang::En if fen >= 100_000_000 && fen % 10_000_000 == 0 => {
                short(100_000_000, 10_000_000, 'm')
            }
            Lang::En if fen >= 100_000 && fen % 100_000 == 0 => short(100_000, 10_000, 'k'),
            Lang::Zh | Lang::En => self.display(lang),
        }
    }

    /// The amount in yuan, grouped by thousands: `120,000,000.50`.
    pub fn grouped(self) -> String {
        let (sign, fen) = self.sign_and_fen();
        let yuan = grouped(&(fen / 100).to_string());
        match fen % 100 {
            0 => format!("{sign}{yuan}"),
            rest => format!("{sign}{yuan}.{rest:02}"),
        }
    }

    /// Two decimals without separators, as in JSON: `350000.00`.
    pub fn to_plain(self) -> String {
        let (sign, fen) = self.sign_and_fen();
        format!("{sign}{}.{:02}", fen / 100, fen % 100)
    }

    /// Appends [`Self::to_plain`] to bytes without allocating.
    pub fn push_plain(self, out: &mut Vec<u8>) {
        // A sign, twenty digits at most and the point.
        let mut text = [b'0'; 22];
        let mut rest = self.0.unsigned_abs();
        let mut at = text.len();
        let mut digits = 0;
        while rest > 0 || digits < 3 {
            at -= 1;
            if digits == 2 {
                text[at] = b'.';
                at -= 1;
            }
            text[at] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
            digits += 1;
        }
        if self.0 < 0 {
            at -= 1;
            text[at] = b'-';
        }
        out.extend_from_slice(&text[at..]);
    }

    fn sign_and_fen(self) -> (&'static str, u64) {
        (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs())
    }

    /// The largest unit in which at most four decimals say the amount exactly.
    fn chinese(self) -> String {
        const WAN: u64 = 1_000_000;
        const YI: u64 = 10_000_000_000;
        let (sign, fen) = self.sign_and_fen();
        let (unit, name) = if fen >= YI && fen.is_multiple_of(YI / 10_000) {
            (YI, "亿元")
        } else if fen >= WAN && fen.is_multiple_of(WAN / 10_000) {
            (WAN, "万元")
        } else {
            (100, "元")
        };
        let decimals = unit.ilog10() as usize;
        let fraction = format!("{:0decimals$}", fen % unit);
        let fraction = fraction.trim_end_matches('0');
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{sign}{}{point}{fraction}{name}", fen / unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brief_amount_is_exact() {
        let said = |yuan: i64| Money::from_fen(yuan * 100).brief(Lang::En);
        assert_eq!(said(0), "¥0");
        assert_eq!(said(50_000), "¥50k");
        assert_eq!(said(1_000_000), "¥1m");
        assert_eq!(said(-1_200_000), "-¥1.2m");
        assert_eq!(said(1_250_000), "¥1250k");
        assert_eq!(said(1_234_567), "¥1,234,567");
        assert_eq!(said(100_000_000), "¥100m");
        assert_eq!(Money::from_fen(35_000_000).brief(Lang::Zh), "35万元");
    }

    #[test]
    fn strict_form() {
        for (text, fen) in [
            ("1.2亿元", 12_000_000_000),
            ("3500万", 3_500_000_000),
            ("100.50万元", 100_500_000),
            ("0元", 0),
            ("0.01元", 1),
            ("007亿", 70_000_000_000),
            ("1.2345678901亿", 12_345_678_901),
            ("1.000000000000000000000000000亿元", 10_000_000_000),
            ("10000000亿元", 100_000_000_000_000_000),
        ] {
            assert_eq!(Money::parse(text, false), Ok(Money(fen)), "{text}");
        }
        assert_eq!(Money::parse("-300万元", true), Ok(Money(-300_000_000)));
        for (text, why) in [
            ("-300万元", MoneyError::Negative),
            ("万元", MoneyError::Syntax),
            ("", MoneyError::Syntax),
            ("500w", MoneyError::Unit),
            ("500", MoneyError::NoUnit),
            ("5 00万", MoneyError::Syntax),
            ("500-800万元", MoneyError::Syntax),
            ("1e3万元", MoneyError::Syntax),
            ("1,234万元", MoneyError::Syntax),
            ("１２万元", MoneyError::Syntax),
            ("1.2.3亿", MoneyError::Syntax),
            ("1.万", MoneyError::Syntax),
            ("1.2 亿元", MoneyError::Syntax),
            ("0.001元", MoneyError::TooFine),
            ("1.23456789012亿", MoneyError::TooFine),
            ("10000001亿元", MoneyError::OutOfRange),
            ("99999999999999999999999999元", MoneyError::OutOfRange),
            // One digit more than the largest amount has.
            ("99999999999999999元", MoneyError::OutOfRange),
            ("1000000000000000.01元", MoneyError::OutOfRange),
            ("1.5", MoneyError::NoUnit),
            ("1.5w", MoneyError::Unit),
            ("1.2.3", MoneyError::Syntax),
            ("about", MoneyError::Syntax),
        ] {
            assert_eq!(Money::parse(text, false), Err(why), "{text}");
        }
    }

    #[test]
    fn yuan_as_numbers() {
        let most = 1_000_000_000_000_000;
        for (yuan, fen) in [(0, 0), (3, 300), (-3, -300), (most, 100 * most), (-most, -100 * most)]
        {
            let money = Money::from_yuan(yuan).expect("within the limits");
            assert_eq!(i128::from(money.fen()), fen);
        }
        for yuan in [most + 1, -most - 1, i128::MAX, i128::MIN] {
            assert_eq!(Money::from_yuan(yuan), Err(MoneyError::OutOfRange));
        }
        for (yuan, fen) in
            [("12", 1_200), ("1.5", 150), ("0.01", 1), ("1.100", 110), ("-2.5", -250)]
        {
            let decimal = yuan.parse::<Decimal>().expect("a decimal");
            let money = Money::from_decimal(decimal).expect(yuan);
            assert_eq!(money.fen(), fen);
            assert_eq!(money.to_decimal(), decimal);
        }
        for (yuan, why) in [
            ("0.001", MoneyError::TooFine),
            ("1000000000000000.01", MoneyError::OutOfRange),
            ("79228162514264337593543950335", MoneyError::OutOfRange),
        ] {
            assert_eq!(Money::from_decimal(yuan.parse().expect("a decimal")), Err(why), "{yuan}");
        }
    }

    #[test]
    fn said_as_people_say_it() {
        for (fen, zh, en) in [
            (12_000_000_000, "1.2亿元", "¥120,000,000"),
            (500_000_000, "500万元", "¥5,000,000"),
            (12_345_678_900, "12345.6789万元", "¥123,456,789"),
            (12_345_678_901, "123456789.01元", "¥123,456,789.01"),
            (-300_000_000, "-300万元", "-¥3,000,000"),
            (10_000_000_000, "1亿元", "¥100,000,000"),
            (9_999_000_000, "9999万元", "¥99,990,000"),
            (1_000_000, "1万元", "¥10,000"),
            (990_000, "9900元", "¥9,900"),
            (1_000_100, "1.0001万元", "¥10,001"),
            (1_000_010, "10000.1元", "¥10,000.10"),
            (99_900, "999元", "¥999"),
            (0, "0元", "¥0"),
        ] {
            assert_eq!(Money(fen).display(Lang::Zh), zh);
            assert_eq!(Money(fen).display(Lang::En), en);
            assert_eq!(Money::parse(&Money(fen).to_profile(), true), Ok(Money(fen)));
        }
        for fen in [0, 1, 10, -1, -30, 99, 100, 12_345, i64::MAX, i64::MIN] {
            let mut bytes = Vec::new();
            Money(fen).push_plain(&mut bytes);
            assert_eq!(bytes, Money(fen).to_plain().as_bytes());
        }
        assert_eq!(Money(-30).to_plain(), "-0.30");
        assert_eq!(Money(35_000_000).to_plain(), "350000.00");
    }
}
