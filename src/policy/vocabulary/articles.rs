//! `articles/*.toml` and `examples/*.toml`.

use super::amounts::{AMOUNT, AMOUNT_FORMS, CONDITION_FORMS};
use super::conditions::ONE_CONDITION;
use super::{
    ALIASES, CERTAINTY, ID, Kind, OUTCOME, QUOTE, QUOTES, STR, STRINGS, Says, Shape, TEXTS, YEAR,
    may, need,
};

/// A file of `articles/`.
pub static ARTICLE_FILE: Shape = Shape {
    name: "articles",
    says: Says("articles/*.toml：一条一个文件", "articles/*.toml: an article a file"),
    keys: &[
        need("article", Kind::Table(&ARTICLE), "这一条", "The article"),
        may(
            "benefit",
            Kind::List(&Kind::Table(&BENEFIT)),
            "[[benefit]]：各事项",
            "[[benefit]]: its benefits",
        ),
    ],
    also: None,
};

static ARTICLE: Shape = Shape {
    name: "article",
    says: Says("一条", "An article"),
    keys: &[
        need("number", Kind::Whole(1, 9999), "第几条", "Its number"),
        need("title", Kind::Text, "讲什么", "What it is about"),
        need("gist", Kind::Text, "一句话概括", "A sentence that sums it up"),
        may(
            "note",
            Kind::List(&Kind::Table(&NOTE)),
            "[[article.note]]：对某句的说明",
            "[[article.note]]: a remark on a clause",
        ),
        may(
            "exception",
            Kind::List(&Kind::Table(&EXCEPTION)),
            "[[article.exception]]：不成规则的句子",
            "[[article.exception]]: a clause of which nothing is made",
        ),
        may(
            "rendering",
            Kind::List(&Kind::Table(&RENDERING)),
            "[[article.rendering]]：引文的英译，界面上标明非官方",
            "[[article.rendering]]: a clause in English, shown as unofficial",
        ),
    ],
    also: None,
};

static NOTE: Shape = Shape {
    name: "note",
    says: Says("对一句的说明", "A remark on a clause"),
    keys: &[
        need("quote", QUOTE, "原文", "The clause"),
        need("text", Kind::Text, "说明", "The remark"),
    ],
    also: None,
};

static RENDERING: Shape = Shape {
    name: "rendering",
    says: Says("一句的英译", "A clause in English"),
    keys: &[need("quote", QUOTE, "原文", "The clause"), need("en", STR, "英译", "In English")],
    also: None,
};

static EXCEPTION: Shape = Shape {
    name: "exception",
    says: Says("不成规则的一句", "A clause of which nothing is made"),
    keys: &[
        need("quote", QUOTE, "原文", "The clause"),
        need("reason", Kind::Text, "为什么", "Why"),
    ],
    also: None,
};

static BENEFIT: Shape = Shape {
    name: "benefit",
    says: Says("一个可以申报的事项", "Something that can be claimed"),
    keys: &[
        need("id", ID, "编号", "Its id"),
        need("title", Kind::Text, "名称", "Its name"),
        QUOTES[0],
        QUOTES[1],
        need("certainty", Kind::OneOf(&CERTAINTY), "金额有多确定", "How sure the amount is"),
        ALIASES,
        may(
            "words",
            Kind::Map(Says("事实编号", "fact id"), &QUOTE),
            "各条件所依的原文",
            "The words of the measure that the conditions follow",
        ),
        may(
            "gate",
            Kind::List(&ID),
            "要过哪些共同门槛；不写是全部",
            "The gate conditions it needs; all when absent",
        ),
        need(
            "when",
            Kind::List(&ONE_CONDITION),
            "自己的条件，须全部满足",
            "Its own conditions, all of which must hold",
        ),
        may("award", Kind::Either(&AMOUNT_FORMS), "给多少", "How much"),
        may("later", Kind::Table(&LATER), "以后年度还能得多少", "What later years can bring"),
        may("hints", Kind::List(&Kind::Table(&HINT)), "要提醒的", "What the applicant should know"),
        may("evidence", TEXTS, "要备的材料", "The documents to prepare"),
        may(
            "under",
            Kind::Map(
                Says("读法", "reading"),
                &Kind::Map(Says("选项", "option"), &Kind::Table(&PATCH)),
            ),
            "under.读法.选项：按这一读法改什么",
            "under.READING.OPTION: what the reading changes",
        ),
        may(
            "example",
            Kind::List(&Kind::Table(&EXAMPLE)),
            "[[benefit.example]]：手算的例子",
            "[[benefit.example]]: an example worked by hand",
        ),
    ],
    also: None,
};

