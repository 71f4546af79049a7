//! Codes of rules and texts that do not say what the measure says.

use super::{Code, Severity, code};

/// The codes, in the order in which a keeper meets them.
pub const CODES: &[Code] = &[
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
];
