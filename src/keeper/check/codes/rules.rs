//! Codes of rules that cannot be meant.

use super::{Code, Severity, code};

/// The codes, in the order in which a keeper meets them.
pub const CODES: &[Code] = &[
    code(
        "lint/moved",
        Severity::Error,
        ("改名、取消的编号有误", "a renamed or retired id is wrong"),
        (
            "旧编号不再使用，新编号存在，一个编号只在一处。",
            "The old id is gone, the new one exists, and an id stands in one place.",
        ),
    ),
    code(
        "lint/repeated",
        Severity::Warning,
        ("列表里同一项写了两次", "a list has an entry twice"),
        ("多半本意是另一项。", "Mostly another one was meant."),
    ),
    code(
        "lint/exclusive",
        Severity::Error,
        ("互斥只有一个事项", "an exclusive group has one member"),
        ("至少写两个不能并得的事项。", "At least two that cannot be had together."),
    ),
    code(
        "lint/reading-idle",
        Severity::Warning,
        ("读法或选项不改变结果", "a reading or option changes nothing"),
        (
            "每个选项都要在某个事项的 under 或 [[exclusive]] 里有所不同。",
            "Each option differs in some under or [[exclusive]].",
        ),
    ),
    code(
        "lint/overlay-idle",
        Severity::Warning,
        ("读法下的规则与默认相同", "an overlay is what holds anyway"),
        ("只写这个读法下不同的键。", "Write only what differs under the reading."),
    ),
    code(
        "lint/option-idle",
        Severity::Note,
        ("选项没有规则用到", "no rule uses an option"),
        ("用户会看到它，却什么也不影响。", "People see it, and it changes nothing."),
    ),
    code(
        "lint/term-idle",
        Severity::Note,
        ("词没有用到", "a term is not used"),
        ("在事实的 terms 里引用，或删去。", "Name it in the terms of a fact, or delete it."),
    ),
    code(
        "lint/when-empty",
        Severity::Warning,
        ("事项没有条件", "a benefit has no conditions"),
        (
            "过了门槛就给，通常是漏了条件。",
            "Whoever passes the gate gets it; mostly a condition was forgotten.",
        ),
    ),
    code(
        "lint/list-empty",
        Severity::Error,
        ("条件的列表是空的", "the list of a condition is empty"),
        ("空列表一个值也不允许，永远不成立。", "An empty list allows no value and never holds."),
    ),
    code(
        "lint/alternatives",
        Severity::Warning,
        ("两种情形相同", "two alternatives are the same"),
        ("后一种轮不到，或没有区别。", "The second never applies, or makes no difference."),
    ),
    code(
        "lint/no-example",
        Severity::Warning,
        ("事项没有算例", "a benefit has no example"),
        (
            "至少有：正好、差一点、封顶、不知道。",
            "At least: at the threshold, just below, at the cap, not known.",
        ),
    ),
    code(
        "lint/example-doubled",
        Severity::Note,
        ("算例重复", "an example stands twice"),
        ("已知条件相同的算例只留一个。", "Keep one of those that are given the same."),
    ),
    code(
        "lint/example-missing",
        Severity::Warning,
        ("门槛、档位或封顶没有算例", "a threshold, tier or cap has no example"),
        ("正好、差一点各一个，封顶一个。", "One at it, one just short of it, one at the cap."),
    ),
    code(
        "lint/derived",
        Severity::Error,
        ("计算的次序或对象不对", "a computation is of the wrong figures"),
        (
            "先本年后上年，同一个数，与同一个数的平均相比。",
            "This year first, the same figure, compared with the average of the same.",
        ),
    ),
    code(
        "lint/date",
        Severity::Error,
        ("日期有误", "a date is wrong"),
        (
            "日期存在，先后有序，与原文一致。",
            "Dates exist, are in order, and are those of the text.",
        ),
    ),
    code(
        "lint/never-eligible",
        Severity::Error,
        ("永远不能符合", "a benefit can never be eligible"),
        (
            "条件互相矛盾，或在门槛下不可能。",
            "Conditions contradict each other, or the gate rules them out.",
        ),
    ),
    code(
        "lint/threshold-idle",
        Severity::Warning,
        ("条件从不起作用", "a condition never matters"),
        ("其他条件成立时它总成立。", "It holds whenever the others do."),
    ),
    code(
        "lint/cap-never-binds",
        Severity::Warning,
        ("封顶从不起作用", "a cap never binds"),
        ("金额到不了封顶。", "The amount never reaches it."),
    ),
    code(
        "lint/cap-always-binds",
        Severity::Error,
        ("封顶总是起作用", "a cap always binds"),
        (
            "金额总在封顶以上，比例没有意义。",
            "The amount is always above it, so its formula never matters.",
        ),
    ),
    code(
        "lint/tier-gap",
        Severity::Error,
        ("情形之间有空缺", "there is a gap between cases"),
        ("有一种情况哪个情形都不包括。", "Some case is covered by none."),
    ),
    code(
        "lint/tier-overlap",
        Severity::Warning,
        ("情形重叠", "cases overlap"),
        ("先写的先用，后写的被遮住。", "The first applies, the later ones are hidden."),
    ),
    code(
        "lint/tier-unreached",
        Severity::Error,
        ("有一档永远到不了", "a tier is never reached"),
        (
            "条件排除了它，或被前面的情形遮住。",
            "The conditions rule it out, or an earlier case hides it.",
        ),
    ),
    code(
        "lint/same-base",
        Severity::Error,
        ("两个事项按同一个数给钱", "two benefits pay for one figure"),
        (
            "能否并得要写明：[[exclusive]] 或 [[allow]]。",
            "Say whether both are given: [[exclusive]] or [[allow]].",
        ),
    ),
    code(
        "lint/asked-late",
        Severity::Warning,
        ("用在问到之前", "used before it is asked"),
        ("调整 facts/ 里的顺序。", "Change the order in facts/."),
    ),
    code(
        "lint/question-idle",
        Severity::Warning,
        ("问了也不改变结果", "a question changes nothing"),
        ("没有规则用它。", "No rule uses it."),
    ),
    code(
        "lint/question-unasked",
        Severity::Warning,
        ("从来不会问到", "a question is never asked"),
        ("用它的事项在此之前已有定论。", "Whatever uses it is decided before."),
    ),
    code(
        "lint/allow-unused",
        Severity::Warning,
        ("[[allow]] 已无对象", "an [[allow]] has nothing to allow"),
        ("删去它。", "Delete it."),
    ),
];
