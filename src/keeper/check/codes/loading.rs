//! Codes of packs that do not load, or whose quotes and examples do not hold.

use super::{Code, Severity, code};

/// The codes, in the order in which a keeper meets them.
pub const CODES: &[Code] = &[
    code(
        "toml/syntax",
        Severity::Error,
        ("不是有效的 TOML", "not valid TOML"),
        (
            "每行写成 键 = 值，文字用英文双引号。全角引号、逗号、等号和合并冲突的标记都不行。",
            "Each line is key = value, text in straight double quotes. Curly quotes, full-width commas and merge conflict markers are refused.",
        ),
    ),
    code(
        "toml/duplicate",
        Severity::Error,
        ("同一个键写了两次", "a key stands twice"),
        (
            "一张表里每个键只能写一次；两条都要的，写成列表。",
            "A key stands once in a table; write a list where both are meant.",
        ),
    ),
    code(
        "toml/depth",
        Severity::Error,
        ("嵌套过深", "nested too deep"),
        ("括号和圆点的层数有限。", "Brackets and dots may nest only so deep."),
    ),
    code(
        "toml/encoding",
        Severity::Error,
        ("文件的编码不对", "the file has another encoding"),
        (
            "政策包的文件都用 UTF-8。记事本存的 GBK、UTF-16 请另存为 UTF-8。",
            "Files of a pack are UTF-8. Save what an editor stored as GBK or UTF-16 as UTF-8.",
        ),
    ),
    code(
        "toml/missing-key",
        Severity::Error,
        ("缺少必填项", "a key is missing"),
        ("写法见编写说明中该表的必填项。", "The guide lists what each table needs."),
    ),
    code(
        "toml/unknown-key",
        Severity::Error,
        ("不认识的键", "an unknown key"),
        (
            "多半是拼错了；提示里有最接近的一个。",
            "Mostly a misspelling; the nearest known key is named.",
        ),
    ),
    code(
        "toml/type",
        Severity::Error,
        ("值的类型不对", "a value has the wrong type"),
        (
            "金额、比例、日期是加引号的文字，个数和年份是整数，是非是 true、false。",
            "Amounts, rates and dates are text in quotes, counts and years whole numbers, yes and no true and false.",
        ),
    ),
    code(
        "pack/unreadable",
        Severity::Error,
        ("政策包的文件读不了", "a file of the pack cannot be read"),
        (
            "政策包是一个目录，内有 policy.toml、source.txt、facts/、articles/。",
            "A pack is a folder with policy.toml, source.txt, facts/ and articles/.",
        ),
    ),
    code(
        "pack/schema",
        Severity::Error,
        ("政策包格式与本程序不符", "the pack's schema is another one"),
        ("schema = 1。", "schema = 1."),
    ),
    code(
        "pack/no-edition",
        Severity::Error,
        ("没有这一版", "there is no such edition"),
        ("列出的是已有的版本。", "The editions there are are listed."),
    ),
    code(
        "pack/doubled-id",
        Severity::Error,
        ("编号用了两次", "an id is used twice"),
        (
            "编号在同类之中唯一，档案、结果和改名都靠它。",
            "Ids are unique within their kind: profiles, results and renames rest on them.",
        ),
    ),
    code(
        "pack/unknown-id",
        Severity::Error,
        ("没有这个编号", "there is no such id"),
        ("多半是拼错了；提示里有最接近的一个。", "Mostly a misspelling; the nearest one is named."),
    ),
    code(
        "pack/award",
        Severity::Error,
        ("金额的写法看不懂", "an award cannot be read"),
        (
            "用 fixed、rate + of、each + of、sum、first、first_reaches、stages 之一。",
            "One of fixed, rate + of, each + of, sum, first, first_reaches, stages.",
        ),
    ),
    code(
        "pack/award-type",
        Severity::Error,
        ("事实的类型不能这样用", "a fact of this type does not fit"),
        (
            "比例用于 money，逐个用于 count，逐项用于 money_list，年份用于 year。",
            "Rates are of money, units of counts, each of money_list, stages of year.",
        ),
    ),
    code(
        "pack/award-fact-twice",
        Severity::Error,
        ("同一事实在金额里用了两次", "a fact enters an award twice"),
        ("每个事实只用一次，上限才算得准。", "Each fact enters once, so that bounds are exact."),
    ),
    code(
        "pack/tiers",
        Severity::Error,
        ("档位没有从低到高", "tiers do not ascend"),
        ("从最低档写起，金额不减。", "Write the lowest first; awards do not fall."),
    ),
    code(
        "pack/test",
        Severity::Error,
        ("条件与事实的类型不符", "a condition does not fit its fact"),
        (
            "是非直接写编号；单选用 is、one_of；多选用 has、has_any、empty；数用 at_least、above、below、equals；年份用 year。",
            "A bool is named alone; a choice takes is, one_of; a set has, has_any, empty; numbers at_least, above, below, equals; years year.",
        ),
    ),
    code(
        "pack/options",
        Severity::Error,
        ("选项有误", "options are wrong"),
        (
            "单选、多选要有选项，别的类型不能有。",
            "Choices and sets have options, other types have none.",
        ),
    ),
    code(
        "pack/carry",
        Severity::Error,
        ("结转的写法有误", "carry is wrong"),
        (
            "上年的数从本年的同类数结转。",
            "A prior figure is carried from this year's of the same type.",
        ),
    ),
    code(
        "pack/reading",
        Severity::Error,
        ("读法少于两个选项", "a reading has fewer than two options"),
        ("至少两个选项，默认的在前。", "At least two, the default first."),
    ),
    code(
        "pack/no-article",
        Severity::Error,
        ("原文没有这一条", "the text has no such article"),
        (
            "核对 covered_articles 与 source.txt 的“第…条”。",
            "Check covered_articles against the headings of source.txt.",
        ),
    ),
    code(
        "pack/quote-lost",
        Severity::Error,
        ("引文不在原文中", "a quote is not in the text"),
        ("引文逐字照抄，标点也一样。", "Quotes are verbatim, punctuation included."),
    ),
    code(
        "pack/clause-unquoted",
        Severity::Error,
        ("原文有一句没有规则引用", "a clause is quoted by nothing"),
        (
            "每一句有钱或有条件的话，都要由事项、门槛、说明引用，或列为例外并写理由。",
            "Every clause is quoted by a benefit, gate or note, or listed as an exception with the reason.",
        ),
    ),
    code(
        "pack/example",
        Severity::Error,
        ("算例与规则不符", "an example and the rule disagree"),
        (
            "照原文重新手算，哪个错改哪个。",
            "Work it out again from the text and mend whichever is wrong.",
        ),
    ),
];
