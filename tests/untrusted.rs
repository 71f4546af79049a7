//! Text from outside never reaches the terminal, HTML or CSV raw, whatever it is and wherever it
//! comes from.
#![cfg(feature = "app")]

#[path = "support/mutate.rs"]
mod mutate;
#[path = "support/pack.rs"]
mod packs;
#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::Path;
use std::process::Output;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use fengce::policy::load;
use fengce::policy::source::PackFiles;
use fengce::text::{Lang, is_unsafe};
use fengce::tui::headless::Headless;
use mutate::Dice;
use program::fengce;

/// What could steer a terminal, hide, reverse, or flood.
fn nasty() -> Vec<String> {
    vec![
        "\u{1b}[31mred\u{1b}[2J".into(),
        "\u{1b}]0;title\u{7}\u{1b}]52;c;cm0=\u{7}".into(),
        "\u{9b}31m\u{9d}0;x\u{9c}".into(),
        "\u{202e}cod.exe\u{2066}x\u{2069}".into(),
        "a\u{200b}b\u{200d}c\u{2060}d\u{feff}e\u{ad}".into(),
        format!("x{}", "\u{301}".repeat(5_000)),
        "\u{e0041}\u{e0042}\u{fe0f}".into(),
        "名".repeat(100_000),
        "<script>alert(1)</script><img src=x onerror=y>\"'&".into(),
        "=1+cmd|'/c calc'!A1".into(),
    ]
}

/// Nothing of it may steer a terminal; a flood of combining marks is cut.
#[track_caller]
fn assert_calm(output: &Output, what: &str) {
    for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        let bad = text.chars().find(|c| is_unsafe(*c) && *c != '\n' && *c != '\r');
        // A byte order mark begins a CSV for Excel; none is asked for here.
        assert_eq!(bad, None, "{what}: {name}");
    }
    assert!(output.stderr.len() < 8_000, "{what}: {} bytes", output.stderr.len());
    assert!(output.status.code().is_some_and(|code| code <= 2), "{what}: {:?}", output.status);
}

/// A string of TOML.
fn toml(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

#[test]
fn no_string_of_a_profile_reaches_the_terminal_raw() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("p.toml");
    let file = path.to_str().expect("UTF-8");
    for text in nasty() {
        let quoted = toml(&text);
        let head = "schema = 1\npolicy = \"fengtai-smart-manufacturing\"\nyear = 2026\n";
        for body in [
            format!(
                "[enterprise]\nname = {quoted}\ncredit_code = {quoted}\nindustry_code = {quoted}\n"
            ),
            format!("[notes]\nprofile = {quoted}\nrevenue = {quoted}\n{quoted} = {quoted}\n"),
            format!("[answers]\nrevenue = {quoted}\n"),
            format!("[answers]\ncategory = {quoted}\n{quoted} = true\n"),
            format!("[unsure]\nfacts = [{quoted}]\n"),
            format!("{quoted} = 1\n"),
        ] {
            fs::write(&path, format!("{head}{body}")).expect("written");
            // What is refused is told the same way whatever the format.
            let shown = body.starts_with("[enterprise]") || body.starts_with("[notes]");
            let formats = ["text", "json", "markdown", "html"];
            for format in &formats[..if shown { 4 } else { 1 }] {
                let output =
                    fengce(home.path(), &["assess", file, "--format", format, "--notes"], &[]);
                assert_calm(&output, &format!("{format} {body:.60}"));
                if *format == "html" {
                    let page = String::from_utf8_lossy(&output.stdout);
                    assert!(!page.contains("<script>alert"), "{body:.60}");
                    assert!(!page.contains("<img src=x"), "{body:.60}");
                }
            }
        }
    }
}

