//! The help desk: how many keys from a new call to the sentence to read aloud; and what stands
//! folded.

use super::*;
use crate::tui::calls;
use crate::tui::folds::{Row as Line, shown as rows};
use crate::tui::screens::result::state::Fold;
use crate::tui::screens::start::shelf::{FirstRun, Row as StartRow};

/// A caller's question: the keys typed for it, what is read aloud, and how many keys it may take.
struct Call {
    keys: &'static str,
    says: &'static str,
    most: usize,
}

/// Key by key: names between spaces, everything else a character a key.
fn dial(model: &mut Model, keys: &str) -> usize {
    let mut count = 0;
    for word in keys.split(' ') {
        let codes: Vec<KeyCode> = match word {
            "Enter" => vec![KeyCode::Enter],
            "Down" => vec![KeyCode::Down],
            "Space" => vec![KeyCode::Char(' ')],
            word if word.strip_prefix('F').is_some_and(|n| n.parse::<u8>().is_ok()) => {
                vec![KeyCode::F(word[1..].parse().expect("a number"))]
            }
            word => word.chars().map(KeyCode::Char).collect(),
        };
        for code in codes {
            count += 1;
            let effect = press(model, code);
            if matches!(effect, Effect::StoreCommand(_)) {
                calls::call(model, "2026-11-24 10:32");
            }
        }
    }
    count
}

/// What is read in each of the two panes, without what the frame puts between two halves of a
/// sentence.
fn unwrapped(screen: &str) -> String {
    let half = |right: bool| {
        let lines = screen.lines().map(move |line| match line.split_once("││") {
            Some((left, of_right)) => {
                if right {
                    of_right
                } else {
                    left
                }
            }
            None => line,
        });
        lines.collect::<String>()
    };
    let both = half(false) + &half(true);
    both.chars().filter(|c| !c.is_whitespace() && !"│╭╮╰╯─".contains(*c)).collect()
}

#[test]
fn twelve_calls_are_answered_in_a_few_keys() {
    let calls = [
        // One article: the sentence stands on the first question of its route.
        Call {
            keys: "F12 F6 11 Enter", says: "智能工厂、灯塔工厂支持最多500万元，还缺", most: 12
        },
        Call {
            keys: "F12 F6 13 Enter", says: "机器人首试首用配套最多200万元，还缺", most: 12
        },
        Call {
            keys: "F12 F3 老厂房 Enter", says: "老旧厂房改造配套最多500万元，还缺", most: 12
        },
        // What callers ask of all articles.
        Call { keys: "F12 F3 怎么入库 Enter", says: "入库办法草案未写明", most: 12 },
        Call {
            keys: "F12 F3 什么时候申报 Enter", says: "没有见到正式文件和申报通知", most: 12
        },
        Call {
            keys: "F12 F3 叠加 Enter", says: "原文没有禁止同时申报不同条款", most: 12
        },
        Call { keys: "F12 F3 第二年 Enter", says: "首次认定当年和后两年", most: 12 },
        Call {
            keys: "F12 F3 找谁 Enter", says: "丰台区科学技术和信息化局组织申报", most: 12
        },
        Call { keys: "F12 F3 到账 Enter", says: "依惯例，不是原文", most: 12 },
        // Whether one may claim at all: none of the three categories of Article 2.
        Call { keys: "F12 F6 6 Enter Enter Enter 4 Enter Enter", says: "不适用", most: 12 },
        // One figure. 5.8亿元 of output reaches the tier of 5亿元, which gives 50万元.
        Call {
            keys: "F12 F6 6 Enter Enter Enter Enter 0 Enter 5.8亿 Enter",
            says: "工业产值达档奖励最多50万元",
            most: 25,
        },
        // 12亿元 of revenue reaches the tier of 10亿元, which gives 100万元.
        Call {
            keys: "F12 F6 6 Enter Enter Enter 2 Enter 0 Enter 12亿 Enter",
            says: "软件营收达档奖励最多100万元",
            most: 25,
        },
    ];
    let mut model = model(Lang::Zh);
    for (at, call) in calls.iter().enumerate() {
        let count = dial(&mut model, call.keys);
        settle(&mut model);
        let screen = drawn(&model, 80, 24);
        assert!(unwrapped(&screen).contains(call.says), "{}: {}\n{screen}", at + 1, call.says);
        assert!(count <= call.most, "{}: {count} keys", call.keys);
        eprintln!("{}: {count} keys: {}", at + 1, call.says);
        model.popups.clear();
    }
}

