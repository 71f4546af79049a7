//! How every screen looks at every size: whole, and clear to someone who reads only the screen.

use super::bar::{STATES, at_fact};
use super::{KeyCode, drawn, enter, manufacturer, press, view};
use crate::policy::FactKind;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::text::width::{Drawing, draw_as};
use crate::text::{Lang, columns};
use crate::tui::keys::Action;
use crate::tui::model::Screen;
use crate::tui::update::update;

const SIZES: [(u16, u16); 4] = [(60, 18), (80, 24), (120, 40), (200, 60)];

/// What the wizard draws beside the words where it may draw anything.
const SIGNS: [char; 22] = [
    '│', '─', '╭', '╮', '╰', '╯', '▸', '✓', '✗', '○', '█', '▒', '▲', '–', '·', '−', '→', '←', '↑',
    '↓', '…', '’',
];

/// The texts of a row, without the lines of the boxes between them.
fn cells(row: &str) -> impl Iterator<Item = &str> {
    row.split(['│', '|']).map(str::trim_start)
}

#[test]
fn every_screen_is_whole_at_every_size() {
    for (name, made) in STATES {
        for lang in [Lang::Zh, Lang::En] {
            let mut model = made(lang);
            // What a box covers is cut at its edge.
            let covered = model.popup().is_some();
            let kinds = [(false, false), (true, false), (false, true), (true, true)];
            for (ascii, wide) in kinds {
                (model.theme.ascii, model.theme.wide) = (ascii, wide);
                for (width, height) in SIZES {
                    let screen = drawn(&model, width, height);
                    let told = |what: &str| format!("{name} {width}×{height}: {what}\n{screen}");
                    assert_eq!(screen.lines().count(), usize::from(height));
                    for row in screen.lines() {
                        assert!(columns(row) <= usize::from(width), "{}", told(row));
                        let own = ascii && row.contains(SIGNS);
                        assert!(!own, "{}", told("signs that are not of ASCII"));
                        for cell in cells(row) {
                            let bad = cell.starts_with(['，', '。', '）', '、', '；', '”']);
                            assert!(!bad || covered, "{}", told(cell));
                        }
                        for (at, _) in row.match_indices('…') {
                            let mut before = row[..at].chars().rev();
                            let cut = before.next().is_some_and(|c| {
                                let digit = |c: char| c.is_ascii_digit();
                                digit(c) || ",.".contains(c) && before.next().is_some_and(digit)
                            });
                            assert!(!cut, "{}", told(row));
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn on_a_narrow_terminal_every_option_is_read_in_full() {
    let mut model = manufacturer(Lang::En);
    let fact = model.policy.fact_id("category").expect("a fact");
    model.focus(crate::tui::editor::rows::Target::Fact(fact));
    let screen = drawn(&model, 60, 18);
    for option in model.policy.fact(fact).kind.options() {
        assert!(screen.contains(&option.label.en), "{}\n{screen}", option.label.en);
    }
    assert!(screen.contains("Estimated ceiling") && screen.contains("F7 Result"), "{screen}");
    // The result, too, has the width for its list, and what a benefit rests on a key away.
    update(&mut model, Action::Result);
    while crate::tui::screens::result::explain::settle(&mut model) {}
    assert!(drawn(&model, 60, 18).contains("Art. 6 Output growth award with outsourcing"));
    update(&mut model, Action::Right);
    assert!(drawn(&model, 60, 18).contains("[yes]"), "{}", drawn(&model, 60, 18));
    update(&mut model, Action::Left);
    assert_eq!(model.screen, Screen::Result);
}

#[test]
fn help_that_has_no_room_says_so_and_f1_has_all_of_it() {
    let mut model = manufacturer(Lang::Zh);
    let fact = model.policy.fact_id("industrial_output").expect("a fact");
    model.focus(crate::tui::editor::rows::Target::Fact(fact));
    let help = model.policy.fact(fact).help.zh.replace("{Y}", "2026");
    let last: String = help.chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
    let screen = drawn(&model, 80, 24);
    assert!(!screen.contains(&last) && screen.contains(" …（F1 看全文）"), "{screen}");
    press(&mut model, KeyCode::F(1));
    let squeezed: String = drawn(&model, 80, 40).split_whitespace().collect();
    assert!(squeezed.replace("││", "").contains(&last), "{squeezed}");
}

#[test]
fn a_long_bare_number_offers_yuan_first_and_a_short_one_ten_thousands() {
    for (typed, said) in [("12000", "= 120,000,000 元"), ("120000000", "= 120,000,000 元")] {
        let mut model = at_fact(Lang::Zh, |kind| matches!(kind, FactKind::Money { .. }));
        enter(&mut model, typed);
        assert!(drawn(&model, 80, 24).contains(said), "{}", drawn(&model, 80, 24));
    }
}

#[test]
fn no_digit_stands_for_not_known() {
    let mut model = at_fact(Lang::Zh, |kind| *kind == FactKind::Bool);
    let unsure = |model: &crate::tui::model::Model| {
        model.work.as_ref().map_or(0, |work| work.profile.unsure.len())
    };
    for key in ['3', '0'] {
        press(&mut model, KeyCode::Char(key));
        press(&mut model, KeyCode::Up);
        press(&mut model, KeyCode::Down);
        assert_eq!(unsure(&model), 0);
    }
    press(&mut model, KeyCode::F(9));
    assert_eq!(unsure(&model), 1);
}

#[test]
fn wide_signs_move_nothing_out_of_its_place() {
    for lang in [Lang::Zh, Lang::En] {
        let mut model = manufacturer(lang);
        model.theme.wide = true;
        let fact = model.policy.fact_id("industrial_output").expect("a fact");
        model.focus(crate::tui::editor::rows::Target::Fact(fact));
        let screen = drawn(&model, 100, 30);
        insta::assert_snapshot!(format!("wide-{}", lang.code()), screen);
        // Whatever stands in it, each row between the frames is as wide as they are.
        for row in screen.lines().filter(|row| row.starts_with('|')) {
            assert_eq!(columns(row), 100, "{row}");
        }
    }
    draw_as(Drawing::default());
}

#[test]
fn the_ruler_shows_the_width_whatever_is_set() {
    let mut model = manufacturer(Lang::Zh);
    update(&mut model, Action::Settings);
    for wide in [false, true] {
        model.theme.wide = wide;
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a backend");
        terminal.draw(|frame| view(&model, frame)).expect("drawn");
        let buffer = terminal.backend().buffer();
        // The characters stand in cells side by side: the bar goes where the terminal puts them.
        let row = |y| (0..80).filter_map(move |x| buffer.cell((x, y))).map(|cell| cell.symbol());
        let text = |y| row(y).collect::<String>();
        let at = (0..24).find(|y| text(*y).contains("“…—·≤|")).expect("the ruler");
        let bar = row(at).skip(2).position(|cell| cell == "|");
        assert_eq!(bar, row(at + 1).position(|cell| cell == "1").map(|at| at - 2), "{}", text(at));
        assert_eq!(row(at + 1).position(|cell| cell == "2"), bar.map(|at| at + 2 + 5));
    }
    draw_as(Drawing::default());
}
