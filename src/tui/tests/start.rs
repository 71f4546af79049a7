//! The list of profiles, calls, settings.

use std::time::{Duration, SystemTime};

use super::*;
use crate::profile::carry_over;
use crate::text;
use crate::tui::calls;
use crate::tui::editor::own::Own;
use crate::tui::effect::{Configure, StoreCommand};
use crate::tui::popups::bin::{self, Kept};
use crate::tui::popups::carry::carried as carry_over_to;
use crate::tui::screens::settings::state::Setting;
use crate::tui::screens::settings::words::rows;
use crate::tui::screens::start::shelf::{About, Row as StartRow, Sums};
use crate::tui::screens::start::sums::sums;
use crate::tui::session::Saved;

/// 24 November 2026, 10:32 in Beijing.
fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_487_520)
}

fn wan(wan: i64) -> crate::quantity::Money {
    crate::quantity::Money::from_fen(wan * 1_000_000)
}

/// Three profiles: read, unreadable, not read yet.
fn with_profiles(lang: Lang) -> Model {
    let mut model = model(lang);
    let day = Duration::from_secs(86_400);
    let entries = vec![
        ("启元机器人有限公司".to_owned(), now()),
        ("坏档案".to_owned(), now() - 4 * day),
        ("软件之家".to_owned(), now() - 400 * day),
    ];
    model.shelf.take_in(entries, "2026-11-24".to_owned());
    model.shelf.entries[0].about = About::Read(Box::new(Sums {
        year: 2026,
        enterprise: "启元机器人有限公司".to_owned(),
        amount: wan(155),
        at_most: Some(wan(1_355)),
        progress: (24, 26),
        caller: [String::new(), String::new()],
        notes: Vec::new(),
    }));
    model.shelf.entries[1].about = About::Faulty(text!("不是有效的 TOML", "not valid TOML"));
    model
}

#[test]
fn start_screens_with_profiles() {
    for lang in [Lang::Zh, Lang::En] {
        for (width, height) in [(80, 24), (120, 40)] {
            let name = format!("list-{}-{width}x{height}", lang.code());
            insta::assert_snapshot!(name, drawn(&with_profiles(lang), width, height));
            let mut model = with_profiles(lang);
            update(&mut model, Action::Settings);
            let name = format!("settings-{}-{width}x{height}", lang.code());
            insta::assert_snapshot!(name, drawn(&model, width, height));
        }
    }
}

#[test]
fn typing_narrows_the_list_and_escape_widens_it() {
    let mut model = with_profiles(Lang::Zh);
    press(&mut model, KeyCode::Char('软'));
    let rows = model.shelf.rows();
    assert_eq!(rows, [StartRow::New, StartRow::Saved(2)]);
    assert_eq!(press(&mut model, KeyCode::Enter), Effect::Load("软件之家".to_owned()));
    press(&mut model, KeyCode::Char('x'));
    assert!(drawn(&model, 80, 24).contains("没有符合"));
    assert_eq!(press(&mut model, KeyCode::Esc), Effect::None);
    assert_eq!(model.shelf.rows().len(), 4);
    assert_eq!(press(&mut model, KeyCode::Esc), Effect::Quit);
}

#[test]
fn the_order_changes_and_the_focus_stays_with_its_profile() {
    let mut model = with_profiles(Lang::Zh);
    model.shelf.list.go(1);
    update(&mut model, Action::Sort);
    assert_eq!(model.shelf.focused().map(|e| e.name.as_str()), Some("启元机器人有限公司"));
    // By name: 启 (U+542F), 坏 (U+574F), 软 (U+8F6F).
    assert_eq!(model.shelf.order, [0, 1, 2]);
    update(&mut model, Action::Sort);
    assert_eq!(model.shelf.order[0], 0);
}

#[test]
fn the_sums_of_the_robot_maker_are_those_of_its_result() {
    let model = sample(Lang::Zh, "robot-maker");
    let work = model.work.as_ref().expect("a profile");
    let sums = sums(&model, &work.profile);
    assert_eq!(sums.amount, wan(155));
    assert_eq!(sums.at_most, Some(work.live.sum().at_most));
    assert_eq!(sums.progress, work.progress);
}