#[test]
fn what_does_not_concern_it_is_a_line_that_opens() {
    let mut model = sample(Lang::Zh, "robot-maker");
    crate::tui::go::show_result(&mut model);
    let folded = rows(&model);
    let folds: Vec<(usize, usize)> = folded
        .iter()
        .enumerate()
        .filter_map(|(row, line)| match line {
            Line::Fold(_, count) => Some((row, *count)),
            Line::Benefit(_) => None,
        })
        .collect();
    // All are there once, shown or counted.
    let behind: usize = folds.iter().map(|(_, count)| count).sum();
    assert_eq!(folded.len() - folds.len() + behind, model.policy.benefits.len());
    assert!(!folds.is_empty() && folded.len() < 24, "{folded:?}");
    let (row, count) = folds[0];
    model.result.list.go(row);
    assert!(drawn(&model, 80, 24).contains("Enter 展开、收起"));
    press(&mut model, KeyCode::Enter);
    assert_eq!(rows(&model).len(), folded.len() + count);
    assert_eq!(model.screen, Screen::Result);
    press(&mut model, KeyCode::Enter);
    assert_eq!(rows(&model), folded);
    // What is looked for opens what it is behind.
    let hidden = crate::tui::folds::sorted(&model, model.work.as_ref().expect("a profile"));
    let (fold, at) = hidden.iter().find(|(fold, _)| fold.is_some()).copied().expect("one");
    crate::tui::go::show_benefit(&mut model, at);
    assert_eq!(model.result.open, fold.into_iter().collect::<Vec<_>>());
    assert_eq!(crate::tui::go::focused_benefit(&model), Some(at));
}

#[test]
fn the_route_of_an_article_keeps_to_it() {
    let mut model = model(Lang::Zh);
    dial(&mut model, "F12 F6 6 Enter F7");
    let shown = rows(&model);
    let article = |row: &Line| match row {
        Line::Benefit(at) => Some(model.policy.benefits[*at].article),
        Line::Fold(..) => None,
    };
    let articles: Vec<u32> = shown.iter().filter_map(article).collect();
    assert_eq!(articles, [6; 5]);
    assert_eq!(shown.last(), Some(&Line::Fold(Fold::Others, model.policy.benefits.len() - 5)));
}

/// In English at 80 columns no two items of a list read alike.
#[test]
fn no_two_items_share_a_name() {
    for name in ["robot-maker", "software-house"] {
        let path = format!("{}/profiles/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        if !std::path::Path::new(&path).exists() {
            continue;
        }
        let mut model = sample(Lang::En, name);
        for key in [KeyCode::F(7), KeyCode::F(7)] {
            press(&mut model, key);
            let work = model.work.as_ref().expect("a profile");
            let all: Vec<usize> = (0..model.policy.benefits.len()).collect();
            for width in [28, 36] {
                let mut names = crate::tui::screens::live::names(&model, work, &all, 2, width);
                names.iter_mut().for_each(|name| *name = name.trim_end().to_owned());
                assert!(names.iter().all(|name| columns(name) <= width - 2), "{names:#?}");
                let count = names.len();
                names.sort();
                names.dedup();
                assert_eq!(names.len(), count, "{names:#?}");
            }
        }
    }
}

/// What the wizard quotes it also says in English.
#[test]
fn every_quote_has_a_rendering() {
    let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let benefits = policy.benefits.iter().flat_map(|benefit| &benefit.quotes);
    let gates = policy.gates.iter().flat_map(|gate| &gate.quotes);
    let facts = policy.facts.iter().filter_map(|fact| fact.quote.as_ref());
    let options = policy.facts.iter().flat_map(|fact| fact.kind.options());
    let asked = policy.faq.iter().flat_map(|asked| &asked.quotes);
    let all = benefits.chain(gates).chain(facts).chain(asked);
    let all = all.chain(options.filter_map(|option| option.quote.as_ref()));
    let without: Vec<&String> = all
        .filter(|quote| policy.rendering(quote).is_none() && quote.chars().count() > 6)
        .collect();
    assert_eq!(without, Vec::<&String>::new());
}

/// On the first run the language, the theme, the help desk and the width of signs are asked on the
/// screen that a new profile is begun on; Enter takes them as they stand.
#[test]
fn the_first_run_asks_on_one_screen() {
    let mut model = model(Lang::Zh);
    model.shelf.first_run = FirstRun::Asking;
    let asked = |row: &StartRow| matches!(row, StartRow::Setting(_));
    assert_eq!(model.shelf.rows().iter().filter(|row| asked(row)).count(), 4);
    for (width, height) in [(60, 18), (80, 24), (120, 40)] {
        let screen = drawn(&model, width, height);
        for text in ["语言", "主题", "电话咨询台", "fengce ask", "1. 新建企业档案"] {
            assert!(screen.contains(text), "{text}\n{screen}");
        }
    }
    // The third of them, the help desk.
    dial(&mut model, "Down Down Down");
    press(&mut model, KeyCode::Right);
    assert_eq!(model.settings.config.help_desk, Some(true));
    assert!(drawn(&model, 120, 40).contains("F12 新来电"));
    dial(&mut model, "1 Enter");
    assert_eq!((model.screen, model.shelf.first_run), (Screen::Form, FirstRun::Taken));
    // Not asked, the list is what it was.
    model.shelf.first_run = FirstRun::No;
    assert!(!model.shelf.rows().iter().any(asked));
}
