//! The sums as lines for a person.

use std::fmt::Write as _;

use super::shown::Shown;
use crate::text::{columns, printable, printable_within};

/// Columns of a name.
const NAME: usize = 48;

impl Shown<'_> {
    pub(super) fn text(&self) -> String {
        let mut out = format!("{}\n{}\n\n", self.policy.title.get(self.lang), self.heading());
        let figures = self.figures();
        let wide = figures.iter().map(|(name, _)| columns(name)).max().unwrap_or(0);
        for (name, said) in figures {
            let gap = " ".repeat(wide - columns(&name) + 2);
            let _ = writeln!(out, "{name}{gap}{}", printable(&said));
        }
        for table in self.tables() {
            let _ = writeln!(out, "\n{}", table.title);
            let all = || std::iter::once(&table.heads).chain(&table.rows);
            let widths: Vec<usize> = (0..table.heads.len())
                .map(|at| all().map(|row| columns(&row[at])).max().unwrap_or(0))
                .collect();
            for row in all() {
                let mut line = String::new();
                for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
                    let width = if at == 0 { (*width).min(NAME) } else { *width };
                    let cell = printable_within(cell, width);
                    let gap = " ".repeat(width.saturating_sub(columns(&cell)));
                    let _ = match at {
                        0 => write!(line, "{cell}{gap}"),
                        _ => write!(line, "  {gap}{cell}"),
                    };
                }
                let _ = writeln!(out, "{}", line.trim_end());
            }
        }
        let _ = writeln!(out, "\n{}", self.meaning());
        for notice in self.notices() {
            let _ = writeln!(out, "{notice}");
        }
        out
    }
}
