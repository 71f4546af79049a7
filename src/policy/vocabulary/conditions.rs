//! The conditions on facts, and relations between figures.

use super::amounts::CONDITION_FORMS;
use super::days::{DAY, DAYS, LASTED, MONTHS, WITHIN, YEARS};
use super::{EFFORT, FACT, ID, Kind, STR, STRINGS, Says, Shape, YEAR, may, need};

const OPTIONS: Kind = Kind::Either(&[ID, Kind::List(&ID)]);

/// A condition.
pub static CONDITION: Shape = Shape {
    name: "condition",
    says: Says(
        "条件：bool 事实直接写编号，其余写成表",
        "A condition: a bool is named alone, others are a table",
    ),
    keys: &[
        may("fact", FACT, "看哪个事实", "The fact that is tested"),
        may("is", OPTIONS, "choice：选的是它", "A choice: this one"),
        may(
            "is_not",
            OPTIONS,
            "choice：选的不是它（们）",
            "A choice: not this one, or none of these",
        ),
        may("one_of", OPTIONS, "choice：其中之一", "A choice: one of these"),
        may("has", OPTIONS, "set：含有它", "A set: it holds this one"),
        may("has_any", OPTIONS, "set：至少含其一", "A set: it holds one of these"),
        may("has_none", OPTIONS, "set：一项也不含", "A set: it holds none of these"),
        may(
            "any",
            Kind::List(&ONE_CONDITION),
            "各条件满足其一即可（或）",
            "One of these conditions is enough",
        ),
        may(
            "all",
            Kind::List(&ONE_CONDITION),
            "各条件都要满足（且），用在 any、not 里",
            "All of these conditions; within any and not",
        ),
        may(
            "benefit",
            ID,
            "前面的某一事项符合条件；与 not 连用即“未享受…的”",
            "Another benefit, an earlier one, is given; with not: is not given",
        ),
        may(
            "not",
            Kind::Either(&CONDITION_FORMS),
            "这个条件不成立（非）",
            "This condition does not hold",
        ),
        may("empty", Kind::Flag, "set、money_list：空或不空", "A set or list: empty or not"),
        may("answered", Kind::Flag, "答了就行", "Any answer will do"),
        may("at_least", OPERAND, "达到、以上（≥）", "At least (≥)"),
        may("above", OPERAND, "超过、高于（>）", "More than (>)"),
        may("at_most", OPERAND, "不超过（≤）", "At most (≤)"),
        may("below", OPERAND, "不足、低于（<）", "Less than (<)"),
        may("equals", OPERAND, "恰为（金额、个数）", "Exactly (money, counts)"),
        may(
            "year",
            Kind::Either(&[STR, STRINGS]),
            "年份：\"Y\" 是评估年度，\"Y-1\" 是上一年",
            "A year: \"Y\" is the assessment year, \"Y-1\" the one before",
        ),
        may(
            "within",
            Kind::Table(&WITHIN),
            "日期：在某日之后或之前的一段时间内",
            "A day: within a period after or before another",
        ),
        may(
            "lasted",
            Kind::Table(&LASTED),
            "日期：从它起到某日已满一段时间",
            "A day: so much time has passed since it",
        ),
        may(
            "valid_through",
            YEAR,
            "评估年度不晚于",
            "The assessment year is this one at the latest",
        ),
        may(
            "todo",
            Kind::Text,
            "不满足时怎么办，代替事实自己的",
            "What to do, in place of the fact's own",
        ),
        may(
            "who_knows",
            Kind::Text,
            "问谁，代替事实自己的",
            "Who can answer, in place of the fact's own",
        ),
        may(
            "effort",
            Kind::OneOf(&EFFORT),
            "要费什么事，代替事实自己的",
            "What it takes, in place of the fact's own",
        ),
    ],
    also: None,
};

/// A relation between figures.
pub static RELATION: Shape = Shape {
    name: "relation",
    says: Says("一个数与另一个数比", "A figure against another"),
    keys: &[
        need("fact", FACT, "哪个事实", "The fact"),
        may("at_least", OPERAND, "≥", "≥"),
        may("above", OPERAND, ">", ">"),
        may("at_most", OPERAND, "≤", "≤"),
        may("below", OPERAND, "<", "<"),
    ],
    also: None,
};

/// What a figure is compared with.
const OPERAND: Kind = Kind::Either(&[
    Kind::Str(Says(
        "金额、百分数、\"Y\"、\"Y-1\"，或日期",
        "an amount, a percentage, \"Y\", \"Y-1\", or a day",
    )),
    Kind::Whole(i64::MIN, i64::MAX),
    Kind::Day,
    Kind::Table(&MULTIPLE),
]);

static MULTIPLE: Shape = Shape {
    name: "multiple",
    says: Says(
        "另一事实的若干倍；日期则加一段时间",
        "Another fact, so many times; a day, so much later",
    ),
    keys: &[
        need("of", DAY, "哪个事实", "The fact"),
        may("rate", Kind::Percent, "百分之几", "Such a share of it"),
        may("times", Kind::Whole(1, 1_000_000), "多少倍，不写是 1", "So many times; 1 when absent"),
        YEARS,
        MONTHS,
        DAYS,
    ],
    also: None,
};

/// What a condition is in a list.
pub static ONE_CONDITION: Kind = Kind::Either(&CONDITION_FORMS);
