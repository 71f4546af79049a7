//! What the grammar takes, what it refuses, and that what is printed is read back.

use proptest::prelude::*;

use super::*;
use crate::text::Lang;

#[test]
fn money_as_people_write_it() {
    for (text, fen) in [
        ("1.2亿元", 12_000_000_000),
        (" １．２亿 ", 12_000_000_000),
        ("1。2亿", 12_000_000_000),
        ("1亿2000万", 12_000_000_000),
        ("1亿2000万元", 12_000_000_000),
        ("1亿2千万", 12_000_000_000),
        ("1亿2,000万元", 12_000_000_000),
        ("3500 万元", 3_500_000_000),
        ("1,234万元", 1_234_000_000),
        ("1，234，567.8元", 123_456_780),
        ("3百万", 300_000_000),
        ("3百万元", 300_000_000),
        ("2千万", 2_000_000_000),
        ("120,000,000元", 12_000_000_000),
        ("5千元", 500_000),
        ("0.005千元", 500),
        ("1万5千", 1_500_000),
        ("0元", 0),
        // Nothing is nothing in any unit.
        ("0", 0),
        ("０", 0),
        ("0.01元", 1),
        (".5亿", 5_000_000_000),
        ("10000000亿", 100_000_000_000_000_000),
        ("1万亿元", 100_000_000_000_000),
        ("¥120,000,000", 12_000_000_000),
        ("￥120万元", 120_000_000),
        ("人民币 120 万元", 120_000_000),
        ("人民币壹佰万元整", 100_000_000),
        ("120万元人民币", 120_000_000),
        ("120 万元 RMB", 120_000_000),
        ("100万元整", 100_000_000),
        ("120,000,000 yuan", 12_000_000_000),
        ("1.2m", 120_000_000),
        ("120 million", 12_000_000_000),
        ("RMB 120 Million", 12_000_000_000),
        ("3.5k", 350_000),
        ("3.5K yuan", 350_000),
        ("1.2bn", 120_000_000_000),
        ("1.2 bn yuan", 120_000_000_000),
        ("一亿三千五百万元", 13_500_000_000),
        ("两千万", 2_000_000_000),
        ("壹佰万元整", 100_000_000),
        ("十亿元", 100_000_000_000),
        ("一点二亿", 12_000_000_000),
        ("一亿零五百万元", 10_500_000_000),
        ("一百二十三万四千五百六十七元八角九分", 123_456_789),
        ("叁拾元伍角", 3_050),
        ("一万五千", 1_500_000),
        ("-300万元", -300_000_000),
        ("－３００万元", -300_000_000),
        ("−300万元", -300_000_000),
        ("负三百万元", -300_000_000),
        ("+5万元", 5_000_000),
    ] {
        assert_eq!(money(text, None), Ok(Money::from_fen(fen)), "{text}");
        // A unit for bare numbers changes nothing that has its own.
        if text != "¥120,000,000" {
            assert_eq!(money(text, Some(Unit::yuan(4))), Ok(Money::from_fen(fen)), "{text}");
        }
    }
}

#[test]
fn bare_amounts_take_the_unit_that_is_given() {
    for (text, zeros, fen) in [
        ("12000", 4, 12_000_000_000),
        ("1,200.5", 4, 1_200_500_000),
        ("12.345", 3, 1_234_500),
        ("0.1", 8, 1_000_000_000),
        ("五百", 4, 500_000_000),
        ("800", 0, 80_000),
    ] {
        assert_eq!(money(text, None), Err(AmountError::NoUnit), "{text}");
        assert_eq!(money(text, Some(Unit::yuan(zeros))), Ok(Money::from_fen(fen)), "{text}");
    }
    for text in ["12", "1,234.5", "－12", " 0 ", "１２"] {
        assert!(is_bare(text), "{text}");
    }
    for text in ["12元", "12%", "十二", "12 34", "¥12", "无", ""] {
        assert!(!is_bare(text), "{text}");
    }
}

