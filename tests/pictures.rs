//! The pictures of README and manual: the real program in a pseudo-terminal, its cells as SVG.
//! They are written anew with `FENGCE_WRITE_DOCS=1 cargo test --test pictures`.
#![cfg(all(unix, feature = "app"))]

#[path = "support/wizard.rs"]
mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use support::{Wizard, key};

/// The size of the terminal.
const SIZE: (u16, u16) = (30, 104);
/// The size of a cell, in pixels.
const CELL: (u16, u16) = (8, 18);
/// Around the screen.
const MARGIN: u16 = 10;

/// What one presses, and what then appears in Chinese and English.
struct Step {
    keys: &'static str,
    shows: (&'static str, &'static str),
}

/// A picture: its name, what the program is started with, what is done.
struct Picture {
    name: &'static str,
    arguments: &'static [&'static str],
    steps: &'static [Step],
}

const OPENED: Step = Step { keys: "", shows: ("估算上限", "Estimated ceiling") };

const PICTURES: [Picture; 6] = [
    Picture {
        name: "start",
        arguments: &[],
        steps: &[Step { keys: "", shows: ("启元机器人", "启元机器人") }],
    },
    Picture {
        name: "question",
        arguments: &["wizard", "启元"],
        steps: &[
            OPENED,
            Step { keys: key::F3, shows: ("查找", "Find") },
            Step { keys: "industrial_output", shows: ("工业产值", "Industrial output") },
            Step { keys: "\r", shows: ("工业产值是多少", "What was the industrial output") },
        ],
    },
    Picture {
        name: "result",
        arguments: &["wizard", "启元"],
        steps: &[Step { keys: "", shows: ("理由", "Reasons") }],
    },
    Picture {
        name: "what-if",
        arguments: &["wizard", "启元"],
        steps: &[OPENED, Step { keys: "\u{17}", shows: ("关键点", "points") }],
    },
    Picture {
        name: "law",
        arguments: &["wizard", "启元"],
        steps: &[
            OPENED,
            Step {
                keys: key::F5, shows: ("支持智能制造企业做强做大", "支持智能制造企业做强做大")
            },
        ],
    },
    Picture {
        name: "ask",
        arguments: &["ask"],
        steps: &[Step { keys: "", shows: ("年度", "year") }],
    },
];

/// Colours of the sixteen, the ground and the text.
struct Colours {
    name: &'static str,
    ground: &'static str,
    text: &'static str,
    sixteen: [&'static str; 16],
}

const COLOURS: [Colours; 2] = [
    Colours {
        name: "dark",
        ground: "#1e1e22",
        text: "#d6d6da",
        sixteen: [
            "#1e1e22", "#e06c75", "#8cc570", "#d9b56c", "#6aa8e8", "#c58be0", "#5fbcc4", "#d6d6da",
            "#7b7b85", "#ef8a92", "#a4d98b", "#ecca86", "#8cc0f4", "#d8a5ee", "#80d3da", "#ffffff",
        ],
    },
    Colours {
        name: "light",
        ground: "#fbfbfa",
        text: "#26262b",
        sixteen: [
            "#26262b", "#b3202e", "#24702a", "#8a5a00", "#1f5fb0", "#86309c", "#0f6d76", "#b9b9bd",
            "#707078", "#b3202e", "#24702a", "#8a5a00", "#1f5fb0", "#86309c", "#0f6d76", "#ffffff",
        ],
    },
];

#[test]
fn the_pictures_are_what_the_program_draws() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    let write = std::env::var_os("FENGCE_WRITE_DOCS").is_some();
    if write {
        fs::create_dir_all(&folder).expect("a folder");
    }
    let mut old = Vec::new();
    for picture in &PICTURES {
        for lang in ["zh", "en"] {
            let wizard = taken(picture, lang);
            for colours in &COLOURS {
                let name = format!("{}-{lang}-{}.svg", picture.name, colours.name);
                let drawn = svg(wizard.cells(), colours);
                let path = folder.join(&name);
                if write {
                    fs::write(&path, &drawn).expect("written");
                }
                if fs::read_to_string(&path).ok().as_ref() != Some(&drawn) {
                    old.push(name);
                }
            }
        }
    }
    assert!(old.is_empty(), "FENGCE_WRITE_DOCS=1 cargo test --test pictures writes anew: {old:?}");
}

