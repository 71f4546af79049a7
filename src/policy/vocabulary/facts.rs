//! `facts/*.toml`.

use super::conditions::ONE_CONDITION;
use super::days::DAY;
use super::{
    ALIASES, BENCHMARK, CARRY, COMPARE, EFFORT, FACT, ID, KNOWN_BY, Kind, OPTIONS_FROM, POSSIBLE,
    QUOTE, STRINGS, Says, Shape, TYPE, may, need,
};

/// A file of `facts/`.
pub static FACTS_FILE: Shape = Shape {
    name: "facts",
    says: Says(
        "facts/*.toml：一个文件一节，按文件名排列",
        "facts/*.toml: a section a file, in the order of their names",
    ),
    keys: &[
        need("section", Kind::Table(&SECTION), "这一节", "The section"),
        may(
            "fact",
            Kind::List(&Kind::Table(&FACT_TABLE)),
            "[[fact]]：各事实",
            "[[fact]]: its facts",
        ),
    ],
    also: None,
};

static SECTION: Shape = Shape {
    name: "section",
    says: Says("一起问的一组事实", "Facts that are asked together"),
    keys: &[need("id", ID, "编号", "Its id"), need("title", Kind::Text, "标题", "Its title")],
    also: None,
};

static FACT_TABLE: Shape = Shape {
    name: "fact",
    says: Says(
        "一个事实：问什么、谁知道。文字里的 {Y}、{Y-1} 是年份",
        "A fact: what is asked, who knows. {Y} and {Y-1} in texts are years",
    ),
    keys: &[
        need("id", ID, "编号，档案里用它", "Its id, as profiles name it"),
        need("type", Kind::OneOf(&TYPE), "类型", "Its type"),
        need("label", Kind::Text, "简称", "A short name"),
        need("question", Kind::Text, "问句", "The question"),
        need("help", Kind::Text, "按什么填，在哪里找", "What counts, and where it stands"),
        need("who_knows", Kind::Text, "问谁", "Who can answer"),
        need(
            "todo",
            Kind::Text,
            "不满足或不清楚时怎么办",
            "What to do when it is not met or not known",
        ),
        need(
            "possible",
            Kind::OneOf(&POSSIBLE),
            "没有的企业还能不能有",
            "Whether one who lacks it can have it",
        ),
        may("effort", Kind::OneOf(&EFFORT), "改变它要费什么事", "What it takes to change it"),
        may("known_by", Kind::OneOf(&KNOWN_BY), "谁知道", "Who knows it"),
        ALIASES,
        may("terms", STRINGS, "名词解释的编号", "Ids of glossary terms"),
        may(
            "options",
            Kind::List(&Kind::Table(&OPTION)),
            "choice、set 的选项，1 至 128 个",
            "The options of a choice or set, 1 to 128",
        ),
        may(
            "fields",
            Kind::List(&Kind::Table(&FIELD)),
            "items 每项的各栏，按填写次序",
            "The fields of each item, in the order in which they are filled in",
        ),
        may(
            "options_from",
            Kind::OneOf(&OPTIONS_FROM),
            "选项从哪里来",
            "Where the options come from",
        ),
        may(
            "benchmark",
            Kind::OneOf(&BENCHMARK),
            "取自平均增速文件",
            "Filled from the file of averages",
        ),
        may("derived", Kind::Table(&DERIVED), "由别的事实算出", "Computed from other facts"),
        may("signed", Kind::Flag, "金额可以为负", "The amount may be negative"),
        may("at_least", LIMIT, "不会低于：一个数，或另一事实", "Never below: a number, or a fact"),
        may("at_most", LIMIT, "不会高于：一个数，或另一事实", "Never above: a number, or a fact"),
        may(
            "assumed",
            Kind::Table(&ASSUMED),
            "没答时当作多少",
            "Its value when it is not answered",
        ),
        may("quote", QUOTE, "原文，一字不差", "The words of the measure, verbatim"),
        may(
            "carry",
            Kind::Either(&[Kind::OneOf(&CARRY), Kind::Table(&CARRY_TABLE)]),
            "转入下一年时怎么办",
            "What becomes of it in the next year",
        ),
    ],
    also: None,
};

static OPTION: Shape = Shape {
    name: "option",
    says: Says("一个选项", "An option"),
    keys: &[
        need("id", ID, "编号", "Its id"),
        need("label", Kind::Text, "名称", "What it is"),
        may("help", Kind::Text, "说明", "More about it"),
        may("known_by", Kind::OneOf(&KNOWN_BY), "谁知道", "Who knows it"),
        may("effort", Kind::OneOf(&EFFORT), "要费什么事才有", "What it takes to have it"),
        ALIASES,
        may("quote", QUOTE, "原文，一字不差", "The words of the measure, verbatim"),
    ],
    also: None,
};

