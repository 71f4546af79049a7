//! Why a text is no amount, and what to write instead.

use thiserror::Error;

use crate::quantity::{MoneyError, PercentError};
use crate::text::{Lang, Text};

/// Why a text is no amount, percentage, count or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AmountError {
    /// Nothing is written.
    #[error("nothing is written")]
    Nothing,
    /// An amount of money whose unit is not said.
    #[error("the unit is missing")]
    NoUnit,
    /// Two numbers in the place of one.
    #[error("two numbers")]
    TwoNumbers,
    /// A number with an exponent.
    #[error("an exponent")]
    Exponent,
    /// `w` for 万.
    #[error("w is no unit")]
    UnitW,
    /// A comma in the place of a decimal point.
    #[error("a decimal comma")]
    DecimalComma,
    /// Separators that do not part groups of three digits.
    #[error("separators that part no thousands")]
    Groups,
    /// From one number to another.
    #[error("a range")]
    Range,
    /// `1亿2`: the unit of the last number is not said.
    #[error("the last number has no unit")]
    LastUnit,
    /// A year with decimals.
    #[error("a part of a year")]
    PartOfYear,
    /// Finer than 0.01 yuan.
    #[error("finer than 0.01 yuan")]
    TooFine,
    /// More than 10^15 yuan.
    #[error("more than 10^15 yuan")]
    TooLarge,
    /// A percentage beyond 1,000,000 % or with more than 20 decimals.
    #[error("beyond 1,000,000 %, or more than 20 decimals")]
    PercentRange,
    /// Negative where nothing may be.
    #[error("negative")]
    Negative,
    /// Not an amount of money for another reason.
    #[error("not an amount")]
    Money,
    /// Not a percentage for another reason.
    #[error("not a percentage")]
    Percent,
    /// Not a count.
    #[error("not a count")]
    Count,
    /// Not a year.
    #[error("not a year")]
    Year,
    /// Not an item of a list.
    #[error("not an item")]
    Item,
    /// Not a day.
    #[error("not a day")]
    Day,
}

impl AmountError {
    /// What is wrong and what to write instead.
    pub fn text(self) -> Text {
        let (zh, en) = self.pair();
        Text::new(zh, en)
    }

    /// The same in one language.
    pub const fn words(self, lang: Lang) -> &'static str {
        let (zh, en) = self.pair();
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    const fn pair(self) -> (&'static str, &'static str) {
        match self {
            Self::Nothing => ("没有填写内容。", "Nothing is written."),
            Self::NoUnit => (
                "没有写单位。请写成 1.2亿元、3500万元 或 800元。",
                "The unit is missing. Write 1.2亿元, 3500万元, 120 million or 800 yuan.",
            ),
            Self::TwoNumbers => (
                "这里有两个数，只写一个，数字中间不留空格、换行，如 12000万元、5.2%。",
                "These are two numbers. Write one, without a space or line break between its digits, such as 12000万元 or 5.2%.",
            ),
            Self::Exponent => (
                "不用科学记数法，请把数字写全，如 80000000元 或 8000万元。",
                "Write the number without an exponent, such as 80000000元 or 8000万元.",
            ),
            Self::UnitW => (
                "“w”不是单位，请写“万”，如 500万元。",
                "\"w\" is not a unit; write 万, such as 500万元.",
            ),
            Self::DecimalComma => (
                "逗号不能当小数点：小数写 1.2，千位写 1,200。",
                "A comma is not a decimal point: write 1.2 for a decimal, 1,200 for a thousand.",
            ),
            Self::Groups => (
                "逗号只能三位一隔，如 1,234,567；或不写逗号。",
                "A comma parts groups of three digits, as in 1,234,567; or leave the commas out.",
            ),
            Self::Range => (
                "这是一个范围，只写一个确定的数。",
                "This is a range; write the one number that holds.",
            ),
            Self::LastUnit => (
                "后一个数没有单位：请写成 1亿2000万元 或 1.2亿元。",
                "The last number has no unit: write 1亿2000万元 or 1.2亿元.",
            ),
            Self::PartOfYear => (
                "年份不带小数，请写 2023 或 2023年7月。",
                "A year has no decimals; write 2023 or 2023年7月.",
            ),
            Self::TooFine => (
                "比 0.01 元还细，请四舍五入到分。",
                "Finer than 0.01 yuan; round it to two decimals of a yuan.",
            ),
            Self::TooLarge => (
                "超过 10^15 元，请核对数字和单位。",
                "More than 10^15 yuan; check the number and its unit.",
            ),
            Self::PercentRange => (
                "超过 1,000,000%，或小数超过 20 位，请核对。",
                "Beyond 1,000,000 %, or more than 20 decimals; check the number.",
            ),
            Self::Negative => ("金额不能为负。", "The amount cannot be negative."),
            Self::Money => (
                "看不懂这个金额。可写 1.2亿元、3500万元、800元。",
                "Not an amount. Write 1.2亿元, 3500万元, 120 million or 800 yuan.",
            ),
            Self::Percent => (
                "看不懂这个百分比。可写 5.2、5.2% 或 -3%。",
                "Not a percentage. Write 5.2, 5.2% or -3%.",
            ),
            Self::Count => {
                ("请填 0 至 10 亿的整数。", "Enter a whole number from 0 to 1,000,000,000.")
            }
            Self::Year => {
                ("请填 1949 至 2100 的四位年份。", "Enter a year of four digits, 1949 to 2100.")
            }
            Self::Item => (
                "有一栏看不懂。各栏按次序写，用分号隔开；金额带单位，日期写 2026-02-07，不知道的空着。",
                "A field is not understood. Write the fields in order with semicolons between; amounts with their unit, days as 2026-02-07, nothing for what is not known.",
            ),
            Self::Day => (
                "请写年月日，如 2026-02-07 或 2026年2月7日。",
                "Write year, month and day, such as 2026-02-07.",
            ),
        }
    }
}

impl From<MoneyError> for AmountError {
    fn from(error: MoneyError) -> Self {
        match error {
            MoneyError::Syntax | MoneyError::Unit => Self::Money,
            MoneyError::NoUnit => Self::NoUnit,
            MoneyError::Negative => Self::Negative,
            MoneyError::TooFine => Self::TooFine,
            MoneyError::OutOfRange => Self::TooLarge,
        }
    }
}

impl From<PercentError> for AmountError {
    fn from(error: PercentError) -> Self {
        match error {
            PercentError::Syntax | PercentError::NoSign => Self::Percent,
            PercentError::OutOfRange | PercentError::TooFine => Self::PercentRange,
        }
    }
}
