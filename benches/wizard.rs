//! From a key to the changed frame, in this process: update, evaluation and drawing.
//!
//! A maker's answers are typed as a person would, on 120×40; every key is timed.

use std::time::Instant;

use fengce::policy::load_embedded;
use fengce::text::Lang;
use fengce::tui::headless::Headless;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

const ROUNDS: usize = 20;

fn main() {
    let mut times = Vec::new();
    let mut screens = std::collections::HashSet::new();
    for round in 0..ROUNDS {
        let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
        let mut wizard =
            Headless::new(policy, Lang::Zh, 2026, (120, 40)).unwrap_or_else(|| panic!("a backend"));
        wizard.draw();
        let mut press = |code: KeyCode| {
            let start = Instant::now();
            wizard.take(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)));
            wizard.draw();
            times.push(start.elapsed().as_secs_f64() * 1e3);
            if round == 0 {
                screens.insert(wizard.screen());
            }
        };
        press(KeyCode::Enter);
        // Every question in turn: an option, or an amount, and on to the next.
        for question in 0..60 {
            let answer = ["1", "2", "12000000", "1.2亿", "5%", "2026"][question % 6];
            for key in answer.chars() {
                press(KeyCode::Char(key));
            }
            press(KeyCode::Enter);
            press(KeyCode::Down);
        }
    }
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    println!("{} keys, {} different frames in a round", times.len(), screens.len());
    println!("| key to changed frame, in-process, ms | measured | at most |\n| --- | --- | --- |");
    println!("| median | {:.2} | 2 |", at(50));
    println!("| 99th percentile | {:.2} | 5 |", at(99));
    println!("| longest | {:.2} | |", times[times.len() - 1]);
}
