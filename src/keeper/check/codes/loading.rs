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
            "用 fixed、rate + of、each + of、rate + of_each、brackets、table、sum、first、larger、smaller、instalments、first_reaches + tiers、stages 之一。",
            "One of fixed, rate + of, each + of, rate + of_each, brackets, table, sum, first, larger, smaller, instalments, first_reaches + tiers, stages.",
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
        "pack/award-both-ways",
        Severity::Error,
        ("同一事实在金额里既往上拉、又往下拉", "a fact pulls an award both up and down"),
        (
            "每个事实只朝一个方向起作用，上下限才算得准；用几次都行。差额写成 derived 的事实。",
            "Each fact pulls one way, however often it is used, so that bounds are exact. Make a difference a derived fact.",
        ),
    ),
    code(
        "pack/brackets",
        Severity::Error,
        ("分段有误", "brackets are wrong"),
        (
            "brackets 从低到高写，起点加比例；每个整段算出的金额精确到分。",
            "Brackets ascend, each a beginning and a rate; what a whole one gives is exact to the fen.",
        ),
    ),
    code(
        "pack/table-hole",
        Severity::Error,
        ("金额表缺一格", "a table of awards has a hole"),
        (
            "每个选项都要有一格，不给钱的写 \"0元\"。",
            "Every option has a cell; \"0元\" where nothing is given.",
        ),
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
        "pack/relation",
        Severity::Error,
        ("没有说与什么比", "a relation compares with nothing"),
        (
            "除了事实，还要写 at_least、above、at_most、below 之一。",
            "Beside the fact, one of at_least, above, at_most, below is needed.",
        ),
    ),
    code(
        "pack/limit",
        Severity::Error,
        ("这一类型的事实没有界限", "a fact of this type has no limits"),
        (
            "只有金额和个数能写 at_least、at_most。",
            "Only amounts and counts take at_least and at_most.",
        ),
    ),
    code(
        "pack/derived-units",
        Severity::Error,
        ("算出的单位与类型不符", "what is computed is of another type"),
        (
            "同类型的才能相加；相乘只有一个是金额；金额除以个数得金额，同类相除得百分数。",
            "One type only is added up; one amount only is multiplied; an amount by a count is an amount, one figure by another of its type a percentage.",
        ),
    ),
    code(
        "pack/may-be-zero",
        Severity::Error,
        ("除数可能是 0", "a divisor may be 0"),
        (
            "给作除数的事实写上大于 0 的 at_least。",
            "Give the fact that divides an at_least above 0.",
        ),
    ),
    code(
        "pack/period",
        Severity::Error,
        ("没有期间", "no period"),
        ("写 years、months 或 days。", "Add years, months or days."),
    ),
    code(
        "pack/fields",
        Severity::Error,
        ("栏的数目或编号不对", "too few or too many fields, or doubled ids"),
        ("1 至 20 栏，编号各不相同。", "1 to 20 fields with ids of their own."),
    ),
    code(
        "pack/field-type",
        Severity::Error,
        ("一栏不是单个的值", "a field is no single value"),
        ("栏里不能再有多选或列表。", "A field holds neither a set nor a list."),
    ),
    code(
        "pack/no-items",
        Severity::Error,
        ("不是 items", "no list of items"),
        ("逐项只用于 type = \"items\" 的事实。", "Items are those of a fact of type items."),
    ),
    code(
        "pack/benefit-later",
        Severity::Error,
        ("说到了后面的事项", "a later benefit is spoken of"),
        (
            "只能说到前面的事项，免得互相等待。",
            "Only earlier ones can be spoken of, lest two wait for each other.",
        ),
    ),
    code(
        "pack/benefit-no-money",
        Severity::Error,
        ("那一项不给钱", "that benefit gives no money"),
        ("of_benefit 用于给钱的事项。", "of_benefit names one that gives money."),
    ),
    code(
        "pack/ceiling-overlap",
        Severity::Error,
        ("两个上限互相交错", "two ceilings overlap"),
        (
            "上限之间要么包含、要么无关。",
            "One ceiling holds the other's benefits, or they share none.",
        ),
    ),
    code(
        "pack/benefits",
        Severity::Error,
        ("事项太多", "too many benefits"),
        ("一个政策包最多 128 个事项。", "A pack has at most 128 benefits."),
    ),
    code(
        "pack/derived-circle",
        Severity::Error,
        ("计算成了圈", "computed in a circle"),
        ("从直接问的数算起。", "Compute from figures that are asked."),
    ),
    code(
        "pack/narrowed",
        Severity::Error,
        ("narrowed 用错了地方", "narrowed is out of place"),
        (
            "只有 increase 算出的增量能由两年的数收窄。",
            "Only a derived increase is narrowed by its two figures.",
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
            "Work it out again from the text and fix whichever is wrong.",
        ),
    ),
];
