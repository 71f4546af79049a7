//! What the keeper can find: every code with its severity and what it means.

use crate::text;
use crate::text::Text;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The pack is wrong.
    Error,
    /// The pack is probably wrong.
    Warning,
    /// The pack could be better.
    Note,
}

impl Severity {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// The name for people.
    pub fn name(self) -> Text {
        match self {
            Self::Error => text!("错误", "error"),
            Self::Warning => text!("警告", "warning"),
            Self::Note => text!("提示", "note"),
        }
    }
}

/// A code with what it means.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// The code.
    pub code: &'static str,
    /// How grave.
    pub severity: Severity,
    /// In one line, Chinese and English.
    pub title: (&'static str, &'static str),
    /// What to know.
    pub explained: (&'static str, &'static str),
}

/// How grave a code is; what is not listed stops a pack from loading.
pub fn severity(code: &str) -> Severity {
    find(code).map_or(Severity::Error, |code| code.severity)
}

/// A code by its name, with or without its first part.
pub fn find(name: &str) -> Option<&'static Code> {
    CODES.iter().find(|code| {
        code.code == name || code.code.split_once('/').is_some_and(|(_, short)| short == name)
    })
}

const fn code(
    code: &'static str,
    severity: Severity,
    title: (&'static str, &'static str),
    explained: (&'static str, &'static str),
) -> Code {
    Code { code, severity, title, explained }
}

