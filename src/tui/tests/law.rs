//! Finding things, and reading the measure.

use super::*;
use crate::tui::editor::own::Own;
use crate::tui::popups::find::index::Goal;
use crate::tui::screens::law::leads::{self, Lead};
use crate::tui::screens::law::marks::{Mark, mark};
use crate::tui::screens::start::shelf::{About, Entry};

fn type_in(model: &mut Model, text: &str) {
    for c in text.chars() {
        press(model, KeyCode::Char(c));
    }
}

/// What a search finds, as ids and numbers.
fn found(model: &Model, query: &str) -> Vec<String> {
    let found = crate::tui::popups::find::index::Index::new(model).search(query);
    let policy = &model.policy;
    let name = |goal: &Goal| match goal {
        Goal::Question(fact) => policy.fact(*fact).id.clone(),
        Goal::Benefit(at) => policy.benefits[*at].id.clone(),
        Goal::Article(number) => format!("article {number}"),
        Goal::Term(at) => format!("term {}", policy.terms[*at].id),
        other => format!("{other:?}"),
    };
    found.iter().map(name).collect()
}

fn search(model: &mut Model, text: &str) -> Vec<String> {
    press(model, KeyCode::F(3));
    type_in(model, text);
    found(model, text)
}

fn sentence(model: &Model, start: &str) -> usize {
    let sentences = model.law.sentences(&model.policy);
    let starts = |at: &usize| model.policy.text[sentences[*at].range.clone()].starts_with(start);
    (0..sentences.len()).find(starts).unwrap_or_else(|| panic!("{start}"))
}

#[test]
fn anything_is_found_by_its_name_in_each_writing() {
    let mut model = manufacturer(Lang::Zh);
    model.focus(Target::Own(Own::Name));
    let cases: [(&str, &str); 11] = [
        ("xjr", "小巨人"),
        ("xiaojuren", "小巨人"),
        ("小巨人", "小巨人"),
        ("little giant", "小巨人"),
        ("LITTLE giant", "小巨人"),
        ("a06-output-milestone", "工业产值达档奖励"),
        ("第十条", "资质晋升"),
        ("１０", "资质晋升"),
        ("article 10", "资质晋升"),
        ("industrial_output", "工业产值"),
        ("gczx", "高成长性"),
    ];
    for (query, wanted) in cases {
        let found = search(&mut model, query);
        assert!(!found.is_empty(), "{query}");
        let screen = drawn(&model, 80, 24);
        let first = screen.lines().find(|row| row.contains('▸')).unwrap_or_default();
        assert!(first.contains(wanted), "{query}: {first}\n{found:?}");
        press(&mut model, KeyCode::Esc);
    }
}

#[test]
fn a_search_without_a_hit_says_so_and_never_traps() {
    let mut model = manufacturer(Lang::Zh);
    assert!(search(&mut model, "qqqqq").is_empty());
    assert!(drawn(&model, 80, 24).contains("没有找到"));
    press(&mut model, KeyCode::Enter);
    press(&mut model, KeyCode::Down);
    for _ in 0..5 {
        press(&mut model, KeyCode::Backspace);
    }
    assert!(drawn(&model, 80, 24).contains("还没答的题目"));
    update(&mut model, Action::Paste("小巨人\u{1b}[2J\n".to_owned()));
    assert!(drawn(&model, 80, 24).contains("/ 小巨人 [2J"), "{}", drawn(&model, 80, 24));
    press(&mut model, KeyCode::Esc);
    assert_eq!(model.popup(), None);
    assert_eq!(model.screen, Screen::Form);
}

#[test]
fn a_question_that_is_not_asked_is_shown_and_says_why() {
    let mut model = manufacturer(Lang::Zh);
    // Growth follows from the two figures given.
    search(&mut model, "output_growth");
    let wanted = model.policy.fact_id("output_growth");
    press(&mut model, KeyCode::Enter);
    let target = model.work.as_ref().map(|work| work.editor.target);
    assert_eq!(target, wanted.map(Target::Fact));
    assert_eq!(model.screen, Screen::Form);
    let message = model.message.clone().unwrap_or_default();
    assert_eq!(message, "不必再问：由2026 年工业产值、2025 年工业产值算出。");
}

#[test]
fn a_saved_profile_is_opened_from_the_search() {
    let mut model = model(Lang::Zh);
    model.shelf.entries = vec![Entry {
        name: "启元机器人".to_owned(),
        modified: std::time::SystemTime::UNIX_EPOCH,
        about: About::Pending,
    }];
    assert_eq!(search(&mut model, "qyjqr"), ["Profile(0)"]);
    assert_eq!(press(&mut model, KeyCode::Enter), Effect::Load("启元机器人".to_owned()));
}