#[test]
fn no_cell_or_id_reaches_the_output_raw() {
    let home = tempfile::tempdir().expect("a folder");
    for text in nasty() {
        let csv = home.path().join("x.csv");
        let cell = format!("\"{}\"", text.replace('"', "\"\""));
        fs::write(
            &csv,
            format!("id,year,revenue,other\n{cell},2026,{cell},{cell}\n{cell},2026,5万,{cell}\n"),
        )
        .expect("written");
        let file = csv.to_str().expect("UTF-8");
        for format in ["csv", "ndjson"] {
            let arguments = ["screen", file, "--carry", "--format", format];
            let output = fengce(home.path(), &arguments, &[]);
            assert_calm(&output, &format!("{format} {text:.60}"));
        }
        // For a spreadsheet nothing begins like a formula.
        let output =
            fengce(home.path(), &["screen", file, "--carry", "--format", "csv", "--excel"], &[]);
        let mut sheet = csv::ReaderBuilder::new().flexible(true).from_reader(&output.stdout[..]);
        for row in sheet.records() {
            for cell in &row.expect("CSV") {
                assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell:.60}");
            }
        }
        let lines = home.path().join("x.ndjson");
        let object = serde_json::json!({"id": text, "year": 2026, "answers": {"category": text}});
        let doubled = serde_json::json!({"id": text, "year": 2026, "answers": {"revenue": "5万"}});
        fs::write(&lines, format!("{object}\n{doubled}\n{{\"{}\n", text.replace('"', "")))
            .expect("written");
        let file = lines.to_str().expect("UTF-8");
        for format in ["csv", "ndjson"] {
            let output = fengce(home.path(), &["screen", file, "--format", format], &[]);
            assert_calm(&output, &format!("{format} {text:.60}"));
        }
    }
}

#[cfg(unix)]
#[test]
fn no_file_name_argument_or_setting_reaches_the_terminal_raw() {
    let home = tempfile::tempdir().expect("a folder");
    let data = home.path().join("profiles");
    fs::create_dir_all(&data).expect("made");
    let folder = home.path().to_str().expect("UTF-8");
    for text in nasty().into_iter().filter(|text| text.len() < 50_000) {
        let name: String = text.replace('/', "").chars().take(60).collect();
        fs::write(data.join(format!("{name}.toml")), "x").expect("written");
        let file = home.path().join(&name);
        fs::write(&file, "bad").expect("written");
        let file = file.to_str().expect("UTF-8");
        for arguments in [
            &["assess", file][..],
            &["screen", file],
            &["assess", &name],
            &["policy", "check", file],
            &["profiles", "list"],
            &["profiles", "copy", "无", &name],
            &["profiles", "history", &name],
            &["profiles", "delete", &name],
            &["profiles", "list", "--bin"],
            &["profiles", "restore", &name],
            &["--reading", &name, "info"],
            &["--reading", &name, "assess", "profiles/robot-maker.toml"],
            &["--lang", &name, "info"],
            &[&name],
        ] {
            let variables = [
                ("FENGCE_DATA", folder),
                ("TERM", &*name),
                ("LANG", &*name),
                ("FENGCE_LANG", &*name),
            ];
            let output = fengce(home.path(), arguments, &variables);
            assert_calm(&output, &format!("{arguments:?}"));
        }
    }
}

