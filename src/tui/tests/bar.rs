//! The key bar and the menu: on every screen each key does what it says.

use super::{KeyCode, KeyEvent, KeyModifiers, drawn, manufacturer, model, press};
use crate::policy::FactKind;
use crate::profile::carry_over;
use crate::quantity::calendar::today_text;
use crate::text::Lang;
use crate::tui::component::Popup;
use crate::tui::editor::own::Own;
use crate::tui::editor::rows::Target;
use crate::tui::effect::Effect;
use crate::tui::effect::StoreCommand;
use crate::tui::keys::{Action, Binding};
use crate::tui::model::{Model, Screen};
use crate::tui::offers;
use crate::tui::popups::carry;
use crate::tui::popups::choice::Chooser;
use crate::tui::popups::reading::Reader;
use crate::tui::popups::{
    bin, bin::Kept, compared::Compared, elsewhere::Elsewhere, menu, page, page::Page,
    take_over::TakeOver, term::Term,
};
use crate::tui::screens::result::explain::settle;
use crate::tui::update::update;

pub(super) type Made = fn(Lang) -> Model;

fn with(lang: Lang, action: Action) -> Model {
    let mut model = manufacturer(lang);
    update(&mut model, action);
    while settle(&mut model) {}
    model
}

fn popup(lang: Lang, popup: impl Popup + 'static) -> Model {
    let mut model = manufacturer(lang);
    model.push(popup);
    model
}

fn listing(lang: Lang) -> Model {
    let mut model = model(lang);
    let entry = ("甲".to_owned(), std::time::SystemTime::UNIX_EPOCH);
    model.shelf.take_in(vec![entry], today_text());
    press(&mut model, KeyCode::Down);
    model
}

pub(super) fn at_fact(lang: Lang, is: fn(&FactKind) -> bool) -> Model {
    let mut model = manufacturer(lang);
    let fact = model.policy.facts().find(|(_, fact)| is(&fact.kind)).map(|(id, _)| id);
    model.focus(Target::Fact(fact.expect("a fact of each kind")));
    model
}

fn at(lang: Lang, target: Target) -> Model {
    let mut model = manufacturer(lang);
    model.focus(target);
    model
}

fn list_item(lang: Lang) -> Model {
    let mut model = at_fact(lang, |kind| matches!(kind, FactKind::MoneyList));
    for c in "500万元".chars() {
        press(&mut model, KeyCode::Char(c));
    }
    press(&mut model, KeyCode::Enter);
    press(&mut model, KeyCode::Up);
    model
}

fn searching(lang: Lang, query: &str) -> Model {
    let mut model = with(lang, Action::Find);
    update(&mut model, Action::Paste(query.to_owned()));
    model
}

