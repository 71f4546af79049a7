//! One sentence to read aloud about an article or benefit, and the turning points of a benefit
//! that lacks only what an authority knows.

use crate::assess::{Evaluator, Kind, Missing, Named, Status};
use crate::interview::{Route, needs_authority};
use crate::policy::{BenefitId, Certainty, Derivation, Policy};
use crate::quantity::{Money, Ratio, Truth};
use crate::text;
use crate::text::{Lang, Text};

use super::Assessment;
use super::phrase::{article_text, label};

/// Whether all that is missing is known to an authority only; not where nothing is missing.
pub fn only_authority_knows(policy: &Policy, missing: &[Missing]) -> bool {
    !missing.is_empty()
        && missing.iter().all(|part| {
            part.kind == Kind::Unknown
                && part.fact.is_some_and(|fact| needs_authority(policy, fact))
        })
}

/// For what only an authority knows, where the result turns: one line for each missing part.
pub fn turning_points(
    policy: &Policy,
    evaluator: &Evaluator<'_>,
    missing: &[Missing],
    year: i32,
) -> Vec<Text> {
    missing
        .iter()
        .filter_map(|part| part.fact)
        .filter(|fact| needs_authority(policy, *fact))
        .map(|fact| {
            let name = |fact, lang| label(policy, fact, year, lang);
            if let Some(Derivation::Compare { left, right, strict }) = policy.fact(fact).derived
                && let Some(growth) = evaluator.ratio(left)
            {
                let at = floor_text(growth);
                let (zh, en) = (name(left, Lang::Zh), name(left, Lang::En));
                let (right_zh, right_en) = (name(right, Lang::Zh), name(right, Lang::En));
                return if strict {
                    text!(
                        "{zh} {at}；{right_zh}低于 {at} 即符合",
                        "{en} {at}; met if {right_en} is below {at}"
                    )
                } else {
                    text!(
                        "{zh} {at}；{right_zh}不高于 {at} 即符合",
                        "{en} {at}; met if {right_en} is not above {at}"
                    )
                };
            }
            let (zh, en) = (name(fact, Lang::Zh), name(fact, Lang::En));
            text!("{zh}：由主管部门确认", "{en}: to be confirmed by the authority")
        })
        .collect()
}

