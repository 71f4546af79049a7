//! Every command of the manual, in both languages, runs and succeeds.

use std::path::Path;
use std::process::Command;

/// The list that the manual speaks of: one manufacturer that grew from 80 to 120 million yuan.
const LIST: &str = "企业名称,联系人,年度,企业类别,工业产值（万元）,上年工业产值（万元）\n\
                    甲,张三,2026,manufacturer,12000,8000\n";

#[test]
fn every_command_of_the_manual_succeeds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut commands = 0;
    for manual in ["docs/manual.zh.md", "docs/manual.en.md"] {
        let text = std::fs::read_to_string(root.join(manual)).expect("the manual is there");
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["名单.csv", "list.csv"] {
            std::fs::write(folder.path().join(name), LIST).expect("the list is written");
        }
        for command in commands_of(&text) {
            run(command, root, folder.path());
            commands += 1;
        }
    }
    assert!(commands > 20, "only {commands} commands were found");
}

/// The lines that begin with `$` in blocks marked `console`.
fn commands_of(text: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    text.lines().filter_map(move |line| {
        if line.starts_with("```") {
            inside = line == "```console";
        }
        line.strip_prefix("$ ").filter(|_| inside)
    })
}

#[cfg(unix)]
fn run(command: &str, root: &Path, folder: &Path) {
    let program = env!("CARGO_BIN_EXE_fengce");
    let line = command.replace("fengce ", &format!("'{program}' "));
    let line = line.replace("profiles/", &format!("{}/profiles/", root.display()));
    let output = Command::new("sh")
        .args(["-c", &line])
        .current_dir(folder)
        .env("FENGCE_DATA", folder.join("data"))
        .env("FENGCE_CONFIG", folder.join("config"))
        .output()
        .expect("a shell runs");
    assert!(
        output.status.success(),
        "{command}\nended with {:?}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
}

#[cfg(not(unix))]
fn run(command: &str, root: &Path, folder: &Path) {
    // Without a shell: the commands that need none.
    if command.contains('|') {
        return;
    }
    let mut words = command.split_whitespace().skip(1);
    let arguments = words.by_ref().map(|word| match word.strip_prefix("profiles/") {
        Some(name) => root.join("profiles").join(name).into_os_string(),
        None => word.into(),
    });
    let output = Command::new(env!("CARGO_BIN_EXE_fengce"))
        .args(arguments)
        .current_dir(folder)
        .env("FENGCE_DATA", folder.join("data"))
        .env("FENGCE_CONFIG", folder.join("config"))
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
}