/// Every screen and box there is.
pub(super) const STATES: [(&str, Made); 45] = [
    ("start", model),
    ("start, a saved one", listing),
    ("year", |lang| at(lang, Target::YEAR)),
    ("name", |lang| at(lang, Target::Own(Own::Name))),
    ("credit code", |lang| at(lang, Target::Own(Own::CreditCode))),
    ("industry", |lang| at(lang, Target::Own(Own::Industry))),
    ("yes or no", |lang| at_fact(lang, |kind| *kind == FactKind::Bool)),
    ("choice", |lang| at_fact(lang, |kind| matches!(kind, FactKind::Choice(_)))),
    ("set", |lang| at_fact(lang, |kind| matches!(kind, FactKind::Set(_)))),
    ("amount", |lang| at_fact(lang, |kind| matches!(kind, FactKind::Money { .. }))),
    ("percentage", |lang| at_fact(lang, |kind| *kind == FactKind::Percent)),
    ("count", |lang| at_fact(lang, |kind| *kind == FactKind::Count)),
    ("year of something", |lang| at_fact(lang, |kind| *kind == FactKind::Year)),
    ("amounts", |lang| at_fact(lang, |kind| matches!(kind, FactKind::MoneyList))),
    ("one of the amounts", list_item),
    ("unit", |lang| {
        let mut model = at_fact(lang, |kind| matches!(kind, FactKind::Money { .. }));
        update(&mut model, Action::Paste("50".to_owned()));
        press(&mut model, KeyCode::Enter);
        model
    }),
    ("note", |lang| with(lang, Action::Note)),
    ("result", |lang| with(lang, Action::Result)),
    ("reasons", |lang| {
        let mut model = with(lang, Action::Result);
        update(&mut model, Action::Fold);
        model
    }),
    ("text", |lang| with(lang, Action::Law)),
    ("text without a profile", |lang| {
        let mut model = model(lang);
        update(&mut model, Action::Law);
        model
    }),
    ("settings", |lang| with(lang, Action::Settings)),
    ("settings at the start", |lang| {
        let mut model = model(lang);
        update(&mut model, Action::Settings);
        model
    }),
    ("a folder typed", |lang| {
        let mut model = with(lang, Action::Settings);
        let rows = crate::tui::screens::settings::words::rows(&model);
        let folder = rows
            .iter()
            .position(|row| *row == crate::tui::screens::settings::state::Setting::DataDir);
        model.settings.list.go(folder.expect("a row"));
        press(&mut model, KeyCode::Enter);
        assert!(model.settings.is_typing());
        model
    }),
    ("what if", |lang| with(lang, Action::WhatIf)),
    ("find", |lang| with(lang, Action::Find)),
    ("found", |lang| searching(lang, "xjr")),
    ("not found", |lang| searching(lang, "qqqqq")),
    ("help", |lang| with(lang, Action::Help)),
    ("menu", |lang| with(lang, Action::Menu)),
    ("steps", |lang| with(lang, Action::Sections)),
    ("order", |lang| with(lang, Action::Route)),
    ("leave?", |lang| with(lang, Action::Quit)),
    ("compare with", |lang| with(lang, Action::Compare)),
    ("compared", |lang| popup(lang, Reader::new(Compared { title: "", text: String::new() }))),
    ("readings", |lang| {
        let mut model = manufacturer(lang);
        while settle(&mut model) {}
        update(&mut model, Action::Readings);
        model
    }),
    ("page", |lang| {
        let mut model = manufacturer(lang);
        page::done(&mut model, Page { files: vec!["x.html".into()], ..Page::default() });
        model
    }),
    ("sentence", |lang| {
        let mut model = with(lang, Action::Law);
        press(&mut model, KeyCode::Enter);
        model
    }),
    ("term", |lang| popup(lang, Reader::new(Term(0)))),
    ("another name", |lang| {
        let mut model = listing(lang);
        update(&mut model, Action::Rename);
        model
    }),
    ("carried over", |lang| {
        let mut model = manufacturer(lang);
        let profile = model.work.as_ref().map(|work| work.profile.clone()).expect("a profile");
        let carried = carry_over(&model.policy, &profile).expect("carried over");
        carry::carried(&mut model, "甲".to_owned(), 2026, carried);
        model
    }),
    ("bin", |lang| {
        let mut model = listing(lang);
        bin::open(&mut model, vec![Kept::Empty]);
        model
    }),
    ("for good?", |lang| {
        let mut model = listing(lang);
        update(&mut model, Action::Purge);
        model
    }),
    ("elsewhere", |lang| popup(lang, Chooser::new(Elsewhere(vec!["/tmp".into()]), 0))),
    ("take over?", |lang| popup(lang, Chooser::new(TakeOver, 0))),
];

fn bar(model: &Model) -> Vec<Binding> {
    let all = model.keymap.bindings();
    offers::bar(model).into_iter().map(|at| all[at].clone()).collect()
}

/// What an action is known by, once done.
fn did(action: &Action, model: &Model, effect: &Effect, before: &Model, changed: bool) -> bool {
    let target = |model: &Model| model.work.as_ref().map(|work| work.editor.target);
    match action {
        Action::Previous => target(model) != target(before),
        Action::Enter | Action::Back => changed || *effect != Effect::None,
        Action::Menu => model.popup() == Some("menu"),
        Action::Help => model.popup() == Some("help"),
        Action::Route => model.popup() == Some("routes"),
        Action::Find => model.popup() == Some("find"),
        Action::Language => model.lang != before.lang,
        Action::Result => model.screen == Screen::Result,
        Action::Form => model.screen == Screen::Form,
        Action::Law => model.screen == Screen::Law && before.screen != Screen::Law,
        Action::Note => matches!(target(model), Some(Target::Note(_))),
        Action::Page => matches!(effect, Effect::Page { .. }),
        Action::NewCall => matches!(effect, Effect::StoreCommand(StoreCommand::NewCall { .. })),
        Action::Unsure => match target(before) {
            Some(Target::Fact(fact)) => {
                model.work.as_ref().is_some_and(|work| work.profile.unsure.contains(&fact))
            }
            _ => false,
        },
        _ => false,
    }
}