static FIELD: Shape = Shape {
    name: "field",
    says: Says(
        "一栏：bool、choice、money、percent、count、year 或 day",
        "A field: a bool, choice, money, percent, count, year or day",
    ),
    keys: &[
        need("id", ID, "编号", "Its id"),
        need("type", Kind::OneOf(&TYPE), "类型", "Its type"),
        need("label", Kind::Text, "名称", "What it is"),
        may("help", Kind::Text, "说明", "More about it"),
        may(
            "options",
            Kind::List(&Kind::Table(&OPTION)),
            "choice 的选项",
            "The options of a choice",
        ),
    ],
    also: None,
};

static DERIVED: Shape = Shape {
    name: "derived",
    says: Says("怎么算出，写一种", "How it is computed: one of these"),
    keys: &[
        may("increase", PAIR, "当年 − 上年", "This year's less the prior year's"),
        may(
            "sum",
            Kind::List(&FACT),
            "几个相加，2 至 4 个，类型相同",
            "A sum of two to four of one type",
        ),
        may(
            "product",
            Kind::List(&FACT),
            "几个相乘，2 至 4 个：金额 × 个数 × 百分数，只有一个是金额；去尾到分",
            "A product of two to four: an amount, counts and percentages; cut to the fen",
        ),
        may(
            "per",
            Kind::Whole(1, 1_000_000),
            "product 再除以（如 360 天）",
            "The product divided by this (360 days)",
        ),
        may(
            "quotient",
            PAIR,
            "相除：金额/个数得金额，同类相除得百分数；除数须有大于 0 的 at_least",
            "A quotient: an amount by a count, or a percentage of the same type; the divisor has an at_least above 0",
        ),
        may(
            "number_of",
            FACT,
            "items 有几项，可带 where",
            "How many items of a list; a where may be added",
        ),
        may(
            "total_of",
            FACT,
            "items 的 field 一栏合计，可带 where",
            "A field of a list added up; a where may be added",
        ),
        may("field", FACT, "total_of 加的是哪一栏", "The field that is added up"),
        may(
            "where",
            Kind::List(&ONE_CONDITION),
            "只算满足的项，fact 写栏的编号",
            "Only items of which this holds; fact names a field",
        ),
        may(
            "days",
            Kind::Tuple(&[DAY, DAY]),
            "从一天到另一天有几天；未到为 0",
            "Days from one day to another; 0 before it",
        ),
        may("months", Kind::Tuple(&[DAY, DAY]), "有几个整月", "Whole months"),
        may("years", Kind::Tuple(&[DAY, DAY]), "有几个整年", "Whole years"),
        may(
            "growth",
            PAIR,
            "（当年 − 上年）/ 上年；上年为 0 时不能算",
            "The increase by the prior year's; not where that is 0",
        ),
        may(
            "compare",
            Kind::Tuple(&[FACT, Kind::OneOf(&COMPARE), FACT]),
            "两个增速比大小",
            "Two growths compared",
        ),
        may(
            "narrowed",
            Kind::Flag,
            "增量只知道一年的数时也有界限：至多是当年的数",
            "An increase of which one figure is known lies within bounds: at most this year's figure",
        ),
    ],
    also: None,
};

/// A number in the unit of the fact, or a fact.
const LIMIT: Kind = Kind::Either(&[FACT, Kind::Money, Kind::Whole(i64::MIN, i64::MAX)]);
const PAIR: Kind = Kind::Tuple(&[FACT, FACT]);

static ASSUMED: Shape = Shape {
    name: "assumed",
    says: Says("没答时的值", "The value when it is not answered"),
    keys: &[
        need("value", Kind::Money, "多少", "So much"),
        need("when", Kind::Table(&ASSUMED_WHEN), "什么条件下", "When this holds"),
    ],
    also: None,
};

static ASSUMED_WHEN: Shape = Shape {
    name: "assumed_when",
    says: Says("个数恰为", "A count that is exactly"),
    keys: &[
        need("fact", FACT, "个数事实", "The count"),
        need("equals", Kind::Whole(i64::MIN, i64::MAX), "恰为", "Exactly"),
    ],
    also: None,
};

static CARRY_TABLE: Shape = Shape {
    name: "carry",
    says: Says("转入下一年，写一种", "Carried over to the next year: one of these"),
    keys: &[
        may("from", FACT, "取另一事实的答案", "The answer to another fact"),
        may("largest", Kind::List(&FACT), "取几个中最大的", "The largest of several"),
    ],
    also: None,
};
