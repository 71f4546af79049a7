//! How amounts are written.

use super::{CONDITION, FACT, Kind, Says, Shape, TAKE, may};

/// A percentage of a fact, beyond which a share begins.
static GROWTH_SHARE: Shape = Shape {
    name: "growth_share",
    says: Says("某事实的百分之几（百分数本身是事实）", "A percentage, itself a fact, of a fact"),
    keys: &[
        super::need("rate", FACT, "百分数事实", "The percentage: a fact"),
        super::need("of", FACT, "金额事实", "Of this amount: a fact"),
    ],
    also: None,
};

// Statics, not constants, as an amount holds amounts.

/// How an amount is written: a string of money, or a table.
pub static AMOUNT_FORMS: [Kind; 2] = [Kind::Money, Kind::Table(&AMOUNT)];
/// How a condition is written: the id of a bool, or a table.
pub static CONDITION_FORMS: [Kind; 2] = [FACT, Kind::Table(&CONDITION)];
static ANY_AMOUNT: Kind = Kind::Either(&AMOUNT_FORMS);
static GUARD_FORMS: [Kind; 3] =
    [FACT, Kind::Table(&CONDITION), Kind::List(&super::conditions::ONE_CONDITION)];
static PART: Kind = Kind::Table(&AMOUNT);

static ROUND: Shape = Shape {
    name: "round",
    says: Says("取整", "Rounding"),
    keys: &[
        super::need("to", Kind::Money, "取整到多少", "To this"),
        may(
            "way",
            Kind::OneOf(&super::ROUNDING),
            "方式，不写是舍去",
            "Which way; down when absent",
        ),
    ],
    also: None,
};

/// A number in the unit of a figure.
const BOUND: Kind = Kind::Str(super::Says("金额或百分数", "an amount or a percentage"));

/// A table by one choice or two.
static TABLE: Shape = Shape {
    name: "table",
    says: Says("查表：每个选项都要有一格", "A table: every option has its cell"),
    keys: &[
        super::need("rows", FACT, "行：choice 事实", "The rows: a choice"),
        may(
            "columns",
            FACT,
            "列：另一个 choice 事实；一列时不写",
            "The columns: another choice; absent for one column",
        ),
        super::need(
            "awards",
            Kind::Map(Says("选项", "option"), &CELL),
            "{ 行 = { 列 = 金额 } }；一列时 { 行 = 金额 }",
            "{ row = { column = amount } }, or { row = amount }",
        ),
    ],
    also: None,
};
static CELL: Kind = Kind::Either(&CELLS);
static CELLS: [Kind; 2] = [Kind::Money, Kind::Answers];

