//! The wizard without a terminal: keys in, screen out.

mod bar;
mod desk;
mod law;
mod look;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

mod order;
mod shelf;
mod start;

use crate::policy::load_embedded;
use crate::profile::Value;
use crate::text::{Lang, columns};
use crate::tui::editor::own::Own;
use crate::tui::editor::rows::{Row, Target};
use crate::tui::effect::Effect;
use crate::tui::keys::Action;
use crate::tui::model::{Model, Screen};
use crate::tui::theme::Theme;
use crate::tui::update::update;
use crate::tui::view::view;
use crate::tui::work::saved;

fn model(lang: Lang) -> Model {
    // Read once: some tests make a model for every key.
    static POLICY: std::sync::OnceLock<crate::policy::Policy> = std::sync::OnceLock::new();
    let load = || load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let policy = POLICY.get_or_init(load).clone();
    let readings = policy.default_readings();
    Model::new(policy, &readings, lang, Theme { color: true, ..Theme::default() }, 2026)
}

/// What a person reads; the cells hidden behind wide glyphs are left out.
fn screen_text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut line = String::new();
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let symbol = buffer.cell((x, y)).map_or(" ", |cell| cell.symbol());
            line.push_str(symbol);
            x += u16::try_from(columns(symbol)).unwrap_or(1).max(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

pub(super) fn drawn(model: &Model, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a backend");
    terminal.draw(|frame| view(model, frame)).expect("drawn");
    screen_text(terminal.backend().buffer())
}

fn press(model: &mut Model, code: KeyCode) -> Effect {
    let key = KeyEvent::new(code, KeyModifiers::NONE);
    let effect = match model.keymap.resolve(model.place(), model.takes_text(), key) {
        Some(action) => update(model, action),
        None => Effect::None,
    };
    if effect == Effect::Save {
        saved(model, Ok("启元".to_owned()));
    }
    effect
}

/// Goes to a row by its number and takes it.
fn take(model: &mut Model, number: char) -> Effect {
    press(model, KeyCode::Char(number));
    press(model, KeyCode::Enter)
}

/// Types a text and takes it.
fn enter(model: &mut Model, text: &str) {
    for c in text.chars() {
        press(model, KeyCode::Char(c));
    }
    press(model, KeyCode::Enter);
}

/// A manufacturer with this year's and earlier output.
fn manufacturer(lang: Lang) -> Model {
    let mut model = model(lang);
    press(&mut model, KeyCode::Enter);
    press(&mut model, KeyCode::Down);
    press(&mut model, KeyCode::Enter);
    enter(&mut model, "启元机器人有限公司");
    // In the district, in the library, a manufacturer, no exclusion, above scale.
    for number in ['1', '1', '1', '0', '1'] {
        take(&mut model, number);
    }
    enter(&mut model, "2020");
    for text in ["1.2亿元", "8000万", "9500万元"] {
        enter(&mut model, text);
    }
    model
}

#[test]
fn screens() {
    for lang in [Lang::Zh, Lang::En] {
        for (width, height) in [(80, 24), (120, 40)] {
            let name = |screen: &str| format!("{screen}-{}-{width}x{height}", lang.code());
            insta::assert_snapshot!(name("start"), drawn(&model(lang), width, height));
            let mut model = manufacturer(lang);
            insta::assert_snapshot!(name("form"), drawn(&model, width, height));
            press(&mut model, KeyCode::F(7));
            insta::assert_snapshot!(name("result"), drawn(&model, width, height));
        }
    }
}

#[test]
fn no_line_begins_with_a_comma_at_any_width() {
    let mut model = manufacturer(Lang::Zh);
    for screen in [Screen::Form, Screen::Result] {
        model.screen = screen;
        for width in (60..=200).step_by(7) {
            for row in drawn(&model, width, 50).lines() {
                for cell in row.split('│').map(str::trim_start) {
                    assert!(!cell.starts_with(['，', '。', '）', '、']), "{width}: {row}");
                }
            }
        }
    }
}

#[test]
fn wrong_input_is_said_and_never_traps() {
    let mut model = manufacturer(Lang::Zh);
    enter(&mut model, "一个亿吧");
    assert!(drawn(&model, 80, 24).contains("看不懂这个金额"));
    press(&mut model, KeyCode::BackTab);
    press(&mut model, KeyCode::F(7));
    assert_eq!(model.screen, Screen::Result);
}

#[test]
fn an_answer_is_cleared_undone_and_not_known() {
    let mut model = manufacturer(Lang::Zh);
    let fact = model.policy.fact_id("industrial_output_record").expect("fact");
    let answered = |model: &Model| {
        model.work.as_ref().is_some_and(|work| work.profile.answers.is_answered(fact))
    };
    press(&mut model, KeyCode::BackTab);
    assert!(answered(&model));
    assert_eq!(update(&mut model, Action::Clear), Effect::Save);
    assert!(!answered(&model));
    update(&mut model, Action::Undo);
    assert!(answered(&model));
    update(&mut model, Action::Redo);
    assert!(!answered(&model));
    update(&mut model, Action::Undo);
    assert!(answered(&model));
    press(&mut model, KeyCode::F(9));
    assert!(!answered(&model));
    assert!(model.work.as_ref().is_some_and(|work| work.profile.unsure.contains(&fact)));
}

#[test]
fn a_list_of_amounts_grows_shrinks_and_is_taken() {
    let mut model = manufacturer(Lang::Zh);
    let id = |model: &Model, id: &str| model.policy.fact_id(id).expect(id);
    let (activities, contracts) = (id(&model, "activities"), id(&model, "issuer_contracts"));
    let option = model.policy.fact(activities).kind.option("challenge_issuer").expect("option");
    model.focus(Target::Fact(activities));
    press(&mut model, KeyCode::Char(char::from(b'1' + option)));
    press(&mut model, KeyCode::Char(' '));
    press(&mut model, KeyCode::Enter);
    model.focus(Target::Fact(contracts));
    enter(&mut model, "300万");
    enter(&mut model, "1200");
    press(&mut model, KeyCode::Enter);
    enter(&mut model, "5万");
    assert!(drawn(&model, 80, 24).contains("1200万元"), "{}", drawn(&model, 80, 24));
    press(&mut model, KeyCode::Up);
    press(&mut model, KeyCode::Delete);
    // Down past what is there and the field, to the row that ends the list.
    while model.work.as_ref().is_some_and(|work| work.editor.row() != Row::Done) {
        press(&mut model, KeyCode::Down);
    }
    press(&mut model, KeyCode::Enter);
    let list =
        |model: &Model| model.work.as_ref().and_then(|work| work.profile.answers.get(contracts));
    let wan = |wan: i64| crate::quantity::Money::from_fen(wan * 1_000_000);
    assert_eq!(list(&model), Some(Value::MoneyList(vec![wan(300), wan(1200)])));
}

#[test]
fn a_note_is_kept_beside_the_question() {
    let mut model = manufacturer(Lang::Zh);
    press(&mut model, KeyCode::F(4));
    enter(&mut model, "见审计报告第3页");
    let screen = drawn(&model, 80, 40);
    assert!(screen.contains("备注 见审计报告第3页"), "{screen}");
    press(&mut model, KeyCode::F(4));
    press(&mut model, KeyCode::Esc);
    assert_eq!((model.popup(), model.screen), (None, Screen::Form));
}

#[test]
fn an_exclusion_ends_the_questions_and_says_why() {
    let mut model = model(Lang::Zh);
    press(&mut model, KeyCode::Enter);
    press(&mut model, KeyCode::Enter);
    enter(&mut model, "甲");
    for number in ['1', '1', '1'] {
        take(&mut model, number);
    }
    // Enter ticks nothing, and confirms only what is ticked.
    press(&mut model, KeyCode::Enter);
    assert!(drawn(&model, 80, 24).contains("还没有勾选"), "{}", drawn(&model, 80, 24));
    press(&mut model, KeyCode::Char('3'));
    press(&mut model, KeyCode::Char(' '));
    press(&mut model, KeyCode::Enter);
    // What was answered comes first, then what follows.
    assert_eq!(model.popup(), Some("review"));
    assert!(drawn(&model, 80, 24).contains("看结果"));
    press(&mut model, KeyCode::Enter);
    assert_eq!((model.popup(), model.screen), (None, Screen::Result));
    assert!(drawn(&model, 80, 24).contains("不适用"));
}

#[test]
fn without_colour_no_cell_has_one_and_the_focus_is_marked() {
    let mut model = manufacturer(Lang::Zh);
    model.theme = Theme { ascii: true, ..Theme::default() };
    for screen in [Screen::Start, Screen::Form, Screen::Result] {
        model.screen = screen;
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a backend");
        terminal.draw(|frame| view(&model, frame)).expect("drawn");
        let buffer = terminal.backend().buffer();
        let plain = ratatui::style::Color::Reset;
        assert!(buffer.content.iter().all(|cell| cell.fg == plain && cell.bg == plain));
        assert!(screen_text(buffer).contains('>'));
    }
}

#[test]
fn a_box_over_wide_characters_keeps_its_border() {
    let mut model = manufacturer(Lang::Zh);
    for width in [80, 81, 99, 120] {
        press(&mut model, KeyCode::F(10));
        let screen = drawn(&model, width, 30);
        let rows = screen.lines().filter(|row| row.contains("F9") && row.contains("不知道"));
        assert!(rows.clone().any(|row| row.matches('│').count() >= 4), "{screen}");
        press(&mut model, KeyCode::Esc);
    }
}

#[test]
fn a_failed_save_is_said_and_keeps_the_answers() {
    let mut model = manufacturer(Lang::Zh);
    saved(&mut model, Err("磁盘已满".to_owned()));
    let screen = drawn(&model, 80, 24);
    assert!(screen.contains("保存失败") && screen.contains("磁盘已满"), "{screen}");
    assert!(screen.contains("1.2亿元"));
}

#[test]
fn nothing_typed_or_pasted_reaches_the_terminal_as_control() {
    let mut model = model(Lang::Zh);
    press(&mut model, KeyCode::Enter);
    press(&mut model, KeyCode::Enter);
    update(&mut model, Action::Paste("甲\u{1b}[31m\n乙\u{202e}".to_owned()));
    press(&mut model, KeyCode::Enter);
    let name = model.work.as_ref().map(|work| work.profile.enterprise.name.clone());
    assert_eq!(name.as_deref(), Some("甲 [31m 乙"));
}

#[test]
fn answering_not_known_throughout_reaches_the_result() {
    let mut model = model(Lang::Zh);
    press(&mut model, KeyCode::Enter);
    press(&mut model, KeyCode::Enter);
    enter(&mut model, "甲");
    for _ in 0..200 {
        if model.screen == Screen::Result {
            break;
        }
        press(&mut model, KeyCode::F(9));
    }
    assert_eq!(model.screen, Screen::Result);
    press(&mut model, KeyCode::Enter);
    assert!(drawn(&model, 80, 24).contains("最多可达"));
}

fn sample(lang: Lang, name: &str) -> Model {
    let mut model = model(lang);
    let path = format!("{}/profiles/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let loaded = crate::profile::read_path(&model.policy, path.as_ref());
    let profile = loaded.unwrap_or_else(|faults| panic!("{faults}")).profile;
    crate::tui::work::loaded(&mut model, profile, name.to_owned());
    model
}

/// What can wait is done, as the loop does it when no key waits.
fn settle(model: &mut Model) {
    while crate::tui::screens::result::explain::settle(model) {}
}

#[test]
fn by_article_asks_only_what_the_article_needs_and_says_the_verdict() {
    let mut model = model(Lang::Zh);
    press(&mut model, KeyCode::Enter);
    // An article goes by its own number.
    press(&mut model, KeyCode::F(6));
    enter(&mut model, "11");
    let route = model.work.as_ref().map(|work| work.route);
    assert_eq!(route, Some(crate::interview::Route::Article(11)));
    let mut asked = 0;
    while model.screen == Screen::Form {
        press(&mut model, KeyCode::F(9));
        asked += 1;
        assert!(asked <= 9, "{}", drawn(&model, 100, 30));
    }
    press(&mut model, KeyCode::Enter);
    settle(&mut model);
    assert!(drawn(&model, 100, 30).contains("第十一条："), "{}", drawn(&model, 100, 30));
    // Back to all questions: nothing answered was lost.
    press(&mut model, KeyCode::F(6));
    take(&mut model, '1');
    assert_eq!(model.screen, Screen::Form);
    assert_eq!(model.work.as_ref().map(|work| work.profile.unsure.len()), Some(asked));
}

#[test]
fn a_question_says_what_hangs_on_it_and_where_it_comes_from() {
    let mut model = manufacturer(Lang::Zh);
    let fact = model.policy.fact_id("industrial_output_record").expect("fact");
    model.focus(Target::Fact(fact));
    let shown = drawn(&model, 120, 40);
    // 1.2亿元 reaches the tier of 1亿元: 30万元 unless it was reached before.
    assert!(shown.contains("第六条"), "{shown}");
    assert!(shown.contains("最多 30万元"), "{shown}");
    assert!(shown.contains("首次达到10亿元"), "{shown}");
}

#[test]
fn ten_times_the_year_before_is_asked_about_once() {
    let mut model = manufacturer(Lang::Zh);
    let prior = model.policy.fact_id("industrial_output_prior").expect("fact");
    let held = |model: &Model| model.work.as_ref().and_then(|w| w.profile.answers.get(prior));
    let before = held(&model);
    model.focus(Target::Fact(prior));
    // A tenth of 1.2亿元.
    enter(&mut model, "1200万元");
    assert_eq!(held(&model), before);
    let shown = drawn(&model, 80, 24);
    assert!(shown.contains("单位对吗"), "{shown}");
    press(&mut model, KeyCode::Enter);
    let wan = crate::quantity::Money::from_fen(1200 * 1_000_000);
    assert_eq!(held(&model), Some(Value::Money(wan)));
}

#[test]
fn the_reasons_open_close_and_lead_to_their_question() {
    let mut model = sample(Lang::Zh, "robot-maker");
    let benefit = model.policy.benefit_id("a06-output-growth").expect("benefit").index();
    crate::tui::go::show_benefit(&mut model, benefit);
    settle(&mut model);
    let shown = drawn(&model, 120, 60);
    assert!(shown.contains("(1.2亿元 − 8000万元 − 500万元) × 1%"), "{shown}");
    press(&mut model, KeyCode::Right);
    press(&mut model, KeyCode::Right);
    let opened = drawn(&model, 120, 60);
    assert!(opened.contains("▸− [符合] 在丰台区依法合规经营"), "{opened}");
    press(&mut model, KeyCode::Enter);
    assert_eq!(model.screen, Screen::Form);
    let gate = model.policy.gates[0].when.fact.expect("a fact");
    assert_eq!(model.work.as_ref().map(|work| work.editor.target), Some(Target::Fact(gate)));
}

#[test]
fn a_click_does_what_a_key_does() {
    let mut model = sample(Lang::Zh, "robot-maker");
    model.screen = Screen::Form;
    let shown = drawn(&model, 120, 40);
    let place = |shown: &str, text: &str| {
        let (y, line) = shown.lines().enumerate().find(|(_, l)| l.contains(text)).expect(text);
        let x = columns(&line[..line.find(text).expect(text)]);
        (u16::try_from(x).expect("x"), u16::try_from(y).expect("y"))
    };
    let (x, y) = place(&shown, "企业名称");
    let hit = model.hits.borrow().at(x, y).expect("a place");
    update(&mut model, Action::Click(hit));
    assert_eq!(model.work.as_ref().map(|work| work.editor.target), Some(Target::Own(Own::Name)));
    let shown = drawn(&model, 120, 40);
    let (x, y) = place(&shown, "F7 结果");
    let hit = model.hits.borrow().at(x, y).expect("a place");
    update(&mut model, Action::Click(hit));
    assert_eq!(model.screen, Screen::Result);
}

#[test]
fn a_figure_is_moved_and_the_next_step_found() {
    let mut model = sample(Lang::Zh, "robot-maker");
    let output = model.policy.fact_id("industrial_output").expect("fact");
    model.screen = Screen::Form;
    model.focus(Target::Fact(output));
    update(&mut model, Action::WhatIf);
    assert_eq!(model.screen, Screen::WhatIf);
    for (width, height) in [(80, 24), (120, 40)] {
        let shown = drawn(&model, width, height);
        assert!(shown.contains("估算上限 155万元"), "{shown}");
    }
    press(&mut model, KeyCode::PageDown);
    // (2.85亿元 − 8000万元 − 500万元) × 1% = 200万元 instead of 35万元.
    assert!(drawn(&model, 80, 24).contains("2.85亿元"), "{}", drawn(&model, 80, 24));
    assert!(drawn(&model, 80, 24).contains("估算上限 320万元"), "{}", drawn(&model, 80, 24));
    press(&mut model, KeyCode::Esc);
    assert_eq!(model.screen, Screen::Form);
}

#[test]
fn another_reading_is_put_in_force_and_back() {
    let mut model = sample(Lang::Zh, "robot-maker");
    let sum = |model: &Model| model.work.as_ref().map(|work| work.live.sum().amount.fen());
    let before = sum(&model);
    model.screen = Screen::Form;
    update(&mut model, Action::Readings);
    press(&mut model, KeyCode::Enter);
    assert_ne!(sum(&model), before);
    assert!(drawn(&model, 100, 30).contains("非默认读法"));
    // It is no doing of the last answer, and undo takes it back as it does an answer.
    assert_eq!(model.work.as_ref().map(|work| work.change.fen()), Some(0));
    update(&mut model, Action::Undo);
    assert_eq!(sum(&model), before);
    update(&mut model, Action::Redo);
    assert_ne!(sum(&model), before);
    // The first row puts all back.
    update(&mut model, Action::Readings);
    take(&mut model, '0');
    assert_eq!(sum(&model), before);
    assert!(!model.has_other_readings());
}

#[test]
fn what_is_typed_and_not_confirmed_is_on_no_page() {
    let mut model = sample(Lang::Zh, "robot-maker");
    model.screen = Screen::Form;
    assert_eq!(press(&mut model, KeyCode::F(8)), Effect::Page { notes: false });
    model.focus(Target::Own(Own::Name));
    update(&mut model, Action::Paste("甲".to_owned()));
    assert_eq!(update(&mut model, Action::Page), Effect::Page { notes: false });
    let name = model.work.as_ref().map(|work| work.profile.enterprise.name.clone());
    assert_ne!(name.as_deref(), Some("甲"));
    assert_eq!(model.work.as_ref().map(|work| work.editor.field.text()), Some("甲"));
}

#[test]
fn two_years_are_compared_and_the_box_scrolls() {
    let mut model = sample(Lang::Zh, "robot-maker");
    update(&mut model, Action::Compare);
    press(&mut model, KeyCode::Enter);
    let shown = drawn(&model, 100, 18);
    assert!(shown.contains("2027"), "{shown}");
    press(&mut model, KeyCode::Down);
    assert_ne!(drawn(&model, 100, 18), shown);
    press(&mut model, KeyCode::Esc);
    assert_eq!(model.popup(), None);
}

#[test]
fn the_record_can_be_the_year_before_with_one_key() {
    let mut model = manufacturer(Lang::Zh);
    let record = model.policy.fact_id("industrial_output_record").expect("fact");
    let prior = model.policy.fact_id("industrial_output_prior").expect("fact");
    model.focus(Target::Fact(record));
    update(&mut model, Action::Clear);
    assert!(drawn(&model, 80, 24).contains("上一年就是最高"), "{}", drawn(&model, 80, 24));
    press(&mut model, KeyCode::Down);
    press(&mut model, KeyCode::Enter);
    let answer = |fact| model.work.as_ref().and_then(|work| work.profile.answers.get(fact));
    assert!(answer(record).is_some());
    assert_eq!(answer(record), answer(prior));
}