#[test]
fn without_a_profile_the_search_leads_to_the_text() {
    let mut model = model(Lang::Zh);
    search(&mut model, "a06-output-milestone");
    press(&mut model, KeyCode::Enter);
    assert_eq!(model.screen, Screen::Law);
    assert_eq!(model.law.cursor, sentence(&model, "对工业产值首次达到"));
    assert!(leads::focused(&model).is_some_and(|s| mark(&model, s) == Mark::Context));
    press(&mut model, KeyCode::Esc);
    assert_eq!(model.screen, Screen::Start);
}

/// 1.2亿元 this year, 8000万 the year before, 9500万 the most ever: 1亿元 is reached for the
/// first time. The average growth of the district is not known.
#[test]
fn sentences_are_marked_by_what_is_known() {
    let mut model = manufacturer(Lang::Zh);
    let is = |model: &Model, start: &str| {
        mark(model, &model.law.sentences(&model.policy)[sentence(model, start)])
    };
    assert_eq!(is(&model, "对工业产值首次达到"), Mark::Met);
    assert_eq!(is(&model, "年度产值增速达到全区平均水平以上"), Mark::Open);
    assert_eq!(is(&model, "对年度营业收入首次达到"), Mark::Never);
    assert_eq!(is(&model, "本措施适用于"), Mark::Met);
    assert_eq!(is(&model, "发生一般生产安全事故"), Mark::Met);
    assert_eq!(is(&model, "支持智能制造企业做强做大"), Mark::Context);
    // An accident breaks one clause of article 23 and not the others.
    let exclusions = model.policy.fact_id("exclusions").expect("fact");
    let accident = model.policy.fact(exclusions).kind.option("accident").expect("option");
    let held = model.work.as_ref().and_then(|work| work.profile.answers.get(exclusions));
    let work = model.work.as_mut().expect("work");
    work.profile.answers.set(exclusions, Some(Value::Set(1 << accident)));
    model.refresh();
    assert_eq!(is(&model, "发生一般生产安全事故"), Mark::Missing);
    assert_eq!(is(&model, "被纳入不良信用记录名单"), Mark::Met);
    let work = model.work.as_mut().expect("work");
    work.profile.answers.set(exclusions, held);
    // Out of the library: the scope is not met, what depends on it waits.
    let library = model.policy.fact_id("in_enterprise_library").expect("fact");
    let work = model.work.as_mut().expect("work");
    work.profile.answers.set(library, Some(Value::Bool(false)));
    model.refresh();
    assert_eq!(is(&model, "本措施适用于"), Mark::Missing);
    assert_eq!(is(&model, "对工业产值首次达到"), Mark::Waiting);
}

#[test]
fn the_text_opens_at_the_question_leads_to_it_and_back() {
    let mut model = manufacturer(Lang::Zh);
    let fact = |model: &Model, id: &str| model.policy.fact_id(id).expect("fact");
    let (record, library) =
        (fact(&model, "industrial_output_record"), fact(&model, "in_enterprise_library"));
    model.focus(Target::Fact(record));
    press(&mut model, KeyCode::F(5));
    assert_eq!(model.law.cursor, sentence(&model, "对工业产值首次达到"));
    // Back, and the question is still there.
    press(&mut model, KeyCode::Esc);
    let target = |model: &Model| model.work.as_ref().map(|work| work.editor.target);
    assert_eq!((model.screen, target(&model)), (Screen::Form, Some(Target::Fact(record))));
    // To the scope, its questions, and one of them.
    press(&mut model, KeyCode::F(5));
    press(&mut model, KeyCode::Home);
    press(&mut model, KeyCode::Down);
    assert_eq!(model.law.cursor, sentence(&model, "本措施适用于"));
    let at = leads::leads(&model).iter().position(|lead| *lead == Lead::Question(library));
    press(&mut model, KeyCode::Enter);
    for _ in 0..at.expect("the scope hangs on the library") {
        press(&mut model, KeyCode::Down);
    }
    press(&mut model, KeyCode::Enter);
    assert_eq!((model.screen, target(&model)), (Screen::Form, Some(Target::Fact(library))));
    press(&mut model, KeyCode::F(5));
    assert_eq!(model.law.cursor, sentence(&model, "本措施适用于"));
    // A benefit of the result opens at its sentence; Esc leads back to the result.
    press(&mut model, KeyCode::F(7));
    let milestone = model.policy.benefit_id("a06-output-milestone").expect("benefit");
    crate::tui::go::show_benefit(&mut model, milestone.index());
    press(&mut model, KeyCode::F(5));
    assert_eq!(model.law.cursor, sentence(&model, "对工业产值首次达到"));
    press(&mut model, KeyCode::Esc);
    assert_eq!(model.screen, Screen::Result);
    assert_eq!(crate::tui::go::focused_benefit(&model), Some(milestone.index()));
}

