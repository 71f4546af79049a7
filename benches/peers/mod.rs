//! Small programs to measure against.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use ratatui::crossterm::event::{self, Event, KeyCode};
use ratatui::layout::{Constraint, Layout};
use ratatui::widgets::{Block, List, Paragraph};

/// A full-screen form that is drawn once and knows nothing; any `q` ends it.
pub fn static_form() -> io::Result<()> {
    let mut terminal = ratatui::try_init()?;
    terminal.draw(|frame| {
        let [left, middle, right] = Layout::horizontal([
            Constraint::Length(24),
            Constraint::Min(40),
            Constraint::Length(34),
        ])
        .areas(frame.area());
        let steps = (1..=8).map(|step| format!("{step}  一节的题目"));
        frame.render_widget(List::new(steps).block(Block::bordered().title("步骤")), left);
        let questions: String = (1..=26)
            .map(|n| format!("第 {n} 题：是否已纳入规模以上统计范围？  是  否\n"))
            .collect();
        let form = Paragraph::new(questions).block(Block::bordered().title("问卷"));
        frame.render_widget(form, middle);
        let results = (1..=34).map(|n| format!("事项 {n}    待确认    0元"));
        frame.render_widget(List::new(results).block(Block::bordered().title("结果")), right);
    })?;
    while !matches!(event::read()?, Event::Key(key) if key.code == KeyCode::Char('q')) {}
    ratatui::try_restore()
}

/// Puts a file out again and again.
pub fn repeat(path: &Path, times: usize) -> io::Result<()> {
    let mut output = io::stdout().lock();
    for _ in 0..times {
        io::copy(&mut File::open(path)?, &mut output)?;
    }
    output.flush()
}
