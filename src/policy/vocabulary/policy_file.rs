//! `policy.toml`, `glossary.toml` and `faq.toml`.

use super::amounts::{AMOUNT_FORMS, CONDITION_FORMS};
use super::{
    EFFORT, ID, Kind, LANGUAGE, PLACE, POSSIBLE, QUOTES, RELATION, STATUS, STR, STRINGS, Says,
    Shape, TEXTS, YEAR, may, need,
};

/// `policy.toml`.
pub static POLICY_FILE: Shape = Shape {
    name: "policy",
    says: Says("policy.toml：措施的总体", "policy.toml: the measure as a whole"),
    keys: &[
        need("schema", Kind::Whole(0, i64::MAX), "格式，目前是 1", "The format: 1"),
        need("id", ID, "编号，档案里用它", "Its id, as profiles name it"),
        need("title", Kind::Text, "全称", "Its title"),
        need("short_title", Kind::Text, "简称", "A short title"),
        need("status", Kind::OneOf(&STATUS), "草案还是正式文件", "A draft, or adopted"),
        need("edition", STR, "政策包的版本", "The edition of the pack"),
        may(
            "languages",
            Kind::List(&Kind::OneOf(&LANGUAGE)),
            "有哪几种语言，主要的在前；不写是中文和英文。缺的一种显示另一种并注明",
            "Its languages, the main one first; Chinese and English when absent. What one lacks is shown in the other, marked",
        ),
        may("effective_from", STR, "施行日；未定写 unknown", "The day it applies from, or unknown"),
        may("superseded_by", STR, "已被哪一版（edition）取代", "The edition that supersedes it"),
        may("notices", TEXTS, "每份结果都要说的话", "What every result says"),
        need(
            "unchecked_duplicates",
            Kind::Text,
            "没有核对是否已享受同类政策时说的话",
            "What is said when support under similar policies was not checked",
        ),
        need(
            "undated",
            Kind::Text,
            "施行日未定时说的话",
            "What is said when there is no effective date",
        ),
        may("duties", TEXTS, "得到支持后须注意的", "What whoever is supported must mind"),
        may(
            "short_notice",
            Kind::Text,
            "notices 合成一句，用于短消息",
            "The notices in one sentence",
        ),
        may("authorities", TEXTS, "主管部门", "The authorities"),
        may(
            "wording",
            Kind::Table(&WORDING),
            "程序说到本措施时用的词",
            "The program's words for this measure",
        ),
        may("contact", Kind::Table(&CONTACT), "怎么联系、何时截止", "Whom to ask, and by when"),
        may(
            "covered_articles",
            Kind::List(&Kind::Whole(1, 9999)),
            "每句都须有着落的条",
            "The articles of which every clause must be accounted for",
        ),
        may(
            "evidence",
            Kind::List(&Kind::Table(&EVIDENCE)),
            "[[evidence]]：各事项共同的材料",
            "[[evidence]]: documents common to the benefits",
        ),
        may(
            "gate",
            Kind::List(&Kind::Table(&GATE)),
            "[[gate]]：共同的门槛",
            "[[gate]]: the conditions common to the benefits",
        ),
        may(
            "reading",
            Kind::List(&Kind::Table(&READING)),
            "[[reading]]：原文留有余地之处",
            "[[reading]]: where the text leaves room",
        ),
        may(
            "exclusive",
            Kind::List(&Kind::Table(&EXCLUSIVE)),
            "[[exclusive]]：不能并得的事项",
            "[[exclusive]]: benefits of which only one is given",
        ),
        may(
            "ceiling",
            Kind::List(&Kind::Table(&CEILING)),
            "[[ceiling]]：几项合计的上限",
            "[[ceiling]]: ceilings over several benefits together",
        ),
        may(
            "plausible",
            Kind::List(&Kind::Table(&PLAUSIBLE)),
            "[[plausible]]：多半填错了的数",
            "[[plausible]]: figures that are probably slips",
        ),
        may(
            "renamed",
            Kind::Map(Says("旧编号", "old id"), &ID),
            "改了名的编号",
            "Ids that have a new name",
        ),
        may(
            "retired",
            Kind::Map(Says("旧编号", "old id"), &Kind::Text),
            "不再用的编号，以及为什么",
            "Ids no longer used, and why",
        ),
        may(
            "allow",
            Kind::List(&Kind::Table(&ALLOW)),
            "[[allow]]：检查发现而本意如此的",
            "[[allow]]: what the check finds and is meant",
        ),
        need(
            "example_base",
            Kind::Table(&EXAMPLE_BASE),
            "例子从哪里起",
            "What the examples start from",
        ),
    ],
    also: None,
};