/// The program, the steps done.
fn taken(picture: &Picture, lang: &str) -> Wizard {
    let home = tempfile::tempdir().expect("a folder");
    let profiles = home.path().join("profiles");
    fs::create_dir_all(&profiles).expect("a folder");
    for (sample, name) in [("robot-maker", "启元"), ("software-house", "云图")] {
        let from = Path::new("profiles").join(format!("{sample}.toml"));
        let to = profiles.join(format!("{name}.toml"));
        fs::copy(from, &to).expect("copied");
        // A list tells when each was changed.
        let day = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_577_880_000);
        let file = fs::File::options().write(true).open(&to).expect("open");
        file.set_modified(day).expect("dated");
    }
    let variables = [("FENGCE_LANG", lang), ("TZ", "UTC")];
    let (rows, columns) = SIZE;
    let mut wizard = Wizard::start_with(home.path(), rows, columns, picture.arguments, &variables);
    for step in picture.steps {
        wizard.send(step.keys);
        wizard.wait_for(if lang == "zh" { step.shows.0 } else { step.shows.1 });
    }
    wizard.settle();
    wizard
}

/// The cells as a picture.
fn svg(screen: &vt100::Screen, colours: &Colours) -> String {
    let (rows, columns) = SIZE;
    let (wide, high) = (columns * CELL.0 + 2 * MARGIN, rows * CELL.1 + 2 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, Sarasa Mono SC, Noto Sans Mono CJK SC, monospace\" \
         font-size=\"13\">\n<rect width=\"{wide}\" height=\"{high}\" rx=\"8\" fill=\"{}\"/>\n",
        colours.ground
    );
    for row in 0..rows {
        let mut column = 0;
        while column < columns {
            let Some(first) = screen.cell(row, column) else { break };
            let style = style(first, colours);
            let (start, mut text, mut at) = (column, String::new(), Vec::new());
            while let Some(cell) = screen.cell(row, column).filter(|_| column < columns) {
                if self::style(cell, colours) != style {
                    break;
                }
                for c in cell.contents().chars() {
                    text.push(c);
                    at.push((MARGIN + column * CELL.0).to_string());
                }
                if !cell.has_contents() {
                    text.push(' ');
                    at.push((MARGIN + column * CELL.0).to_string());
                }
                column += if cell.is_wide() { 2 } else { 1 };
            }
            run(&mut out, row, (start, column), &style, (&text, &at));
        }
    }
    out.push_str("</svg>\n");
    out
}

/// How a run of cells looks: text, ground, bold, dim.
type Style = (String, Option<String>, bool, bool);

fn style(cell: &vt100::Cell, colours: &Colours) -> Style {
    let colour = |colour: vt100::Color| match colour {
        vt100::Color::Default => None,
        vt100::Color::Idx(at) => Some(match colours.sixteen.get(usize::from(at)) {
            Some(colour) => (*colour).to_owned(),
            // A grey of the ramp, or a colour of the cube.
            None if at >= 232 => grey(8 + (at - 232) * 10),
            None => {
                let part = |part: u8| if part == 0 { 0 } else { 55 + part * 40 };
                let at = at - 16;
                format!("#{:02x}{:02x}{:02x}", part(at / 36), part(at / 6 % 6), part(at % 6))
            }
        }),
        vt100::Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
    };
    let text = colour(cell.fgcolor()).unwrap_or_else(|| colours.text.to_owned());
    let ground = colour(cell.bgcolor());
    let (text, ground) = match cell.inverse() {
        true => (ground.unwrap_or_else(|| colours.ground.to_owned()), Some(text)),
        false => (text, ground),
    };
    (text, ground, cell.bold(), cell.dim())
}

fn grey(level: u8) -> String {
    format!("#{level:02x}{level:02x}{level:02x}")
}

fn run(
    out: &mut String,
    row: u16,
    (start, end): (u16, u16),
    (colour, ground, bold, dim): &Style,
    (text, at): (&str, &[String]),
) {
    let y = MARGIN + row * CELL.1;
    if let Some(ground) = ground {
        let (x, width) = (MARGIN + start * CELL.0, (end - start) * CELL.0);
        let height = CELL.1;
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{ground}\"/>"
        );
    }
    // Blanks at the ends are nothing to draw.
    let skipped = text.chars().take_while(|c| *c == ' ').count();
    let text = text.trim_matches(' ');
    if text.is_empty() {
        return;
    }
    let count = text.chars().count();
    let at = &at[skipped..skipped + count];
    let x = if text.is_ascii() { at[0].clone() } else { at.join(" ") };
    let length = match text.is_ascii() {
        true => format!(" textLength=\"{}\"", count * usize::from(CELL.0)),
        false => String::new(),
    };
    let weight = if *bold { " font-weight=\"bold\"" } else { "" };
    let faint = if *dim { " opacity=\"0.65\"" } else { "" };
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let y = y + 14;
    let _ = writeln!(
        out,
        "<text xml:space=\"preserve\" x=\"{x}\" y=\"{y}\" fill=\"{colour}\"{length}{weight}{faint}>{text}</text>"
    );
}