/// A percentage cut down to two decimals: what is not above the cut is not above the whole.
fn floor_text(ratio: Ratio) -> String {
    let Some(zero) = Ratio::new(0, 1) else { return String::new() };
    let floor = zero.hundredths_above(ratio).saturating_neg();
    let (sign, size) = (if floor < 0 { "-" } else { "" }, floor.unsigned_abs());
    let text = format!("{sign}{}.{:02}", size / 100, size % 100);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

impl Assessment<'_> {
    /// Where a benefit that lacks only what an authority knows turns; nothing for others.
    pub fn turning_points(&self, benefit: BenefitId) -> Vec<Text> {
        let missing = self.missing(benefit);
        if !only_authority_knows(self.policy, &missing) {
            return Vec::new();
        }
        turning_points(self.policy, &self.evaluator, &missing, self.year)
    }

    /// The verdict on an article or benefit in one sentence to read aloud; on all of them
    /// together for the other ways.
    pub fn verdict(&self, way: Route, lang: Lang) -> String {
        let benefits = way.benefits(self.policy);
        let head = match way {
            Route::Article(number) => spoken_article(number, lang),
            Route::Benefit(id) => {
                let benefit = self.policy.benefit(id);
                let (number, title) =
                    (spoken_article(benefit.article, lang), benefit.title.get(lang));
                match lang {
                    Lang::Zh => format!("{number}{title}"),
                    Lang::En => format!("{number}, {title}"),
                }
            }
            Route::Section | Route::Quickest => {
                text!("全部事项", "All benefits").get(lang).to_owned()
            }
        };
        let parts = self.verdict_parts(&benefits, lang);
        match lang {
            Lang::Zh => format!("{head}：{}。", parts.join("；")),
            Lang::En => format!("{head}: {}.", parts.join("; ")),
        }
    }

    fn verdict_parts(&self, benefits: &[BenefitId], lang: Lang) -> Vec<String> {
        let with = |status: Status| -> Vec<BenefitId> {
            benefits.iter().copied().filter(|id| self.outcome(*id).status == status).collect()
        };
        let say = |text: Text| text.get(lang).to_owned();
        let single = benefits.len() == 1;
        let mut parts = Vec::new();
        let eligible = with(Status::Eligible);
        if !eligible.is_empty() {
            let sum = money_of(eligible.iter().map(|id| self.outcome(*id).amount));
            let paid =
                eligible.iter().any(|id| self.policy.benefit(*id).certainty != Certainty::None);
            let names = self.names(&eligible, single, lang);
            let amount = sum.display(lang);
            parts.push(say(match paid {
                true => text!(
                    "{names}条件已符合，估算上限 {amount}",
                    "{names}the conditions are met, estimated ceiling {amount}"
                ),
                false => text!(
                    "{names}条件已符合，可以咨询，不是资金支持",
                    "{names}the conditions are met; ask for it, it is not money"
                ),
            }));
        }
        let (authority, open): (Vec<BenefitId>, Vec<BenefitId>) = with(Status::Undetermined)
            .into_iter()
            .partition(|id| only_authority_knows(self.policy, &self.missing(*id)));
        if !authority.is_empty() {
            let names = self.names(&authority, single, lang);
            let bound = self.bound(&authority, lang);
            parts.push(say(text!(
                "{names}自身条件已符合，待官方数据，{bound}",
                "{names}its own conditions are met, official data pending, {bound}"
            )));
            if single {
                let points = authority.iter().flat_map(|id| self.turning_points(*id));
                parts.extend(points.map(say));
            }
        }
        if !open.is_empty() {
            let names = self.names(&open, single, lang);
            let bound = self.bound(&open, lang);
            let lacks = self.lacking(&open, lang);
            parts.push(say(text!(
                "{names}还不能定，{bound}，还缺：{lacks}",
                "{names}not decided yet, {bound}, still lacking: {lacks}"
            )));
        }
        let ineligible = with(Status::Ineligible);
        if !ineligible.is_empty() {
            let names = self.names(&ineligible, single, lang);
            let lacks = self.lacking(&ineligible, lang);
            let waiting = self.waits_for_gate(&ineligible);
            parts.push(say(match waiting {
                Some(then) => {
                    let then = then.display(lang);
                    text!(
                        "{names}目前不符合，只差{lacks}，办好后估算上限 {then}",
                        "{names}not met yet for {lacks} only; estimated ceiling then {then}"
                    )
                }
                None => text!("{names}不符合，缺：{lacks}", "{names}not met, lacking: {lacks}"),
            }));
        }
        let duplicate = with(Status::Duplicate);
        if !duplicate.is_empty() {
            let names = self.names(&duplicate, single, lang);
            parts.push(say(text!(
                "{names}已享受同类政策，不重复支持",
                "{names}supported elsewhere already, not given twice"
            )));
        }
        let superseded = with(Status::Superseded);
        if !superseded.is_empty() {
            let names = self.names(&superseded, single, lang);
            parts.push(say(text!("{names}已由另一项替代", "{names}superseded by another item")));
        }
        parts
    }

    /// The titles of some benefits of several, as the start of a clause.
    fn names(&self, benefits: &[BenefitId], single: bool, lang: Lang) -> String {
        const NAMED: usize = 3;
        let count = benefits.len();
        let titles = || benefits.iter().map(|id| self.policy.benefit(*id).title.get(lang));
        match (single, count <= NAMED, lang) {
            (true, ..) => String::new(),
            (_, true, Lang::Zh) => titles().collect::<Vec<_>>().join("、"),
            (_, true, Lang::En) => format!("{}: ", titles().collect::<Vec<_>>().join(", ")),
            (_, false, Lang::Zh) => format!("{count} 项"),
            (_, false, Lang::En) => format!("{count} benefits: "),
        }
    }

    fn bound(&self, benefits: &[BenefitId], lang: Lang) -> String {
        if benefits.iter().all(|id| self.policy.benefit(*id).certainty == Certainty::None) {
            return text!("不是资金支持", "not money").get(lang).to_owned();
        }
        let bounds: Option<Vec<Money>> =
            benefits.iter().map(|id| self.outcome(*id).at_most).collect();
        match bounds {
            Some(bounds) => {
                let sum = money_of(bounds.into_iter()).display(lang);
                text!("最多可达 {sum}", "at most {sum}").get(lang).to_owned()
            }
            None => text!("金额不封顶", "without a ceiling").get(lang).to_owned(),
        }
    }

    /// The names of what some benefits lack, the first few.
    fn lacking(&self, benefits: &[BenefitId], lang: Lang) -> String {
        const NAMED: usize = 4;
        let mut names: Vec<String> = Vec::new();
        for missing in benefits.iter().flat_map(|id| self.missing(*id)) {
            let name = match missing.named {
                Named::Gate(gate) => self.policy.gates[gate.index()].title.get(lang).to_owned(),
                Named::Fact(fact) => label(self.policy, fact, self.year, lang),
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let count = names.len();
        names.truncate(NAMED);
        let list = names.join(if lang == Lang::Zh { "、" } else { ", " });
        match (count > NAMED, lang) {
            (false, _) => list,
            (true, Lang::Zh) => format!("{list}等 {count} 项"),
            (true, Lang::En) => format!("{list} and {} more", count - NAMED),
        }
    }

    /// What some benefits would bring once the gate conditions that can be met at once are met,
    /// if all that they lack is among those.
    fn waits_for_gate(&self, benefits: &[BenefitId]) -> Option<Money> {
        let only_gates = benefits.iter().all(|id| {
            self.missing(*id).iter().all(|part| match part.named {
                Named::Gate(gate) => {
                    self.evaluator.assumable().any(|open| open == gate)
                        && self.evaluator.gate(gate) == Truth::False
                }
                Named::Fact(_) => false,
            })
        });
        if !only_gates {
            return None;
        }
        let mut then = Evaluator::new(self.evaluator.program());
        if !then.run_prospective(&self.answers, self.year) {
            return None;
        }
        let settled =
            benefits.iter().all(|id| then.outcomes()[id.index()].status == Status::Eligible);
        settled.then(|| money_of(benefits.iter().map(|id| then.outcomes()[id.index()].amount)))
    }
}

fn money_of(amounts: impl Iterator<Item = Money>) -> Money {
    Money::from_fen(amounts.map(Money::fen).fold(0, i64::saturating_add))
}

fn spoken_article(number: u32, lang: Lang) -> String {
    match lang {
        Lang::Zh => article_text(number, lang),
        Lang::En => format!("Article {number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::Program;
    use crate::policy::{BenefitId, load_embedded};
    use crate::profile::{self, Profile};

    fn with_view(answers: &str, check: impl Fn(&Policy, &Assessment<'_>)) {
        let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
        let gate = "operates_in_fengtai = true\ncategory = \"manufacturer\"\nexclusions = []\n";
        let text = format!(
            "schema = 1\npolicy = \"{}\"\nyear = 2026\n[answers]\n{gate}{answers}",
            policy.id
        );
        let source = crate::diagnostic::Source::new("test", text);
        let profile: Profile = profile::read(&policy, &source).expect("a profile").profile;
        let program = Program::compile(&policy, &policy.default_readings());
        let view =
            Assessment::new(&policy, &program, &profile, profile.answers.clone(), profile.year);
        check(&policy, &view);
    }

    fn benefit(policy: &Policy, id: &str) -> BenefitId {
        policy.benefit_id(id).expect(id)
    }

    /// 1.2亿 after 8000万 is a growth of 50%; 300万 after 200万 one of 50%; 1% of 3500万 is 35万.
    const GROWING: &str = "in_enterprise_library = true\nactivities = []\n\
        industrial_output = \"1.2亿元\"\nindustrial_output_prior = \"8000万元\"\n";

    #[test]
    fn a_benefit_that_waits_for_official_data_says_where_it_turns() {
        with_view(GROWING, |policy, view| {
            let id = benefit(policy, "a06-output-growth");
            assert_eq!(
                view.verdict(Route::Benefit(id), Lang::Zh),
                "第六条工业产值增量奖励：自身条件已符合，待官方数据，最多可达 35万元；\
                 2026 年工业产值增速 50%；2026 年全区产值平均增速不高于 50% 即符合。"
            );
            let points = view.turning_points(id);
            assert_eq!(points.len(), 1);
            assert!(points[0].en.ends_with("is not above 50%"), "{}", points[0].en);
        });
        // 2亿 of 1.5亿 is a third more: the cut is below it.
        let third = "in_enterprise_library = true\nabove_scale = true\nabove_scale_since = 2025\n\
            industrial_output = \"2亿元\"\nindustrial_output_prior = \"1.5亿元\"\n";
        with_view(third, |policy, view| {
            let points = view.turning_points(benefit(policy, "a05-industry-growth"));
            assert!(points[0].zh.ends_with("低于 33.33% 即符合"), "{}", points[0].zh);
        });
        // Something else is open, too.
        with_view("in_enterprise_library = true\n", |policy, view| {
            assert!(view.turning_points(benefit(policy, "a06-output-growth")).is_empty());
        });
    }

    /// 20% of 1000万 is 200万, below the 300万 of an excellent factory.
    #[test]
    fn an_article_in_one_sentence() {
        let factory = "recognitions = [\"smart_factory_excellent\"]\nfunding = []\n\
            smart_factory_investment = \"1000万元\"\n";
        let article = Route::Article(11);
        with_view(&format!("in_enterprise_library = true\n{factory}"), |_, view| {
            assert_eq!(
                view.verdict(article, Lang::Zh),
                "第十一条：智能工厂、灯塔工厂支持条件已符合，估算上限 200万元；\
                 5G、绿色、零碳工厂配套不符合，缺：2026 年获得的上级资金。"
            );
            let english = view.verdict(article, Lang::En);
            assert!(english.starts_with("Article 11: "), "{english}");
            assert!(english.contains("estimated ceiling ¥2,000,000"), "{english}");
        });
        with_view(&format!("in_enterprise_library = false\n{factory}"), |policy, view| {
            let id = benefit(policy, "a11-smart-factory");
            assert_eq!(
                view.verdict(Route::Benefit(id), Lang::Zh),
                "第十一条智能工厂、灯塔工厂支持：目前不符合，只差纳入丰台区智能制造企业库，\
                 办好后估算上限 200万元。"
            );
        });
        with_view("in_enterprise_library = true\n", |policy, view| {
            let id = benefit(policy, "a14-first-set-catalogue");
            assert_eq!(
                view.verdict(Route::Benefit(id), Lang::Zh),
                "第十四条入选首台（套）目录奖励：还不能定，最多可达 30万元，还缺：2026 年新获认定和支持。"
            );
        });
    }
}