static WORDING: Shape = Shape {
    name: "wording",
    says: Says(
        "程序说到本措施时用的词；不写时用通用的说法",
        "The program's words for this measure; general ones when absent",
    ),
    keys: &[
        may(
            "status",
            Kind::Text,
            "文本的状态，如“征求意见稿”",
            "The state of the text, such as \"draft for comment\"",
        ),
        may("eligible", Kind::Text, "“符合条件”怎么说", "How to say \"eligible\""),
        may(
            "basis",
            Kind::Text,
            "怎么称呼原文，如“草案”",
            "What the text is called, such as \"the draft\"",
        ),
        may("similar", Kind::Text, "怎么称呼同类政策", "What similar policies are called"),
        may("disclaimer", Kind::Text, "一句免责的话", "A disclaimer in one sentence"),
        may(
            "article",
            Kind::Text,
            "怎么称呼一条，{n} 是数、{一} 是汉字数",
            "What an article is called; {n} is its number",
        ),
        may("unstated", Kind::Text, "原文没写时说的话", "What is said where the text does not say"),
    ],
    also: None,
};

static CONTACT: Shape = Shape {
    name: "contact",
    says: Says(
        "怎么联系；没有的不写，程序就说 wording.unstated",
        "Whom to ask; what is absent is told with wording.unstated",
    ),
    keys: &[
        may("office", Kind::Text, "部门", "The office"),
        may("telephone", Kind::Text, "电话", "Telephone"),
        may("address", Kind::Text, "地址", "Address"),
        may("hours", Kind::Text, "办公时间", "Office hours"),
        may("website", Kind::Text, "网址", "Web site"),
        may("deadline", Kind::Text, "申报截止", "The deadline"),
    ],
    also: None,
};

static EVIDENCE: Shape = Shape {
    name: "evidence",
    says: Says("各事项共同的一份材料", "A document that the benefits have in common"),
    keys: &[
        need("text", Kind::Text, "材料", "The document"),
        may(
            "gate",
            ID,
            "只用于要过这道门槛的事项",
            "Only for benefits that need this gate condition",
        ),
        may("money", Kind::Flag, "只用于给钱的事项", "Only for benefits that give money"),
        may(
            "place",
            Kind::OneOf(&PLACE),
            "放在前面还是后面；不写是后面",
            "Before a benefit's own, or after; after when absent",
        ),
    ],
    also: None,
};

static GATE: Shape = Shape {
    name: "gate",
    says: Says("一道共同的门槛", "A condition common to the benefits"),
    keys: &[
        need("id", ID, "编号", "Its id"),
        need("title", Kind::Text, "简称", "A short name"),
        QUOTES[0],
        QUOTES[1],
        need("when", Kind::Either(&CONDITION_FORMS), "条件", "The condition"),
        need(
            "possible",
            Kind::OneOf(&POSSIBLE),
            "不满足的企业还能不能满足",
            "Whether one who fails it can still meet it",
        ),
        need("todo", Kind::Text, "怎么办", "What to do"),
        may("effort", Kind::OneOf(&EFFORT), "要费什么事", "What it takes"),
    ],
    also: None,
};

static READING: Shape = Shape {
    name: "reading",
    says: Says(
        "原文留有余地之处，至少两个选项，默认的在前",
        "Where the text leaves room: two options or more, the default first",
    ),
    keys: &[
        need("id", ID, "编号", "Its id"),
        need("title", Kind::Text, "没写明的是什么", "What is left open"),
        need(
            "option",
            Kind::List(&Kind::Table(&READING_OPTION)),
            "[[reading.option]]：各种读法",
            "[[reading.option]]: the ways to read it",
        ),
    ],
    also: None,
};

static READING_OPTION: Shape = Shape {
    name: "reading_option",
    says: Says("一种读法", "A way to read it"),
    keys: &[need("id", ID, "编号", "Its id"), need("label", Kind::Text, "怎么读", "What it says")],
    also: None,
};