#[test]
fn each_key_of_the_bar_does_what_it_says_on_every_screen() {
    for lang in [Lang::Zh, Lang::En] {
        for (name, made) in STATES {
            let before = made(lang);
            let keys = bar(&before);
            assert!(!keys.is_empty(), "{name}: no keys");
            let screen = drawn(&before, 220, 60);
            let last = screen.lines().last().unwrap_or_default();
            for binding in keys {
                let said = format!("{} {}", binding.name, (binding.label)(before.strings()));
                assert!(last.contains(&said), "{name}: {said} is not in the bar: {last}");
                // What a key does is the same in both.
                if lang == Lang::En {
                    continue;
                }
                let mut model = made(lang);
                let ctrl = if binding.ctrl { KeyModifiers::CONTROL } else { KeyModifiers::NONE };
                let key = KeyEvent::new(binding.key, ctrl);
                let action = model.keymap.resolve(model.place(), model.takes_text(), key);
                assert_eq!(action.as_ref(), Some(&binding.action), "{name}: {said}");
                let effect = update(&mut model, binding.action.clone());
                let changed = drawn(&model, 220, 60) != screen;
                assert!(
                    did(&binding.action, &model, &effect, &before, changed),
                    "{name}: {said} did {effect:?}, {}",
                    drawn(&model, 100, 30)
                );
            }
        }
    }
}

#[test]
fn each_row_of_the_menu_does_something_on_every_screen() {
    for (name, made) in STATES {
        let first = made(Lang::Zh);
        // Boxes have no menu; it opens over a screen.
        if first.popup().is_some() {
            continue;
        }
        let before = drawn(&first, 120, 40);
        for (row, action) in menu::actions(&first, "").into_iter().enumerate() {
            let mut model = made(Lang::Zh);
            model.push(Chooser::new(menu::Menu, row));
            let effect = update(&mut model, Action::Enter);
            let idle = effect == Effect::None && drawn(&model, 120, 40) == before;
            // At the first question there is none before it.
            let at_the_end = matches!(action, Action::Previous | Action::Next);
            assert!(!idle || at_the_end, "{name}: {action:?} does nothing");
        }
    }
}

#[test]
fn an_option_that_was_found_is_in_focus() {
    let mut model = searching(Lang::Zh, "xjr");
    let row = |model: &Model| {
        let screen = drawn(model, 80, 24);
        screen.lines().find(|row| row.contains('▸')).unwrap_or_default().to_owned()
    };
    while !row(&model).contains("选项") {
        press(&mut model, KeyCode::Down);
    }
    assert!(row(&model).contains("小巨人”企业 · 已有资质"), "{}", row(&model));
    press(&mut model, KeyCode::Enter);
    let screen = drawn(&model, 80, 30);
    let mut focused = screen.lines().filter(|row| row.contains('▸'));
    assert!(focused.any(|row| row.contains("] 国家专精特新“小巨人”企业")), "{screen}");
}

#[test]
fn an_amount_typed_into_a_list_is_not_lost_by_finishing_it() {
    let mut model = at_fact(Lang::Zh, |kind| matches!(kind, FactKind::MoneyList));
    let Some(Target::Fact(fact)) = model.work.as_ref().map(|work| work.editor.target) else {
        panic!("a list")
    };
    for c in "500万元".chars() {
        press(&mut model, KeyCode::Char(c));
    }
    // Straight to the row that ends the list: the amount is added first.
    press(&mut model, KeyCode::Down);
    press(&mut model, KeyCode::Enter);
    let list = |model: &Model| model.work.as_ref().map(|work| work.editor.amounts.len());
    assert_eq!(list(&model), Some(1));
    for c in "300万元".chars() {
        update(&mut model, Action::Insert(c));
    }
    // Moving on takes nothing: it stands there as it was.
    update(&mut model, Action::Next);
    let answered = |model: &Model| model.work.as_ref().and_then(|w| w.profile.answers.get(fact));
    assert_eq!(answered(&model), None);
    model.focus(Target::Fact(fact));
    // The amount is added, then the list is taken.
    press(&mut model, KeyCode::Enter);
    press(&mut model, KeyCode::Down);
    press(&mut model, KeyCode::Enter);
    let value = model.work.as_ref().and_then(|work| work.profile.answers.get(fact));
    let shown = value.map(|value| value.display(model.policy.fact(fact), Lang::Zh));
    assert_eq!(shown.as_deref(), Some("500万元、300万元"));
}

#[test]
fn an_amount_of_a_list_is_taken_back_into_the_field_and_changed() {
    let mut model = list_item(Lang::Zh);
    press(&mut model, KeyCode::Enter);
    let typed = model.work.as_ref().map(|work| work.editor.field.text().to_owned());
    assert_eq!(typed.as_deref(), Some("500万元"));
    press(&mut model, KeyCode::Home);
    press(&mut model, KeyCode::Char('1'));
    press(&mut model, KeyCode::Enter);
    assert!(drawn(&model, 100, 30).contains("1500万元"), "{}", drawn(&model, 100, 30));
}