#[test]
fn a_call_parks_what_is_half_typed_and_coming_back_finds_it() {
    let mut model = manufacturer(Lang::Zh);
    for c in "7800".chars() {
        press(&mut model, KeyCode::Char(c));
    }
    let target = model.work.as_ref().map(|work| work.editor.target);
    let parked = Effect::StoreCommand(StoreCommand::NewCall { parked: Some(1) });
    assert_eq!(press(&mut model, KeyCode::F(12)), parked);
    calls::call(&mut model, "2026-11-24 10:32");
    let work = model.work.as_ref().expect("a profile");
    // The name is not filled in, so that typing one does not go on with it.
    assert_eq!(work.profile.enterprise.name, "");
    assert_eq!(work.title(), Some("企业 2026-11-24 10:32"));
    assert_eq!(work.profile.answers.answered().count(), 0);
    // A call that nothing was typed in is not kept.
    let none = Effect::StoreCommand(StoreCommand::NewCall { parked: None });
    assert_eq!(press(&mut model, KeyCode::F(12)), none);
    calls::call(&mut model, "2026-11-24 10:33");
    model.screen = Screen::Start;
    assert!(drawn(&model, 80, 24).contains("启元机器人有限公司"));
    assert_eq!(model.shelf.rows()[1], StartRow::Parked(0));
    model.shelf.list.go(1);
    assert_eq!(press(&mut model, KeyCode::Enter), Effect::StoreCommand(StoreCommand::Resume(1)));
    let work = model.work.as_ref().expect("a profile");
    assert_eq!(Some(work.editor.target), target);
    assert_eq!(work.editor.field.text(), "7800");
    assert_eq!(work.saved, Saved::Yes);
    assert!(model.shelf.parked.is_empty());
}

#[test]
fn what_is_carried_over_is_shown_before_it_is_saved() {
    let mut model = with_profiles(Lang::Zh);
    model.shelf.list.go(1);
    let errand = Effect::StoreCommand(StoreCommand::Carry("启元机器人有限公司".to_owned()));
    assert_eq!(update(&mut model, Action::CarryOver), errand);
    let profile = sample(Lang::Zh, "robot-maker").work.expect("a profile").profile;
    let carried = carry_over(&model.policy, &profile).expect("a next year");
    carry_over_to(&mut model, "启元机器人有限公司".to_owned(), 2026, carried);
    let shown = drawn(&model, 120, 40);
    assert!(shown.contains("2027"), "{shown}");
    let takes = shown.lines().find(|line| line.contains("2026 年工业产值")).expect("a line");
    assert!(takes.contains("1.2亿元"), "{takes}");
    assert!(shown.contains("清除"), "{shown}");
    assert!(drawn(&model, 60, 18).contains("保存为新档案"));
    let saved = Effect::StoreCommand(StoreCommand::SaveAs("启元机器人有限公司 2027".to_owned()));
    assert_eq!(press(&mut model, KeyCode::Enter), saved);
    assert_eq!(model.work.as_ref().map(|work| work.profile.year), Some(2027));
}

#[test]
fn another_name_is_typed_and_a_refusal_is_said_beside_it() {
    let mut model = with_profiles(Lang::Zh);
    model.shelf.list.go(3);
    assert_eq!(update(&mut model, Action::Rename), Effect::None);
    assert!(model.takes_text());
    for c in "-2".chars() {
        press(&mut model, KeyCode::Char(c));
    }
    let (from, to) = ("软件之家".to_owned(), "软件之家-2".to_owned());
    assert_eq!(
        press(&mut model, KeyCode::Enter),
        Effect::StoreCommand(StoreCommand::Rename { from, to })
    );
    model.message = Some("已有同名的档案".to_owned());
    assert!(drawn(&model, 80, 24).contains("已有同名的档案"));
    press(&mut model, KeyCode::Esc);
    assert_eq!(model.popup(), None);
}

#[test]
fn the_bin_is_emptied_only_when_confirmed() {
    let mut model = with_profiles(Lang::Zh);
    bin::open(&mut model, Vec::new());
    assert!(drawn(&model, 80, 24).contains("回收站是空的"));
    press(&mut model, KeyCode::Esc);
    for (row, effect) in [('1', Effect::None), ('2', Effect::StoreCommand(StoreCommand::EmptyBin))]
    {
        bin::open(&mut model, vec![Kept::Empty]);
        assert_eq!(press(&mut model, KeyCode::Enter), Effect::None);
        assert_eq!(model.popup(), Some("empty-bin"));
        // A digit goes to a row and takes nothing.
        assert_eq!(press(&mut model, KeyCode::Char(row)), Effect::None);
        assert_eq!(press(&mut model, KeyCode::Enter), effect);
    }
}