/// All of them, in the order in which a keeper meets them.
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
    code(
        "lint/figure-differs",
        Severity::Error,
        ("规则的数与引文的数不同", "the rule and the quote have different figures"),
        (
            "规则里每个金额、比例、档位、个数、年份，都应在它引用的原文里；中文数字、万、亿、百分之几都认得。",
            "Every amount, rate, tier, count and year of a rule stands in what it quotes; Chinese numerals are read.",
        ),
    ),
    code(
        "lint/figure-not-in-text",
        Severity::Error,
        ("规则的数不在引文里", "a figure of the rule is not in the quote"),
        (
            "引用有这个数的那一句，或改这个数；原文没有而确实如此的，写 [[allow]]。",
            "Quote the sentence that has it, or change it; if it is meant without, write [[allow]].",
        ),
    ),
    code(
        "lint/figure-unused",
        Severity::Error,
        ("引文的数规则没有用到", "a figure of the quote is used by no rule"),
        (
            "原文的每个数都应成为条件、比例、金额、封顶或年份；由问题说明的，写进该事实的 help。",
            "Every figure of a quote becomes a condition, rate, amount, cap or year; what a question tells goes into that fact's help.",
        ),
    ),
    code(
        "lint/comparison",
        Severity::Error,
        ("比较的方向与引文不符", "a comparison is not the quote's"),
        (
            "达到、以上、不低于是 at_least；超过、高于是 above；低于、不足是 below；最高、不超过是 cap。",
            "达到, 以上, 不低于 are at_least; 超过, 高于 above; 低于, 不足 below; 最高, 不超过 cap.",
        ),
    ),
    code(
        "lint/average",
        Severity::Error,
        ("与平均数的比较与引文不符", "a comparison with an average is not the quote's"),
        (
            "看三处：超过还是达到，全区还是行业，哪个数的增速。",
            "Three things: more than or at least, district or industry, and whose growth.",
        ),
    ),
    code(
        "lint/certainty",
        Severity::Error,
        ("certainty 与引文不符", "certainty does not follow the quote"),
        (
            "算得出的是 formula，只写最高的是 ceiling，择优是 competitive，综合评定是 discretionary，不给钱的是 none。",
            "formula where it is computed, ceiling for 最高 alone, competitive for 择优, discretionary for a review as a whole, none without money.",
        ),
    ),
    code(
        "lint/cap-missing",
        Severity::Error,
        ("引文写最高，规则没有封顶", "the quote has a ceiling, the award none"),
        (
            "按比例或按个数的，最高、不超过写成 cap；每项各有上限的写 cap_each。",
            "最高, 不超过 beside a share or a number is a cap; cap_each where each has its own.",
        ),
    ),
    code(
        "lint/beyond",
        Severity::Error,
        ("超出部分与 beyond 不符", "what is beyond is not the quote's"),
        (
            "引文写“超出部分”的用 beyond，没写的按全额。",
            "超出部分 is beyond; without it the whole counts.",
        ),
    ),
    code(
        "lint/base",
        Severity::Error,
        ("按哪个数算，与引文不符", "the award is a share of another figure"),
        (
            "引文说增量的用增量，说全年数的用全年数；年份用同一项资质的。",
            "An increase for 增量, the whole figure otherwise; years are of the same qualification.",
        ),
    ),
    code(
        "lint/order",
        Severity::Error,
        ("与引文的顺序（分别）不符", "not in the order of the quote"),
        (
            "“分别”是逐一对应：第一个对象对第一个数。",
            "分别 matches one by one: the first with the first.",
        ),
    ),
    code(
        "lint/later",
        Severity::Error,
        ("以后年度与引文或分年不符", "later years do not follow the quote or the stages"),
        (
            "次年、后续、连续的写 later；分年给付的用 stages；同一笔钱的金额一致。",
            "次年, 后续, 连续 need a later; stages go with stages; the same award has the same amount.",
        ),
    ),
    code(
        "lint/stages",
        Severity::Error,
        ("分年的年数与引文不符", "the number of years is not the quote's"),
        (
            "当年加后续两年是三个数；again 是首年以后的次数。",
            "The year itself and two more are three amounts; again counts the years after the first.",
        ),
    ),
    code(
        "lint/year",
        Severity::Error,
        ("当年还是次年，与引文不符", "the year is not the quote's"),
        (
            "当年、首次用 \"Y\"，次年才给的用 \"Y-1\"。",
            "\"Y\" for the year itself, \"Y-1\" for what comes the year after.",
        ),
    ),
    code(
        "lint/who",
        Severity::Error,
        ("说的是哪类企业，与引文不符", "the quote speaks of another kind of enterprise"),
        (
            "引文指明一类企业的，when 里要有同一类的条件。",
            "Where the quote names one kind, when asks for the same.",
        ),
    ),
    code(
        "lint/prose-figure",
        Severity::Warning,
        ("文字里的数原文没有", "a text has a figure that the measure has not"),
        (
            "摘要、提示、待办、帮助里的数应与原文一致；举例的数前写“如”。",
            "Figures of gists, hints, advice and help are those of the text; write 如 before an example.",
        ),
    ),
    code(
        "lint/prose-comparison",
        Severity::Warning,
        ("文字里的比较与原文不同", "a text compares otherwise than the measure"),
        (
            "达到与超过在正好那个数上结果不同。",
            "At least and more than differ at exactly that figure.",
        ),
    ),
    code(
        "lint/translation",
        Severity::Warning,
        ("中英文的数不同", "the two languages have different figures"),
        (
            "万元按 10,000 换算；两种语言写同一个数。",
            "万 is 10,000; both languages have the same figure.",
        ),
    ),
    code(
        "lint/placeholder",
        Severity::Error,
        ("年份的写法不对", "a year placeholder is wrong"),
        (
            "{Y} 是评估年度，{Y-1} 是上一年；两种语言一致。",
            "{Y} is the assessment year, {Y-1} the one before; the same in both languages.",
        ),
    ),
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
        "lint/article-number",
        Severity::Error,
        ("条号有误", "an article number is wrong"),
        (
            "number 是原文的条号，每条一个文件。",
            "number is the article's in the text, one file each.",
        ),
    ),
    code(
        "lint/article-file",
        Severity::Warning,
        ("文件名与条号不符", "a file is named after another article"),
        ("文件名以条号开头，便于对照。", "Files are named after their article."),
    ),
    code(
        "lint/article-missing",
        Severity::Error,
        ("有一条没有文件", "an article has no file"),
        (
            "没有钱的条也要有文件，语句列为例外或说明。",
            "Articles without money have a file too, with exceptions or notes.",
        ),
    ),
    code(
        "lint/article-uncovered",
        Severity::Error,
        ("covered_articles 漏了一条", "covered_articles lacks an article"),
        (
            "列出的条逐句核对是否都有规则引用。",
            "The clauses of the articles listed are checked for being quoted.",
        ),
    ),
    code(
        "lint/quote-elsewhere",
        Severity::Error,
        ("引用了别条的句子", "a quote is of another article"),
        (
            "事项写在它所引用的那一条的文件里。",
            "A benefit stands in the file of the article that it quotes.",
        ),
    ),
    code(
        "lint/words",
        Severity::Error,
        ("words 不在引文里", "words are not in the quote"),
        (
            "words 是引文中与条件对应的那几个字。",
            "words are the part of the quote that a condition follows.",
        ),
    ),
    code(
        "lint/exception-money",
        Severity::Error,
        ("例外的语句里有钱", "an exception has money"),
        (
            "列为例外或说明的语句不应有金额、比例。",
            "Clauses listed as exceptions or notes have no amounts or rates.",
        ),
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
        "lint/label-equal",
        Severity::Warning,
        ("两处名称相同", "two names are equal"),
        ("用户分不清是哪一个。", "Nobody can tell them apart."),
    ),
    code(
        "lint/label-missing",
        Severity::Error,
        ("缺一种语言的文字", "a text is missing in one language"),
        ("界面两种语言都要有。", "The interface has both languages."),
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
        "lint/derived-circle",
        Severity::Error,
        ("计算成了圈", "computed in a circle"),
        ("从直接问的数算起。", "Compute from figures that are asked."),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_once() {
        let mut seen: Vec<&str> = CODES.iter().map(|code| code.code).collect();
        seen.sort_unstable();
        let all = seen.len();
        seen.dedup();
        assert_eq!(seen.len(), all);
        let mut files = vec![
            std::path::PathBuf::from("src/keeper"),
            "src/policy".into(),
            "src/diagnostic".into(),
        ];
        while let Some(path) = files.pop() {
            if path.is_dir() {
                files.extend(
                    std::fs::read_dir(&path)
                        .expect("readable")
                        .map(|e| e.expect("readable").path()),
                );
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("UTF-8");
            let literals = text.split('"').filter(|word| {
                ["lint/", "pack/", "toml/"].iter().any(|kind| {
                    word.strip_prefix(kind).is_some_and(|rest| {
                        !rest.is_empty() && rest.chars().all(|c| c.is_ascii_lowercase() || c == '-')
                    })
                })
            });
            for code in literals.filter(|code| *code != "lint/x") {
                assert!(find(code).is_some(), "{code} of {} is not explained", path.display());
            }
        }
    }
}