#[test]
fn ten_megabytes_are_refused_in_few_words() {
    let home = tempfile::tempdir().expect("a folder");
    let long = "名".repeat(10 << 20 >> 1);
    let profile = home.path().join("p.toml");
    fs::write(&profile, format!("schema = 1\n[enterprise]\nname = \"{long}\"\n")).expect("written");
    let output = fengce(home.path(), &["assess", profile.to_str().expect("UTF-8")], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert_calm(&output, "a profile");
    let lines = home.path().join("x.ndjson");
    fs::write(
        &lines,
        format!("{{\"id\":\"{long}\",\"year\":2026}}\n{{\"id\":\"b\",\"year\":2026}}\n"),
    )
    .expect("written");
    let output = fengce(home.path(), &["screen", lines.to_str().expect("UTF-8")], &[]);
    assert_eq!(output.status.code(), Some(1));
    assert_calm(&output, "a line");
    let out = String::from_utf8_lossy(&output.stdout);
    assert_eq!(out.lines().count(), 2, "the other line goes on");
    assert!(out.len() < 20_000, "{}", out.len());
}

/// The small pack with a text before every text in it.
fn hostile_pack(dir: &Path, text: &str) {
    packs::copy(Path::new("tests/packs/second"), dir);
    let within: String = text.chars().map(|c| format!("\\U{:08X}", u32::from(c))).collect();
    for folder in [dir.to_owned(), dir.join("facts"), dir.join("articles")] {
        for entry in fs::read_dir(folder).expect("listed") {
            let path = entry.expect("an entry").path();
            let is_toml = path.extension().is_some_and(|end| end == "toml");
            if is_toml && !path.ends_with("person.toml") {
                let mut pack = fs::read_to_string(&path).expect("read");
                for key in ["{ zh = \"", ", en = \"", "\nedition = \""] {
                    pack = pack.replace(key, &format!("{key}{within}"));
                }
                fs::write(&path, pack).expect("written");
            }
        }
    }
}

#[test]
fn no_string_of_a_pack_reaches_the_terminal_raw() {
    let home = tempfile::tempdir().expect("a folder");
    // All that steers or hides, and the flood.
    let (floods, others): (Vec<_>, Vec<_>) =
        nasty().into_iter().filter(|text| text.len() < 50_000).partition(|text| text.len() > 5_000);
    for (number, text) in [others.concat(), floods.concat()].iter().enumerate() {
        let dir = home.path().join(number.to_string());
        hostile_pack(&dir, text);
        let pack = dir.to_str().expect("UTF-8");
        let person = dir.join("person.toml");
        let person = person.to_str().expect("UTF-8");
        let dossier = home.path().join("d.json");
        let dossier = dossier.to_str().expect("UTF-8");
        let lines = home.path().join("x.ndjson");
        fs::write(&lines, "{\"id\":\"a\",\"year\":2030,\"answers\":{\"works_here\":true}}\n{}\n")
            .expect("written");
        let lines = lines.to_str().expect("UTF-8");
        let lang = ["zh", "en"][number];
        for arguments in [
            &["assess", person][..],
            &["assess", person, "--explain", "--notes"],
            &["assess", person, "--format", "json"],
            &["assess", person, "--format", "markdown"],
            &["assess", person, "--format", "html"],
            &["assess", person, "--format", "short"],
            &["compare", person, person],
            &["whatif", person, "children"],
            &["export", person, "-o", dossier],
            &["verify", dossier],
            &["screen", lines],
            &["screen", lines, "--format", "csv"],
            &["screen", lines, "--summary"],
            &["screen", lines, "--summary", "--format", "html"],
            &["policy", "check", pack],
            &["policy", "show", "3"],
            &["policy", "show", "rent"],
            &["policy", "show", "home"],
            &["policy", "diff", "tests/packs/second", pack],
            &["ask", person],
            &["info"],
        ] {
            let mut all = vec!["--policy", pack, "--lang", lang];
            all.extend(arguments);
            let output = fengce(home.path(), &all, &[]);
            assert_calm(&output, &format!("{text:.20} {arguments:?}"));
            let usage = String::from_utf8_lossy(&output.stderr).contains(" --help");
            assert!(!usage, "{arguments:?} is a command");
            if arguments.contains(&"html") {
                let page = String::from_utf8_lossy(&output.stdout);
                assert!(page.contains("<html"), "{arguments:?}");
                assert!(!page.contains("<script>alert") && !page.contains("<img src=x"));
            }
        }
        // The wizard, over its screens.
        let files = PackFiles::from_dir(&dir).expect("readable");
        let policy = load(&files).unwrap_or_else(|faults| panic!("{faults}"));
        let mut wizard = Headless::new(policy, Lang::Zh, 2030, (100, 30)).expect("a screen");
        let mut dice = Dice::new(1, number as u64);
        for _ in 0..60 {
            let code = match dice.below(8) {
                0 | 1 => KeyCode::Enter,
                2 => KeyCode::Down,
                3 => KeyCode::Tab,
                4 | 5 => KeyCode::Char(char::from(b'0' + dice.below(6) as u8)),
                6 => KeyCode::F(u8::try_from(1 + dice.below(10)).expect("small")),
                _ => KeyCode::Esc,
            };
            wizard.take(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)));
            wizard.draw();
            let screen = wizard.screen();
            let bad = screen.chars().find(|c| is_unsafe(*c) && *c != '\n');
            assert_eq!(bad, None, "{text:.20}: {screen}");
        }
    }
}

#[test]
fn ten_megabytes_typed_as_a_name_are_cut() {
    use std::io::Write as _;
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("p.toml");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_fengce"))
        .args(["ask", path.to_str().expect("UTF-8")])
        .env("HOME", home.path())
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("piped");
    let writer = std::thread::spawn(move || {
        input.write_all(b"name = ")?;
        input.write_all("\u{1b}[2J名".repeat(10 << 20 >> 3).as_bytes())?;
        input.write_all(b"\n1\n")
    });
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("no panic").expect("all of it is read");
    assert_eq!(output.status.code(), Some(0));
    assert_calm(&output, "ask");
    let assessed = fengce(home.path(), &["assess", path.to_str().expect("UTF-8")], &[]);
    assert_eq!(assessed.status.code(), Some(0), "what was typed after it is kept");
    assert_calm(&assessed, "assess");
    assert!(fs::read_to_string(&path).expect("read").contains("operates_in_fengtai = true"));
}