#[test]
fn articles_are_stepped_through_and_nothing_lies_beyond_the_ends() {
    let mut model = manufacturer(Lang::Zh);
    press(&mut model, KeyCode::F(5));
    press(&mut model, KeyCode::Home);
    press(&mut model, KeyCode::Up);
    assert_eq!(model.law.cursor, 0);
    for number in 2..=28 {
        press(&mut model, KeyCode::Right);
        assert_eq!(leads::focused(&model).map(|sentence| sentence.article), Some(number));
    }
    press(&mut model, KeyCode::Right);
    press(&mut model, KeyCode::Down);
    assert_eq!(leads::focused(&model).map(|sentence| sentence.article), Some(28));
    press(&mut model, KeyCode::Left);
    assert_eq!(leads::focused(&model).map(|sentence| sentence.article), Some(27));
}

#[test]
fn a_term_of_a_sentence_opens_and_closes() {
    let mut model = model(Lang::Zh);
    press(&mut model, KeyCode::F(5));
    model.law.cursor = sentence(&model, "对首次认定的国家高新技术企业");
    press(&mut model, KeyCode::Enter);
    assert!(model.popup() == Some("sentence"));
    assert!(drawn(&model, 80, 24).contains("高成长性"));
    press(&mut model, KeyCode::Enter);
    assert!(drawn(&model, 80, 24).contains("出处："), "{}", drawn(&model, 80, 24));
    press(&mut model, KeyCode::Esc);
    assert!(model.popup() == Some("sentence"));
    press(&mut model, KeyCode::Esc);
    assert_eq!((model.popup(), model.screen), (None, Screen::Law));
}

#[test]
fn every_sentence_is_drawn_whole_at_any_width() {
    for (lang, widths) in [(Lang::Zh, [60, 81, 121]), (Lang::En, [60, 120, 171])] {
        let mut model = manufacturer(lang);
        press(&mut model, KeyCode::F(5));
        for width in widths {
            for cursor in 0..model.law.sentences(&model.policy).len() {
                model.law.cursor = cursor;
                let screen = drawn(&model, width, 18);
                assert!(screen.contains('▸'), "{width}: {screen}");
                for row in screen.lines() {
                    for cell in row.split('│').map(str::trim_start) {
                        assert!(!cell.starts_with(['，', '。', '）', '、', '；']), "{row}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_click_finds_what_was_drawn() {
    let mut model = manufacturer(Lang::Zh);
    search(&mut model, "xjr");
    let screen = drawn(&model, 80, 24);
    let row = screen.lines().position(|row| row.contains("项目支持")).expect("the benefit");
    let hit = model.hits.borrow().at(20, u16::try_from(row).expect("a row"));
    update(&mut model, Action::Click(hit.expect("a row of the list")));
    assert_eq!(model.screen, Screen::Result);
    press(&mut model, KeyCode::F(5));
    let screen = drawn(&model, 80, 24);
    let row = screen.lines().position(|row| row.contains("对首次认定的国家专精特新")).expect("it");
    let hit = model.hits.borrow().at(20, u16::try_from(row).expect("a row"));
    update(&mut model, Action::Click(hit.expect("a sentence")));
    assert_eq!(model.law.cursor, sentence(&model, "对首次认定的国家专精特新"));
}

#[test]
fn reading_and_finding_need_no_colour() {
    let mut model = manufacturer(Lang::Zh);
    model.theme = Theme { color: false, ascii: true, ..model.theme };
    press(&mut model, KeyCode::F(5));
    model.law.cursor = sentence(&model, "对工业产值首次达到");
    let marks = |screen: &str| {
        ["| > + 对工业", " ? 年度产值", " - 对年度"].iter().all(|part| screen.contains(part))
    };
    assert!(marks(&drawn(&model, 120, 40)), "{}", drawn(&model, 120, 40));
    search(&mut model, "xjr");
    let screen = drawn(&model, 120, 40);
    assert!(screen.contains("| > "), "{screen}");
}

#[test]
fn law_and_find_screens() {
    for lang in [Lang::Zh, Lang::En] {
        for (width, height) in [(80, 24), (120, 40)] {
            let name = |screen: &str| format!("{screen}-{}-{width}x{height}", lang.code());
            let mut model = manufacturer(lang);
            press(&mut model, KeyCode::F(5));
            insta::assert_snapshot!(name("law"), drawn(&model, width, height));
            press(&mut model, KeyCode::Enter);
            insta::assert_snapshot!(name("leads"), drawn(&model, width, height));
            press(&mut model, KeyCode::Esc);
            search(&mut model, "xjr");
            insta::assert_snapshot!(name("find"), drawn(&model, width, height));
        }
    }
}