static CEILING: Shape = Shape {
    name: "ceiling",
    says: Says("几项合计不超过", "Several benefits together, not more than"),
    keys: &[
        need("id", ID, "编号", "Its id"),
        need("title", Kind::Text, "简称", "A short name"),
        QUOTES[0],
        QUOTES[1],
        may(
            "benefits",
            Kind::List(&ID),
            "哪些事项；不写是全部给钱的",
            "The benefits; all that give money when absent",
        ),
        need(
            "limit",
            Kind::Either(&AMOUNT_FORMS),
            "不超过多少：金额，或按企业的某个数算",
            "Not more than this: an amount, or one that follows from a figure",
        ),
        may(
            "per",
            Kind::OneOf(&super::SPAN),
            "按什么时间合计，不写是年度",
            "Over what time; year when absent",
        ),
        may(
            "under",
            Kind::Map(Says("读法", "reading"), &ID),
            "只在这一读法下",
            "Only under this reading",
        ),
    ],
    also: None,
};

static EXCLUSIVE: Shape = Shape {
    name: "exclusive",
    says: Says("只给其中金额最高的一项", "Only the one that gives most is given"),
    keys: &[
        need("benefits", Kind::List(&ID), "哪些事项", "The benefits"),
        may(
            "under",
            Kind::Map(Says("读法", "reading"), &ID),
            "只在这一读法下",
            "Only under this reading",
        ),
    ],
    also: None,
};

static PLAUSIBLE: Shape = Shape {
    name: "plausible",
    says: Says(
        "全部成立时，多半是填错了；只提醒，不改变结果",
        "When all of when hold it is probably a slip; a warning, nothing else",
    ),
    keys: &[
        need("id", ID, "编号", "Its id"),
        need("when", Kind::List(&Kind::Table(&RELATION)), "什么样的数", "The figures"),
        need("text", Kind::Text, "怎么提醒", "What is said"),
    ],
    also: None,
};

static ALLOW: Shape = Shape {
    name: "allow",
    says: Says("检查的一处发现，本意如此", "A finding of the check that is meant"),
    keys: &[
        need("lint", STR, "检查的代号", "The code of the check"),
        need("of", ID, "说的是谁", "What it speaks of"),
        may(
            "figure",
            STR,
            "只许这一个数，照原文或规则写",
            "Only this figure is meant, written as the text or the rule has it",
        ),
        need("reason", Kind::Text, "为什么", "Why"),
    ],
    also: None,
};

static EXAMPLE_BASE: Shape = Shape {
    name: "example_base",
    says: Says("各例子的出发点", "What every example starts from"),
    keys: &[
        need("year", YEAR, "评估年度", "The assessment year"),
        need("given", Kind::Answers, "答案", "The answers"),
    ],
    also: None,
};

/// `glossary.toml`.
pub static GLOSSARY_FILE: Shape = Shape {
    name: "glossary",
    says: Says("glossary.toml：名词解释（可以没有）", "glossary.toml: the terms (optional)"),
    keys: &[may(
        "term",
        Kind::List(&Kind::Table(&TERM)),
        "[[term]]：各名词",
        "[[term]]: the terms",
    )],
    also: None,
};

static TERM: Shape = Shape {
    name: "term",
    says: Says("一个名词", "A term"),
    keys: &[
        need("id", ID, "编号", "Its id"),
        need("name", Kind::Text, "名词", "The term"),
        super::ALIASES,
        need("definition", Kind::Text, "意思", "What it means"),
        need("source", Kind::Text, "出处", "Where the meaning comes from"),
        may(
            "revised",
            Kind::Flag,
            "标准会修订：以现行文件为准",
            "The standard changes: the documents in force prevail",
        ),
    ],
    also: None,
};

/// `faq.toml`.
pub static FAQ_FILE: Shape = Shape {
    name: "faq",
    says: Says("faq.toml：常问的问题（可以没有）", "faq.toml: what is asked often (optional)"),
    keys: &[may(
        "faq",
        Kind::List(&Kind::Table(&FAQ)),
        "[[faq]]：各问题",
        "[[faq]]: the questions",
    )],
    also: None,
};

static FAQ: Shape = Shape {
    name: "question",
    says: Says("一个问题", "A question"),
    keys: &[
        need("id", ID, "编号", "Its id"),
        need("question", Kind::Text, "怎么问", "The question"),
        may("words", STRINGS, "按哪些词找到", "The words by which it is found"),
        need("answer", Kind::Text, "回答", "The answer"),
        QUOTES[0],
        QUOTES[1],
        may("practice", Kind::Flag, "依惯例，不是原文", "From custom, not from the text"),
        may("open", Kind::Flag, "原文没写明", "The text does not say"),
    ],
    also: None,
};
