//! From a key to the changed frame, in this process: update, evaluation and drawing. Saving comes
//! after the frame and is not in it.
//!
//! A maker's answers are typed as a person would, on 120×40; every key is timed.

use std::time::Instant;

use fengce::policy::load_embedded;
use fengce::text::Lang;
use fengce::tui::headless::Headless;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

const ROUNDS: usize = 20;

fn main() {
    // By key, its time in each round.
    let mut times: Vec<Vec<f64>> = Vec::new();
    let mut screens = std::collections::HashSet::new();
    for round in 0..ROUNDS {
        let policy = load_embedded().unwrap_or_else(|faults| panic!("{faults}"));
        let mut wizard =
            Headless::new(policy, Lang::Zh, 2026, (120, 40)).unwrap_or_else(|| panic!("a backend"));
        wizard.draw();
        let mut key = 0;
        let mut press = |code: KeyCode| {
            let start = Instant::now();
            wizard.take(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)));
            wizard.draw();
            let time = start.elapsed().as_secs_f64() * 1e3;
            if round == 0 {
                times.push(Vec::with_capacity(ROUNDS));
            }
            times[key].push(time);
            key += 1;
            // Saved after the frame, and the frame says so.
            if wizard.save() {
                wizard.draw();
            }
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
    println!("{} keys in {ROUNDS} rounds, {} different frames", times.len(), screens.len());
    println!("| key to changed frame, in-process, ms | measured | at most |\n| --- | --- | --- |");
    let all = sorted(times.iter().flatten().copied().collect());
    println!("| all presses: median | {:.2} | 2 |", at(&all, 50));
    println!("| all presses: 99th percentile | {:.2} | 5 |", at(&all, 99));
    // A key's median over the rounds is its own cost, without what else the machine did.
    let keys = sorted(times.into_iter().map(|rounds| at(&sorted(rounds), 50)).collect());
    println!("| each key's own median: 99th percentile | {:.2} | 5 |", at(&keys, 99));
    println!("| … longest | {:.2} | |", at(&keys, 100));
}

fn sorted(mut times: Vec<f64>) -> Vec<f64> {
    times.sort_by(f64::total_cmp);
    times
}

fn at(sorted: &[f64], percent: usize) -> f64 {
    sorted[(sorted.len() - 1) * percent / 100]
}