#[test]
fn what_might_be_two_things_is_refused() {
    use AmountError::{
        DecimalComma, Exponent, Groups, LastUnit, Money, Nothing, Range, TooFine, TooLarge,
        TwoNumbers, UnitW,
    };
    for (text, why) in [
        ("", Nothing),
        ("  ", Nothing),
        ("12000 8000万元", TwoNumbers),
        ("12000\n8000", TwoNumbers),
        ("12000\t8000万元", TwoNumbers),
        ("3 500 万", TwoNumbers),
        ("12\u{3000}000万元", TwoNumbers),
        ("1亿 2000万", TwoNumbers),
        ("300万元500万元", TwoNumbers),
        ("1e3万", Exponent),
        ("8E7", Exponent),
        ("1.2e+8元", Exponent),
        ("500w", UnitW),
        ("500W元", UnitW),
        ("1,2亿", DecimalComma),
        ("0,5亿", DecimalComma),
        ("0,500亿", DecimalComma),
        ("1.234,56万元", DecimalComma),
        ("1，5万元", DecimalComma),
        ("1,2000", Groups),
        ("1,23,456", Groups),
        ("1234,567元", Groups),
        (",123元", Groups),
        ("500-800万元", Range),
        ("500万-800万元", Range),
        ("500万元～800万元", Range),
        ("500至800万元", Range),
        ("1亿2", LastUnit),
        ("1亿2000", LastUnit),
        ("一亿二", LastUnit),
        ("0.001元", TooFine),
        ("0.0000001万元", TooFine),
        ("10000000.00000001亿元", TooLarge),
        ("10000001亿元", TooLarge),
        ("99999999999999999亿", TooLarge),
        ("abc", Money),
        ("1万2亿", Money),
        ("3千5百万", Money),
        ("1.2.3万", Money),
        ("1.万", Money),
        ("万元", Money),
        ("约12000", Money),
        ("5000万元以上", Money),
        ("1.2mm", Money),
        ("1万元元", Money),
        ("1亿20000万", Money),
        ("1.5亿2000万", TwoNumbers),
        ("一二三元", Money),
        ("二百五万元", Money),
        ("￥", Money),
        ("--5万元", Money),
        ("1'234元", Money),
        ("1_234元", Money),
    ] {
        assert_eq!(money(text, None), Err(why), "{text}");
    }
}

#[test]
fn percentages() {
    for (text, read) in [
        ("5.2", "5.2%"),
        ("5.2%", "5.2%"),
        ("５．２％", "5.2%"),
        ("12 %", "12%"),
        ("+5.2", "5.2%"),
        ("-3%", "-3%"),
        ("－3％", "-3%"),
        ("12个百分点", "12%"),
        ("百分之十二", "12%"),
        ("百分之5.2", "5.2%"),
        ("百分之五点二", "5.2%"),
        ("百分之百", "100%"),
        ("1,200%", "1200%"),
        ("12.0%", "12.0%"),
    ] {
        let read = Percent::parse(read).expect("a percentage");
        assert_eq!(percent(text, BarePercent::Percent), Ok(read), "{text}");
    }
    for (text, read) in [("0.052", "5.2%"), ("-0.5", "-50%"), ("1", "100%"), ("5.2%", "5.2%")] {
        let read = Percent::parse(read).expect("a percentage").to_decimal();
        let found = percent(text, BarePercent::Fraction).expect(text).to_decimal();
        assert_eq!(found, read, "{text}");
    }
    for (text, why) in [
        ("", AmountError::Nothing),
        ("x", AmountError::Percent),
        ("1,5%", AmountError::DecimalComma),
        ("5 6%", AmountError::TwoNumbers),
        ("5-6%", AmountError::Range),
        ("5%~6%", AmountError::Range),
        ("5e2%", AmountError::Exponent),
        ("5‰", AmountError::Percent),
        ("5%%", AmountError::Percent),
        ("1000001%", AmountError::PercentRange),
        ("高于全市", AmountError::Percent),
    ] {
        assert_eq!(percent(text, BarePercent::Percent), Err(why), "{text}");
    }
}