static LATER: Shape = Shape {
    name: "later",
    says: Says(
        "以后年度，写 fixed、again、stages 之一",
        "Later years: one of fixed, again, stages",
    ),
    keys: &[
        may("fixed", Kind::Money, "条件满足就有这么多", "So much once the conditions hold"),
        may("again", Kind::Whole(0, 100), "同样的再给几年", "The same again, so many times"),
        may(
            "stages",
            Kind::Flag,
            "award 的 stages 余下的各年",
            "The stages of the award after this year",
        ),
        may("when", Kind::List(&ONE_CONDITION), "条件", "The conditions"),
    ],
    also: None,
};

static HINT: Shape = Shape {
    name: "hint",
    says: Says("一句提醒；when 肯定不成立时不显示", "A remark; not shown when its condition fails"),
    keys: &[
        may("zh", STR, "中文", "Chinese"),
        may("en", STR, "英文", "English"),
        may("when", Kind::Either(&CONDITION_FORMS), "什么时候显示", "When it is shown"),
    ],
    also: None,
};

/// What an option of a reading changes: whole keys, or single keys of the award.
static PATCH: Shape = Shape {
    name: "patch",
    says: Says(
        "读法改的键：gate、when、award 整个替换；金额的键只改 award 里的那一个",
        "What a reading changes: gate, when and award whole; a key of an amount, only that key of the award",
    ),
    keys: &[
        may("gate", Kind::List(&ID), "要过哪些共同门槛", "The gate conditions"),
        may("when", Kind::List(&ONE_CONDITION), "条件", "The conditions"),
        may("award", Kind::Either(&AMOUNT_FORMS), "给多少", "How much"),
    ],
    also: Some(&AMOUNT),
};

/// An example beside its benefit.
static EXAMPLE: Shape = Shape {
    name: "example",
    says: Says(
        "手算的例子，答案加在 example_base 之上",
        "An example worked by hand; its answers are added to those of example_base",
    ),
    keys: &[
        need("given", Kind::Answers, "答案", "The answers"),
        need("expect", Kind::Table(&EXPECT), "应当得出", "What must come out"),
        may(
            "readings",
            Kind::Map(Says("读法", "reading"), &ID),
            "用哪些读法",
            "The readings in force",
        ),
        may("year", YEAR, "评估年度，若不同", "The assessment year, where it differs"),
        may("without", STRINGS, "从 example_base 去掉的答案", "Answers of example_base taken away"),
    ],
    also: None,
};

static EXPECT: Shape = Shape {
    name: "expect",
    says: Says("应当得出的结果", "What must come out"),
    keys: &[
        need("status", Kind::OneOf(&OUTCOME), "状态", "The status"),
        may("amount", STR, "金额", "The amount"),
        may(
            "at_most",
            STR,
            "最多可达；没有上限的写 unbounded",
            "The upper bound; unbounded where there is none",
        ),
        may("later", STR, "以后年度", "What later years bring"),
        may("total", STR, "各事项合计（封顶后）", "The total of all benefits, under the ceilings"),
        may("total_at_most", STR, "合计最多可达", "The upper bound of the total"),
        may("total_later", STR, "合计的以后年度", "What later years bring of all"),
        may("missing", STRINGS, "还缺什么（编号，次序不论）", "The ids missing, in any order"),
    ],
    also: None,
};

/// A file of `examples/`.
pub static EXAMPLE_FILE: Shape = Shape {
    name: "examples",
    says: Says(
        "examples/*.toml：手算的例子，与条文分开放",
        "examples/*.toml: examples worked by hand, apart from the articles",
    ),
    keys: &[need(
        "example",
        Kind::List(&Kind::Table(&EXAMPLE_OF)),
        "[[example]]：各例子",
        "[[example]]: the examples",
    )],
    also: None,
};

static EXAMPLE_OF: Shape = Shape {
    name: "example_of",
    says: Says("某事项的例子", "An example of a benefit"),
    keys: &[need("of", ID, "事项编号", "The benefit's id")],
    also: Some(&EXAMPLE),
};
