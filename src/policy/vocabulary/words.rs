//! The words that packs may choose from, each with its meaning here and in the program.

use super::Says;
use crate::diagnostic::reader::Item;
use crate::policy::{
    Benchmark, Carry, Certainty, Effort, EvidencePlace, FactKind, Possible, Rounding, Span,
    Standing, Take,
};
use crate::text;
use crate::text::Lang;

/// A few words and what each stands for.
#[derive(Debug)]
pub struct Words<T: 'static>(pub &'static [(&'static str, T, Says)]);

/// The words of a list, whatever they stand for.
pub trait Listed: std::fmt::Debug + Sync {
    /// The words with their meanings, in order.
    fn listed(&self) -> Vec<(&'static str, Says)>;
}

impl<T: std::fmt::Debug + Sync> Listed for Words<T> {
    fn listed(&self) -> Vec<(&'static str, Says)> {
        self.0.iter().map(|(word, _, says)| (*word, *says)).collect()
    }
}

impl<T: Clone> Words<T> {
    /// What the word stands for, or a report that names those there are.
    pub fn read(&self, item: &Item<'_, '_>) -> Option<T> {
        let word = item.str()?;
        let known = self.0.iter().find(|(name, ..)| *name == word).map(|(_, value, _)| value);
        if known.is_none() {
            one_of(item, &self.0.iter().map(|(name, ..)| *name).collect::<Vec<_>>());
        }
        known.cloned()
    }
}

impl<T: PartialEq> Words<T> {
    /// The word for a value.
    pub fn word(&self, value: &T) -> &'static str {
        self.0.iter().find(|(_, known, _)| known == value).map_or("", |(word, ..)| word)
    }
}

/// Reports that a word is none of those there are.
pub(super) fn one_of(item: &Item<'_, '_>, words: &[&str]) {
    let list = words.join(", ");
    item.wrong_type(&text!("其中之一：{list}", "one of: {list}"));
}

/// `type` of a fact.
pub static TYPE: Words<FactKind> = Words(&[
    ("bool", FactKind::Bool, Says("是或否", "yes or no")),
    ("choice", FactKind::Choice(Vec::new()), Says("选一项", "one of its options")),
    (
        "set",
        FactKind::Set(Vec::new()),
        Says("可选多项，空集即“都不是”", "any of its options; the empty set is \"none of them\""),
    ),
    ("money", FactKind::Money { signed: false }, Says("金额", "an amount of money")),
    ("percent", FactKind::Percent, Says("百分数", "a percentage")),
    ("count", FactKind::Count, Says("个数，0 到 10 亿", "a whole number from 0 to 10^9")),
    ("year", FactKind::Year, Says("年份", "a year")),
    ("day", FactKind::Day, Says("日期，写作 2026-02-07", "a day, written 2026-02-07")),
    ("money_list", FactKind::MoneyList, Says("若干笔金额", "several amounts")),
    (
        "items",
        FactKind::Items(Vec::new()),
        Says("若干项，每项有 fields 各栏", "several things, each with the fields"),
    ),
]);

/// `possible`.
pub static POSSIBLE: Words<Possible> = Words(&[
    ("now", Possible::Now, Says("自己办就能办到", "at once, by an act of its own")),
    (
        "next_year",
        Possible::NextYear,
        Says("要等下一年的业绩或称号", "with next year's results or titles"),
    ),
    (
        "never",
        Possible::Never,
        Says("改变不了（过去的事、企业是什么）", "never: what is past, what the enterprise is"),
    ),
]);

/// `effort`.
pub static EFFORT: Words<Effort> = Words(&[
    ("apply", Effort::Apply, Says("交一份申请", "an application")),
    ("sign", Effort::Sign, Says("签一份合同或承诺", "a contract or an undertaking")),
    ("figure", Effort::Figure, Says("做到一个数", "a figure to be reached")),
    ("title", Effort::Title, Says("拿到认定或称号", "a title or recognition")),
    ("event", Effort::Event, Says("要有一件事发生", "something has to happen")),
]);

/// `known_by`: whether only an authority knows it.
pub static KNOWN_BY: Words<bool> = Words(&[
    ("authority", true, Says("只有部门知道", "only an authority knows it")),
    ("enterprise", false, Says("企业自己知道", "the enterprise knows it")),
]);

/// `options_from`: whether the options are the benefits.
pub static OPTIONS_FROM: Words<bool> =
    Words(&[("benefits", true, Says("选项就是各事项", "the options are the benefits"))]);

/// `benchmark`.
pub static BENCHMARK: Words<Benchmark> = Words(&[
    ("district", Benchmark::District, Says("全区平均，按年", "the whole district's, by year")),
    (
        "industry",
        Benchmark::Industry,
        Says("行业平均，按年和行业代码", "the industry's, by year and industry code"),
    ),
]);

/// `carry` as a word.
pub static CARRY: Words<Carry> = Words(&[
    ("keep", Carry::Keep, Says("下一年照旧", "it holds on")),
    ("clear", Carry::Clear, Says("下一年重新问", "it is asked again")),
]);

/// The operator of a comparison: whether it is strict.
pub static COMPARE: Words<bool> =
    Words(&[(">=", false, Says("达到", "reaches")), (">", true, Says("高于", "is above"))]);

/// `certainty`.
pub static CERTAINTY: Words<Certainty> = Words(&[
    ("formula", Certainty::Formula, Says("按公式算：按照…的1%", "computed: 1% of …")),
    (
        "rate_ceiling",
        Certainty::RateCeiling,
        Says("比例本身是上限：按照不超过…的20%", "the rate itself is a ceiling: at most 20% of …"),
    ),
    ("ceiling", Certainty::Ceiling, Says("只写了最高", "the text gives only a ceiling")),
    ("competitive", Certainty::Competitive, Says("择优", "the best applicants are chosen")),
    (
        "discretionary",
        Certainty::Discretionary,
        Says("综合评定，不计入合计", "decided as a whole; counted apart from the totals"),
    ),
    ("none", Certainty::None, Says("不给钱，不写 award", "no money, and no award")),
]);

/// `take`.
pub static TAKE: Words<Take> = Words(&[
    ("highest", Take::Highest, Says("只按最高一档", "the highest tier newly reached")),
    ("each", Take::Each, Says("跨过的各档累加", "all tiers newly reached")),
    (
        "difference",
        Take::Difference,
        Says("补差：最高一档减去以前已达到的一档", "the highest, less the highest of before"),
    ),
]);

/// Which way an amount is rounded.
pub static ROUNDING: Words<Rounding> = Words(&[
    ("down", Rounding::Down, Says("舍去", "what is over is dropped")),
    ("nearest", Rounding::Nearest, Says("四舍五入", "to the nearest, halves up")),
    ("up", Rounding::Up, Says("进一", "what is over counts as a whole unit")),
]);

/// The time over which a ceiling counts.
pub static SPAN: Words<Span> = Words(&[
    ("year", Span::Year, Says("每个年度（年度合计）", "each year by itself")),
    ("all_years", Span::AllYears, Says("当年和以后各年累计", "this year and later ones together")),
]);

/// `status` of a measure.
pub static STATUS: Words<Standing> = Words(&[
    ("draft", Standing::Draft, Says("征求意见稿", "a draft")),
    ("final", Standing::Final, Says("正式文件", "adopted")),
]);

/// Where evidence common to all benefits stands.
pub static PLACE: Words<EvidencePlace> = Words(&[
    ("first", EvidencePlace::First, Says("排在各项自己的材料之前", "before a benefit's own")),
    ("last", EvidencePlace::Last, Says("排在各项自己的材料之后", "after a benefit's own")),
]);

/// `status` that an example expects.
pub static OUTCOME: Words<&str> = Words(&[
    ("eligible", "eligible", Says("符合", "eligible")),
    ("ineligible", "ineligible", Says("不符合", "not eligible")),
    ("undetermined", "undetermined", Says("还不能定", "cannot be told yet")),
    ("duplicate", "duplicate", Says("已享受同类政策", "supported by a similar policy already")),
    ("superseded", "superseded", Says("被更高的一项取代", "an alternative gives as much")),
]);

/// A language of a pack.
pub static LANGUAGE: Words<Lang> =
    Words(&[("zh", Lang::Zh, Says("中文", "Chinese")), ("en", Lang::En, Says("英文", "English"))]);