#[test]
fn counts() {
    for (text, read) in [
        ("3", 3),
        ("３", 3),
        ("2个", 2),
        ("2 家", 2),
        ("1,200项", 1200),
        ("2.0", 2),
        ("两个", 2),
        ("十二家", 12),
        ("1000000000", 1_000_000_000),
    ] {
        assert_eq!(count(text), Ok(read), "{text}");
    }
    for text in ["-1", "2.5", "2万", "2 3", "1000000001", "1e3", "几个", "1,2", ""] {
        assert!(count(text).is_err(), "{text}");
    }
}

#[test]
fn years() {
    for text in [
        "2023",
        "2023年",
        "2023 年",
        "2023年度",
        "２０２３",
        "２０２３年５月",
        "2023年5月",
        "2023年5月1日",
        "2023-05",
        "2023-5-1",
        "2023/5/1",
        "2023-05-01",
        "2023.5.1",
        "2023-05-01 00:00:00",
        "2023-05-01T08:30",
        "2023.0",
        "二〇二三年",
        "二零二三",
    ] {
        assert_eq!(year(text), Ok(2023), "{text}");
    }
    for (text, why) in [
        ("", AmountError::Nothing),
        ("2023.7", AmountError::PartOfYear),
        ("2029.9", AmountError::PartOfYear),
        ("2023.75", AmountError::PartOfYear),
        ("2023-2025", AmountError::Range),
        ("2029-2030", AmountError::Range),
        ("2023年-2025年", AmountError::Range),
        ("2023至2025年", AmountError::Range),
        ("2023～2025", AmountError::Range),
        ("2023 2024", AmountError::TwoNumbers),
        ("2023-13", AmountError::Year),
        ("2023-02-30", AmountError::Year),
        ("20230501", AmountError::Year),
        ("1948", AmountError::Year),
        ("2101", AmountError::Year),
        ("23", AmountError::Year),
        ("5/1/2023", AmountError::Year),
        ("去年", AmountError::Year),
        ("-2023", AmountError::Year),
        ("+2023", AmountError::Year),
    ] {
        assert_eq!(year(text), Err(why), "{text}");
    }
}

/// Amounts of all sizes, small ones as often as large ones.
fn amounts() -> impl Strategy<Value = Money> {
    (0u32..=17, any::<i64>()).prop_map(|(size, seed)| Money::from_fen(seed % 10i64.pow(size)))
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(amount in amounts()) {
        prop_assert_eq!(money(&amount.to_profile(), None), Ok(amount));
        prop_assert_eq!(Money::parse(&amount.to_profile(), true), Ok(amount));
        for lang in [Lang::Zh, Lang::En] {
            prop_assert_eq!(money(&amount.display(lang), None), Ok(amount));
        }
        for plain in [amount.to_plain(), amount.grouped()] {
            prop_assert_eq!(money(&plain, Some(Unit::YUAN)), Ok(amount));
        }
    }

    /// The strict form is a part of the forgiving one.
    #[test]
    fn what_profiles_take_is_taken_everywhere(text in "-?[0-9]{1,8}(\\.[0-9]{1,4})?(元|万元|亿元|万|亿)") {
        if let Ok(strict) = Money::parse(&text, true) {
            prop_assert_eq!(money(&text, None), Ok(strict));
        }
    }

    /// A space, tab, break or odd separator between digits never makes one number of them.
    #[test]
    fn digits_are_never_joined(
        a in "[0-9]{1,4}",
        between in "[ \t\n'_·、;:|\u{200b}\u{3000}]{1,2}",
        b in "[0-9]{1,4}",
        unit in "(|元|万元|%|年|个)",
    ) {
        let text = format!("{a}{between}{b}{unit}");
        prop_assert!(money(&text, Some(Unit::YUAN)).is_err());
        prop_assert!(percent(&text, BarePercent::Percent).is_err());
        prop_assert!(count(&text).is_err());
        prop_assert!(year(&text).is_err());
    }

    #[test]
    fn no_text_panics(text in ".{0,24}", digits in "[0-9.,，一二百千万亿元点零整%eEwW至-]{0,16}") {
        for text in [text, digits] {
            let _ = money(&text, None);
            let _ = percent(&text, BarePercent::Fraction);
            let _ = count(&text);
            let _ = year(&text);
        }
    }
}
