//! The sentences, worked out from the measure.

use super::*;
use crate::assess::Program;
use crate::policy::{Policy, load_embedded};
use crate::profile::{self, Profile};

fn with_view(answers: &str, check: impl Fn(&Policy, &Assessment<'_>)) {
    let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let gate = "operates_in_fengtai = true\ncategory = \"manufacturer\"\nexclusions = []\n";
    let text =
        format!("schema = 1\npolicy = \"{}\"\nyear = 2026\n[answers]\n{gate}{answers}", policy.id);
    let source = crate::diagnostic::Source::new("test", text);
    let profile: Profile = profile::read(&policy, &source).expect("a profile").profile;
    let program = Program::compile(&policy, &policy.default_readings());
    let view = Assessment::new(&policy, &program, &profile, profile.answers.clone(), profile.year);
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
            "第六条工业产值增量奖励最多 35万元，还缺：2026 年全区产值平均增速，不高于 50% 即符合。"
        );
        let points = view.turning_points(id);
        assert_eq!(points.len(), 1);
        assert!(points[0].en.ends_with("met if not above 50%"), "{}", points[0].en);
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
            "第十一条：智能工厂、灯塔工厂支持：条件已符合，估算上限 200万元；\
             另有 1 项不适用或没有这类事项。"
        );
        let english = view.verdict(article, Lang::En);
        assert!(english.starts_with("Article 11: "), "{english}");
        assert!(english.contains("estimated ceiling ¥2,000,000"), "{english}");
    });
    with_view(&format!("in_enterprise_library = false\n{factory}"), |policy, view| {
        let id = benefit(policy, "a11-smart-factory");
        assert_eq!(
            view.verdict(Route::Benefit(id), Lang::Zh),
            "第十一条智能工厂、灯塔工厂支持：只差纳入丰台区智能制造企业库，\
             办好后估算上限 200万元。"
        );
    });
    with_view("in_enterprise_library = true\n", |policy, view| {
        let id = benefit(policy, "a14-first-set-catalogue");
        assert_eq!(
            view.verdict(Route::Benefit(id), Lang::Zh),
            "第十四条入选首台（套）目录奖励最多 30万元，还缺：2026 年新获认定和支持。"
        );
    });
}