#[test]
fn settings_are_in_force_at_once() {
    let mut model = sample(Lang::Zh, "at-every-cap");
    update(&mut model, Action::Settings);
    let go = |model: &mut Model, setting: Setting| {
        let at = rows(model).iter().position(|row| *row == setting);
        model.settings.list.go(at.expect("a row"));
    };
    go(&mut model, Setting::Language);
    let save = Effect::Configure(Configure::Save);
    assert_eq!(press(&mut model, KeyCode::Enter), save);
    assert_eq!((model.lang, model.settings.config.lang), (Lang::En, Some(Lang::En)));
    go(&mut model, Setting::Theme);
    press(&mut model, KeyCode::Right);
    assert_eq!(model.settings.config.theme.as_deref(), Some("dark"));
    // Every option of every reading once around: the sums move, and end where they began.
    let total = |model: &Model| model.work.as_ref().map(|work| work.live.sum().amount);
    let before = total(&model);
    let mut moved = false;
    for at in 0..model.policy.readings.len() {
        go(&mut model, Setting::Reading(at));
        for _ in 0..model.policy.readings[at].options.len() {
            assert_eq!(press(&mut model, KeyCode::Enter), save);
            moved |= total(&model) != before;
        }
        assert_eq!(total(&model), before);
    }
    assert!(moved);
    assert!(model.settings.config.readings.is_empty());
    go(&mut model, Setting::Averages);
    assert_eq!(press(&mut model, KeyCode::Enter), Effect::None);
    for c in "b.toml".chars() {
        press(&mut model, KeyCode::Char(c));
    }
    let file = Effect::Configure(Configure::Averages(Some("b.toml".into())));
    assert_eq!(press(&mut model, KeyCode::Enter), file);
    press(&mut model, KeyCode::Esc);
    press(&mut model, KeyCode::Esc);
    assert_eq!(model.screen, Screen::Result);
}

#[test]
fn a_doubtful_credit_code_is_said_and_kept() {
    let mut model = manufacturer(Lang::Zh);
    model.focus(Target::Own(Own::CreditCode));
    for c in "91110000600037341K".chars() {
        press(&mut model, KeyCode::Char(c));
    }
    assert!(drawn(&model, 80, 24).contains("校验码"));
    assert_eq!(press(&mut model, KeyCode::Enter), Effect::Save);
    let code = model.work.as_ref().and_then(|work| work.profile.enterprise.credit_code.clone());
    assert_eq!(code.as_deref(), Some("91110000600037341K"));
    model.focus(Target::Own(Own::CreditCode));
    press(&mut model, KeyCode::Backspace);
    press(&mut model, KeyCode::Char('L'));
    assert!(!drawn(&model, 80, 24).contains("校验码，"));
}

/// 10 MB pasted: taken at once as far as there is room, and what was not taken is told.
#[test]
fn a_paste_without_measure_is_cut_and_told() {
    let much = "1234567890".repeat(1 << 20);
    for lang in [Lang::Zh, Lang::En] {
        let mut model = with_profiles(lang);
        let too_long = model.strings().too_long;
        let no_field = model.strings().no_field;
        update(&mut model, Action::Paste(much.clone()));
        assert_eq!(model.shelf.list.filter(), &much[..60]);
        assert_eq!(model.message.as_deref(), Some(too_long));
        let shown = drawn(&model, 80, 24);
        assert!(shown.contains(too_long) && shown.lines().count() == 24, "{shown}");
        update(&mut model, Action::Paste("x".to_owned()));
        assert_eq!(
            (model.shelf.list.filter().len(), model.message.as_deref()),
            (60, Some(too_long))
        );
        update(&mut model, Action::Back);
        // What fits is taken without a word, without its line break.
        update(&mut model, Action::Paste(" 软件\n".to_owned()));
        assert_eq!((model.shelf.list.filter(), &model.message), ("软件", &None));

        update(&mut model, Action::Find);
        update(&mut model, Action::Paste(much.clone()));
        assert_eq!(model.message.as_deref(), Some(too_long));
        update(&mut model, Action::Back);

        model.push(crate::tui::popups::choice::Chooser::new(
            crate::tui::popups::empty_bin::EmptyBin,
            0,
        ));
        update(&mut model, Action::Paste(much.clone()));
        assert_eq!(model.message.as_deref(), Some(no_field));
        update(&mut model, Action::Back);

        update(&mut model, Action::Settings);
        update(&mut model, Action::Paste(much.clone()));
        assert_eq!(model.message.as_deref(), Some(no_field));
        let at = rows(&model).iter().position(|row| *row == Setting::DataDir);
        model.settings.list.go(at.expect("a row"));
        update(&mut model, Action::Enter);
        update(&mut model, Action::Paste(much.clone()));
        assert_eq!(model.settings.input.as_ref().map(|input| input.text().len()), Some(1000));
        assert_eq!(model.settings.fault.as_deref(), Some(too_long));
    }
}