/// An amount, or a part of one.
pub static AMOUNT: Shape = Shape {
    name: "amount",
    says: Says("金额：一种写法，可再加 cap", "An amount: one of these forms, and perhaps a cap"),
    keys: &[
        may("fixed", Kind::Money, "固定金额", "So much"),
        may(
            "amount",
            Kind::Either(&AMOUNT_FORMS),
            "先算好（连同里面的 cap）的金额，再减 less",
            "An amount worked out first, with any cap in it, before less is taken off",
        ),
        may("rate", Kind::Percent, "比例，与 of 或 of_each 连用", "A share, with of or of_each"),
        may(
            "of",
            FACT,
            "比例、单价或分期所依据的事实",
            "The fact that rate, each or stages refer to",
        ),
        may(
            "beyond",
            Kind::Either(&[BOUND, Kind::Whole(0, i64::MAX), Kind::Table(&GROWTH_SHARE)]),
            "只算超出的部分",
            "Only what is beyond this counts",
        ),
        may(
            "less",
            Kind::Either(&[FACT, Kind::Table(&AMOUNT)]),
            "减去：此前已得的（事实），或另一个金额；不低于 0",
            "Less what was received before (a fact), or another amount; not below 0",
        ),
        may(
            "of_benefit",
            super::ID,
            "前面的某一事项所给的金额，可带 rate",
            "What another benefit, an earlier one, gives; a rate may be taken of it",
        ),
        may(
            "round",
            Kind::Either(&[Kind::Money, Kind::Table(&ROUND)]),
            "取整到多少，不写方式是舍去；各步都不舍入，只在最后舍去分以下",
            "Rounded to this, down unless said; nothing is rounded on the way, and in the end what is finer than 0.01 yuan is dropped",
        ),
        may(
            "each",
            Kind::Money,
            "每个给多少，与 of（个数）连用",
            "So much for each, with of (a count)",
        ),
        may(
            "per",
            Kind::Either(&[BOUND, Kind::Whole(1, i64::MAX)]),
            "each 按每多少算：每增加 \"100万元\"、每超过 \"1%\"、每 10 人；不足的不算；beyond 是从多少起",
            "What each is for: every \"100万元\", every \"1%\", every 10; part of one gives nothing; beyond says where it begins",
        ),
        may("of_each", FACT, "逐项按比例（money_list）", "A share of each amount of a money_list"),
        may(
            "each_from",
            Kind::Money,
            "逐项时，只算达到这么多的项",
            "Of each: only items of at least so much",
        ),
        may("cap_each", Kind::Money, "逐项的上限", "The ceiling of each"),
        may(
            "each_item",
            FACT,
            "逐项（items）：每项按 gives 给",
            "Of each item of a list: what gives says",
        ),
        may(
            "where",
            Kind::List(&super::conditions::ONE_CONDITION),
            "each_item 只算满足的项，fact 写栏的编号",
            "Only items of which this holds; fact names a field",
        ),
        may(
            "gives",
            Kind::Either(&AMOUNT_FORMS),
            "each_item 每项给多少，of 写栏的编号",
            "What each item gives; of names a field",
        ),
        may(
            "items_at_most",
            Kind::Whole(1, 1_000_000),
            "each_item 最多算几项，取给得最多的",
            "Only so many items, those that give most",
        ),
        may(
            "sum",
            Kind::List(&PART),
            "各部分相加，可各带 when",
            "Parts added up, each with a when of its own",
        ),
        may(
            "first",
            Kind::List(&PART),
            "从上往下第一个成立的，最后一个不带 when",
            "The first whose when holds; the last needs none",
        ),
        may("cap", Kind::Either(&AMOUNT_FORMS), "最高不超过", "Not more than"),
        may("floor", Kind::Either(&AMOUNT_FORMS), "最低不少于", "Not less than"),
        may(
            "larger",
            Kind::List(&ANY_AMOUNT),
            "就高：几个金额取大",
            "The largest of several amounts",
        ),
        may(
            "smaller",
            Kind::List(&ANY_AMOUNT),
            "就低：几个金额取小",
            "The smallest of several amounts",
        ),
        may(
            "brackets",
            Kind::List(&Kind::Tuple(&[Kind::Money, Kind::Percent])),
            "分段：[从多少起, 这一段的比例]，of 是金额事实",
            "Brackets: [from, the rate of this part]; of is the amount",
        ),
        may(
            "table",
            Kind::Table(&TABLE),
            "按一个或两个 choice 查表",
            "A table by one choice or two",
        ),
        may(
            "instalments",
            Kind::List(&Kind::Percent),
            "分期：从 of（年份）起各年给 amount 的百分之几",
            "Instalments: the shares of amount by the years since of (a year)",
        ),
        may(
            "first_reaches",
            FACT,
            "首次达到：当年数",
            "Reached for the first time: the year's figure",
        ),
        may("record", FACT, "以前最高的数", "The highest figure of earlier years"),
        may("prior", FACT, "上年的数", "The prior year's figure"),
        may(
            "tiers",
            Kind::List(&Kind::Tuple(&[Kind::Money, Kind::Money])),
            "档位，从低到高：[达到, 给予]",
            "The tiers, ascending: [from, award]",
        ),
        may(
            "take",
            Kind::OneOf(&TAKE),
            "新跨过的几档怎么算",
            "Which of the tiers newly reached count",
        ),
        may(
            "stages",
            Kind::List(&Kind::Money),
            "从 of（年份）起，当年、次年……各给多少",
            "So much in the year of, the next, …",
        ),
        may(
            "when",
            Kind::Either(&GUARD_FORMS),
            "这一部分在什么条件下算（只在 sum、first 里）",
            "When the part counts (in sum and first only)",
        ),
    ],
    also: None,
};
